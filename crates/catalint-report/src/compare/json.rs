//! `json`: version 1 of the comparison, held by `data/compare.schema.json`.

use std::collections::BTreeMap;
use std::ops::Range;

use catalint_core::compare::{Change, EntryChange, Move, VersionColumn, VersionRow};
use catalint_core::rule::{Finding, Lang};
use serde_json::{Map, Value, json};

use super::{Compared, words};

/// The JSON Schema of this format.
pub const SCHEMA: &str = include_str!("../../data/compare.schema.json");

pub(super) fn page(compared: &Compared<'_>, lang: Lang) -> String {
    let of = compared.comparison;
    let version = |report: &catalint_core::lint::Report, version: &catalint_core::compare::Version| {
        json!({
            "file": report.source.name,
            "title": version.title(),
            "items": version.rows.len(),
            "partial": report.partial,
            "unread": report.unread,
        })
    };
    let fields: Map<String, Value> =
        of.counts.columns.iter().map(|(column, count)| (key(column), Value::from(*count))).collect();
    let top: Vec<Value> = of
        .top
        .iter()
        .map(|(nth, change)| {
            let mut change = self::change(change, lang);
            change["catalog"] = (*nth).into();
            change
        })
        .collect();
    let answer = json!({
        "version": 1,
        "tool": { "name": "catalint", "version": env!("CARGO_PKG_VERSION") },
        "old": version(compared.old, of.old),
        "new": version(compared.new, of.new),
        "equal": of.is_equal(),
        "summary": {
            "text": words::summary(of, lang),
            "added": of.added.len(),
            "dropped": of.dropped.len(),
            "split": of.splits.len(),
            "merged": of.merges.iter().map(|merge| merge.many.len()).sum::<usize>(),
            "moved": of.moved(),
            "changed": of.counts.items,
            "renumbered": of.renumbered(),
            "top": of.top.len(),
            "fields": fields,
            "unread": of.unread,
            "findings_new": compared.findings.new.len(),
            "findings_gone": compared.findings.gone.len(),
        },
        "top": top,
        "items": items(compared, lang),
        "findings": {
            "new": compared.come().map(|found| finding(found, lang)).collect::<Vec<_>>(),
            "gone": compared.gone().map(|found| finding(found, lang)).collect::<Vec<_>>(),
        },
    });
    serde_json::to_string_pretty(&answer).expect("a JSON value can be written") + "\n"
}

