//! What stands under the mouse: an act and whether it is in force, how a deadline is read, a field, a rule in a comment.

use catalint_core::model::{Entry, FieldId};
use catalint_core::rule::Lang;
use catalint_core::rules;
use catalint_domain::citation;
use catalint_domain::date::Date;
use catalint_domain::deadline;
use catalint_domain::law::{Law, Registry, Status};
use catalint_text::Span;
use gen_lsp_types::{Contents, Hover, MarkupContent, MarkupKind, Position};

use crate::findings::FindingView;
use crate::places;
use crate::server::{CheckedText, OpenText};

/// What is to be said of a place; nothing where there is nothing to say.
pub(crate) fn hover(open: &OpenText, at: Position, view: FindingView) -> Option<Hover> {
    let source = open.document.source();
    let offset = places::offset(source, at, view.unit);
    let (text, span) = of_comment(open, offset, view).or_else(|| of_value(open, offset, view))?;
    let contents = MarkupContent { kind: MarkupKind::Markdown, value: text };
    Some(Hover { contents: Contents::MarkupContent(contents), range: Some(places::range(source, span, view.unit)) })
}

/// The rule that a comment names.
fn of_comment(open: &OpenText, offset: u32, view: FindingView) -> Option<(String, Span)> {
    let text = open.document.text();
    let line = open.document.source().lines().line_span(text, open.document.source().lines().line(offset));
    let words = &text[line.range()];
    let comment = words.find("# catalint:")?;
    let here = offset.checked_sub(line.start)? as usize;
    if here < comment {
        return None;
    }
    let is_code = |c: char| c.is_ascii_alphanumeric() || c == '-';
    let start = words[..words.floor_char_boundary(here)].rfind(|c| !is_code(c)).map_or(0, |at| at + 1);
    let end = words[here..].find(|c: char| !is_code(c)).map_or(words.len(), |at| here + at);
    let rule = rules::find(words.get(start..end)?)?;
    let (summary, why) = (rule.summary.get(view.lang), rule.why.get(view.lang));
    let span = Span::new(line.start + start as u32, line.start + end as u32);
    Some((format!("**{} {}**\n\n{summary}\n\n{why}", rule.code, rule.name), span))
}

fn of_value(open: &OpenText, offset: u32, view: FindingView) -> Option<(String, Span)> {
    let catalog = open.document.catalog()?;
    let covers = |span: Span| span.start <= offset && offset <= span.end;
    let item = catalog.item_at(offset);
    let fields = FieldId::of_item().filter_map(|id| item?.own(id));
    let top =
        [FieldId::Title, FieldId::Authority, FieldId::Profile, FieldId::Updated, FieldId::Defaults, FieldId::Items];
    let fields = fields.chain(top.into_iter().filter_map(|id| catalog.field(id)));
    for field in fields {
        if covers(field.key.span()) {
            return Some((about(field.id, view.lang), field.key.span()));
        }
        if let Some(entry) = field.entries().find(|entry| covers(entry.span())) {
            let said = match field.id {
                FieldId::Basis => of_basis(open, entry, offset, view.lang),
                FieldId::Deadline => of_deadline(entry, view.lang),
                _ => None,
            };
            return said.or_else(|| Some((about(field.id, view.lang), entry.span())));
        }
    }
    None
}

fn about(id: FieldId, lang: Lang) -> String {
    let spec = id.spec();
    match (lang, spec.required) {
        (Lang::Zh, true) => format!("**{}**（必填）\n\n{}", spec.label, spec.about),
        (Lang::Zh, false) => format!("**{}**\n\n{}", spec.label, spec.about),
        (Lang::En, true) => format!("**{}** (required)\n\n{}", spec.label_en, spec.about_en),
        (Lang::En, false) => format!("**{}**\n\n{}", spec.label_en, spec.about_en),
    }
}

/// How a deadline is read.
fn of_deadline(entry: Entry<'_>, lang: Lang) -> Option<(String, Span)> {
    let reading = deadline::read(entry.text);
    let words = if lang == Lang::Zh { reading.words_zh(entry.text) } else { reading.words_en(entry.text) };
    let lines: Vec<String> = words.iter().map(|line| format!("- {line}")).collect();
    (!lines.is_empty()).then(|| (lines.join("\n"), entry.span()))
}

/// The act that is cited at a place.
fn of_basis(open: &OpenText, entry: Entry<'_>, offset: u32, lang: Lang) -> Option<(String, Span)> {
    let cited = citation::read(entry.text);
    let here = cited.iter().find(|cited| {
        let span = entry.part(cited.span.clone());
        span.start <= offset && offset <= span.end
    })?;
    let Some(CheckedText { linter: Some(linter), .. }) = &open.checked else { return None };
    let options = linter.options();
    let found = options.registry.resolve(here.title.as_ref()?.text)?;
    Some((of_law(found.law, &options.registry, options.as_of, lang), entry.part(here.span.clone())))
}

/// An act in some lines.
pub(crate) fn of_law(law: &Law, registry: &Registry, day: Date, lang: Lang) -> String {
    let zh = lang == Lang::Zh;
    let status = status(law, day, lang);
    let mut lines = vec![format!("**《{}》**", law.title_in_marks())];
    lines.push(if zh { format!("{}：{status}", day.chinese()) } else { format!("On {day}: {status}") });
    let numbers: Vec<&str> = law.numbers.iter().map(|number| &*number.text).collect();
    if let Some(number) = numbers.last() {
        lines.push(if zh { format!("文号：{number}") } else { format!("Number: {number}") });
    }
    let dates =
        [("施行", "In force from", law.text_effective.or(law.effective)), ("最近修改", "Last revised", law.revised)];
    for (chinese, english, date) in dates {
        if let Some(date) = date {
            lines.push(if zh { format!("{chinese}：{}", date.chinese()) } else { format!("{english} {date}") });
        }
    }
    let checked = registry.checked_to();
    lines.push(if zh {
        format!("法律数据核对到{}", checked.chinese())
    } else {
        format!("Data on laws checked up to {checked}")
    });
    lines.join("\n\n")
}

/// Whether it is in force, and what came after it.
pub(crate) fn status(law: &Law, day: Date, lang: Lang) -> String {
    let zh = lang == Lang::Zh;
    let by = |by: Option<&str>| match by {
        Some(by) if zh => format!("，由《{by}》取代"),
        Some(by) => format!(", replaced by 《{by}》"),
        None => String::new(),
    };
    match law.status_on(day) {
        Status::InForce => if zh { "现行有效" } else { "in force" }.to_owned(),
        Status::NotYet { from: Some(from) } if zh => format!("尚未施行，自{}起施行", from.chinese()),
        Status::NotYet { from: Some(from) } => format!("not in force before {from}"),
        Status::NotYet { from: None } => if zh { "尚未公布" } else { "not published yet" }.to_owned(),
        Status::Repealed(end) if zh => format!("已于{}废止{}", end.on.chinese(), by(end.by.as_deref())),
        Status::Repealed(end) => format!("repealed on {}{}", end.on, by(end.by.as_deref())),
        Status::Superseded(end) if zh => format!("已被后来的规定代替{}", by(end.by.as_deref())),
        Status::Superseded(end) => format!("superseded{}", by(end.by.as_deref())),
        Status::Gone => if zh { "已失效" } else { "no longer in force" }.to_owned(),
        Status::Unknown => if zh { "是否有效没有收录" } else { "not on record" }.to_owned(),
    }
}
