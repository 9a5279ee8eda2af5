//! What can be done about findings: fixes, offers, comments that ignore, all safe fixes of the file, all offers with them.

use std::borrow::Cow;

use catalint_core::Document;
use catalint_core::fix::Applicability;
use catalint_core::lint::{FixOptions, Ignoring, Linter, Report};
use catalint_core::rule::{Finding, Severity};
use catalint_core::rules::{is_always_told, suppression};
use catalint_text::{Edit, decode};
use catalint_workspace::FileSystem;
use gen_lsp_types::{CodeAction, CodeActionKind, Diagnostic, Range};
use serde::{Deserialize, Serialize};

use crate::edits::{of_lines, of_version, text_edits};
use crate::findings::{CarriedFinding, FindingView, diagnostic};
use crate::places;
use crate::texts::TextVersion;

/// The kind of the action that applies all safe fixes; editors run it on save where their users say so.
pub(crate) const FIX_ALL: CodeActionKind = CodeActionKind::Custom(Cow::Borrowed("source.fixAll.catalint"));

/// The kind of the action that takes all offers as well: nothing that an editor runs for all kinds of fixes.
pub(crate) const ADOPT_ALL: CodeActionKind = CodeActionKind::Custom(Cow::Borrowed("source.adoptAll.catalint"));

/// Findings for which something is offered at once.
const MOST: usize = 50;

/// Findings that comments are offered for at once; each of these costs a look at all comments.
const MOST_IGNORED: usize = 8;

/// What is asked for.
#[derive(Debug)]
pub(crate) struct ActionRequest {
    pub(crate) range: Range,
    /// The findings that the editor shows there.
    pub(crate) shown: Vec<Diagnostic>,
    /// The kinds that are wanted; all that are not for a request of their own where nobody says.
    pub(crate) only: Option<Vec<CodeActionKind>>,
}

impl ActionRequest {
    fn wants(&self, kind: &CodeActionKind) -> bool {
        let name = String::from(kind.clone());
        let Some(only) = &self.only else { return *kind != ADOPT_ALL };
        only.iter().any(|asked| {
            let asked = String::from(asked.clone());
            name == asked || name.starts_with(&format!("{asked}."))
        })
    }

    /// What the findings carry that the editor shows, if they are all of this version and of ours.
    fn carried(&self, text: &TextVersion) -> Option<Vec<(&Diagnostic, CarriedFinding)>> {
        let ours = self.shown.iter().filter(|shown| shown.source.as_deref() == Some("catalint"));
        let all: Option<Vec<_>> =
            ours.map(|shown| Some((shown, CarriedFinding::deserialize(shown.data.as_ref()?).ok()?))).collect();
        all.filter(|all| !all.is_empty() && all.iter().all(|(_, carried)| carried.version == text.version))
    }
}

