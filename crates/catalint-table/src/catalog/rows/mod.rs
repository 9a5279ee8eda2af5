//! From the rows of a table to raw items: which rows are one item, and which cell is under which head.

mod fill;
mod short;
mod text;

use std::collections::{BTreeMap, BTreeSet};

use catalint_core::model::FieldId;

use super::head::{Holds, TableHead};
use super::notice::{Notice, Notices};
use super::value::compact;
use super::vocabulary::Vocabulary;
use crate::grid::{At, Laid};
use fill::FillStyle;
pub(crate) use text::{is_remark, is_text_row};

/// A text and the cell that it comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct RawText<'g> {
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
    pub(crate) texts: BTreeMap<FieldId, Vec<RawText<'g>>>,
    /// The cells of tick columns, blank ones too: field, option, cell.
    pub(crate) ticks: Vec<(FieldId, &'g str, RawText<'g>)>,
    /// Columns beside the model: head, cell.
    pub(crate) extra: Vec<(String, RawText<'g>)>,
    /// Where each field stands, also a blank one.
    pub(crate) places: BTreeMap<FieldId, At>,
    /// Fields of which it is open what they say: of a row that is short, of a blank cell that may be merged.
    pub(crate) open: BTreeSet<FieldId>,
    /// Cells of several fields in which words stand that are an option of none of them; the first of those fields.
    pub(crate) unclear: Vec<(FieldId, RawText<'g>)>,
    /// Whether it goes under the names of the item above, all of them in merged cells.
    pub(crate) under: bool,
}

/// A cell under a head.
#[derive(Debug, Clone, Copy)]
struct SeenCell<'g> {
    text: &'g str,
    at: At,
    covered: bool,
}

impl SeenCell<'_> {
    /// Whether the cell begins in this row and says something.
    fn own(&self) -> bool {
        !self.covered && !self.text.is_empty()
    }
}

/// A row whose cells are put under their heads.
#[derive(Debug)]
struct HeadedRow<'g> {
    first: At,
    cells: Vec<SeenCell<'g>>,
    /// Columns of which it is open which cell is theirs.
    open: BTreeSet<usize>,
    /// Whether its cells were moved under their heads: what is blank then is reported as that.
    moved: bool,
    /// That it is short.
    notice: Option<Notice>,
}

/// A row below a head.
enum RowEntry<'g> {
    Line(HeadedRow<'g>),
    /// A row of one text that names a category of the items below it.
    Section(RawText<'g>),
}

/// Reads the rows below a head.
pub(crate) struct RowReader<'a, 'g, 'p> {
    pub(crate) laid: &'a Laid<'g>,
    pub(crate) grid: usize,
    pub(crate) head: &'a TableHead,
    pub(crate) words: &'a Vocabulary<'p>,
    pub(crate) items: Vec<RawItem<'a>>,
    pub(crate) notices: Notices,
    /// Rows that are no items: the first cell of each.
    pub(crate) left: Vec<At>,
    /// Heads of columns that nobody named, by column.
    unnamed: BTreeMap<usize, String>,
    /// The category that a row above named.
    category: Option<RawText<'a>>,
    /// Notices about blank cells that one cell above fills, by field, while their run lasts.
    runs: BTreeMap<FieldId, usize>,
}

/// Fields that name an item.
const NAMES: [FieldId; 4] = [FieldId::No, FieldId::Topic, FieldId::Subtopic, FieldId::Detail];

impl<'a, 'g, 'p> RowReader<'a, 'g, 'p> {
    pub(crate) fn new(laid: &'a Laid<'g>, grid: usize, head: &'a TableHead, words: &'a Vocabulary<'p>) -> Self {
        let (items, notices, left) = (Vec::new(), Vec::new(), Vec::new());
        let (unnamed, runs) = (BTreeMap::new(), BTreeMap::new());
        Self { laid, grid, head, words, items, notices, left, unnamed, category: None, runs }
    }

    pub(crate) fn read(&mut self, rows: std::ops::Range<usize>) {
        let mut entries = Vec::new();
        for row in rows.clone() {
            entries.extend(self.entry(row, &rows, entries.is_empty()));
        }
        let lines: Vec<&HeadedRow<'_>> = entries
            .iter()
            .filter_map(|entry| match entry {
                RowEntry::Line(line) => Some(line),
                RowEntry::Section(_) => None,
            })
            .collect();
        let style = FillStyle::of(&lines, self.head);
        for entry in entries {
            match entry {
                RowEntry::Line(line) => self.line(line, &style),
                RowEntry::Section(name) => self.section(name),
            }
        }
    }

