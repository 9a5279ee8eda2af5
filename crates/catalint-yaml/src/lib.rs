//! The one place that knows a YAML crate: text to [`Tree`] and faults, and back to text as edits.
//!
//! [`parse`] never fails: what can be read is in the tree, what cannot is a [`Fault`], and
//! slips of a Chinese keyboard (full-width marks where YAML needs ASCII) are [`Slip`]s.
//! Most files are read in one quick pass ([`Bail`] says which are not), the others by a complete
//! parser, with the same result. Everything behind this module reads the tree and nothing else.

mod build;
mod de;
mod diagnose;
pub mod edit;
mod fast;
mod fault;
mod item;
mod keyboard;
mod offsets;
mod parse;
mod recover;
mod resolve;
mod swallowed;
mod tree;

pub use de::{DeError, from_str};
pub use fast::Bail;
pub use fault::{Fault, FaultKind, Limit, Slip, SlipKind};
pub use parse::{
    MAX_ALIAS_NODES, MAX_ALIAS_TEXT, MAX_DEPTH, MAX_FILE_BYTES, Parsed, bail_cause, parse, parse_complete,
};
pub use tree::{Comment, Kind, Node, NodeId, Style, Tree};
