//! `init`.

use std::fs;

use catalint_core::config::ConfigFiles;
use catalint_core::lint::lint_config;

use super::{Sandbox, clean};

const ALL: [&str; 6] = [
    "catalint.yaml",
    ".catalint/config.schema.json",
    ".catalint/catalog.schema.json",
    "catalogs/示例目录.yaml",
    ".pre-commit-config.yaml",
    ".github/workflows/catalogs.yml",
];

struct Text(String);

impl ConfigFiles for Text {
    fn read(&mut self, path: &str) -> Result<Vec<u8>, String> {
        match path {
            "catalint.yaml" => Ok(self.0.clone().into_bytes()),
            _ if path.ends_with(".json") => Ok(b"{}".to_vec()),
            _ => Ok(clean().into_bytes()),
        }
    }
}

#[test]
fn an_empty_folder_gets_all_of_it_and_the_first_catalog_is_clean() {
    for (profile, level) in [("national", "县级"), ("shanghai", "区级")] {
        let sandbox = Sandbox::new();
        let ran = sandbox.run(&format!("init --profile {profile}"));
        assert!(ran.code == Some(0) && ran.err.is_empty(), "{}", ran.err);
        for path in ALL {
            assert!(!sandbox.get(path).is_empty() && ran.out.contains(path), "{path}\n{}", ran.out);
        }
        assert!(String::from_utf8(sandbox.get(ALL[3])).expect("UTF-8").contains(level));
        let ran = sandbox.run("check --min-severity hint");
        assert_eq!((ran.code, ran.out.as_str()), (Some(0), ""), "{}", ran.err);
        assert!(ran.err.starts_with("检查了1个文件、6项：没有发现问题"), "{}", ran.err);
    }
}

#[test]
fn the_first_catalog_has_keys_in_the_language_of_the_run() {
    for (line, title) in [
        ("init", "标题: 示例县"),
        ("init --lang en", "title: 示例县"),
        ("init --keys en", "title: 示例县"),
        ("init --lang en --keys zh", "标题: 示例县"),
    ] {
        let sandbox = Sandbox::new();
        assert_eq!(sandbox.run(line).code, Some(0));
        let catalog = String::from_utf8(sandbox.get(ALL[3])).expect("UTF-8");
        assert!(catalog.contains(&format!("\n{title}")), "{line}\n{catalog}");
        let keys = catalog.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once(':'));
        let chinese = keys.filter(|(key, _)| !key.is_ascii() && !key.contains("联系方式")).count();
        assert!(if title.starts_with("title") { chinese == 0 } else { chinese > 70 }, "{catalog}");
        let ran = sandbox.run("check --min-severity hint");
        assert_eq!((ran.code, ran.out.as_str()), (Some(0), ""), "{}", ran.err);
    }
    let sandbox = Sandbox::new();
    sandbox.put("表.csv", "一级事项,公开内容,公开依据,公开渠道\n社会救助,低保标准,《社会救助暂行办法》,政府网站\n");
    assert_eq!(sandbox.run("init --from 表.csv --keys en").code, Some(0));
    assert!(String::from_utf8(sandbox.get("catalogs/表.yaml")).expect("UTF-8").contains("topic: 社会救助"));
}

#[test]
fn the_schema_offers_the_keys_that_the_catalogs_here_are_written_in() {
    let offered = |sandbox: &Sandbox| {
        let schema: serde_json::Value = serde_json::from_slice(&sandbox.get(ALL[2])).expect("JSON");
        let properties = schema["$defs"]["item"]["properties"].clone();
        let is = |name: &str| properties[name].is_object() && properties[name].get("doNotSuggest").is_none();
        (is("公开依据"), is("basis"))
    };
    for (line, wanted) in
        [("init", (true, false)), ("init --lang en", (false, true)), ("init --keys en", (false, true))]
    {
        let sandbox = Sandbox::new();
        assert_eq!(sandbox.run(line).code, Some(0));
        assert_eq!(offered(&sandbox), wanted, "{line}");
    }
    let sandbox = Sandbox::new();
    sandbox.put("旧.yaml", "title: 甲\nauthority: 乙\nitems:\n  - topic: 丙\n    content: 丁\n    basis: 戊\n");
    assert_eq!(sandbox.run("init").code, Some(0));
    assert_eq!(offered(&sandbox), (false, true), "a catalog that is here already");
}

