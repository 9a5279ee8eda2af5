//! A number with fifteen digits, as a spreadsheet keeps it, rounded as people do.

/// Digits that count.
const DIGITS: usize = 15;
/// How far a point may be from the digits; spreadsheets know no larger numbers.
const FAR: i32 = 320;

/// Digits, and how many of them stand before the point.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Decimal {
    negative: bool,
    digits: Vec<u8>,
    point: i32,
}

impl Decimal {
    pub(super) fn of(value: f64) -> Self {
        let zero = Self { negative: false, digits: Vec::new(), point: 0 };
        if !value.is_finite() {
            return zero;
        }
        let text = format!("{:.*e}", DIGITS - 1, value.abs());
        let Some((mantissa, exponent)) = text.split_once('e') else { return zero };
        let digits: Vec<u8> = mantissa.bytes().filter(u8::is_ascii_digit).map(|b| b - b'0').collect();
        let mut out = Self { negative: value < 0.0, digits, point: exponent.parse::<i32>().unwrap_or(0) + 1 };
        out.trim();
        out
    }

    fn trim(&mut self) {
        while self.digits.last() == Some(&0) {
            self.digits.pop();
        }
        if self.digits.is_empty() {
            self.point = 0;
        }
    }

    pub(super) fn is_zero(&self) -> bool {
        self.digits.is_empty()
    }

    /// Times ten to the power of this.
    pub(super) fn shifted(mut self, by: i32) -> Self {
        if !self.is_zero() {
            self.point = (self.point + by.clamp(-FAR, FAR)).clamp(-FAR, FAR);
        }
        self
    }

    /// Rounded to so many decimals, a half away from zero.
    pub(super) fn rounded(&self, decimals: usize) -> Self {
        let mut out = self.clone();
        let keep = self.point.saturating_add(i32::try_from(decimals).unwrap_or(i32::MAX));
        let Ok(keep) = usize::try_from(keep) else { return Self { negative: false, digits: Vec::new(), point: 0 } };
        if keep >= out.digits.len() {
            return out;
        }
        let up = out.digits[keep] >= 5;
        out.digits.truncate(keep);
        if up {
            let mut at = keep;
            loop {
                if at == 0 {
                    out.digits.insert(0, 1);
                    out.point += 1;
                    break;
                }
                at -= 1;
                if out.digits[at] < 9 {
                    out.digits[at] += 1;
                    break;
                }
                out.digits[at] = 0;
            }
        }
        out.trim();
        out
    }

    fn digit(&self, at: i32) -> char {
        let digit = usize::try_from(at).ok().and_then(|at| self.digits.get(at)).copied().unwrap_or(0);
        char::from(b'0' + digit)
    }

    /// What stands before the point, with so many digits at least.
    pub(super) fn whole(&self, least: usize) -> String {
        let digits: String = (0..self.point.max(0)).map(|at| self.digit(at)).collect();
        format!("{}{digits}", "0".repeat(least.min(64).saturating_sub(digits.len())))
    }

    /// So many digits behind the point.
    pub(super) fn decimals(&self, count: usize) -> String {
        (0..i32::try_from(count).unwrap_or(0)).map(|at| self.digit(self.point + at)).collect()
    }

    /// As a cell without a format shows it.
    pub(super) fn plain(&self) -> String {
        let most = usize::try_from((10 - self.point.max(1)).max(0)).unwrap_or(0);
        // Small numbers keep digits that count.
        let most = if self.point < 0 { 10 } else { most };
        let rounded = self.rounded(most);
        let decimals = rounded.decimals(most);
        let decimals = decimals.trim_end_matches('0');
        let sign = if rounded.negative && !rounded.is_zero() { "-" } else { "" };
        let point = if decimals.is_empty() { "" } else { "." };
        format!("{sign}{}{point}{decimals}", rounded.whole(1))
    }

    /// `1.23` and `5`, for 123,000.
    pub(super) fn scientific(&self, decimals: usize) -> (String, i32) {
        let exponent = if self.is_zero() { 0 } else { self.point - 1 };
        let one = Self { point: i32::from(!self.is_zero()), ..self.clone() }.rounded(decimals);
        // 9.99 may have become 10.
        let over = one.point - 1;
        let one = if over > 0 { Self { point: 1, ..one } } else { one };
        let behind = one.decimals(decimals);
        let point = if decimals > 0 { "." } else { "" };
        let sign = if self.negative { "-" } else { "" };
        (format!("{sign}{}{point}{behind}", one.whole(1)), exponent + over.max(0))
    }
}
