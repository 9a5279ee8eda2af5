//! The words of a list, the same in all of its formats.

use super::Occasion;
use super::bodies::{BodyPart, SeverityCounts};
use super::sheet::{FileList, ListRow};
use catalint_core::fix::Applicability;
use catalint_core::rule::{Lang, Localized, Severity};

/// One of two texts.
pub(super) fn pick<T>(lang: Lang, zh: T, en: T) -> T {
    match lang {
        Lang::Zh => zh,
        Lang::En => en,
    }
}

pub(super) const TITLE: Localized =
    Localized { zh: "政务公开标准目录整改清单", en: "Rectification list for disclosure catalogs" };
pub(super) const BY_PROBLEM: Localized = Localized { zh: "按问题汇总", en: "By problem" };
pub(super) const BY_BODY: Localized = Localized { zh: "按公开主体汇总", en: "By responsible body" };
pub(super) const BY_FILE: Localized = Localized { zh: "按目录汇总", en: "By catalog" };
pub(super) const TO_MEND: Localized = Localized { zh: "整改事项", en: "To be put right" };
pub(super) const TO_LOOK_AT: Localized = Localized { zh: "供参考的提示", en: "Hints, to look at" };
pub(super) const BODY: Localized = Localized { zh: "公开主体", en: "Responsible body" };
pub(super) const CATALOG: Localized = Localized { zh: "目录", en: "Catalog" };
pub(super) const CATALOG_LEAD: Localized = Localized { zh: "目录：", en: "Catalog: " };
pub(super) const TOTAL: Localized = Localized { zh: "合计", en: "Total" };
pub(super) const NO_BODY: Localized = Localized {
    zh: "未写明公开主体的事项和整个文件的问题",
    en: "Items that name no body, and whole files",
};
pub(super) const NOTHING: Localized = Localized { zh: "（无）", en: "(nothing)" };
pub(super) const DELETED: Localized = Localized { zh: "（删去）", en: "(deleted)" };
pub(super) const SOURCE: Localized = Localized { zh: "依据：", en: "Source: " };
pub(super) const SEE: Localized = Localized { zh: "另见", en: "See " };
pub(super) const INDEX: Localized = Localized { zh: "返回汇总", en: "All bodies" };
pub(super) const DONE: Localized = Localized { zh: "已整改", en: "done" };
pub(super) const PUT_RIGHT: Localized =
    Localized { zh: "上次指出、已经整改的问题", en: "Put right since the last round" };
pub(super) const WHO: Localized = Localized { zh: "责任人、日期：", en: "By, date:" };

/// The columns of the list. `--output-format html` names them on a phone by these, too.
pub(super) const COLUMNS: [Localized; 5] = [
    Localized { zh: "序号、级别", en: "No., severity" },
    Localized { zh: "事项和位置", en: "Item and place" },
    Localized { zh: "问题和依据", en: "What is wrong, and by what" },
    Localized { zh: "怎样改", en: "What to do" },
    Localized { zh: "整改情况", en: "Progress" },
];

/// The columns of the summary by problem.
pub(super) const PROBLEM_COLUMNS: [Localized; 4] = [
    Localized { zh: "级别", en: "Severity" },
    Localized { zh: "问题", en: "What is wrong" },
    Localized { zh: "涉及事项", en: "Items" },
    Localized { zh: "处数", en: "Places" },
];

/// The columns of what was put right.
pub(super) const CLOSED_COLUMNS: [Localized; 3] = [
    Localized { zh: "级别", en: "Severity" },
    Localized { zh: "问题", en: "What was wrong" },
    Localized { zh: "事项", en: "Item" },
];

/// The line at the end of a body's table in which it signs.
pub(super) const SIGN: [Localized; 3] = [
    Localized { zh: "责任单位（盖章）：", en: "Body (seal):" },
    Localized { zh: "负责人（签字）：", en: "Head (signature):" },
    Localized { zh: "日期：", en: "Date:" },
];

/// The severities that a list has columns for, gravest first.
pub(super) fn severities(occasion: &Occasion) -> impl Iterator<Item = Severity> {
    let least = occasion.view.least;
    [Severity::Error, Severity::Warning, Severity::Hint].into_iter().filter(move |severity| *severity >= least)
}

/// `2个文件，11项`; names and values of the head's lines.
pub(super) fn facts(sheets: &[FileList], occasion: &Occasion) -> Vec<(&'static str, String)> {
    let Occasion { summary, view, .. } = *occasion;
    let lang = view.lang;
    let files = pick(
        lang,
        format!("{}个目录文件，共{}项", summary.files, summary.items),
        format!("{}, {}", plural(summary.files, "catalog"), plural(summary.items, "item")),
    );
    let counts = summary.counts;
    let mut found = numbers_words([counts.errors, counts.warnings, counts.hints], lang);
    let rows = sheets.iter().flat_map(|sheet| &sheet.rows);
    let fixable: usize = rows.map(|row| row.safe).sum();
    if fixable > 0 {
        found += &pick(
            lang,
            format!("；本清单中{fixable}处可用 catalint check --fix 自动修正"),
            format!("; catalint check --fix mends {fixable} of those listed"),
        );
    }
    let mut facts = law_facts(occasion);
    facts.extend([(pick(lang, "检查范围", "Checked"), files), (pick(lang, "发现问题", "Found"), found)]);
    facts.extend(round(sheets, lang));
    facts.extend([(pick(lang, "检查工具", "Checked by"), format!("catalint {}", env!("CARGO_PKG_VERSION")))]);
    facts
}

