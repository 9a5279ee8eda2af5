//! The one act whose title is nearest to a title that is on no record.
//!
//! A wrong guess costs more than none. So a title is taken for a slip of another only if it is
//! long enough for the slip, no third title is about as near, and what differs cannot be meant:
//! numbers, regions and levels, 暂行, the kind of act and whole words are.

use super::registry::{Key, KeyRole, Row};
use super::row::Law;
use crate::domain::numeral;

/// The names that a title can be near to, by length.
#[derive(Debug)]
pub(super) struct NearIndex {
    /// Sorted by length.
    entries: Vec<Entry>,
    /// Where the entries of each length begin.
    starts: Vec<u32>,
}

#[derive(Debug, Clone, Copy)]
struct Entry {
    /// One bit for each character, by its hash: titles a few edits apart differ in few bits.
    bits: u64,
    chars: u16,
    key: u32,
}

/// How far a second title must be from the nearest one's distance.
const MARGIN: usize = 2;
/// The farthest a title can be from the act it is taken for.
const FARTHEST: usize = 2;

impl NearIndex {
    pub(super) fn of(keys: &[Key]) -> Self {
        let named = keys.iter().zip(0_u32..).filter(|(key, _)| key.role != KeyRole::Misspelling);
        let mut entries: Vec<Entry> = named.map(|(key, index)| entry(&key.text, index)).collect();
        entries.sort_by_key(|entry| entry.chars);
        let longest = entries.last().map_or(0, |entry| usize::from(entry.chars));
        let starts = (0..=longest + 1)
            .map(|chars| entries.partition_point(|entry| usize::from(entry.chars) < chars))
            .map(|start| u32::try_from(start).expect("there are fewer names than 32 bits count"))
            .collect();
        Self { entries, starts }
    }

    /// The nearest act, for a folded title.
    pub(super) fn nearest<'r>(&self, title: &str, keys: &[Key], rows: &'r [Row]) -> Option<&'r Law> {
        let title = without_country(title);
        let query: Vec<char> = title.chars().collect();
        let own = entry(title, 0);
        let limit = FARTHEST + MARGIN - 1;
        let (mut best, mut second) = (None::<(usize, &Key)>, usize::MAX);
        for entry in self.of_about(query.len(), limit) {
            // One edit changes at most two of the bits.
            if (entry.bits ^ own.bits).count_ones() as usize > 2 * limit {
                continue;
            }
            let Some(key) = keys.get(entry.key as usize) else { continue };
            let name: Vec<char> = key.text.chars().collect();
            let Some(found) = distance(&query, &name, limit) else { continue };
            match best {
                Some((least, held)) if held.row == key.row => {
                    if found < least {
                        best = Some((found, key));
                    }
                }
                Some((least, _)) if found >= least => second = second.min(found),
                _ => {
                    second = best.map_or(second, |(least, _)| second.min(least));
                    best = Some((found, key));
                }
            }
        }
        let (least, key) = best.filter(|(least, _)| least + MARGIN <= second)?;
        let name: Vec<char> = key.text.chars().collect();
        let law = rows.get(key.row as usize)?.law();
        (least <= farthest(query.len().min(name.len())) && is_slip(&query, &name, law)).then_some(law)
    }

    fn of_about(&self, chars: usize, within: usize) -> &[Entry] {
        let start = |chars: usize| self.starts.get(chars).map_or(self.entries.len(), |&start| start as usize);
        self.entries.get(start(chars.saturating_sub(within))..start(chars + within + 1)).unwrap_or_default()
    }
}

fn entry(text: &str, key: u32) -> Entry {
    let (mut bits, mut chars) = (0_u64, 0_u16);
    for c in text.chars() {
        let hash = (c as u32).wrapping_mul(0x9E37_79B1) >> 26;
        bits |= 1 << hash;
        chars = chars.saturating_add(1);
    }
    Entry { bits, chars, key }
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

/// How many edits a title of this length may have.
const fn farthest(chars: usize) -> usize {
    match chars {
        0..=4 => 0,
        5..LONG => 1,
        _ => FARTHEST,
    }
}

/// The number of characters to insert, drop, replace or swap with the next, if not above `limit`.
fn distance(a: &[char], b: &[char], limit: usize) -> Option<usize> {
    let (a, b) = middle(a, b);
    if a.len().abs_diff(b.len()) > limit {
        return None;
    }
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for (i, &x) in a.iter().enumerate() {
        let mut row = Vec::with_capacity(b.len() + 1);
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
        before = std::mem::replace(&mut last, row);
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

/// Whether the difference can be a slip of the pen and not another act.
fn is_slip(query: &[char], name: &[char], law: &Law) -> bool {
    // Every region has its own rules of much the same title.
    if !law.kind.is_national() && query.get(..3) != name.get(..3) {
        return false;
    }
    // A slip is seldom made on the first character, and 水生 is not 陆生.
    if query.first() != name.first() {
        return false;
    }
    let kinds = (kind_word(query), kind_word(name));
    if matches!(kinds, (Some(a), Some(b)) if a != b) {
        return false;
    }
    let (a, b) = middle(query, name);
    let one_sided = |x: &[char], y: &[char]| x.iter().filter(|c| !y.contains(c)).any(|&c| is_meant(c));
    if one_sided(a, b) || one_sided(b, a) {
        return false;
    }
    match (a, b) {
        // 环境保护税法 is not 环境保护法: in a short title one character more or less tells a tale,
        // unless it is a particle or stands twice.
        ([c], []) | ([], [c]) if query.len().max(name.len()) < MIDDLING => is_particle(*c) || is_doubled(query, *c),
        // 审批 for 确认: a whole word is another word. 全安 for 安全 is a slip.
        ([a, b], [c, d]) => (a, b) == (d, c),
        _ => true,
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
