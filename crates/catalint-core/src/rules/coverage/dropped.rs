//! COV004: against an older version of the catalog, an item is gone, or items changed while the
//! date of update did not.

use catalint_domain::law::acts::REGULATION;
use std::collections::{BTreeMap, HashMap};

use crate::model::FieldId;
use crate::project::{Facts, ItemFacts, rests};
use crate::rule::{
    CatalogCx, Check, Finding, Localized, NAMES, OlderVersion, Reads, Rule, Severity, Sink, Supersedes, Wrong,
};
use catalint_domain::date::Date;

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: "COV004",
    name: "item-dropped",
    severity: Severity::Hint,
    fixes: &[],
    summary: Localized {
        zh: "与旧版本相比少了事项，或者内容改了而更新日期没有改",
        en: "against an older version an item is gone, or items changed without a new date of update",
    },
    messages: &[
        Localized {
            zh: "与 {version} 相比，少了事项“{name}”",
            en: "Compared with {version}, the item “{name}” is gone.",
        },
        Localized {
            zh: "与 {version} 相比，改动或新增了{count}项，更新日期没有跟着改",
            en: "Compared with {version}, items changed or were added ({count}), but the date of update is as it was.",
        },
    ],
    help: Localized {
        zh: "核对“{name}”是否误删：误删的恢复，确已取消或者并入其他事项的不必处理。",
        en: "Check whether “{name}” was deleted by mistake: restore it if so; if the matter has ended or went into another item, nothing is to be done.",
    },
    why: Localized {
        zh: "整理目录时容易误删事项，也容易改了内容却忘改更新日期，公众便看不出目录已经变动。用 --since 给出一个 git 版本，或者旧的文件、文件夹，才作这项检查；当时还没有的文件不作比较。名称改了而其余内容不变的，算改动，不算删去；序号的变动不计。",
        en: "When a catalog is reworked, items are easily lost, and the date of update is easily forgotten, so that readers can't see that the catalog changed. The rule runs where --since names a git revision, or an older file or folder; a file that did not exist then is not compared. An item that has another name and is otherwise the same is changed, not gone; numbers do not count.",
    },
    law: &[REGULATION.article(12).paragraph(1)],
    source: Localized {
        zh: "行政机关编制、公布的政府信息公开目录应当及时更新",
        en: "The directory that an organ compiles and publishes must be updated in time",
    },
    wrong: &[
        Wrong {
            yaml: "updated: 2026-06-30\n# --- before: HEAD~1 ---\nupdated: 2025-06-30\nitems:\n  - {topic: 社会救助, subtopic: 最低生活保障}\n  - {topic: 社会救助, subtopic: 临时救助}\n",
            at: "静安区民政局政务公开标准目录",
            fixed: None,
        },
        Wrong {
            yaml: "    subtopic: 临时救助\n    deadline: 自该政府信息形成或者变更之日起20个工作日内\n# --- before: HEAD~1 ---\n    subtopic: 临时救助\n    deadline: 自该政府信息形成或者变更之日起10个工作日内\n",
            at: "2026-06-30",
            fixed: None,
        },
    ],
    right: &[
        "updated: 2026-06-30\n# --- before: HEAD~1 ---\nupdated: 2025-06-30\n",
        "updated: 2026-06-30\nitems:\n  - {topic: 社会救助, subtopic: 临时救助审批, content: [申请条件, 办理流程], basis: 《中华人民共和国政府信息公开条例》（国务院令第711号）, deadline: 自该政府信息形成或者变更之日起20个工作日内, publisher: 区民政局, channels: [政府网站], audience: 全社会, method: 主动公开, levels: [区级]}\ntitle: 静安区民政局政务公开标准目录\nprofile: shanghai\n# --- before: 旧目录.yaml ---\nupdated: 2025-06-30\nitems:\n  - {topic: 社会救助, subtopic: 临时救助, content: [申请条件, 办理流程], basis: 《中华人民共和国政府信息公开条例》（国务院令第711号）, deadline: 自该政府信息形成或者变更之日起20个工作日内, publisher: 区民政局, channels: [政府网站], audience: 全社会, method: 主动公开, levels: [区级]}\n",
    ],
    supersedes: Supersedes::Nothing,
    check: Check::Catalog(Reads::of(FieldId::OF_ITEM).and(&[FieldId::Title, FieldId::Items, FieldId::Updated]), check),
};

