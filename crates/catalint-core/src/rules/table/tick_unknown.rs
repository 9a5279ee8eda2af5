//! IMP004: a box or tick that can't be read.

use crate::rule::{Check, Localized, Rule, Severity, Supersedes, Wrong};

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: "IMP004",
    name: "tick-unknown",
    severity: Severity::Warning,
    fixes: &[],
    summary: Localized { zh: "勾选读不出来", en: "a box or tick that can't be read" },
    messages: &[
        Localized {
            zh: "{field}的勾选读不出来：“{text}”", en: "The ticks of {field} can't be read: “{text}”."
        },
        Localized {
            zh: "{field}各栏中一个勾选也没有读到",
            en: "Not a single tick was read in the columns of {field}.",
        },
        Localized {
            zh: "{field}的其他选项都有勾选框，“{text}”没有，看不出选没选",
            en: "The other options of {field} have a box and “{text}” has none: whether it is chosen can't be told.",
        },
        Localized {
            zh: "{field}中“{text}”写了名称却没有勾选，看不出选没选",
            en: "“{text}” in {field} has a name and its box is empty: whether it is chosen can't be told.",
        },
        Localized {
            zh: "{field}各栏都没有勾选，而这一行空着的其他格按上一行读，是不是也与上一行合并，从表中看不出来",
            en: "No column of {field} is ticked, and other blank cells of this row were read after the row above: whether these are merged with it, too, the table does not tell.",
        },
    ],
    help: Localized {
        zh: "对照原表，把选中的选项写进{field}。",
        en: "Look at the original table and write the chosen options into {field}.",
    },
    why: Localized {
        zh: "勾选常常是图片，或者是别的电脑上没有的符号字体，转换以后就丢了。读不出来的一律空着，不作猜测。",
        en: "Ticks are often pictures, or letters of a font that is lost on the way. What can't be read is left open and never guessed.",
    },
    law: &[],
    source: Localized {
        zh: "已公布的目录表中，约三分之一转存后看不到勾选",
        en: "In a third of the published catalogs that were looked at, ticks are lost in the stored copy",
    },
    wrong: &[
        Wrong {
            yaml: "# 静安区民政局政务公开标准目录\n\n编制单位：静安区民政局\n更新日期：2026-06-30\n\n| 序号 | 一级事项 | 二级事项 | 公开内容 | 公开依据 | 公开时限 | 公开主体 | 公开渠道 | 公开对象 |  | 公开方式 |  | 公开层级 |  |  |\n|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|\n|  |  |  |  |  |  |  |  | 全社会 | 特定对象 | 主动公开 | 依申请公开 | 市级 | 区级 | 街镇级 |\n| 1 | 社会救助 | 最低生活保障 | 1. 申请条件 2. 办理流程 | 《中华人民共和国政府信息公开条例》（国务院令第711号） | 自该政府信息形成或者变更之日起20个工作日内 | 区民政局 | ■政府网站 □两微一端 | ? |  | √ |  |  | √ |  |\n",
            at: "?",
            fixed: None,
        },
        Wrong {
            yaml: "# 静安区民政局政务公开标准目录\n\n编制单位：静安区民政局\n更新日期：2026-06-30\n\n| 序号 | 一级事项 | 二级事项 | 公开内容 | 公开依据 | 公开时限 | 公开主体 | 公开渠道 | 公开对象 |  | 公开方式 |  | 公开层级 |  |  |\n|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|\n|  |  |  |  |  |  |  |  | 全社会 | 特定对象 | 主动公开 | 依申请公开 | 市级 | 区级 | 街镇级 |\n| 1 | 社会救助 | 最低生活保障 | 1. 申请条件 2. 办理流程 | 《中华人民共和国政府信息公开条例》（国务院令第711号） | 自该政府信息形成或者变更之日起20个工作日内 | 区民政局 | ■政府网站 □两微一端 | √ |  | √ |  |  |  |  |\n| 2 | 社会救助 | 特困供养 | 1. 申请条件 2. 供养标准 | 《中华人民共和国政府信息公开条例》（国务院令第711号） | 自该政府信息形成或者变更之日起20个工作日内 | 区民政局 | ■政府网站 □两微一端 | √ |  | √ |  |  |  |  |\n",
            at: "公开层级",
            fixed: None,
        },
    ],
    right: &[
        "# 静安区民政局政务公开标准目录\n\n编制单位：静安区民政局\n更新日期：2026-06-30\n\n| 序号 | 一级事项 | 二级事项 | 公开内容 | 公开依据 | 公开时限 | 公开主体 | 公开渠道 | 公开对象 |  | 公开方式 |  | 公开层级 |  |  |\n|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|\n|  |  |  |  |  |  |  |  | 全社会 | 特定对象 | 主动公开 | 依申请公开 | 市级 | 区级 | 街镇级 |\n| 1 | 社会救助 | 最低生活保障 | 1. 申请条件 2. 办理流程 | 《中华人民共和国政府信息公开条例》（国务院令第711号） | 自该政府信息形成或者变更之日起20个工作日内 | 区民政局 | ■政府网站 □两微一端 | √ |  | √ |  |  | √ |  |\n| 2 | 社会救助 | 特困供养 | 1. 申请条件 2. 供养标准 | 《中华人民共和国政府信息公开条例》（国务院令第711号） | 自该政府信息形成或者变更之日起20个工作日内 | 区民政局 | ■政府网站 □两微一端 | √ |  | √ |  |  | √ |  |\n",
    ],
    supersedes: Supersedes::Value(&["CHN001", "AUD001", "MTH001", "LVL001"]),
    check: Check::External,
};
