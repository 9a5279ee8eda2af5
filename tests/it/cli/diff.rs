//! `diff`: what changed between two versions, for those who sign.

use std::fs;
use std::process::Command;

use serde_json::Value;

use super::Sandbox;
use crate::syntax::{fixtures, golden};

const SETTINGS: &str = "--isolated --as-of 2026-11-01";

/// A sandbox with the pairs of `fixtures/compare`.
fn pairs() -> (Sandbox, Vec<String>) {
    let sandbox = Sandbox::new();
    let mut names = Vec::new();
    for entry in fs::read_dir(fixtures().join("compare")).expect("a folder") {
        let folder = entry.expect("readable").path();
        let name = folder.file_name().and_then(|name| name.to_str()).expect("a name").to_owned();
        for side in ["old", "new"] {
            sandbox.put(&format!("{name}/{side}.yaml"), fs::read(folder.join(format!("{side}.yaml"))).expect("a file"));
        }
        names.push(name);
    }
    names.sort();
    (sandbox, names)
}

fn validator(sandbox: &Sandbox) -> jsonschema::Validator {
    let schema: Value = serde_json::from_str(&sandbox.run("schema diff").out).expect("JSON");
    jsonschema::validator_for(&schema).expect("a schema")
}

#[test]
fn ten_pairs_are_told_as_a_person_would() {
    let (sandbox, names) = pairs();
    let validator = validator(&sandbox);
    assert_eq!(names.len(), 10);
    for name in names {
        let versions = format!("{name}/old.yaml {name}/new.yaml {SETTINGS}");
        let ran = sandbox.run(&format!("diff {versions}"));
        assert!(ran.err.is_empty(), "{name} {ran:?}");
        golden(&fixtures().join("compare").join(&name).join("said.txt"), &ran.out);
        let markdown = sandbox.run(&format!("diff {versions} --output-format markdown --lang en")).out;
        golden(&fixtures().join("compare").join(&name).join("said.md"), &markdown);
        let json = sandbox.run(&format!("diff {versions} --output-format json"));
        let value: Value = serde_json::from_str(&json.out).expect("JSON");
        let faults: Vec<String> = validator.iter_errors(&value).map(|error| error.to_string()).collect();
        assert!(faults.is_empty(), "{name} {faults:?}");
        let differ = i32::from(!value["equal"].as_bool().expect("told"));
        assert_eq!((ran.code, json.code), (Some(differ), Some(differ)), "{name}");
        assert_eq!(differ == 0, name == "other-notation", "{name}");
        let html = sandbox.run(&format!("diff {versions} --output-format html")).out;
        let page = roxmltree::Document::parse_with_options(
            &html,
            roxmltree::ParsingOptions { allow_dtd: true, ..Default::default() },
        );
        let page = page.unwrap_or_else(|error| panic!("{name}: {error}"));
        let marked = |tag: &str| page.descendants().filter(|node| node.has_tag_name(tag)).count();
        assert_eq!(
            marked("del") + marked("ins") > 0,
            html.contains("<h2>修改</h2>")
                || html.contains("<h2>移动</h2>")
                || html.contains("相同的修改</h2>")
                || html.contains("<h2>目录名称等</h2>"),
            "{name}"
        );
        // Nothing is different from itself, and the other way round as much differs.
        assert_eq!(sandbox.run(&format!("diff {name}/old.yaml {name}/old.yaml {SETTINGS}")).code, Some(0));
        let back = sandbox.run(&format!("diff {name}/new.yaml {name}/old.yaml {SETTINGS} --output-format json")).out;
        let back: Value = serde_json::from_str(&back).expect("JSON");
        for (one, other) in
            [("added", "dropped"), ("changed", "changed"), ("moved", "moved"), ("findings_new", "findings_gone")]
        {
            assert_eq!(value["summary"][one], back["summary"][other], "{name} {one}");
        }
    }
}

#[test]
fn a_catalog_is_the_same_as_the_table_that_is_made_of_it() {
    let (sandbox, _) = pairs();
    for table in ["a.xlsx", "a.docx", "a.html", "a.csv"] {
        let ran = sandbox.run(&format!("export split-item/old.yaml -o {table}"));
        assert_eq!(ran.code, Some(0), "{ran:?}");
        let ran = sandbox.run(&format!("diff split-item/old.yaml {table} {SETTINGS}"));
        assert!(ran.code == Some(0) && ran.out.contains("两个版本内容相同，没有修改。\n"), "{table} {}", ran.out);
        let ran = sandbox.run(&format!("diff {table} split-item/new.yaml {SETTINGS}"));
        assert!(ran.code == Some(1) && ran.out.contains("拆分1项"), "{table} {}", ran.out);
    }
}

