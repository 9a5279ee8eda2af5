//! Events of the parser into the arena.

use std::borrow::Cow;
use std::collections::HashMap;

use granit_parser::{Event, Options, Parser, ScalarStyle, Span as EventSpan, StructureStyle, Tag};

use super::diagnose::ParserStop;
use super::fast::{self, FastRead, ItemsRead};
use super::fault::{Fault, FaultKind, Limit};
use super::parse::{MAX_ALIAS_NODES, MAX_ALIAS_TEXT, MAX_DEPTH};
use super::resolve;
use super::tree::{ALIASED, Comment, IN_FLOW, Kind, NodeId, RawNode, Style, TextAt, Tree};
use catalint_text::{Span, Text};

/// Says what a mapping key means to the caller; 0 for a key that means nothing.
pub(super) type Interner = fn(&str) -> u8;

/// How much of the event stream becomes nodes.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum BuildMode {
    /// The whole document.
    Document,
    /// The document is one list or one mapping, and only what is in it becomes nodes:
    /// the caller has opened the container already.
    Inside(Kind),
}

/// Fills a [`Tree`] from one or more runs of the parser over parts of its text.
pub(super) struct Builder<'t> {
    text: &'t str,
    pub(super) tree: Tree,
    intern: Interner,
    open: Vec<OpenCollection>,
    /// Anchors of this run, by the parser's number.
    anchors: HashMap<usize, NodeId>,
    /// The same by name.
    fresh: Vec<(String, NodeId)>,
    /// Anchors of the parts that were read before this one, by name.
    named: HashMap<String, NodeId>,
    /// What aliases have added so far: nodes, and bytes of text.
    copied: u32,
    copied_text: usize,
    /// Faults that do not stop the reading: refusals.
    pub(super) faults: Vec<Fault>,
}

#[derive(Clone, Copy)]
struct OpenCollection {
    node: NodeId,
    children: u32,
    /// End of the last child that is complete.
    last_end: u32,
    map: bool,
    flow: bool,
}

/// Sizes to go back to when a part turns out to be broken.
pub(super) struct Checkpoint {
    nodes: usize,
    texts: usize,
    side: usize,
    comments: usize,
    aliases: usize,
    lost: usize,
    faults: usize,
    open: usize,
    innermost: Option<OpenCollection>,
}

impl<'t> Builder<'t> {
    pub(super) fn new(text: &'t Text, intern: Interner) -> Self {
        Self {
            text,
            tree: Tree::empty(text.clone()),
            intern,
            open: Vec::new(),
            anchors: HashMap::new(),
            fresh: Vec::new(),
            named: HashMap::new(),
            copied: 0,
            copied_text: 0,
            faults: Vec::new(),
        }
    }

    pub(super) fn checkpoint(&self) -> Checkpoint {
        Checkpoint {
            nodes: self.tree.nodes.len(),
            texts: self.tree.texts.len(),
            side: self.tree.side.len(),
            comments: self.tree.comments.len(),
            aliases: self.tree.aliases.len(),
            lost: self.tree.lost.len(),
            faults: self.faults.len(),
            open: self.open.len(),
            innermost: self.open.last().copied(),
        }
    }

    pub(super) fn restore(&mut self, to: &Checkpoint) {
        self.tree.nodes.truncate(to.nodes);
        self.tree.texts.truncate(to.texts);
        self.tree.side.truncate(to.side);
        self.tree.comments.truncate(to.comments);
        self.tree.aliases.truncate(to.aliases);
        self.tree.lost.truncate(to.lost);
        self.faults.truncate(to.faults);
        self.open.truncate(to.open);
        if let (Some(open), Some(was)) = (self.open.last_mut(), to.innermost) {
            *open = was;
        }
    }

    /// Opens a container whose contents the caller will supply.
    pub(super) fn open(&mut self, kind: Kind, at: u32) {
        self.push(RawNode { span: Span::empty(at), link: 0, kind, style: Style::Block, name: 0, flags: 0 });
        let node = self.last();
        self.open.push(OpenCollection { node, children: 0, last_end: at, map: kind == Kind::Map, flow: false });
    }

