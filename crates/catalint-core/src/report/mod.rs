//! The machine formats, one file each.
