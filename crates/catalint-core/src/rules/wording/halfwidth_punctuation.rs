//! TXT001: half-width `,` `;` `:` `!` `?`, quotes or brackets between Chinese characters, and two marks in a row.
//!
//! GB/T 15834 wants full-width marks in Chinese text. Times, ratios, URLs, `No.` and the numbers
//! of elements keep theirs. The fields that hold words of the profile are left alone: there
//! both widths are one word.

use std::ops::Range;

use super::helpers::{PROSE, is_cell};
use crate::fix::{Applicability, Fix};
use crate::model::{Entry, FieldId};
use crate::rule::{Check, Finding, Localized, Reads, Rule, Severity, Sink, Supersedes, TextCx, Wrong};
use catalint_domain::chinese::brackets::{self, BracketPair, Enclosure};
use catalint_domain::chinese::script::{after, before, is_chinese_digit, is_han};
use catalint_domain::vocabulary::text_features::TextFeatures;
use catalint_yaml::edit;

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: "TXT001",
    name: "halfwidth-punctuation",
    severity: Severity::Warning,
    fixes: &[Applicability::Safe, Applicability::Offer],
    summary: Localized {
        zh: "汉字之间用了半角标点，或者两个标点连用",
        en: "half-width punctuation between Chinese characters, or two marks in a row",
    },
    messages: &[
        Localized { zh: "中文里用了半角标点“{mark}”", en: "Half-width {mark} stands in Chinese text." },
        Localized { zh: "中文里用了半角括号", en: "Half-width brackets stand in Chinese text." },
        Localized {
            zh: "一对括号一半是全角、一半是半角",
            en: "One bracket of the pair is full-width, the other half-width.",
        },
        Localized { zh: "中文里用了半角引号", en: "Half-width quotation marks stand in Chinese text." },
        Localized { zh: "标点“{mark}”连用", en: "The marks {mark} stand in a row." },
    ],
    help: Localized { zh: "改用全角标点 {right}。", en: "Use the full-width {right}." },
    why: Localized {
        zh: "中文标点占一个汉字的位置，半角标点是英文和代码用的。混用会使表格排版参差，检索和比对时同一句话也会被当成两句。",
        en: "Chinese punctuation is full-width; the half-width marks belong to English and to code. Mixed, they make columns ragged, and one and the same sentence compares as two.",
    },
    law: &[],
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
        Wrong {
            yaml: "    content:\n      - 关于\"放管服\"改革的政策\n      - 办理流程\n",
            at: "\"放管服\"",
            fixed: Some("    content:\n      - 关于“放管服”改革的政策\n      - 办理流程\n"),
        },
        Wrong {
            yaml: "    content:\n      - 申请条件;\n      - 办理流程\n",
            at: ";",
            fixed: Some("    content:\n      - 申请条件；\n      - 办理流程\n"),
        },
        Wrong {
            yaml: "    content:\n      - 什么是低保?怎样申请\n      - 办理流程\n",
            at: "?",
            fixed: Some("    content:\n      - 什么是低保？怎样申请\n      - 办理流程\n"),
        },
        Wrong {
            yaml: "    content:\n      - 发放标准，，发放周期\n      - 办理流程\n",
            at: "，，",
            fixed: Some("    content:\n      - 发放标准，发放周期\n      - 办理流程\n"),
        },
    ],
    right: &[
        "    content:\n      - 咨询——投诉……的办理\n      - 5\"屏幕和3\"屏幕的补贴\n",
        "    content:\n      - 办公时间：9:00-17:00\n      - 服务窗口(A-3)\n      - 申请表（PDF,DOC）下载\n",
        "    content: 1)机关名称 2)办公地址 3)办公时间\n",
        "    content:\n      - 网址:https://www.example.gov.cn/a,b;c\n      - 配比要求为3:1\n",
        "    channels: [政府网站, 村居/企事业单位公示栏(电子屏)]\n",
    ],
    supersedes: Supersedes::Nothing,
    check: Check::Text(Reads::texts(PROSE).showing(TextFeatures::HALF), check),
};

const FIX: Localized = Localized { zh: "改为全角标点", en: "Write it full-width" };
const ONE: Localized = Localized { zh: "只留“{right}”", en: "Keep {right} only" };
const ONE_HELP: Localized =
    Localized { zh: "只留一个标点，如“{right}”。", en: "Keep one mark, such as {right}." };

