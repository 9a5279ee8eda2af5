//! Ticks: what a cell of a tick column says, and which options of a list are chosen.

use std::borrow::Cow;

use catalint_domain::chinese::numbering;
use catalint_domain::vocabulary::boxes::{self, Signs};

/// What a cell says about the option that its column stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TickMark {
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
pub fn tick(text: &str) -> TickMark {
    let text = text.trim();
    let lower = text.to_ascii_lowercase();
    match lower.as_str() {
        "" => return TickMark::Blank,
        "[x]" | "[√]" | "[✓]" | "true" | "是" => return TickMark::Ticked,
        "[]" | "[ ]" | "false" | "否" => return TickMark::Unticked,
        _ => {}
    }
    if lower.starts_with("<input") && text.ends_with('>') && !text[..text.len() - 1].contains('>') {
        return if lower.contains("checked") { TickMark::Ticked } else { TickMark::Unticked };
    }
    let mut said = None;
    for c in text.chars().filter(|c| !c.is_whitespace()) {
        let this = match c {
            '√' | '✓' | '✔' | '∨' | 'V' | 'v' | '✅' | '■' | '☑' | '☒' | '▣' | '▄' | '◼' | '▲' | '◆' | '●' | 'þ'
            | 'ü' | 'R' | 'P' | 't' => TickMark::Ticked,
            '□' | '☐' | '◻' | '▢' | '○' | '£' | '¨' | '口' | '×' | '✗' | '✘' => TickMark::Unticked,
            '-' | '—' | '–' | '─' | '－' | '/' | '／' => TickMark::Blank,
            LOST | PICTURE | '?' | '？' => TickMark::Unknown,
            _ => return TickMark::Words,
        };
        said = match said {
            None => Some(this),
            Some(before) if before == this => said,
            Some(_) => Some(TickMark::Unknown),
        };
    }
    said.unwrap_or(TickMark::Blank)
}

/// What a cell of a tick column says, with the words beside its tick: `√（面向申请人）`, `县级 √`. Marks that
/// point at a foot note are no words.
#[must_use]
pub fn tick_and_words(text: &str) -> (TickMark, &str) {
    let text = text.trim();
    let whole = tick(text);
    if whole != TickMark::Words {
        return (whole, "");
    }
    let mark = |c: char| boxes::boxed(c).is_some() || c == 'þ';
    let one = |c: char| tick(c.encode_utf8(&mut [0; 4]));
    let (said, words) = match (text.chars().next(), text.chars().next_back()) {
        (Some(first), _) if mark(first) => (one(first), text.trim_start_matches(first)),
        (_, Some(last)) if mark(last) => (one(last), text.trim_end_matches(last)),
        _ => return (TickMark::Words, text),
    };
    let words = words.trim_matches(|c: char| c.is_whitespace() || matches!(c, '：' | ':' | '，' | ','));
    // Another box: a list of options, and no tick with a word.
    if words.contains(mark) {
        return (TickMark::Words, text);
    }
    (said, if is_foot_mark(words) { "" } else { words })
}

/// `*`, `①`, `注1`, `[2]`
fn is_foot_mark(words: &str) -> bool {
    let bare = words.trim_matches(|c: char| "（）()[]［］〔〕".contains(c));
    let bare = bare.strip_prefix('注').unwrap_or(bare);
    let note = |c: char| {
        c.is_ascii_digit() || matches!(c, '*' | '＊' | '※' | '#' | '①'..='⑳' | '¹' | '²' | '³' | '⁴'..='⁹' | '†' | '‡')
    };
    bare.chars().count() < 4 && bare.chars().all(note)
}

/// An option of a list and whether it is chosen; none where that can't be told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MarkChoice {
    /// The words of the option.
    pub text: String,
    /// Whether it is chosen.
    pub ticked: Option<bool>,
    /// Whether it has no box, and others have one.
    pub bare: bool,
}

