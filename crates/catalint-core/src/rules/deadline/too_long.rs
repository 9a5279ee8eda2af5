//! DDL004: a period (公开时限) of more than 20 working days for what is published proactively.
//!
//! Regulation, Art. 26: only a law or a regulation can set another period. That the basis names
//! one is read from its title alone: 《…法》 or 《…条例》 other than the Regulation is enough,
//! whatever the act says. Display periods are none of this rule's business.

use super::helpers::{MOST, answers, is_formation, names_other_law, only_on_request, periods, says_within};
use crate::fix::{Applicability, Fix};
use crate::model::{FieldId, Item};
use crate::rule::{Check, Finding, ItemCx, Localized, Reads, Rule, Severity, Sink, Supersedes, Wrong};
use catalint_domain::deadline::{Clause, DeadlineUnit, Event, Period, Reading, calendar_days, changed};
use catalint_domain::law::acts::REGULATION;
use catalint_yaml::edit;

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: "DDL004",
    name: "deadline-too-long",
    severity: Severity::Error,
    fixes: &[Applicability::Offer],
    summary: Localized {
        zh: "公开时限超过法定的20个工作日", en: "a period longer than the Regulation allows"
    },
    messages: &[
        Localized {
            zh: "公开时限“{written}”超过《条例》第二十六条规定的20个工作日，公开依据中没有允许更长期限的法律、法规",
            en: "The period “{written}” is longer than the 20 working days of the Regulation, Art. 26, and the basis names no law or regulation that allows more.",
        },
        Localized {
            zh: "公开时限“{written}”一般长于《条例》第二十六条规定的20个工作日",
            en: "The period “{written}” is as a rule longer than the 20 working days of the Regulation, Art. 26.",
        },
    ],
    help: Localized {
        zh: "改为20个工作日以内；法律、法规另有规定的，在公开依据中写明该法律、法规和条款。",
        en: "Make it 20 working days at most; where a law or regulation sets another period, name it in the basis, with its article.",
    },
    why: Localized {
        zh: "主动公开的政府信息应当自形成或者变更之日起20个工作日内公开，只有法律、法规可以另行规定，规章和文件不能放宽。30日和一个月是否超过20个工作日要看节假日，只报警告。",
        en: "Proactive information is published within 20 working days of being formed or changed. Only a law or regulation can set another period; rules and notices cannot extend it. Whether 30 days or a month are longer hangs on holidays, hence a warning.",
    },
    law: &[REGULATION.article(26)],
    source: Localized {
        zh: "自该政府信息形成或者变更之日起20个工作日内及时公开；法律、法规对期限另有规定的，从其规定",
        en: "Within 20 working days of being formed or changed; where a law or regulation sets another period, that one rules",
    },
    wrong: &[
        Wrong {
            yaml: "    deadline: 自该政府信息形成或者变更之日起30个工作日内公开\n",
            at: "30个工作日",
            fixed: Some("    deadline: 自该政府信息形成或者变更之日起20个工作日内公开\n"),
        },
        Wrong {
            yaml: "    deadline: 自信息形成之日起一个月内公开\n",
            at: "一个月",
            fixed: Some("    deadline: 自信息形成之日起20个工作日内公开\n"),
        },
        Wrong {
            yaml: "    deadline: 自信息形成之日起一个半月内公开\n",
            at: "一个半月",
            fixed: Some("    deadline: 自信息形成之日起20个工作日内公开\n"),
        },
        Wrong {
            yaml: "    deadline: 自信息形成之日起20至30个工作日内公开\n",
            at: "20至30个工作日",
            fixed: Some("    deadline: 自信息形成之日起20个工作日内公开\n"),
        },
        Wrong {
            yaml: "    deadline: 自信息形成之日起约40个工作日内公开\n", at: "40个工作日", fixed: None
        },
        Wrong {
            yaml: "    deadline: '文件印发后6个月内公开'\n",
            at: "6个月",
            fixed: Some("    deadline: '文件印发后20个工作日内公开'\n"),
        },
    ],
    right: &[
        "    basis: 《中华人民共和国统计法》\n    deadline: 自信息形成之日起30个工作日内公开\n",
        "    deadline: 自信息形成之日起5个工作日内公开，公示期不少于30日\n",
        "    deadline: 年度终了后3个月内公开\n",
        "    deadline: 自信息形成之日起3至5个工作日内公开\n",
        "    deadline: 每年上半年公开\n",
        "    deadline: 自信息形成之日起3个工作日内公开\n",
    ],
    supersedes: Supersedes::Value(&["DDL007"]),
    check: Check::Item(Reads::of(&[FieldId::Deadline, FieldId::Basis, FieldId::Method]), check),
};

