//! The checks that run over a catalog: each in its scope, where there is what it looks for, and by as many threads as
//! there are.

use std::cell::{OnceCell, RefCell};
use std::collections::BTreeMap;
use std::rc::Rc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use super::custom;
use super::engine::Settings;
use super::known_items::KnownPass;
use super::pass_memo::{PassMemo, Shows, ValueNumbers};
use crate::config::CustomRule;
use crate::model::reads::{Read, declared};
use crate::model::{Catalog, FIELDS, Field, FieldId, Item, Scope};
use crate::rule::{CatalogCx, Check, FileCx, Finding, ItemCx, Memo, NamesReader, Reads, Rule, Sink, TextCx};
use crate::rules::RULES;
use catalint_domain::vocabulary::profile::Profile;
use catalint_domain::vocabulary::text_features::TextFeatures;

/// Threads that help with one large catalog. What they find does not depend on how many they are.
#[derive(Debug, Clone, Copy)]
pub struct Parallelism {
    /// How many.
    pub threads: usize,
    /// Does the same work in each of them, side by side, until all are done. One thread alone will do.
    pub run: fn(usize, &(dyn Fn() + Sync)),
}

impl Parallelism {
    /// Items that one thread takes at a time; a catalog of few such parts is not shared.
    pub const ITEMS: usize = 250;
}

