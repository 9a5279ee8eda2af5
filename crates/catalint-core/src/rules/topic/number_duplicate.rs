//! TOP003: a number (序号) that two items have.

use std::collections::{HashMap, HashSet};

use super::helpers::{is_whole, place};
use super::numbers::{NumberKey, NumberedItem, head, next, padded, series};
use crate::fix::{Edit, Fix};
use crate::model::FieldId;
use crate::rule::{CatalogCx, Check, Finding, Localized, NAMES, Reads, Rule, Severity, Sink, Supersedes, Wrong};
use catalint_yaml::edit;

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: "TOP003",
    name: "number-duplicate",
    severity: Severity::Error,
    fixes: &[crate::fix::Applicability::Offer],
    summary: Localized { zh: "序号重复", en: "a number twice" },
    messages: &[
        Localized {
            zh: "序号“{no}”已经用在前面的“{first}”", en: "The number {no} is taken already, by “{first}”."
        },
        Localized { zh: "序号“{no}”前面已经用过", en: "The number {no} is taken already." },
    ],
    help: Localized {
        zh: "改为没有用过的序号；中间插入过事项的，把后面的序号依次顺延。",
        en: "Use a number that is free; where an item was put in between, renumber those behind it.",
    },
    why: Localized {
        zh: "序号用来指认事项，通知、台账和整改清单都按序号引用。两项同号，就说不清指的是哪一项。按类别或一级事项各自从1编号、或者一个一级事项合用一个序号的目录，分别比较。",
        en: "Numbers are what notices and rectification lists refer to; with one number on two items nobody can tell which is meant. Where the numbering starts again with each category or topic, or one number stands for a whole topic, this is taken into account.",
    },
    law: &[],
    source: Localized {
        zh: "标准目录通行体例：首栏为“序号”，一项一号",
        en: "The common template of standard catalogs: the first column, 序号, numbers the items",
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
            yaml: "  - no: 1\n    subtopic: 临时救助\n  - no: 3\n    subtopic: 医疗救助\n  - no: 3\n    subtopic: 住房救助\n  - no: 4\n    subtopic: 教育救助\n",
            at: "no: «3»\n    subtopic: 住房救助",
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
            yaml: "  - no: 1.1\n    subtopic: 临时救助\n  - no: 1.2\n    subtopic: 医疗救助\n  - no: 1.2\n    subtopic: 住房救助\n  - no: '1.3'\n    subtopic: 教育救助\n  - no: 2.1\n    subtopic: 受灾人员救助\n",
            at: "no: «1.2»\n    subtopic: 住房救助",
            fixed: Some(
                "  - no: 1.1\n    subtopic: 临时救助\n  - no: 1.2\n    subtopic: 医疗救助\n  - no: 1.3\n    subtopic: 住房救助\n  - no: '1.4'\n    subtopic: 教育救助\n  - no: 2.1\n    subtopic: 受灾人员救助\n",
            ),
        },
    ],
    right: &[
        "  - no: 1.1\n    subtopic: 临时救助\n  - no: 1.10\n    subtopic: 医疗救助\n",
        "  - no: 1\n    topic: 社会救助\n  - no: 2\n    topic: 社会救助\n    subtopic: 临时救助\n  - no: 1\n    topic: 养老服务\n  - no: 2\n    topic: 养老服务\n    subtopic: 高龄津贴\n",
        "  - no: 1\n    topic: 社会救助\n  - no: 1\n    topic: 社会救助\n    subtopic: 临时救助\n  - no: 2\n    topic: 养老服务\n  - no: 2\n    topic: 养老服务\n    subtopic: 高龄津贴\n",
        "  - no: /\n    subtopic: 临时救助\n  - no: /\n    subtopic: 医疗救助\n",
    ],
    supersedes: Supersedes::File(&["TOP004"]),
    check: Check::Catalog(Reads::of(&NAMES).and(&[FieldId::No]), check),
};

const FIRST: Localized = Localized { zh: "序号“{no}”先用在这里", en: "{no} is first used here" };
/// What a fix does to the item itself or, where its number fits in and the earlier one does not, to that.
struct FixWords {
    one: Localized,
    rest: Localized,
}

