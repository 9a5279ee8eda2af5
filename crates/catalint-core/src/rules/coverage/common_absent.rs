//! COV001: a catalog of general affairs without a subject that every body owes: its institution,
//! normative documents, disclosure guide, annual report, budgets and accounts.

use std::sync::LazyLock;

use aho_corasick::AhoCorasick;

use crate::model::FieldId;
use crate::rule::{Arg, CatalogCx, Check, Finding, Localized, NAMES, Reads, Rule, Severity, Sink, Supersedes, Wrong};
use catalint_domain::law::Provision;
use catalint_domain::law::acts::REGULATION;

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: "COV001",
    name: "common-item-absent",
    severity: Severity::Warning,
    fixes: &[],
    summary: Localized { zh: "缺少各单位都应公开的事项", en: "a subject that every body owes is absent" },
    messages: &[Localized {
        zh: "目录中没有“{subject}”，这是各单位都应当公开的事项",
        en: "The catalog has no item on {subject}, which every body owes.",
    }],
    help: Localized {
        zh: "增加“{subject}”事项，依据：{law}。", en: "Add an item on {subject}; basis: {law}."
    },
    why: Localized {
        zh: "机构职能、规范性文件、公开指南、年度报告和预算决算是每个行政机关的法定主动公开内容，综合类目录缺了就不完整。只列一个领域的目录不作这项检查。",
        en: "Institution, normative documents, guide, annual report and budgets are what every organ must disclose by itself; a catalog of general affairs without one of them is not complete. Catalogs of a single field are not looked at.",
    },
    law: &[
        REGULATION.article(12).paragraph(1),
        REGULATION.article(20).item(1),
        REGULATION.article(20).item(2),
        REGULATION.article(20).item(7),
        REGULATION.article(49),
        Provision::of("中华人民共和国预算法").article(14),
    ],
    source: Localized { zh: "", en: "" },
    wrong: &[Wrong {
        yaml: "title: 静安区民政局政务公开标准目录\nprofile: shanghai\nupdated: 2026-06-30\nitems:\n  - {topic: 机构信息, subtopic: 机构职能, content: [职责, 机构设置], basis: 《中华人民共和国政府信息公开条例》第二十条第（二）项, deadline: 自该政府信息形成或者变更之日起20个工作日内, publisher: 区民政局, channels: [政府网站], audience: 全社会, method: 主动公开, levels: [区级]}\n  - {topic: 政策文件, subtopic: 规范性文件, content: [文件全文, 有效性], basis: 《中华人民共和国政府信息公开条例》第二十条第（一）项, deadline: 自该政府信息形成或者变更之日起20个工作日内, publisher: 区民政局, channels: [政府网站], audience: 全社会, method: 主动公开, levels: [区级]}\n  - {topic: 信息公开, subtopic: 政府信息公开指南, content: [受理机构, 办公时间], basis: 《中华人民共和国政府信息公开条例》第十二条, deadline: 自该政府信息形成或者变更之日起20个工作日内, publisher: 区民政局, channels: [政府网站], audience: 全社会, method: 主动公开, levels: [区级]}\n  - {topic: 信息公开, subtopic: 政府信息公开年度报告, content: [总体情况, 存在的问题], basis: 《中华人民共和国政府信息公开条例》第四十九条, deadline: 每年1月31日前公开, publisher: 区民政局, channels: [政府网站], audience: 全社会, method: 主动公开, levels: [区级]}\n",
        at: "静安区民政局政务公开标准目录",
        fixed: None,
    }],
    right: &["title: 云岭县财政预决算领域基层政务公开标准目录\n", "  - topic: 财政信息\n    subtopic: 预算绩效\n"],
    supersedes: Supersedes::Nothing,
    check: Check::Catalog(Reads::of(&NAMES).and(&[FieldId::Title, FieldId::Content]), check),
};

const BUDGET: Provision = Provision::of("中华人民共和国预算法").article(14);

/// A subject and the words by which its items are known.
struct CommonSubject {
    name: Localized,
    law: &'static [Provision],
    /// One of these in a name or the content of an item …
    words: &'static [&'static str],
    /// … and, where there are any, one of these in the same item.
    with: &'static [&'static str],
}

