//! What a check gets to see.

use std::cell::{OnceCell, RefCell};
use std::rc::Rc;
use std::sync::Arc;

use super::memo::Spots;
use super::{ConfigFault, Finding, ItemNames, Memo};
use crate::model::reads::unnoted;
use crate::model::{Catalog, Entry, Field, FieldId, Item};
use crate::project::{Facts, Project, Reference};
use crate::schema::{OwnFault, SchemaFault};
use catalint_domain::citation::Citation;
use catalint_domain::date::Date;
use catalint_domain::deadline::Reading;
use catalint_domain::law::Registry;
use catalint_domain::statutory::FoundDuty;
use catalint_domain::vocabulary::profile::Profile;
use catalint_domain::vocabulary::text_features::TextFeatures;
use catalint_text::Source;
use catalint_yaml::{Fault, Slip, Tree};

/// Takes the findings of a check.
#[derive(Debug)]
pub struct Sink<'s> {
    found: &'s mut Vec<Finding>,
}

impl<'s> Sink<'s> {
    /// A sink over a list.
    pub fn new(found: &'s mut Vec<Finding>) -> Self {
        Self { found }
    }

    /// Number of findings so far.
    #[must_use]
    pub fn count(&self) -> usize {
        self.found.len()
    }

    /// Holds back all findings but the first.
    pub(crate) fn hold(&mut self, first: usize) {
        self.found[first..].iter_mut().for_each(|finding| finding.held = true);
    }

    /// Adds a finding.
    pub fn push(&mut self, mut finding: Finding) {
        finding.args.shrink_to_fit();
        self.found.push(finding);
    }

    /// Adds some findings.
    pub fn extend(&mut self, findings: impl IntoIterator<Item = Finding>) {
        findings.into_iter().for_each(|finding| self.push(finding));
    }
}

/// A whole file.
#[derive(Debug)]
pub struct FileCx<'a> {
    /// Its text.
    pub source: &'a Source,
    /// What could be read of it.
    pub tree: &'a Tree,
    /// What could not.
    pub faults: &'a [Fault],
    /// Slips of the keyboard.
    pub slips: &'a [Slip],
    /// What the schema says against it.
    pub schema: &'a [SchemaFault],
    /// What the repository's own schemas say against it.
    pub own: &'a [OwnFault],
    /// What is wrong with it as a config; none for a file that is to be a catalog.
    pub config: Option<&'a [ConfigFault]>,
    /// The catalog, if the root is a mapping.
    pub catalog: Option<&'a Catalog>,
    /// The vocabulary in force.
    pub profile: &'a Profile,
    /// Names of all profiles that are known.
    pub profiles: &'a [&'a str],
    /// What people call them, in the same order.
    pub profile_labels: &'a [(&'a str, &'a str)],
    /// Whether it was read from a table: then nobody sees its YAML.
    pub table: bool,
    /// Whether that table has a column for the level, blank or not.
    pub has_level_column: bool,
    /// The month that it names where the day of the update should stand.
    pub month: Option<&'a str>,
}

/// A catalog.
#[derive(Debug)]
pub struct CatalogCx<'a> {
    /// The catalog.
    pub catalog: &'a Catalog,
    /// Its vocabulary.
    pub profile: &'a Profile,
    /// The acts that are known.
    pub registry: &'a Registry,
    /// The day on which law is judged.
    pub as_of: Date,
    /// What is found once and asked for by several rules; of this catalog only.
    pub memo: Memo<'a>,
    /// The file that it was read from.
    pub source: &'a Source,
    /// What is known beyond it.
    pub context: &'a ProjectContext,
    /// Whether it was read from a table: then nobody sees its YAML.
    pub table: bool,
    /// Whether a line above that table says that it is a template for others.
    pub template: bool,
    /// See [`CatalogCx::facts`].
    pub facts: OnceCell<Arc<Facts>>,
    /// See [`CatalogCx::names`].
    pub names: OnceCell<ItemNames>,
    /// See [`CatalogCx::items_shown`].
    pub(crate) shown: RefCell<Rc<[usize]>>,
}

/// What a run knows beyond the file that it looks at; nothing where files are named one by one.
#[derive(Debug, Clone, Default)]
pub struct ProjectContext {
    /// All catalogs of the project that the file is in, itself among them, each read with the
    /// vocabulary that it is checked with.
    pub project: Option<Arc<Project>>,
    /// Catalogs whose items must be covered.
    pub references: Arc<[Reference]>,
    /// The same catalog as it was before, under the name of that version, such as `HEAD~1:a.yaml`.
    pub before: Option<Arc<OlderVersion>>,
}

/// An older version of a catalog.
#[derive(Debug)]
pub struct OlderVersion {
    /// What people call the version: `HEAD~1`, the name of a file.
    pub version: String,
    /// What was in it.
    pub facts: Facts,
    /// What was said of its items: [`rests`](crate::project::rests).
    pub rests: Vec<u64>,
}

impl<'a> CatalogCx<'a> {
    /// The items in which a text shows what the rule looks for ([`Reads::where_shown`](super::Reads::where_shown)).
    pub fn items_shown(&self) -> impl Iterator<Item = Item<'a>> + use<'a> {
        let (catalog, shown) = (self.catalog, Rc::clone(&self.shown.borrow()));
        (0..shown.len()).map(move |nth| catalog.item(shown[nth]))
    }

    /// What project rules compare of this catalog.
    #[must_use]
    pub fn facts(&self) -> &Facts {
        self.facts.get_or_init(|| {
            let known = self.context.project.as_deref().and_then(|project| project.facts(self.source));
            // What an item does not say, nobody compares; who counts names has to ask whether all were read.
            let own = || self.catalog.unheard(|| Facts::of(self.source, self.catalog, self.profile));
            known.map_or_else(|| Arc::new(own()), Arc::clone)
        })
    }

