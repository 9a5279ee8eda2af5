//! Structural changes of a document as text edits. Rules never write YAML by hand.
//!
//! Every function returns `None` where the change can't be made without touching something
//! else: a node read through an alias, a place that the text does not have, a comment that would be lost
//! or come to stand beside something that it is not about.

#[cfg(test)]
mod comments;
mod item;
mod lines;
mod list;
mod pair;
mod remove;
mod scalar;

use std::ops::Range;

use super::{Node, Style};
use catalint_text::{Edit, Span};

pub use item::{NewValue, insert_item};
pub use list::{
    Movable, append_entries, copy_value, move_entries, move_entry, replace_with_list, split_entry, unwrap_list,
};
pub use pair::{insert_mapping, insert_pair, remove_pair, replace_pair};
pub use remove::{cut_entry, merge_entry, remove_entry};
use scalar::{escape_double, plain_safe};
pub use scalar::{quoted, scalar};

/// Replaces a part of the text of a scalar, given in bytes of [`Node::text`].
#[must_use]
pub fn replace_part(node: Node<'_>, part: Range<usize>, new: &str) -> Option<Edit> {
    if node.is_aliased() || !node.is_scalar() {
        return None;
    }
    let text = node.text();
    let place = node.locate(part.clone());
    let lines = new.contains(['\n', '\r']);
    let source = node.tree().source();
    // Whole lines of a literal block go without a trace, each with the line break before it.
    let rest = text.get(part.end..)?;
    let whole_lines =
        new.is_empty() && text.get(part.clone())?.starts_with('\n') && (rest.is_empty() || rest.starts_with('\n'));
    let folded = source[node.span().range()].contains(['\n', '\r']) && (new.is_empty() || new.trim() != new);
    match (node.style(), place) {
        (Style::Literal | Style::Folded, Some(span)) if !lines && !source[span.range()].contains(['\n', '\r']) => {
            keeps_block(source, span, new).then(|| Edit::new(span, new))
        }
        // Blanks at a line's end, and a line of nothing else, are not kept where lines are folded.
        (Style::Plain | Style::Single | Style::Double, _) if folded => {
            replace_value(node, &format!("{}{new}{}", &text[..part.start], &text[part.end..]))
        }
        (Style::Literal, Some(span)) if whole_lines => Some(Edit::new(span, "")),
        (Style::Double, Some(span)) if !lines => Some(Edit::new(span, escape_double(new))),
        (Style::Single, Some(span)) if !lines => Some(Edit::new(span, new.replace('\'', "''"))),
        (Style::Plain, Some(span)) if !lines => {
            let whole = format!("{}{new}{}", &text[..part.start], &text[part.end..]);
            if plain_safe(&whole, node.is_in_flow()) { Some(Edit::new(span, new)) } else { replace_value(node, &whole) }
        }
        (Style::Literal | Style::Folded, _) => None,
        _ => replace_value(node, &format!("{}{new}{}", &text[..part.start], &text[part.end..])),
    }
}

/// Replaces several parts of the text of a scalar at once; they stand in order and apart.
#[must_use]
pub fn replace_parts(node: Node<'_>, parts: &[(Range<usize>, String)]) -> Option<Vec<Edit>> {
    if let [(part, new)] = parts {
        return replace_part(node, part.clone(), new).map(|edit| vec![edit]);
    }
    let text = node.text();
    let mut whole = String::with_capacity(text.len());
    let mut at = 0;
    for (part, new) in parts {
        whole.push_str(text.get(at..part.start)?);
        whole.push_str(new);
        at = part.end;
    }
    whole.push_str(text.get(at..)?);
    let block = matches!(node.style(), Style::Literal | Style::Folded);
    let fits = node.style() != Style::Plain || plain_safe(&whole, node.is_in_flow());
    let plain = |part: &Range<usize>, new: &str| {
        // That the whole may stand without quotes is known once for all parts.
        let lines = new.contains(['\n', '\r']);
        node.locate(part.clone()).filter(|_| fits && !lines && !node.is_aliased()).map(|span| Edit::new(span, new))
    };
    let one = |(part, new): &(Range<usize>, String)| match node.style() {
        Style::Plain => plain(part, new),
        _ => replace_part(node, part.clone(), new),
    };
    let edits: Option<Vec<Edit>> = parts.iter().map(one).collect();
    // An edit of the whole scalar does not go together with one of another part.
    match edits.filter(|edits| fits && edits.iter().all(|edit| edit.span != node.span())) {
        Some(edits) => Some(edits),
        None if block => None,
        None => Some(vec![replace_value(node, &whole)?]),
    }
}

