//! CFG003: a rule that the config names and nobody knows.

use super::findings;
use crate::rule::{Check, ConfigFaultKind, FileCx, Finding, Localized, Rule, Severity, Sink, Supersedes, Wrong};

const NEAR: usize = 1;

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: "CFG003",
    name: "config-rule-unknown",
    severity: Severity::Error,
    fixes: &[],
    summary: Localized { zh: "配置中没有的规则", en: "the config names a rule that there is not" },
    messages: &[
        Localized { zh: "没有“{written}”这条规则", en: "There is no rule {written}." },
        Localized {
            zh: "没有“{written}”这条规则，可能是“{meant}”",
            en: "There is no rule {written}; perhaps {meant} is meant.",
        },
    ],
    help: Localized {
        zh: "写规则的编号、名称或类别；全部规则请看“catalint rules”。",
        en: "Name a rule by its code, its name or its family; `catalint rules` lists them all.",
    },
    why: Localized {
        zh: "规则写错，想关的没有关，想改的没有改。",
        en: "What was to be switched off goes on, and what was to be changed stays.",
    },
    law: &[],
    source: Localized { zh: "本工具的规则表（docs/rules）", en: "The list of rules (docs/rules)" },
    wrong: &[
        Wrong { yaml: "rules:\n  BAS070: off\n", at: "BAS070", fixed: None },
        Wrong { yaml: "rules:\n  basis-mising: warning\n", at: "basis-mising", fixed: None },
    ],
    right: &["rules:\n  BAS007: off\n  basis-missing: warning\n  CNT: hint\n"],
    supersedes: Supersedes::Nothing,
    check: Check::File(check),
};

fn check(cx: &FileCx<'_>, sink: &mut Sink<'_>) {
    sink.extend(findings(&RULE, cx, words));
}

fn words(finding: Finding, kind: &ConfigFaultKind) -> Option<Finding> {
    let ConfigFaultKind::UnknownRule { written, nearest } = kind else { return None };
    let finding = finding.arg("written", written.as_str());
    Some(match nearest {
        Some(meant) => finding.message(NEAR).arg("meant", meant.as_str()),
        None => finding,
    })
}
