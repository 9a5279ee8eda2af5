//! Old workbooks made record by record.

use std::io::{Cursor, Write};

use super::read;
use crate::error::Unreadable;
use crate::grid::{AsideKind, Grids, Note};

fn record(kind: u16, data: &[u8]) -> Vec<u8> {
    let length = u16::try_from(data.len()).expect("short");
    [&kind.to_le_bytes(), &length.to_le_bytes(), data].concat()
}

fn words(all: &[u16]) -> Vec<u8> {
    all.iter().flat_map(|word| word.to_le_bytes()).collect()
}

fn short(text: &str) -> Vec<u8> {
    let units: Vec<u16> = text.encode_utf16().collect();
    [vec![u8::try_from(units.len()).expect("short"), 1], words(&units)].concat()
}

fn long(text: &str) -> Vec<u8> {
    let units: Vec<u16> = text.encode_utf16().collect();
    [words(&[u16::try_from(units.len()).expect("short")]), vec![1], words(&units)].concat()
}

fn bof() -> Vec<u8> {
    record(0x0809, &words(&[0x0600, 0x0005, 0, 0, 0, 0, 0, 0]))
}

fn font(marks: u16, name: &str) -> Vec<u8> {
    record(0x0031, &[words(&[200, marks, 0, 400, 0, 0, 0]), short(name)].concat())
}

/// Two looks: a plain one, a struck one, and two with a format of numbers.
fn globals(strings: &[Vec<u8>], sheet_at: Option<usize>) -> Vec<u8> {
    let xf = |font: u16, format: u16| record(0x00E0, &words(&[font, format, 0, 0, 0, 0, 0, 0, 0, 0]));
    let shared: Vec<u8> = [vec![0; 8], strings.concat()].concat();
    let head = [
        bof(),
        font(0, "宋体"),
        font(8, "宋体"),
        record(0x041E, &[words(&[176]), long("yyyy\"年\"m\"月\"d\"日\"")].concat()),
        xf(0, 0),
        xf(1, 0),
        xf(0, 2),
        xf(0, 176),
        record(0x00FC, &shared),
    ]
    .concat();
    let sheet = |at: usize| {
        let at = u32::try_from(at).expect("small");
        record(0x0085, &[at.to_le_bytes().to_vec(), vec![0, 0], short("表")].concat())
    };
    let end = record(0x000A, &[]);
    let length = head.len() + sheet(0).len() + end.len();
    [head, sheet(sheet_at.unwrap_or(length)), end].concat()
}

fn file(stream: &[u8]) -> Vec<u8> {
    let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).expect("memory");
    file.create_stream("/Workbook").expect("a stream").write_all(stream).expect("memory");
    file.into_inner().into_inner()
}

fn book(strings: &[Vec<u8>], records: &[Vec<u8>]) -> Grids {
    let stream = [globals(strings, None), bof(), records.concat(), record(0x000A, &[])].concat();
    read(&file(&stream)).expect("a workbook")
}

fn number(row: u16, column: u16, look: u16, value: f64) -> Vec<u8> {
    record(0x0203, &[words(&[row, column, look]), value.to_le_bytes().to_vec()].concat())
}

fn text(row: u16, column: u16, look: u16, nth: u32) -> Vec<u8> {
    record(0x00FD, &[words(&[row, column, look]), nth.to_le_bytes().to_vec()].concat())
}

#[test]
fn cells_are_read_as_they_are_shown() {
    // 原名现名, the first two letters in the struck font.
    let rich = [
        words(&[4]),
        vec![9],
        words(&[2]),
        words(&"原名现名".encode_utf16().collect::<Vec<_>>()),
        words(&[0, 1, 2, 0]),
    ];
    let records = [
        number(0, 0, 2, 1.1),
        number(0, 1, 3, 45107.0),
        text(1, 0, 0, 0),
        text(1, 1, 0, 1),
        text(1, 2, 1, 0),
        record(0x027E, &[words(&[2, 0, 0]), ((20 << 2 | 2) as u32).to_le_bytes().to_vec()].concat()),
        record(0x0205, &[words(&[2, 1, 0]), vec![0x2A, 1]].concat()),
        record(0x0006, &[words(&[2, 2, 0]), vec![0, 0, 0, 0, 0, 0, 0xFF, 0xFF], vec![0; 8]].concat()),
        record(0x0207, &long("算出来的")),
    ];
    let document = book(&[long("政府网站"), rich.concat()], &records);
    let rows = &document.grids[0].rows;
    let texts: Vec<Vec<&str>> =
        rows.iter().map(|row| row.cells.iter().map(|cell| cell.text.as_str()).collect()).collect();
    assert_eq!(texts, [vec!["1.10", "2023年6月30日"], vec!["政府网站", "现名", ""], vec!["20", "", "算出来的"]]);
    let aside =
        |row: usize, nth: usize| (rows[row].cells[nth].asides[0].kind, rows[row].cells[nth].asides[0].text.as_str());
    assert_eq!((aside(1, 1), aside(1, 2)), ((AsideKind::Struck, "原名"), (AsideKind::Struck, "政府网站")));
    assert_eq!(aside(2, 1), (AsideKind::ErrorValue, "#N/A"));
    assert_eq!(document.notes, [Note::Formulas(1)]);
}

