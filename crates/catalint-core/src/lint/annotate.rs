//! Writing the comments that ignore what a run finds, so that a team starts from silence.

use std::collections::{BTreeMap, BTreeSet};

use super::suppress::{Ignore, UnreadPlaces, can_be_ignored, placed};
use super::{Linter, Report};
use crate::Document;
use crate::model::Catalog;
use crate::rule::{Finding, Fingerprint, Rule, Severity};
use catalint_text::{DecodeProblem, Edit, Span, encode, visible};

/// A file with comments.
#[derive(Debug)]
pub struct Annotated {
    /// The new bytes, in the encoding of the old ones; none where nothing changed.
    pub bytes: Option<Vec<u8>>,
    /// What remains.
    pub report: Report,
    /// Findings that the new comments ignore.
    pub ignored: usize,
    /// Whether the comments would have changed what is said besides, and were left out.
    pub failed: bool,
}

/// How far a comment reaches that ignores a finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ignoring {
    /// The entry or field at its place.
    Here,
    /// Its item; the file where it is about none.
    Item,
    /// The file.
    File,
}

/// See [`Linter::add_ignores`].
pub(super) fn add_ignores(document: Document, linter: &Linter, why: &str, least: Severity) -> Annotated {
    let report = linter.check(&document);
    let whole = !matches!(report.source.problem, Some(DecodeProblem::Mixed { .. } | DecodeProblem::Unknown { .. }));
    let nothing = |report, failed| Annotated { bytes: None, report, ignored: 0, failed };
    if !whole {
        return nothing(report, false);
    }
    let unread = UnreadPlaces::new(document.parsed());
    let wanted = |d: &&Finding| d.severity >= least && can_be_ignored(d, &unread);
    let wanted: Vec<&Finding> = report.findings.iter().filter(wanted).collect();
    if wanted.is_empty() {
        return nothing(report, false);
    }
    let edits = edits(&document, linter, &wanted, why, Ignoring::Item);
    let text = applied(&report.source.text, &edits);
    let after = linter.check(&Document::parse(report.source.with_text(text)));
    let had = identities(&report.findings);
    let has = identities(&after.findings);
    let held = wanted.iter().any(|d| has.contains(&identity(d))) || !has.is_subset(&had) || after.items != report.items;
    if held {
        return nothing(report, true);
    }
    let ignored = after.suppressed.len() - report.suppressed.len();
    Annotated { bytes: Some(encode(&after.source.text, report.source.encoding)), ignored, failed: false, report: after }
}

/// See [`Linter::ignore_edits`].
pub(super) fn ignore_edits(
    document: &Document,
    linter: &Linter,
    wanted: &[&Finding],
    why: &str,
    reach: Ignoring,
) -> Vec<Edit> {
    let unread = UnreadPlaces::new(document.parsed());
    let wanted: Vec<&Finding> = wanted.iter().copied().filter(|finding| can_be_ignored(finding, &unread)).collect();
    edits(document, linter, &wanted, why, reach).into_values().collect()
}

fn edits(document: &Document, linter: &Linter, wanted: &[&Finding], why: &str, reach: Ignoring) -> BTreeMap<u32, Edit> {
    let why = why.split_whitespace().collect::<Vec<_>>().join(" ");
    let writer = Writer { document, rules: &linter.options().rules(), why: visible(&why).into_owned() };
    if reach == Ignoring::Here {
        return wanted.iter().filter_map(|finding| writer.here(finding)).map(|edit| (edit.span.start, edit)).collect();
    }
    writer.edits(wanted, reach)
}

fn identity(finding: &Finding) -> (&'static str, Fingerprint) {
    (finding.rule.code, finding.fingerprint)
}

fn identities(findings: &[Finding]) -> BTreeSet<(&'static str, Fingerprint)> {
    findings.iter().map(identity).collect()
}

fn applied(text: &str, edits: &BTreeMap<u32, Edit>) -> String {
    let mut out = String::with_capacity(text.len() + edits.len() * 64);
    let mut at = 0;
    for edit in edits.values() {
        out += &text[at..edit.span.start as usize];
        out += &edit.content;
        at = edit.span.end as usize;
    }
    out + &text[at..]
}

type IgnoredCodes = BTreeSet<&'static str>;

struct Writer<'s> {
    document: &'s Document,
    rules: &'s [&'static Rule],
    why: String,
}