const THIS: FixWords = FixWords {
    one: Localized { zh: "把序号改为“{want}”", en: "Change the number to {want}." },
    rest: Localized {
        zh: "把序号改为“{want}”，其后各项依次顺延",
        en: "Change the number to {want} and renumber the items behind it.",
    },
};
const EARLIER: FixWords = FixWords {
    one: Localized { zh: "把前面那一项的序号改为“{want}”", en: "Change the earlier number to {want}." },
    rest: Localized {
        zh: "把前面那一项的序号改为“{want}”，其后各项依次顺延",
        en: "Change the earlier number to {want} and renumber the items behind it.",
    },
};

fn check(cx: &CatalogCx<'_>, sink: &mut Sink<'_>) {
    if cx.names().count_up() || !is_whole(cx.catalog) {
        return; // all is well, or how the numbers run can't be told
    }
    for series in series(cx.catalog) {
        let mut first: HashMap<NumberKey<'_>, usize> = HashMap::with_capacity(series.len());
        for (i, number) in series.iter().enumerate() {
            first.entry(NumberKey::of(number.text)).or_insert(i);
        }
        if first.len() < series.len() {
            duplicates(&series, &first, sink);
        }
    }
}

fn duplicates(series: &[NumberedItem<'_>], first: &HashMap<NumberKey<'_>, usize>, sink: &mut Sink<'_>) {
    let mut given: HashSet<String> = HashSet::new();
    let mut renumbered = false;
    // The number of the item before, as it will be once its own finding is mended.
    let mut last = String::new();
    for (i, &number) in series.iter().enumerate() {
        let before = std::mem::replace(&mut last, number.text.to_owned());
        let holder = first[&NumberKey::of(number.text)];
        if holder == i {
            continue;
        }
        let mut finding = finding(number, series[holder]);
        let fits = next(&before).is_some_and(|next| NumberKey::of(&next) == NumberKey::of(number.text));
        let (at, before, words) = match holder.checked_sub(1).filter(|_| fits) {
            Some(above) => (holder, series[above].text.to_owned(), &EARLIER),
            None => (i, before, &THIS),
        };
        let follows = head(&before) == head(number.text);
        let free = next(&before).filter(|want| !first.contains_key(&NumberKey::of(want)) && !given.contains(want));
        if let Some(want) = free.filter(|_| follows) {
            let edit = edit::replace_number(series[at].field.value, &like(&want, series[at].text));
            let fix = edit.map(|edit| Fix::offer(&words.one, vec![edit]));
            finding = finding.fix(fix).arg("want", like(&want, series[at].text));
            given.insert(want.clone());
            if at == i {
                last = want;
            }
        } else if follows && !renumbered {
            renumbered = true;
            if let Some((want, edits)) = rest(&before, &series[at..]) {
                finding = finding.fix(Some(Fix::offer(&words.rest, edits))).arg("want", want);
            }
        }
        sink.push(finding);
    }
}

fn finding(number: NumberedItem<'_>, holder: NumberedItem<'_>) -> Finding {
    let name = holder.item.label();
    let finding = Finding::field(&RULE, number.field).at(place(number.item, number.field));
    finding
        .message(usize::from(name.is_empty()))
        .arg("no", number.text)
        .arg("first", name)
        .related(place(holder.item, holder.field), &FIRST)
}

/// A number written as wide as the one it replaces.
fn like(want: &str, old: &str) -> String {
    match NumberKey::of(want) {
        NumberKey::Whole(value) => padded(value, old),
        NumberKey::Text(_) => want.to_owned(),
    }
}

/// Counts on from the number before: whole numbers to the end, others as long as they are of its kind.
/// The first new number, and the edits; there are some.
fn rest(before: &str, series: &[NumberedItem<'_>]) -> Option<(String, Vec<Edit>)> {
    let kind = head(before);
    let run: Vec<&NumberedItem<'_>> = series.iter().take_while(|number| head(number.text) == kind).collect();
    if kind.is_empty() && run.len() < series.len() {
        return None;
    }
    let (mut last, mut first) = (before.to_owned(), None);
    let mut edits: Vec<Edit> = Vec::new();
    for number in run {
        let want = like(&next(&last)?, number.text);
        if NumberKey::of(&want) != NumberKey::of(number.text) {
            edits.push(edit::replace_number(number.field.value, &want)?);
        }
        first.get_or_insert(want.clone());
        last = want;
    }
    first.filter(|_| !edits.is_empty()).map(|first| (first, edits))
}
