//! Slips of a Chinese keyboard: full-width marks and missing blanks where YAML has syntax.
//!
//! Looked for only in parts of a file that can't be read, or that were read as one long text:
//! in a text, the same marks are right.

use super::build::{Builder, Interner, Mode};
use super::fault::{Slip, SlipKind};
use super::recover::{lead, lines};
use super::tree::Kind;
use crate::text::Span;

/// The slips of a part, and whether mending them all makes it readable.
pub(super) fn slips(text: &str, part: Span, mode: Mode, intern: Interner) -> Vec<Slip> {
    let mut scan = Scan { text, intern, found: Vec::new(), entry: None, block: None };
    for line in lines(text, part) {
        scan.line(line);
    }
    let mut found = scan.found;
    if found.is_empty() {
        return found;
    }
    let mends = mends(text, part, mode, intern, &found);
    for slip in &mut found {
        slip.mends = mends;
    }
    found
}

/// Whether the part can be read once the slips are mended.
fn mends(text: &str, part: Span, mode: Mode, intern: Interner, slips: &[Slip]) -> bool {
    let mut mended = String::with_capacity(part.len() as usize + slips.len());
    let mut at = part.start as usize;
    for slip in slips {
        mended.push_str(&text[at..slip.span.start as usize]);
        mended.push_str(&slip.replacement);
        at = slip.span.end as usize;
    }
    mended.push_str(&text[at..part.end as usize]);
    let mut builder = Builder::new(&mended, intern);
    if mode != Mode::Document {
        let Mode::Inside(kind) = mode else { unreachable!("the other mode") };
        builder.open(kind, 0);
    }
    if builder.run(Span::of(0..mended.len()), mode).is_err() {
        return false;
    }
    if mode != Mode::Document {
        builder.close();
    }
    let root = builder.tree.root();
    match mode {
        Mode::Document => root.is_some_and(|root| root.kind() == Kind::Map),
        Mode::Inside(_) => root.is_some_and(|root| root.entries().all(|item| item.kind() == Kind::Map)),
    }
}

struct Scan<'t> {
    text: &'t str,
    intern: Interner,
    found: Vec<Slip>,
    /// Indentation of the lines that begin an item.
    entry: Option<usize>,
    /// Indentation of the key whose `|` or `>` block the following lines belong to.
    block: Option<usize>,
}

