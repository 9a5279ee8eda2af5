//! Texts that cells share, and those of their own, run by run.

use quick_xml::events::BytesStart;

use super::super::package::{XmlStep, attribute, walk};
use super::super::rich::{Rich, TextLook};
use crate::error::Unreadable;

/// Reads texts: shared ones and those within cells are written alike.
#[derive(Debug, Default)]
pub(super) struct StringsReader {
    text: Rich,
    look: Option<TextLook>,
    in_text: bool,
    /// Readings of the words above are none of them.
    in_reading: bool,
}

/// The texts that cells share.
#[derive(Debug, Default)]
pub(super) struct SharedStrings(Vec<Rich>);

impl SharedStrings {
    pub(super) fn read(xml: Option<&str>) -> Result<Self, Unreadable> {
        let mut strings = Self::default();
        let mut reader = StringsReader::default();
        let Some(xml) = xml else { return Ok(strings) };
        walk(xml, |step| {
            match step {
                XmlStep::Open("si", _) => reader = StringsReader::default(),
                XmlStep::Open(name, element) => reader.open(name, element),
                XmlStep::Close("si") => strings.0.push(reader.take()),
                XmlStep::Close(name) => reader.close(name),
                XmlStep::Text(text) => reader.text(text),
            }
            Ok(())
        })?;
        Ok(strings)
    }

    pub(super) fn get(&self, nth: usize) -> Option<&Rich> {
        self.0.get(nth)
    }
}

impl StringsReader {
    pub(super) fn open(&mut self, name: &str, element: &BytesStart<'_>) {
        match name {
            "r" => self.look = None,
            "rPr" => self.look = Some(TextLook::default()),
            "rPh" => self.in_reading = true,
            "t" => self.in_text = true,
            name => {
                if let Some(look) = &mut self.look {
                    look.take(name, attribute(element, "val").as_deref());
                }
            }
        }
    }

    pub(super) fn close(&mut self, name: &str) {
        match name {
            "r" => self.look = None,
            "rPh" => self.in_reading = false,
            "t" => self.in_text = false,
            _ => {}
        }
    }

    pub(super) fn text(&mut self, text: &str) {
        if !self.in_text || self.in_reading {
            return;
        }
        self.text.push(text, self.look);
    }

    pub(super) fn take(&mut self) -> Rich {
        std::mem::take(self).text
    }
}
