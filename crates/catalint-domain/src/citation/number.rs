//! Numbers of documents and decrees.
//!
//! ```text
//! document     = organ "〔" year "〕" serial "号"        国办发〔2019〕54号
//! order        = issuer "令" [year "年"] "第" serial "号"  国务院令第711号, 财政部2017年第10号令
//! announcement = issuer "公告" [year "年"] "第" serial "号"
//! standard     = code serial ["." part] "-" year          GB/T 32939-2016
//! ```
//!
//! A damaged number is read as what it stands for, and each [`NumberFault`] is named.

use std::ops::Range;

use super::number_reader::read_at;
use super::text::{CitationScan, is_blank};

/// A number under which an act was issued.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Number<'t> {
    /// The whole of it.
    pub span: Range<usize>,
    /// The same as text.
    pub text: &'t str,
    /// Its system.
    pub kind: NumberKind,
    /// The code or the body before it, as written and without 令 or 公告: 国办发, 国务院, GB/T.
    pub organ: &'t str,
    /// The year, in four digits.
    pub year: Option<u16>,
    /// The year as written, with its brackets.
    pub year_span: Option<Range<usize>>,
    /// The running number.
    pub serial: u32,
    /// The digits of the running number.
    pub serial_span: Range<usize>,
    /// The part of a standard: 1 of GB 5749.1.
    pub part: Option<u32>,
    /// A second 号 that stands apart from it, behind the bracket: （国令第711号) 号.
    pub stray: Option<Range<usize>>,
    /// What is wrong with its form.
    pub faults: Vec<NumberFault>,
}

/// The system a number belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum NumberKind {
    /// 发文字号: 国办发〔2019〕54号.
    Document,
    /// 令: 国务院令第711号.
    Order,
    /// 公告: 公告2009年第1号.
    Announcement,
    /// A technical standard.
    Standard,
}

/// What can be wrong with the form of a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum NumberFault {
    /// The year stands in other brackets than 〔〕, in two that do not match, or in none.
    Brackets,
    /// Year and serial run together: 〔201680号.
    Fused,
    /// 第 before the serial of a document.
    Ordinal,
    /// The serial begins with 0.
    LeadingZeros,
    /// The year has two digits.
    ShortYear,
    /// 号 stands twice.
    DoubledSuffix,
    /// 号 is lost.
    NoSuffix,
    /// 第 is lost before the number of an order.
    NoOrdinal,
    /// 令 is lost: 国务院第649号.
    NoOrder,
    /// A document number without a year.
    NoYear,
    /// A year in the number of a decree of those that are numbered through: 国务院令2016年第617号.
    OrderYear,
}

impl<'t> Number<'t> {
    /// The number that the whole of `text` is.
    #[must_use]
    pub fn parse(text: &'t str) -> Option<Self> {
        let number = read_at(CitationScan::new(text), 0)?;
        (number.span == (0..text.len())).then_some(number)
    }

    /// The number in the form the standards ask for: 国办发〔2019〕54号, 国务院令第711号.
    #[must_use]
    pub fn canonical(&self) -> String {
        let (organ, serial) = (self.organ.split(is_blank).collect::<String>(), self.serial);
        let year = self.year.filter(|_| !self.has(NumberFault::OrderYear)).map(|year| year.to_string());
        let of_year = |year: Option<String>| year.map(|year| format!("{year}年")).unwrap_or_default();
        match self.kind {
            NumberKind::Document => match year {
                Some(year) => format!("{organ}〔{year}〕{serial}号"),
                None => format!("{organ}{serial}号"),
            },
            NumberKind::Order => format!("{organ}令{}第{serial}号", of_year(year)),
            NumberKind::Announcement => format!("{organ}公告{}第{serial}号", of_year(year)),
            NumberKind::Standard => {
                let part = self.part.map(|part| format!(".{part}")).unwrap_or_default();
                format!("{} {serial}{part}-{}", standard_code(self.organ), year.unwrap_or_default())
            }
        }
    }

    /// Whether the number has this fault.
    #[must_use]
    pub fn has(&self, fault: NumberFault) -> bool {
        self.faults.contains(&fault)
    }

    /// The issuing body or code without 中华人民共和国 and in its usual short form.
    #[must_use]
    pub fn issuer(&self) -> &str {
        let organ = self.organ.rsplit("中华人民共和国").next().unwrap_or(self.organ);
        match (self.kind, organ) {
            (NumberKind::Order, "国") => "国务院",
            (NumberKind::Order, "国家主席") => "主席",
            (NumberKind::Order, o) if o.ends_with("中央军委") || o.ends_with("中央军事委员会") => "中央军委",
            _ => organ,
        }
    }

    /// Whether both are one number, however they are written.
    #[must_use]
    pub fn is_same(&self, other: &Number<'_>) -> bool {
        let blankless = |number: &Number<'_>| number.issuer().split(is_blank).collect::<String>();
        let organs = || match self.kind {
            NumberKind::Standard => standard_code(self.organ) == standard_code(other.organ),
            _ => blankless(self) == blankless(other),
        };
        let year = |number: &Number<'_>| number.year.filter(|_| !number.has(NumberFault::OrderYear));
        (self.kind, year(self), self.serial, self.part) == (other.kind, year(other), other.serial, other.part)
            && organs()
    }
}

/// GB/T for `GB T` and `GBT`.
fn standard_code(organ: &str) -> String {
    let plain: String = organ.chars().filter(char::is_ascii_alphanumeric).collect();
    match plain.strip_suffix('T') {
        Some(code) if !code.is_empty() => format!("{code}/T"),
        _ => plain,
    }
}
