//! A session: who is told and who asks, what waits together, what goes wrong, and the end.

use std::io;
use std::path::{Path, PathBuf};

use catalint_core::docs::complete;
use catalint_workspace::error::PreviousError;
use catalint_workspace::fs::{FileSystem, FolderEntry, Metadata, Opened, ReplaceOutcome, Revision};
use serde_json::{Value, json};

use super::*;

#[test]
fn an_editor_that_does_not_ask_is_told_and_one_that_asks_is_not() {
    let text = complete("    channels: [政府网站, 政府网站]\n");
    let changed = text.replace("政府网站, 政府网站", "政府网站");
    let mut editor = Editor::new(office(), json!({}));
    editor.open(URI, &text);
    assert!(codes(&editor.published(URI, 1)).contains(&"CHN005"));
    editor.change(URI, 2, &changed);
    assert!(!codes(&editor.published(URI, 2)).contains(&"CHN005"));
    editor.tell("textDocument/didClose", json!({"textDocument": {"uri": URI}}));
    let gone = editor.wait(|message| message["params"]["uri"] == URI);
    assert_eq!(gone["params"], json!({"uri": URI, "diagnostics": []}));
    assert!(editor.end());
    let mut editor = Editor::new(office(), pulls());
    editor.open(URI, &text);
    assert!(codes(&editor.pull(URI)).contains(&"CHN005"));
    editor.change(URI, 2, &changed);
    assert!(!codes(&editor.pull(URI)).contains(&"CHN005"));
    assert!(editor.heard.iter().all(|message| message["method"] != "textDocument/publishDiagnostics"));
    assert!(editor.end());
}

#[test]
fn what_has_not_changed_is_told_by_its_name_alone() {
    let text = complete("    channels: [政府网站, 政府网站]\n");
    let mut editor = Editor::new(office(), pulls());
    editor.open(URI, &text);
    let first = editor.ask("textDocument/diagnostic", json!({"textDocument": {"uri": URI}}));
    let mut again = |id: &Value| {
        editor.ask("textDocument/diagnostic", json!({"textDocument": {"uri": URI}, "previousResultId": id}))
    };
    assert_eq!(again(&first["resultId"]), json!({"kind": "unchanged", "resultId": first["resultId"]}));
    assert_eq!(again(&json!("another"))["kind"], "full");
    assert!(editor.end());
}

#[test]
fn edits_that_wait_together_are_checked_once() {
    // Ten thousand items: a check takes far longer than a message.
    let item = "  - topic: 社会救助\n    subtopic: 低保\n";
    let text = format!("title: 目录\nitems:\n{}", item.repeat(10_000));
    let mut messages = vec![initialize("utf-16", false), open(URI, &text)];
    for version in 2..200 {
        let end = json!({"line": 0, "character": 7});
        let change = json!([{"range": {"start": end, "end": end}, "text": "x"}]);
        let document = json!({"uri": URI, "version": version});
        messages
            .push(notification("textDocument/didChange", json!({"textDocument": document, "contentChanges": change})));
    }
    messages.push(request(1, "textDocument/foldingRange", json!({"textDocument": {"uri": URI}})));
    messages.extend(end());
    let (told, sound) = talk(office(), &messages);
    assert!(sound);
    assert!(answer(&told, 1).as_array().is_some_and(|folds| folds.len() > 10_000));
    let versions: Vec<i64> = told
        .iter()
        .filter(|message| message["method"] == "textDocument/publishDiagnostics")
        .filter_map(|message| message["params"]["version"].as_i64())
        .collect();
    // The first may be under way when the others come; what is found of one in between is dropped.
    assert!(versions.len() <= 2 && versions.iter().all(|version| [1, 199].contains(version)), "{versions:?}");
}

/// Files that are all there but one, at which whoever opens it panics: what a fault of ours would do.
#[derive(Debug)]
struct Trap(Memory);

impl FileSystem for Trap {
    fn cwd(&self) -> PathBuf {
        self.0.cwd()
    }
    fn metadata(&self, path: &Path) -> io::Result<Metadata> {
        self.0.metadata(path)
    }
    fn canonicalize(&self, path: &Path) -> io::Result<PathBuf> {
        self.0.canonicalize(path)
    }
    fn open(&self, path: &Path) -> io::Result<Opened> {
        assert!(!path.to_string_lossy().contains("trap"), "the trap of the test");
        self.0.open(path)
    }
    fn entries(&self, folder: &Path) -> io::Result<Vec<FolderEntry>> {
        self.0.entries(folder)
    }
    fn stdin(&self) -> Box<dyn Read + '_> {
        self.0.stdin()
    }
    fn revision(&self, top: &Path, rev: &str) -> Result<Box<dyn Revision>, PreviousError> {
        self.0.revision(top, rev)
    }
    fn replace(&self, path: &Path, old: &[u8], new: &[u8]) -> io::Result<ReplaceOutcome> {
        self.0.replace(path, old, new)
    }
    fn create(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        self.0.create(path, bytes)
    }
}

