//! `catalint.yaml`: which one holds, what it changes, what is said of a faulty one.

use super::{Sandbox, clean, faulty};
use catalint_core::docs::complete;

const CONCISE: &str = "check --output-format concise --min-severity hint --quiet";

fn sandbox(config: &str) -> Sandbox {
    let sandbox = Sandbox::new();
    sandbox.put("catalint.yaml", config);
    sandbox
}

/// Codes of a concise report.
fn codes(out: &str) -> Vec<&str> {
    out.lines().map(|line| line.split_whitespace().nth(2).expect("a code")).collect()
}

#[test]
fn the_nearest_config_upward_holds_for_a_file() {
    let sandbox = sandbox("rules: {BAS001: off}\n");
    sandbox.put("a/x.yaml", faulty());
    sandbox.put("a/b/y.yaml", faulty());
    sandbox.put("a/b/catalint.yaml", "rules: {BAS001: hint}\n");
    let ran = sandbox.run(CONCISE);
    assert_eq!((ran.code, ran.out.lines().count()), (Some(0), 1), "{ran:?}");
    assert!(ran.out.starts_with("a/b/y.yaml:") && ran.out.contains("hint BAS001"), "{}", ran.out);
    assert_eq!(sandbox.run(&format!("{CONCISE} --isolated")).out.lines().count(), 2);
    sandbox.put("other.yaml", "rules: {basis-missing: warning}\n");
    let ran = sandbox.run(&format!("{CONCISE} --config other.yaml a"));
    assert_eq!(ran.out.matches("warning BAS001").count(), 2, "{}", ran.out);
}

#[test]
fn a_rule_counts_more_than_its_family_and_the_arguments_more_than_a_config() {
    let sandbox = sandbox("rules: {BAS001: hint, BAS: off, ALL: error}\n");
    sandbox.put("x.yaml", faulty());
    assert!(sandbox.run(CONCISE).out.contains("hint BAS001"));
    sandbox.put("catalint.yaml", "rules: {BAS: off}\n");
    assert_eq!(sandbox.run(CONCISE).out, "");
    assert_eq!(codes(&sandbox.run(&format!("{CONCISE} --select BAS001")).out), ["BAS001"]);
    assert_eq!(sandbox.run(&format!("{CONCISE} --select BAS")).out, "", "a family does not bring back what is off");
}

#[test]
fn a_config_extends_others_and_counts_more_than_they() {
    let sandbox = sandbox("extends: shared/base.yaml\nrules: {BAS: warning}\nlang: zh\n");
    sandbox.put("shared/base.yaml", "extends: [root.yaml]\nrules: {BAS001: off}\nfail_on: warning\nlang: en\n");
    sandbox.put("shared/root.yaml", "rules: {CHN: off}\n");
    sandbox.put("x.yaml", complete("    channels: []\n    basis: []\n"));
    let ran = sandbox.run(CONCISE);
    assert_eq!((ran.code, ran.out.as_str()), (Some(0), ""));
    sandbox.put("shared/base.yaml", "rules: {BAS: off}\nfail_on: warning\n");
    let ran = sandbox.run(CONCISE);
    assert_eq!(ran.code, Some(1));
    assert_eq!(codes(&ran.out), ["CHN001", "BAS001"], "{}", ran.out);
}

#[test]
fn a_config_names_files_of_its_repository_only_unless_it_is_trusted() {
    let sandbox = Sandbox::new();
    sandbox.put("outside.yaml", "rules: {BAS: off}\n");
    sandbox.put("in/catalint.yaml", "extends: ../outside.yaml\n");
    sandbox.put("in/x.yaml", faulty());
    let refused = sandbox.run(&format!("{CONCISE} in"));
    assert!(refused.code == Some(2) && refused.err.contains("CFG004") && !refused.out.contains("BAS"), "{refused:?}");
    let trusted = sandbox.run(&format!("{CONCISE} --trust-config in"));
    assert_eq!((trusted.code, trusted.out.as_str()), (Some(0), ""), "{trusted:?}");
    // Of a file outside nothing is told but that something is wrong in it.
    sandbox.put("outside.yaml", "password: 绝密\n");
    let faulty_one = sandbox.run(&format!("{CONCISE} --trust-config in"));
    assert!(faulty_one.err.contains("CFG004") && !faulty_one.err.contains("绝密"), "{faulty_one:?}");
    assert!(!faulty_one.out.contains("password") && !faulty_one.err.contains("password"), "{faulty_one:?}");
    #[cfg(unix)]
    {
        let root = sandbox.folder.path();
        std::os::unix::fs::symlink(root.join("outside.yaml"), root.join("in/link.yaml")).expect("a link");
        sandbox.put("in/catalint.yaml", "extends: link.yaml\n");
        let linked = sandbox.run(&format!("{CONCISE} in"));
        assert!(linked.err.contains("CFG004") && !linked.err.contains("password"), "{linked:?}");
    }
    // The repository around both holds them together.
    sandbox.put(".git/HEAD", "ref: refs/heads/main\n");
    sandbox.put("outside.yaml", "rules: {BAS: off}\n");
    assert_eq!(sandbox.run(&format!("{CONCISE} in")).out, "");
}

