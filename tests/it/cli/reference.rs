//! `catalint reference`: a guide's table becomes a reference that counts.

use super::Sandbox;

const GUIDE: &str = "养老服务领域基层政务公开标准指引（2019年版）\n\
序号,一级事项,二级事项,公开内容,公开依据,公开时限,公开主体,公开渠道\n\
1,通用政策,国家和地方层面养老服务相关法律法规,文件名称,《老年人权益保障法》,20个工作日内,民政部门,政府网站\n\
2,业务办理,养老机构备案,备案指南,《老年人权益保障法》,20个工作日内,民政部门,政府网站\n";

#[test]
fn a_table_of_a_guide_becomes_a_reference_and_counts_when_the_config_names_it() {
    let sandbox = Sandbox::new();
    sandbox.put("指引.csv", GUIDE);
    let ran = sandbox.run("reference add 指引.csv --field 养老服务");
    assert_eq!(ran.code, Some(0), "{ran:?}");
    assert!(ran.err.contains("养老服务领域2项，文本2019年"), "{}", ran.err);
    let yaml = String::from_utf8(sandbox.get("reference/养老服务.yaml")).expect("a text");
    assert_eq!(yaml.matches("文本年份: 2019年").count(), 2, "{yaml}");
    assert!(yaml.contains("国家和地方层面养老服务相关法律法规"), "{yaml}");
    sandbox.put("catalint.yaml", "reference: reference/养老服务.yaml\nfiles: {exclude: [reference/]}\n");
    sandbox.put(
        "a.yaml",
        "title: 云岭县养老服务领域标准目录\nitems:\n  - {topic: 通用政策, subtopic: 养老服务法律法规}\n",
    );
    let ran = sandbox.run("check --select COV002 --output-format concise");
    assert!(ran.out.contains("列有“业务办理 / 养老机构备案”"), "{}", ran.out);
    let again = sandbox.run("reference add 指引.csv --field 养老服务");
    assert!(again.code == Some(2) && again.err.contains("--force"), "{again:?}");
}

#[test]
fn the_reference_that_comes_along_is_written_and_checked_against() {
    let sandbox = Sandbox::new();
    let ran = sandbox.run("reference list");
    assert_eq!(ran.out.lines().next(), Some("社会救助：13项，文本2019年，可信度 A 4项、B 2项、C 6项、D 1项"));
    let ran = sandbox.run("reference add --field 社会救助 -o 参照/救助.yaml");
    assert!(ran.code == Some(0) && ran.err.contains("其中13项的依据不能确定现行有效"), "{ran:?}");
    sandbox.put(
        "catalint.yaml",
        "area: 云岭县\nfiles: {exclude: [参照/]}\nfields:\n  社会救助: {body: 县民政局, reference: 参照/救助.yaml}\n",
    );
    sandbox.put(
        "a.yaml",
        "title: 云岭县社会救助领域标准目录\nauthority: 云岭县民政局\nitems:\n  - {topic: 社会救助, subtopic: 低保金发放}\n",
    );
    let ran = sandbox.run("ledger --output-format json --quiet");
    let json: serde_json::Value = serde_json::from_str(&ran.out).expect("json");
    let cell = &json["cells"][0];
    assert_eq!((&cell["covered"], &cell["to_cover"]), (&0.into(), &13.into()), "{}", ran.out);
    assert_eq!(cell["unsure"].as_array().map(Vec::len), Some(4), "{}", ran.out);
}

#[test]
fn what_can_be_no_reference_is_said() {
    let sandbox = Sandbox::new();
    sandbox.put("指引.csv", GUIDE.replace("（2019年版）", ""));
    for (line, said) in [
        ("reference add 指引.csv --field 养老服务", "--year"),
        ("reference add --field 养老服务", "自带的有：社会救助"),
        ("reference add 指引.csv", "--field"),
        ("reference ad", "add"),
        ("reference add 指引.csv --field 养老服务 --year 19", "年份，如 2019"),
    ] {
        let ran = sandbox.run(line);
        assert!(ran.code == Some(2) && ran.err.contains(said), "{line}: {ran:?}");
    }
}
