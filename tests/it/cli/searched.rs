//! What a search leaves out, what it says where it found nothing, and how reports call the files.

use std::fs;

use serde_json::Value;

use super::{Sandbox, clean, faulty};

#[test]
fn exclusions_of_the_config_may_take_back() {
    let sandbox = Sandbox::with(&["a/x.yaml", "a/y.yaml", "b/x.yaml", "旧/x.yaml", "z.yaml"]);
    let files = |patterns: &str| {
        sandbox.put("catalint.yaml", format!("files: {{exclude: [{patterns}]}}\n"));
        sandbox.run("check --output-format concise").files().join(" ")
    };
    assert_eq!(files(r#""*.yaml", "!x.yaml""#), "a/x.yaml b/x.yaml 旧/x.yaml");
    assert_eq!(files(r#""!x.yaml", "*.yaml""#), "");
    assert_eq!(files(r#""*.yaml", "!x.yaml", "/b/x.yaml""#), "a/x.yaml 旧/x.yaml");
    assert_eq!(files(r#"旧/, "!旧/x.yaml", a/*, "!a/y.yaml""#), "a/y.yaml b/x.yaml z.yaml");
    sandbox.put("catalint.yaml", "files: {include: [a/, b/, \"!a/y.yaml\"]}\n");
    assert_eq!(sandbox.run("check --output-format concise").files(), ["a/x.yaml", "b/x.yaml"]);
    // By force for named files, too.
    sandbox.put("catalint.yaml", "files: {exclude: [\"*.yaml\", \"!x.yaml\"]}\n");
    let ran = sandbox.run("check --force-exclude --output-format concise a/x.yaml a/y.yaml");
    assert_eq!(ran.files(), ["a/x.yaml"]);
}

#[test]
fn where_nothing_is_found_it_is_said_why() {
    let sandbox = Sandbox::with(&["忽略/a.yaml", "排除/b.yaml", "旧/c.yaml", ".藏/d.yaml"]);
    sandbox.put(".gitignore", "忽略/\n");
    sandbox.put("catalint.yaml", "files: {exclude: [旧/, catalint.yaml]}\n");
    sandbox.put("ci.yaml", "on: push\n");
    sandbox.put("表/目录.xlsx", "");
    sandbox.put("通讯录.csv", "姓名,电话\n");
    sandbox.put("表/~$目录.xlsx", "");
    sandbox.put("README.md", "# 说明\n");
    let ran = sandbox.run("check --exclude 排除");
    assert_eq!(ran.code, Some(2));
    for line in [
        "错误：在 . 下没有找到目录文件（另有1个 YAML 文件不是目录，已略过）\n",
        "  被 --exclude 排除的目录：排除/b.yaml\n",
        "  按 catalint.yaml 的 files 不检查的目录：旧/c.yaml\n",
        "  被 .gitignore 等忽略规则排除的目录：忽略/a.yaml\n",
        "  隐藏的、在隐藏文件夹里的目录：.藏/d.yaml\n",
        "  不是目录的 YAML 文件：ci.yaml\n",
        "  另有3个表格没有检查。表头不是目录：表/目录.xlsx、通讯录.csv；文件打开时的临时文件：表/~$目录.xlsx\n",
    ] {
        assert!(ran.err.contains(line), "{line}is not in\n{}", ran.err);
    }
    let english = sandbox.run("check --lang en --exclude 排除").err;
    assert!(
        english.contains("  Not checked: 3 tables; no catalog by the heads: 表/目录.xlsx, 通讯录.csv;"),
        "{english}"
    );
    assert!(sandbox.run("baseline 表").err.contains("  另有2个表格没有检查。表头不是目录：表/目录.xlsx；"));
    sandbox.put("catalint.yaml", "files: {exclude: [旧/, catalint.yaml], tables: off}\n");
    let off = sandbox.run("check 表").err;
    assert!(
        off.contains("  按配置不检查的表格：表/目录.xlsx\n") && off.contains("：catalint check 表/目录.xlsx\n"),
        "{off}"
    );
    // Many are counted; of nothing at all nothing is said.
    let many = Sandbox::with(&["x/a.yaml", "x/b.yaml", "x/c.yaml", "x/d.yaml"]);
    many.put(".ignore", "x/\n");
    let said = many.run("check").err;
    assert!(said.ends_with("忽略规则排除的目录：x/a.yaml、x/b.yaml、x/c.yaml 等4个\n"), "{said}");
    assert_eq!(Sandbox::new().run("check").err, "错误：在 . 下没有找到目录文件\n");
    let named = Sandbox::with(&["a.yaml"]);
    let said = named.run("check --force-exclude --exclude a.yaml a.yaml").err;
    assert!(said.ends_with("  被 --exclude 排除的目录：a.yaml\n"), "{said}");
}

/// The files of a report as each format for forges calls them.
fn called(sandbox: &Sandbox, line: &str) -> Vec<String> {
    let formats = ["github", "gitlab", "sarif", "rdjson", "checkstyle", "junit"];
    let path = |format: &str| {
        let out = sandbox.run(&format!("check {line} --select BAS001 --output-format {format}")).out;
        let json = || serde_json::from_str::<Value>(&out).expect("JSON");
        let text = |value: &Value| value.as_str().unwrap_or_else(|| panic!("{out}")).to_owned();
        let between = |from: &str, to: char| {
            let rest = out.split_once(from).unwrap_or_else(|| panic!("{out}")).1;
            rest.split(to).next().expect("an end").to_owned()
        };
        match format {
            "github" => between("file=", ','),
            "gitlab" => text(&json()[0]["location"]["path"]),
            "sarif" => {
                text(&json()["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"])
            }
            "rdjson" => text(&json()["diagnostics"][0]["location"]["path"]),
            "checkstyle" => between("<file name=\"", '"'),
            _ => between("<testsuite name=\"", '"'),
        }
    };
    formats.map(path).to_vec()
}

#[test]
fn forges_get_paths_from_the_top_of_the_repository() {
    let sandbox = Sandbox::with(&["repo/catalogs/a.yaml"]);
    let top = fs::canonicalize(sandbox.path("repo")).expect("a folder");
    assert_eq!(called(&sandbox, "repo"), ["repo/catalogs/a.yaml"; 6]);
    assert_eq!(called(&sandbox, "--root repo repo"), ["catalogs/a.yaml"; 6]);
    assert_eq!(called(&sandbox, &format!("--root {} repo/catalogs/a.yaml", top.display())), ["catalogs/a.yaml"; 6]);
    // A file that lies elsewhere keeps its name.
    sandbox.put("b.yaml", faulty());
    fs::create_dir(sandbox.path("leer")).expect("a folder");
    assert_eq!(called(&sandbox, "--root leer b.yaml"), ["b.yaml"; 6]);
    // Those of the run stay as they are.
    let json = sandbox.run("check --root repo repo --output-format json").out;
    let report: Value = serde_json::from_str(&json).expect("JSON");
    assert_eq!(report["findings"][0]["file"], "repo/catalogs/a.yaml");
    assert!(sandbox.run("check --root repo repo --output-format concise").out.starts_with("repo/catalogs/a.yaml:"));
    let ran = sandbox.run("check --root 没有 repo");
    assert!(ran.code == Some(2) && ran.out.is_empty() && ran.err.contains("找不到文件或文件夹：没有"), "{}", ran.err);
}

#[test]
fn forges_say_themselves_where_the_top_is() {
    for variable in ["GITHUB_WORKSPACE", "CI_PROJECT_DIR"] {
        let sandbox = Sandbox::with(&["repo/catalogs/a.yaml"]);
        let top = fs::canonicalize(sandbox.path("repo")).expect("a folder");
        let mut command = sandbox.command(["check", "--as-of", "2026-11-01", "--output-format", "github", "a.yaml"]);
        let output = command.current_dir(sandbox.path("repo/catalogs")).env(variable, top).output().expect("it runs");
        let said = String::from_utf8(output.stdout).expect("UTF-8");
        assert!(said.starts_with("::error file=catalogs/a.yaml,line="), "{said}");
    }
}

#[test]
fn a_config_that_is_not_there_checks_nothing() {
    let sandbox = Sandbox::with(&["a.yaml"]);
    for command in ["check", "baseline", "check --fix", "check --show-settings"] {
        let ran = sandbox.run(&format!("{command} --config 没有.yaml a.yaml"));
        assert_eq!((ran.code, ran.out.as_str()), (Some(2), ""), "{command}");
        assert_eq!(ran.err, "错误：配置文件 没有.yaml 读不出来：找不到该文件\n", "{command}");
    }
    let english = sandbox.run("check --lang en --config none.yaml a.yaml").err;
    assert_eq!(english, "error: the config none.yaml can't be read: there is no such file\n");
    assert_eq!(sandbox.get("a.yaml"), faulty().into_bytes());
    assert!(!sandbox.path("catalint-baseline.json").exists());
}

#[test]
fn a_country_is_no_language_but_it_is_plain_which_is_meant() {
    let sandbox = Sandbox::new();
    sandbox.put("a.yaml", clean());
    for (word, meant) in
        [("cn", "zh"), ("zh-CN", "zh"), ("Chinese", "zh"), ("中文", "zh"), ("英文", "en"), ("us", "en")]
    {
        let ran = sandbox.run(&format!("check --lang {word} a.yaml"));
        let said =
            if meant == "zh" { format!("是不是想写“{meant}”？") } else { format!("did you mean {meant}?") };
        assert!(ran.code == Some(2) && ran.err.contains(&said), "{word}\n{}", ran.err);
        sandbox.put("catalint.yaml", format!("lang: {word}\n"));
        let ran = sandbox.run("check a.yaml");
        assert!(ran.code == Some(2) && ran.err.contains(&format!("可能是“{meant}”")), "{word}\n{}", ran.err);
        fs::remove_file(sandbox.path("catalint.yaml")).expect("it is there");
    }
    assert!(sandbox.run("check --lang xx a.yaml").err.contains("可用：zh、en"));
}
