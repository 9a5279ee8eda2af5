//! Settings and vocabularies, read from YAML.

pub mod profiles;
