//! Rows with fewer cells than the head: a cell was lost on the way, and those behind it moved to the left.
//! They are moved back only where ticks or words prove it; what stays open is left out of judgment.

use std::collections::BTreeSet;

use catalint_core::model::FieldId;

use super::{HeadedRow, RowReader, SeenCell};
use crate::catalog::head::Holds;
use crate::catalog::notice::{Notice, short};
use crate::catalog::value::compact;
use crate::catalog::vocabulary::OPTIONS;
use crate::grid::At;
use crate::marks::{self, TickMark};

/// How a cell looks under a head.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fit {
    /// It is something else.
    No,
    /// It may be.
    Fair,
    /// It is what the head says.
    Plain,
}

/// More cells than that are not looked for.
const MOST_MISSING: usize = 3;

impl<'a> RowReader<'a, '_, '_> {
    /// The cells of a row under their heads.
    pub(super) fn view(&self, row: usize, first: At) -> HeadedRow<'a> {
        let (width, have) = (self.head.columns.len(), self.laid.width(row));
        let line =
            |cells: Vec<SeenCell<'a>>| HeadedRow { first, cells, open: BTreeSet::new(), moved: false, notice: None };
        let plain = self.shifted(row, &[]);
        if !self.laid.grid.counted || have >= width {
            return line(plain);
        }
        // Programs leave out blank cells at the end of a row.
        if self.is_chosen(&plain) && self.score(&plain).is_some() && self.is_clear(&plain, have) {
            return line(plain);
        }
        let at = At { grid: self.grid, row, column: 0 };
        let notice = Notice::new("IMP005", 0, at);
        let notice = notice.arg("cells", &have.to_string()).arg("columns", &width.to_string());
        let missing = width - have;
        let all = if missing <= MOST_MISSING { self.alignments(row, missing) } else { Vec::new() };
        let leaning = self.leaning(missing);
        let best = all.iter().map(|(_, _, score)| *score).max();
        let best: Vec<&(Vec<usize>, Vec<SeenCell<'a>>, usize)> =
            all.iter().filter(|(_, _, score)| Some(*score) == best).collect();
        let leant = leaning.iter().find_map(|blanks| {
            best.iter().find(|(found, cells, _)| found == blanks && self.is_chosen(cells) && !self.repeats_name(cells))
        });
        match (leant, best.as_slice()) {
            (Some((_, cells, _)), _) => HeadedRow { moved: true, notice: Some(notice), ..line(cells.clone()) },
            (None, []) => {
                let open = self.all_but_names((0..width).collect());
                let doubtful: Vec<SeenCell<'a>> = open.iter().map(|&column| plain[column]).collect();
                HeadedRow { open, notice: Some(finding_of(notice, &doubtful)), ..line(plain) }
            }
            (None, best) => {
                let cells = &best[0].1;
                let differs = |column: usize| {
                    let of = |cells: &[SeenCell<'_>]| (cells[column].at, cells[column].text.to_owned());
                    best.iter().any(|(_, other, _)| of(other) != of(cells))
                };
                let mut open: BTreeSet<usize> = (0..width).filter(|&column| differs(column)).collect();
                // A cell that is not there says nothing, and its field is not missing.
                open.extend(best.iter().flat_map(|(blanks, ..)| blanks));
                let doubtful: Vec<SeenCell<'a>> =
                    open.iter().filter(|c| differs(**c)).map(|&column| cells[column]).collect();
                let lost = match best {
                    [(blanks, ..)] if blanks.len() == 1 => self.field_of(blanks[0]),
                    _ => None,
                };
                let notice = Some(match lost {
                    Some(field) => Notice { message: 3, ..notice }.arg("field", field.key()),
                    None => finding_of(notice, &doubtful),
                });
                HeadedRow { open: self.all_but_names(open), notice, ..line(cells.clone()) }
            }
        }
    }

    fn field_of(&self, column: usize) -> Option<FieldId> {
        match self.head.holds(column) {
            Holds::Field(field) | Holds::Option(field, _) => Some(*field),
            _ => None,
        }
    }

    /// Names stay as they are read, so that the item can be found.
    fn all_but_names(&self, mut columns: BTreeSet<usize>) -> BTreeSet<usize> {
        let named = [FieldId::No, FieldId::Category, FieldId::Topic, FieldId::Subtopic, FieldId::Detail];
        columns.retain(|&column| !matches!(self.head.holds(column), Holds::Field(field) if named.contains(field)));
        columns
    }

    /// Whether in each group of tick columns one is ticked.
    fn is_chosen(&self, cells: &[SeenCell<'_>]) -> bool {
        let ticked = |column: usize| matches!(marks::tick(cells[column].text), TickMark::Ticked);
        let is_group = |field: &FieldId| {
            self.head.columns.iter().any(|column| matches!(&column.holds, Holds::Option(id, _) if id == field))
        };
        OPTIONS.into_iter().filter(is_group).all(|field| self.head.of(field).any(ticked))
    }

    /// Whether only ticks, notes and columns beside the model are left out at the end of a row.
    fn is_clear(&self, plain: &[SeenCell<'_>], have: usize) -> bool {
        let more = |column: usize| match self.head.holds(column) {
            Holds::Field(field) => !field.spec().required,
            _ => true,
        };
        (have..plain.len()).all(more)
    }

    /// Whether the name below a lost cell is that of the group above: then it was not lost.
    fn repeats_name(&self, cells: &[SeenCell<'_>]) -> bool {
        let before = self.items.last().and_then(|item| item.texts.get(&FieldId::Topic)).and_then(|texts| texts.first());
        let subtopic = self.head.of(FieldId::Subtopic).find_map(|column| cells.get(column));
        before.zip(subtopic).is_some_and(|(topic, subtopic)| compact(topic.text) == compact(subtopic.text))
    }

    /// The ways to put so many blanks into a row under which every cell fits its head, with how many are
    /// plainly what their heads say.
    fn alignments(&self, row: usize, missing: usize) -> Vec<(Vec<usize>, Vec<SeenCell<'a>>, usize)> {
        let width = self.head.columns.len();
        let mut found = Vec::new();
        let mut blanks: Vec<usize> = (0..missing).collect();
        loop {
            let cells = self.shifted(row, &blanks);
            if let Some(score) = self.score(&cells) {
                found.push((blanks.clone(), cells, score));
            }
            // The next choice of columns, in order.
            let Some(at) = (0..missing).rev().find(|&at| blanks[at] < width - missing + at) else { break };
            blanks[at] += 1;
            for next in at + 1..missing {
                blanks[next] = blanks[next - 1] + 1;
            }
        }
        found
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
    fn shifted(&self, row: usize, blanks: &[usize]) -> Vec<SeenCell<'a>> {
        let width = self.head.columns.len().max(self.laid.width(row));
        let cell = |column: usize| {
            let shift = blanks.iter().filter(|&&blank| blank < column).count();
            let from = column.saturating_sub(shift);
            let anchor = self.laid.anchor(row, from).filter(|_| !blanks.contains(&column));
            let (r, c) = anchor.unwrap_or((row, from));
            let text = if anchor.is_some() { self.laid.text(row, from) } else { "" };
            SeenCell { text, at: At { grid: self.grid, row: r, column: c }, covered: r < row }
        };
        (0..width).map(cell).collect()
    }

    /// How many cells are plainly what their heads say; none where one is something else.
    fn score(&self, cells: &[SeenCell<'_>]) -> Option<usize> {
        let written = cells.iter().enumerate().filter(|(_, seen)| !seen.text.is_empty());
        let mut score = 0;
        for (column, seen) in written {
            match self.fit(column, seen.text) {
                Fit::No => return None,
                Fit::Fair => {}
                Fit::Plain => score += 1,
            }
        }
        Some(score)
    }

    fn fit(&self, column: usize, text: &str) -> Fit {
        let tick = marks::tick(text);
        let words = matches!(tick, TickMark::Words | TickMark::Unknown);
        let of = |fits: bool| if fits { Fit::Plain } else { Fit::No };
        match self.head.holds(column) {
            Holds::Option(_, word) => match tick {
                TickMark::Ticked => Fit::Plain,
                TickMark::Words => of(compact(text) == *word),
                _ => Fit::Fair,
            },
            Holds::Field(FieldId::No) => of(text.chars().count() < 8 && text.contains(|c: char| c.is_numeric())),
            Holds::Field(_) | Holds::Path | Holds::Several(_) | Holds::Level(_) | Holds::Name(_) if !words => Fit::No,
            Holds::Field(FieldId::Deadline) => of(is_time(text) && !text.contains('《')),
            Holds::Field(field @ (FieldId::Audience | FieldId::Method | FieldId::Levels)) => {
                let known = self.words.option(*field, text).is_some();
                if known {
                    Fit::Plain
                } else if self.is_other(*field, text) {
                    Fit::No
                } else {
                    Fit::Fair
                }
            }
            Holds::Field(FieldId::Note) => Fit::Fair,
            Holds::Field(field) if self.is_other(*field, text) => Fit::No,
            Holds::Field(FieldId::Channels) => {
                let start = text.trim_start_matches(|c: char| !c.is_alphabetic());
                if self.words.channel(start).is_some() { Fit::Plain } else { Fit::Fair }
            }
            Holds::Field(FieldId::Basis) => match () {
                () if text.contains('《') => Fit::Plain,
                () if text.chars().nth(3).is_some() => Fit::Fair,
                () => Fit::No,
            },
            _ => Fit::Fair,
        }
    }

    /// Whether a text is plainly one of another field: a deadline, a channel, an option, an act.
    fn is_other(&self, field: FieldId, text: &str) -> bool {
        let names = matches!(field, FieldId::Category | FieldId::Topic | FieldId::Subtopic | FieldId::Detail);
        let known = |other: FieldId| other != field && self.words.option(other, text).is_some();
        let deadline = text.contains("工作日") && (text.contains('日') && text.chars().count() < 60);
        let option = [FieldId::Audience, FieldId::Method, FieldId::Levels].into_iter().any(known);
        let channel = field != FieldId::Channels
            && (self.words.channel(text) == Some(text.len()) || text.starts_with(['■', '□', '☑', '☐']));
        let act = text.starts_with('《') && matches!(field, FieldId::Publisher | FieldId::Channels);
        let number = names && text.chars().all(|c| c.is_ascii_digit());
        (deadline && field != FieldId::Content) || option || channel || act || number
    }
}

fn is_time(text: &str) -> bool {
    text.contains(['日', '月', '年', '时', '季', '周', '期', '同', '久'])
}

/// The notice that a row is short, with the words of which it is open where they belong.
fn finding_of(notice: Notice, cells: &[SeenCell<'_>]) -> Notice {
    let texts: Vec<&str> = cells.iter().map(|seen| seen.text).filter(|text| !text.is_empty()).collect();
    if texts.is_empty() {
        return notice;
    }
    Notice { message: 2, ..notice }.arg("text", &short(&texts.join("、")))
}
