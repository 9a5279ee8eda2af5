//! One act, as plain data.

use std::borrow::Cow;

use crate::date::Date;

/// Text of a row: borrowed from the built-in data, or owned by a row that a repository adds.
pub type RowText = Cow<'static, str>;

/// What is known of one act.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Law {
    /// The full official title.
    pub title: RowText,
    /// Its place among the sources of law.
    pub kind: ActKind,
    /// Other names under which it is cited. The title without 中华人民共和国 need not be listed.
    pub aliases: Vec<RowText>,
    /// Wrong forms that have been seen and can mean nothing else.
    pub misspellings: Vec<RowText>,
    /// Who issued it.
    pub issuer: Option<RowText>,
    /// The numbers under which it was issued and changed, oldest first.
    pub numbers: Vec<LawNumber>,
    /// The day it was passed or published.
    pub promulgated: Option<Date>,
    /// The first day it was in force; for a document the day of issue.
    pub effective: Option<Date>,
    /// The first day of the text now in force, where the act was replaced as a whole.
    pub text_effective: Option<Date>,
    /// The day its latest revision was passed or published.
    pub revised: Option<Date>,
    /// The first day of that revision.
    pub revised_effective: Option<Date>,
    /// How many articles it has.
    pub articles: Option<ArticleCount>,
    /// Articles that consist of items (项), as far as they are on record.
    pub items: Vec<ItemCount>,
    /// Whether it stands, as far as that is on record.
    pub record: ActRecord,
    /// How well the row is known.
    pub confidence: Confidence,
    /// Fields that are known less well than the rest of the row.
    pub recalled: Recalled,
    /// What the row rests on; empty for one that a repository adds without a word of it.
    pub sources: Vec<RowSource>,
}

impl Law {
    /// A row of which only title and kind are known.
    #[must_use]
    pub const fn new(title: RowText, kind: ActKind) -> Self {
        Self {
            title,
            kind,
            aliases: Vec::new(),
            misspellings: Vec::new(),
            issuer: None,
            numbers: Vec::new(),
            promulgated: None,
            effective: None,
            text_effective: None,
            revised: None,
            revised_effective: None,
            articles: None,
            items: Vec::new(),
            record: ActRecord::Unknown,
            confidence: Confidence::Verified,
            recalled: Recalled { effective: false, numbers: false, revised_effective: false },
            sources: Vec::new(),
        }
    }

    /// The title as it stands inside 《》, with 〈〉 around inner titles.
    #[must_use]
    pub fn title_in_marks(&self) -> Cow<'_, str> {
        if self.title.contains(['《', '》']) {
            Cow::Owned(self.title.replace('《', "〈").replace('》', "〉"))
        } else {
            Cow::Borrowed(&self.title)
        }
    }

    /// The first day of the text now in force, changes of single articles included, as far as it is on record.
    #[must_use]
    pub fn text_from(&self) -> Option<Date> {
        let revised = self.revised_effective.or(self.revised);
        [self.effective, self.text_effective, revised].into_iter().flatten().max()
    }

    /// How many items the article has, where that is on record.
    #[must_use]
    pub fn items_of(&self, article: u16) -> Option<u16> {
        self.items.iter().find(|items| items.article == article).map(|items| items.count)
    }

    /// Whether it is on record as repealed, superseded or gone, whatever the day.
    #[must_use]
    pub const fn has_ended(&self) -> bool {
        matches!(self.record, ActRecord::Repealed(_) | ActRecord::Superseded(_) | ActRecord::Gone)
    }

    /// Whether its numbers are known well enough to be held against a citation.
    #[must_use]
    pub fn numbers_are_seen(&self) -> bool {
        !self.recalled.numbers && !self.is_doubtful()
    }

    /// Whether nothing about the row may lead to an error.
    #[must_use]
    pub fn is_doubtful(&self) -> bool {
        self.confidence == Confidence::Doubtful
    }

    /// Whether a label such as 【法律】 is right for the act; `None` for a label that says nothing
    /// about kinds.
    #[must_use]
    pub fn fits_label(&self, label: &str) -> Option<bool> {
        let words = label.split(['、', '及', '和', '与', '/', ' ']).filter(|word| !word.is_empty());
        let mut fits = None;
        for word in words {
            let kinds = kinds_of(word)?;
            // 户口登记条例 is a 法律 by rank and a 条例 by name.
            let by_name = word == "条例" && self.title.ends_with("条例");
            fits = Some(fits == Some(true) || by_name || kinds.contains(&self.kind));
        }
        fits
    }
}

