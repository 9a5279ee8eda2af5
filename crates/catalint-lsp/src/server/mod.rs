//! A session with an editor: its messages, its open texts, and what of them is still to be checked or answered.
//!
//! All of it is in one thread, which never checks a text: that is done by another, one job at a time ([`crate::worker`]).
//! What waits is taken first, so that edits that come together are checked once; what was found in an old version is
//! dropped.

mod jobs;
mod notifications;
mod requests;

use std::collections::{BTreeMap, VecDeque};
use std::io::{self, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender};

use catalint_core::lint::{Linter, Report};
use catalint_core::rule::Lang;
use gen_lsp_types::Diagnostic;
use serde_json::{Value, json};

use crate::answers::{self, Answer, RefusedRequest};
use crate::checker::Checker;
use crate::client::Client;
use crate::findings::FindingView;
use crate::folder::FolderSweep;
use crate::overlay::Overlay;
use crate::texts::TextVersion;
use crate::worker::{self, ConfigNews, JobDone, WorkerJob};
use crate::{ServerSettings, transport};

/// What a session hears of.
#[derive(Debug)]
pub(crate) enum ServerEvent {
    /// The editor says something.
    Message(Value),
    /// It has hung up.
    Closed,
    /// A job is done.
    Done(JobDone, Option<ConfigNews>),
}

/// An open text, and what was found in it.
#[derive(Debug)]
pub(crate) struct OpenText {
    pub(crate) text: Arc<TextVersion>,
    /// Counts what may change its findings: what was found for another number is old.
    epoch: u64,
    pub(crate) report: Option<Arc<Report>>,
    /// The number for which it was checked.
    checked: Option<u64>,
    /// The linter with its settings, which hold for later versions, too; none for what is no catalog.
    pub(crate) linter: Option<Linter>,
    /// When it changed last, among the others.
    turn: u64,
}

impl OpenText {
    /// Whether what was found is what there is.
    pub(crate) fn is_current(&self) -> bool {
        self.checked == Some(self.epoch)
    }
}

/// A request that waits for a text to be checked.
#[derive(Debug)]
struct WaitingRequest {
    id: Value,
    method: String,
    params: Value,
}

/// What the other thread is at.
#[derive(Debug)]
enum WorkerDoing {
    /// An open text, and the number for which it is checked.
    Checking(String, u64),
    /// The answer to a request; nobody's where it was cancelled.
    Answering(Option<Value>),
    /// A step of the search through the folders.
    Sweeping,
    /// What nobody waits for.
    Telling,
}

pub(crate) struct Server<W> {
    output: W,
    settings: Arc<ServerSettings>,
    overlay: Arc<Overlay>,
    jobs: Sender<WorkerJob>,
    doing: Option<WorkerDoing>,
    /// Jobs for requests, with the requests that they answer.
    queue: VecDeque<(Option<Value>, WorkerJob)>,
    client: Option<Client>,
    texts: BTreeMap<String, OpenText>,
    waiting: Vec<WaitingRequest>,
    sweeps: VecDeque<FolderSweep>,
    /// The files of configs, and what is wrong in them.
    config_files: Vec<PathBuf>,
    config_findings: BTreeMap<PathBuf, Vec<Diagnostic>>,
    turn: u64,
    /// Requests to the editor so far.
    asked: u64,
    /// The request for its settings that has no answer yet.
    settings_asked: Option<Value>,
    watched: Vec<PathBuf>,
    /// Whether configs are to be read again before anything is checked.
    to_begin: bool,
    shutdown: bool,
    exit: bool,
    failed: bool,
}

impl<W: Write> Server<W> {
    /// A session that has not begun.
    ///
    /// # Errors
    /// When there is no thread to check in.
    pub(crate) fn new(output: W, settings: ServerSettings, tell: Sender<ServerEvent>) -> io::Result<Self> {
        let overlay = Arc::new(Overlay::new(Arc::clone(&settings.fs)));
        let settings = Arc::new(settings);
        let view = FindingView {
            unit: catalint_text::ColumnUnit::Utf16,
            lang: settings.lang.unwrap_or_default(),
            faint: false,
        };
        let checker = Checker::new(overlay.clone(), settings.clone(), Vec::new(), view);
        let jobs = worker::start(checker, tell)?;
        Ok(Self {
            output,
            settings,
            overlay,
            jobs,
            doing: None,
            queue: VecDeque::new(),
            client: None,
            texts: BTreeMap::new(),
            waiting: Vec::new(),
            sweeps: VecDeque::new(),
            config_files: Vec::new(),
            config_findings: BTreeMap::new(),
            turn: 0,
            asked: 0,
            settings_asked: None,
            watched: Vec::new(),
            to_begin: false,
            shutdown: false,
            exit: false,
            failed: false,
        })
    }

