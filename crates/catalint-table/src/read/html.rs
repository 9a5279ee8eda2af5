//! Tables of a web page, read as browsers read them.

mod page;

use scraper::Node;
use scraper::node::Element;

use super::symbols::{Font, font, plain};
use super::{Limits, as_lines, is_part_of_cell, lines};
use crate::error::Unreadable;
use crate::grid::{Cell, Document, Grid, Line, MAX_COLUMNS, Row};
use crate::marks::PICTURE;

/// Paragraphs before a table that may name it.
const LINES_ABOVE: usize = 60;
/// Rows that a cell may say it covers.
const MAX_ROWSPAN: usize = 1000;
/// Reads all tables of a page; one within another is a table of its own.
pub(super) fn read(text: &str) -> Result<Document, Unreadable> {
    let page = page::read(text)?;
    let mut reader = Reader::default();
    let mut next = Some(page.tree.root());
    // Without recursion: a page may nest as deep as it likes.
    while let Some(node) = next {
        let skipped = reader.open(node.value())?;
        next = node.first_child().filter(|_| !skipped);
        let mut done = node;
        while next.is_none() {
            reader.close(done.value())?;
            next = done.next_sibling();
            match done.parent() {
                Some(parent) if next.is_none() => done = parent,
                _ => break,
            }
        }
    }
    Ok(reader.document())
}

/// A table that is being read.
#[derive(Debug, Default)]
struct Open {
    /// Its place among the tables.
    nth: usize,
    grid: Grid,
    row: Option<Row>,
    /// Rows begun so far.
    rows: usize,
    /// For each column the number of the last row that a cell above covers.
    covered: Vec<usize>,
    cell: Option<Cell>,
}

#[derive(Debug, Default)]
struct Reader {
    tables: Vec<Open>,
    done: Vec<(usize, Grid)>,
    begun: usize,
    /// The font of each open element, where it is one of signs.
    fonts: Vec<Option<Font>>,
    line: String,
    above: Vec<Line>,
    /// How many captions are open.
    captions: usize,
    limits: Limits,
}

impl Reader {
    /// Begins a node; whether what is in it is left out.
    fn open(&mut self, node: &Node) -> Result<bool, Unreadable> {
        match node {
            Node::Text(text) => self.text(text),
            Node::Element(element) => {
                let own = element.attr("face").or_else(|| element.attr("style").and_then(family)).map(font);
                self.fonts.push(own.unwrap_or_else(|| self.fonts.last().copied().flatten()));
                return self.element(element);
            }
            _ => {}
        }
        Ok(false)
    }

    fn element(&mut self, element: &Element) -> Result<bool, Unreadable> {
        match element.name() {
            "script" | "style" | "noscript" | "template" | "select" | "textarea" => return Ok(true),
            "table" => {
                self.break_line();
                let above = match self.tables.last().map(|table| &table.cell) {
                    None => std::mem::take(&mut self.above),
                    Some(cell) => cell.as_ref().map_or_else(Vec::new, |cell| lines(&cell.text)),
                };
                let grid = Grid { counted: true, above, ..Grid::default() };
                self.tables.push(Open { nth: self.begun, grid, ..Open::default() });
                self.begun += 1;
            }
            "tr" => {
                if let Some(table) = self.tables.last_mut() {
                    table.end_row(&mut self.limits)?;
                    table.rows += 1;
                    table.row = Some(Row { number: table.rows, cells: Vec::new() });
                }
            }
            "td" | "th" => {
                if let Some(table) = self.tables.last_mut() {
                    table.begin_cell(element, &mut self.limits)?;
                }
            }
            "caption" => self.captions += 1,
            "br" => self.push("\n"),
            "input" => {
                let kind = element.attr("type").unwrap_or("").to_ascii_lowercase();
                if kind == "checkbox" || kind == "radio" {
                    self.push(if element.attr("checked").is_some() { "☑" } else { "☐" });
                }
            }
            "img" | "svg" | "object" if self.tables.last().is_some_and(|table| table.cell.is_some()) => {
                self.push(PICTURE.encode_utf8(&mut [0; 4]));
            }
            name if is_block(name) => self.break_line(),
            _ => {}
        }
        Ok(false)
    }

