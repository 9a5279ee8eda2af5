//! What the rules of this family ask of an item.

use crate::model::{FieldId, Item};
use crate::rule::{Arg, Finding, ItemCx, Localized, Severity};
use catalint_domain::deadline::{Clause, DeadlineUnit, Event, Kind, Period, Reading, Trigger, Verb};
use catalint_domain::law::Provision;
use catalint_domain::statutory::{self, ActLimit, Duty, FoundDuty, Phrase};
use catalint_domain::vocabulary::profile::find;

/// Clauses of one text that are looked at.
pub(super) const MOST: usize = 100;

/// Whether the only method is on request.
pub(super) fn only_on_request(cx: &ItemCx<'_>) -> bool {
    let on_request = |text: &str| find(&cx.profile().methods, text.trim()).is_some_and(|(method, _)| !method.proactive);
    let mut entries = cx.item.entries(FieldId::Method).peekable();
    entries.peek().is_some() && entries.all(|entry| on_request(entry.text))
}

/// The clauses that say within what time to publish, each with its period.
pub(super) fn periods(reading: &Reading) -> impl Iterator<Item = (&Clause, &Period)> {
    reading.clauses.iter().filter_map(|clause| match &clause.kind {
        Kind::Within(period) => Some((clause, period)),
        _ => None,
    })
}

/// Whether a clause speaks of answers to requests.
pub(super) fn answers(clause: &Clause, text: &str) -> bool {
    let scope = clause.scope.clone().map_or("", |range| &text[range]);
    let received = clause.trigger.as_ref().is_some_and(|trigger| trigger.kind == Event::RequestReceived);
    received || scope.contains("依申请") || clause.verb == Some(Verb::Answer)
}

/// Whether a period is one within which to publish: 1年 alone, from nothing, may be how long the
/// thing stays up, or how often it is renewed.
pub(super) fn says_within(text: &str, clause: &Clause, period: &Period) -> bool {
    let days = matches!(period.unit, DeadlineUnit::WorkingDay | DeadlineUnit::Day);
    days || clause.trigger.is_some() || clause.verb.is_some() || text[period.range.end..].trim_start().starts_with('内')
}

/// Whether information is formed or obtained at an event: the trigger of Article 26.
pub(super) fn is_formation(trigger: &Trigger) -> bool {
    matches!(trigger.kind, Event::FormedOrChanged | Event::Formed | Event::Changed | Event::MadeOrObtained)
}

/// Whether the basis names a law or a regulation besides the Regulation: only those can set
/// another period (Article 26). Read from the title alone, so that an act nobody registered
/// counts: it ends in 法, 法典 or 条例, brackets aside.
pub(super) fn names_other_law(item: Item<'_>) -> bool {
    item.entries(FieldId::Basis).any(|entry| entry.text.split(['《', '》', '、', '；', ';', '，', '\n']).any(is_law))
}

fn is_law(title: &str) -> bool {
    let end = title.find(['（', '(', '第']).unwrap_or(title.len());
    let title = title[..end].trim_end();
    let law = ["法", "法典", "条例"].iter().any(|end| title.ends_with(end));
    law && !title.ends_with("办法") && !title.contains("信息公开")
}

/// What the Regulation sets for an item, whatever its matter.
pub(super) fn general(cx: &ItemCx<'_>) -> &'static Duty {
    if only_on_request(cx) { statutory::on_request(cx.as_of()) } else { statutory::proactive(cx.as_of()) }
}

/// The duties of an item that set a period within which to publish: those of its matter, else
/// the general one; answers to requests have their own.
pub(super) fn duties(cx: &ItemCx<'_>) -> Vec<&'static Duty> {
    if only_on_request(cx) {
        return vec![general(cx)];
    }
    let own =
        cx.matter().into_iter().flat_map(FoundDuty::duties).filter(|duty| matches!(duty.limit, ActLimit::Within(..)));
    let own: Vec<&Duty> = own.collect();
    if own.is_empty() { vec![general(cx)] } else { own }
}

/// What an item's deadline may say.
pub(super) fn right_wording(cx: &ItemCx<'_>) -> String {
    duties(cx).iter().map(|duty| duty.wording).collect::<Vec<_>>().join("；")
}

/// The law that sets how long the publisher has: that of the item's duties.
pub(super) fn law(cx: &ItemCx<'_>) -> Vec<Provision> {
    let mut law: Vec<Provision> = duties(cx).into_iter().flat_map(Duty::provisions).collect();
    law.dedup();
    law
}

/// Rests on a duty, and fills its slots: `act`, `article`, `says`. On one that is not sure no more than a hint rests.
pub(super) fn cite(finding: Finding, duty: &Duty) -> Finding {
    let sure = duty.is_sure();
    let finding = if sure { finding } else { finding.severity(Severity::Hint) };
    finding
        .resting_on(duty.provisions())
        .arg("act", words(duty.act.title))
        .arg("article", words(duty.article))
        .arg("says", words(duty.says))
        .cause(&["act", "article"])
}

/// A phrase as an argument.
pub(super) fn words(phrase: Phrase) -> Arg {
    Localized { zh: phrase.zh, en: phrase.en }.into()
}

/// A period in the words of a catalog.
pub(super) fn period_text(amount: u32, unit: DeadlineUnit) -> String {
    let unit = if unit == DeadlineUnit::WorkingDay { "个工作日" } else { "日" };
    format!("{amount}{unit}")
}
