//! Acts as they are cited: what is true is not accused, what has one wrong character is found.

use catalint_domain::chinese::numeral::chinese;
use catalint_domain::citation::{CitationForm, read};
use catalint_domain::date::Date;
use catalint_domain::law::basis::{BasisFault, judge, meant};
use catalint_domain::law::{ActKind, Law, Registry, Role};

fn day() -> Date {
    Date::new(2026, 11, 30).expect("a day")
}

fn registry() -> &'static Registry {
    Registry::builtin()
}

/// A citation and the act that it cites.
struct Citing {
    law: &'static Law,
    /// What stands behind the title.
    tail: String,
    /// Whether its number is that of a text that was replaced, or its act has ended.
    justified: bool,
}

impl Citing {
    fn text(&self, title: &str) -> String {
        format!("《{title}》{}", self.tail)
    }
}

/// The last article of each law and regulation, each decree of the State Council, each rule by its title.
fn true_citations() -> Vec<Citing> {
    let mut found = Vec::new();
    for law in registry().laws() {
        let whole = matches!(law.kind, ActKind::Law | ActKind::Regulation | ActKind::SupervisionRegulation);
        if whole && let Some(articles) = law.articles {
            let tail = format!("第{}条", chinese(u32::from(articles.count)));
            found.push(Citing { law, tail, justified: law.has_ended() });
        }
        for (index, number) in law.numbers.iter().enumerate() {
            if !number.text.contains("国务院令") {
                continue;
            }
            let replaced = law.numbers[index..].iter().skip(1).any(|later| later.role == Role::Revised);
            let justified = law.has_ended() || replaced || number.role == Role::Former;
            found.push(Citing { law, tail: format!("（{}）", number.text), justified });
        }
        if law.kind == ActKind::Rule {
            found.push(Citing { law, tail: String::new(), justified: law.has_ended() });
        }
    }
    found
}

fn faults(text: &str) -> Vec<BasisFault> {
    judge(&read(text), registry(), day()).into_iter().map(|(_, fault)| fault).collect()
}

#[test]
fn what_is_cited_rightly_is_not_accused() {
    let all = true_citations();
    assert!(all.len() > 2_500, "{}", all.len());
    for citing in &all {
        let text = citing.text(&citing.law.title_in_marks());
        let found = faults(&text);
        assert!(!found.contains(&BasisFault::Misspelt) && !found.contains(&BasisFault::Article), "{text}: {found:?}");
        assert!(citing.justified || !found.contains(&BasisFault::Number), "{text}: {found:?}");
    }
}

/// Characters that stand for each other in catalogs: they look or sound alike.
const CONFUSED: &str = "例列障章管菅理里办辨法发规归定订安按全权督都监兼护户保报务物业叶政证行形程成检捡查察施实条调\
                        公工生升场厂建健设没技枝术述质置境镜品晶药约卫位教叫育肓财才产场价介税悦收受登等记计统通审申\
                        民名会汇治冶防妨救求助肋资姿金今源原水永信讯息媳网冈制致度渡处外动功合和劳老";

/// The title with one character of it wrong: one that it is confused with, or else the next of the script.
fn with_a_slip(title: &str, seed: u64) -> String {
    let letters: Vec<char> = title.chars().collect();
    let from = if title.starts_with("中华人民共和国") { 7 } else { 0 };
    let han = |c: &char| ('\u{4e00}'..='\u{9fff}').contains(c);
    let places: Vec<usize> = (from..letters.len()).filter(|&at| han(&letters[at])).collect();
    let at = places[usize::try_from(seed >> 33).expect("31 bits") % places.len()];
    let pairs: Vec<char> = CONFUSED.chars().filter(han).collect();
    let other = pairs.chunks(2).find(|pair| pair[0] == letters[at]).map(|pair| pair[1]);
    let next = char::from_u32(letters[at] as u32 + 1).expect("a character");
    let mut wrong = letters;
    wrong[at] = other.unwrap_or(next);
    wrong.into_iter().collect()
}

#[test]
fn a_wrong_character_is_found_and_the_right_title_offered() {
    const SAMPLE: usize = 500;
    let all = true_citations();
    let mut seed = 20_261_130_u64;
    let (mut found, mut right) = (0, 0);
    let mut missed = Vec::new();
    for _ in 0..SAMPLE {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let citing = &all[usize::try_from(seed >> 33).expect("31 bits") % all.len()];
        let title = with_a_slip(&citing.law.title_in_marks(), seed.rotate_left(17));
        let text = citing.text(&title);
        let said = faults(&text);
        let citations = read(&text);
        let citation = citations.iter().find(|citation| citation.form == CitationForm::Marked).expect("a title");
        let offered = registry().find(&title).map(|known| known.law).or_else(|| meant(citation, registry()));
        found += usize::from(said.contains(&BasisFault::Misspelt) || said.contains(&BasisFault::Number));
        right += usize::from(offered.is_some_and(|law| law.title == citing.law.title));
        if !said.contains(&BasisFault::Misspelt) {
            missed.push(text);
        }
    }
    assert!(found * 100 >= SAMPLE * 95, "{found} of {SAMPLE} found; not: {missed:#?}");
    assert!(right * 100 >= SAMPLE * 90, "{right} of {SAMPLE} offered; not: {missed:#?}");
}

#[test]
fn no_true_title_is_taken_for_a_slip_of_another() {
    for law in registry().laws() {
        let title = law.title_in_marks();
        assert!(registry().near(&title).is_none(), "{title}");
        assert!(registry().find(&title).is_some_and(|found| found.law.title == law.title), "{title}");
        let text = format!("《{title}》");
        assert!(!faults(&text).contains(&BasisFault::Misspelt), "{title}");
    }
}
