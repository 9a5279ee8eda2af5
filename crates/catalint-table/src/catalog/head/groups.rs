//! The columns of a head in groups: those under one cell of its first row.

use catalint_core::model::{self, FieldId};
use catalint_domain::chinese::normalize::Folded;

use super::columns::{LEVELS, is_path, several};
use crate::catalog::value::compact;
use crate::catalog::vocabulary::{OPTIONS, Vocabulary};
use crate::grid::{At, Laid};
use crate::marks::{self, TickMark};

/// Columns under one head.
pub(super) struct HeadGroup {
    pub(super) text: String,
    pub(super) field: Option<FieldId>,
    /// How its text names the field.
    pub(super) how: Option<model::ColumnHead>,
    pub(super) at: At,
    /// The row in which its columns have their names.
    pub(super) names: usize,
    /// Place of each, and its name in that row.
    pub(super) columns: Vec<(usize, String)>,
}

impl HeadGroup {
    /// Whether its columns are children: options, or levels of items.
    pub(super) fn takes_children(&self) -> bool {
        self.field.is_some_and(|field| field == FieldId::Topic || OPTIONS.contains(&field))
    }
}

/// The groups of the head that begins in a row; of three rows those that are `deep` are named in the second.
pub(super) fn groups(laid: &Laid<'_>, at: At, two: bool, deep: &[bool], words: &Vocabulary<'_>) -> Vec<HeadGroup> {
    // Formats without merged cells leave the places behind a parent blank.
    let flat = laid.grid.rows[at.row].cells.iter().all(|cell| cell.columns == 1);
    let mut groups: Vec<HeadGroup> = Vec::new();
    let mut last_anchor = None;
    for (column, deep) in deep.iter().enumerate() {
        let row = at.row + usize::from(*deep);
        let top = laid.text(row, column);
        let anchor = laid.anchor(row, column).filter(|_| !top.is_empty());
        let both = Some(top).filter(|_| !two);
        let both =
            both.and_then(|top| parent_and_child(top, words).or_else(|| parent_of_several(laid, at, column, words)));
        if let Some((parent, child)) = both {
            last_anchor = anchor;
            let (found, text) = (words.head(parent), compact(parent));
            let (field, how) = (found.map(|(field, _)| field), found.map(|(_, how)| how));
            let columns = vec![(column, child.to_owned())];
            groups.push(HeadGroup { text, field, how, at: At { column, ..at }, names: row, columns });
            continue;
        }
        let bottom = if two && laid.anchor(row + 1, column) != anchor { laid.text(row + 1, column) } else { "" };
        let bottom = if Folded(bottom) == Folded(top) { "" } else { bottom };
        let takes = groups.last().is_some_and(HeadGroup::takes_children);
        let goes_on = match anchor {
            Some(_) => anchor == last_anchor,
            None => two && takes && (!bottom.is_empty() || flat),
        };
        if goes_on {
            groups.last_mut().expect("a group goes on").columns.push((column, bottom.to_owned()));
            continue;
        }
        last_anchor = anchor;
        let place = anchor.map_or(At { column, ..at }, |(row, column)| At { row, column, ..at });
        let found = words.head(top);
        let (field, how) = (found.map(|(field, _)| field), found.map(|(_, how)| how));
        let columns = vec![(column, bottom.to_owned())];
        groups.push(HeadGroup { text: compact(top), field, how, at: place, names: row + 1, columns });
    }
    groups
}

/// `公开对象/全社会`: both rows of a head in one cell, as formats without merged cells have it.
fn parent_and_child<'t>(text: &'t str, words: &Vocabulary<'_>) -> Option<(&'t str, &'t str)> {
    let (parent, child) = text.split_once(['/', '／']).filter(|_| words.head(text).is_none() && !is_path(text))?;
    if several(text, words).is_some() {
        return None;
    }
    let (field, _) = words.head(parent)?;
    let takes = field == FieldId::Topic || (OPTIONS.contains(&field) && field != FieldId::Channels);
    (takes && !child.trim().is_empty()).then_some((parent, child.trim()))
}

/// `公开对象（全社会）` beside `公开对象（特定群体）`, `公开对象-全社会`, `公开事项：一级事项`: what stands behind the parent is the
/// name of the column, where it is known and several columns have that parent, or where the column holds ticks. Else it is
/// a legend.
fn parent_of_several<'t>(
    laid: &'t Laid<'_>,
    at: At,
    column: usize,
    words: &Vocabulary<'_>,
) -> Option<(&'t str, &'t str)> {
    let named = |column: usize| {
        let (parent, child) = with_child(laid.text(at.row, column))?;
        let field = words.head(parent)?.0;
        let known = match field {
            FieldId::Topic => words.head(child).is_some_and(|(field, _)| LEVELS.contains(&field)),
            field => OPTIONS.contains(&field) && words.option(field, child).is_some(),
        };
        known.then_some((field, parent, child))
    };
    let (field, parent, child) = named(column)?;
    let others = || (0..laid.width(at.row)).filter(|&other| other != column);
    let several = others().any(|other| named(other).is_some_and(|(id, ..)| id == field));
    let body = || (at.row + 1..laid.rows()).map(|row| laid.own(row, column)).filter(|text| !text.is_empty()).take(12);
    let ticks =
        || field != FieldId::Topic && body().count() > 0 && body().all(|text| marks::tick(text) != TickMark::Words);
    (several || ticks()).then_some((parent, child))
}

/// A head with a name in brackets or behind a mark.
fn with_child(text: &str) -> Option<(&str, &str)> {
    let marks = ['（', '(', '【', '[', '-', '—', '－', '：', ':', '_', '·', '\n'];
    let (parent, child) = text.trim().split_once(marks)?;
    let child = child.trim_matches(|c: char| matches!(c, '）' | ')' | '】' | ']' | '—' | '-') || c.is_whitespace());
    (!child.is_empty()).then_some((parent, child))
}
