//! Slips of a Chinese keyboard: full-width marks and missing blanks where YAML has syntax.
//!
//! Looked for only in parts of a file that can't be read, or that were read as one long text:
//! in a text, the same marks are right.

use super::build::{BuildMode, Builder, Interner};
use super::fault::{Fault, Slip, SlipKind};
use super::recover::{BLANKS, lead, lines, odd_blank, width};
use super::tree::{Kind, Node};
use catalint_text::{Span, Text};

/// The slips of a part, whether mending them all makes it readable, and else what is still
/// wrong with it then.
pub(super) fn slips(text: &str, part: Span, mode: BuildMode, intern: Interner) -> (Vec<Slip>, Option<Fault>) {
    let mut scan = SlipScan::new(text, intern);
    for line in lines(text, part) {
        scan.line(line);
    }
    let SlipScan { mut found, leads, .. } = scan;
    if found.is_empty() && leads.is_empty() {
        return (Vec::new(), None);
    }
    found.sort_by_key(|slip| slip.span.start);
    // How wide the blanks that indent were meant to be shows in what can be read.
    let widths: &[Width] = if leads.is_empty() { &[Width::Aligned] } else { &Width::ALL };
    let mut first = None;
    for &width in widths {
        let mut slips = with_leads(&found, &leads, width);
        match mend(text, part, mode, intern, &slips) {
            Ok(()) => {
                slips.iter_mut().for_each(|slip| slip.mends = true);
                return (slips, None);
            }
            Err(fault) => first = first.or(Some((slips, fault))),
        }
    }
    first.unwrap_or_default()
}

/// Reads the part as it is with the slips mended. The fault that is left, if there is one to
/// name, has places of the text as it stands.
pub(super) fn mend(
    text: &str,
    part: Span,
    mode: BuildMode,
    intern: Interner,
    slips: &[Slip],
) -> Result<(), Option<Fault>> {
    let mut mended = String::with_capacity(part.len() as usize + slips.len());
    let mut at = part.start as usize;
    for slip in slips {
        mended.push_str(&text[at..slip.span.start as usize]);
        mended.push_str(&slip.replacement);
        at = slip.span.end as usize;
    }
    mended.push_str(&text[at..part.end as usize]);
    let mended: Text = mended.into();
    let mut builder = Builder::new(&mended, intern);
    if let BuildMode::Inside(kind) = mode {
        builder.open(kind, 0);
    }
    if let Err(fault) = builder.run(Span::of(0..mended.len()), mode) {
        let back = |span: Span| original(span, part, slips);
        return Err(Some(Fault { span: back(fault.span), stopped: fault.stopped.map(back), lost: part, ..fault }));
    }
    if mode != BuildMode::Document {
        builder.close();
    }
    let root = builder.tree.root();
    let sound = match mode {
        BuildMode::Document => root.is_some_and(|root| root.kind() == Kind::Map),
        BuildMode::Inside(_) => {
            root.is_some_and(|root| root.entries().all(|item| item.kind() == Kind::Map) && in_line(root))
        }
    };
    if sound { Ok(()) } else { Err(None) }
}

/// Whether the entries of a list begin in one column: else a mark that was taken for a dash makes a new item.
fn in_line(list: Node<'_>) -> bool {
    let text = list.tree().source();
    let column = |entry: Node<'_>| {
        let before = &text[..entry.span().start as usize];
        lead(&before[before.rfind(['\n', '\r']).map_or(0, |at| at + 1)..]).0
    };
    let mut columns = list.entries().map(column);
    let first = columns.next();
    columns.all(|column| Some(column) == first)
}

/// The place in the text of a place in the mended part.
fn original(span: Span, part: Span, slips: &[Slip]) -> Span {
    let place = |at: u32| {
        // Offset of the mended part, and of the text, up to which both are known.
        let (mut mended, mut text) = (0, part.start);
        for slip in slips {
            let gap = slip.span.start - text;
            if at < mended + gap {
                break;
            }
            let width = Span::of(0..slip.replacement.len()).end;
            (mended, text) = (mended + gap + width, slip.span.end);
            if at < mended {
                return slip.span.start;
            }
        }
        (text + at - mended).min(part.end)
    };
    let start = place(span.start);
    Span::new(start, place(span.end).max(start))
}

/// The key of the model that `rest` begins with, the length up to its colon, and the colon.
pub(super) fn known_key(rest: &str, intern: Interner) -> Option<(usize, char)> {
    let colon = rest.find([':', '：'])?;
    (intern(bare_name(&rest[..colon])) != 0)
        .then(|| (colon, rest[colon..].chars().next().expect("found a colon there")))
}

/// A key without quotes of any kind and blanks.
pub(super) fn bare_name(key: &str) -> &str {
    key.trim_matches(['"', '\'', '“', '”', ' '])
}

