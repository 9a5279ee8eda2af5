//! The text of a page as browsers build it, within limits: what a few bytes can make a parser do has no bound.

use html5ever::tendril::{StrTendril, TendrilSink};
use html5ever::{ParseOpts, parse_document};
use scraper::{Html, HtmlTreeSink};

use crate::error::Unreadable;

/// Pages are parsed as a whole. That of 10,000 items has 12 MB, and 40 MB where LibreOffice wrote it.
const MAX_PAGE: usize = 45 << 20;
/// Elements, texts and comments of a page. Tags that are never closed make a parser open elements again and
/// again, so the length of a page bounds nothing.
const MAX_NODES: usize = 2_500_000;
/// Each attribute of a tag is compared with all before it.
const MAX_PAIRS: usize = 2_000_000_000;
/// The parser gets so many bytes at a time; a kilobyte can make 100,000 nodes.
const PIECE: usize = 4096;
/// Elements within each other; browsers stop at 512. The time that a parser takes for an element
/// grows with those around it.
const MAX_DEPTH: usize = 1000;

/// The page, or which limit it breaks.
pub(super) fn read(text: &str) -> Result<Html, Unreadable> {
    if text.len() > MAX_PAGE {
        return Err(Unreadable::TooLarge("45 MiB"));
    }
    if depth(text) > MAX_DEPTH {
        return Err(Unreadable::TooLarge("1,000 elements within each other"));
    }
    if pairs(text) > MAX_PAIRS {
        return Err(Unreadable::TooLarge("2,000,000,000 pairs of attributes"));
    }
    parse(text, MAX_NODES)
}

/// The page, as long as it has no more nodes than this.
fn parse(text: &str, most: usize) -> Result<Html, Unreadable> {
    let mut parser = parse_document(HtmlTreeSink::new(Html::new_document()), ParseOpts::default());
    let mut rest = text;
    while !rest.is_empty() {
        let (piece, behind) = rest.split_at(rest.floor_char_boundary(PIECE));
        parser.process(StrTendril::from_slice(piece));
        if parser.tokenizer.sink.sink.0.borrow().tree.values().len() > most {
            return Err(Unreadable::TooLarge("2,500,000 elements and texts"));
        }
        rest = behind;
    }
    Ok(parser.finish())
}

/// How deep elements lie within each other at most, as far as tags tell: those that end by
/// themselves are left out.
fn depth(text: &str) -> usize {
    const ALONE: [&str; 37] = [
        "p", "li", "td", "th", "tr", "tbody", "thead", "tfoot", "col", "colgroup", "caption", "option", "dt", "dd",
        "br", "hr", "img", "input", "meta", "link", "base", "area", "wbr", "embed", "source", "track", "param", "html",
        "head", "body", "script", "style", "title", "rp", "rt", "optgroup", "basefont",
    ];
    let (mut open, mut most) = (0_usize, 0);
    for (at, _) in text.match_indices('<') {
        let rest = &text[at + 1..];
        let closing = rest.starts_with('/');
        let name = rest.trim_start_matches('/');
        let end = name.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(name.len());
        let name = &name[..end.min(16)];
        if !name.starts_with(|c: char| c.is_ascii_alphabetic())
            || ALONE.iter().any(|alone| alone.eq_ignore_ascii_case(name))
        {
            continue;
        }
        open = if closing { open.saturating_sub(1) } else { open + 1 };
        most = most.max(open);
    }
    most
}

/// How many pairs of attributes a parser compares at most. Tags are looked for in comments and scripts, too:
/// whoever skips these can be led past a tag.
fn pairs(text: &str) -> usize {
    let bytes = text.as_bytes();
    // Tags within each other's values are looked at more than once; a page has little of that.
    let mut left = 8 * bytes.len();
    let mut pairs = 0_usize;
    for (at, _) in text.match_indices('<') {
        let start = at + 1 + usize::from(bytes.get(at + 1) == Some(&b'/'));
        if !bytes.get(start).is_some_and(u8::is_ascii_alphabetic) {
            continue;
        }
        let (count, length) = attributes(&bytes[start..]);
        pairs = pairs.saturating_add(count * count / 2);
        left = left.saturating_sub(length);
        if left == 0 || pairs > MAX_PAIRS {
            return usize::MAX;
        }
    }
    pairs
}

