//! CNT002: content that ends in 等 or ……, so that it is open what else belongs to it.
//!
//! Only the end of the last element counts, a final 。 aside, and not where 等 is part of a word
//! (平等, 高等, 不等).

use catalint_domain::law::acts::REGULATION;
use std::ops::Range;

use crate::model::FieldId;
use crate::rule::{Check, Finding, ItemCx, Localized, Reads, Rule, Severity, Sink, Supersedes, Wrong};
use catalint_domain::vocabulary::text_features::TextFeatures;

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: "CNT002",
    name: "content-open-ended",
    severity: Severity::Hint,
    fixes: &[],
    summary: Localized { zh: "公开内容以“等”“……”结尾", en: "the content ends in 等 or ……" },
    messages: &[Localized {
        zh: "公开内容以“{words}”结尾，没有列全",
        en: "The content ends in “{words}”, so what else belongs to it is open.",
    }],
    help: Localized {
        zh: "把要公开的内容逐条列全，删去“{words}”。", en: "List all elements and delete “{words}”."
    },
    why: Localized {
        zh: "标准目录要把公开的内容确定下来。以“等”收尾，公开主体可以不公开没有列出的部分，公众和检查的人也无法判断是否公开齐全。",
        en: "A standard catalog fixes what is disclosed. With an open end the publisher may leave out what is not named, and nobody can tell whether all of it was disclosed.",
    },
    law: &[REGULATION.article(22)],
    source: Localized {
        zh: "行政机关应当依照第二十条、第二十一条确定主动公开政府信息的具体内容",
        en: "Organs fix the concrete content of what they disclose under Art. 20 and 21",
    },
    wrong: &[
        Wrong {
            yaml: "    content:\n      - 申请条件\n      - 发放人数和发放金额等\n", at: "等", fixed: None
        },
        Wrong { yaml: "    content: 1. 名称 2. 地址、联系方式等信息。\n", at: "等信息", fixed: None },
        Wrong { yaml: "    content:\n      - 申请条件\n      - 办理流程……\n", at: "……", fixed: None },
        Wrong { yaml: "    content:\n      - 政府采购合同等\n", at: "等", fixed: None },
    ],
    right: &[
        "    content:\n      - 男女平等\n      - 公共服务均等\n",
        "    content:\n      - 电话、传真等联系方式\n      - 中高等\n",
        "    content:\n      - 办公地址等\n      - 奖励标准（金额不等）\n      - 评定等级\n",
    ],
    supersedes: Supersedes::Nothing,
    check: Check::Item(Reads::of(&[]).where_shown(&[FieldId::Content], TextFeatures::OPEN), check),
};

fn check(cx: &ItemCx<'_>, sink: &mut Sink<'_>) {
    let Some(last) = cx.item.entries(FieldId::Content).last() else { return };
    if let Some(end) = open_end(last.text) {
        let words = &last.text[end.clone()];
        sink.push(Finding::part(&RULE, last, end.clone()).arg("words", words));
    }
}

/// The 等 or …… at the end of a text.
fn open_end(text: &str) -> Option<Range<usize>> {
    const NOUNS: [&str; 4] = ["相关信息", "相关内容", "信息", "内容"];
    let text = text.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '。' | '；' | ';' | '，' | '、'));
    let dots = text.trim_end_matches('…');
    let dots =
        if dots.len() < text.len() { Some(dots) } else { text.strip_suffix("...").map(|t| t.trim_end_matches('.')) };
    if let Some(words) = dots {
        let start = words.len() - if words.ends_with('等') { '等'.len_utf8() } else { 0 };
        return Some(start..text.len());
    }
    let words =
        NOUNS.iter().find_map(|noun| text.strip_suffix(noun)).filter(|rest| rest.ends_with('等')).unwrap_or(text);
    let before = words.strip_suffix('等')?;
    if let Some(before) = before.strip_suffix('等') {
        return Some(before.len()..text.len());
    }
    (!is_in_word(before)).then_some(before.len()..text.len())
}

/// Whether the 等 behind these words is the end of a word of its own.
fn is_in_word(before: &str) -> bool {
    /// The letter before 等, and the ends of words with which it goes instead.
    const WORDS: [(char, &[&str]); 19] = [
        ('平', &["水平", "公平", "和平"]),
        ('高', &["提高", "新高", "身高", "登高"]),
        ('中', &["集中", "其中", "初中", "高中", "期中", "途中", "程中"]),
        ('初', &["年初", "月初", "期初"]),
        ('同', &["合同", "协同", "会同", "共同", "不同", "认同"]),
        ('对', &["核对", "比对", "校对", "应对", "针对"]),
        ('均', &["人均", "平均", "户均"]),
        ('优', &["评优", "创优", "推优"]),
        ('不', &[]),
        ('相', &["照相", "亮相", "真相"]),
        ('何', &["如何", "几何"]),
        ('特', &["独特"]),
        ('头', &["源头", "牵头", "码头"]),
        ('甲', &["指甲"]),
        ('乙', &[]),
        ('丙', &[]),
        ('一', &["统一", "唯一", "之一"]),
        ('二', &[]),
        ('三', &[]),
    ];
    let Some(near) = before.chars().next_back() else { return false };
    WORDS.iter().any(|(letter, others)| *letter == near && !others.iter().any(|word| before.ends_with(word)))
}
