//! Ticks: what a cell of a tick column says, and which options of a list are chosen.

use catalint_core::domain::boxes;
use catalint_core::domain::numbering;

/// What a cell says about the option that its column stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tick {
    /// Nothing, or a dash: not chosen.
    Blank,
    /// Chosen.
    Ticked,
    /// An empty box, a cross: not chosen.
    Unticked,
    /// A mark that can't be read.
    Unknown,
    /// Words.
    Words,
}

/// The mark that readers put where a letter of a symbol font is not known.
pub const LOST: char = '\u{fffd}';

/// What readers leave of a picture; in a list of options it may have been a box.
pub const PICTURE: char = '\u{fffc}';

/// What a cell of a tick column says.
#[must_use]
pub fn tick(text: &str) -> Tick {
    let text = text.trim();
    let lower = text.to_ascii_lowercase();
    match lower.as_str() {
        "" => return Tick::Blank,
        "[x]" | "[√]" | "[✓]" | "true" | "是" => return Tick::Ticked,
        "[]" | "[ ]" | "false" | "否" => return Tick::Unticked,
        _ => {}
    }
    if lower.starts_with("<input") && text.ends_with('>') && !text[..text.len() - 1].contains('>') {
        return if lower.contains("checked") { Tick::Ticked } else { Tick::Unticked };
    }
    let mut said = None;
    for c in text.chars().filter(|c| !c.is_whitespace()) {
        let this = match c {
            '√' | '✓' | '✔' | '∨' | '■' | '☑' | '☒' | '▣' | '▄' | '◼' | '▲' | '◆' | '●' | 'þ' | 'ü' | 'R' | 'P'
            | 't' => Tick::Ticked,
            '□' | '☐' | '◻' | '▢' | '○' | '£' | '¨' | '口' | '×' | '✗' | '✘' => Tick::Unticked,
            '-' | '—' | '–' | '─' | '－' | '/' | '／' => Tick::Blank,
            LOST | PICTURE | '?' | '？' => Tick::Unknown,
            _ => return Tick::Words,
        };
        said = match said {
            None => Some(this),
            Some(before) if before == this => said,
            Some(_) => Some(Tick::Unknown),
        };
    }
    said.unwrap_or(Tick::Blank)
}

/// An option of a list and whether it is chosen; none where that can't be told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// The words of the option.
    pub text: String,
    /// Whether it is chosen.
    pub ticked: Option<bool>,
}

/// A list of options as it was read.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Choices {
    /// The options in order.
    pub all: Vec<Choice>,
    /// Whether there was a box at all; without any, each option that is named is chosen.
    pub boxed: bool,
    /// Whether names without a box stood among empty ones, and count as chosen.
    pub bare_among_empty: bool,
    /// A remark behind the options: `注：…`.
    pub remark: Option<String>,
}

/// Reads the options of a cell. `option` tells the length of the known option that a text begins
/// with; `names` cuts a text without boxes into the names that it lists.
pub fn choices(text: &str, option: impl Fn(&str) -> Option<usize>, names: impl Fn(&str) -> Vec<String>) -> Choices {
    let (text, remark) = without_remark(text);
    let text = plain_boxes(text, &option);
    let found = boxes::boxes(&text, &option);
    let mut out = Choices { remark, ..Choices::default() };
    if found.is_empty() {
        for part in numbering::split(&text) {
            out.all.extend(names(&text[part.range]).into_iter().map(|text| Choice { text, ticked: Some(true) }));
        }
        let lost = text.contains([LOST, PICTURE]);
        for choice in out.all.iter_mut().filter(|_| lost) {
            choice.ticked = None;
        }
        out.boxed = lost;
        return out;
    }
    out.boxed = true;
    let lost = |words: &str| words.contains([LOST, PICTURE]);
    let only_empty = found.iter().all(|b| !b.ticked) && !lost(&text);
    let bare = |out: &mut Choices, words: &str| {
        for name in names(words) {
            out.bare_among_empty |= only_empty;
            out.all.push(Choice { text: name, ticked: if only_empty { Some(true) } else { None } });
        }
    };
    bare(&mut out, &text[..found[0].mark.start]);
    for one in &found {
        let words = &text[one.words.clone()];
        // Behind the option of this box another may stand whose own box was lost.
        let other = words.starts_with("其他") || words.starts_with("其它");
        let own = option(words).filter(|&len| !other && option(words[len..].trim_start_matches(is_gap)).is_some());
        let (words, rest) = words.split_at(own.unwrap_or(words.len()));
        let (words, rest) = match words.find([LOST, PICTURE]) {
            Some(at) => (&words[..at], &text[one.words.start + at..one.words.end]),
            None => (words, rest),
        };
        out.all.push(Choice { text: words.trim_end_matches(is_gap).to_owned(), ticked: Some(one.ticked) });
        bare(&mut out, rest.trim_matches(is_gap));
    }
    out.all.retain(|choice| !choice.text.is_empty());
    out
}

