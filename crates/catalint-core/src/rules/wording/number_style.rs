//! TXT008: full-width digits, and periods written now in Arabic, now in Chinese digits.
//!
//! GB/T 15835 wants one style in one text, and Arabic digits for measures. Compared are the
//! periods of 公开时限, unit by unit: 一个月 beside 20个工作日 is fine.

use foldhash::{HashMap, HashMapExt};

use super::helpers::{PROSE, is_cell, prose};
use crate::fix::{Applicability, Fix};
use crate::model::{Entry, FieldId};
use crate::rule::{CatalogCx, Check, Finding, Localized, Reads, Rule, Severity, Sink, Supersedes, Wrong};
use catalint_domain::deadline::periods::{self, Digits, PeriodCount, UNITS};
use catalint_domain::vocabulary::text_features::TextFeatures;
use catalint_yaml::edit;

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: "TXT008",
    name: "number-style",
    severity: Severity::Hint,
    fixes: &[Applicability::Safe],
    summary: Localized { zh: "数字写法不统一", en: "numbers in more than one style" },
    messages: &[
        Localized {
            zh: "期限写作“{written}”，本目录其他期限的写法如“{usual}”",
            en: "The period is written {written}; elsewhere in this catalog such a number is written {usual}.",
        },
        Localized { zh: "数字“{written}”用了全角", en: "The number {written} is full-width." },
    ],
    help: Localized { zh: "改为“{right}”。", en: "Write {right}." },
    why: Localized {
        zh: "同一份目录里数字写法应当统一，计量和期限一般用阿拉伯数字。全角数字检索不到，程序也难以识别。",
        en: "Numbers are written in one style within a catalog, measures and periods as a rule in Arabic digits. Full-width digits escape a search and are hard for programs to read.",
    },
    law: &[],
    source: Localized {
        zh: "《出版物上数字用法》（GB/T 15835-2011）：同一文中数字形式统一",
        en: "GB/T 15835-2011: one style of numbers in one text",
    },
    wrong: &[
        Wrong {
            yaml: "  - subtopic: 最低生活保障\n    deadline: 自该政府信息形成或者变更之日起二十个工作日内\n  - subtopic: 临时救助\n",
            at: "二十",
            fixed: Some(
                "  - subtopic: 最低生活保障\n    deadline: 自该政府信息形成或者变更之日起20个工作日内\n  - subtopic: 临时救助\n",
            ),
        },
        Wrong {
            yaml: "  - subtopic: 最低生活保障\n    deadline: 自该政府信息形成或者变更之日起二十个工作日内\n  - subtopic: 临时救助\n    deadline: 自该政府信息形成或者变更之日起十五个工作日内\n  - subtopic: 医疗救助\n    deadline: 自该政府信息形成或者变更之日起10个工作日内\n",
            at: "10",
            fixed: Some(
                "  - subtopic: 最低生活保障\n    deadline: 自该政府信息形成或者变更之日起二十个工作日内\n  - subtopic: 临时救助\n    deadline: 自该政府信息形成或者变更之日起十五个工作日内\n  - subtopic: 医疗救助\n    deadline: 自该政府信息形成或者变更之日起十个工作日内\n",
            ),
        },
        Wrong {
            yaml: "    content:\n      - ２４小时服务电话\n      - 办理流程\n",
            at: "２４",
            fixed: Some("    content:\n      - 24小时服务电话\n      - 办理流程\n"),
        },
    ],
    right: &[
        // Another unit.
        "    deadline: 自该政府信息形成或者变更之日起20个工作日内公开，公示期不少于七日\n",
        "    basis:\n      - 《中华人民共和国政府信息公开条例》（国务院令第711号）第二十条\n",
    ],
    supersedes: Supersedes::Nothing,
    check: Check::Catalog(
        Reads::of(PROSE)
            .where_shown(PROSE, TextFeatures::WIDE_DIGIT)
            .where_shown(&[FieldId::Deadline], TextFeatures::TEXT),
        check,
    ),
};

const FIX: Localized = Localized { zh: "统一数字写法", en: "Write it like the others" };
const NARROW: Localized = Localized { zh: "改为半角数字", en: "Write half-width digits" };

fn check(cx: &CatalogCx<'_>, sink: &mut Sink<'_>) {
    if may_have_wide_digits(cx.catalog.tree().source()) {
        for entry in prose(cx).flat_map(|field| field.entries()).filter(|entry| is_cell(*entry)) {
            wide_digits(entry, sink);
        }
    }
    let usual = UsualDigits::of(cx);
    if usual.is_one_everywhere() {
        return;
    }
    for_each_period(cx, |entry, count| {
        if let Some((digits, example)) = usual.unlike(count) {
            sink.push(odd(entry, count, digits, example));
        }
    });
}

