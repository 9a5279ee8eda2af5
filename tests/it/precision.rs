//! The gate on truth: tables and catalogs in the manner of published ones, each finding with a verdict.
//!
//! `fixtures/precision/judgments.tsv` has one finding a line: file, code, place, words under it, verdict
//! (`right`, `arguable`, `wrong`), reason. `UPDATE=1` adds findings that are new with the verdict `?` and drops
//! those that are gone; a person reads each and writes the verdict. `proofs.tsv` names the rules that can't
//! be wrong by what they are, and why.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use catalint_core::lint::{Report, Settings, lint_text};
use catalint_core::rule::{Finding, Severity};
use catalint_core::rules::{self, RULES};
use catalint_domain::date::Date;
use catalint_text::ColumnUnit;

/// An error needs so many judged findings, or a proof.
const LEAST_OF_ERRORS: usize = 30;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures/precision")
}

fn catalogs() -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder())
        .expect("the folder is there")
        .map(|entry| entry.expect("can be listed").path())
        .filter(|path| path.extension().is_none_or(|e| e != "out"))
        .filter(|path| !["judgments.tsv", "proofs.tsv"].iter().any(|name| path.ends_with(name)))
        .collect();
    files.sort();
    files
}

fn check(path: &Path) -> Report {
    let options = Settings::new(Date::new(2026, 11, 1).expect("a day"));
    let bytes = std::fs::read(path).expect("can be read");
    let name = path.file_name().expect("a file").to_string_lossy();
    if path.extension().is_some_and(|e| e == "yaml") {
        return lint_text(&name, &bytes, &options);
    }
    catalint_table::check(&name, &bytes, &options).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// What a judgment is about. Equal findings of a file have equal keys and are judged alike.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Key {
    file: String,
    code: String,
    place: String,
    words: String,
}

