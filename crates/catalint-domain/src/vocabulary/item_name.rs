//! When two catalogs mean one item: the one normalisation of names, and names that say too little.

use crate::chinese::numeral;
use crate::vocabulary::placeholder::says_nothing;

/// A name of an item as it is compared across catalogs.
///
/// 1. Blanks and marks count for nothing: brackets (not what is in them), quotes, commas, dashes,
///    slashes.
/// 2. Letters and digits are the same in half and full width, and in both cases.
/// 3. A number in front is no part of the name: `1.`, `（一）`, `2、`, `③`.
/// 4. 信息 or 情况 at the end counts for nothing, once, where two letters at least remain:
///    机构职能信息 is 机构职能.
/// 5. A name that says nothing (无, `/`, 同上) is empty.
#[must_use]
pub fn name_key(name: &str) -> String {
    if says_nothing(name) {
        return String::new();
    }
    let mut all = String::with_capacity(name.len());
    for c in without_number(name.trim()).chars() {
        match c {
            // The tables of Unicode are asked only about other letters than the usual ones.
            '一'..='龥' => all.push(c),
            c if c.is_alphanumeric() => all.extend(plain(c)),
            _ => {}
        }
    }
    let short = ["信息", "情况"].iter().find_map(|end| all.strip_suffix(end));
    match short.filter(|short| short.chars().nth(1).is_some()) {
        Some(short) => short.to_owned(),
        None => all,
    }
}

/// Words that stand for one another in the names of items.
const ALIKE: &[(&str, &str)] = &[
    ("最低生活保障", "低保"),
    ("特困人员救助供养", "特困"),
    ("特困人员供养", "特困"),
    ("特困供养", "特困"),
    ("政策法规文件", "政策"),
    ("法律法规和政策文件", "政策"),
    ("法律法规政策", "政策"),
    ("法律法规", "政策"),
    ("政策法规", "政策"),
    ("法规政策", "政策"),
    ("法规文件", "政策"),
    ("政策文件", "政策"),
    ("办理指南", "办事指南"),
    ("服务指南", "办事指南"),
    ("申请指南", "办事指南"),
];

/// A name ([`name_key`]) apart from the words that catalogs of one field use for one another: 低保救助 is
/// 最低生活保障, 政策法规 is 政策法规文件.
#[must_use]
pub fn name_core(key: &str) -> String {
    let mut core = key.to_owned();
    for (word, instead) in ALIKE {
        if core.contains(word) {
            core = core.replace(word, instead);
        }
    }
    let short = core.strip_suffix("救助").filter(|short| short.chars().nth(1).is_some());
    short.map(str::to_owned).unwrap_or(core)
}

/// Whether a topic is that of a whole field: 综合业务, or the field itself.
#[must_use]
pub fn is_wide(key: &str, field: &str) -> bool {
    let general = ["综合业务", "综合", "综合政务", "综合管理", "通用", "公共事项", "通用事项"];
    key.is_empty()
        || general.contains(&key)
        || !field.is_empty() && (key == field || name_core(key) == name_core(field))
}

/// The letter in half width, small.
fn plain(c: char) -> impl Iterator<Item = char> {
    let c = match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        c => c,
    };
    c.to_lowercase()
}

/// The text behind its number; all of it where it has none, or nothing else.
fn without_number(name: &str) -> &str {
    let rest = number_in_brackets(name).or_else(|| number_with_mark(name)).or_else(|| circled(name));
    rest.map(str::trim_start).filter(|rest| !rest.is_empty()).unwrap_or(name)
}

fn number_in_brackets(name: &str) -> Option<&str> {
    let inner = name.strip_prefix(['（', '('])?;
    let number = numeral::read(inner).filter(|number| number.value < 1000)?;
    inner[number.len..].strip_prefix(['）', ')'])
}

fn number_with_mark(name: &str) -> Option<&str> {
    let number = numeral::read(name).filter(|number| number.value < 1000)?;
    let rest = name[number.len..].strip_prefix(['.', '．', '、', '）', ')'])?;
    // 2.0版 is a name.
    (!rest.starts_with(|c| numeral::digit(c).is_some())).then_some(rest)
}

fn circled(name: &str) -> Option<&str> {
    name.strip_prefix(|c| matches!(c, '①'..='⑳'))
}

