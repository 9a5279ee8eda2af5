//! Steps that a person takes: values set and cleared, items added, dropped and moved, findings mended or ignored.

mod items;
mod set;

use std::collections::BTreeSet;
use std::sync::Arc;

use catalint_core::Document;
use catalint_core::fix::Applicability;
use catalint_core::lint::{FixOptions, Ignoring};
use catalint_core::rule::{Finding, Lang, Severity};
use catalint_table::TableReading;
use catalint_text::Edit;
use serde::{Deserialize, Serialize};

use crate::answer::{Answer, json};
use crate::check::{CheckedText, Memory, view};
use crate::failure::Failure;
use crate::reading;
use crate::request::{Call, CatalogText};
use crate::state::{self, RowWindow};
use crate::wanted::Wanted;

#[derive(Debug, Deserialize)]
struct EditAsked {
    #[serde(flatten)]
    text: CatalogText,
    steps: Vec<Step>,
    #[serde(default)]
    then: Option<Then>,
    /// Whether what changed is answered, not the whole text.
    #[serde(default)]
    changes: bool,
}

/// What changed of a text, in UTF-16 as scripts count: at `at` so many characters gave way to others.
#[derive(Debug, Serialize)]
struct TextChange<'t> {
    at: usize,
    gone: usize,
    come: &'t str,
}

#[derive(Debug, Deserialize)]
struct Then {
    #[serde(default)]
    rows: Option<RowWindow>,
}

/// One step.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum Step {
    Set { set: String, texts: Vec<String> },
    Clear { clear: String },
    Add { add: usize, fields: std::collections::BTreeMap<String, Vec<String>> },
    Remove { remove: usize },
    Move { r#move: usize, to: usize },
    Ignore { ignore: String, reason: String, reach: Reach },
    Fix { fix: Vec<String> },
    Group { group: String },
    All { all: Least },
}

#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Reach {
    Here,
    Item,
    File,
}

#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Least {
    Safe,
    Offers,
}

/// What a step did.
#[derive(Debug, Default, Serialize)]
struct StepDone {
    changed: bool,
    /// How many fixes were made.
    #[serde(skip_serializing_if = "Option::is_none")]
    findings: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    why: Option<String>,
}

/// The catalog while steps are taken.
struct Desk<'m, 'c> {
    memory: &'m mut Memory,
    call: &'m Call<'c>,
    name: String,
    document: Arc<Document>,
    reading: Option<TableReading>,
}

#[inline(never)]
pub(crate) fn answer(memory: &mut Memory, call: &Call<'_>) -> Result<Answer, Failure> {
    let EditAsked { text, steps, then, changes } = call.own()?;
    let CatalogText { yaml, reading: known, name } = text;
    let before = memory.document(&name, &yaml);
    let mut desk = Desk { memory, call, name, document: Arc::clone(&before), reading: reading::read(&known)? };
    let mut done = Vec::with_capacity(steps.len());
    for step in steps {
        done.push(desk.take(step)?);
    }
    let Desk { document, reading: left, name, .. } = desk;
    let text = CatalogText {
        yaml: document.text().to_owned(),
        reading: left.as_ref().map_or_else(String::new, reading::text),
        name,
    };
    let mut out = vec![("steps", json(&done))];
    if changes {
        out.push(("change", json(&change(before.text(), &text.yaml))));
    } else {
        out.push(("yaml", json(&text.yaml)));
    }
    if !changes || text.reading != known {
        out.push(("reading", json(&text.reading)));
    }
    if let Some(Then { rows }) = then {
        let checked = memory.checked(call, &text)?;
        out.push(("state", state::object(call, &checked, rows.unwrap_or_default())));
    }
    Ok(Answer::object(&out))
}

fn change<'t>(before: &str, after: &'t str) -> TextChange<'t> {
    let same = before.bytes().zip(after.bytes()).take_while(|(one, two)| one == two).count();
    let start = (0..=same).rev().find(|at| before.is_char_boundary(*at) && after.is_char_boundary(*at)).unwrap_or(0);
    let (one, two) = (&before[start..], &after[start..]);
    let same = one.bytes().rev().zip(two.bytes().rev()).take_while(|(one, two)| one == two).count();
    let is_boundary = |left: &usize| one.is_char_boundary(one.len() - left) && two.is_char_boundary(two.len() - left);
    let end = (0..=same).rev().find(is_boundary).unwrap_or(0);
    let units = |text: &str| text.chars().map(char::len_utf16).sum::<usize>();
    TextChange { at: units(&before[..start]), gone: units(&one[..one.len() - end]), come: &two[..two.len() - end] }
}

/// A text with edits that stand apart.
pub(crate) fn applied(text: &str, mut edits: Vec<Edit>) -> String {
    edits.sort_by_key(|edit| edit.span);
    let mut out = String::with_capacity(text.len() + edits.iter().map(|edit| edit.content.len()).sum::<usize>());
    let mut at = 0;
    for edit in &edits {
        let start = (edit.span.start as usize).max(at);
        out += &text[at..start];
        out += &edit.content;
        at = (edit.span.end as usize).max(start);
    }
    out + &text[at..]
}

