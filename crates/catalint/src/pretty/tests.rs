//! Carets stand under what they mean, whatever the text, the place and the width.

use std::ops::Range;

use catalint_core::lint::{Report, Settings, lint_text};
use catalint_core::rule::{Finding, ItemName, Lang, Localized, Related, RelatedPlace, Severity, TableCell};
use catalint_core::rules::find;
use catalint_domain::date::Date;
use catalint_report::View;
use catalint_text::{Source, Span, decode, display_width};

use super::*;
use crate::terminal::Color;

fn source(text: &str) -> Source {
    Source::new("目录/a.yaml", decode(text.as_bytes()))
}

fn finding(span: Range<usize>, pointer: &str) -> Finding {
    let mut finding = Finding::new(find("BAS001").expect("it is there"), Span::of(span));
    pointer.clone_into(&mut finding.pointer);
    finding
}

fn render(source: &Source, found: &Finding, width: usize, lang: Lang) -> String {
    let terminal = Terminal { width, ..Terminal::file() };
    let mut out = String::new();
    Pretty::new(lang, terminal).finding(&mut out, source, found, None);
    out
}

/// The text that stands over the carets.
fn over_the_carets(out: &str) -> String {
    let lines: Vec<&str> = out.lines().collect();
    let at = lines.iter().position(|line| line.trim_start().starts_with(':') && line.contains('^')).expect("carets");
    let (line, carets) = (lines[at - 1], lines[at]);
    let start = carets.find('^').expect("carets");
    let end = carets.rfind('^').expect("carets") + 1;
    let mut column = 0;
    let mut over = String::new();
    for c in line.chars() {
        if (start..end).contains(&column) {
            over.push(c);
        }
        column += display_width(&c.to_string());
    }
    over
}

#[test]
fn carets_stand_under_their_text() {
    let text = "items:\n  - topic: “甲”乙（丙）ｶﾅ𠮷é, abc ①√ 丁\n    basis: []\n";
    let source = source(text);
    let line = text.find("  - topic").expect("there")..text.find("    basis").expect("there") - 1;
    let bounds: Vec<usize> = text[line.clone()].char_indices().map(|(at, _)| line.start + at).collect();
    for width in [40, 80, 120] {
        for (nth, &start) in bounds.iter().enumerate().skip(4) {
            for &end in &bounds[nth + 1..] {
                let out = render(&source, &finding(start..end, ""), width, Lang::Zh);
                let over = over_the_carets(&out);
                // On a narrow screen the end of a long place is cut off.
                let cut = width == 40 && !over.is_empty() && text[start..end].starts_with(&over);
                assert!(over == text[start..end] || cut, "{over:?}\n{out}");
            }
        }
    }
}

#[test]
fn no_line_is_wider_than_the_terminal() {
    let long = "甲乙丙，".repeat(100);
    let text = format!("items:\n  - topic: {long}公示栏{long}\n");
    let source = source(&text);
    let at = text.find("公示栏").expect("there");
    for width in [40, 80, 120, 200] {
        let mut found = finding(at..at + 9, "/items/0/topic");
        found.names =
            [ItemName { catalog: 0, index: 0, no: "1".into(), label: long.clone(), publisher: String::new() }].into();
        for lang in [Lang::Zh, Lang::En] {
            let out = render(&source, &found, width, lang);
            assert_eq!(over_the_carets(&out), "公示栏");
            assert!(out.lines().all(|line| display_width(line) <= width), "{width}\n{out}");
        }
    }
}

#[test]
fn empty_places_and_the_end_of_the_file_have_a_caret() {
    for text in ["", "a: 1", "a: 1\n", "\u{feff}", "甲\r\n", "\n\n"] {
        let source = source(text);
        for at in 0..text.len() + 3 {
            for end in [at, at + 1, at + 9] {
                let out = render(&source, &finding(at..end, ""), 80, Lang::Zh);
                assert!(out.contains('^'), "{text:?} {at}\n{out}");
            }
        }
    }
}

#[test]
fn a_place_of_several_lines_is_drawn_along_them() {
    let text = "a: |\n  一\n  二\n  三\n  四\nb: 1\n";
    let out = render(&source(text), &finding(3..text.find('b').expect("there"), "/items/0/basis"), 80, Lang::Zh);
    assert_eq!(
        out,
        "  错误 BAS001 没有填写公开依据\n   ,-[目录/a.yaml:1:4]\n 1 | ,-> a: |\n 2 | |     一\n 3 | |->   二\n   \
         : `---- 到第5行止\n   `----\n  建议：写明要求公开该事项的法律、法规、规章或文件全称，宜带文号和条款。\n"
    );
}

