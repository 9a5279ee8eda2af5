//! The state of a session with an editor, and its messages.

use std::collections::BTreeMap;
use std::io::Write;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::Receiver;

use catalint_core::config::NAME as CONFIG;
use catalint_core::lint::{HEAD_BYTES, Linter, Report, text_looks_like_catalog};
use catalint_core::rule::Lang;
use catalint_core::{Document, Source};
use catalint_text::ColumnUnit;
use catalint_workspace::SharedFiles;
use catalint_workspace::config_store::{ConfigStore, Origin};
use gen_lsp_types::{
    CodeActionKind, CodeActionOptions, CompletionOptions, Diagnostic, DiagnosticOptions, DocumentDiagnosticReport,
    FullDocumentDiagnosticReport, InitializeParams, InitializeResult, PositionEncodingKind, PublishDiagnosticsParams,
    Range, RelatedFullDocumentDiagnosticReport, ServerCapabilities, ServerInfo, TextDocumentContentChangeEvent,
    TextDocumentSyncKind, TextDocumentSyncOptions, Uri,
};
use serde_json::{Value, json};

use crate::findings::{FindingView, diagnostic};
use crate::overlay::Overlay;
use crate::{ServerSettings, actions, completion, hover, places, symbols, transport};

/// The language id that an extension may give catalogs, so that a server for YAML leaves them alone.
const LANGUAGE: &str = "disclosure-catalog";

const METHOD_NOT_FOUND: i32 = -32601;
const INVALID_PARAMS: i32 = -32602;
const INTERNAL_ERROR: i32 = -32603;
const NOT_INITIALIZED: i32 = -32002;

/// An open text.
pub(crate) struct OpenText {
    pub(crate) uri: String,
    pub(crate) version: i32,
    pub(crate) document: Document,
    path: PathBuf,
    /// Whether the editor says that it is a catalog.
    certain: bool,
    /// What was found in this version, and by what; none where it is to be found out.
    pub(crate) checked: Option<CheckedText>,
}

/// The findings of a text.
pub(crate) struct CheckedText {
    pub(crate) report: Report,
    /// None for what is no catalog.
    pub(crate) linter: Option<Linter>,
}

pub(crate) struct Server<W> {
    output: W,
    settings: ServerSettings,
    overlay: Arc<Overlay>,
    configs: ConfigStore,
    open: BTreeMap<String, OpenText>,
    unit: ColumnUnit,
    /// The language that the editor speaks.
    locale: Option<Lang>,
    /// Whether the editor asks for findings; else it is told.
    pulls: bool,
    initialized: bool,
    shutdown: bool,
    failed: bool,
}

/// Why a request has no answer.
struct RefusedRequest(i32, String);

impl<W: Write> Server<W> {
    pub(crate) fn new(output: W, settings: ServerSettings) -> Self {
        let overlay = Arc::new(Overlay::new(Arc::clone(&settings.fs)));
        let configs = configs(&overlay, &settings.origin, settings.lang);
        Self {
            output,
            settings,
            overlay,
            configs,
            open: BTreeMap::new(),
            unit: ColumnUnit::Utf16,
            locale: None,
            pulls: false,
            initialized: false,
            shutdown: false,
            failed: false,
        }
    }

    /// Answers until the end: see [`crate::serve`].
    pub(crate) fn run(mut self, messages: &Receiver<Value>) -> bool {
        while let Ok(message) = messages.recv() {
            let mut next = Some(message);
            // What waits together is looked at once.
            while let Some(message) = next {
                if message["method"] == "exit" {
                    return self.shutdown;
                }
                if self.take(&message).is_err() {
                    return false;
                }
                next = messages.try_recv().ok();
            }
            if self.publish().is_err() {
                return false;
            }
        }
        self.shutdown
    }

