//! Catalogs go into tables and come back.

use std::path::Path;

use catalint_core::domain::date::Date;
use catalint_core::lint::Options;
use catalint_core::rule::Lang;
use catalint_table::import;
use catalint_table::publish::{Exported, Request, Target, export};

const TABLES: [(Target, &str); 4] =
    [(Target::Html, "t.html"), (Target::Csv, "t.csv"), (Target::CsvSafe, "t.csv"), (Target::Markdown, "t.md")];

fn options() -> Options {
    Options::new(Date::new(2026, 11, 1).expect("a day"))
}

fn exported(yaml: &str, target: Target) -> Exported {
    let request = Request { target, profile: None };
    export(yaml.as_bytes(), request, &options()).unwrap_or_else(|error| panic!("{error}\n{yaml}"))
}

/// The YAML that a table is read as.
fn back(name: &str, bytes: &[u8]) -> String {
    let read = import(name, bytes, None, &options()).unwrap_or_else(|error| panic!("{error}"));
    let [catalog] = <[_; 1]>::try_from(read.catalogs).expect("one catalog");
    catalog.yaml
}

fn said(exported: &Exported) -> Vec<String> {
    exported.changes.iter().map(|change| change.text(Lang::Zh)).collect()
}

#[test]
fn the_seed_comes_back_from_every_format() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures/seeds");
    let text = std::fs::read(folder.join("jingan-cooperation-office.txt")).expect("the seed");
    let yaml = back("seed.txt", &text);
    for (target, name) in TABLES {
        let exported = exported(&yaml, target);
        assert_eq!(said(&exported), [""; 0], "{target:?}");
        assert_eq!(back(name, &exported.bytes), yaml, "{target:?}");
    }
}
