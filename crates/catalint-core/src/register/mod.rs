//! The register of an area (`catalint.yaml`: `area`, `bodies`, `towns`, `fields`): which fields there are, which body
//! answers for which, and to whom a catalog belongs.
//!
//! A catalog is placed by what it says of itself ([`Register::place`]). What can't be placed is said with its reason and
//! is never counted with another.

mod place;
#[cfg(test)]
mod tests;

use std::sync::Arc;

use crate::config::Globs;
use crate::project::Reference;
use catalint_domain::bodies::identity::{BodyId, Jurisdiction};
use catalint_domain::date::Date;

pub use place::{Identity, PlacedBy, Placement, Unplaced};

/// What an area owes: the fields, and who answers for each.
#[derive(Debug, Clone, Default)]
pub struct Register {
    /// The area as it is written: 云岭县.
    pub area: String,
    /// The bodies of the area itself, in the order in which they are written.
    pub bodies: Vec<RegisteredBody>,
    /// Its towns and subdistricts.
    pub towns: Vec<RegisteredBody>,
    /// The fields.
    pub fields: Vec<RegisteredField>,
}

/// A body of the register.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RegisteredBody {
    /// As the register calls it: 县民政局, 青石镇.
    pub name: String,
    /// Other names of it.
    pub also: Vec<String>,
    /// Who is meant by each of these names.
    ids: Vec<BodyId>,
}

/// A field of the register.
#[derive(Debug, Clone)]
pub struct RegisteredField {
    /// As the register calls it: 社会救助.
    pub name: String,
    /// Other names by which titles call it.
    pub also: Vec<String>,
    /// Who answers for it, by position among [`Register::bodies`].
    pub bodies: Vec<usize>,
    /// The towns that answer for it, too, by position among [`Register::towns`].
    pub towns: Vec<usize>,
    /// The catalog whose items are to be covered.
    pub reference: Option<Arc<Reference>>,
    /// The day from which on a catalog is owed; none where it always is.
    pub since: Option<Date>,
    /// Why the area owes no catalog of it; none where it does.
    pub not_applicable: Option<String>,
    /// Files that are catalogs of it, whatever their titles say.
    pub files: Globs,
}

/// A body or a town of the register, by position.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum BodyAt {
    /// One of [`Register::bodies`].
    Body(usize),
    /// One of [`Register::towns`].
    Town(usize),
}

impl Register {
    /// Whether nothing is registered.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.fields.is_empty()
    }

    /// The body at a position.
    ///
    /// # Panics
    /// If it is none of this register.
    #[must_use]
    pub fn body(&self, at: BodyAt) -> &RegisteredBody {
        match at {
            BodyAt::Body(nth) => &self.bodies[nth],
            BodyAt::Town(nth) => &self.towns[nth],
        }
    }

    /// All bodies, then all towns.
    pub fn all_bodies(&self) -> impl Iterator<Item = BodyAt> {
        let towns = (0..self.towns.len()).map(BodyAt::Town);
        (0..self.bodies.len()).map(BodyAt::Body).chain(towns)
    }

    /// The area as a place.
    #[must_use]
    pub fn jurisdiction(&self) -> Option<Jurisdiction> {
        Jurisdiction::of(&self.area, "")
    }

    /// The body that the register itself calls so, in whatever words: 县民政局 and 云岭县民政局 are one.
    #[must_use]
    pub fn named(&self, name: &str) -> Option<BodyAt> {
        let id = BodyId::of(name, self.jurisdiction().as_ref())?;
        self.of_id(&id)
    }

    /// The body of an identity.
    pub(crate) fn of_id(&self, id: &BodyId) -> Option<BodyAt> {
        let body = self.bodies.iter().position(|body| body.is(id)).map(BodyAt::Body);
        body.or_else(|| self.towns.iter().position(|town| town.is_of_town(id)).map(BodyAt::Town))
    }

    /// Adds a body; false where it is there already.
    pub(crate) fn add_body(&mut self, body: RegisteredBody) -> bool {
        let is_new = !body.ids.iter().any(|id| self.bodies.iter().any(|known| known.is(id)));
        if is_new {
            self.bodies.push(body);
        }
        is_new
    }

    /// Adds a town; false where it is there already.
    pub(crate) fn add_town(&mut self, town: RegisteredBody) -> bool {
        let is_new = !town.ids.iter().any(|id| self.towns.iter().any(|known| known.is_of_town(id)));
        if is_new {
            self.towns.push(town);
        }
        is_new
    }
}

impl RegisteredBody {
    /// A body by its names, in an area. None where one of them names nobody.
    #[must_use]
    pub fn new(name: &str, also: Vec<String>, area: Option<&Jurisdiction>) -> Option<Self> {
        let names = std::iter::once(name).chain(also.iter().map(String::as_str));
        let ids = names.map(|name| BodyId::of(name, area)).collect::<Option<Vec<BodyId>>>()?;
        Some(Self { name: name.to_owned(), also, ids })
    }

    /// All its names.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        std::iter::once(self.name.as_str()).chain(self.also.iter().map(String::as_str))
    }

    /// Who is meant, by the first name.
    pub(crate) fn id(&self) -> &BodyId {
        &self.ids[0]
    }

    fn is(&self, id: &BodyId) -> bool {
        self.ids.iter().any(|own| own.organ == id.organ && is_same_place(own, id))
    }

    /// Whether all its names are those of towns and subdistricts.
    pub(crate) fn names_towns(&self) -> bool {
        self.ids.iter().all(is_in_town)
    }

    /// Whether it is the town that an identity is of, whatever office of it.
    fn is_of_town(&self, id: &BodyId) -> bool {
        self.ids.iter().any(|own| is_same_place(own, id))
    }
}

/// 静安区 and 上海市静安区 are one place; 青石镇 and 东青石镇 are two.
pub(crate) fn is_same_place(one: &BodyId, other: &BodyId) -> bool {
    let inner = |whole: &str, part: &str| {
        let rest = whole.strip_suffix(part);
        rest.is_some_and(|rest| rest.is_empty() || rest.ends_with(['省', '市', '区', '县', '旗', '州', '盟']))
    };
    one.unit == other.unit && (inner(&one.place, &other.place) || inner(&other.place, &one.place))
}

/// Whether the place of a body is a town or a subdistrict, by the word for it.
pub(crate) fn is_in_town(id: &BodyId) -> bool {
    ["镇", "乡", "街道"].contains(&id.unit.as_str())
}
