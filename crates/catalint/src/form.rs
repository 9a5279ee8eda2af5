//! `catalint form`: the workbook that a bureau fills in, and those that came back as one catalog.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use catalint_core::Document;
use catalint_core::lint::Settings;
use catalint_core::model::{Catalog, FieldId};
use catalint_core::register::{Register, RegisteredField};
use catalint_core::rule::{Lang, Severity};
use catalint_domain::date::Date;
use catalint_domain::vocabulary::profile::Profile;
use catalint_table::handout::{CollectedAs, FormNote, FormNoteKind, collect_forms};
use catalint_table::is_table_name;
use catalint_table::publish::{FormList, FormRequest, form};
use catalint_text::visible;
use catalint_workspace::Disk;
use catalint_workspace::config_store::{ConfigStore, Origin};
use catalint_workspace::pool;

use crate::check::complain;
use crate::error::CliError;
use crate::import::{bytes, write};
use crate::lang::{Chosen, pick};
use crate::terminal::{Color, Paint, Terminal};

/// What was asked for.
#[derive(Debug)]
pub(crate) enum FormCommand {
    Make(MakeRequest),
    Collect(CollectRequest),
}

/// A form for a bureau.
#[derive(Debug)]
pub(crate) struct MakeRequest {
    pub(crate) field: String,
    pub(crate) body: String,
    /// The catalog with the items; without one, the reference that the config names for the field.
    pub(crate) from: Option<PathBuf>,
    pub(crate) output: PathBuf,
    pub(crate) force: bool,
    pub(crate) origin: Origin,
}

/// Forms that came back.
#[derive(Debug)]
pub(crate) struct CollectRequest {
    pub(crate) from: PathBuf,
    pub(crate) output: PathBuf,
    pub(crate) title: String,
    pub(crate) keys: Option<Lang>,
    pub(crate) force: bool,
    pub(crate) origin: Origin,
}

/// Runs the command: 1 where forms that came back have something to be looked at.
pub(crate) fn run(asked: &FormCommand, chosen: Chosen, color: Color) -> ExitCode {
    pool::hush_guarded_panics();
    let paint = Terminal::stderr(color).paint;
    let from = match asked {
        FormCommand::Make(make) => make.from.as_ref().unwrap_or(&make.output),
        FormCommand::Collect(collect) => &collect.from,
    };
    let name = from.display().to_string();
    let work = || match asked {
        FormCommand::Make(asked) => make(asked, chosen, paint).map(|text| (text, ExitCode::SUCCESS)),
        FormCommand::Collect(asked) => collect(asked, chosen, paint),
    };
    match pool::guarded(work).unwrap_or_else(|panic| Err(CliError::bug(&name, panic))) {
        Ok((text, code)) => {
            let _ = std::io::stderr().lock().write_all(text.as_bytes());
            code
        }
        Err(error) => complain([error], chosen.lang, paint),
    }
}

/// The settings for a file, and the register of the area.
pub(crate) fn settings(
    path: &Path,
    origin: &Origin,
    chosen: Chosen,
) -> Result<(Settings, std::sync::Arc<Register>, Lang), CliError> {
    // Nothing here asks for law; the day is of no weight.
    let base = Settings::new(Date::new(2026, 1, 1).expect("a day"));
    let mut configs = ConfigStore::new(Disk::files(), origin.clone(), chosen.lang);
    let scope = configs.of_path(path);
    match configs.errors.pop() {
        Some(error) => Err(error.into()),
        None if !configs.faults.is_empty() => Err(CliError::FaultyConfig),
        None => {
            let lang = chosen.under(scope.config.lang);
            Ok((scope.options(&base, path), std::sync::Arc::clone(&scope.config.register), lang))
        }
    }
}

/// A catalog that was read, and how many doubts there are about the reading: a table has some.
pub(crate) struct CatalogRead {
    pub(crate) document: Document,
    pub(crate) doubts: usize,
}

