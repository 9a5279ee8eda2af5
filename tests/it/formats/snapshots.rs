//! Whole outputs over the sample, in `fixtures/formats`. `UPDATE=1` writes them.

use std::fs;
use std::path::Path;

use catalint_core::rule::Lang;
use catalint_report::FORMATS;
use serde_json::Value;

use super::sample::sample;
use super::{json, rendered};

/// Formats for machines.
fn formats() -> impl Iterator<Item = &'static str> {
    const FOR_PEOPLE: [&str; 3] = ["concise", "html", "markdown"];
    FORMATS.iter().map(|format| format.name).filter(|name| !FOR_PEOPLE.contains(name))
}

/// What does not hang on the version, nor on rules that the sample has nothing of.
fn settled(name: &str, text: &str) -> String {
    let text = text.replace(env!("CARGO_PKG_VERSION"), "VERSION");
    if name != "sarif" {
        return text;
    }
    let mut report = json(&text);
    let run = &mut report["runs"][0];
    let rules = run["tool"]["driver"]["rules"].as_array_mut().expect("a list");
    rules.retain(|rule| rule["id"] == "BAS001");
    for result in run["results"].as_array_mut().expect("a list") {
        result["ruleIndex"] = Value::from("INDEX");
    }
    serde_json::to_string_pretty(&report).expect("JSON") + "\n"
}

#[test]
fn the_formats_write_what_they_wrote_before() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures/formats");
    let mut changed = Vec::new();
    for (lang, name) in [Lang::Zh, Lang::En].into_iter().flat_map(|lang| formats().map(move |name| (lang, name))) {
        let path = folder.join(format!("sample.{}.{name}", lang.key()));
        let wanted = settled(name, &rendered(name, &sample(), lang));
        if std::env::var_os("UPDATE").is_some() {
            fs::write(&path, wanted).expect("a writable file");
        } else if fs::read_to_string(&path).ok().as_ref() != Some(&wanted) {
            changed.push(format!("{}\n{wanted}", path.display()));
        }
    }
    assert!(changed.is_empty(), "run `UPDATE=1 cargo test formats`, then look:\n{}", changed.join("\n"));
}
