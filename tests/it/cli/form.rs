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
    assert!(text.contains("标题: 社会救助领域政务公开标准目录"), "{text}");
    let bodies: Vec<&str> = text.lines().filter_map(|line| line.trim().strip_prefix("公开主体: ")).collect();
    assert_eq!(
        (bodies.len(), bodies[0], bodies[39], bodies[40]),
        (120, "第1镇人民政府", "第40镇人民政府", "第1镇人民政府")
    );
    assert!(!text.contains("填报编码"), "{text}");
}

/// A form of three items as a text, with what a person may do to it: cells of the first rows, and rows as they come.
fn returned(heads: &str, rows: &[&str]) -> String {
    let made = "填报编码|序号|一级事项|公开内容（要素）|公开依据|公开时限|公开主体|政府网站|政府公报|公开对象|公开方式|公开层级";
    let (own, below): (Vec<&str>, Vec<&str>) = heads
        .split(',')
        .map(|head| if matches!(head, "政府网站" | "政府公报") { ("", head) } else { (head, "") })
        .unzip();
    let own = own.join(",").replacen(",,", ",公开渠道和载体,", 1);
    format!(
        "\u{feff},县民政局社会救助领域政务公开标准目录\n{made},填报说明：黄色为应填未填\n{own}\n{}\n{}\n",
        below.join(","),
        rows.join("\n")
    )
}

const HEADS: &str =
    "填报编码,序号,一级事项,公开内容（要素）,公开依据,公开时限,公开主体,政府网站,政府公报,公开对象,公开方式,公开层级";

#[test]
fn slips_in_forms_are_read_or_said() {
    let sandbox = Sandbox::new();
    let row = |nth: usize, ticks: &str| {
        format!(
            "社会救助|县民政局|{nth:03}/003|{nth}/3,{nth},事项{nth},名单,《社会救助暂行办法》第二条,20个工作日内,县民政局,{ticks},全社会,主动公开,县级"
        )
    };
    let added = |ticks: &str| row(3, ticks).replacen("社会救助|县民政局|003/003|3/3", "", 1).replace("事项3", "新增的");
    let no_basis = row(2, "√,").replace("《社会救助暂行办法》第二条", "");
    let no_body = |row: &str| row.replace("县民政局,√", "√");
    let collect = |name: &str, text: &str| {
        sandbox.put(name, text);
        let ran = sandbox.run(&format!("form --collect {name} -o {name}.yaml --force --lang zh"));
        (ran.code, ran.err)
    };
    let (good, said) = collect("好.csv", &returned(HEADS, &[&row(1, "√,"), &row(2, ",√"), &row(3, "√,√")]));
    assert!(good == Some(0) && said.lines().count() == 1, "{said}");
    for (name, text, why) in [
        // Blank, a tick as x, a row between, a row twice, a row gone, a column gone, and the column of codes.
        (
            "空.csv",
            returned(HEADS, &[&row(1, "√,"), &no_basis, &row(3, ",")]),
            "“公开依据”没有填：第6行\n“公开渠道”没有填：第7行",
        ),
        ("叉.csv", returned(HEADS, &[&row(1, "√,"), &row(2, "x,√"), &row(3, "√,")]), "H6 "),
        ("插.csv", returned(HEADS, &[&row(1, "√,"), &added("√,"), &row(2, "√,"), &row(3, "√,")]), "第6行是新增的"),
        (
            "重.csv",
            returned(HEADS, &[&row(1, "√,"), &row(2, "√,"), &row(2, ",√"), &row(3, "√,")]),
            "第7行的编码与前面的行相同",
        ),
        ("缺.csv", returned(HEADS, &[&row(2, "√,"), &row(1, "√,")]), "少了1项：原表第3项（共3项）"),
        (
            "列.csv",
            returned(
                &HEADS.replace(",公开主体", ""),
                &[&no_body(&row(1, "√,")), &no_body(&row(2, "√,")), &no_body(&row(3, "√,"))],
            ),
            "少了“公开主体”这一列",
        ),
        (
            "渠道.csv",
            returned(&HEADS.replace(",政府公报", ""), &[&row(1, "√"), &row(2, "√"), &row(3, "√")]),
            "少了“政府公报”这一列",
        ),
    ] {
        let (code, said) = collect(name, &text);
        let told = said.replace(&format!("{name}："), "");
        assert!(code == Some(1) && told.contains(why), "{name}: {said}\n{text}");
        let wrote = String::from_utf8(sandbox.get(&format!("{name}.yaml"))).expect("UTF-8");
        assert!(!wrote.contains("编码"), "{wrote}");
    }
    // What can't be read stays out, and says so where the catalog is worked on.
    let wrote = String::from_utf8(sandbox.get("叉.csv.yaml")).expect("UTF-8");
    assert!(wrote.contains("# 叉.csv 存疑 IMP004 H6"), "{wrote}");
}

