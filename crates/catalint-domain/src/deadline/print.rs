//! A reading in canonical words: what they say is read again the same.

use std::fmt::Write as _;
use std::ops::Range;

use super::{
    Clause, DeadlineDate, DeadlineDay, DeadlineLead, DeadlineNumeral, DeadlineUnit, Display, Event, Kind, Month,
    Period, Reading, Rhythm, Show, TermsTogether, Trigger, Vagueness, Verb, Year,
};

impl Reading {
    /// The deadline in canonical form: Arabic digits, every 个, 内 and 之日起 in its place, one
    /// verb, `；` between clauses. `text` is the text that was read. What was left unread does not
    /// appear; scopes and events keep their own words. Reading the result gives the same clauses.
    ///
    /// 信息形成（变更）二十工作日 becomes 信息形成（变更）之日起20个工作日内.
    #[must_use]
    pub fn canonical(&self, text: &str) -> String {
        let mut out: Vec<String> = self.clauses.iter().map(|clause| clause_text(clause, text)).collect();
        if self.exception.is_some() {
            out.push("法律、法规另有规定的，从其规定".to_owned());
        }
        out.join("；")
    }
}

/// The words at `range` without blanks; nothing where `text` is not the text that was read.
pub(super) fn words(text: &str, range: &Range<usize>) -> String {
    let part = text.get(range.clone()).unwrap_or_default();
    part.chars().filter(|&c| !super::scan::is_blank(c)).collect()
}

fn clause_text(clause: &Clause, text: &str) -> String {
    let mut out = String::new();
    if let Some(scope) = &clause.scope {
        out = words(text, scope) + "：";
    }
    if let Some(trigger) = &clause.trigger {
        out += &trigger_text(trigger, text);
        // Without a mark the trigger would run into the event.
        if matches!(clause.kind, Kind::Lead(_) | Kind::Extension(_)) {
            out += "，";
        }
    }
    let verb = clause.verb.map_or("", verb_text);
    match &clause.kind {
        Kind::Within(period) if day_word(period).is_some() => out += &period_text(period),
        Kind::Within(period) => out += &format!("{}内", period_text(period)),
        Kind::Display(display) => out += &display_text(display),
        Kind::Lead(DeadlineLead { event: Some(event), period }) => {
            out += &format!("{}之前{}", words(text, event), period_text(period));
        }
        Kind::Lead(DeadlineLead { event: None, period }) => out += &format!("提前{}", period_text(period)),
        Kind::Date(date) => out += &date_text(date),
        Kind::Recurring(rhythm) => return out + &rhythm_text(rhythm, verb),
        Kind::Together(together) => return out + &together_text(together, verb, text),
        Kind::Vague(vague) => out += vague_text(vague.sort),
        Kind::Extension(period) => out += &format!("可延长{}", period_text(period)),
        Kind::Ditto => out += "同上",
    }
    out + verb
}

fn trigger_text(trigger: &Trigger, text: &str) -> String {
    let (mut out, mut at) = (String::new(), trigger.range.start);
    if let Some(repair) = &trigger.repair {
        out = words(text, &(at..repair.range.start)) + repair.text;
        at = repair.range.end;
    }
    out += &words(text, &(at..trigger.range.end.max(at)));
    out.trim_end_matches(['，', ',']).to_owned()
}

pub(super) fn verb_text(verb: Verb) -> &'static str {
    match verb {
        Verb::Publish => "公开",
        Verb::Display => "公示",
        Verb::Consult => "征求意见",
        Verb::Update => "更新",
        Verb::Answer => "答复",
    }
}

pub(super) fn unit_text(unit: DeadlineUnit) -> &'static str {
    match unit {
        DeadlineUnit::Hour => "小时",
        DeadlineUnit::WorkingDay => "个工作日",
        DeadlineUnit::Day => "日",
        DeadlineUnit::Week => "周",
        DeadlineUnit::Month => "个月",
        DeadlineUnit::Quarter => "个季度",
        DeadlineUnit::Year => "年",
    }
}

pub(super) fn period_text(period: &Period) -> String {
    let unit = unit_text(period.unit);
    let about = if period.about { "约" } else { "" };
    match period.low {
        Some((low, of)) if of == period.unit => format!("{about}{low}至{}{unit}", period.amount),
        Some((low, of)) => format!("{about}{low}{}至{}{unit}", unit_text(of), period.amount),
        None => match day_word(period) {
            Some(word) => word.to_owned(),
            None => format!("{about}{}{unit}", period.amount),
        },
    }
}

/// The word for the same day or the next, where it is one.
pub(super) fn day_word(period: &Period) -> Option<&'static str> {
    match (period.amount, period.unit, period.numeral) {
        (0, ..) => Some("当日"),
        (1, DeadlineUnit::Day, DeadlineNumeral::Word) => Some("次日"),
        (1, DeadlineUnit::WorkingDay, DeadlineNumeral::Word) => Some("下一个工作日"),
        _ => None,
    }
}

pub(super) fn show_text(show: Show) -> &'static str {
    match show {
        Show::Notice => "公示",
        Show::Announcement => "公告",
        Show::Consultation => "征求意见",
        Show::Publication => "公开",
    }
}

