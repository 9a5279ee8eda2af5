//! The rows as text, `data/duties.tsv`: cells with tabs between, lists split by `|`. What each line
//! holds stands at the head of the file.
//!
//! Most items belong to no matter. So the file is only looked through for the words by which matters are
//! known; a matter is read when an item belongs to it, and kept.

use std::sync::{LazyLock, OnceLock};

use super::cells::{articles, day, event, level, limit, place, places};
use super::duty::{Basis, Duty, DutyAct, KnownBy, Matter, Medium, Phrase, SeenArticle};
use crate::law::ActKind;

/// The rows that come with the library.
pub(super) static BUILTIN: LazyLock<DutyFile> = LazyLock::new(|| {
    let file = DutyFile::scan(include_str!("../../data/duties.tsv"));
    file.expect("a test reads every row of the built-in data")
});

/// A line that cannot be read, and what is wrong with it: a cell, or the name of one that is missing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct BadDutyRow {
    /// From 1.
    pub(super) line: usize,
    pub(super) what: &'static str,
}

/// The rows, each read when it is asked for.
#[derive(Debug, Default)]
pub(super) struct DutyFile {
    blocks: Vec<DutyBlock>,
    /// Lists of words by their key.
    lists: Vec<(&'static str, &'static str)>,
    acts: Vec<(&'static str, &'static str, OnceLock<DutyAct>)>,
    media: Vec<(&'static str, &'static str, OnceLock<Medium>)>,
    /// Each word by which matters are known, sorted, with a bit for each of them.
    keys: Vec<(&'static str, u128)>,
}

/// A matter and its duties.
#[derive(Debug)]
struct DutyBlock {
    /// Number of its first line, from 1.
    at: usize,
    id: &'static str,
    keys: &'static str,
    /// The words by which its decisions are found among other things.
    among: &'static str,
    head: &'static str,
    duties: Vec<&'static str>,
    matter: OnceLock<Matter>,
}

/// The cell of a thing that is not there.
const NONE: &str = "-";

/// The entries of a list as it stands in the file; none of an empty one.
fn entries(list: &'static str) -> impl Iterator<Item = &'static str> {
    list.split('|').filter(|entry| !entry.is_empty())
}

impl DutyFile {
    /// Looks a file through.
    pub(super) fn scan(text: &'static str) -> Result<Self, BadDutyRow> {
        let mut file = Self::default();
        for (nth, line) in text.split('\n').enumerate() {
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            let at = nth + 1;
            let bad = BadDutyRow { line: at, what: line };
            let (kind, rest) = line.split_once('\t').ok_or_else(|| bad.clone())?;
            let (key, behind) = rest.split_once('\t').ok_or_else(|| bad.clone())?;
            match kind {
                "words" => file.lists.push((key, behind)),
                "act" => file.acts.push((key, behind, OnceLock::new())),
                "medium" => file.media.push((key, behind, OnceLock::new())),
                "matter" => {
                    let mut cells = behind.split('\t').skip(2);
                    let keys = cells.next().filter(|keys| *keys != NONE).unwrap_or_default();
                    let among = cells.find_map(|cell| cell.strip_prefix("among=")).unwrap_or_default();
                    let (duties, matter) = (Vec::new(), OnceLock::new());
                    file.blocks.push(DutyBlock { at, id: key, keys, among, head: behind, duties, matter });
                }
                "duty" => file.blocks.last_mut().ok_or(bad)?.duties.push(rest),
                _ => return Err(bad),
            }
        }
        file.keys = index(&file.blocks);
        Ok(file)
    }

    /// The words by which matters are known.
    pub(super) fn keys(&self) -> impl Iterator<Item = &'static str> + '_ {
        self.keys.iter().map(|(key, _)| *key)
    }

    /// The words by which decisions are found among other things.
    pub(super) fn among(&self) -> impl Iterator<Item = &'static str> + '_ {
        self.blocks.iter().flat_map(|block| entries(block.among))
    }

    /// The matters that are known by one of these words, in the order of the file.
    pub(super) fn known_by(
        &'static self,
        keys: impl Iterator<Item = &'static str>,
    ) -> impl Iterator<Item = &'static Matter> {
        let bits = |key| self.keys.binary_search_by_key(&key, |(key, _)| *key).map_or(0, |at| self.keys[at].1);
        let found = keys.fold(0, |found: u128, key| found | bits(key));
        self.blocks.iter().enumerate().filter(move |(i, _)| found >> i & 1 == 1).map(|(_, block)| self.matter(block))
    }

    /// The matters whose decisions one of these words names.
    pub(super) fn among_by(&'static self, words: Vec<&'static str>) -> impl Iterator<Item = &'static Matter> {
        let named = move |block: &&DutyBlock| entries(block.among).any(|word| words.contains(&word));
        self.blocks.iter().filter(named).map(|block| self.matter(block))
    }

