//! Words of catalogs: what a channel, an audience, a level is called; words that stand where a value should; misspellings.

pub mod boxes;
pub mod channels;
pub mod item_name;
pub mod matching;
pub mod personal;
pub mod placeholder;
pub mod profile;
pub mod terms;
pub mod text_features;
pub mod typos;
pub mod word_list;
