//! `completions` and `man`.

use std::process::{Command, Stdio};

use super::Sandbox;

/// All long options in the help of all commands.
fn options(sandbox: &Sandbox) -> Vec<String> {
    let commands = [
        "check", "baseline", "diff", "explain", "law", "due", "duties", "impact", "form", "towns", "rules", "schema",
        "init",
    ];
    let help: String = commands.iter().map(|command| sandbox.run(&format!("{command} --help")).out).collect();
    let words = help.split([' ', '\n', '，', '、', '；', ',']).filter_map(|word| word.strip_prefix("--"));
    let mut all: Vec<String> = words.map(str::to_owned).collect();
    all.sort();
    all.dedup();
    assert!(all.len() > 20 && all.contains(&"skip-others".to_owned()), "{all:?}");
    all
}

#[test]
fn completion_scripts_know_every_option_and_their_words() {
    let sandbox = Sandbox::new();
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let ran = sandbox.run(&format!("completions {shell}"));
        assert!(ran.code == Some(0) && ran.err.is_empty(), "{shell} {}", ran.err);
        for option in options(&sandbox) {
            assert!(ran.out.contains(&option), "--{option} is not in the script of {shell}");
        }
        for command in ["check", "explain", "completions", "man"] {
            assert!(ran.out.contains(command), "{shell} {command}");
        }
        // These two shells complete commands and options alone.
        if !["powershell", "elvish"].contains(&shell) {
            assert!(ran.out.contains("BAS001") && ran.out.contains("concise"), "{shell}");
        }
    }
    let ran = sandbox.run("completions bahs");
    assert_eq!(ran.code, Some(2));
    assert!(ran.err.starts_with("错误：completions 不认识“bahs”；是不是想写“bash”？可用："), "{}", ran.err);
}

#[test]
fn shells_read_their_completion_scripts() {
    for shell in ["bash", "zsh", "fish"] {
        let there = Command::new(shell).arg("-c").arg("true").stderr(Stdio::null()).status();
        if shell != "bash" && !there.is_ok_and(|status| status.success()) {
            continue;
        }
        for lang in ["zh", "en"] {
            let sandbox = Sandbox::new();
            let script = sandbox.run(&format!("completions {shell} --lang {lang}")).out;
            let file = sandbox.put("script", script);
            let checked = Command::new(shell).arg("-n").arg(file).output().expect("it runs");
            assert!(checked.status.success(), "{shell}: {}", String::from_utf8_lossy(&checked.stderr));
        }
    }
}

#[test]
fn bash_completes_words_of_options() {
    let sandbox = Sandbox::new();
    let script = sandbox.run("completions bash").out;
    let ask = "\nCOMP_WORDS=(catalint check --min-severity h); COMP_CWORD=3; \
        _catalint catalint h --min-severity; echo \"${COMPREPLY[@]}\"";
    sandbox.put("script", script + ask);
    let ran = Command::new("bash").arg(sandbox.path("script")).output().expect("it runs");
    assert_eq!(String::from_utf8_lossy(&ran.stdout), "hint\n", "{}", String::from_utf8_lossy(&ran.stderr));
}

#[test]
fn the_manual_page_has_every_command_and_option_in_either_language() {
    let sandbox = Sandbox::new();
    for (lang, part) in [("zh", "检查目录文件"), ("en", "Check catalogs")] {
        let ran = sandbox.run(&format!("man --lang {lang}"));
        assert_eq!(ran.code, Some(0));
        // A hyphen that is typed is written `\-` there.
        let page = ran.out.replace("\\-", "-");
        assert!(page.contains(".TH catalint 1") && page.contains(part) && page.contains(".SH \"catalint check\"\n"));
        for option in options(&sandbox) {
            assert!(page.contains(&format!("--{option}")), "--{option} is not in the page");
        }
    }
}
