//! LVL001: an item without a level (公开层级).
//!
//! The level is a column of the standard catalogs and one of the four fields that every item
//! of this format needs.

use crate::model::FieldId;
use crate::rule::{Check, FileCx, Localized, Rule, Severity, Silences, Sink, Wrong};
use crate::rules::missing;

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: "LVL001",
    name: "level-missing",
    severity: Severity::Error,
    fixes: &[],
    summary: Localized { zh: "缺少公开层级", en: "no level" },
    messages: &[
        Localized { zh: "没有填写公开层级", en: "The item has no level." },
        Localized { zh: "全部{count}项都没有公开层级", en: "None of the {count} items has a level." },
    ],
    help: Localized {
        zh: "写明由哪一级公开，与公开主体的级别一致。",
        en: "Say which level of government discloses it; it agrees with the publisher's rank.",
    },
    why: Localized {
        zh: "公开层级说明由哪一级机关公开。一项事项往往几级都有，不写层级，群众不知道该找哪一级，各级的责任也分不清。",
        en: "The level says which tier of government discloses the item. Many items exist at several tiers; without the level people do not know where to ask, and no tier is answerable.",
    },
    source: Localized {
        zh: "各领域基层政务公开标准指引所附标准目录的“公开层级”栏，如民办函〔2019〕52号、人社厅函〔2019〕113号",
        en: "The level column of the standard catalogs in the field guidelines, such as 民办函〔2019〕52号 and 人社厅函〔2019〕113号",
    },
    wrong: &[
        Wrong { yaml: "    levels: []\n", at: "levels", fixed: None },
        Wrong { yaml: "    公开层级: \"\"\n", at: "公开层级", fixed: None },
    ],
    right: &["    公开层级: 区级\n", "    levels: [区级, 街镇级]\n"],
    silences: Silences::Nothing,
    check: Check::File(check),
};

fn check(cx: &FileCx<'_>, sink: &mut Sink<'_>) {
    missing::report(&RULE, FieldId::Levels, cx, sink);
}
