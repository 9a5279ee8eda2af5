//! How acts count the periods that they set: in working days, or with a last day that moves on.

use std::sync::LazyLock;

use crate::facts;
use crate::law::Provision;
use crate::statutory::Phrase;

pub(crate) const FILE: &str = include_str!("../../data/counting.tsv");

/// What an act says on counting.
#[derive(Debug, PartialEq, Eq)]
pub struct CountingRule {
    /// The act, by its full title.
    pub act: &'static str,
    /// The article that says so.
    pub law: Provision,
    /// What it says.
    pub says: Phrase,
    rule: Rule,
}

#[derive(Debug, PartialEq, Eq)]
enum Rule {
    /// 日 are working days.
    Working,
    /// 日 are working days in periods of so many.
    WorkingOf(Vec<u32>),
    /// 日 are working days in periods of at most so many.
    WorkingUpTo(u32),
    /// A last day that is a day off moves to the day after.
    Roll,
}

impl CountingRule {
    /// Whether a period of so many 日 is counted in working days.
    #[must_use]
    pub fn counts_working_days(&self, days: u32) -> bool {
        match &self.rule {
            Rule::Working => true,
            Rule::WorkingOf(amounts) => amounts.contains(&days),
            Rule::WorkingUpTo(most) => days <= *most,
            Rule::Roll => false,
        }
    }

    /// Whether a period that ends on a day off ends on the day after it.
    #[must_use]
    pub fn moves_on(&self) -> bool {
        self.rule == Rule::Roll
    }
}

/// What an act says on counting, by its full title; none where it says nothing, or that is not on record.
#[must_use]
pub fn counting_of(title: &str) -> Option<&'static CountingRule> {
    RULES.iter().find(|rule| rule.act == title)
}

/// All that is on record.
#[must_use]
pub fn counting_rules() -> &'static [CountingRule] {
    &RULES
}

static RULES: LazyLock<Vec<CountingRule>> = LazyLock::new(|| facts::rows(FILE).map(of_row).collect());

fn of_row([act, article, days, zh, en, _, _]: [&'static str; 7]) -> CountingRule {
    let number = |text: &str| text.parse().expect("a test reads every row");
    let rule = match days.split_once(' ') {
        None if days == "working" => Rule::Working,
        None => Rule::Roll,
        Some((_, amounts)) => match amounts.strip_prefix("..") {
            Some(most) => Rule::WorkingUpTo(number(most)),
            None => Rule::WorkingOf(amounts.split('|').map(number).collect()),
        },
    };
    let article = article.parse().expect("a test reads every row");
    CountingRule { act, law: Provision::of(act).article(article), says: Phrase { zh, en }, rule }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::law::Registry;

    #[test]
    fn each_row_is_of_an_act_that_stands_and_says_one_of_four_things() {
        for row in facts::rows::<7>(FILE) {
            let known = ["working", "working 2|3|5|7", "working ..10", "roll"];
            assert!(known.contains(&row[2]), "{}", row[2]);
        }
        for rule in counting_rules() {
            let law = Registry::builtin().by_title(rule.act).expect("on record");
            let last = law.articles.expect("counted").count;
            assert!(!law.has_ended() && rule.law.article.is_some_and(|article| article <= last), "{}", rule.act);
        }
        let of = |title: &str| counting_of(title).expect("on record");
        assert!(of("中华人民共和国行政许可法").counts_working_days(20));
        let penalty = of("中华人民共和国行政处罚法");
        assert_eq!(
            [2, 3, 5, 7, 10, 15].map(|n| penalty.counts_working_days(n)),
            [true, true, true, true, false, false]
        );
        assert_eq!([10, 11].map(|n| of("中华人民共和国行政强制法").counts_working_days(n)), [true, false]);
        assert!(of("中华人民共和国民法典").moves_on() && !of("中华人民共和国民法典").counts_working_days(5));
        assert_eq!(counting_of("中华人民共和国预算法"), None);
    }
}
