//! PUB006: a publisher (公开主体) left as the national template has it: 相关审批部门,
//! 县级人民政府民政部门, 地方各级财政部门. The template names no body; the catalog of a body must.

use crate::domain::bodies::{Body, bodies, vague};
use crate::model::FieldId;
use crate::rule::{Check, Localized, Rule, Severity, Silences, Sink, Texts, ValueCx, Violation, Wrong};

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: "PUB006",
    name: "publisher-template",
    severity: Severity::Warning,
    fixes: &[],
    summary: Localized { zh: "公开主体还是模板里的话", en: "publisher in the template's words" },
    messages: &[Localized {
        zh: "“{written}”是模板里的泛称，没有改成本地单位的名称",
        en: "“{written}” is what the template says of any place; the body here is not named.",
    }],
    help: Localized {
        zh: "写明本地单位的全称，如“云岭县民政局”；几个单位分别负责的，逐一写明。",
        en: "Name the body of this place in full, such as 云岭县民政局; where several are in charge, name each.",
    },
    why: Localized {
        zh: "国家和部委的标准目录面向全国，公开主体只能写“县级”“地方各级”“相关审批部门”。各地编制自己的目录时要换成具体单位，否则责任无处落实，群众也不知道找谁。",
        en: "The national templates hold for every place, so they can only say “county-level department”. A body's own catalog has to name who it is, or no one is answerable and people do not know whom to ask.",
    },
    source: Localized {
        zh: "《中华人民共和国政府信息公开条例》（国务院令第711号）第十条；《国务院办公厅关于全面推进基层政务公开标准化规范化工作的指导意见》（国办发〔2019〕54号）：主体为目录要素之一",
        en: "Regulation on Open Government Information (State Council Order 711), Art. 10; State Council General Office, 国办发〔2019〕54号: the publisher is an element of a catalog",
    },
    wrong: &[
        Wrong { yaml: "    publisher: 相关审批部门\n", at: "相关审批部门", fixed: None },
        Wrong {
            yaml: "    publisher: 县级人民政府民政部门\n", at: "县级人民政府民政部门", fixed: None
        },
        Wrong { yaml: "    publisher: 民政部门\n", at: "民政部门", fixed: None },
        Wrong { yaml: "    publisher: [地方各级财政部门]\n", at: "地方各级财政部门", fixed: None },
        Wrong {
            yaml: "    publisher: 县（区、市）人民政府\n", at: "县（区、市）人民政府", fixed: None
        },
        Wrong {
            yaml: "    publisher: 负责管理的部门分别公开\n", at: "负责管理的部门分别公开", fixed: None
        },
    ],
    right: &[
        "    publisher: 静安区民政局（牵头）、各街道办事处\n",
        "    publisher: 区级机关事务管理局\n",
        "    publisher: 县级融媒体中心\n",
        "    publisher: 行政审批部门（区行政服务中心）\n",
        "    publisher: 区应急管理部门联席会议办公室\n",
    ],
    silences: Silences::Value(&["PUB002", "PUB003"]),
    check: Check::Text(Texts::of(&[FieldId::Publisher]), check),
};

/// Bodies of one text that are looked at.
const MOST: usize = 100;

fn check(cx: &ValueCx<'_>, sink: &mut Sink<'_>) {
    let text = cx.entry.text;
    if !(text.contains(['级', '门', '区']) || text.contains("人民政府")) {
        return;
    }
    // One is enough: the text was not adapted.
    // What stands in brackets may be the body's own name: 行政审批部门（区行政审批局）.
    let bare = |body: &Body<'_>| body.range == body.name_range();
    let general = |body: &Body<'_>| bare(body) && is_general(body.name) && vague(text, body).is_none();
    let Some(body) = bodies(text).take(MOST).find(general) else { return };
    sink.push(Violation::part(&RULE, cx.entry, body.range.clone()).arg("written", &text[body.range]));
}

/// Whether a name is said of any place.
fn is_general(name: &str) -> bool {
    let name = name.trim();
    let office = ["部门", "人民政府", "政府", "机构", "单位", "机关"].iter().any(|end| name.ends_with(end));
    // 县（区、市）人民政府, 市、县级人民政府
    const PLACES: &[&str] = &["县（区", "县(区", "区（县", "区(县", "县（市", "县(市", "市（县", "市(县", "县级以上"];
    if office && PLACES.iter().any(|place| name.starts_with(place)) {
        return true;
    }
    if name.starts_with("负责") && name.contains("部门") {
        return true;
    }
    const LEVELS: &[&str] =
        &["地方各级", "各级", "地方", "县级", "区级", "市级", "省级", "设区的市级", "乡级", "镇级", "乡镇级", "州级"];
    if office && LEVELS.iter().any(|level| name.starts_with(level)) {
        return true;
    }
    // 相关审批部门, 民政部门: what it does, and no place.
    // 各预算主管部门 are all of them, each for its own: nothing is left open.
    if name.starts_with('各') {
        return false;
    }
    let kind = ["相关", "有关"].iter().find_map(|word| name.strip_prefix(word)).unwrap_or(name);
    kind.len() > "部门".len() && kind.ends_with("部门") && !has_place(kind)
}

/// Whether a name begins with a place, or with a word that stands for one here: 区教育主管部门.
fn has_place(name: &str) -> bool {
    const OWN: &[&str] = &["本", "我", "区", "县", "省", "州", "旗", "镇", "乡", "街道"];
    let city =
        name.starts_with('市') && !name.starts_with("市场") && !name.starts_with("市政") && !name.starts_with("市容");
    city || OWN.iter().any(|word| name.starts_with(word)) || crate::domain::rank::last_place(name).is_some()
}