#[test]
fn lang_and_fail_on_come_from_the_config_unless_the_arguments_say_otherwise() {
    let sandbox = sandbox("lang: en\nfail_on: never\n");
    sandbox.put("x.yaml", faulty());
    let ran = sandbox.run(CONCISE);
    assert_eq!(ran.code, Some(0));
    assert!(ran.out.contains("error BAS001 The item has no legal basis."), "{}", ran.out);
    let ran = sandbox.run(&format!("{CONCISE} --lang zh --fail-on error"));
    assert_eq!(ran.code, Some(1));
    assert!(ran.out.contains("没有填写公开依据"), "{}", ran.out);
}

#[test]
fn files_of_a_walk_are_included_and_excluded_and_named_ones_always_checked() {
    let sandbox = sandbox("files: {include: [catalogs/], exclude: [drafts/, '*-old.yaml']}\n");
    for name in ["catalogs/a.yaml", "catalogs/drafts/b.yaml", "catalogs/c-old.yaml", "d.yaml"] {
        sandbox.put(name, faulty());
    }
    assert_eq!(sandbox.run(CONCISE).files(), ["catalogs/a.yaml"]);
    assert_eq!(sandbox.run(&format!("{CONCISE} catalogs")).files(), ["catalogs/a.yaml"]);
    assert_eq!(
        sandbox.run(&format!("{CONCISE} d.yaml catalogs/c-old.yaml")).files(),
        ["catalogs/c-old.yaml", "d.yaml"]
    );
}

#[test]
fn some_files_have_settings_of_their_own() {
    let config = "profile: national\nfiles:\n  overrides:\n    - {paths: drafts/, rules: {BAS: hint}}\n    - {paths: drafts/b.yaml, rules: {BAS001: off}, profile: shanghai}\n";
    let sandbox = sandbox(config);
    for name in ["a.yaml", "drafts/a.yaml", "drafts/b.yaml"] {
        sandbox.put(name, faulty());
    }
    let ran = sandbox.run(CONCISE);
    assert_eq!(ran.files(), ["a.yaml", "drafts/a.yaml"]);
    assert!(ran.out.contains("error") && ran.out.contains("hint"), "{}", ran.out);
    let shown = sandbox.run("check --show-settings drafts/b.yaml");
    assert_eq!(shown.code, Some(0));
    assert!(shown.out.contains("体例：shanghai") && shown.out.contains("BAS001 off"), "{}", shown.out);
}

#[test]
fn a_profile_of_ones_own_brings_its_words() {
    let config = "profile: lake\nprofiles:\n  lake:\n    extends: shanghai\n    channels: [政府网站, {name: 湖区之声, website: false, synonyms: [湖声]}]\n    levels: [{name: 湖级, ranks: county}]\n    extra_channels: [微信群]\n";
    let sandbox = sandbox(config);
    let text =
        complete("profile: lake\n").replace("[政府网站]", "[政府网站, 湖声, 微信群]").replace("[区级]", "[湖级]");
    sandbox.put("x.yaml", text.as_bytes());
    let ran = sandbox.run(&format!("{CONCISE} --select CHN,LVL,SCH"));
    assert_eq!(codes(&ran.out), ["CHN002"], "{}", ran.out);
    assert!(ran.out.contains("湖区之声"), "{}", ran.out);
    sandbox.run(&format!("{CONCISE} --fix --select CHN"));
    assert!(String::from_utf8_lossy(&sandbox.get("x.yaml")).contains("[政府网站, 湖区之声, 微信群]"));
    let ran = sandbox.run(&format!("{CONCISE} --profile lak"));
    assert!(ran.code == Some(2) && ran.err.contains("lake"), "{}", ran.err);
}

