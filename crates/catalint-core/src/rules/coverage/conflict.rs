//! COV003: two catalogs of one body list an item with other deadlines or methods.
//!
//! Both catalogs have the finding, each pointing at the other, so that whoever looks at one of
//! them learns of it. Deadlines are compared by what they say, methods by the words of the profile.

use crate::model::{Field, FieldId, Item};
use crate::rule::{CatalogCx, Check, Finding, Localized, Reads, Rule, Severity, Sink, Supersedes, Wrong};
use catalint_domain::law::acts::REGULATION;
use catalint_text::FileRange;

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: "COV003",
    name: "cross-catalog-conflict",
    severity: Severity::Warning,
    fixes: &[],
    summary: Localized {
        zh: "同一单位的两个目录对同一事项的时限或者方式写得不一致",
        en: "two catalogs of one body give an item other deadlines or methods",
    },
    messages: &[
        Localized {
            zh: "同一单位的另一目录也列有“{name}”，公开时限不一致：这里是“{here}”，那里是“{there}”",
            en: "Another catalog of the same body lists “{name}” with another deadline: “{here}” here, “{there}” there.",
        },
        Localized {
            zh: "同一单位的另一目录也列有“{name}”，公开方式不一致：这里是“{here}”，那里是“{there}”",
            en: "Another catalog of the same body lists “{name}” with another method: “{here}” here, “{there}” there.",
        },
    ],
    help: Localized {
        zh: "核对依据后统一两个目录的写法；不是同一事项的，改名以示区别。",
        en: "Check the legal basis and make both catalogs agree; if they are two items, give them names that tell them apart.",
    },
    why: Localized {
        zh: "同一单位的同一事项在两个目录中时限或者方式不同，公众不知道以哪个目录为准。检查一个文件夹（或者不写路径）时比较整个项目的目录：项目是向上最近的 catalint.yaml 所在的文件夹，没有时是所给的文件夹；两个目录里各报一处。逐个列出文件名时不作这项检查，因为只看到一部分目录。名称比较不计空格、标点、全角半角、前面的序号和末尾的“信息”“情况”；三级事项也要相同；“政策文件”一类的通用名称，公开内容也相同才算同一事项。",
        en: "Where two catalogs of one body give an item other deadlines or methods, nobody knows which catalog holds. The catalogs of the whole project are compared when a folder is checked, or no path is given: the project is the nearest folder upward with a catalint.yaml, else the folder given; both catalogs have the finding. Where files are named one by one only a part of the catalogs is seen, and the rule does not run. Names are compared without blanks, marks, width, a number in front and 信息 or 情况 at the end, on all levels; items of loose names such as 政策文件 must have the same content, too.",
    },
    law: &[REGULATION.article(6)],
    source: Localized {
        zh: "行政机关应当及时、准确地公开政府信息",
        en: "Organs disclose information in time and accurately",
    },
    wrong: &[
        Wrong {
            yaml: "    topic: 社会救助\n    subtopic: 临时救助\n    deadline: 自该政府信息形成或者变更之日起20个工作日内\n# --- project: 社会救助.yaml ---\n    topic: 社会救助\n    subtopic: 临时救助信息\n    deadline: 自该政府信息形成或者变更之日起10个工作日内\n",
            at: "自该政府信息形成或者变更之日起20个工作日内",
            fixed: None,
        },
        Wrong {
            yaml: "    subtopic: 临时救助\n    publisher: 静安区民政局\n    deadline: 自收到申请之日起20个工作日内\n    audience: 特定对象：申请人\n    method: 依申请公开\n# --- project: 社会救助.yaml ---\n    subtopic: 临时救助\n    publisher: 区民政局\n",
            at: "依申请公开",
            fixed: None,
        },
    ],
    right: &[
        "    subtopic: 临时救助\n    deadline: 自该政府信息形成或者变更之日起20个工作日内\n# --- project: 社会救助.yaml ---\n    subtopic: 临时救助\n    deadline: 信息形成或变更后二十个工作日内公开\n",
        "    subtopic: 临时救助\n# --- project: 黄浦.yaml ---\nauthority: 黄浦区民政局\nitems:\n  - {topic: 社会救助, subtopic: 临时救助, publisher: 区民政局, deadline: 10个工作日内}\n",
        "    topic: 综合业务\n    subtopic: 政策文件\n    content: [社会救助政策]\n# --- project: 养老.yaml ---\n    topic: 综合业务\n    subtopic: 政策文件\n    content: [养老服务政策]\n    deadline: 自该政府信息形成或者变更之日起10个工作日内\n",
    ],
    supersedes: Supersedes::Nothing,
    check: Check::Catalog(Reads::of(&[FieldId::Deadline, FieldId::Method, FieldId::Topic, FieldId::Subtopic]), check),
};

const THERE: Localized = Localized { zh: "那里是“{there}”", en: "there it is “{there}”" };

fn check(cx: &CatalogCx<'_>, sink: &mut Sink<'_>) {
    let Some(project) = cx.context.project.as_deref() else { return };
    let Some(own) = project.file(cx.facts().file()) else { return };
    for facts in &cx.facts().items {
        let item = cx.catalog.item(facts.index);
        if let (Some(mine), Some((there, place))) = (&facts.deadline, project.other_deadline(facts, own)) {
            sink.extend(finding(item, FieldId::Deadline, (&mine.text, there), place));
        }
        if let (Some(mine), Some((there, place))) = (&facts.method, project.other_method(facts, own)) {
            sink.extend(finding(item, FieldId::Method, (&mine.text, there), place).map(|found| found.message(1)));
        }
    }
}

fn finding(item: Item<'_>, id: FieldId, (here, there): (&str, &str), place: FileRange) -> Option<Finding> {
    let field: Field<'_> = item.field(id)?;
    // An item that is read through an alias has no other place than that.
    let span = match (item.node().is_aliased(), field.inherited) {
        (true, _) => item.node().span(),
        // A default is right or wrong for this item alone.
        (false, true) => item.first_key(),
        (false, false) => field.place(),
    };
    let finding = Finding::field(&RULE, field).at(span);
    Some(
        finding
            .arg("name", item.label())
            .arg("here", here)
            .arg("there", there)
            .cause(&["here", "there"])
            .in_file(place, &THERE),
    )
}
