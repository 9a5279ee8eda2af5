//! Numbers.

use super::DeadlineNumeral;
use super::scan::{Chars, ScanPart};
use crate::chinese::numeral::chinese_digit;

/// A number that was read.
#[derive(Clone, Copy)]
pub(super) struct AmountNumber {
    pub(super) value: u32,
    pub(super) end: usize,
    pub(super) numeral: DeadlineNumeral,
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

/// The number at `i`: up to four Arabic digits, or a Chinese number up to 999, or digits in their
/// places (二〇, 二〇二四). Anything else (三四, 一二十, telephone numbers) is none.
pub(super) fn number(s: &Chars, i: usize) -> Option<AmountNumber> {
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
        let numeral = if wide { DeadlineNumeral::FullWidth } else { DeadlineNumeral::Arabic };
        return Some(AmountNumber { value, end, numeral });
    }
    chinese(s, (i, end)).map(|value| AmountNumber { value, end, numeral: DeadlineNumeral::Chinese })
}

fn chinese(s: &Chars, (lo, hi): ScanPart) -> Option<u32> {
    let digit = |at: usize| if at < hi { chinese_digit(s.at(at)) } else { None };
    let zero = (lo + 1..hi).any(|at| digit(at) == Some(0));
    let places = hi - lo == 4 || (zero && matches!(hi - lo, 2 | 3) && digit(lo) != Some(0));
    if places && (lo..hi).all(|at| digit(at).is_some()) {
        return Some((lo..hi).fold(0, |n, at| n * 10 + digit(at).unwrap_or(0)));
    }
    let (mut at, mut total) = (lo, 0);
    let hundreds = match s.at(at) {
        '百' => Some((1, 1)),
        _ => digit(at).filter(|_| at + 1 < hi && s.at(at + 1) == '百').map(|n| (n, 2)),
    };
    if let Some((n, width)) = hundreds {
        total = n * 100;
        at += width;
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