/// A list of options as it was read.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Choices {
    /// The options in order.
    pub all: Vec<MarkChoice>,
    /// Whether there was a box at all; without any, each option that is named is chosen.
    pub boxed: bool,
    /// Whether names without a box stood among empty ones, and count as chosen.
    pub bare_among_empty: bool,
    /// A remark behind the options: `注：…`.
    pub remark: Option<String>,
    /// What says which sign means what, and is none of the catalog: `（“■”表示必选项）`.
    pub legend: Option<String>,
}

/// Reads the options of a cell. `option` tells the length of the known option that a text begins
/// with; `names` cuts a text without boxes into the names that it lists.
pub fn choices(text: &str, option: impl Fn(&str) -> Option<usize>, names: impl Fn(&str) -> Vec<String>) -> Choices {
    let (text, legend) = without_legend(text);
    let (text, remark) = without_remark(&text);
    let found = boxes::boxes(text, Signs::Table, &option);
    let mut out = Choices { remark, legend, ..Choices::default() };
    if found.is_empty() {
        let of = |text| MarkChoice { text, ticked: Some(true), bare: false };
        for part in numbering::split(text) {
            out.all.extend(names(&text[part.range]).into_iter().map(of));
        }
        return out;
    }
    out.boxed = true;
    let only_empty = found.iter().all(|one| one.ticked == Some(false));
    let mut at = 0;
    let mut bare: Vec<(usize, String)> = Vec::new();
    for one in &found {
        let behind = one.words.end <= one.mark.start;
        if !behind {
            let between = without_number(&text[at..one.mark.start]);
            bare.extend(names(between.trim_matches(is_gap)).into_iter().map(|name| (out.all.len(), name)));
        }
        let words = if behind { &text[one.words.clone()] } else { without_number(&text[one.words.clone()]) };
        let rest = words.strip_prefix("其他").or_else(|| words.strip_prefix("其它"));
        // Words behind 其他 are its name, unless the box at their end is that of a known option.
        let next = rest.filter(|rest| behind && rest.starts_with(is_gap)).map(|rest| rest.trim_start_matches(is_gap));
        let mut own = match next.filter(|next| option(next).is_some()) {
            Some(next) => vec![words[..words.len() - next.len()].trim_end_matches(is_gap).to_owned(), next.to_owned()],
            None if rest.is_some() || option(words) == Some(words.len()) => vec![words.to_owned()],
            None => names(words),
        };
        let nth = if behind { own.len().saturating_sub(1) } else { 0 };
        let text = if own.is_empty() { String::new() } else { own.remove(nth) };
        let place = out.all.len();
        bare.extend(own.into_iter().map(|name| (if behind { place } else { place + 1 }, name)));
        out.all.push(MarkChoice { text, ticked: one.ticked, bare: false });
        at = one.words.end.max(one.mark.end);
    }
    // Behind the last of boxes that stand behind their words.
    bare.extend(names(text[at..].trim_matches(is_gap)).into_iter().map(|name| (out.all.len(), name)));
    for (place, text) in bare.into_iter().rev() {
        out.bare_among_empty |= only_empty;
        out.all.insert(place, MarkChoice { text, ticked: only_empty.then_some(true), bare: true });
    }
    // A picture at the end is none of an option; a tick without words is one that got lost.
    out.all.retain(|choice| !choice.text.is_empty() || choice.ticked == Some(true));
    out
}

/// A text without the number of the next option: `政府网站 2.`
fn without_number(text: &str) -> &str {
    let bare = text.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '.' | '．' | '、' | ')' | '）'));
    let cut = bare.trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, '(' | '（'));
    let is_number = cut.len() < bare.len() && bare.len() < text.len() && (cut.is_empty() || cut.ends_with(is_gap));
    if is_number { cut.trim_end_matches(is_gap) } else { text }
}

