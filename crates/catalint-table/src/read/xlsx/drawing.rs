//! What lies over the cells of a sheet: pictures, text boxes, charts.

use super::super::package::{Step, attribute, walk};
use super::super::sheet::Place;
use crate::error::Unreadable;
use crate::grid::AsideKind;

/// What is drawn from one place on.
#[derive(Debug, Default)]
struct Drawn {
    row: String,
    column: String,
    picture: bool,
    object: bool,
    /// Words that describe it, and words that stand in it.
    about: String,
    words: String,
}

/// What a drawing says, and the cell where it begins.
type Said = (Place, (AsideKind, String));

/// The drawings of a part, each with the cell where it begins.
pub(super) fn read(xml: &str) -> Result<Vec<Said>, Unreadable> {
    let mut all = Vec::new();
    let mut open = None::<Drawn>;
    let (mut in_from, mut part) = (false, "");
    // Of alternatives the first is read.
    let (mut fallback, mut choices) = (0_usize, 0_usize);
    walk(xml, |step| {
        match step {
            Step::Open(_, _) if fallback > 0 => fallback += 1,
            Step::Close(_) if fallback > 0 => fallback -= 1,
            Step::Open("Choice", _) => choices += 1,
            Step::Open("Fallback", _) if choices > 0 => fallback = 1,
            Step::Open("twoCellAnchor" | "oneCellAnchor", _) => open = Some(Drawn::default()),
            Step::Close("twoCellAnchor" | "oneCellAnchor") => {
                choices = 0;
                all.extend(open.take().and_then(Drawn::said));
            }
            Step::Open("from", _) => in_from = true,
            Step::Close("from") => in_from = false,
            Step::Open("row", _) if in_from => part = "row",
            Step::Open("col", _) if in_from => part = "col",
            Step::Open("t", _) => part = "t",
            Step::Open(name, element) => {
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
            Step::Close("p") => {
                if let Some(drawn) = open.as_mut().filter(|drawn| !drawn.words.is_empty()) {
                    drawn.words.push('\n');
                }
            }
            Step::Close(_) => part = "",
            Step::Text(text) => {
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

impl Drawn {
    fn said(self) -> Option<(Place, (AsideKind, String))> {
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