/// The one catalog of a file, read whole.
pub(crate) fn catalog(path: &Path, options: &Settings) -> Result<CatalogRead, CliError> {
    let name = path.display().to_string();
    let bytes = bytes(path).map_err(|source| CliError::read(name.clone(), source))?;
    let mut doubts = 0;
    let document = if catalint_workspace::read::is_table(&name, &bytes) {
        let read = catalint_table::import(&name, &bytes, None, Lang::Zh, options);
        let read = read.map_err(|why| CliError::table(&name, why))?;
        let [catalog] = read.catalogs.as_slice() else {
            return Err(match read.catalogs.len() {
                0 => CliError::NoCatalogTable { path: name },
                catalogs => CliError::SeveralCatalogs { path: name, catalogs },
            });
        };
        doubts = catalog.findings.iter().filter(|finding| finding.severity > Severity::Hint).count();
        Document::from_bytes(&name, catalog.yaml.as_bytes())
    } else {
        Document::from_bytes(&name, &bytes)
    };
    let whole = document.faults().is_empty() && document.catalog().is_some_and(|catalog| !catalog.is_empty());
    if whole { Ok(CatalogRead { document, doubts }) } else { Err(CliError::NotWhole { path: name }) }
}

/// What is said of doubts about a table that was read.
pub(crate) fn doubt_words(path: &Path, doubts: usize, lang: Lang) -> String {
    let path = path.display();
    match doubts {
        0 => String::new(),
        _ => pick(
            lang,
            format!("{path} 有{doubts}处没有读准，请运行 catalint check {path} 查看\n"),
            format!("{doubts} things in {path} could not be read for certain: catalint check {path}\n"),
        ),
    }
}

/// The vocabulary of a catalog: its own, else that of the config.
pub(crate) fn profile_of<'p>(catalog: &Catalog, options: &'p Settings) -> &'p Profile {
    let written = catalog.field(FieldId::Profile).and_then(|field| field.written().map(str::to_owned));
    options.profiles.get_or_default(written.as_deref().or(options.profile.as_deref()))
}

fn make(asked: &MakeRequest, chosen: Chosen, paint: Paint) -> Result<String, CliError> {
    let output = asked.output.display().to_string();
    if asked.output.exists() && !asked.force {
        return Err(CliError::Exists { path: output });
    }
    let (options, register, lang) = settings(asked.from.as_deref().unwrap_or(&asked.output), &asked.origin, chosen)?;
    let mut notes = String::new();
    let (list, profile) = match &asked.from {
        Some(from) => {
            let read = catalog(from, &options)?;
            notes += &doubt_words(from, read.doubts, lang);
            let catalog = read.document.catalog().expect("it was looked at");
            (FormList::of_catalog(catalog), profile_of(catalog, &options))
        }
        None => {
            let field = register.fields.iter().find(|field| is_field(field, &asked.field));
            let Some(reference) = field.and_then(|field| field.reference.as_ref()) else {
                return Err(CliError::NoFormItems { field: asked.field.clone() });
            };
            (FormList::of_reference(reference), options.profiles.get_or_default(options.profile.as_deref()))
        }
    };
    let area = register.jurisdiction();
    let request = FormRequest { field: &asked.field, body: &asked.body, area: area.as_ref() };
    let made = form(&list, request, profile);
    let made = made.map_err(|why| CliError::NotWritten { path: output.clone(), why })?;
    write(Some(&asked.output), &made.bytes)?;
    let mut text = paint.green(&pick(lang, format!("已写入 {output}"), format!("Wrote {output}")));
    let (items, of, body, field) = (made.items, list.len(), &asked.body, &asked.field);
    text += &pick(lang, format!("：{field}，{body}填报，{items}项"), format!(": {field}, for {body}, {items} items"));
    if items < of {
        text += &pick(
            lang,
            format!("（目录共{of}项，只列公开主体是{body}的）"),
            format!(" (those of the {of} whose body is {body})"),
        );
    }
    text += pick(
        lang,
        "；收回后运行：catalint form --collect 文件夹 -o 目录.yaml\n",
        "; then: catalint form --collect FOLDER -o CATALOG.yaml\n",
    );
    text += &notes;
    text += &unregistered(&register, asked, lang);
    Ok(text)
}

