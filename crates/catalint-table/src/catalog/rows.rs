//! From the rows of a table to raw items: which rows are one item, and which cell is under which head.

use std::collections::BTreeMap;

use catalint_core::domain::numbering;
use catalint_core::model::FieldId;

use super::finding::{Finding, Findings, short};
use super::head::{Head, Holds};
use super::value::compact;
use super::vocabulary::{OPTIONS, Vocabulary};
use crate::grid::{At, Laid};
use crate::marks::{self, Tick};

/// A text and the cell that it comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Raw<'g> {
    pub(crate) text: &'g str,
    pub(crate) at: At,
    /// Whether the cell begins above this row.
    pub(crate) covered: bool,
}

/// The cells of one item.
#[derive(Debug, Default)]
pub(crate) struct RawItem<'g> {
    /// Its first cell.
    pub(crate) first: At,
    /// The cells of each field that are not blank.
    pub(crate) texts: BTreeMap<FieldId, Vec<Raw<'g>>>,
    /// The cells of tick columns, blank ones too: field, option, cell.
    pub(crate) ticks: Vec<(FieldId, &'g str, Raw<'g>)>,
    /// Columns beside the model: head, cell.
    pub(crate) extra: Vec<(String, Raw<'g>)>,
    /// Where each field stands, also a blank one.
    pub(crate) places: BTreeMap<FieldId, At>,
    /// Whether the row has fewer cells than the head, and it is open which.
    pub(crate) short: bool,
    /// Whether its cells were moved under their heads: what is blank then is reported as that.
    pub(crate) moved: bool,
}

/// A cell under a head.
struct Seen<'g> {
    text: &'g str,
    at: At,
    covered: bool,
}

/// A row whose cells are put under their heads.
type View<'g> = Vec<Seen<'g>>;

/// Reads the rows below a head.
pub(crate) struct Rows<'a, 'g, 'p> {
    pub(crate) laid: &'a Laid<'g>,
    pub(crate) grid: usize,
    pub(crate) head: &'a Head,
    pub(crate) words: &'a Vocabulary<'p>,
    pub(crate) items: Vec<RawItem<'a>>,
    pub(crate) findings: Findings,
    /// Rows that are no items: the first cell of each.
    pub(crate) left: Vec<At>,
    /// Heads of columns that nobody named, by column.
    unnamed: BTreeMap<usize, String>,
}

impl<'a, 'g, 'p> Rows<'a, 'g, 'p> {
    pub(crate) fn new(laid: &'a Laid<'g>, grid: usize, head: &'a Head, words: &'a Vocabulary<'p>) -> Self {
        let (items, findings, left) = (Vec::new(), Vec::new(), Vec::new());
        Self { laid, grid, head, words, items, findings, left, unnamed: BTreeMap::new() }
    }

    pub(crate) fn row(&mut self, row: usize) {
        let Some(first) = self.laid.written(row).next() else { return };
        let first = At { grid: self.grid, row, column: first.column };
        if self.numbers_columns(row) {
            return;
        }
        if is_text_row(self.laid, row, self.head) || is_total(self.laid, row) {
            self.left.push(first);
            return;
        }
        let found = self.findings.len();
        let (view, short, moved) = self.view(row);
        let number_only = view
            .iter()
            .enumerate()
            .all(|(c, seen)| seen.text.is_empty() || seen.covered || *self.head.holds(c) == Holds::Field(FieldId::No));
        if number_only {
            // That it has no other cells is no finding of its own.
            self.findings.truncate(found);
            self.findings.push(Finding::new("IMP007", 1, first).arg("text", &short_text(self.laid, row)));
            return;
        }
        if self.goes_on(&view) {
            let nth = self.items.len() - 1;
            self.findings[found..].iter_mut().for_each(|finding| finding.item = Some(nth));
            let last = &mut self.items[nth];
            add(last, &view, self.head, &mut self.unnamed);
            return;
        }
        let mut item = RawItem { first, short, moved, ..RawItem::default() };
        add(&mut item, &view, self.head, &mut self.unnamed);
        self.items.push(item);
    }

    /// Whether a row below the head gives each column its number: （1）, （2）, ….
    fn numbers_columns(&self, row: usize) -> bool {
        let number = |text: &str| -> Option<u32> {
            let bare = text.trim().trim_matches(['(', ')', '（', '）', '栏', '第']);
            bare.parse().ok().or_else(|| numbering::leading(text.trim()).number.map(|number| number.value))
        };
        let cells: Vec<Option<u32>> = self.laid.written(row).map(|cell| number(&cell.text)).collect();
        let first = cells.first().copied().flatten();
        let runs = |first: u32| (first..).zip(&cells).all(|(n, cell)| *cell == Some(n));
        self.items.is_empty() && cells.len() > 3 && first.is_some_and(|first| first < 3 && runs(first))
    }

