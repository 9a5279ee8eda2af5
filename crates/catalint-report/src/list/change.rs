//! What a fix makes of the text, short enough for a cell of a table.

use catalint_core::fix::Fix;
use catalint_core::model::FieldId;
use catalint_text::Source;

/// The text before and after; lines are divided by `\n`, `…` stands for what is the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct TextChange {
    pub(super) before: String,
    pub(super) after: String,
}

/// Edits farther apart, in bytes, have no picture that fits a cell.
const WIDEST: u32 = 1200;
/// Unchanged characters that are kept on either side.
const CONTEXT: usize = 10;
/// Changed characters; of more the middle is left out.
const LONGEST: usize = 160;

/// The change; none where it can't be shown, such as another encoding or indentation.
pub(super) fn of(source: &Source, fix: &Fix) -> Option<TextChange> {
    if let [first, ..] = &*fix.cells {
        return narrow(&first.before, &first.after);
    }
    let (first, last) = (source.clamp(fix.edits.first()?.span), source.clamp(fix.edits.last()?.span));
    if last.end - first.start > WIDEST {
        return None;
    }
    let start = source.lines().line_start(source.lines().line(first.start)) as usize;
    let end = source.lines().line_span(&source.text, source.lines().line(last.end)).end.max(last.end) as usize;
    let mut new = String::new();
    let mut at = start;
    for edit in &fix.edits {
        let span = source.clamp(edit.span);
        new += source.text.get(at..span.start as usize)?;
        new += &edit.content;
        at = span.end as usize;
    }
    new += source.text.get(at..end)?;
    narrow(&plain(source.text.get(start..end)?), &plain(&new))
}

/// Lines without the marks of YAML around their texts.
fn plain(text: &str) -> String {
    let lines = text.trim_start_matches('\u{feff}').split(['\n', '\r']);
    let lines = lines.map(|line| line.trim_matches([' ', '\t'])).map(|line| line.strip_prefix("- ").unwrap_or(line));
    lines.map(str::trim_start).filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}

fn narrow(old: &str, new: &str) -> Option<TextChange> {
    if old == new {
        return None;
    }
    let (mut old, mut new) = (old, new);
    let mut same = old.chars().zip(new.chars()).take_while(|(a, b)| a == b).map(|(a, _)| a.len_utf8()).sum();
    let key = key_len(old);
    if key <= same {
        (old, new, same) = (&old[key..], &new[key..], same - key);
    }
    if let (Some(old_list), Some(new_list)) = (listed(old), listed(new)) {
        (old, new, same) = (old_list, new_list, same.saturating_sub(1));
    }
    let (old_rest, new_rest) = (&old[same..], &new[same..]);
    let ends = old_rest.chars().rev().zip(new_rest.chars().rev());
    let tail: usize = ends.take_while(|(a, b)| a == b).map(|(a, _)| a.len_utf8()).sum();
    let (gone, come) = (&old_rest[..old_rest.len() - tail], &new_rest[..new_rest.len() - tail]);
    let (lead, trail) = (last_chars(&old[..same]), first_chars(&old_rest[old_rest.len() - tail..]));
    // Whole lines that come or go need no other line beside them.
    let (gone_lines, come_lines) = (gone.trim_matches('\n'), come.trim_matches('\n'));
    let begins = |text: &str| text.is_empty() || text.starts_with('\n') || lead.is_empty();
    let ends = |text: &str| text.is_empty() || text.ends_with('\n') || trail.is_empty();
    let lines = [gone, come].into_iter().all(|text| begins(text) && ends(text));
    if lines && gone_lines != come_lines {
        return Some(TextChange { before: shortened(gone_lines), after: shortened(come_lines) });
    }
    let whole = |changed: &str| format!("{lead}{}{trail}", shortened(changed));
    Some(TextChange { before: whole(gone), after: whole(come) })
}

/// Length of `公开主体: ` at the beginning of a line; a column's name is no part of what is in it.
fn key_len(text: &str) -> usize {
    let Some((key, rest)) = text.split_once(':') else { return 0 };
    match FieldId::from_key(key) {
        Some(_) => key.len() + 1 + rest.len() - rest.trim_start_matches([' ', '\n']).len(),
        None => 0,
    }
}

/// What a list in brackets holds.
fn listed(text: &str) -> Option<&str> {
    text.strip_prefix('[')?.strip_suffix(']')
}

