//! What each column of a head holds, by its name under the name of its group.

use std::ops::Range;

use catalint_core::model::{self, FieldId};
use catalint_domain::vocabulary::profile::Standing;

use super::groups::HeadGroup;
use super::{HeadColumn, Holds};
use crate::catalog::notice::{Notice, Notices};
use crate::catalog::value::compact;
use crate::catalog::vocabulary::{OPTIONS, Vocabulary};
use crate::grid::{At, Laid};

/// Levels of items that have a field.
pub(super) const LEVELS: [FieldId; 3] = [FieldId::Topic, FieldId::Subtopic, FieldId::Detail];

/// Reads a head.
pub(super) struct HeadReader<'a, 'g, 'p> {
    pub(super) words: &'a Vocabulary<'p>,
    pub(super) laid: &'a Laid<'g>,
    pub(super) notices: &'a mut Notices,
    pub(super) columns: Vec<HeadColumn>,
    pub(super) at: At,
    pub(super) rows: Range<usize>,
}

impl HeadReader<'_, '_, '_> {
    pub(super) fn set(&mut self, column: usize, holds: Holds, head: At) {
        self.columns[column] = HeadColumn { holds, head };
    }

    pub(super) fn has(&self, field: FieldId) -> bool {
        self.columns.iter().any(|column| match &column.holds {
            Holds::Field(id) | Holds::Option(id, _) => *id == field,
            Holds::Path => field == FieldId::Topic,
            Holds::Several(fields) => fields.contains(&field),
            _ => false,
        })
    }

    pub(super) fn group(&mut self, group: &HeadGroup) {
        let named = group.columns.iter().filter(|(_, name)| !name.is_empty()).count();
        let all = group.columns.len();
        if group.takes_children() && group.field != Some(FieldId::Channels) && all > 1 && named < all {
            let notice = Notice::new("IMP003", 0, group.at).arg("head", &group.text);
            let notice = Notice { field: group.field.filter(|field| OPTIONS.contains(field)), ..notice };
            self.notices.push(notice.arg("columns", &all.to_string()).arg("names", &named.to_string()));
        }
        for (nth, (column, name)) in group.columns.iter().enumerate() {
            let row = if name.is_empty() { group.at.row } else { group.names };
            let head = At { row, column: *column, ..self.at };
            let holds = if name.is_empty() { self.unnamed(group, nth) } else { self.named(group, *column, name, head) };
            self.set(*column, holds, head);
        }
    }

    fn named(&mut self, group: &HeadGroup, column: usize, name: &str, head: At) -> Holds {
        match self.words.head(name).filter(|(field, _)| !OPTIONS.contains(field)) {
            Some((FieldId::Extra, model::ColumnHead::Own)) => return Holds::Level(compact(name)),
            Some((field, model::ColumnHead::Own)) => return Holds::Field(field),
            Some((FieldId::Topic, model::ColumnHead::Name)) => return Holds::Name(compact(name)),
            _ => {}
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
            Some((field, (canonical, Standing::Synonym))) => {
                self.notices.push(Notice::repaired(head, name, canonical));
                Holds::Option(field, canonical.to_owned())
            }
            Some((field, _)) => Holds::Option(field, compact(name)),
            None => match field {
                Some(field) => self.misspelt(group, field, column, name, head),
                None if group.text.is_empty() => Holds::Extra(compact(name)),
                // Columns beside 一级事项 that have a name of their own.
                None if group.field.is_none_or(|field| field == FieldId::Topic) => Holds::Extra(compact(name)),
                None => Holds::Extra(format!("{}/{}", group.text, compact(name))),
            },
        }
    }

    /// The option that a name under a known parent stands for: 社会 for 全社会, 特定载体 for 特定群体.
    fn misspelt(&mut self, group: &HeadGroup, field: FieldId, column: usize, name: &str, head: At) -> Holds {
        let others = group.columns.iter().filter(|(other, _)| *other != column).map(|(_, other)| other.as_str());
        let Some(meant) = self.words.meant(field, name, others) else { return Holds::Option(field, compact(name)) };
        self.notices.push(Notice::repaired(head, name, meant));
        Holds::Option(field, meant.to_owned())
    }

    /// A column whose only name is that of its group.
    fn unnamed(&self, group: &HeadGroup, nth: usize) -> Holds {
        let alone = group.columns.len() == 1;
        if let Some(fields) = several(&group.text, self.words).filter(|_| alone) {
            return Holds::Several(fields);
        }
        match group.field {
            _ if alone && is_path(&group.text) => Holds::Path,
            Some(FieldId::Extra) if alone => Holds::Level(group.text.clone()),
            Some(FieldId::Topic) if alone && group.how == Some(model::ColumnHead::Name) => {
                Holds::Name(group.text.clone())
            }
            Some(field) if alone => Holds::Field(field),
            Some(FieldId::Topic) => self.unnamed_level(group, nth),
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

    /// A column without a name beside 一级事项 and 二级事项: the number of the item, if numbers stand in
    /// it; the level of its place, if no other column has that name.
    fn unnamed_level(&self, group: &HeadGroup, nth: usize) -> Holds {
        if self.numbers(group.columns[nth].0) {
            return Holds::Field(FieldId::No);
        }
        let named: Vec<FieldId> =
            group.columns.iter().filter_map(|(_, name)| self.words.head(name)).map(|(field, _)| field).collect();
        let level = LEVELS.get(nth).filter(|level| !named.contains(level));
        level.map_or(Holds::Nothing, |field| Holds::Field(*field))
    }

    /// Whether a column of the body holds nothing but numbers.
    pub(super) fn numbers(&self, column: usize) -> bool {
        let mut texts = self.body(column).peekable();
        texts.peek().is_some() && texts.all(|text| text.len() < 8 && text.chars().all(|c| c.is_ascii_digit()))
    }

    /// The first texts of a column.
    pub(super) fn body(&self, column: usize) -> impl Iterator<Item = &str> {
        let rows = self.rows.end..self.laid.rows();
        rows.map(move |row| self.laid.own(row, column)).filter(|text| !text.is_empty()).take(12)
    }
}

/// 公开事项(一级/二级)
pub(super) fn is_path(text: &str) -> bool {
    text.contains("事项") && text.contains("一级") && text.contains("二级")
}

/// `公开对象/方式/层级`, `公开对象和公开方式`: the fields of a head that names several.
pub(super) fn several(text: &str, words: &Vocabulary<'_>) -> Option<Vec<FieldId>> {
    let names = text.split(['/', '／', '、', '和', '及', '与', '，', ',']);
    let field = |name: &str| {
        let name = name.trim();
        let known = |name: &str| words.head(name).map(|(field, _)| field).filter(|field| JOINED.contains(field));
        known(name).or_else(|| known(&format!("公开{name}")))
    };
    let fields: Vec<FieldId> = names.map(field).collect::<Option<_>>()?;
    let distinct = fields.iter().enumerate().all(|(nth, field)| !fields[..nth].contains(field));
    (fields.len() > 1 && distinct).then_some(fields)
}

/// Fields that stand in one column with others: their options tell them apart.
const JOINED: [FieldId; 3] = [FieldId::Audience, FieldId::Method, FieldId::Levels];
