//! Languages, help, and mistakes in the arguments.

use catalint_domain::law::Registry;

use super::Sandbox;

#[test]
fn the_language_is_chosen_by_option_then_environment_then_locale() {
    let said = |sandbox: &Sandbox, line: &str| {
        let ran = sandbox.run(line);
        match (ran.out.contains("没有填写公开依据"), ran.out.contains("has no legal basis")) {
            (true, false) => "zh",
            (false, true) => "en",
            _ => panic!("{ran:?}"),
        }
    };
    let fresh = || Sandbox::with(&["a.yaml"]);
    assert_eq!(said(&fresh(), "check"), "zh");
    assert_eq!(said(&fresh(), "check --lang en"), "en");
    for (locale, want) in [("en_US.UTF-8", "en"), ("zh_CN.UTF-8", "zh"), ("fr_FR.UTF-8", "zh"), ("C", "zh")] {
        assert_eq!(said(&fresh().set("LC_ALL", locale), "check"), want, "{locale}");
    }
    let both = fresh().set("LC_ALL", "zh_CN.UTF-8").set("CATALINT_LANG", "en");
    assert_eq!(said(&both, "check"), "en");
    assert_eq!(said(&both, "--lang zh check"), "zh");
}

#[test]
fn the_whole_run_is_in_one_language() {
    let chinese = |text: &str| text.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
    let sandbox = Sandbox::with(&["a.yaml"]);
    for line in [
        "--help --lang en",
        "check --help --lang en",
        "rules --help --lang en",
        "check --lang en no-such.yaml",
        "check --lang en --add-ignores=",
        "check --lang en --baseline no-such.json",
        "baseline --help --lang en",
        "baseline --lang en",
        "check --lang en --fixx",
        "check --lang en --jobs x",
        "check --lang en --output-format x",
        "check --lang en --ignore ALL --statistics",
        "explain --lang en nothing",
    ] {
        let ran = sandbox.run(line);
        let said = ran.out.clone() + &ran.err;
        assert!(!chinese(&said) && !said.is_empty(), "{line}\n{said}");
        let ran = sandbox.run(&line.replace("--lang en", "--lang zh"));
        assert!(chinese(&(ran.out + &ran.err)), "{line}");
    }
}

#[test]
fn help_and_version_are_asked_for_and_the_lack_of_a_command_is_not() {
    let sandbox = Sandbox::new();
    let help = sandbox.run("--help");
    assert!(help.code == Some(0) && help.out.contains("用法：catalint <命令> [选项]") && help.err.is_empty());
    for word in ["Usage", "Options", "possible values", "Commands"] {
        assert!(!help.out.contains(word) && !sandbox.run("check -h").out.contains(word), "{word}");
    }
    let version = concat!("catalint ", env!("CARGO_PKG_VERSION"), "\n");
    let checked = Registry::builtin().checked_to();
    assert_eq!(sandbox.run("-V").out, version);
    assert_eq!(sandbox.run("--version").out, format!("{version}法律数据核对到{}\n", checked.chinese()));
    let english = format!("{version}data on laws checked up to {checked}\n");
    assert_eq!(sandbox.run("--version --lang en").out, english);
    let none = sandbox.run("");
    assert!(none.code == Some(2) && none.err.contains("用法：") && none.out.is_empty());
}

#[test]
fn a_mistake_in_the_arguments_ends_with_2_and_says_what_is_meant() {
    let sandbox = Sandbox::with(&["a.yaml"]);
    for (line, said) in [
        ("check --fixx", "没有“--fixx”这个选项；是不是想写“--fix”？"),
        ("check --nothing-like-it", "没有“--nothing-like-it”这个选项"),
        ("chek a.yaml", "没有“chek”这个命令；是不是想写“check”？"),
        ("a.yaml", "没有“a.yaml”这个命令；要检查文件，请写：catalint check a.yaml"),
        (
            "check --output-format jsn",
            "--output-format 不认识“jsn”；是不是想写“json”？可用：pretty、concise、json、jsonl、sarif、",
        ),
        ("check --output-format x", "--output-format 不认识“x”；可用：pretty、concise、json、jsonl、sarif、"),
        ("check --output-format", "“--output-format”后面缺少值"),
        ("check --select BAS0001", "--select 不认识“BAS0001”；是不是想写“BAS001”？"),
        ("check --ignore basis-mising", "--ignore 不认识“basis-mising”；是不是想写“basis-missing”？"),
        ("check --profile shanghia", "--profile 不认识“shanghia”；是不是想写“shanghai”？可用：national、shanghai"),
        ("check --as-of 2026-02-30", "“2026-02-30”不是日期；请写成 2026-06-30 的样子"),
        ("check --jobs 0", "--jobs 的值“0”不对；请写 1 到 1024 的整数"),
        ("check --min-severity warn", "--min-severity 不认识“warn”；可用：error、warning、hint"),
        ("check --fail-on nver", "--fail-on 不认识“nver”；是不是想写“never”？"),
        ("check --color maybe", "--color 不认识“maybe”；可用：auto、always、never"),
        ("check --lang fr", "--lang 不认识“fr”；可用：zh、en"),
        ("check --fix=yes", "“--fix”后面不用写值（“yes”）"),
        ("check --diff --output-format json", "“--diff”不能与“--output-format”一起使用"),
        ("explain", "缺少 <CODE>..."),
        ("explain BAS0001", "没有“BAS0001”这条规则；是不是想写“BAS001”？"),
        ("explain 公开", "没有“公开”这条规则；全部规则请看：catalint rules"),
        ("schema catalgo", "schema 不认识“catalgo”；是不是想写“catalog”？可用：catalog、config、report"),
        ("rules --output-format yaml", "--output-format 不认识“yaml”；可用：pretty、json、markdown"),
    ] {
        let ran = sandbox.run(line);
        assert_eq!((ran.code, ran.out.as_str()), (Some(2), ""), "{line}");
        assert!(ran.err.starts_with(&format!("错误：{said}")), "{line}\n{}", ran.err);
        assert!(ran.err.contains("--help"), "{line}\n{}", ran.err);
    }
}
