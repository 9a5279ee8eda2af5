//! Where the time of a check goes: `cargo bench`.
//!
//! Every group reads the same generated catalogs, so that the rows of one run compare. The
//! reference is the raw event parse of the same text by the YAML library underneath.

mod faulty;
mod generator;

use std::sync::Arc;

use catalint_core::Document;
use catalint_core::lint::{self, Linter, Parallelism, Settings};
use catalint_core::model::{Catalog, FieldId};
use catalint_core::project::{Facts, Project};
use catalint_core::rule::{Lang, Memo, Selector, Severity};
use catalint_core::rules::RULES;
use catalint_core::schema;
use catalint_domain::date::Date;
use catalint_report::{self as report, View};
use catalint_text::Source;
use catalint_yaml as yaml;
use divan::counter::{BytesCount, ItemsCount};
use divan::{Bencher, black_box};
use generator::{Shape, catalog};

fn main() {
    divan::main();
}

const SIZES: [usize; 2] = [1_000, 10_000];

fn clean(items: usize) -> String {
    catalog(Shape { items, defect_every: 0, seed: 1 })
}

fn options() -> Settings {
    Settings::new(Date::new(2026, 11, 1).expect("a day"))
}

#[divan::bench(args = SIZES)]
fn a_raw_events(bencher: Bencher<'_, '_>, items: usize) {
    let text = clean(items);
    bencher
        .counter(BytesCount::of_str(&text))
        .bench(|| granit_parser::Parser::new_from_str(black_box(&text)).filter(Result::is_ok).count());
}

#[divan::bench(args = SIZES)]
fn b_parse(bencher: Bencher<'_, '_>, items: usize) {
    let text = clean(items);
    bencher
        .counter(BytesCount::of_str(&text))
        .bench(|| yaml::parse(black_box(text.as_str()), FieldId::intern).tree.len());
}

/// The same by the complete parser, which reads what the quick way leaves to it.
#[divan::bench(args = SIZES)]
fn b_parse_complete(bencher: Bencher<'_, '_>, items: usize) {
    let text = clean(items);
    bencher
        .counter(BytesCount::of_str(&text))
        .bench(|| yaml::parse_complete(black_box(text.as_str()), FieldId::intern).tree.len());
}

/// The same data as JSON, borrowed from the text as far as it can be, into types made for it.
/// Bytes are those of the YAML text, so that rows compare.
#[divan::bench(args = SIZES)]
fn b_parse_serde_json_borrowed(bencher: Bencher<'_, '_>, items: usize) {
    let text = clean(items);
    let value: serde_yaml::Value = serde_yaml::from_str(&text).expect("valid YAML");
    let json = serde_json::to_string(&value).expect("plain data");
    bencher
        .counter(BytesCount::of_str(&text))
        .bench(|| serde_json::from_str::<typed::Catalog<'_>>(black_box(&json)).expect("the same data").items.len());
}

/// What reading cannot be faster than: all lines and their indentation, nothing else.
#[divan::bench(args = SIZES)]
fn b_parse_split_lines(bencher: Bencher<'_, '_>, items: usize) {
    let text = clean(items);
    bencher.counter(BytesCount::of_str(&text)).bench(|| {
        let bytes = black_box(&text).as_bytes();
        let mut start = 0;
        let mut lines: Vec<(usize, usize)> = Vec::with_capacity(bytes.len() / 24);
        for end in memchr::memchr_iter(b'\n', bytes) {
            let blanks = bytes[start..end].iter().take_while(|byte| **byte == b' ').count();
            lines.push((start, blanks));
            start = end + 1;
        }
        lines.len()
    });
}

/// The catalog as types of serde.
mod typed {
    use std::borrow::Cow;
    use std::fmt;

    use serde::Deserialize;
    use serde::de::{Deserializer, SeqAccess, Visitor};

    #[derive(Deserialize)]
    #[expect(dead_code, reason = "only read into")]
    pub(crate) struct Catalog<'t> {
        title: &'t str,
        authority: &'t str,
        profile: &'t str,
        updated: &'t str,
        #[serde(borrow)]
        pub(crate) items: Vec<Item<'t>>,
    }

    #[derive(Deserialize)]
    #[expect(dead_code, reason = "only read into")]
    pub(crate) struct Item<'t> {
        no: u32,
        category: &'t str,
        topic: &'t str,
        subtopic: &'t str,
        #[serde(borrow)]
        content: Entries<'t>,
        #[serde(borrow)]
        basis: Vec<&'t str>,
        deadline: &'t str,
        publisher: &'t str,
        #[serde(borrow)]
        channels: Vec<&'t str>,
        audience: &'t str,
        method: &'t str,
        #[serde(borrow)]
        levels: Vec<&'t str>,
    }

    /// A list, or a text with escaped line breaks; by hand, since untagged enums of serde copy all.
    #[expect(dead_code, reason = "only read into")]
    pub(crate) enum Entries<'t> {
        Text(Cow<'t, str>),
        List(Vec<&'t str>),
    }

    impl<'de: 't, 't> Deserialize<'de> for Entries<'t> {
        fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
            deserializer.deserialize_any(AnyEntries)
        }
    }

    struct AnyEntries;

    impl<'de> Visitor<'de> for AnyEntries {
        type Value = Entries<'de>;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("a text or a list of texts")
        }

        fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Self::Value, E> {
            Ok(Entries::Text(Cow::Borrowed(text)))
        }

        fn visit_str<E>(self, text: &str) -> Result<Self::Value, E> {
            Ok(Entries::Text(Cow::Owned(text.to_owned())))
        }

        fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Self::Value, A::Error> {
            let mut all = Vec::new();
            while let Some(text) = list.next_element()? {
                all.push(text);
            }
            Ok(Entries::List(all))
        }
    }
}

