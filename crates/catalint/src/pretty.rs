//! `pretty`: the report for a person at a terminal.
//!
//! miette draws the lines of the file and the marks under them, with characters that are one
//! column wide in every font: its box-drawing set falls apart in Chinese ones. What stands
//! around the lines is ours, because it is in two languages and breaks like Chinese prose.

use std::collections::BTreeSet;
use std::fmt;
use std::ops::RangeInclusive;

use catalint_core::fix::Applicability;
use catalint_core::lint::naming::{self, Naming};
use catalint_core::lint::{Group, Report};
use catalint_core::model::FieldId;
use catalint_core::rule::{Finding, ItemName, Lang, Severity};
use catalint_report::{View, url};
use catalint_text::{ColumnUnit, Source, display_width, visible};
use miette::{GraphicalReportHandler, GraphicalTheme, LabeledSpan, SourceCode, ThemeStyles};

use crate::lang::pick;
use crate::terminal::{Paint, Terminal};
use crate::window::{CoveredLines, Window};
use crate::wrap::{self, wrap};

/// Columns before the words of an entry.
const LEAD: usize = 8;
/// Lines of an entry for findings that say something else; the others share one.
const MOST_VARIANTS: usize = 12;
/// Lines for other places of an entry of several findings.
const MOST_RELATED: usize = 3;
/// A longer text is no key: a place may be as long as the file.
const LONGEST_KEY: usize = 100;

/// Renders findings.
#[derive(Debug)]
pub(crate) struct Pretty {
    /// One for each severity, mildest first.
    handlers: [GraphicalReportHandler; 3],
    lang: Lang,
    width: usize,
    paint: Paint,
    terminal: Terminal,
}

/// What stands above the place of an entry: its rule, ready to be shown, and what is wrong.
#[derive(Debug, Clone, Copy)]
struct PrettySaid<'a> {
    code: &'a str,
    message: &'a str,
}

impl Pretty {
    pub(crate) fn new(lang: Lang, terminal: Terminal) -> Self {
        let handlers = [Severity::Hint, Severity::Warning, Severity::Error].map(|severity| {
            GraphicalReportHandler::new_themed(theme(severity, lang, terminal.paint))
                .with_width(terminal.width)
                .with_wrap_lines(false)
                .without_primary_span_start()
                .without_cause_chain()
                .without_syntax_highlighting()
                .with_links(false)
        });
        Self { handlers, lang, width: terminal.width, paint: terminal.paint, terminal }
    }

    /// The entries of a file, a blank line after each.
    pub(crate) fn file(&self, report: &Report, view: View) -> String {
        let entries = view.entries(report);
        let naming = Naming::of(report, self.lang);
        let mut out = String::new();
        if entries.iter().any(|entry| entry.findings[0].cell().is_some()) {
            out += &self.heading(&report.source.name, naming);
        }
        let mut before = None;
        for entry in &entries {
            let (rule, message) = (entry.rule(), entry.message(self.lang));
            let code = self.terminal.link(url(report, rule).filter(|url| is_absolute(url)).as_deref(), rule.code);
            let said = PrettySaid { code: &code, message: &message };
            match entry.findings[0].cell() {
                Some(_) => self.in_table(&mut out, naming, (said, entry), before),
                None => self.in_text(&mut out, &report.source, naming, (said, entry)),
            }
            out.push('\n');
            before = Some(entry);
        }
        out
    }

    /// One finding, with the lines of its place or with `lines`, which hold it.
    pub(crate) fn finding(
        &self,
        out: &mut String,
        source: &Source,
        found: &Finding,
        lines: Option<RangeInclusive<u32>>,
    ) {
        let said = PrettySaid { code: found.rule.code, message: &found.message_in(self.lang) };
        self.lines(out, source, found, lines, said);
        self.related(out, source, &[found]);
        self.advice(out, &found.help_in(self.lang), &[found]);
    }

    /// An entry of a text: the lines of its first finding, then where the others are.
    fn in_text(
        &self,
        out: &mut String,
        source: &Source,
        naming: Naming<'_>,
        (said, entry): (PrettySaid<'_>, &Group<'_>),
    ) {
        let [first, more @ ..] = entry.findings.as_slice() else { return };
        self.lines(out, source, first, None, said);
        if !more.is_empty() {
            self.places(out, naming, entry);
        }
        self.related(out, source, &entry.findings);
        if entry.has_one_help(self.lang) {
            self.advice(out, &entry.help(self.lang), &entry.findings);
        }
    }

