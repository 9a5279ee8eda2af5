//! SYN004: a tab used to indent.
//!
//! YAML 1.2 (section 6.1) indents with blanks only: a tab has no width of its own.

use std::collections::BTreeMap;

use super::helpers;
use crate::fix::{Applicability, Edit, Fix};
use crate::rule::{Check, FileCx, Finding, Localized, Rule, Severity, Sink, Supersedes, Wrong};
use catalint_text::Span;
use catalint_yaml::{FaultKind, Slip, SlipKind};

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: "SYN004",
    name: "tab-indentation",
    severity: Severity::Error,
    fixes: &[Applicability::Offer],
    summary: Localized { zh: "用制表符缩进", en: "a tab indents" },
    messages: &[Localized {
        zh: "这一行用制表符（Tab 键）缩进，应当用空格",
        en: "This line is indented with a tab instead of blanks.",
    }],
    help: Localized {
        zh: "将行首的制表符换成空格；可将编辑器设为“按 Tab 键输入空格”。",
        en: "Put blanks in place of the tabs; set the editor to insert blanks for the Tab key.",
    },
    why: Localized {
        zh: "YAML 用空格数表示上下级关系，制表符没有确定的宽度，因此不允许用来缩进。含制表符的栏目读不出来，也就没有检查。",
        en: "YAML tells what belongs to what by counting blanks. A tab has no definite width and so may not indent; a field with one can't be read, and is not checked.",
    },
    law: &[],
    source: Localized {
        zh: "YAML 1.2.2 第6.1节：缩进不得使用制表符",
        en: "YAML 1.2.2, section 6.1: no tabs in indentation",
    },
    wrong: &[
        Wrong {
            yaml: "    topic: 社会救助\n\tnote: 按月更新\n",
            at: "\t",
            fixed: Some("    topic: 社会救助\n    note: 按月更新\n"),
        },
        Wrong {
            yaml: "    content:\n    \t- 申请条件\n    \t- 办理流程\n    levels:\n    \t- 区级\n",
            at: "content:\n    «\t»",
            fixed: Some("    content:\n      - 申请条件\n      - 办理流程\n    levels:\n      - 区级\n"),
        },
    ],
    right: &["    extra: {\"A\tB\": 甲}\n", "    note:\t按月更新\n"],
    supersedes: Supersedes::Nothing,
    check: Check::File(check),
};

const BLANKS: Localized = Localized { zh: "将制表符换成空格", en: "Replace the tabs by blanks" };

fn check(cx: &FileCx<'_>, sink: &mut Sink<'_>) {
    // One finding a broken item, or another part: its tabs are one habit, and only together they mend it.
    let mut parts: BTreeMap<(Option<usize>, Option<Span>), Vec<&Slip>> = BTreeMap::new();
    for slip in cx.slips.iter().filter(|slip| slip.kind == SlipKind::Tab) {
        let item = helpers::item_at(cx, slip.span.start);
        let part = helpers::part_at(cx, slip.span.start).filter(|_| item.is_none());
        parts.entry((item, part)).or_default().push(slip);
    }
    for slips in parts.values() {
        let edits = slips.iter().map(|slip| Edit::new(slip.span, slip.replacement.clone())).collect();
        sink.push(helpers::at(&RULE, cx, slips[0].span).fix(Some(Fix::offer(&BLANKS, edits))));
    }
    // Tabs that are read as indentation but stand elsewhere.
    for fault in cx.faults.iter().filter(|fault| fault.kind == FaultKind::Tab) {
        if helpers::tabs(cx, fault.lost).next().is_none() {
            let finding: Finding = helpers::at(&RULE, cx, fault.span);
            sink.push(finding);
        }
    }
}
