//! DDL005: a deadline (公开时限) that lets the limit of a special act pass: a longer period to
//! publish, a shorter one of display or before an event, no day where the act names one. Regulation, Art. 26: where a law or regulation sets another
//! period, that one rules. What acts set is told by [`catalint_domain::statutory`].

use super::helpers::{MOST, answers, cite, is_formation, only_on_request, period_text, periods, says_within, words};
use crate::fix::{Applicability, Fix};
use crate::model::{Entry, FieldId};
use crate::rule::{Check, Finding, ItemCx, Localized, Reads, Rule, Severity, Sink, Supersedes, Wrong};
use catalint_domain::deadline::{Clause, Event, Kind, Period, Reading};
use catalint_domain::law::Provision;
use catalint_domain::law::acts::REGULATION;
use catalint_domain::statutory::{self, ActLimit, Duty, FoundDuty, Names};
use catalint_domain::vocabulary::text_features::TextFeatures;
use catalint_yaml::edit;

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: "DDL005",
    name: "deadline-special",
    severity: Severity::Warning,
    fixes: &[Applicability::Offer],
    summary: Localized {
        zh: "法律、法规对该事项另有期限", en: "a special act sets another period for this matter"
    },
    messages: &[
        Localized {
            zh: "公开时限写“{written}”，而{says}，见{act}{article}",
            en: "The deadline says “{written}”, but {says}: {act}{article}.",
        },
        Localized {
            zh: "公开时限写“{written}”，而{says}，{more_says}，见{act}{article}、{more_article}",
            en: "The deadline says “{written}”, but {says}, and {more_says}: {act}{article}{more_article}.",
        },
    ],
    help: Localized { zh: "改为“{wording}”。", en: "Write {wording}." },
    why: Localized {
        zh: "20个工作日只是一般期限，法律、法规另有规定的，从其规定。预算法的20日按日历日计算，比20个工作日短一周以上；政府采购结果和合同只有2个工作日，处罚、许可决定7个工作日。套用一般期限，照做也会逾期。",
        en: "Twenty working days are only the general period; where a law or regulation sets another, that one rules. The 20 days of the Budget Law are calendar days, more than a week less than 20 working days; procurement results and contracts have 2 working days, penalties and licences 7. Whoever keeps the general period is late.",
    },
    law: &[REGULATION.article(26)],
    source: Localized {
        zh: "法律、法规对政府信息公开的期限另有规定的，从其规定；各事项的专门规定写在每处问题里",
        en: "Where a law or regulation sets another period, that one rules; each finding names the act",
    },
    wrong: &[
        Wrong {
            yaml: "    topic: 财政信息\n    subtopic: 部门预算\n    content: [部门预算表]\n    basis: 《中华人民共和国预算法》第十四条\n    deadline: 自该政府信息形成或者变更之日起20个工作日内\n",
            at: "自该政府信息形成或者变更之日起20个工作日内",
            fixed: Some(
                "    topic: 财政信息\n    subtopic: 部门预算\n    content: [部门预算表]\n    basis: 《中华人民共和国预算法》第十四条\n    deadline: 自本级政府财政部门批复之日起20日内公开\n",
            ),
        },
        Wrong {
            yaml: "    topic: 财政信息\n    subtopic: 政府采购信息\n    content: [招标公告, 中标结果公告, 采购合同公告]\n    basis: 《中华人民共和国政府采购法实施条例》第四十三条\n    channels: [政府网站, 其他：中国政府采购网]\n    deadline: 自该政府信息形成或者变更之日起20个工作日内\n",
            at: "自该政府信息形成或者变更之日起20个工作日内",
            fixed: Some(
                "    topic: 财政信息\n    subtopic: 政府采购信息\n    content: [招标公告, 中标结果公告, 采购合同公告]\n    basis: 《中华人民共和国政府采购法实施条例》第四十三条\n    channels: [政府网站, 其他：中国政府采购网]\n    deadline: 自该政府信息形成或者变更之日起20个工作日内；其中中标、成交结果自确定之日起2个工作日内公告，采购合同自签订之日起2个工作日内公告\n",
            ),
        },
        Wrong {
            yaml: "    topic: 综合执法\n    subtopic: 行政处罚决定\n    content: [处罚决定书文号]\n    deadline: 处罚决定：自作出之日起20个工作日内，长期公开\n",
            at: "处罚决定：自作出之日起20个工作日内，长期公开",
            fixed: Some(
                "    topic: 综合执法\n    subtopic: 行政处罚决定\n    content: [处罚决定书文号]\n    deadline: 处罚决定：自作出之日起7个工作日内，长期公开\n",
            ),
        },
        Wrong {
            yaml: "    topic: 征地信息\n    subtopic: 征地补偿安置方案公告\n    content: [补偿标准, 安置方式]\n    basis: 《中华人民共和国土地管理法实施条例》第二十八条\n    deadline: 自方案确定之日起3个工作日内公告，公告期限为5个工作日\n    channels: [政府网站, 村居/企事业单位公示栏（电子屏）]\n",
            at: "公告期限为5个工作日",
            fixed: Some(
                "    topic: 征地信息\n    subtopic: 征地补偿安置方案公告\n    content: [补偿标准, 安置方式]\n    basis: 《中华人民共和国土地管理法实施条例》第二十八条\n    deadline: 自方案确定之日起3个工作日内公告，公告期限为30日\n    channels: [政府网站, 村居/企事业单位公示栏（电子屏）]\n",
            ),
        },
        Wrong {
            yaml: "    topic: 绿化管理\n    subtopic: 损坏树木花草\n    content: [执法依据, 处罚决定]\n    deadline: 1.除处罚决定外其他内容：信息形成之日起20个工作日内；2.处罚决定：自作出之日起20个工作日内\n",
            at: "处罚决定：自作出之日起20个工作日内",
            fixed: Some(
                "    topic: 绿化管理\n    subtopic: 损坏树木花草\n    content: [执法依据, 处罚决定]\n    deadline: 1.除处罚决定外其他内容：信息形成之日起20个工作日内；2.处罚决定：自作出之日起7个工作日内\n",
            ),
        },
        Wrong {
            yaml: "    topic: 绿化管理\n    subtopic: 损坏树木花草\n    content: [执法依据, 处罚决定]\n    deadline: 自该政府信息形成或者变更之日起20个工作日内\n",
            at: "自该政府信息形成或者变更之日起20个工作日内",
            fixed: Some(
                "    topic: 绿化管理\n    subtopic: 损坏树木花草\n    content: [执法依据, 处罚决定]\n    deadline: 自该政府信息形成或者变更之日起20个工作日内；其中处罚决定自作出之日起7个工作日内公开\n",
            ),
        },
        Wrong {
            yaml: "    topic: 财政信息\n    subtopic: 政府采购意向\n    content: [项目名称, 预算金额]\n    basis: 《中华人民共和国政府采购法实施条例》第四十三条\n    channels: [政府网站, 其他：中国政府采购网]\n    deadline: 采购活动开始前10日公开\n",
            at: "采购活动开始前10日公开",
            fixed: Some(
                "    topic: 财政信息\n    subtopic: 政府采购意向\n    content: [项目名称, 预算金额]\n    basis: 《中华人民共和国政府采购法实施条例》第四十三条\n    channels: [政府网站, 其他：中国政府采购网]\n    deadline: 采购活动开始前30日公开\n",
            ),
        },
        Wrong {
            yaml: "    topic: 行政执法\n    subtopic: 行政执法统计年报\n    content: [上一年度执法情况]\n    deadline: 自该政府信息形成或者变更之日起20个工作日内\n",
            at: "自该政府信息形成或者变更之日起20个工作日内",
            fixed: Some(
                "    topic: 行政执法\n    subtopic: 行政执法统计年报\n    content: [上一年度执法情况]\n    deadline: 每年1月31日前公开\n",
            ),
        },
    ],
    right: &[
        "    topic: 行政执法\n    subtopic: 行政执法统计年报\n    content: [上一年度执法情况]\n    deadline: 1月31日前\n",
        "    topic: 文化\n    subtopic: 非遗代表性项目名录公示\n    content: [拟列入项目]\n    deadline: 公示期不少于7日，自确定之日起10个工作日内公示\n    publisher: 静安区文化和旅游局\n",
        "    topic: 绿化管理\n    subtopic: 损坏树木花草\n    content: [执法依据, 处罚决定]\n    deadline: 信息形成之日起20个工作日内；处罚决定作出之日起7个工作日内\n",
        "    topic: 行政执法\n    subtopic: 处罚程序\n    content: [立案, 作出处罚决定]\n",
        "    topic: 财政信息\n    subtopic: 部门预算\n    content: [部门预算表]\n    basis: 《中华人民共和国预算法》第十四条\n    deadline: 部门预算经本级财政部门批复后20日内公开\n",
        "    topic: 财政信息\n    subtopic: 部门预算绩效\n    content: [绩效目标, 绩效评价结果]\n",
        "    topic: 综合执法\n    subtopic: 行政处罚决定\n    content: [处罚决定书文号]\n    deadline: 信息形成之日起20个工作日内公开；其中行政处罚决定自作出之日起7个工作日内公示\n",
        "    topic: 市场监管\n    subtopic: 行政处罚决定\n    content: [处罚决定书文号]\n    deadline: 自作出处罚决定之日起20个工作日内公示\n    publisher: 区市场监管局\n",
        "    topic: 地名管理\n    subtopic: 地名命名\n    content: [标准地名]\n    basis: 《地名管理条例》第十四条\n    deadline: 自批准之日起5个工作日内公告\n",
    ],
    supersedes: Supersedes::Value(&["DDL004", "DDL006", "DDL007"]),
    check: Check::Item(
        Reads::OF_MATTERS
            .where_shown(&[FieldId::Content, FieldId::Deadline], TextFeatures::DECISION)
            .and(&[FieldId::Method]),
        check,
    ),
};

