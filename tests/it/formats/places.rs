//! Places in the formats, against places counted here without the library's help.

use catalint_core::rule::Lang;
use catalint_report::JSON_SCHEMA;
use roxmltree::{Document, Node};
use serde_json::{Value, json};

use super::sample::{CLEAN, ODD, RICH, rich, sample};
use super::{json, rendered};

/// Line, and column in characters and in bytes, of the first character of `before` + `words`
/// that belongs to `words`; counted on the lines as an editor shows them.
fn counted(words: &str) -> (u64, u64, u64) {
    let text = rich().source.text;
    let text = text.trim_start_matches('\u{feff}');
    for (nth, line) in text.split("\r\n").enumerate() {
        if let Some(at) = line.find(words) {
            let before = &line[..at];
            return (nth as u64 + 1, before.chars().count() as u64 + 1, before.len() as u64 + 1);
        }
    }
    panic!("{words} is not there")
}

/// Line and character column of the beginnings and ends that the sample speaks of.
fn expected() -> [(u64, u64); 4] {
    let (basis, first, last) = (counted("basis"), counted("起点"), counted("终点"));
    [(basis.0, basis.1), (basis.0, basis.1 + 5), (first.0, first.1), (last.0, last.1 + 2)]
}

#[test]
fn the_sample_has_what_makes_columns_differ() {
    // 𠮷𠮷 are two characters, eight bytes, four UTF-16 units.
    assert_eq!(counted("起点"), (9, 9, 15));
    assert_eq!(counted("甲乙"), (6, 13, 16));
    assert_eq!(expected(), [(7, 5), (7, 10), (9, 9), (10, 9)]);
}

#[test]
fn sarif_counts_characters_and_says_so() {
    let report = json(&rendered("sarif", &sample(), Lang::Zh));
    let run = &report["runs"][0];
    assert_eq!(run["columnKind"], "unicodeCodePoints");
    let result = |nth: usize| &run["results"][nth];
    let place = |nth: usize| &result(nth)["locations"][0]["physicalLocation"];
    let region = |from: (u64, u64), to: (u64, u64)| json!({"startLine": from.0, "startColumn": from.1, "endLine": to.0, "endColumn": to.1});
    assert_eq!(place(0).get("region"), None, "a finding about the file has no region");
    let [from, to, over, till] = expected();
    assert_eq!(place(1)["region"], region(from, to));
    assert_eq!(place(2)["region"], region(over, till));
    assert_eq!(place(0)["artifactLocation"]["uri"], "%E7%9B%AE%E5%BD%95/%E7%94%B2%20%E4%B9%99%26100%25.yaml");
    assert_eq!(place(3)["artifactLocation"]["uri"], "c%2Cd%3Ae%3Cf%3E.yaml");
    let (line, column, _) = counted("甲乙");
    let related = &result(1)["relatedLocations"][0];
    assert_eq!(related["physicalLocation"]["region"], region((line, column + 1), (line, column + 2)));
    let other = &result(1)["relatedLocations"][1]["physicalLocation"];
    assert_eq!((&other["artifactLocation"]["uri"], &other["region"]), (&json!(CLEAN), &region((3, 5), (4, 1))));
    let change = &result(1)["fixes"][0]["artifactChanges"][0]["replacements"];
    assert_eq!(change[0]["deletedRegion"], region((line, column), (line, column + 2)));
    assert_eq!(change[0]["insertedContent"]["text"], "\"丙\"\n");
    let (line, column, _) = counted("终点");
    assert_eq!(change[1], json!({"deletedRegion": region((line, column), (line, column + 2))}));
}

#[test]
fn only_formats_that_can_say_so_show_what_a_comment_ignores() {
    let mut reports = sample();
    reports[0].findings[2].suppressed = Some("另行整改".into());
    reports[2].findings[0].suppressed = Some("".into());
    let sarif = json(&rendered("sarif", &reports, Lang::Zh));
    let results = &sarif["runs"][0]["results"];
    assert_eq!(results[1].get("suppressions"), None);
    assert_eq!(results[2]["suppressions"], json!([{"kind": "inSource", "justification": "另行整改"}]));
    assert_eq!(results[3]["suppressions"], json!([{"kind": "inSource"}]));
    let line = rendered("jsonl", &reports, Lang::Zh).lines().nth(2).map(json).expect("a line");
    assert_eq!(line["suppressed"]["reason"], "另行整改");
    for name in ["github", "gitlab", "junit", "checkstyle", "rdjson"] {
        let text = rendered(name, &reports, Lang::Zh);
        assert!(text.contains("没有填写公开依据") && !text.contains("占 100%"), "{name}");
    }
}

