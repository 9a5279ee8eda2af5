//! Going on after a syntax error: the items of the catalog are read one by one.

use std::collections::HashSet;

use super::build::{BuildMode, Builder, Interner};
use super::fault::{Fault, FaultKind, Limit, Slip, SlipKind};
use super::parse::ParseRead;
use super::tree::{Kind, Tree};
use super::{item, keyboard};
use catalint_text::{Span, Text};

/// Reads what can be read of a text that the parser gave up on with `first`; `quick_items` is whether items may be read in the
/// quick way, most of which nothing is wrong with.
pub(super) fn recover(text: &Text, whole: Span, intern: Interner, first: Fault, quick_items: bool) -> ParseRead {
    let Some(layout) = Layout::of(text, whole, intern) else {
        let (slips, left) = keyboard::slips(text, whole, BuildMode::Document, intern);
        let mut tree = Tree::empty(text.clone());
        tree.lost.push(whole);
        tree.top_lost = true;
        let faults = if mended(&slips) { Vec::new() } else { vec![Fault { lost: whole, ..left.unwrap_or(first) }] };
        return ParseRead { tree, faults, slips };
    };
    let mut parts = RecoveredParts::new(text, intern);
    parts.builder.open(Kind::Map, whole.start);
    parts.top(layout.head);
    parts.colon(layout.key, layout.colon);
    parts.builder.key(layout.key);
    parts.builder.open(Kind::Seq, layout.items[0].start);
    for &item in &layout.items {
        if !(quick_items && parts.builder.run_quickly(item)) {
            parts.read(item, Kind::Seq);
        }
    }
    parts.builder.close();
    parts.top(layout.tail);
    parts.builder.close();

    let RecoveredParts { builder, mut faults, slips, .. } = parts;
    let Builder { tree, faults: refused, .. } = builder;
    faults.extend(refused);
    let indentation =
        |&span: &Span| Fault { kind: FaultKind::Indentation, span, stopped: None, lost: Span::empty(span.start) };
    // What is wrong with the columns of such an item is that of its dash.
    let told = |dash: &Span| {
        let of_item = |fault: &Fault| fault.kind == FaultKind::Indentation && fault.lost.contains(*dash);
        faults.iter().any(of_item) || slips.iter().any(|slip| slip.span.end == dash.start)
    };
    let odd: Vec<Fault> = layout.odd.iter().filter(|dash| !told(dash)).map(indentation).collect();
    faults.extend(odd);
    if faults.is_empty() && slips.is_empty() {
        // Each part can be read on its own, the whole cannot.
        let (together, left) = keyboard::slips(text, whole, BuildMode::Document, intern);
        if mended(&together) {
            return ParseRead { tree, faults, slips: together };
        }
        let fault = left.unwrap_or(first);
        faults.push(Fault { lost: Span::empty(fault.span.start), ..fault });
    }
    ParseRead { tree, faults, slips }
}

fn mended(slips: &[Slip]) -> bool {
    !slips.is_empty() && slips.iter().all(|slip| slip.mends)
}

struct RecoveredParts<'t> {
    text: &'t str,
    builder: Builder<'t>,
    faults: Vec<Fault>,
    slips: Vec<Slip>,
    intern: Interner,
    /// Names of anchors in parts that can't be read: an alias of one is no fault of its own.
    anchors: HashSet<&'t str>,
    /// Whether the limit of aliases was passed already; every later alias passes it too.
    too_many: bool,
}

impl<'t> RecoveredParts<'t> {
    fn new(text: &'t Text, intern: Interner) -> Self {
        Self {
            text,
            builder: Builder::new(text, intern),
            faults: Vec::new(),
            slips: Vec::new(),
            intern,
            anchors: HashSet::new(),
            too_many: false,
        }
    }

    /// Reads lines of the top of the file: at once, or else key by key.
    fn top(&mut self, part: Span) {
        if part.is_empty() {
            return;
        }
        let before = self.builder.checkpoint();
        let Err(whole) = self.builder.run(part, BuildMode::Inside(Kind::Map)) else { return };
        self.builder.restore(&before);
        for key in keys(self.text, part) {
            let (lost, told) = (self.builder.tree.lost.len(), self.faults.len());
            self.read(key, Kind::Map);
            self.builder.tree.top_lost |= self.builder.tree.lost.len() > lost;
            // Read on its own, the key ends where its lines do; where reading really stopped
            // says more.
            for fault in self.faults[told..].iter_mut().filter(|fault| fault.span == whole.span) {
                fault.stopped = whole.stopped;
            }
        }
    }

