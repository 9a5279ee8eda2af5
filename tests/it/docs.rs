//! The pages and the schema on disk are those that the rules and the field table make.
//! `UPDATE=1` writes them.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use catalint_core::config::config_schema;
use catalint_core::config::profiles::Profiles;
use catalint_core::rules::RULES;
use catalint_core::schema::{SchemaKeys, catalog_schema};
use catalint_domain::date::Date;
use catalint_report::pages;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/rules")
}

/// File names and contents as they are to be.
fn wanted() -> BTreeMap<String, String> {
    let as_of = Date::new(2026, 11, 1).expect("a day");
    let pages = RULES.iter().map(|rule| (format!("{}.md", rule.code), pages::rule_page(rule, as_of)));
    pages.chain([("README.md".to_owned(), pages::index() + &crate::precision::table())]).collect()
}

fn on_disk() -> BTreeMap<String, String> {
    let entries = fs::read_dir(folder()).into_iter().flatten().map(|entry| entry.expect("a readable folder").path());
    let read = |path: PathBuf| {
        let name = path.file_name().expect("it has one").to_string_lossy().into_owned();
        (name, fs::read_to_string(&path).expect("a readable page"))
    };
    entries.map(read).collect()
}

#[test]
fn the_pages_of_the_rules_are_up_to_date() {
    let (wanted, found) = (wanted(), on_disk());
    if std::env::var_os("UPDATE").is_some() {
        fs::create_dir_all(folder()).expect("a writable folder");
        for name in found.keys().filter(|name| !wanted.contains_key(*name)) {
            fs::remove_file(folder().join(name)).expect("a removable page");
        }
        for (name, page) in &wanted {
            fs::write(folder().join(name), page).expect("a writable page");
        }
        return;
    }
    let stale: Vec<&String> =
        wanted.keys().chain(found.keys()).filter(|name| wanted.get(*name) != found.get(*name)).collect();
    assert!(stale.is_empty(), "run `UPDATE=1 cargo test docs`, then look at the changes: {stale:?}");
}

#[test]
fn every_file_of_a_profile_is_shipped() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../catalint-domain/data/profiles");
    let files = fs::read_dir(folder).expect("a folder").map(|file| file.expect("a file").path());
    let files: BTreeSet<String> =
        files.map(|file| file.file_stem().expect("a name").to_string_lossy().into_owned()).collect();
    let profiles = Profiles::builtin();
    let shipped: BTreeSet<String> = profiles.names().map(str::to_owned).collect();
    assert_eq!(files, shipped, "SHIPPED has a line for each file");
}

#[test]
fn the_schema_of_the_catalog_is_up_to_date() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../schemas/catalog.schema.json");
    let profiles = Profiles::builtin();
    let schema = catalog_schema(SchemaKeys::Both, &profiles.iter().collect::<Vec<_>>());
    let wanted = serde_json::to_string_pretty(&schema).expect("JSON") + "\n";
    if std::env::var_os("UPDATE").is_some() {
        fs::write(&path, wanted).expect("a writable schema");
        return;
    }
    let found = fs::read_to_string(&path).unwrap_or_default();
    assert!(found == wanted, "run `UPDATE=1 cargo test docs`, then look at the changes");
}

#[test]
fn the_schema_of_the_config_is_up_to_date() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../schemas/config.schema.json");
    let wanted = serde_json::to_string_pretty(&config_schema()).expect("JSON") + "\n";
    if std::env::var_os("UPDATE").is_some() {
        fs::write(&path, wanted).expect("a writable schema");
        return;
    }
    let found = fs::read_to_string(&path).unwrap_or_default();
    assert!(found == wanted, "run `UPDATE=1 cargo test docs`, then look at the changes");
}

#[test]
fn a_page_shows_examples_with_what_is_really_said_about_them() {
    let page = &wanted()["BAS001.md"];
    for part in [
        "# BAS001 `basis-missing`\n",
        "| 错误 error | 需人工修改 by hand | 公开依据 Legal basis |\n",
        "```yaml\n    basis: []\n```\n\n```text\nexample.yaml:1:5: error BAS001 没有填写公开依据\n",
        "example.yaml:1:5: error BAS001 The item has no legal basis.\n```\n",
    ] {
        assert!(page.contains(part), "{part}\nis not in\n{page}");
    }
    assert!(wanted()["README.md"].contains("| [BAS001](BAS001.md) | `basis-missing` | 错误 error |"));
}
