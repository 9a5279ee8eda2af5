//! TOP007: one subtopic twice under one topic, with another deadline, publisher or method.

use catalint_domain::law::acts::REGULATION;
use foldhash::{HashMap, HashMapExt};

use super::helpers::{label, place};
use crate::model::{FieldId, Item};
use crate::rule::{CatalogCx, Check, Finding, Localized, NAMES, Reads, Rule, Severity, Sink, Supersedes, Wrong};
use catalint_domain::chinese::normalize::Folded;
use catalint_domain::vocabulary::placeholder::says_nothing;
use catalint_domain::vocabulary::profile::{Profile, find};

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: "TOP007",
    name: "item-conflict",
    severity: Severity::Warning,
    fixes: &[],
    summary: Localized {
        zh: "同名事项在两个类别中的时限、主体或者方式不一致",
        en: "one item in two categories with other deadline, publisher or method",
    },
    messages: &[
        Localized {
            zh: "“{topic}”下的“{name}”列了两处，公开时限不一致：“{first}”和“{here}”",
            en: "“{name}” under “{topic}” is listed twice with different deadlines: “{first}” and “{here}”.",
        },
        Localized {
            zh: "“{topic}”下的“{name}”列了两处，公开主体不一致：“{first}”和“{here}”",
            en: "“{name}” under “{topic}” is listed twice with different publishers: “{first}” and “{here}”.",
        },
        Localized {
            zh: "“{topic}”下的“{name}”列了两处，公开方式不一致：“{first}”和“{here}”",
            en: "“{name}” under “{topic}” is listed twice with different methods: “{first}” and “{here}”.",
        },
    ],
    help: Localized {
        zh: "是同一事项的，合并或者统一两处的写法；不是同一事项的，改名以示区别。",
        en: "If both are one item, merge them or make them agree; if not, give them names that tell them apart.",
    },
    why: Localized {
        zh: "同一单位把同一名称的事项列在两个类别里，时限、主体或者方式却不同，公众不知道以哪一处为准。各类别由不同单位分别公开的，不在此列。",
        en: "Where one body lists an item of one name in two categories, but with other deadlines, publishers or methods, nobody knows which holds. Categories that different bodies are in charge of are left alone.",
    },
    law: &[REGULATION.article(6)],
    source: Localized {
        zh: "行政机关应当及时、准确地公开政府信息",
        en: "Organs disclose information in time and accurately",
    },
    wrong: &[
        Wrong {
            yaml: "  - category: 救助类\n  - category: 资金类\n    subtopic: 最低生活保障\n    deadline: 自该政府信息形成或者变更之日起10个工作日内\n",
            at: "资金类\n    subtopic: «最低生活保障»",
            fixed: None,
        },
        Wrong {
            yaml: "  - category: 救助类\n    subtopic: 临时救助（急难型）\n  - category: 资金类\n    subtopic: 临时救助 （急难型）\n    publisher: 区民政局（牵头）、区财政局\n",
            at: "临时救助 （急难型）",
            fixed: None,
        },
    ],
    right: &[
        "  - category: 救助类\n  - category: 资金类\n    deadline: 该政府信息形成或变更之日起20个工作日内公开\n    method: 主动\n",
        "  - category: 救助类\n    topic: 政策\n    subtopic: 政策解读\n  - category: 住房类\n    topic: 政策\n    subtopic: 政策解读\n    publisher: 区房屋管理局\n    deadline: 自政策公布之日起3个工作日内\n",
        "  - detail: 救助标准\n  - detail: 救助结果\n    deadline: 自作出决定之日起10个工作日内\n",
    ],
    supersedes: Supersedes::Nothing,
    check: Check::Catalog(Reads::of(&NAMES).and(&[FieldId::Deadline, FieldId::Method, FieldId::Publisher]), check),
};

const FIRST: Localized = Localized { zh: "“{name}”先列在这里", en: "“{name}” is first listed here" };

