//! Findings in tables: cells instead of lines, and the words of a cell with what is wrong in them marked.

use catalint_core::lint::Group;
use catalint_core::lint::naming::Naming;
use catalint_core::rule::{Finding, TableCell};
use catalint_text::{display_width, visible};

use super::{LEAD, Pretty, PrettySaid};
use crate::lang::pick;
use crate::wrap::wrap;

/// What stands for words that are left out.
const DOTS: &str = "...";

impl Pretty {
    /// The file, and the sheet if all is on one: entries name cells alone.
    pub(super) fn heading(&self, file: &str, naming: Naming<'_>) -> String {
        let file = visible(file);
        let words = match naming.sheet() {
            Some(sheet) => pick(self.lang, format!("{file}（工作表“{sheet}”）"), format!("{file} (sheet “{sheet}”)")),
            None => file.into_owned(),
        };
        format!("{}\n\n", self.paint.bold(&visible(&words)))
    }

    /// An entry of a table. Advice that the one before has given for the same rule is not repeated.
    pub(super) fn in_table(
        &self,
        out: &mut String,
        naming: Naming<'_>,
        (said, entry): (PrettySaid<'_>, &Group<'_>),
        before: Option<&Group<'_>>,
    ) {
        self.report(out, entry.findings[0], said, None);
        self.places(out, naming, entry);
        let (lead, room) = (pick(self.lang, "  原文：", "  text: "), self.width.saturating_sub(LEAD));
        if entry.variants(self.lang).len() < 2
            && let Some(text) = self.quoted(entry, said.message, room)
        {
            wrap(out, &self.paint.cyan(lead), LEAD, &text, usize::MAX);
        }
        let help = |entry: &Group<'_>| entry.has_one_help(self.lang).then(|| entry.help(self.lang));
        let above = before.filter(|before| before.rule().code == entry.rule().code).and_then(help);
        if let Some(help) = help(entry).filter(|help| above.as_ref() != Some(help)) {
            self.advice(out, &help, &entry.findings);
        }
    }

    /// The words of the first cell; none where the message says them already, or where there are none.
    fn quoted(&self, entry: &Group<'_>, said: &str, room: usize) -> Option<String> {
        let first: &Finding = entry.findings[0];
        let cell = first.cell()?;
        let (before, words, behind) = (one_line(&cell.around.0), one_line(&cell.text), one_line(&cell.around.1));
        let all = before.is_empty() && behind.is_empty();
        if words.is_empty() || all && said.contains(&words) {
            return None;
        }
        if !words.contains(char::is_alphanumeric) && all {
            return self.ticked(cell, &words);
        }
        let which = match first.items().next().filter(|_| entry.findings.len() > 1) {
            Some(item) => pick(self.lang, format!("（第{}项）", item.number()), format!(" (item {})", item.number())),
            None => String::new(),
        };
        let room = room.saturating_sub(display_width(&which) + 4);
        Some(self.marked([&before, &words, &behind], all, room) + &visible(&which))
    }

    /// A tick says nothing without the head of its column.
    fn ticked(&self, cell: &TableCell, words: &str) -> Option<String> {
        let head = visible(&cell.head);
        (!head.is_empty())
            .then(|| pick(self.lang, format!("“{head}”一栏写着“{words}”"), format!("“{words}” below “{head}”")))
    }

    /// The words between 【 and 】, with as much around them as there is room for.
    fn marked(&self, [before, words, behind]: [&str; 3], all: bool, room: usize) -> String {
        let words = shortened(words, room.saturating_mul(2) / 3);
        if all {
            return words;
        }
        let side = room.saturating_sub(display_width(&words)) / 2;
        let (free_before, free_behind) =
            (side.saturating_sub(display_width(before)), side.saturating_sub(display_width(behind)));
        let (before, behind) = (tail(before, side + free_behind), head(behind, side + free_before));
        format!("{before}{}{behind}", self.paint.bold(&format!("【{words}】")))
    }
}

fn one_line(text: &str) -> String {
    visible(&text.split_whitespace().collect::<Vec<_>>().join(" ")).into_owned()
}

/// The first characters of a text in so many columns.
fn head(text: &str, room: usize) -> String {
    if display_width(text) <= room {
        return text.to_owned();
    }
    let mut kept = String::new();
    for c in text.chars() {
        kept.push(c);
        if display_width(&kept) + DOTS.len() > room {
            kept.pop();
            break;
        }
    }
    kept.trim_end_matches('…').to_owned() + DOTS
}

/// The last characters of a text in so many columns.
fn tail(text: &str, room: usize) -> String {
    let turned: String = text.chars().rev().collect();
    head(&turned, room).chars().rev().collect()
}

/// A text without its middle.
fn shortened(text: &str, room: usize) -> String {
    if display_width(text) <= room {
        return text.to_owned();
    }
    let half = room.saturating_sub(DOTS.len()) / 2;
    head(text, half + DOTS.len()) + tail(text, half + DOTS.len()).trim_start_matches(DOTS)
}
