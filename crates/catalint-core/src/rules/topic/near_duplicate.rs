//! TOP008: two items of one topic that are alike but for one number, and that number one more: 超过48小时, 超过49小时.
//!
//! A spreadsheet counts up where a cell is drawn down. Only amounts with a unit count; years, months, grades, 批, 期
//! and their like go on by themselves.

use catalint_domain::law::acts::REGULATION;
use foldhash::{HashMap, HashMapExt};

use super::helpers::{label, place};
use crate::model::{FieldId, Item};
use crate::rule::{CatalogCx, Check, Finding, Localized, NAMES, Reads, Rule, Severity, Sink, Supersedes, Wrong};
use catalint_domain::chinese::numeral;

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: "TOP008",
    name: "item-near-duplicate",
    severity: Severity::Hint,
    fixes: &[],
    summary: Localized {
        zh: "两项只差一个连续的数字", en: "two items alike but for a number that counts up"
    },
    messages: &[Localized {
        zh: "“{name}”与“{first}”只差一个数字，像是表格下拉填充时自动加了1",
        en: "“{name}” differs from “{first}” by a number only, as if a cell had been drawn down in a spreadsheet.",
    }],
    help: Localized {
        zh: "核对数字；是同一事项的，删去多余的一项。",
        en: "Check the number; if both are one item, remove one of them.",
    },
    why: Localized {
        zh: "在电子表格里向下拖动填充，“48小时”会变成“49小时”。多出来的事项并不存在，公众和检查的人却会当真。",
        en: "Drawn down in a spreadsheet, 48小时 becomes 49小时. The items that come of it do not exist, but whoever reads the catalog takes them for real.",
    },
    law: &[REGULATION.article(6)],
    source: Localized {
        zh: "行政机关应当及时、准确地公开政府信息",
        en: "Organs disclose information in time and accurately",
    },
    wrong: &[
        Wrong {
            yaml: "  - subtopic: 停水超过48小时的补偿\n  - subtopic: 停水超过49小时的补偿\n",
            at: "停水超过49小时的补偿",
            fixed: None,
        },
        Wrong {
            yaml: "  - subtopic: 临时救助\n    detail: 救助金额2000元以上\n  - subtopic: 临时救助\n    detail: 救助金额2001元以上\n",
            at: "detail: «救助金额2001元以上»",
            fixed: None,
        },
    ],
    right: &[
        "  - subtopic: 第1批救助名单\n  - subtopic: 第2批救助名单\n",
        "  - subtopic: 2025年补贴\n  - subtopic: 2026年补贴\n",
        "  - subtopic: 救助金额1000元以下\n  - subtopic: 救助金额2000元以下\n",
        "  - subtopic: 停水24小时以上的通知\n  - subtopic: 停气25小时以上的通知\n",
        "  - subtopic: 3月15日活动\n  - subtopic: 3月16日活动\n",
    ],
    supersedes: Supersedes::Nothing,
    check: Check::Catalog(Reads::of(&NAMES), check),
};

const FIRST: Localized = Localized { zh: "“{first}”列在这里", en: "“{first}” is listed here" };

/// Names longer than this are no names.
const LONGEST: usize = 300;

/// The group of an item, what its name stands below, and the name without one of its amounts.
type Without = ((u32, u32), u32, String);

fn check(cx: &CatalogCx<'_>, sink: &mut Sink<'_>) {
    let names = cx.names();
    // The last item of each name without one of its amounts, with that amount.
    let mut last: HashMap<Without, (u32, Item<'_>)> = HashMap::new();
    for item in cx.catalog.items() {
        let name = names.name(item);
        let Some(group) = name.group() else { continue };
        let detailed = name.detail != 0;
        let (id, above) = if detailed { (FieldId::Detail, name.subtopic) } else { (FieldId::Subtopic, 0) };
        for (rest, amount) in amounts(item.text(id)) {
            let before = last.insert((group, above, rest), (amount, item));
            let Some((_, first)) = before.filter(|(before, _)| before.checked_add(1) == Some(amount)) else { continue };
            let (Some(here), Some(there)) = (field(item, id), field(first, id)) else { continue };
            let finding = Finding::field(&RULE, here).at(place(item, here));
            sink.push(
                finding
                    .arg("name", item.text(id))
                    .arg("first", first.text(id))
                    .cause(&[])
                    .related(place(first, there), &FIRST),
            );
            break;
        }
    }
}

fn field(item: Item<'_>, id: FieldId) -> Option<crate::model::Field<'_>> {
    if id == FieldId::Detail { item.field(id) } else { label(item) }
}

/// The amounts of a name: each with the name without it.
fn amounts(name: &str) -> Vec<(String, u32)> {
    const UNITS: &[&str] = &[
        "小时",
        "分钟",
        "个工作日",
        "工作日",
        "日",
        "天",
        "万元",
        "元",
        "%",
        "％",
        "米",
        "公里",
        "平方米",
        "立方米",
        "公斤",
        "吨",
        "亩",
    ];
    let mut all = Vec::new();
    if name.len() > LONGEST {
        return all;
    }
    let mut at = 0;
    while let Some(start) = name[at..].find(|c| numeral::digit(c).is_some()).map(|found| at + found) {
        let Some(number) = numeral::read(&name[start..]) else { break };
        let end = start + number.len;
        at = end;
        // 3月15日 is a day of the year, 第5日 the fifth, 1.5 a fraction.
        let counts = name[..start].ends_with(['月', '第', '.', '-', '〔', '~', '至']);
        if !counts && UNITS.iter().any(|unit| name[end..].starts_with(unit)) {
            all.push((format!("{}#{}", &name[..start], &name[end..]), number.value));
        }
    }
    all
}
