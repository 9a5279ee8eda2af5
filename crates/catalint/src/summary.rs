//! What is said after the findings: notes, counts by rule, how it stands and what to do next.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;

use catalint_core::fix::Applicability;
use catalint_core::lint::DroppedWhy;
use catalint_core::lint::LawDays;
use catalint_core::rule::{Lang, Severity, TableCell};
use catalint_text::{display_width, visible};
use catalint_workspace::session::TableChange;

use crate::args::{Check, Fixing};
use crate::check::{ProblemCount, RunTally};
use crate::lang::pick;
use crate::output::ReportNote;
use crate::tables;
use crate::terminal::Paint;

/// What else happened to the files.
pub(crate) fn notes(tally: &RunTally, lang: Lang) -> String {
    let mut out = String::new();
    for (file, dropped) in &tally.dropped {
        let (file, code, line) = (visible(file), dropped.code, dropped.line);
        out += &match dropped.why {
            DroppedWhy::Breaks => pick(
                lang,
                format!("{file}:{line}：{code} 的修正会破坏文件，没有应用\n"),
                format!("{file}:{line}: the fix of {code} would break the file and was left out\n"),
            ),
            DroppedWhy::Remains => pick(
                lang,
                format!("{file}:{line}：{code} 的修正已做过一次，问题仍在，没有再改\n"),
                format!("{file}:{line}: the fix of {code} was applied once, but the finding is still there\n"),
            ),
        };
    }
    for (file, notes) in &tally.tables {
        out += &table(&visible(file), notes, lang);
    }
    for file in &tally.unsound {
        let file = visible(file);
        out += &pick(
            lang,
            format!("{file}：加上忽略注释会改变别的结果，没有写入\n"),
            format!("{file}: comments would change what is said besides, and were left out\n"),
        );
    }
    for (file, version) in &tally.lost {
        let (file, version) = (visible(file), visible(version));
        out += &pick(
            lang,
            format!("{file}：{version} 中有这个目录，现在没有了\n"),
            format!("{file}: this catalog of {version} is gone\n"),
        );
    }
    for (file, encoding) in &tally.recoded {
        let (file, from) = (visible(file), encoding.name());
        out += &pick(
            lang,
            format!("{file}：编码由 {from} 改为 UTF-8\n"),
            format!("{file}: encoding changes from {from} to UTF-8\n"),
        );
    }
    for note in &tally.notes {
        out += &report(note, lang);
    }
    out
}

/// What is to be known of a report.
fn report(note: &ReportNote, lang: Lang) -> String {
    match note {
        ReportNote::LeftOut { path, count, has_pages: true } => {
            let file = visible(path);
            pick(
                lang,
                format!(
                    "{file}：一页放不下，有{count}处没有列出；全部列出、每个单位一页：--output-format html=文件夹/\n"
                ),
                format!(
                    "{file}: {} not listed, too many for a page; --output-format html=FOLDER/ lists all, each body on pages of its own\n",
                    plural(*count, "finding")
                ),
            )
        }
        ReportNote::LeftOut { path, count, has_pages: false } => {
            let file = visible(path);
            pick(
                lang,
                format!(
                    "{file}：有{count}处超出该格式的上限，没有写入；可分几次检查，或用 --min-severity 只写较重的\n"
                ),
                format!(
                    "{file}: {} left out, as the format has a limit; check in several runs or use --min-severity\n",
                    plural(*count, "finding")
                ),
            )
        }
        ReportNote::OldPages { folder, names } => {
            let folder = visible(folder);
            let names = visible(&names.join(pick(lang, "、", ", "))).into_owned();
            pick(
                lang,
                format!("{folder}：以前的清单留下的网页不在这次清单里，没有动：{names}\n"),
                format!("{folder}: pages of an earlier list are not of this one, and were left: {names}\n"),
            )
        }
    }
}

/// What was not fixed in a table, cell by cell, and what is to be known of it.
fn table(file: &str, notes: &TableChange, lang: Lang) -> String {
    let mut out = String::new();
    for left in &notes.left {
        let cell = TableCell::new(left.cell.clone(), String::new());
        let (cell, why, code) = (cell.shown(lang), left.why.words().get(lang), &left.code);
        let cell = visible(&cell);
        out += &pick(
            lang,
            format!("{file}：{cell}：{code} 没有修正：{why}\n"),
            format!("{file}: {cell}: {code} was not fixed: {why}\n"),
        );
    }
    if notes.lists > 0 {
        let count = notes.lists;
        out += &pick(
            lang,
            format!("{file}：另有{count}处修正要拆分、删去或重编条目，不在表格里做；请导入，修正后再导出\n"),
            format!(
                "{file}: fixes that split, drop or renumber entries are not made in a table ({count}): import, fix, export\n",
            ),
        );
    }
    for caution in &notes.cautions {
        out += &pick(lang, format!("{file}：{}\n", caution.words(lang)), format!("{file}: {}\n", caution.words(lang)));
    }
    out
}

