//! What the linter says about an example, with places in the example as it is written.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{bytes, complete};
use crate::Document;
use crate::config::{ConfigFiles, NAME as CONFIG};
use crate::lint::{Linter, Report, Settings, lint_config, lint_text};
use crate::project::Project;
use crate::rule::{FamilyScope, Finding, Location, ProjectContext, RelatedPlace, Rule};
use crate::rules;
use catalint_domain::date::Date;
use catalint_text::{Source, Span};

/// The example of a rule, ready to be judged: a catalog, or for rules about configs a config.
///
/// Other files that it needs follow behind a line `# --- NAME ---` each; one named
/// `catalint.yaml` is the config in force. `# --- project: NAME ---` begins another catalog of the
/// same project, `# --- before: VERSION ---` the catalog as it was; both may be parts.
#[derive(Debug)]
pub struct Example {
    /// The whole file that is judged.
    pub text: String,
    /// What it is judged by.
    pub options: Settings,
    /// Whether it is a config.
    pub is_config: bool,
    files: Others,
}

impl Example {
    /// Completes the part that an example shows.
    #[must_use]
    pub fn of(rule: &Rule, example: &str, as_of: Date) -> Self {
        let (part, others) = split(example);
        let mut files = Others(others.into_iter().collect());
        let is_config = rules::family(rule).is_some_and(|family| family.scope == FamilyScope::Config);
        let text = if is_config { part } else { complete(&part) };
        let mut options = Settings::new(as_of);
        if files.0.contains_key(CONFIG) {
            let linted = lint_config(CONFIG, &mut files).expect("the config is among the files");
            options = options.with(&linted.config, NAME);
        }
        options.context = beyond(&text, &files, &options);
        if is_config {
            files.0.insert(CONFIG.to_owned(), text.clone());
        }
        Self { text, options, is_config, files }
    }

    /// What is said about it.
    #[must_use]
    pub fn lint(mut self) -> Report {
        if self.is_config {
            let linted = lint_config(CONFIG, &mut self.files).expect("the config is among the files");
            return linted.reports.into_iter().next().expect("a config has a report");
        }
        lint_text(NAME, &bytes(&self.text), &self.options)
    }
}

/// What is known beyond the catalog that is judged.
fn beyond(text: &str, files: &Others, options: &Settings) -> ProjectContext {
    let linter = Linter::new(options.clone());
    let document = |name: &str, text: &str| Document::from_bytes(name, &bytes(&complete(text)));
    let facts = |name: &str, text: &str| linter.facts(&document(name, text)).expect("an example is a catalog");
    let mut beyond = options.context.clone();
    let mut project = Vec::new();
    for (name, text) in &files.0 {
        if let Some(version) = name.strip_prefix("before: ") {
            beyond.before = linter.previous(version, &document(version, text)).map(Arc::new);
        } else if let Some(name) = name.strip_prefix("project: ") {
            project.push(facts(name, text));
        }
    }
    if !project.is_empty() {
        project.push(facts(NAME, text));
        beyond.project = Some(Arc::new(Project::new(project, &beyond.references)));
    }
    beyond
}

/// What examples are called.
const NAME: &str = "example.yaml";

/// The files of an example beside the one that is judged, by name.
#[derive(Debug)]
struct Others(BTreeMap<String, String>);

impl ConfigFiles for Others {
    fn read(&mut self, path: &str) -> Result<Vec<u8>, String> {
        self.0.get(path).map(|text| text.clone().into_bytes()).ok_or_else(|| "找不到该文件".to_owned())
    }
}

/// The part that is judged, and the other files with their names.
#[must_use]
pub fn split(example: &str) -> (String, Vec<(String, String)>) {
    let (mut part, mut others): (String, Vec<(String, String)>) = (String::new(), Vec::new());
    for line in example.split_inclusive('\n') {
        if let Some(name) = line.trim_end().strip_prefix("# --- ").and_then(|rest| rest.strip_suffix(" ---")) {
            others.push((name.to_owned(), String::new()));
            continue;
        }
        others.last_mut().map_or(&mut part, |(_, text)| text).push_str(line);
    }
    (part, others)
}

/// Judges an example, and moves the findings back into the part that is shown. Where one of their
/// places is not in the part, the report is about the whole catalog.
#[must_use]
pub fn example(rule: &Rule, written: &str, as_of: Date) -> Report {
    let report = Example::of(rule, written, as_of).lint();
    let (part, _) = split(written);
    let part = part.as_str();
    let source = Source::from_text(report.source.name.as_str(), part);
    let Some(lines) = lines_in(&source, &report.source) else { return report };
    let back = Back { whole: &report.source, part: &source, lines };
    match report.findings.iter().map(|d| back.finding(d)).collect() {
        Some(findings) => Report { source, findings, ..report },
        None => report,
    }
}

/// For each line of the part, from 1, its line in the whole.
fn lines_in(part: &Source, whole: &Source) -> Option<Vec<u32>> {
    let text = |source: &Source, line| source.text[source.lines().line_span(&source.text, line).range()].to_owned();
    let mut found = Vec::new();
    let mut next = 1;
    for line in 1..=part.lines().lines() {
        let wanted = text(part, line);
        // The first line of an item has got its dash.
        let dashed = wanted.strip_prefix("    ").filter(|_| line == 1).map(|rest| format!("  - {rest}"));
        let same = |at: &u32| {
            let have = text(whole, *at);
            have == wanted || Some(have) == dashed
        };
        // The empty line after the last break is nothing to look for.
        if wanted.is_empty() && line == part.lines().lines() {
            break;
        }
        let at = (next..=whole.lines().lines()).find(same)?;
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
    fn finding(&self, found: &Finding) -> Option<Finding> {
        let mut moved = found.clone();
        if let Location::Span(span) = &mut moved.location {
            *span = self.span(*span)?;
        }
        for related in &mut moved.related {
            if let RelatedPlace::Here(span) = &mut related.place {
                *span = self.span(*span)?;
            }
        }
        Some(moved)
    }

    fn span(&self, span: Span) -> Option<Span> {
        Some(Span::new(self.offset(span.start)?, self.offset(span.end)?))
    }

    fn offset(&self, offset: u32) -> Option<u32> {
        let line = self.whole.lines().line(offset);
        let nth = self.lines.iter().position(|&at| at == line)?;
        let start = self.part.lines().line_start(u32::try_from(nth + 1).ok()?);
        // A place before the first line is that of a byte-order mark.
        Some(start + offset.saturating_sub(self.whole.lines().line_start(line)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(part: &str, whole: &str) -> Option<Vec<u32>> {
        let source = |text: &str| Source::from_text("", text);
        lines_in(&source(part), &source(whole))
    }

    #[test]
    fn lines_of_a_part_are_found_in_order() {
        assert_eq!(lines("    a: 1\n    b: 2\n", "items:\n  - a: 1\n    b: 2\n    c: 3\n"), Some(vec![2, 3]));
        assert_eq!(lines("  - a\n  - b\n", "x:\n  - a\n    f\n  - b\n    f\n"), Some(vec![2, 4]));
        assert_eq!(lines("a\nb\n", "b\na\n"), None);
    }
}
