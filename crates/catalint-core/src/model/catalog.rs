//! A bound catalog: which node is which field. Texts and places come from the tree.

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use super::level::ToldLevels;
use super::reads::{note, note_all, note_item, note_whole_value, unnoted};
use super::{FieldId, FieldSet, FieldShape, Unread};
use catalint_domain::chinese::script::{begins_with_ink, trimmed};
use catalint_domain::vocabulary::profile::Profile;
use catalint_text::Span;
use catalint_yaml::{Kind, Node, NodeId, Style, Tree};

/// A catalog: the fields at its top and its items. It keeps its tree; a clone shares both tree and items.
#[derive(Debug)]
pub struct Catalog {
    tree: Arc<Tree>,
    top: FieldTable,
    /// What `defaults` gives; none where it gives nothing, as in most catalogs.
    defaults: Option<Box<FieldTable>>,
    items: Arc<Vec<ItemAt>>,
    plain: bool,
    unread: Unread,
    /// Whether somebody asked for a field that was not read.
    asked: AtomicBool,
    /// The levels that follow from the bodies, where nobody states one.
    told: Option<ToldLevels>,
    /// Items that are passed over: see [`Catalog::of_whole_items`].
    passed: BTreeSet<usize>,
}

/// Key nodes by field; 0 where the field is absent (node 0 is the root, never a key).
type FieldTable = [NodeId; FieldId::COUNT];

impl Clone for Catalog {
    fn clone(&self) -> Self {
        Self {
            tree: Arc::clone(&self.tree),
            top: self.top,
            defaults: self.defaults.clone(),
            items: Arc::clone(&self.items),
            plain: self.plain,
            unread: self.unread.clone(),
            asked: AtomicBool::new(false),
            told: self.told.clone(),
            passed: self.passed.clone(),
        }
    }
}

/// Where an item stands, with its key nodes by field from [`FieldId::No`] on.
#[derive(Debug, Clone)]
struct ItemAt {
    node: NodeId,
    keys: [NodeId; FieldId::COUNT - FieldId::No as usize],
}

impl ItemAt {
    fn of(node: Node<'_>, plain: &mut bool) -> Self {
        let fields = fields(node, FieldId::No..=FieldId::Extra, plain);
        let mut keys = [0; FieldId::COUNT - FieldId::No as usize];
        keys.copy_from_slice(&fields[FieldId::No as usize..]);
        Self { node: node.id(), keys }
    }

    /// The key node of a field; 0 where it is absent, as fields of the top of the file are.
    fn key(&self, id: FieldId) -> NodeId {
        (id as usize).checked_sub(FieldId::No as usize).map_or(0, |nth| self.keys[nth])
    }
}

impl Catalog {
    /// Binds a tree whose root is a mapping. Of two keys for one field the first counts;
    /// entries of `items` that are no mappings are no items, but keep their index.
    #[must_use]
    pub fn bind(tree: &Arc<Tree>) -> Option<Self> {
        let root = tree.root().filter(|root| root.kind() == Kind::Map)?;
        let mut plain = true;
        let top = fields(root, FieldId::Title..=FieldId::Items, &mut plain);
        let list = top[FieldId::Items as usize];
        let mut items: Vec<ItemAt> = Vec::new();
        if list != 0 {
            items.reserve_exact(tree.node(list + 1).count());
            items.extend(tree.node(list + 1).entries().map(|node| ItemAt::of(node, &mut plain)));
        }
        let defaults = defaults(tree, top[FieldId::Defaults as usize], &mut plain);
        let (unread, asked) = (in_lost(tree, &items), AtomicBool::new(false));
        let (tree, items) = (Arc::clone(tree), Arc::new(items));
        Some(Self { tree, top, defaults, items, plain, unread, asked, told: None, passed: BTreeSet::new() })
    }

