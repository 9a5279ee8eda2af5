//! Blanks where none belongs: around a text, doubled, of a strange width, within a word.
//!
//! A blank between two words is never touched: it may part two elements, or two bodies that
//! issued a document together. Within 《》 only words that can't be split are mended.

use std::ops::Range;
use std::sync::LazyLock;

use crate::chinese::script::{after, before, is_blank, is_han};
use crate::chinese::words::WordSet;

/// What is wrong with a blank.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stray {
    /// At the start or end of the text.
    Edge,
    /// Within a word.
    InWord,
    /// Within what may be one word or two.
    Between,
    /// Two or more where one is enough.
    Doubled,
    /// Full-width, a tab, without width, or the like.
    Strange,
}

/// A stray blank.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StrayBlank {
    /// What is wrong.
    pub stray: Stray,
    /// The blank; of [`Stray::InWord`] and [`Stray::Between`] the whole word.
    pub range: Range<usize>,
    /// What to replace, and by what.
    pub edits: Vec<(Range<usize>, &'static str)>,
}

/// Words that no blank ever parts, the longer of two that begin alike first. A word counts
/// where one of its ends is the end of what stands together.
#[rustfmt::skip]
const SOLID: &[&str] = &[
    "相关", "有关", "情况", "个工作日", "工作日", "国务院", "工作", "条例", "意见", "通知", "办法", "规定", "决定", "政府", "公开", "信息",
    "部门", "机构", "事项", "内容", "依据", "时限", "主体", "渠道", "载体", "对象", "方式", "层级", "名称", "地址",
    "时间", "电话", "姓名", "职务", "职责", "标准", "申请", "条件", "材料", "流程", "结果", "监督", "行政", "许可",
    "处罚", "财政", "预算", "决算", "社会", "网站", "服务", "项目", "政策", "文件", "法律", "法规", "规章", "备注",
    "序号",
];

/// Names in fixed use, made of words. They count only where they are all that stands together.
#[rustfmt::skip]
const NAMES: &[&str] = &[
    "政府信息公开", "依申请公开", "主动公开", "政务公开", "信息公开", "公开事项", "公开内容", "公开依据", "公开时限",
    "公开主体", "公开渠道", "公开对象", "公开方式", "公开层级", "一级事项", "二级事项", "三级事项", "全社会",
    "特定对象", "特定群体", "特定群众", "政府网站", "机关名称", "机关简介", "机关职能", "机构职能", "主要职责",
    "内设机构", "办公地址", "办公时间", "联系方式", "联系电话", "监督电话", "咨询电话", "办事指南", "申请条件",
    "申请材料", "办理流程", "办理时限", "收费标准", "政策法规", "政策文件", "政策解读", "政策法规文件", "法律法规",
    "规范性文件", "部门规章", "地方规章", "部门和地方规章", "地方政府规章", "行政许可", "行政处罚", "行政强制", "行政检查",
    "行政执法", "行政审批", "行政征收", "行政给付", "行政确认", "行政复议", "公共服务", "公共服务事项", "公共文化服务",
    "公共法律服务", "公共资源交易", "联系我们", "监督检查", "监督管理", "投诉举报", "咨询投诉", "综合业务", "综合政务",
    "重点工作", "社会救助", "最低生活保障", "特困人员", "特困人员救助供养", "临时救助", "医疗救助", "社会保险",
    "养老服务", "义务教育", "就业创业", "就业信息服务", "户籍管理", "生态环境", "安全生产", "应急管理", "食品药品监管",
    "城市综合执法", "城乡规划", "国土空间规划", "财政预决算", "财政信息", "政府采购", "重大建设项目", "保障性住房",
    "农村危房改造", "涉农补贴", "医疗卫生", "卫生健康", "市政服务", "机构信息", "机构设置", "人事信息", "统计信息",
    "审核信息", "审批信息", "申请受理", "处罚决定", "许可决定",
];

/// Longer words that no other words can meet in, so that they count within others too.
const LONG: &[&str] = &["规范性文件", "个工作日", "之日起"];

/// All words that a blank may cut.
static CUT: LazyLock<WordSet> = LazyLock::new(|| WordSet::of([SOLID, NAMES, LONG].concat()));

/// Last letters of the names of bodies: within 《》 a blank behind one may part two of them.
const BODIES: &str = "部局厅会院办委署行社室府校团";

/// Blanks of one text that are looked at.
const MOST: usize = 2000;

