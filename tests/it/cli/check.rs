//! Which files are looked at, and how a run ends.

use catalint_report::FORMATS;

use std::io::Read;
use std::process::Stdio;

use super::{Sandbox, clean, faulty};

#[test]
fn a_clean_catalog_says_nothing_on_standard_output_and_ends_with_0() {
    let sandbox = Sandbox::new();
    sandbox.put("a.yaml", clean());
    let ran = sandbox.run("check a.yaml");
    assert_eq!((ran.code, ran.out.as_str()), (Some(0), ""));
    assert_eq!(ran.err, "检查了1个文件、1项：没有发现问题\n");
}

#[test]
fn findings_go_to_standard_output_and_the_summary_to_standard_error() {
    let ran = Sandbox::with(&["目录/a.yaml"]).run("check 目录/a.yaml");
    assert_eq!(ran.code, Some(1));
    assert_eq!(
        ran.out,
        "  错误 BAS001 没有填写公开依据\n   ,-[目录/a.yaml:7:5 第1项 最低生活保障]\n 7 |     basis: []\n   :     ^^^^^\n   \
         `----\n  建议：写明要求公开该事项的法律、法规、规章或文件全称，宜带文号和条款。\n\n"
    );
    assert_eq!(
        ran.err,
        "检查了1个文件、1项：错误1处，警告0处\n请按建议修改；规则的说明和依据可看：catalint explain BAS001\n"
    );
    assert_eq!(Sandbox::with(&["a.yaml"]).run("check --quiet a.yaml").err, "");
}

#[test]
fn the_exit_code_follows_fail_on() {
    let sandbox = Sandbox::with(&["a.yaml"]);
    for (level, code) in [("error", 1), ("warning", 1), ("hint", 1), ("never", 0)] {
        assert_eq!(sandbox.run(&format!("check --fail-on {level}")).code, Some(code), "{level}");
    }
    assert_eq!(sandbox.run("check --ignore BAS").code, Some(0));
    assert_eq!(sandbox.run("check --select BAS，basis-missing").code, Some(1));
}

#[test]
fn a_folder_is_searched_for_catalogs_and_other_yaml_is_left_alone() {
    let sandbox =
        Sandbox::with(&["目录/甲.yaml", "目录/乙.YML", "目录/.隐藏.yaml", "目录/旧/丙.yaml", "目录/说明.txt"]);
    sandbox.put("目录/.gitignore", "旧/\n");
    sandbox.put("目录/ci.yaml", "on: push\njobs: []\n");
    let ran = sandbox.run("check --output-format json 目录");
    let report: serde_json::Value = serde_json::from_str(&ran.out).expect("JSON");
    assert_eq!((&report["summary"]["files"], &report["summary"]["skipped"]), (&2.into(), &1.into()));
    let concise = sandbox.run("check --output-format concise");
    assert_eq!(concise.files(), ["目录/乙.YML", "目录/甲.yaml"]);
}

#[test]
fn a_named_file_is_read_as_a_catalog_whatever_it_is() {
    let sandbox = Sandbox::new();
    sandbox.put("ci.yaml", "on: push\n");
    let ran = sandbox.run("check --output-format json ci.yaml");
    let report: serde_json::Value = serde_json::from_str(&ran.out).expect("JSON");
    assert_eq!((&report["summary"]["files"], &report["summary"]["skipped"]), (&1.into(), &0.into()));
}

#[test]
fn no_catalog_at_all_ends_with_2_unless_that_is_allowed() {
    let sandbox = Sandbox::new();
    sandbox.put("ci.yaml", "on: push\n");
    let ran = sandbox.run("check");
    assert_eq!(ran.code, Some(2));
    assert_eq!(
        ran.err,
        "错误：在 . 下没有找到目录文件（另有1个 YAML 文件不是目录，已略过）\n  不是目录的 YAML 文件：ci.yaml\n"
    );
    assert_eq!(sandbox.run("check --allow-empty").code, Some(0));
}

