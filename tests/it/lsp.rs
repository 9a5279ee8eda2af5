//! The language server over a pipe: what an editor sends, and what it is told.

use std::io::Cursor;
use std::sync::Arc;

use catalint_core::Source;
use catalint_core::docs::complete;
use catalint_core::lint::{Settings, lint_text};
use catalint_core::rule::Lang;
use catalint_domain::date::Date;
use catalint_lsp::{ServerSettings, serve};
use catalint_text::{ColumnUnit, LineColumn};
use catalint_workspace::config_store::Origin;
use catalint_workspace::{Memory, SharedFiles};
use proptest::prelude::*;
use serde_json::{Value, json};

const URI: &str = "file:///office/%E7%9B%AE%E5%BD%95.yaml";
const ENCODINGS: [(&str, ColumnUnit); 3] =
    [("utf-8", ColumnUnit::Byte), ("utf-16", ColumnUnit::Utf16), ("utf-32", ColumnUnit::Char)];

fn options() -> Settings {
    Settings::new(Date::new(2026, 11, 30).expect("a day"))
}

/// All that the server writes to these messages, and whether it ended as it should.
fn talk(fs: Memory, messages: &[Value]) -> (Vec<Value>, bool) {
    let mut input = Vec::new();
    for message in messages {
        let body = message.to_string();
        input.extend_from_slice(format!("Content-Length: {}\r\n\r\n{body}", body.len()).as_bytes());
    }
    let fs: SharedFiles = Arc::new(fs);
    let settings = ServerSettings { fs, base: options(), origin: Origin::Nearest, lang: Some(Lang::Zh) };
    let mut output = Vec::new();
    let sound = serve(Cursor::new(input), &mut output, settings);
    let mut told = Vec::new();
    let mut rest = output.as_slice();
    while !rest.is_empty() {
        let head = rest.windows(4).position(|four| four == b"\r\n\r\n").expect("a head");
        let length = std::str::from_utf8(&rest[..head]).expect("ASCII").strip_prefix("Content-Length: ");
        let length: usize = length.expect("a length").parse().expect("a number");
        let (body, behind) = rest[head + 4..].split_at(length);
        told.push(serde_json::from_slice(body).expect("JSON"));
        rest = behind;
    }
    (told, sound)
}

fn office() -> Memory {
    Memory::new("/office")
}

fn initialize(encoding: &str, pull: bool) -> Value {
    let text = if pull { json!({"diagnostic": {}}) } else { json!({}) };
    let capabilities = json!({"general": {"positionEncodings": [encoding]}, "textDocument": text});
    request(0, "initialize", json!({"processId": null, "rootUri": null, "capabilities": capabilities}))
}

fn request(id: usize, method: &str, params: Value) -> Value {
    json!({"jsonrpc": "2.0", "id": id, "method": method, "params": params})
}

fn notification(method: &str, params: Value) -> Value {
    json!({"jsonrpc": "2.0", "method": method, "params": params})
}

fn open(uri: &str, text: &str) -> Value {
    let document = json!({"uri": uri, "languageId": "yaml", "version": 1, "text": text});
    notification("textDocument/didOpen", json!({"textDocument": document}))
}

fn end() -> [Value; 2] {
    [request(99, "shutdown", Value::Null), notification("exit", Value::Null)]
}

fn answer(told: &[Value], id: usize) -> &Value {
    &told.iter().find(|message| message["id"] == id).expect("an answer")["result"]
}

fn place(source: &Source, offset: usize, unit: ColumnUnit) -> Value {
    let LineColumn { line, column } = source.line_column(offset as u32, unit);
    json!({"line": line - 1, "character": column - 1})
}

/// A text with the edits of a `WorkspaceEdit`.
fn edited(text: &str, edit: &Value, unit: ColumnUnit) -> String {
    let source = Source::from_text("", text);
    let offset = |at: &Value| {
        let of = |name: &str| at[name].as_u64().expect("a number") as u32 + 1;
        source.offset(LineColumn { line: of("line"), column: of("character") }, unit) as usize
    };
    let change = &edit["documentChanges"][0];
    assert_eq!(change["textDocument"]["version"], 1);
    let edits = change["edits"].as_array().expect("edits");
    let mut edits: Vec<(usize, usize, &str)> = edits
        .iter()
        .map(|edit| {
            let range = &edit["range"];
            (offset(&range["start"]), offset(&range["end"]), edit["newText"].as_str().expect("a text"))
        })
        .collect();
    edits.sort_unstable();
    let mut out = text.to_owned();
    for (start, end, new) in edits.into_iter().rev() {
        out.replace_range(start..end, new);
    }
    out
}

