//! The few lines of a file that a finding shows, cut to the width of the screen.
//!
//! The renderer gets these lines and never the file: its cost does not hang on the file's size,
//! and no place can lie outside of what it has.

use std::ops::{Range, RangeInclusive};

use catalint_text::{Source, Span, TAB_STOP, is_hidden, push_hidden};
use miette::{MietteError, MietteSpanContents, SourceCode, SourceSpan, SpanContents};
use unicode_width::UnicodeWidthChar;

/// More lines of a place than this are not shown.
const MAX_LINES: u32 = 3;
/// Columns that the renderer takes for the arrow along a place of several lines.
const ARROW: usize = 4;
/// What stands for text that is cut off.
const DOTS: &str = "...";

/// Some lines, ready to be rendered, and the place in them.
#[derive(Debug)]
pub(crate) struct Window {
    /// What stands above the lines.
    pub(crate) header: String,
    /// The lines: tabs are blanks, hidden characters are spelled out, long lines are cut.
    text: String,
    /// Bytes of [`Window::text`].
    pub(crate) label: Range<usize>,
    /// Number of the first line, from 0.
    first: usize,
}

/// The lines that a place covers, as far as they are shown.
#[derive(Debug, Clone)]
pub(crate) struct CoveredLines {
    pub(crate) span: Span,
    pub(crate) lines: RangeInclusive<u32>,
    /// The last line of the whole place where it is not shown.
    pub(crate) goes_on_to: Option<u32>,
}

impl CoveredLines {
    /// Cuts a span to the file, to [`MAX_LINES`] lines, and off its last line break.
    pub(crate) fn new(source: &Source, span: Span) -> Self {
        let mut span = source.clamp(span);
        let breaks = |at: u32| source.text[..at as usize].ends_with(['\n', '\r']);
        while span.end > span.start && breaks(span.end) {
            span.end -= 1;
        }
        let (first, end) = (source.lines().line(span.start), source.lines().line(span.end));
        let last = end.min(first + MAX_LINES - 1);
        if last < end {
            span.end = source.lines().line_span(&source.text, last).end;
        }
        Self { span, lines: first..=last, goes_on_to: (last < end).then_some(end) }
    }
}

impl Window {
    /// The given lines, which hold the place, in `room` columns.
    pub(crate) fn new(source: &Source, place: &CoveredLines, lines: RangeInclusive<u32>, room: usize) -> Self {
        let one_line = place.lines.start() == place.lines.end();
        let room = if one_line { room } else { room.saturating_sub(ARROW) };
        let (mut text, mut label) = (String::new(), 0..0);
        for line in lines.clone() {
            let span = source.lines().line_span(&source.text, line);
            let body = &source.text[span.range()];
            let within = |at: u32| (at.clamp(span.start, span.end) - span.start) as usize;
            let mark = within(place.span.start)..within(place.span.end);
            let marked = one_line && *place.lines.start() == line;
            let cut = CroppedLine::new(body, mark, room, marked);
            if line == *place.lines.start() {
                label.start = text.len() + cut.mark.start;
            }
            if line == *place.lines.end() {
                label.end = text.len() + cut.mark.end;
            }
            text += &cut.text;
            // Each line has its break, so that a place at the end of the file lies in a line.
            text.push('\n');
        }
        Self { header: String::new(), text, label, first: lines.start().saturating_sub(1) as usize }
    }

    /// The lines.
    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    fn span(&self) -> SourceSpan {
        (0, self.text.len()).into()
    }
}

impl SourceCode for Window {
    /// Whatever is asked for, the answer is the whole window.
    fn read_span<'a>(
        &'a self,
        _: &SourceSpan,
        _: usize,
        _: usize,
    ) -> Result<Box<dyn SpanContents<'a> + 'a>, MietteError> {
        let (data, lines) = (self.text.as_bytes(), self.text.lines().count());
        let contents = MietteSpanContents::new_named(self.header.clone(), data, self.span(), self.first, 0, lines);
        Ok(Box::new(contents))
    }
}

/// The place behind the last character whose width terminals disagree on (“ ” √ ①): what stands
/// before it is not shown, so that the mark stands under its text in all of them.
fn behind_ambiguous(line: &str) -> usize {
    let mut chars = line.char_indices().rev();
    chars.find(|(_, c)| c.width() != c.width_cjk()).map_or(0, |(at, c)| at + c.len_utf8())
}

/// A line as it is shown.
struct CroppedLine {
    text: String,
    /// Bytes of the text.
    mark: Range<usize>,
}

impl CroppedLine {
    /// Cuts `line` around `mark`, or at its end where the mark does not matter.
    fn new(line: &str, mark: Range<usize>, room: usize, around: bool) -> Self {
        let (_, fits) = forward(line, 0, room);
        let least = if around { behind_ambiguous(&line[..mark.start]) } else { 0 };
        if fits && least == 0 {
            return Self::of(line, 0..line.len(), mark);
        }
        let room = room.saturating_sub(2 * DOTS.len()).max(8);
        if !around {
            let (used, _) = forward(line, 0, room);
            return Self::of(line, 0..used, mark);
        }
        // Of a long mark the beginning is shown, with a little of what stands before it.
        let marked = &line[..mark.end];
        let (end, whole) = forward(marked, mark.start, room);
        let shown = if whole { end } else { forward(marked, mark.start, room * 3 / 4).0 };
        let spare = room.saturating_sub(width(&line[mark.start..shown]));
        let before = backward(line, mark.start, spare / 2).max(least);
        let (end, _) = forward(line, shown, spare.saturating_sub(width(&line[before..mark.start])));
        let start = backward(line, mark.start, spare.saturating_sub(width(&line[shown..end]))).max(least);
        Self::of(line, start..end, mark)
    }

