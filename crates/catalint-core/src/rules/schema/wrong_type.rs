//! SCH001: a value of another kind than its field takes: a list for a text, a number for a text,
//! a mapping where a colon was meant as a character, an empty entry, a date that is none.

use crate::fix::{Applicability, Fix};
use crate::model::{Field, FieldId};
use crate::rule::{Check, FileCx, Finding, Localized, Rule, Severity, Sink, Supersedes, Wrong};
use crate::schema::{ExpectedValue, SchemaFault, SchemaFaultKind};
use catalint_domain::date::Date;
use catalint_text::Edit;
use catalint_yaml::{Kind, Node, Style, edit};

const BLANK: usize = 1;
const DATE: usize = 2;
const PAIR: usize = 3;
const DEFAULT: usize = 4;

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: "SCH001",
    name: "wrong-type",
    severity: Severity::Error,
    fixes: &[Applicability::Offer],
    summary: Localized { zh: "内容的类型不对", en: "a value of the wrong kind" },
    messages: &[
        Localized {
            zh: "“{field}”应当是{expected}，这里却是{found}",
            en: "The field {field} takes {expected}; this is {found}.",
        },
        Localized {
            zh: "“{field}”的列表里有一条是空的", en: "An entry in the list of {field} is empty."
        },
        Localized {
            zh: "“{text}”不是日期，应写作 2026-06-30 的样子",
            en: "{text} is no date; write it as 2026-06-30.",
        },
        Localized {
            zh: "“{text}”后面是半角冒号加空格，这一条成了另一个栏目，不再是一段文字",
            en: "The colon and blank behind {text} make a key of it instead of a text.",
        },
        Localized {
            zh: "统一规定中的“{field}”是空的，不起作用",
            en: "The default {field} is empty and gives nothing.",
        },
    ],
    help: Localized {
        zh: "按该栏目的要求改写；数字要作为文字时，加上引号。",
        en: "Write the value as the field takes it; a number meant as text goes in quotation marks.",
    },
    why: Localized {
        zh: "内容的类型不对时，公布和导出的程序会漏掉它，或者按别的意思处理，检查也无法进行。",
        en: "A value of the wrong kind is skipped or misread by whatever publishes the catalog, and can't be checked.",
    },
    law: &[],
    source: Localized { zh: "本目录格式的规定", en: "The definition of this format" },
    wrong: &[
        Wrong { yaml: "    detail: 20\n", at: "detail: «20»", fixed: Some("    detail: \"20\"\n") },
        Wrong { yaml: "    note: [每年核对]\n", at: "[每年核对]", fixed: Some("    note: 每年核对\n") },
        Wrong {
            yaml: "    note:\n      - 每年核对\n", at: "每年核对", fixed: Some("    note: 每年核对\n")
        },
        Wrong {
            yaml: "    content:\n      - 申请条件\n      -\n",
            at: "申请条件\n      «-»",
            fixed: Some("    content:\n      - 申请条件\n"),
        },
        Wrong {
            yaml: "    content:\n      - 办理流程\n      - 申请: 条件\n",
            at: "申请: 条件",
            fixed: Some("    content:\n      - 办理流程\n      - 申请：条件\n"),
        },
        Wrong { yaml: "updated: 2026-02-30\n", at: "2026-02-30", fixed: None },
        Wrong { yaml: "updated: 2026年6月30日\n", at: "2026年6月30日", fixed: Some("updated: 2026-06-30\n") },
        Wrong { yaml: "updated: 20260630\n", at: "20260630", fixed: Some("updated: 2026-06-30\n") },
        Wrong { yaml: "    extra: 救助科\n", at: "救助科", fixed: None },
        Wrong {
            yaml: "title: 静安区民政局政务公开标准目录\nprofile: shanghai\nupdated: 2026-06-30\ndefaults:\n  audience:\n  method: 主动公开\nitems:\n  - topic: 社会救助\n    content: [申请条件]\n    basis: 《中华人民共和国预算法》第十四条\n    deadline: 自该政府信息形成或者变更之日起20个工作日内\n    publisher: 静安区民政局\n    channels: [政府网站]\n    audience: 全社会\n    levels: [区级]\n",
            at: "audience",
            fixed: None,
        },
    ],
    right: &[
        "    no: 1.10\n    detail: \"20\"\n    extra: {责任科室: 救助科}\n    note: null\n",
        "    content: 申请条件：本区户籍\n    channels: 政府网站\n    no: \"1.2\"\n",
    ],
    supersedes: Supersedes::Nothing,
    check: Check::File(check),
};