    /// The lines that a finding is about, under what is wrong.
    fn lines(
        &self,
        out: &mut String,
        source: &Source,
        found: &Finding,
        lines: Option<RangeInclusive<u32>>,
        said: PrettySaid<'_>,
    ) {
        let place = CoveredLines::new(source, found.span());
        let lines = lines.unwrap_or_else(|| place.lines.clone());
        let numbers = lines.end().to_string().len();
        let room = self.width.saturating_sub(numbers + 4).max(20);
        let mut window = Window::new(source, &place, lines, room);
        window.header = self.header(source, found);
        let label = self.label(found, source, &place, (window.text(), said.message));
        self.report(out, found, said, Some((window, label)));
    }

    fn report(&self, out: &mut String, found: &Finding, said: PrettySaid<'_>, shown: Option<(Window, Option<String>)>) {
        let (window, label) = shown.unzip();
        let finding =
            Drawn { title: self.title(found, said), severity: found.severity, window, label: label.flatten() };
        self.handlers[found.severity as usize].render_report(out, &finding).expect("a String takes all");
    }

    /// Where the findings of an entry are; those that say something else on lines of their own.
    fn places(&self, out: &mut String, naming: Naming<'_>, entry: &Group<'_>) {
        let (lead, count) = (pick(self.lang, "  位置：", "  where: "), entry.findings.len());
        let put = |out: &mut String, text: &str| wrap(out, &self.paint.cyan(lead), LEAD, &visible(text), self.width);
        let comma = pick(self.lang, "，", ", ");
        let times = pick(self.lang, format!("共{count}处"), format!("{count} places"));
        let variants = entry.variants(self.lang);
        let field = naming.field(&entry.findings);
        // What is missing in the whole file is missing in one place.
        let one_place = entry.items.is_empty()
            && entry.findings.iter().all(|found| naming.places(&[found]) == naming.places(&entry.findings[..1]));
        put(
            out,
            &match variants.len() {
                _ if one_place && count > 1 => naming.whole(&entry.findings[..1], &[]) + comma + &times,
                0 | 1 if count == 1 => naming.whole(&entry.findings, &entry.items),
                0 | 1 => naming.whole(&entry.findings, &entry.items) + comma + &times,
                _ if field.is_empty() => times,
                _ => times + comma + &field,
            },
        );
        if variants.len() < 2 {
            return;
        }
        // One that would stand alone in the last line has that line.
        let shown =
            if variants.len() == MOST_VARIANTS + 1 { variants.len() } else { variants.len().min(MOST_VARIANTS) };
        for variant in &variants[..shown] {
            let place = naming.brief(&variant.findings, &variant.items);
            let words = self.quoted_words(&variant.words);
            let mut text = match (words.as_str(), one_place) {
                ("", _) => place,
                (words, true) => words.to_owned(),
                (words, false) => pick(self.lang, format!("{words}：{place}"), format!("{words}: {place}")),
            };
            if let Some(help) = &variant.help {
                text += &format!(" → {help}{}", self.who(&variant.findings));
            }
            self.indented(out, &text);
        }
        let rest: Vec<&Finding> = variants[shown..].iter().flat_map(|variant| &variant.findings).copied().collect();
        if !rest.is_empty() {
            let items: Vec<&ItemName> = variants[shown..].iter().flat_map(|variant| &variant.items).copied().collect();
            let (places, count) = (naming.brief(&rest, &items), rest.len());
            self.indented(out, &pick(self.lang, format!("其余{count}处：{places}"), format!("{count} more: {places}")));
        }
    }

    /// Words in quotes, which stay closed where they are cut.
    fn quoted_words(&self, words: &str) -> String {
        let shown = cropped(&visible(words), self.width / 2);
        if shown.ends_with("...") { shown + "”" } else { shown }
    }

    fn indented(&self, out: &mut String, text: &str) {
        wrap(out, &" ".repeat(LEAD), LEAD, &visible(text), self.width);
    }

    fn advice(&self, out: &mut String, help: &str, findings: &[&Finding]) {
        let lead = pick(self.lang, "  建议：", "  help: ");
        let help = help.to_owned() + &self.who(findings);
        wrap(out, &self.paint.cyan(lead), LEAD, &visible(&help), self.width);
    }