#[test]
fn rules_of_ones_own_find_say_and_mend() {
    let config = "custom_rules:\n  ORG001:\n    name: org-short-name\n    field: [公开主体]\n    not_pattern: 民政局$\n    message: {zh: '写上全称“{value}”', en: 'Write the full name of {value}.'}\n    severity: error\n    fix: {replace: ^区, with: 静安区, safe: true}\n  ORG002: {field: note, required_when: {field: topic, pattern: 救助}, message: 救助事项要有备注}\n  ORG003: {field: content, count: {max: 1}, message: 一项一条, severity: hint}\n  ORG004: {field: audience, one_of: [全社会], length: {min: 4}, message: 对象}\n";
    let sandbox = sandbox(config);
    sandbox.put("x.yaml", clean());
    let ran = sandbox.run(CONCISE);
    assert_eq!(codes(&ran.out), ["ORG002", "ORG003", "ORG001", "ORG004"], "{}", ran.out);
    assert!(ran.out.contains("写上全称“民政局”"), "{}", ran.out);
    assert_eq!(ran.code, Some(1));
    assert_eq!(codes(&sandbox.run(&format!("{CONCISE} --select org-short-name")).out), ["ORG001"]);
    assert_eq!(codes(&sandbox.run(&format!("{CONCISE} --ignore ORG")).out), [""; 0]);
    let ran = sandbox.run("check --statistics");
    assert!(ran.err.contains("ORG001  写上全称"), "{}", ran.err);
    let explained = sandbox.run("explain ORG001");
    assert!(explained.out.contains("org-short-name"), "{}", explained.out);
}

#[test]
fn a_safe_fix_of_ones_own_rule_is_applied() {
    let config = "custom_rules:\n  ORG001: {field: publisher, not_pattern: ^区, message: 全称, fix: {with: 静安区, safe: true}}\n";
    let sandbox = sandbox(config);
    sandbox.put("x.yaml", clean());
    let ran = sandbox.run(&format!("{CONCISE} --fix --select ORG"));
    assert_eq!((ran.code, ran.out.as_str()), (Some(0), ""));
    assert!(String::from_utf8_lossy(&sandbox.get("x.yaml")).contains("publisher: 静安区民政局"));
}

