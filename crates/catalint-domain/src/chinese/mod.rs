//! Chinese text: its characters, numerals, brackets and blanks, and spellings that count as one.

pub mod blanks;
pub mod brackets;
pub mod edit_distance;
pub mod normalize;
pub mod numbering;
pub mod numeral;
pub mod script;
pub mod words;
