//! CNT006: one element of the content given twice.
//!
//! Elements below different headings, or of different levels, may be alike.

use super::helpers::{self, starts_scope};
use crate::fix::{Applicability, Fix};
use crate::model::{Element, Field, FieldId, elements};
use crate::rule::{Check, Finding, ItemCx, Localized, Reads, Rule, Severity, Sink, Supersedes, Wrong};
use catalint_domain::chinese::script::{ends_with_letter, trimmed};
use catalint_domain::vocabulary::text_features::TextFeatures;
use catalint_text::Edit;
use catalint_yaml::edit;

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: "CNT006",
    name: "content-duplicate",
    severity: Severity::Warning,
    fixes: &[Applicability::Safe],
    summary: Localized { zh: "公开内容中有重复的要素", en: "one element of the content stands twice" },
    messages: &[Localized {
        zh: "这一条与第{nth}条相同，重复列出",
        en: "This element is the same as number {nth} of the list.",
    }],
    help: Localized {
        zh: "删去重复的一条；原意是另一项内容的，改成那项内容。",
        en: "Delete it, or write the other element that was meant.",
    },
    why: Localized {
        zh: "同一要素列两次，多半是复制时带进来的，或者是本该写的另一个要素被盖住了。",
        en: "An element that stands twice was mostly copied by mistake, or covers another one that should stand there.",
    },
    law: &[],
    source: Localized {
        zh: "目录文件格式：公开内容一个要素一条",
        en: "Format of the catalog file: one element of the content an entry",
    },
    wrong: &[
        Wrong {
            yaml: "    content:\n      - 文件名称\n      - 文件全文\n      - 文件名称\n      - 有效性\n",
            at: "全文\n      - «文件名称»",
            fixed: Some("    content:\n      - 文件名称\n      - 文件全文\n      - 有效性\n"),
        },
        Wrong {
            yaml: "    content: 1. 文件名称 2. 文件全文 3. 文件名称 4. 有效性\n",
            at: "3. «文件名称»",
            fixed: Some("    content: 1. 文件名称 2. 文件全文 3. 有效性\n"),
        },
        Wrong {
            yaml: "    content: 1. 文件名称 2. 文件全文 3. 文件名称；4. 有效性\n",
            at: "3. «文件名称；»",
            fixed: Some("    content: 1. 文件名称 2. 文件全文 3. 有效性\n"),
        },
        Wrong {
            yaml: "    content: |\n      1、文件名称。\n      2、文件名称\n",
            at: "2、«文件名称»",
            fixed: Some("    content: |\n      1、文件名称。\n"),
        },
    ],
    right: &[
        "    content:\n      - 部门预算：\n      - 收支总表\n      - 部门决算：\n      - 收支总表\n",
        "    content: 1. 预算：（1）说明（2）报表 2. 决算：（1）说明（2）报表\n",
        "    content:\n      - 文件名称\n      - 文件名称和文号\n",
    ],
    supersedes: Supersedes::Nothing,
    check: Check::Item(Reads::of(&[FieldId::Content]), check),
};

/// Elements between which a repetition is looked for, and findings of one item.
const NEAR: usize = 100;

fn check(cx: &ItemCx<'_>, sink: &mut Sink<'_>) {
    let Some(field) = cx.item.field(FieldId::Content) else { return };
    // Without numbers each entry is an element.
    if !cx.features(FieldId::Content).has(TextFeatures::NUMBER) && !are_alike(field) {
        return;
    }
    let elements = elements(cx.item);
    let (mut scope, mut count) = (0, 0);
    for (at, element) in elements.iter().enumerate().skip(1) {
        if starts_scope(&elements, at) {
            scope = at;
        }
        let words = words(element);
        let from = scope.max(at.saturating_sub(NEAR));
        let Some(first) = (from..at).find(|&i| self::words(&elements[i]) == words && !words.is_empty()) else {
            continue;
        };
        sink.push(report(&elements, first, at));
        count += 1;
        if count == NEAR {
            return;
        }
    }
}

/// Whether two entries have the same words.
fn are_alike(field: Field<'_>) -> bool {
    let texts: Vec<&str> = field.entries().map(|entry| without_stop(trimmed(entry.text))).collect();
    texts.iter().enumerate().any(|(at, text)| texts[at.saturating_sub(NEAR)..at].contains(text))
}

fn words<'a>(element: &Element<'a>) -> &'a str {
    without_stop(element.text())
}

fn without_stop(text: &str) -> &str {
    // Most texts end with a letter.
    if ends_with_letter(text) {
        return text;
    }
    text.trim_end_matches(['。', '；', ';', '，', '、']).trim_end()
}

fn report(elements: &[Element<'_>], first: usize, at: usize) -> Finding {
    const REMOVE: Localized = Localized { zh: "删去重复的一条", en: "Delete the repeated element" };
    const FIRST: Localized = Localized { zh: "第一次出现在这里", en: "it stands here first" };
    let element = &elements[at];
    let place = elements[first].entry.part(elements[first].range.clone());
    let finding = Finding::part(&RULE, element.entry, element.range.clone());
    let fix = remove(elements, first, at).map(|edits| Fix::safe(&REMOVE, edits));
    finding.arg("nth", first + 1).cause(&[]).related(place, &FIRST).fix(fix)
}

/// Takes an element out; the numbers behind it move up.
fn remove(elements: &[Element<'_>], first: usize, at: usize) -> Option<Vec<Edit>> {
    let element = &elements[at];
    let mut changes = Vec::new();
    let mut edits = Vec::new();
    if alone(elements, at) {
        edits.extend(edit::merge_entry(element.entry.field().value, element.entry.node, elements[first].entry.node)?);
    } else {
        // From the end of the element before to its own end, so that blanks and breaks go once.
        let before = &elements[at - 1];
        let same = before.entry.node == element.entry.node;
        let start = if same { before.range.end } else { element.number.as_ref()?.range.start };
        // The number behind may be glued to it; to the one before it must not be.
        let behind = &element.entry.text[element.range.end..];
        let glued = !behind.is_empty() && !behind.starts_with(char::is_whitespace);
        let parted = element.entry.text[..start].ends_with(['；', ';', '。', '，', '、', ' ', '\n', '　']);
        let gap = if same && glued && !parted { " " } else { "" };
        changes.push((element.entry, start..element.range.end, gap.to_owned()));
    }
    if let Some(number) = &element.number {
        for (next, value) in elements[at + 1..].iter().zip(number.value..) {
            let Some(follower) = next.number.as_ref().filter(|n| n.style.group() == number.style.group()) else {
                break;
            };
            if follower.value != value + 1 {
                break; // another series, or one that is out of order anyway
            }
            changes.push((next.entry, follower.digits.clone(), follower.style.write_value(value)?));
        }
    }
    edits.extend(helpers::replace(changes)?);
    Some(edits)
}

/// Whether the element is the whole of its entry in a list.
fn alone(elements: &[Element<'_>], at: usize) -> bool {
    let here = elements[at].entry;
    let with = |i: Option<usize>| i.and_then(|i| elements.get(i)).is_some_and(|e| e.entry.node == here.node);
    here.index.is_some() && !with(at.checked_sub(1)) && !with(Some(at + 1))
}