/// That the registry of laws is old on the day judged, if it is.
pub(crate) fn stale(law: LawDays, lang: Lang) -> String {
    if !law.is_stale() {
        return String::new();
    }
    let checked = law.checked_to;
    pick(
        lang,
        format!("法律数据只核对到{}，此后的废止和修改可能没有收录，请更新 catalint\n", checked.chinese()),
        format!("The data on laws was checked up to {checked}; later repeals may be missing: update catalint\n"),
    )
}

/// Causes of a rule that the statistics name.
const MOST_CAUSES: usize = 5;

/// Findings by rule, gravest and most frequent first, and below each its causes over all files.
pub(crate) fn statistics(tally: &RunTally, lang: Lang, paint: Paint) -> String {
    let mut rules: BTreeMap<(Reverse<Severity>, &str), Vec<&ProblemCount>> = BTreeMap::new();
    for problem in tally.problems.values() {
        rules.entry((Reverse(problem.severity), problem.rule.code)).or_default().push(problem);
    }
    let findings = |problems: &[&ProblemCount]| problems.iter().map(|problem| problem.findings).sum::<usize>();
    let mut rules: Vec<_> = rules.into_iter().map(|(of, problems)| (of.0, findings(&problems), problems)).collect();
    rules.sort_by_key(|(severity, count, problems)| (*severity, Reverse(*count), problems[0].rule.code));
    let width = rules.iter().map(|(_, count, _)| count.to_string().len()).max().unwrap_or(0);
    let mut out = String::new();
    for (Reverse(severity), count, mut problems) in rules {
        let (code, summary, word) =
            (problems[0].rule.code, problems[0].rule.summary.get(lang), severity.word().get(lang));
        let word = format!("{word:<0$}", pick(lang, 0, 7));
        writeln!(out, "{count:>width$}  {}  {}  {summary}", coloured(&word, severity, paint), paint.bold(code))
            .expect("a String takes all");
        problems.sort_by_key(|problem| Reverse(problem.findings));
        for problem in problems.iter().take(MOST_CAUSES) {
            out += &cause(problem, width, lang);
        }
        if let Some(more) = problems.len().checked_sub(MOST_CAUSES).filter(|more| *more > 0) {
            let blank = " ".repeat(width + 2);
            out += &pick(lang, format!("{blank}其余{more}种\n"), format!("{blank}{more} more\n"));
        }
    }
    if !out.is_empty() {
        out.push('\n');
    }
    out
}

/// One cause, in how many findings of how many files.
fn cause(problem: &ProblemCount, width: usize, lang: Lang) -> String {
    let (message, count, files) = (visible(&problem.message), problem.findings, problem.files);
    let files = match files {
        1 => String::new(),
        files => pick(lang, format!("，{files}个文件"), format!(", {files} files")),
    };
    let blank = " ".repeat(width + 2);
    pick(lang, format!("{blank}{count}处{files}：{message}\n"), format!("{blank}{count}{files}: {message}\n"))
}

fn coloured(text: &str, severity: Severity, paint: Paint) -> String {
    match severity {
        Severity::Error => paint.red(text),
        Severity::Warning => paint.yellow(text),
        Severity::Hint => paint.cyan(text),
    }
}

/// How it stands, and one line on what to do next.
pub(crate) fn closing(tally: &RunTally, check: &Check, lang: Lang, paint: Paint) -> String {
    let mut out = mended(tally, check, lang, paint);
    if check.fix != Fixing::Show {
        out += &standing(tally, lang, paint);
        out.push('\n');
        out += &set_aside(tally, lang);
    }
    out += &tables::unchecked(&tally.unchecked, lang);
    out += &tables::unwritten(tally, check, lang);
    for file in check.outputs.iter().filter(|_| check.fix != Fixing::Show).filter_map(|output| output.file.as_ref()) {
        let file = file.display().to_string();
        out += &pick(lang, format!("报告写入：{}\n", visible(&file)), format!("Report: {}\n", visible(&file)));
    }
    if let Some(next) = next(tally, check, lang) {
        out += &next;
        out.push('\n');
    }
    out
}

