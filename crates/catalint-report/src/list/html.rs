//! `html`: the list as one page that needs nothing else: to print, to read on a phone.
//!
//! Every tag is closed, so that the page is well formed as XML, too.

mod pages;
mod sections;

use std::borrow::Cow;
use std::fmt::Write as _;

use super::bodies::{BodyPart, SeverityCounts, bodies};
use super::problems::problems;
use super::sheet::{FileList, ListRow};
use super::{ListFormat, Occasion, words};
use catalint_core::rule::{Lang, Localized, Severity};
use catalint_text::visible;
use sections::ListSections;

pub(super) const FORMAT: ListFormat =
    ListFormat { name: "html", least: Severity::Warning, page, pages: Some(pages::pages), left_out };

/// Nothing may be loaded: no script, no font, no picture, nothing from anywhere. The empty icon
/// keeps browsers from asking the server for one.
pub(crate) const NOTHING_LOADS: &str = concat!(
    r#"<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:"/>"#,
    "\n",
    r#"<link rel="icon" href="data:,"/>"#,
);

fn page(sheets: &[FileList], occasion: &Occasion) -> String {
    let lang = occasion.view.lang;
    let sections = ListSections::of(sheets);
    let shown = sections.shown();
    let mut out = head(occasion);
    push_header(&mut out, sheets, occasion, &sections.cut(&shown, lang));
    out += "<main>\n";
    let (mend, look) = (&sections.mend, &sections.look);
    let mut chapters = push_summaries(&mut out, sheets, occasion, |body| linked(body, mend, look, lang));
    let mut number = 0;
    let mut shown = shown.iter();
    for (words, bodies, id) in [(words::TO_MEND, mend, 'b'), (words::TO_LOOK_AT, look, 'h')] {
        if !bodies.is_empty() {
            push_chapter(&mut out, &mut chapters, words, lang);
        }
        for ((nth, body), shown) in bodies.iter().enumerate().zip(&mut shown) {
            writeln!(out, "<section id=\"{id}{nth}\">").expect(TAKES_ALL);
            push_body(&mut out, shown, &mut number, (sheets.len() > 1, lang));
            push_paragraph(&mut out, "note", &words::not_on_page(body.rows() - shown.rows(), lang));
            out += "</section>\n";
        }
    }
    push_put_right(&mut out, &mut chapters, sheets, lang);
    push_paragraph(&mut out, "note", &words::unread(occasion));
    out += "</main>\n</body>\n</html>\n";
    out
}

/// What was put right since the last round, where there was one.
fn push_put_right(out: &mut String, chapters: &mut usize, sheets: &[FileList], lang: Lang) {
    if sheets.iter().any(|sheet| sheet.round.as_ref().is_some_and(|round| !round.closed.is_empty())) {
        push_chapter(out, chapters, words::PUT_RIGHT, lang);
        push_closed(out, sheets, lang);
    }
}

/// Findings that a page has no room for.
fn left_out(sheets: &[FileList]) -> usize {
    let sections = ListSections::of(sheets);
    let shown = sections.shown();
    let count =
        |shown: &BodyPart<'_>| shown.sheets.iter().flat_map(|(_, rows)| rows).map(|row| row.count).sum::<usize>();
    sections.bodies().zip(&shown).map(|(body, shown)| body.numbers.total() - count(shown)).sum()
}

fn push_chapter(out: &mut String, chapters: &mut usize, words: Localized, lang: Lang) {
    writeln!(out, "<h2>{}</h2>", escaped(&words::chapter(*chapters, words, lang))).expect(TAKES_ALL);
    *chapters += 1;
}

