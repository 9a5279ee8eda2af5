//! COV002: an item of a reference catalog that the catalog has to cover is not there.

use catalint_domain::law::acts::GUIDANCE;
use std::collections::{HashMap, HashSet};

use crate::fix::{Applicability, Fix};
use crate::model::{Field, FieldId, Item};
use crate::project::{ItemFacts, ReferenceItem};
use crate::rule::{CatalogCx, Check, Finding, Localized, NAMES, Reads, Rule, Severity, Sink, Supersedes, Wrong};
use catalint_domain::chinese::edit_distance::nearest_of;
use catalint_domain::vocabulary::item_name::is_loose;
use catalint_yaml::edit::{self, NewValue};

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: "COV002",
    name: "reference-item-absent",
    severity: Severity::Warning,
    fixes: &[Applicability::Offer],
    summary: Localized {
        zh: "没有覆盖参照目录中的事项", en: "an item of the reference catalog is not covered"
    },
    messages: &[
        Localized {
            zh: "参照目录“{reference}”列有“{name}”，本目录没有这一事项",
            en: "“{name}” of the reference catalog “{reference}” is not covered.",
        },
        Localized {
            zh: "参照目录“{reference}”列有“{name}”，本目录没有这一事项，只有名称相近的“{near}”",
            en: "“{name}” of the reference catalog “{reference}” is not covered; there is only “{near}”, a name close to it.",
        },
        Localized {
            zh: "参照目录“{reference}”的{count}项看来由“{near}”合并公开：{name}",
            en: "Items ({count}) of the reference catalog “{reference}” seem to be taken together by “{near}”: {name}.",
        },
        Localized {
            zh: "没有一个目录涉及参照目录“{reference}”的领域，其中的{count}项都没有覆盖",
            en: "No catalog is of the field of the reference catalog “{reference}”, whose items ({count}) are not covered.",
        },
        Localized {
            zh: "参照目录“{reference}”的{count}项没有同名事项，“{near}”没有对应的参照事项，可能就是：{name}",
            en: "Items ({count}) of the reference catalog “{reference}” are not there by name; “{near}”, which is none of it, may be meant: {name}.",
        },
        Localized {
            zh: "参照目录“{reference}”按同类事项推定有“{name}”，本目录没有这一事项",
            en: "By its other items the reference catalog “{reference}” has “{name}”, which is not covered.",
        },
    ],
    help: Localized {
        zh: "增加事项“{name}”；没有这项职责的，注明理由后忽略。",
        en: "Add the item “{name}”; if the body has no such duty, ignore the finding with a reason.",
    },
    why: Localized {
        zh: "本级目录应当覆盖所依据的标准目录。参照目录在 catalint.yaml 的 reference 中声明。按一级、二级事项比较，不计空格、标点、全角半角、前面的序号和末尾的“信息”“情况”，“最低生活保障”与“低保”、“政策法规文件”与“政策法规”一类的说法视为相同；由一项合并公开的、同类中有一项没有对应的、参照目录自己也只是推定的，只作提示。参照目录的 extra 中可以写别名、文本年份、可信度；依据已经不是现行有效的，只提供名称，不提供文本。检查文件夹时，写明同一地方的各目录合起来覆盖即可，仍然缺少的报在覆盖最多的目录里；别的领域的目录不作要求，没有一个目录涉及该领域的，只报一次。逐个列出文件名时，各文件只看自己。",
        en: "A catalog has to cover the standard catalog that it rests on. Reference catalogs are declared under `reference` in catalint.yaml. Items are matched by topic and subtopic, without blanks, marks, width, a number in front and 信息 or 情况 at the end; words that catalogs use for one another, such as 低保 and 最低生活保障, are the same; what one item takes together, what an item of the same matter may be that is none of the reference, and what the reference itself only infers is a hint. Under `extra` a reference may say other names (别名), the year of its words (文本年份) and how well they were seen (可信度); where what an item rests on is not in force its name alone is offered. Where a folder is checked, the catalogs that name one place cover a reference together, and what is in none of them is reported at the one that covers most; catalogs of other fields answer for nothing, and where all are, that is told once. Where files are named one by one, each is looked at alone.",
    },
    law: &[GUIDANCE],
    source: Localized {
        zh: "编制本级政务公开事项标准目录；以哪个目录为参照由项目自行声明",
        en: "Each level compiles its catalog of items; which catalog it is held against is declared by the project",
    },
    wrong: &[
        Wrong {
            yaml: "title: 静安区民政局政务公开标准目录\nprofile: shanghai\nupdated: 2026-06-30\ndefaults:\n  basis: 《中华人民共和国政府信息公开条例》（国务院令第711号）\n  deadline: 自该政府信息形成或者变更之日起20个工作日内\n  publisher: 区民政局\n  channels: [政府网站]\n  audience: 全社会\n  method: 主动公开\n  levels: [区级]\nitems:\n  - topic: 社会救助\n    subtopic: 最低生活保障\n    content: [申请条件, 办理流程]\n# --- catalint.yaml ---\nreference: [标准/社会救助.yaml]\n# --- 标准/社会救助.yaml ---\ntitle: 社会救助领域标准目录\nitems:\n  - {一级事项: 社会救助, 二级事项: 最低生活保障信息}\n  - 一级事项: 社会救助\n    二级事项: 特困人员供养\n    公开内容:\n      - 供养标准\n      - 审批结果\n    公开主体: 县级人民政府民政部门\n",
            at: "静安区民政局政务公开标准目录",
            fixed: Some(
                "title: 静安区民政局政务公开标准目录\nprofile: shanghai\nupdated: 2026-06-30\ndefaults:\n  basis: 《中华人民共和国政府信息公开条例》（国务院令第711号）\n  deadline: 自该政府信息形成或者变更之日起20个工作日内\n  publisher: 区民政局\n  channels: [政府网站]\n  audience: 全社会\n  method: 主动公开\n  levels: [区级]\nitems:\n  - topic: 社会救助\n    subtopic: 最低生活保障\n    content: [申请条件, 办理流程]\n  - topic: 社会救助\n    subtopic: 特困人员供养\n    content:\n      - 供养标准\n      - 审批结果\n",
            ),
        },
        Wrong {
            yaml: "  - topic: 社会救助\n    subtopic: 办事指南\n  - topic: 最低生活保障\n    subtopic: 审核审批信息\n# --- catalint.yaml ---\nreference: [标准.yaml]\n# --- 标准.yaml ---\ntitle: 社会救助领域标准目录\nitems:\n  - {topic: 最低生活保障, subtopic: 办事指南}\n  - {topic: 临时救助, subtopic: 办事指南}\n  - {topic: 低保, subtopic: 审核审批}\n",
            at: "办事指南",
            fixed: None,
        },
    ],
    right: &[
        "    topic: 1.社会救助\n    subtopic: 最低生活保障\n# --- catalint.yaml ---\nreference: [标准.yaml]\n# --- 标准.yaml ---\ntitle: 标准目录\nitems:\n  - {topic: 社会救助, subtopic: 最低生活保障情况}\n",
        "    topic: 社会救助\n# --- catalint.yaml ---\nreference: [标准.yaml]\n# --- 标准.yaml ---\ntitle: 财政领域标准目录\nitems:\n  - {topic: 财政预决算, subtopic: 预算}\n",
    ],
    supersedes: Supersedes::Nothing,
    check: Check::Catalog(Reads::of(&NAMES).and(&[FieldId::Title, FieldId::Items, FieldId::Content]), check),
};

