//! The list as several pages: one of counts, and pages of each body, for lists that are too long for one.

use std::collections::HashSet;
use std::fmt::Write as _;

use super::sections::{ListSections, MOST_ROWS};
use super::{
    TAKES_ALL, chinese, escaped, head, push_body, push_chapter, push_facts, push_header, push_paragraph,
    push_put_right, push_summaries,
};
use crate::list::bodies::{BodyPart, bodies};
use crate::list::sheet::FileList;
use crate::list::{ListPage, Occasion, words};
use catalint_core::rule::Localized;

/// The page of counts.
const INDEX: &str = "index.html";

/// The body's rows on one page, in a section each.
type PageSections<'s> = Vec<(Localized, BodyPart<'s>)>;

pub(super) fn pages(sheets: &[FileList], occasion: &Occasion) -> Vec<ListPage> {
    let lang = occasion.view.lang;
    let sections = ListSections::of(sheets);
    let mut taken = HashSet::from([INDEX.to_owned()]);
    let mut out = vec![ListPage { name: INDEX.to_owned(), text: String::new() }];
    let mut names: Vec<(&str, Vec<String>)> = Vec::new();
    for body in bodies(sheets, |_| true) {
        let mut number = 0;
        let of_body = of_body(&body, &sections);
        let files: Vec<String> =
            (1..=of_body.len()).map(|nth| file_name(words::body(&body, lang), nth, &mut taken)).collect();
        for (name, sections) in files.iter().zip(&of_body) {
            out.push(ListPage { name: name.clone(), text: page(&body, sections, &mut number, sheets.len(), occasion) });
        }
        names.push((body.name, files));
    }
    let link = |body: &BodyPart<'_>| {
        let files = names.iter().find(|(name, _)| *name == body.name).map_or(&[][..], |(_, files)| files);
        links(words::body(body, lang), files)
    };
    let mut index = head(occasion);
    push_header(&mut index, sheets, occasion, "");
    index += "<main>\n";
    let mut chapters = push_summaries(&mut index, sheets, occasion, link);
    push_put_right(&mut index, &mut chapters, sheets, lang);
    push_paragraph(&mut index, "note", &words::unread(occasion));
    index += "</main>\n</body>\n</html>\n";
    out[0].text = index;
    out
}

/// The rows of a body, page by page.
fn of_body<'s>(body: &BodyPart<'s>, all: &ListSections<'s>) -> Vec<PageSections<'s>> {
    let part = |words: Localized, bodies: &[BodyPart<'s>]| -> PageSections<'s> {
        let own = bodies.iter().find(|other| other.name == body.name);
        own.map_or_else(Vec::new, |own| own.split(MOST_ROWS)).into_iter().map(|part| (words, part)).collect()
    };
    let mut sections = part(words::TO_MEND, &all.mend);
    sections.extend(part(words::TO_LOOK_AT, &all.look));
    if body.rows() <= MOST_ROWS {
        return vec![sections];
    }
    sections.into_iter().map(|section| vec![section]).collect()
}

fn page(
    body: &BodyPart<'_>,
    sections: &PageSections<'_>,
    number: &mut usize,
    files: usize,
    occasion: &Occasion,
) -> String {
    let lang = occasion.view.lang;
    let mut out = head(occasion);
    let (title, name, back) = (words::TITLE.get(lang), words::body(body, lang), words::INDEX.get(lang));
    writeln!(out, "<header>\n<h1>{}</h1>", escaped(title)).expect(TAKES_ALL);
    writeln!(out, "<p class=\"of\"{}>{}</p>", chinese(lang), escaped(name)).expect(TAKES_ALL);
    writeln!(out, "<p class=\"note\"><a href=\"{INDEX}\">{}</a></p>", escaped(back)).expect(TAKES_ALL);
    push_facts(&mut out, &words::law_facts(occasion));
    push_paragraph(&mut out, "note", words::note(occasion, false));
    out += "</header>\n<main>\n";
    let mut chapters = 0;
    for (words, body) in sections {
        push_chapter(&mut out, &mut chapters, *words, lang);
        out += "<section>\n";
        push_body(&mut out, body, number, (files > 1, lang));
        out += "</section>\n";
    }
    out += "</main>\n</body>\n</html>\n";
    out
}

/// The name of a body, leading to its pages.
fn links(name: &str, files: &[String]) -> String {
    let link = |file: &String, words: &str| format!("<a href=\"{}\">{}</a>", escaped(&encoded(file)), escaped(words));
    let mut out = files.first().map_or_else(|| escaped(name).into_owned(), |file| link(file, name));
    for (nth, file) in (2..).zip(files.iter().skip(1)) {
        out += " ";
        out += &link(file, &nth.to_string());
    }
    out
}

/// A name of a file as a link has it.
fn encoded(name: &str) -> String {
    let mut out = String::new();
    for c in name.chars() {
        match c {
            '%' | '#' | '?' | ' ' => write!(out, "%{:02X}", u32::from(c)).expect(TAKES_ALL),
            _ => out.push(c),
        }
    }
    out
}

/// Whether Windows takes a file of this name for a device, whatever its extension: `con`, `COM1.2`.
fn is_device(name: &str) -> bool {
    let name = name.split('.').next().unwrap_or(name).to_ascii_lowercase();
    let numbered = |device| name.strip_prefix(device).is_some_and(|nth| matches!(nth.as_bytes(), [b'0'..=b'9']));
    matches!(name.as_str(), "con" | "prn" | "aux" | "nul") || numbered("com") || numbered("lpt")
}

/// A name that every system takes, none twice, whatever the case of its letters.
fn file_name(body: &str, nth: usize, taken: &mut HashSet<String>) -> String {
    const MOST: usize = 60;
    let odd = |c: char| c.is_control() || c.is_whitespace() || r#"\/:*?"<>|%#"#.contains(c);
    let plain: String = body.chars().take(MOST).map(|c| if odd(c) { '_' } else { c }).collect();
    let plain = plain.trim_matches(['.', '_']);
    let plain = if plain.is_empty() { "_" } else { plain };
    let plain = if is_device(plain) { format!("{plain}_") } else { plain.to_owned() };
    let mut nth = nth;
    loop {
        let name = if nth == 1 { format!("{plain}.html") } else { format!("{plain}-{nth}.html") };
        if taken.insert(name.to_lowercase()) {
            return name;
        }
        nth += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_body_has_a_file_of_its_own() {
        let mut taken = HashSet::from([INDEX.to_owned()]);
        let mut name = |body: &str, nth: usize| file_name(body, nth, &mut taken);
        assert_eq!((name("县民政局", 1), name("县民政局", 2)), ("县民政局.html".into(), "县民政局-2.html".into()));
        assert_eq!((name("a/b", 1), name("a:b", 1)), ("a_b.html".into(), "a_b-2.html".into()));
        assert_eq!((name("INDEX", 1), name("../..", 1)), ("INDEX-2.html".into(), "_.html".into()));
        assert_eq!((name("CON", 1), name("com1.办", 1)), ("CON_.html".into(), "com1.办_.html".into()));
        assert!(name(&"局".repeat(200), 1).chars().count() < 70);
    }
}
