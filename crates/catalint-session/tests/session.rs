//! Requests as a page makes them: a file is opened, its catalogs are changed, and written.

use std::path::{Path, PathBuf};

use catalint_core::lint::Settings;
use catalint_core::rule::Severity;
use catalint_core::{Date, lint};
use catalint_session::PageSession;
use serde_json::{Value, json};

fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures")
}

fn fixture(path: &str) -> Vec<u8> {
    std::fs::read(fixtures().join(path)).expect("a fixture")
}

fn settings() -> Settings {
    Settings::new(Date::new(2026, 11, 30).expect("a day"))
}

/// The answer to a request: its head and its bytes.
fn call(session: &mut PageSession, mut head: Value, files: &[(&str, &[u8])]) -> (Value, Vec<u8>) {
    head["day"] = "2026-11-30".into();
    head["files"] = files.iter().map(|(name, bytes)| json!({ "name": name, "size": bytes.len() })).collect();
    let mut request = head.to_string().into_bytes();
    request.push(0);
    files.iter().for_each(|(_, bytes)| request.extend(*bytes));
    let answer = session.call(&request);
    let end = answer.iter().position(|byte| *byte == 0).expect("a NUL");
    (serde_json::from_slice(&answer[..end]).expect("JSON"), answer[end + 1..].to_vec())
}

fn ask(head: Value, files: &[(&str, &[u8])]) -> (Value, Vec<u8>) {
    let (answer, bytes) = call(&mut PageSession::new(), head, files);
    assert!(answer.get("error").is_none(), "{answer}");
    (answer, bytes)
}

/// The first catalog of a table, opened.
fn opened(name: &str) -> (Value, Vec<u8>) {
    let bytes = fixture(name);
    let (answer, _) = ask(json!({ "do": "open" }), &[(name, &bytes)]);
    (answer["catalogs"][0].clone(), bytes)
}

fn state(catalog: &Value) -> Value {
    let asked = json!({ "do": "state", "yaml": catalog["yaml"], "reading": catalog["reading"], "name": "a" });
    ask(asked, &[]).0
}

fn edited(catalog: &Value, steps: Value) -> Value {
    let asked = json!({
        "do": "edit", "yaml": catalog["yaml"], "reading": catalog["reading"], "name": "a", "steps": steps, "then": {},
    });
    ask(asked, &[]).0
}

fn value<'s>(state: &'s Value, pointer: &str) -> &'s Value {
    let rows = state["rows"].as_array().expect("rows").iter().flat_map(|row| row["cells"].as_array().expect("cells"));
    let top = state["top"].as_array().expect("top").iter();
    rows.chain(top).find(|cell| cell["pointer"] == pointer).unwrap_or(&Value::Null)
}

#[test]
fn a_table_is_judged_from_its_yaml_as_it_is_from_its_cells() {
    let mut tables = 0;
    for file in std::fs::read_dir(fixtures().join("tables")).expect("tables") {
        let path = file.expect("a file").path();
        let name = path.file_name().expect("a name").to_string_lossy().into_owned();
        let bytes = std::fs::read(&path).expect("a file");
        let Ok(native) = catalint_table::check(&name, &bytes, &settings()) else { continue };
        let is_made = ["out", "yaml", "py"].iter().any(|end| name.ends_with(end));
        if is_made || native.findings.iter().any(|found| found.rule.code == "IMP001") {
            continue;
        }
        let mut session = PageSession::new();
        let (answer, _) = call(&mut session, json!({ "do": "open" }), &[(&name, &bytes)]);
        let mut ours: Vec<(String, String)> = Vec::new();
        for catalog in answer["catalogs"].as_array().unwrap_or_else(|| panic!("{name}: {answer}")) {
            let asked = json!({
                "do": "state", "yaml": catalog["yaml"], "reading": catalog["reading"], "name": name,
            });
            let (state, _) = call(&mut session, asked, &[]);
            let all = [&catalog["doubts"]["findings"], &state["report"]["findings"]];
            let text = |found: &Value, key: &str| found[key].as_str().expect("a text").to_owned();
            let all = all.into_iter().flat_map(|list| list.as_array().expect("a list"));
            ours.extend(all.map(|found| (text(found, "code"), text(found, "message"))));
        }
        let is_of_reading = |code: &str| code.starts_with("IMP");
        let zh = catalint_core::rule::Lang::Zh;
        let mut theirs: Vec<(String, String)> = native
            .findings
            .iter()
            .map(|found| (found.rule.code.to_owned(), found.message_in(zh).into_owned()))
            .collect();
        // Doubts alone are told of the reading; words that name keys may be those of the file.
        ours.retain(|(code, _)| !is_of_reading(code));
        theirs.retain(|(code, _)| !is_of_reading(code));
        ours.sort();
        theirs.sort();
        assert_eq!(ours, theirs, "{name}");
        tables += 1;
    }
    assert!(tables > 30, "{tables}");
}