    /// Reads one part into the open container: of an item the fields that can be read, of a key at the top all or
    /// nothing.
    fn read(&mut self, part: Span, kind: Kind) {
        let before = self.builder.checkpoint();
        let Err(fault) = self.builder.run(part, BuildMode::Inside(kind)) else { return };
        self.builder.restore(&before);
        let text = self.text;
        let body = trimmed(text, part);
        // What the slips alone would not mend is told beside them.
        let (slips, left) = keyboard::slips(text, part, BuildMode::Inside(kind), self.intern);
        match kind {
            Kind::Seq => self.item(part, &slips),
            _ => self.builder.tree.lost.push(body),
        }
        let fault = left.unwrap_or(fault);
        if !mended(&slips) && !self.follows(&fault) {
            self.faults.push(Fault { lost: body, ..fault });
        }
        self.slips.extend(slips);
        self.anchors.extend(anchors(&text[body.range()]));
    }

    /// Reads an item that can't be read as a whole. Where none of its fields can be, its place is kept.
    fn item(&mut self, part: Span, slips: &[Slip]) {
        let text = self.text;
        let body = trimmed(text, part);
        let before = self.builder.checkpoint();
        let cut = item::cut(text, part, self.intern);
        if cut.is_none_or(|cut| !self.fields(&cut, body, slips)) {
            self.builder.restore(&before);
            self.builder.tree.lost.push(body);
            self.builder.placeholder(body.start);
        }
    }

    /// Reads the fields of an item one by one; whether any could be read.
    fn fields(&mut self, cut: &item::ItemLines, body: Span, slips: &[Slip]) -> bool {
        let text = self.text;
        self.builder.open(Kind::Map, body.start);
        let mut is_read = true;
        for (nth, &field) in cut.fields.iter().enumerate() {
            // Behind what can't be read, another key may be a text that goes on.
            let doubtful = !is_read && !item::is_known(text, field, self.intern);
            let alone = nth > 0 || item::stands_alone(text, field, cut.keys);
            is_read = !doubtful && alone && self.field(field, slips);
            if is_read {
                continue;
            }
            let pieces = if doubtful { vec![field] } else { item::apart(text, field, self.intern) };
            for &piece in &pieces {
                is_read = pieces.len() > 1 && self.field(piece, slips);
                if !is_read {
                    self.builder.tree.lost.push(trimmed(text, piece));
                }
            }
        }
        self.builder.close_over(body)
    }

    /// Reads one field into the open item, if it can be read as it is meant.
    fn field(&mut self, field: Span, slips: &[Slip]) -> bool {
        if slips.iter().any(|slip| field.contains(slip.span)) {
            return false;
        }
        let before = self.builder.checkpoint();
        let is_read = self.builder.run(field, BuildMode::Inside(Kind::Map)).is_ok();
        if !is_read {
            self.builder.restore(&before);
        }
        is_read
    }

    /// Whether a fault only follows from another that was told already.
    fn follows(&mut self, fault: &Fault) -> bool {
        match fault.kind {
            FaultKind::UnknownAlias => {
                let text = self.text;
                self.anchors.contains(text[fault.span.range()].trim_start_matches('*'))
            }
            FaultKind::Limit(Limit::Aliases) => std::mem::replace(&mut self.too_many, true),
            _ => false,
        }
    }

    /// The colon behind the key of the list may itself be full-width, or not be there.
    fn colon(&mut self, key: Span, colon: Span) {
        let text = self.text;
        match &text[colon.range()] {
            "：" => {
                let replacement = ":".to_owned();
                self.slips.push(Slip { kind: SlipKind::Colon, span: colon, replacement, mends: true });
            }
            "" => {
                let lost = Span::empty(key.end);
                self.faults.push(Fault { kind: FaultKind::MissingColon, span: key, stopped: None, lost });
            }
            _ => {}
        }
    }
}

/// A part without the blanks and breaks at its end.
fn trimmed(text: &str, part: Span) -> Span {
    Span::of(part.start as usize..part.start as usize + text[part.range()].trim_end().len())
}

/// The names of the anchors in a text that can't be read.
fn anchors(text: &str) -> impl Iterator<Item = &str> {
    text.split([' ', '\t', '\n', '\r', ',', '[', ']', '{', '}'])
        .filter_map(|word| word.strip_prefix('&'))
        .filter(|name| !name.is_empty())
}

/// Lines of the top of a file, cut where a key may begin.
fn keys(text: &str, part: Span) -> Vec<Span> {
    let mut all: Vec<Span> = Vec::new();
    for line in lines(text, part) {
        let body = &text[line.range()];
        let begins = !body.starts_with(BLANKS) && !body.starts_with(['\n', '\r', '#', ']', '}', '-']);
        match all.last_mut() {
            Some(last) if !begins => last.end = line.end,
            _ => all.push(line),
        }
    }
    all
}

