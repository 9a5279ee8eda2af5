//! PUB003: several publishers (公开主体), and none marked as the lead (牵头).
//!
//! Regulation, Art. 10(3): what several organs make together, the lead organ discloses.

use crate::fix::{Applicability, Fix};
use crate::model::{Entry, Field, FieldId};
use crate::rule::{Check, Finding, ItemCx, Localized, Reads, Rule, Severity, Sink, Supersedes, Wrong};
use catalint_domain::bodies::rank::Rank;
use catalint_domain::bodies::{Body, bodies};
use catalint_domain::law::acts::REGULATION;
use catalint_yaml::edit;

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: "PUB003",
    name: "publisher-no-lead",
    severity: Severity::Hint,
    fixes: &[Applicability::Offer],
    summary: Localized { zh: "多个公开主体没有注明牵头单位", en: "several publishers, none the lead" },
    messages: &[Localized {
        zh: "有{count}个公开主体，没有注明由谁牵头",
        en: "There are {count} publishers, and none is marked as the lead.",
    }],
    help: Localized {
        zh: "在牵头单位后注明“（牵头）”，如“{first}（牵头）”。",
        en: "Write （牵头） behind the lead, for example {first}（牵头）.",
    },
    why: Localized {
        zh: "由几个机关共同制作的政府信息，由牵头制作的机关负责公开。不注明牵头单位，容易互相等待，谁都不公开。",
        en: "What several organs make together is disclosed by the one that leads. If the lead is not marked, each waits for the others and nobody discloses.",
    },
    law: &[REGULATION.article(10).paragraph(3)],
    source: Localized { zh: "", en: "" },
    wrong: &[
        Wrong {
            yaml: "    publisher: 区民政局、区财政局\n",
            at: "区民政局、区财政局",
            fixed: Some("    publisher: 区民政局（牵头）、区财政局\n"),
        },
        Wrong {
            yaml: "    publisher:\n      - 区政府办公室（区政府合作交流办）\n      - 区财政局\n",
            at: "区政府办公室（区政府合作交流办）\n      - 区财政局",
            fixed: Some("    publisher:\n      - 区政府办公室（区政府合作交流办）（牵头）\n      - 区财政局\n"),
        },
    ],
    right: &[
        "    publisher: 区民政局（牵头）、区财政局\n",
        "    publisher: 区民政局牵头，区财政局配合\n",
        "    publisher: 区人力资源和社会保障局\n",
        "    publisher: 区民政局、江宁路街道办事处\n    levels: [区级, 街镇级]\n",
        "    publisher: 各街道办事处、各镇人民政府\n    levels: [街镇级]\n",
        "    publisher: 区就业工作领导小组（区人力资源和社会保障局、区财政局）\n",
    ],
    supersedes: Supersedes::Nothing,
    check: Check::Item(Reads::of(&[FieldId::Publisher]), check),
};

/// Words that say who leads, or that each discloses its own.
const SHARES: &[&str] = &[
    "牵头", "主办", "承办", "配合", "协办", "协同", "协助", "会同", "负责", "分别", "各自", "分工", "职责", "主责",
    "主管", "汇总", "提供", "或", "：", ":", "/", "／",
];

/// Bodies of one item that are looked at.
const MOST: usize = 100;

fn check(cx: &ItemCx<'_>, sink: &mut Sink<'_>) {
    const MESSAGE: Localized =
        Localized { zh: "在“{first}”后注明“（牵头）”", en: "Mark {first} as the lead" };
    let Some(field) = cx.item.field(FieldId::Publisher) else { return };
    let shared = |entry: Entry<'_>| SHARES.iter().any(|word| entry.text.contains(word));
    let all = || field.entries().flat_map(|entry| bodies(entry.text).map(move |body| (entry, body))).take(MOST);
    if all().nth(1).is_none() || !all().all(|(_, body)| body.is_organ()) || apart(all()) || field.entries().any(shared)
    {
        return;
    }
    let Some((entry, first)) = all().next() else { return };
    let end = first.range.end;
    let name = first.name.to_owned();
    let edit = edit::replace_part(entry.node, end..end, "（牵头）");
    sink.push(
        at(field, entry)
            .arg("count", all().count())
            .arg("first", name)
            .cause(&[])
            .fix(edit.map(|edit| Fix::offer(&MESSAGE, vec![edit]))),
    );
}

fn at(field: Field<'_>, first: Entry<'_>) -> Finding {
    if field.is_list() && field.value.count() > 1 { Finding::field(&RULE, field) } else { Finding::entry(&RULE, first) }
}

/// Whether each body discloses its own: 各街道办事处, or towns and villages beside bodies of
/// another rank.
fn apart<'a>(all: impl Iterator<Item = (Entry<'a>, Body<'a>)>) -> bool {
    let low = |rank: Option<Rank>| rank.filter(|&rank| rank <= Rank::Town);
    let mut first = None;
    all.into_iter().any(|(_, body)| {
        let rank = low(body.rank());
        body.name.starts_with('各') || *first.get_or_insert(rank) != rank
    })
}
