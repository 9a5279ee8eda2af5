//! `catalint reference`: catalogs whose items must be covered, made of the tables of guides.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use catalint_core::lint::{HEAD_BYTES, Settings, looks_like_catalog};
use catalint_core::project::{MadeReference, Reference, SHIPPED};
use catalint_core::rule::Lang;
use catalint_domain::law::Registry;
use catalint_table::{KeyLanguage, Unreadable};
use catalint_text::{decode, visible};
use catalint_workspace::pool;

use crate::args::today;
use crate::check::complain;
use crate::error::CliError;
use crate::import::{bytes, options, write};
use crate::lang::{Chosen, pick};
use crate::terminal::{Color, Terminal};

/// What was asked for.
#[derive(Debug)]
pub(crate) enum ReferenceRequest {
    /// Which come with the program.
    List,
    Add(ReferenceAddition),
}

/// A reference that is to be made.
#[derive(Debug)]
pub(crate) struct ReferenceAddition {
    /// The table or catalog; none for the one that comes with the program.
    pub(crate) file: Option<PathBuf>,
    pub(crate) field: String,
    pub(crate) year: Option<u16>,
    pub(crate) output: Option<PathBuf>,
    /// Which catalog of the file, from 1.
    pub(crate) table: Option<usize>,
    pub(crate) keys: Option<Lang>,
    pub(crate) force: bool,
}

/// Runs the command.
pub(crate) fn run(asked: &ReferenceRequest, chosen: Chosen, color: Color) -> ExitCode {
    pool::hush_guarded_panics();
    let lang = chosen.lang;
    let done = match asked {
        ReferenceRequest::List => write(None, list(lang).as_bytes()),
        ReferenceRequest::Add(addition) => {
            let name = addition.file.as_ref().map_or_else(|| addition.field.clone(), |file| file.display().to_string());
            let made = pool::guarded(|| add(addition, chosen)).unwrap_or_else(|panic| Err(CliError::bug(&name, panic)));
            made.map(|words| {
                let _ = std::io::stderr().lock().write_all(words.as_bytes());
            })
        }
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => complain([error], lang, Terminal::stderr(color).paint),
    }
}

/// `社会救助：13项，文本2019年，可信度 A 4项、B 2项、C 6项、D 1项`
fn list(lang: Lang) -> String {
    let mut out = String::new();
    for shipped in SHIPPED {
        let Ok(reference) = Reference::read(shipped.field, shipped.yaml.as_bytes()) else { continue };
        let items = &reference.items;
        let year = items.iter().filter_map(|item| item.year).min().unwrap_or_default();
        let trust =
            ['A', 'B', 'C', 'D'].map(|grade| (grade, items.iter().filter(|item| item.trust == Some(grade)).count()));
        let trust = trust.iter().filter(|(_, count)| *count > 0);
        let words: Vec<String> =
            trust.map(|(grade, count)| pick(lang, format!("{grade} {count}项"), format!("{grade} {count}"))).collect();
        let (field, count) = (shipped.field, items.len());
        out += &pick(
            lang,
            format!("{field}：{count}项，文本{year}年，可信度 {}\n", words.join("、")),
            format!("{field}: {count} items, words of {year}, trust {}\n", words.join(", ")),
        );
    }
    out + pick(
        lang,
        "A 三处以上互相印证，B 两处，C 一处或只见到一部分，D 未见、按同类推得；只用来核对有没有这一事项，文字不作为文本提供\n",
        "A: seen on three pages or more, B: on two, C: on one or in part, D: inferred. They tell which items there have to be; their words are not offered\n",
    )
}

fn add(asked: &ReferenceAddition, chosen: Chosen) -> Result<String, CliError> {
    let name: String = asked.field.chars().map(|c| if c.is_alphanumeric() { c } else { '_' }).collect();
    let output = asked.output.clone().unwrap_or_else(|| Path::new("reference").join(format!("{name}.yaml")));
    let path = output.display().to_string();
    if output.exists() && !asked.force {
        return Err(CliError::Exists { path });
    }
    let (yaml, lang) = source(asked, &output, chosen)?;
    let source_name = asked.file.as_ref().map_or_else(|| asked.field.clone(), |file| file.display().to_string());
    let made = Reference::make(&asked.field, &yaml, asked.year)
        .map_err(|why| CliError::NotAReference { path: source_name.clone(), why })?;
    if let Some(folder) = output.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        std::fs::create_dir_all(folder).map_err(|why| CliError::write(folder.display().to_string(), why))?;
    }
    write(Some(&output), made.yaml.as_bytes())?;
    Ok(words(asked, &made, &path, lang))
}