    /// The same with the levels that can be told, where nobody states one: see [`Item::told_level`].
    #[must_use]
    pub fn with_levels_told(self, profile: &Profile) -> Self {
        // Most catalogs state them.
        if self.items().next().is_none_or(|item| item.own(FieldId::Levels).is_some()) {
            return self;
        }
        let told = self.unheard(|| ToldLevels::of(&self, profile));
        Self { told, ..self }
    }

    /// Whether a field may be there of some item though none is seen: the part that can't be read may hold it.
    #[must_use]
    pub fn may_hide(&self, field: FieldId) -> bool {
        let hidden = |item: &ItemAt| self.tree.is_placeholder(self.tree.node(item.node));
        self.tree.is_partial()
            && (self.tree.is_top_partial() || self.has_unread(field) || self.items.iter().any(hidden))
    }

    /// The same without the items of which the file has a part that can't be read: what is said of several items
    /// together is said of those that were read whole. None where all were.
    #[must_use]
    pub fn of_whole_items(&self) -> Option<Self> {
        let cut = |item: &ItemAt| !self.tree.lost_within(self.tree.node(item.node).span()).is_empty();
        let cut = (0..self.items.len()).filter(|&index| self.tree.is_partial() && cut(&self.items[index]));
        let passed: BTreeSet<usize> = cut.filter(|&index| self.item(index).mapping().kind() == Kind::Map).collect();
        if passed.is_empty() {
            return None;
        }
        Some(Self { unread: self.unread.without(&passed), passed, ..self.clone() })
    }

    /// Leaves out what was not read, besides what the catalog itself could not: from now on those fields are not there.
    pub fn leave_out(&mut self, unread: &Unread) {
        if unread.is_empty() {
            return;
        }
        for (index, item) in Arc::make_mut(&mut self.items).iter_mut().enumerate() {
            for id in FieldId::of_item().filter(|&id| unread.has(index, id)) {
                item.keys[id as usize - FieldId::No as usize] = 0;
            }
        }
        self.unread.merge(unread);
    }

    /// What was not read of it.
    #[must_use]
    pub fn unread(&self) -> &Unread {
        &self.unread
    }

    /// Whether a field of some item was not read: a rule that compares or counts it in all items is
    /// silent then. Where it asks each item for the field, the engine sees to that.
    #[must_use]
    pub fn has_unread(&self, field: FieldId) -> bool {
        self.unread.has_any(field)
    }

    /// Whether a field that was not read has been asked for since the last call.
    pub(crate) fn take_asked(&self) -> bool {
        !self.unread.is_empty() && self.asked.swap(false, Ordering::Relaxed)
    }

    /// Does something that may ask for fields that were not read, and makes nothing of it.
    pub(crate) fn unheard<T>(&self, act: impl FnOnce() -> T) -> T {
        let before = self.asked.load(Ordering::Relaxed);
        let done = unnoted(act);
        self.asked.store(before, Ordering::Relaxed);
        done
    }

    /// The tree that the catalog was bound from.
    #[must_use]
    pub fn tree(&self) -> &Tree {
        &self.tree
    }

    /// Whether all keys at the top and of items name fields, each one once.
    #[must_use]
    pub fn has_plain_keys(&self) -> bool {
        self.plain
    }

    /// Whether some items could not be read: a rule that counts or compares items is silent then.
    #[must_use]
    pub fn is_partial(&self) -> bool {
        self.tree.is_partial()
    }

    /// Whether the file writes its keys in Chinese, by the first that it has.
    #[must_use]
    pub fn has_chinese_keys(&self) -> bool {
        let mut keys = self.tree.root().into_iter().flat_map(Node::pairs).map(|(key, _)| key);
        let known = keys.find(|key| FieldId::from_interned(key.name()).is_some());
        known.is_some_and(|key| !key.text().is_ascii())
    }

