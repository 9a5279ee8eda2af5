//! XML workbooks: what a cell shows is read, and what it does not is said.

use super::read;
use crate::grid::AsideKind;

#[test]
fn cells_are_read_as_they_are_shown() {
    let xml = "<Workbook><Styles><Style ss:ID=\"d\"><NumberFormat ss:Format=\"Long Date\"/></Style>\
        <Style ss:ID=\"n\"><NumberFormat ss:Format=\"0.00\"/></Style><Style ss:ID=\"s\"><Font ss:StrikeThrough=\"1\"/></Style></Styles>\
        <Worksheet ss:Name=\"表\"><Table><Column ss:Index=\"2\" ss:Span=\"1\" ss:Hidden=\"1\"/><Row ss:Hidden=\"1\">\
        <Cell ss:StyleID=\"d\"><Data ss:Type=\"DateTime\">2023-06-30T00:00:00.000</Data></Cell>\
        <Cell ss:StyleID=\"n\"><Data ss:Type=\"Number\">1.1</Data></Cell>\
        <Cell ss:StyleID=\"s\"><Data ss:Type=\"String\">旧</Data></Cell>\
        <Cell><Data ss:Type=\"String\">新<S>废</S></Data><Comment><Data>批注</Data></Comment></Cell>\
        <Cell ss:Formula=\"=A1\"/><Cell><Data ss:Type=\"Error\">#REF!</Data></Cell>\
        <Cell><Data ss:Type=\"DateTime\">2023-06-30T00:00:00.000</Data></Cell></Row></Table></Worksheet></Workbook>";
    let document = read(xml).expect("a workbook");
    let grid = &document.grids[0];
    let got: Vec<(&str, Option<(AsideKind, &str)>)> = grid.rows[0]
        .cells
        .iter()
        .map(|cell| (cell.text.as_str(), cell.asides.first().map(|aside| (aside.kind, aside.text.as_str()))))
        .collect();
    let want = [
        ("2023年6月30日", None),
        ("1.10", None),
        ("", Some((AsideKind::Struck, "旧"))),
        ("新", Some((AsideKind::Struck, "废"))),
        ("", Some((AsideKind::Formula, "=A1"))),
        ("", Some((AsideKind::ErrorValue, "#REF!"))),
        ("2023-06-30", None),
    ];
    assert_eq!(got, want);
    assert_eq!((grid.hidden.rows.as_slice(), grid.hidden.columns.as_slice()), (&[1][..], &[1, 2][..]));
}
