//! `catalint impact`: which items a change of law touches.

use std::io::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;

use catalint_core::impact::Impact;
use catalint_core::rule::Lang;
use catalint_domain::date::Date;
use catalint_domain::law::Registry;
use catalint_report::impact as report;
use catalint_table::handout::{act_deadline, handout_docx, handout_html, impact_sheets, no_impact, notices};
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
pub(crate) struct ImpactRequest {
    pub(crate) paths: Vec<PathBuf>,
    pub(crate) from: Date,
    pub(crate) to: Date,
    pub(crate) outputs: Vec<(ImpactFormat, Option<PathBuf>)>,
    pub(crate) origin: Origin,
}

/// How it is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ImpactFormat {
    Pretty,
    Json,
    Html,
    Docx,
    Xlsx,
}

/// Runs the command: 1 where a basis has to change.
pub(crate) fn run(asked: &ImpactRequest, chosen: Chosen, color: Color) -> ExitCode {
    let stderr = Terminal::stderr(color);
    let mut read = match CatalogsRead::new(&asked.paths, &asked.origin, chosen, asked.to) {
        Ok(read) => read,
        Err(error) => return complain([error], chosen.lang, stderr.paint),
    };
    let (lang, mut errors) = (read.lang, std::mem::take(&mut read.errors));
    let registry = &*read.main.config.registry;
    let mut impact = Impact::new(registry, asked.from, asked.to, read.main.config.react_days);
    for file in &read.files {
        file.catalogs.iter().for_each(|catalog| impact.add(&file.name, catalog));
    }
    let impact = impact.finish();
    let _ = std::io::stderr().lock().write_all((read.partial() + &beyond(registry, asked.to, lang)).as_bytes());
    if impact.catalogs == 0 && errors.is_empty() {
        errors.push(CliError::no_catalog(&asked.paths, 0));
    }
    for (format, file) in &asked.outputs {
        let terminal = if file.is_some() { Terminal::file() } else { Terminal::stdout(color) };
        let name = || file.as_ref().map_or_else(|| "stdout".to_owned(), |file| file.display().to_string());
        let written = output(*format, &impact, lang, terminal);
        let done = written.map_err(|why| CliError::NotWritten { path: name(), why });
        if let Err(error) = done.and_then(|bytes| write(file.as_deref(), &bytes)) {
            errors.push(error);
        }
    }
    if !errors.is_empty() {
        return complain(errors, lang, stderr.paint);
    }
    ExitCode::from(u8::from(impact.by_body().next().is_some()))
}

/// What is to be said where the law of the last day is not known yet.
fn beyond(registry: &Registry, to: Date, lang: Lang) -> String {
    let known = registry.checked_to();
    if to <= known {
        return String::new();
    }
    pick(
        lang,
        format!("法律数据核对到{}，此后的变动可能有遗漏\n", known.chinese()),
        format!("The data on laws was checked up to {known}: later changes may be missing\n"),
    )
}

fn output(format: ImpactFormat, impact: &Impact<'_>, lang: Lang, terminal: Terminal) -> Result<Vec<u8>, Unwritable> {
    Ok(match format {
        ImpactFormat::Pretty => pretty(impact, lang, terminal).into_bytes(),
        ImpactFormat::Json => report::json(impact).into_bytes(),
        ImpactFormat::Html => handout_html(&notices(impact, lang), pick(lang, "zh-CN", "en")).into_bytes(),
        ImpactFormat::Docx => handout_docx(&notices(impact, lang))?,
        ImpactFormat::Xlsx => handout_xlsx(&impact_sheets(impact, lang))?,
    })
}

fn pretty(impact: &Impact<'_>, lang: Lang, terminal: Terminal) -> String {
    let (paint, width) = (terminal.paint, terminal.width.min(120));
    let cited = impact.acts.iter().filter(|change| change.items > 0).count();
    let mut out = paint.bold(&pick(
        lang,
        format!(
            "{}之后至{}：法规变动{}件，目录引用{cited}件",
            impact.from.chinese(),
            impact.to.chinese(),
            impact.acts.len()
        ),
        format!("After {} and up to {}: {} acts changed, {cited} are cited", impact.from, impact.to, impact.acts.len()),
    )) + "\n";
    for change in impact.acts.iter().filter(|change| change.items > 0) {
        let by = if change.kind.asks_for_change() { act_deadline(impact, change, lang) } else { String::new() };
        let line = pick(
            lang,
            format!("{}，引用的事项{}项。{by}", change.words(lang), change.items),
            format!("{}, cited by {} items. {by}", change.words(lang), change.items),
        );
        wrap(&mut out, "  ", 2, &visible(&line), width);
    }
    let mut any = false;
    for (body, bases) in impact.by_body() {
        any = true;
        let body = if body.is_empty() { pick(lang, "（没有写公开主体）", "(no body named)") } else { body };
        out += &format!("\n{}\n", paint.bold(&visible(body)));
        for basis in bases {
            let item = &basis.item;
            let no = if item.no.is_empty() { (item.index + 1).to_string() } else { item.no.clone() };
            let line = pick(
                lang,
                format!("{} 第{no}项 {}", item.file, item.name),
                format!("{} item {no} {}", item.file, item.name),
            );
            wrap(&mut out, "  ", 2, &visible(&line), width);
            wrap(&mut out, "    - ", 6, &visible(&basis.old), width);
            wrap(&mut out, "    + ", 6, &visible(&impact.new_basis(basis, lang)), width);
        }
    }
    if !any {
        out += &format!("{}\n", no_impact(impact, lang));
    }
    out
}
