//! The catalog of each town, made of the county's: its items of the level of towns, under the town's own name.

use catalint_core::model::{Catalog, FieldId};
use catalint_core::rule::Lang;
use catalint_domain::bodies::rank::{Rank, rank_of};
use catalint_domain::vocabulary::profile::{Profile, find};

use crate::catalog::{CatalogDraft, DraftItem, DraftSpot, DraftValue};
use crate::grid::At;
use crate::import::yaml;
use crate::publish::draft_of;
use crate::write::Comments;

/// A town, as a list names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TownLine {
    /// 青石镇
    pub name: String,
    /// Its channels; those of the county's items where it names none.
    pub channels: Vec<String>,
}

/// Why a line of a list is no town.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoTown {
    /// The number of the line, from 1.
    pub line: usize,
    /// What stands there.
    pub text: String,
}

/// Reads a list of towns: one a line, its channels behind a tab or blank, with 、 between; `#` begins a remark.
///
/// # Errors
/// The lines that name no town or subdistrict, or one a second time.
pub fn read_towns(text: &str) -> Result<Vec<TownLine>, Vec<NoTown>> {
    let (mut towns, mut wrong): (Vec<TownLine>, Vec<NoTown>) = (Vec::new(), Vec::new());
    for (nth, line) in text.trim_start_matches('\u{feff}').lines().enumerate() {
        let line = line.split('#').next().unwrap_or("").trim();
        if line.is_empty() {
            continue;
        }
        let (name, rest) = line.split_once(char::is_whitespace).unwrap_or((line, ""));
        let channels = rest.split(['、', '，', ',', ';', '；']).map(str::trim).filter(|word| !word.is_empty());
        let town = TownLine { name: name.to_owned(), channels: channels.map(str::to_owned).collect() };
        let is_town = rank_of(&town.name) == Some(Rank::Town);
        if is_town && !towns.iter().any(|known| known.name == town.name) {
            towns.push(town);
        } else {
            wrong.push(NoTown { line: nth + 1, text: line.to_owned() });
        }
    }
    if wrong.is_empty() { Ok(towns) } else { Err(wrong) }
}

/// The catalog of a town.
#[derive(Debug)]
pub struct TownCatalog {
    /// Its text.
    pub yaml: String,
    /// Its items.
    pub items: usize,
}

/// The county's items of the level of towns as the catalog of a town; none where it has none.
#[must_use]
pub fn town_catalog(catalog: &Catalog, town: &TownLine, keys: Lang, profile: &Profile) -> Option<TownCatalog> {
    let source = draft_of(catalog);
    let of_town = |text: &str| find(&profile.levels, text).is_some_and(|(level, _)| level.ranks.contains(&Rank::Town));
    let mut draft = CatalogDraft { profile: source.profile.clone(), ..CatalogDraft::default() };
    let body = government(&town.name);
    let title = source.top.get(&FieldId::Title).map_or("", |(title, _)| title.as_str());
    draft.top.insert(FieldId::Title, (town_title(title, &town.name), DraftSpot::Line(None)));
    draft.top.insert(FieldId::Authority, (body.clone(), DraftSpot::Line(None)));
    for item in source.items {
        let Some(level) = item.fields.get(&FieldId::Levels) else { continue };
        let own: Vec<String> = level.texts.iter().filter(|text| of_town(text)).cloned().collect();
        if own.is_empty() {
            continue;
        }
        let one = |texts: Vec<String>| DraftValue { texts, whole: false, at: At::default(), above: None };
        let mut fields = item.fields;
        fields.insert(FieldId::Levels, one(own));
        fields.insert(FieldId::Publisher, one(vec![body.clone()]));
        fields.insert(FieldId::No, DraftValue::one((draft.items.len() + 1).to_string(), At::default()));
        if !town.channels.is_empty() {
            fields.insert(FieldId::Channels, one(town.channels.clone()));
        }
        draft.items.push(DraftItem { fields, extra: item.extra, ..DraftItem::default() });
    }
    if draft.items.is_empty() {
        return None;
    }
    Some(TownCatalog { yaml: yaml(&draft, keys, &Comments::new()), items: draft.items.len() })
}

/// 青石镇人民政府, 城关街道办事处.
fn government(town: &str) -> String {
    let suffix = if town.ends_with("街道") { "办事处" } else { "人民政府" };
    if town.ends_with("政府") || town.ends_with("办事处") { town.to_owned() } else { format!("{town}{suffix}") }
}

/// The title of the town's catalog: the field of the county's, if its title names one, under the name of the town.
fn town_title(title: &str, town: &str) -> String {
    const TAILS: [&str; 4] =
        ["领域政务公开标准目录", "领域基层政务公开标准目录", "基层政务公开标准目录", "政务公开标准目录"];
    let Some(tail) = TAILS.into_iter().find(|tail| title.ends_with(tail)) else {
        return format!("{town}政务公开标准目录");
    };
    let head = &title[..title.len() - tail.len()];
    let field = if tail.starts_with("领域") { field_of(head) } else { "" };
    let tail = if field.is_empty() { tail.trim_start_matches("领域") } else { tail };
    format!("{town}{field}{tail}")
}

/// What is left of a title without its places and its bureau: the field. A place has two characters at least before its 县 or 区,
/// which 社区矫正 and 城市综合执法 have not.
fn field_of(head: &str) -> &str {
    let behind = |text: &str, ends: &[&str], least: usize| {
        let ends = ends.iter().filter_map(|end| text.find(end).map(|at| (at, at + end.len())));
        ends.filter(|(at, _)| text[..*at].chars().count() >= least).map(|(_, end)| end).min()
    };
    let mut rest = head;
    while let Some(end) = behind(rest, &["省", "市", "县", "区", "旗"], 2) {
        rest = &rest[end..];
    }
    match behind(rest, &["局", "委员会", "办公室", "中心", "政府"], 1) {
        Some(end) => &rest[end..],
        None => rest,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_names_towns_with_their_channels() {
        let towns =
            read_towns("\u{feff}青石镇\t政府网站、村公示栏\n\n# 说明\n城关街道 政务服务中心\n白水乡\n").expect("towns");
        let said: Vec<(&str, usize)> = towns.iter().map(|town| (town.name.as_str(), town.channels.len())).collect();
        assert_eq!(said, [("青石镇", 2), ("城关街道", 1), ("白水乡", 0)]);
        let wrong = read_towns("青石镇\n县民政局\n青石镇\n").expect_err("no towns");
        assert_eq!(wrong.iter().map(|wrong| wrong.line).collect::<Vec<_>>(), [2, 3]);
    }

    #[test]
    fn the_title_keeps_the_field_and_loses_the_county() {
        for (title, want) in [
            ("云岭县社会救助领域政务公开标准目录", "青石镇社会救助领域政务公开标准目录"),
            ("云岭县民政局政务公开标准目录", "青石镇政务公开标准目录"),
            ("云岭县民政局养老服务领域基层政务公开标准目录", "青石镇养老服务领域基层政务公开标准目录"),
            ("云岭市城东区社区矫正领域政务公开标准目录", "青石镇社区矫正领域政务公开标准目录"),
            ("云岭县城市综合执法领域政务公开标准目录", "青石镇城市综合执法领域政务公开标准目录"),
            ("公开事项", "青石镇政务公开标准目录"),
        ] {
            assert_eq!(town_title(title, "青石镇"), want, "{title}");
        }
        assert_eq!(
            (government("城关街道").as_str(), government("白水乡").as_str()),
            ("城关街道办事处", "白水乡人民政府")
        );
    }
}
