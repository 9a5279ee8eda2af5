//! Brackets, title marks and quotation marks of a text, and which belong together.
//!
//! Kinds are told apart but not held against each other: “（三定”） is odd, yet each mark has
//! its other half.

use crate::chinese::script::{after, before, is_chinese_digit};

/// What a mark encloses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Enclosure {
    /// 《》
    Title,
    /// 〈〉
    InnerTitle,
    /// （） or ()
    Round,
    /// “”
    Quotes,
    /// ‘’
    InnerQuotes,
}

/// One mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BracketMark {
    /// What it encloses.
    pub kind: Enclosure,
    /// Whether it opens.
    pub opens: bool,
    /// The mark itself.
    pub letter: char,
    /// Where it stands in the text.
    pub at: usize,
}

/// Two marks that belong together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BracketPair {
    /// The left one.
    pub open: BracketMark,
    /// The right one.
    pub close: BracketMark,
    /// Whether it is a 《》 right within another, where 〈〉 should stand.
    pub nested: bool,
}

/// All marks of a text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Brackets {
    /// Those that belong together, by their right mark.
    pub pairs: Vec<BracketPair>,
    /// Those without another half, in the order of the text.
    pub unmatched: Vec<BracketMark>,
}

impl BracketMark {
    /// The range of the mark in its text.
    #[must_use]
    pub fn range(&self) -> std::ops::Range<usize> {
        self.at..self.at + self.letter.len_utf8()
    }

    /// The mark that would complete it.
    #[must_use]
    pub fn other(&self) -> char {
        const PAIRS: &[(char, char)] = &[('《', '》'), ('〈', '〉'), ('（', '）'), ('(', ')'), ('“', '”'), ('‘', '’')];
        let found = PAIRS.iter().find(|(open, close)| *open == self.letter || *close == self.letter);
        let (open, close) = *found.expect("every mark is in the list");
        if self.opens { close } else { open }
    }
}

/// The marks of a text, one by one. An apostrophe is none, nor the bracket of a number `1）`.
fn marks(text: &str) -> impl Iterator<Item = BracketMark> {
    text.char_indices().filter_map(|(at, letter)| {
        let (kind, opens) = match letter {
            '《' => (Enclosure::Title, true),
            '》' => (Enclosure::Title, false),
            '〈' => (Enclosure::InnerTitle, true),
            '〉' => (Enclosure::InnerTitle, false),
            '（' | '(' => (Enclosure::Round, true),
            '）' | ')' => (Enclosure::Round, false),
            '“' => (Enclosure::Quotes, true),
            '”' => (Enclosure::Quotes, false),
            '‘' => (Enclosure::InnerQuotes, true),
            '’' => (Enclosure::InnerQuotes, false),
            _ => return None,
        };
        Some(BracketMark { kind, opens, letter, at })
    })
}

/// Where the number begins that stands right in front of a bracket; none where there is none.
fn number_before(text: &str, mark: BracketMark) -> Option<usize> {
    let head = &text[..mark.at];
    let rest =
        head.trim_end_matches(|c: char| c.is_ascii_alphanumeric() || ('０'..='９').contains(&c) || is_chinese_digit(c));
    (1..=3).contains(&head[rest.len()..].chars().count()).then_some(rest.len())
}

/// Whether a right mark may stand alone: behind a number `1）` or as an apostrophe.
fn stands_alone(text: &str, mark: BracketMark) -> bool {
    match mark.kind {
        Enclosure::Round => number_before(text, mark).is_some(),
        Enclosure::InnerQuotes => {
            let behind = after(text, mark.range().end);
            before(text, mark.at).or(behind).is_some_and(|c| c.is_ascii_alphanumeric())
        }
        _ => false,
    }
}

/// Whether a right bracket belongs to a number within brackets that close later: （含1）老人2）儿童）.
fn is_inner_number(text: &str, open: BracketMark, mark: BracketMark) -> bool {
    let within = mark.kind == Enclosure::Round && number_before(text, mark).is_some_and(|at| at > open.range().end);
    let rest = &text[mark.range().end..];
    let next = || marks(rest).filter(|m| m.kind == Enclosure::Round).take(16).take_while(|m| !m.opens);
    within && next().any(|m| !stands_alone(rest, m))
}

