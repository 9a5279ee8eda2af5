//! A text that lists several words of a vocabulary: `政府网站、两微一端`.

use std::ops::Range;

/// How a word is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KnownWord {
    /// It stands in the vocabulary.
    Listed,
    /// It is not in the vocabulary but of a kind that is accepted.
    Accepted,
    /// Not at all.
    No,
}

/// Cuts beyond which a text is no list of words.
const MOST_CUTS: usize = 60;

/// Cuts within one word: 社区/企事业单位/村公示栏（电子屏）.
const MOST_WITHIN: usize = 4;

/// The words that a text lists. One, blanks around it and a final mark left out, where it is a
/// word itself or no list; nothing where it is blank. A mark within a known word (发布会/听证会) is no cut.
///
/// A list is read as one where every part is known; or, between 、，； and line breaks, where at
/// least one is listed, so that the part that is unknown can be pointed at.
pub fn words(text: &str, known: impl Fn(&str) -> KnownWord) -> impl Iterator<Item = Range<usize>> {
    let whole = trimmed(text, 0..text.len());
    let several = if cuttable(&text[whole.clone()]) && known(&text[whole.clone()]) != KnownWord::Listed {
        several(text, &known)
    } else {
        None
    };
    let one = (several.is_none() && !whole.is_empty()).then_some(whole);
    several.into_iter().flatten().chain(one)
}

/// A place between two parts.
struct WordCut {
    range: Range<usize>,
    /// A mark that stands between things only, not within names.
    strong: bool,
}

fn cuttable(text: &str) -> bool {
    text.chars().any(|c| is_strong(c) || is_weak(c))
}

fn is_strong(c: char) -> bool {
    matches!(c, '、' | '，' | '；' | ',' | ';' | '\n' | '\r')
}

fn is_weak(c: char) -> bool {
    c.is_whitespace() || matches!(c, '/' | '／' | '和' | '与' | '及' | '|')
}

/// All cuts, neighbouring marks as one; outside brackets.
fn cuts(text: &str) -> Option<Vec<WordCut>> {
    let mut cuts: Vec<WordCut> = Vec::new();
    let mut depth = 0_u32;
    for (at, c) in text.char_indices() {
        match c {
            '（' | '(' => depth += 1,
            '）' | ')' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth > 0 || !(is_strong(c) || is_weak(c)) {
            continue;
        }
        let end = at + c.len_utf8();
        match cuts.last_mut().filter(|last| last.range.end == at) {
            Some(last) => {
                last.range.end = end;
                last.strong |= is_strong(c);
            }
            None => cuts.push(WordCut { range: at..end, strong: is_strong(c) }),
        }
        if cuts.len() > MOST_CUTS {
            return None;
        }
    }
    Some(cuts)
}

fn several(text: &str, known: &impl Fn(&str) -> KnownWord) -> Option<Vec<Range<usize>>> {
    let mut cuts = cuts(text)?;
    cuts.push(WordCut { range: text.len()..text.len(), strong: true });
    let mut found = Vec::new();
    let (mut at, mut listed, mut unknown) = (0, false, false);
    let mut next = 0;
    while next < cuts.len() {
        let furthest = cuts.len().min(next + 1 + MOST_WITHIN);
        // The longest known word from here; else what stands before the next strong mark.
        let ends = (next..furthest).rev();
        let word = ends.map(|i| (i, known(text[at..cuts[i].range.start].trim()))).find(|(_, k)| *k != KnownWord::No);
        let strong = (next..cuts.len()).find(|&i| cuts[i].strong).expect("the last cut is strong");
        let last = word.map_or(strong, |(i, _)| i);
        let range = trimmed(text, at..cuts[last].range.start);
        listed |= matches!(word, Some((_, KnownWord::Listed)));
        if word.is_none() && !range.is_empty() {
            let alone = next == 0 || cuts[next - 1].strong;
            // 社区、企事业单位公示栏: a short part belongs to its neighbour.
            if !alone || text[range.clone()].chars().count() < 3 {
                return None;
            }
            unknown = true;
        }
        if !range.is_empty() {
            found.push(range);
        }
        (at, next) = (cuts[last].range.end, last + 1);
    }
    (found.len() > 1 && (listed || !unknown)).then_some(found)
}

fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let part = &text[range.clone()];
    let start = range.start + (part.len() - part.trim_start().len());
    let kept = part.trim_start().trim_end_matches(|c: char| is_strong(c) || c == '。' || c.is_whitespace());
    start..(start + kept.len())
}

#[cfg(test)]
mod tests {
    use super::{KnownWord, words};

    fn read(text: &str) -> Vec<&str> {
        let known = |word: &str| match word {
            "政府网站" | "两微一端" | "发布会/听证会" | "社区、企事业单位公示栏" | "乡、村级" | "县级" => {
                KnownWord::Listed
            }
            word if word.ends_with('栏') => KnownWord::Accepted,
            _ => KnownWord::No,
        };
        words(text, known).map(|range| &text[range]).collect()
    }

    #[test]
    fn a_list_is_read_where_its_parts_are_known() {
        let cases: &[(&str, &[&str])] = &[
            ("政府网站", &["政府网站"]),
            (" 政府网站 ", &["政府网站"]),
            ("政府网站、两微一端", &["政府网站", "两微一端"]),
            ("政府网站 发布会/听证会\n两微一端", &["政府网站", "发布会/听证会", "两微一端"]),
            ("政府网站/两微一端", &["政府网站", "两微一端"]),
            ("政府网站；", &["政府网站"]),
            ("政府网站、两微一端。", &["政府网站", "两微一端"]),
            ("县级、乡、村级", &["县级", "乡、村级"]),
            ("发布会/听证会", &["发布会/听证会"]),
            ("社区、企事业单位公示栏、政府网站", &["社区、企事业单位公示栏", "政府网站"]),
            ("政府网站、村民微信群", &["政府网站", "村民微信群"]),
            ("政府网站 村民微信群", &["政府网站 村民微信群"]),
            ("行政村、自然村公示栏", &["行政村、自然村公示栏"]),
            ("乡镇、村公示栏、政府网站", &["乡镇、村公示栏", "政府网站"]),
            ("", &[]),
        ];
        for (text, want) in cases {
            assert_eq!(read(text), *want, "{text}");
        }
    }

    #[test]
    fn hostile_texts_are_one_word() {
        let long = "、".repeat(100_000) + "政府网站";
        assert_eq!(read(&long).len(), 1);
        let many = "甲、".repeat(1000);
        assert_eq!(read(&many), [many.trim_end_matches('、')]);
    }
}
