//! TXT002: a 、 between two titles in 《》.
//!
//! GB/T 15834: the title marks part the titles. Where something stands behind one of them, such
//! as a document number in brackets, the 、 is right, and then also in the rest of that list.

use super::helpers::{PROSE, is_cell};
use crate::fix::{Applicability, Fix};
use crate::rule::{Check, Finding, Localized, Reads, Rule, Severity, Sink, Supersedes, TextCx, Wrong};
use catalint_domain::vocabulary::text_features::TextFeatures;
use catalint_yaml::edit;

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: "TXT002",
    name: "title-separator",
    severity: Severity::Hint,
    fixes: &[Applicability::Safe],
    summary: Localized { zh: "书名号之间用了顿号", en: "an enumeration comma between two titles" },
    messages: &[Localized {
        zh: "两个书名号之间用了顿号",
        en: "An enumeration comma stands between two titles in title marks.",
    }],
    help: Localized {
        zh: "删去顿号，前后两个书名号直接相连。",
        en: "Remove the comma: the title marks part the titles.",
    },
    why: Localized {
        zh: "书名号本身已把名称隔开，国家标准规定并列的书名号之间通常不用顿号；书名号后面有括注等其他成分时才宜用。",
        en: "The title marks already part the titles, so the national standard usually has no comma between them. It is used only where something else, such as a number in brackets, stands behind a title.",
    },
    law: &[],
    source: Localized {
        zh: "《标点符号用法》（GB/T 15834-2011）：标有书名号的并列成分之间通常不用顿号",
        en: "GB/T 15834-2011: usually no enumeration comma between titles in title marks",
    },
    wrong: &[Wrong {
        yaml: "    content:\n      - 《静安区临时救助办法》、《静安区医疗救助办法》全文\n      - 办理流程\n",
        at: "》«、»《",
        fixed: Some("    content:\n      - 《静安区临时救助办法》《静安区医疗救助办法》全文\n      - 办理流程\n"),
    }],
    right: &[
        "    content:\n      - 《临时救助办法》（静民规〔2022〕1号）、《医疗救助办法》、《教育救助办法》\n      - 办理流程\n",
        "    content:\n      - 《临时救助办法》及其解读、《医疗救助办法》及其解读\n      - 办理流程\n",
    ],
    supersedes: Supersedes::Nothing,
    check: Check::Text(Reads::texts(PROSE).showing(TextFeatures::BRACKET), check),
};

const FIX: Localized = Localized { zh: "删去顿号", en: "Remove the comma" };

fn check(cx: &TextCx<'_>, sink: &mut Sink<'_>) {
    let (entry, text) = (cx.entry, cx.entry.text);
    if !is_cell(entry) || !text.contains("》、《") {
        return;
    }
    // A list in which one title has something behind it needs its commas.
    let plain = text.match_indices("、《").all(|(at, _)| text[..at].ends_with('》'));
    if !plain {
        return;
    }
    for (at, _) in text.match_indices("》、《").take(100) {
        let comma = at + "》".len()..at + "》、".len();
        let fix = edit::replace_part(entry.node, comma.clone(), "").map(|edit| Fix::safe(&FIX, vec![edit]));
        sink.push(Finding::part(&RULE, entry, comma).fix(fix));
    }
}
