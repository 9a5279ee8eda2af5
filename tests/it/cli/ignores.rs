//! Comments that ignore findings, and `--add-ignores`, which writes them.

use catalint_core::Document;
use catalint_core::docs::{Example, bytes, complete};
use catalint_core::fix::Applicability;
use catalint_core::lint::{Annotated, FixOptions, Linter, Report, Settings, fix_text, lint_text};
use catalint_core::rule::{Check, Rule, Selector, Severity};
use catalint_core::rules::{RULES, is_always_told};
use catalint_domain::date::Date;
use catalint_text::{Encoding, decode, encode};
use serde_json::Value;

use super::{Sandbox, clean, faulty};
use crate::syntax::files;

fn options() -> Settings {
    Settings::new(Date::new(2026, 11, 1).expect("a day"))
}

/// Only some rules, and those about the comments.
fn only(codes: &[&str]) -> Settings {
    let selector = |code: &&str| Selector::parse(code, &RULES).expect("a rule");
    let mut options = options();
    options.selection.select = codes.iter().chain(&["SUP"]).map(selector).collect();
    options
}

fn codes(report: &Report) -> Vec<&'static str> {
    report.findings.iter().map(|d| d.rule.code).collect()
}

/// What is told, and what is ignored.
fn told(text: &str, options: &Settings) -> (Vec<&'static str>, usize) {
    let report = lint_text("a.yaml", text.as_bytes(), options);
    (codes(&report), report.suppressed.len())
}

/// Two items with a faulty basis each, and places to put comments.
fn framed(comments: &[(&str, &str)]) -> String {
    let mut text = "<top>title: 目录\nauthority: 静安区民政局\nitems:<items>\n<1>  - topic: 甲<topic>\n<basis>    basis: []<end>\n    note: 乙\n<2>  -\n<in>    topic: 丙\n    basis: []\n<last>".to_owned();
    for (place, comment) in comments {
        text = text.replace(&format!("<{place}>"), comment);
    }
    let places = ["top", "items", "1", "topic", "basis", "end", "2", "in", "last"];
    places.iter().fold(text, |text, place| text.replace(&format!("<{place}>"), ""))
}

#[test]
fn a_comment_reaches_its_line_its_item_its_field_or_the_file() {
    let rules = only(&["BAS012"]);
    // Found in the texts of the basis: twice in the first item, once in the second.
    let basis = "basis: [相关规定, 相关文件]";
    let text = |comments: &[(&str, &str)]| framed(comments).replacen("basis: []", basis, 1).replace("[]", "相关规定");
    let all = told(&text(&[]), &rules);
    assert_eq!(all, (vec!["BAS012"; 3], 0));
    let line = |kind: &str| format!("# catalint: {kind}[BAS012] 理由");
    for (place, comment, told_then, ignored) in [
        ("end", format!(" {}", line("ignore")), 1, 2),
        ("basis", format!("    {}\n", line("ignore")), 1, 2),
        ("basis", format!("{}\n\n    # 注\n", line("ignore")), 1, 2),
        ("1", format!("  {}\n", line("ignore")), 1, 2),
        ("2", format!("  {}\n", line("ignore")), 2, 1),
        ("in", format!("    {}\n", line("ignore")), 2, 1),
        ("top", format!("# 注\n{}\n", line("ignore-file")), 0, 3),
        // Where nothing is found the comment is told.
        ("topic", format!(" {}", line("ignore")), 4, 0),
        ("items", format!(" {}", line("ignore")), 4, 0),
        ("top", format!("{}\n", line("ignore")), 4, 0),
        ("last", format!("{}\n", line("ignore")), 4, 0),
        ("2", format!("{}\n", line("ignore-file")), 4, 0),
    ] {
        let text = text(&[(place, &comment)]);
        let got = told(&text, &rules);
        assert_eq!((got.0.len(), got.1), (told_then, ignored), "{text}{got:?}");
    }
}

