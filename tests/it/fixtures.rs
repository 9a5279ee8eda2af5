//! Drop-in fixtures: a file put into a folder is a test.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use catalint_core::lint::{Report, Settings, lint_text, looks_like_catalog};
use catalint_core::rule::{Finding, Lang, Severity};
use catalint_domain::date::Date;

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures").join(name)
}

fn yaml_files(name: &str) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder(name))
        .expect("the folder is there")
        .map(|entry| entry.expect("can be listed").path())
        .filter(|path| path.extension().is_some_and(|ext| ext == "yaml"))
        .collect();
    files.sort();
    assert!(!files.is_empty(), "{name} has no fixtures");
    files
}

fn lint(path: &Path) -> Report {
    lint_as_of(path, Date::new(2026, 11, 1).expect("a day"))
}

fn lint_as_of(path: &Path, day: Date) -> Report {
    let bytes = std::fs::read(path).expect("can be read");
    let options = Settings::new(day);
    lint_text(&path.file_name().expect("a file").to_string_lossy(), &bytes, &options)
}

/// The line, column and text of a finding, counted here and not by the library.
fn place(report: &Report, d: &Finding) -> (usize, usize, String) {
    let span = d.span();
    let before = &report.source.text[..span.start as usize];
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().unwrap_or("").trim_start_matches('\u{feff}').chars().count() + 1;
    let text = report.source.text[span.range()].lines().next().unwrap_or("").to_owned();
    (line, column, text)
}

fn lines(report: &Report) -> String {
    let mut out = String::new();
    for d in &report.findings {
        let (line, column, text) = place(report, d);
        writeln!(out, "{line}:{column} {} {text}", d.rule.code).expect("a string takes all");
    }
    out
}

#[test]
fn sound_catalogs_are_silent() {
    for path in yaml_files("ok") {
        let report = lint(&path);
        let said: Vec<String> = report.findings.iter().map(|d| d.message_in(Lang::Zh).into_owned()).collect();
        assert!(report.findings.is_empty(), "{}\n{}{said:#?}", path.display(), lines(&report));
        assert!(report.items > 0);
    }
}

/// All findings of each catalog are those of the `.out` beside it.
#[test]
fn every_planted_defect_is_found_once_at_its_place() {
    for path in yaml_files("planted") {
        let want = std::fs::read_to_string(path.with_extension("out")).expect("beside the catalog");
        let want: String = want.lines().filter(|line| !line.starts_with('#')).map(|line| format!("{line}\n")).collect();
        assert_eq!(lines(&lint(&path)), want, "{}", path.display());
    }
}

/// `ten-citations.2025-06-01.out` lists the findings about the basis as of that day.
#[test]
fn the_law_of_the_day_decides() {
    let catalog = folder("laws").join("ten-citations.yaml");
    for day in ["2026-11-01", "2025-06-01"] {
        let want = std::fs::read_to_string(catalog.with_extension(format!("{day}.out"))).expect("beside the catalog");
        let report = lint_as_of(&catalog, Date::parse(day).expect("a day"));
        let said: String =
            lines(&report).lines().filter(|line| line.contains(" BAS")).map(|l| format!("{l}\n")).collect();
        assert_eq!(said, want, "as of {day}");
    }
}

/// In 2018 most of the acts that set these periods were not there.
#[test]
fn the_duties_of_the_day_decide() {
    let catalog = folder("planted").join("duties.yaml");
    let report = lint_as_of(&catalog, Date::new(2018, 1, 1).expect("a day"));
    let all = lines(&report);
    let said: Vec<&str> = all.lines().filter(|line| line.contains(" DDL")).collect();
    assert_eq!(said, ["12:15 DDL005 挂牌开始前10日公告", "45:30 DDL005 公示期不少于7日"]);
}

#[test]
fn the_seed_says_what_it_must() {
    let report = lint(&folder("seeds").join("jingan-cooperation-office.yaml"));
    assert_eq!(report.items, 11);
    let mut found: Vec<(String, usize)> = report
        .findings
        .iter()
        .filter(|d| d.severity >= Severity::Warning)
        .map(|d| (d.rule.code.to_owned(), d.item_name().map_or(0, |item| item.index + 1)))
        .collect();
    found.sort();
    let level = (1..=11).map(|row| ("LVL003", row));
    // Budget and accounts: 20 calendar days from approval. Procurement: 2 working days.
    let law = [6, 7, 9].into_iter().flat_map(|row| [("BAS013", row), ("DDL005", row)]);
    let content = [("CNT005", 10), ("PUB002", 5)];
    let whole = [("COV001", 0), ("COV001", 0), ("COV001", 0), ("SCH005", 0)];
    let want = content.into_iter().chain(law).chain(level).chain(whole);
    let mut want: Vec<(String, usize)> = want.map(|(code, row)| (code.to_owned(), row)).collect();
    want.sort();
    assert_eq!(found, want);
    let hints = |code: &str| report.findings.iter().filter(|d| d.rule.code == code).count();
    assert_eq!(hints("CNT002"), 2, "two rows end in 等");
    assert_eq!(hints("BAS007"), 11, "the Regulation is cited without number or article in each row");
    for d in report.findings.iter().filter(|d| d.item.is_some()) {
        let row = d.item_name().expect("filtered");
        let (line, ..) = place(&report, d);
        let start =
            report.source.text.lines().position(|l| l.trim() == format!("- no: {}", row.no)).expect("its row") + 1;
        let next = report.source.text.lines().skip(start).position(|l| l.trim_start().starts_with("- no: "));
        assert!(line >= start && next.is_none_or(|n| line <= start + n), "row {} at line {line}", row.no);
    }
}

#[test]
fn catalogs_are_told_from_other_yaml() {
    let looks = |path: &Path| looks_like_catalog(&std::fs::read(path).expect("can be read"));
    // What is no catalog, and what no encoding can be told of.
    let unlike = ["not-", "big5", "binary", "utf16-no-mark"];
    for name in ["ok", "planted", "precision", "seeds", "laws", "syntax", "text"] {
        for path in yaml_files(name) {
            let file = path.file_name().expect("a file").to_string_lossy();
            assert_eq!(looks(&path), !unlike.iter().any(|start| file.starts_with(start)), "{}", path.display());
        }
    }
    for path in yaml_files("others") {
        assert!(!looks(&path), "{}", path.display());
    }
}
