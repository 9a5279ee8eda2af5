//! `catalint baseline` and `check --baseline`.

use std::fs;
use std::sync::Arc;

use catalint_core::docs::complete;
use catalint_core::lint::baseline::{Baseline, BaselineError, KnownFindings};
use catalint_core::lint::{Report, Settings, lint_text};
use catalint_core::rules::is_always_told;
use catalint_domain::date::Date;
use proptest::prelude::*;
use serde_json::Value;

use super::{Ran, Sandbox, clean, faulty};
use crate::syntax::files;

const FILE: &str = "catalint-baseline.json";

/// As a check in these tests, on one day.
fn baseline(sandbox: &Sandbox, rest: &str) -> Ran {
    sandbox.run(&format!("baseline --as-of 2026-11-01 {rest}"))
}

fn text(sandbox: &Sandbox) -> String {
    String::from_utf8(sandbox.get(FILE)).expect("UTF-8")
}

#[test]
fn what_catalogs_of_a_folder_say_against_each_other_is_held_back_too() {
    let sandbox = Sandbox::new();
    for (name, days) in [("a.yaml", 10), ("b.yaml", 15)] {
        let deadline = format!("    deadline: 自该政府信息形成或者变更之日起{days}个工作日内\n");
        sandbox.put(name, complete(&deadline));
    }
    let check = "check --output-format concise --select COV003";
    assert_eq!(sandbox.run(check).out.matches("COV003").count(), 2);
    assert_eq!(baseline(&sandbox, "").code, Some(0));
    let ran = sandbox.run(&format!("{check} --baseline {FILE}"));
    assert_eq!((ran.code, ran.out.as_str()), (Some(0), ""), "{ran:?}");
}

#[test]
fn what_is_in_the_baseline_is_held_back_and_what_is_new_is_told() {
    let sandbox = Sandbox::with(&["目录/a.yaml", "b.yaml"]);
    let ran = baseline(&sandbox, "");
    assert_eq!((ran.code, ran.out.as_str()), (Some(0), ""));
    assert!(ran.err.starts_with("基线 catalint-baseline.json 记有2个文件的"), "{}", ran.err);
    let check = format!("check --baseline {FILE} --output-format json");
    let ran = sandbox.run(&check);
    let report: Value = serde_json::from_str(&ran.out).expect("JSON");
    assert_eq!((ran.code, &report["findings"]), (Some(0), &Value::Array(vec![])));
    assert_eq!((&report["summary"]["errors"], &report["summary"]["baselined"]), (&0.into(), &2.into()));
    assert!(ran.err.contains("没有发现问题\n基线中已有的2处没有列出\n"), "{}", ran.err);
    sandbox.put("c.yaml", faulty());
    let ran = sandbox.run(&format!("check --baseline {FILE} --output-format concise"));
    assert_eq!((ran.code, ran.files()), (Some(1), vec!["c.yaml"]));
}

#[test]
fn the_baseline_is_sorted_has_a_fingerprint_a_line_and_no_path_of_the_machine() {
    let sandbox = Sandbox::with(&["目录/b.yaml", "目录/a.yaml"]);
    baseline(&sandbox, "");
    let print = |file: &str| {
        let report = lint_text(file, faulty().as_bytes(), &options());
        report.findings[0].fingerprint
    };
    let file = |name: &str| {
        format!(
            "    \"{name}\": {{\n      \"BAS001\": {{\n        \"count\": 1,\n        \"fingerprints\": [\n          \"{}\"\n        ]\n      }}\n    }}",
            print(name)
        )
    };
    let want = format!(
        "{{\n  \"version\": 1,\n  \"files\": {{\n{},\n{}\n  }}\n}}\n",
        file("目录/a.yaml"),
        file("目录/b.yaml")
    );
    assert_eq!(text(&sandbox), want);
    assert_eq!(Baseline::parse(&want).map(|baseline| baseline.format()).as_deref(), Ok(want.as_str()));
    assert_eq!(Baseline::default().format(), "{\n  \"version\": 1,\n  \"files\": {}\n}\n");
}

#[test]
fn files_are_called_by_their_paths_from_the_baseline_wherever_the_run_is() {
    let sandbox = Sandbox::with(&["目录/a.yaml", "b.yaml"]);
    baseline(&sandbox, &format!("--baseline 设置/{FILE} ."));
    assert!(!sandbox.path("设置").exists(), "no folder is made");
    fs::create_dir(sandbox.path("设置")).expect("a folder");
    baseline(&sandbox, &format!("--baseline 设置/{FILE} ."));
    let written = String::from_utf8(sandbox.get(&format!("设置/{FILE}"))).expect("UTF-8");
    assert!(written.contains("\"../b.yaml\"") && written.contains("\"../目录/a.yaml\""), "{written}");
    let from_there = |line: &str| {
        let mut command = sandbox.command(line.split(' '));
        Ran::of(command.current_dir(sandbox.path("目录")).output().expect("it runs"))
    };
    let check = format!("check --as-of 2026-11-01 --baseline ../设置/{FILE}");
    for paths in ["a.yaml ../b.yaml", "./../目录/a.yaml", ".."] {
        assert_eq!(from_there(&format!("{check} {paths}")).code, Some(0), "{paths}");
    }
    let absolute = sandbox.path("b.yaml");
    assert_eq!(from_there(&format!("{check} {}", absolute.display())).code, Some(0));
    let line = format!("check --baseline 设置/{FILE} --stdin-filename b.yaml -");
    assert_eq!(sandbox.feed(&line, faulty().as_bytes()).code, Some(0));
    assert_eq!(sandbox.feed(&line.replace("b.yaml", "c.yaml"), faulty().as_bytes()).code, Some(1));
}

