//! Numbers, units, amounts of time.

use super::scan::{Chars, Part, Words};
use super::{Numeral, Period, Unit};
use crate::domain::numeral::chinese_digit;

/// A number that was read.
#[derive(Clone, Copy)]
pub(super) struct Number {
    pub(super) value: u32,
    pub(super) end: usize,
    pub(super) numeral: Numeral,
}

/// An amount of time with its places as character indices.
#[derive(Clone, Copy)]
pub(super) struct Amount {
    pub(super) value: u32,
    pub(super) low: Option<u32>,
    pub(super) unit: Unit,
    numeral: Numeral,
    start: usize,
    unit_start: usize,
    pub(super) end: usize,
}

impl Amount {
    pub(super) fn period(&self, s: &Chars) -> Period {
        Period {
            amount: self.value,
            low: self.low,
            unit: self.unit,
            numeral: self.numeral,
            range: s.bytes((self.start, self.end)),
            amount_range: s.bytes((self.start, self.unit_start)),
            unit_range: s.bytes((self.unit_start, self.end)),
        }
    }
}

pub(super) fn is_numeral(c: char) -> bool {
    chinese_digit(c).is_some() || matches!(c, '十' | '百' | '廿' | '卅')
}

/// An Arabic digit or a numeral.
pub(super) fn is_digit(c: char) -> bool {
    c.is_ascii_digit() || is_numeral(c)
}

/// One past the run of digits or numerals at `i`.
pub(super) fn run_end(s: &Chars, i: usize) -> usize {
    let arabic = s.at(i).is_ascii_digit();
    let same = |c: char| if arabic { c.is_ascii_digit() } else { is_numeral(c) };
    let mut end = i;
    while same(s.at(end)) {
        end += 1;
    }
    end
}

/// The number at `i`: up to four Arabic digits, or a Chinese number up to 999, or a year in
/// four Chinese digits. Anything else (三四, 一二十, telephone numbers) is none.
pub(super) fn number(s: &Chars, i: usize) -> Option<Number> {
    let end = run_end(s, i);
    if end == i {
        return None;
    }
    if s.at(i).is_ascii_digit() {
        if end - i > 4 {
            return None;
        }
        let value = (i..end).fold(0, |n, at| n * 10 + s.at(at).to_digit(10).unwrap_or(0));
        let wide = (i..end).any(|at| s.is_wide(at));
        let numeral = if wide { Numeral::FullWidth } else { Numeral::Arabic };
        return Some(Number { value, end, numeral });
    }
    chinese(s, (i, end)).map(|value| Number { value, end, numeral: Numeral::Chinese })
}

fn chinese(s: &Chars, (lo, hi): Part) -> Option<u32> {
    let digit = |at: usize| if at < hi { chinese_digit(s.at(at)) } else { None };
    if hi - lo == 4 && (lo..hi).all(|at| digit(at).is_some()) {
        return Some((lo..hi).fold(0, |n, at| n * 10 + digit(at).unwrap_or(0)));
    }
    let (mut at, mut total) = (lo, 0);
    if let Some(hundreds) = digit(at).filter(|_| at + 1 < hi && s.at(at + 1) == '百') {
        total = hundreds * 100;
        at += 2;
        if at < hi && s.at(at) == '零' {
            at += 1;
        }
    }
    let tens = match s.at(at) {
        _ if at >= hi => None,
        '十' => Some((1, 1)),
        '廿' => Some((2, 1)),
        '卅' => Some((3, 1)),
        _ if at + 1 < hi && s.at(at + 1) == '十' => digit(at).map(|n| (n, 2)),
        _ => None,
    };
    if let Some((n, width)) = tens {
        total += n * 10;
        at += width;
    }
    if let Some(n) = digit(at) {
        total += n;
        at += 1;
    }
    (at == hi).then_some(total)
}

/// Amount and unit at `i`: 20个工作日, 二十（20）个工作日, 7至15日, 半年, 20工作日 (个 lost).
pub(super) fn amount(s: &Chars, i: usize) -> Option<Amount> {
    if s.at(i) == '半' {
        return half(s, i);
    }
    let first = number(s, i)?;
    let mut low = None;
    let mut last = first;
    if let Some(next) = s.any(first.end, &["-", "至", "到"]).and_then(|at| number(s, at)) {
        // 15至7 is a slip that nobody can mend without asking.
        if next.value <= first.value {
            return None;
        }
        low = Some(first.value);
        last = next;
    } else if let Some(again) = s.after(first.end, "(").and_then(|at| number(s, at)) {
        let close = s.after(again.end, ")")?;
        if again.value != first.value {
            return None;
        }
        last.end = close;
    }
    let (unit, end) = unit(s, last.end)?;
    // 2025年 is a year.
    let calendar = unit == Unit::Year && last.value >= 1900;
    (last.value > 0 && !calendar).then_some(Amount {
        value: last.value,
        low,
        unit,
        numeral: first.numeral,
        start: i,
        unit_start: last.end,
        end,
    })
}

fn half(s: &Chars, i: usize) -> Option<Amount> {
    let (value, unit, end) = if let Some(end) = s.any(i, &["半个月", "半月"]) {
        (15, Unit::Day, end)
    } else {
        (6, Unit::Month, s.after(i, "半年").filter(|&end| s.at(end) != '度')?)
    };
    let (start, unit_start) = (i, i + 1);
    Some(Amount { value, low: None, unit, numeral: Numeral::Word, start, unit_start, end })
}

/// 当日, 当天: the same day.
pub(super) fn same_day(s: &Chars, i: usize) -> Option<Amount> {
    let end = s.any(i, &["当日", "当天"]).filter(|&end| s.at(end) != '起')?;
    let (numeral, unit) = (Numeral::Word, Unit::Day);
    Some(Amount { value: 0, low: None, unit, numeral, start: i, unit_start: i + 1, end })
}

const UNITS: Words<Unit> = Words::new(&[
    ("工作日", Unit::WorkingDay),
    ("工作天", Unit::WorkingDay),
    ("自然日", Unit::Day),
    ("日历日", Unit::Day),
    ("日历天", Unit::Day),
    ("日", Unit::Day),
    ("天", Unit::Day),
    ("周", Unit::Week),
    ("星期", Unit::Week),
    ("礼拜", Unit::Week),
    ("月", Unit::Month),
    ("季度", Unit::Quarter),
    ("年", Unit::Year),
    ("小时", Unit::Hour),
]);

/// The unit at `i` with its 个, and where it ends.
pub(super) fn unit(s: &Chars, i: usize) -> Option<(Unit, usize)> {
    let measured = s.after(i, "个");
    let at = measured.unwrap_or(i);
    let (unit, end) = s.word(at, &UNITS)?;
    let next = s.at(end);
    let whole = match unit {
        // 3月 is March; without 个 it is a length only before 内.
        Unit::Month => measured.is_some() || s.any(end, &["内", "以内", "之内"]).is_some(),
        // 一季度 is the first quarter.
        Unit::Quarter => measured.is_some(),
        // 五年规划, 三年行动计划, 2024年度, 三年级
        Unit::Year => s.stop(end) || "内以之前后公更发予及不至".contains(next),
        // 一周年, 一日常
        Unit::Week => !matches!(next, '年' | '边' | '期'),
        Unit::Day => !matches!(next, '常' | '报' | '志' | '游' | '制'),
        Unit::Hour | Unit::WorkingDay => true,
    };
    whole.then_some((unit, end))
}