const MEND: Localized = Localized { zh: "改为“{wording}”", en: "Write {wording}." };
const ADD: Localized = Localized { zh: "补写“{wording}”", en: "Add {wording}." };
const LENGTHEN: Localized = Localized { zh: "期限改为“{wording}”", en: "Make it {wording}." };
const LENGTHEN_HELP: Localized = Localized { zh: "期限改为“{wording}”。", en: "Make it {wording}." };
const ADD_HELP: Localized = Localized {
    zh: "在公开时限中补写“{wording}”，或者把这部分内容另列一项。",
    en: "Add {wording} to the deadline, or make an item of its own of that part.",
};

fn check(cx: &ItemCx<'_>, sink: &mut Sink<'_>) {
    let Some((entry, reading)) = cx.deadline() else { return };
    if only_on_request(cx) {
        return;
    }
    let Some(found) = cx.matter() else { return among_others(cx, entry, &reading, sink) };
    // A date, a rhythm or a reference can't be compared with a period.
    let comparable =
        |kind: &Kind| matches!(kind, Kind::Within(_) | Kind::Display(_) | Kind::Vague(_) | Kind::Extension(_));
    if reading.clauses.iter().all(|clause| comparable(&clause.kind)) {
        too_long(cx, found, entry, &reading, sink);
    }
    too_short(found, entry, &reading, sink);
    by_a_day(found, entry, &reading, sink);
}

