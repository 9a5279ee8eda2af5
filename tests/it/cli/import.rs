//! `import`, and `check` of tables.

use serde_json::Value;

use super::Sandbox;

const HEAD: &str = "序号,一级事项,二级事项,公开内容,公开依据,公开时限,公开主体,公开渠道,公开对象,公开方式,公开层级\n";
const ROW: &str =
    "1,社会救助,低保标准,1. 保障标准 2. 调整日期,,信息形成之日起20个工作日内,区民政局,■政府网站,全社会,主动公开,区级\n";

fn table() -> String {
    format!("静安区民政局政务公开标准目录\n{HEAD}{ROW}")
}

fn fixture(name: &str) -> Vec<u8> {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures/tables");
    std::fs::read(folder.join(name)).expect("a fixture")
}

#[test]
fn a_table_becomes_a_catalog_that_can_be_checked() {
    let sandbox = Sandbox::new();
    sandbox.put("表.csv", table());
    sandbox.put("schemas/catalog.schema.json", "{}");
    let ran = sandbox.run("import 表.csv -o 目录.yaml");
    assert_eq!((ran.code, ran.out.as_str()), (Some(0), ""), "{}", ran.err);
    for part in ["1行、11栏，得到1项", "标题：静安区民政局政务公开标准目录\n", "已写入 目录.yaml"]
    {
        assert!(ran.err.contains(part), "{part}\nis not in\n{}", ran.err);
    }
    let yaml = String::from_utf8(sandbox.get("目录.yaml")).expect("UTF-8");
    assert!(yaml.starts_with("# yaml-language-server: $schema=./schemas/catalog.schema.json\n标题: 静安区"), "{yaml}");
    let ran = sandbox.run("check 目录.yaml --select BAS001 --output-format concise");
    assert_eq!(ran.code, Some(1));
    assert!(ran.out.contains("BAS001"));
}

#[test]
fn the_schema_that_a_catalog_names_is_there() {
    let sandbox = Sandbox::new();
    sandbox.put("表.csv", table());
    let ran = sandbox.run("import 表.csv -o 无.yaml");
    assert!(ran.code == Some(0) && ran.err.contains("catalint init"), "{}", ran.err);
    assert!(sandbox.get("无.yaml").starts_with("标题: 静安区".as_bytes()));
    assert_eq!(sandbox.run("init --ci none").code, Some(0));
    sandbox.put("catalogs/说明.txt", "");
    for (path, line) in [("有.yaml", "./.catalint/"), ("catalogs/有.yaml", "../.catalint/")] {
        let ran = sandbox.run(&format!("import 表.csv -o {path}"));
        assert!(ran.code == Some(0) && !ran.err.contains("catalint init"), "{}", ran.err);
        let head = format!("# yaml-language-server: $schema={line}catalog.schema.json\n标题: 静安区");
        assert!(sandbox.get(path).starts_with(head.as_bytes()), "{path}");
    }
}

#[test]
fn nothing_is_overwritten_unless_that_is_wanted() {
    let sandbox = Sandbox::new();
    sandbox.put("表.csv", table());
    sandbox.put("目录.yaml", "有人写的");
    let ran = sandbox.run("import 表.csv -o 目录.yaml");
    assert_eq!(ran.code, Some(2));
    assert!(ran.err.contains("目录.yaml 已经存在"), "{}", ran.err);
    assert_eq!(sandbox.get("目录.yaml"), "有人写的".as_bytes());
    assert_eq!(sandbox.run("import 表.csv -o 目录.yaml --force").code, Some(0));
    assert_ne!(sandbox.get("目录.yaml"), "有人写的".as_bytes());
    // What can't be read changes nothing, either.
    sandbox.put("坏.xlsx", "PK");
    let ran = sandbox.run("import 坏.xlsx -o 新.yaml");
    assert_eq!(ran.code, Some(2));
    assert!(ran.err.contains("坏.xlsx") && !sandbox.path("新.yaml").exists(), "{}", ran.err);
}

