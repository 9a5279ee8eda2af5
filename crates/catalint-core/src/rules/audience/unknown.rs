//! AUD004: a word for the audience (公开对象) that the profile does not know.
//!
//! Groups that are named outright (申请人, 本行政区域内企业) say more than 特定对象 would, and
//! tables have them in this column: only what is a synonym, a slip of a known word, a word of
//! another column or no word at all is reported.

use crate::fix::{Applicability, Fix};
use crate::model::{Entry, FieldId};
use crate::rule::{Check, Finding, Localized, Reads, Rule, Severity, Sink, Supersedes, TextCx, Wrong};
use catalint_domain::vocabulary::matching::{is_word_of, said, slip_of};
use catalint_domain::vocabulary::profile::{Audience, Profile, Standing, find};
use catalint_yaml::edit;

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: "AUD004",
    name: "audience-unknown",
    severity: Severity::Warning,
    fixes: &[Applicability::Safe],
    summary: Localized { zh: "公开对象不是规范用词", en: "an audience that the profile does not know" },
    messages: &[
        Localized {
            zh: "“{word}”不是公开对象栏的规范用词，应写作“{name}”",
            en: "“{word}” is not the profile's word for this audience, which is {name}.",
        },
        Localized { zh: "“{word}”没有写明公开对象", en: "“{word}” names no audience." },
    ],
    help: Localized {
        zh: "改为“{name}”，写明是谁的部分不变。", en: "Write {name}, and leave who they are as it is."
    },
    why: Localized {
        zh: "公开对象用词统一，才能按对象汇总、比对，公众也不会误以为是另一类人。直接写明具体群体的（申请人、项目单位等）不在此列。",
        en: "One word for one audience lets catalogs be compared and keeps readers from taking it for another group. Groups that are named outright, such as 申请人, are left alone.",
    },
    law: &[],
    source: Localized {
        zh: "标准目录通行体例：“公开对象”分“全社会”和“特定群体（特定对象）”两栏",
        en: "The common template of standard catalogs: 公开对象 has two columns, 全社会 and 特定群体 (特定对象)",
    },
    wrong: &[
        Wrong { yaml: "    audience: 社会公众\n", at: "社会公众", fixed: Some("    audience: 全社会\n") },
        Wrong {
            yaml: "    audience: [\"特定人群：项目单位\"]\n",
            at: "特定人群",
            fixed: Some("    audience: [\"特定对象：项目单位\"]\n"),
        },
        Wrong { yaml: "    audience: 特定对相：项目单位\n", at: "特定对相", fixed: None },
        Wrong { yaml: "    audience: 主动公开\n", at: "audience: «主动公开»", fixed: None },
    ],
    right: &[
        "    audience: 特定群众：项目单位\n",
        "    audience: 本行政区域内企业\n",
        "    audience: [申请人, 特困群众]\n",
        "    audience: 特殊群体（残疾人、孤儿）\n",
    ],
    supersedes: Supersedes::Nothing,
    check: Check::Text(Reads::texts(&[FieldId::Audience]), check),
};

/// Groups that differ from a word of the template by one letter, and are real ones.
const REAL: [&str; 8] = ["特困", "特殊", "特别", "特岗", "特种", "社区", "指定", "固定"];

/// Findings in one text.
const MOST: usize = 100;

const MEND: Localized = Localized { zh: "改为“{name}”", en: "Write {name}." };
const NOBODY: Localized = Localized {
    zh: "写“{everyone}”，或者“{some}：”加具体的人。",
    en: "Write {everyone} (everybody), or {some}： and who.",
};

fn check(cx: &TextCx<'_>, sink: &mut Sink<'_>) {
    let (entry, profile) = (cx.entry, cx.profile());
    let mut known = 0;
    said(&profile.audiences, entry.text, |said| {
        known += 1;
        if said.standing == Standing::Synonym && known <= MOST {
            let edit = edit::replace_part(entry.node, said.word.clone(), &said.term.name);
            let fix = edit.map(|edit| Fix::safe(&MEND, vec![edit]));
            sink.push(wrong_word(entry, said.word, said.term).fix(fix));
        }
    });
    if known == 0 {
        unknown(entry, profile, sink);
    }
}

fn wrong_word(entry: Entry<'_>, word: std::ops::Range<usize>, right: &Audience) -> Finding {
    let written = entry.text[word.clone()].to_owned();
    Finding::part(&RULE, entry, word).arg("word", written).arg("name", right.name.as_str())
}

/// A text without any word of the profile.
fn unknown(entry: Entry<'_>, profile: &Profile, sink: &mut Sink<'_>) {
    let text = entry.text;
    let start = text.len() - text.trim_start().len();
    let head = text[start..].split(['：', ':', '（', '(']).next().unwrap_or("").trim_end();
    let other_column =
        is_word_of(&profile.methods, text) || is_word_of(&profile.levels, text) || is_channel(profile, text);
    let no_word = text.contains(|c: char| c.is_ascii_alphanumeric()) && text.is_ascii();
    if other_column || no_word {
        let name = |everyone| profile.audiences.iter().find(|a| a.everyone == everyone).map_or("", |a| a.name.as_str());
        let finding = Finding::entry(&RULE, entry).message(1).help(&NOBODY).arg("word", text.trim());
        return sink.push(finding.arg("everyone", name(true)).arg("some", name(false)));
    }
    let names_them = entry.field().entries().any(|other| {
        let some = find(&profile.audiences, other.text).is_some_and(|(audience, _)| !audience.everyone);
        other.node != entry.node && some
    });
    // A tick before a word is another rule's business.
    let ticked = !head.starts_with(char::is_alphanumeric);
    if names_them || ticked || REAL.iter().any(|word| head.contains(word)) {
        return;
    }
    if let Some(right) = slip_of(&profile.audiences, head) {
        sink.push(wrong_word(entry, start..start + head.len(), right));
    }
}

fn is_channel(profile: &Profile, text: &str) -> bool {
    is_word_of(&profile.channels, text) && !text.contains("其他")
}
