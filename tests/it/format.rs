//! `catalint fmt` over everything: the same again the second time, with the values, comments and findings of the text before;
//! and what an import writes is left alone.

#![expect(clippy::print_stdout, reason = "a long run says what came of it")]

use std::collections::BTreeMap;

use catalint_core::Document;
use catalint_core::format::{LeftAlone, format};
use catalint_core::lint::{Linter, Settings};
use catalint_core::rule::Lang;
use catalint_domain::date::Date;

use crate::reader::folder;
use crate::reader::mutate::{Dice, mutant};
use crate::syntax::files;

fn linter() -> Linter {
    Linter::new(Settings::new(Date::new(2026, 11, 30).expect("a day")))
}

fn formatted(text: &[u8]) -> Result<String, LeftAlone> {
    format(&Document::from_bytes("a.yaml", text), &linter())
}

/// All folders of fixtures that have catalogs.
const FOLDERS: [&str; 11] =
    ["export", "laws", "lists", "ok", "others", "planted", "precision", "seeds", "syntax", "tables", "text"];

fn fixtures() -> Vec<(String, Vec<u8>)> {
    FOLDERS.iter().flat_map(|folder| files(folder)).collect()
}

/// What stands below each comment on a line of its own, told by the lines: a key, or the dash of an entry.
fn comments(document: &Document) -> Vec<(String, String)> {
    let text = document.source().text.replace("\r\n", "\n").replace('\r', "\n");
    let document = Document::parse(catalint_core::Source::from_text("", text.as_str()));
    let one = |comment: &catalint_yaml::Comment| {
        let words = document.source().slice(comment.span).trim_end().to_owned();
        if !comment.own_line {
            return (words, "behind".to_owned());
        }
        let bare = |line: &&str| !line.trim().is_empty() && !line.trim_start().starts_with('#');
        if text[..comment.span.start as usize].trim_start_matches('\u{feff}').lines().find(bare).is_none() {
            return (words, "head".to_owned());
        }
        let below = text[comment.span.end as usize..].lines().find(bare).unwrap_or("").trim_start();
        let below = if below.starts_with('-') { "-" } else { below.split(':').next().unwrap_or("").trim_end() };
        (words, below.to_owned())
    };
    let mut all: Vec<_> = document.tree().comments().iter().map(one).collect();
    all.sort_unstable();
    all
}

/// What is found, and what comments ignore, without the place in the text.
fn found(document: &Document) -> Vec<(&'static str, String, String)> {
    let report = linter().check(document);
    let all = report.findings.iter().chain(&report.suppressed);
    let mut all: Vec<_> =
        all.map(|found| (found.rule.code, found.pointer.clone(), found.message_in(Lang::Zh).into_owned())).collect();
    all.sort_unstable();
    all
}

/// The values as another reader has them; none where it reads none, or not as YAML 1.2 or we do: U+2028 parts lines, and in
/// brackets `?` makes a key without a blank behind it.
fn values(text: &str) -> Option<serde_yaml::Value> {
    let beyond = text.contains(['\u{2028}', '\u{85}', '\u{feff}', '?']) || !text.ends_with('\n') || text.contains("0x");
    if beyond { None } else { serde_yaml::from_str(text).ok() }
}

/// Holds a text to all that is promised; what came of it, and whether the other reader has seen that the values are the same.
fn hold(name: &str, bytes: &[u8]) -> (Result<(), LeftAlone>, bool) {
    let old = Document::from_bytes("a.yaml", bytes);
    let new = match format(&old, &linter()) {
        Ok(new) => new,
        Err(why) => return (Err(why), false),
    };
    let again = Document::parse(old.source().with_text(new.as_str()));
    assert_eq!(format(&again, &linter()).as_deref(), Ok(new.as_str()), "{name}: not the same again\n{}", old.text());
    let told = || format!("{name}\n--- before\n{}\n--- after\n{new}", old.text());
    assert_eq!(comments(&old), comments(&again), "{}", told());
    assert_eq!(found(&old), found(&again), "{}", told());
    let before = values(old.text());
    if let Some(before) = &before {
        assert_eq!(values(&new).as_ref(), Some(before), "{}", told());
    }
    (Ok(()), before.is_some())
}

