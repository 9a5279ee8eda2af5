//! Amounts of time: 20个工作日, 一个半月, 15日至20个工作日.

use super::length::calendar_days;
use super::marked::skip_time;
use super::number::{AmountNumber, is_digit, number, run_end};
use super::scan::{Chars, ScanWords};
use super::{DeadlineNumeral, DeadlineUnit, Period};

/// An amount of time with its places as character indices.
#[derive(Clone, Copy)]
pub(super) struct Amount {
    pub(super) value: u32,
    pub(super) low: Option<(u32, DeadlineUnit)>,
    pub(super) unit: DeadlineUnit,
    /// 三五个工作日
    pub(super) about: bool,
    numeral: DeadlineNumeral,
    start: usize,
    unit_start: usize,
    pub(super) end: usize,
}

impl Amount {
    pub(super) fn period(&self, s: &Chars, about: bool) -> Period {
        Period {
            amount: self.value,
            low: self.low,
            unit: self.unit,
            about: self.about || about,
            numeral: self.numeral,
            range: s.bytes((self.start, self.end)),
            amount_range: s.bytes((self.start, self.unit_start)),
            unit_range: s.bytes((self.unit_start, self.end)),
        }
    }

    /// A word that is counted from an event by itself: 当日, 次日.
    pub(super) fn is_day_word(&self) -> bool {
        self.numeral == DeadlineNumeral::Word && self.value < 2
    }

    const fn of_word(value: u32, unit: DeadlineUnit, start: usize, end: usize) -> Self {
        let numeral = DeadlineNumeral::Word;
        Self { value, low: None, unit, about: false, numeral, start, unit_start: start + 1, end }
    }
}

/// What stands between the two ends of a stretch.
const TO: &[&str] = &["-", "至", "到", "或者", "或"];

/// Amount and unit at `i`: 20个工作日, 二十（20）个工作日, 7至15日, 15日至20个工作日, 一个半月,
/// 1年零3个月, 三五天, 20工作日 (个 lost). None where any of it is not understood.
pub(super) fn amount(s: &Chars, i: usize) -> Option<Amount> {
    if let Some(few) = few(s, i) {
        return Some(few);
    }
    // 15至20日, 15个或者20个工作日
    if let Some(first) = number(s, i)
        && let Some(next) = s.any(s.after(first.end, "个").unwrap_or(first.end), TO)
        && is_digit(s.at(next))
    {
        let last = whole(s, next)?;
        // 15至7 is a slip that nobody can mend without asking.
        let low = Some((first.value, last.unit));
        return (last.value > first.value).then_some(Amount { low, start: i, numeral: first.numeral, ..last });
    }
    let first = whole(s, i)?;
    let Some(last) = s.any(first.end, TO).filter(|&next| is_digit(s.at(next))).and_then(|next| whole(s, next)) else {
        return Some(first);
    };
    let days = |amount: &Amount| calendar_days(amount.value, amount.unit);
    let rises = if first.unit == last.unit { last.value > first.value } else { days(&last).1 >= days(&first).0 };
    // 1日至5日 may be days of the month.
    let dates = first.unit == DeadlineUnit::Day
        && last.unit == DeadlineUnit::Day
        && !s.is(last.end, "内")
        && !s.is(last.end, "以内");
    let counted = i > 0 && "起后,期限间长为示告约少多过迟于".contains(s.before(i));
    (rises && (!dates || counted)).then_some(Amount {
        low: Some((first.value, first.unit)),
        start: i,
        numeral: first.numeral,
        ..last
    })
}

/// One amount without a stretch.
fn whole(s: &Chars, i: usize) -> Option<Amount> {
    if s.at(i) == '半' {
        return half(s, i);
    }
    let first = number(s, i)?;
    let mut last = first;
    if let Some(again) = s.after(first.end, "(").and_then(|at| number(s, at)) {
        if again.value != first.value {
            return None;
        }
        last.end = s.after(again.end, ")")?;
    }
    let make = |(value, unit): (u32, DeadlineUnit), numeral: DeadlineNumeral, end: usize| Amount {
        value,
        low: None,
        unit,
        about: false,
        numeral,
        start: i,
        unit_start: last.end,
        end,
    };
    if let Some((found, end)) = halves(s, &last) {
        return found.map(|found| make(found, DeadlineNumeral::Word, end));
    }
    let (unit, end) = unit(s, last.end)?;
    // 2025年 is a year.
    if last.value == 0 || (unit == DeadlineUnit::Year && last.value >= 1900) {
        return None;
    }
    match and_more(s, (last.value, unit), end) {
        Some((found, end)) => Some(make(found, first.numeral, end)),
        None => Some(make((last.value, unit), first.numeral, end)),
    }
}

