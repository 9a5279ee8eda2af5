//! The rows of the list, and what is said at each cell.

use std::collections::BTreeMap;

use catalint_core::fix::CellEdit;
use catalint_core::lint::{groups, naming};
use catalint_core::rule::{Finding, Lang, Severity};

use super::record::{Record, Recorded};
use crate::grid::{At, Grids, Laid};
use crate::lint::CheckedTable;
use crate::remarks::{comment, pick};

/// Rows of the list; no office works off more in one go.
const MOST: usize = 10_000;
/// Bytes of a comment; the list has what is left out.
const LONGEST: usize = 6000;
/// Comments, and bytes of all of them: a file that unpacks to more than 64 MiB would not be read again.
const MOST_COMMENTS: usize = 20_000;
const MOST_TEXT: usize = 8 << 20;
/// UTF-16 units of a record; a cell of a workbook holds 32,767.
const LONGEST_RECORD: usize = 20_000;
/// The same of the edits of one finding; what is longer is left to a person.
const LONGEST_EDITS: usize = 18_000;
/// Characters of a text of the list.
const LONGEST_TEXT: usize = 400;
/// Characters around a change that are shown with it.
const AROUND: usize = 8;
/// Places and texts that are written out.
const MOST_PLACES: usize = 12;
const MOST_TEXTS: usize = 3;

/// A row of the list: findings with one cause that are mended in one way.
#[derive(Debug)]
pub(super) struct RowToMark {
    pub(super) severity: Severity,
    pub(super) code: &'static str,
    /// Where it is, as people find it, and the first of these cells.
    pub(super) place: String,
    pub(super) first: Option<At>,
    pub(super) item: String,
    pub(super) message: String,
    pub(super) before: String,
    /// What is to stand there, or what a person has to do.
    pub(super) after: String,
    pub(super) source: String,
    pub(super) record: Record,
    /// Whether somebody ticked it before.
    pub(super) ticked: bool,
}

impl RowToMark {
    /// What stands in the column 采纳.
    pub(super) fn tick(&self) -> &'static str {
        match (self.ticked, self.has_fix()) {
            (true, _) => "√",
            (false, true) => "",
            (false, false) => "—",
        }
    }

    /// Whether there is something to be ticked.
    pub(super) fn has_fix(&self) -> bool {
        self.record.findings.iter().any(|one| !one.edits.is_empty())
    }
}

/// A cell with findings: the gravest, and what they say; nothing where there are too many comments.
#[derive(Debug)]
pub(super) struct MarkedRow {
    pub(super) severity: Severity,
    pub(super) comment: String,
}

/// What is written into a file.
#[derive(Debug)]
pub(super) struct RowRemarks {
    pub(super) lang: Lang,
    pub(super) rows: Vec<RowToMark>,
    /// Findings that the list has no room for.
    pub(super) more: usize,
    pub(super) cells: BTreeMap<At, MarkedRow>,
    /// How many findings there are, and by the law of which day.
    pub(super) head: String,
    /// Whether some cells are left without a comment, because there are too many.
    pub(super) cut: bool,
}

/// The findings of a table from a severity on.
pub(super) fn remarks(table: &CheckedTable, least: Severity, lang: Lang, head: String) -> RowRemarks {
    let all = table.report.findings.iter().zip(&table.fixes).zip(&table.places);
    let laid: Vec<Laid<'_>> = table.document.grids.iter().map(Laid::new).collect();
    // What is said of a covered place stands at the cell that covers it.
    let covering = |at: At| {
        let (row, column) = laid[at.grid].anchor(at.row, at.column).unwrap_or((at.row, at.column));
        At { row, column, ..at }
    };
    let found: Vec<FoundRow<'_>> = all
        .filter(|((finding, _), _)| finding.severity >= least)
        .map(|((finding, fix), at)| FoundRow {
            finding,
            edits: fix.as_ref().map(|fix| &fix.edits[..]).filter(|edits| units(edits) < LONGEST_EDITS).unwrap_or(&[]),
            at: at.map(covering),
        })
        .collect();
    let mut remarks = RowRemarks { lang, rows: Vec::new(), more: 0, cells: BTreeMap::new(), head, cut: false };
    remarks.mark(&found);
    remarks.list(&table.document, &found, &table.report.source.name);
    remarks
}

/// A finding with its cell.
struct FoundRow<'t> {
    finding: &'t Finding,
    edits: &'t [CellEdit],
    at: Option<At>,
}

