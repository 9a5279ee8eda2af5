//! Whether a number belongs to an act.

use super::registry::{Registry, RegistryRow};
use super::row::{Law, LawNumber, Role};
use crate::citation::{Number, NumberFault, NumberKind};
use crate::date::Date;

/// How a number agrees with the act it is cited with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NumberFit<'r> {
    /// It is the act's own.
    Own,
    /// It is of a text that has been replaced.
    Replaced {
        /// The number of the text in force, where it is on record.
        current: Option<&'r LawNumber>,
    },
    /// It is certainly another act's.
    Foreign(&'r Law),
    /// Nothing on record speaks for or against it.
    Unknown,
}

/// All numbers on record, by serial.
#[derive(Debug)]
pub(super) struct NumberIndex {
    /// Serial, row, and place in the row's list; sorted.
    entries: Vec<(u32, u32, u32)>,
}

impl NumberIndex {
    fn of(rows: &[RegistryRow]) -> Self {
        let mut entries = Vec::new();
        for (row, index) in rows.iter().zip(0_u32..) {
            for (number, place) in row.numbers().iter().zip(0_u32..) {
                entries.extend(serial(number).map(|serial| (serial, index, place)));
            }
        }
        entries.sort_unstable();
        Self { entries }
    }
}

/// The running number, which stands before the last 号.
fn serial(text: &str) -> Option<u32> {
    let front = &text[..text.rfind('号')?];
    let digits = front.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    front[digits..].parse().ok()
}

impl LawNumber {
    /// Whether a cited number is this one. A year that only one of them has makes no difference,
    /// nor does 中华人民共和国.
    #[must_use]
    pub fn is(&self, cited: &Number<'_>) -> bool {
        if serial(&self.text) != Some(cited.serial) {
            return false;
        }
        let Some(own) = Number::parse(&self.text) else { return false };
        let year = own.year.or(self.year);
        own.kind == cited.kind
            && own.issuer() == cited.issuer()
            && (cited.has(NumberFault::OrderYear) || year.is_none() || cited.year.is_none() || year == cited.year)
    }
}

impl Law {
    /// The number of the text that is in force on `day`, where it is on record.
    #[must_use]
    pub fn number_on(&self, day: Date) -> Option<&LawNumber> {
        let started = |date: Option<Date>| date.is_none_or(|from| from <= day);
        let text_start = self.text_effective.or(self.revised_effective);
        // Of several documents of one title, none is the number of the title.
        if self.numbers.iter().any(|number| number.role == Role::Beside) {
            return None;
        }
        let mut numbers = self.numbers.iter().rev();
        let last = numbers.next()?;
        match last.role {
            Role::Former => (!started(self.text_effective)).then_some(last),
            Role::Revised if !started(text_start) => numbers.next(),
            Role::Issued | Role::Revised | Role::Amended | Role::Beside => Some(last),
        }
    }

    /// Whether the text issued under `numbers[index]` has been replaced as a whole by `day`.
    fn is_replaced_on(&self, index: usize, day: Date) -> bool {
        let started = self.text_effective.or(self.revised_effective).is_none_or(|from| from <= day);
        let later = self.numbers.iter().skip(index + 1).filter(|number| number.role == Role::Revised).count();
        let former = self.numbers.get(index).is_some_and(|number| number.role == Role::Former);
        // Of several later texts only the last can still be waiting for its day.
        later > 1 || (later == 1 || former) && started
    }
}

impl Registry {
    /// How a number agrees with the act it is cited with, on `day`.
    #[must_use]
    pub fn number_fit<'r>(&'r self, law: &'r Law, cited: &Number<'_>, day: Date) -> NumberFit<'r> {
        if let Some(index) = law.numbers.iter().position(|number| number.is(cited)) {
            return if law.numbers_are_seen() && law.is_replaced_on(index, day) {
                NumberFit::Replaced { current: law.number_on(day) }
            } else {
                NumberFit::Own
            };
        }
        match self.owner_of(cited) {
            Some(owner) if owner.title != law.title => NumberFit::Foreign(owner),
            _ => NumberFit::Unknown,
        }
    }

    /// The one act that was certainly issued under this number. A number known from memory tells
    /// nothing.
    ///
    /// Decrees of the State Council are numbered through, documents within a year. Other decrees
    /// begin anew at times, so that theirs tell nothing without a year.
    #[must_use]
    pub fn owner_of(&self, cited: &Number<'_>) -> Option<&Law> {
        let through = match cited.kind {
            NumberKind::Order => cited.issuer() == "国务院" || cited.year.is_some(),
            NumberKind::Document => cited.year.is_some() && !cited.organ.is_empty(),
            NumberKind::Announcement | NumberKind::Standard => false,
        };
        if !through {
            return None;
        }
        let index = self.numbers.get_or_init(|| NumberIndex::of(self.rows()));
        let first = index.entries.partition_point(|entry| entry.0 < cited.serial);
        let same = index.entries.iter().skip(first).take_while(|entry| entry.0 == cited.serial);
        let mut owners = same.filter_map(|&(_, row, place)| {
            let law = self.rows().get(row as usize)?.law();
            let number = law.numbers.get(place as usize)?;
            // One decree can change several acts, but only one is issued under it.
            let dated = cited.issuer() == "国务院" || cited.kind == NumberKind::Document || number.year == cited.year;
            (number.role != Role::Amended && law.numbers_are_seen() && dated && number.is(cited)).then_some(law)
        });
        let owner = owners.next()?;
        owners.next().is_none().then_some(owner)
    }
}
