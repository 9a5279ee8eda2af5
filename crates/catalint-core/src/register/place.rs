//! To which field and which body of a register a catalog belongs.

use super::{BodyAt, Register, RegisteredBody};
use crate::project::Facts;
use catalint_domain::bodies::identity::{BodyId, Jurisdiction, lead};
use catalint_domain::bodies::rank::{Rank, last_place, rank_of};
use catalint_domain::vocabulary::item_name::name_key;

/// What a catalog says of itself.
#[derive(Debug, Clone, Copy)]
pub struct Identity<'a> {
    /// Its path, relative to the folder of the config.
    pub path: &'a str,
    /// What is known of it.
    pub facts: &'a Facts,
}

/// Where a catalog belongs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Placement {
    /// Position among [`Register::fields`].
    pub field: usize,
    /// What tells the field.
    pub field_by: PlacedBy,
    /// Whose it is.
    pub body: BodyAt,
    /// What tells the body.
    pub body_by: PlacedBy,
}

/// What tells where a catalog belongs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum PlacedBy {
    /// The register names its file.
    Files,
    /// 编制单位
    Authority,
    /// Its title.
    Title,
    /// Its items: for a field those of the reference, for a body the publishers.
    Items,
    /// The register: the only body that answers for the field.
    Register,
}

/// Why a catalog belongs nowhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unplaced {
    /// Neither its title nor its items tell the field.
    NoField,
    /// It may be of each of these fields.
    SeveralFields(Vec<usize>),
    /// It is of another place: as it names it.
    OtherArea(String),
    /// The register has no such body: as it is written.
    UnknownBody(String),
    /// Nothing tells the body.
    NoBody,
    /// It may be of each of these bodies.
    SeveralBodies(Vec<BodyAt>),
}

impl Register {
    /// Where a catalog belongs.
    ///
    /// # Errors
    /// Why that can't be told.
    pub fn place(&self, catalog: Identity<'_>) -> Result<Placement, Unplaced> {
        // A catalog of elsewhere is of no field here.
        let found = self.body_of(catalog.facts)?;
        let (field, field_by) = self.field_of(catalog)?;
        let (body, body_by) = match found {
            Some(found) => found,
            None => self.only_body(field)?,
        };
        Ok(Placement { field, field_by, body, body_by })
    }

    /// The field that a title names, where it names one; the longest of names that lie in one another.
    #[must_use]
    pub fn fields_in_title(&self, title: &str) -> Vec<usize> {
        let key = name_key(title);
        let mut spans: Vec<(usize, usize, usize)> = Vec::new();
        for (nth, field) in self.fields.iter().enumerate() {
            for name in field.names().map(name_key).filter(|name| !name.is_empty()) {
                spans.extend(key.match_indices(&name).map(|(at, _)| (at, at + name.len(), nth)));
            }
        }
        let within = |one: &(usize, usize, usize)| {
            spans.iter().any(|other| other.0 <= one.0 && one.1 <= other.1 && other.1 - other.0 > one.1 - one.0)
        };
        let mut found: Vec<usize> = spans.iter().filter(|span| !within(span)).map(|span| span.2).collect();
        found.sort_unstable();
        found.dedup();
        found
    }

    fn field_of(&self, catalog: Identity<'_>) -> Result<(usize, PlacedBy), Unplaced> {
        let by_files = |nth: &usize| {
            let files = &self.fields[*nth].files;
            !files.is_empty() && files.matches(catalog.path)
        };
        let by_items = |nth: &usize| {
            let reference = self.fields[*nth].reference.as_ref();
            reference.is_some_and(|reference| reference.is_by_items(catalog.facts))
        };
        let all = || 0..self.fields.len();
        let ways = [
            (PlacedBy::Files, all().filter(by_files).collect::<Vec<_>>()),
            (PlacedBy::Title, self.fields_in_title(&catalog.facts.title)),
            (PlacedBy::Items, all().filter(by_items).collect()),
        ];
        for (by, found) in ways {
            match found.as_slice() {
                [] => {}
                [only] => return Ok((*only, by)),
                _ => return Err(Unplaced::SeveralFields(found)),
            }
        }
        Err(Unplaced::NoField)
    }

    /// Whose a catalog is; none where it names only the area, or nobody that is known.
    fn body_of(&self, facts: &Facts) -> Result<Option<(BodyAt, PlacedBy)>, Unplaced> {
        let area = self.jurisdiction();
        if !facts.authority.is_empty() {
            let name = lead(&facts.authority).unwrap_or(&facts.authority);
            let id = BodyId::of(name, area.as_ref()).ok_or_else(|| Unplaced::UnknownBody(name.to_owned()))?;
            return self.of_written(name, &id).map(|body| body.map(|body| (body, PlacedBy::Authority)));
        }
        if let Some(home) = Jurisdiction::of("", &facts.title) {
            let id = BodyId::of(home.name(), area.as_ref());
            return match id.map(|id| self.of_written(home.name(), &id)) {
                Some(Ok(Some(body))) => Ok(Some((body, PlacedBy::Title))),
                Some(Err(why)) => Err(why),
                Some(Ok(None)) | None => self.organ_in(&facts.title).map(|body| body.map(|at| (at, PlacedBy::Title))),
            };
        }
        if let Some(body) = self.organ_in(&facts.title)? {
            return Ok(Some((body, PlacedBy::Title)));
        }
        self.publisher(facts).map(|body| Some((body, PlacedBy::Items)))
    }