#[test]
fn what_can_not_be_read_does_not_stop_the_others() {
    let sandbox = Sandbox::with(&["a.yaml", "c.yaml"]);
    let ran = sandbox.run("check --output-format concise a.yaml 没有.yaml c.yaml");
    assert_eq!((ran.code, ran.files()), (Some(2), vec!["a.yaml", "c.yaml"]));
    assert!(ran.err.ends_with("错误：找不到文件或文件夹：没有.yaml\n"), "{}", ran.err);
    let ran = sandbox.run("check a.yaml －－fix");
    assert!(ran.err.contains("请把开头的横线改成半角的“-”"), "{}", ran.err);
}

#[cfg(unix)]
#[test]
fn a_file_that_the_system_does_not_give_ends_with_2() {
    let sandbox = Sandbox::with(&["a.yaml"]);
    std::os::unix::fs::symlink("loop.yaml", sandbox.path("loop.yaml")).expect("a link");
    let ran = sandbox.run("check --output-format concise loop.yaml a.yaml");
    assert_eq!((ran.code, ran.files()), (Some(2), vec!["a.yaml"]));
    assert!(ran.err.contains("错误：无法读取 loop.yaml："), "{}", ran.err);
}

#[test]
fn standard_input_has_the_name_that_it_is_given() {
    let sandbox = Sandbox::new();
    let ran = sandbox.feed("check --output-format concise --stdin-filename 目录/a.yaml -", faulty().as_bytes());
    assert_eq!(
        (ran.code, ran.out.as_str()),
        (Some(1), "目录/a.yaml:7:5: error BAS001 没有填写公开依据（第1项 最低生活保障，公开依据）\n")
    );
    let ran = sandbox.feed("check --output-format concise -", faulty().as_bytes());
    assert_eq!(ran.files(), ["<stdin>"]);
}

#[test]
fn a_file_named_twice_is_checked_once_and_files_stand_in_order() {
    let sandbox = Sandbox::with(&["b.yaml", "a.yaml", "目录/c.yaml"]);
    let here = sandbox.path("b.yaml");
    let line = format!("check --output-format concise 目录 ./b.yaml {} b.yaml a.yaml", here.display());
    assert_eq!(sandbox.run(&line).files(), ["a.yaml", "b.yaml", "目录/c.yaml"]);
}

#[test]
fn the_output_is_the_same_with_one_thread_and_with_eight() {
    let names: Vec<String> = (0..40).map(|n| format!("目录/{n:02}.yaml")).collect();
    let sandbox = Sandbox::with(&names.iter().map(String::as_str).collect::<Vec<_>>());
    for (nth, name) in names.iter().enumerate().step_by(7) {
        sandbox.put(name, clean() + &"# 注\n".repeat(nth * 500));
    }
    for format in FORMATS.iter().map(|format| format.name).chain(["pretty"]) {
        let [one, eight] = [1, 8].map(|jobs| sandbox.run(&format!("check --jobs {jobs} --output-format {format}")));
        assert_eq!((one.code, &one.err), (eight.code, &eight.err));
        assert!(one.out == eight.out && !one.out.is_empty(), "{format}");
    }
}

#[test]
fn a_reader_who_goes_away_is_no_fault() {
    let sandbox = Sandbox::new();
    let item = "  - topic: 甲\n    basis: []\n";
    sandbox.put("a.yaml", format!("title: 目录\nitems:\n  - topic: 甲\n    basis: 甲\n{}", item.repeat(3000)));
    let mut child =
        sandbox.command(["check", "a.yaml"]).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("it runs");
    let mut stdout = child.stdout.take().expect("a pipe");
    stdout.read_exact(&mut [0; 10]).expect("it writes");
    drop(stdout);
    let output = child.wait_with_output().expect("it ends");
    let err = String::from_utf8(output.stderr).expect("UTF-8");
    assert!(output.status.code() == Some(1) && !err.contains("panic") && !err.contains("无法写入"), "{err}");
}

#[test]
fn statistics_count_by_rule_and_cause() {
    let sandbox = Sandbox::with(&["a.yaml", "b.yaml"]);
    let ran = sandbox.run("check --statistics --select BAS001");
    assert!(
        ran.err.starts_with(
            "2  错误  BAS001  缺少公开依据\n   2处，2个文件：没有填写公开依据\n\n检查了2个文件、2项：错误2处，警告0处\n"
        ),
        "{}",
        ran.err
    );
    assert!(ran.out.contains("b.yaml:7:5"));
}