#[test]
fn every_result_of_sarif_finds_its_rule() {
    let report = json(&rendered("sarif", &sample(), Lang::En));
    let driver = &report["runs"][0]["tool"]["driver"];
    let results = report["runs"][0]["results"].as_array().expect("a list");
    assert_eq!(results.len(), 4);
    for result in results {
        let nth = usize::try_from(result["ruleIndex"].as_u64().expect("a number")).expect("a small one");
        assert_eq!(driver["rules"][nth]["id"], result["ruleId"]);
    }
    for rule in driver["rules"].as_array().expect("a list") {
        let long = |path: &str| rule.pointer(path).and_then(Value::as_str).expect("a text").chars().count();
        assert!((1..=1024).contains(&long("/shortDescription/text")), "{rule}");
        assert!((1..=1024).contains(&long("/fullDescription/text")), "{rule}");
        assert!(long("/help/text") > 0 && long("/help/markdown") > 0 && long("/name") <= 255, "{rule}");
    }
}

#[test]
fn a_line_of_jsonl_is_a_finding_of_json() {
    let whole = json(&rendered("json", &sample(), Lang::Zh));
    let text = rendered("jsonl", &sample(), Lang::Zh);
    let lines: Vec<Value> = text.lines().map(json).collect();
    let (last, findings) = lines.split_last().expect("a summary");
    assert_eq!(whole["findings"], json!(findings));
    assert_eq!(
        (&whole["summary"], &whole["tool"], &whole["version"]),
        (&last["summary"], &last["tool"], &last["version"])
    );
    assert_eq!((&findings[0]["start"], &findings[0]["end"]), (&Value::Null, &Value::Null));
}

#[test]
fn a_line_of_jsonl_is_what_the_schema_says() {
    let mut schema: Value = json(JSON_SCHEMA);
    for key in ["type", "required", "additionalProperties"] {
        schema.as_object_mut().expect("an object").remove(key);
    }
    schema["$ref"] = json!("#/$defs/line");
    let validator = jsonschema::validator_for(&schema).expect("a schema");
    for line in rendered("jsonl", &sample(), Lang::En).lines() {
        let mut line = json(line);
        assert!(validator.is_valid(&line), "{line:#}");
        line["more"] = json!(1);
        assert!(!validator.is_valid(&line), "{line:#}");
    }
}

#[test]
fn gitlab_counts_characters() {
    let report = json(&rendered("gitlab", &sample(), Lang::Zh));
    let [from, to, over, till] = expected();
    let place = |from: (u64, u64), to: (u64, u64)| {
        let at = |at: (u64, u64)| json!({"line": at.0, "column": at.1});
        json!({"path": RICH, "lines": {"begin": from.0, "end": to.0}, "positions": {"begin": at(from), "end": at(to)}})
    };
    assert_eq!(report[0]["location"], json!({"path": RICH, "lines": {"begin": 1, "end": 1}}));
    assert_eq!(report[1]["location"], place(from, to));
    assert_eq!(report[2]["location"], place(over, till));
    assert_eq!(report[3]["location"]["path"], ODD);
    let severities: Vec<&Value> = report.as_array().expect("a list").iter().map(|issue| &issue["severity"]).collect();
    assert_eq!(severities, ["info", "major", "minor", "major"]);
}

#[test]
fn rdjson_counts_bytes() {
    let report = json(&rendered("rdjson", &sample(), Lang::Zh));
    let range = |from: (u64, u64), to: (u64, u64)| {
        let at = |at: (u64, u64)| json!({"line": at.0, "column": at.1});
        json!({"start": at(from), "end": at(to)})
    };
    let (first, last, names) = (counted("起点"), counted("终点"), counted("甲乙"));
    let found = &report["diagnostics"];
    assert_eq!(found[0]["location"], json!({"path": RICH}));
    assert_eq!(found[2]["location"]["range"], range((first.0, first.2), (last.0, last.2 + 6)));
    // One suggestion, with the text between the two edits.
    let suggestion = &found[1]["suggestions"];
    assert_eq!(suggestion.as_array().map(Vec::len), Some(1));
    assert_eq!(suggestion[0]["range"], range((names.0, names.2), (last.0, last.2 + 6)));
    let between = "\"丙\"\n\r\n    basis: []\r\n    note: |\r\n      𠮷𠮷起点\r\n      ";
    assert_eq!(suggestion[0]["text"], between);
}

