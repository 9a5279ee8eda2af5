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
        let back = sandbox.run(&format!("import {file} --keys en"));
        let yaml = back.out;
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
fn what_a_check_finds_goes_into_the_workbook() {
    let sandbox = Sandbox::new();
    sandbox.put("目录.yaml", CATALOG.replace("[政府网站]", "[政府网站, 政府网站]").replace("[乡级]", "[]"));
    let ran = sandbox.run("export --annotate 目录.yaml -o 表.xlsx --as-of 2026-11-01");
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    assert!(ran.err.starts_with("已写入 表.xlsx：1项，体例 national\n标出：错误1、警告"), "{}", ran.err);
    let part = |name: &str| {
        let mut package = zip::ZipArchive::new(std::io::Cursor::new(sandbox.get("表.xlsx"))).expect("a package");
        std::io::read_to_string(package.by_name(name).expect("a part")).expect("UTF-8")
    };
    let comments = part("xl/comments1.xml");
    assert!(comments.contains("【错误 LVL001】") && comments.contains("【警告 CHN005】"), "{comments}");
    assert!(part("xl/workbook.xml").contains("name=\"检查结果\""));
    // What the config switches off is not in it, nor what a comment or the baseline holds back.
    sandbox.put("catalint.yaml", "rules: {CHN005: off}\nbaseline: 基线.json\nlang: en\n");
    assert_eq!(sandbox.run("baseline 目录.yaml --baseline 基线.json --select LVL").code, Some(0));
    let ran = sandbox.run("export --annotate 目录.yaml -o 表.xlsx --as-of 2026-11-01 --min-severity hint --force");
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    let comments = part("xl/comments1.xml");
    assert!(!comments.contains("LVL001") && !comments.contains("CHN005"), "{comments}");
    assert!(
        comments.contains("[warning SCH005]") && part("xl/workbook.xml").contains("name=\"Findings\""),
        "{comments}"
    );
    // Import takes no notice.
    assert_eq!(sandbox.run("export --isolated 目录.yaml -o 无.xlsx").code, Some(0));
    assert_eq!(sandbox.run("import 表.xlsx").out, sandbox.run("import 无.xlsx").out);
    for (args, said) in [
        ("export --annotate 目录.yaml -o 表.docx", "--annotate 只用于 xlsx"),
        ("export --annotate 目录.yaml --format csv", "--annotate 只用于 xlsx"),
        ("export 目录.yaml -o 新.xlsx --as-of 2026-11-01", "--as-of 要和 --annotate 一起用"),
        ("export 目录.yaml -o 新.xlsx --config 没有.yaml", "没有.yaml"),
    ] {
        let ran = sandbox.run(args);
        assert!(ran.code == Some(2) && ran.err.contains(said), "{args}\n{}", ran.err);
    }
    assert!(!sandbox.path("新.xlsx").exists());
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
    assert!(text("catalogs/低保.yaml").contains("一级事项: 社会救助\n"));
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
