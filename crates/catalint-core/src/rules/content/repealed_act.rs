//! CNT009: an act that is to be disclosed (公开内容) is no longer in force.
//!
//! Only an element that is nothing but titles, in an item about policies and regulations: there the content says
//! which acts people will find. One in a sentence may be named for its history.

use crate::fix::{Applicability, Fix};
use crate::model::{Entry, FieldId, Item};
use crate::rule::{Check, Finding, ItemCx, Localized, Reads, Rule, Severity, Sink, Supersedes, Wrong};
use catalint_domain::chinese::script::is_han;
use catalint_domain::citation::{Citation, CitationForm, read};
use catalint_domain::law::basis::{self, act};
use catalint_domain::law::{Law, NumberFit, Provision, Status};
use catalint_domain::vocabulary::text_features::TextFeatures;
use catalint_yaml::edit;

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: "CNT009",
    name: "content-repealed-act",
    severity: Severity::Warning,
    fixes: &[Applicability::Offer],
    summary: Localized { zh: "要公开的文件已经失效", en: "an act to be disclosed is no longer in force" },
    messages: &[
        Localized {
            zh: "要公开的{title}已于{date}废止，由{name}取代",
            en: "{title}, which is to be disclosed, was repealed on {date}; {name} took its place.",
        },
        Localized {
            zh: "要公开的{title}已于{date}废止",
            en: "{title}, which is to be disclosed, was repealed on {date}.",
        },
        Localized {
            zh: "要公开的{title}，内容自{date}起已由{name}规定",
            en: "What {title}, which is to be disclosed, governs is governed by {name} since {date}.",
        },
        Localized {
            zh: "要公开的{title}，内容自{date}起已有新的规定",
            en: "What {title}, which is to be disclosed, governs is governed anew since {date}.",
        },
        Localized {
            zh: "要公开的{title}写的是旧文本的文号“{number}”",
            en: "{title}, which is to be disclosed, has the number of a replaced text, {number}.",
        },
    ],
    help: Localized {
        zh: "换成现行有效的文件；没有新文件的，删去。",
        en: "Name the act that is in force; where there is none, delete it.",
    },
    why: Localized {
        zh: "目录写明要公开哪些政策法规，群众就会照着去找、去用。列着已经废止的文件，等于把失效的规定当作现行规定公布。",
        en: "Where the catalog says which acts are disclosed, people look for them and rely on them. With a repealed one among them, what is void is published as if it stood.",
    },
    law: &[],
    source: Localized {
        zh: "所列法律、法规的废止条款和废止决定，或者现行文本的公布文号",
        en: "The repealing clauses and decisions of the acts that are listed, or the number of their text in force",
    },
    wrong: &[
        Wrong {
            yaml: "    topic: 综合业务\n    subtopic: 政策法规文件\n    content:\n      - 《最低生活保障审核审批办法（试行）》\n      - 各地配套政策法规文件\n",
            at: "《最低生活保障审核审批办法（试行）》",
            fixed: Some(
                "    topic: 综合业务\n    subtopic: 政策法规文件\n    content:\n      - 《最低生活保障审核确认办法》（民发〔2021〕57号）\n      - 各地配套政策法规文件\n",
            ),
        },
        Wrong {
            yaml: "    subtopic: 法律法规\n    content: 1.《中华人民共和国收养法》 2.《中华人民共和国民法典》\n",
            at: "《中华人民共和国收养法》",
            fixed: Some(
                "    subtopic: 法律法规\n    content: 1.《中华人民共和国民法典》（主席令第45号） 2.《中华人民共和国民法典》\n",
            ),
        },
    ],
    right: &[
        "    subtopic: 政策文件\n    content:\n      - 《最低生活保障审核确认办法》（民发〔2021〕57号）\n      - 办理流程\n",
        "    subtopic: 政策文件\n    content:\n      - 《最低生活保障审核审批办法（试行）》废止的公告\n      - 依据《中华人民共和国收养法》登记的名单\n",
        "    subtopic: 收养登记\n    content:\n      - 《中华人民共和国收养法》\n      - 办理流程\n",
    ],
    supersedes: Supersedes::Nothing,
    check: Check::Item(
        Reads::of(&[FieldId::Topic, FieldId::Subtopic, FieldId::Detail])
            .where_shown(&[FieldId::Content], TextFeatures::BRACKET),
        check,
    ),
};

const REPLACE: Localized = Localized { zh: "改为{name}", en: "Write {name}" };

/// Findings in one item.
const MOST: usize = 20;

