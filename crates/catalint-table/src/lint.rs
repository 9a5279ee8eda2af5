//! A table under the rules: it is read as a catalog, the catalog is checked, and every finding gets the
//! cell that it is about.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use catalint_core::Document as Yaml;
use catalint_core::ledger::SurveyedCatalog;
use catalint_core::lint::{External, Linter, Report, Settings, SharedValues};
use catalint_core::model::{FieldId, Unread};
use catalint_core::rule::{Finding, Lang, Localized, Location, RelatedPlace, Severity, TableCell};
use catalint_core::rules;
use catalint_text::{Source, Span};

use crate::catalog::{self, CatalogDraft, DraftItem, DraftSpot, Notice};
use crate::cells::{Cells, Translated, keep_agreed};
use crate::error::Unreadable;
use crate::grid::{At, Grids};
use crate::write::{WrittenYaml, YamlPart, write};

/// Checks all catalogs of a table file. Texts keep their lines and columns; where a format has none,
/// the text of the report is empty and only [`Finding::cell`] says where a finding is.
///
/// # Errors
/// Why the file can't be read.
pub fn check(name: &str, bytes: &[u8], options: &Settings) -> Result<Report, Unreadable> {
    checked(name, bytes, options).map(|table| table.report)
}

/// The same, with each catalog of the file and which of the findings are its own.
///
/// # Errors
/// Why the file can't be read.
pub fn survey(name: &str, bytes: &[u8], options: &Settings) -> Result<(Report, Vec<SurveyedCatalog>), Unreadable> {
    checked(name, bytes, options).map(|table| (table.report, table.catalogs))
}

/// A table file with what is said of it.
#[derive(Debug)]
pub(crate) struct CheckedTable {
    pub(crate) report: Report,
    pub(crate) drafts: Vec<CatalogDraft>,
    /// The same as they were checked.
    pub(crate) catalogs: Vec<SurveyedCatalog>,
    /// What the fixes of its findings are in its cells, one for each of them.
    pub(crate) fixes: Vec<Option<Translated>>,
    /// The cells of its findings, one for each of them; none for what is said of no cell.
    pub(crate) places: Vec<Option<At>>,
    /// Its tables; their text is that of the report.
    pub(crate) document: Grids,
}

pub(crate) fn checked(name: &str, bytes: &[u8], options: &Settings) -> Result<CheckedTable, Unreadable> {
    let mut document = crate::read::read(name, bytes, None)?;
    let drafts = catalog::read(&document, &options.profiles, &options.columns);
    let mut report = if drafts.is_empty() { nothing(&document, options) } else { empty(options) };
    let mut fixes: Vec<Option<Translated>> = report.findings.iter().map(|_| None).collect();
    let mut places: Vec<Option<At>> = report.findings.iter().map(|_| None).collect();
    let mut read = Vec::with_capacity(drafts.len());
    let mut catalogs = Vec::with_capacity(drafts.len());
    for (nth, draft) in drafts.into_iter().enumerate() {
        // The columns of a table have Chinese heads, whoever reads what is said.
        let mut catalog = CheckedCatalog::new(&document, draft, Lang::Zh, options);
        catalog.number(nth);
        report.items += catalog.draft.items.len();
        report.unread += unread_cells(&catalog.draft);
        report.partial |= catalog.draft.unknown > 0 || !catalog.draft.unread.is_empty();
        if report.title.is_empty() {
            report.title = catalog.draft.top.get(&FieldId::Title).map_or_else(String::new, |(text, _)| text.clone());
        }
        let (from, unread) = (report.findings.len(), unread_cells(&catalog.draft));
        report.findings.extend(catalog.findings);
        let findings = from..report.findings.len();
        let (source, bound) = (catalog.yaml.source().clone(), catalog.yaml.catalog().cloned());
        catalogs.extend(bound.map(|mut bound| {
            bound.leave_out(&self::unread(&catalog.draft));
            SurveyedCatalog { source, catalog: bound, findings, unread }
        }));
        report.suppressed.extend(catalog.suppressed);
        report.baselined.extend(catalog.baselined);
        fixes.extend(catalog.fixes);
        places.extend(catalog.places);
        read.push(catalog.draft);
    }
    let mut source = document.text.take().unwrap_or_else(|| Source::from_text("", ""));
    name.clone_into(&mut source.name);
    Ok(CheckedTable { report: Report { source, ..report }, drafts: read, catalogs, fixes, places, document })
}

