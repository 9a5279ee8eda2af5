//! BAS015: a basis (公开依据) that is the work plan (工作要点) of a past year.

use crate::domain::basis::{Fault, plan_year};
use crate::model::FieldId;
use crate::rule::{Check, ItemCx, Localized, Rule, Severity, Silences, Sink, Wrong};

use super::helpers::with;

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: "BAS015",
    name: "basis-expired-plan",
    severity: Severity::Hint,
    fixes: &[],
    summary: Localized { zh: "依据是往年的工作要点", en: "a work plan of a past year" },
    messages: &[Localized {
        zh: "{written}只管{year}年的工作", en: "{written} is a plan for the year {year} only."
    }],
    help: Localized {
        zh: "改引长期有效的法律、法规或者文件。", en: "Cite a law, regulation or document that lasts."
    },
    why: Localized {
        zh: "年度工作要点布置当年的任务，年度过后就不宜再作为公开的依据。",
        en: "An annual plan sets the tasks of its year; when the year is over nothing should rest on it any more.",
    },
    source: Localized {
        zh: "国务院办公厅按年度印发的政务公开工作要点，例如《国务院办公厅关于印发2022年政务公开工作要点的通知》（国办发〔2022〕8号）",
        en: "The State Council General Office's annual plans, such as 国办发〔2022〕8号 for 2022",
    },
    wrong: &[
        Wrong {
            yaml: "    basis: 《国务院办公厅关于印发2022年政务公开工作要点的通知》（国办发〔2022〕8号）\n",
            at: "《国务院办公厅关于印发2022年政务公开工作要点的通知》",
            fixed: None,
        },
        Wrong {
            yaml: "    basis:\n      - 《2024年静安区政务公开工作要点》\n",
            at: "《2024年静安区政务公开工作要点》",
            fixed: None,
        },
    ],
    right: &["    basis: 《静安区2026年政务公开工作要点》\n", "    basis: 《静安区2021年至2035年总体规划》\n"],
    silences: Silences::Nothing,
    check: Check::Fields(&[FieldId::Basis], check),
};

fn check(cx: &ItemCx<'_>, sink: &mut Sink<'_>) {
    for cited in with(cx, Fault::Expired) {
        let Some(year) = plan_year(&cited.citation) else { continue };
        let finding = cited.finding(&RULE, cited.title()).arg("written", cited.written());
        sink.push(finding.arg("year", usize::from(year)));
    }
}