    /// Keeps the place of an entry that can't be read, so that those behind it keep their index.
    pub(super) fn placeholder(&mut self, at: u32) {
        self.push(RawNode { span: Span::empty(at), link: 0, kind: Kind::Null, style: Style::Empty, name: 0, flags: 0 });
    }

    /// Closes what [`Builder::open`] opened.
    pub(super) fn close(&mut self) {
        self.end(None);
    }

    /// Closes what [`Builder::open`] opened and gives it a span that what can't be read lies in; whether it holds
    /// anything.
    pub(super) fn close_over(&mut self, span: Span) -> bool {
        let Some(open) = self.open.last_mut() else { return false };
        open.last_end = span.end;
        let open_id = open.node;
        self.end(None);
        self.tree.nodes[open_id as usize].span = span;
        self.tree.node(open_id).count() > 0
    }

    /// A key of its own, for a mapping that the caller has opened.
    pub(super) fn key(&mut self, span: Span) {
        let name = (self.intern)(&self.text[span.range()]);
        self.push(RawNode { span, link: 0, kind: Kind::Str, style: Style::Plain, name, flags: 0 });
    }

    fn last(&self) -> NodeId {
        Span::of(0..self.tree.nodes.len()).end - 1
    }

    /// Appends a node as the next child of the open container.
    fn push(&mut self, mut raw: RawNode) {
        if let Some(open) = self.open.last_mut() {
            open.children += 1;
            open.last_end = raw.span.end;
            raw.flags = if open.flow { IN_FLOW } else { 0 };
        }
        self.tree.nodes.push(raw);
    }

    /// Whether the next child is a key.
    fn at_key(&self) -> bool {
        self.open.last().is_some_and(|open| open.map && open.children % 2 == 0)
    }

    /// Runs the parser over `part` of the text.
    pub(super) fn run(&mut self, part: Span, mode: BuildMode) -> Result<(), Fault> {
        let text = self.text;
        let run = ParserRun {
            base: part.start,
            head: 0,
            gap: 0,
            replays: false,
            cursor: part.start,
            depth: 0,
            documents: 0,
            mode,
        };
        self.run_over(&text[part.range()], part, run).map_err(|(fault, _)| fault)
    }

    /// Runs the parser over the whole text but for items that were read in the quick way: over what stands before the first
    /// of them, which is in the tree already, and what stands behind the last. None where it gives up before it comes there.
    pub(super) fn go_on(&mut self, whole: Span, items: ItemsRead) -> Option<Result<(), Fault>> {
        let ItemsRead { tree, list, first, next } = items;
        let text = self.text;
        let head = Span::new(whole.start, first);
        let joined = [&text[head.range()], &text[next as usize..whole.end as usize]].concat();
        self.tree = tree;
        let last_end = self.tree.nodes.last().map_or(next, |raw| raw.span.end);
        // Below the mapping at the top, whose last value the list is.
        self.open = [(0, true), (list, false)]
            .map(|(node, map)| OpenCollection { node, children: 2, last_end, map, flow: false })
            .into();
        let (base, mode) = (whole.start, BuildMode::Document);
        let (head, gap) = (head.len(), next - first);
        let run = ParserRun { base, head, gap, replays: true, cursor: base, depth: 0, documents: 0, mode };
        match self.run_over(&joined, whole, run) {
            Ok(()) => Some(Ok(())),
            Err((fault, replays)) => (!replays).then_some(Err(fault)),
        }
    }

    /// Runs the parser over `text`, which is `part` or what is left of it; with a fault, whether it still [replays](ParserRun).
    fn run_over(&mut self, text: &str, part: Span, mut run: ParserRun) -> Result<(), (Fault, bool)> {
        self.anchors.clear();
        self.fresh.clear();
        for event in Parser::new_from_str_with_options(text, options()) {
            match event {
                Ok((event, span)) => {
                    self.event(&mut run, event, &span).map_err(|fault| (fault, run.replays))?;
                    if run.documents > 1 {
                        let start = run.place(span.byte_range().map_or(0, |range| range.start));
                        self.rest_unread(start, part);
                        break;
                    }
                }
                Err(error) => {
                    let at = run.place(error.marker().byte_offset().unwrap_or(0));
                    let bracket = self.open.iter().rev().find(|open| open.flow).map(|open| open.node);
                    let bracket = bracket.map(|node| self.tree.nodes[node as usize].span.start);
                    let (text, intern, at) = (self.text, self.intern, at.min(part.end));
                    let stop = ParserStop { text, intern, part, cursor: run.cursor.min(at), at, bracket };
                    return Err((stop.fault(error.kind()), run.replays));
                }
            }
        }
        self.named.extend(self.fresh.drain(..));
        Ok(())
    }

