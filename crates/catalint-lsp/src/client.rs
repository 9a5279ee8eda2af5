//! What the editor can, and what its user wants.

use std::path::PathBuf;

use catalint_core::rule::Lang;
use catalint_text::ColumnUnit;
use gen_lsp_types::PositionEncodingKind;
use serde_json::Value;

use crate::places;

/// An editor, as it says of itself when a session begins.
#[derive(Debug)]
pub(crate) struct Client {
    /// In what columns are counted.
    pub(crate) unit: ColumnUnit,
    /// The same, as the protocol calls it.
    pub(crate) encoding: PositionEncodingKind,
    /// The language that it speaks.
    pub(crate) locale: Option<Lang>,
    /// Whether it asks for findings; else it is told.
    pub(crate) pulls: bool,
    /// Whether an answer about one text may hold the findings of others.
    pub(crate) takes_related: bool,
    /// Whether it asks again for findings when it is told to.
    pub(crate) refreshes_findings: bool,
    /// Whether it asks again for hints when it is told to.
    pub(crate) refreshes_hints: bool,
    /// Whether it asks for the edits of an action when that is chosen.
    pub(crate) resolves_edits: bool,
    /// Whether it tells of files that change.
    pub(crate) watches: bool,
    /// Whether it watches files outside its folders.
    pub(crate) watches_anywhere: bool,
    /// Whether it can be asked for settings.
    pub(crate) has_settings: bool,
    /// Whether a completion may have places to fill in.
    pub(crate) fills_in: bool,
    /// The folders that it has open.
    pub(crate) roots: Vec<PathBuf>,
    /// What its user wants.
    pub(crate) wishes: ClientWishes,
}

/// What a user may say in the settings of an editor, or a client in its `initializationOptions`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct ClientWishes {
    /// `lang`: the language of messages.
    pub(crate) lang: Option<Lang>,
    /// `inlayHints`: what is said between the words.
    pub(crate) hints: HintChoice,
    /// `keys`: whether keys are completed and explained; not beside a server for YAML that does.
    pub(crate) keys: bool,
    /// `hintsAsHints`: whether our hints are those of the editor, which many do not show.
    pub(crate) faint: bool,
}

/// What is said between the words of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum HintChoice {
    /// Nothing.
    Off,
    /// What is wrong with acts.
    Problems,
    /// How deadlines are read, too.
    All,
}

impl Default for ClientWishes {
    fn default() -> Self {
        Self { lang: None, hints: HintChoice::Problems, keys: true, faint: false }
    }
}

impl ClientWishes {
    /// The wishes with those that settings name; what can't be understood stays as it was.
    pub(crate) fn with(self, settings: &Value) -> Self {
        let hints = match settings["inlayHints"].as_str() {
            Some("off") => HintChoice::Off,
            Some("problems") => HintChoice::Problems,
            Some("all") => HintChoice::All,
            _ => self.hints,
        };
        let lang = match settings["lang"].as_str() {
            Some("auto") => None,
            Some(lang) => Lang::meant(lang).or(self.lang),
            None => self.lang,
        };
        let flag = |name: &str, old: bool| settings[name].as_bool().unwrap_or(old);
        Self { lang, hints, keys: flag("keys", self.keys), faint: flag("hintsAsHints", self.faint) }
    }
}

impl Client {
    /// What an editor says of itself in `initialize`.
    pub(crate) fn of(params: &Value) -> Self {
        let can = |pointer: &str| params.pointer(&format!("/capabilities/{pointer}"));
        let is = |pointer: &str| can(pointer).and_then(Value::as_bool).unwrap_or(false);
        let offered: Vec<PositionEncodingKind> = can("general/positionEncodings")
            .and_then(|offered| serde_json::from_value(offered.clone()).ok())
            .unwrap_or_default();
        let (unit, encoding) = places::agreed(&offered);
        let resolved = can("textDocument/codeAction/resolveSupport/properties").and_then(Value::as_array);
        Self {
            unit,
            encoding,
            locale: params["locale"].as_str().and_then(Lang::meant),
            pulls: can("textDocument/diagnostic").is_some_and(Value::is_object),
            takes_related: is("textDocument/diagnostic/relatedDocumentSupport"),
            refreshes_findings: is("workspace/diagnostics/refreshSupport"),
            refreshes_hints: is("workspace/inlayHint/refreshSupport"),
            resolves_edits: resolved.is_some_and(|all| all.iter().any(|name| name == "edit")),
            watches: is("workspace/didChangeWatchedFiles/dynamicRegistration"),
            watches_anywhere: is("workspace/didChangeWatchedFiles/relativePatternSupport"),
            has_settings: is("workspace/configuration"),
            fills_in: is("textDocument/completion/completionItem/snippetSupport"),
            roots: roots(params),
            wishes: ClientWishes::default().with(&params["initializationOptions"]),
        }
    }
}

/// The folders that an editor has open.
fn roots(params: &Value) -> Vec<PathBuf> {
    let folders = params["workspaceFolders"].as_array().map_or(&[][..], Vec::as_slice);
    let named = folders.iter().filter_map(|folder| folder["uri"].as_str());
    let roots: Vec<PathBuf> = named.map(places::path).collect();
    if roots.is_empty() { params["rootUri"].as_str().map(places::path).into_iter().collect() } else { roots }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn wishes_are_what_is_said_and_else_what_they_were() {
        let wishes = ClientWishes::default().with(&json!({"inlayHints": "all", "keys": false, "lang": "en"}));
        assert_eq!(wishes, ClientWishes { lang: Some(Lang::En), hints: HintChoice::All, keys: false, faint: false });
        assert_eq!(wishes.with(&json!({"inlayHints": 3, "keys": "no"})), wishes);
        assert_eq!(wishes.with(&json!({"lang": "auto"})).lang, None);
        assert_eq!(wishes.with(&Value::Null), wishes);
    }

    #[test]
    fn an_editor_that_says_nothing_counts_in_utf16_and_is_told() {
        let client = Client::of(&json!({"capabilities": {}}));
        assert!(client.unit == ColumnUnit::Utf16 && !client.pulls && client.roots.is_empty());
        let folders = json!([{"uri": "file:///%E7%94%B2", "name": "甲"}]);
        let client =
            Client::of(&json!({"capabilities": {"textDocument": {"diagnostic": {}}}, "workspaceFolders": folders}));
        assert!(client.pulls && client.roots == [PathBuf::from("/甲")]);
    }
}
