//! Places in an XML text where something is added, whatever prefix its elements have.

use std::ops::Range;

use quick_xml::events::BytesStart;

use crate::error::Unreadable;
use crate::mend::LeftOutWhy;
use crate::mend::atoms::{Splice, spliced};
use crate::mend::package::MendedPackage;
use crate::read::package::{XmlStep, attribute, walk_at};

/// An element and where it stands.
#[derive(Debug, Clone)]
pub(super) struct XmlElement {
    /// Its name without prefix.
    pub(super) name: String,
    /// The first tag, and the last; twice the same of one that holds nothing.
    pub(super) tag: Range<usize>,
    pub(super) end: Range<usize>,
    /// Its attributes, those that are asked for.
    pub(super) values: Vec<Option<String>>,
}

impl XmlElement {
    pub(super) fn whole(&self) -> Range<usize> {
        self.tag.start..self.end.end
    }

    /// New elements behind all that it holds.
    pub(super) fn appended(&self, xml: &str, new: &str) -> Splice {
        if self.tag != self.end {
            return Splice { range: self.end.start..self.end.start, new: new.to_owned() };
        }
        let tag = &xml[self.tag.clone()];
        let name = tag[1..].split(|c: char| c.is_whitespace() || c == '/').next().unwrap_or(&self.name);
        let slash = self.tag.start + tag.rfind('/').unwrap_or(tag.len() - 1);
        Splice { range: slash..self.tag.end, new: format!(">{new}</{name}>") }
    }

    /// Another number in an attribute that counts what it holds, where it has one.
    pub(super) fn counted(&self, xml: &str, count: usize) -> Option<Splice> {
        let range = value_range(xml, self.tag.clone(), "count")?;
        Some(Splice { range, new: count.to_string() })
    }
}

/// Where the value of an attribute stands in a tag.
fn value_range(xml: &str, tag: Range<usize>, name: &str) -> Option<Range<usize>> {
    let text = &xml[tag.clone()];
    let found = text.match_indices(name).map(|(at, _)| at).find(|&at| {
        text[..at].ends_with(|c: char| c.is_whitespace()) && text[at + name.len()..].trim_start().starts_with('=')
    })?;
    let quote = found + text[found..].find(['"', '\''])?;
    let mark = text[quote..].chars().next()?;
    let length = text[quote + 1..].find(mark)?;
    Some(tag.start + quote + 1..tag.start + quote + 1 + length)
}

/// All elements of a text of which `wanted` says so, by their depth (0 for the outermost) and name, in the order in which
/// they begin; with the values of some attributes.
pub(super) fn elements(
    xml: &str,
    attributes: &[&str],
    wanted: impl Fn(usize, &str) -> bool,
) -> Result<Vec<XmlElement>, LeftOutWhy> {
    let mut found: Vec<XmlElement> = Vec::new();
    let mut open: Vec<Option<usize>> = Vec::new();
    let read = walk_at(xml, |step, range| {
        match step {
            XmlStep::Open(name, element) => {
                let nth = wanted(open.len(), name).then(|| {
                    let values = attributes.iter().map(|name| attribute(element, name)).collect();
                    found.push(XmlElement { name: name.to_owned(), tag: range.clone(), end: range, values });
                    found.len() - 1
                });
                open.push(nth);
            }
            XmlStep::Close(_) => {
                if let Some(nth) = open.pop().flatten() {
                    found[nth].end = range;
                }
            }
            XmlStep::Text(_) => {}
        }
        Ok(())
    });
    read.map_err(|_: Unreadable| LeftOutWhy::Package)?;
    if open.is_empty() && !found.is_empty() { Ok(found) } else { Err(LeftOutWhy::Package) }
}

/// The prefix of an element with its colon; empty where it has none.
pub(super) fn prefix(xml: &str, element: &XmlElement) -> String {
    let name =
        xml[element.tag.start + 1..element.tag.end].split(|c: char| c.is_whitespace() || c == '>' || c == '/').next();
    name.and_then(|name| name.split_once(':')).map_or(String::new(), |(prefix, _)| format!("{prefix}:"))
}

