//! What is known of a place: hover, completion, outline, hints, folding, another name for a body, the layout.

use serde_json::{Value, json};

use super::*;

const TEXT: &str = "标题: 云岭县民政局政务公开标准目录\n编制单位: 云岭县民政局\n事项:\n  - 一级事项: 社会救助\n    公开依据: 《中华人民共和国环境保护法》\n    公开时限: 自信息形成之日起20个工作日内\n    公开主体: 云岭县民政局\n    公开渠道: [政府网站]\n    公开层级: [县级]\n    备注: 《社会保险\n    \n";

fn editor() -> Editor {
    let mut editor = Editor::new(office(), pulls());
    editor.open(URI, TEXT);
    editor.pull(URI);
    editor
}

/// The parameters for a place: behind so many characters of the last line with these words.
fn at(words: &str, behind: usize) -> Value {
    let start = TEXT.rfind(words).expect("it is there");
    let offset = start + words.chars().take(behind).map(char::len_utf8).sum::<usize>();
    json!({"textDocument": {"uri": URI}, "position": place(TEXT, offset, ColumnUnit::Utf16)})
}

#[test]
fn hover_tells_of_acts_deadlines_words_and_fields() {
    let mut editor = editor();
    let mut said = |words: &str| {
        let hover = editor.ask("textDocument/hover", at(words, 1));
        hover["contents"]["value"].as_str().unwrap_or_default().to_owned()
    };
    let act = said("环境保护法");
    assert!(act.contains("已于2026年8月15日废止，由《中华人民共和国生态环境法典》取代"), "{act}");
    assert!(said("20个工作日").contains("20个工作日"));
    assert!(said("政府网站").contains("体例 national"), "{}", said("政府网站"));
    assert!(said("县级").contains("体例 national"));
    assert!(said("一级事项").contains("一级事项"));
    let field = said("公开渠道");
    assert!(field.contains("来源：《国务院办公厅关于全面推进基层政务公开标准化规范化工作的指导意见》"), "{field}");
    assert!(editor.end());
}

#[test]
fn completion_offers_titles_in_force_first_and_keys_that_are_missing() {
    let mut editor = editor();
    let titles = editor.ask("textDocument/completion", at("《社会保险", 5))["items"].clone();
    assert_eq!((&titles[0]["label"], &titles[0]["detail"]), (&json!("中华人民共和国社会保险法"), &json!("现行有效")));
    let keys = editor.ask("textDocument/completion", at("    \n", 4))["items"].clone();
    let keys: Vec<&str> = keys.as_array().expect("keys").iter().filter_map(|key| key["label"].as_str()).collect();
    assert!(keys.contains(&"公开方式") && !keys.contains(&"公开时限"), "{keys:?}");
    assert!(editor.end());
}

#[test]
fn completion_knows_what_items_share_the_top_and_the_profiles() {
    let mut editor = Editor::new(office(), pulls());
    let text = "标题: 目录\n体例: s\n统一规定:\n  公开对象: 全社会\n  \n事项:\n  - 一级事项: 教育\n编制";
    editor.open(URI, text);
    let mut labels = |line: usize, character: usize| {
        let at = json!({"textDocument": {"uri": URI}, "position": {"line": line, "character": character}});
        let list = editor.ask("textDocument/completion", at);
        let all = list["items"].as_array().expect("a list").iter().map(|one| one["label"].clone());
        all.collect::<Vec<Value>>()
    };
    assert_eq!(labels(1, 5), ["shanghai"]);
    let shared = labels(4, 2);
    assert!(shared.contains(&json!("公开时限")) && shared.len() == 6, "{shared:?}");
    assert_eq!(labels(7, 2), ["编制单位"]);
    assert!(editor.end());
}

#[test]
fn an_editor_that_fills_in_gets_articles_and_whole_items() {
    let can = json!({"textDocument": {"diagnostic": {}, "completion": {"completionItem": {"snippetSupport": true}}}});
    let mut editor = Editor::new(office(), can);
    let text = TEXT.replace("    \n", "  - 一级事项: 教育\n    公开时限: \n    公开依据: 《政府信息公开\n  - ");
    editor.open(URI, &text);
    let mut offered = |line: usize, character: usize| {
        let position = json!({"line": line, "character": character});
        let list = editor.ask("textDocument/completion", json!({"textDocument": {"uri": URI}, "position": position}));
        list["items"][0].clone()
    };
    let deadline = offered(11, 10);
    assert_eq!(deadline["label"], "自信息形成之日起20个工作日内");
    assert!(deadline["detail"].as_str().is_some_and(|words| words.starts_with("限期")), "{deadline}");
    let act = offered(12, 17);
    let number = act["textEdit"]["newText"].as_str().unwrap_or_default();
    assert_eq!(number, "中华人民共和国政府信息公开条例》（国务院令第711号）第${1}条$0");
    let whole = editor.ask(
        "textDocument/completion",
        json!({"textDocument": {"uri": URI}, "position": {"line": 13, "character": 4}}),
    );
    let whole = whole["items"]
        .as_array()
        .expect("a list")
        .iter()
        .find(|one| one["label"] == "新事项")
        .expect("an item")
        .clone();
    assert_eq!(whole["textEdit"]["newText"], "一级事项: $1\n  公开依据: $2\n  公开时限: $3", "{whole}");
    assert!(editor.end());
}

