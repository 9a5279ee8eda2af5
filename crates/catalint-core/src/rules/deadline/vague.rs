//! DDL002: a deadline (公开时限) that sets no bound: 及时公开, 实时, 长期, 按规定.
//!
//! A clause of its own for all the rest (其他内容：长期公开), and a rhythm of half a year or a year alone, count, too.
//!
//! Regulation, Art. 26: 20 working days. Where an act itself says 及时, and in planning, major
//! projects and emergencies, whose national templates say 实时 or 及时, it is a hint.

use super::helpers::{general, law, names_other_law, only_on_request, right_wording};
use crate::fix::{Applicability, Fix};
use crate::model::{Entry, FieldId};
use crate::rule::{Check, Finding, ItemCx, Localized, MATTER, Reads, Rule, Severity, Sink, Supersedes, Wrong};
use catalint_domain::deadline::{Clause, DeadlineUnit, Kind, Reading, Vagueness};
use catalint_domain::law::acts::REGULATION;
use catalint_domain::statutory::{ActLimit, FoundDuty};
use catalint_yaml::edit;

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: "DDL002",
    name: "deadline-vague",
    severity: Severity::Warning,
    fixes: &[Applicability::Offer],
    summary: Localized { zh: "公开时限没有具体期限", en: "a deadline without a bound" },
    messages: &[
        Localized {
            zh: "公开时限只写“{written}”，没有具体期限",
            en: "The deadline only says “{written}” and sets no bound.",
        },
        Localized {
            zh: "其中“{written}”没有具体期限", en: "A part of the deadline, “{written}”, sets no bound."
        },
        Localized {
            zh: "公开时限只写“{written}”，信息形成以后可能很久才公开",
            en: "The deadline only says “{written}”: what is formed may wait long before it is disclosed.",
        },
    ],
    help: Localized {
        zh: "写明从何时起、多长时间内公开，如“{wording}”。",
        en: "Say from when and within what time, such as {wording}.",
    },
    why: Localized {
        zh: "“及时”“长期”“按规定”无法考核：到哪一天算逾期，谁也说不清。《条例》规定的一般期限是20个工作日。法律本身只说“及时”的事项，以及规划、重大建设项目、应急类事项，本条只作提示。",
        en: "“Promptly”, “long-term” or “as required” cannot be checked: nobody can say on which day it is late. The Regulation's general period is 20 working days. Where the law itself says “promptly”, and for planning, major projects and emergencies, this is a hint.",
    },
    law: &[REGULATION.article(26)],
    source: Localized {
        zh: "自该政府信息形成或者变更之日起20个工作日内及时公开；法律、法规对期限另有规定的，从其规定",
        en: "Within 20 working days of being formed or changed; where a law or regulation sets another period, that one rules",
    },
    wrong: &[
        Wrong {
            yaml: "    deadline: 及时公开\n",
            at: "及时公开",
            fixed: Some("    deadline: 自该政府信息形成或者变更之日起20个工作日内公开\n"),
        },
        Wrong {
            yaml: "    subtopic: 部门预算\n    content: [部门预算表]\n    basis: 《中华人民共和国预算法》第十四条\n    deadline: 长期公开（动态调整）\n",
            at: "长期公开（动态调整）",
            fixed: Some(
                "    subtopic: 部门预算\n    content: [部门预算表]\n    basis: 《中华人民共和国预算法》第十四条\n    deadline: 自本级政府财政部门批复之日起20日内公开\n",
            ),
        },
        Wrong { yaml: "    deadline: 即时公开\n", at: "即时公开", fixed: None },
        Wrong { yaml: "    deadline: 随时公开\n", at: "随时公开", fixed: None },
        Wrong {
            yaml: "    topic: 工程建设\n    subtopic: 招标公告\n    deadline: 及时公开\n",
            at: "及时公开",
            fixed: None,
        },
        Wrong {
            yaml: "    topic: 重大建设项目\n    subtopic: 项目实施进度\n    deadline: 实时公开\n",
            at: "实时公开",
            fixed: None,
        },
        Wrong {
            yaml: "    content: [申请条件, 办理流程]\n    deadline: 1.除名单外其他内容：长期公开（动态调整）；2.名单：自确定之日起5个工作日内\n",
            at: "除名单外其他内容：长期公开",
            fixed: None,
        },
        Wrong { yaml: "    deadline: 每半年公开一次\n", at: "每半年公开一次", fixed: None },
    ],
    right: &[
        "    deadline: 自该政府信息形成或者变更之日起20个工作日内及时公开\n",
        "    deadline: 每季度公布一次，重大事项及时公布\n",
        "    deadline: 自信息形成之日起5个工作日内公开，长期公示\n",
        "    deadline: 与政策文件同步发布\n",
        "    deadline: 每年3月底前公开\n",
        "    subtopic: 年度工作总结\n    deadline: 每年公开一次\n",
        "    deadline: 自信息形成之日起20个工作日内公开；其中紧急信息及时公开\n",
    ],
    supersedes: Supersedes::Nothing,
    check: Check::Item(Reads::of(&[FieldId::Deadline, FieldId::Method, FieldId::Basis]).and(MATTER), check),
};

