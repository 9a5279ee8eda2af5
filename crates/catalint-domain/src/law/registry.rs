//! Looking acts up by title.

use std::borrow::Cow;
use std::collections::HashSet;
use std::ops::Range;
use std::sync::{Arc, LazyLock, OnceLock};

use super::near::NearIndex;
use super::numbers::NumberIndex;
use super::row::{Law, RowText};
use super::source::{self, FILES};
use crate::citation::fold;
use crate::date::Date;

/// All acts that are known, and the ways to find them.
///
/// A row of the built-in data stays text until it is asked for: a run needs few of them. The same
/// holds for the ways to find them: not every run looks an act up.
#[derive(Debug)]
pub struct Registry {
    /// Unless they are given, the built-in ones.
    rows: OnceLock<Vec<RegistryRow>>,
    /// The rows of each built-in file, in which titles stand in order; none where other rows were given.
    files: OnceLock<Vec<Range<usize>>>,
    /// Sorted by text.
    keys: OnceLock<Vec<TitleKey>>,
    near: OnceLock<NearIndex>,
    pub(super) numbers: OnceLock<NumberIndex>,
    /// Unless it is given, the day that the built-in files name.
    checked_to: OnceLock<Date>,
}

/// A row, read or still to be read.
#[derive(Debug)]
pub(super) struct RegistryRow {
    /// The line of the built-in data; empty for a row that came as a [`Law`].
    line: &'static str,
    law: OnceLock<Box<Law>>,
}

impl RegistryRow {
    fn of(law: Law) -> Self {
        Self { line: "", law: OnceLock::from(Box::new(law)) }
    }

    pub(super) fn law(&self) -> &Law {
        self.law.get_or_init(|| {
            Box::new(source::builtin_row(self.line).expect("a test reads every row of the built-in data"))
        })
    }

    fn title(&self) -> RowText {
        if self.line.is_empty() { self.law().title.clone() } else { Cow::Borrowed(source::head(self.line).title) }
    }

    /// The title as it is written, without 中华人民共和国, and what kind of key it makes.
    fn core(&self) -> (&str, KeyRole) {
        let title = match self.line {
            "" => self.law().title.as_ref(),
            line => &line[..memchr::memchr(b'\t', line.as_bytes()).unwrap_or(line.len())],
        };
        match title.strip_prefix(COUNTRY) {
            Some(core) if !core.is_empty() => (core, KeyRole::Prefixed),
            _ => (title, KeyRole::Title),
        }
    }

    /// The texts of the act's numbers, with what stands beside them in the data.
    pub(super) fn numbers(&self) -> Vec<&str> {
        if self.line.is_empty() {
            return self.law().numbers.iter().map(|number| number.text.as_ref()).collect();
        }
        source::head(self.line).numbers().collect()
    }

    /// Adds the key of the title to the first list, and those of all other names to the second.
    fn keys(&self, row: u32, titles: &mut Vec<TitleKey>, others: &mut Vec<TitleKey>) {
        let mut add = |name: RowText, role: KeyRole| others.push(TitleKey { text: folded(name), row, role });
        let title = if self.line.is_empty() {
            let law = self.law();
            law.aliases.iter().for_each(|alias| add(alias.clone(), KeyRole::Alias));
            law.misspellings.iter().for_each(|wrong| add(wrong.clone(), KeyRole::Misspelling));
            law.title.clone()
        } else {
            let head = source::head(self.line);
            source::items(head.aliases).for_each(|alias| add(Cow::Borrowed(alias), KeyRole::Alias));
            source::items(head.misspellings).for_each(|wrong| add(Cow::Borrowed(wrong), KeyRole::Misspelling));
            Cow::Borrowed(head.title)
        };
        titles.push(title_key(title, row));
    }
}

/// A name of an act in the form in which titles are compared, without 中华人民共和国 if it is the
/// act's own title.
#[derive(Debug, Clone)]
pub(super) struct TitleKey {
    pub(super) text: RowText,
    pub(super) row: u32,
    pub(super) role: KeyRole,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum KeyRole {
    /// A title that begins with 中华人民共和国, which the key leaves out.
    Prefixed,
    /// Any other title.
    Title,
    Alias,
    Misspelling,
}

/// An act that was found.
#[derive(Debug, Clone, Copy)]
pub struct Match<'r> {
    /// The act.
    pub law: &'r Law,
    /// How its title and the one that was looked up agree.
    pub how: How,
}

/// How a title agrees with the one on record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum How {
    /// They are the same.
    Exact,
    /// Only 中华人民共和国 is missing.
    Short,
    /// It is another name of the act.
    Alias,
    /// 中华人民共和国 stands before a title that has it not.
    Prefixed,
    /// It is a wrong form on record, which can mean nothing else.
    Misspelling,
    /// It is on no record, and near to this title and to no other.
    Near,
}

