//! `catalint explain`: the page of a rule in the terminal.

use catalint_core::docs::{self, example, split};
use catalint_core::lint::Settings;
use catalint_core::rule::{Lang, Rule, Severity, Wrong};
use catalint_domain::date::Date;
use catalint_report::pages;
use catalint_text::visible;

use crate::lang::pick;
use crate::pretty::Pretty;
use crate::terminal::Terminal;
use crate::wrap::wrap;

/// The day on which the examples are judged, whatever today is.
const EXAMPLES_AS_OF: (u16, u8, u8) = (2026, 11, 1);

fn examples_as_of() -> Date {
    let (year, month, day) = EXAMPLES_AS_OF;
    Date::new(year, month, day).expect("a day of the calendar")
}

/// How some deadlines are read, and the pages of some rules.
pub(crate) fn all(rules: &[&'static Rule], deadlines: &[String], lang: Lang, terminal: Terminal) -> String {
    let mut out: String = deadlines.iter().map(|text| deadline(text, lang, terminal)).collect();
    if !rules.is_empty() {
        out += if out.is_empty() { "" } else { "\n" };
        out += &pages(rules, lang, terminal);
    }
    out
}

/// What a deadline says, one line a statement.
fn deadline(text: &str, lang: Lang, terminal: Terminal) -> String {
    let reading = catalint_domain::deadline::read(text);
    let words = pick(lang, reading.words_zh(text), reading.words_en(text));
    let mut out = terminal.paint.bold(&visible(text)) + "\n";
    for line in &words {
        out += &format!("  {}\n", visible(line));
    }
    if words.is_empty() {
        out += pick(lang, "  读不出期限\n", "  no deadline could be read\n");
    }
    out
}

/// The pages of some rules.
fn pages(rules: &[&'static Rule], lang: Lang, terminal: Terminal) -> String {
    let pages: Vec<String> = rules.iter().map(|rule| RulePage { lang, terminal }.rule(rule)).collect();
    let line = format!("\n{}\n\n", "-".repeat(terminal.width.min(80)));
    pages.join(&line)
}

#[derive(Clone, Copy)]
struct RulePage {
    lang: Lang,
    terminal: Terminal,
}

impl RulePage {
    fn rule(self, rule: &Rule) -> String {
        let Self { lang, terminal } = self;
        let paint = terminal.paint;
        let severity = rule.severity.word().get(lang);
        let colored = match rule.severity {
            Severity::Error => paint.red(severity),
            Severity::Warning => paint.yellow(severity),
            Severity::Hint => paint.cyan(severity),
        };
        let (code, summary) = (paint.bold(rule.code), paint.bold(rule.summary.get(lang)));
        let fix = pages::fixability(rule).get(lang);
        let mut out = format!("{code} {summary}\n");
        out += &pick(
            lang,
            format!("级别：{colored}    修正：{fix}    名称：{}\n", rule.name),
            format!("severity: {colored}    fix: {fix}    name: {}\n", rule.name),
        );
        self.section(&mut out, pick(lang, "为什么", "Why"), rule.why.get(lang));
        self.title(&mut out, pick(lang, "依据", "Source"));
        for source in pages::sources(rule, lang, examples_as_of()) {
            wrap(&mut out, "  ", 2, &source, self.terminal.width.min(100));
        }
        self.section(&mut out, pick(lang, "怎样改", "What to do"), &pages::general(rule.help, lang));
        for (nth, wrong) in rule.wrong.iter().enumerate() {
            self.wrong(&mut out, rule, wrong, number(nth, rule.wrong.len()));
        }
        for (nth, right) in rule.right.iter().enumerate() {
            self.title(&mut out, &(pick(lang, "正确示例", "Right").to_owned() + &number(nth, rule.right.len())));
            lines(&mut out, &split(right).0);
            self.others(&mut out, right);
        }
        out
    }

    fn title(self, out: &mut String, title: &str) {
        out.push('\n');
        *out += &self.terminal.paint.bold(title);
        out.push('\n');
    }

    fn section(self, out: &mut String, title: &str, text: &str) {
        self.title(out, title);
        wrap(out, "  ", 2, text, self.terminal.width.min(100));
    }

    /// The files that stand beside the one that is judged.
    fn others(self, out: &mut String, example: &str) {
        for (name, text) in split(example).1 {
            let (words, name) = pages::role(&name);
            let words = words.get(self.lang).trim_end();
            self.title(out, &format!("{words} {name}"));
            lines(out, &text);
        }
    }

    /// The example as the linter sees it, and how it looks when it is mended.
    fn wrong(self, out: &mut String, rule: &Rule, wrong: &Wrong, number: String) {
        let lang = self.lang;
        self.title(out, &(pick(lang, "错误示例", "Wrong").to_owned() + &number));
        let as_of = examples_as_of();
        let report = match docs::is_table(wrong.yaml) {
            true => catalint_table::check("example.md", wrong.yaml.as_bytes(), &Settings::new(as_of))
                .expect("a test reads every example"),
            false => example(rule, wrong.yaml, as_of),
        };
        let source = &report.source;
        // The empty line after the last break is not shown, unless it is all that there is.
        let last = source.lines().lines() - u32::from(source.text.ends_with('\n') && source.lines().lines() > 1);
        let pretty = Pretty::new(lang, self.terminal);
        for finding in &report.findings {
            let last = last.max(source.lines().line(finding.span().end));
            pretty.finding(out, source, finding, Some(1..=last));
        }
        self.others(out, wrong.yaml);
        if let Some(fixed) = wrong.fixed {
            self.title(out, &(pick(lang, "改正后", "After the fix").to_owned() + &number));
            lines(out, fixed);
        }
    }
}

/// A number where there are several.
fn number(nth: usize, of: usize) -> String {
    if of > 1 { format!(" {}", nth + 1) } else { String::new() }
}

/// Lines of YAML, indented by two at least.
fn lines(out: &mut String, yaml: &str) {
    let indent = yaml.lines().filter(|line| !line.trim().is_empty()).map(|line| line.len() - line.trim_start().len());
    let indent = indent.min().unwrap_or(0);
    for line in yaml.lines() {
        out.push_str("  ");
        out.push_str(line.get(indent..).unwrap_or("").trim_end());
        out.push('\n');
    }
}
