//! TXT004: blanks where none belongs.
//!
//! At the ends of a text, doubled, of a strange width, within a word; never the line breaks of
//! a block, nor what may part two elements or two bodies that issued a document together.

use super::helpers::{is_cell, is_prose, is_vocabulary};
use crate::fix::{Applicability, Fix};
use crate::model::{Entry, FieldId};
use crate::rule::{Check, Finding, Localized, Reads, Rule, Severity, Sink, Supersedes, TextCx, Wrong};
use catalint_domain::bodies::bodies;
use catalint_domain::chinese::blanks::{self, Stray, StrayBlank};
use catalint_domain::chinese::script::{after, before, is_blank, is_han};
use catalint_domain::vocabulary::profile::{self, Profile, Standing, Term};
use catalint_domain::vocabulary::text_features::TextFeatures;
use catalint_yaml::edit;

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: "TXT004",
    name: "stray-space",
    severity: Severity::Hint,
    fixes: &[Applicability::Safe],
    summary: Localized { zh: "多余的空格", en: "a blank where none belongs" },
    messages: &[
        Localized { zh: "开头或结尾有多余的空格", en: "The text begins or ends with a blank." },
        Localized {
            zh: "“{written}”中间有多余的空格", en: "A blank stands within “{written}”, which is one word."
        },
        Localized { zh: "连用了两个以上空格", en: "Two or more blanks stand in a row." },
        Localized {
            zh: "这里不是普通空格（全角空格、制表符等）",
            en: "This is no plain blank but a full-width one, a tab or the like.",
        },
        Localized {
            zh: "“{written}”中间有空格，像是一个词被断开",
            en: "A blank stands within “{written}”, which looks like one word.",
        },
    ],
    help: Localized { zh: "删去多余的空格。", en: "Remove the blanks that are too many." },
    why: Localized {
        zh: "多余的空格多半是从表格或扫描件复制来的，肉眼不易看出，却会使词语断开、检索不到、两处本来相同的文字比对不上。",
        en: "Stray blanks mostly come from copied tables and scans. They are hard to see, yet they cut words, hide them from a search and make equal texts differ.",
    },
    law: &[],
    source: Localized {
        zh: "公开目录中的常见差错：标题、表头和时限中词语被换行拆成“公开 时限”“10 个 工 作 日”",
        en: "A common flaw of published catalogs: words cut where a table cell wrapped, as in 公开 时限 and 10 个 工 作 日",
    },
    wrong: &[
        Wrong {
            yaml: "    subtopic: \" 最低生活保障\"\n",
            at: "\"« »最低",
            fixed: Some("    subtopic: \"最低生活保障\"\n"),
        },
        Wrong {
            yaml: "    content:\n      - 办理期限为10 个 工 作 日\n      - 办理流程\n",
            at: "10 个 工 作 日",
            fixed: Some("    content:\n      - 办理期限为10个工作日\n      - 办理流程\n"),
        },
        Wrong {
            yaml: "    content: 1. 申请条件  2. 办理流程\n",
            at: "条件«  »2",
            fixed: Some("    content: 1. 申请条件 2. 办理流程\n"),
        },
        Wrong {
            yaml: "    content:\n      - 申请条件\u{3000}申领标准\n      - 办理流程\n",
            at: "条件«\u{3000}»申领",
            fixed: Some("    content:\n      - 申请条件 申领标准\n      - 办理流程\n"),
        },
        Wrong {
            yaml: "    subtopic: 行政 许可\n", at: "行政 许可", fixed: Some("    subtopic: 行政许可\n")
        },
        Wrong { yaml: "    subtopic: 救助政策与业务 咨询\n", at: "救助政策与业务 咨询", fixed: None },
        Wrong {
            yaml: "    subtopic: 救助政策 咨询台\n    content:\n      - 救助政策咨询台的地址\n      - 办理流程\n",
            at: "救助政策 咨询台",
            fixed: Some("    subtopic: 救助政策咨询台\n    content:\n      - 救助政策咨询台的地址\n      - 办理流程\n"),
        },
        Wrong {
            yaml: "    basis: 《最低生活保障审核 确认办法》（民发〔2021〕57号）\n",
            at: "最低生活保障审核 确认办法",
            fixed: Some("    basis: 《最低生活保障审核确认办法》（民发〔2021〕57号）\n"),
        },
        Wrong { yaml: "    publisher: 静安区民政 局\n", at: "静安区民政 局", fixed: None },
        Wrong {
            yaml: "    channels: [政府 网站]\n", at: "政府 网站", fixed: Some("    channels: [政府网站]\n")
        },
    ],
    right: &[
        "    content: 1. 机关名称 2. 办公地址 3. 办公时间\n",
        "    content: |\n      申请条件\n\n      办理流程\n",
        "    content:\n      - 《住房城乡建设部 财政部关于做好农村住房保障工作的通知》全文\n      - 办理流程\n",
        "    subtopic: 申请条件 办理流程\n    publisher: 区民政局 区财政局（牵头）\n",
        "    subtopic: 低保 特困 临时救助\n",
        "    content:\n      - 机构设置 职能\n      - GB 18030 编码的申请表\n",
    ],
    supersedes: Supersedes::Nothing,
    check: Check::Text(Reads::texts(FieldId::TEXTS).showing(TextFeatures::BLANK), check),
};

