//! Requests about one open text.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use catalint_core::lint::{Linter, Report};
use catalint_workspace::SharedFiles;
use gen_lsp_types::{CodeAction, Diagnostic, Position, Range};
use serde_json::{Value, json};

use crate::answers::{Answer, RefusedRequest, read, value};
use crate::checker::ToldFindings;
use crate::client::Client;
use crate::edits::{of_version, text_edits};
use crate::findings::{FindingView, diagnostics};
use crate::rename::RenameRefusal;
use crate::server::OpenText;
use crate::texts::TextVersion;
use crate::worker::{JobDone, WorkerJob};
use crate::{actions, completion, folding, formatting, hints, hover, places, rename, selection, symbols};

const METHODS: [&str; 14] = [
    IS_CATALOG,
    "textDocument/diagnostic",
    "textDocument/codeAction",
    "codeAction/resolve",
    "textDocument/hover",
    "textDocument/completion",
    "textDocument/documentSymbol",
    "textDocument/foldingRange",
    "textDocument/selectionRange",
    "textDocument/inlayHint",
    "textDocument/formatting",
    "textDocument/rangeFormatting",
    "textDocument/prepareRename",
    "textDocument/rename",
];

/// Of our own: whether the text is a catalog, by its keys or because the editor says so.
const IS_CATALOG: &str = "catalint/isCatalog";

/// Whether it is a request about one text that is answered.
pub(crate) fn is_known(method: &str) -> bool {
    METHODS.contains(&method)
}

/// The text that a request is about.
pub(crate) fn uri(method: &str, params: &Value) -> Option<String> {
    match method {
        "codeAction/resolve" => Some(params["data"]["uri"].as_str()?.to_owned()),
        _ => Some(params["textDocument"]["uri"].as_str()?.to_owned()),
    }
}

/// How a request is answered.
pub(crate) enum RequestOutcome {
    /// At once.
    Now(Answer),
    /// When the text was checked.
    WhenChecked,
    /// By the other thread.
    Elsewhere(WorkerJob),
}

/// What a request is about.
pub(crate) struct AskedText<'s> {
    pub(crate) open: &'s OpenText,
    pub(crate) client: &'s Client,
    pub(crate) fs: &'s SharedFiles,
    pub(crate) view: FindingView,
    /// What is wrong in configs that are not open.
    pub(crate) related: &'s BTreeMap<PathBuf, Vec<Diagnostic>>,
}

