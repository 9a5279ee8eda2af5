//! Where the time of a check goes: `cargo bench`.
//!
//! Every group reads the same generated catalogs, so that the rows of one run compare. The
//! reference is the raw event parse of the same text by the YAML library underneath.

mod generator;

use catalint_core::domain::date::Date;
use catalint_core::lint::{self, Options};
use catalint_core::model::{Catalog, FieldId};
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
        .bench(|| lint::run_rules(black_box(&source), &parsed, &[], &options).0.len());
}

#[divan::bench(args = SIZES)]
fn f_whole(bencher: Bencher<'_, '_>, items: usize) {
    let text = clean(items);
    let options = options();
    bencher
        .counter(BytesCount::of_str(&text))
        .bench(|| lint::lint_text("bench.yaml", black_box(text.as_bytes()), &options).diagnostics.len());
}
