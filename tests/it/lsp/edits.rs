//! Edits both ways: those of the server change the right characters, those of the editor end in the findings of the text.

use catalint_core::docs::complete;
use catalint_core::lint::lint_text;
use catalint_core::rule::Lang;
use catalint_text::ColumnUnit;
use proptest::prelude::*;
use serde_json::{Value, json};

use super::*;

#[test]
fn a_fix_changes_the_right_characters_in_each_encoding() {
    let text = complete("    subtopic: 𠮷祥里\n    channels: [𠮷, 政府网站, 政府网站]\n");
    let at = text.rfind("政府网站").expect("it is there");
    for (encoding, unit) in ENCODINGS {
        let params =
            json!({"textDocument": {"uri": URI}, "range": range(&text, at, at, unit), "context": {"diagnostics": []}});
        let mut messages =
            vec![initialize(encoding, false), open(URI, &text), request(1, "textDocument/codeAction", params)];
        messages.extend(end());
        let (told, sound) = talk(office(), &messages);
        assert!(sound);
        assert_eq!(answer(&told, 0)["capabilities"]["positionEncoding"], encoding);
        let actions = answer(&told, 1).as_array().expect("actions");
        let titled = |title: &str| {
            let action = actions.iter().find(|action| action["title"] == title);
            edited(&text, &action.unwrap_or_else(|| panic!("{title}: {actions:?}"))["edit"], unit)
        };
        let fix = actions.iter().find(|action| action["isPreferred"] == true).expect("a safe fix");
        assert_eq!(edited(&text, &fix["edit"], unit), text.replace("政府网站, 政府网站", "政府网站"), "{encoding}");
        let comment = "# catalint: ignore[CHN005] 理由：\n";
        assert!(titled("本项忽略 CHN005（写明理由）").contains(&format!("  {comment}  - ")));
        assert!(titled("此处忽略 CHN005（写明理由）").contains(&format!("    {comment}    channels: ")));
        assert!(titled("本文件忽略 CHN005（写明理由）").starts_with("# catalint: ignore-file[CHN005] 理由：\n"));
        let all = titled("修正所有可以自动修正的（不含需要核对的）");
        assert!(all.contains("channels: [𠮷, 政府网站]\n"));
        assert!(!actions.iter().any(|action| action["kind"] == "source.adoptAll.catalint"), "only on request");
    }
}

#[test]
fn a_finding_carries_its_fix_and_actions_are_resolved_where_the_editor_can() {
    let text = complete("    channels: [政府网站, 政府网站]\n");
    let can = json!({"textDocument": {"diagnostic": {}, "codeAction": {"resolveSupport": {"properties": ["edit"]}}}});
    let mut editor = Editor::new(office(), can);
    editor.open(URI, &text);
    let found = editor.pull(URI);
    let found: Vec<&Value> =
        found.as_array().expect("a list").iter().filter(|found| found["code"] == "CHN005").collect();
    let carried = &found[0]["data"];
    assert_eq!((&carried["version"], &carried["fix"]["isSafe"]), (&json!(1), &json!(true)));
    let mended = text.replace("政府网站, 政府网站", "政府网站");
    assert_eq!(with_edits(&text, &carried["fix"]["edits"], ColumnUnit::Utf16), mended);
    let mut actions = |only: Value| {
        let context = json!({"diagnostics": found, "only": only});
        let params = json!({"textDocument": {"uri": URI}, "range": found[0]["range"], "context": context});
        editor.ask("textDocument/codeAction", params)
    };
    let all = actions(Value::Null);
    let fix = &all[0];
    assert_eq!(edited(&text, &fix["edit"], ColumnUnit::Utf16), mended);
    let source = actions(json!(["source.adoptAll"]));
    assert_eq!(source.as_array().map(Vec::len), Some(1), "{source}");
    assert!(source[0].get("edit").is_none(), "its edits come when it is chosen");
    assert!(
        actions(json!(["source.fixAll"]))
            .as_array()
            .expect("a list")
            .iter()
            .all(|one| one["kind"] == "source.fixAll.catalint")
    );
    let resolved = editor.ask("codeAction/resolve", source[0].clone());
    assert_eq!(edited(&text, &resolved["edit"], ColumnUnit::Utf16), mended);
    editor.change(URI, 2, &mended);
    let late = editor.response("codeAction/resolve", source[0].clone());
    assert_eq!(late["error"]["code"], -32801, "the text has changed");
    assert!(editor.end());
}