const YEAR_HELP: Localized = Localized {
    zh: "文号里的年份用六角括号，如“〔2023〕”。",
    en: "The year of a document number stands in 〔〕, as in 〔2023〕.",
};

const QUOTES: usize = 3;
const ROW: usize = 4;

/// Findings of one text; what follows after so many says nothing new.
const LIMIT: usize = 100;

fn check(cx: &TextCx<'_>, sink: &mut Sink<'_>) {
    let entry = cx.entry;
    if !is_cell(entry) {
        return;
    }
    let singles = entry.text.match_indices([',', ';', ':', '!', '?']);
    for (at, mark) in singles.filter(|&(at, mark)| is_chinese(entry.text, at, mark)).take(LIMIT) {
        sink.push(single(entry, at, mark));
    }
    rows(entry.text).take(LIMIT).for_each(|row| sink.push(in_a_row(entry, row)));
    if let Some(quotes) = quotes(entry.text) {
        quotes.chunks_exact(2).take(LIMIT).for_each(|pair| sink.push(quoted(entry, pair[0]..pair[1] + 1)));
    }
    if !entry.text.contains(['(', ')']) {
        return;
    }
    let pairs = brackets::read(entry.text).pairs;
    for pair in pairs.iter().filter(|pair| is_halfwidth(entry, pair)).take(LIMIT) {
        sink.push(brackets_of(entry, pair));
    }
}

/// Whether Chinese characters stand on both sides of a mark, blanks aside, or before one that ends the text.
fn is_chinese(text: &str, at: usize, mark: &str) -> bool {
    let Some(left) = text[..at].trim_end_matches(' ').chars().next_back() else { return false };
    let from = is_han(left) || closes(left);
    match text[at + 1..].trim_start_matches(' ').chars().next() {
        Some(right) => {
            let ratio = mark == ":" && is_chinese_digit(left) && is_chinese_digit(right);
            from && (is_han(right) || opens(right)) && !ratio
        }
        // 「申请方式:」 is a heading whose colon may stay for what comes below.
        None => from && mark != ":",
    }
}

fn opens(c: char) -> bool {
    matches!(c, '《' | '〈' | '（' | '“' | '‘' | '【' | '〔' | '「')
}

fn closes(c: char) -> bool {
    matches!(c, '》' | '〉' | '）' | '”' | '’' | '】' | '〕' | '」')
}

fn single(entry: Entry<'_>, at: usize, mark: &str) -> Finding {
    let right = match mark {
        "," => "，",
        ";" => "；",
        "!" => "！",
        "?" => "？",
        _ => "：",
    };
    // Blanks beside the mark go with it, but not a line break, which may look like one.
    let one_line = !entry.written(0..entry.text.len()).contains(['\n', '\r']);
    let part: Range<usize> = if one_line {
        let start = entry.text[..at].trim_end_matches(' ').len();
        let rest = &entry.text[at + 1..];
        start..entry.text.len() - rest.trim_start_matches(' ').len()
    } else {
        at..at + 1
    };
    // A question mark may stand where a letter was lost.
    let make = if mark == "?" { Fix::offer } else { Fix::safe };
    let fix = edit::replace_part(entry.node, part, right).map(|edit| make(&FIX, vec![edit]));
    Finding::part(&RULE, entry, at..at + 1).arg("mark", mark).arg("right", right).fix(fix)
}

/// Where two or more marks of a sentence stand in a row: ，， 、， ；；
fn rows(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            let start = at + text.get(at..)?.find(is_mark)?;
            let rest = text[start..].trim_start_matches(is_mark);
            at = text.len() - rest.len();
            // 。。。 stands for …… .
            let dots = text[start..at].chars().all(|c| c == '。') && at - start > 2 * '。'.len_utf8();
            if text[start..at].chars().nth(1).is_some() && !dots {
                return Some(start..at);
            }
        }
    })
}

fn is_mark(c: char) -> bool {
    matches!(c, '，' | '、' | '；' | '。' | '：')
}

