//! Whether a table is a catalog, told without reading all of it.

use catalint_core::config::profiles::Profiles;

use crate::catalog;
use crate::error::Unreadable;
use crate::read::read_head;

/// Whether a row of heads says that a table is a catalog. Of a long one only the beginning is looked at: several
/// hundred rows of each sheet, a hundred pages of a document, two thousand lines of a text.
///
/// # Errors
/// Why it can't be told: the file is of a kind that is not read, protected or damaged. A file without any table, or a
/// text in an unknown encoding, is no catalog.
pub fn is_catalog(name: &str, bytes: &[u8], profiles: &Profiles) -> Result<bool, Unreadable> {
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Ok(false);
    }
    match read_head(name, bytes) {
        Ok(document) => Ok(catalog::has_head(&document, profiles)),
        Err(Unreadable::Empty | Unreadable::NoTable | Unreadable::Hidden(_) | Unreadable::Encoding(_)) => Ok(false),
        Err(why) => Err(why),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEAD: &str = "序号,公开事项,公开内容,公开依据,公开时限\n";

    fn told(name: &str, bytes: &[u8]) -> Result<bool, Unreadable> {
        is_catalog(name, bytes, &Profiles::builtin())
    }

    #[test]
    fn a_row_of_heads_makes_a_catalog_in_any_encoding() {
        let text = format!("青湖区民政局政务公开标准目录\n{HEAD}1,临时救助,政策,条例,20个工作日\n");
        assert_eq!(told("a.csv", text.as_bytes()).ok(), Some(true));
        let (gb, ..) = encoding_rs::GB18030.encode(&text);
        assert_eq!(told("a.csv", &gb).ok(), Some(true));
        assert_eq!(told("a.csv", "姓名,电话\n甲,1\n".as_bytes()).ok(), Some(false));
        assert_eq!(told("a.csv", b" \n").ok(), Some(false));
        assert_eq!(told("a.doc", &[0xD0, 0xCF, 0x11, 0xE0]).err(), Some(Unreadable::Format("doc")));
    }

    #[test]
    fn a_long_text_is_cut_between_two_lines() {
        let rows = "甲,乙,丙\n".repeat(30_000);
        let text = format!("{HEAD}{rows}");
        assert_eq!(told("a.csv", text.as_bytes()).ok(), Some(true));
        assert_eq!(told("a.csv", format!("{rows}{HEAD}").as_bytes()).ok(), Some(false));
    }
}
