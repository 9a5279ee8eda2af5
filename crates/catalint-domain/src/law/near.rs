//! The one act whose title is nearest to a title that is on no record.
//!
//! A wrong guess costs more than none: most acts are on no record. A slip of the pen makes a pair of
//! characters that no title has (条列, 排污许克), another act has a title of real words. So a title is
//! taken for a slip of another where what differs makes no words, and no third title is as near. What
//! can be meant is never a slip: numbers, regions and levels, 暂行, the kind of act, whole words.

use std::sync::OnceLock;

use super::registry::{KeyRole, RegistryRow, TitleKey};
use super::row::{ActKind, Law};
use crate::chinese::numeral;

/// The names that a title can be near to, by length.
#[derive(Debug)]
pub(super) struct NearIndex {
    /// Sorted by length.
    entries: Vec<NearEntry>,
    /// Where the entries of each length begin.
    starts: Vec<u32>,
    /// Made for the first title that is near to a name.
    pairs: OnceLock<Pairs>,
}

#[derive(Debug, Clone, Copy)]
struct NearEntry {
    /// One bit for each character, by its hash: titles a few edits apart differ in few bits.
    bits: u64,
    chars: u16,
    key: u32,
}

/// The farthest a title can be from the act it is taken for.
const FARTHEST: usize = 2;

/// What a title is compared with: the nearest name, and how far the next act is.
struct Nearest<'k> {
    distance: usize,
    key: &'k TitleKey,
    second: usize,
}

impl NearIndex {
    pub(super) fn of(keys: &[TitleKey]) -> Self {
        let named = keys.iter().zip(0_u32..).filter(|(key, _)| key.role != KeyRole::Misspelling);
        let mut entries: Vec<NearEntry> = named.map(|(key, index)| entry(&key.text, index)).collect();
        entries.sort_by_key(|entry| entry.chars);
        let longest = entries.last().map_or(0, |entry| usize::from(entry.chars));
        let starts = (0..=longest + 1)
            .map(|chars| entries.partition_point(|entry| usize::from(entry.chars) < chars))
            .map(|start| u32::try_from(start).expect("there are fewer names than 32 bits count"))
            .collect();
        Self { entries, starts, pairs: OnceLock::new() }
    }

    /// The nearest act, for a folded title.
    pub(super) fn nearest<'r>(&self, title: &str, keys: &[TitleKey], rows: &'r [RegistryRow]) -> Option<&'r Law> {
        let core = without_country(title);
        let query: Vec<char> = core.chars().collect();
        let found = self.closest(&query, core, keys)?;
        let name: Vec<char> = found.key.text.chars().collect();
        let law = rows.get(found.key.row as usize)?.law();
        let pairs = self.pairs.get_or_init(|| Pairs::of(keys));
        let slip = NearSlip { query: &query, name: &name, full: core.len() < title.len(), second: found.second, pairs };
        (slip.has_its_place(law) && slip.is_one(found.distance)).then_some(law)
    }

    fn closest<'k>(&self, query: &[char], title: &str, keys: &'k [TitleKey]) -> Option<Nearest<'k>> {
        // Most titles are near to none: only what is near enough is looked for first.
        let (mut best, mut limit) = (None, FARTHEST);
        self.within(limit, query, title, keys, |found, key| {
            if best.is_none_or(|(least, _)| found < least) {
                best = Some((found, key));
                limit = found;
            }
            limit
        });
        let (distance, key) = best?;
        // A second act counts up to one step past the farthest.
        let mut second = usize::MAX;
        self.within(FARTHEST + 1, query, title, keys, |found, other| {
            if other.row != key.row {
                second = second.min(found);
            }
            FARTHEST + 1
        });
        Some(Nearest { distance, key, second })
    }

    /// Hands out the names so near to a title, each with its distance; what takes them says how far the next ones may be.
    fn within<'k>(
        &self,
        mut limit: usize,
        query: &[char],
        title: &str,
        keys: &'k [TitleKey],
        mut take: impl FnMut(usize, &'k TitleKey) -> usize,
    ) {
        let own = entry(title, 0);
        let mut name: Vec<char> = Vec::new();
        for entry in self.of_about(query.len(), limit) {
            // One edit changes at most two of the bits.
            if (entry.bits ^ own.bits).count_ones() as usize > 2 * limit {
                continue;
            }
            let Some(key) = keys.get(entry.key as usize) else { continue };
            name.clear();
            name.extend(key.text.chars());
            if let Some(found) = distance(query, &name, limit) {
                limit = take(found, key);
            }
        }
    }

    fn of_about(&self, chars: usize, within: usize) -> &[NearEntry] {
        let start = |chars: usize| self.starts.get(chars).map_or(self.entries.len(), |&start| start as usize);
        self.entries.get(start(chars.saturating_sub(within))..start(chars + within + 1)).unwrap_or_default()
    }
}

