//! BAS015: a basis (公开依据) that is a plan whose years are over: a work plan (工作要点) of a past year, a plan of
//! action for 2018-2020. Years that its own title names count, that of its number for a 三年行动
//! or 五年规划, and those of a 脱贫攻坚三年行动, which are known.

use crate::model::FieldId;
use crate::rule::{Check, ItemCx, Localized, Reads, Rule, Severity, Sink, Supersedes, Wrong};
use catalint_domain::law::basis::{BasisFault, is_annual, plan_end};

use super::helpers::with;

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: "BAS015",
    name: "basis-expired-plan",
    severity: Severity::Hint,
    fixes: &[],
    summary: Localized { zh: "依据是已经到期的规划、方案", en: "a plan whose years are over" },
    messages: &[
        Localized { zh: "{written}只管{year}年的工作", en: "{written} is a plan for the year {year} only." },
        Localized { zh: "{written}的期限只到{year}年", en: "The years of {written} end with {year}." },
    ],
    help: Localized {
        zh: "改引长期有效的法律、法规或者文件。", en: "Cite a law, regulation or document that lasts."
    },
    why: Localized {
        zh: "工作要点、行动方案、规划只管写明的年份，到期后就不宜再作为公开的依据。",
        en: "A work plan, a plan of action or a programme holds for its years; when they are over nothing should rest on it any more.",
    },
    law: &[],
    source: Localized {
        zh: "政务公开工作要点按年度印发；规划、行动方案在名称里写明起止年份",
        en: "Work plans are issued year by year; plans name the years for which they hold",
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
        Wrong {
            yaml: "    basis: 《静安区养老服务三年行动计划（2021-2023年）》\n",
            at: "《静安区养老服务三年行动计划（2021-2023年）》",
            fixed: None,
        },
        Wrong {
            yaml: "    basis: 《静安区农村危房改造脱贫攻坚三年行动方案》\n",
            at: "《静安区农村危房改造脱贫攻坚三年行动方案》",
            fixed: None,
        },
        Wrong {
            yaml: "    basis: 《静安区养老服务五年规划》（静府发〔2018〕7号）\n",
            at: "《静安区养老服务五年规划》",
            fixed: None,
        },
        Wrong {
            yaml: "    basis: 《静安区“十三五”教育事业规划》\n",
            at: "《静安区“十三五”教育事业规划》",
            fixed: None,
        },
    ],
    right: &[
        "    basis: 《静安区养老服务三年行动计划》\n",
        "    basis: 《静安区养老服务五年规划》（静府发〔2023〕7号）\n",
        "    basis: 《静安区2026年政务公开工作要点》\n",
        "    basis: 《静安区2021年至2035年总体规划》\n",
        "    basis: 《静安区2019年救助标准公告》\n",
    ],
    supersedes: Supersedes::Nothing,
    check: Check::Item(Reads::of(&[FieldId::Basis]), check),
};

fn check(cx: &ItemCx<'_>, sink: &mut Sink<'_>) {
    for cited in with(cx, BasisFault::Expired) {
        let Some(year) = plan_end(&cited.citation) else { continue };
        let finding = cited.finding(&RULE, cited.title()).message(usize::from(!is_annual(&cited.citation)));
        let finding = finding.arg("written", cited.written());
        sink.push(finding.arg("year", usize::from(year)));
    }
}
