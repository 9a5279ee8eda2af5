//! What may stand here: keys that an item lacks, titles of acts, words of the profile, codes in a comment.

use catalint_core::acts::status;
use catalint_core::complete::{self, MOST, TitleOffer};
use catalint_core::lint::Settings;
use catalint_core::model::{Catalog, FieldId};
use catalint_core::rule::Lang;
use catalint_domain::deadline;
use catalint_text::Span;
use gen_lsp_types::{
    CompletionItem, CompletionItemKind, CompletionItemTag, CompletionItemTextEdit, CompletionList, InsertTextFormat,
    InsertTextMode, TextEdit,
};

use crate::findings::FindingView;
use crate::places;
use crate::texts::TextVersion;

/// How things are offered.
#[derive(Debug, Clone, Copy)]
pub(crate) struct CompletionHow {
    /// Whether keys are.
    pub(crate) keys: bool,
    /// Whether what is offered may have places to fill in.
    pub(crate) fills_in: bool,
    pub(crate) view: FindingView,
}

/// What is offered at a place.
pub(crate) fn complete(
    text: &TextVersion,
    options: &Settings,
    offset: u32,
    how: CompletionHow,
) -> Option<CompletionList> {
    let source = text.source();
    let line = source.lines().line_span(&source.text, source.lines().line(offset));
    let before = source.slice(Span::new(line.start, offset));
    let place = CompletionPlace { text, options, offset, line: before, how };
    let keys = || how.keys.then(|| place.keys()).flatten();
    let items = place.codes().or_else(|| place.titles()).or_else(|| place.values()).or_else(keys)?;
    Some(CompletionList { is_incomplete: items.len() >= MOST, items, ..CompletionList::default() })
}

struct CompletionPlace<'o> {
    text: &'o TextVersion,
    options: &'o Settings,
    offset: u32,
    /// The line up to the place.
    line: &'o str,
    how: CompletionHow,
}