/// Cuts out what says which sign means what: `（“■”表示必选项）`.
fn without_legend(text: &str) -> (Cow<'_, str>, Option<String>) {
    const SAYS: [&str; 7] = ["表示", "为", "代表", "指", "是", "即", "：必选"];
    let quoted = |(at, c): (usize, char)| {
        let behind = &text[at + c.len_utf8()..];
        let said = behind.trim_start_matches(['”', '"', '’', '」', '】', '）', ')']);
        let quoted = said.len() < behind.len() && text[..at].ends_with(['“', '"', '‘', '「', '【', '（', '(']);
        let says = SAYS.iter().any(|word| said.starts_with(word));
        (says && (quoted || ["表示", "代表"].iter().any(|word| said.starts_with(word)))).then_some(at)
    };
    let signs = text.char_indices().filter(|(_, c)| boxes::boxed(*c).is_some());
    let Some(at) = signs.filter_map(quoted).next() else { return (Cow::Borrowed(text), None) };
    let line = text[..at].rfind('\n').map_or(0, |end| end + 1);
    let stop = text[at..].find('\n').map_or(text.len(), |end| at + end);
    // In brackets of its own, or from its quotation mark to the end of the line.
    let open = text[line..at].rfind(['（', '(']).map(|open| line + open);
    let closed = open.and_then(|open| text[at..stop].rfind(['）', ')']).map(|end| (open, at + end)));
    let quotes = |c: char| matches!(c, '“' | '"' | '‘' | '「' | '【');
    let range = match closed {
        Some((open, end)) => open..end + text[end..].chars().next().map_or(0, char::len_utf8),
        None => text[..at].trim_end_matches(quotes).len()..stop,
    };
    let legend = text[range.clone()].trim_matches(['（', '(', '）', ')']).trim().to_owned();
    (Cow::Owned(format!("{}{}", &text[..range.start], &text[range.end..])), Some(legend))
}

