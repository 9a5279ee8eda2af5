//! A text under the rules. Config and last text are remembered, since requests about one text follow each other.

use std::collections::BTreeMap;
use std::sync::Arc;

use catalint_core::config::{Config, ConfigFiles, NAME};
use catalint_core::lint::{LintedConfig, Linter, Report, Settings, lint_config};
use catalint_core::rule::Severity;
use catalint_core::{Date, Document, Source};
use catalint_report::View;
use catalint_table::TableReading;

use crate::failure::Failure;
use crate::reading;
use crate::request::{Call, CatalogText, Common};

/// What is remembered from one request to the next.
#[derive(Debug, Default)]
pub(crate) struct Memory {
    config: Option<(BTreeMap<String, String>, Arc<Config>)>,
    last: Option<(TextKey, Arc<CheckedText>)>,
    /// The text that was read last.
    read: Option<Arc<Document>>,
}

/// All that the findings of a text hang on.
#[derive(Debug, PartialEq)]
struct TextKey {
    day: String,
    config: BTreeMap<String, String>,
    profile: Option<String>,
    name: String,
    reading: String,
}

/// A text that was checked.
#[derive(Debug)]
pub(crate) struct CheckedText {
    pub(crate) document: Arc<Document>,
    pub(crate) reading: Option<TableReading>,
    pub(crate) linter: Linter,
    /// What is found, with what comments ignore.
    pub(crate) report: Report,
}

/// Configs by name.
struct Dropped<'c>(&'c BTreeMap<String, String>);

impl ConfigFiles for Dropped<'_> {
    fn read(&mut self, path: &str) -> Result<Vec<u8>, String> {
        self.0.get(path).map(|text| text.clone().into_bytes()).ok_or_else(|| "没有这个文件 no such file".to_owned())
    }
}

/// Reads and checks a config and what it names.
pub(crate) fn config(files: &BTreeMap<String, String>) -> Result<LintedConfig, Failure> {
    lint_config(NAME, &mut Dropped(files)).map_err(Failure::not_possible)
}

impl Memory {
    /// The settings of a request for a file of this name.
    pub(crate) fn settings(&mut self, call: &Call<'_>, name: &str) -> Result<Settings, Failure> {
        let Common { day, config: files, profile, .. } = &call.common;
        let day = Date::parse(day).ok_or_else(|| Failure::request(format!("{day:?} is no day")))?;
        let base = Settings::new(day);
        let mut settings = match self.config(files, call)? {
            Some(config) => base.with(&config, name),
            None => base,
        };
        if let Some(profile) = profile {
            if settings.profiles.get(profile).is_none() {
                return Err(Failure::request(format!("there is no profile {profile:?}")));
            }
            settings.profile = Some(profile.clone());
        }
        Ok(settings)
    }

    fn config(&mut self, files: &BTreeMap<String, String>, call: &Call<'_>) -> Result<Option<Arc<Config>>, Failure> {
        if !files.contains_key(NAME) {
            return Ok(None);
        }
        if let Some((_, config)) = self.config.as_ref().filter(|(known, _)| known == files) {
            return Ok(Some(Arc::clone(config)));
        }
        let linted = config(files)?;
        if !linted.is_sound() {
            let words = call.pick("配置文件有误，没有采用", "the config is faulty and was not taken");
            return Err(Failure::not_possible(words.to_owned()));
        }
        let config = Arc::new(linted.config);
        self.config = Some((files.clone(), Arc::clone(&config)));
        Ok(Some(config))
    }

    /// The settings for the catalogs of a table.
    fn settings_of(&mut self, call: &Call<'_>, name: &str, of: Option<&TableReading>) -> Result<Settings, Failure> {
        let settings = self.settings(call, name)?;
        Ok(match of {
            Some(reading) => Settings { table: true, template: reading.template, ..settings },
            None => settings,
        })
    }

    /// A text as it is read.
    #[inline(never)]
    pub(crate) fn document(&mut self, name: &str, text: &str) -> Arc<Document> {
        let is_it = |known: &&Arc<Document>| known.source().name == name && known.text() == text;
        let last = self.last.as_ref().map(|(_, checked)| &checked.document);
        if let Some(known) = self.read.as_ref().filter(is_it).or_else(|| last.filter(is_it)) {
            return Arc::clone(known);
        }
        let document = Arc::new(Document::parse(Source::from_text(name, text)));
        self.read = Some(Arc::clone(&document));
        document
    }

    /// A text with all that is found in it.
    #[inline(never)]
    pub(crate) fn checked(&mut self, call: &Call<'_>, text: &CatalogText) -> Result<Arc<CheckedText>, Failure> {
        let Common { day, config, profile, .. } = &call.common;
        let key = TextKey {
            day: day.clone(),
            config: config.clone(),
            profile: profile.clone(),
            name: text.name.clone(),
            reading: text.reading.clone(),
        };
        if let Some((known, last)) = &self.last
            && *known == key
            && last.document.text() == text.yaml
        {
            return Ok(Arc::clone(last));
        }
        let reading = reading::read(&text.reading)?;
        let linter = Linter::new(self.settings_of(call, &text.name, reading.as_ref())?);
        let document = self.document(&text.name, &text.yaml);
        let report = report(&document, &linter, reading.as_ref());
        let checked = Arc::new(CheckedText { document, reading, linter, report });
        self.last = Some((key, Arc::clone(&checked)));
        Ok(checked)
    }
}

/// What is found in a document, and what comments ignore beside it.
#[inline(never)]
pub(crate) fn report(document: &Document, linter: &Linter, reading: Option<&TableReading>) -> Report {
    let Some(reading) = reading else {
        let mut report = linter.check(document);
        report.show_suppressed();
        return report;
    };
    let mut report = linter.check_with(document, reading.external());
    report.show_suppressed();
    // Rows under one merged name are items of that name.
    report.findings.retain(|found| {
        let item = found.item.and_then(|item| reading.items.get(item));
        !(found.rule.code == "TOP005" && item.is_some_and(|item| item.under))
    });
    report.unread = reading.unread_cells();
    report.partial |= report.unread > 0;
    report
}

/// How reports are written here: everything, findings with one cause together.
pub(crate) fn view(call: &Call<'_>) -> View {
    View::new(call.lang(), Severity::Hint)
}
