//! What the editor tells: texts that open, change and close, files that change, what its user wants.

use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use catalint_core::config::NAME as CONFIG;
use catalint_workspace::FileSystem;
use serde_json::{Value, json};

use super::{OpenText, Server};
use crate::checker::Checker;
use crate::texts::TextVersion;
use crate::worker::JobDone;
use crate::{capabilities, places};

impl<W: Write> Server<W> {
    pub(super) fn notification(&mut self, method: &str, params: &Value) -> io::Result<()> {
        if method == "exit" {
            self.exit = true;
            return Ok(());
        }
        if self.client.is_none() || self.shutdown {
            return Ok(());
        }
        let uri = params["textDocument"]["uri"].as_str().unwrap_or_default();
        match method {
            "initialized" => {
                self.watch()?;
                self.ask_settings()?;
            }
            "$/cancelRequest" => self.cancel(&params["id"])?,
            "textDocument/didOpen" => self.opened(&params["textDocument"]),
            "textDocument/didChange" => self.changed(uri, params),
            "textDocument/didClose" => self.closed(uri)?,
            // A config may have changed, or a file that one names, and nobody may have told.
            "textDocument/didSave" => {
                self.begin_anew();
                self.refresh()?;
            }
            "workspace/didChangeWatchedFiles" => self.changed_on_disk(params)?,
            "workspace/didChangeConfiguration" => {
                let settings = &params["settings"];
                let own = settings.get("catalint").unwrap_or(settings).clone();
                self.wish(&own)?;
                self.ask_settings()?;
            }
            "workspace/didChangeWorkspaceFolders" => self.moved(&params["event"]),
            _ => {}
        }
        Ok(())
    }

    pub(super) fn opened(&mut self, item: &Value) {
        let path = self.plain(&places::path(item["uri"].as_str().unwrap_or_default()));
        let text = Arc::new(TextVersion::opened(item, path.clone()));
        self.overlay.set(&path, Some(text.source().text.clone()));
        self.turn += 1;
        let open =
            OpenText { epoch: 0, report: None, checked: None, linter: None, turn: self.turn, text: text.clone() };
        self.texts.insert(text.uri.clone(), open);
        self.heed(&path);
    }

    pub(super) fn changed(&mut self, uri: &str, params: &Value) {
        let unit = self.view().unit;
        self.turn += 1;
        let Some(open) = self.texts.get_mut(uri) else { return };
        let text = Arc::new(open.text.changed(params, unit));
        open.text = text.clone();
        open.epoch += 1;
        open.turn = self.turn;
        self.overlay.set(&text.path, Some(text.source().text.clone()));
        self.heed(&text.path);
    }

    pub(super) fn closed(&mut self, uri: &str) -> io::Result<()> {
        let Some(open) = self.texts.remove(uri) else { return Ok(()) };
        let path = open.text.path.clone();
        self.overlay.set(&path, None);
        self.told_of_disk(vec![path.clone()]);
        self.doubt_all();
        self.heed(&path);
        self.publish(uri, None, Vec::new())
    }

    /// A config that changes changes what is found everywhere.
    pub(super) fn heed(&mut self, path: &Path) {
        if path.file_name().is_some_and(|name| name == CONFIG) || self.config_files.iter().any(|file| file == path) {
            self.begin_anew();
        }
    }

    pub(super) fn plain(&self, path: &Path) -> PathBuf {
        let fs: &dyn FileSystem = &*self.overlay;
        fs.plain(path)
    }

    /// Checks all texts again.
    fn doubt_all(&mut self) {
        self.texts.values_mut().for_each(|open| open.epoch += 1);
    }

    /// Reads all configs again, and checks all texts again.
    pub(super) fn begin_anew(&mut self) {
        self.to_begin = true;
        for open in self.texts.values_mut() {
            open.epoch += 1;
            open.linter = None;
        }
    }

    pub(super) fn changed_on_disk(&mut self, params: &Value) -> io::Result<()> {
        let changes = params["changes"].as_array().map_or(&[][..], Vec::as_slice);
        let files = changes.iter().filter_map(|change| change["uri"].as_str());
        let files: Vec<PathBuf> = files.map(|uri| self.plain(&places::path(uri))).collect();
        files.iter().for_each(|file| self.heed(file));
        self.told_of_disk(files);
        self.doubt_all();
        self.refresh()
    }

    pub(super) fn told_of_disk(&mut self, files: Vec<PathBuf>) {
        let tell = move |checker: &mut Checker| {
            checker.changed(&files);
            JobDone::Nothing
        };
        self.queue.push_back((None, Box::new(tell)));
    }

    pub(super) fn moved(&mut self, event: &Value) {
        let of = |name: &str| {
            let all = event[name].as_array().map_or(&[][..], Vec::as_slice);
            all.iter().filter_map(|folder| folder["uri"].as_str()).map(places::path).collect::<Vec<_>>()
        };
        if let Some(client) = &mut self.client {
            client.roots.retain(|root| !of("removed").contains(root));
            client.roots.extend(of("added"));
        }
        self.begin_anew();
    }

    pub(super) fn wish(&mut self, settings: &Value) -> io::Result<()> {
        let Some(client) = &mut self.client else { return Ok(()) };
        let wishes = client.wishes.with(settings);
        if std::mem::replace(&mut client.wishes, wishes) == wishes {
            return Ok(());
        }
        self.begin_anew();
        self.refresh()
    }

    pub(super) fn ask_settings(&mut self) -> io::Result<()> {
        if self.client.as_ref().is_some_and(|client| client.has_settings) {
            let asked = self.ask("workspace/configuration", &json!({"items": [{"section": "catalint"}]}))?;
            self.settings_asked = Some(asked);
        }
        Ok(())
    }

    /// The editor answers a request of ours.
    pub(super) fn answered(&mut self, message: &Value) -> io::Result<()> {
        if self.settings_asked.is_some() && self.settings_asked.as_ref() == message.get("id") {
            self.settings_asked = None;
            let settings = message["result"][0].clone();
            return self.wish(&settings);
        }
        Ok(())
    }

    /// Has the editor tell of configs, of what they name, and of catalogs that change.
    pub(super) fn watch(&mut self) -> io::Result<()> {
        let Some(client) = self.client.as_ref().filter(|client| client.watches) else { return Ok(()) };
        let watchers = capabilities::watchers(&self.config_files, client.watches_anywhere);
        if !self.watched.is_empty() {
            let old = json!({"unregisterations": [{"id": "files", "method": "workspace/didChangeWatchedFiles"}]});
            self.ask("client/unregisterCapability", &old)?;
        }
        self.watched.clone_from(&self.config_files);
        let registration = json!({
            "id": "files",
            "method": "workspace/didChangeWatchedFiles",
            "registerOptions": {"watchers": watchers},
        });
        self.ask("client/registerCapability", &json!({"registrations": [registration]})).map(|_| ())
    }

    /// Has the editor ask again for what may have changed.
    pub(super) fn refresh(&mut self) -> io::Result<()> {
        let Some(client) = &self.client else { return Ok(()) };
        let (findings, hints) = (client.pulls && client.refreshes_findings, client.refreshes_hints);
        if findings {
            self.ask("workspace/diagnostic/refresh", &Value::Null)?;
        }
        if hints {
            self.ask("workspace/inlayHint/refresh", &Value::Null)?;
        }
        Ok(())
    }
}
