//! VAL002: 同上, 同前 or 〃 in place of a value.
//!
//! A row of a table can lean on the row above; an item of a catalog is read, sorted and searched
//! alone. The fix copies the value that is meant: that of the nearest item above which has one.

use crate::fix::{Applicability, Fix};
use crate::model::{Entry, Field, FieldId};
use crate::rule::{ALL, CatalogCx, Check, Finding, Localized, Reads, Rule, Severity, Sink, Supersedes, Wrong};
use catalint_domain::law::acts::GUIDANCE;
use catalint_domain::vocabulary::placeholder::{is_ditto, is_placeholder};
use catalint_domain::vocabulary::text_features::TextFeatures;
use catalint_yaml::edit;

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: "VAL002",
    name: "ditto",
    severity: Severity::Warning,
    fixes: &[Applicability::Safe],
    summary: Localized { zh: "用“同上”代替了内容", en: "同上 or another ditto mark in place of a value" },
    messages: &[
        Localized {
            zh: "{field}写的是“{written}”，没有写出具体内容",
            en: "“{written}” does not say what the value of {field} is.",
        },
        Localized {
            zh: "{field}写的是“{written}”，但上面没有可以参照的内容",
            en: "“{written}” refers to a value of {field} above, and there is none.",
        },
    ],
    help: Localized { zh: "写出{field}的具体内容。", en: "Write out the value of {field}." },
    why: Localized {
        zh: "目录中的每一项都会被单独检索、排序和引用，离开上一行，“同上”就不知道指什么；中间插入或者删除一项，它还会指到别的内容上去。",
        en: "Each item of a catalog is searched, sorted and quoted alone; away from the row above, a ditto mark means nothing, and after an insertion it means something else.",
    },
    law: &[GUIDANCE],
    source: Localized {
        zh: "目录至少包括名称、内容、依据、时限、主体、方式、渠道、公开对象",
        en: "A catalog holds at least name, content, basis, deadline, publisher, method, channels and audience",
    },
    wrong: &[
        Wrong {
            yaml: "  - subtopic: 低保标准\n    publisher: 区民政局\n  - subtopic: 低保申请\n    publisher: 同上\n",
            at: "同上",
            fixed: Some(
                "  - subtopic: 低保标准\n    publisher: 区民政局\n  - subtopic: 低保申请\n    publisher: 区民政局\n",
            ),
        },
        Wrong {
            yaml: "  - subtopic: 低保标准\n    content:\n      - 城乡低保标准\n      - 调整日期\n  - subtopic: 特困标准\n    content: 内容同上\n",
            at: "内容同上",
            fixed: Some(
                "  - subtopic: 低保标准\n    content:\n      - 城乡低保标准\n      - 调整日期\n  - subtopic: 特困标准\n    content:\n      - 城乡低保标准\n      - 调整日期\n",
            ),
        },
        Wrong {
            yaml: "  - subtopic: 低保标准\n    channels: [政府网站, 两微一端]\n  - subtopic: 低保申请\n    channels: [〃]\n",
            at: "〃",
            fixed: Some(
                "  - subtopic: 低保标准\n    channels: [政府网站, 两微一端]\n  - subtopic: 低保申请\n    channels: [政府网站, 两微一端]\n",
            ),
        },
        Wrong { yaml: "    deadline: 同上。\n", at: "同上。", fixed: None },
    ],
    right: &[
        "  - subtopic: 低保标准\n    publisher: 区民政局\n  - subtopic: 低保申请\n    publisher: 区民政局会同上级部门\n",
        "    content:\n      - 同上级部门会商结果\n      - 合同文本\n",
    ],
    supersedes: Supersedes::Value(ALL),
    check: Check::Catalog(Reads::of(FIELDS).where_shown(FIELDS, TextFeatures::DITTO), check),
};

/// The fields of an item that hold texts.
const FIELDS: &[FieldId] = &[
    FieldId::Category,
    FieldId::Topic,
    FieldId::Subtopic,
    FieldId::Detail,
    FieldId::Content,
    FieldId::Basis,
    FieldId::Deadline,
    FieldId::Publisher,
    FieldId::Channels,
    FieldId::Audience,
    FieldId::Method,
    FieldId::Levels,
    FieldId::Note,
];

/// Bytes of a value that is not copied: below it, a thousand ditto marks would be a thousand copies.
const LONG: u32 = 4000;

fn check(cx: &CatalogCx<'_>, sink: &mut Sink<'_>) {
    // The nearest value above, by field.
    let mut above: [Option<Field<'_>>; FieldId::COUNT] = [None; FieldId::COUNT];
    for item in cx.catalog.items() {
        for &id in FIELDS {
            let Some(field) = item.field(id) else { continue };
            let Some(first) = field.entries().next() else { continue };
            let mut dittos = field.entries().filter(|entry| is_ditto(entry.text)).peekable();
            if dittos.peek().is_none() {
                // 同上 below a placeholder means nothing better.
                above[id as usize] = Some(field).filter(|_| !is_placeholder(first.text));
            }
            for entry in dittos.take(100) {
                sink.push(report(entry, above[id as usize], cx.catalog.is_partial()));
            }
        }
    }
}

fn report<'a>(entry: Entry<'a>, above: Option<Field<'a>>, partial: bool) -> Finding {
    const WRITE: Localized = Localized { zh: "改为上面已写明的内容", en: "Copy the value that is meant" };
    const MEANT: Localized = Localized { zh: "所指的内容在这里", en: "this is the value that is meant" };
    let spec = entry.id().spec();
    let field = Localized { zh: spec.label, en: spec.label_en };
    let finding = Finding::entry(&RULE, entry).arg("field", field).arg("written", entry.text.trim());
    let Some(above) = above else { return finding.message(usize::from(!partial)) };
    // Beside other entries it is open what is meant; so it is where an item between can't be read.
    let alone = !entry.field().is_list() || entry.field().value.count() == 1;
    if !alone || partial {
        return finding;
    }
    let finding = finding.related(above.place(), &MEANT);
    if above.value.span().len() > LONG {
        return finding;
    }
    let edit = edit::copy_value(above.value, entry.field().key, entry.node);
    finding.fix(edit.map(|edit| Fix::safe(&WRITE, vec![edit])))
}
