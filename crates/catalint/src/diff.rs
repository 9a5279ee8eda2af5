//! What `--fix` would change, as a unified diff.

use std::time::Duration;

use catalint_core::fix::CellEdit;
use catalint_text::visible;
use similar::TextDiff;

use crate::terminal::Paint;

/// Beyond this the diff is coarser instead of later.
const PATIENCE: Duration = Duration::from_secs(2);

/// The changes of a file, in the form that `patch` reads. Empty where there are none.
pub(crate) fn unified(name: &str, before: &str, after: &str, paint: Paint) -> String {
    let diff = TextDiff::configure().timeout(PATIENCE).diff_lines(before, after);
    let plain = diff.unified_diff().context_radius(3).header(name, name).to_string();
    if !paint.0 {
        return plain;
    }
    plain.split_inclusive('\n').map(|line| colored(line, paint)).collect()
}

/// The changes of a table, cell by cell: what each said and what it says.
pub(crate) fn cells(name: &str, changes: &[CellEdit], paint: Paint) -> String {
    if changes.is_empty() {
        return String::new();
    }
    let lines = |mark: char, text: &str| text.lines().map(|line| format!("{mark}{line}\n")).collect::<String>();
    let cell =
        |edit: &CellEdit| format!("@@ {} @@\n{}{}", edit.cell, lines('-', &edit.before), lines('+', &edit.after));
    let plain = format!("--- {name}\n+++ {name}\n{}", changes.iter().map(cell).collect::<String>());
    if !paint.0 {
        return plain;
    }
    plain.split_inclusive('\n').map(|line| colored(line, paint)).collect()
}

fn colored(line: &str, paint: Paint) -> String {
    // What is in colour is for a person's eyes and not for `patch`.
    let body = visible(line.trim_end_matches(['\n', '\r']));
    let colored = match body.as_bytes() {
        [b'-', b'-', b'-', ..] | [b'+', b'+', b'+', ..] => paint.bold(&body),
        [b'-', ..] => paint.red(&body),
        [b'+', ..] => paint.green(&body),
        [b'@', ..] => paint.cyan(&body),
        _ => body.into_owned(),
    };
    colored + "\n"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_diff_is_one_that_patch_reads_and_keeps_line_ends() {
        let diff = unified("a.yaml", "一\r\n二\r\n", "一\r\n三\r\n", Paint(false));
        assert_eq!(diff, "--- a.yaml\n+++ a.yaml\n@@ -1,2 +1,2 @@\n 一\r\n-二\r\n+三\r\n");
        assert_eq!(unified("a.yaml", "一\n", "一\n", Paint(false)), "");
        assert!(unified("a.yaml", "一", "二", Paint(false)).contains("\\ No newline at end of file"));
    }

    #[test]
    fn changes_of_a_table_stand_by_cell() {
        let edit = CellEdit { cell: "目录!B2".into(), before: "甲\n乙".into(), after: "甲\n丙".into() };
        let want = "--- a.xlsx\n+++ a.xlsx\n@@ 目录!B2 @@\n-甲\n-乙\n+甲\n+丙\n";
        assert_eq!(cells("a.xlsx", &[edit], Paint(false)), want);
        assert_eq!(cells("a.xlsx", &[], Paint(false)), "");
    }

    #[test]
    fn in_colour_nothing_commands_the_terminal() {
        let diff = unified("a.yaml", "一\u{7}\n", "二\r\n", Paint(true));
        assert!(diff.contains("\u{1b}[31m-一<U+0007>\u{1b}[0m\n") && !diff.contains(['\u{7}', '\r']), "{diff:?}");
    }
}
