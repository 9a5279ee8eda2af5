//! The catalog as YAML in canonical order, with the place in the table of every part of it.

use catalint_core::model::{FIELDS, FieldId, Scope};
use catalint_core::rule::Lang;
use catalint_core::text::Span;
use catalint_core::yaml::edit::scalar;

use crate::catalog::{Draft, Item, Spot, Value};
use crate::grid::At;

/// A part of the YAML and where it comes from.
#[derive(Debug, Clone)]
pub(crate) struct Part {
    /// JSON Pointer.
    pub(crate) pointer: String,
    /// In the YAML; empty where the field is not there.
    pub(crate) span: Span,
    pub(crate) spot: Spot,
}

/// The YAML of a catalog.
#[derive(Debug, Default)]
pub(crate) struct Written {
    /// The language of its keys.
    keys: Lang,
    pub(crate) yaml: String,
    /// Wider parts before those within them.
    pub(crate) parts: Vec<Part>,
}

/// Writes a catalog, its keys in a language. What was not read is not there.
pub(crate) fn write(draft: &Draft, keys: Lang) -> Written {
    let mut out = Written { keys, ..Written::default() };
    out.part(String::new(), Spot::Cell(draft.head), |_| {});
    for field in FIELDS.iter().filter(|field| field.scope == Scope::Catalog) {
        if field.id == FieldId::Defaults {
            out.defaults(draft);
            continue;
        }
        let text = match field.id {
            FieldId::Profile => draft.profile.as_ref().map(|id| (id.clone(), Spot::Cell(draft.head))),
            FieldId::Items => None,
            id => draft.top.get(&id).cloned(),
        };
        let Some((text, spot)) = text else { continue };
        out.part(format!("/{}", field.key), spot, |out| {
            // A date is one; anything else that looks like a number is text.
            let text = if field.id == FieldId::Updated { text } else { scalar(&text, false) };
            out.yaml += &format!("{}: {text}\n", out.key(field.id));
        });
    }
    out.part("/items".to_owned(), Spot::Cell(draft.head), |out| {
        out.yaml += out.key(FieldId::Items);
        out.yaml += if draft.items.is_empty() { ": []\n" } else { ":\n" };
        for (nth, item) in draft.items.iter().enumerate() {
            out.part(format!("/items/{nth}"), Spot::Cell(item.first), |out| out.item(nth, item));
        }
    });
    out
}

impl Written {
    /// A key as it is written here. Pointers have the canonical one.
    fn key(&self, id: FieldId) -> &'static str {
        match self.keys {
            Lang::Zh => id.spec().label,
            Lang::En => id.key(),
        }
    }

    /// Writes a part and remembers its place.
    fn part(&mut self, pointer: String, spot: Spot, write: impl FnOnce(&mut Self)) {
        let (start, at) = (self.yaml.len(), self.parts.len());
        self.parts.push(Part { pointer, span: Span::of(start..start), spot });
        write(self);
        self.parts[at].span = Span::of(start..self.yaml.len());
    }

    fn defaults(&mut self, draft: &Draft) {
        let Some((_, spot)) = draft.defaults.values().next() else { return };
        self.part("/defaults".to_owned(), *spot, |out| {
            out.yaml += &format!("{}:\n", out.key(FieldId::Defaults));
            for (id, (texts, spot)) in &draft.defaults {
                out.part(format!("/defaults/{}", id.key()), *spot, |out| {
                    let key = out.key(*id);
                    let flow: Vec<String> = texts.iter().map(|text| scalar(text, true)).collect();
                    out.yaml += &match texts.as_slice() {
                        [text] => format!("  {key}: {}\n", text_of(text, 4)),
                        _ => format!("  {key}: [{}]\n", flow.join(", ")),
                    };
                });
            }
        });
    }

    fn item(&mut self, nth: usize, item: &Item) {
        let start = self.yaml.len();
        for id in FieldId::of_item() {
            let pointer = format!("/items/{nth}/{}", id.key());
            match item.fields.get(&id) {
                Some(value) => self.part(pointer, Spot::Cell(value.at), |out| out.field(id, value)),
                None if id == FieldId::Extra && !item.extra.is_empty() => {
                    self.part(pointer, Spot::Cell(item.extra[0].2), |out| out.extra(&item.extra));
                }
                // Nothing is written; what is said of the absence has its place all the same.
                None => {
                    let at = item.places.get(&id).copied().unwrap_or(item.first);
                    self.part(pointer, Spot::Cell(at), |_| {});
                }
            }
        }
        if self.yaml.len() == start {
            self.yaml += "  - {}\n";
        } else {
            self.yaml.replace_range(start..start + 4, "  - ");
        }
    }

    fn field(&mut self, id: FieldId, value: &Value) {
        let key = self.key(id);
        let texts = &value.texts;
        match (id, texts.as_slice()) {
            (FieldId::No, [number]) => self.yaml += &format!("    {key}: {}\n", number_text(number)),
            (FieldId::Content | FieldId::Basis, texts) if !(value.whole && texts.len() == 1) => {
                self.yaml += &format!("    {key}:\n");
                for text in texts {
                    self.yaml += &format!("      - {}\n", text_of(text, 8));
                }
            }
            (FieldId::Channels | FieldId::Levels, texts) => self.flow(key, texts),
            (_, [text]) => self.yaml += &format!("    {key}: {}\n", text_of(text, 6)),
            (_, texts) => self.flow(key, texts),
        }
    }

    fn flow(&mut self, key: &str, texts: &[String]) {
        let texts: Vec<String> = texts.iter().map(|text| scalar(text, true)).collect();
        self.yaml += &format!("    {key}: [{}]\n", texts.join(", "));
    }

    fn extra(&mut self, extra: &[(String, String, At)]) {
        self.yaml += &format!("    {}:\n", self.key(FieldId::Extra));
        for (head, text, _) in extra {
            self.yaml += &format!("      {}: {}\n", scalar(head, false), text_of(text, 8));
        }
    }
}

/// A whole number as one, anything else as text: `1.10` is not `1.1`.
fn number_text(text: &str) -> String {
    let plain = text.len() < 10 && !text.starts_with('0') && text.bytes().all(|b| b.is_ascii_digit());
    if plain { text.to_owned() } else { scalar(text, false) }
}

/// A text; one of several lines as a block, where no line begins or ends in a blank.
fn text_of(text: &str, indent: usize) -> String {
    let plain = |line: &str| {
        !line.is_empty()
            && line.trim() == line
            && !line.contains(|c: char| c.is_control() || matches!(c, '\u{feff}' | '\u{85}' | '\u{2028}' | '\u{2029}'))
    };
    if !text.contains('\n') || !text.split('\n').all(plain) {
        return scalar(text, false);
    }
    let pad = " ".repeat(indent);
    let lines: Vec<String> = text.split('\n').map(|line| format!("{pad}{line}")).collect();
    format!("|-\n{}", lines.join("\n"))
}
