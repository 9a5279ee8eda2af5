//! What an act asks to disclose.

use catalint_core::domain::law::Law;
use catalint_core::domain::statutory::{Duty, MATTERS, Matter};
use catalint_core::rule::Lang;
use catalint_core::text::display_width;

use crate::lang::pick;
use crate::terminal::Terminal;
use crate::wrap::wrap;

/// The duties that an act sets, each with its matter.
pub(super) fn of(law: &Law) -> impl Iterator<Item = (&'static Matter, &'static Duty)> {
    let all = MATTERS.iter().flat_map(|matter| matter.duties.iter().map(move |duty| (matter, duty)));
    all.filter(|(_, duty)| duty.act.name == law.title)
}

/// The part of an act's page that tells them; empty where none is known.
pub(super) fn section(law: &Law, lang: Lang, terminal: Terminal) -> String {
    let mut out = String::new();
    for (matter, duty) in of(law) {
        if out.is_empty() {
            out += pick(lang, "  要求公开：\n", "  asks to disclose:\n");
        }
        let said = pick(
            lang,
            format!("{}：{}", matter.name.zh, duty.says.zh),
            format!("{}: {}", matter.name.en, duty.says.en),
        );
        let article = pick(lang, duty.article.zh, duty.article.en.trim_start_matches(", "));
        let lead =
            if article.is_empty() { "    ".to_owned() } else { format!("    {article}{}", pick(lang, "　", "  ")) };
        wrap(&mut out, &lead, display_width(&lead), &said, terminal.width);
    }
    out
}
