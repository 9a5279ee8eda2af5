//! From the place where the parser gave up to the place where a person should look.
//!
//! The parser stops where the text can't go on, which is often a line or more behind the slip.

use granit_parser::ErrorKind;

use super::build::Interner;
use super::fault::{Fault, FaultKind, Limit};
use super::recover::{lead, lines};
use catalint_text::Span;

/// A parser error and what is known about the text around it.
pub(super) struct ParserStop<'t> {
    pub(super) text: &'t str,
    pub(super) intern: Interner,
    /// The part of the text that was being read.
    pub(super) part: Span,
    /// End of the last node read.
    pub(super) cursor: u32,
    /// Where the parser stopped.
    pub(super) at: u32,
    /// The innermost bracket that is open.
    pub(super) bracket: Option<u32>,
}

impl ParserStop<'_> {
    /// The fault, placed where a person should look.
    pub(super) fn fault(&self, error: &ErrorKind) -> Fault {
        let here = self.char_at(self.at);
        let (kind, span) = self.look(kind_of(error), error, here);
        // On the same line, a second place says nothing new.
        let (from, to) = (span.start.min(here.start), span.start.max(here.start));
        let far = self.text[from as usize..to as usize].contains(['\n', '\r']);
        let stopped = Some(here).filter(|here| far && !here.is_empty());
        Fault { kind, span, stopped, lost: self.part }
    }

    fn look(&self, kind: FaultKind, error: &ErrorKind, here: Span) -> (FaultKind, Span) {
        use FaultKind as K;
        match kind {
            K::Quote => (K::Quote, self.opening_quote().unwrap_or(here)),
            K::Trailing => self.trailing(),
            K::Escape => (K::Escape, self.escape().unwrap_or(here)),
            K::Character(c) => {
                let rest = &self.text[self.at as usize..self.part.end as usize];
                (kind, rest.find(c).map_or(here, |at| self.char_at(self.at + Span::of(0..at).end)))
            }
            K::Tab => (K::Tab, self.tab().unwrap_or(here)),
            // A bracket that closes in the column of its key: closed, but too far left.
            K::Indentation if self.text[here.range()].starts_with([']', '}']) => (kind, here),
            K::Flow | K::Indentation | K::MissingColon | K::ExtraColon | K::Other => {
                // These name the bracket itself.
                let exact = matches!(
                    error,
                    ErrorKind::MismatchedFlowCollectionEnd { .. } | ErrorKind::UnclosedFlowCollection { .. }
                );
                match self.open_bracket().filter(|_| !exact) {
                    Some(open) => (K::Flow, open),
                    None => self.in_block(kind, here),
                }
            }
            _ => (kind, here),
        }
    }

    fn in_block(&self, kind: FaultKind, here: Span) -> (FaultKind, Span) {
        match kind {
            FaultKind::ExtraColon => self.extra_colon(here),
            FaultKind::MissingColon => (kind, self.words(here.start)),
            FaultKind::Indentation => self.indentation(here),
            _ => (kind, here),
        }
    }

    /// The character at an offset; nothing at the end of a line.
    fn char_at(&self, at: u32) -> Span {
        let end = self.part.end as usize;
        let mut at = (at as usize).min(end);
        while !self.text.is_char_boundary(at) {
            at -= 1;
        }
        match self.text[at..end].chars().next() {
            Some('\n' | '\r') | None => Span::of(at..at),
            Some(c) => Span::of(at..at + c.len_utf8()),
        }
    }

    /// The line of an offset, within the part, without its break.
    fn line(&self, at: u32) -> Span {
        let (start, end) = (self.part.start as usize, self.part.end as usize);
        let at = at as usize;
        let from = self.text[start..at].rfind(['\n', '\r']).map_or(start, |i| start + i + 1);
        let to = self.text[at..end].find(['\n', '\r']).map_or(end, |i| at + i);
        Span::of(from..to)
    }

    /// From an offset to the end of its line, a comment and blanks left out.
    fn words(&self, at: u32) -> Span {
        let rest = &self.text[at as usize..self.line(at).end as usize];
        let body = rest.find(" #").map_or(rest, |i| &rest[..i]).trim_end();
        Span::of(at as usize..at as usize + body.len())
    }

    /// What was skipped between the last node and the place where reading stopped.
    fn between(&self) -> &str {
        &self.text[self.cursor as usize..self.at as usize]
    }

    /// The first quotation mark behind the last node that begins a value.
    fn opening_quote(&self) -> Option<Span> {
        let between = self.between();
        let begins = |i: usize| between[..i].ends_with([' ', '\t', '[', '{', ',', ':', '\n', '\r']) || i == 0;
        let at = between.char_indices().find(|(i, c)| matches!(c, '"' | '\'') && begins(*i))?.0;
        Some(self.char_at(self.cursor + Span::of(0..at).end))
    }

    /// Text behind a closing quotation mark. `"甲, "乙"` looks like that too: the mark that
    /// closes was meant to open, so it stands behind a blank.
    fn trailing(&self) -> (FaultKind, Span) {
        let before = self.between().trim_end_matches([' ', '\t', '\n', '\r']);
        let inner = before.strip_suffix(['"', '\'']).unwrap_or(before);
        let unclosed = inner.ends_with([' ', ',', '\n', '\r']) && inner.contains(['"', '\'']);
        if let Some(opening) = self.opening_quote().filter(|_| unclosed) {
            return (FaultKind::Quote, opening);
        }
        let in_brackets = self.bracket.is_some() || self.open_bracket().is_some();
        if in_brackets { (FaultKind::Comma, self.char_at(self.at)) } else { (FaultKind::Trailing, self.words(self.at)) }
    }

    /// The bracket that holds the place, also one that the parser has not told of yet.
    fn open_bracket(&self) -> Option<Span> {
        let between = self.between();
        let mut open: Vec<usize> = Vec::new();
        let mut last = ' ';
        for (i, c) in between.char_indices() {
            match c {
                // Within a text, a bracket is a character as any other.
                '[' | '{' if !open.is_empty() || self.begins_value(i) => open.push(i),
                ']' | '}' => drop(open.pop()),
                '#' if last.is_whitespace() && open.is_empty() => break,
                _ => {}
            }
            last = c;
        }
        let seen = open.last().map(|&i| self.cursor + Span::of(0..i).end);
        Some(self.char_at(seen.or(self.bracket)?))
    }

    /// Whether what stands at this offset of [`ParserStop::between`] begins a value.
    fn begins_value(&self, at: usize) -> bool {
        let before = self.text[..self.cursor as usize + at].trim_end_matches([' ', '\t', '\n', '\r']);
        before.is_empty() || before.ends_with([':', '-', '[', '{', ','])
    }

    /// The first backslash that means nothing.
    fn escape(&self) -> Option<Span> {
        let from = self.at as usize;
        let rest = &self.text[from..self.part.end as usize];
        let mut at = 0;
        while let Some(slash) = rest[at..].find('\\').map(|i| at + i) {
            let after = &rest[slash + 1..];
            let next = after.chars().next()?;
            let digits = match next {
                'x' => 2,
                'u' => 4,
                'U' => 8,
                _ => 0,
            };
            let end = slash + 1 + next.len_utf8();
            let hex = rest[end..].chars().take(digits).take_while(char::is_ascii_hexdigit).count();
            if !("0abtnvfre \"/\\N_LPxuU\t\n\r".contains(next) && hex == digits) {
                return Some(Span::of(from + slash..from + end));
            }
            at = end;
        }
        None
    }

    /// The first tab that indents, on this line or a later one.
    fn tab(&self) -> Option<Span> {
        let from = self.line(self.at).start;
        let found = lines(self.text, Span::new(from, self.part.end)).find_map(|line| {
            let body = &self.text[line.range()];
            let blanks = body.len() - body.trim_start_matches([' ', '\t', '\u{3000}']).len();
            body[..blanks].find('\t').map(|at| line.start as usize + at)
        });
        let any = || self.text[self.at as usize..self.part.end as usize].find('\t').map(|at| self.at as usize + at);
        let at = found.or_else(any)?;
        Some(Span::of(at..at + 1))
    }

    /// A colon where no key can stand: the second one of its line, or the first of a line that
    /// was read as going on with the text above it.
    fn extra_colon(&self, here: Span) -> (FaultKind, Span) {
        let line = self.line(here.start);
        let body = &self.text[line.range()];
        let (_, rest) = lead(body);
        let start = line.start as usize + body.len() - rest.len();
        let before = self.text.get(start..here.start as usize).unwrap_or("");
        let key = before.trim_start_matches(['-', ' ']);
        if key.contains(": ") || key.contains(":\t") {
            return (FaultKind::ExtraColon, here);
        }
        if before.starts_with('-') && key.len() < before.len() && (self.intern)(key) != 0 {
            return (FaultKind::Indentation, Span::of(start..start + 1)); // an item where no list is
        }
        let known = (self.intern)(key.trim_matches(['"', '\'', ' '])) != 0;
        let Some(above) = self.line_above(line) else { return (FaultKind::ExtraColon, here) };
        let text = self.text[above.range()].trim_start_matches('-').trim_start();
        let first = text.split([' ', '\u{3000}']).next().unwrap_or("");
        let lacks_colon = !text.contains(": ") && !text.ends_with(':');
        if lacks_colon && (!known || (self.intern)(first) != 0) {
            let dash = self.text[above.range()].len() - text.len();
            return (FaultKind::MissingColon, self.words(above.start + Span::of(0..dash).end));
        }
        (FaultKind::Indentation, Span::of(start..start + before.trim_end().len()))
    }

    /// The words of the line with words above another, within the part.
    fn line_above(&self, line: Span) -> Option<Span> {
        let mut at = line.start;
        while at > self.part.start {
            let above = self.line(at - 1);
            let body = &self.text[above.range()];
            let (_, rest) = lead(body);
            if !rest.trim().is_empty() && !rest.starts_with('#') {
                let start = above.start as usize + body.len() - rest.len();
                return Some(self.words(Span::of(start..start).start));
            }
            at = above.start;
        }
        None
    }

    /// A line in the wrong column, or what looks like one.
    fn indentation(&self, here: Span) -> (FaultKind, Span) {
        let line = self.line(here.start);
        let before = self.text[line.start as usize..here.start as usize].trim_end();
        if before.ends_with([']', '}', '"', '\'']) {
            return (FaultKind::Trailing, self.words(here.start));
        }
        let dash = self.text[here.range()].starts_with('-');
        if dash && before.ends_with(':') {
            return (FaultKind::InlineEntry, here);
        }
        if dash {
            return (FaultKind::Indentation, here);
        }
        let span = self.odd_first_key(here).unwrap_or(here);
        let words = self.words(span.start);
        let key = self.text[words.range()].find([':', '：']).unwrap_or(words.len() as usize);
        (FaultKind::Indentation, Span::of(words.start as usize..words.start as usize + key))
    }

    /// The first key of an item, where it is the one key that stands in another column than
    /// all the others.
    fn odd_first_key(&self, here: Span) -> Option<Span> {
        let mut first = None;
        let mut below = Vec::new();
        for line in lines(self.text, self.part) {
            let body = &self.text[line.range()];
            let (column, rest) = lead(body);
            let bare = rest.strip_prefix('-').map_or(rest, |rest| rest.trim_start_matches(' '));
            let Some(colon) = bare.find(':').filter(|&colon| (self.intern)(&bare[..colon]) != 0) else { continue };
            let column = column + rest.len() - bare.len();
            let start = line.start as usize + body.len() - bare.len();
            match first {
                None => first = Some((column, Span::of(start..start + colon))),
                Some(_) if bare.len() == rest.len() => below.push((column, start)),
                Some(_) => {}
            }
        }
        let (column, key) = first?;
        let one = below.len() > 1 && below.iter().all(|(other, _)| *other == below[0].0 && *other != column);
        (one && below[0].1 == here.start as usize).then_some(key)
    }
}

