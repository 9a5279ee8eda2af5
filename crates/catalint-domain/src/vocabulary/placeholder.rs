//! Words that stand where a value should: 待定, 同上. One list, whoever asks.

use crate::chinese::normalize::canonical;
use crate::chinese::script::is_blank;

/// What a template asks whoever fills it in to do.
pub const FILL_INS: &[&str] = &["请写明", "请注明", "请填写", "请说明", "请具体写明", "请具体说明"];

/// Words that say only that there is no value.
const NO_VALUE: &[&str] = &[
    "无",
    "暂无",
    "暂缺",
    "没有",
    "略",
    "从略",
    "待定",
    "待补",
    "待补充",
    "待填",
    "待填写",
    "待完善",
    "待明确",
    "待确定",
    "未定",
    "未填",
    "未填写",
    "未明确",
    "未确定",
    "暂未明确",
    "暂未确定",
    "不详",
    "不适用",
    "空",
    "无内容",
    "暂无内容",
    "暂无信息",
    "无此项",
];
const NO_VALUE_LATIN: &[&str] = &["n/a", "na", "tbd", "todo", "none", "null", "nil"];

/// Words that point to the value above.
const DITTO: &[&str] = &[
    "同上",
    "同前",
    "同上一项",
    "同上项",
    "同上一条",
    "同上条",
    "同上一栏",
    "同上栏",
    "同前项",
    "同前一项",
    "同前条",
    "同前一条",
];
const DITTO_MARKS: &[&str] = &["〃", "″", "\"", "''", "”", "〞"];

/// Words that point to another value, and nobody can tell to which.
const POINTS_SOMEWHERE: &[&str] = &["上同", "下同"];

/// Nearly all texts begin with a letter that none of the words begins with, or end with another: a bit for the low bits
/// of each such letter, made from the words.
const NO_VALUE_BEGINS: u64 = letters(NO_VALUE, false);
const DITTO_ENDS: u64 = letters(DITTO, true) | letters(DITTO_MARKS, true);

const fn letters(words: &[&str], last: bool) -> u64 {
    let (mut bits, mut nth) = (0, 0);
    while nth < words.len() {
        let bytes = words[nth].as_bytes();
        let mut end = if last { bytes.len() } else { 1 };
        while !last && end < bytes.len() && bytes[end] & 0xC0 == 0x80 {
            end += 1;
        }
        // The last byte of a character has its low six bits, also in ASCII.
        bits |= 1 << (bytes[end - 1] & 63);
        nth += 1;
    }
    bits
}

const fn may_be(letters: u64, c: char) -> bool {
    letters >> (c as u32 & 63) & 1 != 0
}

/// Whether a whole value says only that there is none: 无, 待定, `/`, `——`, `××`.
#[must_use]
pub fn is_placeholder(text: &str) -> bool {
    if text.chars().next().is_none_or(|c| ('一'..='龥').contains(&c) && !may_be(NO_VALUE_BEGINS, c)) {
        return false;
    }
    let word = bare(text);
    if word.is_empty() {
        // Nothing but brackets and stops.
        return !text.chars().all(is_space);
    }
    NO_VALUE.contains(&word)
        || NO_VALUE_LATIN.iter().any(|latin| latin.eq_ignore_ascii_case(word))
        || word.chars().all(is_rule)
        || is_crossed_out(word)
}

/// Whether a value says nothing of its own, blanks within words aside: it is blank, a mark, a placeholder, or points to
/// another value (同上).
#[must_use]
pub fn says_nothing(text: &str) -> bool {
    // The tables of Unicode are asked only where the usual letters are not there.
    let letter = |c: char| matches!(c, '一'..='龥') || c.is_alphanumeric();
    if !text.contains(letter) {
        return true;
    }
    let text = canonical(text);
    is_placeholder(&text) || is_ditto(&text) || POINTS_SOMEWHERE.contains(&bare(&text))
}

/// Bytes: the longest of the words below with a few names of columns before it, and blanks.
const LONGEST_DITTO: usize = 90;

