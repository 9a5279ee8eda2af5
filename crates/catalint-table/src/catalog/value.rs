//! From the text of a cell to the texts of a field.

use catalint_domain::chinese::blanks::{Stray, stray};
use catalint_domain::chinese::numbering;
use catalint_domain::chinese::script::{is_blank, is_han};

use crate::marks::PICTURE;

/// A text without any blank.
pub(crate) fn compact(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace() && !is_blank(*c)).collect()
}

/// A text as a field has it, and whether words in it were put together again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct MendedText {
    pub(crate) text: String,
    pub(crate) repaired: bool,
}

/// The lines of a cell, blanks around them left out.
pub(crate) fn lines(text: &str) -> Vec<&str> {
    let edge = |c: char| c.is_whitespace() || is_blank(c);
    let edge = move |c: char| edge(c) || c == PICTURE;
    text.split(['\n', '\r', '\u{2028}', '\u{b}'])
        .map(|line| line.trim_matches(edge))
        .filter(|line| !line.is_empty())
        .collect()
}

/// One text out of a cell: lines are put together, and words that a line end or a blank has broken.
pub(crate) fn one(text: &str) -> MendedText {
    let lines = lines(text);
    let mut out = String::with_capacity(text.len());
    let (mut repaired, mut in_title) = (false, false);
    for line in lines {
        let (gap, broken) = between(&out, line, in_title);
        repaired |= broken;
        out.push_str(gap);
        out.push_str(line);
        in_title = opens_title(line, in_title);
    }
    let closed = close_words(&out);
    repaired |= closed.is_some();
    MendedText { text: closed.unwrap_or(out), repaired }
}

/// Whether a title is open at the end of a line, given whether one was at its start.
fn opens_title(line: &str, before: bool) -> bool {
    match (line.rfind('《'), line.rfind('》')) {
        (None, None) => before,
        (open, close) => open > close,
    }
}

/// What goes between two lines that belong together, and whether a word was broken there.
fn between(before: &str, line: &str, in_title: bool) -> (&'static str, bool) {
    let (Some(last), Some(first)) = (before.chars().next_back(), line.chars().next()) else { return ("", false) };
    if in_title && "部局厅会院办委署".contains(last) && is_han(first) {
        // Bodies that issued a document together are parted by a blank.
        return (" ", false);
    }
    match (is_word(last), is_word(first)) {
        (true, true) if last.is_ascii() && first.is_ascii() => (" ", false),
        (true, true) => ("", true),
        _ => ("", false),
    }
}

fn is_word(c: char) -> bool {
    is_han(c) || c.is_alphanumeric()
}

/// The text with the blanks within words gone; none where there are none.
fn close_words(text: &str) -> Option<String> {
    let found = stray(text, 200);
    let edits: Vec<_> = found.into_iter().filter(|hit| hit.stray == Stray::InWord).flat_map(|hit| hit.edits).collect();
    let mut out = text.to_owned();
    for (range, new) in edits.iter().rev() {
        out.replace_range(range.clone(), new);
    }
    (!edits.is_empty()).then_some(out)
}

/// Several texts, and whether words were put together again.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Many {
    pub(crate) texts: Vec<String>,
    pub(crate) repaired: bool,
    /// Whether they are one text that must stay one, with its numbers.
    pub(crate) whole: bool,
}

/// The elements of 公开内容: numbered ones without their numbers, where these run 1, 2, 3; else
/// the lines. A number that is glued to the words before it stays.
pub(crate) fn elements(text: &str) -> Many {
    let joined = joined_wraps(text);
    let parts = apart(&joined);
    let numbers: Vec<_> = parts.iter().filter_map(|(number, _)| number.as_ref()).collect();
    let in_order = numbers.iter().enumerate().all(|(i, n)| n.0 as usize == i + 1 && n.1 == numbers[0].1);
    let mut out = Many::default();
    let mend = |out: &mut Many, text: &str| {
        let mended = one(text);
        out.repaired |= mended.repaired;
        if !mended.text.is_empty() {
            out.texts.push(mended.text);
        }
    };
    match numbers.len() {
        0 => lines(&joined).into_iter().for_each(|line| mend(&mut out, line)),
        n if n == parts.len() && in_order && n > 1 => parts.iter().for_each(|(_, words)| mend(&mut out, words)),
        // 1. alone, words before the first number, numbers that do not run: the text says it all.
        _ => {
            out.whole = true;
            let mended: Vec<MendedText> = lines(&joined).into_iter().map(one).collect();
            out.repaired = mended.iter().any(|line| line.repaired);
            let lines: Vec<String> = mended.into_iter().map(|line| line.text).collect();
            out.texts.push(lines.join("\n"));
        }
    }
    out
}

