//! PUB006: a publisher (公开主体) left as the national template has it: 相关审批部门,
//! 县级人民政府民政部门, 地方各级财政部门. The template names no body; the catalog of a body must.

use crate::model::FieldId;
use crate::rule::{Check, Finding, Localized, Reads, Rule, Severity, Sink, Supersedes, TextCx, Wrong};
use catalint_domain::bodies::identity::Jurisdiction;
use catalint_domain::bodies::nameless::{Nameless, begins_with_any_place, nameless, says_template};
use catalint_domain::bodies::{Body, bodies, vague};
use catalint_domain::law::acts::GUIDANCE;

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: "PUB006",
    name: "publisher-template",
    severity: Severity::Warning,
    fixes: &[],
    summary: Localized { zh: "公开主体还是模板里的话", en: "publisher in the template's words" },
    messages: &[
        Localized {
            zh: "“{written}”是模板里的泛称，没有改成本地单位的名称",
            en: "“{written}” is what the template says of any place; the body here is not named.",
        },
        Localized {
            zh: "“{written}”是单位里的科室，没有写明是哪个单位",
            en: "“{written}” is an office within a body, and does not say of which.",
        },
    ],
    help: Localized {
        zh: "写明本地单位的全称，如“云岭县民政局”；几个单位分别负责的，逐一写明。",
        en: "Name the body of this place in full, such as 云岭县民政局; where several are in charge, name each.",
    },
    why: Localized {
        zh: "国家和部委的标准目录面向全国，公开主体只能写“县级”“地方各级”“相关审批部门”。各地编制自己的目录时要换成具体单位，否则责任无处落实，群众也不知道找谁。",
        en: "The national templates hold for every place, so they can only say “county-level department”. A body's own catalog has to name who it is, or no one is answerable and people do not know whom to ask.",
    },
    law: &[GUIDANCE],
    source: Localized { zh: "主体为目录要素之一", en: "The publisher is an element of a catalog" },
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
        Wrong { yaml: "    publisher: 街道办事处\n    levels: [乡级]\n", at: "街道办事处", fixed: None },
        Wrong { yaml: "    publisher: 县（区）级民政局\n", at: "县（区）级民政局", fixed: None },
        Wrong {
            yaml: "    publisher: 市、区县人民政府房屋管理部门\n",
            at: "市、区县人民政府房屋管理部门",
            fixed: None,
        },
        Wrong { yaml: "    publisher: 公安机关\n", at: "公安机关", fixed: None },
        Wrong { yaml: "    publisher: 办公室\n", at: "办公室", fixed: None },
    ],
    right: &[
        "    publisher: 静安区民政局（牵头）、各街道办事处\n",
        "    publisher: 区级机关事务管理局\n",
        "    publisher: 县级融媒体中心\n",
        "    publisher: 行政审批部门（区行政服务中心）\n",
        "    publisher: 区应急管理部门联席会议办公室\n",
        "---\ntitle: 江宁路街道办事处政务公开标准目录\nauthority: 江宁路街道办事处\nupdated: 2026-06-30\nitems:\n  - topic: 社会救助\n    subtopic: 最低生活保障\n    content: [申请条件, 办理流程]\n    basis: 《中华人民共和国预算法》第十四条\n    deadline: 自该政府信息形成或者变更之日起20个工作日内\n    publisher: 街道办事处\n    channels: [政府网站]\n    audience: 全社会\n    method: 主动公开\n    levels: [乡级]\n",
        "---\ntitle: 社会救助领域基层政务公开标准目录（模板）\nauthority: 静安区民政局\nupdated: 2026-06-30\nitems:\n  - topic: 社会救助\n    subtopic: 最低生活保障\n    content: [申请条件, 办理流程]\n    basis: 《中华人民共和国预算法》第十四条\n    deadline: 自该政府信息形成或者变更之日起20个工作日内\n    publisher: 乡镇人民政府\n    channels: [政府网站]\n    audience: 全社会\n    method: 主动公开\n    levels: [乡级]\n",
        "    publisher: 区民政局救助科\n",
        "# 静安区民政局政务公开标准目录\n\n本表是模板，供各地编制目录时参考\n\n编制单位：静安区民政局\n更新日期：2026-06-30\n\n| 序号 | 一级事项 | 二级事项 | 公开内容 | 公开依据 | 公开时限 | 公开主体 | 公开渠道 | 公开对象 | 公开方式 | 公开层级 |\n|---|---|---|---|---|---|---|---|---|---|---|\n| 1 | 社会救助 | 最低生活保障 | 1. 申请条件 2. 办理流程 | 《中华人民共和国政府信息公开条例》（国务院令第711号） | 自该政府信息形成或者变更之日起20个工作日内 | 县级民政部门 | ■政府网站 □两微一端 | 全社会 | 主动公开 | 县级 |\n",
    ],
    supersedes: Supersedes::Value(&["PUB002", "PUB003"]),
    check: Check::Text(Reads::texts(&[FieldId::Publisher]).and(&[FieldId::Title, FieldId::Authority]), check),
};

