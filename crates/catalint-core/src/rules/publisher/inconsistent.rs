//! PUB005: one publisher (公开主体) written two ways in one catalog, or in the catalogs of a project.
//!
//! Only what is certainly one body: with and without the name of its place, and short forms
//! that mean one thing alone. 区民政局 in the catalog of 静安区 is none of 黄浦区.

use catalint_domain::law::acts::GUIDANCE;
use std::ops::Range;

use foldhash::{HashMap, HashMapExt};

use crate::fix::{Applicability, Fix};
use crate::model::{Entry, FieldId};
use crate::project::Project;
use crate::rule::{CatalogCx, Check, Finding, Localized, Reads, Rule, Severity, Sink, Supersedes, Wrong};
use catalint_domain::bodies::identity::{BodyId, Jurisdiction};
use catalint_domain::bodies::rank::{Rank, last_place, rank_of};
use catalint_domain::bodies::{Body, bodies};
use catalint_domain::chinese::normalize::Folded;
use catalint_text::FileRange;
use catalint_yaml::edit;

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: "PUB005",
    name: "publisher-inconsistent",
    severity: Severity::Hint,
    fixes: &[Applicability::Offer],
    summary: Localized { zh: "同一公开主体写法不一", en: "one publisher under two names" },
    messages: &[
        Localized {
            zh: "“{written}”与“{name}”是同一单位，写法不一",
            en: "{written} and {name} are one body under two names.",
        },
        Localized {
            zh: "“{written}”在项目的其他目录中写作“{name}”，同一单位写法不一",
            en: "{written} is {name} in other catalogs of the project: one body under two names.",
        },
    ],
    help: Localized { zh: "全目录统一写作“{name}”。", en: "Write {name} throughout the catalog." },
    why: Localized {
        zh: "同一单位名称不一，按单位汇总、分派整改时会漏掉一部分事项，读者也会以为是两个单位。检查一个文件夹（或者不写路径）时，整个项目的目录一起比较；逐个列出文件名时，只比较每个文件自己的写法。目录属于哪个地方，看编制单位，没有编制单位的看标题。",
        en: "Under two names some items of a body are lost when they are counted or assigned by body, and readers take it for two. Where a folder is checked, or no path is given, all catalogs of the project are compared; where files are named one by one, each is looked at alone. The place of a catalog is that of its authority, else of its title.",
    },
    law: &[GUIDANCE],
    source: Localized {
        zh: "主体为目录要素之一，同一主体应当用同一名称",
        en: "The publisher is an element of the catalog; one body has one name",
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
        Wrong {
            yaml: "    publisher: 区民政局\n# --- project: 养老.yaml ---\nitems:\n  - {topic: 养老服务, subtopic: 机构备案, publisher: 静安区民政局}\n  - {topic: 养老服务, subtopic: 补贴, publisher: 静安区民政局}\n",
            at: "publisher: «区民政局»",
            fixed: Some("    publisher: 静安区民政局\n"),
        },
    ],
    right: &[
        "    publisher: 静安区民政局\n# --- project: 黄浦.yaml ---\nauthority: 黄浦区民政局\nitems:\n  - {topic: 社会救助, publisher: 区民政局}\n",
        "  - subtopic: 低保\n    publisher: 静安区民政局\n  - subtopic: 特困\n    publisher: 黄浦区民政局、静安区民政局（牵头）\n  - subtopic: 临时救助\n    publisher: 区民政局\n",
        "  - subtopic: 低保\n    publisher: 区民政局\n  - subtopic: 特困\n    publisher: 民政局\n",
        "  - subtopic: 低保\n    publisher: 区民政局\n  - subtopic: 特困\n    publisher: 区民政局（牵头）、区财政局\n",
    ],
    supersedes: Supersedes::Nothing,
    check: Check::Catalog(Reads::of(&[FieldId::Publisher, FieldId::Title, FieldId::Authority]), check),
};

/// Findings after which the rest is left alone.
const MOST: usize = 100;

/// Ways to write one body beyond which they are no longer told apart.
const MOST_FORMS: usize = 12;

