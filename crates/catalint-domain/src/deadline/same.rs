//! Whether a text that was changed still says what it said.

use super::{Reading, read};

/// A text after a change, and what it then says.
#[derive(Debug, Clone)]
pub struct ChangedText {
    /// The new text.
    pub text: String,
    /// Its reading.
    pub reading: Reading,
}

/// Puts `new` in place of `range` and reads the result. None where the range is none of the text.
#[must_use]
pub fn changed(text: &str, range: std::ops::Range<usize>, new: &str) -> Option<ChangedText> {
    let (head, tail) = (text.get(..range.start)?, text.get(range.end..)?);
    let text = [head, new, tail].concat();
    let reading = read(&text);
    Some(ChangedText { text, reading })
}

impl Reading {
    /// Whether a changed text says the same as this one, which was read from `text`: clause by
    /// clause, with a malformed trigger taken for what it stands for.
    #[must_use]
    pub fn is_kept(&self, text: &str, changed: &ChangedText) -> bool {
        let unread = |reading: &Self, text: &str| -> Vec<String> {
            reading.unread.iter().map(|part| super::print::words(text, part)).collect()
        };
        self.canonical(text) == changed.reading.canonical(&changed.text)
            && unread(self, text) == unread(&changed.reading, &changed.text)
    }

    /// How many triggers are malformed.
    #[must_use]
    pub fn malformed(&self) -> usize {
        self.clauses.iter().filter_map(|clause| clause.trigger.as_ref()).filter(|t| t.repair.is_some()).count()
    }
}
