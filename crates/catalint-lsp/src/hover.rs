//! What stands under the mouse: an act and whether it is in force, how a deadline is read, a word of the profile, a field,
//! a rule in a comment.

use catalint_core::acts;
use catalint_core::lint::Settings;
use catalint_core::model::{Entry, FieldId};
use catalint_core::rule::Lang;
use catalint_domain::vocabulary::profile::{Profile, Standing, Term, Words, find};
use catalint_domain::{citation, deadline};
use catalint_text::Span;
use gen_lsp_types::{Contents, Hover, MarkupContent, MarkupKind};

use crate::findings::FindingView;
use crate::places;
use crate::texts::TextVersion;

/// What is to be said of a place; nothing where there is nothing to say. `keys`: whether keys are explained.
pub(crate) fn hover(
    text: &TextVersion,
    options: &Settings,
    offset: u32,
    keys: bool,
    view: FindingView,
) -> Option<Hover> {
    let (said, span) =
        of_comment(text, options, offset, view).or_else(|| of_value(text, options, offset, keys, view))?;
    let contents = MarkupContent { kind: MarkupKind::Markdown, value: said };
    let range = places::range(text.source(), span, view.unit);
    Some(Hover { contents: Contents::MarkupContent(contents), range: Some(range) })
}

/// The rule that a comment names.
fn of_comment(text: &TextVersion, options: &Settings, offset: u32, view: FindingView) -> Option<(String, Span)> {
    let lines = text.source().lines();
    let line = lines.line_span(&text.source().text, lines.line(offset));
    let words = text.source().slice(line);
    let comment = words.find("# catalint:")?;
    let here = offset.checked_sub(line.start)? as usize;
    if here < comment {
        return None;
    }
    let is_code = |c: char| c.is_ascii_alphanumeric() || c == '-';
    let start = words[..words.floor_char_boundary(here)].rfind(|c| !is_code(c)).map_or(0, |at| at + 1);
    let end = words[here..].find(|c: char| !is_code(c)).map_or(words.len(), |at| here + at);
    let name = words.get(start..end)?;
    let rule = options.rules().into_iter().find(|rule| rule.code == name || rule.name == name)?;
    let (summary, why) = (rule.summary.get(view.lang), rule.why.get(view.lang));
    let span = Span::new(line.start + start as u32, line.start + end as u32);
    Some((format!("**{} {}**\n\n{summary}\n\n{why}", rule.code, rule.name), span))
}

fn of_value(
    text: &TextVersion,
    options: &Settings,
    offset: u32,
    keys: bool,
    view: FindingView,
) -> Option<(String, Span)> {
    let catalog = text.document().catalog()?;
    let covers = |span: Span| span.start <= offset && offset <= span.end;
    let item = catalog.item_at(offset);
    let own = FieldId::of_item().filter_map(|id| item?.own(id));
    let top = FieldId::of_top().filter_map(|id| catalog.field(id));
    let defaults = FieldId::of_item().filter_map(|id| catalog.default(id));
    for field in own.chain(defaults).chain(top) {
        let key = field.key.span();
        if covers(key) {
            return keys.then(|| (about(field.id, options, view.lang), key));
        }
        if let Some(entry) = field.entries().find(|entry| covers(entry.span())) {
            let lang = view.lang;
            let term = |said: Option<String>| said.map(|said| (said, entry.span()));
            let profile = || options.profile_of(catalog);
            let said = match field.id {
                FieldId::Basis => of_basis(options, entry, offset, lang),
                FieldId::Deadline => of_deadline(entry, lang),
                FieldId::Channels => term(of_term(&profile().channels, |term| &term.about, entry, profile(), lang)),
                FieldId::Levels => term(of_term(&profile().levels, |term| &term.about, entry, profile(), lang)),
                FieldId::Audience => term(of_term(&profile().audiences, |term| &term.about, entry, profile(), lang)),
                FieldId::Method => term(of_term(&profile().methods, |term| &term.about, entry, profile(), lang)),
                _ => None,
            };
            return said.or_else(|| keys.then(|| (about(field.id, options, lang), entry.span())));
        }
    }
    None
}