/// Whether a line of a block stays a line of it: one that begins with a blank, or holds nothing
/// else, would change what the indentation says.
fn keeps_block(source: &str, span: Span, new: &str) -> bool {
    let before = source[..span.start as usize].rsplit(['\n', '\r']).next().unwrap_or("");
    let after = source[span.end as usize..].split(['\n', '\r']).next().unwrap_or("");
    let first = before.chars().any(|c| c != ' ') || new.chars().chain(after.chars()).next().is_some_and(|c| c != ' ');
    first && format!("{before}{new}{after}").chars().any(|c| !matches!(c, ' ' | '\t'))
}

/// Replaces a scalar by another text, in its own style where that can hold it.
#[must_use]
pub fn replace_value(node: Node<'_>, new: &str) -> Option<Edit> {
    if node.is_aliased() || !node.is_scalar() {
        return None;
    }
    let span = node.span();
    // Behind the `|` of a block may stand a comment.
    if node.tree().has_comment(span) {
        return None;
    }
    match node.style() {
        Style::Empty => Some(Edit::new(span, format!(" {}", scalar(new, node.is_in_flow())))),
        Style::Single if !new.contains(['\n', '\r']) => Some(Edit::new(span, format!("'{}'", new.replace('\'', "''")))),
        Style::Double => Some(Edit::new(span, quoted(new))),
        _ => Some(Edit::new(span, scalar(new, node.is_in_flow()))),
    }
}

/// Replaces a number or a word such as `true` by the same letters as text, in quotes.
#[must_use]
pub fn quote(node: Node<'_>) -> Option<Edit> {
    let bare = !node.is_aliased() && node.style() == Style::Plain;
    bare.then(|| Edit::new(node.span(), quoted(node.text())))
}

/// Writes another number in the style of the old one: a bare one stays bare, quotes stay.
#[must_use]
pub fn replace_number(node: Node<'_>, new: &str) -> Option<Edit> {
    let one_line = matches!(node.style(), Style::Plain | Style::Single | Style::Double);
    let number = new.chars().all(char::is_alphanumeric) || new.chars().all(|c| c.is_ascii_digit() || "._-".contains(c));
    (one_line && number && !node.is_aliased()).then(|| Edit::new(node.inner_span(), new))
}

