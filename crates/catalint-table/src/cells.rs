//! Fixes of the YAML of a table as edits of its cells: where what a fix changes stands in one cell.

use std::collections::{BTreeMap, BTreeSet};

use catalint_core::fix::{Applicability, CellEdit, Edit, Fix};
use catalint_core::model::FieldId;
use catalint_text::Span;
use catalint_yaml as yaml;

use crate::catalog::{CatalogDraft, DraftItem, DraftSpot};
use crate::grid::{At, Grids};
use crate::mend::atoms::{Atom, LaidText, LineEnds, hunks, spliced};
use crate::write::{WrittenYaml, YamlPart};

/// What a fix of the YAML is in the table.
#[derive(Debug, Clone)]
pub(crate) struct Translated {
    pub(crate) applicability: Applicability,
    /// Edits of cells; none where it changes more than characters of values, or these stand in no one cell.
    pub(crate) edits: Vec<CellEdit>,
    /// The texts that it makes of others.
    pub(crate) texts: Vec<ChangedField>,
    /// The items that have the same from one cell, and those of the finding.
    takers: BTreeSet<usize>,
    items: BTreeSet<usize>,
}

/// A text of a field, before and after.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) struct ChangedField {
    pub(crate) field: FieldId,
    pub(crate) before: String,
    pub(crate) after: String,
}

/// Characters on either side of what changes by which its place in the cell is known; more where they stand there
/// more than once, at last the whole text.
const CONTEXTS: [usize; 5] = [3, 6, 12, 24, usize::MAX];

/// Finds the cells of fixes.
pub(crate) struct Cells<'a> {
    document: &'a Grids,
    draft: &'a CatalogDraft,
    yaml: &'a str,
    /// Parts that are fields.
    fields: Vec<&'a YamlPart>,
    /// The items that have the value of a field from a cell.
    takers: BTreeMap<(FieldId, At), BTreeSet<usize>>,
}

impl<'a> Cells<'a> {
    pub(crate) fn new(document: &'a Grids, draft: &'a CatalogDraft, written: &'a WrittenYaml) -> Self {
        let is_field = |part: &&YamlPart| !part.span.is_empty() && field_of(&part.pointer).is_some();
        let mut takers: BTreeMap<(FieldId, At), BTreeSet<usize>> = BTreeMap::new();
        for (nth, item) in draft.items.iter().enumerate() {
            for (&field, value) in &item.fields {
                takers.entry((field, value.above.unwrap_or(value.at))).or_default().insert(nth);
            }
        }
        let fields = written.parts.iter().filter(is_field).collect();
        Self { document, draft, yaml: &written.yaml, fields, takers }
    }

    /// What a fix is in the table, for the items of its finding.
    pub(crate) fn translated(&self, fix: &Fix, items: BTreeSet<usize>) -> Translated {
        let mut out = Translated {
            applicability: fix.applicability,
            edits: Vec::new(),
            texts: Vec::new(),
            takers: BTreeSet::new(),
            items,
        };
        if self.translate(fix, &mut out).is_none() {
            out.edits.clear();
            out.texts.clear();
        }
        out
    }

    fn translate(&self, fix: &Fix, out: &mut Translated) -> Option<()> {
        let mut by_part: BTreeMap<usize, Vec<&Edit>> = BTreeMap::new();
        for edit in &fix.edits {
            by_part.entry(self.part(edit.span)?).or_default().push(edit);
        }
        for (part, edits) in by_part {
            let part = self.fields[part];
            let (item, field) = field_of(&part.pointer)?;
            let old = &self.yaml[part.span.range()];
            let new = applied(old, part.span.start, &edits);
            let (before, after) = (texts(old, item, field)?, texts(&new, item, field)?);
            if before.len() != after.len() {
                return None;
            }
            for (before, after) in before.iter().zip(&after).filter(|(before, after)| before != after) {
                let (at, edit) = self.edit(item, field, part.spot, before, after)?;
                out.takers.extend(self.takers.get(&(field, at)).into_iter().flatten());
                out.edits.push(edit);
                out.texts.push(ChangedField { field, before: before.clone(), after: after.clone() });
            }
        }
        (!out.edits.is_empty()).then_some(())
    }

