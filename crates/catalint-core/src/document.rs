//! A file as it was read, and all that is known of it before any rule looks.

use std::sync::OnceLock;

use crate::model::{Catalog, FieldId};
use crate::schema::{self, SchemaFault};
use catalint_text::{DecodeProblem, Source, decode};
use catalint_yaml::{self as yaml, Fault, Node, Parsed, Slip, Tree};

/// A file that was read once: its text, the tree, the catalog, what is wrong with YAML and schema.
///
/// It owns what it speaks of and never changes, so that a check, a fix, the facts for others and a question about a
/// place take the same reading. An edited text is another document.
#[derive(Debug)]
pub struct Document {
    source: Source,
    parsed: Parsed,
    catalog: Option<Catalog>,
    schema: OnceLock<Vec<SchemaFault>>,
    is_readable: bool,
}

impl Document {
    /// Reads a text. It never fails: what can't be read is a fault.
    #[must_use]
    pub fn parse(source: Source) -> Self {
        let too_large = source.text.len() > yaml::MAX_FILE_BYTES;
        Self::read(source, too_large)
    }

    /// Reads the bytes of a file, in whatever encoding. `name` is what findings call it.
    #[must_use]
    pub fn from_bytes(name: &str, bytes: &[u8]) -> Self {
        let too_large = bytes.len() > yaml::MAX_FILE_BYTES;
        Self::read(Source::new(name, decode(if too_large { b"" } else { bytes })), too_large)
    }

    fn read(source: Source, too_large: bool) -> Self {
        let is_readable = !too_large && !matches!(source.problem, Some(DecodeProblem::Unknown { .. }));
        let mut parsed = yaml::parse(if is_readable { source.text.clone() } else { "".into() }, FieldId::intern);
        if too_large {
            parsed.faults.push(Fault::too_large());
        }
        Self { is_readable, ..Self::of_parsed(source, parsed) }
    }

    /// The document of a text that was parsed with the fields of a catalog already.
    pub(crate) fn of_parsed(source: Source, parsed: Parsed) -> Self {
        let catalog = Catalog::bind(&parsed.tree);
        Self { source, parsed, catalog, schema: OnceLock::new(), is_readable: true }
    }

    /// The text, its name and its lines.
    #[must_use]
    pub fn source(&self) -> &Source {
        &self.source
    }

    /// The text alone.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.source.text
    }

    /// All that could be read of it; empty where the bytes are no text.
    #[must_use]
    pub fn tree(&self) -> &Tree {
        &self.parsed.tree
    }

    /// What of the YAML could not be read, in the order of the text.
    #[must_use]
    pub fn faults(&self) -> &[Fault] {
        &self.parsed.faults
    }

    /// Slips of the keyboard, in the order of the text.
    #[must_use]
    pub fn slips(&self) -> &[Slip] {
        &self.parsed.slips
    }

    /// Tree, faults and slips.
    pub(crate) fn parsed(&self) -> &Parsed {
        &self.parsed
    }

    /// The catalog; none where the top of the file is no mapping.
    #[must_use]
    pub fn catalog(&self) -> Option<&Catalog> {
        self.catalog.as_ref()
    }

    /// What the schema of a catalog says against it, in the order of the text; asked when it is first wanted.
    #[must_use]
    pub fn schema_faults(&self) -> &[SchemaFault] {
        self.schema.get_or_init(|| schema::validate(&self.parsed.tree))
    }

    /// Whether the bytes are a text of a size that is read.
    #[must_use]
    pub fn is_readable(&self) -> bool {
        self.is_readable
    }

    /// Whether something could not be read, or not as it is meant: what was not found may yet be there.
    #[must_use]
    pub fn is_partial(&self) -> bool {
        !self.is_readable || self.tree().is_partial() || !self.faults().is_empty() || !self.slips().is_empty()
    }

    /// The innermost node at a byte offset of the text: see [`Tree::node_at`].
    #[must_use]
    pub fn node_at(&self, offset: u32) -> Option<Node<'_>> {
        self.tree().node_at(offset)
    }
}
