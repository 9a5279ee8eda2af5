//! Whether an act is in force on a day.

use super::registry::Registry;
use super::row::{End, Law, Record, Text};
use crate::domain::date::Date;

/// What can be said of an act on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status<'r> {
    /// Nothing.
    Unknown,
    /// It is in force.
    InForce,
    /// It is passed, but not in force yet.
    NotYet {
        /// Its first day.
        from: Date,
    },
    /// It is repealed.
    Repealed(&'r End),
    /// Another act covers its matter, without a word of repeal.
    Superseded(&'r End),
}

impl Law {
    /// What can be said of the act on `day`. Of a doubtful row nothing but that it is superseded.
    #[must_use]
    pub fn status_on(&self, day: Date) -> Status<'_> {
        let status = match &self.record {
            Record::Unknown => return Status::Unknown,
            Record::Superseded(end) if end.on <= day => return Status::Superseded(end),
            Record::Repealed(end) if end.on <= day => Status::Repealed(end),
            _ => match self.effective.filter(|&from| day < from) {
                Some(from) => Status::NotYet { from },
                None => Status::InForce,
            },
        };
        if self.is_doubtful() { Status::Unknown } else { status }
    }

    /// How it ended, if it has on `day`.
    #[must_use]
    pub fn end_on(&self, day: Date) -> Option<&End> {
        match self.status_on(day) {
            Status::Repealed(end) | Status::Superseded(end) => Some(end),
            _ => None,
        }
    }
}

impl Registry {
    /// The act to cite on `day` in place of one that has ended: its successor, or the successor's
    /// own where that has ended too.
    #[must_use]
    pub fn successor_on(&self, law: &Law, day: Date) -> Option<&Law> {
        // More steps than there are rows would be a circle, which the soundness check excludes
        // in the built-in rows but not in a repository's.
        const MOST_STEPS: usize = 8;
        let mut by: Option<&Text> = law.end_on(day)?.by.as_ref();
        for _ in 0..MOST_STEPS {
            let next = self.by_title(by?)?;
            match next.status_on(day) {
                Status::Repealed(end) | Status::Superseded(end) => by = end.by.as_ref(),
                Status::NotYet { .. } => return None,
                Status::InForce | Status::Unknown => return Some(next),
            }
        }
        None
    }
}