/// Which pairs of characters stand side by side in a name: one bit each, by their hash. A pair that
/// shares its bit with another is thought to be known, which says less and never more.
#[derive(Debug)]
struct Pairs {
    bits: Vec<u64>,
}

impl Pairs {
    /// 64 KiB.
    const BITS: u32 = 19;

    fn of(keys: &[TitleKey]) -> Self {
        let mut bits = vec![0_u64; 1 << (Self::BITS - 6)];
        for key in keys.iter().filter(|key| key.role != KeyRole::Misspelling) {
            for (a, b) in key.text.chars().zip(key.text.chars().skip(1)) {
                let (word, bit) = Self::place(a, b);
                bits[word] |= bit;
            }
        }
        Self { bits }
    }

    const fn place(a: char, b: char) -> (usize, u64) {
        let hash = (((a as u64) << 21) | b as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15) >> (64 - Self::BITS);
        ((hash >> 6) as usize, 1_u64 << (hash & 63))
    }

    fn has(&self, a: char, b: char) -> bool {
        let (word, bit) = Self::place(a, b);
        self.bits[word] & bit != 0
    }
}

fn entry(text: &str, key: u32) -> NearEntry {
    let (mut bits, mut chars) = (0_u64, 0_u16);
    for c in text.chars() {
        let hash = (c as u32).wrapping_mul(0x9E37_79B1) >> 26;
        bits |= 1 << hash;
        chars = chars.saturating_add(1);
    }
    NearEntry { bits, chars, key }
}

/// The title without 中华人民共和国, even with one character of it wrong.
fn without_country(title: &str) -> &str {
    const COUNTRY: [char; 7] = ['中', '华', '人', '民', '共', '和', '国'];
    let wrong = title.chars().zip(COUNTRY).filter(|(a, b)| a != b).count();
    let Some((end, _)) = title.char_indices().nth(COUNTRY.len()) else { return title };
    if wrong <= 1 { title.get(end..).unwrap_or(title) } else { title }
}

/// From this length on one lost character is a slip.
const MIDDLING: usize = 8;
/// From this length on a title bears more than one slip.
const LONG: usize = 10;
/// A title without 中华人民共和国 must be that long to be a slip of another.
const SHORTEST: usize = 5;

/// The number of characters to insert, drop, replace or swap with the next, if not above `limit`.
fn distance(a: &[char], b: &[char], limit: usize) -> Option<usize> {
    let (a, b) = middle(a, b);
    if a.len().abs_diff(b.len()) > limit {
        return None;
    }
    // The last rows, and room for the next.
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=b.len()).collect();
    let mut row: Vec<usize> = Vec::new();
    for (i, &x) in a.iter().enumerate() {
        row.clear();
        row.push(i + 1);
        for (j, &y) in b.iter().enumerate() {
            let mut cost = (last[j] + usize::from(x != y)).min(last[j + 1] + 1).min(row[j] + 1);
            if i > 0 && j > 0 && x == b[j - 1] && a[i - 1] == y {
                cost = cost.min(before[j - 1] + 1);
            }
            row.push(cost);
        }
        if row.iter().all(|&cost| cost > limit) {
            return None;
        }
        // The oldest row's room is the next one's.
        std::mem::swap(&mut before, &mut last);
        std::mem::swap(&mut last, &mut row);
    }
    last.last().copied().filter(|&cost| cost <= limit)
}

/// What is left of both without their common beginning and end.
fn middle<'a>(a: &'a [char], b: &'a [char]) -> (&'a [char], &'a [char]) {
    let front = a.iter().zip(b).take_while(|(x, y)| x == y).count();
    let (a, b) = (&a[front..], &b[front..]);
    let back = a.iter().rev().zip(b.iter().rev()).take_while(|(x, y)| x == y).count();
    (&a[..a.len() - back], &b[..b.len() - back])
}

/// A title beside the name that it is nearest to.
struct NearSlip<'a> {
    query: &'a [char],
    name: &'a [char],
    /// Whether 中华人民共和国 stood before the title: then it must be an act of the whole country.
    full: bool,
    /// How far the next act is.
    second: usize,
    pairs: &'a Pairs,
}

