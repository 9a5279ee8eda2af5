//! The document: an arena of nodes in the order of the text.

use catalint_text::{Span, Text};

/// Index of a node in its [`Tree`].
pub type NodeId = u32;

/// What a node is, by the core schema of YAML 1.2.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Nothing, `~` or `null`.
    Null,
    /// `true` or `false`.
    Bool,
    /// A whole number.
    Int,
    /// A number with a fraction or an exponent, `.inf`, `.nan`.
    Float,
    /// Text.
    Str,
    /// A list.
    Seq,
    /// A mapping; its children alternate between keys and values.
    Map,
}

/// How a node is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Style {
    /// Nothing is written: the value of `key:`.
    Empty,
    /// Without quotes.
    Plain,
    /// In `'…'`.
    Single,
    /// In `"…"`.
    Double,
    /// `|`
    Literal,
    /// `>`
    Folded,
    /// A list or mapping by indentation.
    Block,
    /// A list or mapping in brackets.
    Flow,
}

/// 16 bytes a node: of a large catalog, the tree takes more room than the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct RawNode {
    pub(super) span: Span,
    /// Scalars: index of the text in [`Tree::texts`] plus one, or 0 where the text is the source
    /// under the span, quotes aside. Lists and mappings: index one past the last node below.
    pub(super) link: u32,
    pub(super) kind: Kind,
    pub(super) style: Style,
    /// What the caller's interner said of this key; 0 for other nodes.
    pub(super) name: u8,
    /// [`ALIASED`], [`IN_FLOW`]
    pub(super) flags: u8,
}

/// Flag of a node that is read through an alias: its text stands elsewhere.
pub(super) const ALIASED: u8 = 1;

/// Flag of a node whose list or mapping is written in brackets.
pub(super) const IN_FLOW: u8 = 2;

/// Where the text of a scalar is kept if not under its span.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TextAt {
    Source(Span),
    Side(Span),
}

/// A `#` comment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Comment {
    /// From `#` to the end of the line, break left out.
    pub span: Span,
    /// Whether nothing but blanks stands before it on its line.
    pub own_line: bool,
}

/// A parsed file: nodes in preorder, comments, and the text that they refer to, which the tree shares with whoever
/// handed it in.
///
/// Spans: a quoted scalar includes its quotes; a block scalar runs from its `|` or `>` to the end
/// of its last line that is not blank; an empty value is the empty range behind its `:` or `-`;
/// a block list or mapping runs from its first to its last node; an anchor or tag belongs to no
/// span. A node read through an alias has the span of the alias; nodes below it have the spans
/// of the text they come from and are [`Node::is_aliased`].
#[derive(Debug)]
pub struct Tree {
    pub(super) text: Text,
    pub(super) nodes: Vec<RawNode>,
    pub(super) texts: Vec<TextAt>,
    pub(super) side: String,
    pub(super) comments: Vec<Comment>,
    /// Where an alias stands, and the node that it repeats.
    pub(super) aliases: Vec<(Span, Span)>,
    /// Parts of the file that are not in the tree because they can't be read.
    pub(super) lost: Vec<Span>,
    /// Whether one of them stands outside the list of items.
    pub(super) top_lost: bool,
}

impl Tree {
    pub(super) fn empty(text: Text) -> Self {
        Self {
            text,
            nodes: Vec::new(),
            texts: Vec::new(),
            side: String::new(),
            comments: Vec::new(),
            aliases: Vec::new(),
            lost: Vec::new(),
            top_lost: false,
        }
    }

    /// The text that was parsed, byte-order mark included.
    #[must_use]
    pub fn source(&self) -> &str {
        &self.text
    }

    /// The same, for whoever keeps it.
    #[must_use]
    pub fn shared_source(&self) -> Text {
        self.text.clone()
    }

