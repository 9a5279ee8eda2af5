//! From a catalog file to a table, and what of it does not come back when the table is read again.

use catalint_core::Document;
use catalint_core::lint::Settings;
use catalint_core::model::{Catalog, FieldId};
use catalint_core::rule::Lang;
use catalint_text::DecodeProblem;

use super::annotate::Annotate;
use super::csv::{Safe, csv};
use super::html::html;
use super::json::json;
use super::layout::lay;
use super::markdown::markdown;
use super::office::{OfficeRemarks, Unwritable};
use super::source;
use crate::catalog::{self, CatalogDraft, ColumnChoices};

/// Items of a table; with its head and title it has no more than [`crate::grid::MAX_ROWS`].
const MAX_ITEMS: usize = 19_990;
/// Columns of `extra`; with the others there are no more than [`crate::grid::MAX_COLUMNS`].
const MAX_EXTRA: usize = 200;

/// A format that catalogs are written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ExportTarget {
    /// Excel workbook.
    Xlsx,
    /// Word document.
    Docx,
    /// Web page.
    Html,
    /// Comma-separated text.
    Csv,
    /// Comma-separated text in which nothing is a formula.
    CsvSafe,
    /// Markdown table.
    Markdown,
    /// The catalog itself, as JSON.
    Json,
}

impl ExportTarget {
    /// All formats by name, each with the extensions of its files.
    pub const NAMED: [(&'static str, Self, &'static [&'static str]); 6] = [
        ("xlsx", Self::Xlsx, &["xlsx"]),
        ("docx", Self::Docx, &["docx"]),
        ("html", Self::Html, &["html", "htm"]),
        ("csv", Self::Csv, &["csv"]),
        ("markdown", Self::Markdown, &["md", "markdown"]),
        ("json", Self::Json, &["json"]),
    ];

    /// The format with a name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::NAMED.into_iter().find(|(known, ..)| *known == name).map(|(_, target, _)| target)
    }

    /// The format of a file by its name.
    #[must_use]
    pub fn of_file(name: &str) -> Option<Self> {
        let extension = name.rsplit_once('.')?.1.to_ascii_lowercase();
        Self::NAMED.into_iter().find(|(.., known)| known.contains(&extension.as_str())).map(|(_, target, _)| target)
    }

    /// Whether it can be shown on a terminal or sent through a pipe of texts.
    #[must_use]
    pub fn is_text(self) -> bool {
        matches!(self, Self::Html | Self::Csv | Self::CsvSafe | Self::Markdown | Self::Json)
    }

    /// A name for a file of it.
    fn file(self) -> &'static str {
        match self {
            Self::Xlsx => "table.xlsx",
            Self::Docx => "table.docx",
            Self::Html => "table.html",
            Self::Csv | Self::CsvSafe => "table.csv",
            Self::Markdown => "table.md",
            Self::Json => "catalog.json",
        }
    }
}

/// What is wanted.
#[derive(Debug, Clone, Copy)]
pub struct Request<'a> {
    /// The format.
    pub target: ExportTarget,
    /// The profile whose table it is to be; none for the catalog's own.
    pub profile: Option<&'a str>,
    /// Whether and how what a check finds is written into it; a workbook alone has room for that.
    pub annotate: Option<Annotate>,
}

/// A catalog that was written.
#[derive(Debug)]
pub struct Exported {
    /// The file.
    pub bytes: Vec<u8>,
    /// How many items it has.
    pub items: usize,
    /// The profile whose table it is.
    pub profile: String,
    /// What stands in its rows and not in the items of the file.
    pub spread: Spread,
    /// What was found and written into it.
    pub remarks: Option<OfficeRemarks>,
    /// What is not in it, or would be read back as something else, in the order of the catalog.
    pub changes: Vec<LossyPart>,
}

/// What a catalog says once or not at all, and a table in each row.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Spread {
    /// The fields of `defaults` that some item takes.
    pub defaults: Vec<FieldId>,
    /// Whether levels were told from the rank of bodies.
    pub levels_told: bool,
}

