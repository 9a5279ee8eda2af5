//! The head of a table: which column holds what. Columns are told by name under their parent, never by
//! their number.

use std::ops::Range;

use catalint_core::domain::boxes::{self, Signs};
use catalint_core::domain::fold::Folded;
use catalint_core::domain::profile::Standing;
use catalint_core::model::{self, FieldId};

use super::finding::{Finding, Findings};
use super::value::compact;
use super::vocabulary::{OPTIONS, Vocabulary};
use crate::grid::{At, Laid};

/// What a column holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Holds {
    /// Texts of a field.
    Field(FieldId),
    /// `一级事项/二级事项` in one cell.
    Path,
    /// Ticks of one option of a field; the option has no name where the head has none.
    Option(FieldId, String),
    /// Texts that the model has no field for, under their own head.
    Extra(String),
    /// Nothing that was written.
    Nothing,
}

/// A column.
#[derive(Debug, Clone)]
pub(crate) struct Column {
    pub(crate) holds: Holds,
    /// Where it is named.
    pub(crate) head: At,
}

/// The head of a table.
#[derive(Debug, Clone)]
pub(crate) struct Head {
    /// Its rows, one to three.
    pub(crate) rows: Range<usize>,
    /// By place, from 0.
    pub(crate) columns: Vec<Column>,
}

impl Head {
    pub(crate) fn holds(&self, column: usize) -> &Holds {
        self.columns.get(column).map_or(&Holds::Nothing, |column| &column.holds)
    }

    /// The columns of a field.
    pub(crate) fn of(&self, field: FieldId) -> impl Iterator<Item = usize> + '_ {
        let is = move |holds: &Holds| match holds {
            Holds::Field(id) | Holds::Option(id, _) => *id == field,
            Holds::Path => matches!(field, FieldId::Topic | FieldId::Subtopic),
            Holds::Extra(_) | Holds::Nothing => false,
        };
        self.columns.iter().enumerate().filter(move |(_, column)| is(&column.holds)).map(|(at, _)| at)
    }

    /// Whether another head names the same columns.
    pub(crate) fn same(&self, other: &Self) -> bool {
        self.columns.len() == other.columns.len()
            && self.columns.iter().zip(&other.columns).all(|(a, b)| a.holds == b.holds)
    }
}

/// Columns under one head.
struct Group {
    text: String,
    field: Option<FieldId>,
    at: At,
    /// The row in which its columns have their names.
    names: usize,
    /// Place of each, and its name in that row.
    columns: Vec<(usize, String)>,
}

/// Whether a row is the first row of a head: it names an item, and a basis, deadline or channel.
pub(crate) fn is_head(laid: &Laid<'_>, row: usize, words: &Vocabulary<'_>) -> bool {
    let mut fields: Vec<FieldId> = Vec::new();
    for cell in laid.written(row).take(64) {
        let Some((field, _)) = words.head(&cell.text) else { continue };
        if !fields.contains(&field) {
            fields.push(field);
        }
    }
    let any = |wanted: &[FieldId]| wanted.iter().any(|field| fields.contains(field));
    let item = any(&[FieldId::Topic, FieldId::Subtopic, FieldId::Content]);
    fields.len() > 2 && item && any(&[FieldId::Basis, FieldId::Deadline, FieldId::Channels])
}

