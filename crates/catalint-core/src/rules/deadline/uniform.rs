//! DDL011: one and the same deadline (公开时限) on every item of a catalog.

use crate::model::FieldId;
use crate::rule::{CatalogCx, Check, Finding, Localized, Reads, Rule, Severity, Sink, Supersedes, Wrong};
use catalint_domain::chinese::normalize::Folded;
use catalint_domain::law::acts::REGULATION;

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: "DDL011",
    name: "deadline-uniform",
    severity: Severity::Hint,
    fixes: &[],
    summary: Localized { zh: "全部事项的公开时限相同", en: "one deadline on all items" },
    messages: &[Localized {
        zh: "全部{count}项的公开时限都是同一句“{deadline}”",
        en: "All {count} items have one and the same deadline, “{deadline}”.",
    }],
    help: Localized {
        zh: "逐项核对：预决算、政府采购、行政许可和处罚决定、年度报告等另有规定的，写各自的期限。",
        en: "Check them one by one: budgets, procurement, licence and penalty decisions, annual reports and others have periods of their own.",
    },
    why: Localized {
        zh: "20个工作日是一般期限，法律、法规另有规定的从其规定，不少事项的期限更短或者按日历日计算。全部套用同一句话，往往是没有逐项核对过。",
        en: "Twenty working days is the general period, and laws and regulations set others for many items, shorter ones or in calendar days. One sentence on every row often means that nobody checked.",
    },
    law: &[REGULATION.article(26)],
    source: Localized {
        zh: "法律、法规对政府信息公开的期限另有规定的，从其规定",
        en: "Where a law or regulation sets another period, that one rules",
    },
    wrong: &[Wrong {
        yaml: "  - subtopic: 最低生活保障\n  - subtopic: 特困人员供养\n  - subtopic: 临时救助\n  - subtopic: 受灾人员救助\n  - subtopic: 住房救助\n  - subtopic: 教育救助\n  - subtopic: 流浪乞讨人员救助\n  - subtopic: 社会力量参与\n",
        at: "items",
        fixed: None,
    }],
    right: &[
        "  - subtopic: 最低生活保障\n  - subtopic: 特困人员供养\n  - subtopic: 临时救助\n  - subtopic: 受灾人员救助\n  - subtopic: 住房救助\n  - subtopic: 教育救助\n  - subtopic: 流浪乞讨人员救助\n",
        "  - subtopic: 最低生活保障\n  - subtopic: 特困人员供养\n  - subtopic: 临时救助\n    deadline: 自救助金发放之日起10个工作日内\n  - subtopic: 受灾人员救助\n  - subtopic: 住房救助\n  - subtopic: 教育救助\n  - subtopic: 流浪乞讨人员救助\n  - subtopic: 社会力量参与\n",
    ],
    supersedes: Supersedes::Nothing,
    check: Check::Catalog(Reads::of(&[FieldId::Deadline, FieldId::Items]), check),
};

/// Fewer items than this may well have one deadline.
const MANY: usize = 8;

fn check(cx: &CatalogCx<'_>, sink: &mut Sink<'_>) {
    let catalog = cx.catalog;
    let count = catalog.items().count();
    // An item that can't be read may have another deadline.
    if count < MANY || count < catalog.len() || catalog.is_partial() {
        return;
    }
    // Who writes it once for all has seen that it is one.
    if catalog.default(FieldId::Deadline).is_some() {
        return;
    }
    let mut texts = catalog.items().map(|item| item.text(FieldId::Deadline));
    let first = texts.next().unwrap_or("");
    if first.is_empty() || !texts.all(|text| Folded(text) == Folded(first)) {
        return;
    }
    let Some(items) = catalog.field(FieldId::Items) else { return };
    let finding = Finding::field(&RULE, items).at(items.key.span());
    sink.push(finding.arg("count", count).arg("deadline", first));
}