/// A number with a half behind it, 1.5个月, 一个半月, 一年半, and where it ends; the inner one is
/// none where the half has no whole number of smaller units.
fn halves(s: &Chars, n: &AmountNumber) -> Option<(Option<(u32, DeadlineUnit)>, usize)> {
    if s.at(n.end) == '.' && s.at(n.end + 1).is_ascii_digit() {
        let end = run_end(s, n.end + 1);
        let (unit, behind) = unit(s, end)?;
        let half = s.at(n.end + 1) == '5' && end == n.end + 2;
        return Some((half.then(|| and_a_half(n.value, unit)).flatten(), behind));
    }
    if let Some(at) = s.after(n.end, "个半") {
        let (unit, end) = s.word(at, &UNITS)?;
        return Some((and_a_half(n.value, unit), end));
    }
    let (unit, end) = s.word(n.end, &UNITS)?;
    let end = s.after(end, "半").filter(|&end| !"年月日天周".contains(s.at(end)))?;
    (unit != DeadlineUnit::Month && n.value > 0).then(|| (and_a_half(n.value, unit), end))
}

/// So many units and a half in smaller ones.
const fn and_a_half(value: u32, unit: DeadlineUnit) -> Option<(u32, DeadlineUnit)> {
    match unit {
        _ if value > 99 => None,
        DeadlineUnit::Year => Some((value * 12 + 6, DeadlineUnit::Month)),
        DeadlineUnit::Month => Some((value * 30 + 15, DeadlineUnit::Day)),
        DeadlineUnit::Day => Some((value * 24 + 12, DeadlineUnit::Hour)),
        DeadlineUnit::Hour | DeadlineUnit::WorkingDay | DeadlineUnit::Week | DeadlineUnit::Quarter => None,
    }
}

/// 1年零3个月, 一个月又十五天: the sum in the smaller unit.
fn and_more(s: &Chars, (value, first): (u32, DeadlineUnit), end: usize) -> Option<((u32, DeadlineUnit), usize)> {
    let at = s.any(end, &["零", "又", "加"]).unwrap_or(end);
    let n = number(s, at)?;
    let (second, end) = unit(s, n.end)?;
    let sum = match (first, second) {
        _ if value > 99 => return None,
        (DeadlineUnit::Year, DeadlineUnit::Month) if n.value < 12 => value * 12 + n.value,
        (DeadlineUnit::Month, DeadlineUnit::Day) if n.value < 31 => value * 30 + n.value,
        (DeadlineUnit::Day, DeadlineUnit::Hour) if n.value < 24 => value * 24 + n.value,
        _ => return None,
    };
    Some(((sum, second), end))
}

/// 三五个工作日, 两三天: about so many.
fn few(s: &Chars, i: usize) -> Option<Amount> {
    let digit = |at| crate::chinese::numeral::chinese_digit(s.at(at)).filter(|&n| n > 0);
    let (low, high) = (digit(i)?, digit(i + 1)?);
    let (unit, end) = unit(s, i + 2).filter(|_| run_end(s, i) == i + 2 && low < high)?;
    let low = Some((low, unit));
    Some(Amount {
        value: high,
        low,
        unit,
        about: true,
        numeral: DeadlineNumeral::Chinese,
        start: i,
        unit_start: i + 2,
        end,
    })
}

fn half(s: &Chars, i: usize) -> Option<Amount> {
    const WORDS: ScanWords<(u32, DeadlineUnit)> = ScanWords::new(&[
        ("半个月", (15, DeadlineUnit::Day)),
        ("半月", (15, DeadlineUnit::Day)),
        ("半天", (12, DeadlineUnit::Hour)),
        ("半日", (12, DeadlineUnit::Hour)),
        ("半个小时", (1, DeadlineUnit::Hour)),
        ("半小时", (1, DeadlineUnit::Hour)),
        ("半年", (6, DeadlineUnit::Month)),
    ]);
    let ((value, unit), end) = s.word(i, &WORDS)?;
    let about = (value, unit) == (1, DeadlineUnit::Hour);
    (s.at(end) != '度').then(|| Amount { about, ..Amount::of_word(value, unit, i, end) })
}

