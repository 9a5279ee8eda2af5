//! SYN007: a file that is no catalog.
//!
//! A file named on the command line is read as a catalog whatever it holds.

use super::helpers;
use crate::model::{FieldId, Scope};
use crate::rule::{Check, FileCx, Finding, Localized, Rule, Severity, Sink, Supersedes, Wrong};
use catalint_text::{DecodeProblem, Span};
use catalint_yaml::{Kind, Node};

const ITEM: usize = 1;
const EMPTY: usize = 2;
const LIST: usize = 3;
const TEXT: usize = 4;

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: "SYN007",
    name: "not-a-catalog",
    severity: Severity::Error,
    fixes: &[],
    summary: Localized { zh: "文件不是政务公开标准目录", en: "the file is no catalog" },
    messages: &[
        Localized {
            zh: "文件中没有“标题”“事项”等目录栏目，不是政务公开标准目录",
            en: "The file has neither title nor items nor another key of a catalog.",
        },
        Localized {
            zh: "文件直接写了一项的栏目，外面没有“事项”列表",
            en: "The fields of an item stand at the top of the file, outside the list of items.",
        },
        Localized { zh: "文件是空的，没有任何栏目", en: "The file is empty." },
        Localized {
            zh: "文件是一个列表，外面没有“标题”“事项”等栏目",
            en: "The file is a list, with no title and no items around it.",
        },
        Localized {
            zh: "文件是一段文字，没有“标题”“事项”等栏目",
            en: "The file is one text, without title and items.",
        },
    ],
    help: Localized {
        zh: "从“title: 目录名称”和“items:”两行写起；不是目录的文件不要放在一起检查。",
        en: "Begin with the lines title: and items:, or leave the file out of the check.",
    },
    why: Localized {
        zh: "目录文件以标题、编制单位和事项列表为骨架。缺了这些，文件中的内容无法作为目录检查，也无法公布。",
        en: "Title, compiling body and the list of items are the frame of a catalog. Without them nothing in the file can be checked or published as one.",
    },
    law: &[],
    source: Localized { zh: "本目录格式的规定", en: "The definition of this format" },
    wrong: &[
        Wrong { yaml: "---\n# 待编制\n", at: "", fixed: None },
        Wrong { yaml: "---\nversion: \"3\"\nservices: {web: {image: nginx}}\n", at: "version", fixed: None },
        Wrong { yaml: "---\n- 社会救助\n- 养老服务\n", at: "社会救助", fixed: None },
        Wrong {
            yaml: "---\n静安区民政局政务公开标准目录\n", at: "静安区民政局政务公开标准目录", fixed: None
        },
        Wrong { yaml: "---\ntopic: 社会救助\nlevels: [区级]\n", at: "topic", fixed: None },
    ],
    right: &["authority: 静安区民政局\n"],
    supersedes: Supersedes::File(&["SCH001", "SCH002", "SCH003", "SCH005", "SCH006"]),
    check: Check::File(check),
};

fn check(cx: &FileCx<'_>, sink: &mut Sink<'_>) {
    // What can't be read may be a catalog.
    let unreadable = matches!(cx.source.problem, Some(DecodeProblem::Unknown { .. }));
    let broken = cx.tree.is_top_partial() || (cx.tree.is_empty() && !cx.faults.is_empty());
    if cx.config.is_some() || unreadable || broken {
        return;
    }
    let Some(root) = cx.tree.root() else {
        return sink.push(Finding::file(&RULE).message(EMPTY));
    };
    let has = |scope: Scope| root.pairs().any(|(key, _)| field(key).is_some_and(|id| id.spec().scope == scope));
    let message = match root.kind() {
        Kind::Map if has(Scope::Catalog) || misspelt(cx) => return,
        Kind::Map if has(Scope::Item) => ITEM,
        Kind::Map => 0,
        Kind::Seq => LIST,
        Kind::Null => EMPTY,
        // All of its colons may be full-width: that is told there.
        _ if !cx.slips.is_empty() => return,
        _ => TEXT,
    };
    let found = if message == EMPTY { Finding::file(&RULE) } else { Finding::new(&RULE, place(cx, root)) };
    sink.push(found.message(message));
}

fn field(key: Node<'_>) -> Option<FieldId> {
    FieldId::from_interned(key.name())
}

/// Whether a key at the top is a misspelt one of the model, with items below it.
fn misspelt(cx: &FileCx<'_>) -> bool {
    use crate::schema::SchemaFaultKind::Unknown;
    let meant = |fault: &crate::schema::SchemaFault| match fault.kind {
        Unknown { meant: Some((field, _)), .. } => fault.item.is_none() && field == FieldId::Items,
        _ => false,
    };
    cx.schema.iter().any(meant)
}

/// The first words of the file.
fn place(cx: &FileCx<'_>, root: Node<'_>) -> Span {
    let mut first = root;
    while let Some(inner) = first.entries().next().or_else(|| first.pairs().next().map(|(key, _)| key)) {
        first = inner;
    }
    let span = first.span();
    let line = helpers::first_line(cx.source.slice(span));
    Span::of(span.start as usize..span.start as usize + line.len())
}
