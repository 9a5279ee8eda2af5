//! Where the time of a check goes: `cargo bench`.
//!
//! Every group reads the same generated catalogs, so that the rows of one run compare. The
//! reference is the raw event parse of the same text by the YAML library underneath.

mod generator;

use catalint_core::domain::date::Date;
use catalint_core::lint::{self, Options};
use catalint_core::model::{Catalog, FieldId};
use catalint_core::report::{self, View};
use catalint_core::rule::{Lang, Selector, Severity};
use catalint_core::rules::RULES;
use catalint_core::{schema, yaml};
use divan::counter::BytesCount;
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
