//! PUB004: a publisher (公开主体) that an institutional reform abolished: 卫计委, 工商局, 扶贫办; or a document of such
//! a body in the basis (公开依据), which is a hint: the document may stand.

use std::ops::Range;

use crate::fix::{Applicability, Fix};
use crate::model::{Entry, FieldId};
use crate::rule::{Check, Finding, Localized, Reads, Rule, Severity, Sink, Supersedes, TextCx, Wrong};
use catalint_domain::bodies::abolished::{Abolished, AbolishedBody, abolished};
use catalint_domain::bodies::{Body, bodies};
use catalint_yaml::edit;

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: "PUB004",
    name: "publisher-abolished",
    severity: Severity::Warning,
    fixes: &[Applicability::Offer],
    summary: Localized { zh: "公开主体已在机构改革中撤销", en: "publisher that was abolished" },
    messages: &[
        Localized {
            zh: "“{written}”已在{year}年机构改革中撤销，职责由“{name}”承担",
            en: "{written} was abolished in the reform of {year}; {name} has its duties.",
        },
        Localized {
            zh: "“{written}”已在{year}年机构改革中撤销，职责划入{name}",
            en: "{written} was abolished in the reform of {year}; its duties went to {name}.",
        },
        Localized {
            zh: "发文的“{written}”已在{year}年机构改革中撤销，职责划入{name}，文件可能已经失效",
            en: "{written}, which issued the document, was abolished in the reform of {year}; its duties went to {name}, and the document may be void.",
        },
    ],
    help: Localized {
        zh: "改为现在承担这项职责的单位全称。", en: "Name the body that has the duties today."
    },
    why: Localized {
        zh: "公开主体应当是现在负责公开的机关。写着已经撤销的机构，群众找不到人，也说明目录多年没有更新。",
        en: "The publisher is the organ that discloses today. A body that is no more cannot be found, and shows that the catalog was not kept current.",
    },
    law: &[],
    source: Localized {
        zh: "第十二届全国人民代表大会第一次会议关于国务院机构改革和职能转变方案的决定、第十三届和第十四届全国人民代表大会第一次会议关于国务院机构改革方案的决定",
        en: "Decisions of the first sessions of the 12th, 13th and 14th National People's Congress on the reform of State Council institutions",
    },
    wrong: &[
        Wrong {
            yaml: "    publisher: 区民政局（牵头）、静安区卫计委\n",
            at: "静安区卫计委",
            fixed: Some("    publisher: 区民政局（牵头）、静安区卫生健康委员会\n"),
        },
        Wrong {
            yaml: "    publisher: 区安全生产监督管理局\n",
            at: "区安全生产监督管理局",
            fixed: Some("    publisher: 区应急管理局\n"),
        },
        Wrong { yaml: "    publisher: 区扶贫办\n", at: "区扶贫办", fixed: None },
        Wrong { yaml: "    publisher: 区政府办公室（区旅游局）\n", at: "区旅游局", fixed: None },
        Wrong {
            yaml: "    basis: 《国务院扶贫办关于加强扶贫资产管理的通知》\n", at: "国务院扶贫办", fixed: None
        },
    ],
    right: &[
        "    publisher: 区政府办公室（区政府合作交流办）\n",
        "    publisher: 国家税务总局上海市静安区税务局\n",
        "    publisher: 区计划生育协会\n",
        "    publisher: 区环境监察局\n",
        "    basis: 《关于做好扶贫办移交资产管理的通知》\n",
    ],
    supersedes: Supersedes::Value(&["TXT007"]),
    check: Check::Text(Reads::texts(&[FieldId::Publisher, FieldId::Basis]), check),
};

/// Bodies of one text that are looked at.
const MOST: usize = 100;

const OF_BASIS: usize = 2;
const OF_BASIS_HELP: Localized = Localized {
    zh: "核实文件是否还有效；已有新文件的，改引新文件。",
    en: "Make sure that the document still stands; cite the newer one where there is one.",
};