const THERE: Localized = Localized { zh: "原来在这里", en: "here it was" };

/// What to do about a date that did not move.
const MOVE_HELP: Localized = Localized {
    zh: "把更新日期改为最近一次改动的日期。",
    en: "Set the date of update to the day of the last change.",
};

fn check(cx: &CatalogCx<'_>, sink: &mut Sink<'_>) {
    let Some(before) = cx.context.before.as_deref() else { return };
    let now = cx.facts();
    // Where a part can't be read, nobody knows what is in it.
    let open = NAMES.into_iter().any(|id| cx.catalog.has_unread(id));
    if open || !now.is_whole || !before.facts.is_whole {
        return;
    }
    let Difference { gone, changed } = Difference::between(before, now, &rests(now, cx.catalog));
    for item in gone {
        sink.extend(gone_finding(cx, before, item));
    }
    let written = cx.catalog.field(FieldId::Updated).and_then(|field| field.entries().next());
    if let Some(written) = written.filter(|_| changed > 0 && !has_moved(&before.facts, now)) {
        let found = Finding::entry(&RULE, written).message(1).help(&MOVE_HELP);
        sink.push(found.arg("version", before.version.as_str()).arg("count", changed));
    }
}

fn gone_finding(cx: &CatalogCx<'_>, before: &OlderVersion, item: &ItemFacts) -> Option<Finding> {
    let title = cx.catalog.field(FieldId::Title).filter(|title| !title.is_missing());
    let found = Finding::field(&RULE, title.or_else(|| cx.catalog.field(FieldId::Items))?);
    let found = found.arg("version", before.version.as_str()).arg("name", &*item.name).cause(&["version"]);
    Some(found.in_file(before.facts.place_of(item), &THERE))
}

/// Whether the date of update is a later one, or one that can't be compared.
fn has_moved(before: &Facts, now: &Facts) -> bool {
    match (before.updated.as_deref(), now.updated.as_deref()) {
        (Some(then), Some(now)) => match (Date::parse(then), Date::parse(now)) {
            (Some(then), Some(now)) => now > then,
            _ => then != now,
        },
        _ => true,
    }
}

/// What became of the items.
struct Difference<'f> {
    gone: Vec<&'f ItemFacts>,
    /// Items that say something else, have another name, or are new.
    changed: usize,
}

impl<'f> Difference<'f> {
    fn between(before: &'f OlderVersion, now: &Facts, rests: &[u64]) -> Self {
        let (old, new) = (by_key(&before.facts, &before.rests), by_key(now, rests));
        // Names that are new, by what is said under them.
        let mut fresh: HashMap<u64, usize> = HashMap::new();
        let mut changed = 0;
        for (key, rests) in &new {
            match old.get(key) {
                None => rests.iter().for_each(|rest| *fresh.entry(*rest).or_default() += 1),
                Some(known) => changed += usize::from(known != rests),
            }
        }
        changed += fresh.values().sum::<usize>();
        let mut renamed = |rest: &u64| match fresh.get_mut(rest) {
            Some(left) if *left > 0 => {
                *left -= 1;
                true
            }
            _ => false,
        };
        let gone = before.facts.items.iter().zip(&before.rests).filter(|(item, _)| !new.contains_key(item.key()));
        let gone = gone.filter(|(_, rest)| !renamed(rest)).map(|(item, _)| item).collect();
        Self { gone, changed }
    }
}

/// What is said under each name, whatever the order.
fn by_key<'f>(facts: &'f Facts, rests: &[u64]) -> BTreeMap<&'f str, Vec<u64>> {
    let mut all: BTreeMap<&str, Vec<u64>> = BTreeMap::new();
    for (item, &rest) in facts.items.iter().zip(rests) {
        all.entry(item.key()).or_default().push(rest);
    }
    all.values_mut().for_each(|rests| rests.sort_unstable());
    all
}
