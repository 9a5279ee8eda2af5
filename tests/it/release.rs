//! All places that name the version agree, and where they do not it is said: `release/agree`.
#![cfg(unix)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// What is complained of, empty where all agree.
fn complaints(words: &[&str], folder: &Path) -> String {
    let ran = Command::new(root().join("release/agree")).args(words).arg(folder).output().expect("it runs");
    let said = String::from_utf8(ran.stderr).expect("UTF-8");
    assert_eq!(ran.status.success(), said.is_empty(), "{said}");
    said
}

/// The files that name the version, of a release of 2.3.4.
fn released() -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let version = env!("CARGO_PKG_VERSION");
    for name in ["Cargo.toml", "Cargo.lock"] {
        let text = fs::read_to_string(root().join(name)).expect("can be read");
        // The lock file names the crates of the workspace with their version.
        let ours = |text: String, krate: &str| {
            let old = format!("name = \"{krate}\"\nversion = \"{version}\"");
            text.replace(&old, &format!("name = \"{krate}\"\nversion = \"2.3.4\""))
        };
        let crates = fs::read_dir(root().join("crates")).expect("can be listed");
        let crates = crates.map(|krate| krate.expect("can be listed").file_name().to_string_lossy().into_owned());
        let text = crates.fold(text, |text, krate| ours(text, &krate));
        let text = text.replace(&format!(", version = \"{version}\" }}"), ", version = \"2.3.4\" }");
        let text = text.replace(&format!("\nversion = \"{version}\"\nedition"), "\nversion = \"2.3.4\"\nedition");
        fs::write(folder.path().join(name), text).expect("can be written");
    }
    let changes = "# Changelog\n\n## Unreleased\n\n## 2.3.4 - 2027-01-31\n\n## 2.3.3 - 2027-01-01\n";
    fs::write(folder.path().join("CHANGELOG.md"), changes).expect("can be written");
    folder
}

#[test]
fn all_places_agree_on_the_version() {
    assert_eq!(complaints(&["--program", env!("CARGO_BIN_EXE_catalint")], &root()), "");
    assert_eq!(complaints(&["--tag", "v2.3.4"], released().path()), "");
}

#[test]
fn a_place_that_disagrees_is_named() {
    let says = |words: &[&str], file: &str, old: &str, new: &str| {
        let folder = released();
        let path = folder.path().join(file);
        let text = fs::read_to_string(&path).expect("can be read");
        assert!(old.is_empty() || text.contains(old), "{file} has {old}");
        fs::write(&path, text.replacen(old, new, 1)).expect("can be written");
        complaints(words, folder.path())
    };
    assert!(says(&["--tag", "v2.3.5"], "CHANGELOG.md", "", "").contains("the tag is v2.3.5, Cargo.toml has 2.3.4"));
    let program = ["--program", env!("CARGO_BIN_EXE_catalint")];
    assert!(says(&program, "CHANGELOG.md", "", "").contains("the program says 'catalint "));
    let early = says(&[], "CHANGELOG.md", "2.3.4 -", "2.10.0 -");
    assert!(early.contains("CHANGELOG.md tells of 2.10.0, Cargo.toml has 2.3.4"), "{early}");
    let late = says(&["--tag", "v2.3.4"], "CHANGELOG.md", "## 2.3.4 - 2027-01-31\n", "");
    assert!(late.contains("the tag is v2.3.4, CHANGELOG.md tells of 2.3.3"), "{late}");
    let undated = says(&[], "CHANGELOG.md", " - 2027-01-31", "");
    assert!(undated.contains("the newest heading of CHANGELOG.md is '2.3.4'"), "{undated}");
    let locked = says(
        &[],
        "Cargo.lock",
        "name = \"catalint-core\"\nversion = \"2.3.4\"",
        "name = \"catalint-core\"\nversion = \"2.3.3\"",
    );
    assert!(locked.contains("Cargo.lock has catalint-core 2.3.3"), "{locked}");
}
