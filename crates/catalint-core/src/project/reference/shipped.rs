//! References that come with the program: names of the items of a field, and how sure each is.
//!
//! Their words are of the year that stands beside them, and are never offered: each item has a 可信度.

/// A reference that comes with the program.
#[derive(Debug)]
pub struct ShippedReference {
    /// The field: 社会救助.
    pub field: &'static str,
    /// The catalog file.
    pub yaml: &'static str,
}

/// All of them.
pub static SHIPPED: &[ShippedReference] =
    &[ShippedReference { field: "社会救助", yaml: include_str!("../../../data/references/shehui-jiuzhu.yaml") }];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project::Reference;
    use catalint_domain::date::Date;
    use catalint_domain::law::Registry;

    #[test]
    fn a_shipped_reference_has_all_its_items_with_trust_and_year_and_offers_no_words() {
        for shipped in SHIPPED {
            let reference = Reference::read(shipped.field, shipped.yaml.as_bytes()).expect("a catalog");
            assert!(reference.title.starts_with(&format!("{}领域", shipped.field)), "{}", reference.title);
            for item in &reference.items {
                assert_eq!((item.year, item.trust.is_some()), (Some(2019), true), "{}", item.name());
                for day in [Date::new(2019, 5, 1), Date::new(2026, 12, 1)].into_iter().flatten() {
                    assert!(!item.offers_words(Registry::builtin(), day), "{}", item.name());
                }
            }
        }
        let aid = Reference::read("社会救助", SHIPPED[0].yaml.as_bytes()).expect("a catalog");
        let trust: String = aid.items.iter().filter_map(|item| item.trust).collect();
        assert_eq!(trust, "AAAABCBCCDCCC");
        assert_eq!(aid.items.iter().filter(|item| aid.is_of_towns(item)).count(), 8);
    }
}
