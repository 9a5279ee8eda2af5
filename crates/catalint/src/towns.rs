//! `catalint towns`: the catalog of each town, made of the county's.

use std::io::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;

use catalint_core::rule::Lang;
use catalint_table::handout::{read_towns, town_catalog};
use catalint_text::decode;
use catalint_workspace::config_store::Origin;
use catalint_workspace::pool;

use crate::check::complain;
use crate::error::CliError;
use crate::form::{CatalogRead, catalog, doubt_words, profile_of};
use crate::import::{bytes, configured, write_all};
use crate::lang::{Chosen, pick};
use crate::terminal::{Color, Terminal};

/// What was asked for.
#[derive(Debug)]
pub(crate) struct TownsRequest {
    pub(crate) catalog: PathBuf,
    pub(crate) list: PathBuf,
    pub(crate) output: PathBuf,
    pub(crate) keys: Option<Lang>,
    pub(crate) force: bool,
    pub(crate) origin: Origin,
}

/// Runs the command.
pub(crate) fn run(asked: &TownsRequest, chosen: Chosen, color: Color) -> ExitCode {
    pool::hush_guarded_panics();
    let paint = Terminal::stderr(color).paint;
    let name = asked.catalog.display().to_string();
    match pool::guarded(|| all(asked, chosen)).unwrap_or_else(|panic| Err(CliError::bug(&name, panic))) {
        Ok(text) => {
            let _ = std::io::stderr().lock().write_all(paint.green(&text).as_bytes());
            ExitCode::SUCCESS
        }
        Err(error) => complain([error], chosen.lang, paint),
    }
}

fn all(asked: &TownsRequest, chosen: Chosen) -> Result<String, CliError> {
    let (options, _, lang) = configured(&asked.catalog, asked.origin.clone(), chosen)?;
    let CatalogRead { document, doubts } = catalog(&asked.catalog, &options)?;
    let list = asked.list.display().to_string();
    let read = bytes(&asked.list).map_err(|source| CliError::read(list.clone(), source))?;
    let towns = read_towns(&decode(&read).text).map_err(|wrong| CliError::NoTowns { path: list.clone(), wrong })?;
    if towns.is_empty() {
        return Err(CliError::NoTowns { path: list, wrong: Vec::new() });
    }
    let catalog = document.catalog().expect("it was looked at");
    let profile = profile_of(catalog, &options);
    let keys = asked.keys.unwrap_or(if catalog.has_chinese_keys() { Lang::Zh } else { Lang::En });
    let stem = asked.catalog.file_stem().map_or_else(String::new, |stem| stem.to_string_lossy().into_owned());
    let (mut made, mut items) = (Vec::with_capacity(towns.len()), 0);
    for town in &towns {
        let Some(made_catalog) = town_catalog(catalog, town, keys, profile) else {
            return Err(CliError::NoTownItems { path: asked.catalog.display().to_string() });
        };
        let file = asked.output.join(format!("{}-{stem}.yaml", town.name));
        if file.exists() && !asked.force {
            return Err(CliError::Exists { path: file.display().to_string() });
        }
        items = made_catalog.items;
        made.push((file, made_catalog.yaml));
    }
    write_all(&asked.output, &made)?;
    let files = made.len();
    let folder = asked.output.display();
    let wrote = pick(
        lang,
        format!("已写入 {folder}：{files}个乡镇、街道，每份{items}项\n"),
        format!("Wrote {folder}: {files} towns, {items} items each\n"),
    );
    Ok(wrote + &doubt_words(&asked.catalog, doubts, lang))
}
