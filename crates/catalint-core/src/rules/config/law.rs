//! CFG006: the row of an act that the config adds contradicts itself or the registry.

use super::findings;
use crate::rule::{Check, ConfigFaultKind, FileCx, Finding, Localized, Rule, Severity, Sink, Supersedes, Wrong};

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: "CFG006",
    name: "config-law",
    severity: Severity::Error,
    fixes: &[],
    summary: Localized { zh: "补充的法规有矛盾", en: "a row of an act that can not be right" },
    messages: &[Localized {
        zh: "“{title}”这一条有误：{problem}",
        en: "The row of {title} can not be right: {problem}.",
    }],
    help: Localized {
        zh: "对照公布的文本改正；“catalint law 名称”可以看到法规库中的内容。",
        en: "Correct it by the published text; `catalint law TITLE` shows what the registry holds.",
    },
    why: Localized {
        zh: "目录的依据按法规库判断，库中有误，判断就会错。",
        en: "The legal basis of every item is judged by these rows: a wrong row makes wrong findings.",
    },
    law: &[],
    source: Localized { zh: "法规库的规定（CONTRIBUTING.md）", en: "The registry of laws (CONTRIBUTING.md)" },
    wrong: &[
        Wrong {
            yaml: "laws:\n  - title: 云岭省档案条例\n    kind: 地方性法规\n    promulgated: 2020-10-01\n    effective: 2020-07-01\n",
            at: "title",
            fixed: None,
        },
        Wrong {
            yaml: "laws:\n  - title: 云岭省档案条例\n    kind: 地方性法规\n    status: superseded\n    ended: 2020-07-01\n    by: 云岭省新档案条例\n",
            at: "title",
            fixed: None,
        },
    ],
    right: &[
        "laws:\n  - title: 云岭省档案条例\n    kind: 地方性法规\n    promulgated: 2020-07-01\n    effective: 2020-10-01\n",
    ],
    supersedes: Supersedes::Nothing,
    check: Check::File(check),
};

fn check(cx: &FileCx<'_>, sink: &mut Sink<'_>) {
    sink.extend(findings(&RULE, cx, words));
}

fn words(finding: Finding, kind: &ConfigFaultKind) -> Option<Finding> {
    let ConfigFaultKind::Law { title, problem } = kind else { return None };
    Some(finding.arg("title", title.as_str()).arg("problem", *problem))
}
