//! Bodies that the reforms of 2013, 2018, 2021 and 2023 abolished, and what took their place.
//!
//! Only what became of a body everywhere stands here. What each place settled in its own way
//! (物价局, 粮食局, 林业局, 规划局, 新闻出版广电局 …) is left out.

use super::rank::{Rank, rank_of};

/// A body that is no more.
#[derive(Debug)]
pub struct Abolished {
    /// What it was called, in full and in short, without its place.
    pub names: &'static [&'static str],
    /// What took its place.
    pub successor: &'static str,
    /// Year of the reform.
    pub year: u16,
    /// Whether the successor is called so everywhere.
    pub exact: bool,
}

/// An abolished body in a name.
#[derive(Debug)]
pub struct Found<'t> {
    /// Its row.
    pub row: &'static Abolished,
    /// What stands in front of it: the place.
    pub place: &'t str,
    /// Whether the successor's name is certain for this place.
    pub exact: bool,
}

const fn row(names: &'static [&'static str], successor: &'static str) -> Abolished {
    Abolished { names, successor, year: 2018, exact: true }
}

const fn loose(names: &'static [&'static str], successor: &'static str) -> Abolished {
    Abolished { names, successor, year: 2018, exact: false }
}

static ROWS: &[Abolished] = &[
    row(&["工商行政管理局", "工商管理局", "工商局"], "市场监督管理局"),
    row(&["质量技术监督局", "技术监督局", "质监局"], "市场监督管理局"),
    row(&["食品药品监督管理局", "食品药品监管局", "食药监局", "食药局"], "市场监督管理局"),
    row(&["环境保护局", "环保局"], "生态环境局"),
    row(&["环境保护厅", "环保厅"], "生态环境厅"),
    row(&["卫生和计划生育委员会", "卫生计生委员会", "卫生计生委", "卫计委"], "卫生健康委员会"),
    row(&["卫生和计划生育局", "卫生计生局", "卫计局"], "卫生健康局"),
    row(&["规划和国土资源管理局", "规划国土资源局", "规土局"], "规划和自然资源局"),
    // 自然资源局, 自然资源和规划局 …
    loose(&["国土资源局", "国土局"], "自然资源部门"),
    row(&["国土资源厅"], "自然资源厅"),
    row(&["安全生产监督管理局", "安监局"], "应急管理局"),
    row(&["农业局"], "农业农村局"),
    // 农业农村委员会 in the municipalities, 农业农村局 elsewhere.
    loose(&["农业委员会", "农业委", "农委"], "农业农村部门"),
    row(&["农业厅"], "农业农村厅"),
    // 文化和旅游局, 文化广电和旅游局, 文化旅游体育局 …
    loose(&["旅游局", "旅游委员会", "旅游发展委员会", "旅游委", "旅发委"], "文化和旅游部门"),
    loose(&["文化局", "文化广电新闻出版局", "文化广播影视管理局", "文广新局"], "文化和旅游部门"),
    row(&["地方税务局", "地税局", "国家税务局", "国税局"], "税务局"),
    row(&["法制办公室", "法制办"], "司法局"),
    row(&["监察局"], "监察委员会"),
    row(&["公安消防大队"], "消防救援大队"),
    row(&["公安消防支队"], "消防救援支队"),
    Abolished {
        names: &["人口和计划生育委员会", "人口计生委", "计划生育委员会", "计生委", "人口和计划生育局", "计生局"],
        successor: "卫生健康部门",
        year: 2013,
        exact: false,
    },
    Abolished { names: &["卫生局"], successor: "卫生健康部门", year: 2013, exact: false },
    // First 乡村振兴局; since 2023 that is a name plate of the agriculture department.
    Abolished {
        names: &["扶贫开发办公室", "扶贫开发领导小组办公室", "扶贫办公室", "扶贫办", "扶贫开发局", "扶贫局"],
        successor: "农业农村部门（乡村振兴局）",
        year: 2021,
        exact: false,
    },
];

/// The abolished body that a name is: 云岭县卫计委, not 云岭县计划生育协会.
#[must_use]
pub fn abolished(name: &str) -> Option<Found<'_>> {
    const UNITS: [char; 9] = ['省', '市', '区', '县', '州', '旗', '盟', '镇', '乡'];
    let mut found: Option<Found<'_>> = None;
    for row in ROWS {
        for old in row.names {
            let Some(place) = name.strip_suffix(old) else { continue };
            let government = ["人民政府", "政府"].iter().find_map(|word| place.strip_suffix(word));
            let place = government.unwrap_or(place).trim_end();
            let whole = place.is_empty() || place.ends_with(UNITS);
            // 公安消防, 环境监察局: the longest name is the body's.
            if whole && found.as_ref().is_none_or(|other| place.len() < other.place.len()) {
                found = Some(Found { row, place, exact: row.exact && is_exact_there(row, place) });
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
    use super::abolished;

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
