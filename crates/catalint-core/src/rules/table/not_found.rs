//! IMP001: no row of a file is the head of a catalog.

use crate::rule::{ALL, Check, Localized, Rule, Severity, Supersedes, Wrong};

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: "IMP001",
    name: "table-not-found",
    severity: Severity::Error,
    fixes: &[],
    summary: Localized { zh: "没有找到目录表", en: "no table of a catalog in the file" },
    messages: &[Localized {
        zh: "没有找到目录表：没有一行表头同时写有公开事项（或公开内容）和公开依据、公开时限或公开渠道",
        en: "No catalog was found: no row of heads names an item and a legal basis, deadline or channel.",
    }],
    help: Localized {
        zh: "不是目录的文件不必检查；是目录的，让表头在同一行（或者相邻两行）写全“公开事项”“公开内容”“公开依据”“公开时限”等栏目名称。",
        en: "Leave the file out if it is no catalog; if it is, let one row of heads (or two) name item, content, basis, deadline and so on.",
    },
    why: Localized {
        zh: "栏目是按表头的名称辨认的，没有表头就不知道哪一栏是什么，猜错了比不读更糟。",
        en: "Columns are told by their heads. Without them nobody can know which is which, and a wrong guess is worse than none.",
    },
    law: &[],
    source: Localized {
        zh: "已公布目录的通行栏目：序号、公开事项、公开内容（要素）、公开依据、公开时限、公开主体、公开渠道和载体、公开对象、公开方式、公开层级",
        en: "The columns that published catalogs share: number, item, content, basis, deadline, publisher, channels, audience, method, level",
    },
    wrong: &[Wrong { yaml: "| 姓名 | 电话 |\n|---|---|\n| 张三 | 12345 |\n", at: "", fixed: None }],
    right: &[
        "# 静安区民政局政务公开标准目录\n\n编制单位：静安区民政局\n更新日期：2026-06-30\n\n| 序号 | 一级事项 | 二级事项 | 公开内容 | 公开依据 | 公开时限 | 公开主体 | 公开渠道 | 公开对象 | 公开方式 | 公开层级 |\n|---|---|---|---|---|---|---|---|---|---|---|\n| 1 | 社会救助 | 最低生活保障 | 1. 申请条件 2. 办理流程 | 《中华人民共和国政府信息公开条例》（国务院令第711号） | 自该政府信息形成或者变更之日起20个工作日内 | 区民政局 | ■政府网站 □两微一端 | 全社会 | 主动公开 | 区级 |\n",
    ],
    supersedes: Supersedes::File(ALL),
    check: Check::External,
};
