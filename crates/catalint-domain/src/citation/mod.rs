//! The grammar of 公开依据: which acts a text cites, under which number, with which articles.
//!
//! ```text
//! cell     = { label | tag | citation | separator | words that lead in }
//! label    = "1." "1、" "（1）" "一、" "①" "●" …
//! tag      = "【" 法律, 规章 … "】"                    holds until the next tag
//! citation = [number] title tail | bare tail | number tail | articles | vague | ditto
//! title    = "《" … [ "〈" … "〉" ] … "》"             also <…>, and one mark lost
//! tail     = { "（" { number | articles | note } "）" | number | articles }
//! ```
//!
//! The reader takes what it finds: damaged marks and numbers are read as what they stand for and
//! the damage is named, so that a rule can speak about it. It knows no law by name and judges
//! nothing; whether a title is an act's is for [`super::law`] to say.

mod article;
mod model;
mod number;
mod number_reader;
mod paren;
mod print;
mod reader;
mod text;
mod title;
mod vague;

pub use article::{ActPlace, Article, Division, Rung};
pub use model::{Citation, CitationForm, Tag, Title, TitleMarks};
pub use number::{Number, NumberFault, NumberKind};
pub use reader::read;
pub use text::fold;
