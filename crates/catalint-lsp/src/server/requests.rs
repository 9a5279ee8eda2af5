//! Requests: answered at once, when their text was checked, or by the other thread.

use std::io::{self, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};

use catalint_workspace::SharedFiles;
use serde_json::Value;

use super::{Server, WaitingRequest, WorkerDoing};
use crate::answers::{Answer, RefusedRequest};
use crate::client::Client;
use crate::folder::FolderSweep;
use crate::{capabilities, requests};

impl<W: Write> Server<W> {
    /// The answer to a request; none where it comes later.
    pub(super) fn request(&mut self, request: &WaitingRequest) -> Option<Answer> {
        let WaitingRequest { id, method, params } = request;
        if method == "initialize" {
            if self.client.is_some() {
                return Some(Err(RefusedRequest(RefusedRequest::INVALID_REQUEST, "it is initialized".to_owned())));
            }
            let client = Client::of(params);
            let answer = capabilities::answer(&client);
            self.client = Some(client);
            self.begin_anew();
            return Some(answer);
        }
        if self.client.is_none() {
            return Some(Err(RefusedRequest(RefusedRequest::NOT_INITIALIZED, "initialize comes first".to_owned())));
        }
        if self.shutdown {
            return Some(Err(RefusedRequest(RefusedRequest::INVALID_REQUEST, "after shutdown".to_owned())));
        }
        match method.as_str() {
            "shutdown" => {
                self.shutdown = true;
                let given_up = self.sweeps.drain(..).map(|sweep| sweep.id).collect::<Vec<_>>();
                for id in given_up {
                    // Who hangs up is noticed with the next message.
                    let _ =
                        self.reply(&id, Err(RefusedRequest(RefusedRequest::SERVER_CANCELLED, "shutdown".to_owned())));
                }
                Some(Ok(Value::Null))
            }
            "workspace/diagnostic" => {
                self.sweeps.push_back(FolderSweep::new(id.clone(), params));
                None
            }
            method if requests::is_known(method) => {
                let answer = self.try_answer(request);
                if answer.is_none() && !self.is_queued(id) {
                    let WaitingRequest { id, method, params } = request;
                    self.waiting.push(WaitingRequest {
                        id: id.clone(),
                        method: method.clone(),
                        params: params.clone(),
                    });
                }
                answer
            }
            _ => Some(Err(RefusedRequest(RefusedRequest::METHOD_NOT_FOUND, format!("{method} is not known")))),
        }
    }

    pub(super) fn is_queued(&self, id: &Value) -> bool {
        self.queue.iter().any(|(queued, _)| queued.as_ref() == Some(id))
    }

    /// The answer to a request about a text; none where the text must be checked first, or the other thread makes it.
    pub(super) fn try_answer(&mut self, request: &WaitingRequest) -> Option<Answer> {
        let view = self.view();
        let client = self.client.as_ref()?;
        let uri = requests::uri(&request.method, &request.params);
        let Some(open) = uri.and_then(|uri| self.texts.get(&uri)) else { return Some(Ok(Value::Null)) };
        let fs: SharedFiles = self.overlay.clone();
        let asked = requests::AskedText { open, client, fs: &fs, view, related: &self.config_findings };
        match asked.answer(&request.method, &request.params) {
            requests::RequestOutcome::Now(answer) => Some(answer),
            requests::RequestOutcome::WhenChecked => None,
            requests::RequestOutcome::Elsewhere(job) => {
                self.queue.push_back((Some(request.id.clone()), job));
                None
            }
        }
    }

    /// Answers what waited for texts that are checked now.
    pub(super) fn answer_waiting(&mut self) -> io::Result<()> {
        for request in std::mem::take(&mut self.waiting) {
            match catch_unwind(AssertUnwindSafe(|| self.try_answer(&request))) {
                Ok(Some(answer)) => self.reply(&request.id, answer)?,
                Ok(None) if self.is_queued(&request.id) => {}
                Ok(None) => self.waiting.push(request),
                Err(_) => self.refuse_after_panic(&request.id, &request.method)?,
            }
        }
        Ok(())
    }

    pub(super) fn cancel(&mut self, id: &Value) -> io::Result<()> {
        let before = self.waiting.len() + self.queue.len() + self.sweeps.len();
        self.waiting.retain(|waiting| waiting.id != *id);
        self.queue.retain(|(queued, _)| queued.as_ref() != Some(id));
        self.sweeps.retain(|sweep| sweep.id != *id);
        let mut found = before != self.waiting.len() + self.queue.len() + self.sweeps.len();
        if let Some(WorkerDoing::Answering(answering)) = &mut self.doing
            && answering.as_ref() == Some(id)
        {
            *answering = None;
            found = true;
        }
        if found {
            self.reply(id, Err(RefusedRequest(RefusedRequest::CANCELLED, "cancelled".to_owned())))
        } else {
            Ok(())
        }
    }
}
