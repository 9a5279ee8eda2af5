//! BAS011: an article in the basis (公开依据) that the text in force does not have, or that bears
//! its number of 2007 beside the old decree.

use crate::fix::{Applicability, Fix};
use crate::model::FieldId;
use crate::rule::{Check, Finding, ItemCx, Localized, Reads, Rule, Severity, Sink, Supersedes, Wrong};
use catalint_domain::chinese::numeral::chinese;
use catalint_domain::citation::{ActPlace, Article};
use catalint_domain::law::Provision;
use catalint_domain::law::basis::{
    BasisFault, REGULATION, beyond, has_no_added, renumbered, text_number, wrong_number,
};
use catalint_yaml::edit;

use super::helpers::{CitedAct, quoted, with};

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: "BAS011",
    name: "basis-article",
    severity: Severity::Error,
    fixes: &[Applicability::Offer],
    summary: Localized { zh: "依据没有这一条", en: "an article that the text does not have" },
    messages: &[
        Localized {
            zh: "{title}共{count}条，没有{written}", en: "{title} has {count} articles and no {written}."
        },
        Localized {
            zh: "{title}{place}共{count}项，没有{written}",
            en: "{title}{place} has {count} items and no {written}.",
        },
        Localized {
            zh: "{written}是{title}2007年文本的条款序号，现行文本中是{right}",
            en: "{written} is a number in the text of 2007 of {title}; in the text in force it is {right}.",
        },
    ],
    help: Localized {
        zh: "对照现行文本核对条款序号。", en: "Check the article against the text in force."
    },
    why: Localized {
        zh: "条款序号超出全文，多半是笔误，或者沿用了修订以前的序号。引用的条款查不到，就等于没有依据。",
        en: "A number past the end of the text is a slip, or that of an earlier text. A basis whose article cannot be found is none.",
    },
    law: &[],
    source: Localized {
        zh: "被引用的法律、法规的现行文本；政府信息公开条例全文修订以后，条款序号已经变动",
        en: "The text in force of the acts that are cited; since the Regulation on Open Government Information was wholly revised its articles have other numbers",
    },
    wrong: &[
        Wrong {
            yaml: "    basis: 《中华人民共和国政府信息公开条例》（国务院令第711号）第六十条\n",
            at: "第六十条",
            fixed: None,
        },
        Wrong {
            yaml: "    basis: 《中华人民共和国政府信息公开条例》第二十条第（十六）项\n",
            at: "第二十条第（十六）项",
            fixed: None,
        },
        Wrong {
            yaml: "    basis: 《中华人民共和国政府信息公开条例》（国务院令第492号）第十八条\n",
            at: "第十八条",
            fixed: Some("    basis: 《中华人民共和国政府信息公开条例》（国务院令第711号）第二十六条\n"),
        },
        Wrong {
            yaml: "    basis: 《中华人民共和国政府信息公开条例》（国务院令第711号）第五十六条之一\n",
            at: "第五十六条之一",
            fixed: None,
        },
        Wrong {
            yaml: "    basis: 《中华人民共和国政府信息公开条例》（国务院令第711号）第零条\n",
            at: "第零条",
            fixed: None,
        },
    ],
    right: &[
        "    basis: 《中华人民共和国政府信息公开条例》（国务院令第711号）第十九条至第二十一条\n",
        "    basis: 《中华人民共和国政府信息公开条例》第十二条\n",
        "    basis: 《静安区政府信息公开办法》第八十条\n",
    ],
    supersedes: Supersedes::Nothing,
    check: Check::Item(Reads::of(&[FieldId::Basis]), check),
};

const WRITE: Localized = Localized { zh: "改为“{number}”和{right}", en: "Write {number} and {right}" };

fn check(cx: &ItemCx<'_>, sink: &mut Sink<'_>) {
    let day = cx.as_of();
    for cited in with(cx, BasisFault::Article) {
        let Some(law) = cited.law() else { continue };
        let Some(nth) = beyond(law, &cited.citation, day) else { continue };
        let article = &cited.citation.articles[nth];
        let most = law.articles.map_or(0, |count| count.count);
        let added = |place: &ActPlace| place.added.is_some() && has_no_added(law);
        let past = |place: &ActPlace| added(place) || place.article.is_none_or(|n| n == 0 || n > most);
        let whole = past(&article.from) || article.to.as_ref().is_some_and(past);
        let items = article.from.article.and_then(|n| law.items_of(n)).filter(|_| !whole);
        let finding = cited.finding(&RULE, article.span.clone()).message(usize::from(items.is_some()));
        // Of the Regulation the whole text is known, of others only that laws are not amended so.
        let sure = law.title == REGULATION || !added(&article.from);
        let finding = if sure { finding } else { finding.severity(Severity::Warning) };
        let place = article.from.article.map(|n| format!("第{}条", chinese(u32::from(n)))).unwrap_or_default();
        let act = Provision::of_act(law);
        let short = article.from.article.filter(|_| items.is_some());
        let finding = finding.resting_on(vec![Provision { article: short, ..act }]);
        let finding = finding.arg("title", quoted(law)).arg("count", usize::from(items.unwrap_or(most)));
        sink.push(finding.arg("place", place).arg("written", article.to_string()));
    }
    for cited in with(cx, BasisFault::OldNumbering) {
        sink.extend(old_numbering(cx, &cited));
    }
}

/// An article of 2007 beside decree 492: both change, or neither.
fn old_numbering(cx: &ItemCx<'_>, cited: &CitedAct<'_, '_>) -> Option<Finding> {
    let day = cx.as_of();
    let law = cited.law()?;
    let new = renumbered(law, &cited.citation)?;
    let (nth, _) = wrong_number(law, &cited.citation, cx.registry(), day)?;
    let number = text_number(law, day)?;
    let articles = &cited.citation.articles;
    let moved = |(article, n): (&Article, &u16)| (article.span.clone(), format!("第{}条", chinese(u32::from(*n))));
    // Paragraphs and items of 2007 are others today.
    let mut parts: Vec<_> = articles.iter().zip(&new).map(moved).collect();
    let right: Vec<&str> = parts.iter().map(|(_, text)| text.as_str()).collect();
    let right = right.join("、");
    parts.push((cited.citation.numbers.get(nth)?.span.clone(), number.text.to_string()));
    parts.sort_by_key(|(span, _)| span.start);
    let fix = edit::replace_parts(cited.entry.node, &parts).map(|edits| Fix::offer(&WRITE, edits));
    let first = articles.first()?.span.start..articles.last()?.span.end;
    let written = cited.entry.text.get(first.clone())?;
    let finding = cited.finding(&RULE, first).message(2).severity(Severity::Warning).arg("title", quoted(law));
    let law: Vec<Provision> = new.iter().map(|&n| Provision::of_act(law).article(n)).collect();
    let finding = finding.resting_on(law).arg("written", written).arg("right", right);
    Some(finding.arg("number", number.text.as_ref()).fix(fix))
}
