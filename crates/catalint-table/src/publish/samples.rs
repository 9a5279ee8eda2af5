//! Tables for the tests of the formats, and how they are compared.

use proptest::prelude::*;

use super::{Published, PublishedColumn};
use crate::grid::{Cell, Grid, Row};

/// A catalog as districts publish it: sixteen columns, a head of two rows, a topic over several rows, and
/// a column of its own.
pub(super) fn catalog(items: usize) -> Published {
    const TALL: [(usize, &str, usize, bool); 8] = [
        (0, "序号", 4, true),
        (3, "公开内容（要素）", 36, false),
        (4, "公开依据", 30, false),
        (5, "公开时限", 14, false),
        (6, "公开主体", 10, false),
        (7, "公开渠道和载体", 20, false),
        (14, "责任科室", 8, false),
        (15, "备注", 8, false),
    ];
    let wide = [
        (1, "公开事项", [("一级事项", 8), ("二级事项", 10)]),
        (8, "公开对象", [("全社会", 4), ("特定群体", 8)]),
        (10, "公开方式", [("主动", 4), ("依申请", 4)]),
        (12, "公开层级", [("区级", 4), ("乡镇、街道级", 6)]),
    ];
    let column = |width, centred| PublishedColumn { field: None, width, choices: Vec::new(), centred };
    let mut columns = vec![column(0, false); 16];
    let mut head = [Row { number: 1, cells: Vec::new() }, Row { number: 2, cells: Vec::new() }];
    for (at, text, width, centred) in TALL {
        columns[at] = column(width, centred);
        head[0].cells.push(Cell { rows: 2, ..Cell::new(at, text) });
    }
    for (at, text, below) in wide {
        head[0].cells.push(Cell { columns: below.len(), ..Cell::new(at, text) });
        for (nth, (text, width)) in below.into_iter().enumerate() {
            columns[at + nth] = column(width, at > 1);
            head[1].cells.push(Cell::new(at + nth, text));
        }
    }
    head[0].cells.sort_by_key(|cell| cell.column);
    for tick in [8, 10, 11, 12, 13] {
        columns[tick].choices = vec!["√".to_owned()];
    }
    columns[6].choices = (1..40).map(|n| format!("静安区政府第{n}办公室")).collect();
    let mut rows: Vec<Row> = head.into();
    rows.extend((0..items).map(|n| item(n, items)));
    Published {
        title: "上海市静安区人民政府合作交流办公室政务公开标准目录".to_owned(),
        above: vec!["编制单位：静安区人民政府合作交流办公室".to_owned(), "更新日期：2026年11月1日".to_owned()],
        grid: Grid { rows, ..Grid::default() },
        head_rows: 2,
        columns,
    }
}

fn item(n: usize, items: usize) -> Row {
    let content = "1.对口支援与合作交流年度工作计划；2.资金、项目安排“清单”及其执行情况；\n3.工作总结（含附件 https://www.example.gov.cn/zwgk/list.html）\n";
    let basis = "《中华人民共和国政府信息公开条例》（国务院令第711号）第二十条第（五）项\n《上海市政府信息公开规定》";
    let channels = "☑政府网站　☐政府公报\n☐两微一端　■发布会\n□广播电视　☑公开查阅点";
    let mut cells = vec![
        Cell::new(0, (n + 1).to_string()),
        Cell::new(2, format!("第{}类工作动态", n + 1)),
        Cell::new(3, content.repeat(1 + n % 4).trim_end()),
        Cell::new(4, basis),
        Cell::new(5, "自信息形成或变更之日起20个工作日内"),
        Cell::new(6, "静安区政府第1办公室"),
        Cell::new(7, channels),
        Cell::new(8, "√"),
        Cell::new(9, if n.is_multiple_of(3) { "企业、<个体> & \"其他\"" } else { "" }),
        Cell::new(10, "√"),
        Cell::new(12, "√"),
        Cell::new(14, "综合科"),
    ];
    if n.is_multiple_of(3) {
        cells.insert(1, Cell { rows: (items - n).min(3), ..Cell::new(1, "业务工作信息") });
    }
    Row { number: n + 3, cells }
}