#[test]
fn a_panic_is_one_message_and_the_server_lives() {
    let text = complete("    channels: [政府网站, 政府网站]\n");
    let trapped = "file:///elsewhere/trap/a.yaml";
    let mut editor = Editor::new(Trap(office().file("/elsewhere/trap/catalint.yaml", "rules: {}\n")), pulls());
    editor.open(trapped, &text);
    let told = editor.wait(|message| message["method"] == "window/showMessage");
    assert!(told["params"]["message"].as_str().is_some_and(|words| words.contains("其余功能照常")), "{told}");
    assert_eq!(editor.pull(trapped), json!([]), "it is answered");
    editor.open(URI, &text);
    assert!(codes(&editor.pull(URI)).contains(&"CHN005"), "others are checked as before");
    editor.change(trapped, 2, &text);
    assert_eq!(editor.pull(trapped), json!([]));
    let logged =
        |editor: &Editor| editor.heard.iter().filter(|message| message["method"] == "window/logMessage").count();
    editor.pull(URI);
    assert_eq!(logged(&editor), 2, "each is in the log");
    assert!(!editor.heard.iter().any(|message| message["method"] == "window/showMessage"), "a person is told once");
    assert!(editor.end());
}

#[test]
fn what_is_cancelled_is_answered_as_cancelled() {
    let text = complete("    channels: [政府网站, 政府网站]\n");
    let mut messages = vec![initialize("utf-16", true), open(URI, &text)];
    messages.push(request(1, "textDocument/diagnostic", json!({"textDocument": {"uri": URI}})));
    messages.push(request(2, "workspace/diagnostic", json!({"previousResultIds": []})));
    messages.extend([1, 2].map(|id| notification("$/cancelRequest", json!({"id": id}))));
    messages.push(request(3, "textDocument/diagnostic", json!({"textDocument": {"uri": URI}})));
    messages.extend(end());
    let (told, sound) = talk(office(), &messages);
    assert!(sound);
    for id in [1, 2] {
        let answers: Vec<&Value> = told.iter().filter(|message| message["id"] == id).collect();
        assert_eq!(answers.len(), 1, "one answer each");
        assert!(answers[0]["error"]["code"] == -32800 || answers[0].get("result").is_some(), "{}", answers[0]);
    }
    assert!(codes(&answer(&told, 3)["items"]).contains(&"CHN005"));
}

#[test]
fn requests_before_the_beginning_and_after_the_end_are_refused() {
    let hover = |id: usize| request(id, "textDocument/hover", json!({"textDocument": {"uri": URI}}));
    let messages = [
        hover(1),
        initialize("utf-16", true),
        initialize("utf-16", true),
        end()[0].clone(),
        hover(2),
        end()[1].clone(),
    ];
    let (told, sound) = talk(office(), &messages);
    assert!(sound);
    let code =
        |id: usize| told.iter().rfind(|message| message["id"] == id).map(|message| message["error"]["code"].clone());
    assert_eq!([code(1), code(0), code(2)], [Some(json!(-32002)), Some(json!(-32600)), Some(json!(-32600))]);
    let unknown =
        [initialize("utf-16", true), request(1, "textDocument/moniker", json!({})), notification("exit", Value::Null)];
    let (told, sound) = talk(office(), &unknown);
    assert!(!sound, "an end without shutdown is told");
    assert_eq!(told[1]["error"]["code"], -32601);
}

#[test]
fn other_yaml_is_left_alone_and_one_may_ask_whether_a_text_is_a_catalog() {
    let foreign = "name: CI\non: push\njobs: {test: {runs-on: ubuntu}}\n";
    let other = "file:///office/ci.yaml";
    let mut editor = Editor::new(office(), json!({}));
    editor.open(other, foreign);
    assert_eq!(editor.published(other, 1), json!([]));
    let of = |uri: &str| json!({"textDocument": {"uri": uri}, "position": {"line": 0, "character": 1}});
    for method in
        ["textDocument/hover", "textDocument/completion", "textDocument/documentSymbol", "textDocument/foldingRange"]
    {
        assert_eq!(editor.ask(method, of(other)), Value::Null, "{method}");
    }
    assert_eq!(editor.ask("catalint/isCatalog", of(other)), false);
    editor.open(URI, &complete("    channels: [政府网站]\n"));
    assert_eq!(editor.ask("catalint/isCatalog", of(URI)), true);
    assert_eq!(editor.ask("catalint/isCatalog", of("file:///office/none.yaml")), Value::Null);
    assert!(editor.end());
}

#[test]
fn settings_are_asked_for_and_count() {
    let text = complete("    deadline: 尽快公开\n");
    let mut editor = Editor::new(office(), json!({"workspace": {"configuration": true}}));
    let asked = editor.wait(|message| message["method"] == "workspace/configuration");
    assert_eq!(asked["params"]["items"], json!([{"section": "catalint"}]));
    editor.send(&json!({"jsonrpc": "2.0", "id": asked["id"], "result": [{"hintsAsHints": true}]}));
    editor.open(URI, &text);
    let severities = |found: &Value| -> Vec<u64> {
        found.as_array().expect("a list").iter().filter_map(|one| one["severity"].as_u64()).collect()
    };
    let faint = severities(&editor.published(URI, 1));
    editor.tell("workspace/didChangeConfiguration", json!({"settings": {"catalint": {"hintsAsHints": false}}}));
    let plain = severities(&editor.published(URI, 1));
    assert_eq!(faint.len(), plain.len());
    assert!(
        !plain.contains(&4) && faint.iter().zip(&plain).all(|(one, other)| one == other || (*one, *other) == (4, 3))
    );
    assert!(editor.end());
}
