use crate::error::Unreadable;
use crate::grid::Document;
pub(super) fn read<T: ?Sized + AsRef<[u8]>>(_: &T) -> Result<Document, Unreadable> {
    Err(Unreadable::NoTable)
}
