//! SYN002: a place where the file stops being YAML.
//!
//! What was expected and where it began; the items that can be told apart are checked all the same.

use super::helpers;
use crate::rule::{Check, FileCx, Finding, Localized, Rule, Severity, Sink, Supersedes, Wrong};
use catalint_yaml::{Fault, FaultKind};

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: "SYN002",
    name: "yaml-syntax",
    severity: Severity::Error,
    fixes: &[],
    summary: Localized { zh: "文件格式有误，读不出来", en: "YAML that can't be read" },
    messages: &MESSAGES,
    help: Localized {
        zh: "按“栏目名: 内容”的格式改正这一处。", en: "Write the line as key: value."
    },
    why: Localized {
        zh: "YAML 靠冒号、短横、引号、括号和缩进表示结构，一处写错，它所在的栏目就读不出来，也没有检查；其余的照常检查。",
        en: "Colons, dashes, quotation marks, brackets and blanks carry the structure of YAML. Where one is wrong the field around it can't be read and is not checked; all else is.",
    },
    law: &[],
    source: Localized { zh: "YAML 1.2.2 规范", en: "The YAML specification, 1.2.2" },
    wrong: &[
        Wrong { yaml: "    topic: \"社会救助\n", at: "\"", fixed: None },
        Wrong { yaml: "    topic: \"社会\"救助\n", at: "\"社会\"«救助»", fixed: None },
        Wrong { yaml: "    channels: [政府网站\n    audience: 全社会\n", at: "[", fixed: None },
        Wrong { yaml: "    levels: [区级}\n", at: "levels: «[»", fixed: None },
        Wrong { yaml: "    channels: [\"政府网站\" \"两微一端\"]\n", at: "\" «\"»两", fixed: None },
        Wrong {
            yaml: "    topic 社会救助\n    subtopic: 最低生活保障\n", at: "topic 社会救助", fixed: None
        },
        Wrong {
            yaml: "    topic: 社会救助\n    办理科室：救助科\n", at: "办理科室：救助科", fixed: None
        },
        Wrong { yaml: "    topic: 社会救助: 最低生活保障\n", at: "社会救助«:»", fixed: None },
        Wrong { yaml: "    topic: 社会救助\n     note: 按月更新\n", at: "note", fixed: None },
        Wrong { yaml: "    content: - 申请条件\n", at: "content: «-»", fixed: None },
        Wrong { yaml: "    content:\n      - 申请条件\n       - 办理流程\n", at: "       «-»", fixed: None },
        Wrong { yaml: "    topic: @社会救助\n", at: "@", fixed: None },
        Wrong { yaml: "    topic: 社会\u{7}救助\n", at: "\u{7}", fixed: None },
        Wrong { yaml: "    topic: \"社会救助\"#一级事项\n", at: "#", fixed: None },
        Wrong { yaml: "    topic: \"社会\\救助\"\n", at: "\\救", fixed: None },
        Wrong { yaml: "    topic: |社会救助\n", at: "|", fixed: None },
        Wrong { yaml: "    topic: *社会救助\n", at: "*社会救助", fixed: None },
        Wrong { yaml: "    topic: & 社会救助\n", at: "&", fixed: None },
    ],
    right: &[
        "    topic: \"“社会”救助\"\n    note: '第2项: A # B'\n",
        "    content:\n    - 申请条件\n    - 办理流程\n",
        "    note: |\n      A: B\n      - 一次\n    levels: [\n      区级, # 本区\n      ]\n",
    ],
    supersedes: Supersedes::Nothing,
    check: Check::File(check),
};

/// In the order of [`word`].
static MESSAGES: [Localized; 18] = [
    Localized { zh: "这里的引号没有配对的另一半", en: "This quotation mark is never closed." },
    Localized {
        zh: "引号或括号结束后还有文字“{text}”", en: "Text stands behind the closing mark: {text}."
    },
    Localized { zh: "这里的“{text}”没有配对的另一半括号", en: "The bracket {text} has no partner." },
    Localized { zh: "括号中的两项之间缺少逗号", en: "A comma is missing between two entries in brackets." },
    Localized {
        zh: "这一行不是“栏目名: 内容”，缺少冒号", en: "This line has no colon; it should be key: value."
    },
    Localized {
        zh: "这一行的冒号是全角“：”，前面也不是目录的栏目名",
        en: "The colon of this line is full-width, and what stands before it is no known key.",
    },
    Localized {
        zh: "这一行有两处冒号加空格，分不清哪一处是栏目名的",
        en: "Two colons with a blank in one line: it can't be told which ends the key.",
    },
    Localized { zh: "这一行的缩进与同级各行不一致", en: "This line is indented unlike its neighbours." },
    Localized {
        zh: "以“- ”开头的列表不能与栏目名写在同一行", en: "A list can't begin on the line of its key."
    },
    Localized {
        zh: "这一行没有成为列表中的一条，而是并入了上面的文字",
        en: "This line is no entry of a list: it became part of the text above it.",
    },
    Localized { zh: "文字不能以“{text}”开头", en: "A text can't begin with {text}." },
    Localized { zh: "含有看不见的控制字符 {text}", en: "There is a control character here: {text}." },
    Localized { zh: "“#”前面没有空格，不能成为注释", en: "A comment needs a blank before its #." },
    Localized { zh: "双引号中的“{text}”没有含义", en: "In double quotes {text} means nothing." },
    Localized {
        zh: "“|”或“>”后面应当换行，正文从下一行起用空格缩进",
        en: "The text of a block begins on the line below | or >, indented with blanks.",
    },
    Localized {
        zh: "“*”表示引用别处的内容，前面却没有“{text}”所指的内容",
        en: "An asterisk refers to another place, but nothing above is what {text} names.",
    },
    Localized {
        zh: "“{text}”在 YAML 中有特殊含义，这里的写法不对",
        en: "{text} has a meaning in YAML, and is misused here.",
    },
    Localized { zh: "从这里起读不出来", en: "Nothing can be read from here on." },
];

