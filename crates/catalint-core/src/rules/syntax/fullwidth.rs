//! SYN003: marks of a Chinese keyboard, or a missing blank, where YAML has syntax.
//!
//! In the words of a catalog full-width marks are right; between its keys and values they are not.

use super::helpers;
use crate::fix::{Applicability, Edit, Fix};
use crate::model::{Entry, Field, FieldId};
use crate::rule::{Check, FileCx, Finding, Localized, Rule, Severity, Sink, Supersedes, Wrong};
use crate::schema::SchemaFaultKind;
use catalint_domain::vocabulary::profile::{self, Profile};
use catalint_yaml::{Kind, Slip, SlipKind, Style, edit};

const NO_BLANK: usize = 1;
const DASH: usize = 2;
const DASH_BLANK: usize = 3;
const SPACE: usize = 4;
const QUOTED_KEY: usize = 5;

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: "SYN003",
    name: "fullwidth-syntax",
    severity: Severity::Error,
    fixes: &[Applicability::Safe, Applicability::Offer],
    summary: Localized {
        zh: "格式符号用了全角，或缺少空格",
        en: "a full-width mark or no blank where YAML has syntax",
    },
    messages: &[
        Localized {
            zh: "全角的“{typed}”在这里不起作用，应写半角的“{right}”",
            en: "The full-width {typed} does nothing here; write {right}.",
        },
        Localized { zh: "栏目名的冒号后面缺少空格", en: "A blank is missing behind the colon of the key." },
        Localized {
            zh: "“{typed}”不能表示列表的一条，应写半角短横加空格",
            en: "{typed} begins no entry of a list; write a dash and a blank.",
        },
        Localized {
            zh: "短横后面缺少空格，这一行没有成为列表的一条",
            en: "Without a blank behind its dash this line is no entry of a list.",
        },
        Localized {
            zh: "这里用了全角空格，应当用半角空格",
            en: "There is a full-width blank where an ordinary one is needed.",
        },
        Localized {
            zh: "栏目名带了引号“{typed}”，成了另一个名称",
            en: "The quotation marks of {typed} make another key of it.",
        },
    ],
    help: Localized {
        zh: "切换到半角（英文）标点再输入。", en: "Type it with the keyboard set to half-width marks."
    },
    why: Localized {
        zh: "YAML 只认半角的冒号、逗号、短横、括号、引号和空格。换成全角，栏目就读不出来，或者连同名称一起变成一段文字。",
        en: "YAML knows only the half-width colon, comma, dash, bracket, quotation mark and blank. With a full-width one the field can't be read, or becomes text together with its name.",
    },
    law: &[],
    source: Localized {
        zh: "YAML 1.2.2 第5.3节：结构符号", en: "YAML 1.2.2, section 5.3: indicator characters"
    },
    wrong: &[
        Wrong { yaml: "    topic：社会救助\n", at: "：", fixed: Some("    topic: 社会救助\n") },
        Wrong { yaml: "    topic:社会救助\n", at: "topic«:»", fixed: Some("    topic: 社会救助\n") },
        Wrong {
            yaml: "    content:\n      - 申请条件\n      －办理流程\n",
            at: "－",
            fixed: Some("    content:\n      - 申请条件\n      - 办理流程\n"),
        },
        Wrong {
            yaml: "    content:\n      - 申请条件\n      -办理流程\n",
            at: "      «-»办",
            fixed: Some("    content:\n      - 申请条件\n      - 办理流程\n"),
        },
        Wrong { yaml: "    topic:　社会救助\n", at: "　", fixed: Some("    topic: 社会救助\n") },
        Wrong {
            yaml: "    channels: [政府网站，两微一端]\n",
            at: "，",
            fixed: Some("    channels: [政府网站, 两微一端]\n"),
        },
        Wrong {
            yaml: "    channels: 【政府网站，两微一端】\n",
            at: "【政府网站，两微一端】",
            fixed: Some("    channels: [政府网站, 两微一端]\n"),
        },
        Wrong {
            yaml: "    channels: [政府网站，静安区民政局网站]\n",
            at: "，",
            fixed: Some("    channels: [政府网站, 静安区民政局网站]\n"),
        },
        Wrong { yaml: "    “note”: 按月更新\n", at: "“note”", fixed: Some("    note: 按月更新\n") },
    ],
    right: &[
        "    topic: 社会救助：最低生活保障\n    note: 电话，传真，详见网站\n",
        "    channels: [政府网站, 其他：“随申办”（市民云，客户端）]\n    audience: [特定对象：申请人，代理人]\n",
        "    note: 【重要】按月更新\n    basis:\n      - 【法律】《中华人民共和国预算法》第十四条\n",
    ],
    supersedes: Supersedes::Span,
    check: Check::File(check),
};