    /// Answers until the end: see [`crate::serve`].
    pub(crate) fn run(mut self, events: &Receiver<ServerEvent>) -> bool {
        while let Ok(event) = events.recv() {
            let mut next = Some(event);
            while let Some(event) = next {
                let goes_on = match event {
                    ServerEvent::Message(message) => self.take(&message),
                    ServerEvent::Done(done, news) => self.done(done, news),
                    ServerEvent::Closed => {
                        self.exit = true;
                        Ok(())
                    }
                };
                if goes_on.is_err() {
                    return self.shutdown;
                }
                next = events.try_recv().ok();
            }
            if self.answer_waiting().and_then(|()| self.begin_next()).is_err() {
                return self.shutdown;
            }
            // What was asked before the end is answered before it.
            let is_idle = self.waiting.is_empty() && self.queue.is_empty() && self.doing.is_none();
            if self.exit && (!self.shutdown || is_idle) {
                return self.shutdown;
            }
        }
        self.shutdown
    }

    /// One message. A panic is told, and the next one is taken as if nothing had been.
    fn take(&mut self, message: &Value) -> io::Result<()> {
        let Some(method) = message["method"].as_str() else { return self.answered(message) };
        let params = &message["params"];
        let Some(id) = message.get("id").filter(|id| !id.is_null()) else {
            return catch_unwind(AssertUnwindSafe(|| self.notification(method, params)))
                .unwrap_or_else(|_| self.apologize(method));
        };
        let waiting = WaitingRequest { id: id.clone(), method: method.to_owned(), params: params.clone() };
        match catch_unwind(AssertUnwindSafe(|| self.request(&waiting))) {
            Ok(Some(answer)) => self.reply(id, answer),
            Ok(None) => Ok(()),
            Err(_) => self.refuse_after_panic(id, method),
        }
    }

    fn reply(&mut self, id: &Value, answer: Answer) -> io::Result<()> {
        transport::write(&mut self.output, &answers::message(id, answer))
    }

    fn refuse_after_panic(&mut self, id: &Value, method: &str) -> io::Result<()> {
        self.apologize(method)?;
        self.reply(id, Err(RefusedRequest(RefusedRequest::INTERNAL_ERROR, format!("{method} failed"))))
    }

    fn notify(&mut self, method: &str, params: &Value) -> io::Result<()> {
        transport::write(&mut self.output, &json!({"jsonrpc": "2.0", "method": method, "params": params}))
    }

    /// Asks the editor for something; the id of the request.
    fn ask(&mut self, method: &str, params: &Value) -> io::Result<Value> {
        self.asked += 1;
        let id = json!(format!("catalint-{}", self.asked));
        transport::write(&mut self.output, &json!({"jsonrpc": "2.0", "id": id, "method": method, "params": params}))?;
        Ok(id)
    }

    /// Says that something went wrong: to the person once, to the log each time.
    fn apologize(&mut self, what: &str) -> io::Result<()> {
        let view = self.view();
        let message = view.pick(
            &format!("catalint 处理 {what} 时出错，其余功能照常。请把这份目录（可隐去内容）报告给我们。"),
            &format!("catalint failed on {what} and goes on with the rest. Please report it with the catalog."),
        );
        self.notify("window/logMessage", &json!({"type": 1, "message": message}))?;
        if std::mem::replace(&mut self.failed, true) {
            return Ok(());
        }
        self.notify("window/showMessage", &json!({"type": 1, "message": message}))
    }

    fn lang(&self) -> Lang {
        let of_client = self.client.as_ref().and_then(|client| client.wishes.lang.or(client.locale));
        self.settings.lang.or(of_client).unwrap_or_default()
    }

    pub(crate) fn view(&self) -> FindingView {
        let client = self.client.as_ref();
        FindingView {
            unit: client.map_or(catalint_text::ColumnUnit::Utf16, |client| client.unit),
            lang: self.lang(),
            faint: client.is_some_and(|client| client.wishes.faint),
        }
    }
}