const MEND: Localized = Localized { zh: "改为“{wording}”", en: "Write {wording}." };

fn check(cx: &ItemCx<'_>, sink: &mut Sink<'_>) {
    let Some((entry, reading)) = cx.deadline() else { return };
    let only_yields = reading.clauses.is_empty() && reading.exception.is_some();
    let damaged = reading.unread.iter().any(|part| entry.text[part.clone()].contains(|c: char| c.is_ascii_digit()));
    if !(reading.is_vague() || only_yields) || damaged {
        return of_a_part(cx, entry, &reading, sink);
    }
    let wording = right_wording(cx);
    let mild = may_be_vague(cx);
    let finding = Finding::entry(&RULE, entry).resting_on(law(cx)).arg("written", entry.text.trim());
    let finding = finding.arg("wording", wording.as_str());
    sink.push(if mild {
        finding.severity(Severity::Hint)
    } else {
        let whole = reading.unread.is_empty().then(|| edit::replace_value(entry.node, &wording)).flatten();
        if may_loosen(cx, &reading, entry.text) {
            finding.help(&KEEP)
        } else {
            finding.fix(whole.map(|edit| Fix::offer(&MEND, vec![edit])))
        }
    });
}

/// One clause without a bound among others that have one, or a rhythm of half a year and more alone.
fn of_a_part(cx: &ItemCx<'_>, entry: Entry<'_>, reading: &Reading, sink: &mut Sink<'_>) {
    if let Some(clause) = reading.clauses.iter().find(|clause| is_rest(clause, entry.text)) {
        // What is left beside the item's matter has the general period.
        let general = general(cx);
        let finding = Finding::part(&RULE, entry, clause.range.clone()).message(OF_CLAUSE);
        let finding = finding.resting_on(general.provisions());
        let finding = finding.arg("written", entry.text[clause.range.clone()].trim());
        sink.push(finding.arg("wording", general.wording));
    } else if is_rare(reading) && !only_on_request(cx) && cx.matter().is_none() && !is_yearly(cx) {
        let finding = Finding::entry(&RULE, entry).message(RARE).severity(Severity::Hint);
        sink.push(finding.arg("written", entry.text.trim()).arg("wording", right_wording(cx)));
    }
}

const OF_CLAUSE: usize = 1;
const RARE: usize = 2;

/// Whether a clause says of all the rest that it is 长期 or 及时. What is urgent may well have no more than that.
fn is_rest(clause: &Clause, text: &str) -> bool {
    let scope = clause.scope.clone().map_or("", |range| &text[range]);
    let rest = ["其他", "其它", "其余", "除"].iter().any(|word| scope.contains(word));
    let urgent = ["重大", "突发", "紧急", "应急", "变更", "更新"].iter().any(|word| scope.contains(word));
    matches!(clause.kind, Kind::Vague(_)) && rest && !urgent
}

/// Whether nothing but a rhythm is there, of half a year or a year, and no day of it.
fn is_rare(reading: &Reading) -> bool {
    let rare = |clause: &Clause| match &clause.kind {
        Kind::Recurring(rhythm) => {
            let long = rhythm.unit == DeadlineUnit::Year || rhythm.unit == DeadlineUnit::Month && rhythm.every >= 6;
            long && rhythm.times <= 1 && rhythm.day.is_none()
        }
        _ => false,
    };
    !reading.clauses.is_empty() && reading.clauses.iter().all(rare) && reading.unread.is_empty()
}