/// Bodies of one text that are looked at.
const MOST: usize = 100;

const OFFICE: usize = 1;
const OFFICE_HELP: Localized = Localized {
    zh: "写单位全称，如“云岭县民政局”；具体由哪个科室办理，可以写在备注里。",
    en: "Name the body in full, such as 云岭县民政局; the office within it can go to the note.",
};

fn check(cx: &TextCx<'_>, sink: &mut Sink<'_>) {
    let text = cx.entry.text;
    if !text.contains(['级', '门', '区', '府', '处', '关', '地', '室', '科', '股', '办', '街']) || is_template(cx)
    {
        return;
    }
    let home = home(cx);
    if begins_with_any_place(text) {
        let whole = text.trim();
        let start = text.len() - text.trim_start().len();
        let finding = Finding::part(&RULE, cx.entry, start..start + whole.len()).arg("written", whole);
        return sink.push(finding.cause(&[]));
    }
    // One is enough: the text was not adapted.
    // What stands in brackets may be the body's own name: 行政审批部门（区行政审批局）.
    let of = |body: &Body<'_>| {
        let name = if brackets_say_no_more(text, body) { body.name } else { &text[body.range.clone()] };
        nameless(name, home.as_ref()).filter(|_| vague(text, body).is_none())
    };
    let all = || bodies(text).take(MOST).filter_map(|body| of(&body).map(|what| (body, what)));
    let first = |wanted| all().find(|(_, what)| *what == wanted);
    if let Some((body, _)) = first(Nameless::General) {
        let finding = Finding::part(&RULE, cx.entry, body.range.clone()).arg("written", &text[body.range]);
        sink.push(finding.cause(&[]));
    } else if let Some((body, _)) = first(Nameless::Office) {
        let finding = Finding::part(&RULE, cx.entry, body.range.clone()).arg("written", &text[body.range]);
        sink.push(finding.message(OFFICE).help(&OFFICE_HELP).severity(Severity::Hint).cause(&[]));
    }
}

/// Whether a body is its name, or has nothing in brackets but its part in the matter.
fn brackets_say_no_more(text: &str, body: &Body<'_>) -> bool {
    let behind = &text[body.name_range().end..body.range.end];
    behind.is_empty() || ["（牵头）", "(牵头)", "（主办）", "（配合）"].contains(&behind.trim())
}

/// Whether the catalog says of itself that it is a template for others.
fn is_template(cx: &TextCx<'_>) -> bool {
    cx.is_template() || says_template(cx.top(FieldId::Title))
}

/// The place that the catalog belongs to.
fn home(cx: &TextCx<'_>) -> Option<Jurisdiction> {
    Jurisdiction::of(cx.top(FieldId::Authority), cx.top(FieldId::Title))
}