impl Writer<'_> {
    /// By place.
    fn edits(&self, wanted: &[&Finding], reach: Ignoring) -> BTreeMap<u32, Edit> {
        let (source, catalog) = (self.document.source(), self.document.catalog());
        // By item; those about none of them, or about one that does not begin a line, together.
        let mut codes: BTreeMap<Option<usize>, IgnoredCodes> = BTreeMap::new();
        for finding in wanted {
            let begins = |&item: &usize| catalog.is_some_and(|catalog| self.line_of(catalog, item).is_some());
            let one = finding.item.filter(|_| reach != Ignoring::File && !finding.is_at_default());
            codes.entry(one.filter(begins)).or_default().insert(finding.rule.code);
        }
        let there = placed(source, self.document.parsed(), catalog, self.rules).into_iter();
        let there = there.filter(|placed| placed.ignore.reason == self.why).map(|placed| (placed.item, placed.ignore));
        let there: BTreeMap<Option<usize>, Ignore> = there.collect();
        let mut edits = BTreeMap::new();
        for (item, codes) in codes {
            let edit = match there.get(&item) {
                Some(known) => self.grown(known, &codes),
                None => {
                    let line = catalog.zip(item).and_then(|(catalog, item)| self.line_of(catalog, item));
                    let verb = if item.is_some() { "ignore" } else { "ignore-file" };
                    self.new_line(line.unwrap_or_else(|| self.first_line()), verb, &codes)
                }
            };
            edits.insert(edit.span.start, edit);
        }
        edits
    }

    /// A comment above the entry or field at the place of a finding. Above the first line of an item it would be about the
    /// whole item: there it stands behind what is on the line.
    fn here(&self, finding: &Finding) -> Option<Edit> {
        let (source, lines) = (self.document.source(), self.document.source().lines());
        let node = self.document.node_at(finding.lines()?.start)?;
        let line = lines.line(node.span().start);
        let items = self.document.catalog().zip(finding.item);
        let begins_item = items.is_some_and(|(catalog, item)| self.line_of(catalog, item) == Some(line));
        if !begins_item {
            return Some(self.new_line(line, "ignore", &IgnoredCodes::from([finding.rule.code])));
        }
        let whole = lines.line_span(&source.text, line);
        let is_one_line = node.is_scalar() && !source.slice(node.span()).contains(['\n', '\r']);
        let fits = is_one_line && !self.document.tree().has_comment(whole);
        let content = format!(" # catalint: ignore[{}] {}", finding.rule.code, self.why);
        fits.then(|| Edit::new(Span::empty(whole.end), content.trim_end()))
    }

    /// The codes join those of a comment.
    fn grown(&self, known: &Ignore, codes: &IgnoredCodes) -> Edit {
        let names = known.names.iter().map(|name| self.document.source().slice(name.span));
        let all: BTreeSet<&str> = names.chain(codes.iter().copied()).collect();
        Edit::new(known.list, all.into_iter().collect::<Vec<_>>().join(", "))
    }

    fn new_line(&self, line: u32, verb: &str, codes: &IgnoredCodes) -> Edit {
        let below =
            self.document.source().slice(self.document.source().lines().line_span(&self.document.source().text, line));
        let indent = &below[..below.len() - below.trim_start_matches([' ', '\t']).len()];
        let codes = codes.iter().copied().collect::<Vec<_>>().join(", ");
        let text = format!("{indent}# catalint: {verb}[{codes}] {}", self.why);
        let content = text.trim_end().to_owned() + self.document.source().newline.as_str();
        Edit::new(Span::empty(self.document.source().lines().line_start(line)), content)
    }

    /// The line of the first key; the first where there is none.
    fn first_line(&self) -> u32 {
        self.document.tree().root().map_or(1, |root| self.document.source().lines().line(root.span().start))
    }

    /// The line that an item begins, if it does begin one.
    fn line_of(&self, catalog: &Catalog, item: usize) -> Option<u32> {
        let start = catalog.item(item).node().span().start;
        let line = self.document.source().lines().line(start);
        let before = Span::new(self.document.source().lines().line_start(line), start);
        let before = self.document.source().slice(before).trim_start_matches([' ', '\t']);
        (before.is_empty() || before.starts_with('-')).then_some(line)
    }
}
