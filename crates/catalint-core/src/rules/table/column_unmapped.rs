//! IMP002: a column that the format has no field for.

use crate::rule::{Check, Localized, Rule, Severity, Supersedes, Wrong};

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: "IMP002",
    name: "column-unmapped",
    severity: Severity::Hint,
    fixes: &[],
    summary: Localized { zh: "表中有目录格式没有的栏目", en: "a column that the format has no field for" },
    messages: &[
        Localized {
            zh: "“{head}”不是目录的通行栏目，内容原样保留，没有检查",
            en: "“{head}” is no usual column; its text is kept as it is, and was not checked.",
        },
        Localized {
            zh: "{head}没有表头，内容原样保留，没有检查",
            en: "“{head}” has no head; its text is kept as it is, and was not checked.",
        },
    ],
    help: Localized {
        zh: "如果它其实是公开依据、公开时限一类的栏目，表头改用通行的写法；确是另加的栏目，不必改。",
        en: "If it is the legal basis, the deadline or the like, give it the usual head; an extra column may stay.",
    },
    why: Localized {
        zh: "目录格式以外的栏目不会丢，但也不会检查。如果它其实是公开依据、公开时限一类的必填栏目，只是表头写法特别，检查就会漏掉。",
        en: "Nothing is lost of an unknown column, and nothing in it is checked. If it is a required field under an unusual head, the check misses it.",
    },
    law: &[],
    source: Localized {
        zh: "已公布目录的通行栏目：序号、公开事项、公开内容（要素）、公开依据、公开时限、公开主体、公开渠道和载体、公开对象、公开方式、公开层级",
        en: "The columns that published catalogs share: number, item, content, basis, deadline, publisher, channels, audience, method, level",
    },
    wrong: &[Wrong {
        yaml: "# 静安区民政局政务公开标准目录\n\n编制单位：静安区民政局\n更新日期：2026-06-30\n\n| 序号 | 一级事项 | 二级事项 | 公开内容 | 公开依据 | 公开时限 | 公开主体 | 公开渠道 | 公开对象 | 公开方式 | 公开层级 | 网址 |\n|---|---|---|---|---|---|---|---|---|---|---|---|\n| 1 | 社会救助 | 最低生活保障 | 1. 申请条件 2. 办理流程 | 《中华人民共和国政府信息公开条例》（国务院令第711号） | 自该政府信息形成或者变更之日起20个工作日内 | 区民政局 | ■政府网站 □两微一端 | 全社会 | 主动公开 | 区级 | www.example.gov.cn |\n",
        at: "网址",
        fixed: None,
    }],
    right: &[
        "# 静安区民政局政务公开标准目录\n\n编制单位：静安区民政局\n更新日期：2026-06-30\n\n| 序号 | 一级事项 | 二级事项 | 公开内容 | 公开依据 | 公开时限 | 公开主体 | 公开渠道 | 公开对象 | 公开方式 | 公开层级 |\n|---|---|---|---|---|---|---|---|---|---|---|\n| 1 | 社会救助 | 最低生活保障 | 1. 申请条件 2. 办理流程 | 《中华人民共和国政府信息公开条例》（国务院令第711号） | 自该政府信息形成或者变更之日起20个工作日内 | 区民政局 | ■政府网站 □两微一端 | 全社会 | 主动公开 | 区级 |\n",
    ],
    supersedes: Supersedes::Nothing,
    check: Check::External,
};