/// Whether a line begins with something meant as the dash of an entry; its length.
pub(super) fn dash(rest: &str) -> Option<usize> {
    let mut chars = rest.chars();
    let dash = chars.next().filter(|c| matches!(c, '-' | '－' | '—' | '–'))?;
    // `---` and ——
    chars.next().is_none_or(|c| c != dash).then(|| dash.len_utf8())
}

/// Blanks that indent a line, with a tab or a full-width blank among them.
struct Lead {
    /// From the first odd blank to the end of the indentation.
    span: Span,
    kind: SlipKind,
    /// Blanks before the span.
    before: usize,
    /// Tabs in the span, and the columns of the other blanks.
    tabs: usize,
    others: usize,
    /// The column where the line should begin, as far as the lines above tell.
    column: Option<usize>,
}

/// How wide the odd blanks of an indentation were meant to be.
#[derive(Clone, Copy)]
enum Width {
    /// As wide as the column that the line belongs to needs.
    Aligned,
    /// Tabs of so many columns.
    Tabs(usize),
}

impl Width {
    const ALL: [Self; 4] = [Self::Aligned, Self::Tabs(2), Self::Tabs(4), Self::Tabs(8)];
}

/// All slips in the order of the text, those of indentation read in one way.
fn with_leads(found: &[Slip], leads: &[Lead], width: Width) -> Vec<Slip> {
    let mut all = found.to_vec();
    for lead in leads {
        let aligned = lead.column.and_then(|column| column.checked_sub(lead.before));
        let columns = match (width, aligned) {
            (Width::Aligned, Some(columns)) => columns,
            (Width::Aligned, None) => 2 * lead.tabs + lead.others,
            (Width::Tabs(tab), _) => tab * lead.tabs + lead.others,
        };
        all.push(Slip { kind: lead.kind, span: lead.span, replacement: " ".repeat(columns), mends: false });
    }
    all.sort_by_key(|slip| slip.span.start);
    all
}

struct SlipScan<'t> {
    text: &'t str,
    intern: Interner,
    found: Vec<Slip>,
    leads: Vec<Lead>,
    /// Indentation of the lines that begin an item.
    item: Option<usize>,
    /// Column of the keys of the item, or of the top of the file.
    keys: usize,
    /// Column of the entries of the list being written.
    entries: Option<usize>,
    /// Whether the line above is a key with nothing behind its colon.
    bare: bool,
    /// Indentation of the key whose `|` or `>` block the following lines belong to.
    block: Option<usize>,
}