fn kinds_of(label: &str) -> Option<&'static [ActKind]> {
    Some(match label {
        "法律" => &[ActKind::Law],
        "行政法规" => &[ActKind::Regulation],
        "地方性法规" | "地方法规" => &[ActKind::LocalRegulation],
        "监察法规" => &[ActKind::SupervisionRegulation],
        "法规" => &[ActKind::Regulation, ActKind::SupervisionRegulation, ActKind::LocalRegulation],
        "法律法规" => {
            &[ActKind::Law, ActKind::Regulation, ActKind::SupervisionRegulation, ActKind::LocalRegulation]
        }
        "条例" => {
            &[ActKind::Regulation, ActKind::SupervisionRegulation, ActKind::LocalRegulation, ActKind::PartyRule]
        }
        "规章" => &[ActKind::Rule, ActKind::LocalRule],
        "部门规章" => &[ActKind::Rule],
        "地方政府规章" | "政府规章" | "地方规章" => &[ActKind::LocalRule],
        "规范性文件" | "政策文件" | "政策性文件" | "文件" => &[ActKind::Document, ActKind::PartyRule],
        "党内法规" => &[ActKind::PartyRule],
        _ => return None,
    })
}

/// The place of an act among the sources of law.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ActKind {
    /// 法律.
    Law,
    /// 行政法规.
    Regulation,
    /// 监察法规, of the National Supervisory Commission.
    SupervisionRegulation,
    /// 部门规章.
    Rule,
    /// 地方性法规.
    LocalRegulation,
    /// 地方政府规章.
    LocalRule,
    /// 规范性文件.
    Document,
    /// 党内法规.
    PartyRule,
}

impl ActKind {
    /// All kinds, highest first.
    pub const ALL: [Self; 8] = [
        Self::Law,
        Self::Regulation,
        Self::SupervisionRegulation,
        Self::Rule,
        Self::LocalRegulation,
        Self::LocalRule,
        Self::Document,
        Self::PartyRule,
    ];

    /// The Chinese name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Law => "法律",
            Self::Regulation => "行政法规",
            Self::SupervisionRegulation => "监察法规",
            Self::Rule => "部门规章",
            Self::LocalRegulation => "地方性法规",
            Self::LocalRule => "地方政府规章",
            Self::Document => "规范性文件",
            Self::PartyRule => "党内法规",
        }
    }

    /// The kind of this Chinese name.
    #[must_use]
    pub fn of_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }

    /// Whether it holds in the whole country.
    #[must_use]
    pub const fn is_national(self) -> bool {
        !matches!(self, Self::LocalRegulation | Self::LocalRule)
    }
}

/// A number of an act.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LawNumber {
    /// In its regular form: 国务院令第711号.
    pub text: RowText,
    /// The year it was given in.
    pub year: Option<u16>,
    /// The day, where known.
    pub issued: Option<Date>,
    /// What was issued under it.
    pub role: Role,
}

/// What was issued under a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Role {
    /// The first text.
    Issued,
    /// A wholly new text (修订), which replaces what went before.
    Revised,
    /// Changes of single articles (修正); earlier numbers stay right.
    Amended,
    /// A text that was replaced by one whose number is not on record.
    Former,
    /// Another document of the same title, which stands beside those before it.
    Beside,
}

/// A number of articles.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct ArticleCount {
    /// The number of the last article.
    pub count: u16,
    /// Whether it was counted in the text now in force. A count that was not must lead to nothing.
    pub of_current_text: bool,
}

/// An article that consists of items.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct ItemCount {
    /// The article.
    pub article: u16,
    /// How many items it has.
    pub count: u16,
}

/// Whether an act stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ActRecord {
    /// Not on record: only the act itself is known.
    Unknown,
    /// It stands, from its first day on.
    InForce,
    /// It was repealed.
    Repealed(ActEnd),
    /// Another act covers its matter; no decision that repeals it was found.
    Superseded(ActEnd),
    /// It stands no more; since when is not on record.
    Gone,
}

/// How an act ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ActEnd {
    /// The first day without it.
    pub on: Date,
    /// The title of the act that took its place, if one did.
    pub by: Option<RowText>,
    /// The decision that ended it, if it was not the successor itself.
    pub via: Option<RowText>,
}

/// How well a row is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Confidence {
    /// Seen in a copy of the official text.
    Verified,
    /// Known for certain, without a copy at hand.
    Sure,
    /// Must not lead to an error.
    Doubtful,
}

impl Confidence {
    /// The word in the data.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Verified => "verified",
            Self::Sure => "sure",
            Self::Doubtful => "doubtful",
        }
    }
}

/// Fields of a verified row that were not seen in a copy, only known for certain.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Recalled {
    /// [`Law::effective`].
    pub effective: bool,
    /// [`Law::numbers`].
    pub numbers: bool,
    /// [`Law::revised_effective`].
    pub revised_effective: bool,
}

/// What a row rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RowSource {
    /// What was seen.
    pub kind: SourceKind,
    /// The day up to which that was true: of the text, the list, the page; of what was written
    /// down from memory the day it was written.
    pub on: Date,
}

/// What was seen of an act.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SourceKind {
    /// A copy of its official text.
    Text,
    /// Its entry in a list of the acts in force.
    Register,
    /// A page that tells of it: a notice, a record, another act that cites it.
    Page,
    /// Nothing: it was written down from memory.
    Recalled,
}

impl SourceKind {
    /// All of them, the surest first.
    pub const ALL: [Self; 4] = [Self::Text, Self::Register, Self::Page, Self::Recalled];

    /// The word in the data.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Register => "register",
            Self::Page => "page",
            Self::Recalled => "recalled",
        }
    }
}
