//! What a check remembers within a file, and how many threads share it, saves time and changes no finding.

use std::fmt::Write as _;
use std::sync::Arc;

use catalint_core::docs::complete;
use catalint_core::lint::{KnownItems, Parallelism, Settings, lint_text};
use catalint_core::rules::RULES;

use crate::reader::generator;
use crate::reader::mutate::{Dice, mutant};
use crate::syntax::{files, options};

/// Number of findings, which are the same with and without what is remembered.
fn findings(name: &str, text: &[u8]) -> usize {
    let quick = lint_text(name, text, &Settings { selection: Default::default(), ..options() });
    let slow = lint_text(name, text, &Settings { selection: Default::default(), no_memo: true, ..options() });
    for (quick, slow) in quick.findings.iter().zip(&slow.findings) {
        assert_eq!(format!("{quick:?}"), format!("{slow:?}"), "{name}");
    }
    assert_eq!(quick.findings.len(), slow.findings.len(), "{name}");
    assert_eq!(format!("{:?}", quick.suppressed), format!("{:?}", slow.suppressed), "{name}");
    quick.findings.len()
}

#[test]
fn fixtures_have_the_same_findings() {
    for folder in ["ok", "planted", "precision", "seeds", "syntax"] {
        for (name, text) in files(folder) {
            findings(&name, &text);
        }
    }
}

#[test]
fn generated_catalogs_have_the_same_findings() {
    for (seed, defect_every) in [(1, 1), (2, 3), (3, 50)] {
        let text = generator::catalog(generator::Shape { items: 400, defect_every, seed });
        assert!(findings("generated.yaml", text.as_bytes()) > 5);
    }
}

#[test]
fn threads_that_share_a_catalog_find_the_same() {
    fn one_by_one(threads: usize, work: &(dyn Fn() + Sync)) {
        (0..threads).for_each(|_| work());
    }
    fn side_by_side(threads: usize, work: &(dyn Fn() + Sync)) {
        std::thread::scope(|scope| (0..threads).for_each(|_| drop(scope.spawn(work))));
    }
    let items = 8 * Parallelism::ITEMS + 300;
    for (seed, defect_every) in [(4, 2), (5, 40)] {
        let text = generator::catalog(generator::Shape { items, defect_every, seed });
        // A text at the top that a rule over items looks at too.
        let text = text.replacen("title: ", "title: ２０２６年", 1);
        let with = |parallelism| {
            let options = Settings { selection: Default::default(), parallelism, ..options() };
            let report = lint_text("generated.yaml", text.as_bytes(), &options);
            report.findings.iter().map(|found| format!("{found:?}")).collect::<Vec<_>>()
        };
        let alone = with(None);
        assert!(alone.len() > 50 && alone.iter().any(|found| found.contains("TXT008")));
        for run in [one_by_one, side_by_side] {
            assert_eq!(with(Some(Parallelism { threads: 3, run })), alone);
        }
    }
}

/// Edits of a text one after another, as somebody makes them who writes.
#[test]
fn what_is_known_of_items_from_the_check_before_changes_no_finding() {
    let said = |text: &str, known_items: Option<Arc<KnownItems>>| {
        let report =
            lint_text("a.yaml", text.as_bytes(), &Settings { selection: Default::default(), known_items, ..options() });
        report.findings.iter().map(|found| format!("{found:?}")).collect::<Vec<_>>()
    };
    let generated = generator::catalog(generator::Shape { items: 30, defect_every: 4, seed: 6 });
    let fixtures = ["ok", "planted", "precision"].into_iter().flat_map(files);
    let fixtures = fixtures.filter_map(|(_, bytes)| String::from_utf8(bytes).ok());
    for (nth, first) in std::iter::repeat_n(generated, 8).chain(fixtures).enumerate() {
        let (known, mut dice, mut text) = (Arc::<KnownItems>::default(), Dice(nth as u64), first.clone());
        for edit in 0..12 {
            assert_eq!(said(&text, Some(known.clone())), said(&text, None), "{nth}, edit {edit}: {text}");
            text = if edit % 3 == 2 { first.clone() } else { mutant(&text, &mut dice) };
        }
    }
}

/// The items of all examples, right and wrong, in one catalog; many stand in it several times.
#[test]
fn all_examples_in_one_catalog_have_the_same_findings() {
    let mut all = String::from("title: 云岭县政务公开标准目录\nupdated: 2026-06-30\nitems:\n");
    for _ in 0..3 {
        for rule in RULES.iter() {
            for example in rule.wrong.iter().map(|wrong| wrong.yaml).chain(rule.right.iter().copied()) {
                let text = complete(example);
                let Some((_, items)) = text.split_once("\nitems:\n") else { continue };
                if items.starts_with("  - ") && items.lines().all(|line| line.starts_with("  ") || line.is_empty()) {
                    let _ = writeln!(all, "{}", items.trim_end_matches('\n'));
                }
            }
        }
    }
    assert!(findings("examples.yaml", all.as_bytes()) > 500);
}
