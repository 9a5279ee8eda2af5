//! What a list of acts says otherwise than the registry.

use std::collections::{BTreeSet, HashSet};
use std::fmt;

use catalint_domain::citation::{Number, NumberKind};
use catalint_domain::date::Date;
use catalint_domain::law::{ActKind, How, Law, Registry, Role, Status};

use super::list::{Listed, Standing};

/// A kind of difference.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum What {
    /// Both say something, and not the same.
    Contradiction,
    /// The list says that it ended, the registry does not.
    Ended,
    /// The list knows a later text than the registry.
    NewText,
    /// A duty was read in a text before the one that the list knows.
    ReadAgain,
    /// It stands in no row.
    Missing,
    /// It is in force by its row, and not in a list that has all acts of its kind.
    NotListed,
    /// The list tells what the row leaves open.
    Fills,
    /// No act is known under these numbers.
    Gap,
}

impl What {
    pub(crate) const ALL: [Self; 8] = [
        Self::Contradiction,
        Self::Ended,
        Self::NewText,
        Self::ReadAgain,
        Self::Missing,
        Self::NotListed,
        Self::Fills,
        Self::Gap,
    ];

    pub(crate) const fn word(self) -> &'static str {
        match self {
            Self::Contradiction => "contradiction",
            Self::Ended => "ended",
            Self::NewText => "new-text",
            Self::ReadAgain => "read-again",
            Self::Missing => "missing",
            Self::NotListed => "not-listed",
            Self::Fills => "fills",
            Self::Gap => "gap",
        }
    }
}

/// One difference.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Difference {
    pub(crate) what: What,
    pub(crate) title: String,
    /// The cell or matter concerned.
    pub(crate) about: String,
    pub(crate) ours: String,
    pub(crate) theirs: String,
    /// The line of the list, where one says it.
    pub(crate) line: Option<usize>,
}

impl fmt::Display for Difference {
    /// One line: what, title, about, ours, theirs, line of the list; tabs between.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { what, title, about, ours, theirs, line } = self;
        let line = line.map(|line| line.to_string()).unwrap_or_default();
        write!(f, "{}\t{title}\t{about}\t{ours}\t{theirs}\t{line}", what.word())
    }
}

/// A duty as the data has it.
#[derive(Debug, Clone)]
pub(crate) struct ReadDuty {
    /// Its matter and article.
    pub(crate) about: String,
    /// The day on which its text was read.
    pub(crate) read: Date,
    /// The first day on which it stands no more.
    pub(crate) until: Option<Date>,
}

/// What is looked at.
#[derive(Debug, Clone)]
pub(crate) struct Wanted {
    /// The day on which the registry is asked whether an act stands.
    pub(crate) as_of: Date,
    /// Kinds of which the list has all acts in force.
    pub(crate) complete: Vec<ActKind>,
    /// Gaps in the decrees of the State Council are told from this number on.
    pub(crate) decrees_from: u32,
    /// The duties that the act of a title sets.
    pub(crate) duties: fn(&str) -> Vec<ReadDuty>,
}

/// All differences, the gravest first.
pub(crate) fn compare(registry: &Registry, list: &[Listed], wanted: &Wanted) -> Vec<Difference> {
    let mut found = Vec::new();
    let mut seen: HashSet<&str> = HashSet::new();
    for listed in list.iter().filter(|listed| listed.standing != Standing::OlderText) {
        let known = registry.find(&listed.title).filter(|known| known.how != How::Misspelling).map(|known| known.law);
        let mut notes = Notes { listed, found: &mut found };
        let Some(law) = known else {
            notes.add(What::Missing, "", "", &listed.standing.words());
            continue;
        };
        seen.insert(law.title.as_ref());
        standing(&mut notes, law, wanted.as_of);
        days(&mut notes, law);
        text(&mut notes, law);
        numbers(&mut notes, law, registry);
        duties(&mut notes, (wanted.duties)(&law.title));
    }
    found.extend(not_listed(registry, &seen, wanted));
    found.extend(gaps(registry, list, wanted.decrees_from));
    found.sort();
    found
}

