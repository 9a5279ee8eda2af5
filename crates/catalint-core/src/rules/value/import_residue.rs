//! VAL003: boxes and ticks of a published table left in a value: `■政府网站 □两微一端`.
//!
//! In 公开渠道, 公开对象, 公开方式 and 公开层级 the offer keeps what is ticked and drops the rest. The
//! letters R, £ and 口, which lost fonts and scans leave for boxes, count there only in front of a
//! word of the profile.

use std::ops::Range;

use crate::fix::{Applicability, Fix};
use crate::model::{Entry, Field, FieldId, Scope};
use crate::rule::{ALL, Check, Finding, Localized, Reads, Rule, Severity, Sink, Supersedes, TextCx, Wrong};
use catalint_domain::vocabulary::boxes::{self, Signs, Ticked};
use catalint_domain::vocabulary::profile::{Profile, Term, find};
use catalint_domain::vocabulary::text_features::TextFeatures;
use catalint_text::Edit;
use catalint_yaml::edit;

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: "VAL003",
    name: "import-residue",
    severity: Severity::Warning,
    fixes: &[Applicability::Offer],
    summary: Localized { zh: "残留了表格中的勾选符号", en: "boxes or ticks of a table left in a value" },
    messages: &[
        Localized {
            zh: "{field}中残留了表格的勾选符号“{mark}”", en: "The “{mark}” of a table is left in {field}."
        },
        Localized {
            zh: "{field}里有勾选符号“{mark}”，看不出选的是哪些",
            en: "There is a “{mark}” in {field}, and what is chosen can't be told.",
        },
    ],
    help: Localized {
        zh: "只保留勾选的内容，删去勾选符号和没有勾选的选项。",
        en: "Keep what is ticked; delete the signs and the options that are not ticked.",
    },
    why: Localized {
        zh: "目录文件列出的就是选中的选项，不用勾选符号。符号留在文字里，没有勾选的选项会被当成已经选中，勾选的也认不出来。",
        en: "A catalog file lists the chosen options and needs no ticks. With the signs left in, unticked options look chosen and ticked ones are not recognised.",
    },
    law: &[],
    source: Localized {
        zh: "目录文件格式：公开渠道等栏目只列选用的选项；已公布的目录多用■、□、√表示勾选",
        en: "Format of the catalog file: such a field lists the chosen options only; published tables mark them with ■, □ and √",
    },
    wrong: &[
        Wrong {
            yaml: "    channels: [■政府网站, 两微一端]\n",
            at: "■政府网站",
            fixed: Some("    channels: [政府网站, 两微一端]\n"),
        },
        Wrong {
            yaml: "    channels: ■政府网站 □两微一端 ■政府公报\n",
            at: "■政府网站 □两微一端 ■政府公报",
            fixed: Some("    channels: [政府网站, 政府公报]\n"),
        },
        Wrong {
            yaml: "    channels:\n      - R政府网站\n      - 口两微一端\n      - R政府公报\n",
            at: "R政府网站",
            fixed: Some("    channels:\n      - 政府网站\n      - 政府公报\n"),
        },
        Wrong {
            yaml: "    audience: <input checked=\"\" type=\"checkbox\"> 全社会 <input type=\"checkbox\"> 特定对象\n",
            at: "<input checked=\"\" type=\"checkbox\"> 全社会 <input type=\"checkbox\"> 特定对象",
            fixed: Some("    audience: 全社会\n"),
        },
        Wrong {
            yaml: "    channels: R 政府网站 £ 两微一端\n",
            at: "R 政府网站 £ 两微一端",
            fixed: Some("    channels: [政府网站]\n"),
        },
        Wrong {
            yaml: "    channels: 政府网站√ 两微一端□ 政府公报√\n",
            at: "政府网站√ 两微一端□ 政府公报√",
            fixed: Some("    channels: [政府网站, 政府公报]\n"),
        },
        Wrong { yaml: "    levels: [√]\n", at: "√", fixed: None },
        Wrong { yaml: "    content:\n      - 申请条件\n      - □办理流程\n", at: "□", fixed: None },
    ],
    right: &[
        "    channels: [政府网站, 办事窗口, 其他：人口信息平台]\n",
        "    content:\n      - 受理窗口\n      - 人口变动情况\n      - R类项目名单\n",
    ],
    supersedes: Supersedes::Value(ALL),
    check: Check::Text(Reads::values(FieldId::TEXTS).showing(TextFeatures::BOX.with(TextFeatures::BOX_LETTER)), check),
};

const IN_TABLE: usize = 1;

/// What to do in a table in a column that has no options.
const COLUMN_HELP: Localized = Localized {
    zh: "这一栏直接写内容，删去勾选符号；没有选用的，也一并删去。",
    en: "Write the words alone in this column, without boxes; delete what is not chosen.",
};

/// Fields whose values are options of the profile.
const OPTIONS: [FieldId; 4] = [FieldId::Channels, FieldId::Audience, FieldId::Method, FieldId::Levels];

fn check(cx: &TextCx<'_>, sink: &mut Sink<'_>) {
    let field = cx.field();
    if field.id.spec().scope != Scope::Item {
        return;
    }
    if OPTIONS.contains(&field.id) {
        if field.entries().any(|entry| boxes::may_hold_boxes(entry.text)) {
            options(field, cx.profile(), cx.is_table(), sink);
        }
        return;
    }
    if !cx.features.has(TextFeatures::BOX) {
        return;
    }
    for entry in field.entries() {
        if let Some(mark) = boxes::first_mark(entry.text) {
            let written = sign(entry.text, &mark);
            let finding = named(Finding::part(&RULE, entry, mark), field).arg("mark", written);
            sink.push(if cx.is_table() { finding.message(IN_TABLE).help(&COLUMN_HELP) } else { finding });
        }
    }
}