#[test]
fn a_text_goes_on_in_the_next_record_in_other_letters() {
    let first = [vec![0; 8], words(&[6]), vec![0], b"abc".to_vec()].concat();
    let more = [vec![1], words(&"丁戊己".encode_utf16().collect::<Vec<_>>())].concat();
    let records = [record(0x00FC, &first), record(0x003C, &more)].concat();
    let mut all = super::records::Records::new(&records);
    let record = all.next().expect("a record");
    let mut bytes = super::records::RecordBytes::new(record.data, all.more());
    bytes.skip(8).expect("a head");
    assert_eq!(bytes.text().expect("a text").plain(), "abc丁戊己");
    assert!(bytes.text().is_none());
}

#[test]
fn hidden_rows_and_what_lies_over_cells_are_said() {
    let anchor = [vec![0x0F, 0, 0x10, 0xF0, 18, 0, 0, 0], words(&[0, 1, 0, 0, 0, 2, 0, 1, 0])].concat();
    let object = |kind: u16| record(0x005D, &words(&[0x15, 0x12, kind, 1]));
    let txo = [
        record(0x01B6, &words(&[0, 0, 0, 0, 0, 2, 16, 0, 0])),
        record(0x003C, &[vec![1], words(&"盖章".encode_utf16().collect::<Vec<_>>())].concat()),
    ];
    let records = [
        record(0x0208, &words(&[0, 0, 2, 255, 0, 0, 0x20, 0])),
        record(0x007D, &words(&[1, 1, 0, 0, 1, 0])),
        number(0, 0, 0, 1.0),
        record(0x00EC, &anchor),
        object(0x0006),
        txo.concat(),
        object(0x0019),
        txo.concat(),
        record(0x001C, &[0; 8]),
    ];
    let document = book(&[], &records);
    let grid = &document.grids[0];
    assert_eq!((grid.hidden.rows.as_slice(), grid.hidden.columns.as_slice()), (&[1][..], &[1][..]));
    let aside = &grid.rows[0].cells[1].asides[0];
    assert_eq!((aside.kind, aside.text.as_str()), (AsideKind::TextBox, "盖章"));
    assert_eq!((grid.rows[0].cells[1].asides.len(), document.notes.as_slice()), (1, &[Note::Comments(1)][..]));
}

#[test]
fn what_a_file_says_of_its_size_costs_nothing() {
    let size = |rows: u32, columns: u16| {
        record(0x0200, &[0_u32.to_le_bytes().to_vec(), rows.to_le_bytes().to_vec(), words(&[0, columns, 0])].concat())
    };
    let document = book(&[], &[size(u32::MAX, u16::MAX), number(0, 0, 0, 1.0), number(65_535, 255, 0, 2.0)]);
    assert_eq!(document.grids[0].rows.len(), 2);
    let index = record(0x013D, &vec![0; 8000]);
    assert_eq!(book(&[], &[index, number(0, 0, 0, 1.0)]).grids[0].rows.len(), 1);
}

#[test]
fn sheets_that_stand_in_each_other_are_refused() {
    let sheets: Vec<u8> = (0..900_u32)
        .flat_map(|_| record(0x0085, &[0_u32.to_le_bytes().to_vec(), vec![0, 0], short("表")].concat()))
        .collect();
    let stream = [bof(), sheets, vec![0; 40_000], record(0x000A, &[])].concat();
    assert!(matches!(read(&file(&stream)), Err(Unreadable::Damaged(_)) | Ok(_)));
    let outside = [globals(&[], Some(usize::try_from(u32::MAX).expect("64 bits"))), bof()].concat();
    assert!(matches!(read(&file(&outside)), Err(Unreadable::Damaged(_))));
}

/// Each byte of each record changed in turn: an error or a reading, quickly, and never a panic.
#[test]
fn every_field_may_be_wrong() {
    let records = [number(0, 0, 2, 1.1), text(1, 0, 0, 0), text(1, 1, 1, 0), record(0x00E5, &words(&[1, 0, 1, 0, 1]))];
    let stream = [globals(&[long("政府网站")], None), bof(), records.concat(), record(0x000A, &[])].concat();
    for at in 0..stream.len() {
        for value in [0, 1, 0x7F, 0x80, 0xFF] {
            let mut stream = stream.clone();
            stream[at] = value;
            drop(read(&file(&stream)));
        }
    }
}