fn kind_of(error: &ErrorKind) -> FaultKind {
    use ErrorKind as E;
    match error {
        E::RecursionLimitExceeded => FaultKind::Limit(Limit::Depth),
        E::UnclosedQuotedScalar | E::DocumentIndicatorInQuotedScalar | E::InvalidQuotedScalarIndent => FaultKind::Quote,
        E::InvalidTrailingSingleQuotedScalar | E::InvalidTrailingDoubleQuotedScalar => FaultKind::Trailing,
        E::UnexpectedEofFlowSequence
        | E::UnexpectedEofFlowMapping
        | E::UnexpectedEofImplicitFlowMapping
        | E::UnclosedFlowCollection { .. }
        | E::MismatchedFlowCollectionEnd { .. }
        | E::ExpectedFlowMappingSeparator
        | E::ExpectedFlowSequenceSeparator
        | E::MisplacedFlowCollectionEnd
        | E::InvalidFlowScalarIndent
        | E::BlockEntryInFlowCollection
        | E::PlainScalarStartsWithDashFlowIndicator
        | E::FlowMappingValueAdjacentCollection => FaultKind::Flow,
        E::TabNotAllowed | E::TabInBlockIndentation | E::TabInIndentation | E::TabInPlainScalar => FaultKind::Tab,
        E::SimpleKeyExpected | E::InvalidSimpleKey | E::UnexpectedEofBlockMapping => FaultKind::MissingColon,
        E::MappingValueNotAllowed | E::InvalidColonPlacement | E::InvalidMappingValueWhitespace => {
            FaultKind::ExtraColon
        }
        E::InvalidIndentation
        | E::ExpectedBlockMappingKey
        | E::ExpectedBlockSequenceEntry
        | E::BlockSequenceEntryNotAllowed
        | E::MappingKeyNotAllowed
        | E::UnexpectedEofBlockSequence
        | E::ExpectedDocumentStart => FaultKind::Indentation,
        E::CommentNotSeparated | E::CommentInterceptedScalar => FaultKind::Comment,
        E::UnexpectedCharacter { character } => FaultKind::Character(*character),
        E::BomInsideDocument => FaultKind::Character('\u{feff}'),
        E::UnknownQuotedScalarEscape
        | E::InvalidQuotedScalarHexEscape
        | E::InvalidLowSurrogateHexEscape
        | E::InvalidLowSurrogate
        | E::MissingLowSurrogate
        | E::UnpairedLowSurrogate
        | E::InvalidUnicodeEscape => FaultKind::Escape,
        E::ZeroBlockScalarIndent
        | E::InvalidBlockScalarHeader
        | E::TabAtBlockScalarStart
        | E::InvalidBlockScalarIndent => FaultKind::BlockScalar,
        E::UnknownAnchor => FaultKind::UnknownAlias,
        E::MissingAnchorOrAliasName
        | E::UndeclaredTagHandle
        | E::DuplicateVersionDirective
        | E::UnsupportedYamlMajorVersion
        | E::DuplicateTagDirective
        | E::ExpectedTagBang
        | E::ExpectedTagDirectiveBang
        | E::InvalidGlobalTagCharacter
        | E::InvalidTagTerminator
        | E::InvalidTagDirectiveTerminator
        | E::InvalidDirectiveTerminator
        | E::MissingDocumentEndBeforeDirective
        | E::MissingYamlVersionSeparator
        | E::MissingYamlVersion
        | E::YamlVersionTooLong
        | E::DirectiveByteLimitExceeded { .. }
        | E::TooManyReservedDirectiveParams { .. }
        | E::MissingTagUri
        | E::UnclosedVerbatimTag
        | E::InvalidTagEscape
        | E::InvalidTagUtf8
        | E::InvalidTagUtf8LeadingByte
        | E::InvalidTagUtf8TrailingByte
        | E::MissingDirectiveName
        | E::InvalidDirectiveName => FaultKind::Malformed,
        _ => FaultKind::Other,
    }
}
