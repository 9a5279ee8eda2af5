//! Makes a reference of a catalog: what field it is of, and of which year its words are.

use super::{Reference, TEXT_YEAR, Unusable};
use crate::Document;
use crate::model::{FieldId, Item};
use catalint_domain::vocabulary::item_name::name_key;
use catalint_text::{Edit, Source};
use catalint_yaml::edit::{self, NewValue};

/// A reference that was made of a catalog.
#[derive(Debug)]
pub struct MadeReference {
    /// The file.
    pub yaml: String,
    /// What is read of it.
    pub reference: Reference,
    /// The title that it had, where that did not name the field.
    pub renamed: Option<String>,
}

/// Why a catalog can't be made a reference.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoReference {
    /// It can't be read as one.
    Unusable(Unusable),
    /// Nothing says of which year its words are: neither its day of update nor its title.
    NoYear,
    /// Its YAML is written in a way that can't be added to.
    Unwritable,
}

impl Reference {
    /// Makes a reference of the text of a catalog: its names stay as they are, each item says of which year its words are, and
    /// the title names the field. Without `year` it is that of the day of update, else of the title.
    ///
    /// # Errors
    /// Why it can't be one.
    pub fn make(field: &str, yaml: &str, year: Option<u16>) -> Result<MadeReference, NoReference> {
        Self::read(field, yaml.as_bytes()).map_err(NoReference::Unusable)?;
        let document = Document::parse(Source::from_text("reference.yaml", yaml));
        let catalog = document.catalog().ok_or(NoReference::Unusable(Unusable::NoItems))?;
        let top = |id| catalog.field(id).and_then(|field| field.entries().next()).map_or("", |entry| entry.text.trim());
        let title = top(FieldId::Title);
        let year = year.or_else(|| year_in(top(FieldId::Updated))).or_else(|| year_in(title));
        let year = NewValue::Text(format!("{}年", year.ok_or(NoReference::NoYear)?));
        let mut edits: Vec<Edit> =
            catalog.items().filter_map(|item| dated(item, &year).transpose()).collect::<Result<_, _>>()?;
        let named = title.split_once("领域").is_some_and(|(named, _)| name_key(named) == name_key(field));
        if !named {
            edits.push(titled(&document, field, title).ok_or(NoReference::Unwritable)?);
        }
        edits.sort_by_key(|edit| std::cmp::Reverse(edit.span.start));
        let mut text = yaml.to_owned();
        edits.iter().for_each(|edit| text.replace_range(edit.span.range(), &edit.content));
        let reference = Self::read(field, text.as_bytes()).map_err(|_| NoReference::Unwritable)?;
        let is_whole = reference.items.iter().all(|item| item.year.is_some());
        let renamed = (!named && !title.is_empty()).then(|| title.to_owned());
        is_whole.then_some(MadeReference { yaml: text, reference, renamed }).ok_or(NoReference::Unwritable)
    }
}

/// The year that an item gets; none where it has one.
fn dated(item: Item<'_>, year: &NewValue) -> Result<Option<Edit>, NoReference> {
    let extra = item.field(FieldId::Extra);
    let has = |key: &str| [TEXT_YEAR, super::YEAR_EN].contains(&key.trim());
    if extra.is_some_and(|extra| extra.value.pairs().any(|(key, _)| has(key.text()))) {
        return Ok(None);
    }
    let edit = match extra {
        Some(extra) => edit::insert_pair(extra.value, extra.value.pairs().last().map(|(key, _)| key), TEXT_YEAR, year),
        None => {
            let last = item.node().pairs().last().map(|(key, _)| key);
            let chinese = last.is_some_and(|key| !key.text().is_ascii());
            let key = if chinese { FieldId::Extra.spec().label } else { FieldId::Extra.key() };
            edit::insert_mapping(item.node(), last, key, (TEXT_YEAR, year))
        }
    };
    edit.map(Some).ok_or(NoReference::Unwritable)
}

/// The title with the field in it.
fn titled(document: &Document, field: &str, title: &str) -> Option<Edit> {
    let catalog = document.catalog()?;
    if let Some(written) = catalog.field(FieldId::Title).filter(|_| !title.is_empty()) {
        return edit::replace_value(written.value, &format!("{field}领域标准目录（{title}）"));
    }
    let root = document.tree().root()?;
    if let Some(written) = catalog.field(FieldId::Title) {
        let key = root.pairs().find(|(_, value)| *value == written.value).map(|(key, _)| key)?;
        return edit::replace_pair(root, key, &NewValue::Text(format!("{field}领域标准目录")));
    }
    edit::insert_pair(root, None, FieldId::Title.key(), &NewValue::Text(format!("{field}领域标准目录")))
}

/// 2019 in 2019-04-30, （2019年版）.
fn year_in(text: &str) -> Option<u16> {
    let digits: Vec<&str> = text.split(|c: char| !c.is_ascii_digit()).filter(|part| part.len() == 4).collect();
    digits.iter().filter_map(|part| part.parse().ok()).find(|year| (1990..2100).contains(year))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_catalog_becomes_a_reference_with_its_field_and_the_year_of_its_words() {
        let yaml = "title: 社会救助领域基层政务公开标准指引（2019年版）\nitems:\n  - no: 1\n    topic: 临时救助\n    subtopic: 办事指南\n    basis:\n      - 甲\n  - 序号: 2\n    一级事项: 临时救助\n    二级事项: 审核审批\n    其他栏目: {责任科室: 救助科}\n";
        let made = Reference::make("社会救助", yaml, None).expect("a reference");
        assert_eq!(
            made.yaml,
            "title: 社会救助领域基层政务公开标准指引（2019年版）\nitems:\n  - no: 1\n    topic: 临时救助\n    subtopic: 办事指南\n    basis:\n      - 甲\n    extra:\n      文本年份: 2019年\n  - 序号: 2\n    一级事项: 临时救助\n    二级事项: 审核审批\n    其他栏目: {责任科室: 救助科, 文本年份: 2019年}\n"
        );
        assert_eq!(made.reference.items[1].year, Some(2019));
        let plain = "title: 标准目录\nitems:\n  - {topic: 临时救助, subtopic: 指南}\n";
        assert_eq!(Reference::make("社会救助", plain, None).err(), Some(NoReference::NoYear));
        let made = Reference::make("社会救助", plain, Some(2024)).expect("a reference");
        assert_eq!(made.renamed.as_deref(), Some("标准目录"));
        assert!(made.yaml.starts_with("title: 社会救助领域标准目录（标准目录）\n"), "{}", made.yaml);
        assert!(made.yaml.contains("extra: {文本年份: 2024年}"), "{}", made.yaml);
        let again = Reference::make("社会救助", &made.yaml, Some(2025)).expect("a reference");
        assert_eq!((again.yaml == made.yaml, again.renamed), (true, None));
        let none = Reference::make("社会救助", "items: []\n", None).err();
        assert_eq!(none, Some(NoReference::Unusable(Unusable::NoItems)));
    }
}
