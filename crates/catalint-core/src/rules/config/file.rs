//! CFG004: a file that the config names can't be used.

use super::findings;
use crate::rule::{
    Check, ConfigFaultKind, FileCx, FileReason, Finding, Localized, Rule, Severity, Sink, Supersedes, Wrong,
};

const CIRCLE: usize = 1;
const SCHEMA: usize = 2;
const NO_CATALOG: usize = 3;
const BROKEN: usize = 4;
const OUTSIDE: usize = 5;
const FAULTY: usize = 6;
const TOO_MANY: usize = 7;

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: "CFG004",
    name: "config-file-unusable",
    severity: Severity::Error,
    fixes: &[],
    summary: Localized { zh: "配置所指的文件用不了", en: "the config names a file that can not be used" },
    messages: &[
        Localized { zh: "无法读取 {path}：{why}", en: "The file {path} can not be read: {why}." },
        Localized { zh: "{path} 以自己为基础，形成了循环", en: "The config {path} extends itself." },
        Localized {
            zh: "{path} 不是可用的 JSON Schema：{why}",
            en: "The file {path} is no usable JSON Schema: {why}.",
        },
        Localized {
            zh: "{path} 不是目录，或者其中没有事项", en: "The file {path} is no catalog, or has no items."
        },
        Localized {
            zh: "{path} 第{line}行有语法错误，不知道有哪些事项",
            en: "The file {path} is broken at line {line}, so that its items are not known.",
        },
        Localized {
            zh: "{path} 在仓库之外（没有仓库时，在配置文件所在的文件夹之外），没有读取",
            en: "The file {path} lies outside the repository (without one, the folder of the config) and was not read.",
        },
        Localized {
            zh: "{path} 内容有误，用不了",
            en: "Something is wrong in the file {path}, which can not be used.",
        },
        Localized {
            zh: "配置连同作为基础的配置超过{most}个，{path} 没有读取",
            en: "The config and those that it extends are more than {most}; the file {path} was not read.",
        },
    ],
    help: Localized {
        zh: "改正路径；路径相对于配置文件所在的文件夹。",
        en: "Correct the path; it is relative to the folder of the config.",
    },
    why: Localized {
        zh: "缺了所指的文件，检查就不完整。",
        en: "Without the file the check is not what the config demands.",
    },
    law: &[],
    source: Localized {
        zh: "配置文件的规定（schemas/config.schema.json）",
        en: "The definition of the config (schemas/config.schema.json)",
    },
    wrong: &[
        Wrong { yaml: "extends: ../base.yaml\n", at: "../base.yaml", fixed: None },
        Wrong { yaml: "extends: catalint.yaml\n", at: "«catalint.yaml»", fixed: None },
        Wrong { yaml: "schemas:\n  - region.schema.json\n", at: "region.schema.json", fixed: None },
        Wrong {
            yaml: "reference:\n  - standard.yaml\n# --- standard.yaml ---\ntitle: 标准目录\nitems: []\n",
            at: "standard.yaml",
            fixed: None,
        },
        Wrong {
            yaml: "reference:\n  - standard.yaml\n# --- standard.yaml ---\ntitle: 标准目录\nitems:\n  - topic: [\n",
            at: "standard.yaml",
            fixed: None,
        },
    ],
    right: &["extends: []\nschemas: []\n"],
    supersedes: Supersedes::Nothing,
    check: Check::File(check),
};

const TRUST: Localized = Localized {
    zh: "将文件放进仓库；确认配置可信的，加 --trust-config。",
    en: "Put the file into the repository, or pass --trust-config if you trust the config.",
};
const FEWER: Localized = Localized {
    zh: "减少作为基础的配置，把它们的内容合在一起。",
    en: "Extend fewer configs; put into one what belongs together.",
};
const THERE: Localized = Localized {
    zh: "在该文件自己的文件夹中检查它。",
    en: "Check the file in the folder where it lies.",
};

fn check(cx: &FileCx<'_>, sink: &mut Sink<'_>) {
    sink.extend(findings(&RULE, cx, words));
}

fn words(finding: Finding, kind: &ConfigFaultKind) -> Option<Finding> {
    let ConfigFaultKind::File { path, reason } = kind else { return None };
    let finding = finding.arg("path", path.as_str());
    Some(match reason {
        FileReason::Unread(why) => finding.arg("why", why.as_str()),
        FileReason::Circle => finding.message(CIRCLE),
        FileReason::TooMany(most) => finding.message(TOO_MANY).help(&FEWER).arg("most", *most),
        FileReason::Schema(why) => finding.message(SCHEMA).arg("why", why.as_str()),
        FileReason::Outside => finding.message(OUTSIDE).help(&TRUST),
        FileReason::Faulty => finding.message(FAULTY).help(&THERE),
        FileReason::NoCatalog => finding.message(NO_CATALOG),
        FileReason::Broken(line) => finding.message(BROKEN).arg("line", *line as usize),
    })
}
