//! Places in a text, counted by hand.

use catalint_text::{ColumnUnit, LineColumn, LineIndex, Source, Span, decode, display_column, display_width};

/// A place of a text and what it must be called. All numbers are written by hand:
/// line and columns from 1, the screen column from 0.
struct Case {
    text: &'static str,
    /// What stands at the place; it occurs once.
    at: &'static str,
    line: u32,
    byte: u32,
    char: u32,
    utf16: u32,
    screen: usize,
}

#[rustfmt::skip]
const CASES: &[Case] = &[
    Case { text: "abc", at: "a", line: 1, byte: 1, char: 1, utf16: 1, screen: 0 },
    Case { text: "ab\ncd", at: "d", line: 2, byte: 2, char: 2, utf16: 2, screen: 1 },
    // Chinese: three bytes, one character, one unit, two columns.
    Case { text: "标题: 民政", at: "民", line: 1, byte: 9, char: 5, utf16: 5, screen: 6 },
    Case { text: "标题: 民政", at: "政", line: 1, byte: 12, char: 6, utf16: 6, screen: 8 },
    Case { text: "（一）某", at: "某", line: 1, byte: 10, char: 4, utf16: 4, screen: 6 },
    // An astral character: four bytes, one character, two units, two columns.
    Case { text: "𠮷x", at: "x", line: 1, byte: 5, char: 2, utf16: 3, screen: 2 },
    Case { text: "a\n中𠮷x", at: "x", line: 2, byte: 8, char: 3, utf16: 4, screen: 4 },
    // A single emoji, the same.
    Case { text: "🙂x", at: "x", line: 1, byte: 5, char: 2, utf16: 3, screen: 2 },
    // A tab: one of everything, and to the next stop on the screen.
    Case { text: "\tx", at: "x", line: 1, byte: 2, char: 2, utf16: 2, screen: 4 },
    Case { text: "ab\tx", at: "x", line: 1, byte: 4, char: 4, utf16: 4, screen: 4 },
    Case { text: "中中\tx", at: "x", line: 1, byte: 8, char: 4, utf16: 4, screen: 8 },
    Case { text: "中\t中\tx", at: "x", line: 1, byte: 9, char: 5, utf16: 5, screen: 8 },
    // A line ends at \r\n, \n or a lone \r.
    Case { text: "a\r\nb\r\n中x", at: "x", line: 3, byte: 4, char: 2, utf16: 2, screen: 2 },
    Case { text: "a\rb\r中x", at: "x", line: 3, byte: 4, char: 2, utf16: 2, screen: 2 },
    Case { text: "a\n\rb", at: "b", line: 3, byte: 1, char: 1, utf16: 1, screen: 0 },
    Case { text: "a\r\n\r\nx", at: "x", line: 3, byte: 1, char: 1, utf16: 1, screen: 0 },
    // U+2028, U+2029 and U+0085 are text.
    Case { text: "a\u{2028}b\u{2029}x", at: "x", line: 1, byte: 9, char: 5, utf16: 5, screen: 4 },
    Case { text: "a\u{85}x", at: "x", line: 1, byte: 4, char: 3, utf16: 3, screen: 1 },
    // A byte-order mark has no column; a second one is a character.
    Case { text: "\u{feff}x", at: "x", line: 1, byte: 1, char: 1, utf16: 1, screen: 0 },
    Case { text: "\u{feff}中x", at: "x", line: 1, byte: 4, char: 2, utf16: 2, screen: 2 },
    Case { text: "\u{feff}a\nx", at: "x", line: 2, byte: 1, char: 1, utf16: 1, screen: 0 },
    Case { text: "a\u{feff}x", at: "x", line: 1, byte: 5, char: 3, utf16: 3, screen: 1 },
    // A combining accent and a full-width blank.
    Case { text: "e\u{301}x", at: "x", line: 1, byte: 4, char: 3, utf16: 3, screen: 1 },
    Case { text: "\u{3000}x", at: "x", line: 1, byte: 4, char: 2, utf16: 2, screen: 2 },
];

#[test]
fn places_are_what_was_counted_by_hand() {
    for case in CASES {
        let at = case.text.find(case.at).expect("it stands there");
        assert_eq!(case.text.matches(case.at).count(), 1, "{:?}", case.text);
        let lines = LineIndex::new(case.text);
        let column = |unit| {
            let place = lines.line_column(case.text, u32::try_from(at).expect("short"), unit);
            assert_eq!(lines.offset(case.text, place, unit) as usize, at, "and back: {:?}", case.text);
            assert_eq!(place.line, case.line, "line in {:?}", case.text);
            place.column
        };
        let got = [column(ColumnUnit::Byte), column(ColumnUnit::Char), column(ColumnUnit::Utf16)];
        assert_eq!(got, [case.byte, case.char, case.utf16], "bytes, characters, units in {:?}", case.text);
        let line = lines.line_span(case.text, case.line);
        let screen = display_column(&case.text[line.range()], at - line.start as usize);
        assert_eq!(screen, case.screen, "screen column in {:?}", case.text);
    }
}