/// Reads the head that begins in a row.
pub(crate) fn read(laid: &Laid<'_>, at: At, words: &Vocabulary<'_>, findings: &mut Findings) -> Head {
    let two = laid.rows() > at.row + 1 && has_second_row(laid, at.row, words);
    let three = two && laid.rows() > at.row + 2 && has_second_row(laid, at.row + 1, words);
    let rows = at.row..at.row + 1 + usize::from(two) + usize::from(three);
    let width = rows.clone().map(|row| laid.width(row)).max().unwrap_or(0);
    let mut reader = Reader { words, findings, columns: Vec::new(), at };
    let nothing = |column| Column { holds: Holds::Nothing, head: At { column, ..at } };
    reader.columns = (0..width).map(nothing).collect();
    let deep: Vec<bool> = if three { deep(laid, at.row + 1, width, words) } else { vec![false; width] };
    let groups = groups(laid, at, two, &deep, words);
    for group in &groups {
        reader.group(group);
    }
    reader.repeated_parents(&groups);
    reader.mend_names(&groups);
    reader.stand_ins(&groups);
    reader.repeated_columns(laid, &rows);
    let columns = reader.columns;
    Head { rows, columns }
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
        let child = words.head(own).is_some_and(|(field, how)| how == model::Head::Own && field != FieldId::No)
            || OPTIONS.into_iter().any(|field| words.option(field, own).is_some());
        let short = compact(own).chars().count() <= 16;
        if Folded(own) == Folded(top) {
            continue;
        }
        if !short || !(group || child) {
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

fn groups(laid: &Laid<'_>, at: At, two: bool, deep: &[bool], words: &Vocabulary<'_>) -> Vec<Group> {
    // Formats without merged cells leave the places behind a parent blank.
    let flat = laid.grid.rows[at.row].cells.iter().all(|cell| cell.columns == 1);
    let mut groups: Vec<Group> = Vec::new();
    let mut last_anchor = None;
    for (column, deep) in deep.iter().enumerate() {
        let row = at.row + usize::from(*deep);
        let top = laid.text(row, column);
        let anchor = laid.anchor(row, column).filter(|_| !top.is_empty());
        if let Some((parent, child)) = Some(top).filter(|_| !two).and_then(|top| parent_and_child(top, words)) {
            last_anchor = anchor;
            let (field, text) = (words.head(parent).map(|(field, _)| field), compact(parent));
            let columns = vec![(column, child.to_owned())];
            groups.push(Group { text, field, at: At { column, ..at }, names: row, columns });
            continue;
        }
        let bottom = if two && laid.anchor(row + 1, column) != anchor { laid.text(row + 1, column) } else { "" };
        let bottom = if Folded(bottom) == Folded(top) { "" } else { bottom };
        let parent = groups.last().and_then(|group| group.field);
        let takes = parent.is_some_and(|field| field == FieldId::Topic || OPTIONS.contains(&field));
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
        let field = words.head(top).map(|(field, _)| field);
        let columns = vec![(column, bottom.to_owned())];
        groups.push(Group { text: compact(top), field, at: place, names: row + 1, columns });
    }
    groups
}

/// `公开对象/全社会`: both rows of a head in one cell, as formats without merged cells have it.
fn parent_and_child<'t>(text: &'t str, words: &Vocabulary<'_>) -> Option<(&'t str, &'t str)> {
    let (parent, child) = text.split_once(['/', '／']).filter(|_| words.head(text).is_none() && !is_path(text))?;
    let (field, _) = words.head(parent)?;
    let takes = field == FieldId::Topic || (OPTIONS.contains(&field) && field != FieldId::Channels);
    (takes && !child.trim().is_empty()).then_some((parent, child.trim()))
}

struct Reader<'a, 'p> {
    words: &'a Vocabulary<'p>,
    findings: &'a mut Findings,
    columns: Vec<Column>,
    at: At,
}

impl Reader<'_, '_> {
    fn set(&mut self, column: usize, holds: Holds, head: At) {
        self.columns[column] = Column { holds, head };
    }

    fn group(&mut self, group: &Group) {
        let named = group.columns.iter().filter(|(_, name)| !name.is_empty()).count();
        let all = group.columns.len();
        let options = group.field.is_some_and(|field| OPTIONS.contains(&field) && field != FieldId::Channels);
        let takes = options || group.field == Some(FieldId::Topic);
        if takes && all > 1 && named < all {
            let finding = Finding::new("IMP003", 0, group.at).arg("head", &group.text);
            let finding = Finding { field: group.field.filter(|_| options), ..finding };
            self.findings.push(finding.arg("columns", &all.to_string()).arg("names", &named.to_string()));
        }
        for (nth, (column, name)) in group.columns.iter().enumerate() {
            let row = if name.is_empty() { group.at.row } else { group.names };
            let head = At { row, column: *column, ..self.at };
            let holds = self.holds(group, nth, name, head);
            self.set(*column, holds, head);
        }
    }

    fn holds(&mut self, group: &Group, nth: usize, name: &str, head: At) -> Holds {
        if name.is_empty() {
            return self.unnamed(group, nth);
        }
        if let Some((field, model::Head::Own)) = self.words.head(name).filter(|(field, _)| !OPTIONS.contains(field)) {
            return Holds::Field(field);
        }
        let field = group.field.filter(|field| OPTIONS.contains(field));
        // 特定群体（请写明）: what stands in brackets is said to those who fill the table in.
        let bare = name.split(['（', '(']).next().unwrap_or("").trim();
        let hint = field
            .is_some_and(|field| self.words.option(field, name).is_none() && self.words.option(field, bare).is_some());
        let name = if hint { bare } else { name };
        let own = field.and_then(|field| self.words.option(field, name).map(|found| (field, found)));
        let other = || {
            let field = self.words.field_of(name)?;
            Some((field, self.words.option(field, name)?))
        };
        match own.or_else(other) {
            Some((field, (canonical, standing))) => {
                let word = compact(name);
                if standing == Standing::Synonym {
                    self.findings.push(Finding::repaired(head, name, canonical));
                    return Holds::Option(field, canonical.to_owned());
                }
                Holds::Option(field, word)
            }
            None => match field {
                Some(field) => Holds::Option(field, compact(name)),
                None if group.text.is_empty() => Holds::Extra(compact(name)),
                // Columns beside 一级事项 that have a name of their own.
                None if group.field.is_none_or(|field| field == FieldId::Topic) => Holds::Extra(compact(name)),
                None => Holds::Extra(format!("{}/{}", group.text, compact(name))),
            },
        }
    }

    /// A column whose only name is that of its group.
    fn unnamed(&self, group: &Group, nth: usize) -> Holds {
        let alone = group.columns.len() == 1;
        match group.field {
            _ if alone && is_path(&group.text) => Holds::Path,
            Some(field) if alone => Holds::Field(field),
            Some(FieldId::Topic) => {
                let next = [FieldId::Topic, FieldId::Subtopic, FieldId::Detail];
                next.get(nth).map_or(Holds::Nothing, |field| Holds::Field(*field))
            }
            Some(field @ (FieldId::Audience | FieldId::Method | FieldId::Levels)) => {
                Holds::Option(field, String::new())
            }
            // One cell of the head above several of the body: what they say belongs together.
            Some(field) => Holds::Field(field),
            None => match self.words.field_of(&group.text) {
                // 全社会 as a head of its own, its parent lost.
                Some(field) => Holds::Option(field, group.text.clone()),
                None if group.text.is_empty() => Holds::Nothing,
                None => Holds::Extra(group.text.clone()),
            },
        }
    }

    /// 公开方式 above the methods and again above the levels.
    fn repeated_parents(&mut self, groups: &[Group]) {
        for (nth, group) in groups.iter().enumerate().filter(|(_, group)| group.columns.len() > 1) {
            let before =
                groups[..nth].iter().filter(|other| other.text == group.text && other.columns.len() > 1).count();
            if before == 1 {
                self.findings.push(Finding::new("IMP003", 1, group.at).arg("head", &group.text));
            }
        }
    }

    /// Heads that have lost a letter: 公开主 for 公开主体.
    fn mend_names(&mut self, groups: &[Group]) {
        for group in groups.iter().filter(|group| group.field.is_none() && group.columns.len() == 1) {
            let (column, _) = group.columns[0];
            let Holds::Extra(name) = &self.columns[column].holds else { continue };
            let long = name.chars().nth(2).is_some();
            let near = FieldId::heads().find(|(head, _)| long && lacks_one(name, head)).map(|(_, field)| field);
            let Some(field) = near.filter(|field| !self.has(*field)) else { continue };
            let name = name.clone();
            self.findings.push(Finding::repaired(group.at, &name, field.spec().label));
            self.set(column, Holds::Field(field), group.at);
        }
    }

    fn has(&self, field: FieldId) -> bool {
        self.columns.iter().any(|column| match &column.holds {
            Holds::Field(id) | Holds::Option(id, _) => *id == field,
            Holds::Path => field == FieldId::Topic,
            _ => false,
        })
    }

    /// Heads that stand for a field only where no other does, and fields that stand for another.
    fn stand_ins(&mut self, groups: &[Group]) {
        for group in groups.iter().filter(|group| group.columns.len() == 1) {
            let (column, name) = &group.columns[0];
            let found = self.words.head(&group.text).filter(|_| name.is_empty());
            let Some((field, model::Head::StandIn)) = found else { continue };
            self.set(*column, Holds::Extra(group.text.clone()), group.at);
            if !self.has(field) {
                self.set(*column, Holds::Field(field), group.at);
            }
        }
        // 公开属性 says 主动 or 依申请, and then 公开方式 is something else.
        let methods: Vec<usize> =
            (0..self.columns.len()).filter(|&c| self.columns[c].holds == Holds::Field(FieldId::Method)).collect();
        if methods.len() > 1 {
            let named = |group: &&Group| group.text == "公开方式" && group.columns.len() == 1;
            for group in groups.iter().filter(named) {
                let channels = !self.has(FieldId::Channels);
                let holds = if channels { Holds::Field(FieldId::Channels) } else { Holds::Extra(group.text.clone()) };
                self.set(group.columns[0].0, holds, group.at);
            }
        }
        // 事项名称 with nothing above it, or only a category.
        if !self.has(FieldId::Topic) {
            let from = if self.has(FieldId::Subtopic) && self.has(FieldId::Category) {
                FieldId::Category
            } else {
                FieldId::Subtopic
            };
            for column in &mut self.columns {
                if column.holds == Holds::Field(from) {
                    column.holds = Holds::Field(FieldId::Topic);
                }
            }
        }
    }

    /// Whether the cells of a column that say something have boxes with known channels.
    fn has_boxes(&self, laid: &Laid<'_>, below: usize, column: usize) -> bool {
        let boxed = |text: &str| !boxes::boxes(text, Signs::Table, |text| self.words.channel(text)).is_empty();
        let mut said = (below..laid.rows()).map(|row| laid.own(row, column)).filter(|text| !text.is_empty()).peekable();
        said.peek().is_some() && said.all(boxed)
    }

    /// One name for two columns.
    fn repeated_columns(&mut self, laid: &Laid<'_>, rows: &Range<usize>) {
        for column in 1..self.columns.len() {
            let holds = self.columns[column].holds.clone();
            let first = (0..column).find(|&before| self.columns[before].holds == holds);
            let Some(first) = first.filter(|_| !matches!(holds, Holds::Nothing)) else { continue };
            // Two columns under one cell of the head are one column.
            let anchor = |column| laid.anchor(rows.start, column);
            let under_one = rows.len() == 1 && anchor(first) == anchor(column);
            // Boxes in both columns: one list, printed side by side.
            let one_list = holds == Holds::Field(FieldId::Channels)
                && [first, column].into_iter().all(|column| self.has_boxes(laid, rows.end, column));
            if under_one || matches!(&holds, Holds::Option(_, word) if word.is_empty()) {
                continue;
            }
            let head = self.columns[column].head;
            let written = compact(laid.text(head.row, head.column));
            self.findings.push(Finding::new("IMP003", 1, head).arg("head", &written));
            let next = match &holds {
                _ if one_list => continue,
                Holds::Field(FieldId::Topic) if !self.has(FieldId::Subtopic) => Holds::Field(FieldId::Subtopic),
                Holds::Field(FieldId::Subtopic) if !self.has(FieldId::Detail) => Holds::Field(FieldId::Detail),
                Holds::Option(field, _) => Holds::Option(*field, String::new()),
                _ => Holds::Extra(format!("{written}（{}）", column + 1)),
            };
            self.columns[column].holds = next;
        }
    }
}

/// Whether a text is a head with one letter gone. One letter for another is no loss: 公开格式 is not 公开形式.
fn lacks_one(text: &str, head: &str) -> bool {
    let mut rest = text.chars().peekable();
    let left = head.chars().filter(|c| rest.next_if_eq(c).is_none()).count();
    left == 1 && rest.next().is_none()
}

/// 公开事项(一级/二级)
fn is_path(text: &str) -> bool {
    text.contains("事项") && text.contains("一级") && text.contains("二级")
}
