//! Reading the comments that ignore findings: `# catalint: ignore[ABC002, DEF] reason`.
//!
//! The marks may be those of a Chinese keyboard: `：`, `【】`, `［］`, `，`, `、`.

use crate::rule::{Rule, Selector, UnknownSelector};
use catalint_domain::chinese::edit_distance::nearest;
use catalint_text::{Edit, Source, Span};
use catalint_yaml::{Comment, Tree};

const OPEN: [char; 3] = ['[', '【', '［'];
const CLOSE: [char; 3] = [']', '】', '］'];
const BETWEEN: [char; 6] = [',', '，', '、', ' ', '\t', '\u{3000}'];
const THESE: &str = "ignore";
const FILE: &str = "ignore-file";

/// A comment that ignores findings, or is meant to.
#[derive(Debug)]
pub(crate) struct Ignore {
    /// From its `#` to the end of its reason.
    pub(crate) span: Span,
    /// Whether it is an `ignore-file`.
    pub(crate) file: bool,
    /// Whether it is about the line below: nothing but blanks and dashes stands before it.
    pub(crate) above: bool,
    /// What it ignores; empty where that can't be read.
    pub(crate) names: Vec<IgnoredName>,
    /// What is written in the brackets.
    pub(crate) list: Span,
    /// Why; may be empty.
    pub(crate) reason: String,
    /// The edit that takes it out.
    pub(crate) removal: Edit,
}

/// What a comment ignores: a code, a name or a family.
#[derive(Debug)]
pub(crate) struct IgnoredName {
    pub(crate) span: Span,
    pub(crate) means: Result<Selector, UnknownSelector>,
}

/// All such comments of a file, in the order of the text.
pub(crate) fn ignores(source: &Source, tree: &Tree, rules: &[&'static Rule]) -> Vec<Ignore> {
    let mut found = Vec::new();
    let mut comments = tree.comments().to_vec();
    comments.extend(tree.lost().iter().flat_map(|&lost| below_lost(source, lost)));
    comments.sort_by_key(|comment| comment.span);
    comments.dedup_by_key(|comment| comment.span);
    for comment in comments {
        let text = &source.text[comment.span.range()];
        let starts: Vec<usize> = text.match_indices('#').map(|(at, _)| at).filter(|&at| ours(&text[at..])).collect();
        for (nth, &start) in starts.iter().enumerate() {
            let next = starts.get(nth + 1).copied();
            let part = text[start..next.unwrap_or(text.len())].trim_end();
            let at = comment.span.start as usize + start;
            let Some(read) = CommentRead::of(part) else { continue };
            let place = |range: std::ops::Range<usize>| Span::of(at + range.start..at + range.end);
            let span = place(0..part.len());
            let line = source.lines().line(span.start);
            let before = &source.text[source.lines().line_start(line) as usize..at];
            let removal = match next {
                Some(next) => Span::of(at..comment.span.start as usize + next),
                None => removal(source, line, span),
            };
            found.push(Ignore {
                span,
                file: read.file,
                above: comment.own_line || before.trim_matches([' ', '-', '\t']).is_empty(),
                names: names(&part[read.list.clone()], at + read.list.start, rules),
                list: place(read.list.clone()),
                reason: part[read.reason..].trim().to_owned(),
                removal: Edit::new(removal, ""),
            });
        }
    }
    found
}

/// The comments at the end of a part that can't be read: they are about what comes next.
fn below_lost(source: &Source, lost: Span) -> impl Iterator<Item = Comment> + '_ {
    let (first, last) = (source.lines().line(lost.start), source.lines().line(lost.end));
    let lines = (first + 1..=last).rev().map(|line| source.lines().line_span(&source.text, line));
    let body = |line: Span| {
        let text = source.slice(line);
        Span::new(line.end - u32::try_from(text.trim_start().len()).unwrap_or(0), line.end)
    };
    let comments = lines.map(body).take_while(|&body| body.is_empty() || source.slice(body).starts_with('#'));
    comments.filter(|body| !body.is_empty()).map(|span| Comment { span, own_line: true })
}

/// The edit that takes one of several names out, with the mark that sets it apart.
pub(crate) fn name_removal(ignore: &Ignore, nth: usize) -> Edit {
    let name = ignore.names[nth].span;
    let span = match (ignore.names.get(nth + 1), nth.checked_sub(1)) {
        (Some(next), _) => Span::new(name.start, next.span.start),
        (None, Some(before)) => Span::new(ignore.names[before].span.end, name.end),
        (None, None) => name,
    };
    Edit::new(span, "")
}

/// The whole line where nothing else stands on it; else the comment and the blanks before it.
fn removal(source: &Source, line: u32, comment: Span) -> Span {
    let start = source.lines().line_start(line);
    let before = source.text[start as usize..comment.start as usize].trim_end();
    if !before.is_empty() {
        return Span::of(start as usize + before.len()..comment.end as usize);
    }
    let next = source.lines().line_start(line + 1);
    let end = if next > comment.start { next as usize } else { source.text.len() };
    Span::of(start as usize..end)
}

