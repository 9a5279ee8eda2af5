//! Items about single persons who get help.

use std::sync::LazyLock;

use crate::model::{FieldId, Item};
use catalint_domain::chinese::words::WordSet;

/// How much of an item is about single persons who get help.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum People {
    /// Nothing of it.
    None,
    /// A part of it.
    Some,
    /// All of it.
    All,
}

/// What [`people`] reads.
pub(super) const PEOPLE: &[FieldId] = &[FieldId::Topic, FieldId::Subtopic, FieldId::Detail, FieldId::Content];

/// Lists of people who get help. The national template posts them where the neighbours see them,
/// and nowhere else: on a website they would be published to the world.
pub(super) fn people(item: Item<'_>) -> People {
    let last = [FieldId::Detail, FieldId::Subtopic, FieldId::Topic].map(|id| item.text(id));
    let name = last.into_iter().find(|name| !name.is_empty()).unwrap_or_default();
    let mut entries = item.entries(FieldId::Content).map(|entry| column(entry.text, name)).peekable();
    if is_of_persons(name, name) && entries.peek().is_none() {
        return People::All;
    }
    let (mut some, mut all) = (false, true);
    for of_persons in entries {
        some |= of_persons == Some(true);
        all &= of_persons != Some(false);
    }
    all &= some;
    match (some, all) {
        (_, true) => People::All,
        (true, _) => People::Some,
        _ if is_of_persons(name, name) => People::Some,
        _ => People::None,
    }
}

/// Whether an entry names single persons; none where it is a column of a list, such as 救助金额, or
/// the rest of a broken line.
fn column(text: &str, name: &str) -> Option<bool> {
    const COLUMNS: &[&str] =
        &["金额", "事由", "原因", "人口", "人口数", "年龄", "性别", "住址", "时间", "类别", "相关信息"];
    const SHORT: usize = 4;
    let of_persons = is_of_persons(text, name);
    let plain = text.trim_matches(|c: char| !c.is_alphanumeric());
    let rest = plain.chars().count() <= SHORT && !plain.contains("标准");
    let neutral = !of_persons && (rest || COLUMNS.iter().any(|word| plain.ends_with(word)));
    (!neutral).then_some(of_persons)
}

/// Words for lists of single persons.
#[rustfmt::skip]
static LISTS: LazyLock<WordSet> = LazyLock::new(|| WordSet::of([
    "名单", "名册", "姓名", "发放明细", "户主", "家庭成员", "个人信息", "人员信息", "对象信息", "受益对象", "受益人",
    "发放结果",
]));

/// Words for persons.
#[rustfmt::skip]
static PERSONS: LazyLock<WordSet> = LazyLock::new(|| WordSet::of([
    "对象", "人员", "个人", "低保", "特困", "救助", "受助", "救济", "补贴", "补助", "困难", "残疾", "孤儿", "儿童",
    "学生", "老人", "老年", "高龄", "优抚", "患者", "贫困", "脱贫", "返贫", "监测户", "农户", "住户", "家庭", "保障",
    "受灾", "危房", "抚恤", "供养", "终止", "享受",
]));

/// Others who are listed.
#[rustfmt::skip]
static OTHERS: LazyLock<WordSet> = LazyLock::new(|| WordSet::of([
    "企业", "机构", "单位", "学校", "项目", "医院", "药店", "产品", "公司", "组织", "场所", "部门", "幼儿园",
]));

/// Groups of persons who get help.
#[rustfmt::skip]
static GROUPS: LazyLock<WordSet> = LazyLock::new(|| WordSet::of([
    "低保对象", "特困人员", "救助对象", "保障对象", "受助对象", "享受对象", "补助对象", "补贴对象", "供养对象", "受助人",
    "困难群众", "困难家庭", "低保家庭", "监测户", "脱贫户", "贫困户", "受灾户",
]));

/// What makes of a group a matter of numbers or rules.
#[rustfmt::skip]
static COUNTED: LazyLock<WordSet> = LazyLock::new(|| WordSet::of([
    "标准", "条件", "程序", "流程", "政策", "办法", "指南", "数量", "人数", "统计", "资金", "户数",
]));

/// Whether a text names single persons: 初审对象名单, 特困人员信息. `name` is the item's.
fn is_of_persons(text: &str, name: &str) -> bool {
    const KINDS: &[&str] = &["对象", "人员", "户", "家庭", "群众", "情况", "信息", "结果", "受助人"];
    if LISTS.are_in(text) {
        return PERSONS.are_in(text) || !OTHERS.are_in(text) && PERSONS.are_in(name);
    }
    let text = text.trim_end_matches(|c: char| !c.is_alphanumeric());
    GROUPS.are_in(text) && KINDS.iter().any(|kind| text.ends_with(kind)) && !COUNTED.are_in(text)
}