const TOGETHER: usize = 2;
const FIELD: usize = 3;
const UNSURE: usize = 4;
const INFERRED: usize = 5;
const TOGETHER_HELP: Localized = Localized {
    zh: "核对“{near}”是否包括这些事项；不包括的，分别增加。",
    en: "Check whether “{near}” includes these items; add those that it does not include.",
};
const FIELD_HELP: Localized = Localized {
    zh: "增加该领域的目录；没有这项职责的，从 catalint.yaml 的 reference 中去掉“{name}”。",
    en: "Add a catalog of the field; if there is no such duty, take “{name}” out of `reference` in catalint.yaml.",
};
const UNSURE_HELP: Localized = Localized {
    zh: "核对“{near}”是不是这些事项；不是的，分别增加。",
    en: "Check whether “{near}” is one of these items; add those that it is not.",
};
const INFERRED_HELP: Localized = Localized {
    zh: "核对有没有“{name}”；有的增加，没有的不用改。",
    en: "Check whether there is “{name}”: add it if so; else nothing is to be done.",
};
const NAME_ALONE: Localized = Localized {
    zh: "增加事项“{name}”；没有这项职责的，注明理由后忽略。参照目录的文字是{year}年的，所依据的文件不能确定现行有效，只提供名称，公开内容按现行规定填写。",
    en: "Add the item “{name}”; if the body has no such duty, ignore the finding with a reason. The words of the reference are of {year}, and what they rest on is not known to be in force: its name alone is offered, fill in the content by the rules of today.",
};
const NAME_ALONE_UNDATED: Localized = Localized {
    zh: "增加事项“{name}”；没有这项职责的，注明理由后忽略。参照目录所依据的文件不能确定现行有效，只提供名称，公开内容按现行规定填写。",
    en: "Add the item “{name}”; if the body has no such duty, ignore the finding with a reason. What the reference rests on is not known to be in force: its name alone is offered, fill in the content by the rules of today.",
};
const ADD: Localized = Localized { zh: "增加“{name}”", en: "Add “{name}”" };
const NEAR: Localized = Localized { zh: "名称相近的事项", en: "the name close to it" };
const NEAR_HELP: Localized = Localized {
    zh: "“{near}”就是这一事项的，改用参照目录的名称；不是的，增加事项“{name}”。",
    en: "If “{near}” is this item, use the name of the reference; if not, add the item “{name}”.",
};

