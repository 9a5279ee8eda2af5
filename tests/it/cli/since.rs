//! `--since`: against git, an older folder, an older file.

use std::process::Command;

use catalint_core::docs::complete;

use super::Sandbox;

const DAY: &str = "updated: 2026-06-30\n";

/// Two items, the second with another deadline.
fn two(days: u32) -> String {
    complete(&format!(
        "  - subtopic: 最低生活保障\n  - subtopic: 临时救助\n    deadline: 自该政府信息形成或者变更之日起{days}个工作日内\n"
    ))
}

fn one() -> String {
    complete("  - subtopic: 最低生活保障\n").replace(DAY, "updated: 2026-07-01\n")
}

impl Sandbox {
    /// The lines of a concise report, hints too.
    fn concise(&self, args: &str) -> Vec<String> {
        let ran = self.run(&format!("check --output-format concise --min-severity hint {args}"));
        assert_eq!(ran.code, Some(0), "{}", ran.err);
        ran.out.lines().map(str::to_owned).collect()
    }

    fn git(&self, args: &[&str]) {
        let settings = ["-c", "user.name=a", "-c", "user.email=a@example.com", "-c", "commit.gpgsign=false"];
        let output = Command::new("git")
            .current_dir(self.path(""))
            .args(settings)
            .args(args)
            .env("GIT_CONFIG_GLOBAL", "/dev/null")
            .output()
            .expect("git runs");
        assert!(output.status.success(), "{args:?} {}", String::from_utf8_lossy(&output.stderr));
    }
}

#[test]
fn an_item_that_is_gone_and_a_date_that_stayed_are_told_against_git() {
    let sandbox = Sandbox::new();
    // A name that git would quote, and one that looks like an option.
    let names = ["目录/甲 \"一\".yaml", "目录/-n.yaml", "目录/丙.yaml"];
    sandbox.put(names[0], two(10));
    sandbox.put(names[1], two(10));
    sandbox.put("目录/旧.yaml", two(10));
    sandbox.put("目录/ci.yaml", "on: push\n");
    sandbox.git(&["init", "-q"]);
    sandbox.git(&["add", "."]);
    sandbox.git(&["commit", "-qm", "a"]);
    sandbox.put(names[0], one());
    sandbox.put(names[1], two(15));
    sandbox.put(names[2], one());
    std::fs::remove_file(sandbox.path("目录/旧.yaml")).expect("removable");
    std::fs::remove_file(sandbox.path("目录/ci.yaml")).expect("removable");
    let want = [
        "目录/-n.yaml:4:10: hint COV004 与 HEAD 相比，改动或新增了1项，更新日期没有跟着改（更新日期）",
        "目录/甲 \"一\".yaml:1:8: hint COV004 与 HEAD 相比，少了事项“社会救助 / 临时救助”（标题）",
    ];
    assert_eq!(sandbox.concise("--since HEAD --select COV004"), want);
    let ran = sandbox.run("check --since HEAD --select COV004 --output-format json 目录/甲 目录");
    assert_eq!(ran.code, Some(2), "a path that is not there");
    let ran = sandbox.run("check --since HEAD --select COV004 --output-format json 目录");
    assert!(ran.out.contains(r#""file":"HEAD:目录/甲 \"一\".yaml","start":{"line":19,"column":15,"#), "{}", ran.out);
    assert_eq!(ran.err.lines().next(), Some("目录/旧.yaml：HEAD 中有这个目录，现在没有了"));
    // One by one it is the same, from a folder below too, and for standard input.
    let named = sandbox.command(["check", "--since", "HEAD", "--select", "COV004", "--output-format", "concise"]);
    let mut named = named;
    let out = named.args(["--min-severity", "hint", "--", "./-n.yaml"]).current_dir(sandbox.path("目录")).output();
    let out = String::from_utf8(out.expect("it runs").stdout).expect("UTF-8");
    assert!(out.starts_with("-n.yaml:4:10: hint COV004"), "{out}");
    let args = "check --since HEAD --select COV004 --min-severity hint --output-format concise";
    let ran = sandbox.feed(&format!("{args} --stdin-filename 目录/-n.yaml -"), two(15).as_bytes());
    assert!(ran.out.starts_with("目录/-n.yaml:4:10: hint COV004"), "{}", ran.out);
}

#[test]
fn nothing_is_said_where_nothing_changed_but_looks() {
    let sandbox = Sandbox::new();
    sandbox.put("a.yaml", two(10));
    sandbox.put("old/a.yaml", two(10).replace("subtopic: 临时救助", "no: 7\n    subtopic: \"临时救助\""));
    assert_eq!(sandbox.concise("--since old a.yaml --select COV004"), Vec::<String>::new());
}

#[test]
fn older_folders_and_files_do_as_well() {
    let sandbox = Sandbox::new();
    sandbox.put("new/sub/a.yaml", one());
    sandbox.put("new/b.yaml", two(15));
    sandbox.put("old/sub/a.yaml", two(10));
    sandbox.put("old/b.yaml", two(10));
    sandbox.put("old/c.yaml", two(10));
    let want = [
        "new/b.yaml:4:10: hint COV004 与 old 相比，改动或新增了1项，更新日期没有跟着改（更新日期）",
        "new/sub/a.yaml:1:8: hint COV004 与 old 相比，少了事项“社会救助 / 临时救助”（标题）",
    ];
    assert_eq!(sandbox.concise("--since old new --select COV004"), want);
    let ran = sandbox.run("check --since old --select COV004 new");
    assert!(ran.err.starts_with("new/c.yaml：old 中有这个目录，现在没有了\n"), "{}", ran.err);
    assert_eq!(sandbox.concise("--since old/b.yaml new/b.yaml --select COV004").len(), 1);
    // The whole path below the older folder.
    sandbox.put("copy/new/b.yaml", two(10));
    assert_eq!(sandbox.concise("--since copy new --select COV004").len(), 1);
    assert_eq!(sandbox.concise("--since copy new/b.yaml --select COV004").len(), 1);
}

#[test]
fn what_can_not_be_compared_with_ends_with_2_and_a_reason() {
    let sandbox = Sandbox::with(&["a.yaml", "b.yaml"]);
    let said = |line: &str| {
        let ran = sandbox.run(line);
        assert_eq!((ran.code, ran.out.as_str()), (Some(2), ""), "{}", ran.err);
        ran.err
    };
    let outside = said("check --since v1 --output-format json a.yaml");
    assert!(outside.contains("--since 写的是 git 版本，但 . 不在 git 仓库中"), "{outside}");
    let file = said("check --since a.yaml");
    assert!(file.contains("--since a.yaml 是一个文件，检查的却有2个文件"), "{file}");
    sandbox.git(&["init", "-q"]);
    for rev in ["v1", "--all", "HEAD"] {
        let unknown = said(&format!("check --since={rev} a.yaml"));
        assert!(unknown.contains(&format!("--since：没有“{rev}”这个版本、文件或文件夹")), "{unknown}");
    }
    let output = sandbox.command(["check", "--since", "HEAD", "a.yaml"]).env("PATH", "").output().expect("it runs");
    let err = String::from_utf8(output.stderr).expect("UTF-8");
    assert!(output.status.code() == Some(2) && err.contains("--since 要用 git 程序，但无法运行"), "{err}");
}