impl Spread {
    /// For people, a line each.
    #[must_use]
    pub fn words(&self, lang: Lang) -> Vec<String> {
        let mut lines = Vec::new();
        if !self.defaults.is_empty() {
            let label = |id: &FieldId| if lang == Lang::Zh { id.spec().label } else { id.spec().label_en };
            let labels: Vec<&str> = self.defaults.iter().map(label).collect();
            lines.push(match lang {
                Lang::Zh => format!("统一规定中的{}已写入每一行", labels.join("、")),
                Lang::En => format!("The defaults stand in each row: {}", labels.join(", ")),
            });
        }
        if self.levels_told {
            let words = match lang {
                Lang::Zh => "目录没有写公开层级，表中的公开层级按公开主体的级别推定",
                Lang::En => "The catalog states no level; those in the table follow from the rank of the publishers",
            };
            lines.push(words.to_owned());
        }
        lines
    }
}

fn is_taken(catalog: &Catalog, id: FieldId) -> bool {
    catalog.default(id).is_some() && catalog.items().any(|item| item.own(id).is_none())
}

/// A part of a catalog that does not come back from its table as it was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LossyPart {
    /// Index of the item; none at the top of the catalog.
    pub item: Option<usize>,
    /// The field; none of a key that the model does not know.
    pub field: Option<FieldId>,
    /// The key as the author wrote it.
    pub key: String,
}

impl LossyPart {
    pub(super) fn of(item: Option<usize>, field: FieldId) -> Self {
        Self { item, field: Some(field), key: field.key().to_owned() }
    }

    /// The part in a language: `第3项的公开依据`.
    #[must_use]
    pub fn text(&self, lang: Lang) -> String {
        let spec = self.field.map(FieldId::spec);
        let extra = self.field == Some(FieldId::Extra) && self.key != FieldId::Extra.key();
        let spec = spec.filter(|_| !extra);
        match lang {
            Lang::Zh => {
                let name = spec.map_or_else(|| format!("“{}”", self.key), |spec| spec.label.to_owned());
                self.item.map_or_else(|| name.clone(), |item| format!("第{}项的{name}", item + 1))
            }
            Lang::En => {
                let name = spec.map_or_else(|| self.key.clone(), |spec| spec.label_en.to_owned());
                self.item.map_or_else(|| name.clone(), |item| format!("{name} of item {}", item + 1))
            }
        }
    }
}

/// Why a catalog can't be written as a table.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotExported {
    /// It is no text in a known encoding.
    #[error("its bytes are no text in a known encoding")]
    Encoding,
    /// Parts of it can't be read.
    #[error("it can't be read as a whole (first at line {line}); mend what `catalint check` finds first")]
    Faults {
        /// Line of the first fault, from 1.
        line: u32,
    },
    /// It has more rows or columns than any table that is read.
    #[error("it is too large for a table: more than 19,990 items or 200 columns of `extra`")]
    TooLarge,
    /// It is something else.
    #[error("it is no catalog: there is no list of items")]
    NoCatalog,
    /// The format can't hold it.
    #[error(transparent)]
    Unwritable(#[from] Unwritable),
}

impl NotExported {
    /// The message in a language.
    #[must_use]
    pub fn text(&self, lang: Lang) -> String {
        match self {
            _ if lang == Lang::En => self.to_string(),
            Self::Encoding => "文件的编码认不出来".to_owned(),
            Self::Faults { line } => {
                format!("目录不能完整读出（最早在第{line}行），请先改正 catalint check 报告的问题")
            }
            Self::TooLarge => "目录太大，做不成表格：超过19990项，或 extra 里的栏目超过200种".to_owned(),
            Self::NoCatalog => "文件不是目录：没有公开事项的列表".to_owned(),
            Self::Unwritable(why) => why.text(lang),
        }
    }
}

