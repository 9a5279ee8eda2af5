//! A finding, from the rule that makes it to the report that shows it.

use std::borrow::Cow;
use std::sync::Arc;

use super::{Arg, Fingerprint, ItemName, Lang, Localized, Rule, Severity, render};
use crate::fix::{Applicability, Fix};
use crate::model::{Entry, Field, Item};
use catalint_domain::law::{Provision, chinese_list, english_list};
use catalint_text::{FileRange, Position, Source, Span};

/// A finding: places and arguments; its words are made when they are asked for.
///
/// The rule says what it found; [`crate::Linter`] adds the severity in force, the names of the items, the fingerprint and
/// what a comment says of it.
#[derive(Debug, Clone)]
pub struct Finding {
    /// The rule.
    pub rule: &'static Rule,
    /// Which of the rule's messages.
    pub message: &'static Localized,
    /// What to do, where this finding knows it better than the rule.
    pub help: Option<&'static Localized>,
    /// Where.
    pub location: Location,
    /// JSON Pointer with canonical keys; empty for the file.
    pub pointer: String,
    /// Index of the item, if it is about one.
    pub item: Option<usize>,
    /// Further items for which it holds: those that share a merged cell or a default with the first.
    pub also: Vec<usize>,
    /// Which of the arguments make the cause: findings of a file with one cause stand together. All, where it says
    /// nothing.
    pub cause: Option<&'static [&'static str]>,
    /// Slots of message and help.
    pub args: Vec<(&'static str, Arg)>,
    /// The law that this finding rests on, gravest first; none where it rests on no law.
    pub law: Cow<'static, [Provision]>,
    /// Other places that matter.
    pub related: Vec<Related>,
    /// How to mend it.
    pub fix: Option<Box<Fix>>,
    /// The rule's severity or this finding's own; in a report that in force.
    pub severity: Severity,
    /// Whether it hangs on what could not be read: then it supersedes others and is not reported.
    pub held: bool,
    /// What people call its items, the first and then [`Finding::also`]; none before it is in a report.
    pub names: Arc<[ItemName]>,
    /// What it is known by from one run to the next.
    pub fingerprint: Fingerprint,
    /// Why a comment ignores it, if one does; the reason may be empty.
    pub suppressed: Option<Box<str>>,
}

/// Where a finding stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Location {
    /// The file as a whole.
    File,
    /// A stretch of the text of the file, in bytes.
    Span(Span),
    /// A cell of a table.
    Cell(Box<TableCell>),
}

/// A cell of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableCell {
    /// Where it is, as people find it: `Sheet1!F12`, `第3行第5列`.
    pub address: String,
    /// The words that the finding is about, as the table has them; may be empty.
    pub text: String,
    /// Where the cell stands in the text of the file, in bytes; none in files of office programs, which have no lines.
    pub span: Option<Span>,
    /// What stands in the cell before and behind the words, as far as there is room for it; `…` stands for the rest.
    pub around: (String, String),
    /// The head of its column; empty where it has none.
    pub head: String,
}

impl TableCell {
    /// A cell of a file without lines, of which no more is known than where it is and what the finding is about.
    #[must_use]
    pub fn new(address: String, text: String) -> Self {
        Self { address, text, span: None, around: (String::new(), String::new()), head: String::new() }
    }

    /// The address for people who read a language: `row 3, column 5`. Names of sheets stay.
    #[must_use]
    pub fn shown(&self, lang: Lang) -> Cow<'_, str> {
        let english = |address: &str| {
            let (table, place) = match address.strip_prefix('表').and_then(|rest| rest.split_once(' ')) {
                Some((table, place)) => (format!("table {table}, "), place),
                None => (String::new(), address),
            };
            let (row, column) = place.strip_prefix('第')?.strip_suffix('列')?.split_once("行第")?;
            let is_number = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
            (is_number(row) && is_number(column)).then(|| format!("{table}row {row}, column {column}"))
        };
        let shown = if lang == Lang::En { english(&self.address) } else { None };
        shown.map_or_else(|| self.address.as_str().into(), Cow::Owned)
    }
}

/// Another place of a finding.
#[derive(Debug, Clone)]
pub struct Related {
    /// What is there; its slots are those of the finding.
    pub message: &'static Localized,
    /// Where.
    pub place: RelatedPlace,
}

impl Related {
    /// Where, if it is in the file of the finding.
    #[must_use]
    pub fn here(&self) -> Option<Span> {
        match &self.place {
            RelatedPlace::Here(span) => Some(*span),
            RelatedPlace::There(_) => None,
        }
    }
}

/// Where a related place is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RelatedPlace {
    /// In the file of the finding, in bytes.
    Here(Span),
    /// In another file.
    There(Box<FileRange>),
}