impl NearSlip<'_> {
    /// Whether the difference may be none that is meant: another region, number, level or kind of act.
    fn has_its_place(&self, law: &Law) -> bool {
        let (query, name) = (self.query, self.name);
        // Every region has its own rules of much the same title.
        if !law.kind.is_national() && query.get(..3) != name.get(..3) {
            return false;
        }
        // The bodies of a document are written in several ways: 住房城乡建设部, 住房和城乡建设部.
        let about = name.windows(2).position(|pair| pair == ['关', '于']);
        if law.kind == ActKind::Document && about.is_some_and(|about| self.front() < about) {
            return false;
        }
        let (a, b) = middle(query, name);
        let meant = a.iter().any(|c| is_meant(*c) && !b.contains(c));
        let number = b.iter().any(|c| numeral::is_numeral(*c) && !a.contains(c));
        if meant || number || (query.len() < SHORTEST && !self.full) {
            return false;
        }
        match (kind_word(query), kind_word(name)) {
            (Some(own), Some(kind)) if own != kind => self.is_in_kind(kind) && kind.ends_with(own),
            _ => true,
        }
    }

    /// Whether one character of the word that says the kind is another: 管理辨法, 管理条列.
    fn is_in_kind(&self, kind: &str) -> bool {
        let (a, b) = middle(self.query, self.name);
        a.len() == 1 && b.len() == 1 && self.front() + kind.chars().count() >= self.name.len()
    }

    /// Whether so near a title is a slip of the name.
    fn is_one(&self, distance: usize) -> bool {
        match distance {
            // Only 中华人民共和国 has the slip.
            0 => true,
            1 => self.second > 1 && self.is_single(),
            _ => self.second > FARTHEST + 1 && self.is_double(),
        }
    }

    /// One character too many, too few, wrong, or swapped with the next.
    fn is_single(&self) -> bool {
        let (query, name) = (self.query, self.name);
        let (a, b) = middle(query, name);
        let lost = b.iter().any(|c| is_meant(*c) && !a.contains(c));
        let alone = self.second > FARTHEST;
        match (a, b) {
            ([_], [_]) => {
                let torn = kind_word(query).is_none() && kind_word(name).is_some_and(|kind| self.is_in_kind(kind));
                // All acts with 中华人民共和国 are on record, so one that is not has a slip; but 中外合作 may be
                // meant for itself where both are words.
                let country = self.full && query.first() == name.first();
                self.makes_no_words(self.front(), 1) || (!lost && alone && (torn || country))
            }
            ([c], []) | ([], [c]) if is_particle(*c) => alone,
            ([c], []) if is_doubled(query, *c) => true,
            // 环境保护税法 is not 环境保护法: in a short title one character more or less tells a tale.
            ([_], []) | ([], [_]) if query.len().max(name.len()) < MIDDLING => false,
            ([_], []) | ([], [_]) => !lost && alone && self.makes_no_words(self.front(), a.len()),
            // 全安 for 安全.
            _ => a.len() == 2 && b.len() == 2,
        }
    }

    /// Two wrong characters apart, or two beside each other that are swapped: 审批 for 确认 is another word.
    fn is_double(&self) -> bool {
        let (query, name) = (self.query, self.name);
        let (a, b) = middle(query, name);
        let lost = b.iter().any(|c| is_meant(*c) && !a.contains(c));
        if lost || query.len() != name.len() || query.len() < LONG {
            return false;
        }
        let wrong: Vec<usize> = (0..query.len()).filter(|&at| query[at] != name[at]).collect();
        let [first, last] = wrong[..] else { return false };
        last > first + 1 && self.makes_no_words(first, 1) && self.makes_no_words(last, 1)
    }

    fn front(&self) -> usize {
        self.query.iter().zip(self.name).take_while(|(x, y)| x == y).count()
    }

    /// Whether the characters from `at` on make a pair that stands in no name, with each other or with those
    /// before and behind.
    fn makes_no_words(&self, at: usize, count: usize) -> bool {
        let end = (at + count + 1).min(self.query.len());
        let around = self.query.get(at.saturating_sub(1)..end).unwrap_or_default();
        around.windows(2).any(|pair| !self.pairs.has(pair[0], pair[1]))
    }
}

const fn is_particle(c: char) -> bool {
    matches!(c, '的' | '和' | '与' | '及' | '之' | '、' | '，' | '·')
}

fn is_doubled(title: &[char], c: char) -> bool {
    title.windows(2).any(|pair| pair == [c, c])
}

/// Characters that nobody adds or changes by accident: numbers, levels and regions, 暂行 and 试行.
const fn is_meant(c: char) -> bool {
    numeral::is_numeral(c)
        || matches!(
            c,
            '省' | '市'
                | '区'
                | '县'
                | '乡'
                | '镇'
                | '村'
                | '州'
                | '盟'
                | '旗'
                | '国'
                | '军'
                | '城'
                | '农'
                | '暂'
                | '试'
        )
}

/// The word that says what kind of act a title names.
fn kind_word(title: &[char]) -> Option<&'static str> {
    #[rustfmt::skip]
    const KINDS: [&str; 17] = [
        "条例", "规定", "办法", "细则", "通知", "意见", "决定", "法典", "规则", "规程", "准则", "公告",
        "方案", "指引", "目录", "标准", "法",
    ];
    KINDS.into_iter().find(|kind| {
        let chars = kind.chars().count();
        title.len() >= chars && title[title.len() - chars..].iter().copied().eq(kind.chars())
    })
}
