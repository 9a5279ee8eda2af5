//! A clock that stands: whoever writes a workbook sets its day himself.

/// A point in time.
pub struct Date;

impl Date {
    /// The first.
    pub fn now() -> f64 {
        0.0
    }
}
