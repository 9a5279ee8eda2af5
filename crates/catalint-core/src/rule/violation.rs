//! What a rule found, before anybody words it.

use std::borrow::Cow;

use super::{Arg, Lang, Localized, Rule};
use crate::fix::Fix;
use crate::model::{Entry, Field, Item};
use catalint_domain::law::Provision;
use catalint_text::{Elsewhere, Span};

/// A finding as the rule makes it: places and arguments, no rendered text.
#[derive(Debug, Clone)]
pub struct Violation {
    /// The rule.
    pub rule: &'static Rule,
    /// Which of the rule's messages.
    pub message: &'static Localized,
    /// What to do, where this finding knows it better than the rule.
    pub help: Option<Localized>,
    /// Where.
    pub span: Span,
    /// Index of the item, if it is about one.
    pub item: Option<usize>,
    /// Further items for which it holds: those that share a merged cell or a default with the first.
    pub also: Vec<usize>,
    /// JSON Pointer with canonical keys; empty for the file.
    pub pointer: String,
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
    pub fix: Option<Fix>,
    /// Severity where this finding's differs from the rule's.
    pub severity: Option<super::Severity>,
    /// The cell of a table that it is about, where the catalog was read from one.
    pub cell: Option<Cell>,
    /// Whether it hangs on what could not be read: then it silences others and is not reported.
    pub held: bool,
}

/// A cell of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    /// Where it is, as people find it: `Sheet1!F12`, `第3行第5列`.
    pub address: String,
    /// The words that the finding is about, as the table has them; may be empty.
    pub text: String,
    /// What stands in the cell before and behind them, as far as there is room for it; `…` stands for the rest.
    pub around: (String, String),
    /// The head of its column; empty where it has none.
    pub head: String,
}

impl Cell {
    /// A cell of which no more is known than where it is and what the finding is about.
    #[must_use]
    pub fn new(address: String, text: String) -> Self {
        Self { address, text, around: (String::new(), String::new()), head: String::new() }
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
    pub message: Localized,
    /// Where, in the file of the finding.
    pub span: Span,
    /// Where, if it is another file; then the span means nothing.
    pub elsewhere: Option<Elsewhere>,
}

impl Violation {
    /// A finding at a span of the file.
    #[must_use]
    pub fn new(rule: &'static Rule, span: Span) -> Self {
        let message = &rule.messages[0];
        Self {
            rule,
            message,
            help: None,
            span,
            item: None,
            pointer: String::new(),
            cause: None,
            args: Vec::new(),
            law: Cow::Borrowed(if rule.law.len() == 1 { rule.law } else { &[] }),
            related: Vec::new(),
            fix: None,
            also: Vec::new(),
            severity: None,
            cell: None,
            held: false,
        }
    }

    /// A finding about a whole text of a field.
    #[must_use]
    pub fn entry(rule: &'static Rule, entry: Entry<'_>) -> Self {
        Self { item: entry.item(), pointer: entry.pointer(), ..Self::new(rule, entry.span()) }
    }

    /// A finding about a part of a text, given in bytes of [`Entry::text`].
    #[must_use]
    pub fn part(rule: &'static Rule, entry: Entry<'_>, part: std::ops::Range<usize>) -> Self {
        Self { span: entry.part(part), ..Self::entry(rule, entry) }
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

    /// Whether it stands at a default, and holds for the items that take it.
    #[must_use]
    pub fn is_at_default(&self) -> bool {
        self.item.is_some() && self.pointer.starts_with("/defaults/")
    }

    /// Whether its words name keys of the file.
    #[must_use]
    pub fn names_keys(&self) -> bool {
        let help = self.help.as_ref().unwrap_or(&self.rule.help);
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
        // Most have one or two: room for no more.
        self.args.reserve_exact(1);
        self.args.push((name, value.into()));
        self
    }

    /// Says which of the arguments make the cause; the others name the item or its own words. See [`Violation::cause`].
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
    pub fn help(mut self, help: Localized) -> Self {
        self.help = Some(help);
        self
    }

    /// Points at another place.
    #[must_use]
    pub fn related(mut self, span: Span, message: Localized) -> Self {
        self.related.reserve_exact(1);
        self.related.push(Related { message, span, elsewhere: None });
        self
    }

    /// Points at a place in another file.
    #[must_use]
    pub fn elsewhere(mut self, place: Elsewhere, message: Localized) -> Self {
        self.related.push(Related { message, span: Span::empty(0), elsewhere: Some(place) });
        self
    }

    /// Offers a fix, if there is one.
    #[must_use]
    pub fn fix(mut self, fix: Option<Fix>) -> Self {
        self.fix = fix;
        self
    }

    /// Is about a cell of a table.
    #[must_use]
    pub fn cell(mut self, cell: Cell) -> Self {
        self.cell = Some(cell);
        self
    }

    /// Has another severity than its rule.
    #[must_use]
    pub fn severity(mut self, severity: super::Severity) -> Self {
        self.severity = Some(severity);
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_said_in_the_language_of_the_reader() {
        let shown = |address: &str, lang| Cell::new(address.to_owned(), String::new()).shown(lang).into_owned();
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
