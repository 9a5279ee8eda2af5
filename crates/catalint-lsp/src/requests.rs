//! Requests about one open text.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use catalint_core::lint::{Linter, Report};
use catalint_workspace::Files;
use gen_lsp_types::{CodeAction, Diagnostic, Position, Range};
use serde_json::{Value, json};

use crate::answers::{Answer, Refused, read, value};
use crate::checker::Told;
use crate::client::Client;
use crate::edits::{of_version, text_edits};
use crate::findings::{View, diagnostics};
use crate::rename::Unnamed;
use crate::server::Open;
use crate::texts::Text;
use crate::worker::{Done, Job};
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
pub(crate) enum Outcome {
    /// At once.
    Now(Answer),
    /// When the text was checked.
    WhenChecked,
    /// By the other thread.
    Elsewhere(Job),
}

/// What a request is about.
pub(crate) struct Asked<'s> {
    pub(crate) open: &'s Open,
    pub(crate) client: &'s Client,
    pub(crate) fs: &'s Files,
    pub(crate) view: View,
    /// What is wrong in configs that are not open.
    pub(crate) related: &'s BTreeMap<PathBuf, Vec<Diagnostic>>,
}

impl Asked<'_> {
    /// The answer, or how it comes about.
    pub(crate) fn answer(&self, method: &str, params: &Value) -> Outcome {
        if method == "textDocument/diagnostic" {
            return if self.open.is_current() { Outcome::Now(self.findings(params)) } else { Outcome::WhenChecked };
        }
        if method == IS_CATALOG {
            let is_catalog = Outcome::Now(Ok(Value::Bool(self.open.linter.is_some())));
            return if self.open.is_current() { is_catalog } else { Outcome::WhenChecked };
        }
        // An older version was checked by the same linter, but what was no catalog then may be one now.
        let Some(linter) = &self.open.linter else {
            return if self.open.is_current() { Outcome::Now(Ok(Value::Null)) } else { Outcome::WhenChecked };
        };
        let outcome = match method {
            "textDocument/codeAction" => self.actions(params, linter),
            "codeAction/resolve" => self.resolved(params, linter),
            "textDocument/formatting" => Ok(self.elsewhere(linter, formatting::of_file)),
            "textDocument/rangeFormatting" => self
                .range(&params["range"])
                .map(|span| self.elsewhere(linter, move |text, linter| formatting::of_range(text, linter, span))),
            _ => Ok(Outcome::Now(self.about(method, params, linter))),
        };
        outcome.unwrap_or_else(|refused| Outcome::Now(Err(refused)))
    }

    fn text(&self) -> &Arc<Text> {
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
                let how = completion::How { keys: wishes.keys, fills_in: self.client.fills_in, view };
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
                let edits = edits.map_err(|why| Refused(Refused::FAILED, unnamed(why, view)))?;
                value(&of_version(text, text_edits(text.source(), &edits, view.unit)))
            }
        }
    }

    fn offset(&self, params: &Value) -> Result<u32, Refused> {
        Ok(places::offset(self.text().source(), read(&params["position"])?, self.view.unit))
    }

    fn range(&self, range: &Value) -> Result<catalint_text::Span, Refused> {
        Ok(places::span(self.text().source(), read(range)?, self.view.unit))
    }

    /// Findings of the text, and of the configs that are not open where the editor takes them along.
    fn findings(&self, params: &Value) -> Answer {
        let (text, report) = (self.text(), self.open.report.as_deref());
        let of = |report: &Report| diagnostics(report, &text.uri, Some(text.version), &**self.fs, self.view);
        let told = Told::new(report.map_or_else(Vec::new, of));
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

    fn actions(&self, params: &Value, linter: &Linter) -> Result<Outcome, Refused> {
        let request = actions::Request {
            range: read::<Range>(&params["range"])?,
            shown: read::<Option<Vec<Diagnostic>>>(&params["context"]["diagnostics"])?.unwrap_or_default(),
            only: read(&params["context"]["only"])?,
        };
        let report = self.open.report.as_ref().filter(|_| self.open.is_current());
        if report.is_none() && actions::needs_report(self.text(), &request) {
            return Ok(Outcome::WhenChecked);
        }
        let offered = actions::actions(self.text(), report.map(|report| &**report), &request, &**self.fs, self.view);
        let is_done = self.client.resolves_edits || offered.iter().all(|action| action.edit.is_some());
        let Some(report) = report.filter(|_| !is_done) else { return Ok(Outcome::Now(value(&offered))) };
        let (text, report, linter, view) = (self.text().clone(), report.clone(), linter.clone(), self.view);
        Ok(Outcome::Elsewhere(Box::new(move |_| {
            let whole = offered.into_iter().filter_map(|action| match action.edit {
                Some(_) => Some(action),
                None => actions::resolve(action, &text, (&report, &linter), view),
            });
            Done::Answered(value(&whole.collect::<Vec<_>>()))
        })))
    }

    fn resolved(&self, params: &Value, linter: &Linter) -> Result<Outcome, Refused> {
        let action: CodeAction = read(params)?;
        let Some((_, version)) = actions::of_which(&action) else { return Ok(Outcome::Now(Ok(params.clone()))) };
        if version != self.text().version {
            return Err(Refused(Refused::MODIFIED, "the text has changed".to_owned()));
        }
        let Some(report) = self.open.report.clone().filter(|_| self.open.is_current()) else {
            return Ok(Outcome::WhenChecked);
        };
        let (text, linter, view) = (self.text().clone(), linter.clone(), self.view);
        Ok(Outcome::Elsewhere(Box::new(move |_| {
            let resolved = actions::resolve(action.clone(), &text, (&report, &linter), view);
            Done::Answered(value(&resolved.unwrap_or(action)))
        })))
    }

    /// Edits of the text that take longer to be made.
    fn elsewhere(
        &self,
        linter: &Linter,
        make: impl FnOnce(&Text, &Linter) -> Option<Vec<catalint_text::Edit>> + Send + 'static,
    ) -> Outcome {
        let (text, linter, unit) = (self.text().clone(), linter.clone(), self.view.unit);
        Outcome::Elsewhere(Box::new(move |_| {
            let edits = make(&text, &linter).map(|edits| text_edits(text.source(), &edits, unit));
            Done::Answered(value(&edits))
        }))
    }
}

fn unnamed(why: Unnamed, view: View) -> String {
    match why {
        Unnamed::NoBody => view.pick("这里没有单位名称", "There is no name of a body here"),
        Unnamed::NoName => view.pick("新名称应当是一个单位的名称", "The new name must be that of one body"),
        Unnamed::Stuck => view.pick(
            "有一处写法不便直接修改，没有改名",
            "One place can't be changed as it is written; nothing was renamed",
        ),
    }
}
