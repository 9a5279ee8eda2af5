//! Calendar dates.

use super::after_anchor::{once, verbs};
use super::marked::{separated, skip_time};
use super::number::number;
use super::scan::{Chars, ScanWords};
use super::{DeadlineDate, DeadlineDay, Month, Year};

const TO: &[&str] = &["至", "到", "-"];

/// First month and day of a stretch.
type StretchStart = Option<(Option<Month>, Option<DeadlineDay>)>;

/// Something in the shape of a date.
pub(super) struct DateShape {
    pub(super) date: DeadlineDate,
    pub(super) end: usize,
    /// Whether it stands as a date of its own: not 2024年5月1日起, which only starts a count, and
    /// not a bare 9月 within other words.
    pub(super) whole: bool,
}

/// A date at `i`: 每年1月31日前, 6月底前, 次年3月底, 七月下旬, 次月5号前, 年底前, 上半年, 年内,
/// 2024-06-30.
pub(super) fn date(s: &Chars, i: usize) -> Option<DateShape> {
    const COUNTS: &[&str] = &["起", "后", "以后", "之后", "以来", "结束", "终了", "届满", "期满"];
    if let Some((date, end)) = separated(s, i) {
        let end = skip_time(s, end);
        let (by, end) = before(s, end);
        let whole = s.any(end, COUNTS).is_none();
        return Some(DateShape { date: DeadlineDate { by, ..date }, end, whole });
    }
    let (year, at) = year(s, i);
    let at = if at > i { s.any(at, &["的", "度的"]).unwrap_or(at) } else { at };
    let Some((from, month, day, mut end)) = stretch(s, at, year) else { return of_year(s, (i, at), year) };
    let mut date = DeadlineDate { year, month: Some(month), day, by: false, from };
    (date.by, end) = before(s, end);
    if let Some(inside) = s.any(end, &["以内", "之内", "内"]).filter(|_| !date.by) {
        // 3月内 is a length.
        if date.day.is_none() && year == Year::Open && matches!(month, Month::Number(_)) {
            return None;
        }
        (date.by, date.day, end) = (true, date.day.or(Some(DeadlineDay::End)), inside);
    }
    let counts = s.any(end, COUNTS).is_some();
    let bare = date.day.is_none() && !date.by && year == Year::Open;
    let whole = !counts && (!bare || s.stop(end) || verbs(s, end).is_some() || half_once(s, month, end));
    Some(DateShape { date, end, whole })
}

/// 下半年一次; 一季度一次 may be a rhythm.
fn half_once(s: &Chars, month: Month, end: usize) -> bool {
    matches!(month, Month::Half(_)) && once(s, end) > end
}

/// 年内, 当年公开, 2024年: any day of the year will do.
fn of_year(s: &Chars, (start, i): (usize, usize), year: Year) -> Option<DateShape> {
    let inside = |at| s.any(at, &["年内", "以内", "之内", "内"]);
    let end = match year {
        Year::Open => s.after(i, "年内").filter(|_| !"多几数近每半两".contains(s.before(i)) || start == 0)?,
        Year::Each => inside(i)?,
        _ => inside(i).or_else(|| (s.stop(i) || verbs(s, i).is_some()).then_some(i))?,
    };
    let date = DeadlineDate { year, month: Some(Month::Number(12)), day: Some(DeadlineDay::End), by: true, from: None };
    Some(DateShape { date, end, whole: true })
}