/// The stray blanks of a text, in its order; at most `limit`, among its first two thousand blanks.
#[must_use]
pub fn stray(text: &str, limit: usize) -> Vec<StrayBlank> {
    let mut found = Vec::new();
    let many_lines = text.contains(['\n', '\r']);
    let (mut at, mut titles, mut looked) = (0, 0_usize, 0);
    // The bytes with which blanks and 《》 begin.
    let may = |byte: &u8| matches!(byte, b' ' | b'\t' | 0xC2 | 0xE2 | 0xE3 | 0xEF);
    while let Some(next) = text.as_bytes()[at..].iter().position(may) {
        at += next;
        let Some(c) = after(text, at) else { break };
        if !is_blank(c) {
            at += c.len_utf8();
            match c {
                '《' => titles += 1,
                '》' => titles = titles.saturating_sub(1),
                _ => {}
            }
            continue;
        }
        let rest = &text[at..];
        let run = at..text.len() - rest.trim_start_matches(is_blank).len();
        at = run.end;
        looked += 1;
        if found.len() == limit || looked > MOST {
            break;
        }
        let blank = BlankRun { text, run, many_lines, in_title: titles > 0 };
        if let Some(hit) = blank.judge() {
            at = at.max(hit.range.end);
            found.push(hit);
        }
    }
    found
}

/// A blank between Chinese characters in a name or a deadline that may be one word: the whole text is two
/// parts, and not both of them are words that stand alone. What [`stray`] finds is none of it.
#[must_use]
pub fn doubtful(text: &str) -> Option<StrayBlank> {
    let text = text.trim_end_matches(is_blank);
    let start = text.len() - text.trim_start_matches(is_blank).len();
    let first = start + text[start..].find(is_blank)?;
    let last = first + text[first..].find(|c| !is_blank(c))?;
    let (head, tail) = (&text[start..first], &text[last..]);
    let plain = |part: &str| part.chars().all(|c| is_han(c) || matches!(c, '（' | '）' | '、')) && !part.is_empty();
    let alone = |part: &str| SOLID.contains(&part) || NAMES.contains(&part) || part.chars().count() > 12;
    let letters = before(text, first).is_some_and(is_han) && after(text, last).is_some_and(is_han);
    // 城市更新 旧区改造 may well be two things.
    let piece = |part: &str| part.chars().count() <= 3;
    let both = plain(head) && plain(tail) && letters && !text.contains('《') && (piece(head) || piece(tail));
    let bodies = before(text, first).is_some_and(|c| BODIES.contains(c));
    (both && !bodies && !(alone(head) && alone(tail))).then(|| StrayBlank {
        stray: Stray::Between,
        range: start..text.len(),
        edits: vec![(first..last, "")],
    })
}

/// The blanks between Chinese characters of a title, those left out that may part two bodies that issued it.
#[must_use]
pub fn gaps_of_a_title(title: &str) -> Vec<Range<usize>> {
    let mut gaps: Vec<Range<usize>> = Vec::new();
    let mut at = 0;
    while let Some(start) = title[at..].find(is_blank).map(|found| at + found) {
        let end = title.len() - title[start..].trim_start_matches(is_blank).len();
        at = end;
        let left = before(title, start).filter(|c| is_han(*c));
        if left.is_some_and(|c| !BODIES.contains(c)) && after(title, end).is_some_and(is_han) {
            gaps.push(start..end);
        }
    }
    gaps
}

/// A run of blanks.
struct BlankRun<'t> {
    text: &'t str,
    run: Range<usize>,
    /// Whether the text has more than one line.
    many_lines: bool,
    /// Whether the run stands within 《》.
    in_title: bool,
}

/// A Chinese character near a blank.
struct Letter {
    at: usize,
    c: char,
}

