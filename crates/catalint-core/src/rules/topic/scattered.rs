//! TOP006: items of one topic, or of one category, that do not stand together.

use foldhash::{HashMap, HashMapExt};

use super::helpers::place;
use crate::fix::{Applicability, Fix};
use crate::model::{FieldId, Item};
use crate::rule::{CatalogCx, Check, Finding, Localized, NAMES, Reads, Rule, Severity, Sink, Supersedes, Wrong};
use catalint_yaml::edit;

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: "TOP006",
    name: "item-scattered",
    severity: Severity::Hint,
    fixes: &[Applicability::Offer],
    summary: Localized {
        zh: "同一一级事项或者类别的事项没有排在一起",
        en: "items of one topic or category that do not stand together",
    },
    messages: &[
        Localized {
            zh: "一级事项“{name}”前面已经列过，中间隔着其他事项",
            en: "The topic “{name}” comes up again after other topics.",
        },
        Localized {
            zh: "类别“{name}”前面已经列过，中间隔着其他类别",
            en: "The category “{name}” comes up again after other categories.",
        },
    ],
    help: Localized {
        zh: "移到“{name}”的其他事项之后，并按新的顺序重排序号。",
        en: "Move it behind the other items of “{name}”, and number the items anew.",
    },
    why: Localized {
        zh: "标准目录按类别、一级事项归并排列，印成表格时同一一级事项合并为一格。分散在几处，既不便查找，也容易被看作漏列或者重复。",
        en: "A standard catalog is ordered by category and topic, and the printed table merges the cells of one topic. Scattered rows are hard to find and look like rows that are missing or listed twice.",
    },
    law: &[],
    source: Localized {
        zh: "标准目录通行体例：按类别、一级事项、二级事项逐级归并排列",
        en: "The common template of standard catalogs: rows are grouped by category, 一级事项 and 二级事项",
    },
    wrong: &[
        Wrong {
            yaml: "  - topic: 社会救助\n  - topic: 养老服务\n    subtopic: 高龄津贴\n  - topic: 社会救助 # 补\n    subtopic: 临时救助\n",
            at: "topic: «社会救助» # 补",
            fixed: Some(
                "  - topic: 社会救助\n  - topic: 社会救助 # 补\n    subtopic: 临时救助\n  - topic: 养老服务\n    subtopic: 高龄津贴\n",
            ),
        },
        Wrong {
            yaml: "  - category: 救助类\n  - category: 养老类\n    topic: 养老服务\n    subtopic: 高龄津贴\n  - category: 救助类\n    topic: 慈善\n    subtopic: 慈善组织名录\n  - category: 救助类\n    subtopic: 临时救助\n",
            at: "category: «救助类»\n    topic: 慈善",
            fixed: Some(
                "  - category: 救助类\n  - category: 救助类\n    subtopic: 临时救助\n  - category: 救助类\n    topic: 慈善\n    subtopic: 慈善组织名录\n  - category: 养老类\n    topic: 养老服务\n    subtopic: 高龄津贴\n",
            ),
        },
    ],
    right: &[
        "  - category: 救助类\n    topic: 政策\n    subtopic: 救助政策\n  - category: 救助类\n    topic: 资金\n  - category: 养老类\n    topic: 政策\n    subtopic: 养老政策\n",
        "  - topic: 社会救助\n  - topic: 社会救助\n    subtopic: 临时救助\n  - topic: 养老服务\n    subtopic: 高龄津贴\n",
    ],
    supersedes: Supersedes::Nothing,
    check: Check::Catalog(Reads::of(&NAMES).and(&[FieldId::No, FieldId::Items]), check),
};

const HOME: Localized = Localized { zh: "“{name}”的事项在这里", en: "the items of “{name}” stand here" };
const MOVE: Localized =
    Localized { zh: "移到“{name}”的其他事项之后", en: "Move it behind the other items of “{name}”." };

