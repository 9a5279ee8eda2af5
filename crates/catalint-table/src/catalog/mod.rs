//! Reading grids as catalogs: the same for every format.

mod columns;
mod doubt;
mod head;
mod item;
mod notice;
mod rows;
mod title;
mod unread;
mod value;
mod vocabulary;

use std::collections::BTreeMap;

use catalint_core::config::profiles::Profiles;
use catalint_core::model::FieldId;
use catalint_text::Span;

pub(crate) use columns::{ColumnChoices, DraftColumn};
pub(crate) use head::Holds;
pub(crate) use item::{DraftItem, DraftValue};
pub(crate) use notice::{Notice, Notices, short};
pub(crate) use title::body_of;
pub(crate) use value::{acts, compact, elements};
pub(crate) use vocabulary::{OPTIONS, Vocabulary};

use crate::grid::{At, Grids, Laid};
use head::TableHead;
use item::{DraftCount, Items};
use rows::RowReader;
use title::Top;

/// Where a text at the top of a catalog comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum DraftSpot {
    Cell(At),
    /// A paragraph, with its place in the text where the format has one.
    Line(Option<Span>),
}

/// A catalog as it was read, before it is written down.
#[derive(Debug, Default)]
pub(crate) struct CatalogDraft {
    pub(crate) top: BTreeMap<FieldId, (String, DraftSpot)>,
    /// What holds for all items, said above the table or by its title.
    pub(crate) defaults: BTreeMap<FieldId, (Vec<String>, DraftSpot)>,
    /// Whether a line above it says that it is a template for others.
    pub(crate) template: bool,
    /// The month that stands where the day of the update should.
    pub(crate) month: Option<String>,
    pub(crate) profile: Option<String>,
    /// First cell of the head.
    pub(crate) head: At,
    /// Of each grid what its columns are called, by column.
    pub(crate) heads: BTreeMap<usize, Vec<String>>,
    pub(crate) items: Vec<DraftItem>,
    pub(crate) notices: Notices,
    /// Columns that say something.
    pub(crate) columns: usize,
    /// What its columns were taken for, those of the first head.
    pub(crate) read_columns: Vec<DraftColumn>,
    pub(crate) rows: usize,
    pub(crate) ticked: usize,
    pub(crate) unknown: usize,
    /// Whether there is a column for the level, blank or not.
    pub(crate) has_levels: bool,
    /// Fields whose ticks could nowhere be read.
    pub(crate) unread: Vec<FieldId>,
    /// Fields whose columns can't be told apart: what was read of them is in doubt.
    pub(crate) doubtful: Vec<FieldId>,
}

/// A head and the rows below it.
struct TableSection {
    grid: usize,
    head: TableHead,
    notices: Notices,
    rows: std::ops::Range<usize>,
    /// Rows of text above the head.
    above: std::ops::Range<usize>,
}

/// All catalogs of a document, in its order.
pub(crate) fn read(document: &Grids, profiles: &Profiles, chosen: &ColumnChoices) -> Vec<CatalogDraft> {
    let words = Vocabulary::new(profiles);
    let laid: Vec<Laid<'_>> = document.grids.iter().map(Laid::new).collect();
    let mut sections: Vec<TableSection> = Vec::new();
    for (grid, laid) in laid.iter().enumerate() {
        let mut found = self::sections(grid, laid, &words);
        found.iter_mut().for_each(|section| columns::choose(section, laid.grid, chosen));
        if found.is_empty() {
            sections.extend(sections.last().and_then(|last| next_page(grid, laid, last)));
        }
        sections.extend(found);
    }
    let mut catalogs: Vec<Vec<TableSection>> = Vec::new();
    for section in sections {
        let goes_on =
            catalogs.last().and_then(|before| before.last()).is_some_and(|last| goes_on(&laid, last, &section));
        match catalogs.last_mut() {
            Some(last) if goes_on => last.push(section),
            _ if section.head.rows.is_empty() => {}
            _ => catalogs.push(vec![section]),
        }
    }
    let draft = |sections: Vec<TableSection>| {
        let columns = columns::of_head(&laid[sections[0].grid], &sections[0].head, chosen);
        CatalogDraft { read_columns: columns, ..draft(document, &laid, sections, &words) }
    };
    catalogs.into_iter().map(draft).collect()
}

/// Whether a row of a document is the head of a catalog.
pub(crate) fn has_head(document: &Grids, profiles: &Profiles) -> bool {
    let words = Vocabulary::new(profiles);
    document.grids.iter().map(Laid::new).any(|laid| (0..laid.rows()).any(|row| head::is_head(&laid, row, &words)))
}

