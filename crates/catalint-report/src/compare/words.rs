//! The words of a comparison in both languages.

use catalint_core::compare::{Comparison, Version, VersionColumn, VersionRow};
use catalint_core::lint::item_ranges;
use catalint_core::model::FieldId;
use catalint_core::rule::{Finding, Lang, Severity};
use catalint_text::visible;

use super::Compared;

pub(super) fn pick<T>(lang: Lang, zh: T, en: T) -> T {
    match lang {
        Lang::Zh => zh,
        Lang::En => en,
    }
}

pub(super) fn title(lang: Lang) -> &'static str {
    pick(lang, "目录修改对照", "Changes of a catalog")
}

/// `公开时限`; of an extra column its head.
pub(super) fn column(column: &VersionColumn, lang: Lang) -> String {
    match column {
        VersionColumn::Field(id) => pick(lang, id.spec().label, id.spec().label_en).to_owned(),
        VersionColumn::Extra(head) => visible(head).into_owned(),
    }
}

/// What people call an item: `第5项 临时救助`, with its table where the file has several.
pub(super) fn item(version: &Version, at: usize, lang: Lang) -> String {
    let row = &version.rows[at];
    format!("{}{} {}", table(version, row, lang), number(&row.number(), lang), label(row)).trim_end().to_owned()
}

/// The same of the old version: `原第5项 临时救助`.
pub(super) fn old_item(version: &Version, at: usize, lang: Lang) -> String {
    pick(lang, "原", "former ").to_owned() + &item(version, at, lang)
}

/// An item that is in both: `第6项（原第5项）临时救助`.
pub(super) fn both(compared: &Comparison<'_>, (one, other): (usize, usize), lang: Lang) -> String {
    let (old, new) = (&compared.old.rows[one], &compared.new.rows[other]);
    if old.number() == new.number() {
        return item(compared.new, other, lang);
    }
    let (table, label) = (table(compared.new, new, lang), label(new));
    let (now, before) = (number(&new.number(), lang), number(&old.number(), lang));
    pick(lang, format!("{table}{now}（原{before}）{label}"), format!("{table}{now} (formerly {before}) {label}"))
}

fn table(version: &Version, row: &VersionRow, lang: Lang) -> String {
    let nth = row.catalog + 1;
    if version.heads.len() < 2 { String::new() } else { pick(lang, format!("表{nth} "), format!("table {nth}, ")) }
}

/// `第5项`; a number that is more than digits stands as it is written.
pub(super) fn number(number: &str, lang: Lang) -> String {
    let number = visible(number);
    pick(lang, format!("第{number}项"), format!("item {number}"))
}

/// Its name on one line; long ones are cut.
pub(super) fn label(row: &VersionRow) -> String {
    const MOST: usize = 40;
    let label = row.label().split_whitespace().collect::<Vec<_>>().join(" ");
    let label = visible(&label);
    match label.char_indices().nth(MOST) {
        Some((at, _)) => format!("{}…", &label[..at]),
        None => label.into_owned(),
    }
}

/// Numbers of some items, those that count on as ranges: `第1–8项、第10项`.
pub(super) fn numbers(version: &Version, rows: &[usize], lang: Lang) -> String {
    let mut runs: Vec<(usize, usize)> = Vec::new();
    for &row in rows {
        let count = |row: usize| version.rows[row].number().parse::<u64>().ok();
        match runs.last_mut() {
            Some((_, last)) if *last + 1 == row && count(*last).zip(count(row)).is_some_and(|(a, b)| a + 1 == b) => {
                *last = row;
            }
            _ => runs.push((row, row)),
        }
    }
    let run = |(first, last): &(usize, usize)| {
        let [first_no, last_no] = [first, last].map(|row| visible(&version.rows[*row].number()).into_owned());
        let table = table(version, &version.rows[*first], lang);
        match (lang, first == last) {
            (_, true) => table + &number(&first_no, lang),
            (Lang::Zh, false) => format!("{table}第{first_no}–{last_no}项"),
            (Lang::En, false) => format!("{table}items {first_no}–{last_no}"),
        }
    };
    runs.iter().map(run).collect::<Vec<_>>().join(pick(lang, "、", ", "))
}

