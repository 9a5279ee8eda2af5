//! DDL002: a deadline (公开时限) that sets no bound: 及时公开, 实时, 长期, 按规定.
//!
//! Regulation, Art. 26: 20 working days. Where an act itself says 及时, and in planning, major
//! projects and emergencies, whose national templates say 实时 or 及时, it is a hint.

use super::helpers::{names_other_law, right_wording};
use crate::domain::deadline::{Clause, Kind, Reading, Vagueness};
use crate::domain::statutory::{Found, Limit};
use crate::fix::{Applicability, Fix};
use crate::model::FieldId;
use crate::rule::{Check, ItemCx, Localized, Rule, Severity, Silences, Sink, Violation, Wrong};
use crate::yaml::edit;

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: "DDL002",
    name: "deadline-vague",
    severity: Severity::Warning,
    fixes: &[Applicability::Offer],
    summary: Localized { zh: "公开时限没有具体期限", en: "a deadline without a bound" },
    messages: &[Localized {
        zh: "公开时限只写“{written}”，没有具体期限",
        en: "The deadline only says “{written}” and sets no bound.",
    }],
    help: Localized {
        zh: "写明从何时起、多长时间内公开，如“{wording}”。",
        en: "Say from when and within what time, such as {wording}.",
    },
    why: Localized {
        zh: "“及时”“长期”“按规定”无法考核：到哪一天算逾期，谁也说不清。《条例》规定的一般期限是20个工作日。法律本身只说“及时”的事项，以及规划、重大建设项目、应急类事项，本条只作提示。",
        en: "“Promptly”, “long-term” or “as required” cannot be checked: nobody can say on which day it is late. The Regulation's general period is 20 working days. Where the law itself says “promptly”, and for planning, major projects and emergencies, this is a hint.",
    },
    source: Localized {
        zh: "《中华人民共和国政府信息公开条例》（国务院令第711号）第二十六条：自该政府信息形成或者变更之日起20个工作日内及时公开",
        en: "Regulation on Open Government Information (State Council Order 711), Art. 26: within 20 working days of being formed or changed",
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
    ],
    right: &[
        "    deadline: 自该政府信息形成或者变更之日起20个工作日内及时公开\n",
        "    deadline: 每季度公布一次，重大事项及时公布\n",
        "    deadline: 自信息形成之日起5个工作日内公开，长期公示\n",
        "    deadline: 与政策文件同步发布\n",
    ],
    silences: Silences::Nothing,
    check: Check::Fields(&[FieldId::Deadline], check),
};

const MEND: Localized = Localized { zh: "改为“{wording}”", en: "Write {wording}." };

fn check(cx: &ItemCx<'_>, sink: &mut Sink<'_>) {
    let Some((entry, reading)) = cx.deadline() else { return };
    let only_yields = reading.clauses.is_empty() && reading.exception.is_some();
    let damaged = reading.unread.iter().any(|part| entry.text[part.clone()].contains(|c: char| c.is_ascii_digit()));
    if !(reading.is_vague() || only_yields) || damaged {
        return;
    }
    let wording = right_wording(cx);
    let mild = may_be_vague(cx);
    let violation = Violation::entry(&RULE, entry).arg("written", entry.text.trim()).arg("wording", wording.as_str());
    sink.push(if mild {
        violation.severity(Severity::Hint)
    } else {
        let whole = reading.unread.is_empty().then(|| edit::replace_value(entry.node, &wording)).flatten();
        if may_loosen(cx, &reading, entry.text) {
            violation.help(KEEP)
        } else {
            violation.fix(whole.map(|edit| Fix::offer(MEND, vec![edit])))
        }
    });
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
        return !duties.iter().all(|duty| matches!(duty.limit, Limit::Within(..)) && found.is_all_about(duty));
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
    let unnumbered = |found: Found| found.duties().any(|duty| duty.limit == Limit::Unnumbered);
    let mut names =
        [FieldId::Category, FieldId::Topic, FieldId::Subtopic, FieldId::Detail].map(|id| cx.item.text(id)).into_iter();
    cx.matter().is_some_and(unnumbered) || names.any(|name| WORDS.iter().any(|word| name.contains(word)))
}