    fn close(&mut self, node: &Node) -> Result<(), Unreadable> {
        let Node::Element(element) = node else { return Ok(()) };
        self.fonts.pop();
        match element.name() {
            "table" => {
                if let Some(mut table) = self.tables.pop() {
                    table.end_row(&mut self.limits)?;
                    let in_cell = self.tables.last().is_some_and(|around| around.cell.is_some());
                    if in_cell && is_part_of_cell(&table.grid) {
                        self.break_line();
                        self.push(&format!("{}\n", as_lines(&table.grid)));
                    } else {
                        self.done.push((table.nth, table.grid));
                    }
                }
            }
            "tr" => self.tables.last_mut().map_or(Ok(()), |table| table.end_row(&mut self.limits))?,
            "td" | "th" => self.tables.last_mut().map_or(Ok(()), |table| table.end_cell(&mut self.limits))?,
            "caption" => {
                self.break_line();
                self.captions = self.captions.saturating_sub(1);
            }
            name if is_block(name) => self.break_line(),
            _ => {}
        }
        Ok(())
    }

    fn text(&mut self, text: &str) {
        // Blanks of the source are one blank, line ends too.
        let mut words = String::with_capacity(text.len());
        for c in text.chars() {
            match c {
                ' ' | '\t' | '\n' | '\r' | '\u{c}' => {
                    if !words.ends_with(' ') {
                        words.push(' ');
                    }
                }
                '\u{a0}' => words.push(' '),
                c => words.push(c),
            }
        }
        // No line begins in a blank: those between paragraphs are of the source alone.
        let cell = self.tables.last().and_then(|table| table.cell.as_ref());
        let begins = cell.is_some_and(|cell| cell.text.ends_with('\n'));
        let words = if begins { words.trim_start_matches(' ') } else { &words };
        self.push(&plain(self.fonts.last().copied().flatten(), words));
    }

    fn push(&mut self, words: &str) {
        match self.tables.last_mut() {
            Some(table) => {
                if let Some(cell) = &mut table.cell {
                    cell.text.push_str(words);
                } else if self.captions > 0 && words == "\n" {
                    self.break_line();
                } else if self.captions > 0 {
                    self.line.push_str(words);
                }
            }
            None if words == "\n" => self.break_line(),
            None => self.line.push_str(words),
        }
    }

    /// Ends a paragraph.
    fn break_line(&mut self) {
        let in_table = self.tables.last().is_some_and(|table| table.cell.is_some() || self.captions == 0);
        if in_table {
            let cell = self.tables.last_mut().and_then(|table| table.cell.as_mut());
            if let Some(cell) = cell.filter(|cell| !cell.text.trim().is_empty() && !cell.text.ends_with('\n')) {
                cell.text.push('\n');
            }
            return;
        }
        let text = std::mem::take(&mut self.line);
        let text = text.trim();
        if !text.is_empty() {
            let above = self.tables.last_mut().map_or(&mut self.above, |table| &mut table.grid.above);
            if above.len() >= LINES_ABOVE {
                above.remove(0);
            }
            above.push(Line { text: text.to_owned(), span: None });
        }
    }

    fn document(mut self) -> Document {
        self.break_line();
        self.done.sort_by_key(|(nth, _)| *nth);
        let grids = self.done.into_iter().map(|(_, grid)| grid).filter(|grid| !grid.rows.is_empty()).collect();
        Document { grids, below: self.above, ..Document::default() }
    }
}

impl Open {
    fn begin_cell(&mut self, element: &Element, limits: &mut Limits) -> Result<(), Unreadable> {
        self.end_cell(limits)?;
        let Some(row) = &self.row else { return Ok(()) };
        let span = |name: &str| element.attr(name).and_then(|n| n.trim().parse::<usize>().ok());
        let columns = span("colspan").unwrap_or(1).clamp(1, MAX_COLUMNS);
        let rows = span("rowspan").unwrap_or(1).clamp(1, MAX_ROWSPAN);
        let mut column = row.cells.last().map_or(0, |cell| cell.column + cell.columns);
        while self.covered.get(column).is_some_and(|&last| last >= self.rows) {
            column += 1;
        }
        self.cell = Some(Cell { columns, rows, ..Cell::new(column, "") });
        Ok(())
    }