    /// One message. A panic is told once, and the next one is taken as if nothing had been.
    fn take(&mut self, message: &Value) -> std::io::Result<()> {
        let Some(method) = message["method"].as_str() else { return Ok(()) };
        let id = message.get("id").filter(|id| !id.is_null()).cloned();
        let params = message["params"].clone();
        let answer = catch_unwind(AssertUnwindSafe(|| match id {
            Some(_) => self.request(method, params),
            None => {
                self.notification(method, params);
                Ok(Value::Null)
            }
        }));
        let answer = match answer {
            Ok(answer) => answer,
            Err(_) => {
                self.apologize(method)?;
                Err(RefusedRequest(INTERNAL_ERROR, format!("{method} failed")))
            }
        };
        let Some(id) = id else { return Ok(()) };
        let message = match answer {
            Ok(result) => json!({"jsonrpc": "2.0", "id": id, "result": result}),
            Err(RefusedRequest(code, message)) => {
                json!({"jsonrpc": "2.0", "id": id, "error": {"code": code, "message": message}})
            }
        };
        transport::write(&mut self.output, &message)
    }

    fn notify(&mut self, method: &str, params: &Value) -> std::io::Result<()> {
        transport::write(&mut self.output, &json!({"jsonrpc": "2.0", "method": method, "params": params}))
    }

    fn apologize(&mut self, method: &str) -> std::io::Result<()> {
        if std::mem::replace(&mut self.failed, true) {
            return Ok(());
        }
        let message = match self.lang() {
            Lang::Zh => format!("catalint 处理 {method} 时出错，其余功能照常。请把这份目录（可隐去内容）报告给我们。"),
            Lang::En => {
                format!("catalint failed on {method} and goes on with the rest. Please report it with the catalog.")
            }
        };
        self.notify("window/showMessage", &json!({"type": 1, "message": message}))
    }

    fn lang(&self) -> Lang {
        self.settings.lang.or(self.locale).unwrap_or_default()
    }

    fn view(&self) -> FindingView {
        FindingView { unit: self.unit, lang: self.lang() }
    }

    fn request(&mut self, method: &str, params: Value) -> Result<Value, RefusedRequest> {
        if method == "initialize" {
            return self.initialize(params);
        }
        if !self.initialized {
            return Err(RefusedRequest(NOT_INITIALIZED, "initialize comes first".to_owned()));
        }
        let uri = params["textDocument"]["uri"].as_str().unwrap_or_default().to_owned();
        let view = self.view();
        match method {
            "shutdown" => {
                self.shutdown = true;
                Ok(Value::Null)
            }
            "textDocument/diagnostic" => {
                let items = self.findings(&uri);
                let full = FullDocumentDiagnosticReport { result_id: None, items };
                let report = RelatedFullDocumentDiagnosticReport {
                    related_documents: None,
                    full_document_diagnostic_report: full,
                };
                value(&DocumentDiagnosticReport::RelatedFullDocumentDiagnosticReport(report))
            }
            "textDocument/codeAction" => {
                let range: Range = read(params["range"].clone())?;
                let only: Option<Vec<CodeActionKind>> = read(params["context"]["only"].clone())?;
                let Some(open) = self.checked(&uri) else { return Ok(Value::Null) };
                value(&actions::actions(open, range, only.as_deref(), view))
            }
            "textDocument/hover" => {
                let at = read(params["position"].clone())?;
                let Some(open) = self.checked(&uri) else { return Ok(Value::Null) };
                value(&hover::hover(open, at, view))
            }
            "textDocument/completion" => {
                let at = read(params["position"].clone())?;
                let Some(open) = self.checked(&uri) else { return Ok(Value::Null) };
                value(&completion::complete(open, at, view))
            }
            "textDocument/formatting" => {
                let Some(open) = self.checked(&uri) else { return Ok(Value::Null) };
                value(&actions::formatted(open, view))
            }
            "textDocument/documentSymbol" => {
                let Some(open) = self.checked(&uri) else { return Ok(Value::Null) };
                value(&symbols::symbols(&open.document, view))
            }
            _ => Err(RefusedRequest(METHOD_NOT_FOUND, format!("{method} is not known"))),
        }
    }

