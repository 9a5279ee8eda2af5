use super::*;
use crate::Document;
use crate::config::{ConfigFiles, load};
use crate::project::Facts;
use crate::rules::RULES;
use catalint_text::Source;

struct Files(Vec<(&'static str, String)>);

impl ConfigFiles for Files {
    fn read(&mut self, path: &str) -> Result<Vec<u8>, String> {
        let found = self.0.iter().find(|(name, _)| *name == path);
        found.map(|(_, text)| text.clone().into_bytes()).ok_or_else(|| "no such file".to_owned())
    }
}

const AID: &str = "title: 社会救助领域基层政务公开标准目录\nitems:\n  - {topic: 综合业务, subtopic: 政策法规文件}\n  - {topic: 最低生活保障, subtopic: 办事指南}\n  - {topic: 临时救助, subtopic: 办事指南}\n";

const COUNTY: &str = "area: 云岭县
bodies: [县民政局, 县自然资源局, {name: 县卫生健康局, also: [县卫健局]}, 县人力资源和社会保障局]
towns: [青石镇, 白水乡, 城关街道]
fields:
  社会救助: {body: 县民政局, reference: aid.yaml, towns: true, files: [inbox/aid*.yaml]}
  养老服务: 县民政局
  国土空间规划: {body: 县自然资源局, also: [城乡规划]}
  卫生健康: 县卫健局
  就业: 县人力资源和社会保障局
  社会保险: 县人力资源和社会保障局
  税务管理: {not_applicable: 由市税务局公开}
";

fn register(text: &str) -> (Register, Vec<String>) {
    let mut files = Files(vec![("catalint.yaml", text.to_owned()), ("aid.yaml", AID.to_owned())]);
    let loaded = load("catalint.yaml", &mut files, &RULES).expect("it is there");
    let file = &loaded.files[0];
    let faults = file.faults.iter().map(|fault| file.source.text[fault.span.range()].to_owned()).collect();
    (Register::clone(&loaded.config.register), faults)
}

/// Field and body of a catalog with a title, 编制单位, and a publisher; or why it has none.
fn placed(register: &Register, title: &str, authority: &str, publisher: &str) -> String {
    let text = format!(
        "title: {title}\nauthority: {authority}\nitems:\n  - {{topic: 甲, subtopic: 乙, publisher: {publisher}}}\n"
    );
    placed_text(register, "x.yaml", &text)
}

fn placed_text(register: &Register, path: &str, text: &str) -> String {
    let document = Document::parse(Source::from_text("x.yaml", text));
    let catalog = document.catalog().expect("a catalog");
    let profiles = crate::config::profiles::Profiles::builtin();
    let facts = Facts::of(document.source(), catalog, profiles.get_or_default(None));
    match register.place(Identity { path, facts: &facts }) {
        Ok(Placement { field, field_by, body, body_by }) => {
            format!("{} {field_by:?} {} {body_by:?}", register.fields[field].name, register.body(body).name)
        }
        Err(why) => format!("{why:?}"),
    }
}

#[test]
fn a_catalog_is_placed_by_its_title_and_its_body() {
    let (register, faults) = register(COUNTY);
    assert_eq!(faults, Vec::<String>::new());
    let cases: &[(&str, &str, &str, &str)] = &[
        ("云岭县社会救助领域基层政务公开标准目录", "云岭县民政局", "''", "社会救助 Title 县民政局 Authority"),
        ("社会救助领域标准目录", "县民政局", "''", "社会救助 Title 县民政局 Authority"),
        ("社会救助领域标准目录", "民政局", "''", "社会救助 Title 县民政局 Authority"),
        ("城乡规划领域标准目录", "云岭县自然资源局", "''", "国土空间规划 Title 县自然资源局 Authority"),
        ("医疗卫生健康领域目录", "云岭县卫健局", "''", "卫生健康 Title 县卫生健康局 Authority"),
        ("社会救助领域标准目录", "云岭县青石镇人民政府", "''", "社会救助 Title 青石镇 Authority"),
        ("社会救助领域标准目录", "城关街道办事处", "''", "社会救助 Title 城关街道 Authority"),
        ("云岭县民政局养老服务领域政务公开标准目录", "", "''", "养老服务 Title 县民政局 Title"),
        ("云岭县白水乡社会救助领域政务公开标准目录", "", "''", "社会救助 Title 白水乡 Title"),
        ("云岭县就业领域政务公开标准目录", "", "''", "就业 Title 县人力资源和社会保障局 Register"),
        ("养老服务领域政务公开标准目录", "", "县民政局", "养老服务 Title 县民政局 Items"),
        ("云岭县养老服务领域目录", "云岭县人民政府办公室", "''", "养老服务 Title 县民政局 Register"),
    ];
    for (title, authority, publisher, want) in cases {
        assert_eq!(placed(&register, title, authority, publisher), *want, "{title} {authority}");
    }
}

#[test]
fn what_can_not_be_placed_is_said() {
    let (register, _) = register(COUNTY);
    let cases: &[(&str, &str, &str, &str)] = &[
        ("青山县社会救助领域标准目录", "青山县民政局", "''", "OtherArea(\"青山县民政局\")"),
        ("青山县社会救助领域标准目录", "", "''", "OtherArea(\"青山县\")"),
        ("社会救助领域标准目录", "", "青山县民政局", "OtherArea(\"青山县民政局\")"),
        ("社会救助领域标准目录", "云岭县水利局", "''", "UnknownBody(\"云岭县水利局\")"),
        ("社会救助领域标准目录", "云岭县黑石镇人民政府", "''", "UnknownBody(\"云岭县黑石镇人民政府\")"),
        ("社会救助领域标准目录", "青石镇派出所", "''", "UnknownBody(\"青石镇派出所\")"),
        ("社会救助领域标准目录", "", "县级人民政府民政部门", "NoBody"),
        ("社会救助领域标准目录", "", "[县民政局, 县残疾人联合会]", "NoBody"),
        ("社会救助领域标准目录", "", "[县民政局, 青石镇人民政府]", "SeveralBodies([Body(0), Town(0)])"),
        ("云岭县民政局政务公开标准目录", "", "''", "NoField"),
        ("就业和社会保险领域目录", "云岭县人力资源和社会保障局", "''", "SeveralFields([4, 5])"),
    ];
    for (title, authority, publisher, want) in cases {
        assert_eq!(placed(&register, title, authority, publisher), *want, "{title} {authority}");
    }
}

#[test]
fn items_tell_the_field_where_the_title_does_not_and_the_register_may_name_files() {
    let (register, _) = register(COUNTY);
    let aid = "title: 民生保障事项清单\nauthority: 云岭县民政局\nitems:\n  - {topic: 低保救助, subtopic: 指南}\n  - {topic: 临时救助, subtopic: 名单}\n  - {topic: 其他, subtopic: 名单}\n";
    assert_eq!(placed_text(&register, "a.yaml", aid), "社会救助 Items 县民政局 Authority");
    let other = "title: 民政事项清单\nauthority: 云岭县民政局\nitems:\n  - {topic: 低保救助, subtopic: 指南}\n  - {topic: 殡葬, subtopic: 名单}\n  - {topic: 养老, subtopic: 名单}\n";
    assert_eq!(placed_text(&register, "a.yaml", other), "NoField");
    assert_eq!(placed_text(&register, "inbox/aid2.yaml", other), "社会救助 Files 县民政局 Authority");
}

#[test]
fn one_place_may_be_written_in_two_ways_and_two_places_are_not_one() {
    let id = |name: &str| BodyId::of(name, None).expect("a body");
    assert!(is_same_place(&id("静安区民政局"), &id("上海市静安区民政局")));
    assert!(!is_same_place(&id("青石镇人民政府"), &id("东青石镇人民政府")));
    assert!(!is_same_place(&id("静安区民政局"), &id("静安县民政局")));
}

#[test]
fn bodies_are_those_of_the_fields_where_none_are_listed() {
    let (register, faults) = register("area: 静安区\nfields:\n  社会救助: 区民政局\n  就业: [区人社局, 区民政局]\n");
    assert!(faults.is_empty());
    let names: Vec<&str> = register.bodies.iter().map(|body| body.name.as_str()).collect();
    assert_eq!((names, &register.fields[1].bodies), (vec!["区民政局", "区人社局"], &vec![1, 0]));
}

#[test]
fn faults_of_a_register_have_places() {
    let cases: &[(&str, &[&str])] = &[
        ("fields:\n  社会救助: 县民政局\n", &["fields"]),
        ("area: 县\nfields: {}\n", &["县"]),
        ("area: 云岭县民政局\n", &["云岭县民政局"]),
        ("area: 云岭县\nbodies: [县民政局, 云岭县民政局]\n", &["云岭县民政局"]),
        ("area: 云岭县\nbodies: [县民政局]\nfields:\n  就业: 县民政居\n", &["县民政居"]),
        ("area: 云岭县\nfields:\n  就业: {towns: true}\n", &["towns", "true"]),
        ("area: 云岭县\ntowns: [县民政局]\n", &["县民政局"]),
        ("area: 云岭县\ntowns: [青石镇]\nfields:\n  就业: {body: 县人社局, towns: [黑石镇]}\n", &["黑石镇"]),
        ("area: 云岭县\nfields:\n  就业: {body: 县人社局, since: 明年}\n", &["明年"]),
        ("area: 云岭县\nfields:\n  就业: {body: 县人社局, reference: none.yaml}\n", &["none.yaml"]),
        ("area: 云岭县\nfields:\n  就业: {bodies: 县人社局}\n", &["bodies", "bodies"]),
    ];
    for (text, want) in cases {
        assert_eq!(register(text).1, *want, "{text}");
    }
}