const FIX: Localized = Localized { zh: "删去多余的空格", en: "Remove the stray blanks" };
const BETWEEN: usize = 4;
const BETWEEN_HELP: Localized = Localized {
    zh: "是一个词的，删去空格；是两项内容的，用顿号或者分号隔开。",
    en: "Remove the blank if it is one word; part two things by 、 or ；.",
};
const PLAIN: Localized = Localized { zh: "换成普通空格", en: "Make it a plain blank" };
const PLAIN_HELP: Localized =
    Localized { zh: "删去这个空格，或者换成普通空格。", en: "Remove it or make it a plain blank." };

fn check(cx: &TextCx<'_>, sink: &mut Sink<'_>) {
    let (entry, id) = (cx.entry, cx.entry.id());
    let boxed = || cx.features.has(TextFeatures::BOX) && entry.text.contains(['□', '■', '☑', '√', '<']);
    if !is_cell(entry) || boxed() {
        return; // boxes and markup left from a table have a rule of their own
    }
    if is_vocabulary(id) {
        check_word(cx, sink);
    } else if is_prose(id) {
        let all = blanks::stray(entry.text, 100);
        let word = all.iter().any(|found| found.stray == Stray::InWord);
        let whole = word || id == FieldId::Publisher && in_a_body(entry, sink);
        if !whole && NAMES.contains(&id) {
            between(cx, sink);
        }
        let titles = if matches!(id, FieldId::Basis | FieldId::Content) { titles(cx) } else { Vec::new() };
        let listed = in_a_row(entry.text) || id == FieldId::Publisher && bodies(entry.text).nth(1).is_some();
        let within = |found: &StrayBlank| titles.iter().any(|title| title.range.contains(&found.range.start));
        let parts = |found: &StrayBlank| parts_bodies(entry, found) || listed && found.stray == Stray::InWord;
        for found in titles.iter().chain(all.iter().filter(|found| !parts(found) && !within(found))) {
            report(entry, found, sink);
        }
    }
}

/// Titles in 《》 that the registry has, but without the blanks: 《关于进一 步加强最低生活保障工作的意见》.
fn titles(cx: &TextCx<'_>) -> Vec<StrayBlank> {
    let text = cx.entry.text;
    let starts = text.match_indices('《').map(|(at, mark)| at + mark.len()).take(100);
    let title = |start: usize| {
        let inner = &text[start..start + text[start..].find('》')?];
        let gaps = blanks::gaps_of_a_title(inner);
        let known = || cx.registry().find(inner).is_some_and(|found| !found.law.title.contains(is_blank));
        let found = !gaps.is_empty() && !inner.contains('《') && known();
        found.then(|| StrayBlank {
            stray: Stray::InWord,
            range: start..start + inner.len(),
            edits: gaps.into_iter().map(|gap| (start + gap.start..start + gap.end, "")).collect(),
        })
    };
    starts.filter_map(title).collect()
}

/// Whether three or more parts of two to four characters stand in a row, as things that are listed do.
fn in_a_row(text: &str) -> bool {
    let mut run = 0;
    text.split(is_blank).filter(|part| !part.is_empty()).any(|part| {
        let listed = part.chars().all(is_han) && (2..=4).contains(&part.chars().count());
        run = if listed { run + 1 } else { 0 };
        run >= 3
    })
}

/// Fields whose whole text is one name or one sentence.
const NAMES: &[FieldId] = &[FieldId::Category, FieldId::Topic, FieldId::Subtopic, FieldId::Detail, FieldId::Deadline];

/// A blank in the name of the one body of a text: it is never taken out, since it may part two.
fn in_a_body(entry: Entry<'_>, sink: &mut Sink<'_>) -> bool {
    let text = entry.text.trim_matches(is_blank);
    let single = bodies(text).nth(1).is_none();
    let parts = text.split(is_blank).filter(|part| !part.is_empty()).count();
    let last = text.rsplit(is_blank).next().unwrap_or("");
    // 民政 局: what stands behind the blank is no body by itself.
    let torn = parts == 2 && text.chars().all(|c| is_han(c) || is_blank(c)) && last.chars().count() < 3;
    if single && torn {
        let start = entry.text.len() - entry.text.trim_start_matches(is_blank).len();
        let range = start..start + text.len();
        sink.push(
            Finding::part(&RULE, entry, range).message(BETWEEN).help(&BETWEEN_HELP).arg("written", text).cause(&[]),
        );
    }
    single && torn
}