fn mended(tally: &RunTally, check: &Check, lang: Lang, paint: Paint) -> String {
    let (fixes, files) = (tally.applied, tally.changed);
    if check.ignores.is_some() {
        return ignored(tally, check, lang, paint);
    }
    match (check.fix, files) {
        (Fixing::No, _) => String::new(),
        (_, 0) if check.accepted.is_some() => {
            pick(lang, "没有照勾选可以修正的问题，文件不会改变\n", "Nothing that is ticked can be mended\n").to_owned()
        }
        (Fixing::Write, 0) => pick(lang, "没有可以自动修正的问题\n", "Nothing to mend automatically\n").to_owned(),
        (Fixing::Show, 0) => pick(lang, "没有可以自动修正的问题，文件不会改变\n", "Nothing would change\n").to_owned(),
        (Fixing::Write, _) => {
            paint.green(&pick(
                lang,
                format!("已修正{fixes}处，涉及{files}个文件"),
                format!("Mended {} in {}", plural(fixes, "finding"), plural(files, "file")),
            )) + "\n"
        }
        (Fixing::Show, _) => pick(
            lang,
            format!("可修正{fixes}处，涉及{files}个文件；文件尚未改动\n"),
            format!("{} in {} can be mended; nothing was written\n", plural(fixes, "finding"), plural(files, "file")),
        ),
    }
}

/// What `--add-ignores` did.
fn ignored(tally: &RunTally, check: &Check, lang: Lang, paint: Paint) -> String {
    let (findings, files) = (plural(tally.applied, "finding"), plural(tally.changed, "file"));
    let (count, among) = (tally.applied, tally.changed);
    match (check.fix, among) {
        (_, 0) => pick(lang, "没有要加注释忽略的问题\n", "Nothing to ignore by comments\n").to_owned(),
        (Fixing::Show, _) => pick(
            lang,
            format!("可用注释忽略{count}处，涉及{among}个文件；文件尚未改动\n"),
            format!("{findings} in {files} can be ignored by comments; nothing was written\n"),
        ),
        _ => {
            let said = format!("Comments now ignore {findings} in {files}");
            paint.green(&pick(lang, format!("已用注释忽略{count}处，涉及{among}个文件"), said)) + "\n"
        }
    }
}

/// What is not told, and why.
fn set_aside(tally: &RunTally, lang: Lang) -> String {
    let (suppressed, baselined, gone) = (tally.summary.suppressed, tally.summary.baselined, tally.gone);
    let mut out = String::new();
    if suppressed > 0 {
        out += &pick(
            lang,
            format!("按文件中的注释忽略了{suppressed}处\n"),
            format!("{} ignored by comments in the files\n", plural(suppressed, "finding")),
        );
    }
    if baselined > 0 {
        out += &pick(
            lang,
            format!("基线中已有的{baselined}处没有列出\n"),
            format!("{} of the baseline not shown\n", plural(baselined, "finding")),
        );
    }
    if let Some(file) = tally.baseline.as_ref().filter(|_| gone > 0) {
        let run = format!("catalint baseline --prune --baseline {}", quoted(file));
        out += &pick(
            lang,
            format!("基线中有{gone}处已经不存在，可以删去：{run}\n"),
            format!("{} of the baseline no longer there; to drop them, run: {run}\n", plural(gone, "finding")),
        );
    }
    out
}

/// `检查了1个文件、11项：错误3处，警告2处；另有提示8处未显示（加 --min-severity hint 可见）`
fn standing(tally: &RunTally, lang: Lang, paint: Paint) -> String {
    let summary = tally.summary;
    let counts = summary.counts;
    let looked = pick(
        lang,
        format!("检查了{}个文件、{}项", summary.files, summary.items),
        format!("Checked {}, {}", plural(summary.files, "file"), plural(summary.items, "item")),
    );
    if counts.total() == 0 && summary.unread > 0 {
        return looked + pick(lang, "：读到的内容里没有问题", ": no findings in what could be read");
    }
    if counts.total() == 0 {
        let clean = pick(lang, "没有发现问题", "no findings");
        return looked + pick(lang, "：", ": ") + &paint.green(clean);
    }
    let part = |count: usize, severity: Severity| {
        let word = severity.word();
        let text = pick(lang, format!("{}{count}处", word.zh), plural(count, word.en));
        if count == 0 { text } else { coloured(&text, severity, paint) }
    };
    let mut parts = vec![part(counts.errors, Severity::Error), part(counts.warnings, Severity::Warning)];
    if counts.hints > 0 && tally.unseen == 0 {
        parts.push(part(counts.hints, Severity::Hint));
    }
    let found = looked + pick(lang, "：", ": ") + &parts.join(pick(lang, "，", ", "));
    let (entries, shown) = (tally.entries, counts.total() - tally.unseen);
    let together = match entries > 0 && entries < shown {
        true => pick(lang, format!("，合并为{entries}个问题"), format!(", in {}", plural(entries, "group"))),
        false => String::new(),
    };
    found + &together + &unseen(tally, lang)
}

