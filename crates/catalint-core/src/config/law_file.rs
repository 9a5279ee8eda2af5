//! Files of rows that a config adds to the registry: law data newer than the program.
//!
//! They have the columns of the built-in files, so that a later edition of these can be used as it is.

use super::laws::words;
use crate::rule::{ConfigFault, ConfigFaultKind, Localized};
use catalint_domain::date::Date;
use catalint_domain::law::{Law, Registry, Unsound, facts_as_of, of_file};
use catalint_text::Span;

const CELL: Localized = Localized {
    zh: "标出的部分写法不对；每行写名称、类别和各格，中间用制表符隔开，写法与法规库相同",
    en: "the marked part can not be read; a line has title, kind and cells with tabs between, in the form of the registry",
};

/// A file that is no file of rows has a fault in each line.
const MOST_FAULTS: usize = 50;

/// What a file holds.
#[derive(Debug)]
pub(super) struct LawFile {
    /// Acts, each with the place of its title.
    pub(super) rows: Vec<(Law, Span)>,
    /// Lines that can't be read.
    pub(super) faults: Vec<ConfigFault>,
    /// The day up to which it says that it was checked.
    pub(super) checked_to: Option<Date>,
}

impl LawFile {
    pub(super) fn read(text: &str) -> Self {
        let mut file = Self { rows: Vec::new(), faults: Vec::new(), checked_to: facts_as_of(text) };
        for (start, line) in of_file(text) {
            match line {
                Ok(law) => file.rows.push(with_place(law, start)),
                Err(part) if file.faults.len() < MOST_FAULTS => file.faults.push(unread(text, start, part)),
                Err(_) => break,
            }
        }
        file.leave_what_is_older();
        file
    }

    /// A file that was checked no later than the program's own rows tells of other acts alone.
    fn leave_what_is_older(&mut self) {
        let builtin = Registry::builtin();
        if self.checked_to.is_some_and(|day| day <= builtin.checked_to()) {
            self.rows.retain(|(law, _)| builtin.by_title(&law.title).is_none());
        }
    }

    /// Notes which rows contradict themselves or others.
    pub(super) fn judge<'u>(&mut self, unsound: impl Iterator<Item = &'u Unsound>) {
        for Unsound { title, problem } in unsound {
            let Some((_, span)) = self.rows.iter().rfind(|(law, _)| law.title == *title) else { continue };
            let kind = ConfigFaultKind::Law { title: title.clone(), problem: words(problem) };
            self.faults.push(ConfigFault { kind, span: *span });
        }
    }
}

fn with_place(law: Law, start: usize) -> (Law, Span) {
    let end = start + law.title.len();
    (law, Span::of(start..end))
}

fn unread(text: &str, start: usize, part: &str) -> ConfigFault {
    const LONGEST: usize = 60;
    let line = text[start..].lines().next().unwrap_or_default();
    let at = start + line.find(part).unwrap_or(0);
    let title: String = line.split('\t').next().unwrap_or_default().chars().take(LONGEST).collect();
    ConfigFault { kind: ConfigFaultKind::Law { title, problem: CELL }, span: Span::of(at..at + part.len()) }
}