fn is_field(field: &RegisteredField, name: &str) -> bool {
    field.name == name || field.also.iter().any(|also| also == name)
}

/// What a register does not know.
fn unregistered(register: &Register, asked: &MakeRequest, lang: Lang) -> String {
    if register.is_empty() {
        return String::new();
    }
    let field = register.fields.iter().any(|field| is_field(field, &asked.field));
    let mut text = String::new();
    if !field {
        text += &pick(
            lang,
            format!("配置的 fields 中没有“{}”这个领域\n", asked.field),
            format!("The config has no field {}\n", asked.field),
        );
    }
    if register.named(&asked.body).is_none() {
        text += &pick(
            lang,
            format!("配置中没有“{}”这个单位\n", asked.body),
            format!("The config has no body {}\n", asked.body),
        );
    }
    text
}

fn collect(asked: &CollectRequest, chosen: Chosen, paint: Paint) -> Result<(String, ExitCode), CliError> {
    let output = asked.output.display().to_string();
    if asked.output.exists() && !asked.force {
        return Err(CliError::Exists { path: output });
    }
    let (files, others) = forms(&asked.from, &asked.output)?;
    let (options, register, lang) = settings(&asked.from, &asked.origin, chosen)?;
    let mut read = Vec::with_capacity(files.len());
    for file in files {
        let name = file.display().to_string();
        let bytes = bytes(&file).map_err(|source| CliError::read(name.clone(), source))?;
        read.push((name, bytes));
    }
    let keys = asked.keys.unwrap_or(lang);
    let as_catalog = CollectedAs { area: &register.area, title: &asked.title, keys, comments: lang };
    let done = collect_forms(&read, as_catalog, &options);
    let mut notes: String = done.notes.iter().map(|note| format!("{}\n", visible(&note_words(note, lang)))).collect();
    if !others.is_empty() {
        let names = others.join(pick(lang, "、", ", "));
        notes += &pick(lang, format!("不是表格，没有读取：{names}\n"), format!("No tables, not read: {names}\n"));
    }
    if done.items == 0 {
        return Err(CliError::NoForms { path: asked.from.display().to_string(), notes: notes.trim_end().to_owned() });
    }
    write(Some(&asked.output), done.yaml.as_bytes())?;
    let is_unreadable = done.notes.iter().any(|note| matches!(note.kind, FormNoteKind::Unreadable(_)));
    let code = if is_unreadable { 2 } else { u8::from(!notes.is_empty()) };
    let mut text = paint.green(&pick(lang, format!("已写入 {output}"), format!("Wrote {output}")));
    let (forms, items) = (read.len(), done.items);
    text += &pick(lang, format!("：{forms}张表，{items}项\n"), format!(": {forms} forms, {items} items\n"));
    Ok((text + &notes, ExitCode::from(code)))
}

/// The tables of a folder in order of their names, and what else there is, locks of office programs and what is to be written
/// aside; or the one file that was named.
fn forms(from: &Path, output: &Path) -> Result<(Vec<PathBuf>, Vec<String>), CliError> {
    if !from.is_dir() {
        return Ok((vec![from.to_path_buf()], Vec::new()));
    }
    let failed = |source| CliError::read(from.display().to_string(), source);
    let (mut files, mut others) = (Vec::new(), Vec::new());
    for entry in from.read_dir().map_err(failed)? {
        let path = entry.map_err(failed)?.path();
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        if name.starts_with(['~', '.']) || path == output {
            continue;
        }
        if path.is_file() && is_table_name(&name) {
            files.push(path);
        } else {
            others.push(name);
        }
    }
    files.sort();
    others.sort();
    if files.is_empty() { Err(CliError::no_catalog(&[from.to_path_buf()], 0)) } else { Ok((files, others)) }
}

