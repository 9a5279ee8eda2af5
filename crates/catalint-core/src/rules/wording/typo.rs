//! TXT006: a listed misspelling, or radicals that stand for letters.
//!
//! Titles in 公开依据 are left to the rules that know the laws. Among the words of the profile
//! only those are mended that are known once they are.

use super::helpers::{is_cell, is_prose, is_vocabulary};
use crate::fix::{Applicability, Fix};
use crate::model::{Entry, FieldId};
use crate::rule::{Check, Finding, Localized, Reads, Rule, Severity, Sink, Supersedes, TextCx, Wrong};
use catalint_domain::vocabulary::profile::{self, Profile, Standing, Term};
use catalint_domain::vocabulary::text_features::TextFeatures;
use catalint_domain::vocabulary::typos::{self, Misspelling};
use catalint_yaml::edit;

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: "TXT006",
    name: "typo",
    severity: Severity::Warning,
    fixes: &[Applicability::Safe],
    summary: Localized { zh: "错别字", en: "a wrong character" },
    messages: &[
        Localized { zh: "“{wrong}”应为“{right}”", en: "{wrong} should be {right}." },
        Localized {
            zh: "文字中夹有部首符号，如“{wrong}”，看似“{right}”，实为另一个字符",
            en: "Radicals such as {wrong} stand where the character {right}, which looks the same, is meant.",
        },
    ],
    help: Localized { zh: "改为“{right}”。", en: "Write {right}." },
    why: Localized {
        zh: "错别字有损公文的严肃性，评估时会被扣分，也会使检索和核对找不到这个词。",
        en: "A wrong character does the document no credit, costs points in an assessment, and hides the word from every search.",
    },
    law: &[],
    source: Localized {
        zh: "公开目录和扫描件中常见的形近、音近错字；“部分”“成分”等按《第一批异形词整理表》",
        en: "Confusions of like shape or sound in published and scanned catalogs; 部分 and 成分 after the list of variant words of 2001",
    },
    wrong: &[
        Wrong {
            yaml: "    content:\n      - 补贴管理条列\n      - 办理流程\n",
            at: "条列",
            fixed: Some("    content:\n      - 补贴管理条例\n      - 办理流程\n"),
        },
        Wrong {
            yaml: "    content:\n      - 公开査阅点的地址\n      - 办理流程\n",
            at: "査",
            fixed: Some("    content:\n      - 公开查阅点的地址\n      - 办理流程\n"),
        },
        Wrong {
            yaml: "    content:\n      - 己批准的救助名单\n      - 办理流程\n",
            at: "己批准",
            fixed: Some("    content:\n      - 已批准的救助名单\n      - 办理流程\n"),
        },
        Wrong {
            yaml: "    deadline: 自该政府信息形成或者变更之日起20个⼯作⽇内\n",
            at: "⼯",
            fixed: Some("    deadline: 自该政府信息形成或者变更之日起20个工作日内\n"),
        },
    ],
    right: &[
        "    content:\n      - 第二十条列举的信息\n      - 逐条列出的办理要件\n",
        "    content:\n      - 自己经营的店铺情况\n      - 基金内部份额\n",
        "    content:\n      - 按装机容量发放的补贴\n      - 人户分离人员的申请条件\n",
    ],
    // What else is said of a misspelt word rests on the misspelling.
    supersedes: Supersedes::Span,
    check: Check::Text(Reads::texts(FieldId::TEXTS).showing(TextFeatures::TYPO), check),
};

const FIX: Localized = Localized { zh: "改正错字", en: "Correct it" };
const RADICALS_FIX: Localized =
    Localized { zh: "全部换成正常的汉字", en: "Replace them all by the characters meant" };

/// Letters of one text that are mended at once.
const LIMIT: usize = 100;

fn check(cx: &TextCx<'_>, sink: &mut Sink<'_>) {
    let (entry, id) = (cx.entry, cx.entry.id());
    let word = is_vocabulary(id);
    if !is_cell(entry) || !(word || is_prose(id)) {
        return;
    }
    let judged_elsewhere = |at| id == FieldId::Basis && is_in_title(&entry.text[..at]);
    let found = typos::misspellings(entry.text).filter(|typo| !judged_elsewhere(typo.at)).take(LIMIT);
    for typo in found.filter(|typo| !word || makes_known(cx.profile(), id, entry.text, typo)) {
        let fix = edit::replace_part(entry.node, typo.range(), typo.right).map(|edit| Fix::safe(&FIX, vec![edit]));
        let finding = Finding::part(&RULE, entry, typo.range()).fix(fix);
        sink.push(finding.arg("wrong", typo.wrong).arg("right", typo.right));
    }
    if let Some(first) = typos::radicals(entry.text).next() {
        sink.push(radicals(entry, first));
    }
}

/// Whether the place behind `head` lies within 《》.
fn is_in_title(head: &str) -> bool {
    head.rfind('《').is_some_and(|open| head.rfind('》').is_none_or(|close| close < open))
}

/// Whether mending makes a word of the profile of a text that is none.
fn makes_known(profile: &Profile, id: FieldId, text: &str, typo: &Misspelling) -> bool {
    fn standing<T: Term>(terms: &[T], word: &str) -> Option<Standing> {
        profile::find(terms, word).map(|(_, standing)| standing)
    }
    let of = |word: &str| match id {
        FieldId::Channels => standing(&profile.channels, word),
        FieldId::Audience => standing(&profile.audiences, word),
        FieldId::Method => standing(&profile.methods, word),
        _ => standing(&profile.levels, word),
    };
    let mended = format!("{}{}{}", &text[..typo.at], typo.right, &text[typo.range().end..]);
    of(text).is_none() && of(&mended) == Some(Standing::Known)
}

/// One finding for all radicals of a text: they come from one copying.
fn radicals(entry: Entry<'_>, (at, radical, letter): (usize, char, char)) -> Finding {
    let parts: Vec<_> = typos::radicals(entry.text)
        .take(LIMIT)
        .map(|(at, radical, letter)| (at..at + radical.len_utf8(), letter.to_string()))
        .collect();
    let fix = edit::replace_parts(entry.node, &parts).map(|edits| Fix::safe(&RADICALS_FIX, edits));
    let finding = Finding::part(&RULE, entry, at..at + radical.len_utf8()).message(1).fix(fix);
    finding.arg("wrong", radical.to_string()).arg("right", letter.to_string())
}