/// Each item of which something is to be said: those of the new version in order, then those that are no more.
fn items(compared: &Compared<'_>, lang: Lang) -> Vec<Value> {
    let of = compared.comparison;
    let mut changes: BTreeMap<(usize, usize), Vec<&Change>> = BTreeMap::new();
    for shared in &of.shared {
        shared.pairs.iter().for_each(|pair| changes.entry(*pair).or_default().push(&shared.change));
    }
    for changed in &of.changed {
        changes.entry((changed.old, changed.new)).or_default().extend(&changed.changes);
    }
    let moved: BTreeMap<(usize, usize), &Move> =
        of.moves.iter().flat_map(|moved| moved.pairs.iter().map(move |pair| (*pair, moved))).collect();
    let renumbered: std::collections::BTreeSet<(usize, usize)> =
        of.renumbered.iter().flat_map(|run| run.pairs.iter().copied()).collect();
    let (mut from, mut into): (BTreeMap<usize, Vec<usize>>, BTreeMap<usize, Vec<usize>>) = Default::default();
    for split in &of.splits {
        split.many.iter().for_each(|row| from.entry(*row).or_default().push(split.one));
        into.entry(split.one).or_default().extend(&split.many);
    }
    for merge in &of.merges {
        merge.many.iter().for_each(|row| into.entry(*row).or_default().push(merge.one));
        from.entry(merge.one).or_default().extend(&merge.many);
    }
    let of_new: BTreeMap<usize, usize> = of.pairs.iter().map(|&(one, other)| (other, one)).collect();
    let paired: std::collections::BTreeSet<usize> = of.pairs.iter().map(|pair| pair.0).collect();
    let names = |rows: Option<&Vec<usize>>, all: &[VersionRow]| {
        rows.into_iter().flatten().map(|row| item(&all[*row])).collect::<Vec<_>>()
    };
    let mut out = Vec::new();
    for (at, row) in of.new.rows.iter().enumerate() {
        let Some(&one) = of_new.get(&at) else {
            let kind = if from.contains_key(&at) { "parted" } else { "added" };
            out.push(json!({
                "kind": kind, "old": null, "new": item(row), "values": values(row, lang), "changes": [], "moved": null,
                "renumbered": false, "from": names(from.get(&at), &of.old.rows), "into": [],
            }));
            continue;
        };
        let pair = (one, at);
        let parted = from.contains_key(&at) || into.contains_key(&one);
        if !changes.contains_key(&pair) && !moved.contains_key(&pair) && !renumbered.contains(&pair) && !parted {
            continue;
        }
        let mut all: Vec<&Change> = changes.remove(&pair).unwrap_or_default();
        all.sort_by(|a, b| a.column.cmp(&b.column));
        let moved = moved.get(&pair).map(|moved| {
            let headings: Vec<Value> = moved.headings.iter().map(|heading| change(heading, lang)).collect();
            json!({ "reordered": moved.is_reordered, "headings": headings })
        });
        out.push(json!({
            "kind": "kept", "old": item(&of.old.rows[one]), "new": item(row), "values": null,
            "changes": all.into_iter().map(|one| change(one, lang)).collect::<Vec<_>>(), "moved": moved,
            "renumbered": renumbered.contains(&pair),
            "from": names(from.get(&at), &of.old.rows), "into": names(into.get(&one), &of.new.rows),
        }));
    }
    for (at, row) in of.old.rows.iter().enumerate().filter(|(at, _)| !paired.contains(at)) {
        let kind = if into.contains_key(&at) { "parted" } else { "dropped" };
        out.push(json!({
            "kind": kind, "old": item(row), "new": null, "values": values(row, lang), "changes": [], "moved": null,
            "renumbered": false, "from": [], "into": names(into.get(&at), &of.new.rows),
        }));
    }
    out
}

fn item(row: &VersionRow) -> Value {
    json!({ "catalog": row.catalog, "index": row.index, "no": row.no, "label": row.label() })
}

fn values(row: &VersionRow, lang: Lang) -> Vec<Value> {
    let value = |(column, texts): &(VersionColumn, Vec<String>)| json!({ "field": key(column), "label": words::column(column, lang), "texts": texts });
    row.values.iter().map(value).collect()
}

/// The canonical key of a field; an extra column is `extra/HEAD`.
fn key(column: &VersionColumn) -> String {
    match column {
        VersionColumn::Field(id) => id.key().to_owned(),
        VersionColumn::Extra(head) => format!("extra/{head}"),
    }
}

fn change(change: &Change, lang: Lang) -> Value {
    let entry = |entry: &EntryChange| match entry {
        EntryChange::Added(text) => json!({ "old": null, "new": text, "gone": [], "come": [] }),
        EntryChange::Dropped(text) => json!({ "old": text, "new": null, "gone": [], "come": [] }),
        EntryChange::Changed(marked) => json!({
            "old": marked.old, "new": marked.new,
            "gone": letters(&marked.old, &marked.gone), "come": letters(&marked.new, &marked.come),
        }),
    };
    json!({
        "field": key(&change.column),
        "label": words::column(&change.column, lang),
        "old": change.old,
        "new": change.new,
        "entries": change.entries.iter().map(entry).collect::<Vec<_>>(),
    })
}

/// Ranges in Unicode code points.
fn letters(text: &str, parts: &[Range<usize>]) -> Vec<[usize; 2]> {
    let count = |at: usize| text[..at].chars().count();
    parts.iter().map(|part| [count(part.start), count(part.end)]).collect()
}

fn finding(found: &Finding, lang: Lang) -> Value {
    let item = found
        .item_name()
        .map(|item| json!({ "catalog": item.catalog, "index": item.index, "no": item.no, "label": item.label }));
    json!({
        "code": found.rule.code,
        "rule": found.rule.name,
        "severity": found.severity.key(),
        "message": found.message_in(lang),
        "message_en": found.message_in(Lang::En),
        "item": item,
        "path": found.pointer,
        "fingerprint": &*found.fingerprint,
    })
}
