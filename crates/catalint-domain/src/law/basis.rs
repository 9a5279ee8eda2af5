//! What is to be said of a basis (公开依据): of each citation at most one thing, the gravest.
//!
//! A citation of an act that is gone need not have its title in full as well. So all that can be
//! held against a citation is asked here, in one order: [`BasisFault`] from top to bottom.

use crate::citation::{ActPlace, Article, Citation, CitationForm, Number, NumberFault, NumberKind, TitleMarks};
use crate::date::Date;
use crate::law::{ActKind, How, Law, LawNumber, Match, NumberFit, Registry, Role, Status};

/// What can be held against a citation, the gravest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum BasisFault {
    /// It names no act.
    Vague,
    /// The act is repealed, or gone since a day that is not on record.
    Repealed,
    /// Another act covers its matter.
    Superseded,
    /// The act is not in force yet.
    NotInForce,
    /// The title is a wrong form of a known one.
    Misspelt,
    /// Number and articles are those of the Regulation of 2007.
    OldNumbering,
    /// The number is another act's, or that of a replaced text.
    Number,
    /// The text has no such article.
    Article,
    /// 款 is written where the article consists of 项.
    Rung,
    /// The label 【法律】 and its kind does not fit.
    Kind,
    /// The year of a document number does not stand in 〔〕.
    Brackets,
    /// It is a plan for years that are over.
    Expired,
    /// The number has another fault of form.
    NumberForm,
    /// The title is not the full one.
    Short,
    /// It has neither number nor article, and the number is known.
    Unnumbered,
}

/// The title of the Regulation on Open Government Information.
pub const REGULATION: &str = "中华人民共和国政府信息公开条例";