    /// The body that a name means; none where it is the area itself.
    fn of_written(&self, name: &str, id: &BodyId) -> Result<Option<BodyAt>, Unplaced> {
        // Schools and police stations in a town are no offices of it.
        let in_town = super::is_in_town(id);
        let of_town = rank_of(name).is_some_and(|rank| rank <= Rank::Town) || id.organ.is_empty();
        match self.of_id(id) {
            Some(BodyAt::Town(_)) if in_town && !of_town => return Err(Unplaced::UnknownBody(name.to_owned())),
            Some(body) => return Ok(Some(body)),
            None => {}
        }
        let Some(area) = self.jurisdiction().and_then(|area| BodyId::of(area.name(), None)) else { return Ok(None) };
        let here = super::is_same_place(&area, id);
        match here {
            true if ["", "人民政府", "政府", "人民政府办公室", "政府办公室"].contains(&id.organ.as_str()) => {
                Ok(None)
            }
            true => Err(Unplaced::UnknownBody(name.to_owned())),
            // A town that lies here, and is not registered.
            false if in_town && self.lies_here(&id.place) => Err(Unplaced::UnknownBody(name.to_owned())),
            false if in_town && last_place(&id.place).is_none() => Err(Unplaced::UnknownBody(name.to_owned())),
            false if id.place.is_empty() => Err(Unplaced::UnknownBody(name.to_owned())),
            false => Err(Unplaced::OtherArea(name.to_owned())),
        }
    }

    fn lies_here(&self, place: &str) -> bool {
        let area = self.area.trim();
        !area.is_empty() && place.contains(area)
    }

    /// The body whose office a text names, without a place before it or with the area's.
    fn organ_in(&self, text: &str) -> Result<Option<BodyAt>, Unplaced> {
        let text: String = text.chars().filter(|c| !c.is_whitespace()).collect();
        let mut found: Vec<(&str, usize)> = Vec::new();
        for (nth, body) in self.bodies.iter().enumerate() {
            let offices = body.names().map(office).chain([body.id().organ.as_str()]);
            found.extend(
                offices.filter(|office| !office.is_empty() && text.contains(office)).map(|office| (office, nth)),
            );
        }
        let longest: Vec<usize> = {
            let within = |one: &str| found.iter().any(|(other, _)| other.len() > one.len() && other.contains(one));
            let mut all: Vec<usize> = found.iter().filter(|(one, _)| !within(one)).map(|(_, nth)| *nth).collect();
            all.sort_unstable();
            all.dedup();
            all
        };
        match longest.as_slice() {
            [] => Ok(None),
            [only] => Ok(Some(BodyAt::Body(*only))),
            _ => Err(Unplaced::SeveralBodies(longest.into_iter().map(BodyAt::Body).collect())),
        }
    }

    /// The one body of the register that publishes items, where each that is named is of it.
    fn publisher(&self, facts: &Facts) -> Result<BodyAt, Unplaced> {
        let area = self.jurisdiction();
        let mut found: Vec<BodyAt> = Vec::new();
        for name in facts.body_names() {
            let Some(id) = BodyId::of(name, area.as_ref()) else { continue };
            match self.of_written(name, &id) {
                Ok(Some(body)) => found.push(body),
                // The area as a whole, and any town, say nothing.
                Ok(None) => {}
                Err(Unplaced::OtherArea(name)) => return Err(Unplaced::OtherArea(name)),
                // 县级人民政府民政部门 is nobody; 县残疾人联合会 is somebody else.
                Err(_) if rank_of(name).is_some_and(|rank| rank > Rank::Town) => return Err(Unplaced::NoBody),
                Err(_) => {}
            }
        }
        found.sort_unstable();
        found.dedup();
        match found.as_slice() {
            [only] => Ok(*only),
            [] => Err(Unplaced::NoBody),
            _ => Err(Unplaced::SeveralBodies(found)),
        }
    }

    /// The only body of the area that answers for a field: whose its catalog of the whole area is.
    fn only_body(&self, field: usize) -> Result<(BodyAt, PlacedBy), Unplaced> {
        match self.fields[field].bodies.as_slice() {
            [only] => Ok((BodyAt::Body(*only), PlacedBy::Register)),
            [] => Err(Unplaced::NoBody),
            all => Err(Unplaced::SeveralBodies(all.iter().copied().map(BodyAt::Body).collect())),
        }
    }
}

impl super::RegisteredField {
    /// All its names.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        std::iter::once(self.name.as_str()).chain(self.also.iter().map(String::as_str))
    }
}

/// The office in the name of a body, without its place.
fn office(name: &str) -> &str {
    last_place(name).map_or(name, |place| &name[place.end..])
}

impl RegisteredBody {
    /// The name of its office without the place: 民政局.
    #[must_use]
    pub fn office(&self) -> &str {
        office(&self.name)
    }
}