    /// All matters.
    pub(super) fn matters(&'static self) -> impl Iterator<Item = &'static Matter> {
        self.blocks.iter().map(|block| self.matter(block))
    }

    /// The matter with a key.
    pub(super) fn by_id(&'static self, id: &str) -> Option<&'static Matter> {
        self.blocks.iter().find(|block| block.id == id).map(|block| self.matter(block))
    }

    fn matter(&'static self, block: &'static DutyBlock) -> &'static Matter {
        block.matter.get_or_init(|| self.read(block).expect("a test reads every row of the built-in data"))
    }

    /// The first row that cannot be read.
    #[cfg(test)]
    pub(super) fn fault(&'static self) -> Option<BadDutyRow> {
        self.blocks.iter().find_map(|block| self.read(block).err())
    }

    fn read(&'static self, block: &'static DutyBlock) -> Result<Matter, BadDutyRow> {
        let bad = |nth: usize| move |what| BadDutyRow { line: block.at + nth, what };
        let mut matter = self.head(block).map_err(bad(0))?;
        for (nth, line) in block.duties.iter().enumerate() {
            matter.duties.push(self.duty(line).map_err(bad(nth + 1))?);
        }
        // Each has a bit of eight.
        let Some(first) = matter.duties.first().filter(|_| matter.duties.len() <= 8) else {
            return Err(bad(0)("one duty, eight at most"));
        };
        if let Some(list) = block.head.split('\t').find_map(|cell| cell.strip_prefix("basis=")) {
            let law = places(first.act.name, list).ok_or_else(|| bad(0)(list))?;
            matter.basis = Some(Basis { act: first.act, article: articles(&law), law });
        }
        Ok(matter)
    }

    fn head(&'static self, block: &'static DutyBlock) -> Result<Matter, &'static str> {
        let mut cells = block.head.split('\t');
        let mut next = || cells.next().ok_or("a cell");
        let (zh, en, keys) = (next()?, next()?, next()?);
        let key = if keys == NONE { Vec::new() } else { self.list(keys)? };
        let mut known = KnownBy { key, ..KnownBy::default() };
        let mut medium = None;
        for cell in cells {
            let (key, value) = cell.split_once('=').ok_or(cell)?;
            match key {
                "last" => known.last = self.list(value)?,
                "all" => known.all = self.list(value)?,
                "with" => known.with = self.list(value)?,
                "told" => known.told = self.list(value)?,
                "not" => known.not = self.list(value)?,
                "among" => known.among = self.list(value)?,
                "apart" => known.apart = self.list(value)?,
                "basis" => {} // of the act that the first duty names
                "medium" => medium = Some(self.medium(value)?),
                _ => return Err(cell),
            }
        }
        let duties = Vec::new();
        Ok(Matter { id: block.id, name: Phrase { zh, en }, duties, medium, basis: None, known })
    }

