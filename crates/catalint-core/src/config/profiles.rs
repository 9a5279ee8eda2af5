//! The vocabularies that are known: the library's own.

use std::sync::{Arc, LazyLock};

use crate::domain::near;
use crate::domain::profile::Profile;
use crate::yaml;

/// Files of `data/profiles`, the default first.
const BUILTIN: [&str; 2] =
    [include_str!("../../data/profiles/national.yaml"), include_str!("../../data/profiles/shanghai.yaml")];

static PROFILES: LazyLock<Arc<[Profile]>> = LazyLock::new(|| {
    let read = |text| yaml::from_str(text).expect("a test reads every profile that is shipped");
    BUILTIN.into_iter().map(read).collect()
});

/// A set of profiles.
#[derive(Debug, Clone)]
pub struct Profiles(Arc<[Profile]>);

impl Profiles {
    /// The library's own: `national` (the default) and `shanghai`.
    #[must_use]
    pub fn builtin() -> Self {
        Self(PROFILES.clone())
    }

    /// These; the first is the default.
    pub(super) fn of(profiles: Vec<Profile>) -> Self {
        Self(profiles.into())
    }

    /// All of them.
    pub fn iter(&self) -> impl Iterator<Item = &Profile> {
        self.0.iter()
    }

    /// What `profile:` may say.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|profile| profile.id.as_str())
    }

    /// The profile with a name; of an unknown name the nearest one; else the default.
    #[must_use]
    pub fn get_or_default(&self, name: Option<&str>) -> &Profile {
        let find = |name: &str| self.0.iter().find(|profile| profile.id == name);
        let near = |name: &str| near::nearest(&name.to_ascii_lowercase(), self.names());
        name.and_then(|name| find(name).or_else(|| near(name).and_then(find))).unwrap_or(&self.0[0])
    }
}