/// The lines of a catalog: what stands before its list of items, the items, what stands after.
struct Layout {
    head: Span,
    key: Span,
    colon: Span,
    items: Vec<Span>,
    /// Dashes of items that do not stand in the column of the others.
    odd: Vec<Span>,
    tail: Span,
}

impl Layout {
    fn of(text: &str, whole: Span, intern: Interner) -> Option<Self> {
        let lines: Vec<Span> = lines(text, whole).collect();
        let words = |line: &Span| lead(&text[line.range()]).1.trim_end();
        let filled = |line: &&Span| !words(line).is_empty() && !words(line).starts_with('#');
        let find = |indented: bool| {
            lines.iter().enumerate().find_map(|(at, &line)| {
                let body = &text[line.range()];
                let (column, rest) = lead(body);
                if (column > 0) != indented {
                    return None;
                }
                let (key, colon) = list_key(rest, intern)?;
                let next = words(lines[at + 1..].iter().find(filled)?);
                let sure = !indented && colon.start < colon.end && intern(&rest[key.clone()]) != 0;
                let start = line.end as usize - rest.len();
                let place = |range: std::ops::Range<usize>| Span::of(start + range.start..start + range.end);
                let begins = is_entry(next) && (sure || keyed_entry(next, intern).is_some());
                begins.then(|| (at, place(key), place(colon)))
            })
        };
        let (at, key, colon) = find(false).or_else(|| find(true))?;
        let head = Span::new(whole.start, lines[at].start);
        let mut layout = Self { head, key, colon, items: Vec::new(), odd: Vec::new(), tail: Span::empty(whole.end) };
        layout.cut(text, &lines[at + 1..], intern);
        Some(layout)
    }

    /// Cuts the lines behind the key into items, and what stands behind the last of them.
    fn cut(&mut self, text: &str, lines: &[Span], intern: Interner) {
        let mut indent = None;
        // Column of the keys of the item being read, and what the first item begins with.
        let (mut inner, mut begins) = (0, None);
        let mut last_entry = 0;
        let mut ends = Vec::new();
        for (at, &line) in lines.iter().enumerate() {
            let (column, rest) = lead(&text[line.range()]);
            let odd = indent.is_some_and(|known| column != known);
            let keyed = || keyed_entry(rest, intern);
            // An entry in another column, or behind a tab or a wide blank, is an item only if it begins like the others.
            let item = |key| begins.is_none_or(|begins| begins == key);
            let body = &text[line.range()];
            let wide = || body[..body.len() - rest.len()].contains(['\t', '\u{3000}']);
            let is_like_others = || column <= inner && keyed().is_some_and(item);
            if is_entry(rest) && (!(odd || begins.is_some() && wide()) || is_like_others()) {
                begins = begins.or_else(keyed);
                let dashes = rest.trim_start_matches(['-', '－', '—', '–']);
                let words = dashes.trim_start_matches(BLANKS);
                indent.get_or_insert(column);
                let gap = dashes[..dashes.len() - words.len()].chars().map(width).sum::<usize>();
                (inner, last_entry) = (column + rest[..rest.len() - dashes.len()].chars().count() + gap, at);
                self.items.push(line);
                if odd {
                    let dash = line.start as usize + text[line.range()].len() - rest.len();
                    self.odd.push(Span::of(dash..dash + keyboard::dash(rest).unwrap_or(0)));
                }
            } else if let Some(last) = self.items.last_mut() {
                last.end = line.end;
                let content = !rest.trim().is_empty() && !rest.starts_with('#') && !is_entry(rest);
                if column == 0 && content && rest.contains([':', '：']) {
                    ends.push(at);
                }
            }
        }
        // A line at the left edge with items behind it is a slip within its item, and so is one with more
        // fields of the item below it.
        let slip = |end: usize| goes_on(text, &lines[end..], inner, intern);
        if let Some(&end) = ends.iter().find(|&&end| end > last_entry && !slip(end)) {
            let start = lines[end].start;
            if let Some(last) = self.items.last_mut() {
                last.end = start;
            }
            self.tail = Span::new(start, self.tail.end);
        }
    }
}

