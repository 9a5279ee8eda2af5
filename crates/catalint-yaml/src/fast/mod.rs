//! The quick way: one pass over the shapes that catalogs are written in.
//!
//! It reads lists and mappings by indentation, plain and quoted scalars, lists and mappings in
//! brackets on one line, block scalars and comments, and makes the very tree that the complete
//! parser makes of them. What it does not know for certain it leaves to that parser by a [`Bail`], with
//! all but the items that were read before: it never guesses, and it never reports anything.

mod block;
mod flow;
mod items;
mod lines;
mod marks;
mod names;
mod scalar;

use super::build::Interner;
use super::tree::{Kind, NodeId, RawNode, Style, TextAt, Tree};
use catalint_text::{Span, Text};
pub(super) use items::ItemsRead;
use marks::FastMarks;
use names::KeyNames;

/// Why a file is left to the complete parser.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Bail {
    /// A tab anywhere.
    Tab,
    /// A line break of `\r` alone.
    Return,
    /// A control character, or another that YAML forbids.
    Control,
    /// A byte-order mark within the text.
    Mark,
    /// No list or mapping at the top: nothing, comments only, or one text.
    Root,
    /// `---`, `...` or `%` at the start of a line.
    Document,
    /// A line that fits no list or mapping above it: bad indentation, or a text that goes on.
    Indentation,
    /// A line in a mapping that is no `key: value`.
    NoKey,
    /// A key that is long, has a blank before its colon, or is `<<`.
    Key,
    /// A value that contains `: `.
    Colon,
    /// A value that begins with a mark of YAML: an anchor, an alias, a tag, `? `, `-` and the like.
    Indicator,
    /// A quoted text that does not end on its line, or has something behind it.
    Quote,
    /// An escape that is rare or wrong.
    Escape,
    /// Brackets that do not end on their line, or hold something unusual.
    Flow,
    /// A `|` or `>` block with an indentation indicator, without a line, or with odd blanks.
    Block,
    /// Nested deeply.
    Depth,
    /// Very many comments.
    Comments,
}

/// Deeper than this the limits of the complete parser may be near.
const DEPTH: usize = 32;

/// More comments than this may pass a limit of the complete parser.
const COMMENTS: usize = 500_000;

/// The longest key in bytes; YAML has a limit of 1024 characters.
const KEY: usize = 512;

/// What was read in the quick way.
pub(super) struct FastRead {
    pub(super) tree: Tree,
    /// Whether a text may be meant as syntax, so that slips must be looked for.
    pub(super) slips: bool,
}

/// What is left to the complete parser.
pub(super) struct FastStop {
    pub(super) bail: Bail,
    /// What need not be read again; none where that is little.
    pub(super) items: Option<Box<ItemsRead>>,
}

/// Reads a text, or says why the complete parser must.
pub(super) fn read(text: &Text, intern: Interner) -> Result<FastRead, FastStop> {
    let mut reader = FastReader::new(text, intern);
    let mut done = reader.lines().and_then(|()| reader.marks.finish());
    if reader.tree.comments.len() > COMMENTS {
        done = Err(Bail::Comments);
    }
    match done {
        Ok(()) => Ok(FastRead { tree: reader.tree, slips: reader.slips || reader.names.odd }),
        Err(bail) => Err(FastStop { bail, items: reader.items_read().map(Box::new) }),
    }
}

struct FastReader<'t> {
    text: &'t str,
    bytes: &'t [u8],
    marks: FastMarks<'t>,
    names: KeyNames<'t>,
    tree: Tree,
    /// Where reading stands.
    at: usize,
    /// Lists and mappings by indentation that are not at their end, outermost first.
    open: Vec<OpenNode>,
    /// The last list below a key of the top.
    list: Option<NodeId>,
    /// The place right behind a `:` or `-` whose value has not come yet.
    waiting: Option<u32>,
    /// End of the last node.
    end: u32,
    slips: bool,
}

#[derive(Clone, Copy)]
struct OpenNode {
    node: NodeId,
    /// Where its keys or dashes stand.
    column: usize,
    map: bool,
}

/// A scalar as it is written, before it becomes a node.
struct Scalar {
    span: Span,
    style: Style,
    /// As in [`RawNode`].
    link: u32,
}

