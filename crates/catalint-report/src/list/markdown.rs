//! `markdown`: the list as tables of GitHub's Markdown.

use std::fmt::Write as _;

use super::bodies::{BodyPart, SeverityCounts, bodies};
use super::problems::problems;
use super::sheet::{FileList, ListRow};
use super::{ListFormat, Occasion, words};
use catalint_core::rule::{Lang, Localized, Severity};
use catalint_text::visible;

pub(super) const FORMAT: ListFormat =
    ListFormat { name: "markdown", least: Severity::Warning, page, pages: None, left_out: |_| 0 };

fn page(sheets: &[FileList], occasion: &Occasion) -> String {
    let lang = occasion.view.lang;
    let rows = || sheets.iter().flat_map(|sheet| &sheet.rows);
    let mut out = format!("# {}\n\n", words::TITLE.get(lang));
    if let [only] = sheets {
        out += &paragraph(&catalog(only, lang));
    }
    for (name, value) in words::facts(sheets, occasion) {
        out += &line(&format!("- {name}{}{}", words::pick(lang, "：", ": "), text(&value)));
    }
    out.push('\n');
    out += &paragraph(&text(words::note(occasion, rows().next().is_none())));
    out += &paragraph(&text(&words::failed(occasion)));
    out += &paragraph(&text(&words::left_out(occasion)));
    let all = bodies(sheets, |_| true);
    if all.is_empty() {
        push_closed(&mut out, sheets, "", lang);
        return ended(out, occasion);
    }
    let mut chapters = 0;
    let mut chapter = |words: Localized| {
        chapters += 1;
        format!("## {}\n\n", words::chapter(chapters - 1, words, lang))
    };
    out += &chapter(words::BY_PROBLEM);
    out += &by_problem(sheets, lang);
    out += &chapter(words::BY_BODY);
    let named = all.iter().map(|body| (text(words::body(body, lang)), body.numbers));
    out += &summary(words::BODY, named, SeverityCounts::of(rows()), occasion);
    if sheets.len() > 1 {
        out += &chapter(words::BY_FILE);
        let told = sheets.iter().filter(|sheet| !sheet.rows.is_empty());
        let files = told.map(|sheet| (text(&words::file(sheet, lang)), SeverityCounts::of(&sheet.rows)));
        out += &summary(words::CATALOG, files, SeverityCounts::of(rows()), occasion);
        out += &paragraph(&text(&words::clean_files(sheets, lang)));
    }
    let mut number = 0;
    for (words, hints) in [(words::TO_MEND, false), (words::TO_LOOK_AT, true)] {
        let bodies = bodies(sheets, |row| (row.severity == Severity::Hint) == hints);
        if !bodies.is_empty() {
            out += &chapter(words);
        }
        bodies.iter().for_each(|body| push_body(&mut out, body, &mut number, lang));
    }
    let head = chapter(words::PUT_RIGHT);
    push_closed(&mut out, sheets, &head, lang);
    ended(out, occasion)
}

/// What was put right, file by file, below a heading; nothing where nothing was.
fn push_closed(out: &mut String, sheets: &[FileList], heading: &str, lang: Lang) {
    let mut heading = Some(heading);
    for sheet in sheets {
        let closed = sheet.round.as_ref().map_or(&[][..], |round| &round.closed);
        if closed.is_empty() {
            continue;
        }
        *out += heading.take().unwrap_or("");
        *out += &paragraph(&catalog(sheet, lang));
        let heads: Vec<&str> = words::CLOSED_COLUMNS.iter().map(|column| column.get(lang)).collect();
        *out += &line(&format!("| {} |\n| --- | --- | --- |", heads.join(" | ")));
        for row in closed {
            *out += &line(&format!(
                "| {} {} | {} | {} |",
                row.severity,
                text(&row.code),
                text(&row.message),
                text(&row.item)
            ));
        }
        out.push('\n');
    }
}

/// With its last line, if it needs one.
fn ended(mut out: String, occasion: &Occasion) -> String {
    out += &paragraph(&text(&words::unread(occasion)));
    out.trim_end().to_owned() + "\n"
}

