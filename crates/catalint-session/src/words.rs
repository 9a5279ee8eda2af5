//! Words that are asked for beside the table: what may be typed, rules, acts, deadlines, what this is.

use catalint_core::complete::{self as completion, typed_title, words_of_others, words_of_profile};
use catalint_core::model::{FIELDS, FieldId, Scope};
use catalint_core::rule::Lang;
use catalint_core::{Document, Source, acts};
use catalint_domain::law::FoundBy;
use catalint_report::pages;
use serde::{Deserialize, Serialize};
use serde_json::json;

use crate::answer::Answer;
use crate::check::Memory;
use crate::failure::Failure;
use crate::request::Call;

#[derive(Debug, Deserialize)]
struct CompleteAsked {
    field: String,
    text: String,
    /// In UTF-16 units.
    cursor: usize,
    #[serde(default)]
    yaml: Option<String>,
    #[serde(default)]
    item: Option<usize>,
}

/// A text that may be typed.
#[derive(Debug, Serialize)]
struct CompletionJson {
    label: String,
    insert: String,
    detail: String,
    gone: bool,
}

#[inline(never)]
pub(crate) fn complete(memory: &mut Memory, call: &Call<'_>) -> Result<Answer, Failure> {
    let CompleteAsked { field, text, cursor, yaml, item } = call.own()?;
    let settings = memory.settings(call, "")?;
    let before = utf16_prefix(&text, cursor);
    let answer = |typed: &str, items: Vec<CompletionJson>| {
        let from = before.encode_utf16().count() - typed.encode_utf16().count();
        Ok(Answer::of(&json!({ "from": from, "to": cursor, "items": items })))
    };
    if let Some(typed) = typed_title(before) {
        let closed = text[before.len()..].starts_with('》');
        let offers = completion::titles(typed, closed, &settings).into_iter();
        let offers = offers.map(|offer| CompletionJson {
            label: offer.law.title_in_marks().into_owned(),
            detail: acts::status(offer.law, settings.as_of, call.lang()),
            insert: offer.text,
            gone: offer.is_gone,
        });
        return answer(typed, offers.collect());
    }
    let Some(id) = FieldId::from_key(&field) else { return answer("", Vec::new()) };
    let document = Document::parse(Source::from_text("", yaml.unwrap_or_default()));
    let catalog = document.catalog();
    let profile = match catalog {
        Some(catalog) => settings.profile_of(catalog),
        None => settings.profiles.get_or_default(settings.profile.as_deref()),
    };
    let words = words_of_profile(id, profile).or_else(|| words_of_others(id, catalog?, item)).unwrap_or_default();
    let typed = before.trim_start();
    let fit = words.into_iter().filter(|word| word.contains(typed) && *word != typed).take(completion::MOST);
    let offer = |word: &str| {
        let detail = if id == FieldId::Deadline { reading(word, call.lang()).join("") } else { String::new() };
        CompletionJson { label: word.to_owned(), insert: word.to_owned(), detail, gone: false }
    };
    answer(typed, fit.map(offer).collect())
}

/// The part of a text before so many UTF-16 units.
fn utf16_prefix(text: &str, units: usize) -> &str {
    let mut seen = 0;
    let end = text.char_indices().find(|(_, c)| {
        let is_behind = seen >= units;
        seen += c.len_utf16();
        is_behind
    });
    &text[..end.map_or(text.len(), |(at, _)| at)]
}

fn reading(text: &str, lang: Lang) -> Vec<String> {
    let reading = catalint_domain::deadline::read(text);
    if lang == Lang::Zh { reading.words_zh(text) } else { reading.words_en(text) }
}

#[inline(never)]
pub(crate) fn deadline(call: &Call<'_>) -> Result<Answer, Failure> {
    #[derive(Debug, Deserialize)]
    struct DeadlineAsked {
        text: String,
    }
    let DeadlineAsked { text } = call.own()?;
    Ok(Answer::of(&json!({ "lines": reading(&text, call.lang()) })))
}

#[inline(never)]
pub(crate) fn explain(memory: &mut Memory, call: &Call<'_>) -> Result<Answer, Failure> {
    #[derive(Debug, Deserialize)]
    struct ExplainAsked {
        code: String,
    }
    let ExplainAsked { code } = call.own()?;
    let settings = memory.settings(call, "")?;
    let lang = call.lang();
    let unknown = || Failure::request(format!("there is no rule {code:?}"));
    let rule = settings.rules().into_iter().find(|rule| rule.code == code).ok_or_else(unknown)?;
    let wrong: Vec<_> = rule.wrong.iter().map(|wrong| json!({ "yaml": wrong.yaml, "fixed": wrong.fixed })).collect();
    Ok(Answer::of(&json!({
        "code": rule.code,
        "name": rule.name,
        "severity": rule.severity.key(),
        "fix": pages::fixability(rule).get(lang),
        "summary": rule.summary.get(lang),
        "why": rule.why.get(lang),
        "sources": pages::sources(rule, lang, settings.as_of),
        "help": pages::general(rule.help, lang),
        "wrong": wrong,
        "right": rule.right,
    })))
}

/// So many acts are shown.
const MOST_ACTS: usize = 20;

#[inline(never)]
pub(crate) fn law(memory: &mut Memory, call: &Call<'_>) -> Result<Answer, Failure> {
    #[derive(Debug, Deserialize)]
    struct LawAsked {
        words: String,
    }
    let LawAsked { words } = call.own()?;
    let settings = memory.settings(call, "")?;
    let registry = &settings.registry;
    let hits = registry.search(&words);
    let near = if hits.is_empty() { registry.resembling(&words) } else { Vec::new() };
    // Who names an act wants that one.
    let by_name = hits.first().is_some_and(|hit| hit.by == FoundBy::Name);
    let shown = hits.iter().take(if by_name { 1 } else { MOST_ACTS });
    let acts: Vec<_> = shown
        .map(|hit| {
            let page = acts::page(hit.law, registry, settings.as_of, call.lang());
            let lines: Vec<_> =
                page.lines.iter().map(|(label, text)| json!({ "label": label, "text": text })).collect();
            json!({
                "title": page.title,
                "status": page.status.1,
                "inForce": page.in_force,
                "lines": lines,
                "duties": page.duties,
            })
        })
        .collect();
    let near: Vec<&str> = near.iter().map(|law| law.title.as_ref()).collect();
    Ok(Answer::of(&json!({ "acts": acts, "near": near, "checkedTo": registry.checked_to().to_string() })))
}

#[inline(never)]
pub(crate) fn about(memory: &mut Memory, call: &Call<'_>) -> Result<Answer, Failure> {
    let settings = memory.settings(call, "")?;
    let lang = call.lang();
    let fields: Vec<_> = FIELDS
        .iter()
        .map(|field| {
            json!({
                "key": field.key,
                "label": if lang == Lang::Zh { field.label } else { field.label_en },
                "about": if lang == Lang::Zh { field.about } else { field.about_en },
                "scope": if field.scope == Scope::Catalog { "catalog" } else { "item" },
                "shape": format!("{:?}", field.shape),
                "required": field.required,
            })
        })
        .collect();
    let profiles: Vec<_> = settings
        .profiles
        .iter()
        .map(|profile| json!({ "id": profile.id, "name": call.pick(&profile.name.zh, &profile.name.en) }))
        .collect();
    Ok(Answer::of(&json!({
        "version": env!("CARGO_PKG_VERSION"),
        "lawCheckedTo": settings.registry.checked_to().to_string(),
        "fields": fields,
        "profiles": profiles,
        "extensions": catalint_table::EXTENSIONS,
    })))
}