#[divan::bench(args = SIZES)]
fn c_schema(bencher: Bencher<'_, '_>, items: usize) {
    let text = clean(items);
    let parsed = yaml::parse(text.as_str(), FieldId::intern);
    bencher.counter(BytesCount::of_str(&text)).bench(|| schema::validate(black_box(&parsed.tree)).len());
}

#[divan::bench(args = SIZES)]
fn d_bind(bencher: Bencher<'_, '_>, items: usize) {
    let text = clean(items);
    let parsed = yaml::parse(text.as_str(), FieldId::intern);
    bencher
        .counter(BytesCount::of_str(&text))
        .bench(|| Catalog::bind(black_box(&parsed.tree)).map_or(0, |catalog| catalog.len()));
}

/// A document, with what the schema says of it.
fn read_whole(text: &str) -> Document {
    let document = Document::from_bytes("bench.yaml", text.as_bytes());
    assert!(document.schema_faults().is_empty(), "it is sound");
    document
}

/// All rules, on a catalog without defects.
#[divan::bench(args = SIZES)]
fn e_rules(bencher: Bencher<'_, '_>, items: usize) {
    let text = clean(items);
    let document = read_whole(&text);
    let linter = Linter::new(options());
    bencher.counter(BytesCount::of_str(&text)).bench(|| linter.check(black_box(&document)).findings.len());
}

/// The same without the rules that read the law.
#[divan::bench(args = SIZES)]
fn e_rules_without_law(bencher: Bencher<'_, '_>, items: usize) {
    let text = clean(items);
    let document = read_whole(&text);
    let mut options = options();
    let law = ["BAS", "DDL", "COV", "CHN007", "PUB006", "TXT009"];
    let selector = |word: &&str| Selector::parse(word, &RULES).expect("a rule or family");
    options.selection.ignore = law.iter().map(selector).collect();
    let linter = Linter::new(options);
    bencher.counter(BytesCount::of_str(&text)).bench(|| linter.check(black_box(&document)).findings.len());
}

#[divan::bench(args = SIZES)]
fn f_whole(bencher: Bencher<'_, '_>, items: usize) {
    let text = clean(items);
    let options = options();
    bencher
        .counter(BytesCount::of_str(&text))
        .bench(|| lint::lint_text("bench.yaml", black_box(text.as_bytes()), &options).findings.len());
}