/// Whether a whole value points to the one above: 同上, 同前, 〃, 内容同上.
#[must_use]
pub fn is_ditto(text: &str) -> bool {
    // What may stand before it: the name of a column, in whole or in part.
    const NAMES: &[&str] =
        &["公开", "内容", "依据", "时限", "主体", "渠道", "载体", "对象", "方式", "层级", "要素", "和", "均"];
    let ends = |c: char| may_be(DITTO_ENDS, c) || is_around(c);
    if text.len() > LONGEST_DITTO || !text.ends_with(ends) {
        return false;
    }
    let word = bare(text);
    if DITTO_MARKS.contains(&word) {
        return true;
    }
    let Some(at) = word.find('同') else { return false };
    let mut name = &word[..at];
    while let Some(rest) = NAMES.iter().find_map(|part| name.strip_prefix(part)) {
        name = rest;
    }
    name.is_empty() && DITTO.contains(&&word[at..])
}

/// The text without blanks, brackets and stops around it.
fn bare(text: &str) -> &str {
    text.trim_matches(is_around)
}

/// Blanks, brackets and stops.
fn is_around(c: char) -> bool {
    matches!(c, '（' | '）' | '(' | ')' | '【' | '】' | '[' | ']' | '。' | '；' | ';' | '，' | ',') || is_space(c)
}

/// White space, and blanks that nobody sees.
fn is_space(c: char) -> bool {
    c.is_whitespace() || is_blank(c)
}

/// Dashes, slashes, dots: the strokes with which an empty cell is filled.
fn is_rule(c: char) -> bool {
    matches!(
        c,
        '-' | '－'
            | '—'
            | '–'
            | '―'
            | '─'
            | '━'
            | '_'
            | '＿'
            | '/'
            | '／'
            | '\\'
            | '＼'
            | '…'
            | '.'
            | '．'
            | '·'
            | '*'
            | '＊'
            | '?'
            | '？'
            | '~'
            | '～'
            | '、'
            | '|'
            | '×'
            | '╳'
            | '✕'
            | '✗'
    )
}

/// `××`, `xx`, `XXX`, `○○`
fn is_crossed_out(word: &str) -> bool {
    word.chars().nth(1).is_some() && word.chars().all(|c| matches!(c, '×' | 'x' | 'X' | 'ｘ' | 'Ｘ' | '○' | '〇'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_of_every_list_is_known_and_says_nothing() {
        for word in NO_VALUE.iter().chain(NO_VALUE_LATIN) {
            assert!(is_placeholder(word) && is_placeholder(&format!("（{word}）")), "{word}");
        }
        for word in DITTO.iter().chain(DITTO_MARKS) {
            assert!(is_ditto(word) && is_ditto(&format!(" {word}。")), "{word}");
        }
        for word in [NO_VALUE, NO_VALUE_LATIN, DITTO, DITTO_MARKS, POINTS_SOMEWHERE].into_iter().flatten() {
            assert!(says_nothing(word), "{word}");
        }
        for text in ["", "——", "待 定", "XX", "同 上", "N/A"] {
            assert!(says_nothing(text), "{text}");
        }
        for text in ["无线电管理", "同上级部门会商结果", "1", "X", "会同"] {
            assert!(!says_nothing(text), "{text}");
        }
    }

    #[test]
    fn placeholders_are_told_from_values() {
        for text in [
            "无",
            "无。",
            "（无）",
            " 待定 ",
            "略",
            "-",
            "—",
            "——",
            "─",
            "/",
            "／",
            "××",
            "xx",
            "……",
            "...",
            "N/A",
            "tbd",
            "。",
            "\u{feff}[",
            "无\u{200b}",
        ] {
            assert!(is_placeholder(text), "{text}");
        }
        for text in [
            "",
            " ",
            "\u{feff}",
            "无线电管理",
            "无障碍设施",
            "略图",
            "X",
            "其他",
            "全社会",
            "待定岗位名单",
            "1",
            "空气质量",
            "√",
        ] {
            assert!(!is_placeholder(text), "{text}");
        }
    }

    #[test]
    fn dittos_are_told_from_values() {
        for text in
            ["同上", "同上。", "（同上）", "同前", "〃", "内容同上", "公开内容同上", "公开渠道和载体同上", "同上一项"]
        {
            assert!(is_ditto(text), "{text}");
        }
        for text in ["", "同上级部门会商结果", "同级财政部门", "上同", "合同", "会同上级部门", "内容", "与预算同时公开"]
        {
            assert!(!is_ditto(text), "{text}");
        }
    }
}
