//! The thread that checks texts, one job at a time, so that the other can go on answering.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{self, Sender};
use std::thread;

use gen_lsp_types::Diagnostic;

use crate::answers::Answer;
use crate::checker::{Checker, ToldFindings};
use crate::server::ServerEvent;
use std::path::PathBuf;
use std::sync::Arc;

/// The parser goes down with the nesting of the file.
const STACK: usize = 8 << 20;

/// Something to do.
pub(crate) type WorkerJob = Box<dyn FnOnce(&mut Checker) -> JobDone + Send>;

/// What came of a job.
#[derive(Debug)]
pub(crate) enum JobDone {
    /// Nothing that anybody waits for.
    Nothing,
    /// An open text was checked.
    Checked(crate::checker::CheckedText),
    /// The answer to a request.
    Answered(Answer),
    /// The catalogs of the folders.
    Listed(Vec<PathBuf>),
    /// What was found in one of them; none where it is no catalog.
    Found(PathBuf, Option<Arc<ToldFindings>>),
    /// It panicked.
    Failed,
}

/// What is known of configs after a job, where that is news.
#[derive(Debug)]
pub(crate) struct ConfigNews {
    /// The files that configs consist of or name.
    pub(crate) files: Vec<PathBuf>,
    /// What is wrong in them, by file.
    pub(crate) findings: Vec<(PathBuf, Vec<Diagnostic>)>,
}

/// Starts the thread; it ends when nobody can give it a job any more.
///
/// # Errors
/// When the system has no thread for it.
pub(crate) fn start(mut checker: Checker, tell: Sender<ServerEvent>) -> std::io::Result<Sender<WorkerJob>> {
    let (give, jobs) = mpsc::channel::<WorkerJob>();
    let work = move || {
        for job in jobs {
            let done = catch_unwind(AssertUnwindSafe(|| job(&mut checker))).unwrap_or(JobDone::Failed);
            if matches!(done, JobDone::Failed) {
                // What it was about to change may be half changed.
                checker = checker.anew();
            }
            let news = catch_unwind(AssertUnwindSafe(|| checker.config_news())).ok().flatten();
            if tell.send(ServerEvent::Done(done, news)).is_err() {
                return;
            }
        }
    };
    thread::Builder::new().name("checker".to_owned()).stack_size(STACK).spawn(work)?;
    Ok(give)
}
