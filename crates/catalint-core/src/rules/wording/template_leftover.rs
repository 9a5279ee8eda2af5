//! TXT009: what a template left to be filled in, within a value: （请写明）, ××县, 年 月 日.
//!
//! A value that is nothing else is a placeholder (VAL001); 其他_ among the channels has its own rule.

use catalint_domain::law::acts::REGULATION;
use std::ops::Range;

use super::helpers::is_cell;
use crate::model::FieldId;
use crate::rule::{Check, Finding, Localized, Reads, Rule, Severity, Sink, Supersedes, TextCx, Wrong};
use catalint_domain::vocabulary::placeholder::{FILL_INS, is_placeholder};
use catalint_domain::vocabulary::text_features::TextFeatures;

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: "TXT009",
    name: "template-leftover",
    severity: Severity::Warning,
    fixes: &[],
    summary: Localized { zh: "模板中留空的地方没有填写", en: "a blank of the template is not filled in" },
    messages: &[Localized {
        zh: "“{written}”是模板中留空的地方，没有填写",
        en: "“{written}” is a blank of the template that nobody filled in.",
    }],
    help: Localized { zh: "填写实际内容，或者删去这几个字。", en: "Fill it in, or take it out." },
    why: Localized {
        zh: "“（请写明）”“××县”“年 月 日”是模板请填表人填写的。留在公布的目录里，内容不完整，也说明没有人核对过。",
        en: "（请写明）, ××县 and an empty date are where the template asks to be filled in. Published like that the value is incomplete, and plainly nobody looked it over.",
    },
    law: &[REGULATION.article(6)],
    source: Localized {
        zh: "行政机关应当及时、准确地公开政府信息",
        en: "Organs disclose information in time and accurately",
    },
    wrong: &[
        Wrong { yaml: "    audience: 特定对象（请写明）\n", at: "请写明", fixed: None },
        Wrong { yaml: "title: ××县民政局政务公开标准目录\n", at: "××", fixed: None },
        Wrong { yaml: "    note: 填表日期：2026年  月  日\n", at: "年  月  日", fixed: None },
        Wrong { yaml: "    note: 联系电话______\n", at: "______", fixed: None },
    ],
    right: &[
        "    content:\n      - 申请方式（请填写《救助申请表》）\n      - 规格5×20米\n",
        "    note: 2026年 6月 30日核对\n",
        "    note: 工作服尺码 XXL\n",
        "    note: 见 data_2026__v2.xlsx\n",
    ],
    supersedes: Supersedes::Nothing,
    check: Check::Text(
        Reads::texts(FieldId::TEXTS).showing(TextFeatures::CROSS.with(TextFeatures::FILL_IN).with(TextFeatures::BLANK)),
        check,
    ),
};

/// Findings in one text.
const MOST: usize = 100;

fn check(cx: &TextCx<'_>, sink: &mut Sink<'_>) {
    let (entry, text) = (cx.entry, cx.entry.text);
    let dated = || cx.features.has(TextFeatures::BLANK) && text.contains('年');
    if !(cx.features.has(TextFeatures::CROSS.with(TextFeatures::FILL_IN)) || dated())
        || !is_cell(entry)
        || entry.id() == FieldId::Updated
    {
        return;
    }
    let found = places(text).filter(|at| is_blank(text, at.clone()));
    let mut found = found.filter(|at| entry.id() != FieldId::Channels || !text[at.clone()].contains(['_', '＿']));
    let Some(first) = found.next().filter(|_| !is_placeholder(text)) else { return };
    for at in std::iter::once(first).chain(found).take(MOST) {
        sink.push(Finding::part(&RULE, entry, at.clone()).arg("written", &text[at]));
    }
}

/// Places that may be blanks of a template.
fn places(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let mut end = 0;
    text.char_indices().filter_map(move |(at, c)| {
        let length = if at >= end { length(c, &text[at..]) } else { None }?;
        end = at + length;
        Some(at..end)
    })
}

/// How long the place is that begins with this letter.
fn length(first: char, text: &str) -> Option<usize> {
    let rest = match first {
        '请' => FILL_INS.iter().find_map(|word| text.strip_prefix(word))?,
        '年' => {
            let blanks: &[char] = &[' ', '\u{3000}'];
            let month = text["年".len()..].strip_prefix(blanks)?.trim_start_matches(blanks);
            month.strip_prefix('月')?.trim_start_matches(blanks).strip_prefix('日')?
        }
        '×' | '╳' => run(text, &['×', '╳'])?,
        'X' | 'x' | 'Ｘ' | 'ｘ' => run(text, &['X', 'x', 'Ｘ', 'ｘ'])?,
        '_' | '＿' => run(text, &['_', '＿'])?,
        _ => return None,
    };
    Some(text.len() - rest.len())
}

/// What follows at least two of some letters.
fn run<'t>(text: &'t str, letters: &[char]) -> Option<&'t str> {
    let rest = text.trim_start_matches(letters);
    text[..text.len() - rest.len()].chars().nth(1).map(|_| rest)
}

/// Whether a place is one, by what stands around it.
fn is_blank(text: &str, range: Range<usize>) -> bool {
    let before = text[..range.start].trim_end().chars().next_back();
    let after = text[range.end..].trim_start().chars().next();
    let next_to = |c: Option<char>, what: fn(char) -> bool| c.is_some_and(what);
    match text[range.clone()].chars().next() {
        // An instruction that stands by itself in brackets or behind a colon.
        Some('请') => {
            next_to(before, |c| matches!(c, '（' | '(' | '：' | ':' | '〔' | '['))
                && after.is_none_or(|c| matches!(c, '）' | ')' | '。' | '；' | '〕' | ']'))
        }
        // XXL, data__v2 are names.
        Some('X' | 'x' | 'Ｘ' | 'ｘ' | '_') => {
            let close = |c: Option<char>| next_to(c, |c| c.is_ascii_alphabetic() || matches!(c, '.' | '_' | '-' | '/'));
            !close(text[..range.start].chars().next_back()) && !close(text[range.end..].chars().next())
        }
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn places_are_those_of_the_pattern(text in "([请写明填具体说xXＸ×╳_＿年月日 \u{3000}a]|请具体写明|请填写|年 +月){0,12}") {
            let pattern = "请(?:写明|注明|填写|说明|具体写明|具体说明)|[×╳]{2,}|[XxＸｘ]{2,}|[_＿]{2,}|年[ \u{3000}]+月[ \u{3000}]*日";
            let pattern = regex::Regex::new(pattern).expect("a pattern");
            let want: Vec<_> = pattern.find_iter(&text).map(|found| found.range()).collect();
            prop_assert_eq!(places(&text).collect::<Vec<_>>(), want);
        }
    }
}
