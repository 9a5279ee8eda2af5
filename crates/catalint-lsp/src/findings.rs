//! Findings as an editor shows them.

use std::path::Path;

use catalint_core::Source;
use catalint_core::fix::Applicability;
use catalint_core::lint::Report;
use catalint_core::rule::{Finding, Lang, RelatedPlace, Severity};
use catalint_text::{ColumnUnit, FileRange, Span};
use catalint_workspace::FileSystem;
use catalint_workspace::discover::Input;
use catalint_workspace::read::read_text;
use gen_lsp_types::{
    Code, CodeDescription, Diagnostic, DiagnosticRelatedInformation, DiagnosticSeverity, DiagnosticTag, Location,
    Message, Range, TextEdit, Uri,
};
use serde::{Deserialize, Serialize};

use crate::edits::text_edits;
use crate::places;

/// How findings are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct FindingView {
    pub(crate) unit: ColumnUnit,
    pub(crate) lang: Lang,
    /// Whether a hint is one of the editor, too.
    pub(crate) faint: bool,
}

impl FindingView {
    /// The words of the language.
    pub(crate) fn pick(self, zh: &str, en: &str) -> String {
        if self.lang == Lang::Zh { zh.to_owned() } else { en.to_owned() }
    }
}

/// What a finding carries for actions, so that nothing has to be checked again for them.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct CarriedFinding {
    /// The version of the text that it is about.
    pub(crate) version: i32,
    pub(crate) fingerprint: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) fix: Option<CarriedFix>,
}

/// A fix that a finding carries.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct CarriedFix {
    pub(crate) title: String,
    pub(crate) is_safe: bool,
    pub(crate) edits: Vec<TextEdit>,
}

impl CarriedFinding {
    /// What a finding of a version of a text carries.
    pub(crate) fn of(found: &Finding, source: &Source, version: i32, view: FindingView) -> Self {
        Self { version, fingerprint: found.fingerprint.to_string(), fix: CarriedFix::of(found, source, view) }
    }
}

impl CarriedFix {
    fn of(found: &Finding, source: &Source, view: FindingView) -> Option<Self> {
        let fix = found.fix.as_deref().filter(|fix| !fix.edits.is_empty())?;
        let is_safe = fix.applicability == Applicability::Safe;
        let (code, words) = (found.rule.code, found.fix_message(view.lang)?);
        let title = view.pick(&format!("{code}：{words}"), &format!("{code}: {words}"));
        // What is offered says that it is to be looked at.
        let check = if is_safe { String::new() } else { view.pick("（请核对）", " (please check)") };
        Some(Self { title: title + &check, is_safe, edits: text_edits(source, &fix.edits, view.unit) })
    }
}

/// The findings of the file with this URI; those of a version of an open text carry their fixes. `fs` has the files to
/// which they point.
pub(crate) fn diagnostics(
    report: &Report,
    uri: &str,
    version: Option<i32>,
    fs: &dyn FileSystem,
    view: FindingView,
) -> Vec<Diagnostic> {
    report.findings.iter().map(|found| diagnostic(found, report, (uri, version), fs, view)).collect()
}

/// A finding of the file with this URI.
pub(crate) fn diagnostic(
    found: &Finding,
    report: &Report,
    (uri, version): (&str, Option<i32>),
    fs: &dyn FileSystem,
    view: FindingView,
) -> Diagnostic {
    let source = &report.source;
    let related = found.related.iter().enumerate().map(|(nth, related)| {
        let message = found.related_message(nth, view.lang).into_owned();
        let location = match &related.place {
            RelatedPlace::Here(span) => {
                Location { uri: Uri(uri.to_owned()), range: places::range(source, *span, view.unit) }
            }
            RelatedPlace::There(there) => elsewhere(there, fs, view.unit),
        };
        DiagnosticRelatedInformation { location, message }
    });
    let related: Vec<_> = related.collect();
    // An address that is not absolute leads an editor nowhere.
    let page = report.docs_url.as_ref().and_then(|_| catalint_report::url(report, found.rule));
    let (message, help) = (found.message_in(view.lang), found.help_in(view.lang));
    let message = match (help.is_empty(), view.lang) {
        (true, _) => message.into_owned(),
        (false, Lang::Zh) => format!("{message}\n建议：{help}"),
        (false, Lang::En) => format!("{message}\nHelp: {help}"),
    };
    let carried = version.map(|version| CarriedFinding::of(found, source, version, view));
    Diagnostic {
        range: found.lines().map_or_else(Range::default, |span| places::range(source, span, view.unit)),
        severity: Some(severity(found.severity, view.faint)),
        code: Some(Code::String(found.rule.code.to_owned())),
        code_description: page.map(|href| CodeDescription { href: Uri(href) }),
        source: Some("catalint".to_owned()),
        message: Message::String(message),
        tags: tag(found).map(|tag| vec![tag]),
        related_information: (!related.is_empty()).then_some(related),
        data: carried.and_then(|carried| serde_json::to_value(carried).ok()),
    }
}

/// A place in another file. Its columns are known in two units; for the third its text is asked for.
fn elsewhere(there: &FileRange, fs: &dyn FileSystem, unit: ColumnUnit) -> Location {
    let path = fs.plain(Path::new(&*there.file));
    let place = |at: catalint_text::Position| {
        let character = if unit == ColumnUnit::Utf16 { at.utf16 } else { at.column };
        gen_lsp_types::Position { line: at.line - 1, character: character - 1 }
    };
    let in_text = |text| {
        let span = Span::new(there.start.offset, there.end.offset);
        places::range(&Source::new("", text), span, unit)
    };
    let text = (unit == ColumnUnit::Byte).then(|| read_text(fs, &Input::File(path.clone()), true).ok().flatten());
    let range = Range { start: place(there.start), end: place(there.end) };
    Location { uri: Uri(places::uri(&path)), range: text.flatten().map_or(range, in_text) }
}

/// A hint of ours is what editors call an information: some show no hints.
const fn severity(severity: Severity, faint: bool) -> DiagnosticSeverity {
    match severity {
        Severity::Error => DiagnosticSeverity::Error,
        Severity::Warning => DiagnosticSeverity::Warning,
        Severity::Hint if faint => DiagnosticSeverity::Hint,
        Severity::Hint => DiagnosticSeverity::Information,
    }
}

/// An act that stands no more is struck through, what stands twice is faint.
fn tag(found: &Finding) -> Option<DiagnosticTag> {
    match found.rule.name {
        "basis-repealed" | "basis-superseded" | "content-repealed-act" => Some(DiagnosticTag::Deprecated),
        "channel-duplicate" | "basis-duplicate" | "item-duplicate" | "content-duplicate" => {
            Some(DiagnosticTag::Unnecessary)
        }
        _ => None,
    }
}
