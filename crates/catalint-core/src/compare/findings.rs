//! Findings that are new, and findings that are gone: by what they are about, not by where they stand.

use std::collections::HashMap;

use super::Comparison;
use crate::rule::{Finding, Lang};

/// Positions among the findings of either version.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct FindingsChange {
    /// Among those of the new version.
    pub new: Vec<usize>,
    /// Among those of the old one.
    pub gone: Vec<usize>,
}

/// What is found in one version alone. First by fingerprint; then, since the name of an item goes into that, by rule,
/// item, field and sentence.
#[must_use]
pub fn findings(compared: &Comparison<'_>, old: &[&Finding], new: &[&Finding]) -> FindingsChange {
    let of_new: HashMap<usize, usize> = compared.pairs.iter().map(|&(one, other)| (other, one)).collect();
    let old_rows = rows(&compared.old.rows);
    let new_rows = rows(&compared.new.rows);
    let print = |found: &Finding| format!("{} {}", found.rule.code, found.fingerprint);
    let (gone, come) = apart(
        &(0..old.len()).collect::<Vec<_>>(),
        &(0..new.len()).collect::<Vec<_>>(),
        |at| print(old[at]),
        |at| print(new[at]),
    );
    // An item of the new version goes by its old position, one that was not there by another number.
    let item = |found: &Finding, is_new: bool| {
        let item = found.item_name()?;
        let rows = if is_new { &new_rows } else { &old_rows };
        let row = *rows.get(&(item.catalog, item.index))?;
        Some(if is_new { of_new.get(&row).copied().unwrap_or(row + compared.old.rows.len()) } else { row })
    };
    let about = |found: &Finding, is_new: bool| {
        let item = item(found, is_new);
        let field = found.pointer.split('/').nth(if item.is_some() { 3 } else { 1 }).unwrap_or("");
        // Numbers in a sentence may be those of other items.
        let words: String = found.message_in(Lang::Zh).chars().filter(|c| !c.is_ascii_digit()).collect();
        format!("{} {item:?} {field} {words}", found.rule.code)
    };
    let (gone, come) = apart(&gone, &come, |at| about(old[at], false), |at| about(new[at], true));
    FindingsChange { new: come, gone }
}

/// What stands on one side alone, each as often as it is there.
fn apart(
    ones: &[usize],
    others: &[usize],
    of_one: impl Fn(usize) -> String,
    of_other: impl Fn(usize) -> String,
) -> (Vec<usize>, Vec<usize>) {
    let mut known: HashMap<String, Vec<usize>> = HashMap::new();
    ones.iter().rev().for_each(|&one| known.entry(of_one(one)).or_default().push(one));
    let come = others.iter().filter(|&&other| known.get_mut(&of_other(other)).and_then(Vec::pop).is_none());
    let come = come.copied().collect();
    let mut gone: Vec<usize> = known.into_values().flatten().collect();
    gone.sort_unstable();
    (gone, come)
}

fn rows(rows: &[super::VersionRow]) -> HashMap<(usize, usize), usize> {
    rows.iter().enumerate().map(|(at, row)| ((row.catalog, row.index), at)).collect()
}