impl Desk<'_, '_> {
    fn take(&mut self, step: Step) -> Result<StepDone, Failure> {
        Ok(match step {
            Step::Set { set, texts } => self.set(&set, &texts)?,
            Step::Clear { clear } => self.set(&clear, &[])?,
            Step::Add { add, fields } => self.add(add, &fields)?,
            Step::Remove { remove } => self.remove(remove),
            Step::Move { r#move, to } => self.moved(r#move, to),
            Step::Ignore { ignore, reason, reach } => self.ignore(&ignore, &reason, reach)?,
            Step::Fix { fix } => {
                self.fix(|found, _| fix.iter().any(|one| **one == *found.fingerprint), Applicability::Offer)?
            }
            Step::Group { group } => self.fix(|_, of| of == group, Applicability::Offer)?,
            Step::All { all: Least::Safe } => self.fix_all(Applicability::Safe)?,
            Step::All { all: Least::Offers } => self.fix_all(Applicability::Offer)?,
        })
    }

    fn why(&self, zh: &str, en: &str) -> StepDone {
        let words = if self.call.lang() == Lang::Zh { zh } else { en };
        StepDone { why: Some(words.to_owned()), ..StepDone::default() }
    }

    /// Takes a text over if it says what it is to say, and is as readable as the one before.
    fn take_over(&mut self, text: String, wanted: &Wanted) -> bool {
        let new = self.memory.document(&self.name, &text);
        let sound = new.faults().len() <= self.document.faults().len()
            && new.slips().len() <= self.document.slips().len()
            && wanted.is_said(&self.document, &new);
        if sound {
            self.document = new;
        }
        sound
    }

    fn checked(&mut self) -> Result<Arc<CheckedText>, Failure> {
        let text = CatalogText {
            yaml: self.document.text().to_owned(),
            reading: self.reading.as_ref().map_or_else(String::new, reading::text),
            name: self.name.clone(),
        };
        self.memory.checked(self.call, &text)
    }

    fn ignore(&mut self, fingerprint: &str, reason: &str, reach: Reach) -> Result<StepDone, Failure> {
        if reason.trim().is_empty() {
            return Ok(self.why("忽略要写明理由", "a reason is needed"));
        }
        let checked = self.checked()?;
        let known = |found: &&Finding| *found.fingerprint == *fingerprint && found.suppressed.is_none();
        let Some(found) = checked.report.findings.iter().find(known) else {
            return Ok(self.why("已经没有这个问题", "it is found no more"));
        };
        let reach = match reach {
            Reach::Here => Ignoring::Here,
            Reach::Item => Ignoring::Item,
            Reach::File => Ignoring::File,
        };
        let all = self.one_by_one(&checked, found);
        let edits = checked.linter.ignore_edits(&self.document, &all.iter().collect::<Vec<_>>(), reason, reach);
        let text = applied(self.document.text(), edits);
        let wanted = Wanted::as_before(&self.document);
        if text == self.document.text() || !self.take_over(text, &wanted) {
            return Ok(self.why("这个问题不能用注释忽略", "no comment can ignore it"));
        }
        Ok(StepDone { changed: true, ..StepDone::default() })
    }

    /// Makes the fixes of the findings that are wanted, by themselves and the id of their group.
    fn fix(&mut self, wants: impl Fn(&Finding, &str) -> bool, least: Applicability) -> Result<StepDone, Failure> {
        let checked = self.checked()?;
        let mut chosen = BTreeSet::new();
        let mut asked = 0;
        for group in view(self.call).entries(&checked.report) {
            for found in group.findings.iter().filter(|found| wants(found, &group.id)) {
                if found.applicability().is_some_and(|sure| sure >= least) {
                    asked += 1;
                    let same = self.one_by_one(&checked, found);
                    chosen.extend(same.into_iter().map(|found| found.fingerprint.to_string()));
                }
            }
        }
        if asked == 0 {
            return Ok(self.why("没有可以采用的改法", "there is no fix for it"));
        }
        let which = FixOptions { least, min_severity: Severity::Hint };
        let document = Document::parse(self.document.source().clone());
        let fixed = checked.linter.fix_chosen(document, which, chosen);
        let Some(bytes) = fixed.bytes else {
            return Ok(self.why("改了会带来别的错误，没有改", "it would bring another error and was not made"));
        };
        let new = Document::from_bytes(&self.name, &bytes);
        self.document = self.memory.document(&self.name, new.text());
        let made = fixed.applied.values().sum();
        Ok(StepDone { changed: true, findings: Some(made), why: None })
    }

    /// What is one finding of a merged cell, as it is found where no table is known: once an item.
    fn one_by_one(&self, checked: &CheckedText, found: &Finding) -> Vec<Finding> {
        if found.also.is_empty() || self.reading.is_none() || found.is_at_default() {
            return vec![found.clone()];
        }
        let field = found.pointer.split('/').nth(3);
        let words = found.message_in(Lang::Zh);
        let same = |other: &Finding| {
            other.rule.code == found.rule.code
                && other.item.is_some_and(|item| found.item == Some(item) || found.also.contains(&item))
                && other.pointer.split('/').nth(3) == field
                && other.message_in(Lang::Zh) == words
        };
        let plain = checked.linter.check(&self.document).findings;
        std::iter::once(found.clone()).chain(plain.into_iter().filter(same)).collect()
    }

    /// All fixes, those that come to light by others too.
    fn fix_all(&mut self, least: Applicability) -> Result<StepDone, Failure> {
        const ROUNDS: usize = 10;
        let mut made = 0;
        for _ in 0..ROUNDS {
            let done = self.fix(|_, _| true, least)?;
            if !done.changed {
                break;
            }
            made += done.findings.unwrap_or(0);
        }
        if made == 0 {
            return Ok(self.why("没有可以采用的改法", "there is no fix for it"));
        }
        Ok(StepDone { changed: true, findings: Some(made), why: None })
    }
}
