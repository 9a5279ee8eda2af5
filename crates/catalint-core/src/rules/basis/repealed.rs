//! BAS002: a basis (公开依据) that is out of force on the day judged.

use crate::fix::{Applicability, Fix};
use crate::model::FieldId;
use crate::rule::{Check, Finding, ItemCx, Localized, Reads, Rule, Severity, Sink, Supersedes, Wrong};
use catalint_domain::law::basis::BasisFault;
use catalint_domain::law::{Law, Status};

use super::helpers::{CitedAct, between, quoted, with};

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: "BAS002",
    name: "basis-repealed",
    severity: Severity::Error,
    fixes: &[Applicability::Offer],
    summary: Localized { zh: "公开依据已经废止", en: "a basis that is repealed" },
    messages: &[
        Localized {
            zh: "{title}已于{date}废止，由{name}取代",
            en: "{title} was repealed on {date}; {name} took its place.",
        },
        Localized { zh: "{title}已于{date}废止", en: "{title} was repealed on {date}." },
        Localized { zh: "{title}已于{date}由{via}废止", en: "{title} was repealed on {date} by {via}." },
        Localized {
            zh: "{title}已于{date}废止，由{by}取代，现行的是{name}",
            en: "{title} was repealed on {date}; {by} took its place, and today {name} stands.",
        },
        Localized {
            zh: "{title}不在{date}现行有效的法规之列，可能已经失效",
            en: "{title} is not among the acts in force on {date}, and may be gone.",
        },
        Localized {
            zh: "{title}已经失效（何时失效没有记录）",
            en: "{title} is no longer in force (since when is not on record).",
        },
    ],
    help: Localized {
        zh: "改为现行有效的依据，并按新的条文核对公开内容和时限。",
        en: "Cite what is in force, and check content and deadline against its text.",
    },
    why: Localized {
        zh: "已经废止的法律、法规和文件不能再作为公开的依据。按照旧的模板编制的目录，最容易留下这类问题，评估时会被扣分。",
        en: "An act that is repealed is no basis any more. Catalogs made from old templates are full of such titles, and assessors deduct for them.",
    },
    law: &[],
    source: Localized {
        zh: "被引用的法律、法规的废止条款和废止决定",
        en: "The repealing clauses and decisions of the acts that are cited",
    },
    wrong: &[
        Wrong {
            yaml: "    basis: 《中华人民共和国环境影响评价法》第二十一条\n",
            at: "《中华人民共和国环境影响评价法》",
            fixed: Some("    basis: 《中华人民共和国生态环境法典》\n"),
        },
        Wrong {
            yaml: "    basis:\n      - 《合同法》\n",
            at: "《合同法》",
            fixed: Some("    basis:\n      - 《中华人民共和国民法典》（主席令第45号）\n"),
        },
        Wrong {
            yaml: "    basis: 《流动人口计划生育工作条例》\n", at: "《流动人口计划生育工作条例》", fixed: None
        },
        Wrong {
            yaml: "    basis: 《工业产品质量责任条例》\n", at: "《工业产品质量责任条例》", fixed: None
        },
    ],
    right: &[
        "    basis: 《中华人民共和国生态环境法典》\n",
        "    basis: 《静安区合同管理办法》\n",
        "    basis: 《中华人民共和国民法典》第一千零四十三条\n",
    ],
    supersedes: Supersedes::Nothing,
    check: Check::Item(Reads::of(&[FieldId::Basis]), check),
};

/// The message of an act that a list of those in force does not have; the next is that of one
/// that is said to be gone.
const GONE: usize = 4;

/// That a list does not have it is less than a clause that repeals it.
fn gone(cited: &CitedAct<'_, '_>, law: &Law) -> Finding {
    let finding = cited.finding(&RULE, cited.title()).arg("title", quoted(law)).cause(&["title"]);
    match law.first_seen() {
        Some(day) => finding.message(GONE).severity(Severity::Hint).arg("date", day),
        None => finding.message(GONE + 1).severity(Severity::Warning),
    }
}

const OFFER: Localized = Localized { zh: "改为{name}", en: "Cite {name}" };

fn check(cx: &ItemCx<'_>, sink: &mut Sink<'_>) {
    let day = cx.as_of();
    for cited in with(cx, BasisFault::Repealed) {
        let Some(law) = cited.law() else { continue };
        let status = law.status_on(day);
        if status == Status::Gone {
            sink.push(gone(&cited, law));
        }
        let Status::Repealed(end) = status else { continue };
        let successor = cx.registry().successor_on(law, day);
        let by = between(end, successor);
        let nth = match (successor, &end.via) {
            (Some(_), _) if by.is_some() => 3,
            (Some(_), _) => 0,
            (None, None) => 1,
            (None, Some(_)) => 2,
        };
        let name = successor.map(quoted).unwrap_or_default();
        let via = end.via.as_deref().unwrap_or_default().to_owned();
        let edits = successor.and_then(|law| cited.recite(law, day));
        let finding = cited.finding(&RULE, cited.title()).message(nth).arg("title", quoted(law)).cause(&["title"]);
        let finding = finding.arg("date", end.on).resting_on(Vec::from_iter(end.repealing()));
        sink.push(
            finding
                .arg("name", name)
                .arg("via", via)
                .arg("by", by.unwrap_or_default())
                .fix(edits.map(|edits| Fix::offer(&OFFER, edits))),
        );
    }
}
