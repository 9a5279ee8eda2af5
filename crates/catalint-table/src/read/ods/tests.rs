//! OpenDocument workbooks: what a cell shows is read, and what it does not is said.

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;

use super::read;
use crate::grid::{AsideKind, Grids, Note};

fn book(styles: &str, table: &str) -> Grids {
    let text = format!(
        "<office:document-content>{styles}<table:table table:name=\"表\">{table}</table:table></office:document-content>"
    );
    let mut out = zip::ZipWriter::new(Cursor::new(Vec::new()));
    out.start_file("content.xml", SimpleFileOptions::default()).expect("a new part");
    out.write_all(text.as_bytes()).expect("memory");
    read(&out.finish().expect("memory").into_inner()).expect("a workbook")
}

fn cell(about: &str, inner: &str) -> String {
    format!("<table:table-cell {about}>{inner}</table:table-cell>")
}

#[test]
fn cells_are_read_as_they_are_shown() {
    let styles = "<style:style style:name=\"s\"><style:text-properties style:text-line-through-style=\"solid\"/></style:style>\
        <style:style style:name=\"h\"><style:text-properties text:display=\"none\"/></style:style>";
    let frame = |inner: &str| format!("<draw:frame>{inner}</draw:frame>");
    let cells = [
        cell("office:value-type=\"float\" office:value=\"1.1\"", "<text:p>1.10</text:p>"),
        cell("office:value-type=\"percentage\" office:value=\"0.5\"", ""),
        cell("table:formula=\"of:=VLOOKUP([.A1])\"", ""),
        cell(
            "",
            "<text:p>新<text:span text:style-name=\"s\">旧</text:span><text:span text:style-name=\"h\">藏</text:span></text:p>",
        ),
        cell("", &(frame("<draw:text-box><text:p>盖章</text:p></draw:text-box>") + "<text:p>甲</text:p>")),
        cell("", &(frame("<draw:image/>") + "<office:annotation><text:p>批注</text:p></office:annotation>")),
        cell(
            "",
            "<text:p><text:ruby><text:ruby-base>圳</text:ruby-base><text:ruby-text>zhen</text:ruby-text></text:ruby></text:p>",
        ),
    ];
    let document = book(styles, &format!("<table:table-row>{}</table:table-row>", cells.concat()));
    let got: Vec<(&str, Vec<(AsideKind, &str)>)> = document.grids[0].rows[0]
        .cells
        .iter()
        .map(|cell| (cell.text.as_str(), cell.asides.iter().map(|aside| (aside.kind, aside.text.as_str())).collect()))
        .collect();
    let want = [
        ("1.10", vec![]),
        ("50%", vec![]),
        ("", vec![(AsideKind::Formula, "=VLOOKUP([.A1])")]),
        ("新", vec![(AsideKind::Struck, "旧"), (AsideKind::Hidden, "藏")]),
        ("甲", vec![(AsideKind::TextBox, "盖章")]),
        ("\u{fffc}", vec![(AsideKind::Picture, "")]),
        ("圳", vec![]),
    ];
    assert_eq!(got, want);
    assert_eq!(document.notes, [Note::Formulas(1), Note::Comments(1)]);
}

#[test]
fn hidden_rows_and_columns_are_read_and_named() {
    let table = format!(
        "<table:table-column/><table:table-column table:visibility=\"collapse\" table:number-columns-repeated=\"2\"/>\
         <table:table-row table:number-rows-repeated=\"2\" table:visibility=\"filter\">{}</table:table-row>",
        cell("", "<text:p>甲</text:p>")
    );
    let grid = book("", &table).grids.remove(0);
    assert_eq!((grid.hidden.rows.as_slice(), grid.hidden.columns.as_slice()), (&[1, 2][..], &[1, 2][..]));
    assert_eq!(grid.rows.len(), 2);
}