/// The text of the catalog that becomes a reference.
fn source(asked: &ReferenceAddition, output: &Path, chosen: Chosen) -> Result<(String, Lang), CliError> {
    let (settings, lang) = match options(output, chosen) {
        // A config may name the reference before it is there.
        Err(CliError::FaultyConfig) => (Settings::new(today()), chosen.lang),
        read => read?,
    };
    let Some(file) = &asked.file else {
        let field = asked.field.as_str();
        let shipped = SHIPPED.iter().find(|shipped| shipped.field == field);
        let known: Vec<&str> = SHIPPED.iter().map(|shipped| shipped.field).collect();
        let none = || CliError::NoShippedReference { field: field.to_owned(), known: known.join("、") };
        return Ok((shipped.ok_or_else(none)?.yaml.to_owned(), lang));
    };
    let path = file.display().to_string();
    let read = bytes(file).map_err(|why| CliError::read(path.clone(), why))?;
    if looks_like_catalog(&read[..read.len().min(HEAD_BYTES)]) {
        return Ok((decode(&read).text, lang));
    }
    let written = KeyLanguage { keys: asked.keys.unwrap_or(lang), comments: lang };
    let unreadable = |why| CliError::table(&path, why);
    let mut catalogs = catalint_table::import(&path, &read, None, written, &settings).map_err(unreadable)?.catalogs;
    if catalogs.is_empty() {
        return Err(CliError::NoCatalogTable { path });
    }
    let found = catalogs.len();
    let of_field = |title: &Option<String>| title.as_ref().is_some_and(|title| title.contains(&asked.field));
    let nth = match asked.table {
        Some(table) => table - 1,
        None if found == 1 => 0,
        None => {
            let named: Vec<usize> = (0..found).filter(|&nth| of_field(&catalogs[nth].title)).collect();
            let [only] = named[..] else { return Err(CliError::WhichTable { path, found }) };
            only
        }
    };
    if nth >= found {
        return Err(unreadable(Unreadable::NoSuchTable { wanted: nth + 1, found }));
    }
    Ok((catalogs.swap_remove(nth).yaml, lang))
}

fn words(asked: &ReferenceAddition, made: &MadeReference, path: &str, lang: Lang) -> String {
    let (items, field) = (&made.reference.items, &asked.field);
    let offered = items.iter().filter(|item| item.offers_words(Registry::builtin(), today())).count();
    let (count, names) = (items.len(), items.len() - offered);
    let year = items.iter().filter_map(|item| item.year).min().unwrap_or_default();
    let shown = visible(path);
    let mut out = pick(
        lang,
        format!("已写入 {shown}：{field}领域{count}项，文本{year}年\n"),
        format!("Wrote {shown}: {count} items of the field {field}, words of {year}\n"),
    );
    if names > 0 {
        out += &pick(
            lang,
            format!("其中{names}项的依据不能确定现行有效，只用名称核对，不作为文本提供\n"),
            format!(
                "What {names} of them rest on is not known to be in force: their names count, their words are not offered\n"
            ),
        );
    }
    if let Some(title) = &made.renamed {
        out += &pick(
            lang,
            format!("原标题“{}”没有写领域，已补上\n", visible(title)),
            format!("The title {} did not name the field, which was added\n", visible(title)),
        );
    }
    out + &pick(
        lang,
        format!(
            "在 catalint.yaml 中写上就会核对：\n  fields: {{{field}: {{body: 负责的单位, reference: {shown}}}}}\n没有单位底册的，写 reference: {shown}\n参照目录本身不用检查：files: {{exclude: [{shown}]}}\n"
        ),
        format!(
            "It counts when catalint.yaml names it:\n  fields: {{{field}: {{body: THE BODY, reference: {shown}}}}}\nor, without a register, reference: {shown}\nIt need not be checked itself: files: {{exclude: [{shown}]}}\n"
        ),
    )
}
