//! Texts whose parts look different, and what a cell of a workbook shows of them.

use super::number_format::{self, ShownNumber};
use super::symbols::{Font, font, plain};
use crate::grid::AsideKind;

/// The words of a cell, and what stands apart in it.
pub(super) type RichSaid = (String, Vec<(AsideKind, String)>);

/// How a text looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct TextLook {
    pub(super) font: Option<Font>,
    pub(super) struck: bool,
}

impl TextLook {
    /// Takes in an element of a font.
    pub(super) fn take(&mut self, name: &str, value: Option<&str>) {
        match name {
            "name" | "rFont" => self.font = value.and_then(font),
            "strike" => self.struck = !matches!(value, Some("0" | "false")),
            _ => {}
        }
    }
}

/// A text; each part with its look, where it has one of its own.
#[derive(Debug, Clone, Default)]
pub(super) struct Rich(Vec<(String, Option<TextLook>)>);

impl Rich {
    /// A text without parts.
    pub(super) fn plain(text: &str) -> Self {
        Self(vec![(text.to_owned(), None)])
    }

    /// Adds words of a look.
    pub(super) fn push(&mut self, words: &str, look: Option<TextLook>) {
        match self.0.last_mut().filter(|(_, known)| *known == look) {
            Some((text, _)) => text.push_str(words),
            None => self.0.push((words.to_owned(), look)),
        }
    }

    /// What a cell of this look shows, and what stands apart in it.
    pub(super) fn shown(&self, cell: TextLook) -> RichSaid {
        let (mut text, mut asides) = (String::new(), Vec::new());
        let mut apart = String::new();
        for (words, own) in &self.0 {
            let look = own.unwrap_or(cell);
            let words = plain(look.font, words);
            if look.struck && !words.trim().is_empty() {
                apart += &words;
                continue;
            }
            if !apart.is_empty() {
                asides.push((AsideKind::Struck, std::mem::take(&mut apart)));
            }
            text += &words;
        }
        if !apart.is_empty() {
            asides.push((AsideKind::Struck, apart));
        }
        (text, asides)
    }
}

/// A text of one look.
pub(super) fn struck(text: String, look: TextLook) -> RichSaid {
    if look.struck && !text.is_empty() { (String::new(), vec![(AsideKind::Struck, text)]) } else { (text, Vec::new()) }
}

/// What a cell of this format shows of a text.
pub(super) fn text(format: &str, (text, mut asides): RichSaid) -> RichSaid {
    if matches!(format, "General" | "@") || text.trim().is_empty() {
        return (text, asides);
    }
    match number_format::text(format, &text) {
        Some(ShownNumber::Text(shown)) => (shown, asides),
        Some(ShownNumber::Nothing) => {
            asides.push((AsideKind::Hidden, text));
            (String::new(), asides)
        }
        None => (text, asides),
    }
}

/// What a cell of this format shows of a number.
pub(super) fn number(format: &str, value: f64, from_1904: bool, look: TextLook) -> RichSaid {
    if format == "General" {
        return struck(number_format::general(value), look);
    }
    match number_format::number(format, value, from_1904) {
        Some(ShownNumber::Text(text)) => struck(text, look),
        // A zero that is not shown is a blank cell; other numbers were hidden.
        Some(ShownNumber::Nothing) if value == 0.0 => RichSaid::default(),
        Some(ShownNumber::Nothing) => (String::new(), vec![(AsideKind::Hidden, number_format::general(value))]),
        None => struck(number_format::general(value), look),
    }
}