    /// `BAS001 没有填写公开依据`
    fn title(&self, found: &Finding, said: PrettySaid<'_>) -> String {
        let (code, message) = (found.rule.code, visible(said.message));
        let lead = "   ".len() + display_width(found.severity.word().get(self.lang)) + code.len() + 1;
        let lines = wrap::lines(&message, self.width.saturating_sub(lead), self.width.saturating_sub(4));
        format!("{} {}", self.paint.bold(said.code), lines.join("\n"))
    }

    /// `town.yaml:188:29 第12项 安全生产`
    fn header(&self, source: &Source, found: &Finding) -> String {
        let start = source.clamp(found.span()).start;
        let at = source.line_column(start, ColumnUnit::Char);
        let mut header = format!("{}:{}:{}", visible(&source.name), at.line, at.column);
        if found.item_name().is_some() {
            header.push(' ');
            let room = self.width.saturating_sub(display_width(&header) + 12).max(12);
            header += &cropped(&visible(&naming::items(&found.items().collect::<Vec<_>>(), self.lang)), room);
        }
        header
    }

    /// Which column of the table it is, where neither the message nor the line says so.
    fn label(
        &self,
        found: &Finding,
        source: &Source,
        place: &CoveredLines,
        (shown, said): (&str, &str),
    ) -> Option<String> {
        let words = field_words(found.pointer.as_str(), self.lang, shown).filter(|(id, _)| {
            let name = pick(self.lang, id.spec().label, id.spec().label_en);
            // A field that is not there is reported at another one's key.
            let marked = Some(source.slice(place.span)).filter(|marked| marked.len() < LONGEST_KEY);
            let marked = marked.and_then(|marked| FieldId::from_key(marked.trim_matches(['"', '\'', ' '])));
            let absent = marked.is_some_and(|marked| marked != *id);
            !absent && !said.contains(name) && !shown.contains(name)
        });
        let on = place.goes_on_to.map(|line| pick(self.lang, format!("到第{line}行止"), format!("up to line {line}")));
        match (words.map(|(_, words)| words), on) {
            (Some(words), Some(on)) => Some(words + pick(self.lang, "，", ", ") + &on),
            (words, on) => words.or(on),
        }
    }

    /// Other places: one line each, or of an entry of several findings one line for all of which the same is said.
    fn related(&self, out: &mut String, source: &Source, findings: &[&Finding]) {
        let lead = pick(self.lang, "  另见：", "  see:  ");
        let put = |out: &mut String, text: &str| wrap(out, &self.paint.cyan(lead), LEAD, &visible(text), self.width);
        let all = findings.iter().flat_map(|found| (0..found.related.len()).map(move |nth| (found, nth)));
        if let [_] = findings {
            for (found, nth) in all {
                let (file, at, _) = found.related_place(nth, source);
                let text = found.related_message(nth, self.lang);
                put(out, &format!("{file}:{}:{} {text}", at.line, at.column));
            }
            return;
        }
        let mut said: Vec<(String, String, BTreeSet<u32>)> = Vec::new();
        for (found, nth) in all {
            let (file, at, _) = found.related_place(nth, source);
            let text = found.related_message(nth, self.lang);
            match said.iter_mut().find(|(known, words, _)| known == file && *words == text) {
                Some((.., lines)) => drop(lines.insert(at.line)),
                None => said.push((file.to_owned(), text.into_owned(), BTreeSet::from([at.line]))),
            }
        }
        for (file, text, lines) in said.iter().take(MOST_RELATED) {
            let lines = naming::lines(lines, self.lang);
            let place = if *file == source.name { lines } else { format!("{file} {lines}") };
            put(out, &format!("{place} {text}"));
        }
        let more: usize = said.iter().skip(MOST_RELATED).map(|(.., lines)| lines.len()).sum();
        if more > 0 {
            self.indented(
                out,
                &pick(self.lang, format!("另有{more}处，用 --no-group 逐条列出"), format!("{more} more (--no-group)")),
            );
        }
    }

