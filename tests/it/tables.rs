//! Tables: what is read of a file, what is said of it, and where.

use std::path::{Path, PathBuf};

use catalint_core::domain::date::Date;
use catalint_core::lint::Options;
use catalint_table::{Import, import};
use serde_yaml::Value;

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures").join(name)
}

fn options() -> Options {
    Options::new(Date::new(2026, 11, 1).expect("a day"))
}

fn read(path: &Path) -> Import {
    let bytes = std::fs::read(path).expect("can be read");
    let name = path.file_name().expect("a file").to_string_lossy();
    import(&name, &bytes, None, &options()).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

#[test]
fn the_seed_is_read_as_the_catalog_that_it_is() {
    let read = read(&folder("seeds/jingan-cooperation-office.txt"));
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
    let catalog: Value = serde_yaml::from_str(&read(&path).catalogs[0].yaml).expect("YAML");
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