const QUOTE: Localized = Localized { zh: "加上引号，作为文字", en: "Put it in quotation marks" };
const UNWRAP: Localized = Localized { zh: "去掉列表，只留文字", en: "Keep the text without the list" };
const REMOVE: Localized = Localized { zh: "删去这一条", en: "Delete the entry" };
const REWRITE: Localized = Localized { zh: "改为“{date}”", en: "Write {date}" };
const WIDEN: Localized = Localized { zh: "将冒号改为全角“：”", en: "Make the colon ：" };
const WIDEN_HELP: Localized = Localized {
    zh: "将这个冒号改为全角“：”，或者将整条文字放进引号里。",
    en: "Write the colon as ：, or put the whole text in quotation marks.",
};
const REMOVE_HELP: Localized =
    Localized { zh: "补上内容，或者删去这一条。", en: "Fill the entry, or delete it." };
const DEFAULT_HELP: Localized =
    Localized { zh: "补上内容，或者删去这一行。", en: "Fill it in, or delete the line." };
const DATE_HELP: Localized =
    Localized { zh: "写成“年-月-日”，如 2026-06-30。", en: "Write year, month and day, as 2026-06-30." };

fn check(cx: &FileCx<'_>, sink: &mut Sink<'_>) {
    for fault in cx.schema {
        let Some(node) = fault.node.map(|node| cx.tree.node(node)) else { continue };
        let label = fault.field.map(|id| Localized { zh: id.spec().label, en: id.spec().label_en });
        let label = label.unwrap_or(Localized { zh: "事项", en: "items" });
        let finding = Finding { item: fault.item, pointer: fault.pointer.clone(), ..Finding::new(&RULE, fault.span) };
        let finding = match header(fault, node) {
            Some(header) => finding.arg("field", header),
            None => finding.arg("field", label),
        };
        match fault.kind {
            SchemaFaultKind::BlankEntry => {
                let list = field(cx, fault).map(|field| field.value);
                let edit = list.and_then(|list| edit::remove_entry(list, node));
                let fix = edit.map(|edit| Fix::offer(&REMOVE, vec![edit]));
                sink.push(finding.message(BLANK).help(&REMOVE_HELP).fix(fix));
            }
            SchemaFaultKind::BlankDefault => sink.push(finding.message(DEFAULT).help(&DEFAULT_HELP)),
            SchemaFaultKind::BadDate | SchemaFaultKind::WrongType { expected: ExpectedValue::Date, .. }
                if node.is_scalar() =>
            {
                sink.push(date(finding, node));
            }
            SchemaFaultKind::WrongType { expected, found } => {
                sink.push(kind(cx, fault, finding, node, expected, found))
            }
            _ => {}
        }
    }
}

/// What a column of `extra` is called; its key stands right before it.
fn header<'a>(fault: &SchemaFault, node: Node<'a>) -> Option<&'a str> {
    let inner = matches!(fault.kind, SchemaFaultKind::WrongType { expected: ExpectedValue::Text, .. });
    let key = node.id().checked_sub(1).filter(|_| inner && fault.field == Some(FieldId::Extra))?;
    Some(node.tree().node(key).text().trim())
}

/// The field that a fault is about.
fn field<'a>(cx: &FileCx<'a>, fault: &SchemaFault) -> Option<Field<'a>> {
    let catalog = cx.catalog?;
    let id = fault.field?;
    match fault.item {
        Some(item) => catalog.item(item).field(id),
        None => catalog.field(id).or_else(|| catalog.default(id)),
    }
}

fn date(finding: Finding, node: Node<'_>) -> Finding {
    let finding = finding.message(DATE).arg("text", node.text().trim()).help(&DATE_HELP);
    let Some(date) = read_date(node.text()) else { return finding };
    let edit = edit::replace_value(node, &date.to_string());
    finding.arg("date", date.to_string()).fix(edit.map(|edit| Fix::offer(&REWRITE, vec![edit])))
}