    /// A field at the top of the file.
    #[must_use]
    pub fn field(&self, id: FieldId) -> Option<Field<'_>> {
        note(id);
        field(&self.tree, self.top[id as usize], id, None)
    }

    /// What `defaults` gives for a field: the key and the value there. A blank one gives nothing.
    #[must_use]
    pub fn default(&self, id: FieldId) -> Option<Field<'_>> {
        note(id);
        let given = self.defaults.as_deref().and_then(|given| field(&self.tree, given[id as usize], id, None));
        given.map(|field| Field { inherited: true, ..field })
    }

    /// Whether `defaults` has a key for a field, blank or not.
    pub(super) fn gives_key(&self, id: FieldId) -> bool {
        let all = self.field(FieldId::Defaults).into_iter().flat_map(|field| field.value.pairs());
        all.into_iter().any(|(key, _)| FieldId::from_interned(key.name()) == Some(id))
    }

    /// Whether `defaults` gives anything.
    #[must_use]
    pub fn has_defaults(&self) -> bool {
        self.defaults.is_some()
    }

    /// All items that are mappings, in the order of the file.
    pub fn items(&self) -> impl Iterator<Item = Item<'_>> {
        self.items_in(0..self.items.len())
    }

    /// Those whose index is in a range; it may go beyond the last.
    pub fn items_in(&self, range: Range<usize>) -> impl Iterator<Item = Item<'_>> {
        (range.start..range.end.min(self.items.len()))
            .map(|index| Item { catalog: self, index })
            .filter(|item| item.mapping().kind() == Kind::Map && !self.passes_over(item.index))
    }

    /// Whether an item is none of this catalog: see [`Catalog::of_whole_items`].
    #[must_use]
    pub fn passes_over(&self, item: usize) -> bool {
        !self.passed.is_empty() && self.passed.contains(&item)
    }

    /// Number of entries of `items`, also those that are no mappings.
    #[must_use]
    pub fn len(&self) -> usize {
        self.items.len()
    }

    /// Whether there is no item.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.items.is_empty()
    }

    /// The item whose lines hold a byte offset of the text: from its own begin to that of the next, or to the end of the
    /// list. None outside of the list, and where the entry is no mapping.
    #[must_use]
    pub fn item_at(&self, offset: u32) -> Option<Item<'_>> {
        let start = |item: &ItemAt| self.tree.node(item.node).span().start;
        let index = self.items.partition_point(|item| start(item) <= offset).checked_sub(1)?;
        let end = self.field(FieldId::Items)?.value.span().end;
        let item = self.item(index);
        (offset <= end && item.node().kind() == Kind::Map).then_some(item)
    }

    /// The item that a node of the tree is.
    #[must_use]
    pub fn item_of(&self, node: NodeId) -> Option<Item<'_>> {
        let index = self.items.binary_search_by_key(&node, |item| item.node).ok()?;
        Some(self.item(index))
    }

    /// The item at an index that is below [`Catalog::len`].
    #[must_use]
    pub fn item(&self, index: usize) -> Item<'_> {
        Item { catalog: self, index }
    }
}

/// The fields that items lack and that may stand in parts of them that can't be read.
fn in_lost(tree: &Tree, items: &[ItemAt]) -> Unread {
    let mut unread = Unread::default();
    if !tree.is_partial() {
        return unread;
    }
    let is_map = |item: &&ItemAt| tree.node(item.node).kind() == Kind::Map && !tree.node(item.node).is_aliased();
    for (index, item) in items.iter().enumerate().filter(|(_, item)| is_map(item)) {
        let parts = tree.lost_within(tree.node(item.node).span());
        unread.merge(&Unread::of_parts(parts, tree.source(), index, |id| item.key(id) != 0));
    }
    unread
}

/// The fields of a mapping; `plain` is no more where there is another key, or one twice.
fn fields(map: Node<'_>, scope: std::ops::RangeInclusive<FieldId>, plain: &mut bool) -> FieldTable {
    let mut found = [0; FieldId::COUNT];
    for (key, _) in map.pairs() {
        let id = FieldId::from_interned(key.name()).filter(|id| scope.contains(id));
        match id.filter(|&id| found[id as usize] == 0) {
            Some(id) => found[id as usize] = key.id(),
            None => *plain = false,
        }
    }
    found
}

