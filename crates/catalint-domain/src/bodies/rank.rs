//! The rank of a body, read from its name.
//!
//! A name is a chain of places and an organ: 云岭县 · 青石镇 · 农业农村服务中心. The last place
//! tells the rank. The letters that end the name of a place also stand inside other words
//! (市场, 社区, 城镇, 乡村, 园区 …); what each of them is follows from its neighbours. Where
//! that is not sure the answer is "does not tell".

use std::collections::HashSet;
use std::sync::LazyLock;

use serde::Deserialize;

/// Rank of a body of government.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Rank {
    /// 村, 居委会, 社区
    Village,
    /// 乡, 镇, 街道
    Town,
    /// 县, 区, 县级市, 旗
    County,
    /// 设区的市, 州, 盟
    City,
    /// 省, 自治区, 直辖市
    Province,
}

/// The last place in the name of a body.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NamedPlace {
    /// Where the word for its kind begins: the 县 of 云岭县.
    pub unit: usize,
    /// Where the place ends and the organ begins.
    pub end: usize,
    /// Its rank; none where the word does not tell: 市 may be a prefecture or a county.
    pub rank: Option<Rank>,
}

/// The names of the prefecture-level cities, 市 left out.
static CITIES: LazyLock<HashSet<&'static str>> = LazyLock::new(|| {
    let lines = include_str!("../../data/cities.tsv").lines().filter(|line| !line.starts_with('#'));
    lines.filter_map(|line| line.split_once('\t')).flat_map(|(_, cities)| cities.split(' ')).collect()
});

/// The same by the list of prefecture-level cities, too: 吉林市民政局 is a body of one, 市民政局 may be
/// of any. For questions to which there is an answer in each case; a charge needs [`rank_of`].
#[must_use]
pub fn rank_by_list(name: &str) -> Option<Rank> {
    rank_in(name, |place| {
        let written = &name[..place.unit];
        let province = written.rfind(['省', '区']).map(|at| &written[at + '省'.len_utf8()..]);
        let city = name[place.unit..].starts_with('市') && CITIES.contains(province.unwrap_or(written).trim());
        city.then_some(Rank::City)
    })
}

/// The rank that the name of one body tells. What stands in brackets does not count.
#[must_use]
pub fn rank_of(name: &str) -> Option<Rank> {
    rank_in(name, |_| None)
}

/// `known` tells the rank of a place whose word does not.
fn rank_in(name: &str, known: impl FnOnce(NamedPlace) -> Option<Rank>) -> Option<Rank> {
    if ["两级", "各级", "以上", "以下"].iter().any(|word| name.contains(word)) {
        return None;
    }
    let place = last_place(name)?;
    let rank = place.rank.or_else(|| known(place))?;
    let organ = name.split(['（', '(']).next().unwrap_or(name).trim_end();
    let branch = ["分局", "支局", "分行", "支行", "分公司", "分中心"];
    // A school, a police station or a clinic in a town belongs to the county's bureau.
    let posted = ["所", "站", "队", "院", "校", "学", "园", "庭", "社", "卫生服务中心"];
    let of_others = |list: &[&str]| list.iter().any(|end| organ.ends_with(end));
    let told = !(of_others(&branch) || rank <= Rank::Town && of_others(&posted) && !organ.ends_with("合作社"));
    told.then_some(rank)
}

/// The last place that a name holds.
#[must_use]
pub fn last_place(name: &str) -> Option<NamedPlace> {
    let mut found = None;
    let mut depth = 0_u32;
    for (at, c) in name.char_indices() {
        match c {
            '（' | '(' => depth += 1,
            '）' | ')' => depth = depth.saturating_sub(1),
            _ if depth > 0 => {}
            _ => {
                let (before, after) = (&name[..at], &name[at + c.len_utf8()..]);
                if let Some((rank, length)) = unit(c, before, after) {
                    found = Some(NamedPlace { unit: at, end: at + length, rank });
                }
            }
        }
    }
    found
}

