//! CFG001: a value of the config that its key does not take, or a key that has to be there.
//!
//! A setting that is not understood would be left out in silence, and the check would be another
//! one than people believe.

use super::findings;
use crate::rule::{
    Check, ConfigFaultKind, Expected, FileCx, Finding, Localized, Rule, Severity, Sink, Supersedes, Wrong,
};

const ONE_OF: usize = 1;
const NEAR: usize = 2;
const MISSING: usize = 3;

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: "CFG001",
    name: "config-value",
    severity: Severity::Error,
    fixes: &[],
    summary: Localized { zh: "配置的值不对", en: "a setting with a value that it does not take" },
    messages: &[
        Localized {
            zh: "“{key}”的值不对，应当是{expected}", en: "The value of {key} should be {expected}."
        },
        Localized {
            zh: "“{key}”的值不对，可以是：{known}", en: "The value of {key} is none of: {known}."
        },
        Localized {
            zh: "“{key}”的值不对，可能是“{meant}”；可以是：{known}",
            en: "The value of {key} is none of: {known}; perhaps {meant} is meant.",
        },
        Localized { zh: "缺少“{key}”", en: "There is no {key}." },
    ],
    help: Localized { zh: "改正配置后再检查。", en: "Correct the config, then check again." },
    why: Localized {
        zh: "看不懂的配置如果略过不管，实际的检查就会与大家以为的不同。因此配置有误时不检查目录。",
        en: "A setting that is not understood must not be left out in silence: the check would be another one than people believe. So nothing is checked under a faulty config.",
    },
    law: &[],
    source: Localized {
        zh: "配置文件的规定（schemas/config.schema.json）",
        en: "The definition of the config (schemas/config.schema.json)",
    },
    wrong: &[
        Wrong { yaml: "profile: shanghi\n", at: "shanghi", fixed: None },
        Wrong { yaml: "rules:\n  BAS002: of\n", at: "«of»\n", fixed: None },
        Wrong { yaml: "rules:\n  - BAS002\n", at: "BAS002", fixed: None },
        Wrong { yaml: "lang: 中文\n", at: "中文", fixed: None },
        Wrong { yaml: "files:\n  tables: all\n", at: "all", fixed: None },
        Wrong { yaml: "files:\n  overrides:\n    - rules: {CNT: off}\n", at: "«rules»:", fixed: None },
        Wrong {
            yaml: "custom_rules:\n  ORG001:\n    field: publisher\n    pattern: ^静安区\n",
            at: "field",
            fixed: None,
        },
        Wrong {
            yaml: "custom_rules:\n  BAS901: {field: basis, pattern: 号, message: 写文号}\n",
            at: "BAS901",
            fixed: None,
        },
        Wrong {
            yaml: "custom_rules:\n  ORG001: {field: publisher, not_pattern: 民政局, message: 写全称, fix: 青湖区民政局}\n",
            at: "青湖区民政局",
            fixed: None,
        },
        Wrong { yaml: "profiles:\n  lake:\n    channels: [湖区之声]\n", at: "湖区之声", fixed: None },
        Wrong {
            yaml: "laws:\n  - {title: 云岭省档案条例, kind: 地方性法规, effective: 2020年}\n",
            at: "2020年",
            fixed: None,
        },
        Wrong {
            yaml: "laws:\n  - {title: 云岭省档案条例, kind: 地方性法规, status: repealed}\n",
            at: "title",
            fixed: None,
        },
    ],
    right: &[
        "profile: shanghai\nlang: zh\nfail_on: warning\nrules:\n  BAS007: off\n  CNT: {severity: hint}\n",
        "profiles:\n  lake:\n    extends: national\n    channels: [政府网站, {name: 湖区之声, website: false}]\n    extra_channels: [微信群]\n",
        "custom_rules:\n  ORG001:\n    field: [publisher]\n    pattern: ^静安区\n    message: 公开主体写全称\n",
        "laws:\n  - title: 云岭省档案条例\n    kind: 地方性法规\n    numbers: 2019-07-01 云岭省人大常委会公告第9号\n    effective: 2019-10-01\n    status: in-force\n",
    ],
    supersedes: Supersedes::Nothing,
    check: Check::File(check),
};

fn check(cx: &FileCx<'_>, sink: &mut Sink<'_>) {
    sink.extend(findings(&RULE, cx, words));
}

fn words(finding: Finding, kind: &ConfigFaultKind) -> Option<Finding> {
    match kind {
        ConfigFaultKind::Missing { key } => Some(finding.message(MISSING).arg("key", *key)),
        ConfigFaultKind::Value { key, expected, nearest } => {
            let finding = finding.arg("key", key.as_str());
            Some(match (expected, nearest) {
                (Expected::Words(words), _) => finding.arg("expected", *words),
                (Expected::OneOf(known), None) => finding.message(ONE_OF).arg("known", known.as_str()),
                (Expected::OneOf(known), Some(meant)) => {
                    finding.message(NEAR).arg("known", known.as_str()).arg("meant", meant.as_str())
                }
            })
        }
        _ => None,
    }
}
