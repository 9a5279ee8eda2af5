//! Projects: rules that look at several catalogs.
//!
//! A folder in `fixtures/projects` is a test: its `expected.out` holds command lines, each with the
//! concise report that follows it.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};

use catalint_core::Document;
use catalint_core::docs::complete;
use catalint_core::lint::{Linter, Settings, lint_text};
use catalint_core::project::{Facts, Project, Reference, Unusable};
use catalint_core::rule::{Arg, Selector};
use catalint_core::rules::RULES;
use catalint_domain::date::Date;
use catalint_text::{Source, decode};
use proptest::prelude::*;

fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures/projects")
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("can be listed") {
        let path = entry.expect("can be listed").path();
        let target = to.join(path.file_name().expect("it has one"));
        if path.is_dir() {
            copy(&path, &target);
        } else {
            fs::copy(&path, &target).expect("can be copied");
        }
    }
}

/// Runs a check in a folder: the lines of its concise report.
fn check(folder: &Path, args: &[&str]) -> Vec<String> {
    let output = Command::new(env!("CARGO_BIN_EXE_catalint"))
        .current_dir(folder)
        .args(["check", "--lang", "zh", "--as-of", "2026-11-01", "--output-format", "concise"])
        .args(["--min-severity", "hint"])
        .args(args)
        .stdin(Stdio::null())
        .output()
        .expect("it runs");
    let err = String::from_utf8(output.stderr).expect("UTF-8");
    assert!(output.status.code().is_some_and(|code| code < 2), "{args:?}\n{err}");
    String::from_utf8(output.stdout).expect("UTF-8").lines().map(str::to_owned).collect()
}

#[test]
fn every_project_has_the_findings_that_it_lists() {
    let mut cases: Vec<PathBuf> =
        fs::read_dir(fixtures()).expect("there").map(|entry| entry.expect("can be listed").path()).collect();
    cases.sort();
    assert!(!cases.is_empty());
    for case in cases {
        let expected = case.join("expected.out");
        let want = fs::read_to_string(&expected).expect("each has one");
        let sandbox = tempfile::tempdir().expect("a folder");
        copy(&case, sandbox.path());
        let mut got = String::new();
        for line in want.lines().filter(|line| line.starts_with(['$', '#'])) {
            got += &format!("{line}\n");
            if let Some(args) = line.strip_prefix("$ check") {
                let args: Vec<&str> = args.split_whitespace().collect();
                got.extend(check(sandbox.path(), &args).into_iter().map(|line| line + "\n"));
            }
        }
        if std::env::var_os("UPDATE").is_some() {
            fs::write(&expected, got).expect("writable");
        } else {
            assert_eq!(got, want, "{}", case.display());
        }
    }
}

/// Fifty catalogs of one body that contradict each other, in two folders under one config.
fn fifty(folder: &Path) -> Vec<String> {
    fs::write(folder.join("catalint.yaml"), "profile: shanghai\n").expect("writable");
    for sub in ["a", "b"] {
        fs::create_dir(folder.join(sub)).expect("a folder");
    }
    let file = |nth: usize| {
        let name = format!("{}/{nth:02}.yaml", if nth.is_multiple_of(3) { "a" } else { "b" });
        let publisher = if nth.is_multiple_of(7) { "静安区民政局" } else { "区民政局" };
        let days = 5 + nth % 4;
        let text = complete(&format!(
            "    subtopic: 救助{}\n    deadline: 自该政府信息形成或者变更之日起{days}个工作日内\n    publisher: {publisher}\n",
            nth % 5
        ));
        fs::write(folder.join(&name), text).expect("writable");
        name
    };
    (0..50).map(file).collect()
}

proptest! {
    #[test]
    fn damaged_catalogs_in_a_project_do_no_harm(
        at in 0_usize..400,
        length in 0_usize..60,
        damage in prop::collection::vec(any::<u8>(), 0..40),
    ) {
        let whole = complete("    topic: 社会救助\n    publisher: [区民政局（牵头）, 各镇人民政府]\n");
        let mut bytes = whole.clone().into_bytes();
        bytes.splice(at..at + length, damage);
        let damaged = Document::from_bytes("b.yaml", &bytes);
        let references: Vec<Reference> = Reference::read("c.yaml", &bytes).into_iter().collect();
        let read = Linter::new(options(&[])).facts(&damaged);
        let all: Vec<Facts> = [read, Some(facts_of("a.yaml", &whole))].into_iter().flatten().collect();
        let mut options = Settings::new(Date::new(2026, 11, 1).expect("a day"));
        options.context.before = Linter::new(options.clone()).previous("HEAD", &damaged).map(Arc::new);
        options.context.project = Some(Arc::new(Project::new(all, &references)));
        options.context.references = references.into();
        for text in [whole.as_bytes(), &bytes] {
            let report = lint_text("a.yaml", text, &options);
            for found in &report.findings {
                prop_assert!(found.span().end as usize <= report.source.text.len());
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, ..ProptestConfig::default() })]

    #[test]
    fn any_partition_and_order_of_named_files_gives_the_same_findings(
        order in Just((0..50).collect::<Vec<usize>>()).prop_shuffle(),
        cuts in prop::collection::btree_set(1_usize..50, 0..6),
    ) {
        let sandbox = tempfile::tempdir().expect("a folder");
        let names = fifty(sandbox.path());
        let all: Vec<&str> = names.iter().map(String::as_str).collect();
        let want: BTreeSet<String> = check(sandbox.path(), &all).into_iter().collect();
        let ends = cuts.iter().copied().chain([50]);
        let mut from = 0;
        let mut got = BTreeSet::new();
        for end in ends {
            let batch: Vec<&str> = order[from..end].iter().map(|&nth| all[nth]).collect();
            got.extend(check(sandbox.path(), &batch));
            from = end;
        }
        prop_assert_eq!(got, want);
    }
}

