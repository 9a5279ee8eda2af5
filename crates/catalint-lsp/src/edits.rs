//! Edits as the protocol has them.

use catalint_core::Source;
use catalint_text::{ColumnUnit, Edit, Span};
use gen_lsp_types::{
    DocumentChange, OptionalVersionedTextDocumentIdentifier, TextDocumentEdit, TextDocumentIdentifier, TextEdit, Uri,
    WorkspaceEdit,
};
use similar::{ChangeTag, TextDiff};

use crate::places;
use crate::texts::TextVersion;

/// Edits by the places of a text.
pub(crate) fn text_edits(source: &Source, edits: &[Edit], unit: ColumnUnit) -> Vec<TextEdit> {
    let edit = |edit: &Edit| TextEdit { range: places::range(source, edit.span, unit), new_text: edit.content.clone() };
    edits.iter().map(edit).collect()
}

/// Edits of this version of a text, no other.
pub(crate) fn of_version(text: &TextVersion, edits: Vec<TextEdit>) -> WorkspaceEdit {
    let text_document = OptionalVersionedTextDocumentIdentifier {
        version: Some(text.version),
        text_document_identifier: TextDocumentIdentifier { uri: Uri(text.uri.clone()) },
    };
    let change = TextDocumentEdit { text_document, edits: edits.into_iter().map(Into::into).collect() };
    WorkspaceEdit { document_changes: Some(vec![DocumentChange::TextDocumentEdit(change)]), ..WorkspaceEdit::default() }
}

/// What turns one text into another, line by line.
pub(crate) fn of_lines(old: &str, new: &str) -> Vec<Edit> {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn edits_of_lines_make_the_new_text() {
        for (old, new) in [("", "a\n"), ("a\nb\nc\n", "a\nx\ny\nc"), ("a\r\nb\r\n", "b\r\n"), ("甲\n乙\n", "甲\n乙\n")]
        {
            let mut text = old.to_owned();
            for edit in of_lines(old, new).iter().rev() {
                text.replace_range(edit.span.range(), &edit.content);
            }
            assert_eq!(text, new);
        }
    }
}
