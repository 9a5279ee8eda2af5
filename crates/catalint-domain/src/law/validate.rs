//! Whether rows agree with themselves and with each other.

use std::collections::HashMap;

use super::registry::Registry;
use super::row::{ActRecord, Confidence, Law, SourceKind};
use crate::citation::{Number, fold};
use crate::date::Date;

/// A row that cannot be right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unsound {
    /// The title of the row.
    pub title: String,
    /// What is wrong with it.
    pub problem: DataProblem,
}

/// What can be wrong with a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DataProblem {
    /// The title stands in another row too.
    TitleTwice,
    /// The first field has a later day than the second.
    DatesOutOfOrder(&'static str, &'static str),
    /// The act that took its place is in no row.
    NoSuccessor(String),
    /// It succeeds itself, in however many steps.
    SuccessorCircle,
    /// One of its names is a name of this other act too, and neither has ended.
    NameOfTwo(String, String),
    /// This text is no number.
    BadNumber(String),
    /// The revision takes effect so long after it was passed that the days are of two revisions.
    DaysOfTwoRevisions,
    /// It rests on nothing but memory, and is said to have been seen.
    NotSeen,
}

/// All that is wrong with the rows of a registry.
#[must_use]
pub fn check(registry: &Registry) -> Vec<Unsound> {
    let mut found = Vec::new();
    let mut names: HashMap<String, &Law> = HashMap::new();
    for law in registry.laws() {
        let mut add = |problem| found.push(Unsound { title: law.title.to_string(), problem });
        dates(law).into_iter().for_each(&mut add);
        for number in &law.numbers {
            if Number::parse(&number.text).is_none_or(|read| read.canonical() != number.text) {
                add(DataProblem::BadNumber(number.text.to_string()));
            }
        }
        successor(registry, law).into_iter().for_each(&mut add);
        let remembered = law.sources.iter().all(|source| source.kind == SourceKind::Recalled);
        if remembered && !law.sources.is_empty() && law.confidence == Confidence::Verified {
            add(DataProblem::NotSeen);
        }
        for name in names_of(law) {
            let Some(other) = names.insert(name.clone(), law) else { continue };
            if other.title == law.title {
                add(DataProblem::TitleTwice);
            } else if !other.has_ended() && !law.has_ended() {
                add(DataProblem::NameOfTwo(name, other.title.to_string()));
            }
        }
    }
    found
}

/// Every name once: the title with and without 中华人民共和国, aliases and listed misspellings.
fn names_of(law: &Law) -> Vec<String> {
    let core = law.title.strip_prefix("中华人民共和国").filter(|core| !core.is_empty());
    let own = [Some(law.title.as_ref()), core].into_iter().flatten();
    let others = law.aliases.iter().chain(&law.misspellings).map(AsRef::as_ref);
    let mut names: Vec<String> = own.chain(others).map(|name| fold(name).into_owned()).collect();
    names.sort_unstable();
    names.dedup();
    names
}

fn dates(law: &Law) -> Vec<DataProblem> {
    let ended = match &law.record {
        ActRecord::Repealed(end) | ActRecord::Superseded(end) => Some(end.on),
        ActRecord::Unknown | ActRecord::InForce | ActRecord::Gone => None,
    };
    let numbers = || law.numbers.windows(2).any(|pair| pair[0].year > pair[1].year && pair[1].year.is_some());
    let order: [(&'static str, Option<Date>, &'static str, Option<Date>); 8] = [
        ("promulgated", law.promulgated, "effective", law.effective),
        ("promulgated", law.promulgated, "revised", law.revised),
        ("effective", law.effective, "text_effective", law.text_effective),
        ("revised", law.revised, "revised_effective", law.revised_effective),
        ("effective", law.effective, "revised_effective", law.revised_effective),
        ("effective", law.effective, "ended", ended),
        ("text_effective", law.text_effective, "ended", ended),
        ("revised", law.revised, "ended", ended),
    ];
    let mut found: Vec<DataProblem> = order
        .into_iter()
        .filter(|(_, first, _, second)| matches!((first, second), (Some(first), Some(second)) if first > second))
        .map(|(first, _, second, _)| DataProblem::DatesOutOfOrder(first, second))
        .collect();
    const MOST_MONTHS_TO_WAIT: u16 = 24;
    if let (Some(revised), Some(from)) = (law.revised, law.revised_effective)
        && from > revised.plus_months(MOST_MONTHS_TO_WAIT)
    {
        found.push(DataProblem::DaysOfTwoRevisions);
    }
    if numbers() {
        found.push(DataProblem::DatesOutOfOrder("numbers", "numbers"));
    }
    found
}

fn successor(registry: &Registry, law: &Law) -> Option<DataProblem> {
    let by = |law: &Law| match &law.record {
        ActRecord::Repealed(end) | ActRecord::Superseded(end) => end.by.clone(),
        ActRecord::Unknown | ActRecord::InForce | ActRecord::Gone => None,
    };
    let mut next = by(law)?;
    for _ in 0..registry.laws().len() {
        let Some(successor) = registry.by_title(&next) else {
            return Some(DataProblem::NoSuccessor(next.into_owned()));
        };
        match by(successor) {
            Some(after) => next = after,
            None => return None,
        }
    }
    Some(DataProblem::SuccessorCircle)
}