    fn initialize(&mut self, params: Value) -> Result<Value, RefusedRequest> {
        let params: InitializeParams = read(params)?;
        let offered = params.capabilities.general.and_then(|general| general.position_encodings).unwrap_or_default();
        let encoding: PositionEncodingKind;
        (self.unit, encoding) = places::agreed(&offered);
        let text = params.capabilities.text_document;
        self.pulls = text.is_some_and(|text| text.diagnostic.is_some());
        self.locale = params.locale.as_deref().and_then(Lang::meant);
        self.initialized = true;
        let sync = TextDocumentSyncOptions {
            open_close: Some(true),
            change: Some(TextDocumentSyncKind::Incremental),
            save: Some(true.into()),
            ..TextDocumentSyncOptions::default()
        };
        let kinds = vec![CodeActionKind::QuickFix, actions::fix_all()];
        let asked = ["《", "[", ":", "：", " ", "-"].map(str::to_owned).to_vec();
        let pull = DiagnosticOptions {
            identifier: Some("catalint".to_owned()),
            inter_file_dependencies: true,
            workspace_diagnostics: false,
            ..DiagnosticOptions::default()
        };
        let capabilities = ServerCapabilities {
            position_encoding: Some(encoding),
            text_document_sync: Some(sync.into()),
            code_action_provider: Some(
                CodeActionOptions { code_action_kinds: Some(kinds), ..CodeActionOptions::default() }.into(),
            ),
            hover_provider: Some(true.into()),
            completion_provider: Some(CompletionOptions {
                trigger_characters: Some(asked),
                ..CompletionOptions::default()
            }),
            document_symbol_provider: Some(true.into()),
            document_formatting_provider: Some(true.into()),
            diagnostic_provider: self.pulls.then(|| pull.into()),
            ..ServerCapabilities::default()
        };
        let version = Some(env!("CARGO_PKG_VERSION").to_owned());
        value(&InitializeResult {
            capabilities,
            server_info: Some(ServerInfo { name: "catalint".to_owned(), version }),
        })
    }

    fn notification(&mut self, method: &str, params: Value) {
        match method {
            "textDocument/didOpen" => self.opened(&params["textDocument"]),
            "textDocument/didChange" => self.changed(params),
            "textDocument/didClose" => {
                let uri = params["textDocument"]["uri"].as_str().unwrap_or_default();
                if let Some(open) = self.open.remove(uri) {
                    self.overlay.set(&open.path, None);
                    self.forget_configs(&open.path);
                    let nothing =
                        PublishDiagnosticsParams { uri: Uri(open.uri), version: None, diagnostics: Vec::new() };
                    if let Ok(nothing) = serde_json::to_value(nothing)
                        && !self.pulls
                    {
                        // Who hangs up is noticed with the next message.
                        let _ = self.notify("textDocument/publishDiagnostics", &nothing);
                    }
                }
            }
            // A config may have changed, or a file that one names.
            "textDocument/didSave" | "workspace/didChangeWatchedFiles" | "workspace/didChangeConfiguration" => {
                self.read_configs_anew();
            }
            _ => {}
        }
    }

    fn opened(&mut self, document: &Value) {
        let text = document["text"].as_str().unwrap_or_default();
        let uri = document["uri"].as_str().unwrap_or_default().to_owned();
        let version = document["version"].as_i64().unwrap_or_default() as i32;
        let path = places::path(&uri);
        let certain = document["languageId"] == LANGUAGE;
        self.overlay.set(&path, Some(text.to_owned()));
        self.forget_configs(&path);
        let document = parsed(&path, text);
        self.open.insert(uri.clone(), OpenText { uri, version, document, path, certain, checked: None });
    }

    fn changed(&mut self, params: Value) {
        let (unit, uri) = (self.unit, params["textDocument"]["uri"].as_str().unwrap_or_default());
        let Some(open) = self.open.get_mut(uri) else { return };
        let version = params["textDocument"]["version"].as_i64();
        let Ok(changes) =
            serde_json::from_value::<Vec<TextDocumentContentChangeEvent>>(params["contentChanges"].clone())
        else {
            return;
        };
        let mut text = open.document.text().to_owned();
        for change in changes {
            match change {
                TextDocumentContentChangeEvent::TextDocumentContentChangeWholeDocument(whole) => text = whole.text,
                TextDocumentContentChangeEvent::TextDocumentContentChangePartial(part) => {
                    let source = Source::from_text("", text.as_str());
                    let span = places::span(&source, part.range, unit);
                    text.replace_range(span.range(), &part.text);
                }
            }
        }
        open.version = version.map_or(open.version + 1, |version| version as i32);
        open.document = parsed(&open.path, &text);
        open.checked = None;
        let path = open.path.clone();
        self.overlay.set(&path, Some(text));
        self.forget_configs(&path);
    }