    /// The field that an edit lies in.
    fn part(&self, span: Span) -> Option<usize> {
        let next = self.fields.partition_point(|part| part.span.start <= span.start);
        let nth = next.checked_sub(1)?;
        (span.end <= self.fields[nth].span.end).then_some(nth)
    }

    /// The edit of a cell that makes one text of a field another.
    pub(crate) fn edit(
        &self,
        item: Option<usize>,
        field: FieldId,
        spot: DraftSpot,
        before: &str,
        after: &str,
    ) -> Option<(At, CellEdit)> {
        let DraftSpot::Cell(first) = spot else { return None };
        let cells = match item {
            Some(item) => self.cells_of(item, field, first),
            None => vec![first],
        };
        let (old, new): (Vec<char>, Vec<char>) = (before.chars().collect(), after.chars().collect());
        let changes = hunks(&old, &new, 0);
        let (from, to) = (changes.first()?.range.start, changes.last()?.range.end);
        for context in CONTEXTS {
            let range = widened(&old, from..to, context);
            let words: String = old[range.clone()].iter().collect();
            let Some((at, hit)) = self.found(&cells, &words) else { continue };
            let text = self.text(at);
            // The words as they stand in the cell, blanks and line ends among them.
            let there = &text[hit];
            let atoms: Vec<Atom> =
                there.char_indices().map(|(at, c)| Atom { c, range: at..at + c.len_utf8(), lock: None }).collect();
            let laid = LaidText::new(&atoms, &words);
            let mut splices = Vec::new();
            for hunk in &changes {
                let mut hunk = hunk.clone();
                hunk.range = hunk.range.start - range.start..hunk.range.end - range.start;
                splices.extend(laid.splices(&hunk, LineEnds::Kept, String::from).ok()?);
            }
            let after = spliced(there, &mut splices);
            let grid = &self.document.grids[at.grid];
            let cell = grid.address(grid.rows[at.row].number, at.column);
            return Some((at, CellEdit { cell, before: there.to_owned(), after }));
        }
        None
    }

    /// The cells that the value of a field may stand in: the first, and those of its column in the rows of the item.
    fn cells_of(&self, item: usize, field: FieldId, first: At) -> Vec<At> {
        if field == FieldId::Extra {
            return self.draft.items[item].extra.iter().map(|(_, _, at)| *at).collect();
        }
        let mut cells = vec![first];
        let (this, next) = (&self.draft.items[item], self.draft.items.get(item + 1));
        let many = matches!(field, FieldId::Content | FieldId::Basis | FieldId::Channels);
        if !many || first.grid != this.first.grid {
            return cells;
        }
        let end = next.filter(|next: &&DraftItem| next.first.grid == first.grid).map(|next| next.first.row);
        let end = end.unwrap_or(self.document.grids[first.grid].rows.len()).min(first.row + 200);
        cells.extend((first.row + 1..end).map(|row| At { row, ..first }));
        cells
    }

    fn text(&self, at: At) -> &'a str {
        self.document.text_at(at)
    }

    /// Where words stand, blanks aside, if they stand in these cells once.
    fn found(&self, cells: &[At], words: &str) -> Option<(At, std::ops::Range<usize>)> {
        let wanted: String = words.chars().filter(|c| !is_blank(*c)).collect();
        if wanted.is_empty() {
            return None;
        }
        let mut found = None;
        for &at in cells {
            let text = self.text(at);
            let solid: Vec<(usize, char)> = text.char_indices().filter(|(_, c)| !is_blank(*c)).collect();
            let joined: String = solid.iter().map(|(_, c)| *c).collect();
            let mut from = 0;
            while let Some(hit) = joined[from..].find(&wanted) {
                if found.is_some() {
                    return None;
                }
                let start = joined[..from + hit].chars().count();
                let last = start + wanted.chars().count() - 1;
                found = Some((at, solid[start].0..solid[last].0 + solid[last].1.len_utf8()));
                from += hit + joined[from + hit..].chars().next().map_or(1, char::len_utf8);
            }
        }
        found
    }
}

