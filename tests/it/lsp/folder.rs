//! More than one file: configs, what they name, catalogs of one project, all of a folder.

use catalint_core::docs::complete;
use serde_json::{Value, json};

use super::*;

const CONFIG: &str = "file:///office/catalint.yaml";

#[test]
fn a_config_counts_as_it_stands_in_the_editor() {
    let text = complete("    channels: [政府网站, 政府网站]\n");
    let mut editor = Editor::new(office().file("catalint.yaml", "rules: {}\n"), pulls());
    editor.open(URI, &text);
    assert!(codes(&editor.pull(URI)).contains(&"CHN005"));
    editor.open(CONFIG, "rules: {CHN005: off}\n");
    assert!(!codes(&editor.pull(URI)).contains(&"CHN005"));
    assert_eq!(editor.pull(CONFIG), json!([]));
    editor.change(CONFIG, 2, "rules: {CHN999: off}\n");
    assert!(codes(&editor.pull(CONFIG)).iter().all(|code| code.starts_with("CFG")));
    assert!(codes(&editor.pull(URI)).contains(&"CHN005"));
    editor.tell("textDocument/didClose", json!({"textDocument": {"uri": CONFIG}}));
    assert!(codes(&editor.pull(URI)).contains(&"CHN005"), "as it is on the disk");
    assert!(editor.end());
}

#[test]
fn what_a_config_extends_counts_and_is_watched() {
    let text = complete("    channels: [政府网站, 政府网站]\n");
    let base = "file:///office/shared/base.yaml";
    let fs = office()
        .file("catalint.yaml", "extends: shared/base.yaml\n")
        .file("shared/base.yaml", "rules: {CHN005: off}\n");
    let can = json!({"textDocument": {"diagnostic": {}}, "workspace": {
        "didChangeWatchedFiles": {"dynamicRegistration": true, "relativePatternSupport": true},
        "diagnostics": {"refreshSupport": true},
    }});
    let mut editor = Editor::new(fs, can);
    editor.open(URI, &text);
    assert!(!codes(&editor.pull(URI)).contains(&"CHN005"));
    let watched = |message: &Value| message["params"]["registrations"][0]["registerOptions"]["watchers"].to_string();
    let named = editor
        .wait(|message| message["method"] == "client/registerCapability" && watched(message).contains("base.yaml"));
    assert!(
        watched(&named).contains("**/catalint.yaml") && watched(&named).contains("file:///office/shared"),
        "{named}"
    );
    editor.open(base, "rules: {CHN005: error}\n");
    assert!(codes(&editor.pull(URI)).contains(&"CHN005"), "it is open and not saved");
    editor.change(base, 2, "rules: {CHN005: never}\n");
    assert!(codes(&editor.pull(base)).iter().any(|code| code.starts_with("CFG")), "its own findings are shown in it");
    editor.tell("workspace/didChangeWatchedFiles", json!({"changes": [{"uri": base, "type": 2}]}));
    editor.wait(|message| message["method"] == "workspace/diagnostic/refresh");
    editor.tell("textDocument/didSave", json!({"textDocument": {"uri": base}}));
    editor.wait(|message| message["method"] == "workspace/diagnostic/refresh");
    assert!(editor.end());
}

#[test]
fn what_is_wrong_in_a_config_that_is_not_open_is_told() {
    let fs = || office().file("catalint.yaml", "rules: {CHN999: off}\n");
    let mut editor = Editor::new(fs(), json!({}));
    editor.open(URI, &complete("    channels: [政府网站]\n"));
    let told = editor.wait(|message| message["params"]["uri"] == CONFIG);
    assert!(codes(&told["params"]["diagnostics"]).iter().all(|code| code.starts_with("CFG")));
    editor.open(CONFIG, "rules: {}\n");
    assert_eq!(editor.published(CONFIG, 1), json!([]));
    assert!(editor.end());
    let mut editor = Editor::new(fs(), json!({"textDocument": {"diagnostic": {"relatedDocumentSupport": true}}}));
    editor.open(URI, &complete("    channels: [政府网站]\n"));
    editor.pull(URI);
    let answer = editor.ask("textDocument/diagnostic", json!({"textDocument": {"uri": URI}}));
    assert!(!codes(&answer["relatedDocuments"][CONFIG]["items"]).is_empty(), "{answer}");
    assert!(editor.end());
}

