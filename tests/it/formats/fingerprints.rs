//! A finding is known again by its fingerprint.

use std::collections::BTreeSet;

use catalint_core::lint::Report;
use catalint_core::rule::Lang;
use serde_json::Value;

use super::sample::lint;
use super::{json, rendered};

/// Ten items that are the same and wrong in the same way, and one that is right: where all are
/// wrong, it is one finding.
fn ten(lead: &str) -> String {
    let right = "  - topic: 甲\n    basis: 《预算法》\n";
    format!("{lead}title: 目录\nitems:\n{right}{}", "  - topic: 甲\n    basis: []\n".repeat(10))
}

/// The fingerprints in the formats that have some.
fn fingerprints(reports: &[Report]) -> [Vec<String>; 3] {
    let text = |value: &Value| value.as_str().expect("a text").to_owned();
    let list = |value: &Value, path: &str| -> Vec<String> {
        let all = value.as_array().expect("a list").iter();
        all.map(|one| text(one.pointer(path).expect("it is there"))).collect()
    };
    let sarif = json(&rendered("sarif", reports, Lang::Zh));
    let gitlab = json(&rendered("gitlab", reports, Lang::Zh));
    let plain = json(&rendered("json", reports, Lang::Zh));
    [
        list(&sarif["runs"][0]["results"], "/partialFingerprints/catalint~1v1"),
        list(&gitlab, "/fingerprint"),
        list(&plain["findings"], "/fingerprint"),
    ]
}

#[test]
fn ten_equal_findings_have_ten_fingerprints_that_do_not_hang_on_lines() {
    let before = fingerprints(&[lint("a.yaml", &ten(""))]);
    let after = fingerprints(&[lint("a.yaml", &ten(&"# 注\n".repeat(5)))]);
    for (before, after) in before.iter().zip(&after) {
        assert_eq!(before.iter().collect::<BTreeSet<_>>().len(), 10, "{before:?}");
        assert_eq!(before, after);
    }
}

#[test]
fn gitlab_tells_equal_findings_of_two_files_apart() {
    let reports = ["a.yaml", "b.yaml"].map(|name| lint(name, &ten("")));
    let [_, gitlab, _] = fingerprints(&reports);
    assert_eq!(gitlab.iter().collect::<BTreeSet<_>>().len(), 20, "{gitlab:?}");
    assert!(gitlab.iter().all(|one| one.len() == 32 && one.bytes().all(|b| b.is_ascii_hexdigit())));
}
