//! What is said of the tables of a folder: which were not checked, and that none was written.

use std::path::Path;

use catalint_core::rule::Lang;

use crate::args::Check;
use crate::check::{RunTally, Unchecked};
use crate::lang::{pick, shown_names};
use crate::summary::{plural, quoted};

/// Tables that were not checked, and why: `另有3个表格没有检查。表头不是目录：…`
pub(crate) fn unchecked(tables: &Unchecked, lang: Lang) -> String {
    if tables.count() == 0 {
        return String::new();
    }
    let groups = [
        (&tables.twins, "与 YAML 目录同名", "beside a YAML catalog of the same name"),
        (&tables.others, "表头不是目录", "no catalog by the heads"),
        (&tables.unread, "这种格式读不了", "of a kind that is not read"),
        (&tables.locks, "文件打开时的临时文件", "locks of files that are open"),
    ];
    let said = groups.iter().filter(|(files, ..)| !files.is_empty()).map(|(files, zh, en)| {
        let names = shown_names(files, lang);
        pick(lang, format!("{zh}：{names}"), format!("{en}: {names}"))
    });
    let said = said.collect::<Vec<_>>().join(pick(lang, "；", "; "));
    let count = tables.count();
    pick(
        lang,
        format!("另有{count}个表格没有检查。{said}\n"),
        format!("Not checked: {}; {said}\n", plural(count, "table")),
    )
}

/// The tables that `--fix` left as they are, and how they are fixed.
pub(crate) fn unwritten(tally: &RunTally, check: &Check, lang: Lang) -> String {
    let left = tally.unwritten;
    if left == 0 {
        return String::new();
    }
    let run = match &tally.fixable_table {
        Some(table) if check.ignores.is_none() => format!("catalint check --fix {}", quoted(Path::new(table))),
        _ => String::new(),
    };
    match (&check.ignores, run.as_str()) {
        (Some(_), _) => pick(
            lang,
            format!("文件夹里的{left}个表格不能写入忽略注释，没有改动；请用基线\n"),
            format!(
                "{} of folders take no comments that ignore and were left as they are; use a baseline\n",
                plural(left, "table")
            ),
        ),
        (None, "") => pick(
            lang,
            format!("文件夹里的{left}个表格没有改动，其中也没有可自动修正的问题\n"),
            format!(
                "{} of folders left as they are; nothing in them can be mended automatically\n",
                plural(left, "table")
            ),
        ),
        (None, run) => pick(
            lang,
            format!(
                "文件夹里的{left}个表格没有改动（可自动修正{}处）；表格要写出文件名才修正：{run}\n",
                tally.safe_in_tables
            ),
            format!(
                "{} of folders left as they are; {} in them can be mended where the table is named: {run}\n",
                plural(left, "table"),
                plural(tally.safe_in_tables, "finding"),
            ),
        ),
    }
}
