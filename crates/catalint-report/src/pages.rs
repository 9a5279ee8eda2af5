//! The pages of `docs/rules`: one a rule, in Chinese and English, and their index.

use std::fmt::Write;

use crate::concise_line;
use catalint_core::docs::{example, is_table, split};
use catalint_core::fix::Applicability;
use catalint_core::rule::{Lang, Localized, Rule};
use catalint_core::rules::{self, RULES};
use catalint_domain::date::Date;
use catalint_domain::law::{Registry, chinese_list, english_list};
use catalint_text::ColumnUnit;

/// What the family of a rule is about; its letters where nobody says.
#[must_use]
pub fn family(rule: &Rule) -> Localized {
    let letters = rule.family();
    rules::family(rule).map_or(Localized { zh: letters, en: letters }, |family| family.name)
}

/// What can be done about the findings of a rule by machine.
#[must_use]
pub const fn fixability(rule: &Rule) -> Localized {
    match rule.fixes {
        [] => Localized { zh: "需人工修改", en: "by hand" },
        [Applicability::Safe] => Localized { zh: "可自动修正", en: "automatic" },
        [Applicability::Safe, ..] => Localized { zh: "部分可自动修正", en: "partly automatic" },
        _ => Localized { zh: "确认后可修正", en: "on consent" },
    }
}

/// Advice without the words of a catalog: its slots are left open.
#[must_use]
pub fn general(words: Localized, lang: Lang) -> String {
    let mut out = String::new();
    for (nth, part) in words.get(lang).split('{').enumerate() {
        let rest = if nth == 0 { Some(("", part)) } else { part.split_once('}') };
        let (slot, rest) = rest.unwrap_or(("", part));
        out += match (slot, lang) {
            ("", _) => "",
            // The keys that `render` names in the language of the file.
            (slot, _) if slot.starts_with("key:") => &slot["key:".len()..],
            (_, Lang::Zh) => "……",
            (_, Lang::En) => "...",
        };
        out += rest;
    }
    out
}

/// What a rule rests on: its provisions with number and first day as their rows have them, then what they say or another
/// fact. Law is judged on the given day.
#[must_use]
pub fn sources(rule: &Rule, lang: Lang, as_of: Date) -> Vec<String> {
    let described = Registry::builtin().described(rule.law, as_of).into_iter().map(|(zh, en)| match lang {
        Lang::Zh => zh,
        Lang::En => en,
    });
    described.chain([general(rule.source, lang)]).filter(|text| !text.is_empty()).collect()
}

/// The same in one line, without number and day.
#[must_use]
pub fn source(rule: &Rule, lang: Lang) -> String {
    let (law, colon) = match lang {
        Lang::Zh => (chinese_list(rule.law).join("；"), "："),
        Lang::En => (english_list(rule.law).join("; "), ": "),
    };
    let words = [law, general(rule.source, lang)].into_iter().filter(|text| !text.is_empty());
    words.collect::<Vec<_>>().join(colon)
}

/// The page of a rule, in Markdown. Law is judged on the given day.
#[must_use]
pub fn rule_page(rule: &Rule, as_of: Date) -> String {
    let mut out = format!("# {} `{}`\n\n", rule.code, rule.name);
    both(&mut out, rule.summary, "**");
    let (severity, fix) = (rule.severity.word(), fixability(rule));
    put(&mut out, "| 级别 Severity | 修正 Fix | 类别 Family |\n|---|---|---|\n");
    let family = family(rule);
    let rows = [severity, fix, family].map(|words| format!("{} {}", words.zh, words.en));
    put(&mut out, &format!("| {} |\n\n", rows.join(" | ")));
    put(&mut out, "## 为什么 Why\n\n");
    both(&mut out, rule.why, "");
    put(&mut out, "## 依据 Source\n\n");
    for lang in [Lang::Zh, Lang::En] {
        for source in sources(rule, lang, as_of) {
            put(&mut out, &format!("{}\n\n", source.replace('<', "&lt;")));
        }
    }
    put(&mut out, "## 怎样改 What to do\n\n");
    both(&mut out, rule.help, "");
    put(&mut out, "## 错误示例 Wrong\n\n");
    for wrong in rule.wrong {
        out += &wrong_example(rule, wrong, as_of);
    }
    put(&mut out, "## 正确示例 Right\n\n");
    for right in rule.right {
        block(&mut out, kind_of(right), &split(right).0);
        others(&mut out, right);
    }
    out.truncate(out.trim_end().len());
    out + "\n"
}