impl FoundRow<'_> {
    fn recorded(&self) -> Recorded {
        let cell = self.finding.cell().map_or_else(String::new, |cell| cell.address.clone());
        Recorded { cell, fingerprint: self.finding.fingerprint.to_string(), edits: self.edits.to_vec() }
    }

    /// The old and the new words with what stands around them in the cell.
    fn in_context(&self, document: &Grids) -> Option<(String, String)> {
        let ([edit], Some(at)) = (self.edits, self.at) else { return None };
        let row = document.grids[at.grid].rows.get(at.row)?;
        let text = &row.cells.iter().find(|cell| cell.column == at.column)?.text;
        let (before, after) = text.split_once(edit.before.as_str())?;
        let line = before.rsplit('\n').next().unwrap_or("");
        let lead = match line.char_indices().rev().nth(AROUND) {
            Some((at, c)) => format!("…{}", &line[at + c.len_utf8()..]),
            None => line.to_owned(),
        };
        let line = after.split('\n').next().unwrap_or("");
        let trail = match line.char_indices().nth(AROUND) {
            Some((at, _)) => format!("{}…", &line[..at]),
            None => line.to_owned(),
        };
        let whole = |words: &str| format!("{lead}{words}{trail}").trim().to_owned();
        Some((whole(&edit.before), whole(&edit.after)))
    }

    /// The old and the new words.
    fn change(&self) -> (String, String) {
        let lines = |side: fn(&CellEdit) -> &String| {
            let all: Vec<&str> = self.edits.iter().map(|edit| side(edit).trim()).collect();
            all.join("\n")
        };
        (lines(|edit| &edit.before), lines(|edit| &edit.after))
    }
}

