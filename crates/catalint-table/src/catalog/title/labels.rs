//! `编制单位：…`, `填报时间：…`: labels above or below a table, each with its value in the same cell or in
//! the next one.

use catalint_core::model::FieldId;
use catalint_domain::chinese::script::is_han;

use super::TitlePiece;
use super::day::{day, is_day, is_month};
use crate::catalog::DraftSpot;
use crate::catalog::value::compact;

/// Labels of a day; of several the first here counts.
const DAYS: [&str; 26] = [
    "更新日期",
    "更新时间",
    "最近更新",
    "最后更新",
    "修订日期",
    "修订时间",
    "填报日期",
    "填报时间",
    "填表日期",
    "填表时间",
    "编制日期",
    "编制时间",
    "制表日期",
    "制表时间",
    "制定日期",
    "制定时间",
    "成文日期",
    "成文时间",
    "印发日期",
    "发文日期",
    "公布日期",
    "公布时间",
    "发布日期",
    "发布时间",
    "日期",
    "时间",
];

const BODIES: [&str; 10] = [
    "编制单位",
    "填报单位",
    "编制机关",
    "编制部门",
    "填报部门",
    "填表单位",
    "制表单位",
    "编报单位",
    "编制机构",
    "填报机构",
];

const TITLES: [&str; 4] = ["目录名称", "目录标题", "标题", "名称"];

/// Labels that end the value before them.
const OTHERS: [&str; 24] = [
    "来源",
    "信息来源",
    "作者",
    "浏览",
    "浏览次数",
    "点击",
    "字号",
    "字体",
    "索引号",
    "文号",
    "发文字号",
    "发布机构",
    "发布单位",
    "发文机关",
    "发布机关",
    "主题分类",
    "有效性",
    "联系人",
    "联系电话",
    "电话",
    "审核人",
    "填表人",
    "填报人",
    "负责人",
];

/// What labels say.
#[derive(Debug, Default)]
pub(super) struct FoundLabels {
    title: Option<(String, DraftSpot)>,
    body: Option<(String, DraftSpot)>,
    /// The day, and the place of its label in [`DAYS`].
    day: Option<(usize, String, DraftSpot)>,
    /// A month that stands where a day should.
    pub(super) month: Option<String>,
}

impl FoundLabels {
    /// Reads a text; whether it is one of labels, or a day alone.
    pub(super) fn read(&mut self, piece: &TitlePiece) -> bool {
        let text = piece.text.as_str();
        if is_day(text) {
            self.take_day(DAYS.len(), day(text), piece.spot);
            return true;
        }
        let labels = all(text);
        let mut any = false;
        for (nth, label) in labels.iter().enumerate() {
            let value = &text[label.end..labels.get(nth + 1).map_or(text.len(), |next| next.start)];
            let edge = |c: char| c.is_whitespace() || "（）()，,；;　".contains(c);
            let value = value.trim_matches(edge);
            match label.kind {
                LabelKind::Day(_) if is_month(value) => self.month = Some(value.to_owned()),
                LabelKind::Day(rank) => self.take_day(rank, day(value), piece.spot),
                LabelKind::Title if !value.is_empty() => {
                    self.title.get_or_insert_with(|| (value.to_owned(), piece.spot));
                }
                LabelKind::Body if !value.is_empty() => {
                    self.body.get_or_insert_with(|| (compact(value), piece.spot));
                }
                // 来源：… alone says nothing of the catalog, and is no title either.
                LabelKind::Title | LabelKind::Body | LabelKind::Other => {}
            }
            any = true;
        }
        any
    }

    fn take_day(&mut self, rank: usize, day: Option<String>, spot: DraftSpot) {
        let Some(day) = day else { return };
        if self.day.as_ref().is_none_or(|(before, ..)| rank < *before) {
            self.day = Some((rank, day, spot));
        }
    }

    pub(super) fn into_fields(self) -> impl Iterator<Item = (FieldId, (String, DraftSpot))> {
        let title = self.title.map(|found| (FieldId::Title, found));
        let body = self.body.map(|found| (FieldId::Authority, found));
        let day = self.day.map(|(_, day, spot)| (FieldId::Updated, (day, spot)));
        title.into_iter().chain(body).chain(day)
    }
}

