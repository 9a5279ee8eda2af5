//! Breaking prose into lines by its width on the screen, Chinese prose too.

use catalint_text::display_width;

/// Marks that do not begin a line.
const NO_START: &str = "，。、；：！？）》〉」』】〕〗”’…—％,.;:!?)]}%";
/// Marks that do not end a line.
const NO_END: &str = "（《〈「『【〔〖“‘([{";

/// Appends `text` in lines of at most `width` columns. The first begins with `lead`, the others
/// with as many blanks; `lead_width` is the width of the lead without its colours.
pub(crate) fn wrap(out: &mut String, lead: &str, lead_width: usize, text: &str, width: usize) {
    let room = width.saturating_sub(lead_width);
    out.push_str(lead);
    for (nth, line) in lines(text, room, room).into_iter().enumerate() {
        if nth > 0 {
            out.extend(std::iter::repeat_n(' ', lead_width));
        }
        out.push_str(line);
        out.push('\n');
    }
}

/// The lines of a text: the first has at most `first` columns, the others `rest`.
pub(crate) fn lines(text: &str, first: usize, rest: usize) -> Vec<&str> {
    let mut lines = Vec::new();
    let (mut start, mut at, mut column, mut room) = (0, 0, 0, first.max(16));
    for piece in pieces(text) {
        if column > 0 && column + display_width(piece.trim_end()) > room {
            lines.push(text[start..at].trim_end());
            (start, column, room) = (at, 0, rest.max(16));
        }
        at += piece.len();
        column += display_width(piece);
    }
    lines.push(text[start..].trim_end());
    lines
}

/// The parts that are not broken: words with the blanks after them, single Chinese characters
/// with the marks that cling to them.
fn pieces(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let mut chars = rest.char_indices().peekable();
        let (_, mut last) = chars.next()?;
        for (at, c) in chars {
            if breaks(last, c) {
                let (piece, tail) = rest.split_at(at);
                rest = tail;
                return Some(piece);
            }
            last = c;
        }
        Some(std::mem::take(&mut rest))
    })
}

fn breaks(left: char, right: char) -> bool {
    if right == ' ' || NO_START.contains(right) || NO_END.contains(left) {
        return false;
    }
    let wide = |c: char| !c.is_ascii() && !NO_END.contains(c) && !NO_START.contains(c);
    left == ' ' || wide(left) || wide(right) || NO_END.contains(right) || NO_START.contains(left) && !left.is_ascii()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wrapped(text: &str, width: usize) -> String {
        let mut out = String::new();
        wrap(&mut out, "  建议：", 8, text, width);
        out
    }

    #[test]
    fn chinese_breaks_anywhere_but_around_marks() {
        let text = "写明要求公开该事项的法律、法规、规章或文件全称，宜带文号和条款。";
        assert_eq!(
            wrapped(text, 40),
            "  建议：写明要求公开该事项的法律、法规、\n        规章或文件全称，宜带文号和条款。\n"
        );
        assert!(wrapped("一二三四五六七八九十一二三四五，六", 38).contains("\n        五，六\n"));
    }

    #[test]
    fn words_and_numbers_stay_whole() {
        assert_eq!(
            wrapped("run catalint check again please", 28),
            "  建议：run catalint check\n        again please\n"
        );
        assert!(wrapped("应当在工作日之内向社会公开的2026年度", 38).contains("\n        2026年度\n"));
        assert!(wrapped("一二三四五六七八九十一二三四《中华》", 38).contains("\n        《中华》\n"));
    }

    #[test]
    fn a_word_wider_than_the_line_stands_alone() {
        let long = "x".repeat(60);
        assert_eq!(wrapped(&long, 40), format!("  建议：{long}\n"));
    }
}
