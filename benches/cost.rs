//! The hot paths whose instructions are counted: `tests/cost/run` runs this program under callgrind,
//! once a path and size, and counts what happens within `measured` alone.
//!
//! `cost PATH FILE`, PATH one of parse, check, json, baseline; FILE as `generate` writes it. `cost edits=N FILE` reads a config
//! N times, each time with another number in place of `@`, as an editor does, and checks a catalog by it.

use std::hint::black_box;

use catalint_core::config::ConfigFiles;
use catalint_core::docs::complete;
use catalint_core::lint::{Report, Settings, lint_config, lint_text};
use catalint_core::model::FieldId;
use catalint_core::rule::{Lang, Severity};
use catalint_domain::date::Date;
use catalint_report::{self as report, View};
use catalint_text::Text;
use catalint_yaml as yaml;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let [path, file] = args.as_slice() else { return Err("cost PATH FILE".into()) };
    let text = Text::from(std::fs::read_to_string(file)?);
    let options = Settings::new(Date::new(2026, 11, 1).ok_or("a day")?);
    let check = |text: &str| lint_text("cost.yaml", text.as_bytes(), &options);
    // What a process does once: tables, patterns, the schema.
    drop(black_box(check(&complete("    basis: 《土地管理法》第一百条\n"))));
    if let Some(count) = path.strip_prefix("edits=") {
        return edits(count.parse()?, &text, &options);
    }
    match path.as_str() {
        "parse" => measured(&mut || drop(black_box(yaml::parse(text.clone(), FieldId::intern)))),
        "check" => measured(&mut || drop(black_box(check(&text)))),
        // What others would write: serde_yaml's `Value`, and whether the schema holds for it; no places, no findings.
        "baseline" => {
            let schema = serde_json::from_str(include_str!("../schemas/catalog.schema.json"))?;
            let validator = jsonschema::validator_for(&schema)?;
            measured(&mut || {
                let value: serde_json::Value = serde_yaml::from_str(&text).expect("valid YAML");
                assert!(validator.is_valid(black_box(&value)));
            });
        }
        "json" => {
            // As many findings as items.
            let mut found = check(&text);
            let some = found.findings.clone();
            found.findings = some.iter().cycle().take(found.items).cloned().collect();
            measured(&mut || render(&found));
        }
        _ => return Err(format!("{path}: no such path").into()),
    }
    Ok(())
}

/// The text of the config as it is after each edit.
struct Edited(String);

impl ConfigFiles for Edited {
    fn read(&mut self, _: &str) -> Result<Vec<u8>, String> {
        Ok(self.0.clone().into_bytes())
    }
}

fn edits(count: usize, config: &str, options: &Settings) -> Result<(), Box<dyn std::error::Error>> {
    let catalog = complete("    basis: 《云岭县水资源管理办发》\n");
    for nth in 0..count {
        let linted = lint_config("catalint.yaml", &mut Edited(config.replace('@', &nth.to_string())))?;
        assert!(linted.is_sound(), "{:?}", linted.reports);
        let report = lint_text("cost.yaml", catalog.as_bytes(), &options.with(&linted.config, "cost.yaml"));
        assert!(!report.findings.is_empty());
    }
    Ok(())
}

fn render(found: &Report) {
    let format = report::format("json").expect("a format");
    let view = View::new(Lang::Zh, Severity::Hint);
    drop(black_box(report::render(format, std::slice::from_ref(found), view)));
}

/// Its name is what callgrind looks for.
#[inline(never)]
fn measured(path: &mut dyn FnMut()) {
    path();
    black_box(());
}
