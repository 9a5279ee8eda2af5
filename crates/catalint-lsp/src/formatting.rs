//! The one layout of `catalint fmt`, as edits of lines: of the file, or of the items that a selection touches.

use catalint_core::format::format;
use catalint_core::lint::Linter;
use catalint_core::{Document, Source};
use catalint_text::{Edit, Span};

use crate::edits::of_lines;
use crate::folding::trimmed;
use crate::texts::TextVersion;

/// What brings the file into the layout; none where it is to be left as it is.
pub(crate) fn of_file(text: &TextVersion, linter: &Linter) -> Option<Vec<Edit>> {
    Some(of_lines(&text.source().text, &format(text.document(), linter).ok()?))
}

/// What brings the items into the layout that a stretch touches, and what is above all items if it touches that. None where
/// they can't have it while the others do not, as where dashes stand at the margin.
pub(crate) fn of_range(text: &TextVersion, linter: &Linter, within: Span) -> Option<Vec<Edit>> {
    let old = text.document();
    let new = Document::parse(old.source().with_text(format(old, linter).ok()?));
    let (parts, new_parts) = (parts(old)?, self::parts(&new)?);
    if parts.len() != new_parts.len() {
        return None;
    }
    let touched = |part: &Span| part.start < within.end.max(within.start + 1) && within.start < part.end;
    let mixed: String = parts
        .iter()
        .zip(&new_parts)
        .map(|(part, new_part)| if touched(part) { new.source().slice(*new_part) } else { old.source().slice(*part) })
        .collect();
    // It says the same if the whole of it has the same layout.
    let again = Document::parse(old.source().with_text(mixed));
    let is_same = format(&again, linter).is_ok_and(|again| again == *new.source().text);
    is_same.then(|| of_lines(&old.source().text, again.text()))
}

/// The text cut into what is above the items, each item with the comments above it, and the rest.
fn parts(document: &Document) -> Option<Vec<Span>> {
    let (source, catalog) = (document.source(), document.catalog()?);
    let behind = |span: Span| line_behind(trimmed(span, source).end, source);
    let mut cuts = vec![0];
    if let Some(first) = catalog.items().next() {
        cuts.push(source.lines().line_start(source.lines().line(first.node().span().start)));
    }
    cuts.extend(catalog.items().map(|item| behind(item.node().span())));
    cuts.push(source.text.len() as u32);
    Some(cuts.windows(2).map(|pair| Span::new(pair[0], pair[1].max(pair[0]))).collect())
}

/// Where the line behind a place begins.
fn line_behind(at: u32, source: &Source) -> u32 {
    let line = source.lines().line(at);
    if line < source.lines().lines() { source.lines().line_start(line + 1) } else { source.text.len() as u32 }
}

#[cfg(test)]
mod tests {
    use catalint_core::lint::Settings;
    use catalint_domain::date::Date;

    use super::*;

    fn formatted(text: &str, at: &str) -> Option<String> {
        let item = serde_json::json!({"uri": "file:///a.yaml", "version": 1, "text": text});
        let linter = Linter::new(Settings::new(Date::parse("2026-11-30").expect("a day")));
        let start = text.find(at).expect("it is there");
        let edits =
            of_range(&TextVersion::opened(&item, "/a.yaml".into()), &linter, Span::of(start..start + at.len()))?;
        let mut new = text.to_owned();
        edits.iter().rev().for_each(|edit| new.replace_range(edit.span.range(), &edit.content));
        Some(new)
    }

    #[test]
    fn only_the_items_that_are_selected_change() {
        let text = "标题:   目录\n事项:\n  - 一级事项: '甲'\n    备注:   一\n  # 乙\n  - 一级事项: '乙'\n    备注:   二\n  - 一级事项: '丙'\n";
        let wanted = text.replace("'乙'\n    备注:   二", "乙\n    备注: 二");
        assert_eq!(formatted(text, "二\n").as_deref(), Some(&*wanted));
        assert_eq!(formatted(text, "标题").as_deref(), Some(&*text.replace("标题:   ", "标题: ")));
        assert_eq!(formatted(&text.replace("  - ", "- ").replace("    备注", "  备注"), "二\n"), None);
    }
}
