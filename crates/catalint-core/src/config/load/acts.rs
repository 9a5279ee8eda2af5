//! Acts that a config adds to the registry: its own rows, and files of rows.

use std::collections::HashSet;

use super::{ConfigFile, FileReach, Loader, MOST_FILES, join};
use crate::config::law_file::LawFile;
use crate::config::laws;
use crate::config::reader::ConfigReader;
use crate::rule::{ConfigFaultKind, FileReason};
use catalint_domain::law::{Law, Registry, check};
use catalint_text::{Source, decode};
use catalint_yaml::{self as yaml, Node};

impl Loader<'_> {
    /// Files of acts first: a row of the config takes the place of theirs. They are judged when all are there, since
    /// one may name a successor that stands in another.
    pub(super) fn laws(&mut self, reader: &mut ConfigReader, node: Node<'_>, folder: &str) {
        let named = laws::files(reader, node);
        let mut files: Vec<(usize, Node<'_>, LawFile)> = Vec::new();
        for (written, node) in named {
            if let Some((at, file)) = self.law_file(reader, node, join(folder, written)) {
                self.add_laws(file.rows.iter().map(|(law, _)| law));
                files.push((at, node, file));
            }
        }
        let rows = laws::read(reader, node);
        self.add_laws(rows.iter().map(|(law, _)| law));
        if rows.is_empty() && files.is_empty() {
            return;
        }
        let unsound = check(&Registry::shared(self.laws.clone(), self.law_checked_to));
        laws::judge(reader, node, &rows, &unsound);
        for (at, node, mut file) in files {
            file.judge(unsound.iter().filter(|unsound| rows.iter().all(|(law, _)| law.title != unsound.title)));
            let read = &mut self.read[at];
            if read.foreign && !file.faults.is_empty() {
                let kind = ConfigFaultKind::File { path: read.source.name.clone(), reason: FileReason::Faulty };
                reader.fault(node.span(), kind);
            }
            read.faults = file.faults;
        }
    }

    fn law_file(&mut self, reader: &mut ConfigReader, node: Node<'_>, path: String) -> Option<(usize, LawFile)> {
        if self.read.iter().any(|file| file.source.name == path) {
            return None;
        }
        if self.read.len() >= MOST_FILES {
            let reason = FileReason::TooMany(MOST_FILES);
            reader.fault(node.span(), ConfigFaultKind::File { path, reason });
            return None;
        }
        let bytes = self.bytes(reader, node, &path)?;
        let foreign = self.files.reach(&path) == FileReach::Foreign;
        let source = Source::new(&path, decode(&bytes));
        let file = LawFile::read(&source.text);
        self.law_checked_to = self.law_checked_to.max(file.checked_to);
        self.read.push(ConfigFile { source, parsed: yaml::parse("", |_| 0), faults: Vec::new(), foreign });
        Some((self.read.len() - 1, file))
    }

    /// Adds acts; each takes the place of one with its title that came with another file or config.
    fn add_laws<'l>(&mut self, new: impl Iterator<Item = &'l Law> + Clone) {
        let titles: HashSet<&str> = new.clone().map(|law| law.title.as_ref()).collect();
        self.laws.retain(|known| !titles.contains(known.title.as_ref()));
        self.laws.extend(new.cloned());
    }
}
