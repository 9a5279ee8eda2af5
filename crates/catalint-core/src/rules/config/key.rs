//! CFG002: a key that the config does not know.
//!
//! A misspelt key would have no effect, and nobody would see that.

use super::findings;
use crate::rule::{Check, ConfigFaultKind, FileCx, Finding, Localized, Rule, Severity, Sink, Supersedes, Wrong};

const NEAR: usize = 1;

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: "CFG002",
    name: "config-key-unknown",
    severity: Severity::Error,
    fixes: &[],
    summary: Localized { zh: "配置中不认识的名称", en: "a key that the config does not know" },
    messages: &[
        Localized {
            zh: "这里没有“{key}”这一项配置，可以写：{known}",
            en: "There is no setting {key} here; known: {known}.",
        },
        Localized {
            zh: "这里没有“{key}”这一项配置，可能是“{meant}”",
            en: "There is no setting {key} here; perhaps {meant} is meant.",
        },
    ],
    help: Localized { zh: "改正名称，或者删去这一行。", en: "Correct the key, or delete the line." },
    why: Localized {
        zh: "写错名称的配置不起作用，却不容易发现。",
        en: "A setting under a misspelt key has no effect, and that is hard to see.",
    },
    law: &[],
    source: Localized {
        zh: "配置文件的规定（schemas/config.schema.json）",
        en: "The definition of the config (schemas/config.schema.json)",
    },
    wrong: &[
        Wrong { yaml: "rulse:\n  BAS007: off\n", at: "rulse", fixed: None },
        Wrong { yaml: "files:\n  ignore: [drafts/]\n", at: "ignore", fixed: None },
        Wrong { yaml: "rules:\n  BAS007: {level: off}\n", at: "level", fixed: None },
    ],
    right: &["rules:\n  BAS007: off\nfiles:\n  exclude: [drafts/]\n"],
    supersedes: Supersedes::Nothing,
    check: Check::File(check),
};

fn check(cx: &FileCx<'_>, sink: &mut Sink<'_>) {
    sink.extend(findings(&RULE, cx, words));
}

fn words(finding: Finding, kind: &ConfigFaultKind) -> Option<Finding> {
    let ConfigFaultKind::UnknownKey { key, nearest, known } = kind else { return None };
    let finding = finding.arg("key", key.as_str()).arg("known", known.as_str());
    Some(match nearest {
        Some(meant) => finding.message(NEAR).arg("meant", meant.as_str()),
        None => finding,
    })
}
