//! Why an edit is left out, and what is to be known after one that was made.

use catalint_core::rule::{Lang, Localized};

/// Why an edit of a cell was left out. The file is as it was there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LeftOutWhy {
    /// Files of this kind are not fixed in place.
    Format,
    /// The file is signed, and would not be any more.
    Signed,
    /// The sheet or the document is protected against changes.
    Protected,
    /// The package is written in a way that is not fixed in place: zip64, encrypted parts, several disks.
    Package,
    /// The bytes do not come back the same when the text is written again.
    Encoding,
    /// There is no such cell.
    NoCell,
    /// The cell is a formula.
    Formula,
    /// The cell holds a number, a day or a truth value, and no text.
    Number,
    /// It touches the end of a line.
    LineEnd,
    /// It touches a tick, a box, a letter of a symbol font or a picture.
    Sign,
    /// It touches a field that the office program fills in.
    Field,
    /// It touches what the office program shows and the cell does not hold: the number of a list, a format.
    Made,
    /// It touches words that are deleted, struck out or hidden.
    Unseen,
    /// The words do not stand in the cell.
    NotThere,
    /// The words stand there more than once.
    NotOnce,
    /// Another edit says something else of the same words.
    Differs,
    /// Read back, the file would say something else than it should.
    Unproven,
    /// It was made at this place, and what it is for is still there.
    Remains,
    /// It was ticked, but there is no fix for it.
    NoFix,
    /// It was ticked, but is no more found so, or would be mended in another way now.
    Otherwise,
    /// It was ticked, but somebody wrote other words into what is to be.
    Retyped,
    /// What stands where a tick should can't be understood.
    Unclear,
    /// The cell is blank, and what is to stand there needs one of its own.
    Blank,
    /// A value has more entries than before, or fewer.
    Entries,
    /// The table has a column for each option, and none for this one.
    NoColumn,
    /// Items were added, dropped or moved.
    Rows,
}

impl LeftOutWhy {
    /// For people, a clause that follows the cell.
    #[must_use]
    pub fn words(self) -> Localized {
        match self {
            Self::Format => Localized {
                zh: "这种文件不能就地修改，请先 import，改好后再 export",
                en: "files of this kind are not fixed in place: import, fix, export",
            },
            Self::Signed => Localized {
                zh: "文件有数字签名，修改后签名失效",
                en: "the file is signed, and a change would break the signature",
            },
            Self::Protected => Localized {
                zh: "工作表或文档受保护，请先撤销保护",
                en: "the sheet or document is protected; lift the protection first",
            },
            Self::Package => Localized {
                zh: "文件的压缩方式不支持就地修改，请在办公软件中另存一次",
                en: "the package is written in a way that is not fixed in place; save it anew in an office program",
            },
            Self::Encoding => Localized {
                zh: "文件的编码写回后会有别的字节变化",
                en: "written back in its encoding, other bytes of the file would change",
            },
            Self::NoCell => Localized { zh: "没有这个单元格", en: "there is no such cell" },
            Self::Formula => Localized { zh: "单元格是公式", en: "the cell is a formula" },
            Self::Number => Localized {
                zh: "单元格是数字、日期或逻辑值，不是文字",
                en: "the cell holds a number, a date or a truth value, and no text",
            },
            Self::LineEnd => Localized { zh: "改动涉及换行", en: "the edit touches a line end" },
            Self::Sign => Localized {
                zh: "改动涉及勾选符号、符号字体或图片",
                en: "the edit touches a tick, a symbol or a picture",
            },
            Self::Field => Localized { zh: "改动涉及域（自动内容）", en: "the edit touches a field" },
            Self::Made => Localized {
                zh: "改动涉及办公软件自动显示的文字（编号、格式）",
                en: "the edit touches what the office program shows by itself (a list number, a format)",
            },
            Self::Unseen => Localized {
                zh: "改动涉及已删除、划去或隐藏的文字",
                en: "the edit touches words that are deleted, struck or hidden",
            },
            Self::NotThere => {
                Localized { zh: "单元格里没有这样的原文", en: "these words do not stand in the cell" }
            }
            Self::NotOnce => Localized {
                zh: "原文在单元格里不止一处",
                en: "these words stand in the cell more than once",
            },
            Self::Differs => Localized {
                zh: "对同一处文字另有不同的改法",
                en: "another edit says something else of the same words",
            },
            Self::Remains => {
                Localized { zh: "改过一次后问题仍在", en: "it was made once, and the finding is still there" }
            }
            Self::NoFix => Localized {
                zh: "勾选了，但没有现成的改法，请人工修改",
                en: "it is ticked, but there is no fix for it: mend it by hand",
            },
            Self::Otherwise => Localized {
                zh: "勾选了，但原文件里已没有这个问题，或者改法与勾选时不同，请重新标注",
                en: "it is ticked, but not found in the original any more, or mended otherwise now: annotate anew",
            },
            Self::Retyped => Localized {
                zh: "“改为”一栏被手工改过，没有照改，请直接在原文件里改",
                en: "other words were written into what it is to be: mend it in the original by hand",
            },
            Self::Unclear => Localized {
                zh: "“采纳”一栏写的看不出是否同意，请填√或者清空",
                en: "what stands in the column of ticks can't be understood: √ or nothing",
            },
            Self::Blank => Localized {
                zh: "单元格是空的，请在办公软件里填写",
                en: "the cell is blank: fill it in in the office program",
            },
            Self::Entries => Localized {
                zh: "条数有增减，请在办公软件里改这一格，或者导出新表",
                en: "the number of entries differs: mend the cell in the office program, or export a new table",
            },
            Self::NoColumn => {
                Localized { zh: "表格里没有这个选项的栏", en: "the table has no column for this option" }
            }
            Self::Rows => Localized {
                zh: "事项有增减或移动，原文件的行不动，请导出新表",
                en: "items were added, dropped or moved; the rows of the file stay: export a new table",
            },
            Self::Unproven => Localized {
                zh: "改后重读，表格的其他内容会跟着变",
                en: "read back, the table would say something else besides",
            },
        }
    }
}

/// What is to be known of a file that was fixed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Caution {
    /// So many formulas show their stored results until the workbook is calculated anew.
    Formulas(usize),
    /// The file is marked as final.
    Final,
    /// The document records changes; these ones are not recorded.
    Unrecorded,
}

impl Caution {
    /// For people.
    #[must_use]
    pub fn words(self, lang: Lang) -> String {
        match (self, lang) {
            (Self::Formulas(n), Lang::Zh) => format!("有 {n} 个公式，打开后重新计算前仍显示旧结果"),
            (Self::Formulas(n), Lang::En) => {
                format!("{n} formulas show old results until the workbook is calculated anew")
            }
            (Self::Final, Lang::Zh) => "文件标记为最终状态".to_owned(),
            (Self::Final, Lang::En) => "the file is marked as final".to_owned(),
            (Self::Unrecorded, Lang::Zh) => "文档开着修订，这次修改没有记入修订".to_owned(),
            (Self::Unrecorded, Lang::En) => "the document records changes; these ones are not recorded".to_owned(),
        }
    }
}