fn unseen(tally: &RunTally, lang: Lang) -> String {
    let counts = tally.summary.counts;
    match tally.unseen {
        0 => String::new(),
        hints if hints == counts.hints => pick(
            lang,
            format!("；另有提示{hints}处未显示（--min-severity hint 可显示）"),
            format!("; {} not shown (--min-severity hint shows them)", plural(hints, "hint")),
        ),
        unseen => {
            pick(lang, format!("；其中较轻的{unseen}处未显示"), format!("; {unseen} of lesser severity not shown"))
        }
    }
}

/// The one thing to do next, with a command that can be copied.
fn next(tally: &RunTally, check: &Check, lang: Lang) -> Option<String> {
    let paths = paths(check);
    let (safe, offered) = (tally.safe, tally.offered);
    if check.fix == Fixing::Show {
        let flag = match &check.ignores {
            Some(why) => format!("--add-ignores {}", quoted(Path::new(why))),
            None if check.least_fix == Applicability::Offer => "--unsafe-fixes".to_owned(),
            None => "--fix".to_owned(),
        };
        let accepted = check.accepted.as_ref().map_or(String::new(), |copy| format!(" --accepted {}", quoted(copy)));
        let flag = flag + &accepted;
        let run = format!("catalint check {flag} {paths}");
        return (tally.changed > 0)
            .then(|| pick(lang, format!("写入文件请运行：{run}"), format!("To write it, run: {run}")));
    }
    if check.fix == Fixing::No && safe > 0 {
        let run = format!("catalint check --fix {paths}");
        let consent = match offered {
            0 => String::new(),
            _ => pick(
                lang,
                format!("；另有{offered}处确认无误后可用 --unsafe-fixes 修正"),
                format!("; {offered} more by --unsafe-fixes, if you agree"),
            ),
        };
        return Some(pick(
            lang,
            format!("其中{safe}处可自动修正，请运行：{run}{consent}"),
            format!("{safe} of them can be mended automatically, run: {run}{consent}"),
        ));
    }
    if let Some(table) = tally.fixable_table.as_ref().filter(|_| check.fix == Fixing::No) {
        let (count, run) = (tally.safe_in_tables, format!("catalint check --fix {}", quoted(Path::new(table))));
        return Some(pick(
            lang,
            format!("其中{count}处可自动修正；表格要写出文件名才修正，例如：{run}"),
            format!("{count} of them can be mended automatically where the table is named, such as: {run}"),
        ));
    }
    let (_, first) = tally.first?;
    let one = tally.summary.counts.total() - tally.unseen == 1;
    let consent = pick(
        lang,
        format!("，其中{offered}处确认后可用 --unsafe-fixes 修正"),
        format!("; {offered} of them can be mended by --unsafe-fixes, if you agree"),
    );
    let consent = if offered > 0 { consent.as_str() } else { "" };
    let (zh, en) = if one { ("修改", "Mend it") } else { ("逐处修改", "Mend the findings one by one") };
    Some(pick(
        lang,
        format!("请按建议{zh}{consent}；规则的说明和依据可看：catalint explain {first}"),
        format!("{en}{consent}; on a rule and its source see: catalint explain {first}"),
    ))
}

/// The paths of the run, to be typed again.
fn paths(check: &Check) -> String {
    let all: Vec<String> = check.paths.iter().map(|path| quoted(path)).collect();
    let joined = all.join(" ");
    if display_width(&joined) > 100 { "...".to_owned() } else { joined }
}

/// A path, or another word, as a shell takes it.
pub(crate) fn quoted(path: &Path) -> String {
    let text = path.display().to_string();
    if text.contains([' ', '\'', '"', '&', '(', ')', '$', '\\']) { format!("'{text}'") } else { text }
}

pub(crate) fn plural(count: usize, word: &str) -> String {
    format!("{count} {word}{}", if count == 1 { "" } else { "s" })
}
