//! Whether an act is in force on a day.

use super::registry::Registry;
use super::row::{ActEnd, ActRecord, Law, RowText, SourceKind};
use crate::date::Date;

/// What can be said of an act on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status<'r> {
    /// Nothing.
    Unknown,
    /// It is in force.
    InForce,
    /// It is not in force yet.
    NotYet {
        /// Its first day; `None` where that is not on record, and the act is not even published.
        from: Option<Date>,
    },
    /// It is repealed.
    Repealed(&'r ActEnd),
    /// Another act covers its matter, without a word of repeal.
    Superseded(&'r ActEnd),
    /// It stands no more; since when is not on record.
    Gone,
}

impl Law {
    /// What can be said of the act on `day`. Of a doubtful row nothing but that it is superseded.
    #[must_use]
    pub fn status_on(&self, day: Date) -> Status<'_> {
        let status = match &self.record {
            ActRecord::Unknown => return Status::Unknown,
            ActRecord::Superseded(end) if end.on <= day => return Status::Superseded(end),
            ActRecord::Repealed(end) if end.on <= day => Status::Repealed(end),
            ActRecord::Gone if self.first_seen().is_none_or(|seen| seen <= day) => Status::Gone,
            ActRecord::Gone => return Status::Unknown,
            _ => self.before_its_end(day),
        };
        if self.is_doubtful() { Status::Unknown } else { status }
    }

    /// What can be said of an act that has not ended on `day`. Days of later texts and revisions end
    /// a text and not the act: that stood before them too.
    fn before_its_end(&self, day: Date) -> Status<'_> {
        match self.effective {
            Some(from) if from <= day => Status::InForce,
            // A day known from memory accuses nothing.
            Some(_) if self.recalled.effective => Status::Unknown,
            Some(from) => Status::NotYet { from: Some(from) },
            None if self.promulgated.is_some_and(|published| day < published) => Status::NotYet { from: None },
            None if self.stood_first().is_none_or(|first| first <= day) => Status::InForce,
            None => Status::Unknown,
        }
    }

    /// The first day on which it is known to have stood, where its own first day is not on record:
    /// only what stands is revised, and a list of acts in force tells of its own day.
    fn stood_first(&self) -> Option<Date> {
        let texts = [self.text_effective, self.revised, self.revised_effective];
        texts.into_iter().flatten().min().or_else(|| self.first_seen())
    }

    /// The day of the first source that tells of it.
    #[must_use]
    pub fn first_seen(&self) -> Option<Date> {
        let seen = self.sources.iter().filter(|source| source.kind != SourceKind::Recalled);
        seen.map(|source| source.on).min().or_else(|| self.sources.iter().map(|source| source.on).min())
    }

    /// Whether it is in force from a day on that is not on record.
    #[must_use]
    pub const fn has_no_first_day(&self) -> bool {
        self.effective.is_none()
    }

    /// How it ended, if it has on `day`.
    #[must_use]
    pub fn end_on(&self, day: Date) -> Option<&ActEnd> {
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
        let mut by: Option<&RowText> = law.end_on(day)?.by.as_ref();
        for _ in 0..MOST_STEPS {
            let next = self.by_title(by?)?;
            match next.status_on(day) {
                Status::Repealed(end) | Status::Superseded(end) => by = end.by.as_ref(),
                Status::NotYet { .. } | Status::Gone => return None,
                Status::InForce | Status::Unknown => return Some(next),
            }
        }
        None
    }
}
