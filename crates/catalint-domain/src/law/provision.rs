//! A provision: an act, or a place in it, on which a rule, a duty or a finding rests.

use std::borrow::Cow;
use std::fmt;

use super::registry::Registry;
use super::row::{Law, RowText};
use super::status::Status;
use crate::chinese::numeral::chinese;
use crate::citation::{self, ActPlace, CitationForm};
use crate::date::Date;

/// An act as a whole, or one place in it: 《中华人民共和国预算法》第十四条第一款.
///
/// The numbers are those of the text now in force. What is known of the act itself (dates, numbers, its state) stands in
/// its row of the [`Registry`], never here.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Provision {
    /// The full title of the act, as its row has it.
    pub act: RowText,
    /// 条; none for the act as a whole.
    pub article: Option<u16>,
    /// 之一 behind 条.
    pub added: Option<u8>,
    /// 款.
    pub paragraph: Option<u8>,
    /// 项.
    pub item: Option<u8>,
}

impl Provision {
    /// An act as a whole.
    #[must_use]
    pub const fn of(act: &'static str) -> Self {
        Self::titled(Cow::Borrowed(act))
    }

    /// An act on record, as a whole.
    #[must_use]
    pub fn of_act(law: &Law) -> Self {
        Self::titled(law.title.clone())
    }

    /// An act as a whole, by its full title.
    #[must_use]
    pub const fn titled(act: RowText) -> Self {
        Self { act, article: None, added: None, paragraph: None, item: None }
    }

    /// One of its articles.
    #[must_use]
    pub const fn article(mut self, article: u16) -> Self {
        self.article = Some(article);
        self
    }

    /// The article that was added behind it: 第五十六条之一.
    #[must_use]
    pub const fn added(mut self, added: u8) -> Self {
        self.added = Some(added);
        self
    }

    /// One of the article's paragraphs (款).
    #[must_use]
    pub const fn paragraph(mut self, paragraph: u8) -> Self {
        self.paragraph = Some(paragraph);
        self
    }

    /// One of the items (项) of article or paragraph.
    #[must_use]
    pub const fn item(mut self, item: u8) -> Self {
        self.item = Some(item);
        self
    }

    /// Reads what [`Provision`] writes: one act in 《》, a number in brackets behind it or none, and one place or none.
    /// The title must be the full one; where it has a title inside, its act must be on record.
    #[must_use]
    pub fn read(text: &'static str) -> Option<Self> {
        let [citation] = &citation::read(text)[..] else { return None };
        let title = citation.title.as_ref().filter(|_| citation.form == CitationForm::Marked)?;
        let ends = [Some(title.outer.end), citation.numbers.last().map(|number| number.span.end)].into_iter();
        let end = ends.chain([citation.articles.last().map(|article| article.span.end)]).flatten().max()?;
        if title.outer.start > 0 || !matches!(&text[end..], "" | "）") {
            return None;
        }
        let act = match title.text.contains(['《', '〈']) {
            true => &Registry::builtin().find(title.text)?.law.title,
            false => title.text,
        };
        match &citation.articles[..] {
            [] => Some(Self::of(act)),
            [only] if only.to.is_none() => Self::at(act, only.from),
            _ => None,
        }
    }

    /// The places of an act that a text lists: 第四十三条、第五十条. None where it has other words; the act as a whole
    /// for an empty one.
    #[must_use]
    pub fn list(act: &'static str, places: &str) -> Option<Vec<Self>> {
        if places.is_empty() {
            return Some(vec![Self::of(act)]);
        }
        let [citation] = &citation::read(places)[..] else { return None };
        let all =
            citation.form == CitationForm::Articles && citation.articles.iter().all(|article| article.to.is_none());
        let places = citation.articles.iter().filter(|_| all).map(|article| Self::at(act, article.from));
        places.collect::<Option<Vec<_>>>().filter(|list| !list.is_empty())
    }

    fn at(act: &'static str, place: ActPlace) -> Option<Self> {
        let ActPlace { division: None, article: Some(article), added, paragraph, item, subitem: None } = place else {
            return None;
        };
        let small = |value: Option<u16>| value.map(u8::try_from).transpose().ok();
        Some(Self {
            act: Cow::Borrowed(act),
            article: Some(article),
            added: small(added)?,
            paragraph: small(paragraph.map(|rung| rung.value))?,
            item: small(item.map(|rung| rung.value))?,
        })
    }

    /// The article in the words of reports: `56`, `56之一`.
    #[must_use]
    pub fn article_number(&self) -> Option<String> {
        let article = self.article?;
        Some(self.added.map_or_else(|| article.to_string(), |added| format!("{article}之{}", chinese(added.into()))))
    }