/// Whether a letter ends the name of a place here: its rank, if it tells one, and the length
/// of the word that it begins.
fn unit(c: char, before: &str, after: &str) -> Option<(Option<Rank>, usize)> {
    let read = match c {
        '省' => province(before),
        '市' => city(before, after),
        '区' => district(before, after),
        '县' => county(after),
        '旗' => banner(before, after),
        '州' => prefecture(before, after),
        '盟' => league(before, after),
        '镇' => town(before, after),
        '乡' => township(before, after),
        '街' => return subdistrict(after),
        '村' => village(before, after),
        '社' => return community(before, after),
        '居' => begins(after, &["民委员会", "委会"]).then_some(Some(Rank::Village)),
        _ => None,
    };
    // 县级…部门, 县（区、市）人民政府: words of a template, no body. Brackets behind 乡, 镇 and
    // 村 name its equals: 镇（街道）办事处.
    let low = matches!(c, '镇' | '乡' | '村' | '居');
    let generic = || begins(after, &["级"]) && !begins(after, &["级机关"]) || !low && begins(after, &["（", "("]);
    read.map(|rank| (rank.filter(|_| !generic()), c.len_utf8()))
}

/// What a letter is: not a place at all, or a place that tells a rank or none.
type PlaceLetter = Option<Option<Rank>>;

const NO_PLACE: PlaceLetter = None;
const UNSURE: PlaceLetter = Some(None);

const fn place(rank: Rank) -> PlaceLetter {
    Some(Some(rank))
}

/// Whether a text begins with one of some words, blanks between letters aside.
fn begins(text: &str, words: &[&str]) -> bool {
    words.iter().any(|word| {
        let mut letters = text.chars().filter(|c| !c.is_whitespace());
        word.chars().all(|c| letters.next() == Some(c))
    })
}

/// Whether a text ends with one of some words.
fn ends(text: &str, words: &[&str]) -> bool {
    let text = text.trim_end();
    words.iter().any(|word| text.ends_with(word))
}

/// Whether nothing of a name stands here: the start of the text, a mark, or 各, 本, 由.
fn opens(before: &str) -> bool {
    before.trim_end().chars().next_back().is_none_or(|c| "各本由该".contains(c) || !c.is_alphanumeric())
}

/// Words that only a government of its own has behind its name.
const GOVERNMENT: &[&str] = &["人民政府", "政府", "党委", "党工委", "人大", "人民代表大会"];

fn province(before: &str) -> PlaceLetter {
    if ends(before, &["节", "反", "部"]) { NO_PLACE } else { place(Rank::Province) }
}

fn city(before: &str, after: &str) -> PlaceLetter {
    let market = begins(after, &["场", "容", "值", "面", "民中心", "民服务", "民热线"]);
    let works = begins(after, &["政"]) && !begins(after, &["政府", "政协", "政法", "政务", "政研"]);
    let urban = &["管", "建", "规", "更新", "综合", "执法", "运", "公用", "道", "绿", "照", "供", "水", "客", "轨"];
    if market || works || ends(before, &["超", "上", "股", "夜"]) || ends(before, &["城"]) && begins(after, urban)
    {
        return NO_PLACE;
    }
    if ends(before, &["北京", "上海", "天津", "重庆"]) { place(Rank::Province) } else { UNSURE }
}

fn district(before: &str, after: &str) -> PlaceLetter {
    let plain = ["社", "小", "辖", "片", "灾", "专", "校", "厂", "院", "库", "街"];
    let word = begins(after, &["域", "块", "划", "间", "段", "位", "别", "县"]);
    let part = begins(after, &["分"]) && !begins(after, &["分局", "分中心"]);
    if ends(before, &plain) || word || part {
        return NO_PLACE;
    }
    if ends(before, &["自治"]) {
        return place(Rank::Province);
    }
    if ends(before, &["浦东新", "滨海新", "神农架林"]) {
        return place(Rank::County);
    }
    // Zones (园区, 开发区, 高新区, 新区, 保税区 …) and loose words (市区, 地区, 县区).
    let zone = "园发景护新开港范验理假能业税作济技术保贸游军战政特林牧矿垦郊地山市县镇乡村";
    if before.trim_end().chars().next_back().is_some_and(|c| zone.contains(c)) {
        let prefecture = ends(before, &["地"]) && begins(after, &["行政公署", "行署"]);
        let hill = ends(before, &["山"]) && before.trim_end().chars().count() > 1;
        return if prefecture {
            place(Rank::City)
        } else if hill {
            place(Rank::County)
        } else {
            UNSURE
        };
    }
    if let Some(old) = before.trim_end().strip_suffix('城') {
        let town = opens(old) || ends(old, &["县", "市", "镇", "乡", "主", "心", "老", "新"]);
        return if town { UNSURE } else { place(Rank::County) };
    }
    place(Rank::County)
}

fn county(after: &str) -> PlaceLetter {
    if begins(after, &["域", "乡公路", "乡道", "乡村道", "区"]) { NO_PLACE } else { place(Rank::County) }
}