/// Decisions on penalties and licences in an item about other things: where a clause names them and gives them longer
/// than the act, or where the content names them and no clause is short enough.
fn among_others(cx: &ItemCx<'_>, entry: Entry<'_>, reading: &Reading, sink: &mut Sink<'_>) {
    let names = Names {
        category: cx.item.text(FieldId::Category),
        topic: cx.item.text(FieldId::Topic),
        subtopic: cx.item.text(FieldId::Subtopic),
        detail: cx.item.text(FieldId::Detail),
        publisher: cx.item.text(FieldId::Publisher),
    };
    let content = cx.item.entries(FieldId::Content).map(|entry| entry.text).take(MOST);
    for duty in statutory::among(&names, content.chain([entry.text]), cx.as_of()) {
        let ActLimit::Within(amount, unit) = duty.limit else { continue };
        let named = |clause: &Clause| duty.concerns(clause_subject(clause, entry.text));
        let own = || periods(reading).filter(|(clause, _)| !answers(clause, entry.text));
        if let Some((clause, period)) =
            own().find(|(clause, period)| named(clause) && period.is_longer_than(amount, unit))
        {
            let edit = edit::replace_part(entry.node, period.range.clone(), &period_text(amount, unit));
            let finding = cite(Finding::part(&RULE, entry, clause.range.clone()), duty)
                .arg("written", &entry.text[clause.range.clone()])
                .arg("wording", period_text(amount, unit))
                .fix(edit.map(|edit| Fix::offer(&LENGTHEN, vec![edit])));
            sink.push(finding.help(&LENGTHEN_HELP));
        } else if own().next().is_some()
            && own().all(|(_, period)| period.is_longer_than(amount, unit))
            && reading.clauses.iter().all(|clause| matches!(clause.kind, Kind::Within(_) | Kind::Vague(_)))
        {
            let range = trimmed(entry.text);
            let finding = cite(Finding::part(&RULE, entry, range.clone()), duty);
            let wording = format!("其中{}", duty.wording);
            let whole = format!("{}；{wording}", entry.text.trim().trim_end_matches(['。', '；', ';']));
            let edit = edit::replace_value(entry.node, &whole).filter(|_| reading.unread.is_empty());
            let finding = finding.arg("written", &entry.text[range]).arg("wording", wording).help(&ADD_HELP);
            sink.push(finding.fix(edit.map(|edit| Fix::offer(&ADD, vec![edit]))));
        }
    }
}

