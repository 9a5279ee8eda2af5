//! What acts set, as plain data.

use crate::bodies::bodies;
use crate::bodies::rank::{Rank, rank_of};
use crate::date::Date;
use crate::deadline::{DeadlineUnit, Event};
use crate::law::{ActKind, Provision};

/// A text in Chinese and English.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Phrase {
    /// Chinese.
    pub zh: &'static str,
    /// English.
    pub en: &'static str,
}

/// An act that sets something.
#[derive(Debug, PartialEq, Eq)]
pub struct DutyAct {
    /// Its full title with 《》, as a catalog cites it; a document with its number.
    pub title: Phrase,
    /// Its title alone, to be looked up.
    pub name: &'static str,
    /// Its place among the sources of law.
    pub kind: ActKind,
}

impl DutyAct {
    /// Whether it is a law or an administrative regulation. Only these can set another period
    /// than the Regulation (Art. 26); a rule or a document can ask for a shorter one.
    #[must_use]
    pub fn is_law(&self) -> bool {
        matches!(self.kind, ActKind::Law | ActKind::Regulation)
    }
}

/// What an act sets. The letters are those of the deadline grammar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ActLimit {
    /// **P** publish within a period.
    Within(u32, DeadlineUnit),
    /// **D** display or consult for at least a period.
    Display(u32, DeadlineUnit),
    /// **E** publish a period before an event.
    Lead(u32, DeadlineUnit),
    /// **F** publish by a day of the year: month, day.
    By(u8, u8),
    /// **R** publish once in a period.
    Every(u32, DeadlineUnit),
    /// 及时 or 定期: the act names no number.
    Unnumbered,
}

/// How the article is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SeenArticle {
    /// Read in a copy of the official text.
    Text,
    /// Read on a page of others.
    Page,
    /// Recalled, and written in many published catalogs.
    Catalogs,
    /// Recalled: leads to a hint at most.
    Recalled,
}

impl SeenArticle {
    /// Reads the cell.
    pub(super) fn of(cell: &str) -> Option<Self> {
        Some(match cell {
            "text" => Self::Text,
            "page" => Self::Page,
            "catalogs" => Self::Catalogs,
            "recalled" => Self::Recalled,
            _ => return None,
        })
    }
}

/// A level of the state.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StateLevel {
    /// The State Council and its ministries.
    Nation,
    /// A place and its bodies.
    Place(Rank),
}

impl StateLevel {
    /// The level of the first body in a text.
    #[must_use]
    pub fn of(publisher: &str) -> Option<Self> {
        let name = bodies(publisher).next()?.name;
        let nation = ["国务院", "国家"].iter().any(|word| name.starts_with(word)) || name.ends_with('部');
        match rank_of(name) {
            Some(rank) => Some(Self::Place(rank)),
            None => (nation && !name.ends_with("支部")).then_some(Self::Nation),
        }
    }
}

/// One duty to publish.
#[derive(Debug, PartialEq, Eq)]
pub struct Duty {
    /// What is set.
    pub limit: ActLimit,
    /// The events that count as its trigger.
    pub from: Vec<Event>,
    /// The act that sets it.
    pub act: &'static DutyAct,
    /// The place in that act.
    pub law: Provision,
    /// The place in words, to follow the act's title: 第十四条; `, Art. 14`. Empty where none is known.
    pub article: Phrase,
    /// What the article says.
    pub says: Phrase,
    /// How a catalog may word it; read by the deadline grammar as what the act says.
    pub wording: &'static str,
    /// Whether the act asks for it outright; otherwise it says “as a rule”, and a deviation may
    /// be right.
    pub firm: bool,
    /// The first day of the text that sets it there.
    pub since: Date,
    /// The first day of a text that no longer does.
    pub until: Option<Date>,
    /// The levels that it binds; empty for all.
    pub levels: Vec<StateLevel>,
    /// How it is known.
    pub seen: SeenArticle,
    /// The day it was read, or thought of.
    pub read: Date,
    /// It applies where one of these is in the item's last name …
    pub(super) names: Vec<&'static str>,
    /// … or one of these in its content; or always, where there are neither.
    pub(super) content: Vec<&'static str>,
}

impl Duty {
    /// The provisions that set it.
    #[must_use]
    pub fn provisions(&self) -> Vec<Provision> {
        vec![self.law.clone()]
    }

    /// Whether it stood on a day.
    #[must_use]
    pub fn stands(&self, day: Date) -> bool {
        self.since <= day && self.until.is_none_or(|until| day < until)
    }

    /// Whether it binds whoever publishes. One that binds some levels binds nobody whose level is not known.
    pub(super) fn binds(&self, publisher: &str) -> bool {
        self.levels.is_empty() || StateLevel::of(publisher).is_some_and(|level| self.levels.contains(&level))
    }

    /// Whether more than a hint may rest on it.
    #[must_use]
    pub fn is_sure(&self) -> bool {
        self.firm && self.seen != SeenArticle::Recalled
    }

    /// Whether what a clause is about is what the duty is about.
    #[must_use]
    pub fn concerns(&self, subject: &str) -> bool {
        self.content.iter().any(|word| subject.contains(word))
    }
}

/// A medium that an act names.
#[derive(Debug, PartialEq, Eq)]
pub struct Medium {
    /// What the act calls it.
    pub name: Phrase,
    /// A channel with one of these words is it.
    pub words: Vec<&'static str>,
    /// What a catalog may write.
    pub wording: &'static str,
    /// The act.
    pub act: &'static DutyAct,
    /// The places in it.
    pub law: Vec<Provision>,
    /// The places, as in [`Duty::article`].
    pub article: Phrase,
}

/// A matter, with what acts set for it.
#[derive(Debug, PartialEq, Eq)]
pub struct Matter {
    /// A stable key.
    pub id: &'static str,
    /// What it is called.
    pub name: Phrase,
    /// What is to be published, and when: at least one.
    pub duties: Vec<Duty>,
    /// Where.
    pub medium: Option<&'static Medium>,
    /// The articles to cite for it, where these are others than that of the first duty; of the same act.
    pub(super) basis: Option<Basis>,
    /// How its items are known.
    pub(super) known: KnownBy,
}

impl Matter {
    /// See [`Basis`]; none where it is the article of the first duty.
    #[must_use]
    pub fn basis(&self) -> Option<&Basis> {
        self.basis.as_ref()
    }
}

/// Act and articles that a catalog should cite.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Basis {
    /// The act.
    pub act: &'static DutyAct,
    /// The places in it.
    pub law: Vec<Provision>,
    /// The places, as in [`Duty::article`].
    pub article: Phrase,
}

/// The words by which the items of a matter are known. All that is not empty must hold.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct KnownBy {
    /// One of these is in the topic, the subtopic or the detail.
    pub(super) key: Vec<&'static str>,
    /// One of these is in the last of the names.
    pub(super) last: Vec<&'static str>,
    /// All of these are in the last of the names.
    pub(super) all: Vec<&'static str>,
    /// One of these is in any name, the category or the publisher.
    pub(super) with: Vec<&'static str>,
    /// One of these in the content says as much as one of `with` in a name.
    pub(super) told: Vec<&'static str>,
    /// None of these is in the topic, the subtopic or the detail.
    pub(super) not: Vec<&'static str>,
    /// Decisions that are found by these words among other things.
    pub(super) among: Vec<&'static str>,
    /// Not where one of these is in any name, the category or the publisher.
    pub(super) apart: Vec<&'static str>,
}
