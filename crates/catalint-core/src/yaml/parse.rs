//! Text to tree: the entry point, and its limits.

use super::build::{Builder, Interner, Mode};
use super::fast::{self, Bail};
use super::fault::{Fault, FaultKind, Slip};
use super::tree::{Style, Tree};
use super::{recover, swallowed};
use crate::text::Span;

/// Lists and mappings may be nested this deep; a catalog needs 4 levels.
pub const MAX_DEPTH: usize = 64;

/// Nodes that aliases may add to a file, all together.
pub const MAX_ALIAS_NODES: u32 = 100_000;

/// Bytes of text that aliases may add to a file, all together: every rule reads them again.
pub const MAX_ALIAS_TEXT: usize = 10 << 20;

/// The largest file that is read: 1 GiB, about a million items.
pub const MAX_FILE_BYTES: usize = 1 << 30;

/// What [`parse`] makes of a text.
#[derive(Debug)]
pub struct Parsed<'t> {
    /// All that could be read.
    pub tree: Tree<'t>,
    /// What could not, in the order of the text.
    pub faults: Vec<Fault>,
    /// Slips of the keyboard, in the order of the text. A part that they mend has no fault.
    pub slips: Vec<Slip>,
}

/// Reads one YAML document.
///
/// `intern` says what a mapping key means to the caller (0: nothing); it is stored with the key
/// and helps to tell the writing errors of a keyboard from text.
///
/// Where the text is broken, the items of its list are read one by one, and a broken one field by field, so that a
/// slip hides no more than its own field.
#[must_use]
pub fn parse(text: &str, intern: Interner) -> Parsed<'_> {
    if text.len() > MAX_FILE_BYTES {
        return Parsed { tree: Tree::empty(text), faults: vec![Fault::too_large()], slips: Vec::new() };
    }
    let Some(read) = fast::read(text, intern).ok().filter(|read| odd_key(&read.tree).is_none()) else {
        return parse_complete(text, intern);
    };
    let parsed = Parsed { tree: read.tree, faults: Vec::new(), slips: Vec::new() };
    if read.slips { with_swallowed(parsed, whole(text), intern) } else { parsed }
}

/// Why [`parse`] leaves a text to the complete parser; nothing if it does not.
#[must_use]
pub fn bail_cause(text: &str, intern: Interner) -> Option<Bail> {
    fast::read(text, intern).err()
}

/// What [`parse`] gives, always by the complete parser: what its quick way must agree with.
/// The text is at most [`MAX_FILE_BYTES`] long.
#[must_use]
pub fn parse_complete(text: &str, intern: Interner) -> Parsed<'_> {
    let whole = whole(text);
    let mut builder = Builder::new(text, intern);
    let parsed = match builder.run(whole, Mode::Document) {
        Ok(()) => match odd_key(&builder.tree) {
            None => Parsed { tree: builder.tree, faults: builder.faults, slips: Vec::new() },
            Some(fault) => recover::recover(text, whole, intern, fault),
        },
        Err(fault) => recover::recover(text, whole, intern, fault),
    };
    let mut parsed = with_swallowed(parsed, whole, intern);
    parsed.tree.comments.sort_by_key(|comment| comment.span.start);
    parsed
}

/// A key at the top that begins with what looks like a blank: it was meant to stand further in.
fn odd_key(tree: &Tree<'_>) -> Option<Fault> {
    let mut keys = tree.root()?.pairs().map(|(key, _)| key);
    let odd = keys.find(|key| key.style() == Style::Plain && key.text().starts_with(recover::odd_blank))?;
    let first = odd.text().chars().next()?;
    let span = Span::of(odd.span().start as usize..odd.span().start as usize + first.len_utf8());
    Some(Fault { kind: FaultKind::Character(first), span, stopped: None, lost: Span::empty(span.start) })
}

/// The text without its byte-order mark.
fn whole(text: &str) -> Span {
    let bom = if text.starts_with('\u{feff}') { 3 } else { 0 };
    Span::of(bom..text.len())
}

/// Adds the slips and faults that left valid YAML behind.
fn with_swallowed<'t>(mut parsed: Parsed<'t>, whole: Span, intern: Interner) -> Parsed<'t> {
    parsed.slips.extend(swallowed::slips(&parsed.tree, whole, intern));
    parsed.slips.sort_by_key(|slip| slip.span.start);
    // A slip found in the whole may be found again in its item.
    let mut end = 0;
    parsed.slips.retain(|slip| {
        let new = slip.span.start >= end;
        end = if new { slip.span.end } else { end };
        new
    });
    parsed.faults.extend(swallowed::entries(&parsed.tree, &parsed.slips));
    parsed.faults.sort_by_key(|fault| fault.span.start);
    parsed
}
