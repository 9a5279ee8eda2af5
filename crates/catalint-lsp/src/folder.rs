//! What is found in all catalogs of the open folders, looked for file by file between what is more urgent.

use std::collections::{BTreeMap, HashMap, HashSet, VecDeque};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use catalint_workspace::FileSystem;
use gen_lsp_types::Diagnostic;
use serde_json::{Value, json};

use crate::answers::Answer;
use crate::checker::ToldFindings;
use crate::findings::{FindingView, diagnostics};
use crate::places;
use crate::server::OpenText;
use crate::worker::{JobDone, WorkerJob};

/// A search that is under way for a request.
#[derive(Debug)]
pub(crate) struct FolderSweep {
    pub(crate) id: Value,
    /// What the editor knows, by URI.
    previous: HashMap<String, String>,
    /// Whether it is known which files there are.
    is_listed: bool,
    todo: VecDeque<PathBuf>,
    found: Vec<(PathBuf, Arc<ToldFindings>)>,
}

impl FolderSweep {
    /// The search for a request.
    pub(crate) fn new(id: Value, params: &Value) -> Self {
        let previous = params["previousResultIds"].as_array().map_or(&[][..], Vec::as_slice);
        let known = |one: &Value| Some((one["uri"].as_str()?.to_owned(), one["value"].as_str()?.to_owned()));
        let previous = previous.iter().filter_map(known).collect();
        Self { id, previous, is_listed: false, todo: VecDeque::new(), found: Vec::new() }
    }

    /// What is to be done next, where there is no answer yet.
    pub(crate) fn step(&mut self) -> WorkerJob {
        let Some(path) = self.todo.pop_front().filter(|_| self.is_listed) else {
            return Box::new(|checker| JobDone::Listed(checker.list()));
        };
        Box::new(move |checker| {
            let told = checker.look(&path);
            JobDone::Found(path, told)
        })
    }

    /// Takes what came of a step.
    pub(crate) fn take(&mut self, done: JobDone) {
        match done {
            JobDone::Listed(files) => self.todo = files.into(),
            JobDone::Found(path, Some(told)) => self.found.push((path, told)),
            _ => {}
        }
        self.is_listed = true;
    }

    /// The answer, when all files were looked at. Open texts count as they stand there.
    pub(crate) fn answer(
        &mut self,
        texts: &BTreeMap<String, OpenText>,
        configs: &BTreeMap<PathBuf, Vec<Diagnostic>>,
        fs: &dyn FileSystem,
        view: FindingView,
    ) -> Option<Answer> {
        let open: HashSet<&Path> = texts.values().map(|open| open.text.path.as_path()).collect();
        while self.todo.front().is_some_and(|path| open.contains(path.as_path())) {
            self.todo.pop_front();
        }
        if !self.is_listed || !self.todo.is_empty() {
            return None;
        }
        let mut items = Vec::new();
        for (path, told) in self.found.iter().filter(|(path, _)| !open.contains(path.as_path())) {
            items.push(self.item(places::uri(path), None, told));
        }
        for (path, findings) in configs {
            items.push(self.item(places::uri(path), None, &ToldFindings::new(findings.clone())));
        }
        for open in texts.values() {
            let (uri, version) = (&open.text.uri, open.text.version);
            if let Some(report) = &open.report
                && (open.linter.is_some() || !report.findings.is_empty())
            {
                let told = ToldFindings::new(diagnostics(report, uri, Some(version), fs, view));
                items.push(self.item(uri.clone(), Some(version), &told));
            }
        }
        let told: HashSet<&str> = items.iter().filter_map(|item| item["uri"].as_str()).collect();
        let gone = self.previous.keys().filter(|uri| !told.contains(uri.as_str()));
        let gone: Vec<Value> =
            gone.map(|uri| json!({"kind": "full", "uri": uri, "version": null, "items": []})).collect();
        items.extend(gone);
        Some(Ok(json!({"items": items})))
    }

    fn item(&self, uri: String, version: Option<i32>, told: &ToldFindings) -> Value {
        if self.previous.get(&uri) == Some(&told.id) {
            return json!({"kind": "unchanged", "uri": uri, "version": version, "resultId": told.id});
        }
        json!({"kind": "full", "uri": uri, "version": version, "resultId": told.id, "items": told.findings})
    }
}
