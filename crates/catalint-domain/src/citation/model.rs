//! What the reader returns.

use std::borrow::Cow;
use std::ops::Range;

use super::{Article, Number, text};

/// One basis: an act, or the words that stand where an act should.
///
/// Every range is a byte range of the text that was read and lies on character boundaries.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Citation<'t> {
    /// From the title's mark, or the first word or number, to the end of the tail. Labels, tags
    /// and separators lie outside; what lies between two citations is what separates them.
    pub span: Range<usize>,
    /// The same as text.
    pub text: &'t str,
    /// What it consists of.
    pub form: CitationForm,
    /// `1.`, `（一）`, `●` … directly before it.
    pub label: Option<Range<usize>>,
    /// The kind it is filed under, where the cell has such tags. One tag covers all citations up
    /// to the next.
    pub tag: Option<Tag<'t>>,
    /// The title, for [`CitationForm::Marked`] and [`CitationForm::Bare`].
    pub title: Option<Title<'t>>,
    /// Document and decree numbers, in order.
    pub numbers: Vec<Number<'t>>,
    /// Articles, in order, each paragraph or item that is listed on its own.
    pub articles: Vec<Article>,
    /// What else stands in brackets behind the title: 2019年修订, 试行.
    pub note: Option<Range<usize>>,
    /// Words of the act itself, pasted in behind the article.
    pub quote: Option<Range<usize>>,
}

/// What a citation consists of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CitationForm {
    /// A title in marks: 《预算法》.
    Marked,
    /// Words without marks that may be a title: 预算法, or 工作职责.
    Bare,
    /// Only a number: 国办发〔2019〕54号.
    Number,
    /// Only articles, with no act before them that they could belong to.
    Articles,
    /// Words that name no act: 相关法律法规, 三定方案, and 等 behind a title.
    Vague,
    /// 同上 and its kind.
    Ditto,
}

/// A title as it is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Title<'t> {
    /// The words inside the marks, without blanks at the ends and without a number or 2019年修订
    /// in brackets at their end.
    pub span: Range<usize>,
    /// The same as text. Marks of titles inside it and blanks, as between joint issuers, are
    /// left as they stand; [`Title::folded`] takes them away.
    pub text: &'t str,
    /// With the marks.
    pub outer: Range<usize>,
    /// The marks around it.
    pub marks: TitleMarks,
}

/// The marks around a title.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TitleMarks {
    /// 《 and 》.
    Book,
    /// A pair of others, or two that do not match: 〈…〉, <…>, 《…〉.
    Other,
    /// The closing mark is lost.
    NoClose,
    /// The opening mark is lost.
    NoOpen,
    /// A mark of a title inside it is lost: 《关于印发《办法的通知》.
    Inner,
    /// None.
    Absent,
}

/// 【法律】 and its kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tag<'t> {
    /// With the brackets.
    pub span: Range<usize>,
    /// The words inside.
    pub label: &'t str,
}

impl<'t> Title<'t> {
    /// The title without blanks and marks and with full-width brackets: the form that is
    /// compared.
    #[must_use]
    pub fn folded(&self) -> Cow<'t, str> {
        text::fold(self.text)
    }
}

impl Citation<'_> {
    /// Whether it names one act: by title or by number.
    #[must_use]
    pub const fn names_an_act(&self) -> bool {
        matches!(self.form, CitationForm::Marked | CitationForm::Number)
            || matches!(self.form, CitationForm::Bare) && !self.numbers.is_empty()
    }

    /// Whether both say the same in the same form, wherever they stand and however they are
    /// punctuated. Labels, notes and pasted words do not count.
    #[must_use]
    pub fn says_the_same(&self, other: &Citation<'_>) -> bool {
        let tag = |c: &Citation<'_>| c.tag.as_ref().map(|tag| tag.label.to_owned());
        let title = |c: &Citation<'_>| c.title.as_ref().map(|title| title.folded().into_owned());
        let plain = |c: &Citation<'_>| {
            matches!(c.form, CitationForm::Vague | CitationForm::Ditto).then(|| text::fold(c.text).into_owned())
        };
        self.form == other.form
            && tag(self) == tag(other)
            && title(self) == title(other)
            && plain(self) == plain(other)
            && self.same_numbers(other)
            && self.same_articles(other)
    }

    /// Whether both cite the same articles, in the same order.
    #[must_use]
    pub fn same_articles(&self, other: &Citation<'_>) -> bool {
        self.articles.len() == other.articles.len()
            && self.articles.iter().zip(&other.articles).all(|(a, b)| (a.from, a.to) == (b.from, b.to))
    }

    fn same_numbers(&self, other: &Citation<'_>) -> bool {
        self.numbers.len() == other.numbers.len() && self.numbers.iter().zip(&other.numbers).all(|(a, b)| a.is_same(b))
    }
}
