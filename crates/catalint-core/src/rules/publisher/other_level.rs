//! PUB007: a publisher (公开主体) of another level or place than the catalog: a bureau of the county in the catalog of
//! a town, a body of 黄浦区 in one of 静安区.
//!
//! Regulation, Art. 10: the organ that makes the information discloses it. A body below the catalog's own is all
//! right, and so is one beside a body of its own.

use crate::model::{Entry, FieldId};
use crate::rule::{Check, Finding, ItemCx, Localized, Reads, Rule, Severity, Sink, Supersedes, Wrong};
use catalint_domain::bodies::identity::Jurisdiction;
use catalint_domain::bodies::rank::{Rank, last_place};
use catalint_domain::bodies::{Body, bodies};
use catalint_domain::law::acts::REGULATION;

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: "PUB007",
    name: "publisher-of-other-level",
    severity: Severity::Warning,
    fixes: &[],
    summary: Localized {
        zh: "公开主体是上级或者外地的单位", en: "a publisher of a higher level or of another place"
    },
    messages: &[
        Localized {
            zh: "“{written}”是上一级的单位，而这份目录是{home}的",
            en: "{written} belongs to a higher level; the catalog is that of {home}.",
        },
        Localized {
            zh: "“{written}”是外地的单位，而这份目录是{home}的",
            en: "{written} belongs to another place; the catalog is that of {home}.",
        },
    ],
    help: Localized {
        zh: "写实际制作、公开这项信息的本地单位；不由本级公开的，从目录中删去。",
        en: "Name the body here that makes and discloses it; what is not disclosed at this level does not belong here.",
    },
    why: Localized {
        zh: "谁制作的政府信息由谁公开。照搬上级或者外地的目录而没有改主体，群众会找错单位，本单位的责任也落空。",
        en: "Who makes the information discloses it. Where the catalog of a higher level or of another place was copied and the body left as it was, people go to the wrong one, and nobody here is answerable.",
    },
    law: &[REGULATION.article(10).paragraph(1)],
    source: Localized {
        zh: "行政机关制作的政府信息，由制作该信息的行政机关负责公开",
        en: "Information that an organ makes is disclosed by the organ that makes it",
    },
    wrong: &[
        Wrong { yaml: "authority: 云岭县青石镇人民政府\n", at: "publisher: «区民政局»", fixed: None },
        Wrong { yaml: "    publisher: 黄浦区民政局\n", at: "黄浦区民政局", fixed: None },
    ],
    right: &[
        "---\ntitle: 青石镇政务公开标准目录\nauthority: 云岭县青石镇人民政府\nupdated: 2026-06-30\nitems:\n  - topic: 社会救助\n    subtopic: 最低生活保障\n    content: [申请条件, 办理流程]\n    basis: 《中华人民共和国预算法》第十四条\n    deadline: 自该政府信息形成或者变更之日起20个工作日内\n    publisher: 县民政局（牵头）、青石镇人民政府\n    channels: [政府网站]\n    audience: 全社会\n    method: 主动公开\n    levels: [县级, 乡级]\n",
        "    publisher: 静安区江宁路街道办事处\n    levels: [乡级]\n",
        "    publisher: 上海市静安区民政局\n",
        "    publisher: 黄浦区民政局（牵头）、静安区民政局\n",
    ],
    supersedes: Supersedes::Item(&["LVL003", "PUB005"]),
    check: Check::Item(Reads::of(&[FieldId::Publisher, FieldId::Title, FieldId::Authority]), check),
};

const ELSEWHERE: usize = 1;

/// Bodies of one item that are looked at.
const MOST: usize = 100;

fn check(cx: &ItemCx<'_>, sink: &mut Sink<'_>) {
    let all = || {
        let entries = cx.item.entries(FieldId::Publisher);
        entries.flat_map(|entry| bodies(entry.text).map(move |body| (entry, body))).take(MOST)
    };
    // Most bodies tell no rank or are of the catalog's own place.
    if all().any(|(_, body)| body.rank().is_none()) {
        return;
    }
    let Some(home) = Jurisdiction::of(cx.top(FieldId::Authority), cx.top(FieldId::Title)) else { return };
    let mut first: Option<(Entry<'_>, Body<'_>, Foreign)> = None;
    for (entry, body) in all() {
        let Some(foreign) = foreign(&body, &home) else { return };
        first.get_or_insert((entry, body, foreign));
    }
    let Some((entry, body, foreign)) = first else { return };
    let name = body.name.to_owned();
    let finding = Finding::part(&RULE, entry, body.name_range()).message(match foreign {
        Foreign::Above => 0,
        Foreign::Elsewhere => ELSEWHERE,
    });
    sink.push(finding.arg("written", name).arg("home", home.name()).cause(&["home"]));
}

/// Why a body is none of the catalog's place.
#[derive(Clone, Copy)]
enum Foreign {
    /// It is of the county or above, and the catalog of a town.
    Above,
    /// Its place is another.
    Elsewhere,
}

fn foreign(body: &Body<'_>, home: &Jurisdiction) -> Option<Foreign> {
    // Posts of a county's bureau in a town are no body of the county for those who live there.
    const POSTS: &[&str] = &["所", "站", "队", "庭", "分局", "分中心"];
    if POSTS.iter().any(|post| body.name.ends_with(post)) {
        return None;
    }
    let (rank, own) = (body.rank()?, home.rank()?);
    let place = last_place(body.name)?;
    if home.place_of(rank).is_some_and(|there| is_another(&body.name[..place.unit], there)) {
        return Some(Foreign::Elsewhere);
    }
    (own == Rank::Town && rank >= Rank::County).then_some(Foreign::Above)
}

/// Whether both are names, and neither is the other with the places around it: 上海市静安, 静安.
fn is_another(a: &str, b: &str) -> bool {
    let a = a.trim();
    let named = a.chars().nth(1).is_some() && !a.starts_with(['各', '本', '该', '全']);
    named && b.chars().nth(1).is_some() && !a.ends_with(b) && !b.ends_with(a)
}
