//! A bound catalog: which node is which field. Texts and places come from the tree.

mod item;
mod value;

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use super::level::ToldLevels;
use super::reads::{note, unnoted};
use super::{FieldId, Unread};
use catalint_domain::vocabulary::profile::Profile;
use catalint_yaml::{Kind, Node, NodeId, Tree};

pub use item::Item;
pub use value::{Entries, Entry, Field};

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

    /// Whether what is said of an item follows from its own text and from the top of the file: all could be read, nothing is
    /// an alias of what stands elsewhere, and no level was told by the bodies of all items.
    pub(crate) fn items_speak_for_themselves(&self) -> bool {
        self.unread.is_empty() && !self.tree.is_partial() && self.tree.aliases().is_empty() && self.told.is_none()
    }

    /// The texts above and below the entries of `items`; none where there is no entry.
    pub(crate) fn around_items(&self) -> Option<(&str, &str)> {
        let (first, source) = (self.items.first()?, self.tree.source());
        Some((&source[..self.start(first)], &source[self.end_of_items()..]))
    }

    /// The text of an entry of `items` to the begin of the next one.
    pub(crate) fn item_text(&self, index: usize) -> &str {
        let end = self.items.get(index + 1).map_or_else(|| self.end_of_items(), |next| self.start(next));
        &self.tree.source()[self.start(&self.items[index])..end]
    }

    fn start(&self, item: &ItemAt) -> usize {
        self.tree.node(item.node).span().start as usize
    }

    fn end_of_items(&self) -> usize {
        self.tree.node(self.top[FieldId::Items as usize] + 1).span().end as usize
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
