//! `form` and `towns`: what bureaus fill in and send back, and the catalogs of towns.

use catalint_core::docs::complete;

use super::Sandbox;

/// A catalog of three items, two of them for towns.
const COUNTY: &str = "title: 云岭县社会救助领域政务公开标准目录
profile: national
items:
  - no: 1
    topic: 综合业务
    subtopic: 政策法规文件
    content: 社会救助暂行办法
    basis: 《中华人民共和国政府信息公开条例》（国务院令第711号）第二十条
    deadline: 自该政府信息形成或者变更之日起20个工作日内公开
    publisher: 县民政局
    channels: [政府网站, 政务服务中心]
    audience: 全社会
    method: 主动公开
    levels: [县级]
  - no: 2
    topic: 最低生活保障
    subtopic: 审核信息
    content: 初审对象名单及相关信息
    basis: 《中华人民共和国政府信息公开条例》（国务院令第711号）第二十条
    deadline: 公示7个工作日
    publisher: 县民政局
    channels: [政府网站, 社区/企事业单位/村公示栏（电子屏）]
    audience: 全社会
    method: 主动公开
    levels: [县级, 乡级]
  - no: 3
    topic: 临时救助
    subtopic: 支出型临时救助
    content: 救助对象名单
    basis: 《中华人民共和国政府信息公开条例》（国务院令第711号）第二十条
    deadline: 自该政府信息形成或者变更之日起20个工作日内公开
    publisher: 县民政局
    channels: [政府网站]
    audience: 全社会
    method: 主动公开
    levels: [乡级]
";

#[test]
fn a_form_comes_back_as_the_items_that_it_was_made_of() {
    let sandbox = Sandbox::new();
    sandbox.put("县.yaml", COUNTY);
    let line = "form --field 社会救助 --body 县民政局 --from 县.yaml -o 填报表.xlsx";
    let ran = sandbox.run(line);
    assert!(ran.code == Some(0) && ran.err.contains("3项"), "{ran:?}");
    let bytes = sandbox.get("填报表.xlsx");
    assert_eq!(sandbox.run(line).code, Some(2), "it is never overwritten");
    sandbox.run(&format!("{line} --force"));
    assert!(sandbox.get("填报表.xlsx") == bytes, "the same each time");
    let back = sandbox.run("form --collect 填报表.xlsx -o 回收.yaml --title 云岭县社会救助领域政务公开标准目录");
    assert_eq!((back.code, back.err.lines().count()), (Some(0), 1), "{back:?}");
    let diff = sandbox.run("diff 县.yaml 回收.yaml");
    assert_eq!(diff.code, Some(0), "{diff:?}");
}

#[test]
fn forty_forms_become_one_catalog_in_the_order_of_the_items() {
    let sandbox = Sandbox::new();
    sandbox.put("县.yaml", COUNTY);
    std::fs::create_dir(sandbox.path("回收")).expect("a folder");
    for nth in 1..=40 {
        let ran = sandbox
            .run(&format!("form --field 社会救助 --body 第{nth}镇人民政府 --from 县.yaml -o 回收/{nth:02}.xlsx"));
        assert_eq!(ran.code, Some(0), "{ran:?}");
    }
    let ran = sandbox.run("form --collect 回收 -o 全县.yaml --keys zh");
    assert!(ran.code == Some(0) && ran.err.contains("40张表，120项"), "{ran:?}");
    let text = String::from_utf8(sandbox.get("全县.yaml")).expect("UTF-8");
    let bodies: Vec<&str> = text.lines().filter_map(|line| line.trim().strip_prefix("公开主体: ")).collect();
    assert_eq!(
        (bodies.len(), bodies[0], bodies[39], bodies[40]),
        (120, "第1镇人民政府", "第40镇人民政府", "第1镇人民政府")
    );
    assert!(!text.contains("填报编码"), "{text}");
}

#[test]
fn what_is_no_form_and_mistakes_are_told() {
    let sandbox = Sandbox::new();
    sandbox.put("县.yaml", COUNTY);
    sandbox.run("export 县.yaml -o 表.xlsx");
    let ran = sandbox.run("form --collect 表.xlsx -o 回收.yaml");
    assert!(ran.code == Some(1) && ran.err.contains("没有填报编码"), "{ran:?}");
    sandbox.put("坏.yaml", "title: 甲\nitems:\n  - topic: [\n");
    sandbox.put("单.yaml", complete("    topic: 社会救助\n"));
    for (line, why) in [
        ("form --field 社会救助 --body 县民政局 -o 表2.xlsx", "缺少 --from"),
        ("form --body 县民政局 --from 县.yaml -o 表2.xlsx", "缺少 --field"),
        ("form --field 社会救助 --body 县民政局 --from 县.yaml -o 表2.csv", "请改成 .xlsx 结尾"),
        ("form --collect 表.xlsx -o 回收.xlsx", "请改成 .yaml 结尾"),
        ("form --field 社会救助 --body 县民政局 --from 坏.yaml -o 表2.xlsx", "没有读全"),
        ("form --collect 没有这个文件夹 -o 目录.yaml", "没有这个文件夹"),
    ] {
        let ran = sandbox.run(line);
        assert!(ran.code == Some(2) && ran.err.contains(why), "{line}\n{ran:?}");
    }
    sandbox.put("catalint.yaml", "area: 云岭县\nfields: {社会救助: 县民政局}\n");
    let ran = sandbox.run("form --field 养老服务 --body 县财政局 --from 县.yaml -o 表3.xlsx");
    assert!(
        ran.code == Some(0) && ran.err.contains("没有“养老服务”这个领域") && ran.err.contains("没有“县财政局”这个单位"),
        "{ran:?}"
    );
}

#[test]
fn each_town_has_its_items_under_its_own_name() {
    let sandbox = Sandbox::new();
    sandbox.put("县.yaml", COUNTY);
    sandbox.put("towns.txt", "青石镇\t政府网站、村公示栏\n城关街道\n");
    let ran = sandbox.run("towns 县.yaml --list towns.txt -o 乡镇/");
    assert!(ran.code == Some(0) && ran.err.contains("2个乡镇、街道，每份2项"), "{ran:?}");
    let text = |name: &str| String::from_utf8(sandbox.get(name)).expect("UTF-8");
    let (first, second) = (text("乡镇/青石镇-县.yaml"), text("乡镇/城关街道-县.yaml"));
    assert!(
        first.contains("title: 青石镇社会救助领域政务公开标准目录") && first.contains("publisher: 青石镇人民政府"),
        "{first}"
    );
    assert!(first.contains("村公示栏") && !first.contains("县级") && !first.contains("综合业务"), "{first}");
    assert!(second.contains("publisher: 城关街道办事处") && second.contains("政府网站"), "{second}");
    let checked = sandbox.run("check --min-severity error 乡镇");
    assert_eq!(checked.code, Some(0), "{checked:?}");
    sandbox.put("wrong.txt", "青石镇\n县民政局\n");
    let wrong = sandbox.run("towns 县.yaml --list wrong.txt -o 乡镇2/");
    assert!(wrong.code == Some(2) && wrong.err.contains("第2行“县民政局”不是乡镇或者街道"), "{wrong:?}");
    assert_eq!(sandbox.run("towns 县.yaml --list towns.txt -o 乡镇/").code, Some(2), "it is never overwritten");
}
