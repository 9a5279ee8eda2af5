//! What ended an act.

use super::provision::Provision;
use super::row::ActEnd;

/// Articles that repeal other acts by name: title, tab, article.
const REPEALS: &str = include_str!("../../data/repeals.tsv");

impl ActEnd {
    /// What repealed the act: the decision, else the act that took its place, with the article where that is known. None
    /// where neither is on record by its title.
    #[must_use]
    pub fn repealing(&self) -> Option<Provision> {
        if let Some(via) = self.via.as_ref().filter(|via| !via.ends_with('号')) {
            return Some(Provision::titled(via.clone()));
        }
        let act = self.ruling()?;
        Some(repeals().find(|clause| clause.act == act.act).unwrap_or(act))
    }

    /// The act that took its place.
    #[must_use]
    pub fn ruling(&self) -> Option<Provision> {
        self.by.clone().map(Provision::titled)
    }
}

fn repeals() -> impl Iterator<Item = Provision> {
    let rows = REPEALS.lines().filter(|line| !line.starts_with('#'));
    let row = |line: &'static str| {
        let (act, article) = line.split_once('\t')?;
        Some(Provision::of(act).article(article.parse().ok()?))
    };
    rows.filter_map(row)
}

#[cfg(test)]
mod tests {
    use super::super::registry::Registry;
    use super::*;
    use crate::date::Date;

    #[test]
    fn an_act_that_was_repealed_rests_on_the_clause_that_did_it() {
        let by = |title: &str| {
            let law = Registry::builtin().by_title(title).expect("on record");
            let end = law.end_on(Date::new(2026, 11, 1).expect("a day")).expect("it has ended");
            end.repealing().map(|provision| provision.to_string())
        };
        let code = "《中华人民共和国生态环境法典》第一千二百四十二条";
        assert_eq!(by("中华人民共和国环境影响评价法").as_deref(), Some(code));
        assert_eq!(by("中华人民共和国合同法").as_deref(), Some("《中华人民共和国民法典》第一千二百六十条"));
        assert_eq!(by("城市供水条例").as_deref(), Some("《供水条例》"));
    }

    #[test]
    fn clauses_that_repeal_lie_within_their_act() {
        let all: Vec<Provision> = repeals().collect();
        assert_eq!(all.len(), REPEALS.lines().filter(|line| !line.starts_with('#')).count());
        for clause in all {
            let law = Registry::builtin().by_title(&clause.act).expect("on record");
            let count = law.articles.filter(|count| count.of_current_text).expect("counted");
            assert!(clause.article.is_some_and(|article| article <= count.count), "{clause}");
        }
    }
}
