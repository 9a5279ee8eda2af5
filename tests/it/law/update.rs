//! Lists of acts held against the registry, as the program of the update does it
//! (`crates/catalint-domain/examples/law_update`).

use catalint_domain::date::Date;
use catalint_domain::law::{ActKind, Law, LawNumber, Registry};

#[path = "../../../crates/catalint-domain/examples/law_update/compare.rs"]
mod compare;
#[path = "../../../crates/catalint-domain/examples/law_update/list.rs"]
mod list;

use compare::{Difference, ReadDuty, Wanted, What};
use list::Standing;

fn sample(name: &str) -> list::List {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures/law-lists").join(name);
    list::read(&std::fs::read_to_string(path).expect("a fixture"))
}

fn day(text: &str) -> Date {
    text.parse().expect("a day")
}

/// Two duties of one act: one read in its present text, one that ended with an older text.
fn duties(title: &str) -> Vec<ReadDuty> {
    if title != "中华人民共和国预算法" {
        return Vec::new();
    }
    let duty = |about: &str, until| ReadDuty { about: about.to_owned(), read: day("2026-11-30"), until };
    vec![duty("budget 第十四条", None), duty("budget 第十五条", Some(day("2030-01-01")))]
}

fn wanted() -> Wanted {
    Wanted { as_of: day("2026-11-30"), complete: Vec::new(), decrees_from: u32::MAX, duties }
}

/// What is said of the acts of a list: what, the title without 中华人民共和国, what about, what the list says.
fn said(found: &[Difference]) -> Vec<String> {
    let line = |difference: &Difference| {
        let Difference { what, title, about, theirs, .. } = difference;
        format!("{} {} {about} {theirs}", what.word(), title.trim_start_matches("中华人民共和国"))
    };
    found.iter().map(line).collect()
}

#[test]
fn a_table_of_an_official_source_is_held_against_the_rows() {
    let read = sample("export.csv");
    assert_eq!((read.acts.len(), read.unread.as_slice()), (6, &[8][..]));
    assert_eq!(read.acts[3].standing, Standing::OlderText);
    let found = compare::compare(Registry::builtin(), &read.acts, &wanted());
    assert!(found.iter().all(|difference| What::ALL.contains(&difference.what)));
    let said = said(&found);
    for line in [
        "contradiction 环境影响评价法 status in-force",
        "ended 保守国家秘密法 status ended",
        "new-text 预算法 published 2099-03-15",
        "new-text 预算法 starts 2099-04-01",
        "missing 天外法  not-yet",
    ] {
        assert!(said.iter().any(|said| said == line), "{line}\n{said:#?}");
    }
    let again: Vec<&String> = said.iter().filter(|line| line.starts_with("read-again")).collect();
    assert_eq!(again, ["read-again 预算法 budget 第十四条 text of 2099-03-15"]);
    assert!(said.iter().all(|line| !line.contains("政府信息公开条例")), "{said:#?}");
    assert_eq!(said.iter().filter(|line| line.starts_with("contradiction")).count(), 1, "{said:#?}");
}

#[test]
fn rows_of_somebody_else_are_held_against_those_of_the_project() {
    let read = sample("rows.tsv");
    assert_eq!((read.acts.len(), read.unread.as_slice()), (2, &[4][..]));
    let found = compare::compare(Registry::builtin(), &read.acts, &wanted());
    let mut contradictions = said(&found);
    contradictions.retain(|line| line.starts_with("contradiction"));
    let want =
        ["contradiction 政府信息公开条例 effective 2008-05-02", "contradiction 地名管理条例 numbers 国务院令第711号"];
    assert_eq!(contradictions, want);
    let line = found[0].to_string();
    assert_eq!(line, "contradiction\t中华人民共和国政府信息公开条例\teffective\t2008-05-01\t2008-05-02\t2");
}

#[test]
fn gaps_of_running_numbers_and_what_a_complete_list_leaves_out_are_told() {
    let law = |title: &'static str, number: &str, status: &str| {
        let mut law = Law::of_cells(title, ActKind::Regulation, &[("status", status)]).expect("a row");
        law.numbers = vec![LawNumber::of_row(number).expect("a number")];
        law
    };
    let registry = Registry::of(vec![
        law("甲条例", "2019 国务院令第701号", "in-force"),
        law("乙条例", "2019 国务院令第706号", "in-force"),
        law("丙条例", "2019 国务院令第500号", ""),
    ]);
    let list = list::read("丁条例\t行政法规\tnumbers=2019 国务院令第703号\n乙条例\t行政法规\tstatus=in-force\n");
    let wanted = Wanted { complete: vec![ActKind::Regulation], decrees_from: 600, ..wanted() };
    let found = compare::compare(&registry, &list.acts, &wanted);
    let told = |what| -> Vec<&str> {
        found.iter().filter(|difference| difference.what == what).map(|difference| difference.title.as_str()).collect()
    };
    assert_eq!(told(What::Gap), ["国务院令第702号", "国务院令第704号至第705号"]);
    assert_eq!(told(What::NotListed), ["甲条例"]);
    assert_eq!(told(What::Missing), ["丁条例"]);
}
