//! An item that can't be read as a whole, cut at its fields: a slip takes its own field along, and no other.

use super::build::Interner;
use super::keyboard::{dash, ends_in_block_header, known_key};
use super::recover::{BLANKS, is_entry, lead, lines, width};
use catalint_text::Span;

/// The lines of an item.
pub(super) struct ItemLines {
    /// The column of its keys.
    pub(super) keys: usize,
    /// Each field with the lines below it; the dash belongs to none.
    pub(super) fields: Vec<Span>,
}

/// Cuts an item at the lines that begin in the column of its keys, and at known keys left of that. None where it is
/// not written as one field a line.
pub(super) fn cut(text: &str, part: Span, intern: Interner) -> Option<ItemLines> {
    let below = |line: &Span| lead(&text[line.range()]);
    let mut all = lines(text, part);
    let first = all.next()?;
    let (column, rest) = below(&first);
    let value = rest[dash(rest)?..].trim_start_matches(BLANKS);
    if value.starts_with(['&', '!', '*', '{', '[', '?', '|', '>']) {
        return None;
    }
    let all: Vec<Span> = all.collect();
    // Behind a dash alone the first line with words tells the column of the keys.
    let mut begun = is_filled(value);
    let keys = if begun {
        column + rest[..rest.len() - value.len()].chars().map(|c| width(c).max(1)).sum::<usize>()
    } else {
        all.iter().map(below).find(|(_, rest)| is_filled(rest))?.0
    };
    let mut fields = vec![Span::of(first.end as usize - value.len()..first.end as usize)];
    for line in all {
        let (at, rest) = below(&line);
        let key = is_filled(rest) && !is_entry(rest) && !rest.starts_with([']', '}']);
        let key = key && (at == keys || at < keys && known_key(rest, intern).is_some());
        match fields.last_mut() {
            Some(field) if !(key && begun) => field.end = line.end,
            _ => fields.push(line),
        }
        begun |= is_filled(rest);
    }
    Some(ItemLines { keys, fields })
}

/// Whether a field can be read without the dash before it: its lines go on to the right of `keys`, the column of its key.
pub(super) fn stands_alone(text: &str, field: Span, keys: usize) -> bool {
    let mut all = lines(text, field).map(|line| lead(&text[line.range()])).filter(|(_, rest)| is_filled(rest));
    all.next();
    all.all(|(at, rest)| at > keys || at == keys && is_entry(rest))
}

/// A field cut once more: where below a complete `key: value` a known key stands too far right.
pub(super) fn apart(text: &str, field: Span, intern: Interner) -> Vec<Span> {
    let mut pieces: Vec<Span> = Vec::new();
    let mut complete = false;
    for line in lines(text, field) {
        let body = text[line.range()].trim_end();
        let (_, rest) = lead(body);
        let key = known_key(rest, intern).map(|(colon, mark)| rest[colon + mark.len_utf8()..].trim());
        match pieces.last_mut() {
            Some(piece) if !(complete && key.is_some()) => piece.end = line.end,
            _ => pieces.push(line),
        }
        if !rest.is_empty() {
            complete = key.is_some_and(|value| is_filled(value) && !ends_in_block_header(value));
        }
    }
    pieces
}

/// Whether a field begins with a key of the model.
pub(super) fn is_known(text: &str, field: Span, intern: Interner) -> bool {
    let mut all = lines(text, field).map(|line| lead(&text[line.range()]).1);
    all.find(|rest| is_filled(rest)).is_some_and(|rest| known_key(rest, intern).is_some())
}

fn is_filled(rest: &str) -> bool {
    let rest = rest.trim();
    !rest.is_empty() && !rest.starts_with('#')
}