    /// Reads a part of the text that is a list in the quick way, its entries into the open list; false, with nothing done,
    /// where the parser must.
    pub(super) fn run_quickly(&mut self, part: Span) -> bool {
        let text: Text = self.text[part.range()].into();
        // A mark of byte order is one at the start of the file alone.
        if text.starts_with('\u{feff}') {
            return false;
        }
        let Ok(FastRead { tree, .. }) = fast::read(&text, self.intern) else { return false };
        let Some((list, below)) = tree.nodes.split_first().filter(|(list, _)| list.kind == Kind::Seq) else {
            return false;
        };
        if list.style != Style::Block {
            return false;
        }
        let moved = |span: Span, by: u32| Span::new(span.start + by, span.end + by);
        let size = |length: usize| Span::of(0..length).end;
        let (base, texts, side) =
            (size(self.tree.nodes.len()), size(self.tree.texts.len()), size(self.tree.side.len()));
        self.tree.nodes.extend(below.iter().map(|raw| {
            let link = match (raw.kind, raw.link) {
                // The list itself is open already.
                (Kind::Seq | Kind::Map, next) => next - 1 + base,
                (_, 0) => 0,
                (_, text) => text + texts,
            };
            RawNode { span: moved(raw.span, part.start), link, ..*raw }
        }));
        self.tree.texts.extend(tree.texts.iter().map(|text| match *text {
            TextAt::Source(span) => TextAt::Source(moved(span, part.start)),
            TextAt::Side(span) => TextAt::Side(moved(span, side)),
        }));
        self.tree.side.push_str(&tree.side);
        let comments = tree.comments.iter();
        self.tree.comments.extend(comments.map(|one| Comment { span: moved(one.span, part.start), ..*one }));
        if let Some(open) = self.open.last_mut() {
            open.last_end = list.span.end + part.start;
        }
        true
    }

    /// What a second document holds is in the file, but not in the tree.
    fn rest_unread(&mut self, start: u32, part: Span) {
        let start = start as usize;
        let body = self.text[start..part.end as usize].trim_end().len();
        self.tree.lost.push(Span::of(start..start + body));
    }

    fn event(&mut self, run: &mut ParserRun, event: Event<'_>, at: &EventSpan) -> Result<(), Fault> {
        let range = at.byte_range().unwrap_or(0..0);
        if run.replays {
            run.replay(&event, range.start);
            run.cursor = if run.replays { run.cursor } else { run.place(range.end) };
            return Ok(());
        }
        let span = run.span(range);
        let nodes = self.tree.nodes.len();
        match event {
            Event::DocumentStart(..) => {
                run.documents += 1;
                if run.documents > 1 {
                    self.refuse(FaultKind::SecondDocument, span);
                }
            }
            Event::Comment(..) => {
                let before = &self.text[..span.start as usize];
                let line = before.rsplit(['\n', '\r']).next().unwrap_or("");
                let own_line = line.trim_start_matches('\u{feff}').trim().is_empty();
                self.tree.comments.push(Comment { span, own_line });
            }
            // Comes right behind the event of its node.
            Event::Anchor(id, name) if !self.tree.is_empty() => {
                let node = self.last();
                if self.tree.node(node).style() == Style::Empty {
                    // `&` before a text is meant as a character, and swallows the first word.
                    self.refuse(FaultKind::Malformed, span);
                }
                self.anchors.insert(id, node);
                self.fresh.push((name.into_owned(), node));
            }
            Event::Scalar(text, style, _, tag) => {
                self.scalar(run, &text, style, span)?;
                self.tag(tag.filter(|_| self.tree.nodes.len() > nodes), at, run);
            }
            Event::SequenceStart(style, _, tag) => {
                self.start(run, Kind::Seq, style, span)?;
                self.tag(tag.filter(|_| self.tree.nodes.len() > nodes), at, run);
            }
            Event::MappingStart(style, _, tag) => {
                self.start(run, Kind::Map, style, span)?;
                self.tag(tag.filter(|_| self.tree.nodes.len() > nodes), at, run);
            }
            Event::SequenceEnd | Event::MappingEnd => {
                run.depth -= 1;
                if run.depth > 0 || run.mode == BuildMode::Document {
                    self.end((!span.is_empty()).then_some(span.end));
                }
                run.cursor = run.cursor.max(span.end);
            }
            Event::Alias(id) => {
                run.cursor = span.end;
                self.alias(self.anchors.get(&id).copied(), span)?;
            }
            // A part is read on its own, so the anchor may stand in one before it.
            Event::UnresolvedAlias(name) => {
                run.cursor = span.end;
                self.alias(self.named.get(&*name).copied(), span)?;
            }
            _ => {}
        }
        Ok(())
    }