/// What is wrong, and how much of it bodies and catalogs have; how many chapters that is. `link` makes the name of a body.
fn push_summaries(
    out: &mut String,
    sheets: &[FileList],
    occasion: &Occasion,
    link: impl Fn(&BodyPart<'_>) -> String,
) -> usize {
    let lang = occasion.view.lang;
    let all = bodies(sheets, |_| true);
    let mut chapters = 0;
    if all.is_empty() {
        return chapters;
    }
    let sum = SeverityCounts::of(sheets.iter().flat_map(|sheet| &sheet.rows));
    push_chapter(out, &mut chapters, words::BY_PROBLEM, lang);
    push_problems(out, sheets, lang);
    push_chapter(out, &mut chapters, words::BY_BODY, lang);
    push_summary(out, words::BODY, all.iter().map(|body| (link(body), body.numbers)), sum, occasion);
    if sheets.len() > 1 {
        push_chapter(out, &mut chapters, words::BY_FILE, lang);
        let told = sheets.iter().filter(|sheet| !sheet.rows.is_empty());
        let files = told.map(|sheet| (catalog(sheet), SeverityCounts::of(&sheet.rows)));
        push_summary(out, words::CATALOG, files, sum, occasion);
        push_paragraph(out, "note", &words::clean_files(sheets, lang));
    }
    chapters
}

const TAKES_ALL: &str = "a String takes all";

fn head(occasion: &Occasion) -> String {
    let lang = occasion.view.lang;
    let title = escaped(words::TITLE.get(lang));
    let code = words::pick(lang, "zh-CN", "en");
    let version = env!("CARGO_PKG_VERSION");
    let page_number = words::pick(
        lang,
        r#""第 " counter(page) " 页，共 " counter(pages) " 页""#,
        r#""Page " counter(page) " of " counter(pages)"#,
    );
    let names: String = words::COLUMNS
        .iter()
        .enumerate()
        .map(|(nth, column)| {
            let lead = words::pick(lang, format!("{}：", column.zh), format!("{}: ", column.en));
            format!("--c{}: \"{lead}\"; ", nth + 1)
        })
        .collect();
    let counts = words::severities(occasion).map(|severity| severity.word()).chain([words::TOTAL]);
    let counts: String =
        counts.enumerate().map(|(nth, word)| format!("--s{}: \"{} \"; ", nth + 2, word.get(lang))).collect();
    let times = words::PROBLEM_COLUMNS[3];
    let times = words::pick(lang, format!("--p4: \"{}：\"; ", times.zh), format!("--p4: \"{}: \"; ", times.en));
    let names = names + &counts + &times;
    format!(
        "<!DOCTYPE html>\n<html lang=\"{code}\">\n<head>\n<meta charset=\"utf-8\"/>\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n\
         <meta name=\"color-scheme\" content=\"light dark\"/>\n\
         <meta name=\"generator\" content=\"catalint {version}\"/>\n{NOTHING_LOADS}\n<title>{title}</title>\n<style>\n{}\
         @page {{ @bottom-center {{ content: {page_number}; }} }}\n:root {{ {names}}}\n</style>\n</head>\n<body>\n",
        include_str!("list.css"),
    )
}

/// `cut` says that not all is on the page; empty where all is.
fn push_header(out: &mut String, sheets: &[FileList], occasion: &Occasion, cut: &str) {
    let lang = occasion.view.lang;
    writeln!(out, "<header>\n<h1>{}</h1>", escaped(words::TITLE.get(lang))).expect(TAKES_ALL);
    if let [only] = sheets {
        writeln!(out, "<p class=\"of\"{}>{}</p>", chinese(lang), catalog(only)).expect(TAKES_ALL);
    }
    push_facts(out, &words::facts(sheets, occasion));
    let empty = sheets.iter().all(|sheet| sheet.rows.is_empty());
    push_paragraph(out, if empty { "clean" } else { "note" }, words::note(occasion, empty));
    push_paragraph(out, "note", &words::failed(occasion));
    push_paragraph(out, "note", &words::left_out(occasion));
    push_paragraph(out, "note", cut);
    *out += "</header>\n";
}

fn push_facts(out: &mut String, facts: &[(&str, String)]) {
    *out += "<dl>\n";
    for (name, value) in facts {
        writeln!(out, "<div><dt>{}</dt><dd>{}</dd></div>", escaped(name), escaped(value)).expect(TAKES_ALL);
    }
    *out += "</dl>\n";
}

/// Nothing for no text.
fn push_paragraph(out: &mut String, class: &str, text: &str) {
    if !text.is_empty() {
        writeln!(out, "<p class=\"{class}\">{}</p>", escaped(text)).expect(TAKES_ALL);
    }
}

/// A table of counts; the names are HTML.
fn push_summary(
    out: &mut String,
    what: Localized,
    lines: impl Iterator<Item = (String, SeverityCounts)>,
    sum: SeverityCounts,
    occasion: &Occasion,
) {
    let lang = occasion.view.lang;
    let (what, total) = (what.get(lang), words::TOTAL.get(lang));
    let severities: Vec<Severity> = words::severities(occasion).collect();
    *out += "<table class=\"sum\">\n<thead><tr>";
    let heads = severities.iter().map(|severity| severity.word().get(lang));
    for head in [what].into_iter().chain(heads).chain([total]) {
        write!(out, "<th scope=\"col\">{}</th>", escaped(head)).expect(TAKES_ALL);
    }
    *out += "</tr></thead>\n<tbody>\n";
    let counts = |numbers: SeverityCounts| -> String {
        let counts = severities.iter().map(|severity| numbers.get(*severity)).chain([numbers.total()]);
        counts.map(|count| format!("<td>{count}</td>")).collect()
    };
    for (name, numbers) in lines {
        writeln!(out, "<tr><th scope=\"row\"{}>{name}</th>{}</tr>", chinese(lang), counts(numbers)).expect(TAKES_ALL);
    }
    writeln!(out, "</tbody>\n<tfoot><tr><th scope=\"row\">{total}</th>{}</tr></tfoot>\n</table>", counts(sum))
        .expect(TAKES_ALL);
}

/// What is wrong, gravest first: once, with the items and how often it is found.
fn push_problems(out: &mut String, sheets: &[FileList], lang: Lang) {
    let (problems, left_out) = problems(sheets, lang);
    *out += "<table class=\"problems\">\n<thead><tr>";
    for column in words::PROBLEM_COLUMNS {
        write!(out, "<th scope=\"col\">{}</th>", escaped(column.get(lang))).expect(TAKES_ALL);
    }
    *out += "</tr></thead>\n<tbody>\n";
    for problem in &problems {
        let (severity, word) = (problem.severity.key(), problem.severity.word().get(lang));
        writeln!(
            out,
            "<tr><td><b class=\"{severity}\">{word}</b> {}</td><th scope=\"row\">{}</th><td>{}</td><td>{}</td></tr>",
            problem.code,
            escaped(problem.message),
            escaped(&problem.items),
            problem.count,
        )
        .expect(TAKES_ALL);
    }
    *out += "</tbody>\n</table>\n";
    push_paragraph(out, "note", &left_out);
}

/// The body's name, leading to its section.
fn linked(body: &BodyPart<'_>, mend: &[BodyPart<'_>], look: &[BodyPart<'_>], lang: Lang) -> String {
    let find = |bodies: &[BodyPart<'_>]| bodies.iter().position(|other| other.name == body.name);
    let name = escaped(words::body(body, lang));
    match (find(mend), find(look)) {
        (Some(nth), _) => format!("<a href=\"#b{nth}\">{name}</a>"),
        (None, Some(nth)) => format!("<a href=\"#h{nth}\">{name}</a>"),
        (None, None) => name.into_owned(),
    }
}

fn push_body(out: &mut String, body: &BodyPart<'_>, number: &mut usize, (several, lang): (bool, Lang)) {
    let name = escaped(words::body(body, lang));
    let chinese = chinese(lang);
    writeln!(out, "<h3{chinese}>{name}</h3>\n<table class=\"list\">").expect(TAKES_ALL);
    writeln!(out, "<caption>{}</caption>", escaped(&words::body_words(body.numbers, lang))).expect(TAKES_ALL);
    let columns = words::COLUMNS.len();
    // Paper is handed out page by page: there the body's name is repeated with the head.
    writeln!(
        out,
        "<colgroup>{}</colgroup>\n<thead><tr class=\"again\"><th colspan=\"{columns}\" scope=\"colgroup\"><span{chinese}>{name}</span> <small>{}</small></th></tr>",
        "<col/>".repeat(columns),
        escaped(&words::body_words(body.numbers, lang)),
    )
    .expect(TAKES_ALL);
    *out += "<tr>";
    for column in words::COLUMNS {
        write!(out, "<th scope=\"col\">{}</th>", escaped(column.get(lang))).expect(TAKES_ALL);
    }
    *out += "</tr></thead>\n";
    for (sheet, rows) in &body.sheets {
        *out += "<tbody>\n";
        // The only file stands at the head of the list.
        if several {
            let file = catalog(sheet);
            writeln!(out, "<tr class=\"file\"><th colspan=\"{columns}\" scope=\"rowgroup\"{chinese}>{file}</th></tr>")
                .expect(TAKES_ALL);
        }
        for row in rows {
            *number += 1;
            push_row(out, row, *number, lang);
        }
        *out += "</tbody>\n";
    }
    write!(out, "<tfoot><tr><td colspan=\"{columns}\"><div>").expect(TAKES_ALL);
    for words in words::SIGN {
        write!(out, "<span>{}</span>", escaped(words.get(lang))).expect(TAKES_ALL);
    }
    *out += "</div></td></tr></tfoot>\n</table>\n";
}

/// What was put right, file by file.
fn push_closed(out: &mut String, sheets: &[FileList], lang: Lang) {
    for sheet in sheets {
        let closed = sheet.round.as_ref().map_or(&[][..], |round| &round.closed);
        if closed.is_empty() {
            continue;
        }
        if sheets.len() > 1 {
            writeln!(out, "<p{}>{}</p>", chinese(lang), catalog(sheet)).expect(TAKES_ALL);
        }
        *out += "<table class=\"problems\">\n<thead><tr>";
        for column in words::CLOSED_COLUMNS {
            write!(out, "<th scope=\"col\">{}</th>", escaped(column.get(lang))).expect(TAKES_ALL);
        }
        *out += "</tr></thead>\n<tbody>\n";
        for row in closed {
            let (severity, code) = (escaped(&row.severity), escaped(&row.code));
            let (message, item) = (escaped(&row.message), escaped(&row.item));
            writeln!(out, "<tr><td>{severity} {code}</td><th scope=\"row\">{message}</th><td>{item}</td></tr>")
                .expect(TAKES_ALL);
        }
        *out += "</tbody>\n</table>\n";
    }
}

fn push_row(out: &mut String, row: &ListRow, number: usize, lang: Lang) {
    let (chinese, item) = (chinese(lang), escaped(&row.item));
    let (severity, word, code) = (row.severity.key(), row.severity.word().get(lang), row.code);
    write!(
        out,
        "<tr><td>{number} <b class=\"{severity}\">{word}</b> <br/>{code}</td>\
         <th scope=\"row\"><span{chinese}>{item}</span>",
    )
    .expect(TAKES_ALL);
    let place = words::place(row, lang);
    if !place.is_empty() {
        write!(out, "<br/><small>{}</small>", escaped(&place)).expect(TAKES_ALL);
    }
    write!(out, "</th><td>{}", escaped(&row.message)).expect(TAKES_ALL);
    for part in &row.parts {
        write!(out, "<br/><small{chinese}>{}</small>", escaped(part)).expect(TAKES_ALL);
    }
    for see in &row.see {
        write!(out, "<br/><small>{}{}</small>", words::SEE.get(lang), escaped(see)).expect(TAKES_ALL);
    }
    let source = words::SOURCE.get(lang);
    write!(out, "<br/><small>{source}{}</small></td><td>{}", escaped(&row.source), escaped(&row.help))
        .expect(TAKES_ALL);
    for change in &row.changes {
        let (before, after) = (value(&change.before, words::NOTHING, lang), value(&change.after, words::DELETED, lang));
        let lead = row.fix.map_or("", |fix| words::change_lead(fix, lang));
        write!(out, "<p>{lead}<del{chinese}>{before}</del> → <ins{chinese}>{after}</ins></p>").expect(TAKES_ALL);
    }
    let (done, who) = (words::DONE.get(lang), words::WHO.get(lang));
    let standing = words::standing(row, lang);
    let standing = if standing.is_empty() { standing } else { format!("<b>{standing}</b><br/>") };
    writeln!(out, "</td><td>{standing}☐ {done}<br/>{who}</td></tr>").expect(TAKES_ALL);
}

/// Lines with breaks between them; of nothing, what it stands for.
fn value(raw: &str, nothing: Localized, lang: Lang) -> String {
    if raw.is_empty() {
        return nothing.get(lang).to_owned();
    }
    raw.split('\n').map(escaped).collect::<Vec<_>>().join("<br/>")
}

/// `静安区政务公开标准目录 <small>a.yaml</small>`
fn catalog(sheet: &FileList) -> String {
    let file = escaped(&sheet.file);
    if sheet.title.is_empty() { file.into_owned() } else { format!("{} <small>{file}</small>", escaped(&sheet.title)) }
}

/// What says that words of the catalog are Chinese on a page that is not.
fn chinese(lang: Lang) -> &'static str {
    words::pick(lang, "", " lang=\"zh-CN\"")
}

/// Text on one line, nothing hidden in it, no part of which is taken for a tag.
pub(crate) fn escaped(raw: &str) -> Cow<'_, str> {
    let raw = visible(raw);
    if !raw.contains(['&', '<', '>', '"', '\'', '\u{fffe}', '\u{ffff}']) {
        return raw;
    }
    let mut out = String::with_capacity(raw.len() + 16);
    for c in raw.chars() {
        match c {
            '&' => out += "&amp;",
            '<' => out += "&lt;",
            '>' => out += "&gt;",
            '"' => out += "&quot;",
            '\'' => out += "&#39;",
            // No characters at all, and forbidden in XML.
            '\u{fffe}' | '\u{ffff}' => out += &format!("&lt;U+{:04X}&gt;", u32::from(c)),
            c => out.push(c),
        }
    }
    Cow::Owned(out)
}
