//! What is saved: the published table, the office's own file mended, a marked copy, the rectification list.

use catalint_core::lint::{LawDays, Report};
use catalint_core::rule::Severity;
use catalint_core::{Document, Source};
use catalint_report::{list_format, render_list};
use catalint_table::publish::{self, ExportTarget, Request};
use catalint_table::{Marking, WrittenBack, write_back};
use serde::Deserialize;
use serde_json::json;

use crate::answer::Answer;
use crate::check::{Memory, view};
use crate::failure::Failure;
use crate::open::meanings;
use crate::reading;
use crate::request::{AskedColumns, Call, CatalogText};

#[derive(Debug, Deserialize)]
struct ExportAsked {
    yaml: String,
    format: String,
    /// The profile whose table it is to be.
    #[serde(default, rename = "as")]
    profile: Option<String>,
    #[serde(default)]
    marks: Option<String>,
}

fn severity(key: Option<&str>, usual: Severity) -> Result<Severity, Failure> {
    let unknown = |key: &str| Failure::request(format!("there is no severity {key:?}"));
    key.map_or(Ok(usual), |key| Severity::from_key(key).ok_or_else(|| unknown(key)))
}

fn mime(format: &str) -> &'static str {
    match format {
        "xlsx" => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "docx" => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "html" => "text/html",
        "csv" => "text/csv",
        "json" => "application/json",
        "markdown" => "text/markdown",
        _ => "application/yaml",
    }
}

#[inline(never)]
pub(crate) fn export(memory: &mut Memory, call: &Call<'_>) -> Result<Answer, Failure> {
    let ExportAsked { yaml, format, profile, marks } = call.own()?;
    let settings = memory.settings(call, "")?;
    if format == "yaml" {
        let answer = json!({ "mime": mime(&format), "items": 0, "profile": "", "lost": [], "notes": [] });
        return Ok(Answer::of(&answer).with(yaml.into_bytes()));
    }
    let unknown = || Failure::request(format!("there is no format {format:?}"));
    let target = ExportTarget::named(&format).ok_or_else(unknown)?;
    if profile.as_ref().is_some_and(|profile| settings.profiles.get(profile).is_none()) {
        return Err(Failure::request(format!("there is no profile {profile:?}")));
    }
    let marking = |key: &String| {
        Ok::<_, Failure>(publish::Annotate { lang: call.lang(), least: severity(Some(key), Severity::Hint)? })
    };
    let annotate = marks.as_ref().map(marking).transpose()?;
    let request = Request { target, profile: profile.as_deref(), annotate };
    let done = publish::export(yaml.as_bytes(), request, &settings);
    let done = done.map_err(|why| Failure::not_possible(why.text(call.lang())))?;
    let lost: Vec<String> = done.changes.iter().map(|change| change.text(call.lang())).collect();
    let answer = json!({
        "mime": mime(&format),
        "items": done.items,
        "profile": done.profile,
        "lost": lost,
        "notes": done.spread.words(call.lang()),
    });
    Ok(Answer::of(&answer).with(done.bytes))
}

#[derive(Debug, Deserialize)]
struct MendAsked {
    #[serde(default)]
    columns: AskedColumns,
    catalogs: Vec<CatalogText>,
}

#[inline(never)]
pub(crate) fn mend(memory: &mut Memory, call: &Call<'_>) -> Result<Answer, Failure> {
    let MendAsked { columns, catalogs } = call.own()?;
    let (name, bytes) = call.file(0)?;
    let mut settings = memory.settings(call, name)?;
    settings.columns = meanings(&columns)?.into();
    let mut wanted = Vec::with_capacity(catalogs.len());
    for text in &catalogs {
        let reading = reading::read(&text.reading)?;
        let reading = reading.ok_or_else(|| Failure::request("there is no reading".to_owned()))?;
        wanted.push((Document::parse(Source::from_text("", text.yaml.as_str())), reading));
    }
    let lang = call.lang();
    let WrittenBack { bytes, changes, left, cautions } =
        write_back(name, bytes, &settings, &wanted).map_err(|why| Failure::unreadable(why.text(lang)))?;
    let changes: Vec<_> =
        changes.iter().map(|edit| json!({ "cell": edit.cell, "before": edit.before, "after": edit.after })).collect();
    let left: Vec<_> = left
        .iter()
        .map(|left| {
            json!({
                "cell": left.cell,
                "pointer": left.pointer(),
                "what": left.what(lang),
                "why": left.why.words().get(lang),
            })
        })
        .collect();
    let cautions: Vec<String> = cautions.iter().map(|caution| caution.words(lang)).collect();
    let answer = json!({ "changes": changes, "left": left, "cautions": cautions });
    Ok(Answer::of(&answer).with(bytes.unwrap_or_default()))
}

#[derive(Debug, Deserialize)]
struct AnnotateAsked {
    #[serde(default)]
    columns: AskedColumns,
    #[serde(default)]
    least: Option<String>,
}

#[inline(never)]
pub(crate) fn annotate(memory: &mut Memory, call: &Call<'_>) -> Result<Answer, Failure> {
    let AnnotateAsked { columns, least } = call.own()?;
    let (name, bytes) = call.file(0)?;
    let mut settings = memory.settings(call, name)?;
    settings.columns = meanings(&columns)?.into();
    let marking = Marking { lang: call.lang(), least: severity(least.as_deref(), Severity::Warning)? };
    let done = catalint_table::annotate(name, bytes, &settings, marking);
    let done = done.map_err(|why| Failure::not_possible(why.text(call.lang())))?;
    let mut notes = Vec::new();
    if done.placed.commented > 0 {
        let n = done.placed.commented;
        notes.push(call.pick(
            format!("有{n}格原来就有批注，只着色，没有再加批注"),
            format!("{n} cells had a comment before: they have a colour and no other comment"),
        ));
    }
    let answer = json!({
        "rows": done.rows,
        "fixable": done.fixable,
        "cells": done.placed.cells,
        "commented": done.placed.commented,
        "notes": notes,
    });
    Ok(Answer::of(&answer).with(done.bytes))
}

#[derive(Debug, Deserialize)]
struct ListAsked {
    format: String,
    catalogs: Vec<CatalogText>,
    #[serde(default)]
    least: Option<String>,
}

#[inline(never)]
pub(crate) fn list(memory: &mut Memory, call: &Call<'_>) -> Result<Answer, Failure> {
    let ListAsked { format, catalogs, least } = call.own()?;
    let unknown = || Failure::request(format!("there is no list {format:?}"));
    let of = list_format(&format).ok_or_else(unknown)?;
    let settings = memory.settings(call, "")?;
    let law = LawDays { as_of: settings.as_of, checked_to: settings.registry.checked_to() };
    let mut reports: Vec<Report> = Vec::with_capacity(catalogs.len());
    for text in &catalogs {
        let checked = memory.checked(call, text)?;
        let mut report = crate::check::report(&checked.document, &checked.linter, checked.reading.as_ref());
        // What a comment ignores is nobody's work.
        report.findings.retain(|found| found.suppressed.is_none());
        reports.push(report);
    }
    let view = catalint_report::View { least: severity(least.as_deref(), of.least)?, ..view(call) };
    let page = render_list(of, &reports, law, view);
    Ok(Answer::of(&json!({ "mime": mime(&format) })).with(page.into_bytes()))
}
