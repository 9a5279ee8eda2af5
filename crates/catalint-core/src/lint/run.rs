//! The checks that run over a catalog: each as often as it says, and by as many hands as there are.

use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

use super::custom;
use super::engine::Options;
use super::seen::{Read, Seen};
use crate::config::CustomRule;
use crate::domain::marks::Marks;
use crate::domain::profile::Profile;
use crate::model::{Catalog, FIELDS, Field, FieldId, Item, Scope};
use crate::rule::{CatalogCx, Check, FieldCx, FileCx, ItemCx, Memo, NamesReader, Sink, Texts, ValueCx, Violation};
use crate::rules::RULES;

/// Hands that help with one large catalog. What they find does not hang on how many they are.
#[derive(Debug, Clone, Copy)]
pub struct Share {
    /// How many.
    pub hands: usize,
    /// Does the same work in each of them, side by side, until all are done. One hand alone will do.
    pub run: fn(usize, &(dyn Fn() + Sync)),
}

impl Share {
    /// Items that one hand takes at a time; a catalog of few such parts is not shared.
    pub const ITEMS: usize = 1000;
}

/// A check of an item.
type OfItem = fn(&ItemCx<'_>, &mut Sink<'_>);

/// A check of a field.
type OfWhole = fn(&FieldCx<'_>, &mut Sink<'_>);

/// A check of a text.
type OfText = fn(&ValueCx<'_>, &mut Sink<'_>);

/// A check that runs where some text is worth a look.
enum Spot {
    Item(OfItem),
    Catalog(fn(&CatalogCx<'_>, &[Item<'_>], &mut Sink<'_>)),
}

/// What looks at the texts of one field, each with what it looks for.
#[derive(Default)]
struct OfField {
    field: Vec<(Texts, OfWhole)>,
    value: Vec<(Texts, OfText)>,
    text: Vec<(Texts, OfText)>,
    /// With the position among all spots.
    spot: Vec<(Texts, usize)>,
}

/// Where checks of spots belong.
#[derive(Default)]
struct Spotted {
    /// A bit for each.
    any: u64,
    /// For each that looks at the catalog, the items.
    items: Vec<Vec<usize>>,
}

impl Spotted {
    fn new(spots: usize) -> Self {
        Self { any: 0, items: vec![Vec::new(); spots] }
    }

    fn add(&mut self, other: Self) {
        self.any |= other.any;
        for (all, more) in self.items.iter_mut().zip(other.items) {
            all.extend(more);
        }
    }
}

/// The checks that run, by how often they do.
pub(super) struct Run {
    file: Vec<fn(&FileCx<'_>, &mut Sink<'_>)>,
    catalog: Vec<fn(&CatalogCx<'_>, &mut Sink<'_>)>,
    item: Vec<OfItem>,
    /// Those that look at the same fields together.
    fields: Vec<(&'static [FieldId], Vec<OfItem>)>,
    /// At most 64: a bit each.
    spot: Vec<Spot>,
    of_field: [OfField; FieldId::COUNT],
    custom: Vec<CustomRule>,
    anew: bool,
}

impl Run {
    pub(super) fn new(options: &Options, profile: &Profile) -> Self {
        let mut run = Self {
            file: Vec::new(),
            catalog: Vec::new(),
            item: Vec::new(),
            fields: Vec::new(),
            spot: Vec::new(),
            of_field: Default::default(),
            custom: options.custom_rules.iter().filter(|own| options.runs(own.rule, profile)).cloned().collect(),
            anew: options.anew,
        };
        for rule in RULES.iter().filter(|rule| options.runs(rule, profile)) {
            match rule.check {
                Check::File(check) => run.file.push(check),
                Check::Catalog(check) => run.catalog.push(check),
                Check::Item(check) => run.item.push(check),
                Check::Fields(fields, check) => match run.fields.iter_mut().find(|(known, _)| *known == fields) {
                    Some((_, checks)) => checks.push(check),
                    None => run.fields.push((fields, vec![check])),
                },
                Check::Spot(texts, check) => run.spot(texts, Spot::Item(check)),
                Check::Seldom(texts, check) => run.spot(texts, Spot::Catalog(check)),
                Check::Field(texts, check) => run.each(texts, |of| of.field.push((texts, check))),
                Check::Value(texts, check) => run.each(texts, |of| of.value.push((texts, check))),
                Check::Text(texts, check) => run.each(texts, |of| of.text.push((texts, check))),
                Check::Elsewhere => {}
            }
        }
        run
    }

    fn each(&mut self, texts: Texts, mut add: impl FnMut(&mut OfField)) {
        texts.fields.iter().for_each(|&id| add(&mut self.of_field[id as usize]));
    }

    fn spot(&mut self, texts: Texts, spot: Spot) {
        let nth = self.spot.len();
        self.spot.push(spot);
        self.each(texts, |of| of.spot.push((texts, nth)));
    }

