//! What a look-up in the registry of laws costs, in as many acts as the first edition knew and in all of today's:
//! `cargo bench --bench law`. The allocations of each row are counted too.

use catalint_domain::citation::read;
use catalint_domain::date::Date;
use catalint_domain::law::basis::judge;
use catalint_domain::law::{Law, Registry};
use divan::counter::ItemsCount;
use divan::{AllocProfiler, Bencher, black_box};

#[global_allocator]
static ALLOCATIONS: AllocProfiler = AllocProfiler::system();

fn main() {
    divan::main();
}

/// The first edition, and the second.
const ROWS: [usize; 2] = [1_104, 2_903];

/// So many acts, of all kinds.
fn registry(rows: usize) -> &'static Registry {
    let all: Vec<Law> = Registry::builtin().laws().cloned().collect();
    let (count, rows) = (all.len(), rows.min(all.len()));
    let some = (0..rows).map(|nth| all[nth * count / rows].clone()).collect();
    let registry: &'static Registry = Box::leak(Box::new(Registry::of(some)));
    // The ways to find acts are made by the first that is looked up.
    let _ = (registry.find("中华人民共和国预算法"), registry.near("中华人民共和国预算去"));
    registry
}

/// Every title, with one character of it wrong where `wrong` says so.
fn titles(registry: &Registry, wrong: bool) -> Vec<String> {
    let slip = |title: &str| {
        let letters: Vec<char> = title.chars().collect();
        let at = letters.len() / 2;
        let next = |c: char| char::from_u32(c as u32 + 1).unwrap_or(c);
        letters.iter().enumerate().map(|(nth, &c)| if nth == at { next(c) } else { c }).collect()
    };
    registry.laws().map(|law| if wrong { slip(&law.title) } else { law.title.to_string() }).collect()
}

/// The built-in rows, from text to the first act that is found: what a run pays once.
#[divan::bench]
fn a_first_look_up() -> usize {
    let one = Registry::builtin().find("中华人民共和国预算法").map(|found| found.law.clone());
    let fresh = Registry::builtin_and(one.into_iter().collect());
    fresh.find(black_box("政府信息公开条例")).map_or(0, |found| found.law.title.len())
}

/// A title that is nearly one on record, in rows that nobody has asked yet.
#[divan::bench]
fn a_first_near_title() -> usize {
    let one = Registry::builtin().find("中华人民共和国预算法").map(|found| found.law.clone());
    let fresh = Registry::builtin_and(one.into_iter().collect());
    fresh.near(black_box("政府信息公幵条例")).map_or(0, |found| found.law.title.len())
}

#[divan::bench(args = ROWS)]
fn b_look_up(bencher: Bencher<'_, '_>, rows: usize) {
    let registry = registry(rows);
    let titles = titles(registry, false);
    bencher
        .counter(ItemsCount::new(titles.len()))
        .bench(|| titles.iter().filter(|title| registry.find(black_box(title)).is_some()).count());
}

#[divan::bench(args = ROWS)]
fn c_near_title(bencher: Bencher<'_, '_>, rows: usize) {
    let registry = registry(rows);
    let titles = titles(registry, true);
    bencher
        .counter(ItemsCount::new(titles.len()))
        .bench(|| titles.iter().filter(|title| registry.near(black_box(title)).is_some()).count());
}

/// The basis of an item: read and judged.
#[divan::bench(args = ROWS)]
fn d_basis(bencher: Bencher<'_, '_>, rows: usize) {
    let registry = registry(rows);
    let day = Date::new(2026, 11, 30).expect("a day");
    let cells: Vec<String> = titles(registry, false).iter().map(|title| format!("《{title}》第一条")).collect();
    bencher
        .counter(ItemsCount::new(cells.len()))
        .bench(|| cells.iter().map(|cell| judge(&read(black_box(cell)), registry, day).len()).sum::<usize>());
}
