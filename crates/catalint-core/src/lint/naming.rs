//! How people find what is found: items, columns, cells and lines in words. Whatever shows findings to people takes its
//! words for places from here.

use std::borrow::Cow;
use std::collections::BTreeSet;

use crate::lint::{Report, item_ranges};
use crate::model::FieldId;
use crate::rule::{Finding, ItemName, Lang, TableCell};
use catalint_text::Source;

/// Names the places of one file.
#[derive(Debug, Clone, Copy)]
pub struct Naming<'r> {
    source: &'r Source,
    /// The sheet, if all findings are on one: then it is said once and no address repeats it.
    sheet: Option<&'r str>,
    lang: Lang,
}

/// A catalog of the file, and an item of it.
type Nth = (usize, usize);

/// Where a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct NamedSpot<'r> {
    kind: NamedKind,
    /// The sheet or table; empty where there is one only.
    table: &'r str,
    /// From 0; a line has none.
    column: u32,
    head: &'r str,
    first: u32,
    last: u32,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum NamedKind {
    /// `汇总!F12`
    Sheet,
    /// `表2 第9行第5列`
    Table,
    /// `第12行`
    Line,
}

impl<'r> Naming<'r> {
    /// Names places of a report.
    #[must_use]
    pub fn of(report: &'r Report, lang: Lang) -> Self {
        let cells = report.findings.iter().filter_map(|found| found.cell());
        let mut sheets = cells.filter_map(|cell| cell.address.rsplit_once('!')).map(|(sheet, _)| sheet);
        let sheet = sheets.next().filter(|first| sheets.all(|sheet| sheet == *first));
        Self { source: &report.source, sheet, lang }
    }

