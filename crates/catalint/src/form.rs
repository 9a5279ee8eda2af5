//! `catalint form`: the workbook that a bureau fills in, and those that came back as one catalog.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use catalint_core::Document;
use catalint_core::lint::Settings;
use catalint_core::model::FieldId;
use catalint_core::register::Register;
use catalint_core::rule::Lang;
use catalint_domain::date::Date;
use catalint_table::handout::{CollectedForms, FormNote, FormNoteKind, collect_forms};
use catalint_table::publish::{FormRequest, form};
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
    pub(crate) from: PathBuf,
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
        FormCommand::Make(make) => &make.from,
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

/// A catalog file that was read whole.
pub(crate) fn catalog(path: &Path) -> Result<Document, CliError> {
    let name = path.display().to_string();
    let bytes = bytes(path).map_err(|source| CliError::read(name.clone(), source))?;
    if catalint_workspace::read::is_table(&name, &bytes) {
        return Err(CliError::ExportTable { path: name });
    }
    let document = Document::from_bytes(&name, &bytes);
    let whole = document.faults().is_empty() && document.catalog().is_some_and(|catalog| !catalog.is_empty());
    if whole { Ok(document) } else { Err(CliError::NotWhole { path: name }) }
}

fn make(asked: &MakeRequest, chosen: Chosen, paint: Paint) -> Result<String, CliError> {
    let output = asked.output.display().to_string();
    if asked.output.exists() && !asked.force {
        return Err(CliError::Exists { path: output });
    }
    let document = catalog(&asked.from)?;
    let (options, register, lang) = settings(&asked.from, &asked.origin, chosen)?;
    let catalog = document.catalog().expect("it was looked at");
    let written = catalog.field(FieldId::Profile).and_then(|field| field.written().map(str::to_owned));
    let profile = options.profiles.get_or_default(written.as_deref().or(options.profile.as_deref()));
    let request = FormRequest { field: &asked.field, body: &asked.body };
    let made = form(catalog, request, profile);
    let made = made.map_err(|why| CliError::NotWritten { path: output.clone(), why })?;
    write(Some(&asked.output), &made.bytes)?;
    let mut text = paint.green(&pick(lang, format!("已写入 {output}"), format!("Wrote {output}")));
    let (items, body, field) = (made.items, &asked.body, &asked.field);
    text += &pick(
        lang,
        format!("：{field}，{body}填报，{items}项；收回后运行：catalint form --collect 文件夹 -o 目录.yaml\n"),
        format!(": {field}, for {body}, {items} items; then: catalint form --collect FOLDER -o CATALOG.yaml\n"),
    );
    text += &unregistered(&register, asked, lang);
    Ok(text)
}

/// What a register does not know.
fn unregistered(register: &Register, asked: &MakeRequest, lang: Lang) -> String {
    if register.is_empty() {
        return String::new();
    }
    let field = register.fields.iter().any(|field| field.name == asked.field || field.also.contains(&asked.field));
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
    let files = forms(&asked.from)?;
    let (options, _, lang) = settings(&asked.from, &asked.origin, chosen)?;
    let mut read = Vec::with_capacity(files.len());
    for file in files {
        let name = file.display().to_string();
        let bytes = bytes(&file).map_err(|source| CliError::read(name.clone(), source))?;
        read.push((name, bytes));
    }
    let keys = asked.keys.unwrap_or(lang);
    let done = collect_forms(&read, &asked.title, keys, &options).map_err(|(path, why)| CliError::table(&path, why))?;
    if done.items == 0 {
        return Err(CliError::NoCatalogTable { path: asked.from.display().to_string() });
    }
    write(Some(&asked.output), done.yaml.as_bytes())?;
    let text = words(&done, read.len(), &output, lang, paint);
    Ok((text, ExitCode::from(u8::from(!done.notes.is_empty()))))
}

/// The workbooks of a folder in order of their names, locks of office programs aside; or the one that was named.
fn forms(from: &Path) -> Result<Vec<PathBuf>, CliError> {
    if !from.is_dir() {
        return Ok(vec![from.to_path_buf()]);
    }
    let failed = |source| CliError::read(from.display().to_string(), source);
    let mut files = Vec::new();
    for entry in from.read_dir().map_err(failed)? {
        let path = entry.map_err(failed)?.path();
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let is_workbook = ["xlsx", "xls", "et", "ods"]
            .iter()
            .any(|end| path.extension().is_some_and(|e| e.eq_ignore_ascii_case(end)));
        if is_workbook && !name.starts_with(['~', '.']) && path.is_file() {
            files.push(path);
        }
    }
    files.sort();
    if files.is_empty() { Err(CliError::no_catalog(&[from.to_path_buf()], 0)) } else { Ok(files) }
}

fn words(done: &CollectedForms, forms: usize, output: &str, lang: Lang, paint: Paint) -> String {
    let mut text = paint.green(&pick(lang, format!("已写入 {output}"), format!("Wrote {output}")));
    let items = done.items;
    text += &pick(lang, format!("：{forms}张表，{items}项\n"), format!(": {forms} forms, {items} items\n"));
    for note in &done.notes {
        text += &format!("{}\n", visible(&note_words(note, lang)));
    }
    text
}

fn note_words(note: &FormNote, lang: Lang) -> String {
    let file = &note.file;
    let label = |id: &FieldId| pick(lang, id.spec().label, id.spec().label_en);
    let said = match (&note.kind, lang) {
        (FormNoteKind::NoTable, Lang::Zh) => "没有目录表，未采用".to_owned(),
        (FormNoteKind::NoTable, Lang::En) => "there is no table of a catalog, nothing was taken".to_owned(),
        (FormNoteKind::NoCodes, Lang::Zh) => {
            "没有填报编码（编码列被删除，或者不是填报表），各行按新增事项放在最后".to_owned()
        }
        (FormNoteKind::NoCodes, Lang::En) => "it has no codes: its rows went behind as added items".to_owned(),
        (FormNoteKind::Gone(codes), Lang::Zh) => format!("少了{}项：{}", codes.len(), codes.join("、")),
        (FormNoteKind::Gone(codes), Lang::En) => format!("{} items are gone: {}", codes.len(), codes.join(", ")),
        (FormNoteKind::Twice(code), Lang::Zh) => format!("编码 {code} 有两行，后一行按新增事项放在最后"),
        (FormNoteKind::Twice(code), Lang::En) => format!("the code {code} stands twice: the later row went behind"),
        (FormNoteKind::Added(rows), Lang::Zh) => format!("新增{rows}行，放在最后"),
        (FormNoteKind::Added(rows), Lang::En) => format!("{rows} rows were added, they went behind"),
        (FormNoteKind::NoColumn(id), Lang::Zh) => format!("“{}”整列没有内容（列被删除，或者没有填）", label(id)),
        (FormNoteKind::NoColumn(id), Lang::En) => format!("nothing is under {}: deleted or left blank", label(id)),
        (FormNoteKind::Blank(id, items), Lang::Zh) => format!("“{}”有{items}项没有填", label(id)),
        (FormNoteKind::Blank(id, items), Lang::En) => format!("{} is blank in {items} items", label(id)),
        (FormNoteKind::Unread(cells), Lang::Zh) => format!("有{cells}格读不准，请运行 catalint check {file} 查看"),
        (FormNoteKind::Unread(cells), Lang::En) => {
            format!("{cells} cells could not be read for certain: catalint check {file}")
        }
    };
    pick(lang, format!("{file}：{said}"), format!("{file}: {said}"))
}