/// The numbered parts, each with the value and style of its number; glued numbers part nothing.
#[expect(clippy::type_complexity, reason = "a pair, used in one place")]
fn apart(text: &str) -> Vec<(Option<(u32, numbering::NumberStyle)>, &str)> {
    let mut starts: Vec<(usize, usize, Option<(u32, numbering::NumberStyle)>)> = Vec::new();
    for part in numbering::split(text) {
        let start = part.number.as_ref().map_or(part.range.start, |number| number.range.start);
        let glued =
            text[..start].chars().next_back().is_some_and(|c| is_word(c) || matches!(c, '》' | '）' | ')' | '”'));
        // ① and （1） are set off by their own shape.
        let shaped = |n: &numbering::ElementNumber| {
            matches!(n.style, numbering::NumberStyle::Circled | numbering::NumberStyle::Brackets)
        };
        if glued && part.number.as_ref().is_some_and(|n| !shaped(n)) && !starts.is_empty() {
            continue;
        }
        starts.push((start, part.range.start, part.number.map(|number| (number.value, number.style.group()))));
    }
    let ends: Vec<usize> = starts.iter().skip(1).map(|(start, ..)| *start).chain([text.len()]).collect();
    starts.into_iter().zip(ends).map(|((_, words, number), end)| (number, text[words..end.max(words)].trim())).collect()
}

/// Lines of one length are the width of a printed column and not elements: they are joined.
fn joined_wraps(text: &str) -> String {
    let all = lines(text);
    let width = |line: &str| line.chars().count();
    let full = all.iter().rev().skip(1).map(|line| width(line)).max().unwrap_or(0);
    let wrapped = all.len() > 2 && full > 4 && {
        let (last, before) = all.split_last().expect("more than two");
        before.iter().all(|line| width(line) + 1 >= full) && width(last) <= full
    };
    let mut out = String::with_capacity(text.len());
    for line in all {
        let numbered = numbering::leading(line).number.is_some();
        let cut = cuts_word(&out, line);
        if !out.is_empty() && (numbered || !(wrapped || cut)) {
            out.push('\n');
        }
        out.push_str(line);
    }
    out
}

/// Whether a line end cuts a word that nothing ever cuts: its neighbours make one, and neither makes
/// one with the letter on its own side.
fn cuts_word(before: &str, line: &str) -> bool {
    let mut left = before.chars().rev();
    let mut right = line.chars();
    let (Some(b), Some(c)) = (left.next(), right.next()) else { return false };
    let pair = |x: Option<char>, y: Option<char>| {
        x.zip(y).is_some_and(|(x, y)| is_han(x) && is_han(y) && close_words(&format!("{x} {y}")).is_some())
    };
    pair(Some(b), Some(c)) && !pair(left.next(), Some(b)) && !pair(Some(c), right.next())
}

/// The acts of 公开依据, one a text: cut where one ends and the next begins.
pub(crate) fn acts(text: &str) -> Many {
    let parts = numbering::split(text);
    let numbered = parts.len() > 1 && parts.iter().all(|part| part.number.is_some());
    let texts: Vec<&str> =
        if numbered { parts.into_iter().map(|part| &text[part.range]).collect() } else { vec![text] };
    let mut out = Many::default();
    for text in texts {
        let mended = one(&entry_lines(text));
        out.repaired |= mended.repaired;
        let mut rest = mended.text.as_str();
        while let Some(cut) = next_act(rest) {
            push_act(&mut out, &rest[..cut]);
            rest = &rest[cut..];
        }
        push_act(&mut out, rest);
    }
    out
}

/// Lines that begin another act are kept apart by a mark that [`next_act`] cuts at.
fn entry_lines(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut in_title = false;
    for line in lines(text) {
        let begins = line.starts_with(['《', '【', '●', '•']);
        let complete = out.trim_end().ends_with(['》', '）', ')', '〕', '号', '条', '款', '项', '；', ';', '。', '、']);
        let goes_on = line.starts_with(['第', '（', '(', '〔', '和', '及', '等', '》']);
        if !out.is_empty() && (begins || (complete && !goes_on)) && !in_title {
            out.push('；');
        }
        out.push_str(line);
        out.push('\n');
        in_title = opens_title(line, in_title);
    }
    out
}

