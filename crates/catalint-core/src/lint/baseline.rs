//! Findings that are known already: a file of fingerprints, so that only what is new is told.
//!
//! Pure: where the file lies, and which files are still there, is the caller's business.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::sync::Arc;

use serde::Deserialize;

use super::Report;
use crate::rule::Finding;
use crate::rules::{find, is_always_told};

/// The version that is written, and the newest that is read.
pub const VERSION: u64 = 1;

/// The known findings of all files.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Baseline {
    files: BTreeMap<String, Arc<KnownFindings>>,
}

/// The known findings of one file: fingerprints by code.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct KnownFindings(BTreeMap<String, BTreeSet<String>>);

/// Why a text is no baseline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BaselineError {
    /// It is of a version that came later.
    Newer(u64),
    /// It can't be read at this line and column, counted from 1.
    Broken(usize, usize),
}

#[derive(Deserialize)]
struct VersionJson {
    version: u64,
}

#[derive(Deserialize)]
struct BaselineJson {
    files: BTreeMap<String, BTreeMap<String, KnownJson>>,
}

/// The count beside it is for people: after a merge it may be wrong.
#[derive(Deserialize)]
struct KnownJson {
    fingerprints: BTreeSet<String>,
}

impl Baseline {
    /// Reads what [`Baseline::format`] writes. Entries of findings that are always told are dropped.
    ///
    /// # Errors
    /// When it is something else.
    pub fn parse(text: &str) -> Result<Self, BaselineError> {
        let broken = |error: serde_json::Error| BaselineError::Broken(error.line(), error.column());
        let text = text.trim_start_matches('\u{feff}');
        let VersionJson { version } = serde_json::from_str(text).map_err(broken)?;
        if version > VERSION {
            return Err(BaselineError::Newer(version));
        }
        let BaselineJson { files } = serde_json::from_str(text).map_err(broken)?;
        let known = |codes: BTreeMap<String, KnownJson>| {
            let held = codes.into_iter().filter(|(code, _)| find(code).is_none_or(|rule| !is_always_told(rule)));
            KnownFindings(held.map(|(code, known)| (code, known.fingerprints)).collect())
        };
        Ok(Self { files: files.into_iter().map(|(file, codes)| (file, Arc::new(known(codes)))).collect() })
    }

    /// The text of its file: everything in order, one fingerprint a line.
    #[must_use]
    pub fn format(&self) -> String {
        let mut out = format!("{{\n  \"version\": {VERSION},\n  \"files\": {{");
        let quoted = |text: &str| serde_json::to_string(text).expect("a text can be written");
        let filled = self.files.iter().filter(|(_, known)| !known.is_empty());
        for (nth, (file, known)) in filled.enumerate() {
            let _ = write!(out, "{}\n    {}: {{", if nth > 0 { "," } else { "" }, quoted(file));
            for (nth, (code, prints)) in known.0.iter().filter(|(_, prints)| !prints.is_empty()).enumerate() {
                let lines: Vec<String> = prints.iter().map(|print| format!("          {}", quoted(print))).collect();
                let _ = write!(
                    out,
                    "{}\n      {}: {{\n        \"count\": {},\n        \"fingerprints\": [\n{}\n        ]\n      }}",
                    if nth > 0 { "," } else { "" },
                    quoted(code),
                    prints.len(),
                    lines.join(",\n")
                );
            }
            out += "\n    }";
        }
        out + if self.is_empty() { "}\n}\n" } else { "\n  }\n}\n" }
    }

    /// The known findings of a file, called as the baseline calls it.
    #[must_use]
    pub fn known(&self, file: &str) -> Option<&Arc<KnownFindings>> {
        self.files.get(file)
    }

    /// Sets those of a file.
    pub fn set(&mut self, file: String, known: KnownFindings) {
        if known.is_empty() {
            self.files.remove(&file);
        } else {
            self.files.insert(file, Arc::new(known));
        }
    }

    /// Names of the files that have known findings.
    pub fn files(&self) -> impl Iterator<Item = &str> {
        self.files.keys().map(String::as_str)
    }

    /// Number of known findings.
    #[must_use]
    pub fn count(&self) -> usize {
        self.files.values().map(|known| known.count()).sum()
    }

    /// Whether nothing is known.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.count() == 0
    }
}

impl KnownFindings {
    /// The findings of a report, those that are held back included, those that are always told not.
    #[must_use]
    pub fn of(report: &Report) -> Self {
        let mut known = Self::default();
        let open = |d: &&Finding| d.suppressed.is_none() && !is_always_told(d.rule);
        for finding in report.findings.iter().chain(&report.baselined).filter(open) {
            let code = finding.rule.code.to_owned();
            known.0.entry(code).or_default().insert(finding.fingerprint.to_string());
        }
        known
    }

    /// Whether a finding is known.
    #[must_use]
    pub fn has(&self, finding: &Finding) -> bool {
        let rule = finding.rule;
        let known = |prints: &BTreeSet<String>| prints.contains(&*finding.fingerprint);
        !is_always_told(rule) && self.0.get(rule.code).is_some_and(known)
    }

    /// What of this is not in `now`, which was found later. `judged` says of a code whether it was
    /// looked for; of others nothing is known to be gone.
    #[must_use]
    pub fn gone(&self, now: &Self, judged: impl Fn(&str) -> bool) -> Self {
        let mut gone = self.clone();
        gone.0.retain(|code, _| judged(code));
        gone.without(now)
    }

    /// All of this that is not in `other`.
    #[must_use]
    pub fn without(&self, other: &Self) -> Self {
        let rest = |(code, prints): (&String, &BTreeSet<String>)| {
            let others = other.0.get(code);
            let rest: BTreeSet<String> =
                prints.iter().filter(|&print| others.is_none_or(|others| !others.contains(print))).cloned().collect();
            (!rest.is_empty()).then(|| (code.clone(), rest))
        };
        Self(self.0.iter().filter_map(rest).collect())
    }

    /// All of this and of `other`.
    #[must_use]
    pub fn with(mut self, other: &Self) -> Self {
        for (code, prints) in &other.0 {
            self.0.entry(code.clone()).or_default().extend(prints.iter().cloned());
        }
        self
    }

    /// Number of findings.
    #[must_use]
    pub fn count(&self) -> usize {
        self.0.values().map(BTreeSet::len).sum()
    }

    /// Whether nothing is known.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.count() == 0
    }
}