impl Scan<'_> {
    fn slip(&mut self, kind: SlipKind, start: usize, typed: &str, replacement: &str) {
        let span = Span::of(start..start + typed.len());
        self.found.push(Slip { kind, span, replacement: replacement.to_owned(), mends: false });
    }

    fn line(&mut self, line: Span) {
        let body = self.text[line.range()].trim_end();
        let (column, rest) = lead(body);
        if rest.is_empty() || rest.starts_with('#') {
            return;
        }
        if self.block.is_some_and(|indent| column > indent) {
            return;
        }
        self.block = None;
        let mut at = line.start as usize;
        for c in body[..body.len() - rest.len()].chars() {
            match c {
                '\u{3000}' => self.slip(SlipKind::Space, at, "\u{3000}", "  "),
                '\t' => self.slip(SlipKind::Tab, at, "\t", "  "),
                _ => {}
            }
            at += c.len_utf8();
        }
        let (at, rest, first_key) = self.dash(column, at, rest);
        if first_key {
            self.key(column, at, rest);
        }
        if ends_in_block_header(rest) {
            self.block = Some(column);
        }
    }

    /// A dash and the blanks behind it. Says whether a key may follow: in the entry of a list
    /// of texts, 备注：… is text.
    fn dash<'a>(&mut self, column: usize, mut at: usize, rest: &'a str) -> (usize, &'a str, bool) {
        let Some(dash) = rest.chars().next().filter(|c| matches!(c, '-' | '－' | '—' | '–')) else {
            return (at, rest, true);
        };
        let after = &rest[dash.len_utf8()..];
        let blanks = after.len() - after.trim_start_matches([' ', '\u{3000}']).len();
        let (gap, value) = after.split_at(blanks);
        let keyed = self.known_key(value).is_some();
        if dash == '-' && gap.is_empty() && !keyed {
            return (at, rest, true); // a text such as `-5`
        }
        let item = *self.entry.get_or_insert(column) == column;
        if dash != '-' {
            let typed = &rest[..dash.len_utf8()];
            self.slip(SlipKind::Dash, at, typed, if gap.is_empty() { "- " } else { "-" });
        } else if gap.is_empty() && !value.is_empty() {
            self.slip(SlipKind::Dash, at, "-", "- ");
        }
        at += dash.len_utf8();
        for c in gap.chars() {
            if c == '\u{3000}' {
                self.slip(SlipKind::Space, at, "\u{3000}", " ");
            }
            at += c.len_utf8();
        }
        (at, value, item)
    }

    /// The known key that `rest` begins with, its length with quotes, and the colon behind it.
    fn known_key(&self, rest: &str) -> Option<(usize, char)> {
        let colon = rest.find([':', '：'])?;
        let name = rest[..colon].trim_matches(['"', '\'', '“', '”', ' ']);
        ((self.intern)(name) != 0).then(|| (colon, rest[colon..].chars().next().expect("found a colon there")))
    }

    fn key(&mut self, _column: usize, at: usize, rest: &str) {
        let Some((colon, mark)) = self.known_key(rest) else { return };
        let behind = &rest[colon + mark.len_utf8()..];
        let bare = behind.is_empty() || behind.starts_with([' ', '\t', '\u{3000}']);
        match mark {
            '：' => self.slip(SlipKind::Colon, at + colon, "：", if bare { ":" } else { ": " }),
            _ if !bare => self.slip(SlipKind::NoBlank, at + colon, ":", ": "),
            _ => {}
        }
        for (i, c) in rest[..colon].char_indices().filter(|(_, c)| matches!(c, '“' | '”')) {
            self.slip(SlipKind::Quote, at + i, &rest[i..i + c.len_utf8()], "\"");
        }
        self.found.sort_by_key(|slip| slip.span.start);
        let value = behind.trim_start_matches([' ', '\t', '\u{3000}']);
        let mut place = at + colon + mark.len_utf8();
        for c in behind[..behind.len() - value.len()].chars() {
            if c == '\u{3000}' {
                self.slip(SlipKind::Space, place, "\u{3000}", " ");
            }
            place += c.len_utf8();
        }
        self.value(place, value);
    }

    /// A flow list closed by a full-width bracket, or a text in full-width quotes that YAML
    /// can't read without real ones.
    fn value(&mut self, at: usize, value: &str) {
        if let Some(inner) = value.strip_prefix('[') {
            for (i, c) in inner.char_indices() {
                let last = i + c.len_utf8() == inner.len();
                match c {
                    '，' if !inner.ends_with(']') => self.slip(SlipKind::Comma, at + 1 + i, "，", ", "),
                    '］' | '】' if last => self.slip(SlipKind::Bracket, at + 1 + i, &inner[i..], "]"),
                    _ => {}
                }
            }
            return;
        }
        let quoted = value.strip_prefix('“').and_then(|v| v.strip_suffix('”'));
        if quoted.is_some_and(|inner| {
            !inner.contains(['“', '”', '"', '\\']) && (inner.contains(": ") || inner.contains(" #"))
        }) {
            self.slip(SlipKind::Quote, at, "“", "\"");
            self.slip(SlipKind::Quote, at + value.len() - "”".len(), "”", "\"");
        }
    }
}

/// Whether a line ends in `|`, `>-` and the like behind a colon or dash.
fn ends_in_block_header(rest: &str) -> bool {
    let last = rest.rsplit([' ', '：', ':']).next().unwrap_or("");
    let mut chars = last.chars();
    matches!(chars.next(), Some('|' | '>')) && chars.all(|c| matches!(c, '+' | '-' | '1'..='9'))
}
