//! One file from bytes to ordered findings. Knows no rule by name.

use std::collections::HashMap;

use super::diagnostic::{Diagnostic, FileReport, ItemName};
use super::seen::Seen;
use super::silence;
use crate::config::profiles::Profiles;
use crate::domain::date::Date;
use crate::domain::profile::Profile;
use crate::model::{Catalog, FIELDS, Field, FieldId, Item, Scope};
use crate::rule::{
    CatalogCx, Check, FieldCx, FileCx, ItemCx, Memo, Rule, Selection, Severity, Sink, ValueCx, Violation,
};
use crate::rules::RULES;
use crate::schema::{self, SchemaFault};
use crate::text::{DecodeProblem, Source, decode};
use crate::yaml;

/// How to lint.
#[derive(Debug, Clone)]
pub struct Options {
    /// Which rules run.
    pub selection: Selection,
    /// Vocabulary to use whatever the file says.
    pub profile: Option<String>,
    /// The day on which law is judged.
    pub as_of: Date,
    /// The vocabularies that are known.
    pub profiles: Profiles,
}

impl Options {
    /// All rules, the library's own profiles, and this day.
    #[must_use]
    pub fn new(as_of: Date) -> Self {
        Self { selection: Selection::default(), profile: None, as_of, profiles: Profiles::builtin() }
    }
}

/// Lints the bytes of a file. `name` is what findings call it.
#[must_use]
pub fn lint_text(name: &str, bytes: &[u8], options: &Options) -> FileReport {
    let (source, too_large) = if bytes.len() > yaml::MAX_FILE_BYTES {
        (Source::new(name, decode(b"")), true)
    } else {
        (Source::new(name, decode(bytes)), false)
    };
    lint(source, too_large, options, Vec::new())
}

/// Lints a text that is decoded already.
#[must_use]
pub fn lint_source(source: Source, options: &Options) -> FileReport {
    lint_source_with(source, options, Vec::new())
}

/// The same, with what another stage found ([`Check::Elsewhere`]): selection, severities, silences
/// and order hold for all findings alike.
#[must_use]
pub fn lint_source_with(source: Source, options: &Options, elsewhere: Vec<Violation>) -> FileReport {
    let too_large = source.text.len() > yaml::MAX_FILE_BYTES;
    lint(source, too_large, options, elsewhere)
}

fn lint(source: Source, too_large: bool, options: &Options, elsewhere: Vec<Violation>) -> FileReport {
    let readable = !too_large && !matches!(source.problem, Some(DecodeProblem::Unknown { .. }));
    let text = if readable { source.text.as_str() } else { "" };
    let mut parsed = yaml::parse(text, FieldId::intern);
    if too_large {
        parsed.faults.push(yaml::Fault::too_large());
    }
    let schema = schema::validate(&parsed.tree);
    let (diagnostics, items) = run(&source, &parsed, &schema, options, elsewhere);
    FileReport { source, diagnostics, items }
}

/// Binds what was read and runs the rules over it: findings in order, and the number of items.
#[must_use]
pub fn run_rules(
    source: &Source,
    parsed: &yaml::Parsed<'_>,
    schema: &[SchemaFault],
    options: &Options,
) -> (Vec<Diagnostic>, usize) {
    run(source, parsed, schema, options, Vec::new())
}

fn run(
    source: &Source,
    parsed: &yaml::Parsed<'_>,
    schema: &[SchemaFault],
    options: &Options,
    elsewhere: Vec<Violation>,
) -> (Vec<Diagnostic>, usize) {
    let catalog = Catalog::bind(&parsed.tree);
    let written = catalog.as_ref().and_then(|c| c.field(FieldId::Profile)).filter(|f| f.value.is_scalar());
    let named = options.profile.as_deref().or_else(|| written.map(|f| f.value.text().trim()));
    let profile = options.profiles.get_or_default(named);
    let names: Vec<&str> = options.profiles.names().collect();
    let file = FileCx {
        source,
        tree: &parsed.tree,
        faults: &parsed.faults,
        slips: &parsed.slips,
        schema,
        catalog: catalog.as_ref(),
        profile,
        profiles: &names,
    };
    let mut violations = Run::new(options, profile).all(&file, options.as_of);
    let off = |rule: &Rule| profile.rules.get(rule.code).is_some_and(|level| level == "off");
    violations.extend(elsewhere.into_iter().filter(|v| !off(v.rule) && options.selection.has(v.rule)));
    finish(violations, catalog.as_ref(), profile, source)
}

/// The checks that run, by how often they do.
struct Run {
    file: Vec<fn(&FileCx<'_>, &mut Sink<'_>)>,
    catalog: Vec<fn(&CatalogCx<'_>, &mut Sink<'_>)>,
    item: Vec<fn(&ItemCx<'_>, &mut Sink<'_>)>,
    field: Vec<fn(&FieldCx<'_>, &mut Sink<'_>)>,
    value: Vec<fn(&ValueCx<'_>, &mut Sink<'_>)>,
    text: Vec<fn(&ValueCx<'_>, &mut Sink<'_>)>,
}

