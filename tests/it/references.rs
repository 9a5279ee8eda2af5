//! The reference that comes along, held against catalogs that use words of their own. What each lacks, and what of it has to
//! be looked at, was read by a person and stands at its head.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use catalint_core::lint::{Settings, lint_text};
use catalint_core::project::{Reference, SHIPPED};
use catalint_core::rule::{Arg, Finding, Selector, Severity};
use catalint_core::rules::RULES;
use catalint_domain::date::Date;

fn settings() -> Settings {
    let mut options = Settings::new(Date::new(2026, 12, 1).expect("a day"));
    options.selection.select = vec![Selector::parse("COV002", &RULES).expect("a rule")];
    let aid = Reference::read("社会救助", SHIPPED[0].yaml.as_bytes()).expect("a catalog");
    options.context.references = Arc::from([aid]);
    options
}

fn names(finding: &Finding) -> BTreeSet<String> {
    let arg = finding.args.iter().find(|(slot, _)| *slot == "name");
    let Some((_, Arg::Text(name))) = arg else { panic!("a name") };
    name.split('、').map(|name| name.trim_matches(['“', '”']).to_owned()).collect()
}

fn fixtures() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures/references");
    let mut all: Vec<PathBuf> =
        fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("one").path()).collect();
    all.sort();
    all
}

#[test]
fn catalogs_in_their_own_words_lack_what_a_reader_says_and_nothing_else() {
    let options = settings();
    let all = fixtures();
    assert!(all.len() >= 12, "{all:?}");
    let mut wrong: Vec<String> = Vec::new();
    for path in all {
        let text = fs::read_to_string(&path).expect("a text");
        let said = |lead: &str| -> BTreeSet<String> {
            let line = text.lines().find_map(|line| line.strip_prefix(lead)).expect("a line at the head");
            line.split('、').filter(|name| *name != "无").map(str::to_owned).collect()
        };
        let report = lint_text("a.yaml", text.as_bytes(), &options);
        let of = |wanted: &dyn Fn(&Finding) -> bool| -> BTreeSet<String> {
            report.findings.iter().filter(|found| wanted(found)).flat_map(names).collect()
        };
        let absent = of(&|found| found.severity == Severity::Warning);
        let mut hold = |told: BTreeSet<String>, said: BTreeSet<String>| {
            if told != said {
                wrong.push(format!("{}\n  told {told:?}\n  read {said:?}", path.display()));
            }
        };
        hold(absent, said("# 缺："));
        let is_unsure =
            |found: &Finding| found.message_in(catalint_core::rule::Lang::Zh).contains("没有对应的参照事项");
        hold(of(&is_unsure), said("# 待核对："));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn words_of_a_reference_are_offered_while_its_basis_is_in_force_and_never_after() {
    let own = "title: 云岭县社会救助领域标准目录\nitems:\n  - topic: 临时救助\n    subtopic: 办事指南\n";
    let offer = |reference: &str, day: (u16, u8, u8)| {
        let mut options = settings();
        options.as_of = Date::new(day.0, day.1, day.2).expect("a day");
        let reference = Reference::read("社会救助", reference.as_bytes()).expect("a catalog");
        options.context.references = Arc::from([reference]);
        let report = lint_text("a.yaml", own.as_bytes(), &options);
        let [found] = &report.findings[..] else { panic!("{:?}", report.findings) };
        found.fix.as_ref().expect("an offer").edits[0].content.to_string()
    };
    let made = |basis: &str, extra: &str| {
        format!(
            "title: 社会救助领域标准目录\nitems:\n  - topic: 临时救助\n    subtopic: 办事指南\n  - topic: 最低生活保障\n    subtopic: 审批信息\n    content: [低保对象名单]\n    basis: {basis}\n{extra}"
        )
    };
    let ended = made("《最低生活保障审核审批办法（试行）》（民发〔2012〕220号）", "");
    assert!(offer(&ended, (2021, 6, 30)).contains("低保对象名单"));
    assert!(!offer(&ended, (2021, 7, 1)).contains("低保对象名单"));
    let stands = made("《最低生活保障审核确认办法》（民发〔2021〕57号）", "");
    assert!(offer(&stands, (2026, 12, 1)).contains("低保对象名单"));
    for doubtful in [made("信息公开规定", ""), made("《云岭县低保办法》（云政发〔2020〕3号）", "")]
    {
        assert!(!offer(&doubtful, (2026, 12, 1)).contains("低保对象名单"));
    }
    let graded = made("《最低生活保障审核确认办法》（民发〔2021〕57号）", "    extra: {可信度: A}\n");
    assert!(!offer(&graded, (2026, 12, 1)).contains("低保对象名单"));
}