/// A name that stands in this catalog, whom it means, and where it stands.
struct BodyNameHere<'a> {
    name: &'a str,
    whose: BodyId,
    /// How often it stands there.
    count: usize,
    /// Known only once it has another way to be written.
    at: Vec<(Entry<'a>, Range<usize>)>,
}

/// One way to write a body.
#[derive(Clone, Copy)]
struct FormHere<'a> {
    name: &'a str,
    /// Name of the place that it means, its kind (县) left out; empty where nobody says.
    place: &'a str,
    /// How often it is written so.
    count: usize,
    /// Where, in this catalog.
    at: &'a [(Entry<'a>, Range<usize>)],
    /// Where first in another one.
    elsewhere: Option<&'a FileRange>,
}

fn check(cx: &CatalogCx<'_>, sink: &mut Sink<'_>) {
    let mut names = names(cx);
    // Names of one kind of body: the kind of the place and the organ in full.
    let mut kinds: Vec<Vec<usize>> = Vec::new();
    let mut by_kind: HashMap<(&str, &str), usize> = HashMap::new();
    for (at, name) in names.iter().enumerate() {
        let nth = *by_kind.entry((&name.whose.unit, &name.whose.organ)).or_insert_with(|| {
            kinds.push(Vec::new());
            kinds.len() - 1
        });
        kinds[nth].push(at);
    }
    if cx.context.project.is_none() && kinds.iter().all(|kind| kind.len() == 1) {
        return;
    }
    places(cx, &mut names);
    let groups: Vec<Vec<&BodyNameHere<'_>>> =
        kinds.iter().map(|kind| kind.iter().map(|&nth| &names[nth]).collect()).collect();
    let found = groups.iter().flat_map(|group| {
        let forms = forms(group, cx);
        let main = forms.iter().copied().max_by_key(|form| (form.count, form.name.len(), form.name));
        let main = main.expect("a group has a name");
        let others: Vec<FormHere<'_>> = forms.into_iter().filter(|form| !form.at.is_empty()).collect();
        // Blanks within a name are another rule's business.
        others
            .into_iter()
            .filter(move |form| Folded(form.name) != Folded(main.name))
            .map(move |form| finding(form, main))
    });
    sink.extend(found.take(MOST));
}

/// The names of bodies in the order in which they are first written.
fn names<'a>(cx: &'a CatalogCx<'_>) -> Vec<BodyNameHere<'a>> {
    let top = |id| cx.catalog.field(id).and_then(|field| field.entries().next()).map_or("", |entry| entry.text);
    let home = Jurisdiction::of(top(FieldId::Authority), top(FieldId::Title));
    let mut names: Vec<BodyNameHere<'_>> = Vec::new();
    let mut known: HashMap<&str, Option<usize>> = HashMap::new();
    // By text, since most items have the publisher of the item above.
    let mut texts: HashMap<&str, Vec<usize>> = HashMap::new();
    for item in cx.catalog.items() {
        for entry in item.entries(FieldId::Publisher) {
            let named = texts.entry(entry.text).or_insert_with(|| {
                let nth = |body: Body<'a>| {
                    *known.entry(body.name).or_insert_with(|| {
                        last_place(body.name)?;
                        let whose = BodyId::of(body.name, home.as_ref())?;
                        names.push(BodyNameHere { name: body.name, whose, count: 0, at: Vec::new() });
                        Some(names.len() - 1)
                    })
                };
                bodies(entry.text).filter_map(nth).collect()
            });
            for &nth in &*named {
                names[nth].count += 1;
            }
        }
    }
    names
}

/// Finds where the names stand.
fn places<'a>(cx: &'a CatalogCx<'_>, names: &mut [BodyNameHere<'a>]) {
    let nth: HashMap<&str, usize> = names.iter().enumerate().map(|(nth, name)| (name.name, nth)).collect();
    let default = cx.catalog.default(FieldId::Publisher);
    let mut met_default = false;
    for item in cx.catalog.items() {
        // A default stands in one place, however many items take it.
        let inherits = default.is_some() && item.own(FieldId::Publisher).is_none();
        if inherits && std::mem::replace(&mut met_default, true) {
            continue;
        }
        for entry in item.entries(FieldId::Publisher) {
            for body in bodies(entry.text) {
                if let Some(&nth) = nth.get(body.name) {
                    names[nth].at.push((entry, body.name_range()));
                }
            }
        }
    }
}

