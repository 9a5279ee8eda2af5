//! What a row of the list carries besides what people read: for each of its findings the cell, the old and the new words,
//! and its fingerprint, so that the fix that is ticked is the one that was shown.

use catalint_core::fix::CellEdit;
use serde_json::{Value, json};

/// By what a list is known, at the head of the column that people do not see. Office programs part texts where scripts
/// change.
pub(crate) const MARK: &str = "catalint-list-1";
/// How every record begins.
const BEGIN: &str = "{\"catalint\":1,";

/// What a row of the list carries.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Record {
    /// The rule.
    pub(crate) code: String,
    /// What stands in the column 改为; who types something else there wants another fix.
    pub(crate) shown: String,
    pub(crate) findings: Vec<Recorded>,
}

/// A finding of a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Recorded {
    /// Its cell, as people find it.
    pub(crate) cell: String,
    pub(crate) fingerprint: String,
    /// What its fix changes; nothing where it has none.
    pub(crate) edits: Vec<CellEdit>,
}

impl Record {
    /// As it stands in the file: JSON without any blank, since office programs break texts at blanks and put others in.
    pub(crate) fn written(&self) -> String {
        let edits = |edits: &[CellEdit]| -> Vec<Value> {
            edits.iter().map(|edit| json!([edit.cell, edit.before, edit.after])).collect()
        };
        let findings: Vec<Value> =
            self.findings.iter().map(|one| json!([one.cell, one.fingerprint, edits(&one.edits)])).collect();
        let (code, shown) = (json!(self.code), json!(self.shown));
        let all = format!("{BEGIN}\"code\":{code},\"to\":{shown},\"of\":{}}}", Value::Array(findings));
        let mut out = String::with_capacity(all.len());
        for c in all.chars() {
            // Only blanks within texts are left, for nothing else has any.
            if c.is_whitespace() || c.is_control() { out += &format!("\\u{:04x}", u32::from(c)) } else { out.push(c) }
        }
        out
    }

    /// Reads it back; none where it is no record.
    pub(crate) fn read(text: &str) -> Option<Self> {
        let solid: String = text.chars().filter(|c| !c.is_whitespace()).collect();
        if !solid.starts_with(BEGIN) {
            return None;
        }
        let value: Value = serde_json::from_str(&solid).ok()?;
        let words = |value: &Value| value.as_str().map(str::to_owned);
        let edit = |value: &Value| {
            Some(CellEdit { cell: words(&value[0])?, before: words(&value[1])?, after: words(&value[2])? })
        };
        let finding = |value: &Value| {
            Some(Recorded {
                cell: words(&value[0])?,
                fingerprint: words(&value[1])?,
                edits: value[2].as_array()?.iter().map(edit).collect::<Option<_>>()?,
            })
        };
        let findings = value["of"].as_array()?.iter().map(finding).collect::<Option<_>>()?;
        Some(Self { code: words(&value["code"])?, shown: words(&value["to"])?, findings })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_record_comes_back_whatever_blanks_come_in(text in "[ \u{a}\u{3000}甲\"\\\\{}<&]{0,8}", nth in 0_usize..40) {
            let edits = vec![CellEdit { cell: format!("目 录!{text}"), before: text.clone(), after: String::new() }];
            let one = Recorded { cell: text.clone(), fingerprint: "0f".to_owned(), edits };
            let record = Record { code: "BAS009".to_owned(), shown: text, findings: vec![one] };
            let mut written = record.written();
            let at = written.char_indices().map(|(at, _)| at).nth(nth).unwrap_or(0);
            written.insert_str(at, " \n");
            prop_assert_eq!(Record::read(&written), Some(record));
        }
    }

    #[test]
    fn other_texts_are_no_records() {
        for text in ["", "√", "{\"catalint\":2,\"code\":\"BAS009\"}", "{\"catalint\":1,\"code\":\"BAS009\"}"] {
            assert_eq!(Record::read(text), None);
        }
    }
}