fn empty(options: &Settings) -> Report {
    Report {
        source: Source::from_text("", ""),
        findings: Vec::new(),
        suppressed: Vec::new(),
        baselined: Vec::new(),
        items: 0,
        title: String::new(),
        partial: false,
        unread: 0,
        docs_url: options.docs_url.clone(),
    }
}

/// A catalog with what is said of it.
#[derive(Debug)]
pub(crate) struct CheckedCatalog {
    pub(crate) draft: CatalogDraft,
    /// The YAML that was checked.
    yaml: Yaml,
    pub(crate) findings: Vec<Finding>,
    /// What the fixes of these are in the cells.
    fixes: Vec<Option<Translated>>,
    /// Where they are.
    places: Vec<Option<At>>,
    suppressed: Vec<Finding>,
    baselined: Vec<Finding>,
}

/// No catalog was found.
fn nothing(document: &Grids, options: &Settings) -> Report {
    let rule = rules::find("IMP001").expect("the family is registered");
    let mut finding = Finding::file(rule);
    if document.text.is_none() {
        let grid = &document.grids[0];
        finding = finding.in_cell(TableCell::new(grid.address(1, 0), String::new()));
    }
    let options = Settings { table: true, ..options.clone() };
    let found = External { found: vec![finding], ..External::default() };
    Linter::new(options).check_with(&Yaml::parse(Source::from_text("", "")), found)
}

impl CheckedCatalog {
    /// Says of all items which of the catalogs of the file is theirs; they begin as those of the first.
    fn number(&mut self, nth: usize) {
        if nth == 0 {
            return;
        }
        let all = [&mut self.findings, &mut self.suppressed, &mut self.baselined];
        for finding in all.into_iter().flatten() {
            Arc::make_mut(&mut finding.names).iter_mut().for_each(|item| item.catalog = nth);
        }
    }

    pub(crate) fn new(document: &Grids, draft: CatalogDraft, keys: Lang, options: &Settings) -> Self {
        let written = write(&draft, keys);
        let places = TablePlaces::new(document, &written, &draft);
        let found: Vec<Finding> = draft.notices.iter().map(|notice| places.finding(notice)).collect();
        let yaml = Yaml::parse(Source::from_text("", written.yaml.as_str()));
        let options = Settings { table: true, template: draft.template, ..options.clone() };
        let external = External {
            found,
            unread: unread(&draft),
            shared: shared(&draft),
            has_levels: draft.has_levels,
            month: draft.month.clone(),
        };
        let report = Linter::new(options).check_with(&yaml, external);
        let cells = Cells::new(document, &draft, &written);
        // Rows under one merged name are items of that name.
        let under = |finding: &Finding| {
            let item = finding.item.and_then(|item| draft.items.get(item));
            finding.rule.code == "TOP005" && item.is_some_and(|item| item.under)
        };
        let moved = |found: Vec<Finding>| -> Vec<InCells> {
            let found = found.into_iter().filter(|finding| !under(finding));
            let mut found: Vec<InCells> = found.map(|found| in_cells(found, &cells, &places, &report.source)).collect();
            // Which column is what comes before all that is said of columns.
            found.sort_by_key(|moved| {
                let code = moved.finding.rule.code;
                (code != "IMP003", moved.order, code)
            });
            found
        };
        let mut all = moved(report.findings);
        let at = all.iter().map(|moved| moved.at).collect();
        let mut fixes: Vec<Option<Translated>> = all.iter_mut().map(|moved| moved.fix.take()).collect();
        let mut findings: Vec<Finding> = all.into_iter().map(|moved| moved.finding).collect();
        // What is not reported is not fixed.
        let unfixed = |found: Finding| Finding { fix: None, ..found };
        let apart = |found: Vec<Finding>| -> Vec<Finding> {
            moved(found.into_iter().map(unfixed).collect()).into_iter().map(|moved| moved.finding).collect()
        };
        let (suppressed, baselined) = (apart(report.suppressed), apart(report.baselined));
        keep_agreed(&mut fixes);
        for (finding, fix) in findings.iter_mut().zip(&fixes) {
            let edits = fix.as_ref().map_or(&[][..], |fix| &fix.edits);
            match &mut finding.fix {
                Some(fix) if !edits.is_empty() => fix.cells = edits.into(),
                fix => *fix = None,
            }
        }
        Self { draft, yaml, findings, fixes, places: at, suppressed, baselined }
    }
}