impl Finding {
    /// A finding at a span of the file.
    #[must_use]
    pub fn new(rule: &'static Rule, span: Span) -> Self {
        let message = &rule.messages[0];
        Self {
            rule,
            message,
            help: None,
            location: Location::Span(span),
            item: None,
            pointer: String::new(),
            cause: None,
            args: Vec::new(),
            law: Cow::Borrowed(if rule.law.len() == 1 { rule.law } else { &[] }),
            related: Vec::new(),
            fix: None,
            also: Vec::new(),
            severity: rule.severity,
            held: false,
            names: Arc::default(),
            fingerprint: Fingerprint::NONE,
            suppressed: None,
        }
    }

    /// A finding about the file as a whole.
    #[must_use]
    pub fn file(rule: &'static Rule) -> Self {
        Self { location: Location::File, ..Self::new(rule, Span::empty(0)) }
    }

    /// A finding about a whole text of a field.
    #[must_use]
    pub fn entry(rule: &'static Rule, entry: Entry<'_>) -> Self {
        Self { item: entry.item(), pointer: entry.pointer(), ..Self::new(rule, entry.span()) }
    }

    /// A finding about a part of a text, given in bytes of [`Entry::text`].
    #[must_use]
    pub fn part(rule: &'static Rule, entry: Entry<'_>, part: std::ops::Range<usize>) -> Self {
        Self { location: Location::Span(entry.part(part)), ..Self::entry(rule, entry) }
    }

    /// A finding about a field as a whole.
    #[must_use]
    pub fn field(rule: &'static Rule, field: Field<'_>) -> Self {
        Self { item: field.item, pointer: field.pointer(), ..Self::new(rule, field.place()) }
    }

    /// A finding about an item as a whole: at its first key.
    #[must_use]
    pub fn item(rule: &'static Rule, item: Item<'_>) -> Self {
        Self { item: Some(item.index()), pointer: item.pointer(), ..Self::new(rule, item.first_key()) }
    }

    /// Stands at this span instead.
    #[must_use]
    pub fn at(mut self, span: Span) -> Self {
        self.location = Location::Span(span);
        self
    }

    /// Whether it stands at a default, and holds for the items that take it.
    #[must_use]
    pub fn is_at_default(&self) -> bool {
        self.item.is_some() && self.pointer.starts_with("/defaults/")
    }

    /// Positions of the items for which it holds.
    pub(crate) fn all_items(&self) -> impl Iterator<Item = usize> {
        self.item.into_iter().chain(self.also.iter().copied())
    }

    /// Whether its words name keys of the file.
    #[must_use]
    pub fn names_keys(&self) -> bool {
        let help = self.help.unwrap_or(&self.rule.help);
        [self.message, help].iter().any(|words| words.zh.contains("{key:"))
    }

    /// Uses another of the rule's messages.
    #[must_use]
    pub fn message(mut self, nth: usize) -> Self {
        self.message = &self.rule.messages[nth];
        self
    }

    /// Fills a slot.
    #[must_use]
    pub fn arg(mut self, name: &'static str, value: impl Into<Arg>) -> Self {
        self.args.push((name, value.into()));
        self
    }

    /// Says which of the arguments make the cause; the others name the item or its own words. See [`Finding::cause`].
    #[must_use]
    pub fn cause(mut self, args: &'static [&'static str]) -> Self {
        self.cause = Some(args);
        self
    }

    /// Rests on this law and on nothing else of what the rule rests on.
    #[must_use]
    pub fn resting_on(mut self, law: impl Into<Cow<'static, [Provision]>>) -> Self {
        self.law = law.into();
        self
    }

    /// Gives advice of its own.
    #[must_use]
    pub fn help(mut self, help: &'static Localized) -> Self {
        self.help = Some(help);
        self
    }

    /// Points at another place.
    #[must_use]
    pub fn related(mut self, span: Span, message: &'static Localized) -> Self {
        self.related.reserve_exact(1);
        self.related.push(Related { message, place: RelatedPlace::Here(span) });
        self
    }

    /// Points at a place in another file.
    #[must_use]
    pub fn in_file(mut self, place: FileRange, message: &'static Localized) -> Self {
        self.related.push(Related { message, place: RelatedPlace::There(Box::new(place)) });
        self
    }

    /// Offers a fix, if there is one.
    #[must_use]
    pub fn fix(mut self, fix: Option<Fix>) -> Self {
        self.fix = fix.map(Box::new);
        self
    }

    /// Is about a cell of a table.
    #[must_use]
    pub fn in_cell(mut self, cell: TableCell) -> Self {
        self.location = Location::Cell(Box::new(cell));
        self
    }

    /// Has another severity than its rule.
    #[must_use]
    pub fn severity(mut self, severity: Severity) -> Self {
        self.severity = severity;
        self
    }
}

