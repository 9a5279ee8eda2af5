//! The schema that `generate` writes, as a walk: each value is asked what its row of the field table asks for.
//!
//! The validator says the same of every catalog; debug builds ask both.

use std::collections::HashSet;

use super::level::TreeLevel;
use crate::model::{FIELDS, FieldId, FieldShape, FieldSpec, Scope};
use catalint_domain::chinese::script::begins_with_ink;
use catalint_domain::date::Date;
use catalint_yaml::{Kind, Node};

/// What a place does not hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Broken {
    /// A mapping without the field that it must have.
    Without(FieldId),
    /// A mapping with a key that may not stand there.
    Unknown,
    /// A text that is no day.
    NoDay,
    /// Another value than the place takes.
    Value,
}

/// What is broken, and the way there: canonical names of fields, other names as they are written, positions of entries.
pub(super) type BrokenPlace = (Broken, Vec<String>);

/// What is broken in a catalog.
pub(super) fn broken(root: Node<'_>) -> Vec<BrokenPlace> {
    let mut walk = Walk { way: Vec::new(), found: Vec::new() };
    walk.object(root, TreeLevel::Top);
    walk.items_without(root);
    walk.found
}

/// A part of the way to a value.
#[derive(Clone, Copy)]
enum WayPart<'a> {
    Name(&'a str),
    At(usize),
}

struct Walk<'a> {
    way: Vec<WayPart<'a>>,
    found: Vec<BrokenPlace>,
}

impl<'a> Walk<'a> {
    fn broken(&mut self, what: Broken) {
        let text = |part: &WayPart<'_>| match part {
            WayPart::Name(name) => (*name).to_owned(),
            WayPart::At(at) => at.to_string(),
        };
        self.found.push((what, self.way.iter().map(text).collect()));
    }

    fn below(&mut self, part: WayPart<'a>, look: impl FnOnce(&mut Self)) {
        self.way.push(part);
        look(self);
        self.way.pop();
    }

    /// The top, an item, or `defaults`. What is missing comes first, as in the validator.
    fn object(&mut self, map: Node<'a>, level: TreeLevel) {
        let fields = map.pairs().filter_map(|(key, _)| level.field(key));
        let there = fields.fold(0_u32, |there, field| there | 1 << field as u32);
        let asked = match level {
            TreeLevel::Top => REQUIRED_AT_TOP,
            TreeLevel::Item => REQUIRED_OF_ITEM,
            TreeLevel::Items | TreeLevel::Defaults | TreeLevel::Other => 0,
        };
        if asked & !there != 0 {
            for field in FIELDS.iter().filter(|field| asked & !there & (1 << field.id as u32) != 0) {
                self.broken(Broken::Without(field.id));
            }
        }
        // Of two keys for one field the first counts.
        let (mut seen, mut unknown) = (0_u32, false);
        for (key, value) in map.pairs() {
            let Some(field) = level.field(key) else {
                unknown = true;
                continue;
            };
            if seen & (1 << field as u32) == 0 {
                self.below(WayPart::Name(field.key()), |walk| walk.value(field.spec(), value));
            }
            seen |= 1 << field as u32;
        }
        if unknown {
            self.broken(Broken::Unknown);
        }
    }

    fn value(&mut self, spec: &FieldSpec, value: Node<'a>) {
        let holds = match (spec.shape, value.kind()) {
            (FieldShape::TextOrList, Kind::Str) => has_ink(value.text()),
            (FieldShape::TextOrList, Kind::Seq) => {
                self.entries(value, |walk, entry| {
                    if entry.kind() != Kind::Str || !has_ink(entry.text()) {
                        walk.broken(Broken::Value);
                    }
                });
                value.count() > 0
            }
            (FieldShape::TextOrList, _) => false,
            (_, Kind::Null) => !spec.required,
            (FieldShape::Text, Kind::Str) => !spec.required || has_ink(value.text()),
            (FieldShape::Number, kind) => matches!(kind, Kind::Int | Kind::Float | Kind::Str),
            (FieldShape::Date, Kind::Str) => {
                if Date::parse(value.text().trim()).is_none() {
                    self.broken(Broken::NoDay);
                }
                true
            }
            (FieldShape::Items, Kind::Seq) => {
                self.entries(value, |walk, item| match item.kind() {
                    Kind::Map => walk.object(item, TreeLevel::Item),
                    _ => walk.broken(Broken::Value),
                });
                value.count() > 0
            }
            (FieldShape::Defaults, Kind::Map) => {
                self.object(value, TreeLevel::Defaults);
                true
            }
            (FieldShape::Map, Kind::Map) => {
                self.texts(value);
                true
            }
            (FieldShape::Text | FieldShape::Date | FieldShape::Defaults | FieldShape::Items | FieldShape::Map, _) => {
                false
            }
        };
        if !holds {
            self.broken(Broken::Value);
        }
    }

    fn entries(&mut self, list: Node<'a>, mut look: impl FnMut(&mut Self, Node<'a>)) {
        for (at, entry) in list.entries().enumerate() {
            self.below(WayPart::At(at), |walk| look(walk, entry));
        }
    }

    /// `header: text` pairs. Of two with one name the first counts.
    fn texts(&mut self, map: Node<'a>) {
        let is_text = |value: Node<'_>| matches!(value.kind(), Kind::Str | Kind::Null);
        if map.pairs().all(|(_, value)| is_text(value)) {
            return;
        }
        let mut seen = HashSet::new();
        for (key, value) in map.pairs() {
            if seen.insert(key.text()) && !is_text(value) {
                self.below(WayPart::Name(key.text()), |walk| walk.broken(Broken::Value));
            }
        }
    }

    /// Items without what only `defaults` may give instead, and does not.
    fn items_without(&mut self, root: Node<'a>) {
        let of_top = |id: FieldId| root.pairs().find(|(key, _)| TreeLevel::Top.field(*key) == Some(id));
        let given = of_top(FieldId::Defaults).map_or(0, |(_, defaults)| given(defaults));
        let Some((_, items)) = of_top(FieldId::Items).filter(|(_, items)| items.kind() == Kind::Seq) else { return };
        let asked = REQUIRED_UNLESS_GIVEN & !given;
        let there = |item: Node<'_>| {
            let fields = item.pairs().filter_map(|(key, _)| TreeLevel::Item.field(key));
            fields.fold(0_u32, |there, field| there | 1 << field as u32)
        };
        let maps = items.entries().enumerate().filter(|(_, item)| item.kind() == Kind::Map);
        let lacking: Vec<(usize, u32)> =
            maps.map(|(at, item)| (at, asked & !there(item))).filter(|(_, lacks)| *lacks != 0).collect();
        for id in FieldId::OF_DEFAULTS {
            for (at, _) in lacking.iter().filter(|(_, lacks)| lacks & (1 << id as u32) != 0) {
                self.way = vec![WayPart::Name(FieldId::Items.key()), WayPart::At(*at)];
                self.broken(Broken::Without(id));
            }
        }
        self.way.clear();
    }
}

