//! Small inputs that broke something once, each a variant for its kind.

use std::sync::LazyLock;

use catalint_core::config::{ConfigFiles, FileReach};
use catalint_core::docs::complete;
use catalint_core::fix::Applicability;
use catalint_core::lint::{FixOptions, Report, Settings, fix_text, lint_config, lint_text};
use catalint_core::rule::{Lang, Severity};
use catalint_core::schema::OwnSchema;
use catalint_domain::date::Date;

/// A catalog in order.
static CATALOG: LazyLock<String> =
    LazyLock::new(|| complete("    no: 1\n    subtopic: 临时救助\n    publisher: 静安区民政局\n"));

fn options() -> Settings {
    Settings::new(Date::new(2026, 11, 30).expect("a day"))
}

fn lint(text: &str) -> Report {
    lint_text("a.yaml", text.as_bytes(), &options())
}

/// `CODE TEXT` of all findings.
fn told(report: &Report) -> Vec<String> {
    let one = |d: &catalint_core::rule::Finding| format!("{} {}", d.rule.code, report.source.slice(d.span()).trim());
    report.findings.iter().map(one).collect()
}

#[test]
fn keys_that_look_like_numbers_have_their_places() {
    let text = format!("{}    extra: {{\"007\": [一], 7: [二], -1: {{三: 四}}}}\n", *CATALOG);
    let report = lint(&text);
    assert_eq!(report.findings.len(), 3, "{:?}", told(&report));
    let schema = r#"{"properties": {"items": {"items": {"properties": {"extra": {"additionalProperties": {"maxLength": 1}}}}}}}"#;
    let mut options = options();
    options.schemas = vec![std::sync::Arc::new(OwnSchema::read("own.json", schema).expect("a schema"))];
    let text = format!("{}    extra: {{2024: 甲乙, 01: 丙丁, 戊: 己庚}}\n", *CATALOG);
    let report = lint_text("a.yaml", text.as_bytes(), &options);
    let own: Vec<&str> = report.findings.iter().map(|d| d.pointer.as_str()).collect();
    assert_eq!(own, ["/items/0/extra/2024", "/items/0/extra/01", "/items/0/extra/戊"], "{:?}", told(&report));
}

#[test]
fn tags_of_the_core_schema_mean_what_they_say() {
    let with = |value: &str| told(&lint(&format!("{}    note: {value}\n", *CATALOG)));
    assert_eq!(with("!!str 5"), Vec::<String>::new());
    assert_eq!(with("!!bool 'true'"), ["SCH001 'true'"]);
    assert_eq!(with("!!float \"7\""), ["SCH001 \"7\""]);
    assert_eq!(with("!!int 五"), ["SYN006 !!int"]);
    assert_eq!(with("!!map [甲]")[0], "SYN006 !!map");
}

#[test]
fn an_edit_of_what_an_alias_repeats_is_an_offer_with_all_places() {
    let text = CATALOG.replace("临时救助", "&s 临时救助,管理") + "    note: *s\n    extra: {甲: *s}\n";
    let report = lint(&text);
    let typo = report.findings.iter().find(|d| d.fix.is_some());
    let typo = typo.expect("the comma is told");
    assert_eq!(typo.applicability(), Some(Applicability::Offer));
    assert_eq!(
        typo.related
            .iter()
            .filter(|related| related.here().is_some_and(|span| report.source.slice(span) == "*s"))
            .count(),
        2
    );
    let which = FixOptions { least: Applicability::Safe, min_severity: Severity::Hint };
    assert!(fix_text("a.yaml", text.as_bytes(), &options(), which).bytes.is_none());
}

#[test]
fn one_slip_is_one_finding_and_what_may_be_lost_is_not_missing() {
    for (slip, to) in [
        ("    publisher: 静安区民政局", "publisher: 静安区民政局"),
        ("    channels: [政府网站]", "channels:\n      - 政府网站"),
        ("    channels: [政府网站]", "    channels:\n      - 政府网站\n\t- 两微一端"),
        ("    channels: [政府网站]", "    channels:\n      - 政府网站\n　- 两微一端"),
        ("    method: 主动公开", "   －method: 主动公开"),
        ("    method: 主动公开", "\u{2009}\u{2009}  method: 主动公开"),
        ("    method: 主动公开", "    method:\u{202f}主动公开"),
        ("    method: 主动公开", "    \u{200b}method: 主动公开"),
        ("    method: 主动公开", "    \u{a0}method: 主动公开"),
        ("    method: 主动公开", "    method\u{200b}: 主动公开"),
        ("  - no: 1", "  - \u{feff}no: 1"),
        ("  - no: 1", "  - no\u{2003}: 1"),
    ] {
        let text = CATALOG.replace(slip, to);
        assert_ne!(text, *CATALOG);
        let said = told(&lint(&text));
        assert!(said.len() == 1 && said[0].starts_with("SYN"), "{to:?}: {said:?}");
    }
}