    fn start(&mut self, run: &mut ParserRun, kind: Kind, style: StructureStyle, span: Span) -> Result<(), Fault> {
        run.depth += 1;
        run.cursor = run.cursor.max(span.end);
        if run.depth == 1 && run.mode != BuildMode::Document {
            let fits = run.mode == BuildMode::Inside(kind);
            let misfit = Fault { kind: FaultKind::Indentation, span, stopped: None, lost: span };
            return if fits { Ok(()) } else { Err(misfit) };
        }
        if self.at_key() {
            self.refuse(FaultKind::ComplexKey, char_at(self.text, span.start));
        }
        let flow = style == StructureStyle::Flow;
        let written = if flow { Style::Flow } else { Style::Block };
        self.push(RawNode { span, link: 0, kind, style: written, name: 0, flags: 0 });
        let node = self.last();
        self.open.push(OpenCollection { node, children: 0, last_end: span.end, map: kind == Kind::Map, flow });
        Ok(())
    }

    /// Closes the innermost container; `end` is where its bracket closes, if it has one.
    fn end(&mut self, end: Option<u32>) {
        let Some(open) = self.open.pop() else { return };
        let next = Span::of(0..self.tree.nodes.len()).end;
        let first = (next > open.node + 1).then(|| self.tree.nodes[open.node as usize + 1].span.start);
        let raw = &mut self.tree.nodes[open.node as usize];
        raw.link = next;
        match (open.flow, end) {
            (true, Some(end)) => raw.span.end = end,
            _ => {
                raw.span.start = first.unwrap_or(raw.span.start);
                raw.span.end = open.last_end.max(raw.span.start);
            }
        }
        let end = raw.span.end;
        if let Some(parent) = self.open.last_mut() {
            parent.last_end = end;
        }
    }

    fn scalar(&mut self, run: &mut ParserRun, text: &str, style: ScalarStyle, span: Span) -> Result<(), Fault> {
        if run.mode != BuildMode::Document && run.depth == 0 {
            // The part is empty, or a line that should be `key: value` has no colon.
            let missing = Fault { kind: FaultKind::MissingColon, span, stopped: None, lost: span };
            return if span.is_empty() { Ok(()) } else { Err(missing) };
        }
        let key = self.at_key();
        let source = self.text;
        let (span, written) = match style {
            ScalarStyle::Plain if span.is_empty() => (self.empty_span(span.start), Style::Empty),
            ScalarStyle::Plain => (span, Style::Plain),
            ScalarStyle::SingleQuoted => (span, Style::Single),
            ScalarStyle::DoubleQuoted => (span, Style::Double),
            ScalarStyle::Literal | ScalarStyle::Folded => block_span(source, run.cursor, span),
        };
        let kind = match written {
            Style::Empty => Kind::Null,
            Style::Plain => resolve::plain(text),
            _ => Kind::Str,
        };
        let inner = match written {
            Style::Single | Style::Double => &source[span.start as usize + 1..span.end as usize - 1],
            _ => &source[span.range()],
        };
        let link = if inner == text || written == Style::Empty { 0 } else { self.keep(text) };
        let name = if key { (self.intern)(text) } else { 0 };
        if key && text == "<<" && written == Style::Plain {
            self.refuse(FaultKind::MergeKey, span);
        }
        run.cursor = span.end;
        self.push(RawNode { span, link, kind, style: written, name, flags: 0 });
        Ok(())
    }