/// A bit for each field that a catalog must have.
const REQUIRED_AT_TOP: u32 = required(Scope::Catalog, false);
/// The same of an item, whatever `defaults` gives.
const REQUIRED_OF_ITEM: u32 = required(Scope::Item, false);
/// What an item must have unless `defaults` gives it.
const REQUIRED_UNLESS_GIVEN: u32 = required(Scope::Item, true);

const fn required(scope: Scope, has_default: bool) -> u32 {
    let mut of_defaults = 0_u32;
    let mut at = 0;
    while at < FieldId::OF_DEFAULTS.len() {
        of_defaults |= 1 << FieldId::OF_DEFAULTS[at] as u32;
        at += 1;
    }
    let (mut bits, mut at) = (0, 0);
    while at < FIELDS.len() {
        let bit = 1 << FIELDS[at].id as u32;
        if FIELDS[at].required && FIELDS[at].scope as u32 == scope as u32 && (of_defaults & bit != 0) == has_default {
            bits |= bit;
        }
        at += 1;
    }
    bits
}

/// The fields to which `defaults` gives more than a blank. Of two keys for one field the first counts.
fn given(defaults: Node<'_>) -> u32 {
    let (mut there, mut given) = (0, 0);
    for (key, value) in defaults.pairs() {
        if let Some(id) = TreeLevel::Defaults.field(key).filter(|id| there & (1 << *id as u32) == 0) {
            there |= 1 << id as u32;
            given |= u32::from(says_something(value)) << id as u32;
        }
    }
    given
}

fn says_something(value: Node<'_>) -> bool {
    let says = |value: Node<'_>| match value.kind() {
        Kind::Null => false,
        Kind::Str => has_ink(value.text()),
        _ => true,
    };
    if value.kind() == Kind::Seq { value.entries().any(says) } else { says(value) }
}

/// Whether a text has a sign that the schema's `\S` matches: blanks there are those of JavaScript.
fn has_ink(text: &str) -> bool {
    let is_ink = |c: char| c == '\u{85}' || !c.is_whitespace() && c != '\u{feff}';
    begins_with_ink(text) && !text.starts_with('\u{feff}') || text.chars().any(is_ink)
}
