//! DDL012: a trigger (公开时限) that lost its 之日起: 信息形成（变更）20个工作日内.

use super::helpers::MOST;
use crate::fix::{Applicability, Fix};
use crate::model::FieldId;
use crate::rule::{Check, Finding, ItemCx, Localized, Reads, Rule, Severity, Sink, Supersedes, Wrong};
use catalint_domain::deadline::changed;
use catalint_domain::law::acts::REGULATION;
use catalint_yaml::edit;

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: "DDL012",
    name: "deadline-trigger-malformed",
    severity: Severity::Warning,
    fixes: &[Applicability::Safe],
    summary: Localized { zh: "起算点的文字残缺", en: "a malformed trigger" },
    messages: &[
        Localized { zh: "起算点“{written}”后面缺“{text}”", en: "{text} is lost behind “{written}”." },
        Localized {
            zh: "起算点“{written}”有错字，应为“{right}”", en: "“{written}” is miswritten for {right}."
        },
    ],
    help: Localized { zh: "改为“{right}”。", en: "Write {right}." },
    why: Localized {
        zh: "缺了“之日起”，就分不清是从信息形成那天起算，还是形成过程要用20个工作日。这样的残缺在公布的目录中很常见。",
        en: "Without 之日起 one can't tell whether the period begins when the information is formed, or forming it takes that long. Published catalogs often have it.",
    },
    law: &[REGULATION.article(26)],
    source: Localized {
        zh: "自该政府信息形成或者变更之日起20个工作日内",
        en: "Within 20 working days of being formed or changed",
    },
    wrong: &[
        Wrong {
            yaml: "    deadline: 信息形成（变更）20个工作日内公开\n",
            at: "信息形成（变更）",
            fixed: Some("    deadline: 信息形成（变更）之日起20个工作日内公开\n"),
        },
        Wrong {
            yaml: "    deadline: 信息形成或变更之日20个工作日内\n",
            at: "信息形成或变更之日",
            fixed: Some("    deadline: 信息形成或变更之日起20个工作日内\n"),
        },
        Wrong {
            yaml: "    deadline: 信息形成个20个工作日内公开\n",
            at: "信息形成个",
            fixed: Some("    deadline: 信息形成之日起20个工作日内公开\n"),
        },
        Wrong {
            yaml: "    deadline: \"信息形式或变更之日起20个工作日内\"\n",
            at: "信息形式或变更",
            fixed: Some("    deadline: \"信息形成或变更之日起20个工作日内\"\n"),
        },
    ],
    right: &[
        "    deadline: 信息形成（变更）之日起20个工作日内公开\n",
        "    deadline: 信息形成后20个工作日内公开\n",
        "    deadline: 规划批准之后20个工作日内公开\n",
        "    deadline: 20个工作日内（自信息形成或者变更之日起）\n",
        "    basis: 《中华人民共和国统计法》\n    deadline: 自信息形成之日起一个半月内\n",
        "    deadline: 自信息形成之日起至多20个工作日内\n",
        "    deadline: 自信息形成之日起15日至20个工作日内\n",
        "    deadline: 自信息形成之日起由综合科在20个工作日内公开\n",
    ],
    supersedes: Supersedes::Nothing,
    check: Check::Item(Reads::of(&[FieldId::Deadline]), check),
};

fn check(cx: &ItemCx<'_>, sink: &mut Sink<'_>) {
    let Some((entry, reading)) = cx.deadline() else { return };
    for trigger in reading.clauses.iter().take(MOST).filter_map(|clause| clause.trigger.as_ref()) {
        let Some(repair) = &trigger.repair else { continue };
        let lost = repair.text.ends_with('起');
        let range = if lost { trigger.range.clone() } else { trigger.event.clone() };
        let (written, at) = (&entry.text[range.clone()], repair.range.clone());
        // Where the cure stands outside the words that are shown, it stands right behind them.
        let (head, tail) = (at.start.clamp(range.start, range.end), at.end.clamp(range.start, range.end));
        let right = format!("{}{}{}", &entry.text[range.start..head], repair.text, &entry.text[tail..range.end]);
        // Read again, the text must say the same but for the fault; else it was not read whole.
        let mended = changed(entry.text, at.clone(), repair.text)
            .filter(|after| reading.is_kept(entry.text, after) && after.reading.malformed() < reading.malformed());
        if mended.is_none() {
            continue;
        }
        let edit = edit::replace_part(entry.node, at, repair.text);
        sink.push(
            Finding::part(&RULE, entry, range)
                .message(usize::from(!lost))
                .arg("written", written)
                .arg("text", repair.text)
                .arg("right", right)
                .fix(edit.map(|edit| Fix::safe(&RULE.help, vec![edit]))),
        );
    }
}
