//! Which files a run finds, and which it leaves alone.

use std::fs;

use super::{Sandbox, clean, faulty};

const OTHER: &str = "on: push\njobs: {}\n";

#[test]
fn named_files_that_are_no_catalogs_can_be_skipped() {
    let sandbox = Sandbox::with(&["a.yaml"]);
    sandbox.put("ci.yaml", OTHER);
    let line = "check --skip-others --output-format json ci.yaml a.yaml";
    let report: serde_json::Value = serde_json::from_str(&sandbox.run(line).out).expect("JSON");
    assert_eq!((&report["summary"]["files"], &report["summary"]["skipped"]), (&1.into(), &1.into()));
    let ran = sandbox.run("check --skip-others --allow-empty ci.yaml");
    assert_eq!((ran.code, ran.out.as_str()), (Some(0), ""));
    assert_eq!(sandbox.run("check --skip-others ci.yaml").code, Some(2));
    assert_eq!(sandbox.run("check ci.yaml").code, Some(1));
    let mended = sandbox.feed("check --skip-others --fix --allow-empty -", OTHER.as_bytes());
    assert_eq!((mended.code, mended.out.as_str()), (Some(0), OTHER));
}

#[test]
fn exclusions_hold_for_folders_and_by_force_for_named_files() {
    let sandbox = Sandbox::with(&["a.yaml", "目录/b.yaml", "目录/旧/c.yaml", "目录/草稿-d.yaml"]);
    let files = |line: &str| sandbox.run(&format!("check --output-format concise {line}")).files().join(" ");
    assert_eq!(files("--exclude 旧 --exclude 草稿-*"), "a.yaml 目录/b.yaml");
    assert_eq!(files("--exclude /b.yaml --exclude 目录/旧"), "a.yaml 目录/b.yaml 目录/草稿-d.yaml");
    assert_eq!(files("--exclude 旧/ 目录/旧/c.yaml a.yaml"), "a.yaml 目录/旧/c.yaml");
    assert_eq!(files("--exclude 旧/ --force-exclude 目录/旧/c.yaml ./目录/旧 a.yaml"), "a.yaml");
    let ran = sandbox.run("check --exclude [z-a] a.yaml");
    assert_eq!(ran.code, Some(2));
    assert!(ran.err.starts_with("错误：--exclude 的“[z-a]”不是正确的通配式"), "{}", ran.err);
}

#[test]
fn exclusions_of_the_config_hold_by_force_for_named_files() {
    let sandbox = Sandbox::with(&["a.yaml", "旧/b.yaml"]);
    sandbox.put("catalint.yaml", "files:\n  exclude: [旧/]\n");
    let files = |line: &str| sandbox.run(&format!("check --output-format concise {line}")).files().join(" ");
    assert_eq!(files("a.yaml 旧/b.yaml"), "a.yaml 旧/b.yaml");
    assert_eq!(files("--force-exclude a.yaml 旧/b.yaml"), "a.yaml");
    assert_eq!(files("--skip-others --allow-empty catalint.yaml"), "");
}

#[test]
fn one_file_in_two_spellings_is_one_file() {
    let sandbox = Sandbox::with(&["a.yaml", "目录/b.yaml"]);
    let files = |line: &str| sandbox.run(&format!("check --output-format concise {line}")).files().join(" ");
    assert_eq!(files("a.yaml ./a.yaml 目录/../a.yaml . 目录 ./目录//b.yaml"), "a.yaml 目录/b.yaml");
    assert_eq!(files("目录/../a.yaml"), "目录/../a.yaml");
}

#[cfg(unix)]
#[test]
fn links_are_not_followed_out_of_a_folder_and_make_no_second_file() {
    let sandbox = Sandbox::with(&["目录/a.yaml", "外/b.yaml"]);
    let link = |to: &str, at: &str| std::os::unix::fs::symlink(to, sandbox.path(at)).expect("a link");
    link(".", "目录/圈");
    link("../外", "目录/外");
    link("a.yaml", "目录/c.yaml");
    link("没有", "目录/断.yaml");
    let files = |line: &str| sandbox.run(&format!("check --output-format concise {line}")).files().join(" ");
    assert_eq!(files("目录"), "目录/a.yaml");
    assert_eq!(files("目录/c.yaml"), "目录/c.yaml");
    assert_eq!(files("目录/外 目录/a.yaml"), "目录/a.yaml 目录/外/b.yaml");
    assert_eq!(files("目录/a.yaml 目录/c.yaml").split(' ').count(), 1);
}

#[cfg(unix)]
#[test]
fn odd_names_are_names() {
    use std::ffi::OsString;
    use std::os::unix::ffi::OsStringExt;
    let sandbox = Sandbox::new();
    let long = format!("{}.yaml", "长".repeat(80));
    for name in ["-a.yaml", "b c.yaml", "d\ne.yaml", "文件.YAML", "'引\"号.yml", long.as_str()] {
        sandbox.put(name, faulty());
    }
    for bad in [0xFE, 0xFF] {
        let name = OsString::from_vec(vec![bad, b'.', b'y', b'm', b'l']);
        fs::write(sandbox.folder.path().join(&name), faulty()).expect("a file");
    }
    let ran = sandbox.run("check --output-format json");
    let report: serde_json::Value = serde_json::from_str(&ran.out).expect("JSON");
    assert_eq!((ran.code, &report["summary"]["files"]), (Some(1), &8.into()), "{}", ran.err);
    assert_eq!(sandbox.run("check --output-format concise -- -a.yaml").files(), ["-a.yaml"]);
    assert_eq!(sandbox.run("check --output-format concise ./-a.yaml").files(), ["-a.yaml"]);
    let concise = sandbox.run("check --output-format concise");
    assert_eq!(concise.out.lines().count(), 8, "{}", concise.out);
}

#[test]
fn an_ignored_folder_is_searched_when_it_is_named() {
    let sandbox = Sandbox::with(&["旧/a.yaml"]);
    sandbox.put(".gitignore", "旧/\n");
    assert_eq!(sandbox.run("check").code, Some(2));
    assert_eq!(sandbox.run("check --output-format concise 旧").files(), ["旧/a.yaml"]);
}

#[test]
fn of_other_yaml_the_head_alone_is_read() {
    let sandbox = Sandbox::new();
    let file = fs::File::create(sandbox.path("lock.yaml")).expect("a file");
    // Nothing but zeros, and more of them than a machine holds.
    file.set_len(1 << 42).expect("a sparse file");
    sandbox.put("a.yaml", clean());
    assert_eq!(sandbox.run("check").code, Some(0));
    assert_eq!(sandbox.run("check --skip-others lock.yaml a.yaml").code, Some(0));
}
