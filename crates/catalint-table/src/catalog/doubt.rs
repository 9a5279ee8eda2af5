//! Columns of ticks that are more than their names: which is which is in doubt, and what hangs on it is held back.

use catalint_core::model::FieldId;
use catalint_domain::bodies::bodies;
use catalint_domain::bodies::rank::Rank;
use catalint_domain::vocabulary::profile::{Profile, find};

use super::CatalogDraft;
use super::head::{Holds, TableHead};
use crate::grid::{At, Laid};
use crate::marks::{self, TickMark};

/// Columns under one head beyond which nothing is tried.
const MOST: usize = 8;

/// Ways to read a group of columns beyond which nothing is tried.
const MOST_WAYS: usize = 80;

/// For each group of tick columns with fewer names than columns: its field is in doubt, and where exactly one way to
/// give the names to the columns agrees with all rows, that is said.
pub(super) fn name_columns(laid: &[Laid<'_>], head: &TableHead, profile: Option<&Profile>, out: &mut CatalogDraft) {
    let mut said = Vec::new();
    for (nth, notice) in out.notices.iter().enumerate() {
        let Some(field) = notice.field.filter(|_| notice.code == "IMP003" && notice.message == 0) else { continue };
        let group = DoubtGroup::new(head, field, notice.at);
        // Words say themselves what they are.
        if group.ticks(laid, out).iter().all(Vec::is_empty) {
            continue;
        }
        let agreeing = profile.and_then(|profile| group.agreeing(laid, out, profile));
        said.push((nth, field, agreeing));
    }
    for (nth, field, agreeing) in said {
        out.doubtful.push(field);
        if let Some(Agreeing { unnamed, options, rows }) = agreeing {
            let notice = &mut out.notices[nth];
            notice.message = if field == FieldId::Levels { 4 } else { 5 };
            notice.args.push(("nth", unnamed));
            notice.args.push(("rows", rows.to_string()));
            notice.args.push(("options", options));
        }
    }
}

/// Columns under one head, the names among them in order.
struct DoubtGroup {
    field: FieldId,
    columns: Vec<usize>,
    names: Vec<String>,
}

/// The one way that agrees with all rows.
struct Agreeing {
    /// The columns that have no name then, from 1.
    unnamed: String,
    /// The options under which all ticks fall.
    options: String,
    rows: usize,
}

impl DoubtGroup {
    fn new(head: &TableHead, field: FieldId, at: At) -> Self {
        let of = |holds: &Holds| matches!(holds, Holds::Option(id, _) if *id == field);
        let columns: Vec<usize> =
            (at.column..head.columns.len()).take_while(|&column| of(head.holds(column))).collect();
        let name = |column: &usize| match head.holds(*column) {
            Holds::Option(_, word) if !word.is_empty() => Some(word.clone()),
            _ => None,
        };
        let names = columns.iter().filter_map(name).collect();
        Self { field, columns, names }
    }

    /// The columns that are ticked in the first row of each item.
    fn ticks(&self, laid: &[Laid<'_>], out: &CatalogDraft) -> Vec<Vec<usize>> {
        let of = |at: At| {
            let ticked = |column: &usize| marks::tick(laid[at.grid].text(at.row, *column)) == TickMark::Ticked;
            (0..self.columns.len()).filter(|nth| ticked(&self.columns[*nth])).collect()
        };
        out.items.iter().map(|item| of(item.first)).collect()
    }

    fn agreeing(&self, laid: &[Laid<'_>], out: &CatalogDraft, profile: &Profile) -> Option<Agreeing> {
        let (all, named) = (self.columns.len(), self.names.len());
        if all > MOST || named == 0 || named >= all {
            return None;
        }
        let ticks = self.ticks(laid, out);
        let rows = ticks.iter().filter(|ticked| !ticked.is_empty()).count();
        let ways = choose(all, named);
        if rows < 2 || ways.len() > MOST_WAYS {
            return None;
        }
        let good: Vec<Vec<usize>> = ways.into_iter().filter(|way| self.agree(way, &ticks, out, profile)).collect();
        // Ways that differ in columns without a tick read the table alike; that with the last names is said.
        let reading =
            |way: &[usize]| -> Vec<Option<&str>> { ticks.iter().flatten().map(|nth| self.name(way, *nth)).collect() };
        let way = good.last().filter(|last| good.iter().all(|way| reading(way) == reading(last)))?;
        let unnamed: Vec<String> = (0..all).filter(|nth| !way.contains(nth)).map(|nth| (nth + 1).to_string()).collect();
        let mut options: Vec<&str> = Vec::new();
        for name in ticks.iter().flatten().filter_map(|nth| self.name(way, *nth)) {
            if !options.contains(&name) {
                options.push(name);
            }
        }
        Some(Agreeing { unnamed: unnamed.join("、"), options: options.join("、"), rows })
    }

    /// Whether all rows agree with a way to read the columns, and at least one tells.
    fn agree(&self, way: &[usize], ticks: &[Vec<usize>], out: &CatalogDraft, profile: &Profile) -> bool {
        let mut told = false;
        let agrees = ticks.iter().enumerate().filter(|(_, ticked)| !ticked.is_empty()).all(|(item, ticked)| {
            let options: Option<Vec<&str>> = ticked.iter().map(|nth| self.name(way, *nth)).collect();
            let Some(options) = options else { return false };
            let agrees = agrees(self.field, &options, &out.items[item], profile);
            told |= agrees.is_some();
            agrees != Some(false)
        });
        agrees && told
    }

    /// The name of a column, where these columns are the named ones.
    fn name(&self, way: &[usize], nth: usize) -> Option<&str> {
        way.iter().position(|column| *column == nth).map(|place| self.names[place].as_str())
    }
}

/// Whether the options of an item agree with its other columns; none where these tell nothing.
fn agrees(field: FieldId, options: &[&str], item: &super::DraftItem, profile: &Profile) -> Option<bool> {
    let texts = |field: FieldId| item.fields.get(&field).map_or(&[][..], |value| value.texts.as_slice());
    match field {
        FieldId::Levels => {
            let named = texts(FieldId::Publisher).iter().flat_map(|text| bodies(text));
            let ranks: Vec<Rank> = named.map(|body| body.rank()).collect::<Option<_>>()?;
            let fits = |level: &str| {
                let level = find(&profile.levels, level).map(|(level, _)| level);
                level.filter(|level| !level.ranks.is_empty()).map(|level| ranks.iter().any(|r| level.ranks.contains(r)))
            };
            let fits: Vec<bool> = options.iter().map(|option| fits(option)).collect::<Option<_>>()?;
            (!ranks.is_empty()).then(|| fits.contains(&true))
        }
        // 依申请公开 to everybody contradicts itself.
        FieldId::Method => {
            let all = texts(FieldId::Audience).iter().any(|text| text.contains("全社会"));
            all.then(|| options.iter().any(|option| option.contains("主动")))
        }
        FieldId::Audience => {
            let on_request = texts(FieldId::Method).first().is_some_and(|text| text.contains("依申请"));
            on_request.then(|| !options.iter().all(|option| option.contains("全社会")))
        }
        _ => None,
    }
}

/// All ways to take so many of the first numbers, each in order.
fn choose(of: usize, take: usize) -> Vec<Vec<usize>> {
    let bits = (0_u32..1 << of).filter(|bits| bits.count_ones() as usize == take);
    bits.map(|bits| (0..of).filter(|nth| bits >> nth & 1 == 1).collect()).collect()
}
