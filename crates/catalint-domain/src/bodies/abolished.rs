//! Bodies that reforms abolished, and what took their place (`data/abolished.tsv`).

use std::sync::LazyLock;

use crate::bodies::rank::{Rank, rank_of};
use crate::facts;

/// A body that is no more.
#[derive(Debug)]
pub struct Abolished {
    /// What it was called, in full and in short, without its place.
    pub names: Vec<&'static str>,
    /// What took its place.
    pub successor: &'static str,
    /// Year of the reform.
    pub year: u16,
    /// Whether the successor is called so everywhere.
    pub exact: bool,
}

/// An abolished body in a name.
#[derive(Debug)]
pub struct AbolishedBody<'t> {
    /// Its row.
    pub row: &'static Abolished,
    /// What stands in front of it: the place.
    pub place: &'t str,
    /// Whether the successor's name is certain for this place.
    pub exact: bool,
}

/// The bodies, one a line.
pub(crate) const FILE: &str = include_str!("../../data/abolished.tsv");

static ROWS: LazyLock<Vec<Abolished>> = LazyLock::new(|| {
    let read = |[names, successor, year, how, _, _]: [&'static str; 6]| Abolished {
        names: facts::list(names),
        successor,
        year: year.parse().expect("a test reads every row"),
        exact: how == "exact",
    };
    facts::rows(FILE).map(read).collect()
});

/// The abolished body that a name is: 云岭县卫计委, not 云岭县计划生育协会.
#[must_use]
pub fn abolished(name: &str) -> Option<AbolishedBody<'_>> {
    const UNITS: [char; 9] = ['省', '市', '区', '县', '州', '旗', '盟', '镇', '乡'];
    let mut found: Option<AbolishedBody<'_>> = None;
    for row in ROWS.iter() {
        for old in &row.names {
            let Some(place) = name.strip_suffix(old) else { continue };
            let government = ["人民政府", "政府"].iter().find_map(|word| place.strip_suffix(word));
            let place = government.unwrap_or(place).trim_end();
            let whole = place.is_empty() || place.ends_with(UNITS);
            // 公安消防, 环境监察局: the longest name is the body's.
            if whole && found.as_ref().is_none_or(|other| place.len() < other.place.len()) {
                found = Some(AbolishedBody { row, place, exact: row.exact && is_exact_there(row, place) });
            }
        }
    }
    found
}

/// Two successors have other names in some places: a province has its own drug administration
/// beside the market regulator, and a county's environment bureau is a branch of the city's.
fn is_exact_there(row: &Abolished, place: &str) -> bool {
    match row.successor {
        "生态环境局" => rank_of(place) != Some(Rank::County),
        "市场监督管理局" => rank_of(place) != Some(Rank::Province) || place.ends_with('市'),
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::{FILE, abolished};
    use crate::facts;

    #[test]
    fn every_row_says_how_the_successor_is_called() {
        for [names, _, _, how, ..] in facts::rows::<6>(FILE) {
            assert!(matches!(how, "exact" | "loose"), "{names}: {how}");
        }
    }

    #[test]
    fn abolished_bodies_are_known_by_their_whole_name() {
        let cases = [
            ("云岭县卫计委", Some(("云岭县", "卫生健康委员会", true))),
            ("区工商局", Some(("区", "市场监督管理局", true))),
            ("安徽省食品药品监督管理局", Some(("安徽省", "市场监督管理局", false))),
            ("云岭县环保局", Some(("云岭县", "生态环境局", false))),
            ("市环保局", Some(("市", "生态环境局", true))),
            ("县人民政府扶贫开发办公室", Some(("县", "农业农村部门（乡村振兴局）", false))),
            ("区政府法制办", Some(("区", "司法局", true))),
            ("云岭县国家税务局", Some(("云岭县", "税务局", true))),
            ("国家税务总局云岭县税务局", None),
            ("区计划生育协会", None),
            ("区环境监察局", None),
            ("县农业农村局", None),
            ("县乡村振兴局", None),
            ("区政府合作交流办", None),
            ("省药品监督管理局", None),
            ("县文化和旅游局", None),
        ];
        for (name, want) in cases {
            let found = abolished(name).map(|found| (found.place, found.row.successor, found.exact));
            assert_eq!(found, want, "{name}");
        }
    }
}
