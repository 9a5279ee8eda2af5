//! `export`, and `init --from`.

use super::Sandbox;

const CATALOG: &str = "title: 青石镇政务公开标准目录\nprofile: national\nitems:\n  - no: 1\n    topic: 社会救助\n    subtopic: 低保标准\n    content: [保障标准, 调整日期]\n    basis: [《社会救助暂行办法》]\n    deadline: 信息形成之日起20个工作日内\n    publisher: 青石镇人民政府\n    channels: [政府网站]\n    audience: 全社会\n    method: 主动公开\n    levels: [乡级]\n";

#[test]
fn a_catalog_goes_to_a_table_and_comes_back() {
    let sandbox = Sandbox::new();
    sandbox.put("目录.yaml", CATALOG);
    for file in ["表.html", "表.csv", "表.md"] {
        let ran = sandbox.run(&format!("export 目录.yaml -o {file}"));
        assert_eq!((ran.code, ran.out.as_str()), (Some(0), ""), "{}", ran.err);
        assert_eq!(ran.err, format!("已写入 {file}：1项，体例 national\n"));
        let back = sandbox.run(&format!("import {file}"));
        let yaml = back.out.split_once('\n').expect("a line for editors").1;
        // The body is in the title, and a table does not say it apart.
        assert!(yaml.starts_with("title: 青石镇政务公开标准目录\nprofile: national\n"), "{yaml}");
        assert!(yaml.contains("    channels: [政府网站]\n    audience: 全社会\n"), "{yaml}");
    }
}

#[test]
fn nothing_is_written_over_or_in_part() {
    let sandbox = Sandbox::new();
    sandbox.put("目录.yaml", CATALOG);
    sandbox.put("表.html", "有人写的");
    let ran = sandbox.run("export 目录.yaml -o 表.html");
    assert!(ran.code == Some(2) && ran.err.contains("表.html 已经存在"), "{}", ran.err);
    assert_eq!(sandbox.get("表.html"), "有人写的".as_bytes());
    assert_eq!(sandbox.run("export 目录.yaml -o 表.html --force").code, Some(0));
    sandbox.put("坏.yaml", "items:\n  - topic: \"甲\n");
    let ran = sandbox.run("export 坏.yaml -o 坏.csv");
    assert!(ran.code == Some(2) && ran.err.contains("第2行"), "{}", ran.err);
    assert!(!sandbox.path("坏.csv").exists());
}

#[test]
fn the_format_is_that_of_the_option_or_the_file() {
    let sandbox = Sandbox::new();
    sandbox.put("目录.yaml", CATALOG);
    let ran = sandbox.run("export 目录.yaml --format json");
    assert!(ran.code == Some(0) && ran.out.starts_with("{\n  \"title\": \"青石镇"), "{}", ran.out);
    let ran = sandbox.feed("export - --format markdown --profile shanghai", CATALOG.as_bytes());
    assert!(ran.code == Some(0) && ran.out.starts_with("# 青石镇") && ran.out.contains("公开查询点"), "{}", ran.out);
    for (args, said) in [
        ("export 目录.yaml", "不知道写成什么格式"),
        ("export 目录.yaml -o 表.pdf", "不知道写成什么格式"),
        ("export 目录.yaml --format cvs", "csv"),
        ("export 目录.yaml -o 表.html --csv-safe", "--csv-safe 只用于 csv"),
        ("export 目录.yaml -o 表.html --profile beijing", "没有“beijing”这种体例；可用的有：national、shanghai"),
    ] {
        let ran = sandbox.run(args);
        assert!(ran.code == Some(2) && ran.err.contains(said), "{args}\n{}", ran.err);
    }
}

#[test]
fn what_would_not_come_back_is_said() {
    let sandbox = Sandbox::new();
    sandbox.put("目录.yaml", CATALOG.replace("青石镇人民政府", "[青石镇人民政府, 县民政局]"));
    let ran = sandbox.run("export 目录.yaml -o 表.csv");
    assert!(ran.code == Some(0) && ran.err.contains("  第1项的公开主体\n"), "{}", ran.err);
}

#[test]
fn a_folder_begins_with_a_table() {
    let sandbox = Sandbox::new();
    sandbox.put("原件/低保.csv", "序号,一级事项,公开内容,公开依据,公开时限,公开渠道,公开层级\n1,社会救助,低保标准,《社会救助暂行办法》,长期公开,■两微一端 □公开查询点,街镇级\n");
    let ran = sandbox.run("init --from 原件/低保.csv");
    assert!(ran.code == Some(0) && ran.out.contains("catalogs/低保.yaml"), "{}{}", ran.out, ran.err);
    let text = |path: &str| String::from_utf8(sandbox.get(path)).expect("UTF-8");
    assert!(text("catalogs/低保.yaml").contains("topic: 社会救助\n"));
    assert!(text("catalint.yaml").contains("profile: shanghai"), "{}", text("catalint.yaml"));
    assert!(!sandbox.path("catalogs/示例目录.yaml").exists());
    // A catalog of the folder stays where it is; what can't be read writes nothing.
    let sandbox = Sandbox::new();
    sandbox.put("目录.yaml", CATALOG);
    assert_eq!(sandbox.run("init --from 目录.yaml").code, Some(0));
    assert!(!sandbox.path("catalogs").exists());
    let sandbox = Sandbox::new();
    sandbox.put("坏.xlsx", "PK");
    let ran = sandbox.run("init --from 坏.xlsx");
    assert!(ran.code == Some(2) && ran.err.contains("坏.xlsx") && !sandbox.path("catalint.yaml").exists());
}
