//! How far a long run is, in one line on standard error, for a person at a terminal; in pipes, in CI and with `--quiet`
//! nothing. Of many files a bar; of one, or while a table is read and written, how many items and how long. It is plain code:
//! one line that is written over again is all that there is to draw.

use std::io::Write;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::{Duration, Instant};

use catalint_core::rule::Lang;
use catalint_workspace::pool;

use crate::lang::pick;
use crate::terminal::Terminal;

/// Runs shorter than this need no line.
const SILENCE: Duration = Duration::from_secs(1);
const PACE: Duration = Duration::from_millis(100);

/// Columns of the bar; a terminal that is narrower than the line has none.
const BAR: usize = 24;
const LINE: usize = 64;

/// The deepest nesting of a file needs that much.
const STACK: usize = 8 << 20;

/// The line.
#[derive(Debug)]
pub(crate) struct Progress {
    on: bool,
    lang: Lang,
    wide: bool,
    total: usize,
    looked: Arc<AtomicUsize>,
    begun: Instant,
    /// When it may be shown next.
    due: Instant,
    shown: bool,
}

impl Progress {
    /// Of a run over so many files.
    pub(crate) fn new(stderr: Terminal, quiet: bool, total: usize, lang: Lang) -> Self {
        let begun = Instant::now();
        // A terminal of CI is looked at by nobody, and keeps each line.
        let on = stderr.interactive && !quiet && std::env::var_os("CI").is_none();
        let looked = Arc::default();
        Self { on, lang, wide: stderr.width >= LINE, total, looked, begun, due: begun + SILENCE, shown: false }
    }

    /// What counts the items that are looked at; none where nobody sees it.
    pub(crate) fn counter(&self) -> Option<Arc<AtomicUsize>> {
        self.on.then(|| Arc::clone(&self.looked))
    }

    /// Says how far the run is, if it is time to.
    pub(crate) fn show(&mut self, done: usize) {
        let now = Instant::now();
        if !self.on || now < self.due || done >= self.total {
            return;
        }
        (self.due, self.shown) = (now + PACE, true);
        self.put(&format!("\r\u{1b}[K{}", self.line(done, now - self.begun)));
    }

    fn line(&self, done: usize, time: Duration) -> String {
        let (total, items, seconds) = (self.total, self.looked.load(Ordering::Relaxed), time.as_secs());
        if total < 2 {
            let items = match items {
                0 => String::new(),
                _ => pick(self.lang, format!("：已看{items}项"), format!(": {items} items looked at")),
            };
            return pick(self.lang, format!("正在处理{items}（{seconds}秒）"), format!("working{items} ({seconds} s)"));
        }
        let filled = BAR * done / total;
        let bar =
            if self.wide { format!("{}{} ", "█".repeat(filled), "░".repeat(BAR - filled)) } else { String::new() };
        pick(
            self.lang,
            format!("正在检查：{bar}{done}/{total} 个文件，已看{items}项"),
            format!("checking: {bar}{done} of {total} files, {items} items"),
        )
    }

    /// How long to wait for news before saying again how far the run is; none where nobody sees it.
    pub(crate) fn pace(&self) -> Option<Duration> {
        self.on.then_some(PACE)
    }

    /// Takes the line away, before anything else is written.
    pub(crate) fn clear(&mut self) {
        if std::mem::take(&mut self.shown) {
            self.put("\r\u{1b}[K");
        }
    }

    /// Does one piece of work and says meanwhile how long it takes.
    pub(crate) fn during<R: Send>(&mut self, work: impl FnOnce() -> R + Send) -> R {
        if !self.on {
            return work();
        }
        let (send, receive) = mpsc::channel::<()>();
        thread::scope(|scope| {
            let work = move || {
                // Gone when the work is done, however it ends.
                let _end = send;
                pool::guarded(work)
            };
            let worker = thread::Builder::new().stack_size(STACK).spawn_scoped(scope, work).expect("a thread");
            while receive.recv_timeout(PACE) == Err(RecvTimeoutError::Timeout) {
                self.show(0);
            }
            self.clear();
            let done = worker.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic));
            done.unwrap_or_else(|panic| panic!("{panic}"))
        })
    }

    fn put(&self, text: &str) {
        let mut stderr = std::io::stderr().lock();
        let _ = stderr.write_all(text.as_bytes()).and_then(|()| stderr.flush());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn progress(total: usize, items: usize, width: usize, lang: Lang) -> Progress {
        let progress = Progress::new(Terminal { width, ..Terminal::file() }, false, total, lang);
        progress.looked.store(items, Ordering::Relaxed);
        progress
    }

    #[test]
    fn many_files_have_a_bar_and_one_has_its_items() {
        let second = Duration::from_secs(2);
        let many = progress(300, 4500, 80, Lang::Zh).line(100, second);
        assert_eq!(many, "正在检查：████████░░░░░░░░░░░░░░░░ 100/300 个文件，已看4500项");
        assert!(catalint_text::display_width(&many) < 80);
        assert_eq!(progress(300, 45, 40, Lang::En).line(100, second), "checking: 100 of 300 files, 45 items");
        assert_eq!(progress(1, 3400, 80, Lang::Zh).line(0, second), "正在处理：已看3400项（2秒）");
        assert_eq!(progress(1, 0, 80, Lang::En).line(0, second), "working (2 s)");
    }

    #[test]
    fn where_nobody_looks_nothing_is_shown_and_no_thread_begun() {
        let mut off = progress(1, 0, 80, Lang::Zh);
        assert!(off.pace().is_none() && off.counter().is_none());
        let here = thread::current().id();
        assert_eq!(off.during(|| thread::current().id()), here);
        off.on = true;
        assert_ne!(off.during(|| thread::current().id()), here);
    }
}
