//! AUD003: 特定对象 in 公开对象, and nobody is named.

use crate::model::FieldId;
use crate::rule::{Check, Finding, ItemCx, Localized, Reads, Rule, Severity, Sink, Supersedes, Wrong};
use catalint_domain::law::acts::GUIDANCE;
use catalint_domain::vocabulary::matching::said;

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: "AUD003",
    name: "audience-unnamed",
    severity: Severity::Warning,
    fixes: &[],
    summary: Localized { zh: "特定对象没有写明是谁", en: "a particular audience that is not named" },
    messages: &[Localized {
        zh: "公开对象只写“{word}”，没有写明是谁",
        en: "The audience is “{word}” (only some), and nobody is named.",
    }],
    help: Localized {
        zh: "在后面写明具体的人，如“{word}：申请人”“{word}：项目单位”；其实人人可见的，改为“{everyone}”。",
        en: "Name them behind it, such as {word}：申请人 (applicants) or {word}：项目单位 (the project's owner); if everybody may see it, make it {everyone}.",
    },
    why: Localized {
        zh: "不写明是谁，公众不知道自己在不在其中，也无法核对渠道能不能到达这些人。部分体例的栏目名就是“特定群体（请写明）”；惯用勾选的体例中，本条只作提示。",
        en: "Unless somebody is named, people can't tell whether they are meant, nor anybody whether the channels reach them. Some templates say so in the column head: 特定群体（请写明）. In templates that merely tick the column this is a hint.",
    },
    law: &[GUIDANCE],
    source: Localized {
        zh: "公开对象为目录要素之一；部分公布体例的栏目名为“特定群体（请写明）”",
        en: "The audience is an element of a catalog; published templates head the column 特定群体（请写明）, “please name”",
    },
    wrong: &[
        Wrong { yaml: "    audience: 特定对象\n", at: "特定对象", fixed: None },
        Wrong { yaml: "    audience:\n      - '特定群体：'\n", at: "'特定群体：'", fixed: None },
    ],
    right: &[
        "    audience: 特定对象：项目单位\n",
        "    audience: 特定群体（申请人）\n",
        "    audience: 特定对象中的低保家庭\n",
        "    audience: [特定对象, 低保家庭]\n",
        "    audience: 特定对象、低保家庭\n",
    ],
    supersedes: Supersedes::Nothing,
    check: Check::Item(Reads::of(&[FieldId::Audience]), check),
};

fn check(cx: &ItemCx<'_>, sink: &mut Sink<'_>) {
    let audiences = &cx.profile().audiences;
    let (mut unnamed, mut named) = (None, false);
    for entry in cx.item.entries(FieldId::Audience) {
        let mut rest = letters(entry.text);
        said(audiences, entry.text, |said| {
            rest = rest.saturating_sub(letters(&entry.text[said.word.clone()]));
            if !said.term.everyone {
                unnamed.get_or_insert((entry, said.term, said.word));
            }
        });
        named |= rest > 0; // other words, here or in an entry of their own, say who
    }
    let Some((entry, audience, word)) = unnamed.filter(|_| !named) else { return };
    let everyone = audiences.iter().find(|audience| audience.everyone);
    let finding = Finding::entry(&RULE, entry)
        .arg("word", &entry.text[word])
        .arg("everyone", everyone.map_or("全社会", |audience| audience.name.as_str()));
    sink.push(if audience.bare { finding.severity(Severity::Hint) } else { finding });
}

fn letters(text: &str) -> usize {
    text.chars().filter(|c| c.is_alphanumeric()).count()
}