/// Each head of a grid with its rows.
fn sections(grid: usize, laid: &Laid<'_>, words: &Vocabulary<'_>) -> Vec<TableSection> {
    let mut found: Vec<TableSection> = Vec::new();
    let mut row = 0;
    while row < laid.rows() {
        if !head::is_head(laid, row, words) {
            row += 1;
            continue;
        }
        let mut notices = Vec::new();
        let at = At { grid, row, column: 0 };
        let head = head::read(laid, at, words, &mut notices);
        let floor = found.last().map_or(0, |last| last.head.rows.end);
        let is_text = |row: usize| {
            row >= floor
                && (laid.written(row).next().is_none() || found.is_empty() || rows::is_text_row(laid, row, &head))
        };
        // Rows with a cell that reaches down into the head are of the head: 公开要求 above its columns.
        let top = (0..laid.width(row)).filter_map(|column| laid.anchor(row, column)).map(|(r, _)| r).min();
        let top = top.unwrap_or(row).max(floor);
        let above = (0..top).rev().take_while(|&row| is_text(row)).last().unwrap_or(top)..top;
        if let Some(last) = found.last_mut() {
            last.rows.end = above.start;
        }
        let below = head.rows.end;
        found.push(TableSection { grid, head, notices, rows: below..laid.rows(), above });
        row = below;
    }
    found
}

/// A table without a head that is as wide as the one before: its next page, if its numbers run on.
fn next_page(grid: usize, laid: &Laid<'_>, before: &TableSection) -> Option<TableSection> {
    let first = (0..laid.rows()).find(|&row| laid.written(row).next().is_some())?;
    let no = before.head.of(FieldId::No).next()?;
    let numbered = laid.text(first, no).parse::<u32>().is_ok();
    let fits = !laid.grid.is_sheet() && grid == before.grid + 1 && laid.width(first) == before.head.columns.len();
    let head = TableHead { rows: 0..0, columns: before.head.columns.clone() };
    (numbered && fits).then(|| TableSection { grid, head, notices: Vec::new(), rows: 0..laid.rows(), above: 0..0 })
}

