//! Properties of comparing, and edits that are to be found as what they are.

use proptest::prelude::*;

use super::{Comparison, Version, VersionColumn, compare};
use crate::Document;
use crate::model::FieldId;
use catalint_text::Source;

fn version(yaml: &str) -> Version {
    let document = Document::parse(Source::from_text("a.yaml", yaml));
    assert!(document.faults().is_empty(), "{:?}\n{yaml}", document.faults());
    Version::of(document.catalog())
}

/// An item of a catalog that is written here.
#[derive(Debug, Clone)]
struct Sample {
    category: &'static str,
    name: String,
    content: Vec<String>,
    deadline: String,
}

const NAMES: [&str; 12] = [
    "临时救助",
    "特困人员供养",
    "最低生活保障",
    "医疗救助",
    "慈善组织登记",
    "殡葬服务",
    "婚姻登记办理",
    "养老机构备案",
    "残疾人两项补贴",
    "儿童福利",
    "地名命名更名",
    "社会组织年检",
];

fn samples(count: usize) -> Vec<Sample> {
    let sample = |nth: usize| {
        let name = format!("{}{}", NAMES[nth % NAMES.len()], ["", "（续）"][nth / NAMES.len() % 2]);
        Sample {
            category: if nth < count / 2 { "社会救助" } else { "社会事务" },
            content: vec![format!("{name}政策文件"), "办理流程".into(), format!("{name}对象名单")],
            deadline: "自信息形成之日起20个工作日内".into(),
            name,
        }
    };
    (0..count).map(sample).collect()
}

fn yaml(items: &[Sample]) -> String {
    let item = |(nth, item): (usize, &Sample)| {
        let content: String = item.content.iter().map(|text| format!("      - {text}\n")).collect();
        format!(
            "  - no: {}\n    category: {}\n    topic: 民政\n    subtopic: {}\n    deadline: {}\n    content:\n{content}",
            nth + 1,
            item.category,
            item.name,
            item.deadline
        )
    };
    "title: 云岭县目录\nitems:\n".to_owned() + &items.iter().enumerate().map(item).collect::<String>()
}

/// What is said, in a line.
fn said(of: &Comparison<'_>) -> String {
    let fields = of.counts.columns.iter().map(|(column, count)| match column {
        VersionColumn::Field(id) => format!("{} {count}", id.key()),
        VersionColumn::Extra(head) => format!("{head} {count}"),
    });
    format!(
        "+{} -{} split {} merged {} moved {} renumbered {} changed {} [{}]",
        of.added.len(),
        of.dropped.len(),
        of.splits.len(),
        of.merges.len(),
        of.moved(),
        of.renumbered(),
        of.counts.items,
        fields.collect::<Vec<_>>().join(", "),
    )
}

/// An edit, and what is to be said of it.
fn edited(count: usize, at: usize, edit: usize) -> (Vec<Sample>, String) {
    let (mut items, last) = (samples(count), count - 1);
    let later = last - at;
    let name = items[at].name.clone();
    let none = "+0 -0 split 0 merged 0 moved 0 renumbered 0 changed 0 []";
    let want = match edit {
        0 => none.to_owned(),
        1 => {
            items[at].deadline = "自信息形成之日起10个工作日内".into();
            none.replace("changed 0 []", "changed 1 [deadline 1]")
        }
        2 => {
            items.remove(at);
            none.replace("-0", "-1").replace("renumbered 0", &format!("renumbered {later}"))
        }
        3 => {
            let new = Sample {
                name: "流浪乞讨人员安置".into(),
                content: vec!["救助站地址及电话".into()],
                ..items[at].clone()
            };
            items.insert(at, new);
            none.replace("+0", "+1").replace("renumbered 0", &format!("renumbered {}", later + 1))
        }
        4 => {
            items[at].name = format!("{name}办法");
            none.replace("changed 0 []", "changed 1 [subtopic 1]")
        }
        5 => {
            items[at].content.push("监督投诉渠道".into());
            none.replace("changed 0 []", "changed 1 [content 1]")
        }
        6 => {
            let (gone, kept) = (items[at].content.split_off(1), items[at].content.clone());
            let new = Sample { name: "名单公示专项".into(), content: gone, ..items[at].clone() };
            items[at].content = kept;
            items.insert(at + 1, new);
            none.replace("split 0", "split 1")
                .replace("renumbered 0", &format!("renumbered {later}"))
                .replace("changed 0 []", "changed 1 [content 1]")
        }
        _ => {
            let other = if items[at].category == "社会救助" { "社会事务" } else { "社会救助" };
            items[at].category = other;
            none.replace("moved 0", "moved 1")
        }
    };
    (items, want)
}

