//! A required field that is not there: one check for the rules of eight fields.
//!
//! The schema stage finds it ([`crate::schema`]); the rule of the field words it.

use crate::model::FieldId;
use crate::rule::{FileCx, Finding, Localized, Rule, Sink};
use crate::schema::SchemaFaultKind;

/// What all of these rules advise where no item has the column.
const EVERYWHERE_HELP: Localized =
    Localized { zh: "为每一项补上“{field}”一栏。", en: "Add the field {field} to every item." };
const TABLE_HELP: Localized = Localized {
    zh: "在表格中增加“{field}”一栏，逐项填写。",
    en: "Add the column {field} to the table, and fill it in for each item.",
};

/// Reports each item that lacks `field`, or once the whole column. The rule has two messages:
/// for one item, and for all `{count}` of them.
pub(super) fn report(rule: &'static Rule, field: FieldId, cx: &FileCx<'_>, sink: &mut Sink<'_>) {
    for fault in cx.schema.iter().filter(|fault| fault.field == Some(field)) {
        if fault.item.zip(cx.catalog).is_some_and(|(nth, catalog)| catalog.item(nth).is_withheld(field)) {
            continue;
        }
        let finding = Finding { item: fault.item, pointer: fault.pointer.clone(), ..Finding::new(rule, fault.span) };
        let label = Localized { zh: field.spec().label, en: field.spec().label_en };
        match fault.kind {
            SchemaFaultKind::Missing => sink.push(finding.arg("field", label)),
            SchemaFaultKind::MissingEverywhere(count) => {
                let finding = finding.message(1).arg("count", count).arg("field", label);
                sink.push(finding.help(if cx.table { &TABLE_HELP } else { &EVERYWHERE_HELP }));
            }
            _ => {}
        }
    }
}