    /// A config that changes changes what is found everywhere.
    fn forget_configs(&mut self, path: &std::path::Path) {
        if path.file_name().is_some_and(|name| name == CONFIG) {
            self.read_configs_anew();
        }
    }

    fn read_configs_anew(&mut self) {
        self.configs = configs(&self.overlay, &self.settings.origin, self.settings.lang.or(self.locale));
        self.open.values_mut().for_each(|open| open.checked = None);
    }

    /// An open text with its findings.
    fn checked(&mut self, uri: &str) -> Option<&OpenText> {
        let open = self.open.get_mut(uri)?;
        if open.checked.is_none() {
            open.checked = Some(check(open, &mut self.configs, &self.settings, &self.overlay));
        }
        Some(open)
    }

    fn findings(&mut self, uri: &str) -> Vec<Diagnostic> {
        let view = self.view();
        let Some(open) = self.checked(uri) else { return Vec::new() };
        let Some(CheckedText { report, .. }) = &open.checked else { return Vec::new() };
        report.findings.iter().map(|found| diagnostic(found, report, uri, view)).collect()
    }

    /// Tells an editor that does not ask what is found in texts that changed.
    fn publish(&mut self) -> std::io::Result<()> {
        if self.pulls {
            return Ok(());
        }
        let stale = self.open.values().filter(|open| open.checked.is_none());
        let stale: Vec<(String, i32)> = stale.map(|open| (open.uri.clone(), open.version)).collect();
        for (uri, version) in stale {
            let found = catch_unwind(AssertUnwindSafe(|| self.findings(&uri)));
            let Ok(diagnostics) = found else {
                self.apologize("textDocument/didChange")?;
                // It is not tried again before it changes.
                if let Some(open) = self.open.get_mut(&uri) {
                    open.checked = Some(nothing(&open.document));
                }
                continue;
            };
            let told = PublishDiagnosticsParams { uri: Uri(uri), version: Some(version), diagnostics };
            self.notify("textDocument/publishDiagnostics", &serde_json::to_value(told)?)?;
        }
        Ok(())
    }
}

fn configs(overlay: &Arc<Overlay>, origin: &Origin, lang: Option<Lang>) -> ConfigStore {
    let fs: SharedFiles = overlay.clone();
    ConfigStore::new(fs, origin.clone(), lang.unwrap_or_default())
}

fn parsed(path: &std::path::Path, text: &str) -> Document {
    Document::parse(Source::from_text(path.to_string_lossy().replace('\\', "/"), text))
}

fn nothing(document: &Document) -> CheckedText {
    let report = Report {
        source: document.source().clone(),
        findings: Vec::new(),
        suppressed: Vec::new(),
        baselined: Vec::new(),
        items: 0,
        title: String::new(),
        partial: false,
        unread: 0,
        docs_url: None,
    };
    CheckedText { report, linter: None }
}

/// The same findings that `catalint check FILE` has: of a config those of the config, of other YAML none.
fn check(open: &OpenText, configs: &mut ConfigStore, settings: &ServerSettings, overlay: &Arc<Overlay>) -> CheckedText {
    if open.path.file_name().is_some_and(|name| name == CONFIG) {
        let mut own = self::configs(overlay, &Origin::File(open.path.clone()), settings.lang);
        own.of_path(&open.path);
        let text = open.document.text();
        let found = own.faults.into_iter().find(|report| *report.source.text == *text);
        return match found {
            Some(report) => CheckedText { report, linter: None },
            None => nothing(&open.document),
        };
    }
    let text = open.document.text();
    let head = &text[..text.floor_char_boundary(HEAD_BYTES.min(text.len()))];
    let scope = configs.of_file(&open.path);
    if !(open.certain || text_looks_like_catalog(head) && scope.includes(&open.path)) {
        return nothing(&open.document);
    }
    let linter = Linter::new(scope.options(&settings.base, &open.path));
    CheckedText { report: linter.check(&open.document), linter: Some(linter) }
}

fn read<T: serde::de::DeserializeOwned>(value: Value) -> Result<T, RefusedRequest> {
    serde_json::from_value(value).map_err(|error| RefusedRequest(INVALID_PARAMS, error.to_string()))
}

fn value(answer: &impl serde::Serialize) -> Result<Value, RefusedRequest> {
    serde_json::to_value(answer).map_err(|error| RefusedRequest(INTERNAL_ERROR, error.to_string()))
}
