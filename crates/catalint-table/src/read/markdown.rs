//! Markdown tables: `| a | b |` lines, the second of dashes.

use std::borrow::Cow;

use catalint_text::{Source, Span};

use super::Limits;
use crate::error::Unreadable;
use crate::grid::{AsideKind, Cell, CellLine, Grid, Grids, Row};
use crate::marks::PICTURE;

/// Reads all tables of a text. What stands between them are paragraphs.
pub(super) fn read(source: Source) -> Result<Grids, Unreadable> {
    let mut document = Grids::default();
    let mut limits = Limits::default();
    let (mut above, mut grid) = (Vec::new(), None::<Grid>);
    let mut at = 0;
    for (n, line) in source.text.split_inclusive('\n').enumerate() {
        let start = at;
        at += line.len();
        let body = line.trim_end_matches(['\n', '\r']).trim_start_matches('\u{feff}');
        let start = start + (line.trim_end_matches(['\n', '\r']).len() - body.len());
        if !is_row(body) {
            document.grids.extend(grid.take());
            let words = body.trim().trim_start_matches(['#', '>', ' ']).trim_matches('*').trim();
            if !words.is_empty() {
                let offset = start + body.find(words).unwrap_or(0);
                above.push(CellLine { text: plain(words), span: Some(Span::of(offset..offset + words.len())) });
            }
            continue;
        }
        let grid =
            grid.get_or_insert_with(|| Grid { counted: true, above: std::mem::take(&mut above), ..Grid::default() });
        if is_rule(body) {
            continue;
        }
        limits.row(grid.rows.len())?;
        let mut row = Row { number: n + 1, cells: Vec::new() };
        for range in cells(body) {
            let (words, asides) = apart(&body[range.clone()]);
            let text = plain(&words);
            limits.cell(row.cells.len(), &text)?;
            let span = Some(Span::of(start + range.start..start + range.end));
            let mut cell = Cell { span, ..Cell::new(row.cells.len(), text) };
            for (kind, text) in asides {
                cell.aside(kind, &plain(text));
            }
            row.cells.push(cell);
        }
        grid.rows.push(row);
    }
    document.grids.extend(grid);
    document.below = above;
    document.text = Some(source);
    Ok(document)
}

fn is_row(line: &str) -> bool {
    let line = line.trim();
    line.starts_with('|') && line.len() > 1 && line[1..].contains('|')
}

/// `| --- | :-: |`
fn is_rule(line: &str) -> bool {
    line.contains('-') && line.chars().all(|c| matches!(c, '|' | '-' | ':' | ' ' | '\t'))
}

/// The places of the cells of a line, blanks around them left out.
fn cells(line: &str) -> Vec<std::ops::Range<usize>> {
    let mut cuts = Vec::new();
    let mut escaped = false;
    for (at, c) in line.char_indices() {
        if c == '|' && !escaped {
            cuts.push(at);
        }
        escaped = c == '\\' && !escaped;
    }
    // A line that does not end in a bar goes on to its end.
    if cuts.last().is_some_and(|&last| !line[last + 1..].trim().is_empty()) {
        cuts.push(line.len());
    }
    let part = |pair: &[usize]| {
        let inner = &line[pair[0] + 1..pair[1]];
        let start = pair[0] + 1 + inner.len() - inner.trim_start().len();
        start..(start + inner.trim().len())
    };
    cuts.windows(2).map(part).collect()
}

/// The words of a cell without those that are struck out and without pictures, and these.
fn apart(cell: &str) -> (Cow<'_, str>, Vec<(AsideKind, &str)>) {
    const MARKS: [(AsideKind, &str, &str); 6] = [
        (AsideKind::Hidden, "<!--", "-->"),
        (AsideKind::Struck, "~~", "~~"),
        (AsideKind::Struck, "<del>", "</del>"),
        (AsideKind::Struck, "<s>", "</s>"),
        (AsideKind::Struck, "<strike>", "</strike>"),
        (AsideKind::Picture, "![", "]("),
    ];
    let (mut words, mut asides) = (Cow::Borrowed(""), Vec::new());
    let mut rest = cell;
    loop {
        let next = MARKS.iter().filter_map(|mark| Some((rest.find(mark.1)?, mark))).min_by_key(|(at, _)| *at);
        let found = next.and_then(|(at, (kind, open, close))| {
            let inner = &rest[at + open.len()..];
            let mut end = inner.find(close).filter(|&end| end > 0 || *kind == AsideKind::Picture)?;
            let text = &inner[..end];
            end += close.len();
            if *kind == AsideKind::Picture {
                end += inner[end..].find(')')? + 1;
            }
            Some((at, *kind, text, at + open.len() + end))
        });
        let Some((at, kind, text, end)) = found else {
            words += rest;
            return (words, asides);
        };
        words += &rest[..at];
        if kind == AsideKind::Picture {
            words.to_mut().push(PICTURE);
        }
        asides.push((kind, text));
        rest = &rest[end..];
    }
}

/// The words of a cell: line breaks and escapes resolved, emphasis of the whole left out.
fn plain(cell: &str) -> String {
    let cell = match cell.strip_prefix("**").and_then(|rest| rest.strip_suffix("**")) {
        Some(inner) if !inner.contains("**") && !inner.ends_with('\\') => inner,
        _ => cell,
    };
    let lines = cell.replace("<br>", "\n").replace("<br/>", "\n").replace("<br />", "\n");
    let mut out = String::with_capacity(lines.len());
    let mut chars = lines.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\\' if chars.peek().is_some_and(char::is_ascii_punctuation) => out.extend(chars.next()),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use catalint_text::decode;

    #[test]
    fn tables_and_the_words_around_them_are_read() {
        let text = "# 目录\n\n|甲|**乙**|\n|---|:-:|\n| 1\\|2 | a<br>b |\n|3\n\n注\n";
        let document = read(Source::new("t.md", decode(text.as_bytes()))).expect("small");
        let grid = &document.grids[0];
        assert_eq!(grid.above[0].text, "目录");
        let rows: Vec<Vec<&str>> =
            grid.rows.iter().map(|row| row.cells.iter().map(|cell| cell.text.as_str()).collect()).collect();
        assert_eq!(rows, [vec!["甲", "乙"], vec!["1|2", "a\nb"]]);
        let below: Vec<&str> = document.below.iter().map(|line| line.text.as_str()).collect();
        assert_eq!(below, ["|3", "注"]);
        let source = document.text.as_ref().expect("a text");
        assert_eq!(source.slice(grid.rows[1].cells[1].span.expect("a place")), "a<br>b");
    }

    #[test]
    fn struck_words_and_pictures_stand_apart() {
        let read = |cell| apart(cell);
        assert_eq!(
            read("甲~~乙~~丙<s>丁</s>"),
            ("甲丙".into(), vec![(AsideKind::Struck, "乙"), (AsideKind::Struck, "丁")])
        );
        assert_eq!(read("![勾](a.png)政府网站"), ("\u{fffc}政府网站".into(), vec![(AsideKind::Picture, "勾")]));
        assert_eq!(read("3~5天，甲~~乙![丙"), ("3~5天，甲~~乙![丙".into(), Vec::new()));
    }
}