    /// The top node; none in a file that is empty or holds comments only.
    #[must_use]
    pub fn root(&self) -> Option<Node<'_>> {
        (!self.nodes.is_empty()).then_some(Node { tree: self, id: 0 })
    }

    /// The node with an index that came from this tree.
    #[inline]
    #[must_use]
    pub fn node(&self, id: NodeId) -> Node<'_> {
        Node { tree: self, id }
    }

    /// The innermost node whose span holds a byte offset of the text, its end included: a cursor behind a word is at
    /// that word. Where one node ends and the next begins there, the next. None outside of the top node.
    #[must_use]
    pub fn node_at(&self, offset: u32) -> Option<Node<'_>> {
        let holds = |node: &Node<'_>| node.span().start <= offset && offset <= node.span().end;
        let mut at = self.root().filter(holds)?;
        loop {
            match at.below().filter(holds).last() {
                Some(child) => at = child,
                None => return Some(at),
            }
        }
    }

    /// All nodes, parents before children.
    pub fn nodes(&self) -> impl Iterator<Item = Node<'_>> {
        (0..self.len()).map(|id| Node { tree: self, id })
    }

    /// Number of nodes.
    #[must_use]
    pub fn len(&self) -> u32 {
        Span::of(0..self.nodes.len()).end
    }

    /// Whether there is no node.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.nodes.is_empty()
    }

    /// All comments, in the order of the text.
    #[must_use]
    pub fn comments(&self) -> &[Comment] {
        &self.comments
    }

    /// The nodes that aliases repeat, each with one alias of it: an edit of such a node changes both places.
    #[must_use]
    pub fn aliases(&self) -> &[(Span, Span)] {
        &self.aliases
    }

    /// Whether a comment stands within a span.
    #[must_use]
    pub fn has_comment(&self, span: Span) -> bool {
        let from = self.comments.partition_point(|comment| comment.span.end <= span.start);
        self.comments.get(from).is_some_and(|comment| comment.span.start < span.end)
    }

    /// Parts of the file that are not in the tree because they can't be read.
    #[must_use]
    pub fn lost(&self) -> &[Span] {
        &self.lost
    }

    /// Those of them that lie within a span.
    #[must_use]
    pub fn lost_within(&self, span: Span) -> &[Span] {
        let from = self.lost.partition_point(|lost| lost.start < span.start);
        let to = self.lost.partition_point(|lost| lost.end <= span.end);
        self.lost.get(from..to).unwrap_or_default()
    }

    /// Whether some part could not be read, so that what the tree lacks may yet be in the file.
    #[must_use]
    pub fn is_partial(&self) -> bool {
        !self.lost.is_empty()
    }

    /// Whether something outside the list of items could not be read: a key that the top of the
    /// tree lacks may yet be in the file.
    #[must_use]
    pub fn is_top_partial(&self) -> bool {
        self.top_lost
    }

    /// Whether a node only keeps the place of an entry that can't be read.
    #[must_use]
    pub fn is_placeholder(&self, node: Node<'_>) -> bool {
        let at = node.span().start;
        let near = self.lost.partition_point(|lost| lost.end < at);
        node.kind() == Kind::Null && self.lost.get(near).is_some_and(|lost| lost.contains(node.span()))
    }
}

/// A node of a [`Tree`].
#[derive(Debug, Clone, Copy)]
pub struct Node<'a> {
    tree: &'a Tree,
    id: NodeId,
}

impl PartialEq for Node<'_> {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self.tree, other.tree) && self.id == other.id
    }
}

impl<'a> Node<'a> {
    #[inline]
    fn raw(self) -> RawNode {
        self.tree.nodes[self.id as usize]
    }

