//! The arrows of the house (ARCHITECTURE.md), held over the `use` lines.

use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize().expect("the workspace")
}

fn rust_files(dir: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut open = vec![dir.to_path_buf()];
    while let Some(dir) = open.pop() {
        for entry in std::fs::read_dir(&dir).expect("can be listed") {
            let path = entry.expect("can be listed").path();
            if path.is_dir() {
                open.push(path);
            } else if path.extension().is_some_and(|ext| ext == "rs") {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

/// Lines of code that hold one of `words`, comments aside.
fn offenders(dir: &str, words: &[&str], except: &[&str]) -> Vec<String> {
    let base = root().join(dir);
    let files = if base.is_file() { vec![base] } else { rust_files(&base) };
    let mut found = Vec::new();
    for path in files {
        let name = path.strip_prefix(root()).expect("below the root").display().to_string();
        if except.iter().any(|part| name.contains(part)) {
            continue;
        }
        let text = std::fs::read_to_string(&path).expect("can be read");
        for (i, line) in text.lines().enumerate() {
            let code = line.split("//").next().unwrap_or("");
            if words.iter().any(|word| code.contains(word)) {
                found.push(format!("{name}:{}: {}", i + 1, line.trim()));
            }
        }
    }
    found
}

const CORE: &str = "crates/catalint-core/src";

fn never(dir: &str, words: &[&str], except: &[&str]) {
    let found =
        offenders(&if dir.starts_with("crates") { dir.to_owned() } else { format!("{CORE}/{dir}") }, words, except);
    assert!(found.is_empty(), "{dir} must not know {words:?}:\n{}", found.join("\n"));
}

/// The crates between bytes and findings. What may use what among them is in their manifests.
const PURE: [&str; 5] = ["catalint-text", "catalint-yaml", "catalint-domain", "catalint-core", "catalint-report"];

#[test]
fn the_core_touches_nothing_of_the_world() {
    let world = [
        "std::fs",
        "std::env",
        "std::process",
        "std::net",
        "std::thread",
        "SystemTime",
        "Instant",
        "println!",
        "eprintln!",
        "print!(",
        "std::io::std",
    ];
    for krate in PURE {
        never(&format!("crates/{krate}/src"), &world, &[]);
    }
}

/// The manifests hold the arrows between crates; this holds the manifests.
#[test]
fn text_and_domain_stand_on_nothing_and_yaml_on_text() {
    let arrows: [(&str, &[&str]); 8] = [
        ("text", &[]),
        ("domain", &[]),
        ("yaml", &["text"]),
        ("core", &["domain", "text", "yaml"]),
        ("report", &["core", "domain", "text"]),
        ("table", &["core", "domain", "text", "yaml"]),
        ("workspace", &["core", "domain", "table", "text", "yaml"]),
        ("lsp", &["core", "domain", "report", "text", "workspace", "yaml"]),
    ];
    for (name, known) in arrows {
        let path = root().join(format!("crates/catalint-{name}/Cargo.toml"));
        let manifest = std::fs::read_to_string(path).expect("can be read");
        let needs =
            manifest.split("[dev-dependencies]").next().unwrap_or("").split("[dependencies]").nth(1).unwrap_or("");
        let found: Vec<&str> = needs
            .lines()
            .filter_map(|line| line.strip_prefix("catalint-")?.split_once(' '))
            .map(|(krate, _)| krate)
            .collect();
        assert_eq!(found, known, "catalint-{name}");
    }
}

#[test]
fn tables_touch_nothing_of_the_world_either_and_the_core_knows_no_tables() {
    let world =
        ["std::fs", "std::env", "std::process", "std::net", "std::thread", "SystemTime", "println!", "eprintln!"];
    never("crates/catalint-table/src", &world, &[]);
    never("crates/catalint-core/src", &["catalint_table", "quick_xml", "rust_xlsxwriter", "scraper"], &[]);
    let rooms: [(&str, &[&str]); 6] = [
        ("flate2::", &["mend/package.rs"]),
        ("scraper::", &["read/html"]),
        ("html5ever::", &["read/html"]),
        (
            "zip::",
            &[
                "mend/package.rs",
                "mend/tests.rs",
                "read/package.rs",
                "read/docx/tests.rs",
                "read/ods/tests.rs",
                "read/xlsx/tests.rs",
                "publish/docx.rs",
                "publish/package.rs",
                "publish/samples.rs",
            ],
        ),
        ("cfb::", &["read/xls"]),
        ("rust_xlsxwriter::", &["publish/xlsx"]),
    ];
    for (library, rooms) in rooms {
        never("crates/catalint-table/src", &[library], rooms);
    }
}

#[test]
fn only_schema_knows_the_validator() {
    never("crates/catalint-core/src", &["jsonschema"], &["/schema/"]);
}

#[test]
fn a_rule_knows_no_other_rule_and_no_engine() {
    never("rules", &["crate::lint", "crate::config", "crate::docs"], &[]);
    // `crate::rules::<family>` from another family; a family's own helpers and `missing` are fine.
    for path in rust_files(&root().join(CORE).join("rules")) {
        let family = path.parent().and_then(Path::file_name).expect("a folder").to_string_lossy().into_owned();
        let text = std::fs::read_to_string(&path).expect("can be read");
        for line in text.lines().filter(|line| line.contains("crate::rules::")) {
            let rest = line.split("crate::rules::").nth(1).unwrap_or("");
            let to = rest.split([':', ';', '{', ',']).next().unwrap_or("");
            assert!(to == "missing" || to == family || path.ends_with("rules/mod.rs"), "{}: {line}", path.display());
        }
    }
}

#[test]
fn a_project_knows_catalogs_and_words_but_no_rule() {
    never("project", &["crate::rule", "crate::lint", "crate::config", "crate::docs"], &[]);
}

#[test]
fn report_and_engine_name_no_rule() {
    // SARIF lists all rules, whichever they are.
    never("crates/catalint-report/src", &["catalint_core::rules"], &["/sarif/rules.rs", "/pages.rs"]);
    let rooms = ["crates/catalint-core/src/lint", "crates/catalint-report/src"];
    for path in rooms.iter().flat_map(|room| rust_files(&root().join(room))) {
        let text = std::fs::read_to_string(&path).expect("can be read");
        for rule in catalint_core::rules::RULES.iter() {
            assert!(
                !text.contains(rule.code) && !text.contains(&format!("\"{}\"", rule.name)),
                "{} in {}",
                rule.code,
                path.display()
            );
        }
    }
}

#[test]
fn words_of_the_terminal_stay_in_the_terminal() {
    for krate in PURE {
        never(&format!("crates/{krate}/src"), &["miette", "clap::"], &[]);
    }
}

/// SECURITY.md promises it: neither our code nor what it is built from can reach a network.
#[test]
fn nothing_connects() {
    let words = ["std::net", "os::unix::net", "TcpStream", "UdpSocket", "TcpListener", "UnixStream"];
    never("crates", &words, &[]);
    let lock = std::fs::read_to_string(root().join("Cargo.lock")).expect("can be read");
    let built_from: Vec<&str> =
        lock.lines().filter_map(|line| line.strip_prefix("name = \"")?.strip_suffix('"')).collect();
    assert!(built_from.contains(&"catalint-core"), "the lock file is read right");
    let networks = [
        "async-std",
        "attohttpc",
        "curl",
        "curl-sys",
        "git2",
        "hyper",
        "isahc",
        "minreq",
        "mio",
        "native-tls",
        "openssl",
        "quinn",
        "reqwest",
        "rustls",
        "smol",
        "socket2",
        "tokio",
        "ureq",
    ];
    let found: Vec<&str> = networks.into_iter().filter(|name| built_from.contains(name)).collect();
    assert!(found.is_empty(), "{found:?} would connect");
}

#[test]
fn the_project_speaks_of_itself_alone() {
    // Written in two halves so that this file passes its own test.
    let words =
        [["/wo", "rk/"].concat(), ["crates", ".io"].concat(), ["pypi", ".org"].concat(), ["npmjs", ".org"].concat()];
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    for dir in ["crates", "tests", "benches"] {
        let found = offenders(dir, &words, &[]);
        assert!(found.is_empty(), "{}", found.join("\n"));
    }
}
