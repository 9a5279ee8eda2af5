//! `catalint law --output-format json`, version 1, held by `law.schema.json`.

use catalint_core::rule::Lang;
use catalint_domain::date::Date;
use catalint_domain::law::{ActEnd, FoundBy, Hit, Law, LawNumber, Registry, Role, Status};
use serde_json::{Value, json};

use super::{LawRequest, duties, short_status};

/// The JSON Schema of this format.
pub(crate) const SCHEMA: &str = include_str!("law.schema.json");

/// The whole answer.
pub(super) fn answer(asked: &LawRequest, registry: &Registry, hits: &[Hit<'_>], near: &[&Law], lang: Lang) -> String {
    let acts: Vec<Value> = hits.iter().map(|hit| act(hit, asked.as_of, lang)).collect();
    let near: Vec<&str> = near.iter().map(|law| law.title.as_ref()).collect();
    let answer = json!({
        "version": 1,
        "tool": { "name": "catalint", "version": env!("CARGO_PKG_VERSION") },
        "asked": asked.words,
        "as_of": asked.as_of.to_string(),
        "checked_to": registry.checked_to().to_string(),
        "acts": acts,
        "near": near,
    });
    serde_json::to_string_pretty(&answer).expect("a JSON value can be written") + "\n"
}

fn act(hit: &Hit<'_>, day: Date, lang: Lang) -> Value {
    let law = hit.law;
    let date = |date: Option<Date>| date.map(|date| date.to_string());
    let (status, end) = status(law.status_on(day));
    json!({
        "title": law.title,
        "kind": law.kind.name(),
        "found_by": match hit.by {
            FoundBy::Name => "name",
            FoundBy::Number => "number",
            FoundBy::Part => "part",
        },
        "status": status,
        "status_words": short_status(law, day, lang),
        "ended": end.map(|end| end.on.to_string()),
        "by": end.and_then(|end| end.by.as_deref()),
        "via": end.and_then(|end| end.via.as_deref()),
        "issuer": law.issuer,
        "numbers": law.numbers.iter().map(number).collect::<Vec<_>>(),
        "promulgated": date(law.promulgated),
        "effective": date(law.effective),
        "text_effective": date(law.text_effective),
        "revised": date(law.revised),
        "revised_effective": date(law.revised_effective),
        "articles": law.articles.filter(|articles| articles.of_current_text).map(|articles| articles.count),
        "aliases": law.aliases,
        "misspellings": law.misspellings,
        "confidence": law.confidence.name(),
        "sources": law.sources.iter().map(|source| json!({
            "kind": source.kind.name(),
            "on": source.on.to_string(),
        })).collect::<Vec<_>>(),
        "duties": duties::of(law, day).map(|(matter, duty)| json!({
            "matter": matter.id,
            "name": matter.name.zh,
            "name_en": matter.name.en,
            "article": duty.article.zh,
            "says": duty.says.zh,
            "says_en": duty.says.en,
        })).collect::<Vec<_>>(),
    })
}

/// The word for the status, and how the act ended.
fn status(status: Status<'_>) -> (&'static str, Option<&ActEnd>) {
    match status {
        Status::Unknown => ("unknown", None),
        Status::InForce => ("in-force", None),
        Status::NotYet { .. } => ("not-yet", None),
        Status::Repealed(end) => ("repealed", Some(end)),
        Status::Superseded(end) => ("superseded", Some(end)),
        Status::Gone => ("gone", None),
    }
}

fn number(number: &LawNumber) -> Value {
    json!({
        "text": number.text,
        "date": number.issued.map(|date| date.to_string()),
        "year": number.year,
        "role": match number.role {
            Role::Issued => "issued",
            Role::Revised => "revised",
            Role::Amended => "amended",
            Role::Former => "former",
            Role::Beside => "beside",
        },
    })
}
