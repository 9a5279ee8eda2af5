//! A comparison as it is read, before anybody draws it: sections, entries, lines.

use catalint_core::compare::{
    Change, Comparison, EntryChange, MarkedChange, Move, Parting, Version, VersionColumn, VersionRow, marks,
};
use catalint_core::model::FieldId;
use catalint_core::rule::{Finding, Lang};
use catalint_text::visible;

use super::Compared;
use super::words::{self, pick};

/// All that is to be read.
#[derive(Debug)]
pub struct CompareSheet {
    /// Its heading.
    pub title: &'static str,
    /// The versions: what each is, and its name.
    pub versions: [(&'static str, String); 2],
    /// How much changed, and how many findings came and went.
    pub summary: Vec<String>,
    /// What changed.
    pub sections: Vec<CompareSection>,
    /// What keeps it from being whole.
    pub notes: Vec<String>,
    /// The words before an old text and before a new one.
    pub sides: [&'static str; 2],
}

/// Changes of one kind.
#[derive(Debug)]
pub struct CompareSection {
    /// Its heading.
    pub title: &'static str,
    /// What belongs there, in order.
    pub entries: Vec<CompareEntry>,
}

/// An item, or what several have in common.
#[derive(Debug)]
pub struct CompareEntry {
    /// What it is about.
    pub head: String,
    /// What is to be said of it, column by column.
    pub lines: Vec<CompareLine>,
}

/// One column.
#[derive(Debug)]
pub struct CompareLine {
    /// What it is called; empty where the one before goes on.
    pub name: String,
    /// What is said of it.
    pub said: CompareSaid,
}

/// What is said of a column.
#[derive(Debug)]
pub enum CompareSaid {
    /// What it says.
    Value(String),
    /// An entry that was not there.
    Added(String),
    /// An entry that is no more.
    Dropped(String),
    /// An entry with other words.
    Changed(MarkedChange),
    /// The same entries in another order.
    Reordered(String),
}

/// Lays a comparison out.
#[must_use]
pub fn sheet(compared: &Compared<'_>, lang: Lang) -> CompareSheet {
    let of = compared.comparison;
    let mut sections = Vec::new();
    let mut section = |zh: &'static str, en: &'static str, entries: Vec<CompareEntry>| {
        if !entries.is_empty() {
            sections.push(CompareSection { title: pick(lang, zh, en), entries });
        }
    };
    section("目录名称等", "Top of the catalog", top(of, lang));
    section(
        "新增",
        "Added",
        of.added.iter().map(|&row| whole(words::item(of.new, row, lang), &of.new.rows[row], lang)).collect(),
    );
    section(
        "取消",
        "Dropped",
        of.dropped.iter().map(|&row| whole(words::old_item(of.old, row, lang), &of.old.rows[row], lang)).collect(),
    );
    section("拆分", "Split", of.splits.iter().flat_map(|split| split_entries(of, split, lang)).collect());
    section("合并", "Merged", of.merges.iter().flat_map(|merge| merge_entries(of, merge, lang)).collect());
    section("移动", "Moved", of.moves.iter().map(|moved| move_entry(of, moved, lang)).collect());
    let shared = of.shared.iter().map(|shared| {
        let rows: Vec<usize> = shared.pairs.iter().map(|pair| pair.1).collect();
        let (numbers, count) = (words::numbers(of.new, &rows, lang), rows.len());
        let head = pick(lang, format!("{numbers}（{count}项）"), format!("{numbers} ({count})"));
        CompareEntry { head, lines: lines(&shared.change, lang) }
    });
    section("多项相同的修改", "The same change of several items", shared.collect());
    let changed = of.changed.iter().map(|changed| CompareEntry {
        head: words::both(of, (changed.old, changed.new), lang),
        lines: changed.changes.iter().flat_map(|change| lines(change, lang)).collect(),
    });
    section("修改", "Changed", changed.collect());
    let renumbered =
        of.renumbered.iter().map(|run| CompareEntry { head: renumbered(of, &run.pairs, lang), lines: Vec::new() });
    section("序号变动", "Renumbered", renumbered.collect());
    let seen = |found: &&Finding| words::is_seen(found, compared.least);
    let entry = |found: &Finding| CompareEntry { head: words::finding(found, lang), lines: Vec::new() };
    section("新出现的问题", "New findings", compared.come().filter(seen).map(entry).collect());
    section("不再有的问题", "Findings that are gone", compared.gone().filter(seen).map(entry).collect());
    let name = |name: &str, version: &Version| {
        let items = version.rows.len();
        let title = version.title();
        let title = if title.is_empty() { String::new() } else { format!("{} ", visible(title)) };
        title + &pick(lang, format!("{}（{items}项）", visible(name)), format!("{} ({items} items)", visible(name)))
    };
    let summary = [words::summary(of, lang), words::findings(compared, lang)];
    CompareSheet {
        title: words::title(lang),
        versions: [
            (pick(lang, "旧版本", "Old version"), name(&compared.old.source.name, of.old)),
            (pick(lang, "新版本", "New version"), name(&compared.new.source.name, of.new)),
        ],
        summary: summary.into_iter().filter(|text| !text.is_empty()).collect(),
        sections,
        notes: words::notes(compared, lang),
        sides: [pick(lang, "原", "old"), pick(lang, "现", "new")],
    }
}

fn top(of: &Comparison<'_>, lang: Lang) -> Vec<CompareEntry> {
    let several = of.old.heads.len().max(of.new.heads.len()) > 1;
    let mut entries: Vec<(usize, CompareEntry)> = Vec::new();
    for (nth, change) in &of.top {
        if entries.last().is_none_or(|(last, _)| last != nth) {
            let number = nth + 1;
            let head = match several {
                true => pick(lang, format!("表{number}"), format!("table {number}")),
                false => pick(lang, "目录", "catalog").to_owned(),
            };
            entries.push((*nth, CompareEntry { head, lines: Vec::new() }));
        }
        if let Some((_, entry)) = entries.last_mut() {
            entry.lines.extend(lines(change, lang));
        }
    }
    entries.into_iter().map(|(_, entry)| entry).collect()
}

/// An item with all that it says.
fn whole(head: String, row: &VersionRow, lang: Lang) -> CompareEntry {
    let label = row.label().to_owned();
    let mut all = Vec::new();
    for (column, texts) in &row.values {
        // Its name stands at the head.
        if matches!(column, VersionColumn::Field(FieldId::Topic | FieldId::Subtopic | FieldId::Detail))
            && texts[..] == [label.clone()]
        {
            continue;
        }
        let join =
            if matches!(column, VersionColumn::Field(FieldId::Content | FieldId::Basis)) { "；" } else { "、" };
        all.push(CompareLine { name: words::column(column, lang), said: CompareSaid::Value(texts.join(join)) });
    }
    CompareEntry { head, lines: all }
}

fn lines(change: &Change, lang: Lang) -> Vec<CompareLine> {
    let said = |entry: &EntryChange| match entry {
        EntryChange::Added(text) => CompareSaid::Added(text.clone()),
        EntryChange::Dropped(text) => CompareSaid::Dropped(text.clone()),
        EntryChange::Changed(marked) => CompareSaid::Changed(marked.clone()),
    };
    let mut all: Vec<CompareSaid> = change.entries.iter().map(said).collect();
    if all.is_empty() {
        all.push(CompareSaid::Reordered(change.new.join("；")));
    }
    let names = std::iter::once(words::column(&change.column, lang)).chain(std::iter::repeat(String::new()));
    names.zip(all).map(|(name, said)| CompareLine { name, said }).collect()
}

fn split_entries(of: &Comparison<'_>, split: &Parting, lang: Lang) -> Vec<CompareEntry> {
    let one = words::old_item(of.old, split.one, lang);
    let many: Vec<String> = split.many.iter().map(|row| words::item(of.new, *row, lang)).collect();
    let many = many.join(pick(lang, "、", ", "));
    let mut entries = vec![CompareEntry {
        head: pick(lang, format!("{one} 拆为 {many}"), format!("{one} became {many}")),
        lines: Vec::new(),
    }];
    let is_new = |row: &&usize| !of.pairs.iter().any(|pair| pair.1 == **row);
    entries.extend(
        split.many.iter().filter(is_new).map(|&row| whole(words::item(of.new, row, lang), &of.new.rows[row], lang)),
    );
    entries
}

fn merge_entries(of: &Comparison<'_>, merge: &Parting, lang: Lang) -> Vec<CompareEntry> {
    let many: Vec<String> = merge.many.iter().map(|row| words::old_item(of.old, *row, lang)).collect();
    let (many, one) = (many.join(pick(lang, "、", ", ")), words::item(of.new, merge.one, lang));
    let mut entries = vec![CompareEntry {
        head: pick(lang, format!("{many} 合并为 {one}"), format!("{many} became {one}")),
        lines: Vec::new(),
    }];
    let is_gone = |row: &&usize| !of.pairs.iter().any(|pair| pair.0 == **row);
    entries.extend(
        merge
            .many
            .iter()
            .filter(is_gone)
            .map(|&row| whole(words::old_item(of.old, row, lang), &of.old.rows[row], lang)),
    );
    entries
}

fn move_entry(of: &Comparison<'_>, moved: &Move, lang: Lang) -> CompareEntry {
    let rows: Vec<usize> = moved.pairs.iter().map(|pair| pair.1).collect();
    let was: Vec<usize> = moved.pairs.iter().map(|pair| pair.0).collect();
    let (now, before) = (words::numbers(of.new, &rows, lang), words::numbers(of.old, &was, lang));
    let label = match moved.pairs[..] {
        [(_, row)] => words::item(of.new, row, lang),
        _ => now.clone(),
    };
    let was = if before == now {
        String::new()
    } else {
        pick(lang, format!("（原{before}）"), format!(" (formerly {before})"))
    };
    let mut head = format!("{label}{was}");
    if moved.is_reordered {
        head += &match rows[0].checked_sub(1) {
            Some(above) => {
                let above = words::item(of.new, above, lang);
                pick(lang, format!("，现排在 {above} 之后"), format!(", now behind {above}"))
            }
            None => pick(lang, "，现排在最前", ", now the first").to_owned(),
        };
    }
    let heading = |change: &Change| CompareLine {
        name: words::column(&change.column, lang),
        said: CompareSaid::Changed(marks(&change.old.join("；"), &change.new.join("；"))),
    };
    CompareEntry { head, lines: moved.headings.iter().map(heading).collect() }
}

fn renumbered(of: &Comparison<'_>, pairs: &[(usize, usize)], lang: Lang) -> String {
    let number = |version: &Version, row: usize| {
        let no = &version.rows[row].no;
        if no.is_empty() { pick(lang, "无序号", "no number").to_owned() } else { visible(no).into_owned() }
    };
    let (first, last) = (pairs[0], pairs[pairs.len() - 1]);
    let range = |version: &Version, first: usize, last: usize| {
        let (one, other) = (number(version, first), number(version, last));
        if first == last { one } else { format!("{one}–{other}") }
    };
    let (before, now) = (range(of.old, first.0, last.0), range(of.new, first.1, last.1));
    let label = if pairs.len() == 1 { words::label(&of.new.rows[first.1]) } else { String::new() };
    pick(lang, format!("原{before} → 现{now} {label}"), format!("{before} → {now} {label}")).trim_end().to_owned()
}
