//! What a ledger keeps of one catalog.

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::lint::{Counts, GroupRank, Settings, groups};
use crate::model::{Catalog, FieldId, Item};
use crate::project::{Covering, Facts};
use crate::register::{Identity, Placement, Register, Unplaced};
use crate::rule::{Finding, Lang, Severity};
use catalint_domain::date::Date;
use catalint_domain::law::basis::{BasisFault, act, judge};
use catalint_domain::law::{Registry, Status};
use catalint_text::Source;

use super::RecordedFinding;

/// A catalog of a file that was checked.
#[derive(Debug)]
pub struct SurveyedCatalog {
    /// The text that it was read from; of a table the one that was written of it.
    pub source: Source,
    /// The catalog, without what could not be read.
    pub catalog: Catalog,
    /// Its findings, by position in the report of the file.
    pub findings: std::ops::Range<usize>,
    /// Cells that could not be read.
    pub unread: usize,
}

/// What a ledger keeps of a catalog.
#[derive(Debug, Clone)]
pub struct CatalogRecord {
    /// Name of the file.
    pub file: String,
    /// Its title; empty where it has none.
    pub title: String,
    /// 编制单位; empty where it has none.
    pub authority: String,
    /// 更新日期, if it is one.
    pub updated: Option<Date>,
    /// How many items it has.
    pub items: usize,
    /// Required elements that items lack, by field.
    pub missing: Vec<(FieldId, usize)>,
    /// Acts that ended, with the items that rest on them.
    pub ended: Vec<(String, usize)>,
    /// Acts that are not in force yet, likewise.
    pub early: Vec<(String, usize)>,
    /// Its findings.
    pub counts: Counts,
    /// What is wrong, gravest first; hints are among it.
    pub problems: Vec<RecordedProblem>,
    /// Its errors and warnings, in the order of the file.
    pub findings: Vec<RecordedFinding>,
    /// Cells of tables that could not be read.
    pub unread: usize,
    /// Where it belongs, or why nowhere.
    pub placement: Result<Placement, Unplaced>,
    /// What it has for each item of the reference of its field.
    pub covered: Vec<Covering>,
}

/// What is wrong by one cause.
#[derive(Debug, Clone)]
pub struct RecordedProblem {
    /// The same for one cause in all catalogs.
    pub id: u64,
    /// How bad it is.
    pub severity: Severity,
    /// The code of the rule.
    pub code: &'static str,
    /// What is wrong.
    pub message: Cow<'static, str>,
    /// What the rule finds, whatever the words of this catalog.
    pub summary: &'static str,
    /// Items that have it.
    pub items: usize,
    /// Findings.
    pub findings: usize,
    pub(super) rank: GroupRank,
}

/// What an item has to say (国办发〔2019〕54号), and the level, which decides who publishes.
const ELEMENTS: [FieldId; 9] = [
    FieldId::Topic,
    FieldId::Content,
    FieldId::Basis,
    FieldId::Deadline,
    FieldId::Publisher,
    FieldId::Channels,
    FieldId::Audience,
    FieldId::Method,
    FieldId::Levels,
];

