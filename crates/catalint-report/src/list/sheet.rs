//! What a list keeps of a file: a row for each entry of each body, and its problems as a whole.

use std::borrow::Cow;
use std::collections::HashMap;

use super::change::{self, TextChange};
use super::words::pick;
use crate::View;
use catalint_core::fix::Applicability;
use catalint_core::ledger::{RecordedFinding, Standing};
use catalint_core::lint::naming::{self, Naming};
use catalint_core::lint::{Group, GroupRank, Report, Variant};
use catalint_core::rule::{Finding, Lang, Rule, Severity};
use catalint_text::Source;

/// Changes, and other places, that a row shows; the others are like them.
const MOST_EXAMPLES: usize = 3;

/// The share of one file in a list.
#[derive(Debug, Clone)]
pub struct FileList {
    /// Name of the file as the run calls it.
    name: String,
    /// The same for people: name of the file, and of the sheet of a workbook if all is on one.
    pub(super) file: String,
    /// The catalog's title; empty where it has none.
    pub(super) title: String,
    /// By body as the file names them, then in the order of entries.
    pub(super) rows: Vec<ListRow>,
    /// What is wrong in the file, whoever answers for it.
    pub(super) problems: Vec<Problem>,
    /// What became of the last round; none where nobody asked.
    pub(super) round: Option<FileRound>,
}

/// What became of the findings of the last round in one file.
#[derive(Debug, Clone, Default)]
pub(super) struct FileRound {
    pub(super) closed: Vec<ClosedRow>,
    pub(super) untold: usize,
    pub(super) open: usize,
    pub(super) new: usize,
}

/// A finding of the last round that was put right.
#[derive(Debug, Clone)]
pub(super) struct ClosedRow {
    pub(super) severity: String,
    pub(super) code: String,
    /// `第12项 安全生产`
    pub(super) item: String,
    pub(super) message: String,
}

/// Findings of a body with one cause. Its texts are not escaped.
#[derive(Debug, Clone)]
pub(super) struct ListRow {
    /// The responsible bodies; empty where the item names none or the finding is about no item.
    pub(super) body: String,
    /// `第12项 安全生产`, `第1–4、7项`
    pub(super) item: String,
    /// `公开依据（F4–F5）`; the column alone where the parts have the places.
    pub(super) place: String,
    pub(super) message: Cow<'static, str>,
    /// Where findings differ in a word: the word with items and places.
    pub(super) parts: Vec<String>,
    /// Other places: `第80行：…`
    pub(super) see: Vec<String>,
    /// The law or fact that the findings rest on.
    pub(super) source: Cow<'static, str>,
    /// Empty where the parts have it.
    pub(super) help: Cow<'static, str>,
    pub(super) changes: Vec<TextChange>,
    /// Who may make the changes.
    pub(super) fix: Option<Applicability>,
    /// Findings, and those of them that `--fix` mends.
    pub(super) count: usize,
    pub(super) safe: usize,
    /// The fingerprints of its findings.
    prints: Vec<String>,
    /// Findings that were there in the last round, and those that were not.
    pub(super) standing: Option<(usize, usize)>,
    pub(super) severity: Severity,
    pub(super) code: &'static str,
}

/// What is wrong, over all bodies of a file.
#[derive(Debug, Clone)]
pub(super) struct Problem {
    /// The same for one cause in all files.
    pub(super) id: u64,
    pub(super) rank: GroupRank,
    pub(super) severity: Severity,
    pub(super) rule: &'static Rule,
    pub(super) message: Cow<'static, str>,
    /// `第1–4、7项`; empty where it is about no item.
    pub(super) items: String,
    pub(super) item_count: usize,
    pub(super) count: usize,
}

impl FileList {
    /// Name of the file as the run calls it.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Keeps what the view shows.
    #[must_use]
    pub fn of(report: &Report, view: View) -> Self {
        let (lang, naming) = (view.lang, Naming::of(report, view.lang));
        let mut bodies: Vec<(&str, Vec<&Finding>)> = Vec::new();
        let mut known: HashMap<&str, usize> = HashMap::new();
        for found in view.shown(report) {
            let body = found.item_name().map_or("", |item| item.publisher.as_str());
            let nth = *known.entry(body).or_insert_with(|| {
                bodies.push((body, Vec::new()));
                bodies.len() - 1
            });
            bodies[nth].1.push(found);
        }
        let rows = |(body, findings): &(&str, Vec<&'_ Finding>)| -> Vec<ListRow> {
            let entries = view.entries_of(report, findings);
            entries.iter().map(|entry| ListRow::new(body, entry, &report.source, naming, lang)).collect()
        };
        let file = &report.source.name;
        let file = match naming.sheet() {
            Some(sheet) => pick(lang, format!("{file}，工作表“{sheet}”"), format!("{file}, sheet “{sheet}”")),
            None => file.clone(),
        };
        Self {
            name: report.source.name.clone(),
            file,
            title: report.title.clone(),
            rows: bodies.iter().flat_map(rows).collect(),
            problems: view.entries(report).iter().map(|entry| Problem::new(entry, lang)).collect(),
            round: None,
        }
    }