/// The same with old and new exchanged.
fn swapped(said: &str) -> String {
    let said = said.replace("+", "!").replace(" -", " +").replace('!', "-");
    let parts: Vec<&str> = said.split(' ').collect();
    let mut parts: Vec<String> = parts.into_iter().map(str::to_owned).collect();
    parts.swap(0, 1);
    parts.swap(3, 5);
    parts.join(" ")
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn an_edit_is_found_as_that_edit_and_from_the_other_side_as_its_reverse(
        count in 4_usize..24, at in 0_usize..24, edit in 0_usize..8,
    ) {
        let at = at % count;
        let (old, (new, want)) = (version(&yaml(&samples(count))), edited(count, at, edit));
        let new = version(&yaml(&new));
        prop_assert_eq!(said(&compare(&old, &new)), &want[..]);
        let back = said(&compare(&new, &old));
        // A merger counts the items that it takes, a split the one that it parts.
        let want = swapped(&want);
        prop_assert_eq!(back, want);
    }

    #[test]
    fn a_catalog_is_the_same_as_itself(count in 0_usize..40, same in 1_usize..6) {
        // Names may stand there several times.
        let items: Vec<Sample> = samples(count).into_iter().enumerate().map(|(nth, item)| {
            Sample { name: item.name.clone(), ..samples(12)[nth % same].clone() }
        }).collect();
        let one = version(&yaml(&items));
        let compared = compare(&one, &one);
        prop_assert!(compared.is_equal(), "{}", said(&compared));
        prop_assert!(compared.pairs.iter().all(|(a, b)| a == b));
    }
}

#[test]
fn a_permutation_moves_the_fewest_and_both_ways_as_many() {
    let items = samples(9);
    let mut moved = items.clone();
    let one = moved.remove(7);
    moved.insert(1, one);
    let (old, new) = (version(&yaml(&items)), version(&yaml(&moved)));
    let compared = compare(&old, &new);
    assert_eq!(compared.moved(), 1, "{}", said(&compared));
    assert_eq!(compared.moves[0].pairs, [(7, 1)]);
    assert_eq!(compare(&new, &old).moved(), 1);
}

#[test]
fn how_a_file_writes_it_is_no_change() {
    let one =
        "title: 甲\nitems:\n  - {topic: 乙, deadline: 每年, channels: [政府网站, 公告栏], content: [名单, 标准]}\n";
    let other = "标题: 甲\n统一规定:\n  公开时限: 每年\n事项:\n  - {公开渠道: [公告栏, 政府网站], 一级事项: 乙, 公开内容: \"1. 名单 2. 标准\"}\n";
    let (one, other) = (version(one), version(other));
    assert_eq!(said(&compare(&one, &other)), "+0 -0 split 0 merged 0 moved 0 renumbered 0 changed 0 []");
}

#[test]
fn one_change_of_many_items_is_said_once() {
    let items = samples(8);
    let mut new = items.clone();
    new.iter_mut().take(6).for_each(|item| item.deadline = "每年3月底前".into());
    let (old, new) = (version(&yaml(&items)), version(&yaml(&new)));
    let compared = compare(&old, &new);
    assert_eq!((compared.shared.len(), compared.changed.len(), compared.counts.items), (1, 0, 6));
    // A category with another name is the same category.
    let renamed = yaml(&items).replace("社会事务", "社会事务管理");
    let new = version(&renamed);
    let compared = compare(&old, &new);
    assert_eq!((compared.moved(), compared.shared.len()), (0, 1), "{}", said(&compared));
    assert_eq!(compared.shared[0].change.column, VersionColumn::Field(FieldId::Category));
}

#[test]
fn ten_thousand_items_that_all_changed_are_matched() {
    let items = |retyped: &str| {
        let item = |nth: usize| {
            format!(
                "  - {{no: {nth}, topic: 民政, subtopic: 第{nth}号事项{retyped}, content: [{}号名单{retyped}, 办理流程]}}\n",
                nth * 7
            )
        };
        "title: 甲\nitems:\n".to_owned() + &(0..10_000).map(item).collect::<String>()
    };
    let (old, new) = (version(&items("")), version(&items("办法")));
    // Each with each would be a hundred million comparisons: minutes without optimisation.
    let compared = compare(&old, &new);
    assert_eq!((compared.pairs.len(), compared.counts.items), (10_000, 10_000));
}