    /// What a row is; none where it says nothing, or is left.
    fn entry(&mut self, row: usize, rows: &std::ops::Range<usize>, first_row: bool) -> Option<RowEntry<'a>> {
        let cell = self.laid.written(row).next()?;
        let first = At { grid: self.grid, row, column: cell.column };
        if first_row && text::numbers_columns(self.laid, row) {
            return None;
        }
        if text::is_section(self.laid, row, self.head, rows.end) {
            return Some(RowEntry::Section(RawText {
                text: self.laid.text(row, cell.column),
                at: first,
                covered: false,
            }));
        }
        if is_text_row(self.laid, row, self.head) || text::is_total(self.laid, row) {
            self.left.push(first);
            return None;
        }
        let line = self.view(row, first);
        let number_only = line
            .cells
            .iter()
            .enumerate()
            .all(|(c, seen)| !seen.own() || *self.head.holds(c) == Holds::Field(FieldId::No));
        if number_only {
            // That it has no other cells is no notice of its own.
            self.notices.push(Notice::new("IMP007", 1, first).arg("text", &text::short_text(self.laid, row)));
            return None;
        }
        Some(RowEntry::Line(line))
    }

    fn section(&mut self, name: RawText<'a>) {
        self.runs.clear();
        let notice = Notice::new("IMP006", 3, name.at).of(self.items.len(), FieldId::Category);
        self.notices.push(notice.arg("old", &super::short(name.text)));
        self.category = Some(name);
    }

    fn line(&mut self, line: HeadedRow<'a>, style: &FillStyle) {
        let goes_on = self.goes_on(&line);
        let nth = if goes_on { self.items.len() - 1 } else { self.items.len() };
        self.notices.extend(line.notice.clone().map(|notice| Notice { item: Some(nth), ..notice }));
        if goes_on {
            add(&mut self.items[nth], &line, self.head, &mut self.unnamed, self.words);
            return;
        }
        let mut item = RawItem { first: line.first, ..RawItem::default() };
        add(&mut item, &line, self.head, &mut self.unnamed, self.words);
        item.under = self.is_under(&line);
        if let Some(category) = self.category.filter(|_| !item.places.contains_key(&FieldId::Category)) {
            item.texts.insert(FieldId::Category, vec![RawText { covered: true, ..category }]);
            item.places.insert(FieldId::Category, category.at);
        }
        self.fill(&mut item, &line, style);
        self.items.push(item);
    }

    fn own(&self, line: &HeadedRow<'_>, field: FieldId) -> bool {
        self.head.of(field).any(|column| line.cells.get(column).is_some_and(SeenCell::own))
    }

    /// Whether a row has a number or a name of its own.
    fn is_named(&self, line: &HeadedRow<'_>) -> bool {
        let level =
            line.cells.iter().enumerate().any(|(c, seen)| seen.own() && matches!(self.head.holds(c), Holds::Level(_)));
        level || NAMES.into_iter().any(|field| self.own(line, field))
    }

    /// Whether all names of a row are those of the item above, in merged cells.
    fn is_under(&self, line: &HeadedRow<'_>) -> bool {
        let covered =
            self.head.of(FieldId::Topic).any(|column| line.cells.get(column).is_some_and(|seen| seen.covered));
        let names = [FieldId::Topic, FieldId::Subtopic, FieldId::Detail];
        let own = names.into_iter().any(|field| self.own(line, field));
        !self.items.is_empty() && if covered { !own } else { !self.is_named(line) }
    }

    /// Whether a row goes on with the item above: only lines of its lists, its names merged or blank.
    fn goes_on(&self, line: &HeadedRow<'_>) -> bool {
        if self.items.is_empty() || self.is_named(line) {
            return false;
        }
        let of = |field: FieldId| self.head.of(field).filter_map(|column| line.cells.get(column));
        let covered = |field: FieldId| of(field).any(|seen| seen.covered && !seen.text.is_empty());
        let within = covered(FieldId::No) || covered(FieldId::Subtopic) || covered(FieldId::Detail);
        // Below a merged topic that has no subtopics each row is one.
        let topics_alone = self.head.of(FieldId::Subtopic).next().is_none() && covered(FieldId::Topic);
        (within || !topics_alone) && self.only_lists(line)
    }

    /// Whether a row has only elements of lists: what is disclosed, or where, or, where content is merged,
    /// on what basis. A row with its own deadline, body or ticks is an item, whatever it is called; so is one
    /// whose channels are those of the item above once more.
    fn only_lists(&self, line: &HeadedRow<'_>) -> bool {
        let content = self.own(line, FieldId::Content);
        let lists = line.cells.iter().enumerate().all(|(column, seen)| match self.head.holds(column) {
            Holds::Field(FieldId::Channels | FieldId::Content | FieldId::Note) => true,
            Holds::Field(FieldId::Basis) if !content => true,
            Holds::Extra(_) | Holds::Nothing => true,
            _ => !seen.own(),
        });
        lists && !(content && self.repeats_channels(line))
    }

    fn repeats_channels(&self, line: &HeadedRow<'_>) -> bool {
        let before = self.items.last().and_then(|item| item.texts.get(&FieldId::Channels));
        let known = |text: &str| -> BTreeSet<String> {
            text.split(|c: char| !c.is_alphanumeric())
                .filter(|word| self.words.channel(word).is_some())
                .map(compact)
                .collect()
        };
        let before: BTreeSet<String> = before.into_iter().flatten().flat_map(|raw| known(raw.text)).collect();
        let own = self.head.of(FieldId::Channels).filter_map(|column| line.cells.get(column)).filter(|seen| seen.own());
        own.flat_map(|seen| known(seen.text)).any(|channel| before.contains(&channel))
    }
}