const MEND: Localized = Localized { zh: "改为“20个工作日”", en: "Write 20个工作日." };

fn check(cx: &ItemCx<'_>, sink: &mut Sink<'_>) {
    let Some((entry, reading)) = cx.deadline() else { return };
    for (clause, period) in periods(&reading).take(MOST) {
        let Some(severity) = too_long(clause, period).filter(|_| !answers(clause, entry.text)) else { continue };
        if !says_within(entry.text, clause, period) {
            continue;
        }
        if only_on_request(cx) || names_other_law(cx.item) {
            return;
        }
        let severity = if basis_is_plain(cx.item) { severity } else { Severity::Warning };
        let edit = mended(entry.text, &reading, period)
            .and_then(|()| edit::replace_part(entry.node, period.range.clone(), MOST_TEXT));
        sink.push(
            Finding::part(&RULE, entry, period.range.clone())
                .message(usize::from(severity < Severity::Error))
                .severity(severity)
                .arg("written", &entry.text[period.range.clone()])
                .fix(edit.map(|edit| Fix::offer(&MEND, vec![edit]))),
        );
    }
}

const MOST_TEXT: &str = "20个工作日";

/// Whether the text with the lawful period in place of this one reads as it should.
fn mended(text: &str, reading: &Reading, period: &Period) -> Option<()> {
    let after = changed(text, period.range.clone(), MOST_TEXT)?;
    let lawful =
        |p: &Period| (p.amount, p.unit) == (20, DeadlineUnit::WorkingDay) && p.range.start == period.range.start;
    let same =
        after.reading.clauses.len() == reading.clauses.len() && after.reading.unread.len() == reading.unread.len();
    (same && !period.about && periods(&after.reading).any(|(_, p)| lawful(p))).then_some(())
}

/// Whether the period is longer, and how surely.
fn too_long(clause: &Clause, period: &Period) -> Option<Severity> {
    // Four weeks are twenty working days without a holiday, and no month has more than 31 days.
    const SAME: u32 = 28;
    const MONTH: u32 = 31;
    let days = calendar_days(period.amount, period.unit).0;
    let longer = match period.unit {
        DeadlineUnit::WorkingDay => period.amount > 20,
        _ => days > SAME || (period.unit, period.amount) == (DeadlineUnit::Month, 1),
    };
    let sure = match clause.trigger.as_ref() {
        None => false,
        Some(trigger) if is_formation(trigger) => true,
        Some(trigger) => match trigger.kind {
            Event::Decided | Event::Determined | Event::Issued | Event::Signed => true,
            Event::Approved | Event::ApprovedByCongress | Event::ApprovedByFinance | Event::Received => false,
            // The information may be formed long after: 年度终了后3个月内.
            _ => return None,
        },
    };
    let about = period.about || period.unit != DeadlineUnit::WorkingDay && days <= MONTH;
    longer.then_some(if sure && !about { Severity::Error } else { Severity::Warning })
}

/// Whether every basis is a title in 《》, so that one can see that no other law is among them.
fn basis_is_plain(item: Item<'_>) -> bool {
    let mut texts = item.entries(FieldId::Basis).map(|entry| entry.text).peekable();
    texts.peek().is_some() && texts.all(|text| text.contains('《') && !text.contains("法律"))
}
