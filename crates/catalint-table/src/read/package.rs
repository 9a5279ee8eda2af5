pub(super) fn format(_: &[u8], _: &str) -> Result<super::Format, crate::error::Unreadable> {
    Ok(super::Format::Xlsx)
}