fn check(cx: &CatalogCx<'_>, sink: &mut Sink<'_>) {
    let references = &cx.context.references;
    // An item whose name was not read may be the one.
    let open = NAMES.into_iter().any(|id| cx.catalog.has_unread(id));
    if references.is_empty()
        || open
        || !cx.facts().is_whole
        || references.iter().any(|reference| reference.is(cx.facts()))
    {
        return;
    }
    let wanted: HashSet<&str> =
        references.iter().flat_map(|reference| &reference.items).map(|item| item.pair.as_str()).collect();
    let spare = Spare::new(cx.facts().items.iter().filter(|item| !wanted.contains(item.pair())));
    let mut told: HashSet<&str> = HashSet::new();
    for (nth, reference) in references.iter().enumerate() {
        let title = reference.title.as_str();
        let answer = reference.answer(nth, cx.facts(), cx.context.project.as_deref());
        if answer.whole_field {
            let found = place(cx).map(|place| Finding::field(&RULE, place).message(FIELD).help(&FIELD_HELP));
            let count = reference.items.len();
            sink.extend(found.map(|found| found.arg("reference", title).arg("name", title).arg("count", count)));
        }
        for absent in answer.absent {
            if told.insert(&absent.pair) {
                let near = spare.near(absent);
                sink.extend(finding(cx, absent, near).map(|found| found.arg("reference", title)));
            }
        }
        for (by, items) in answer.together {
            let found = several(cx, &cx.facts().items[by], &items).message(TOGETHER).help(&TOGETHER_HELP);
            sink.push(found.arg("reference", title));
        }
        for (by, items) in answer.unsure {
            let found = several(cx, &cx.facts().items[by], &items).message(UNSURE).help(&UNSURE_HELP);
            sink.push(found.arg("reference", title));
        }
    }
}

fn place<'a>(cx: &'a CatalogCx<'_>) -> Option<Field<'a>> {
    let title = cx.catalog.field(FieldId::Title).filter(|title| !title.is_missing());
    title.or_else(|| cx.catalog.field(FieldId::Items))
}

/// One item that takes several of the reference, as it seems, or may be one of them.
fn several(cx: &CatalogCx<'_>, by: &ItemFacts, items: &[&ReferenceItem]) -> Finding {
    let item = cx.catalog.item(by.index);
    let label = [FieldId::Subtopic, FieldId::Topic].into_iter().find_map(|id| item.entries(id).next());
    let found = label.map_or_else(|| Finding::item(&RULE, item), |entry| Finding::entry(&RULE, entry));
    let names: Vec<String> = items.iter().map(|item| format!("“{}”", item.name())).collect();
    let found = found.severity(Severity::Hint);
    found.arg("near", &*by.name).arg("count", items.len()).arg("name", names.join("、"))
}

