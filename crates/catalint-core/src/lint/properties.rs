//! What holds for every rule, whatever its author thought of: what is made fast finds what the plain run finds, no item
//! above or below an item changes what is said of it, and a rule finds by itself what it finds among all.
//!
//! The catalogs are made of the items of all examples, whose values are exchanged at random, so that the same value
//! stands beside others many times.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::engine::{Settings, profile};
use super::run::Run;
use crate::docs::complete;
use crate::model::{Catalog, FieldId, Item};
use crate::rule::{Check, FileCx, Finding, ItemCx, Lang, Reads, Rule, Selector, Sink, TextCx, render};
use crate::rules::RULES;
use catalint_domain::date::Date;
use catalint_domain::vocabulary::profile::Profile;
use catalint_domain::vocabulary::text_features::TextFeatures;
use catalint_text::{Source, decode};
use catalint_yaml as yaml;

/// An item as the values of its fields, each as a scalar or list in flow style.
type ItemRow = BTreeMap<FieldId, String>;

/// Numbers that look random, the same in each run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % end as u64) as usize
    }

    fn pick<'t, T>(&mut self, of: &'t [T]) -> &'t T {
        &of[self.below(of.len())]
    }
}

fn options() -> Settings {
    Settings::new(Date::new(2026, 11, 1).expect("a day"))
}

/// What all rules say before one supersedes another.
fn said(text: &str, options: &Settings) -> Vec<Finding> {
    said_by(text, options, |profile| Run::new(options, profile))
}

fn said_by(text: &str, options: &Settings, run: impl FnOnce(&Profile) -> Run) -> Vec<Finding> {
    let source = Source::new("catalog.yaml", decode(text.as_bytes()));
    let parsed = yaml::parse(source.text.clone(), FieldId::intern);
    let catalog = Catalog::bind(&parsed.tree);
    let profile = profile(catalog.as_ref(), options);
    let catalog = catalog.map(|catalog| catalog.with_levels_told(profile));
    let file = FileCx {
        source: &source,
        tree: &parsed.tree,
        faults: &parsed.faults,
        slips: &parsed.slips,
        schema: &[],
        own: &[],
        config: None,
        catalog: catalog.as_ref(),
        profile,
        profiles: &[],
        profile_labels: &[],
        table: false,
        has_level_column: false,
        month: None,
    };
    run(profile).all(&file, options)
}

/// Findings as they are compared: the same wherever an item stands.
fn shown(found: &[Finding]) -> Vec<String> {
    let mut all: Vec<String> = found
        .iter()
        .map(|found| {
            let message = render(found.message.zh, &found.args, Lang::Zh);
            let place: Vec<&str> = found.pointer.split('/').skip(3).collect();
            format!("{} {place:?} {message} {:?} {:?}", found.rule.code, found.severity, found.fix.is_some())
        })
        .collect();
    all.sort_unstable();
    all
}

fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n").replace('\t', "\\t"))
}

fn row(item: Item<'_>) -> ItemRow {
    let value = |id: FieldId| {
        let field = item.own(id)?;
        let texts: Vec<String> = field.entries().map(|entry| quoted(entry.text)).collect();
        match texts.as_slice() {
            [] => None,
            [one] if !field.is_list() => Some(one.clone()),
            many => Some(format!("[{}]", many.join(", "))),
        }
    };
    FieldId::of_item().filter_map(|id| Some((id, value(id)?))).collect()
}

/// The items of all faulty examples, and of the right ones beside them.
fn rows() -> Vec<ItemRow> {
    [faulty(), examples(|rule| rule.right.to_vec())].concat()
}

/// The items of all faulty examples.
fn faulty() -> Vec<ItemRow> {
    examples(|rule| rule.wrong.iter().map(|wrong| wrong.yaml).collect())
}

fn examples(of: fn(&Rule) -> Vec<&'static str>) -> Vec<ItemRow> {
    let mut all = Vec::new();
    for rule in RULES.iter() {
        for example in of(rule) {
            let text = complete(example);
            let parsed = yaml::parse(text.as_str(), FieldId::intern);
            if let Some(catalog) = Catalog::bind(&parsed.tree) {
                all.extend(catalog.items().map(row));
            }
        }
    }
    all
}

