//! `catalint due`: the last day of a deadline, and how it is counted.

use std::process::ExitCode;

use catalint_core::rule::Lang;
use catalint_domain::date::Date;
use catalint_domain::due::{Due, DueSort, Reason, counting_of, due};
use catalint_report::due as report;
use catalint_text::visible;

use crate::lang::pick;
use crate::say;
use crate::terminal::Terminal;
use crate::wrap::wrap;

/// What was asked for.
#[derive(Debug)]
pub(crate) struct DueRequest {
    /// The deadline.
    pub(crate) text: String,
    /// The day of the event.
    pub(crate) from: Date,
    /// The full title of the act that sets it.
    pub(crate) act: Option<String>,
    pub(crate) json: bool,
}

/// Runs the command: 0 where a day follows, else 1.
pub(crate) fn run(asked: &DueRequest, lang: Lang, terminal: Terminal) -> ExitCode {
    let counting = asked.act.as_deref().and_then(counting_of);
    let all = due(&asked.text, asked.from, counting);
    let text = if asked.json {
        report::json(&asked.text, asked.from, asked.act.as_deref(), &all)
    } else {
        pretty(asked, &all, lang, terminal)
    };
    match say(&text) {
        done if done == ExitCode::SUCCESS && all.iter().all(|due| due.last.is_none()) => ExitCode::from(1),
        done => done,
    }
}

fn pretty(asked: &DueRequest, all: &[Due], lang: Lang, terminal: Terminal) -> String {
    let paint = terminal.paint;
    let width = terminal.width.min(100);
    let mut out = paint.bold(&visible(&asked.text)) + "\n";
    out += &pick(
        lang,
        format!("事项发生在{}\n", report::day_zh(asked.from)),
        format!("the event is on {}\n", report::day_en(asked.from)),
    );
    if let Some(act) = &asked.act
        && counting_of(act).is_none()
    {
        out += &pick(
            lang,
            format!("《{act}》怎样计算期间，资料中没有另外的规定，“日”按日历日计算\n"),
            format!("nothing is on record of how 《{act}》 counts: 日 are calendar days\n"),
        );
    }
    if all.is_empty() {
        out += pick(lang, "读不出期限\n", "no deadline could be read\n");
    }
    for due in all {
        out.push('\n');
        wrap(&mut out, "", 0, &visible(words(&due.read, lang)), width);
        let last = match due.last {
            Some(day) => pick(lang, report::day_zh(day), report::day_en(day)),
            None => pick(lang, "算不出", "none follows").to_owned(),
        };
        let head = head(due, lang);
        out += &format!("  {head}{}\n", paint.bold(&last));
        for why in &due.why {
            wrap(&mut out, "  · ", 4, &visible(words(why, lang)), width);
        }
    }
    out
}

fn words(reason: &Reason, lang: Lang) -> &str {
    pick(lang, &reason.zh, &reason.en)
}

fn head(due: &Due, lang: Lang) -> &'static str {
    match due.sort {
        DueSort::Publish | DueSort::Open => pick(lang, "最后一日：", "last day: "),
        DueSort::Display => pick(lang, "公示期满日：", "the display may end on: "),
        DueSort::Ahead => pick(lang, "最迟公开日：", "to be published by: "),
        DueSort::Prolonged => pick(lang, "延长后的最后一日：", "last day when prolonged: "),
    }
}