fn banner(before: &str, after: &str) -> PlaceLetter {
    let flag = ends(before, &["红", "国", "党", "军", "团", "队", "彩", "升"]) || begins(after, &["山", "杆", "帜"]);
    if flag { NO_PLACE } else { place(Rank::County) }
}

fn prefecture(before: &str, after: &str) -> PlaceLetter {
    const NAMES: &[&str] = &[
        "自治",
        "恩施",
        "湘西",
        "凉山",
        "甘孜",
        "阿坝",
        "黔东南",
        "黔南",
        "黔西南",
        "楚雄",
        "红河",
        "文山",
        "大理",
        "德宏",
        "怒江",
        "迪庆",
        "西双版纳",
        "临夏",
        "甘南",
        "海北",
        "黄南",
        "果洛",
        "玉树",
        "海西",
        "昌吉",
        "伊犁",
        "延边",
    ];
    let alone = opens(before) && !after.trim().is_empty();
    if alone || ends(before, NAMES) { place(Rank::City) } else { NO_PLACE }
}

fn league(before: &str, after: &str) -> PlaceLetter {
    let named = ends(before, &["锡林郭勒", "兴安", "阿拉善"]);
    let alone = opens(before) && begins(after, &["行政公署", "行署", "委"]);
    if named || alone { place(Rank::City) } else { NO_PLACE }
}

fn town(before: &str, after: &str) -> PlaceLetter {
    if begins(after, GOVERNMENT) {
        return place(Rank::Town);
    }
    // 镇江, 镇海 …: the name of a place begins here.
    let name = ["江", "海", "原", "远", "平", "雄", "坪", "安", "巴", "康", "沅", "宁", "赉"];
    if opens(before) && begins(after, &name) || begins(after, &["域", "区"]) {
        return NO_PLACE;
    }
    if ends(before, &["乡"]) {
        let all = after.trim().is_empty() || begins(after, &["（", "(", "街道", "办事处"]);
        return if all { place(Rank::Town) } else { NO_PLACE };
    }
    let urban = &["建", "化", "职", "居", "燃", "供", "污", "规", "保", "住", "管", "发", "环", "绿", "综", "房", "排"];
    if ends(before, &["城", "村"]) {
        return if begins(after, urban) { NO_PLACE } else { UNSURE };
    }
    let unsure = ends(before, &["集", "小", "重", "古", "市"]) || begins(after, &["村"]);
    if unsure { UNSURE } else { place(Rank::Town) }
}

fn township(before: &str, after: &str) -> PlaceLetter {
    if begins(after, GOVERNMENT) || begins(after, &["（", "("]) {
        return place(Rank::Town);
    }
    let rural = begins(after, &["村", "镇", "土", "贤", "愁", "规", "情", "音", "亲", "约"]);
    if rural || ends(before, &["家", "老", "返", "县"]) {
        return NO_PLACE;
    }
    if ends(before, &["城"]) {
        let both =
            &["建", "规", "居", "统", "融", "一体", "发", "管", "环", "社", "低保", "医", "养", "供", "客", "交"];
        return if begins(after, both) { NO_PLACE } else { UNSURE };
    }
    if ends(before, &["下", "水", "侨", "回", "入"]) { UNSURE } else { place(Rank::Town) }
}

fn subdistrict(after: &str) -> Option<(Option<Rank>, usize)> {
    let rest = after.strip_prefix('道')?;
    let rank = if begins(rest, &["级"]) { None } else { Some(Rank::Town) };
    Some((rank, "街道".len()))
}

fn village(before: &str, after: &str) -> PlaceLetter {
    let organ = ["民委员会", "委会", "委员会", "民委", "民小组", "党支部", "党总支", "务监督", "集体经济", "经济合作"];
    let equal = begins(after, &["（居", "(居", "（社区", "(社区", "居民委员会", "居委会"]);
    let end = after.trim().is_empty() && !ends(before, &["农", "乡"]);
    if begins(after, &organ) || equal || end { place(Rank::Village) } else { NO_PLACE }
}

fn community(before: &str, after: &str) -> Option<(Option<Rank>, usize)> {
    let rest = after.strip_prefix('区')?;
    let named = !opens(before) && !ends(before, &["道", "镇", "县", "区", "市", "乡"]);
    let organ = begins(rest, &["居民委员会", "居委会", "党支部", "党总支"]);
    let told = organ || rest.trim().is_empty() && (named || ends(before, &["各"]));
    told.then_some((Some(Rank::Village), "社区".len()))
}