fn catalog(rows: &[ItemRow]) -> String {
    let mut text =
        String::from("title: 云岭县政务公开标准目录\nauthority: 云岭县民政局\nupdated: 2026-06-30\nitems:\n");
    for row in rows {
        let fields: Vec<String> = row.iter().map(|(id, value)| format!("{}: {value}", id.key())).collect();
        let _ = writeln!(text, "  - {{{}}}", fields.join(", "));
    }
    text
}

/// Catalogs of so many rows, in which values of some rows stand in others.
fn mixed(rows: &[ItemRow], dice: &mut Dice, size: usize) -> Vec<ItemRow> {
    let few: Vec<ItemRow> = (0..size.div_ceil(2)).map(|_| dice.pick(rows).clone()).collect();
    let fields: Vec<FieldId> = FieldId::of_item().collect();
    let mut next = || {
        let mut row = dice.pick(&few).clone();
        for _ in 0..dice.below(5) {
            let id = *dice.pick(&fields);
            match dice.pick(&few).get(&id) {
                Some(value) => drop(row.insert(id, value.clone())),
                None => drop(row.remove(&id)),
            }
        }
        row
    };
    (0..size).map(|_| next()).collect()
}

/// Fails where what is remembered or left out changes a finding of some rules.
fn same_with_and_without_memo(text: &str, of: fn(&&Rule) -> bool) {
    let said = |no_memo| said_by(text, &options(), |_| Run::of(RULES.iter().copied().filter(of), no_memo));
    let (quick, plain) = (said(false), said(true));
    for (quick, plain) in quick.iter().zip(&plain) {
        assert_eq!(format!("{quick:?}"), format!("{plain:?}"), "{text}");
    }
    let more = quick.get(plain.len()).or(plain.get(quick.len()));
    assert_eq!(quick.len(), plain.len(), "{more:?} in {text}");
}

#[test]
fn what_is_remembered_changes_no_finding() {
    let (rows, mut dice) = (rows(), Dice(7));
    for _ in 0..10 {
        same_with_and_without_memo(&catalog(&mixed(&rows, &mut dice, 60)), |_| true);
    }
}

/// A check that looks at a field of which the engine does not know is silent about the item below one that lacks the
/// field, or has another value there.
#[test]
fn an_item_below_itself_without_one_of_its_fields_has_the_same_findings() {
    let (rows, mut dice) = (faulty(), Dice(17));
    for row in &rows {
        let mut all = Vec::new();
        for id in row.keys() {
            let mut other = row.clone();
            let value = dice.pick(&rows).get(id).filter(|_| dice.below(2) == 0).cloned();
            match value {
                Some(value) => drop(other.insert(*id, value)),
                None => drop(other.remove(id)),
            }
            all.extend([other, row.clone()]);
        }
        same_with_and_without_memo(&catalog(&all), |rule| matches!(rule.check, Check::Item(..) | Check::Text(..)));
    }
}

#[test]
fn no_item_above_or_below_changes_what_is_said_of_an_item() {
    let (rows, mut dice) = (rows(), Dice(11));
    for _ in 0..4 {
        let rows = mixed(&rows, &mut dice, 40);
        let all = said(&catalog(&rows), &options());
        let of_items = |found: &&Finding| matches!(found.rule.check, Check::Item(..) | Check::Text(..));
        for (nth, row) in rows.iter().enumerate() {
            let one = std::slice::from_ref(row);
            let alone: Vec<Finding> = said(&catalog(one), &options()).iter().filter(of_items).cloned().collect();
            let among =
                all.iter().filter(of_items).filter(|found| found.item == Some(nth)).cloned().collect::<Vec<_>>();
            assert_eq!(shown(&alone), shown(&among), "item {nth} of\n{}", catalog(&rows));
        }
    }
}

#[test]
fn a_rule_finds_by_itself_what_it_finds_among_all() {
    let (rows, mut dice) = (rows(), Dice(13));
    for _ in 0..3 {
        let text = catalog(&mixed(&rows, &mut dice, 60));
        let all = said(&text, &options());
        for rule in RULES.iter() {
            let mut only = options();
            only.selection.select = vec![Selector::parse(rule.code, &RULES).expect("a rule")];
            let of_rule = |found: &&Finding| found.rule.code == rule.code;
            let alone: Vec<Finding> = said(&text, &only).iter().filter(of_rule).cloned().collect();
            let among: Vec<Finding> = all.iter().filter(of_rule).cloned().collect();
            assert_eq!(format!("{alone:#?}"), format!("{among:#?}"), "{} in\n{text}", rule.code);
        }
    }
}