fn check(cx: &CatalogCx<'_>, sink: &mut Sink<'_>) {
    let names = cx.names();
    let mut seen: HashMap<(u32, u32, u32), (u32, Item<'_>)> = HashMap::with_capacity(cx.catalog.len());
    for item in cx.catalog.items() {
        let name = names.name(item);
        if name.topic == 0 || name.subtopic == 0 {
            continue;
        }
        let (category, first) = *seen.entry((name.topic, name.subtopic, name.detail)).or_insert((name.category, item));
        // In one category it is the same item twice, and TOP005 says so.
        if category == name.category || !same_lead(first, item) {
            continue;
        }
        let Some((message, was, is)) = difference(first, item, cx.profile) else { continue };
        let (Some(here), Some(there)) = (label(item), label(first)) else { continue };
        let finding = Finding::field(&RULE, here).at(place(item, here));
        sink.push(
            finding
                .message(message)
                .arg("topic", item.text(FieldId::Topic))
                .arg("name", item.label())
                .arg("first", was)
                .arg("here", is)
                .related(place(first, there), &FIRST),
        );
    }
}

/// Number of the message, and what is said here and there.
fn difference(first: Item<'_>, item: Item<'_>, profile: &Profile) -> Option<(usize, String, String)> {
    let fields: [(FieldId, Same); 3] = [
        (FieldId::Deadline, |a, b, _| same_deadline(a, b)),
        (FieldId::Publisher, |a, b, _| Folded(a) == Folded(b)),
        (FieldId::Method, same_method),
    ];
    fields.into_iter().enumerate().find_map(|(nth, (id, same))| {
        let (was, is) = (texts(first, id)?, texts(item, id)?);
        (!same(&was, &is, profile)).then_some((nth, was, is))
    })
}

/// What a field says. None where that is nothing or no more than a placeholder, which is another
/// rule's business, or more than anybody would compare.
fn texts(item: Item<'_>, id: FieldId) -> Option<String> {
    let all: Vec<&str> = item.entries(id).take(MANY).map(|entry| entry.text.trim()).collect();
    let fair = all.len() < MANY && all.iter().all(|text| text.len() < LONG && !says_nothing(text));
    (fair && !all.is_empty()).then(|| all.join("、"))
}

/// Publishers in a list.
const MANY: usize = 20;
/// Bytes of a text.
const LONG: usize = 1000;

type Same = fn(&str, &str, &Profile) -> bool;

fn same_method(a: &str, b: &str, profile: &Profile) -> bool {
    match (find(&profile.methods, a), find(&profile.methods, b)) {
        (Some((a, _)), Some((b, _))) => a.proactive == b.proactive,
        _ => true,
    }
}

/// Whether two deadlines may mean the same: their amounts agree, however the rest is worded.
fn same_deadline(a: &str, b: &str) -> bool {
    let spelled = |text: &str| text.contains(['一', '二', '三', '五', '七', '十']) && !text.contains("之一");
    let (in_a, in_b) = (amounts(a).next().is_some(), amounts(b).next().is_some());
    match (in_a, in_b) {
        (true, true) => amounts(a).eq(amounts(b)),
        (false, false) => words(a).eq(words(b)) || spelled(a) || spelled(b),
        (true, false) => spelled(b),
        (false, true) => spelled(a),
    }
}

/// Each number with the letter behind it, 个 aside: 20工, 7日.
fn amounts(text: &str) -> impl Iterator<Item = (u32, Option<char>)> + '_ {
    let mut letters = text.chars().filter(|c| !c.is_whitespace() && *c != '个').peekable();
    std::iter::from_fn(move || {
        let mut value = letters.find_map(|c| c.to_digit(10))?;
        while let Some(digit) = letters.peek().and_then(|c| c.to_digit(10)) {
            value = value.saturating_mul(10).saturating_add(digit);
            letters.next();
        }
        Some((value, letters.peek().copied()))
    })
}

/// The letters without marks and without the words that say nothing but “publish”.
fn words(text: &str) -> impl Iterator<Item = char> + '_ {
    let body = text.trim().trim_end_matches(['。', '；', ';']).trim_end_matches("公开").trim_end_matches("予以");
    body.chars().filter(|c| c.is_alphanumeric())
}

/// Whether the first body named is the same.
fn same_lead(a: Item<'_>, b: Item<'_>) -> bool {
    let (a, b) = (lead(a), lead(b));
    a.is_empty() || b.is_empty() || Folded(a) == Folded(b)
}

fn lead(item: Item<'_>) -> &str {
    let text = item.text(FieldId::Publisher);
    text[..text.find(['、', '，', ',', '；', ';', '（', '(']).unwrap_or(text.len())].trim()
}
