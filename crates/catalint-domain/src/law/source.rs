//! The rows as text: `title`, kind, then cells `key=value`, tab-separated, one act a line.

use std::borrow::Cow;
use std::fmt;

use super::row::{
    ActEnd, ActKind, ActRecord, ArticleCount, Confidence, ItemCount, Law, LawNumber, Recalled, Role, RowSource,
    RowText, SourceKind,
};
use crate::date::Date;

/// The built-in files.
pub(super) const FILES: [&str; 5] = [
    include_str!("../../data/laws/laws.tsv"),
    include_str!("../../data/laws/regulations.tsv"),
    include_str!("../../data/laws/rules.tsv"),
    include_str!("../../data/laws/local.tsv"),
    include_str!("../../data/laws/documents.tsv"),
];

/// The lines of a file that are rows; those that begin with `#` are comments.
pub(super) fn lines(file: &'static str) -> impl Iterator<Item = &'static str> {
    let mut rest = file;
    let lines = std::iter::from_fn(move || {
        let (line, behind) = cut(rest, b'\n');
        rest = behind;
        (!line.is_empty() || !behind.is_empty()).then_some(line)
    });
    lines.filter(|line| !line.is_empty() && !line.starts_with('#'))
}

/// Other programs may begin a text with it.
const BOM: char = '\u{feff}';

/// The day up to which all built-in files were checked: the earliest that their heads name.
pub(super) fn builtin_facts_as_of() -> Option<Date> {
    FILES.iter().filter_map(|file| facts_as_of(file)).min()
}

/// The day up to which a file of rows was checked, as its head names it: `# Facts as of 2026-09-30.`
#[must_use]
pub fn facts_as_of(file: &str) -> Option<Date> {
    const WORDS: &str = "Facts as of ";
    let head = file.trim_start_matches(BOM).lines().take_while(|line| line.starts_with('#'));
    head.filter_map(|line| line.split_once(WORDS)).find_map(|(_, day)| day.get(..10)?.parse().ok())
}

/// The rows of a file like the built-in ones: where the line begins, and the act, or the part of the line that can't be
/// read.
pub fn of_file(file: &str) -> impl Iterator<Item = (usize, Result<Law, &str>)> {
    let starts = std::iter::once(0).chain(memchr::memchr_iter(b'\n', file.as_bytes()).map(|at| at + 1));
    let lines = starts.zip(file.split('\n')).map(|(start, line)| match line.strip_prefix(BOM) {
        Some(rest) => (start + BOM.len_utf8(), rest.trim_end_matches('\r')),
        None => (start, line.trim_end_matches('\r')),
    });
    let lines = lines.filter(|(_, line)| !line.trim().is_empty() && !line.starts_with('#'));
    lines.map(|(start, line)| (start, row(line, owned)))
}

/// What stands before a mark and behind it; all and nothing where it is not there.
fn cut(text: &'static str, mark: u8) -> (&'static str, &'static str) {
    memchr::memchr(mark, text.as_bytes()).map_or((text, ""), |at| (&text[..at], &text[at + 1..]))
}

/// What a row is found by, taken from its line without reading the rest.
pub(super) struct RowHead {
    /// The full title.
    pub(super) title: &'static str,
    /// The value of the cell, a list; empty without it.
    pub(super) aliases: &'static str,
    /// The value of the cell, a list; empty without it.
    pub(super) misspellings: &'static str,
    /// The cells behind.
    rest: &'static str,
}

/// The beginning of a line. The cells of names stand first, so most lines are done with at once.
pub(super) fn head(line: &'static str) -> RowHead {
    let cut = |text| cut(text, b'\t');
    let (title, rest) = cut(line);
    let (_kind, rest) = cut(rest);
    let (aliases, rest) = rest.strip_prefix("aliases=").map_or(("", rest), cut);
    let (misspellings, rest) = rest.strip_prefix("misspellings=").map_or(("", rest), cut);
    RowHead { title, aliases, misspellings, rest }
}

impl RowHead {
    /// The entries of the cell of numbers.
    pub(super) fn numbers(&self) -> impl Iterator<Item = &'static str> {
        let cell = self.rest.split('\t').take(2).find_map(|cell| cell.strip_prefix("numbers="));
        cell.into_iter().flat_map(|list| list.split('|'))
    }
}

