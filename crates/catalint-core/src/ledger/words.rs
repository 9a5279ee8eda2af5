//! The words of a ledger, the same in all of its formats.

use super::{CellState, LedgerCell};
use crate::lint::Counts;
use crate::register::{PlacedBy, Register, Unplaced};
use crate::rule::{Lang, Localized};

/// One of two texts.
pub(super) fn pick<T>(lang: Lang, zh: T, en: T) -> T {
    match lang {
        Lang::Zh => zh,
        Lang::En => en,
    }
}

/// The word of a state.
pub(super) fn state(state: CellState, lang: Lang) -> String {
    let word = match state {
        CellState::NotApplicable => Localized { zh: "不适用", en: "not applicable" },
        CellState::NotYet(since) => {
            return pick(lang, format!("{}起", since.chinese()), format!("from {since}"));
        }
        CellState::Absent => Localized { zh: "缺目录", en: "no catalog" },
        CellState::Faulty => Localized { zh: "须整改", en: "errors" },
        CellState::Incomplete => Localized { zh: "待完善", en: "incomplete" },
        CellState::Unread => Localized { zh: "没有读全", en: "not all read" },
        CellState::Sound => Localized { zh: "齐全", en: "sound" },
    };
    word.get(lang).to_owned()
}

/// `错误3处，警告2处`, without those that are none.
pub(super) fn counts(counts: Counts, lang: Lang) -> String {
    let named = [(counts.errors, "错误", "error"), (counts.warnings, "警告", "warning")];
    let parts: Vec<String> = named
        .into_iter()
        .filter(|(count, ..)| *count > 0)
        .map(|(count, zh, en)| pick(lang, format!("{zh}{count}处"), format!("{count} {en}{}", plural(count))))
        .collect();
    parts.join(pick(lang, "，", ", "))
}

pub(super) const fn plural(count: usize) -> &'static str {
    if count == 1 { "" } else { "s" }
}

/// What tells where a catalog belongs.
pub(super) fn placed_by(by: PlacedBy, lang: Lang) -> &'static str {
    let words = match by {
        PlacedBy::Files => Localized { zh: "底册指定", en: "files in the register" },
        PlacedBy::Authority => Localized { zh: "编制单位", en: "compiling body" },
        PlacedBy::Title => Localized { zh: "标题", en: "title" },
        PlacedBy::Items => Localized { zh: "事项、公开主体", en: "items and publishers" },
        PlacedBy::Register => Localized { zh: "本领域只有一个单位", en: "the only body of the field" },
    };
    words.get(lang)
}

/// Why a catalog belongs nowhere.
pub(super) fn unplaced(why: &Unplaced, register: &Register, lang: Lang) -> String {
    let mark = pick(lang, "、", ", ");
    match why {
        Unplaced::NoField => {
            pick(lang, "标题和事项看不出属于哪个领域", "neither title nor items tell the field").to_owned()
        }
        Unplaced::SeveralFields(fields) => {
            let names: Vec<&str> = fields.iter().map(|&nth| register.fields[nth].name.as_str()).collect();
            let names = names.join(mark);
            pick(lang, format!("可能属于几个领域：{names}"), format!("it may be of several fields: {names}"))
        }
        Unplaced::OtherArea(name) => {
            pick(lang, format!("属于别的地方：{name}"), format!("it is of another place: {name}"))
        }
        Unplaced::UnknownBody(name) => {
            pick(lang, format!("底册中没有这个单位：{name}"), format!("the register has no such body: {name}"))
        }
        Unplaced::NoBody => {
            pick(lang, "没有写明编制单位，标题和公开主体也看不出是哪个单位", "nothing tells whose it is").to_owned()
        }
        Unplaced::SeveralBodies(bodies) => {
            let names: Vec<&str> = bodies.iter().map(|&at| register.body(at).name.as_str()).collect();
            let names = names.join(mark);
            pick(lang, format!("可能属于几个单位：{names}"), format!("it may be of several bodies: {names}"))
        }
    }
}

/// `公开依据3项、公开时限1项`
pub(super) fn missing(cell: &LedgerCell, lang: Lang) -> String {
    let part = |(id, count): &(crate::model::FieldId, usize)| {
        let spec = id.spec();
        pick(lang, format!("{}{count}项", spec.label), format!("{} ({count})", spec.label_en))
    };
    cell.missing.iter().map(part).collect::<Vec<_>>().join(pick(lang, "、", ", "))
}

/// `《环境保护法》3项`, the first ones.
pub(super) fn acts(acts: &[(String, usize)], lang: Lang) -> String {
    /// Acts that a cell names.
    const MOST: usize = 3;
    let part = |(title, count): &(String, usize)| {
        pick(lang, format!("《{title}》{count}项"), format!("《{title}》 ({count})"))
    };
    let named: Vec<String> = acts.iter().take(MOST).map(part).collect();
    let rest = match acts.len().saturating_sub(MOST) {
        0 => String::new(),
        more => pick(lang, format!("等{}部", more + MOST), format!(" and {more} more")),
    };
    named.join(pick(lang, "、", ", ")) + &rest
}
