//! TXT001: half-width `,` `;` `:` or brackets between Chinese characters.
//!
//! GB/T 15834 wants full-width marks in Chinese text. Times, ratios, URLs, `No.` and the numbers
//! of elements keep theirs. The fields that hold words of the profile are left alone: there
//! both widths are one word.

use std::ops::Range;

use super::helpers::{PROSE, is_cell};
use crate::domain::brackets::{self, Enclosure, Pair};
use crate::domain::marks::Marks;
use crate::domain::script::{after, before, is_chinese_digit, is_han};
use crate::fix::{Applicability, Fix};
use crate::model::Entry;
use crate::rule::{Check, Localized, Rule, Severity, Silences, Sink, Texts, ValueCx, Violation, Wrong};
use crate::yaml::edit;

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: "TXT001",
    name: "halfwidth-punctuation",
    severity: Severity::Warning,
    fixes: &[Applicability::Safe],
    summary: Localized {
        zh: "汉字之间用了半角标点", en: "half-width punctuation between Chinese characters"
    },
    messages: &[
        Localized {
            zh: "汉字之间用了半角标点 {mark}", en: "Half-width {mark} stands between Chinese characters."
        },
        Localized { zh: "中文里用了半角括号", en: "Half-width brackets stand in Chinese text." },
        Localized {
            zh: "一对括号一半是全角、一半是半角",
            en: "One bracket of the pair is full-width, the other half-width.",
        },
    ],
    help: Localized { zh: "改用全角标点 {right}。", en: "Use the full-width {right}." },
    why: Localized {
        zh: "中文标点占一个汉字的位置，半角标点是英文和代码用的。混用会使表格排版参差，检索和比对时同一句话也会被当成两句。",
        en: "Chinese punctuation is full-width; the half-width marks belong to English and to code. Mixed, they make columns ragged, and one and the same sentence compares as two.",
    },
    source: Localized {
        zh: "《标点符号用法》（GB/T 15834-2011）：句内点号和括号用全角",
        en: "GB/T 15834-2011: marks within a Chinese sentence are full-width",
    },
    wrong: &[
        Wrong {
            yaml: "    content:\n      - 发放标准,发放周期\n      - 申领方式\n",
            at: ",",
            fixed: Some("    content:\n      - 发放标准，发放周期\n      - 申领方式\n"),
        },
        Wrong {
            yaml: "    content:\n      - \"联系方式: 电话、电子邮箱\"\n      - 办理流程\n",
            at: "方式«:» 电话",
            fixed: Some("    content:\n      - \"联系方式：电话、电子邮箱\"\n      - 办理流程\n"),
        },
        Wrong {
            yaml: "    publisher: 区政府办公室(区政府合作交流办)\n",
            at: "(区政府合作交流办)",
            fixed: Some("    publisher: 区政府办公室（区政府合作交流办）\n"),
        },
        Wrong {
            yaml: "    content:\n      - 中标（成交)结果\n      - 合同公告\n",
            at: "（成交)",
            fixed: Some("    content:\n      - 中标（成交）结果\n      - 合同公告\n"),
        },
    ],
    right: &[
        "    content:\n      - 办公时间：9:00-17:00\n      - 服务窗口(A-3)\n      - 申请表（PDF,DOC）下载\n",
        "    content: 1)机关名称 2)办公地址 3)办公时间\n",
        "    content:\n      - 网址:https://www.example.gov.cn/a,b;c\n      - 配比要求为3:1\n",
        "    channels: [政府网站, 村居/企事业单位公示栏(电子屏)]\n",
    ],
    silences: Silences::Nothing,
    check: Check::Text(Texts::of(PROSE).with(Marks::HALF), check),
};

const FIX: Localized = Localized { zh: "改为全角标点", en: "Write it full-width" };

/// Findings of one text; what follows after so many says nothing new.
const LIMIT: usize = 100;

