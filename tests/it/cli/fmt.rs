//! `catalint fmt`.

use super::Sandbox;

const ODD: &str = "事项:\n- 二级事项: 低保\n  一级事项: 社会救助  # 甲\n标题: \"云岭县目录\"\n";
const EVEN: &str = "标题: 云岭县目录\n事项:\n  - 一级事项: 社会救助  # 甲\n    二级事项: 低保\n";

#[test]
fn catalogs_are_written_in_the_layout_and_then_stay() {
    let sandbox = Sandbox::new();
    sandbox.put("目录/a.yaml", ODD);
    sandbox.put("目录/b.yaml", EVEN);
    sandbox.put("目录/ci.yaml", "on: push\njobs:   {}\n");
    let ran = sandbox.run("fmt --check 目录");
    assert_eq!((ran.code, ran.out.as_str()), (Some(1), ""), "{ran:?}");
    assert!(ran.err.contains("需要整理：目录/a.yaml\n1个文件需要整理，1个原样"), "{}", ran.err);
    let ran = sandbox.run("fmt --diff 目录");
    assert_eq!(ran.code, Some(1));
    assert!(ran.out.contains("+标题: 云岭县目录\n"), "{}", ran.out);
    assert_eq!(sandbox.get("目录/a.yaml"), ODD.as_bytes());
    assert_eq!(sandbox.run("fmt 目录").code, Some(0));
    assert_eq!(sandbox.get("目录/a.yaml"), EVEN.as_bytes());
    assert_eq!(sandbox.get("目录/ci.yaml"), b"on: push\njobs:   {}\n");
    assert_eq!(sandbox.run("fmt --check 目录").code, Some(0));
}

#[test]
fn a_file_that_can_not_be_read_stays_and_is_named() {
    let sandbox = Sandbox::new();
    sandbox.put("a.yaml", "标题: 甲\n事项: [\n");
    let ran = sandbox.run("fmt a.yaml");
    assert_eq!(ran.code, Some(1));
    assert!(ran.err.contains("没有整理：a.yaml：有读不出的地方"), "{}", ran.err);
    assert_eq!(sandbox.get("a.yaml"), "标题: 甲\n事项: [\n".as_bytes());
    assert_eq!(sandbox.run("fmt nowhere.yaml").code, Some(2));
    sandbox.put("ci.yaml", "on: push\n");
    assert_eq!(sandbox.run("fmt --skip-others ci.yaml").code, Some(2));
    assert_eq!(sandbox.run("fmt --skip-others --allow-empty ci.yaml").code, Some(0));
}