const CLOSE: Localized = Localized {
    zh: "补上另一半；文字中本来就有引号的，改用“ ”。",
    en: "Add the other one; for a quotation mark within a text use “ ”.",
};
const WHOLE: Localized =
    Localized { zh: "将整段文字放进一对引号里。", en: "Put the whole text in quotation marks." };
const BRACKET: Localized = Localized {
    zh: "检查括号是否成对，方括号配方括号。",
    en: "Pair the brackets, square with square.",
};
const COMMA: Localized = Localized { zh: "在两项之间加上半角逗号。", en: "Put a comma between the two." };
const COLON: Localized = Localized {
    zh: "在栏目名后面加上半角冒号和空格；上一行没写完的文字，缩进要比上一行多。",
    en: "Put a colon and a blank behind the key; indent a text that goes on deeper than its first line.",
};
const QUOTE: Localized = Localized {
    zh: "将内容放进一对引号里，或者把内容中的冒号改为全角“：”。",
    en: "Put the value in quotation marks, or write its colon as ：.",
};
const ALIGN: Localized =
    Localized { zh: "让同级的各行行首空格一样多。", en: "Indent lines of one level alike." };
const BELOW: Localized =
    Localized { zh: "从“- ”起另起一行，并缩进。", en: "Begin the list on the next line, indented." };
const ENTRY: Localized = Localized {
    zh: "让“- ”与上一条的“- ”对齐；确实是一段文字的，放进引号里。",
    en: "Align the dash with the one above, or put the whole text in quotation marks.",
};
const DELETE: Localized = Localized { zh: "删去这个字符。", en: "Delete the character." };
const BLANK: Localized = Localized { zh: "在“#”前面加一个空格。", en: "Put a blank before the #." };
const SLASH: Localized =
    Localized { zh: "反斜杠写作“\\\\”，或者删去。", en: "Write a backslash as \\\\, or delete it." };
const BLOCK: Localized = Localized {
    zh: "在“|”或“>”后面换行，正文逐行缩进。",
    en: "Break the line behind | or > and indent the text.",
};

/// Another place of a fault: what began at the first is felt there.
const STOPPED: Localized = Localized { zh: "读到这里，接不下去", en: "reading stopped here" };
const ABOVE: Localized = Localized { zh: "并入了这里的文字", en: "it became part of this text" };

fn check(cx: &FileCx<'_>, sink: &mut Sink<'_>) {
    for fault in cx.faults.iter().filter(|fault| !fault.kind.is_refusal() && fault.kind != FaultKind::Tab) {
        // Where tabs indent, the columns of the lines say nothing.
        if fault.kind == FaultKind::Indentation && helpers::tabs(cx, fault.lost).next().is_some() {
            continue;
        }
        let (message, help) = word(cx, fault);
        let mut finding = Finding { help, ..helpers::at(&RULE, cx, fault.span).message(message) };
        finding = finding.arg("text", text(cx, fault));
        if let Some(stopped) = fault.stopped {
            let swallowed = fault.kind == FaultKind::SwallowedEntry;
            finding = finding.related(stopped, if swallowed { &ABOVE } else { &STOPPED });
        }
        sink.push(finding);
    }
}

/// Which message, and what to do.
fn word(cx: &FileCx<'_>, fault: &Fault) -> (usize, Option<&'static Localized>) {
    use FaultKind as K;
    let (message, help) = match fault.kind {
        K::Quote => (0, &CLOSE),
        K::Trailing => (1, &WHOLE),
        K::Flow => (2, &BRACKET),
        K::Comma => (3, &COMMA),
        K::MissingColon if cx.source.slice(fault.span).contains('：') => (5, &COLON),
        K::MissingColon => (4, &COLON),
        K::ExtraColon => (6, &QUOTE),
        K::Indentation => (7, &ALIGN),
        K::InlineEntry => (8, &BELOW),
        K::SwallowedEntry => (9, &ENTRY),
        K::Character(c) if hidden(c) => (11, &DELETE),
        K::Character(_) => (10, &WHOLE),
        K::Comment => (12, &BLANK),
        K::Escape => (13, &SLASH),
        K::BlockScalar => (14, &BLOCK),
        K::UnknownAlias => (15, &WHOLE),
        K::Malformed => (16, &WHOLE),
        _ => return (17, None),
    };
    (message, Some(help))
}

fn text(cx: &FileCx<'_>, fault: &Fault) -> String {
    match fault.kind {
        FaultKind::Character(c) if hidden(c) => format!("U+{:04X}", c as u32),
        _ => helpers::short(cx.source.slice(fault.span)),
    }
}

/// Whether a character can't be seen in a message.
fn hidden(c: char) -> bool {
    c.is_control() || matches!(c, '\u{feff}' | '\u{fffe}' | '\u{ffff}')
}