#[test]
fn schemas_of_ones_own_speak_at_the_place() {
    let sandbox = sandbox("schemas: [schemas/region.json]\n");
    sandbox.put(
        "schemas/region.json",
        r#"{"required": ["field"], "properties": {"items": {"items": {"properties": {"levels": {"contains": {"const": "市级"}}}}}}}"#,
    );
    sandbox.put("x.yaml", clean());
    let ran = sandbox.run(CONCISE);
    assert_eq!(codes(&ran.out), ["SCH004", "SCH004"], "{}", ran.out);
    assert!(ran.out.starts_with("x.yaml:1:1: ") && ran.out.contains("x.yaml:18:5: "), "{}", ran.out);
    sandbox.put("schemas/region.json", r#"{"type": "objekt"}"#);
    let ran = sandbox.run(CONCISE);
    assert_eq!(ran.code, Some(2));
    assert!(ran.err.contains("CFG004") && ran.err.contains("schemas/region.json"), "{}", ran.err);
}

/// A file of acts with a head, checked to a day.
fn acts(checked_to: &str, rows: &[&str]) -> String {
    format!("# Acts.\r\n# Facts as of {checked_to}. One act a line.\r\n\r\n{}\r\n", rows.join("\r\n"))
}

#[test]
fn acts_newer_than_the_program_come_from_a_file() {
    let archives = "云岭省档案条例\t地方性法规\tstatus=repealed\tended=2024-03-01\tby=云岭省新档案条例";
    let sandbox = sandbox("laws:\n  extends: [law/new.tsv, law/later.tsv]\n");
    sandbox.put("law/new.tsv", acts("2098-01-31", &[archives]));
    let later = ["云岭省新档案条例\t地方性法规\teffective=2024-03-01\tstatus=in-force"];
    sandbox.put("law/later.tsv", "\u{feff}".to_owned() + &acts("2098-02-28", &later));
    sandbox.put("x.yaml", complete("    basis: 《云岭省档案条例》第三条\n"));
    let ran = sandbox.run(CONCISE);
    assert_eq!(codes(&ran.out), ["BAS002"], "{ran:?}");
    assert!(ran.out.contains("云岭省新档案条例"), "{}", ran.out);
    // The day to which the later of the files was checked is that of the law.
    let page = sandbox.run("law 云岭省档案条例 --as-of 2098-02-28").out;
    assert!(page.contains("2024年3月1日废止") && page.contains("核对到2098年2月28日。"), "{page}");
    let list = sandbox.run("check x.yaml --output-format markdown --as-of 2098-03-01").out;
    assert!(list.contains("核对到2098年2月28日，此后的修改和废止可能没有收录"), "{list}");
    // The baseline of what is known without the config.
    assert_eq!(sandbox.run("law 云岭省档案条例 --isolated").code, Some(1));
}

#[test]
fn a_file_of_acts_that_is_older_than_the_program_takes_the_place_of_none() {
    let budget = "中华人民共和国预算法\t法律\tstatus=repealed\tended=2020-01-01";
    let sandbox = sandbox("laws: [{extends: law.tsv}]\n");
    let status = |checked_to| {
        sandbox.put("law.tsv", acts(checked_to, &[budget, "云岭省档案条例\t地方性法规"]));
        assert_eq!(sandbox.run("law 云岭省档案条例").code, Some(0));
        sandbox.run("law 预算法 --as-of 2026-09-01").out
    };
    assert!(status("2020-05-31").contains("现行有效"));
    assert!(status("2098-01-31").contains("2020年1月1日废止"));
}

#[test]
fn what_is_wrong_in_a_file_of_acts_is_told_at_its_place_there() {
    let sandbox = sandbox("laws:\n  - extends: law.tsv\n  - {title: 云岭省甲条例, kind: 地方性法规}\n");
    let rows = [
        "云岭省甲条例\t地方性法规\tpromulgated=2020-10-01\teffective=2020-07-01",
        "云岭省乙条例\t地方性法规\teffective=2020-13-01",
        "云岭省丙条例\t地方性法规\tpromulgated=2020-10-01\teffective=2020-07-01",
        "云岭省丁条例\t地方法",
    ];
    sandbox.put("law.tsv", acts("2098-01-31", &rows));
    let ran = sandbox.run(CONCISE);
    assert_eq!(ran.code, Some(2));
    for part in ["law.tsv:5:14", "law.tsv:6:1", "law.tsv:7:1", "云岭省乙条例", "云岭省丙条例", "云岭省丁条例"]
    {
        assert!(ran.err.contains(part), "{part}\n{}", ran.err);
    }
    // The row of the config counts, not that of the file.
    assert_eq!(ran.err.matches("CFG006").count(), 3, "{}", ran.err);
    assert!(!ran.err.contains("SYN"), "{}", ran.err);
    let missing = sandbox.run("law 预算法 --config none.yaml");
    assert_eq!(missing.code, Some(2));
    std::fs::remove_file(sandbox.path("law.tsv")).expect("it is there");
    let ran = sandbox.run(CONCISE);
    assert!(ran.code == Some(2) && ran.err.contains("CFG004") && ran.err.contains("law.tsv"), "{}", ran.err);
}

#[test]
fn acts_of_a_province_are_known_from_the_config() {
    let row = "laws:\n  - title: 云岭省档案条例\n    kind: 地方性法规\n    numbers: 2015-07-01 云岭省人大常委会公告第9号\n    status: repealed\n    ended: 2024-03-01\n    by: 中华人民共和国档案法\n";
    let sandbox = sandbox(row);
    sandbox.put("x.yaml", complete("    basis: 《云岭省档案条例》第三条\n"));
    let ran = sandbox.run(CONCISE);
    assert_eq!(codes(&ran.out), ["BAS002"], "{}", ran.out);
    assert!(ran.out.contains("2024年3月1日") && ran.out.contains("中华人民共和国档案法"), "{}", ran.out);
    assert!(sandbox.run("law 云岭省档案条例").out.contains("废止"));
    assert_eq!(sandbox.run(&format!("{CONCISE} --isolated")).out, "");
}

#[test]
fn nothing_is_checked_under_a_faulty_config_and_its_faults_have_places() {
    let sandbox = sandbox("rules:\n  BAS07: off\nlang zh\n");
    sandbox.put("x.yaml", faulty());
    let ran = sandbox.run(CONCISE);
    assert_eq!((ran.code, ran.out.as_str()), (Some(2), ""));
    assert!(ran.err.contains("SYN002") && ran.err.contains("[catalint.yaml:3:1"), "{}", ran.err);
    sandbox.put("catalint.yaml", "rules:\n  BAS07: off\n");
    let ran = sandbox.run(CONCISE);
    assert!(ran.err.contains("CFG003") && ran.err.contains("[catalint.yaml:2:3"), "{}", ran.err);
    let ran = sandbox.run(&format!("{CONCISE} --config none.yaml"));
    assert!(ran.code == Some(2) && ran.err.contains("配置文件 none.yaml 读不出来"), "{}", ran.err);
    sandbox.put("catalint.yaml", "");
    assert_eq!(sandbox.run(CONCISE).code, Some(1), "an empty config is none");
}
