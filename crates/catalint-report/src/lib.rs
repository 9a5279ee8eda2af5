//! The formats of a report that need no terminal, one file each.
//!
//! A report is a head, a part for each file, and a tail. The part of a file hangs on that file
//! alone, so parts can be made side by side; a [`Joiner`] takes them in order. A list is of another
//! kind: see [`ListFormat`].

mod checkstyle;
pub mod compare;
mod concise;
pub mod due;
mod github;
mod gitlab;
pub mod impact;
mod join;
mod json;
mod jsonl;
mod junit;
pub mod ledger;
mod list;
pub mod pages;
mod place;
mod provision;
mod rdjson;
mod sarif;
pub mod schedule;
mod xml;

use catalint_core::lint::{Counts, Group, Report, groups, singles};
use catalint_core::rule::{Finding, Lang, Rule, Severity};

pub use concise::line as concise_line;
pub use join::{Closing, CutFindings, FindingLimit, Joiner, ReportEnd, ReportPart};
pub use json::SCHEMA as JSON_SCHEMA;
pub use list::{FileList, LISTS, ListFormat, ListPage, ListPages, Occasion, list_format, render_list};

/// A format of the report.
#[derive(Debug)]
pub struct Format {
    /// What `--output-format` calls it.
    pub name: &'static str,
    /// Whether forges and CI systems read it, which know files by their paths from the top of the repository.
    pub for_a_forge: bool,
    /// The least severity that it shows where nobody says otherwise.
    pub least: Severity,
    /// What comes before the first file.
    pub head: fn(View) -> String,
    /// The part of a file; empty where there is nothing to say.
    pub file: fn(&Report, View) -> ReportPart,
    /// What stands between two parts that are not empty, or between two findings of a format
    /// with a limit.
    pub between: &'static str,
    /// How many findings its readers take.
    pub limit: FindingLimit,
    /// What comes after the last file.
    pub tail: fn(&ReportEnd<'_>, View) -> String,
}

/// All formats, in the order in which they are offered.
pub static FORMATS: &[Format] = &[
    concise::FORMAT,
    json::FORMAT,
    jsonl::FORMAT,
    sarif::FORMAT,
    github::FORMAT,
    gitlab::FORMAT,
    junit::FORMAT,
    checkstyle::FORMAT,
    rdjson::FORMAT,
];

/// How a report is looked at.
#[derive(Debug, Clone, Copy)]
pub struct View {
    /// Language of its words.
    pub lang: Lang,
    /// The least severity that is shown.
    pub least: Severity,
    /// Whether findings with one cause are one entry, where people read.
    pub grouped: bool,
}

impl View {
    /// The usual view of people and machines.
    #[must_use]
    pub const fn new(lang: Lang, least: Severity) -> Self {
        Self { lang, least, grouped: true }
    }

    /// The entries of a report for people: findings with one cause together, or each alone.
    #[must_use]
    pub fn entries(self, report: &Report) -> Vec<Group<'_>> {
        self.entries_of(report, &self.shown(report).collect::<Vec<_>>())
    }

    /// The entries of some findings of a report.
    #[must_use]
    pub fn entries_of<'r>(self, report: &'r Report, findings: &[&'r Finding]) -> Vec<Group<'r>> {
        if self.grouped { groups(&report.source.name, findings) } else { singles(&report.source.name, findings) }
    }

    /// The findings that are shown.
    pub fn shown(self, report: &Report) -> impl Iterator<Item = &Finding> {
        self.shown_or_suppressed(report).filter(|finding| finding.suppressed.is_none())
    }

    /// The same, and those that comments ignore, after [`Report::show_suppressed`]: for formats
    /// that can say of a finding that it is.
    pub fn shown_or_suppressed(self, report: &Report) -> impl Iterator<Item = &Finding> {
        report.findings.iter().filter(move |finding| finding.severity >= self.least)
    }
}

/// What a run comes to, before anything is left out of sight.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Summary {
    /// Catalogs that were read.
    pub files: usize,
    /// YAML files that are no catalogs.
    pub skipped: usize,
    /// Items of all catalogs.
    pub items: usize,
    /// Findings.
    pub counts: Counts,
    /// Findings that comments ignore, not among them.
    pub suppressed: usize,
    /// Findings that the baseline holds back, not among them.
    pub baselined: usize,
    /// Cells of tables that could not be read whole and are left out of judgment.
    pub unread: usize,
    /// Errors of the world, such as files that could not be read.
    pub failed: usize,
}

impl Summary {
    /// Adds a file.
    pub fn add(&mut self, report: &Report) {
        self.files += 1;
        self.items += report.items;
        self.counts = self.counts.and(Counts::of(&report.findings));
        let shown = report.findings.iter().filter(|finding| finding.suppressed.is_some());
        self.suppressed += report.suppressed.len() + shown.count();
        self.baselined += report.baselined.len();
        self.unread += report.unread;
    }

    /// What two runs come to together.
    #[must_use]
    pub fn and(self, other: &Self) -> Self {
        Self {
            files: self.files + other.files,
            skipped: self.skipped + other.skipped,
            items: self.items + other.items,
            counts: self.counts.and(other.counts),
            suppressed: self.suppressed + other.suppressed,
            baselined: self.baselined + other.baselined,
            unread: self.unread + other.unread,
            failed: self.failed + other.failed,
        }
    }

    /// The last line of every output for people where cells are left out of judgment: then nothing found is not
    /// nothing there.
    #[must_use]
    pub fn unread_words(&self, lang: Lang) -> Option<String> {
        let words = match (lang, self.unread) {
            (_, 0) => return None,
            (Lang::Zh, count) => format!("有{count}格没有读全，里面写的没有检查"),
            (Lang::En, 1) => "1 cell could not be read whole; what it says was not checked".to_owned(),
            (Lang::En, count) => format!("{count} cells could not be read whole; what they say was not checked"),
        };
        Some(words)
    }
}

/// The format with a name.
#[must_use]
pub fn format(name: &str) -> Option<&'static Format> {
    FORMATS.iter().find(|format| format.name == name)
}

/// The whole report on some files, which are in the order in which they are to appear.
#[must_use]
pub fn render(format: &'static Format, reports: &[Report], view: View) -> String {
    let mut joiner = Joiner::new(format, view);
    let mut summary = Summary::default();
    let mut out = joiner.head();
    for report in reports {
        summary.add(report);
        out += &joiner.take((format.file)(report, view));
    }
    out + &joiner.close(&summary).text
}

/// Where the page of a rule lies in the repository; a rule of the user's own has none.
#[must_use]
pub fn page(rule: &Rule) -> Option<String> {
    // Only those of the user's own come without any example.
    let documented = !rule.wrong.is_empty() || !rule.right.is_empty();
    documented.then(|| format!("docs/rules/{}.md", rule.code))
}

/// The address of a rule's page for the findings of a report: absolute where the config says where the pages are.
#[must_use]
pub fn url(report: &Report, rule: &Rule) -> Option<String> {
    let base = report.docs_url.as_deref().unwrap_or_default();
    page(rule).map(|page| format!("{base}{page}"))
}

fn to_json(value: &impl serde::Serialize) -> String {
    serde_json::to_string(value).expect("plain structs with text keys can be written")
}