#[test]
fn odd_blanks_are_mended_all_at_once() {
    let text: String =
        CATALOG.split_inclusive('\n').map(|line| line.replacen("    ", "\u{a0}\u{a0}\u{a0}\u{a0}", 1)).collect();
    let which = FixOptions { least: Applicability::Safe, min_severity: Severity::Hint };
    let fixed = fix_text("a.yaml", text.as_bytes(), &options(), which);
    assert_eq!(
        fixed.bytes.map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).as_deref(),
        Some(CATALOG.as_str())
    );
}

#[test]
fn what_a_lost_item_may_hold_is_not_asked_for() {
    let config =
        "custom_rules:\n  ORG003: {field: [note, basis], required: true, message: 要写}\nschemas: [own.json]\n";
    let other = r#"{"properties": {"items": {"items": {"type": "object", "required": ["note"]}}}}"#;
    let linted = lint_config("catalint.yaml", &mut Folder { config, other, reach: FileReach::Own }).expect("read");
    let options = options().with(&linted.config, "a.yaml");
    let said = |text: &str| told(&lint_text("a.yaml", text.as_bytes(), &options));
    for lost in ["    note: \"甲\n", "    备注: \"甲\n", "    甲乙丙\n"] {
        let said = said(&format!("{}{lost}", *CATALOG));
        assert!(said.iter().all(|said| said.starts_with("SYN")), "{said:?}");
    }
    // The line that is lost begins with another key: the note is nowhere.
    let elsewhere = said(&CATALOG.replace("    method: 主", "    method: \"主"));
    assert!(elsewhere.iter().any(|said| said.starts_with("ORG003")), "{elsewhere:?}");
}

/// A folder of files, with what lies outside it.
struct Folder {
    config: &'static str,
    other: &'static str,
    reach: FileReach,
}

impl ConfigFiles for Folder {
    fn read(&mut self, path: &str) -> Result<Vec<u8>, String> {
        Ok(if path == "catalint.yaml" { self.config } else { self.other }.as_bytes().to_vec())
    }

    fn reach(&mut self, path: &str) -> FileReach {
        if path == "catalint.yaml" { FileReach::Own } else { self.reach }
    }
}

#[test]
fn a_config_reads_nothing_outside_its_repository_and_tells_nothing_of_it() {
    let secret = "root:x:0:0: 绝密\nbetween: [\n";
    for config in [
        "extends: ../x\n",
        "schemas: /etc/x\n",
        "reference: [../x]\n",
        "laws: {extends: ../x}\n",
        "baseline: ../x.json\n",
    ] {
        let refused = lint_config("catalint.yaml", &mut Folder { config, other: secret, reach: FileReach::Outside });
        let reports = refused.expect("it is read").reports;
        let said: Vec<String> =
            reports.iter().flat_map(|report| &report.findings).map(|d| d.message_in(Lang::Zh).into_owned()).collect();
        assert!(said.len() == 1 && said[0].contains("仓库之外"), "{config}: {said:?}");
    }
    for config in ["extends: ../x\n", "schemas: /etc/x\n", "laws: [{extends: /etc/x}]\n"] {
        let trusted = lint_config("catalint.yaml", &mut Folder { config, other: secret, reach: FileReach::Foreign });
        let reports = trusted.expect("it is read").reports;
        assert!(reports.iter().all(|report| !report.source.text.contains("绝密")));
        let said: Vec<String> =
            reports.iter().flat_map(|report| &report.findings).map(|d| d.message_in(Lang::Zh).into_owned()).collect();
        assert!(said.len() == 1 && !said[0].contains("root"), "{config}: {said:?}");
    }
}

#[test]
fn a_fix_that_can_be_seen_to_grow_is_refused() {
    let rule = |not: &str, with: &str| {
        format!("custom_rules:\n  ORG009: {{field: note, not_pattern: '{not}', message: 改, fix: '{with}'}}\n")
    };
    let sound = |text: String| {
        let config: &'static str = Box::leak(text.into_boxed_str());
        let other = "";
        lint_config("catalint.yaml", &mut Folder { config, other, reach: FileReach::Own }).expect("read").is_sound()
    };
    assert!(!sound(rule("网站|公报", "政府网站")));
    assert!(!sound(rule("[0-9]+", "第${0}号")));
    assert!(sound(rule("^网站", "政府网站")));
    assert!(sound(rule("网址", "网站")));
}
