//! CFG007: a config that would silence what says that a file was not read.

use super::findings;
use crate::rule::{Check, ConfigFaultKind, FileCx, Finding, Localized, Rule, Severity, Sink, Supersedes, Wrong};

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: "CFG007",
    name: "config-unread-silenced",
    severity: Severity::Error,
    fixes: &[],
    summary: Localized {
        zh: "配置要关闭“读不出来”的报告", en: "the config would silence that a file can't be read"
    },
    messages: &[Localized {
        zh: "“{written}”不能关闭，也不能降低级别：读不出来的内容没有检查，总要报告",
        en: "{written} can't be switched off or lowered: what can't be read was not checked and is always told.",
    }],
    help: Localized {
        zh: "删去这一行；不必检查的文件写入 files.exclude，同类的其他规则逐条写代码。",
        en: "Delete the line; list files that need no check under files.exclude, and name other rules of a family one by one.",
    },
    why: Localized {
        zh: "文件编码认不出、语法有错、超出限度，或者表格里找不到目录，其中的问题一处也查不出来。这时不报告，就会被当成没有问题。",
        en: "In a file of an unknown encoding, with broken syntax, past a limit, or a table without a catalog, nothing is found. Without a word it would pass for clean.",
    },
    law: &[],
    source: Localized { zh: "本工具的约定（docs/config.md）", en: "The tool's own terms (docs/config.md)" },
    wrong: &[
        Wrong { yaml: "rules:\n  SYN002: off\n", at: "SYN002", fixed: None },
        Wrong { yaml: "rules: {SYN: hint}\n", at: "SYN", fixed: None },
        Wrong {
            yaml: "files:\n  overrides:\n    - paths: 旧/\n      rules: {not-a-catalog: warning}\n",
            at: "not-a-catalog",
            fixed: None,
        },
        Wrong { yaml: "profiles:\n  lake:\n    rules:\n      IMP001: off\n", at: "IMP001", fixed: None },
    ],
    right: &["rules: {ALL: off, SYN004: off, SYN: error, SYN002: error, BAS: warning}\n"],
    supersedes: Supersedes::Nothing,
    check: Check::File(check),
};

fn check(cx: &FileCx<'_>, sink: &mut Sink<'_>) {
    sink.extend(findings(&RULE, cx, words));
}

fn words(finding: Finding, kind: &ConfigFaultKind) -> Option<Finding> {
    let ConfigFaultKind::AlwaysTold { written } = kind else { return None };
    Some(finding.arg("written", written.as_str()))
}
