//! What the list says of itself.

use catalint_core::rule::Lang;

use super::Placed;
use super::rows::RowRemarks;
use crate::remarks::pick;

/// The heads of its columns.
pub(super) const HEADS: [(&str, &str); 9] = [
    ("级别", "Severity"),
    ("规则", "Rule"),
    ("单元格", "Cell"),
    ("事项", "Item"),
    ("问题", "What is wrong"),
    ("原文", "As it is"),
    ("改为", "To be"),
    ("依据", "Source"),
    ("采纳", "Accept"),
];

/// What the colours mean and how to go on.
pub(super) fn legend(placed: &Placed, remarks: &RowRemarks, lang: Lang) -> String {
    let mut out = pick(
        lang,
        "单元格按其中最严重的问题着色，问题写在批注里。同意“改为”的，在“采纳”栏填√，保存本文件，再运行：\
         catalint check --fix 原文件 --accepted 本文件。只改勾选的几处，改在原文件里；本文件不会改动。",
        "A cell has the colour of its gravest finding, and a comment. Who agrees with what is to be puts √ into the last \
         column, saves this file and runs: catalint check --fix ORIGINAL --accepted THIS-FILE. Only what is ticked is \
         changed, in the original.",
    )
    .to_owned();
    if placed.commented > 0 {
        let n = placed.commented;
        out += &pick(
            lang,
            format!("有{n}格原来就有批注，没有再加。"),
            format!(" {n} cells had a comment before and got no other."),
        );
    }
    if remarks.cut {
        out += pick(lang, "格数太多，后面的没有批注。", " There are too many cells; the last ones have no comment.");
    }
    out
}