/// Whether every mark has its other half and no 《》 stands within another. Allocates nothing.
#[must_use]
pub fn is_sound(text: &str) -> bool {
    let mut open = [Enclosure::Title; 16];
    let mut depth = 0;
    for mark in marks(text) {
        if mark.opens {
            let nested = mark.kind == Enclosure::Title && open[..depth].contains(&Enclosure::Title);
            if nested || depth == open.len() {
                return false;
            }
            open[depth] = mark.kind;
            depth += 1;
        } else if let Some(i) = open[..depth].iter().rposition(|kind| *kind == mark.kind) {
            open.copy_within(i + 1..depth, i);
            depth -= 1;
        } else if !stands_alone(text, mark) {
            return false;
        }
    }
    depth == 0
}

/// The marks of a text, matched.
#[must_use]
pub fn read(text: &str) -> Brackets {
    let mut found = Brackets::default();
    // What is open of each kind, and whether it is a 《 that ought to be a 〈.
    let mut open: [Vec<(BracketMark, bool)>; 5] = Default::default();
    for mark in marks(text) {
        if mark.opens {
            let nested = mark.kind == Enclosure::Title && within_title(&open);
            open[mark.kind as usize].push((mark, nested));
        } else if let Some((other, nested)) = open[mark.kind as usize].pop() {
            if is_inner_number(text, other, mark) {
                open[mark.kind as usize].push((other, nested));
            } else {
                found.pairs.push(BracketPair { open: other, close: mark, nested });
            }
        } else if !stands_alone(text, mark) {
            found.unmatched.push(mark);
        }
    }
    found.unmatched.extend(open.into_iter().flatten().map(|(mark, _)| mark));
    found.unmatched.sort_by_key(|mark| mark.at);
    found
}

/// Whether the innermost title that is open has, or should have, double marks.
fn within_title(open: &[Vec<(BracketMark, bool)>; 5]) -> bool {
    let Some((outer, single)) = open[Enclosure::Title as usize].last() else { return false };
    let inner = open[Enclosure::InnerTitle as usize].last();
    !single && inner.is_none_or(|(inner, _)| inner.at < outer.at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_apostrophes_and_mixed_widths_are_sound() {
        let sound = [
            "1）机关名称 2）办公地址",
            "（一）项（含《预算法》）“三定”规定",
            "信息形成（变更)之日起",
            "Xi’an",
            "’90年代",
            "《关于印发〈办法〉的通知》",
        ];
        for text in sound {
            assert!(is_sound(text), "{text}");
            assert!(read(text).unmatched.is_empty(), "{text}");
        }
        // Not seen at once, but on a closer look.
        for text in ["（含1）老人2）儿童）", "(含1)老人 2)儿童)", "对象（附件1）"] {
            assert!(read(text).unmatched.is_empty(), "{text}");
        }
    }

    #[test]
    fn what_has_no_other_half_is_found_where_it_stands() {
        for (text, at) in [("家庭人口（含", 12), ("预算法》第十四条", 9), ("《预算法、《会计法》", 0), ("含成员）", 9)]
        {
            assert!(!is_sound(text), "{text}");
            let unmatched = read(text).unmatched;
            assert_eq!(unmatched.iter().map(|mark| mark.at).collect::<Vec<_>>(), [at], "{text}");
        }
    }

    #[test]
    fn titles_within_titles_alternate() {
        let nested = |text| read(text).pairs.iter().filter(|pair| pair.nested).count();
        assert_eq!(nested("《关于印发《办法》的通知》"), 1);
        assert_eq!(nested("《甲《乙《丙》》》"), 1);
        assert_eq!(nested("《甲〈乙《丙》〉》"), 0);
    }

    #[test]
    fn any_depth_is_read() {
        let deep = "（".repeat(40) + &"）".repeat(40);
        assert!(!is_sound(&deep));
        assert_eq!(read(&deep).pairs.len(), 40);
    }
}
