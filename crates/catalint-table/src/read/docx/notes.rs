//! Foot notes and end notes, by their number.

use std::collections::HashMap;

use super::super::package::{XmlStep, attribute, walk};
use crate::error::Unreadable;

/// The notes of a document.
#[derive(Debug, Default)]
pub(super) struct Notes(HashMap<String, String>);

impl Notes {
    pub(super) fn read(xml: Option<&str>) -> Result<Self, Unreadable> {
        let mut notes = Self::default();
        let (mut id, mut in_text) = (None::<String>, false);
        let Some(xml) = xml else { return Ok(notes) };
        walk(xml, |step| {
            match step {
                XmlStep::Open("footnote" | "endnote", element) => id = attribute(element, "id"),
                XmlStep::Close("footnote" | "endnote") => id = None,
                XmlStep::Open("t", _) => in_text = true,
                XmlStep::Close("t") => in_text = false,
                XmlStep::Text(text) if in_text => {
                    if let Some(id) = &id {
                        notes.0.entry(id.clone()).or_default().push_str(text);
                    }
                }
                _ => {}
            }
            Ok(())
        })?;
        Ok(notes)
    }

    /// The text of a note, which stands at one place only.
    pub(super) fn take(&mut self, id: &str) -> Option<String> {
        self.0.remove(id)
    }
}
