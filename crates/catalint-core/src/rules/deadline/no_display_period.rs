//! DDL008: 公示 or 征求意见 in a deadline (公开时限) without how long it stays up.

use super::helpers::{answers, cite};
use crate::fix::{Applicability, Fix};
use crate::model::FieldId;
use crate::rule::{Check, Finding, ItemCx, Localized, MATTER, Reads, Rule, Severity, Sink, Supersedes, Wrong};
use catalint_domain::deadline::{Clause, Event, Kind, Show, Verb};
use catalint_domain::statutory::{ActLimit, Duty};
use catalint_yaml::edit;

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: "DDL008",
    name: "deadline-no-display-period",
    severity: Severity::Hint,
    fixes: &[Applicability::Offer],
    summary: Localized {
        zh: "公示或者征求意见没有写明多少天", en: "display or comment without a length"
    },
    messages: &[
        Localized {
            zh: "公开时限写了“{written}”，没有写明{show}多少天",
            en: "The deadline says “{written}” and not for how long ({show}).",
        },
        Localized {
            zh: "公开时限写了“{written}”，没有写明{show}多少天，{act}{article}规定，{says}",
            en: "The deadline says “{written}” and not for how long ({show}); {act}{article}: {says}.",
        },
    ],
    help: Localized { zh: "写明期限，如“{wording}”。", en: "Say how long, such as {wording}." },
    why: Localized {
        zh: "公示和征求意见是为了让人在一段时间内提出异议。不写多少天，群众不知道什么时候截止，公示几个小时也算做过了。",
        en: "Display and consultation give people time to object. Without a length nobody knows when it ends, and a few hours would do.",
    },
    law: &[],
    source: Localized {
        zh: "公示和征求意见应当有期限；专门规定了多少天的，在每处问题里写明依据",
        en: "A display or a consultation has a length; where an act sets it, the finding names the act",
    },
    wrong: &[
        Wrong {
            yaml: "    deadline: 自审核通过之日起3个工作日内公示\n",
            at: "自审核通过之日起3个工作日内公示",
            fixed: None,
        },
        Wrong { yaml: "    deadline: 批前公示\n", at: "批前公示", fixed: None },
        Wrong {
            yaml: "    topic: 规划信息\n    subtopic: 控制性详细规划草案\n    content: [规划草案]\n    basis: 《中华人民共和国城乡规划法》第二十六条\n    deadline: 自草案形成之日起10个工作日内公开征求意见\n",
            at: "自草案形成之日起10个工作日内公开征求意见",
            fixed: Some(
                "    topic: 规划信息\n    subtopic: 控制性详细规划草案\n    content: [规划草案]\n    basis: 《中华人民共和国城乡规划法》第二十六条\n    deadline: 自草案形成之日起10个工作日内公开征求意见，公告时间不少于30日\n",
            ),
        },
    ],
    right: &[
        "    deadline: 自审核通过之日起3个工作日内公示，公示期不少于7日\n",
        "    deadline: 自作出行政决定之日起7个工作日内公示\n",
        "    deadline: 自信息形成之日起5个工作日内公开，长期公示\n",
        "    deadline: 公示期满后20个工作日内公开\n",
    ],
    supersedes: Supersedes::Nothing,
    check: Check::Item(Reads::of(&[FieldId::Deadline]).and(MATTER), check),
};

const MEND: Localized = Localized { zh: "补写“{wording}”", en: "Add {wording}." };

fn check(cx: &ItemCx<'_>, sink: &mut Sink<'_>) {
    let Some((entry, reading)) = cx.deadline() else { return };
    let with_length = |clause: &Clause| matches!(&clause.kind, Kind::Display(display) if display.period.is_some());
    if reading.clauses.iter().any(with_length) {
        return;
    }
    let mut open = reading.clauses.iter().filter(|clause| !answers(clause, entry.text));
    let Some((clause, show)) = open.find_map(|clause| Some((clause, open_ended(clause)?))) else { return };
    let own = cx.matter().into_iter().flat_map(|found| found.duties().filter(move |duty| found.is_all_about(duty)));
    let own = own.into_iter().find(|duty: &&Duty| matches!(duty.limit, ActLimit::Display(..)));
    let finding = Finding::part(&RULE, entry, clause.range.clone())
        .arg("written", &entry.text[clause.range.clone()])
        .arg("show", show);
    sink.push(match own {
        Some(duty) => {
            let whole = format!("{}，{}", entry.text.trim().trim_end_matches(['。', '；', ';']), duty.wording);
            let edit = edit::replace_value(entry.node, &whole);
            cite(finding, duty)
                .message(1)
                .arg("wording", duty.wording)
                .fix(edit.map(|edit| Fix::offer(&MEND, vec![edit])))
        }
        None => finding.arg("wording", "公示期不少于5个工作日"),
    });
}

/// What a clause puts before the public without saying for how long. Decisions are 公示 once
/// for all: there the word is no more than “published”.
fn open_ended(clause: &Clause) -> Option<Localized> {
    const NOTICE: Localized = Localized { zh: "公示", en: "display" };
    const COMMENT: Localized = Localized { zh: "征求意见", en: "consultation" };
    let decided = clause.trigger.as_ref().is_some_and(|trigger| trigger.kind == Event::Decided);
    match (&clause.kind, clause.verb) {
        (Kind::Display(display), _) => match display.show {
            Show::Notice => Some(NOTICE),
            Show::Consultation => Some(COMMENT),
            Show::Announcement | Show::Publication => None,
        },
        (Kind::Within(_), Some(Verb::Display)) if !decided => Some(NOTICE),
        (Kind::Within(_), Some(Verb::Consult)) => Some(COMMENT),
        _ => None,
    }
}