const MEND: Localized = Localized { zh: "将“{typed}”改为“{right}”", en: "Replace {typed} by {right}" };
const BLANK: Localized = Localized { zh: "在冒号后面加一个空格。", en: "Put a blank behind the colon." };
const DASH_HELP: Localized = Localized { zh: "在短横后面加一个空格。", en: "Put a blank behind the dash." };
const INSERT: Localized = Localized { zh: "补上空格", en: "Insert the blank" };
const NARROW: Localized = Localized { zh: "改为半角空格", en: "Make it an ordinary blank" };
const UNQUOTE: Localized = Localized { zh: "去掉栏目名的引号", en: "Take the quotation marks off" };

fn check(cx: &FileCx<'_>, sink: &mut Sink<'_>) {
    for slip in cx.slips.iter().filter(|slip| !matches!(slip.kind, SlipKind::Tab | SlipKind::Blank)) {
        sink.push(worded(cx, slip));
    }
    quoted_keys(cx, sink);
    let Some(catalog) = cx.catalog else { return };
    for item in catalog.items() {
        for id in [FieldId::Channels, FieldId::Audience, FieldId::Method, FieldId::Levels] {
            if let Some(field) = item.field(id) {
                value(cx, field, sink);
            }
        }
    }
}

/// A slip that the reader found.
fn worded(cx: &FileCx<'_>, slip: &Slip) -> Finding {
    let typed = cx.source.slice(slip.span);
    let (message, fix) = match slip.kind {
        SlipKind::NoBlank => (NO_BLANK, &INSERT),
        SlipKind::Dash if typed == "-" => (DASH_BLANK, &INSERT),
        SlipKind::Dash => (DASH, &MEND),
        SlipKind::Space => (SPACE, &NARROW),
        _ => (0, &MEND),
    };
    let help = matches!(slip.kind, SlipKind::NoBlank).then_some(&BLANK);
    let help = if message == DASH_BLANK { Some(&DASH_HELP) } else { help };
    let edits = vec![Edit::new(slip.span, slip.replacement.clone())];
    let fix = if slip.mends { Fix::safe(fix, edits) } else { Fix::offer(fix, edits) };
    let finding = helpers::at(&RULE, cx, slip.span).message(message).fix(Some(fix));
    let finding = Finding { help, ..finding };
    finding.arg("typed", typed.trim()).arg("right", slip.replacement.trim())
}

/// A known key in Chinese quotation marks: valid YAML, and another key.
fn quoted_keys(cx: &FileCx<'_>, sink: &mut Sink<'_>) {
    for fault in cx.schema {
        let (SchemaFaultKind::Unknown { name, meant: Some((field, known)) }, Some(key)) = (&fault.kind, fault.node)
        else {
            continue;
        };
        let bare = name.trim_matches(['“', '”', '‘', '’', '「', '」', '\u{3000}', ' ']);
        if bare != *known || !name.starts_with(['“', '”', '‘', '’', '「', '\u{3000}']) {
            continue;
        }
        let fix = edit::rename_key(cx.tree.node(key), known).map(|edit| Fix::safe(&UNQUOTE, vec![edit]));
        let mut finding = helpers::at(&RULE, cx, fault.span).message(QUOTED_KEY).arg("typed", name.trim());
        finding.pointer = format!("{}/{}", finding.pointer, field.key());
        sink.push(finding.fix(fix));
    }
}

