//! What Article 20 of the Regulation on Open Government Information tells every body to publish,
//! by the words that catalogs use for it.
//!
//! The rows are narrow on purpose: a name counts only where it can hardly mean anything else,
//! and never where it speaks of files, of a person's own data or of drafts, which are given on
//! request or not at all (Articles 15 and 16).

use std::sync::LazyLock;

use super::words::Words;

/// One head of Article 20, as far as names of items show it.
#[derive(Debug, PartialEq, Eq)]
pub struct Head {
    /// Number of the item (项).
    pub item: u8,
    /// One of these is in the name.
    words: &'static [&'static str],
    /// And one of these too, unless there are none: then the word above is in the last level.
    with: &'static [&'static str],
}

/// Rows in the order of the article. Several rows may belong to one item.
#[rustfmt::skip]
static HEADS: &[Head] = &[
    // (一) 行政法规、规章和规范性文件
    head(1, &["规范性文件", "行政法规", "法律法规", "法规规章", "政策法规", "政府规章", "部门规章"], &[]),
    // (二) 机关职能、机构设置、办公地址、办公时间、联系方式、负责人姓名
    head(2, &["机关职能", "机构职能", "部门职能", "机关简介", "机构简介", "部门简介", "机构设置", "内设机构",
        "办公地址", "办公时间", "负责人姓名", "领导信息"], &[]),
    // (三) 国民经济和社会发展规划、专项规划、区域规划及相关政策
    head(3, &["发展规划", "专项规划", "区域规划", "规划计划"], &[]),
    // (四) 国民经济和社会发展统计信息
    head(4, &["统计信息", "统计公报", "统计年鉴"], &[]),
    // (五) 办理行政许可和其他对外管理服务事项的依据、条件、程序以及办理结果
    head(5, &["行政许可"], &["依据", "条件", "程序", "流程", "指南", "清单"]),
    head(5, &["办事指南", "服务指南", "办理指南"], &[]),
    // (六) 实施行政处罚、行政强制的依据、条件、程序以及具有一定社会影响的行政处罚决定
    head(6, &["行政处罚", "行政强制"], &["依据", "条件", "程序", "流程", "裁量基准"]),
    // (七) 财政预算、决算信息
    head(7, &["政府预算", "政府决算", "部门预算", "部门决算", "单位预算", "单位决算", "财政预算", "财政决算",
        "财政预决算", "部门预决算", "预算公开", "决算公开"], &[]),
    // (八) 行政事业性收费项目及其依据、标准
    head(8, &["行政事业性收费"], &[]),
    // (九) 政府集中采购项目的目录、标准及实施情况
    head(9, &["政府集中采购", "集中采购目录"], &[]),
    // (十) 重大建设项目的批准和实施情况
    head(10, &["重大建设项目"], &["批准结果", "批准情况", "审批结果", "实施情况"]),
    // (十一) 扶贫、教育、医疗、社会保障、促进就业等方面的政策、措施及其实施情况
    head(11, &["扶贫政策", "教育政策", "医疗政策", "社会保障政策", "社会保险政策", "就业政策"], &[]),
    // (十二) 突发公共事件的应急预案、预警信息及应对情况
    head(12, &["应急预案", "预警信息"], &[]),
    // (十三) 环境保护、公共卫生、安全生产、食品药品、产品质量的监督检查情况
    head(13, &["环境保护", "公共卫生", "安全生产", "食品药品", "食品安全", "药品", "产品质量"],
        &["监督检查情况", "检查结果", "抽检结果", "抽查结果"]),
    // (十四) 公务员招考的职位、名额、报考条件等事项以及录用结果
    head(14, &["公务员招考", "公务员招录", "公务员录用"], &[]),
];

const fn head(item: u8, words: &'static [&'static str], with: &'static [&'static str]) -> Head {
    Head { item, words, with }
}

/// Words of a name that make it something else than the head: files, copies, drafts, single cases.
const OTHERWISE: &[&str] = &[
    "查询", "查阅", "副本", "复印", "复制", "证明", "明细", "底稿", "草案", "草稿", "起草", "讨论", "备案", "过程",
    "成绩", "试卷", "考生", "图纸", "记录", "审查", "原始", "内部",
];

/// Words that do so anywhere in the item.
const PRIVATE: &[&str] = &["个人", "档案", "案卷", "卷宗", "当事人", "身份证", "商业秘密", "隐私"];

/// The words without one of which in the last name no item belongs to a head.
static WORDS: LazyLock<Words> = LazyLock::new(|| {
    let last = |head: &'static Head| if head.with.is_empty() { head.words } else { head.with };
    Words::of(HEADS.iter().flat_map(last).copied())
});

/// The head that an item belongs to. `names` are its topic, subtopic and detail, from the top,
/// and none of them is empty; `content` is what is disclosed.
#[must_use]
pub fn head_of<'t>(names: &[&'t str], content: impl IntoIterator<Item = &'t str>) -> Option<&'static Head> {
    let has = |text: &str, words: &[&str]| words.iter().any(|word| text.contains(word));
    let (last, above) = names.split_last()?;
    // Most names are of no head, and that must cost little.
    if !WORDS.are_in(last) {
        return None;
    }
    let found = HEADS.iter().find(|head| {
        if head.with.is_empty() {
            has(last, head.words)
        } else {
            has(last, head.with) && names.iter().any(|name| has(name, head.words))
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
