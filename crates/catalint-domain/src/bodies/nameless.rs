//! Bodies without a name of their own: what the national templates say of any place (镇人民政府,
//! 县（区）级民政局), and offices within a body that do not say whose they are (办公室).

use crate::bodies::identity::Jurisdiction;
use crate::bodies::rank::{Rank, last_place};

/// Why a name names nobody.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Nameless {
    /// It is said of any place.
    General,
    /// It is an office within a body that is not named.
    Office,
}

/// What is missing in the name of one body, brackets behind it left out. `home` is the place of the catalog: in that
/// of a town, 镇人民政府 is the town's own.
#[must_use]
pub fn nameless(name: &str, home: Option<&Jurisdiction>) -> Option<Nameless> {
    let name = name.trim();
    if is_general(name) || is_any_town(name, home) {
        Some(Nameless::General)
    } else {
        is_office(name).then_some(Nameless::Office)
    }
}

/// Whether a title, or a line above a table, says that the table is a template for others to fill in. What stands in
/// 《》 is the name of another document: 根据《…标准指引》编制.
#[must_use]
pub fn says_template(text: &str) -> bool {
    let says = |part: &str| ["模板", "范本", "样表", "参考", "指引", "编制说明"].iter().any(|word| part.contains(word));
    let mut parts = text.split('《');
    parts.next().is_some_and(says) || parts.any(|part| part.split_once('》').is_some_and(|(_, rest)| says(rest)))
}

/// Places in the plural with which the words of a template begin: 市、县级人民政府, 区县人民政府房屋管理部门. Such a
/// text is looked at whole: the mark in it parts no bodies.
#[must_use]
pub fn begins_with_any_place(text: &str) -> bool {
    const PLACES: &[&str] =
        &["市、区县", "市、县区", "市、区", "市、县", "区、县", "县、区", "县、乡", "区县", "县区", "市县"];
    let text = text.trim_start();
    let level = |rest: &str| rest.starts_with(['级', '人', '政', '（', '(']) || is_organ_of_any(rest);
    PLACES.iter().any(|place| text.strip_prefix(place).is_some_and(level))
}

/// 住房城乡建设主管部门: what a department does, and no place.
fn is_organ_of_any(rest: &str) -> bool {
    let name = rest.split(['、', '，', ',', '；', ';']).next().unwrap_or(rest).trim_end();
    name.ends_with("部门") && last_place(name).is_none()
}

/// Whether a name is said of any place.
fn is_general(name: &str) -> bool {
    const OFFICES: &[&str] = &["部门", "人民政府", "政府", "机构", "单位", "机关"];
    let office = OFFICES.iter().any(|end| name.ends_with(end));
    if begins_with_any_place(name) || (office && ANY_PLACE.iter().any(|place| name.starts_with(place))) {
        return true;
    }
    if name.starts_with("负责") && name.contains("部门") {
        return true;
    }
    const LEVELS: &[&str] =
        &["地方各级", "各级", "地方", "县级", "区级", "市级", "省级", "设区的市级", "乡级", "镇级", "乡镇级", "州级"];
    let level = |name: &str| LEVELS.iter().find_map(|level| name.strip_prefix(level)).map(str::to_owned);
    // 县（区）级民政局 is as general as 县级民政局; 区级机关事务管理局 manages what is of the district.
    let bureau = |rest: &str| rest.ends_with(['局', '委', '会']) && !rest.starts_with("机关");
    if level(name).is_some_and(|rest| office || bureau(&rest)) || bracketed_level(name).is_some_and(bureau) {
        return true;
    }
    const HERE: &[&str] = &["本级", "同级", "当地", "属地", "所在地"];
    if office && HERE.iter().any(|word| name.starts_with(word)) {
        return true;
    }
    // 相关审批部门, 民政部门, 公安机关: what it does, and no place.
    // 各预算主管部门 are all of them, each for its own: nothing is left open.
    if name.starts_with('各') {
        return false;
    }
    let kind = ["相关", "有关"].iter().find_map(|word| name.strip_prefix(word)).unwrap_or(name);
    let ends = |end: &str| kind.len() > end.len() && kind.ends_with(end);
    (ends("部门") || POWERS.contains(&kind)) && !has_place(kind)
}

/// Places in the plural, one of them in brackets.
const ANY_PLACE: &[&str] =
    &["县（区", "县(区", "区（县", "区(县", "县（市", "县(市", "市（县", "市(县", "县级以上", "区县", "县区", "市县"];

/// Organs with powers of their own, called by these alone.
const POWERS: &[&str] =
    &["公安机关", "司法行政机关", "税务机关", "登记机关", "婚姻登记机关", "公安交通管理机关", "行政机关", "审批机关"];

/// What stands behind 县（区）级, 区(县、市)级.
fn bracketed_level(name: &str) -> Option<&str> {
    let rest = ANY_PLACE.iter().find_map(|place| name.strip_prefix(place))?;
    let (inner, rest) = rest.split_once(['）', ')'])?;
    inner.chars().all(|c| matches!(c, '县' | '区' | '市' | '、' | '，')).then_some(())?;
    rest.strip_prefix('级')
}