#[test]
fn yaml_is_judged_as_the_library_does() {
    let bytes = fixture("planted/duties.yaml");
    let (answer, _) = ask(json!({ "do": "open" }), &[("a.yaml", &bytes)]);
    let state = state(&answer["catalogs"][0]);
    let report = lint::lint_text("a", &bytes, &settings());
    let found = state["report"]["findings"].as_array().expect("a list");
    assert_eq!(found.len(), report.findings.len());
    let errors = report.findings.iter().filter(|found| found.severity == Severity::Error).count();
    assert_eq!(state["counts"]["errors"], errors);
    assert_eq!(state["items"], report.items);
}

#[test]
fn the_office_file_is_mended_as_check_fix_mends_it() {
    for name in ["annotate/civil-affairs.xlsx", "annotate/civil-affairs.docx", "mend/a.csv", "mend/a.html"] {
        let (catalog, bytes) = opened(name);
        let after = edited(&catalog, json!([{ "all": "safe" }]));
        assert!(after["steps"][0]["changed"] == true, "{name}: {}", after["steps"]);
        let asked = json!({ "do": "mend", "catalogs": [{ "yaml": after["yaml"], "reading": after["reading"] }] });
        let (mended, ours) = ask(asked, &[(name, &bytes)]);
        let safe = lint::FixOptions { least: catalint_core::fix::Applicability::Safe, min_severity: Severity::Hint };
        let theirs = catalint_table::fix_table(name, &bytes, &settings(), safe).expect("a table");
        let changes = |edit: &catalint_core::fix::CellEdit| (edit.cell.clone(), edit.after.clone());
        let theirs_changed: Vec<(String, String)> = theirs.changes.iter().map(changes).collect();
        let text = |value: &Value| value.as_str().expect("a text").to_owned();
        let ours_changed = mended["changes"].as_array().expect("a list").iter();
        let ours_changed: Vec<(String, String)> =
            ours_changed.map(|change| (text(&change["cell"]), text(&change["after"]))).collect();
        assert_eq!(ours_changed, theirs_changed, "{name}: {}", mended["left"]);
        assert!(Some(ours) == theirs.bytes, "{name}: the bytes differ");
    }
}

#[test]
fn a_value_that_was_set_stands_in_her_file_and_what_has_no_place_there_is_named() {
    let (catalog, bytes) = opened("annotate/civil-affairs.xlsx");
    let before = state(&catalog);
    let cell = value(&before, "/items/0/deadline");
    assert!(cell["at"].as_str().is_some_and(|at| at.contains('!')), "{cell}");
    let steps = json!([
        { "set": "/items/0/deadline", "texts": ["自信息形成之日起10个工作日内"] },
        { "set": "/items/1/content", "texts": ["甲", "乙", "丙", "丁", "戊", "己", "庚", "辛"] },
        { "add": 0, "fields": { "topic": ["新事项"] } },
    ]);
    let after = edited(&catalog, steps);
    assert!(after["steps"].as_array().is_some_and(|all| all.iter().all(|step| step["changed"] == true)), "{after}");
    assert_eq!(value(&after["state"], "/items/1/deadline")["texts"][0], "自信息形成之日起10个工作日内");
    assert_eq!(value(&after["state"], "/items/1/deadline")["at"], cell["at"]);
    let asked = json!({ "do": "mend", "catalogs": [{ "yaml": after["yaml"], "reading": after["reading"] }] });
    let (mended, new) = ask(asked, &[("a.xlsx", &bytes)]);
    let changes = mended["changes"].as_array().expect("a list");
    assert!(changes.iter().any(|change| change["cell"] == cell["at"]), "{mended}");
    let left: Vec<&str> =
        mended["left"].as_array().expect("a list").iter().filter_map(|left| left["pointer"].as_str()).collect();
    assert_eq!(left, ["/items/0"], "{mended}");
    let (again, _) = ask(json!({ "do": "open" }), &[("a.xlsx", &new)]);
    let again = state(&again["catalogs"][0]);
    assert_eq!(value(&again, "/items/0/deadline")["texts"][0], "自信息形成之日起10个工作日内");
}

