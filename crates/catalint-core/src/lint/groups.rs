//! Findings with one cause, together: what is wrong is said once, then of which items and where.
//!
//! Findings of one file, rule, severity and sentence share a group where the arguments that make the cause are the
//! same ([`crate::rule::Finding::cause`]). Views and formats take groups from here and make none of their own.

use std::borrow::Cow;
use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};

use crate::rule::{Arg, Finding, ItemName, Lang, Rule, Severity, render};
use crate::rules::table::is_doubt;
use catalint_domain::law::Provision;

/// Values of an argument that differ within a group and are written out.
const MOST: usize = 3;

/// Findings with one cause.
#[derive(Debug)]
pub struct Group<'r> {
    /// The same in every run over a file of this name, while rule and cause are.
    pub id: String,
    /// The same for one cause in all files.
    pub problem: u64,
    /// Positions of its findings among those that were grouped.
    pub at: Vec<usize>,
    /// Its findings, in the order of the file.
    pub findings: Vec<&'r Finding>,
    /// The items for which they hold, each once, in the order of the file.
    pub items: Vec<&'r ItemName>,
}

/// Of a group of findings that differ in some words those that say the same.
#[derive(Debug)]
pub struct Variant<'r> {
    /// The words that others of the group have otherwise, in quotes; empty where only the advice differs.
    pub words: String,
    /// Positions of its findings among those that were grouped.
    pub at: Vec<usize>,
    /// Its findings, in the order of the file.
    pub findings: Vec<&'r Finding>,
    /// The items for which they hold, each once.
    pub items: Vec<&'r ItemName>,
    /// What to do, where others of the group say otherwise.
    pub help: Option<Cow<'static, str>>,
}

/// By what groups are ordered; those that are equal here stand by file and place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct GroupRank {
    /// Doubts of reading a table come first: what else is said may hang on them.
    settled: bool,
    severity: Reverse<Severity>,
    items: Reverse<usize>,
}

/// The groups of some findings of a file, which stand in order: doubts of reading a table, then by severity, then
/// those of more items first, then by place.
#[must_use]
pub fn groups<'r>(file: &str, findings: &[&'r Finding]) -> Vec<Group<'r>> {
    let mut known: HashMap<u64, usize> = HashMap::new();
    let mut all: Vec<Group<'r>> = Vec::new();
    for (at, &finding) in findings.iter().enumerate() {
        let cause = cause(file, finding);
        let group = *known.entry(cause).or_insert_with(|| {
            all.push(Group::new(file, finding));
            all.len() - 1
        });
        all[group].at.push(at);
        all[group].findings.push(finding);
    }
    for group in &mut all {
        group.items = items(&group.findings);
    }
    all.sort_by_key(Group::rank);
    all
}

/// Each finding as a group of its own, in the order of the file.
#[must_use]
pub fn singles<'r>(file: &str, findings: &[&'r Finding]) -> Vec<Group<'r>> {
    let alone = |(at, &finding): (usize, &&'r Finding)| {
        let findings = vec![finding];
        Group { at: vec![at], items: items(&findings), findings, ..Group::new(file, finding) }
    };
    findings.iter().enumerate().map(alone).collect()
}

/// The items for which some findings hold, each once, in the order of the file.
fn items<'r>(findings: &[&'r Finding]) -> Vec<&'r ItemName> {
    let items = findings.iter().flat_map(|finding| finding.items());
    let items: BTreeMap<_, _> = items.map(|item| ((item.catalog, item.index), item)).collect();
    items.into_values().collect()
}

impl GroupRank {
    /// The same with another number of items.
    #[must_use]
    pub fn of(self, items: usize) -> Self {
        Self { items: Reverse(items), ..self }
    }
}

impl<'r> Group<'r> {
    /// For findings like this one; it has none yet.
    fn new(file: &str, finding: &'r Finding) -> Self {
        let id = format!("{:016x}", cause(file, finding));
        Self { id, problem: cause("", finding), at: Vec::new(), findings: Vec::new(), items: Vec::new() }
    }

    /// Where it stands among others.
    #[must_use]
    pub fn rank(&self) -> GroupRank {
        GroupRank {
            settled: !is_doubt(self.rule()),
            severity: Reverse(self.severity()),
            items: Reverse(self.items.len()),
        }
    }

