//! Lists described in a few lines.

use super::faces::number;
use super::*;

fn of(lists: &str, uses: &[(&str, usize)]) -> Vec<String> {
    let xml = format!("<w:numbering>{lists}</w:numbering>");
    let mut numbering = Numbering::read(Some(&xml)).expect("sound");
    let mut say = |(list, level): &(&str, usize)| {
        let place = ListPlace { list: Some((*list).to_owned()), level: Some(*level) };
        match numbering.count(&place, None, &Styles::default()) {
            Some(NumberingLabel::Number(text)) => text,
            other => format!("{other:?}"),
        }
    };
    uses.iter().map(&mut say).collect()
}

fn level(nth: usize, format: &str, text: &str, more: &str) -> String {
    format!(
        "<w:lvl w:ilvl=\"{nth}\"><w:start w:val=\"1\"/><w:numFmt w:val=\"{format}\"/>{more}\
         <w:lvlText w:val=\"{text}\"/></w:lvl>"
    )
}

#[test]
fn levels_count_within_each_other() {
    let lists = format!(
        "<w:abstractNum w:abstractNumId=\"0\">{}{}{}</w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num>",
        level(0, "chineseCounting", "%1、", ""),
        level(1, "decimal", "%1.%2", "<w:isLgl/>"),
        level(2, "decimalEnclosedCircle", "%3", "<w:lvlRestart w:val=\"0\"/>")
    );
    let uses = [("1", 0), ("1", 1), ("1", 2), ("1", 1), ("1", 2), ("1", 0), ("1", 1)];
    assert_eq!(of(&lists, &uses), ["一、", "1.1 ", "①", "1.2 ", "②", "二、", "2.1 "]);
    // A level below one that was never used.
    assert_eq!(of(&lists, &[("1", 1)]), ["1.1 "]);
}

#[test]
fn a_list_goes_on_or_begins_anew() {
    let lists = format!(
        "<w:abstractNum w:abstractNumId=\"7\">{}</w:abstractNum>\
         <w:num w:numId=\"1\"><w:abstractNumId w:val=\"7\"/></w:num>\
         <w:num w:numId=\"2\"><w:abstractNumId w:val=\"7\"/><w:lvlOverride w:ilvl=\"0\"><w:startOverride w:val=\"5\"/></w:lvlOverride></w:num>\
         <w:num w:numId=\"3\"><w:abstractNumId w:val=\"7\"/><w:lvlOverride w:ilvl=\"0\">{}</w:lvlOverride></w:num>",
        level(0, "decimal", "%1", ""),
        level(0, "upperRoman", "（%1）", "")
    );
    let uses = [("1", 0), ("1", 0), ("2", 0), ("2", 0), ("1", 0), ("3", 0)];
    assert_eq!(of(&lists, &uses), ["1 ", "2 ", "5 ", "6 ", "7 ", "（VIII）"]);
    assert_eq!(of(&lists, &[("9", 0)]), ["None"]);
}

#[test]
fn numbers_have_many_faces() {
    let all = [
        ("chineseCounting", 12, "十二"),
        ("chineseCounting", 20, "二十"),
        ("chineseCountingThousand", 102, "一百零二"),
        ("chineseCountingThousand", 1010, "一千零一十"),
        ("chineseLegalSimplified", 15, "壹拾伍"),
        ("ideographDigital", 20, "二〇"),
        ("upperLetter", 28, "BB"),
        ("lowerRoman", 14, "xiv"),
        ("decimalZero", 7, "07"),
        ("decimalFullWidth", 10, "１０"),
        ("ideographTraditional", 3, "丙"),
    ];
    for (format, n, text) in all {
        assert_eq!(number(format, n).as_deref(), Some(text), "{format} {n}");
    }
    assert_eq!(
        (number("decimalEnclosedCircle", 21), number("hebrew1", 1), number("upperRoman", 0)),
        (None, None, None)
    );
}
