//! A reading as plain sentences for people, in Chinese and in English.

use super::print::{cycle_text, date_text, day_word, event_text, period_text, show_text, vague_text, verb_text, words};
use super::{
    Clause, DeadlineDate, DeadlineDay, DeadlineLead, DeadlineUnit, Event, Kind, Month, Period, Reading, Rhythm, Show,
    Trigger, Vagueness, Verb, Year,
};

impl Reading {
    /// One sentence a clause, then the reservation, then what was not read. `text` is the text
    /// that was read.
    #[must_use]
    pub fn words_zh(&self, text: &str) -> Vec<String> {
        let mut out: Vec<String> = self.clauses.iter().map(|c| clause_zh(c, text)).collect();
        if let Some(range) = &self.exception {
            out.push(format!("保留条款：“{}”，不是期限。", words(text, range)));
        }
        out.extend(self.unread.iter().map(|part| format!("未读出：“{}”。", words(text, part))));
        out
    }

    /// The same in English; the words of the text stay Chinese, in quotes.
    #[must_use]
    pub fn words_en(&self, text: &str) -> Vec<String> {
        let mut out: Vec<String> = self.clauses.iter().map(|c| clause_en(c, text)).collect();
        if let Some(range) = &self.exception {
            out.push(format!("Reservation: “{}”; it is no deadline.", words(text, range)));
        }
        out.extend(self.unread.iter().map(|part| format!("Not read: “{}”.", words(text, part))));
        out
    }
}

fn clause_zh(clause: &Clause, text: &str) -> String {
    let head = match clause.kind {
        Kind::Within(_) => "限期",
        Kind::Display(_) => "公示期",
        Kind::Lead(_) => "提前",
        Kind::Date(_) => "定日",
        Kind::Recurring(_) => "定期",
        Kind::Together(_) => "同步",
        Kind::Vague(_) => "没有期限",
        Kind::Extension(_) => "延长",
        Kind::Ditto => "同上",
    };
    let scope = clause.scope.as_ref().map_or(String::new(), |s| format!("“{}”", words(text, s)) + "，");
    let from = clause.trigger.as_ref().map_or(String::new(), |t| trigger_zh(t, text) + "，");
    let verb = clause.verb.map_or("公开", verb_text);
    let what = match &clause.kind {
        Kind::Within(period) if day_word(period).is_some() => format!("{}{verb}", period_text(period)),
        Kind::Within(period) if clause.trigger.is_none() => {
            format!("{}以内{verb}，没有说从何时起算", period_text(period))
        }
        Kind::Within(period) => format!("{}以内{verb}", period_text(period)),
        Kind::Display(display) => {
            let least = if display.at_least { "至少" } else { "" };
            let show = show_text(display.show);
            match &display.period {
                Some(period) => format!("{show}{least}{}", period_text(period)),
                None => format!("{show}，没有说多久"),
            }
        }
        Kind::Lead(DeadlineLead { event: Some(event), period }) => {
            format!("在“{}”之前{}", words(text, event), period_text(period))
        }
        Kind::Lead(DeadlineLead { event: None, period }) => format!("提前{}，没有说在何事之前", period_text(period)),
        Kind::Date(date) => date_text(date) + verb,
        Kind::Recurring(rhythm) => rhythm_zh(rhythm, verb),
        Kind::Together(together) => {
            let with = together.with.as_ref().map_or(String::new(), |w| format!("与“{}”", words(text, w)));
            let gap = together.within.as_ref();
            let gap = gap.map_or(String::new(), |p| format!("，相隔不超过{}", period_text(p)));
            format!("{with}同步{verb}{gap}")
        }
        Kind::Vague(vague) => format!("只说“{}”", vague_text(vague.sort)),
        Kind::Extension(period) => format!("前一期限可再延长{}", period_text(period)),
        Kind::Ditto => "与上一行相同".to_owned(),
    };
    format!("{head}：{scope}{from}{what}。")
}

fn trigger_zh(trigger: &Trigger, text: &str) -> String {
    let event = words(text, &trigger.event);
    let kind = match trigger.kind {
        Event::Other => String::new(),
        kind => format!("（{}）", event_text(kind)),
    };
    let flaw = trigger.repair.as_ref().map_or(String::new(), |repair| match repair.text {
        "成" => "，“形式”应为“形成”".to_owned(),
        text => format!("，原文缺“{text}”"),
    });
    format!("从“{event}”{kind}起算{flaw}")
}

