//! Codes of formats and what they show.

use super::*;

fn of(code: &str, value: f64) -> String {
    match number(code, value, false) {
        Some(ShownNumber::Text(text)) => text,
        other => format!("{other:?}"),
    }
}

#[test]
fn numbers_are_shown_as_their_formats_say() {
    let cases = [
        ("0.00", 1.1, "1.10"),
        ("0", 2.5, "3"),
        ("0.00", 2.675, "2.68"),
        ("00", 7.0, "07"),
        ("000-0000", 1_234_567.0, "123-4567"),
        ("#,##0.00", 1_234_567.5, "1,234,567.50"),
        ("#,##0;(#,##0)", -1234.0, "(1,234)"),
        ("0.0%", 0.855, "85.5%"),
        ("0%", 0.29, "29%"),
        ("#.##", 5.0, "5."),
        ("0.##", 5.25, "5.25"),
        (".00", 0.5, ".50"),
        ("\"第\"0\"号\"", 12.0, "第12号"),
        ("0\"个工作日\"", 20.0, "20个工作日"),
        ("[$¥-804]#,##0", 1200.0, "¥1,200"),
        ("[红色][<0]-0;0", 5.0, "5"),
        ("0.00E+00", 123_456.0, "1.23E+05"),
        ("# ?/?", 2.5, "2 1/2"),
        ("General", 0.1 + 0.2, "0.3"),
        ("General", 20.0, "20"),
        ("@", 3.0, "3"),
        ("0;-0;;@", 0.0, "Some(Nothing)"),
        ("[DBNum1][$-804]General", 23.0, "二十三"),
        ("[DBNum2][$-804]0", 105.0, "壹佰零伍"),
        ("#,##0,\"千元\"", 12_345.0, "12千元"),
        ("_ * #,##0_ ;_ * -#,##0_ ", -5.0, "-5"),
    ];
    for (code, value, want) in cases {
        assert_eq!(of(code, value), want, "{code} {value}");
    }
}

#[test]
fn days_are_shown_as_their_formats_say() {
    let cases = [
        ("yyyy\"年\"m\"月\"d\"日\"", 45107.0, "2023年6月30日"),
        ("yyyy-mm-dd", 45107.0, "2023-06-30"),
        ("[$-804]yyyy\"年\"m\"月\";@", 45107.0, "2023年6月"),
        ("[DBNum1][$-804]yyyy\"年\"m\"月\"d\"日\"", 45107.0, "二〇二三年六月三十日"),
        ("yyyy.m.d", 45107.0, "2023.6.30"),
        ("yyyy/m/d h:mm", 45107.75, "2023/6/30 18:00"),
        ("h:mm AM/PM", 0.75, "6:00 PM"),
        ("[h]:mm", 1.5, "36:00"),
        ("mm:ss", 0.000_694_444_4, "01:00"),
        ("[$-804]aaaa", 45107.0, "星期五"),
        ("[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy", 45107.0, "2023年6月30日"),
        ("yyyy/m/d", 1.0, "1900/1/1"),
        ("yyyy/m/d", 61.0, "1900/3/1"),
    ];
    for (code, value, want) in cases {
        assert_eq!(of(code, value), want, "{code} {value}");
    }
    assert_eq!(number("yyyy/m/d", 0.0, true), Some(ShownNumber::Text("1904/1/1".to_owned())));
    assert_eq!(number("yyyy/m/d", -3.0, false), None);
}

#[test]
fn texts_have_formats_too() {
    assert_eq!(text("@\"局\"", "民政"), Some(ShownNumber::Text("民政局".to_owned())));
    assert_eq!(text("0;-0;;@", "甲"), Some(ShownNumber::Text("甲".to_owned())));
    assert_eq!(text(";;;", "甲"), Some(ShownNumber::Nothing));
    assert_eq!(text("0.00", "甲"), None);
}

#[test]
fn odd_codes_are_no_trouble() {
    for code in
        ["", "[", "\"", "\\", "0.", ".0", "%%%", "E+", "////", ";;;;;;", "[>]", "yyyyyyyyy", "??/??/??", "0E+", "_"]
    {
        for value in [0.0, -1.5, 1e300, f64::NAN, f64::INFINITY, 1e-300] {
            drop(number(code, value, false));
            drop(text(code, "甲"));
        }
    }
}
