//! Why a file can't be read as a table. What is wrong *in* a table is a finding and none of these.

use catalint_core::rule::Lang;

/// Why nothing could be read. The file's name is the caller's to add.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Unreadable {
    /// A format that is not read.
    #[error("{0} files can't be read; save it as .docx or .xlsx in WPS, Word or LibreOffice first")]
    Format(&'static str),
    /// It is encrypted.
    #[error("the file is protected by a password; save a copy without one first")]
    Password,
    /// It is damaged or cut off, or is no file of its kind.
    #[error("the file is damaged or is not what its name says{}", reason(.0, ": "))]
    Damaged(String),
    /// It has no bytes.
    #[error("the file is empty")]
    Empty,
    /// It is larger than anything sensible.
    #[error("the file is too large: more than {0}")]
    TooLarge(&'static str),
    /// It has entity declarations, which no office program writes.
    #[error("the file declares XML entities, which no office program writes; it was not read")]
    Entities,
    /// Its bytes are no text in a known encoding.
    #[error("the encoding of the file is not known{}; name it with --encoding", guess_en(.0))]
    Encoding(Option<&'static str>),
    /// It is not in the encoding that was named.
    #[error("the file is not in {0}")]
    NotInEncoding(String),
    /// No table at all.
    #[error("there is no table in the file")]
    NoTable,
    /// All its sheets are hidden.
    #[error("all sheets of the file are hidden: {0}; show those that are to be read")]
    Hidden(String),
    /// There are fewer catalogs than asked for.
    #[error("there is no table {wanted}; catalogs found: {found}")]
    NoSuchTable {
        /// The number asked for.
        wanted: usize,
        /// How many there are.
        found: usize,
    },
}

fn guess_en(guess: &Option<&'static str>) -> String {
    guess.map_or(String::new(), |guess| format!(" (it looks like {guess})"))
}

fn reason(why: &str, mark: &str) -> String {
    if why.is_empty() { String::new() } else { format!("{mark}{why}") }
}

/// `20,000 rows` as `20,000 行`
fn limit_zh(limit: &str) -> String {
    const UNITS: [(&str, &str); 8] = [
        ("sheets", "张工作表"),
        ("rows", "行"),
        ("columns", "列"),
        ("cells", "个单元格"),
        ("parts", "个部件"),
        ("elements and texts", "个元素"),
        ("pairs of attributes", "对属性"),
        ("elements within each other", "层元素"),
    ];
    let unit = UNITS.iter().find_map(|(en, zh)| limit.strip_suffix(en).map(|number| number.to_owned() + zh));
    unit.unwrap_or_else(|| limit.to_owned())
}

impl Unreadable {
    /// The message in a language.
    #[must_use]
    pub fn text(&self, lang: Lang) -> String {
        if lang == Lang::En {
            return self.to_string();
        }
        match self {
            Self::Format(kind) => {
                format!("不能读取 {kind} 文件；请先在 WPS、Word 或 LibreOffice 中另存为 .docx 或 .xlsx")
            }
            Self::Password => "文件有密码保护；请先另存为没有密码的文件".to_owned(),
            Self::Damaged(why) => format!("文件已损坏，或者不是扩展名所说的文件{}", reason(why, "：")),
            Self::Empty => "文件是空的".to_owned(),
            Self::TooLarge(limit) => format!("文件太大：超过 {}", limit_zh(limit)),
            Self::Entities => "文件里声明了 XML 实体，办公软件不会这样写；没有读取".to_owned(),
            Self::Encoding(None) => "认不出文件的编码；请用 --encoding 指定".to_owned(),
            Self::Encoding(Some(guess)) => format!("认不出文件的编码（看起来像 {guess}）；请用 --encoding 指定"),
            Self::NotInEncoding(name) => format!("文件不是 {name} 编码"),
            Self::NoTable => "文件里没有表格".to_owned(),
            Self::Hidden(names) => format!("文件里的工作表都是隐藏的：{names}；请先取消隐藏要读取的工作表"),
            Self::NoSuchTable { wanted, found } => format!("没有第{wanted}张目录表；一共找到{found}张"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn limits_are_told_in_the_language_of_the_reader() {
        let text = |limit| Unreadable::TooLarge(limit).text(Lang::Zh);
        assert!(text("20,000 rows").ends_with("超过 20,000 行") && text("64 MiB").ends_with("超过 64 MiB"));
    }
}