/// The day by whose law is judged.
pub(super) fn law_facts(occasion: &Occasion) -> Vec<(&'static str, String)> {
    let Occasion { law, view, .. } = *occasion;
    let (as_of, lang) = (law.as_of, view.lang);
    let day = pick(
        lang,
        format!("{}（按这一天有效的法律、法规和文件判断）", as_of.chinese()),
        format!("{as_of} (by the law in force on that day)"),
    );
    match law.is_beyond() {
        // A later day does not stand alone.
        true => vec![(pick(lang, "判断日期", "Law"), law.words(lang))],
        false => vec![
            (pick(lang, "判断日期", "Judged as of"), day),
            (pick(lang, "法律数据", "Data on laws"), law.checked(lang)),
        ],
    }
}

/// `上次20处，已整改12处，未整改8处，新增3处`; none where nobody asked for the last round.
fn round(sheets: &[FileList], lang: Lang) -> Option<(&'static str, String)> {
    let all: Vec<_> = sheets.iter().filter_map(|sheet| sheet.round.as_ref()).collect();
    if all.is_empty() {
        return None;
    }
    let sum = |of: fn(&super::sheet::FileRound) -> usize| all.iter().map(|round| of(round)).sum::<usize>();
    let (closed, open, new, untold) =
        (sum(|round| round.closed.len()), sum(|round| round.open), sum(|round| round.new), sum(|round| round.untold));
    let last = closed + open + untold;
    let mut words = pick(
        lang,
        format!("上次{last}处，已整改{closed}处，未整改{open}处，新增{new}处"),
        format!("last round {last}; put right {closed}, still there {open}, new {new}"),
    );
    if untold > 0 {
        words += &pick(lang, format!("，无法核对{untold}处"), format!(", can't be told {untold}"));
    }
    Some((pick(lang, "整改结果", "Since the last round"), words))
}

/// How a row stands beside the last round; empty where nobody asked.
pub(super) fn standing(row: &ListRow, lang: Lang) -> String {
    match row.standing {
        None => String::new(),
        Some((_, 0)) => pick(lang, "上次已指出，未整改", "still there").to_owned(),
        Some((0, _)) => pick(lang, "新增", "new").to_owned(),
        Some((open, new)) => {
            pick(lang, format!("未整改{open}处，新增{new}处"), format!("{open} still there, {new} new"))
        }
    }
}

/// What the list leaves out; empty where it leaves out nothing.
pub(super) fn left_out(occasion: &Occasion) -> String {
    let (counts, lang) = (occasion.summary.counts, occasion.view.lang);
    match occasion.view.least {
        Severity::Warning if counts.hints > 0 => pick(
            lang,
            format!("另有提示{}处，仅供参考，未列入本清单（加 --min-severity hint 可列入）。", counts.hints),
            format!("Left out: {} (--min-severity hint lists them).", plural(counts.hints, "hint")),
        ),
        Severity::Error if counts.hints + counts.warnings > 0 => pick(
            lang,
            format!("另有警告{}处、提示{}处，未列入本清单。", counts.warnings, counts.hints),
            format!("Left out: {}, {}.", plural(counts.warnings, "warning"), plural(counts.hints, "hint")),
        ),
        _ => String::new(),
    }
}

/// That a page lists so many rows of all, and at most so many of a body.
pub(super) fn cut(all: usize, rows: usize, most: usize, lang: Lang) -> String {
    pick(
        lang,
        format!(
            "本清单共{all}条，一页放不下，本页列出较重的{rows}条（每个单位最多{most}条）；各汇总表是全部的。要全部列出、每个单位一页，请用 --output-format html=文件夹/ 。"
        ),
        format!(
            "The list has {all} rows, too many for a page: the {rows} gravest are shown, at most {most} of each body; the counts are of all. With --output-format html=FOLDER/ all are listed, each body on pages of its own."
        ),
    )
}

/// That so many rows of a body are not shown; empty where all are.
pub(super) fn not_on_page(rows: usize, lang: Lang) -> String {
    match rows {
        0 => String::new(),
        _ => pick(lang, format!("另有{rows}条没有列在本页。"), format!("Not on this page: {}.", plural(rows, "row"))),
    }
}