impl CatalogRecord {
    /// Keeps of a catalog what a ledger says of it; nothing of a reference, which is nobody's. `path` is relative to the
    /// folder of the config, `findings` are those of the catalog.
    #[must_use]
    pub fn of(
        (file, path): (&str, &str),
        surveyed: &SurveyedCatalog,
        findings: &[Finding],
        settings: &Settings,
        (register, lang): (&Register, Lang),
    ) -> Option<Self> {
        let profile = settings.profile_of(&surveyed.catalog);
        let catalog = surveyed.catalog.clone().with_levels_told(profile);
        let facts = Facts::of(&surveyed.source, &catalog, profile);
        if settings.context.references.iter().any(|reference| reference.is(&facts)) {
            return None;
        }
        let placement = register.place(Identity { path, facts: &facts });
        let reference =
            placement.as_ref().ok().and_then(|placement| register.fields[placement.field].reference.as_ref());
        let (ended, early) = acts(&catalog, &settings.registry, settings.as_of);
        let shown: Vec<&Finding> = findings.iter().filter(|finding| finding.suppressed.is_none()).collect();
        let problem = |group: &crate::lint::Group<'_>| RecordedProblem {
            id: group.problem,
            severity: group.severity(),
            code: group.rule().code,
            message: group.message(lang),
            summary: group.rule().summary.get(lang),
            items: group.items.len(),
            findings: group.findings.len(),
            rank: group.rank(),
        };
        Some(Self {
            file: file.to_owned(),
            title: facts.title.to_string(),
            authority: facts.authority.to_string(),
            updated: facts.updated.as_deref().and_then(Date::parse),
            items: catalog.items().count(),
            missing: missing(&catalog),
            ended,
            early,
            counts: Counts::of(findings),
            findings: shown
                .iter()
                .filter(|found| found.severity > Severity::Hint)
                .map(|found| recorded(found, lang))
                .collect(),
            problems: groups(file, &shown).iter().map(problem).collect(),
            unread: surveyed.unread,
            covered: reference.map_or_else(Vec::new, |reference| reference.covered_by(&facts)),
            placement,
        })
    }
}

impl CatalogRecord {
    /// Why it belongs nowhere, in words; none where it has its place.
    #[must_use]
    pub fn why_unplaced(&self, register: &Register, lang: Lang) -> Option<String> {
        self.placement.as_ref().err().map(|why| super::words::unplaced(why, register, lang))
    }
}

fn recorded(finding: &Finding, lang: Lang) -> RecordedFinding {
    let item = finding.item_name();
    let of_item = |of: fn(&crate::rule::ItemName) -> &str| item.map_or("", of).to_owned();
    RecordedFinding {
        code: finding.rule.code.to_owned(),
        severity: finding.severity.key().to_owned(),
        message: finding.message_in(lang).into_owned(),
        path: finding.pointer.clone(),
        no: of_item(|item| &item.no),
        label: of_item(|item| &item.label),
        publisher: of_item(|item| &item.publisher),
        fingerprint: finding.fingerprint.to_string(),
    }
}

/// How many items lack an element, for each that some lack.
fn missing(catalog: &Catalog) -> Vec<(FieldId, usize)> {
    let lacks = |id: FieldId| move |item: &Item<'_>| item.lacks(id);
    let counts = ELEMENTS.into_iter().map(|id| (id, catalog.items().filter(lacks(id)).count()));
    counts.filter(|(_, count)| *count > 0).collect()
}

/// By act, how many items rest on it.
type ItemsByAct = Vec<(String, usize)>;

/// Acts that ended and acts that are not in force yet, with the items that rest on them; most items first.
fn acts(catalog: &Catalog, registry: &Registry, day: Date) -> (ItemsByAct, ItemsByAct) {
    let (mut ended, mut early): (BTreeMap<&str, usize>, BTreeMap<&str, usize>) = Default::default();
    for item in catalog.items() {
        let (mut gone, mut coming) = (Vec::new(), Vec::new());
        for entry in item.entries(FieldId::Basis) {
            let citations = catalint_domain::citation::read(entry.text);
            for (nth, fault) in judge(&citations, registry, day) {
                let law = citations.get(nth).and_then(|citation| act(citation, registry)).map(|found| found.law);
                match (law, fault) {
                    (Some(law), BasisFault::Repealed) if matches!(law.status_on(day), Status::Repealed(_)) => {
                        gone.push(&*law.title);
                    }
                    (Some(law), BasisFault::NotInForce) => coming.push(&*law.title),
                    _ => {}
                }
            }
        }
        for (found, all) in [(&mut gone, &mut ended), (&mut coming, &mut early)] {
            found.sort_unstable();
            found.dedup();
            found.iter().for_each(|title| *all.entry(title).or_default() += 1);
        }
    }
    let listed = |all: BTreeMap<&str, usize>| {
        let mut all: ItemsByAct = all.into_iter().map(|(title, count)| (title.to_owned(), count)).collect();
        all.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        all
    };
    (listed(ended), listed(early))
}