    /// The tree that holds the node.
    #[must_use]
    pub fn tree(self) -> &'a Tree {
        self.tree
    }

    /// Index in the tree.
    #[must_use]
    pub fn id(self) -> NodeId {
        self.id
    }

    /// Index one past the last node of its subtree: for a scalar, the next node.
    #[inline]
    #[must_use]
    pub fn end_id(self) -> NodeId {
        if self.is_scalar() { self.id + 1 } else { self.raw().link }
    }

    /// What it is.
    #[inline]
    #[must_use]
    pub fn kind(self) -> Kind {
        self.raw().kind
    }

    /// How it is written.
    #[inline]
    #[must_use]
    pub fn style(self) -> Style {
        self.raw().style
    }

    /// Where it stands; see [`Tree`] for what is included.
    #[inline]
    #[must_use]
    pub fn span(self) -> Span {
        self.raw().span
    }

    /// What the interner given to [`super::parse`] said of this key; 0 for unknown keys and values.
    #[inline]
    #[must_use]
    pub fn name(self) -> u8 {
        self.raw().name
    }

    /// Whether the node is read through an alias: an edit of it would change another place too.
    #[inline]
    #[must_use]
    pub fn is_aliased(self) -> bool {
        self.raw().flags & ALIASED != 0
    }

    /// Whether the list or mapping that holds the node is written in brackets.
    #[must_use]
    pub fn is_in_flow(self) -> bool {
        self.raw().flags & IN_FLOW != 0
    }

    /// Whether the node is neither list nor mapping.
    #[inline]
    #[must_use]
    pub fn is_scalar(self) -> bool {
        !matches!(self.kind(), Kind::Seq | Kind::Map)
    }

    /// The text of a scalar with quotes, escapes and folding resolved; of a number, a date or
    /// `true` as it is written; empty for lists and mappings.
    #[inline]
    #[must_use]
    pub fn text(self) -> &'a str {
        let raw = &self.tree.nodes[self.id as usize];
        // The usual case, and every rule asks.
        if raw.style == Style::Plain && raw.link == 0 {
            return &self.tree.text[raw.span.range()];
        }
        self.text_of_any()
    }

    fn text_of_any(self) -> &'a str {
        let raw = self.raw();
        if !self.is_scalar() {
            return "";
        }
        match raw.link.checked_sub(1).map(|at| self.tree.texts[at as usize]) {
            Some(TextAt::Source(span)) => &self.tree.text[span.range()],
            Some(TextAt::Side(span)) => &self.tree.side[span.range()],
            None => &self.tree.text[self.inner_span().range()],
        }
    }

    /// The span without quotes.
    #[inline]
    #[must_use]
    pub fn inner_span(self) -> Span {
        let raw = self.raw();
        match raw.style {
            Style::Single | Style::Double if raw.flags & ALIASED == 0 => {
                Span::new(raw.span.start + 1, raw.span.end - 1)
            }
            _ => raw.span,
        }
    }

    /// Whether [`Node::text`] is the source under [`Node::inner_span`], letter by letter.
    #[must_use]
    pub fn is_verbatim(self) -> bool {
        self.is_scalar() && self.raw().link == 0
    }

    /// Whether it is text with nothing but blanks in it, or nothing at all.
    #[must_use]
    pub fn is_blank(self) -> bool {
        match self.kind() {
            Kind::Null => true,
            Kind::Str => self.text().trim().is_empty(),
            _ => false,
        }
    }

    /// Number of entries of a list or pairs of a mapping. They are gone through.
    #[must_use]
    pub fn count(self) -> usize {
        let below = self.below().count();
        if self.kind() == Kind::Map { below / 2 } else { below }
    }

    /// The entries of a list; nothing for other nodes.
    pub fn entries(self) -> impl Iterator<Item = Node<'a>> {
        self.children(self.kind() == Kind::Seq)
    }

    /// The keys and values of a mapping; nothing for other nodes.
    pub fn pairs(self) -> impl Iterator<Item = (Node<'a>, Node<'a>)> {
        let mut children = self.children(self.kind() == Kind::Map);
        std::iter::from_fn(move || Some((children.next()?, children.next()?)))
    }

    /// The nodes right below: entries, or keys and values.
    fn below(self) -> impl Iterator<Item = Node<'a>> {
        self.children(!self.is_scalar())
    }

    fn children(self, wanted: bool) -> impl Iterator<Item = Node<'a>> {
        let end = if wanted { self.end_id() } else { self.id };
        let mut at = self.id + 1;
        std::iter::from_fn(move || {
            if at >= end {
                return None;
            }
            let node = self.tree.node(at);
            at = node.end_id();
            Some(node)
        })
    }

    /// The source under a part of [`Node::text`], given in bytes of that text.
    ///
    /// None where the part has no place of its own: a folded line break, a text read through
    /// an alias, a range that is not within the text or cuts a character.
    #[must_use]
    pub fn locate(self, part: std::ops::Range<usize>) -> Option<Span> {
        super::offsets::locate(self, part)
    }
}