/// The ways to write a body, in this catalog and in those of the project; only one of them where it
/// is not certain that they are one body.
fn forms<'a>(group: &[&'a BodyNameHere<'a>], cx: &'a CatalogCx<'_>) -> Vec<FormHere<'a>> {
    let own = group.iter().take(MOST_FORMS + 1).map(|name| FormHere {
        name: name.name,
        place: &name.whose.place,
        count: name.count,
        at: &name.at,
        elsewhere: None,
    });
    let mut own: Vec<FormHere<'_>> = own.collect();
    if let Some(project) = cx.context.project.as_deref() {
        let all = with_others(&own, &group[0].whose, project, &cx.source.name);
        if is_one(&all) {
            return all;
        }
    }
    if !is_one(&own) {
        own.truncate(1);
    }
    own
}

/// Those of this catalog together with those of the others that may mean the same place.
fn with_others<'a>(own: &[FormHere<'a>], whose: &BodyId, project: &'a Project, file: &str) -> Vec<FormHere<'a>> {
    let here = longest_place(own);
    let mut all = own.to_vec();
    let file = project.file(file);
    for form in project.forms(&whose.unit, &whose.organ) {
        let Some((count, place)) = project.elsewhere(form, file) else { continue };
        let same = all.iter().position(|known| known.name == form.name && known.place == form.place);
        let fits = here.is_empty() || here.ends_with(&form.place) || form.place.ends_with(here);
        if let Some(same) = same {
            all[same].count += count;
            all[same].elsewhere = Some(place);
        } else if fits && (here.is_empty() || !form.place.is_empty()) {
            all.push(FormHere { name: &form.name, place: &form.place, count, at: &[], elsewhere: Some(place) });
        }
    }
    all
}

fn longest_place<'a>(forms: &[FormHere<'a>]) -> &'a str {
    forms.iter().map(|form| form.place).max_by_key(|place| place.len()).unwrap_or("")
}

/// Whether forms are certainly one body written in several ways: their places are one, named
/// with more or fewer words, or not at all.
fn is_one(forms: &[FormHere<'_>]) -> bool {
    if forms.len() < 2 || forms.len() > MOST_FORMS {
        return false;
    }
    let longest = longest_place(forms);
    // 乡镇人民政府 and a bare 镇人民政府 beside a named one are no one body.
    let written = |form: &FormHere<'_>| last_place(form.name).map_or(0, |place| place.unit);
    let many = |form: &FormHere<'_>| matches!(&form.name[..written(form)], "乡" | "街");
    let bare = forms.iter().filter(|form| written(form) == 0).count();
    let low = rank_of(forms[0].name).is_some_and(|rank| rank <= Rank::Town);
    let mixed = low && bare > 0 && bare < forms.len();
    !mixed && forms.iter().all(|form| longest.ends_with(form.place) && !many(form))
}

fn finding(form: FormHere<'_>, main: FormHere<'_>) -> Finding {
    const MESSAGE: Localized = Localized { zh: "统一写作“{name}”", en: "Write {name} everywhere" };
    const THERE: Localized = Localized { zh: "这里写作“{name}”", en: "here it is {name}" };
    let (entry, range) = &form.at[0];
    // Two places in one text would be two edits of one scalar.
    let apart = form.at.windows(2).all(|pair| pair[0].0.node != pair[1].0.node);
    let edits: Option<Vec<_>> =
        form.at.iter().map(|(entry, range)| edit::replace_part(entry.node, range.clone(), main.name)).collect();
    let whole = range.len() == entry.text.len();
    let finding = if whole { Finding::entry(&RULE, *entry) } else { Finding::part(&RULE, *entry, range.clone()) };
    let finding = finding.arg("written", form.name).arg("name", main.name);
    let finding = match (main.at.first(), main.elsewhere) {
        (Some((there, part)), _) => finding.related(there.part(part.clone()), &THERE),
        (None, Some(place)) => finding.message(1).in_file(place.clone(), &THERE),
        (None, None) => finding,
    };
    finding.fix(edits.filter(|_| apart).map(|edits| Fix::offer(&MESSAGE, edits)))
}
