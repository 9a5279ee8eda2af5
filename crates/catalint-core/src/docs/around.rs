//! Examples with several documents: the catalog that is judged, and what the run knows beyond it.
//!
//! A line `# --- NAME ---` begins another document: a catalog of the same project. With
//! `# --- reference: NAME ---` it is a catalog that must be covered, with `# --- before: NAME ---`
//! the judged catalog as it was. All may be parts, as the first one may.

use std::sync::Arc;

use super::{bytes, complete};
use crate::domain::date::Date;
use crate::lint::{Options, facts};
use crate::project::{Facts, Project, Reference};
use crate::rule::Before;
use crate::text::{Source, decode};

/// What examples are called.
pub(super) const NAME: &str = "example.yaml";

/// The document of an example that is judged.
#[must_use]
pub fn judged(example: &str) -> &str {
    documents(example).0
}

/// What follows it, with the lines between; empty where there is nothing.
pub(super) fn around(example: &str) -> &str {
    &example[judged(example).len()..]
}

/// The first document, and the names and texts of the others.
fn documents(example: &str) -> (&str, Vec<(&str, &str)>) {
    let mut others = Vec::new();
    let (mut first, mut begun, mut at) = (example, None, 0);
    for line in example.split_inclusive('\n') {
        if let Some(name) = line.trim_end().strip_prefix("# --- ").and_then(|rest| rest.strip_suffix(" ---")) {
            match begun {
                None => first = &example[..at],
                Some((name, from)) => others.push((name, &example[from..at])),
            }
            begun = Some((name, at + line.len()));
        }
        at += line.len();
    }
    others.extend(begun.map(|(name, from)| (name, &example[from..])));
    (first, others)
}

/// How an example is judged.
///
/// # Panics
/// Where a document of the example can't be read.
#[must_use]
pub fn options(example: &str, as_of: Date) -> Options {
    let mut options = Options::new(as_of);
    let (first, others) = documents(example);
    let facts = |name: &str, text: &str, options: &Options| -> Facts {
        let source = Source::new(name, decode(&bytes(&complete(text))));
        facts(&source, options).expect("an example is a catalog")
    };
    let (mut project, mut references) = (Vec::new(), Vec::new());
    for (name, text) in others {
        if let Some(name) = name.strip_prefix("reference: ") {
            let read = Reference::read(name, complete(text).as_bytes());
            references.push(read.expect("an example is a catalog"));
        } else if let Some(version) = name.strip_prefix("before: ") {
            let facts = facts(version, text, &options);
            options.beyond.before = Some(Arc::new(Before { version: version.to_owned(), facts }));
        } else {
            project.push(facts(name, text, &options));
        }
    }
    if !project.is_empty() {
        project.push(facts(NAME, first, &options));
        options.beyond.project = Some(Arc::new(Project::new(project, &references)));
    }
    options.beyond.references = references.into();
    options
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn documents_are_parted_at_their_lines() {
        let example = "a: 1\n# --- 乙.yaml ---\nb: 2\n# --- before: HEAD ---\n# c\nc: 3\n";
        assert_eq!(documents(example), ("a: 1\n", vec![("乙.yaml", "b: 2\n"), ("before: HEAD", "# c\nc: 3\n")]));
        assert_eq!(documents("a: 1\n---\n"), ("a: 1\n---\n", vec![]));
        assert_eq!(around(example), &example[5..]);
    }
}
