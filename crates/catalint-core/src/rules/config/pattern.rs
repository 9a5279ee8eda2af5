//! CFG005: a pattern of the config that can't be compiled.

use super::findings;
use crate::rule::{Check, ConfigFaultKind, FileCx, Finding, Localized, Rule, Severity, Sink, Supersedes, Wrong};

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: "CFG005",
    name: "config-pattern",
    severity: Severity::Error,
    fixes: &[],
    summary: Localized { zh: "样式写错", en: "a pattern that can not be compiled" },
    messages: &[Localized {
        zh: "样式（正则表达式或路径）有误：{why}", en: "The pattern is not valid: {why}."
    }],
    help: Localized {
        zh: "正则表达式不支持反向引用和环视；括号要成对，特殊符号前加“\\”。",
        en: "Regular expressions have no look-around and no back-references; close brackets, and escape special characters.",
    },
    why: Localized {
        zh: "样式不能用，依靠它的规则就查不了。只接受能在线性时间内匹配的样式，再长的文字也不会卡住。",
        en: "A rule can not run without its pattern. Only patterns that match in linear time are taken, so that no text makes them hang.",
    },
    law: &[],
    source: Localized { zh: "Rust regex 与 globset 的语法", en: "The syntax of the Rust crates regex and globset" },
    wrong: &[
        Wrong {
            yaml: "custom_rules:\n  ORG001: {field: basis, pattern: '(号', message: 写文号}\n",
            at: "'(号'",
            fixed: None,
        },
        Wrong { yaml: "files:\n  exclude: ['drafts/[a']\n", at: "'drafts/[a'", fixed: None },
    ],
    right: &["custom_rules:\n  ORG001: {field: basis, pattern: 号）?$, message: 写文号}\n"],
    supersedes: Supersedes::Nothing,
    check: Check::File(check),
};

fn check(cx: &FileCx<'_>, sink: &mut Sink<'_>) {
    sink.extend(findings(&RULE, cx, words));
}

fn words(finding: Finding, kind: &ConfigFaultKind) -> Option<Finding> {
    let ConfigFaultKind::Pattern(why) = kind else { return None };
    Some(finding.arg("why", why.as_str()))
}
