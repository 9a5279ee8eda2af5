//! What a change of law means for catalogs, for machines.

use catalint_core::impact::{Impact, ReactBy};
use catalint_core::rule::Lang;
use serde_json::{Value, json};

/// The JSON Schema of what [`json()`] gives.
pub const SCHEMA: &str = include_str!("../data/impact.schema.json");

/// The impact: version 1.
#[must_use]
pub fn json(impact: &Impact<'_>) -> String {
    let acts: Vec<Value> = impact
        .acts
        .iter()
        .map(|change| {
            let (day, unknown) = match impact.react_by(change) {
                ReactBy::Day(day) => (Some(day.to_string()), None),
                ReactBy::Unknown(year) => (None, Some(year)),
                ReactBy::Unset => (None, None),
            };
            json!({
                "act": change.act,
                "kind": change.kind.key(),
                "on": change.on.to_string(),
                "instead": change.instead,
                "by": change.by,
                "items": change.items,
                "asks_for_change": change.kind.asks_for_change(),
                "react_by": day,
                "react_year_unknown": unknown,
                "words": change.words(Lang::Zh),
                "words_en": change.words(Lang::En),
            })
        })
        .collect();
    let affected: Vec<Value> = impact
        .affected
        .iter()
        .map(|basis| {
            json!({
                "body": basis.body,
                "file": basis.item.file,
                "title": basis.item.title,
                "index": basis.item.index,
                "no": basis.item.no,
                "name": basis.item.name,
                "act": basis.act,
                "old": basis.old,
                "new": impact.new_basis(basis, Lang::Zh),
                "new_en": impact.new_basis(basis, Lang::En),
            })
        })
        .collect();
    let answer = json!({
        "version": 1,
        "tool": { "name": "catalint", "version": env!("CARGO_PKG_VERSION") },
        "from": impact.from.to_string(),
        "to": impact.to.to_string(),
        "react_days": impact.react_days,
        "catalogs": impact.catalogs,
        "items": impact.items,
        "acts": acts,
        "affected": affected,
    });
    serde_json::to_string_pretty(&answer).expect("a JSON value can be written") + "\n"
}