#[test]
fn fields_are_set_cleared_and_put_in_their_place() {
    let yaml = "title: 云岭县民政局政务公开标准目录\nitems:\n  - no: 1\n    topic: 社会救助 # 一级\n    content:\n      - 救助标准 # 要素\n      - 申请材料\n    extra:\n      四级: 甲\n  - {no: 2, topic: 养老服务}\n";
    let catalog = json!({ "yaml": yaml, "reading": "" });
    let steps = json!([
        { "set": "/items/0/content", "texts": ["救助标准", "办理流程", "申请材料"] },
        { "set": "/items/0/deadline", "texts": ["及时公开"] },
        { "set": "/items/1/publisher", "texts": ["云岭县民政局"] },
        { "set": "/items/0/extra/五级", "texts": ["乙"] },
        { "clear": "/items/0/extra/四级" },
        { "set": "/defaults/method", "texts": ["主动公开"] },
        { "set": "/updated", "texts": ["2026-11-01"] },
        { "set": "/items/1/no", "texts": ["3"] },
        { "move": 1, "to": 0 },
        { "move": 0, "to": 1 },
        { "add": 2, "fields": { "topic": ["社会事务"], "channels": ["政府网站"] } },
        { "remove": 1 },
        { "clear": "/items/0/topic" },
        { "set": "/items/0/topic", "texts": ["社会救助"] },
    ]);
    let after = edited(&catalog, steps);
    let steps = after["steps"].as_array().expect("a list");
    assert!(steps.iter().all(|step| step["changed"] == true), "{after}");
    let wanted = "title: 云岭县民政局政务公开标准目录\nupdated: 2026-11-01\ndefaults:\n  method: 主动公开\nitems:\n  - no: 1\n    topic: 社会救助\n    # 要素\n    content:\n      - 救助标准\n      - 办理流程\n      - 申请材料\n    deadline: 及时公开\n    extra:\n      五级: 乙\n  - topic: 社会事务\n    channels: [政府网站]\n";
    assert_eq!(after["yaml"], wanted);
}

#[test]
fn a_finding_is_mended_by_its_group_and_ignored_with_a_reason() {
    let yaml = "title: 云岭县民政局政务公开标准目录\nitems:\n  - topic: 社会救助\n    channels: [政府网站, 政府网站]\n  - topic: 养老服务\n    channels: [政府网站, 政府网站]\n";
    let catalog = json!({ "yaml": yaml, "reading": "" });
    let before = state(&catalog);
    let group = before["report"]["groups"].as_array().expect("a list").iter().find(|group| group["code"] == "CHN005");
    let group = group.unwrap_or_else(|| panic!("{before}"));
    let fingerprint = before["report"]["findings"]
        .as_array()
        .and_then(|all| all.iter().find(|found| found["code"] == "CHN005").map(|found| found["fingerprint"].clone()));
    let asked = json!({ "do": "offers", "yaml": yaml, "name": "a", "fingerprints": [fingerprint] });
    let (offers, _) = ask(asked, &[]);
    let change = &offers["findings"][0]["changes"][0];
    assert_eq!((&change["pointer"], &change["after"]), (&json!("/items/0/channels"), &json!(["政府网站"])), "{offers}");
    let after = edited(&catalog, json!([{ "group": group["id"] }]));
    assert_eq!(after["yaml"], yaml.replace("[政府网站, 政府网站]", "[政府网站]"));
    let ignored = edited(&catalog, json!([{ "ignore": fingerprint, "reason": "两个栏目", "reach": "item" }]));
    assert!(
        ignored["yaml"].as_str().is_some_and(|text| text.contains("# catalint: ignore[CHN005] 两个栏目")),
        "{ignored}"
    );
    assert_eq!(ignored["state"]["counts"]["suppressed"], 1);
}