    /// Who can do what the advice says. Of a table only what needs no consent: the rest is told once, at the end.
    fn who(&self, findings: &[&Finding]) -> String {
        let in_table = findings.iter().all(|found| found.cell().is_some());
        let count = |who| findings.iter().filter(|found| found.applicability() == Some(who)).count();
        let (safe, offered, all) = (count(Applicability::Safe), count(Applicability::Offer), findings.len());
        match (safe, offered) {
            (0, 0) => String::new(),
            (0, _) if in_table => String::new(),
            (safe, _) if safe == all => pick(self.lang, "（可用 --fix 自动修正）", " (--fix does it)").to_owned(),
            (0, offered) if offered == all => {
                pick(self.lang, "（确认无误可用 --unsafe-fixes 修正）", " (--unsafe-fixes does it, if you agree)")
                    .to_owned()
            }
            (0, offered) => pick(
                self.lang,
                format!("（其中{offered}处确认无误可用 --unsafe-fixes 修正）"),
                format!(" (--unsafe-fixes does {offered} of them, if you agree)"),
            ),
            (safe, _) => {
                pick(self.lang, format!("（其中{safe}处可用 --fix 自动修正）"), format!(" (--fix does {safe} of them)"))
            }
        }
    }
}

fn is_absolute(address: &str) -> bool {
    address.contains("://")
}

/// The colour of a severity for the marks, and nothing else in colour: a page of findings is to
/// stay calm.
fn theme(severity: Severity, lang: Lang, paint: Paint) -> GraphicalTheme {
    let mut theme = GraphicalTheme::none();
    let word = severity.word().get(lang).to_owned();
    theme.characters.error.clone_from(&word);
    theme.characters.warning.clone_from(&word);
    theme.characters.advice = word;
    theme.characters.underbar = '^';
    if paint.0 {
        let ansi = ThemeStyles::ansi();
        let color = match severity {
            Severity::Error => ansi.error,
            Severity::Warning => ansi.warning,
            Severity::Hint => ansi.advice,
        };
        theme.styles = ThemeStyles { highlights: vec![color], link: ansi.linum, ..ansi };
    }
    theme
}

/// A text in at most `room` columns.
fn cropped(words: &str, room: usize) -> String {
    if display_width(words) <= room {
        return words.to_owned();
    }
    let mut cut = String::new();
    for c in words.chars() {
        cut.push(c);
        if display_width(&cut) + 3 > room {
            cut.pop();
            break;
        }
    }
    cut + "..."
}

/// The field that a pointer ends in, in words: `公开内容（第2个）`. Where the key stands on the
/// lines shown, the entry does not need its number.
fn field_words(pointer: &str, lang: Lang, shown: &str) -> Option<(FieldId, String)> {
    let mut parts = pointer.split('/').skip(1);
    let mut key = parts.next()?;
    if key == "items" && parts.next().is_some() {
        key = parts.next()?;
    }
    let id = FieldId::from_key(key)?;
    let name = pick(lang, id.spec().label, id.spec().label_en);
    let written = shown.trim_start_matches([' ', '-', '{']).split([':', '：']).next().unwrap_or("");
    let beside = FieldId::from_key(written.trim_matches(['"', '\''])) == Some(id);
    let words = match parts.next() {
        Some(part) if !beside => match part.parse::<usize>() {
            Ok(index) => pick(lang, format!("{name}（第{}个）", index + 1), format!("{name}, entry {}", index + 1)),
            Err(_) => format!("{name} {}", part.replace("~1", "/").replace("~0", "~")),
        },
        _ => name.to_owned(),
    };
    Some((id, words))
}

/// A finding as miette sees it.
#[derive(Debug)]
struct Drawn {
    title: String,
    severity: Severity,
    /// None where the file has no lines.
    window: Option<Window>,
    label: Option<String>,
}

impl fmt::Display for Drawn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.title)
    }
}

impl std::error::Error for Drawn {}

impl miette::Diagnostic for Drawn {
    fn severity(&self) -> Option<miette::Severity> {
        Some(match self.severity {
            Severity::Error => miette::Severity::Error,
            Severity::Warning => miette::Severity::Warning,
            Severity::Hint => miette::Severity::Advice,
        })
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        self.window.as_ref().map(|window| window as &dyn SourceCode)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        let window = self.window.as_ref()?;
        let label = LabeledSpan::new_primary_with_span(self.label.clone(), window.label.clone());
        Some(Box::new(std::iter::once(label)))
    }
}

mod table;

#[cfg(test)]
mod tests;
