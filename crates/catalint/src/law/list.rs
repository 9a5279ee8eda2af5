//! Several acts, one line each; and what is said where there is none.

use catalint_core::rule::Lang;
use catalint_domain::law::{Hit, Law, Registry};
use catalint_text::{display_width, visible};

use super::{LawRequest, footing, kind_word, short_status};
use crate::lang::pick;
use crate::terminal::Terminal;
use crate::wrap::wrap;

/// So many are shown; more are asked for with more words.
const MOST: usize = 30;

/// All that were found, as they stand on the day.
pub(super) fn list(
    hits: &[Hit<'_>],
    asked: &LawRequest,
    registry: &Registry,
    lang: Lang,
    terminal: Terminal,
) -> String {
    let shown = &hits[..hits.len().min(MOST)];
    let rows: Vec<(String, &str)> =
        shown.iter().map(|hit| (short_status(hit.law, asked.as_of, lang), kind_word(hit.law.kind, lang))).collect();
    let width = |column: &dyn Fn(&(String, &str)) -> usize| rows.iter().map(column).max().unwrap_or(0);
    let (status_width, kind_width) = (width(&|row| display_width(&row.0)), width(&|row| display_width(row.1)));
    let mut out = String::new();
    for (hit, (status, kind)) in shown.iter().zip(&rows) {
        let lead = format!("{}  {}  ", padded(status, status_width), padded(kind, kind_width));
        let text = format!("《{}》", hit.law.title_in_marks()) + &number(hit.law, lang);
        wrap(&mut out, &lead, display_width(&lead), &text, terminal.width);
    }
    if hits.len() > MOST {
        let more = hits.len() - MOST;
        out += &pick(
            lang,
            format!("另有{more}部没有列出，请多写几个字\n"),
            format!("{more} more are not shown; add a word\n"),
        );
    }
    out + &footing(registry, asked.as_of, lang, terminal)
}

/// The latest number, behind the title.
fn number(law: &Law, lang: Lang) -> String {
    let Some(last) = law.numbers.last() else { return String::new() };
    pick(lang, format!("（{}）", last.text), format!(" ({})", last.text))
}

/// Acts that were found besides the one whose name was asked for.
pub(super) fn others(hits: &[Hit<'_>], lang: Lang, terminal: Terminal) -> String {
    const MOST: usize = 8;
    if hits.is_empty() {
        return String::new();
    }
    let titles: Vec<&Law> = hits.iter().take(MOST).map(|hit| hit.law).collect();
    let mut text = titles_of(&titles, lang);
    if hits.len() > MOST {
        let count = hits.len();
        text += &pick(lang, format!("等{count}部"), format!(" and {} more", count - MOST));
    }
    let lead = pick(lang, "  另见：", "  see also: ");
    let mut out = String::new();
    wrap(&mut out, lead, display_width(lead), &text, terminal.width);
    out
}

/// That nothing was found, and what may be meant.
pub(super) fn nothing(words: &str, near: &[&Law], lang: Lang) -> String {
    let words = visible(words);
    let mut out = pick(lang, format!("没有记录“{words}”"), format!("{words} is not on record"));
    if !near.is_empty() {
        out += &pick(
            lang,
            format!("；相近的有：{}", titles_of(near, lang)),
            format!("; near ones: {}", titles_of(near, lang)),
        );
    }
    out + "\n"
}

fn titles_of(laws: &[&Law], lang: Lang) -> String {
    let titles: Vec<String> = laws.iter().map(|law| format!("《{}》", law.title_in_marks())).collect();
    titles.join(pick(lang, "、", ", "))
}

fn padded(text: &str, width: usize) -> String {
    text.to_owned() + &" ".repeat(width.saturating_sub(display_width(text)))
}