#[test]
fn what_changed_of_a_text_can_be_asked_for_alone() {
    let yaml = "title: 😀目录\nitems:\n  - topic: 甲乙\n    content: 丙\n  - topic: 甲\n    content: 丙\n";
    for (pointer, texts) in [
        ("/items/0/topic", json!(["甲丁乙"])),
        ("/items/0/topic", json!(["乙"])),
        ("/title", json!(["😁目录"])),
        ("/title", json!(["😀目录"])),
        ("/items/1/note", json!(["乁"])),
    ] {
        let asked = json!({ "do": "edit", "yaml": yaml, "name": "a", "steps": [{ "set": pointer, "texts": texts }] });
        let mut shorter = asked.clone();
        shorter["changes"] = true.into();
        let (whole, _) = ask(asked, &[]);
        let (part, _) = ask(shorter, &[]);
        assert!(part["yaml"].is_null() && part["reading"].is_null(), "{part}");
        let number = |key: &str| part["change"][key].as_u64().expect("a number") as usize;
        let mut text: Vec<u16> = yaml.encode_utf16().collect();
        let come: Vec<u16> = part["change"]["come"].as_str().expect("a text").encode_utf16().collect();
        text.splice(number("at")..number("at") + number("gone"), come);
        assert_eq!(String::from_utf16(&text).expect("whole"), whole["yaml"].as_str().expect("a text"), "{part}");
    }
}

#[test]
fn what_several_rows_have_from_one_cell_is_ignored_for_all_of_them() {
    let row = |no: u32, topic: &str, rest: &str| {
        format!(
            "<tr><td>{no}<td>{topic}<td>标准<td>《社会救助暂行办法》<td>自信息形成之日起20个工作日内<td>云岭县民政局{rest}</tr>"
        )
    };
    let html = format!(
        "<table><tr><th>序号<th>公开事项<th>公开内容<th>公开依据<th>公开时限<th>公开主体<th>公开渠道</tr>{}{}{}</table>",
        row(1, "社会救助", "<td rowspan=3>政府网站、政府网站"),
        row(2, "养老服务", ""),
        row(3, "殡葬服务", ""),
    );
    let (answer, _) = ask(json!({ "do": "open" }), &[("a.html", html.as_bytes())]);
    let catalog = answer["catalogs"][0].clone();
    let twice = |state: &Value| -> Vec<Value> {
        let all = state["report"]["findings"].as_array().expect("a list").clone();
        all.into_iter().filter(|found| found["code"] == "CHN005" && found["suppressed"].is_null()).collect()
    };
    let before = state(&catalog);
    let found = twice(&before);
    assert_eq!(found.len(), 1, "{before}");
    for reach in ["here", "item"] {
        let steps = json!([{ "ignore": found[0]["fingerprint"], "reason": "两个栏目", "reach": reach }]);
        let after = edited(&catalog, steps);
        let yaml = after["yaml"].as_str().expect("a text");
        assert_eq!(yaml.matches("ignore[CHN005] 两个栏目").count(), 3, "{reach}: {yaml}");
        assert!(twice(&after["state"]).is_empty(), "{reach}: {after}");
    }
}

#[test]
fn a_text_without_a_table_says_what_to_do_instead() {
    let words = "政务公开标准目录\n\n序号\n\n公开事项\n\n公开内容\n\n公开依据\n".as_bytes();
    for (name, says) in [("a.txt", true), ("a.csv", false)] {
        let (answer, _) = call(&mut PageSession::new(), json!({ "do": "open" }), &[(name, words)]);
        let message = answer["error"]["message"].as_str().expect("a message");
        assert!(message.contains("没有一行表头"), "{message}");
        assert_eq!(message.contains("直接粘贴"), says, "{name}: {message}");
    }
}

#[test]
fn columns_are_what_a_person_says() {
    let text = "序号,公开事项,公开内容,公开依据,公开时限,公开主体,公开渠道,备忘\n1,社会救助,救助标准,社会救助暂行办法,及时公开,云岭县民政局,政府网站,无\n";
    let (answer, _) = ask(json!({ "do": "open" }), &[("a.csv", text.as_bytes())]);
    let columns = answer["catalogs"][0]["columns"].as_array().expect("columns");
    let memo = columns.iter().find(|column| column["head"] == "备忘").expect("the last");
    assert_eq!(memo["holds"], "extra", "{memo}");
    let choice = json!({ memo["at"].as_str().expect("a text"): "note" });
    let (answer, _) = ask(json!({ "do": "open", "columns": choice }), &[("a.csv", text.as_bytes())]);
    let catalog = &answer["catalogs"][0];
    assert!(catalog["yaml"].as_str().is_some_and(|yaml| yaml.contains("备注: 无")), "{catalog}");
    assert!(catalog["columns"].as_array().is_some_and(|all| all.iter().any(|column| column["chosen"] == true)));
}