/// Catalogs as tables of offices give them: about four findings an item.
#[divan::bench(args = SIZES, sample_count = 10)]
fn f_whole_faulty(bencher: Bencher<'_, '_>, items: usize) {
    let (text, options) = (faulty::faulty(items), options());
    bencher
        .counter(BytesCount::of_str(&text))
        .bench(|| lint::lint_text("bench.yaml", black_box(text.as_bytes()), &options).findings.len());
}

/// The same, drawn from a folder of such tables. Left out where `CATALINT_BENCH_TABLES` names none.
#[divan::bench(sample_count = 10, args = tables())]
fn f_whole_drawn_10000(bencher: Bencher<'_, '_>, folder: &str) {
    let (text, options) = (faulty::drawn(folder.as_ref(), 10_000), options());
    bencher
        .counter(BytesCount::of_str(&text))
        .bench(|| lint::lint_text("bench.yaml", black_box(text.as_bytes()), &options).findings.len());
}

fn tables() -> Option<String> {
    std::env::var(faulty::TABLES).ok()
}

/// As a process does it with one large file on two cores.
#[divan::bench(args = SIZES)]
fn f_whole_by_two_threads(bencher: Bencher<'_, '_>, items: usize) {
    fn side_by_side(threads: usize, work: &(dyn Fn() + Sync)) {
        std::thread::scope(|scope| {
            (1..threads).for_each(|_| drop(scope.spawn(work)));
            work();
        });
    }
    let text = clean(items);
    let options = Settings { parallelism: Some(Parallelism { threads: 2, run: side_by_side }), ..options() };
    bencher
        .counter(BytesCount::of_str(&text))
        .bench(|| lint::lint_text("bench.yaml", black_box(text.as_bytes()), &options).findings.len());
}

/// Both grammars and the look-ups in the registry, for the deadline and the basis of every item:
/// `memo` holds as long as a catalog, as in a check, or as short as an item, where each text is new.
fn law(text: &str, each_item_anew: impl Fn() -> bool) -> usize {
    let parsed = yaml::parse(text, FieldId::intern);
    let catalog = Catalog::bind(&parsed.tree).expect("a catalog");
    let options = options();
    let mut memo = Memo::default();
    let mut found = 0;
    for item in catalog.items() {
        if each_item_anew() {
            memo = Memo::default();
        }
        found += item.entries(FieldId::Deadline).next().map_or(0, |entry| black_box(memo.reading(entry)).clauses.len());
        found += black_box(memo.faults(item, &options.registry, options.as_of)).len();
    }
    found
}

/// The parse and the bind that the two rows below need first: to be taken off them.
#[divan::bench(args = SIZES)]
fn e_law_0_parse_and_bind(bencher: Bencher<'_, '_>, items: usize) {
    let text = clean(items);
    bencher.counter(ItemsCount::new(items)).bench(|| {
        let source = Source::new("bench.yaml", catalint_text::decode(text.as_bytes()));
        let parsed = yaml::parse(black_box(text.as_str()), FieldId::intern);
        Catalog::bind(&parsed.tree).map_or(0, |catalog| catalog.items().count()) + source.text.len()
    });
}

#[divan::bench(args = SIZES)]
fn e_law_1_texts_repeat(bencher: Bencher<'_, '_>, items: usize) {
    let text = clean(items);
    bencher.counter(ItemsCount::new(items)).bench(|| law(black_box(&text), || false));
}

#[divan::bench(args = SIZES)]
fn e_law_2_texts_new(bencher: Bencher<'_, '_>, items: usize) {
    let text = clean(items);
    bencher.counter(ItemsCount::new(items)).bench(|| law(black_box(&text), || true));
}

/// A project of 1,000 catalogs with 30 items each.
fn project() -> Vec<Source> {
    let text = |seed| catalog(Shape { items: 30, defect_every: 10, seed });
    let source = |seed| {
        let decoded = catalint_text::decode(text(seed).as_bytes());
        Source::new(format!("{seed}.yaml"), decoded)
    };
    (0..1000).map(source).collect()
}

fn facts(linter: &Linter, source: &Source) -> Option<Facts> {
    linter.facts(&Document::parse(source.clone()))
}

