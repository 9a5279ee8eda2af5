//! What findings offer, as values before and after, and how the law that they rest on stands.

use catalint_core::fix::{Applicability, apply};
use catalint_core::lint::{Ignoring, Settings};
use catalint_core::rule::{Finding, Lang};
use catalint_core::{Document, Source, acts};
use catalint_domain::law::Status;
use serde::{Deserialize, Serialize};

use crate::answer::Answer;
use crate::check::{CheckedText, Memory};
use crate::failure::Failure;
use crate::request::{Call, CatalogText};
use crate::values::{PartKey, Values};

#[derive(Debug, Deserialize)]
struct OffersAsked {
    #[serde(flatten)]
    text: CatalogText,
    fingerprints: Vec<String>,
}

/// So many findings are looked at in one request.
const MOST: usize = 100;

#[derive(Debug, Serialize)]
struct OffersJson {
    findings: Vec<OfferJson>,
}

/// What a finding offers.
#[derive(Debug, Serialize)]
struct OfferJson {
    fingerprint: String,
    changes: Vec<ValueChange>,
    safe: bool,
    law: Vec<LawWords>,
    source: String,
    ignorable: bool,
}

/// A value before and after.
#[derive(Debug, Serialize)]
struct ValueChange {
    pointer: String,
    item: Option<usize>,
    field: &'static str,
    label: &'static str,
    before: Vec<String>,
    after: Vec<String>,
}

/// A law as it is cited, and how its act stands.
#[derive(Debug, Serialize)]
struct LawWords {
    text: String,
    act: String,
    status: String,
    #[serde(rename = "inForce")]
    in_force: bool,
}

#[inline(never)]
pub(crate) fn answer(memory: &mut Memory, call: &Call<'_>) -> Result<Answer, Failure> {
    let OffersAsked { text, fingerprints } = call.own()?;
    let checked = memory.checked(call, &text)?;
    let known = |fingerprint: &String| checked.report.findings.iter().find(|found| *found.fingerprint == **fingerprint);
    let mut values = None;
    let mut offers = Vec::new();
    for found in fingerprints.iter().take(MOST).filter_map(known) {
        let before = values.get_or_insert_with(|| Values::of(&checked.document));
        offers.push(offer(&checked, found, before, call.lang()));
    }
    Ok(Answer::of(&OffersJson { findings: offers }))
}

fn offer(checked: &CheckedText, found: &Finding, before: &Values, lang: Lang) -> OfferJson {
    let CheckedText { document, linter, .. } = checked;
    let fix = found.fix.as_deref().filter(|fix| !fix.edits.is_empty());
    let changes = fix.map_or_else(Vec::new, |fix| {
        let text = apply(document.text(), &[fix]).text;
        changes(before, &Values::of(&Document::parse(Source::from_text("", text))), lang)
    });
    OfferJson {
        fingerprint: found.fingerprint.to_string(),
        changes,
        safe: found.applicability() == Some(Applicability::Safe),
        law: law(found, linter.options(), lang),
        source: found.source(lang).into_owned(),
        ignorable: found.suppressed.is_none()
            && !linter.ignore_edits(document, &[found], "理由", Ignoring::File).is_empty(),
    }
}

fn law(found: &Finding, options: &Settings, lang: Lang) -> Vec<LawWords> {
    let registry = &options.registry;
    let words = |provision: &catalint_domain::law::Provision| {
        let act = registry.resolve(&provision.act).map(|found| found.law);
        LawWords {
            text: if lang == Lang::Zh { provision.chinese() } else { provision.english() },
            act: provision.act.to_string(),
            status: act.map_or_else(String::new, |act| acts::status(act, options.as_of, lang)),
            in_force: act.is_some_and(|act| matches!(act.status_on(options.as_of), Status::InForce)),
        }
    };
    found.law.iter().map(words).collect()
}

fn changes(before: &Values, after: &Values, lang: Lang) -> Vec<ValueChange> {
    let change = |(key, before, after): (PartKey, Vec<String>, Vec<String>)| ValueChange {
        pointer: key.pointer(),
        item: key.item,
        field: key.field.key(),
        label: if lang == Lang::Zh { key.field.spec().label } else { key.field.spec().label_en },
        before,
        after,
    };
    before.differences(after).into_iter().map(change).collect()
}
