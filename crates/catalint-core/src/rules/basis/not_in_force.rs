//! BAS004: a basis (公开依据) that takes effect only after the day judged.

use crate::model::FieldId;
use crate::rule::{Check, ItemCx, Localized, Reads, Rule, Severity, Sink, Supersedes, Wrong};
use catalint_domain::law::basis::BasisFault;
use catalint_domain::law::{Provision, Status};

use super::helpers::{quoted, with};

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: "BAS004",
    name: "basis-not-in-force",
    severity: Severity::Error,
    fixes: &[],
    summary: Localized { zh: "公开依据尚未施行", en: "a basis that is not in force yet" },
    messages: &[
        Localized {
            zh: "{title}自{date}起施行，现在还没有生效",
            en: "{title} takes effect on {date} and is not in force yet.",
        },
        Localized {
            zh: "{title}{date}才通过或者公布，在这以前没有生效",
            en: "{title} was passed or published only on {date}, and was not in force before.",
        },
    ],
    help: Localized {
        zh: "在施行之前引用现行有效的依据，到施行之日再改。",
        en: "Cite what is in force today, and change it on the day the act takes effect.",
    },
    why: Localized {
        zh: "法律、法规自施行之日起才有效力，之前不能作为公开的依据。",
        en: "An act binds from the day it takes effect; before, nothing can rest on it.",
    },
    law: &[],
    source: Localized {
        zh: "被引用的法律、法规的施行日期条款", en: "The clause of the act that sets its first day"
    },
    wrong: &[
        Wrong {
            yaml: "    basis: 《中华人民共和国医疗保障法》\n", at: "《中华人民共和国医疗保障法》", fixed: None
        },
        Wrong {
            yaml: "    basis:\n      - 《医疗保障法》第三十八条\n", at: "《医疗保障法》", fixed: None
        },
    ],
    right: &[
        "    basis: 《中华人民共和国社会救助法》第四十五条\n",
        "    basis: 《医疗保障基金使用监督管理条例》（国务院令第735号）\n",
    ],
    supersedes: Supersedes::Nothing,
    check: Check::Item(Reads::of(&[FieldId::Basis]), check),
};

fn check(cx: &ItemCx<'_>, sink: &mut Sink<'_>) {
    for cited in with(cx, BasisFault::NotInForce) {
        let Some(law) = cited.law() else { continue };
        let Status::NotYet { from } = law.status_on(cx.as_of()) else { continue };
        // Without its first day, that of its publication is on record.
        let Some(date) = from.or(law.promulgated) else { continue };
        let finding = cited.finding(&RULE, cited.title()).message(usize::from(from.is_none()));
        let finding = finding.resting_on(vec![Provision::of_act(law)]);
        sink.push(finding.arg("title", quoted(law)).arg("date", date));
    }
}
