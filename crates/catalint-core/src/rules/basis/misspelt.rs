//! BAS005: a title in the basis (公开依据) that is a slip of exactly one known title.

use crate::fix::{Applicability, Fix};
use crate::model::FieldId;
use crate::rule::{Check, ItemCx, Localized, Reads, Rule, Severity, Sink, Supersedes, Wrong};
use catalint_domain::law::How;
use catalint_domain::law::basis::{BasisFault, act, meant};

use super::helpers::{quoted, with};

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: "BAS005",
    name: "basis-misspelt",
    severity: Severity::Warning,
    fixes: &[Applicability::Safe, Applicability::Offer],
    summary: Localized { zh: "依据的名称写错", en: "a misspelt title" },
    messages: &[
        Localized { zh: "没有{written}，应当是{name}", en: "There is no {written}; it should be {name}." },
        Localized {
            zh: "没有查到{written}，与它最接近的是{name}",
            en: "{written} is not known; the nearest is {name}.",
        },
        Localized {
            zh: "{written}的全称不带“中华人民共和国”，应当是{name}",
            en: "{written} should be {name}, which has no 中华人民共和国 before it.",
        },
    ],
    help: Localized { zh: "核对后改为{name}。", en: "Check it, and write {name}." },
    why: Localized {
        zh: "名称差一个字，就查不到这部法律或者文件，也无法核对它是否有效。",
        en: "With one wrong character the act cannot be found, nor can anybody see whether it is in force.",
    },
    law: &[],
    source: Localized {
        zh: "国家法律法规数据库所列的法律、法规名称",
        en: "Titles of the national database of laws and regulations",
    },
    wrong: &[
        Wrong {
            yaml: "    basis: 《中华人民共和国政府信息公开条列》第二十条\n",
            at: "《中华人民共和国政府信息公开条列》",
            fixed: Some("    basis: 《中华人民共和国政府信息公开条例》第二十条\n"),
        },
        Wrong {
            yaml: "    basis: 《中华人民共和国老年人权益保证法》第四十三条\n",
            at: "《中华人民共和国老年人权益保证法》",
            fixed: Some("    basis: 《中华人民共和国老年人权益保障法》第四十三条\n"),
        },
        Wrong {
            yaml: "    basis: 《中华人民共和国地名管理条例》（国务院令第753号）\n",
            at: "《中华人民共和国地名管理条例》",
            fixed: Some("    basis: 《地名管理条例》（国务院令第753号）\n"),
        },
    ],
    right: &[
        "    basis: 《静安区政府信息公开办法》\n",
        "    basis: 《江苏省优化营商环境条例》\n",
        "    basis: 《最低生活保障审核确认办法》（民发〔2021〕57号）\n",
    ],
    supersedes: Supersedes::Span,
    check: Check::Item(Reads::of(&[FieldId::Basis]), check),
};

const WRITE: Localized = Localized { zh: "改为{name}", en: "Write {name}" };

fn check(cx: &ItemCx<'_>, sink: &mut Sink<'_>) {
    for cited in with(cx, BasisFault::Misspelt) {
        let found = act(&cited.citation, cx.registry());
        let Some(law) = found.map(|found| found.law).or_else(|| meant(&cited.citation, cx.registry())) else {
            continue;
        };
        let edits = cited.retitle(law);
        let (nth, severity, fix) = match found.map(|found| found.how) {
            Some(How::Prefixed) => (2, Severity::Hint, edits.map(|edits| Fix::offer(&WRITE, edits))),
            Some(_) => (0, Severity::Warning, edits.map(|edits| Fix::safe(&WRITE, edits))),
            None => (1, Severity::Warning, edits.map(|edits| Fix::offer(&WRITE, edits))),
        };
        let finding = cited.finding(&RULE, cited.title()).message(nth).severity(severity);
        sink.push(finding.arg("written", cited.written()).arg("name", quoted(law)).fix(fix));
    }
}
