//! The head of a table: which column holds what. Columns are told by name under their parent, never by
//! their number.

mod columns;
mod groups;
mod mend;

use std::ops::Range;

use catalint_core::model::{self, FieldId};
use catalint_domain::chinese::normalize::Folded;

use super::notice::Notices;
use super::value::compact;
use super::vocabulary::{OPTIONS, Vocabulary};
use crate::grid::{At, Laid};
use columns::HeadReader;
use groups::groups;

/// What a column holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Holds {
    /// Texts of a field.
    Field(FieldId),
    /// `一级事项/二级事项` in one cell.
    Path,
    /// `全社会/主动/县级` in one cell: an option, or several, of each of these fields.
    Several(Vec<FieldId>),
    /// Ticks of one option of a field; the option has no name where the head has none.
    Option(FieldId, String),
    /// A word for items: topic, subtopic or detail, whichever is free.
    Name(String),
    /// Names of a fourth level and below: they tell items apart and go where other columns go.
    Level(String),
    /// Texts that the model has no field for, under their own head.
    Extra(String),
    /// Nothing that was written.
    Nothing,
}

/// A column.
#[derive(Debug, Clone)]
pub(crate) struct HeadColumn {
    pub(crate) holds: Holds,
    /// Where it is named.
    pub(crate) head: At,
}

/// The head of a table.
#[derive(Debug, Clone)]
pub(crate) struct TableHead {
    /// Its rows, one to three.
    pub(crate) rows: Range<usize>,
    /// By place, from 0.
    pub(crate) columns: Vec<HeadColumn>,
}

impl TableHead {
    pub(crate) fn holds(&self, column: usize) -> &Holds {
        self.columns.get(column).map_or(&Holds::Nothing, |column| &column.holds)
    }

    /// The columns of a field.
    pub(crate) fn of(&self, field: FieldId) -> impl Iterator<Item = usize> + '_ {
        let is = move |holds: &Holds| match holds {
            Holds::Field(id) | Holds::Option(id, _) => *id == field,
            Holds::Path => matches!(field, FieldId::Topic | FieldId::Subtopic),
            Holds::Several(fields) => fields.contains(&field),
            Holds::Name(_) | Holds::Level(_) | Holds::Extra(_) | Holds::Nothing => false,
        };
        self.columns.iter().enumerate().filter(move |(_, column)| is(&column.holds)).map(|(at, _)| at)
    }

    /// Whether another head names the same columns.
    pub(crate) fn same(&self, other: &Self) -> bool {
        self.columns.len() == other.columns.len()
            && self.columns.iter().zip(&other.columns).all(|(a, b)| a.holds == b.holds)
    }
}

/// Whether a row is the first row of a head: it names an item, and a basis, deadline or channel; or, as
/// the short form of a basic catalog does, an item, what is disclosed of it and the body.
pub(crate) fn is_head(laid: &Laid<'_>, row: usize, words: &Vocabulary<'_>) -> bool {
    let mut fields: Vec<FieldId> = Vec::new();
    let mut disclosed = false;
    for cell in laid.written(row).take(64) {
        let Some((field, how)) = words.head(&cell.text) else { continue };
        disclosed |= field == FieldId::Content && how == model::ColumnHead::Own;
        if !fields.contains(&field) {
            fields.push(field);
        }
    }
    let any = |wanted: &[FieldId]| wanted.iter().any(|field| fields.contains(field));
    let names = any(&[FieldId::Topic, FieldId::Subtopic]);
    let item = names || fields.contains(&FieldId::Content);
    let short = names && disclosed && fields.contains(&FieldId::Publisher);
    fields.len() > 2 && (short || item && any(&[FieldId::Basis, FieldId::Deadline, FieldId::Channels]))
}

/// Reads the head that begins in a row.
pub(crate) fn read(laid: &Laid<'_>, at: At, words: &Vocabulary<'_>, notices: &mut Notices) -> TableHead {
    let two = laid.rows() > at.row + 1 && has_second_row(laid, at.row, words);
    let three = two && laid.rows() > at.row + 2 && has_second_row(laid, at.row + 1, words);
    let rows = at.row..at.row + 1 + usize::from(two) + usize::from(three);
    let width = rows.clone().map(|row| laid.width(row)).max().unwrap_or(0);
    let nothing = |column| HeadColumn { holds: Holds::Nothing, head: At { column, ..at } };
    let columns = (0..width).map(nothing).collect();
    let mut reader = HeadReader { words, laid, notices, columns, at, rows };
    let deep: Vec<bool> = if three { deep(laid, at.row + 1, width, words) } else { vec![false; width] };
    let mut groups = groups(laid, at, two, &deep, words);
    reader.mend_groups(&mut groups);
    for group in &groups {
        reader.group(group);
    }
    reader.repeated_parents(&groups);
    reader.stand_ins(&groups);
    reader.names();
    reader.repeated_columns();
    TableHead { rows: reader.rows, columns: reader.columns }
}

/// Whether the row below the first row of a head belongs to it: it names children of groups and
/// says nothing else.
fn has_second_row(laid: &Laid<'_>, row: usize, words: &Vocabulary<'_>) -> bool {
    let (mut named, mut parent) = (0, None);
    for column in 0..laid.width(row).max(laid.width(row + 1)) {
        let top = laid.text(row, column);
        if !top.is_empty() {
            parent = words.head(top).map(|(field, _)| field);
        }
        let own = laid.own(row + 1, column);
        if own.is_empty() {
            continue;
        }
        let group = parent.is_some_and(|field| field == FieldId::Topic || OPTIONS.contains(&field));
        let child = words.head(own).is_some_and(|(field, how)| how == model::ColumnHead::Own && field != FieldId::No)
            || OPTIONS.into_iter().any(|field| words.option(field, own).is_some());
        let short = compact(own).chars().count() <= 16;
        if Folded(own) == Folded(top) {
            continue;
        }
        // A word of the profile is a head however long it is: 社区/企事业单位/村公示栏（电子屏）.
        if !(group && child || short && (group || child)) {
            return false;
        }
        named += usize::from(group && child);
    }
    named > 0
}

/// Of a head of three rows the columns whose group is named in its second row, below a word for several:
/// 公开方式和范围 above 公开对象 above 全社会.
fn deep(laid: &Laid<'_>, row: usize, width: usize, words: &Vocabulary<'_>) -> Vec<bool> {
    let mut found: Vec<bool> = Vec::with_capacity(width);
    for column in 0..width {
        let below = !laid.own(row + 1, column).is_empty();
        let named = words.head(laid.own(row, column)).is_some();
        let goes_on = laid.text(row, column).is_empty() && found.last() == Some(&true);
        let covered =
            laid.anchor(row, column).is_some_and(|(r, c)| r == row && c < column) && found.last() == Some(&true);
        found.push(below && (named || goes_on || covered));
    }
    found
}
