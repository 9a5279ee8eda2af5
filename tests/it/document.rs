//! A document that was read once: what stands at a place, and a check of it as of its text.

use catalint_core::docs::complete;
use catalint_core::lint::{Linter, Settings, lint_text};
use catalint_core::model::Item;
use catalint_core::{Document, model::FieldId};
use catalint_domain::date::Date;
use catalint_text::{ColumnUnit, Source};

use crate::syntax::files;

const TEXT: &str = "title: 甲县目录\nitems:\n  - no: 1\n    topic: 救助\n    channels: [政府网站, 公示栏]\n  # 注\n  - no: 2\n    topic:\n";

fn at(word: &str) -> u32 {
    u32::try_from(TEXT.find(word).expect("it stands there")).expect("short")
}

#[test]
fn the_innermost_node_is_found_at_any_of_its_bytes_and_right_behind_it() {
    let document = Document::parse(Source::from_text("a.yaml", TEXT));
    let text = |offset| document.node_at(offset).map(|node| node.text().to_owned());
    for word in ["title", "甲县目录", "救助", "政府网站", "公示栏"] {
        for offset in [at(word), at(word) + 1, at(word) + u32::try_from(word.len()).expect("short")] {
            assert_eq!(text(offset).as_deref(), Some(word), "{offset}");
        }
    }
    assert_eq!(text(at("[")).as_deref(), Some(""), "the list itself");
    let last = document.node_at(at("topic:\n") + 6).expect("the empty value");
    assert!(last.span().is_empty() && last.is_blank());
    assert!(document.node_at(u32::MAX).is_none());
}

#[test]
fn the_item_of_a_place_is_that_whose_lines_hold_it() {
    let document = Document::parse(Source::from_text("a.yaml", TEXT));
    let catalog = document.catalog().expect("a catalog");
    let item = |word| catalog.item_at(at(word)).map(Item::index);
    assert_eq!((item("title"), item("no: 1"), item("公示栏")), (None, Some(0), Some(0)));
    assert_eq!((item("# 注"), item("no: 2")), (Some(0), Some(1)));
    assert!(catalog.item_at(u32::MAX).is_none());
    let second = catalog.item(1).field(FieldId::No).expect("a number");
    assert!(catalog.item_of(second.key.id()).is_none(), "a key is no item");
    assert_eq!(catalog.item_of(catalog.item(1).node().id()).map(Item::index), Some(1));
}

#[test]
fn every_node_of_the_fixtures_is_found_where_it_stands() {
    for (name, bytes) in files("ok").into_iter().chain(files("syntax")) {
        let document = Document::from_bytes(&name, &bytes);
        for node in document.tree().nodes().filter(|node| !node.is_aliased() && !node.span().is_empty()) {
            let found = document.node_at(node.span().start).expect("something stands there");
            assert!(found.id() >= node.id(), "{name}: {:?}", node.span());
        }
        for offset in (0..document.text().len()).step_by(7).filter(|&at| document.text().is_char_boundary(at)) {
            let offset = u32::try_from(offset).expect("short");
            for unit in [ColumnUnit::Byte, ColumnUnit::Char, ColumnUnit::Utf16] {
                let place = document.source().line_column(offset, unit);
                let back = document.source().offset(place, unit);
                // Within a byte-order mark and between `\r` and `\n` is no place of its own.
                let again = document.source().line_column(back, unit);
                assert!(again == place && back.abs_diff(offset) <= 3, "{name}: {offset} is {place:?} is {back}");
            }
        }
    }
}

/// What a check gives hangs on the text alone, not on what was asked of the document before.
#[test]
fn a_document_is_checked_as_often_as_one_likes_by_several_threads() {
    let options = Settings::new(Date::new(2026, 11, 1).expect("a day"));
    let text = complete("    basis: 《土地管理法》第一百条\n    level: 县级\n");
    let document = Document::parse(Source::from_text("a.yaml", text.as_str()));
    let linter = Linter::new(options.clone());
    let said = |linter: &Linter| {
        let report = linter.check(&document);
        report.findings.iter().map(|d| (d.rule.code, d.fingerprint)).collect::<Vec<_>>()
    };
    let alone = lint_text("a.yaml", text.as_bytes(), &options);
    let once = said(&linter);
    assert!(once.len() == alone.findings.len() && !once.is_empty());
    assert!(linter.facts(&document).is_some() && linter.previous("HEAD", &document).is_some());
    std::thread::scope(|scope| {
        let work: Vec<_> = (0..3).map(|_| scope.spawn(|| said(&linter.clone()))).collect();
        assert!(work.into_iter().all(|work| work.join().expect("no panic") == once));
    });
}
