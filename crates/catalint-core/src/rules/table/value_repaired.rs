//! IMP006: a value that was put together in reading.

use crate::rule::{Check, Localized, Rule, Severity, Supersedes, Wrong};

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: "IMP006",
    name: "value-repaired",
    severity: Severity::Hint,
    fixes: &[],
    summary: Localized { zh: "读取时修补了内容", en: "a value was mended in reading" },
    messages: &[
        Localized { zh: "“{old}”读作“{new}”", en: "“{old}” was read as “{new}”." },
        Localized {
            zh: "空着的一格按上一行读作“{new}”",
            en: "The blank cell was read as “{new}”, after the row above.",
        },
        Localized {
            zh: "从这里起空着的{cells}格按上面一行读作“{new}”",
            en: "From here on {cells} blank cells were read as “{new}”, after the row above them.",
        },
        Localized {
            zh: "单独占一行的“{old}”读作下面各项的类别",
            en: "“{old}”, alone in its row, was read as the category of the items below.",
        },
        Localized {
            zh: "表中没有{field}一栏，按标题“{title}”各项都读作“{new}”",
            en: "There is no column for {field}; after the title “{title}” it was read as “{new}” for all items.",
        },
        Localized {
            zh: "表中没有{field}一栏，按表前“{old}”的说明各项都读作“{new}”",
            en: "There is no column for {field}; after “{old}” above the table it was read as “{new}” for all items.",
        },
    ],
    help: Localized {
        zh: "看一看读得对不对；词被断开的，在原表里改好。",
        en: "See whether it was read rightly; mend broken words in the table.",
    },
    why: Localized {
        zh: "换行会把词断开，合并的单元格和“同上”要到上一行去找内容。这些在读取时已经补好，但补得对不对，只有看原表才知道。",
        en: "Line ends break words, and merged cells and ditto marks lean on the row above. They were resolved in reading; whether rightly, only the original shows.",
    },
    law: &[],
    source: Localized {
        zh: "目录文件格式：一项一行，每栏一个表头，栏目以表头的名称辨认",
        en: "Format of the catalog file: one item a row, one head a column; columns are told by their heads",
    },
    wrong: &[
        Wrong {
            yaml: "# 静安区民政局政务公开标准目录\n\n编制单位：静安区民政局\n更新日期：2026-06-30\n\n| 序号 | 一级事项 | 二级事项 | 公开内容 | 公开依据 | 公开时限 | 公开主体 | 公开渠道 | 公开对象 | 公开方式 | 公开层级 |\n|---|---|---|---|---|---|---|---|---|---|---|\n| 1 | 社会救助 | 最低生活保障 | 1. 申请条件 2. 办理流程 | 《中华人民共和国政府信息公开条例》（国务院令第711号） | 自该政府信息形成或者变更之日起20个工作日内 | 区民<br>政局 | ■政府网站 □两微一端 | 全社会 | 主动公开 | 区级 |\n",
            at: "区民<br>政局",
            fixed: None,
        },
        Wrong {
            yaml: "# 静安区民政局政务公开标准目录\n\n编制单位：静安区民政局\n更新日期：2026-06-30\n\n| 序号 | 一级事项 | 二级事项 | 公开内容 | 公开依据 | 公开时限 | 公开主体 | 公开渠道 | 公开对象 | 公开方式 | 公开层级 |\n|---|---|---|---|---|---|---|---|---|---|---|\n| 1 | 社会救助 | 最低生活保障 | 1. 申请条件 2. 办理流程 | 《中华人民共和国政府信息公开条例》（国务院令第711号） | 自该政府信息形成或者变更之日起20个工作日内 | 区民政局 | ■政府网站 □两微一端 | 全社会 | 主动公开 | 区级 |\n| 2 | 社会救助 | 特困供养 | 1. 申请条件 2. 供养标准 | 《中华人民共和国政府信息公开条例》（国务院令第711号） | 自该政府信息形成或者变更之日起20个工作日内 | 同上 | ■政府网站 □两微一端 | 全社会 | 主动公开 | 区级 |\n",
            at: "同上",
            fixed: None,
        },
    ],
    right: &[
        "# 静安区民政局政务公开标准目录\n\n编制单位：静安区民政局\n更新日期：2026-06-30\n\n| 序号 | 一级事项 | 二级事项 | 公开内容 | 公开依据 | 公开时限 | 公开主体 | 公开渠道 | 公开对象 | 公开方式 | 公开层级 |\n|---|---|---|---|---|---|---|---|---|---|---|\n| 1 | 社会救助 | 最低生活保障 | 1. 申请条件 2. 办理流程 | 《中华人民共和国政府信息公开条例》（国务院令第711号） | 自该政府信息形成或者变更之日起20个工作日内 | 区民政局 | ■政府网站 □两微一端 | 全社会 | 主动公开 | 区级 |\n",
    ],
    supersedes: Supersedes::Nothing,
    check: Check::External,
};