/// A finding that was moved into the table.
struct InCells {
    order: Order,
    at: Option<At>,
    finding: Finding,
    fix: Option<Translated>,
}

/// Moves a finding and its fix from the YAML into the table.
fn in_cells(mut found: Finding, cells: &Cells<'_>, places: &TablePlaces<'_>, yaml: &Source) -> InCells {
    let items = found.item.into_iter().chain(found.also.iter().copied()).collect();
    let fix = found.fix.as_mut().filter(|fix| !fix.edits.is_empty()).map(|fix| {
        let translated = cells.translated(fix, items);
        // An edit of the YAML is none of the table.
        fix.edits.clear();
        translated
    });
    let (order, at, finding) = places.move_there(found, yaml);
    InCells { order, at, finding, fix }
}

/// The values that several items have from one cell: it reaches over their rows, or they say 同上.
fn shared(draft: &CatalogDraft) -> SharedValues {
    let mut cells: HashMap<At, usize> = HashMap::new();
    let mut shared = SharedValues::default();
    for (nth, item) in draft.items.iter().enumerate() {
        let written = item.fields.iter().map(|(&id, value)| (id, value.above.unwrap_or(value.at)));
        let blank = item.places.iter().filter(|(id, _)| !item.fields.contains_key(id)).map(|(&id, &at)| (id, at));
        for (id, at) in written.chain(blank) {
            let next = cells.len();
            shared.note(nth, id, *cells.entry(at).or_insert(next));
        }
    }
    shared
}

/// What is left out of judgment: every field of which some cell could not be read whole.
pub(crate) fn unread(draft: &CatalogDraft) -> Unread {
    let mut unread = Unread::default();
    draft.unread.iter().chain(&draft.doubtful).for_each(|&field| unread.add_everywhere(field));
    for (index, item) in draft.items.iter().enumerate() {
        item.unread.iter().for_each(|&field| unread.add(index, field));
    }
    unread
}

/// How many cells that are.
fn unread_cells(draft: &CatalogDraft) -> usize {
    let of = |item: &DraftItem| {
        let mut fields = item.unread.clone();
        fields.extend(draft.unread.iter().chain(&draft.doubtful));
        fields.into_iter().map(|field| item.places.get(&field).copied().unwrap_or(item.first)).collect::<Vec<At>>()
    };
    draft.items.iter().flat_map(of).collect::<BTreeSet<At>>().len()
}

/// What is kept of a cell on either side of the words of a finding, in characters.
const AROUND: usize = 40;

/// What stands in a cell on either side of some words; nothing where they don't stand there as they are.
fn around(cell: &str, words: &str) -> (String, String) {
    let Some((before, behind)) = cell.split_once(words).filter(|_| !words.is_empty()) else {
        return Default::default();
    };
    let one_line = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let before = match before.char_indices().rev().nth(AROUND) {
        Some((at, c)) => format!("…{}", one_line(&before[at + c.len_utf8()..])),
        None => one_line(before),
    };
    let behind = match behind.char_indices().nth(AROUND) {
        Some((at, _)) => format!("{}…", one_line(&behind[..at])),
        None => one_line(behind),
    };
    (before, behind)
}

/// Order of findings: by cell, from the top.
type Order = (usize, usize, usize);

/// Behind all cells.
const LAST: Order = (usize::MAX, 0, 0);

struct TablePlaces<'a> {
    document: &'a Grids,
    draft: &'a CatalogDraft,
    parts: HashMap<&'a str, &'a YamlPart>,
    /// Parts that are fields, in the order of the YAML.
    fields: Vec<&'a YamlPart>,
    /// Cells that the reading stage has spoken of.
    cells: HashMap<String, At>,
}

