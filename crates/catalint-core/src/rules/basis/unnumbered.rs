//! BAS007: a basis (公开依据) with neither number nor article, though its number is known.

use crate::fix::{Applicability, Fix};
use crate::model::FieldId;
use crate::rule::{Check, ItemCx, Localized, Reads, Rule, Severity, Sink, Supersedes, Wrong};
use catalint_domain::law::basis::{BasisFault, text_number};

use super::helpers::with;

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: "BAS007",
    name: "basis-unnumbered",
    severity: Severity::Hint,
    fixes: &[Applicability::Safe, Applicability::Offer],
    summary: Localized { zh: "依据没有文号和条款", en: "neither number nor article" },
    messages: &[Localized {
        zh: "{title}没有写文号，也没有写条款", en: "{title} has neither number nor article."
    }],
    help: Localized {
        zh: "补上“（{number}）”，最好再写明条款。", en: "Add （{number}）, and best the article too."
    },
    why: Localized {
        zh: "写明文号，才知道引用的是哪一次公布、修订的文本；写明条款，才能核对公开的内容和时限。",
        en: "The number tells which text is meant; the article lets content and deadline be checked.",
    },
    law: &[],
    source: Localized {
        zh: "国家法律法规数据库所列的公布文号",
        en: "Numbers of the national database of laws and regulations",
    },
    wrong: &[
        Wrong {
            yaml: "    basis:\n      - 《中华人民共和国政府信息公开条例》\n",
            at: "《中华人民共和国政府信息公开条例》",
            fixed: Some("    basis:\n      - 《中华人民共和国政府信息公开条例》（国务院令第711号）\n"),
        },
        Wrong {
            yaml: "    basis: 《城市生活无着的流浪乞讨人员救助管理办法》《中华人民共和国慈善法》第十条\n",
            at: "《城市生活无着的流浪乞讨人员救助管理办法》",
            fixed: Some(
                "    basis: 《城市生活无着的流浪乞讨人员救助管理办法》（国务院令第381号）《中华人民共和国慈善法》第十条\n",
            ),
        },
        // The number of 2006 is known from memory: an offer.
        Wrong {
            yaml: "    basis: 《中华人民共和国义务教育法》\n",
            at: "《中华人民共和国义务教育法》",
            fixed: Some("    basis: 《中华人民共和国义务教育法》（主席令第52号）\n"),
        },
    ],
    right: &[
        "    basis: 《中华人民共和国政府信息公开条例》第二十条第（二）项\n",
        "    basis: 《静安区临时救助办法》\n",
    ],
    supersedes: Supersedes::Nothing,
    check: Check::Item(Reads::of(&[FieldId::Basis]), check),
};

const ADD: Localized = Localized { zh: "补上“（{number}）”", en: "Add （{number}）" };

fn check(cx: &ItemCx<'_>, sink: &mut Sink<'_>) {
    for cited in with(cx, BasisFault::Unnumbered) {
        let Some(law) = cited.law() else { continue };
        let Some(number) = text_number(law, cx.as_of()) else { continue };
        let with_number = format!("{}（{}）", cited.written(), number.text);
        let edits = cited.replace(cited.title(), &with_number);
        // A number known from memory is for somebody to check.
        let fix = |edits| if law.numbers_are_seen() { Fix::safe(&ADD, edits) } else { Fix::offer(&ADD, edits) };
        let finding = cited.finding(&RULE, cited.title()).arg("title", cited.written());
        sink.push(finding.arg("number", number.text.as_ref()).fix(edits.map(fix)));
    }
}