/// What is to be said of the citations of a text, as [`read`](crate::citation::read) gives them: the position of each, and
/// the fault.
#[must_use]
pub fn judge(citations: &[Citation<'_>], registry: &Registry, day: Date) -> Vec<(usize, BasisFault)> {
    let named = citations.iter().any(Citation::names_an_act);
    let faults = citations.iter().enumerate();
    faults.filter_map(|(nth, citation)| Some((nth, fault(citation, named, registry, day)?))).collect()
}

/// The act that a citation names, by its title or else by its number alone.
#[must_use]
pub fn act<'r>(citation: &Citation<'_>, registry: &'r Registry) -> Option<Match<'r>> {
    match &citation.title {
        Some(title) => registry.find(title.text),
        None => registry.owner_of(citation.numbers.first()?).map(|law| Match { law, how: How::Exact }),
    }
}

fn fault(citation: &Citation<'_>, named: bool, registry: &Registry, day: Date) -> Option<BasisFault> {
    let bare = citation.form == CitationForm::Bare && citation.numbers.is_empty();
    match citation.form {
        CitationForm::Vague => return Some(BasisFault::Vague),
        CitationForm::Ditto | CitationForm::Articles => return None,
        // Words beside a title may explain it; a known act without marks does not.
        CitationForm::Bare if bare && (!named || act(citation, registry).is_some()) => return Some(BasisFault::Vague),
        CitationForm::Bare if bare => return None,
        CitationForm::Marked | CitationForm::Bare | CitationForm::Number => {}
    }
    let known = act(citation, registry);
    known
        .and_then(|found| of_act(found, citation, registry, day))
        .or_else(|| (known.is_none() && meant(citation, registry).is_some()).then_some(BasisFault::Misspelt))
        .or_else(|| (known.is_none() && stranger(citation, registry).is_some()).then_some(BasisFault::Number))
        .or_else(|| of_number_form(citation).filter(|fault| *fault == BasisFault::Brackets))
        .or_else(|| {
            // What the registry has in force goes on, whatever its title says.
            let stands = known.is_some_and(|found| found.law.status_on(day) == Status::InForce);
            let over = plan_end(citation).is_some_and(|year| year < day.year());
            (over && (!stands || is_annual(citation))).then_some(BasisFault::Expired)
        })
        .or_else(|| of_number_form(citation))
        .or_else(|| of_title(known?, citation, day))
}

fn of_act(found: Match<'_>, citation: &Citation<'_>, registry: &Registry, day: Date) -> Option<BasisFault> {
    let law = found.law;
    match law.status_on(day) {
        Status::Repealed(_) | Status::Gone => return Some(BasisFault::Repealed),
        Status::Superseded(_) => return Some(BasisFault::Superseded),
        Status::NotYet { .. } => return Some(BasisFault::NotInForce),
        Status::InForce | Status::Unknown => {}
    }
    if law.is_doubtful() {
        return None;
    }
    if citation.form == CitationForm::Marked && matches!(found.how, How::Misspelling | How::Prefixed) {
        return Some(BasisFault::Misspelt);
    }
    if let Some((_, fit)) = wrong_number(law, citation, registry, day) {
        let old = matches!(fit, NumberFit::Replaced { .. }) && renumbered(law, citation).is_some();
        return Some(if old { BasisFault::OldNumbering } else { BasisFault::Number });
    }
    if beyond(law, citation, day).is_some() {
        return Some(BasisFault::Article);
    }
    if citation.articles.iter().any(|article| item_for_paragraph(law, article).is_some()) {
        return Some(BasisFault::Rung);
    }
    let unfit = |label: &str| law.fits_label(label) == Some(false);
    citation.tag.as_ref().is_some_and(|tag| unfit(tag.label)).then_some(BasisFault::Kind)
}

/// The one known act that a title is nearest to, where it is clearly a slip of that.
#[must_use]
pub fn meant<'r>(citation: &Citation<'_>, registry: &'r Registry) -> Option<&'r Law> {
    let title = citation.title.as_ref().filter(|title| title.marks == TitleMarks::Book)?;
    let law = registry.near(title.text)?.law;
    // Where the number tells of another act, the title may be that one's.
    let other = |owner: &Law| owner.title != law.title;
    let foreign = citation.numbers.iter().any(|number| registry.owner_of(number).is_some_and(other));
    (!law.is_doubtful() && !foreign).then_some(law)
}

/// The first number that is not the act's own, and why. None where one of the numbers is: others
/// beside it are those of earlier texts or of decisions that changed it.
#[must_use]
pub fn wrong_number<'r>(
    law: &'r Law,
    citation: &Citation<'_>,
    registry: &'r Registry,
    day: Date,
) -> Option<(usize, NumberFit<'r>)> {
    let fits = || citation.numbers.iter().map(|number| registry.number_fit(law, number, day));
    if fits().any(|fit| fit == NumberFit::Own) {
        return None;
    }
    fits().enumerate().find(|(_, fit)| matches!(fit, NumberFit::Replaced { .. } | NumberFit::Foreign(_)))
}

/// The regulation that a decree of the State Council issued, beside a title that can't be its: the
/// decrees are numbered through, each issues one text. A decision that changes or repeals others
/// may bear a number under which one of them is on record.
#[must_use]
pub fn stranger<'r>(citation: &Citation<'_>, registry: &'r Registry) -> Option<(usize, &'r Law)> {
    let title = citation.title.as_ref().filter(|_| citation.form == CitationForm::Marked)?.folded();
    let changes = ["修改", "修订", "废止", "清理"].iter().any(|word| title.contains(word));
    let is_decree = |number: &Number<'_>| number.kind == NumberKind::Order && number.issuer() == "国务院";
    let [number] = &citation.numbers[..] else { return None };
    let owner = registry.owner_of(number).filter(|_| !changes && is_decree(number))?;
    let issued = owner.numbers.iter().any(|own| own.role == Role::Issued && own.is(number));
    let core = owner.title.trim_start_matches("中华人民共和国");
    let shared = core.chars().filter(|&c| title.contains(c)).count();
    (issued && shared * 2 < core.chars().count()).then_some((0, owner))
}

/// The number under which the text in force was issued, where it is on record. A decision that
/// changed single articles is none.
#[must_use]
pub fn text_number(law: &Law, day: Date) -> Option<&LawNumber> {
    let latest = law.number_on(day)?;
    let at = law.numbers.iter().position(|number| number == latest)?;
    law.numbers[..=at].iter().rev().find(|number| number.role != Role::Amended)
}