    /// Says of each finding how it stands beside the last round, and what of that was put right in this file. `standing` is
    /// asked by code and fingerprint.
    pub fn beside(
        &mut self,
        standing: impl Fn(&str, &str) -> Option<Standing>,
        closed: &[&RecordedFinding],
        untold: usize,
        lang: Lang,
    ) {
        let mut round = FileRound {
            closed: closed.iter().map(|old| ClosedRow::new(old, lang)).collect(),
            untold,
            ..FileRound::default()
        };
        for row in &mut self.rows {
            let all: Vec<Standing> = row.prints.iter().filter_map(|print| standing(row.code, print)).collect();
            let new = all.iter().filter(|one| **one == Standing::New).count();
            let open = all.len() - new;
            (round.open, round.new) = (round.open + open, round.new + new);
            row.standing = (!all.is_empty()).then_some((open, new));
        }
        self.round = Some(round);
    }
}

impl ListRow {
    fn new(body: &str, entry: &Group<'_>, source: &Source, naming: Naming<'_>, lang: Lang) -> Self {
        let findings = &entry.findings;
        let variants = entry.variants(lang);
        let parts: Vec<String> = if variants.len() > 1 {
            variants.iter().map(|variant| part(variant, naming, lang)).collect()
        } else {
            Vec::new()
        };
        let mut changes: Vec<TextChange> = Vec::new();
        let fixes = findings.iter().filter_map(|found| found.fix.as_ref());
        for change in fixes.filter_map(|fix| change::of(source, fix)) {
            if changes.len() < MOST_EXAMPLES && !changes.contains(&change) {
                changes.push(change);
            }
        }
        let see = findings.iter().flat_map(|found| (0..found.related.len()).map(move |nth| naming.related(found, nth)));
        Self {
            body: body.to_owned(),
            item: match entry.items.as_slice() {
                [] => pick(lang, "整个文件", "whole file").to_owned(),
                items => naming::items(items, lang),
            },
            place: if parts.is_empty() { naming.whole(findings, &[]) } else { naming.field(findings) },
            message: entry.message(lang),
            parts,
            see: see.take(if findings.len() == 1 { usize::MAX } else { MOST_EXAMPLES }).collect(),
            source: findings[0].source(lang),
            help: if entry.has_one_help(lang) { entry.help(lang) } else { Cow::Borrowed("") },
            changes,
            fix: findings.iter().find_map(|found| found.applicability()),
            count: findings.len(),
            prints: findings.iter().map(|found| found.fingerprint.to_string()).collect(),
            standing: None,
            safe: findings.iter().filter(|found| found.applicability() == Some(Applicability::Safe)).count(),
            severity: entry.severity(),
            code: entry.rule().code,
        }
    }
}

impl ClosedRow {
    fn new(old: &RecordedFinding, lang: Lang) -> Self {
        let severity = Severity::from_key(&old.severity).unwrap_or(Severity::Warning);
        let item = match (old.no.as_str(), old.label.as_str()) {
            ("", "") => pick(lang, "整个文件", "whole file").to_owned(),
            ("", label) => label.to_owned(),
            (no, label) => pick(lang, format!("第{no}项 {label}"), format!("item {no} {label}")),
        };
        Self {
            severity: severity.word().get(lang).to_owned(),
            code: old.code.clone(),
            item,
            message: old.message.clone(),
        }
    }
}

/// `“公安机关”：第5–9项（H8–H12）`
fn part(variant: &Variant<'_>, naming: Naming<'_>, lang: Lang) -> String {
    let mut text = naming.brief(&variant.findings, &variant.items);
    if !variant.words.is_empty() {
        let words = &variant.words;
        text = pick(lang, format!("{words}：{text}"), format!("{words}: {text}"));
    }
    if let Some(help) = &variant.help {
        text += &format!(" → {help}");
    }
    text
}

impl Problem {
    fn new(entry: &Group<'_>, lang: Lang) -> Self {
        Self {
            id: entry.problem,
            rank: entry.rank(),
            severity: entry.severity(),
            rule: entry.rule(),
            message: entry.message(lang),
            items: if entry.items.is_empty() { String::new() } else { naming::numbers(&entry.items, lang) },
            item_count: entry.items.len(),
            count: entry.findings.len(),
        }
    }
}