#[test]
fn standard_input_and_output_carry_the_table_and_the_catalog() {
    let sandbox = Sandbox::new();
    let ran = sandbox.feed("import -", table().replace(',', "\t").as_bytes());
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    assert!(ran.out.contains("    公开渠道: [政府网站]\n") && ran.err.contains("读取"), "{}", ran.out);
}

#[test]
fn one_of_several_catalogs_can_be_chosen() {
    let sandbox = Sandbox::new();
    sandbox.put("两张.md", fixture("two-catalogs.md"));
    let first = sandbox.run("import 两张.md");
    assert!(first.err.contains("第1张（共2张）：读取") && first.out.contains("序号: 2"), "{}", first.err);
    assert!(
        first.err.contains("另有1张目录表没有读") && first.err.contains("  2 第10行第1列 云岭县民政局养老"),
        "{}",
        first.err
    );
    assert!(sandbox.run("import 两张.md --table 2").out.contains("养老服务"));
    let none = sandbox.run("import 两张.md --table 3");
    assert_eq!(none.code, Some(2));
    assert!(none.err.contains("没有第3张目录表"), "{}", none.err);
    assert_eq!(sandbox.run("import 两张.md --table zero").code, Some(2));
}

#[test]
fn keys_are_in_the_language_of_the_run_unless_others_are_asked_for() {
    let (zh, en) = ("    公开渠道: [政府网站]\n", "    channels: [政府网站]\n");
    let catalog = |sandbox: &Sandbox, line: &str| {
        sandbox.put("表.csv", table());
        let ran = sandbox.run(line);
        assert_eq!(ran.code, Some(0), "{line}\n{}", ran.err);
        ran.out
    };
    let said = |sandbox: Sandbox, line: &str, want: &str| {
        let yaml = catalog(&sandbox, line);
        assert!(yaml.contains(want), "{line}\n{yaml}");
    };
    said(Sandbox::new(), "import 表.csv", zh);
    said(Sandbox::new().set("LC_ALL", "en_GB.UTF-8"), "import 表.csv", en);
    said(Sandbox::new().set("CATALINT_LANG", "en"), "import 表.csv", en);
    said(Sandbox::new().set("CATALINT_LANG", "en"), "import 表.csv --lang zh", zh);
    said(Sandbox::new(), "import 表.csv --lang en --keys zh", zh);
    said(Sandbox::new(), "import 表.csv --keys en", en);
    let sandbox = Sandbox::new();
    sandbox.put("catalint.yaml", "lang: en\n");
    said(sandbox, "import 表.csv", en);
    let wrong = Sandbox::new().run("import 表.csv --keys both");
    assert!(wrong.code == Some(2) && wrong.err.contains("--keys 不认识“both”"), "{}", wrong.err);
    // Both are the same catalog, and no key of one is left in the other.
    let sandbox = Sandbox::new();
    let (zh, en) = (catalog(&sandbox, "import 表.csv"), catalog(&sandbox, "import 表.csv --keys en"));
    assert!(!en.contains("序号:") && !zh.contains("no:"), "{en}{zh}");
    sandbox.put("旧.yaml", zh);
    sandbox.put("新.yaml", en);
    let found = |file: &str| {
        let ran = sandbox.run(&format!("check {file} --min-severity hint --output-format json"));
        let report: Value = serde_json::from_str(&ran.out).expect("JSON");
        let all = report["findings"].as_array().expect("a list").clone();
        all.iter().map(|one| (one["code"].clone(), one["path"].clone())).collect::<Vec<_>>()
    };
    assert_eq!(found("旧.yaml"), found("新.yaml"));
}