#[test]
fn a_fix_changes_the_right_characters_in_each_encoding() {
    let text = complete("    subtopic: 𠮷祥里\n    channels: [𠮷, 政府网站, 政府网站]\n");
    let at = text.rfind("政府网站").expect("it is there");
    for (encoding, unit) in ENCODINGS {
        let source = Source::from_text("", text.as_str());
        let place = place(&source, at, unit);
        let here = json!({"textDocument": {"uri": URI}, "range": {"start": place, "end": place}, "context": {"diagnostics": []}});
        let mut messages =
            vec![initialize(encoding, false), open(URI, &text), request(1, "textDocument/codeAction", here)];
        messages.extend(end());
        let (told, sound) = talk(office(), &messages);
        assert!(sound);
        assert_eq!(answer(&told, 0)["capabilities"]["positionEncoding"], encoding);
        let actions = answer(&told, 1).as_array().expect("actions");
        let fix = actions.iter().find(|action| action["isPreferred"] == true).expect("a safe fix");
        assert_eq!(edited(&text, &fix["edit"], unit), text.replace("政府网站, 政府网站", "政府网站"), "{encoding}");
        let ignore = actions.iter().find(|action| action["title"] == "本项忽略 CHN005（写明理由）").expect("a comment");
        assert!(edited(&text, &ignore["edit"], unit).contains("  # catalint: ignore[CHN005] 理由：\n  - "));
        let all = actions.iter().find(|action| action["kind"] == "source.fixAll.catalint").expect("all");
        assert!(edited(&text, &all["edit"], unit).contains("channels: [𠮷, 政府网站]\n"));
    }
}

#[test]
fn an_editor_that_does_not_ask_is_told_and_one_that_asks_is_not() {
    let text = complete("    channels: [政府网站, 政府网站]\n");
    let changed = text.replace("政府网站, 政府网站", "政府网站");
    let change = |version: i32, text: &str| {
        let params = json!({"textDocument": {"uri": URI, "version": version}, "contentChanges": [{"text": text}]});
        notification("textDocument/didChange", params)
    };
    let pushed = |pull: bool| {
        let mut messages = vec![initialize("utf-16", pull), open(URI, &text), change(2, &changed)];
        messages.push(request(1, "textDocument/diagnostic", json!({"textDocument": {"uri": URI}})));
        messages.extend(end());
        let (told, _) = talk(office(), &messages);
        let pushed = told.iter().filter(|message| message["method"] == "textDocument/publishDiagnostics").cloned();
        let codes = answer(&told, 1)["items"].as_array().expect("a list").iter().map(|d| d["code"].clone()).collect();
        (pushed.collect::<Vec<_>>(), codes)
    };
    let (told, codes): (Vec<Value>, Vec<Value>) = pushed(true);
    assert!(told.is_empty() && !codes.contains(&json!("CHN005")));
    let (told, _) = pushed(false);
    assert!(told.iter().all(|message| message["params"]["version"].is_number()));
}

#[test]
fn a_config_counts_as_it_stands_in_the_editor() {
    let text = complete("    channels: [政府网站, 政府网站]\n");
    let codes = |messages: Vec<Value>| {
        let mut all = vec![initialize("utf-16", true), open(URI, &text)];
        all.extend(messages);
        all.push(request(1, "textDocument/diagnostic", json!({"textDocument": {"uri": URI}})));
        all.push(request(
            2,
            "textDocument/diagnostic",
            json!({"textDocument": {"uri": "file:///office/catalint.yaml"}}),
        ));
        all.extend(end());
        let (told, _) = talk(office().file("catalint.yaml", "rules: {}\n"), &all);
        let of = |id: usize| {
            let items = answer(&told, id)["items"].as_array().expect("a list").clone();
            items.iter().map(|d| d["code"].as_str().unwrap_or_default().to_owned()).collect::<Vec<_>>()
        };
        (of(1), of(2))
    };
    let (before, _) = codes(vec![]);
    assert!(before.contains(&"CHN005".to_owned()), "{before:?}");
    let (off, _) = codes(vec![open("file:///office/catalint.yaml", "rules: {CHN005: off}\n")]);
    assert!(!off.contains(&"CHN005".to_owned()), "{off:?}");
    let (_, faults) = codes(vec![open("file:///office/catalint.yaml", "rules: {CHN999: off}\n")]);
    assert!(faults.iter().any(|code| code.starts_with("CFG")), "{faults:?}");
}