/// Articles of the Regulation of 2007 in the numbers of 2019, where the matter of all of them
/// stands elsewhere now.
#[must_use]
pub fn renumbered(law: &Law, citation: &Citation<'_>) -> Option<Vec<u16>> {
    if law.title != REGULATION || citation.articles.is_empty() {
        return None;
    }
    let new = |article: &Article| match (article.from.article?, article.to) {
        (9, None) => Some(19),
        (10, None) => Some(20),
        (11 | 12, None) => Some(21),
        (18, None) => Some(26),
        (24, None) => Some(33),
        _ => None,
    };
    citation.articles.iter().map(new).collect()
}

/// The first place that the text in force on `day` does not have: the position of the article.
#[must_use]
pub fn beyond(law: &Law, citation: &Citation<'_>, day: Date) -> Option<usize> {
    let count = law.articles.filter(|count| count.of_current_text)?.count;
    // What was counted is today's text, not that of another day or of a version that is named.
    let started = [law.revised, law.revised_effective, law.text_effective].into_iter().flatten().all(|d| d <= day);
    if !started || citation.note.is_some() {
        return None;
    }
    let outside = |place: ActPlace| {
        if place.added.is_some() && place.article.is_some() && has_no_added(law) {
            return true;
        }
        place.article.is_some_and(|article| {
            let item = place.item.filter(|_| place.paragraph.is_none()).map(|item| item.value);
            article == 0 || article > count || law.items_of(article).is_some_and(|most| item.is_some_and(|n| n > most))
        })
    };
    citation.articles.iter().position(|article| outside(article.from) || article.to.is_some_and(outside))
}

/// Whether a text has no articles such as 第一百二十条之一: only the criminal law is amended so.
#[must_use]
pub fn has_no_added(law: &Law) -> bool {
    matches!(law.kind, ActKind::Law | ActKind::Regulation) && !law.title.contains("刑法")
}

/// The item that is meant where 款 is written: 第二十条第（一）款 of an article that consists of items.
#[must_use]
pub fn item_for_paragraph(law: &Law, article: &Article) -> Option<u16> {
    let place = article.from;
    let paragraph = place.paragraph.filter(|_| place.item.is_none() && article.paragraph_word.is_some())?;
    let most = law.items_of(place.article?)?;
    // 第一款 may be meant as it stands: an article of one paragraph.
    ((paragraph.bracketed || paragraph.value > 1) && paragraph.value <= most).then_some(paragraph.value)
}

/// Whether it is the work plan of one year, which ends with it.
#[must_use]
pub fn is_annual(citation: &Citation<'_>) -> bool {
    citation.title.as_ref().is_some_and(|title| title.text.contains("工作要点"))
}

/// The last year of a plan that ends: of a work plan (工作要点) its year; of a plan whose title names its years
/// (2018-2020年, “十三五”) or whose number does (三年行动方案, 建村〔2018〕115号) the last of these. Those of a 脱贫攻坚三年行动
/// are known: 2018 to 2020, by《中共中央 国务院关于打赢脱贫攻坚战三年行动的指导意见》of 2018-06-15.
#[must_use]
pub fn plan_end(citation: &Citation<'_>) -> Option<u16> {
    let title = citation.title.as_ref()?.folded();
    if title.contains("工作要点") {
        return years(&title).find(|&(_, end)| title[end..].starts_with('年')).map(|(year, _)| year);
    }
    const PLANS: &[&str] = &[
        "规划",
        "计划",
        "行动方案",
        "行动计划",
        "三年行动",
        "行动",
        "工作方案",
        "实施方案",
        "攻坚",
        "纲要",
        "指导意见",
        "实施意见",
    ];
    if !PLANS.iter().any(|word| title.contains(word)) {
        return None;
    }
    last_of_span(&title).or_else(|| five_year_plan(&title)).or_else(|| {
        let years = years_of_plan(&title)?;
        if years == 3 && title.contains("脱贫攻坚") {
            return Some(2020);
        }
        // Written late in a year it begins with the next.
        citation.numbers.iter().find_map(|number| number.year).map(|year| year + years)
    })
}