#[test]
fn several_catalogs_become_a_file_each_or_none_at_all() {
    let sandbox = Sandbox::new();
    sandbox.put("两张.md", fixture("two-catalogs.md"));
    let ran = sandbox.run("import 两张.md -o 目录/");
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    let files = ["目录/云岭县民政局政务公开标准目录.yaml", "目录/云岭县民政局养老服务领域政务公开标准目录.yaml"];
    for (file, nth) in files.into_iter().zip(["1", "2"]) {
        assert!(ran.err.contains(&format!("已写入 {file}\n")), "{}", ran.err);
        let one = sandbox.run(&format!("import 两张.md --table {nth} -o 一张.yaml --force"));
        assert_eq!(one.code, Some(0), "{}", one.err);
        let after =
            |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8").split_once('\n').expect("a line").1.to_owned();
        assert_eq!(after(sandbox.get(file)), after(sandbox.get("一张.yaml")));
    }
    assert!(ran.err.contains("catalint check 目录/") && !ran.err.contains("没有读"), "{}", ran.err);
    // One is there: the other is not written, either.
    std::fs::remove_file(sandbox.path(files[0])).expect("is there");
    sandbox.put(files[1], "有人写的");
    let ran = sandbox.run("import 两张.md -o 目录");
    assert!(ran.code == Some(2) && ran.err.contains("养老服务领域政务公开标准目录.yaml 已经存在"), "{}", ran.err);
    assert!(!sandbox.path(files[0]).exists());
    assert_eq!(sandbox.get(files[1]), "有人写的".as_bytes());
    assert_eq!(sandbox.run("import 两张.md -o 目录 --force").code, Some(0));
    assert!(sandbox.path(files[0]).exists() && sandbox.get(files[1]) != "有人写的".as_bytes());
    // A folder begins with the first and says that there are more.
    let ran = sandbox.run("init --from 两张.md");
    assert!(ran.out.contains("另有1张目录表：catalint import 两张.md -o catalogs/"), "{}", ran.out);
}

#[test]
fn catalogs_without_a_title_are_named_by_file_and_number() {
    let sandbox = Sandbox::new();
    let untitled = table().split_once('\n').expect("a title").1.to_owned();
    let other = HEAD.replace("公开对象,", "");
    sandbox.put("a/表.csv", format!("{untitled}{other}{}", ROW.replace("全社会,", "")));
    let ran = sandbox.run("import a/表.csv -o 目录/");
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    assert!(sandbox.path("目录/表-1.yaml").exists() && sandbox.path("目录/表-2.yaml").exists(), "{}", ran.err);
}

#[test]
fn a_table_is_checked_with_all_its_catalogs() {
    let sandbox = Sandbox::new();
    let second = format!("静安区财政局政务公开标准目录\n{HEAD}{}", ROW.replace("区民政局", "区财政局"));
    sandbox.put("表.csv", table() + &second);
    let ran = sandbox.run("check 表.csv --select BAS001 --output-format concise");
    assert_eq!(ran.out.matches("BAS001").count(), 2, "{}", ran.out);
    assert!(ran.out.contains("表.csv:6:29: "), "{}", ran.out);
}

#[test]
fn what_can_not_be_imported_or_is_no_place_for_it_is_told() {
    let sandbox = Sandbox::new();
    sandbox.put("表.csv", table());
    sandbox.put("目录.yaml", super::clean());
    sandbox.put("空.xlsx", "");
    std::fs::create_dir(sandbox.path("夹")).expect("a folder");
    for (args, said) in [
        ("import 没有.xlsx", "找不到文件或文件夹：没有.xlsx"),
        ("import 夹", "无法读取 夹：它是文件夹"),
        ("import 目录.yaml", "目录.yaml 已经是 YAML 目录文件，不用导入"),
        ("import 空.xlsx", "不能把 空.xlsx 读成表格：文件是空的"),
        ("import 表.csv -o 表.xlsx", "“表.xlsx”请改成 .yaml 结尾的文件名"),
        ("import 表.csv -o 表.csv --force", "“表.csv”请改成 .yaml 结尾的文件名"),
        ("import 表.csv -o 没有/表.yaml", "无法写入 没有/表.yaml：它所在的文件夹不存在"),
        ("import 表.csv 目录.yaml", "多写了“目录.yaml”"),
        ("import", "缺少"),
        ("export 表.csv -o 表.html", "表.csv 是表格，不是目录文件；请先导入"),
        ("export 表.csv -o 新.yaml", "请用 catalint import"),
    ] {
        let ran = sandbox.run(args);
        assert!(ran.code == Some(2) && ran.err.contains(said), "{args}\n{}", ran.err);
    }
    assert_eq!(sandbox.get("表.csv"), table().as_bytes());
}

