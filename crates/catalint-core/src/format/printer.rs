//! Prints a catalog line by line.

use super::WIDTH;
use crate::Document;
use crate::model::FieldId;
use catalint_text::{Source, Span, display_width};
use catalint_yaml::edit::scalar;
use catalint_yaml::{Comment, Kind, Node, Style, Tree};

/// The text in the one layout, with `\n` for breaks. None where something stands beside a value that must not move.
pub(super) fn print(document: &Document) -> Option<String> {
    let printer = Printer { source: document.source(), tree: document.tree() };
    let root = printer.tree.root().filter(|root| root.kind() == Kind::Map && root.style() == Style::Block)?;
    let (first, _) = root.pairs().next()?;
    let head_end = printer.line_start(first.span().start);
    let mut lines: Vec<String> =
        printer.text(Span::new(0, head_end)).split('\n').map(|line| line.trim_end().to_owned()).collect();
    lines.pop();
    // A key behind something on its line, such as `--- title: x`.
    if !printer.text(Span::new(head_end, first.span().start)).trim_start_matches('\u{feff}').is_empty() {
        return None;
    }
    let mark = if document.text().starts_with('\u{feff}') { "\u{feff}" } else { "" };
    if let Some(first) = lines.first_mut() {
        *first = first.trim_start_matches('\u{feff}').to_owned();
    }
    let body = printer.map(root, 0, head_end, true)?;
    lines.extend(body.lines);
    lines.extend(printer.tail(body.end, document.text().len() as u32));
    while lines.last().is_some_and(String::is_empty) {
        lines.pop();
    }
    Some(mark.to_owned() + &lines.join("\n") + "\n")
}

struct Printer<'d> {
    source: &'d Source,
    tree: &'d Tree,
}

/// Lines, and where what they were made of ends.
struct Printed {
    lines: Vec<String>,
    end: u32,
}

/// A pair with all that goes with it.
struct Chunk {
    id: Option<FieldId>,
    /// Comments above it, and a blank line where the author has one.
    lead: Vec<String>,
    blank: bool,
    lines: Vec<String>,
}