    fn duty(&'static self, line: &'static str) -> Result<Duty, &'static str> {
        let mut cells = line.split('\t');
        let mut next = || cells.next().ok_or("a cell");
        let (act, article, what, zh, en) = (self.act(next()?)?, next()?, next()?, next()?, next()?);
        let law = place(act.name, article).ok_or(article)?;
        let (mut from, mut names, mut content, mut levels) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        let (mut wording, mut firm, mut since, mut until, mut seen, mut read) = (None, true, None, None, None, None);
        for cell in cells {
            let (key, value) = cell.split_once('=').ok_or(cell)?;
            match key {
                "wording" => wording = Some(value),
                "from" => from = self.list(value)?.into_iter().map(event).collect::<Option<_>>().ok_or(cell)?,
                "names" => names = self.list(value)?,
                "content" => content = self.list(value)?,
                "levels" => levels = value.split('|').map(level).collect::<Option<_>>().ok_or(cell)?,
                "manner" if value == "一般" => firm = false,
                "since" => since = Some(day(value).ok_or(cell)?),
                "until" => until = Some(day(value).ok_or(cell)?),
                "seen" => seen = Some(SeenArticle::of(value).ok_or(cell)?),
                "read" => read = Some(day(value).ok_or(cell)?),
                _ => return Err(cell),
            }
        }
        let since = since.filter(|since| until.is_none_or(|until| *since < until)).ok_or("since")?;
        Ok(Duty {
            limit: limit(what).ok_or(what)?,
            from,
            act,
            article: articles(std::slice::from_ref(&law)),
            law,
            says: Phrase { zh, en },
            wording: wording.ok_or("wording")?,
            firm,
            since,
            until,
            levels,
            seen: seen.ok_or("seen")?,
            read: read.ok_or("read")?,
            names,
            content,
        })
    }

    /// A list; `@KEY` stands for the words of that list.
    fn list(&self, value: &'static str) -> Result<Vec<&'static str>, &'static str> {
        let mut words = Vec::new();
        for word in value.split('|') {
            match word.strip_prefix('@') {
                Some(key) => {
                    let (_, list) = self.lists.iter().find(|(known, _)| *known == key).ok_or(word)?;
                    words.extend(list.split('|'));
                }
                None => words.push(word),
            }
        }
        if words.contains(&"") { Err(value) } else { Ok(words) }
    }

    fn act(&'static self, key: &'static str) -> Result<&'static DutyAct, &'static str> {
        let (_, line, act) = self.acts.iter().find(|(known, ..)| *known == key).ok_or(key)?;
        if let Some(act) = act.get() {
            return Ok(act);
        }
        let cells: Vec<&str> = line.split('\t').collect();
        let [name, kind, number, en] = cells[..] else { return Err(line) };
        let kind = ActKind::of_name(kind).ok_or(kind)?;
        let inner = name.replace('《', "〈").replace('》', "〉");
        let zh = if number == NONE { format!("《{inner}》") } else { format!("《{inner}》（{number}）") };
        Ok(act.get_or_init(|| DutyAct { title: Phrase { zh: zh.leak(), en }, name, kind }))
    }

    fn medium(&'static self, key: &'static str) -> Result<&'static Medium, &'static str> {
        let (_, line, medium) = self.media.iter().find(|(known, ..)| *known == key).ok_or(key)?;
        if let Some(medium) = medium.get() {
            return Ok(medium);
        }
        let cells: Vec<&str> = line.split('\t').collect();
        let [zh, en, words, wording, act, list] = cells[..] else { return Err(line) };
        let act = self.act(act)?;
        let law = places(act.name, list).ok_or(list)?;
        let (name, words, article) = (Phrase { zh, en }, self.list(words)?, articles(&law));
        Ok(medium.get_or_init(|| Medium { name, words, wording, act, law, article }))
    }
}

/// Each word with a bit for each matter that it stands for.
fn index(blocks: &[DutyBlock]) -> Vec<(&'static str, u128)> {
    let bits = blocks.iter().enumerate().flat_map(|(i, block)| entries(block.keys).map(move |key| (key, 1 << i)));
    let mut all: Vec<(&str, u128)> = bits.collect();
    all.sort_unstable();
    all.dedup_by(|(key, bit), (kept, bits)| {
        *bits |= if key == kept { *bit } else { 0 };
        key == kept
    });
    all
}