#[test]
fn folders_of_one_project_have_the_same_findings_alone_and_together() {
    let sandbox = tempfile::tempdir().expect("a folder");
    fifty(sandbox.path());
    let run = |args: &[&str]| check(sandbox.path(), args);
    let whole = run(&[]);
    for code in ["COV003", "PUB005"] {
        assert!(whole.iter().any(|line| line.contains(code)), "{code} is not in {whole:#?}");
    }
    assert_eq!(run(&["a", "b"]), whole);
    assert_eq!(run(&["b", "a", "a/00.yaml"]), whole);
    assert_eq!([run(&["a"]), run(&["b"])].concat(), whole);
    assert_eq!(run(&["--jobs", "1"]), whole);
    // From a folder below, only the names differ.
    let below: Vec<String> = check(&sandbox.path().join("a"), &["."]);
    let want: Vec<&str> = whole.iter().filter_map(|line| line.strip_prefix("a/")).collect();
    assert_eq!(below, want);
}

fn options(codes: &[&str]) -> Settings {
    let mut options = Settings::new(Date::new(2026, 11, 1).expect("a day"));
    options.selection.select = codes.iter().map(|code| Selector::parse(code, &RULES).expect("a rule")).collect();
    options
}

fn facts_of(name: &str, text: &str) -> Facts {
    Linter::new(options(&[])).facts(&Document::from_bytes(name, text.as_bytes())).expect("a catalog")
}

/// A small catalog: title, then topic and subtopic of each item.
fn catalog(title: &str, items: &[(&str, &str)]) -> String {
    let items: String =
        items.iter().map(|(topic, subtopic)| format!("  - {{topic: {topic}, subtopic: {subtopic}}}\n")).collect();
    format!("title: {title}\nitems:\n{items}")
}

/// What COV002 says of each catalog of a project: file and missing item.
fn absent(catalogs: &[(&str, String)], references: &[Reference]) -> Vec<String> {
    let facts = catalogs.iter().map(|(name, text)| facts_of(name, text)).collect();
    let mut options = options(&["COV002"]);
    options.context.project = Some(Arc::new(Project::new(facts, references)));
    options.context.references = references.into();
    let mut said = Vec::new();
    for (name, text) in catalogs {
        for found in lint_text(name, text.as_bytes(), &options).findings {
            let arg = found.args.iter().find(|(slot, _)| *slot == "name").map(|(_, arg)| arg.clone());
            let Some(Arg::Text(item)) = arg else { panic!("a name") };
            said.push(format!("{name} {item}"));
        }
    }
    said
}

#[test]
fn the_catalogs_of_one_place_cover_a_reference_together() {
    let standard = catalog("标准", &[("救助", "低保"), ("救助", "特困"), ("救助", "临时救助"), ("养老", "补贴")]);
    let reference = Reference::read("标准.yaml", standard.as_bytes()).expect("a catalog");
    let all = [
        ("标准.yaml", standard.clone()),
        ("静安/救助.yaml", catalog("静安区社会救助目录", &[("救助", "低保信息"), ("救助", "2.特困")])),
        ("静安/养老.yaml", catalog("静安区养老服务目录", &[("养老", "补贴")])),
        ("静安/教育.yaml", catalog("静安区义务教育目录", &[("教育", "招生")])),
        ("黄浦/救助.yaml", catalog("黄浦区社会救助目录", &[("救助", "临时救助"), ("救助", "低保")])),
        ("黄浦/教育.yaml", catalog("黄浦区义务教育目录", &[("教育", "招生")])),
    ];
    let want = ["静安/救助.yaml 救助 / 临时救助", "黄浦/救助.yaml 救助 / 特困", "黄浦/救助.yaml 养老 / 补贴"];
    assert_eq!(absent(&all, std::slice::from_ref(&reference)), want);
    // Where no catalog is of its field, that is told once.
    let reference = [reference];
    assert_eq!(absent(&all[3..4], &reference), ["静安/教育.yaml 标准"]);
    assert_eq!(absent(&[all[3].clone(), all[5].clone()], &reference), ["静安/教育.yaml 标准"]);
    // Catalogs that name no place are alone.
    let alone = [
        ("甲.yaml", catalog("社会救助领域基层政务公开标准目录", &[("救助", "低保"), ("养老", "补贴")])),
        ("乙.yaml", catalog("社会救助领域基层政务公开标准目录", &[("救助", "特困"), ("救助", "临时救助")])),
    ];
    let want = ["甲.yaml 救助 / 特困", "甲.yaml 救助 / 临时救助", "乙.yaml 救助 / 低保", "乙.yaml 养老 / 补贴"];
    assert_eq!(absent(&alone, &reference), want);
}

