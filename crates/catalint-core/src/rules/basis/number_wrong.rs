//! BAS008: a number in the basis (公开依据) that is another act's, or that of a replaced text.

use crate::fix::{Applicability, Fix};
use crate::model::FieldId;
use crate::rule::{Check, Finding, ItemCx, Localized, Reads, Rule, Severity, Sink, Supersedes, Wrong};
use catalint_domain::law::NumberFit;
use catalint_domain::law::basis::{BasisFault, REGULATION, stranger, text_number, wrong_number};

use super::helpers::{CitedAct, quoted, with};

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: "BAS008",
    name: "basis-number-wrong",
    severity: Severity::Warning,
    fixes: &[Applicability::Safe, Applicability::Offer],
    summary: Localized { zh: "文号与依据不符", en: "a number of another text" },
    messages: &[
        Localized {
            zh: "{written}是{title}修订前的文号，现行文本是{number}",
            en: "{written} is the number of an earlier text of {title}; the text in force is {number}.",
        },
        Localized {
            zh: "{written}是{title}修订前的文号",
            en: "{written} is the number of an earlier text of {title}.",
        },
        Localized {
            zh: "{written}不是{title}的文号，而是{owner}的",
            en: "{written} is not the number of {title}, but of {owner}.",
        },
    ],
    help: Localized {
        zh: "核对名称和文号，改为现行文本的文号，条款也一并核对。",
        en: "Check title and number against each other, write the number of the text in force, and check the articles too.",
    },
    why: Localized {
        zh: "全面修订的法规以新的令公布，旧的文号所指的文本已经失效，条文的序号也变了。文号与名称对不上，就不知道引用的是哪一部。",
        en: "A regulation that is wholly revised gets a new decree; under the old number stands a text that is no longer in force, with other article numbers. Where number and title disagree, nobody knows which act is meant.",
    },
    law: &[],
    source: Localized {
        zh: "国家法律法规数据库所列的公布文号；全文修订以后，原来的文号不再指向现行文本",
        en: "Numbers of the national database of laws and regulations; after a revision of the whole text the former number no longer means the text in force",
    },
    wrong: &[
        Wrong {
            yaml: "    basis: 《中华人民共和国政府信息公开条例》（国务院令第492号）\n",
            at: "国务院令第492号",
            fixed: Some("    basis: 《中华人民共和国政府信息公开条例》（国务院令第711号）\n"),
        },
        Wrong {
            yaml: "    basis: 《中华人民共和国政府信息公开条例》（国务院令第492号）第六条\n",
            at: "国务院令第492号",
            fixed: Some("    basis: 《中华人民共和国政府信息公开条例》（国务院令第711号）第六条\n"),
        },
        Wrong {
            yaml: "    basis:\n      - 《地名管理条例》（国务院令第711号）第十四条\n",
            at: "国务院令第711号",
            fixed: Some("    basis:\n      - 《地名管理条例》（国务院令第753号）第十四条\n"),
        },
    ],
    right: &[
        "    basis: 《中华人民共和国政府信息公开条例》（国务院令第492号公布，国务院令第711号修订）\n",
        "    basis: 《静安区政府信息公开办法》（静府发〔2020〕3号）\n",
    ],
    supersedes: Supersedes::Nothing,
    check: Check::Item(Reads::of(&[FieldId::Basis]), check),
};

const WRITE: Localized = Localized { zh: "改为“{number}”", en: "Write {number}" };

const WHICH: Localized = Localized {
    zh: "核对名称和文号：国务院令连续编号，一个号只有一部行政法规。",
    en: "Check title and number against each other: decrees of the State Council are numbered through, one act each.",
};

/// A number that is another act's, beside a title that is on no record.
fn of_stranger(cx: &ItemCx<'_>, cited: &CitedAct<'_, '_>) -> Option<Finding> {
    let (nth, owner) = stranger(&cited.citation, cx.registry())?;
    let wrong = cited.citation.numbers.get(nth)?;
    let finding = cited.finding(&RULE, wrong.span.clone()).message(2).help(&WHICH).arg("written", wrong.text);
    Some(finding.arg("title", cited.written()).arg("owner", quoted(owner)).arg("number", ""))
}

fn check(cx: &ItemCx<'_>, sink: &mut Sink<'_>) {
    let day = cx.as_of();
    for cited in with(cx, BasisFault::Number) {
        let Some(law) = cited.law() else {
            sink.extend(of_stranger(cx, &cited));
            continue;
        };
        let Some((nth, fit)) = wrong_number(law, &cited.citation, cx.registry(), day) else { continue };
        let wrong = &cited.citation.numbers[nth];
        let right = text_number(law, day);
        let owner = match fit {
            NumberFit::Foreign(owner) => Some(owner),
            _ => None,
        };
        let message = match (owner, right) {
            (Some(_), _) => 2,
            (None, Some(_)) => 0,
            (None, None) => 1,
        };
        let plain = law.title == REGULATION && owner.is_none() && cited.citation.articles.is_empty();
        let number = right.map(|number| number.text.as_ref()).unwrap_or_default();
        let edits = right.and_then(|_| cited.replace(wrong.span.clone(), number));
        let fix = edits.map(|edits| if plain { Fix::safe(&WRITE, edits) } else { Fix::offer(&WRITE, edits) });
        let finding = cited.finding(&RULE, wrong.span.clone()).message(message).arg("written", wrong.text);
        let finding = finding.arg("title", quoted(law)).arg("owner", owner.map(quoted).unwrap_or_default());
        sink.push(finding.arg("number", number).fix(fix));
    }
}