impl<'d> Printer<'d> {
    fn text(&self, span: Span) -> &'d str {
        self.source.slice(span)
    }

    fn line_start(&self, offset: u32) -> u32 {
        self.source.lines().line_start(self.source.lines().line(offset))
    }

    fn line_end(&self, offset: u32) -> u32 {
        let rest = &self.source.text[offset as usize..];
        offset + rest.find('\n').unwrap_or(rest.len()) as u32
    }

    fn column(&self, offset: u32) -> usize {
        (offset - self.line_start(offset)) as usize
            - if self.line_start(offset) == 0 && self.source.text.starts_with('\u{feff}') { 3 } else { 0 }
    }

    /// The comments between two places, found without a look at the others.
    fn comments(&self, from: u32, to: u32) -> &'d [Comment] {
        let all = self.tree.comments();
        let first = all.partition_point(|comment| comment.span.start < from);
        let behind = all.partition_point(|comment| comment.span.end <= to);
        all.get(first..behind).unwrap_or_default()
    }

    /// Comments on lines of their own between two places, and whether a blank line stands there.
    fn lead(&self, from: u32, to: u32, indent: usize) -> (Vec<String>, bool) {
        let between = self.text(Span::new(from, to.max(from)));
        // What stands before the first break and behind the last is no line of its own.
        let lines: Vec<&str> = between.split('\n').collect();
        let whole = lines.get(1..lines.len().saturating_sub(1)).unwrap_or_default();
        let blank = whole.iter().any(|line| line.trim().is_empty());
        let own = self.comments(from, to).iter().filter(|comment| comment.own_line);
        let lines = own.map(|comment| format!("{}{}", " ".repeat(indent), self.text(comment.span).trim_end()));
        (lines.collect(), blank)
    }

    /// Comments behind the last value, as far in as they are, and the mark of the document's end.
    fn tail(&self, from: u32, to: u32) -> Vec<String> {
        let own = self.comments(from, to).iter().filter(|comment| comment.own_line);
        let mut own: Vec<(u32, String)> = own
            .map(|comment| {
                let indent = self.column(comment.span.start);
                (comment.span.start, format!("{}{}", " ".repeat(indent), self.text(comment.span).trim_end()))
            })
            .collect();
        let has_blank = own.first().is_some_and(|(first, _)| self.lead(from, *first, 0).1);
        let mut at = from;
        for line in self.text(Span::new(from, to)).split_inclusive('\n') {
            if line.trim_end() == "..." {
                own.push((at, "...".to_owned()));
            }
            at += line.len() as u32;
        }
        own.sort_by_key(|(at, _)| *at);
        let blank = has_blank.then(String::new);
        blank.into_iter().chain(own.into_iter().map(|(_, line)| line)).collect()
    }

    /// The comment behind a value on its line, with one blank at least before it.
    fn trailing(&self, end: u32) -> Option<String> {
        let line_end = self.line_end(end);
        let at = self.tree.comments().partition_point(|comment| comment.span.start < end);
        let comment =
            self.tree.comments().get(at).filter(|comment| comment.span.start < line_end && !comment.own_line)?;
        let gap = self.text(Span::new(end, comment.span.start));
        let gap = if gap.trim().is_empty() && !gap.is_empty() { gap } else { " " };
        Some(format!("{gap}{}", self.text(comment.span).trim_end()))
    }

    /// The pairs of a block mapping at an indentation, in canonical order.
    fn map(&self, map: Node<'d>, indent: usize, from: u32, top: bool) -> Option<Printed> {
        let mut chunks: Vec<Chunk> = Vec::new();
        let mut end = from;
        for (nth, (key, value)) in map.pairs().enumerate() {
            let (lead, blank) = if nth == 0 { (Vec::new(), false) } else { self.lead(end, key.span().start, indent) };
            let id = FieldId::from_interned(key.name());
            let printed = self.pair(key, value, id, indent)?;
            end = printed.end;
            chunks.push(Chunk { id, lead, blank: blank && top, lines: printed.lines });
        }
        let mut order: Vec<(usize, usize)> = Vec::new();
        let mut last = 0;
        for (nth, chunk) in chunks.iter().enumerate() {
            // A key that is not known stays behind the one that it followed.
            last = chunk.id.map_or(last, |id| id as usize);
            order.push((last, nth));
        }
        let mut sorted = order.clone();
        sorted.sort_unstable();
        // Nothing may come to stand above the first key of an item, where its dash is.
        let first_has_lead = sorted.first().is_some_and(|(_, nth)| !chunks[*nth].lead.is_empty());
        let order = if first_has_lead && !top { order } else { sorted };
        let mut lines = Vec::new();
        for (place, (_, nth)) in order.into_iter().enumerate() {
            let chunk = &chunks[nth];
            if chunk.blank && place > 0 {
                lines.push(String::new());
            }
            lines.extend(chunk.lead.iter().cloned());
            lines.extend(chunk.lines.iter().cloned());
        }
        Some(Printed { lines, end })
    }

    /// A key with its value.
    fn pair(&self, key: Node<'d>, value: Node<'d>, id: Option<FieldId>, indent: usize) -> Option<Printed> {
        let margin = " ".repeat(indent);
        let name = self.text(key.span());
        let end = self.line_end(value.span().end.max(key.span().end));
        // A key without a word has no place of its own (a lone `?`).
        if !key.is_scalar()
            || name.is_empty()
            || name.contains('\n')
            || self.text(Span::new(self.line_start(key.span().start), key.span().start)).contains(['?', '&', '!'])
        {
            return None;
        }
        // Between key and value a colon, blanks and comments stand, or something that must not move.
        let between = self.text(Span::new(key.span().end, value.span().start.max(key.span().end)));
        let bare: String = between.split('\n').map(|line| line.split('#').next().unwrap_or("")).collect();
        if bare.contains(['!', '&', '|', '>']) {
            return None;
        }
        let inner = self.tree.has_comment(Span::new(key.span().end, value.span().end.max(key.span().end)));
        let behind = || self.trailing(value.span().end.max(key.span().end)).unwrap_or_default();
        let one = |text: String| {
            let gap = if text.is_empty() { "" } else { " " };
            Some(Printed { lines: vec![format!("{margin}{name}:{gap}{text}{}", behind())], end })
        };
        match (value.kind(), value.style()) {
            (Kind::Seq, _) if id == Some(FieldId::Items) && value.style() == Style::Block => {
                self.items(key, value, indent)
            }
            (Kind::Seq, _) if value.count() == 0 && !inner => one("[]".to_owned()),
            (Kind::Map, _) if value.count() == 0 && !inner => one("{}".to_owned()),
            (Kind::Map, Style::Block) => {
                let head = format!("{margin}{name}:{}", self.trailing(key.span().end + 1).unwrap_or_default());
                let (first, _) = value.pairs().next()?;
                let (lead, _) = self.lead(key.span().end, first.span().start, indent + 2);
                let body = self.map(value, indent + 2, first.span().start, false)?;
                Some(Printed { lines: std::iter::once(head).chain(lead).chain(body.lines).collect(), end: body.end })
            }
            (Kind::Seq, style) => self.list(key, value, id, indent, style, inner),
            // A field that should be something else: what is said of it tells how it is written.
            (Kind::Map, _) if !matches!(id, None | Some(FieldId::Extra | FieldId::Defaults)) => {
                self.copied(key, value, indent)
            }
            (Kind::Map, _) if inner || !behind().is_empty() => self.copied(key, value, indent),
            (Kind::Map, _) => match self.flow_map(value, indent + 2) {
                Some(lines) => {
                    let head = format!("{margin}{name}:");
                    Some(Printed { lines: std::iter::once(head).chain(lines).collect(), end })
                }
                None => self.copied(key, value, indent),
            },
            (_, Style::Literal | Style::Folded) => self.copied(key, value, indent),
            _ if inner => self.copied(key, value, indent),
            _ => one(self.scalar(value, false)),
        }
    }

    fn scalar(&self, node: Node<'d>, flow: bool) -> String {
        match node.kind() {
            Kind::Str => scalar(node.text(), flow),
            _ => self.text(node.span()).to_owned(),
        }
    }

    /// A list of texts: in brackets or one a line.
    fn list(
        &self,
        key: Node<'d>,
        list: Node<'d>,
        id: Option<FieldId>,
        indent: usize,
        style: Style,
        inner: bool,
    ) -> Option<Printed> {
        let texts =
            list.entries().all(|entry| entry.is_scalar() && !matches!(entry.style(), Style::Literal | Style::Folded));
        if !texts || inner && style == Style::Flow {
            return self.copied(key, list, indent);
        }
        let (margin, name) = (" ".repeat(indent), self.text(key.span()));
        let end = self.line_end(list.span().end);
        let by_line = indent > 2 && matches!(id, Some(FieldId::Content | FieldId::Basis))
            || id.is_none() && style == Style::Block;
        if !inner && !by_line {
            let trailing = if style == Style::Flow { self.trailing(list.span().end) } else { None };
            let last = list.entries().last().and_then(|entry| self.trailing(entry.span().end));
            let words: Vec<String> = list.entries().map(|entry| self.scalar(entry, true)).collect();
            let line = format!("{margin}{name}: [{}]", words.join(", "));
            if display_width(&line) <= WIDTH && (style == Style::Flow || last.is_none()) {
                return Some(Printed { lines: vec![line + &trailing.unwrap_or_default()], end });
            }
        }
        if style == Style::Flow && self.trailing(list.span().end).is_some() {
            return self.copied(key, list, indent);
        }
        let mut lines = vec![format!(
            "{margin}{name}:{}",
            self.trailing(key.span().end + 1).filter(|_| style == Style::Block).unwrap_or_default()
        )];
        let mut at = key.span().end;
        for entry in list.entries() {
            let dash = self.text(Span::new(self.line_start(entry.span().start), entry.span().start));
            if style == Style::Block && (dash.contains(['!', '&']) || !dash.trim_start().starts_with('-')) {
                return self.copied(key, list, indent);
            }
            lines.extend(self.lead(at, entry.span().start, indent + 2).0);
            let trailing = if style == Style::Block { self.trailing(entry.span().end) } else { None };
            let text = self.scalar(entry, false);
            let gap = if text.is_empty() { "" } else { " " };
            lines.push(format!("{margin}  -{gap}{text}{}", trailing.unwrap_or_default()));
            at = entry.span().end;
        }
        Some(Printed { lines, end })
    }

    /// A pair as it is, with its indentation moved.
    fn copied(&self, key: Node<'d>, value: Node<'d>, indent: usize) -> Option<Printed> {
        let end = self.line_end(value.span().end.max(key.span().end));
        let column = self.column(key.span().start);
        let text = self.text(Span::new(key.span().start, end));
        let verbatim = matches!(value.style(), Style::Literal | Style::Folded);
        let mut lines = Vec::new();
        for (nth, line) in text.split('\n').enumerate() {
            let kept = if verbatim { line } else { line.trim_end() };
            if nth == 0 {
                lines.push(" ".repeat(indent) + kept);
                continue;
            }
            let blanks = kept.len() - kept.trim_start_matches(' ').len();
            if kept.trim_start_matches(' ').is_empty() {
                lines.push(String::new());
            } else if blanks < column.min(blanks + 1) && blanks < column {
                return None;
            } else {
                lines.push(" ".repeat(indent + blanks - column) + &kept[blanks..]);
            }
        }
        Some(Printed { lines, end })
    }

    /// The items, each behind its dash.
    fn items(&self, key: Node<'d>, list: Node<'d>, indent: usize) -> Option<Printed> {
        let head = format!(
            "{}{}:{}",
            " ".repeat(indent),
            self.text(key.span()),
            self.trailing(key.span().end + 1).unwrap_or_default()
        );
        let mut lines = vec![head];
        let mut end = key.span().end;
        // How far in the fields of the item before stand.
        let mut fields = 0;
        for (nth, item) in list.entries().enumerate() {
            let (first, _) = item.pairs().next().filter(|_| item.kind() == Kind::Map)?;
            let dash_line = self.dash_line(first)?;
            // A comment as far in as the fields of the item before is that item's last word.
            let above: Vec<_> = self.comments(end, dash_line).iter().filter(|comment| comment.own_line).collect();
            let tails = above.iter().take_while(|c| nth > 0 && self.column(c.span.start) >= fields).count();
            for comment in &above[..tails] {
                lines.push(format!("{}{}", " ".repeat(indent + 4), self.text(comment.span).trim_end()));
            }
            if self.lead(end, dash_line, 0).1 && nth > 0 {
                lines.push(String::new());
            }
            for comment in &above[tails..] {
                lines.push(format!("{}{}", " ".repeat(indent + 2), self.text(comment.span).trim_end()));
            }
            fields = self.column(first.span().start);
            let behind_dash = self.behind_dash(dash_line, first);
            let body = match item.style() {
                Style::Block => self.map(item, indent + 4, first.span().start, false)?,
                _ => self.flow_item(item, indent + 4)?,
            };
            end = body.end;
            if behind_dash.is_empty() {
                let mut body = body.lines.into_iter();
                let first = body.next()?;
                lines.push(format!("{}- {}", " ".repeat(indent + 2), first.trim_start()));
                lines.extend(body);
            } else {
                let mut comments = behind_dash.into_iter();
                lines.push(format!("{}- {}", " ".repeat(indent + 2), comments.next()?));
                lines.extend(comments.map(|comment| " ".repeat(indent + 4) + &comment));
                lines.extend(body.lines);
            }
        }
        Some(Printed { lines, end })
    }

    /// Where the line of the dash begins that an item stands behind.
    fn dash_line(&self, first: Node<'d>) -> Option<u32> {
        let mut start = self.line_start(first.span().start);
        let mut until = first.span().start;
        loop {
            let before = self.text(Span::new(start, until));
            let bare = before.split('#').next().unwrap_or("").trim().trim_end_matches('{').trim_end();
            match bare {
                "-" => return Some(start),
                "" if start > 0 => {
                    until = start - 1;
                    start = self.line_start(until);
                }
                _ => return None,
            }
        }
    }

    /// Comments between the dash of an item and its first key.
    fn behind_dash(&self, dash_line: u32, first: Node<'d>) -> Vec<String> {
        self.comments(dash_line, first.span().start)
            .iter()
            .map(|comment| self.text(comment.span).trim_end().to_owned())
            .collect()
    }

    /// An item in braces becomes lines, unless a comment stands in it.
    fn flow_item(&self, item: Node<'d>, indent: usize) -> Option<Printed> {
        let end = self.line_end(item.span().end);
        if self.tree.has_comment(Span::new(item.span().start, end)) {
            return None;
        }
        Some(Printed { lines: self.flow_map(item, indent)?, end })
    }

    /// The pairs of a mapping in braces, each on a line of its own. None where one holds a list of more than words.
    fn flow_map(&self, map: Node<'d>, indent: usize) -> Option<Vec<String>> {
        let margin = " ".repeat(indent);
        let mut pairs: Vec<(usize, Vec<String>)> = Vec::new();
        let mut last = 0;
        for (key, value) in map.pairs() {
            let id = FieldId::from_interned(key.name());
            last = id.map_or(last, |id| id as usize);
            let name = self.text(key.span());
            let between = self.text(Span::new(key.span().end, value.span().start.max(key.span().end)));
            if between.contains(['!', '&']) || name.contains('\n') {
                return None;
            }
            let head = format!("{margin}{name}:");
            let lines = match value.kind() {
                Kind::Seq if value.count() > 0 && value.entries().all(Node::is_scalar) => {
                    let words: Vec<String> = value.entries().map(|entry| self.scalar(entry, true)).collect();
                    let line = format!("{head} [{}]", words.join(", "));
                    let by_line = indent > 2 && matches!(id, Some(FieldId::Content | FieldId::Basis));
                    if by_line || display_width(&line) > WIDTH {
                        let entries = value.entries().map(|entry| format!("{margin}  - {}", self.scalar(entry, false)));
                        std::iter::once(head).chain(entries).collect()
                    } else {
                        vec![line]
                    }
                }
                Kind::Seq if value.count() == 0 => vec![head + " []"],
                Kind::Map if value.count() == 0 => vec![head + " {}"],
                Kind::Map => std::iter::once(head).chain(self.flow_map(value, indent + 2)?).collect(),
                Kind::Seq => return None,
                _ => {
                    let text = self.scalar(value, false);
                    let gap = if text.is_empty() { "" } else { " " };
                    vec![head + gap + &text]
                }
            };
            pairs.push((last, lines));
        }
        pairs.sort_by_key(|(place, _)| *place);
        Some(pairs.into_iter().flat_map(|(_, lines)| lines).collect())
    }
}