    /// Whether a row goes on with the item above: only lines of its lists, its names merged or blank.
    fn goes_on(&self, view: &View<'_>) -> bool {
        if self.items.is_empty() {
            return false;
        }
        let names = [FieldId::No, FieldId::Topic, FieldId::Subtopic, FieldId::Detail];
        let of = |field: FieldId| self.head.of(field).filter_map(|column| view.get(column));
        let named = names.into_iter().any(|field| of(field).any(|seen| !seen.covered && !seen.text.is_empty()));
        if named {
            return false;
        }
        let covered = |field: FieldId| of(field).any(|seen| seen.covered && !seen.text.is_empty());
        if covered(FieldId::No) || covered(FieldId::Subtopic) || covered(FieldId::Detail) {
            return true;
        }
        let lists = [FieldId::Channels, FieldId::Content];
        let only_lists = view.iter().enumerate().all(|(column, seen)| match self.head.holds(column) {
            Holds::Field(field) if lists.contains(field) => true,
            _ => seen.covered || seen.text.is_empty(),
        });
        let topics_alone = self.head.of(FieldId::Subtopic).next().is_none() && covered(FieldId::Topic);
        only_lists && !topics_alone
    }

    /// The cells of a row under their heads; whether some are missing without it being clear which;
    /// whether they were moved to where they belong.
    fn view(&mut self, row: usize) -> (View<'g>, bool, bool) {
        let (width, have) = (self.head.columns.len(), self.laid.width(row));
        let plain = self.shifted(row, &[]);
        if !self.laid.grid.counted || have >= width {
            return (plain, false, false);
        }
        let missing = width - have;
        let at = At { grid: self.grid, row, column: 0 };
        let nth = Some(self.items.len());
        let finding = Finding { item: nth, ..Finding::new("IMP005", 0, at) };
        let finding = finding.arg("cells", &have.to_string()).arg("columns", &width.to_string());
        let chosen = |view: &View<'_>| {
            let fields = OPTIONS.into_iter().filter(|field| self.is_ticked_field(*field));
            fields.into_iter().all(|field| {
                let mut columns = self.head.of(field);
                columns.any(|c| matches!(marks::tick(view[c].text), Tick::Ticked))
            })
        };
        // Programs leave out blank cells at the end of a row.
        if chosen(&plain) && self.fits(&plain) {
            return (plain, false, false);
        }
        for blanks in self.leaning(missing) {
            let view = self.shifted(row, &blanks);
            if chosen(&view) && self.fits(&view) {
                self.findings.push(finding);
                return (view, false, true);
            }
        }
        self.findings.push(finding);
        (plain, true, false)
    }

    fn is_ticked_field(&self, field: FieldId) -> bool {
        self.head.columns.iter().any(|column| matches!(&column.holds, Holds::Option(id, _) if *id == field))
    }

    /// The columns that a lost merged cell may have had, likeliest first: the wider the group, the
    /// more rows it covers.
    fn leaning(&self, missing: usize) -> Vec<Vec<usize>> {
        let names = [FieldId::Category, FieldId::Topic, FieldId::Subtopic];
        let mut columns: Vec<usize> = names.into_iter().flat_map(|field| self.head.of(field).next()).collect();
        // 一级事项/二级事项 in one column.
        columns.dedup();
        let no: Vec<usize> = self.head.of(FieldId::No).take(1).collect();
        let mut found = Vec::new();
        for lead in [&[][..], &no[..]] {
            let take = missing.checked_sub(lead.len()).filter(|&n| n <= columns.len() && n + lead.len() > 0);
            let Some(take) = take else { continue };
            for columns in columns.windows(take.max(1)).take(if take == 0 { 1 } else { 3 }) {
                let mut blanks = lead.to_vec();
                blanks.extend(&columns[..take]);
                blanks.sort_unstable();
                found.push(blanks);
            }
        }
        found
    }

    /// The row with the cells behind each of these columns moved by one.
    fn shifted(&self, row: usize, blanks: &[usize]) -> View<'g> {
        let width = self.head.columns.len().max(self.laid.width(row));
        let cell = |column: usize| {
            let shift = blanks.iter().filter(|&&blank| blank < column).count();
            let from = column.saturating_sub(shift);
            let anchor = self.laid.anchor(row, from).filter(|_| !blanks.contains(&column));
            let (r, c) = anchor.unwrap_or((row, from));
            let text = if anchor.is_some() { self.laid.text(row, from) } else { "" };
            Seen { text, at: At { grid: self.grid, row: r, column: c }, covered: r < row }
        };
        (0..width).map(cell).collect()
    }

    /// Whether each cell looks like what its head says, as far as that can be told.
    fn fits(&self, view: &View<'_>) -> bool {
        view.iter().enumerate().filter(|(_, seen)| !seen.text.is_empty()).all(|(column, seen)| {
            let tick = marks::tick(seen.text);
            match self.head.holds(column) {
                Holds::Option(..) => tick != Tick::Words,
                Holds::Field(FieldId::No) => {
                    seen.text.chars().count() < 8 && seen.text.contains(|c: char| c.is_numeric())
                }
                Holds::Field(FieldId::Basis) => tick == Tick::Words && seen.text.chars().nth(3).is_some(),
                Holds::Field(FieldId::Deadline) => {
                    seen.text.contains(['日', '月', '年', '时', '季', '周', '期', '同', '久'])
                }
                Holds::Field(FieldId::Channels) => {
                    let start = seen.text.trim_start_matches(|c: char| !c.is_alphabetic());
                    self.words.channel(start).is_some() || !self.words.names(seen.text).is_empty()
                }
                Holds::Field(_) => matches!(tick, Tick::Words | Tick::Unknown),
                _ => true,
            }
        })
    }
}

