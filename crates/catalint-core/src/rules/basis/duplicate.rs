//! BAS014: one act twice in the basis (公开依据) of an item with the same articles, or under two
//! names in one file.

use std::ops::Range;
use std::rc::Rc;

use foldhash::{HashMap, HashSet};

use crate::fix::{Applicability, Fix};
use crate::model::{Entry, FieldId, Item};
use crate::rule::{CatalogCx, Check, Finding, Localized, Reads, Rule, Severity, Sink, Supersedes, Wrong};
use catalint_domain::citation::{Article, Citation, CitationForm, fold};
use catalint_domain::law::basis::{BasisFault, act, judge};
use catalint_domain::law::{ActKind, How, Registry};
use catalint_text::Span;
use catalint_yaml::edit;

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: "BAS014",
    name: "basis-duplicate",
    severity: Severity::Hint,
    fixes: &[Applicability::Offer],
    summary: Localized {
        zh: "同一依据列了两次，或者用了两种名称", en: "one act twice, or under two names"
    },
    messages: &[
        Localized { zh: "{written}前面已经引用", en: "{written} is cited already." },
        Localized {
            zh: "{written}与前面的{first}是同一文件，名称不一致",
            en: "{written} and {first}, cited above, are one document under two names.",
        },
    ],
    help: Localized {
        zh: "每个依据只写一次，全目录用同一个名称。",
        en: "Cite each act once, under one name throughout.",
    },
    why: Localized {
        zh: "重复的依据没有增加内容；同一文件用两种名称，会被当成两个文件。",
        en: "A second mention adds nothing, and one document under two names is taken for two.",
    },
    law: &[],
    source: Localized {
        zh: "同一文件前后用同一名称、只引用一次，是公文写作的通例",
        en: "That one document has one name throughout and is cited once is common drafting practice",
    },
    wrong: &[
        Wrong {
            yaml: "    basis:\n      - 《中华人民共和国慈善法》第十条\n      - 《中华人民共和国慈善法》第十条\n      - 《地名管理条例》第十四条\n",
            at: "- 《中华人民共和国慈善法》第十条\n      - «《中华人民共和国慈善法》第十条»",
            fixed: Some("    basis:\n      - 《中华人民共和国慈善法》第十条\n      - 《地名管理条例》第十四条\n"),
        },
        Wrong {
            yaml: "    basis: 《静安区临时救助办法》、《静安区医疗救助办法》（静民规〔2022〕1号）、《静安区临时救助办法》\n",
            at: "、«《静安区临时救助办法》»",
            fixed: None,
        },
        Wrong {
            yaml: "  - subtopic: 临时救助\n    basis: 《国务院办公厅关于全面推进基层政务公开标准化规范化工作的指导意见》（国办发〔2019〕54号）\n  - subtopic: 医疗救助\n    basis: 《全面推进基层政务公开标准化规范化工作的指导意见》（国办发〔2019〕54号）\n",
            at: "《全面推进基层政务公开标准化规范化工作的指导意见》",
            fixed: None,
        },
    ],
    right: &[
        "    basis:\n      - 《中华人民共和国慈善法》第十条\n      - 《中华人民共和国慈善法》第七十二条\n",
        "    basis:\n      - 《静安区临时救助办法》\n      - 《静安区临时救助实施细则》\n",
    ],
    supersedes: Supersedes::Value(&["BAS006", "BAS007"]),
    check: Check::Catalog(Reads::of(&[FieldId::Basis]), check),
};

const REMOVE: Localized = Localized { zh: "删去重复的依据", en: "Remove the second mention" };
const FIRST: Localized = Localized { zh: "第一次引用在这里", en: "first cited here" };

fn check(cx: &CatalogCx<'_>, sink: &mut Sink<'_>) {
    let (mut names, mut keys) = (CitedNames::default(), CitationKeys::default());
    // Values that were looked at, and in which no act stands twice: there is nothing new in them.
    let mut known: HashSet<&str> = HashSet::default();
    for item in cx.catalog.items() {
        let Some(field) = item.field(FieldId::Basis) else { continue };
        let written = field.written();
        if written.is_some_and(|written| known.contains(written)) {
            continue;
        }
        let before = sink.count();
        twice(item, cx, &mut keys, sink);
        for entry in field.entries() {
            names.look(entry, cx, sink);
        }
        if sink.count() == before {
            known.extend(written);
        }
    }
}

/// What a citation says, however it is written.
#[derive(Clone, PartialEq)]
struct CitationKey<'a> {
    act: std::borrow::Cow<'a, str>,
    articles: Vec<Article>,
}

fn key<'a>(citation: &Citation<'a>, registry: &'a Registry) -> Option<CitationKey<'a>> {
    if !matches!(citation.form, CitationForm::Marked | CitationForm::Number) {
        return None;
    }
    let act = match (act(citation, registry), &citation.title) {
        (Some(found), _) => std::borrow::Cow::Borrowed(found.law.title.as_ref()),
        (None, Some(title)) => fold(title.text),
        (None, None) => std::borrow::Cow::Owned(citation.numbers.first()?.canonical()),
    };
    let mut articles = citation.articles.clone();
    articles.iter_mut().for_each(|article| (article.span, article.paragraph_word) = (0..0, None));
    Some(CitationKey { act, articles })
}