    /// The sheet that all findings are on, as the workbook calls it.
    #[must_use]
    pub fn sheet(&self) -> Option<Cow<'r, str>> {
        let sheet = self.sheet?;
        let quoted = sheet.strip_prefix('\'').and_then(|rest| rest.strip_suffix('\''));
        Some(quoted.map_or(sheet.into(), |sheet| sheet.replace("''", "'").into()))
    }

    /// Where some findings are: `第9–14、17–20项 公开时限（G13–G18、G21–G24）`, `表2 第9行“公开时限”，第6项 社会救助`.
    #[must_use]
    pub fn whole(&self, findings: &[&'r Finding], items: &[&ItemName]) -> String {
        let (field, places) = (self.field(findings), self.places(findings));
        if items.is_empty() {
            return if field.is_empty() || self.has_heads(findings) { places } else { self.put(&field, &places) };
        }
        let items = self::items(items, self.lang);
        match findings {
            [_] if self.has_heads(findings) => places + self.pick("，", ", ") + &items,
            _ if field.is_empty() || self.has_heads(findings) => self.put(&items, &places),
            [_] => self.put(&(items + self.pick("，", ", ") + &field), &places),
            _ => self.put(&(items + self.pick(" ", ", ") + &field), &places),
        }
    }

    /// The same without the column and the names: `第9–14项（G13–G18）`.
    #[must_use]
    pub fn brief(&self, findings: &[&'r Finding], items: &[&ItemName]) -> String {
        let places = self.places(findings);
        if items.is_empty() { places } else { self.put(&numbers(items, self.lang), &places) }
    }

    /// Another place of a finding, and what is there: `第80行：…`.
    #[must_use]
    pub fn related(&self, found: &Finding, nth: usize) -> String {
        let (words, (file, start, _)) = (found.related_message(nth, self.lang), found.related_place(nth, self.source));
        let line = self.pick(format!("第{}行", start.line), format!("line {}", start.line));
        let place = if file == self.source.name { line } else { format!("{file} {line}") };
        self.pick(format!("{place}：{words}"), format!("{place}: {words}"))
    }

    fn put(&self, what: &str, place: &str) -> String {
        self.pick(format!("{what}（{place}）"), format!("{what} ({place})"))
    }

    /// Whether the places say the columns already.
    fn has_heads(&self, findings: &[&'r Finding]) -> bool {
        findings
            .iter()
            .all(|found| self.spot(found).is_some_and(|spot| spot.kind == NamedKind::Table && !spot.head.is_empty()))
    }

    /// See [`field`].
    #[must_use]
    pub fn field(&self, findings: &[&Finding]) -> String {
        field(findings, self.lang)
    }

    /// The places of some findings, those below each other as one: `E13–E18、E21–E24`, `第4–5、9行“公开时限”`.
    #[must_use]
    pub fn places(&self, findings: &[&'r Finding]) -> String {
        let mut spots: Vec<(NamedSpot<'r>, Option<Nth>, Option<Nth>)> = Vec::with_capacity(findings.len());
        let mut others: Vec<Cow<'r, str>> = Vec::new();
        for found in findings {
            let ends = [found.names.first(), found.names.last()];
            let [first, last] = ends.map(|item| item.map(|item| (item.catalog, item.index)));
            match self.spot(found) {
                Some(spot) => spots.push((spot, first, last)),
                None => others.extend(found.cell().map(|cell| cell.shown(self.lang))),
            }
        }
        let columns = self.runs(spots).into_iter().map(Cow::Owned);
        let mark = self.pick("、", ", ");
        columns.chain(others).collect::<Vec<_>>().join(mark)
    }

    /// Cells of one sheet, by row and column from 0: `E13–E18、E21–E24`.
    #[must_use]
    pub fn cells(cells: impl IntoIterator<Item = (u32, u32)>, lang: Lang) -> String {
        let spot = |(row, column)| {
            let spot = NamedSpot { kind: NamedKind::Sheet, table: "", column, head: "", first: row + 1, last: row + 1 };
            (spot, None, None)
        };
        let source = Source::from_text("", "");
        let naming = Naming { source: &source, sheet: Some(""), lang };
        naming.runs(cells.into_iter().map(spot).collect()).join(naming.pick("、", ", "))
    }

    /// The words of places, by column.
    fn runs(&self, mut spots: Vec<(NamedSpot<'_>, Option<Nth>, Option<Nth>)>) -> Vec<String> {
        spots.sort();
        let mut runs: Vec<(NamedSpot<'_>, Option<Nth>)> = Vec::new();
        for (spot, first, end) in spots {
            match runs.last_mut() {
                Some((run, item)) if run.is_above(&spot, *item, first) => {
                    (run.last, *item) = (run.last.max(spot.last), end.max(*item));
                }
                _ => runs.push((spot, end)),
            }
        }
        let runs: Vec<NamedSpot<'_>> = runs.into_iter().map(|(spot, _)| spot).collect();
        runs.chunk_by(NamedSpot::is_beside).map(|runs| self.column(runs)).collect()
    }

    /// Runs of cells of one column, or of lines.
    fn column(&self, runs: &[NamedSpot<'_>]) -> String {
        let mark = self.pick("、", ", ");
        let joined = |range: &dyn Fn(&NamedSpot<'_>) -> String| runs.iter().map(range).collect::<Vec<_>>().join(mark);
        let number = |spot: &NamedSpot<'_>| match spot.first == spot.last {
            true => spot.first.to_string(),
            false => format!("{}–{}", spot.first, spot.last),
        };
        let one = matches!(runs, [only] if only.first == only.last);
        let NamedSpot { kind, table, column, head, .. } = runs[0];
        match kind {
            NamedKind::Sheet => {
                let letters = letters(column);
                let range = |spot: &NamedSpot<'_>| match spot.first == spot.last {
                    true => format!("{letters}{}", spot.first),
                    false => format!("{letters}{}–{letters}{}", spot.first, spot.last),
                };
                let cells = joined(&range);
                if self.sheet == Some(table) { cells } else { format!("{table}!{cells}") }
            }
            NamedKind::Line => {
                let lines = joined(&number);
                self.pick(format!("第{lines}行"), format!("{} {lines}", if one { "line" } else { "lines" }))
            }
            NamedKind::Table => {
                let rows = joined(&number);
                let (zh, en) = match head {
                    "" => (format!("第{}列", column + 1), format!(", column {}", column + 1)),
                    _ => (format!("“{head}”"), format!(" “{head}”")),
                };
                let (table_zh, table_en) = match table.strip_prefix('表') {
                    Some(nth) => (format!("{table} "), format!("table {nth}, ")),
                    None => (String::new(), String::new()),
                };
                let row = if one { "row" } else { "rows" };
                self.pick(format!("{table_zh}第{rows}行{zh}"), format!("{table_en}{row} {rows}{en}"))
            }
        }
    }

    /// Where a finding is; none where its address has another form.
    fn spot(&self, found: &'r Finding) -> Option<NamedSpot<'r>> {
        match &found.cell() {
            Some(cell) => cell_spot(cell),
            None => {
                let start = self.source.clamp(found.span()).start;
                let line = self.source.lines().line(start);
                Some(NamedSpot { kind: NamedKind::Line, table: "", column: 0, head: "", first: line, last: line })
            }
        }
    }

    fn pick<T>(&self, zh: T, en: T) -> T {
        match self.lang {
            Lang::Zh => zh,
            Lang::En => en,
        }
    }
}

impl NamedSpot<'_> {
    /// Whether it is in the same column of the same table.
    fn is_beside(&self, other: &Self) -> bool {
        (self.kind, self.table, self.column, self.head) == (other.kind, other.table, other.column, other.head)
    }

    /// Whether the other one comes right below: in the next row, or at the next item, whose cells may reach over
    /// several rows.
    fn is_above(&self, other: &Self, item: Option<Nth>, next: Option<Nth>) -> bool {
        let follows = item.zip(next).is_some_and(|(item, next)| next == item || next == (item.0, item.1 + 1));
        let near = other.first <= self.last.saturating_add(1);
        self.is_beside(other) && (near || follows && self.kind != NamedKind::Line)
    }
}

/// Items by their numbers: `第9–14、17–20项`; one with its name: `第12项 安全生产`.
#[must_use]
pub fn items(items: &[&ItemName], lang: Lang) -> String {
    if let [only] = items { item(only, lang) } else { numbers(items, lang) }
}

/// Items by their numbers alone: `第9–14、17–20项`.
#[must_use]
pub fn numbers(items: &[&ItemName], lang: Lang) -> String {
    let numbers = item_ranges(items);
    match (lang, items.len()) {
        (Lang::Zh, _) => format!("第{}项", numbers.join("、")),
        (Lang::En, 1) => format!("item {}", numbers.join(", ")),
        (Lang::En, _) => format!("items {}", numbers.join(", ")),
    }
}

fn item(item: &ItemName, lang: Lang) -> String {
    let number = item.number();
    let words = if lang == Lang::En { format!("item {number}") } else { format!("第{number}项") };
    // A number that a table has in the column of names says nothing beside the number.
    if item.label.chars().all(char::is_numeric) { words } else { format!("{words} {}", item.label) }
}

/// Lines, those that follow each other as one: `第12、30–35行`.
#[must_use]
pub fn lines(lines: &BTreeSet<u32>, lang: Lang) -> String {
    let spot = |&line: &u32| {
        (NamedSpot { kind: NamedKind::Line, table: "", column: 0, head: "", first: line, last: line }, None, None)
    };
    let source = Source::from_text("", "");
    let naming = Naming { source: &source, sheet: None, lang };
    naming.runs(lines.iter().map(spot).collect()).concat()
}

/// The column that some findings are in, and which of its entries one is about: `公开内容（第2条）`; empty where they
/// are in none or in several.
#[must_use]
pub fn field(findings: &[&Finding], lang: Lang) -> String {
    let fields: BTreeSet<_> = findings.iter().map(|found| field_of(found).map(|(id, _)| id.key())).collect();
    let (Some(Some((id, entry))), 1) = (findings.first().map(|found| field_of(found)), fields.len()) else {
        return String::new();
    };
    let name = if lang == Lang::En { id.spec().label_en } else { id.spec().label };
    // In a table all entries stand in one cell, with their numbers if they have any.
    match (entry.filter(|_| findings.len() == 1 && findings[0].cell().is_none()), lang) {
        (Some(nth), Lang::Zh) => format!("{name}（第{nth}条）"),
        (Some(nth), Lang::En) => format!("{name}, entry {nth}"),
        (None, _) => name.to_owned(),
    }
}

/// The field that the pointer of a finding goes into, and which of its entries, from 1.
fn field_of(found: &Finding) -> Option<(FieldId, Option<usize>)> {
    let mut parts = found.pointer.split('/').skip(1);
    let mut key = parts.next()?;
    if key == FieldId::Items.key() {
        key = parts.nth(1)?;
    } else if key == "defaults" {
        key = parts.next()?;
    }
    let id = FieldId::from_key(key)?;
    Some((id, parts.next().and_then(|part| part.parse::<usize>().ok()).map(|nth| nth + 1)))
}

/// Reads an address: `汇总!F12:F15`, `表2 第3–6行第5列`.
fn cell_spot(cell: &TableCell) -> Option<NamedSpot<'_>> {
    let address = cell.address.as_str();
    let head = cell.head.as_str();
    if let Some((table, place)) = address.rsplit_once('!') {
        let (start, end) = place.split_once(':').unwrap_or((place, place));
        let ((column, first), (_, last)) = (split(start)?, split(end)?);
        return Some(NamedSpot { kind: NamedKind::Sheet, table, column, head: "", first, last });
    }
    let (table, place) = if address.starts_with('表') { address.split_once(' ')? } else { ("", address) };
    let (rows, column) = place.strip_prefix('第')?.strip_suffix('列')?.split_once("行第")?;
    let (first, last) = rows.split_once('–').unwrap_or((rows, rows));
    let column = column.parse::<u32>().ok()?.checked_sub(1)?;
    Some(NamedSpot {
        kind: NamedKind::Table,
        table,
        column,
        head,
        first: first.parse().ok()?,
        last: last.parse().ok()?,
    })
}

/// Column and row of `F12`.
fn split(place: &str) -> Option<(u32, u32)> {
    let digits = place.find(|c: char| c.is_ascii_digit())?;
    let (column, row) = place.split_at(digits);
    let value = |sum: u32, c: u8| sum.checked_mul(26)?.checked_add(u32::from(c.checked_sub(b'A')?) + 1);
    let column = column.bytes().try_fold(0, value)?.checked_sub(1)?;
    Some((column, row.parse().ok()?))
}

fn letters(column: u32) -> String {
    let (mut out, mut left) = (String::new(), column + 1);
    while left > 0 {
        out.insert(0, char::from(b'A' + u8::try_from((left - 1) % 26).expect("less than 26")));
        left = (left - 1) / 26;
    }
    out
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::lint::{Settings, lint_text};
    use crate::rules::RULES;
    use catalint_domain::date::Date;
    use catalint_text::Span;

    /// Findings in cells, each with the number of its item and the head of its column.
    fn report(cells: &[(usize, &str, &str)]) -> Report {
        let found = |&(nth, address, head): &(usize, &str, &str)| {
            let mut finding = Finding::new(RULES[0], Span::default());
            finding.pointer = format!("/items/{nth}/deadline");
            finding = finding
                .in_cell(TableCell { head: head.to_owned(), ..TableCell::new(address.to_owned(), String::new()) });
            let no = nth.to_string();
            let item =
                ItemName { catalog: 0, index: nth, no, label: "社会救助".to_owned(), publisher: String::new() };
            finding.names = Arc::new([item]);
            finding
        };
        let mut report = lint_text("a", b"", &Settings::new(Date::new(2026, 11, 1).expect("a day")));
        report.findings = cells.iter().map(found).collect();
        report
    }

    fn whole(cells: &[(usize, &str, &str)], lang: Lang) -> String {
        let report = report(cells);
        let findings: Vec<&Finding> = report.findings.iter().collect();
        let items: Vec<&ItemName> = findings.iter().flat_map(|found| found.items()).collect();
        Naming::of(&report, lang).whole(&findings, &items)
    }

    #[test]
    fn cells_below_each_other_are_one_range() {
        let cells = |rows: &[usize]| -> Vec<(usize, String)> {
            rows.iter().map(|row| (*row - 4, format!("汇总!E{row}"))).collect()
        };
        let all = cells(&[13, 14, 15, 16, 17, 18, 21, 22, 23, 24]);
        let all: Vec<(usize, &str, &str)> = all.iter().map(|(nth, address)| (*nth, address.as_str(), "")).collect();
        assert_eq!(whole(&all, Lang::Zh), "第9–14、17–20项 公开时限（E13–E18、E21–E24）");
        assert_eq!(whole(&all, Lang::En), "items 9–14, 17–20, deadline (E13–E18, E21–E24)");
        assert_eq!(whole(&all[..1], Lang::Zh), "第9项 社会救助，公开时限（E13）");
        // Cells of items that follow each other may reach over several rows; sheets and columns are kept apart.
        assert_eq!(
            whole(&[(1, "汇总!AA3", ""), (2, "汇总!AA5:AA6", ""), (4, "汇总!AA9", "")], Lang::Zh),
            "第1–2、4项 公开时限（AA3–AA6、AA9）"
        );
        assert_eq!(
            whole(&[(1, "汇总!E3", ""), (1, "'1 月'!E4", ""), (1, "汇总!F4", "")], Lang::Zh),
            "第1、1、1项 公开时限（'1 月'!E4、汇总!E3、汇总!F4）"
        );
    }

    #[test]
    fn a_table_of_a_document_is_found_by_row_and_head() {
        let one = [(6, "表2 第9行第5列", "公开时限")];
        assert_eq!(whole(&one, Lang::Zh), "表2 第9行“公开时限”，第6项 社会救助");
        assert_eq!(whole(&one, Lang::En), "table 2, row 9 “公开时限”, item 6 社会救助");
        let three = [(6, "第9行第5列", "公开时限"), (7, "第10–11行第5列", "公开时限"), (9, "第13行第5列", "公开时限")];
        assert_eq!(whole(&three, Lang::Zh), "第6–7、9项（第9–11、13行“公开时限”）");
        assert_eq!(whole(&[(6, "第9行第5列", "")], Lang::Zh), "第6项 社会救助，公开时限（第9行第5列）");
        // An address of another form stays as it is.
        assert_eq!(
            whole(&[(6, "第9行第5列至第6列", "公开时限")], Lang::Zh),
            "第6项 社会救助，公开时限（第9行第5列至第6列）"
        );
    }
}