fn names(list: &str, at: usize, rules: &[&'static Rule]) -> Vec<IgnoredName> {
    let mut names = Vec::new();
    let mut start = 0;
    for word in list.split(BETWEEN) {
        if !word.is_empty() {
            let span = Span::of(at + start..at + start + word.len());
            names.push(IgnoredName { span, means: Selector::parse(word, rules) });
        }
        let mark = list[start + word.len()..].chars().next();
        start += word.len() + mark.map_or(0, char::len_utf8);
    }
    names
}

/// Whether a text that begins with `#` speaks to us.
fn ours(text: &str) -> bool {
    addressed(text).is_some()
}

/// What stands behind `# catalint:`.
fn addressed(text: &str) -> Option<&str> {
    const NAME: &str = "catalint";
    let rest = text.strip_prefix('#')?.trim_start();
    let (_, rest) = rest.split_at_checked(NAME.len()).filter(|(name, _)| name.eq_ignore_ascii_case(NAME))?;
    Some(rest.trim_start().strip_prefix([':', '：'])?.trim_start())
}

/// Places in one comment, in bytes of it.
struct CommentRead {
    file: bool,
    list: std::ops::Range<usize>,
    reason: usize,
}

impl CommentRead {
    /// None where the comment speaks of something else.
    fn of(comment: &str) -> Option<Self> {
        let rest = addressed(comment)?;
        let from = |rest: &str| comment.len() - rest.len();
        let end = rest.find(|c: char| c.is_whitespace() || OPEN.contains(&c)).unwrap_or(rest.len());
        let verb = rest[..end].to_ascii_lowercase();
        let behind = rest[end..].trim_start();
        let inner = behind.strip_prefix(OPEN);
        let close = inner.and_then(|inner| inner.find(CLOSE).map(|at| (inner, at)));
        let nothing = Self { file: verb == FILE, list: comment.len()..comment.len(), reason: comment.len() };
        match (verb.as_str(), close) {
            (THESE | FILE, Some((inner, at))) => {
                let list = from(inner)..from(inner) + at;
                Some(Self { reason: list.end + inner[at..].chars().next().map_or(0, char::len_utf8), list, ..nothing })
            }
            (THESE | FILE, None) => Some(nothing),
            // Other words may be meant for people.
            _ => {
                let command = inner.is_some() && !verb.is_empty() && verb.bytes().all(|b| b.is_ascii_alphabetic());
                let near = nearest(&verb, [THESE, FILE]).is_some() || verb.starts_with("忽略");
                (command || near).then_some(nothing)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::RULES;
    use catalint_text::decode;
    use catalint_yaml as yaml;

    /// What is read of each comment: whose line, names, reason.
    fn read(text: &str) -> Vec<String> {
        let source = Source::new("", decode(text.as_bytes()));
        let parsed = yaml::parse(source.text.clone(), |_| 0);
        let word = |ignore: &Ignore| {
            let kind = if ignore.file { "file" } else { "" };
            let place = if ignore.above { "above" } else { "" };
            let names: Vec<&str> = ignore.names.iter().map(|name| source.slice(name.span)).collect();
            format!("{kind}{place}[{}]{}", names.join("|"), ignore.reason)
        };
        ignores(&source, &parsed.tree, &RULES).iter().map(word).collect()
    }

    #[test]
    fn the_marks_may_be_those_of_a_chinese_keyboard() {
        for written in [
            "# catalint: ignore[ABC002, DEF] 理由",
            "#catalint:ignore[ABC002,DEF]理由",
            "# catalint：ignore【ABC002，DEF】理由",
            "# Catalint ： IGNORE ［ABC002、DEF］　理由 ",
            "# 县里没有 # catalint: ignore[ ABC002　DEF, ] 理由",
        ] {
            assert_eq!(read(&format!("{written}\na: 1\n")), ["above[ABC002|DEF]理由"], "{written}");
            assert_eq!(read(&format!("a: 1 {written}\n")), ["[ABC002|DEF]理由"], "{written}");
        }
    }

    #[test]
    fn what_is_not_ours_is_nobody_s_business() {
        for other in [
            "# 注",
            "# catalint 检查过",
            "# catalint: 检查过",
            "# catalint: 【注】",
            "# yaml-language-server: $schema=x",
            "#",
        ] {
            assert_eq!(read(&format!("a: 1 {other}\n")), [""; 0], "{other}");
        }
        assert_eq!(read("a: |\n  # catalint: ignore[ABC002]\nb: '# catalint: ignore[ABC002]'\n"), [""; 0]);
    }

    #[test]
    fn what_is_ours_and_can_not_be_read_names_nothing() {
        for broken in
            ["ignore", "ignore[ABC002", "ignore ABC002", "ignore[]", "ingore ABC002", "disable[ABC002]", "忽略 ABC002"]
        {
            assert_eq!(read(&format!("a: 1 # catalint: {broken}\n")), ["[]"], "{broken}");
        }
    }

    #[test]
    fn several_may_stand_in_one_line() {
        assert_eq!(read("a: 1 # catalint: ignore[A] 甲 # catalint: ignore[B] 乙 # 丙\n"), ["[A]甲", "[B]乙 # 丙"]);
        assert_eq!(read("- # catalint: ignore-file[A]\n  a: 1\n"), ["fileabove[A]"]);
    }

    #[test]
    fn a_comment_is_taken_out_with_what_is_left_over() {
        for (text, want) in [
            ("a: 1  # catalint: ignore[A] 甲\r\nb: 2\r\n", "a: 1\r\nb: 2\r\n"),
            ("a: 1\n  # catalint: ignore[A] 甲\nb: 2", "a: 1\nb: 2"),
            ("a: 1\n# catalint: ignore[A]", "a: 1\n"),
            ("\u{feff}# catalint: ignore[A]\na: 1\n", "\u{feff}a: 1\n"),
            ("a: 1 # 注 # catalint: ignore[A]\n", "a: 1 # 注\n"),
            ("a: 1 # catalint: ignore[A] # catalint: ignore[B]\n", "a: 1 # catalint: ignore[B]\n"),
        ] {
            let source = Source::new("", decode(text.as_bytes()));
            let parsed = yaml::parse(source.text.clone(), |_| 0);
            let edit = &ignores(&source, &parsed.tree, &RULES)[0].removal;
            let mut got = source.text.to_string();
            got.replace_range(edit.span.range(), "");
            assert_eq!(got, want);
        }
    }
}