/// One act twice in one item.
fn twice<'a>(item: Item<'a>, cx: &CatalogCx<'a>, keys: &mut CitationKeys<'a>, sink: &mut Sink<'_>) {
    /// Citations of one item that are compared.
    const MOST: usize = 40;
    let marks = |entry: Entry<'_>| entry.text.matches('《').take(2).count().max(1);
    if item.entries(FieldId::Basis).map(marks).take(2).sum::<usize>() < 2 {
        return;
    }
    let mut seen: Vec<(CitationKey<'_>, Span)> = Vec::new();
    for entry in item.entries(FieldId::Basis).take(MOST) {
        let mut faults = None;
        let citations = cx.citations(entry.text);
        let keys = keys.of(entry.text, &citations, cx);
        for (nth, (citation, key)) in citations.iter().zip(&*keys).enumerate().take(MOST) {
            let Some(key) = key else { continue };
            let span = entry.part(citation.span.clone());
            let Some((_, first)) = seen.iter().find(|(known, _)| known == key) else {
                seen.push((key.clone(), span));
                continue;
            };
            // Other rules of the family may have more to say on the citation.
            let faults = faults.get_or_insert_with(|| judge(&citations, cx.registry, cx.as_of));
            let mild = |fault| matches!(fault, BasisFault::Short | BasisFault::Unnumbered);
            if faults.iter().all(|&(at, fault)| at != nth || mild(fault)) {
                let fix = removal(entry, &citation.span);
                let finding = Finding::part(&RULE, entry, citation.span.clone()).arg("written", citation.text);
                sink.push(finding.related(*first, &FIRST).fix(fix));
            }
        }
    }
}

/// What the citations of texts name that stand in the catalog many times.
#[derive(Default)]
struct CitationKeys<'a>(HashMap<&'a str, Rc<[Option<CitationKey<'a>>]>>);

impl<'a> CitationKeys<'a> {
    /// Texts that are remembered.
    const MOST: usize = 1024;

    fn of(&mut self, text: &'a str, citations: &[Citation<'a>], cx: &CatalogCx<'a>) -> Rc<[Option<CitationKey<'a>>]> {
        if let Some(keys) = self.0.get(text) {
            return Rc::clone(keys);
        }
        let keys: Rc<[_]> = citations.iter().map(|citation| key(citation, cx.registry)).collect();
        if self.0.len() < Self::MOST {
            self.0.insert(text, Rc::clone(&keys));
        }
        keys
    }
}

/// Takes out the entry of a list that is nothing but the citation.
fn removal(entry: Entry<'_>, cited: &Range<usize>) -> Option<Fix> {
    entry.index?;
    if entry.text.trim() != entry.text.get(cited.clone())? {
        return None;
    }
    edit::remove_entry(entry.field().value, entry.node).map(|edit| Fix::offer(&REMOVE, vec![edit]))
}

/// The name under which each document was first cited.
#[derive(Default)]
struct CitedNames<'a> {
    texts: HashSet<&'a str>,
    first: HashMap<&'a str, (How, &'a str, Span)>,
    told: HashSet<&'a str>,
}

impl<'a> CitedNames<'a> {
    fn look(&mut self, entry: Entry<'a>, cx: &CatalogCx<'a>, sink: &mut Sink<'_>) {
        if !self.texts.insert(entry.text) {
            return;
        }
        let mut faults = None;
        let citations = cx.citations(entry.text);
        for (nth, citation) in citations.iter().enumerate() {
            let Some(title) = citation.title.as_ref().filter(|_| citation.form == CitationForm::Marked) else {
                continue;
            };
            // The short title of a law is a matter of its own.
            let document = |kind| matches!(kind, ActKind::Document | ActKind::PartyRule);
            let known = act(citation, cx.registry).filter(|found| document(found.law.kind));
            let Some(found) = known.filter(|found| matches!(found.how, How::Exact | How::Alias)) else { continue };
            let name = found.law.title.as_ref();
            let here = (found.how, title.text, entry.part(title.outer.clone()));
            let (how, first, place) = *self.first.entry(name).or_insert(here);
            if how == found.how || self.told.contains(name) {
                continue;
            }
            let faults = faults.get_or_insert_with(|| judge(&citations, cx.registry, cx.as_of));
            if faults.iter().any(|(at, _)| *at == nth) {
                continue;
            }
            self.told.insert(name);
            let finding = Finding::part(&RULE, entry, title.outer.clone()).message(1);
            let finding = finding.arg("written", format!("《{}》", title.text)).arg("first", format!("《{first}》"));
            sink.push(finding.related(place, &FIRST));
        }
    }
}