fn is_gap(c: char) -> bool {
    c.is_whitespace() || matches!(c, '、' | '，' | ',' | '；' | ';' | LOST | PICTURE)
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
    use proptest::prelude::*;

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
            assert_eq!(tick(ticked), TickMark::Ticked, "{ticked}");
        }
        for unticked in ["□", "口", "£", "¨", "☐", "[ ]", "<input type=\"checkbox\"/>", "×"] {
            assert_eq!(tick(unticked), TickMark::Unticked, "{unticked}");
        }
        for blank in ["", " ", "—", "/"] {
            assert_eq!(tick(blank), TickMark::Blank, "{blank}");
        }
        for unknown in ["?", "\u{fffd}", "√□"] {
            assert_eq!(tick(unknown), TickMark::Unknown, "{unknown}");
        }
        assert_eq!(tick("申请人"), TickMark::Words);
        for (text, tick, words) in [
            ("√（面向申请人）", TickMark::Ticked, "（面向申请人）"),
            ("√申请人", TickMark::Ticked, "申请人"),
            ("县级 √", TickMark::Ticked, "县级"),
            ("√①", TickMark::Ticked, ""),
            ("√[注2]", TickMark::Ticked, ""),
            ("□申请人", TickMark::Unticked, "申请人"),
            ("申请人", TickMark::Words, "申请人"),
            ("■全社会 □申请人", TickMark::Words, "■全社会 □申请人"),
        ] {
            assert_eq!(tick_and_words(text), (tick, words), "{text}");
        }
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
            "■ 政府网站 口 两微一端",
            "R 政府网站 £ 两微一端",
            "þ 政府网站 □ 两微一端",
            "政府网站■ 两微一端□",
            "1.■政府网站\n2.□两微一端",
            "■政府网站□两微一端（“■”表示必选项，“□”表示可选项）",
            "“■”表示选中\n■政府网站\n□两微一端",
        ] {
            assert_eq!(read(text), two(yes, no), "{text}");
        }
        assert_eq!(read("政府网站、两微一端"), two(yes, yes));
        assert_eq!(read("1.政府网站 2.两微一端"), two(yes, yes));
        assert_eq!(read("政府网站 口两微一端"), two(yes, no));
        assert_eq!(read("口政府网站 两微一端"), two(no, yes));
        assert_eq!(read("■政府网站 两微一端"), two(yes, None));
        let kept = read("■政府网站；国家档案馆；□两微一端");
        assert_eq!(kept[..2], [("政府网站".to_owned(), yes), ("国家档案馆".to_owned(), None)]);
        assert_eq!(kept[2], ("两微一端".to_owned(), no));
        assert_eq!(read("政府网站■；国家档案馆；两微一端□")[1], ("国家档案馆".to_owned(), None));
        assert_eq!(read("政府网站■政府公报□两微一端").iter().filter(|(_, ticked)| ticked.is_some()).count(), 0);
        assert_eq!(read("\u{fffd}政府网站 \u{fffd}两微一端"), two(None, None));
        assert_eq!(read("■政府网站 \u{fffd}两微一端"), two(yes, None));
        assert_eq!(read("■政府网站\n□两微一端\n注：可推送"), two(yes, no));
    }

    /// A way to print a list of options: the box of one that is chosen and of one that is not, behind its option or
    /// before it, what stands between both, and what between options.
    fn styles() -> impl Strategy<Value = (&'static str, &'static str, bool, &'static str, &'static str)> {
        let signs = proptest::sample::select(vec![
            ("■", "□", true),
            ("☑", "☐", true),
            ("√", "□", true),
            ("■", "口", false),
            ("R", "£", true),
            ("þ", "口", false),
            ("ü", "¨", false),
            ("t", "o", false),
            ("●", "○", true),
            ("★", "☆", true),
            ("[√]", "[ ]", true),
            ("[x]", "[ ]", true),
            ("（√）", "（ ）", true),
            ("(√)", "( )", true),
        ]);
        let gap = proptest::sample::select(vec!["", " ", "  ", "\u{3000}"]);
        let between = proptest::sample::select(vec![" ", "；", "、", "\n", "，", "； ", " \n"]);
        (signs, any::<bool>(), gap, between)
            .prop_map(|((yes, no, both), behind, gap, between)| (yes, no, behind && both, gap, between))
    }

    proptest! {
        #[test]
        fn a_list_in_any_style_is_read_as_it_is_meant(
            (yes, no, behind, gap, between) in styles(),
            chosen in proptest::collection::vec(any::<bool>(), 2..6),
            order in Just(NAMES).prop_shuffle(),
        ) {
            let options: Vec<(&str, bool)> = order.into_iter().zip(chosen).collect();
            let print = |(name, chosen): &(&str, bool)| {
                let sign = if *chosen { yes } else { no };
                if behind { format!("{name}{gap}{sign}") } else { format!("{sign}{gap}{name}") }
            };
            let text = options.iter().map(print).collect::<Vec<_>>().join(between);
            let meant: Vec<(String, Option<bool>)> =
                options.iter().map(|(name, chosen)| ((*name).to_owned(), Some(*chosen))).collect();
            prop_assert_eq!(read(&text), meant, "{}", text);
        }

        /// One option has lost its box: whatever is said to be chosen was.
        #[test]
        fn what_has_lost_its_box_is_never_chosen_beside_others(
            (yes, no, behind, gap, between) in styles(),
            chosen in proptest::collection::vec(any::<bool>(), 3..6),
            lost in 0_usize..3,
            order in Just(NAMES).prop_shuffle(),
        ) {
            let options: Vec<(&str, bool)> = order.into_iter().zip(chosen).collect();
            prop_assume!(options.iter().enumerate().any(|(nth, (_, chosen))| nth != lost && *chosen));
            let print = |(nth, (name, chosen)): (usize, &(&str, bool))| {
                let sign = if *chosen { yes } else { no };
                match (nth == lost, behind) {
                    (true, _) => (*name).to_owned(),
                    (false, true) => format!("{name}{gap}{sign}"),
                    (false, false) => format!("{sign}{gap}{name}"),
                }
            };
            let text = options.iter().enumerate().map(print).collect::<Vec<_>>().join(between);
            for (name, ticked) in read(&text) {
                let meant = options.iter().find(|(option, _)| *option == name).map(|(_, chosen)| *chosen);
                let is_lost = options[lost].0 == name;
                // What stands behind 其他 may be its name.
                if name.starts_with("其他") && name != "其他" {
                    continue;
                }
                prop_assert!(ticked.is_none() || (meant == ticked && !is_lost), "{} of {}", name, text);
            }
        }
    }
}
