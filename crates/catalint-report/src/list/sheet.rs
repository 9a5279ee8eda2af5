//! What a list keeps of a file: a row for each finding shown.

use std::borrow::Cow;

use super::change::{self, Change};
use super::words::pick;
use crate::View;
use catalint_core::fix::Applicability;
use catalint_core::lint::{Report, item_ranges};
use catalint_core::model::FieldId;
use catalint_core::rule::{Finding, ItemName, Lang, RelatedPlace, Severity};
use catalint_text::Source;

/// The share of one file in a list.
#[derive(Debug)]
pub struct Sheet {
    /// Name of the file.
    pub(super) file: String,
    /// The catalog's title; empty where it has none.
    pub(super) title: String,
    /// By place.
    pub(super) rows: Vec<Row>,
}

/// A finding. Its texts are not escaped.
#[derive(Debug)]
pub(super) struct Row {
    /// The responsible bodies; empty where the item names none or the finding is about no item.
    pub(super) body: String,
    /// `第12项 安全生产`
    pub(super) item: String,
    pub(super) message: Cow<'static, str>,
    /// Other places: `第80行：…`
    pub(super) see: Vec<String>,
    /// The law or fact that the finding rests on.
    pub(super) source: Cow<'static, str>,
    pub(super) help: Cow<'static, str>,
    pub(super) change: Option<Change>,
    pub(super) fix: Option<Applicability>,
    /// The column of the table, `公开内容（第2条）`; empty where the finding is about no field.
    pub(super) field: String,
    /// `第12行`
    pub(super) place: String,
    pub(super) severity: Severity,
    pub(super) code: &'static str,
}

impl Sheet {
    /// Keeps what the view shows.
    #[must_use]
    pub fn of(report: &Report, view: View) -> Self {
        let rows = view.shown(report).map(|found| Row::new(found, &report.source, view.lang)).collect();
        Self { file: report.source.name.clone(), title: report.title.clone(), rows }
    }
}

impl Row {
    fn new(found: &Finding, source: &Source, lang: Lang) -> Self {
        let see = found.related.iter().enumerate().map(|(nth, related)| {
            let words = found.related_message(nth, lang);
            let line = match &related.place {
                RelatedPlace::Here(span) => place(source, span.start, lang),
                RelatedPlace::There(range) => format!("{} {}", range.file, line_words(range.start.line, lang)),
            };
            pick(lang, format!("{line}：{words}"), format!("{line}: {words}"))
        });
        Self {
            body: found.item_name().map(|item| item.publisher.clone()).unwrap_or_default(),
            item: match found.item_name() {
                None => pick(lang, "整个文件", "whole file").to_owned(),
                Some(item) if found.also.is_empty() => item_words(item, lang),
                Some(_) => {
                    let numbers = item_ranges(found).join(pick(lang, "、", ", "));
                    pick(lang, format!("第{numbers}项"), format!("Items {numbers}"))
                }
            },
            message: found.message_in(lang),
            see: see.collect(),
            source: found.source(lang),
            help: found.help_in(lang),
            change: found.fix.as_ref().and_then(|fix| change::of(source, fix)),
            fix: found.applicability(),
            field: field_words(&found.pointer, lang),
            place: match found.only_cell() {
                Some(cell) => cell.shown(lang).into_owned(),
                None => place(source, found.span().start, lang),
            },
            severity: found.severity,
            code: found.rule.code,
        }
    }
}

fn item_words(item: &ItemName, lang: Lang) -> String {
    let number = if item.no.is_empty() { (item.index + 1).to_string() } else { item.no.clone() };
    let words = pick(lang, format!("第{number}项"), format!("Item {number}"));
    if item.label.is_empty() { words } else { format!("{words} {}", item.label) }
}

fn place(source: &Source, offset: u32, lang: Lang) -> String {
    line_words(source.lines().line(offset), lang)
}

fn line_words(line: u32, lang: Lang) -> String {
    pick(lang, format!("第{line}行"), format!("line {line}"))
}

/// The field that a pointer goes into, and which of its entries.
fn field_words(pointer: &str, lang: Lang) -> String {
    let mut parts = pointer.split('/').skip(1);
    let mut key = parts.next().unwrap_or("");
    if key == FieldId::Items.key() {
        key = parts.nth(1).unwrap_or("");
    }
    let Some(id) = FieldId::from_key(key) else { return String::new() };
    let name = pick(lang, id.spec().label, id.spec().label_en);
    match parts.next().map(str::parse::<usize>) {
        Some(Ok(index)) => pick(lang, format!("{name}（第{}条）", index + 1), format!("{name}, entry {}", index + 1)),
        _ => name.to_owned(),
    }
}
