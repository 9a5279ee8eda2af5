//! LVL003: a level (公开层级) that is not the rank of the publisher (公开主体).
//!
//! Who makes the information discloses it (Regulation, Art. 10): a body of a district has
//! nothing to disclose at the level of towns.

use crate::fix::{Applicability, Fix};
use crate::model::{Field, FieldId};
use crate::rule::{Check, Finding, ItemCx, Localized, Reads, Rule, Severity, Sink, Supersedes, Wrong};
use catalint_domain::bodies::bodies;
use catalint_domain::bodies::rank::Rank;
use catalint_domain::law::acts::REGULATION;
use catalint_domain::vocabulary::profile::{Level, Profile};
use catalint_text::Span;
use catalint_yaml::edit;

use super::helpers;

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: "LVL003",
    name: "level-publisher-mismatch",
    severity: Severity::Warning,
    fixes: &[Applicability::Offer],
    summary: Localized {
        zh: "公开层级与公开主体的级别不符", en: "level at odds with the publisher's rank"
    },
    messages: &[Localized {
        zh: "公开主体“{publisher}”属于{name}，公开层级却是“{written}”",
        en: "The publisher {publisher} is of the level {name}, but the level given is {written}.",
    }],
    help: Localized {
        zh: "公开层级改为“{name}”；确由“{written}”机关公开的，改写公开主体。",
        en: "Make the level {name}; or, if a body of {written} does disclose it, name that body as publisher.",
    },
    why: Localized {
        zh: "政府信息由制作它的机关公开，公开层级就是该机关所在的层级。两栏对不上，多半是填表时勾错了列，群众会找错地方，责任也无法落实。",
        en: "Information is disclosed by the organ that makes it, so the level is that organ's own. Where the two columns differ, a tick mostly slipped into the wrong column; people are sent to the wrong place and nobody is answerable.",
    },
    law: &[REGULATION.article(10).paragraph(1)],
    source: Localized {
        zh: "行政机关制作的政府信息，由制作该信息的行政机关负责公开",
        en: "Information that an organ makes is disclosed by the organ that makes it",
    },
    wrong: &[
        Wrong {
            yaml: "    publisher: 区政府办公室（区政府合作交流办）\n    levels: [街镇级]\n",
            at: "街镇级",
            fixed: Some("    publisher: 区政府办公室（区政府合作交流办）\n    levels: [区级]\n"),
        },
        Wrong {
            yaml: "    publisher: 静安区江宁路街道办事处\n    levels: 区级\n",
            at: "区级",
            fixed: Some("    publisher: 静安区江宁路街道办事处\n    levels: 街镇级\n"),
        },
        Wrong {
            yaml: "    publisher: 区民政局（牵头）、区财政局\n    levels: [市级, 街镇级]\n",
            at: "[市级, 街镇级]",
            fixed: Some("    publisher: 区民政局（牵头）、区财政局\n    levels: [区级]\n"),
        },
    ],
    right: &[
        "    publisher: 区民政局（牵头）、各街道办事处\n    levels: [街镇级]\n",
        "    publisher: 区民政局\n    levels: [区级, 街镇级]\n",
        "    publisher: 市民政局\n    levels: [市级]\n",
        "    publisher: 社区事务受理服务中心\n    levels: [街镇级]\n",
        "    publisher: 民政局\n    levels: [街镇级]\n",
    ],
    supersedes: Supersedes::Nothing,
    check: Check::Item(Reads::of(&[FieldId::Publisher, FieldId::Levels]), check),
};

/// Levels or bodies of one item beyond which nothing is said.
const MOST: usize = 50;

fn check(cx: &ItemCx<'_>, sink: &mut Sink<'_>) {
    let profile = cx.profile();
    let Some(levels) = cx.item.field(FieldId::Levels) else { return };
    let Some(publisher) = cx.item.field(FieldId::Publisher) else { return };
    // The ranks of all bodies; one that does not tell may be of the level that is given.
    let mut ranks = Ranks::default();
    for body in publisher.entries().flat_map(|entry| bodies(entry.text)).take(MOST) {
        let Some(rank) = body.rank() else { return };
        ranks.add(rank);
    }
    let mut written = levels.entries().flat_map(|entry| helpers::read(profile, entry.text)).take(MOST).peekable();
    let differs = |level: &Level| !level.ranks.is_empty() && !level.ranks.iter().any(|&rank| ranks.fits(rank));
    let wrong = written.peek().is_some() && written.all(|(_, level)| level.is_some_and(|(level, _)| differs(level)));
    if !wrong || levels.entries().count() != levels.value.count().max(1) {
        return;
    }
    let right: Vec<&str> = ranks.iter().filter_map(|rank| level_of(profile, rank)).collect();
    if !right.is_empty() && right.len() == ranks.iter().count() {
        sink.push(finding(levels, publisher, &right));
    }
}

fn finding(levels: Field<'_>, publisher: Field<'_>, right: &[&str]) -> Finding {
    const MESSAGE: Localized = Localized { zh: "公开层级改为“{name}”", en: "Make the level {name}" };
    let texts = |field: Field<'_>| field.entries().map(|e| e.text.trim()).take(5).collect::<Vec<_>>().join("、");
    let mut entries = levels.entries();
    let only = entries.next().filter(|_| entries.next().is_none());
    let finding = match only {
        Some(entry) => Finding::entry(&RULE, entry),
        None => Finding::field(&RULE, levels),
    };
    let edit = match (only, right) {
        (Some(entry), [name]) => edit::replace_value(entry.node, name),
        _ => edit::replace_with_list(levels.value, right),
    };
    finding
        .arg("publisher", texts(publisher))
        .arg("written", texts(levels))
        .arg("name", right.join("、"))
        .cause(&["written", "name"])
        .related(first_place(publisher), &Localized { zh: "公开主体", en: "the publisher" })
        .fix(edit.map(|edit| Fix::offer(&MESSAGE, vec![edit])))
}

fn first_place(field: Field<'_>) -> Span {
    field.entries().next().map_or(field.place(), |entry| entry.span())
}

/// The level of a profile that is a rank's own: the one that fewest ranks share.
fn level_of(profile: &Profile, rank: Rank) -> Option<&str> {
    let own = profile.levels.iter().filter(|level| level.ranks.contains(&rank));
    own.min_by_key(|level| level.ranks.len()).map(|level| level.name.as_str())
}

/// The ranks of the bodies of an item.
#[derive(Default)]
struct Ranks {
    all: [Option<Rank>; 5],
}

impl Ranks {
    fn add(&mut self, rank: Rank) {
        self.all[rank as usize] = Some(rank);
    }

    fn iter(&self) -> impl Iterator<Item = Rank> {
        self.all.into_iter().rev().flatten()
    }

    /// Whether a level of this rank fits. A village is no level of government; the tables have
    /// its row under the town.
    fn fits(&self, rank: Rank) -> bool {
        self.iter().any(|own| own == rank || own == Rank::Village && rank == Rank::Town)
    }
}