impl<'t> FastReader<'t> {
    fn new(text: &'t Text, intern: Interner) -> Self {
        let at = if text.starts_with('\u{feff}') { 3 } else { 0 };
        let mut tree = Tree::empty(text.clone());
        // A node takes 18 bytes of a common catalog.
        tree.nodes.reserve(text.len() / 16);
        Self {
            text,
            bytes: text.as_bytes(),
            marks: FastMarks::new(text.as_bytes(), at),
            names: KeyNames::new(text, intern),
            tree,
            at,
            open: Vec::with_capacity(DEPTH),
            list: None,
            waiting: None,
            end: 0,
            slips: false,
        }
    }

    /// The byte at `at`; behind the text, a line break.
    #[inline]
    fn byte(&self, at: usize) -> u8 {
        self.bytes.get(at).copied().unwrap_or(b'\n')
    }

    /// Whether a blank or the end of the line stands at `at`.
    #[inline]
    fn gap(&self, at: usize) -> bool {
        matches!(self.byte(at), b' ' | b'\n' | b'\r')
    }

    /// Moves on to the first byte that is no blank.
    #[inline]
    fn skip_blanks(&mut self) -> u8 {
        // Eight at a time, without a branch for each.
        while let Some(eight) = self.bytes.get(self.at..).and_then(|rest| rest.first_chunk::<8>()) {
            let others = u64::from_le_bytes(*eight) ^ 0x2020_2020_2020_2020;
            if others != 0 {
                self.at += (others.trailing_zeros() / 8) as usize;
                return self.byte(self.at);
            }
            self.at += 8;
        }
        while self.byte(self.at) == b' ' {
            self.at += 1;
        }
        self.byte(self.at)
    }

    /// The next line break at or behind `from`, or the end of the text.
    #[inline]
    fn line_break(&mut self, from: usize) -> usize {
        let mut at = self.marks.next(from);
        while self.byte(at) != b'\n' {
            at = self.marks.next(at + 1);
        }
        at
    }

    /// Where the text of a line ends whose break stands at `at`.
    #[inline]
    fn before_break(&self, at: usize) -> usize {
        if at > 0 && self.bytes[at - 1] == b'\r' { at - 1 } else { at }
    }

    #[inline]
    fn next_id(&self) -> NodeId {
        Span::of(0..self.tree.nodes.len()).end
    }

    #[inline]
    fn push(&mut self, raw: RawNode) {
        self.end = raw.span.end;
        self.tree.nodes.push(raw);
    }

    /// Opens a list or mapping by indentation.
    fn start(&mut self, kind: Kind, column: usize) -> Result<(), Bail> {
        if self.open.len() == DEPTH {
            return Err(Bail::Depth);
        }
        let node = self.next_id();
        if let [top] = self.open[..]
            && top.map
            && kind == Kind::Seq
        {
            self.list = Some(node);
        }
        let at = u32_of(self.at);
        self.push(RawNode { span: Span::empty(at), link: 0, kind, style: Style::Block, name: 0, flags: 0 });
        self.open.push(OpenNode { node, column, map: kind == Kind::Map });
        Ok(())
    }

    /// Closes the innermost list or mapping.
    #[inline]
    fn close(&mut self) {
        let Some(open) = self.open.pop() else { return };
        let next = self.next_id();
        let start = self.tree.nodes[open.node as usize + 1].span.start;
        let raw = &mut self.tree.nodes[open.node as usize];
        raw.link = next;
        raw.span = Span::new(start, self.end);
    }

    /// Puts the text from `start` of the side buffer on record; what [`RawNode::link`] holds of it.
    fn kept(&mut self, start: usize) -> u32 {
        self.tree.texts.push(TextAt::Side(Span::of(start..self.tree.side.len())));
        Span::of(0..self.tree.texts.len()).end
    }
}

/// An offset as spans have it: files are at most [`super::MAX_FILE_BYTES`] long.
#[inline]
#[expect(clippy::cast_possible_truncation, reason = "no file is longer than MAX_FILE_BYTES")]
fn u32_of(at: usize) -> u32 {
    at as u32
}

#[inline]
fn span(start: usize, end: usize) -> Span {
    Span::new(u32_of(start), u32_of(end))
}
