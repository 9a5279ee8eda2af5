//! What the linter says about an example, with places in the example as it is written.

use super::{bytes, complete};
use crate::domain::date::Date;
use crate::lint::{Diagnostic, FileReport, Options, lint_text};
use crate::text::{Decoded, Encoding, Source, Span};

/// Completes a part, lints it, and moves the findings back into the part. Where one of their
/// places is not in the part, the report is about the whole catalog.
#[must_use]
pub fn example(part: &str, as_of: Date) -> FileReport {
    let report = lint_text("example.yaml", &bytes(&complete(part)), &Options::new(as_of));
    let decoded = Decoded { text: part.to_owned(), encoding: Encoding::Utf8, problem: None };
    let source = Source::new("example.yaml", decoded);
    let Some(lines) = lines_in(&source, &report.source) else { return report };
    let back = Back { whole: &report.source, part: &source, lines };
    match report.diagnostics.iter().map(|d| back.diagnostic(d)).collect() {
        Some(diagnostics) => FileReport { source, diagnostics, ..report },
        None => report,
    }
}

/// For each line of the part, from 1, its line in the whole.
fn lines_in(part: &Source, whole: &Source) -> Option<Vec<u32>> {
    let text = |source: &Source, line| source.text[source.lines.line_span(&source.text, line).range()].to_owned();
    let mut found = Vec::new();
    let mut next = 1;
    for line in 1..=part.lines.lines() {
        let wanted = text(part, line);
        // The first line of an item has got its dash.
        let dashed = wanted.strip_prefix("    ").filter(|_| line == 1).map(|rest| format!("  - {rest}"));
        let same = |at: &u32| {
            let have = text(whole, *at);
            have == wanted || Some(have) == dashed
        };
        // The empty line after the last break is nothing to look for.
        if wanted.is_empty() && line == part.lines.lines() {
            break;
        }
        let at = (next..=whole.lines.lines()).find(same)?;
        found.push(at);
        next = at + 1;
    }
    Some(found)
}

/// Moves places from the whole into the part.
struct Back<'s> {
    whole: &'s Source,
    part: &'s Source,
    lines: Vec<u32>,
}

impl Back<'_> {
    fn diagnostic(&self, found: &Diagnostic) -> Option<Diagnostic> {
        let mut moved = found.clone();
        moved.violation.span = self.span(found.violation.span)?;
        for related in &mut moved.violation.related {
            related.span = self.span(related.span)?;
        }
        Some(moved)
    }

    fn span(&self, span: Span) -> Option<Span> {
        Some(Span::new(self.offset(span.start)?, self.offset(span.end)?))
    }

    fn offset(&self, offset: u32) -> Option<u32> {
        let line = self.whole.lines.line(offset);
        let nth = self.lines.iter().position(|&at| at == line)?;
        let start = self.part.lines.line_start(u32::try_from(nth + 1).ok()?);
        // A place before the first line is that of a byte-order mark.
        Some(start + offset.saturating_sub(self.whole.lines.line_start(line)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(part: &str, whole: &str) -> Option<Vec<u32>> {
        let source = |text: &str| {
            let decoded = Decoded { text: text.to_owned(), encoding: Encoding::Utf8, problem: None };
            Source::new("", decoded)
        };
        lines_in(&source(part), &source(whole))
    }

    #[test]
    fn lines_of_a_part_are_found_in_order() {
        assert_eq!(lines("    a: 1\n    b: 2\n", "items:\n  - a: 1\n    b: 2\n    c: 3\n"), Some(vec![2, 3]));
        assert_eq!(lines("  - a\n  - b\n", "x:\n  - a\n    f\n  - b\n    f\n"), Some(vec![2, 4]));
        assert_eq!(lines("a\nb\n", "b\na\n"), None);
    }
}