fn key(report: &Report, d: &Finding) -> Key {
    let text = match d.cell() {
        Some(cell) => cell.text.clone(),
        None => report.source.text[d.span().range()].to_owned(),
    };
    let place = d.cell().map_or_else(
        || {
            let at = report.source.line_column(d.span().start, ColumnUnit::Char);
            format!("{}:{}", at.line, at.column)
        },
        |cell| cell.address.clone(),
    );
    let words: String = text.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(60).collect();
    let file = report.source.name.clone();
    Key { file, code: d.rule.code.to_owned(), place, words }
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Judgment {
    verdict: String,
    reason: String,
}

fn judgments() -> BTreeMap<Key, Judgment> {
    let text = std::fs::read_to_string(folder().join("judgments.tsv")).unwrap_or_default();
    let row = |line: &str| {
        let cells: Vec<&str> = line.split('\t').collect();
        let [file, code, place, words, verdict, reason] = cells.as_slice() else { panic!("six cells: {line}") };
        let [file, code, place, words] = [file, code, place, words].map(|cell| (*cell).to_owned());
        let judgment = Judgment { verdict: (*verdict).to_owned(), reason: (*reason).to_owned() };
        (Key { file, code, place, words }, judgment)
    };
    text.lines().skip(1).map(row).collect()
}

/// How the findings of a rule were judged.
#[derive(Debug, Clone, Copy, Default)]
struct Judged {
    right: usize,
    arguable: usize,
    wrong: usize,
}

impl Judged {
    fn all(self) -> usize {
        self.right + self.arguable + self.wrong
    }

    /// Of a hundred, how many are not wrong; what is arguable counts half.
    fn rate(self) -> f64 {
        let (right, arguable) = (self.right as f64, self.arguable as f64);
        (right + arguable / 2.0) * 100.0 / self.all() as f64
    }
}

fn judged() -> BTreeMap<String, Judged> {
    let mut found: BTreeMap<String, Judged> = BTreeMap::new();
    for (key, judgment) in judgments() {
        let judged = found.entry(key.code).or_default();
        match judgment.verdict.as_str() {
            "right" => judged.right += 1,
            "arguable" => judged.arguable += 1,
            "wrong" => judged.wrong += 1,
            other => panic!("{other:?} is no verdict: {}", key.file),
        }
    }
    found
}

/// Rules that can't be wrong, each with the reason in both languages.
fn proofs() -> BTreeMap<String, (String, String)> {
    let text = std::fs::read_to_string(folder().join("proofs.tsv")).expect("the proofs");
    let row = |line: &str| {
        let mut cells = line.split('\t').map(str::to_owned);
        let mut next = || cells.next().unwrap_or_else(|| panic!("three cells: {line}"));
        (next(), (next(), next()))
    };
    text.lines().skip(1).map(row).collect()
}

#[test]
fn every_finding_is_judged() {
    let known = judgments();
    let mut found: BTreeMap<Key, Judgment> = BTreeMap::new();
    let mut files = 0;
    for path in catalogs() {
        files += 1;
        let report = check(&path);
        for d in &report.findings {
            let key = key(&report, d);
            let open = Judgment { verdict: "?".to_owned(), reason: String::new() };
            let judgment = known.get(&key).cloned().unwrap_or(open);
            found.insert(key, judgment);
        }
    }
    assert!(files >= 60, "{files} tables and catalogs");
    if std::env::var_os("UPDATE").is_some() {
        let mut out = "file\tcode\tplace\twords\tverdict\treason\n".to_owned();
        for (Key { file, code, place, words }, Judgment { verdict, reason }) in &found {
            writeln!(out, "{file}\t{code}\t{place}\t{words}\t{verdict}\t{reason}").expect("a String takes all");
        }
        std::fs::write(folder().join("judgments.tsv"), out).expect("writable");
    }
    let open: Vec<&Key> = found.iter().filter(|(_, j)| j.verdict == "?").map(|(key, _)| key).collect();
    assert!(open.is_empty(), "not judged (UPDATE=1 adds them, a person judges): {open:#?}");
    let gone: Vec<&Key> = known.keys().filter(|key| !found.contains_key(*key)).collect();
    assert!(gone.is_empty() || std::env::var_os("UPDATE").is_some(), "judged, and no more said: {gone:#?}");
}

/// A rule has the severity that its findings have earned.
#[test]
fn severities_are_earned() {
    let (judged, proofs) = (judged(), proofs());
    let mut poor = Vec::new();
    for rule in RULES.iter() {
        let judged = judged.get(rule.code).copied().unwrap_or_default();
        let earned = match rule.severity {
            Severity::Error => {
                proofs.contains_key(rule.code) && judged.wrong == 0
                    || judged.all() >= LEAST_OF_ERRORS && judged.rate() >= 98.0
            }
            Severity::Warning => judged.all() == 0 || judged.rate() >= 90.0,
            Severity::Hint => true,
        };
        if !earned {
            poor.push(format!("{} is {}: {judged:?}", rule.code, rule.severity.key()));
        }
    }
    assert!(poor.is_empty(), "{poor:#?}");
    assert!(proofs.keys().all(|code| rules::find(code).is_some()));
}

/// The table for the index of the rules.
pub(crate) fn table() -> String {
    let (judged, proofs) = (judged(), proofs());
    let mut out = "\n## 判断过的结果 Judged findings\n\n".to_owned();
    writeln!(
        out,
        "`fixtures/precision` 中的 {0} 份目录，每条结果都经人判断。错误级的规则要有至少 {LEAST_OF_ERRORS} 条结果、其中 98% 属实，\
         或者有不会出错的理由；警告级的规则要有 90% 属实。可商榷的算一半。\n\n\
         Every finding on the {0} catalogs in `fixtures/precision` was judged. A rule is an error by default only with {LEAST_OF_ERRORS} \
         findings or more of which 98 % are right, or with a reason why it can't be wrong; a warning only with 90 %. What is arguable counts half.\n\n\
         | 规则 Rule | 级别 Severity | 属实 Right | 可商榷 Arguable | 不实 Wrong | 不会出错的理由 Why it can't be wrong |\n\
         |---|---|---|---|---|---|",
        catalogs().len()
    )
    .expect("a String takes all");
    for rule in RULES.iter() {
        let Judged { right, arguable, wrong } = judged.get(rule.code).copied().unwrap_or_default();
        let (severity, code) = (rule.severity.word(), rule.code);
        let proof = proofs.get(code).map_or_else(String::new, |(zh, en)| format!("{zh}<br>{en}"));
        if right + arguable + wrong > 0 || !proof.is_empty() {
            let severity = format!("{} {}", severity.zh, severity.en);
            writeln!(out, "| [{code}]({code}.md) | {severity} | {right} | {arguable} | {wrong} | {proof} |")
                .expect("a String takes all");
        }
    }
    out
}
