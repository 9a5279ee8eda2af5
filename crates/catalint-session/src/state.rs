//! A catalog as people see it: its rows, what is found in it, how much that is.

use std::collections::BTreeSet;

use catalint_core::complete::{words_of_catalog, words_of_profile};
use catalint_core::lint::{Counts, LawDays};
use catalint_core::model::{Catalog, FIELDS, FieldId, FieldShape, Item, Scope};
use catalint_core::rule::Lang;
use catalint_table::TableReading;
use catalint_yaml::{Kind, Node};
use serde::{Deserialize, Serialize};
use serde_json::json;

use crate::answer::{self, Answer, json};
use crate::check::{CheckedText, Memory};
use crate::failure::Failure;
use crate::open::json_report;
use crate::request::{Call, CatalogText};
use crate::values::escaped;

#[derive(Debug, Deserialize)]
struct StateAsked {
    #[serde(flatten)]
    text: CatalogText,
    #[serde(default)]
    rows: Option<RowWindow>,
}

/// The rows that are wanted.
#[derive(Debug, Clone, Copy, Deserialize)]
pub(crate) struct RowWindow {
    from: usize,
    count: usize,
}

/// How many rows are shown where nobody says.
const ROWS: usize = 300;

impl Default for RowWindow {
    fn default() -> Self {
        Self { from: 0, count: ROWS }
    }
}

/// A row of the table.
#[derive(Debug, Serialize)]
struct RowJson<'c> {
    index: usize,
    pointer: String,
    no: &'c str,
    label: &'c str,
    cells: Vec<CellJson<'c>>,
}

/// A value of a field, at the top or of an item.
#[derive(Debug, Serialize)]
struct CellJson<'c> {
    field: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    head: Option<&'c str>,
    pointer: String,
    texts: Vec<&'c str>,
    // What few cells have is told of those alone: a long table has thousands.
    #[serde(skip_serializing_if = "is_false")]
    list: bool,
    #[serde(skip_serializing_if = "is_false")]
    inherited: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    at: Option<&'c str>,
    #[serde(skip_serializing_if = "is_false")]
    unread: bool,
    /// Something other than texts stands there, which is edited in the file alone.
    #[serde(skip_serializing_if = "is_false")]
    odd: bool,
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde asks so")]
fn is_false(flag: &bool) -> bool {
    !flag
}

/// A column that some item has.
#[derive(Debug, Serialize)]
struct StateColumn<'c> {
    field: &'static str,
    label: &'c str,
    #[serde(skip_serializing_if = "Option::is_none")]
    head: Option<&'c str>,
}

#[inline(never)]
pub(crate) fn answer(memory: &mut Memory, call: &Call<'_>) -> Result<Answer, Failure> {
    let StateAsked { text, rows } = call.own()?;
    let checked = memory.checked(call, &text)?;
    Ok(Answer::object(&parts(call, &checked, rows.unwrap_or_default())))
}

/// The parts of the answer.
#[inline(never)]
pub(crate) fn parts(call: &Call<'_>, checked: &CheckedText, window: RowWindow) -> Vec<(&'static str, String)> {
    let CheckedText { document, reading, linter, report } = checked;
    let options = linter.options();
    let counts = Counts::of(&report.findings);
    let suppressed = report.findings.iter().filter(|found| found.suppressed.is_some()).count();
    let law = LawDays { as_of: options.as_of, checked_to: options.registry.checked_to() };
    let mut out = vec![
        ("title", json(&report.title)),
        ("items", json(&report.items)),
        ("law", json(&law.words(call.lang()))),
        ("partial", json(&report.partial)),
        ("unread", json(&report.unread)),
        (
            "counts",
            json(&json!({
                "errors": counts.errors,
                "warnings": counts.warnings,
                "hints": counts.hints,
                "fixable": counts.fixable,
                "suppressed": suppressed,
            })),
        ),
        ("report", json_report(call, report)),
    ];
    let none: Option<&Catalog> = None;
    let catalog = document.catalog().or(none);
    let profile = catalog.map_or_else(|| options.profiles.get_or_default(None), |catalog| options.profile_of(catalog));
    let words = |id: FieldId| match catalog {
        Some(catalog) => words_of_catalog(id, catalog, profile).unwrap_or_default(),
        None => words_of_profile(id, profile).unwrap_or_default(),
    };
    out.push((
        "profile",
        json(&json!({
            "id": profile.id,
            "name": call.pick(&profile.name.zh, &profile.name.en),
            "options": {
                "channels": words(FieldId::Channels),
                "audience": words(FieldId::Audience),
                "method": words(FieldId::Method),
                "levels": words(FieldId::Levels),
            },
        })),
    ));
    let Some(catalog) = catalog else {
        let nothing = ["columns", "top", "rows"].map(|key| (key, "[]".to_owned()));
        out.extend(nothing);
        return out;
    };
    let reading = reading.as_ref();
    out.push(("columns", json(&columns(catalog, call.lang()))));
    out.push(("top", json(&top(catalog, reading))));
    let end = window.from.saturating_add(window.count).min(catalog.len());
    let rows: Vec<RowJson<'_>> = catalog.items_in(window.from.min(end)..end).map(|item| row(item, reading)).collect();
    out.push(("rows", json(&rows)));
    out
}

