//! An answer: JSON, a NUL, bytes.

use serde::Serialize;

/// What is answered.
#[derive(Debug, Default)]
pub(crate) struct Answer {
    head: String,
    bytes: Vec<u8>,
}

impl Answer {
    /// JSON without bytes.
    pub(crate) fn of(head: &impl Serialize) -> Self {
        Self { head: json(head), bytes: Vec::new() }
    }

    /// An object of values that are JSON already.
    pub(crate) fn object(pairs: &[(&str, String)]) -> Self {
        Self { head: object(pairs), bytes: Vec::new() }
    }

    pub(crate) fn with(self, bytes: Vec<u8>) -> Self {
        Self { bytes, ..self }
    }

    pub(crate) fn into_bytes(self) -> Vec<u8> {
        let mut out = self.head.into_bytes();
        out.reserve_exact(self.bytes.len() + 1);
        out.push(0);
        out.extend(self.bytes);
        out
    }
}

/// An object of values that are JSON already.
pub(crate) fn object(pairs: &[(&str, String)]) -> String {
    let mut out = String::with_capacity(pairs.iter().map(|(_, value)| value.len() + 24).sum());
    for (nth, (key, value)) in pairs.iter().enumerate() {
        out.push(if nth == 0 { '{' } else { ',' });
        out += &json(key);
        out.push(':');
        out += value;
    }
    out.push('}');
    out
}

pub(crate) fn json(value: &(impl Serialize + ?Sized)) -> String {
    serde_json::to_string(value).expect("plain structs with text keys can be written")
}