impl<'t> SlipScan<'t> {
    fn new(text: &'t str, intern: Interner) -> Self {
        let (found, leads) = (Vec::new(), Vec::new());
        Self { text, intern, found, leads, item: None, keys: 0, entries: None, bare: false, block: None }
    }

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
        let blanks = body.len() - rest.len();
        let at = line.start as usize + blanks;
        let odd = !body[..blanks].bytes().all(|byte| byte == b' ');
        let dash = self.dash(column, at, rest, odd);
        let (value_at, value) = dash.map_or((at, rest), |gap| (at + gap, &rest[gap..]));
        let keyed = known_key(value, self.intern);
        let item = dash.is_some() && self.item == Some(column) && (!odd || keyed.is_some());
        let goes_on = dash.is_none() && keyed.is_none() && self.may_go_on(&body[..blanks]);
        if odd && !goes_on {
            self.lead(line.start as usize, &body[..blanks], dash.is_some(), item, keyed.is_some());
        }
        if item {
            self.keys = column + value_at - at;
            self.entries = None;
        }
        // In the entry of a list of texts, or in a text that goes on, 备注：… is text.
        let key = keyed.filter(|_| item || dash.is_none() && (odd || column == self.keys || column == 0));
        self.bare = false;
        if let Some((colon, mark)) = key {
            self.entries = None;
            self.key(value_at, value, colon, mark);
        } else if dash.is_some() && !item && !odd {
            self.entries = Some(column);
        }
        if ends_in_block_header(value) {
            self.block = Some(column);
        }
    }

    /// The length of a dash and the blanks behind it, where the line begins an entry.
    fn dash(&mut self, column: usize, at: usize, rest: &str, odd: bool) -> Option<usize> {
        let width = dash(rest)?;
        let (typed, after) = rest.split_at(width);
        let blanks = after.len() - after.trim_start_matches(BLANKS).len();
        let (gap, value) = after.split_at(blanks);
        let keyed = known_key(value, self.intern).is_some();
        let sure = typed == "-" && (!gap.is_empty() || value.is_empty());
        // Elsewhere it is a text such as `-5` or —某某.
        let entry = keyed || odd || self.bare || [self.item, self.entries].contains(&Some(column));
        if !sure && !entry {
            return None;
        }
        if keyed || self.item.is_none() {
            self.item.get_or_insert(column);
        }
        if typed != "-" {
            self.slip(SlipKind::Dash, at, typed, if gap.is_empty() { "- " } else { "-" });
        } else if gap.is_empty() && !value.is_empty() {
            self.slip(SlipKind::Dash, at, "-", "- ");
        }
        if gap.contains('\u{3000}') {
            self.slip(SlipKind::Space, at + width, gap, " ");
        } else if gap.contains(odd_blank) {
            self.slip(SlipKind::Blank, at + width, gap, if value.is_empty() { "" } else { " " });
        } else if gap.contains('\t') && keyed {
            self.slip(SlipKind::Tab, at + width, gap, " ");
        }
        Some(width + blanks)
    }

    /// Whether a text may go on behind these blanks: YAML wants some that are none but blanks before a tab.
    fn may_go_on(&self, blanks: &str) -> bool {
        let before = blanks.len() - blanks.trim_start_matches(' ').len();
        before > self.entries.unwrap_or(self.keys) && blanks[before..].chars().all(|c| matches!(c, ' ' | '\t'))
    }

    /// Notes an indentation that is not made of blanks alone.
    fn lead(&mut self, start: usize, blanks: &str, dash: bool, item: bool, keyed: bool) {
        let before = blanks.len() - blanks.trim_start_matches(' ').len();
        let odd = &blanks[before..];
        let tabs = odd.matches('\t').count();
        let others = odd.chars().filter(|&c| c != '\t').map(width).sum();
        let column = match (dash, keyed) {
            (true, _) if item => self.item,
            (true, _) => self.entries.or(Some(self.keys + 2)),
            (false, true) => Some(self.keys),
            (false, false) => None,
        };
        let kind = match odd {
            _ if tabs > 0 => SlipKind::Tab,
            odd if odd.contains('\u{3000}') => SlipKind::Space,
            _ => SlipKind::Blank,
        };
        let span = Span::of(start + before..start + blanks.len());
        self.leads.push(Lead { span, kind, before, tabs, others, column });
    }

    fn key(&mut self, at: usize, rest: &str, colon: usize, mark: char) {
        let behind = &rest[colon + mark.len_utf8()..];
        self.bare = behind.trim().is_empty();
        let bare = behind.is_empty() || behind.starts_with(BLANKS);
        match mark {
            '：' => self.slip(SlipKind::Colon, at + colon, "：", if bare { ":" } else { ": " }),
            _ if !bare => self.slip(SlipKind::NoBlank, at + colon, ":", ": "),
            _ => {}
        }
        for (i, c) in rest[..colon].char_indices().filter(|(_, c)| matches!(c, '“' | '”')) {
            self.slip(SlipKind::Quote, at + i, &rest[i..i + c.len_utf8()], "\"");
        }
        let value = behind.trim_start_matches(BLANKS);
        let gap = &behind[..behind.len() - value.len()];
        if gap.starts_with(odd_blank) {
            let blank = if value.is_empty() { "" } else { " " };
            self.slip(SlipKind::Blank, at + colon + mark.len_utf8(), gap, blank);
        } else if gap.starts_with('\u{3000}') {
            self.slip(SlipKind::Space, at + colon + mark.len_utf8(), gap, if value.is_empty() { "" } else { " " });
        }
        self.value(at + rest.len() - value.len(), value);
    }

    /// A list in brackets with full-width marks, or a text in full-width quotes that YAML
    /// can't read without real ones.
    fn value(&mut self, at: usize, value: &str) {
        let value = value.find(" #").map_or(value, |comment| value[..comment].trim_end());
        if let Some(inner) = value.strip_prefix('[') {
            return self.list(at + 1, inner);
        }
        let quoted = value.strip_prefix('“').and_then(|v| v.strip_suffix('”'));
        if quoted.is_some_and(|inner| {
            !inner.contains(['“', '”', '"', '\\']) && (inner.contains(": ") || inner.contains(" #"))
        }) {
            self.slip(SlipKind::Quote, at, "“", "\"");
            self.slip(SlipKind::Quote, at + value.len() - "”".len(), "”", "\"");
        }
    }

    fn list(&mut self, at: usize, inner: &str) {
        let closed = inner.ends_with(']');
        let mut quote = None;
        let mut behind_quote = false;
        for (i, c) in inner.char_indices() {
            let last = i + c.len_utf8() == inner.len();
            match c {
                '"' | '\'' if quote == Some(c) => (quote, behind_quote) = (None, true),
                '"' | '\'' if quote.is_none() => quote = Some(c),
                _ if quote.is_some() => {}
                '，' if !closed || behind_quote => self.slip(SlipKind::Comma, at + i, "，", ", "),
                '］' | '】' if last => self.slip(SlipKind::Bracket, at + i, &inner[i..], "]"),
                ' ' => {}
                _ => behind_quote = false,
            }
        }
    }
}

/// Whether a line ends in `|`, `>-` and the like behind a colon or dash.
pub(super) fn ends_in_block_header(rest: &str) -> bool {
    let last = rest.rsplit([' ', '：', ':']).next().unwrap_or("");
    let mut chars = last.chars();
    matches!(chars.next(), Some('|' | '>')) && chars.all(|c| matches!(c, '+' | '-' | '1'..='9'))
}
