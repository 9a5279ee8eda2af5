//! Words and colours of findings that are written into a table: into one that is made (`export --annotate`) and into
//! one that an office has (`annotate`).

use catalint_core::lint::LawDays;
use catalint_core::rule::{Lang, Severity};

/// The colour of cells with a finding, as red, green, blue.
pub(crate) const fn colour(severity: Severity) -> u32 {
    match severity {
        Severity::Hint => 0x00DD_EBF7,
        Severity::Warning => 0x00FF_F2CC,
        Severity::Error => 0x00F8_CBAD,
    }
}

/// The name of the sheet of findings.
pub(crate) fn sheet(lang: Lang) -> &'static str {
    pick(lang, "检查结果", "Findings")
}

/// What a finding says in a comment.
pub(crate) fn comment((severity, code): (Severity, &str), message: &str, help: &str, lang: Lang) -> String {
    let word = severity.word().get(lang);
    let help = if help.is_empty() { String::new() } else { format!("\n→ {help}") };
    pick(lang, format!("【{word} {code}】{message}{help}"), format!("[{word} {code}] {message}{help}"))
}

/// Whether a comment is one of these: some programs forget who wrote a comment.
pub(crate) fn is_comment(text: &str) -> bool {
    [Severity::Error, Severity::Warning, Severity::Hint].into_iter().any(|severity| {
        let word = severity.word();
        let rest = text.strip_prefix('【').and_then(|text| text.strip_prefix(word.zh));
        let rest = rest.or_else(|| text.strip_prefix('[').and_then(|text| text.strip_prefix(word.en)));
        let code = rest.and_then(|rest| rest.strip_prefix(' ')).and_then(|rest| rest.split(['】', ']']).next());
        code.is_some_and(|code| {
            code.len() > 3 && code.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_')
        })
    })
}

/// How many findings there are, by the law of which day, and to which day that is known; `hidden` ones are too mild to
/// be listed.
pub(crate) fn counted(found: impl IntoIterator<Item = Severity>, hidden: usize, law: LawDays, lang: Lang) -> String {
    let mut counts = [0_usize; 3];
    found.into_iter().for_each(|severity| counts[severity as usize] += 1);
    let [hints, warnings, errors] = counts;
    let law = law.words(lang);
    pick(
        lang,
        format!(
            "检查结果：错误{errors}、警告{warnings}、提示{hints}{}（{law}）",
            if hidden > 0 { format!("，另有较轻的{hidden}个没有列出") } else { String::new() },
        ),
        format!(
            "Findings: {errors} errors, {warnings} warnings, {hints} hints{}. {law}.",
            if hidden > 0 { format!(", and {hidden} milder ones that are not listed") } else { String::new() },
        ),
    )
}

/// That there is nothing to list.
pub(crate) fn nothing(lang: Lang) -> &'static str {
    pick(lang, "没有发现问题", "Nothing was found")
}

/// That so many findings are not listed.
pub(crate) fn more(count: usize, lang: Lang) -> String {
    pick(lang, format!("另有{count}个问题没有列出"), format!("{count} more are not listed"))
}

pub(crate) fn pick<T>(lang: Lang, zh: T, en: T) -> T {
    if lang == Lang::En { en } else { zh }
}