/// Each period of 公开时限, in order. Most catalogs have a few deadlines on many items, so each text is read once.
fn for_each_period<'a>(cx: &CatalogCx<'a>, mut take: impl FnMut(Entry<'a>, &PeriodCount)) {
    let mut known: HashMap<&str, Box<[PeriodCount]>> = HashMap::new();
    for entry in cx.catalog.items().flat_map(|item| item.entries(FieldId::Deadline)).filter(|entry| is_cell(*entry)) {
        let counts = known.entry(entry.text).or_insert_with(|| periods::counts(entry.text).take(100).collect());
        counts.iter().for_each(|count| take(entry, count));
    }
}

/// How a catalog writes its periods, unit by unit: how many in Arabic digits, how many in Chinese ones, and the first of
/// each.
struct UsualDigits<'a> {
    of_unit: [[(usize, &'a str); 2]; UNITS.len()],
}

impl<'a> UsualDigits<'a> {
    fn of(cx: &CatalogCx<'a>) -> Self {
        let mut of_unit = [[(0, ""); 2]; UNITS.len()];
        for_each_period(cx, |entry, count| {
            let (times, example) = &mut of_unit[count.unit][count.digits as usize];
            if *times == 0 {
                *example = &entry.text[count.range.start..count.range.end + UNITS[count.unit].len()];
            }
            *times += 1;
        });
        Self { of_unit }
    }

    fn is_one_everywhere(&self) -> bool {
        self.of_unit.iter().all(|[(arabic, _), (chinese, _)]| *arabic == 0 || *chinese == 0)
    }

    /// The digits that are usual for the unit of a period written in the other ones, and an example of them.
    fn unlike(&self, count: &PeriodCount) -> Option<(Digits, &'a str)> {
        let [(arabic, arabic_example), (chinese, chinese_example)] = self.of_unit[count.unit];
        let usual =
            if arabic >= chinese { (Digits::Arabic, arabic_example) } else { (Digits::Chinese, chinese_example) };
        (usual.0 != count.digits).then_some(usual)
    }
}

fn odd(entry: Entry<'_>, count: &PeriodCount, usual: Digits, example: &str) -> Finding {
    let unit = UNITS[count.unit];
    let number = match usual {
        Digits::Arabic => count.value.to_string(),
        Digits::Chinese => periods::write(count.value, count.unit),
    };
    let fix = edit::replace_part(entry.node, count.range.clone(), &number).map(|edit| Fix::safe(&FIX, vec![edit]));
    let written = &entry.text[count.range.start..count.range.end + unit.len()];
    let finding = Finding::part(&RULE, entry, count.range.clone())
        .arg("written", written)
        .arg("usual", example)
        .cause(&["usual"]);
    finding.arg("right", format!("{number}{unit}")).fix(fix)
}

/// Whether a file has a full-width digit, or may have one as an escape; looked for in one go, so
/// that the texts of a file that has none are not gone through.
fn may_have_wide_digits(source: &str) -> bool {
    let bytes = source.as_bytes();
    let wide = |at: usize| matches!(bytes.get(at + 1..at + 3), Some([0xBC, 0x90..=0x99]));
    memchr::memchr_iter(0xEF, bytes).any(wide) || memchr::memchr(b'\\', bytes).is_some()
}

/// Each run of full-width digits.
fn wide_digits(entry: Entry<'_>, sink: &mut Sink<'_>) {
    let wide = |c: char| ('０'..='９').contains(&c);
    let mut at = 0;
    for _ in 0..100 {
        let Some(start) = entry.text[at..].find(wide).map(|i| at + i) else { return };
        let rest = &entry.text[start..];
        let end = entry.text.len() - rest.trim_start_matches(wide).len();
        let number: String = entry.text[start..end]
            .chars()
            .filter_map(|c| char::from_u32(c as u32 - '０' as u32 + '0' as u32))
            .collect();
        let fix = edit::replace_part(entry.node, start..end, &number).map(|edit| Fix::safe(&NARROW, vec![edit]));
        let finding = Finding::part(&RULE, entry, start..end).message(1).fix(fix);
        sink.push(finding.arg("written", &entry.text[start..end]).arg("right", number).cause(&[]));
        at = end;
    }
}