#[derive(Debug, Clone, Copy)]
enum LabelKind {
    Day(usize),
    Title,
    Body,
    Other,
}

#[derive(Debug)]
struct Label {
    start: usize,
    /// Where its value begins.
    end: usize,
    kind: LabelKind,
}

/// Whether a text is a label with no value behind it.
pub(super) fn is_label(text: &str) -> bool {
    let bare = compact(text);
    let bare = bare.trim_end_matches(['：', ':']);
    DAYS.iter().chain(&TITLES).chain(&BODIES).chain(&OTHERS).any(|label| *label == bare)
}

/// The labels of a text in order.
fn all(text: &str) -> Vec<Label> {
    let days = DAYS.iter().enumerate().map(|(rank, word)| (*word, LabelKind::Day(rank)));
    let titles = TITLES.iter().map(|word| (*word, LabelKind::Title));
    let bodies = BODIES.iter().map(|word| (*word, LabelKind::Body));
    let others = OTHERS.iter().map(|word| (*word, LabelKind::Other));
    let mut found: Vec<Label> = Vec::new();
    for (word, kind) in days.chain(titles).chain(bodies).chain(others) {
        for start in spelled(text, word) {
            let free = found.iter().all(|label| start.end <= label.start || label.end <= start.start);
            if let Some(end) = value_at(text, start.start, start.end, kind).filter(|_| free) {
                found.push(Label { start: start.start, end, kind });
            }
        }
    }
    found.sort_by_key(|label| label.start);
    found
}

/// Where a word stands in a text, blanks between its letters left out.
fn spelled(text: &str, word: &str) -> Vec<std::ops::Range<usize>> {
    let first = word.chars().next().unwrap_or(' ');
    let end_of = |start: usize| {
        let mut rest = word.chars();
        let mut wanted = rest.next();
        for (at, c) in text[start..].char_indices() {
            match wanted {
                None => return Some(start + at),
                Some(letter) if letter == c => wanted = rest.next(),
                Some(_) if c.is_whitespace() => {}
                Some(_) => return None,
            }
        }
        wanted.is_none().then_some(text.len())
    };
    text.match_indices(first).filter_map(|(start, _)| end_of(start).map(|end| start..end)).collect()
}

/// Where the value of a label begins: behind a colon; of a day also behind a blank or at once.
fn value_at(text: &str, start: usize, end: usize, kind: LabelKind) -> Option<usize> {
    let inner = text[..start].ends_with(is_han);
    let rest = text[end..].trim_start();
    let colon = rest.strip_prefix(['：', ':']);
    let digits = matches!(kind, LabelKind::Day(_)) && rest.starts_with(|c: char| c.is_numeric() || c == '二');
    let short = text[start..end].chars().filter(|c| !c.is_whitespace()).count() < 3;
    let behind = colon.or(digits.then_some(rest)).filter(|_| !(inner && short))?;
    Some(text.len() - behind.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(texts: &[&str]) -> (Option<String>, Option<String>) {
        let mut found = FoundLabels::default();
        for text in texts {
            found.read(&TitlePiece { text: (*text).to_owned(), spot: DraftSpot::Line(None) });
        }
        (found.body.map(|(body, _)| body), found.day.map(|(_, day, _)| day))
    }

    #[test]
    fn labels_are_read_with_their_values() {
        let both = |body: &str, day: &str| (Some(body.to_owned()), Some(day.to_owned()));
        assert_eq!(read(&["编制单位：云岭县民政局 更新日期：2025年3月4日"]), both("云岭县民政局", "2025-03-04"));
        assert_eq!(read(&["填报单位:云岭县民政局（盖章）", "填 报 时 间：2025-3-4"]).1.as_deref(), Some("2025-03-04"));
        assert_eq!(read(&["更新日期2025年3月4日"]).1.as_deref(), Some("2025-03-04"));
        assert_eq!(
            read(&["发布时间：2025-03-01 09:00 来源：云岭县人民政府", "更新日期：2025-03-04"]).1.as_deref(),
            Some("2025-03-04")
        );
        assert_eq!(read(&["（2025年3月4日）"]).1.as_deref(), Some("2025-03-04"));
        assert_eq!(read(&["云岭县民政局政务公开标准目录"]), (None, None));
        assert_eq!(read(&["更新日期：2025年3月"]), (None, None));
    }
}