/// The items of a list.
pub(super) fn items(list: &'static str) -> impl Iterator<Item = &'static str> {
    list.split('|').filter(|item| !item.is_empty())
}

/// How a text of a row is kept: borrowed from the built-in data, or owned.
type Keep<'v> = fn(&'v str) -> RowText;

fn owned(text: &str) -> RowText {
    Cow::Owned(text.to_owned())
}

/// One row of the built-in data, or the cell that cannot be read.
pub(super) fn builtin_row(line: &'static str) -> Result<Law, &'static str> {
    row(line, Cow::Borrowed)
}

fn row<'v>(line: &'v str, keep: Keep<'v>) -> Result<Law, &'v str> {
    let mut cells = line.split('\t');
    let title = cells.next().filter(|title| !title.is_empty()).ok_or(line)?;
    let kind = cells.next().and_then(ActKind::of_name).ok_or(line)?;
    let mut law = Law::new(keep(title), kind);
    let mut ended = Ended::default();
    for cell in cells {
        let (key, value) = cell.split_once('=').ok_or(cell)?;
        set(&mut law, &mut ended, key, value, keep).ok_or(cell)?;
    }
    law.record = ended.record().ok_or(line)?;
    Ok(law)
}

/// Why the cells of a row that a repository adds make no [`Law`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BadLawRow {
    /// The cell at this position has no known key, or a value that its key does not take.
    Cell(usize),
    /// `status`, `ended`, `by` and `via` do not go together.
    End,
}

impl Law {
    /// The row with these cells, keys and values as in `data/laws/*.tsv`.
    ///
    /// # Errors
    /// At the first cell that can't be read.
    pub fn of_cells(title: &str, kind: ActKind, cells: &[(&str, &str)]) -> Result<Self, BadLawRow> {
        let mut law = Self::new(Cow::Owned(title.to_owned()), kind);
        let mut ended = Ended::default();
        for (nth, (key, value)) in cells.iter().enumerate() {
            set(&mut law, &mut ended, key, value, owned).ok_or(BadLawRow::Cell(nth))?;
        }
        law.record = ended.record().ok_or(BadLawRow::End)?;
        Ok(law)
    }

    /// The keys of the cells of a row, in the order of the files.
    #[must_use]
    pub fn cell_keys() -> Vec<&'static str> {
        cells(&Self::new(Cow::Borrowed(""), ActKind::Law)).into_iter().map(|(key, _)| key).collect()
    }
}

/// The cells that make up [`Law::record`].
#[derive(Default)]
struct Ended<'v> {
    status: &'v str,
    on: Option<Date>,
    by: Option<RowText>,
    via: Option<RowText>,
}

impl Ended<'_> {
    fn record(self) -> Option<ActRecord> {
        let Self { status, on, by, via } = self;
        let end = on.map(|on| ActEnd { on, by, via });
        match (status, end) {
            ("", None) => Some(ActRecord::Unknown),
            ("in-force", None) => Some(ActRecord::InForce),
            ("gone", None) => Some(ActRecord::Gone),
            ("repealed", Some(end)) => Some(ActRecord::Repealed(end)),
            ("superseded", Some(end)) => Some(ActRecord::Superseded(end)),
            _ => None,
        }
    }
}

fn set<'v>(law: &mut Law, ended: &mut Ended<'v>, key: &str, value: &'v str, keep: Keep<'v>) -> Option<()> {
    match key {
        "aliases" => law.aliases = value.split('|').map(keep).collect(),
        "misspellings" => law.misspellings = value.split('|').map(keep).collect(),
        "issuer" => law.issuer = Some(keep(value)),
        "numbers" => law.numbers = numbers(value, keep)?,
        "promulgated" => law.promulgated = Some(value.parse().ok()?),
        "effective" => law.effective = Some(value.parse().ok()?),
        "text_effective" => law.text_effective = Some(value.parse().ok()?),
        "revised" => law.revised = Some(value.parse().ok()?),
        "revised_effective" => law.revised_effective = Some(value.parse().ok()?),
        "articles" => law.articles = Some(article_count(value)?),
        "items" => law.items = value.split('|').map(item_count).collect::<Option<_>>()?,
        "status" => ended.status = value,
        "ended" => ended.on = Some(value.parse().ok()?),
        "by" => ended.by = Some(keep(value)),
        "via" => ended.via = Some(keep(value)),
        "confidence" => law.confidence = confidence(value)?,
        "recalled" => law.recalled = recalled(value)?,
        "source" => law.sources = value.split('|').map(source).collect::<Option<_>>()?,
        _ => return None,
    }
    Some(())
}

