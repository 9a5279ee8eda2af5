//! One finding for what is said in one place of several items: in `defaults`, or in a cell of a table
//! that is the value of several rows.
//!
//! Rules look at the values that items have, wherever those stand, and so say the same of each item
//! that takes a default. What follows from the default alone is moved together here. What follows
//! from the item (its names, a value of its own) goes to the item, and so does the fix.

use foldhash::HashMap;

use crate::fix::Fix;
use crate::model::{Catalog, Field, FieldId, Item};
use crate::rule::{Arg, Check, Finding, Lang, Localized, RelatedPlace, Severity, render};
use catalint_domain::vocabulary::text_features::TextFeatures;
use catalint_text::{Edit, Span};
use catalint_yaml::edit::{self, NewValue};
use catalint_yaml::{self as yaml, Kind, Node, Style};

/// Values that several items have from one place, such as a cell that reaches over their rows.
#[derive(Debug, Clone, Default)]
pub struct SharedValues {
    places: HashMap<(usize, FieldId), usize>,
}

impl SharedValues {
    /// Notes the place that an item has the value of a field from; of each two that are the same.
    pub fn note(&mut self, item: usize, field: FieldId, place: usize) {
        self.places.insert((item, field), place);
    }
}

/// What is at a related place.
const DEFAULT: Localized = Localized { zh: "统一规定在这里", en: "the default is here" };

/// Moves together what is said several times of one place.
pub(super) fn apply(findings: Vec<Finding>, catalog: Option<&Catalog>, shared: &SharedValues) -> Vec<Finding> {
    let Some(catalog) = catalog.filter(|catalog| catalog.has_defaults() || !shared.places.is_empty()) else {
        return findings;
    };
    let mut merger = Merger {
        catalog,
        waiting: Vec::new(),
        takers: HashMap::default(),
        known: HashMap::default(),
        found: Vec::new(),
    };
    for finding in findings {
        match inherited(&finding, catalog) {
            Some(field) => merger.of_default(finding, field),
            None => merger.of_cell(finding, shared),
        }
    }
    merger.finish()
}

/// The field that a finding is about.
fn field_of(finding: &Finding) -> Option<(usize, FieldId)> {
    let field = finding.pointer.split('/').nth(3).and_then(FieldId::from_key)?;
    Some((finding.item?, field))
}

/// The default that a finding stands at, as the field of its item.
fn inherited<'c>(finding: &Finding, catalog: &'c Catalog) -> Option<Field<'c>> {
    let (item, id) = field_of(finding)?;
    let field = catalog.item(item).field(id).filter(|field| field.inherited)?;
    let around = Span::new(field.key.span().start, field.value.span().end.max(field.key.span().end));
    (around.start <= finding.span().start && finding.span().end <= around.end).then_some(field)
}

