//! BAS016: a label (【法律】, 【规章】) in the basis (公开依据) that is not the act's kind.

use crate::fix::{Applicability, Fix};
use crate::model::FieldId;
use crate::rule::{Check, ItemCx, Localized, Reads, Rule, Severity, Sink, Supersedes, Wrong};
use catalint_domain::citation::read;
use catalint_domain::law::basis::BasisFault;

use super::helpers::{kind, quoted, with};

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: "BAS016",
    name: "basis-kind",
    severity: Severity::Warning,
    fixes: &[Applicability::Offer],
    summary: Localized { zh: "依据的类别标错", en: "a wrong label of kind" },
    messages: &[Localized {
        zh: "{title}是{kind}，却归在“{label}”之下",
        en: "{title} is {kind}, but stands under {label}.",
    }],
    help: Localized { zh: "改为“{right}”。", en: "Write {right}." },
    why: Localized {
        zh: "法律、行政法规、规章和规范性文件的效力不同：只有法律、法规才能另行规定公开的期限。类别标错会误导对期限的判断。",
        en: "Laws, regulations, rules and documents differ in force: only a law or regulation can set another period for disclosure. A wrong label misleads about that.",
    },
    law: &[],
    source: Localized {
        zh: "国家法律法规数据库所列的法律、法规类别",
        en: "Kinds of the national database of laws and regulations",
    },
    wrong: &[
        Wrong {
            yaml: "    basis: 【法律】《中华人民共和国政府信息公开条例》（国务院令第711号）\n",
            at: "【法律】",
            fixed: Some("    basis: 【行政法规】《中华人民共和国政府信息公开条例》（国务院令第711号）\n"),
        },
        Wrong {
            yaml: "    basis: 【法律】《中华人民共和国慈善法》第十条《地名管理条例》第十四条\n",
            at: "《地名管理条例》",
            fixed: None,
        },
    ],
    right: &[
        "    basis: 【法律】《中华人民共和国慈善法》第十条【行政法规】《地名管理条例》第十四条\n",
        "    basis: 【法律法规】《中华人民共和国政府信息公开条例》第二十条\n",
        "    basis: 【规章】《静安区临时救助办法》\n",
    ],
    supersedes: Supersedes::Nothing,
    check: Check::Item(Reads::of(&[FieldId::Basis]), check),
};

const WRITE: Localized = Localized { zh: "改为“{right}”", en: "Write {right}" };

fn check(cx: &ItemCx<'_>, sink: &mut Sink<'_>) {
    for cited in with(cx, BasisFault::Kind) {
        let (Some(law), Some(tag)) = (cited.law(), &cited.citation.tag) else { continue };
        let under = |other: &catalint_domain::citation::Citation<'_>| {
            other.tag.as_ref().is_some_and(|other| other.span == tag.span)
        };
        // A label over several acts may be right for the others.
        let alone = read(cited.entry.text).iter().filter(|other| under(other)).count() == 1;
        let part = if alone { tag.span.clone() } else { cited.title() };
        let right = law.kind.name();
        let label = tag.label;
        let inner = cited.entry.text.get(tag.span.clone()).and_then(|text| text.find(label));
        let inner = inner.map(|at| tag.span.start + at..tag.span.start + at + label.len()).filter(|_| alone);
        let fix = inner.and_then(|inner| cited.replace(inner, right)).map(|edits| Fix::offer(&WRITE, edits));
        let finding = cited.finding(&RULE, part).arg("title", quoted(law)).arg("kind", kind(law.kind));
        sink.push(finding.arg("label", label).arg("right", right).fix(fix));
    }
}