#[test]
fn other_requests_are_answered_too() {
    let (catalog, bytes) = opened("annotate/civil-affairs.xlsx");
    let with = |mut head: Value| {
        head["yaml"] = catalog["yaml"].clone();
        head["reading"] = catalog["reading"].clone();
        head["name"] = "民政".into();
        head
    };
    for format in ["xlsx", "docx", "html", "csv", "markdown", "json"] {
        let (head, ours) = ask(with(json!({ "do": "export", "format": format })), &[]);
        let target = catalint_table::publish::ExportTarget::named(format).expect("a format");
        let request = catalint_table::publish::Request { target, profile: None, annotate: None };
        let yaml = catalog["yaml"].as_str().expect("a text");
        let native = catalint_table::publish::export(yaml.as_bytes(), request, &settings()).expect("a catalog");
        assert!(ours == native.bytes && head["lost"].as_array().is_some(), "{format}");
    }
    let (marked, copy) = ask(json!({ "do": "annotate" }), &[("a.xlsx", &bytes)]);
    assert!(marked["rows"].as_u64() > Some(0) && copy.starts_with(b"PK"));
    let list = json!({ "do": "list", "format": "html", "catalogs": [with(json!({}))] });
    assert!(ask(list, &[]).1.starts_with(b"<!"));
    let sides = json!({ "do": "compare", "format": "json", "old": { "file": 0 }, "new": with(json!({})) });
    assert_eq!(ask(sides, &[("a.xlsx", &bytes)]).0["equal"], true);
    let complete = json!({ "do": "complete", "field": "basis", "text": "依据《政府信息公开条", "cursor": 10 });
    let (words, _) = ask(complete, &[]);
    assert_eq!((&words["from"], &words["to"]), (&json!(3), &json!(10)), "{words}");
    assert!(
        words["items"][0]["insert"].as_str().is_some_and(|text| text.starts_with("中华人民共和国政府信息公开条例》"))
    );
    let (law, _) = ask(json!({ "do": "law", "words": "政府信息公开条例" }), &[]);
    assert_eq!(law["acts"][0]["inForce"], true, "{law}");
    assert!(ask(json!({ "do": "explain", "code": "CHN005" }), &[]).0["why"].as_str().is_some());
    assert!(
        !ask(json!({ "do": "deadline", "text": "及时公开" }), &[]).0["lines"].as_array().expect("lines").is_empty()
    );
    assert!(ask(json!({ "do": "about" }), &[]).0["fields"].as_array().is_some_and(|all| all.len() > 20));
}

#[test]
fn what_is_wrong_with_a_request_is_an_answer() {
    let mut session = PageSession::new();
    for (request, files) in [
        (json!({ "do": "nothing" }), vec![]),
        (json!({ "do": "open" }), vec![]),
        (json!({ "do": "open" }), vec![("a.pdf", &b"%PDF-1.4"[..])]),
        (json!({ "do": "open" }), vec![("a.xlsx", &b"PK\x03\x04"[..])]),
        (json!({ "do": "state", "yaml": "a: 1", "reading": "{" }), vec![]),
        (json!({ "do": "edit", "yaml": "items: []", "steps": [{ "set": "/items/7/basis", "texts": ["a"] }] }), vec![]),
        (json!({ "do": "export", "yaml": "[", "format": "xlsx" }), vec![]),
        (json!({ "do": "state", "yaml": "a: 1", "config": { "catalint.yaml": "fail_on: [" } }), vec![]),
    ] {
        let (answer, _) = call(&mut session, request.clone(), &files);
        assert!(answer["error"]["message"].as_str().is_some_and(|words| !words.is_empty()), "{request}: {answer}");
    }
    assert!(session.call(b"").starts_with(b"{\"error\""));
    assert!(
        session
            .call(b"{\"do\":\"open\",\"day\":\"2026-11-30\",\"files\":[{\"name\":\"a\",\"size\":99}]}\0abc")
            .starts_with(b"{\"error\"")
    );
}