/// The field whose key is given; none where that is 0.
fn field(tree: &Tree, key: NodeId, id: FieldId, item: Option<usize>) -> Option<Field<'_>> {
    // A key is a scalar, so its value is the next node.
    (key != 0).then(|| Field { id, item, key: tree.node(key), value: tree.node(key + 1), inherited: false })
}

/// What `defaults`, whose key is given, says and is not blank.
fn defaults(tree: &Tree, key: NodeId, plain: &mut bool) -> Option<Box<FieldTable>> {
    let map = (key != 0).then(|| tree.node(key + 1))?;
    let mut given = fields(map, FieldId::Basis..=FieldId::Levels, plain);
    for id in FieldId::of_item() {
        let is_given =
            field(tree, given[id as usize], id, None).is_some_and(|field| id.has_default() && !field.is_missing());
        given[id as usize] *= NodeId::from(is_given);
    }
    given.iter().any(|&key| key != 0).then(|| Box::new(given))
}

/// One item: a row of the table.
#[derive(Debug, Clone, Copy)]
pub struct Item<'a> {
    catalog: &'a Catalog,
    index: usize,
}

impl<'a> Item<'a> {
    /// Position in the list, from 0.
    #[must_use]
    pub fn index(self) -> usize {
        self.index
    }

    /// The mapping: for edits, since a check that looks at it is run over each item.
    #[must_use]
    pub fn node(self) -> Node<'a> {
        note_item();
        self.mapping()
    }

    fn mapping(self) -> Node<'a> {
        self.catalog.tree.node(self.catalog.items[self.index].node)
    }

    /// A field, if its key is there, else what `defaults` gives for it; its value may be empty.
    #[inline]
    #[must_use]
    pub fn field(self, id: FieldId) -> Option<Field<'a>> {
        let own = self.own(id);
        if own.is_none() { self.taken(id) } else { own }
    }

    /// A field of its own, if its key is there.
    #[inline]
    #[must_use]
    pub fn own(self, id: FieldId) -> Option<Field<'a>> {
        note(id);
        field(&self.catalog.tree, self.catalog.items[self.index].key(id), id, Some(self.index))
    }

    /// What an item has of a field that it has no key for: the default. Not where its own could not be
    /// read, since that says something.
    #[inline]
    fn taken(self, id: FieldId) -> Option<Field<'a>> {
        self.note_asked(id);
        self.catalog.defaults.as_ref()?;
        self.inherited(id)
    }

    /// Whether a field could not be read: whether it is there, and what it says, nobody knows.
    #[must_use]
    pub fn is_unread(self, id: FieldId) -> bool {
        note_item();
        self.lacks_what_stands_there(id)
    }

    fn lacks_what_stands_there(self, id: FieldId) -> bool {
        self.catalog.unread.has(self.index, id)
    }

    /// Notes that a check hangs on a field, if that was not read.
    #[inline]
    pub(crate) fn note_asked(self, id: FieldId) {
        note(id);
        if !self.catalog.unread.is_empty() && self.lacks_what_stands_there(id) {
            self.catalog.asked.store(true, Ordering::Relaxed);
        }
    }

    /// What `defaults` gives for a field whose key is not there.
    #[cold]
    fn inherited(self, id: FieldId) -> Option<Field<'a>> {
        let default = self.catalog.default(id).filter(|_| !self.lacks_what_stands_there(id))?;
        Some(Field { item: Some(self.index), ..default })
    }

    /// Whether the item takes what `defaults` gives for a field.
    #[must_use]
    pub fn takes_default(self, id: FieldId) -> bool {
        self.own(id).is_none() && !self.lacks_what_stands_there(id)
    }

    /// The level (公开层级) that the item has though nobody states it: it follows from the rank of its
    /// publisher, or of the body that compiled the catalog. It has no place in the file.
    #[must_use]
    pub fn told_level(self) -> Option<&'a str> {
        note_all(FieldSet::of(&[FieldId::Publisher, FieldId::Levels]));
        self.catalog.told.as_ref()?.level(self.index)
    }

    /// The texts of a field that are not blank; none where it is absent.
    #[inline]
    #[must_use]
    pub fn entries(self, id: FieldId) -> Entries<'a> {
        self.field(id).map_or(Entries { field: None, at: 0, end: 0, index: None }, Field::entries)
    }

    /// The first text of a field, trimmed; empty where there is none.
    #[inline]
    #[must_use]
    pub fn text(self, id: FieldId) -> &'a str {
        note(id);
        // Many rules ask for names: the usual case, one text, goes the short way.
        let key = self.catalog.items[self.index].key(id);
        if key == 0 && self.catalog.defaults.is_none() {
            self.note_asked(id);
            return "";
        }
        if key == 0 {
            return self.entries(id).next().map_or("", |entry| trimmed(entry.text));
        }
        let value = self.catalog.tree.node(key + 1);
        if value.kind() == Kind::Str && matches!(id.spec().shape, FieldShape::Text | FieldShape::TextOrList) {
            return trimmed(value.text());
        }
        self.entries(id).next().map_or("", |entry| trimmed(entry.text))
    }

    /// The number as it is written, also an integer; empty where there is none.
    #[must_use]
    pub fn no(self) -> &'a str {
        self.field(FieldId::No).filter(|f| f.value.is_scalar()).map_or("", |f| f.value.text().trim())
    }

    /// What a person calls the item: the subtopic, else the topic.
    #[must_use]
    pub fn label(self) -> &'a str {
        let subtopic = self.text(FieldId::Subtopic);
        if subtopic.is_empty() { self.text(FieldId::Topic) } else { subtopic }
    }

    /// Key of the first field, where a finding about the whole item stands.
    #[must_use]
    pub fn first_key(self) -> Span {
        self.mapping().pairs().next().map_or(self.mapping().span(), |(key, _)| key.span())
    }

    /// `/items/3`
    #[must_use]
    pub fn pointer(self) -> String {
        format!("/items/{}", self.index)
    }
}