/// What the catalogs of a project are told of each other: in one thread, reading of files left out.
#[divan::bench(sample_count = 10)]
fn j_project_1000_0_facts(bencher: Bencher<'_, '_>) {
    let (sources, linter) = (project(), Linter::new(options()));
    let items = ItemsCount::new(30_000_usize);
    bencher.counter(items).bench(|| sources.iter().filter_map(|source| facts(&linter, source)).count());
}

/// The index made of them.
#[divan::bench(sample_count = 10)]
fn j_project_1000_1_index(bencher: Bencher<'_, '_>) {
    let (sources, linter) = (project(), Linter::new(options()));
    let facts: Vec<_> = sources.iter().filter_map(|source| facts(&linter, source)).collect();
    let items = ItemsCount::new(30_000_usize);
    bencher.counter(items).with_inputs(|| facts.clone()).bench_values(|facts| Project::new(facts, &[]).len());
}

/// The whole check of the same catalogs with and without a project around them.
#[divan::bench(sample_count = 10, args = ["alone", "in_project"])]
fn j_project_1000_2_check(bencher: Bencher<'_, '_>, how: &str) {
    let (sources, mut options) = (project(), options());
    if how == "in_project" {
        let linter = Linter::new(options.clone());
        let facts = sources.iter().filter_map(|source| facts(&linter, source)).collect();
        options.context.project = Some(Arc::new(Project::new(facts, &[])));
    }
    let check = |source: &Source| lint::lint_text(&source.name, source.text.as_bytes(), &options).findings.len();
    bencher.counter(ItemsCount::new(30_000_usize)).bench(|| sources.iter().map(check).sum::<usize>());
}

/// What `serde_yaml` needs to read the same text into its `Value`, with nothing checked.
#[divan::bench(args = SIZES)]
fn g_serde_yaml_value(bencher: Bencher<'_, '_>, items: usize) {
    let text = clean(items);
    bencher
        .counter(BytesCount::of_str(&text))
        .bench(|| serde_yaml::from_str::<serde_yaml::Value>(black_box(&text)).expect("valid YAML"));
}

/// The same, and whether the value holds to the schema: what others write in a few lines, without a
/// place or a finding.
#[divan::bench(args = SIZES)]
fn g_serde_yaml_value_is_valid(bencher: Bencher<'_, '_>, items: usize) {
    let text = clean(items);
    let schema = serde_json::from_str(include_str!("../schemas/catalog.schema.json")).expect("JSON");
    let validator = jsonschema::validator_for(&schema).expect("a schema");
    bencher.counter(BytesCount::of_str(&text)).bench(|| {
        let value: serde_json::Value = serde_yaml::from_str(black_box(&text)).expect("valid YAML");
        assert!(validator.is_valid(&value));
    });
}

/// A file of which every item has a finding or two: 20,000 of them to render.
fn much_to_say() -> lint::Report {
    let text = catalog(Shape { items: 20_000, defect_every: 1, seed: 1 });
    let mut found = lint::lint_text("bench.yaml", text.as_bytes(), &options());
    let some = found.findings.clone();
    while found.findings.len() < 20_000 {
        found.findings.extend_from_slice(&some);
    }
    found.findings.truncate(20_000);
    found
}

#[divan::bench(sample_count = 10)]
fn h_render_20000_pretty(bencher: Bencher<'_, '_>) {
    let found = much_to_say();
    bencher.bench(|| catalint::pretty(black_box(&found), Lang::Zh, Severity::Hint).len());
}

#[divan::bench(
    sample_count = 10,
    args = ["concise", "json", "jsonl", "sarif", "github", "gitlab", "junit", "checkstyle", "rdjson"],
)]
fn i_render_20000(bencher: Bencher<'_, '_>, format: &str) {
    let found = [much_to_say()];
    let format = report::format(format).expect("a format");
    let view = View::new(Lang::Zh, Severity::Hint);
    let size = report::render(format, &found, view).len();
    bencher.counter(BytesCount::new(size)).bench(|| report::render(format, black_box(&found), view).len());
}
