//! TXT005: some deadlines, or contents, of a catalog end in 。 and most do not, or the reverse; or a value ends in
//! ； or ，, behind which nothing comes.
//!
//! No standard asks for a stop at the end of a cell; only the habit of the file itself counts.

use crate::fix::{Applicability, Fix};
use crate::model::{Entry, FieldId, Item};
use crate::rule::{CatalogCx, Check, Finding, Localized, Reads, Rule, Severity, Sink, Supersedes, Wrong};
use catalint_domain::chinese::script::is_blank;
use catalint_domain::vocabulary::text_features::TextFeatures;
use catalint_yaml::edit;

const CUT_SHORT: usize = 2;

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: "TXT005",
    name: "final-stop-inconsistent",
    severity: Severity::Hint,
    fixes: &[Applicability::Offer],
    summary: Localized {
        zh: "同一栏里句末有的带句号、有的不带，或者末尾多了逗号、分号",
        en: "a final stop in some cells of a column only, or a comma at the end",
    },
    messages: &[
        Localized {
            zh: "末尾有句号，而本目录这一栏多数不带",
            en: "The text ends in a full stop; most of this column do not.",
        },
        Localized {
            zh: "末尾没有句号，而本目录这一栏多数带句号",
            en: "The text has no full stop at its end; most of this column have one.",
        },
        Localized {
            zh: "末尾多了一个“{mark}”，后面没有内容", en: "The text ends in {mark}, and nothing follows."
        },
    ],
    help: Localized {
        zh: "同一栏统一：要么都带句号，要么都不带。",
        en: "Make the column uniform: a full stop everywhere or nowhere.",
    },
    why: Localized {
        zh: "表格单元格末尾带不带句号都可以，但同一栏应当一致，否则像是几份表格拼接而成。",
        en: "A cell may end with or without a stop, but a column should be uniform; otherwise it looks pieced together from several tables.",
    },
    law: &[],
    source: Localized {
        zh: "国家标准对单元格末尾的句号没有要求，本条只比较同一目录内的写法",
        en: "No standard rules the stop at the end of a cell; only the habit of the catalog itself is compared",
    },
    wrong: &[
        Wrong {
            yaml: "  - subtopic: 最低生活保障\n    deadline: 自该政府信息形成或者变更之日起20个工作日内。\n  - subtopic: 特困人员供养\n  - subtopic: 临时救助\n  - subtopic: 医疗救助\n  - subtopic: 教育救助\n",
            at: "。",
            fixed: Some(
                "  - subtopic: 最低生活保障\n    deadline: 自该政府信息形成或者变更之日起20个工作日内\n  - subtopic: 特困人员供养\n  - subtopic: 临时救助\n  - subtopic: 医疗救助\n  - subtopic: 教育救助\n",
            ),
        },
        Wrong {
            yaml: "  - subtopic: 最低生活保障\n    content: [申请条件, 办理流程。]\n  - subtopic: 特困人员供养\n    content: [认定条件, 供养标准。]\n  - subtopic: 临时救助\n    content: [救助条件, 申请材料。]\n  - subtopic: 医疗救助\n    content: [救助比例, 结算方式。]\n  - subtopic: 教育救助\n    content: [资助对象, 资助标准]\n",
            at: "资助标«准»",
            fixed: Some(
                "  - subtopic: 最低生活保障\n    content: [申请条件, 办理流程。]\n  - subtopic: 特困人员供养\n    content: [认定条件, 供养标准。]\n  - subtopic: 临时救助\n    content: [救助条件, 申请材料。]\n  - subtopic: 医疗救助\n    content: [救助比例, 结算方式。]\n  - subtopic: 教育救助\n    content: [资助对象, 资助标准。]\n",
            ),
        },
        Wrong {
            yaml: "    deadline: 自该政府信息形成或者变更之日起20个工作日内予以公开；\n",
            at: "；",
            fixed: Some("    deadline: 自该政府信息形成或者变更之日起20个工作日内予以公开\n"),
        },
        Wrong {
            yaml: "    content:\n      - 申请条件；\n      - 办理流程，\n",
            at: "，",
            fixed: Some("    content:\n      - 申请条件；\n      - 办理流程\n"),
        },
    ],
    right: &[
        "    content:\n      - 申请条件；\n      - 办理流程。\n",
        // Too few to speak of a habit.
        "  - subtopic: 最低生活保障\n    deadline: 自该政府信息形成或者变更之日起20个工作日内。\n  - subtopic: 特困人员供养\n  - subtopic: 临时救助\n",
        // Several sentences end in a stop wherever they stand.
        "  - subtopic: 最低生活保障\n    deadline: 自该政府信息形成或者变更之日起20个工作日内公开。法律、法规另有规定的，从其规定。\n  - subtopic: 特困人员供养\n  - subtopic: 临时救助\n  - subtopic: 医疗救助\n  - subtopic: 教育救助\n",
    ],
    supersedes: Supersedes::Nothing,
    check: Check::Catalog(Reads::of(COLUMNS).where_shown(COLUMNS, TextFeatures::END_MARK), check),
};

