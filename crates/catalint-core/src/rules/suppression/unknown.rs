//! SUP002: a comment that is to ignore something, and names no rule.
//!
//! It ignores nothing, and whoever wrote it believes that it does.

use crate::rule::{Check, Finding, Localized, Rule, Severity, Supersedes, Wrong};
use catalint_text::Span;

const NEAR: usize = 1;
const NAMELESS: usize = 2;

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: "SUP002",
    name: "suppression-unknown",
    severity: Severity::Warning,
    fixes: &[],
    summary: Localized {
        zh: "忽略注释没有写对规则", en: "a comment that is to ignore something names no rule"
    },
    messages: &[
        Localized { zh: "忽略注释中的“{written}”不是规则", en: "{written} in this comment is no rule." },
        Localized {
            zh: "忽略注释中的“{written}”不是规则，可能应为“{near}”",
            en: "{written} in this comment is no rule; perhaps {near} is meant.",
        },
        Localized {
            zh: "这条忽略注释没有写明规则，不起作用",
            en: "This comment names no rule, and so ignores nothing.",
        },
    ],
    help: Localized {
        zh: "照“# catalint: ignore[BAS001] 理由”的样子写；规则的代码见 catalint rules。",
        en: "Write it like # catalint: ignore[BAS001] reason; the codes of rules are listed by catalint rules.",
    },
    why: Localized {
        zh: "写错了代码的忽略注释什么也不忽略，写的人却以为问题已经交代过了。",
        en: "A comment with a wrong code ignores nothing, while its author believes that the finding is answered for.",
    },
    law: &[],
    source: Localized {
        zh: "catalint 的忽略注释，见 docs/suppressions.md",
        en: "catalint's suppressions, see docs/suppressions.md",
    },
    wrong: &[
        Wrong { yaml: "    note: 无 # catalint: ignore[BAS0001] 文件待印发\n", at: "BAS0001", fixed: None },
        Wrong {
            yaml: "    note: 无 # catalint: ignore[公开依据] 文件待印发\n", at: "公开依据", fixed: None
        },
        Wrong {
            yaml: "    note: 无 # catalint: ignore 文件待印发\n",
            at: "# catalint: ignore 文件待印发",
            fixed: None,
        },
    ],
    right: &["    basis: [] # catalint: ignore[basis-missing] 文件待印发\n", "    note: 无 # catalint 已检查\n"],
    supersedes: Supersedes::Nothing,
    check: Check::External,
};

/// A name that no rule answers to, and the one that it is nearest to.
#[must_use]
pub fn name(name: Span, written: &str, near: Option<&str>) -> Finding {
    let finding = Finding::new(&RULE, name).arg("written", written);
    match near {
        Some(near) => finding.message(NEAR).arg("near", near),
        None => finding,
    }
}

/// A comment that can't be read further than that it is to ignore something.
#[must_use]
pub fn nameless(comment: Span) -> Finding {
    Finding::new(&RULE, comment).message(NAMELESS)
}