    pub(super) fn all(&self, file: &FileCx<'_>, options: &Options) -> Vec<Violation> {
        let mut found = Vec::new();
        for check in &self.file {
            check(file, &mut Sink::new(&mut found));
        }
        let Some(catalog) = file.catalog else { return found };
        // Who asked for what was not read can't be told side by side.
        let is_large = catalog.len() > 2 * Share::ITEMS && catalog.unread().is_empty();
        let context = || context(catalog, file, options);
        if let Some(share) = options.share.filter(|_| is_large && self.looks_at_texts()) {
            self.shared(share, &context, &mut found);
            return found;
        }
        let cx = context();
        // Items are held against each other where they were read whole.
        let read_whole = catalog.of_whole_items();
        let of_whole = read_whole.as_ref().map(|catalog| self::context(catalog, file, options));
        let together = of_whole.as_ref().unwrap_or(&cx);
        if self.looks_at_texts() {
            // Read on the way, while the texts are at hand.
            let mut names = (!self.catalog.is_empty() && of_whole.is_none()).then(|| NamesReader::new(catalog.len()));
            let mut seen = Seen::new(catalog.len(), self.fields.len());
            let mut read = |item| names.iter_mut().for_each(|names| names.read(item));
            let mut spotted = self.items(catalog.items().inspect(|&item| read(item)), &cx, &mut seen, &mut found);
            if let Some(names) = names {
                cx.names.get_or_init(|| names.names());
            }
            spotted.any |= self.top(&cx, &mut seen, &mut found);
            self.seldom(&spotted, together, &mut found);
        }
        self.whole(together, &mut found);
        self.custom(&cx, &mut found);
        found
    }

    /// The same by several hands: one looks at the catalog as a whole, the others at parts of its items.
    fn shared<'a>(&self, share: Share, context: &(dyn Fn() -> CatalogCx<'a> + Sync), found: &mut Vec<Violation>) {
        let next = AtomicUsize::new(0);
        let done = Mutex::new(BTreeMap::new());
        let work = || {
            let cx = context();
            let mut seen = Seen::new(cx.catalog.len(), self.fields.len());
            loop {
                let (mut found, mut spotted) = (Vec::new(), Spotted::default());
                let part = next.fetch_add(1, Ordering::Relaxed);
                let from = part.saturating_sub(1) * Share::ITEMS;
                if part == 0 {
                    self.whole(&cx, &mut found);
                    self.custom(&cx, &mut found);
                } else if from < cx.catalog.len() {
                    let items = cx.catalog.items_in(from..from + Share::ITEMS);
                    spotted = self.items(items, &cx, &mut seen, &mut found);
                } else {
                    return;
                }
                let mut done = done.lock().unwrap_or_else(PoisonError::into_inner);
                done.insert(part, (found, spotted));
            }
        };
        (share.run)(share.hands, &work);
        let mut done = done.into_inner().unwrap_or_else(PoisonError::into_inner);
        let (of_whole, _) = done.remove(&0).unwrap_or_default();
        let cx = context();
        let mut all = Spotted::new(self.spot.len());
        for (of_items, spotted) in done.into_values() {
            found.extend(of_items);
            all.add(spotted);
        }
        all.any |= self.top(&cx, &mut Seen::new(0, 0), found);
        self.seldom(&all, &cx, found);
        found.extend(of_whole);
    }

    /// The checks of the whole catalog.
    fn whole(&self, cx: &CatalogCx<'_>, found: &mut Vec<Violation>) {
        let mut sink = Sink::new(found);
        for check in &self.catalog {
            judged(cx, &mut sink, |sink| check(cx, sink));
        }
    }

    /// The rules of a repository.
    fn custom(&self, cx: &CatalogCx<'_>, found: &mut Vec<Violation>) {
        let mut sink = Sink::new(found);
        for own in &self.custom {
            custom::check(own, cx, &mut sink);
        }
    }

