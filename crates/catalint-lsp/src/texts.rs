//! Texts that are open in the editor.

use std::path::PathBuf;
use std::sync::OnceLock;

use catalint_core::{Document, Source};
use catalint_text::ColumnUnit;
use serde_json::Value;

use crate::places;

/// The language id that an extension may give catalogs, so that a server for YAML leaves them alone.
const LANGUAGE: &str = "disclosure-catalog";

/// One version of an open text. It never changes: an edit makes another. Two threads may share it, and whoever is first
/// to ask reads it.
#[derive(Debug)]
pub(crate) struct TextVersion {
    pub(crate) uri: String,
    /// The file, from the root, without `.` and `..`.
    pub(crate) path: PathBuf,
    pub(crate) version: i32,
    /// Whether the editor says that it is a catalog.
    pub(crate) is_certain: bool,
    source: Source,
    document: OnceLock<Document>,
}

impl TextVersion {
    /// The text of `didOpen`; `path` is where it lies.
    pub(crate) fn opened(item: &Value, path: PathBuf) -> Self {
        let text = |name: &str| item[name].as_str().unwrap_or_default();
        Self {
            uri: text("uri").to_owned(),
            version: version(item).unwrap_or_default(),
            is_certain: text("languageId") == LANGUAGE,
            source: Source::from_text(name(&path), text("text")),
            document: OnceLock::new(),
            path,
        }
    }

    /// The next version, by the parameters of `didChange`. A change that can't be read is passed over.
    pub(crate) fn changed(&self, params: &Value, unit: ColumnUnit) -> Self {
        let changes = params["contentChanges"].as_array().map_or(&[][..], Vec::as_slice);
        let mut source = self.source.clone();
        for change in changes {
            let Some(new) = change["text"].as_str() else { continue };
            let Ok(range) = serde_json::from_value::<Option<gen_lsp_types::Range>>(change["range"].clone()) else {
                continue;
            };
            let text = match range {
                None => new.to_owned(),
                Some(range) => {
                    let span = places::span(&source, range, unit);
                    let (start, end) = (span.start as usize, span.end as usize);
                    [&source.text[..start], new, &source.text[end..]].concat()
                }
            };
            source = source.with_text(text);
        }
        Self {
            uri: self.uri.clone(),
            path: self.path.clone(),
            version: version(&params["textDocument"]).unwrap_or(self.version + 1),
            is_certain: self.is_certain,
            source,
            document: OnceLock::new(),
        }
    }

    /// The text and its lines.
    pub(crate) fn source(&self) -> &Source {
        &self.source
    }

    /// The text, read.
    pub(crate) fn document(&self) -> &Document {
        self.document.get_or_init(|| Document::parse(self.source.clone()))
    }
}

fn version(document: &Value) -> Option<i32> {
    i32::try_from(document["version"].as_i64()?).ok()
}

/// What findings call a file here: the whole path, with `/`.
pub(crate) fn name(path: &std::path::Path) -> String {
    let name = path.to_string_lossy().into_owned();
    if std::path::MAIN_SEPARATOR == '\\' { name.replace('\\', "/") } else { name }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn changes_are_made_one_after_another() {
        let item = json!({"uri": "file:///a.yaml", "languageId": LANGUAGE, "version": 3, "text": "甲: 𠮷b\n"});
        let text = TextVersion::opened(&item, "/a.yaml".into());
        assert!(text.is_certain);
        let range =
            |from: u32, to: u32| json!({"start": {"line": 0, "character": from}, "end": {"line": 0, "character": to}});
        let changes = json!([{"range": range(5, 6), "text": "c\r\n"}, {"range": range(0, 1), "text": ""}, {"range": 3, "text": "x"}]);
        let next = text.changed(&json!({"textDocument": {"version": 4}, "contentChanges": changes}), ColumnUnit::Utf16);
        assert_eq!((&*next.source().text, next.version), (": 𠮷c\r\n\n", 4));
        let whole = next.changed(&json!({"contentChanges": [{"text": "乙"}]}), ColumnUnit::Utf16);
        assert_eq!((&*whole.source().text, whole.version), ("乙", 5));
        assert_eq!(whole.document().text(), "乙");
    }
}
