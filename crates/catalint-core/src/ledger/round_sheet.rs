//! What became of the last round, in words.

use super::sheet::{cell, head, number};
use super::words::pick;
use super::{Ledger, LedgerTable, Round, RoundTotals, SheetCell, Tone};
use crate::register::BodyAt;
use crate::rule::Lang;
use catalint_domain::date::Date;

/// `整改结果`: what was put right, in the head.
pub(super) fn fact(ledger: &Ledger, lang: Lang) -> Option<(&'static str, String)> {
    let round = ledger.round.as_ref()?;
    let RoundTotals { last, closed, open, new, untold, supplied } = round.totals(ledger, |_| true);
    let day = day(round, lang);
    let mut words = pick(
        lang,
        format!("{day}有{last}处，已整改{closed}处，未整改{open}处，新增{new}处"),
        format!("{day}: {last}; put right {closed}, still there {open}, new {new}"),
    );
    if untold > 0 {
        words += &pick(lang, format!("，无法核对{untold}处"), format!(", can't be told {untold}"));
    }
    if supplied > 0 {
        words += &pick(lang, format!("；补上目录{supplied}个"), format!("; catalogs supplied {supplied}"));
    }
    Some((pick(lang, "整改结果", "Since the last round"), words))
}

fn day(round: &Round, lang: Lang) -> String {
    let day = round.last.as_of.as_deref().and_then(Date::parse);
    let last = pick(lang, "上次", "Last round");
    day.map_or_else(
        || last.to_owned(),
        |day| pick(lang, format!("上次（{}）", day.chinese()), format!("{last} ({day})")),
    )
}

/// By body: had, put right, still there, new.
pub(super) fn table(ledger: &Ledger, bodies: &[(BodyAt, String)], lang: Lang) -> Option<LedgerTable> {
    let round = ledger.round.as_ref()?;
    let heads = [
        ("单位", "Body"),
        ("上次问题", "Last round"),
        ("已整改", "Put right"),
        ("未整改", "Still there"),
        ("新增", "New"),
        ("无法核对", "Can't be told"),
        ("整改率", "Share put right"),
        ("补上目录", "Catalogs supplied"),
    ];
    let row = |name: SheetCell, totals: RoundTotals| {
        let RoundTotals { last, closed, open, new, untold, supplied } = totals;
        let toned =
            |count: usize, tone: Tone| SheetCell { tone: if count > 0 { tone } else { Tone::Plain }, ..number(count) };
        let share = (closed * 100).checked_div(last).map_or_else(|| "—".to_owned(), |share| format!("{share}%"));
        vec![
            name,
            number(last),
            toned(closed, Tone::Good),
            toned(open, Tone::Bad),
            toned(new, Tone::Warn),
            number(untold),
            cell(share),
            number(supplied),
        ]
    };
    let mut rows: Vec<Vec<SheetCell>> = Vec::new();
    for (nth, (at, name)) in bodies.iter().enumerate() {
        rows.push(row(SheetCell { link: Some(nth), ..head(name) }, round.totals(ledger, |body| body == Some(*at))));
    }
    let nobody = round.totals(ledger, |body| body.is_none());
    if nobody != RoundTotals::default() {
        rows.push(row(head(pick(lang, "不能归入的目录", "Catalogs that belong nowhere")), nobody));
    }
    rows.push(row(head(pick(lang, "合计", "Total")), round.totals(ledger, |_| true)));
    Some(LedgerTable {
        title: pick(lang, "整改结果", "Since the last round").to_owned(),
        note: pick(
            lang,
            "问题按内容认，行号、序号变了仍认得；“无法核对”：目录这次没有了，或者这次没有检查这一条。",
            "Findings are known by what they are about, whatever their rows and numbers; “can't be told”: the catalog is not there any more, or the rule was not asked.",
        )
        .to_owned(),
        head: heads.into_iter().map(|(zh, en)| pick(lang, zh, en).to_owned()).collect(),
        rows,
        is_summed: true,
        is_matrix: false,
        is_detailed: false,
    })
}
