//! CNT005: the number of an element glued to the text before it: `名单3. 本区…`.
//!
//! The number must be the next of the series that runs. In a list whose numbers were taken off, the
//! place of the entry tells it. 附件3. and 2.0 are text.

use super::helpers;
use crate::fix::{Applicability, Fix};
use crate::model::{Entry, FieldId, Item};
use crate::rule::{Check, Finding, ItemCx, Localized, Reads, Rule, Severity, Sink, Supersedes, Wrong};
use catalint_domain::chinese::numbering::{self, ElementNumber};
use catalint_domain::vocabulary::text_features::TextFeatures;
use catalint_yaml::edit;

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: "CNT005",
    name: "content-glued-number",
    severity: Severity::Warning,
    fixes: &[Applicability::Safe],
    summary: Localized {
        zh: "编号与前一条内容连在一起",
        en: "the number of an element is glued to the text before it",
    },
    messages: &[
        Localized {
            zh: "两条内容写在了一起，后一条的编号“{number}”还留在中间",
            en: "Two elements stand in one entry, with the number “{number}” of the second between them.",
        },
        Localized {
            zh: "编号“{number}”紧贴着前一条内容",
            en: "The number “{number}” is glued to the element before it.",
        },
    ],
    help: Localized {
        zh: "在“{number}”处分成两条，一条一个要素。",
        en: "Split the entry at “{number}”: one element an entry.",
    },
    why: Localized {
        zh: "从表格复制时丢了换行，两条内容就连成了一条：后一条容易被看漏，按条目检索和统计时也会少一条。",
        en: "A line break lost on the way from a table joins two elements into one. The second is easily overlooked and is missing from every count.",
    },
    law: &[],
    source: Localized {
        zh: "目录文件格式：公开内容一个要素一条；写在一段文字里的，各条编号前要分开",
        en: "Format of the catalog file: one element an entry; within one text, numbers are set apart",
    },
    wrong: &[
        Wrong {
            yaml: "    content:\n      - 展示活动\n      - 入围产品名单3. 展示中心信息\n",
            at: "3.",
            fixed: Some("    content:\n      - 展示活动\n      - 入围产品名单\n      - 展示中心信息\n"),
        },
        Wrong {
            yaml: "    content: 1. 发放对象 2. 发放标准3. 申领方式\n",
            at: "3.",
            fixed: Some("    content: 1. 发放对象 2. 发放标准 3. 申领方式\n"),
        },
        Wrong {
            yaml: "    content: [1、发放对象, 2、发放标准3、申领方式]\n",
            at: "3、",
            fixed: Some("    content: [1、发放对象, 2、发放标准, 3、申领方式]\n"),
        },
    ],
    right: &[
        "    content:\n      - 申请表\n      - 填表说明及附件3. 样表\n      - 服务标准4.0版\n",
        "    content: 1. 名称 2. 附件3. 说明\n",
        "    content:\n      - 窗口1、窗口2、窗口3的位置\n      - 2023年3. 15活动\n",
        "    content: （1）名称（2）地址①电话②传真\n",
    ],
    supersedes: Supersedes::Nothing,
    check: Check::Item(Reads::of(&[]).where_shown(&[FieldId::Content], TextFeatures::NUMBER), check),
};

const SPACE: Localized = Localized { zh: "在编号前加一个空格", en: "Put a blank before the number" };
const SET_APART: Localized = Localized {
    zh: "在“{number}”前换行或者空一格。",
    en: "Put a line break or a blank before “{number}”.",
};

fn check(cx: &ItemCx<'_>, sink: &mut Sink<'_>) {
    // Most numbers are set apart.
    let may_be = |entry: Entry<'_>| numbering::may_be_glued(entry.text);
    let wide = || cx.features(FieldId::Content).has(TextFeatures::WIDE_DIGIT);
    if !wide() && !cx.item.entries(FieldId::Content).any(may_be) {
        return;
    }
    glued(cx.item).into_iter().for_each(|finding| sink.push(finding));
}

/// The findings of an item, 100 at most.
fn glued(item: Item<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    let all_lead = helpers::all_lead(item);
    // Elements so far, those that are still glued together counted one by one.
    let mut count: u32 = 0;
    for entry in item.entries(FieldId::Content) {
        count = count.saturating_add(1);
        if found.len() >= 100 {
            break;
        }
        let parts = numbering::split(entry.text);
        let numbers: Vec<ElementNumber> = parts.into_iter().filter_map(|part| part.number).collect();
        if numbers.len() > 1 {
            // In a list of numbered entries, the new one keeps its number; elsewhere it is a series
            // within one entry or text.
            let list = entry.index.is_some() && all_lead;
            let glued = numbers.iter().filter(|number| numbering::is_glued(entry.text, number)).take(100);
            found.extend(glued.map(|number| if list { in_list(entry, number, true) } else { in_text(entry, number) }));
        } else if entry.index.is_some() && numbers.is_empty() {
            for number in numbering::glued(entry.text, count + 1).iter().take(100) {
                count = number.value;
                found.push(in_list(entry, number, false));
            }
        }
    }
    found
}

fn in_text(entry: Entry<'_>, number: &ElementNumber) -> Finding {
    let at = number.range.start;
    let fix = edit::replace_part(entry.node, at..at, " ").map(|edit| Fix::safe(&SPACE, vec![edit]));
    found(entry, number).message(1).help(&SET_APART).fix(fix)
}

/// `keep`: the entries of the list have numbers, so that the new one keeps its own.
fn in_list(entry: Entry<'_>, number: &ElementNumber, keep: bool) -> Finding {
    const SPLIT: Localized = Localized { zh: "分成两条", en: "Split the entry in two" };
    let text = entry.text;
    let next = if keep { number.range.start } else { number.range.end };
    let second = next + text[next..].len() - text[next..].trim_start().len();
    let parts = [0..text[..number.range.start].trim_end().len(), second..text.len()];
    let fix = edit::split_entry(entry.node, &parts).map(|edits| Fix::safe(&SPLIT, edits));
    found(entry, number).fix(fix)
}

fn found(entry: Entry<'_>, number: &ElementNumber) -> Finding {
    Finding::part(&RULE, entry, number.range.clone()).arg("number", &entry.text[number.range.clone()]).cause(&[])
}
