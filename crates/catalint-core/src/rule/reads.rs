//! What a check reads: declared with the rule, and handed out and nothing else.

use super::MATTER;
use crate::model::{FieldId, FieldSet};
use catalint_domain::vocabulary::text_features::TextFeatures;

/// What a check reads and where it runs.
///
/// Nothing here has to be said for speed: what is remembered from item to item follows from what a check has read. A
/// check that reads a field beyond these panics in debug builds, so that the examples of its rule find it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reads {
    fields: FieldSet,
    shown: [Shown; 2],
    whole: bool,
}

/// Texts of some fields that show something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Shown {
    pub(crate) fields: FieldSet,
    pub(crate) features: TextFeatures,
}

const NOTHING: Shown = Shown { fields: FieldSet::NONE, features: TextFeatures::NONE };

impl Reads {
    /// The fields that a check of items or of a catalog reads.
    #[must_use]
    pub const fn of(fields: &[FieldId]) -> Self {
        Self { fields: FieldSet::of(fields), shown: [NOTHING; 2], whole: false }
    }

    /// The fields whose texts a check of texts is run over, at the top of the file too.
    #[must_use]
    pub const fn texts(fields: &[FieldId]) -> Self {
        Self::of(fields).where_shown(fields, TextFeatures::TEXT)
    }

    /// The same once for all texts of a value: the check gets the first of them and asks for the field
    /// ([`TextCx::field`](super::TextCx::field)).
    #[must_use]
    pub const fn values(fields: &[FieldId]) -> Self {
        Self { whole: true, ..Self::texts(fields) }
    }

    /// Of checks of items for which acts may set something: of those alone
    /// [`ItemCx::matter`](super::ItemCx::matter) tells.
    pub const OF_MATTERS: Self = Self::of(MATTER).where_shown(
        &[FieldId::Topic, FieldId::Subtopic, FieldId::Detail],
        TextFeatures::MATTER.with(TextFeatures::BLANK),
    );

    /// Other fields that are read besides.
    #[must_use]
    pub const fn and(self, fields: &[FieldId]) -> Self {
        Self { fields: self.fields.with(FieldSet::of(fields)), ..self }
    }

    /// Of a check of texts: only those that show one of these. What this leaves out, the check must not find.
    #[must_use]
    pub const fn showing(self, features: TextFeatures) -> Self {
        Self { shown: [Shown { features, ..self.shown[0] }, NOTHING], ..self }
    }

    /// Of a check of items or of a catalog: only where a text of these fields shows one of these, which are read too.
    /// May be said twice: either will do. What this leaves out, the check must not find.
    #[must_use]
    pub const fn where_shown(self, fields: &[FieldId], features: TextFeatures) -> Self {
        let shown = Shown { fields: FieldSet::of(fields), features };
        let all = if self.shown[0].fields.is_empty() { [shown, NOTHING] } else { [self.shown[0], shown] };
        Self { shown: all, ..self.and(fields) }
    }

    /// All fields that may be read.
    #[must_use]
    pub const fn fields(&self) -> FieldSet {
        self.fields
    }

    /// The texts without one of which the check does not run; none where it always does.
    pub(crate) fn shown(&self) -> impl Iterator<Item = Shown> {
        self.shown.into_iter().filter(|shown| !shown.fields.is_empty())
    }

    /// Whether the check runs whatever the texts show.
    pub(crate) const fn always_runs(&self) -> bool {
        self.shown[0].fields.is_empty()
    }

    /// What a text of a field has to show for the check to run.
    #[must_use]
    pub fn features(&self, id: FieldId) -> TextFeatures {
        let of_field = self.shown().filter(|shown| shown.fields.has(id));
        of_field.fold(TextFeatures::NONE, |all, shown| all.with(shown.features))
    }

    /// What a text of any of its fields has to show for the check to run.
    pub(crate) fn all_features(&self) -> TextFeatures {
        self.shown().fold(TextFeatures::NONE, |all, shown| all.with(shown.features))
    }

    /// Whether the check runs once a value, and not once a text.
    #[must_use]
    pub const fn is_of_values(&self) -> bool {
        self.whole
    }
}
