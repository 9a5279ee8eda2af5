//! IMP009: hidden, struck and deleted text.

use crate::rule::{Check, Localized, Rule, Severity, Supersedes, Wrong};

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: "IMP009",
    name: "text-hidden",
    severity: Severity::Hint,
    fixes: &[],
    summary: Localized { zh: "表中有隐藏或者划掉的内容", en: "hidden or struck text in the table" },
    messages: &[
        Localized {
            zh: "“{text}”是隐藏的文字，没有读入", en: "“{text}” is hidden and was not read."
        },
        Localized { zh: "“{text}”已经划掉，没有读入", en: "“{text}” is struck out and was not read." },
        Localized {
            zh: "“{text}”在修订中已经删除，没有读入", en: "“{text}” is a tracked deletion and was not read."
        },
        Localized { zh: "第{rows}行是隐藏的，照样读入", en: "Row {rows} is hidden and was read." },
        Localized { zh: "{columns}列是隐藏的，照样读入", en: "Column {columns} is hidden and was read." },
        Localized {
            zh: "工作表“{sheet}”是隐藏的，没有读入", en: "The sheet “{sheet}” is hidden and was not read."
        },
    ],
    help: Localized {
        zh: "确定要公开的取消隐藏，不要的删去，修订的先接受或者拒绝。",
        en: "Show what is to be published, delete what is not, and accept or reject changes.",
    },
    why: Localized {
        zh: "看表的人看不到隐藏的内容，拿到文件的人却能打开。划掉的字算不算数，别人说不清。",
        en: "Readers of a table do not see what is hidden, whoever gets the file can open it, and nobody can tell whether struck words count.",
    },
    law: &[],
    source: Localized {
        zh: "目录文件格式：一项一行，每栏一个表头，栏目以表头的名称辨认",
        en: "Format of the catalog file: one item a row, one head a column; columns are told by their heads",
    },
    wrong: &[Wrong {
        yaml: "# 静安区民政局政务公开标准目录\n\n编制单位：静安区民政局\n更新日期：2026-06-30\n\n| 序号 | 一级事项 | 二级事项 | 公开内容 | 公开依据 | 公开时限 | 公开主体 | 公开渠道 | 公开对象 | 公开方式 | 公开层级 |\n|---|---|---|---|---|---|---|---|---|---|---|\n| 1 | 社会救助 | 最低生活保障 | 1. 申请条件 2. 办理流程 | 《中华人民共和国政府信息公开条例》（国务院令第711号） | 自该政府信息形成或者变更之日起20个工作日内 | 区民政局~~救助科~~ | ■政府网站 □两微一端 | 全社会 | 主动公开 | 区级 |\n",
        at: "区民政局~~救助科~~",
        fixed: None,
    }],
    right: &[
        "# 静安区民政局政务公开标准目录\n\n编制单位：静安区民政局\n更新日期：2026-06-30\n\n| 序号 | 一级事项 | 二级事项 | 公开内容 | 公开依据 | 公开时限 | 公开主体 | 公开渠道 | 公开对象 | 公开方式 | 公开层级 |\n|---|---|---|---|---|---|---|---|---|---|---|\n| 1 | 社会救助 | 最低生活保障 | 1. 申请条件 2. 办理流程 | 《中华人民共和国政府信息公开条例》（国务院令第711号） | 自该政府信息形成或者变更之日起20个工作日内 | 区民政局 | ■政府网站 □两微一端 | 全社会 | 主动公开 | 区级 |\n",
    ],
    supersedes: Supersedes::Nothing,
    check: Check::External,
};