impl BlankRun<'_> {
    /// What is wrong with it, if anything.
    fn judge(&self) -> Option<StrayBlank> {
        let (text, run) = (self.text, self.run.clone());
        let (Some(left), Some(right)) = (before(text, run.start), after(text, run.end)) else {
            // In a text of many lines, indentation and ends of lines are layout; a text of nothing
            // but blanks is another fault.
            let edge = !self.many_lines && run != (0..text.len());
            return edge.then(|| StrayBlank { stray: Stray::Edge, range: run.clone(), edits: vec![(run, "")] });
        };
        if matches!(left, '\n' | '\r') || matches!(right, '\n' | '\r') {
            return None;
        }
        let word = if is_han(left) && is_han(right) { self.word_around() } else { None };
        if let Some(word) = word {
            let edits = gaps(text, word.clone());
            return Some(StrayBlank { stray: Stray::InWord, range: word, edits });
        }
        let blank = &text[run.clone()];
        let one = blank.chars().nth(1).is_none();
        // A blank of any width may part the bodies that issued a document together.
        if self.in_title || blank == " " || is_to_fill_in(left, right, one) {
            return None;
        }
        let bare = blank.chars().all(|c| matches!(c, '\u{200B}' | '\u{FEFF}'));
        let stray = if one || bare { Stray::Strange } else { Stray::Doubled };
        Some(StrayBlank { stray, range: run.clone(), edits: vec![(run, if bare { "" } else { " " })] })
    }

    /// The word that a blank between two Chinese characters cuts.
    fn word_around(&self) -> Option<Range<usize>> {
        const REACH: usize = 9;
        let (text, run) = (self.text, &self.run);
        let near = |(at, c): (usize, char)| (is_han(c) || is_blank(c)).then_some(Letter { at, c });
        let head = text[..run.start].char_indices().rev().map_while(near);
        let tail = text[run.end..].char_indices().map_while(near);
        let mut letters: Vec<Letter> = head.filter(|l| !is_blank(l.c)).take(REACH).collect();
        letters.reverse();
        let cut = letters.len();
        letters.extend(tail.filter(|l| !is_blank(l.c)).take(REACH).map(|l| Letter { at: l.at + run.end, c: l.c }));
        let joined: String = letters.iter().map(|letter| letter.c).collect();
        let place = letters[..cut].iter().map(|letter| letter.c.len_utf8()).sum();
        // Nearly every blank parts two words.
        if !CUT.lie_across(&joined, place) && !joined[place..].starts_with("之日起") {
            return None;
        }
        // 变更 之日起: no clause begins with 之.
        let begins = |word: &str| places(&letters, cut + 1, word).any(|place| place.start == cut);
        if begins("之日起") {
            let (last, next) = (&letters[cut - 1], &letters[cut + 2]);
            return Some(last.at..next.at + next.c.len_utf8());
        }
        let solid = |place: &Range<usize>| self.is_cut(&letters, place, cut);
        let long = LONG.iter().find_map(|word| places(&letters, cut, word).next());
        let whole = |place: &Range<usize>| ends(text, &letters, place) == (true, true);
        let listed = || SOLID.iter().find_map(|word| places(&letters, cut, word).find(solid));
        let place = long.or_else(listed).or_else(|| {
            NAMES.iter().filter(|_| !self.in_title).find_map(|word| places(&letters, cut, word).find(whole))
        })?;
        let last = &letters[place.end - 1];
        Some(with_number(text, letters[place.start].at)..last.at + last.c.len_utf8())
    }

    /// Whether a solid word is cut here, and not two others that only meet: 职工 作息时间.
    fn is_cut(&self, letters: &[Letter], place: &Range<usize>, cut: usize) -> bool {
        let finishes = |head: &str| SOLID.iter().any(|word| head.ends_with(word));
        let begins = |tail: &str| SOLID.iter().any(|word| tail.starts_with(word));
        let (head, tail) = (&self.text[..self.run.start], &self.text[self.run.end..]);
        match ends(self.text, letters, place) {
            (true, true) => true,
            (true, false) => !begins(tail),
            (false, true) => !finishes(head),
            (false, false) => self.in_title && !begins(tail) && !finishes(head) && !BODIES.contains(letters[cut - 1].c),
        }
    }
}

/// Whether a blank is left for somebody to write in: （　　）, 　　年　　月.
fn is_to_fill_in(left: char, right: char, one: bool) -> bool {
    let open = matches!(left, '（' | '(' | '_' | '＿' | '：');
    let close = matches!(right, '）' | ')' | '_' | '＿');
    open || close || (!one && matches!(right, '年' | '月' | '日' | '号' | '元'))
}

/// Where a word stands among the letters so that it holds both neighbours of the blank.
fn places<'l>(letters: &'l [Letter], cut: usize, word: &'l str) -> impl Iterator<Item = Range<usize>> + 'l {
    let len = word.chars().count();
    let starts = (cut + 1).saturating_sub(len)..cut;
    starts.map(move |start| start..start + len).filter(move |place| {
        let there = letters.get(place.clone());
        there.is_some_and(|there| there.iter().map(|l| l.c).eq(word.chars()))
    })
}