    /// The rule that found it.
    #[must_use]
    pub fn rule(&self) -> &'static Rule {
        self.findings[0].rule
    }

    /// How bad it is.
    #[must_use]
    pub fn severity(&self) -> Severity {
        self.findings[0].severity
    }

    /// What is wrong, for all of them.
    #[must_use]
    pub fn message(&self, lang: Lang) -> Cow<'static, str> {
        match self.findings[..] {
            [only] => only.message_in(lang),
            _ => render(self.findings[0].message.get(lang), &self.args(lang), lang),
        }
    }

    /// What to do, for all of them.
    #[must_use]
    pub fn help(&self, lang: Lang) -> Cow<'static, str> {
        let first = &self.findings[0];
        match self.findings[..] {
            [only] => only.help_in(lang),
            _ => render(first.help.unwrap_or(&first.rule.help).get(lang), &self.args(lang), lang),
        }
    }

    /// Its findings by the words in which they differ, those that come first in the file first; none where all say the
    /// same.
    #[must_use]
    pub fn variants(&self, lang: Lang) -> Vec<Variant<'r>> {
        let (first, one_help) = (self.findings[0], self.has_one_help(lang));
        let differs = |name: &str, arg: &Arg| {
            self.findings.iter().any(|finding| argument(finding, name).is_some_and(|other| other != arg))
        };
        let message = first.message.get(lang);
        let slots =
            first.args.iter().filter(|(name, arg)| message.contains(&format!("{{{name}}}")) && differs(name, arg));
        let slots: Vec<&str> = slots.map(|(name, _)| *name).collect();
        let mut variants: Vec<Variant<'r>> = Vec::new();
        if slots.is_empty() && one_help {
            return variants;
        }
        let mut known: HashMap<(String, Option<Cow<'static, str>>), usize> = HashMap::new();
        for (&at, &finding) in self.at.iter().zip(&self.findings) {
            let words = slots.iter().filter_map(|name| argument(finding, name));
            let words: Vec<String> = words.map(|arg| format!("“{}”", arg.text(lang))).collect();
            let words = words.join(if lang == Lang::En { ", " } else { "、" });
            let help = (!one_help).then(|| finding.help_in(lang));
            let nth = *known.entry((words, help)).or_insert_with_key(|(words, help)| {
                let (words, help) = (words.clone(), help.clone());
                variants.push(Variant { words, at: Vec::new(), findings: Vec::new(), items: Vec::new(), help });
                variants.len() - 1
            });
            variants[nth].at.push(at);
            variants[nth].findings.push(finding);
        }
        for variant in &mut variants {
            variant.items = items(&variant.findings);
        }
        variants
    }

    /// Whether all of its findings give the same advice.
    #[must_use]
    pub fn has_one_help(&self, lang: Lang) -> bool {
        self.findings[1..].iter().all(|finding| finding.help_in(lang) == self.findings[0].help_in(lang))
    }

    /// The law that its findings rest on, each provision once, in the order of the file.
    #[must_use]
    pub fn law(&self) -> Vec<Provision> {
        let mut law: Vec<Provision> = Vec::new();
        for provision in self.findings.iter().flat_map(|finding| &*finding.law) {
            if !law.contains(provision) {
                law.push(provision.clone());
            }
        }
        law
    }

    /// The numbers of its items; those that follow each other as one: `1–11`.
    #[must_use]
    pub fn item_ranges(&self) -> Vec<String> {
        item_ranges(&self.items)
    }

    /// The arguments of all findings: where they differ, the first ones.
    fn args(&self, lang: Lang) -> Vec<(&'static str, Arg)> {
        let of = |finding: &Finding, name: &str| argument(finding, name).cloned();
        let merged = |(name, arg): &(&'static str, Arg)| {
            let mut values: Vec<Arg> = vec![arg.clone()];
            for other in self.findings.iter().filter_map(|finding| of(finding, name)) {
                if values.len() <= MOST && !values.contains(&other) {
                    values.push(other);
                }
            }
            let value = if values.len() == 1 { arg.clone() } else { Arg::Text(listed(&values, lang)) };
            (*name, value)
        };
        self.findings[0].args.iter().map(merged).collect()
    }
}

/// `甲、乙、丙等`; lists among them are set apart by another mark.
fn listed(values: &[Arg], lang: Lang) -> String {
    let texts: Vec<Cow<'_, str>> = values.iter().take(MOST).map(|value| value.text(lang)).collect();
    let lists = texts.iter().any(|text| text.contains(['、', ',']));
    let (mark, more) = match (lang, lists) {
        (Lang::Zh, false) => ("、", "等"),
        (Lang::Zh, true) => ("；", "等"),
        (Lang::En, false) => (", ", " and others"),
        (Lang::En, true) => ("; ", " and others"),
    };
    texts.join(mark) + if values.len() > MOST { more } else { "" }
}

fn argument<'v>(finding: &'v Finding, name: &str) -> Option<&'v Arg> {
    finding.args.iter().find(|(other, _)| *other == name).map(|(_, arg)| arg)
}

/// What makes two findings of a file one: rule, severity, sentence, and the arguments that are the cause.
fn cause(file: &str, finding: &Finding) -> u64 {
    let head = [file, finding.rule.code, finding.severity.key(), finding.message.zh];
    let mut hash = head.iter().fold(super::engine::SEED, |hash, part| super::engine::mix(hash, part.as_bytes()));
    for (name, arg) in &finding.args {
        if finding.cause.is_none_or(|cause| cause.contains(name)) {
            hash = super::engine::mix(hash, name.as_bytes());
            hash = super::engine::mix(hash, arg.text(Lang::Zh).as_bytes());
        }
    }
    hash
}