#[test]
fn a_profile_of_ones_own_is_known_and_its_table_comes_back() {
    let sandbox = Sandbox::new();
    let form = "headers: {basis: 何法所定}, columns: [no, basis], tick: ■";
    let words = "levels: [{name: 湖级, ranks: town}, {name: 岛级, ranks: village}]";
    sandbox.put("catalint.yaml", format!("profiles:\n  lake: {{{words}, {form}}}\n"));
    sandbox.put("目录.yaml", super::clean().replace("[县级]", "[湖级]").replace("[区级]", "[湖级]"));
    let ran = sandbox.run("export 目录.yaml --profile lake -o 表.md");
    assert!(ran.code == Some(0) && ran.err.contains("体例 lake"), "{}", ran.err);
    let table = String::from_utf8(sandbox.get("表.md")).expect("UTF-8");
    assert!(table.contains("| 序号 | 何法所定 |") && table.contains("公开层级/岛级"), "{table}");
    let ran = sandbox.run("import 表.md -o 回来.yaml");
    assert!(ran.code == Some(0) && ran.err.contains("体例：lake"), "{}", ran.err);
    assert!(String::from_utf8(sandbox.get("回来.yaml")).expect("UTF-8").contains("    公开层级: [湖级]\n"));
    sandbox.put("catalint.yaml", "profiles: 7\n");
    let ran = sandbox.run("import 表.md -o 新.yaml");
    assert!(
        ran.code == Some(2) && ran.err.contains("配置文件有误") && !sandbox.path("新.yaml").exists(),
        "{}",
        ran.err
    );
}

#[test]
fn an_encoding_can_be_named() {
    let sandbox = Sandbox::new();
    sandbox.put("表.csv", fixture("a-social-assistance.csv"));
    let found = sandbox.run("import 表.csv");
    assert!(found.out.contains("最低生活保障"), "{}", found.err);
    assert_eq!(sandbox.run("import 表.csv --encoding GB18030").out, found.out);
    let wrong = sandbox.run("import 表.csv --encoding utf-8");
    assert_eq!(wrong.code, Some(2));
    assert!(wrong.err.contains("不是 UTF-8 编码"), "{}", wrong.err);
    assert!(sandbox.run("import 表.csv --encoding latin9").err.contains("gb18030"));
}

