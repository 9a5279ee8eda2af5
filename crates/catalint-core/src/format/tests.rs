use super::*;
use crate::docs::complete;
use crate::lint::Settings;
use catalint_domain::date::Date;

fn linter() -> Linter {
    Linter::new(Settings::new(Date::new(2026, 11, 30).expect("a day")))
}

fn formatted(text: &str) -> Result<String, LeftAlone> {
    format(&Document::parse(Source::from_text("a.yaml", text)), &linter())
}

#[test]
fn keys_are_put_in_order_lists_in_one_style_and_comments_stay_with_what_they_are_about() {
    let text = "# catalint: ignore-file[SCH005] 草稿\n事项:\n- 二级事项:   低保   # 甲\n  # 依据要核对\n  公开依据: [\"《甲条例》\", '《乙条例》']\n\n  一级事项: \"社会救助\"\n  公开渠道:\n  - 政府网站\n  - 公告栏\n  # 末尾\n\n\n# 第二项\n-   一级事项: 养老\n    序号: \"2\"\n    公开内容: |\n       甲\n         乙\n标题: '云岭县目录'\n";
    let wanted = "# catalint: ignore-file[SCH005] 草稿\n标题: 云岭县目录\n事项:\n  - 一级事项: 社会救助\n    二级事项: 低保   # 甲\n    # 依据要核对\n    公开依据:\n      - 《甲条例》\n      - 《乙条例》\n    公开渠道: [政府网站, 公告栏]\n    # 末尾\n\n  # 第二项\n  - 序号: \"2\"\n    一级事项: 养老\n    公开内容: |\n       甲\n         乙\n";
    let new = formatted(text).expect("it can be printed");
    assert_eq!(new, wanted);
    assert_eq!(formatted(&new).expect("again"), new);
}

#[test]
fn what_is_right_stays_and_what_is_in_doubt_is_left() {
    let sound = complete("    topic: 社会救助\n    subtopic: 低保\n");
    assert_eq!(formatted(&sound).as_deref(), Ok(sound.as_str()));
    assert_eq!(formatted("标题: 甲\n事项:\n  - 一级事项: [\n"), Err(LeftAlone::Faulty));
    assert_eq!(formatted("标题: &a 甲\n事项:\n  - 一级事项: *a\n"), Err(LeftAlone::Anchors));
    assert_eq!(formatted("标题: !!str 甲\n事项:\n  - 一级事项: 乙\n"), Err(LeftAlone::Anchors));
    // Keys without a word.
    assert_eq!(formatted("# 说明\n?\n"), Err(LeftAlone::Anchors));
    assert_eq!(formatted("标题: 甲\n?\n事项:\n  - 一级事项: 乙\n"), Err(LeftAlone::Anchors));
    assert_eq!(formatted("标题: 甲\n: 丙\n事项:\n  - 一级事项: 乙\n"), Err(LeftAlone::Anchors));
    assert_eq!(formatted("- a\n"), Err(LeftAlone::NoCatalog));
}

#[test]
fn the_mark_of_the_end_is_kept_with_the_comments_around_it() {
    let rest = "事项:\n  - 一级事项: 乙\n# 末尾\n...\n# 之后\n";
    assert_eq!(formatted(&format!("标题:  甲\n{rest}")), Ok(format!("标题: 甲\n{rest}")));
}

#[test]
fn breaks_and_the_byte_order_mark_are_kept() {
    let text = "\u{feff}事项:\r\n- 一级事项: 乙\r\n标题: 甲\r\n";
    assert_eq!(formatted(text).as_deref(), Ok("\u{feff}标题: 甲\r\n事项:\r\n  - 一级事项: 乙\r\n"));
    assert_eq!(formatted("标题: 甲\r事项:\n- 一级事项: 乙\n").as_deref(), Ok("标题: 甲\n事项:\n  - 一级事项: 乙\n"));
    assert_eq!(formatted("标题: 甲\r事项:\r- 一级事项: 乙\r").as_deref(), Ok("标题: 甲\r事项:\r  - 一级事项: 乙\r"));
}
