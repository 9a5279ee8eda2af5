//! DDL010: the annual report on open government information without its day (公开时限).
//!
//! Regulation, Art. 49: departments by 31 January, governments by 31 March. A town has no day
//! there, so its report is left alone.

use super::helpers::cite;
use crate::fix::{Applicability, Fix};
use crate::model::{FieldId, Item};
use crate::rule::{Check, Finding, ItemCx, Localized, Reads, Rule, Severity, Sink, Supersedes, Wrong};
use catalint_domain::bodies::bodies;
use catalint_domain::bodies::rank::Rank;
use catalint_domain::deadline::{DeadlineDate, DeadlineDay, Event, Kind, Month, Reading, calendar_days};
use catalint_domain::law::acts::REGULATION;
use catalint_domain::statutory::ActLimit;
use catalint_yaml::edit;

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: "DDL010",
    name: "deadline-annual-report",
    severity: Severity::Warning,
    fixes: &[Applicability::Offer],
    summary: Localized {
        zh: "政府信息公开年度报告没有写法定日期", en: "the annual report without its statutory day"
    },
    messages: &[
        Localized {
            zh: "公开时限写“{written}”，而{says}，见{act}{article}",
            en: "The deadline says “{written}”, but {says}: {act}{article}.",
        },
        Localized {
            zh: "公开时限写“{written}”，而部门的年度报告应在1月31日前公布，政府的应在3月31日前公布，见{act}{article}",
            en: "The deadline says “{written}”, but departments publish their report by 31 January, governments by 31 March: {act}{article}.",
        },
    ],
    help: Localized { zh: "改为“{wording}”。", en: "Write {wording}." },
    why: Localized {
        zh: "政府信息公开工作年度报告的日期由《条例》直接规定，与20个工作日的一般期限无关，评估时常单列一项。",
        en: "The Regulation itself sets the day of this report. The general 20 working days have nothing to do with it, and assessments often look at it by itself.",
    },
    law: &[REGULATION.article(49)],
    source: Localized { zh: "", en: "" },
    wrong: &[
        Wrong {
            yaml: "    topic: 政府信息公开\n    subtopic: 政府信息公开年度报告\n    content: [主动公开情况]\n    deadline: 自该政府信息形成或者变更之日起20个工作日内\n",
            at: "自该政府信息形成或者变更之日起20个工作日内",
            fixed: Some(
                "    topic: 政府信息公开\n    subtopic: 政府信息公开年度报告\n    content: [主动公开情况]\n    deadline: 每年1月31日前公开\n",
            ),
        },
        Wrong {
            yaml: "    topic: 政府信息公开\n    subtopic: 年报\n    content: [主动公开情况]\n    deadline: 每年3月31日前公布\n",
            at: "每年3月31日前公布",
            fixed: Some(
                "    topic: 政府信息公开\n    subtopic: 年报\n    content: [主动公开情况]\n    deadline: 每年1月31日前公开\n",
            ),
        },
        Wrong {
            yaml: "    topic: 政府信息公开年报\n    subtopic: 政府信息公开工作年度报告\n    content: [主动公开情况]\n    deadline: 及时公开\n    publisher: 静安区人民政府\n",
            at: "及时公开",
            fixed: Some(
                "    topic: 政府信息公开年报\n    subtopic: 政府信息公开工作年度报告\n    content: [主动公开情况]\n    deadline: 每年3月31日前公开\n    publisher: 静安区人民政府\n",
            ),
        },
    ],
    right: &[
        "    topic: 政府信息公开\n    subtopic: 政府信息公开年度报告\n    content: [主动公开情况]\n    deadline: 每年1月31日前公开\n",
        "    topic: 政府信息公开\n    subtopic: 政府信息公开年度报告\n    content: [主动公开情况]\n    deadline: 每年1月底前\n",
        "    topic: 政府信息公开\n    subtopic: 年度报告\n    content: [主动公开情况]\n    deadline: 每年3月31日前向社会公布\n    publisher: 静安区人民政府\n",
        "    topic: 法治政府建设\n    subtopic: 法治政府建设年度报告\n    content: [报告全文]\n",
    ],
    supersedes: Supersedes::Value(&["DDL002", "DDL003", "DDL004", "DDL007", "DDL012"]),
    check: Check::Item(Reads::OF_MATTERS.and(&[FieldId::Deadline]), check),
};

const MEND: Localized = Localized { zh: "改为“{wording}”", en: "Write {wording}." };

fn check(cx: &ItemCx<'_>, sink: &mut Sink<'_>) {
    let Some(found) = cx.matter().filter(|found| found.duties().any(|duty| matches!(duty.limit, ActLimit::By(..))))
    else {
        return;
    };
    let Some((entry, reading)) = cx.deadline() else { return };
    let (Some(department), Some(government)) = (found.duties().next(), found.duties().nth(1)) else { return };
    let who = who(cx.item);
    let latest = match (who, department.limit, government.limit) {
        (Who::Town, ..) => return,
        (Who::Department, ActLimit::By(month, day), _) | (_, _, ActLimit::By(month, day)) => (month, day),
        _ => return,
    };
    if reading.clauses.iter().any(|clause| clause.kind == Kind::Ditto) || in_time(&reading, latest) {
        return;
    }
    let duty = if who == Who::Department { department } else { government };
    let finding = cite(Finding::entry(&RULE, entry), duty).arg("written", entry.text.trim());
    sink.push(if who == Who::Unknown {
        let wording = format!("{}”或者“{}", department.wording, government.wording);
        finding.message(1).arg("wording", wording)
    } else {
        let edit = edit::replace_value(entry.node, duty.wording);
        finding.arg("wording", duty.wording).fix(edit.map(|edit| Fix::offer(&MEND, vec![edit])))
    });
}

/// BodyId report it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Who {
    Department,
    Government,
    Town,
    Unknown,
}

fn who(item: Item<'_>) -> Who {
    let mut all = item.entries(FieldId::Publisher).flat_map(|entry| bodies(entry.text));
    let (Some(body), None) = (all.next(), all.next()) else { return Who::Unknown };
    let ends = |ends: &[&str]| ends.iter().any(|end| body.name.ends_with(end));
    if body.rank().is_some_and(|rank| rank <= Rank::Town) {
        Who::Town
    } else if ends(&["人民政府"]) {
        Who::Government
    } else if ends(&["局", "委员会", "厅"]) {
        Who::Department
    } else {
        Who::Unknown
    }
}

/// Whether a day of the year is named that is not too late.
fn in_time(reading: &Reading, latest: (u8, u8)) -> bool {
    reading.clauses.iter().any(|clause| match &clause.kind {
        Kind::Date(date) => last_day(date).is_some_and(|day| day <= latest),
        Kind::Recurring(rhythm) => rhythm.day.as_ref().and_then(last_day).is_some_and(|day| day <= latest),
        // 年度终了后1个月内
        Kind::Within(period) => {
            let after_the_year = clause.trigger.as_ref().is_some_and(|trigger| trigger.kind == Event::Ended);
            after_the_year && calendar_days(period.amount, period.unit).0 <= u32::from(latest.0) * 31
        }
        _ => false,
    })
}

/// The last day that a date allows.
fn last_day(date: &DeadlineDate) -> Option<(u8, u8)> {
    let Some(Month::Number(month)) = date.month else { return None };
    let day = match date.day {
        Some(DeadlineDay::Number(day)) => day,
        Some(DeadlineDay::Early) => 10,
        Some(DeadlineDay::Middle) => 20,
        // A month alone allows its last day.
        _ => 31,
    };
    Some((month, day))
}
