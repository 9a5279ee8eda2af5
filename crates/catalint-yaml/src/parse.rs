//! Text to tree: the entry point, and its limits.

use std::sync::Arc;

use super::build::{BuildMode, Builder, Interner};
use super::fast::{self, Bail, FastRead, FastStop, ItemsRead};
use super::fault::{Fault, FaultKind, Slip};
use super::tree::{Style, Tree};
use super::{recover, swallowed};
use catalint_text::{Span, Text};

/// Lists and mappings may be nested this deep; a catalog needs 4 levels.
pub const MAX_DEPTH: usize = 64;

/// Nodes that aliases may add to a file, all together.
pub const MAX_ALIAS_NODES: u32 = 100_000;

/// Bytes of text that aliases may add to a file, all together: every rule reads them again.
pub const MAX_ALIAS_TEXT: usize = 10 << 20;

/// The largest file that is read: 1 GiB, about a million items.
pub const MAX_FILE_BYTES: usize = 1 << 30;

/// What [`parse`] makes of a text. It owns all that it speaks of.
#[derive(Debug)]
pub struct Parsed {
    /// All that could be read.
    pub tree: Arc<Tree>,
    /// What could not, in the order of the text.
    pub faults: Vec<Fault>,
    /// Slips of the keyboard, in the order of the text. A part that they mend has no fault.
    pub slips: Vec<Slip>,
}

/// The same while it is made.
pub(super) struct ParseRead {
    pub(super) tree: Tree,
    pub(super) faults: Vec<Fault>,
    pub(super) slips: Vec<Slip>,
}

impl From<ParseRead> for Parsed {
    fn from(ParseRead { tree, faults, slips }: ParseRead) -> Self {
        Self { tree: Arc::new(tree), faults, slips }
    }
}

/// Reads one YAML document. The tree keeps the text: one in an [`Arc`] is shared, any other is copied.
///
/// `intern` says what a mapping key means to the caller (0: nothing); it is stored with the key
/// and helps to tell the writing errors of a keyboard from text.
///
/// Where the text is broken, the items of its list are read one by one, and a broken one field by field, so that a
/// slip hides no more than its own field.
#[must_use]
pub fn parse(text: impl Into<Text>, intern: Interner) -> Parsed {
    read(&text.into(), intern).into()
}

fn read(text: &Text, intern: Interner) -> ParseRead {
    if text.len() > MAX_FILE_BYTES {
        return ParseRead { tree: Tree::empty(text.clone()), faults: vec![Fault::too_large()], slips: Vec::new() };
    }
    let FastRead { tree, slips } = match fast::read(text, intern) {
        Ok(quick) if odd_key(&quick.tree).is_none() => quick,
        Ok(_) => return read_completely(text, intern, None, true),
        Err(FastStop { items, .. }) => return read_completely(text, intern, items.map(|items| *items), true),
    };
    let read = ParseRead { tree, faults: Vec::new(), slips: Vec::new() };
    if slips { with_swallowed(read, whole(text), intern) } else { read }
}

/// Why [`parse`] leaves a text to the complete parser; nothing if it does not.
#[must_use]
pub fn bail_cause(text: &str, intern: Interner) -> Option<Bail> {
    fast::read(&text.into(), intern).err().map(|stop| stop.bail)
}

/// What [`parse`] gives, always by the complete parser: what its quick way must agree with.
/// The text is at most [`MAX_FILE_BYTES`] long.
#[must_use]
pub fn parse_complete(text: impl Into<Text>, intern: Interner) -> Parsed {
    read_completely(&text.into(), intern, None, false).into()
}

/// `items`: what was read in the quick way; `quick_items`: whether items of a broken text may be read so.
fn read_completely(text: &Text, intern: Interner, items: Option<ItemsRead>, quick_items: bool) -> ParseRead {
    let whole = whole(text);
    let mut builder = Builder::new(text, intern);
    let done = match items.and_then(|items| builder.go_on(whole, items)) {
        Some(done) => done,
        None => {
            builder = Builder::new(text, intern);
            builder.run(whole, BuildMode::Document)
        }
    };
    let read = match done {
        Ok(()) => match odd_key(&builder.tree) {
            None => ParseRead { tree: builder.tree, faults: builder.faults, slips: Vec::new() },
            Some(fault) => recover::recover(text, whole, intern, fault, quick_items),
        },
        Err(fault) => recover::recover(text, whole, intern, fault, quick_items),
    };
    let mut read = with_swallowed(read, whole, intern);
    read.tree.comments.sort_by_key(|comment| comment.span.start);
    read
}

/// A key at the top that begins with what looks like a blank: it was meant to stand further in.
fn odd_key(tree: &Tree) -> Option<Fault> {
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
fn with_swallowed(mut read: ParseRead, whole: Span, intern: Interner) -> ParseRead {
    for key in swallowed::keys(&read.tree, intern) {
        read.tree.nodes[key.node as usize].name = key.name;
        read.slips.extend(key.slips);
    }
    read.slips.extend(swallowed::slips(&read.tree, whole, intern));
    read.slips.sort_by_key(|slip| slip.span.start);
    // A slip found in the whole may be found again in its item.
    let mut end = 0;
    read.slips.retain(|slip| {
        let new = slip.span.start >= end;
        end = if new { slip.span.end } else { end };
        new
    });
    read.faults.extend(swallowed::entries(&read.tree, &read.slips));
    read.faults.sort_by_key(|fault| fault.span.start);
    read
}
