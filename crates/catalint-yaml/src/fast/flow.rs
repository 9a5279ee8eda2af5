//! Lists and mappings in brackets, on one line.

use super::super::tree::{IN_FLOW, Kind, RawNode, Style};
use super::{Bail, DEPTH, FastReader, KEY, span, u32_of};
use catalint_text::Span;

/// How deep brackets may nest.
const NESTED: usize = 8;

impl FastReader<'_> {
    /// The list or mapping whose opening bracket stands here; reading goes on behind the closing one.
    pub(super) fn flow(&mut self, depth: usize) -> Result<(), Bail> {
        if depth == NESTED || self.open.len() == DEPTH {
            return Err(Bail::Depth);
        }
        let start = self.at;
        // The entries of a list of the top may be meant as items.
        self.slips |= self.open.len() == 1;
        let map = self.bytes[start] == b'{';
        let (kind, close) = if map { (Kind::Map, b'}') } else { (Kind::Seq, b']') };
        let node = self.next_id();
        let flags = if depth > 0 { IN_FLOW } else { 0 };
        let empty = Span::empty(u32_of(start));
        self.push(RawNode { span: empty, link: 0, kind, style: Style::Flow, name: 0, flags });
        self.at += 1;
        if self.skip_blanks() != close {
            loop {
                if map {
                    self.flow_key()?;
                }
                self.flow_value(depth)?;
                match self.skip_blanks() {
                    b',' => self.at += 1,
                    end if end == close => break,
                    _ => return Err(Bail::Flow),
                }
                self.skip_blanks();
            }
        }
        self.at += 1;
        self.end = u32_of(self.at);
        let next = self.next_id();
        let raw = &mut self.tree.nodes[node as usize];
        raw.link = next;
        raw.span.end = self.end;
        Ok(())
    }

    /// A value within brackets.
    fn flow_value(&mut self, depth: usize) -> Result<(), Bail> {
        match self.byte(self.at) {
            b'[' | b'{' => self.flow(depth + 1),
            quote @ (b'"' | b'\'') => {
                let scalar = self.quoted(quote)?;
                self.scalar(&scalar, Kind::Str);
                self.in_flow();
                Ok(())
            }
            first => {
                let start = self.plain_start(first)?;
                let stop = self.flow_stop(start);
                if self.byte(stop) == b':' {
                    return Err(Bail::Flow);
                }
                self.flow_plain(start, stop);
                self.at = stop;
                Ok(())
            }
        }
    }

    /// A key within braces, its colon, and the blanks behind it.
    fn flow_key(&mut self) -> Result<(), Bail> {
        let start = self.at;
        let first = self.byte(start);
        let name = if let b'"' | b'\'' = first {
            let scalar = self.quoted(first)?;
            self.scalar(&scalar, Kind::Str);
            self.names.quoted(self.tree.node(self.next_id() - 1).text())
        } else {
            let start = self.plain_start(first)?;
            let stop = self.flow_stop(start);
            if first == b'<' || self.bytes[stop - 1] == b' ' {
                return Err(Bail::Key);
            }
            self.flow_plain(start, stop);
            self.at = stop;
            self.names.plain(start, stop).1
        };
        self.in_flow();
        if let Some(raw) = self.tree.nodes.last_mut() {
            raw.name = name;
        }
        // Without a blank behind it a colon may be text, and an empty value has no plain place.
        if self.byte(self.at) != b':' || self.byte(self.at + 1) != b' ' || self.at - start > KEY {
            return Err(Bail::Flow);
        }
        self.at += 1;
        self.skip_blanks();
        Ok(())
    }

    /// Where a plain scalar within brackets ends: at a comma, a bracket, a colon or the line's end.
    fn flow_stop(&self, start: usize) -> usize {
        let mut at = start;
        loop {
            match self.byte(at) {
                b',' | b'[' | b']' | b'{' | b'}' | b'\n' | b'\r' => return at,
                b':' if matches!(self.byte(at + 1), b' ' | b',' | b'[' | b']' | b'{' | b'}' | b'\n' | b'\r') => {
                    return at;
                }
                // What follows can't be read within brackets.
                b'#' if self.bytes[at - 1] == b' ' => return self.bytes.len(),
                _ => at += 1,
            }
        }
    }

    fn flow_plain(&mut self, start: usize, stop: usize) {
        let end = self.without_blanks(start, stop);
        let kind = self.plain_kind(start, end);
        self.push(RawNode { span: span(start, end), link: 0, kind, style: Style::Plain, name: 0, flags: 0 });
        self.in_flow();
    }

    /// Notes that the last node stands within brackets.
    fn in_flow(&mut self) {
        if let Some(raw) = self.tree.nodes.last_mut() {
            raw.flags = IN_FLOW;
        }
    }
}
