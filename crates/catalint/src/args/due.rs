//! `due`

use catalint_core::rule::Lang;
use catalint_domain::date::Date;
use catalint_domain::law::Registry;
use clap::{Arg, ArgMatches};

use super::help::{sub, value};
use super::{Asked, Command, one};
use crate::due::DueRequest;
use crate::lang::pick;
use crate::usage::Stop;

pub(super) fn table(lang: Lang) -> clap::Command {
    let t = |zh: &'static str, en: &'static str| pick(lang, zh, en);
    let (what, options) = (t("期限", "Deadline"), t("选项", "Options"));
    sub("due", lang)
        .about(t(
            "算出公开时限的最后一日，并说明怎样算的（工作日按国务院办公厅的放假安排）",
            "The last day of a deadline and how it is counted, working days by the notices of the State Council",
        ))
        .override_usage(t("catalint due <时限> --from <日期> [选项]", "catalint due TEXT --from DATE [OPTIONS]"))
        .after_help(t(
            "退出码：0 算出了日期；1 算不出；2 选项有误\n",
            "Exit codes: 0 a last day was found; 1 none follows; 2 wrong options\n",
        ))
        .arg(Arg::new("text").value_name("TEXT").required(true).help_heading(what).help(t(
            "公开时限，如 “自信息形成之日起20个工作日内”",
            "A deadline as catalogs write it: 自信息形成之日起20个工作日内",
        )))
        .arg(
            value(
                "from",
                "DATE",
                what,
                t(
                    "起算的事项发生在哪一天，如 2026-09-14；当日不计入",
                    "The day of the event, such as 2026-09-14; it is not counted",
                ),
            )
            .required(true),
        )
        .arg(value(
            "act",
            "TITLE",
            what,
            t(
                "期限出自哪部法律，如 行政处罚法：有的规定“日”是指工作日",
                "The act that sets it, such as 行政处罚法: in some, 日 are working days",
            ),
        ))
        .arg(value("output-format", "FMT", options, t("pretty、json", "pretty, json")))
}

pub(super) fn read(asked: Asked<'_>, of: &ArgMatches) -> Result<Command, Stop> {
    let act = match one(of, "act") {
        None => None,
        Some(written) => {
            let title = written.trim().trim_start_matches('《').trim_end_matches('》');
            let found = Registry::builtin().find(title).map(|found| found.law.title.to_string());
            Some(found.ok_or_else(|| {
                asked.mistake(
                    &format!("--act 的“{written}”不在法规库中；请用 catalint law 查全称"),
                    &format!("--act {written} is on no record; catalint law looks titles up"),
                )
            })?)
        }
    };
    Ok(Command::Due(DueRequest {
        text: one(of, "text").unwrap_or_default().to_owned(),
        from: asked.day(of, "from")?.expect("clap asks for it"),
        act,
        json: asked.word(of, "output-format", &["pretty", "json"])? == Some("json"),
    }))
}

impl Asked<'_> {
    /// A day of the calendar.
    pub(super) fn day(&self, of: &ArgMatches, id: &str) -> Result<Option<Date>, Stop> {
        let Some(written) = one(of, id) else { return Ok(None) };
        Date::parse(written).map(Some).ok_or_else(|| {
            self.mistake(
                &format!("--{id} 的“{written}”不是日期；请写成 2026-06-30 的样子"),
                &format!("--{id}: {written} is no date; write it like 2026-06-30"),
            )
        })
    }
}
