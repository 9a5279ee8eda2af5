//! What lies over the cells of a sheet: pictures, text boxes, charts.

use super::super::package::{XmlStep, attribute, walk};
use super::super::sheet::RowColumn;
use crate::error::Unreadable;
use crate::grid::AsideKind;

/// What is drawn from one place on.
#[derive(Debug, Default)]
struct DrawnAt {
    row: String,
    column: String,
    picture: bool,
    object: bool,
    /// Words that describe it, and words that stand in it.
    about: String,
    words: String,
}

/// What a drawing says, and the cell where it begins.
type DrawingSaid = (RowColumn, (AsideKind, String));

/// The drawings of a part, each with the cell where it begins.
pub(super) fn read(xml: &str) -> Result<Vec<DrawingSaid>, Unreadable> {
    let mut all = Vec::new();
    let mut open = None::<DrawnAt>;
    let (mut in_from, mut part) = (false, "");
    // Of alternatives the first is read.
    let (mut fallback, mut choices) = (0_usize, 0_usize);
    walk(xml, |step| {
        match step {
            XmlStep::Open(_, _) if fallback > 0 => fallback += 1,
            XmlStep::Close(_) if fallback > 0 => fallback -= 1,
            XmlStep::Open("Choice", _) => choices += 1,
            XmlStep::Open("Fallback", _) if choices > 0 => fallback = 1,
            XmlStep::Open("twoCellAnchor" | "oneCellAnchor", _) => open = Some(DrawnAt::default()),
            XmlStep::Close("twoCellAnchor" | "oneCellAnchor") => {
                choices = 0;
                all.extend(open.take().and_then(DrawnAt::said));
            }
            XmlStep::Open("from", _) => in_from = true,
            XmlStep::Close("from") => in_from = false,
            XmlStep::Open("row", _) if in_from => part = "row",
            XmlStep::Open("col", _) if in_from => part = "col",
            XmlStep::Open("t", _) => part = "t",
            XmlStep::Open(name, element) => {
                let Some(drawn) = &mut open else { return Ok(()) };
                match name {
                    "pic" | "blip" | "contentPart" => drawn.picture = true,
                    "graphicFrame" => drawn.object = true,
                    "cNvPr" if drawn.about.is_empty() => {
                        let said = ["descr", "title"].into_iter().filter_map(|name| attribute(element, name));
                        drawn.about = said.into_iter().find(|text| !text.trim().is_empty()).unwrap_or_default();
                    }
                    _ => {}
                }
            }
            XmlStep::Close("p") => {
                if let Some(drawn) = open.as_mut().filter(|drawn| !drawn.words.is_empty()) {
                    drawn.words.push('\n');
                }
            }
            XmlStep::Close(_) => part = "",
            XmlStep::Text(text) => {
                if let Some(drawn) = &mut open {
                    match part {
                        "row" => drawn.row.push_str(text),
                        "col" => drawn.column.push_str(text),
                        "t" => drawn.words.push_str(text),
                        _ => {}
                    }
                }
            }
        }
        Ok(())
    })?;
    Ok(all)
}

impl DrawnAt {
    fn said(self) -> Option<(RowColumn, (AsideKind, String))> {
        let at = (self.row.trim().parse().ok()?, self.column.trim().parse().ok()?);
        let words = !self.words.trim().is_empty();
        let kind = match (words, self.picture, self.object) {
            (true, ..) => AsideKind::TextBox,
            (_, true, _) => AsideKind::Picture,
            (_, _, true) => AsideKind::Object,
            // A line or a frame says nothing.
            _ => return None,
        };
        Some((at, (kind, if words { self.words } else { self.about })))
    }
}
