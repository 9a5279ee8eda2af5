//! Terms that a reform replaced or ended, with the year and the act that did.
//!
//! Listed are only changes that hold for the whole country and are beyond doubt. Names of
//! abolished bodies as publishers are another table's business; of bodies only 扶贫办 stands
//! here, because the term stands in topics and contents too.

use std::ops::Range;

/// A term and what became of it.
#[derive(Debug)]
pub struct Term {
    /// How it is written, the longer of two that overlap first, and what to write instead;
    /// nothing where that depends on the case.
    pub forms: &'static [(&'static str, Option<&'static str>)],
    /// Words right behind it that make another term of it.
    pub unless_before: &'static [&'static str],
    /// The year in which the change took effect.
    pub since: u16,
    /// What happened, in Chinese.
    pub zh: &'static str,
    /// The same in English.
    pub en: &'static str,
}

/// The terms.
pub static TERMS: &[Term] = &[
    Term {
        forms: &[
            ("东西部扶贫协作", Some("东西部协作")),
            ("东西扶贫协作", Some("东西部协作")),
            ("扶贫协作", Some("东西部协作")),
        ],
        unless_before: &[],
        since: 2021,
        zh: "脱贫攻坚结束后，2021年起称“东西部协作”",
        en: "called 东西部协作 since 2021, after the campaign against poverty had ended",
    },
    Term {
        forms: &[("消费扶贫", Some("消费帮扶"))],
        unless_before: &[],
        since: 2021,
        zh: "2021年国家发展改革委等部门的指导意见起改称“消费帮扶”",
        en: "called 消费帮扶 since the guidance of the National Development and Reform Commission and others of 2021",
    },
    Term {
        forms: &[("定点扶贫", Some("定点帮扶"))],
        unless_before: &[],
        since: 2021,
        zh: "脱贫攻坚结束后，2021年起称“定点帮扶”",
        en: "called 定点帮扶 since 2021, after the campaign against poverty had ended",
    },
    Term {
        forms: &[("精准扶贫", None), ("精准脱贫", None)],
        unless_before: &[],
        since: 2021,
        zh: "这项任务已于2020年底完成，2021年起转为巩固拓展脱贫攻坚成果、推进乡村振兴",
        en: "the task was completed at the end of 2020 and gave way to keeping its results and to rural revitalisation in 2021",
    },
    Term {
        forms: &[("扶贫开发办公室", None), ("扶贫办", None)],
        unless_before: &["法", "理", "公", "事"],
        since: 2021,
        zh: "2021年改组为乡村振兴部门，2023年起职责划归农业农村部门",
        en: "turned into the body for rural revitalisation in 2021; its duties went to the agriculture departments from 2023",
    },
    Term {
        forms: &[("财政专项扶贫资金", None)],
        unless_before: &[],
        since: 2021,
        zh: "2021年起调整为衔接推进乡村振兴补助资金",
        en: "changed into the subsidy for rural revitalisation (衔接推进乡村振兴补助资金) in 2021",
    },
    Term {
        forms: &[
            ("新型农村合作医疗", Some("城乡居民基本医疗保险")),
            ("新农合", Some("城乡居民基本医疗保险")),
            ("城镇居民基本医疗保险", Some("城乡居民基本医疗保险")),
        ],
        unless_before: &["作"],
        since: 2016,
        zh: "国发〔2016〕3号已将其并入城乡居民基本医疗保险",
        en: "merged into 城乡居民基本医疗保险 by 国发〔2016〕3号",
    },
    Term {
        forms: &[
            ("新型农村社会养老保险", Some("城乡居民基本养老保险")),
            ("新农保", Some("城乡居民基本养老保险")),
            ("城镇居民社会养老保险", Some("城乡居民基本养老保险")),
        ],
        unless_before: &["护", "障"],
        since: 2014,
        zh: "国发〔2014〕8号已将其并入城乡居民基本养老保险",
        en: "merged into 城乡居民基本养老保险 by 国发〔2014〕8号",
    },
    Term {
        forms: &[("廉租住房", Some("公共租赁住房")), ("廉租房", Some("公共租赁住房"))],
        unless_before: &[],
        since: 2014,
        zh: "2014年起与公共租赁住房并轨运行，统称公共租赁住房（建保〔2013〕178号）",
        en: "run together with 公共租赁住房 and called so since 2014 (建保〔2013〕178号)",
    },
    Term {
        forms: &[
            ("农村五保供养", Some("特困人员救助供养")),
            ("农村五保对象", Some("特困人员")),
            ("五保对象", Some("特困人员")),
            ("五保户", Some("特困人员")),
        ],
        unless_before: &[],
        since: 2016,
        zh: "国发〔2016〕14号已统一为特困人员救助供养",
        en: "part of 特困人员救助供养 since 国发〔2016〕14号",
    },
    Term {
        forms: &[("社会抚养费", None)],
        unless_before: &[],
        since: 2021,
        zh: "已于2021年取消，《社会抚养费征收管理办法》于2021年9月9日废止",
        en: "abolished in 2021; its measures (社会抚养费征收管理办法) were repealed on 2021-09-09",
    },
    Term {
        forms: &[("非行政许可审批", None)],
        unless_before: &[],
        since: 2015,
        zh: "国务院已于2015年取消这一审批类别（国发〔2015〕27号）",
        en: "the State Council abolished this kind of approval in 2015 (国发〔2015〕27号)",
    },
];

