//! The catalog as YAML in canonical order, with the place in the table of every part of it.

use std::collections::BTreeMap;

use catalint_core::format::WIDTH;
use catalint_core::model::{FIELDS, FieldId, Scope};
use catalint_core::rule::Lang;
use catalint_text::{Span, display_width};
use catalint_yaml::edit::{quoted, scalar};

use crate::catalog::{CatalogDraft, DraftItem, DraftSpot, DraftValue};
use crate::grid::At;

/// Bytes of the longest key that is written as it is: YAML takes 1,024 characters, some of its readers 1,024 bytes.
const LONGEST_KEY: usize = 1_000;

/// A part of the YAML and where it comes from.
#[derive(Debug, Clone)]
pub(crate) struct YamlPart {
    /// JSON Pointer.
    pub(crate) pointer: String,
    /// In the YAML; empty where the field is not there.
    pub(crate) span: Span,
    pub(crate) spot: DraftSpot,
}

/// The YAML of a catalog.
#[derive(Debug, Default)]
pub(crate) struct WrittenYaml {
    form: WrittenForm,
    comments: Comments,
    /// Whether there is a column for the level that no row fills in.
    levels_blank: bool,
    pub(crate) yaml: String,
    /// Wider parts before those within them.
    pub(crate) parts: Vec<YamlPart>,
}

/// What is said above the parts of a catalog that are in doubt: lines of comment, without their `#`.
pub(crate) type Comments = BTreeMap<CommentPlace, Vec<String>>;

/// What a comment is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum CommentPlace {
    /// The whole table.
    Top,
    /// An item.
    Item(usize),
    /// A field of an item, there or not.
    Field(usize, FieldId),
}

/// Writes a catalog, its keys in a language. What was not read is not there.
pub(crate) fn write(draft: &CatalogDraft, keys: Lang) -> WrittenYaml {
    write_with(draft, WrittenForm { keys, ..WrittenForm::default() }, &Comments::new())
}

/// How a catalog is written.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct WrittenForm {
    /// The language of its keys.
    pub(crate) keys: Lang,
    /// Whether all texts are quoted, for those that a reader would take for something else.
    pub(crate) quoted: bool,
}

/// The same with comments.
pub(crate) fn write_with(draft: &CatalogDraft, form: WrittenForm, comments: &Comments) -> WrittenYaml {
    let mut out = WrittenYaml {
        form,
        comments: comments.clone(),
        levels_blank: has_blank_levels(draft),
        ..WrittenYaml::default()
    };
    out.comment(CommentPlace::Top, 0);
    out.part(String::new(), DraftSpot::Cell(draft.head), |_| {});
    for field in FIELDS.iter().filter(|field| field.scope == Scope::Catalog) {
        if field.id == FieldId::Defaults {
            out.defaults(draft);
            continue;
        }
        let text = match field.id {
            FieldId::Profile => draft.profile.as_ref().map(|id| (id.clone(), DraftSpot::Cell(draft.head))),
            FieldId::Items => None,
            id => draft.top.get(&id).cloned(),
        };
        let Some((text, spot)) = text else { continue };
        out.part(format!("/{}", field.key), spot, |out| {
            // A date is one; anything else that looks like a number is text.
            let text = if field.id == FieldId::Updated { text } else { out.scalar(&text, false) };
            out.yaml += &format!("{}: {text}\n", out.key(field.id));
        });
    }
    out.part("/items".to_owned(), DraftSpot::Cell(draft.head), |out| {
        out.yaml += out.key(FieldId::Items);
        out.yaml += if draft.items.is_empty() { ": []\n" } else { ":\n" };
        for (nth, item) in draft.items.iter().enumerate() {
            out.part(format!("/items/{nth}"), DraftSpot::Cell(item.first), |out| out.item(nth, item));
        }
    });
    out
}

/// Whether a table has a column for the level (公开层级), and nothing says one.
fn has_blank_levels(draft: &CatalogDraft) -> bool {
    let id = FieldId::Levels;
    let said = draft.defaults.contains_key(&id) || draft.unread.contains(&id);
    draft.has_levels && !said && draft.items.iter().all(|item| !item.fields.contains_key(&id))
}