/// Writes a catalog file as a table, and reads the table back to see what has changed. `options` are those of a
/// check of the file.
///
/// # Errors
/// Why there is nothing to write.
pub fn export(bytes: &[u8], request: Request<'_>, options: &Settings) -> Result<Exported, NotExported> {
    let document = Document::from_bytes("", bytes);
    if matches!(document.source().problem, Some(DecodeProblem::Unknown { .. } | DecodeProblem::Mixed { .. })) {
        return Err(NotExported::Encoding);
    }
    let faults = document.faults().iter().map(|fault| fault.span.start);
    let first = faults.chain(document.slips().iter().map(|slip| slip.span.start));
    if let Some(first) = first.min() {
        let text = document.text();
        let breaks = text.as_bytes()[..(first as usize).min(text.len())].iter().filter(|byte| **byte == b'\n').count();
        return Err(NotExported::Faults { line: u32::try_from(breaks + 1).unwrap_or(u32::MAX) });
    }
    let catalog = document.catalog().ok_or(NotExported::NoCatalog)?;
    if catalog.field(FieldId::Items).is_none_or(|items| !items.is_list() && !items.is_missing()) {
        return Err(NotExported::NoCatalog);
    }
    let (mut draft, mut changes) = source::draft(catalog);
    let wanted = request.profile.or(options.profile.as_deref());
    let wanted = wanted.or(draft.profile.as_deref()).or(options.default_profile.as_deref());
    let profile = options.profiles.get_or_default(wanted);
    let catalog = catalog.clone().with_levels_told(profile);
    let spread = Spread {
        defaults: FieldId::OF_DEFAULTS.into_iter().filter(|&id| is_taken(&catalog, id)).collect(),
        levels_told: source::tell_levels(&catalog, &mut draft),
    };
    let (items, id) = (draft.items.len(), profile.id.clone());
    let mut remarks = None;
    let bytes = if request.target == ExportTarget::Json {
        json(&draft).into_bytes()
    } else if items > MAX_ITEMS || source::extra_heads(&draft).len() > MAX_EXTRA {
        return Err(NotExported::TooLarge);
    } else {
        let published = lay(&draft, profile);
        let bytes = match request.target {
            ExportTarget::Xlsx => {
                let found = |annotate: Annotate| annotate.remarks(&document, &published, profile, options);
                remarks = request.annotate.map(found);
                super::xlsx(&published, remarks.as_ref())?
            }
            ExportTarget::Docx => super::docx(&published)?,
            ExportTarget::Html => html(&published).into_bytes(),
            ExportTarget::Csv => csv(&published, Safe::No).into_bytes(),
            ExportTarget::CsvSafe => csv(&published, Safe::Yes).into_bytes(),
            ExportTarget::Markdown | ExportTarget::Json => markdown(&published).into_bytes(),
        };
        let back = crate::read::read(request.target.file(), &bytes, None).ok();
        let back =
            back.map(|table| catalog::read(&table, &options.profiles, &ColumnChoices::new())).unwrap_or_default();
        let meant = source::normal(&draft, profile);
        // A table that can't be read at all has lost its items, and nothing is said of the rest.
        let lost = || vec![LossyPart::of(None, FieldId::Items)];
        changes.extend(back.first().map_or_else(lost, |back| differences(&meant, back)));
        changes.sort_by_key(|change| (change.item, change.field));
        changes.dedup();
        bytes
    };
    Ok(Exported { bytes, items, profile: id, spread, remarks, changes })
}

/// The parts of a catalog that came back as something else.
fn differences(meant: &CatalogDraft, back: &CatalogDraft) -> Vec<LossyPart> {
    let mut found = Vec::new();
    for id in [FieldId::Title, FieldId::Authority, FieldId::Updated] {
        let text = |draft: &CatalogDraft| draft.top.get(&id).map(|(text, _)| text.clone());
        if text(meant) != text(back) {
            found.push(LossyPart::of(None, id));
        }
    }
    if !meant.items.is_empty() && meant.profile != back.profile {
        found.push(LossyPart::of(None, FieldId::Profile));
    }
    if meant.items.len() != back.items.len() {
        found.push(LossyPart::of(None, FieldId::Items));
        return found;
    }
    for (nth, (meant, back)) in meant.items.iter().zip(&back.items).enumerate() {
        for id in FieldId::of_item() {
            let texts = |item: &catalog::DraftItem| item.fields.get(&id).map(|value| value.texts.clone());
            if texts(meant) != texts(back) {
                found.push(LossyPart::of(Some(nth), id));
            }
        }
        let extra = |item: &catalog::DraftItem| -> Vec<(String, String)> {
            item.extra.iter().map(|(head, text, _)| (head.clone(), text.clone())).collect()
        };
        if extra(meant) != extra(back) {
            found.push(LossyPart::of(Some(nth), FieldId::Extra));
        }
    }
    found
}
