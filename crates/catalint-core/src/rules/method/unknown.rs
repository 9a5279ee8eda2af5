//! MTH003: a method (公开方式) that the profile does not know.
//!
//! Regulation 13 knows two methods and no third.

use crate::fix::{Applicability, Fix};
use crate::model::{Entry, FieldId};
use crate::rule::{Check, Finding, Localized, Reads, Rule, Severity, Sink, Supersedes, TextCx, Wrong};
use catalint_domain::law::acts::REGULATION;
use catalint_domain::vocabulary::matching::{said, slip_of};
use catalint_domain::vocabulary::placeholder::says_nothing;
use catalint_domain::vocabulary::profile::{Method, Standing};
use catalint_yaml::edit;

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: "MTH003",
    name: "method-unknown",
    severity: Severity::Warning,
    fixes: &[Applicability::Safe],
    summary: Localized { zh: "公开方式不是规范用词", en: "a method that the profile does not know" },
    messages: &[
        Localized {
            zh: "“{word}”不是公开方式栏的规范用词，应写作“{name}”",
            en: "“{word}” is not the profile's word for this method, which is {name}.",
        },
        Localized { zh: "“{word}”不是公开方式", en: "“{word}” is no method of disclosure." },
    ],
    help: Localized { zh: "改为“{name}”。", en: "Write {name}." },
    why: Localized {
        zh: "《条例》规定的公开方式只有主动公开和依申请公开两种。写成别的词，就看不出公众要不要申请，也无法汇总。",
        en: "The Regulation knows two methods, 主动公开 and 依申请公开. With another word nobody can tell whether people must apply, and catalogs can't be counted up.",
    },
    law: &[REGULATION.article(13)],
    source: Localized {
        zh: "政府信息以主动公开和依申请公开两种方式公开",
        en: "Proactive disclosure and disclosure on request are the two methods",
    },
    wrong: &[
        Wrong { yaml: "    method: 主动发布\n", at: "主动发布", fixed: Some("    method: 主动公开\n") },
        Wrong {
            yaml: "    method: ['被动公开']\n    audience: 特定对象：申请人\n    deadline: 自收到申请之日起20个工作日内答复\n",
            at: "被动公开",
            fixed: Some(
                "    method: ['依申请公开']\n    audience: 特定对象：申请人\n    deadline: 自收到申请之日起20个工作日内答复\n",
            ),
        },
        Wrong { yaml: "    method: 主动公天\n", at: "主动公天", fixed: None },
        Wrong { yaml: "    method: 全文发布\n", at: "全文发布", fixed: None },
        Wrong { yaml: "    method: 主动公开不予公开\n", at: "主动公开不予公开", fixed: None },
    ],
    right: &["    method: 主动\n", "    method: 主动公开（涉及个人隐私的除外）\n", "    method: 由编制单位主动公开\n"],
    supersedes: Supersedes::Nothing,
    check: Check::Text(Reads::texts(&[FieldId::Method]), check),
};

/// Findings in one text.
const MOST: usize = 100;

const MEND: Localized = Localized { zh: "改为“{name}”", en: "Write {name}." };
const EITHER: Localized = Localized {
    zh: "写“{proactive}”或者“{request}”。",
    en: "Write {proactive} (proactive) or {request} (on request).",
};

fn check(cx: &TextCx<'_>, sink: &mut Sink<'_>) {
    let (entry, methods) = (cx.entry, &cx.profile().methods);
    let mut known = 0;
    said(methods, entry.text, |said| {
        known += 1;
        if said.standing == Standing::Synonym && known <= MOST {
            let edit = edit::replace_part(entry.node, said.word.clone(), &said.term.name);
            let written = entry.text[said.word.clone()].to_owned();
            let finding = Finding::part(&RULE, entry, said.word).arg("word", written);
            let fix = edit.map(|edit| Fix::safe(&MEND, vec![edit]));
            sink.push(finding.arg("name", said.term.name.as_str()).fix(fix));
        }
    });
    // A sentence around a known word says which method it is; ticks and 同上 are other rules' business.
    let named = methods.iter().any(|method| entry.text.contains(&method.name));
    let unclear = known == 0 && !named || names_no_one_method(entry.text, methods);
    if unclear && !says_nothing(entry.text) {
        sink.push(unknown(entry, methods));
    }
}

/// Whether a text has methods glued together, as several cells that became one do, or speaks of what is not disclosed.
fn names_no_one_method(text: &str, methods: &[Method]) -> bool {
    const CLOSED: &[&str] = &["不予公开", "部分公开", "不公开"];
    let mut rest = text.to_owned();
    for word in methods.iter().map(|method| method.name.as_str()).chain(CLOSED.iter().copied()) {
        rest = rest.replace(word, "");
    }
    let closed = CLOSED.iter().any(|word| text.contains(word)) && !rest.contains(char::is_alphanumeric);
    closed || methods.iter().any(|method| text.contains(&[method.name.as_str(); 2].concat()))
}

fn unknown(entry: Entry<'_>, methods: &[Method]) -> Finding {
    let finding = Finding::entry(&RULE, entry).arg("word", entry.text.trim());
    if let Some(right) = slip_of(methods, entry.text) {
        return finding.arg("name", right.name.as_str());
    }
    let name = |proactive| methods.iter().find(|m| m.proactive == proactive).map_or("", |m| m.name.as_str());
    finding.message(1).help(&EITHER).arg("proactive", name(true)).arg("request", name(false))
}