/// Numbers of items, those of neighbours that count on folded into one: `1–11`.
#[must_use]
pub fn item_ranges(items: &[&ItemName]) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    let mut rest = items;
    while let [first, ..] = rest {
        let follows = |two: &[&ItemName]| {
            let number = |item: &ItemName| item.number().parse::<u32>().ok();
            two[0].catalog == two[1].catalog
                && two[0].index + 1 == two[1].index
                && number(two[0]).zip(number(two[1])).is_some_and(|(a, b)| a.checked_add(1) == Some(b))
        };
        let run = 1 + rest.windows(2).take_while(|two| follows(two)).count();
        let (one, last) = (first.number(), rest[run - 1].number());
        out.push(if run == 1 { one.into_owned() } else { format!("{one}–{last}") });
        rest = &rest[run..];
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lint::{Report, Settings, lint_text};
    use crate::rule::Selector;
    use crate::rules::RULES;
    use catalint_domain::date::Date;

    fn item(catalog: usize, index: usize, no: &str) -> ItemName {
        ItemName { catalog, index, no: no.to_owned(), label: String::new(), publisher: String::new() }
    }

    #[test]
    fn numbers_that_follow_each_other_are_one_range() {
        let folded = |items: &[ItemName]| item_ranges(&items.iter().collect::<Vec<_>>()).join(" ");
        let plain = |numbers: std::ops::RangeInclusive<usize>| numbers.map(|n| item(0, n - 1, &n.to_string()));
        assert_eq!(folded(&plain(1..=11).collect::<Vec<_>>()), "1–11");
        assert_eq!(folded(&plain(1..=2).chain(plain(9..=14)).chain(plain(20..=20)).collect::<Vec<_>>()), "1–2 9–14 20");
        // Numbers begin anew, have parts, or are not there; another catalog has its own.
        assert_eq!(folded(&[item(0, 0, "1"), item(0, 1, "1"), item(0, 2, "2")]), "1 1–2");
        assert_eq!(folded(&[item(0, 0, "1.1"), item(0, 1, "1.2")]), "1.1 1.2");
        assert_eq!(folded(&[item(0, 4, ""), item(0, 5, "")]), "5–6");
        assert_eq!(folded(&[item(0, 0, "1"), item(1, 1, "2")]), "1 2");
        // The item between the two has no such finding.
        assert_eq!(folded(&[item(0, 0, "1"), item(0, 2, "2")]), "1 2");
    }

    #[test]
    fn of_arguments_that_differ_the_first_are_named() {
        let values = |words: &[&str]| words.iter().map(|word| Arg::from(*word)).collect::<Vec<_>>();
        assert_eq!(listed(&values(&["甲", "乙"]), Lang::Zh), "甲、乙");
        assert_eq!(listed(&values(&["甲", "乙", "丙", "丁"]), Lang::Zh), "甲、乙、丙等");
        assert_eq!(listed(&values(&["甲", "乙、丙"]), Lang::Zh), "甲；乙、丙");
        assert_eq!(listed(&values(&["甲", "乙", "丙", "丁"]), Lang::En), "甲, 乙, 丙 and others");
    }

    fn report(select: &str, yaml: &str) -> Report {
        let mut options = Settings::new(Date::new(2026, 11, 1).expect("a day"));
        options.selection.select = select.split(',').map(|s| Selector::parse(s, &RULES).expect("a rule")).collect();
        lint_text("a.yaml", yaml.as_bytes(), &options)
    }

    fn said(report: &Report, lang: Lang) -> Vec<String> {
        let findings: Vec<&Finding> = report.findings.iter().collect();
        let line = |group: &Group<'_>| {
            format!(
                "{} {}× {} {}",
                group.severity().key(),
                group.at.len(),
                group.item_ranges().join(","),
                group.message(lang)
            )
        };
        groups(&report.source.name, &findings).iter().map(line).collect()
    }

    #[test]
    fn one_cause_is_said_once_and_its_items_are_named() {
        let items = |numbers: std::ops::RangeInclusive<usize>, fields: &str| {
            numbers.map(|n| format!("  - no: {n}\n    topic: 事项{n}\n{fields}")).collect::<String>()
        };
        let yaml = "title: 青石区目录\nitems:\n".to_owned()
            + &items(1..=3, "    publisher: 区民政局\n    levels: [市级]\n    note: 等 。\n")
            + &items(4..=5, "    publisher: 区财政局\n    levels: [市级]\n    basis: [相关规定]\n")
            + &items(6..=6, "    basis: []\n");
        let report = report("level-publisher-mismatch,basis-missing,basis-vague", &yaml);
        assert_eq!(
            said(&report, Lang::Zh),
            [
                "error 4× 1–3,6 没有填写公开依据",
                "warning 5× 1–5 公开主体“区民政局、区财政局”属于县级，公开层级却是“市级”",
                "warning 2× 4–5 “相关规定”没有写明是哪一部法律、法规或文件",
            ]
        );
    }
}
