//! Findings as an editor shows them.

use std::path::Path;

use catalint_core::lint::Report;
use catalint_core::rule::{Finding, Lang, RelatedPlace, Severity};
use catalint_text::ColumnUnit;
use gen_lsp_types::{
    Code, CodeDescription, Diagnostic, DiagnosticRelatedInformation, DiagnosticSeverity, DiagnosticTag, Location,
    Message, Position, Range, Uri,
};

use crate::places;

/// How findings are shown.
#[derive(Debug, Clone, Copy)]
pub(crate) struct FindingView {
    pub(crate) unit: ColumnUnit,
    pub(crate) lang: Lang,
}

/// A finding of the file with this URI.
pub(crate) fn diagnostic(found: &Finding, report: &Report, uri: &str, view: FindingView) -> Diagnostic {
    let source = &report.source;
    let related = found.related.iter().enumerate().map(|(nth, related)| {
        let message = found.related_message(nth, view.lang).into_owned();
        let location = match &related.place {
            RelatedPlace::Here(span) => {
                Location { uri: Uri(uri.to_owned()), range: places::range(source, *span, view.unit) }
            }
            RelatedPlace::There(there) => {
                let place = |at: catalint_text::Position| {
                    let character = match view.unit {
                        ColumnUnit::Utf16 => at.utf16,
                        ColumnUnit::Byte | ColumnUnit::Char => at.column,
                    };
                    Position { line: at.line - 1, character: character - 1 }
                };
                let range = Range { start: place(there.start), end: place(there.end) };
                Location { uri: Uri(places::uri(Path::new(&*there.file))), range }
            }
        };
        DiagnosticRelatedInformation { location, message }
    });
    let related: Vec<_> = related.collect();
    // An address that is not absolute leads an editor nowhere.
    let page = report.docs_url.as_ref().and_then(|_| catalint_report::url(report, found.rule));
    let (message, help) = (found.message_in(view.lang), found.help_in(view.lang));
    let lead = if view.lang == Lang::Zh { "建议：" } else { "Help: " };
    Diagnostic {
        range: found.lines().map_or_else(Range::default, |span| places::range(source, span, view.unit)),
        severity: Some(severity(found.severity)),
        code: Some(Code::String(found.rule.code.to_owned())),
        code_description: page.map(|href| CodeDescription { href: Uri(href) }),
        source: Some("catalint".to_owned()),
        message: Message::String(if help.is_empty() {
            message.into_owned()
        } else {
            format!("{message}\n{lead}{help}")
        }),
        tags: tag(found).map(|tag| vec![tag]),
        related_information: (!related.is_empty()).then_some(related),
        ..Diagnostic::default()
    }
}

/// A hint of ours is what editors call an information: some show no hints.
const fn severity(severity: Severity) -> DiagnosticSeverity {
    match severity {
        Severity::Error => DiagnosticSeverity::Error,
        Severity::Warning => DiagnosticSeverity::Warning,
        Severity::Hint => DiagnosticSeverity::Information,
    }
}

/// An act that stands no more is struck through, what stands twice is faint.
fn tag(found: &Finding) -> Option<DiagnosticTag> {
    match found.rule.name {
        "basis-repealed" => Some(DiagnosticTag::Deprecated),
        "channel-duplicate" | "basis-duplicate" | "item-duplicate" | "content-duplicate" => {
            Some(DiagnosticTag::Unnecessary)
        }
        _ => None,
    }
}
