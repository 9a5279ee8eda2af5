//! CHN005: one channel (公开渠道和载体) twice, or beside its synonym.

use std::ops::Range;

use crate::fix::{Applicability, Fix};
use crate::model::{Entry, Field, FieldId};
use crate::rule::{Check, Finding, ItemCx, Localized, Reads, Rule, Severity, Sink, Supersedes, Wrong};
use catalint_domain::vocabulary::channels::{self, ChannelReading};
use catalint_domain::vocabulary::profile::{Standing, same_word};
use catalint_text::Edit;
use catalint_yaml::edit;

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: "CHN005",
    name: "channel-duplicate",
    severity: Severity::Warning,
    fixes: &[Applicability::Safe],
    summary: Localized { zh: "公开渠道重复", en: "a channel twice" },
    messages: &[
        Localized { zh: "“{written}”重复填写", en: "{written} stands twice." },
        Localized {
            zh: "“{written}”与“{other}”是同一渠道", en: "{written} is the same channel as {other}."
        },
    ],
    help: Localized { zh: "删去重复的“{written}”。", en: "Take out {written}." },
    why: Localized {
        zh: "同一渠道只需填写一次。重复多半是复制、合并表格时留下的，有时本来要填的是另一个渠道。",
        en: "A channel is named once. A second time is mostly left from copying or merging tables, and sometimes stands where another channel was meant.",
    },
    law: &[],
    source: Localized {
        zh: "各领域基层政务公开标准指引所附标准目录的“公开渠道和载体”栏，每种渠道一个选项",
        en: "The channel column of the standard catalogs in the field guidelines: one box for each channel",
    },
    wrong: &[
        Wrong {
            yaml: "    channels: [政府网站, 两微一端, 政府网站]\n",
            at: "两微一端, «政府网站»",
            fixed: Some("    channels: [政府网站, 两微一端]\n"),
        },
        Wrong {
            yaml: "    channels:\n      - 政府门户网站\n      - 政府网站\n      - 广播电视\n",
            at: "政府门户网站",
            fixed: Some("    channels:\n      - 政府网站\n      - 广播电视\n"),
        },
        Wrong {
            yaml: "    channels: 政府网站、发布会/听证会、发布会／听证会\n",
            at: "发布会／听证会",
            fixed: Some("    channels: 政府网站、发布会/听证会\n"),
        },
    ],
    right: &[
        "    channels: [政府网站, 政务新媒体, 两微一端]\n",
        "    channels: [政府网站, 发布会/听证会, 新闻发布会]\n",
        "    channels: [政府网站, 静安区政府网站]\n",
    ],
    supersedes: Supersedes::Value(&["CHN002", "CHN006"]),
    check: Check::Item(Reads::of(&[FieldId::Channels]), check),
};

/// Words of an item beyond which repetitions are no longer looked for.
const MOST: usize = 100;

/// A channel as it is written.
struct WrittenChannel<'a> {
    entry: Entry<'a>,
    range: Range<usize>,
    /// What it is: the published name of a listed channel, else itself.
    name: &'a str,
    /// Whether the published name is what is written.
    proper: bool,
}

impl<'a> WrittenChannel<'a> {
    fn text(&self) -> &'a str {
        &self.entry.text[self.range.clone()]
    }
}

fn check(cx: &ItemCx<'_>, sink: &mut Sink<'_>) {
    let Some(field) = cx.item.field(FieldId::Channels) else { return };
    if field.is_list() && field.value.count() < 2 {
        return;
    }
    let mut words: Vec<WrittenChannel<'_>> = Vec::new();
    for entry in field.entries() {
        for (range, reading) in channels::read(cx.profile(), entry.text) {
            let text = &entry.text[range.clone()];
            let (name, proper) = match reading {
                ChannelReading::Form => continue,
                ChannelReading::Listed(channel, Standing::Synonym) => (channel.name.as_str(), false),
                _ => (text, true),
            };
            words.push(WrittenChannel { entry, range, name, proper });
        }
        if words.len() > MOST {
            break;
        }
    }
    // Which words go: of two that are one, the one that is not the published name, else the second.
    let mut gone = vec![false; words.len()];
    for second in 1..words.len() {
        let is_same = |first: &usize| !gone[*first] && same_word(words[*first].name, words[second].name);
        let Some(first) = (0..second).find(is_same) else { continue };
        let worse = !words[first].proper && words[second].proper;
        let (goes, stays) = if worse { (first, second) } else { (second, first) };
        gone[goes] = true;
        sink.push(finding(field, &words, goes, stays));
    }
}

fn finding(field: Field<'_>, words: &[WrittenChannel<'_>], goes: usize, stays: usize) -> Finding {
    const MESSAGE: Localized = Localized { zh: "删去重复的“{written}”", en: "Take out {written}" };
    const THERE: Localized = Localized { zh: "已在此填写", en: "it stands here too" };
    let (word, other) = (&words[goes], &words[stays]);
    let whole = word.range.len() == word.entry.text.len();
    let finding =
        if whole { Finding::entry(&RULE, word.entry) } else { Finding::part(&RULE, word.entry, word.range.clone()) };
    let same = same_word(word.text(), other.text());
    finding
        .message(usize::from(!same))
        .arg("written", word.text())
        .arg("other", other.text())
        .related(other.entry.part(other.range.clone()), &THERE)
        .fix(removal(field, words, goes, stays).map(|edits| Fix::safe(&MESSAGE, edits)))
}

/// Takes a word out: its entry, or its part of the text with the mark beside it.
fn removal(field: Field<'_>, words: &[WrittenChannel<'_>], goes: usize, stays: usize) -> Option<Vec<Edit>> {
    let word = &words[goes];
    let same_entry = |other: &&WrittenChannel<'_>| other.entry.node == word.entry.node;
    let before = goes.checked_sub(1).and_then(|i| words.get(i)).filter(same_entry);
    let after = words.get(goes + 1).filter(same_entry);
    let one = |edit: Option<Edit>| edit.map(|edit| vec![edit]);
    match (before, after) {
        (Some(before), _) => one(edit::replace_part(word.entry.node, before.range.end..word.range.end, "")),
        (None, Some(after)) => one(edit::replace_part(word.entry.node, word.range.start..after.range.start, "")),
        (None, None) => edit::merge_entry(field.value, word.entry.node, words[stays].entry.node),
    }
}