/// A table of counts.
fn summary(
    what: Localized,
    lines: impl Iterator<Item = (String, SeverityCounts)>,
    sum: SeverityCounts,
    occasion: &Occasion,
) -> String {
    let lang = occasion.view.lang;
    let severities: Vec<Severity> = words::severities(occasion).collect();
    let heads: String = severities.iter().map(|severity| format!(" {} |", severity.word().get(lang))).collect();
    let total = words::TOTAL.get(lang);
    let mut out =
        format!("| {} |{heads} {total} |\n| --- |{}\n", what.get(lang), " ---: |".repeat(severities.len() + 1));
    for (name, numbers) in lines.chain([(total.to_owned(), sum)]) {
        let counts: String = severities.iter().map(|severity| format!(" {} |", numbers.get(*severity))).collect();
        out += &line(&format!("| {name} |{counts} {} |", numbers.total()));
    }
    out.push('\n');
    out
}

/// What is wrong, gravest first.
fn by_problem(sheets: &[FileList], lang: Lang) -> String {
    let (problems, left_out) = problems(sheets, lang);
    let heads: Vec<&str> = words::PROBLEM_COLUMNS.iter().map(|column| column.get(lang)).collect();
    let mut out = line(&format!("| {} |", heads.join(" | "))) + "| --- | --- | --- | ---: |\n";
    for problem in &problems {
        let (word, code, count) = (problem.severity.word().get(lang), problem.code, problem.count);
        out += &line(&format!("| {word} {code} | {} | {} | {count} |", text(problem.message), text(&problem.items)));
    }
    out.push('\n');
    out + &paragraph(&text(&left_out))
}

fn push_body(out: &mut String, body: &BodyPart<'_>, number: &mut usize, lang: Lang) {
    *out += &paragraph(&format!("### {}", text(words::body(body, lang))));
    *out += &paragraph(&words::body_words(body.numbers, lang));
    let heads: Vec<&str> = words::COLUMNS.iter().map(|column| column.get(lang)).collect();
    for (sheet, rows) in &body.sheets {
        *out += &paragraph(&catalog(sheet, lang));
        *out += &line(&format!("| {} |", heads.join(" | ")));
        *out += &line(&format!("|{}", " --- |".repeat(heads.len())));
        for row in rows {
            *number += 1;
            push_row(out, row, *number, lang);
        }
        out.push('\n');
    }
}

fn push_row(out: &mut String, row: &ListRow, number: usize, lang: Lang) {
    let mut message = text(&row.message);
    for part in &row.parts {
        message += &format!("<br>{}", text(part));
    }
    for see in &row.see {
        message += &format!("<br>{}{}", words::SEE.get(lang), text(see));
    }
    let mut help = text(&row.help);
    for change in &row.changes {
        let (before, after) = (value(&change.before, words::NOTHING, lang), value(&change.after, words::DELETED, lang));
        let lead = row.fix.map_or("", |fix| words::change_lead(fix, lang));
        let gap = if help.is_empty() { "" } else { "<br>" };
        help += &format!("{gap}{lead}{before} → {after}");
    }
    let mut item = text(&row.item);
    let place = words::place(row, lang);
    if !place.is_empty() {
        item += &format!("<br>{}", text(&place));
    }
    let standing = words::standing(row, lang);
    let standing = if standing.is_empty() { standing } else { format!("{}<br>", text(&standing)) };
    writeln!(
        out,
        "| {number} {}<br>{} | {item} | {message}<br>{}{} | {help} | {standing}☐ {}<br>{} |",
        row.severity.word().get(lang),
        row.code,
        words::SOURCE.get(lang),
        text(&row.source),
        words::DONE.get(lang),
        words::WHO.get(lang),
    )
    .expect("a String takes all");
}

/// Its own words go first, so that no name begins a line.
fn catalog(sheet: &FileList, lang: Lang) -> String {
    format!("{}{}", words::CATALOG_LEAD.get(lang), text(&words::file(sheet, lang)))
}

fn line(text: &str) -> String {
    format!("{text}\n")
}

/// Nothing for no text.
fn paragraph(text: &str) -> String {
    if text.is_empty() { String::new() } else { format!("{text}\n\n") }
}

/// Text on one line that no mark of Markdown or HTML takes effect in.
pub(crate) fn text(raw: &str) -> String {
    let raw = visible(raw);
    let mut out = String::with_capacity(raw.len() + 8);
    for c in raw.chars() {
        match c {
            '&' => out += "&amp;",
            '<' => out += "&lt;",
            '>' => out += "&gt;",
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '~' | '#' | '$' | '!' => out.extend(['\\', c]),
            c => out.push(c),
        }
    }
    out
}

/// Lines with breaks between them; of nothing, what it stands for.
fn value(raw: &str, nothing: Localized, lang: Lang) -> String {
    if raw.is_empty() {
        return nothing.get(lang).to_owned();
    }
    raw.split('\n').map(text).collect::<Vec<_>>().join("<br>")
}
