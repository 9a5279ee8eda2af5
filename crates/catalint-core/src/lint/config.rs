//! A config file checked: its faults as findings, like those of a catalog.

use std::collections::HashMap;

use super::engine::fingerprint;
use super::report::Report;
use crate::config::{Config, ConfigFile, ConfigFiles, load};
use crate::rule::{Check, FileCx, Sink};
use crate::rules::{FAMILIES, RULES};
use catalint_domain::vocabulary::profile::Profile;

/// A config, and what is wrong in its files.
#[derive(Debug)]
pub struct LintedConfig {
    /// What could be understood.
    pub config: Config,
    /// The config, then those that it extends; one with findings makes the config unusable.
    pub reports: Vec<Report>,
}

impl LintedConfig {
    /// Whether nothing is wrong.
    #[must_use]
    pub fn is_sound(&self) -> bool {
        self.reports.iter().all(|report| report.findings.is_empty())
    }
}

/// Reads and checks a config and all that it extends.
///
/// # Errors
/// Why the file itself can't be read.
pub fn lint_config(path: &str, files: &mut dyn ConfigFiles) -> Result<LintedConfig, String> {
    let loaded = load(path, files, &RULES)?;
    let profile = loaded.config.profiles.get_or_default(None);
    let reports = loaded.files.into_iter().filter(|file| !file.foreign).map(|file| report(file, profile)).collect();
    Ok(LintedConfig { config: loaded.config, reports })
}

fn report(file: ConfigFile, profile: &Profile) -> Report {
    let ConfigFile { source, parsed, faults, .. } = file;
    let cx = FileCx {
        source: &source,
        tree: &parsed.tree,
        faults: &parsed.faults,
        slips: &parsed.slips,
        schema: &[],
        own: &[],
        config: Some(&faults),
        catalog: None,
        profile,
        profiles: &[],
        profile_labels: &[],
        table: false,
        has_level_column: false,
        month: None,
    };
    let mut found = Vec::new();
    let mut sink = Sink::new(&mut found);
    // The YAML, and the settings.
    for rule in FAMILIES.iter().filter(|family| family.scope.has_config()).flat_map(|family| family.rules) {
        if let Check::File(check) = rule.check {
            check(&cx, &mut sink);
        }
    }
    let (mut kept, _) = super::precedence::apply(found);
    kept.sort_by_key(|finding| (finding.span(), finding.rule.code));
    let mut seen = HashMap::default();
    for finding in &mut kept {
        finding.fingerprint = fingerprint(finding, None, &source, &mut seen);
    }
    Report {
        findings: kept,
        suppressed: Vec::new(),
        baselined: Vec::new(),
        items: 0,
        title: String::new(),
        partial: !parsed.faults.is_empty(),
        unread: 0,
        docs_url: None,
        source,
    }
}