/// Adds the cells of a row to an item.
fn add<'g>(
    item: &mut RawItem<'g>,
    line: &HeadedRow<'g>,
    head: &'g TableHead,
    unnamed: &mut BTreeMap<usize, String>,
    words: &Vocabulary<'_>,
) {
    let more = !item.places.is_empty();
    for (column, seen) in line.cells.iter().enumerate() {
        let raw = || RawText { text: seen.text, at: seen.at, covered: seen.covered };
        let open = line.open.contains(&column);
        // A row that goes on with the item brings only cells of its own.
        let new = !(open || seen.text.is_empty() || more && seen.covered);
        match head.holds(column) {
            Holds::Field(field) | Holds::Option(field, _) if open => {
                item.places.entry(*field).or_insert(seen.at);
                item.open.insert(*field);
            }
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
                    item.texts.entry(FieldId::Topic).or_default().push(RawText { text: topic, ..raw() });
                    if !subtopic.trim().is_empty() {
                        item.texts.entry(FieldId::Subtopic).or_default().push(RawText { text: subtopic, ..raw() });
                    }
                }
            }
            Holds::Several(fields) => {
                for field in fields {
                    item.places.entry(*field).or_insert(seen.at);
                }
                if open {
                    item.open.extend(fields);
                } else if new {
                    several(item, fields, &raw(), words);
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
            Holds::Name(name) | Holds::Level(name) | Holds::Extra(name) if new => {
                item.extra.push((name.clone(), raw()))
            }
            Holds::Nothing if new => {
                let name = unnamed.entry(column).or_insert_with(|| format!("第{}栏", column + 1));
                item.extra.push((name.clone(), raw()));
            }
            Holds::Name(_) | Holds::Level(_) | Holds::Extra(_) | Holds::Nothing => {}
        }
    }
}

/// The parts of `全社会/主动/县级`, each under the field whose option it is; what nobody knows leaves all of them open.
fn several<'g>(item: &mut RawItem<'g>, fields: &[FieldId], cell: &RawText<'g>, words: &Vocabulary<'_>) {
    let parts: Vec<&str> = cell.text.split(['/', '／', '、', '，', ',', '；', ';', '\n', ' ', '\u{3000}']).collect();
    let parts = parts.into_iter().map(str::trim).filter(|part| !part.is_empty());
    let of =
        |part| fields.iter().copied().find(|field| words.option(*field, part).is_some()).map(|field| (field, part));
    let Some(found) = parts.map(of).collect::<Option<Vec<_>>>() else {
        item.open.extend(fields);
        item.unclear.push((fields[0], *cell));
        return;
    };
    for (field, part) in found {
        item.texts.entry(field).or_default().push(RawText { text: part, ..*cell });
    }
}