    /// The citations of a text of a basis, read once for all rules.
    #[must_use]
    pub fn citations(&self, text: &'a str) -> Rc<[Citation<'a>]> {
        self.memo.citations(text)
    }

    /// What its items are called, for rules that compare them.
    #[must_use]
    pub fn names(&self) -> &ItemNames {
        self.names.get_or_init(|| unnoted(|| ItemNames::of(self.catalog)))
    }
}

/// An item.
#[derive(Debug)]
pub struct ItemCx<'a> {
    /// The item.
    pub item: Item<'a>,
    around: &'a CatalogCx<'a>,
    shows: [TextFeatures; FieldId::COUNT],
    citations: OnceCell<Vec<CitedBasis<'a>>>,
}

/// A text of a basis and its citations.
pub(crate) type CitedBasis<'a> = (Entry<'a>, Rc<[Citation<'a>]>);

impl<'a> ItemCx<'a> {
    /// `shows` is what the texts of each field show.
    pub(crate) fn new(item: Item<'a>, around: &'a CatalogCx<'a>, shows: [TextFeatures; FieldId::COUNT]) -> Self {
        Self { item, around, shows, citations: OnceCell::new() }
    }

    /// What the texts of a field may hold.
    #[must_use]
    pub fn features(&self, id: FieldId) -> TextFeatures {
        self.item.note_asked(id);
        self.shows[id as usize]
    }

    pub(crate) fn around(&self) -> &'a CatalogCx<'a> {
        self.around
    }

    /// The texts of the basis, each read once for all rules.
    #[must_use]
    pub fn citations(&self) -> &[CitedBasis<'a>] {
        self.item.note_asked(FieldId::Basis);
        self.citations.get_or_init(|| {
            let entries = self.item.entries(FieldId::Basis);
            entries.map(|entry| (entry, self.around.citations(entry.text))).collect()
        })
    }

    /// Whether a text says the same of all else after a change: asked once for the same two texts.
    pub fn keeps(&self, before: &str, after: &str, judge: impl FnOnce() -> bool) -> bool {
        self.around.memo.kept(before, after, judge)
    }

    /// The text of 公开时限 and what it says, if there is one.
    #[must_use]
    pub fn deadline(&self) -> Option<(Entry<'a>, Rc<Reading>)> {
        let entry = self.item.entries(FieldId::Deadline).next()?;
        Some((entry, self.around.memo.reading(entry)))
    }

    /// What is to be said of the citations of the basis: of each at most one thing.
    #[must_use]
    pub fn basis_faults(&self) -> Rc<Spots> {
        self.around.memo.faults(self.item, self.around.registry, self.around.as_of)
    }

    /// The matter that the item belongs to, where acts set something for it. Reads [`MATTER`](super::MATTER).
    #[must_use]
    pub fn matter(&self) -> Option<FoundDuty> {
        self.around.memo.matter(self.item, self.around.as_of)
    }

    /// The vocabulary of the catalog.
    #[must_use]
    pub fn profile(&self) -> &'a Profile {
        self.around.profile
    }

    /// The acts that are known.
    #[must_use]
    pub fn registry(&self) -> &'a Registry {
        self.around.registry
    }

    /// The day on which law is judged.
    #[must_use]
    pub fn as_of(&self) -> Date {
        self.around.as_of
    }

    /// The text of a field at the top of the file; empty where there is none.
    #[must_use]
    pub fn top(&self, id: FieldId) -> &'a str {
        top(self.around, id)
    }
}

/// One text of a field. What a check finds in it follows from nothing else, unless it asks for the field.
#[derive(Debug)]
pub struct TextCx<'a> {
    /// The text and its place.
    pub entry: Entry<'a>,
    /// What the text may hold; of a check of values all its texts.
    pub features: TextFeatures,
    around: &'a CatalogCx<'a>,
}

impl<'a> TextCx<'a> {
    pub(crate) fn new(entry: Entry<'a>, features: TextFeatures, around: &'a CatalogCx<'a>) -> Self {
        Self { entry, features, around }
    }

    /// The field that the text is of, with its other texts.
    #[must_use]
    pub fn field(&self) -> Field<'a> {
        self.entry.field()
    }

    /// The vocabulary of the catalog.
    #[must_use]
    pub fn profile(&self) -> &'a Profile {
        self.around.profile
    }

    /// The acts that are known.
    #[must_use]
    pub fn registry(&self) -> &'a Registry {
        self.around.registry
    }

    /// The day on which law is judged.
    #[must_use]
    pub fn as_of(&self) -> Date {
        self.around.as_of
    }

    /// Whether the catalog was read from a table: then nobody sees its YAML.
    #[must_use]
    pub fn is_table(&self) -> bool {
        self.around.table
    }

    /// Whether a line above that table says that it is a template for others.
    #[must_use]
    pub fn is_template(&self) -> bool {
        self.around.template
    }

    /// The whole file. A finding must not hang on it, or the same text would be right in one place and wrong in
    /// another.
    #[must_use]
    pub fn source(&self) -> &'a Source {
        self.around.source
    }

    /// The text of a field at the top of the file; empty where there is none.
    #[must_use]
    pub fn top(&self, id: FieldId) -> &'a str {
        top(self.around, id)
    }
}

fn top<'a>(around: &CatalogCx<'a>, id: FieldId) -> &'a str {
    let catalog: &'a Catalog = around.catalog;
    catalog.field(id).and_then(|field| field.entries().next()).map_or("", |entry| entry.text)
}
