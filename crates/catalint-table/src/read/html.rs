//! Tables of a web page, read as browsers show them.

mod look;
mod page;
mod table;
#[cfg(test)]
mod tests;

use scraper::node::Element;
use scraper::{ElementRef, Node};

use super::symbols::plain;
use super::{Limits, as_lines, is_part_of_cell, lines};
use crate::error::Unreadable;
use crate::grid::{AsideKind, CellLine, Grid, Grids};
use crate::marks::PICTURE;
use look::{ElementLook, PageRules};
use table::{OpenTable, RowGroup};

/// Paragraphs before a table that may name it.
const LINES_ABOVE: usize = 60;

/// Reads all tables of a page; one within another is a table of its own.
pub(super) fn read(text: &str) -> Result<Grids, Unreadable> {
    let page = page::read(text)?;
    let mut reader = HtmlReader::default();
    for style in page.tree.nodes().filter_map(ElementRef::wrap).filter(|element| element.value().name() == "style") {
        style.text().for_each(|css| reader.rules.add(css));
    }
    let mut next = Some(page.tree.root());
    // Without recursion: a page may nest as deep as it likes.
    while let Some(node) = next {
        let skipped = reader.open(node.value(), ElementRef::wrap(node))?;
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

#[derive(Debug, Default)]
struct HtmlReader {
    rules: PageRules,
    tables: Vec<OpenTable>,
    done: Vec<(usize, Grid)>,
    begun: usize,
    /// The look of each open element.
    looks: Vec<ElementLook>,
    line: String,
    above: Vec<CellLine>,
    /// How many captions are open.
    captions: usize,
    /// How many drawings are open: their words are those of a picture.
    drawings: usize,
    /// Elements for cells so far, read or not.
    cells: u32,
    limits: Limits,
}

impl HtmlReader {
    /// Begins a node; whether what is in it is left out.
    fn open(&mut self, node: &Node, element: Option<ElementRef<'_>>) -> Result<bool, Unreadable> {
        if let Node::Text(text) = node {
            self.text(text);
        }
        let Some(element) = element else { return Ok(false) };
        let mut look = self.rules.look(element.value(), self.look());
        // Pages show one of several tables at a time; all of them are there to be shown.
        if element.value().name() == "table" && self.tables.is_empty() {
            (look.gone, look.unseen) = (false, false);
        }
        self.looks.push(look);
        self.element(element.value(), element)
    }

    fn look(&self) -> ElementLook {
        self.looks.last().copied().unwrap_or_default()
    }

    fn element(&mut self, element: &Element, node: ElementRef<'_>) -> Result<bool, Unreadable> {
        self.cells += u32::from(matches!(element.name(), "td" | "th"));
        match element.name() {
            "script" | "style" | "noscript" | "template" | "rt" | "rp" | "rtc" | "datalist" => return Ok(true),
            // What is not there has words and no places.
            _ if self.look().gone => self.gone(element),
            "table" => {
                self.break_line();
                let above = match self.tables.last().map(|table| &table.cell) {
                    None => std::mem::take(&mut self.above),
                    Some(cell) => cell.as_ref().map_or_else(Vec::new, |cell| lines(&cell.text)),
                };
                self.tables.push(OpenTable::new(self.begun, Grid { counted: true, above, ..Grid::default() }));
                self.begun += 1;
            }
            "thead" | "tbody" | "tfoot" | "tr" | "td" | "th" => {
                let Some(table) = self.tables.last_mut() else { return Ok(false) };
                match element.name() {
                    "thead" => table.begin_group(RowGroup::Head),
                    "tbody" => table.begin_group(RowGroup::Body),
                    "tfoot" => table.begin_group(RowGroup::Foot),
                    "tr" => table.begin_row(&mut self.limits)?,
                    _ => table.begin_cell((element, self.cells - 1), &mut self.limits)?,
                }
            }
            "caption" => self.captions += 1,
            "br" => self.say("\n"),
            "input" => self.input(element),
            "select" => {
                self.select(node);
                return Ok(true);
            }
            "textarea" => {
                self.say(&node.text().collect::<String>());
                return Ok(true);
            }
            "svg" => {
                self.picture(AsideKind::Picture, "");
                self.drawings += 1;
            }
            "img" => self.image(element),
            "canvas" => {
                self.picture(AsideKind::Picture, "");
                return Ok(true);
            }
            "object" | "iframe" | "embed" | "video" | "audio" | "applet" => {
                self.picture(AsideKind::Object, element.attr("title").unwrap_or(""));
                return Ok(true);
            }
            name if is_block(name) => self.break_line(),
            _ => {}
        }
        Ok(false)
    }

    fn close(&mut self, node: &Node) -> Result<(), Unreadable> {
        let Node::Element(element) = node else { return Ok(()) };
        let look = self.looks.pop().unwrap_or_default();
        if look.gone {
            // Cells that are not there are words beside each other.
            if matches!(element.name(), "td" | "th" | "tr" | "p" | "div" | "br" | "li") {
                self.apart(AsideKind::Hidden, " ");
            }
            return Ok(());
        }
        match element.name() {
            "table" => self.end_table()?,
            "thead" | "tbody" | "tfoot" => {
                if let Some(table) = self.tables.last_mut() {
                    table.end_row(&mut self.limits)?;
                    table.end_group();
                }
            }
            "tr" => self.tables.last_mut().map_or(Ok(()), |table| table.end_row(&mut self.limits))?,
            "td" | "th" => self.tables.last_mut().map_or(Ok(()), |table| table.end_cell(&mut self.limits))?,
            "caption" => {
                self.break_line();
                self.captions = self.captions.saturating_sub(1);
            }
            "svg" => self.drawings = self.drawings.saturating_sub(1),
            name if is_block(name) => self.break_line(),
            _ => {}
        }
        Ok(())
    }

    fn end_table(&mut self) -> Result<(), Unreadable> {
        let Some(mut table) = self.tables.pop() else { return Ok(()) };
        table.end_row(&mut self.limits)?;
        let nth = table.nth;
        let grid = table.settle();
        let in_cell = self.tables.last().is_some_and(|around| around.cell.is_some());
        if !in_cell || !is_part_of_cell(&grid) {
            self.done.push((nth, grid));
            return Ok(());
        }
        self.break_line();
        self.push(&format!("{}\n", as_lines(&grid)));
        if let Some(cell) = self.tables.last_mut().and_then(|table| table.cell.as_mut()) {
            let asides = grid.rows.into_iter().flat_map(|row| row.cells).flat_map(|cell| cell.asides);
            asides.for_each(|aside| cell.aside(aside.kind, &aside.text));
        }
        Ok(())
    }

    /// An element that is not there: the words that it has of its own.
    fn gone(&mut self, element: &Element) {
        let secret = matches!(element.attr("type"), Some("hidden" | "password"));
        let named = match element.name() {
            "input" if !secret => &["value", "placeholder"][..],
            "img" => &["alt", "title"][..],
            _ => return,
        };
        let words = named.iter().filter_map(|name| element.attr(name)).find(|text| !text.trim().is_empty());
        self.apart(AsideKind::Hidden, words.unwrap_or(""));
    }

    /// What a form holds.
    fn input(&mut self, element: &Element) {
        let kind = element.attr("type").unwrap_or("").to_ascii_lowercase();
        let value = element.attr("value").unwrap_or("");
        match kind.as_str() {
            "checkbox" | "radio" => self.say(if element.attr("checked").is_some() { "☑" } else { "☐" }),
            "hidden" | "password" | "file" => {}
            "image" => self.image(element),
            _ if value.trim().is_empty() => {
                let asked = element.attr("placeholder").unwrap_or("").to_owned();
                self.apart(AsideKind::Prompt, &asked);
            }
            _ => self.say(value),
        }
    }

    /// The choice of a list; the first where none is made, as browsers show it.
    fn select(&mut self, list: ElementRef<'_>) {
        let options = list.descendants().filter_map(ElementRef::wrap);
        let options: Vec<ElementRef<'_>> = options.filter(|o| o.value().name() == "option").take(1000).collect();
        let is_chosen = |option: &&ElementRef<'_>| option.value().attr("selected").is_some();
        let mut chosen: Vec<&ElementRef<'_>> = options.iter().filter(is_chosen).collect();
        if chosen.is_empty() && list.value().attr("multiple").is_none() {
            chosen.extend(options.first());
        }
        for (nth, option) in chosen.into_iter().enumerate() {
            let words: String = option.text().collect();
            if option.value().attr("value") == Some("") || words.contains("请选择") {
                self.apart(AsideKind::Prompt, &words);
            } else {
                self.say(if nth > 0 { "、" } else { "" });
                self.say(words.trim());
            }
        }
    }

    fn image(&mut self, element: &Element) {
        let tiny = |side: &str| element.attr(side).and_then(|n| n.trim().parse::<u32>().ok()).is_some_and(|n| n < 3);
        // Some pages put blanks that are pictures between words.
        if !(tiny("width") || tiny("height")) {
            let about = ["alt", "title"].into_iter().filter_map(|name| element.attr(name));
            let about = about.into_iter().find(|text| !text.trim().is_empty()).unwrap_or("").to_owned();
            self.picture(AsideKind::Picture, &about);
        }
    }

    /// Something whose words are no text.
    fn picture(&mut self, kind: AsideKind, about: &str) {
        let Some(table) = self.tables.last_mut().filter(|table| table.cell.is_some()) else { return };
        table.end_aside();
        if let Some(cell) = &mut table.cell {
            cell.text.push(PICTURE);
            cell.aside(kind, about);
        }
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
                // Seen only where a line ends.
                '\u{ad}' => {}
                c => words.push(c),
            }
        }
        // No line begins in a blank: those between paragraphs are of the source alone.
        let cell = self.tables.last().and_then(|table| table.cell.as_ref());
        let begins = cell.is_some_and(|cell| cell.text.ends_with('\n'));
        let words = if begins { words.trim_start_matches(' ') } else { &words };
        self.say(words);
    }

    /// Words as they look.
    fn say(&mut self, words: &str) {
        let look = self.look();
        let words = plain(look.font, words);
        match look {
            _ if self.drawings > 0 => self.apart(AsideKind::Picture, &words),
            ElementLook { gone: true, .. } | ElementLook { unseen: true, .. } => self.apart(AsideKind::Hidden, &words),
            ElementLook { struck: true, .. } if !words.trim().is_empty() => self.apart(AsideKind::Struck, &words),
            _ => self.push(&words),
        }
    }

    /// Words of a table that are said and not read; elsewhere they are none.
    fn apart(&mut self, kind: AsideKind, words: &str) {
        if let Some(table) = self.tables.last_mut() {
            table.divert(kind, words);
        }
    }

    fn push(&mut self, words: &str) {
        match self.tables.last_mut() {
            Some(table) => {
                if table.cell.is_some() && !words.trim().is_empty() {
                    table.end_aside();
                }
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
            above.push(CellLine { text: text.to_owned(), span: None });
        }
    }

    fn document(mut self) -> Grids {
        self.break_line();
        self.done.sort_by_key(|(nth, _)| *nth);
        let grids = self.done.into_iter().map(|(_, grid)| grid).filter(|grid| !grid.rows.is_empty()).collect();
        Grids { grids, below: self.above, ..Grids::default() }
    }
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
            | "hr"
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