/// Renames a key, quotes kept.
#[must_use]
pub fn rename_key(key: Node<'_>, new: &str) -> Option<Edit> {
    (!key.is_aliased()).then(|| Edit::new(key.inner_span(), new))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The list after its last entry was moved behind the first.
    fn last_behind_first(text: &str) -> Option<String> {
        let parsed = crate::parse(text, |_| 0);
        let list = parsed.tree.root().expect("a list");
        let entries: Vec<Node<'_>> = list.entries().collect();
        let edits = move_entry(list, entries[entries.len() - 1], entries[0])?;
        let mut moved = text.to_owned();
        edits.iter().rev().for_each(|edit| moved.replace_range(edit.span.range(), &edit.content));
        Some(moved)
    }

    #[test]
    fn an_entry_moves_with_its_comments_and_blank_lines_and_no_others() {
        let table = [
            ("- a: 1\n- b: 2\n- c: 3\n", "- a: 1\n- c: 3\n- b: 2\n"),
            ("- a: 1\n\n- b: 2\n\n# c\n- c: 3", "- a: 1\n\n# c\n- c: 3\n\n- b: 2\n"),
            (
                "- a: 1 # a\n  # of a\n# b\n- b: 2\n  # of b\n- c: 3\n",
                "- a: 1 # a\n  # of a\n- c: 3\n# b\n- b: 2\n  # of b\n",
            ),
            (
                "- a: |\n    x\n- b: |\n    # no comment\n\n- c: 3\n",
                "- a: |\n    x\n\n- c: 3\n- b: |\n    # no comment\n",
            ),
            ("- a: 1\r\n\r\n- b: 2\r\n\r\n- c: 3\r\n", "- a: 1\r\n\r\n- c: 3\r\n\r\n- b: 2\r\n"),
            ("\u{feff}- a: 1\n- b: 2\n- c: 3", "\u{feff}- a: 1\n- c: 3\n- b: 2\n"),
        ];
        for (text, want) in table {
            assert_eq!(last_behind_first(text).as_deref(), Some(want), "{text:?}");
        }
        for text in ["[a, b, c]", "- a: &x 1\n- b: 2\n- c: *x\n", "- a: 1\n- b: |+\n    x\n\n- c: 3\n"] {
            assert_eq!(last_behind_first(text), None, "{text:?}");
        }
    }
    use crate::parse;

    /// The text with the edits of the values of `a` and `b` applied.
    fn edited(text: &str, change: impl Fn(Node<'_>, Node<'_>, Node<'_>) -> Option<Vec<Edit>>) -> Option<String> {
        let parsed = parse(text, |_| 0);
        let pairs: Vec<_> = parsed.tree.root().expect("a root").pairs().collect();
        let mut edits = change(pairs[0].1, pairs[1].0, pairs[1].1)?;
        edits.sort_by_key(|edit| edit.span);
        let mut out = text.to_owned();
        for edit in edits.iter().rev() {
            out.replace_range(edit.span.range(), &edit.content);
        }
        Some(out)
    }

    #[test]
    fn a_value_is_copied_in_the_style_it_has() {
        let cases = [
            ("a: 甲\nb: 同上\n", "a: 甲\nb: 甲\n"),
            ("a: 甲\nb: '同上'\n", "a: 甲\nb: '甲'\n"),
            ("a: >\n  甲\n  乙\nb: 同上\n", "a: >\n  甲\n  乙\nb: 甲 乙\n"),
            ("a: [甲, 乙]\nb: 同上 # 注\n", "a: [甲, 乙]\nb: [甲, 乙] # 注\n"),
            ("a:\n  - 甲\n  - '乙: 丙'\nb: 同上\n", "a:\n  - 甲\n  - '乙: 丙'\nb:\n  - 甲\n  - \"乙: 丙\"\n"),
            ("a:\r\n- 甲\r\n- 乙\r\nb:\r\n  同上\r\n", "a:\r\n- 甲\r\n- 乙\r\nb:\r\n- 甲\r\n- 乙\r\n"),
            ("{a: [甲, 乙], b: 同上}", "{a: [甲, 乙], b: [甲, 乙]}"),
        ];
        for (text, want) in cases {
            assert_eq!(edited(text, |from, key, to| Some(vec![copy_value(from, key, to)?])).as_deref(), Some(want));
        }
        let text = "a: [甲, 乙]\nb:\n  - 同上\n";
        let got = edited(text, |from, key, to| Some(vec![copy_value(from, key, to.entries().next()?)?]));
        assert_eq!(got.as_deref(), Some("a: [甲, 乙]\nb:\n  - 甲\n  - 乙\n"));
    }

    #[test]
    fn parts_are_replaced_together() {
        let both = |node: Node<'_>| {
            let at = |word: &str| node.text().find(word).map(|at| at..at + word.len());
            replace_parts(node, &[(at("甲")?, "丙".to_owned()), (at("乙")?, "# 丁".to_owned())])
        };
        let cases = [
            ("x: 0\nb: \"甲 乙\"\n", "x: 0\nb: \"丙 # 丁\"\n"),
            ("x: 0\nb: 甲乙\n", "x: 0\nb: 丙# 丁\n"),
            ("x: 0\nb: 甲 乙\n", "x: 0\nb: \"丙 # 丁\"\n"),
            ("x: 0\nb: |\n  甲\n  乙\n", "x: 0\nb: |\n  丙\n  # 丁\n"),
        ];
        for (text, want) in cases {
            assert_eq!(edited(text, |_, _, to| both(to)).as_deref(), Some(want));
        }
    }

    #[test]
    fn whole_lines_of_a_literal_block_go_with_their_break() {
        let text = "x: 0\nb: |\n  甲\n  乙\n  丙\n";
        let gone = edited(text, |_, _, to| Some(vec![replace_part(to, 3..7, "")?]));
        assert_eq!(gone.as_deref(), Some("x: 0\nb: |\n  甲\n  丙\n"));
    }
}