#[test]
fn findings_in_a_workbook_name_the_cell() {
    let sandbox = Sandbox::new();
    sandbox.put("表.xlsx", fixture("symbol-fonts.xlsx"));
    let concise = sandbox.run("check 表.xlsx --select IMP004 --output-format concise");
    let line = concise.out.lines().next().expect("a line");
    assert!(line.starts_with("表.xlsx:'目录 2026'!H5: warning IMP004 公开渠道的勾选读不出来："), "{}", concise.err);
    // Nothing of it was judged, and that is said at the end, once.
    let last = "有1格没有读全，里面写的没有检查\n";
    assert!(concise.out.ends_with(last) && !concise.err.contains(last), "{concise:?}");
    let pretty = sandbox.run("check 表.xlsx --select BAS001");
    assert!(pretty.err.ends_with(last) && !pretty.err.contains("没有发现问题"), "{}", pretty.err);
    let quiet = sandbox.run("check 表.xlsx --quiet --statistics --output-format html=单.html");
    assert!(quiet.err.ends_with(last), "{}", quiet.err);
    assert!(
        String::from_utf8_lossy(&sandbox.get("单.html")).contains("有1格没有读全，里面写的没有检查。</p>\n</main>")
    );
    let json = sandbox.run("check 表.xlsx --select IMP004 --output-format json");
    let report: Value = serde_json::from_str(&json.out).expect("JSON");
    let found = &report["findings"][0];
    assert_eq!(
        (&found["cell"], &found["start"], &found["end"]),
        (&"'目录 2026'!H5".into(), &Value::Null, &Value::Null)
    );
    assert_eq!(found["file"], "表.xlsx");
    let schema: Value = serde_json::from_str(&sandbox.run("schema report").out).expect("JSON");
    let validator = jsonschema::validator_for(&schema).expect("a schema");
    assert_eq!(validator.iter_errors(&report).map(|e| e.to_string()).collect::<Vec<_>>(), Vec::<String>::new());
    let pretty = sandbox.run("check 表.xlsx --select IMP004");
    assert!(pretty.out.starts_with("表.xlsx（工作表“目录 2026”）\n\n"), "{}", pretty.out);
    assert!(pretty.out.contains("  位置：第2项 低保申请，公开渠道（H5）\n"), "{}", pretty.out);
}

#[test]
fn findings_in_a_text_table_name_line_and_column_too() {
    let sandbox = Sandbox::new();
    sandbox.put("表.csv", table());
    let concise = sandbox.run("check 表.csv --select BAS001,IMP --output-format concise");
    assert_eq!(concise.out, "表.csv:3:29: error BAS001 没有填写公开依据（第1项 低保标准，公开依据）\n");
    let json = sandbox.run("check 表.csv --select BAS001 --output-format json");
    let report: Value = serde_json::from_str(&json.out).expect("JSON");
    assert_eq!(
        (&report["findings"][0]["cell"], &report["findings"][0]["start"]["line"]),
        (&"第3行第5列".into(), &3.into())
    );
}

#[test]
fn tables_are_checked_when_named_and_in_folders() {
    let sandbox = Sandbox::new();
    sandbox.put("a/表.csv", table());
    for paths in ["a", "a/表.csv"] {
        let ran = sandbox.run(&format!("check {paths} --select BAS001 --output-format concise"));
        assert_eq!((ran.code, ran.out.lines().count()), (Some(1), 1), "{ran:?}");
        assert!(ran.out.starts_with("a/表.csv:3:29: error BAS001"), "{ran:?}");
    }
    let ignored = sandbox.run("check --add-ignores 历史 a/表.csv");
    assert!(ignored.code == Some(2) && ignored.err.contains("catalint baseline"), "{}", ignored.err);
    assert_eq!(sandbox.get("a/表.csv"), table().as_bytes());
    let doc = sandbox.put("a/旧.doc", [0xD0, 0xCF, 0x11, 0xE0]);
    assert!(doc.exists() && sandbox.run("check a/旧.doc").err.contains("另存为 .docx"));
}

#[test]
fn every_format_says_the_cell_of_a_workbook() {
    let sandbox = Sandbox::new();
    sandbox.put("表.xlsx", fixture("symbol-fonts.xlsx"));
    let formats = [
        "concise",
        "json",
        "jsonl",
        "sarif",
        "github",
        "gitlab",
        "junit",
        "checkstyle",
        "rdjson",
        "html",
        "markdown",
        "pretty",
    ];
    for format in formats {
        let ran = sandbox.run(&format!("check 表.xlsx --select IMP004 --output-format {format}"));
        let out = ran.out.replace("&apos;", "'").replace("&#39;", "'").replace("\\u0027", "'");
        // People read the name of the sheet once.
        let all: &[&str] = match format {
            "html" | "markdown" | "pretty" => &["工作表“目录 2026”", "H5"],
            _ => &["目录 2026'!H5"],
        };
        assert!(all.iter().all(|words| out.contains(words)), "{format}\n{out}\n{}", ran.err);
    }
}