/// A command as the runner of GitHub reads it: kind, properties, text.
fn command(line: &str) -> (String, Vec<(String, String)>, String) {
    let (head, text) = line.strip_prefix("::").and_then(|line| line.split_once("::")).expect("a command");
    let (kind, properties) = head.split_once(' ').expect("properties");
    let plain = |text: &str| {
        let text = text.replace("%0D", "\r").replace("%0A", "\n").replace("%3A", ":").replace("%2C", ",");
        text.replace("%25", "%")
    };
    let pair = |pair: &str| pair.split_once('=').map(|(key, value)| (key.to_owned(), plain(value))).expect("a pair");
    (kind.to_owned(), properties.split(',').map(pair).collect(), plain(text))
}

#[test]
fn github_gets_columns_only_within_a_line() {
    let text = rendered("github", &sample(), Lang::Zh);
    let commands: Vec<_> = text.lines().map(command).collect();
    let kinds: Vec<&str> = commands.iter().map(|(kind, ..)| kind.as_str()).collect();
    assert_eq!(kinds, ["notice", "error", "warning", "error"]);
    let properties = |nth: usize| {
        let place = commands[nth].1.iter().filter(|(key, _)| key != "title");
        place.map(|(key, value)| format!("{key}={value}")).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(properties(0), format!("file={RICH}"));
    assert_eq!(properties(1), format!("file={RICH} line=7 col=5 endLine=7 endColumn=10"));
    assert_eq!(properties(2), format!("file={RICH} line=9 endLine=10"));
    assert!(properties(3).starts_with(&format!("file={ODD} line=")));
    assert!(commands[2].2.starts_with("值“<甲 & '乙'>”占 100%<U+0008>："), "{}", commands[2].2);
    assert!(commands[2].2.contains("::error::甲,乙]]>\n"), "{}", commands[2].2);
}

fn named<'a, 'i>(document: &'a Document<'i>, name: &'a str) -> Vec<Node<'a, 'i>> {
    document.descendants().filter(|node| node.has_tag_name(name)).collect()
}

#[test]
fn checkstyle_counts_characters() {
    let text = rendered("checkstyle", &sample(), Lang::Zh);
    let document = Document::parse(&text).expect("XML");
    let files: Vec<_> = named(&document, "file").iter().map(|file| file.attribute("name")).collect();
    assert_eq!(files, [Some(RICH), Some(ODD)]);
    let errors = named(&document, "error");
    let place = |nth: usize| (errors[nth].attribute("line"), errors[nth].attribute("column"));
    assert_eq!(place(0), (Some("0"), None));
    assert_eq!(place(1), (Some("7"), Some("5")));
    assert_eq!(place(2), (Some("9"), Some("9")));
    let severities: Vec<_> = errors.iter().filter_map(|error| error.attribute("severity")).collect();
    assert_eq!(severities, ["info", "error", "warning", "error"]);
    assert_eq!(errors[2].attribute("message"), Some("值“<甲 & '乙'>”占 100%<U+0008>：  ::error::甲,乙]]>"));
}

#[test]
fn junit_has_a_suite_a_file_and_a_test_a_finding() {
    let text = rendered("junit", &sample(), Lang::Zh);
    let document = Document::parse(&text).expect("XML");
    let suites = named(&document, "testsuite");
    let numbers = |nth: usize| {
        ["name", "tests", "failures", "errors", "skipped"].map(|key| suites[nth].attribute(key).expect("it is there"))
    };
    assert_eq!(numbers(0), [RICH, "3", "2", "0", "1"]);
    assert_eq!(numbers(1), [CLEAN, "1", "0", "0", "0"]);
    assert_eq!(numbers(2), [ODD, "1", "1", "0", "0"]);
    let cases = named(&document, "testcase");
    assert_eq!(cases.len(), 5);
    let words = |nth: usize| cases[nth].descendants().filter_map(|node| node.text()).collect::<String>();
    assert!(words(0).contains(&format!("{RICH}:1:1: hint")), "{}", words(0));
    assert!(words(1).contains(&format!("{RICH}:7:5: error BAS001")), "{}", words(1));
    assert!(words(2).contains(&format!("{RICH}:9:9: warning")), "{}", words(2));
    assert_eq!((cases[3].attribute("classname"), words(3).as_str()), (Some(CLEAN), ""));
}
