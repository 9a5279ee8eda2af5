//! BAS009: a document number (发文字号) in the basis whose year does not stand in 〔〕.

use crate::fix::{Applicability, Fix};
use crate::model::FieldId;
use crate::rule::{Check, ItemCx, Localized, Reads, Rule, Severity, Sink, Supersedes, Wrong};
use catalint_domain::citation::NumberFault;
use catalint_domain::law::basis::BasisFault;

use super::helpers::with;

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: "BAS009",
    name: "basis-number-brackets",
    severity: Severity::Warning,
    fixes: &[Applicability::Safe],
    summary: Localized { zh: "发文字号的年份没有用六角括号", en: "the year of a number not in 〔〕" },
    messages: &[
        Localized {
            zh: "发文字号“{written}”的年份没有用六角括号〔〕",
            en: "The year in {written} does not stand in 〔〕.",
        },
        Localized { zh: "发文字号“{written}”缺右括号“〕”", en: "〕 is lost in {written}." },
        Localized { zh: "发文字号“{written}”缺左括号“〔”", en: "〔 is lost in {written}." },
        Localized {
            zh: "发文字号“{written}”的年份没有括号", en: "The year in {written} has no brackets."
        },
    ],
    help: Localized { zh: "改为“{number}”。", en: "Write {number}." },
    why: Localized {
        zh: "发文字号由机关代字、年份、顺序号组成，年份用六角括号〔〕括入。括号写错，按文号检索就查不到。",
        en: "A document number is organ code, year in 〔〕, serial. With other brackets a search for the number finds nothing.",
    },
    law: &[],
    source: Localized {
        zh: "GB/T 9704—2012《党政机关公文格式》：发文字号的年份应标全称，用六角括号“〔〕”括入",
        en: "GB/T 9704-2012, format of official documents: the year in full, in 〔〕",
    },
    wrong: &[
        Wrong {
            yaml: "    basis: 国办发[2019]54号\n", at: "[2019]", fixed: Some("    basis: 国办发〔2019〕54号\n")
        },
        Wrong {
            yaml: "    basis:\n      - 《最低生活保障审核确认办法》（民发﹝2021﹞57号）\n",
            at: "﹝2021﹞",
            fixed: Some("    basis:\n      - 《最低生活保障审核确认办法》（民发〔2021〕57号）\n"),
        },
        Wrong {
            yaml: "    basis: 《特困人员认定办法》（民发(2021)43号）\n",
            at: "(2021)",
            fixed: Some("    basis: 《特困人员认定办法》（民发〔2021〕43号）\n"),
        },
        Wrong {
            yaml: "    basis: 《某县临时救助办法》（某政发〔201680号）\n", at: "〔2016", fixed: None
        },
    ],
    right: &[
        "    basis: 《最低生活保障审核确认办法》（民发〔2021〕57号）\n",
        "    basis: 《中华人民共和国政府信息公开条例》（2019年修订）第二十条\n",
    ],
    supersedes: Supersedes::Span,
    check: Check::Item(Reads::of(&[FieldId::Basis]), check),
};

const WRITE: Localized = Localized { zh: "改为“{number}”", en: "Write {number}" };

const OPEN: &[char] = &['〔', '﹝', '[', '［', '(', '（', '【', '〖', '{'];
const CLOSE: &[char] = &['〕', '﹞', ']', '］', ')', '）', '】', '〗', '}'];

fn check(cx: &ItemCx<'_>, sink: &mut Sink<'_>) {
    for cited in with(cx, BasisFault::Brackets) {
        for number in cited.citation.numbers.iter().filter(|number| number.has(NumberFault::Brackets)).take(1) {
            let (Some(year), Some(span)) = (number.year, number.year_span.clone()) else { continue };
            let right = number.text.replacen(&cited.entry.text[span.clone()], &format!("〔{year}〕"), 1);
            let fix = cited.replace(span.clone(), &format!("〔{year}〕")).map(|edits| Fix::safe(&WRITE, edits));
            // Where year and serial run together, which digits are the year is a guess.
            let fix = fix.filter(|_| !number.has(NumberFault::Fused));
            let has = |sides: &[char]| cited.entry.text[span.clone()].contains(sides);
            let (open, close) = (has(OPEN), has(CLOSE));
            let message = match (open, close) {
                (true, true) => 0,
                (true, false) => 1,
                (false, true) => 2,
                (false, false) => 3,
            };
            let finding = cited.finding(&RULE, span).message(message).arg("written", number.text);
            sink.push(finding.arg("number", right).cause(&[]).fix(fix));
        }
    }
}