#[test]
fn what_is_formatted_stays_so_and_says_the_same() {
    let (mut printed, mut compared, mut left) = (0, 0, Vec::new());
    for (path, bytes) in fixtures() {
        let (outcome, is_compared) = hold(&path, &bytes);
        printed += usize::from(outcome.is_ok());
        compared += usize::from(is_compared);
        if outcome == Err(LeftAlone::Unsafe) {
            left.push(path);
        }
    }
    assert!(printed > 110 && compared > 105, "{printed} printed, {compared} compared");
    assert!(left.is_empty(), "these would not say the same: {left:#?}");
}

/// Files below the folders that `YAML_SUITE` and `CATALINT_CASES` name, as they are and as a value in a catalog.
#[test]
fn files_of_others_are_left_or_say_the_same() {
    let mut outcomes: BTreeMap<String, usize> = BTreeMap::new();
    let all: Vec<_> = ["YAML_SUITE", "CATALINT_CASES"].into_iter().flat_map(folder).collect();
    for (path, text) in &all {
        let within: String = text.split_inclusive('\n').map(|line| format!("      {line}")).collect();
        let catalog =
            format!("items:\n- subtopic: 乙 # 注\n  topic: 甲\n  note:\n{within}\n- topic: 丙\ntitle: 目录\n");
        for text in [text, &catalog] {
            let (outcome, _) = hold(path, text.as_bytes());
            *outcomes.entry(format!("{outcome:?}")).or_default() += 1;
        }
    }
    if !all.is_empty() {
        println!("{} files: {outcomes:?}", all.len());
    }
}

#[test]
fn what_an_import_writes_is_left_alone() {
    let all = files("tables");
    assert!(all.len() > 60, "{}", all.len());
    for (path, bytes) in all {
        match formatted(&bytes) {
            Ok(new) => assert_eq!(new, String::from_utf8_lossy(&bytes), "{path}"),
            // Of a table with two catalogs come two documents.
            Err(why) => assert!(why == LeftAlone::NoCatalog || path.contains("two-catalogs"), "{path}: {why:?}"),
        }
    }
}

/// `LAYOUT_RUNS` damaged catalogs, `LAYOUT_SEED` to begin with: each is left or says the same.
#[test]
fn damaged_catalogs_are_left_or_say_the_same() {
    let number = |name: &str| std::env::var(name).ok().and_then(|text| text.parse::<u64>().ok());
    let runs = number("LAYOUT_RUNS").unwrap_or(1_000);
    let mut dice = Dice(number("LAYOUT_SEED").unwrap_or(0));
    let all: Vec<String> = fixtures().into_iter().filter_map(|(_, bytes)| String::from_utf8(bytes).ok()).collect();
    let (mut printed, mut compared) = (0, 0);
    let mut outcomes: BTreeMap<String, u64> = BTreeMap::new();
    for nth in 0..runs {
        let text = mutant(&all[dice.roll(all.len())], &mut dice);
        let (outcome, is_compared) = hold(&format!("mutant {nth}"), text.as_bytes());
        printed += u64::from(outcome.is_ok());
        compared += u64::from(is_compared);
        *outcomes.entry(format!("{outcome:?}")).or_default() += 1;
        if std::env::var_os("LAYOUT_SHOW").is_some() && outcome == Err(LeftAlone::Unsafe) {
            println!("=== mutant {nth}\n{text}");
        }
    }
    println!("{runs} damaged catalogs: {outcomes:?}; values of {compared} compared with another reader's");
    assert!(printed * 4 > runs && compared * 5 > runs, "{printed} printed, {compared} compared: {outcomes:?}");
}
