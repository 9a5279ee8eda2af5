//! Text, and places in it: decoding, spans, the one converter of positions, width on a screen.
//!
//! Everything else in the library speaks in byte [`Span`]s of the decoded text. A line and a
//! column exist only at the edges, and only [`LineIndex`] makes them.

mod decode;
mod edit;
mod line_index;
mod shared;
mod source;
mod span;
mod visible;
mod width;

pub use decode::{DecodeProblem, Decoded, Decoder, Encoding, decode, encode};
pub use edit::Edit;
pub use line_index::{ColumnUnit, LineColumn, LineIndex};
pub use shared::Text;
pub use source::{FileRange, Newline, Position, Source};
pub use span::Span;
pub use visible::{is_hidden, push_hidden, visible};
pub use width::{TAB_STOP, display_column, display_width};
