//! The tool and all its rules: what a reader of findings shows beside them.

use serde::Serialize;

use super::{SarifText, level};
use crate::pages::{family, general, source};
use catalint_core::rule::{Lang, Localized, Rule, Severity};
use catalint_core::rules::RULES;

/// GitHub cuts descriptions here, in characters.
const LONGEST: usize = 1024;

/// The tool.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Driver {
    name: &'static str,
    semantic_version: &'static str,
    short_description: SarifText<'static>,
    rules: Vec<Descriptor>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Descriptor {
    id: &'static str,
    name: &'static str,
    short_description: SarifText<'static>,
    full_description: SarifText<'static>,
    help: Help,
    default_configuration: Configuration,
    properties: RuleProperties,
}

#[derive(Serialize)]
struct Help {
    text: String,
    markdown: String,
}

#[derive(Serialize)]
struct Configuration {
    level: &'static str,
}

/// What GitHub orders and filters alerts by.
#[derive(Serialize)]
struct RuleProperties {
    tags: [&'static str; 2],
    precision: &'static str,
    #[serde(rename = "problem.severity")]
    severity: &'static str,
}

/// The tool, with all its rules whether they found something or not.
pub(super) fn driver(lang: Lang) -> Driver {
    let about = Localized {
        zh: "检查政务公开标准目录（YAML 文件）",
        en: "Checks Chinese government-disclosure catalogs (YAML files).",
    };
    Driver {
        name: "catalint",
        semantic_version: env!("CARGO_PKG_VERSION"),
        short_description: about.get(lang).into(),
        rules: RULES.iter().map(|rule| descriptor(rule, lang)).collect(),
    }
}

/// Place of a rule in that list.
pub(super) fn index(rule: &Rule) -> Option<usize> {
    RULES.iter().position(|other| other.code == rule.code)
}

fn descriptor(rule: &Rule, lang: Lang) -> Descriptor {
    let (precision, severity) = match rule.severity {
        Severity::Error => ("very-high", "error"),
        Severity::Warning => ("high", "warning"),
        Severity::Hint => ("medium", "recommendation"),
    };
    let why: String = general(rule.why, lang).chars().take(LONGEST).collect();
    Descriptor {
        id: rule.code,
        name: rule.name,
        short_description: rule.summary.get(lang).into(),
        full_description: why.into(),
        help: Help { text: text(rule, lang), markdown: markdown(rule, lang) },
        default_configuration: Configuration { level: level(rule.severity) },
        properties: RuleProperties { tags: [rule.family(), family(rule).get(lang)], precision, severity },
    }
}

/// Headings and paragraphs of the help.
fn sections(rule: &Rule, lang: Lang) -> [(&'static str, String); 3] {
    [
        (Localized { zh: "为什么", en: "Why" }, general(rule.why, lang)),
        (Localized { zh: "依据", en: "Source" }, source(rule, lang)),
        (Localized { zh: "怎样改", en: "What to do" }, general(rule.help, lang)),
    ]
    .map(|(title, words)| (title.get(lang), words))
}

fn text(rule: &Rule, lang: Lang) -> String {
    let colon = Localized { zh: "：", en: ": " }.get(lang);
    let lines = sections(rule, lang).map(|(title, words)| format!("{title}{colon}{words}"));
    lines.join("\n")
}

fn markdown(rule: &Rule, lang: Lang) -> String {
    let mut out: Vec<String> = sections(rule, lang)
        .into_iter()
        .map(|(title, words)| format!("## {title}\n\n{}", words.replace('<', "&lt;")))
        .collect();
    let wrong = Localized { zh: "错误示例", en: "Wrong" }.get(lang);
    let right = Localized { zh: "正确示例", en: "Right" }.get(lang);
    let examples = rule.wrong.first().map(|wrong| wrong.yaml).filter(|yaml| !yaml.is_empty());
    out.extend(examples.map(|yaml| format!("## {wrong}\n\n{}", fenced(yaml))));
    out.extend(rule.right.first().map(|yaml| format!("## {right}\n\n{}", fenced(yaml))));
    out.join("\n\n")
}

/// A block of code; the fence is longer than any in the text.
fn fenced(yaml: &str) -> String {
    let mut fence = "```".to_owned();
    while yaml.contains(&fence) {
        fence.push('`');
    }
    let end = if yaml.ends_with('\n') { "" } else { "\n" };
    format!("{fence}yaml\n{yaml}{end}{fence}")
}
