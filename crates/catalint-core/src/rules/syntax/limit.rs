//! SYN006: well-formed YAML that a catalog may not use, or past the limits of the reader.
//!
//! One file is one catalog. Deep nesting and piles of aliases are how small files stall a reader.

use super::helpers;
use crate::rule::{Check, FileCx, Localized, Rule, Severity, Sink, Supersedes, Wrong};
use catalint_yaml::{FaultKind, Limit, MAX_ALIAS_NODES, MAX_ALIAS_TEXT, MAX_DEPTH, MAX_FILE_BYTES};

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: "SYN006",
    name: "yaml-limit",
    severity: Severity::Error,
    fixes: &[],
    summary: Localized {
        zh: "用了目录文件不允许的 YAML 写法，或超出限度",
        en: "YAML that a catalog may not use, or past a limit",
    },
    messages: &[
        Localized {
            zh: "括号或列表一层套一层，超过{limit}层",
            en: "Lists or brackets are nested more than {limit} deep.",
        },
        Localized {
            zh: "用“*”引用的内容太多，展开后超过{limit}个值或 {size} MB 文字",
            en: "Aliases add more than {limit} values or {size} MB of text, or never end.",
        },
        Localized { zh: "文件超过 {size} MB，未检查", en: "The file is over {size} MB and was not checked." },
        Localized {
            zh: "“---”之后开始了第二份文件，这一行以下未检查",
            en: "A second document begins here; nothing below was checked.",
        },
        Localized { zh: "目录文件不支持“<<”合并写法", en: "A catalog can't use the merge key <<." },
        Localized { zh: "目录文件不支持标记“{text}”", en: "A catalog can't use the tag {text}." },
        Localized {
            zh: "栏目名不是文字，而是一个列表或一组栏目", en: "A key is a list or a mapping, not a text."
        },
        Localized { zh: "写的内容与它的标记“{text}”不符", en: "The value does not fit its tag {text}." },
    ],
    help: Localized {
        zh: "改用普通写法：每一项逐栏写明。", en: "Write every item out, field by field."
    },
    why: Localized {
        zh: "一个文件就是一份目录，四层结构已经足够。超出限度的嵌套和引用多半是误写，也会使读取的程序停顿。",
        en: "One file is one catalog, and four levels are enough. Nesting and aliases past the limits are mostly a mistake, and can stall whatever reads the file.",
    },
    law: &[],
    source: Localized { zh: "本目录格式的规定", en: "The definition of this format" },
    wrong: &[
        Wrong { yaml: "    note: &说明 !remark 按月更新\n", at: "!remark", fixed: None },
        Wrong { yaml: "    note: !!seq 按月更新\n", at: "!!seq", fixed: None },
        Wrong { yaml: "    <<: {note: 按月更新}\n", at: "<<", fixed: None },
        Wrong { yaml: "    ? [note]\n    : 按月更新\n", at: "? «[»note", fixed: None },
        Wrong {
            yaml: "    extra: [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]\n",
            at: "extra: [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[«[»",
            fixed: None,
        },
    ],
    right: &["    note: &说明 按月更新\n    detail: *说明\n", "    note: !!str 20\n", "    extra: {甲: 乙}\n"],
    supersedes: Supersedes::Span,
    check: Check::File(check),
};

const SPLIT: Localized = Localized {
    zh: "将第二份目录存为另一个文件。",
    en: "Put the second catalog into a file of its own.",
};
const SMALLER: Localized =
    Localized { zh: "将目录分成几个文件。", en: "Split the catalog into several files." };

fn check(cx: &FileCx<'_>, sink: &mut Sink<'_>) {
    for fault in cx.faults.iter().filter(|fault| fault.kind.is_refusal()) {
        let finding = helpers::at(&RULE, cx, fault.span);
        let text = helpers::short(cx.source.slice(fault.span));
        sink.push(match fault.kind {
            FaultKind::Limit(Limit::Depth) => finding.arg("limit", MAX_DEPTH),
            FaultKind::Limit(Limit::Aliases) => {
                let limit = MAX_ALIAS_NODES.to_string();
                finding.message(1).arg("limit", limit).arg("size", MAX_ALIAS_TEXT >> 20)
            }
            FaultKind::Limit(Limit::Size) => finding.message(2).arg("size", MAX_FILE_BYTES >> 20).help(&SMALLER),
            FaultKind::SecondDocument => finding.message(3).help(&SPLIT),
            FaultKind::MergeKey => finding.message(4),
            FaultKind::ForeignTag => finding.message(5).arg("text", text),
            FaultKind::TagMisfit => finding.message(7).arg("text", text),
            _ => finding.message(6),
        });
    }
}
