//! What is wrong with a head, mended where it can be told and said where it can't.

use std::collections::BTreeSet;

use catalint_core::model::{self, FieldId};

use super::Holds;
use super::columns::{HeadReader, LEVELS};
use super::groups::HeadGroup;
use crate::catalog::notice::Notice;
use crate::catalog::value::compact;
use crate::catalog::vocabulary::lacks_one;
use crate::marks;

/// What 公开形式 says where it is no channel.
const FORMS: [&str; 12] =
    ["文本", "图表", "图片", "音频", "视频", "文字", "全文", "部分公开", "摘要", "电子", "纸质文本", "表格"];

impl HeadReader<'_, '_, '_> {
    /// Heads that have lost a letter: 公开主 for 公开主体.
    pub(super) fn mend_groups(&mut self, groups: &mut [HeadGroup]) {
        let mut had: BTreeSet<FieldId> = groups.iter().filter_map(|group| group.field).collect();
        for group in groups.iter_mut().filter(|group| group.field.is_none()) {
            let long = group.text.chars().nth(2).is_some();
            let near = FieldId::heads().find(|(head, _)| long && lacks_one(&group.text, head));
            let Some((_, field)) = near.filter(|(_, field)| !had.contains(field)) else { continue };
            self.notices.push(Notice::repaired(group.at, &group.text, field.spec().label));
            (group.field, group.how) = (Some(field), Some(model::ColumnHead::Own));
            had.insert(field);
        }
    }

    /// 公开方式 above the methods and again above the levels.
    pub(super) fn repeated_parents(&mut self, groups: &[HeadGroup]) {
        for (nth, group) in groups.iter().enumerate().filter(|(_, group)| group.columns.len() > 1) {
            let before =
                groups[..nth].iter().filter(|other| other.text == group.text && other.columns.len() > 1).count();
            if before == 1 {
                self.notices.push(Notice::new("IMP003", 1, group.at).arg("head", &group.text));
            }
        }
    }

    /// Heads that stand for a field only where no other does, and fields that stand for another.
    pub(super) fn stand_ins(&mut self, groups: &[HeadGroup]) {
        let found: Vec<(usize, &HeadGroup, FieldId)> = groups
            .iter()
            .filter(|group| group.how == Some(model::ColumnHead::StandIn))
            .flat_map(|group| group.columns.iter().map(move |(column, name)| (*column, name, group)))
            .filter(|(_, name, _)| name.is_empty())
            .filter_map(|(column, _, group)| Some((column, group, group.field?)))
            .collect();
        // None of them counts while it is asked which fields have a column of their own.
        for &(column, group, _) in &found {
            self.set(column, Holds::Extra(group.text.clone()), group.at);
        }
        let mut taken: Vec<(FieldId, &str)> = Vec::new();
        for &(column, group, field) in &found {
            // Columns of content say what is disclosed, however many there are.
            let free = field == FieldId::Content || !self.has(field) && !self.tells_forms(field, column);
            if free || taken.contains(&(field, group.text.as_str())) {
                self.set(column, Holds::Field(field), group.at);
                taken.push((field, &group.text));
            }
        }
        self.methods(groups);
    }

    /// Whether a column that could name channels names forms: 文本, 图表.
    fn tells_forms(&self, field: FieldId, column: usize) -> bool {
        let names_form = |text: &str| {
            let bare = text.trim_start_matches(|c: char| {
                !c.is_alphabetic() || marks::tick(&c.to_string()) != marks::TickMark::Words
            });
            FORMS.iter().any(|form| bare.starts_with(form))
        };
        let mut texts = self.body(column).peekable();
        field == FieldId::Channels && texts.peek().is_some() && texts.all(names_form)
    }

    /// 公开属性 says 主动 or 依申请, and then 公开方式 is something else; where it names channels and nothing
    /// else does, it is the column of channels.
    fn methods(&mut self, groups: &[HeadGroup]) {
        let of = |reader: &Self| reader.columns.iter().filter(|c| c.holds == Holds::Field(FieldId::Method)).count();
        let several = of(self) > 1;
        for group in groups.iter().filter(|group| group.text == "公开方式" && group.columns.len() == 1) {
            let column = group.columns[0].0;
            if self.columns[column].holds != Holds::Field(FieldId::Method) {
                continue;
            }
            let told = self.body(column).next().is_some()
                && self.body(column).all(|text| !text.contains("主动") && self.names_channel(text));
            let channels =
                !self.has(FieldId::Channels) && (told || several && !self.tells_forms(FieldId::Channels, column));
            if channels {
                self.set(column, Holds::Field(FieldId::Channels), group.at);
            } else if several {
                self.set(column, Holds::Extra(group.text.clone()), group.at);
            }
        }
    }

    fn names_channel(&self, text: &str) -> bool {
        let start = text.trim_start_matches(|c: char| !c.is_alphabetic());
        self.words.channel(start).is_some()
    }

    /// Words for items of any level: the first is the topic, then subtopic and detail; behind levels
    /// that are numbered the next free one, before them the category.
    pub(super) fn names(&mut self) {
        self.two_firsts();
        let named: Vec<usize> =
            (0..self.columns.len()).filter(|&c| matches!(self.columns[c].holds, Holds::Name(_))).collect();
        let topic = self.columns.iter().position(|c| matches!(c.holds, Holds::Field(FieldId::Topic) | Holds::Path));
        for &column in &named {
            let Holds::Name(name) = self.columns[column].holds.clone() else { continue };
            let free = LEVELS.into_iter().find(|level| !self.has(*level));
            let holds = match free {
                _ if topic.is_some_and(|topic| column < topic) => {
                    if self.has(FieldId::Category) {
                        Holds::Extra(name)
                    } else {
                        Holds::Field(FieldId::Category)
                    }
                }
                // 类别 beside 事项名称 alone: these are topic and subtopic.
                _ if topic.is_none()
                    && named.len() == 1
                    && self.has(FieldId::Category)
                    && !self.has(FieldId::Subtopic) =>
                {
                    self.rename(FieldId::Category, FieldId::Topic);
                    Holds::Field(FieldId::Subtopic)
                }
                Some(level) => Holds::Field(level),
                None => Holds::Level(name),
            };
            self.columns[column].holds = holds;
        }
        // 二级事项 with nothing above it, or only a category.
        if !self.has(FieldId::Topic) {
            let both = self.has(FieldId::Subtopic) && self.has(FieldId::Category);
            self.rename(if both { FieldId::Category } else { FieldId::Subtopic }, FieldId::Topic);
        }
    }

    fn rename(&mut self, from: FieldId, to: FieldId) {
        for column in self.columns.iter_mut().filter(|column| column.holds == Holds::Field(from)) {
            column.holds = Holds::Field(to);
        }
    }

    /// 一级目录 in front of 一级事项: the category.
    fn two_firsts(&mut self) {
        let firsts: Vec<usize> =
            (0..self.columns.len()).filter(|&c| self.columns[c].holds == Holds::Field(FieldId::Topic)).collect();
        if let [first, second] = firsts[..]
            && !self.has(FieldId::Category)
            && self.written(first) != self.written(second)
        {
            self.columns[first].holds = Holds::Field(FieldId::Category);
        }
    }

    /// What stands where a column is named.
    fn written(&self, column: usize) -> String {
        let head = self.columns[column].head;
        compact(self.laid.text(head.row, head.column))
    }

    /// Two columns for one field.
    pub(super) fn repeated_columns(&mut self) {
        for column in 1..self.columns.len() {
            let holds = self.columns[column].holds.clone();
            let first = (0..column).find(|&before| self.columns[before].holds == holds);
            let Some(first) = first.filter(|_| !matches!(holds, Holds::Nothing)) else { continue };
            // Two columns under one cell of the head are one column; words for content add up.
            let place = |column: usize| {
                let head = self.columns[column].head;
                self.laid.anchor(head.row, head.column).unwrap_or((head.row, head.column))
            };
            // A list of boxes over two columns is one list, but nobody says which column is what.
            let boxes = holds == Holds::Field(FieldId::Channels) && self.body(column).next().is_some();
            let one = place(first) == place(column) && !boxes;
            let (before, written) = (self.written(first), self.written(column));
            let adds_up = holds == Holds::Field(FieldId::Content) && before != written;
            if one || adds_up || matches!(&holds, Holds::Option(_, word) if word.is_empty()) {
                continue;
            }
            let head = self.columns[column].head;
            let bare = |text: &str| text.trim_end_matches(|c: char| c.is_ascii_digit()).to_owned();
            let notice = match &holds {
                _ if written.is_empty() || place(first) == place(column) => {
                    Notice::new("IMP003", 3, head).arg("head", &before)
                }
                Holds::Field(field) if bare(&before) != bare(&written) => {
                    Notice::new("IMP003", 2, head).arg("first", &before).arg("head", &written).arg("field", field.key())
                }
                _ => Notice::new("IMP003", 1, head).arg("head", &bare(&written)),
            };
            self.notices.push(notice);
            self.columns[column].holds = self.second(holds, &before, &written, column);
        }
    }

    /// What the second column of a field holds.
    fn second(&self, holds: Holds, before: &str, written: &str, column: usize) -> Holds {
        match holds {
            Holds::Field(FieldId::Topic) if !self.has(FieldId::Subtopic) => Holds::Field(FieldId::Subtopic),
            Holds::Field(FieldId::Subtopic) if !self.has(FieldId::Detail) => Holds::Field(FieldId::Detail),
            // A list of boxes over two columns.
            Holds::Field(FieldId::Channels) => Holds::Field(FieldId::Channels),
            Holds::Option(field, _) => Holds::Option(field, String::new()),
            _ if written.is_empty() => Holds::Extra(format!("{before}（{}）", column + 1)),
            _ => Holds::Extra(format!("{written}（{}）", column + 1)),
        }
    }
}