/// A blank in what may be one word: taken out where the joined word stands elsewhere in the file.
fn between(cx: &TextCx<'_>, sink: &mut Sink<'_>) {
    let entry = cx.entry;
    let Some(found) = blanks::doubtful(entry.text) else { return };
    let written = &entry.text[found.range.clone()];
    let joined: String = written.chars().filter(|c| !is_blank(*c)).collect();
    // Enough of a large file: most words that stand twice do so early.
    const LOOKED_AT: usize = 256 * 1024;
    let source = &*cx.source().text;
    let end = (0..=source.len().min(LOOKED_AT)).rev().find(|&at| source.is_char_boundary(at)).unwrap_or(0);
    let known = memchr::memmem::find(&source.as_bytes()[..end], joined.as_bytes()).is_some();
    let edit = known.then(|| found.edits.first()).flatten();
    let edit = edit.and_then(|(range, new)| edit::replace_part(entry.node, range.clone(), new));
    sink.push(
        Finding::part(&RULE, entry, found.range.clone())
            .message(BETWEEN)
            .help(&BETWEEN_HELP)
            .arg("written", written)
            .cause(&[])
            .fix(edit.map(|edit| Fix::safe(&FIX, vec![edit]))),
    );
}

/// Whether a wide blank may part two bodies: those that publish together, or that issued a document.
fn parts_bodies(entry: Entry<'_>, found: &StrayBlank) -> bool {
    let bodies = matches!(entry.id(), FieldId::Publisher | FieldId::Basis);
    let wide = matches!(found.stray, Stray::Doubled | Stray::Strange);
    let beside = [before(entry.text, found.range.start), after(entry.text, found.range.end)];
    bodies && wide && beside.into_iter().flatten().all(is_han)
}

/// Words of the profile: the ends, and blanks within a word that is known without them.
fn check_word(cx: &TextCx<'_>, sink: &mut Sink<'_>) {
    let entry = cx.entry;
    let word = entry.text.trim_matches(is_blank);
    let inner = word.chars().any(is_blank);
    if inner && is_known(cx.profile(), entry.id(), word) {
        let runs = word.split(|c| !is_blank(c)).filter(|run| !run.is_empty());
        // The runs are slices of the text: their addresses tell where they stand.
        let place = |run: &str| run.as_ptr() as usize - entry.text.as_ptr() as usize;
        let edits = runs.map(|run| (place(run)..place(run) + run.len(), "")).collect();
        let start = place(word);
        report(entry, &StrayBlank { stray: Stray::InWord, range: start..start + word.len(), edits }, sink);
    }
    for found in blanks::stray(entry.text, 100).iter().filter(|found| found.stray == Stray::Edge) {
        report(entry, found, sink);
    }
}

fn is_known(profile: &Profile, id: FieldId, word: &str) -> bool {
    fn known<T: Term>(terms: &[T], word: &str) -> bool {
        profile::find(terms, word).is_some_and(|(_, standing)| standing == Standing::Known)
    }
    match id {
        FieldId::Channels => {
            known(&profile.channels, word) || profile.extra_channels.iter().any(|c| profile::same_word(&c.name, word))
        }
        FieldId::Audience => known(&profile.audiences, word),
        FieldId::Method => known(&profile.methods, word),
        FieldId::Levels => known(&profile.levels, word),
        _ => false,
    }
}

fn report(entry: Entry<'_>, found: &StrayBlank, sink: &mut Sink<'_>) {
    let source = entry.node.tree().source();
    // A blank that stands for a line break in the file is layout.
    if found.edits.iter().any(|(range, _)| source[entry.part(range.clone()).range()].contains(['\n', '\r'])) {
        return;
    }
    let (nth, fix) = match found.stray {
        Stray::Edge => (0, &FIX),
        Stray::InWord | Stray::Between => (1, &FIX),
        Stray::Doubled => (2, &FIX),
        Stray::Strange => (3, &PLAIN),
    };
    let parts: Vec<_> = found.edits.iter().map(|(range, new)| (range.clone(), (*new).to_owned())).collect();
    // In a publisher a blank may part two bodies.
    let sure = !(entry.id() == FieldId::Publisher && matches!(found.stray, Stray::InWord));
    let edits = sure.then(|| edit::replace_parts(entry.node, &parts)).flatten();
    let fix = edits.map(|edits| Fix::safe(fix, edits));
    let finding = Finding::part(&RULE, entry, found.range.clone()).message(nth).fix(fix);
    let finding = match found.stray {
        Stray::InWord => finding.arg("written", &entry.text[found.range.clone()]).cause(&[]),
        _ => finding,
    };
    sink.push(if found.stray == Stray::Strange { finding.help(&PLAIN_HELP) } else { finding });
}
