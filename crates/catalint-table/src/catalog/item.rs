//! From the cells of an item to the texts of its fields.

use std::collections::{BTreeMap, BTreeSet};

use catalint_core::model::FieldId;
use catalint_domain::chinese::numbering;
use catalint_domain::vocabulary::placeholder::is_ditto;

use super::notice::{Notice, Notices};
use super::rows::{RawItem, RawText};
use super::value::{self, compact};
use super::vocabulary::{OPTIONS, Vocabulary};
use crate::grid::At;
use crate::marks::{self, Choices, MarkChoice, TickMark};

/// The texts of a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct DraftValue {
    pub(crate) texts: Vec<String>,
    /// One text that is not to become a list.
    pub(crate) whole: bool,
    pub(crate) at: At,
    /// The cell that says it, where this one says 同上.
    pub(crate) above: Option<At>,
}

/// An item as it goes into the file.
#[derive(Debug, Default)]
pub(crate) struct DraftItem {
    pub(crate) first: At,
    pub(crate) fields: BTreeMap<FieldId, DraftValue>,
    pub(crate) extra: Vec<(String, String, At)>,
    /// Where each field stands in the table, also one that is not there.
    pub(crate) places: BTreeMap<FieldId, At>,
    /// Fields of which some cell could not be read whole.
    pub(crate) unread: BTreeSet<FieldId>,
    /// Whether it goes under the names of the item above, all of them in merged cells.
    pub(crate) under: bool,
}

/// What a table says about reading its items.
#[derive(Debug, Default)]
pub(crate) struct DraftCount {
    /// Ticks that were read, by field.
    pub(crate) ticked: BTreeMap<FieldId, usize>,
    /// Ticks that could not be read.
    pub(crate) unknown: usize,
}

pub(crate) struct Items<'a, 'p> {
    pub(crate) words: &'a Vocabulary<'p>,
    pub(crate) items: Vec<DraftItem>,
    pub(crate) notices: Notices,
    pub(crate) count: DraftCount,
}

