//! What is to be said about reading a table, before it has a place in the catalog.

use catalint_core::model::FieldId;

use crate::grid::At;

/// A finding of the family IMP.
#[derive(Debug, Clone)]
pub(crate) struct Finding {
    pub(crate) code: &'static str,
    /// Which of the rule's messages.
    pub(crate) message: usize,
    /// The cell.
    pub(crate) at: At,
    /// Index of the item that it is about, and the field.
    pub(crate) item: Option<usize>,
    pub(crate) field: Option<FieldId>,
    /// Further items that the cell belongs to.
    pub(crate) also: Vec<usize>,
    pub(crate) args: Vec<(&'static str, String)>,
}

/// Findings of one catalog.
pub(crate) type Findings = Vec<Finding>;

impl Finding {
    pub(crate) fn new(code: &'static str, message: usize, at: At) -> Self {
        Self { code, message, at, item: None, field: None, also: Vec::new(), args: Vec::new() }
    }

    pub(crate) fn arg(mut self, name: &'static str, value: &str) -> Self {
        self.args.push((name, value.to_owned()));
        self
    }

    pub(crate) fn of(mut self, item: usize, field: FieldId) -> Self {
        self.item = Some(item);
        self.field = Some(field);
        self
    }

    /// IMP006: what stood there, and how it was read.
    pub(crate) fn repaired(at: At, old: &str, new: &str) -> Self {
        Self::new("IMP006", 0, at).arg("old", &short(old)).arg("new", &short(new))
    }
}

/// A text that fits into a message.
pub(crate) fn short(text: &str) -> String {
    const MOST: usize = 40;
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().nth(MOST).is_none() {
        return line;
    }
    line.chars().take(MOST).collect::<String>() + "……"
}