/// How the list is read, and what a list without rows says.
pub(super) fn note(occasion: &Occasion, empty: bool) -> &'static str {
    let lang = occasion.view.lang;
    match empty {
        _ if occasion.summary.files == 0 => {
            pick(lang, "没有找到目录文件，没有作检查。", "No catalog was found, nothing was checked.")
        }
        true if occasion.summary.unread > 0 => {
            pick(lang, "读到的内容里没有需要整改的问题。", "Nothing has to be put right in what could be read.")
        }
        true if occasion.view.least == Severity::Error => {
            pick(lang, "没有发现“错误”一级的问题。", "No errors were found.")
        }
        true => pick(
            lang,
            "没有发现需要整改的问题，请继续保持。",
            "Nothing has to be put right. Thank you for keeping it so.",
        ),
        false => pick(
            lang,
            "“错误”不符合明确要求，应当改正；“警告”很可能有误，请核实后改正；“提示”供参考。整改完成后请在“整改情况”栏打勾，并写明责任人和日期。",
            "An error breaks a stated requirement; a warning is probably wrong, check it; a hint is a thing to look at. Tick what is done, with name and date.",
        ),
    }
}

/// That some files are not in the list, since they could not be read; empty where all could.
pub(super) fn failed(occasion: &Occasion) -> String {
    let lang = occasion.view.lang;
    match occasion.summary.failed {
        0 => String::new(),
        count => pick(
            lang,
            format!("另有{count}个文件无法读取或处理，没有检查，不在本清单中。"),
            format!("Not in the list, since they could not be read or handled: {}.", plural(count, "file")),
        ),
    }
}

/// The last line of a list of which parts were not read; empty where all was.
pub(super) fn unread(occasion: &Occasion) -> String {
    let words = occasion.summary.unread_words(occasion.view.lang);
    words.map_or_else(String::new, |words| words + pick(occasion.view.lang, "。", "."))
}

/// `错误1处，警告2处`, without those that are none.
pub(super) fn body_words(numbers: SeverityCounts, lang: Lang) -> String {
    let of = |severity| numbers.get(severity);
    numbers_words([of(Severity::Error), of(Severity::Warning), of(Severity::Hint)], lang)
}

fn numbers_words(numbers: [usize; 3], lang: Lang) -> String {
    let severities = [Severity::Error, Severity::Warning, Severity::Hint];
    let there = severities.iter().zip(numbers).filter(|(_, count)| *count > 0);
    let parts: Vec<String> = there
        .map(|(severity, count)| {
            let word = severity.word().get(lang);
            pick(lang, format!("{word}{count}处"), plural(count, word))
        })
        .collect();
    if parts.is_empty() { pick(lang, "无", "nothing").to_owned() } else { parts.join(pick(lang, "，", ", ")) }
}

/// `其余3个目录没有发现问题`; empty where there is none.
pub(super) fn clean_files(sheets: &[FileList], lang: Lang) -> String {
    match sheets.iter().filter(|sheet| sheet.rows.is_empty()).count() {
        0 => String::new(),
        count => pick(
            lang,
            format!("其余{count}个目录没有需要列入的问题"),
            format!("{} without anything to list", plural(count, "other catalog")),
        ),
    }
}

/// `静安区政务公开标准目录（a.yaml）`, or the file alone where the catalog has no title.
pub(super) fn file(sheet: &FileList, lang: Lang) -> String {
    let (title, file) = (&sheet.title, &sheet.file);
    match title.is_empty() {
        true => file.clone(),
        false => pick(lang, format!("{title}（{file}）"), format!("{title} ({file})")),
    }
}

/// The body's name.
pub(super) fn body<'s>(body: &BodyPart<'s>, lang: Lang) -> &'s str {
    if body.name.is_empty() { NO_BODY.get(lang) } else { body.name }
}

/// Where the findings of a row are, and how many there are if more than one.
pub(super) fn place(row: &ListRow, lang: Lang) -> String {
    let count = row.count;
    match (row.place.as_str(), count) {
        (place, 1) => place.to_owned(),
        ("", _) => pick(lang, format!("共{count}处"), format!("{count} places")),
        (place, _) => pick(lang, format!("{place}，共{count}处"), format!("{place}; {count} places")),
    }
}

/// What stands before a change: whether it is offered or can be made without a person.
pub(super) fn change_lead(fix: Applicability, lang: Lang) -> &'static str {
    match fix {
        Applicability::Safe => pick(lang, "可自动修正：", "Can be mended automatically: "),
        Applicability::Offer => pick(lang, "参考改法：", "Offered: "),
    }
}

/// The heading of the nth chapter, from 0.
pub(super) fn chapter(nth: usize, words: Localized, lang: Lang) -> String {
    let number = pick(lang, ["一", "二", "三", "四", "五", "六"], ["1", "2", "3", "4", "5", "6"])[nth];
    pick(lang, format!("{number}、{}", words.zh), format!("{number}. {}", words.en))
}

fn plural(count: usize, word: &str) -> String {
    format!("{count} {word}{}", if count == 1 { "" } else { "s" })
}