    fn of(line: &str, part: Range<usize>, mark: Range<usize>) -> Self {
        let mark = mark.start.clamp(part.start, part.end)..mark.end.clamp(part.start, part.end);
        let mut text = String::with_capacity(part.len() + 8);
        let mut column = 0;
        let mut out = 0..0;
        if part.start > 0 {
            text += DOTS;
            column = DOTS.len();
        }
        for (at, c) in line[part.clone()].char_indices() {
            note(&mut out, &mark, part.start + at, text.len());
            let before = text.len();
            match c {
                '\t' => text.extend(std::iter::repeat_n(' ', TAB_STOP - column % TAB_STOP)),
                c if is_hidden(c) => push_hidden(&mut text, c),
                c => text.push(c),
            }
            column += width(&text[before..]);
        }
        note(&mut out, &mark, part.end, text.len());
        if part.end < line.len() {
            text += DOTS;
        }
        Self { text, mark: out }
    }
}

fn note(out: &mut Range<usize>, mark: &Range<usize>, at: usize, now: usize) {
    if mark.start == at {
        out.start = now;
    }
    if mark.end == at {
        out.end = now;
    }
}

/// The end of what fits into `room` columns from a byte on, and whether that is all.
fn forward(line: &str, from: usize, room: usize) -> (usize, bool) {
    let mut used = 0;
    for (at, c) in line[from..].char_indices() {
        used += columns(c);
        if used > room {
            return (from + at, false);
        }
    }
    (line.len(), true)
}

/// The start of what fits into `room` columns before a byte.
fn backward(line: &str, to: usize, room: usize) -> usize {
    let mut used = 0;
    for (at, c) in line[..to].char_indices().rev() {
        used += columns(c);
        if used > room {
            return at + c.len_utf8();
        }
    }
    0
}

fn width(text: &str) -> usize {
    text.chars().map(columns).sum()
}

/// Columns that a character takes at most.
fn columns(c: char) -> usize {
    match c {
        '\t' => TAB_STOP,
        c if is_hidden(c) => "<U+E0001>".len(),
        c => c.width().unwrap_or(0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use catalint_text::{decode, display_width};

    fn window(text: &str, span: Range<usize>, room: usize) -> (String, String) {
        let source = Source::new("a.yaml", decode(text.as_bytes()));
        let place = CoveredLines::new(&source, Span::of(span));
        let window = Window::new(&source, &place, place.lines.clone(), room);
        let label = window.text[window.label.clone()].to_owned();
        (window.text, label)
    }

    #[test]
    fn a_short_line_stays_whole_and_tabs_become_blanks() {
        assert_eq!(window("a: 甲\tb\n", 6..8, 40), ("a: 甲   b\n".into(), "   b".into()));
    }

    #[test]
    fn a_long_line_is_cut_around_its_place() {
        let line = "甲".repeat(200) + "公示栏" + &"乙".repeat(200);
        let at = 600..609;
        for room in [30, 41, 80] {
            let (text, label) = window(&line, at.clone(), room);
            assert_eq!(label, "公示栏");
            assert!(text.starts_with("...甲") && text.ends_with("乙...\n"), "{text}");
            assert!(display_width(text.trim_end()) <= room, "{text}");
        }
        let (text, label) = window(&line, 0..3, 30);
        assert!(text.starts_with("甲甲") && label == "甲", "{text}");
        let (text, label) = window(&line, line.len()..line.len(), 30);
        assert!(text.ends_with("乙\n") && label.is_empty(), "{text}");
    }

    #[test]
    fn of_a_place_longer_than_the_line_the_beginning_is_shown() {
        let (text, label) = window(&"甲".repeat(200), 30..600, 40);
        assert!(text.starts_with('甲') || text.starts_with("...甲"), "{text}");
        assert!(label.chars().count() > 10 && display_width(text.trim_end()) <= 40, "{text}");
    }

    #[test]
    fn places_at_the_end_and_past_it_lie_in_the_last_line() {
        assert_eq!(window("a: 1\n", 5..5, 40), ("\n".into(), String::new()));
        assert_eq!(window("a: 1", 90..99, 40), ("a: 1\n".into(), String::new()));
        assert_eq!(window("", 0..0, 40), ("\n".into(), String::new()));
    }

    #[test]
    fn of_many_lines_three_are_shown() {
        assert_eq!(window("a\nb\nc\nd\ne\n", 2..9, 40), ("b\nc\nd\n".into(), "b\nc\nd".into()));
        assert_eq!(window("a\nb\n", 0..4, 40), ("a\nb\n".into(), "a\nb".into()));
        assert_eq!(window("a\r\nb\r\n", 0..3, 40), ("a\n".into(), "a".into()));
    }

    #[test]
    fn what_can_not_be_seen_is_spelled_out() {
        assert_eq!(
            window("甲\u{200b}乙\u{1b}[31m", 3..6, 40),
            ("甲<U+200B>乙<U+001B>[31m\n".into(), "<U+200B>".into())
        );
    }
}
