//! TXT007: a term that a reform replaced or ended (扶贫协作, 新农合, 廉租住房 …).
//!
//! Read are the names and contents of an item, where a term speaks of today. A title, a quoted
//! name and the publisher are left alone: they may have to stand as they are, or have a rule of
//! their own.

use super::helpers::is_cell;
use crate::fix::{Applicability, Fix};
use crate::model::{Entry, FieldId};
use crate::rule::{Check, Finding, ItemCx, Localized, Reads, Rule, Severity, Sink, Supersedes, Wrong};
use catalint_domain::law::acts::REGULATION;
use catalint_domain::vocabulary::terms::{self, ReplacedTerm, TERMS, Use};
use catalint_domain::vocabulary::text_features::TextFeatures;
use catalint_yaml::edit;

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: "TXT007",
    name: "outdated-term",
    severity: Severity::Hint,
    fixes: &[Applicability::Offer],
    summary: Localized { zh: "过时的提法", en: "a term that is no longer in use" },
    messages: &[Localized { zh: "“{term}”是过时的提法：{fact}", en: "{term} is an outdated term: {fact}." }],
    help: Localized {
        zh: "核对这项工作现在的名称和内容；已经结束的，考虑是否还要列入目录。",
        en: "Check what this work is called today; if it has ended, ask whether the item still belongs here.",
    },
    why: Localized {
        zh: "目录应当及时更新。沿用已被取代的提法，说明这一项可能没有随政策调整，公众也难以据此找到现行的政策和经办机构。",
        en: "A catalog must be kept current. A term that has been replaced suggests that the item was not, and it leads the public to policies and bodies that no longer exist.",
    },
    law: &[REGULATION.article(12).paragraph(1)],
    source: Localized {
        zh: "目录应当及时更新；各提法的变化见国发〔2014〕8号、国发〔2016〕3号、国发〔2016〕14号等文件",
        en: "The directory must be updated in time; the changes of terms: 国发〔2014〕8号, 国发〔2016〕3号, 国发〔2016〕14号 and others",
    },
    wrong: &[
        Wrong {
            yaml: "    content:\n      - 消费扶贫活动安排\n      - 消费扶贫产品名单\n",
            at: "消费扶贫",
            fixed: Some("    content:\n      - 消费帮扶活动安排\n      - 消费帮扶产品名单\n"),
        },
        Wrong { yaml: "    subtopic: 精准扶贫政策\n", at: "精准扶贫", fixed: None },
        Wrong {
            yaml: "    content:\n      - 廉租住房申请条件\n      - 办理流程\n",
            at: "廉租住房",
            fixed: Some("    content:\n      - 公共租赁住房申请条件\n      - 办理流程\n"),
        },
    ],
    right: &[
        "    content:\n      - 2019年消费扶贫工作情况\n      - 原扶贫办移交的档案目录\n",
        "    content:\n      - 《静安区廉租住房实施细则》全文\n      - “精准扶贫”图片展\n",
        "    content:\n      - 扶贫产品名单\n      - 扶贫办法\n",
    ],
    supersedes: Supersedes::Nothing,
    check: Check::Item(Reads::of(FIELDS).where_shown(FIELDS, TextFeatures::TERM), check),
};

const FIX: Localized = Localized { zh: "改用现在的提法", en: "Use today's term" };

/// The fields that are read.
const FIELDS: &[FieldId] =
    &[FieldId::Category, FieldId::Topic, FieldId::Subtopic, FieldId::Detail, FieldId::Content, FieldId::Audience];

fn check(cx: &ItemCx<'_>, sink: &mut Sink<'_>) {
    let entries = || FIELDS.iter().flat_map(|&id| cx.item.entries(id)).filter(|entry| is_cell(*entry));
    let (year, ..) = cx.as_of().parts();
    for term in TERMS.iter().filter(|term| year > term.since) {
        let uses: Vec<(Entry<'_>, Use)> = entries()
            .flat_map(|entry| terms::uses(entry.text, term).into_iter().map(move |one| (entry, one)))
            .take(100)
            .collect();
        report(term, &uses, sink);
    }
}

/// One finding a term and item, at its first use; its fix changes them all.
fn report(term: &ReplacedTerm, uses: &[(Entry<'_>, Use)], sink: &mut Sink<'_>) {
    let Some((entry, first)) = uses.first() else { return };
    let edits: Option<Vec<_>> =
        uses.iter().map(|(entry, one)| edit::replace_part(entry.node, one.range.clone(), one.instead?)).collect();
    let fact = Localized { zh: term.zh, en: term.en };
    let finding = Finding::part(&RULE, *entry, first.range.clone()).arg("fact", fact);
    let fix = edits.filter(|edits| are_apart(edits)).map(|edits| Fix::offer(&FIX, edits));
    sink.push(finding.arg("term", &entry.text[first.range.clone()]).fix(fix));
}

/// Two uses in one text that can only be rewritten as a whole would give one edit twice.
fn are_apart(edits: &[catalint_text::Edit]) -> bool {
    edits.windows(2).all(|pair| pair[0].span != pair[1].span)
}
