//! What an act asks to disclose.

use catalint_core::rule::Lang;
use catalint_domain::date::Date;
use catalint_domain::law::{Law, Status};
use catalint_domain::statutory::{self, Duty, Matter};
use catalint_text::display_width;

use crate::lang::pick;
use crate::terminal::Terminal;
use crate::wrap::wrap;

/// The duties that an act sets on a day, each with its matter; those that it is going to set, where it is not in force yet.
pub(super) fn of(law: &Law, day: Date) -> impl Iterator<Item = (&'static Matter, &'static Duty)> {
    let to_come = matches!(law.status_on(day), Status::NotYet { .. });
    statutory::duties_of(&law.title).filter(move |(_, duty)| to_come || duty.stands(day))
}

/// The part of an act's page that tells them; empty where none is known.
pub(super) fn section(law: &Law, day: Date, lang: Lang, terminal: Terminal) -> String {
    let mut out = String::new();
    for (matter, duty) in of(law, day) {
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
