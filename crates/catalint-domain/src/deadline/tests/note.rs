//! A compact notation of readings, for tables.

use std::fmt::Write as _;

use super::super::{
    Clause, DeadlineDate, DeadlineDay, DeadlineNumeral, DeadlineUnit, Kind, Month, Period, Reading, Show, Trigger, Year,
};

/// The reading in one line, clauses split by ` | `.
///
/// `scope = P 20wd FormedOrChanged(event) Publish`. Kinds: `P` within, `D` display, `E` lead,
/// `F` date, `R` rhythm, `with`, `vague`, `more` (extension), `ditto`. Units: h wd d w mo q y; a
/// Chinese amount ends in `*`, a full-width one in `^`. `!x@n` a repair that puts x at byte n of
/// the event's end, `glued`, `~` a reservation, `?(…)` what was not read.
pub(super) fn note(reading: &Reading, text: &str) -> String {
    let clauses: Vec<String> = reading.clauses.iter().map(|c| clause(c, text)).collect();
    let mut out = clauses.join(" | ");
    if reading.exception.is_some() {
        out += " ~";
    }
    for part in &reading.unread {
        let _ = write!(out, " ?({})", &text[part.clone()]);
    }
    out.trim_start().to_owned()
}

fn clause(clause: &Clause, text: &str) -> String {
    let mut out = String::new();
    if let Some(scope) = &clause.scope {
        let _ = write!(out, "{} = ", &text[scope.clone()]);
    }
    out += &kind(&clause.kind, text);
    if let Some(found) = &clause.trigger {
        out += &trigger(found, text);
    }
    if let Some(verb) = clause.verb {
        let _ = write!(out, " {verb:?}");
    }
    if clause.glued {
        out += " glued";
    }
    out
}

fn kind(kind: &Kind, text: &str) -> String {
    match kind {
        Kind::Within(p) => format!("P {}", period(p)),
        Kind::Display(d) => {
            let show = match d.show {
                Show::Notice => "notice",
                Show::Announcement => "announce",
                Show::Consultation => "consult",
                Show::Publication => "public",
            };
            let least = if d.at_least { ">=" } else { "" };
            format!("D {show} {least}{}", d.period.as_ref().map_or("-".to_owned(), period))
        }
        Kind::Lead(l) => {
            let event = l.event.clone().map_or("-", |e| &text[e]);
            format!("E {} before {event}", period(&l.period))
        }
        Kind::Date(d) => format!("F {}", date(d)),
        Kind::Recurring(r) => {
            let least = if r.at_least { ">=" } else { "" };
            let day = r.day.map_or(String::new(), |d| format!(" on {}", date(&d)));
            format!("R {least}{}/{}{}{day}", r.times, r.every, unit(r.unit))
        }
        Kind::Together(t) => {
            let with = t.with.clone().map_or("-", |w| &text[w]);
            let gap = t.within.as_ref().map_or(String::new(), |p| format!(" <={}", period(p)));
            format!("with {with}{gap}")
        }
        Kind::Vague(v) => format!("vague {:?}[{}]", v.sort, &text[v.word.clone()]),
        Kind::Extension(p) => format!("more {}", period(p)),
        Kind::Ditto => "ditto".to_owned(),
    }
}

fn trigger(found: &Trigger, text: &str) -> String {
    let mut out = format!(" {:?}({})", found.kind, &text[found.event.clone()]);
    if let Some(repair) = &found.repair {
        let _ = write!(out, "!{}→{}", &text[repair.range.clone()], repair.text);
    }
    out
}

fn unit(unit: DeadlineUnit) -> &'static str {
    match unit {
        DeadlineUnit::Hour => "h",
        DeadlineUnit::WorkingDay => "wd",
        DeadlineUnit::Day => "d",
        DeadlineUnit::Week => "w",
        DeadlineUnit::Month => "mo",
        DeadlineUnit::Quarter => "q",
        DeadlineUnit::Year => "y",
    }
}

fn period(p: &Period) -> String {
    let of = |of: DeadlineUnit| if of == p.unit { "" } else { unit(of) };
    let low = p.low.map_or(String::new(), |(low, u)| format!("{low}{}-", of(u)));
    let low = if p.about { format!("~{low}") } else { low };
    let style = match p.numeral {
        DeadlineNumeral::Arabic => "",
        DeadlineNumeral::FullWidth => "^",
        DeadlineNumeral::Chinese => "*",
        DeadlineNumeral::Word => "°",
    };
    format!("{low}{}{}{style}", p.amount, unit(p.unit))
}

fn date(d: &DeadlineDate) -> String {
    let year = match d.year {
        Year::Open => String::new(),
        Year::Each => "each ".to_owned(),
        Year::This => "this ".to_owned(),
        Year::Next => "next ".to_owned(),
        Year::Number(n) => format!("{n} "),
    };
    let from = d.from.map_or(String::new(), |(m, day)| format!("{}..", month_day(m, day)));
    let by = if d.by { "<" } else { "" };
    format!("{year}{by}{from}{}", month_day(d.month, d.day))
}

fn month_day(month: Option<Month>, day: Option<DeadlineDay>) -> String {
    let month = match month {
        None => String::new(),
        Some(Month::Number(n)) => n.to_string(),
        Some(Month::This) => "this".to_owned(),
        Some(Month::Next) => "next".to_owned(),
        Some(Month::OfQuarter(n)) => format!("m{n}"),
        Some(Month::Quarter(n)) => format!("q{n}"),
        Some(Month::Half(n)) => format!("h{n}"),
    };
    let day = match day {
        None => String::new(),
        Some(DeadlineDay::Number(n)) => format!("/{n}"),
        Some(DeadlineDay::Weekday(n)) => format!("/wd{n}"),
        Some(DeadlineDay::WorkingDay(n)) => format!("/work{n}"),
        Some(day) => format!("/{day:?}"),
    };
    month + &day
}
