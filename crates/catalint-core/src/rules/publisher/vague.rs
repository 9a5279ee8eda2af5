//! PUB002: a publisher (公开主体) that names nobody: 等, 有关部门, 各单位.
//!
//! Regulation, Art. 10: the organ that makes the information discloses it; it has a name.

use crate::model::FieldId;
use crate::rule::{Check, Finding, Localized, Reads, Rule, Severity, Sink, Supersedes, TextCx, Wrong};
use catalint_domain::bodies::{bodies, vague};
use catalint_domain::law::acts::REGULATION;

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: "PUB002",
    name: "publisher-vague",
    severity: Severity::Warning,
    fixes: &[],
    summary: Localized { zh: "公开主体不明确", en: "publisher that names nobody" },
    messages: &[
        Localized { zh: "“{written}”没有说明是哪些单位", en: "{written} does not say which bodies." },
        Localized {
            zh: "公开主体以“{written}”结尾，还有哪些单位没有写明",
            en: "The publishers end in {written}; which others there are is not said.",
        },
    ],
    help: Localized {
        zh: "逐一写明单位名称，并注明牵头单位；没有其他单位的，删去“{written}”。",
        en: "Name each body and mark the lead; take out {written} if there is no other.",
    },
    why: Localized {
        zh: "政府信息由制作或者保存它的机关负责公开。“等”“有关部门”没有指明单位，责任无处落实，群众也不知道找谁。",
        en: "The organ that makes or keeps the information discloses it. 等 and 有关部门 point at nobody: no one is answerable, and people do not know whom to ask.",
    },
    law: &[REGULATION.article(10).paragraph(1)],
    source: Localized {
        zh: "行政机关制作的政府信息，由制作该信息的行政机关负责公开",
        en: "Information that an organ makes is disclosed by the organ that makes it",
    },
    wrong: &[
        Wrong {
            yaml: "    publisher: 区政府办公室（区政府合作交流办）、区人力资源和社会保障局等\n",
            at: "区人力资源和社会保障局«等»",
            fixed: None,
        },
        Wrong { yaml: "    publisher: 区民政局（牵头）、有关部门\n", at: "有关部门", fixed: None },
        Wrong { yaml: "    publisher: [区民政局, 区财政局等5个部门]\n", at: "等5个部门", fixed: None },
        Wrong { yaml: "    publisher: 区级各有关单位\n", at: "各有关单位", fixed: None },
    ],
    right: &[
        "    publisher: 各街道办事处、各镇人民政府\n    levels: [街镇级]\n",
        "    publisher: 区男女平等工作委员会办公室\n",
        "    publisher: 区高等教育招生委员会办公室\n",
    ],
    // Who the others are comes first; which of them leads is the next question.
    supersedes: Supersedes::Value(&["PUB003"]),
    check: Check::Text(Reads::texts(&[FieldId::Publisher]), check),
};

/// Bodies of one text that are looked at.
const MOST: usize = 100;

fn check(cx: &TextCx<'_>, sink: &mut Sink<'_>) {
    let text = cx.entry.text;
    if !text.contains(['等', '各', '关', '他', '它']) {
        return;
    }
    // One is enough: the text does not name its bodies.
    let Some(range) = bodies(text).take(MOST).find_map(|body| vague(text, &body)) else { return };
    let written = &text[range.clone()];
    let open = usize::from(written.starts_with('等'));
    sink.push(Finding::part(&RULE, cx.entry, range).message(open).arg("written", written));
}