impl LawNumber {
    /// Reads a number as it stands in the data: `2019-04-03 国务院令第711号 修订`. The day may be a
    /// year or absent; so may the role, which is 修订, 修正, 旧 or 另.
    #[must_use]
    pub fn of_row(value: &str) -> Option<Self> {
        number(value).map(|(text, number)| Self { text: Cow::Owned(text.to_owned()), ..number })
    }
}

/// The text of a number and the rest of what the data say of it.
fn number(value: &str) -> Option<(&str, LawNumber)> {
    let mut words = value.split(' ').peekable();
    let when = words.next_if(|word| word.starts_with(|c: char| c.is_ascii_digit()));
    let issued: Option<Date> = when.and_then(|when| when.parse().ok());
    let year = match (when, issued) {
        (None, _) => None,
        (Some(_), Some(date)) => Some(date.year()),
        (Some(year), None) => Some(year.parse().ok().filter(|_| year.len() == 4)?),
    };
    let text = words.next()?;
    let role = match words.next() {
        None => Role::Issued,
        Some("修订") => Role::Revised,
        Some("修正") => Role::Amended,
        Some("旧") => Role::Former,
        Some("另") => Role::Beside,
        Some(_) => return None,
    };
    words.next().is_none().then_some((text, LawNumber { text: RowText::default(), year, issued, role }))
}

fn numbers<'v>(value: &'v str, keep: Keep<'v>) -> Option<Vec<LawNumber>> {
    let read = value.split('|').map(number);
    read.map(|found| found.map(|(text, number)| LawNumber { text: keep(text), ..number })).collect()
}

/// `56`, or `80?` where it was not counted in the text now in force.
fn article_count(value: &str) -> Option<ArticleCount> {
    let digits = value.strip_suffix('?');
    let count = digits.unwrap_or(value).parse().ok()?;
    Some(ArticleCount { count, of_current_text: digits.is_none() })
}

/// `20:15`, article and items.
fn item_count(value: &str) -> Option<ItemCount> {
    let (article, count) = value.split_once(':')?;
    Some(ItemCount { article: article.parse().ok()?, count: count.parse().ok()? })
}

fn confidence(value: &str) -> Option<Confidence> {
    [Confidence::Verified, Confidence::Sure, Confidence::Doubtful].into_iter().find(|level| level.name() == value)
}

fn recalled(value: &str) -> Option<Recalled> {
    let mut found = Recalled::default();
    for field in value.split('|') {
        match field {
            "effective" => found.effective = true,
            "numbers" => found.numbers = true,
            "revised_effective" => found.revised_effective = true,
            _ => return None,
        }
    }
    Some(found)
}

/// `register 2026-07-31`: what was seen, and the day up to which it holds.
fn source(value: &str) -> Option<RowSource> {
    let (word, day) = value.split_once(' ')?;
    let kind = SourceKind::ALL.into_iter().find(|kind| kind.name() == word)?;
    Some(RowSource { kind, on: day.parse().ok()? })
}

impl fmt::Display for RowSource {
    /// As in the data: `register 2026-07-31`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.kind.name(), self.on)
    }
}

impl fmt::Display for LawNumber {
    /// As in the data: `2019-04-03 国务院令第711号 修订`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.issued, self.year) {
            (Some(date), _) => write!(f, "{date} ")?,
            (None, Some(year)) => write!(f, "{year} ")?,
            (None, None) => {}
        }
        f.write_str(&self.text)?;
        f.write_str(match self.role {
            Role::Issued => "",
            Role::Revised => " 修订",
            Role::Amended => " 修正",
            Role::Former => " 旧",
            Role::Beside => " 另",
        })
    }
}

impl fmt::Display for Law {
    /// The row as it stands in the data, without a line end.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}\t{}", self.title, self.kind.name())?;
        for (key, value) in cells(self) {
            if !value.is_empty() {
                write!(f, "\t{key}={value}")?;
            }
        }
        Ok(())
    }
}

