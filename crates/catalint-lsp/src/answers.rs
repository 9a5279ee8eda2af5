//! Answers to requests, and why there is none.

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

/// Why a request has no answer: a code of the protocol, and words.
#[derive(Debug)]
pub(crate) struct RefusedRequest(pub(crate) i32, pub(crate) String);

impl RefusedRequest {
    pub(crate) const INVALID_REQUEST: i32 = -32600;
    pub(crate) const METHOD_NOT_FOUND: i32 = -32601;
    pub(crate) const INVALID_PARAMS: i32 = -32602;
    pub(crate) const INTERNAL_ERROR: i32 = -32603;
    pub(crate) const NOT_INITIALIZED: i32 = -32002;
    /// The text is not any more as it was when something was offered for it.
    pub(crate) const MODIFIED: i32 = -32801;
    pub(crate) const CANCELLED: i32 = -32800;
    /// The server has given it up, as at its end.
    pub(crate) const SERVER_CANCELLED: i32 = -32802;
    /// What was asked can't be done, for a reason that a person is told.
    pub(crate) const FAILED: i32 = -32803;
}

/// What a request is answered with.
pub(crate) type Answer = Result<Value, RefusedRequest>;

/// The message that answers a request.
pub(crate) fn message(id: &Value, answer: Answer) -> Value {
    match answer {
        Ok(result) => json!({"jsonrpc": "2.0", "id": id, "result": result}),
        Err(RefusedRequest(code, message)) => {
            json!({"jsonrpc": "2.0", "id": id, "error": {"code": code, "message": message}})
        }
    }
}

/// A parameter.
///
/// # Errors
/// When it is no such thing.
pub(crate) fn read<T: DeserializeOwned>(value: &Value) -> Result<T, RefusedRequest> {
    T::deserialize(value).map_err(|error| RefusedRequest(RefusedRequest::INVALID_PARAMS, error.to_string()))
}

/// An answer of a type of the protocol.
pub(crate) fn value(answer: &impl Serialize) -> Answer {
    serde_json::to_value(answer).map_err(|error| RefusedRequest(RefusedRequest::INTERNAL_ERROR, error.to_string()))
}