/// Whether the lines below a key at the left edge go on with the fields of an item, in their column: behind a value on
/// the line of the key, or below a list.
fn goes_on(text: &str, lines: &[Span], inner: usize, intern: Interner) -> bool {
    let mut below = lines.iter().map(|line| lead(text[line.range()].trim_end()));
    let Some((_, first)) = below.next() else { return false };
    let Some((colon, mark)) = keyboard::known_key(first, intern) else { return false };
    let behind = first[colon + mark.len_utf8()..].trim();
    let mut has_value = !behind.is_empty() && !behind.starts_with('#');
    for (column, rest) in below.filter(|(_, rest)| !rest.is_empty() && !rest.starts_with('#')) {
        if column == inner && !is_entry(rest) && keyboard::known_key(rest, intern).is_some() {
            return has_value;
        }
        if column == 0 {
            return false;
        }
        has_value |= is_entry(rest);
    }
    false
}

/// The ranges of key and colon in `key:` with nothing behind it; a known key may lack the colon.
fn list_key(line: &str, intern: Interner) -> Option<(std::ops::Range<usize>, std::ops::Range<usize>)> {
    let line = line.trim_end();
    let colon = line.find([':', '：']).unwrap_or(line.len());
    let width = line[colon..].chars().next().map_or(0, char::len_utf8);
    let after = line[colon + width..].trim();
    if !(after.is_empty() || after.starts_with('#')) {
        return None;
    }
    let key = line[..colon].trim_end_matches(' ');
    let quote = key.len() - key.trim_start_matches(['"', '\'']).len();
    let name = key[quote..].trim_end_matches(['"', '\'']);
    let plain = !name.is_empty() && !key.starts_with(['-', '#', '[', '{']) && (width > 0 || intern(name) != 0);
    plain.then_some((quote..quote + name.len(), colon..colon + width))
}

/// The lines of a part, breaks included.
pub(super) fn lines(text: &str, part: Span) -> impl Iterator<Item = Span> {
    let mut at = part.start as usize;
    let end = part.end as usize;
    std::iter::from_fn(move || {
        if at >= end {
            return None;
        }
        let rest = &text[at..end];
        let stop = match memchr::memchr2(b'\n', b'\r', rest.as_bytes()) {
            Some(i) if rest[i..].starts_with("\r\n") => i + 2,
            Some(i) => i + 1,
            None => rest.len(),
        };
        let line = Span::of(at..at + stop);
        at += stop;
        Some(line)
    })
}

/// A span widened to whole lines.
pub(super) fn whole_lines(text: &str, span: Span) -> Span {
    let start = text[..span.start as usize].rfind(['\n', '\r']).map_or(0, |at| at + 1);
    let start = if start == 0 && text.starts_with('\u{feff}') { 3 } else { start };
    let end = text[span.end as usize..].find(['\n', '\r']).map_or(text.len(), |at| span.end as usize + at);
    Span::of(start..end)
}

/// What looks like a blank.
pub(super) const BLANKS: [char; 17] = [
    ' ', '\t', '\u{3000}', '\u{a0}', '\u{2002}', '\u{2003}', '\u{2004}', '\u{2005}', '\u{2006}', '\u{2007}',
    '\u{2008}', '\u{2009}', '\u{200a}', '\u{200b}', '\u{202f}', '\u{205f}', '\u{feff}',
];

/// Whether a character looks like a blank, or like nothing, and is no blank to YAML.
pub(super) fn odd_blank(c: char) -> bool {
    BLANKS[3..].contains(&c)
}

/// How many columns a blank is meant to take.
pub(super) fn width(blank: char) -> usize {
    match blank {
        '\u{200b}' | '\u{feff}' => 0,
        '\t' | '\u{3000}' => 2,
        _ => 1,
    }
}

/// Columns of indentation, a full-width blank and a tab counting two, and what follows.
pub(super) fn lead(line: &str) -> (usize, &str) {
    let after = line.trim_start_matches(' ');
    // Most lines have no other blanks.
    if !after.starts_with(&BLANKS[1..]) {
        return (line.len() - after.len(), after);
    }
    let rest = after.trim_start_matches(BLANKS);
    let blanks = &line[..line.len() - rest.len()];
    (blanks.chars().map(width).sum(), rest)
}

/// Whether a line begins a list entry, also one written with a full-width dash.
pub(super) fn is_entry(rest: &str) -> bool {
    let Some(width) = keyboard::dash(rest) else { return false };
    let wide = !rest.starts_with('-');
    rest[width..].chars().next().is_none_or(|c| c.is_whitespace() || wide || c.is_alphabetic())
}

/// The key of the model that an entry begins with, as the caller numbers them.
fn keyed_entry(rest: &str, intern: Interner) -> Option<u8> {
    let width = keyboard::dash(rest)?;
    let value = rest[width..].trim_start_matches(BLANKS);
    let (colon, _) = keyboard::known_key(value, intern)?;
    Some(intern(keyboard::bare_name(&value[..colon])))
}
