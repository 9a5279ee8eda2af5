//! IMP007: rows that were not read.

use crate::rule::{Check, Localized, Rule, Severity, Supersedes, Wrong};

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: "IMP007",
    name: "rows-left-over",
    severity: Severity::Warning,
    fixes: &[],
    summary: Localized { zh: "有的行没有读入", en: "rows that were not read" },
    messages: &[
        Localized {
            zh: "有{rows}行文字没有读入：“{text}”", en: "Rows of text were not read ({rows}): “{text}”."
        },
        Localized {
            zh: "这一行除了“{text}”以外是空的，没有读入",
            en: "The row is empty but for “{text}” and was not read.",
        },
        Localized {
            zh: "表格没有“{field}”一栏，表格上方的“{text}”没有读入",
            en: "The table has no column {field}, and “{text}” above it was not read.",
        },
    ],
    help: Localized {
        zh: "看一看这些文字要不要写进目录，例如写进备注。",
        en: "See whether this text belongs into the catalog, into 备注 for instance.",
    },
    why: Localized {
        zh: "表格后面的注和说明有时规定了全表的例外，丢掉就改变了目录的意思。",
        en: "Notes below a table sometimes state exceptions for all of it; without them the catalog says something else.",
    },
    law: &[],
    source: Localized {
        zh: "目录文件格式：一项一行，每栏一个表头，栏目以表头的名称辨认",
        en: "Format of the catalog file: one item a row, one head a column; columns are told by their heads",
    },
    wrong: &[Wrong {
        yaml: "# 静安区民政局政务公开标准目录\n\n编制单位：静安区民政局\n更新日期：2026-06-30\n\n| 序号 | 一级事项 | 二级事项 | 公开内容 | 公开依据 | 公开时限 | 公开主体 | 公开渠道 | 公开对象 | 公开方式 | 公开层级 |\n|---|---|---|---|---|---|---|---|---|---|---|\n| 1 | 社会救助 | 最低生活保障 | 1. 申请条件 2. 办理流程 | 《中华人民共和国政府信息公开条例》（国务院令第711号） | 自该政府信息形成或者变更之日起20个工作日内 | 区民政局 | ■政府网站 □两微一端 | 全社会 | 主动公开 | 区级 |\n| 注：本目录由区民政局负责解释 |\n",
        at: "注：本目录由区民政局负责解释",
        fixed: None,
    }],
    right: &[
        "# 静安区民政局政务公开标准目录\n\n编制单位：静安区民政局\n更新日期：2026-06-30\n\n| 序号 | 一级事项 | 二级事项 | 公开内容 | 公开依据 | 公开时限 | 公开主体 | 公开渠道 | 公开对象 | 公开方式 | 公开层级 |\n|---|---|---|---|---|---|---|---|---|---|---|\n| 1 | 社会救助 | 最低生活保障 | 1. 申请条件 2. 办理流程 | 《中华人民共和国政府信息公开条例》（国务院令第711号） | 自该政府信息形成或者变更之日起20个工作日内 | 区民政局 | ■政府网站 □两微一端 | 全社会 | 主动公开 | 区级 |\n",
    ],
    supersedes: Supersedes::Nothing,
    check: Check::External,
};