impl RowRemarks {
    /// What stands at the cells.
    fn mark(&mut self, found: &[FoundRow<'_>]) {
        let mut bytes = 0;
        let mut comments = 0;
        for one in found {
            let (Some(at), finding) = (one.at, one.finding) else { continue };
            let severity = finding.severity;
            let code = finding.rule.code;
            let said =
                comment((severity, code), &finding.message_in(self.lang), &finding.help_in(self.lang), self.lang);
            let cell = self.cells.entry(at).or_insert(MarkedRow { severity, comment: String::new() });
            cell.severity = cell.severity.max(severity);
            let bare = cell.comment.is_empty();
            if bytes > MOST_TEXT || bare && comments >= MOST_COMMENTS {
                self.cut = true;
            } else if cell.comment.len() + said.len() < LONGEST {
                cell.comment += &format!("{}{said}", if bare { "" } else { "\n\n" });
                (bytes, comments) = (bytes + said.len(), comments + usize::from(bare));
            } else if !cell.comment.ends_with('…') {
                cell.comment += "\n…";
            }
        }
    }

    /// The rows of the list: a group of findings in as many rows as there are ways to mend them.
    fn list(&mut self, document: &Grids, found: &[FoundRow<'_>], file: &str) {
        let findings: Vec<&Finding> = found.iter().map(|one| one.finding).collect();
        for group in groups(file, &findings) {
            let mut ways: Vec<((String, String), Vec<usize>)> = Vec::new();
            for &at in &group.at {
                let change = found[at].change();
                match ways.iter_mut().find(|(known, _)| *known == change) {
                    Some((_, of)) => of.push(at),
                    None => ways.push((change, vec![at])),
                }
            }
            for (change, of) in ways {
                let mut rest = &of[..];
                while !rest.is_empty() {
                    let (now, later) = rest.split_at(fitting(found, rest));
                    rest = later;
                    if self.rows.len() >= MOST {
                        self.more += now.len();
                        continue;
                    }
                    let row = self.row(document, &now.iter().map(|&at| &found[at]).collect::<Vec<_>>(), &change, file);
                    self.rows.push(row);
                }
            }
        }
    }

    fn row(&self, document: &Grids, found: &[&FoundRow<'_>], change: &(String, String), file: &str) -> RowToMark {
        let lang = self.lang;
        let findings: Vec<&Finding> = found.iter().map(|one| one.finding).collect();
        let group = &groups(file, &findings)[0];
        let item = if group.items.is_empty() { String::new() } else { naming::items(&group.items, lang) };
        let has_fix = !found[0].edits.is_empty();
        let help = group.help(lang);
        let (before, after) = if has_fix {
            // What stands around is shown where it is the same everywhere.
            let around = found[0].in_context(document);
            let same = found.iter().all(|one| one.in_context(document) == around);
            around.filter(|_| same).unwrap_or_else(|| change.clone())
        } else {
            let texts: Vec<&str> =
                found.iter().filter_map(|one| one.finding.cell().map(|cell| cell.text.trim())).collect();
            let by_hand = pick(lang, "（须人工改）", "(by hand) ");
            (distinct(&texts, lang), if help.is_empty() { by_hand.to_owned() } else { format!("{by_hand}{help}") })
        };
        // Nothing that stands in a cell shows a person what it is that goes.
        let blank = |text: String| {
            if has_fix && text.is_empty() { pick(lang, "（删去）", "(nothing)").into() } else { text }
        };
        let shown = shortened(&blank(after));
        let cells: Vec<At> = found.iter().filter_map(|one| one.at).collect();
        RowToMark {
            severity: group.severity(),
            code: group.rule().code,
            place: places(document, &cells, lang),
            first: cells.iter().min().copied(),
            item,
            message: group.message(lang).into_owned(),
            before: shortened(&before),
            after: shown.clone(),
            source: shortened(&found[0].finding.source(lang)),
            record: Record {
                code: group.rule().code.to_owned(),
                shown,
                findings: found.iter().map(|one| one.recorded()).collect(),
            },
            ticked: false,
        }
    }
}

/// How many of these findings one record holds: at least one.
fn fitting(found: &[FoundRow<'_>], of: &[usize]) -> usize {
    let mut all = 2 * LONGEST_TEXT + 200;
    let fits = |at: &usize| {
        all += 100 + units(found[*at].edits);
        all < LONGEST_RECORD
    };
    of.iter().copied().take_while(fits).count().max(1)
}

/// UTF-16 units that edits take in a record, where a blank is written as a number.
fn units(edits: &[CellEdit]) -> usize {
    let of = |text: &str| -> usize {
        text.chars()
            .map(|c| {
                if c.is_ascii_graphic() {
                    2
                } else if c.is_whitespace() || c.is_control() {
                    6
                } else {
                    c.len_utf16()
                }
            })
            .sum()
    };
    edits.iter().map(|edit| 12 + of(&edit.cell) + of(&edit.before) + of(&edit.after)).sum()
}

/// Different texts, the first of them.
fn distinct(texts: &[&str], lang: Lang) -> String {
    let mut all: Vec<&str> = Vec::new();
    for text in texts.iter().filter(|text| !text.is_empty()) {
        if !all.contains(text) {
            all.push(text);
        }
        if all.len() > MOST_TEXTS {
            break;
        }
    }
    let more = if all.len() > MOST_TEXTS { pick(lang, " 等", " and others") } else { "" };
    all.truncate(MOST_TEXTS);
    all.join(pick(lang, "；", "; ")) + more
}

/// `目录!F5:F16、目录!F20`: cells below each other as one; the name of a sheet once.
fn places(document: &Grids, cells: &[At], lang: Lang) -> String {
    let mut cells: Vec<At> = cells.to_vec();
    cells.sort_by_key(|at| (at.grid, at.column, at.row));
    cells.dedup();
    let number = |at: &At| document.grids[at.grid].rows.get(at.row).map_or(at.row + 1, |row| row.number);
    let runs = cells.chunk_by(|a, b| (a.grid, a.column) == (b.grid, b.column) && number(a) + 1 == number(b));
    let mut sheet = String::new();
    let mut out: Vec<String> = Vec::new();
    for run in runs {
        let (first, last) = (&run[0], &run[run.len() - 1]);
        let range = document.grids[first.grid].range(number(first), number(last), first.column);
        // The sheet is named where it is another one.
        let (name, cell) =
            range.rsplit_once('!').map_or((String::new(), &*range), |(name, cell)| (name.to_owned(), cell));
        out.push(if name == sheet { cell.to_owned() } else { range.clone() });
        sheet = name;
    }
    let count = cells.len();
    let cut = out.len() > MOST_PLACES;
    out.truncate(MOST_PLACES);
    let more = pick(lang, format!(" 等{count}处"), format!(" ({count} cells in all)"));
    out.join(pick(lang, "、", ", ")) + if cut { &more } else { "" }
}

/// A text without its middle, where it is too long.
fn shortened(text: &str) -> String {
    let all: Vec<char> = text.chars().collect();
    if all.len() <= LONGEST_TEXT {
        return text.to_owned();
    }
    let (head, tail): (String, String) =
        (all[..LONGEST_TEXT / 2].iter().collect(), all[all.len() - LONGEST_TEXT / 2..].iter().collect());
    format!("{head}……{tail}")
}