/// For how many years a plan is, by its title: 三年行动方案, 五年规划.
fn years_of_plan(title: &str) -> Option<u16> {
    const COUNTS: &[(&str, u16)] = &[("两年", 2), ("二年", 2), ("三年", 3), ("四年", 4), ("五年", 5)];
    let behind = |word: &str| {
        title.match_indices(word).any(|(at, _)| {
            let rest = &title[at + word.len()..];
            !title[..at].ends_with(['十', '第', '近'])
                && ["行动", "攻坚", "计划", "规划"].iter().any(|plan| rest.starts_with(plan))
        })
    };
    COUNTS.iter().find(|(word, _)| behind(word)).map(|(_, years)| *years)
}

/// Years of four digits in a text, each with the place behind it.
fn years(text: &str) -> impl Iterator<Item = (u16, usize)> + '_ {
    let digit = |at: usize| text.as_bytes().get(at).is_some_and(u8::is_ascii_digit);
    let starts = text.char_indices().map(|(at, _)| at).filter(move |&at| digit(at) && (at == 0 || !digit(at - 1)));
    let four = starts.filter(move |&at| (0..4).all(|i| digit(at + i)) && !digit(at + 4));
    four.filter_map(|at| Some((text[at..at + 4].parse().ok()?, at + 4))).filter(|(year, _)| (1990..2100).contains(year))
}

/// The later of two years with a dash or 至 between: 2018-2020年, 2021—2025年.
fn last_of_span(title: &str) -> Option<u16> {
    let all: Vec<(u16, usize)> = years(title).collect();
    all.windows(2).find_map(|pair| {
        let [(first, from), (last, to)] = *pair else { return None };
        let between = title[from..to - 4].trim_matches('年');
        let span = matches!(between, "-" | "—" | "——" | "–" | "－" | "~" | "～" | "至" | "一" | "到");
        (span && first < last).then_some(last)
    })
}

/// The last year of “十三五”, “十四五”; of “七五” and “八五” in plans to make laws known (普法).
fn five_year_plan(title: &str) -> Option<u16> {
    const PLANS: &[(&str, u16)] =
        &[("十一五", 2010), ("十二五", 2015), ("十三五", 2020), ("十四五", 2025), ("十五五", 2030)];
    const LAWS: &[(&str, u16)] = &[("六五", 2015), ("七五", 2020), ("八五", 2025), ("九五", 2030)];
    let quoted = |name: &str| title.contains(&format!("“{name}”")) || title.contains(&format!("\"{name}\""));
    let find = |table: &[(&str, u16)]| table.iter().find(|(name, _)| quoted(name)).map(|(_, year)| *year);
    find(PLANS).or_else(|| title.contains("普法").then(|| find(LAWS)).flatten())
}

fn of_number_form(citation: &Citation<'_>) -> Option<BasisFault> {
    if citation.numbers.iter().any(|number| number.has(NumberFault::Brackets)) {
        return Some(BasisFault::Brackets);
    }
    let form = [
        NumberFault::Ordinal,
        NumberFault::LeadingZeros,
        NumberFault::ShortYear,
        NumberFault::DoubledSuffix,
        NumberFault::NoSuffix,
        NumberFault::NoOrdinal,
        NumberFault::NoOrder,
        NumberFault::OrderYear,
        NumberFault::NoYear,
    ];
    let faulty = citation.numbers.iter().any(|number| form.iter().any(|&fault| number.has(fault)));
    faulty.then_some(BasisFault::NumberForm)
}

