//! What a cell says in the words of a profile: `特定对象：项目单位` says 特定对象 and names somebody.

use std::ops::Range;

use crate::chinese::edit_distance;
use crate::vocabulary::profile::{Standing, Term, find, same_word};

/// A word of the vocabulary, found in a cell.
#[derive(Debug)]
pub struct SaidWord<'p, T> {
    /// The entry of the vocabulary.
    pub term: &'p T,
    /// How it is spelled.
    pub standing: Standing,
    /// Where the word stands in the cell.
    pub word: Range<usize>,
    /// Whether something more is said with it, such as who 特定对象 is.
    pub named: bool,
}

/// Tells `each` the words of the vocabulary that a cell consists of: the whole cell, its parts
/// between commas and slashes, or two parts joined by 和 or a blank. A part may go on behind a colon or a
/// bracket. Parts that are no word of the vocabulary are passed over.
pub fn said<'p, T: Term>(terms: &'p [T], cell: &str, mut each: impl FnMut(SaidWord<'p, T>)) {
    if let Some((term, standing)) = find(terms, cell) {
        each(SaidWord { term, standing, word: trimmed(cell, 0..cell.len()), named: false });
        return;
    }
    for part in parts(cell) {
        let (head, tail) = head_and_tail(cell, part);
        let found = |range: Range<usize>| find(terms, &cell[range.clone()]).map(|found| (found, range));
        if let Some(((term, standing), word)) = found(head.clone()) {
            let named = cell[tail].chars().any(char::is_alphanumeric);
            each(SaidWord { term, standing, word, named });
        } else if let Some((left, right)) = joined(cell, head.clone()) {
            if let (Some(left), Some(right)) = (found(left), found(right)) {
                for ((term, standing), word) in [left, right] {
                    each(SaidWord { term, standing, word, named: false });
                }
            }
        } else if let Some((term, word)) = beginning(terms, cell, head) {
            each(SaidWord { term, standing: Standing::Known, word, named: true });
        }
    }
}

/// The entry of the vocabulary that a word is clearly a slip of. Words of two letters have no
/// slips: 群众 is none of 公众.
#[must_use]
pub fn slip_of<'p, T: Term>(terms: &'p [T], written: &str) -> Option<&'p T> {
    let words = terms.iter().enumerate().flat_map(|(i, term)| {
        let all = [term.name()].into_iter().chain(term.accepted().iter().chain(term.synonyms()).map(String::as_str));
        all.filter(|word| word.chars().count() > 2).map(move |word| (word, i))
    });
    edit_distance::nearest_of(written.trim(), words).map(|i| &terms[i])
}

/// The parts between separators that stand outside brackets.
fn parts(cell: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let mut start = Some(0);
    std::iter::from_fn(move || {
        let from = start?;
        let mut depth = 0_u32;
        let cut = cell[from..].char_indices().find(|&(_, c)| {
            match c {
                '（' | '(' => depth += 1,
                '）' | ')' => depth = depth.saturating_sub(1),
                _ => {}
            }
            depth == 0 && matches!(c, '、' | '，' | ',' | '；' | ';' | '/' | '／' | '|' | '\n')
        });
        start = cut.map(|(at, c)| from + at + c.len_utf8());
        Some(from..cut.map_or(cell.len(), |(at, _)| from + at))
    })
}

/// What stands before the first colon, bracket or dash of a part, and what stands behind.
fn head_and_tail(cell: &str, part: Range<usize>) -> (Range<usize>, Range<usize>) {
    let end = part.end;
    let cut = cell[part.clone()].find(['：', ':', '（', '(', '—']).map_or(end, |at| part.start + at);
    (trimmed(cell, part.start..cut), cut..end)
}

/// The two sides of the first 和, 及, 与 or blank.
fn joined(cell: &str, head: Range<usize>) -> Option<(Range<usize>, Range<usize>)> {
    let joint = |c: char| c.is_whitespace() || matches!(c, '和' | '及' | '与');
    let (at, word) = cell[head.clone()].match_indices(joint).next()?;
    let at = head.start + at;
    Some((trimmed(cell, head.start..at), trimmed(cell, at + word.len()..head.end)))
}

/// A known word with more letters right behind it: 特定群体中的申请人, 特定对象 申请人.
fn beginning<'p, T: Term>(terms: &'p [T], cell: &str, head: Range<usize>) -> Option<(&'p T, Range<usize>)> {
    let text = &cell[head.clone()];
    terms.iter().find_map(|term| {
        let mut words = [term.name()].into_iter().chain(term.accepted().iter().map(String::as_str));
        let word = words.find(|word| word.chars().count() > 2 && text.starts_with(word))?;
        Some((term, head.start..head.start + word.len()))
    })
}

fn trimmed(cell: &str, range: Range<usize>) -> Range<usize> {
    let text = &cell[range.clone()];
    let start = range.start + (text.len() - text.trim_start().len());
    start..(range.start + text.trim_end().len()).max(start)
}

/// Whether a cell is nothing but a word of another list: a value that slipped into this column.
#[must_use]
pub fn is_word_of<T: Term>(terms: &[T], cell: &str) -> bool {
    terms.iter().any(|term| same_word(term.name(), cell))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vocabulary::profile::{Audience, Words};

    fn audience(name: &str, everyone: bool, accepted: &[&str], synonyms: &[&str]) -> Audience {
        let words = |list: &[&str]| list.iter().map(|&word| word.to_owned()).collect();
        let about = Words { zh: String::new(), en: String::new() };
        let (accepted, synonyms) = (words(accepted), words(synonyms));
        Audience { name: name.to_owned(), about, everyone, bare: false, accepted, synonyms }
    }

    fn reading(cell: &str) -> String {
        let terms = [
            audience("全社会", true, &[], &["社会公众", "公众"]),
            audience("特定群体", false, &["特定群众"], &["特定人群"]),
        ];
        let mut out = Vec::new();
        said(&terms, cell, |said| {
            let mark = if said.standing == Standing::Synonym { "~" } else { "" };
            let named = if said.named { "+" } else { "" };
            out.push(format!("{mark}{}={}{named}", &cell[said.word], said.term.name));
        });
        out.join(" ")
    }

    #[test]
    fn words_of_a_cell_are_told_from_what_is_said_with_them() {
        let table = [
            ("全社会", "全社会=全社会"),
            (" 全 社会 ", "全 社会=全社会"),
            ("社会公众", "~社会公众=全社会"),
            ("特定群众：参保人、失业人员", "特定群众=特定群体+"),
            ("特定群体（申请人）", "特定群体=特定群体+"),
            ("特定群体： ", "特定群体=特定群体"),
            ("特定群体中的申请人", "特定群体=特定群体+"),
            ("全社会、特定群体", "全社会=全社会 特定群体=特定群体"),
            ("全社会和特定群体", "全社会=全社会 特定群体=特定群体"),
            ("全社会 特定群体", "全社会=全社会 特定群体=特定群体"),
            ("申请人（特定群体、全社会）", ""),
            ("公众号用户", ""),
            ("", ""),
        ];
        for (cell, want) in table {
            assert_eq!(reading(cell), want, "{cell}");
        }
    }
}