#[test]
fn a_text_of_several_lines_is_one_place() {
    let rules = only(&["TXT009"]);
    for note in [
        "    note: | COMMENT\n      甲\n      电话______\n",
        "    note: 甲\n      电话______ COMMENT\n",
        "    note: \"甲\n      电话______\n      乙\" COMMENT\n",
    ] {
        let text = |comment| complete(&("    topic: 甲\n".to_owned() + note)).replace("COMMENT", comment);
        assert_eq!(told(&text(""), &rules), (vec!["TXT009"], 0), "{note}");
        assert_eq!(told(&text("# catalint: ignore[TXT009] 留空"), &rules), (vec![], 1), "{note}");
    }
}

#[test]
fn an_item_that_stands_elsewhere_is_ignored_where_it_is_used() {
    let text =
        "title: 目录\nitems:\n  - &甲\n    topic: 甲\n    basis: [相关规定]\n  # catalint: ignore[TOP] 重复\n  - *甲\n";
    let report = lint_text("a.yaml", text.as_bytes(), &only(&["TOP"]));
    let items: Vec<_> = report.findings.iter().map(|d| d.item).collect();
    assert!(!items.contains(&Some(1)) && !report.suppressed.is_empty(), "{:?}", report.findings);
}

#[test]
fn of_several_comments_the_narrowest_counts() {
    let text = "# catalint: ignore-file[BAS001] 甲\n".to_owned()
        + &complete("    basis: [] # catalint: ignore[BAS] 丙\n")
            .replace("items:\n", "items:\n  # catalint: ignore[basis-missing] 乙\n");
    let report = lint_text("a.yaml", text.as_bytes(), &only(&["BAS"]));
    assert_eq!(codes(&report), ["SUP001", "SUP001"]);
    assert_eq!(report.suppressed[0].suppressed.as_deref(), Some("丙"));
}

#[test]
fn nothing_is_said_of_a_comment_whose_rules_did_not_run() {
    let text = complete("    topic: 甲\n    note: 无 # catalint: ignore[DDL003, BAS] 甲\n");
    let sup = |options: &Settings| told(&text, options).0;
    assert_eq!(sup(&options()), ["SUP001"]);
    assert_eq!(sup(&only(&["DDL003"])), ["SUP001"]);
    for options in [only(&["BAS001"]), only(&["TXT"])] {
        assert_eq!(sup(&options), [""; 0]);
    }
    // Nor of rules that look at other files, which a run may not know.
    assert_eq!(sup(&only(&["COV", "PUB", "DDL003", "BAS"])), ["SUP001"]);
    let beyond = text.replace("DDL003, BAS", "COV003, PUB005");
    assert_eq!(told(&beyond, &options()), (vec![], 0));
    // Nor where the finding may be in what can't be read.
    let broken = text.replace("items:\n", "items:\n  - topic: \"\n");
    assert_ne!(broken, text);
    assert!(!told(&broken, &options()).0.contains(&"SUP001"));
}

#[test]
fn what_can_not_be_read_is_told_whatever_a_comment_says() {
    for all in ["SYN", "ALL", "SYN002, SYN004"] {
        let text = format!(
            "# catalint: ignore-file[{all}] 甲\ntitle: 目录\nitems:\n  # catalint: ignore[{all}] 甲\n  - topic: \"甲\n  - topic: 乙\n    note: 甲: 乙 # catalint: ignore[{all}] 甲\n"
        );
        let got = told(&text, &options()).0;
        // Who names such a rule is told that it can't be ignored.
        assert_eq!((got.contains(&"SYN002"), got.contains(&"SUP001")), (true, all.contains("002")), "{text}{got:?}");
    }
    // The same of a file that only another tool can't read.
    let text = "# catalint: ignore-file[SYN001] 旧系统只认这种编码\n".to_owned() + &clean();
    let report = lint_text("a.yaml", &encode(&text, Encoding::Gb18030), &options());
    assert_eq!((codes(&report), report.suppressed.len()), (vec!["SYN001", "SUP001"], 0));
}

#[test]
fn a_comment_holds_below_an_item_that_can_not_be_read() {
    let text = framed(&[("2", "  # 注\n  # catalint: ignore[BAS012] 甲\n")]).replace("[]", "相关规定");
    let broken = text.replace("topic: 甲", "topic: \"甲");
    for text in [&text, &broken, &broken.replace('\n', "\r\n")] {
        let report = lint_text("a.yaml", text.as_bytes(), &only(&["BAS012"]));
        assert_eq!((report.suppressed.len(), report.suppressed[0].item), (1, Some(1)), "{text}");
    }
}