/// 1月31日, 6月底, 1月1日至6月30日, 3月1至15日, 1-3月: the first day of a stretch, month, day, end.
fn stretch(s: &Chars, i: usize, year: Year) -> Option<(StretchStart, Month, Option<DeadlineDay>, usize)> {
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
pub(super) fn days(s: &Chars, i: usize) -> Option<(Option<DeadlineDay>, DeadlineDay, usize)> {
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
    Some((Some(DeadlineDay::Number(first)), last, end))
}

/// Reads a further day at `i` into `date`: the 20日 of 每月5日、20日.
pub(super) fn another_day(s: &Chars, i: usize, date: &mut DeadlineDate) -> Option<usize> {
    let (next, end) = day(s, i).filter(|_| matches!(date.day, Some(DeadlineDay::Number(_))))?;
    let (by, end) = before(s, end);
    (date.day, date.by, date.from) = (Some(next), by, None);
    s.any(end, &["内", "以内", "之内"]).is_none().then_some(end)
}

/// Whether 前 stands at `i`, and the end.
pub(super) fn before(s: &Chars, i: usize) -> (bool, usize) {
    let i = skip_time(s, i);
    if s.any(i, &["前后", "前期", "前往"]).is_some() {
        return (false, i);
    }
    s.any(i, &["之前", "以前", "前", "截止", "为止", "止"]).map_or((false, i), |end| (true, end))
}

fn year(s: &Chars, i: usize) -> (Year, usize) {
    const WORDS: ScanWords<Year> = ScanWords::new(&[
        ("每个年度", Year::Each),
        ("每一年度", Year::Each),
        ("每一年", Year::Each),
        ("每年度", Year::Each),
        ("每年", Year::Each),
        ("当年度", Year::This),
        ("当年", Year::This),
        ("本年度", Year::This),
        ("本年", Year::This),
        ("今年", Year::This),
        ("次年度", Year::Next),
        ("明年", Year::Next),
        ("来年", Year::Next),
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
fn month(s: &Chars, i: usize, year: Year) -> Option<((Month, Option<DeadlineDay>), usize)> {
    const WORDS: ScanWords<Month> = ScanWords::new(&[
        ("次月", Month::Next),
        ("下个月", Month::Next),
        ("下月", Month::Next),
        ("翌月", Month::Next),
        ("当月", Month::This),
        ("本月", Month::This),
        ("元月份", Month::Number(1)),
        ("元月", Month::Number(1)),
        ("上半年度", Month::Half(1)),
        ("上半年", Month::Half(1)),
        ("下半年度", Month::Half(2)),
        ("下半年", Month::Half(2)),
    ]);
    // 上、下半年
    if s.at(i) == '上'
        && let Some(next) = s.any(i + 1, AND).filter(|&next| s.is(next, "下半年"))
    {
        return Some(((Month::Half(1), None), next - 1));
    }
    if let Some((month, end)) = s.word(i, &WORDS) {
        return Some(((month, None), end));
    }
    const DAYS: ScanWords<DeadlineDay> = ScanWords::new(&[
        ("月底", DeadlineDay::End),
        ("月末", DeadlineDay::End),
        ("月初", DeadlineDay::Early),
        ("月中", DeadlineDay::Middle),
    ]);
    if let Some((day, end)) =
        s.word(i, &DAYS).filter(|&(_, end)| !matches!(s.before(i), '个' | '每') && s.at(end) != '旬')
    {
        return Some(((Month::This, Some(day)), end));
    }
    // 年底, 年初; behind a year word its 年 is already read.
    let at = if year == Year::Open { s.after(i, "年") } else { s.after(i, "年").or(Some(i)) };
    const ENDS: ScanWords<(Month, Option<DeadlineDay>)> = ScanWords::new(&[
        ("底", (Month::Number(12), Some(DeadlineDay::End))),
        ("末", (Month::Number(12), Some(DeadlineDay::End))),
        ("终", (Month::Number(12), Some(DeadlineDay::End))),
        ("初", (Month::Number(1), Some(DeadlineDay::Early))),
    ]);
    // 年中, but never 当年中标
    if let Some(end) = at.and_then(|at| s.after(at, "中"))
        && s.before(end - 1) == '年'
        && (s.stop(end) || verbs(s, end).is_some() || s.at(end) == '前')
    {
        return Some(((Month::Number(6), None), end));
    }
    if let Some((found, end)) = at.and_then(|at| s.word(at, &ENDS)) {
        let over = matches!(s.at(end), '了' | '结');
        return (!over).then_some((found, end));
    }
    let from = s.after(i, "第").unwrap_or(i);
    let n = number(s, from)?;
    let value = u8::try_from(n.value).ok()?;
    let quarter = |end: usize| s.after(end, "季度").or_else(|| s.after(end, "季").filter(|_| from > i));
    if let Some(end) = quarter(n.end).filter(|_| (1..=4).contains(&value)) {
        return Some(((Month::Quarter(value), None), end));
    }
    let labelled = || s.at(n.end) == '、' && is_label(s, i, n.value);
    if let Some(unit) = shared_unit(s, n.end).filter(|_| from > i || year != Year::Open || !labelled()) {
        let most = if unit == '季' { 4 } else { 12 };
        let month = if unit == '季' { Month::Quarter(value) } else { Month::Number(value) };
        return ((1..=most).contains(&value) && (unit == '季' || from == i)).then_some(((month, None), n.end));
    }
    let end = s.after(n.end, "月").filter(|_| from == i && (1..=12).contains(&value))?;
    Some(((Month::Number(value), None), s.after(end, "份").unwrap_or(end)))
}

const AND: &[&str] = &["、", "和", "及", "与", "或", ","];

/// Whether a label such as 1、 may be one: the next or the last label is there, too.
fn is_label(s: &Chars, i: usize, value: u32) -> bool {
    const NEAR: usize = 120;
    let labels = [value.saturating_sub(1), value + 1];
    (i.saturating_sub(NEAR)..i + NEAR).any(|at| {
        let n = number(s, at).filter(|n| labels.contains(&n.value) && s.at(n.end) == '、');
        n.is_some_and(|n| number(s, n.end + 1).is_some())
    })
}

/// The 季 or 月 that the numbers of a list share: 第一｜、三季度, 1｜、7月.
fn shared_unit(s: &Chars, mut i: usize) -> Option<char> {
    const MOST: usize = 12;
    for _ in 0..MOST {
        let next = s.any(i, AND)?;
        let next = s.after(next, "第").unwrap_or(next);
        i = number(s, next)?.end;
        if matches!(s.at(i), '季' | '月') {
            return Some(s.at(i));
        }
    }
    None
}

fn day(s: &Chars, i: usize) -> Option<(DeadlineDay, usize)> {
    const WORDS: ScanWords<DeadlineDay> = ScanWords::new(&[
        ("上旬", DeadlineDay::Early),
        ("初", DeadlineDay::Early),
        ("中旬", DeadlineDay::Middle),
        ("下旬", DeadlineDay::Late),
        ("月底", DeadlineDay::End),
        ("月末", DeadlineDay::End),
        ("月初", DeadlineDay::Early),
        ("月中", DeadlineDay::Middle),
        ("底", DeadlineDay::End),
        ("末", DeadlineDay::End),
    ]);
    if let Some(found) = s.word(i, &WORDS) {
        return Some(found);
    }
    // 第5个工作日, 前5日
    let nth = s.any(i, &["第", "前"]);
    let n = number(s, nth.unwrap_or(i))?;
    let day = u8::try_from(n.value).ok().filter(|day| (1..=31).contains(day))?;
    if nth.is_some()
        && let Some(end) = s.any(n.end, &["个工作日", "工作日"])
    {
        return Some((DeadlineDay::WorkingDay(day), end));
    }
    let unit = if nth.is_some() { s.any(n.end, &["日", "号", "天"]) } else { s.any(n.end, &["日", "号"]) };
    Some((DeadlineDay::Number(day), unit?))
}