/// A term in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Use {
    /// Where it stands.
    pub range: Range<usize>,
    /// What to write instead.
    pub instead: Option<&'static str>,
}

/// All forms of all terms.
pub(super) fn words() -> impl Iterator<Item = &'static str> {
    TERMS.iter().flat_map(|term| term.forms.iter().map(|(form, _)| *form))
}

/// The uses of a term in a text that speak of today: not within 《》 or “”, which hold names,
/// not behind 原, and not where the text itself names a year in which the term was right. At
/// most a hundred.
#[must_use]
pub fn uses(text: &str, term: &Term) -> Vec<Use> {
    let mut found: Vec<Use> = Vec::new();
    for &(form, instead) in term.forms {
        for (at, _) in text.match_indices(form).take(100) {
            let range = at..at + form.len();
            let known = found.iter().any(|other| other.range.start < range.end && range.start < other.range.end);
            let head = &text[..at];
            let past = head.ends_with('原') || head.ends_with("原国务院");
            let other = term.unless_before.iter().any(|word| text[range.end..].starts_with(word));
            if !(known || past || other || is_named(head)) {
                found.push(Use { range, instead });
            }
        }
    }
    if !found.is_empty() && speaks_of_the_past(text, term.since) {
        found.clear();
    }
    found.sort_by_key(|one| one.range.start);
    found
}

/// Whether the place behind `head` lies within 《》, 〈〉 or “”.
fn is_named(head: &str) -> bool {
    [('《', '》'), ('〈', '〉'), ('“', '”')].into_iter().any(|(open, close)| {
        head.rfind(open).is_some_and(|opened| head.rfind(close).is_none_or(|closed| closed < opened))
    })
}

/// Whether a text names a year up to `since`.
fn speaks_of_the_past(text: &str, since: u16) -> bool {
    let years = text.split(|c: char| !c.is_ascii_digit()).filter(|digits| digits.len() == 4);
    years.filter_map(|digits| digits.parse().ok()).any(|year: u16| (1949..=since).contains(&year))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(text: &str) -> Vec<&str> {
        let mut all: Vec<Use> = TERMS.iter().flat_map(|term| uses(text, term)).collect();
        all.sort_by_key(|one| one.range.start);
        all.into_iter().map(|one| &text[one.range]).collect()
    }

    #[test]
    fn terms_are_found_once_and_in_their_longest_form() {
        assert_eq!(said("做好东西部扶贫协作工作"), ["东西部扶贫协作"]);
        assert_eq!(said("廉租房和廉租住房的申请"), ["廉租房", "廉租住房"]);
        assert_eq!(said("县扶贫办联系方式"), ["扶贫办"]);
    }

    #[test]
    fn names_and_the_past_are_left_alone() {
        for text in [
            "《廉租住房保障办法》",
            "“精准扶贫”展示馆",
            "原扶贫办移交的档案",
            "2019年消费扶贫情况",
            "扶贫办法",
            "新农保护性耕作",
            "扶贫产品名单",
        ] {
            assert_eq!(said(text), [] as [&str; 0], "{text}");
        }
    }
}