/// Words that a name may consist of without telling of what matter it is.
const LOOSE: &[&str] = &[
    "政策",
    "法律",
    "法规",
    "规章",
    "规范性",
    "文件",
    "标准",
    "制度",
    "规定",
    "办法",
    "解读",
    "通知",
    "公告",
    "公示",
    "公开",
    "信息",
    "情况",
    "结果",
    "决定",
    "名单",
    "行政",
    "许可",
    "处罚",
    "强制",
    "检查",
    "监督",
    "监管",
    "执法",
    "审批",
    "审核",
    "业务",
    "工作",
    "综合",
    "通用",
    "其他",
    "其它",
    "相关",
    "有关",
    "国家",
    "中央",
    "地方",
    "上级",
    "本级",
    "省级",
    "市级",
    "区级",
    "县级",
    "层面",
    "动态",
    "指南",
    "办事",
    "服务",
    "管理",
    "事项",
    "咨询",
    "投诉",
    "举报",
    "电话",
    "方式",
    "流程",
    "依据",
    "条件",
    "申请",
    "办理",
    "政务",
    "重点",
    "日常",
    "和",
    "与",
    "及",
    "等",
    "的",
    "类",
];

/// Whether a name ([`name_key`]) is made of such words alone, so that several matters of one body
/// may have it: 政策文件, 行政处罚决定, 办事指南.
#[must_use]
pub fn is_loose(key: &str) -> bool {
    // Most words are told apart by their first letter.
    let first = |text: &str| text.as_bytes().first_chunk::<3>().copied();
    let mut rest = key;
    while let Some(word) = LOOSE.iter().find(|word| first(word) == first(rest) && rest.starts_with(**word)) {
        rest = &rest[word.len()..];
    }
    rest.is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_one_whatever_their_marks_width_number_and_last_word() {
        let same: &[&[&str]] = &[
            &["临时救助（急难型）", "临时救助(急难型)", "临时救助 急难型", "1.临时救助（急难型）", "③临时救助-急难型"],
            &["机构职能", "机构职能信息", "机构职能情况", "（一）机构职能", "12、机构职能", "一、机构职能"],
            &["预算、决算", "预算，决算", "预算 决算", "“预算”“决算”"],
            &["12345热线", "１２３４５热线"],
            &["PPP项目", "ｐｐｐ项目"],
            &["", "/", "无", "——", "同上", "  "],
        ];
        for row in same {
            for name in *row {
                assert_eq!(name_key(name), name_key(row[0]), "{name}");
            }
        }
    }

    #[test]
    fn names_that_differ_in_words_stay_apart() {
        let apart = [
            "预算",
            "决算",
            "预算和决算",
            "信息",
            "低保",
            "低保公示",
            "公开情况通报",
            "2.0版",
            "0版",
            "2019",
            "三公经费",
            "公经费",
        ];
        for (nth, a) in apart.iter().enumerate() {
            for b in &apart[nth + 1..] {
                assert_ne!(name_key(a), name_key(b), "{a} {b}");
            }
        }
    }

    #[test]
    fn a_key_is_its_own_key_but_for_the_word_at_its_end() {
        for name in ["（一）机构职能信息", "1.2.3 版", "临时救助（急难型）"] {
            let key = name_key(name);
            assert_eq!(name_key(&key), key);
        }
    }

    #[test]
    fn words_that_stand_for_one_another_have_one_core() {
        let core = |name: &str| name_core(&name_key(name));
        for row in [["最低生活保障", "低保救助"], ["政策法规文件", "政策法规"], ["特困人员救助供养", "特困人员供养"]]
        {
            assert_eq!(core(row[0]), core(row[1]));
        }
        assert_ne!(core("审核信息"), core("审批信息"));
        assert!(is_wide("综合业务", "") && is_wide("社会救助", "社会救助") && !is_wide("临时救助", "社会救助"));
    }

    #[test]
    fn loose_names_are_told() {
        for name in ["政策文件", "行政处罚决定信息", "政策法规及规范性文件", "", "综合业务", "办事指南"]
        {
            assert!(is_loose(&name_key(name)), "{name}");
        }
        for name in ["机构职能", "最低生活保障", "就业政策", "公开年报"] {
            assert!(!is_loose(&name_key(name)), "{name}");
        }
    }
}
