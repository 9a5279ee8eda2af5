use proptest::prelude::*;

use super::*;
use crate::grid::{Cell, Grid, Grids, Row};
use crate::publish::samples::{any_table, catalog, content, undated, wild_table};
use crate::read::read;

fn written(published: &Published) -> Vec<u8> {
    write(published).expect("can be written")
}

fn read_back(bytes: &[u8]) -> Grids {
    read("a.docx", bytes, None).expect("can be read")
}

#[test]
fn a_catalog_is_read_back_as_it_was() {
    let published = catalog(7);
    let document = read_back(&written(&published));
    let [grid] = document.grids.as_slice() else { panic!("one table") };
    let above: Vec<&str> = grid.above.iter().map(|line| line.text.as_str()).collect();
    assert_eq!(above, [&published.title, &published.above[0], &published.above[1]]);
    assert_eq!(content(grid, 0), content(&published.grid, 0));
}

#[test]
fn the_same_catalog_gives_the_same_bytes() {
    let bytes = written(&catalog(5));
    assert!(bytes == written(&catalog(5)) && undated(&bytes));
}

#[test]
fn the_head_is_on_every_page_and_no_row_on_two() {
    let published = catalog(3);
    let xml = document(&body(&published, &Plan::new(&published)));
    assert_eq!((xml.matches("<w:tblHeader/>").count(), xml.matches("<w:cantSplit/>").count()), (2, 5));
}

#[test]
fn columns_fill_the_page_and_none_is_too_narrow() {
    let published = catalog(3);
    let widths = widths(&Plan::new(&published), &published.columns);
    let all: usize = widths.iter().sum();
    assert!(all <= ROOM && all > ROOM - 20, "{all}");
    assert!(widths.iter().all(|width| *width >= 280), "{widths:?}");
}

#[test]
fn characters_that_xml_has_no_place_for_are_seen() {
    let mut published = catalog(1);
    published.grid.rows[2].cells[0].text = "1\u{0}\u{b}2\u{ffff}".to_owned();
    let document = read_back(&written(&published));
    assert_eq!(document.grids[0].rows[2].cells[0].text, "1␀␋2\u{fffd}");
}

#[test]
fn more_columns_than_word_has_are_an_error() {
    let row = Row { number: 1, cells: vec![Cell::new(63, "甲")] };
    let published = Published { grid: Grid { rows: vec![row], ..Grid::default() }, ..catalog(0) };
    assert_eq!(write(&published), Err(Unwritable::ManyColumns(64, 63)));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_table_is_read_back_as_it_was(published in any_table()) {
        let document = read_back(&written(&published));
        prop_assert_eq!(content(&document.grids[0], 0), content(&published.grid, 0));
    }

    #[test]
    fn whatever_the_grid_a_document_comes_of_it(published in wild_table()) {
        match write(&published) {
            Ok(bytes) => prop_assert!(published.grid.rows.is_empty() || read("a.docx", &bytes, None).is_ok()),
            Err(error) => prop_assert!(matches!(error, Unwritable::ManyColumns(..))),
        }
    }
}