/// Lists of words each of which is a fault by itself in some field and frame, and the frames.
const FAULTY: [TextFeatures; 4] =
    [TextFeatures::TYPO, TextFeatures::TERM, TextFeatures::PERSONAL, TextFeatures::FILL_IN];
const FRAMES: [&str; 3] = ["{}", "办理（{}）", "农户姓名、{}"];

/// A word that is added to a list is found wherever the rules that search the list say they look.
#[test]
fn every_word_of_every_list_is_found_in_every_field() {
    for (feature, words) in TextFeatures::word_lists() {
        let reads = |rule: &Rule| match rule.check {
            Check::Catalog(reads, _) | Check::Item(reads, _) | Check::Text(reads, _) => Some(reads),
            Check::File(_) | Check::External => None,
        };
        let looks = |rule: &Rule, id| reads(rule).is_some_and(|reads| reads.features(id).has(feature));
        let fields: Vec<FieldId> = FieldId::of_item().filter(|&id| RULES.iter().any(|rule| looks(rule, id))).collect();
        let rules: Vec<&Rule> = RULES.iter().copied().filter(|rule| fields.iter().any(|&id| looks(rule, id))).collect();
        assert!(!rules.is_empty(), "no rule searches the list of {:?}", words.first());
        for word in words {
            let rows = fields.iter().flat_map(|id| FRAMES.map(|frame| (*id, quoted(&frame.replace("{}", word)))));
            let usual = |id: FieldId, text: &str| (id, quoted(text));
            let row = |cell| ItemRow::from([usual(FieldId::Topic, "救助"), usual(FieldId::Method, "主动公开"), cell]);
            let text = catalog(&rows.map(row).collect::<Vec<_>>());
            let [quick, plain] =
                [false, true].map(|no_memo| said_by(&text, &options(), |_| Run::of(rules.iter().copied(), no_memo)));
            assert_eq!(shown(&quick), shown(&plain), "{word}");
            assert!(!FAULTY.contains(&feature) || !quick.is_empty(), "{word} is dead: no rule finds it");
        }
    }
}

/// A rule of these tests.
fn rule(check: Check) -> Rule {
    Rule { code: "TST001", check, ..*RULES[0] }
}

/// Two items with the same channels, of which the first has a subtopic.
const TWICE: &str = "items:\n- {subtopic: 救助, channels: [网站, 公报]}\n- {channels: [网站, 公报]}\n";

fn found_by(check: Check) -> usize {
    let rule = rule(check);
    said_by(TWICE, &options(), |_| Run::of(std::iter::once(&rule), false)).len()
}

/// Says something of an item without a subtopic.
fn without_subtopic(cx: &ItemCx<'_>, sink: &mut Sink<'_>) {
    if cx.item.field(FieldId::Channels).is_some() && cx.item.text(FieldId::Subtopic).is_empty() {
        sink.push(Finding::item(RULES[0], cx.item));
    }
}

#[test]
#[should_panic(expected = "TST001 reads the field subtopic, which it does not declare")]
#[cfg(debug_assertions)]
fn a_check_that_reads_a_field_that_it_does_not_declare_is_told() {
    found_by(Check::Item(Reads::of(&[FieldId::Channels]), without_subtopic));
}

#[test]
fn what_passed_is_what_was_read() {
    assert_eq!(found_by(Check::Item(Reads::of(&[FieldId::Channels, FieldId::Subtopic]), without_subtopic)), 1);
}

/// A text check that looks at the other texts of the value.
#[test]
fn a_text_that_was_looked_at_with_its_neighbours_is_looked_at_again() {
    fn last(cx: &TextCx<'_>, sink: &mut Sink<'_>) {
        if cx.field().entries().nth(1).is_none() {
            sink.push(Finding::entry(RULES[0], cx.entry));
        }
    }
    let rule = rule(Check::Text(Reads::texts(&[FieldId::Channels]), last));
    let text = "items:\n- {channels: [网站, 公报]}\n- {channels: [网站]}\n";
    assert_eq!(said_by(text, &options(), |_| Run::of(std::iter::once(&rule), false)).len(), 1);
}