fn note_words(note: &FormNote, lang: Lang) -> String {
    let file = &note.file;
    let label = |id: &FieldId| pick(lang, id.spec().label, id.spec().label_en);
    let said = match (&note.kind, lang) {
        (FormNoteKind::Unreadable(why), _) => why.text(lang),
        (FormNoteKind::NoTable, Lang::Zh) => "没有目录表，未采用".to_owned(),
        (FormNoteKind::NoTable, Lang::En) => "there is no table of a catalog, nothing was taken".to_owned(),
        (FormNoteKind::NoCodes, Lang::Zh) => {
            "没有填报编码（编码列被删除，或者不是填报表），各行按新增事项放在最后".to_owned()
        }
        (FormNoteKind::NoCodes, Lang::En) => "it has no codes: its rows went behind as added items".to_owned(),
        (FormNoteKind::Gone(rows, of), Lang::Zh) => {
            format!("少了{}项：原表第{}项（共{of}项）", rows.len(), listed(rows, lang))
        }
        (FormNoteKind::Gone(rows, of), Lang::En) => {
            format!("items are gone: {} of the {of} of the form", listed(rows, lang))
        }
        (FormNoteKind::Twice(rows), Lang::Zh) => {
            format!("第{}行的编码与前面的行相同，按新增事项放在最后", listed(rows, lang))
        }
        (FormNoteKind::Twice(rows), Lang::En) => {
            format!("the code of row {} stands above already: it went behind as added", listed(rows, lang))
        }
        (FormNoteKind::Added(rows), Lang::Zh) => format!("第{}行是新增的，放在最后", listed(rows, lang)),
        (FormNoteKind::Added(rows), Lang::En) => format!("row {} was added, it went behind", listed(rows, lang)),
        (FormNoteKind::NoColumn(head), Lang::Zh) => format!("少了“{head}”这一列（被删除，或者改了表头）"),
        (FormNoteKind::NoColumn(head), Lang::En) => format!("the column {head} is gone, or its head was changed"),
        (FormNoteKind::Blank(id, _, true), Lang::Zh) => format!("“{}”全部没有填", label(id)),
        (FormNoteKind::Blank(id, _, true), Lang::En) => format!("{} is blank in all rows", label(id)),
        (FormNoteKind::Blank(id, rows, false), Lang::Zh) => {
            format!("“{}”没有填：第{}行", label(id), listed(rows, lang))
        }
        (FormNoteKind::Blank(id, rows, false), Lang::En) => {
            format!("{} is blank in row {}", label(id), listed(rows, lang))
        }
        (FormNoteKind::Doubt(finding), _) => {
            let cell = finding.cell().map_or("", |cell| cell.address.as_str());
            format!("{cell} {}", finding.message_in(lang))
        }
        (FormNoteKind::Again(other), Lang::Zh) => format!("与 {other} 是同一张填报表，两份都收了；请留下一份再合并"),
        (FormNoteKind::Again(other), Lang::En) => {
            format!("it is the same form as {other}; both were taken: keep one and collect again")
        }
        (FormNoteKind::OtherList(other), Lang::Zh) => {
            format!("所依据的事项清单与 {other} 的不同（项数不一样），请核对事项的顺序")
        }
        (FormNoteKind::OtherList(other), Lang::En) => {
            format!("its list of items is another than that of {other}: look at the order of the items")
        }
    };
    pick(lang, format!("{file}：{said}"), format!("{file}: {said}"))
}

/// Numbers in words: 3、5–9.
fn listed(numbers: &[usize], lang: Lang) -> String {
    let runs = numbers.chunk_by(|a, b| *b == *a + 1);
    let run = |run: &[usize]| match run {
        [first, .., last] if run.len() > 2 => format!("{first}–{last}"),
        _ => run.iter().map(usize::to_string).collect::<Vec<_>>().join(pick(lang, "、", ", ")),
    };
    runs.map(run).collect::<Vec<_>>().join(pick(lang, "、", ", "))
}
