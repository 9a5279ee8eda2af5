//! Where reports go: which format, to the terminal or to a file.

use std::io::{self, BufWriter, Stdout, Write};
use std::path::PathBuf;

use catalint_core::domain::date::Date;
use catalint_core::lint::FileReport;
use catalint_core::report::{self, Format, ListFormat, Occasion, Sheet, Summary, View};
use catalint_core::rule::{Lang, Severity};

use crate::error::Error;
use crate::pretty::Pretty;
use crate::terminal::Terminal;
use crate::write::Draft;

/// A format by its name.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Kind {
    Pretty,
    Plain(&'static Format),
    List(&'static ListFormat),
}

impl Kind {
    /// All names, the terminal's first.
    pub(crate) fn names() -> impl Iterator<Item = &'static str> {
        let plain = report::FORMATS.iter().map(|format| format.name);
        std::iter::once("pretty").chain(plain).chain(report::LISTS.iter().map(|list| list.name))
    }

    pub(crate) fn named(name: &str) -> Option<Self> {
        let plain = || report::format(name).map(Self::Plain);
        let list = || report::list_format(name).map(Self::List);
        if name == "pretty" { Some(Self::Pretty) } else { plain().or_else(list) }
    }
}

/// `--output-format FMT[=FILE]`
#[derive(Debug)]
pub(crate) struct Wanted {
    pub(crate) kind: Kind,
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
pub(crate) enum Part {
    /// Written as it is.
    Text(String),
    /// Kept until all are there.
    Sheet(Sheet),
}

impl Part {
    /// Whether it makes something to be written now.
    pub(crate) fn speaks(&self) -> bool {
        matches!(self, Self::Text(text) if !text.is_empty())
    }
}

impl Renderer {
    pub(crate) fn new(wanted: &Wanted, lang: Lang, min_severity: Option<Severity>, stdout: Terminal) -> Self {
        let view = |least: Severity| View { lang, least: min_severity.unwrap_or(least) };
        match wanted.kind {
            Kind::Pretty => {
                let terminal = if wanted.file.is_some() { Terminal::file() } else { stdout };
                Self::Pretty(Box::new(Pretty::new(lang, terminal)), view(Severity::Warning))
            }
            Kind::Plain(format) => Self::Plain(format, view(format.least)),
            Kind::List(list) => Self::List(list, view(list.least)),
        }
    }

    /// The mildest findings that it shows.
    pub(crate) fn least(&self) -> Severity {
        let (Self::Pretty(_, view) | Self::Plain(_, view) | Self::List(_, view)) = self;
        view.least
    }

    /// The part of a file.
    pub(crate) fn file(&self, report: &FileReport) -> Part {
        match self {
            Self::Pretty(pretty, view) => Part::Text(pretty.file(report, *view)),
            Self::Plain(format, view) => Part::Text((format.file)(report, *view)),
            Self::List(_, view) => Part::Sheet(Sheet::of(report, *view)),
        }
    }

    fn head(&self) -> String {
        match self {
            Self::Pretty(..) | Self::List(..) => String::new(),
            Self::Plain(format, view) => (format.head)(*view),
        }
    }

    fn between(&self) -> &'static str {
        match self {
            Self::Pretty(..) | Self::List(..) => "",
            Self::Plain(format, _) => format.between,
        }
    }

    /// What comes last; of a list, all of it.
    fn tail(&self, sheets: &[Sheet], summary: &Summary, as_of: Date) -> String {
        match self {
            Self::Pretty(..) => String::new(),
            Self::Plain(format, view) => (format.tail)(summary, *view),
            Self::List(list, view) => (list.page)(sheets, &Occasion { summary: *summary, as_of, view: *view }),
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
    between: &'static str,
    /// What a list is made of at the end.
    sheets: Vec<Sheet>,
    /// Whether a part was written.
    begun: bool,
    /// Whether it is broken; then it takes no more.
    broken: bool,
}

#[derive(Debug)]
enum To {
    Stdout(Out),
    /// Where the terminal's part goes while standard output carries a mended file.
    Stderr,
    Draft(Draft),
}

impl Output {
    /// Opens it and writes the head of the report.
    pub(crate) fn open(wanted: &Wanted, renderer: &Renderer, stdout_taken: bool) -> Result<Self, Error> {
        let (to, path) = match &wanted.file {
            None if stdout_taken => (To::Stderr, "stderr".to_owned()),
            None => (To::Stdout(Out::new()), "stdout".to_owned()),
            Some(file) => {
                let path = file.display().to_string();
                let failed = |source| Error::Write { path: path.clone(), source };
                (To::Draft(Draft::new(file).map_err(failed)?), path)
            }
        };
        let mut output =
            Self { to, path, between: renderer.between(), sheets: Vec::new(), begun: false, broken: false };
        output.write(&renderer.head())?;
        Ok(output)
    }

    /// Adds the part of a file.
    pub(crate) fn part(&mut self, part: Part) -> Result<(), Error> {
        let part = match part {
            Part::Text(text) => text,
            Part::Sheet(sheet) => {
                self.sheets.push(sheet);
                return Ok(());
            }
        };
        if part.is_empty() {
            return Ok(());
        }
        if self.begun && !self.between.is_empty() {
            self.write(self.between)?;
        }
        self.begun = true;
        self.write(&part)
    }

    /// Writes the tail; a file appears at its place.
    pub(crate) fn close(mut self, renderer: &Renderer, summary: &Summary, as_of: Date) -> Result<(), Error> {
        let tail = renderer.tail(&self.sheets, summary, as_of);
        self.write(&tail)?;
        match self.to {
            To::Draft(draft) if !self.broken => {
                draft.finish().map_err(|source| Error::Write { path: self.path, source })
            }
            _ => Ok(()),
        }
    }

    fn write(&mut self, text: &str) -> Result<(), Error> {
        if self.broken || text.is_empty() {
            return Ok(());
        }
        let done = match &mut self.to {
            To::Stdout(out) => out.write(text.as_bytes()),
            To::Stderr => io::stderr().lock().write_all(text.as_bytes()),
            To::Draft(draft) => draft.write(text.as_bytes()),
        };
        done.map_err(|source| {
            self.broken = true;
            Error::Write { path: self.path.clone(), source }
        })
    }
}
