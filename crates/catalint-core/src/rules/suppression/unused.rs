//! SUP001: a comment that ignores findings which are not there.
//!
//! Such a comment would hide the next defect of its kind, which nobody has judged.

use crate::fix::{Applicability, Edit, Fix};
use crate::rule::{Check, Finding, Localized, Rule, Severity, Supersedes, Wrong};
use catalint_text::Span;

const PART: usize = 1;
const MISPLACED: usize = 2;
const VAIN: usize = 3;

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: "SUP001",
    name: "suppression-unused",
    severity: Severity::Warning,
    fixes: &[Applicability::Safe],
    summary: Localized { zh: "忽略注释没有用处", en: "a comment that ignores nothing" },
    messages: &[
        Localized {
            zh: "这条忽略注释没有用处：所指的地方没有 {written} 的问题",
            en: "This comment ignores nothing: there is no finding of {written} where it points.",
        },
        Localized {
            zh: "忽略注释中的“{written}”没有用处：所指的地方没有这个问题",
            en: "{written} in this comment ignores nothing: there is no such finding where it points.",
        },
        Localized {
            zh: "ignore-file 没有写在第一个栏目之前，不起作用",
            en: "This ignore-file does nothing: it does not stand before the first key.",
        },
        Localized {
            zh: "忽略注释中的“{written}”不起作用：读不出来的内容总要报告",
            en: "{written} in this comment does nothing: what can't be read is always told.",
        },
    ],
    help: Localized {
        zh: "问题已经改好的，删去注释或其中多余的代码；注释写错了位置的，移到有问题的那一行末尾或上一行。",
        en: "Delete the comment, or the code that is not needed; if it stands in the wrong place, move it to the line of the finding or above it.",
    },
    why: Localized {
        zh: "忽略注释是对一处具体问题的说明。问题没有了而注释还在，以后同一处再出这类问题就不会有人看到。",
        en: "A comment answers for one finding. When the finding is gone and the comment stays, the next one of its kind is never seen.",
    },
    law: &[],
    source: Localized {
        zh: "catalint 的忽略注释，见 docs/suppressions.md",
        en: "catalint's suppressions, see docs/suppressions.md",
    },
    wrong: &[
        Wrong {
            yaml: "    note: 无\n    # catalint: ignore[BAS001] 暂无文件\n    basis: 《中华人民共和国预算法》第十四条\n",
            at: "# catalint: ignore[BAS001] 暂无文件",
            fixed: Some("    note: 无\n    basis: 《中华人民共和国预算法》第十四条\n"),
        },
        Wrong {
            yaml: "    basis: [] # catalint：ignore【BAS001、basis-vague】文件待印发\n",
            at: "basis-vague",
            fixed: Some("    basis: [] # catalint：ignore【BAS001】文件待印发\n"),
        },
        Wrong {
            yaml: "title: 静安区民政局政务公开标准目录\n# catalint: ignore-file[BAS001] 文件待印发\n",
            at: "# catalint: ignore-file[BAS001] 文件待印发",
            fixed: None,
        },
        Wrong {
            yaml: "    note: 无 # catalint: ignore[SYN002] 以后再改\n",
            at: "SYN002",
            fixed: Some("    note: 无\n"),
        },
    ],
    right: &["    basis: [] # catalint: ignore[BAS001] 文件待印发\n", "    note: 无 # 经 catalint 检查无误\n"],
    supersedes: Supersedes::Nothing,
    check: Check::External,
};

const DELETE: Localized = Localized { zh: "删去这条注释", en: "Delete the comment" };
const DELETE_PART: Localized = Localized { zh: "删去“{written}”", en: "Delete {written}" };
const READ: Localized = Localized {
    zh: "改好读不出来的地方；整个文件不必检查的，写入配置的 files.exclude。",
    en: "Mend what can't be read; if the file need not be checked at all, list it under files.exclude of the config.",
};
const MOVE: Localized = Localized {
    zh: "将这条注释移到文件开头；只忽略下一项的，改写为 ignore。",
    en: "Move the comment to the start of the file; to ignore findings of the next item only, write ignore.",
};

/// A comment none of whose names is needed. `edit` takes it out.
#[must_use]
pub fn whole(comment: Span, written: &str, edit: Edit) -> Finding {
    Finding::new(&RULE, comment).arg("written", written).fix(Some(Fix::safe(&DELETE, vec![edit])))
}

/// One name of several that is not needed. `edit` takes it out.
#[must_use]
pub fn part(name: Span, written: &str, edit: Edit) -> Finding {
    let fix = Fix::safe(&DELETE_PART, vec![edit]);
    Finding::new(&RULE, name).message(PART).arg("written", written).fix(Some(fix))
}

/// The name of a rule that no comment reaches. `edit` takes it out.
#[must_use]
pub fn vain(name: Span, written: &str, edit: Edit) -> Finding {
    let fix = Fix::safe(&DELETE_PART, vec![edit]);
    Finding::new(&RULE, name).message(VAIN).help(&READ).arg("written", written).fix(Some(fix))
}

/// An `ignore-file` behind the first key.
#[must_use]
pub fn misplaced(comment: Span) -> Finding {
    Finding::new(&RULE, comment).message(MISPLACED).help(&MOVE)
}
