//! Jobs for the other thread, one at a time, and what came of them.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use gen_lsp_types::Diagnostic;
use serde_json::json;

use super::{OpenText, Server, WaitingRequest, WorkerDoing};
use crate::checker::{CheckedText, Checker};
use crate::findings::diagnostics;
use crate::worker::{ConfigNews, JobDone, WorkerJob};
use crate::{places, requests};

impl<W: Write> Server<W> {
    /// Tells an editor that does not ask what is found in a file.
    pub(super) fn publish(&mut self, uri: &str, version: Option<i32>, findings: Vec<Diagnostic>) -> io::Result<()> {
        if self.client.as_ref().is_none_or(|client| client.pulls) {
            return Ok(());
        }
        let mut told = json!({"uri": uri, "diagnostics": findings});
        if let Some(version) = version {
            told["version"] = json!(version);
        }
        self.notify("textDocument/publishDiagnostics", &told)
    }

    /// What came of the job.
    pub(super) fn done(&mut self, done: JobDone, news: Option<ConfigNews>) -> io::Result<()> {
        let doing = self.doing.take();
        if let Some(news) = news {
            self.heard(news)?;
        }
        match (doing, done) {
            (Some(WorkerDoing::Checking(uri, epoch)), JobDone::Checked(checked)) => self.checked(&uri, epoch, checked),
            (Some(WorkerDoing::Checking(uri, epoch)), _) => {
                // It is not tried again before it changes.
                if let Some(open) = self.texts.get_mut(&uri).filter(|open| open.epoch == epoch) {
                    open.checked = Some(epoch);
                    open.report = None;
                }
                self.apologize("textDocument/didChange")
            }
            (Some(WorkerDoing::Answering(Some(id))), JobDone::Answered(answer)) => self.reply(&id, answer),
            (Some(WorkerDoing::Answering(Some(id))), _) => self.refuse_after_panic(&id, "request"),
            (Some(WorkerDoing::Sweeping), done) => {
                if matches!(done, JobDone::Failed) {
                    self.apologize("workspace/diagnostic")?;
                }
                if let Some(sweep) = self.sweeps.front_mut() {
                    sweep.take(done);
                }
                Ok(())
            }
            (_, JobDone::Failed) => self.apologize("workspace"),
            _ => Ok(()),
        }
    }

    pub(super) fn checked(&mut self, uri: &str, epoch: u64, checked: CheckedText) -> io::Result<()> {
        let CheckedText { report, linter, concerns_others } = checked;
        if concerns_others {
            for open in self.texts.values_mut().filter(|open| open.text.uri != uri) {
                open.epoch += 1;
            }
        }
        let Some(open) = self.texts.get_mut(uri).filter(|open| open.epoch == epoch) else { return Ok(()) };
        open.checked = Some(epoch);
        open.linter = linter;
        open.report = Some(report.clone());
        if self.client.as_ref().is_none_or(|client| client.pulls) {
            return Ok(());
        }
        let version = open.text.version;
        let found = diagnostics(&report, uri, Some(version), &*self.overlay, self.view());
        self.publish(uri, Some(version), found)
    }

    /// What is wrong in configs that are not open is told, too, and what is not wrong any more.
    pub(super) fn heard(&mut self, news: ConfigNews) -> io::Result<()> {
        let mut found: BTreeMap<PathBuf, Vec<Diagnostic>> = news.findings.into_iter().collect();
        let is_open = |path: &Path| self.texts.values().any(|open| open.text.path == path);
        found.retain(|path, _| !is_open(path));
        let gone: Vec<PathBuf> =
            self.config_findings.keys().filter(|path| !found.contains_key(*path)).cloned().collect();
        let gone: Vec<PathBuf> = gone.into_iter().filter(|path| !is_open(path)).collect();
        for path in gone {
            self.publish(&places::uri(&path), None, Vec::new())?;
        }
        for (path, findings) in &found {
            self.publish(&places::uri(path), None, findings.clone())?;
        }
        self.config_findings = found;
        self.config_files = news.files;
        self.config_files.sort();
        self.config_files.dedup();
        if self.config_files != self.watched { self.watch() } else { Ok(()) }
    }

    /// Gives the other thread its next job: an answer that somebody waits for, then the text that changed last, then a step
    /// through the folders.
    pub(super) fn begin_next(&mut self) -> io::Result<()> {
        let view = self.view();
        while self.doing.is_none() {
            let (doing, job) = if std::mem::take(&mut self.to_begin) {
                (WorkerDoing::Telling, self.beginning())
            } else if let Some((id, job)) = self.queue.pop_front() {
                let doing = if id.is_some() { WorkerDoing::Answering(id) } else { WorkerDoing::Telling };
                (doing, job)
            } else if let Some(open) = self.next_text() {
                let (text, epoch) = (open.text.clone(), open.epoch);
                let doing = WorkerDoing::Checking(text.uri.clone(), epoch);
                let job: WorkerJob = Box::new(move |checker| JobDone::Checked(checker.check(&text)));
                (doing, job)
            } else if let Some(sweep) = self.sweeps.front_mut() {
                if let Some(answer) = sweep.answer(&self.texts, &self.config_findings, &*self.overlay, view) {
                    let id = sweep.id.clone();
                    self.sweeps.pop_front();
                    self.reply(&id, answer)?;
                    continue;
                }
                (WorkerDoing::Sweeping, sweep.step())
            } else {
                return Ok(());
            };
            self.doing = Some(doing);
            if self.jobs.send(job).is_err() {
                return Err(io::Error::other("nobody checks"));
            }
        }
        Ok(())
    }

    pub(super) fn beginning(&self) -> WorkerJob {
        let roots = self.client.as_ref().map_or(Vec::new(), |client| client.roots.clone());
        let (overlay, settings, view) = (self.overlay.clone(), self.settings.clone(), self.view());
        Box::new(move |checker| {
            *checker = Checker::new(overlay, settings, roots, view);
            JobDone::Nothing
        })
    }

    /// The open text to check: one that somebody waits for, else the one that changed last.
    pub(super) fn next_text(&self) -> Option<&OpenText> {
        let waited = |open: &OpenText| {
            let uri = |waiting: &WaitingRequest| requests::uri(&waiting.method, &waiting.params);
            self.waiting.iter().any(|waiting| uri(waiting).as_ref() == Some(&open.text.uri))
        };
        let stale = self.texts.values().filter(|open| !open.is_current());
        stale.max_by_key(|open| (waited(open), open.turn))
    }
}