#[test]
fn outline_folds_and_selections_follow_the_items() {
    let mut editor = editor();
    let of = json!({"textDocument": {"uri": URI}});
    let outline = editor.ask("textDocument/documentSymbol", of.clone());
    assert_eq!(outline[0]["children"].as_array().map(Vec::len), Some(7));
    let folds = editor.ask("textDocument/foldingRange", of.clone());
    assert_eq!(folds[1], json!({"startLine": 3, "endLine": 9}));
    let places = json!([at("环境保护法", 1)["position"]]);
    let grown = editor.ask("textDocument/selectionRange", json!({"textDocument": {"uri": URI}, "positions": places}));
    assert_eq!(
        grown[0]["range"],
        range(TEXT, TEXT.find('《').expect("a mark"), TEXT.find('》').expect("a mark") + 3, ColumnUnit::Utf16)
    );
    assert!(editor.end());
}

#[test]
fn hints_tell_what_is_wrong_and_more_where_it_is_wanted() {
    let mut editor = editor();
    let whole = json!({"textDocument": {"uri": URI}, "range": range(TEXT, 0, TEXT.len(), ColumnUnit::Utf16)});
    let mut labels = |settings: Value| {
        editor.tell("workspace/didChangeConfiguration", json!({"settings": {"catalint": settings}}));
        let hints = editor.ask("textDocument/inlayHint", whole.clone());
        hints
            .as_array()
            .expect("a list")
            .iter()
            .map(|hint| hint["label"].as_str().unwrap_or_default().to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(labels(json!({})), ["已废止 2026-08-15"]);
    let all = labels(json!({"inlayHints": "all"}));
    assert!(all.len() == 2 && all[1].contains("20个工作日"), "{all:?}");
    assert!(labels(json!({"inlayHints": "off"})).is_empty());
    let first_line = json!({"textDocument": {"uri": URI}, "range": range(TEXT, 0, 3, ColumnUnit::Utf16)});
    editor.tell("workspace/didChangeConfiguration", json!({"settings": {"catalint": {"inlayHints": "all"}}}));
    assert_eq!(editor.ask("textDocument/inlayHint", first_line), json!([]));
    assert!(editor.end());
}

#[test]
fn a_body_is_renamed_in_the_whole_file() {
    let mut editor = editor();
    let here = at("云岭县民政局", 2);
    let prepared = editor.ask("textDocument/prepareRename", here.clone());
    assert_eq!(prepared["placeholder"], "云岭县民政局");
    assert_eq!(editor.ask("textDocument/prepareRename", at("社会救助", 1)), Value::Null);
    let with = |name: &str| {
        let mut params = here.clone();
        params["newName"] = json!(name);
        params
    };
    let edit = editor.ask("textDocument/rename", with("云岭县民政和退役军人事务局"));
    assert_eq!(edited(TEXT, &edit, ColumnUnit::Utf16), TEXT.replace("云岭县民政局", "云岭县民政和退役军人事务局"));
    let refused = editor.response("textDocument/rename", with("甲局、乙局"));
    assert_eq!(refused["error"]["message"], "新名称应当是一个单位的名称");
    assert!(editor.end());
}

#[test]
fn the_layout_comes_as_edits_of_lines() {
    let text = TEXT
        .replace("    \n", "")
        .replace("编制单位: ", "编制单位:   ")
        .replace("公开层级: [县级]", "公开层级:\n      - 县级");
    let mut editor = editor();
    editor.change(URI, 1, &text);
    let whole = editor.ask("textDocument/formatting", json!({"textDocument": {"uri": URI}, "options": {}}));
    let wanted = TEXT.replace("    \n", "");
    assert_eq!(with_edits(&text, &whole, ColumnUnit::Utf16), wanted);
    let head = json!({"textDocument": {"uri": URI}, "range": range(&text, 0, 1, ColumnUnit::Utf16), "options": {}});
    let some = editor.ask("textDocument/rangeFormatting", head);
    assert_eq!(with_edits(&text, &some, ColumnUnit::Utf16), text.replace("编制单位:   ", "编制单位: "));
    assert!(editor.end());
}
