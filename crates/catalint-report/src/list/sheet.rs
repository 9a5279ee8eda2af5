//! What a list keeps of a file: a row for each finding shown.

use std::borrow::Cow;

use super::change::{self, Change};
use super::words::pick;
use crate::View;
use catalint_core::fix::Applicability;
use catalint_core::lint::{Diagnostic, FileReport, ItemName};
use catalint_core::model::FieldId;
use catalint_core::rule::{Lang, Severity};
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
    pub fn of(report: &FileReport, view: View) -> Self {
        let rows = view.shown(report).map(|found| Row::new(found, &report.source, view.lang)).collect();
        Self { file: report.source.name.clone(), title: report.title.clone(), rows }
    }
}

impl Row {
    fn new(found: &Diagnostic, source: &Source, lang: Lang) -> Self {
        let violation = &found.violation;
        let see = violation.related.iter().enumerate().map(|(nth, related)| {
            let (line, words) = (place(source, related.span.start, lang), found.related_message(nth, lang));
            pick(lang, format!("{line}：{words}"), format!("{line}: {words}"))
        });
        Self {
            body: found.item.as_ref().map(|item| item.publisher.clone()).unwrap_or_default(),
            item: match &found.item {
                None => pick(lang, "整个文件", "whole file").to_owned(),
                Some(item) if found.also.is_empty() => item_words(item, lang),
                Some(_) => {
                    let numbers = found.item_ranges().join(pick(lang, "、", ", "));
                    pick(lang, format!("第{numbers}项"), format!("Items {numbers}"))
                }
            },
            message: found.message(lang),
            see: see.collect(),
            source: found.source(lang),
            help: found.help(lang),
            change: violation.fix.as_ref().and_then(|fix| change::of(source, fix)),
            fix: found.applicability(),
            field: field_words(&violation.pointer, lang),
            place: match violation.cell.as_ref().filter(|_| !found.has_lines(source)) {
                Some(cell) => cell.shown(lang).into_owned(),
                None => place(source, violation.span.start, lang),
            },
            severity: found.severity,
            code: violation.rule.code,
        }
    }
}

fn item_words(item: &ItemName, lang: Lang) -> String {
    let number = if item.no.is_empty() { (item.index + 1).to_string() } else { item.no.clone() };
    let words = pick(lang, format!("第{number}项"), format!("Item {number}"));
    if item.label.is_empty() { words } else { format!("{words} {}", item.label) }
}

fn place(source: &Source, offset: u32, lang: Lang) -> String {
    let line = source.lines().line(offset);
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
