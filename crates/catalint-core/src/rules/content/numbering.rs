//! CNT004: numbers of elements that are skipped or repeated: 1. 2. 4.
//!
//! A return to 1 begins a new series below another heading and is silent, and so is a list in
//! which only some entries have a number.

use super::helpers::{self, NumberedElement, has_chinese_number, is_heading};
use crate::fix::{Applicability, Fix};
use crate::model::FieldId;
use crate::rule::{Check, Finding, ItemCx, Localized, Reads, Rule, Severity, Sink, Supersedes, Wrong};
use catalint_domain::vocabulary::text_features::TextFeatures;
use catalint_text::Edit;

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: "CNT004",
    name: "content-numbering",
    severity: Severity::Warning,
    fixes: &[Applicability::Safe],
    summary: Localized { zh: "公开内容的编号跳号或者重号", en: "numbers of elements skipped or repeated" },
    messages: &[
        Localized { zh: "编号从{last}跳到了{found}", en: "The numbers jump from {last} to {found}." },
        Localized { zh: "编号{last}之后又出现了{found}", en: "Number {last} is followed by {found} again." },
        Localized { zh: "编号从{found}开始，前面没有1", en: "The numbers begin with {found}, not with 1." },
    ],
    help: Localized {
        zh: "核对是否漏写或者重复，把编号改为从1起连续。",
        en: "Check for a lost or repeated element, and number them from 1 without gaps.",
    },
    why: Localized {
        zh: "编号不连续，往往是漏了一条、重复了一条，或者删改后没有调整编号。引用“第3条”时也会指错。",
        en: "A gap in the numbers often means that an element was lost, repeated or deleted. A reference to “number 3” then leads to the wrong one.",
    },
    law: &[],
    source: Localized {
        zh: "已公布标准目录的通行写法：公开内容的要素从1起连续编号",
        en: "Usage of published standard catalogs: elements are numbered from 1 without gaps",
    },
    wrong: &[
        Wrong {
            yaml: "    content: 1. 名称 2. 条件 3. 材料 5. 流程 6. 时限\n",
            at: "5.",
            fixed: Some("    content: 1. 名称 2. 条件 3. 材料 4. 流程 5. 时限\n"),
        },
        Wrong {
            yaml: "    content: |\n      1、名称\n      2、条件\n      2、材料\n",
            at: "«2、»材料",
            fixed: Some("    content: |\n      1、名称\n      2、条件\n      3、材料\n"),
        },
        Wrong {
            yaml: "    content:\n      - （1）名称\n      - （3）条件\n",
            at: "（3）",
            fixed: Some("    content:\n      - （1）名称\n      - （2）条件\n"),
        },
        Wrong { yaml: "    content: 2. 名称 3. 条件\n", at: "2.", fixed: None },
    ],
    right: &[
        "    content: 1. 名称 2. 标准2.0版 3. 3.15活动安排\n",
        "    content: 1. 申请：（1）条件（2）材料 2. 办理：（1）流程（2）时限\n",
        "    content: 一、预算：1. 说明 2. 报表 二、决算：1. 说明 2. 报表\n",
        "    content:\n      - 1. 名称\n      - 条件\n      - 3. 材料\n",
    ],
    supersedes: Supersedes::Nothing,
    check: Check::Item(Reads::of(&[]).where_shown(&[FieldId::Content], TextFeatures::NUMBER), check),
};

fn check(cx: &ItemCx<'_>, sink: &mut Sink<'_>) {
    for series in helpers::series(cx.item) {
        // A return to 1 ends what can be judged.
        let end = (1..series.len()).find(|&at| restarts(&series, at)).unwrap_or(series.len());
        report(&series[..end], sink);
    }
}

fn report(series: &[NumberedElement<'_>], sink: &mut Sink<'_>) {
    const RENUMBER: Localized = Localized { zh: "按顺序重新编号", en: "Number the elements in order" };
    let (first, number) = &series[0];
    if number.value != 1 {
        // What stood before may be lost: nobody but the author can tell.
        let found = Finding::part(&RULE, *first, number.range.clone());
        sink.push(found.message(2).arg("found", number.value as usize));
        return;
    }
    let Some(at) = (1..series.len()).find(|&at| series[at].1.value != series[at - 1].1.value + 1) else { return };
    let (entry, number) = &series[at];
    let last = series[at - 1].1.value;
    let finding = Finding::part(&RULE, *entry, number.range.clone())
        .message(usize::from(number.value <= last))
        .arg("last", last as usize)
        .arg("found", number.value as usize);
    sink.push(finding.fix(renumber(series, at).map(|edits| Fix::safe(&RENUMBER, edits))));
}

/// Whether the number is a 1 that begins another series and does not repeat the one before.
fn restarts(series: &[NumberedElement<'_>], at: usize) -> bool {
    let (entry, number) = &series[at];
    let (before, last) = &series[at - 1];
    if number.value != 1 || last.value != 1 {
        return number.value == 1;
    }
    let from = if before.node == entry.node { last.range.end } else { 0 };
    let words = entry.text[from..number.range.start].trim();
    let above = &before.text[last.range.end..];
    is_heading(words) || is_heading(above.trim()) || words.split_whitespace().any(has_chinese_number)
}

fn renumber(series: &[NumberedElement<'_>], from: usize) -> Option<Vec<Edit>> {
    let mut value = series[from - 1].1.value;
    let mut changes = Vec::new();
    for (entry, number) in &series[from..] {
        value += 1;
        if value > 99 {
            return None; // no number of an element any more
        }
        if number.value != value {
            changes.push((*entry, number.digits.clone(), number.style.write_value(value)?));
        }
    }
    helpers::replace(changes)
}
