//! A key and its value that come into a mapping or go.

use super::NewValue;
use super::item::line;
use super::lines::{blank, keeps_blank_lines, line_start, next_line};
use crate::{Node, Style};
use catalint_text::{Edit, Newline, Span};

/// Takes a key with its value out of a mapping, with its lines or its comma. None for the only one.
#[must_use]
pub fn remove_pair(map: Node<'_>, key: Node<'_>) -> Option<Edit> {
    if map.is_aliased() || map.count() < 2 {
        return None;
    }
    let source = map.tree().source();
    let pairs: Vec<(Node<'_>, Node<'_>)> = map.pairs().collect();
    let at = pairs.iter().position(|(known, _)| *known == key)?;
    let end = |nth: usize| pairs[nth].1.span().end.max(pairs[nth].0.span().end);
    if map.style() == Style::Flow {
        let span = match pairs.get(at + 1) {
            Some((next, _)) => Span::new(key.span().start, next.span().start),
            None => Span::new(end(at - 1), end(at)),
        };
        return Some(Edit::new(span, ""));
    }
    let start = line_start(source, key.span().start as usize);
    let end = next_line(source, end(at) as usize)?;
    blank(&source[start..key.span().start as usize]).then(|| Edit::new(Span::of(start..end), ""))
}

/// Writes another value behind a key. What is said in comments within the old value goes to lines above the key.
#[must_use]
pub fn replace_pair(map: Node<'_>, key: Node<'_>, value: &NewValue) -> Option<Edit> {
    let tree = map.tree();
    let source = tree.source();
    if map.is_aliased() || key.is_aliased() {
        return None;
    }
    let old = tree.node(key.id() + 1);
    let last = tree.node(old.end_id() - 1);
    let span = Span::new(key.span().start, last.span().end.max(old.span().end).max(key.span().end));
    let written = &source[key.span().range()];
    if map.style() == Style::Flow {
        let text = line(written, value, "", "\n");
        return (!tree.has_comment(span) && !text.contains(['\n', '\r'])).then(|| Edit::new(span, text));
    }
    if keeps_blank_lines(last) {
        return None;
    }
    let start = key.span().start as usize;
    // Before the first key there may be a dash.
    let pad = " ".repeat(start - line_start(source, start));
    let newline = Newline::of(source).as_str();
    let within =
        tree.comments().iter().filter(|comment| span.start <= comment.span.start && comment.span.end <= span.end);
    let comments: String =
        within.map(|comment| format!("{}{newline}{pad}", source[comment.span.range()].trim_end())).collect();
    Some(Edit::new(span, comments + &line(written, value, &pad, newline)))
}

/// Writes a key and its value into a mapping: behind another key of it, else in front of its first.
#[must_use]
pub fn insert_pair(map: Node<'_>, behind: Option<Node<'_>>, key: &str, value: &NewValue) -> Option<Edit> {
    let newline = Newline::of(map.tree().source()).as_str();
    insert_written(map, behind, |column| line(key, value, &" ".repeat(column), newline))
}

/// The same for a value that is a mapping of one key in a block.
#[must_use]
pub fn insert_mapping(map: Node<'_>, behind: Option<Node<'_>>, key: &str, inner: (&str, &NewValue)) -> Option<Edit> {
    let newline = Newline::of(map.tree().source()).as_str();
    if map.style() == Style::Flow {
        let inner = line(inner.0, inner.1, "", newline);
        return insert_written(map, behind, |_| format!("{key}: {{{inner}}}"));
    }
    insert_written(map, behind, |column| {
        let pad = " ".repeat(column + 2);
        format!("{key}:{newline}{pad}{}", line(inner.0, inner.1, &pad, newline))
    })
}