/// The state as one JSON object.
pub(crate) fn object(call: &Call<'_>, checked: &CheckedText, window: RowWindow) -> String {
    answer::object(&parts(call, checked, window))
}

/// The columns that some item has, and those that each must have, in canonical order; others by their heads.
fn columns(catalog: &Catalog, lang: Lang) -> Vec<StateColumn<'_>> {
    let mut fields: BTreeSet<FieldId> =
        FieldId::of_item().filter(|id| id.spec().required || catalog.default(*id).is_some()).collect();
    let mut heads: Vec<&str> = Vec::new();
    for item in catalog.items() {
        fields.extend(FieldId::of_item().filter(|id| item.own(*id).is_some()));
        let extra = item.own(FieldId::Extra).into_iter().flat_map(|field| field.value.pairs());
        for (key, _) in extra {
            if !heads.contains(&key.text()) {
                heads.push(key.text());
            }
        }
    }
    fields.remove(&FieldId::Extra);
    let label = |id: FieldId| if lang == Lang::Zh { id.spec().label } else { id.spec().label_en };
    let known = fields.into_iter().map(|id| StateColumn { field: id.key(), label: label(id), head: None });
    let others =
        heads.into_iter().map(|head| StateColumn { field: FieldId::Extra.key(), label: head, head: Some(head) });
    known.chain(others).collect()
}

/// A value as texts, and whether something else stands there.
fn texts(value: Node<'_>) -> (Vec<&str>, bool) {
    match value.kind() {
        Kind::Seq => {
            let odd = value.entries().any(|entry| !entry.is_scalar());
            (value.entries().filter(|entry| entry.is_scalar()).map(Node::text).collect(), odd)
        }
        _ if value.is_scalar() => (if value.is_blank() { Vec::new() } else { vec![value.text()] }, false),
        _ => (Vec::new(), true),
    }
}

fn cell<'c>(id: FieldId, pointer: String, value: Node<'c>) -> CellJson<'c> {
    let (texts, odd) = texts(value);
    let list = value.kind() == Kind::Seq;
    CellJson { field: id.key(), head: None, pointer, texts, list, inherited: false, at: None, unread: false, odd }
}

/// The fields at the top, and the defaults.
fn top<'c>(catalog: &'c Catalog, reading: Option<&'c TableReading>) -> Vec<CellJson<'c>> {
    let of_top = FIELDS.iter().filter(|field| field.scope == Scope::Catalog);
    let of_top = of_top.filter(|field| !matches!(field.shape, FieldShape::Defaults | FieldShape::Items));
    let fields = of_top.filter_map(|spec| {
        let field = catalog.field(spec.id)?;
        let at = reading.and_then(|reading| reading.top.get(&spec.id)).map(String::as_str);
        Some(CellJson { at, ..cell(spec.id, format!("/{}", spec.key), field.value) })
    });
    let defaults = FieldId::OF_DEFAULTS.into_iter().filter_map(|id| {
        let field = catalog.default(id)?;
        let at = reading.and_then(|reading| reading.defaults.get(&id)).map(String::as_str);
        Some(CellJson { at, ..cell(id, format!("/defaults/{}", id.key()), field.value) })
    });
    fields.chain(defaults).collect()
}

fn row<'c>(item: Item<'c>, reading: Option<&'c TableReading>) -> RowJson<'c> {
    let read = reading.and_then(|reading| reading.items.get(item.index()));
    let everywhere = |id: FieldId| reading.is_some_and(|reading| reading.unread.contains(&id));
    let mut cells = Vec::new();
    for id in FieldId::of_item() {
        let pointer = format!("{}/{}", item.pointer(), id.key());
        let at = read.and_then(|read| read.cells.get(&id)).map(|cell| cell.at.as_str());
        let unread = everywhere(id) || read.is_some_and(|read| read.unread.contains(&id));
        let field = item.field(id);
        let Some(field) = field else {
            // A blank cell has a place in the table all the same.
            if at.is_some() || unread {
                let none = CellJson {
                    field: id.key(),
                    head: None,
                    pointer,
                    texts: Vec::new(),
                    list: false,
                    inherited: false,
                    at,
                    unread,
                    odd: false,
                };
                cells.push(none);
            }
            continue;
        };
        if id == FieldId::Extra {
            cells.extend(field.value.pairs().map(|(key, value)| {
                let head = key.text();
                let at = read.and_then(|read| read.extra.iter().find(|(known, _)| known == head));
                let at = at.map(|(_, at)| at.as_str());
                CellJson { at, head: Some(head), ..cell(id, format!("{pointer}/{}", escaped(head)), value) }
            }));
            continue;
        }
        let at = if field.inherited {
            reading.and_then(|reading| reading.defaults.get(&id)).map(String::as_str)
        } else {
            at
        };
        cells.push(CellJson { inherited: field.inherited, at, unread, ..cell(id, pointer, field.value) });
    }
    RowJson { index: item.index(), pointer: item.pointer(), no: item.no(), label: item.label(), cells }
}