    fn end_cell(&mut self, limits: &mut Limits) -> Result<(), Unreadable> {
        let (Some(mut cell), Some(row)) = (self.cell.take(), self.row.as_mut()) else { return Ok(()) };
        cell.text = cell.text.trim().to_owned();
        limits.cell(cell.column, &cell.text)?;
        if cell.column >= MAX_COLUMNS {
            return Ok(());
        }
        let end = (cell.column + cell.columns).min(MAX_COLUMNS);
        if self.covered.len() < end {
            self.covered.resize(end, 0);
        }
        self.covered[cell.column..end].fill(self.rows + cell.rows - 1);
        row.cells.push(cell);
        Ok(())
    }

    fn end_row(&mut self, limits: &mut Limits) -> Result<(), Unreadable> {
        self.end_cell(limits)?;
        if let Some(row) = self.row.take().filter(|row| !row.cells.is_empty()) {
            limits.row(self.grid.rows.len())?;
            self.grid.rows.push(row);
        }
        Ok(())
    }
}

/// The font that a style names.
fn family(style: &str) -> Option<&str> {
    let at = style.to_ascii_lowercase().find("font-family")?;
    style.get(at..)?.split_once(':')?.1.split(';').next()
}

fn is_block(name: &str) -> bool {
    matches!(
        name,
        "p" | "div"
            | "li"
            | "ul"
            | "ol"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "title"
            | "section"
            | "article"
            | "header"
            | "footer"
            | "dt"
            | "dd"
            | "pre"
            | "blockquote"
            | "center"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells(html: &str) -> Vec<Vec<(usize, usize, usize, String)>> {
        let document = read(html).expect("small");
        let cell = |cell: &Cell| (cell.column, cell.columns, cell.rows, cell.text.clone());
        document.grids.iter().flat_map(|grid| &grid.rows).map(|row| row.cells.iter().map(cell).collect()).collect()
    }

    #[test]
    fn spans_boxes_and_lines_are_read() {
        let html = "<h1>目录</h1><table><tr><td rowspan=2>甲</td><td colspan='2'>乙<br>丙</td></tr>\
                    <tr><td><input type=checkbox checked> 网站 <input type=\"checkbox\"/>公报<td><font face=\"Wingdings 2\">R</font>政府&nbsp;网</table>";
        let text = |s: &str| s.to_owned();
        assert_eq!(
            cells(html),
            [
                vec![(0, 1, 2, text("甲")), (1, 2, 1, text("乙\n丙"))],
                vec![(1, 1, 1, text("☑ 网站 ☐公报")), (2, 1, 1, text("☑政府 网"))]
            ]
        );
        assert_eq!(read(html).expect("small").grids[0].above[0].text, "目录");
    }

    #[test]
    fn paragraphs_are_lines_however_the_source_is_indented() {
        let html = "<table><tr><td>\n\t<p>甲</p>\n\t<p>乙\n丙<br>\n\t丁</p>\n</td></tr></table>";
        assert_eq!(cells(html), [vec![(0, 1, 1, "甲\n乙 丙\n丁".to_owned())]]);
    }

    #[test]
    fn a_table_in_a_table_is_one_of_its_own_where_it_has_a_head() {
        let of = |inner: &str| -> Vec<String> {
            let html = format!("<table><tr><td>外<table>{inner}</table>面</td></tr></table>");
            cells(&html).into_iter().flatten().map(|(.., text)| text).collect()
        };
        let head = "<tr><td>一级事项</td><td>公开内容</td><td>公开依据</td></tr>";
        assert_eq!(of(head), ["外\n面", "一级事项", "公开内容", "公开依据"]);
        // A small one without a head is a part of what the cell says.
        assert_eq!(of("<tr><td>甲</td><td>乙</td></tr><tr><td>丙</td></tr>"), ["外\n甲 乙\n丙\n面"]);
    }

    #[test]
    fn absurd_spans_are_cut() {
        let html = "<table><tr><td rowspan=99999999 colspan=99999999>甲</td></tr></table>";
        assert_eq!(cells(html), [vec![(0, MAX_COLUMNS, MAX_ROWSPAN, "甲".to_owned())]]);
    }
}
