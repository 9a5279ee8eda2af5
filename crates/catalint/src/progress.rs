//! One line on standard error while a long run goes on, for a person at a terminal.

use std::io::Write;
use std::time::{Duration, Instant};

use catalint_core::rule::Lang;

use crate::lang::pick;

/// Runs shorter than this need no line.
const SILENCE: Duration = Duration::from_secs(1);
const PACE: Duration = Duration::from_millis(100);

/// The line.
#[derive(Debug)]
pub(crate) struct Progress {
    on: bool,
    lang: Lang,
    total: usize,
    /// When it may be shown next.
    due: Instant,
    shown: bool,
}

impl Progress {
    pub(crate) fn new(on: bool, total: usize, lang: Lang) -> Self {
        Self { on, lang, total, due: Instant::now() + SILENCE, shown: false }
    }

    /// Says how far the run is, if it is time to.
    pub(crate) fn show(&mut self, done: usize) {
        let now = Instant::now();
        if !self.on || now < self.due || done >= self.total {
            return;
        }
        (self.due, self.shown) = (now + PACE, true);
        let total = self.total;
        let text =
            pick(self.lang, format!("正在检查：{done}/{total} 个文件"), format!("checking: {done} of {total} files"));
        self.put(&format!("\r\u{1b}[K{text}"));
    }

    /// How long to wait for news before saying again how far the run is.
    pub(crate) fn pace(&self) -> Duration {
        if self.on { PACE } else { Duration::from_secs(3600) }
    }

    /// Takes the line away, before anything else is written.
    pub(crate) fn clear(&mut self) {
        if std::mem::take(&mut self.shown) {
            self.put("\r\u{1b}[K");
        }
    }

    fn put(&self, text: &str) {
        let mut stderr = std::io::stderr().lock();
        let _ = stderr.write_all(text.as_bytes()).and_then(|()| stderr.flush());
    }
}