#[test]
fn odd_offsets_have_a_place_too() {
    let text = "标\r\nab";
    let lines = LineIndex::new(text);
    let place = |at| {
        let place = lines.line_column(text, at, ColumnUnit::Char);
        (place.line, place.column)
    };
    assert_eq!(place(0), (1, 1));
    assert_eq!(place(1), (1, 1), "inside a character");
    assert_eq!(place(3), (1, 2), "at the break");
    assert_eq!(place(4), (1, 2), "between \\r and \\n");
    assert_eq!(place(5), (2, 1));
    assert_eq!(place(7), (2, 3), "the end");
    assert_eq!(place(99), (2, 3), "past the end");
    let bom = LineIndex::new("\u{feff}a");
    assert_eq!(bom.line_column("\u{feff}a", 0, ColumnUnit::Byte).column, 1, "in the byte-order mark");
    let empty = LineIndex::new("");
    assert_eq!(empty.line_column("", 0, ColumnUnit::Utf16).column, 1);
    assert_eq!(empty.lines(), 1);
}

#[test]
fn lines_are_cut_at_their_breaks_and_nowhere_else() {
    let text = "\u{feff}甲\r\n乙\r丙\u{2028}丁\n\n";
    let lines = LineIndex::new(text);
    let all: Vec<&str> = (1..=lines.lines()).map(|line| &text[lines.line_span(text, line).range()]).collect();
    assert_eq!(all, ["甲", "乙", "丙\u{2028}丁", "", ""]);
    assert_eq!(lines.line_start(1), 3, "behind the byte-order mark");
    assert_eq!(lines.line_start(99), lines.line_start(5), "past the last line");
}

/// Columns by the definition, one character after the other.
fn naive(text: &str, at: usize) -> (u32, u32, u32) {
    let start = text[..at].rfind('\n').map_or(0, |at| at + 1);
    let part = &text[start..at];
    let count = |n: usize| u32::try_from(n).expect("short") + 1;
    (count(part.len()), count(part.chars().count()), count(part.encode_utf16().count()))
}

#[test]
fn columns_of_long_lines_are_those_of_naive_counting() {
    let word = "目录abc𠮷é🙂\t";
    let long = word.repeat(1000); // over 20 KB
    let text = format!("{long}\nshort\n{long}{}", "中".repeat(6000));
    let lines = LineIndex::new(&text);
    for (n, (at, _)) in text.char_indices().enumerate() {
        // Every place near a multiple of 4096, and one in 997 elsewhere.
        if n % 997 != 0 && (at % 4096).min(4096 - at % 4096) > 8 {
            continue;
        }
        if text[at..].starts_with('\n') {
            continue;
        }
        let column = |unit| lines.line_column(&text, u32::try_from(at).expect("short"), unit).column;
        let got = (column(ColumnUnit::Byte), column(ColumnUnit::Char), column(ColumnUnit::Utf16));
        assert_eq!(got, naive(&text, at), "at byte {at}");
    }
}

#[test]
fn many_questions_about_one_long_line_are_cheap() {
    let text = "中".repeat(300_000);
    let lines = LineIndex::new(&text);
    // Were each a pass over the line, this would read 13 GB.
    for at in (0..text.len()).step_by(30) {
        let place = lines.line_column(&text, u32::try_from(at).expect("short"), ColumnUnit::Char);
        assert_eq!(place.column as usize, at / 3 + 1);
    }
}

#[test]
fn a_span_is_cut_to_the_text_and_to_characters() {
    let source = Source::new("x", decode("标题".as_bytes()));
    assert_eq!(source.clamp(Span::new(1, 2)), Span::new(0, 3));
    assert_eq!(source.clamp(Span::new(4, 99)), Span::new(3, 6));
    assert_eq!(source.clamp(Span::new(50, 99)), Span::new(6, 6));
    assert_eq!(source.slice(Span::new(3, 4)), "题");
}

#[test]
fn widths_on_a_screen() {
    for (text, width) in [("", 0), ("abc", 3), ("标题：", 6), ("“甲”", 4), ("√①", 2), ("\u{7}\0", 0), ("𠮷🙂", 4)]
    {
        assert_eq!(display_width(text), width, "{text:?}");
    }
    assert_eq!(display_column("标题", 1), 0, "inside a character");
    assert_eq!(display_column("标题", 99), 4, "past the end");
}

#[test]
fn a_line_and_a_column_past_the_end_are_the_end() {
    let text = "\u{feff}甲𠮷\r\n乙";
    let lines = LineIndex::new(text);
    let at = |line, column, unit| lines.offset(text, LineColumn { line, column }, unit);
    assert_eq!((at(1, 9, ColumnUnit::Char), at(2, 9, ColumnUnit::Char), at(3, 1, ColumnUnit::Char)), (10, 15, 15));
    assert_eq!((at(1, 0, ColumnUnit::Char), at(1, 1, ColumnUnit::Char)), (3, 3));
    assert_eq!((at(1, 3, ColumnUnit::Utf16), at(1, 2, ColumnUnit::Byte)), (6, 3), "within a character: its start");
}