#[test]
fn the_config_is_sound_as_it_is_and_with_every_example_in_use() {
    let sandbox = Sandbox::new();
    sandbox.run("init --profile shanghai");
    let config = String::from_utf8(sandbox.get("catalint.yaml")).expect("UTF-8");
    assert!(config.starts_with("# yaml-language-server: $schema=.catalint/config.schema.json\n"));
    // Behind the sign of an explanation stands one blank, of an example none or its indentation.
    let explains = |line: &str| line == "#" || line.starts_with("# ") && !line.starts_with("#  ");
    let used = |line| if explains(line) { line } else { line.strip_prefix('#').unwrap_or(line) };
    let whole: String = config.lines().map(|line| used(line).to_owned() + "\n").collect();
    for section in
        ["profile", "lang", "fail_on", "rules", "files", "custom_rules", "schemas", "reference", "laws", "baseline"]
    {
        assert!(whole.contains(&format!("\n{section}:")), "{section}\n{whole}");
    }
    for text in [config, whole] {
        let linted = lint_config("catalint.yaml", &mut Text(text.clone())).expect("it can be read");
        let said: Vec<String> = linted
            .reports
            .iter()
            .flat_map(|r| &r.findings)
            .map(|d| format!("{:?} {}", d.span(), d.message_in(catalint_core::rule::Lang::En)))
            .collect();
        assert!(linted.is_sound(), "{said:?}\n{text}");
        assert_eq!(linted.config.profile.as_deref(), Some("shanghai"));
    }
}

#[test]
fn what_exists_is_never_touched_and_the_entry_to_add_is_shown() {
    let sandbox = Sandbox::new();
    let mine = "repos:\n  - repo: local\n    hooks: []\n";
    for path in ALL {
        sandbox.put(path, mine);
    }
    let ran = sandbox.run("init --lang en");
    assert!(ran.code == Some(0) && !ran.out.contains("Written"), "{}", ran.out);
    for path in ALL {
        assert_eq!(sandbox.get(path), mine.as_bytes(), "{path}");
    }
    assert!(ran.out.contains("exists; add this to it:\n\n        - repo: local\n"), "{}", ran.out);
    assert!(ran.out.contains("entry: catalint check --skip-others --force-exclude --allow-empty\n"), "{}", ran.out);
}

#[test]
fn a_second_run_changes_nothing() {
    let sandbox = Sandbox::new();
    sandbox.run("init");
    let before: Vec<Vec<u8>> = ALL.iter().map(|path| sandbox.get(path)).collect();
    let ran = sandbox.run("init --profile shanghai");
    assert!(ran.code == Some(0) && !ran.out.contains("已写入"), "{}", ran.out);
    assert_eq!(ALL.iter().map(|path| sandbox.get(path)).collect::<Vec<_>>(), before);
}

#[test]
fn the_workflow_is_that_of_the_repository_and_stands_at_its_top() {
    let gitlab = Sandbox::new();
    gitlab.put(".git/config", "[remote \"origin\"]\n\turl = https://gitlab.example/目录.git\n");
    gitlab.run("init");
    assert!(gitlab.path(".gitlab-ci.yml").exists() && !gitlab.path(".github").exists());
    let gitee = Sandbox::new();
    gitee.put(".git/config", "[remote \"origin\"]\n\turl = https://gitee.example/目录.git\n");
    gitee.run("init");
    assert!(gitee.path(".workflow/catalint.yml").exists() && !gitee.path(".github").exists());
    let asked = Sandbox::new();
    asked.run("init --ci gitee");
    assert_eq!(asked.get(".workflow/catalint.yml"), gitee.get(".workflow/catalint.yml"));
    let none = Sandbox::new();
    none.run("init --ci none");
    assert!(!none.path(".gitlab-ci.yml").exists() && !none.path(".github").exists());
    let below = Sandbox::new();
    below.put("local/a.txt", "");
    fs::create_dir(below.path(".git")).expect("a folder");
    let mut command = below.command(["init"]);
    let output = command.current_dir(below.path("local")).output().expect("it runs");
    let said = String::from_utf8(output.stdout).expect("UTF-8");
    assert!(said.contains("应放在仓库的顶层") && below.path("local/catalint.yaml").exists(), "{said}");
    assert!(!below.path("local/.pre-commit-config.yaml").exists() && !below.path("local/.github").exists());
}

#[test]
fn catalogs_that_are_there_need_no_example() {
    let sandbox = Sandbox::with(&["目录/a.yaml"]);
    let ran = sandbox.run("init");
    assert!(ran.out.contains("这里已有目录") && !sandbox.path("catalogs").exists(), "{}", ran.out);
}

#[test]
fn a_folder_in_the_way_is_an_error_and_the_rest_is_written() {
    let sandbox = Sandbox::new();
    sandbox.put(".github", "");
    let ran = sandbox.run("init --ci github");
    assert_eq!(ran.code, Some(2));
    assert!(ran.err.starts_with("错误：无法写入 .github/workflows/catalogs.yml："), "{}", ran.err);
    assert!(sandbox.path("catalint.yaml").exists() && ran.out.contains("catalint.yaml"));
}