/// What is asked of a finding of a report.
impl Finding {
    /// All items for which it holds.
    pub fn items(&self) -> impl Iterator<Item = &ItemName> {
        self.names.iter()
    }

    /// Its first item, as people call it.
    #[must_use]
    pub fn item_name(&self) -> Option<&ItemName> {
        self.names.first()
    }

    /// The cell that it is about, where the catalog was read from a table.
    #[must_use]
    pub fn cell(&self) -> Option<&TableCell> {
        match &self.location {
            Location::Cell(cell) => Some(cell),
            _ => None,
        }
    }

    /// Where it stands in the text of its file; none for the file as a whole, or where the file has no lines.
    #[must_use]
    pub fn lines(&self) -> Option<Span> {
        match &self.location {
            Location::File => None,
            Location::Span(span) => Some(*span),
            Location::Cell(cell) => cell.span,
        }
    }

    /// Where it stands in the text of its file; the beginning where [`Finding::lines`] has nothing.
    #[must_use]
    pub fn span(&self) -> Span {
        self.lines().unwrap_or_default()
    }

    /// Its cell, where that alone says where it is: a workbook has no lines.
    #[must_use]
    pub fn only_cell(&self) -> Option<&TableCell> {
        self.cell().filter(|cell| cell.span.is_none())
    }

    /// The message, for formats that know lines only: in a workbook the cell stands in front.
    #[must_use]
    pub fn placed_message(&self, lang: Lang) -> Cow<'static, str> {
        let message = self.message_in(lang);
        match self.only_cell() {
            Some(cell) if lang == Lang::Zh => format!("{}：{message}", cell.address).into(),
            Some(cell) => format!("{}: {message}", cell.shown(lang)).into(),
            None => message,
        }
    }

    /// Findings of a file stand by place, then code.
    #[must_use]
    pub fn order(&self) -> (u32, &'static str, u32) {
        let span = self.span();
        (span.start, self.rule.code, span.end)
    }

    /// The message.
    #[must_use]
    pub fn message_in(&self, lang: Lang) -> Cow<'static, str> {
        render(self.message.get(lang), &self.args, lang)
    }

    /// What to do.
    #[must_use]
    pub fn help_in(&self, lang: Lang) -> Cow<'static, str> {
        let help = self.help.unwrap_or(&self.rule.help);
        render(help.get(lang), &self.args, lang)
    }

    /// What it rests on, as people cite it: its law, else the fact that its rule rests on.
    #[must_use]
    pub fn source(&self, lang: Lang) -> Cow<'static, str> {
        let law = &*self.law;
        match lang {
            _ if law.is_empty() => self.rule.source.get(lang).into(),
            Lang::Zh => chinese_list(law).join("；").into(),
            Lang::En => english_list(law).join("; ").into(),
        }
    }

    /// What the fix does.
    #[must_use]
    pub fn fix_message(&self, lang: Lang) -> Option<Cow<'static, str>> {
        let fix = self.fix.as_ref()?;
        Some(render(fix.message.get(lang), &self.args, lang))
    }

    /// What is at a related place.
    #[must_use]
    pub fn related_message(&self, nth: usize, lang: Lang) -> Cow<'static, str> {
        render(self.related[nth].message.get(lang), &self.args, lang)
    }

    /// Where a related place is: the file, which is `source` unless it is another one, and both ends.
    #[must_use]
    pub fn related_place<'s>(&'s self, nth: usize, source: &'s Source) -> (&'s str, Position, Position) {
        match &self.related[nth].place {
            RelatedPlace::There(range) => (&range.file, range.start, range.end),
            RelatedPlace::Here(span) => {
                let (start, end) = source.positions(*span);
                (&source.name, start, end)
            }
        }
    }

    /// Who may apply the fix, if there is one.
    #[must_use]
    pub fn applicability(&self) -> Option<Applicability> {
        self.fix.as_ref().map(|fix| fix.applicability)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A check of a bad catalog holds hundreds of thousands.
    #[test]
    fn a_finding_takes_no_more_than_300_bytes() {
        let size = size_of::<Finding>();
        assert!(size <= 300, "{size}");
    }

    #[test]
    fn addresses_are_said_in_the_language_of_the_reader() {
        let shown = |address: &str, lang| TableCell::new(address.to_owned(), String::new()).shown(lang).into_owned();
        for (address, english) in [
            ("第3行第12列", "row 3, column 12"),
            ("表2 第3行第5列", "table 2, row 3, column 5"),
            ("Sheet1!F12:F15", "Sheet1!F12:F15"),
            ("'第3行第5列'!F12", "'第3行第5列'!F12"),
            ("第3行第5列至第6列", "第3行第5列至第6列"),
        ] {
            assert_eq!((shown(address, Lang::Zh).as_str(), shown(address, Lang::En).as_str()), (address, english));
        }
    }
}
