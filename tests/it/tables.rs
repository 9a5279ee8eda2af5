//! Tables: what is read of a file, what is said of it, and where.

use std::path::{Path, PathBuf};

use catalint_core::domain::date::Date;
use catalint_core::lint::{Diagnostic, Options, lint_text};
use catalint_core::rule::{Lang, Severity};
use catalint_table::{Import, import};
use serde_yaml::Value;

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures").join(name)
}

fn options() -> Options {
    Options::new(Date::new(2026, 11, 1).expect("a day"))
}

fn read(path: &Path) -> Import {
    read_with(path, Lang::Zh)
}

fn read_with(path: &Path, keys: Lang) -> Import {
    let bytes = std::fs::read(path).expect("can be read");
    let name = path.file_name().expect("a file").to_string_lossy();
    import(&name, &bytes, None, keys, &options()).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

#[test]
fn the_seed_is_read_as_the_catalog_that_it_is() {
    let read = read_with(&folder("seeds/jingan-cooperation-office.txt"), Lang::En);
    let [catalog] = read.catalogs.as_slice() else { panic!("one catalog") };
    let want = std::fs::read_to_string(folder("seeds/jingan-cooperation-office.yaml")).expect("the seed");
    let want = want.split_once('\n').expect("a line for editors").1;
    assert_eq!(catalog.yaml, want);
    assert_eq!((catalog.items, catalog.rows, catalog.profile.as_deref()), (11, 11, Some("shanghai")));
    let said: Vec<(&str, &str)> = catalog
        .findings
        .iter()
        .map(|d| (d.violation.rule.code, d.violation.cell.as_ref().expect("a cell").address.as_str()))
        .collect();
    assert_eq!(said, [("IMP003", "第5行第14列")]);
}

/// Cell by cell, read here and not by the library: what is in the table is in the catalog, and no more.
#[test]
fn every_cell_of_the_seed_is_accounted_for() {
    let path = folder("seeds/jingan-cooperation-office.txt");
    let text = std::fs::read_to_string(&path).expect("the seed");
    let catalog: Value = serde_yaml::from_str(&read_with(&path, Lang::En).catalogs[0].yaml).expect("YAML");
    let items = catalog["items"].as_sequence().expect("a list");
    let rows: Vec<Vec<&str>> = text.lines().map(|line| line.split('\t').collect()).collect();
    let rows: Vec<&Vec<&str>> = rows.iter().filter(|row| row[0].parse::<u32>().is_ok()).collect();
    assert_eq!(rows.len(), items.len());
    let words = |value: &Value| -> Vec<String> {
        match value {
            Value::Sequence(all) => all.iter().map(|v| v.as_str().expect("text").to_owned()).collect(),
            Value::Number(n) => vec![n.to_string()],
            value => vec![value.as_str().expect("text").to_owned()],
        }
    };
    for (row, item) in rows.into_iter().zip(items) {
        let mut row: Vec<String> = row.iter().map(|cell| (*cell).to_owned()).collect();
        let mut take = |column: usize| std::mem::take(&mut row[column]);
        for (column, key) in
            [(0, "no"), (1, "category"), (2, "topic"), (3, "subtopic"), (5, "basis"), (6, "deadline"), (7, "publisher")]
        {
            assert_eq!(words(&item[key]), [take(column)], "{key}");
        }
        let content = words(&item["content"]);
        let numbered: Vec<String> = content.iter().enumerate().map(|(i, text)| format!("{}. {text}", i + 1)).collect();
        assert!([numbered.join(" "), content.join(" ")].contains(&take(4)));
        let channels = take(8);
        let boxes: Vec<(bool, &str)> = channels
            .split("<input ")
            .skip(1)
            .map(|part| part.split_once('>').expect("a tag"))
            .map(|(tag, name)| (tag.starts_with("checked"), name.trim()))
            .collect();
        assert_eq!(boxes.len(), 11);
        let ticked: Vec<&str> = boxes.into_iter().filter(|(ticked, _)| *ticked).map(|(_, name)| name).collect();
        assert_eq!(words(&item["channels"]), ticked);
        for (column, key, word) in [(9, "audience", "全社会"), (11, "method", "主动公开"), (15, "levels", "街镇级")]
        {
            assert_eq!(take(column), "√");
            assert_eq!(words(&item[key]), [word]);
        }
        assert!(row.iter().all(String::is_empty), "left over: {row:?}");
    }
}

/// The tables of a folder: all that is no expectation beside one.
fn tables() -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder("tables"))
        .expect("the folder is there")
        .map(|entry| entry.expect("can be listed").path())
        .filter(|path| !path.extension().is_some_and(|e| e == "yaml" || e == "out" || e == "py"))
        .collect();
    files.sort();
    assert!(files.len() > 30);
    files
}

/// What is said of a table, one finding a line: cell, code, message.
fn said(path: &Path) -> String {
    let bytes = std::fs::read(path).expect("can be read");
    let name = path.file_name().expect("a file").to_string_lossy();
    let report = catalint_table::check(&name, &bytes, &options()).expect("a table");
    let line = |d: &Diagnostic| {
        let cell = d.violation.cell.as_ref().map_or("-", |cell| cell.address.as_str());
        format!("{cell} {} {}\n", d.violation.rule.code, d.message(Lang::Zh))
    };
    // The hints of other families are about the words and have their own fixtures.
    let told = |d: &&Diagnostic| d.severity > Severity::Hint || d.violation.rule.family() == "IMP";
    report.diagnostics.iter().filter(told).map(line).collect()
}

/// `NAME.yaml` is what a table is read as, catalog after catalog; `NAME.out` is what is said of it.
/// `UPDATE=1` writes both: look at the changes.
#[test]
fn tables_are_read_as_expected() {
    let mut stale = Vec::new();
    for path in tables() {
        let read = read(&path);
        let yaml: Vec<String> = read.catalogs.into_iter().map(|catalog| catalog.yaml).collect();
        for (extension, text) in [("yaml", yaml.join("---\n")), ("out", said(&path))] {
            let beside = PathBuf::from(format!("{}.{extension}", path.display()));
            if std::env::var_os("UPDATE").is_some() {
                std::fs::write(&beside, &text).expect("writable");
            } else if std::fs::read_to_string(&beside).ok().as_deref() != Some(&text) {
                stale.push(format!("{}\n{text}", beside.display()));
            }
        }
    }
    assert!(stale.is_empty(), "{}", stale.join("\n"));
}

/// What is imported is a catalog as the format wants it: nothing is said of its shape.
#[test]
fn imported_catalogs_are_sound_yaml() {
    for path in tables() {
        for catalog in read(&path).catalogs {
            let report = lint_text("x.yaml", catalog.yaml.as_bytes(), &options());
            let shape =
                |d: &&Diagnostic| ["SYN", "SCH"].contains(&d.violation.rule.family()) && d.severity == Severity::Error;
            let faults: Vec<String> =
                report.diagnostics.iter().filter(shape).map(|d| d.message(Lang::Zh).into_owned()).collect();
            let allowed = |fault: &String| fault.contains("标题");
            assert!(faults.iter().all(allowed), "{}\n{}\n{faults:?}", path.display(), catalog.yaml);
            assert_eq!(report.items, catalog.items, "{}", path.display());
        }
    }
}
