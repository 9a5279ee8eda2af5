//! LVL002: a level (公开层级) that the profile does not know.

use crate::fix::{Applicability, Fix};
use crate::model::FieldId;
use crate::rule::{Arg, Check, Finding, Localized, Reads, Rule, Severity, Sink, Supersedes, TextCx, Wrong};
use catalint_domain::vocabulary::profile::Standing;
use catalint_yaml::edit;

use super::helpers;

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: "LVL002",
    name: "level-unknown",
    severity: Severity::Warning,
    fixes: &[Applicability::Safe],
    summary: Localized { zh: "公开层级不在体例的名单中", en: "level that the profile does not know" },
    messages: &[
        Localized { zh: "{profile}中没有公开层级“{written}”", en: "The {profile} has no level {written}." },
        Localized {
            zh: "“{written}”在{profile}中的名称是“{name}”",
            en: "The name for {written} in the {profile} is {name}.",
        },
    ],
    help: Localized {
        zh: "使用{profile}的层级：“{known}”。",
        en: "Use one of the levels of the {profile}: “{known}”.",
    },
    why: Localized {
        zh: "公开层级是表格中的固定栏目，名称统一才能按层级汇总，也才能与公开主体的级别核对。",
        en: "The levels are fixed columns of the table; only uniform names can be counted by level and checked against the publisher's rank.",
    },
    law: &[],
    source: Localized {
        zh: "各领域基层政务公开标准指引所附标准目录的“公开层级”栏，如民办函〔2019〕52号、人社厅函〔2019〕113号",
        en: "The level column of the standard catalogs in the field guidelines, such as 民办函〔2019〕52号 and 人社厅函〔2019〕113号",
    },
    wrong: &[
        Wrong { yaml: "    levels: [部门级]\n", at: "部门级", fixed: None },
        Wrong { yaml: "    levels: [区]\n", at: "levels: [«区»]", fixed: Some("    levels: [区级]\n") },
        Wrong {
            yaml: "    levels: 区级、街镇\n", at: "区级、«街镇»", fixed: Some("    levels: 区级、街镇级\n")
        },
    ],
    right: &["    levels: [区级]\n", "    levels: 区级、街镇级\n", "    levels: [县级, 街道（镇）级]\n"],
    supersedes: Supersedes::Nothing,
    check: Check::Text(Reads::texts(&[FieldId::Levels]), check),
};

/// Findings in one text after which the rest is left alone.
const MOST: usize = 20;

fn check(cx: &TextCx<'_>, sink: &mut Sink<'_>) {
    const MESSAGE: Localized = Localized { zh: "改为“{name}”", en: "Write {name}" };
    let profile = cx.profile();
    for (range, level) in helpers::read(profile, cx.entry.text).take(MOST) {
        let name = match level {
            Some((_, Standing::Known)) => continue,
            Some((level, Standing::Synonym)) => Some(level.name.as_str()),
            None => None,
        };
        let known: Vec<&str> = profile.levels.iter().map(|level| level.name.as_str()).collect();
        let written = &cx.entry.text[range.clone()];
        let name_of = Arg::pair(&*profile.name.zh, &*profile.name.en);
        let finding = Finding::part(&RULE, cx.entry, range.clone()).arg("written", written);
        let mut finding = finding.arg("known", known.join("”“")).arg("profile", name_of);
        if let Some(name) = name {
            let edit = edit::replace_part(cx.entry.node, range, name);
            let fix = edit.map(|edit| Fix::safe(&MESSAGE, vec![edit]));
            finding = finding.message(1).arg("name", name).fix(fix);
        }
        sink.push(finding);
    }
}