#[test]
fn what_is_gone_is_counted_and_pruned_and_nothing_is_added() {
    let sandbox = Sandbox::with(&["a.yaml", "b.yaml", "c.yaml", "d.yaml"]);
    baseline(&sandbox, "--quiet");
    sandbox.put("a.yaml", clean());
    fs::remove_file(sandbox.path("b.yaml")).expect("ours");
    sandbox.put("new.yaml", faulty());
    let ran = sandbox.run(&format!("check --baseline {FILE}"));
    assert!(ran.err.contains("基线中有2处已经不存在，可以删去：catalint baseline --prune --baseline"), "{}", ran.err);
    let ran = baseline(&sandbox, "--prune");
    assert_eq!((ran.code, ran.err.as_str()), (Some(0), "从基线中删去了2处不再存在的问题，还有2处\n"));
    let files: Vec<String> = Baseline::parse(&text(&sandbox)).expect("ours").files().map(str::to_owned).collect();
    assert_eq!(files, ["c.yaml", "d.yaml"]);
    // What was not looked at, could not be read, or was not looked for is not gone.
    let before = text(&sandbox);
    sandbox.put("c.yaml", clean().replace("    basis:", "    basis: \"甲\n    note:"));
    for rest in ["--prune a.yaml", "--prune c.yaml", "--prune --ignore BAS d.yaml", "--select DDL a.yaml"] {
        baseline(&sandbox, rest);
        assert_eq!(text(&sandbox), before, "{rest}");
    }
    for name in ["a.yaml", "c.yaml", "d.yaml", "new.yaml"] {
        fs::remove_file(sandbox.path(name)).expect("ours");
    }
    assert_eq!(baseline(&sandbox, "--prune").code, Some(0));
    assert_eq!(text(&sandbox), Baseline::default().format());
}

#[test]
fn the_config_may_name_the_baseline() {
    let sandbox = Sandbox::with(&["目录/a.yaml"]);
    sandbox.put("目录/catalint.yaml", "baseline: 旧问题.json\nrules:\n  COV: off\n");
    assert_eq!(sandbox.run("check 目录").code, Some(2));
    let ran = baseline(&sandbox, "目录");
    assert!(ran.code == Some(0) && ran.err.contains("旧问题.json 记有1个文件的1处问题"), "{}", ran.err);
    assert!(String::from_utf8_lossy(&sandbox.get("目录/旧问题.json")).contains("\"a.yaml\""));
    assert_eq!(sandbox.run("check 目录").code, Some(0));
    assert_eq!(sandbox.run("check --isolated 目录").code, Some(1));
}

#[test]
fn writing_it_again_keeps_what_was_not_looked_at() {
    let sandbox = Sandbox::with(&["a.yaml", "b.yaml"]);
    baseline(&sandbox, "");
    let before = text(&sandbox);
    sandbox.put("b.yaml", clean());
    baseline(&sandbox, "a.yaml");
    assert_eq!(text(&sandbox), before);
    baseline(&sandbox, "");
    assert!(!text(&sandbox).contains("b.yaml"));
}

#[test]
fn findings_of_the_baseline_are_not_mended_and_those_ignored_are_not_in_it() {
    let sandbox = Sandbox::new();
    let fullwidth = complete("    topic：社会救助\n");
    sandbox.put("a.yaml", &fullwidth);
    sandbox.put("b.yaml", faulty().replace("basis: []", "basis: [] # catalint: ignore[BAS001] 待定"));
    baseline(&sandbox, "");
    assert!(text(&sandbox).contains("SYN003") && !text(&sandbox).contains("BAS001"));
    let ran = sandbox.run(&format!("check --fix --baseline {FILE}"));
    assert_eq!((ran.code, sandbox.get("a.yaml")), (Some(0), fullwidth.into_bytes()));
    sandbox.run(&format!("check --add-ignores 待定 --baseline {FILE}"));
    assert!(!String::from_utf8_lossy(&sandbox.get("a.yaml")).contains("# catalint"));
}