/// What is in a grid: row, column, rows and columns covered, text; of cells that hold something.
pub(super) type Content = Vec<(usize, usize, usize, usize, String)>;

/// The content below so many rows.
pub(super) fn content(grid: &Grid, above: usize) -> Content {
    let mut found = Vec::new();
    for row in grid.rows.iter().filter(|row| row.number > above) {
        for cell in row.cells.iter().filter(|cell| !cell.is_blank()) {
            found.push((row.number - above, cell.column, cell.rows, cell.columns, cell.text.trim().to_owned()));
        }
    }
    found
}

/// Any table of cells that don't overlap, with any texts that formats need not change.
pub(super) fn any_table() -> impl Strategy<Value = Published> {
    let text = "[ -~甲-龥√☑☐“”①😀\n]{0,12}".prop_map(|text| text.trim().to_owned());
    let size = (1usize..8, 1usize..8, 0usize..4);
    let cells = proptest::collection::vec((text, 0usize..8, 0usize..8, 1usize..4, 1usize..4), 0..30);
    (size, cells).prop_map(|((rows, columns, head_rows), cells)| {
        let head_rows = head_rows.min(rows);
        let mut taken = vec![false; rows * columns];
        let mut grid: Vec<Row> = (1..=rows).map(|number| Row { number, cells: Vec::new() }).collect();
        for (text, row, column, tall, wide) in cells {
            let end = if row < head_rows { head_rows } else { rows };
            let (bottom, right) = (row + tall, column + wide);
            if bottom > end || right > columns {
                continue;
            }
            let places: Vec<usize> =
                (row..bottom).flat_map(|r| (column..right).map(move |c| r * columns + c)).collect();
            if places.iter().any(|place| taken[*place]) {
                continue;
            }
            for place in places {
                taken[place] = true;
            }
            grid[row].cells.push(Cell { rows: tall, columns: wide, ..Cell::new(column, text) });
        }
        for row in &mut grid {
            row.cells.sort_by_key(|cell| cell.column);
        }
        let column = PublishedColumn { field: None, width: 6, choices: Vec::new(), centred: false };
        Published {
            title: "目录".to_owned(),
            above: vec!["编制单位：办公室".to_owned()],
            grid: Grid { rows: grid, ..Grid::default() },
            head_rows,
            columns: vec![column; columns],
        }
    })
}

/// Tables as no layout makes them: cells over others, beyond the last row, any characters.
pub(super) fn wild_table() -> impl Strategy<Value = Published> {
    let cell = (".{0,8}", 0usize..300, 0usize..300, 0usize..60_000).prop_map(|(text, column, columns, rows)| Cell {
        columns,
        rows,
        ..Cell::new(column % 60, text)
    });
    let rows = proptest::collection::vec(proptest::collection::vec(cell, 0..4), 0..5);
    (".{0,20}", rows, 0usize..9, 0usize..5).prop_map(|(title, rows, head_rows, columns)| {
        let rows = rows.into_iter().enumerate().map(|(n, cells)| Row { number: n * (n + 1) / 2 + 1, cells }).collect();
        let choices = vec![title.clone()];
        Published {
            above: vec![title.clone()],
            title,
            grid: Grid { rows, ..Grid::default() },
            head_rows,
            columns: vec![PublishedColumn { field: None, width: head_rows * 7, choices, centred: true }; columns],
        }
    })
}

/// Whether no part of a package says when it was written, or on which system.
pub(super) fn undated(bytes: &[u8]) -> bool {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).expect("a package");
    (0..archive.len()).all(|nth| {
        let part = archive.by_index(nth).expect("a part");
        part.last_modified().is_none_or(|time| time == zip::DateTime::default())
            && zip::HasZipMetadata::get_metadata(&part).system == zip::System::Unix
    })
}

/// The text of a part of a package.
pub(super) fn part(bytes: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).expect("a package");
    let mut part = archive.by_name(name).expect("a part");
    let mut text = String::new();
    std::io::Read::read_to_string(&mut part, &mut text).expect("text");
    text
}