/// The registry of whoever adds nothing.
static BUILTIN: LazyLock<Arc<Registry>> = LazyLock::new(|| Arc::new(Registry::with(OnceLock::new())));

const COUNTRY: &str = "中华人民共和国";

impl Registry {
    /// The rows that come with the library.
    #[must_use]
    pub fn builtin() -> &'static Self {
        &BUILTIN
    }

    /// The same, for whoever holds a registry that may also be one of a config.
    #[must_use]
    pub fn shared_builtin() -> Arc<Self> {
        Arc::clone(&BUILTIN)
    }

    /// A registry of these rows alone. Of two rows with one title the later counts.
    #[must_use]
    pub fn of(laws: Vec<Law>) -> Self {
        Self::with(OnceLock::from(laws.into_iter().map(RegistryRow::of).collect::<Vec<_>>()))
    }

    /// The built-in rows and `extra`; one of `extra` takes the place of a row with the same title.
    #[must_use]
    pub fn builtin_and(extra: Vec<Law>) -> Self {
        let titles: HashSet<&str> = extra.iter().map(|new| new.title.as_ref()).collect();
        let kept = |row: &RegistryRow| !titles.contains(row.title().as_ref());
        let mut rows: Vec<RegistryRow> = builtin_rows().filter(kept).collect();
        drop(titles);
        rows.extend(extra.into_iter().map(RegistryRow::of));
        Self::with(OnceLock::from(rows))
    }

    /// The registry of a config: the built-in one for all, or else the built-in rows and `extra`, which goes when the
    /// last one lets go of it. `checked_to` is the day that `extra` claims to be checked to, where it does; one before
    /// that of the built-in rows counts for nothing.
    #[must_use]
    pub fn shared(extra: Vec<Law>, checked_to: Option<Date>) -> Arc<Self> {
        let checked_to = checked_to.max(Some(Self::builtin().checked_to()));
        if extra.is_empty() && checked_to == Some(Self::builtin().checked_to()) {
            return Self::shared_builtin();
        }
        let checked_to = checked_to.map(OnceLock::from).unwrap_or_default();
        Arc::new(Self { checked_to, ..Self::builtin_and(extra) })
    }

    const fn with(rows: OnceLock<Vec<RegistryRow>>) -> Self {
        Self {
            rows,
            files: OnceLock::new(),
            keys: OnceLock::new(),
            near: OnceLock::new(),
            numbers: OnceLock::new(),
            checked_to: OnceLock::new(),
        }
    }

    fn keys(&self) -> &[TitleKey] {
        self.keys.get_or_init(|| sorted_keys(self.rows()))
    }

    /// All acts. Reads all rows, which takes longer than finding one.
    pub fn laws(&self) -> impl ExactSizeIterator<Item = &Law> {
        self.rows().iter().map(RegistryRow::law)
    }

    pub(super) fn rows(&self) -> &[RegistryRow] {
        self.rows.get_or_init(|| {
            let (mut rows, mut files) = (Vec::new(), Vec::with_capacity(FILES.len()));
            for file in FILES {
                let start = rows.len();
                rows.extend(rows_of(file));
                files.push(start..rows.len());
            }
            let _ = self.files.set(files);
            rows
        })
    }

    /// The row with this full title.
    #[must_use]
    pub fn by_title(&self, title: &str) -> Option<&Law> {
        self.find(title).filter(|found| found.how == How::Exact).map(|found| found.law)
    }

    /// The act on record under this name, full, short, other or wrong. `None` is no finding: most
    /// acts are not on record.
    ///
    /// Blanks, the marks of inner titles and the width of brackets make no difference.
    #[must_use]
    pub fn find(&self, title: &str) -> Option<Match<'_>> {
        self.find_folded(title).or_else(|| match fold(title) {
            Cow::Borrowed(_) => None,
            Cow::Owned(folded) => self.find_folded(&folded),
        })
    }

    fn find_folded(&self, title: &str) -> Option<Match<'_>> {
        let Some(core) = title.strip_prefix(COUNTRY) else {
            let (law, role) = self.key(title)?;
            let how = match role {
                KeyRole::Prefixed => How::Short,
                KeyRole::Title => How::Exact,
                KeyRole::Alias => How::Alias,
                KeyRole::Misspelling => How::Misspelling,
            };
            return Some(Match { law, how });
        };
        let found = self.key(core);
        if let Some((law, KeyRole::Prefixed)) = found {
            return Some(Match { law, how: How::Exact });
        }
        // A name on record may begin with 中华人民共和国 itself.
        if let Some((law, role)) = self.key(title) {
            return Some(Match { law, how: if role == KeyRole::Alias { How::Alias } else { How::Misspelling } });
        }
        let (law, role) = found.filter(|(law, _)| law.kind.is_national())?;
        Some(Match { law, how: if role == KeyRole::Misspelling { How::Misspelling } else { How::Prefixed } })
    }

    fn key(&self, text: &str) -> Option<(&Law, KeyRole)> {
        if self.keys.get().is_none()
            && let Some(found) = self.standing(text)
        {
            return Some(found);
        }
        let keys = self.keys();
        let first = keys.partition_point(|key| key.text.as_bytes() < text.as_bytes());
        let key = keys.get(first).filter(|key| key.text == text)?;
        Some((self.rows().get(key.row as usize)?.law(), key.role))
    }

    /// The act that stands and has this very title: found without the index of all names, which most catalogs
    /// do not need. None where the index may know better.
    fn standing(&self, text: &str) -> Option<(&Law, KeyRole)> {
        let rows = self.rows();
        let of_file = |file: &Range<usize>| {
            let rows = &rows[file.clone()];
            let row = rows.get(rows.partition_point(|row| row.core().0 < text)).filter(|row| row.core().0 == text)?;
            Some((row.law(), row.core().1))
        };
        let mut found = self.files.get()?.iter().filter_map(of_file);
        let only = found.next().filter(|(law, _)| !law.has_ended())?;
        found.next().is_none().then_some(only)
    }

    /// The one act whose title is clearly the nearest to this one, which is on no record itself.
    /// Costs more than [`Registry::find`]: for titles that it does not find.
    #[must_use]
    pub fn near(&self, title: &str) -> Option<Match<'_>> {
        let folded = fold(title);
        if self.find_folded(&folded).is_some() {
            return None;
        }
        let index = self.near.get_or_init(|| NearIndex::of(self.keys()));
        let law = index.nearest(&folded, self.keys(), self.rows())?;
        Some(Match { law, how: How::Near })
    }

    /// [`Registry::find`], or else [`Registry::near`].
    #[must_use]
    pub fn resolve(&self, title: &str) -> Option<Match<'_>> {
        self.find(title).or_else(|| self.near(title))
    }

    /// The last day up to which the rows were checked.
    #[must_use]
    pub fn checked_to(&self) -> Date {
        *self
            .checked_to
            .get_or_init(|| source::builtin_facts_as_of().expect("a test reads the head of every built-in file"))
    }
}

