//! One layout for catalogs: keys in canonical order, one way to write each value, comments kept.
//!
//! The layout is that of an imported table: keys at the margin, items two blanks in, their fields four. Lists of texts such as
//! the content stand one entry a line, lists of words in brackets while the line is no wider than [`WIDTH`]. Keys are never
//! renamed, texts never folded. What the printer does not know is copied with its indentation moved.
//!
//! Nothing is taken on trust: the new text must parse to the same tree, with the same comments, and the linter must find in it
//! what it found before. Else the file stays as it is.

mod printer;
mod same;

use crate::Document;
use crate::lint::Linter;
use catalint_text::{Newline, Source};

/// The widest line of a list in brackets, in columns of a screen; Chinese characters take two.
pub const WIDTH: usize = 80;

/// Why a file is left as it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LeftAlone {
    /// It can't be read, or not as it is meant: its findings say where.
    Faulty,
    /// It is no catalog, or not written as a mapping of lines.
    NoCatalog,
    /// Anchors, aliases or tags: what stands where matters there.
    Anchors,
    /// The new text would not say the same.
    Unsafe,
}

/// A document in the one layout; its own text where it has it already.
///
/// # Errors
/// When it is to be left as it is.
pub fn format(document: &Document, linter: &Linter) -> Result<String, LeftAlone> {
    if document.is_partial() || !document.schema_faults().is_empty() && document.catalog().is_none() {
        return Err(LeftAlone::Faulty);
    }
    if document.catalog().is_none() {
        return Err(LeftAlone::NoCatalog);
    }
    if !document.tree().aliases().is_empty() {
        return Err(LeftAlone::Anchors);
    }
    let source = document.source();
    let plain = source.text.replace("\r\n", "\n").replace('\r', "\n");
    // Places are counted in a text with one kind of break.
    let unified = (plain != *source.text).then(|| Document::parse(Source::from_text(&*source.name, plain)));
    let printed = printer::print(unified.as_ref().unwrap_or(document)).ok_or(LeftAlone::Anchors)?;
    // One return that strayed into a file is no way to break its lines.
    let newline = match source.newline {
        Newline::Cr if source.text.contains("\r\n") => Newline::CrLf,
        Newline::Cr if source.text.contains('\n') => Newline::Lf,
        other => other,
    };
    let new = match newline {
        Newline::Lf => printed,
        other => printed.replace('\n', other.as_str()),
    };
    if new == *source.text {
        return Ok(new);
    }
    let formatted = Document::parse(source.with_text(new));
    if same::says_the_same(document, &formatted, linter) {
        Ok(formatted.text().to_owned())
    } else {
        Err(LeftAlone::Unsafe)
    }
}

#[cfg(test)]
mod tests;