fn short_text(laid: &Laid<'_>, row: usize) -> String {
    let texts: Vec<&str> = laid.written(row).map(|cell| cell.text.trim()).collect();
    short(&texts.join(" "))
}

/// Whether a row counts the others up.
fn is_total(laid: &Laid<'_>, row: usize) -> bool {
    let mut written = laid.written(row);
    let total = |text: &str| ["合计", "总计", "小计", "共计"].contains(&compact(text).trim_end_matches([':', '：']));
    written.next().is_some_and(|cell| total(&cell.text)) && written.count() < 4
}

/// Whether a row is one text and no item: a title, a note, a section.
pub(crate) fn is_text_row(laid: &Laid<'_>, row: usize, head: &Head) -> bool {
    let mut written = laid.written(row);
    let (Some(cell), None) = (written.next(), written.next()) else { return false };
    let width = head.columns.len();
    let wide = cell.columns * 2 > width;
    let alone = laid.grid.counted && laid.width(row) == 1;
    let note = ["注", "备注", "说明", "填表", "要素说明"].iter().any(|mark| cell.text.trim().starts_with(mark));
    // A number stands alone where a row is not filled in.
    let number = cell.text.trim().chars().all(|c| c.is_ascii_digit() || c == '.');
    let first = *head.holds(cell.column) == Holds::Field(FieldId::No);
    // The rest of the row may be covered from above: then it is a line of a list.
    let covered =
        (0..width).any(|column| laid.anchor(row, column).is_some_and(|(r, c)| r < row && !laid.text(r, c).is_empty()));
    !covered && (wide || alone || note || (first && !number))
}

/// Adds the cells of a row to an item.
fn add<'g>(item: &mut RawItem<'g>, view: &View<'g>, head: &'g Head, unnamed: &mut BTreeMap<usize, String>) {
    let more = !item.places.is_empty();
    for (column, seen) in view.iter().enumerate() {
        let raw = || Raw { text: seen.text, at: seen.at, covered: seen.covered };
        // A row that goes on with the item brings only cells of its own.
        let new = !(seen.text.is_empty() || more && seen.covered);
        match head.holds(column) {
            Holds::Field(field) => {
                item.places.entry(*field).or_insert(seen.at);
                if new {
                    item.texts.entry(*field).or_default().push(raw());
                }
            }
            Holds::Path => {
                item.places.entry(FieldId::Topic).or_insert(seen.at);
                item.places.entry(FieldId::Subtopic).or_insert(seen.at);
                if new {
                    let (topic, subtopic) = seen.text.split_once(['/', '／']).unwrap_or((seen.text, ""));
                    item.texts.entry(FieldId::Topic).or_default().push(Raw { text: topic, ..raw() });
                    if !subtopic.trim().is_empty() {
                        item.texts.entry(FieldId::Subtopic).or_default().push(Raw { text: subtopic, ..raw() });
                    }
                }
            }
            Holds::Option(field, word) => {
                item.places.entry(*field).or_insert(seen.at);
                let known = item.ticks.iter_mut().find(|(id, name, _)| id == field && name == word && more);
                match known {
                    Some((_, _, cell)) if new => *cell = raw(),
                    Some(_) => {}
                    None => item.ticks.push((*field, word.as_str(), raw())),
                }
            }
            Holds::Extra(name) if new => item.extra.push((name.clone(), raw())),
            Holds::Nothing if new => {
                let name = unnamed.entry(column).or_insert_with(|| format!("第{}栏", column + 1));
                item.extra.push((name.clone(), raw()));
            }
            Holds::Extra(_) | Holds::Nothing => {}
        }
    }
}
