//! Steps that a person takes: values set and cleared, items added, dropped and moved, findings mended or ignored.

mod items;
mod set;

use std::collections::BTreeSet;
use std::sync::Arc;

use catalint_core::fix::Applicability;
use catalint_core::lint::{FixOptions, Ignoring};
use catalint_core::rule::{Finding, Lang, Severity};
use catalint_core::{Document, Source};
use catalint_table::TableReading;
use catalint_text::Edit;
use serde::{Deserialize, Serialize};

use crate::answer::{Answer, json};
use crate::check::{CheckedText, Memory, view};
use crate::failure::Failure;
use crate::request::{Call, CatalogText};
use crate::state::{self, RowWindow};
use crate::{reading, values::Values};

#[derive(Debug, Deserialize)]
struct EditAsked {
    #[serde(flatten)]
    text: CatalogText,
    steps: Vec<Step>,
    #[serde(default)]
    then: Option<Then>,
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
    document: Document,
    reading: Option<TableReading>,
}

pub(crate) fn answer(memory: &mut Memory, call: &Call<'_>) -> Result<Answer, Failure> {
    let EditAsked { text, steps, then } = call.own()?;
    let CatalogText { yaml, reading: known, name } = text;
    let document = Document::parse(Source::from_text(name.as_str(), yaml));
    let mut desk = Desk { memory, call, name, document, reading: reading::read(&known)? };
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
    let mut out = vec![("yaml", json(&text.yaml)), ("reading", json(&text.reading)), ("steps", json(&done))];
    if let Some(Then { rows }) = then {
        let checked = memory.checked(call, &text)?;
        out.push(("state", state::object(call, &checked, rows.unwrap_or_default())));
    }
    Ok(Answer::object(&out))
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
    fn take_over(&mut self, text: String, wanted: &Values) -> bool {
        let new = Document::parse(self.document.source().with_text(text));
        let sound = new.faults().len() <= self.document.faults().len()
            && new.slips().len() <= self.document.slips().len()
            && Values::of(&new) == *wanted;
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
        let edits = checked.linter.ignore_edits(&self.document, &[found], reason, reach);
        let text = applied(self.document.text(), edits);
        let wanted = Values::of(&self.document);
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
                    self.choose(&checked, found, &mut chosen);
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
        self.document = Document::parse(Source::from_text(self.name.as_str(), new.text()));
        let made = fixed.applied.values().sum();
        Ok(StepDone { changed: true, findings: Some(made), why: None })
    }

    /// The fingerprints of a finding where no table is known: what is one finding of a merged cell are several then.
    fn choose(&self, checked: &CheckedText, found: &Finding, chosen: &mut BTreeSet<String>) {
        chosen.insert(found.fingerprint.to_string());
        if found.also.is_empty() || self.reading.is_none() || found.is_at_default() {
            return;
        }
        let field = found.pointer.split('/').nth(3);
        let words = found.message_in(Lang::Zh);
        let plain = checked.linter.check(&self.document);
        let same = plain.findings.iter().filter(|other| {
            other.rule.code == found.rule.code
                && other.item.is_some_and(|item| found.item == Some(item) || found.also.contains(&item))
                && other.pointer.split('/').nth(3) == field
                && other.message_in(Lang::Zh) == words
        });
        chosen.extend(same.map(|other| other.fingerprint.to_string()));
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
