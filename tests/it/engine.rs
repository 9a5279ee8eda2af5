//! The engine for browsers is the program's own: the same versions of all crates.

use std::collections::BTreeSet;
use std::path::Path;

fn locked(path: &str) -> BTreeSet<(String, String)> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").join(path);
    let text = std::fs::read_to_string(path).expect("a lock file");
    let value = |line: &str, key: &str| Some(line.strip_prefix(key)?.trim_matches([' ', '=', '"']).to_owned());
    let lines: Vec<&str> = text.lines().collect();
    lines.windows(2).filter_map(|pair| Some((value(pair[0], "name")?, value(pair[1], "version")?))).collect()
}

#[test]
fn its_crates_have_the_versions_of_the_program() {
    let (program, engine) = (locked("Cargo.lock"), locked("crates/catalint-wasm/Cargo.lock"));
    let others: Vec<_> = engine.difference(&program).filter(|(name, _)| name != "catalint-wasm").collect();
    assert!(engine.len() > 100 && others.is_empty(), "cargo update -p NAME --precise VERSION there: {others:?}");
}
