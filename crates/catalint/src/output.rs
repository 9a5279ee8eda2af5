//! Where reports go: which format, to the terminal or to a file.

use std::fs::File;
use std::io::{self, BufWriter, Read, Stdout, Write};
use std::path::{Path, PathBuf};

use catalint_core::lint::LawDays;
use catalint_core::lint::Report;
use catalint_core::rule::{Lang, Severity};
use catalint_report::{
    self as report, FileList, FindingLimit, Format, Joiner, ListFormat, ListPage, Occasion, Summary, View,
};
use catalint_workspace::disk::write::{FileDraft, finish_all};

use crate::args::Check;
use crate::error::CliError;
use crate::import::is_folder;
use crate::pretty::Pretty;
use crate::steps;
use crate::terminal::Terminal;

/// A format by its name.
#[derive(Debug, Clone, Copy)]
pub(crate) enum OutputKind {
    Pretty,
    Plain(&'static Format),
    List(&'static ListFormat),
}

impl OutputKind {
    /// All names, the terminal's first.
    pub(crate) fn names() -> impl Iterator<Item = &'static str> {
        let plain = report::FORMATS.iter().map(|format| format.name);
        std::iter::once("pretty").chain(plain).chain(report::LISTS.iter().map(|list| list.name))
    }

    /// Whether it is one line a finding for people.
    pub(crate) fn is_lines(self) -> bool {
        matches!(self, Self::Plain(format) if format.name == "concise")
    }

    pub(crate) fn named(name: &str) -> Option<Self> {
        let plain = || report::format(name).map(Self::Plain);
        let list = || report::list_format(name).map(Self::List);
        if name == "pretty" { Some(Self::Pretty) } else { plain().or_else(list) }
    }
}

/// `--output-format FMT[=FILE]`
#[derive(Debug)]
pub(crate) struct WantedOutput {
    pub(crate) kind: OutputKind,
    pub(crate) file: Option<PathBuf>,
}

/// Makes the parts of one report; shared by the threads.
#[derive(Debug)]
pub(crate) enum Renderer {
    Pretty(Box<Pretty>, View),
    Plain(&'static Format, View),
    List(&'static ListFormat, View),
}

/// The share of a file in a report.
#[derive(Debug)]
pub(crate) enum FilePart {
    /// Written as it is.
    Text(report::ReportPart),
    /// Kept until all are there.
    Sheet(FileList),
}

impl FilePart {
    /// Whether it makes something to be written now.
    pub(crate) fn speaks(&self) -> bool {
        matches!(self, Self::Text(text) if !text.is_empty())
    }
}

impl Renderer {
    pub(crate) fn new(wanted: &WantedOutput, lang: Lang, check: &Check, stdout: Terminal) -> Self {
        let view = |least: Severity| View { lang, least: check.min_severity.unwrap_or(least), grouped: check.grouped };
        match wanted.kind {
            OutputKind::Pretty => {
                let terminal = if wanted.file.is_some() { Terminal::file() } else { stdout };
                Self::Pretty(Box::new(Pretty::new(lang, terminal)), view(Severity::Warning))
            }
            OutputKind::Plain(format) => Self::Plain(format, view(format.least)),
            OutputKind::List(list) => Self::List(list, view(list.least)),
        }
    }

    /// The mildest findings that it shows.
    pub(crate) fn least(&self) -> Severity {
        self.view().least
    }

    const fn view(&self) -> View {
        let (Self::Pretty(_, view) | Self::Plain(_, view) | Self::List(_, view)) = self;
        *view
    }

    /// The part of a file.
    pub(crate) fn file(&self, report: &Report) -> FilePart {
        match self {
            Self::Pretty(pretty, view) => FilePart::Text(pretty.file(report, *view).into()),
            Self::Plain(format, view) => FilePart::Text((format.file)(report, *view)),
            Self::List(_, view) => FilePart::Sheet(FileList::of(report, *view)),
        }
    }

    /// Whether its paths start at the top of the repository.
    pub(crate) const fn is_for_a_forge(&self) -> bool {
        matches!(self, Self::Plain(Format { for_a_forge: true, .. }, _))
    }

    /// Whether findings with one cause are one entry of it.
    pub(crate) fn groups(&self) -> bool {
        matches!(self, Self::Pretty(_, view) | Self::List(_, view) if view.grouped)
    }

    /// Whether it shows how to mend what was found.
    pub(crate) fn shows_fixes(&self) -> bool {
        let bare = ["concise", "github", "gitlab", "junit", "checkstyle"];
        !matches!(self, Self::Plain(format, _) if bare.contains(&format.name))
    }

    fn joiner(&self) -> Option<Joiner> {
        match self {
            Self::Pretty(..) | Self::List(..) => None,
            Self::Plain(format, view) => Some(Joiner::new(format, *view)),
        }
    }
}

/// Standard output; nobody listening any more is no fault.
#[derive(Debug)]
pub(crate) struct Out {
    writer: BufWriter<Stdout>,
    closed: bool,
}

impl Out {
    pub(crate) fn new() -> Self {
        Self { writer: BufWriter::with_capacity(1 << 16, io::stdout()), closed: false }
    }

    pub(crate) fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        if self.closed {
            return Ok(());
        }
        match self.writer.write_all(bytes).and_then(|()| self.writer.flush()) {
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => {
                self.closed = true;
                Ok(())
            }
            done => done,
        }
    }
}

/// Takes the parts of one report in order.
#[derive(Debug)]
pub(crate) struct Output {
    to: To,
    path: String,
    /// None for parts that just follow each other.
    joiner: Option<Joiner>,
    /// What a list is made of at the end.
    sheets: Vec<FileList>,
    /// Whether it is broken; then it takes no more.
    broken: bool,
}

#[derive(Debug)]
enum To {
    Stdout(Out),
    /// Where the terminal's part goes while standard output carries a mended file.
    Stderr,
    Draft(FileDraft),
    /// A folder for the pages of a list.
    Folder(PathBuf),
    /// The summary of a step of GitHub Actions, complete before it is added.
    Step(String),
}

/// What is to be known of a report that was written.
#[derive(Debug)]
pub(crate) enum ReportNote {
    /// Findings that it has no room for; whether it can be written as pages, which have room for all.
    LeftOut { path: String, count: usize, has_pages: bool },
    /// Pages of an earlier list that this one does not have.
    OldPages { folder: String, names: Vec<String> },
}

/// Writes the pages of a list into a folder: all of them, or as far as the world allows none.
fn write_pages(folder: &Path, pages: Vec<ListPage>) -> Result<Option<ReportNote>, CliError> {
    let failed = |path: &Path, source| CliError::write(path.display().to_string(), source);
    std::fs::create_dir_all(folder).map_err(|source| failed(folder, source))?;
    let files: Vec<PathBuf> = pages.iter().map(|page| folder.join(&page.name)).collect();
    if let Some(foreign) = files.iter().find(|file| file.is_file() && !is_page_of_list(file)) {
        return Err(CliError::ForeignPage { path: foreign.display().to_string() });
    }
    let mut drafts = Vec::with_capacity(pages.len());
    for (file, page) in files.iter().zip(&pages) {
        let draft = || {
            let mut draft = FileDraft::new(file)?;
            draft.write(page.text.as_bytes())?;
            Ok(draft)
        };
        drafts.push(draft().map_err(|source| failed(file, source))?);
    }
    finish_all(drafts).map_err(|(nth, source)| failed(&files[nth], source))?;
    let names = old_pages(folder, &pages);
    Ok((!names.is_empty()).then(|| ReportNote::OldPages { folder: folder.display().to_string(), names }))
}

/// Whether a list was written there before: its pages say by what they were made.
fn is_page_of_list(file: &Path) -> bool {
    let mut begin = Vec::new();
    let read = File::open(file).and_then(|file| file.take(MOST_OF_A_HEAD).read_to_end(&mut begin));
    read.is_ok() && String::from_utf8_lossy(&begin).contains(r#"<meta name="generator" content="catalint "#)
}

/// Bytes in which a page says by what it was made.
const MOST_OF_A_HEAD: u64 = 1024;

/// Pages of an earlier list, by name.
fn old_pages(folder: &Path, pages: &[ListPage]) -> Vec<String> {
    let Ok(entries) = std::fs::read_dir(folder) else { return Vec::new() };
    let mut names: Vec<String> = entries
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .filter(|name| name.ends_with(".html") && pages.iter().all(|page| page.name != *name))
        .filter(|name| is_page_of_list(&folder.join(name)))
        .collect();
    names.sort();
    names
}

impl Output {
    /// Opens it and writes the head of the report.
    pub(crate) fn open(wanted: &WantedOutput, renderer: &Renderer, stdout_taken: bool) -> Result<Self, CliError> {
        let (to, path) = match &wanted.file {
            None if stdout_taken => (To::Stderr, "stderr".to_owned()),
            None => (To::Stdout(Out::new()), "stdout".to_owned()),
            Some(folder)
                if matches!(wanted.kind, OutputKind::List(list) if list.pages.is_some()) && is_folder(folder) =>
            {
                (To::Folder(folder.clone()), folder.display().to_string())
            }
            Some(file) => {
                let path = file.display().to_string();
                let failed = |source| CliError::write(path.clone(), source);
                (To::Draft(FileDraft::new(file).map_err(failed)?), path)
            }
        };
        Self::begin(to, path, renderer)
    }

    /// The summary of a step of GitHub Actions.
    pub(crate) fn step(file: &Path, renderer: &Renderer) -> Result<Self, CliError> {
        Self::begin(To::Step(String::new()), file.display().to_string(), renderer)
    }

    fn begin(to: To, path: String, renderer: &Renderer) -> Result<Self, CliError> {
        let joiner = renderer.joiner();
        let head = joiner.as_ref().map(Joiner::head).unwrap_or_default();
        let mut output = Self { to, path, joiner, sheets: Vec::new(), broken: false };
        output.write(&head)?;
        Ok(output)
    }

    /// Adds the part of a file.
    pub(crate) fn part(&mut self, part: FilePart) -> Result<(), CliError> {
        let part = match part {
            FilePart::Text(part) => part,
            FilePart::Sheet(sheet) => {
                self.sheets.push(sheet);
                return Ok(());
            }
        };
        let text = match &mut self.joiner {
            Some(joiner) => joiner.take(part),
            None => part.into_text(),
        };
        self.write(&text)
    }

    /// Writes the tail, or the list; a file appears at its place. Tells what is to be known of it and
    /// does not stand where everybody sees it.
    pub(crate) fn close(
        mut self,
        renderer: &Renderer,
        summary: &Summary,
        law: LawDays,
    ) -> Result<Option<ReportNote>, CliError> {
        let mut counts = 0;
        if let Some(joiner) = self.joiner.take() {
            let closing = joiner.close(summary);
            self.write(&closing.text)?;
            counts = closing.cut.left_out.total();
        }
        if let (Renderer::Pretty(_, view), To::Draft(_)) = (renderer, &self.to) {
            self.write(&format!("{}\n", law.words(view.lang)))?;
            self.write(&summary.unread_words(view.lang).map_or_else(String::new, |words| words + "\n"))?;
        }
        let mut has_pages = false;
        if let Renderer::List(list, view) = renderer {
            let occasion = Occasion { summary: *summary, law, view: *view };
            if let (Some(pages), To::Folder(folder)) = (list.pages, &self.to) {
                return write_pages(folder, pages(&self.sheets, &occasion));
            }
            self.write(&(list.page)(&self.sheets, &occasion))?;
            counts = (list.left_out)(&self.sheets);
            has_pages = true;
        }
        let done = match self.to {
            To::Draft(draft) if !self.broken => draft.finish(),
            To::Step(text) => steps::append(Path::new(&self.path), &text, summary, renderer.view()),
            _ => Ok(()),
        };
        done.map_err(|source| CliError::write(self.path.clone(), source))?;
        let told = matches!(renderer, Renderer::Plain(Format { limit: FindingLimit::Each(_), .. }, _));
        Ok((counts > 0 && !told).then_some(ReportNote::LeftOut { path: self.path, count: counts, has_pages }))
    }

    fn write(&mut self, text: &str) -> Result<(), CliError> {
        if self.broken || text.is_empty() {
            return Ok(());
        }
        let done = match &mut self.to {
            To::Stdout(out) => out.write(text.as_bytes()),
            To::Stderr => io::stderr().lock().write_all(text.as_bytes()),
            To::Draft(draft) => draft.write(text.as_bytes()),
            To::Step(gathered) => {
                gathered.push_str(text);
                Ok(())
            }
            // Its pages are written when all files are there.
            To::Folder(_) => Ok(()),
        };
        done.map_err(|source| {
            self.broken = true;
            CliError::write(self.path.clone(), source)
        })
    }
}