#[test]
fn blank_cells_of_her_file_are_filled_in() {
    let heads = "序号,公开事项,公开内容,公开依据,公开时限,公开主体,公开渠道\n";
    let rows = "1,社会救助,救助标准,《社会救助暂行办法》,,云岭县民政局,政府网站\n2,养老服务,,《养老机构管理办法》,及时公开,云岭县民政局,政府网站\n";
    let text = format!("{heads}{rows}");
    let (answer, _) = ask(json!({ "do": "open" }), &[("a.csv", text.as_bytes())]);
    let catalog = &answer["catalogs"][0];
    let steps = json!([
        { "set": "/items/0/deadline", "texts": ["自信息形成之日起20个工作日内"] },
        { "set": "/items/1/content", "texts": ["补贴标准", "申请材料"] },
    ]);
    let after = edited(catalog, steps.clone());
    let mend =
        |after: &Value| json!({ "do": "mend", "catalogs": [{ "yaml": after["yaml"], "reading": after["reading"] }] });
    let (mended, new) = ask(mend(&after), &[("a.csv", text.as_bytes())]);
    let wanted = text.replace("办法》,,", "办法》,自信息形成之日起20个工作日内,");
    let wanted = wanted.replace("养老服务,,", "养老服务,\"补贴标准\n申请材料\",");
    assert_eq!((String::from_utf8(new).expect("UTF-8"), mended["left"].as_array().map(Vec::len)), (wanted, Some(0)));

    // The same in a workbook, in which a blank cell has a look of its own and no text.
    let yaml = catalog["yaml"].as_str().expect("a text");
    let (_, book) = ask(json!({ "do": "export", "format": "xlsx", "yaml": yaml }), &[]);
    let (answer, _) = ask(json!({ "do": "open" }), &[("a.xlsx", &book)]);
    let after = edited(&answer["catalogs"][0], steps);
    let (mended, new) = ask(mend(&after), &[("a.xlsx", &book)]);
    assert_eq!(mended["changes"].as_array().map(Vec::len), Some(2), "{mended}");
    let (again, _) = ask(json!({ "do": "open" }), &[("a.xlsx", &new)]);
    let again = state(&again["catalogs"][0]);
    assert_eq!(value(&again, "/items/0/deadline")["texts"], json!(["自信息形成之日起20个工作日内"]));
    assert_eq!(value(&again, "/items/1/content")["texts"], json!(["补贴标准", "申请材料"]));
}

#[test]
fn other_ticks_stand_in_her_file() {
    let yaml = "title: 云岭县社会救助领域政务公开标准目录\nauthority: 云岭县民政局\nprofile: national\nupdated: 2026-09-30\nitems:\n";
    let item = |no: usize, channels: &str, audience: &str, levels: &str| {
        format!(
            "  - no: {no}\n    topic: 社会救助\n    subtopic: 第{no}项\n    content: [救助标准]\n    basis: ['《社会救助暂行办法》（国务院令第649号）']\n    deadline: 自信息形成之日起20个工作日内\n    publisher: 云岭县民政局\n    channels: [{channels}]\n    audience: [{audience}]\n    method: [主动公开]\n    levels: [{levels}]\n"
        )
    };
    let yaml = format!(
        "{yaml}{}{}",
        item(1, "政府网站, 公开查阅点", "全社会", "县级, 乡级"),
        item(2, "政府网站, 政务服务中心", "全社会", "县级")
    );
    let steps = json!([
        { "set": "/items/0/channels", "texts": ["政府网站", "政务服务中心"] },
        { "set": "/items/0/levels", "texts": ["县级"] },
        { "set": "/items/1/levels", "texts": ["县级", "乡级"] },
        { "set": "/items/1/method", "texts": ["依申请公开"] },
    ]);
    for format in ["xlsx", "docx", "html", "csv"] {
        let (exported, file) = ask(json!({ "do": "export", "format": format, "yaml": yaml }), &[]);
        assert!(exported["lost"].as_array().is_some_and(Vec::is_empty), "{exported}");
        let name = format!("a.{format}");
        let (answer, _) = ask(json!({ "do": "open" }), &[(&name, &file)]);
        let after = edited(&answer["catalogs"][0], steps.clone());
        let asked = json!({ "do": "mend", "catalogs": [{ "yaml": after["yaml"], "reading": after["reading"] }] });
        let (mended, new) = ask(asked, &[(&name, &file)]);
        assert_eq!(mended["left"], json!([]), "{format}: {mended}");
        let (again, _) = ask(json!({ "do": "open" }), &[(&name, &new)]);
        let again = state(&again["catalogs"][0]);
        for step in steps.as_array().expect("a list") {
            let texts = &value(&again, step["set"].as_str().expect("a text"))["texts"];
            let sorted = |texts: &Value| {
                let mut texts: Vec<String> = texts
                    .as_array()
                    .into_iter()
                    .flatten()
                    .filter_map(|text| text.as_str().map(str::to_owned))
                    .collect();
                texts.sort();
                texts
            };
            assert_eq!(sorted(texts), sorted(&step["texts"]), "{format}: {step}");
        }
    }
}