impl CompletionPlace<'_> {
    fn zh(&self) -> bool {
        self.how.view.lang == Lang::Zh
    }

    /// An item that replaces the last `typed` bytes before the place.
    fn item(&self, label: String, new: String, typed: usize, kind: CompletionItemKind, nth: usize) -> CompletionItem {
        let source = self.text.source();
        let span = Span::new(self.offset - typed as u32, self.offset);
        let edit = TextEdit { range: places::range(source, span, self.how.view.unit), new_text: new };
        CompletionItem {
            filter_text: Some(source.slice(span).to_owned() + &label),
            sort_text: Some(format!("{nth:04}")),
            label,
            kind: Some(kind),
            text_edit: Some(CompletionItemTextEdit::TextEdit(edit)),
            ..CompletionItem::default()
        }
    }

    /// Codes of rules in a comment that ignores.
    fn codes(&self) -> Option<Vec<CompletionItem>> {
        let comment = self.line.rfind("# catalint: ignore")?;
        let list = self.line[comment..].rfind('[').map(|at| comment + at + 1)?;
        if self.line[list..].contains(']') {
            return None;
        }
        let typed = self.line[list..].rsplit([',', ' ']).next().unwrap_or("");
        let rules = self.options.rules();
        let fit = rules.iter().filter(|rule| rule.code.starts_with(&typed.to_ascii_uppercase()));
        Some(
            fit.enumerate()
                .map(|(nth, rule)| CompletionItem {
                    detail: Some(rule.summary.get(self.how.view.lang).to_owned()),
                    ..self.item(
                        rule.code.to_owned(),
                        rule.code.to_owned(),
                        typed.len(),
                        CompletionItemKind::EnumMember,
                        nth,
                    )
                })
                .collect(),
        )
    }

    /// Titles of acts behind 《: those in force first, with number.
    fn titles(&self) -> Option<Vec<CompletionItem>> {
        let typed = complete::typed_title(self.line)?;
        let source = self.text.source();
        let closed = source.slice(Span::new(self.offset, self.offset + 3)) == "》";
        let offer = |(nth, offer): (usize, TitleOffer<'_>)| {
            let has_articles = self.how.fills_in && !closed && offer.law.articles.is_some();
            let article = if has_articles { "第${1}条$0" } else { "" };
            let title = offer.law.title_in_marks().into_owned();
            CompletionItem {
                detail: Some(status(offer.law, self.options.as_of, self.how.view.lang)),
                insert_text_format: has_articles.then_some(InsertTextFormat::Snippet),
                tags: offer.is_gone.then(|| vec![CompletionItemTag::Deprecated]),
                ..self.item(title, offer.text + article, typed.len(), CompletionItemKind::Reference, nth)
            }
        };
        Some(complete::titles(typed, closed, self.options).into_iter().enumerate().map(offer).collect())
    }

    /// Words of the profile, or what other items say, behind the key of a field or the dash of its list.
    fn values(&self) -> Option<Vec<CompletionItem>> {
        let catalog = self.text.document().catalog()?;
        let (id, typed) = self.field_before()?;
        let profile = self.options.profile_of(catalog);
        let here = catalog.item_at(self.offset).map(|item| item.index());
        let (words, kind) = match complete::words_of_profile(id, profile) {
            Some(words) => (words, CompletionItemKind::EnumMember),
            None if id == FieldId::Profile => (self.options.profiles.names().collect(), CompletionItemKind::EnumMember),
            None => (complete::words_of_others(id, catalog, here)?, CompletionItemKind::Text),
        };
        let fit = words.into_iter().filter(|word| word.contains(typed)).take(MOST).enumerate();
        let item = |(nth, word): (usize, &str)| {
            let detail = (id == FieldId::Deadline).then(|| self.reading(word)).filter(|words| !words.is_empty());
            CompletionItem { detail, ..self.item(word.to_owned(), word.to_owned(), typed.len(), kind, nth) }
        };
        Some(fit.map(item).collect())
    }

    /// How a deadline is read.
    fn reading(&self, text: &str) -> String {
        let reading = deadline::read(text);
        if self.zh() { reading.words_zh(text).concat() } else { reading.words_en(text).join(" ") }
    }

    /// The field whose value is being written, and what of it stands before the place.
    fn field_before(&self) -> Option<(FieldId, &str)> {
        let bare = self.line.trim_start();
        let body = bare.strip_prefix("- ").unwrap_or(bare);
        if let Some((key, value)) = body.split_once(": ") {
            let id = FieldId::from_key(key.trim().trim_matches(['"', '\'']))?;
            return Some((id, value.rsplit(['[', ',', '"']).next().unwrap_or(value).trim_start()));
        }
        // An entry of a list below its key.
        let typed = bare.strip_prefix('-')?.trim_start();
        let source = self.text.source();
        let indent = self.line.len() - bare.len();
        let above = source.slice(Span::new(0, self.offset)).lines().rev().skip(1);
        let key = above.take(200).find(|line| {
            let start = line.trim_start();
            !start.starts_with('-') && !start.is_empty() && line.len() - start.len() <= indent
        })?;
        let key = key.trim_start().trim_start_matches("- ").split([':', '：']).next()?;
        Some((FieldId::from_key(key.trim())?, typed))
    }

    /// Keys that the item does not have, in canonical order and in the language of the file.
    fn keys(&self) -> Option<Vec<CompletionItem>> {
        let bare = self.line.trim_start();
        let typed = bare.strip_prefix("- ").unwrap_or(bare);
        if typed.contains([':', '：', '#', '[', '{', '"']) {
            return None;
        }
        let catalog = self.text.document().catalog()?;
        let source = self.text.source();
        // A line that is not a key yet belongs to the item above it.
        let above = source.text[..self.offset as usize].trim_end().len() as u32;
        let item = catalog.item_at(self.offset).or_else(|| catalog.item_at(above.saturating_sub(1)));
        let is_top = self.line.len() == bare.len() && !bare.starts_with('-');
        let missing: Vec<FieldId> = match item {
            _ if self.is_in_defaults() => {
                FieldId::OF_DEFAULTS.into_iter().filter(|id| catalog.default(*id).is_none()).collect()
            }
            Some(item) if !is_top => FieldId::of_item().filter(|id| item.own(*id).is_none()).collect(),
            _ => FieldId::of_top().filter(|id| catalog.field(*id).is_none()).collect(),
        };
        let chinese = catalog.has_chinese_keys() || catalog.is_empty() && self.zh();
        let fit = missing.into_iter().filter_map(|id| {
            let spec = id.spec();
            let key = if chinese { spec.chinese[0] } else { spec.key };
            let said = [spec.key, spec.label].into_iter().chain(spec.chinese.iter().copied());
            said.into_iter().any(|name| name.starts_with(typed)).then_some((key, spec))
        });
        let mut offered: Vec<CompletionItem> = fit
            .enumerate()
            .map(|(nth, (key, spec))| CompletionItem {
                detail: Some(if self.zh() { spec.about } else { spec.about_en }.to_owned()),
                ..self.item(key.to_owned(), format!("{key}: "), typed.len(), CompletionItemKind::Field, nth + 1)
            })
            .collect();
        if bare.starts_with('-') && typed.is_empty() && self.how.fills_in {
            offered.extend(self.whole_item(catalog, chinese));
        }
        Some(offered)
    }

    /// Whether the line stands below the key of what all items share.
    fn is_in_defaults(&self) -> bool {
        let indent = |line: &str| line.len() - line.trim_start().len();
        let source = self.text.source();
        let mut above = source.slice(Span::new(0, self.offset)).lines().rev().skip(1);
        let key = above.find(|line| !line.trim().is_empty() && indent(line) < indent(self.line));
        let key = key.filter(|line| indent(line) == 0).and_then(|line| line.split([':', '：']).next());
        key.is_some_and(|key| FieldId::from_key(key.trim()) == Some(FieldId::Defaults))
    }

    /// All keys that the item above has, to be filled in; those that an item must have, where there is none.
    fn whole_item(&self, catalog: &Catalog, chinese: bool) -> Option<CompletionItem> {
        let above = catalog.items().take_while(|item| item.node().span().end < self.offset).last();
        let is_wanted = |id: &FieldId| above.map_or(id.spec().required, |above| above.own(*id).is_some());
        let keys = FieldId::of_item().filter(is_wanted).map(|id| if chinese { id.spec().chinese[0] } else { id.key() });
        let lines: Vec<String> = keys.enumerate().map(|(nth, key)| format!("{key}: ${}", nth + 1)).collect();
        let label = if self.zh() { "新事项" } else { "a new item" };
        // The lines below stand two blanks further in than the dash.
        let item = self.item(label.to_owned(), lines.join("\n  "), 0, CompletionItemKind::Snippet, 0);
        (!lines.is_empty()).then_some(CompletionItem {
            detail: Some(if self.zh() { "一项的各个栏目" } else { "all fields of an item" }.to_owned()),
            insert_text_format: Some(InsertTextFormat::Snippet),
            insert_text_mode: Some(InsertTextMode::AdjustIndentation),
            ..item
        })
    }
}
