//! PUB005: one publisher (公开主体) written two ways in one catalog.
//!
//! Only what is certainly one body: with and without the name of its place, and short forms
//! that mean one thing alone.

use std::collections::HashMap;
use std::ops::Range;

use crate::domain::bodies::bodies;
use crate::domain::names::full_name;
use crate::domain::rank::{Rank, last_place, rank_of};
use crate::fix::{Applicability, Fix};
use crate::model::{Entry, FieldId};
use crate::rule::{CatalogCx, Check, Localized, Rule, Severity, Silences, Sink, Violation, Wrong};
use crate::yaml::edit;

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: "PUB005",
    name: "publisher-inconsistent",
    severity: Severity::Hint,
    fixes: &[Applicability::Offer],
    summary: Localized { zh: "同一公开主体写法不一", en: "one publisher under two names" },
    messages: &[Localized {
        zh: "“{written}”与“{name}”是同一单位，写法不一",
        en: "{written} and {name} are one body under two names.",
    }],
    help: Localized { zh: "全目录统一写作“{name}”。", en: "Write {name} throughout the catalog." },
    why: Localized {
        zh: "同一单位名称不一，按单位汇总、分派整改时会漏掉一部分事项，读者也会以为是两个单位。",
        en: "Under two names some items of a body are lost when they are counted or assigned by body, and readers take it for two.",
    },
    source: Localized {
        zh: "标准目录以公开主体为要素（国办发〔2019〕54号），同一主体应当用同一名称",
        en: "The publisher is an element of the catalog (国办发〔2019〕54号); one body has one name",
    },
    wrong: &[
        Wrong {
            yaml: "  - subtopic: 低保\n    publisher: 区卫生健康委员会\n  - subtopic: 特困\n    publisher: 区卫健委\n",
            at: "区卫健委",
            fixed: Some(
                "  - subtopic: 低保\n    publisher: 区卫生健康委员会\n  - subtopic: 特困\n    publisher: 区卫生健康委员会\n",
            ),
        },
        Wrong {
            yaml: "  - subtopic: 低保\n    publisher: 区民政局\n  - subtopic: 特困\n    publisher: 静安区民政局\n  - subtopic: 临时救助\n    publisher: 静安区民政局\n",
            at: "publisher: «区民政局»",
            fixed: Some(
                "  - subtopic: 低保\n    publisher: 静安区民政局\n  - subtopic: 特困\n    publisher: 静安区民政局\n  - subtopic: 临时救助\n    publisher: 静安区民政局\n",
            ),
        },
    ],
    right: &[
        "  - subtopic: 低保\n    publisher: 静安区民政局\n  - subtopic: 特困\n    publisher: 黄浦区民政局\n  - subtopic: 临时救助\n    publisher: 区民政局\n",
        "  - subtopic: 低保\n    publisher: 区民政局\n  - subtopic: 特困\n    publisher: 民政局\n",
        "  - subtopic: 低保\n    publisher: 区民政局\n  - subtopic: 特困\n    publisher: 区民政局（牵头）、区财政局\n",
    ],
    silences: Silences::Nothing,
    check: Check::Catalog(check),
};

/// Findings after which the rest is left alone.
const MOST: usize = 100;

/// One way to write a body, and where it is written so.
struct Form<'a> {
    name: &'a str,
    /// The name of the place, its kind (县) left out; empty where it is not written.
    place: &'a str,
    at: Vec<(Entry<'a>, Range<usize>)>,
}

/// A body apart from how it is written: the kind of its place and the organ in full.
type Key<'a> = (&'a str, &'a str);

fn check(cx: &CatalogCx<'_>, sink: &mut Sink<'_>) {
    let mut keys: Vec<Key<'_>> = Vec::new();
    let mut groups: HashMap<Key<'_>, Vec<Form<'_>>> = HashMap::new();
    for item in cx.catalog.items() {
        for entry in item.entries(FieldId::Publisher) {
            for body in bodies(entry.text) {
                let Some(place) = last_place(body.name) else { continue };
                let key = (&body.name[place.unit..place.end], full_name(body.name[place.end..].trim()));
                let forms = groups.entry(key).or_insert_with(|| {
                    keys.push(key);
                    Vec::new()
                });
                note(forms, body.name, &body.name[..place.unit], (entry, body.name_range()));
            }
        }
    }
    let differing = keys.iter().filter_map(|key| groups.get(key)).filter(|forms| is_one(forms));
    let found = differing.flat_map(|forms| {
        let main = forms.iter().max_by_key(|form| (form.at.len(), form.name.len())).expect("a group has a form");
        forms.iter().filter(move |form| form.name != main.name).map(move |form| finding(form, main))
    });
    for violation in found.take(MOST) {
        sink.push(violation);
    }
}

/// Ways to write one body beyond which they are no longer told apart.
const MOST_FORMS: usize = 12;

fn note<'a>(forms: &mut Vec<Form<'a>>, name: &'a str, place: &'a str, at: (Entry<'a>, Range<usize>)) {
    if let Some(form) = forms.iter_mut().find(|form| form.name == name) {
        form.at.push(at);
    } else if forms.len() <= MOST_FORMS {
        forms.push(Form { name, place, at: vec![at] });
    }
}

/// Whether forms are certainly one body written in several ways: their places are one, named
/// with more or fewer words, or not at all.
fn is_one(forms: &[Form<'_>]) -> bool {
    if forms.len() < 2 || forms.len() > MOST_FORMS {
        return false;
    }
    let places = forms.iter().map(|form| form.place);
    let longest = places.clone().max_by_key(|place| place.len()).unwrap_or("");
    // 各镇人民政府, 乡镇人民政府 and a bare 镇人民政府 beside a named one are no one body.
    let many = |place: &str| place.starts_with(['各', '本', '该']) || matches!(place, "乡" | "街");
    let low = rank_of(forms[0].name).is_some_and(|rank| rank <= Rank::Town);
    places
        .clone()
        .all(|place| longest.ends_with(place) && !many(place) && !(low && place.is_empty() != longest.is_empty()))
}

fn finding(form: &Form<'_>, main: &Form<'_>) -> Violation {
    const MESSAGE: Localized = Localized { zh: "统一写作“{name}”", en: "Write {name} everywhere" };
    const THERE: Localized = Localized { zh: "这里写作“{name}”", en: "here it is {name}" };
    let (entry, range) = &form.at[0];
    let (there, part) = &main.at[0];
    // Two places in one text would be two edits of one scalar.
    let apart = form.at.windows(2).all(|pair| pair[0].0.node != pair[1].0.node);
    let edits: Option<Vec<_>> =
        form.at.iter().map(|(entry, range)| edit::replace_part(entry.node, range.clone(), main.name)).collect();
    let whole = range.len() == entry.text.len();
    let violation = if whole { Violation::entry(&RULE, *entry) } else { Violation::part(&RULE, *entry, range.clone()) };
    violation
        .arg("written", form.name)
        .arg("name", main.name)
        .related(there.part(part.clone()), THERE)
        .fix(edits.filter(|_| apart).map(|edits| Fix::offer(MESSAGE, edits)))
}
