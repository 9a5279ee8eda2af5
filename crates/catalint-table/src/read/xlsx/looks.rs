//! How cells look: their formats of numbers, fonts of signs, and whether they are struck out.

use std::collections::HashMap;

use super::super::number_format::builtin;
use super::super::package::{XmlStep, attribute, walk};
use super::super::rich::TextLook;
use crate::error::Unreadable;

/// The looks of a workbook, by the number that cells name.
#[derive(Debug, Default)]
pub(super) struct BookLooks {
    formats: HashMap<u32, String>,
    fonts: Vec<TextLook>,
    /// Format and font of each.
    cells: Vec<(u32, usize)>,
}

impl BookLooks {
    pub(super) fn read(xml: Option<&str>) -> Result<Self, Unreadable> {
        let mut looks = Self::default();
        let (mut in_fonts, mut in_cells) = (false, false);
        let Some(xml) = xml else { return Ok(looks) };
        walk(xml, |step| {
            match step {
                XmlStep::Open("fonts", _) => in_fonts = true,
                XmlStep::Close("fonts") => in_fonts = false,
                XmlStep::Open("cellXfs", _) => in_cells = true,
                XmlStep::Close("cellXfs") => in_cells = false,
                XmlStep::Open("font", _) if in_fonts => looks.fonts.push(TextLook::default()),
                XmlStep::Open(name, element) if in_fonts => {
                    if let Some(look) = looks.fonts.last_mut() {
                        look.take(name, attribute(element, "val").as_deref());
                    }
                }
                XmlStep::Open("numFmt", element) => {
                    let id = attribute(element, "numFmtId").and_then(|id| id.parse().ok());
                    looks.formats.extend(id.zip(attribute(element, "formatCode")));
                }
                XmlStep::Open("xf", element) if in_cells => {
                    let number = |name: &str| attribute(element, name).and_then(|n| n.parse::<u32>().ok()).unwrap_or(0);
                    looks.cells.push((number("numFmtId"), number("fontId") as usize));
                }
                _ => {}
            }
            Ok(())
        })?;
        Ok(looks)
    }

    /// The code of a cell's format.
    pub(super) fn format(&self, style: usize) -> &str {
        let id = self.cells.get(style).map_or(0, |(format, _)| *format);
        self.formats.get(&id).map_or_else(|| builtin(id), String::as_str)
    }

    pub(super) fn look(&self, style: usize) -> TextLook {
        self.cells.get(style).and_then(|(_, font)| self.fonts.get(*font)).copied().unwrap_or_default()
    }
}