#[test]
fn comments_about_comments_ignore_nothing() {
    let text = complete("    note: 无 # catalint: ignore[SUP, DDL003] 甲 # catalint: ignore[SUP001] 乙\n");
    assert_eq!(told(&text, &options()), (vec!["SUP001"], 0));
}

#[test]
fn what_a_comment_ignores_is_not_mended() {
    let which = FixOptions { least: Applicability::Offer, min_severity: Severity::Hint };
    let mut tried = 0;
    for rule in RULES.iter().filter(|rule| !rule.fixes.is_empty() && !matches!(rule.check, Check::External)) {
        for made in rule.wrong.iter().map(|wrong| example(rule, wrong.yaml)).filter(|made| !made.is_config) {
            let text = format!("# catalint: ignore-file[{}] 甲\n{}", rule.code, made.text);
            let report = lint_text("a.yaml", text.as_bytes(), &made.options);
            // What can't be read is told all the same.
            if report.suppressed.len() == 1 {
                tried += 1;
                assert!(fix_text("a.yaml", text.as_bytes(), &made.options, which).bytes.is_none(), "{text}");
            }
        }
    }
    assert!(tried > 40, "{tried}");
}

#[test]
fn rules_of_the_repository_are_ignored_like_others() {
    let config = "# --- catalint.yaml ---\ncustom_rules:\n  ORG001:\n    field: note\n    pattern: ^每\n    message: 备注要写周期\n";
    for (comment, want) in [
        ("", (vec!["ORG001"], 0)),
        (" # catalint: ignore[ORG001] 甲", (vec![], 1)),
        (" # catalint: ignore[ORG001, BAS001] 甲", (vec!["SUP001"], 1)),
        (" # catalint: ignore[ORG002] 甲", (vec!["ORG001", "SUP002"], 0)),
    ] {
        let made = example(RULES[0], &format!("    note: 无{comment}\n{config}"));
        assert_eq!(told(&made.text, &made.options), want, "{}", made.text);
    }
    let made = example(RULES[0], &format!("    note: 每月 # catalint: ignore[ORG] 甲\n{config}"));
    assert_eq!(told(&made.text, &made.options), (vec!["SUP001"], 0));
}

#[test]
fn a_file_full_of_comments_is_read_in_one_go() {
    let n = if std::env::var_os("HEAVY").is_some() { 100_000 } else { 5_000 };
    let comment = "  # catalint: ignore[BAS012, 没有] 甲\n";
    let item = "  - topic: 甲\n    basis: 相关规定 # catalint: ignore[BAS012] 乙\n";
    let stacked = format!("title: 目录\nitems:\n{}{item}", comment.repeat(n));
    assert_eq!(told(&stacked, &only(&["BAS012"])).1, 1);
    let many =
        format!("# catalint: ignore-file[BAS] 丙\ntitle: 目录\nitems:\n{}", (comment.to_owned() + item).repeat(n));
    assert_eq!(told(&many, &only(&["BAS012"])).1, n);
}

#[test]
fn json_shows_what_is_ignored_only_when_asked_and_counts_it_always() {
    let sandbox = Sandbox::new();
    sandbox.put("a.yaml", faulty().replace("basis: []", "basis: [] # catalint：ignore【BAS001】　文件待印发"));
    let json = |line: &str| -> Value { serde_json::from_str(&sandbox.run(line).out).expect("JSON") };
    let plain = json("check --output-format json");
    assert_eq!((&plain["findings"], &plain["summary"]["suppressed"]), (&Value::Array(vec![]), &1.into()));
    let shown = json("check --output-format json --show-suppressed");
    assert_eq!(shown["findings"][0]["suppressed"]["reason"], "文件待印发");
    assert_eq!((&shown["summary"]["errors"], &shown["summary"]["suppressed"]), (&0.into(), &1.into()));
    let schema: Value = serde_json::from_str(&sandbox.run("schema report").out).expect("JSON");
    assert!(jsonschema::validator_for(&schema).expect("a schema").is_valid(&shown), "{shown:#}");
    let lines = sandbox.run("check --output-format jsonl --show-suppressed").out;
    assert!(lines.contains("\"suppressed\":{\"reason\":\"文件待印发\"}"), "{lines}");
    let ran = sandbox.run("check --show-suppressed");
    assert_eq!((ran.code, ran.out.as_str()), (Some(0), ""));
    assert!(ran.err.contains("按文件中的注释忽略了1处\n"), "{}", ran.err);
}

