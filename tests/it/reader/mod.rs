//! The reader's quick way: it reads as the complete parser does, or leaves the file to it.

mod compare;
#[path = "../../../benches/generator.rs"]
pub(crate) mod generator;
pub(crate) mod mutate;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use catalint_core::model::FieldId;
use catalint_yaml::{Bail, bail_cause, parse};
use proptest::prelude::*;

use crate::syntax::files;
use crate::yaml::cases;
use compare::agree;
use generator::{Shape, catalog};
use mutate::{Dice, mutant};

/// Everything that reads as text below the folder of an environment variable.
pub(crate) fn folder(variable: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut open: Vec<PathBuf> = std::env::var_os(variable).map(PathBuf::from).into_iter().collect();
    while let Some(dir) = open.pop() {
        let Ok(entries) = std::fs::read_dir(&dir) else { continue };
        for path in entries.flatten().map(|entry| entry.path()) {
            if path.is_dir() {
                open.push(path);
            } else if path.extension().is_some_and(|ext| ext == "yaml" || ext == "yml")
                && let Ok(text) = std::fs::read_to_string(&path)
            {
                found.push((path.display().to_string(), text));
            }
        }
    }
    found.sort();
    found
}

fn fixtures(folders: &[&str]) -> Vec<(String, String)> {
    let all = folders.iter().flat_map(|folder| files(folder));
    all.filter_map(|(name, bytes)| Some((name, String::from_utf8(bytes).ok()?))).collect()
}

/// What the tests start from; `YAML_SUITE` names a folder with more.
fn corpus() -> Vec<(String, String)> {
    let mut all = fixtures(&["ok", "planted", "precision", "seeds", "syntax", "text"]);
    all.extend((0..4).map(|seed| {
        let shape = Shape { items: 12, defect_every: if seed % 2 == 0 { 0 } else { 2 }, seed };
        (format!("generated {seed}"), catalog(shape))
    }));
    all.extend(folder("YAML_SUITE"));
    all
}

#[test]
fn both_ways_agree_on_every_file() {
    let mut quick = 0;
    let all = corpus();
    for (_, text) in &all {
        for text in [text.clone(), text.replace('\n', "\r\n"), format!("\u{feff}{text}"), text.trim_end().to_owned()] {
            quick += usize::from(agree(&text).is_none());
        }
    }
    assert!(quick > 60, "{quick} of {} read in the quick way", all.len() * 4);
}

#[test]
fn catalogs_as_they_are_written_are_read_in_the_quick_way() {
    let mut causes: BTreeMap<Bail, Vec<String>> = BTreeMap::new();
    let mut all = fixtures(&["ok", "planted", "precision", "seeds"]);
    all.extend((0..50).map(|seed| (format!("generated {seed}"), catalog(Shape { items: 40, defect_every: 3, seed }))));
    for (name, text) in &all {
        if let Some(cause) = bail_cause(text, FieldId::intern) {
            causes.entry(cause).or_default().push(Path::new(name).display().to_string());
        }
    }
    let left = causes.values().map(Vec::len).sum::<usize>();
    assert!(left * 50 < all.len(), "{left} of {}: {causes:#?}", all.len());
}

/// `READER_RUNS` damaged catalogs, `READER_SEED` to begin with.
#[test]
fn both_ways_agree_on_damaged_catalogs() {
    let number = |name: &str| std::env::var(name).ok().and_then(|text| text.parse::<u64>().ok());
    let runs = number("READER_RUNS").unwrap_or(10_000);
    let mut dice = Dice(number("READER_SEED").unwrap_or(0));
    let all = corpus();
    let mut causes: BTreeMap<Option<Bail>, u64> = BTreeMap::new();
    for _ in 0..runs {
        let (_, text) = &all[dice.roll(all.len())];
        *causes.entry(agree(&mutant(text, &mut dice))).or_default() += 1;
    }
    let quick = causes.get(&None).copied().unwrap_or(0);
    assert!(quick * 10 > runs, "{quick} of {runs} read in the quick way; causes of the others: {causes:#?}");
}

/// Where `serde_yaml` does not read as YAML 1.2 or we do: breaks of lines at U+2028, a block that
/// ends with the file, numbers that are no plain `f64`.
fn is_beyond_the_oracle(text: &str) -> bool {
    text.contains(['\u{2028}', '\u{feff}']) || !text.ends_with('\n') || text.contains("0x") || text.contains("1e3")
}

#[test]
fn values_are_those_of_serde_yaml_on_damaged_catalogs() {
    let mut dice = Dice(7);
    let all = fixtures(&["ok", "planted", "precision", "seeds"]);
    let mut compared = 0;
    for _ in 0..4_000 {
        let (_, text) = &all[dice.roll(all.len())];
        let text = mutant(text, &mut dice);
        if bail_cause(&text, FieldId::intern).is_some() || is_beyond_the_oracle(&text) {
            continue;
        }
        // A key twice is an error for it, and a finding for us.
        let Ok(value) = serde_yaml::from_str::<serde_yaml::Value>(&text) else { continue };
        let parsed = parse(text.as_str(), FieldId::intern);
        // Blanks that are none are text for it, and slips for us.
        if !parsed.slips.is_empty() {
            continue;
        }
        assert!(parsed.tree.root().is_some_and(|root| crate::yaml::agree(root, &value)), "{text}");
        compared += 1;
    }
    assert!(compared > 500, "{compared}");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(400), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn both_ways_agree_on_any_text(text in "[a-c甲乙#:\\-,\\[\\]{}'\"|>&*! \n]{0,60}") {
        agree(&text);
    }

    #[test]
    fn both_ways_agree_on_any_catalog_like_text(
        lines in proptest::collection::vec(("( {0,6})", "(- ){0,2}", "([a-c甲]{1,3}:)?", "( {0,2})", "([a-c甲乙#'\":,\\[\\]{}|>\\-]{0,6})", "( #.{0,4})?"), 0..8)
    ) {
        let text: String = lines.iter().map(|(a, b, c, d, e, f)| format!("{a}{b}{c}{d}{e}{f}\n")).collect();
        agree(&text);
    }
}