#[test]
fn names_that_are_written_out_become_more_or_fewer_in_her_file() {
    let heads = "序号,公开事项,公开内容,公开依据,公开时限,公开主体,公开渠道\n";
    let text = format!(
        "{heads}1,社会救助,救助标准、申请材料,《社会救助暂行办法》,及时公开,云岭县民政局,政府网站、公开查阅点\n2,养老服务,补贴标准,《养老机构管理办法》,及时公开,云岭县民政局,■政府网站 □政府公报\n"
    );
    let (answer, _) = ask(json!({ "do": "open" }), &[("a.csv", text.as_bytes())]);
    let steps = json!([
        { "set": "/items/0/channels", "texts": ["政府网站", "公开查阅点", "政务服务中心"] },
        { "set": "/items/1/channels", "texts": ["政府公报", "政务服务中心"] },
    ]);
    let after = edited(&answer["catalogs"][0], steps);
    let asked = json!({ "do": "mend", "catalogs": [{ "yaml": after["yaml"], "reading": after["reading"] }] });
    let (mended, new) = ask(asked, &[("a.csv", text.as_bytes())]);
    let wanted = text
        .replace("、公开查阅点\n", "、公开查阅点、政务服务中心\n")
        .replace("■政府网站 □政府公报", "□政府网站 ■政府公报 ■政务服务中心");
    assert_eq!(String::from_utf8(new).expect("UTF-8"), wanted, "{mended}");
    assert_eq!(mended["left"], json!([]));
}

#[test]
fn options_have_the_names_of_her_table() {
    let text = "序号,公开事项,公开内容,公开依据,公开时限,公开主体,公开渠道,公开对象,,公开方式,,公开层级,\n,,,,,,,全社会,特定群众,主动,依申请,县级,乡级\n1,社会救助,救助标准,《社会救助暂行办法》,及时公开,云岭县民政局,■政府网站 ■公示栏,√,,√,,√,\n";
    let (answer, _) = ask(json!({ "do": "open" }), &[("a.csv", text.as_bytes())]);
    let before = state(&answer["catalogs"][0]);
    let options = before["profile"]["options"]["method"].as_array().expect("a list");
    assert!(options.contains(&json!("主动")) && !options.contains(&json!("主动公开")), "{options:?}");
    let steps = json!([
        { "set": "/items/0/channels", "texts": ["政府网站", "公示栏", "政务服务中心"] },
        { "set": "/items/0/audience", "texts": ["特定群体"] },
        { "set": "/items/0/method", "texts": ["主动", "依申请公开"] },
        { "set": "/items/0/levels", "texts": ["县级", "省级"] },
    ]);
    let after = edited(&answer["catalogs"][0], steps);
    let asked = json!({ "do": "mend", "catalogs": [{ "yaml": after["yaml"], "reading": after["reading"] }] });
    let (mended, new) = ask(asked, &[("a.csv", text.as_bytes())]);
    let wanted = text.replace("■政府网站 ■公示栏,√,,√,,", "■政府网站 ■公示栏 ■政务服务中心,,√,√,√,");
    assert_eq!(String::from_utf8(new).expect("UTF-8"), wanted, "{mended}");
    let left: Vec<&str> =
        mended["left"].as_array().expect("a list").iter().filter_map(|left| left["why"].as_str()).collect();
    assert_eq!(left, ["表格里没有这个选项的栏"]);
}

