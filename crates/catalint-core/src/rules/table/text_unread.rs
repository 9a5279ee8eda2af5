//! IMP008: a cell holds something that carries words and was not read as it stands there.

use crate::rule::{Check, Localized, Rule, Severity, Supersedes, Wrong};

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: "IMP008",
    name: "text-unread",
    severity: Severity::Warning,
    fixes: &[],
    summary: Localized { zh: "格里有没有读入的内容", en: "a cell holds something that was not read" },
    messages: &[
        Localized {
            zh: "格里的文本框没有读入：“{text}”", en: "A text box over the cell was not read: “{text}”."
        },
        Localized {
            zh: "格里有图片，图中的字没有读入", en: "The cell has a picture; its words were not read."
        },
        Localized {
            zh: "格里有图片，图中的字没有读入；图片的说明是“{text}”",
            en: "The cell has a picture, described as “{text}”; its words were not read.",
        },
        Localized {
            zh: "格里嵌有图表或者别的程序的内容，没有读入",
            en: "The cell has a chart or a part of another program, which was not read.",
        },
        Localized {
            zh: "格里嵌有图表或者别的程序的内容，没有读入：“{text}”",
            en: "The cell has a chart or a part of another program, which was not read: “{text}”.",
        },
        Localized {
            zh: "“{text}”是填写提示，不是填写的内容",
            en: "“{text}” asks for something to be written and is no value.",
        },
        Localized {
            zh: "公式的结果没有保存在文件里：“{text}”",
            en: "The result of the formula is not in the file: “{text}”.",
        },
        Localized {
            zh: "格里是公式，结果没有保存在文件里",
            en: "The cell is a formula whose result is not in the file.",
        },
        Localized { zh: "格里是错误值“{text}”", en: "The cell holds the error value “{text}”." },
        Localized {
            zh: "自动编号算不出来：“{text}”", en: "The automatic number can't be counted: “{text}”."
        },
        Localized {
            zh: "格里有不认识的部件，没有读入：“{text}”",
            en: "The cell has a part that is not known and was not read: “{text}”.",
        },
        Localized { zh: "脚注没有读入：“{text}”", en: "The foot note was not read: “{text}”." },
        Localized {
            zh: "格里有读不出来的字符：“{text}”", en: "A letter of the cell can't be read: “{text}”."
        },
        Localized {
            zh: "引号没有配对，这一格到哪里为止不能确定：“{text}”",
            en: "A quotation mark is never closed, so that it is not certain where the cell ends: “{text}”.",
        },
    ],
    help: Localized {
        zh: "对照原表，把这一格的内容直接写成格里的文字。",
        en: "Look at the original table and write what it says there as plain text of the cell.",
    },
    why: Localized {
        zh: "文本框、图片、没有算过的公式里的字，看表的人看得见，程序读不到。没有读到的内容不算缺，也不作检查，要由人补上。",
        en: "People see what stands in a text box, a picture or a formula; a program does not. What was not read is neither missing nor checked: a person must write it down.",
    },
    law: &[],
    source: Localized {
        zh: "目录文件格式：一项一行，每栏一个表头，栏目以表头的名称辨认",
        en: "Format of the catalog file: one item a row, one head a column; columns are told by their heads",
    },
    wrong: &[Wrong {
        yaml: "# 静安区民政局政务公开标准目录\n\n编制单位：静安区民政局\n更新日期：2026-06-30\n\n| 序号 | 一级事项 | 二级事项 | 公开内容 | 公开依据 | 公开时限 | 公开主体 | 公开渠道 | 公开对象 | 公开方式 | 公开层级 |\n|---|---|---|---|---|---|---|---|---|---|---|\n| 1 | 社会救助 | 最低生活保障 | 1. 申请条件 2. 办理流程 | 《中华人民共和国政府信息公开条例》（国务院令第711号） | 自该政府信息形成或者变更之日起20个工作日内 | #N/A | ■政府网站 □两微一端 | 全社会 | 主动公开 | 区级 |\n",
        at: "#N/A",
        fixed: None,
    }],
    right: &[
        "# 静安区民政局政务公开标准目录\n\n编制单位：静安区民政局\n更新日期：2026-06-30\n\n| 序号 | 一级事项 | 二级事项 | 公开内容 | 公开依据 | 公开时限 | 公开主体 | 公开渠道 | 公开对象 | 公开方式 | 公开层级 |\n|---|---|---|---|---|---|---|---|---|---|---|\n| 1 | 社会救助 | 最低生活保障 | 1. 申请条件 2. 办理流程 | 《中华人民共和国政府信息公开条例》（国务院令第711号） | 自该政府信息形成或者变更之日起20个工作日内 | 区民政局 | ■政府网站 □两微一端 | 全社会 | 主动公开 | 区级 |\n",
    ],
    supersedes: Supersedes::Value(&[
        "TOP001", "CNT001", "BAS001", "DDL001", "PUB001", "CHN001", "AUD001", "MTH001", "LVL001",
    ]),
    check: Check::External,
};
