//! SYN008: a blank that is none, where YAML needs one.
//!
//! Copied from a web page or an office program, it looks like a blank on every screen, or like nothing at all.

use super::helpers;
use crate::fix::{Applicability, Edit, Fix};
use crate::rule::{Check, FileCx, Localized, Rule, Severity, Sink, Supersedes, Wrong};
use catalint_yaml::{Slip, SlipKind};

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: "SYN008",
    name: "odd-blank",
    severity: Severity::Error,
    fixes: &[Applicability::Safe],
    summary: Localized {
        zh: "该用空格处用了形似空格的字符", en: "a character that only looks like a blank"
    },
    messages: &[
        Localized {
            zh: "这里是{name}（{code}），不是空格，程序会当作文字",
            en: "This is {name} ({code}) and no blank: programs take it for text.",
        },
        Localized {
            zh: "这里是{name}（{code}），不是空格，共{count}处，程序会当作文字",
            en: "This is {name} ({code}) and no blank, here and in {count} places in all: programs take it for text.",
        },
    ],
    help: Localized {
        zh: "改为普通空格；这样的字符多是从网页或办公软件中复制来的。",
        en: "Replace it by an ordinary blank; it mostly comes from a web page or an office program.",
    },
    why: Localized {
        zh: "YAML 只把普通空格当作空格。这些字符看上去与空格一样，或者看不见，程序却当作文字，含有它的栏目就可能读不出来，也没有检查。",
        en: "To YAML only the ordinary blank is one. These characters look the same, or can't be seen, but count as text, so that the field with one may not be read, and is not checked then.",
    },
    law: &[],
    source: Localized {
        zh: "YAML 1.2.2 第6.1节：只以空格（U+0020）缩进；第5.5节：空白字符只有空格和制表符",
        en: "YAML 1.2.2, section 6.1: only U+0020 indents; section 5.5: white space is blank and tab",
    },
    wrong: &[
        Wrong {
            yaml: "    topic: 社会救助\n\u{a0}   note: 按月更新\n",
            at: "\u{a0}   ",
            fixed: Some("    topic: 社会救助\n    note: 按月更新\n"),
        },
        Wrong {
            yaml: "    topic: 社会救助\n    \u{200b}note: 按月更新\n",
            at: "\u{200b}",
            fixed: Some("    topic: 社会救助\n    note: 按月更新\n"),
        },
        Wrong { yaml: "    topic:\u{2003}社会救助\n", at: "\u{2003}", fixed: Some("    topic: 社会救助\n") },
    ],
    right: &["    note: 按月更新\n"],
    supersedes: Supersedes::Span,
    check: Check::File(check),
};

const BLANKS: Localized = Localized { zh: "改为普通空格", en: "Make them ordinary blanks" };

fn check(cx: &FileCx<'_>, sink: &mut Sink<'_>) {
    // One habit, one finding: those that can be mended, and those that something else keeps from it.
    for mends in [true, false] {
        let odd = |slip: &&Slip| slip.kind == SlipKind::Blank && slip.mends == mends;
        let slips: Vec<&Slip> = cx.slips.iter().filter(odd).collect();
        let Some(first) = slips.first() else { continue };
        let Some(blank) = cx.source.slice(first.span).chars().find(|c| *c != ' ') else { continue };
        let edits: Vec<Edit> = slips.iter().map(|slip| Edit::new(slip.span, slip.replacement.clone())).collect();
        let finding = helpers::at(&RULE, cx, first.span)
            .message(usize::from(slips.len() > 1))
            .fix(mends.then(|| Fix::safe(&BLANKS, edits)));
        let finding = finding.arg("name", name(blank)).arg("code", format!("U+{:04X}", blank as u32));
        sink.push(if slips.len() > 1 { finding.arg("count", slips.len()) } else { finding });
    }
}

fn name(blank: char) -> Localized {
    match blank {
        '\u{a0}' | '\u{202f}' => Localized { zh: "不换行空格", en: "a no-break space" },
        '\u{200b}' => Localized { zh: "看不见的零宽空格", en: "a zero-width space" },
        '\u{feff}' => Localized { zh: "看不见的字节顺序标记", en: "a byte-order mark" },
        _ => Localized { zh: "排版用的空格", en: "a typographic space" },
    }
}