/// 当日, 次日, 下一个工作日: the same day or the next.
pub(super) fn day_word(s: &Chars, i: usize) -> Option<Amount> {
    const WORDS: ScanWords<(u32, DeadlineUnit)> = ScanWords::new(&[
        ("当日", (0, DeadlineUnit::Day)),
        ("当天", (0, DeadlineUnit::Day)),
        ("即日", (0, DeadlineUnit::Day)),
        ("次日", (1, DeadlineUnit::Day)),
        ("翌日", (1, DeadlineUnit::Day)),
        ("第二天", (1, DeadlineUnit::Day)),
        ("次一个工作日", (1, DeadlineUnit::WorkingDay)),
        ("次一工作日", (1, DeadlineUnit::WorkingDay)),
        ("次个工作日", (1, DeadlineUnit::WorkingDay)),
        ("次工作日", (1, DeadlineUnit::WorkingDay)),
        ("下一个工作日", (1, DeadlineUnit::WorkingDay)),
        ("下一工作日", (1, DeadlineUnit::WorkingDay)),
        ("下个工作日", (1, DeadlineUnit::WorkingDay)),
    ]);
    let ((value, unit), end) = s.word(i, &WORDS)?;
    // 当日18时前
    let time = skip_time(s, end);
    let end = s.any(time, &["之前", "以前", "前"]).filter(|_| time > end).unwrap_or(time);
    (!s.is(end, "起")).then(|| Amount::of_word(value, unit, i, end))
}

/// 第5个工作日 behind an event: that day at the latest.
pub(super) fn nth_day(s: &Chars, i: usize) -> Option<Amount> {
    let counted = i > 0 && "起后的,".contains(s.before(i));
    let n = number(s, s.after(i, "第")?).filter(|n| n.value > 0 && counted)?;
    let (unit, unit_end) =
        unit(s, n.end).filter(|(unit, _)| matches!(unit, DeadlineUnit::WorkingDay | DeadlineUnit::Day))?;
    let end = s.any(unit_end, &["之前", "以前", "前"]).unwrap_or(unit_end);
    let (value, numeral) = (n.value, n.numeral);
    Some(Amount { value, low: None, unit, about: false, numeral, start: i, unit_start: n.end, end })
}

/// Whether the number at `i` is the rest of one that was not understood: the 月 of 一个半月, the 5
/// of 1.5, the 20 of 几至20. Such an amount is never read.
pub(super) fn is_cut(s: &Chars, floor: usize, i: usize) -> bool {
    if i <= floor {
        return false;
    }
    let before = s.before(i);
    if s.at(i) == '半' && "上下前后大小".contains(before) {
        return true;
    }
    let counted = |at: usize| at > floor && is_digit(s.before(at));
    match before {
        '多' => !matches!(s.before(i - 1), '至' | '最'),
        '第' | '.' | '几' | '数' | '余' | '/' | '×' | '*' | '+' => true,
        c if c.is_ascii_alphabetic() => true,
        // A digit of the other script.
        c if is_digit(c) => true,
        '个' | '年' | '月' | '日' | '天' | '周' | '时' => counted(i - 1),
        '至' | '到' | '-' | '或' | '者' | '零' | '又' => {
            let at = if before == '者' { i - 2 } else { i - 1 };
            let unit = at > floor && "个日天周月年时".contains(s.before(at));
            counted(at) || unit && counted(at - 1) || unit && at > floor + 2 && s.is(at - 3, "工作日")
        }
        _ => false,
    }
}

const UNITS: ScanWords<DeadlineUnit> = ScanWords::new(&[
    ("工作日", DeadlineUnit::WorkingDay),
    ("工作天", DeadlineUnit::WorkingDay),
    ("自然日", DeadlineUnit::Day),
    ("日历日", DeadlineUnit::Day),
    ("日历天", DeadlineUnit::Day),
    ("日", DeadlineUnit::Day),
    ("天", DeadlineUnit::Day),
    ("周", DeadlineUnit::Week),
    ("星期", DeadlineUnit::Week),
    ("礼拜", DeadlineUnit::Week),
    ("月", DeadlineUnit::Month),
    ("季度", DeadlineUnit::Quarter),
    ("年", DeadlineUnit::Year),
    ("小时", DeadlineUnit::Hour),
]);

/// The unit at `i` with its 个, and where it ends.
pub(super) fn unit(s: &Chars, i: usize) -> Option<(DeadlineUnit, usize)> {
    let measured = s.after(i, "个");
    let at = measured.unwrap_or(i);
    let (unit, end) = s.word(at, &UNITS)?;
    let next = s.at(end);
    let whole = match unit {
        // 3月 is March; without 个 it is a length only before 内.
        DeadlineUnit::Month => measured.is_some() || s.any(end, &["内", "以内", "之内"]).is_some(),
        // 一季度 is the first quarter.
        DeadlineUnit::Quarter => measured.is_some(),
        // 五年规划, 三年行动计划, 2024年度, 三年级
        DeadlineUnit::Year => s.stop(end) || "内以之前后公更发予及不至到或左零又".contains(next) || is_digit(next),
        // 一周年, 一日常
        DeadlineUnit::Week => !matches!(next, '年' | '边' | '期'),
        DeadlineUnit::Day => !matches!(next, '常' | '报' | '志' | '游' | '制'),
        DeadlineUnit::Hour | DeadlineUnit::WorkingDay => true,
    };
    whole.then_some((unit, end))
}