/// Whether a section is the next page of the one before: the same head, and numbers that run on.
fn goes_on(laid: &[Laid<'_>], before: &TableSection, next: &TableSection) -> bool {
    if !before.head.same(&next.head) || (before.grid != next.grid && laid[next.grid].grid.is_sheet()) {
        return false;
    }
    let numbers = |section: &TableSection| -> Vec<u32> {
        let Some(column) = section.head.of(FieldId::No).next() else { return Vec::new() };
        let laid = &laid[section.grid];
        section.rows.clone().filter_map(|row| laid.text(row, column).parse().ok()).collect()
    };
    match (numbers(before).last(), numbers(next).first()) {
        (Some(last), Some(first)) => *first > *last,
        _ => next.above.clone().all(|row| laid[next.grid].written(row).next().is_none()),
    }
}

/// The lowest head of each column, by grid; the next page of a table has those of the page before.
fn heads(laid: &[Laid<'_>], sections: &[TableSection]) -> BTreeMap<usize, Vec<String>> {
    let mut heads: BTreeMap<usize, Vec<String>> = BTreeMap::new();
    let mut last = Vec::new();
    for section in sections {
        let (grid, rows) = (&laid[section.grid], &section.head.rows);
        let lowest = |column: usize| {
            let texts = rows.clone().rev().map(|row| short(&compact(grid.text(row, column))));
            texts.into_iter().find(|text| !text.is_empty()).unwrap_or_default()
        };
        if !rows.is_empty() {
            last = (0..section.head.columns.len()).map(lowest).collect();
        }
        heads.entry(section.grid).or_insert_with(|| last.clone());
    }
    heads
}

fn draft(document: &Grids, laid: &[Laid<'_>], sections: Vec<TableSection>, words: &Vocabulary<'_>) -> CatalogDraft {
    let first = &sections[0];
    // Paragraphs above a table belong to its first catalog.
    let above: &[crate::grid::CellLine] = if first.above.start == 0 { &document.grids[first.grid].above } else { &[] };
    let mut top = Top::read(&laid[first.grid], first.grid, first.above.clone(), above);
    let mut out = CatalogDraft {
        template: top.template,
        head: At { grid: first.grid, row: first.head.rows.start, column: 0 },
        ..CatalogDraft::default()
    };
    out.head.column = laid[first.grid].written(first.head.rows.start).next().map_or(0, |cell| cell.column);
    out.notices.extend(sections[0].notices.iter().cloned());
    extra_columns(&laid[first.grid], &first.head, &mut out);
    out.heads = heads(laid, &sections);
    out.has_levels = sections.iter().any(|section| section.head.of(FieldId::Levels).next().is_some());
    let mut items = Items { words, items: Vec::new(), notices: Vec::new(), count: DraftCount::default() };
    let mut left = Vec::new();
    for section in &sections {
        let mut rows = RowReader::new(&laid[section.grid], section.grid, &section.head, words);
        rows.read(section.rows.clone());
        let before = items.items.len();
        std::mem::take(&mut rows.items).into_iter().for_each(|raw| items.add(raw));
        out.rows += section.rows.clone().filter(|&row| laid[section.grid].written(row).next().is_some()).count();
        // Rows count the items of their own section.
        for notice in &mut rows.notices {
            notice.item = notice.item.map(|item| item + before);
            notice.also.iter_mut().for_each(|item| *item += before);
        }
        out.notices.append(&mut rows.notices);
        left.append(&mut rows.left);
    }
    left.retain(|at| !top.read_below(&title::cells(&laid[at.grid], at.grid, at.row)));
    let last = sections.last().map(|section| section.grid + 1);
    if last == Some(laid.len()) {
        top.read_below_lines(&document.below);
    }
    // The day of a page holds for each of its tables.
    if first.grid > 0 {
        let page = Top::read(&laid[0], 0, 0..0, &document.grids[0].above);
        page.fields.into_iter().filter(|(field, _)| *field == FieldId::Updated).for_each(|(field, day)| {
            top.fields.entry(field).or_insert(day);
        });
    }
    out.month = top.month;
    out.top = top.fields;
    defaults(&first.head, &top.pieces, words, &mut out);
    leftovers(laid, &left, &mut out.notices);
    out.notices.append(&mut items.notices);
    out.notices.retain(|notice| !notice.says_nothing());
    out.items = items.items;
    say_values(&mut out);
    out.unknown = items.count.unknown;
    out.ticked = items.count.ticked.values().sum();
    unread(&first.head, laid, &items.count, &mut out);
    unread::say(document, laid, &sections, &mut out);
    unread::leave_out(document, &mut out);
    let profile = words.guess(vocabulary_of(&first.head, &out.items).into_iter());
    doubt::name_columns(laid, &first.head, profile, &mut out);
    out.profile = profile.map(|profile| profile.id.clone());
    out
}

/// Columns that the model has no field for, each once.
fn extra_columns(laid: &Laid<'_>, head: &TableHead, out: &mut CatalogDraft) {
    for column in &head.columns {
        match &column.holds {
            Holds::Extra(name) => {
                out.columns += 1;
                let said = out.notices.iter().any(|notice| notice.at == column.head);
                if said {
                    continue;
                }
                out.notices.push(Notice::new("IMP002", 0, column.head).arg("head", name));
            }
            Holds::Nothing => {}
            _ => out.columns += 1,
        }
    }
    // Cells beside the head.
    let width = head.columns.len();
    let beside = |row: usize| (width..laid.width(row)).find(|&column| !laid.own(row, column).is_empty());
    let first = (head.rows.end..laid.rows()).find_map(|row| beside(row).map(|column| (row, column)));
    if let Some((row, column)) = first {
        let at = At { row, column, ..head.columns.first().map_or(At::default(), |first| first.head) };
        out.notices.push(Notice::new("IMP002", 1, at).arg("head", &format!("第{}栏", column + 1)));
    }
    for (column, _) in head.columns.iter().enumerate().filter(|(_, column)| column.holds == Holds::Nothing) {
        let said = (head.rows.end..laid.rows()).find(|&row| !laid.own(row, column).is_empty());
        if let Some(row) = said {
            let at = At { row, column, ..head.columns[column].head };
            out.notices.push(Notice::new("IMP002", 1, at).arg("head", &format!("第{}栏", column + 1)));
        }
    }
}

/// Fields that have no column and are told above the table: by labels of a preface, or by a title that
/// says what is listed.
fn defaults(head: &TableHead, pieces: &[title::TitlePiece], words: &Vocabulary<'_>, out: &mut CatalogDraft) {
    let free = |field: FieldId| head.of(field).next().is_none();
    let (given, prose) = title::read_preface(pieces, words);
    for given in given.into_iter().filter(|given| free(given.field)) {
        let notice = Notice::new("IMP006", 5, out.head).arg("field", given.field.key()).arg("old", &given.label);
        out.notices.push(notice.arg("new", &short(&given.texts.join("、"))));
        out.defaults.insert(given.field, (given.texts, given.spot));
    }
    for prose in prose.into_iter().filter(|prose| prose.field.has_default() && free(prose.field)) {
        let at = if let DraftSpot::Cell(at) = prose.spot { at } else { out.head };
        let notice = Notice::new("IMP007", 2, at).arg("field", prose.field.key());
        out.notices.push(notice.arg("text", &short(&prose.text)));
        // It may hold what the items lack.
        out.unread.push(prose.field);
    }
    let Some((title, spot)) = out.top.get(&FieldId::Title).cloned() else { return };
    if !title::lists_disclosed(&title) {
        return;
    }
    let told = [
        (FieldId::Publisher, body_of(&title)),
        (FieldId::Audience, Some("全社会".to_owned())),
        (FieldId::Method, Some("主动公开".to_owned())),
    ];
    for (field, text) in told {
        let Some(text) = text.filter(|_| free(field) && !out.defaults.contains_key(&field)) else { continue };
        let notice = Notice::new("IMP006", 4, out.head).arg("field", field.key());
        out.notices.push(notice.arg("title", &short(&title)).arg("new", &text));
        out.defaults.insert(field, (vec![text], spot));
    }
}

/// What a blank cell was read as is what its item says, not what the cell above it looks like.
fn say_values(out: &mut CatalogDraft) {
    for notice in out.notices.iter_mut().filter(|notice| notice.fills_blank()) {
        let value = notice.item.zip(notice.field).and_then(|(item, field)| out.items.get(item)?.fields.get(&field));
        let said = notice.args.iter_mut().find(|(name, _)| *name == "new");
        if let (Some(value), Some((_, new))) = (value, said) {
            *new = short(&value.texts.join("、"));
        }
    }
}

/// One notice for each run of rows that are no items.
fn leftovers(laid: &[Laid<'_>], left: &[At], notices: &mut Notices) {
    let mut run: Vec<&[At]> = Vec::new();
    for part in left.chunk_by(|a, b| a.grid == b.grid && b.row <= a.row + 1) {
        run.push(part);
    }
    for part in run {
        let first = part[0];
        let text = laid[first.grid].text(first.row, first.column);
        let notice = Notice::new("IMP007", 0, first).arg("rows", &part.len().to_string());
        // Notes and totals are of little weight.
        let hint = part.iter().all(|at| rows::is_remark(laid[at.grid].text(at.row, at.column)));
        notices.push(Notice { hint, ..notice.arg("text", &short(text)) });
    }
}

/// Tick columns in which no row has a tick: they were pictures, or a font that got lost.
fn unread(head: &TableHead, laid: &[Laid<'_>], count: &DraftCount, out: &mut CatalogDraft) {
    if out.items.len() < 2 {
        return;
    }
    for field in OPTIONS {
        let columns: Vec<usize> = head.of(field).filter(|&c| matches!(head.holds(c), Holds::Option(..))).collect();
        let Some(&first) = columns.first() else { continue };
        let ticked = count.ticked.get(&field).copied().unwrap_or(0) > 0;
        let said = out.items.iter().any(|item| item.fields.contains_key(&field));
        let open = out.notices.iter().any(|f| f.code == "IMP004" && f.field == Some(field));
        if ticked || said || open {
            continue;
        }
        let row = head.rows.start;
        let (row, column) = laid[out.head.grid].anchor(row, first).unwrap_or((row, first));
        let at = At { grid: out.head.grid, row, column };
        out.notices.push(Notice::new("IMP004", 1, at).arg("field", field.key()));
        out.unread.push(field);
    }
}

/// The words by which the profile is guessed: those of the head, and each channel once.
fn vocabulary_of<'d>(head: &'d TableHead, items: &'d [DraftItem]) -> Vec<(FieldId, &'d str)> {
    let mut words: Vec<(FieldId, &str)> = Vec::new();
    let named = head.columns.iter().filter_map(|column| match &column.holds {
        Holds::Option(field, word) => Some((*field, word.as_str())),
        _ => None,
    });
    let written = items.iter().flat_map(|item| {
        let of = |field| {
            item.fields.get(&field).into_iter().flat_map(|value| &value.texts).map(move |text| (field, text.as_str()))
        };
        OPTIONS.into_iter().flat_map(of)
    });
    let mut seen = std::collections::HashSet::new();
    for word in named.chain(written) {
        if seen.insert(word) {
            words.push(word);
        }
    }
    words
}
