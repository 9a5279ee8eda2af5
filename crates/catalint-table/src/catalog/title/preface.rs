//! What the text above a table says of all its items: 【公开方式】政府网站、政府公报. Only labels and lists of acts
//! under a heading are read; prose is not, but where it stands under the label of a field, that is told.

use catalint_core::model::FieldId;

use super::TitlePiece;
use super::name::without_number;
use crate::catalog::DraftSpot;
use crate::catalog::value::acts;
use crate::catalog::vocabulary::Vocabulary;

/// What a preface gives.
#[derive(Debug)]
pub(in crate::catalog) struct Given {
    pub(in crate::catalog) field: FieldId,
    pub(in crate::catalog) texts: Vec<String>,
    pub(in crate::catalog) spot: DraftSpot,
    /// The words under which it stands there.
    pub(in crate::catalog) label: String,
}

/// What a preface says of a field in words that are not plain.
#[derive(Debug)]
pub(in crate::catalog) struct Prose {
    pub(in crate::catalog) field: FieldId,
    pub(in crate::catalog) text: String,
    pub(in crate::catalog) spot: DraftSpot,
}

/// What the texts above a table give for its items, and what of them could not be read.
pub(in crate::catalog) fn read(pieces: &[TitlePiece], words: &Vocabulary<'_>) -> (Vec<Given>, Vec<Prose>) {
    let mut found: Vec<Given> = Vec::new();
    let mut prose: Vec<Prose> = Vec::new();
    let mut heading: Option<&str> = None;
    for piece in pieces {
        let text = without_number(&piece.text);
        if let Some(label) = heading.filter(|_| text.starts_with('《')) {
            let more = acts(text).texts;
            match found.iter_mut().find(|given| given.field == FieldId::Basis && given.label == label) {
                Some(given) => given.texts.extend(more),
                None => {
                    found.push(Given { field: FieldId::Basis, texts: more, spot: piece.spot, label: label.to_owned() })
                }
            }
            continue;
        }
        heading = Some(text).filter(|text| text.ends_with("依据") && text.chars().count() <= 8);
        let Some((label, value)) = labelled(text) else { continue };
        // 编制依据, 制定依据: what the catalog rests on is what its items rest on.
        let field =
            if label.ends_with("依据") { Some(FieldId::Basis) } else { words.head(label).map(|(field, _)| field) };
        let Some(field) = field else { continue };
        match plain(field, value, words) {
            Some((field, texts)) if found.iter().all(|given| given.field != field) => {
                found.push(Given { field, texts, spot: piece.spot, label: label.to_owned() });
            }
            Some(_) => {}
            None => prose.push(Prose { field, text: text.to_owned(), spot: piece.spot }),
        }
    }
    prose.retain(|prose| found.iter().all(|given| given.field != prose.field));
    (found, prose)
}

/// `【公开方式】…`, `公开方式：…`
fn labelled(text: &str) -> Option<(&str, &str)> {
    let (label, value) = match text.strip_prefix(['【', '[']) {
        Some(rest) => rest.split_once(['】', ']'])?,
        None => text.split_once(['：', ':'])?,
    };
    let value = value.trim_start_matches(['：', ':']).trim();
    (label.chars().count() <= 10 && !value.is_empty()).then_some((label.trim(), value))
}

/// The field that a value is of, whatever its label: channels under 公开方式 are channels.
fn plain(field: FieldId, value: &str, words: &Vocabulary<'_>) -> Option<(FieldId, Vec<String>)> {
    let value = value.trim_end_matches(['。', '；', ';']);
    let one = || vec![value.to_owned()];
    let is = |field: FieldId| words.option(field, value).is_some();
    match field {
        FieldId::Method if is(FieldId::Method) => Some((field, one())),
        FieldId::Method | FieldId::Channels => {
            let names: Vec<String> = value.split("以及").flat_map(|part| words.names(part)).collect();
            let known = names.iter().any(|name| words.channel(name).is_some());
            known.then_some((FieldId::Channels, names))
        }
        FieldId::Audience | FieldId::Levels => is(field).then(|| (field, one())),
        FieldId::Basis => value.contains('《').then(|| (field, acts(value).texts)),
        FieldId::Deadline => {
            let time = value.contains(['日', '月', '年']) && value.contains(|c: char| c.is_numeric());
            (time && !value.contains('。')).then(|| (field, one()))
        }
        FieldId::Publisher => (value.chars().count() <= 30 && !value.contains(['，', '。'])).then(|| (field, one())),
        _ => None,
    }
}
