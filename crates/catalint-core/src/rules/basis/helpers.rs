//! What the rules of this family share: the citations against which one of them has something to
//! say. Which of them speaks on a citation is decided in one place, [`catalint_domain::law::basis`].

use std::ops::Range;
use std::rc::Rc;

use crate::model::Entry;
use crate::rule::{Finding, ItemCx, Localized, Rule};
use catalint_domain::citation::{Citation, CitationForm, TitleMarks, read};
use catalint_domain::date::Date;
use catalint_domain::law::basis::{BasisFault, act};
use catalint_domain::law::{ActEnd, ActKind, Law, Provision};
use catalint_text::Edit;
use catalint_yaml::edit;

/// Citations of one item that are spoken of.
const MOST: usize = 100;

/// A citation in its text.
pub(super) struct CitedAct<'c, 'a> {
    pub(super) entry: Entry<'a>,
    pub(super) citation: Citation<'a>,
    all: Rc<[Citation<'a>]>,
    cx: &'c ItemCx<'a>,
}

/// The citations of the item that have this fault.
pub(super) fn with<'c, 'a>(cx: &'c ItemCx<'a>, fault: BasisFault) -> Vec<CitedAct<'c, 'a>> {
    let spots = cx.basis_faults();
    let spots = spots.iter().filter(|(.., has)| *has == fault).take(MOST);
    let cited = |&(nth, at, _): &(usize, usize, BasisFault)| {
        let (entry, all) = cx.citations().get(nth)?;
        Some(CitedAct { entry: *entry, citation: all.get(at)?.clone(), all: Rc::clone(all), cx })
    };
    spots.filter_map(cited).collect()
}

impl<'a> CitedAct<'_, 'a> {
    /// The act, which the faults about acts have.
    pub(super) fn law(&self) -> Option<&'a Law> {
        act(&self.citation, self.cx.registry()).map(|found| found.law)
    }

    /// The title with its marks, else the whole citation.
    pub(super) fn title(&self) -> Range<usize> {
        self.citation.title.as_ref().map_or(self.citation.span.clone(), |title| title.outer.clone())
    }

    /// The title as it is written, with marks where it has some.
    pub(super) fn written(&self) -> &'a str {
        self.entry.text.get(self.title()).unwrap_or("")
    }

    pub(super) fn finding(&self, rule: &'static Rule, part: Range<usize>) -> Finding {
        Finding::part(rule, self.entry, part)
    }

    /// The edit, unless the citation was not read whole: what stands around it would change too.
    pub(super) fn replace(&self, part: Range<usize>, new: &str) -> Option<Vec<Edit>> {
        let parts = [(part.clone(), new.to_owned())];
        if !self.is_kept(&parts) {
            return None;
        }
        edit::replace_part(self.entry.node, part, new).map(|edit| vec![edit])
    }

    /// Whether the text says the same of everything else once the parts are replaced: as many
    /// citations, the others as they were. Words that stand right before a title whose mark is lost
    /// may belong to it.
    pub(super) fn is_kept(&self, parts: &[(Range<usize>, String)]) -> bool {
        let text = self.entry.text;
        if self.is_torn() {
            return false;
        }
        let mut after = text.to_owned();
        for (part, new) in parts.iter().rev() {
            if after.get(part.clone()).is_none() {
                return false;
            }
            after.replace_range(part.clone(), new);
        }
        let (before, own) = (&self.all, &self.citation.span);
        let judge = || {
            let now = read(&after);
            let same = |(was, is): (&Citation<'_>, &Citation<'_>)| was.span == *own || was.says_the_same(is);
            before.len() == now.len() && before.iter().zip(&now).all(same)
        };
        // Of a text with one citation nothing hangs on which is replaced.
        if before.len() == 1 { self.cx.keeps(text, &after, judge) } else { judge() }
    }

    /// Whether its title has lost a mark and other words stand right before or behind it.
    fn is_torn(&self) -> bool {
        let Some(title) = &self.citation.title else { return false };
        let glued = |c: char| c.is_alphanumeric() || matches!(c, '《' | '》' | '〈' | '〉' | '<' | '>' | '＜' | '＞');
        let (head, tail) = self.entry.text.split_at(title.outer.start);
        let behind = tail.get(title.outer.len()..).unwrap_or("");
        let before = head.chars().next_back().is_some_and(glued);
        match title.marks {
            TitleMarks::Book => false,
            TitleMarks::NoClose => before || behind.starts_with(['《', '》', '〈', '〉']),
            TitleMarks::Absent | TitleMarks::NoOpen | TitleMarks::Other | TitleMarks::Inner => before,
        }
    }

    /// Replaces the title alone.
    pub(super) fn retitle(&self, law: &Law) -> Option<Vec<Edit>> {
        let title = self.citation.title.as_ref()?;
        if title.marks == TitleMarks::Book {
            return self.replace(title.span.clone(), &law.title_in_marks());
        }
        self.replace(title.outer.clone(), &quoted(law))
    }

    /// Replaces title, number and articles: those of the old act say nothing of the new one.
    pub(super) fn recite(&self, law: &Law, day: Date) -> Option<Vec<Edit>> {
        if self.citation.form == CitationForm::Marked && self.citation.quote.is_none() {
            return self.replace(self.citation.span.clone(), &cited(law, day));
        }
        None
    }
}

/// The title in 《》.
pub(super) fn quoted(law: &Law) -> String {
    format!("《{}》", law.title_in_marks())
}

/// The title in 《》, with the number where that is known.
pub(super) fn cited(law: &Law, day: Date) -> String {
    let number = catalint_domain::law::basis::text_number(law, day);
    match number {
        Some(number) => format!("{}（{}）", quoted(law), number.text),
        None => quoted(law),
    }
}

/// The act that covers the matter of one without a word of repeal: the one to cite, else what took its place first.
pub(super) fn ruling(successor: Option<&Law>, end: &ActEnd) -> Vec<Provision> {
    let act = successor.map(Provision::of_act);
    Vec::from_iter(act.or_else(|| end.ruling()))
}

/// What first took the place of an act, where that has been replaced too: title in 《》.
pub(super) fn between(end: &ActEnd, successor: Option<&Law>) -> Option<String> {
    let by = end.by.as_deref().filter(|by| successor.is_some_and(|law| law.title != *by))?;
    Some(format!("《{}》", by.replace('《', "〈").replace('》', "〉")))
}

/// The kind of an act for people.
pub(super) const fn kind(kind: ActKind) -> Localized {
    match kind {
        ActKind::Law => Localized { zh: "法律", en: "a law (法律)" },
        ActKind::Regulation => Localized { zh: "行政法规", en: "an administrative regulation (行政法规)" },
        ActKind::SupervisionRegulation => {
            Localized { zh: "监察法规", en: "a supervision regulation (监察法规)" }
        }
        ActKind::Rule => Localized { zh: "部门规章", en: "a ministry's rule (部门规章)" },
        ActKind::LocalRegulation => Localized { zh: "地方性法规", en: "a local regulation (地方性法规)" },
        ActKind::LocalRule => {
            Localized { zh: "地方政府规章", en: "a local government's rule (地方政府规章)" }
        }
        ActKind::Document => Localized { zh: "规范性文件", en: "a normative document (规范性文件)" },
        ActKind::PartyRule => Localized { zh: "党内法规", en: "a Party rule (党内法规)" },
    }
}