/// All cells in the order of the files, empty ones too.
fn cells(law: &Law) -> Vec<(&'static str, String)> {
    let day = |date: Option<Date>| date.map(|date| date.to_string()).unwrap_or_default();
    let text = |text: Option<&RowText>| text.map(|text| text.to_string()).unwrap_or_default();
    let numbers: Vec<String> = law.numbers.iter().map(ToString::to_string).collect();
    let items: Vec<String> = law.items.iter().map(|items| format!("{}:{}", items.article, items.count)).collect();
    let articles =
        law.articles.map(|articles| format!("{}{}", articles.count, if articles.of_current_text { "" } else { "?" }));
    let (status, end) = match &law.record {
        ActRecord::Unknown => ("", None),
        ActRecord::InForce => ("in-force", None),
        ActRecord::Gone => ("gone", None),
        ActRecord::Repealed(end) => ("repealed", Some(end)),
        ActRecord::Superseded(end) => ("superseded", Some(end)),
    };
    let confidence = if law.confidence == Confidence::Verified { "" } else { law.confidence.name() };
    let recalled = [
        ("effective", law.recalled.effective),
        ("numbers", law.recalled.numbers),
        ("revised_effective", law.recalled.revised_effective),
    ];
    let recalled: Vec<&str> = recalled.iter().filter(|(_, set)| *set).map(|(field, _)| *field).collect();
    let sources: Vec<String> = law.sources.iter().map(ToString::to_string).collect();
    vec![
        ("aliases", law.aliases.join("|")),
        ("misspellings", law.misspellings.join("|")),
        ("issuer", text(law.issuer.as_ref())),
        ("numbers", numbers.join("|")),
        ("promulgated", day(law.promulgated)),
        ("effective", day(law.effective)),
        ("text_effective", day(law.text_effective)),
        ("revised", day(law.revised)),
        ("revised_effective", day(law.revised_effective)),
        ("articles", articles.unwrap_or_default()),
        ("items", items.join("|")),
        ("status", status.to_owned()),
        ("ended", day(end.map(|end| end.on))),
        ("by", text(end.and_then(|end| end.by.as_ref()))),
        ("via", text(end.and_then(|end| end.via.as_ref()))),
        ("confidence", confidence.to_owned()),
        ("recalled", recalled.join("|")),
        ("source", sources.join("|")),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    const COUNTRY: &str = "中华人民共和国";

    #[test]
    fn built_in_rows_are_written_as_they_are_read() {
        for line in FILES.into_iter().flat_map(lines) {
            assert_eq!(builtin_row(line).map(|law| law.to_string()), Ok(line.to_owned()));
        }
    }

    #[test]
    fn built_in_rows_have_their_names_where_the_index_looks_for_them() {
        for line in FILES.into_iter().flat_map(lines) {
            let law = builtin_row(line).expect("every row can be read");
            let head = head(line);
            assert_eq!(head.title, law.title);
            assert!(items(head.aliases).eq(law.aliases.iter()), "{line}");
            assert!(items(head.misspellings).eq(law.misspellings.iter()), "{line}");
            assert_eq!(head.numbers().count(), law.numbers.len(), "{line}");
        }
    }

    #[test]
    fn built_in_files_are_sorted_and_name_the_day_they_were_checked() {
        for file in FILES {
            assert!(facts_as_of(file).is_some());
            let titles: Vec<&str> = lines(file).map(|line| head(line).title).collect();
            assert!(titles.is_sorted_by_key(|title| title.strip_prefix(COUNTRY).unwrap_or(title)));
        }
    }

    #[test]
    fn a_row_that_cannot_be_read_names_its_cell() {
        for (line, cell) in [
            ("甲法\t法律\teffective=2026-02-30", "effective=2026-02-30"),
            ("甲法\t法律\tsince=2026-02-20", "since=2026-02-20"),
            ("甲法\t法律\tstatus=repealed", "甲法\t法律\tstatus=repealed"),
            ("甲法\t法规", "甲法\t法规"),
            ("甲法\t法律\tnumbers=主席令第1号 新", "numbers=主席令第1号 新"),
        ] {
            assert_eq!(builtin_row(line), Err(cell));
        }
    }
}
