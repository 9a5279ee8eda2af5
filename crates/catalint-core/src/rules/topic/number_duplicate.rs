//! TOP003: a number (序号) that two items have.

use std::collections::{HashMap, HashSet};

use super::helpers::{is_whole, place};
use super::numbers::{Key, Numbered, next, padded, series};
use crate::fix::{Edit, Fix};
use crate::rule::{CatalogCx, Check, Localized, Rule, Severity, Silences, Sink, Violation, Wrong};
use crate::yaml::edit;

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: "TOP003",
    name: "number-duplicate",
    severity: Severity::Error,
    fixes: &[crate::fix::Applicability::Offer],
    summary: Localized { zh: "序号重复", en: "a number twice" },
    messages: &[Localized {
        zh: "序号“{no}”已经用在前面的“{first}”",
        en: "The number {no} is taken already, by “{first}”.",
    }],
    help: Localized {
        zh: "改为没有用过的序号；中间插入过事项的，把后面的序号依次顺延。",
        en: "Use a number that is free; where an item was put in between, renumber those behind it.",
    },
    why: Localized {
        zh: "序号用来指认事项，通知、台账和整改清单都按序号引用。两项同号，就说不清指的是哪一项。按类别或一级事项各自从1编号、或者一个一级事项合用一个序号的目录，分别比较。",
        en: "Numbers are what notices and rectification lists refer to; with one number on two items nobody can tell which is meant. Where the numbering starts again with each category or topic, or one number stands for a whole topic, this is taken into account.",
    },
    source: Localized {
        zh: "标准目录通行体例：首栏为“序号”，一项一号；《中华人民共和国政府信息公开条例》第六条：及时、准确地公开政府信息",
        en: "The common template of standard catalogs: the first column, 序号, numbers the items; Regulation on Open Government Information, Art. 6: disclosure must be timely and accurate",
    },
    wrong: &[
        Wrong {
            yaml: "  - no: 1\n    subtopic: 临时救助\n  - no: 2\n    subtopic: 医疗救助\n  - no: 2\n    subtopic: 住房救助\n  - no: 4\n    subtopic: 教育救助\n",
            at: "no: «2»\n    subtopic: 住房救助",
            fixed: Some(
                "  - no: 1\n    subtopic: 临时救助\n  - no: 2\n    subtopic: 医疗救助\n  - no: 3\n    subtopic: 住房救助\n  - no: 4\n    subtopic: 教育救助\n",
            ),
        },
        Wrong {
            yaml: "  - no: '01'\n    subtopic: 临时救助\n  - no: 1\n    subtopic: 医疗救助\n  - no: '02'\n    subtopic: 住房救助\n",
            at: "no: «1»",
            fixed: Some(
                "  - no: '01'\n    subtopic: 临时救助\n  - no: 2\n    subtopic: 医疗救助\n  - no: '03'\n    subtopic: 住房救助\n",
            ),
        },
        Wrong {
            yaml: "  - no: 1.1\n    subtopic: 临时救助\n  - no: 1.2\n    subtopic: 医疗救助\n  - no: 1.2\n    subtopic: 住房救助\n",
            at: "no: «1.2»\n    subtopic: 住房救助",
            fixed: Some(
                "  - no: 1.1\n    subtopic: 临时救助\n  - no: 1.2\n    subtopic: 医疗救助\n  - no: 1.3\n    subtopic: 住房救助\n",
            ),
        },
    ],
    right: &[
        "  - no: 1.1\n    subtopic: 临时救助\n  - no: 1.10\n    subtopic: 医疗救助\n",
        "  - no: 1\n    topic: 社会救助\n  - no: 2\n    topic: 社会救助\n    subtopic: 临时救助\n  - no: 1\n    topic: 养老服务\n  - no: 2\n    topic: 养老服务\n    subtopic: 高龄津贴\n",
        "  - no: 1\n    topic: 社会救助\n  - no: 1\n    topic: 社会救助\n    subtopic: 临时救助\n  - no: 2\n    topic: 养老服务\n  - no: 2\n    topic: 养老服务\n    subtopic: 高龄津贴\n",
        "  - no: /\n    subtopic: 临时救助\n  - no: /\n    subtopic: 医疗救助\n",
    ],
    silences: Silences::File(&["TOP004"]),
    check: Check::Catalog(check),
};

const FIRST: Localized = Localized { zh: "序号“{no}”先用在这里", en: "{no} is first used here" };
const ONE: Localized = Localized { zh: "把序号改为“{want}”", en: "Change the number to {want}." };
const REST: Localized = Localized {
    zh: "把序号改为“{want}”，其后各项依次顺延",
    en: "Change the number to {want} and renumber the items behind it.",
};

fn check(cx: &CatalogCx<'_>, sink: &mut Sink<'_>) {
    if !is_whole(cx.catalog) {
        return; // how the numbers run can't be told
    }
    for series in series(cx.catalog) {
        let mut first: HashMap<Key<'_>, usize> = HashMap::with_capacity(series.len());
        for (i, number) in series.iter().enumerate() {
            first.entry(Key::of(number.text)).or_insert(i);
        }
        if first.len() < series.len() {
            duplicates(&series, &first, sink);
        }
    }
}

fn duplicates(series: &[Numbered<'_>], first: &HashMap<Key<'_>, usize>, sink: &mut Sink<'_>) {
    let mut given: HashSet<String> = HashSet::new();
    let mut renumbered = false;
    // The number of the item before, as it will be once its own finding is mended.
    let mut last = String::new();
    for (i, &number) in series.iter().enumerate() {
        let before = std::mem::replace(&mut last, number.text.to_owned());
        let holder = first[&Key::of(number.text)];
        if holder == i {
            continue;
        }
        let holder = series[holder];
        let mut violation =
            Violation { span: place(number.item, number.field), ..Violation::field(&RULE, number.field) }
                .arg("no", number.text)
                .arg("first", holder.item.label())
                .related(place(holder.item, holder.field), FIRST);
        let free = next(&before).filter(|want| !first.contains_key(&Key::of(want)) && !given.contains(want));
        if let Some(want) = free {
            violation = violation.fix(one(number, &want)).arg("want", like(&want, number.text));
            given.insert(want.clone());
            last = want;
        } else if !renumbered {
            renumbered = true;
            if let Some((want, fix)) = rest(&before, &series[i..]) {
                violation = violation.fix(Some(fix)).arg("want", want);
            }
        }
        sink.push(violation);
    }
}

/// A free number, written as wide as the one it replaces.
fn like(want: &str, old: &str) -> String {
    match Key::of(want) {
        Key::Whole(value) => padded(value, old),
        Key::Text(_) => want.to_owned(),
    }
}

fn one(number: Numbered<'_>, want: &str) -> Option<Fix> {
    let edit = edit::replace_number(number.field.value, &like(want, number.text))?;
    Some(Fix::offer(ONE, vec![edit]))
}

/// Counts on from the number before; only where all that follows are whole numbers.
fn rest(before: &str, series: &[Numbered<'_>]) -> Option<(String, Fix)> {
    let Key::Whole(before) = Key::of(before) else { return None };
    let mut edits: Vec<Edit> = Vec::new();
    for (number, want) in series.iter().zip(before.checked_add(1)?..) {
        if number.value()? != want {
            edits.push(edit::replace_number(number.field.value, &padded(want, number.text))?);
        }
    }
    Some((padded(before + 1, series[0].text), Fix::offer(REST, edits)))
}