struct Notes<'a> {
    listed: &'a Listed,
    found: &'a mut Vec<Difference>,
}

impl Notes<'_> {
    fn add(&mut self, what: What, about: &str, ours: &str, theirs: &str) {
        let (about, ours, theirs) = (about.to_owned(), ours.to_owned(), theirs.to_owned());
        let title = self.listed.title.clone();
        self.found.push(Difference { what, title, about, ours, theirs, line: Some(self.listed.line) });
    }

    /// A cell that both may have.
    fn cell<T: PartialEq + fmt::Display>(&mut self, about: &str, ours: Option<T>, theirs: Option<T>) {
        match (ours, theirs) {
            (Some(ours), Some(theirs)) if ours != theirs => {
                self.add(What::Contradiction, about, &ours.to_string(), &theirs.to_string());
            }
            (None, Some(theirs)) => self.add(What::Fills, about, "", &theirs.to_string()),
            _ => {}
        }
    }
}

/// Whether it stands on the day.
fn standing(notes: &mut Notes<'_>, law: &Law, day: Date) {
    let status = law.status_on(day);
    let (theirs, ours) = (notes.listed.standing_on(day), words(status));
    match (theirs, status) {
        (Standing::InForce, Status::Unknown) => notes.add(What::Fills, "status", "", "in-force"),
        (Standing::InForce, Status::InForce)
        | (Standing::NotYet, Status::NotYet { .. } | Status::Unknown)
        | (Standing::Unsaid | Standing::OlderText, _) => {}
        (Standing::InForce | Standing::NotYet, _) => notes.add(What::Contradiction, "status", &ours, &theirs.words()),
        (Standing::Ended(on), Status::Repealed(end) | Status::Superseded(end)) => {
            notes.cell("ended", Some(end.on), on.or(Some(end.on)));
            let theirs = notes.listed.by.clone();
            notes.cell("by", end.by.as_deref().map(str::to_owned), theirs);
        }
        // It may still end as both say.
        (Standing::Ended(Some(on)), _) if on > day && law.has_ended() => {}
        (Standing::Ended(_), Status::Gone) => {}
        (Standing::Ended(_), _) => notes.add(What::Ended, "status", &ours, &theirs.words()),
    }
}

fn words(status: Status<'_>) -> String {
    match status {
        Status::Unknown => String::new(),
        Status::InForce => "in-force".to_owned(),
        Status::NotYet { from } => from.map_or_else(|| "not-yet".to_owned(), |from| format!("from {from} on")),
        Status::Repealed(end) => format!("repealed {}", end.on),
        Status::Superseded(end) => format!("superseded {}", end.on),
        Status::Gone => "gone".to_owned(),
    }
}

/// The days of the act itself.
fn days(notes: &mut Notes<'_>, law: &Law) {
    let listed = notes.listed;
    notes.cell("promulgated", law.promulgated, listed.promulgated);
    notes.cell("effective", law.effective, listed.effective);
    if let (Some(first), Some(second)) = (listed.promulgated, listed.effective)
        && first > second
    {
        notes.add(What::Contradiction, "order", "", &format!("promulgated {first}, effective {second}"));
    }
}

/// Its latest text.
fn text(notes: &mut Notes<'_>, law: &Law) {
    let listed = notes.listed;
    let later = |ours: Option<Date>, theirs: Option<Date>| theirs.is_some() && theirs > ours;
    if later(law.revised, listed.revised) {
        let ours = law.revised.map(|day| day.to_string()).unwrap_or_default();
        notes.add(What::NewText, "revised", &ours, &listed.revised.map(|day| day.to_string()).unwrap_or_default());
    } else {
        notes.cell("revised", law.revised, listed.revised);
        notes.cell("revised_effective", law.revised_effective, listed.revised_effective);
        notes.cell("text_effective", law.text_effective, listed.text_effective);
        let ours = law.articles.filter(|articles| articles.of_current_text).map(|articles| articles.count);
        notes.cell("articles", ours, listed.articles);
    }
    let issued = law.numbers.iter().filter_map(|number| number.issued);
    let published: Vec<Date> = [law.promulgated, law.revised].into_iter().flatten().chain(issued).collect();
    let starts: Vec<Date> = [law.effective, law.text_effective, law.revised_effective]
        .into_iter()
        .flatten()
        .chain(published.clone())
        .collect();
    for (about, ours, theirs) in [("published", &published, listed.published), ("starts", &starts, listed.starts)] {
        let Some(theirs) = theirs.filter(|day| !ours.contains(day)) else { continue };
        let what = match ours.iter().max() {
            None => What::Fills,
            Some(last) if theirs > *last => What::NewText,
            Some(_) => What::Contradiction,
        };
        let ours: Vec<String> = ours.iter().map(ToString::to_string).collect();
        notes.add(what, about, &ours.join(" "), &theirs.to_string());
    }
}

