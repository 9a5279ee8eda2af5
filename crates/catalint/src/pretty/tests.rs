//! Carets stand under what they mean, whatever the text, the place and the width.

use std::ops::Range;

use catalint_core::rule::{Cell, Finding, ItemName, Lang, Localized, Related, RelatedPlace};
use catalint_core::rules::find;
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
    let terminal = Terminal { interactive: false, paint: Paint(false), width };
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
        found.names = vec![
            ItemName { catalog: 0, index: 0, no: "1".into(), label: long.clone(), publisher: String::new() }.into(),
        ];
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
        vec![ItemName { catalog: 0, index: 0, no: String::new(), label: "甲".into(), publisher: String::new() }.into()];
    let message = Localized { zh: "这里也没有", en: "None here either." };
    found.related.push(Related { message, place: RelatedPlace::Here(Span::new(0, 5)) });
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
    found.names = vec![
        ItemName { catalog: 0, index: 0, no: "\u{1b}".into(), label: "\u{9b}31m".into(), publisher: String::new() }
            .into(),
    ];
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
    let terminal = Terminal { interactive: true, paint: Paint(true), width: 80 };
    Pretty::new(Lang::Zh, terminal).finding(&mut colored, &source, &found, None);
    assert!(colored.contains("\u{1b}["));
    assert!(!render(&source, &found, 80, Lang::Zh).contains('\u{1b}'));
    assert!(Terminal::stdout(Color::Always).paint.0 && !Terminal::stdout(Color::Never).paint.0);
}

#[test]
fn a_finding_for_several_items_names_them_all_and_a_number_is_no_name() {
    let source = Source::new("", decode(b""));
    let item = |index: usize, label: &str| ItemName {
        catalog: 0,
        index,
        no: (index + 1).to_string(),
        label: label.to_owned(),
        publisher: String::new(),
    };
    let mut found = finding(0..0, "/items/0/basis");
    found = found.in_cell(Cell { address: "第3行第5列".to_owned(), text: String::new(), span: None });
    found.names = vec![item(0, "1").into()];
    let header = |found: &Finding, lang| {
        let out = render(&source, found, 80, lang);
        out.lines().find_map(|line| line.trim().strip_prefix(",-[:").map(str::to_owned)).expect("a header")
    };
    assert_eq!(header(&found, Lang::Zh), "第3行第5列 第1项]");
    assert_eq!(header(&found, Lang::En), "row 3, column 5 item 1]");
    found.also = vec![1, 2, 6];
    found.names.extend([1, 2, 6].map(|index| item(index, "机关职能").into()));
    assert_eq!(header(&found, Lang::Zh), "第3行第5列 第1–3、7项]");
    assert_eq!(header(&found, Lang::En), "row 3, column 5 items 1–3, 7]");
}
