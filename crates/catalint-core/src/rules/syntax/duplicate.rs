//! SYN005: one key twice in a mapping, also under its English and its Chinese name.
//!
//! YAML 1.2 (section 3.2.1.3) wants keys to be unique: of two values, one is lost unseen.

use std::collections::HashMap;

use super::helpers;
use crate::model::{FieldId, Scope};
use crate::rule::{Check, FileCx, Localized, Rule, Severity, Sink, Supersedes, Wrong};
use catalint_yaml::{Kind, Node};

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: "SYN005",
    name: "duplicate-key",
    severity: Severity::Error,
    fixes: &[],
    summary: Localized { zh: "同一栏写了两次", en: "one key twice" },
    messages: &[
        Localized { zh: "“{key}”在这里又写了一次", en: "The key {key} stands here a second time." },
        Localized {
            zh: "“{key}”与前面的“{first}”是同一栏", en: "The key {key} is the same field as {first} above."
        },
    ],
    help: Localized {
        zh: "只留一处；两处内容不同的，先合并。",
        en: "Keep one of them; merge them first where they differ.",
    },
    why: Localized {
        zh: "同一栏写两次时，不同的程序会取不同的一处，另一处的内容就在不知不觉中丢了。",
        en: "Of two values under one key, one program takes the first and another the last; the other value is lost and nobody sees it.",
    },
    law: &[],
    source: Localized {
        zh: "YAML 1.2.2 第3.2.1.3节：键不得重复", en: "YAML 1.2.2, section 3.2.1.3: keys are unique"
    },
    wrong: &[
        Wrong { yaml: "    note: 按月更新\n    note: 按年更新\n", at: "月更新\n    «note»", fixed: None },
        Wrong { yaml: "    topic: 社会救助\n    一级事项: 社会救助\n", at: "一级事项", fixed: None },
        Wrong { yaml: "title: 民政目录\n标题: 民政目录\n", at: "标题", fixed: None },
        Wrong {
            yaml: "    extra: {责任科室: 办公室, 责任科室: 秘书科}\n", at: "室, «责任科室»", fixed: None
        },
    ],
    right: &["    note: 按月更新\n    extra: {备注: 按年更新, note: 无}\n"],
    supersedes: Supersedes::Span,
    check: Check::File(check),
};

const FIRST: Localized = Localized { zh: "第一次写在这里", en: "the first one is here" };

fn check(cx: &FileCx<'_>, sink: &mut Sink<'_>) {
    let Some(root) = cx.tree.root() else { return };
    if let Some(catalog) = cx.catalog.filter(|catalog| catalog.has_plain_keys() && cx.schema.is_empty()) {
        // The schema knows no other mappings than the catalog, its items and these.
        let extra = catalog.items().filter_map(|item| item.field(FieldId::Extra)).map(|field| field.value);
        extra.filter(|map| !map.is_aliased()).for_each(|map| mapping(cx, map, None, sink));
        return;
    }
    let items = cx.catalog.and_then(|catalog| catalog.field(FieldId::Items)).map(|field| field.value);
    let defaults = cx.catalog.and_then(|catalog| catalog.field(FieldId::Defaults)).map(|field| field.value);
    // In a file of many items nearly all mappings are items: told by their place, not searched for.
    let mut next_item = items.into_iter().flat_map(Node::entries).peekable();
    for map in cx.tree.nodes().filter(|node| node.kind() == Kind::Map && !node.is_aliased()) {
        while next_item.peek().is_some_and(|item| item.id() < map.id()) {
            next_item.next();
        }
        let of: Option<KnownFields> = if map == root {
            Some(|id| id.spec().scope == Scope::Catalog)
        } else if defaults == Some(map) {
            Some(FieldId::has_default)
        } else {
            next_item.peek().filter(|item| **item == map).map(|_| (|id| id.spec().scope == Scope::Item) as KnownFields)
        };
        mapping(cx, map, of, sink);
    }
}

/// Whether a field may stand in a mapping.
type KnownFields = fn(FieldId) -> bool;

/// Reports the keys of a mapping that stand in it a second time.
fn mapping(cx: &FileCx<'_>, map: Node<'_>, of: Option<KnownFields>, sink: &mut Sink<'_>) {
    let known = |key: Node<'_>| FieldId::from_interned(key.name()).filter(|&id| of.is_some_and(|of| of(id)));
    // The usual case: each key is another field.
    let mut there = 0_u32;
    let mut is_new = |id: FieldId| {
        let before = there;
        there |= 1 << id as u32;
        there != before
    };
    if map.pairs().all(|(key, _)| known(key).is_some_and(&mut is_new)) {
        return;
    }
    let mut fields = [None; FieldId::COUNT];
    let mut others: HashMap<&str, Option<Node<'_>>> = HashMap::new();
    for (key, _) in map.pairs().filter(|(key, _)| key.is_scalar()) {
        let seen = match known(key) {
            Some(id) => &mut fields[id as usize],
            None => others.entry(key.text()).or_default(),
        };
        let Some(first) = *seen else {
            *seen = Some(key);
            continue;
        };
        let mut finding = helpers::at(&RULE, cx, key.span()).arg("key", helpers::short(key.text()));
        if first.text().trim() != key.text().trim() {
            finding = finding.message(1).arg("first", first.text().trim());
        }
        if let Some(id) = known(key) {
            finding.pointer = format!("{}/{}", finding.pointer, id.key());
        }
        sink.push(finding.related(first.span(), &FIRST));
    }
}
