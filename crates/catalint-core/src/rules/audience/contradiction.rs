//! AUD002: an audience (公开对象) that contradicts itself or the method (公开方式).
//!
//! Everyone and only some at once; or everyone, and yet on request only (Regulation 13).

use crate::model::{FieldId, Item};
use crate::rule::{Check, Finding, ItemCx, Localized, Reads, Rule, Severity, Sink, Supersedes, Wrong};
use catalint_domain::law::acts::{GUIDANCE, REGULATION};
use catalint_domain::vocabulary::matching::said;
use catalint_domain::vocabulary::profile::Audience;

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: "AUD002",
    name: "audience-contradiction",
    severity: Severity::Warning,
    fixes: &[],
    summary: Localized { zh: "公开对象自相矛盾", en: "an audience that contradicts itself or the method" },
    messages: &[
        Localized {
            zh: "公开对象是“{everyone}”，公开方式却只有“{method}”",
            en: "The audience is everybody ({everyone}), yet the only method is on request ({method}).",
        },
        Localized {
            zh: "公开对象同时写了“{everyone}”和“{some}”",
            en: "The audience is everybody ({everyone}) and only some ({some}) at once.",
        },
    ],
    help: Localized {
        zh: "向全社会公开的，公开方式改为主动公开；只向申请人提供的，公开对象写明申请人是谁。",
        en: "If everybody is to see it, make the method proactive; if it is given to applicants, name them as the audience.",
    },
    why: Localized {
        zh: "主动公开面向全社会，依申请公开只答复提出申请的人。两栏互相矛盾时，公众不知道能直接查到，还是要先申请。",
        en: "Proactive disclosure is for everybody, disclosure on request answers the one who asked. Where the columns contradict each other, people can't tell whether they may look it up or must apply.",
    },
    law: &[REGULATION.article(13), GUIDANCE],
    source: Localized {
        zh: "政府信息以主动公开和依申请公开两种方式公开；公开对象为目录要素之一",
        en: "Proactive disclosure and disclosure on request are the two methods; the audience is an element of a catalog",
    },
    wrong: &[
        Wrong {
            yaml: "    audience: 全社会\n    method: 依申请公开\n    deadline: 自收到申请之日起20个工作日内答复\n",
            at: "全社会",
            fixed: None,
        },
        Wrong {
            yaml: "    audience: [全社会, 特定对象：低保家庭]\n", at: "[全社会, 特定对象：低保家庭]", fixed: None
        },
        Wrong { yaml: "    audience: 全社会、特定群众\n", at: "全社会、特定群众", fixed: None },
    ],
    right: &[
        "    audience: 特定对象：申请人\n    method: 依申请公开\n    deadline: 自收到申请之日起20个工作日内答复\n",
        "    audience: 特定对象：低保家庭、特困人员\n",
        "    audience: 全社会（涉及个人隐私的除外）\n",
    ],
    supersedes: Supersedes::Value(&["AUD003"]),
    check: Check::Item(Reads::of(&[FieldId::Audience, FieldId::Method]), check),
};

const BOTH_HELP: Localized = Localized {
    zh: "保留其中一个：人人可见的写“{everyone}”，只向一部分人公开的写明是谁；两部分内容对象不同的，分列两项。",
    en: "Keep one: {everyone} if everybody may see it, otherwise say who; where two parts of the content have different audiences, make two items of them.",
};

fn check(cx: &ItemCx<'_>, sink: &mut Sink<'_>) {
    let profile = cx.profile();
    let (mut everyone, mut some) = (None, None);
    for entry in cx.item.entries(FieldId::Audience) {
        said(&profile.audiences, entry.text, |said| {
            let slot = if said.term.everyone { &mut everyone } else { &mut some };
            slot.get_or_insert((entry, said.term));
        });
    }
    let Some((entry, all)) = everyone else { return };
    let name = |audience: &Audience| audience.name.clone();
    if let Some((other, some)) = some {
        let finding =
            if other.node == entry.node { Finding::entry(&RULE, entry) } else { Finding::field(&RULE, entry.field()) };
        let finding = finding.message(1).resting_on(vec![GUIDANCE]).help(&BOTH_HELP);
        sink.push(finding.arg("everyone", name(all)).arg("some", name(some)));
    } else if let Some(method) = only_on_request(cx) {
        let finding = Finding::entry(&RULE, entry).resting_on(vec![REGULATION.article(13)]);
        sink.push(finding.arg("everyone", name(all)).arg("method", method));
    }
}

/// What the method says, where all of it is on request.
fn only_on_request<'a>(cx: &ItemCx<'a>) -> Option<&'a str> {
    let on_request = |text: &str| {
        let (mut words, mut proactive) = (0, false);
        said(&cx.profile().methods, text, |said| {
            words += 1;
            proactive |= said.term.proactive;
        });
        words > 0 && !proactive
    };
    let item: Item<'a> = cx.item;
    let all = item.entries(FieldId::Method).all(|entry| on_request(entry.text));
    Some(item.text(FieldId::Method)).filter(|text| all && !text.is_empty())
}