impl<'a> TablePlaces<'a> {
    fn new(document: &'a Grids, written: &'a WrittenYaml, draft: &'a CatalogDraft) -> Self {
        let parts = written.parts.iter().map(|part| (part.pointer.as_str(), part)).collect();
        let fields = written.parts.iter().filter(|part| !part.span.is_empty() && !part.pointer.is_empty());
        let fields = fields.filter(|part| part.pointer != "/items").collect();
        let mut places = Self { document, draft, parts, fields, cells: HashMap::new() };
        places.cells = draft.notices.iter().map(|notice| (places.cell(notice.at, None).address, notice.at)).collect();
        places
    }

    /// A finding of the reading stage, at its part of the YAML and with its cell.
    fn finding(&self, notice: &Notice) -> Finding {
        let rule = rules::find(notice.code).expect("the family is registered");
        let item = notice.item.filter(|item| self.part(&format!("/items/{item}")).is_some());
        let pointer = match (item, notice.field) {
            (Some(item), Some(field)) => format!("/items/{item}/{}", field.key()),
            (Some(item), None) => format!("/items/{item}"),
            _ => "/items".to_owned(),
        };
        // Until it is moved into the table it stands at its part.
        let span = Some(self.part(&pointer).map_or_else(Span::default, |part| part.span));
        let cell = TableCell { span, ..self.cell(notice.at, None) };
        let also = notice.also.clone();
        let mut finding = Finding { item, pointer, also, ..Finding::file(rule).in_cell(cell) };
        // The second message of a repair is that for a blank cell.
        let blank = notice.args.iter().any(|(name, value)| *name == "old" && value.is_empty());
        finding = finding.message(if blank { notice.message.max(1) } else { notice.message });
        if notice.hint {
            finding = finding.severity(Severity::Hint);
        }
        finding.cause = notice.one_cause.then_some(&[]);
        for (name, value) in &notice.args {
            finding = match FieldId::from_key(value).filter(|_| *name == "field") {
                Some(id) => finding.arg(name, Localized { zh: id.spec().label, en: id.spec().label_en }),
                None => finding.arg(name, value.as_str()),
            };
        }
        finding
    }