/// A word of the profile: its name there, what it means, and whether this is another word for it.
fn of_term<T: Term>(
    terms: &[T],
    words: impl Fn(&T) -> &Words,
    entry: Entry<'_>,
    profile: &Profile,
    lang: Lang,
) -> Option<String> {
    let (term, standing) = find(terms, entry.text)?;
    let (name, words) = (term.name(), words(term));
    let id = &profile.id;
    Some(match (lang, standing) {
        (Lang::Zh, Standing::Known) => format!("**{name}**（体例 {id}）\n\n{}", words.zh),
        (Lang::Zh, Standing::Synonym) => format!("**{name}**（体例 {id} 的用词，此处是它的别称）\n\n{}", words.zh),
        (Lang::En, Standing::Known) => format!("**{name}** (profile {id})\n\n{}", words.en),
        (Lang::En, Standing::Synonym) => format!("**{name}** (the word of profile {id} for this)\n\n{}", words.en),
    })
}

/// What a field is, whether it must be there, and what says so.
fn about(id: FieldId, options: &Settings, lang: Lang) -> String {
    let spec = id.spec();
    let said = match (lang, spec.required) {
        (Lang::Zh, true) => format!("**{}**（必填）\n\n{}", spec.label, spec.about),
        (Lang::Zh, false) => format!("**{}**\n\n{}", spec.label, spec.about),
        (Lang::En, true) => format!("**{}** (required)\n\n{}", spec.label_en, spec.about_en),
        (Lang::En, false) => format!("**{}**\n\n{}", spec.label_en, spec.about_en),
    };
    match source(id, options, lang) {
        Some(source) => said + "\n\n" + &source,
        None => said,
    }
}

/// Where it is laid down that a catalog has a field: what the rule rests on that speaks where it is missing.
fn source(id: FieldId, options: &Settings, lang: Lang) -> Option<String> {
    let name = match id {
        FieldId::Content => "content-missing",
        FieldId::Basis => "basis-missing",
        FieldId::Deadline => "deadline-missing",
        FieldId::Publisher => "publisher-missing",
        FieldId::Channels => "channel-missing",
        FieldId::Audience => "audience-missing",
        FieldId::Method => "method-missing",
        FieldId::Levels => "level-missing",
        _ => return None,
    };
    let rule = options.rules().into_iter().find(|rule| rule.name == name)?;
    let acts: Vec<String> = rule.law.iter().map(ToString::to_string).collect();
    let (lead, gap, text) = match lang {
        Lang::Zh => ("来源", "：", rule.source.zh),
        Lang::En => ("Source", ": ", rule.source.en),
    };
    let acts = if acts.is_empty() { String::new() } else { acts.join("、") + gap };
    Some(format!("{lead}{gap}{acts}{text}"))
}

/// How a deadline is read.
fn of_deadline(entry: Entry<'_>, lang: Lang) -> Option<(String, Span)> {
    let reading = deadline::read(entry.text);
    let words = if lang == Lang::Zh { reading.words_zh(entry.text) } else { reading.words_en(entry.text) };
    let lines: Vec<String> = words.iter().map(|line| format!("- {line}")).collect();
    (!lines.is_empty()).then(|| (lines.join("\n"), entry.span()))
}

/// The act that is cited at a place.
fn of_basis(options: &Settings, entry: Entry<'_>, offset: u32, lang: Lang) -> Option<(String, Span)> {
    let cited = citation::read(entry.text);
    let here = cited.iter().find(|cited| {
        let span = entry.part(cited.span.clone());
        span.start <= offset && offset <= span.end
    })?;
    let law = acts::cited(here, &options.registry)?;
    let page = acts::page(law, &options.registry, options.as_of, lang);
    Some((page.markdown(lang), entry.part(here.span.clone())))
}