impl Run {
    fn new(options: &Options, profile: &Profile) -> Self {
        let mut run = Self {
            file: Vec::new(),
            catalog: Vec::new(),
            item: Vec::new(),
            field: Vec::new(),
            value: Vec::new(),
            text: Vec::new(),
        };
        for &rule in RULES.iter() {
            let off = profile.rules.get(rule.code).is_some_and(|level| level == "off");
            if off || !options.selection.has(rule) {
                continue;
            }
            match rule.check {
                Check::File(check) => run.file.push(check),
                Check::Catalog(check) => run.catalog.push(check),
                Check::Item(check) => run.item.push(check),
                Check::Field(check) => run.field.push(check),
                Check::Value(check) => run.value.push(check),
                Check::Text(check) => run.text.push(check),
                Check::Elsewhere => {}
            }
        }
        run
    }

    fn all(&self, file: &FileCx<'_>, as_of: Date) -> Vec<Violation> {
        let mut found = Vec::new();
        let mut sink = Sink::new(&mut found);
        for check in &self.file {
            check(file, &mut sink);
        }
        let Some(catalog) = file.catalog else { return found };
        let cx = CatalogCx { catalog, profile: file.profile, as_of, memo: Memo::default() };
        let mut seen = Seen::new();
        for check in &self.catalog {
            check(&cx, &mut sink);
        }
        for field in FIELDS.iter().filter(|f| f.scope == Scope::Catalog).filter_map(|f| catalog.field(f.id)) {
            self.values(field, None, &cx, &mut seen, &mut sink);
        }
        for item in catalog.items() {
            let item_cx = ItemCx { item, cx: &cx };
            for check in &self.item {
                check(&item_cx, &mut sink);
            }
            for field in FieldId::of_item().filter_map(|id| item.field(id)) {
                self.values(field, Some(item), &cx, &mut seen, &mut sink);
            }
        }
        found
    }

    fn values<'a>(
        &self,
        field: Field<'a>,
        item: Option<Item<'a>>,
        cx: &CatalogCx<'a>,
        seen: &mut Seen<'a>,
        sink: &mut Sink<'_>,
    ) {
        let whole = FieldCx { field, cx };
        for check in &self.field {
            check(&whole, sink);
        }
        for entry in field.entries() {
            let value = ValueCx { entry, item, cx };
            for check in &self.value {
                check(&value, sink);
            }
            seen.unless_known(entry, || {
                let before = sink.count();
                for check in &self.text {
                    check(&value, sink);
                }
                sink.count() == before
            });
        }
    }
}

/// Severity in force, silences, names of items, order, fingerprints.
fn finish(
    violations: Vec<Violation>,
    catalog: Option<&Catalog<'_>>,
    profile: &Profile,
    source: &Source,
) -> (Vec<Diagnostic>, usize) {
    let mut kept = silence::apply(violations);
    kept.sort_by(|a, b| (a.span.start, a.rule.code, a.span.end).cmp(&(b.span.start, b.rule.code, b.span.end)));
    let mut seen: HashMap<u64, u32> = HashMap::new();
    let mut diagnostics = Vec::with_capacity(kept.len());
    for violation in kept {
        let item = violation.item.and_then(|index| catalog.map(|catalog| catalog.item(index)));
        let hash = identity(&violation, item, source);
        let nth = seen.entry(hash).or_default();
        let fingerprint = format!("{:016x}", mix(hash, &nth.to_le_bytes()));
        *nth += 1;
        let name =
            item.map(|item| ItemName { index: item.index(), no: item.no().to_owned(), label: item.label().to_owned() });
        let severity = severity(&violation, profile);
        diagnostics.push(Diagnostic { violation, severity, item: name, fingerprint });
    }
    (diagnostics, catalog.map_or(0, |catalog| catalog.items().count()))
}

fn severity(violation: &Violation, profile: &Profile) -> Severity {
    let rule: &Rule = violation.rule;
    let switched = profile.rules.get(rule.code).and_then(|level| Severity::from_key(level));
    switched.or(violation.severity).unwrap_or(rule.severity)
}

/// What a finding is about, apart from where it stands: rule, item by its names, field, words.
fn identity(violation: &Violation, item: Option<Item<'_>>, source: &Source) -> u64 {
    let mut hash = mix(0xcbf2_9ce4_8422_2325, violation.rule.code.as_bytes());
    if let Some(item) = item {
        for id in [FieldId::Category, FieldId::Topic, FieldId::Subtopic, FieldId::Detail] {
            hash = mix(hash, item.text(id).as_bytes());
        }
    }
    let field = violation.pointer.split('/').nth(if violation.item.is_some() { 3 } else { 1 });
    hash = mix(hash, field.unwrap_or("").as_bytes());
    mix(hash, source.slice(violation.span).as_bytes())
}

/// FNV-1a, with a mark between parts. Stable for ever: baselines hang on it.
fn mix(mut hash: u64, bytes: &[u8]) -> u64 {
    for &byte in bytes.iter().chain(&[0xFF]) {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    }
    hash
}