impl AskedText<'_> {
    /// The answer, or how it comes about.
    pub(crate) fn answer(&self, method: &str, params: &Value) -> RequestOutcome {
        if method == "textDocument/diagnostic" {
            return if self.open.is_current() {
                RequestOutcome::Now(self.findings(params))
            } else {
                RequestOutcome::WhenChecked
            };
        }
        if method == IS_CATALOG {
            let is_catalog = RequestOutcome::Now(Ok(Value::Bool(self.open.linter.is_some())));
            return if self.open.is_current() { is_catalog } else { RequestOutcome::WhenChecked };
        }
        // An older version was checked by the same linter, but what was no catalog then may be one now.
        let Some(linter) = &self.open.linter else {
            return if self.open.is_current() {
                RequestOutcome::Now(Ok(Value::Null))
            } else {
                RequestOutcome::WhenChecked
            };
        };
        let outcome = match method {
            "textDocument/codeAction" => self.actions(params, linter),
            "codeAction/resolve" => self.resolved(params, linter),
            "textDocument/formatting" => Ok(self.elsewhere(linter, formatting::of_file)),
            "textDocument/rangeFormatting" => self
                .range(&params["range"])
                .map(|span| self.elsewhere(linter, move |text, linter| formatting::of_range(text, linter, span))),
            _ => Ok(RequestOutcome::Now(self.about(method, params, linter))),
        };
        outcome.unwrap_or_else(|refused| RequestOutcome::Now(Err(refused)))
    }

    fn text(&self) -> &Arc<TextVersion> {
        &self.open.text
    }

    /// What is answered by a look at the text alone.
    fn about(&self, method: &str, params: &Value, linter: &Linter) -> Answer {
        let (text, options, view) = (&**self.text(), linter.options(), self.view);
        let document = text.document();
        let wishes = self.client.wishes;
        match method {
            "textDocument/hover" => value(&hover::hover(text, options, self.offset(params)?, wishes.keys, view)),
            "textDocument/completion" => {
                let how = completion::CompletionHow { keys: wishes.keys, fills_in: self.client.fills_in, view };
                value(&completion::complete(text, options, self.offset(params)?, how))
            }
            "textDocument/documentSymbol" => value(&symbols::symbols(document, view)),
            "textDocument/foldingRange" => value(&folding::folding(document)),
            "textDocument/selectionRange" => {
                let places: Vec<Position> = read(&params["positions"])?;
                let grown = places.into_iter().map(|at| selection::selection(document, at, view.unit));
                value(&grown.collect::<Vec<_>>())
            }
            "textDocument/inlayHint" => {
                value(&hints::hints(text, options, self.range(&params["range"])?, wishes.hints, view))
            }
            "textDocument/prepareRename" => Ok(match rename::name_at(document, self.offset(params)?) {
                Some((span, name)) => {
                    json!({"range": places::range(text.source(), span, view.unit), "placeholder": name})
                }
                None => Value::Null,
            }),
            _ => {
                let new = params["newName"].as_str().unwrap_or_default();
                let edits = rename::rename(document, self.offset(params)?, new);
                let edits = edits.map_err(|why| RefusedRequest(RefusedRequest::FAILED, unnamed(why, view)))?;
                value(&of_version(text, text_edits(text.source(), &edits, view.unit)))
            }
        }
    }

    fn offset(&self, params: &Value) -> Result<u32, RefusedRequest> {
        Ok(places::offset(self.text().source(), read(&params["position"])?, self.view.unit))
    }

    fn range(&self, range: &Value) -> Result<catalint_text::Span, RefusedRequest> {
        Ok(places::span(self.text().source(), read(range)?, self.view.unit))
    }

    /// Findings of the text, and of the configs that are not open where the editor takes them along.
    fn findings(&self, params: &Value) -> Answer {
        let (text, report) = (self.text(), self.open.report.as_deref());
        let of = |report: &Report| diagnostics(report, &text.uri, Some(text.version), &**self.fs, self.view);
        let told = ToldFindings::new(report.map_or_else(Vec::new, of));
        let mut answer = match params["previousResultId"].as_str() == Some(&told.id) {
            true => json!({"kind": "unchanged", "resultId": told.id}),
            false => json!({"kind": "full", "resultId": told.id, "items": told.findings}),
        };
        if self.client.takes_related && !self.related.is_empty() {
            let related = self
                .related
                .iter()
                .map(|(path, findings)| (places::uri(path), json!({"kind": "full", "items": findings})));
            answer["relatedDocuments"] = Value::Object(related.collect());
        }
        Ok(answer)
    }

    fn actions(&self, params: &Value, linter: &Linter) -> Result<RequestOutcome, RefusedRequest> {
        let request = actions::ActionRequest {
            range: read::<Range>(&params["range"])?,
            shown: read::<Option<Vec<Diagnostic>>>(&params["context"]["diagnostics"])?.unwrap_or_default(),
            only: read(&params["context"]["only"])?,
        };
        let report = self.open.report.as_ref().filter(|_| self.open.is_current());
        if report.is_none() && actions::needs_report(self.text(), &request) {
            return Ok(RequestOutcome::WhenChecked);
        }
        let offered = actions::actions(self.text(), report.map(|report| &**report), &request, &**self.fs, self.view);
        let is_done = self.client.resolves_edits || offered.iter().all(|action| action.edit.is_some());
        let Some(report) = report.filter(|_| !is_done) else { return Ok(RequestOutcome::Now(value(&offered))) };
        let (text, report, linter, view) = (self.text().clone(), report.clone(), linter.clone(), self.view);
        Ok(RequestOutcome::Elsewhere(Box::new(move |_| {
            let whole = offered.into_iter().filter_map(|action| match action.edit {
                Some(_) => Some(action),
                None => actions::resolve(action, &text, (&report, &linter), view),
            });
            JobDone::Answered(value(&whole.collect::<Vec<_>>()))
        })))
    }

    fn resolved(&self, params: &Value, linter: &Linter) -> Result<RequestOutcome, RefusedRequest> {
        let action: CodeAction = read(params)?;
        let Some((_, version)) = actions::of_which(&action) else { return Ok(RequestOutcome::Now(Ok(params.clone()))) };
        if version != self.text().version {
            return Err(RefusedRequest(RefusedRequest::MODIFIED, "the text has changed".to_owned()));
        }
        let Some(report) = self.open.report.clone().filter(|_| self.open.is_current()) else {
            return Ok(RequestOutcome::WhenChecked);
        };
        let (text, linter, view) = (self.text().clone(), linter.clone(), self.view);
        Ok(RequestOutcome::Elsewhere(Box::new(move |_| {
            let resolved = actions::resolve(action.clone(), &text, (&report, &linter), view);
            JobDone::Answered(value(&resolved.unwrap_or(action)))
        })))
    }

    /// Edits of the text that take longer to be made.
    fn elsewhere(
        &self,
        linter: &Linter,
        make: impl FnOnce(&TextVersion, &Linter) -> Option<Vec<catalint_text::Edit>> + Send + 'static,
    ) -> RequestOutcome {
        let (text, linter, unit) = (self.text().clone(), linter.clone(), self.view.unit);
        RequestOutcome::Elsewhere(Box::new(move |_| {
            let edits = make(&text, &linter).map(|edits| text_edits(text.source(), &edits, unit));
            JobDone::Answered(value(&edits))
        }))
    }
}

fn unnamed(why: RenameRefusal, view: FindingView) -> String {
    match why {
        RenameRefusal::NoBody => view.pick("这里没有单位名称", "There is no name of a body here"),
        RenameRefusal::NoName => view.pick("新名称应当是一个单位的名称", "The new name must be that of one body"),
        RenameRefusal::Stuck => view.pick(
            "有一处写法不便直接修改，没有改名",
            "One place can't be changed as it is written; nothing was renamed",
        ),
    }
}
