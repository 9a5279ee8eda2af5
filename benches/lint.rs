//! Where the time of a check goes: `cargo bench`.
//!
//! Every group reads the same generated catalogs, so that the rows of one run compare. The
//! reference is the raw event parse of the same text by the YAML library underneath.

mod generator;

use std::cell::OnceCell;

use catalint_core::domain::date::Date;
use catalint_core::lint::{self, Options};
use catalint_core::model::{Catalog, FieldId};
use catalint_core::report::{self, View};
use catalint_core::rule::{Beyond, CatalogCx, ItemCx, Lang, Memo, Selector, Severity};
use catalint_core::rules::RULES;
use catalint_core::{schema, yaml};
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

fn options() -> Options {
    Options::new(Date::new(2026, 11, 1).expect("a day"))
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
    bencher.counter(BytesCount::of_str(&text)).bench(|| yaml::parse(black_box(&text), FieldId::intern).tree.len());
}

#[divan::bench(args = SIZES)]
fn c_schema(bencher: Bencher<'_, '_>, items: usize) {
    let text = clean(items);
    let parsed = yaml::parse(&text, FieldId::intern);
    bencher.counter(BytesCount::of_str(&text)).bench(|| schema::validate(black_box(&parsed.tree)).len());
}

#[divan::bench(args = SIZES)]
fn d_bind(bencher: Bencher<'_, '_>, items: usize) {
    let text = clean(items);
    let parsed = yaml::parse(&text, FieldId::intern);
    bencher
        .counter(BytesCount::of_str(&text))
        .bench(|| Catalog::bind(black_box(&parsed.tree)).map_or(0, |catalog| catalog.len()));
}

/// Bind and all rules, on a catalog without defects.
#[divan::bench(args = SIZES)]
fn e_rules(bencher: Bencher<'_, '_>, items: usize) {
    let text = clean(items);
    let source = catalint_core::text::Source::new("bench.yaml", catalint_core::text::decode(text.as_bytes()));
    let parsed = yaml::parse(&text, FieldId::intern);
    let options = options();
    bencher
        .counter(BytesCount::of_str(&text))
        .bench(|| lint::run_rules(black_box(&source), &parsed, &[], &options).diagnostics.len());
}

/// The same without the rules that read the law.
#[divan::bench(args = SIZES)]
fn e_rules_without_law(bencher: Bencher<'_, '_>, items: usize) {
    let text = clean(items);
    let source = catalint_core::text::Source::new("bench.yaml", catalint_core::text::decode(text.as_bytes()));
    let parsed = yaml::parse(&text, FieldId::intern);
    let mut options = options();
    let law = ["BAS", "DDL", "COV", "CHN007", "PUB006", "TXT009"];
    let selector = |word: &&str| Selector::parse(word, &RULES).expect("a rule or family");
    options.selection.ignore = law.iter().map(selector).collect();
    bencher
        .counter(BytesCount::of_str(&text))
        .bench(|| lint::run_rules(black_box(&source), &parsed, &[], &options).diagnostics.len());
}

#[divan::bench(args = SIZES)]
fn f_whole(bencher: Bencher<'_, '_>, items: usize) {
    let text = clean(items);
    let options = options();
    bencher
        .counter(BytesCount::of_str(&text))
        .bench(|| lint::lint_text("bench.yaml", black_box(text.as_bytes()), &options).diagnostics.len());
}

/// Both grammars and the look-ups in the registry, for the deadline and the basis of every item:
/// `memo` holds as long as a catalog, as in a check, or as short as an item, where each text is new.
fn law(text: &str, each_item_anew: impl Fn() -> bool) -> usize {
    let source = catalint_core::text::Source::new("bench.yaml", catalint_core::text::decode(text.as_bytes()));
    let parsed = yaml::parse(text, FieldId::intern);
    let catalog = Catalog::bind(&parsed.tree).expect("a catalog");
    let (options, beyond) = (options(), Beyond::default());
    let fresh = || CatalogCx {
        catalog: &catalog,
        profile: options.profiles.get_or_default(None),
        registry: options.registry,
        as_of: options.as_of,
        memo: Memo::default(),
        source: &source,
        beyond: &beyond,
        facts: OnceCell::new(),
    };
    let mut cx = fresh();
    let mut found = 0;
    for item in catalog.items() {
        if each_item_anew() {
            cx = fresh();
        }
        let item = ItemCx { item, cx: &cx };
        found += usize::from(black_box(item.deadline()).is_some()) + black_box(item.basis_faults()).len();
    }
    found
}

/// The parse and the bind that the two rows below need first: to be taken off them.
#[divan::bench(args = SIZES)]
fn e_law_0_parse_and_bind(bencher: Bencher<'_, '_>, items: usize) {
    let text = clean(items);
    bencher.counter(ItemsCount::new(items)).bench(|| {
        let source = catalint_core::text::Source::new("bench.yaml", catalint_core::text::decode(text.as_bytes()));
        let parsed = yaml::parse(black_box(&text), FieldId::intern);
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

/// What `serde_yaml` needs to read the same text into its `Value`, with nothing checked.
#[divan::bench(args = SIZES)]
fn g_serde_yaml_value(bencher: Bencher<'_, '_>, items: usize) {
    let text = clean(items);
    bencher
        .counter(BytesCount::of_str(&text))
        .bench(|| serde_yaml::from_str::<serde_yaml::Value>(black_box(&text)).expect("valid YAML"));
}

/// A file of which every item has a finding or two: 20,000 of them to render.
fn much_to_say() -> lint::FileReport {
    let text = catalog(Shape { items: 20_000, defect_every: 1, seed: 1 });
    let mut found = lint::lint_text("bench.yaml", text.as_bytes(), &options());
    let some = found.diagnostics.clone();
    while found.diagnostics.len() < 20_000 {
        found.diagnostics.extend_from_slice(&some);
    }
    found.diagnostics.truncate(20_000);
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
    let view = View { lang: Lang::Zh, least: Severity::Hint };
    let size = report::render(format, &found, view).len();
    bencher.counter(BytesCount::new(size)).bench(|| report::render(format, black_box(&found), view).len());
}
