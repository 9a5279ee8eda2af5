//! Words that stand where a value should: 待定, 同上.

/// What a template asks whoever fills it in to do.
pub const FILL_INS: &[&str] = &["请写明", "请注明", "请填写", "请说明", "请具体写明", "请具体说明"];

/// Whether a whole value says only that there is none: 无, 待定, `/`, `——`, `××`.
#[must_use]
pub fn is_placeholder(text: &str) -> bool {
    const WORDS: &[&str] = &[
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
    const LATIN: &[&str] = &["n/a", "na", "tbd", "todo", "none", "null", "nil"];
    // Nearly all texts begin with a letter that none of these words begins with.
    let begins = |c: char| matches!(c, '无' | '暂' | '没' | '略' | '从' | '待' | '未' | '不' | '空');
    if text.chars().next().is_none_or(|c| ('一'..='龥').contains(&c) && !begins(c)) {
        return false;
    }
    let word = bare(text);
    if word.is_empty() {
        // Nothing but brackets and stops.
        return !text.trim().is_empty();
    }
    WORDS.contains(&word)
        || LATIN.iter().any(|latin| latin.eq_ignore_ascii_case(word))
        || word.chars().all(is_rule)
        || is_crossed_out(word)
}

/// Bytes: the longest of the words below with a few names of columns before it, and blanks.
const LONGEST_DITTO: usize = 90;

/// Whether a whole value points to the one above: 同上, 同前, 〃, 内容同上.
#[must_use]
pub fn is_ditto(text: &str) -> bool {
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
    // What may stand before it: the name of a column, in whole or in part.
    const NAMES: &[&str] =
        &["公开", "内容", "依据", "时限", "主体", "渠道", "载体", "对象", "方式", "层级", "要素", "和", "均"];
    // Nearly all texts end with another letter.
    let ends = |c: char| {
        let word = matches!(c, '上' | '项' | '条' | '栏' | '前' | '〃' | '″' | '"' | '\'' | '”' | '〞');
        word || is_around(c)
    };
    if text.len() > LONGEST_DITTO || !text.ends_with(ends) {
        return false;
    }
    let word = bare(text);
    if matches!(word, "〃" | "″" | "\"" | "''" | "”" | "〞") {
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
    matches!(c, '（' | '）' | '(' | ')' | '【' | '】' | '[' | ']' | '。' | '；' | ';' | '，' | ',') || c.is_whitespace()
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
        ] {
            assert!(is_placeholder(text), "{text}");
        }
        for text in
            ["", " ", "无线电管理", "无障碍设施", "略图", "X", "其他", "全社会", "待定岗位名单", "1", "空气质量", "√"]
        {
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
