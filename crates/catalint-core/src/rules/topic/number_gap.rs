//! TOP004: numbers (序号) that do not count 1, 2, 3 … in the order of the items.

use super::helpers::{is_whole, place};
use super::numbers::{NumberedItem, padded, series};
use crate::fix::{Applicability, Fix};
use crate::model::FieldId;
use crate::rule::{CatalogCx, Check, Finding, Localized, NAMES, Reads, Rule, Severity, Sink, Supersedes, Wrong};
use catalint_yaml::edit;

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: "TOP004",
    name: "number-gap",
    severity: Severity::Warning,
    fixes: &[Applicability::Offer],
    summary: Localized { zh: "序号不连续", en: "numbers that do not count on" },
    messages: &[
        Localized {
            zh: "序号到这里断开：前一项是{before}，这一项是{no}",
            en: "The numbers break here: {no} follows {before}.",
        },
        Localized { zh: "序号不是从1开始，第一项是{no}", en: "The numbers begin with {no}, not with 1." },
    ],
    help: Localized {
        zh: "先核对是否漏了事项或者顺序有误；没有的，把这一项改为{want}，其后依次编号。",
        en: "Check whether an item is missing or out of place; if not, make this {want} and number the rest in order.",
    },
    why: Localized {
        zh: "断号往往是删过、漏录或者挪动过事项留下的痕迹，核对的人会以为少了一项。序号全是整数时才检查，“1.2”一类的分级编号和编码不在此列。",
        en: "A break in the numbers is often what is left of an item that was deleted, forgotten or moved, and readers will look for it. Only series of whole numbers are checked, not 1.2 and the like or codes.",
    },
    law: &[],
    source: Localized {
        zh: "标准目录通行体例：首栏为“序号”，从1起依次编号",
        en: "The common template of standard catalogs: the first column, 序号, counts the items from 1",
    },
    wrong: &[
        Wrong {
            yaml: "  - no: 1\n    subtopic: 临时救助\n  - no: 3\n    subtopic: 医疗救助\n  - no: \"4\"\n    subtopic: 住房救助\n",
            at: "no: «3»",
            fixed: Some(
                "  - no: 1\n    subtopic: 临时救助\n  - no: 2\n    subtopic: 医疗救助\n  - no: \"3\"\n    subtopic: 住房救助\n",
            ),
        },
        Wrong {
            yaml: "  - no: 2\n    subtopic: 临时救助\n  - no: 3\n    subtopic: 医疗救助\n",
            at: "no: «2»",
            fixed: Some("  - no: 1\n    subtopic: 临时救助\n  - no: 2\n    subtopic: 医疗救助\n"),
        },
        Wrong {
            yaml: "  - 序号: 1\n    category: 救助类\n  - 序号: 2\n    category: 救助类\n    subtopic: 临时救助\n  - 序号: 1\n    category: 养老类\n  - 序号: 2\n    category: 养老类\n    subtopic: 临时救助\n  - 序号: 4\n    category: 养老类\n    subtopic: 医疗救助\n",
            at: "序号: «4»",
            fixed: Some(
                "  - 序号: 1\n    category: 救助类\n  - 序号: 2\n    category: 救助类\n    subtopic: 临时救助\n  - 序号: 1\n    category: 养老类\n  - 序号: 2\n    category: 养老类\n    subtopic: 临时救助\n  - 序号: 3\n    category: 养老类\n    subtopic: 医疗救助\n",
            ),
        },
    ],
    right: &[
        "  - no: '01'\n    subtopic: 临时救助\n  - subtopic: 教育救助\n  - no: '02'\n    subtopic: 医疗救助\n",
        "  - no: 1\n    subtopic: 临时救助\n  - no: 2.1\n    subtopic: 医疗救助\n  - no: 2.3\n    subtopic: 住房救助\n",
        "  - no: 1\n    category: 救助类\n  - no: 2\n    category: 救助类\n    subtopic: 临时救助\n  - no: 1\n    category: 养老类\n  - no: 2\n    category: 养老类\n    subtopic: 临时救助\n",
        "  - no: 0501\n    subtopic: 临时救助\n  - no: 0503\n    subtopic: 医疗救助\n",
        "    no: 7\n",
        "  - no: 1\n  - no:\n    subtopic: 临时救助\n  - no: 3\n    subtopic: 医疗救助\n",
    ],
    supersedes: Supersedes::Nothing,
    check: Check::Catalog(Reads::of(&NAMES).and(&[FieldId::No]), check),
};

/// Numbers from here on are codes, such as 0501.
const CODES: u64 = 100;

const RENUMBER: Localized = Localized {
    zh: "从这一项起按{want}依次编号",
    en: "Number the items from here on, beginning with {want}.",
};

fn check(cx: &CatalogCx<'_>, sink: &mut Sink<'_>) {
    if cx.names().count_up() || !is_whole(cx.catalog) {
        return; // nothing is missing, or what is may stand in a part that can't be read
    }
    let all = series(cx.catalog);
    if all.iter().flatten().all(|number| number.value().is_some()) {
        all.iter().filter_map(|series| broken(series)).for_each(|finding| sink.push(finding));
    }
}

/// Where a series breaks for the first time. A single number is no series.
fn broken(series: &[NumberedItem<'_>]) -> Option<Finding> {
    let at = (0..series.len()).position(|at| !follows(series, at))?;
    let number = series[at];
    if series.len() < 2 || series[0].value() >= Some(CODES) {
        return None;
    }
    let next = at.checked_sub(1).and_then(|before| series[before].value()).unwrap_or(0) + 1;
    let want = padded(next, number.text);
    let finding = Finding::field(&RULE, number.field).at(place(number.item, number.field));
    let finding = match at.checked_sub(1) {
        Some(before) => finding.arg("before", series[before].text),
        None => finding.message(1),
    };
    let fix = renumbered(&series[at..], next);
    Some(finding.arg("no", number.text).arg("want", want).fix(fix))
}

/// Whether a number is the next one, or as far on as its row: rows between may have no number.
fn follows(series: &[NumberedItem<'_>], at: usize) -> bool {
    let row = series[at].item.index() as u64 + 1;
    let (before, row_before) = match at.checked_sub(1).map(|before| series[before]) {
        Some(before) => (before.value().unwrap_or(0), before.item.index() as u64 + 1),
        None => (0, 0),
    };
    let value = series[at].value();
    value == before.checked_add(1) || (value == before.checked_add(row - row_before) && at > 0)
}

fn renumbered(series: &[NumberedItem<'_>], first: u64) -> Option<Fix> {
    let wrong = series.iter().zip(first..).filter(|(number, want)| number.value() != Some(*want));
    let edits: Option<Vec<_>> =
        wrong.map(|(number, want)| edit::replace_number(number.field.value, &padded(want, number.text))).collect();
    Some(Fix::offer(&RENUMBER, edits?))
}
