//! The files of a revision, through the `git` program.

use std::collections::HashMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::Mutex;

use crate::error::PreviousError;
use crate::fs::Revision;

/// A revision of a repository. Its files are looked up in its tree, so that no path is ever an
/// argument: names may hold anything.
#[derive(Debug)]
pub(super) struct GitRevision {
    /// The folder of the repository.
    top: PathBuf,
    rev: String,
    /// The object of each file, by its path from the top with `/`.
    files: HashMap<Vec<u8>, String>,
    objects: Mutex<Objects>,
}

/// `git cat-file --batch`: an answer for each question.
#[derive(Debug)]
struct Objects {
    child: Child,
    ask: Option<ChildStdin>,
    answer: BufReader<ChildStdout>,
}

fn git(top: &Path) -> Command {
    let mut command = Command::new("git");
    // Hooks run with these set for another folder.
    for name in ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX"] {
        command.env_remove(name);
    }
    command.current_dir(top).stdin(Stdio::null());
    command
}

impl GitRevision {
    /// Finds a revision in the repository at `top`.
    pub(super) fn open(top: PathBuf, rev: &str) -> Result<Self, PreviousError> {
        let commit = format!("{rev}^{{commit}}");
        let found = run(git(&top).args(["rev-parse", "--verify", "--quiet", "--end-of-options", &commit]), rev)?;
        let commit = String::from_utf8_lossy(&found).trim().to_owned();
        let list = run(git(&top).args(["ls-tree", "-r", "-z", "--full-tree", &commit]), rev)?;
        let files = list.split(|&byte| byte == 0).filter_map(entry).collect();
        let mut child = git(&top)
            .args(["cat-file", "--batch"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .map_err(|source| PreviousError::NoGit { source })?;
        let ask = child.stdin.take();
        let answer = BufReader::new(child.stdout.take().expect("its output is a pipe"));
        Ok(Self { top, rev: rev.to_owned(), files, objects: Mutex::new(Objects { child, ask, answer }) })
    }
}

impl Revision for GitRevision {
    fn read(&self, path: &Path) -> Result<Option<Vec<u8>>, PreviousError> {
        let Some(object) = path.strip_prefix(&self.top).ok().and_then(|path| self.files.get(&key(path))) else {
            return Ok(None);
        };
        let mut objects = self.objects.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        let failed = |source: std::io::Error| PreviousError::Git { rev: self.rev.clone(), said: source.to_string() };
        objects.get(object).map(Some).map_err(failed)
    }

    fn below(&self, folder: &Path) -> Vec<PathBuf> {
        let Ok(prefix) = folder.strip_prefix(&self.top) else { return Vec::new() };
        let prefix = key(prefix);
        let below = |path: &Vec<u8>| {
            let rest = path.strip_prefix(prefix.as_slice())?;
            let rest = if prefix.is_empty() { rest } else { rest.strip_prefix(b"/")? };
            let hidden = rest.split(|&byte| byte == b'/').any(|part| part.starts_with(b"."));
            // A name that is no text can't be shown either.
            (!hidden).then(|| Some(folder.join(std::str::from_utf8(rest).ok()?))).flatten()
        };
        let mut found: Vec<PathBuf> = self.files.keys().filter_map(below).collect();
        found.sort();
        found
    }
}

impl Objects {
    fn get(&mut self, object: &str) -> std::io::Result<Vec<u8>> {
        let broken = || std::io::Error::other("git cat-file ended");
        let ask = self.ask.as_mut().ok_or_else(broken)?;
        writeln!(ask, "{object}")?;
        ask.flush()?;
        let mut head = String::new();
        self.answer.read_line(&mut head)?;
        let size: usize = head.trim_end().rsplit(' ').next().and_then(|size| size.parse().ok()).ok_or_else(broken)?;
        let mut bytes = vec![0; size];
        self.answer.read_exact(&mut bytes)?;
        // A line break ends the answer.
        self.answer.read_exact(&mut [0])?;
        Ok(bytes)
    }
}

impl Drop for Objects {
    fn drop(&mut self) {
        self.ask = None;
        let _ = self.child.wait();
    }
}

/// What a command prints; its complaint where it fails.
fn run(command: &mut Command, rev: &str) -> Result<Vec<u8>, PreviousError> {
    let output = command.output().map_err(|source| PreviousError::NoGit { source })?;
    if output.status.success() {
        return Ok(output.stdout);
    }
    let said = String::from_utf8_lossy(&output.stderr).trim().replace('\n', " ");
    let rev = rev.to_owned();
    Err(if said.is_empty() { PreviousError::UnknownRevision { rev } } else { PreviousError::Git { rev, said } })
}

/// `MODE blob OBJECT\tPATH`: the path and the object of a file that is no link.
fn entry(record: &[u8]) -> Option<(Vec<u8>, String)> {
    let tab = record.iter().position(|&byte| byte == b'\t')?;
    let mut head = std::str::from_utf8(&record[..tab]).ok()?.split(' ');
    let (mode, kind, object) = (head.next()?, head.next()?, head.next()?);
    (kind == "blob" && mode != "120000").then(|| (record[tab + 1..].to_vec(), object.to_owned()))
}

/// A path as git writes it.
fn key(path: &Path) -> Vec<u8> {
    let parts: Vec<&[u8]> = path.components().map(|part| part.as_os_str().as_encoded_bytes()).collect();
    parts.join(&b'/')
}
