//! Publication together with something else.

use super::after_anchor::closing;
use super::amount::amount;
use super::before_anchor::{all_before, last_piece, some_words};
use super::read::{ClauseDraft, DeadlineReader};
use super::scan::{Chars, ScanPart, is_full_stop};
use super::{Kind, Period, TermsTogether, Vagueness};

/// Words that say "at once with": none of them is an adverb of another verb's.
const AT_ONCE: &[&str] = &["同步", "同时", "同日", "一并"];

impl DeadlineReader<'_> {
    /// 与规范性文件同步发布, 与…一并公开, 同步公开; also 同上.
    pub(super) fn together(&self, i: usize) -> Option<ClauseDraft> {
        let s = self.s;
        if let Some(end) = s.any(i, &["同上述", "同上", "同前", "同左"]) {
            return self.ditto(i, end);
        }
        let end = s.any(i, AT_ONCE)?;
        let (verb, end) = closing(s, end);
        if verb.is_none() && !s.stop(end) {
            return None;
        }
        let (start, before) = all_before(s, self.floor, i);
        let link = (last_piece(s, (start, i))..i).find(|&at| {
            let noun = s.is(at, "与会") || matches!(s.before(at), '参' | '给' | '授' | '赋');
            matches!(s.at(at), '与' | '和' | '随') && !noun
        });
        let (scope, with) = match link {
            Some(at) => (trimmed(s, (start, at)), trimmed(s, (at + 1, i))),
            None if s.is(i, "同步") => (before, None),
            None => return None,
        };
        let (within, end) = widest_gap(s, end);
        let kind = Kind::Together(TermsTogether { with: with.map(|part| s.bytes(part)), within });
        Some(ClauseDraft { start, end, scope, trigger: None, gap: None, kind, verb })
    }

    /// 随采购公告、采购文件公开, 随同预算公开; 随批随公开 is only vague.
    pub(super) fn along(&mut self, i: usize) -> Option<ClauseDraft> {
        const LONGEST: usize = 40;
        let s = self.s;
        // 随机, 随意, 随访, 随后, 随时
        if matches!(s.at(i + 1), '机' | '意' | '访' | '后' | '时') {
            return None;
        }
        let from = s.any(i, &["随同", "随着", "随"])?;
        let resume = self.resume;
        for at in from..from + LONGEST {
            let c = s.at(at);
            if matches!(c, '\0' | ',' | ':') || is_full_stop(c) || c.is_ascii_digit() {
                return None;
            }
            let (verb, end) = match s.any(at, AT_ONCE).filter(|_| at > from) {
                Some(end) => closing(s, end),
                None if at > from && s.any(at, &["公开", "公布", "发布", "更新", "公示"]).is_some() => {
                    closing(s, at)
                }
                // 随…每月公开 has a deadline of its own.
                None if self.anchor(at).is_some() => return None,
                None => {
                    self.resume = resume;
                    continue;
                }
            };
            // 采购公告、… goes on.
            if verb.is_none() || !s.stop(end) || s.at(end) == '、' {
                continue;
            }
            if s.before(at) == '随' {
                return self.vague_at(i, at, Vagueness::AnyTime);
            }
            let with = trimmed(s, (from, at)).map(|part| s.bytes(part));
            let (start, scope) = all_before(s, self.floor, i);
            let (within, end) = widest_gap(s, end);
            let kind = Kind::Together(TermsTogether { with, within });
            return Some(ClauseDraft { start, end, scope, trigger: None, gap: None, kind, verb });
        }
        None
    }

    /// 启动征收工作时公开: together with what is done.
    pub(super) fn at_the_time(&self, i: usize) -> Option<ClauseDraft> {
        let s = self.s;
        // 及时, 随时, 届时, 按时 …
        if "及实随即适同当小届临平此按准限计暂何要".contains(s.before(i)) {
            return None;
        }
        let (verb, end) = closing(s, i + 1);
        let (start, before) = all_before(s, self.floor, i);
        let (lo, hi) = before.filter(|part| verb.is_some() && part.1 == i)?;
        let piece = last_piece(s, (lo, hi));
        let from = s.any(piece, &["应当在", "应在", "在", "于", "自"]).unwrap_or(piece);
        let with = trimmed(s, (from, hi)).filter(|part| part.1 - part.0 > 1)?;
        let kind = Kind::Together(TermsTogether { with: Some(s.bytes(with)), within: None });
        Some(ClauseDraft { start, end, scope: some_words(s, (lo, piece)), trigger: None, gap: None, kind, verb })
    }
}

/// 时间跨度不超过5个工作日, 最迟3个工作日内 behind a statement of company.
fn widest_gap(s: &Chars, i: usize) -> (Option<Period>, usize) {
    const HEADS: &[&str] = &["时间跨度", "时间间隔", "间隔时间", "间隔", "最迟", "至迟", "不超过", "不得超过", "最长"];
    const BETWEEN: &[&str] = &["不得超过", "不超过", "不晚于", "不多于", "最长", "为", "在"];
    let comma = s.after(i, ",").unwrap_or(i);
    let Some(head) = s.any(comma, HEADS) else { return (None, i) };
    let at = s.any(head, BETWEEN).unwrap_or(head);
    let Some(amount) = amount(s, at) else { return (None, i) };
    let end = s.any(amount.end, &["以内", "之内", "内"]).unwrap_or(amount.end);
    (Some(amount.period(s, false)), end)
}

/// The part without marks around it, if anything is left.
fn trimmed(s: &Chars, part: ScanPart) -> Option<ScanPart> {
    Some(s.trim(part)).filter(|part| part.0 < part.1)
}