/// Catalogs of all kinds, and how they are judged: fixtures, and the examples of all rules.
fn catalogs() -> Vec<(String, Vec<u8>, Settings)> {
    let folders = ["planted", "precision", "seeds", "syntax", "text"];
    let fixtures = folders.into_iter().flat_map(files).map(|(name, bytes)| (name, bytes, options()));
    let examples = RULES.iter().flat_map(|rule| rule.wrong.iter().map(|wrong| (rule.code, example(rule, wrong.yaml))));
    let catalogs = examples.filter(|(_, example)| !example.is_config);
    fixtures.chain(catalogs.map(|(code, made)| (code.to_owned(), bytes(&made.text), made.options))).collect()
}

fn example(rule: &Rule, written: &str) -> Example {
    Example::of(rule, written, Date::new(2026, 11, 1).expect("a day"))
}

/// Lines with their breaks, our comments aside, and the byte-order mark before them.
fn other_lines(text: &str) -> (bool, Vec<&str>) {
    let newline = if text.contains('\n') { '\n' } else { '\r' };
    let lines = text.trim_start_matches('\u{feff}').split_inclusive(newline);
    (text.starts_with('\u{feff}'), lines.filter(|line| !line.trim_start().starts_with("# catalint: ignore")).collect())
}

fn add_ignores(name: &str, bytes: &[u8], options: &Settings, why: &str, least: Severity) -> Annotated {
    Linter::new(options.clone()).add_ignores(Document::from_bytes(name, bytes), why, least)
}

fn annotated(name: &str, bytes: &[u8], options: &Settings) -> Annotated {
    let done = add_ignores(name, bytes, options, "历史遗留", Severity::Hint);
    assert!(!done.failed, "{name}: the comments would change what is said");
    done
}

#[test]
fn ignores_are_added_as_lines_of_their_own_and_nothing_else_changes() {
    let mut changed = 0;
    for (name, bytes, options) in catalogs() {
        let before = lint_text(&name, &bytes, &options);
        let done = annotated(&name, &bytes, &options);
        let Some(new) = &done.bytes else {
            assert!(done.ignored == 0 && done.report.findings.len() == before.findings.len(), "{name}");
            continue;
        };
        changed += 1;
        let (old_text, new_text) = (decode(&bytes), decode(new));
        assert_eq!(old_text.encoding, new_text.encoding, "{name}");
        assert_eq!(other_lines(&old_text.text), other_lines(&new_text.text), "{name}");
        assert_eq!(done.report.findings.len() + done.ignored, before.findings.len(), "{name}");
        let left = |d: &catalint_core::rule::Finding| {
            let rule = d.rule;
            before.partial || matches!(rule.check, Check::External) || is_always_told(rule)
        };
        assert!(done.report.findings.iter().all(left), "{name}: {:?}", codes(&done.report));
        let again = annotated(&name, new, &options);
        assert!(again.bytes.is_none() && again.ignored == 0, "{name}: a second run adds something");
    }
    assert!(changed > 100, "{changed}");
}

#[test]
fn ignores_follow_the_form_of_the_file() {
    let want = faulty().replace("items:\n", "items:\n  # catalint: ignore[BAS001] 文件 待印发\n");
    let forms: [fn(&str) -> Vec<u8>; 5] = [
        |text| text.as_bytes().to_vec(),
        |text| text.replace('\n', "\r\n").into_bytes(),
        |text| format!("\u{feff}{text}").into_bytes(),
        |text| encode(&format!("\u{feff}{text}"), Encoding::Utf16Le),
        |text| text.trim_end().as_bytes().to_vec(),
    ];
    for form in forms {
        let done = add_ignores("a.yaml", &form(&faulty()), &only(&["BAS001"]), " 文件\n待印发 ", Severity::Error);
        assert_eq!(done.bytes.as_deref().map(decode).map(|d| d.text), Some(decode(&form(&want)).text));
    }
}