#[test]
fn what_is_around_the_lines_is_in_the_language_of_the_reader() {
    let text = "items:\n  - topic: 甲\n    basis: []\n";
    let source = source(text);
    let at = text.find("basis").expect("there");
    let mut found = finding(at..at + 5, "/items/0/basis");
    found.names =
        [ItemName { catalog: 0, index: 0, no: String::new(), label: "甲".into(), publisher: String::new() }].into();
    const MESSAGE: Localized = Localized { zh: "这里也没有", en: "None here either." };
    found.related.push(Related { message: &MESSAGE, place: RelatedPlace::Here(Span::new(0, 5)) });
    assert_eq!(
        render(&source, &found, 60, Lang::Zh),
        "  错误 BAS001 没有填写公开依据\n   ,-[目录/a.yaml:3:5 第1项 甲]\n 3 |     basis: []\n   :     ^^^^^\n   \
         `----\n  另见：目录/a.yaml:1:1 这里也没有\n  建议：写明要求公开该事项的法律、法规、规章或文件全称，宜带\n        文号和条款。\n"
    );
    assert_eq!(
        render(&source, &found, 60, Lang::En),
        "  error BAS001 The item has no legal basis.\n   ,-[目录/a.yaml:3:5 item 1 甲]\n 3 |     basis: []\n   \
         :     ^^^^^\n   `----\n  see:  目录/a.yaml:1:1 None here either.\n  help: Name the law, regulation or document that requires\n        the disclosure, with number and article.\n"
    );
}

#[test]
fn the_label_says_the_column_unless_message_or_line_do() {
    let label = |text: &str, mark: &str, pointer: &str| {
        let at = text.find(mark).expect("there");
        let out = render(&source(text), &finding(at..at + mark.len(), pointer), 80, Lang::Zh);
        out.lines().find_map(|line| line.split_once("`-- ").map(|(_, label)| label.to_owned()))
    };
    let of = |label: &str| Some(label.to_owned());
    assert_eq!(label("    content:\n      - 甲\n", "甲", "/items/0/content/1"), of("公开内容（第2个）"));
    assert_eq!(label("    levels: [甲, 乙]\n", "乙", "/items/0/levels/1"), of("公开层级"));
    assert_eq!(label("    公开层级: [甲]\n", "甲", "/items/0/levels/0"), None);
    assert_eq!(label("    extra:\n      科室: 甲\n", "甲", "/items/0/extra/科~1室"), of("其他栏目 科/室"));
    // The message says `公开依据` already.
    assert_eq!(label("    basis: 甲\n", "甲", "/items/0/basis"), None);
    assert_eq!(label("    basis:\n      - 甲\n", "甲", "/items/0/basis/0"), None);
    // A field that is not there has its finding at another key.
    assert_eq!(label("  - topic: 甲\n", "topic", "/items/0/levels"), None);
    assert_eq!(label("title: 甲\n", "甲", ""), None);
}

#[test]
fn nothing_of_a_file_commands_the_terminal() {
    let text = "a: \u{1b}[31m\u{202e}甲\u{7}\n";
    let mut found = finding(3..4, "");
    found.names =
        [ItemName { catalog: 0, index: 0, no: "\u{1b}".into(), label: "\u{9b}31m".into(), publisher: String::new() }]
            .into();
    found.args.push(("x", "\u{1b}".into()));
    let out = render(&source(text), &found, 80, Lang::Zh);
    assert!(!out.contains(['\u{1b}', '\u{202e}', '\u{7}', '\u{9b}']), "{out:?}");
    assert_eq!(over_the_carets(&out), "<U+001B>");
}

#[test]
fn colours_are_there_only_when_wanted() {
    let source = source("a: 1\n");
    let found = finding(0..1, "");
    let mut colored = String::new();
    let terminal = Terminal { paint: Paint(true), width: 80, ..Terminal::file() };
    Pretty::new(Lang::Zh, terminal).finding(&mut colored, &source, &found, None);
    assert!(colored.contains("\u{1b}["));
    assert!(!render(&source, &found, 80, Lang::Zh).contains('\u{1b}'));
    assert!(Terminal::stdout(Color::Always).paint.0 && !Terminal::stdout(Color::Never).paint.0);
}

/// A finding in a cell: its words, what stands around them, and the head of the column.
fn in_cell(nth: usize, address: &str, (before, words, behind): (&str, &str, &str), head: &str) -> Finding {
    let mut found = finding(0..0, &format!("/items/{nth}/basis"));
    let around = (before.to_owned(), behind.to_owned());
    let cell = TableCell { around, head: head.to_owned(), ..TableCell::new(address.to_owned(), words.to_owned()) };
    found = found.in_cell(cell);
    let (no, label) = ((nth + 1).to_string(), if nth == 0 { "1" } else { "机关职能" }.to_owned());
    found.names = [ItemName { catalog: 0, index: nth, no, label, publisher: String::new() }].into();
    found
}

