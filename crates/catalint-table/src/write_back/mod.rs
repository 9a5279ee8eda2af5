//! A catalog that was changed, carried back into the table that it was read from: other words in the cells of its values.
//! What a table would have to be laid out anew for is left, and named.

mod ticks;
mod values;

use std::collections::{BTreeMap, BTreeSet};

use catalint_core::Document;
use catalint_core::fix::CellEdit;
use catalint_core::lint::Settings;
use catalint_core::model::FieldId;
use catalint_core::rule::Lang;

use crate::catalog::{self, CatalogDraft, DraftSpot, OPTIONS, Vocabulary};
use crate::cells::Cells;
use crate::error::Unreadable;
use crate::fixer::changes;
use crate::grid::Grids;
use crate::mend::atoms::LineEnds;
use crate::mend::{Caution, LeftOutWhy, mend_with};
use crate::reading::TableReading;
use crate::write::write;
use ticks::Ticks;
use values::{TableValues, ordered, values, values_of};

/// A table file with the changes of its catalogs.
#[derive(Debug, Default)]
pub struct WrittenBack {
    /// The new bytes; none where nothing changed.
    pub bytes: Option<Vec<u8>>,
    /// The cells that say something else, with all that they said and say.
    pub changes: Vec<CellEdit>,
    /// What could not be carried.
    pub left: Vec<NotCarried>,
    /// What is to be known of the new file.
    pub cautions: Vec<Caution>,
}

/// A change of a catalog that is not in its table.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct NotCarried {
    /// Which catalog of the file, from 0.
    pub catalog: usize,
    /// The item as it stands in the changed catalog; none at the top, or of one that is no more.
    pub item: Option<usize>,
    /// The field; none where it is the item as a whole.
    pub field: Option<FieldId>,
    /// The head of another column; empty where it is none.
    pub head: String,
    /// The cell, where there is one.
    pub cell: Option<String>,
    /// Why.
    pub why: LeftOutWhy,
}

impl NotCarried {
    /// JSON Pointer; empty for an item that is no more.
    #[must_use]
    pub fn pointer(&self) -> String {
        let item = self.item.map_or_else(String::new, |item| format!("/items/{item}"));
        let field = self.field.map_or_else(String::new, |field| format!("/{}", field.key()));
        let head = if self.head.is_empty() {
            String::new()
        } else {
            format!("/{}", self.head.replace('~', "~0").replace('/', "~1"))
        };
        item + &field + &head
    }

    /// For people: 第3项的公开依据.
    #[must_use]
    pub fn what(&self, lang: Lang) -> String {
        let field = self.field.map(|field| match lang {
            _ if !self.head.is_empty() => self.head.as_str(),
            Lang::Zh => field.spec().label,
            Lang::En => field.spec().label_en,
        });
        match (self.item.map(|item| item + 1), field, lang) {
            (Some(item), Some(field), Lang::Zh) => format!("第{item}项的{field}"),
            (Some(item), Some(field), Lang::En) => format!("{field} of item {item}"),
            (Some(item), None, Lang::Zh) => format!("第{item}项"),
            (Some(item), None, Lang::En) => format!("item {item}"),
            (None, Some(field), _) => field.to_owned(),
            (None, None, Lang::Zh) => "删去的事项".to_owned(),
            (None, None, Lang::En) => "items that were dropped".to_owned(),
        }
    }
}

/// The value of a catalog in the table: catalog, item of the table, field, head.
type ValuePlace = (usize, Option<usize>, FieldId, String);

/// An edit of a cell, with the values that it makes.
struct Carried {
    edit: CellEdit,
    /// Whether a blank cell is filled in.
    fills: bool,
    owners: Vec<(ValuePlace, NotCarried)>,
}

/// What the values of a table are to be.
struct Plan<'a> {
    name: &'a str,
    bytes: &'a [u8],
    settings: &'a Settings,
    words: Vocabulary<'a>,
    old: Vec<TableValues>,
    new: BTreeMap<ValuePlace, Vec<String>>,
    edits: Vec<Carried>,
    left: BTreeSet<NotCarried>,
}