/// A text as XML holds it.
pub(super) fn escaped(text: &str) -> String {
    let clean = crate::publish::clean(text);
    clean.chars().map(crate::mend::atoms::escaped).collect()
}

/// The same within quotation marks.
pub(super) fn quoted(text: &str) -> String {
    escaped(text).replace('"', "&quot;").replace('\n', "&#10;")
}

/// What a part has to do with another.
#[derive(Debug, Clone)]
pub(super) struct NewRelation {
    pub(super) id: String,
    pub(super) kind: String,
    pub(super) part: String,
}

const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
/// Relations between parts of office files.
pub(super) const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE_RELATIONS: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
/// The same of files that keep to the letter of the standard, which hardly any program writes.
const STRICT: &str = "purl.oclc.org/ooxml";

/// A package that is written on: parts with splices, and new ones.
#[derive(Debug)]
pub(super) struct XmlWriting<'b> {
    pub(super) package: MendedPackage<'b>,
    parts: Vec<(usize, String, Vec<Splice>)>,
    added: Vec<(String, String)>,
    /// What the package is to know of the kinds of its new parts.
    declared: String,
}

impl<'b> XmlWriting<'b> {
    /// # Errors
    /// Where nothing may be added to the file, or it is written as no office program writes.
    pub(super) fn open(bytes: &'b [u8]) -> Result<Self, LeftOutWhy> {
        let package = MendedPackage::open(bytes)?;
        if package.has_below("_xmlsignatures/") {
            return Err(LeftOutWhy::Signed);
        }
        Ok(Self { package, parts: Vec::new(), added: Vec::new(), declared: String::new() })
    }

    /// The text of a part.
    pub(super) fn text(&mut self, name: &str) -> Result<Option<String>, LeftOutWhy> {
        let Some(nth) = self.package.find(name) else { return Ok(None) };
        if let Some((_, text, _)) = self.parts.iter().find(|(known, ..)| *known == nth) {
            return Ok(Some(text.clone()));
        }
        let text = self.package.text(nth)?;
        let head: String = text.chars().take(2000).collect();
        if head.contains(STRICT) { Err(LeftOutWhy::Package) } else { Ok(Some(text)) }
    }

    /// Changes of a part that is there.
    pub(super) fn splice(
        &mut self,
        name: &str,
        text: String,
        splices: impl IntoIterator<Item = Splice>,
    ) -> Result<(), LeftOutWhy> {
        let nth = self.package.find(name).ok_or(LeftOutWhy::Package)?;
        match self.parts.iter_mut().find(|(known, ..)| *known == nth) {
            Some((.., all)) => all.extend(splices),
            None => self.parts.push((nth, text, splices.into_iter().collect())),
        }
        Ok(())
    }

    /// A part as a whole: a new one, or another text of one that is there.
    pub(super) fn put(&mut self, name: &str, text: &str) {
        let text = format!("{DECLARATION}{text}");
        match self.package.find(name) {
            Some(nth) => {
                self.parts.retain(|(known, ..)| *known != nth);
                self.parts.push((nth, text, Vec::new()));
            }
            None => self.added.push((name.to_owned(), text)),
        }
    }

    /// A name of a part that there is none of: `xl/comments3.xml`.
    pub(super) fn free(&self, before: &str, after: &str) -> String {
        let names = (1..).map(|nth: usize| format!("{before}{nth}{after}"));
        let is_free =
            |name: &String| self.package.find(name).is_none() && self.added.iter().all(|(known, _)| known != name);
        names.into_iter().find(is_free).unwrap_or_default()
    }

    /// Says what kind of part a new one is.
    pub(super) fn declare(&mut self, name: &str, kind: &str) {
        self.declared += &format!("<{{}}Override PartName=\"/{name}\" ContentType=\"{kind}\"/>");
    }

    /// The same for all of an extension.
    pub(super) fn declare_all(&mut self, extension: &str, kind: &str) {
        let new = format!("<{{}}Default Extension=\"{extension}\" ContentType=\"{kind}\"/>");
        if !self.declared.contains(&new) {
            self.declared += &new;
        }
    }

