//! `catalint page`: the page for those who have no terminal, out of the program.

use std::io::Write;
use std::process::ExitCode;

use catalint_core::rule::Lang;
use catalint_text::visible;

use crate::args::PageRequest;
use crate::check::complain;
use crate::error::CliError;
use crate::import::write;
use crate::lang::pick;
use crate::terminal::{Color, Terminal};

/// The page; nothing in a program that was built without it.
const PAGE: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/page.html"));

/// Runs the command.
pub(crate) fn run(asked: &PageRequest, lang: Lang, color: Color) -> ExitCode {
    let paint = Terminal::stderr(color).paint;
    match written(asked, PAGE) {
        Ok(()) if is_standard_output(asked) => ExitCode::SUCCESS,
        Ok(()) => {
            let path = asked.output.display().to_string();
            let path = visible(&path);
            let done = paint.green(&pick(lang, format!("已写入 {path}"), format!("Wrote {path}")));
            let more = pick(lang, "：双击打开，拖入表格\n", ": open it by double click and drop a table\n");
            let _ = std::io::stderr().lock().write_all((done + more).as_bytes());
            ExitCode::SUCCESS
        }
        Err(error) => complain([error], lang, paint),
    }
}

fn is_standard_output(asked: &PageRequest) -> bool {
    asked.output.as_os_str() == "-"
}

fn written(asked: &PageRequest, page: &[u8]) -> Result<(), CliError> {
    if page.is_empty() {
        return Err(CliError::NoPage);
    }
    if is_standard_output(asked) {
        return write(None, page);
    }
    if asked.output.exists() && !asked.force {
        return Err(CliError::Exists { path: asked.output.display().to_string() });
    }
    write(Some(&asked.output), page)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_is_written_whole_and_over_nothing() {
        let folder = tempfile::tempdir().expect("a folder");
        let asked = |force| PageRequest { output: folder.path().join("检查 一.html"), force };
        assert!(matches!(written(&asked(false), b""), Err(CliError::NoPage)));
        written(&asked(false), b"<!doctype html>").expect("it is written");
        assert_eq!(std::fs::read(&asked(false).output).expect("it is there"), b"<!doctype html>");
        assert!(matches!(written(&asked(false), b"b"), Err(CliError::Exists { .. })));
        written(&asked(true), b"b").expect("it is written");
        assert_eq!(std::fs::read(asked(true).output).expect("it is there"), b"b");
    }
}
