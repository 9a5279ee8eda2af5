//! A whole new item of a list.

use super::lines::{entry_end, keeps_blank_lines, line_start, own_dash};
use super::scalar;
use crate::{Node, Style};
use catalint_text::{Edit, Newline, Span};

/// A value of a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NewValue {
    /// One text.
    Text(String),
    /// A list of texts, one on a line each or all in brackets.
    List {
        /// The entries.
        texts: Vec<String>,
        /// Whether each has a line of its own.
        block: bool,
    },
}

/// Adds a mapping behind an entry of a block list, one field a line, written in the columns of that
/// entry.
#[must_use]
pub fn insert_item(list: Node<'_>, behind: Node<'_>, fields: &[(&str, NewValue)]) -> Option<Edit> {
    if list.is_aliased() || list.style() != Style::Block || fields.is_empty() {
        return None;
    }
    let source = list.tree().source();
    let dash = own_dash(source, behind)?;
    let end = entry_end(behind, dash)?;
    // An entry that keeps the blank lines below it would take in what is added.
    if keeps_blank_lines(list.tree().node(behind.end_id() - 1)) {
        return None;
    }
    let newline = Newline::of(source).as_str();
    let indent = &source[line_start(source, dash)..dash];
    let gap = if behind.style() == Style::Block { source.get(dash + 1..behind.span().start as usize)? } else { " " };
    let gap = if gap.chars().all(|c| c == ' ') && !gap.is_empty() { gap } else { " " };
    let column = " ".repeat(indent.len() + 1 + gap.len());
    let lines: Vec<String> = fields.iter().map(|(key, value)| line(key, value, &column, newline)).collect();
    let text = format!("{indent}-{gap}{}", lines.join(&format!("{newline}{column}")));
    let open = !source[..end].ends_with(['\n', '\r']);
    let text = if open { format!("{newline}{text}") } else { format!("{text}{newline}") };
    Some(Edit::new(Span::of(end..end), text))
}

pub(super) fn line(key: &str, value: &NewValue, column: &str, newline: &str) -> String {
    match value {
        NewValue::Text(text) => format!("{key}: {}", scalar(text, false)),
        NewValue::List { texts, block: true } => {
            let entries: String =
                texts.iter().map(|text| format!("{newline}{column}  - {}", scalar(text, false))).collect();
            format!("{key}:{entries}")
        }
        NewValue::List { texts, block: false } => {
            let all: Vec<String> = texts.iter().map(|text| scalar(text, true)).collect();
            format!("{key}: [{}]", all.join(", "))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The text with an item behind the nth one; the tree must have one more.
    fn inserted(text: &str, nth: usize) -> Option<String> {
        let parsed = crate::parse(text, |_| 0);
        let list = parsed.tree.root().and_then(|root| root.pairs().last()).expect("a list").1;
        let fields = [
            ("a", NewValue::Text("1".into())),
            ("b", NewValue::List { texts: vec!["x: y".into(), "z".into()], block: true }),
            ("c", NewValue::List { texts: vec!["p, q".into(), "r".into()], block: false }),
        ];
        let edit = insert_item(list, list.entries().nth(nth).expect("there"), &fields)?;
        let mut new = text.to_owned();
        new.replace_range(edit.span.range(), &edit.content);
        let again = crate::parse(new.as_str(), |_| 0);
        let list_again = again.tree.root().and_then(|root| root.pairs().last()).expect("a list").1;
        assert!(again.faults.is_empty() && list_again.count() == list.count() + 1, "{new}");
        Some(new)
    }

    const NEW: &str = "  - a: \"1\"\n    b:\n      - \"x: y\"\n      - z\n    c: [\"p, q\", r]\n";

    #[test]
    fn an_item_goes_in_behind_another_in_its_columns() {
        let (first, second) = ("items:\n  - a: 一\n    # of the first\n", "  # of the second\n  - a: 二\n");
        assert_eq!(inserted(&format!("{first}{second}"), 0), Some(format!("{first}{NEW}{second}")));
        assert_eq!(inserted(&format!("{first}{second}"), 1), Some(format!("{first}{second}{NEW}")));
        // Without a line break at the end, there is none afterwards.
        let open = NEW.trim_end();
        assert_eq!(inserted("items:\n  - a: 一", 0), Some(format!("items:\n  - a: 一\n{open}")));
        assert_eq!(inserted("items:\n  - {a: 一}\n", 0), Some(format!("items:\n  - {{a: 一}}\n{NEW}")));
        let crlf = NEW.replace('\n', "\r\n");
        assert_eq!(inserted("items:\r\n  - a: 一\r\n", 0), Some(format!("items:\r\n  - a: 一\r\n{crlf}")));
    }

    #[test]
    fn where_it_would_change_something_else_nothing_is_done() {
        assert_eq!(inserted("items: [{a: 一}]\n", 0), None);
        assert_eq!(inserted("items:\n  - a: |+\n      一\n\n", 0), None);
    }
}
