//! What the part of a document that describes its lists says.

use std::collections::HashMap;

use super::super::super::package::{XmlStep, attribute};
use super::super::super::symbols::font;
use super::super::styles::is_on;
use super::{LEVELS, Numbering, NumberingLevel, NumberingList, NumberingUse};

#[derive(Default)]
pub(super) struct NumberingReader {
    pub(super) numbering: Numbering,
    list: Option<String>,
    number: Option<String>,
    nth: usize,
    /// Whether a level is open.
    level: bool,
    skipped: usize,
}

impl NumberingReader {
    pub(super) fn step(&mut self, step: XmlStep<'_>) {
        let (name, element) = match step {
            XmlStep::Open(_, _) if self.skipped > 0 => return self.skipped += 1,
            XmlStep::Close(_) if self.skipped > 0 => return self.skipped -= 1,
            XmlStep::Open(name, element) => (name, element),
            XmlStep::Close(name) => {
                match name {
                    "lvl" => self.level = false,
                    "num" => self.number = None,
                    "abstractNum" => self.list = None,
                    _ => {}
                }
                return;
            }
            XmlStep::Text(_) => return,
        };
        let value = || attribute(element, "val");
        let count = || value().and_then(|n| n.trim().parse::<u32>().ok());
        let at = |name: &str| attribute(element, name).and_then(|n| n.trim().parse::<usize>().ok()).unwrap_or(LEVELS);
        match name {
            // The same again for old programs; how it was before a change.
            "Fallback" | "rPrChange" | "pPrChange" | "numberingChange" => self.skipped = 1,
            "abstractNum" => {
                self.list = attribute(element, "abstractNumId");
                self.numbering.lists.extend(self.list.clone().map(|id| (id, NumberingList::default())));
            }
            "num" => {
                self.number = attribute(element, "numId");
                self.numbering.uses.extend(self.number.clone().map(|id| (id, NumberingUse::default())));
            }
            "abstractNumId" => {
                if let Some(used) = self.used() {
                    used.list = value();
                }
            }
            "numStyleLink" => {
                if let Some(list) = self.list.as_ref().and_then(|id| self.numbering.lists.get_mut(id)) {
                    list.link = value();
                }
            }
            "lvlOverride" => self.nth = at("ilvl"),
            "startOverride" => {
                let nth = self.nth;
                if let (Some(used), Some(start)) = (self.used(), count()) {
                    used.starts.insert(nth, start);
                }
            }
            "lvl" => {
                self.nth = at("ilvl");
                self.level = true;
                let nth = self.nth;
                if let Some(levels) = self.levels() {
                    levels.insert(nth, NumberingLevel::default());
                }
            }
            _ if self.level => {
                let nth = self.nth;
                let Some(level) = self.levels().and_then(|levels| levels.get_mut(&nth)) else { return };
                match name {
                    "start" => level.start = count(),
                    "numFmt" => {
                        level.format = value();
                        level.custom = attribute(element, "format");
                    }
                    "lvlText" => level.text = value(),
                    "lvlRestart" => level.restart = value().and_then(|n| n.parse().ok()),
                    "isLgl" => level.plain = is_on(element),
                    "suff" => level.suffix = value(),
                    "pStyle" => level.style = value(),
                    "rFonts" => {
                        let named = ["ascii", "hAnsi"].into_iter().filter_map(|side| attribute(element, side));
                        level.font = named.filter_map(|name| font(&name)).next();
                    }
                    _ => {}
                }
            }
            _ => {}
        }
    }

    fn used(&mut self) -> Option<&mut NumberingUse> {
        self.numbering.uses.get_mut(self.number.as_ref()?)
    }

    /// The levels of what is being described.
    fn levels(&mut self) -> Option<&mut HashMap<usize, NumberingLevel>> {
        if self.number.is_some() {
            return self.used().map(|used| &mut used.levels);
        }
        self.numbering.lists.get_mut(self.list.as_ref()?).map(|list| &mut list.levels)
    }
}