/// `write` is given the column of the keys.
fn insert_written(map: Node<'_>, behind: Option<Node<'_>>, write: impl FnOnce(usize) -> String) -> Option<Edit> {
    let source = map.tree().source();
    let first = map.pairs().next()?.0;
    if map.is_aliased() {
        return None;
    }
    let value = |key: Node<'_>| map.tree().node(key.id() + 1);
    if map.style() == Style::Flow {
        let text = write(0);
        return if text.contains(['\n', '\r']) {
            None
        } else if let Some(key) = behind {
            let end = value(key).span().end.max(key.span().end);
            Some(Edit::new(Span::new(end, end), format!(", {text}")))
        } else {
            Some(Edit::new(Span::empty(first.span().start), format!("{text}, ")))
        };
    }
    let start = first.span().start as usize;
    let column = start - line_start(source, start);
    // Before the first key there may be a dash.
    let pad: String = source[start - column..start].chars().map(|c| if c == '-' { ' ' } else { c }).collect();
    let newline = Newline::of(source).as_str();
    if !blank(&pad) {
        return None;
    }
    let Some(key) = behind else {
        return Some(Edit::new(Span::empty(first.span().start), format!("{}{newline}{pad}", write(column))));
    };
    let last = map.tree().node(value(key).end_id() - 1);
    if keeps_blank_lines(last) {
        return None;
    }
    let end = next_line(source, value(key).span().end.max(key.span().end) as usize)?;
    let open = !source[..end].ends_with(['\n', '\r']);
    let text = write(column);
    let text = if open { format!("{newline}{pad}{text}") } else { format!("{pad}{text}{newline}") };
    Some(Edit::new(Span::of(end..end), text))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn edited(text: &str, edit: impl for<'a> Fn(Node<'a>) -> Option<Edit>) -> Option<String> {
        let parsed = crate::parse(text, |_| 0);
        let edit = edit(parsed.tree.root().expect("a mapping"))?;
        let mut new = text.to_owned();
        new.replace_range(edit.span.range(), &edit.content);
        assert!(crate::parse(new.as_str(), |_| 0).faults.is_empty(), "{new}");
        Some(new)
    }

    #[test]
    fn a_pair_goes_with_its_lines() {
        let second = |map: Node<'_>| remove_pair(map, map.pairs().nth(1).expect("two").0);
        assert_eq!(edited("a: 一\nb:\n  - 二\nc: 三\n", second).as_deref(), Some("a: 一\nc: 三\n"));
        assert_eq!(edited("a: 一\nb:\n", second).as_deref(), Some("a: 一\n"));
        assert_eq!(edited("{a: 一, b: 二, c: 三}\n", second).as_deref(), Some("{a: 一, c: 三}\n"));
        assert_eq!(edited("{a: 一, b: 二}\n", second).as_deref(), Some("{a: 一}\n"));
        assert_eq!(edited("a: 一\n", |map| remove_pair(map, map.pairs().next().expect("one").0)), None);
    }

    #[test]
    fn a_value_is_replaced_by_one_of_another_kind_and_comments_in_it_stay() {
        let list = NewValue::List { texts: vec!["甲".into(), "乙".into()], block: true };
        let second = |value: &NewValue| {
            let value = value.clone();
            move |map: Node<'_>| replace_pair(map, map.pairs().nth(1).expect("two").0, &value)
        };
        let text = NewValue::Text("丙".into());
        assert_eq!(
            edited("a: 一\nb: 二\nc: 三\n", second(&list)).as_deref(),
            Some("a: 一\nb:\n  - 甲\n  - 乙\nc: 三\n")
        );
        let old = "a: 一\nb: # 头\n  - 二 # 说明\n  - 三\nc: 三\n";
        let new = "a: 一\n# 头\n# 说明\nb: 丙\nc: 三\n";
        assert_eq!(edited(old, second(&text)).as_deref(), Some(new));
        assert_eq!(edited("a: 一\nb: |\n  二\n  三\n", second(&text)).as_deref(), Some("a: 一\nb: 丙\n"));
        assert_eq!(edited("{a: 一, b: 二}\n", second(&text)).as_deref(), Some("{a: 一, b: 丙}\n"));
        assert_eq!(edited("{a: 一, b: 二}\n", second(&list)), None);
    }

    #[test]
    fn a_pair_comes_behind_another() {
        let list = NewValue::List { texts: vec!["甲".into(), "乙".into()], block: true };
        let first = |map: Node<'_>| insert_pair(map, map.pairs().next().map(|(key, _)| key), "b", &list);
        assert_eq!(edited("a: 一\nc: 三\n", first).as_deref(), Some("a: 一\nb:\n  - 甲\n  - 乙\nc: 三\n"));
        assert_eq!(edited("a: 一", first).as_deref(), Some("a: 一\nb:\n  - 甲\n  - 乙"));
        assert_eq!(edited("{a: 一}\n", first), None);
        let text = NewValue::Text("甲".into());
        let front = |map: Node<'_>| insert_pair(map, None, "b", &text);
        assert_eq!(edited("a: 一\n", front).as_deref(), Some("b: 甲\na: 一\n"));
        assert_eq!(edited("{a: 一}\n", front).as_deref(), Some("{b: 甲, a: 一}\n"));
        let inner = |map: Node<'_>| insert_mapping(map, map.pairs().next().map(|(key, _)| key), "b", ("c", &text));
        assert_eq!(edited("a: 一\nd: 三\n", inner).as_deref(), Some("a: 一\nb:\n  c: 甲\nd: 三\n"));
        assert_eq!(edited("{a: 一}\n", inner).as_deref(), Some("{a: 一, b: {c: 甲}}\n"));
    }
}