/// Of edits of a cell that is the value of several items those stay that hold for all of them.
pub(crate) fn keep_agreed(all: &mut [Option<Translated>]) {
    let mut told: BTreeMap<CellEdit, BTreeSet<usize>> = BTreeMap::new();
    for one in all.iter().flatten() {
        for edit in &one.edits {
            told.entry(edit.clone()).or_default().extend(&one.items);
        }
    }
    for one in all.iter_mut().flatten() {
        let agreed = one.edits.iter().all(|edit| one.takers.is_subset(&told[edit]));
        if !agreed {
            one.edits.clear();
            one.texts.clear();
        }
    }
}

fn is_blank(c: char) -> bool {
    c.is_whitespace() || catalint_domain::chinese::script::is_blank(c)
}

/// A range with so many characters that are no blanks on either side; it begins and ends with one that is none, where
/// there is one.
fn widened(text: &[char], range: std::ops::Range<usize>, context: usize) -> std::ops::Range<usize> {
    let (mut start, mut end) = (range.start, range.end);
    let mut seen = 0;
    for at in (0..range.start).rev() {
        if seen >= context {
            break;
        }
        if !is_blank(text[at]) {
            (seen, start) = (seen + 1, at);
        }
    }
    seen = 0;
    for (at, c) in text.iter().enumerate().skip(range.end) {
        if seen >= context {
            break;
        }
        if !is_blank(*c) {
            (seen, end) = (seen + 1, at + 1);
        }
    }
    start..end
}

/// The item and the field of a part: `/items/3/basis`, `/title`, `/defaults/method`.
fn field_of(pointer: &str) -> Option<(Option<usize>, FieldId)> {
    let parts: Vec<&str> = pointer.strip_prefix('/')?.split('/').collect();
    match parts.as_slice() {
        ["items", item, field] => Some((Some(item.parse().ok()?), FieldId::from_key(field)?)),
        ["defaults", field] => Some((None, FieldId::from_key(field)?)),
        ["items" | "defaults"] => None,
        [field] => Some((None, FieldId::from_key(field)?)),
        _ => None,
    }
}

/// A part of the YAML with edits, whose places are those of the whole.
fn applied(part: &str, base: u32, edits: &[&Edit]) -> String {
    let (mut out, mut at) = (String::new(), 0);
    for edit in edits {
        let (start, end) = ((edit.span.start - base) as usize, (edit.span.end - base) as usize);
        out += &part[at..start];
        out += &edit.content;
        at = end;
    }
    out + &part[at..]
}

/// The texts of a field from its part of the YAML; none where there is more in it than that field.
fn texts(part: &str, item: Option<usize>, field: FieldId) -> Option<Vec<String>> {
    let of_item = item.is_some();
    let whole = match (of_item, part.starts_with(' ')) {
        // The first field of an item has its dash before it.
        (true, _) => format!("items:\n  - {}", part.get(4..)?),
        (false, true) => format!("defaults:\n{part}"),
        (false, false) => part.to_owned(),
    };
    let parsed = yaml::parse(whole.as_str(), FieldId::intern);
    if !parsed.faults.is_empty() || !parsed.slips.is_empty() {
        return None;
    }
    let root = parsed.tree.root()?;
    let around = if of_item || part.starts_with(' ') { root.pairs().next()?.1 } else { root };
    let around = if of_item { around.entries().next()? } else { around };
    if root.pairs().count() != 1 && whole.as_str() != part || around.pairs().count() != 1 {
        return None;
    }
    let (key, value) = around.pairs().next()?;
    if FieldId::from_interned(key.name()) != Some(field) {
        return None;
    }
    let scalar = |node: yaml::Node<'_>| (node.kind() == yaml::Kind::Str).then(|| node.text().to_owned());
    match value.kind() {
        yaml::Kind::Str => Some(vec![value.text().to_owned()]),
        yaml::Kind::Seq => value.entries().map(scalar).collect(),
        _ => extra(value),
    }
}

/// The texts of columns that the model does not know.
fn extra(value: yaml::Node<'_>) -> Option<Vec<String>> {
    let mut texts = Vec::new();
    for (key, value) in value.pairs() {
        if value.kind() != yaml::Kind::Str {
            return None;
        }
        // A head that changes is none of a value.
        texts.push(key.text().to_owned());
        texts.push(value.text().to_owned());
    }
    (!texts.is_empty()).then_some(texts)
}