#[test]
fn hover_completion_and_outline_know_the_catalog() {
    let text = "标题: 云岭县民政局政务公开标准目录\n事项:\n  - 一级事项: 社会救助\n    公开依据: 《中华人民共和国环境保护法》\n    公开时限: 自信息形成之日起20个工作日内\n    备注: 《社会保险\n    \n";
    let at = |id, method: &str, line: usize, character: usize| {
        let position = json!({"line": line, "character": character});
        request(id, method, json!({"textDocument": {"uri": URI}, "position": position}))
    };
    let mut messages = vec![
        initialize("utf-16", true),
        open(URI, text),
        at(1, "textDocument/hover", 3, 14),
        at(2, "textDocument/hover", 4, 14),
        at(3, "textDocument/hover", 2, 6),
        at(4, "textDocument/completion", 5, 13),
        at(5, "textDocument/completion", 6, 4),
        request(6, "textDocument/documentSymbol", json!({"textDocument": {"uri": URI}})),
        request(7, "textDocument/rename", json!({})),
    ];
    messages.extend(end());
    let (told, sound) = talk(office(), &messages);
    assert!(sound);
    let said = |id| answer(&told, id)["contents"]["value"].as_str().unwrap_or_default().to_owned();
    assert!(said(1).contains("已于2026年8月15日废止，由《中华人民共和国生态环境法典》取代"), "{}", said(1));
    assert!(said(2).contains("20个工作日"), "{}", said(2));
    assert!(said(3).contains("一级事项"), "{}", said(3));
    let titles = answer(&told, 4)["items"].as_array().expect("titles");
    assert_eq!(titles[0]["label"], "中华人民共和国社会保险法");
    assert_eq!(titles[0]["detail"], "现行有效");
    let keys: Vec<&Value> =
        answer(&told, 5)["items"].as_array().expect("keys").iter().map(|key| &key["label"]).collect();
    assert!(keys.contains(&&json!("公开渠道")) && !keys.contains(&&json!("公开时限")), "{keys:?}");
    assert_eq!(answer(&told, 6)[0]["children"].as_array().map(Vec::len), Some(4));
    let unknown = told.iter().find(|message| message["id"] == 7).expect("an answer");
    assert_eq!(unknown["error"]["code"], -32601);
}

#[test]
fn other_yaml_is_left_alone_and_an_end_without_shutdown_is_told() {
    let foreign = "name: CI\non: push\njobs: {test: {runs-on: ubuntu}}\n";
    let messages =
        [initialize("utf-16", false), open("file:///office/ci.yaml", foreign), notification("exit", Value::Null)];
    let (told, sound) = talk(office(), &messages);
    assert!(!sound);
    let found = told.iter().filter(|message| message["method"] == "textDocument/publishDiagnostics");
    assert!(found.flat_map(|message| message["params"]["diagnostics"].as_array().expect("a list")).next().is_none());
    assert_eq!(talk(office(), &[request(1, "textDocument/hover", json!({}))]).0[0]["error"]["code"], -32002);
}

/// An edit: where, in thousandths of the text, how many characters go, and what comes.
fn edit() -> impl Strategy<Value = (usize, usize, &'static str)> {
    let words =
        prop::sample::select(vec!["", "𠮷", "\n", "\r\n", "  - ", "：", "《", "政府网站", "\u{feff}", "#", "a: "]);
    (0..1000_usize, 0..4_usize, words)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    #[test]
    fn edits_of_any_kind_end_in_the_findings_of_the_text(edits in prop::collection::vec(edit(), 1..12), marked: bool) {
        let start = complete("    subtopic: 𠮷祥里\n    channels: [政府网站, 政府网站]\n    note: |\n      甲\n");
        for (encoding, unit) in ENCODINGS {
            let mut text = if marked { format!("\u{feff}{start}") } else { start.clone() };
            let mut messages = vec![initialize(encoding, true), open(URI, &text)];
            for (version, (at, gone, new)) in edits.iter().enumerate() {
                let places: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
                let first = at * (places.len() - 1) / 1000;
                let last = (first + gone).min(places.len() - 1);
                // Places within a line break or before a byte-order mark are no places of an editor.
                let within = |at: usize| text[..at].ends_with('\r') && text[at..].starts_with('\n') || at == 0;
                let (start, end) = (places[first], places[last]);
                if within(start) || within(end) {
                    continue;
                }
                let source = Source::from_text("", text.as_str());
                let mark = |at: usize, place: Value| {
                    if !text.starts_with('\u{feff}') || source.lines().line(at as u32) != 1 { return place }
                    let width = if unit == ColumnUnit::Byte { 3 } else { 1 };
                    json!({"line": place["line"], "character": place["character"].as_u64().unwrap_or(0) + width})
                };
                let range = json!({"start": mark(start, place(&source, start, unit)), "end": mark(end, place(&source, end, unit))});
                let params = json!({
                    "textDocument": {"uri": URI, "version": version + 2},
                    "contentChanges": [{"range": range, "text": new}],
                });
                messages.push(notification("textDocument/didChange", params));
                text.replace_range(start..end, new);
            }
            messages.push(request(1, "textDocument/diagnostic", json!({"textDocument": {"uri": URI}})));
            messages.extend(end());
            let (told, _) = talk(office(), &messages);
            let found = answer(&told, 1)["items"].as_array().expect("a list").clone();
            let found: Vec<&str> = found.iter().filter_map(|d| d["code"].as_str()).collect();
            let report = lint_text("目录.yaml", text.as_bytes(), &options());
            let wanted: Vec<&str> = report.findings.iter().map(|finding| finding.rule.code).collect();
            // What is no catalog any more has none here.
            prop_assert!(found == wanted || found.is_empty(), "{encoding}: {found:?}, {wanted:?}\n{text}");
        }
    }
}