fn rhythm_zh(rhythm: &Rhythm, verb: &str) -> String {
    let least = if rhythm.at_least { "至少" } else { "" };
    let day = rhythm.day.as_ref().map_or(String::new(), |day| format!("（{}）", date_text(day)));
    format!("{}{day}{least}{verb}{}次", cycle_text(rhythm), rhythm.times)
}

fn clause_en(clause: &Clause, text: &str) -> String {
    let scope = clause.scope.as_ref().map_or(String::new(), |s| format!("“{}”: ", words(text, s)));
    let from = clause.trigger.as_ref().map_or(String::new(), |t| trigger_en(t, text));
    let verb = clause.verb.map_or("publish", verb_en);
    let what = match &clause.kind {
        Kind::Within(period) if period.amount == 0 => format!("{verb} on the same day{from}"),
        Kind::Within(period) if day_word(period).is_some() => {
            format!("{verb} on the next {}{from}", unit_en(period.unit))
        }
        Kind::Within(period) if clause.trigger.is_none() => {
            format!("{verb} within {}; counted from nothing", period_en(period))
        }
        Kind::Within(period) => format!("{verb} within {}{from}", period_en(period)),
        Kind::Display(display) => {
            let show = match display.show {
                Show::Notice => "display for comment",
                Show::Announcement => "announce",
                Show::Consultation => "consult",
                Show::Publication => "keep public",
            };
            let least = if display.at_least { "at least " } else { "" };
            match &display.period {
                Some(period) => format!("{show} for {least}{}{from}", period_en(period)),
                None => format!("{show}; how long is not said"),
            }
        }
        Kind::Lead(DeadlineLead { event: Some(event), period }) => {
            format!("{verb} {} before “{}”", period_en(period), words(text, event))
        }
        Kind::Lead(DeadlineLead { event: None, period }) => {
            format!("{verb} {} ahead; before what is not said", period_en(period))
        }
        Kind::Date(date) => format!("{verb} {}{from}", date_en(date, DeadlineUnit::Year)),
        Kind::Recurring(rhythm) => rhythm_en(rhythm, verb),
        Kind::Together(together) => {
            let with = together.with.as_ref().map_or(String::new(), |w| format!(" with “{}”", words(text, w)));
            let gap = together.within.as_ref();
            let gap = gap.map_or(String::new(), |p| format!(", at most {} apart", period_en(p)));
            format!("{verb} together{with}{gap}")
        }
        Kind::Vague(vague) => format!("{verb} {}; no bound{from}", vague_en(vague.sort)),
        Kind::Extension(period) => format!("the period before may be prolonged by {}", period_en(period)),
        Kind::Ditto => "the same as the row above".to_owned(),
    };
    let mut sentence = format!("{scope}{what}.");
    if clause.scope.is_none()
        && let Some(first) = sentence.get_mut(0..1)
    {
        first.make_ascii_uppercase();
    }
    sentence
}

fn trigger_en(trigger: &Trigger, text: &str) -> String {
    let event = words(text, &trigger.event);
    let when = match trigger.kind {
        Event::FormedOrChanged => "the information is formed or changed",
        Event::Formed => "the information is formed",
        Event::Changed => "the information is changed",
        Event::MadeOrObtained => "the information is made or obtained",
        Event::Decided => "the decision is made",
        Event::Determined => "the result is determined",
        Event::Approved => "it is approved",
        Event::ApprovedByCongress => "the people's congress or its standing committee approves it",
        Event::ApprovedByFinance => "the finance department approves it",
        Event::RequestReceived => "the application is received",
        Event::Received => "it is received",
        Event::Announced => "it is announced",
        Event::Signed => "it is signed",
        Event::Issued => "the document is issued",
        Event::Ended => "it ends",
        Event::Other => "of the event",
    };
    let flaw = trigger.repair.as_ref().map_or(String::new(), |repair| match repair.text {
        "成" => ", 形式 in place of 形成".to_owned(),
        text => format!(", {text} is lost"),
    });
    format!(", counted from the day {when} (“{event}”{flaw})")
}

