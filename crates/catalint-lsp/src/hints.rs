//! What is said between the words: behind an act that it is not in force, behind a deadline how it is read.

use catalint_core::acts;
use catalint_core::lint::Settings;
use catalint_core::model::{Entry, Field, FieldId};
use catalint_core::rule::Lang;
use catalint_domain::{citation, deadline};
use catalint_text::Span;
use gen_lsp_types::{InlayHint, InlayHintKind, Label, Tooltip};

use crate::client::HintChoice;
use crate::findings::FindingView;
use crate::places;
use crate::texts::TextVersion;

/// The hints within a stretch.
pub(crate) fn hints(
    text: &TextVersion,
    options: &Settings,
    within: Span,
    which: HintChoice,
    view: FindingView,
) -> Vec<InlayHint> {
    let Some(catalog) = text.document().catalog().filter(|_| which != HintChoice::Off) else { return Vec::new() };
    let source = text.source();
    let hint = |at: u32, label: String, more: Option<String>| InlayHint {
        position: places::position(source, at, view.unit),
        label: Label::String(label),
        kind: Some(InlayHintKind::Type),
        text_edits: None,
        tooltip: more.map(Tooltip::String),
        padding_left: Some(true),
        padding_right: None,
        data: None,
    };
    let items = catalog.items().skip_while(|item| item.node().span().end < within.start);
    let items = items.take_while(|item| item.node().span().start <= within.end);
    let own = items.flat_map(|item| [FieldId::Basis, FieldId::Deadline].into_iter().filter_map(move |id| item.own(id)));
    let top = [FieldId::Basis, FieldId::Deadline].into_iter().filter_map(|id| catalog.default(id));
    let mut all = Vec::new();
    for field in top.chain(own) {
        for entry in field.entries().filter(|entry| meets(entry.span(), within)) {
            match field.id {
                FieldId::Basis => all.extend(
                    of_basis(entry, options, view.lang).into_iter().map(|(at, label, more)| hint(at, label, more)),
                ),
                _ if which == HintChoice::All => {
                    all.extend(of_deadline(field, entry, view.lang).map(|label| hint(entry.span().end, label, None)))
                }
                _ => {}
            }
        }
    }
    all
}

const fn meets(one: Span, other: Span) -> bool {
    one.start <= other.end && other.start <= one.end
}

/// Behind each act that is not in force: since when, and more where one asks.
fn of_basis(entry: Entry<'_>, options: &Settings, lang: Lang) -> Vec<(u32, String, Option<String>)> {
    let (registry, day) = (&options.registry, options.as_of);
    let cited = citation::read(entry.text);
    let found = cited.iter().filter_map(|cited| {
        let law = acts::cited(cited, registry)?;
        let label = acts::problem(law, day, lang)?;
        Some((entry.part(cited.span.clone()).end, label, Some(acts::status(law, day, lang))))
    });
    found.collect()
}

/// How a deadline is read, if anything of it is; what is below another text says nothing of its own.
fn of_deadline(field: Field<'_>, entry: Entry<'_>, lang: Lang) -> Option<String> {
    let reading = deadline::read(entry.text);
    let words = if lang == Lang::Zh { reading.words_zh(entry.text) } else { reading.words_en(entry.text) };
    let several = field.entries().nth(1).is_some();
    let most = if several { 1 } else { 3 };
    let told = !reading.clauses.is_empty() && words.len() <= most;
    told.then(|| words.join(if lang == Lang::Zh { "" } else { " " }))
}