/// How much changed: `新增3项，取消1项，移动2项，修改5项（公开时限3处、公开依据2处）`.
pub(super) fn summary(compared: &Comparison<'_>, lang: Lang) -> String {
    if compared.is_equal() {
        return pick(lang, "两个版本内容相同，没有修改。", "Both versions say the same.").to_owned();
    }
    let mut parts = Vec::new();
    let mut part = |count: usize, zh: String, en: String| {
        if count > 0 {
            parts.push(pick(lang, zh, en));
        }
    };
    let n = compared.added.len();
    part(n, format!("新增{n}项"), format!("{n} added"));
    let n = compared.dropped.len();
    part(n, format!("取消{n}项"), format!("{n} dropped"));
    let n = compared.splits.len();
    part(n, format!("拆分{n}项"), format!("{n} split"));
    let n: usize = compared.merges.iter().map(|merge| merge.many.len()).sum();
    let into = compared.merges.len();
    part(n, format!("{n}项合并为{into}项"), format!("{n} merged into {into}"));
    let n = compared.moved();
    part(n, format!("移动{n}项"), format!("{n} moved"));
    let n = compared.counts.items;
    let columns = compared.counts.columns.iter();
    let of = |(name, count): (&VersionColumn, &usize)| {
        let name = column(name, lang);
        pick(lang, format!("{name}{count}处"), format!("{name} {count}"))
    };
    let columns = columns.map(of).collect::<Vec<_>>().join(pick(lang, "、", ", "));
    part(n, format!("修改{n}项（{columns}）"), format!("{n} changed ({columns})"));
    let n = compared.top.len();
    part(n, format!("目录名称等修改{n}处"), format!("{n} changes at the top"));
    let n = compared.renumbered();
    part(n, format!("序号变动{n}项"), format!("{n} renumbered"));
    parts.join(pick(lang, "，", ", ")) + pick(lang, "。", ".")
}

/// How many findings are new and how many gone; empty where none is.
pub(super) fn findings(compared: &Compared<'_>, lang: Lang) -> String {
    let seen = |found: &&Finding| found.severity >= compared.least;
    let (come, gone) = (compared.come().filter(seen).count(), compared.gone().filter(seen).count());
    let milder = compared.findings.new.len() + compared.findings.gone.len() - come - gone;
    let mut text = match (come, gone) {
        (0, 0) => String::new(),
        _ => pick(
            lang,
            format!("检查发现的问题：新出现{come}个，不再有的{gone}个。"),
            format!("Findings: {come} new, {gone} gone."),
        ),
    };
    if milder > 0 && !text.is_empty() {
        text +=
            &pick(lang, format!("另有较轻的{milder}个没有列出。"), format!(" {milder} milder ones are not listed."));
    }
    text
}

/// `错误 〈规则〉 第3项 临时救助：没有填写公开依据`
pub(super) fn finding(found: &Finding, lang: Lang) -> String {
    let (word, code) = (found.severity.word().get(lang), found.rule.code);
    let message = found.message_in(lang);
    let items = item_ranges(&found.items().collect::<Vec<_>>());
    let place = match (found.item_name(), &items[..]) {
        (Some(item), [_]) if found.also.is_empty() => {
            format!("{} {}", number(&item.number(), lang), visible(&item.label)).trim_end().to_owned()
        }
        (_, []) => String::new(),
        _ => items.iter().map(|range| number(range, lang)).collect::<Vec<_>>().join(pick(lang, "、", ", ")),
    };
    let field = found.pointer.split('/').nth(if found.item.is_some() { 3 } else { 1 });
    let field = field.and_then(FieldId::from_key).filter(|id| *id != FieldId::Items);
    let field = field.map_or_else(String::new, |id| column(&VersionColumn::Field(id), lang));
    let place = [place, field].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ");
    let colon = if place.is_empty() { "" } else { pick(lang, "：", ": ") };
    format!("{word} {code} {place}{colon}{}", visible(&message))
}

/// What keeps the comparison from being whole.
pub(super) fn notes(compared: &Compared<'_>, lang: Lang) -> Vec<String> {
    let mut notes = Vec::new();
    for (report, zh, en) in [(compared.old, "旧", "old"), (compared.new, "新", "new")] {
        if report.unread > 0 {
            let count = report.unread;
            notes.push(pick(
                lang,
                format!("{zh}版本有{count}格没有读全，这些格没有比较。"),
                format!("{count} cells of the {en} version could not be read whole and were not compared."),
            ));
        } else if report.partial {
            notes.push(pick(
                lang,
                format!("{zh}版本有读不出来的地方，那里的内容没有比较；请先运行 catalint check 查看。"),
                format!("Parts of the {en} version can't be read and were not compared: catalint check shows them."),
            ));
        }
    }
    notes
}

pub(super) fn is_seen(found: &Finding, least: Severity) -> bool {
    found.severity >= least
}