#[test]
fn a_comment_here_is_about_the_place_alone() {
    // The same fault twice in one item, in its first line and below, and once behind the dash of a list.
    let text = complete("    topic: 社会救助,低保\n    content:\n      - 申请条件,流程\n      - 申请材料,表格\n");
    let mut editor = Editor::new(office(), pulls());
    editor.open(URI, &text);
    let before = editor.pull(URI);
    let spaces: Vec<Value> =
        before.as_array().expect("a list").iter().filter(|found| found["code"] == "TXT001").cloned().collect();
    assert_eq!(spaces.len(), 3, "{before}");
    for found in &spaces {
        let params =
            json!({"textDocument": {"uri": URI}, "range": found["range"], "context": {"diagnostics": [found]}});
        let actions = editor.ask("textDocument/codeAction", params);
        let here = actions.as_array().expect("a list").iter().find(|one| one["title"] == "此处忽略 TXT001（写明理由）");
        let ignored = edited(&text, &here.expect("a comment")["edit"], ColumnUnit::Utf16);
        let report = lint_text("目录.yaml", ignored.as_bytes(), &options());
        let left = report.findings.iter().filter(|found| found.rule.code == "TXT001").count();
        assert_eq!((left, report.suppressed.len()), (2, 1), "{ignored}");
    }
    assert!(editor.end());
}

/// An edit: where, in thousandths of the text, how many characters go, and what comes.
fn edit() -> impl Strategy<Value = (usize, usize, &'static str)> {
    let words = prop::sample::select(vec![
        "",
        "𠮷",
        "\n",
        "\r\n",
        "  - ",
        "：",
        "《",
        "政府网站",
        "\u{feff}",
        "#",
        "a: ",
        "，",
        "\t",
        "\"",
        "20个工作日",
    ]);
    (0..1000_usize, 0..4_usize, words)
}

/// Whether an editor has a place there: none is within a line break or before a byte-order mark.
fn is_place(text: &str, at: usize) -> bool {
    let within_break = text[..at].ends_with('\r') && text[at..].starts_with('\n');
    !within_break && (at > 0 || !text.starts_with('\u{feff}'))
}

/// What is found, by the server's places, which are counted back by hand: code, stretch, message.
fn told(found: &Value, text: &str, unit: ColumnUnit) -> Vec<(String, usize, usize, String)> {
    let one = |found: &Value| {
        let at = |end: &str| offset(text, &found["range"][end], unit);
        let words = |name: &str| found[name].as_str().unwrap_or_default().to_owned();
        let message = words("message").lines().next().unwrap_or_default().to_owned();
        (words("code"), at("start"), at("end"), message)
    };
    found.as_array().expect("a list").iter().map(one).collect()
}

/// The same by a check of the text.
fn checked(text: &str) -> Vec<(String, usize, usize, String)> {
    let report = lint_text("目录.yaml", text.as_bytes(), &options());
    let one = |found: &catalint_core::rule::Finding| {
        let span = found.lines().unwrap_or_default();
        let span = report.source.clamp(span);
        let message = found.message_in(Lang::Zh).lines().next().unwrap_or_default().to_owned();
        (found.rule.code.to_owned(), span.start as usize, span.end as usize, message)
    };
    report.findings.iter().map(one).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]
    #[test]
    fn edits_of_any_kind_end_in_the_findings_of_the_text(
        edits in prop::collection::vec(edit(), 1..16),
        marked: bool,
        crlf: bool,
        asked in prop::collection::vec(any::<bool>(), 16),
    ) {
        let start = complete("    subtopic: 𠮷祥里\n    channels: [政府网站, 政府网站]\n    note: |\n      甲 ，乙\n");
        let start = if crlf { start.replace('\n', "\r\n") } else { start };
        for (encoding, unit) in ENCODINGS {
            let mut text = if marked { format!("\u{feff}{start}") } else { start.clone() };
            let document = json!({"uri": URI, "languageId": "disclosure-catalog", "version": 1, "text": text});
            let mut messages = vec![initialize(encoding, true), notification("textDocument/didOpen", json!({"textDocument": document}))];
            let mut ids = vec![1];
            let pull = |id: usize| request(id, "textDocument/diagnostic", json!({"textDocument": {"uri": URI}}));
            for (nth, (at, gone, new)) in edits.iter().enumerate() {
                let places: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
                let first = at * (places.len() - 1) / 1000;
                let (start, end) = (places[first], places[(first + gone).min(places.len() - 1)]);
                if !is_place(&text, start) || !is_place(&text, end) {
                    continue;
                }
                let change = json!({"range": range(&text, start, end, unit), "text": new});
                let document = json!({"uri": URI, "version": nth + 2});
                messages.push(notification("textDocument/didChange", json!({"textDocument": document, "contentChanges": [change]})));
                text.replace_range(start..end, new);
                // Somebody may ask between two keys, and has an answer.
                if asked[nth] {
                    ids.push(100 + nth);
                    messages.push(pull(100 + nth));
                }
            }
            messages.push(pull(1));
            messages.extend(end());
            let (answers, sound) = talk(office(), &messages);
            prop_assert!(sound);
            prop_assert_eq!(told(&answer(&answers, 1)["items"], &text, unit), checked(&text), "{}\n{:?}", encoding, text);
            prop_assert!(ids.iter().all(|id| answers.iter().any(|message| message["id"] == *id)));
        }
    }
}
