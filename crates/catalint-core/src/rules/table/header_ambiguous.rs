//! IMP003: the head does not say which column is what.

use crate::rule::{Check, Localized, Rule, Severity, Supersedes, Wrong};

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: "IMP003",
    name: "header-ambiguous",
    severity: Severity::Warning,
    fixes: &[],
    summary: Localized { zh: "表头含糊", en: "the head of the table is ambiguous" },
    messages: &[
        Localized {
            zh: "“{head}”下面有{columns}栏，名称只有{names}个，哪一栏是哪个名称不能确定",
            en: "There are {columns} columns under “{head}” and only {names} names; which is which is not certain.",
        },
        Localized { zh: "表头“{head}”出现了不止一次", en: "The head “{head}” stands more than once." },
        Localized {
            zh: "“{first}”和“{head}”这两个表头都指{field}",
            en: "The heads “{first}” and “{head}” both name {field}.",
        },
        Localized {
            zh: "“{head}”占了两栏，没有各自的名称，当作一栏读",
            en: "“{head}” has two columns without names of their own; they were read as one.",
        },
        Localized {
            zh: "“{head}”下面有{columns}栏，名称只有{names}个，哪一栏是哪个名称不能确定；如果没有名称的是第{nth}栏，{rows}项的勾选就都落在“{options}”，与公开主体的级别一致",
            en: "There are {columns} columns under “{head}” and only {names} names; which is which is not certain. If column {nth} of them is the one without a name, all ticks of {rows} items fall under {options}, which agrees with the rank of the publishers.",
        },
        Localized {
            zh: "“{head}”下面有{columns}栏，名称只有{names}个，哪一栏是哪个名称不能确定；如果没有名称的是第{nth}栏，{rows}项的勾选就都落在“{options}”，与其他栏目不矛盾",
            en: "There are {columns} columns under “{head}” and only {names} names; which is which is not certain. If column {nth} of them is the one without a name, all ticks of {rows} items fall under {options}, and no other column contradicts that.",
        },
    ],
    help: Localized {
        zh: "对照原表核对这几栏读得对不对，并补全或者删去多余的表头。",
        en: "Compare these columns with the original table, and complete or remove the odd head.",
    },
    why: Localized {
        zh: "表头和栏目对不上时，勾选可能读到相邻的一栏去，例如把街镇级读成区级。",
        en: "Where heads and columns do not match, a tick may be read for its neighbour, such as 区级 for 街镇级.",
    },
    law: &[],
    source: Localized {
        zh: "目录文件格式：一项一行，每栏一个表头，栏目以表头的名称辨认",
        en: "Format of the catalog file: one item a row, one head a column; columns are told by their heads",
    },
    wrong: &[
        Wrong {
            yaml: "# 静安区民政局政务公开标准目录\n\n编制单位：静安区民政局\n更新日期：2026-06-30\n\n| 序号 | 一级事项 | 二级事项 | 公开内容 | 公开依据 | 公开时限 | 公开主体 | 公开渠道 | 公开对象 |  | 公开方式 |  | 公开层级 |  |  |  |\n|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|\n|  |  |  |  |  |  |  |  | 全社会 | 特定对象 | 主动公开 | 依申请公开 | 市级 | 区级 | 街镇级 |  |\n| 1 | 社会救助 | 最低生活保障 | 1. 申请条件 2. 办理流程 | 《中华人民共和国政府信息公开条例》（国务院令第711号） | 自该政府信息形成或者变更之日起20个工作日内 | 区民政局 | ■政府网站 □两微一端 | √ |  | √ |  |  | √ |  |  |\n",
            at: "公开层级",
            fixed: None,
        },
        Wrong {
            yaml: "# 静安区民政局政务公开标准目录\n\n编制单位：静安区民政局\n更新日期：2026-06-30\n\n| 序号 | 一级事项 | 二级事项 | 公开内容 | 公开依据 | 公开时限 | 公开时限 | 公开主体 | 公开渠道 | 公开对象 | 公开方式 | 公开层级 |\n|---|---|---|---|---|---|---|---|---|---|---|---|\n| 1 | 社会救助 | 最低生活保障 | 1. 申请条件 2. 办理流程 | 《中华人民共和国政府信息公开条例》（国务院令第711号） | 自该政府信息形成或者变更之日起20个工作日内 | 长期公开 | 区民政局 | ■政府网站 □两微一端 | 全社会 | 主动公开 | 区级 |\n",
            at: "公开时限 | «公开时限»",
            fixed: None,
        },
    ],
    right: &[
        "# 静安区民政局政务公开标准目录\n\n编制单位：静安区民政局\n更新日期：2026-06-30\n\n| 序号 | 一级事项 | 二级事项 | 公开内容 | 公开依据 | 公开时限 | 公开主体 | 公开渠道 | 公开对象 |  | 公开方式 |  | 公开层级 |  |  |\n|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|\n|  |  |  |  |  |  |  |  | 全社会 | 特定对象 | 主动公开 | 依申请公开 | 市级 | 区级 | 街镇级 |\n| 1 | 社会救助 | 最低生活保障 | 1. 申请条件 2. 办理流程 | 《中华人民共和国政府信息公开条例》（国务院令第711号） | 自该政府信息形成或者变更之日起20个工作日内 | 区民政局 | ■政府网站 □两微一端 | √ |  | √ |  |  | √ |  |\n| 2 | 社会救助 | 特困供养 | 1. 申请条件 2. 供养标准 | 《中华人民共和国政府信息公开条例》（国务院令第711号） | 自该政府信息形成或者变更之日起20个工作日内 | 区民政局 | ■政府网站 □两微一端 | √ |  | √ |  |  | √ |  |\n",
    ],
    supersedes: Supersedes::Nothing,
    check: Check::External,
};
