//! TXT003: 《》, （） or “” without the other half, and 《》 within 《》.
//!
//! A bracket that is half-width on one side is balanced here; its width is the matter of
//! another rule. A bracket opened in one entry of a list and closed in a later one is one fault.

use super::helpers::{PROSE, is_cell};
use crate::fix::{Applicability, Fix};
use crate::model::{Entry, Field};
use crate::rule::{Check, Finding, Localized, Reads, Rule, Severity, Sink, Supersedes, TextCx, Wrong};
use catalint_domain::chinese::brackets::{self, BracketMark, BracketPair, Brackets, Enclosure};
use catalint_domain::vocabulary::text_features::TextFeatures;
use catalint_yaml::edit;

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: "TXT003",
    name: "unbalanced-brackets",
    severity: Severity::Warning,
    fixes: &[Applicability::Safe],
    summary: Localized {
        zh: "括号、书名号或引号不成对", en: "brackets, title marks or quotes that do not match"
    },
    messages: &[
        Localized {
            zh: "符号 {mark} 没有与它配对的 {other}", en: "The mark {mark} has no {other} to match it."
        },
        Localized { zh: "书名号里面又用了双书名号", en: "Double title marks stand within title marks." },
        Localized {
            zh: "符号 {mark} 到下一条才有与它配对的 {other}",
            en: "The mark {mark} is closed by {other} in another entry of the list.",
        },
    ],
    help: Localized {
        zh: "补上缺少的 {other}，或者删去多余的 {mark}。",
        en: "Add the missing {other}, or remove {mark}.",
    },
    why: Localized {
        zh: "符号不成对时，读者分不清文件名称、说明文字到哪里为止，文件名称也无法识别和核对。",
        en: "With one half missing, nobody can tell where the title or the remark ends, and a title can neither be recognised nor checked.",
    },
    law: &[],
    source: Localized {
        zh: "《标点符号用法》（GB/T 15834-2011）：书名号、括号、引号成对使用，书名号内再用书名号时里面用单书名号〈〉",
        en: "GB/T 15834-2011: title marks, brackets and quotes come in pairs; a title within a title has 〈〉",
    },
    wrong: &[
        Wrong {
            yaml: "    content:\n      - 家庭人口（含共同生活成员\n      - 保障金额\n",
            at: "«（»含共同",
            fixed: None,
        },
        Wrong {
            yaml: "    content:\n      - 《静安区临时救助办法全文\n      - 办理流程\n",
            at: "«《»静安区临时",
            fixed: None,
        },
        Wrong {
            yaml: "    content:\n      - 根据三定”规定确定的职能\n      - 内设机构\n",
            at: "三定«”»规定",
            fixed: None,
        },
        Wrong {
            yaml: "    content:\n      - 申请材料（身份证明\n      - 收入证明）\n      - 办理流程\n",
            at: "材料«（»身份",
            fixed: None,
        },
        Wrong {
            yaml: "    content:\n      - 《关于印发《静安区临时救助办法》的通知》\n      - 办理流程\n",
            at: "《静安区临时救助办法》",
            fixed: Some("    content:\n      - 《关于印发〈静安区临时救助办法〉的通知》\n      - 办理流程\n"),
        },
    ],
    right: &[
        "    content: 1）机关名称 2）办公地址 3）办公时间\n",
        "    content:\n      - 《关于印发〈静安区临时救助办法〉的通知》\n      - 申请材料（含“一网通办”（网上办理）截图）\n",
        "    content:\n      - 《关于印发<临时救助办法>的通知》\n      - 根据“三定”规定确定的职能\n",
    ],
    // Where a title or a number is not closed, what these say of it rests on a wrong reading.
    supersedes: Supersedes::Value(&["BAS005", "BAS006", "BAS007", "BAS012"]),
    check: Check::Text(Reads::values(PROSE).showing(TextFeatures::BRACKET), check),
};

const FIX: Localized =
    Localized { zh: "里面的书名号改为单书名号〈〉", en: "Use 〈〉 for the inner title" };
const NESTED_HELP: Localized = Localized {
    zh: "里面的书名号改用单书名号〈〉。",
    en: "Use single title marks 〈〉 for the inner title.",
};
const SPLIT_HELP: Localized = Localized {
    zh: "把这两条合为一条，或者删去这一对符号。",
    en: "Make the entries one, or remove both marks.",
};
const CLOSED_HERE: Localized = Localized { zh: "在这里才合上", en: "closed here" };

/// Findings of one text; what follows after so many says nothing new.
const LIMIT: usize = 100;

fn check(cx: &TextCx<'_>, sink: &mut Sink<'_>) {
    check_field(cx.field(), sink);
}

fn check_field(field: Field<'_>, sink: &mut Sink<'_>) {
    // What an earlier entry of the list left open last, with its finding.
    let mut left_open: Option<(BracketMark, Finding)> = None;
    for entry in field.entries().filter(|entry| is_cell(*entry)) {
        if brackets::is_sound(entry.text) {
            continue;
        }
        let found = brackets::read(entry.text);
        let mut unmatched = single_faults(&found).into_iter().take(LIMIT).peekable();
        if let Some((open, finding)) = left_open.take() {
            let closes = unmatched.next_if(|mark| mark.kind == open.kind && !mark.opens);
            sink.push(match closes {
                Some(mark) => Finding { message: &RULE.messages[2], ..finding }
                    .help(&SPLIT_HELP)
                    .related(entry.part(mark.range()), &CLOSED_HERE),
                None => finding,
            });
        }
        for mark in unmatched {
            let finding = alone(entry, mark);
            if let Some((_, earlier)) = left_open.take() {
                sink.push(earlier);
            }
            if mark.opens && entry.index.is_some() {
                left_open = Some((mark, finding));
            } else {
                sink.push(finding);
            }
        }
        for pair in nested(&found).take(LIMIT) {
            sink.push(within(entry, pair));
        }
    }
    if let Some((_, finding)) = left_open {
        sink.push(finding);
    }
}

/// The marks to report. Of quotes the first only: ”三定” has one mark turned round, not two in excess.
fn single_faults(found: &Brackets) -> Vec<BracketMark> {
    let mut quotes = false;
    let quote = |mark: &BracketMark| matches!(mark.kind, Enclosure::Quotes | Enclosure::InnerQuotes);
    found.unmatched.iter().filter(|mark| !quote(mark) || !std::mem::replace(&mut quotes, true)).copied().collect()
}

/// Titles within titles, where all title marks match: otherwise it is not clear what is within.
fn nested(found: &Brackets) -> impl Iterator<Item = &BracketPair> {
    let clear = found.unmatched.iter().all(|mark| mark.kind != Enclosure::Title);
    found.pairs.iter().filter(move |pair| clear && pair.nested)
}

fn alone(entry: Entry<'_>, mark: BracketMark) -> Finding {
    let finding = Finding::part(&RULE, entry, mark.range());
    finding.arg("mark", mark.letter.to_string()).arg("other", mark.other().to_string())
}

fn within(entry: Entry<'_>, pair: &BracketPair) -> Finding {
    let parts = [(pair.open.range(), "〈".to_owned()), (pair.close.range(), "〉".to_owned())];
    let fix = edit::replace_parts(entry.node, &parts).map(|edits| Fix::safe(&FIX, edits));
    let range = pair.open.at..pair.close.range().end;
    Finding::part(&RULE, entry, range).message(1).help(&NESTED_HELP).fix(fix)
}
