//! The engine behind a page: a file is opened, its catalogs are checked, edited and written, in requests and answers of JSON
//! and bytes.
//!
//! Nothing is kept that a caller could see: texts go in, texts come out, and undo is a list of texts on the other side. What a
//! [`PageSession`] remembers, the config and the last text that it read, only saves time. No files, no clock, no printing: the
//! day on which law is judged comes with each request.
//!
//! A request is a JSON object, a NUL, and the bytes of files, whose sizes stand in the object; an answer likewise. What can't be
//! done is an answer too (`error`), in words for people. `web/src/api.ts` has the types of both.

mod answer;
mod check;
mod compare;
mod edit;
mod failure;
mod offers;
mod open;
mod out;
mod reading;
mod request;
mod state;
mod values;
mod wanted;
mod words;

use answer::Answer;
use check::Memory;
use failure::Failure;
use request::{Call, Common};

/// Answers requests.
#[derive(Debug, Default)]
pub struct PageSession {
    memory: Memory,
}

impl PageSession {
    /// One that remembers nothing yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The answer to a request. It never fails: what is wrong with the request is an answer.
    pub fn call(&mut self, request: &[u8]) -> Vec<u8> {
        self.answer(request).unwrap_or_else(|failure| failure.answer()).into_bytes()
    }

    /// Each request has a function of its own in the module for browsers, too (`inline(never)`): they compile anew what has
    /// a hot loop, which takes long where all answers are one function.
    fn answer(&mut self, request: &[u8]) -> Result<Answer, Failure> {
        let call = Call::read(request)?;
        let Common { what, .. } = &call.common;
        let memory = &mut self.memory;
        match what.as_str() {
            "open" => open::answer(memory, &call),
            "state" => state::answer(memory, &call),
            "offers" => offers::answer(memory, &call),
            "edit" => edit::answer(memory, &call),
            "export" => out::export(memory, &call),
            "mend" => out::mend(memory, &call),
            "annotate" => out::annotate(memory, &call),
            "list" => out::list(memory, &call),
            "compare" => compare::answer(memory, &call),
            "complete" => words::complete(memory, &call),
            "explain" => words::explain(memory, &call),
            "law" => words::law(memory, &call),
            "deadline" => words::deadline(&call),
            "about" => words::about(memory, &call),
            other => Err(Failure::request(format!("there is no request {other:?}"))),
        }
    }
}
