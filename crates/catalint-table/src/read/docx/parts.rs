//! What stands in runs besides words: properties, fields, forms, content controls, drawings.

use quick_xml::events::BytesStart;

use super::super::package::attribute;
use super::fields::{self, FieldSays};
use super::styles::{ListPlace, is_on};
use super::{Control, DocxReader, Drawing, Mode, Of, number};
use crate::grid::{AsideKind, MAX_COLUMNS};
use crate::marks::PICTURE;

impl DocxReader {
    /// An element that says how something is.
    pub(super) fn property(&mut self, name: &str, element: &BytesStart<'_>) {
        let value = || attribute(element, "val");
        match (self.of, name) {
            (Of::Run, "rStyle") => self.run_style = value(),
            (Of::Run, name) => self.run.take(name, element),
            (Of::Row, "gridBefore" | "gridAfter" | "del" | "hidden") => {
                let Some(table) = self.tables.last_mut() else { return };
                match name {
                    "gridBefore" => table.line.before = number(value()).min(MAX_COLUMNS),
                    "gridAfter" => table.line.after = number(value()).min(MAX_COLUMNS),
                    "del" => table.line.gone = Some(AsideKind::Deleted),
                    _ if is_on(element) => table.line.gone = table.line.gone.or(Some(AsideKind::Hidden)),
                    _ => {}
                }
            }
            (Of::Control, "checkbox") => self.control().tick = Some(false),
            (Of::Control, "checked") => {
                let on = is_on(element);
                let control = self.control();
                control.tick = control.tick.map(|_| on);
            }
            (Of::Control, "showingPlcHdr") => self.control().prompt = is_on(element),
            (Of::Paragraph | Of::Mark, name) => {
                let Some(paragraph) = self.paragraphs.last_mut() else { return };
                match name {
                    "pStyle" => paragraph.style = value(),
                    "numPr" => paragraph.place = Some(ListPlace::default()),
                    "numId" => paragraph.place.get_or_insert_default().list = value(),
                    "ilvl" => paragraph.place.get_or_insert_default().level = value().and_then(|n| n.parse().ok()),
                    "del" | "moveFrom" if self.of == Of::Mark => paragraph.runs_on = true,
                    "vanish" if self.of == Of::Mark => paragraph.hidden = is_on(element),
                    _ => {}
                }
            }
            _ => {}
        }
    }

    pub(super) fn control(&mut self) -> &mut Control {
        if self.controls.is_empty() {
            self.controls.push(Control::default());
        }
        self.controls.last_mut().expect("there is one")
    }

    /// Fields, and what forms hold.
    pub(super) fn field(&mut self, name: &str, element: &BytesStart<'_>) {
        let value = || attribute(element, "val");
        match name {
            "fldChar" => match attribute(element, "fldCharType").as_deref() {
                Some("begin") => {
                    self.begin_paragraph();
                    self.fields.push(fields::OpenField::default());
                }
                Some("separate") => {
                    if let Some(field) = self.fields.last_mut() {
                        (field.result, field.has_result) = (true, true);
                    }
                }
                Some("end") => self.end_field(),
                _ => {}
            },
            "fldSimple" => {
                self.begin_paragraph();
                let instruction = attribute(element, "instr").unwrap_or_default();
                self.fields.push(fields::OpenField { result: true, instruction, ..fields::OpenField::default() });
            }
            "checkBox" => self.form = Some(None),
            // Of a form field `checked` counts, and `default` where it is not there.
            "checked" | "default" => {
                if let Some(state) = self.form.as_mut().filter(|state| name == "checked" || state.is_none()) {
                    *state = Some(is_on(element));
                }
            }
            "ddList" => self.choice = Some((0, Vec::new())),
            "result" => {
                if let Some((chosen, _)) = &mut self.choice {
                    *chosen = number(value());
                }
            }
            _ => {
                if let Some((_, entries)) = &mut self.choice {
                    entries.extend(value());
                }
            }
        }
    }

    pub(super) fn end_field(&mut self) {
        let Some(field) = self.fields.pop() else { return };
        if field.has_result || field.told {
            return;
        }
        match fields::says(&field.instruction) {
            FieldSays::Nothing => {}
            FieldSays::Words(words) => self.show(&words),
            FieldSays::Aside(kind, text) => self.apart(kind, &text),
        }
    }

    /// An element of a drawing, outside of its text boxes.
    pub(super) fn drawn(&mut self, name: &str, element: &BytesStart<'_>) {
        let Some(drawing) = self.drawings.last_mut() else { return };
        match name {
            _ if drawing.words => self.words(name, element),
            "txbxContent" => {
                drawing.boxed = true;
                self.within(Mode::Apart(AsideKind::TextBox));
                self.drawings.push(Drawing { words: true, ..Drawing::default() });
            }
            "blip" | "imagedata" | "pic" => drawing.picture = true,
            "graphicData" => {
                let kind = attribute(element, "uri").unwrap_or_default();
                let words = ["wordprocessingShape", "wordprocessingGroup", "wordprocessingCanvas", "lockedCanvas"];
                drawing.picture |= kind.ends_with("/picture") || kind.ends_with("wordprocessingInk");
                drawing.object |=
                    !(kind.is_empty() || drawing.picture || words.iter().any(|known| kind.ends_with(known)));
            }
            "OLEObject" => drawing.text = attribute(element, "ProgID").unwrap_or_default(),
            "docPr" => {
                let said = ["descr", "title"].into_iter().filter_map(|name| attribute(element, name));
                drawing.text = said.into_iter().find(|text| !text.trim().is_empty()).unwrap_or_default();
            }
            "textpath" => {
                // Words drawn as a picture.
                let words = attribute(element, "string").unwrap_or_default();
                self.apart(AsideKind::TextBox, &words);
            }
            _ => {}
        }
    }

    pub(super) fn end_drawing(&mut self) {
        let Some(drawing) = self.drawings.pop() else { return };
        // A shape without words may have been a box.
        if (drawing.picture || drawing.object || !drawing.boxed) && self.in_cell() && self.mode() == Mode::Read {
            self.push(PICTURE.encode_utf8(&mut [0; 4]));
        }
        match (drawing.object, drawing.picture) {
            (true, _) => self.apart(AsideKind::Object, &drawing.text),
            (_, true) => self.apart(AsideKind::Picture, &drawing.text),
            _ => {}
        }
    }

    pub(super) fn begin_control(&mut self) {
        let Some(control) = self.controls.last() else { return };
        if let Some(tick) = control.tick {
            // Its glyph says the same again. It may stand around the cell.
            if self.in_cell() {
                self.begin_paragraph();
                self.show(if tick { "☑" } else { "☐" });
            } else {
                self.tick = Some(tick);
            }
            self.within(Mode::Drop);
        } else if control.prompt {
            self.within(Mode::Apart(AsideKind::Prompt));
        }
    }
}