fn finding(cx: &CatalogCx<'_>, absent: &ReferenceItem, near: Option<&ItemFacts>) -> Option<Finding> {
    let words = absent.offers_words(cx.registry, cx.as_of);
    let mut found = Finding::field(&RULE, place(cx)?).arg("name", absent.name()).fix(addition(cx, absent, words));
    if absent.is_inferred() {
        return Some(found.message(INFERRED).help(&INFERRED_HELP).severity(Severity::Hint));
    }
    if let Some(near) = near {
        let at = cx.catalog.item(near.index).first_key();
        return Some(found.message(1).help(&NEAR_HELP).arg("near", &*near.name).related(at, &NEAR));
    }
    if !words {
        found = found.help(if absent.year.is_some() { &NAME_ALONE } else { &NAME_ALONE_UNDATED });
        found = absent.year.into_iter().fold(found, |found, year| found.arg("year", usize::from(year)));
    }
    Some(found)
}

/// The item, put behind the last one of its topic, else at the end, under the keys that the
/// catalog uses; with what is to be disclosed if its words may be offered.
fn addition(cx: &CatalogCx<'_>, absent: &ReferenceItem, words: bool) -> Option<Fix> {
    let list = cx.catalog.field(FieldId::Items)?.value;
    let facts = &cx.facts().items;
    let sibling =
        facts.iter().rev().find(|item| item.topic() == absent.topic_key).map(|item| cx.catalog.item(item.index));
    let behind = sibling.or_else(|| cx.catalog.items().last())?;
    let mut fields: Vec<(&str, NewValue)> = Vec::new();
    for (id, value) in absent.fields.iter().filter(|(id, _)| words || *id != FieldId::Content) {
        let value = match (id, sibling) {
            // The rows of a topic stand in one category.
            (FieldId::Category, Some(sibling)) if sibling.text(*id).is_empty() => continue,
            (FieldId::Category, Some(sibling)) => NewValue::Text(sibling.text(*id).to_owned()),
            _ => value.clone(),
        };
        fields.push((key(behind, *id), value));
    }
    let edit = edit::insert_item(list, behind.node(), &fields)?;
    Some(Fix::offer(&ADD, vec![edit]))
}

/// The key of a field as an item writes it.
fn key(item: Item<'_>, id: FieldId) -> &str {
    item.field(id).map_or(id.key(), |field| field.key.text())
}

/// Items that cover nothing, among which there may be one that is meant.
struct Spare<'f> {
    by_topic: HashMap<&'f str, Vec<&'f ItemFacts>>,
    by_subtopic: HashMap<&'f str, &'f ItemFacts>,
}

/// Items of a topic beyond which none is looked for.
const MOST: usize = 100;

impl<'f> Spare<'f> {
    fn new(items: impl Iterator<Item = &'f ItemFacts>) -> Self {
        let mut spare = Self { by_topic: HashMap::new(), by_subtopic: HashMap::new() };
        for item in items {
            let of_topic = spare.by_topic.entry(item.topic()).or_default();
            if of_topic.len() < MOST {
                of_topic.push(item);
            }
            if !item.is_loose && !is_loose(item.subtopic()) {
                spare.by_subtopic.entry(item.subtopic()).or_insert(item);
            }
        }
        spare
    }

    /// One under the same topic whose name is close, or one of the same name under another topic.
    fn near(&self, absent: &ReferenceItem) -> Option<&'f ItemFacts> {
        let (topic, subtopic) = (absent.topic_key.as_str(), absent.subtopic_key.as_str());
        if subtopic.is_empty() {
            return None;
        }
        let siblings = self.by_topic.get(topic).into_iter().flatten();
        let close = nearest_of(subtopic, siblings.map(|item| (item.subtopic(), item.index)));
        let close = close.and_then(|index| self.by_topic.get(topic)?.iter().find(|item| item.index == index));
        close.or_else(|| self.by_subtopic.get(subtopic)).copied()
    }
}