fn builtin_rows() -> impl Iterator<Item = RegistryRow> {
    FILES.into_iter().flat_map(rows_of)
}

fn rows_of(file: &'static str) -> impl Iterator<Item = RegistryRow> {
    source::lines(file).map(|line| RegistryRow { line, law: OnceLock::new() })
}

fn sorted_keys(rows: &[RegistryRow]) -> Vec<TitleKey> {
    // The titles come in the order of the files, which is theirs too: that sorts fast.
    let (mut keys, mut others) = (Vec::with_capacity(rows.len() + rows.len() / 4), Vec::new());
    for (row, index) in rows.iter().zip(0_u32..) {
        row.keys(index, &mut keys, &mut others);
    }
    keys.append(&mut others);
    keys.sort_by(|a, b| {
        // Before others of the same text: titles, then acts that stand, then later rows.
        let rank = |key: &TitleKey| {
            (key.role.max(KeyRole::Title), rows[key.row as usize].law().has_ended(), u32::MAX - key.row)
        };
        a.text.as_bytes().cmp(b.text.as_bytes()).then_with(|| rank(a).cmp(&rank(b)))
    });
    keys
}

fn title_key(title: RowText, row: u32) -> TitleKey {
    let core = match &title {
        Cow::Borrowed(title) => title.strip_prefix(COUNTRY).map(Cow::Borrowed),
        Cow::Owned(title) => title.strip_prefix(COUNTRY).map(|core| Cow::Owned(core.to_owned())),
    };
    match core.filter(|core| !core.is_empty()) {
        Some(core) => TitleKey { text: folded(core), row, role: KeyRole::Prefixed },
        None => TitleKey { text: folded(title), row, role: KeyRole::Title },
    }
}

fn folded(name: RowText) -> RowText {
    match name {
        Cow::Borrowed(name) => fold(name),
        Cow::Owned(name) => Cow::Owned(fold(&name).into_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_act_found_without_the_index_is_the_one_that_the_index_finds() {
        let (without, with) = (Registry::with(OnceLock::new()), Registry::with(OnceLock::new()));
        with.keys();
        let name = |found: Option<(&Law, KeyRole)>| found.map(|(law, role)| (law.title.clone(), role));
        let mut found = 0;
        for row in without.rows() {
            let text = fold(row.core().0).into_owned();
            if let Some(standing) = without.standing(&text) {
                assert_eq!(name(Some(standing)), name(with.key(&text)), "{text}");
                found += 1;
            }
        }
        assert!(found > without.rows().len() / 2 && without.keys.get().is_none(), "{found}");
    }
}
