//! SCH006: `profile` names a vocabulary that is not known.

use crate::fix::{Applicability, Fix};
use crate::model::FieldId;
use crate::rule::{Arg, Check, FileCx, Finding, Localized, Rule, Severity, Sink, Supersedes, Wrong};
use catalint_domain::chinese::edit_distance;
use catalint_yaml::edit;

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: "SCH006",
    name: "profile-unknown",
    severity: Severity::Error,
    fixes: &[Applicability::Offer],
    summary: Localized { zh: "体例名称不认识", en: "an unknown profile" },
    messages: &[
        Localized { zh: "没有名为“{name}”的体例", en: "There is no profile named {name}." },
        Localized {
            zh: "没有名为“{name}”的体例，可能是“{nearest}”",
            en: "There is no profile named {name}; perhaps {nearest} is meant.",
        },
    ],
    help: Localized { zh: "改为其中之一：{known}。", en: "Use one of {known}." },
    why: Localized {
        zh: "体例决定公开渠道、对象、方式和层级的用词。体例认不出时只能按最接近的体例或全国统一体例检查，结果可能不合本地用词。",
        en: "The profile sets the words for channels, audiences, methods and levels. Where it is unknown the nearest one or the national one is used, which may not fit the local words.",
    },
    law: &[],
    source: Localized { zh: "本目录格式的规定", en: "The definition of this format" },
    wrong: &[
        Wrong { yaml: "profile: shanghia\n", at: "shanghia", fixed: Some("profile: shanghai\n") },
        Wrong { yaml: "体例: \"Shanghai\"\n", at: "\"Shanghai\"", fixed: Some("体例: \"shanghai\"\n") },
        Wrong {
            yaml: "profile: qinghai-xining\nitems:\n  - topic: 社会救助\n    subtopic: 最低生活保障\n    content: [申请条件]\n    basis: 《中华人民共和国预算法》第十四条\n    deadline: 自该政府信息形成或者变更之日起20个工作日内\n    publisher: 静安区民政局\n    channels: [政府网站]\n    audience: 全社会\n    method: 主动公开\n    levels: [县级]\ntitle: 静安区民政局政务公开标准目录\nupdated: 2026-06-30\n",
            at: "qinghai-xining",
            fixed: None,
        },
    ],
    right: &["profile: \"shanghai\"\n", "profile:\n"],
    supersedes: Supersedes::Nothing,
    check: Check::File(check),
};

const RENAME: Localized = Localized { zh: "改为“{nearest}”", en: "Change it to {nearest}" };

/// The names of the profiles, each with what people call it: shanghai（上海体例）.
fn known(cx: &FileCx<'_>) -> Arg {
    let all = |open: &str, close: &str, between: &str, chinese: bool| {
        let words = cx.profiles.iter().zip(cx.profile_labels).map(|(name, (zh, en))| {
            let label = if chinese { zh } else { en };
            format!("{name}{open}{label}{close}")
        });
        words.collect::<Vec<_>>().join(between)
    };
    Arg::pair(all("（", "）", "、", true), all(" (", ")", ", ", false))
}

fn check(cx: &FileCx<'_>, sink: &mut Sink<'_>) {
    let Some(field) = cx.catalog.and_then(|catalog| catalog.field(FieldId::Profile)) else { return };
    let name = field.value.text().trim();
    if !field.value.is_scalar() || field.value.is_blank() || cx.profiles.contains(&name) {
        return;
    }
    let finding = Finding::field(&RULE, field).arg("name", name).arg("known", known(cx));
    let nearest = edit_distance::nearest(&name.to_ascii_lowercase(), cx.profiles.iter().copied());
    let Some(nearest) = nearest else { return sink.push(finding) };
    let fix = edit::replace_value(field.value, nearest).map(|edit| Fix::offer(&RENAME, vec![edit]));
    sink.push(finding.message(1).arg("nearest", nearest).fix(fix));
}