/// The end of an unchanged part, on the line of the change.
fn last_chars(text: &str) -> String {
    let line = text.rsplit('\n').next().unwrap_or("");
    match line.char_indices().rev().nth(CONTEXT) {
        Some((at, c)) => format!("…{}", &line[at + c.len_utf8()..]),
        None => line.to_owned(),
    }
}

fn first_chars(text: &str) -> String {
    let line = text.split('\n').next().unwrap_or("");
    match line.char_indices().nth(CONTEXT) {
        Some((at, _)) => format!("{}…", &line[..at]),
        None => line.to_owned(),
    }
}

fn shortened(text: &str) -> String {
    if text.chars().count() <= LONGEST {
        return text.to_owned();
    }
    let from_end = text.chars().count() - LONGEST / 2;
    let (head, tail): (String, String) =
        (text.chars().take(LONGEST / 2).collect(), text.chars().skip(from_end).collect());
    format!("{head}……{tail}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use catalint_core::rule::Localized;
    use catalint_text::{Edit, Span, decode};

    fn shown(text: &str, edits: &[(&str, &str)]) -> Option<(String, String)> {
        let source = Source::new("a.yaml", decode(text.as_bytes()));
        let edit = |&(old, new): &(&str, &str)| {
            let at = text.find(old).expect("there");
            Edit::new(Span::of(at..at + old.len()), new)
        };
        let fix = Fix::safe(&Localized { zh: "改", en: "Mend it." }, edits.iter().map(edit).collect());
        of(&source, &fix).map(|change| (change.before, change.after))
    }

    fn pair(before: &str, after: &str) -> Option<(String, String)> {
        Some((before.to_owned(), after.to_owned()))
    }

    #[test]
    fn a_changed_word_stands_in_its_value_without_the_key() {
        let text = "items:\n  - no: 1\n    公开主体: 区民政局𠮷\n";
        assert_eq!(shown(text, &[("民政局", "司法局")]), pair("区民政局𠮷", "区司法局𠮷"));
        assert_eq!(shown(text, &[("公开主体: ", "公开主体: 原")]), pair("区民政局𠮷", "原区民政局𠮷"));
        assert_eq!(shown(text, &[("公开主体", "公开对象")]), pair("公开主体: 区民政局𠮷", "公开对象: 区民政局𠮷"));
    }

    #[test]
    fn a_list_in_brackets_is_shown_without_them() {
        assert_eq!(shown("levels: [街镇级]\n", &[("街镇级", "区级")]), pair("街镇级", "区级"));
        assert_eq!(shown("levels: [区级]\n", &[("[区级]", "区级")]), pair("[区级]", "区级"));
        assert_eq!(shown("levels: [区级]\n", &[("[区级]", "[]")]), pair("区级", ""));
    }

    #[test]
    fn a_long_line_keeps_some_characters_around_the_change() {
        let text = format!("basis: {}甲{}\n", "前".repeat(30), "后".repeat(30));
        let side = |middle: &str| format!("…{}{middle}{}…", "前".repeat(10), "后".repeat(10));
        assert_eq!(shown(&text, &[("甲", "乙")]), pair(&side("甲"), &side("乙")));
    }

    #[test]
    fn lines_come_without_dashes_and_indentation() {
        let text = "    content:\n      - 名单3. 样表\n      - 其他\n";
        assert_eq!(shown(text, &[("3. 样表", "\n      - 样表")]), pair("名单3. 样表", "名单\n样表"));
        assert_eq!(shown(text, &[("      - 其他\n", "")]), pair("其他", ""));
        assert_eq!(shown(text, &[("      - 名单3. 样表\n", "")]), pair("名单3. 样表", ""));
        assert_eq!(shown(text, &[("      - 其他", "      - 又一\n      - 其他")]), pair("", "又一"));
        assert_eq!(shown(text, &[("3.", "\n3.")]), pair("名单3. 样表", "名单\n3. 样表"));
    }

    #[test]
    fn what_can_not_be_seen_is_not_shown() {
        let text = format!("title: 甲{}\nnote: 乙\n", "长".repeat(500));
        assert_eq!(shown(&text, &[("甲", "丙"), ("乙", "丁")]), None);
        assert_eq!(shown("title: 甲\n", &[("title", "  title")]), None);
        assert_eq!(shown("title: 甲\n", &[]), None);
    }

    #[test]
    fn a_very_long_change_loses_its_middle() {
        let (before, after) = shown("note: 甲\n", &[("甲", &"乙".repeat(1000))]).expect("shown");
        assert_eq!((before.as_str(), after.chars().count()), ("甲", LONGEST + 2));
    }
}