    fn part(&self, pointer: &str) -> Option<&'a YamlPart> {
        self.parts.get(pointer).copied()
    }

    /// The part that a finding is about: that of its pointer, or the nearest one around it.
    fn part_of(&self, finding: &Finding) -> Option<&'a YamlPart> {
        let mut pointer = finding.pointer.as_str();
        loop {
            if let Some(part) = self.part(pointer) {
                return Some(part);
            }
            pointer = &pointer[..pointer.rfind('/')?];
        }
    }

    /// Where a place of the YAML comes from.
    fn spot(&self, span: Span) -> Option<DraftSpot> {
        let next = self.fields.partition_point(|part| part.span.start <= span.start);
        let around = |part: &&&YamlPart| part.span.end >= span.end;
        // Fields lie within items: the innermost part begins last.
        self.fields[..next].iter().rev().take(64).find(around).map(|part| part.spot)
    }

    /// The cell of a place, with some words of it, and where they stand in the text of the file.
    fn cell(&self, at: At, words: Option<&str>) -> TableCell {
        let grid = &self.document.grids[at.grid];
        let row = grid.rows.get(at.row);
        let number = row.map_or(at.row + 1, |row| row.number);
        let found = row.and_then(|row| row.cells.iter().find(|cell| cell.column == at.column));
        let text = words.unwrap_or_else(|| found.map_or("", |cell| cell.text.as_str()));
        let whole = found.and_then(|cell| cell.span).or_else(|| {
            // Behind the last cell of a short row.
            row.and_then(|row| row.cells.last()).and_then(|cell| cell.span).map(|span| Span::new(span.end, span.end))
        });
        let span = whole.map_or_else(Span::default, |span| self.narrowed(span, words));
        let span = self.document.text.is_some().then_some(span);
        let around = found.map_or_else(Default::default, |cell| around(&cell.text, text));
        // A title above the table is in no column.
        let above = (at.grid, at.row) < (self.draft.head.grid, self.draft.head.row);
        let heads = self.draft.heads.get(&at.grid).filter(|_| !above);
        let head = heads.and_then(|heads| heads.get(at.column)).cloned().unwrap_or_default();
        TableCell { address: grid.address(number, at.column), text: text.to_owned(), span, around, head }
    }

    /// The address of a cell that is the value of several items.
    fn range(&self, at: At, also: &[usize]) -> String {
        let grid = &self.document.grids[at.grid];
        let number = |row: usize| grid.rows.get(row).map_or(row + 1, |row| row.number);
        let first = number(at.row);
        let cell = grid.rows.get(at.row).and_then(|row| row.cells.iter().find(|cell| cell.column == at.column));
        let below = grid.rows.last().map_or(first, |row| row.number);
        let reach = cell.map_or(first, |cell| first.saturating_add(cell.rows.max(1) - 1).min(below));
        // A blank below a value may stand for it, too.
        let rows = also.iter().filter_map(|item| match self.part(&format!("/items/{item}"))?.spot {
            DraftSpot::Cell(item) if item.grid == at.grid => Some(number(item.row)),
            _ => None,
        });
        grid.range(first, rows.fold(reach, usize::max), at.column)
    }

    /// The part of a span that holds these words, where they stand there once.
    fn narrowed(&self, span: Span, words: Option<&str>) -> Span {
        let (Some(words), Some(source)) = (words.filter(|words| !words.is_empty()), &self.document.text) else {
            return span;
        };
        let mut hits = source.slice(span).match_indices(words).map(|(at, _)| at);
        match (hits.next(), hits.next()) {
            (Some(at), None) => {
                let start = span.start as usize + at;
                Span::of(start..start + words.len())
            }
            _ => span,
        }
    }

    /// Moves a finding from the YAML into the table.
    fn move_there(&self, mut finding: Finding, yaml: &Source) -> (Order, Option<At>, Finding) {
        finding.related.retain_mut(|related| {
            let RelatedPlace::Here(span) = &mut related.place else { return true };
            let Some(DraftSpot::Cell(at)) = self.spot(*span) else { return false };
            let there = self.cell(at, Some(yaml.slice(*span))).span;
            there.inspect(|there| *span = *there).is_some()
        });
        let span = match &finding.location {
            // The reading stage knows the cell.
            Location::Cell(cell) => {
                let at = self.cells[&cell.address];
                let location = Location::Cell(Box::new(self.cell(at, None)));
                return ((at.grid, at.row, at.column), Some(at), Finding { location, ..finding });
            }
            _ => finding.span(),
        };
        let part = self.part_of(&finding);
        let there = part.filter(|part| part.span.start <= span.start && span.end <= part.span.end);
        let words = there.filter(|part| !part.span.is_empty()).map(|_| yaml.slice(span));
        // A list or a quoted text of the YAML is not what stands in the cell: then it is all of the cell.
        let as_is = |words: &&str| !words.contains('\n') && !words.starts_with(['[', '"', '-']);
        let words = match words {
            Some(words) if !as_is(&words) => None,
            words => Some(words.unwrap_or("")),
        };
        let (order, at, location) = match part.map(|part| part.spot) {
            Some(DraftSpot::Cell(at)) => {
                let mut cell = self.cell(at, words);
                if !finding.also.is_empty() {
                    cell.address = self.range(at, &finding.also);
                }
                ((at.grid, at.row, at.column), Some(at), Location::Cell(Box::new(cell)))
            }
            Some(DraftSpot::Line(line)) => ((0, 0, 0), None, self.at_line(line, words, finding.pointer.is_empty())),
            None => (LAST, None, finding.location.clone()),
        };
        finding.location = location;
        (order, at, finding)
    }

    /// What stands outside of the table: a line above it, or nothing at all.
    fn at_line(&self, line: Option<Span>, words: Option<&str>, whole: bool) -> Location {
        match line {
            _ if self.document.text.is_none() => {
                let address = self.document.grids[0].address(1, 0);
                Location::Cell(Box::new(TableCell::new(address, words.unwrap_or("").to_owned())))
            }
            None if whole => Location::File,
            line => Location::Span(self.narrowed(line.unwrap_or_default(), words)),
        }
    }
}