const UNKNOWN_SUCCESSOR: usize = 1;
const SUPERSEDED: usize = 2;
const OLD_NUMBER: usize = 4;

fn check(cx: &ItemCx<'_>, sink: &mut Sink<'_>) {
    let closes = |entry: Entry<'_>| entry.text.contains('》');
    if !cx.item.entries(FieldId::Content).any(closes) || !is_about_acts(cx.item) {
        return;
    }
    let mut found = 0;
    for entry in cx.item.entries(FieldId::Content).filter(|entry| entry.text.contains('》')) {
        let citations = read(entry.text);
        if !is_list_of_acts(entry.text, &citations) {
            continue;
        }
        for citation in citations.iter().filter(|citation| citation.form == CitationForm::Marked) {
            if let Some(finding) = judge(cx, entry, citation).filter(|_| found < MOST) {
                found += 1;
                sink.push(finding);
            }
        }
    }
}

/// Whether the item publishes acts.
fn is_about_acts(item: Item<'_>) -> bool {
    const WORDS: &[&str] = &["政策", "法规", "文件", "法律", "规章"];
    let names = [FieldId::Topic, FieldId::Subtopic, FieldId::Detail];
    names.iter().any(|&id| WORDS.iter().any(|word| item.text(id).contains(word)))
}

/// Whether a text is titles, with nothing between them but marks, numbers, 等 and words for further acts.
fn is_list_of_acts(text: &str, citations: &[Citation<'_>]) -> bool {
    let acts = |citation: &Citation<'_>| !matches!(citation.form, CitationForm::Bare | CitationForm::Ditto);
    let mut at = 0;
    let mut rest = String::new();
    for citation in citations {
        rest.push_str(text.get(at..citation.span.start).unwrap_or(""));
        at = at.max(citation.span.end);
    }
    rest.push_str(text.get(at..).unwrap_or(""));
    let joins = |c: char| matches!(c, '等' | '及' | '和' | '与' | '或' | '一' | '二' | '三' | '四' | '五');
    citations.iter().all(acts) && !rest.chars().any(|c| is_han(c) && !joins(c))
}

fn judge<'a>(cx: &ItemCx<'a>, entry: Entry<'a>, citation: &Citation<'a>) -> Option<Finding> {
    let (registry, day) = (cx.registry(), cx.as_of());
    let law = act(citation, registry)?.law;
    let title = citation.title.as_ref()?;
    let finding = Finding::part(&RULE, entry, title.outer.clone()).arg("title", &entry.text[title.outer.clone()]);
    // A new text often has the title of the old one: then the number tells.
    let fits = || citation.numbers.iter().map(|number| registry.number_fit(law, number, day));
    if fits().any(|fit| matches!(fit, NumberFit::Foreign(_))) {
        return None;
    }
    let successor = registry.successor_on(law, day);
    let (nth, end) = match law.status_on(day) {
        Status::Repealed(end) => (if successor.is_some() { 0 } else { UNKNOWN_SUCCESSOR }, end),
        Status::Superseded(end) => (SUPERSEDED + usize::from(successor.is_none()), end),
        _ => {
            let old = fits().position(|fit| matches!(fit, NumberFit::Replaced { .. }))?;
            let own = fits().any(|fit| fit == NumberFit::Own);
            let number = citation.numbers[old].text;
            let finding = finding.message(OLD_NUMBER).resting_on(vec![Provision::of_act(law)]);
            return (!own && !law.is_doubtful()).then(|| finding.arg("number", number));
        }
    };
    let name = successor.map(|law| cited(law, cx)).unwrap_or_default();
    // Without a word of repeal it is the later act that rules.
    let rests = match nth >= SUPERSEDED {
        true => successor.map(Provision::of_act).or_else(|| end.ruling()),
        false => end.repealing(),
    };
    let whole = citation.quote.is_none() && citation.articles.is_empty();
    let edit = successor.filter(|_| whole).and_then(|_| edit::replace_part(entry.node, citation.span.clone(), &name));
    Some(
        finding
            .message(nth)
            .resting_on(Vec::from_iter(rests))
            .arg("date", end.on)
            .arg("name", name)
            .fix(edit.map(|edit| Fix::offer(&REPLACE, vec![edit]))),
    )
}

/// The title in 《》, with the number where that is known.
fn cited(law: &Law, cx: &ItemCx<'_>) -> String {
    let title = law.title_in_marks();
    match basis::text_number(law, cx.as_of()) {
        Some(number) => format!("《{title}》（{}）", number.text),
        None => format!("《{title}》"),
    }
}
