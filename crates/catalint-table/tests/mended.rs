//! Tables before and after `check --fix`, one of each format, and what is other in them: `UPDATE=1` rewrites the tables after
//! and the list.

mod package;

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use catalint_core::fix::Applicability;
use catalint_core::lint::{FixOptions, Settings};
use catalint_core::rule::Severity;
use catalint_domain::date::Date;
use catalint_table::fix_table;

const TABLES: [&str; 6] = [
    "annotate/civil-affairs.xlsx",
    "annotate/civil-affairs.docx",
    "mend/a.html",
    "mend/a.csv",
    "mend/gb18030.csv",
    "mend/a.tsv",
];

fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures")
}

/// The parts of a file: of a package each by itself.
fn parts(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    if !bytes.starts_with(b"PK") {
        return vec![(String::new(), bytes.to_vec())];
    }
    package::parts(bytes)
}

/// The bytes of two texts that differ, as few as can be: where they begin in the old one, old and new.
fn differences(old: &[u8], new: &[u8]) -> Vec<(usize, Vec<u8>, Vec<u8>)> {
    let (mut at, mut to, mut out) = (0, 0, Vec::new());
    while at < old.len() || to < new.len() {
        if at < old.len() && to < new.len() && old[at] == new[to] {
            (at, to) = (at + 1, to + 1);
            continue;
        }
        // The nearest place behind at which eight bytes are the same again.
        let same = |a: usize, b: usize| {
            let length = 8.min(old.len() - at - a).min(new.len() - to - b);
            old[at + a..at + a + length] == new[to + b..to + b + length]
                && (length == 8 || (at + a + length == old.len() && to + b + length == new.len()))
        };
        let found = (1..400).find_map(|sum| {
            (0..=sum).map(|a| (a, sum - a)).find(|&(a, b)| at + a <= old.len() && to + b <= new.len() && same(a, b))
        });
        let (a, b) = found.unwrap_or((old.len() - at, new.len() - to));
        out.push((at, old[at..at + a].to_vec(), new[to..to + b].to_vec()));
        (at, to) = (at + a, to + b);
    }
    out
}

fn shown(bytes: &[u8]) -> String {
    match std::str::from_utf8(bytes) {
        Ok(text) => format!("{text:?}"),
        Err(_) => bytes.iter().map(|byte| format!("{byte:02x}")).collect::<Vec<_>>().join(" "),
    }
}

#[test]
fn what_is_other_in_a_table_that_was_fixed_is_on_record() {
    let options = Settings::new(Date::new(2026, 11, 30).expect("a day"));
    let which = FixOptions { least: Applicability::Safe, min_severity: Severity::Hint };
    let update = std::env::var_os("UPDATE").is_some();
    let mut list = String::new();
    for table in TABLES {
        let name = table.rsplit('/').next().expect("a name");
        let old = std::fs::read(fixtures().join(table)).expect("a fixture");
        let done = fix_table(name, &old, &options, which).unwrap_or_else(|why| panic!("{name}: {why}"));
        assert_eq!(done.left, [], "{name}");
        let new = done.bytes.unwrap_or_else(|| panic!("{name}: nothing changed"));
        writeln!(list, "{name}").expect("a String takes all");
        let (before, after) = (parts(&old), parts(&new));
        assert_eq!(before.len(), after.len(), "{name}");
        for ((part, before), (same, after)) in before.iter().zip(&after) {
            assert_eq!(part, same, "{name}");
            let part = if part.is_empty() { String::new() } else { format!("{part} ") };
            for (at, before, after) in differences(before, after) {
                writeln!(list, "  {part}{at}: {} -> {}", shown(&before), shown(&after)).expect("a String takes all");
            }
        }
        let path = fixtures().join("mend/after").join(name);
        if update {
            std::fs::write(&path, &new).expect("writable");
        }
        assert!(std::fs::read(&path).expect("a fixture") == new, "{name} is another one after it was fixed");
    }
    let path = fixtures().join("mend/changes.txt");
    if update {
        std::fs::write(&path, &list).expect("writable");
    }
    assert_eq!(std::fs::read_to_string(&path).expect("a fixture"), list);
}