#[test]
fn a_folder_of_forms_tells_what_is_there_twice_and_what_is_none() {
    let sandbox = Sandbox::new();
    sandbox.put("县.yaml", COUNTY);
    sandbox.put("少.yaml", COUNTY.rsplit_once("  - no: 3").expect("three items").0);
    std::fs::create_dir(sandbox.path("回收")).expect("a folder");
    for (file, from, body) in [("a", "县", "县民政局"), ("c", "县", "县民政局"), ("d", "少", "青石镇人民政府")]
    {
        let ran = sandbox.run(&format!("form --field 社会救助 --body {body} --from {from}.yaml -o 回收/{file}.xlsx"));
        assert_eq!(ran.code, Some(0), "{ran:?}");
    }
    sandbox.put("回收/b.xlsx", "no package");
    sandbox.put("回收/说明.jpg", "a picture");
    sandbox.put("回收/~$a.xlsx", "a lock");
    let ran = sandbox.run("form --collect 回收 -o 全县.yaml");
    assert_eq!(ran.code, Some(2), "{ran:?}");
    for why in ["b.xlsx：文件已损坏", "c.xlsx：与 ", "d.xlsx：所依据的事项清单与 ", "不是表格，没有读取：说明.jpg"]
    {
        assert!(ran.err.contains(why), "{why}\n{}", ran.err);
    }
    assert!(!ran.err.contains("~$a") && sandbox.get("全县.yaml").len() > 100, "{ran:?}");
}

#[test]
fn items_are_those_of_the_body_and_come_from_tables_and_references_too() {
    let sandbox = Sandbox::new();
    let county = COUNTY.replacen("publisher: 县民政局", "publisher: 云岭县财政局、县民政局", 1);
    let county = county.replacen("levels: [乡级]", "levels: [乡级]\n    extra: {责任科室: 救助科}", 1);
    let (rest, last) = county.rsplit_once("publisher: 县民政局").expect("an item");
    sandbox.put("县.yaml", format!("{rest}publisher: 县医保局{last}"));
    sandbox.put("catalint.yaml", "area: 云岭县\nfields: {社会救助: {body: 县民政局, reference: 县.yaml}}\n");
    assert_eq!(sandbox.run("export 县.yaml -o 去年.xlsx").code, Some(0));
    for from in ["县.yaml", "去年.xlsx"] {
        let ran = sandbox.run(&format!("form --field 社会救助 --body 县民政局 --from {from} -o 表.xlsx --force"));
        assert!(ran.code == Some(0) && ran.err.contains("2项（目录共3项"), "{from} {ran:?}");
        let back = sandbox.run("form --collect 表.xlsx -o 回收.yaml --force");
        assert_eq!(back.code, Some(0), "{back:?}");
        let text = String::from_utf8(sandbox.get("回收.yaml")).expect("UTF-8");
        assert!(text.contains("云岭县财政局") && text.contains("云岭县社会救助领域"), "{text}");
    }
    let ran = sandbox.run("form --field 社会救助 --body 县医疗保障局 --from 县.yaml -o 表.xlsx --force");
    assert!(ran.err.contains("1项（目录共3项"), "{ran:?}");
    let back = sandbox.run("form --collect 表.xlsx -o 回收.yaml --force");
    let text = String::from_utf8(sandbox.get("回收.yaml")).expect("UTF-8");
    assert!(back.code == Some(0) && text.contains("责任科室: 救助科"), "{back:?}\n{text}");
    // Of a reference the names and contents are taken; what else it says is the template's.
    let ran = sandbox.run("form --field 社会救助 --body 县民政局 -o 指引.xlsx");
    assert!(ran.code == Some(0) && ran.err.contains("3项；"), "{ran:?}");
    let back = sandbox.run("form --collect 指引.xlsx -o 指引.yaml");
    assert!(back.code == Some(1) && back.err.contains("“公开依据”全部没有填"), "{back:?}");
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
        ("form --field 社会救助 --body 县民政局 -o 表2.xlsx", "缺少 --from：事项取自哪份目录"),
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
