//! Calendar dates.

use super::number::number;
use super::scan::{Chars, Words};
use super::tail::verbs;
use super::{Date, Day, Month, Year};

const TO: &[&str] = &["至", "到", "-"];

/// First month and day of a stretch.
type From = Option<(Option<Month>, Option<Day>)>;

/// Something in the shape of a date.
pub(super) struct Shape {
    pub(super) date: Date,
    pub(super) end: usize,
    /// Whether it stands as a date of its own: not 2024年5月1日起, which only starts a count, and
    /// not a bare 9月 within other words.
    pub(super) whole: bool,
}

/// A date at `i`: 每年1月31日前, 6月底前, 次年3月底, 七月下旬, 次月5号前, 年底前.
pub(super) fn date(s: &Chars, i: usize) -> Option<Shape> {
    let (year, at) = year(s, i);
    let at = if at > i { s.any(at, &["的", "度的"]).unwrap_or(at) } else { at };
    let (from, month, day, mut end) = stretch(s, at, year)?;
    let mut date = Date { year, month: Some(month), day, by: false, from };
    (date.by, end) = before(s, end);
    // 3月内 is a length.
    if date.day.is_none() && s.any(end, &["内", "以内", "之内"]).is_some() {
        return None;
    }
    let counts = s.any(end, &["起", "后", "以后", "之后", "以来", "内", "以内"]).is_some();
    let bare = date.day.is_none() && !date.by && year == Year::Open;
    let whole = !counts && (!bare || s.stop(end) || verbs(s, end).is_some());
    Some(Shape { date, end, whole })
}

/// 1月31日, 6月底, 1月1日至6月30日, 3月1至15日, 1-3月: the first day of a stretch, month, day, end.
fn stretch(s: &Chars, i: usize, year: Year) -> Option<(From, Month, Option<Day>, usize)> {
    // 1-3月: the first month has no 月.
    if let Some(first) = number(s, i).filter(|n| (1..=12).contains(&n.value))
        && let Some(next) = s.any(first.end, TO)
    {
        let ((last @ Month::Number(_), day), end) = month(s, next, Year::Open)? else { return None };
        let first = Month::Number(u8::try_from(first.value).ok()?);
        return Some((Some((Some(first), None)), last, day, end));
    }
    let ((first, implied), end) = month(s, i, year)?;
    let (from, day, end) = match days(s, end) {
        Some((from, day, end)) => (from, Some(day), end),
        None => (None, implied, end),
    };
    if from.is_some() {
        return Some((Some((Some(first), from)), first, day, end));
    }
    let Some(((last, implied), next)) = s.any(end, TO).and_then(|next| month(s, next, Year::Open)) else {
        return Some((None, first, day, end));
    };
    let (last_day, next) = self::day(s, next).map_or((implied, next), |(day, next)| (Some(day), next));
    Some((Some((Some(first), day)), last, last_day, next))
}

/// 20日; 1至5日, 1日至5日: the first day of a stretch, the last, the end.
pub(super) fn days(s: &Chars, i: usize) -> Option<(Option<Day>, Day, usize)> {
    let i = s.after(i, "的").unwrap_or(i);
    let first = match day(s, i) {
        Some((first, end)) => match s.any(end, TO).and_then(|next| day(s, next)) {
            Some((last, end)) => return Some((Some(first), last, end)),
            None => return Some((None, first, end)),
        },
        None => number(s, i)?,
    };
    let (last, end) = s.any(first.end, TO).and_then(|next| day(s, next))?;
    let first = u8::try_from(first.value).ok().filter(|day| (1..=31).contains(day))?;
    Some((Some(Day::Number(first)), last, end))
}

/// Reads a further day at `i` into `date`: the 20日 of 每月5日、20日.
pub(super) fn another_day(s: &Chars, i: usize, date: &mut Date) -> Option<usize> {
    let (next, end) = day(s, i).filter(|_| matches!(date.day, Some(Day::Number(_))))?;
    let (by, end) = before(s, end);
    (date.day, date.by, date.from) = (Some(next), by, None);
    s.any(end, &["内", "以内", "之内"]).is_none().then_some(end)
}

/// Whether 前 stands at `i`, and the end.
pub(super) fn before(s: &Chars, i: usize) -> (bool, usize) {
    s.any(i, &["之前", "以前", "前"]).map_or((false, i), |end| (true, end))
}

fn year(s: &Chars, i: usize) -> (Year, usize) {
    const WORDS: Words<Year> = Words::new(&[
        ("每年度", Year::Each),
        ("每年", Year::Each),
        ("当年", Year::This),
        ("本年", Year::This),
        ("今年", Year::This),
        ("次年", Year::Next),
        ("翌年", Year::Next),
        ("第二年", Year::Next),
        ("下一年度", Year::Next),
        ("下一年", Year::Next),
        ("下年度", Year::Next),
    ]);
    if let Some(found) = s.word(i, &WORDS) {
        return found;
    }
    number(s, i)
        .filter(|n| (1900..2200).contains(&n.value))
        .and_then(|n| Some((Year::Number(u16::try_from(n.value).ok()?), s.after(n.end, "年")?)))
        .unwrap_or((Year::Open, i))
}

/// A month, the day that its word implies (年底), and where it ends.
fn month(s: &Chars, i: usize, year: Year) -> Option<((Month, Option<Day>), usize)> {
    const WORDS: Words<Month> = Words::new(&[
        ("次月", Month::Next),
        ("下个月", Month::Next),
        ("下月", Month::Next),
        ("翌月", Month::Next),
        ("当月", Month::This),
        ("本月", Month::This),
    ]);
    if let Some((month, end)) = s.word(i, &WORDS) {
        return Some(((month, None), end));
    }
    if let Some(end) = s.any(i, &["月底", "月末"]).filter(|_| !matches!(s.before(i), '个' | '每')) {
        return Some(((Month::This, Some(Day::End)), end));
    }
    // 年底, 年末; behind a year word its 年 is already read.
    let at = if year == Year::Open { s.after(i, "年") } else { s.after(i, "年").or(Some(i)) };
    if let Some(end) = at.and_then(|at| s.any(at, &["底", "末", "终"])) {
        let over = matches!(s.at(end), '了' | '结');
        return (!over).then_some(((Month::Number(12), Some(Day::End)), end));
    }
    let from = s.after(i, "第").unwrap_or(i);
    let n = number(s, from)?;
    let value = u8::try_from(n.value).ok()?;
    if let Some(end) = s.after(n.end, "季度").filter(|_| (1..=4).contains(&value)) {
        return Some(((Month::Quarter(value), None), end));
    }
    let end = s.after(n.end, "月").filter(|_| from == i && (1..=12).contains(&value))?;
    Some(((Month::Number(value), None), s.after(end, "份").unwrap_or(end)))
}

fn day(s: &Chars, i: usize) -> Option<(Day, usize)> {
    const WORDS: Words<Day> = Words::new(&[
        ("上旬", Day::Early),
        ("初", Day::Early),
        ("中旬", Day::Middle),
        ("下旬", Day::Late),
        ("月底", Day::End),
        ("月末", Day::End),
        ("底", Day::End),
        ("末", Day::End),
    ]);
    if let Some(found) = s.word(i, &WORDS) {
        return Some(found);
    }
    let n = number(s, i)?;
    let day = u8::try_from(n.value).ok().filter(|day| (1..=31).contains(day))?;
    Some((Day::Number(day), s.any(n.end, &["日", "号"])?))
}