    /// What a part has to do with others.
    pub(super) fn relations(&mut self, part: &str) -> Result<Vec<NewRelation>, LeftOutWhy> {
        let Some(xml) = self.text(&relations_of(part))? else { return Ok(Vec::new()) };
        let folder = part.rsplit_once('/').map_or("", |(folder, _)| folder);
        let all = elements(&xml, &["Id", "Type", "Target", "TargetMode"], |_, name| {
            name == "Relationship" || name == "Relationships"
        })?;
        let relation = |element: &XmlElement| {
            let value = |nth: usize| element.values[nth].clone().unwrap_or_default();
            let part = crate::read::xlsx::resolved(folder, &value(2));
            NewRelation { id: value(0), kind: value(1), part }
        };
        let inside = |element: &&XmlElement| element.name == "Relationship";
        Ok(all.iter().filter(inside).map(relation).collect())
    }

    /// A new relation of a part to another in the same tree; its number.
    pub(super) fn relate(&mut self, part: &str, kind: &str, target: &str) -> Result<String, LeftOutWhy> {
        let name = relations_of(part);
        let xml = self.text(&name)?;
        let known = self.relations(part)?;
        let added: usize =
            self.parts.iter().flat_map(|(.., splices)| splices).filter(|s| s.new.contains("rIdCatalint")).count();
        let ids = (1 + added..).map(|nth| format!("rIdCatalint{nth}"));
        let id = ids.into_iter().find(|id| known.iter().all(|known| known.id != *id)).unwrap_or_default();
        let element = |prefix: &str| {
            format!("<{prefix}Relationship Id=\"{id}\" Type=\"{RELATIONS}/{kind}\" Target=\"/{target}\"/>")
        };
        match xml {
            Some(xml) => {
                let root = elements(&xml, &[], |depth, _| depth == 0)?.remove(0);
                let new = root.appended(&xml, &element(&prefix(&xml, &root)));
                self.splice(&name, xml, [new])?;
            }
            None => match self.added.iter_mut().find(|(known, _)| *known == name) {
                Some((_, text)) => {
                    let end = text.rfind("</Relationships>").ok_or(LeftOutWhy::Package)?;
                    let nth = text.matches("<Relationship ").count() + 1;
                    let new = element("").replace(&format!("\"{id}\""), &format!("\"rIdCatalint{nth}\""));
                    text.insert_str(end, &new);
                    return Ok(format!("rIdCatalint{nth}"));
                }
                None => self.put(
                    &name,
                    &format!("<Relationships xmlns=\"{PACKAGE_RELATIONS}\">{}</Relationships>", element("")),
                ),
            },
        }
        Ok(id)
    }

    /// The new bytes.
    pub(super) fn finish(mut self) -> Result<Vec<u8>, LeftOutWhy> {
        const TYPES: &str = "[Content_Types].xml";
        if !self.declared.is_empty() {
            let xml = self.text(TYPES)?.ok_or(LeftOutWhy::Package)?;
            let all = elements(&xml, &["Extension", "PartName"], |depth, _| depth < 2)?;
            let known = |new: &str| {
                let name = new.split('"').nth(1).unwrap_or("");
                all.iter()
                    .flat_map(|element| element.values.iter().flatten())
                    .any(|known| known.eq_ignore_ascii_case(name))
            };
            let prefix = prefix(&xml, &all[0]);
            let declared = std::mem::take(&mut self.declared);
            let news = declared.split_inclusive("/>").filter(|new| !known(new));
            let new: String = news.map(|new| new.replacen("{}", &prefix, 1)).collect();
            let splice = all[0].appended(&xml, &new);
            self.splice(TYPES, xml, [splice])?;
        }
        let parts: Vec<(usize, String)> =
            self.parts.into_iter().map(|(nth, text, mut splices)| (nth, spliced(&text, &mut splices))).collect();
        self.package.extended(&parts, &self.added)
    }
}

fn relations_of(part: &str) -> String {
    let (folder, file) = part.rsplit_once('/').unwrap_or(("", part));
    format!("{folder}/_rels/{file}.rels")
}

/// The value of an attribute as a number.
pub(super) fn number(element: &BytesStart<'_>, name: &str) -> Option<f64> {
    attribute(element, name).and_then(|value| value.trim().parse().ok())
}