/// What is shown of a table under its file.
fn table(findings: Vec<Finding>, width: usize, lang: Lang) -> String {
    let options = Settings::new(Date::new(2026, 11, 1).expect("a day"));
    let report = Report { findings, ..lint_text("表.docx", b"", &options) };
    let terminal = Terminal { width, ..Terminal::file() };
    let out = Pretty::new(lang, terminal).file(&report, View::new(lang, Severity::Hint));
    out.split_once("\n\n").expect("a heading").1.to_owned()
}

#[test]
fn a_finding_in_a_table_is_found_by_row_head_and_item() {
    let found = in_cell(0, "第3行第5列", ("", "", ""), "公开依据");
    let mut several = found.clone();
    several.also = vec![1, 2, 6];
    several.names = [0, 1, 2, 6].map(|nth| in_cell(nth, "", ("", "", ""), "").names[0].clone()).into();
    let place = |found: &Finding, lang| table(vec![found.clone()], 80, lang).lines().nth(1).map(str::to_owned);
    // A number is no name.
    assert_eq!(place(&found, Lang::Zh).as_deref(), Some("  位置：第3行“公开依据”，第1项"));
    assert_eq!(place(&found, Lang::En).as_deref(), Some("  where: row 3 “公开依据”, item 1"));
    assert_eq!(place(&several, Lang::Zh).as_deref(), Some("  位置：第3行“公开依据”，第1–3、7项"));
    assert_eq!(place(&several, Lang::En).as_deref(), Some("  where: row 3 “公开依据”, items 1–3, 7"));
}

#[test]
fn what_is_wrong_in_several_cells_is_said_once() {
    let cells = [4, 5, 6, 9].map(|row| in_cell(row - 4, &format!("汇总!F{row}"), ("", "", ""), "公开依据"));
    assert_eq!(
        table(cells.to_vec(), 80, Lang::Zh),
        "  错误 BAS001 没有填写公开依据\n  位置：第1–3、6项 公开依据（F4–F6、F9），共4处\n  \
         建议：写明要求公开该事项的法律、法规、规章或文件全称，宜带文号和条款。\n\n"
    );
}

#[test]
fn the_words_of_a_cell_are_shown_with_the_fault_marked_and_a_tick_with_its_head() {
    let text = |words, head, width| {
        let out = table(vec![in_cell(2, "汇总!F4", words, head)], width, Lang::Zh);
        out.lines().find_map(|line| line.trim().strip_prefix("原文：").map(str::to_owned))
    };
    let of = |text: &str| Some(text.to_owned());
    assert_eq!(text(("依据", "《甲法》", "和乙"), "公开依据", 80), of("依据【《甲法》】和乙"));
    let long = "长".repeat(60);
    let shown = text((&long, "《甲法》", &long), "公开依据", 80).expect("shown");
    assert!(shown.starts_with("...长") && shown.contains("长【《甲法》】长") && shown.ends_with("长..."), "{shown}");
    assert!(display_width(&shown) <= 72, "{shown}");
    assert_eq!(text(("", "√", ""), "县级", 80), of("“县级”一栏写着“√”"));
    // What says nothing is not shown, nor what the message says.
    assert_eq!(text(("", "√", ""), "", 80), None);
    assert_eq!(text(("", "", ""), "县级", 80), None);
    assert_eq!(text(("", "公开依据", ""), "县级", 80), None);
}

#[test]
fn a_rule_leads_to_its_page_where_the_config_says_where_that_is() {
    let options = Settings::new(Date::new(2026, 11, 1).expect("a day"));
    let shown = |docs_url: Option<&str>, links| {
        let findings = vec![in_cell(0, "汇总!F4", ("", "", ""), "")];
        let docs_url = docs_url.map(Into::into);
        let report = Report { findings, docs_url, ..lint_text("a.xlsx", b"", &options) };
        Pretty::new(Lang::Zh, Terminal { links, ..Terminal::file() }).file(&report, View::new(Lang::Zh, Severity::Hint))
    };
    let link = "\u{1b}]8;;https://a.cn/docs/rules/BAS001.md\u{1b}\\BAS001\u{1b}]8;;\u{1b}\\ 没有填写公开依据";
    assert!(shown(Some("https://a.cn/"), true).contains(link));
    assert!(!shown(Some("https://a.cn/"), false).contains('\u{1b}'));
    assert!(!shown(None, true).contains('\u{1b}'));
}