/// Whether a name begins with a place, or with a word that stands for one here: 区教育主管部门.
fn has_place(name: &str) -> bool {
    const OWN: &[&str] = &["本", "我", "区", "县", "省", "州", "旗", "镇", "乡", "街道"];
    let city =
        name.starts_with('市') && !name.starts_with("市场") && !name.starts_with("市政") && !name.starts_with("市容");
    city || OWN.iter().any(|word| name.starts_with(word)) || last_place(name).is_some()
}

/// 镇人民政府, 街道办事处, 乡（镇）人民政府, 乡镇（街道）: a town or a subdistrict, and not which.
fn is_any_town(name: &str, home: Option<&Jurisdiction>) -> bool {
    const WORDS: &[&str] = &["人民政府", "政府", "办事处", "街道", "乡", "镇", "街", "级", "、", "（", "）", "(", ")"];
    let letters: String = name.chars().filter(|c| !c.is_whitespace()).collect();
    let (mut rest, mut organ) = (letters.as_str(), false);
    while let Some(word) = WORDS.iter().find(|word| rest.starts_with(**word)) {
        organ |= matches!(*word, "人民政府" | "政府" | "办事处" | "街道");
        rest = &rest[word.len()..];
    }
    let nobody = rest.is_empty() && organ && letters.starts_with(['乡', '镇', '街']);
    nobody && !is_own_kind(&letters, home)
}

/// Whether the catalog is that of one town, and the name is that of its kind.
fn is_own_kind(name: &str, home: Option<&Jurisdiction>) -> bool {
    let Some(home) = home.filter(|home| home.rank() == Some(Rank::Town)) else { return false };
    let kind = ["街道", "镇", "乡"].into_iter().find(|kind| home.name().ends_with(kind));
    kind.is_some_and(|kind| {
        name.strip_prefix(kind).is_some_and(|rest| !rest.starts_with(['镇', '乡', '街', '（', '(']))
    })
}

/// 办公室, 党政综合办, 社会救助科: an office within a body, and not whose.
fn is_office(name: &str) -> bool {
    const OFFICES: &[&str] = &[
        "办公室",
        "局办公室",
        "机关办公室",
        "党政办公室",
        "党政办",
        "综合办公室",
        "综合办",
        "党政综合办公室",
        "党政综合办",
        "秘书处",
    ];
    // Longer names may be those of hospitals' wards, or whole bodies.
    const LONGEST: usize = 8 * "科".len();
    let section = name.len() <= LONGEST && ["科", "股", "科室", "处室", "股室"].iter().any(|end| name.ends_with(end));
    let bare = section && !name.starts_with('各') && !has_place(name) && !name.contains(['局', '委', '院', '校', '所']);
    OFFICES.contains(&name) || bare
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_the_template_are_told_from_names() {
        let general = [
            "街道办事处",
            "镇人民政府",
            "乡镇人民政府",
            "乡镇政府",
            "乡（镇）人民政府",
            "乡（镇）人民政府（街道办事处）",
            "县（区）级民政局",
            "县级财政局",
            "区县住房城乡建设主管部门",
            "区县人民政府房屋管理部门",
            "市、县级人民政府",
            "市、区县人民政府房屋管理部门",
            "公安机关",
            "本级人民政府",
            "当地民政部门",
            "县级人民政府民政部门",
            "地方各级财政部门",
            "民政部门",
        ];
        for name in general {
            assert_eq!(nameless(name, None), Some(Nameless::General), "{name}");
        }
        for name in ["办公室", "党政办", "救助科", "计划财务股"] {
            assert_eq!(nameless(name, None), Some(Nameless::Office), "{name}");
        }
        let bodies = [
            "各乡镇人民政府",
            "各镇（街道）",
            "青石镇人民政府",
            "天目街道办事处",
            "区民政局",
            "区级机关事务管理局",
            "县级融媒体中心",
            "市、县民政局",
            "区公安分局",
            "区县教育局",
            "县政府办公室",
            "区民政局救助科",
            "区爱卫办",
            "招生办公室",
            "各预算主管部门",
            "区住房城乡建设部门",
            "市区规划办公室",
            "村民委员会",
            "县乡公路管理所",
            "",
        ];
        for name in bodies {
            assert_eq!(nameless(name, None), None, "{name}");
        }
    }

    #[test]
    fn a_template_says_so_itself() {
        assert!(says_template("社会救助领域基层政务公开标准目录（模板）") && says_template("本表供各地参考"));
        assert!(!says_template("根据《社会救助领域基层政务公开标准指引》编制") && !says_template("云岭县标准目录"));
    }

    #[test]
    fn in_its_own_catalog_a_town_needs_no_name() {
        let town = Jurisdiction::of("青石镇人民政府", "");
        assert_eq!(nameless("镇人民政府", town.as_ref()), None);
        assert_eq!(nameless("乡镇人民政府", town.as_ref()), Some(Nameless::General));
        assert_eq!(nameless("街道办事处", town.as_ref()), Some(Nameless::General));
        let county = Jurisdiction::of("云岭县民政局", "");
        assert_eq!(nameless("镇人民政府", county.as_ref()), Some(Nameless::General));
    }
}
