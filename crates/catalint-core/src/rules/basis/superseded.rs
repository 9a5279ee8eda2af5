//! BAS003: a basis (公开依据) whose matter another act covers now, though no word repeals it.

use crate::fix::{Applicability, Fix};
use crate::model::FieldId;
use crate::rule::{Check, ItemCx, Localized, Reads, Rule, Severity, Sink, Supersedes, Wrong};
use catalint_domain::law::Status;
use catalint_domain::law::basis::BasisFault;

use super::helpers::{between, quoted, ruling, with};

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: "BAS003",
    name: "basis-superseded",
    severity: Severity::Warning,
    fixes: &[Applicability::Offer],
    summary: Localized { zh: "公开依据的内容已由新的法律规定", en: "a basis that another act covers" },
    messages: &[
        Localized {
            zh: "{title}的内容自{date}起已由{name}规定",
            en: "What {title} governs is governed by {name} since {date}.",
        },
        Localized {
            zh: "{title}的内容自{date}起已由{by}规定，现行的是{name}",
            en: "What {title} governs was taken over by {by} on {date}; today {name} stands.",
        },
        Localized {
            zh: "{title}的内容自{date}起已有新的规定",
            en: "What {title} governs is governed anew since {date}.",
        },
    ],
    help: Localized {
        zh: "改引新的规定；确需保留旧的，先核实它是否仍然有效。",
        en: "Cite the newer act; to keep the old one, make sure first that it still stands.",
    },
    why: Localized {
        zh: "新的法律对同一事项作了规定，旧的法规、文件没有明文废止，但是与新法不一致的内容不再适用。目录应当引用现行的规定。",
        en: "A newer law governs the same matter. The older act was not repealed by name, but where it differs it no longer applies. A catalog should cite what governs today.",
    },
    law: &[],
    source: Localized {
        zh: "对同一事项作出规定、没有明文废止旧规定的新的法律、法规",
        en: "The later act that covers the same matter and does not repeal the earlier one by name",
    },
    wrong: &[
        Wrong {
            yaml: "    basis: 《法律援助条例》（国务院令第385号）\n",
            at: "《法律援助条例》",
            fixed: Some("    basis: 《中华人民共和国法律援助法》（主席令第93号）\n"),
        },
        Wrong {
            yaml: "    basis:\n      - 《社会救助暂行办法》第十条\n",
            at: "《社会救助暂行办法》",
            fixed: Some("    basis:\n      - 《中华人民共和国社会救助法》\n"),
        },
        Wrong {
            yaml: "    basis: 《农村五保供养工作条例》\n",
            at: "《农村五保供养工作条例》",
            fixed: Some("    basis: 《中华人民共和国社会救助法》\n"),
        },
    ],
    right: &["    basis: 《中华人民共和国法律援助法》第三十一条\n", "    basis: 《静安区社会救助实施办法》\n"],
    supersedes: Supersedes::Nothing,
    check: Check::Item(Reads::of(&[FieldId::Basis]), check),
};

const OFFER: Localized = Localized { zh: "改为{name}", en: "Cite {name}" };

fn check(cx: &ItemCx<'_>, sink: &mut Sink<'_>) {
    let day = cx.as_of();
    for cited in with(cx, BasisFault::Superseded) {
        let Some(law) = cited.law() else { continue };
        let Status::Superseded(end) = law.status_on(day) else { continue };
        let successor = cx.registry().successor_on(law, day);
        let by = between(end, successor);
        let nth = if successor.is_none() { 2 } else { usize::from(by.is_some()) };
        let name = successor.map(quoted).unwrap_or_default();
        let edits = successor.and_then(|law| cited.recite(law, day));
        let finding = cited.finding(&RULE, cited.title()).message(nth);
        let finding = finding.resting_on(ruling(successor, end)).arg("title", quoted(law)).arg("date", end.on);
        sink.push(
            finding
                .arg("name", name)
                .arg("by", by.unwrap_or_default())
                .fix(edits.map(|edits| Fix::offer(&OFFER, edits))),
        );
    }
}
