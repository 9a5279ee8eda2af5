//! Paragraphs and their words: the number before them, how they look, where they go.

use super::super::MAX_TEXT;
use super::super::symbols::plain;
use super::numbering::NumberingLabel;
use super::styles::{ListPlace, RunLook};
use super::table::Merge;
use super::{DocxReader, Mode, Of};
use crate::error::Unreadable;
use crate::grid::{AsideKind, CellLine};

/// Fields within each other that are looked at.
const MAX_FIELDS: usize = 32;

impl DocxReader {
    /// Says what stands before the words of a paragraph, once.
    pub(super) fn begin_paragraph(&mut self) {
        let Some(paragraph) = self.paragraphs.last_mut().filter(|paragraph| !paragraph.begun) else { return };
        paragraph.begun = true;
        let style = paragraph.style.clone();
        let own = paragraph.place.clone();
        let hidden = paragraph.hidden;
        let goes_on = std::mem::take(&mut self.runs_on);
        let cell = self.tables.last().map(|table| (table.line.gone.is_some(), table.cell.as_ref()));
        let unseen = cell.is_some_and(|(gone, raw)| {
            gone || raw.is_some_and(|raw| raw.deleted || raw.down == Merge::GoesOn || raw.across == Merge::GoesOn)
        });
        if hidden || goes_on || unseen || self.mode() == Mode::Apart(AsideKind::Deleted) {
            return;
        }
        let by_style = self.styles.place(style.as_deref());
        let place = match (own, &by_style) {
            (Some(own), _) if own.list.is_some() => own,
            (Some(own), Some((_, place))) => ListPlace { level: own.level.or(place.level), ..place.clone() },
            (None, Some((_, place))) => place.clone(),
            (_, None) => return,
        };
        let named = by_style.map(|(id, _)| id.to_owned()).or(style);
        match self.numbering.count(&place, named.as_deref(), &self.styles) {
            Some(NumberingLabel::Number(text)) => self.show(&text),
            Some(NumberingLabel::Bullet(sign)) => {
                let raw = self.tables.last_mut().and_then(|table| table.cell.as_mut());
                if let Some(raw) = raw {
                    raw.bullets.push((raw.cell.text.len(), sign));
                }
            }
            Some(NumberingLabel::Unknown(text)) => self.apart(AsideKind::Number, &text),
            None => {}
        }
    }

    pub(super) fn end_paragraph(&mut self) -> Result<(), Unreadable> {
        self.begin_paragraph();
        let Some(paragraph) = self.paragraphs.pop() else { return Ok(()) };
        let cell = self.tables.last().and_then(|table| table.cell.as_ref());
        if cell.is_some_and(|raw| raw.cell.text.len() > MAX_TEXT) {
            return Err(Unreadable::TooLarge("64 MiB"));
        }
        self.runs_on = paragraph.runs_on && self.in_cell();
        // A hidden end ends nothing.
        if !(self.runs_on || paragraph.hidden) {
            self.push("\n");
        }
        Ok(())
    }

    pub(super) fn text(&mut self, text: &str) {
        if self.in_instruction {
            if let Some(field) = self.fields.last_mut() {
                field.instruction.push_str(text);
            }
        } else if self.in_text {
            self.say(text);
        } else if !text.trim().is_empty() && self.of == Of::Nothing {
            // A drawing holds numbers of its own; what else has words is not known here.
            let drawn = self.drawings.last().is_some_and(|drawing| !drawing.words);
            if !drawn && !self.paragraphs.is_empty() {
                self.apart(AsideKind::Unknown, text);
            }
        }
    }

    /// Words of a run: as they look.
    pub(super) fn say(&mut self, words: &str) {
        // Fields within each other are few; a file may say otherwise.
        if self.fields.iter().rev().take(MAX_FIELDS).any(|field| !field.result || field.told) {
            return;
        }
        for field in self.fields.iter_mut().rev().take(MAX_FIELDS) {
            field.has_result = true;
        }
        let look = match self.look {
            Some(look) => look,
            None => {
                let style = self.paragraphs.last().and_then(|paragraph| paragraph.style.as_deref());
                let look = self.styles.look(self.run, self.run_style.as_deref(), style);
                self.look = Some(look);
                look
            }
        };
        // A soft hyphen is seen only where a line ends.
        let words = plain(look.font.flatten(), &words.replace('\u{ad}', ""));
        match look {
            _ if matches!(self.mode(), Mode::Drop | Mode::Apart(AsideKind::Deleted | AsideKind::Prompt)) => {
                self.push(&words);
            }
            RunLook { hidden: Some(true), .. } => self.apart(AsideKind::Hidden, &words),
            RunLook { struck: Some(true), .. } if words.trim().is_empty() => self.push(&words),
            RunLook { struck: Some(true), .. } => self.apart(AsideKind::Struck, &words),
            _ => self.push(&words),
        }
    }

    /// What a form holds, whatever its field says besides.
    pub(super) fn tell(&mut self, words: &str) {
        if let Some(field) = self.fields.last_mut() {
            field.told = true;
        }
        self.show(words);
    }

    /// Words that no run holds: they look like nothing in particular.
    pub(super) fn show(&mut self, words: &str) {
        self.push(words);
    }

    pub(super) fn in_cell(&self) -> bool {
        self.tables.last().is_some_and(|table| table.cell.is_some())
    }

    /// Words of a cell that are said and not read.
    pub(super) fn apart(&mut self, kind: AsideKind, words: &str) {
        let mode = self.mode();
        if let Some(raw) = self.tables.last_mut().and_then(|table| table.cell.as_mut()) {
            match mode {
                Mode::Apart(whole @ (AsideKind::Deleted | AsideKind::Prompt)) => raw.divert(whole, words),
                // What has no words is said all the same.
                _ if words.trim().is_empty() => raw.cell.aside(kind, words),
                _ => raw.divert(kind, words),
            }
        }
    }

    pub(super) fn push(&mut self, words: &str) {
        let mode = self.mode();
        match (self.tables.last_mut().map(|table| table.cell.as_mut()), mode) {
            (_, Mode::Drop) => {}
            (Some(Some(raw)), Mode::Apart(kind)) => raw.divert(kind, words),
            (Some(Some(raw)), Mode::Read) => {
                if !words.trim().is_empty() {
                    raw.end_aside();
                } else if let Some((_, text)) = &mut raw.apart {
                    text.push_str(words);
                }
                raw.cell.text.push_str(words);
            }
            (Some(None), _) | (None, Mode::Apart(_)) => {}
            (None, Mode::Read) if words == "\n" => {
                let text = std::mem::take(&mut self.line);
                let text = text.trim();
                if !text.is_empty() {
                    self.above.push(CellLine { text: text.to_owned(), span: None });
                }
            }
            (None, Mode::Read) => self.line.push_str(words),
        }
    }
}
