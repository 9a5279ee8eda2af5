//! What is to be said about reading a table, before it has a place in the catalog.

use catalint_core::model::FieldId;

use crate::grid::At;

/// A notice of the family IMP.
#[derive(Debug, Clone)]
pub(crate) struct Notice {
    pub(crate) code: &'static str,
    /// Which of the rule's messages.
    pub(crate) message: usize,
    /// The cell.
    pub(crate) at: At,
    /// Index of the item that it is about, and the field.
    pub(crate) item: Option<usize>,
    pub(crate) field: Option<FieldId>,
    /// Further items for which it holds.
    pub(crate) also: Vec<usize>,
    /// Whether it is no more than a hint.
    pub(crate) hint: bool,
    /// Whether it is one thing with all others of its kind, whatever the words.
    pub(crate) one_cause: bool,
    pub(crate) args: Vec<(&'static str, String)>,
}

/// Notices of one catalog.
pub(crate) type Notices = Vec<Notice>;

impl Notice {
    pub(crate) fn new(code: &'static str, message: usize, at: At) -> Self {
        let args = Vec::new();
        Self { code, message, at, item: None, field: None, also: Vec::new(), hint: false, one_cause: false, args }
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

    /// IMP006: what stood there, and how it was read; of long texts the part around the first difference.
    pub(crate) fn repaired(at: At, old: &str, new: &str) -> Self {
        let (old, new) = (one_line(old), one_line(new));
        let from = first_difference(&old, &new);
        let finding = Self { one_cause: true, ..Self::new("IMP006", 0, at) };
        finding.arg("old", &excerpt(&old, from)).arg("new", &excerpt(&new, from))
    }

    /// Whether it says what a blank cell was read as.
    pub(crate) fn fills_blank(&self) -> bool {
        self.code == "IMP006" && self.args.iter().any(|(name, old)| *name == "old" && old.is_empty())
    }

    /// Whether it shows one text as before and after.
    pub(crate) fn says_nothing(&self) -> bool {
        let arg = |wanted: &str| self.args.iter().find(|(name, _)| *name == wanted).map(|(_, text)| text);
        self.code == "IMP006" && arg("old").is_some() && arg("old") == arg("new")
    }
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Letters that two texts have in common at their beginning.
fn first_difference(old: &str, new: &str) -> usize {
    old.chars().zip(new.chars()).take_while(|(a, b)| a == b).count()
}

/// The part of a text that shows the letter at a place, so that two that differ late do not look the same.
fn excerpt(text: &str, at: usize) -> String {
    const BEFORE: usize = 12;
    const SHOWN: usize = 25;
    let start = if at > SHOWN { at - BEFORE } else { 0 };
    let rest: String = text.chars().skip(start).collect();
    if start == 0 { short(&rest) } else { format!("……{}", short(&rest)) }
}

/// A text that fits into a message.
pub(crate) fn short(text: &str) -> String {
    const MOST: usize = 40;
    let line = one_line(text);
    if line.chars().nth(MOST).is_none() {
        return line;
    }
    line.chars().take(MOST).collect::<String>() + "……"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_mended_is_seen() {
        let shown = |old: &str, new: &str| {
            let notice = Notice::repaired(At::default(), old, new);
            (notice.says_nothing(), notice.args[0].1.clone(), notice.args[1].1.clone())
        };
        let (nothing, old, new) = shown("公开 时限", "公开时限");
        assert_eq!((nothing, old.as_str(), new.as_str()), (false, "公开 时限", "公开时限"));
        let long = "甲乙丙丁".repeat(20);
        let (nothing, old, new) = shown(&format!("{long}工 作日{long}"), &format!("{long}工作日{long}"));
        assert!(!nothing && old.starts_with("……") && old.contains("工 作日") && new.contains("工作日"), "{old} {new}");
        assert!(shown("甲\n乙", "甲 乙").0);
        assert!(!shown("", "甲").0);
    }
}
