//! Provisions in the words of people: documents with their number, acts by their English name where they have one.

use super::provision::Provision;
use super::registry::Registry;
use super::row::{ActKind, Law, LawNumber};
use crate::date::Date;
use crate::law::basis::text_number;

/// Acts that have an English name: title, tab, name.
const ENGLISH: &str = include_str!("../../data/english.tsv");

/// The English name of an act.
#[must_use]
pub fn english_name(title: &str) -> Option<&'static str> {
    let rows = ENGLISH.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once('\t'));
    rows.into_iter().find(|(known, _)| *known == title).map(|(_, name)| name)
}

impl Provision {
    /// As it is cited: 《中华人民共和国预算法》第十四条第一款. A document bears its number, by which offices know it.
    #[must_use]
    pub fn chinese(&self) -> String {
        self.chinese_act() + &self.place()
    }

    /// The same in English: `Budget Law, Art. 14(1)`. An act without an English name keeps its title.
    #[must_use]
    pub fn english(&self) -> String {
        english_with(self.english_act(), &[self.english_place()])
    }

    fn chinese_act(&self) -> String {
        let number = self.document_number().map(|number| format!("（{}）", number.text));
        Self::titled(self.act.clone()).to_string() + &number.unwrap_or_default()
    }

    fn english_act(&self) -> String {
        let number = self.document_number().map(|number| format!(" ({})", number.text));
        self.english_name() + &number.unwrap_or_default()
    }

    fn english_name(&self) -> String {
        english_name(&self.act).map_or_else(|| Self::titled(self.act.clone()).to_string(), str::to_owned)
    }

    fn document_number(&self) -> Option<&'static LawNumber> {
        // So begin titles of laws, regulations and rules, of which most findings speak.
        if self.act.starts_with("中华人民共和国") {
            return None;
        }
        let document = |law: &&Law| matches!(law.kind, ActKind::Document | ActKind::PartyRule);
        Registry::builtin().by_title(&self.act).filter(document)?.numbers.last()
    }
}

/// Provisions as they are cited, those of one act together: 《…》第四十三条、第五十条.
#[must_use]
pub fn chinese_list(provisions: &[Provision]) -> Vec<String> {
    by_act(provisions).map(|of| of[0].chinese_act() + &chinese_places(of)).collect()
}

/// The same in English: `…, Art. 43; Art. 50`.
#[must_use]
pub fn english_list(provisions: &[Provision]) -> Vec<String> {
    by_act(provisions).map(|of| english_with(of[0].english_act(), &english_places(of))).collect()
}

fn by_act(provisions: &[Provision]) -> impl Iterator<Item = &[Provision]> {
    provisions.chunk_by(|one, other| one.act == other.act)
}

fn chinese_places(provisions: &[Provision]) -> String {
    provisions.iter().map(Provision::place).collect::<Vec<_>>().join("、")
}

fn english_places(provisions: &[Provision]) -> Vec<String> {
    provisions.iter().map(Provision::english_place).collect()
}

fn english_with(name: String, places: &[String]) -> String {
    let places = places.join("; ");
    if places.is_empty() { name } else { format!("{name}, {places}") }
}

impl Registry {
    /// Provisions, those of one act together, with number and first day of the text in force on `day`; in Chinese and
    /// English.
    #[must_use]
    pub fn described(&self, provisions: &[Provision], day: Date) -> Vec<(String, String)> {
        by_act(provisions).map(|of| self.described_act(of, day)).collect()
    }

    fn described_act(&self, of: &[Provision], day: Date) -> (String, String) {
        let act = &of[0];
        let law = self.by_title(&act.act).filter(|law| !law.is_doubtful());
        let number = law.and_then(|law| text_number(law, day)).or_else(|| act.document_number());
        let number = number.map(|number| number.text.to_string());
        let from = law.and_then(Law::text_from).filter(|from| *from <= day);
        let listed = |parts: [Option<String>; 2], open: &str, mark: &str, close: &str| {
            let parts: Vec<String> = parts.into_iter().flatten().collect();
            if parts.is_empty() { String::new() } else { format!("{open}{}{close}", parts.join(mark)) }
        };
        let since = from.map(|from| format!("现行文本自{}起施行", from.chinese()));
        let zh = listed([number.clone(), since], "（", "，", "）");
        let since = from.map(|from| format!("text in force since {from}"));
        let en = listed([number, since], " (", ", ", ")");
        let chinese = Provision::titled(act.act.clone()).to_string() + &chinese_places(of);
        (chinese + &zh, english_with(act.english_name(), &english_places(of)) + &en)
    }
}

#[cfg(test)]
mod tests {
    use super::super::acts::{GUIDANCE, REGULATION};
    use super::*;

    #[test]
    fn documents_bear_their_number_and_acts_their_english_name() {
        let within = REGULATION.article(26);
        assert_eq!(within.chinese(), "《中华人民共和国政府信息公开条例》第二十六条");
        assert_eq!(within.english(), "Regulation on Open Government Information, Art. 26");
        assert!(GUIDANCE.chinese().ends_with("（国办发〔2019〕54号）"), "{}", GUIDANCE.chinese());
        assert_eq!(Provision::of("云岭县办法").article(2).english(), "《云岭县办法》, Art. 2");
    }

    #[test]
    fn number_and_first_day_come_from_the_row() {
        let day = |year| Date::new(year, 11, 1).expect("a day");
        let described = |provisions: &[Provision], day| Registry::builtin().described(provisions, day);
        let twice = [REGULATION.article(26), REGULATION.article(33), GUIDANCE];
        assert_eq!(
            described(&twice, day(2026)),
            [
                (
                    "《中华人民共和国政府信息公开条例》第二十六条、第三十三条（国务院令第711号，现行文本自2019年5月15日起施行）"
                        .to_owned(),
                    "Regulation on Open Government Information, Art. 26; Art. 33 (国务院令第711号, text in force since \
                     2019-05-15)"
                        .to_owned(),
                ),
                (
                    format!("{GUIDANCE}（国办发〔2019〕54号，现行文本自2019年12月26日起施行）"),
                    "State Council General Office, guidance on standardised disclosure at the grass roots \
                     (国办发〔2019〕54号, text in force since 2019-12-26)"
                        .to_owned(),
                ),
            ]
        );
    }

    #[test]
    fn provisions_of_one_act_stand_together() {
        let list = [REGULATION.article(26), REGULATION.article(33)];
        assert_eq!(chinese_list(&list), ["《中华人民共和国政府信息公开条例》第二十六条、第三十三条"]);
        assert_eq!(english_list(&list), ["Regulation on Open Government Information, Art. 26; Art. 33"]);
    }

    #[test]
    fn every_english_name_is_that_of_an_act_on_record() {
        let rows: Vec<&str> = ENGLISH.lines().filter(|line| !line.starts_with('#')).collect();
        assert!(rows.len() > 20);
        for row in rows {
            let (title, name) = row.split_once('\t').expect("title and name");
            assert!(Registry::builtin().by_title(title).is_some() && !name.is_empty() && name.is_ascii(), "{row}");
        }
    }
}