/// An action whose edits are made when it is chosen.
#[derive(Debug, Serialize, Deserialize)]
struct LaterAction {
    uri: String,
    version: i32,
    what: LaterEdit,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
enum LaterEdit {
    FixAll,
    AdoptAll,
    Here(String),
    Item(String),
    File(String),
}

/// The text that an action with edits to come is for, and its version.
pub(crate) fn of_which(action: &CodeAction) -> Option<(String, i32)> {
    let later = LaterAction::deserialize(action.data.as_ref()?).ok()?;
    Some((later.uri, later.version))
}

/// Whether the report on the text is needed for what is asked.
pub(crate) fn needs_report(text: &TextVersion, request: &ActionRequest) -> bool {
    request.carried(text).is_none()
}

/// What is offered. Actions that need more than a look at what was found have no edits yet: see [`resolve`].
pub(crate) fn actions(
    text: &TextVersion,
    report: Option<&Report>,
    request: &ActionRequest,
    fs: &dyn FileSystem,
    view: FindingView,
) -> Vec<CodeAction> {
    let mut out = Vec::new();
    if request.wants(&CodeActionKind::QuickFix) {
        let carried = request.carried(text).unwrap_or_default();
        let mut found: Vec<(Diagnostic, CarriedFinding)> =
            carried.into_iter().map(|(shown, carried)| (shown.clone(), carried)).collect();
        if let Some(report) = report.filter(|_| found.is_empty()) {
            let span = places::span(text.source(), request.range, view.unit);
            let here = report.findings.iter().filter(|found| found.lines().is_some_and(|at| at.touches(span)));
            found.extend(here.map(|found| {
                let shown = diagnostic(found, report, (&text.uri, Some(text.version)), fs, view);
                (shown, CarriedFinding::of(found, &report.source, text.version, view))
            }));
        }
        found.truncate(MOST);
        out.extend(found.iter().filter_map(|(shown, carried)| fix(text, shown, carried)));
        let known = report.into_iter().flat_map(|report| &report.findings);
        let known = known.filter(|known| found.iter().any(|(_, carried)| *carried.fingerprint == *known.fingerprint));
        let mut seen = Vec::new();
        for known in known.filter(|known| can_be_ignored(known)) {
            if seen.len() < MOST_IGNORED && !seen.contains(&(known.rule.code, known.item)) {
                seen.push((known.rule.code, known.item));
                let shown = found.iter().find(|(_, carried)| *carried.fingerprint == *known.fingerprint);
                out.extend(ignores(text, known, shown.map(|(shown, _)| shown), view));
            }
        }
    }
    let has = |least: Applicability| {
        report.is_none_or(|report| report.findings.iter().any(|found| found.applicability() >= Some(least)))
    };
    let later = |what| serde_json::to_value(LaterAction { uri: text.uri.clone(), version: text.version, what }).ok();
    if request.wants(&FIX_ALL) && has(Applicability::Safe) {
        let title = view.pick("修正所有可以自动修正的（不含需要核对的）", "Apply all safe fixes (no offers)");
        out.push(CodeAction { title, kind: Some(FIX_ALL), data: later(LaterEdit::FixAll), ..CodeAction::default() });
    }
    if request.wants(&ADOPT_ALL) && has(Applicability::Offer) {
        let title = view.pick("采用全部建议（含需要核对的）", "Take all offers as well (please check)");
        out.push(CodeAction {
            title,
            kind: Some(ADOPT_ALL),
            data: later(LaterEdit::AdoptAll),
            ..CodeAction::default()
        });
    }
    out
}

/// Whether a comment may be about it.
fn can_be_ignored(found: &Finding) -> bool {
    !is_always_told(found.rule) && !suppression::is_about_comments(found.rule)
}

/// The fix that a finding carries: what is certain is preferred.
fn fix(text: &TextVersion, shown: &Diagnostic, carried: &CarriedFinding) -> Option<CodeAction> {
    let fix = carried.fix.as_ref()?;
    Some(CodeAction {
        title: fix.title.clone(),
        kind: Some(CodeActionKind::QuickFix),
        diagnostics: Some(vec![shown.clone()]),
        is_preferred: fix.is_safe.then_some(true),
        edit: Some(of_version(text, fix.edits.clone())),
        ..CodeAction::default()
    })
}

/// Comments that ignore a finding: here, in its item, in the file.
fn ignores(text: &TextVersion, found: &Finding, shown: Option<&Diagnostic>, view: FindingView) -> Vec<CodeAction> {
    let code = found.rule.code;
    let action = |what: LaterEdit, title: String| CodeAction {
        title,
        kind: Some(CodeActionKind::QuickFix),
        diagnostics: shown.map(|shown| vec![shown.clone()]),
        data: serde_json::to_value(LaterAction { uri: text.uri.clone(), version: text.version, what }).ok(),
        ..CodeAction::default()
    };
    let title = |zh: &str, en: &str| {
        view.pick(&format!("{zh}忽略 {code}（写明理由）"), &format!("Ignore {code} {en} (say why)"))
    };
    let which = || found.fingerprint.to_string();
    let mut out = Vec::new();
    if found.item.is_some() && !found.is_at_default() {
        out.push(action(LaterEdit::Here(which()), title("此处", "here")));
        out.push(action(LaterEdit::Item(which()), title("本项", "in this item")));
    }
    out.push(action(LaterEdit::File(which()), title("本文件", "in this file")));
    out
}

/// An action with its edits; none where it would change nothing.
pub(crate) fn resolve(
    mut action: CodeAction,
    text: &TextVersion,
    (report, linter): (&Report, &Linter),
    view: FindingView,
) -> Option<CodeAction> {
    let Some(later) = action.data.as_ref().and_then(|data| LaterAction::deserialize(data).ok()) else {
        return Some(action);
    };
    let edits = match later.what {
        LaterEdit::FixAll => all(text, linter, Applicability::Safe)?,
        LaterEdit::AdoptAll => all(text, linter, Applicability::Offer)?,
        LaterEdit::Here(which) => ignored(text, (report, linter), &which, Ignoring::Here, view),
        LaterEdit::Item(which) => ignored(text, (report, linter), &which, Ignoring::Item, view),
        LaterEdit::File(which) => ignored(text, (report, linter), &which, Ignoring::File, view),
    };
    if edits.is_empty() {
        return None;
    }
    action.edit = Some(of_version(text, text_edits(text.source(), &edits, view.unit)));
    Some(action)
}

/// All fixes down to some certainty, as edits of lines.
fn all(text: &TextVersion, linter: &Linter, least: Applicability) -> Option<Vec<Edit>> {
    let which = FixOptions { least, min_severity: Severity::Hint };
    let fixed = linter.fix(Document::parse(text.source().clone()), which);
    let new = decode(fixed.bytes.as_deref()?).text;
    Some(of_lines(&text.source().text, &new))
}

/// The comment that ignores a finding. The reason is for the person to write.
fn ignored(
    text: &TextVersion,
    (report, linter): (&Report, &Linter),
    which: &str,
    reach: Ignoring,
    view: FindingView,
) -> Vec<Edit> {
    let found = report.findings.iter().find(|found| *found.fingerprint == *which);
    let why = view.pick("理由：", "because:");
    found.map_or_else(Vec::new, |found| linter.ignore_edits(text.document(), &[found], &why, reach))
}
