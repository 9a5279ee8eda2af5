//! Which field an unknown key is meant to be.

use crate::model::{FIELDS, FieldId};
use catalint_domain::chinese::edit_distance::nearest_of;

/// The field that a key stands for which names none, and the known name nearest to what was written,
/// in the language of what was written.
pub(super) fn field(written: &str, may_stand: fn(FieldId) -> bool) -> Option<(FieldId, &'static str)> {
    let quotes = ['"', '\'', '“', '”', '‘', '’', '「', '」', '【', '】', ':', '：'];
    let bare: String = written.chars().filter(|c| !c.is_whitespace() && !quotes.contains(c)).collect();
    if bare.chars().count() > 32 || FieldId::from_key(written).is_some() {
        return None;
    }
    if bare.is_ascii() {
        return near(&bare.to_ascii_lowercase(), names(may_stand, true));
    }
    let exact = |name: &str| names(may_stand, false).find(|(known, _)| *known == name).map(|(known, id)| (id, known));
    // Two characters say too little: of 时间 half is right for 时限.
    let near = || near(&bare, names(may_stand, false)).filter(|_| bare.chars().count() > 2);
    exact(&bare).or_else(|| exact(&format!("公开{bare}"))).or_else(near)
}

/// A spelling of a field; two spellings of one field are the same thing.
struct Spelling(FieldId, &'static str);

impl PartialEq for Spelling {
    fn eq(&self, other: &Self) -> bool {
        self.0 == other.0
    }
}

fn near(written: &str, names: impl Iterator<Item = (&'static str, FieldId)>) -> Option<(FieldId, &'static str)> {
    let spelling = nearest_of(written, names.map(|(name, id)| (name, Spelling(id, name))))?;
    Some((spelling.0, spelling.1))
}

/// The names of some fields, in English or in Chinese.
fn names(may_stand: fn(FieldId) -> bool, english: bool) -> impl Iterator<Item = (&'static str, FieldId)> {
    FIELDS.iter().filter(move |field| may_stand(field.id)).flat_map(move |field| {
        let key = english.then_some(field.key);
        let words: &'static [&'static str] = if english { &[] } else { field.chinese };
        key.into_iter().chain(words.iter().copied()).map(move |name| (name, field.id))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Scope;

    fn of_catalog(id: FieldId) -> bool {
        id.spec().scope == Scope::Catalog
    }

    fn of_item(id: FieldId) -> bool {
        id.spec().scope == Scope::Item
    }

    #[test]
    fn finds_the_field_that_is_meant() {
        let item = |written| field(written, of_item).map(|(_, name)| name);
        for (written, name) in [
            ("basi", "basis"),
            ("Basis", "basis"),
            ("dead line", "deadline"),
            ("chanels", "channels"),
            ("公开依剧", "公开依据"),
            ("公开 时限", "公开时限"),
            ("渠道", "公开渠道"),
            ("“topic”", "topic"),
            ("公开渠道与载体", "公开渠道和载体"),
        ] {
            assert_eq!(item(written), Some(name), "{written}");
        }
        for written in ["电话", "时间", "责任科室", "url", "x", "公开", "", "标题", "title"] {
            assert_eq!(item(written), None, "{written}");
        }
        assert_eq!(field("tilte", of_catalog).map(|(id, _)| id), Some(FieldId::Title));
        assert_eq!(field("methd", FieldId::has_default).map(|(id, _)| id), Some(FieldId::Method));
        assert_eq!(field("topics", FieldId::has_default), None);
    }
}