impl WrittenYaml {
    /// A key as it is written here. Pointers have the canonical one.
    fn key(&self, id: FieldId) -> &'static str {
        match self.form.keys {
            Lang::Zh => id.spec().label,
            Lang::En => id.key(),
        }
    }

    /// Writes a part and remembers its place.
    fn part(&mut self, pointer: String, spot: DraftSpot, write: impl FnOnce(&mut Self)) {
        let (start, at) = (self.yaml.len(), self.parts.len());
        self.parts.push(YamlPart { pointer, span: Span::of(start..start), spot });
        write(self);
        self.parts[at].span = Span::of(start..self.yaml.len());
    }

    fn defaults(&mut self, draft: &CatalogDraft) {
        let Some((_, spot)) = draft.defaults.values().next() else { return };
        self.part("/defaults".to_owned(), *spot, |out| {
            out.yaml += &format!("{}:\n", out.key(FieldId::Defaults));
            for (id, (texts, spot)) in &draft.defaults {
                out.part(format!("/defaults/{}", id.key()), *spot, |out| {
                    let key = out.key(*id);
                    match texts.as_slice() {
                        [text] => out.yaml += &format!("  {key}: {}\n", text_of(text, 4)),
                        _ => out.flow(key, texts, 2),
                    }
                });
            }
        });
    }

    fn item(&mut self, nth: usize, item: &DraftItem) {
        self.comment(CommentPlace::Item(nth), 2);
        let mut start = self.yaml.len();
        for id in FieldId::of_item() {
            // Above the first key of the item a comment stands above its dash.
            let first = self.yaml.len() == start;
            self.comment(CommentPlace::Field(nth, id), if first { 2 } else { 4 });
            start = if first { self.yaml.len() } else { start };
            let pointer = format!("/items/{nth}/{}", id.key());
            match item.fields.get(&id) {
                Some(value) => self.part(pointer, DraftSpot::Cell(value.at), |out| out.field(id, value)),
                None if id == FieldId::Extra && !item.extra.is_empty() => {
                    self.part(pointer, DraftSpot::Cell(item.extra[0].2), |out| out.extra(&item.extra));
                }
                // A column that is there and blank: a level that somebody has to fill in, and none that can be told.
                None if id == FieldId::Levels && self.levels_blank && !item.unread.contains(&id) => {
                    let at = item.places.get(&id).copied().unwrap_or(item.first);
                    self.part(pointer, DraftSpot::Cell(at), |out| out.flow(out.key(id), &[], 4));
                }
                // Nothing is written; what is said of the absence has its place all the same.
                None => {
                    let at = item.places.get(&id).copied().unwrap_or(item.first);
                    self.part(pointer, DraftSpot::Cell(at), |_| {});
                }
            }
        }
        if self.yaml.len() == start {
            self.yaml += "  - {}\n";
        } else {
            self.yaml.replace_range(start..start + 4, "  - ");
        }
    }

    /// Writes what is said of a place.
    fn comment(&mut self, place: CommentPlace, indent: usize) {
        for line in self.comments.get(&place).into_iter().flatten() {
            self.yaml += &format!("{}# {line}\n", " ".repeat(indent));
        }
    }

    fn scalar(&self, text: &str, flow: bool) -> String {
        if self.form.quoted { quoted(text) } else { scalar(text, flow) }
    }

    /// A text; one of several lines as a block, where no line begins or ends in a blank.
    fn text_of(&self, text: &str, indent: usize) -> String {
        if self.form.quoted { quoted(text) } else { text_of(text, indent) }
    }

    fn field(&mut self, id: FieldId, value: &DraftValue) {
        let key = self.key(id);
        let texts = &value.texts;
        match (id, texts.as_slice()) {
            (FieldId::No, [number]) => self.yaml += &format!("    {key}: {}\n", self.number_text(number)),
            (FieldId::Content | FieldId::Basis, texts) if !(value.whole && texts.len() == 1) => {
                self.yaml += &format!("    {key}:\n");
                for text in texts {
                    self.yaml += &format!("      - {}\n", self.text_of(text, 8));
                }
            }
            (FieldId::Channels | FieldId::Levels, texts) => self.flow(key, texts, 4),
            (_, [text]) => self.yaml += &format!("    {key}: {}\n", self.text_of(text, 6)),
            (_, texts) => self.flow(key, texts, 4),
        }
    }

    /// A whole number as one, anything else as text: `1.10` is not `1.1`.
    fn number_text(&self, text: &str) -> String {
        let plain = text.len() < 10 && !text.starts_with('0') && text.bytes().all(|b| b.is_ascii_digit());
        if plain { text.to_owned() } else { self.scalar(text, false) }
    }

    /// A list in brackets; one entry a line where the line would be too wide.
    fn flow(&mut self, key: &str, texts: &[String], indent: usize) {
        let margin = " ".repeat(indent);
        let words: Vec<String> = texts.iter().map(|text| self.scalar(text, true)).collect();
        let line = format!("{margin}{key}: [{}]\n", words.join(", "));
        if display_width(line.trim_end()) <= WIDTH {
            self.yaml += &line;
            return;
        }
        self.yaml += &format!("{margin}{key}:\n");
        for text in texts {
            self.yaml += &format!("{margin}  - {}\n", self.scalar(text, false));
        }
    }

    fn extra(&mut self, extra: &[(String, String, At)]) {
        self.yaml += &format!("    {}:\n", self.key(FieldId::Extra));
        for (head, text, _) in extra {
            let (key, text) = (self.scalar(head, false), self.text_of(text, 8));
            // A longer one says that it is a key.
            if key.len() > LONGEST_KEY {
                self.yaml += &format!("      ? {key}\n      : {text}\n");
            } else {
                self.yaml += &format!("      {key}: {text}\n");
            }
        }
    }
}

/// A text; one of several lines as a block, where no line begins or ends in a blank.
fn text_of(text: &str, indent: usize) -> String {
    let plain = |line: &str| {
        !line.is_empty()
            && line.trim() == line
            && !line.contains(|c: char| {
                c.is_control() || matches!(c, '\u{feff}' | '\u{fffe}' | '\u{ffff}' | '\u{2028}' | '\u{2029}')
            })
    };
    if !text.contains('\n') || !text.split('\n').all(plain) {
        return scalar(text, false);
    }
    let pad = " ".repeat(indent);
    let lines: Vec<String> = text.split('\n').map(|line| format!("{pad}{line}")).collect();
    format!("|-\n{}", lines.join("\n"))
}