#[test]
fn a_baseline_that_can_not_be_read_ends_with_2() {
    let sandbox = Sandbox::with(&["a.yaml"]);
    for (bytes, said) in [
        ("", "错误：catalint-baseline.json 不是 catalint 的基线文件：第1行第0列读不出来\n"),
        ("{\n<<<<<<< HEAD\n", "：第2行第1列读不出来\n"),
        ("{\"version\": 1, \"files\": []}", "不是 catalint 的基线文件"),
        ("{\"version\": 2}", "错误：catalint-baseline.json 由更新的 catalint 写成（基线版本2），请更新 catalint\n"),
    ] {
        sandbox.put(FILE, bytes);
        for line in [format!("check --baseline {FILE}"), "baseline --as-of 2026-11-01".to_owned()] {
            let ran = sandbox.run(&line);
            assert!(ran.code == Some(2) && ran.out.is_empty() && ran.err.contains(said), "{line}\n{}", ran.err);
        }
        assert_eq!(text(&sandbox), bytes);
    }
    for line in ["check --baseline 没有.json", "baseline --prune --baseline 没有.json"] {
        let ran = sandbox.run(line);
        assert_eq!((ran.code, ran.err.as_str()), (Some(2), "错误：找不到文件或文件夹：没有.json\n"));
    }
    let ran = baseline(&sandbox, "-");
    assert!(ran.code == Some(2) && ran.err.contains("基线只能由文件生成"), "{}", ran.err);
    assert_eq!(Baseline::parse("{\"version\": 7}"), Err(BaselineError::Newer(7)));
}

fn options() -> Settings {
    Settings::new(Date::new(2026, 11, 1).expect("a day"))
}

/// Lints with the findings of another text held back.
fn against(old: &str, new: &str) -> Report {
    let known = KnownFindings::of(&lint_text("a.yaml", old.as_bytes(), &options()));
    lint_text("a.yaml", new.as_bytes(), &Settings { baseline: Some(Arc::new(known)), ..options() })
}

fn catalogs() -> Vec<String> {
    let all = ["planted", "precision", "seeds", "syntax"].into_iter().flat_map(files);
    all.filter_map(|(_, bytes)| String::from_utf8(bytes).ok()).collect()
}

#[test]
fn against_its_own_baseline_a_file_has_nothing_new_and_nothing_gone() {
    for text in catalogs() {
        let report = against(&text, &text);
        assert!(report.findings.iter().all(|d| is_always_told(d.rule)), "{text}");
        let known = KnownFindings::of(&report);
        assert_eq!(known, KnownFindings::of(&lint_text("a.yaml", text.as_bytes(), &options())));
        assert!(known.gone(&known, |_| true).is_empty());
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    /// Lines that say nothing, put anywhere between items, and other items: what is known stays known.
    #[test]
    fn edits_elsewhere_in_the_file_disturb_nothing(which in any::<prop::sample::Index>(), at in any::<prop::sample::Index>(), crlf: bool) {
        let texts: Vec<String> = catalogs().into_iter().filter(|text| text.matches("\n  - ").count() > 2).collect();
        let text = &texts[which.index(texts.len())];
        let starts: Vec<usize> = text.match_indices("\n  - ").map(|(at, _)| at + 1).collect();
        let at = starts[at.index(starts.len())];
        let mut new = format!("{}  # 注\n\n{}", &text[..at], &text[at..]);
        if crlf && !new.contains('\r') {
            new = new.replace('\n', "\r\n");
        }
        let old: Vec<String> = lint_text("a.yaml", text.as_bytes(), &options()).findings.into_iter().map(|d| d.fingerprint.to_string()).collect();
        let now: Vec<String> = lint_text("a.yaml", new.as_bytes(), &options()).findings.into_iter().map(|d| d.fingerprint.to_string()).collect();
        prop_assert_eq!(&old, &now);
        prop_assert!(against(text, &new).findings.iter().all(|d| is_always_told(d.rule)));
    }
}

#[test]
fn an_item_that_is_added_or_taken_out_brings_its_own_findings_only() {
    let item = |name: &str, basis: &str| complete(&format!("  - topic: {name}\n    basis: {basis}\n"));
    let (top, first) =
        item("甲", "[]").split_once("items:\n").map(|(top, item)| (top.to_owned(), item.to_owned())).expect("a list");
    let second = item("乙", "[]").split_once("items:\n").expect("a list").1.to_owned();
    let rules = |text: &str, known: Option<KnownFindings>| {
        let mut options = Settings { baseline: known.map(Arc::new), ..options() };
        options.selection.select =
            vec![catalint_core::rule::Selector::parse("BAS", &catalint_core::rules::RULES).expect("a family")];
        lint_text("a.yaml", text.as_bytes(), &options)
    };
    let sound = item("丙", "《中华人民共和国预算法》第十四条").split_once("items:\n").expect("a list").1.to_owned();
    let one = format!("{top}items:\n{sound}{first}");
    let two = format!("{top}items:\n{second}{sound}{first}");
    let known = KnownFindings::of(&rules(&one, None));
    assert_eq!(known.count(), 1);
    let report = rules(&two, Some(known));
    assert_eq!((report.findings.len(), report.baselined.len()), (1, 1));
    assert_eq!(report.findings[0].item, Some(0));
}