/// Where the next act begins: behind a mark, or at a title behind a closed one.
fn next_act(text: &str) -> Option<usize> {
    let (mut depth, mut brackets) = (0_usize, 0_usize);
    let mut previous = None;
    for (at, c) in text.char_indices() {
        let outside = depth == 0 && brackets == 0;
        let begins = matches!(c, '《' | '【' | '●' | '•');
        // 【法律】《…》: the label belongs to the title.
        let after = matches!(
            previous,
            Some('》' | '）' | ')' | '〕' | '、' | '；' | ';' | '，' | ',' | '。' | ' ' | '条' | '款' | '项' | '号')
        );
        if outside && at > 0 && begins && after {
            return Some(at);
        }
        if outside && matches!(c, '；' | ';') && !text[at + c.len_utf8()..].trim().is_empty() && at > 0 {
            let next = text[at + c.len_utf8()..].chars().find(|c| !c.is_whitespace());
            if next.is_some_and(is_han) {
                return Some(at + c.len_utf8());
            }
        }
        match c {
            '《' => depth += 1,
            '》' => depth = depth.saturating_sub(1),
            '（' | '(' => brackets += 1,
            '）' | ')' => brackets = brackets.saturating_sub(1),
            _ => {}
        }
        previous = Some(c);
    }
    None
}

fn push_act(out: &mut Many, text: &str) {
    let text = text
        .trim()
        .trim_start_matches(['●', '•', '、', '；', ';', '，', ','])
        .trim_end_matches(['、', '；', ';', '，', ','])
        .trim();
    if !text.is_empty() {
        out.texts.push(text.to_owned());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn content(text: &str) -> Vec<String> {
        elements(text).texts
    }

    #[test]
    fn content_falls_into_its_elements() {
        let cases: &[(&str, &[&str])] = &[
            ("1. 机关名称 2. 办公地址", &["机关名称", "办公地址"]),
            ("1. 活动 2. 产品名单3. 本区信息", &["活动", "产品名单3. 本区信息"]),
            ("1.甲；\n2.乙。", &["甲；", "乙。"]),
            ("机关名称\n办公地址", &["机关名称", "办公地址"]),
            ("根据“三定”规定确定的本部门相关职能", &["根据“三定”规定确定的本部门相关职能"]),
            ("主要内容：1.甲 2.乙", &["主要内容：1.甲 2.乙"]),
            ("1.甲 2.乙 4.丙", &["1.甲 2.乙 4.丙"]),
            ("社会救助对象认\n定条件、申请材\n料、办理流程", &["社会救助对象认定条件、申请材料、办理流程"]),
            ("特困人员名单及相关工\n作动态信息", &["特困人员名单及相关工作动态信息"]),
            ("", &[]),
        ];
        for (text, want) in cases {
            assert_eq!(&content(text), want, "{text:?}");
        }
    }

    #[test]
    fn acts_are_cut_where_one_ends() {
        let cases: &[(&str, &[&str])] = &[
            ("《甲》、《乙》", &["《甲》", "《乙》"]),
            ("《甲》《乙》", &["《甲》", "《乙》"]),
            ("1.《甲》2.《乙》", &["《甲》", "《乙》"]),
            ("《甲》\n（国务院令第711号）\n《乙》", &["《甲》（国务院令第711号）", "《乙》"]),
            ("《甲》第二十条、第二十一条", &["《甲》第二十条、第二十一条"]),
            ("《住房城乡建设部\n财政部关于乙的通知》", &["《住房城乡建设部 财政部关于乙的通知》"]),
            ("《关于全面推进政务公开工 作的意\n见》", &["《关于全面推进政务公开工作的意见》"]),
            ("【法律】《甲》【规章】《乙》", &["【法律】《甲》", "【规章】《乙》"]),
            ("《甲》\n各地配套政策文件", &["《甲》", "各地配套政策文件"]),
            ("《甲（试行）》；《乙》", &["《甲（试行）》", "《乙》"]),
            ("根据《甲》和《乙》的规定", &["根据《甲》和《乙》的规定"]),
        ];
        for (text, want) in cases {
            assert_eq!(&acts(text).texts, want, "{text:?}");
        }
    }

    #[test]
    fn one_text_is_put_together() {
        assert_eq!(one("信息形成或变更之日起\n20个工 作日内").text, "信息形成或变更之日起20个工作日内");
        assert_eq!(one(" 区民政局 ").text, "区民政局");
        assert!(!one("区民政局").repaired);
        assert!(one("公开 时限").repaired);
    }
}