    /// The checks of the fields at the top; a bit for each check of a spot that belongs there.
    fn top<'a>(&self, cx: &CatalogCx<'a>, seen: &mut Seen<'a>, found: &mut Vec<Violation>) -> u64 {
        let fields = FIELDS.iter().filter(|f| f.scope == Scope::Catalog).filter_map(|f| cx.catalog.field(f.id));
        fields.fold(0, |bits, field| bits | self.values(field, None, cx, seen, &mut Sink::new(found)).1)
    }

    /// The checks that run where some text of an item is worth a look, once a catalog.
    fn seldom(&self, spotted: &Spotted, cx: &CatalogCx<'_>, found: &mut Vec<Violation>) {
        for nth in bits(spotted.any) {
            if let Spot::Catalog(check) = self.spot[nth] {
                let items = spotted.items[nth].iter().filter(|&&index| !cx.catalog.passes_over(index));
                let items: Vec<Item<'_>> = items.map(|&index| cx.catalog.item(index)).collect();
                judged(cx, &mut Sink::new(found), |sink| check(cx, &items, sink));
            }
        }
    }

    /// Whether there is a check that runs once a text, field or item.
    fn looks_at_texts(&self) -> bool {
        let in_field = |of: &OfField| !(of.field.is_empty() && of.value.is_empty() && of.text.is_empty());
        let ours = !(self.item.is_empty() && self.fields.is_empty() && self.spot.is_empty());
        ours || self.of_field.iter().any(in_field)
    }

    /// The checks of texts, fields and items.
    fn items<'a>(
        &self,
        items: impl Iterator<Item = Item<'a>>,
        cx: &CatalogCx<'a>,
        seen: &mut Seen<'a>,
        found: &mut Vec<Violation>,
    ) -> Spotted {
        let mut sink = Sink::new(found);
        let mut spotted = Spotted::new(self.spot.len());
        for item in items {
            let item_cx = ItemCx::new(item, cx);
            for check in &self.item {
                judged(cx, &mut sink, |sink| check(&item_cx, sink));
            }
            let mut numbers = [0; FieldId::COUNT];
            let mut here = 0;
            for field in FieldId::of_item().filter_map(|id| item.field(id)) {
                let (number, spots) = self.values(field, Some(item), cx, seen, &mut sink);
                numbers[field.id as usize] = number;
                here |= spots;
            }
            self.together(&item_cx, &numbers, seen, &mut sink);
            for nth in bits(here) {
                match self.spot[nth] {
                    Spot::Item(check) => {
                        judged(cx, &mut sink, |sink| check(&item_cx, sink));
                    }
                    Spot::Catalog(_) => spotted.items[nth].push(item.index()),
                }
            }
            spotted.any |= here;
        }
        spotted
    }

    /// The checks of several fields; `numbers` are those of the item's values.
    fn together(&self, item: &ItemCx<'_>, numbers: &[u32; FieldId::COUNT], seen: &mut Seen<'_>, sink: &mut Sink<'_>) {
        for (nth, (fields, checks)) in self.fields.iter().enumerate() {
            let mut group = [0; 3];
            for (number, id) in group.iter_mut().zip(*fields) {
                *number = numbers[*id as usize];
            }
            let mut check = || {
                let before = sink.count();
                let mut asked = false;
                for check in checks {
                    asked |= judged(item.cx, sink, |sink| check(item, sink));
                }
                // Of another item with the same values the field may have been read.
                sink.count() == before && !asked && !self.anew
            };
            seen.unless_group_known((nth, group), &mut check);
        }
    }

    /// The checks of one field; the number of its value, and a bit for each check of a spot to which
    /// one of its texts is worth a look.
    fn values<'a>(
        &self,
        field: Field<'a>,
        item: Option<Item<'a>>,
        cx: &CatalogCx<'a>,
        seen: &mut Seen<'a>,
        sink: &mut Sink<'_>,
    ) -> (u32, u64) {
        let value = seen.number(field);
        if value.in_order {
            return (value.number, value.spots);
        }
        let checks = &self.of_field[field.id as usize];
        let (mut marks, mut spots) = (Marks::default(), 0);
        let before = sink.count();
        let mut asked = false;
        for entry in field.entries() {
            let mut value = ValueCx { entry, marks: Marks::default(), item, cx };
            let text = seen.text(entry, || checks.read(&mut value));
            if self.anew {
                *text = checks.read(&mut value);
            }
            value.marks = text.marks;
            marks = marks.with(text.marks);
            spots |= text.spots;
            for (_, check) in checks.value.iter().filter(|(texts, _)| text.marks.has(texts.marks)) {
                asked |= judged(cx, sink, |sink| check(&value, sink));
            }
            if !text.in_order {
                let before = sink.count();
                for (_, check) in checks.text.iter().filter(|(texts, _)| text.marks.has(texts.marks)) {
                    check(&value, sink);
                }
                text.in_order = sink.count() == before;
            }
        }
        let whole = FieldCx { field, marks, cx };
        for (_, check) in checks.field.iter().filter(|(texts, _)| marks.has(texts.marks)) {
            asked |= judged(cx, sink, |sink| check(&whole, sink));
        }
        if sink.count() == before && !asked && !self.anew {
            seen.value_in_order(field.id, value, spots);
        }
        (value.number, spots)
    }
}

/// What checks know of a catalog.
fn context<'a>(catalog: &'a Catalog, file: &FileCx<'a>, options: &'a Options) -> CatalogCx<'a> {
    CatalogCx {
        catalog,
        profile: file.profile,
        registry: options.registry,
        as_of: options.as_of,
        memo: Memo::default(),
        source: file.source,
        beyond: &options.beyond,
        table: options.table,
        template: options.template,
        facts: OnceCell::new(),
        names: OnceCell::new(),
    }
}

impl OfField {
    /// Reads a text and notes its marks.
    fn read(&self, value: &mut ValueCx<'_>) -> Read {
        value.marks = Marks::of(value.entry.text);
        let marks = value.marks;
        let worth = |texts: &Texts| marks.has(texts.marks) && texts.worth.is_none_or(|worth| worth(value));
        let spots = self.spot.iter().filter(|(texts, _)| worth(texts)).fold(0, |bits, (_, nth)| bits | 1 << nth);
        Read { marks, spots, in_order: false }
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

/// The numbers of the bits that are set.
fn bits(mut set: u64) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        let nth = set.trailing_zeros() as usize;
        set &= set.checked_sub(1)?;
        Some(nth)
    })
}
