//! `catalint import`: from a table to a catalog file, and what there is to say about the reading.

mod folder;

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use catalint_core::lint::{HEAD_BYTES, Settings, looks_like_catalog};
use catalint_core::register::Register;
use catalint_core::rule::{Finding, Lang, Severity};
use catalint_domain::date::Date;
use catalint_table::grid::Note;
use catalint_table::{ImportedCatalog, KeyLanguage, Unreadable};
use catalint_text::visible;
use catalint_workspace::Disk;
use catalint_workspace::config_store::{ConfigStore, Origin};
use catalint_workspace::disk::write::FileDraft;
use catalint_workspace::files;
use catalint_workspace::pool;

use crate::args::Import;
use crate::check::complain;
use crate::error::CliError;
use crate::lang::{Chosen, pick};
use crate::progress::Progress;
use crate::terminal::{Color, Paint, Terminal};

pub(crate) use folder::{is_folder, write as write_all};

/// Findings of one kind that are written out.
const MOST: usize = 20;

/// Runs the command.
pub(crate) fn run(import: &Import, chosen: Chosen, color: Color) -> ExitCode {
    pool::hush_guarded_panics();
    let paint = Terminal::stderr(color).paint;
    let path = import.file.display().to_string();
    let bug = |panic| Err(CliError::bug(&path, panic));
    match pool::guarded(|| all(import, &path, chosen)).unwrap_or_else(bug) {
        Ok(done) => {
            let _ = std::io::stderr().lock().write_all(done.words(&path, paint).as_bytes());
            ExitCode::SUCCESS
        }
        Err(error) => complain([error], chosen.lang, paint),
    }
}

/// What was done.
struct ImportDone {
    lang: Lang,
    /// The catalogs that were read, by their numbers in the file, and where each was written.
    catalogs: Vec<(usize, ImportedCatalog, Option<PathBuf>)>,
    /// All catalogs of the file: where each stands, and its title.
    of: Vec<(String, Option<String>)>,
    notes: Vec<Note>,
    /// What is to be checked next.
    output: Option<PathBuf>,
    /// Whether the file names a schema.
    schema: bool,
}

fn all(import: &Import, path: &str, chosen: Chosen) -> Result<ImportDone, CliError> {
    let output = import.output.as_deref();
    let folder = output.filter(|output| folder::is_folder(output));
    let exists = |file: &Path| CliError::Exists { path: file.display().to_string() };
    if let Some(output) = output.filter(|output| folder.is_none() && output.exists() && !import.force) {
        return Err(exists(output));
    }
    let bytes = bytes(&import.file).map_err(|source| CliError::read(path.to_owned(), source))?;
    let unreadable = |why| CliError::table(path, why);
    let (options, lang) = options(output.unwrap_or(&import.file), chosen)?;
    let keys = import.keys.unwrap_or(lang);
    let written = KeyLanguage { keys, comments: lang };
    let read = || catalint_table::import(path, &bytes, import.encoding.as_deref(), written, &options);
    let read = Progress::new(Terminal::stderr(Color::Auto), false, 1, lang).during(read).map_err(unreadable)?;
    let catalint_table::Import { catalogs, notes } = read;
    let of: Vec<(String, Option<String>)> =
        catalogs.iter().map(|catalog| (catalog.place.clone(), catalog.title.clone())).collect();
    if of.is_empty() && looks_like_catalog(&bytes[..bytes.len().min(HEAD_BYTES)]) {
        return Err(CliError::CatalogAlready { path: path.to_owned() });
    }
    if of.is_empty() {
        return Err(CliError::NoCatalogTable { path: path.to_owned() });
    }
    // A file has room for one catalog, a folder for all.
    let wanted = import.table.or(if folder.is_some() { None } else { Some(1) });
    let numbered = catalogs.into_iter().enumerate().map(|(at, catalog)| (at + 1, catalog));
    let catalogs: Vec<(usize, ImportedCatalog)> =
        numbered.filter(|(nth, _)| wanted.is_none_or(|one| one == *nth)).collect();
    if let Some(wanted) = wanted.filter(|_| catalogs.is_empty()) {
        return Err(unreadable(Unreadable::NoSuchTable { wanted, found: of.len() }));
    }
    let files = match folder {
        Some(folder) => folder::files(folder, &catalogs, &import.file).into_iter().map(Some).collect(),
        None => vec![import.output.clone()],
    };
    if let Some(there) = files.iter().flatten().find(|file| folder.is_some() && file.exists() && !import.force) {
        return Err(exists(there));
    }
    let line = schema_line(files[0].as_deref());
    let schema = line.is_some();
    let line = line.unwrap_or_default();
    let catalogs: Vec<_> = catalogs.into_iter().zip(files).map(|((nth, catalog), file)| (nth, catalog, file)).collect();
    match folder {
        None => write(output, (line + &catalogs[0].1.yaml).as_bytes())?,
        Some(folder) => {
            let text = |(_, catalog, file): &(usize, ImportedCatalog, Option<PathBuf>)| {
                file.clone().map(|file| (file, line.clone() + &catalog.yaml))
            };
            folder::write(folder, &catalogs.iter().filter_map(text).collect::<Vec<_>>())?;
        }
    }
    Ok(ImportDone { lang, catalogs, of, notes, output: import.output.clone(), schema })
}

