//! A notice to each body about what a change of law asks of its catalogs, and the sheet of all of it.

use catalint_core::impact::{ActChange, AffectedBasis, Impact, ReactBy};
use catalint_core::rule::Lang;
use catalint_domain::date::Date;

use super::{HandoutPart, HandoutSheet, HandoutTable};

/// A notice to each body with something to change; one page that says so where there is nothing.
#[must_use]
pub fn notices(impact: &Impact<'_>, lang: Lang) -> Vec<HandoutPart> {
    let mut parts = Vec::new();
    for (body, bases) in impact.by_body() {
        notice(&mut parts, impact, body, &bases, lang);
    }
    if parts.is_empty() {
        parts.push(HandoutPart::Title(pick(lang, "公开依据变动情况", "Changes of legal bases").to_owned()));
        parts.push(HandoutPart::Line(nothing(impact, lang)));
    }
    parts
}

/// Whether catalogs were there and none of them has to change.
#[must_use]
pub fn nothing(impact: &Impact<'_>, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!(
            "{}之后至{}，收录的法规变动{}件，{}份目录的公开依据都没有引用其中需要更新的",
            impact.from.chinese(),
            impact.to.chinese(),
            impact.acts.len(),
            impact.catalogs
        ),
        Lang::En => format!(
            "After {} and up to {} {} acts on record changed; none of the {} catalogs has a basis to change for it",
            impact.from,
            impact.to,
            impact.acts.len(),
            impact.catalogs
        ),
    }
}

fn notice(parts: &mut Vec<HandoutPart>, impact: &Impact<'_>, body: &str, bases: &[&AffectedBasis], lang: Lang) {
    let mut items: Vec<_> = bases.iter().map(|basis| &basis.item).collect();
    items.sort();
    items.dedup();
    let count = items.len();
    let whom = if body.is_empty() { pick(lang, "（目录没有写公开主体）", "(no body named)") } else { body };
    parts.push(HandoutPart::Title(
        pick(lang, "关于更新政务公开标准目录公开依据的通知", "Notice: update legal bases of disclosure catalogs")
            .to_owned(),
    ));
    parts.push(HandoutPart::Line(pick(lang, format!("{whom}："), format!("{whom}:"))));
    parts.push(HandoutPart::Line(pick(
        lang,
        format!(
            "下列法律、法规、文件已经废止、修订或者被取代，你单位有{count}个公开事项以它们为公开依据。请对照下表更新这些事项的公开依据，并重新公布目录。"
        ),
        format!(
            "The acts below ended or changed. {count} of your items rest on them: update their bases by the table and publish the catalog anew."
        ),
    )));
    for (nth, act) in acts_of(bases).into_iter().enumerate() {
        let change = &impact.acts[act];
        let (words, by) = (change.words(lang), deadline(impact, change, lang));
        let nth = nth + 1;
        parts.push(HandoutPart::Line(pick(lang, format!("{nth}. {words}。{by}"), format!("{nth}. {words}. {by}"))));
    }
    let mut table = HandoutTable::new(&match lang {
        Lang::Zh => [("目录", 18), ("序号", 8), ("事项", 24), ("原依据", 34), ("新依据", 36)],
        Lang::En => [("Catalog", 18), ("No.", 8), ("Item", 24), ("Basis as it is", 34), ("New basis", 36)],
    });
    // As the catalog has them: who mends it goes through it from top to bottom.
    let mut rows = bases.to_vec();
    rows.sort_by_key(|basis| &basis.item);
    for basis in rows {
        table.rows.push(vec![
            catalog(basis),
            number(basis),
            basis.item.name.clone(),
            basis.old.clone(),
            impact.new_basis(basis, lang),
        ]);
    }
    parts.push(HandoutPart::Table(table));
    parts.push(HandoutPart::Line(
        pick(lang, "印发单位（盖章）：　　　　　　　　　　日期：", "Issued by (seal):                    Date:")
            .to_owned(),
    ));
}

/// The title of the catalog and its file: a body knows the one, who looks for it the other.
fn catalog(basis: &AffectedBasis) -> String {
    let (title, file) = (&basis.item.title, &basis.item.file);
    if title.is_empty() { file.clone() } else { format!("{title}（{file}）") }
}

/// The acts of some bases, in order.
fn acts_of(bases: &[&AffectedBasis]) -> Vec<usize> {
    let mut acts: Vec<usize> = bases.iter().map(|basis| basis.act).collect();
    acts.sort_unstable();
    acts.dedup();
    acts
}