fn is_gap(c: char) -> bool {
    c.is_whitespace() || matches!(c, '、' | '，' | ',' | '；' | ';' | LOST | PICTURE)
}

/// Signs that stand for boxes in a list of options and nowhere else, as ☑ and ☐.
fn plain_boxes(text: &str, option: &impl Fn(&str) -> Option<usize>) -> String {
    let text = text.replace("[x]", "☑").replace("[X]", "☑").replace("[√]", "☑").replace("[ ]", "☐").replace("[]", "☐");
    let mut out = String::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        let before_option = || option(text[at + c.len_utf8()..].trim_start()).is_some();
        let apart = || out.chars().next_back().is_none_or(|last: char| !last.is_ascii_alphanumeric());
        out.push(match c {
            '▲' | '◆' | '●' => '☑',
            '○' => '☐',
            // Letters of Wingdings in files that have lost the font.
            '¨' if before_option() => '☐',
            'ü' if before_option() => '☑',
            't' if apart() && before_option() => '☑',
            c => c,
        });
    }
    out
}

/// Cuts off a remark.
fn without_remark(text: &str) -> (&str, Option<String>) {
    let at = ["注：", "注:", "备注：", "备注:", "说明："].iter().filter_map(|mark| text.find(mark)).min();
    match at.filter(|&at| text[..at].ends_with(|c: char| c.is_whitespace() || matches!(c, '。' | '；' | '（' | '(')))
    {
        Some(at) => (text[..at].trim_end_matches(['（', '(', ' ', '\n']), Some(text[at..].trim().to_owned())),
        None => (text, None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NAMES: [&str; 5] = ["政府网站", "两微一端", "政府公报", "发布会/听证会", "其他"];

    fn read(text: &str) -> Vec<(String, Option<bool>)> {
        let option = |text: &str| NAMES.iter().find(|name| text.starts_with(**name)).map(|name| name.len());
        let names = |text: &str| text.split(is_gap).filter(|name| !name.is_empty()).map(str::to_owned).collect();
        choices(text, option, names).all.into_iter().map(|choice| (choice.text, choice.ticked)).collect()
    }

    #[test]
    fn every_glyph_of_the_survey_is_a_tick_or_none() {
        for ticked in
            ["√", " ✓ ", "■", "☑", "þ", "R", "t", "▲", "ü", "P", "[x]", "<input checked=\"\" type=\"checkbox\">", "√√"]
        {
            assert_eq!(tick(ticked), Tick::Ticked, "{ticked}");
        }
        for unticked in ["□", "口", "£", "¨", "☐", "[ ]", "<input type=\"checkbox\"/>", "×"] {
            assert_eq!(tick(unticked), Tick::Unticked, "{unticked}");
        }
        for blank in ["", " ", "—", "/"] {
            assert_eq!(tick(blank), Tick::Blank, "{blank}");
        }
        for unknown in ["?", "\u{fffd}", "√□"] {
            assert_eq!(tick(unknown), Tick::Unknown, "{unknown}");
        }
        assert_eq!(tick("申请人"), Tick::Words);
    }

    #[test]
    fn options_are_chosen_by_their_boxes() {
        let two = |a: Option<bool>, b: Option<bool>| vec![("政府网站".to_owned(), a), ("两微一端".to_owned(), b)];
        let (yes, no) = (Some(true), Some(false));
        for text in [
            "■政府网站 □两微一端",
            "þ政府网站口两微一端",
            "t政府网站 £两微一端",
            "[x] 政府网站 [ ] 两微一端",
            "ü政府网站 ¨两微一端",
            "◆政府网站○两微一端",
        ] {
            assert_eq!(read(text), two(yes, no), "{text}");
        }
        assert_eq!(read("政府网站、两微一端"), two(yes, yes));
        assert_eq!(read("1.政府网站 2.两微一端"), two(yes, yes));
        assert_eq!(read("政府网站 口两微一端"), two(yes, no));
        assert_eq!(read("口政府网站 两微一端"), two(no, yes));
        assert_eq!(read("■政府网站 两微一端"), two(yes, None));
        assert_eq!(read("\u{fffd}政府网站 \u{fffd}两微一端"), two(None, None));
        assert_eq!(read("■政府网站 \u{fffd}两微一端"), two(yes, None));
        assert_eq!(read("■政府网站\n□两微一端\n注：可推送"), two(yes, no));
    }
}
