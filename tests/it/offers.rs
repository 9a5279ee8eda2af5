//! An offer that would bring an error is not made.

use catalint_core::fix::Applicability;
use catalint_core::lint::{FixOptions, Linter, Report, Settings, fix_text, lint_text};
use catalint_core::rule::{Selector, Severity};
use catalint_core::rules::RULES;
use catalint_domain::date::Date;

const CATALOG: &str = "title: 云岭县民政局政务公开标准目录
authority: 云岭县民政局
profile: national
updated: 2026-06-30
items:
  - topic: 社会救助
    subtopic: 临时救助
    content: [申请条件]
    basis: 《中华人民共和国政府信息公开条例》（国务院令第711号）
    deadline: 及时公开
    publisher: 云岭县民政局
    channels: [政府网站]
    audience: 全社会
    method: 主动公开
    levels: [县级]
";

fn options() -> Settings {
    Settings::new(Date::parse("2026-11-01").expect("a day"))
}

fn offers(report: &Report) -> usize {
    report.findings.iter().filter(|d| d.applicability() == Some(Applicability::Offer)).count()
}

#[test]
fn an_offer_that_brings_an_error_is_taken_back() {
    let linter = Linter::new(options());
    let mut report = lint_text("a.yaml", CATALOG.as_bytes(), &options());
    let had = offers(&report);
    linter.keep_sound_offers(&mut report);
    assert!(had > 0 && offers(&report) == had, "these bring nothing");
    // The same offer, made to empty the field.
    let found = report.findings.iter_mut().find(|d| d.rule.code == "DDL002").expect("it is vague");
    found.fix.as_mut().expect("an offer").edits[0].content = "\"\"".to_owned();
    linter.keep_sound_offers(&mut report);
    assert_eq!(offers(&report), had - 1);
    assert!(report.findings.iter().any(|d| d.rule.code == "DDL002"), "what is said stays");
}

#[test]
fn mending_by_offers_brings_no_error() {
    let mut options = options();
    options.selection.select.extend(Selector::parse("DDL002", &RULES));
    let which = FixOptions { least: Applicability::Offer, min_severity: Severity::Hint };
    let fixed = fix_text("a.yaml", CATALOG.as_bytes(), &options, which);
    assert!(fixed.bytes.is_some() && fixed.report.findings.is_empty());
}