    /// The place in the act: 第十四条第一款; empty for the act as a whole.
    #[must_use]
    pub fn place(&self) -> String {
        let mut place = self.article.map_or_else(String::new, |article| format!("第{}条", chinese(article.into())));
        if let Some(added) = self.added {
            place += &format!("之{}", chinese(added.into()));
        }
        if let Some(paragraph) = self.paragraph {
            place += &format!("第{}款", chinese(paragraph.into()));
        }
        if let Some(item) = self.item {
            place += &format!("第（{}）项", chinese(item.into()));
        }
        place
    }

    /// The place in English: `Art. 14(1), item 3`; empty for the act as a whole.
    #[must_use]
    pub fn english_place(&self) -> String {
        let mut place = self.article.map_or_else(String::new, |article| format!("Art. {article}"));
        if let Some(added) = self.added {
            place += &format!("-{added}");
        }
        if let Some(paragraph) = self.paragraph {
            place += &format!("({paragraph})");
        }
        if let Some(item) = self.item {
            place += &format!(", item {item}");
        }
        place
    }
}

impl fmt::Display for Provision {
    /// 《中华人民共和国预算法》第十四条第一款.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.act.contains(['《', '》']) {
            true => write!(f, "《{}》", self.act.replace('《', "〈").replace('》', "〉"))?,
            false => write!(f, "《{}》", self.act)?,
        }
        f.write_str(&self.place())
    }
}

impl Registry {
    /// Whether a provision, as it stands in the text now in force, held on `day`: not before that text began, since
    /// articles had other numbers then, and not once the act has ended. Of an act that is on no record nothing is said
    /// against it.
    #[must_use]
    pub fn holds_on(&self, provision: &Provision, day: Date) -> bool {
        let Some(law) = self.by_title(&provision.act) else { return true };
        match law.status_on(day) {
            Status::InForce | Status::Unknown => law.text_from().is_none_or(|from| from <= day),
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const BUDGET: &str = "中华人民共和国预算法";

    #[test]
    fn provisions_are_read_as_they_are_written() {
        let budget = || Provision::of(BUDGET);
        for (text, want, english) in [
            ("《中华人民共和国预算法》", budget(), ""),
            ("《中华人民共和国预算法》第十四条第一款", budget().article(14).paragraph(1), "Art. 14(1)"),
            ("《中华人民共和国预算法》第五十六条之一", budget().article(56).added(1), "Art. 56-1"),
            (
                "《中华人民共和国预算法》第十四条第二款第（三）项",
                budget().article(14).paragraph(2).item(3),
                "Art. 14(2), item 3",
            ),
            ("《中华人民共和国预算法》第二十条第（十五）项", budget().article(20).item(15), "Art. 20, item 15"),
        ] {
            assert_eq!(Provision::read(text).as_ref(), Some(&want), "{text}");
            assert_eq!((want.to_string().as_str(), want.english_place().as_str()), (text, english));
        }
        let number = "《国务院办公厅关于全面推进基层政务公开标准化规范化工作的指导意见》（国办发〔2019〕54号）";
        assert_eq!(Provision::read(number).map(|read| read.article), Some(None));
        for text in [
            "",
            "预算法第十四条",
            "《预算法》第十四条、第十五条",
            "《预算法》第十四条至第十六条",
            "《预算法》的规定",
            "《甲法》《乙法》",
        ] {
            assert_eq!(Provision::read(text), None, "{text}");
        }
    }

    #[test]
    fn places_are_listed() {
        let budget = || Provision::of(BUDGET);
        let list = |places| Provision::list(BUDGET, places);
        assert_eq!(list(""), Some(vec![budget()]));
        assert_eq!(list("第四十三条、第五十条"), Some(vec![budget().article(43), budget().article(50)]));
        assert_eq!(list("第十四条第一款"), Some(vec![budget().article(14).paragraph(1)]));
        assert_eq!(list("第十四条至第十六条"), None);
        assert_eq!(list("有关规定"), None);
    }

    #[test]
    fn reports_have_the_article_as_text() {
        let article = |provision: Provision| provision.article_number();
        assert_eq!(article(Provision::of(BUDGET)), None);
        assert_eq!(article(Provision::of(BUDGET).article(56)).as_deref(), Some("56"));
        assert_eq!(article(Provision::of(BUDGET).article(56).added(1)).as_deref(), Some("56之一"));
    }

    #[test]
    fn a_provision_holds_from_the_first_day_of_its_text() {
        let holds = |act, year, month, day| {
            Registry::builtin().holds_on(&Provision::of(act), Date::new(year, month, day).expect("a day"))
        };
        const REGULATION: &str = "中华人民共和国政府信息公开条例";
        assert!(!holds(REGULATION, 2018, 1, 1));
        assert!(!holds(REGULATION, 2019, 5, 14));
        assert!(holds(REGULATION, 2019, 5, 15));
        // Repealed by the code.
        assert!(holds("中华人民共和国环境影响评价法", 2026, 8, 14));
        assert!(!holds("中华人民共和国环境影响评价法", 2026, 8, 15));
        assert!(!holds("中华人民共和国生态环境法典", 2026, 8, 14));
        assert!(holds("云岭县政务公开办法", 2018, 1, 1));
    }
}