/// What tells findings of one place apart.
type MergeKey = (&'static str, usize, FieldId, Span, MergedWords);

/// Findings that are one.
struct Joined {
    /// Where the first of them stands; the others join it.
    at: usize,
    /// What they offer, which may follow from the item; with how many do.
    offers: Vec<Offer>,
}

/// Arguments and advice of a finding, and how many have them.
type Offer = (Vec<(&'static str, Arg)>, Option<&'static Localized>, usize);

/// A place at a default, and what is said there.
type AtDefault = (&'static str, FieldId, Span, MergedWords);

/// What is said, and how gravely.
type MergedWords = (String, Severity);

fn said(finding: &Finding) -> MergedWords {
    (render(finding.message.zh, &finding.args, Lang::Zh).into_owned(), finding.severity)
}

struct Merger<'c> {
    catalog: &'c Catalog,
    /// What follows from a default and from items, until it is known for how many.
    waiting: Vec<(AtDefault, Vec<Finding>)>,
    /// The items that take a default.
    takers: HashMap<FieldId, Vec<usize>>,
    /// Where the finding stands that others join.
    known: HashMap<MergeKey, Joined>,
    found: Vec<Finding>,
}

impl<'c> Merger<'c> {
    fn of_default(&mut self, finding: Finding, field: Field<'c>) {
        let Some(item) = field.item.map(|index| self.catalog.item(index)) else { return self.found.push(finding) };
        let at_own = match finding.rule.check {
            Check::Item(reads, _) => match reads.features(field.id) {
                // The value is looked at with an eye to the names: where it says the same of all, it is the value's.
                features if features != TextFeatures::NONE => return self.wait(finding, field.id),
                // Names, contents and matters of items are looked at by these.
                _ if !reads.always_runs() => Some(None),
                // Two fields are held against each other.
                _ if reads.fields().len() == 2 => {
                    let other = reads.fields().iter().find(|id| *id != field.id).and_then(|id| item.own(id));
                    other.filter(|own| !own.is_missing()).map(Some)
                }
                _ => None,
            },
            _ => None,
        };
        match at_own {
            Some(own) => self.found.push(at_item(finding, item, field, own)),
            None => {
                let place = (usize::MAX, field.id, finding.span());
                self.join(finding, place);
            }
        }
    }

    fn wait(&mut self, finding: Finding, id: FieldId) {
        let key = (finding.rule.code, id, finding.span(), said(&finding));
        match self.waiting.iter_mut().find(|(known, _)| *known == key) {
            Some((_, all)) => all.push(finding),
            None => self.waiting.push((key, vec![finding])),
        }
    }

    fn of_cell(&mut self, finding: Finding, shared: &SharedValues) {
        let cell = field_of(&finding).and_then(|(item, id)| Some((item, id, *shared.places.get(&(item, id))?)));
        let Some((item, id, cell)) = cell else { return self.found.push(finding) };
        // The words of the cell stand in the text once for each item.
        let start = self.catalog.item(item).own(id).map_or(finding.span().start, |field| field.place().start);
        let from = finding.span().start.saturating_sub(start);
        let within = Span::new(from, from + finding.span().len());
        self.join(finding, (cell, id, within));
    }

    fn join(&mut self, finding: Finding, (place, id, span): (usize, FieldId, Span)) {
        let next = Joined { at: self.found.len(), offers: Vec::new() };
        let key = (finding.rule.code, place, id, span, said(&finding));
        let joined = self.known.entry(key).or_insert(next);
        match joined.offers.iter_mut().find(|(args, ..)| *args == finding.args) {
            Some((.., count)) => *count += 1,
            None => joined.offers.push((finding.args.clone(), finding.help, 1)),
        }
        match (self.found.get_mut(joined.at), finding.item) {
            (Some(known), Some(item)) if known.item != Some(item) && known.also.last() != Some(&item) => {
                known.also.push(item);
            }
            (Some(_), _) => {}
            (None, _) => self.found.push(finding),
        }
    }

    fn finish(mut self) -> Vec<Finding> {
        for ((_, id, span, _), all) in std::mem::take(&mut self.waiting) {
            if all.len() > 1 && all.len() == self.takers(id).len() {
                all.into_iter().for_each(|finding| self.join(finding, (usize::MAX, id, span)));
                continue;
            }
            for finding in all {
                let item = finding.item.map(|index| self.catalog.item(index));
                let field = item.and_then(|item| item.field(id));
                self.found.push(match item.zip(field) {
                    Some((item, field)) => at_item(finding, item, field, None),
                    None => finding,
                });
            }
        }
        let mut found = std::mem::take(&mut self.found);
        let mut known: Vec<(MergeKey, Joined)> = std::mem::take(&mut self.known).into_iter().collect();
        known.sort_by_key(|(_, joined)| joined.at);
        for ((_, place, id, ..), joined) in known {
            let finding = &mut found[joined.at];
            if joined.offers.len() > 1 {
                // What holds for most is told, and nobody's edit is made.
                finding.fix = None;
                let most = joined.offers.into_iter().rev().max_by_key(|(.., count)| *count);
                if let Some((args, help, _)) = most {
                    (finding.args, finding.help) = (args, help);
                }
            }
            if place == usize::MAX {
                self.stands_at_default(finding, id);
            }
        }
        found
    }

    /// The items that take a default, in order.
    fn takers(&mut self, id: FieldId) -> &[usize] {
        let catalog = self.catalog;
        let takers = || catalog.items().filter(|item| item.takes_default(id)).map(Item::index).collect();
        self.takers.entry(id).or_insert_with(takers)
    }

    /// All items that it holds for, in order; its fix stays only where these are all that take the default.
    fn stands_at_default(&mut self, finding: &mut Finding, id: FieldId) {
        let takers = self.takers(id);
        let mut items: Vec<usize> = match finding.rule.check {
            // Said once of a text, whichever item it was met in.
            Check::File(_) | Check::Catalog(..) => takers.to_vec(),
            _ => finding.all_items().collect(),
        };
        items.sort_unstable();
        if items != takers {
            finding.fix = None;
        }
        let below = finding.pointer.splitn(4, '/').nth(3).unwrap_or_else(|| id.key());
        finding.pointer = format!("/{}/{below}", FieldId::Defaults.key());
        finding.item = items.first().copied();
        finding.also = items.split_off(1.min(items.len()));
    }
}

/// Moves a finding from a default to the item that it follows from, or to a field of its own there.
fn at_item(finding: Finding, item: Item<'_>, field: Field<'_>, own: Option<Field<'_>>) -> Finding {
    let pointer = own.map_or_else(|| field.pointer(), Field::pointer);
    let span = own.map_or_else(|| item.first_key(), Field::place);
    let fix = finding.fix.as_deref().and_then(|fix| {
        let edit = into_item(fix, item, field)?;
        Some(Box::new(Fix { edits: vec![edit], ..fix.clone() }))
    });
    let mut moved = Finding { pointer, fix, ..finding.at(span) };
    moved.related.retain(|related| related.place != RelatedPlace::Here(span));
    moved.related(field.place(), &DEFAULT)
}

/// The edit that writes a default, mended, into the item.
fn into_item(fix: &Fix, item: Item<'_>, field: Field<'_>) -> Option<Edit> {
    let value = field.value.span();
    let within = |edit: &Edit| value.start <= edit.span.start && edit.span.end <= value.end;
    if fix.edits.is_empty() || !fix.edits.iter().all(within) {
        return None;
    }
    let tree = field.value.tree();
    let from = field.key.span().start;
    let line = tree.source()[..from as usize].rfind(['\n', '\r']).map_or(0, |at| at + 1);
    // The indentation of its key is that of the part.
    let mut part = if field.key.is_in_flow() { String::new() } else { " ".repeat(from as usize - line) };
    let mut at = from;
    for edit in &fix.edits {
        part += &tree.source()[at as usize..edit.span.start as usize];
        part += &edit.content;
        at = edit.span.end;
    }
    part += &tree.source()[at as usize..value.end as usize];
    let parsed = yaml::parse(part, FieldId::intern);
    let mended = parsed.tree.root()?.pairs().next().filter(|_| parsed.faults.is_empty() && parsed.slips.is_empty())?.1;
    let fields = item.node().pairs().filter_map(|(key, _)| Some((FieldId::from_interned(key.name())?, key)));
    let behind = fields.filter(|(id, _)| *id < field.id).max_by_key(|(id, _)| *id).map(|(_, key)| key);
    edit::insert_pair(item.node(), behind, field.key.text(), &value_of(mended)?)
}

/// A value as it can be written again.
fn value_of(node: Node<'_>) -> Option<NewValue> {
    match node.kind() {
        Kind::Str => Some(NewValue::Text(node.text().trim().to_owned())),
        Kind::Seq => {
            let texts = node.entries().map(|entry| (entry.kind() == Kind::Str).then(|| entry.text().trim().to_owned()));
            Some(NewValue::List { texts: texts.collect::<Option<_>>()?, block: node.style() != Style::Flow })
        }
        _ => None,
    }
}