/// A date in another form: `2026年6月30日`, `2026/6/30`, `2026.06.30`, `20260630`.
fn read_date(text: &str) -> Option<Date> {
    let text = text.trim();
    let marks = |c: char| matches!(c, '年' | '月' | '日' | '/' | '.' | '-' | '－' | '／' | '．' | ' ');
    if !text.chars().all(|c| c.is_ascii_digit() || marks(c)) {
        return None;
    }
    let parts: Vec<&str> = text.split(marks).filter(|part| !part.is_empty()).collect();
    let [year, month, day] = match parts[..] {
        [year, month, day] if year.len() == 4 => [year, month, day],
        [all] if all.len() == 8 => [&all[..4], &all[4..6], &all[6..]],
        _ => return None,
    };
    Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
}

fn kind(
    cx: &FileCx<'_>,
    fault: &SchemaFault,
    finding: Finding,
    node: Node<'_>,
    expected: ExpectedValue,
    found: Kind,
) -> Finding {
    let text = matches!(expected, ExpectedValue::Text | ExpectedValue::TextOrList);
    if text && let Some((key, edit)) = pair(node) {
        let fix = Fix::offer(&WIDEN, vec![edit]);
        return finding.message(PAIR).arg("text", key).help(&WIDEN_HELP).fix(Some(fix));
    }
    let fix = match found {
        Kind::Int | Kind::Float | Kind::Bool if text => edit::quote(node).map(|edit| Fix::offer(&QUOTE, vec![edit])),
        Kind::Seq if text => {
            let key = field(cx, fault).filter(|field| field.value == node).map(|field| field.key);
            let edit = key.and_then(|key| edit::unwrap_list(key, node));
            edit.map(|edit| Fix::offer(&UNWRAP, vec![edit]))
        }
        _ => None,
    };
    finding.arg("expected", takes(expected)).arg("found", is(found)).fix(fix)
}

/// `联系方式: 电话` where a text should be: its key, and the full-width colon.
fn pair(node: Node<'_>) -> Option<(&str, Edit)> {
    let (key, value) = node.pairs().next().filter(|_| node.count() == 1 && node.style() == Style::Block)?;
    let plain = |node: Node<'_>| node.style() == Style::Plain && node.is_verbatim() && !node.is_aliased();
    if !plain(key) || !plain(value) || FieldId::from_interned(key.name()).is_some() {
        return None;
    }
    let colon = catalint_text::Span::new(key.span().end, value.span().start);
    let one_line = node.tree().source()[colon.range()].trim() == ":";
    one_line.then(|| (key.text(), Edit::new(colon, "：")))
}

fn takes(expected: ExpectedValue) -> Localized {
    match expected {
        ExpectedValue::Text => Localized { zh: "一段文字", en: "one text" },
        ExpectedValue::TextOrList => Localized { zh: "文字或者文字的列表", en: "a text or a list of texts" },
        ExpectedValue::Number => Localized { zh: "整数或者文字", en: "a number or a text" },
        ExpectedValue::Date => Localized { zh: "日期", en: "a date" },
        ExpectedValue::Defaults => Localized { zh: "若干行“栏目名: 内容”", en: "lines of field: value" },
        ExpectedValue::Items => Localized { zh: "事项的列表", en: "a list of items" },
        ExpectedValue::Item => {
            Localized { zh: "一项，即若干行“栏目名: 内容”", en: "items, each made of lines key: value" }
        }
        ExpectedValue::Map => Localized { zh: "若干行“栏目名: 文字”", en: "lines of header: text" },
    }
}

fn is(found: Kind) -> Localized {
    match found {
        Kind::Null => Localized { zh: "空白", en: "nothing" },
        Kind::Bool => Localized { zh: "是非值（true、false）", en: "a truth value" },
        Kind::Int => Localized { zh: "整数", en: "a whole number" },
        Kind::Float => Localized { zh: "小数", en: "a number" },
        Kind::Str => Localized { zh: "一段文字", en: "a text" },
        Kind::Seq => Localized { zh: "列表", en: "a list" },
        Kind::Map => Localized { zh: "若干行“栏目名: 内容”", en: "a mapping" },
    }
}