/// By when it has to be followed.
#[must_use]
pub fn deadline(impact: &Impact<'_>, change: &ActChange, lang: Lang) -> String {
    let days = impact.react_days.unwrap_or_default();
    match (impact.react_by(change), lang) {
        (ReactBy::Day(day), Lang::Zh) => {
            format!("请于{}以前完成（本地规定的{days}个工作日，自变动之日起算）。", day.chinese())
        }
        (ReactBy::Day(day), Lang::En) => format!("To be done by {day} ({days} working days of the change)."),
        (ReactBy::Unknown(year), Lang::Zh) => {
            format!("请在{days}个工作日内完成（{year}年的放假安排没有收录，日期不能推算）。")
        }
        (ReactBy::Unknown(year), Lang::En) => {
            format!("To be done within {days} working days (the notice on holidays of {year} is not on record).")
        }
        (ReactBy::Unset, Lang::Zh) => "请及时完成（配置没有写本地规定的期限 react_days）。".to_owned(),
        (ReactBy::Unset, Lang::En) => "To be done promptly (the config names no react_days).".to_owned(),
    }
}

/// The sheets: the items by body, and the acts that changed.
#[must_use]
pub fn impact_sheets(impact: &Impact<'_>, lang: Lang) -> Vec<HandoutSheet> {
    let mut items = HandoutTable::new(&match lang {
        Lang::Zh => [
            ("公开主体", 20),
            ("目录", 20),
            ("序号", 8),
            ("事项", 26),
            ("法规变动", 34),
            ("原依据", 34),
            ("新依据", 36),
            ("完成期限", 16),
        ],
        Lang::En => [
            ("Body", 20),
            ("Catalog", 20),
            ("No.", 8),
            ("Item", 26),
            ("Change", 34),
            ("Basis as it is", 34),
            ("New basis", 36),
            ("By", 16),
        ],
    });
    for basis in &impact.affected {
        let change = &impact.acts[basis.act];
        let by = match impact.react_by(change) {
            _ if !change.kind.asks_for_change() => pick(lang, "不用修改", "nothing to do").to_owned(),
            ReactBy::Day(day) => day_words(day, lang),
            ReactBy::Unknown(year) => pick(lang, format!("{year}年放假安排未收录"), format!("{year} not on record")),
            ReactBy::Unset => pick(lang, "本地期限未配置", "no period set").to_owned(),
        };
        items.rows.push(vec![
            basis.body.clone(),
            basis.item.file.clone(),
            number(basis),
            basis.item.name.clone(),
            change.words(lang),
            basis.old.clone(),
            impact.new_basis(basis, lang),
            by,
        ]);
    }
    let mut acts = HandoutTable::new(&match lang {
        Lang::Zh => [("日期", 16), ("变动", 12), ("法规", 44), ("现应引用", 44), ("引用的事项", 12)],
        Lang::En => [("Day", 16), ("Change", 12), ("Act", 44), ("To be cited", 44), ("Items", 12)],
    });
    for change in &impact.acts {
        acts.rows.push(vec![
            day_words(change.on, lang),
            change.kind.word(lang).to_owned(),
            format!("《{}》", change.act),
            change.instead.clone().unwrap_or_default(),
            change.items.to_string(),
        ]);
    }
    let span = match lang {
        Lang::Zh => format!("{}之后至{}", impact.from.chinese(), impact.to.chinese()),
        Lang::En => format!("after {} and up to {}", impact.from, impact.to),
    };
    let sheet = |name: &str, title: &str, table| HandoutSheet {
        name: name.to_owned(),
        title: title.to_owned(),
        above: vec![span.clone()],
        table,
    };
    vec![
        sheet(
            pick(lang, "受影响事项", "Items"),
            pick(lang, "公开依据变动影响的事项", "Items with changed bases"),
            items,
        ),
        sheet(pick(lang, "法规变动", "Acts"), pick(lang, "法规变动", "Acts that changed"), acts),
    ]
}

fn number(basis: &AffectedBasis) -> String {
    if basis.item.no.is_empty() { (basis.item.index + 1).to_string() } else { basis.item.no.clone() }
}

fn day_words(day: Date, lang: Lang) -> String {
    if lang == Lang::Zh { day.chinese() } else { day.to_string() }
}

fn pick<T>(lang: Lang, zh: T, en: T) -> T {
    if lang == Lang::Zh { zh } else { en }
}
