//! `sarif`: SARIF 2.1.0, as GitHub code scanning and other collectors of findings take it.
//!
//! Columns count code points, and the run declares it. GitHub refuses a run of more than 25,000
//! results; the gravest are kept and the run notes what is left out.

mod rules;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt::Write;

use serde::Serialize;

use super::provision::{LawJson, law};
use super::{CutFindings, FindingLimit, Format, ReportEnd, ReportPart, View, place, to_json};
use catalint_core::fix::Fix;
use catalint_core::lint::{Counts, Report};
use catalint_core::rule::{Finding, Lang, Localized, Severity};
use catalint_text::{ColumnUnit, Source, Span};

pub(super) const FORMAT: Format = Format {
    name: "sarif",
    for_a_forge: true,
    least: Severity::Hint,
    head,
    file,
    between: ",\n",
    limit: FindingLimit::Total(25_000),
    tail,
};

/// How many results of a run GitHub shows.
const SHOWN: usize = 5_000;

/// GitHub refuses results with more than 1,000 locations and shows 100.
const RELATED: usize = 100;

/// The name of the folder that paths start from, as GitHub's own tools call it.
const ROOT: &str = "%SRCROOT%";

const SCHEMA: &str = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

fn head(view: View) -> String {
    let root = Localized {
        zh: "仓库的根；没有说明时是运行时所在的文件夹",
        en: "The root of the repository; the working directory where nobody says.",
    };
    let bases =
        to_json(&BTreeMap::from([(ROOT, BTreeMap::from([("description", SarifText::from(root.get(view.lang)))]))]));
    let lang = match view.lang {
        Lang::Zh => "zh-CN",
        Lang::En => "en-US",
    };
    format!(
        "{{\"$schema\":\"{SCHEMA}\",\"version\":\"2.1.0\",\"runs\":[{{\"tool\":{{\"driver\":{}}},\n\
         \"columnKind\":\"unicodeCodePoints\",\"newlineSequences\":[\"\\r\\n\",\"\\n\",\"\\r\"],\
         \"language\":\"{lang}\",\"originalUriBaseIds\":{bases},\n\"results\":[\n",
        to_json(&rules::driver(view.lang))
    )
}

fn file(report: &Report, view: View) -> ReportPart {
    let uri = Artifact::of(&report.source.name);
    let mut part = ReportPart::default();
    for finding in view.shown_or_suppressed(report) {
        let result = Maker { source: &report.source, artifact: &uri, lang: view.lang }.result(finding);
        part.add(finding.severity, &to_json(&result));
    }
    part
}

fn tail(end: &ReportEnd<'_>, view: View) -> String {
    let ReportEnd { summary, cut: CutFindings { kept, left_out }, .. } = *end;
    let mut notes = Vec::new();
    if left_out.total() > 0 {
        notes.push(Notification::new("error", &omitted(left_out, view.lang)));
    }
    if kept > SHOWN {
        let text = match view.lang {
            Lang::Zh => format!("共{kept}处；GitHub 只显示其中最重的{SHOWN}处"),
            Lang::En => format!("There are {kept} results; GitHub shows the gravest {SHOWN}."),
        };
        notes.push(Notification::new("note", &text));
    }
    notes.extend(summary.unread_words(view.lang).map(|words| Notification::new("warning", &words)));
    if summary.failed > 0 {
        let text = match view.lang {
            Lang::Zh => format!("有{}处文件无法读写或检查", summary.failed),
            Lang::En => format!("Files that could not be read, written or checked: {}.", summary.failed),
        };
        notes.push(Notification::new("error", &text));
    }
    let invocation = Invocation { execution_successful: summary.failed == 0, tool_execution_notifications: notes };
    format!("\n],\"invocations\":[{}]}}]}}\n", to_json(&invocation))
}

fn omitted(left_out: Counts, lang: Lang) -> String {
    let Counts { errors, warnings, hints, .. } = left_out;
    match lang {
        Lang::Zh => format!("没有写入：错误{errors}处、警告{warnings}处、提示{hints}处；一次运行至多25000处"),
        Lang::En => {
            format!("Left out: {errors} errors, {warnings} warnings, {hints} hints. A run holds at most 25,000.")
        }
    }
}

const fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Hint => "note",
    }
}

#[derive(Serialize)]
struct SarifText<'r> {
    text: Cow<'r, str>,
}

impl<'r, T: Into<Cow<'r, str>>> From<T> for SarifText<'r> {
    fn from(text: T) -> Self {
        Self { text: text.into() }
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Invocation {
    execution_successful: bool,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    tool_execution_notifications: Vec<Notification>,
}

#[derive(Serialize)]
struct Notification {
    level: &'static str,
    message: SarifText<'static>,
}

impl Notification {
    fn new(level: &'static str, text: &str) -> Self {
        Self { level, message: text.to_owned().into() }
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ResultJson<'r> {
    rule_id: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    rule_index: Option<usize>,
    level: &'static str,
    message: SarifText<'r>,
    locations: [SarifLocation<'r>; 1],
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related_locations: Vec<SarifLocation<'r>>,
    partial_fingerprints: Fingerprints<'r>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    fixes: Vec<SarifFix<'r>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    suppressions: Option<[Suppression<'r>; 1]>,
    properties: SarifProperties<'r>,
}

/// A comment that ignores the finding.
#[derive(Serialize)]
struct Suppression<'r> {
    kind: &'static str,
    #[serde(skip_serializing_if = "str::is_empty")]
    justification: &'r str,
}

/// Not under GitHub's own key `primaryLocationLineHash`: its upload step fills that one in, and
/// warns about each result that brings another value.
#[derive(Serialize)]
struct Fingerprints<'r> {
    #[serde(rename = "catalint/v1")]
    ours: &'r str,
}

/// What SARIF has no place for.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct SarifProperties<'r> {
    #[serde(skip_serializing_if = "Option::is_none")]
    message_en: Option<Cow<'r, str>>,
    help: Cow<'r, str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    item: Option<SarifItem<'r>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    fix: Option<&'static str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    law: Vec<LawJson>,
}

#[derive(Serialize)]
struct SarifItem<'r> {
    index: usize,
    no: &'r str,
    label: &'r str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct SarifLocation<'r> {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<usize>,
    physical_location: Physical<'r>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    logical_locations: Vec<Logical<'r>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<SarifText<'r>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Physical<'r> {
    artifact_location: Cow<'r, Artifact>,
    #[serde(skip_serializing_if = "Option::is_none")]
    region: Option<Region>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Logical<'r> {
    fully_qualified_name: &'r str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Region {
    start_line: u32,
    start_column: u32,
    end_line: u32,
    end_column: u32,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct SarifFix<'r> {
    description: SarifText<'r>,
    artifact_changes: [SarifChange<'r>; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct SarifChange<'r> {
    artifact_location: &'r Artifact,
    replacements: Vec<SarifReplacement<'r>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct SarifReplacement<'r> {
    deleted_region: Region,
    #[serde(skip_serializing_if = "Option::is_none")]
    inserted_content: Option<SarifText<'r>>,
}

/// Where a file is.
#[derive(Clone, Serialize)]
#[serde(rename_all = "camelCase")]
struct Artifact {
    uri: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    uri_base_id: Option<&'static str>,
}

impl Artifact {
    fn of(name: &str) -> Self {
        let drive = name.as_bytes().get(1) == Some(&b':') && name.as_bytes()[0].is_ascii_alphabetic();
        if name.starts_with('/') || drive && name[2..].starts_with('/') {
            let slash = if drive { "/" } else { "" };
            return Self { uri: format!("file://{slash}{}", encoded(name)), uri_base_id: None };
        }
        Self { uri: encoded(name), uri_base_id: Some(ROOT) }
    }
}

/// A path in a URI: all but the unreserved characters and `/` is percent-encoded.
fn encoded(path: &str) -> String {
    let mut out = String::with_capacity(path.len() * 2);
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            out.push(char::from(byte));
        } else {
            write!(out, "%{byte:02X}").expect("a String takes all");
        }
    }
    out
}

/// Makes the results of a file.
struct Maker<'r> {
    source: &'r Source,
    artifact: &'r Artifact,
    lang: Lang,
}

impl<'r> Maker<'r> {
    fn result(&self, finding: &'r Finding) -> ResultJson<'r> {
        let name = Logical { fully_qualified_name: &finding.pointer };
        let place = SarifLocation {
            id: None,
            physical_location: self.physical(place::span(finding, self.source)),
            logical_locations: if finding.pointer.is_empty() { Vec::new() } else { vec![name] },
            message: None,
        };
        let item = finding.item_name().map(|i| SarifItem { index: i.index, no: &i.no, label: &i.label });
        ResultJson {
            rule_id: finding.rule.code,
            rule_index: rules::index(finding.rule),
            level: level(finding.severity),
            message: finding.placed_message(self.lang).into(),
            locations: [place],
            related_locations: self.related(finding),
            partial_fingerprints: Fingerprints { ours: &finding.fingerprint },
            fixes: finding.fix.iter().filter_map(|fix| self.fix(fix, finding)).collect(),
            suppressions: finding
                .suppressed
                .as_deref()
                .map(|justification| [Suppression { kind: "inSource", justification }]),
            properties: SarifProperties {
                message_en: (self.lang != Lang::En).then(|| finding.message_in(Lang::En)),
                help: finding.help_in(self.lang),
                item,
                fix: finding.applicability().map(catalint_core::fix::Applicability::key),
                law: law(&finding.law, self.lang),
            },
        }
    }

    fn physical(&self, span: Option<Span>) -> Physical<'r> {
        Physical { artifact_location: Cow::Borrowed(self.artifact), region: span.map(|span| self.region(span)) }
    }

    fn region(&self, span: Span) -> Region {
        let place::Range { start, end } = place::range(self.source, span, ColumnUnit::Char);
        Region { start_line: start.line, start_column: start.column, end_line: end.line, end_column: end.column }
    }

    fn related(&self, finding: &'r Finding) -> Vec<SarifLocation<'r>> {
        let location = |nth| {
            let (file, start, end) = finding.related_place(nth, self.source);
            let here = file == self.source.name;
            let artifact = if here { Cow::Borrowed(self.artifact) } else { Cow::Owned(Artifact::of(file)) };
            let region = Region {
                start_line: start.line,
                start_column: start.column,
                end_line: end.line,
                end_column: end.column,
            };
            SarifLocation {
                id: Some(nth + 1),
                physical_location: Physical { artifact_location: artifact, region: Some(region) },
                logical_locations: Vec::new(),
                message: Some(finding.related_message(nth, self.lang).into()),
            }
        };
        (0..finding.related.len().min(RELATED)).map(location).collect()
    }

    /// None for a change of the encoding, which no replacement can express.
    fn fix(&self, fix: &'r Fix, finding: &'r Finding) -> Option<SarifFix<'r>> {
        let replacement = |edit: &'r catalint_core::fix::Edit| SarifReplacement {
            deleted_region: self.region(edit.span),
            inserted_content: (!edit.content.is_empty()).then(|| edit.content.as_str().into()),
        };
        let replacements: Vec<_> = fix.edits.iter().map(replacement).collect();
        (!replacements.is_empty()).then(|| SarifFix {
            description: finding.fix_message(self.lang).unwrap_or_default().into(),
            artifact_changes: [SarifChange { artifact_location: self.artifact, replacements }],
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_become_uris() {
        for (name, uri, based) in [
            ("a.yaml", "a.yaml", true),
            ("目录/甲 乙&100%.yaml", "%E7%9B%AE%E5%BD%95/%E7%94%B2%20%E4%B9%99%26100%25.yaml", true),
            ("a:b#c?.yaml", "a%3Ab%23c%3F.yaml", true),
            ("<stdin>", "%3Cstdin%3E", true),
            ("../a.yaml", "../a.yaml", true),
            ("/tmp/a b.yaml", "file:///tmp/a%20b.yaml", false),
            ("C:/a.yaml", "file:///C%3A/a.yaml", false),
        ] {
            let artifact = Artifact::of(name);
            assert_eq!((artifact.uri.as_str(), artifact.uri_base_id.is_some()), (uri, based));
        }
    }
}
