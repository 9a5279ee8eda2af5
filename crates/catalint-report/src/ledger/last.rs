//! Reads what a ledger, or a report of `check`, wrote as JSON: the last round.

use serde::Deserialize;

use catalint_core::ledger::{LastFinding, LastRound, RecordedFinding};

/// Why a text is no last round.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoRound {
    /// It is none of both, or can't be read, at this line.
    Broken(usize),
    /// It is of a version that came later, or a ledger of before rounds were kept.
    Version,
}

#[derive(Deserialize)]
struct VersionJson {
    version: u64,
    area: Option<String>,
}

#[derive(Deserialize)]
struct RoundJson {
    as_of: Option<String>,
    findings: Option<Vec<FindingJson>>,
    #[serde(default)]
    cells: Vec<CellJson>,
}

#[derive(Deserialize)]
struct FindingJson {
    code: String,
    severity: String,
    message: String,
    file: String,
    field: Option<String>,
    body: Option<String>,
    item: Option<ItemJson>,
    path: String,
    fingerprint: String,
}

#[derive(Deserialize, Default)]
struct ItemJson {
    #[serde(default)]
    no: String,
    #[serde(default)]
    label: String,
    #[serde(default)]
    publisher: String,
}

#[derive(Deserialize)]
struct CellJson {
    field: String,
    body: Option<String>,
    state: String,
    owed: bool,
}

/// The last round in a ledger of version 1 or a report of version 2.
///
/// # Errors
/// When it is something else.
pub fn last_round(text: &str) -> Result<LastRound, NoRound> {
    let broken = |error: serde_json::Error| NoRound::Broken(error.line());
    let text = text.trim_start_matches('\u{feff}');
    let VersionJson { version, area } = serde_json::from_str(text).map_err(broken)?;
    if version != if area.is_some() { 1 } else { 2 } {
        return Err(NoRound::Version);
    }
    let RoundJson { as_of, findings, cells } = serde_json::from_str(text).map_err(broken)?;
    let findings = findings.ok_or(NoRound::Version)?.into_iter().filter(|found| found.severity != "hint");
    let absent = cells.into_iter().filter(|cell| cell.owed && cell.state == "absent");
    Ok(LastRound {
        area,
        as_of,
        findings: findings.map(FindingJson::kept).collect(),
        absent: absent.filter_map(|cell| Some((cell.field, cell.body?))).collect(),
    })
}

impl FindingJson {
    fn kept(self) -> LastFinding {
        let ItemJson { no, label, publisher } = self.item.unwrap_or_default();
        let finding = RecordedFinding {
            code: self.code,
            severity: self.severity,
            message: self.message,
            path: self.path,
            no,
            label,
            publisher,
            fingerprint: self.fingerprint,
        };
        LastFinding { file: self.file, place: self.field.zip(self.body), finding }
    }
}
