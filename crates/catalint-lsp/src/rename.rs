//! Another name for a body, wherever the file has it: as a publisher, as the one that compiled the catalog, and in front of
//! its title. What laws and contents say of it stays: they are about the body as it was.

use catalint_core::Document;
use catalint_core::model::{Catalog, Entry, FieldId};
use catalint_domain::bodies::bodies;
use catalint_text::{Edit, Span};
use catalint_yaml::edit::replace_parts;

/// Why a body does not get another name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum RenameRefusal {
    /// No name of a body stands there.
    NoBody,
    /// The new name is none: empty, over several lines, or of several bodies.
    NoName,
    /// A text that has it is written in a way that can't be changed in place.
    Stuck,
}

/// The name of a body at a place.
pub(crate) fn name_at(document: &Document, offset: u32) -> Option<(Span, &str)> {
    let catalog = document.catalog()?;
    let mut entries = entries(catalog).filter(|entry| entry.span().start <= offset && offset <= entry.span().end);
    entries.find_map(|entry| {
        let body = bodies(entry.text).find(|body| {
            let span = entry.part(body.name_range());
            span.start <= offset && offset <= span.end
        })?;
        Some((entry.part(body.name_range()), body.name))
    })
}

/// The edits that give the body at a place another name everywhere.
///
/// # Errors
/// When there is none, the name is none, or something can't be changed: then nothing is.
pub(crate) fn rename(document: &Document, offset: u32, new: &str) -> Result<Vec<Edit>, RenameRefusal> {
    let (_, old) = name_at(document, offset).ok_or(RenameRefusal::NoBody)?;
    let new = new.trim();
    if new.contains(['\n', '\r']) || bodies(new).count() != 1 {
        return Err(RenameRefusal::NoName);
    }
    let Some(catalog) = document.catalog() else { return Err(RenameRefusal::NoBody) };
    let mut edits = Vec::new();
    let named = |entry: &Entry<'_>| {
        let here = bodies(entry.text).filter(|body| body.name == old);
        here.map(|body| (body.name_range(), new.to_owned())).collect::<Vec<_>>()
    };
    let title = catalog.field(FieldId::Title).into_iter().flat_map(|field| field.entries());
    let title =
        title.filter(|entry| entry.text.starts_with(old)).map(|entry| (entry, vec![(0..old.len(), new.to_owned())]));
    for (entry, parts) in entries(catalog).map(|entry| (entry, named(&entry))).chain(title) {
        if !parts.is_empty() && !entry.node.is_aliased() {
            edits.extend(replace_parts(entry.node, &parts).ok_or(RenameRefusal::Stuck)?);
        }
    }
    edits.sort_by_key(|edit| edit.span);
    Ok(edits)
}

/// The texts that name publishers, and the one that names who compiled the catalog.
fn entries(catalog: &Catalog) -> impl Iterator<Item = Entry<'_>> {
    let top = [catalog.field(FieldId::Authority), catalog.default(FieldId::Publisher)];
    let own = catalog.items().filter_map(|item| item.own(FieldId::Publisher));
    top.into_iter().flatten().chain(own).flat_map(|field| field.entries())
}

#[cfg(test)]
mod tests {
    use catalint_core::Source;

    use super::*;

    const TEXT: &str = "标题: 云岭县卫计局目录\n编制单位: 云岭县卫计局\n统一规定: {公开主体: 云岭县卫计局}\n事项:\n  - 一级事项: 医疗\n    公开主体: 云岭县卫计局（牵头）、云岭县民政局\n    公开依据: 《云岭县卫计局关于印发办法的通知》\n  - 一级事项: 救助\n    公开主体:\n      - \"云岭县卫计局\"\n      - 县卫计局\n";

    fn renamed(at: &str, new: &str) -> Result<String, RenameRefusal> {
        let document = Document::parse(Source::from_text("", TEXT));
        let offset = TEXT.rfind(at).expect("it is there") as u32;
        let edits = rename(&document, offset, new)?;
        let mut text = TEXT.to_owned();
        edits.iter().rev().for_each(|edit| text.replace_range(edit.span.range(), &edit.content));
        Ok(text)
    }

    #[test]
    fn a_body_has_its_new_name_wherever_it_publishes() {
        let old = "云岭县卫计局";
        let wanted = TEXT.replace(old, "云岭县卫生健康局").replace("《云岭县卫生健康局", "《云岭县卫计局");
        assert_eq!(renamed("云岭县卫计局\"", " 云岭县卫生健康局 ").as_deref(), Ok(&*wanted));
        assert_eq!(
            renamed("云岭县民政局", "云岭县民政和退役军人事务局: 新")
                .as_deref()
                .map(|text| text.contains("县卫计局\"\n")),
            Ok(true)
        );
    }

    #[test]
    fn what_is_no_name_is_refused() {
        assert_eq!(renamed("医疗", "云岭县卫生健康局"), Err(RenameRefusal::NoBody));
        assert_eq!(renamed("县卫计局\n", " "), Err(RenameRefusal::NoName));
        assert_eq!(renamed("县卫计局\n", "甲局、乙局"), Err(RenameRefusal::NoName));
    }
}