fn display_text(display: &Display) -> String {
    let least = if display.at_least { "不少于" } else { "" };
    let show = match (display.show, &display.word) {
        (Show::Publication, None) => "",
        // 公开1年 would be a limit.
        (Show::Publication, Some(_)) if !display.at_least => "公开时长",
        (show, _) => show_text(show),
    };
    match &display.period {
        Some(period) => format!("{show}{least}{}", period_text(period)),
        None => show.to_owned(),
    }
}

pub(super) fn vague_text(sort: Vagueness) -> &'static str {
    match sort {
        Vagueness::Promptly => "及时",
        Vagueness::RealTime => "实时",
        Vagueness::AnyTime => "随时",
        Vagueness::LongTerm => "长期",
        Vagueness::Regularly => "定期",
        Vagueness::AsRequired => "按规定",
    }
}

pub(super) fn date_text(date: &DeadlineDate) -> String {
    let mut out = match date.year {
        Year::Open => String::new(),
        Year::Each => "每年".to_owned(),
        Year::This => "当年".to_owned(),
        Year::Next => "次年".to_owned(),
        Year::Number(year) => format!("{year}年"),
    };
    let mut month = date.month;
    if let Some((first, day)) = date.from {
        out += &first.map_or(String::new(), month_text);
        out += &day.map_or(String::new(), day_text);
        out += "至";
        // 每月1日至5日, 3月1日至15日: the month is said once.
        month = month.filter(|_| month != first || day.is_none() || date.day.is_none());
    }
    out += &month.map_or(String::new(), month_text);
    out += &date.day.map_or(String::new(), day_text);
    out + if date.by { "前" } else { "" }
}

fn month_text(month: Month) -> String {
    match month {
        Month::Number(n) => format!("{n}月"),
        Month::This => "当月".to_owned(),
        Month::Next => "次月".to_owned(),
        Month::OfQuarter(1) => "首个月".to_owned(),
        Month::OfQuarter(2) => "第二个月".to_owned(),
        Month::OfQuarter(_) => "末月".to_owned(),
        Month::Quarter(n) => format!("第{n}季度"),
        Month::Half(1) => "上半年".to_owned(),
        Month::Half(_) => "下半年".to_owned(),
    }
}

fn day_text(day: DeadlineDay) -> String {
    const DAYS: [&str; 7] = ["一", "二", "三", "四", "五", "六", "日"];
    match day {
        DeadlineDay::Number(n) => format!("{n}日"),
        DeadlineDay::Early => "上旬".to_owned(),
        DeadlineDay::Middle => "中旬".to_owned(),
        DeadlineDay::Late => "下旬".to_owned(),
        DeadlineDay::End => "底".to_owned(),
        DeadlineDay::WorkingDay(n) => format!("第{n}个工作日"),
        DeadlineDay::Weekday(n) => format!("周{}", DAYS[usize::from(n.saturating_sub(1)) % 7]),
    }
}

pub(super) fn cycle_text(rhythm: &Rhythm) -> String {
    match (rhythm.every, rhythm.unit) {
        (1, DeadlineUnit::WorkingDay) => "每个工作日".to_owned(),
        (1, DeadlineUnit::Month) => "每月".to_owned(),
        (6, DeadlineUnit::Month) => "每半年".to_owned(),
        (1, DeadlineUnit::Quarter) => "每季度".to_owned(),
        (1, unit) => format!("每{}", unit_text(unit)),
        (n, unit) => format!("每{n}{}", unit_text(unit)),
    }
}

fn rhythm_text(rhythm: &Rhythm, verb: &str) -> String {
    let counted = rhythm.times > 1 || rhythm.at_least;
    let mut out = String::new();
    let relative = rhythm.unit == DeadlineUnit::Month
        && rhythm.day.is_some_and(|day| matches!(day.month, Some(Month::This | Month::Next)));
    if counted || !relative {
        out = cycle_text(rhythm);
    }
    if let Some(day) = &rhythm.day {
        let date = date_text(day);
        // 每周次周三, not 每周次月周三
        let weekly = rhythm.unit == DeadlineUnit::Week;
        out += &if weekly { date.replace("次月", "次") } else { date };
    }
    if counted {
        let least = if rhythm.at_least { "至少" } else { "" };
        let _ = write!(out, "{least}{verb}{}次", rhythm.times);
    } else {
        out += verb;
    }
    out
}

fn together_text(together: &TermsTogether, verb: &str, text: &str) -> String {
    let mut out = match &together.with {
        Some(with) => format!("与{}同时{verb}", words(text, with)),
        None => format!("同步{verb}"),
    };
    if let Some(period) = &together.within {
        let _ = write!(out, "，时间跨度不超过{}", period_text(period));
    }
    out
}

/// The event in Chinese, as the law says it.
pub(super) fn event_text(event: Event) -> &'static str {
    match event {
        Event::FormedOrChanged => "信息形成或者变更",
        Event::Formed => "信息形成",
        Event::Changed => "信息变更",
        Event::MadeOrObtained => "制作或者获取",
        Event::Decided => "作出决定",
        Event::Determined => "结果确定",
        Event::Approved => "批准",
        Event::ApprovedByCongress => "人民代表大会或者其常务委员会批准",
        Event::ApprovedByFinance => "财政部门批复",
        Event::RequestReceived => "收到申请",
        Event::Received => "收到",
        Event::Announced => "公布",
        Event::Signed => "签订",
        Event::Issued => "印发",
        Event::Ended => "结束",
        Event::Other => "其他事由",
    }
}
