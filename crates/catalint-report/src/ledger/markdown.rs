//! `markdown`: the tables, one after the other.

use std::fmt::Write as _;

use super::LedgerPage;
use crate::list::markdown_text as text;
use catalint_core::ledger::SheetCell;

const TAKES_ALL: &str = "a String takes all";

pub(super) fn page(page: &LedgerPage<'_>) -> String {
    let sheet = page.sheet;
    let mut out = format!("# {}\n\n", text(&sheet.title));
    for (name, value) in &sheet.facts {
        writeln!(out, "- {name}：{}", text(value)).expect(TAKES_ALL);
    }
    for table in &sheet.tables {
        write!(out, "\n## {}\n\n", text(&table.title)).expect(TAKES_ALL);
        if !table.note.is_empty() {
            write!(out, "{}\n\n", text(&table.note)).expect(TAKES_ALL);
        }
        let heads: Vec<String> = table.head.iter().map(|head| text(head)).collect();
        writeln!(out, "| {} |\n|{}", heads.join(" | "), " --- |".repeat(heads.len())).expect(TAKES_ALL);
        for row in &table.rows {
            let cells: Vec<String> = row.iter().map(cell).collect();
            writeln!(out, "| {} |", cells.join(" | ")).expect(TAKES_ALL);
        }
    }
    out
}

fn cell(cell: &SheetCell) -> String {
    cell.lines.iter().map(|line| text(line)).collect::<Vec<_>>().join("<br>")
}
