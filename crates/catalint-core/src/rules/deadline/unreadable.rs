//! DDL003: a deadline (公开时限) in which no period, date or rhythm can be found, or in which words
//! with a number were not understood.

use super::helpers::MOST;
use crate::model::FieldId;
use crate::rule::{Check, Finding, ItemCx, Localized, Reads, Rule, Severity, Sink, Supersedes, Wrong};
use catalint_domain::chinese::numeral::chinese_digit;
use catalint_domain::deadline::{Clause, Kind};
use catalint_domain::law::acts::GUIDANCE;
use catalint_domain::vocabulary::placeholder::says_nothing;

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: "DDL003",
    name: "deadline-unreadable",
    severity: Severity::Warning,
    fixes: &[],
    summary: Localized { zh: "公开时限中读不出期限", en: "no period in the deadline" },
    messages: &[
        Localized {
            zh: "公开时限“{written}”中没有期限、日期或者周期",
            en: "The deadline “{written}” holds no period, date or rhythm.",
        },
        Localized {
            zh: "公开时限“{written}”中的期限不完整",
            en: "The period in the deadline “{written}” is not complete.",
        },
        Localized {
            zh: "公开时限中的“{written}”没有读懂，未作检查",
            en: "“{written}” in the deadline was not understood and has not been checked.",
        },
    ],
    help: Localized {
        zh: "写明从何时起、多长时间内公开，如“自该政府信息形成或者变更之日起20个工作日内公开”，或者写明日期、周期。",
        en: "Say from when and within what time, such as 自该政府信息形成或者变更之日起20个工作日内公开, or a date or a rhythm.",
    },
    why: Localized {
        zh: "没有期限就无从考核是否按时公开。数字后面少了单位时，20日和20个工作日相差一周以上，不能靠猜。",
        en: "Without a period nobody can tell whether disclosure was in time. Where the unit is lost behind a number one must not guess: 20 days and 20 working days are more than a week apart.",
    },
    law: &[GUIDANCE],
    source: Localized { zh: "时限为目录要素之一", en: "The deadline is an element of a catalog" },
    wrong: &[
        Wrong { yaml: "    deadline: 在村公示栏公开\n", at: "在村公示栏公开", fixed: None },
        Wrong { yaml: "    deadline: 批准后20内\n", at: "批准后20内", fixed: None },
        Wrong {
            yaml: "    deadline: 自信息形成之日起20余个工作日内公开\n",
            at: "自信息形成之日起20余个工作日内公开",
            fixed: None,
        },
        Wrong { yaml: "    deadline: 主动公开\n", at: "deadline: «主动公开»", fixed: None },
    ],
    right: &[
        "    deadline: 自批准之日起10个工作日内公开\n",
        "    deadline: 每学期公布一次\n",
        "    deadline: 招生工作开始前公布\n",
        "    deadline: 每年6月底前公布\n",
        "    deadline: 2026-06-30前公布\n",
        "    deadline: 当年内公布\n",
        "    deadline: 每年1月31日前公布上一年度数据\n",
    ],
    supersedes: Supersedes::Nothing,
    check: Check::Item(Reads::of(&[FieldId::Deadline]), check),
};

/// Words of time that the reader knows no length for: a term, a stage, an event.
const OTHER_TIMES: &[&str] =
    &["每", "学期", "学年", "阶段", "季度", "次", "前", "后", "时", "期间", "起", "结束", "同步", "届", "工作日"];

fn check(cx: &ItemCx<'_>, sink: &mut Sink<'_>) {
    let Some((entry, reading)) = cx.deadline() else { return };
    let text = entry.text.trim();
    if says_nothing(text) {
        return;
    }
    let known = reading.clauses.iter().any(|c| !is_empty_word(c)) || reading.exception.is_some();
    let finding = Finding::entry(&RULE, entry).arg("written", text);
    if !known && unfinished_number(text) {
        sink.push(finding.message(1));
        return;
    }
    let severity = if known { Severity::Hint } else { Severity::Warning };
    let mut said = false;
    for part in reading.unread.iter().filter(|part| holds_time(&entry.text[part.start..part.end])).take(MOST) {
        said = true;
        let words = &entry.text[part.clone()];
        let finding = Finding::part(&RULE, entry, part.clone()).message(2).help(&UNREAD).severity(severity);
        sink.push(finding.arg("written", words));
    }
    if !said && !known && reading.clauses.is_empty() && !OTHER_TIMES.iter().any(|word| text.contains(word)) {
        sink.push(finding);
    }
}

const UNREAD: Localized = Localized {
    zh: "改成常见的写法，如“20个工作日内”“每年6月30日前”；写法没有问题的，请自行核对。",
    en: "Write it in a common form, such as 20个工作日内 or 每年6月30日前; where the form is right, check it yourself.",
};

/// Whether words that were not read carry a length of time or a date: 20余个工作日内, 3+2个工作日.
fn holds_time(part: &str) -> bool {
    const UNITS: &[&str] = &["工作日", "日", "天", "周", "星期", "个月", "月", "季", "小时", "时", "年"];
    const LONG: &[&str] = &["工作日", "自然日", "日内", "天内", "周内", "个月", "年内", "小时", "月底", "月前", "日前"];
    let plain: String = part.chars().filter(|c| !c.is_whitespace()).collect();
    let mut chars = plain.char_indices();
    chars.any(|(at, c)| {
        let behind = plain[at + c.len_utf8()..].trim_start_matches(['余', '多', '来', '几', '个']);
        let starts = |units: &[&str]| units.iter().any(|unit| behind.starts_with(unit));
        // 2024年度 is what the information is about.
        match c {
            '0'..='9' | '０'..='９' => starts(UNITS) && !behind.starts_with("年度") || is_date(&plain[at..]),
            _ => (chinese_digit(c).is_some() || "十百千壹贰叁拾半几数".contains(c)) && starts(LONG),
        }
    })
}

/// 2024-06-30 and 6/30: two numbers with a mark between them.
fn is_date(text: &str) -> bool {
    let digit = |c: char| c.is_ascii_digit();
    // A year at most: the digits of a long run are not counted at each of them.
    let digits = text.bytes().take(5).take_while(u8::is_ascii_digit).count();
    let after = text[digits..].strip_prefix(['-', '/', '.']);
    digits < 5 && after.is_some_and(|after| after.starts_with(digit))
}

/// Whether a clause is no more than 及时 or 按规定.
fn is_empty_word(clause: &Clause) -> bool {
    matches!(clause.kind, Kind::Vague(_))
}

/// Whether a number stands without its unit: 批准后20内, 20个工作内.
fn unfinished_number(text: &str) -> bool {
    let digit = |c: char| c.is_ascii_digit();
    let mut rest = text;
    while let Some(at) = rest.find(digit) {
        rest = rest[at..].trim_start_matches(digit);
        let behind = rest.trim_start();
        let behind = behind.strip_prefix('个').unwrap_or(behind).trim_start();
        if ["内", "工作内", "工日"].iter().any(|cut| behind.starts_with(cut)) {
            return true;
        }
    }
    false
}