/// What a clause is about: its scope, or the event that it counts from. 除处罚决定外 is about the rest.
fn clause_subject<'t>(clause: &Clause, text: &'t str) -> &'t str {
    let event = clause.trigger.as_ref().map(|trigger| trigger.event.clone());
    let subject = clause.scope.clone().or(event).map_or("", |range| &text[range]);
    if subject.contains('除') && subject.contains('外') { "" } else { subject }
}

/// The duties for which no clause is short enough.
fn too_long(cx: &ItemCx<'_>, found: FoundDuty, entry: Entry<'_>, reading: &Reading, sink: &mut Sink<'_>) {
    let own = || {
        periods(reading)
            .filter(|(clause, period)| !answers(clause, entry.text) && says_within(entry.text, clause, period))
    };
    let unmet = |duty: &&'static Duty| match duty.limit {
        // The right number with the wrong unit is another rule's business.
        ActLimit::Within(n, unit) => own().all(|(clause, period)| {
            let event = clause.trigger.as_ref().map(|trigger| trigger.kind);
            let own_event = event.is_some_and(|event| duty.from.contains(&event));
            // 年度终了后3个月内 may lie before the statutory day or after it.
            let elsewhere = matches!(event, Some(Event::Ended | Event::Announced | Event::Other));
            period.is_longer_than(n, unit) && !elsewhere && !(own_event && period.is_other_days_of(n, unit))
        }),
        _ => false,
    };
    let Some((clause, _)) = own().next() else { return };
    let mut unmet: Vec<&Duty> = found.duties().filter(unmet).collect();
    unmet.sort_by_key(|duty| !duty.is_sure());
    let Some((&first, rest)) = unmet.split_first() else { return };
    let sure = unmet.iter().any(|duty| duty.is_sure());
    // What is too long for anything is another rule's business, which is sure of it.
    let general = statutory::proactive(cx.as_of()).limit;
    if !sure && matches!(general, ActLimit::Within(n, unit) if own().any(|(_, period)| period.is_longer_than(n, unit)))
    {
        return;
    }
    let only = reading.clauses.len() == 1 && reading.unread.is_empty();
    let range = if only { clause.range.clone() } else { trimmed(entry.text) };
    let mut finding = cite(Finding::part(&RULE, entry, range.clone()), first).arg("written", &entry.text[range]);
    if let Some(second) = rest.first().filter(|second| second.act == first.act) {
        let law: Vec<Provision> = [first, second].into_iter().flat_map(Duty::provisions).collect();
        finding = finding
            .message(1)
            .resting_on(law)
            .arg("more_article", words(second.article))
            .arg("more_says", words(second.says));
    }
    if !sure || reading.exception.is_some() {
        finding = finding.severity(Severity::Hint);
    }
    let wordings: Vec<&str> = unmet.iter().map(|duty| duty.wording).collect();
    // Where only a part of the content is meant, the rest keeps its period.
    sink.push(if unmet.iter().all(|duty| found.is_all_about(duty)) {
        let wording = wordings.join("；");
        let edit = match (first.limit, only, rest.is_empty()) {
            (_, true, _) => edit::replace_value(entry.node, &wording),
            (ActLimit::Within(n, unit), _, true) => only_period(reading)
                .and_then(|period| edit::replace_part(entry.node, period.range.clone(), &period_text(n, unit))),
            _ => None,
        };
        finding.arg("wording", wording).fix(edit.map(|edit| Fix::offer(&MEND, vec![edit])))
    } else {
        let wording = format!("其中{}", wordings.join("，"));
        let whole = format!("{}；{wording}", entry.text.trim().trim_end_matches(['。', '；', ';']));
        let edit = edit::replace_value(entry.node, &whole);
        finding.help(&ADD_HELP).arg("wording", wording).fix(edit.map(|edit| Fix::offer(&ADD, vec![edit])))
    });
}