    /// Puts a text that is not verbatim in the source into the side buffer.
    fn keep(&mut self, text: &str) -> u32 {
        let start = self.tree.side.len();
        self.tree.side.push_str(text);
        self.tree.texts.push(TextAt::Side(Span::of(start..self.tree.side.len())));
        Span::of(0..self.tree.texts.len()).end
    }

    /// The place of an empty value: right behind its `:` or `-`.
    fn empty_span(&self, at: u32) -> Span {
        let text = self.text;
        if text[at as usize..].starts_with([':', '?']) {
            return Span::empty(at + 1);
        }
        // Behind a dash the parser gives the end of the comment on its line.
        let comment = self.tree.comments.last().filter(|comment| comment.span.end == at);
        let at = comment.map_or(at, |comment| comment.span.start);
        let before = text[..at as usize].trim_end_matches([' ', '\t']).len();
        Span::of(before..before)
    }

    /// Puts a copy of the subtree `from` where an alias stands.
    fn alias(&mut self, from: Option<NodeId>, span: Span) -> Result<(), Fault> {
        let fault = |kind| Fault { kind, span, stopped: None, lost: span };
        let from = from.ok_or_else(|| fault(FaultKind::UnknownAlias))?;
        if self.open.iter().any(|open| open.node == from) {
            return Err(fault(FaultKind::Limit(Limit::Aliases))); // an alias of what it stands in has no end
        }
        let to = self.tree.node(from).end_id();
        self.copied = self.copied.saturating_add(to - from);
        if self.copied > MAX_ALIAS_NODES {
            return Err(fault(FaultKind::Limit(Limit::Aliases)));
        }
        self.copied_text += (from..to).map(|id| self.tree.node(id).text().len()).sum::<usize>();
        if self.copied_text > MAX_ALIAS_TEXT {
            return Err(fault(FaultKind::Limit(Limit::Aliases)));
        }
        self.tree.aliases.push((self.tree.nodes[from as usize].span, span));
        let flow = if self.open.last().is_some_and(|open| open.flow) { IN_FLOW } else { 0 };
        let at = Span::of(0..self.tree.nodes.len()).end;
        let key = self.at_key();
        for id in from..to {
            let mut raw = self.tree.nodes[id as usize];
            if matches!(raw.kind, Kind::Seq | Kind::Map) {
                raw.link = raw.link - from + at;
            } else if raw.link == 0 {
                let inner = self.tree.node(id).inner_span();
                self.tree.texts.push(TextAt::Source(inner));
                raw.link = Span::of(0..self.tree.texts.len()).end;
            }
            raw.flags = ALIASED | if id == from { flow } else { raw.flags };
            raw.name = if id == from { 0 } else { raw.name };
            if id == from {
                raw.span = span;
            }
            self.tree.nodes.push(raw);
        }
        if key {
            let name = (self.intern)(self.tree.node(at).text());
            self.tree.nodes[at as usize].name = name;
        }
        if let Some(open) = self.open.last_mut() {
            open.children += 1;
            open.last_end = span.end;
        }
        Ok(())
    }

    /// Applies a tag to the node just pushed, or refuses it.
    fn tag(&mut self, tag: Option<Cow<'_, Tag>>, at: &EventSpan, run: &ParserRun) {
        let Some(tag) = tag else { return };
        let Some(raw) = self.tree.nodes.last() else { return };
        let range = at.tag_span().and_then(|span| span.byte_range());
        let span = range.map_or(raw.span, |range| run.span(range));
        let core = CORE.iter().find(|(name, _)| tag.is_yaml_core_schema_tag(name)).map(|(_, kind)| *kind);
        // `!` alone: plain text, by the core schema.
        let scalar = !matches!(raw.kind, Kind::Seq | Kind::Map);
        let Some(wanted) =
            core.or_else(|| tag.suffix().is_empty().then_some(if scalar { Kind::Str } else { raw.kind }))
        else {
            return self.refuse(FaultKind::ForeignTag, span);
        };
        let id = self.last();
        let text = self.tree.node(id).text();
        let fits = match wanted {
            Kind::Seq | Kind::Map => self.tree.node(id).kind() == wanted,
            _ if !scalar => false,
            Kind::Str => true,
            Kind::Float => matches!(resolve::plain(text), Kind::Float | Kind::Int),
            _ => resolve::plain(text) == wanted,
        };
        if fits {
            self.tree.nodes[id as usize].kind = wanted;
        } else {
            self.refuse(FaultKind::TagMisfit, span);
        }
    }