/// The first is what shows that a catalog covers a body's general affairs.
static SUBJECTS: &[CommonSubject] = &[
    CommonSubject {
        name: Localized { zh: "机构信息", en: "the institution (机构信息)" },
        law: &[REGULATION.article(20).item(2)],
        words: &[
            "机构信息",
            "机构职能",
            "机构设置",
            "机构概况",
            "机构简介",
            "内设机构",
            "组织机构",
            "机关简介",
            "机关职能",
            "机关职责",
            "单位概况",
            "部门概况",
            "部门职责",
            "领导信息",
            "领导简介",
        ],
        with: &[],
    },
    CommonSubject {
        name: Localized { zh: "规范性文件", en: "normative documents (规范性文件)" },
        law: &[REGULATION.article(20).item(1)],
        words: &["规范性文件", "政策文件", "法规文件", "公文", "政策法规"],
        with: &[],
    },
    CommonSubject {
        name: Localized { zh: "政府信息公开指南", en: "the disclosure guide (政府信息公开指南)" },
        law: &[REGULATION.article(12).paragraph(1)],
        words: &["公开指南"],
        with: &[],
    },
    CommonSubject {
        name: Localized {
            zh: "政府信息公开工作年度报告", en: "the annual report (政府信息公开工作年度报告)"
        },
        law: &[REGULATION.article(49)],
        words: &["年度报告", "年报"],
        with: &["公开"],
    },
    CommonSubject {
        name: Localized { zh: "预算、决算", en: "budgets and accounts (预算、决算)" },
        law: &[REGULATION.article(20).item(7), BUDGET],
        words: &["预算", "决算", "预决算"],
        with: &[],
    },
];

/// The words of all subjects, to be found in one pass.
struct SubjectWords {
    automaton: AhoCorasick,
    /// For each word, bit n: it stands for subject n; bit n + 8: it stands beside one of its words.
    bits: Vec<u16>,
}

static WORDS: LazyLock<SubjectWords> = LazyLock::new(|| {
    let words = |(nth, subject): (usize, &'static CommonSubject)| {
        let own = subject.words.iter().map(move |word| (*word, 1 << nth));
        own.chain(subject.with.iter().map(move |word| (*word, 1 << (nth + 8))))
    };
    let (words, bits): (Vec<&str>, _) = SUBJECTS.iter().enumerate().flat_map(words).unzip();
    SubjectWords { automaton: AhoCorasick::new(words).expect("a few words"), bits }
});

fn check(cx: &CatalogCx<'_>, sink: &mut Sink<'_>) {
    let Some(title) = cx.catalog.field(FieldId::Title).and_then(|field| field.entries().next()) else { return };
    // 领域 is in the title of a catalog of one field.
    if cx.catalog.is_partial() || title.text.contains("领域") {
        return;
    }
    let general = cx.names().spellings().any(|(item, id)| words_in(cx.catalog.item(item).text(id)) & 1 == 1);
    if !general {
        return;
    }
    let mut found = [false; 8];
    for item in cx.catalog.items() {
        let words = NAMES.iter().fold(0, |words, &id| words | words_in(item.text(id)));
        let words = item.entries(FieldId::Content).fold(words, |words, entry| words | words_in(entry.text));
        for (nth, (subject, found)) in SUBJECTS.iter().zip(&mut found).enumerate() {
            *found |= words >> nth & 1 == 1 && (subject.with.is_empty() || words >> (nth + 8) & 1 == 1);
        }
    }
    // One subject alone may be a part of what a single field publishes.
    if found.iter().filter(|found| **found).count() < 2 {
        return;
    }
    for (subject, _) in SUBJECTS.iter().zip(found).filter(|(_, found)| !found) {
        let written =
            |write: fn(&Provision) -> String, mark| subject.law.iter().map(write).collect::<Vec<_>>().join(mark);
        let law = Arg::pair(written(Provision::chinese, "、"), written(Provision::english, "; "));
        let finding = Finding::entry(&RULE, title).resting_on(subject.law);
        sink.push(finding.arg("subject", subject.name).arg("law", law).cause(&[]));
    }
}

/// The bits of the words that stand in a text.
fn words_in(text: &str) -> u16 {
    let all = WORDS.automaton.find_overlapping_iter(text);
    all.fold(0, |words, found| words | WORDS.bits[found.pattern().as_usize()])
}