/// Fixes made at once: each looks at the whole file, and after some moves fewer are needed.
const FIXES: usize = 50;

/// Neighbours that stand apart from the rest of their kind.
struct ScatteredBlock<'a> {
    field: FieldId,
    first: Item<'a>,
    last: Item<'a>,
    /// The last of its kind before it.
    home: Item<'a>,
}

fn check(cx: &CatalogCx<'_>, sink: &mut Sink<'_>) {
    let mut blocks = Vec::new();
    let names = cx.names();
    let all = cx.catalog.items().filter(|&item| names.name(item).category != 0);
    scattered(all, FieldId::Category, |item| names.name(item).category, &mut blocks);
    let strayed: Vec<usize> = blocks.iter().flat_map(|b| b.first.index()..=b.last.index()).collect();
    // Categories one after the other, each without what strayed from it. The sort is stable.
    let mut nth: HashMap<u32, usize> = HashMap::new();
    let mut rest: Vec<(usize, Item<'_>)> = Vec::new();
    let mut items = 0;
    for item in cx.catalog.items() {
        items += 1;
        let next = nth.len();
        let category = *nth.entry(names.name(item).category).or_insert(next);
        if names.name(item).topic != 0 && strayed.binary_search(&item.index()).is_err() {
            rest.push((category, item));
        }
    }
    rest.sort_by_key(|(category, _)| *category);
    scattered(rest.into_iter().map(|(_, item)| item), FieldId::Topic, |item| names.name(item).group(), &mut blocks);
    // A catalog that is ordered by something else, such as the publisher, is not out of order.
    if blocks.len() <= 3 || blocks.len() * 3 <= items {
        let list = cx.catalog.field(FieldId::Items).filter(|_| !blocks.is_empty());
        let list = list.and_then(|list| edit::Movable::of(list.value));
        for (i, block) in blocks.iter().enumerate() {
            let fix = list.filter(|_| i < FIXES).and_then(|list| moved(list, block));
            sink.push(finding(block).fix(fix));
        }
    }
}

/// Collects the blocks whose kind came up before with another kind in between.
fn scattered<'a, K: std::hash::Hash + Eq + Copy>(
    items: impl Iterator<Item = Item<'a>>,
    field: FieldId,
    kind: impl Fn(Item<'a>) -> K,
    blocks: &mut Vec<ScatteredBlock<'a>>,
) {
    let mut homes: HashMap<K, Item<'a>> = HashMap::new();
    let mut here: Option<K> = None;
    let mut straying: Option<K> = None;
    for item in items {
        let this = kind(item);
        if here == Some(this) || !homes.contains_key(&this) {
            homes.insert(this, item);
            (here, straying) = (Some(this), None);
            continue;
        }
        let next_to = |block: &ScatteredBlock<'a>| block.last.index() + 1 == item.index();
        match blocks.last_mut().filter(|block| straying == Some(this) && next_to(block)) {
            Some(block) => block.last = item,
            None => blocks.push(ScatteredBlock { field, first: item, last: item, home: homes[&this] }),
        }
        straying = Some(this);
    }
}

fn finding(block: &ScatteredBlock<'_>) -> Finding {
    let field = |item: Item<'_>| item.field(block.field).map(|field| (field.pointer(), place(item, field)));
    let mut finding = Finding::item(&RULE, block.first).arg("name", block.first.text(block.field));
    if let Some((pointer, span)) = field(block.first) {
        finding = Finding { pointer, ..finding.at(span) };
    }
    if let Some((_, span)) = field(block.home) {
        finding = finding.related(span, &HOME);
    }
    if block.field == FieldId::Category { finding.message(1) } else { finding }
}

fn moved(list: edit::Movable<'_>, block: &ScatteredBlock<'_>) -> Option<Fix> {
    let edits = edit::move_entries(list, block.first.node(), block.last.node(), block.home.node())?;
    Some(Fix::offer(&MOVE, edits))
}