/// Numbers that are another act's, and such as its row does not have.
fn numbers(notes: &mut Notes<'_>, law: &Law, registry: &Registry) {
    let listed = notes.listed;
    for number in &listed.numbers {
        let Some(cited) = Number::parse(&number.text) else {
            notes.add(What::Contradiction, "numbers", "", &format!("no number: {}", number.text));
            continue;
        };
        if law.numbers.iter().any(|own| own.is(&cited)) {
            continue;
        }
        match registry.owner_of(&cited) {
            Some(owner) if owner.title != law.title && number.role != Role::Amended => {
                notes.add(
                    What::Contradiction,
                    "numbers",
                    &format!("{} is of 《{}》", number.text, owner.title),
                    &number.text,
                );
            }
            _ => notes.add(What::Fills, "numbers", "", &number.text),
        }
    }
}

/// Duties of the act that were read before its latest text.
fn duties(notes: &mut Notes<'_>, duties: Vec<ReadDuty>) {
    let listed = notes.listed;
    let issued = listed.numbers.iter().filter_map(|number| number.issued);
    let Some(text) = [listed.revised, listed.published].into_iter().flatten().chain(issued).max() else { return };
    for duty in duties {
        if duty.read < text && duty.until.is_none_or(|until| until > text) {
            notes.add(What::ReadAgain, &duty.about, &format!("read {}", duty.read), &format!("text of {text}"));
        }
    }
}

/// Acts in force by their rows that a complete list does not have.
fn not_listed(registry: &Registry, seen: &HashSet<&str>, wanted: &Wanted) -> Vec<Difference> {
    let complete = |law: &&Law| wanted.complete.contains(&law.kind) && !seen.contains(law.title.as_ref());
    let standing = |law: &&Law| law.status_on(wanted.as_of) == Status::InForce;
    let left_out = registry.laws().filter(complete).filter(standing).map(|law| Difference {
        what: What::NotListed,
        title: law.title.to_string(),
        about: law.kind.name().to_owned(),
        ours: "in-force".to_owned(),
        theirs: String::new(),
        line: None,
    });
    left_out.collect()
}

/// Decrees of the State Council, numbered through, of which neither the registry nor the list knows what they issued.
fn gaps(registry: &Registry, list: &[Listed], from: u32) -> Vec<Difference> {
    let rows = registry.laws().flat_map(|law| &law.numbers);
    let all = rows.chain(list.iter().flat_map(|listed| &listed.numbers));
    let decree =
        |number: Number<'_>| (number.kind == NumberKind::Order && number.issuer() == "国务院").then_some(number.serial);
    let serials: BTreeSet<u32> = all.filter_map(|number| decree(Number::parse(&number.text)?)).collect();
    let known: Vec<u32> = serials.range(from..).copied().collect();
    let gap = |pair: &[u32]| {
        let (first, last) = (pair[0] + 1, pair[1] - 1);
        let title = if first == last {
            format!("国务院令第{first}号")
        } else {
            format!("国务院令第{first}号至第{last}号")
        };
        let about = (last - first + 1).to_string();
        Difference { what: What::Gap, title, about, ours: String::new(), theirs: String::new(), line: None }
    };
    known.windows(2).filter(|pair| pair[1] > pair[0] + 1).map(gap).collect()
}
