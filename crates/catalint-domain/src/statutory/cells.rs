//! Cells of `data/duties.tsv`.

use super::duty::{ActLimit, Phrase, StateLevel};
use crate::bodies::rank::Rank;
use crate::date::Date;
use crate::deadline::{DeadlineUnit, Event};
use crate::law::Provision;

/// `2026-11-30`
pub(super) fn day(cell: &str) -> Option<Date> {
    Date::parse(cell)
}

/// `within 20 日`, `display 10 个工作日`, `lead 30 日`, `every 1 季度`, `by 01-31`, `unnumbered`
pub(super) fn limit(cell: &str) -> Option<ActLimit> {
    let mut words = cell.split(' ');
    let sort = words.next()?;
    let limit = match (sort, words.next(), words.next()) {
        ("unnumbered", None, None) => ActLimit::Unnumbered,
        ("by", Some(day), None) => {
            let day = Date::parse(&format!("2001-{day}"))?;
            ActLimit::By(day.month(), day.day())
        }
        (_, Some(amount), Some(unit)) => {
            let amount = amount.parse().ok().filter(|amount| *amount > 0)?;
            let unit = match unit {
                "日" => DeadlineUnit::Day,
                "个工作日" => DeadlineUnit::WorkingDay,
                "个月" => DeadlineUnit::Month,
                "季度" => DeadlineUnit::Quarter,
                "年" => DeadlineUnit::Year,
                _ => return None,
            };
            match sort {
                "within" => ActLimit::Within(amount, unit),
                "display" => ActLimit::Display(amount, unit),
                "lead" => ActLimit::Lead(amount, unit),
                "every" => ActLimit::Every(amount, unit),
                _ => return None,
            }
        }
        _ => return None,
    };
    words.next().is_none().then_some(limit)
}

/// The sort of an event.
pub(super) fn event(cell: &str) -> Option<Event> {
    Some(match cell {
        "formed-or-changed" => Event::FormedOrChanged,
        "formed" => Event::Formed,
        "changed" => Event::Changed,
        "made" => Event::MadeOrObtained,
        "decided" => Event::Decided,
        "determined" => Event::Determined,
        "approved" => Event::Approved,
        "approved-by-congress" => Event::ApprovedByCongress,
        "approved-by-finance" => Event::ApprovedByFinance,
        "request-received" => Event::RequestReceived,
        "received" => Event::Received,
        "announced" => Event::Announced,
        "signed" => Event::Signed,
        "issued" => Event::Issued,
        "ended" => Event::Ended,
        _ => return None,
    })
}

/// A level that is bound.
pub(super) fn level(cell: &str) -> Option<StateLevel> {
    Some(match cell {
        "国家" => StateLevel::Nation,
        "省" => StateLevel::Place(Rank::Province),
        "市" => StateLevel::Place(Rank::City),
        "县" => StateLevel::Place(Rank::County),
        "乡" => StateLevel::Place(Rank::Town),
        "村" => StateLevel::Place(Rank::Village),
        _ => return None,
    })
}

/// `14`, `14(2)` with the paragraph, `-` for the act as a whole.
pub(super) fn place(act: &'static str, cell: &str) -> Option<Provision> {
    if cell == "-" {
        return Some(Provision::of(act));
    }
    let (article, paragraph) = match cell.strip_suffix(')') {
        Some(open) => open.split_once('(').map(|(article, paragraph)| (article, Some(paragraph)))?,
        None => (cell, None),
    };
    let provision = Provision::of(act).article(article.parse().ok()?);
    match paragraph {
        Some(paragraph) => Some(provision.paragraph(paragraph.parse().ok()?)),
        None => Some(provision),
    }
}

/// Several of them.
pub(super) fn places(act: &'static str, cell: &str) -> Option<Vec<Provision>> {
    cell.split('|').map(|cell| place(act, cell)).collect()
}

/// Places of one act in words, to follow its title: 第四十三条、第五十条; `, Art. 43 and 50`. Kept for the life of
/// the program, as the rows are.
pub(super) fn articles(places: &[Provision]) -> Phrase {
    let zh: Vec<String> = places.iter().map(Provision::place).collect();
    let en: Vec<String> = places.iter().map(|place| place.english_place().replacen("Art. ", "", 1)).collect();
    let en = match en.split_last() {
        Some((last, first)) if !first.is_empty() => format!(", Art. {} and {last}", first.join(", ")),
        Some((only, _)) if !only.is_empty() => format!(", Art. {only}"),
        _ => String::new(),
    };
    Phrase { zh: zh.join("、").leak(), en: en.leak() }
}
