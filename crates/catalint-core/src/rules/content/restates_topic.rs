//! CNT003: content that only repeats the item's name, or says 相关信息.
//!
//! Content is what is disclosed under the name, element by element.

use crate::model::{FieldId, elements};
use crate::rule::{Check, Finding, ItemCx, Localized, Reads, Rule, Severity, Sink, Supersedes, Wrong};
use catalint_domain::chinese::numbering;
use catalint_domain::law::acts::REGULATION;

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: "CNT003",
    name: "content-restates-topic",
    severity: Severity::Hint,
    fixes: &[],
    summary: Localized {
        zh: "公开内容只重复了事项名称或者“相关信息”",
        en: "the content only repeats the item's name or says 相关信息",
    },
    messages: &[
        Localized {
            zh: "公开内容“{written}”只重复了事项名称",
            en: "The content “{written}” only repeats the item's name.",
        },
        Localized {
            zh: "公开内容“{written}”没有说明是哪些信息",
            en: "The content “{written}” does not say which information.",
        },
    ],
    help: Localized {
        zh: "列出这一事项具体公开哪些要素，一条一个要素。",
        en: "List what is disclosed under this item, one element an entry.",
    },
    why: Localized {
        zh: "公开内容应当说明事项名称之下具体公开什么。只重复名称，公开主体和公众都不知道要公开到什么程度。",
        en: "The content says what is disclosed under the name. Where it only repeats the name, neither the publisher nor the public knows how far disclosure goes.",
    },
    law: &[REGULATION.article(22)],
    source: Localized {
        zh: "行政机关应当依照第二十条、第二十一条确定主动公开政府信息的具体内容",
        en: "Organs fix the concrete content of what they disclose under Art. 20 and 21",
    },
    wrong: &[
        Wrong {
            yaml: "    subtopic: 机构设置\n    content:\n      - 机构设置\n", at: "- «机构设置»", fixed: None
        },
        Wrong {
            yaml: "    subtopic: 机构设置\n    content: 机构设置相关信息\n", at: "机构设置相关信息", fixed: None
        },
        Wrong { yaml: "    content: 1. 相关信息\n", at: "相关信息", fixed: None },
    ],
    right: &[
        "    subtopic: 机构设置\n    content:\n      - 机构设置\n      - 内设机构职责\n",
        "    subtopic: 机构设置\n    content: 机构设置方案全文\n",
    ],
    supersedes: Supersedes::Nothing,
    check: Check::Item(Reads::of(&[FieldId::Content, FieldId::Topic, FieldId::Subtopic, FieldId::Detail]), check),
};

fn check(cx: &ItemCx<'_>, sink: &mut Sink<'_>) {
    let mut entries = cx.item.entries(FieldId::Content);
    // A name is short; a long text is not looked at.
    let Some(only) = entries.next().filter(|only| only.text.len() < 400) else { return };
    if entries.next().is_some() {
        return;
    }
    // The words of the one element, if it is the only one.
    let range = numbering::leading(only.text).range;
    let text = only.text[range.clone()].trim_end_matches(['。', '；', ';']);
    let said = without_tail(text);
    let names = [FieldId::Topic, FieldId::Subtopic, FieldId::Detail];
    let nth = if said.is_empty() {
        1
    } else if names.iter().any(|&id| without_tail(cx.item.text(id)) == said) {
        0
    } else {
        return;
    };
    if elements(cx.item).len() == 1 {
        sink.push(Finding::part(&RULE, only, range).message(nth).arg("written", text).cause(&[]));
    }
}

/// A text without 相关信息 and the like at its end.
fn without_tail(text: &str) -> &str {
    const TAILS: [&str; 9] =
        ["相关信息", "有关信息", "相关内容", "有关内容", "相关情况", "有关情况", "具体内容", "信息", "内容"];
    let Some(rest) = TAILS.iter().find_map(|tail| text.strip_suffix(tail)) else { return text };
    rest.strip_suffix(['的', '等']).unwrap_or(rest)
}
