//! What is known of the table that a catalog was read from, as text that the other side keeps beside the YAML.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use catalint_core::model::FieldId;
use catalint_table::{ReadCell, ReadItem, TableReading};
use serde::{Deserialize, Serialize};

use crate::answer::json;
use crate::failure::Failure;

/// Mirror of [`TableReading`]. Cells are numbers in a list of addresses, since many items have one from the same.
#[derive(Debug, Default, Serialize, Deserialize)]
struct ReadingJson {
    cells: Vec<String>,
    template: bool,
    levels: bool,
    month: Option<String>,
    unread: Vec<String>,
    top: BTreeMap<String, usize>,
    defaults: BTreeMap<String, usize>,
    items: Vec<ItemReadingJson>,
}

#[derive(Debug, Default, Serialize, Deserialize)]
struct ItemReadingJson {
    o: Option<usize>,
    at: usize,
    f: BTreeMap<String, usize>,
    /// Cells that say 同上: where it is said.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    a: BTreeMap<String, usize>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    x: Vec<(String, usize)>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    u: Vec<String>,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    under: bool,
}

/// Addresses, each once.
#[derive(Default)]
struct AddressList<'a> {
    known: HashMap<&'a str, usize>,
    all: Vec<String>,
}

impl<'a> AddressList<'a> {
    fn number(&mut self, address: &'a str) -> usize {
        let all = &mut self.all;
        *self.known.entry(address).or_insert_with(|| {
            all.push(address.to_owned());
            all.len() - 1
        })
    }
}

fn keys(fields: &BTreeSet<FieldId>) -> Vec<String> {
    fields.iter().map(|field| field.key().to_owned()).collect()
}

fn numbers<'a>(fields: &'a BTreeMap<FieldId, String>, cells: &mut AddressList<'a>) -> BTreeMap<String, usize> {
    fields.iter().map(|(field, at)| (field.key().to_owned(), cells.number(at))).collect()
}

/// The text of a reading.
pub(crate) fn text(reading: &TableReading) -> String {
    let mut cells = AddressList::default();
    let mut items = Vec::with_capacity(reading.items.len());
    for item in &reading.items {
        let mut out = ItemReadingJson {
            o: item.origin,
            at: cells.number(&item.first),
            u: keys(&item.unread),
            under: item.under,
            ..ItemReadingJson::default()
        };
        for (field, cell) in &item.cells {
            out.f.insert(field.key().to_owned(), cells.number(&cell.at));
            if let Some(above) = &cell.above {
                out.a.insert(field.key().to_owned(), cells.number(above));
            }
        }
        out.x = item.extra.iter().map(|(head, at)| (head.clone(), cells.number(at))).collect();
        items.push(out);
    }
    let (top, defaults) = (numbers(&reading.top, &mut cells), numbers(&reading.defaults, &mut cells));
    json(&ReadingJson {
        template: reading.template,
        levels: reading.has_levels,
        month: reading.month.clone(),
        unread: keys(&reading.unread),
        top,
        defaults,
        items,
        cells: cells.all,
    })
}

/// A reading from its text; none where the catalog was read from no table.
pub(crate) fn read(text: &str) -> Result<Option<TableReading>, Failure> {
    if text.is_empty() {
        return Ok(None);
    }
    let ReadingJson { cells, template, levels, month, unread, top, defaults, items } = serde_json::from_str(text)?;
    let cell = |nth: usize| cells.get(nth).cloned().unwrap_or_default();
    let fields = |keys: Vec<String>| keys.iter().filter_map(|key| FieldId::from_key(key)).collect();
    let places = |all: BTreeMap<String, usize>| {
        all.into_iter().filter_map(|(key, at)| Some((FieldId::from_key(&key)?, cell(at)))).collect()
    };
    let item = |item: ItemReadingJson| {
        let ItemReadingJson { o, at, f, a, x, u, under } = item;
        let above = |key: &String| a.get(key).map(|at| cell(*at));
        let of = |(key, at): (String, usize)| {
            let above = above(&key);
            Some((FieldId::from_key(&key)?, ReadCell { at: cell(at), above }))
        };
        ReadItem {
            origin: o,
            first: cell(at),
            cells: f.into_iter().filter_map(of).collect(),
            extra: x.into_iter().map(|(head, at)| (head, cell(at))).collect(),
            unread: fields(u),
            under,
        }
    };
    Ok(Some(TableReading {
        template,
        has_levels: levels,
        month,
        unread: fields(unread),
        top: places(top),
        defaults: places(defaults),
        items: items.into_iter().map(item).collect(),
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reading_comes_back_from_its_text() {
        let text = "序号,公开事项,公开内容,公开依据,公开时限,公开主体,备忘\n1,社会救助,救助标准,《社会救助暂行办法》,及时公开,云岭县民政局,无\n2,养老服务,补贴标准,同上,同上,,无\n";
        let options = catalint_core::lint::Settings::new(catalint_core::Date::new(2026, 11, 30).expect("a day"));
        let read_in =
            catalint_table::import("ditto.csv", text.as_bytes(), None, catalint_core::rule::Lang::Zh, &options);
        for catalog in read_in.expect("a table").catalogs {
            let above = |item: &ReadItem| item.cells.values().any(|cell| cell.above.is_some());
            assert!(catalog.reading.items.iter().any(above));
            assert_eq!(read(&super::text(&catalog.reading)).expect("it is read"), Some(catalog.reading));
        }
        assert!(read("").expect("none").is_none() && read("{").is_err());
    }
}
