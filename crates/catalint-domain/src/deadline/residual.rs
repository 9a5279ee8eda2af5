//! What stands beside deadlines: reservations, ditto marks, 公示 without a length.

use super::before_anchor::{before_other, display_word};
use super::read::{ClauseDraft, DeadlineReader};
use super::scan::{Chars, is_full_stop};
use super::subject::DeadlineSubject;
use super::{Display, Kind};

impl DeadlineReader<'_> {
    /// 同上 as the whole statement, perhaps with the column's name in front.
    pub(super) fn ditto(&self, i: usize, end: usize) -> Option<ClauseDraft> {
        let s = self.s;
        let (start, ..) = before_other(s, self.floor, i);
        let named = ["公开时限", "时限", "内容"].iter().any(|word| s.after(start, word) == Some(i));
        (s.stop(end) && (named || start == i)).then_some(ClauseDraft {
            start,
            end,
            scope: None,
            trigger: None,
            gap: None,
            kind: Kind::Ditto,
            verb: None,
        })
    }

    /// 公示 or 征求意见 as a statement of its own, without a length.
    pub(super) fn bare_display(&self, i: usize) -> Option<ClauseDraft> {
        const WORDS: &[&str] =
            &["公示期", "公示", "公开征求意见", "征求意见", "征集意见", "意见征集", "意见征求", "征求公众意见"];
        let s = self.s;
        let end = s.any(i, WORDS).filter(|&end| s.stop(end))?;
        let (show, word) = display_word(s, (i, end))?;
        let (start, DeadlineSubject { scope, trigger, gap, .. }) = before_other(s, self.floor, word.0);
        let word = Some(s.bytes(word));
        let kind = Kind::Display(Display { show, word, period: None, at_least: false });
        Some(ClauseDraft { start, end, scope, trigger, gap, kind, verb: None })
    }

    /// 法律、法规另有规定的，从其规定; 有特殊规定的除外. Gives the place to go on.
    pub(super) fn reservation(&mut self, i: usize) -> Option<usize> {
        const HEADS: &[&str] =
            &["另有规定", "另有明确规定", "另有要求", "另有约定", "有特殊规定", "有特别规定", "从其规定"];
        let s = self.s;
        let end = match s.any(i, HEADS) {
            Some(end) if s.at(i) == '从' => end,
            Some(end) => reservation_end(s, end).unwrap_or(end),
            // 有明确规定 is a reservation only with 除外 or 从其规定 behind it.
            None => reservation_end(s, s.any(i, &["有明确规定", "有其他规定", "有规定"])?)?,
        };
        let opens = |c| is_full_stop(c) || matches!(c, ',' | '(');
        let start = (self.floor..i).rev().find(|&at| opens(s.at(at))).map_or(self.floor, |at| at + 1);
        if self.out.exception.is_none() {
            self.out.exception = Some(s.bytes((start, end)));
            self.covered.push((start, end));
        }
        self.floor = end;
        Some(end)
    }
}

/// The end of 从其规定 or 除外 behind 另有规定.
fn reservation_end(s: &Chars, head: usize) -> Option<usize> {
    const ENDS: &[&str] = &[
        "从其规定执行",
        "从其规定",
        "从其要求",
        "从其约定",
        "从其",
        "除外",
        "以外",
        "外",
        "按照其规定执行",
        "按照其规定",
        "按其规定执行",
        "按其规定",
        "依照其规定执行",
        "依照其规定",
        "依其规定",
        "按照有关规定执行",
        "按有关规定执行",
        "按照规定执行",
        "按规定执行",
        "按规定",
        "适用其规定",
    ];
    let mut end = head;
    for _ in 0..3 {
        end = s.any(end, &["的情形", "的", "者", "期限", "时限"]).unwrap_or(end);
    }
    s.any(s.after(end, ",").unwrap_or(end), ENDS)
}