#[test]
fn facts_are_kept_of_the_first_catalogs_and_told_for_the_same_text_only() {
    let names: Vec<String> = (0..100).map(|nth| format!("救助{nth}")).collect();
    let items: Vec<(&str, &str)> = names.iter().map(|name| ("救助", name.as_str())).collect();
    let text = catalog("静安区社会救助目录", &items);
    let facts = facts_of("", &text);
    let files = (0..150).map(|nth| facts.clone().named(&format!("{nth}.yaml"))).collect();
    let project = Project::new(files, &[]);
    let known = |name: &str, text: &str| {
        let facts = project.facts(&Source::new(name, decode(text.as_bytes())))?;
        Some((facts.file().to_owned(), facts.items.len()))
    };
    assert_eq!(known("7.yaml", &text), Some(("7.yaml".to_owned(), 100)));
    assert_eq!(known("7.yaml", &text.replace("救助99", "救济99")), None);
    assert_eq!(known("149.yaml", &text), None);
    assert_eq!(known("150.yaml", &text), None);
}

#[test]
fn a_reference_must_be_a_catalog_that_can_be_read() {
    let read = |bytes: &[u8]| Reference::read("标准.yaml", bytes).map(|reference| reference.items.len());
    assert_eq!(read("title: 标准\nitems:\n  - {topic: 甲}\n  - {topic: 甲}\n  - {topic: 乙}\n".as_bytes()), Ok(2));
    assert_eq!(read("title: 标准\nitems:\n  - topic: [\n".as_bytes()), Err(Unusable::Broken(3)));
    assert_eq!(read("- 甲\n".as_bytes()), Err(Unusable::NoItems));
    assert_eq!(read("title: 标准\nitems: []\n".as_bytes()), Err(Unusable::NoItems));
    assert_eq!(read(b"\x00\xff\xfe\x01\x80\x81"), Err(Unusable::NoText));
}

/// Catalogs with so many items in all: in each, all items have one name, or each has its own.
fn many(items: usize, one_name: bool) -> Vec<(String, String)> {
    let file = |nth: usize| {
        let mut text = String::from("title: 静安区民政局目录\nupdated: 2026-06-30\nitems:\n");
        for at in 0..items / 10 {
            let name = if one_name { "救助".to_owned() } else { format!("救助{at}") };
            let days = 5 + (nth + at) % 9;
            text += &format!("  - {{topic: 低保, subtopic: {name}, deadline: {days}个工作日内, publisher: ");
            text += &format!("{}民政局{at}中心}}\n", if nth.is_multiple_of(2) { "区" } else { "静安区" });
        }
        (format!("{nth}.yaml"), text)
    };
    (0..10).map(file).collect()
}

/// How long it takes to read the facts of ten catalogs and to run the project rules over two of
/// them, on which they speak.
fn time(items: usize, one_name: bool) -> Duration {
    let catalogs = many(items, one_name);
    let reference = many(items, one_name).pop().expect("ten").1.replace("低保", "医保").replace("救助", "救助金");
    let reference = reference.replacen("医保, subtopic: 救助金0,", "低保, subtopic: 救助0,", 1);
    let start = Instant::now();
    let facts: Vec<Facts> = catalogs.iter().map(|(name, text)| facts_of(name, text)).collect();
    let references = [Reference::read("标准.yaml", reference.as_bytes()).expect("a catalog")];
    let mut options = options(&["COV002", "COV003", "COV004", "PUB005"]);
    options.context.references = references.to_vec().into();
    options.context.project = Some(Arc::new(Project::new(facts, &references)));
    let mut said = 0;
    for (name, text) in &catalogs[..2] {
        let older = Document::from_bytes("HEAD", catalogs[9].1.replace("救助", "救济").as_bytes());
        options.context.before = Linter::new(options.clone()).previous("HEAD", &older).map(Arc::new);
        said += lint_text(name, text.as_bytes(), &options).findings.len();
    }
    assert!(said > 0);
    start.elapsed()
}

#[test]
fn project_rules_take_time_that_grows_with_the_items_and_no_faster() {
    // Without optimisation, 100,000 items would take minutes.
    let items = if cfg!(debug_assertions) { 10_000 } else { 100_000 };
    for one_name in [false, true] {
        let (few, many) = (time(items / 10, one_name), time(items, one_name));
        // Ten times as much, with much room for a busy machine; a square would be a hundred times.
        assert!(many < few * 40 + Duration::from_secs(2), "{few:?}, ten times as many items: {many:?}");
    }
}