fn of_body(deadline: &str) -> String {
    format!(
        "标题: 云岭县民政局目录\n编制单位: 云岭县民政局\n事项:\n  - 一级事项: 社会救助\n    二级事项: 临时救助\n    公开主体: 云岭县民政局\n    公开时限: {deadline}\n"
    )
}

#[test]
fn catalogs_of_a_folder_are_held_against_each_other_as_they_stand_in_the_editor() {
    let (short, long) = (of_body("自信息形成之日起7个工作日内"), of_body("自信息形成之日起20个工作日内"));
    let other = "file:///office/%E4%B9%99.yaml";
    let fs = office().file("目录.yaml", short.clone()).file("乙.yaml", short.clone()).file(".gitignore", "丙.yaml\n");
    let mut editor = Editor::new(fs, pulls());
    editor.open(URI, &short);
    assert!(!codes(&editor.pull(URI)).contains(&"COV003"));
    editor.open(other, &short);
    editor.pull(other);
    editor.change(other, 2, &long);
    assert!(codes(&editor.pull(other)).contains(&"COV003"));
    let found = editor.pull(URI);
    let conflict =
        found.as_array().expect("a list").iter().find(|found| found["code"] == "COV003").expect("both have it");
    let there = &conflict["relatedInformation"][0]["location"];
    assert_eq!(there["uri"], other);
    let at = |end: &str| offset(&long, &there["range"][end], ColumnUnit::Utf16);
    assert_eq!(&long[at("start")..at("end")], "自信息形成之日起20个工作日内");
    editor.tell("textDocument/didClose", json!({"textDocument": {"uri": other}}));
    assert!(!codes(&editor.pull(URI)).contains(&"COV003"), "it was not saved");
    let ignored = "file:///office/%E4%B8%99.yaml";
    editor.open(ignored, &long);
    assert!(!codes(&editor.pull(ignored)).contains(&"COV003"), "git does not see it");
    assert!(editor.end());
}

#[test]
fn all_catalogs_of_the_folder_are_told_once() {
    let (sound, faulty) = (complete("    note: 无\n"), complete("    channels: [政府网站, 政府网站]\n"));
    let fs = office()
        .file("a.yaml", sound)
        .file("b.yaml", faulty.clone())
        .file("ci.yaml", "on: push\n")
        .file("catalint.yaml", "rules: {CHN999: off}\n");
    let mut editor = Editor::new(fs, pulls());
    let b = "file:///office/b.yaml";
    let mut all = |previous: &Value| {
        let answer = editor.ask("workspace/diagnostic", json!({"previousResultIds": previous}));
        answer["items"].as_array().expect("a list").clone()
    };
    let first = all(&json!([]));
    let of = |all: &[Value], uri: &str| all.iter().find(|item| item["uri"] == uri).cloned().unwrap_or_default();
    let uris: Vec<&str> = first.iter().filter_map(|item| item["uri"].as_str()).collect();
    assert_eq!(uris, ["file:///office/a.yaml", b, CONFIG]);
    assert!(codes(&of(&first, b)["items"]).contains(&"CHN005"));
    let known: Vec<Value> = first.iter().map(|item| json!({"uri": item["uri"], "value": item["resultId"]})).collect();
    let gone = json!({"uri": "file:///office/gone.yaml", "value": "1"});
    let again = all(&json!([known.clone(), vec![gone]].concat()));
    assert!(again[..3].iter().all(|item| item["kind"] == "unchanged"), "{again:?}");
    assert_eq!(again[3], json!({"kind": "full", "uri": "file:///office/gone.yaml", "version": null, "items": []}));
    // An open text counts as it stands there.
    editor.open(b, &faulty.replace("政府网站, 政府网站", "政府网站"));
    let mut third = editor.ask("workspace/diagnostic", json!({"previousResultIds": known}));
    let third: Vec<Value> = third["items"].as_array_mut().map(std::mem::take).expect("a list");
    assert_eq!((&of(&third, b)["kind"], &of(&third, b)["version"]), (&json!("full"), &json!(1)));
    assert!(!codes(&of(&third, b)["items"]).contains(&"CHN005"));
    assert!(editor.end());
}