/// Whether a word begins and ends where Chinese characters that stand together do.
fn ends(text: &str, letters: &[Letter], place: &Range<usize>) -> (bool, bool) {
    let (first, last) = (&letters[place.start], &letters[place.end - 1]);
    let starts = !before(text, first.at).is_some_and(is_han);
    let stops = !after(text, last.at + last.c.len_utf8()).is_some_and(is_han);
    (starts, stops)
}

/// In 10 个 工 作 日 the number belongs to the word.
fn with_number(text: &str, at: usize) -> usize {
    let head = text[..at].trim_end_matches(is_blank);
    let number = text[at..].starts_with('个') && head.len() < at;
    let start = head.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    if number && start < head.len() { start } else { at }
}

/// The blanks within a word.
fn gaps(text: &str, word: Range<usize>) -> Vec<(Range<usize>, &'static str)> {
    let mut gaps: Vec<(Range<usize>, &'static str)> = Vec::new();
    for (i, c) in text[word.clone()].char_indices().filter(|(_, c)| is_blank(*c)) {
        let at = word.start + i;
        match gaps.last_mut() {
            Some((gap, _)) if gap.end == at => gap.end += c.len_utf8(),
            _ => gaps.push((at..at + c.len_utf8(), "")),
        }
    }
    gaps
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mended(text: &str) -> String {
        let mut out = text.to_owned();
        for hit in stray(text, 100).iter().rev() {
            for (range, new) in hit.edits.iter().rev() {
                out.replace_range(range.clone(), new);
            }
        }
        out
    }

    #[test]
    fn stray_blanks_go() {
        let table = [
            (" 政府网站 ", "政府网站"),
            ("\u{3000}政府网站", "政府网站"),
            ("公开 时限", "公开时限"),
            ("10 个 工 作 日内", "10个工作日内"),
            ("20个工 作日内公开", "20个工作日内公开"),
            ("《关于全面推进政务公开工 作的意 见》", "《关于全面推进政务公开工作的意见》"),
            ("1. 机关名称  2. 办公地址", "1. 机关名称 2. 办公地址"),
            ("机构设置\u{3000}工作职能", "机构设置 工作职能"),
            ("办公地址\u{a0}100号", "办公地址 100号"),
            ("社\u{200b}会", "社会"),
            ("其他规范 性文件目录", "其他规范性文件目录"),
            ("行政 许可", "行政许可"),
            ("部门和地方 规章", "部门和地方规章"),
            ("信息形成或变更 之日起20个工作日内", "信息形成或变更之日起20个工作日内"),
        ];
        for (text, want) in table {
            assert_eq!(mended(text), want, "{text:?}");
            assert_eq!(mended(want), want);
        }
    }

    #[test]
    fn blanks_of_a_title_part_its_issuers_only() {
        let cut = |title: &str| gaps_of_a_title(title).into_iter().map(|gap| gap.start).collect::<Vec<_>>();
        assert_eq!(cut("国务院关于进一 步加强的意 见"), ["国务院关于进一".len(), "国务院关于进一 步加强的意".len()]);
        assert!(cut("住房城乡建设部 财政部关于印发办法的通知").is_empty());
        assert!(cut("GB 18030").is_empty());
    }

    #[test]
    fn a_name_of_two_parts_may_be_one_word() {
        let parts = |text: &str| doubtful(text).map(|found| text[found.range].to_owned());
        assert_eq!(parts("生态环境保护政策与业务 咨询").as_deref(), Some("生态环境保护政策与业务 咨询"));
        for text in [
            "预算 决算",
            "城市更新 旧区改造",
            "实时公开 动态调整",
            "行政许可 公共服务",
            "甲 乙 丙",
            "县民政局 财政局",
            "咨询",
            "",
            "GB 1",
            "第1项 名单",
        ] {
            assert_eq!(parts(text), None, "{text}");
        }
    }

    #[test]
    fn blanks_that_part_something_stay() {
        let table = [
            "1. 机关名称 2. 办公地址",
            "机构设置 职能",
            "职工 作息时间",
            "信息公开 时限要求",
            "《住房城乡建设部\u{3000}财政部关于做好农村危房改造工作的通知》",
            "GB 18030 编码",
            "大事 项目",
            "《财政部 门户网站管理办法》",
            "依法 规定的期限",
            "依法行政 许可证管理",
            "预算 决算",
            "公示期（  ）日",
            "第一行 \n  第二行\u{3000}\n",
        ];
        for text in table {
            assert_eq!(stray(text, 100), [], "{text:?}");
        }
    }
}
