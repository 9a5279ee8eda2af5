//! BAS010: a number in the basis (公开依据) that is written in another form than the standard's:
//! 第 before the serial, leading zeros, a year of two digits or none, 号 twice or not at all.

use crate::fix::{Applicability, Fix};
use crate::model::FieldId;
use crate::rule::{Check, ItemCx, Localized, Reads, Rule, Severity, Sink, Supersedes, Wrong};
use catalint_domain::citation::NumberFault;
use catalint_domain::law::basis::BasisFault;
use catalint_yaml::edit;

use super::helpers::with;

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: "BAS010",
    name: "basis-number-form",
    severity: Severity::Hint,
    fixes: &[Applicability::Safe],
    summary: Localized { zh: "文号的写法不规范", en: "a number in an irregular form" },
    messages: &[
        Localized {
            zh: "文号“{written}”的写法不规范", en: "The number {written} is not in its regular form."
        },
        Localized {
            zh: "国务院令、主席令连续编号，“{written}”不应带年份",
            en: "Decrees of the State Council and the President are numbered through; {written} has a year.",
        },
        Localized { zh: "文号“{written}”没有年份", en: "The number {written} has no year." },
    ],
    help: Localized { zh: "改为“{number}”。", en: "Write {number}." },
    why: Localized {
        zh: "发文字号的年份写全称，顺序号不编虚位（1不编为01），不加“第”字，末尾加“号”字；令的编号写作“国务院令第711号”。写法统一才便于检索。",
        en: "A document number has the year in four digits, a serial without leading zeros and without 第, and 号 at its end; a decree is 国务院令第711号. One form lets a search find it.",
    },
    law: &[],
    source: Localized {
        zh: "GB/T 9704—2012《党政机关公文格式》：年份应标全称，发文顺序号不加“第”字，不编虚位，在阿拉伯数字后加“号”字",
        en: "GB/T 9704-2012, format of official documents: full year, no 第, no leading zeros, 号 behind the digits",
    },
    wrong: &[
        Wrong {
            yaml: "    basis: 《道路旅客运输管理办法》（渝交计121号）\n", at: "渝交计121号", fixed: None
        },
        Wrong {
            yaml: "    basis: 《最低生活保障审核确认办法》（民发〔2021〕第57号）\n",
            at: "民发〔2021〕第57号",
            fixed: Some("    basis: 《最低生活保障审核确认办法》（民发〔2021〕57号）\n"),
        },
        Wrong {
            yaml: "    basis: 《特困人员认定办法》（民发〔2021〕043号）\n",
            at: "民发〔2021〕043号",
            fixed: Some("    basis: 《特困人员认定办法》（民发〔2021〕43号）\n"),
        },
        Wrong {
            yaml: "    basis: 《中华人民共和国政府信息公开条例》（国务院令711号）第二十条\n",
            at: "国务院令711号",
            fixed: Some("    basis: 《中华人民共和国政府信息公开条例》（国务院令第711号）第二十条\n"),
        },
        Wrong {
            yaml: "    basis: 《中华人民共和国政府信息公开条例》（国务院令2019年第711号）\n",
            at: "国务院令2019年第711号",
            fixed: Some("    basis: 《中华人民共和国政府信息公开条例》（国务院令第711号）\n"),
        },
        Wrong {
            yaml: "    basis: 《某某管理决定》（国务院令2016年第2617号）\n",
            at: "国务院令2016年第2617号",
            fixed: None,
        },
    ],
    right: &[
        "    basis: 《中华人民共和国政府信息公开条例》（中华人民共和国国务院令第711号）\n",
        "    basis: 《养老机构管理办法》（民政部令第66号）\n",
        "    basis: 《最低生活保障审核确认办法》（民发〔2021〕57号）\n",
    ],
    supersedes: Supersedes::Nothing,
    check: Check::Item(Reads::of(&[FieldId::Basis]), check),
};

const WRITE: Localized = Localized { zh: "改为“{number}”", en: "Write {number}" };

const CHECK: Localized = Localized {
    zh: "核对名称和文号，写作“{number}”。",
    en: "Check title and number against each other, and write {number}.",
};

const YEAR: Localized = Localized {
    zh: "查实年份，写作“代字〔年份〕序号”，如“民发〔2021〕57号”。",
    en: "Look the year up and write it between code and serial: 民发〔2021〕57号.",
};

fn check(cx: &ItemCx<'_>, sink: &mut Sink<'_>) {
    for cited in with(cx, BasisFault::NumberForm) {
        let mut numbers = cited.citation.numbers.iter();
        let odd = numbers.clone().find(|number| number.text != number.canonical());
        let Some(number) = odd.or_else(|| numbers.find(|number| number.has(NumberFault::NoYear))) else { continue };
        if number.has(NumberFault::NoYear) && number.text == number.canonical() {
            let finding = cited.finding(&RULE, number.span.clone()).message(2).help(&YEAR);
            sink.push(finding.arg("written", number.text).cause(&[]));
            continue;
        }
        let right = number.canonical();
        let mut parts = vec![(number.span.clone(), right.clone())];
        parts.extend(number.stray.clone().map(|stray| (stray, String::new())));
        let fix = edit::replace_parts(cited.entry.node, &parts).map(|edits| Fix::safe(&WRITE, edits));
        let of_year = number.has(NumberFault::OrderYear);
        // A year too many may be the sign of a wrong number.
        let known = || cited.law().is_some_and(|law| law.numbers.iter().any(|own| own.is(number)));
        let fix = fix.filter(|_| cited.is_kept(&parts) && (!of_year || known()));
        let finding = cited.finding(&RULE, number.span.clone()).message(usize::from(of_year));
        let finding = if of_year { finding.help(&CHECK) } else { finding };
        sink.push(finding.arg("written", number.text).arg("number", right).cause(&[]).fix(fix));
    }
}
