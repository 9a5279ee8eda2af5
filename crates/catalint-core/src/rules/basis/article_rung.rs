//! BAS017: 款 in the basis (公开依据) where the article consists of 项: 第二十条第（一）款.

use crate::fix::{Applicability, Fix};
use crate::model::FieldId;
use crate::rule::{Check, ItemCx, Localized, Reads, Rule, Severity, Sink, Supersedes, Wrong};
use catalint_domain::chinese::numeral::chinese;
use catalint_domain::law::Provision;
use catalint_domain::law::acts::REGULATION;
use catalint_domain::law::basis::{BasisFault, item_for_paragraph};

use super::helpers::{quoted, with};

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: "BAS017",
    name: "basis-article-rung",
    severity: Severity::Warning,
    fixes: &[Applicability::Offer],
    summary: Localized { zh: "把“项”写成了“款”", en: "款 for 项" },
    messages: &[Localized {
        zh: "{title}{article}分的是项，不是款",
        en: "{title}: {article} consists of items (项), not of paragraphs (款).",
    }],
    help: Localized { zh: "改为“{right}”。", en: "Write {right}." },
    why: Localized {
        zh: "条文的自然段是款，款下面带括号序号的是项。写错层级，就指到了另外的内容上，或者根本没有这一款。",
        en: "A paragraph of an article is a 款; what is numbered in brackets below it is a 项. The wrong word points elsewhere, or nowhere.",
    },
    law: &[REGULATION.article(20)],
    source: Localized {
        zh: "由若干项组成的条，引用到项", en: "An article that consists of items is cited by item"
    },
    wrong: &[
        Wrong {
            yaml: "    basis: 《中华人民共和国政府信息公开条例》第二十条第（一）款\n",
            at: "第二十条第（一）款",
            fixed: Some("    basis: 《中华人民共和国政府信息公开条例》第二十条第（一）项\n"),
        },
        Wrong {
            yaml: "    basis:\n      - 《中华人民共和国政府信息公开条例》（国务院令第711号）第二十条第七款\n",
            at: "第二十条第七款",
            fixed: Some(
                "    basis:\n      - 《中华人民共和国政府信息公开条例》（国务院令第711号）第二十条第（七）项\n",
            ),
        },
    ],
    right: &[
        "    basis: 《中华人民共和国政府信息公开条例》第二十条第（一）项\n",
        "    basis: 《中华人民共和国政府信息公开条例》第二十条第一款第（一）项\n",
        "    basis: 《中华人民共和国政府信息公开条例》第十条第三款\n",
    ],
    supersedes: Supersedes::Nothing,
    check: Check::Item(Reads::of(&[FieldId::Basis]), check),
};

const WRITE: Localized = Localized { zh: "改为“{right}”", en: "Write {right}" };

fn check(cx: &ItemCx<'_>, sink: &mut Sink<'_>) {
    for cited in with(cx, BasisFault::Rung) {
        let Some(law) = cited.law() else { continue };
        let found = cited.citation.articles.iter().find_map(|a| Some((a, item_for_paragraph(law, a)?)));
        let Some((article, item)) = found else { continue };
        let place = article.from.article.map(|n| format!("第{}条", chinese(u32::from(n)))).unwrap_or_default();
        let written = cited.entry.text.get(article.span.clone()).unwrap_or("");
        // Only the first of a list such as 第二十条第（一）、（二）款 names its article.
        let whole = written.starts_with('第') && written.contains('条') && article.to.is_none();
        let right = format!("{place}第（{}）项", chinese(u32::from(item)));
        let edits = cited.replace(article.span.clone(), &right).filter(|_| whole);
        let finding = cited.finding(&RULE, article.span.clone()).arg("title", quoted(law)).arg("article", place);
        let finding = finding.resting_on(vec![Provision { article: article.from.article, ..Provision::of_act(law) }]);
        sink.push(finding.arg("right", right).fix(edits.map(|edits| Fix::offer(&WRITE, edits))));
    }
}