/// Of marks in a row the one that parts most stays.
fn in_a_row(entry: Entry<'_>, row: Range<usize>) -> Finding {
    const WEIGHT: &[&str] = &["。", "；", "：", "，", "、"];
    let written = &entry.text[row.clone()];
    let right = WEIGHT.iter().find(|mark| written.contains(**mark)).copied().unwrap_or("，");
    let fix = edit::replace_part(entry.node, row.clone(), right).map(|edit| Fix::offer(&ONE, vec![edit]));
    let finding = Finding::part(&RULE, entry, row).message(ROW).help(&ONE_HELP).cause(&[]);
    finding.arg("mark", written).arg("right", right).fix(fix)
}

/// The places of half-width quotes, where all are in pairs around Chinese words: 5" is no quote.
fn quotes(text: &str) -> Option<Vec<usize>> {
    let all: Vec<usize> = text.match_indices('"').map(|(at, _)| at).collect();
    let chinese = |pair: &[usize]| {
        let inner = &text[pair[0] + 1..pair[1]];
        let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
        inner.chars().any(is_han) && !digit(before(text, pair[0])) && !digit(inner.chars().next_back())
    };
    let paired = !all.is_empty() && all.len().is_multiple_of(2);
    (paired && !text.contains('<') && all.chunks_exact(2).all(chinese)).then_some(all)
}

fn quoted(entry: Entry<'_>, pair: Range<usize>) -> Finding {
    let parts = [(pair.start..pair.start + 1, "“".to_owned()), (pair.end - 1..pair.end, "”".to_owned())];
    let fix = edit::replace_parts(entry.node, &parts).map(|edits| Fix::safe(&FIX, edits));
    Finding::part(&RULE, entry, pair).message(QUOTES).arg("right", "“”").fix(fix)
}

/// Whether a pair has a half-width bracket that should be full-width: Chinese words within,
/// and Chinese on at least one side, or a full-width partner.
fn is_halfwidth(entry: Entry<'_>, pair: &BracketPair) -> bool {
    let (text, basis) = (entry.text, entry.id() == FieldId::Basis);
    let (open, close) = (pair.open, pair.close);
    if open.kind != Enclosure::Round || (open.letter == '（' && close.letter == '）') {
        return false;
    }
    let inner = &text[open.range().end..close.at];
    let left = before(text, open.at);
    let number = inner.chars().all(|c| c.is_ascii_digit() || is_chinese_digit(c));
    // Of （2023)12号 in a content the halves differ; in a basis that is the business of another rule.
    let document = text[close.range().end..].starts_with(|c: char| c.is_ascii_digit());
    if number && document && !basis && open.letter != close.letter {
        return true;
    }
    // (一) in front of an element; (2019) of a document number has a rule of its own.
    if number && (left.is_none_or(|c| !is_han(c)) || inner.bytes().all(|b| b.is_ascii_digit())) {
        return false;
    }
    let mixed = open.letter == '（' || close.letter == '）';
    let beside = left.is_some_and(|c| is_han(c) || closes(c))
        || after(text, close.range().end).is_some_and(|c| is_han(c) || opens(c));
    inner.chars().any(is_han) && (beside || mixed)
}

fn brackets_of(entry: Entry<'_>, pair: &BracketPair) -> Finding {
    let mut parts = Vec::new();
    let inner = &entry.text[pair.open.range().end..pair.close.at];
    if inner.len() == 4 && inner.bytes().all(|b| b.is_ascii_digit()) {
        let parts = [(pair.open.range(), "〔".to_owned()), (pair.close.range(), "〕".to_owned())];
        let fix = edit::replace_parts(entry.node, &parts).map(|edits| Fix::safe(&FIX, edits));
        let range = pair.open.at..pair.close.range().end;
        return Finding::part(&RULE, entry, range).message(2).help(&YEAR_HELP).fix(fix);
    }
    if pair.open.letter == '(' {
        parts.push((pair.open.range(), "（".to_owned()));
    }
    if pair.close.letter == ')' {
        parts.push((pair.close.range(), "）".to_owned()));
    }
    let nth = if parts.len() == 2 { 1 } else { 2 };
    let fix = edit::replace_parts(entry.node, &parts).map(|edits| Fix::safe(&FIX, edits));
    Finding::part(&RULE, entry, pair.open.at..pair.close.range().end).message(nth).arg("right", "（）").fix(fix)
}