#[test]
fn a_version_comes_out_of_git_also_where_the_file_is_no_more() {
    let (sandbox, _) = pairs();
    let git = |args: &[&str]| {
        let mut command = Command::new("git");
        command.current_dir(sandbox.path("")).args(["-c", "user.name=a", "-c", "user.email=a@example.org"]).args(args);
        for name in ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE"] {
            command.env_remove(name);
        }
        assert!(command.output().expect("git runs").status.success(), "{args:?}");
    };
    sandbox.put("catalogs/a.yaml", sandbox.get("renumbered/old.yaml"));
    git(&["init", "-q"]);
    git(&["add", "catalogs"]);
    git(&["commit", "-q", "-m", "one"]);
    sandbox.put("catalogs/b.yaml", sandbox.get("renumbered/new.yaml"));
    fs::remove_file(sandbox.path("catalogs/a.yaml")).expect("it is there");
    let ran = sandbox.run(&format!("diff HEAD:catalogs/a.yaml catalogs/b.yaml {SETTINGS}"));
    assert!(
        ran.code == Some(1) && ran.out.contains("旧版本：") && ran.out.contains("HEAD:catalogs/a.yaml（9项）"),
        "{ran:?}"
    );
    assert!(ran.out.contains("新增1项"), "{}", ran.out);
    for (old, words) in [
        ("HEAD:catalogs/c.yaml", "错误：版本 HEAD 中没有 catalogs/c.yaml\n"),
        ("nosuch:catalogs/a.yaml", "错误：没有“nosuch”这个版本；浅克隆的仓库请先取回历史\n"),
        ("catalogs/c.yaml", "错误：没有 catalogs/c.yaml；附近有 catalogs/b.yaml\n"),
    ] {
        let ran = sandbox.run(&format!("diff {old} catalogs/b.yaml"));
        assert!(ran.code == Some(2) && ran.out.is_empty() && ran.err == words, "{old} {ran:?}");
    }
}

#[test]
fn what_is_no_catalog_and_what_can_not_be_asked_is_2() {
    let sandbox = Sandbox::with(&["a.yaml"]);
    sandbox.put("b.yaml", "a: 1\n");
    sandbox.put("c.csv", "甲,乙\n1,2\n");
    for line in [
        "diff a.yaml b.yaml",
        "diff a.yaml c.csv",
        "diff a.yaml",
        "diff - -",
        "diff a.yaml a.yaml --output-format xml",
        "diff a.yaml a.yaml --output-format json --output-format html",
        "diff a.yaml a.yaml --profile nowhere",
    ] {
        let ran = sandbox.run(line);
        assert!(ran.code == Some(2) && ran.out.is_empty() && !ran.err.is_empty(), "{line} {ran:?}");
    }
    let ran = sandbox
        .feed("diff a.yaml - --isolated --output-format json --output-format html=a.html", &sandbox.get("a.yaml"));
    assert!(ran.code == Some(0) && ran.err.is_empty(), "{ran:?}");
    assert!(String::from_utf8(sandbox.get("a.html")).expect("UTF-8").contains("两个版本内容相同"));
}

#[test]
fn findings_come_and_go_by_what_they_are_about() {
    let sandbox = Sandbox::with(&["old.yaml"]);
    sandbox.put("new.yaml", super::clean());
    let ran = sandbox.run(&format!("diff old.yaml new.yaml {SETTINGS}"));
    assert!(ran.code == Some(1) && ran.out.contains("新出现0个，不再有的1个"), "{}", ran.out);
    assert!(ran.out.contains("\n不再有的问题\n  错误 BAS001 第1项"), "{}", ran.out);
    // The same item with another number and below another one has the same finding.
    let text = String::from_utf8(sandbox.get("old.yaml")).expect("UTF-8");
    sandbox.put("new.yaml", text.replace("no: 1", "no: 7"));
    let ran = sandbox.run(&format!("diff old.yaml new.yaml {SETTINGS}"));
    assert!(!ran.out.contains("BAS001"), "{}", ran.out);
}
