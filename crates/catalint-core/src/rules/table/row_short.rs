//! IMP005: a row with fewer cells than the head.

use crate::rule::{Check, Localized, Rule, Severity, Supersedes, Wrong};

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: "IMP005",
    name: "row-short",
    severity: Severity::Warning,
    fixes: &[],
    summary: Localized { zh: "有的行缺了格", en: "a row that lacks cells" },
    messages: &[
        Localized {
            zh: "这一行只有{cells}格，表头有{columns}栏",
            en: "This row has {cells} cells; the head has {columns} columns.",
        },
        Localized {
            zh: "{field}这一格空着，是与上一行合并还是没有填写，从表中看不出来，没有检查",
            en: "The cell of {field} is blank: whether it is merged with the one above or not filled in, the table does not tell; it was not checked.",
        },
        Localized {
            zh: "这一行只有{cells}格，表头有{columns}栏，“{text}”属于哪一栏不能确定，没有检查",
            en: "This row has {cells} cells, the head has {columns} columns; under which “{text}” belongs is open; it was not checked.",
        },
        Localized {
            zh: "这一行只有{cells}格，表头有{columns}栏，看内容缺的是{field}这一格，没有检查",
            en: "This row has {cells} cells, the head has {columns} columns; by the texts the cell of {field} is lost; it was not checked.",
        },
    ],
    help: Localized {
        zh: "对照原表核对这一行，把缺的格补上。",
        en: "Compare this row with the original table, and fill in what it lacks.",
    },
    why: Localized {
        zh: "合并的单元格在复制、转换时常常丢失，后面的格子会整体左移，公开依据可能跑到公开内容下面去。",
        en: "Merged cells get lost in copying, and the cells behind them move to the left: the basis may end up under the content.",
    },
    law: &[],
    source: Localized {
        zh: "目录文件格式：一项一行，每栏一个表头，栏目以表头的名称辨认",
        en: "Format of the catalog file: one item a row, one head a column; columns are told by their heads",
    },
    wrong: &[Wrong {
        yaml: "# 静安区民政局政务公开标准目录\n\n编制单位：静安区民政局\n更新日期：2026-06-30\n\n| 序号 | 一级事项 | 二级事项 | 公开内容 | 公开依据 | 公开时限 | 公开主体 | 公开渠道 | 公开对象 |  | 公开方式 |  | 公开层级 |  |  |\n|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|\n|  |  |  |  |  |  |  |  | 全社会 | 特定对象 | 主动公开 | 依申请公开 | 市级 | 区级 | 街镇级 |\n| 1 | 社会救助 | 最低生活保障 | 1. 申请条件 2. 办理流程 | 《中华人民共和国政府信息公开条例》（国务院令第711号） | 自该政府信息形成或者变更之日起20个工作日内 | 区民政局 | ■政府网站 □两微一端 | √ |  | √ |  |  | √ |  |\n| 2 | 特困供养 | 1. 申请条件 2. 供养标准 | 《中华人民共和国政府信息公开条例》（国务院令第711号） | 自该政府信息形成或者变更之日起20个工作日内 | 区民政局 | ■政府网站 □两微一端 | √ |  | √ |  |  | √ |  |\n",
        at: "| «2» | 特困供养",
        fixed: None,
    }],
    right: &[
        "# 静安区民政局政务公开标准目录\n\n编制单位：静安区民政局\n更新日期：2026-06-30\n\n| 序号 | 一级事项 | 二级事项 | 公开内容 | 公开依据 | 公开时限 | 公开主体 | 公开渠道 | 公开对象 |  | 公开方式 |  | 公开层级 |  |  |\n|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|\n|  |  |  |  |  |  |  |  | 全社会 | 特定对象 | 主动公开 | 依申请公开 | 市级 | 区级 | 街镇级 |\n| 1 | 社会救助 | 最低生活保障 | 1. 申请条件 2. 办理流程 | 《中华人民共和国政府信息公开条例》（国务院令第711号） | 自该政府信息形成或者变更之日起20个工作日内 | 区民政局 | ■政府网站 □两微一端 | √ |  | √ |  |  | √ |  |\n| 2 | 社会救助 | 特困供养 | 1. 申请条件 2. 供养标准 | 《中华人民共和国政府信息公开条例》（国务院令第711号） | 自该政府信息形成或者变更之日起20个工作日内 | 区民政局 | ■政府网站 □两微一端 | √ |  | √ |  |  | √ |  |\n",
    ],
    supersedes: Supersedes::Item(&["CNT001", "BAS001", "DDL001", "CHN001", "AUD001", "MTH001", "LVL001", "PUB001"]),
    check: Check::External,
};