/// Carries changed catalogs back into the file that they were read from; `wanted` are all of them in its order, each with
/// how it was read.
///
/// # Errors
/// Why the file can't be read.
pub fn write_back(
    name: &str,
    bytes: &[u8],
    settings: &Settings,
    wanted: &[(Document, TableReading)],
) -> Result<WrittenBack, Unreadable> {
    let document = crate::read::read(name, bytes, None)?;
    let drafts = catalog::read(&document, &settings.profiles, &settings.columns);
    let mut plan = Plan {
        name,
        bytes,
        settings,
        words: Vocabulary::new(&settings.profiles),
        old: drafts.iter().map(values).collect(),
        new: BTreeMap::new(),
        edits: Vec::new(),
        left: BTreeSet::new(),
    };
    for (nth, (draft, (changed, reading))) in drafts.iter().zip(wanted).enumerate() {
        plan.add(nth, &document, draft, changed, reading);
    }
    plan.carry(&document)
}

impl Plan<'_> {
    /// Plans the edits of one catalog.
    fn add(&mut self, nth: usize, document: &Grids, draft: &CatalogDraft, changed: &Document, reading: &TableReading) {
        let Some(catalog) = changed.catalog() else { return };
        let rows = |item| NotCarried {
            catalog: nth,
            item,
            field: None,
            head: String::new(),
            cell: None,
            why: LeftOutWhy::Rows,
        };
        let origins: Vec<Option<usize>> = reading.items.iter().map(|item| item.origin).collect();
        let mut last = None;
        for (item, origin) in origins.iter().enumerate() {
            // Items that were added, or stand elsewhere now.
            if origin.is_none() || *origin < last {
                self.left.insert(rows(Some(item)));
            }
            last = last.max(*origin);
        }
        let kept = origins.iter().flatten().count();
        if kept < draft.items.len() {
            self.left.insert(rows(None));
        }
        let written = write(draft, Lang::Zh);
        let cells = Cells::new(document, draft, &written);
        // Of items that are there still, by their place in the table.
        let origin = |item: Option<usize>| item.map(|item| origins.get(item).copied().flatten());
        let of_table = |((item, id, head), texts): ((Option<usize>, FieldId, String), Vec<String>)| match origin(item) {
            Some(None) => None,
            origin => Some(((origin.flatten(), id, head), texts)),
        };
        let new: TableValues = values_of(catalog).into_iter().filter_map(of_table).collect();
        let place_of = |origin: usize| origins.iter().position(|known| *known == Some(origin));
        let keys: BTreeSet<_> = self.old[nth].keys().chain(new.keys()).cloned().collect();
        for (origin, id, head) in keys {
            let item = origin.and_then(place_of);
            if origin.is_some() && item.is_none() {
                continue;
            }
            let before = self.old[nth].get(&(origin, id, head.clone())).cloned().unwrap_or_default();
            let after = new.get(&(origin, id, head.clone())).cloned().unwrap_or_default();
            // The day of a table may be written otherwise, and a profile is no value of it.
            if ordered(id, &before) == ordered(id, &after) || id == FieldId::Profile {
                continue;
            }
            let read = origin.and_then(|origin| draft.items.get(origin));
            let spot = match origin {
                Some(_) if id == FieldId::Extra => read
                    .and_then(|item| item.extra.iter().find(|(known, ..)| *known == head))
                    .map(|(_, _, at)| DraftSpot::Cell(*at)),
                Some(_) => read.and_then(|item| {
                    let at = item.fields.get(&id).map(|value| value.above.unwrap_or(value.at));
                    at.or_else(|| item.places.get(&id).copied()).map(DraftSpot::Cell)
                }),
                None => {
                    draft.top.get(&id).map(|(_, spot)| *spot).or_else(|| draft.defaults.get(&id).map(|(_, spot)| *spot))
                }
            };
            let at = spot.and_then(|spot| if let DraftSpot::Cell(at) = spot { Some(at) } else { None });
            let ticks = Ticks { document, draft, words: &self.words };
            let ticked = match read.filter(|_| is_list(id)) {
                Some(item) => ticks.edits(item, (id, at), &before, &after),
                None => Ok(None),
            };
            let cell = at.map(|at| {
                let grid = &document.grids[at.grid];
                grid.address(grid.rows.get(at.row).map_or(at.row + 1, |row| row.number), at.column)
            });
            let left =
                NotCarried { catalog: nth, item, field: Some(id), head: head.clone(), cell, why: LeftOutWhy::NoCell };
            let place: ValuePlace = (nth, origin, id, head);
            let found = match (ticked, spot, left.cell.clone().filter(|_| before.is_empty())) {
                (Err(why), ..) => Err(why),
                (Ok(Some(edits)), ..) => Ok(edits),
                (Ok(None), None, _) => Err(LeftOutWhy::NoCell),
                (Ok(None), Some(_), Some(cell)) => {
                    Ok(vec![CellEdit { cell, before: String::new(), after: filling(id, &after) }])
                }
                (Ok(None), Some(spot), None) => edits(&cells, (origin, id), spot, &before, &after),
            };
            match found {
                Err(why) => drop(self.left.insert(NotCarried { why, ..left })),
                Ok(edits) => {
                    self.new.insert(place.clone(), after);
                    edits.into_iter().for_each(|edit| self.push(edit, (place.clone(), left.clone())));
                }
            }
        }
    }

    fn push(&mut self, edit: CellEdit, owner: (ValuePlace, NotCarried)) {
        match self.edits.iter_mut().find(|known| known.edit == edit) {
            Some(known) => known.owners.push(owner),
            None => {
                let fills = edit.before.is_empty();
                self.edits.push(Carried { edit, fills, owners: vec![owner] });
            }
        }
    }

    /// Makes as many edits as can be proven.
    fn carry(mut self, document: &Grids) -> Result<WrittenBack, Unreadable> {
        let mut made: Vec<usize> = Vec::new();
        let mut best = None;
        let mut waiting = vec![self.of_values()];
        while let Some(chunk) = waiting.pop() {
            if chunk.is_empty() {
                continue;
            }
            let mut wanted = made.clone();
            wanted.extend(chunk.iter().flatten());
            let (tried, done) = self.tried(&wanted)?;
            if let Some(done) = done {
                (made, best) = (tried, Some(done));
            } else if let [only] = &chunk[..] {
                let left: Vec<usize> = only.iter().copied().filter(|edit| tried.contains(edit)).collect();
                left.into_iter().for_each(|edit| self.leave(edit, LeftOutWhy::Unproven));
            } else {
                let (left, right) = chunk.split_at(chunk.len() / 2);
                waiting.push(right.to_vec());
                waiting.push(left.to_vec());
            }
        }
        let mut out = WrittenBack { left: self.left.iter().cloned().collect(), ..WrittenBack::default() };
        if let Some((bytes, cautions)) = best {
            out.changes = changes(document, &crate::read::read(self.name, &bytes, None)?);
            (out.bytes, out.cautions) = (Some(bytes), cautions);
        }
        Ok(out)
    }

    /// The edits, those of one value together: it is whole with all of them only.
    fn of_values(&self) -> Vec<Vec<usize>> {
        let mut all: Vec<Vec<usize>> = Vec::new();
        let mut known: BTreeMap<&ValuePlace, usize> = BTreeMap::new();
        for (nth, carried) in self.edits.iter().enumerate() {
            let mut owners = carried.owners.iter().map(|(place, _)| place);
            let value = owners.find_map(|place| known.get(place)).copied().unwrap_or(all.len());
            if value == all.len() {
                all.push(Vec::new());
            }
            all[value].push(nth);
            known.extend(carried.owners.iter().map(|(place, _)| (place, value)));
        }
        all
    }

    fn leave(&mut self, edit: usize, why: LeftOutWhy) {
        let why = if self.edits[edit].fills { LeftOutWhy::Blank } else { why };
        self.left.extend(self.edits[edit].owners.iter().map(|(_, left)| NotCarried { why, ..left.clone() }));
    }

    /// The bytes with some edits, those that can be made; none where the table would say something else besides.
    #[expect(clippy::type_complexity, reason = "used once")]
    fn tried(&mut self, wanted: &[usize]) -> Result<(Vec<usize>, Option<(Vec<u8>, Vec<Caution>)>), Unreadable> {
        let mut wanted = wanted.to_vec();
        loop {
            let asked: Vec<CellEdit> = wanted.iter().map(|nth| self.edits[*nth].edit.clone()).collect();
            let mended = mend_with(self.name, self.bytes, &asked, LineEnds::Free)?;
            if mended.left.is_empty() {
                let Some(bytes) = mended.bytes else { return Ok((wanted, None)) };
                let proven = self.says(&bytes, &wanted)?;
                return Ok((wanted, proven.then_some((bytes, mended.cautions))));
            }
            // What the file has no place for is left for good.
            let mut gone: Vec<(usize, LeftOutWhy)> = mended.left.iter().map(|(at, why)| (wanted[*at], *why)).collect();
            gone.dedup();
            gone.iter().for_each(|(edit, why)| self.leave(*edit, *why));
            // With an edit its value is left, all of it.
            let values = self.of_values();
            let is_gone = |edit: &usize| gone.iter().any(|(gone, _)| gone == edit);
            values
                .iter()
                .filter(|value| value.iter().any(is_gone))
                .for_each(|value| wanted.retain(|edit| !value.contains(edit)));
            if wanted.is_empty() {
                return Ok((wanted, None));
            }
        }
    }

    /// Whether two values of a field say the same: an option may have another name at the head of its column.
    fn is_same(&self, id: FieldId, one: &[String], other: &[String]) -> bool {
        let named = |texts: &[String]| {
            let name =
                |text: &String| self.words.option(id, text).map_or_else(|| text.clone(), |(name, _)| name.to_owned());
            ordered(id, &texts.iter().map(name).collect::<Vec<_>>())
        };
        one == other || OPTIONS.contains(&id) && named(one) == named(other)
    }

    /// Whether a file says what it is to say with some edits, and nothing else.
    fn says(&self, bytes: &[u8], made: &[usize]) -> Result<bool, Unreadable> {
        let document = crate::read::read(self.name, bytes, None)?;
        let now = catalog::read(&document, &self.settings.profiles, &self.settings.columns);
        if now.len() != self.old.len() {
            return Ok(false);
        }
        let owners = made.iter().flat_map(|nth| self.edits[*nth].owners.iter().map(|(place, _)| place));
        let mut wanted = self.old.clone();
        for place in owners {
            // A value of several edits is whole only with all of them: then it is what it is to be, or the proof fails.
            let (catalog, item, id, head) = place.clone();
            wanted[catalog].insert((item, id, head), self.new[place].clone());
        }
        let said = |values: TableValues| values.into_iter().filter(|(_, texts)| !texts.is_empty()).collect::<Vec<_>>();
        let is_said = |(now, wanted): (TableValues, TableValues)| {
            let (now, wanted) = (said(now), said(wanted));
            let mut pairs = now.iter().zip(&wanted);
            now.len() == wanted.len()
                && pairs.all(|((place, now), (of, wanted))| place == of && self.is_same(of.1, now, wanted))
        };
        Ok(now.iter().map(values).zip(wanted).all(is_said))
    }
}

/// Whether a field lists what may be named in one cell, or chosen.
fn is_list(id: FieldId) -> bool {
    OPTIONS.contains(&id) || matches!(id, FieldId::Content | FieldId::Basis)
}

/// What a blank cell is to say.
fn filling(id: FieldId, texts: &[String]) -> String {
    texts.join(if matches!(id, FieldId::Content | FieldId::Basis) { "\n" } else { "、" })
}

/// The edits of cells that make the texts of a field others.
fn edits(
    cells: &Cells<'_>,
    (item, id): (Option<usize>, FieldId),
    spot: DraftSpot,
    before: &[String],
    after: &[String],
) -> Result<Vec<CellEdit>, LeftOutWhy> {
    if before.is_empty() {
        return Err(LeftOutWhy::Blank);
    }
    if before.len() != after.len() {
        return Err(LeftOutWhy::Entries);
    }
    let missing = if OPTIONS.contains(&id) { LeftOutWhy::Sign } else { LeftOutWhy::NotThere };
    let pairs = before.iter().zip(after).filter(|(before, after)| before != after);
    pairs
        .map(|(before, after)| cells.edit(item, id, spot, before, after).map(|(_, edit)| edit).ok_or(missing))
        .collect()
}