/// A field that is there: its key and its value.
#[derive(Debug, Clone, Copy)]
pub struct Field<'a> {
    /// Which field.
    pub id: FieldId,
    /// Index of the item; none at the top of the file.
    pub item: Option<usize>,
    /// The key as the author wrote it.
    pub key: Node<'a>,
    /// The value, of any kind.
    pub value: Node<'a>,
    /// Whether key and value stand in `defaults`, and the item takes them from there.
    pub inherited: bool,
}

impl<'a> Field<'a> {
    /// Its texts that are not blank: the one text, or those of the list. Numbers and other
    /// kinds are left out (a finding says so elsewhere); of `no` and `extra` there are none.
    #[inline]
    #[must_use]
    pub fn entries(self) -> Entries<'a> {
        let shape = self.id.spec().shape;
        let list = shape == FieldShape::TextOrList && self.value.kind() == Kind::Seq;
        let first = self.value.id();
        let (at, end, index) = match shape {
            FieldShape::TextOrList if list => (first + 1, self.value.end_id(), Some(0)),
            FieldShape::Text | FieldShape::TextOrList | FieldShape::Date => (first, first + 1, None),
            FieldShape::Number | FieldShape::Defaults | FieldShape::Items | FieldShape::Map => (0, 0, None),
        };
        Entries { field: Some(self), at, end, index }
    }

    /// Whether the value is a list.
    #[must_use]
    pub fn is_list(self) -> bool {
        self.value.kind() == Kind::Seq
    }

    /// The value as it is written, where the same letters mean the same in every place: none of one
    /// read through an alias, or of a text whose indentation hangs on what is around it.
    #[must_use]
    pub fn written(self) -> Option<&'a str> {
        let written = &self.value.tree().source()[self.value.span().range()];
        let fixed = match self.value.style() {
            Style::Literal | Style::Folded => false,
            Style::Block | Style::Flow if self.is_list() => self.value.entries().all(is_fixed),
            Style::Block | Style::Flow => memchr::memchr3(b'*', b'|', b'>', written.as_bytes()).is_none(),
            Style::Empty | Style::Plain | Style::Single | Style::Double => true,
        };
        (fixed && !self.value.is_aliased()).then_some(written)
    }

    /// Whether it counts as missing: null, blank, `[]`, or a list of nothing but those.
    #[must_use]
    pub fn is_missing(self) -> bool {
        match self.value.kind() {
            Kind::Seq => self.value.entries().all(Node::is_blank),
            Kind::Map => self.id.spec().shape == FieldShape::Map && self.value.count() == 0,
            _ => self.value.is_blank(),
        }
    }

    /// Place of the value; of an empty one, the key.
    #[must_use]
    pub fn place(self) -> Span {
        if self.value.span().is_empty() { self.key.span() } else { self.value.span() }
    }

    /// `/items/3/basis`, `/title`; of a field that an item takes from `defaults` the same as of its own.
    #[must_use]
    pub fn pointer(self) -> String {
        match self.item {
            Some(item) => ["/items/", &item.to_string(), "/", self.id.key()].concat(),
            None => ["/", self.id.key()].concat(),
        }
    }
}