fn of_title(found: Match<'_>, citation: &Citation<'_>, day: Date) -> Option<BasisFault> {
    let law = found.law;
    if citation.form != CitationForm::Marked || law.is_doubtful() {
        return None;
    }
    // Documents are usually called by the inner title.
    let full = !matches!(law.kind, ActKind::Document | ActKind::PartyRule);
    if found.how == How::Short || found.how == How::Alias && full {
        return Some(BasisFault::Short);
    }
    let alone = citation.numbers.is_empty() && citation.articles.is_empty();
    (alone && text_number(law, day).is_some()).then_some(BasisFault::Unnumbered)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::citation::read;

    fn said(text: &str) -> Vec<BasisFault> {
        let day = Date::new(2026, 11, 1).expect("a day");
        judge(&read(text), Registry::builtin(), day).into_iter().map(|(_, fault)| fault).collect()
    }

    #[test]
    fn of_each_citation_the_gravest_is_said() {
        let table: &[(&str, &[BasisFault])] = &[
            ("《中华人民共和国政府信息公开条例》（国务院令第711号）第二十条第（一）项", &[]),
            ("《中华人民共和国政府信息公开条例》", &[BasisFault::Unnumbered]),
            ("《政府信息公开条例》", &[BasisFault::Short]),
            ("《环境影响评价法》", &[BasisFault::Repealed]),
            ("《合同法》《预算法》", &[BasisFault::Repealed, BasisFault::Short]),
            ("《法律援助条例》", &[BasisFault::Superseded]),
            ("《医疗保障法》", &[BasisFault::NotInForce]),
            ("《中华人民共和国政府信息公开条列》", &[BasisFault::Misspelt]),
            ("《中华人民共和国政府信息公开条例》（国务院令第492号）", &[BasisFault::Number]),
            ("《中华人民共和国政府信息公开条例》（国务院令第492号公布，国务院令第711号修订）", &[]),
            ("《中华人民共和国政府信息公开条例》（国务院令第492号）第九条", &[BasisFault::OldNumbering]),
            ("《中华人民共和国政府信息公开条例》第六十条", &[BasisFault::Article]),
            ("《中华人民共和国政府信息公开条例》第二十条第（十六）项", &[BasisFault::Article]),
            ("《中华人民共和国政府信息公开条例》第三十条之二", &[BasisFault::Article]),
            ("《中华人民共和国政府信息公开条例》第零条", &[BasisFault::Article]),
            ("《中华人民共和国政府信息公开条例》第0条", &[BasisFault::Article]),
            ("《中华人民共和国政府信息公开条例》60条", &[BasisFault::Article]),
            ("《中华人民共和国政府信息公开条例》20条", &[]),
            ("《中华人民共和国刑法》第一百二十条之一", &[]),
            ("《中华人民共和国政府信息公开条例》（国务院令2019年第711号）", &[BasisFault::NumberForm]),
            ("《中华人民共和国政府信息公开条例》（国务院令2007年第492号）", &[BasisFault::Number]),
            ("《某某决定》（国务院令2016年第617号）", &[BasisFault::Number]),
            ("《国务院关于修改部分行政法规的决定》（国务院令第617号）", &[]),
            ("《校车安全办法》（国务院令第617号）", &[]),
            ("《中华人民共和国政府信息公开条例》（国务院 令 第 711 号）", &[]),
            ("《中华人民共和国政府信息公开条例》第二十条第（一）款", &[BasisFault::Rung]),
            ("《中华人民共和国政府信息公开条例》第二十条第一款第（一）项", &[]),
            ("【法律】《中华人民共和国政府信息公开条例》第十九条", &[BasisFault::Kind]),
            ("国办发[2019]54号", &[BasisFault::Brackets]),
            ("国办发〔2019〕第54号", &[BasisFault::NumberForm]),
            ("《国务院办公厅关于印发2022年政务公开工作要点的通知》（国办发〔2022〕8号）", &[BasisFault::Expired]),
            ("《云岭县农村厕所改造行动方案（2018-2020年）》", &[BasisFault::Expired]),
            ("《云岭县“十三五”教育规划》", &[BasisFault::Expired]),
            ("《云岭县国土空间规划（2021—2035年）》", &[]),
            ("《关于印发农村危房改造三年行动方案的通知》（云建〔2018〕5号）", &[BasisFault::Expired]),
            ("《云岭县2019年救助标准》", &[]),
            ("相关法律法规", &[BasisFault::Vague]),
            ("预算法第十四条", &[BasisFault::Vague]),
            ("《静安区临时救助办法》", &[]),
            ("《江苏省优化营商环境条例》", &[]),
            ("", &[]),
        ];
        for (text, want) in table {
            assert_eq!(said(text), *want, "{text}");
        }
    }
}