const REMOVE: Localized = Localized { zh: "删去句号", en: "Remove the stop" };
const CUT: Localized = Localized { zh: "删去末尾的“{mark}”", en: "Remove the {mark}" };
const CUT_HELP: Localized = Localized {
    zh: "删去末尾的“{mark}”；后面还有内容漏写的，补上。",
    en: "Remove the {mark}, or add what is missing behind it.",
};
const ADD: Localized = Localized { zh: "补上句号", en: "Add the stop" };

/// The columns that are compared; of 公开内容 the last entry of each item.
const COLUMNS: &[FieldId] = &[FieldId::Content, FieldId::Deadline];
/// Values below which a column has no habit.
const LEAST: usize = 5;

fn check(cx: &CatalogCx<'_>, sink: &mut Sink<'_>) {
    for &column in COLUMNS {
        cx.items_shown().filter_map(|item| item.entries(column).last()).for_each(|entry| cut_short(entry, sink));
    }
    let stopped = |item: Item<'_>| COLUMNS.iter().any(|&id| item.entries(id).any(|entry| ends_in_stop(entry.text)));
    if cx.catalog.is_partial() || !cx.items_shown().any(stopped) {
        return;
    }
    for &column in COLUMNS {
        let last = || cx.catalog.items().filter_map(|item| item.entries(column).last());
        let (all, stops) =
            last().fold((0, 0), |(all, stops), entry| (all + 1, stops + usize::from(ends_in_stop(entry.text))));
        let most = stops.max(all - stops);
        // A habit is what four of five values do.
        if all < LEAST || most == all || most * 5 < all * 4 {
            continue;
        }
        let usual = stops == most;
        for entry in last().filter(|entry| ends_in_stop(entry.text) != usual) {
            if usual { lacks(entry, sink) } else { has(entry, sink) }
        }
    }
}

fn trimmed(text: &str) -> &str {
    text.trim_end_matches(|c: char| c.is_whitespace() || is_blank(c))
}

fn ends_in_stop(text: &str) -> bool {
    trimmed(text).ends_with('。')
}

/// ； or ， at the end of a value; of 公开内容 at that of the last element.
fn cut_short(entry: Entry<'_>, sink: &mut Sink<'_>) {
    let text = trimmed(entry.text);
    let Some(mark) = text.chars().next_back().filter(|c| matches!(c, '；' | '，')) else { return };
    let start = text.len() - mark.len_utf8();
    if trimmed(&text[..start]).is_empty() {
        return;
    }
    let fix = edit::replace_part(entry.node, start..text.len(), "").map(|edit| Fix::offer(&CUT, vec![edit]));
    let finding = Finding::part(&RULE, entry, start..text.len()).message(CUT_SHORT).help(&CUT_HELP);
    sink.push(finding.arg("mark", mark.to_string()).fix(fix));
}

/// A stop in a column that has none; the end of several sentences is all right.
fn has(entry: Entry<'_>, sink: &mut Sink<'_>) {
    let text = trimmed(entry.text);
    let stop = text.len() - "。".len();
    if text[..stop].contains('。') {
        return;
    }
    let fix = edit::replace_part(entry.node, stop..text.len(), "").map(|edit| Fix::offer(&REMOVE, vec![edit]));
    sink.push(Finding::part(&RULE, entry, stop..text.len()).fix(fix));
}

/// No stop in a column that has them; another mark at the end is another fault.
fn lacks(entry: Entry<'_>, sink: &mut Sink<'_>) {
    let text = trimmed(entry.text);
    let Some(last) = text.chars().next_back().filter(|c| !"；，、：;,:.!！？?…".contains(*c)) else { return };
    let fix = edit::replace_part(entry.node, text.len()..text.len(), "。").map(|edit| Fix::offer(&ADD, vec![edit]));
    sink.push(Finding::part(&RULE, entry, text.len() - last.len_utf8()..text.len()).message(1).fix(fix));
}