/// National bodies of which few documents are left; those of other ministries stand on.
const NATIONAL: &[&str] = &["国务院扶贫开发领导小组办公室", "国务院扶贫开发领导小组", "国务院扶贫办"];

fn check(cx: &TextCx<'_>, sink: &mut Sink<'_>) {
    let text = cx.entry.text;
    if cx.entry.id() == FieldId::Basis {
        return issuers(cx, sink);
    }
    for body in bodies(text).take(MOST) {
        let name = body.name_range();
        let name = name.start..name.start + text[name].trim_end_matches('等').len();
        let gone = |name: &Range<usize>| abolished(&text[name.clone()]).filter(|found| is_over(found.row, cx));
        if let Some(found) = gone(&name) {
            sink.push(finding(cx.entry, name, &found, true));
        } else if let Some(plate) = plate(text, &body)
            && let Some(found) = gone(&plate)
        {
            sink.push(finding(cx.entry, plate, &found, false));
        }
    }
}

/// Whether the reform is over on the day judged: it takes its year.
fn is_over(row: &Abolished, cx: &TextCx<'_>) -> bool {
    row.year < cx.as_of().year()
}

/// The bodies that issued the documents of a basis: at the beginning of a title, each before a blank or 关于.
fn issuers(cx: &TextCx<'_>, sink: &mut Sink<'_>) {
    let (entry, text) = (cx.entry, cx.entry.text);
    let starts = text.match_indices('《').map(|(at, mark)| at + mark.len()).chain([0]);
    for start in starts.take(MOST) {
        let rest = &text[start..];
        let end = rest.find("关于").or_else(|| rest.find("印发")).unwrap_or(rest.len());
        let head = &rest[..end];
        let national = NATIONAL.iter().find(|name| rest.starts_with(**name));
        // 云岭县扶贫办 and its like; of many issuers the first is enough.
        let name = match national {
            Some(name) => name,
            None if head.len() < rest.len() && head.len() < 120 => {
                head.split([' ', '、', '\u{3000}']).next().unwrap_or("")
            }
            None => continue,
        };
        let found = abolished(name.strip_prefix("国务院").filter(|_| national.is_some()).unwrap_or(name));
        let row =
            found.map(|found| found.row).or_else(|| national.and_then(|_| abolished("扶贫办")).map(|found| found.row));
        let Some(row) = row.filter(|row| is_over(row, cx)) else { continue };
        let part = Finding::part(&RULE, entry, start..start + name.len()).message(OF_BASIS).help(&OF_BASIS_HELP);
        let part = part.severity(Severity::Hint).arg("written", name).arg("year", usize::from(row.year));
        return sink.push(part.arg("name", row.successor));
    }
}

/// The name in the brackets behind a body: another name that it goes by.
fn plate(text: &str, body: &Body<'_>) -> Option<Range<usize>> {
    let behind = body.name_range().end..body.range.end;
    let inner = text[behind.clone()].trim().strip_prefix(['（', '('])?.strip_suffix(['）', ')'])?.trim();
    let start = behind.start + text[behind].find(inner)?;
    Some(start..start + inner.len())
}

fn finding(entry: Entry<'_>, range: Range<usize>, found: &AbolishedBody<'_>, alone: bool) -> Finding {
    const MESSAGE: Localized = Localized { zh: "改为“{name}”", en: "Write {name}" };
    let written = &entry.text[range.clone()];
    let certain = found.exact && alone;
    let name = if certain { format!("{}{}", found.place, found.row.successor) } else { found.row.successor.to_owned() };
    let edit = certain.then(|| edit::replace_part(entry.node, range.clone(), &name)).flatten();
    let whole = range.len() == entry.text.len();
    let finding = if whole { Finding::entry(&RULE, entry) } else { Finding::part(&RULE, entry, range) };
    finding
        .message(usize::from(!certain))
        .arg("written", written)
        .arg("year", usize::from(found.row.year))
        .arg("name", name)
        .fix(edit.map(|edit| Fix::offer(&MESSAGE, vec![edit])))
}
