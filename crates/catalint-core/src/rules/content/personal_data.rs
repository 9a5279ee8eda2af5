//! CNT007: 身份证号, 银行账号, 家庭住址 among what is published proactively.
//!
//! The Regulation, Art. 15, keeps personal privacy from publication. Words that an applicant has
//! to fill in or bring, and numbers that are published in part, are none of this rule's business.

use catalint_domain::law::acts::REGULATION;
use std::sync::LazyLock;

use super::helpers::is_heading;
use crate::model::{Entry, FieldId, Item};
use crate::rule::{Check, Finding, ItemCx, Localized, Reads, Rule, Severity, Sink, Supersedes, Wrong};
use catalint_domain::chinese::words::WordSet;
use catalint_domain::vocabulary::personal::{ACCOUNTS, ID, OTHERS};
use catalint_domain::vocabulary::profile::find;
use catalint_domain::vocabulary::text_features::TextFeatures;

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: "CNT007",
    name: "personal-data",
    severity: Severity::Warning,
    fixes: &[],
    summary: Localized {
        zh: "主动公开的内容中有个人信息", en: "personal data among what is published proactively"
    },
    messages: &[Localized {
        zh: "主动公开的内容中有“{word}”，属于个人隐私信息",
        en: "“{word}” is personal data, and this item is published proactively.",
    }],
    help: Localized {
        zh: "删去“{word}”；确需据此辨认本人的，写明隐去其中几位后公开。",
        en: "Delete “{word}”; if it is needed to tell people apart, say that it is published with digits masked.",
    },
    why: Localized {
        zh: "身份证号、银行账号、家庭住址等一经上网就收不回来，可能造成诈骗和骚扰。公示补贴、救助名单时最容易带出。",
        en: "An identity number, a bank account or a home address can't be taken back once it is online. Lists of allowances and aid are where it mostly slips in.",
    },
    law: &[REGULATION.article(15)],
    source: Localized {
        zh: "涉及个人隐私等公开会对第三方合法权益造成损害的政府信息，行政机关不得公开",
        en: "What touches personal privacy and would hurt a third party is not disclosed",
    },
    wrong: &[
        Wrong {
            yaml: "    content:\n      - 救助对象姓名和身份证号码\n      - 救助金额\n",
            at: "身份证号码",
            fixed: None,
        },
        Wrong {
            yaml: "    content:\n      - 农户姓名\n      - 银行账号\n      - 补贴金额\n",
            at: "银行账号",
            fixed: None,
        },
        Wrong { yaml: "    content: 1. 姓名 2. 家庭住址 3. 保障金额\n", at: "家庭住址", fixed: None },
    ],
    right: &[
        "    content:\n      - 申请条件\n      - 申请材料：身份证号码、银行账号\n",
        "    content:\n      - 救助对象姓名（隐去身份证号码中间八位）\n      - 救助金额\n",
        "    content:\n      - 缴款单位名称\n      - 收款银行账号\n      - 单位地址\n",
        "    content:\n      - 姓名和身份证号\n    method: 依申请公开\n    audience: 特定对象：申请人\n    deadline: 自收到申请之日起20个工作日内\n",
    ],
    supersedes: Supersedes::Nothing,
    check: Check::Item(Reads::of(&[FieldId::Method]).where_shown(&[FieldId::Content], TextFeatures::PERSONAL), check),
};

static WORDS: LazyLock<WordSet> =
    LazyLock::new(|| WordSet::of([ID, OTHERS, ACCOUNTS].into_iter().flat_map(str::split_whitespace)));

fn check(cx: &ItemCx<'_>, sink: &mut Sink<'_>) {
    if !is_proactive(cx) {
        return;
    }
    let persons = names_persons(cx.item);
    let mut heading = "";
    for entry in cx.item.entries(FieldId::Content) {
        if is_heading(entry.text.trim_end()) {
            heading = entry.text;
        }
        if !is_about_applying(heading) {
            report(entry, persons, sink);
        }
    }
}

/// Each word once, in the sentence where it stands.
fn report(entry: Entry<'_>, persons: bool, sink: &mut Sink<'_>) {
    let (mut from, mut left) = (0, 100);
    for sentence in entry.text.split_inclusive(['；', ';', '。', '\n']) {
        let start = from;
        from += sentence.len();
        if !WORDS.are_in(sentence) || is_about_applying(sentence) || is_masked(sentence) {
            continue;
        }
        for found in WORDS.find_in(sentence).take(left) {
            left -= 1;
            let word = &sentence[found.clone()];
            let account = word.starts_with(['银', '户']);
            if account && (!persons || is_of_a_body(sentence)) {
                continue;
            }
            let place = start + found.start..start + found.end;
            sink.push(Finding::part(&RULE, entry, place).arg("word", word));
        }
    }
}

fn is_proactive(cx: &ItemCx<'_>) -> bool {
    let mut methods = cx.item.entries(FieldId::Method);
    methods.any(|method| find(&cx.profile().methods, method.text.trim()).is_some_and(|(method, _)| method.proactive))
}

fn names_persons(item: Item<'_>) -> bool {
    item.entries(FieldId::Content).any(|entry| holds(entry.text, "姓名 户主 农户 申请人 本人 个人 救助对象"))
}

/// What an applicant brings or fills in.
fn is_about_applying(text: &str) -> bool {
    holds(text, "材料 提交 提供 出示 携带 证件： 复印件 填写 填报 核验 凭 申请表 查询方式")
}

/// Published in part, or not at all.
fn is_masked(text: &str) -> bool {
    holds(text, "隐去 隐藏 遮 脱敏 部分 后四位 末四位 去标识 不含 不包括 不公开 除外 不得")
}

fn is_of_a_body(text: &str) -> bool {
    holds(text, "单位 机构 企业 公司 缴 收款 捐 对公")
}

/// Whether a text holds one of some words.
fn holds(text: &str, words: &str) -> bool {
    words.split(' ').any(|word| text.contains(word))
}