/// The files that stand beside the one that is judged.
fn others(out: &mut String, example: &str) {
    for (name, text) in split(example).1 {
        let words = role(&name);
        put(out, &format!("{}{} `{}`:\n\n", words.0.zh, words.0.en, words.1));
        block(out, if name.ends_with(".json") { "json" } else { "yaml" }, &text);
    }
}

/// What a file beside the judged one is, and its name.
#[must_use]
pub fn role(name: &str) -> (Localized, &str) {
    let roles = [
        ("project: ", Localized { zh: "项目中的另一目录 ", en: "Another catalog of the project" }),
        ("before: ", Localized { zh: "旧版本 ", en: "The version before" }),
    ];
    let of = |(mark, words): (&str, Localized)| name.strip_prefix(mark).map(|name| (words, name));
    roles.into_iter().find_map(of).unwrap_or((Localized { zh: "另一文件 ", en: "Another file" }, name))
}

fn kind_of(example: &str) -> &'static str {
    if is_table(example) { "markdown" } else { "yaml" }
}

/// The example, what is said about it, and how it looks when it is mended. Tables are read in another
/// crate: nothing is said of them here.
fn wrong_example(rule: &Rule, wrong: &catalint_core::rule::Wrong, as_of: Date) -> String {
    if is_table(wrong.yaml) {
        let mut out = String::new();
        block(&mut out, kind_of(wrong.yaml), wrong.yaml);
        return out;
    }
    let report = example(rule, wrong.yaml, as_of);
    let mut out = String::new();
    block(&mut out, "yaml", report.source.text.trim_start_matches('\u{feff}'));
    others(&mut out, wrong.yaml);
    let mut said = String::new();
    for finding in &report.findings {
        let at = report.source.line_column(finding.span().start, ColumnUnit::Char);
        for lang in [Lang::Zh, Lang::En] {
            said += &concise_line(&report.source.name, at, finding, lang);
            said.push('\n');
        }
    }
    block(&mut out, "text", &said);
    if let Some(fixed) = wrong.fixed {
        put(&mut out, "改正后 After the fix:\n\n");
        block(&mut out, "yaml", fixed);
    }
    out
}

/// The list of all rules, in Markdown, with links to pages that lie beside it.
#[must_use]
pub fn index() -> String {
    let mut out = "# 规则 Rules\n\n".to_owned();
    put(&mut out, "| 级别 | Severity | |\n|---|---|---|\n");
    put(&mut out, "| 错误 | error | 违反明文要求，确定无疑。 Breaks a stated requirement, certainly. |\n");
    put(&mut out, "| 警告 | warning | 很可能有误。 Probably wrong. |\n");
    put(&mut out, "| 提示 | hint | 体例问题，或值得一看之处。 Style, or a thing to look at. |\n");
    out + &table(|rule| format!("[{0}]({0}.md)", rule.code))
}

/// All rules as Markdown tables, one a family. `link` writes the code of a rule.
#[must_use]
pub fn table(link: impl Fn(&Rule) -> String) -> String {
    let mut out = String::new();
    let mut last = "";
    for rule in RULES.iter() {
        if rule.family() != last {
            last = rule.family();
            let words = family(rule);
            write!(out, "\n## {last} {} {}\n\n", words.zh, words.en).expect("a String takes all");
            put(&mut out, "| 规则 Rule | 名称 Name | 级别 Severity | 修正 Fix | 查什么 What it finds |\n");
            put(&mut out, "|---|---|---|---|---|\n");
        }
        let (severity, fix) = (rule.severity.word(), fixability(rule));
        let cells = [
            link(rule),
            format!("`{}`", rule.name),
            format!("{} {}", severity.zh, severity.en),
            format!("{} {}", fix.zh, fix.en),
            format!("{}<br>{}", cell(rule.summary.zh), cell(rule.summary.en)),
        ];
        put(&mut out, &format!("| {} |\n", cells.join(" | ")));
    }
    out
}

fn cell(text: &str) -> String {
    text.replace('|', "\\|").replace('<', "&lt;")
}

fn both(out: &mut String, words: Localized, mark: &str) {
    for lang in [Lang::Zh, Lang::En] {
        put(out, &format!("{mark}{}{mark}\n\n", general(words, lang).replace('<', "&lt;")));
    }
}

/// A fenced block; the fence is longer than any in the text.
fn block(out: &mut String, kind: &str, text: &str) {
    let mut fence = "```".to_owned();
    while text.contains(&fence) {
        fence.push('`');
    }
    let end = if text.is_empty() || text.ends_with('\n') { "" } else { "\n" };
    put(out, &format!("{fence}{kind}\n{text}{end}{fence}\n\n"));
}

fn put(out: &mut String, text: &str) {
    out.push_str(text);
}