#[cfg(test)]
mod tests {
    use super::{Rank, last_place, rank_by_list, rank_of};

    #[test]
    fn the_last_place_of_a_name_tells_the_rank() {
        let cases: &[(&str, Rank)] = &[
            ("区政府办公室（区政府合作交流办）", Rank::County),
            ("区采购中心", Rank::County),
            ("区人力资源和社会保障局等", Rank::County),
            ("静安区人民政府合作交流办公室", Rank::County),
            ("上海市静安区市场监督管理局", Rank::County),
            ("浦东新区城市管理行政执法局", Rank::County),
            ("云岭县民政局", Rank::County),
            ("县乡村振兴局", Rank::County),
            ("县乡镇企业局", Rank::County),
            ("县住房和城乡建设局", Rank::County),
            ("县城镇管理服务中心", Rank::County),
            ("县市场监督管理局", Rank::County),
            ("区城市管理局", Rank::County),
            ("新乡县民政局", Rank::County),
            ("东乡族自治县民政局", Rank::County),
            ("镇海区民政局", Rank::County),
            ("西城区民政局", Rank::County),
            ("南山区教育局", Rank::County),
            ("国家税务总局云岭县税务局", Rank::County),
            ("中共云岭县委办公室", Rank::County),
            ("县级机关事务服务中心", Rank::County),
            ("达拉特旗人民政府", Rank::County),
            ("青石镇人民政府", Rank::Town),
            ("青石镇 人民 政府", Rank::Town),
            ("云岭县青石镇农业农村服务中心", Rank::Town),
            ("各乡镇人民政府", Rank::Town),
            ("各乡(镇)人民政府(街道办事处)", Rank::Town),
            ("新集镇人民政府", Rank::Town),
            ("平安乡人民政府", Rank::Town),
            ("静安区江宁路街道办事处", Rank::Town),
            ("高新区梧桐街道办事处", Rank::Town),
            ("街镇人民政府", Rank::Town),
            ("河口村民委员会", Rank::Village),
            ("静安区延中社区居民委员会", Rank::Village),
            ("安徽省民政厅", Rank::Province),
            ("广西壮族自治区民政厅", Rank::Province),
            ("上海市民政局", Rank::Province),
            ("延边朝鲜族自治州民政局", Rank::City),
            ("阿克苏地区行政公署", Rank::City),
        ];
        for (name, rank) in cases {
            assert_eq!(rank_of(name), Some(*rank), "{name}");
        }
    }

    #[test]
    fn a_city_is_one_of_the_list() {
        assert_eq!(super::CITIES.len(), 293);
        for name in ["吉林市文化广播电视和旅游局", "江苏省盐城市民政局", "广西壮族自治区桂林市", "合肥市人民政府"]
        {
            assert_eq!((rank_by_list(name), rank_of(name)), (Some(Rank::City), None), "{name}");
        }
        for name in ["市民政局", "桐乡市民政局", "合肥市生态环境局庐江分局", "市、区两级民政部门", "某某市", ""]
        {
            assert_eq!(rank_by_list(name), None, "{name}");
        }
        assert_eq!(rank_by_list("合肥市包河区民政局"), Some(Rank::County));
        assert_eq!(rank_by_list("上海市民政局"), Some(Rank::Province));
    }

    #[test]
    fn other_names_do_not_tell() {
        let cases = [
            "市委办公室",
            "市民政局",
            "合肥市民政局",
            "盐城市民政局",
            "江苏省盐城市民政局",
            "镇江市民政局",
            "桐乡市民政局",
            "民政局",
            "社区卫生服务中心",
            "小区业主委员会",
            "经济技术开发区管理委员会",
            "工业园区管委会",
            "高新区教育局",
            "阿克苏地区民政局",
            "城区管理办公室",
            "县级人民政府民政部门",
            "县级以上地方人民政府",
            "县(区、市)人民政府",
            "市、区两级人民政府民政部门",
            "市区规划办公室",
            "城乡规划部门",
            "乡村振兴局",
            "市自然资源局云岭县分局",
            "青石镇派出所",
            "青石镇中心小学",
            "有关部门",
            "民政部",
            "镇级人民政府",
            "",
        ];
        for name in cases {
            assert_eq!(rank_of(name), None, "{name}");
        }
    }

    #[test]
    fn the_organ_stands_behind_the_last_place() {
        let name = "云岭县青石镇人民政府";
        let place = last_place(name).expect("it has one");
        assert_eq!((&name[..place.unit], &name[place.end..]), ("云岭县青石", "人民政府"));
    }
}
