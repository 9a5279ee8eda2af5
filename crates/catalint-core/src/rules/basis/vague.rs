//! BAS012: a basis (公开依据) that names no act: 相关法律法规, 三定方案, or a title without 《》.

use crate::fix::{Applicability, Fix};
use crate::model::FieldId;
use crate::rule::{Check, ItemCx, Localized, Reads, Rule, Severity, Sink, Supersedes, Wrong};
use catalint_domain::citation::{Citation, CitationForm};
use catalint_domain::law::acts::GUIDANCE;
use catalint_domain::law::basis::{BasisFault, act};

use super::helpers::{quoted, with};

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: "BAS012",
    name: "basis-vague",
    severity: Severity::Warning,
    fixes: &[Applicability::Offer],
    summary: Localized { zh: "依据没有写明是哪一部法律或文件", en: "a basis that names no act" },
    messages: &[
        Localized {
            zh: "“{written}”没有写明是哪一部法律、法规或文件",
            en: "“{written}” names no law, regulation or document.",
        },
        Localized { zh: "“{written}”没有加书名号", en: "“{written}” does not stand in 《》." },
    ],
    help: Localized {
        zh: "写明法律、法规、规章或文件的全称，加书名号，宜带文号和条款。",
        en: "Name the law, regulation or document in full, in 《》, with number and article.",
    },
    why: Localized {
        zh: "只写“相关法律法规”，谁也无法核对公开的主体、范围和时限；评估时视同没有依据。",
        en: "Against “relevant laws” nobody can check who must disclose what, or how soon; assessors count it as no basis.",
    },
    law: &[GUIDANCE],
    source: Localized {
        zh: "目录至少包括名称、内容、依据、时限、主体、方式、渠道、公开对象",
        en: "A catalog holds at least name, content, basis, deadline, publisher, method, channels and audience",
    },
    wrong: &[
        Wrong { yaml: "    basis: 相关法律法规\n", at: "相关法律法规", fixed: None },
        Wrong {
            yaml: "    basis: 预算法第十四条\n",
            at: "预算法",
            fixed: Some("    basis: 《中华人民共和国预算法》第十四条\n"),
        },
        Wrong {
            yaml: "    basis:\n      - 《中华人民共和国慈善法》第十条及相关规定\n", at: "及相关规定", fixed: None
        },
        Wrong {
            yaml: "    basis: 《关于全面推进政务公开工作的意见》（中办发〔2016〕8号）及其实施细则\n",
            at: "及其实施细则",
            fixed: None,
        },
    ],
    right: &[
        "    basis: 国办发〔2019〕54号\n",
        "    basis: 《中华人民共和国土地管理法》第四十七条及其实施条例\n",
        "    basis: 【法律】《中华人民共和国慈善法》第十条\n",
        "    basis: 《关于印发〈静安区临时救助办法〉的通知》\n",
    ],
    supersedes: Supersedes::Nothing,
    check: Check::Item(Reads::of(&[FieldId::Basis]), check),
};

const WRITE: Localized = Localized { zh: "改为{name}", en: "Write {name}" };

fn check(cx: &ItemCx<'_>, sink: &mut Sink<'_>) {
    let vague = with(cx, BasisFault::Vague);
    if vague.is_empty() {
        return;
    }
    let names = |citation: &Citation<'_>| citation.names_an_act() || act(citation, cx.registry()).is_some();
    // Beside an act that is named, 及相关规定 is a matter of style.
    let named = cx.citations().iter().any(|(_, citations)| citations.iter().any(names));
    for cited in vague {
        let law = act(&cited.citation, cx.registry()).map(|found| found.law).filter(|law| !law.is_doubtful());
        let part = if cited.citation.form == CitationForm::Bare { cited.title() } else { cited.citation.span.clone() };
        let edits = law.and_then(|law| cited.replace(part.clone(), &quoted(law)));
        let mild = named && law.is_none();
        let severity = if mild { Severity::Hint } else { Severity::Warning };
        let written = cited.entry.text.get(part.clone()).unwrap_or("");
        let finding = cited.finding(&RULE, part).message(usize::from(law.is_some())).severity(severity);
        let finding = finding.arg("written", written).arg("name", law.map(quoted).unwrap_or_default());
        sink.push(finding.fix(edits.map(|edits| Fix::offer(&WRITE, edits))));
    }
}