impl Items<'_, '_> {
    pub(crate) fn add(&mut self, raw: RawItem<'_>) {
        let nth = self.items.len();
        let before = self.notices.len();
        let mut item = DraftItem { first: raw.first, places: raw.places, under: raw.under, ..DraftItem::default() };
        for (field, cell) in &raw.unclear {
            let notice = Notice::new("IMP004", 0, cell.at).of(nth, *field).arg("field", field.key());
            self.notices.push(notice.arg("text", &value::one(cell.text).text));
        }
        for (&field, cells) in raw.texts.iter().filter(|(field, _)| !raw.open.contains(field)) {
            let Some(value) = self.value(nth, field, cells, &mut item) else { continue };
            // A remark from another cell stays beside 备注.
            let remark = item.fields.insert(field, value).filter(|_| field == FieldId::Note);
            if let Some((text, at)) = remark.and_then(|mut remark| Some((remark.texts.pop()?, remark.at))) {
                item.remark(&text, at);
            }
        }
        for field in OPTIONS {
            let ticks: Vec<(&str, &RawText<'_>)> =
                raw.ticks.iter().filter(|(id, ..)| *id == field).map(|(_, word, cell)| (*word, cell)).collect();
            if ticks.is_empty() || raw.open.contains(&field) {
                continue;
            }
            let value = self.ticks(nth, field, &ticks, &mut item);
            if let Some(value) = value {
                item.fields.entry(field).or_insert(value);
            }
        }
        for (name, cell) in &raw.extra {
            let text = value::lines(cell.text).join("\n");
            match item.extra.iter_mut().find(|(known, ..)| known == name) {
                Some((_, before, _)) => *before += &format!("\n{text}"),
                None => item.extra.push((name.clone(), text, cell.at)),
            }
        }
        item.unread.extend(raw.open);
        let doubts = self.notices[before..].iter().filter(|notice| notice.code == "IMP004");
        item.unread.extend(doubts.filter_map(|notice| notice.field));
        self.items.push(item);
    }

    #[inline(never)] // for browsers: docs/page.md
    fn value(&mut self, nth: usize, field: FieldId, cells: &[RawText<'_>], item: &mut DraftItem) -> Option<DraftValue> {
        let first = cells.first()?;
        let text = joined(field, cells);
        // A picture says nothing, but that a box may have been one.
        let text = if OPTIONS.contains(&field) { text } else { text.replace(marks::PICTURE, "") };
        if field == FieldId::No {
            let number = text.trim().trim_end_matches(['.', '、', '．']);
            return (!first.covered && !number.is_empty()).then(|| DraftValue::one(number.to_owned(), first.at));
        }
        if is_ditto(&text) {
            if let Some(meant) = self.items.last().and_then(|before| before.fields.get(&field)) {
                let notice = Notice::repaired(first.at, &text, &meant.texts.join("、"));
                self.notices.push(notice.of(nth, field));
                let above = meant.above.or(Some(meant.at));
                return Some(DraftValue { at: first.at, above, ..meant.clone() });
            }
            return Some(DraftValue::one(text.trim().to_owned(), first.at));
        }
        let many = match field {
            FieldId::Content => contents(cells, &text),
            FieldId::Basis => value::acts(&text),
            FieldId::Channels => return self.channels(nth, cells, item),
            FieldId::Audience | FieldId::Method | FieldId::Levels => return self.options(nth, field, &text, first),
            _ => {
                let mended = value::one(&text);
                value::Many { texts: vec![mended.text], repaired: mended.repaired, whole: false }
            }
        };
        if many.repaired && !first.covered {
            let notice = Notice::repaired(first.at, &text, &many.texts.join(" "));
            self.notices.push(notice.of(nth, field));
        }
        let texts: Vec<String> = many.texts.into_iter().filter(|text| !text.is_empty()).collect();
        (!texts.is_empty()).then_some(DraftValue { texts, whole: many.whole, at: first.at, above: None })
    }

    /// 公开渠道和载体: a list with boxes, or names. Columns beside one another are lists of their own, rows below one
    /// another go on with the list.
    #[inline(never)] // for browsers: docs/page.md
    fn channels(&mut self, nth: usize, cells: &[RawText<'_>], item: &mut DraftItem) -> Option<DraftValue> {
        let mut columns: Vec<(&RawText<'_>, String)> = Vec::new();
        for cell in cells {
            match columns.iter_mut().find(|(first, _)| first.at.column == cell.at.column) {
                Some((_, text)) => *text += &format!("\n{}", cell.text),
                None => columns.push((cell, cell.text.to_owned())),
            }
        }
        let mut all: Option<DraftValue> = None;
        for (cell, text) in columns {
            let choices = marks::choices(&text, |text| self.words.channel(text), |text| self.words.names(text));
            if let Some(remark) = &choices.remark {
                item.remark(&value::one(remark).text, cell.at);
            }
            let words = self.words;
            let written = |text: &str| {
                let known = words.channel(text) == Some(text.len());
                if known { compact(text) } else { other(&value::one(text).text) }
            };
            let chosen = self.chosen(nth, FieldId::Channels, &choices, cell, written);
            match (&mut all, chosen) {
                (Some(all), Some(more)) => {
                    let new = more.texts.into_iter().filter(|text| !all.texts.contains(text));
                    let new: Vec<String> = new.collect();
                    all.texts.extend(new);
                }
                (None, chosen) => all = chosen,
                (Some(_), None) => {}
            }
        }
        all
    }

    /// 公开对象, 公开方式 or 公开层级 written out in one cell.
    #[inline(never)] // for browsers: docs/page.md
    fn options(&mut self, nth: usize, field: FieldId, text: &str, cell: &RawText<'_>) -> Option<DraftValue> {
        let words = self.words;
        let known = |text: &str| words.option(field, text).is_some();
        if known(text) {
            return Some(DraftValue::one(compact(text), cell.at));
        }
        let names = |text: &str| {
            let parts: Vec<&str> = text
                .split(['、', '，', ',', '；', ';', '\n', ' '])
                .map(str::trim)
                .filter(|part| !part.is_empty())
                .collect();
            let all = parts.iter().all(|part| known(part));
            if all { parts.into_iter().map(compact).collect() } else { vec![value::one(text).text] }
        };
        let choices = marks::choices(text, |text| words.begins(field, text), names);
        self.chosen(
            nth,
            field,
            &choices,
            cell,
            |words| if known(words) { compact(words) } else { value::one(words).text },
        )
    }

    /// The options that are chosen; none where that can't be told.
    fn chosen(
        &mut self,
        nth: usize,
        field: FieldId,
        choices: &Choices,
        cell: &RawText<'_>,
        written: impl Fn(&str) -> String,
    ) -> Option<DraftValue> {
        // 其他 with a name behind an empty box: either the box or the name is wrong.
        let filled = |text: &str| written(text).starts_with("其他：");
        let is_filled = |c: &&MarkChoice| c.ticked == Some(false) && filled(&c.text);
        let of = |wanted: &dyn Fn(&&MarkChoice) -> bool| -> Vec<String> {
            choices.all.iter().filter(wanted).map(|c| shown(&c.text)).collect()
        };
        let lost = |c: &&MarkChoice| c.ticked == Some(true) && c.text.is_empty();
        let doubts = [
            (0, of(&|c| (c.ticked.is_none() && !c.bare) || lost(c))),
            (2, of(&|c| c.ticked.is_none() && c.bare)),
            (3, of(&|c| is_filled(c))),
        ];
        let doubts: Vec<(usize, Vec<String>)> = doubts.into_iter().filter(|(_, texts)| !texts.is_empty()).collect();
        if let Some((message, _)) = doubts.first() {
            self.count.unknown += 1;
            let message = if doubts.len() == 1 { *message } else { 0 };
            let texts = doubts.into_iter().flat_map(|(_, texts)| texts).collect::<Vec<_>>();
            let notice = Notice::new("IMP004", message, cell.at).of(nth, field).arg("field", field.key());
            let texts = texts.join("、");
            self.notices.push(notice.arg("text", if texts.is_empty() { "√" } else { &texts }));
        }
        // What can be read is kept.
        let texts: Vec<String> = choices
            .all
            .iter()
            .filter(|c| c.ticked == Some(true))
            .map(|c| written(&c.text))
            .filter(|t| !t.is_empty())
            .collect();
        *self.count.ticked.entry(field).or_default() += texts.len();
        if choices.bare_among_empty || choices.legend.is_some() {
            let notice = Notice::repaired(cell.at, cell.text, &texts.join("、"));
            self.notices.push(notice.of(nth, field));
        }
        (!texts.is_empty()).then_some(DraftValue { texts, whole: false, at: cell.at, above: None })
    }

    /// Options with a column each. Those that can be read are kept.
    #[inline(never)] // for browsers: docs/page.md
    fn ticks(
        &mut self,
        nth: usize,
        field: FieldId,
        cells: &[(&str, &RawText<'_>)],
        item: &mut DraftItem,
    ) -> Option<DraftValue> {
        let mut texts = Vec::new();
        let mut at = None;
        for &(word, cell) in cells {
            let said = match marks::tick_and_words(cell.text) {
                (TickMark::Blank, _) | (TickMark::Unticked, "") => continue,
                (TickMark::Ticked, "") if !word.is_empty() => Some(word.to_owned()),
                (TickMark::Ticked, words) if !words.is_empty() => self.beside(field, word, words, cell.at, item),
                (TickMark::Words, words) => self.said(field, word, words),
                (TickMark::Ticked | TickMark::Unticked | TickMark::Unknown, _) => None,
            };
            let Some(said) = said else {
                self.count.unknown += 1;
                let notice = Notice::new("IMP004", 0, cell.at).of(nth, field).arg("field", field.key());
                self.notices.push(notice.arg("text", &shown(cell.text)));
                continue;
            };
            if !texts.contains(&said) {
                texts.push(said);
            }
            at = at.or(Some(cell.at));
        }
        *self.count.ticked.entry(field).or_default() += texts.len();
        Some(DraftValue { texts, whole: false, at: at?, above: None })
    }

    /// What a tick with words beside it says: the option, who 特定对象 is, or the option and a remark.
    fn beside(&self, field: FieldId, word: &str, words: &str, at: At, item: &mut DraftItem) -> Option<String> {
        if let Some(said) = self.said(field, word, words) {
            return Some(said);
        }
        // A tick in the column of one option with the name of another.
        if word.is_empty() || self.words.option(field, words).is_some() {
            return None;
        }
        item.remark(&format!("{word}：{}", unbracketed(&value::one(words).text)), at);
        Some(word.to_owned())
    }

    /// What words in a tick column say: the option's own name, one of several that the column is for, or who 特定对象 is.
    fn said(&self, field: FieldId, word: &str, text: &str) -> Option<String> {
        let canonical = |text: &str| self.words.option(field, text).map(|(name, _)| name);
        let bare = compact(text);
        if bare == word || (canonical(word).is_some() && canonical(text) == canonical(word)) {
            return Some(word.to_owned());
        }
        // 县级 below 州级县级.
        if word.is_empty() || (canonical(word).is_none() && bare.chars().nth(1).is_some() && word.contains(&bare)) {
            return (canonical(text).is_some() || !word.is_empty()).then_some(bare);
        }
        let who = value::one(text).text;
        // Words in brackets belong to the name.
        let mark = if who.starts_with(['（', '(']) { "" } else { "：" };
        (field == FieldId::Audience && word.starts_with("特定") && canonical(text).is_none())
            .then(|| format!("{word}{mark}{who}"))
    }
}

/// Words without the brackets around all of them.
fn unbracketed(text: &str) -> &str {
    let inner = text.strip_prefix(['（', '(']).and_then(|text| text.strip_suffix(['）', ')']));
    inner.filter(|inner| !inner.contains(['（', '(', '）', ')'])).unwrap_or(text)
}

impl DraftItem {
    /// Adds to 备注 what stands beside ticks and options.
    fn remark(&mut self, text: &str, at: At) {
        match self.fields.get_mut(&FieldId::Note).and_then(|note| note.texts.first_mut()) {
            Some(note) if note.contains(text) => {}
            Some(note) => *note += &format!("；{text}"),
            None => drop(self.fields.insert(FieldId::Note, DraftValue::one(text.to_owned(), at))),
        }
    }
}

/// The elements of content that stands in several cells: each row is at least one, unless numbers run
/// through them.
fn contents(cells: &[RawText<'_>], text: &str) -> value::Many {
    let numbered = |cell: &RawText<'_>| numbering::leading(cell.text.trim()).number.is_some();
    if cells.len() < 2 || cells.iter().any(numbered) {
        return value::elements(text);
    }
    let mut out = value::Many::default();
    for many in cells.iter().map(|cell| value::elements(cell.text)) {
        out.texts.extend(many.texts);
        out.repaired |= many.repaired;
    }
    out
}

/// The text of several cells; deadlines and bodies that stand beside one another are parted by a mark.
fn joined(field: FieldId, cells: &[RawText<'_>]) -> String {
    let beside = |a: &RawText<'_>, b: &RawText<'_>| a.at.row == b.at.row && a.at.column != b.at.column;
    let parted = matches!(field, FieldId::Deadline | FieldId::Publisher);
    let mut out = String::new();
    for (nth, cell) in cells.iter().enumerate() {
        let ends = out.ends_with(['；', ';', '。', '，', ',', '、']);
        match nth.checked_sub(1).map(|before| parted && beside(&cells[before], cell)) {
            None => {}
            Some(true) if ends => {}
            Some(true) => out.push('；'),
            Some(false) => out.push('\n'),
        }
        out.push_str(cell.text);
    }
    out
}

impl DraftValue {
    pub(crate) fn one(text: String, at: At) -> Self {
        Self { texts: vec![text], whole: true, at, above: None }
    }
}

/// A text with what could not be read made visible.
fn shown(text: &str) -> String {
    super::notice::short(&text.replace(marks::LOST, "?").replace(marks::PICTURE, "[图]"))
}

/// `其他 基层公共服务平台` names another channel, `其他____` does not.
fn other(text: &str) -> String {
    let Some(rest) = text.strip_prefix("其他").or_else(|| text.strip_prefix("其它")) else {
        return text.to_owned();
    };
    let edge = |c: char| {
        c.is_whitespace() || matches!(c, '：' | ':' | '_' | '＿' | '—' | '（' | '(' | '）' | ')' | '…' | '、' | '。')
    };
    let name = rest.trim_matches(edge);
    if name.is_empty() { "其他".to_owned() } else { format!("其他：{name}") }
}
