//! What can't be done, as an answer.

use serde_json::json;

use crate::answer::Answer;

/// Why there is no other answer.
#[derive(Debug)]
pub(crate) struct Failure {
    code: &'static str,
    message: String,
}

impl Failure {
    /// The file can't be read, or nothing can be made of it.
    pub(crate) fn unreadable(message: String) -> Self {
        Self { code: "unreadable", message }
    }

    /// The request is none. Only who writes a page sees it.
    pub(crate) fn request(message: String) -> Self {
        Self { code: "request", message }
    }

    /// What was asked for can't be done.
    pub(crate) fn not_possible(message: String) -> Self {
        Self { code: "not-possible", message }
    }

    pub(crate) fn answer(&self) -> Answer {
        Answer::of(&json!({ "error": { "code": self.code, "message": self.message } }))
    }
}

impl From<serde_json::Error> for Failure {
    fn from(error: serde_json::Error) -> Self {
        Self::request(error.to_string())
    }
}
