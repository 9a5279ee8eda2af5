//! TOP002: an item without a subtopic (二级事项) among others of its topic that have one.

use foldhash::{HashMap, HashMapExt};

use crate::model::{Field, FieldId, Item};
use crate::rule::{CatalogCx, Check, Finding, Localized, NAMES, Reads, Rule, Severity, Sink, Supersedes, Wrong};
use catalint_text::Span;

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: "TOP002",
    name: "subtopic-missing",
    severity: Severity::Hint,
    fixes: &[],
    summary: Localized {
        zh: "同一一级事项下只有这一项没有二级事项",
        en: "no subtopic where others of the topic have one",
    },
    messages: &[Localized {
        zh: "没有填写二级事项，而“{topic}”下的其他项都分列了二级事项",
        en: "The item has no subtopic, while others under “{topic}” have one.",
    }],
    help: Localized {
        zh: "补上二级事项的名称，使这一项能与“{topic}”下的其他项区分开。",
        en: "Add the subtopic, so that the item can be told from the others under “{topic}”.",
    },
    why: Localized {
        zh: "同一一级事项下有的分列二级事项、有的不分，读者分不清没有二级事项的这一行指的是全部还是其中一部分。常见原因是原表的二级事项单元格漏填或者合并。",
        en: "Where some rows of a topic have a subtopic and one has none, readers can't tell whether that row means all of the topic or a part. Often a cell was forgotten or merged in the table.",
    },
    law: &[],
    source: Localized {
        zh: "标准目录通行体例：“公开事项”之下分一级事项、二级事项两栏",
        en: "The common template of standard catalogs: 公开事项 has two columns, 一级事项 and 二级事项",
    },
    wrong: &[
        Wrong {
            yaml: "  - topic: 社会救助\n    subtopic: 临时救助\n  - topic: 社会救助\n    subtopic:\n",
            at: "社会救助\n    «subtopic»:\n",
            fixed: None,
        },
        Wrong {
            yaml: "  - subtopic: 最低生活保障\n  - 二级事项: 特困人员供养\n  - topic: 社会救助\n    subtopic: ''\n    detail: 救助标准\n",
            at: "«subtopic»: ''",
            fixed: None,
        },
    ],
    right: &[
        "  - topic: 社会救助\n    subtopic: 临时救助\n  - topic: 养老服务\n    subtopic:\n",
        "  - topic: 社会救助\n    subtopic:\n  - topic: 养老服务\n    subtopic:\n",
        "  - category: 救助类\n    topic: 公共服务\n    subtopic: 服务指引\n  - category: 养老类\n    topic: 公共服务\n    subtopic:\n",
    ],
    supersedes: Supersedes::Nothing,
    check: Check::Catalog(Reads::of(&NAMES), check),
};

/// The items of a topic.
#[derive(Default)]
struct TopicItems<'a> {
    with: usize,
    without: usize,
    /// One that has a subtopic.
    sibling: Option<Item<'a>>,
}

const SIBLING: Localized =
    Localized { zh: "同一一级事项下的这一项有二级事项", en: "this one of the topic has a subtopic" };

fn check(cx: &CatalogCx<'_>, sink: &mut Sink<'_>) {
    let names = cx.names();
    let mut groups: HashMap<(u32, u32), TopicItems<'_>> = HashMap::new();
    for item in cx.catalog.items() {
        let name = names.name(item);
        let Some(group) = name.group() else { continue };
        let rows = groups.entry(group).or_default();
        if name.subtopic == 0 && lacks_subtopic(item) {
            rows.without += 1;
        } else if name.subtopic != 0 {
            rows.with += 1;
            rows.sibling.get_or_insert(item);
        }
    }
    let lacks = |&item: &Item<'_>| names.name(item).subtopic == 0 && lacks_subtopic(item);
    for item in cx.catalog.items().filter(lacks) {
        let Some(group) = names.name(item).group() else { continue };
        let rows = &groups[&group];
        // Where most rows have none, the one that has is no pattern to follow.
        let (Some(sibling), true) = (rows.sibling, rows.with >= rows.without) else { continue };
        sink.push(missing(item, item.text(FieldId::Topic)).related(subtopic_of(sibling), &SIBLING));
    }
}

/// A `/` says that there is none, and what is no text is another rule's business.
fn lacks_subtopic(item: Item<'_>) -> bool {
    item.field(FieldId::Subtopic).is_none_or(Field::is_missing)
}

fn missing(item: Item<'_>, topic: &str) -> Finding {
    let key = item.field(FieldId::Subtopic).map(|field| field.key.span());
    let finding = Finding::item(&RULE, item).arg("topic", topic);
    let pointer = format!("{}/{}", item.pointer(), FieldId::Subtopic.key());
    Finding { pointer, ..finding.at(key.unwrap_or(item.first_key())) }
}

fn subtopic_of(item: Item<'_>) -> Span {
    item.field(FieldId::Subtopic).map_or_else(|| item.first_key(), Field::place)
}