#[test]
fn a_list_of_boxes_may_go_on_in_a_second_column() {
    let text = "<table><tr><th>序号<th>公开事项<th>公开内容<th>公开依据<th>公开时限<th>公开主体<th colspan=2>公开渠道和载体</tr>\
        <tr><td>1<td>社会救助<td>救助标准<td>《社会救助暂行办法》<td>及时公开<td>云岭县民政局<td>■政府网站 □广播电视<td>□政府公报 □其他</tr></table>";
    let (answer, _) = ask(json!({ "do": "open" }), &[("a.html", text.as_bytes())]);
    let steps = json!([{ "set": "/items/0/channels", "texts": ["政府公报", "广播电视"] }]);
    let after = edited(&answer["catalogs"][0], steps);
    let asked = json!({ "do": "mend", "catalogs": [{ "yaml": after["yaml"], "reading": after["reading"] }] });
    let (mended, new) = ask(asked, &[("a.html", text.as_bytes())]);
    let wanted = text.replace("■政府网站 □广播电视<td>□政府公报", "□政府网站 ■广播电视<td>■政府公报");
    assert_eq!(String::from_utf8(new).expect("UTF-8"), wanted, "{mended}");
}

#[test]
fn entries_come_and_go_in_her_file() {
    let heads = "序号,公开事项,公开内容,公开依据,公开时限,公开主体,公开渠道\n";
    let text = format!(
        "{heads}1,社会救助,救助标准,\"《社会救助暂行办法》\n《城市居民最低生活保障条例》\",及时公开,云岭县民政局,政府网站\n2,养老服务,\"1.补贴标准\n2.申请材料\",《养老机构管理办法》,及时公开,云岭县民政局,政府网站\n"
    );
    let (answer, _) = ask(json!({ "do": "open" }), &[("a.csv", text.as_bytes())]);
    let steps = json!([
        { "set": "/items/0/content", "texts": ["救助标准", "办理流程"] },
        { "set": "/items/0/basis", "texts": ["《社会救助暂行办法》"] },
        { "set": "/items/1/content", "texts": ["补贴标准", "办理流程", "申请材料"] },
        { "set": "/items/1/basis", "texts": ["《养老机构管理办法》", "《中华人民共和国老年人权益保障法》"] },
    ]);
    let after = edited(&answer["catalogs"][0], steps.clone());
    let asked = json!({ "do": "mend", "catalogs": [{ "yaml": after["yaml"], "reading": after["reading"] }] });
    let (mended, new) = ask(asked, &[("a.csv", text.as_bytes())]);
    let wanted = text
        .replace("1,社会救助,救助标准,", "1,社会救助,\"救助标准\n办理流程\",")
        .replace("\"《社会救助暂行办法》\n《城市居民最低生活保障条例》\"", "\"《社会救助暂行办法》\"")
        .replace("1.补贴标准\n2.申请材料", "1.补贴标准\n2.办理流程\n3.申请材料")
        .replace("《养老机构管理办法》,", "\"《养老机构管理办法》\n《中华人民共和国老年人权益保障法》\",");
    assert_eq!(String::from_utf8(new).expect("UTF-8"), wanted, "{mended}");
    assert_eq!(mended["left"], json!([]));

    // The same in other formats; in Word a paragraph stays.
    let yaml = answer["catalogs"][0]["yaml"].as_str().expect("a text");
    for (format, most) in [("xlsx", 0), ("html", 1), ("docx", 1)] {
        let (_, file) = ask(json!({ "do": "export", "format": format, "yaml": yaml }), &[]);
        let name = format!("a.{format}");
        let (answer, _) = ask(json!({ "do": "open" }), &[(&name, &file)]);
        let after = edited(&answer["catalogs"][0], steps.clone());
        let asked = json!({ "do": "mend", "catalogs": [{ "yaml": after["yaml"], "reading": after["reading"] }] });
        let (mended, new) = ask(asked, &[(&name, &file)]);
        let left: Vec<&str> =
            mended["left"].as_array().expect("a list").iter().filter_map(|left| left["pointer"].as_str()).collect();
        assert!(left.len() <= most, "{format}: {mended}");
        let (again, _) = ask(json!({ "do": "open" }), &[(&name, &new)]);
        let again = state(&again["catalogs"][0]);
        for step in steps.as_array().expect("a list") {
            let pointer = step["set"].as_str().expect("a text");
            let is_left = left.contains(&pointer);
            assert_eq!(value(&again, pointer)["texts"] == step["texts"], !is_left, "{format}: {step}");
        }
    }
}