/// A check of an item, with the code of its rule.
type OfItem = (&'static str, fn(&ItemCx<'_>, &mut Sink<'_>));

/// Checks of items that read the same fields and run in the same places.
struct ItemChecks {
    reads: Reads,
    /// What one of the fields has to show, whichever it is.
    features: TextFeatures,
    checks: Vec<OfItem>,
}

/// A check of texts.
#[derive(Clone, Copy)]
struct OfText {
    rule: &'static str,
    reads: Reads,
    check: fn(&TextCx<'_>, &mut Sink<'_>),
    /// What a text has to show in the field that it is listed for.
    features: TextFeatures,
}

/// A check of a catalog.
struct OfCatalog {
    rule: &'static str,
    reads: Reads,
    /// What one of the fields has to show, whichever it is.
    features: TextFeatures,
    check: fn(&CatalogCx<'_>, &mut Sink<'_>),
}

/// What looks at the texts of one field.
#[derive(Default)]
struct OfField {
    texts: Vec<OfText>,
    values: Vec<OfText>,
}

/// Where a check of a catalog finds what it looks for.
#[derive(Clone, Default)]
struct FoundByCatalog {
    /// Whether it is there, at the top of the file or in an item.
    any: bool,
    items: Vec<usize>,
}

impl FoundByCatalog {
    fn add(&mut self, item: usize) {
        self.any = true;
        self.items.push(item);
    }
}

/// The checks that run, by scope.
pub(super) struct Run {
    file: Vec<fn(&FileCx<'_>, &mut Sink<'_>)>,
    catalog: Vec<OfCatalog>,
    /// Those that run where a text shows what they look for.
    looking: Vec<OfCatalog>,
    item: Vec<ItemChecks>,
    of_field: [OfField; FieldId::COUNT],
    custom: Vec<CustomRule>,
    no_memo: bool,
    /// Counts the items that were looked at.
    looked: Option<Arc<AtomicUsize>>,
}

impl Run {
    pub(super) fn new(options: &Settings, profile: &Profile) -> Self {
        let custom = options.custom_rules.iter().filter(|own| options.runs(own.rule, profile)).cloned().collect();
        let rules = RULES.iter().copied().filter(|rule| options.runs(rule, profile));
        Self { custom, looked: options.looked.clone(), ..Self::of(rules, options.no_memo) }
    }

    /// The checks of some rules.
    pub(super) fn of<'r>(rules: impl Iterator<Item = &'r Rule>, no_memo: bool) -> Self {
        let mut run = Self {
            file: Vec::new(),
            catalog: Vec::new(),
            looking: Vec::new(),
            item: Vec::new(),
            of_field: Default::default(),
            custom: Vec::new(),
            no_memo,
            looked: None,
        };
        for rule in rules {
            match rule.check {
                Check::File(check) => run.file.push(check),
                Check::Catalog(reads, check) => {
                    let list = if reads.always_runs() { &mut run.catalog } else { &mut run.looking };
                    list.push(OfCatalog { rule: rule.code, reads, features: reads.all_features(), check });
                }
                Check::Item(reads, check) => match run.item.iter_mut().find(|group| group.reads == reads) {
                    Some(group) => group.checks.push((rule.code, check)),
                    None => {
                        let features = reads.all_features();
                        run.item.push(ItemChecks { reads, features, checks: vec![(rule.code, check)] });
                    }
                },
                Check::Text(reads, check) => run.add_text(rule.code, reads, check),
                Check::External => {}
            }
        }
        run
    }

    fn add_text(&mut self, rule: &'static str, reads: Reads, check: fn(&TextCx<'_>, &mut Sink<'_>)) {
        for id in reads.shown().flat_map(|shown| shown.fields.iter()) {
            let of_field = &mut self.of_field[id as usize];
            let list = if reads.is_of_values() { &mut of_field.values } else { &mut of_field.texts };
            list.push(OfText { rule, reads, check, features: reads.features(id) });
        }
    }

    #[inline(never)] // for browsers: docs/page.md
    pub(super) fn all(&self, file: &FileCx<'_>, options: &Settings) -> Vec<Finding> {
        Read::forget();
        let mut found = Vec::new();
        for check in &self.file {
            check(file, &mut Sink::new(&mut found));
        }
        let Some(catalog) = file.catalog else { return found };
        let known = options.known_items.as_ref().filter(|_| !self.no_memo);
        let known = known.and_then(|known| known.pass(catalog, self.looking.len()));
        let known = known.as_ref();
        // Who asked for what was not read can't be told side by side.
        let is_large = catalog.len() > 2 * Parallelism::ITEMS && catalog.unread().is_empty();
        let is_large = is_large && known.is_none_or(KnownPass::is_empty);
        if let Some(parallelism) = options.parallelism.filter(|_| is_large && self.looks_at_texts()) {
            self.shared(parallelism, (catalog, file, options), known, &mut found);
            return found;
        }
        let cx = context(catalog, file, options);
        // Items are held against each other where they were read whole.
        let read_whole = catalog.of_whole_items();
        let of_whole = read_whole.as_ref().map(|catalog| context(catalog, file, options));
        let together = of_whole.as_ref().unwrap_or(&cx);
        let mut places = vec![FoundByCatalog::default(); self.looking.len()];
        if self.looks_at_texts() {
            // Read on the way, while the texts are at hand.
            let mut names = (!self.catalog.is_empty() && of_whole.is_none()).then(|| NamesReader::new(catalog.len()));
            let mut memo = PassMemo::new(catalog.len(), self.item.len());
            let mut read = |item| names.iter_mut().for_each(|names| names.read(item));
            let items = catalog.items().inspect(|&item| read(item));
            self.items(items, (&cx, known), &mut memo, (&mut found, &mut places));
            if let Some(names) = names {
                cx.names.get_or_init(|| names.names());
            }
            self.top(&cx, &mut memo, (&mut found, &mut places));
        }
        self.where_shown(places, together, &mut found);
        self.whole(together, &mut found);
        self.custom(&cx, &mut found);
        found
    }

    /// The same by several threads: one looks at the catalog as a whole, the others at parts of its items.
    fn shared(
        &self,
        parallelism: Parallelism,
        (catalog, file, options): (&Catalog, &FileCx<'_>, &Settings),
        known: Option<&KnownPass<'_>>,
        found: &mut Vec<Finding>,
    ) {
        let next = AtomicUsize::new(0);
        let done = Mutex::new(BTreeMap::new());
        let work = || {
            let cx = context(catalog, file, options);
            let mut memo = PassMemo::new(cx.catalog.len(), self.item.len());
            loop {
                let (mut found, mut places) = (Vec::new(), vec![FoundByCatalog::default(); self.looking.len()]);
                let part = next.fetch_add(1, Ordering::Relaxed);
                let from = part.saturating_sub(1) * Parallelism::ITEMS;
                if part == 0 {
                    self.whole(&cx, &mut found);
                    self.custom(&cx, &mut found);
                } else if from < cx.catalog.len() {
                    let items = cx.catalog.items_in(from..from + Parallelism::ITEMS);
                    self.items(items, (&cx, known), &mut memo, (&mut found, &mut places));
                } else {
                    return;
                }
                let mut done = done.lock().unwrap_or_else(PoisonError::into_inner);
                done.insert(part, (found, places));
            }
        };
        (parallelism.run)(parallelism.threads, &work);
        let mut done = done.into_inner().unwrap_or_else(PoisonError::into_inner);
        let (of_whole, _) = done.remove(&0).unwrap_or_default();
        let cx = context(catalog, file, options);
        let mut all = vec![FoundByCatalog::default(); self.looking.len()];
        for (of_items, places) in done.into_values() {
            found.extend(of_items);
            for (all, more) in all.iter_mut().zip(places) {
                all.any |= more.any;
                all.items.extend(more.items);
            }
        }
        self.top(&cx, &mut PassMemo::new(0, 0), (found, &mut all));
        self.where_shown(all, &cx, found);
        found.extend(of_whole);
    }

    /// The checks of the whole catalog that always run.
    fn whole(&self, cx: &CatalogCx<'_>, found: &mut Vec<Finding>) {
        self.catalog.iter().for_each(|check| check.run(cx, found));
    }

    /// The checks of the whole catalog that look for something in its texts, where it is there.
    fn where_shown(&self, places: Vec<FoundByCatalog>, cx: &CatalogCx<'_>, found: &mut Vec<Finding>) {
        for (of_catalog, place) in self.looking.iter().zip(places).filter(|(_, place)| place.any || self.no_memo) {
            let items: Vec<usize> = match self.no_memo {
                true => cx.catalog.items().map(Item::index).collect(),
                false => place.items.into_iter().filter(|&index| !cx.catalog.passes_over(index)).collect(),
            };
            *cx.shown.borrow_mut() = Rc::from(items);
            of_catalog.run(cx, found);
        }
    }

    /// The rules of a repository.
    fn custom(&self, cx: &CatalogCx<'_>, found: &mut Vec<Finding>) {
        let mut sink = Sink::new(found);
        for own in &self.custom {
            custom::check(own, cx, &mut sink);
        }
    }

    /// The checks of the fields at the top, and which checks of the catalog find there what they look for.
    fn top<'a>(
        &self,
        cx: &'a CatalogCx<'a>,
        memo: &mut PassMemo<'a>,
        (found, places): (&mut Vec<Finding>, &mut [FoundByCatalog]),
    ) {
        for field in FIELDS.iter().filter(|f| f.scope == Scope::Catalog).filter_map(|f| cx.catalog.field(f.id)) {
            let (_, features) = self.values(field, cx, memo, &mut Sink::new(found));
            for (place, of_catalog) in places.iter_mut().zip(&self.looking) {
                place.any |= features.has(of_catalog.reads.features(field.id));
            }
        }
    }

    /// Whether there is a check that runs once a text, value or item, or where a text shows something.
    fn looks_at_texts(&self) -> bool {
        let in_field = |of: &OfField| !(of.texts.is_empty() && of.values.is_empty());
        !(self.item.is_empty() && self.looking.is_empty()) || self.of_field.iter().any(in_field)
    }

    /// The checks of texts, values and items; and where checks of the catalog find what they look for.
    #[inline(never)] // for browsers: docs/page.md
    fn items<'a>(
        &self,
        items: impl Iterator<Item = Item<'a>>,
        (cx, known): (&'a CatalogCx<'a>, Option<&KnownPass<'_>>),
        memo: &mut PassMemo<'a>,
        (found, places): (&mut Vec<Finding>, &mut [FoundByCatalog]),
    ) {
        let mut sink = Sink::new(found);
        for item in items {
            if let Some(looking) = known.and_then(|known| known.looking_at(item.index())) {
                for (_, place) in places.iter_mut().enumerate().filter(|(nth, _)| looking >> nth & 1 != 0) {
                    place.add(item.index());
                }
                self.count_item();
                continue;
            }
            let before = sink.count();
            let mut numbers = [0; FieldId::COUNT];
            let mut shows = [TextFeatures::NONE; FieldId::COUNT];
            for field in FieldId::of_item().filter_map(|id| item.field(id)) {
                (numbers[field.id as usize], shows[field.id as usize]) = self.values(field, cx, memo, &mut sink);
            }
            let item_cx = ItemCx::new(item, cx, shows);
            let any = shows.iter().fold(TextFeatures::NONE, |any, shown| any.with(*shown));
            let looked_for = |reads: &Reads, features: TextFeatures| {
                let mut shown = reads.shown();
                any.has(features)
                    && shown.any(|shown| shown.fields.iter().any(|id| shows[id as usize].has(shown.features)))
            };
            for (nth, group) in self.item.iter().enumerate() {
                if self.no_memo || group.reads.always_runs() || looked_for(&group.reads, group.features) {
                    self.together((nth, group), &item_cx, &numbers, memo, &mut sink);
                }
            }
            let mut looking = 0;
            for (nth, (place, of_catalog)) in places.iter_mut().zip(&self.looking).enumerate() {
                if looked_for(&of_catalog.reads, of_catalog.features) {
                    place.add(item.index());
                    looking |= 1 << (nth as u32 % u64::BITS);
                }
            }
            if let Some(known) = known.filter(|_| sink.count() == before) {
                known.note(item.index(), looking);
            }
            self.count_item();
        }
    }

    /// Counts an item that was looked at.
    fn count_item(&self) {
        if let Some(looked) = &self.looked {
            looked.fetch_add(1, Ordering::Relaxed);
        }
    }

    /// The checks of a group; `numbers` are those of the item's values.
    fn together(
        &self,
        (nth, group): (usize, &ItemChecks),
        item: &ItemCx<'_>,
        numbers: &ValueNumbers,
        memo: &mut PassMemo<'_>,
        sink: &mut Sink<'_>,
    ) {
        let check = || {
            let before = sink.count();
            let mut asked = false;
            Read::forget();
            for (rule, check) in &group.checks {
                let fields = group.reads.fields();
                asked |= judged(item.around(), sink, |sink| declared(rule, fields, || check(item, sink)));
            }
            // Of another item with the same values the field may have been read.
            (sink.count() == before && !asked && !self.no_memo).then(Read::so_far)
        };
        memo.unless_passed(nth, numbers, check);
    }

    /// The checks of the texts of one field; the number of its value, and what its texts show.
    #[inline(never)] // for browsers: docs/page.md
    fn values<'a>(
        &self,
        field: Field<'a>,
        cx: &'a CatalogCx<'a>,
        memo: &mut PassMemo<'a>,
        sink: &mut Sink<'_>,
    ) -> (u32, TextFeatures) {
        let value = memo.number(field);
        if value.passed {
            return (value.number, value.features);
        }
        let checks = &self.of_field[field.id as usize];
        let mut features = TextFeatures::NONE;
        let before = sink.count();
        let mut first = None;
        for entry in field.entries() {
            first.get_or_insert(entry);
            let read = || Shows { features: TextFeatures::of(entry.text), passed: false };
            let text = memo.text(entry, read);
            features = features.with(text.features);
            if text.passed {
                continue;
            }
            let cx = TextCx::new(entry, text.features, cx);
            let before = sink.count();
            Read::forget();
            self.texts(&checks.texts, &cx, sink);
            text.passed = sink.count() == before && !Read::so_far().whole_value() && !self.no_memo;
        }
        if let Some(first) = first {
            self.texts(&checks.values, &TextCx::new(first, features, cx), sink);
        }
        if sink.count() == before && !self.no_memo {
            memo.value_passed(field.id, value, features);
        }
        (value.number, features)
    }

    /// The checks of a text or value that look for what it shows.
    fn texts(&self, checks: &[OfText], cx: &TextCx<'_>, sink: &mut Sink<'_>) {
        for of_text in checks.iter().filter(|of| self.no_memo || cx.features.has(of.features)) {
            declared(of_text.rule, of_text.reads.fields(), || (of_text.check)(cx, sink));
        }
    }
}

impl OfCatalog {
    fn run(&self, cx: &CatalogCx<'_>, found: &mut Vec<Finding>) {
        judged(cx, &mut Sink::new(found), |sink| declared(self.rule, self.reads.fields(), || (self.check)(cx, sink)));
    }
}

/// What checks know of a catalog.
fn context<'a>(catalog: &'a Catalog, file: &FileCx<'a>, options: &'a Settings) -> CatalogCx<'a> {
    CatalogCx {
        catalog,
        profile: file.profile,
        registry: &options.registry,
        as_of: options.as_of,
        memo: Memo::default(),
        source: file.source,
        context: &options.context,
        table: options.table,
        template: options.template,
        facts: OnceCell::new(),
        names: OnceCell::new(),
        shown: RefCell::default(),
    }
}

/// Runs a check. What one finds that asks for a field that was not read is held back; whether it asked.
fn judged(cx: &CatalogCx<'_>, sink: &mut Sink<'_>, check: impl FnOnce(&mut Sink<'_>)) -> bool {
    cx.catalog.take_asked();
    let before = sink.count();
    check(sink);
    let asked = cx.catalog.take_asked();
    if asked {
        sink.hold(before);
    }
    asked
}
