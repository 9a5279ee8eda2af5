//! Where a finding stands, in the unit that a format counts in.

use catalint_core::rule::Finding;
use catalint_text::{ColumnUnit, LineColumn, Source, Span};

/// The first character and the one behind the last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Range {
    pub(super) start: LineColumn,
    pub(super) end: LineColumn,
}

/// The span of a finding; none where it is about the file as a whole, or in a cell of a workbook.
pub(super) fn span(finding: &Finding, source: &Source) -> Option<Span> {
    finding.lines().map(|span| source.clamp(span))
}

/// Where a finding stands; none where it is about the file as a whole.
pub(super) fn of(finding: &Finding, source: &Source, unit: ColumnUnit) -> Option<Range> {
    span(finding, source).map(|span| range(source, span, unit))
}

/// Where a span begins and ends.
pub(super) fn range(source: &Source, span: Span, unit: ColumnUnit) -> Range {
    let span = source.clamp(span);
    Range { start: source.line_column(span.start, unit), end: source.line_column(span.end, unit) }
}
