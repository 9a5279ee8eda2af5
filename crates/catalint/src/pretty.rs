//! `pretty`: the report for a person at a terminal.
//!
//! miette draws the lines of the file and the marks under them, with characters that are one
//! column wide in every font: its box-drawing set falls apart in Chinese ones. What stands
//! around the lines is ours, because it is in two languages and breaks like Chinese prose.

use std::fmt;
use std::ops::RangeInclusive;

use catalint_core::fix::Applicability;
use catalint_core::lint::{Report, item_ranges};
use catalint_core::model::FieldId;
use catalint_core::rule::{Finding, ItemName, Lang, Severity};
use catalint_report::View;
use catalint_text::{ColumnUnit, Source, display_width, visible};
use miette::{GraphicalReportHandler, GraphicalTheme, LabeledSpan, SourceCode, ThemeStyles};

use crate::lang::pick;
use crate::terminal::{Paint, Terminal};
use crate::window::{Place, Window};
use crate::wrap::{self, wrap};

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
        Self { handlers, lang, width: terminal.width, paint: terminal.paint }
    }

    /// The findings of a file, a blank line after each.
    pub(crate) fn file(&self, report: &Report, view: View) -> String {
        let mut out = String::new();
        for finding in view.shown(report) {
            self.finding(&mut out, &report.source, finding, None);
            out.push('\n');
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
        if found.only_cell().is_some() {
            return self.in_cell(out, source, found);
        }
        let place = Place::new(source, found.span());
        let lines = lines.unwrap_or_else(|| place.lines.clone());
        let numbers = lines.end().to_string().len();
        let room = self.width.saturating_sub(numbers + 4).max(20);
        let mut window = Window::new(source, &place, lines, room);
        window.header = self.header(source, found);
        let label = self.label(found, source, &place, window.text());
        let finding = Drawn { title: self.title(found), severity: found.severity, window: Some(window), label };
        self.handlers[found.severity as usize].render_report(out, &finding).expect("a String takes all");
        self.related(out, source, found);
        self.advice(out, found);
    }

    /// A finding in a workbook or document, which has cells and no lines.
    fn in_cell(&self, out: &mut String, source: &Source, found: &Finding) {
        let finding = Drawn { title: self.title(found), severity: found.severity, window: None, label: None };
        self.handlers[found.severity as usize].render_report(out, &finding).expect("a String takes all");
        *out += &format!("   ,-[{}]\n", self.header(source, found));
        let text = found.cell().map_or("", |cell| cell.text.as_str());
        let shown = text.lines().map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join(" ");
        if !shown.is_empty() {
            *out += &format!("   : {}\n", cropped(&visible(&shown), self.width.saturating_sub(6)));
        }
        *out += "   `----\n";
        self.advice(out, found);
    }

    fn advice(&self, out: &mut String, found: &Finding) {
        let (lead, leads) = (pick(self.lang, "  建议：", "  help: "), 8);
        let help = self.help(found);
        wrap(out, &self.paint.cyan(lead), leads, &visible(&help), self.width);
    }

    /// `BAS001 没有填写公开依据`
    fn title(&self, found: &Finding) -> String {
        let (code, message) = (found.rule.code, found.message_in(self.lang));
        let message = visible(&message);
        let lead = "   ".len() + display_width(found.severity.word().get(self.lang)) + code.len() + 1;
        let lines = wrap::lines(&message, self.width.saturating_sub(lead), self.width.saturating_sub(4));
        format!("{} {}", self.paint.bold(code), lines.join("\n"))
    }

    /// `town.yaml:188:29 第12项 安全生产`
    fn header(&self, source: &Source, found: &Finding) -> String {
        let start = source.clamp(found.span()).start;
        let at = source.line_column(start, ColumnUnit::Char);
        let cell = found.only_cell();
        let mut header = match cell {
            Some(cell) => format!("{}:{}", visible(&source.name), visible(&cell.shown(self.lang))),
            None => format!("{}:{}:{}", visible(&source.name), at.line, at.column),
        };
        if let Some(item) = found.item_name() {
            header.push(' ');
            let room = self.width.saturating_sub(display_width(&header) + 12).max(12);
            header += &match found.also.is_empty() {
                true => item_words(item, self.lang, room),
                false => cropped(&items_words(found, self.lang), room),
            };
        }
        header
    }

    /// Which column of the table it is, where neither the message nor the line says so.
    fn label(&self, found: &Finding, source: &Source, place: &Place, shown: &str) -> Option<String> {
        let said = found.message_in(self.lang);
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

    /// Other places, one line each.
    fn related(&self, out: &mut String, source: &Source, found: &Finding) {
        for nth in 0..found.related.len() {
            let (file, at, _) = found.related_place(nth, source);
            let place = format!("{file}:{}:{}", at.line, at.column);
            let text = format!("{place} {}", found.related_message(nth, self.lang));
            let lead = pick(self.lang, "  另见：", "  see:  ");
            wrap(out, &self.paint.cyan(lead), 8, &visible(&text), self.width);
        }
    }

    /// What to do, and who can do it.
    fn help(&self, found: &Finding) -> String {
        let mut help = found.help_in(self.lang).into_owned();
        match found.applicability() {
            Some(Applicability::Safe) => help += pick(self.lang, "（可用 --fix 自动修正）", " (--fix does it)"),
            Some(Applicability::Offer) => {
                help +=
                    pick(self.lang, "（确认无误可用 --unsafe-fixes 修正）", " (--unsafe-fixes does it, if you agree)");
            }
            None => {}
        }
        help
    }
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

/// `第12项 安全生产`, in at most `room` columns.
fn item_words(item: &ItemName, lang: Lang, room: usize) -> String {
    let number = if item.no.is_empty() { (item.index + 1).to_string() } else { visible(&item.no).into_owned() };
    let mut words = pick(lang, format!("第{number}项"), format!("item {number}"));
    let label = visible(&item.label);
    // A number that a table has in the column of names says nothing beside the number.
    if !label.chars().all(char::is_numeric) {
        words.push(' ');
        words += &label;
    }
    cropped(&words, room)
}

/// `第1–4、7项`, of a finding that holds for several.
fn items_words(found: &Finding, lang: Lang) -> String {
    let numbers = item_ranges(found).join(pick(lang, "、", ", "));
    let numbers = visible(&numbers);
    pick(lang, format!("第{numbers}项"), format!("items {numbers}"))
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

#[cfg(test)]
mod tests;
