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
    /// Further items for which it holds.
    pub(crate) also: Vec<usize>,
    /// Whether it is no more than a hint.
    pub(crate) hint: bool,
    pub(crate) args: Vec<(&'static str, String)>,
}

/// Findings of one catalog.
pub(crate) type Findings = Vec<Finding>;

impl Finding {
    pub(crate) fn new(code: &'static str, message: usize, at: At) -> Self {
        Self { code, message, at, item: None, field: None, also: Vec::new(), hint: false, args: Vec::new() }
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
        let (old, new) = around_difference(&line(old), &line(new));
        Self::new("IMP006", 0, at).arg("old", &old).arg("new", &new)
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

/// A text that fits into a message.
pub(crate) fn short(text: &str) -> String {
    let line = line(text);
    if line.chars().nth(MOST).is_none() {
        return line;
    }
    line.chars().take(MOST).collect::<String>() + "……"
}

/// A text in one line.
fn line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Letters of one text in a message.
const MOST: usize = 40;

/// Two texts as a message shows them: whole, or from some letters before the first difference on.
fn around_difference(old: &str, new: &str) -> (String, String) {
    const BEFORE: usize = 8;
    let same = old.chars().zip(new.chars()).take_while(|(a, b)| a == b).count();
    let long = old.chars().nth(MOST).is_some() || new.chars().nth(MOST).is_some();
    let from = if long { same.saturating_sub(BEFORE) } else { 0 };
    let shown = |text: &str| {
        let lead = if from > 0 { "……" } else { "" };
        let rest: String = text.chars().skip(from).collect();
        format!("{lead}{}", short(&rest))
    };
    (shown(old), shown(new))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_mended_is_seen() {
        let shown = |old: &str, new: &str| {
            let finding = Finding::repaired(At::default(), old, new);
            (finding.says_nothing(), finding.args[0].1.clone(), finding.args[1].1.clone())
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