/// What the config for a file says of profiles and of the language.
pub(crate) fn options(file: &Path, chosen: Chosen) -> Result<(Settings, Lang), CliError> {
    configured(file, Origin::Nearest, chosen).map(|(options, _, lang)| (options, lang))
}

/// The same with the register of the area.
pub(crate) fn configured(
    file: &Path,
    origin: Origin,
    chosen: Chosen,
) -> Result<(Settings, Arc<Register>, Lang), CliError> {
    // Reading a table asks for no law; the day is of no weight.
    let base = Settings::new(Date::parse("2026-01-01").expect("a day"));
    let mut sites = ConfigStore::new(Disk::files(), origin, chosen.lang);
    let site = sites.of_path(file);
    match sites.errors.pop() {
        Some(error) => Err(error.into()),
        None if !sites.faults.is_empty() => Err(CliError::FaultyConfig),
        None => {
            let lang = chosen.under(site.config.lang);
            Ok((site.options(&base, file), Arc::clone(&site.config.register), lang))
        }
    }
}

/// The bytes of a file; of `-` those of standard input.
pub(crate) fn bytes(file: &Path) -> std::io::Result<Vec<u8>> {
    match file.as_os_str() == "-" {
        true => files::read_stdin(&Disk, files::MOST_OF_A_TABLE),
        false => files::read(&Disk, file, files::MOST_OF_A_TABLE),
    }
}

/// Writes a file whole or not at all, or standard output.
pub(crate) fn write(output: Option<&Path>, bytes: &[u8]) -> Result<(), CliError> {
    let Some(output) = output else {
        let mut out = std::io::stdout().lock();
        return match out.write_all(bytes).and_then(|()| out.flush()) {
            Err(source) if source.kind() != std::io::ErrorKind::BrokenPipe => {
                Err(CliError::write("stdout".to_owned(), source))
            }
            _ => Ok(()),
        };
    };
    let failed = |source| CliError::write(output.display().to_string(), source);
    let mut draft = FileDraft::new(output).map_err(failed)?;
    draft.write(bytes).map_err(failed)?;
    draft.finish().map_err(failed)
}

/// Where schemas of catalogs lie: a folder of `init`, the repository of this program, beside a catalog.
const SCHEMAS: [&str; 3] = [".catalint/catalog.schema.json", "schemas/catalog.schema.json", "catalog.schema.json"];

/// The line that tells editors where the nearest schema is, upward from the catalog; none where there is none.
fn schema_line(output: Option<&Path>) -> Option<String> {
    let folder = output.and_then(Path::parent).filter(|folder| !folder.as_os_str().is_empty());
    let folder = std::path::absolute(folder.unwrap_or(Path::new("."))).unwrap_or_default();
    folder.ancestors().enumerate().find_map(|(up, folder)| {
        let name = SCHEMAS.into_iter().find(|name| folder.join(name).is_file())?;
        let lead = if up == 0 { "./".to_owned() } else { "../".repeat(up) };
        Some(format!("# yaml-language-server: $schema={lead}{name}\n"))
    })
}

