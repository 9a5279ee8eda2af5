//! The vocabularies that are known: the library's own.

use std::sync::{Arc, OnceLock};

use catalint_domain::chinese::edit_distance;
use catalint_domain::vocabulary::profile::{Profile, SHIPPED as FILES};
use catalint_yaml as yaml;

/// A vocabulary that is shipped; read when it is first asked for, since a run mostly needs one.
#[derive(Debug)]
struct Shipped {
    id: &'static str,
    text: &'static str,
    read: OnceLock<Profile>,
}

/// The default first.
static SHIPPED: [Shipped; FILES.len()] = {
    let mut shipped = [const { Shipped { id: "", text: "", read: OnceLock::new() } }; FILES.len()];
    let mut at = 0;
    while at < FILES.len() {
        (shipped[at].id, shipped[at].text) = FILES[at];
        at += 1;
    }
    shipped
};

#[derive(Debug, Clone)]
enum KnownProfile {
    Shipped(&'static Shipped),
    Own(Arc<Profile>),
}

impl KnownProfile {
    fn id(&self) -> &str {
        match self {
            Self::Shipped(shipped) => shipped.id,
            Self::Own(profile) => &profile.id,
        }
    }

    fn profile(&self) -> &Profile {
        let read = |text| yaml::from_str(text).expect("a test reads every profile that is shipped");
        match self {
            Self::Shipped(shipped) => shipped.read.get_or_init(|| read(shipped.text)),
            Self::Own(profile) => profile,
        }
    }
}

/// A set of profiles.
#[derive(Debug, Clone)]
pub struct Profiles(Arc<Vec<KnownProfile>>);

impl Profiles {
    /// The library's own: `national` (the default) and `shanghai`.
    #[must_use]
    pub fn builtin() -> Self {
        Self(Arc::new(SHIPPED.iter().map(KnownProfile::Shipped).collect()))
    }

    /// Adds one, in the place of that with its name.
    pub(super) fn set(&mut self, profile: Profile) {
        let all = Arc::make_mut(&mut self.0);
        let place = all.iter().position(|known| known.id() == profile.id);
        let own = KnownProfile::Own(Arc::new(profile));
        match place {
            Some(at) => all[at] = own,
            None => all.push(own),
        }
    }

    /// All of them.
    pub fn iter(&self) -> impl Iterator<Item = &Profile> {
        self.0.iter().map(KnownProfile::profile)
    }

    /// What `profile:` may say.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(KnownProfile::id)
    }

    /// The profile with a name.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Profile> {
        self.0.iter().find(|known| known.id() == name).map(KnownProfile::profile)
    }

    /// The profile with a name; of an unknown name the nearest one; else the default.
    #[must_use]
    pub fn get_or_default(&self, name: Option<&str>) -> &Profile {
        let near = |name: &str| edit_distance::nearest(&name.to_ascii_lowercase(), self.names());
        name.and_then(|name| self.get(name).or_else(|| near(name).and_then(|near| self.get(near))))
            .unwrap_or_else(|| self.0[0].profile())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_shipped_profile_is_known_by_the_name_in_its_file() {
        for known in Profiles::builtin().0.iter() {
            assert_eq!(known.id(), known.profile().id);
        }
    }
}