/// The period of a text that has no other.
fn only_period(reading: &Reading) -> Option<&Period> {
    let mut all = periods(reading).map(|(_, period)| period);
    all.next().filter(|_| all.next().is_none())
}

fn trimmed(text: &str) -> std::ops::Range<usize> {
    let start = text.len() - text.trim_start().len();
    start..start + text.trim().len()
}

/// The periods of the sort that a duty sets, each with its clause, and whether it says 不少于; 公示20个工作日内 may as
/// well mean “within”.
fn of_sort<'r>(
    reading: &'r Reading,
    text: &str,
    limit: ActLimit,
) -> impl Iterator<Item = (&'r Clause, &'r Period, bool)> {
    reading.clauses.iter().filter_map(move |clause| match (&clause.kind, limit) {
        (Kind::Display(display), ActLimit::Display(..)) => {
            let period = display.period.as_ref()?;
            (!text[period.range.end..].starts_with('内')).then_some((clause, period, display.at_least))
        }
        (Kind::Lead(lead), ActLimit::Lead(..)) => Some((clause, &lead.period, true)),
        _ => None,
    })
}

/// Periods of display, or before an event, below the least that an act allows; one that is long enough is enough.
fn too_short(found: FoundDuty, entry: Entry<'_>, reading: &Reading, sink: &mut Sink<'_>) {
    let short = |duty: &&'static Duty| match duty.limit {
        ActLimit::Display(n, unit) | ActLimit::Lead(n, unit) => {
            let mut own = of_sort(reading, entry.text, duty.limit).peekable();
            own.peek().is_some()
                && found.is_all_about(duty)
                && own.all(|(_, period, _)| period.is_shorter_than(n, unit))
        }
        _ => false,
    };
    let Some(duty) = found.duties().find(short) else { return };
    let (ActLimit::Display(amount, unit) | ActLimit::Lead(amount, unit)) = duty.limit else { return };
    let wording = period_text(amount, unit);
    for (clause, period, at_least) in of_sort(reading, entry.text, duty.limit).take(MOST) {
        let edit = edit::replace_part(entry.node, period.range.clone(), &wording);
        let bound = if at_least { "" } else { "不少于" };
        let finding = cite(Finding::part(&RULE, entry, clause.range.clone()), duty)
            .arg("written", &entry.text[clause.range.clone()])
            .arg("wording", format!("{bound}{wording}"))
            .fix(edit.map(|edit| Fix::offer(&LENGTHEN, vec![edit])));
        sink.push(finding);
    }
}

/// A day of the year, where nothing is written but a period from when the thing is formed.
fn by_a_day(found: FoundDuty, entry: Entry<'_>, reading: &Reading, sink: &mut Sink<'_>) {
    let mut days = found.duties().filter(|duty| matches!(duty.limit, ActLimit::By(..)));
    // The annual report has a day of departments and one of governments, and a rule of its own.
    let (Some(duty), None) = (days.next(), days.next()) else { return };
    let formed = |clause: &Clause| clause.trigger.as_ref().is_none_or(is_formation);
    let [clause] = &reading.clauses[..] else { return };
    if matches!(clause.kind, Kind::Within(_)) && formed(clause) && reading.unread.is_empty() {
        let range = trimmed(entry.text);
        let edit = edit::replace_value(entry.node, duty.wording);
        let finding = cite(Finding::part(&RULE, entry, range.clone()), duty);
        let finding = finding.arg("written", &entry.text[range]).arg("wording", duty.wording);
        sink.push(finding.fix(edit.map(|edit| Fix::offer(&MEND, vec![edit]))));
    }
}
