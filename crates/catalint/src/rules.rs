//! `catalint rules`: the table of all rules.

use std::fmt::Write;

use catalint_core::rule::{Lang, Rule, Severity};
use catalint_core::rules::RULES;
use catalint_domain::law::Provision;
use catalint_report::page;
use catalint_report::pages;
use catalint_text::display_width;
use serde_json::{Value, json};

use crate::args::RulesFormat;
use crate::lang::pick;
use crate::terminal::{Paint, Terminal};

/// The table.
pub(crate) fn list(format: RulesFormat, lang: Lang, terminal: Terminal) -> String {
    match format {
        RulesFormat::Pretty => pretty(lang, terminal.paint),
        RulesFormat::Json => {
            let all: Vec<Value> = RULES.iter().map(|rule| object(rule, lang)).collect();
            serde_json::to_string_pretty(&all).expect("a JSON value can be written") + "\n"
        }
        RulesFormat::Markdown => pages::table(|rule| rule.code.to_owned()).trim_start().to_owned(),
    }
}

fn pretty(lang: Lang, paint: Paint) -> String {
    let names = RULES.iter().map(|rule| rule.name.len()).max().unwrap_or(0);
    let fixes = RULES.iter().map(|rule| display_width(pages::fixability(rule).get(lang))).max().unwrap_or(0);
    let severities = RULES.iter().map(|rule| display_width(rule.severity.word().get(lang))).max().unwrap_or(0);
    let mut out = String::new();
    let mut last = "";
    for rule in RULES.iter() {
        if rule.family() != last {
            let gap = if last.is_empty() { "" } else { "\n" };
            last = rule.family();
            writeln!(out, "{gap}{last} {}", pages::family(rule).get(lang)).expect("a String takes all");
        }
        let severity = padded(rule.severity.word().get(lang), severities);
        let severity = match rule.severity {
            Severity::Error => paint.red(&severity),
            Severity::Warning => paint.yellow(&severity),
            Severity::Hint => paint.cyan(&severity),
        };
        let name = format!("{:names$}", rule.name);
        let fix = paint.dim(&padded(pages::fixability(rule).get(lang), fixes));
        let (code, summary) = (paint.bold(rule.code), rule.summary.get(lang));
        writeln!(out, "  {code}  {severity}  {name}  {fix}  {summary}").expect("a String takes all");
    }
    out
}

fn padded(text: &str, width: usize) -> String {
    text.to_owned() + &" ".repeat(width.saturating_sub(display_width(text)))
}

fn law(provision: &Provision, lang: Lang) -> Value {
    let number = |number: Option<u8>| number.map(|number| number.to_string());
    json!({
        "act": provision.act,
        "article": provision.article_number(),
        "paragraph": number(provision.paragraph),
        "item": number(provision.item),
        "text": pick(lang, provision.chinese(), provision.english()),
    })
}

fn object(rule: &Rule, lang: Lang) -> Value {
    json!({
        "code": rule.code,
        "name": rule.name,
        "family": rule.family(),
        "severity": rule.severity.key(),
        "fixes": rule.fixes.iter().map(|fix| fix.key()).collect::<Vec<_>>(),
        "summary": rule.summary.get(lang),
        "summary_en": rule.summary.en,
        "help": rule.help.get(lang),
        "why": rule.why.get(lang),
        "law": rule.law.iter().map(|provision| law(provision, lang)).collect::<Vec<_>>(),
        "source": pages::source(rule, lang),
        "url": page(rule),
    })
}
