//! Times as std has them: they are named, and never asked for.

pub use std::time::*;
