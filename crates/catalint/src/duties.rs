//! `catalint duties`: what has to be disclosed in a year, and when.

use std::io::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;

use catalint_core::rule::Lang;
use catalint_core::schedule::Schedule;
use catalint_domain::calendar;
use catalint_domain::date::Date;
use catalint_report::due::{day_en, day_zh};
use catalint_report::schedule as report;
use catalint_table::handout::schedule_sheets;
use catalint_table::publish::{Unwritable, handout_xlsx};
use catalint_text::visible;
use catalint_workspace::config_store::Origin;

use crate::catalogs::CatalogsRead;
use crate::check::complain;
use crate::error::CliError;
use crate::import::write;
use crate::lang::{Chosen, pick};
use crate::terminal::{Color, Terminal};
use crate::wrap::wrap;

/// What was asked for.
#[derive(Debug)]
pub(crate) struct DutiesRequest {
    pub(crate) paths: Vec<PathBuf>,
    pub(crate) year: u16,
    pub(crate) outputs: Vec<(DutiesFormat, Option<PathBuf>)>,
    pub(crate) origin: Origin,
}

/// How it is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum DutiesFormat {
    Pretty,
    Json,
    Ics,
    Xlsx,
}

/// Runs the command.
pub(crate) fn run(asked: &DutiesRequest, chosen: Chosen, color: Color) -> ExitCode {
    let stderr = Terminal::stderr(color);
    let first = Date::new(asked.year, 1, 1).expect("the arguments were looked at");
    let read = match CatalogsRead::new(&asked.paths, &asked.origin, chosen, first) {
        Ok(read) => read,
        Err(error) => return complain([error], chosen.lang, stderr.paint),
    };
    let mut schedule = Schedule::new(asked.year);
    for file in &read.files {
        file.catalogs.iter().for_each(|catalog| schedule.add(&file.name, catalog));
    }
    let schedule = schedule.finish();
    let (lang, mut notes) = (read.lang, read.partial());
    if schedule.catalogs == 0 {
        notes += pick(lang, "没有找到目录，只列法律规定的\n", "No catalog was found: only what acts set is listed\n");
    }
    let _ = std::io::stderr().lock().write_all(notes.as_bytes());
    let mut errors = read.errors;
    for (format, file) in &asked.outputs {
        let terminal = if file.is_some() { Terminal::file() } else { Terminal::stdout(color) };
        let written = output(*format, &schedule, lang, terminal);
        let name = || file.as_ref().map_or_else(|| "stdout".to_owned(), |file| file.display().to_string());
        let done = written.map_err(|why| CliError::NotWritten { path: name(), why });
        if let Err(error) = done.and_then(|bytes| write(file.as_deref(), &bytes)) {
            errors.push(error);
        }
    }
    if errors.is_empty() { ExitCode::SUCCESS } else { complain(errors, lang, stderr.paint) }
}

fn output(format: DutiesFormat, schedule: &Schedule, lang: Lang, terminal: Terminal) -> Result<Vec<u8>, Unwritable> {
    Ok(match format {
        DutiesFormat::Pretty => pretty(schedule, lang, terminal).into_bytes(),
        DutiesFormat::Json => report::json(schedule).into_bytes(),
        DutiesFormat::Ics => report::ics(schedule, lang).into_bytes(),
        DutiesFormat::Xlsx => handout_xlsx(&schedule_sheets(schedule, lang))?,
    })
}

fn pretty(schedule: &Schedule, lang: Lang, terminal: Terminal) -> String {
    let (paint, width, year) = (terminal.paint, terminal.width.min(120), schedule.year);
    let mut out = paint.bold(&pick(
        lang,
        format!("{year}年应当公开的事项（{}份目录，{}项）", schedule.catalogs, schedule.items),
        format!("To be disclosed in {year} ({} catalogs, {} items)", schedule.catalogs, schedule.items),
    )) + "\n";
    if !schedule.is_known_year {
        let (first, last) = calendar::known_years();
        out += &pick(
            lang,
            format!("{year}年的放假安排没有收录（有{first}年至{last}年的），日期是否休息以国务院办公厅通知为准\n"),
            format!("The notice on holidays of {year} is not on record (those of {first} to {last} are)\n"),
        );
    }
    let mut last = None;
    for row in &schedule.dated {
        if last.replace(row.day) != Some(row.day) {
            out += &format!("\n{}", paint.bold(&pick(lang, day_zh(row.day), day_en(row.day))));
            if let Some(before) = row.working_day_before {
                out += &pick(
                    lang,
                    format!("，休息日，此前最后一个工作日是{}", day_zh(before)),
                    format!(", a day off; the last working day before is {}", day_en(before)),
                );
            }
            out.push('\n');
        }
        let body =
            if row.body.is_empty() { pick(lang, "（没有写公开主体）", "(no body named)") } else { &row.body };
        let line = format!("{body}  {}：{}", report::what(row, lang), report::why(row, lang));
        wrap(&mut out, "  ", 2, &visible(&line), width);
    }
    let (events, open): (Vec<_>, Vec<_>) = schedule.undated.iter().partition(|row| row.has_period);
    out += &pick(
        lang,
        format!(
            "\n随事项公开、没有定日的{}项，没有写明时间的{}项；逐项见 --output-format xlsx=安排.xlsx\n",
            events.len(),
            open.len()
        ),
        format!(
            "\n{} run from an event, {} name no time: --output-format xlsx=FILE.xlsx lists them\n",
            events.len(),
            open.len()
        ),
    );
    out
}
