//! TOP005: an item that stands in the catalog twice: same category, topic, subtopic and detail.

use std::collections::hash_map::Entry;
use std::hash::{BuildHasher, Hash, Hasher};

use foldhash::quality::FixedState;
use foldhash::{HashMap, HashMapExt};

use super::helpers::{label, place};
use crate::model::{FieldId, Item};
use crate::rule::{CatalogCx, Check, Finding, ItemWords, Localized, Reads, Rule, Severity, Sink, Supersedes, Wrong};
use catalint_domain::chinese::normalize::Folded;

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: "TOP005",
    name: "item-duplicate",
    severity: Severity::Error,
    fixes: &[],
    summary: Localized { zh: "同一事项列了两次", en: "the same item twice" },
    messages: &[Localized {
        zh: "事项“{name}”前面已经列过，类别和各级事项名称都相同",
        en: "The item “{name}” is listed already, with the same category and the same names on every level.",
    }],
    help: Localized {
        zh: "两处内容相同的，删去一处；内容不同的，合并为一项，或者在二级、三级事项中写明区别。",
        en: "Delete one of them where both say the same; otherwise merge them, or say in the subtopic or detail what tells them apart.",
    },
    why: Localized {
        zh: "同一事项列两次，公众不知道以哪一处的时限和主体为准，以后修改也容易只改一处。比较名称时不计空格，括号不分全角半角。",
        en: "Where an item is listed twice, nobody knows which deadline and publisher hold, and the next revision may change only one of them. Names are compared without blanks and whatever the width of brackets.",
    },
    law: &[],
    source: Localized {
        zh: "河南省编制就业领域标准目录的指导文件：新增事项不得与已有的一级、二级事项交叉重复",
        en: "Henan's guidance for the employment catalogs: added items must not overlap existing first- and second-level items",
    },
    wrong: &[
        Wrong {
            yaml: "  - subtopic: 临时救助\n  - subtopic: 特困人员供养\n  - subtopic: 临时救助\n    note: 新增\n",
            at: "«临时救助»\n    note",
            fixed: None,
        },
        Wrong {
            yaml: "  - subtopic: 困难补贴（生活）\n  - subtopic: 困难补贴 (生活)\n    publisher: 区残联\n",
            at: "困难补贴 (生活)",
            fixed: None,
        },
        Wrong {
            yaml: "  - topic: 社会救助\n    subtopic:\n  - topic: 社会救助\n    subtopic:\n    note: 新增\n",
            at: "«社会救助»\n    subtopic:\n    note",
            fixed: None,
        },
    ],
    right: &[
        "  - no: 1\n    topic: 社会救助\n    subtopic: 政策文件\n    content: [文件名称, 文号]\n  - topic: 社会救助\n    subtopic: 政策文件\n    content: [解读材料]\n",
        "  - subtopic: 临时救助\n    detail: 救助标准\n  - subtopic: 临时救助\n    detail: 救助结果\n",
        "  - subtopic: 临时救助\n    extra: {四级事项: 救助标准}\n  - subtopic: 临时救助\n    extra: {四级事项: 救助结果}\n",
        "  - topic: 社会救助\n    subtopic: 政策文件\n  - topic: 养老服务\n    subtopic: 政策文件\n",
        "  - topic: 社会救助\n    subtopic:\n    content: [救助标准]\n  - topic: 社会救助\n    subtopic: /\n    content: [救助结果]\n",
    ],
    supersedes: Supersedes::Item(&["TOP002", "TOP006", "TOP007"]),
    check: Check::Catalog(Reads::of(FieldId::OF_ITEM), check),
};

const FIRST: Localized = Localized { zh: "“{name}”第一次列在这里", en: "“{name}” is first listed here" };

fn check(cx: &CatalogCx<'_>, sink: &mut Sink<'_>) {
    let names = cx.names();
    let mut seen = HashMap::with_capacity(cx.catalog.len());
    // The item that opened the group of rows in which this one stands.
    let mut opens: Option<(ItemWords, Item<'_>)> = None;
    for item in cx.catalog.items() {
        let name = names.name(item);
        if name.topic == 0 {
            continue;
        }
        match opens.filter(|(known, _)| *known == name) {
            Some((_, first)) if goes_under(first, item) => continue,
            _ => opens = Some((name, item)),
        }
        let first = match seen.entry((name, rest(item, name))) {
            Entry::Vacant(free) => {
                free.insert(item);
                continue;
            }
            Entry::Occupied(taken) => *taken.get(),
        };
        let (Some(here), Some(there)) = (label(item), label(first)) else { continue };
        let finding = Finding::field(&RULE, here).at(place(item, here));
        sink.push(finding.arg("name", item.label()).cause(&[]).related(place(first, there), &FIRST));
    }
}

/// Whether an item is a further row of a numbered one: without a number of its own, right below, and with
/// other content.
fn goes_under(first: Item<'_>, item: Item<'_>) -> bool {
    let same = |a: Item<'_>, b: Item<'_>| {
        let texts =
            |item: Item<'_>| item.entries(FieldId::Content).map(|entry| entry.text.to_owned()).collect::<Vec<_>>();
        texts(a) == texts(b)
    };
    !first.no().is_empty() && item.no().is_empty() && !same(first, item)
}

/// What tells items apart whose names say too little. A fourth level in `extra` counts as part of
/// the name; and where there is neither subtopic nor detail, so that the name is that of a whole
/// group, the content does too.
fn rest(item: Item<'_>, name: ItemWords) -> u64 {
    let mut rest = FixedState::default().build_hasher();
    for (key, value) in item.field(FieldId::Extra).into_iter().flat_map(|extra| extra.value.pairs()) {
        if ["级", "事项", "目录", "名称"].iter().any(|word| key.text().contains(word)) {
            Folded(value.text()).hash(&mut rest);
        }
    }
    if name.subtopic == 0 && name.detail == 0 {
        item.entries(FieldId::Content).for_each(|entry| Folded(entry.text).hash(&mut rest));
    }
    rest.finish()
}