/// A list in brackets that reads as one text: 【…】, or `[…]` with full-width commas. Only in
/// fields of set words, where a comma or bracket of the text itself is out of the question.
fn value(cx: &FileCx<'_>, field: Field<'_>, sink: &mut Sink<'_>) {
    let node = field.value;
    if node.kind() == Kind::Str && node.style() == Style::Plain {
        let text = node.text();
        if !text.starts_with(['【', '［']) {
            return;
        }
        let inner = text.strip_suffix(['】', '］', ']']).map(|text| &text['【'.len_utf8()..]);
        if let Some(parts) = inner.and_then(|inner| parts(cx.profile, field.id, inner)) {
            let edit = edit::replace_with_list(node, &parts.texts);
            let (typed, right) = (helpers::short(text), format!("[{}]", parts.texts.join(", ")));
            let finding = mended(cx, field, node.span(), edit.into_iter().collect(), parts.known);
            sink.push(finding.arg("typed", typed).arg("right", helpers::short(&right)));
        }
        return;
    }
    // A full-width comma begins with this byte; behind an alias one may stand elsewhere.
    if memchr::memchr2(0xEF, b'*', cx.tree.source()[node.span().range()].as_bytes()).is_none() {
        return;
    }
    for entry in field.entries().filter(|entry| entry.node.is_in_flow() && entry.node.style() == Style::Plain) {
        commas(cx, entry, sink);
    }
}

/// The full-width commas of an entry in brackets.
fn commas(cx: &FileCx<'_>, entry: Entry<'_>, sink: &mut Sink<'_>) {
    if !entry.text.contains('，') {
        return;
    }
    let Some(parts) = parts(cx.profile, entry.id(), entry.text).filter(|parts| parts.texts.len() > 1) else {
        return;
    };
    for (at, comma) in separators(entry.text).filter(|(_, comma)| *comma == "，").take(100) {
        let place = entry.part(at..at + comma.len());
        let edit = Edit::new(place, ", ");
        let finding = mended(cx, entry.field(), place, vec![edit], parts.known);
        sink.push(finding.arg("typed", comma).arg("right", ","));
    }
}

fn mended(cx: &FileCx<'_>, field: Field<'_>, span: catalint_text::Span, edits: Vec<Edit>, known: bool) -> Finding {
    let fix = if known { Fix::safe(&MEND, edits) } else { Fix::offer(&MEND, edits) };
    let finding = Finding { item: field.item, pointer: field.pointer(), ..helpers::at(&RULE, cx, span) };
    finding.fix(Some(fix))
}

/// The entries that a text was meant to be.
struct MeantEntries<'a> {
    texts: Vec<&'a str>,
    /// Whether the profile knows them all.
    known: bool,
}

/// Cuts at commas. None where that makes no sense: who the audience is may be a list itself
/// (特定对象：申请人，代理人), so there all parts must be known, and elsewhere one besides 其他：….
fn parts<'a>(profile: &Profile, id: FieldId, text: &'a str) -> Option<MeantEntries<'a>> {
    const MOST: usize = 100;
    let mut texts = Vec::new();
    let mut from = 0;
    for (at, comma) in separators(text).take(MOST) {
        texts.push(text[from..at].trim());
        from = at + comma.len();
    }
    texts.push(text[from..].trim());
    let known = texts.iter().filter(|text| is_known(profile, id, text)).count();
    let enough = match id {
        _ if texts.len() == 1 => true,
        FieldId::Audience => known == texts.len(),
        _ => texts.iter().any(|text| !text.contains('：') && is_known(profile, id, text)),
    };
    (enough && texts.iter().all(|text| !text.is_empty())).then_some(MeantEntries { known: known == texts.len(), texts })
}

/// The commas of a text that do not stand in round brackets.
fn separators(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut depth = 0usize;
    text.match_indices(['，', ',', '（', '）', '(', ')']).filter(move |(_, mark)| {
        match *mark {
            "（" | "(" => depth += 1,
            "）" | ")" => depth = depth.saturating_sub(1),
            _ => return depth == 0,
        }
        false
    })
}

fn is_known(profile: &Profile, id: FieldId, word: &str) -> bool {
    let word = word.split(['：', ':']).next().unwrap_or(word);
    match id {
        FieldId::Channels => {
            profile::find(&profile.channels, word).is_some()
                || profile.extra_channels.iter().any(|channel| profile::same_word(&channel.name, word))
                || (profile.other_channel && word == "其他")
        }
        FieldId::Audience => profile::find(&profile.audiences, word).is_some(),
        FieldId::Method => profile::find(&profile.methods, word).is_some(),
        _ => profile::find(&profile.levels, word).is_some(),
    }
}
