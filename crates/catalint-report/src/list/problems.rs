//! The summary by problem: what is wrong, once for all files.

use std::collections::HashMap;

use super::sheet::{FileList, Problem};
use super::words::pick;
use catalint_core::lint::GroupRank;
use catalint_core::rule::{Lang, Severity};

/// Lines of the summary. An office with more reads the tables of its own.
const MOST: usize = 60;

/// A line of the summary.
#[derive(Debug)]
pub(super) struct ProblemLine<'s> {
    pub(super) severity: Severity,
    pub(super) code: &'static str,
    pub(super) message: &'s str,
    /// `第1–4、7项`, or of how many items of how many catalogs.
    pub(super) items: String,
    pub(super) count: usize,
}

/// A problem over all files.
struct Over<'s> {
    first: &'s Problem,
    /// Whether each file says the same.
    same: bool,
    rank: GroupRank,
    files: usize,
    items: usize,
    count: usize,
}

/// Problems in the order of entries, as many as there is room for; and what is said of the others.
pub(super) fn problems(sheets: &[FileList], lang: Lang) -> (Vec<ProblemLine<'_>>, String) {
    let mut all: Vec<Over<'_>> = Vec::new();
    let mut known: HashMap<u64, usize> = HashMap::new();
    for problem in sheets.iter().flat_map(|sheet| &sheet.problems) {
        let nth = *known.entry(problem.id).or_insert_with(|| {
            all.push(Over { first: problem, same: true, rank: problem.rank, files: 0, items: 0, count: 0 });
            all.len() - 1
        });
        let over = &mut all[nth];
        (over.files, over.items, over.count) =
            (over.files + 1, over.items + problem.item_count, over.count + problem.count);
        over.same &= over.first.message == problem.message;
        over.rank = problem.rank.of(over.items);
    }
    all.sort_by_key(|over| over.rank);
    let left_out = match all.len().saturating_sub(MOST) {
        0 => String::new(),
        count => pick(
            lang,
            format!("另有{count}个问题没有列入本表，见后面各单位的清单。"),
            format!("{count} more problems are in the tables of the bodies below."),
        ),
    };
    (all.iter().take(MOST).map(|over| over.line(sheets.len(), lang)).collect(), left_out)
}

impl<'s> Over<'s> {
    fn line(&self, sheets: usize, lang: Lang) -> ProblemLine<'s> {
        let (first, files, items) = (self.first, self.files, self.items);
        let items = match (sheets, items) {
            (1, 0) => pick(lang, "整个文件", "whole file").to_owned(),
            (1, _) => first.items.clone(),
            (_, 0) => pick(lang, format!("{files}个目录"), format!("{files} catalogs")),
            _ => pick(lang, format!("{files}个目录、{items}项"), format!("{items} items of {files} catalogs")),
        };
        // Words of one file are not those of another.
        let message = if self.same { &first.message } else { first.rule.summary.get(lang) };
        ProblemLine { severity: first.severity, code: first.rule.code, message, items, count: self.count }
    }
}