/// Whether an entry of a list means the same wherever it is written so: see [`Field::written`].
fn is_fixed(entry: Node<'_>) -> bool {
    let fixed = matches!(entry.style(), Style::Empty | Style::Plain | Style::Single | Style::Double);
    fixed && !entry.is_aliased()
}

/// The texts of a field: see [`Field::entries`].
#[derive(Debug, Clone)]
pub struct Entries<'a> {
    field: Option<Field<'a>>,
    at: NodeId,
    end: NodeId,
    /// Position of the next entry in the list.
    index: Option<usize>,
}

impl<'a> Iterator for Entries<'a> {
    type Item = Entry<'a>;

    // Most who ask want the text alone: what they don't look at is not to be put together.
    #[inline]
    fn next(&mut self) -> Option<Entry<'a>> {
        let field = self.field?;
        while self.at < self.end {
            let node = field.value.tree().node(self.at);
            let index = self.index;
            self.at = node.end_id();
            self.index = index.map(|index| index + 1);
            let text = if node.kind() == Kind::Str { node.text() } else { "" };
            if begins_with_ink(text) || !text.trim_start().is_empty() {
                return Some(Entry { field, node, index, text });
            }
        }
        None
    }
}

/// One text of a field.
#[derive(Debug, Clone, Copy)]
pub struct Entry<'a> {
    field: Field<'a>,
    /// The scalar.
    pub node: Node<'a>,
    /// Position in the list; none where the field is given as one text.
    pub index: Option<usize>,
    /// The text, not trimmed.
    pub text: &'a str,
}

impl<'a> Entry<'a> {
    /// Which field the text is of.
    #[must_use]
    pub fn id(self) -> FieldId {
        self.field.id
    }

    /// Index of the item; none at the top of the file.
    #[must_use]
    pub fn item(self) -> Option<usize> {
        self.field.item
    }

    /// The field, with the other texts of its value.
    #[must_use]
    pub fn field(self) -> Field<'a> {
        note_whole_value();
        self.field
    }

    /// A part of the text as it is written in the file.
    #[must_use]
    pub fn written(self, part: Range<usize>) -> &'a str {
        note_whole_value();
        &self.node.tree().source()[self.part(part).range()]
    }

    /// The whole scalar, quotes included.
    #[must_use]
    pub fn span(self) -> Span {
        self.node.span()
    }

    /// The source under a part of [`Entry::text`]; the whole scalar where the part has no place
    /// of its own.
    #[must_use]
    pub fn part(self, part: Range<usize>) -> Span {
        self.node.locate(part).unwrap_or_else(|| self.node.span())
    }

    /// `/items/3/basis/0` in a list, `/items/3/basis` otherwise.
    #[must_use]
    pub fn pointer(self) -> String {
        match self.index {
            Some(index) => [&self.field.pointer(), "/", &index.to_string()].concat(),
            None => self.field.pointer(),
        }
    }
}
