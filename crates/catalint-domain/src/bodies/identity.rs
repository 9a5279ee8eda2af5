//! Which body a name means, in a catalog that belongs to a place: in a catalog of 静安区, 区民政局
//! is 静安区民政局.

use crate::bodies::names::full_name;
use crate::bodies::rank::{NamedPlace, Rank, last_place};
use crate::bodies::{Body, bodies, vague};

/// The place that a catalog belongs to, such as 上海市静安区.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Jurisdiction {
    name: String,
    /// Where the word for its kind begins.
    unit: usize,
    /// The rank of the place, where its name or what follows it tells it.
    rank: Option<Rank>,
}

/// A body apart from how it is written.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct BodyId {
    /// Its place without the kind, such as 静安; empty where nobody says.
    pub place: String,
    /// Kind of the place, such as 区; empty where nobody says.
    pub unit: String,
    /// The organ in full.
    pub organ: String,
}

impl Jurisdiction {
    /// The place that 编制单位 names, else the one in front of the title.
    #[must_use]
    pub fn of(authority: &str, title: &str) -> Option<Self> {
        Self::read(authority).or_else(|| {
            let end =
                ["政务公开", "基层", "主动公开", "标准目录", "目录"].iter().filter_map(|word| title.find(word)).min();
            let year = |c: char| c.is_ascii_digit() || matches!(c, '年' | '度');
            Self::read(title[..end.unwrap_or(title.len())].trim_start_matches(year))
        })
    }

    fn read(name: &str) -> Option<Self> {
        let name = name.trim();
        let place = last_place(name).filter(|place| is_named(&name[..place.unit]))?;
        // What follows the name may tell what it is: 白水乡人民政府.
        Some(Self { name: name[..place.end].to_owned(), unit: place.unit, rank: place.rank })
    }

    /// The rank of the place, where its name tells it.
    #[must_use]
    pub fn rank(&self) -> Option<Rank> {
        self.rank
    }

    /// The place of a rank that it is or lies in, without the word for its kind: of 云岭县青石镇 the county is 云岭.
    #[must_use]
    pub fn place_of(&self, rank: Rank) -> Option<&str> {
        let mut name = self.name.as_str();
        loop {
            let place = last_place(name)?;
            if place.rank == Some(rank) {
                return Some(&name[..place.unit]).filter(|name| is_named(name));
            }
            name = &name[..place.unit];
        }
    }

    /// The whole name: 静安区.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The name of the place of a kind that it is or lies in: of 云岭县青石镇 the 县 is 云岭.
    fn named(&self, unit: &str) -> Option<&str> {
        self.name.rfind(unit).map(|at| &self.name[..at]).filter(|place| is_named(place))
    }
}

/// Whether letters in front of 区 or 县 are a name: not none, and not 各 or 本.
fn is_named(place: &str) -> bool {
    !place.is_empty() && !is_many(place)
}

fn is_many(place: &str) -> bool {
    place.starts_with(['各', '本', '该'])
}

impl BodyId {
    /// Reads the name of one body. None where it names several, or nobody.
    #[must_use]
    pub fn of(name: &str, home: Option<&Jurisdiction>) -> Option<Self> {
        Self::at(last_place(name), name, home)
    }

    /// The same, where the place in the name is known.
    #[must_use]
    pub fn at(place: Option<NamedPlace>, name: &str, home: Option<&Jurisdiction>) -> Option<Self> {
        let whose = |place: &str, unit: &str, organ: &str| {
            let blank = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect();
            Self { place: blank(place), unit: blank(unit), organ: blank(full_name(organ.trim())) }
        };
        let Some(place) = place else {
            let (at, unit) = home.map_or(("", ""), |home| home.name.split_at(home.unit));
            return (!is_many(name)).then(|| whose(at, unit, name));
        };
        let (written, unit, organ) = (&name[..place.unit], &name[place.unit..place.end], &name[place.end..]);
        let at = if written.is_empty() { home.and_then(|home| home.named(unit)).unwrap_or("") } else { written };
        (!is_many(written)).then(|| whose(at, unit, organ))
    }
}

/// The name of the body that leads among those in a text: the one marked 牵头, else the first.
#[must_use]
pub fn lead(text: &str) -> Option<&str> {
    let mut all = bodies(text);
    let first = all.next()?;
    let marked = |body: &Body<'_>| text[body.range.clone()].contains("牵头");
    let body = if marked(&first) { first } else { all.find(marked).unwrap_or(first) };
    vague(text, &body).is_none().then_some(body.name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn home(authority: &str, title: &str) -> String {
        Jurisdiction::of(authority, title).map_or(String::new(), |home| home.name)
    }

    #[test]
    fn the_place_of_a_catalog_stands_in_its_authority_or_its_title() {
        assert_eq!(home("静安区人民政府合作交流办公室", ""), "静安区");
        assert_eq!(home("", "2026年度上海市静安区社会救助领域基层政务公开标准目录"), "上海市静安区");
        assert_eq!(home("区民政局", "静安区民政局政务公开标准目录"), "静安区");
        assert_eq!(home("云岭县青石镇人民政府", ""), "云岭县青石镇");
        assert_eq!(home("", "社会救助领域基层政务公开标准目录"), "");
        assert_eq!(home("", ""), "");
    }

    #[test]
    fn the_places_around_a_place_are_known() {
        let town = Jurisdiction::of("云岭县青石镇人民政府", "").expect("a place");
        assert_eq!((town.rank(), town.place_of(Rank::County)), (Some(Rank::Town), Some("云岭")));
        assert_eq!((town.place_of(Rank::Town), town.place_of(Rank::City)), (Some("云岭县青石"), None));
        // 水乡 alone may be no place.
        let rank = |authority: &str| Jurisdiction::of(authority, "").and_then(|place| place.rank());
        assert_eq!((rank("白水乡人民政府"), rank("白水乡")), (Some(Rank::Town), None));
    }

    #[test]
    fn a_name_without_its_place_is_that_of_the_catalog() {
        let said = |name: &str, authority: &str| {
            let home = Jurisdiction::of(authority, "");
            BodyId::of(name, home.as_ref())
                .map_or("nobody".to_owned(), |who| format!("{} {} {}", who.place, who.unit, who.organ))
        };
        assert_eq!(said("区民政局", "静安区民政局"), "静安 区 民政局");
        assert_eq!(said("静安区民政局", ""), "静安 区 民政局");
        assert_eq!(said("黄浦区民政局", "静安区民政局"), "黄浦 区 民政局");
        assert_eq!(said("民政局", "静安区民政局"), "静安 区 民政局");
        assert_eq!(said("区卫健委", ""), " 区 卫生健康委员会");
        assert_eq!(said("县民政局", "云岭县青石镇人民政府"), "云岭 县 民政局");
        assert_eq!(said("市民政局", "上海市静安区民政局"), "上海 市 民政局");
        assert_eq!(said("各镇人民政府", "云岭县青石镇人民政府"), "nobody");
    }

    #[test]
    fn the_body_marked_as_lead_goes_before_the_first() {
        assert_eq!(lead("区财政局、区民政局（牵头）"), Some("区民政局"));
        assert_eq!(lead("区财政局、区民政局"), Some("区财政局"));
        assert_eq!(lead("有关部门"), None);
        assert_eq!(lead(""), None);
    }
}
