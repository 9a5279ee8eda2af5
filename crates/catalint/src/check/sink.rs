//! Where the parts of all files go, in order.

use catalint_core::lint::LawDays;
use catalint_report::Summary;

use super::tally::RunTally;
use super::worker::FileOutcome;
use crate::error::CliError;
use crate::output::{Out, Output, Renderer};

/// Takes what came of the files, in order.
pub(super) struct ReportSink<'t> {
    pub(super) outputs: Vec<Output>,
    pub(super) plain: Out,
    pub(super) tally: &'t mut RunTally,
}

impl ReportSink<'_> {
    pub(super) fn take(&mut self, outcome: FileOutcome) {
        let done = match outcome {
            FileOutcome::Skipped(plain) => {
                self.tally.summary.skipped += 1;
                self.plain(&plain);
                return;
            }
            FileOutcome::OtherTable(name) => {
                self.tally.unchecked.others.push(name);
                return;
            }
            FileOutcome::UnreadTable(name) => {
                self.tally.unchecked.unread.push(name);
                return;
            }
            FileOutcome::Failed(error) => {
                self.tally.errors.push(error);
                return;
            }
            FileOutcome::Done(done) => done,
        };
        let written = self.outputs.iter_mut().zip(done.parts).map(|(output, part)| output.part(part));
        self.tally.errors.extend(written.filter_map(Result::err));
        self.plain(&done.plain);
        self.tally.add(done.tally);
    }

    fn plain(&mut self, bytes: &[u8]) {
        if !bytes.is_empty() {
            let failed = |source| CliError::write("stdout".to_owned(), source);
            self.tally.errors.extend(self.plain.write(bytes).map_err(failed).err());
        }
    }

    pub(super) fn close(self, renderers: &[Renderer], law: LawDays) {
        let Summary { skipped, .. } = self.tally.summary;
        let skipped = skipped + self.tally.unchecked.count();
        let summary = Summary { failed: self.tally.errors.len(), skipped, ..self.tally.summary };
        for (output, renderer) in self.outputs.into_iter().zip(renderers) {
            match output.close(renderer, &summary, law) {
                Ok(note) => self.tally.notes.extend(note),
                Err(error) => self.tally.errors.push(error),
            }
        }
    }
}
