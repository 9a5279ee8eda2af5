//! Broken files: what is said, where, and that nothing else is hurt by it.

use std::fs;
use std::path::{Path, PathBuf};

use catalint_core::fix::Applicability;
use catalint_core::lint::{FixOptions, Report, Settings, fix_text, lint_text};
use catalint_core::rule::{Finding, Selector, Severity};
use catalint_core::rules::RULES;
use catalint_domain::date::Date;

/// Only the families of the reader: what other rules say of a text is tested elsewhere.
pub(crate) fn options() -> Settings {
    let mut options = Settings::new(Date::new(2026, 11, 1).expect("a day"));
    options.selection.select =
        ["SYN", "SCH"].into_iter().map(|family| Selector::parse(family, &RULES).expect("a family")).collect();
    options
}

pub(crate) fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures")
}

/// The `.yaml` files of a folder of fixtures, results aside, in order.
pub(crate) fn files(folder: &str) -> Vec<(String, Vec<u8>)> {
    let folder = fixtures().join(folder);
    let mut all: Vec<PathBuf> =
        fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("a file").path()).collect();
    all.retain(|path| path.to_string_lossy().ends_with(".yaml") && !path.to_string_lossy().ends_with(".fixed.yaml"));
    all.sort();
    all.into_iter()
        .map(|path| (path.to_string_lossy().into_owned(), fs::read(&path).expect("a readable file")))
        .collect()
}

/// Line and column counted in characters, without the converter under test.
fn place(text: &str, at: usize) -> (usize, usize) {
    let before = &text[..at];
    let whole = before.replace("\r\n", "\n");
    let line = whole.split(['\n', '\r']).count();
    let column = whole.rsplit(['\n', '\r']).next().unwrap_or("").trim_start_matches('\u{feff}').chars().count() + 1;
    (line, column)
}

/// `LINE:COLUMN CODE TEXT [FIX]`
fn told(report: &Report) -> String {
    let line = |d: &Finding| {
        let (line, column) = place(&report.source.text, d.span().start as usize);
        let text: String = report.source.slice(d.span()).chars().take(24).collect();
        let fix = d.applicability().map_or(String::new(), |fix| format!(" [{}]", fix.key()));
        format!("{line}:{column} {} {}{fix}\n", d.rule.code, text.escape_debug())
    };
    report.findings.iter().map(line).collect()
}

fn safe() -> FixOptions {
    FixOptions { least: Applicability::Safe, min_severity: Severity::Hint }
}

/// Compares with the file on disk, or writes it under `UPDATE=1`.
pub(crate) fn golden(path: &Path, got: &str) {
    if std::env::var_os("UPDATE").is_some() {
        fs::write(path, got).expect("a writable file");
    }
    let want = fs::read_to_string(path).unwrap_or_default();
    assert_eq!(got, want, "{} (UPDATE=1 rewrites it)", path.display());
}

#[test]
fn broken_files_give_what_stands_beside_them() {
    for (name, bytes) in files("syntax").into_iter().chain(files("text")) {
        let report = lint_text(&name, &bytes, &options());
        golden(&Path::new(&name).with_extension("out"), &told(&report));
    }
}

#[test]
fn a_broken_item_never_silences_the_others() {
    let broken = files("syntax").into_iter().filter(|(name, _)| name.contains("/item-"));
    for (name, bytes) in broken {
        let report = lint_text(&name, &bytes, &options());
        // The third item has one list too many: it is found, under its own number.
        let third = |d: &&Finding| d.item == Some(2);
        let of_third: Vec<&str> = report.findings.iter().filter(third).map(|d| d.rule.code).collect();
        assert_eq!(of_third, ["SCH001"], "{name}");
        let named = report.findings.iter().find(third).and_then(|d| d.item_name());
        assert_eq!(named.map(|item| item.no.as_str()), Some("3"), "{name}");
        assert!(report.findings.len() > 1, "{name}: nothing said of the broken one");
        let first = report.findings.iter().filter(|d| d.item == Some(0)).count();
        let alone = name.contains("two-broken") || name.contains("a-broken-one");
        assert_eq!(first, usize::from(alone), "{name}: the first item is sound");
    }
}

#[test]
fn safe_fixes_repair_a_file_written_with_full_width_marks() {
    let mut seen = 0;
    for (name, bytes) in files("syntax") {
        let wanted = Path::new(&name).with_extension("fixed.yaml");
        let Ok(wanted) = fs::read_to_string(wanted) else { continue };
        let before = lint_text(&name, &bytes, &options());
        assert!(before.findings.iter().all(|d| d.rule.code == "SYN003"), "{name}\n{}", told(&before));
        let fixed = fix_text(&name, &bytes, &options(), safe());
        let got = fixed.bytes.map(|bytes| String::from_utf8(bytes).expect("UTF-8 stays UTF-8"));
        assert_eq!(got.as_deref(), Some(wanted.as_str()), "{name}");
        assert!(fixed.report.findings.is_empty(), "{name}\n{}", told(&fixed.report));
        seen += 1;
    }
    assert!(seen >= 4, "the fixtures are gone");
}

#[test]
fn a_file_in_another_encoding_is_read_and_can_be_rewritten() {
    for (name, bytes) in files("text") {
        let report = lint_text(&name, &bytes, &options());
        let offer = FixOptions { least: Applicability::Offer, min_severity: Severity::Error };
        let fixed = fix_text(&name, &bytes, &options(), offer);
        let offered = report.findings.iter().any(|d| d.rule.code == "SYN001" && d.fix.is_some());
        if !offered {
            continue;
        }
        let bytes = fixed.bytes.expect("the file changes");
        let text = String::from_utf8(bytes).expect("it is UTF-8 now");
        assert!(text.contains("社会救助") && !text.contains('\u{fffd}'), "{name}");
        assert!(!told(&fixed.report).contains("SYN001"), "{name}");
        // Safe fixes alone keep the encoding.
        let kept = fix_text(&name, &std::fs::read(&name).expect("a file"), &options(), safe());
        assert!(kept.bytes.is_none_or(|bytes| String::from_utf8(bytes).is_err()), "{name}");
    }
}

#[test]
fn a_file_with_bytes_that_cannot_be_read_is_never_rewritten() {
    for name in ["one-gbk-line", "cut-in-character", "big5", "binary", "gb18030-damaged", "utf16-odd"] {
        let bytes = fs::read(fixtures().join(format!("text/{name}.yaml"))).expect("a fixture");
        let offer = FixOptions { least: Applicability::Offer, min_severity: Severity::Hint };
        assert!(fix_text(name, &bytes, &options(), offer).bytes.is_none(), "{name}");
    }
}