    fn refuse(&mut self, kind: FaultKind, span: Span) {
        self.faults.push(Fault { kind, span, stopped: None, lost: Span::empty(span.start) });
    }
}

/// The tags of the core schema, by the kind of value that each asks for.
const CORE: [(&str, Kind); 7] = [
    ("str", Kind::Str),
    ("int", Kind::Int),
    ("float", Kind::Float),
    ("bool", Kind::Bool),
    ("null", Kind::Null),
    ("seq", Kind::Seq),
    ("map", Kind::Map),
];

/// One run of the parser over a part of the text.
struct ParserRun {
    /// Where that part begins.
    base: u32,
    /// So many bytes of it are followed by a gap: the parser does not read what stands there.
    head: u32,
    gap: u32,
    /// Whether what it reads before the gap is in the tree already, and it has not come to the list yet that the gap is in.
    replays: bool,
    /// End of the last node read.
    cursor: u32,
    depth: u32,
    documents: u32,
    mode: BuildMode,
}

impl ParserRun {
    /// The offset in the text of one in what the parser reads.
    fn place(&self, at: usize) -> u32 {
        let at = Span::of(at..at).start;
        self.base + at + if at < self.head { 0 } else { self.gap }
    }

    fn span(&self, range: std::ops::Range<usize>) -> Span {
        Span::new(self.place(range.start), self.place(range.end))
    }

    /// Counts what was read before.
    fn replay(&mut self, event: &Event<'_>, at: usize) {
        match event {
            Event::DocumentStart(..) => self.documents += 1,
            Event::MappingStart(..) => self.depth += 1,
            Event::SequenceStart(..) => {
                self.depth += 1;
                self.replays = at < self.head as usize;
            }
            Event::SequenceEnd | Event::MappingEnd => self.depth -= 1,
            _ => {}
        }
    }
}

fn options() -> Options {
    granit_parser::options! {
        strict_indentation: true,
        emit_anchor_events: true,
        emit_unresolved_aliases: true,
        flow_nesting_limit: MAX_DEPTH,
        block_nesting_limit: MAX_DEPTH,
        max_buffered_comment_events: 1_000_000
    }
}

/// The character at `at`; nothing at the end of the text.
fn char_at(text: &str, at: u32) -> Span {
    let width = text[at as usize..].chars().next().map_or(0, char::len_utf8);
    Span::of(at as usize..at as usize + width)
}

/// A block scalar: from its header, which lies behind `cursor`, to its last line with text.
fn block_span(text: &str, cursor: u32, content: Span) -> (Span, Style) {
    let before = &text[cursor as usize..content.start as usize];
    let mut header = None;
    let mut skip = false; // within an anchor or a tag
    let mut comment = false;
    for (i, c) in before.char_indices() {
        match c {
            '\n' | '\r' => (skip, comment) = (false, false),
            _ if comment => {}
            // At the start of a line, a comment or (`%`) a directive.
            '#' | '%' if header.is_none() && (i == 0 || before[..i].ends_with(['\n', '\r'])) => comment = true,
            '#' if header.is_some() || before[..i].ends_with([' ', '\t']) => comment = true,
            ' ' | '\t' => skip = false,
            _ if skip => {}
            '&' | '!' => skip = true,
            '|' | '>' if header.is_none() => header = Some((i, c)),
            _ => {}
        }
    }
    let (at, mark) = header.unwrap_or((0, '|'));
    let start = cursor as usize + at;
    // Blanks at the end of its last line are text; lines of nothing but blanks go.
    let all = &text[start..content.end as usize];
    let body = all.trim_end_matches([' ', '\t', '\n', '\r']).len();
    let body = all[body..].find(['\n', '\r']).map_or(all.len(), |end| body + end);
    let style = if mark == '>' { Style::Folded } else { Style::Literal };
    (Span::of(start..start + body), style)
}
