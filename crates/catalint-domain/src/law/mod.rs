//! The registry of laws: which acts there are, what they are called, and whether they are in force.
//!
//! The rows live as text in `data/laws/*.tsv`, one act a line, and are read once, when they are
//! first asked for. A repository adds rows of its own as [`Law`] values.
//!
//! What is not on record is not claimed: an act of which only title and number are known has the
//! [`Status::Unknown`], an unknown title is no finding, and a row marked [`Confidence::Doubtful`]
//! never says that an act is out of force.

pub mod acts;
pub mod article20;
pub mod basis;
mod cite;
mod end;
mod near;
mod numbers;
mod provision;
mod registry;
mod row;
mod search;
mod source;
mod status;
mod validate;

pub use cite::{chinese_list, english_list, english_name};
pub use numbers::NumberFit;
pub use provision::Provision;
pub use registry::{How, Match, Registry};
pub use row::{
    ActEnd, ActKind, ActRecord, ArticleCount, Confidence, ItemCount, Law, LawNumber, Recalled, Role, RowSource,
    RowText, SourceKind,
};
pub use search::{FoundBy, Hit};
pub use source::{BadLawRow, facts_as_of, of_file};
pub use status::Status;
pub use validate::{DataProblem, Unsound, check};