/// Whether the item is something that comes once a year or half-year by nature.
fn is_yearly(cx: &ItemCx<'_>) -> bool {
    const WORDS: &[&str] =
        &["年", "统计", "预算", "决算", "计划", "总结", "报告", "考核", "审计", "财务", "收支", "评议", "台账", "报表"];
    let names = [FieldId::Category, FieldId::Topic, FieldId::Subtopic, FieldId::Detail].map(|id| cx.item.text(id));
    let content = cx.item.entries(FieldId::Content).map(|entry| entry.text);
    // Companies that serve the public are under rules of their own (Regulation, Art. 55).
    let company = cx.item.entries(FieldId::Publisher).any(|entry| entry.text.contains("公司"));
    company || names.into_iter().chain(content).any(|text| WORDS.iter().any(|word| text.contains(word)))
}

const KEEP: Localized = Localized {
    zh: "写明最迟何时公开，不要比“{written}”和有关法律、法规的要求更宽。",
    en: "Say by when at the latest; do not allow more than “{written}” and the acts concerned do.",
};

/// Whether 20 working days would allow more than is asked now: by the word itself (随时, 即时), by
/// another law of the basis, or by the thing, such as 招标公告, which is of no use any later.
fn may_loosen(cx: &ItemCx<'_>, reading: &Reading, text: &str) -> bool {
    const AT_ONCE: &[&str] = &[
        "招标",
        "采购",
        "资格预审",
        "竞价",
        "竞拍",
        "拍卖",
        "挂牌",
        "出让",
        "预公告",
        "听证",
        "招聘",
        "招考",
        "招录",
        "报名",
        "考试",
        "停水",
        "停电",
        "停气",
        "停运",
        "停产",
        "预报",
        "事故",
        "险情",
        "召回",
        "提示",
        "警示",
        "公示",
        "拟",
        "草案",
        "征求意见",
        "意见征集",
        "会议通知",
        "开标",
        "名额",
        "号源",
        "车次",
        "路况",
        "价格监测",
        "舆情",
    ];
    let urgent = |clause: &Clause| {
        let Kind::Vague(vague) = &clause.kind else { return false };
        let word: String = text[vague.word.clone()].chars().filter(|c| !c.is_whitespace()).collect();
        match vague.sort {
            Vagueness::RealTime => true,
            // 动态 is how a thing that stays up is kept.
            Vagueness::AnyTime => word.contains('随'),
            Vagueness::Promptly => !word.ends_with("及时") && !word.ends_with("适时"),
            _ => false,
        }
    };
    if reading.clauses.iter().any(urgent) {
        return true;
    }
    let own = cx.matter().map(|found| (found, found.duties().collect::<Vec<_>>()));
    if let Some((found, duties)) = own.filter(|(_, duties)| !duties.is_empty()) {
        return !duties.iter().all(|duty| matches!(duty.limit, ActLimit::Within(..)) && found.is_all_about(duty));
    }
    let at_once = |text: &str| AT_ONCE.iter().any(|word| text.contains(word));
    names_other_law(cx.item)
        || [FieldId::Topic, FieldId::Subtopic, FieldId::Detail].into_iter().any(|id| at_once(cx.item.text(id)))
        || cx.item.entries(FieldId::Content).any(|entry| at_once(entry.text))
}

/// Whether the act or the national template says no more than that, or things that change by
/// the hour.
fn may_be_vague(cx: &ItemCx<'_>) -> bool {
    const WORDS: &[&str] = &[
        "规划",
        "重大建设",
        "重大项目",
        "建设项目",
        "重点项目",
        "重大工程",
        "投资项目",
        "预警",
        "应急",
        "突发",
        "灾",
        "疫情",
        "气象",
        "水质",
        "空气质量",
        "监测",
        "防汛",
        "抢修",
        "故障",
    ];
    let unnumbered = |found: FoundDuty| found.duties().any(|duty| duty.limit == ActLimit::Unnumbered);
    let mut names =
        [FieldId::Category, FieldId::Topic, FieldId::Subtopic, FieldId::Detail].map(|id| cx.item.text(id)).into_iter();
    cx.matter().is_some_and(unnumbered) || names.any(|name| WORDS.iter().any(|word| name.contains(word)))
}
