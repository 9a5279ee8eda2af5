//! Words that set no bound, and rhythms that only a word such as 按季度 gives.

use super::after_anchor::{closing, verbs};
use super::cycle::by_cycle;
use super::read::{ClauseDraft, DeadlineReader};
use super::scan::{Chars, ScanWords};
use super::{Kind, Vague, Vagueness};

const WORDS: ScanWords<Vagueness> = ScanWords::new(&[
    ("及时", Vagueness::Promptly),
    ("即时", Vagueness::Promptly),
    ("立即", Vagueness::Promptly),
    ("立刻", Vagueness::Promptly),
    ("即刻", Vagueness::Promptly),
    ("马上", Vagueness::Promptly),
    ("迅速", Vagueness::Promptly),
    ("从速", Vagueness::Promptly),
    ("尽快", Vagueness::Promptly),
    ("尽早", Vagueness::Promptly),
    ("适时", Vagueness::Promptly),
    ("第一时间", Vagueness::Promptly),
    ("实时", Vagueness::RealTime),
    ("随时", Vagueness::AnyTime),
    ("动态", Vagueness::AnyTime),
    ("长期", Vagueness::LongTerm),
    ("永久", Vagueness::LongTerm),
    ("常年", Vagueness::LongTerm),
    ("长久", Vagueness::LongTerm),
    ("始终", Vagueness::LongTerm),
    ("长年", Vagueness::LongTerm),
    ("全年", Vagueness::LongTerm),
    ("常态化", Vagueness::LongTerm),
    ("持续", Vagueness::LongTerm),
    ("经常性", Vagueness::Regularly),
    ("经常", Vagueness::Regularly),
    ("不定期", Vagueness::Regularly),
    ("不定时", Vagueness::Regularly),
    ("定期", Vagueness::Regularly),
    ("必要时", Vagueness::AsRequired),
    ("按时", Vagueness::AsRequired),
    ("按期", Vagueness::AsRequired),
    ("依法依规", Vagueness::AsRequired),
    ("依法", Vagueness::AsRequired),
    ("依规", Vagueness::AsRequired),
    ("规定时限内", Vagueness::AsRequired),
    ("规定时间内", Vagueness::AsRequired),
    ("规定期限内", Vagueness::AsRequired),
    ("法定时限内", Vagueness::AsRequired),
    ("法定期限内", Vagueness::AsRequired),
]);

/// A vague word at `i` and where it ends.
fn vague_word(s: &Chars, i: usize) -> Option<(Vagueness, usize)> {
    s.word(i, &WORDS)
}

impl DeadlineReader<'_> {
    /// 及时公开, 长期: only with a verb or the end behind it, for 定期报告 and 长期规划 are things.
    pub(super) fn vague(&self, i: usize) -> Option<ClauseDraft> {
        let (sort, end) = vague_word(self.s, i)?;
        let closed = self.s.stop(end) || verbs(self.s, end).is_some() || vague_word(self.s, end).is_some();
        if closed { self.vague_at(i, end, sort) } else { None }
    }

    /// A vague clause whose word is `i..end`.
    pub(super) fn vague_at(&self, i: usize, end: usize, sort: Vagueness) -> Option<ClauseDraft> {
        // 长期动态更新, 按进展情况及时公开
        let end = vague_word(self.s, end).map_or(end, |(_, end)| end);
        let word = self.s.bytes((i, end));
        Some(self.plain(i, Kind::Vague(Vague { word, sort }), None, end))
    }

    /// 按季度公开; 按规定公开, 按进展情况及时公开, 依法公开.
    pub(super) fn by_rule(&self, i: usize) -> Option<ClauseDraft> {
        const HEADS: &[&str] = &["按照", "按", "根据", "视", "依照", "依据"];
        const BASES: ScanWords<()> = super::scan::words![
            "规定", "要求", "实际", "情况", "进展", "进度", "需要", "需", "安排", "时限", "时间", "节点", "部署",
            "程序",
        ];
        const LONGEST: usize = 16;
        let s = self.s;
        let cycle = s.any(i, &["按照", "按", "逐"]).and_then(|at| by_cycle(s, at));
        if let Some((rhythm, verb, end)) = cycle {
            return Some(self.rhythm(i, rhythm, verb, end));
        }
        if let Some((_, end)) = vague_word(s, i)
            && !matches!(s.at(end), '间' | '限')
        {
            return self.vague(i);
        }
        let from = s.any(i, HEADS)?;
        for at in from..from + LONGEST {
            if s.stop(at) || s.at(at) == ':' || s.at(at).is_ascii_digit() {
                return None;
            }
            let Some(((), end)) = s.word(at, &BASES) else { continue };
            if let Some((sort, _)) = vague_word(s, end) {
                return self.vague_at(i, end, sort);
            }
            let done = s.any(end, &["执行", "办理"]).filter(|&end| s.stop(end));
            if let Some(end) = done {
                return self.vague_at(i, end, Vagueness::AsRequired);
            }
            if s.stop(end) || closing(s, end).0.is_some() {
                return self.vague_at(i, end, Vagueness::AsRequired);
            }
        }
        None
    }
}
