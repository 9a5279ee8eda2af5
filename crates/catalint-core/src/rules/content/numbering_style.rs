//! CNT008: elements numbered `1.` in one place of a file and `1、` or `（1）` in another.
//!
//! Levels are no mixture: `（1）` below `1.` in one text is as it should be.

use std::ops::Range;

use super::helpers::{self, NumberedElement};
use crate::fix::{Applicability, Fix};
use crate::model::{Entry, FieldId};
use crate::rule::{CatalogCx, Check, Finding, Localized, Reads, Rule, Severity, Sink, Supersedes, Wrong};
use catalint_domain::chinese::numbering::{self, NumberStyle};
use catalint_domain::vocabulary::text_features::TextFeatures;
use catalint_text::Edit;

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: "CNT008",
    name: "content-numbering-style",
    severity: Severity::Hint,
    fixes: &[Applicability::Safe],
    summary: Localized { zh: "公开内容的编号写法不统一", en: "elements are numbered in several styles" },
    messages: &[Localized {
        zh: "编号写作“{written}”，本目录多数写作“{usual}”",
        en: "The number is written “{written}”; most of this catalog writes “{usual}”.",
    }],
    help: Localized { zh: "统一写作“{usual}”的形式。", en: "Use the form “{usual}” throughout." },
    why: Localized {
        zh: "同一份目录的编号写法应当一致。写法混用，说明内容拼自不同的来源，也不便于整理成表格。",
        en: "One catalog, one style of numbers. A mixture shows that parts come from different sources, and is hard to turn into a table.",
    },
    law: &[],
    source: Localized {
        zh: "《标点符号用法》（GB/T 15834-2011）：序次语“1”后用下脚点，带括号的序次语后不用标点",
        en: "GB/T 15834-2011, punctuation: a dot stands after the number 1, nothing after a number in brackets",
    },
    wrong: &[
        Wrong {
            yaml: "  - subtopic: 低保标准\n    content: 1. 标准 2. 条件 3. 材料\n  - subtopic: 低保申请\n    content: 1、流程 2、时限\n",
            at: "1、",
            fixed: Some(
                "  - subtopic: 低保标准\n    content: 1. 标准 2. 条件 3. 材料\n  - subtopic: 低保申请\n    content: 1.流程 2.时限\n",
            ),
        },
        Wrong {
            yaml: "    content: 1. 标准 2、条件 3. 材料\n",
            at: "2、",
            fixed: Some("    content: 1. 标准 2.条件 3. 材料\n"),
        },
        Wrong {
            yaml: "  - subtopic: 低保标准\n    content: 1. 标准 2. 条件 3. 材料\n  - subtopic: 低保申请\n    content: （1）流程（2）3年内时限\n",
            at: "（1）",
            fixed: Some(
                "  - subtopic: 低保标准\n    content: 1. 标准 2. 条件 3. 材料\n  - subtopic: 低保申请\n    content: 1.流程 2. 3年内时限\n",
            ),
        },
    ],
    right: &[
        "    content: 1. 申请：（1）条件（2）材料 2. 办理：（1）流程（2）时限\n",
        "  - subtopic: 低保标准\n    content: （1）标准（2）条件（3）材料\n  - subtopic: 低保申请\n    content: 1. 申请：（1）条件（2）材料 2. 办理\n",
        "  - subtopic: 低保标准\n    content: 1. 标准 2. 条件\n  - subtopic: 低保申请\n    content:\n      - 1、2号窗口地址\n      - 流程\n",
    ],
    supersedes: Supersedes::Nothing,
    check: Check::Catalog(Reads::of(&[]).where_shown(&[FieldId::Content], TextFeatures::NUMBER), check),
};

fn check(cx: &CatalogCx<'_>, sink: &mut Sink<'_>) {
    if cx.catalog.is_partial() {
        return;
    }
    let all: Vec<Vec<NumberedElement<'_>>> = cx.items_shown().flat_map(helpers::series).collect();
    let Some(usual) = usual(&all) else { return };
    for series in &all {
        let Some((entry, number)) = series.iter().find(|(_, number)| number.style != usual) else { continue };
        if has_below(series, usual) {
            continue;
        }
        let finding = Finding::part(&RULE, *entry, number.range.clone());
        let written = &entry.text[number.range.clone()];
        let wanted = usual.write(number.value).unwrap_or_else(|| usual.sample().to_owned());
        let finding = finding.arg("written", written).arg("usual", wanted);
        sink.push(finding.fix(restyle(series, usual)));
    }
}

/// The style of most numbers; of two, the one that comes first. None where there is one style.
fn usual(all: &[Vec<NumberedElement<'_>>]) -> Option<NumberStyle> {
    let mut counts = [0_usize; NumberStyle::ALL.len()];
    let mut order: Vec<NumberStyle> = Vec::new();
    for (_, number) in all.iter().flatten() {
        counts[number.style as usize] += 1;
        if !order.contains(&number.style) {
            order.push(number.style);
        }
    }
    let most = order.iter().map(|&style| counts[style as usize]).max()?;
    order.iter().copied().find(|&style| counts[style as usize] == most && order.len() > 1)
}

/// Whether the style numbers a level below in these texts, so that this level can't take it.
fn has_below(series: &[NumberedElement<'_>], style: NumberStyle) -> bool {
    series.chunk_by(|(a, _), (b, _)| a.node == b.node).any(|own| {
        let others = numbering::lookalikes(own[0].0.text);
        let mut others = others.iter().filter(|other| other.style.group() == style.group());
        others.any(|other| own.binary_search_by_key(&other.range.start, |(_, number)| number.range.start).is_err())
    })
}

fn restyle(series: &[NumberedElement<'_>], style: NumberStyle) -> Option<Fix> {
    const UNIFY: Localized =
        Localized { zh: "改成本目录多数的编号写法", en: "Number in the usual style of this catalog" };
    let mut changes = Vec::new();
    for (entry, number) in series.iter().filter(|(_, number)| number.style != style) {
        changes.push((
            *entry,
            number.range.clone(),
            rewritten(*entry, &number.range, &style.write(number.value)?, style),
        ));
    }
    let edits: Vec<Edit> = helpers::replace(changes)?;
    Some(Fix::safe(&UNIFY, edits))
}

/// The new number, with blanks where it would otherwise stick to what is around it.
fn rewritten(entry: Entry<'_>, old: &Range<usize>, new: &str, style: NumberStyle) -> String {
    let boxed = matches!(style, NumberStyle::Brackets | NumberStyle::Circled);
    let sticks = |c: char| c.is_alphanumeric() || matches!(c, '）' | ')' | '》' | '”');
    let before = if !boxed && entry.text[..old.start].ends_with(sticks) { " " } else { "" };
    let digits = |c: char| c.is_ascii_digit() || ('０'..='９').contains(&c);
    let after = if !boxed && entry.text[old.end..].starts_with(digits) { " " } else { "" };
    format!("{before}{new}{after}")
}
