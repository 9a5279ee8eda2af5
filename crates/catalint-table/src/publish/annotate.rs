//! What a check finds in a catalog, at the cells of the table that is made of it.

use catalint_core::Document;
use catalint_core::lint::{Group, LawDays, Linter, Report, Settings, Variant, groups, naming};
use catalint_core::model::{FIELDS, FieldId};
use catalint_core::rule::{Arg, Finding, Lang, Localized, Severity};
use catalint_domain::vocabulary::profile::Profile;

use super::office::{Listed, OfficeEntry, OfficePart, OfficeRemarks, PublishedPlace};
use super::source::{option_of, spelled};
use super::{Published, PublishedColumn};

/// How findings are written into a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Annotate {
    /// The language of the words.
    pub lang: Lang,
    /// The mildest that are shown.
    pub least: Severity,
}

impl Annotate {
    /// Checks a catalog, and finds the place of each finding in its table.
    pub(super) fn remarks(
        self,
        document: &Document,
        published: &Published,
        profile: &Profile,
        options: &Settings,
    ) -> OfficeRemarks {
        let report = Linter::new(options.clone()).check(document);
        let shown: Vec<&Finding> = report.findings.iter().filter(|found| found.severity >= self.least).collect();
        let table = AnnotatedTable { published, profile, report: &report };
        OfficeRemarks {
            lang: self.lang,
            law: LawDays { as_of: options.as_of, checked_to: options.registry.checked_to() },
            hidden: report.findings.len() - shown.len(),
            entries: groups("", &shown).iter().map(|group| entry(group, self.lang)).collect(),
            findings: shown.into_iter().map(|found| table.finding(found, self.lang)).collect(),
        }
    }
}

/// A table, the vocabulary of its heads, and what was found in its catalog.
struct AnnotatedTable<'a> {
    published: &'a Published,
    profile: &'a Profile,
    report: &'a Report,
}

impl AnnotatedTable<'_> {
    fn finding(&self, found: &Finding, lang: Lang) -> Listed {
        Listed {
            place: self.place(found),
            severity: found.severity,
            code: found.rule.code.to_owned(),
            message: found.message_in(lang).into_owned(),
            help: found.help_in(lang).into_owned(),
        }
    }

    fn place(&self, finding: &Finding) -> PublishedPlace {
        let mut parts = finding.pointer.split('/').skip(1);
        let top = parts.next().unwrap_or("");
        let key = parts.nth(1).unwrap_or("");
        let field = FieldId::from_key(key).or_else(|| told(finding));
        let Some(item) = finding.item else {
            let column = field.filter(|_| top == "items").and_then(|field| self.column(field));
            return column.map_or_else(|| self.above(top), |column| PublishedPlace::Cell(0, column));
        };
        let row = self.published.head_rows + item;
        let column = match field {
            Some(FieldId::Extra) => self.extra(&parts.next().unwrap_or("").replace("~1", "/").replace("~0", "~")),
            Some(field) => self.option(field, row, finding).or_else(|| self.column(field)),
            None => None,
        };
        // What is about an item as a whole stands at its number.
        PublishedPlace::Cell(row, column.or_else(|| self.column(FieldId::No)).unwrap_or(0))
    }

    /// The place of what is about the whole catalog.
    fn above(&self, top: &str) -> PublishedPlace {
        let label = match FieldId::from_key(top) {
            Some(FieldId::Authority) => "编制单位：",
            Some(FieldId::Updated) => "更新日期：",
            _ => "\n",
        };
        match self.published.above.iter().position(|line| line.starts_with(label)) {
            Some(line) => PublishedPlace::Above(line),
            None if self.published.title.is_empty() => PublishedPlace::Nowhere,
            None => PublishedPlace::Title,
        }
    }

    fn columns(&self) -> impl Iterator<Item = (usize, &PublishedColumn)> {
        self.published.columns.iter().enumerate()
    }

    /// The first column of a field.
    fn column(&self, field: FieldId) -> Option<usize> {
        self.columns().find(|(_, column)| column.field == Some(field)).map(|(at, _)| at)
    }

    fn extra(&self, head: &str) -> Option<usize> {
        self.columns().find(|(at, column)| column.field.is_none() && self.head(*at) == head).map(|(at, _)| at)
    }

    /// Of a field with a column an option the one that a finding speaks of, else that which is ticked.
    fn option(&self, field: FieldId, row: usize, finding: &Finding) -> Option<usize> {
        let columns: Vec<usize> =
            self.columns().filter(|(_, column)| column.field == Some(field)).map(|(at, _)| at).collect();
        if columns.len() < 2 {
            return None;
        }
        let word = self.report.source.slice(finding.span()).trim().trim_matches(['"', '\'']);
        let known = |word: &str| spelled(field, word, self.profile).map(|(_, word)| word);
        let word = known(word).or_else(|| known(option_of(word))).unwrap_or_else(|| word.to_owned());
        let ticked = |at: &&usize| !self.text(row, **at).is_empty();
        columns.iter().find(|at| self.head(**at) == word).or_else(|| columns.iter().find(ticked)).copied()
    }

    /// The lowest head of a column.
    fn head(&self, column: usize) -> &str {
        let heads = (0..self.published.head_rows).rev().map(|row| self.text(row, column));
        heads.into_iter().find(|text| !text.is_empty()).unwrap_or("")
    }

    fn text(&self, row: usize, column: usize) -> &str {
        let row = self.published.grid.rows.get(row);
        let cell = row.and_then(|row| row.cells.iter().find(|cell| cell.column == column));
        cell.map_or("", |cell| cell.text.as_str())
    }
}

/// The field that a finding names.
fn told(finding: &Finding) -> Option<FieldId> {
    let Some((_, Arg::Local(name))) = finding.args.iter().find(|(name, _)| *name == "field") else { return None };
    FIELDS.iter().find(|field| **name == Localized { zh: field.label, en: field.label_en }).map(|field| field.id)
}

fn entry(group: &Group<'_>, lang: Lang) -> OfficeEntry {
    let variants = group.variants(lang);
    let part = |variant: &Variant<'_>| {
        let items = if variant.items.is_empty() { String::new() } else { naming::items(&variant.items, lang) };
        let words = match (variant.words.as_str(), lang) {
            ("", _) => items,
            (words, Lang::Zh) => format!("{words}：{items}"),
            (words, Lang::En) => format!("{words}: {items}"),
        };
        let help = variant.help.as_deref().unwrap_or_default().to_owned();
        OfficePart { words, findings: variant.at.clone(), help }
    };
    OfficeEntry {
        severity: group.severity(),
        code: group.rule().code.to_owned(),
        findings: group.at.clone(),
        items: if group.items.is_empty() { String::new() } else { naming::items(&group.items, lang) },
        message: group.message(lang).into_owned(),
        parts: if variants.len() > 1 { variants.iter().map(part).collect() } else { Vec::new() },
        source: group.findings[0].source(lang).into_owned(),
        help: if group.has_one_help(lang) { group.help(lang).into_owned() } else { String::new() },
    }
}