/// The attributes of a tag, from its name on, as the standard reads them; and its length.
fn attributes(tag: &[u8]) -> (usize, usize) {
    let find = |from: usize, ends: fn(u8) -> bool| {
        tag[from..].iter().position(|&byte| ends(byte)).map_or(tag.len(), |at| from + at)
    };
    let skip = |from: usize| find(from, |byte| !byte.is_ascii_whitespace());
    let mut at = find(0, |byte| byte.is_ascii_whitespace() || matches!(byte, b'/' | b'>'));
    let mut count = 0;
    loop {
        at = find(at, |byte| !byte.is_ascii_whitespace() && byte != b'/');
        if at >= tag.len() || tag[at] == b'>' {
            return (count, at);
        }
        count += 1;
        at = find(at + 1, |byte| byte.is_ascii_whitespace() || matches!(byte, b'/' | b'>' | b'='));
        let equals = skip(at);
        if tag.get(equals) != Some(&b'=') {
            continue;
        }
        at = skip(equals + 1);
        at = match tag.get(at) {
            Some(b'"') => (find(at + 1, |byte| byte == b'"') + 1).min(tag.len()),
            Some(b'\'') => (find(at + 1, |byte| byte == b'\'') + 1).min(tag.len()),
            _ => find(at, |byte| byte.is_ascii_whitespace() || byte == b'>'),
        };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_in_pieces_is_the_same_page() {
        let row = "<tr>\r\n<td>甲&nbsp;&amp;乙<td><p>《丙》<b>丁<!-- 注 --></p>戊<td><input type=checkbox checked>己</tr>\r\n";
        let page = format!("<!doctype html><title>目录</title><p><b><i>前</p><table>{}</table>后", row.repeat(60));
        for skip in 0..12 {
            let page = " ".repeat(skip) + &page;
            assert!(parse(&page, MAX_NODES).expect("small") == Html::parse_document(&page), "{skip}");
        }
    }

    #[test]
    fn a_page_whose_elements_multiply_is_stopped() {
        let open: String = (0..900).map(|n| format!("<b a={n}>")).collect();
        // Each paragraph opens all of them again.
        let page = format!("<p>{open}</p>{}", "<p>甲</p>".repeat(1_000_000));
        assert!(matches!(parse(&page, 20_000), Err(Unreadable::TooLarge(_))));
    }

    #[test]
    fn attributes_are_counted_as_a_parser_reads_them() {
        let count = |tag: &str| attributes(tag.as_bytes());
        assert_eq!(count("td>"), (0, 2));
        assert_eq!(count("td a b=c d = 'e > f' g=\">\"h/i=/j/ k>l m"), (7, 35));
        assert_eq!(count("td a=>b c"), (1, 5));
        assert_eq!(count("td a=\"b c").0, 1);
    }

    #[test]
    fn a_tag_of_a_million_attributes_is_refused_wherever_it_hides() {
        let many: String = (0..70_000).map(|n| format!(" a{n}")).collect();
        for page in
            [format!("<td{many}>"), format!("</td{many}>"), format!("<!-- <x a=\" --><td{many}>"), "<a".repeat(100_000)]
        {
            assert!(matches!(read(&page), Err(Unreadable::TooLarge(_))), "{}", &page[..20]);
        }
        let common = "<td colspan=2 class='a b c' style=\"width: 10%; border: none\">甲</td>".repeat(1000);
        assert!(pairs(&common) < 10_000);
    }
}