/// One finding a field, however many of its entries have a box.
fn options(field: Field<'_>, profile: &Profile, table: bool, sink: &mut Sink<'_>) {
    let read = |entry: Entry<'_>| boxes::boxes(entry.text, Signs::Plain, |text| option(profile, field.id, text));
    let marked: Vec<(Entry<'_>, Vec<Ticked>)> =
        field.entries().map(|entry| (entry, read(entry))).filter(|(_, boxes)| !boxes.is_empty()).collect();
    let Some((first, ticks)) = marked.first() else { return };
    let mut finding = Finding::entry(&RULE, *first);
    if marked.len() > 1 {
        finding.pointer = field.pointer();
    }
    const KEEP: Localized = Localized { zh: "只保留勾选的选项", en: "Keep the ticked options only" };
    let fix = mend(field, &marked, profile).map(|edit| Fix::offer(&KEEP, vec![edit]));
    let finding = named(finding, field).arg("mark", sign(first.text, &ticks[0].mark)).fix(fix);
    sink.push(if table { finding.message(IN_TABLE).help(&TABLE_HELP) } else { finding });
}

/// What to do in a table: there the signs belong, and only what they say is not clear.
const TABLE_HELP: Localized = Localized {
    zh: "核对这一格：勾选符号要紧挨着选项，每个选项各有一个。",
    en: "Look at this cell: each option needs a box of its own, right beside it.",
};

fn mend(field: Field<'_>, marked: &[(Entry<'_>, Vec<Ticked>)], profile: &Profile) -> Option<Edit> {
    if let [(entry, boxes)] = marked {
        // One ticked option and nothing more: the box goes, the rest of the list stays as it is.
        if let ([tick], true) = (boxes.as_slice(), field.is_list()) {
            let front = tick.mark.end <= tick.words.start;
            let alone = tick.ticked == Some(true)
                && front
                && !tick.words.is_empty()
                && entry.text[..tick.mark.start].trim().is_empty();
            if alone {
                return edit::replace_part(entry.node, 0..tick.words.start, "");
            }
        }
    }
    let mut kept: Vec<&str> = Vec::new();
    let mut marked = marked.iter().peekable();
    for entry in field.entries() {
        match marked.next_if(|(other, _)| other.node == entry.node) {
            None => kept.push(entry.text.trim()),
            Some((_, boxes)) => kept.extend(ticked(entry.text, boxes, field.id, profile)?),
        }
    }
    let all_text = !field.is_list() || field.entries().count() == field.value.count();
    match kept.as_slice() {
        [] => None,
        _ if !all_text => None,
        [one] if !field.is_list() && matches!(field.id, FieldId::Audience | FieldId::Method) => {
            edit::replace_value(field.value, one)
        }
        many => edit::replace_with_list(field.value, many),
    }
}

/// The ticked options of a text; none where it is not clear which words belong to which box.
fn ticked<'t>(text: &'t str, boxes: &[Ticked], field: FieldId, profile: &Profile) -> Option<Vec<&'t str>> {
    let gap = |c: char| c.is_whitespace() || matches!(c, '、' | '，' | ',' | '；' | ';' | '。');
    let clear = |words: &str| {
        let one = !words.contains(gap);
        !words.is_empty() && (one || option(profile, field, words) == Some(words.len()))
    };
    // All that is no box and none of its words has to be a gap.
    let mut parts: Vec<Range<usize>> = boxes.iter().flat_map(|b| [b.mark.clone(), b.words.clone()]).collect();
    parts.sort_by_key(|part| part.start);
    let ends = [0].into_iter().chain(parts.iter().map(|part| part.end));
    let starts = parts.iter().map(|part| part.start).chain([text.len()]);
    let nothing_else =
        ends.zip(starts).all(|(end, start)| text.get(end..start).is_some_and(|left| left.chars().all(gap)));
    let all_clear = nothing_else && boxes.iter().all(|b| b.ticked.is_some() && clear(&text[b.words.clone()]));
    all_clear.then(|| boxes.iter().filter(|b| b.ticked == Some(true)).map(|b| &text[b.words.clone()]).collect())
}

/// Length of the longest option of the profile with which a text begins.
fn option(profile: &Profile, field: FieldId, text: &str) -> Option<usize> {
    fn longest<T: Term>(terms: &[T], text: &str) -> Option<usize> {
        if find(terms, text).is_some() {
            return Some(text.len());
        }
        let names = terms.iter().flat_map(|t| {
            let others = t.accepted().iter().chain(t.synonyms()).map(String::as_str);
            others.chain([t.name()])
        });
        names.filter(|name| text.starts_with(name)).map(str::len).max()
    }
    match field {
        FieldId::Channels => {
            let extra = profile.extra_channels.iter().map(|extra| extra.name.as_str());
            let extra = extra.filter(|name| text.starts_with(name)).map(str::len).max();
            let other = text.starts_with("其他").then_some("其他".len());
            longest(&profile.channels, text).max(extra).max(other)
        }
        FieldId::Audience => longest(&profile.audiences, text),
        FieldId::Method => longest(&profile.methods, text),
        _ => longest(&profile.levels, text),
    }
}

fn named(finding: Finding, field: Field<'_>) -> Finding {
    let spec = field.id.spec();
    finding.arg("field", Localized { zh: spec.label, en: spec.label_en }).cause(&["field"])
}

/// The box as it is named in the message.
fn sign<'t>(text: &'t str, mark: &Range<usize>) -> &'t str {
    if text[mark.clone()].starts_with('<') { "<input>" } else { &text[mark.clone()] }
}
