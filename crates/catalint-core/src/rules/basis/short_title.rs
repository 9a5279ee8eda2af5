//! BAS006: a basis (公开依据) under a shortened title, 《预算法》 for the full one.

use crate::fix::{Applicability, Fix};
use crate::model::FieldId;
use crate::rule::{Check, ItemCx, Localized, Reads, Rule, Severity, Sink, Supersedes, Wrong};
use catalint_domain::law::basis::BasisFault;

use super::helpers::{quoted, with};

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: "BAS006",
    name: "basis-short-title",
    severity: Severity::Hint,
    fixes: &[Applicability::Safe],
    summary: Localized { zh: "依据没有写全称", en: "a shortened title" },
    messages: &[Localized { zh: "{written}不是全称", en: "{written} is not the full title." }],
    help: Localized { zh: "写全称{name}。", en: "Write the full title {name}." },
    why: Localized {
        zh: "公开依据宜写法律、法规的全称，全目录前后一致，便于查找和核对。",
        en: "A basis is best given under its full title, the same throughout the catalog, so that it can be found and checked.",
    },
    law: &[],
    source: Localized {
        zh: "国家法律法规数据库所列的法律、法规名称",
        en: "Titles of the national database of laws and regulations",
    },
    wrong: &[
        Wrong {
            yaml: "    basis: 《预算法》第十四条\n",
            at: "《预算法》",
            fixed: Some("    basis: 《中华人民共和国预算法》第十四条\n"),
        },
        Wrong {
            yaml: "    basis:\n      - 《信息公开条例》（国务院令第711号）\n",
            at: "《信息公开条例》",
            fixed: Some("    basis:\n      - 《中华人民共和国政府信息公开条例》（国务院令第711号）\n"),
        },
    ],
    right: &[
        "    basis: 《中华人民共和国>政府信息公开条例》（国务院令第711号）第二十条\n",
        "    basis: 《地名管理条例》（国务院令第753号）\n",
        "    basis: 《关于全面推进政务公开工作的意见》（中办发〔2016〕8号）\n",
        "    basis: 《上海市政府信息公开规定》第十条\n",
    ],
    supersedes: Supersedes::Nothing,
    check: Check::Item(Reads::of(&[FieldId::Basis]), check),
};

const WRITE: Localized = Localized { zh: "改为{name}", en: "Write {name}" };

fn check(cx: &ItemCx<'_>, sink: &mut Sink<'_>) {
    for cited in with(cx, BasisFault::Short) {
        let Some(law) = cited.law() else { continue };
        let fix = cited.retitle(law).map(|edits| Fix::safe(&WRITE, edits));
        let finding = cited.finding(&RULE, cited.title()).arg("written", cited.written());
        sink.push(finding.arg("name", quoted(law)).fix(fix));
    }
}
