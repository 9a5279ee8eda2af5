//! Short and full names of one body: 卫健委 and 卫生健康委员会 (`data/body_names.tsv`).

use std::sync::LazyLock;

use crate::facts;

/// The bodies, one a line.
pub(crate) const FILE: &str = include_str!("../../data/body_names.tsv");

/// Full names and their shorter ones.
static SAME: LazyLock<Vec<(&'static str, Vec<&'static str>)>> = LazyLock::new(|| {
    let read = |[full, short, _, _]: [&'static str; 4]| (full, short.split('|').collect());
    facts::rows(FILE).map(read).collect()
});

/// The full name of an organ, where its short one is known; else the name itself.
#[must_use]
pub fn full_name(organ: &str) -> &str {
    // A body of which no short name is known has an empty one in the file.
    let same = |(full, short): &&(&str, Vec<&str>)| *full == organ || !organ.is_empty() && short.contains(&organ);
    SAME.iter().find(same).map_or(organ, |(full, _)| *full)
}