#[test]
fn codes_join_a_comment_with_the_same_reason() {
    let item = |comments: &str| faulty().replace("items:\n", &format!("items:\n{comments}"));
    for (before, after) in [
        ("  # catalint: ignore[TXT009] 待定\n", "  # catalint: ignore[BAS001, TXT009] 待定\n"),
        ("  # catalint：ignore【TXT009】待定\n  # 注\n", "  # catalint：ignore【BAS001, TXT009】待定\n  # 注\n"),
        (
            "  # catalint: ignore[TXT009] 别的理由\n",
            "  # catalint: ignore[TXT009] 别的理由\n  # catalint: ignore[BAS001] 待定\n",
        ),
    ] {
        let done = add_ignores("a.yaml", item(before).as_bytes(), &only(&["BAS001"]), "待定", Severity::Hint);
        assert_eq!(String::from_utf8(done.bytes.expect("it changes")).expect("UTF-8"), item(after));
    }
}

#[test]
fn findings_about_no_item_are_ignored_at_the_top() {
    let modeline = "# yaml-language-server: $schema=x\n";
    let text = modeline.to_owned() + &complete("title: ××县民政局政务公开标准目录\n");
    let done = annotated("a.yaml", text.as_bytes(), &options());
    let new = String::from_utf8(done.bytes.expect("it changes")).expect("UTF-8");
    assert!(new.starts_with(&format!("{modeline}# catalint: ignore-file[TXT009] 历史遗留\ntitle: ××")), "{new}");
    // An item that does not begin a line has no line above it.
    let text = "title: 目录\nitems: [{topic: 甲, basis: []}, {topic: 乙, basis: 丙}]\n";
    let done = add_ignores("a.yaml", text.as_bytes(), &only(&["BAS001"]), "样例", Severity::Hint);
    let new = String::from_utf8(done.bytes.expect("it changes")).expect("UTF-8");
    assert_eq!(new, format!("# catalint: ignore-file[BAS001] 样例\n{text}"));
}

#[test]
fn add_ignores_writes_what_diff_shows() {
    let sandbox = Sandbox::with(&["a.yaml"]);
    let ran = sandbox.run("check --add-ignores 文件待印发 --diff a.yaml");
    assert_eq!(ran.code, Some(1));
    assert!(ran.out.contains("\n+  # catalint: ignore[BAS001] 文件待印发\n"), "{}", ran.out);
    assert!(ran.err.contains("可用注释忽略1处，涉及1个文件；文件尚未改动\n"), "{}", ran.err);
    assert!(ran.err.contains("写入文件请运行：catalint check --add-ignores 文件待印发 a.yaml\n"), "{}", ran.err);
    assert_eq!(sandbox.get("a.yaml"), faulty().as_bytes());
    let ran = sandbox.run("check --add-ignores 文件待印发 a.yaml");
    assert_eq!((ran.code, ran.out.as_str()), (Some(0), ""));
    assert!(ran.err.starts_with("已用注释忽略1处，涉及1个文件\n"), "{}", ran.err);
    let written = sandbox.get("a.yaml");
    assert!(String::from_utf8_lossy(&written).contains("  # catalint: ignore[BAS001] 文件待印发\n  - topic"));
    assert!(sandbox.run("check --add-ignores 文件待印发 a.yaml").err.starts_with("没有要加注释忽略的问题\n"));
    assert_eq!(sandbox.get("a.yaml"), written);
    assert_eq!(sandbox.feed("check --add-ignores 文件待印发 -", faulty().as_bytes()).out.as_bytes(), written);
}

#[test]
fn add_ignores_needs_a_reason_and_mends_nothing() {
    let sandbox = Sandbox::with(&["a.yaml"]);
    for (line, said) in [
        ("check --add-ignores", "“--add-ignores”后面缺少值"),
        ("check --add-ignores=　", "--add-ignores 后面要写明忽略的理由"),
        ("check --fix --add-ignores 甲", "不能与"),
        ("check --add-ignores 甲 --unsafe-fixes", "不能与"),
    ] {
        let ran = Sandbox::run(&sandbox, line);
        assert!(ran.code == Some(2) && ran.err.contains(said), "{line}\n{}", ran.err);
    }
    assert_eq!(sandbox.get("a.yaml"), faulty().as_bytes());
}
