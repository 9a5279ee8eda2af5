//! What Article 20 of the Regulation on Open Government Information tells every body to publish,
//! by the words that catalogs use for it (`data/article20.tsv`).
//!
//! The rows are narrow on purpose: a name counts only where it can hardly mean anything else,
//! and never where it speaks of files, of a person's own data or of drafts, which are given on
//! request or not at all (Articles 15 and 16).

use std::sync::LazyLock;

use crate::chinese::words::WordSet;
use crate::facts;

/// One head of Article 20, as far as names of items show it.
#[derive(Debug, PartialEq, Eq)]
pub struct Article20Head {
    /// Number of the item (项).
    pub item: u8,
    /// One of these is in the name.
    words: Vec<&'static str>,
    /// And one of these too, unless there are none: then the word above is in the last level.
    with: Vec<&'static str>,
}

/// Rows in the order of the article, one a line.
pub(crate) const FILE: &str = include_str!("../../data/article20.tsv");

static HEADS: LazyLock<Vec<Article20Head>> = LazyLock::new(|| {
    let read = |[item, words, with, _, _]: [&'static str; 5]| Article20Head {
        item: item.parse().expect("a test reads every row"),
        words: facts::list(words),
        with: facts::list(with),
    };
    facts::rows(FILE).map(read).collect()
});

/// Words of a name that make it something else than the head: files, copies, drafts, single cases.
const OTHERWISE: &[&str] = &[
    "查询", "查阅", "副本", "复印", "复制", "证明", "明细", "底稿", "草案", "草稿", "起草", "讨论", "备案", "过程",
    "成绩", "试卷", "考生", "图纸", "记录", "审查", "原始", "内部",
];

/// Words that do so anywhere in the item.
const PRIVATE: &[&str] = &["个人", "档案", "案卷", "卷宗", "当事人", "身份证", "商业秘密", "隐私"];

/// The words without one of which in the last name no item belongs to a head.
static WORDS: LazyLock<WordSet> = LazyLock::new(|| {
    let last = |head: &'static Article20Head| if head.with.is_empty() { &head.words } else { &head.with };
    WordSet::of(HEADS.iter().flat_map(last).copied())
});

/// The head that an item belongs to. `names` are its topic, subtopic and detail, from the top,
/// and none of them is empty; `content` is what is disclosed.
#[must_use]
pub fn head_of<'t>(names: &[&'t str], content: impl IntoIterator<Item = &'t str>) -> Option<&'static Article20Head> {
    let has = |text: &str, words: &[&str]| words.iter().any(|word| text.contains(word));
    let (last, above) = names.split_last()?;
    // Most names are of no head, and that must cost little.
    if !WORDS.are_in(last) {
        return None;
    }
    let found = HEADS.iter().find(|head| {
        if head.with.is_empty() {
            has(last, &head.words)
        } else {
            has(last, &head.with) && names.iter().any(|name| has(name, &head.words))
        }
    })?;
    let names_else = has(last, OTHERWISE) || above.iter().any(|name| has(name, PRIVATE)) || has(last, PRIVATE);
    (!names_else && !content.into_iter().any(|text| has(text, PRIVATE))).then_some(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_names_that_can_hardly_mean_anything_else_are_heads() {
        let table: [(&[&str], Option<u8>); 14] = [
            (&["机构信息", "机关职能"], Some(2)),
            (&["行政规范性文件"], Some(1)),
            (&["财政信息", "部门及单位预算公开"], Some(7)),
            (&["行政许可", "办理条件和程序"], Some(5)),
            (&["行政许可", "许可决定"], None),
            (&["行政处罚", "处罚决定"], None),
            (&["安全生产", "监督检查情况"], Some(13)),
            (&["财政预决算", "专项资金"], None),
            (&["政策文件", "规范性文件备案审查"], None),
            (&["人事信息", "公务员录用", "考生成绩"], None),
            (&["人事信息", "领导简历"], None),
            (&["财政信息", "部门预算项目明细"], None),
            (&["发展规划", "规划图纸"], None),
            (&[], None),
        ];
        for (names, want) in table {
            assert_eq!(head_of(names, []).map(|head| head.item), want, "{names:?}");
        }
        assert_eq!(head_of(&["行政规范性文件"], ["文件全文", "个人意见"]), None);
    }
}
