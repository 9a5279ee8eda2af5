//! `--fix` and `--diff`. The rules bring the faults: each example of a rule that has a safe fix.

use std::fs;

use catalint_core::docs::complete;
use catalint_core::fix::Applicability;
use catalint_core::rule::{Rule, Severity};
use catalint_core::rules::RULES;
use catalint_text::{Encoding, encode};

use super::{Sandbox, clean, faulty};

/// A fault that `--fix` mends, before and after.
struct Example {
    rule: &'static Rule,
    before: String,
    after: String,
}

/// Writes a text in some form.
type Write = fn(&str) -> Vec<u8>;

/// Faults of a line or two, which stay what they are whatever stands around them.
fn examples() -> Vec<Example> {
    let safe = RULES.iter().filter(|rule| rule.fixes == [Applicability::Safe] && !rule.code.starts_with("SYN"));
    let all = safe.flat_map(|rule| {
        rule.wrong.iter().filter_map(move |wrong| {
            Some(Example { rule, before: complete(wrong.yaml), after: complete(wrong.fixed?) })
        })
    });
    all.collect()
}

/// How to run so that the fault is mended even if it is a hint.
fn fix(example: &Example) -> &'static str {
    if example.rule.severity == Severity::Hint { "check --fix --min-severity hint" } else { "check --fix" }
}

#[test]
fn what_was_not_at_fault_stays_byte_for_byte() {
    let framed = |text: &str| format!("# 首行注释  \n{text}# 末行注释\t\n");
    let forms: [(&str, Write); 4] = [
        ("comments", |text| text.as_bytes().to_vec()),
        ("CRLF", |text| text.replace('\n', "\r\n").into_bytes()),
        ("byte-order mark", |text| format!("\u{feff}{text}").into_bytes()),
        ("GB18030", |text| encode(text, Encoding::Gb18030)),
    ];
    for example in examples() {
        let sandbox = Sandbox::new();
        for (form, write) in forms {
            sandbox.put("a.yaml", write(&framed(&example.before)));
            let ran = sandbox.run(&format!("{} a.yaml", fix(&example)));
            let (got, want) = (sandbox.get("a.yaml"), write(&framed(&example.after)));
            let text = String::from_utf8_lossy(&got);
            assert!(got == want, "{} {form}\n{}\n{text}", example.rule.code, ran.err);
            // That it is in GB18030 is a finding of its own.
            assert!(ran.code == Some(0) || form == "GB18030", "{} {form}\n{}", example.rule.code, ran.out);
            assert!(ran.err.starts_with("已修正"), "{}", ran.err);
        }
    }
}

#[test]
fn a_diff_shows_what_fix_would_do_and_writes_nothing() {
    for example in examples() {
        let sandbox = Sandbox::new();
        sandbox.put("a.yaml", &example.before);
        let ran = sandbox.run(&(fix(&example).replace("--fix", "--diff") + " a.yaml"));
        assert_eq!(ran.code, Some(1), "{}", example.rule.code);
        assert!(ran.out.starts_with("--- a.yaml\n+++ a.yaml\n@@ "), "{}", ran.out);
        assert!(ran.err.contains("文件尚未改动"), "{}", ran.err);
        assert_eq!(sandbox.get("a.yaml"), example.before.as_bytes());
    }
}

#[test]
fn the_mended_text_of_standard_input_goes_to_standard_output() {
    let sandbox = Sandbox::new();
    for example in examples() {
        let ran = sandbox.feed(&format!("{} -", fix(&example)), example.before.as_bytes());
        assert_eq!(ran.out, example.after, "{}", example.rule.code);
    }
    // What can't be mended is told on standard error then.
    let ran = sandbox.feed("check --fix -", faulty().as_bytes());
    assert_eq!((ran.code, ran.out), (Some(1), faulty()));
    assert!(ran.err.contains("BAS001 没有填写公开依据"), "{}", ran.err);
}

#[test]
fn nothing_to_mend_leaves_the_file_alone() {
    let sandbox = Sandbox::new();
    let path = sandbox.put("a.yaml", clean());
    let before = fs::metadata(&path).expect("there").modified().expect("a time");
    let ran = sandbox.run("check --fix a.yaml");
    assert_eq!(ran.code, Some(0));
    assert!(ran.err.starts_with("没有可以自动修正的问题\n"), "{}", ran.err);
    assert_eq!(fs::metadata(&path).expect("there").modified().expect("a time"), before);
    let ran = sandbox.run("check --diff a.yaml");
    assert_eq!((ran.code, ran.out.as_str()), (Some(0), ""));
}

#[cfg(unix)]
#[test]
fn links_are_followed_and_permissions_stay() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let Some(example) = examples().into_iter().next() else { return };
    let sandbox = Sandbox::new();
    let path = sandbox.put("目录/真.yaml", &example.before);
    fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).expect("ours");
    symlink("目录/真.yaml", sandbox.path("link.yaml")).expect("a link");
    sandbox.run(&format!("{} link.yaml", fix(&example)));
    assert_eq!(sandbox.get("目录/真.yaml"), example.after.as_bytes());
    assert!(fs::symlink_metadata(sandbox.path("link.yaml")).expect("there").is_symlink());
    assert_eq!(fs::metadata(&path).expect("there").permissions().mode() & 0o777, 0o640);
    let left: Vec<_> = fs::read_dir(sandbox.path("目录")).expect("there").collect();
    assert_eq!(left.len(), 1, "a temporary file is left: {left:?}");
}

#[test]
fn a_read_only_file_is_left_as_it_is() {
    let Some(example) = examples().into_iter().next() else { return };
    let sandbox = Sandbox::new();
    let path = sandbox.put("a.yaml", &example.before);
    let mut permissions = fs::metadata(&path).expect("there").permissions();
    permissions.set_readonly(true);
    fs::set_permissions(&path, permissions.clone()).expect("ours");
    sandbox.put("b.yaml", &example.before);
    let ran = sandbox.run(&format!("{} a.yaml b.yaml", fix(&example)));
    assert_eq!(ran.code, Some(2));
    assert!(ran.err.contains("错误：a.yaml 是只读文件，未作修改"), "{}", ran.err);
    assert_eq!(sandbox.get("a.yaml"), example.before.as_bytes());
    assert_eq!(sandbox.get("b.yaml"), example.after.as_bytes());
}

#[test]
fn asking_needs_somebody_who_answers() {
    let sandbox = Sandbox::with(&["a.yaml"]);
    let ran = sandbox.run("check --fix --interactive a.yaml");
    assert_eq!(ran.code, Some(2));
    assert!(ran.err.contains("要在终端里运行"), "{}", ran.err);
    assert_eq!(sandbox.run("check --interactive a.yaml").code, Some(2));
}
