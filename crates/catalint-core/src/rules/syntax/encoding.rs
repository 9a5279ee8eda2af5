//! SYN001: a file that is not UTF-8.
//!
//! YAML 1.2 (section 5.2) is written in UTF-8 or UTF-16; every other tool of the chain wants
//! UTF-8. Editors of Chinese offices still save GB18030 (ANSI).

use crate::fix::{Applicability, Edit, Fix};
use crate::rule::{Check, FileCx, Finding, Localized, Rule, Severity, Sink, Supersedes, Wrong};
use catalint_text::{DecodeProblem, Span};

const MIXED: usize = 1;
const GUESSED: usize = 2;
const UNKNOWN: usize = 3;

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: "SYN001",
    name: "encoding",
    severity: Severity::Error,
    fixes: &[Applicability::Offer],
    summary: Localized { zh: "文件编码不是 UTF-8", en: "the file is not in UTF-8" },
    messages: &[
        Localized {
            zh: "文件编码是 {encoding}，应为 UTF-8", en: "The file is in {encoding}; it should be in UTF-8."
        },
        Localized {
            zh: "此处有无法识别的字节（文件的第 {byte} 个字节），文件的其余部分是 UTF-8",
            en: "Bytes that can't be read, from byte {byte} of the file on; the rest of it is UTF-8.",
        },
        Localized {
            zh: "文件编码像是 {encoding}，不是 UTF-8，内容未检查",
            en: "The file looks like {encoding}, not UTF-8; nothing in it was checked.",
        },
        Localized {
            zh: "认不出文件的编码，不是 UTF-8，内容未检查",
            en: "The encoding is not UTF-8 and can't be told; nothing in the file was checked.",
        },
    ],
    help: Localized { zh: "在编辑器中选择“以 UTF-8 编码保存”。", en: "Save the file in UTF-8." },
    why: Localized {
        zh: "网站、编辑器和数据交换都按 UTF-8 读取文件。其他编码的文件在别的系统中会成为乱码，公开内容因此无法阅读。",
        en: "Websites, editors and data exchange read files as UTF-8. In another encoding the catalog turns into garbage on the next system, and nobody can read what is disclosed.",
    },
    law: &[],
    source: Localized {
        zh: "YAML 1.2.2 第5.2节：文件使用 Unicode 编码；本目录格式只用 UTF-8",
        en: "YAML 1.2.2, section 5.2: files are in Unicode; this format uses UTF-8 only",
    },
    wrong: &[
        Wrong { yaml: "# encoding: GB18030\n", at: "", fixed: Some("# encoding: GB18030\n") },
        Wrong { yaml: "# encoding: UTF-16LE\n", at: "", fixed: Some("# encoding: UTF-16LE\n") },
    ],
    right: &["# encoding: UTF-8\n", "\u{feff}# encoding: UTF-8\n"],
    supersedes: Supersedes::Nothing,
    check: Check::File(check),
};

const TO_UTF8: Localized =
    Localized { zh: "将整个文件转为 UTF-8 编码", en: "Rewrite the whole file in UTF-8" };
const MIXED_HELP: Localized = Localized {
    zh: "补上丢失的文字，再以 UTF-8 编码保存。",
    en: "Restore what was lost there, then save in UTF-8.",
};

fn check(cx: &FileCx<'_>, sink: &mut Sink<'_>) {
    let start = Finding::file(&RULE);
    let finding = match &cx.source.problem {
        None => return,
        Some(DecodeProblem::Other(encoding)) => {
            // UTF-16 needs its byte-order mark, UTF-8 none.
            let bom = cx.source.text.starts_with('\u{feff}').then(|| Edit::new(Span::new(0, 3), ""));
            let fix = Fix { to_utf8: true, ..Fix::offer(&TO_UTF8, bom.into_iter().collect()) };
            start.arg("encoding", encoding.name()).fix(Some(fix))
        }
        Some(DecodeProblem::Mixed { span, byte }) => {
            Finding::new(&RULE, *span).message(MIXED).arg("byte", byte + 1).help(&MIXED_HELP)
        }
        Some(DecodeProblem::Unknown { guess: Some(name) }) => start.message(GUESSED).arg("encoding", *name),
        Some(DecodeProblem::Unknown { guess: None }) => start.message(UNKNOWN),
    };
    sink.push(finding);
}
