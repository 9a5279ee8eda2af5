//! Where a node of a catalog stands, which decides what its keys mean.

use crate::model::{FieldId, Scope};
use catalint_yaml::Node;

/// A level of a catalog.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TreeLevel {
    Top,
    Items,
    Defaults,
    Item,
    Other,
}

impl TreeLevel {
    #[cfg(feature = "own-schemas")]
    pub(super) fn below(self, field: Option<FieldId>) -> Self {
        match (self, field) {
            (Self::Top, Some(FieldId::Items)) => Self::Items,
            (Self::Top, Some(FieldId::Defaults)) => Self::Defaults,
            (Self::Items, None) => Self::Item,
            _ => Self::Other,
        }
    }

    /// What a key means at this level.
    pub(super) fn field(self, key: Node<'_>) -> Option<FieldId> {
        FieldId::from_interned(key.name()).filter(|&id| self.has(id))
    }

    /// Whether a field stands at this level.
    pub(super) fn has(self, id: FieldId) -> bool {
        match self {
            Self::Top => id.spec().scope == Scope::Catalog,
            Self::Item => id.spec().scope == Scope::Item,
            Self::Defaults => id.has_default(),
            Self::Items | Self::Other => false,
        }
    }
}
