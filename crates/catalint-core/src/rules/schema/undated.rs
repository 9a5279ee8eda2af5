//! SCH005: a catalog that does not say when it was updated.
//!
//! The Regulation wants the catalog kept current (Art. 12) and makes neglect an infringement
//! (Art. 53(2)); without a date nobody can tell.

use crate::model::FieldId;
use crate::rule::{Check, FileCx, Finding, Localized, Rule, Severity, Sink, Supersedes, Wrong};
use catalint_domain::law::acts::REGULATION;

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: "SCH005",
    name: "catalog-undated",
    severity: Severity::Warning,
    fixes: &[],
    summary: Localized { zh: "目录没有更新日期", en: "no date of update" },
    messages: &[
        Localized { zh: "目录没有更新日期", en: "The catalog has no date of update." },
        Localized {
            zh: "更新日期“{text}”没有写到日，没有读入",
            en: "The date of update, {text}, names no day and was not read.",
        },
    ],
    help: Localized {
        zh: "在文件开头写明最近一次更新的日期，如“{key:updated}: 2026-06-30”。",
        en: "Write the day of the latest update at the top of the file, such as {key:updated}: 2026-06-30.",
    },
    why: Localized {
        zh: "行政机关应当及时更新政府信息公开目录，不及时更新的要责令改正。目录上没有日期，公众和评估人员都无从判断是否及时。",
        en: "Organs must keep the directory current and are ordered to correct it when they do not. Without a date neither the public nor an assessor can tell whether it is.",
    },
    law: &[REGULATION.article(12).paragraph(1)],
    source: Localized {
        zh: "行政机关编制、公布的政府信息公开目录应当及时更新",
        en: "The directory that an organ compiles and publishes must be updated in time",
    },
    wrong: &[
        Wrong { yaml: "updated:\n", at: "updated", fixed: None },
        Wrong { yaml: "更新日期: \"\"\n", at: "更新日期", fixed: None },
        Wrong {
            yaml: "---\ntitle: 静安区民政局政务公开标准目录\nitems:\n  - topic: 社会救助\n    subtopic: 最低生活保障\n    content: [申请条件]\n    basis: 《中华人民共和国预算法》第十四条\n    deadline: 自该政府信息形成或者变更之日起20个工作日内\n    publisher: 静安区民政局\n    channels: [政府网站]\n    audience: 全社会\n    method: 主动公开\n    levels: [县级]\n",
            at: "title",
            fixed: None,
        },
    ],
    right: &["更新时间: 2026-06-30\n", "updated: \"2026-06-30\"\n"],
    supersedes: Supersedes::Nothing,
    check: Check::File(check),
};

const TABLE_HELP: Localized = Localized {
    zh: "在标题下面写一行最近一次更新的日期，如“更新日期：2026年6月30日”。",
    en: "Write the day of the latest update in a line below the title, such as 更新日期：2026年6月30日.",
};

fn check(cx: &FileCx<'_>, sink: &mut Sink<'_>) {
    let Some(catalog) = cx.catalog else { return };
    let place = match catalog.field(FieldId::Updated) {
        Some(field) if !field.value.is_blank() => return,
        Some(field) => field.key.span(),
        // It may stand in the part that can't be read.
        None if cx.tree.is_top_partial() => return,
        None => {
            let Some((first, _)) = cx.tree.root().and_then(|root| root.pairs().next()) else { return };
            first.span()
        }
    };
    let finding = Finding { pointer: "/updated".to_owned(), ..Finding::new(&RULE, place) };
    if !cx.table {
        sink.push(finding);
    } else if !names_edition(catalog.field(FieldId::Title).map(|title| title.value.text())) {
        let finding = Finding { severity: Severity::Hint, ..finding }.help(&TABLE_HELP);
        sink.push(match cx.month {
            Some(month) => finding.message(1).arg("text", month),
            None => finding,
        });
    }
}

/// 政府信息主动公开全清单（2024年版）: then everybody can tell how old it is.
fn names_edition(title: Option<&str>) -> bool {
    const YEARS: std::ops::Range<u32> = 1990..2100;
    let year = |text: &str| {
        text.len() >= 4
            && text.is_char_boundary(text.len() - 4)
            && text[text.len() - 4..].parse::<u32>().is_ok_and(|year| YEARS.contains(&year))
    };
    let title = title.unwrap_or("").trim_end_matches(['）', ')', '】', ']']);
    ["", "年", "版", "年版", "年度"].iter().any(|end| title.strip_suffix(end).is_some_and(year))
}