fn verb_en(verb: Verb) -> &'static str {
    match verb {
        Verb::Publish => "publish",
        Verb::Display => "display",
        Verb::Consult => "consult the public",
        Verb::Update => "update",
        Verb::Answer => "answer",
    }
}

fn vague_en(sort: Vagueness) -> &'static str {
    match sort {
        Vagueness::Promptly => "promptly",
        Vagueness::RealTime => "in real time",
        Vagueness::AnyTime => "at any time",
        Vagueness::LongTerm => "for the long term",
        Vagueness::Regularly => "regularly",
        Vagueness::AsRequired => "as required",
    }
}

fn period_en(period: &Period) -> String {
    let unit = unit_en(period.unit);
    let many = if period.amount == 1 { "" } else { "s" };
    let about = if period.about { "about " } else { "" };
    match period.low {
        Some((low, of)) if of == period.unit => format!("{about}{low} to {} {unit}{many}", period.amount),
        Some((low, of)) => format!("{about}{low} {}s to {} {unit}{many}", unit_en(of), period.amount),
        None => format!("{about}{} {unit}{many}", period.amount),
    }
}

fn unit_en(unit: DeadlineUnit) -> &'static str {
    match unit {
        DeadlineUnit::Hour => "hour",
        DeadlineUnit::WorkingDay => "working day",
        DeadlineUnit::Day => "day",
        DeadlineUnit::Week => "week",
        DeadlineUnit::Month => "month",
        DeadlineUnit::Quarter => "quarter",
        DeadlineUnit::Year => "year",
    }
}

fn rhythm_en(rhythm: &Rhythm, verb: &str) -> String {
    let times = match rhythm.times {
        1 => "once".to_owned(),
        2 => "twice".to_owned(),
        n => format!("{n} times"),
    };
    let least = if rhythm.at_least { "at least " } else { "" };
    let unit = unit_en(rhythm.unit);
    let cycle = match rhythm.every {
        1 => format!("a {unit}"),
        n => format!("every {n} {unit}s"),
    };
    let day = rhythm.day.as_ref().map_or(String::new(), |day| format!(", {}", date_en(day, rhythm.unit)));
    format!("{verb} {least}{times} {cycle}{day}")
}

fn date_en(date: &DeadlineDate, cycle: DeadlineUnit) -> String {
    let day = |month: Option<Month>, day: Option<DeadlineDay>| {
        let month = month.map(|month| month_en(month, cycle));
        match (day.map(day_en), month) {
            (Some(day), Some(month)) => format!("{day} of {month}"),
            (Some(day), None) => day,
            (None, Some(month)) => month,
            (None, None) => String::new(),
        }
    };
    let year = match date.year {
        Year::Open => String::new(),
        Year::Each => " of each year".to_owned(),
        Year::This => " of the same year".to_owned(),
        Year::Next => " of the next year".to_owned(),
        Year::Number(year) => format!(" {year}"),
    };
    let last = day(date.month, date.day);
    match date.from {
        Some((month, first)) => {
            format!("between {} and {last}{year}", day(month, first))
        }
        None if date.by => format!("by {last}{year}"),
        None => format!("on {last}{year}"),
    }
}

fn month_en(month: Month, cycle: DeadlineUnit) -> String {
    const MONTHS: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let span = if cycle == DeadlineUnit::Week { "week" } else { "month" };
    match month {
        Month::Number(n) => MONTHS[usize::from(n.saturating_sub(1)) % 12].to_owned(),
        Month::This => format!("the same {span}"),
        Month::Next => format!("the next {span}"),
        Month::OfQuarter(n) => format!("month {n} of the quarter"),
        Month::Quarter(n) => format!("quarter {n}"),
        Month::Half(1) => "the first half-year".to_owned(),
        Month::Half(_) => "the second half-year".to_owned(),
    }
}

fn day_en(day: DeadlineDay) -> String {
    const DAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
    match day {
        DeadlineDay::Number(n) => format!("day {n}"),
        DeadlineDay::WorkingDay(n) => format!("working day {n}"),
        DeadlineDay::Early => "the first ten days".to_owned(),
        DeadlineDay::Middle => "the middle ten days".to_owned(),
        DeadlineDay::Late => "the last ten days".to_owned(),
        DeadlineDay::End => "the end".to_owned(),
        DeadlineDay::Weekday(n) => DAYS[usize::from(n.saturating_sub(1)) % 7].to_owned(),
    }
}
