//! What the styles of a document say: which text is hidden or struck, which paragraphs are numbered.

use std::collections::HashMap;

use quick_xml::events::BytesStart;

use super::super::package::{XmlStep, attribute, walk};
use super::super::symbols::{Font, font};
use crate::error::Unreadable;

/// Styles that one may stand on.
const MAX_BASES: usize = 32;

/// The number of a paragraph: its list, and its level, where it is said.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct ListPlace {
    pub(super) list: Option<String>,
    pub(super) level: Option<usize>,
}

/// Properties of text that are on or off.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct RunLook {
    pub(super) hidden: Option<bool>,
    pub(super) struck: Option<bool>,
    /// The font, where one is named; none inside for a font of letters.
    pub(super) font: Option<Option<Font>>,
}

impl RunLook {
    /// Takes in an element of run properties.
    pub(super) fn take(&mut self, name: &str, element: &BytesStart<'_>) {
        match name {
            "vanish" => self.hidden = Some(is_on(element)),
            // One of them switched off says nothing about the other.
            "strike" | "dstrike" if is_on(element) || self.struck.is_none() => self.struck = Some(is_on(element)),
            "rFonts" => {
                let mut named = ["ascii", "hAnsi"].into_iter().filter_map(|side| attribute(element, side)).peekable();
                if named.peek().is_some() {
                    self.font = Some(named.filter_map(|name| font(&name)).next());
                }
            }
            _ => {}
        }
    }
}

/// Whether a property that is on or off is on.
pub(super) fn is_on(element: &BytesStart<'_>) -> bool {
    !matches!(attribute(element, "val").as_deref(), Some("0" | "false" | "off"))
}

#[derive(Debug, Default)]
struct DocxStyle {
    based_on: Option<String>,
    look: RunLook,
    place: ListPlace,
}

/// The styles of a document.
#[derive(Debug, Default)]
pub(super) struct Styles {
    by_id: HashMap<String, DocxStyle>,
    /// That of paragraphs that name none.
    default: Option<String>,
}

impl Styles {
    pub(super) fn read(xml: Option<&str>) -> Result<Self, Unreadable> {
        let mut styles = Self::default();
        let mut id = None::<String>;
        // Looks of the parts of tables, and properties as they were before a change.
        let mut skipped = 0_usize;
        let Some(xml) = xml else { return Ok(styles) };
        walk(xml, |step| {
            match step {
                XmlStep::Open(_, _) if skipped > 0 => skipped += 1,
                XmlStep::Close(_) if skipped > 0 => skipped -= 1,
                XmlStep::Open("tblStylePr" | "rPrChange" | "pPrChange", _) => skipped = 1,
                XmlStep::Open("style", element) => {
                    id = attribute(element, "styleId");
                    let is_default = matches!(attribute(element, "default").as_deref(), Some("1" | "true" | "on"));
                    if is_default && attribute(element, "type").as_deref() == Some("paragraph") {
                        styles.default.clone_from(&id);
                    }
                    styles.by_id.extend(id.clone().map(|id| (id, DocxStyle::default())));
                }
                XmlStep::Close("style") => id = None,
                XmlStep::Open(name, element) => {
                    let Some(style) = id.as_ref().and_then(|id| styles.by_id.get_mut(id)) else { return Ok(()) };
                    match name {
                        "basedOn" => style.based_on = attribute(element, "val"),
                        "numId" => style.place.list = attribute(element, "val"),
                        "ilvl" => style.place.level = attribute(element, "val").and_then(|n| n.parse().ok()),
                        name => style.look.take(name, element),
                    }
                }
                _ => {}
            }
            Ok(())
        })?;
        Ok(styles)
    }

    /// A style and those that it stands on, nearest first.
    fn chain<'s>(&'s self, id: Option<&'s str>) -> impl Iterator<Item = (&'s str, &'s DocxStyle)> {
        let get = |id: &'s str| self.by_id.get_key_value(id).map(|(id, style)| (id.as_str(), style));
        let first = id.and_then(get);
        std::iter::successors(first, move |(_, style)| get(style.based_on.as_deref()?)).take(MAX_BASES)
    }

    /// How a text looks, by its own properties, the style of its run and that of its paragraph.
    pub(super) fn look(&self, own: RunLook, run: Option<&str>, paragraph: Option<&str>) -> RunLook {
        let paragraph = paragraph.or(self.default.as_deref());
        let said = |id: Option<&str>, what: fn(&RunLook) -> Option<bool>| {
            self.chain(id).find_map(|(_, style)| what(&style.look)).unwrap_or(false)
        };
        // What both styles switch on is off: that is how styles switch.
        let both = |what: fn(&RunLook) -> Option<bool>| Some(said(run, what) ^ said(paragraph, what));
        let fonts = || self.chain(run).chain(self.chain(paragraph)).find_map(|(_, style)| style.look.font);
        RunLook {
            hidden: own.hidden.or_else(|| both(|look| look.hidden)),
            struck: own.struck.or_else(|| both(|look| look.struck)),
            font: own.font.or_else(fonts),
        }
    }

    /// The list that a paragraph of this style is in, and the style that says so.
    pub(super) fn place<'s>(&'s self, paragraph: Option<&'s str>) -> Option<(&'s str, ListPlace)> {
        let mut level = None;
        for (id, style) in self.chain(paragraph.or(self.default.as_deref())) {
            level = level.or(style.place.level);
            if style.place.list.is_some() {
                return Some((id, ListPlace { level, ..style.place.clone() }));
            }
        }
        None
    }
}