fn check(cx: &ValueCx<'_>, sink: &mut Sink<'_>) {
    let entry = cx.entry;
    if !is_cell(entry) {
        return;
    }
    for (at, mark) in entry.text.match_indices([',', ';', ':']).filter_map(|hit| between(entry.text, hit)).take(LIMIT) {
        sink.push(single(entry, at, mark));
    }
    if !entry.text.contains(['(', ')']) {
        return;
    }
    let pairs = brackets::read(entry.text).pairs;
    for pair in pairs.iter().filter(|pair| is_halfwidth(entry.text, pair)).take(LIMIT) {
        sink.push(brackets_of(entry, pair));
    }
}

/// The mark, if Chinese characters stand on both sides, blanks aside.
fn between<'t>(text: &'t str, (at, mark): (usize, &'t str)) -> Option<(usize, &'t str)> {
    let left = text[..at].trim_end_matches(' ').chars().next_back()?;
    let right = text[at + 1..].trim_start_matches(' ').chars().next()?;
    let chinese = (is_han(left) || closes(left)) && (is_han(right) || opens(right));
    let ratio = mark == ":" && is_chinese_digit(left) && is_chinese_digit(right);
    (chinese && !ratio).then_some((at, mark))
}

fn opens(c: char) -> bool {
    matches!(c, '《' | '〈' | '（' | '“' | '‘' | '【' | '〔' | '「')
}

fn closes(c: char) -> bool {
    matches!(c, '》' | '〉' | '）' | '”' | '’' | '】' | '〕' | '」')
}

fn single(entry: Entry<'_>, at: usize, mark: &str) -> Violation {
    let right = match mark {
        "," => "，",
        ";" => "；",
        _ => "：",
    };
    // Blanks beside the mark go with it, but not a line break, which may look like one.
    let one_line = !entry.node.tree().source()[entry.span().range()].contains(['\n', '\r']);
    let part: Range<usize> = if one_line {
        let start = entry.text[..at].trim_end_matches(' ').len();
        let rest = &entry.text[at + 1..];
        start..entry.text.len() - rest.trim_start_matches(' ').len()
    } else {
        at..at + 1
    };
    let fix = edit::replace_part(entry.node, part, right).map(|edit| Fix::safe(FIX, vec![edit]));
    Violation::part(&RULE, entry, at..at + 1).arg("mark", mark).arg("right", right).fix(fix)
}

/// Whether a pair has a half-width bracket that should be full-width: Chinese words within,
/// and Chinese on at least one side, or a full-width partner.
fn is_halfwidth(text: &str, pair: &Pair) -> bool {
    let (open, close) = (pair.open, pair.close);
    if open.kind != Enclosure::Round || (open.letter == '（' && close.letter == '）') {
        return false;
    }
    let inner = &text[open.range().end..close.at];
    let left = before(text, open.at);
    let number = inner.chars().all(|c| c.is_ascii_digit() || is_chinese_digit(c));
    // (一) in front of an element; (2019) of a document number has a rule of its own.
    if number && (left.is_none_or(|c| !is_han(c)) || inner.bytes().all(|b| b.is_ascii_digit())) {
        return false;
    }
    let mixed = open.letter == '（' || close.letter == '）';
    let beside = left.is_some_and(|c| is_han(c) || closes(c))
        || after(text, close.range().end).is_some_and(|c| is_han(c) || opens(c));
    inner.chars().any(is_han) && (beside || mixed)
}

fn brackets_of(entry: Entry<'_>, pair: &Pair) -> Violation {
    let mut parts = Vec::new();
    if pair.open.letter == '(' {
        parts.push((pair.open.range(), "（".to_owned()));
    }
    if pair.close.letter == ')' {
        parts.push((pair.close.range(), "）".to_owned()));
    }
    let nth = if parts.len() == 2 { 1 } else { 2 };
    let fix = edit::replace_parts(entry.node, &parts).map(|edits| Fix::safe(FIX, edits));
    Violation::part(&RULE, entry, pair.open.at..pair.close.range().end).message(nth).arg("right", "（）").fix(fix)
}