impl ImportDone {
    fn words(&self, path: &str, paint: Paint) -> String {
        let lang = self.lang;
        let mut out = String::new();
        for (nth, catalog, file) in &self.catalogs {
            if self.of.len() > 1 {
                let all = self.of.len();
                out += &pick(lang, format!("第{nth}张（共{all}张）："), format!("Catalog {nth} of {all}: "));
            }
            out += &read_words(catalog, path, lang);
            findings(&mut out, &catalog.findings, lang, paint);
            if let Some(file) = file {
                let file = visible(&file.display().to_string()).into_owned();
                out += &paint.green(&pick(lang, format!("已写入 {file}\n"), format!("Wrote {file}\n")));
            }
        }
        for note in &self.notes {
            out += &format!("{}\n", visible(&note.words(lang)));
        }
        self.others(&mut out, lang);
        let Some(output) = &self.output else { return out };
        let output = output.display();
        out +=
            &pick(lang, format!("接下来请运行：catalint check {output}\n"), format!("Next: catalint check {output}\n"));
        if !self.schema {
            out += pick(
                lang,
                "附近没有供编辑器补全用的 Schema，目录中就没有指明；需要时先运行 catalint init，再导入\n",
                "No schema for completion in editors is near, so the catalog names none; where one is wanted, run catalint init before the import\n",
            );
        }
        out
    }

    /// The catalogs of the file that were not asked for.
    fn others(&self, out: &mut String, lang: Lang) {
        let asked = |nth: usize| self.catalogs.iter().any(|(one, ..)| *one == nth);
        let left: Vec<_> = self.of.iter().enumerate().filter(|(at, _)| !asked(at + 1)).collect();
        if left.is_empty() {
            return;
        }
        let count = left.len();
        *out += &pick(
            lang,
            format!("文件中另有{count}张目录表没有读；用 --table 指定其中一张，或用 -o 文件夹/ 全部写出：\n"),
            format!(
                "{count} more catalogs of the file were not read; --table names one, -o FOLDER/ writes them all:\n"
            ),
        );
        for (at, (place, title)) in left {
            *out += &format!("  {} {} {}\n", at + 1, visible(place), visible(title.as_deref().unwrap_or("")));
        }
    }
}

/// What was read as a catalog.
fn read_words(catalog: &ImportedCatalog, path: &str, lang: Lang) -> String {
    let (path, place) = (visible(path), visible(&catalog.place));
    let (rows, columns, items) = (catalog.rows, catalog.columns, catalog.items);
    let (ticked, unknown) = (catalog.ticked, catalog.unknown);
    let mut out = pick(
        lang,
        format!("读取 {path}（{place} 起）：{rows}行、{columns}栏，得到{items}项，选中的选项{ticked}个"),
        format!("Read {path} (from {place}): {rows} rows, {columns} columns, {items} items, {ticked} options chosen"),
    );
    if unknown > 0 {
        out += &pick(lang, format!("，读不出的勾选{unknown}处"), format!(", {unknown} ticks not readable"));
    }
    out.push('\n');
    out += &match &catalog.title {
        Some(title) => pick(lang, format!("标题：{}\n", visible(title)), format!("Title: {}\n", visible(title))),
        None => pick(lang, "标题：没有读到，要自己补上\n", "Title: none was read; write it yourself\n").to_owned(),
    };
    out += &match &catalog.profile {
        Some(id) => pick(lang, format!("体例：{id}（按用词推断）\n"), format!("Profile: {id} (by its words)\n")),
        None => {
            pick(lang, "体例：用词看不出来，没有写\n", "Profile: its words do not tell; none was written\n").to_owned()
        }
    };
    out
}

/// What could not be known, then what was repaired; of each kind so many.
pub(crate) fn findings(out: &mut String, found: &[Finding], lang: Lang, paint: Paint) {
    for severity in [Severity::Error, Severity::Warning, Severity::Hint] {
        let mut said: Vec<(&str, usize)> = Vec::new();
        for finding in found.iter().filter(|d| d.severity == severity) {
            let code = finding.rule.code;
            let count = match said.iter_mut().find(|(known, _)| *known == code) {
                Some((_, count)) => {
                    *count += 1;
                    *count
                }
                None => {
                    said.push((code, 1));
                    1
                }
            };
            if count > MOST {
                continue;
            }
            let place = finding.cell().map_or_else(Default::default, |cell| cell.shown(lang));
            let word = severity.word().get(lang);
            let word = if severity == Severity::Hint { paint.cyan(word) } else { paint.yellow(word) };
            *out += &format!("{word} {code} {} {}\n", visible(&place), visible(&finding.message_in(lang)));
        }
        for (code, count) in said.into_iter().filter(|(_, count)| *count > MOST) {
            let more = count - MOST;
            *out += &pick(lang, format!("  {code} 另有{more}处\n"), format!("  {code}: {more} more\n"));
        }
    }
}
