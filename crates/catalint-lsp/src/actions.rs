//! What can be done about findings: fixes, offers, comments that ignore, all safe fixes of the file.

use std::borrow::Cow;

use catalint_core::Document;
use catalint_core::fix::Applicability;
use catalint_core::format::format;
use catalint_core::lint::{FixOptions, Linter, Report};
use catalint_core::rule::{Finding, Lang, Severity};
use catalint_text::{Edit, Span, decode};
use gen_lsp_types::{
    CodeAction, CodeActionKind, DocumentChange, OptionalVersionedTextDocumentIdentifier, Range, TextDocumentEdit,
    TextDocumentIdentifier, TextEdit, Uri, WorkspaceEdit,
};
use similar::{ChangeTag, TextDiff};

use crate::findings::{FindingView, diagnostic};
use crate::places;
use crate::server::{CheckedText, OpenText};

/// The kind of the action that applies all safe fixes; editors run it on save where their users say so.
pub(crate) fn fix_all() -> CodeActionKind {
    CodeActionKind::Custom(Cow::Borrowed("source.fixAll.catalint"))
}

/// What is offered for the findings that touch a stretch.
pub(crate) fn actions(
    open: &OpenText,
    range: Range,
    only: Option<&[CodeActionKind]>,
    view: FindingView,
) -> Vec<CodeAction> {
    let Some(CheckedText { report, linter: Some(linter) }) = &open.checked else { return Vec::new() };
    let source = &report.source;
    let wanted = |kind: &CodeActionKind| {
        let name = String::from(kind.clone());
        only.is_none_or(|only| {
            only.iter().any(|asked| {
                let asked = String::from(asked.clone());
                name == asked || name.starts_with(&format!("{asked}."))
            })
        })
    };
    let mut out = Vec::new();
    if wanted(&CodeActionKind::QuickFix) {
        let span = places::span(source, range, view.unit);
        let here = report.findings.iter().filter(|found| found.lines().is_some_and(|at| at.touches(span)));
        for found in here.take(50) {
            out.extend(fix(open, report, found, view));
            out.extend(ignores((open, report, linter), found, view));
        }
    }
    if wanted(&fix_all()) {
        out.extend(all(open, linter, view));
    }
    out
}

fn pick(view: FindingView, zh: &str, en: &str) -> String {
    match view.lang {
        Lang::Zh => zh.to_owned(),
        Lang::En => en.to_owned(),
    }
}

/// The fix of a finding: what is certain is preferred, what is offered says that it is to be looked at.
fn fix(open: &OpenText, report: &Report, found: &Finding, view: FindingView) -> Option<CodeAction> {
    let fix = found.fix.as_deref().filter(|fix| !fix.edits.is_empty())?;
    let safe = fix.applicability == Applicability::Safe;
    let mut title = format!("{}：{}", found.rule.code, found.fix_message(view.lang)?);
    if view.lang == Lang::En {
        title = title.replacen('：', ": ", 1);
    }
    if !safe {
        title += &pick(view, "（请核对）", " (please check)");
    }
    Some(CodeAction {
        title,
        kind: Some(CodeActionKind::QuickFix),
        diagnostics: Some(vec![diagnostic(found, report, &open.uri, view)]),
        is_preferred: safe.then_some(true),
        edit: Some(edited(open, &fix.edits, view)),
        ..CodeAction::default()
    })
}

/// Comments that ignore a finding. The reason is for the person to write.
fn ignores(
    (open, report, linter): (&OpenText, &Report, &Linter),
    found: &Finding,
    view: FindingView,
) -> Option<CodeAction> {
    let why = pick(view, "理由：", "because ");
    let edits = linter.ignore_edits(&open.document, &[found], why.trim());
    let code = found.rule.code;
    let title = match found.item {
        Some(_) => {
            pick(view, &format!("本项忽略 {code}（写明理由）"), &format!("Ignore {code} in this item (say why)"))
        }
        None => pick(view, &format!("本文件忽略 {code}（写明理由）"), &format!("Ignore {code} in this file (say why)")),
    };
    (!edits.is_empty()).then(|| CodeAction {
        title,
        kind: Some(CodeActionKind::QuickFix),
        diagnostics: Some(vec![diagnostic(found, report, &open.uri, view)]),
        edit: Some(edited(open, &edits, view)),
        ..CodeAction::default()
    })
}

/// All safe fixes, as edits of lines.
fn all(open: &OpenText, linter: &Linter, view: FindingView) -> Option<CodeAction> {
    let which = FixOptions { least: Applicability::Safe, min_severity: Severity::Hint };
    let fixed = linter.fix(Document::parse(open.document.source().clone()), which);
    let new = decode(fixed.bytes.as_deref()?).text;
    let edits = line_edits(open.document.text(), &new);
    Some(CodeAction {
        title: pick(view, "修正所有可以自动修正的（不含需要核对的）", "Apply all safe fixes (no offers)"),
        kind: Some(fix_all()),
        edit: Some(edited(open, &edits, view)),
        ..CodeAction::default()
    })
}

/// The text in the one layout, as edits of lines; none where it is to be left as it is.
pub(crate) fn formatted(open: &OpenText, view: FindingView) -> Option<Vec<TextEdit>> {
    let Some(CheckedText { linter: Some(linter), .. }) = &open.checked else { return None };
    let new = format(&open.document, linter).ok()?;
    let source = open.document.source();
    let edit = |edit: Edit| TextEdit { range: places::range(source, edit.span, view.unit), new_text: edit.content };
    Some(line_edits(open.document.text(), &new).into_iter().map(edit).collect())
}

/// What turns one text into another, line by line.
fn line_edits(old: &str, new: &str) -> Vec<Edit> {
    let diff = TextDiff::from_lines(old, new);
    let mut edits: Vec<Edit> = Vec::new();
    let mut at = 0;
    for change in diff.iter_all_changes() {
        let len = change.value().len();
        let (span, text) = match change.tag() {
            ChangeTag::Equal => {
                at += len;
                continue;
            }
            ChangeTag::Delete => (Span::of(at..at + len), ""),
            ChangeTag::Insert => (Span::of(at..at), change.value()),
        };
        at = span.end as usize;
        match edits.last_mut() {
            Some(last) if last.span.end == span.start => {
                last.span = Span::new(last.span.start, span.end);
                last.content += text;
            }
            _ => edits.push(Edit::new(span, text)),
        }
    }
    edits
}

/// Edits of this version of the text, no other.
fn edited(open: &OpenText, edits: &[Edit], view: FindingView) -> WorkspaceEdit {
    let source = open.document.source();
    let edits = edits.iter().map(|edit| {
        TextEdit { range: places::range(source, edit.span, view.unit), new_text: edit.content.clone() }.into()
    });
    let text_document = OptionalVersionedTextDocumentIdentifier {
        version: Some(open.version),
        text_document_identifier: TextDocumentIdentifier { uri: Uri(open.uri.clone()) },
    };
    let change = TextDocumentEdit { text_document, edits: edits.collect() };
    WorkspaceEdit { document_changes: Some(vec![DocumentChange::TextDocumentEdit(change)]), ..WorkspaceEdit::default() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn edits_of_lines_make_the_new_text() {
        for (old, new) in [("", "a\n"), ("a\nb\nc\n", "a\nx\ny\nc"), ("a\r\nb\r\n", "b\r\n"), ("甲\n乙\n", "甲\n乙\n")]
        {
            let mut text = old.to_owned();
            for edit in line_edits(old, new).iter().rev() {
                text.replace_range(edit.span.range(), &edit.content);
            }
            assert_eq!(text, new);
        }
    }
}
