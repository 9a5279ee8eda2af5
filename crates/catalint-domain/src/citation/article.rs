//! Articles of an act: 第二十条第（一）项, 第十九条至第二十一条, 第九、十、十二条.

use std::fmt;
use std::ops::Range;

use super::text::CitationScan;
use crate::chinese::numeral;

/// One article, or a range of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Article {
    /// From 第 to the end of its last word; for the later ones of a list only their own words.
    pub span: Range<usize>,
    /// The place, or the first of a range.
    pub from: ActPlace,
    /// The last of a range.
    pub to: Option<ActPlace>,
    /// The word 款 of `from`, where it is written.
    pub paragraph_word: Option<Range<usize>>,
}

/// A place in an act. What a list leaves out, as in 第二十条第（一）、（二）项, is filled in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct ActPlace {
    /// 编, 章 or 节: the lowest that is named.
    pub division: Option<(Division, u16)>,
    /// 条.
    pub article: Option<u16>,
    /// 之一 behind 条.
    pub added: Option<u16>,
    /// 款.
    pub paragraph: Option<Rung>,
    /// 项.
    pub item: Option<Rung>,
    /// 目.
    pub subitem: Option<Rung>,
}

/// A part of an act above its articles.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Division {
    /// 编.
    Part,
    /// 章.
    Chapter,
    /// 节.
    Section,
}

/// A paragraph, item or subitem of an article.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Rung {
    /// Its number.
    pub value: u16,
    /// Whether the number stands in brackets, as items are numbered: 第（一）项.
    pub bracketed: bool,
    /// Whether 款, 项 or 目 is written: not in 第二十条（二）, which is read as an item.
    pub named: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Unit {
    Part,
    Chapter,
    Section,
    Article,
    Paragraph,
    Item,
    Subitem,
}

const UNITS: [(&str, Unit); 7] = [
    ("编", Unit::Part),
    ("章", Unit::Chapter),
    ("节", Unit::Section),
    ("条", Unit::Article),
    ("款", Unit::Paragraph),
    ("项", Unit::Item),
    ("目", Unit::Subitem),
];

impl ActPlace {
    fn set(&mut self, unit: Unit, rung: Rung) {
        let value = rung.value;
        match unit {
            Unit::Part => self.division = Some((Division::Part, value)),
            Unit::Chapter => self.division = Some((Division::Chapter, value)),
            Unit::Section => self.division = Some((Division::Section, value)),
            Unit::Article => self.article = Some(value),
            Unit::Paragraph => self.paragraph = Some(rung),
            Unit::Item => self.item = Some(rung),
            Unit::Subitem => self.subitem = Some(rung),
        }
    }

    /// The lowest unit that is set.
    const fn lowest(&self) -> Option<Unit> {
        Some(match self {
            Self { subitem: Some(_), .. } => Unit::Subitem,
            Self { item: Some(_), .. } => Unit::Item,
            Self { paragraph: Some(_), .. } => Unit::Paragraph,
            Self { article: Some(_), .. } => Unit::Article,
            Self { division: Some((Division::Section, _)), .. } => Unit::Section,
            Self { division: Some((Division::Chapter, _)), .. } => Unit::Chapter,
            Self { division: Some((Division::Part, _)), .. } => Unit::Part,
            _ => return None,
        })
    }

    /// What a later entry of a list that begins with `unit` takes over from this one.
    fn above(mut self, unit: Unit) -> Self {
        if unit <= Unit::Subitem {
            self.subitem = None;
        }
        if unit <= Unit::Item {
            self.item = None;
        }
        if unit <= Unit::Paragraph {
            self.paragraph = None;
        }
        if unit <= Unit::Article {
            (self.article, self.added) = (None, None);
        }
        // A new article is not of the chapter that was named before another one.
        if unit <= Unit::Article {
            self.division = None;
        }
        self
    }
}

/// The articles that begin at `at`, and the position behind them. What they leave out comes from
/// the last of those `before`.
pub(super) fn read(scan: CitationScan<'_>, at: usize, before: &[Article]) -> Option<(Vec<Article>, usize)> {
    let mut list = Vec::new();
    let last = before.last().map(Article::last);
    let mut end = entry(scan, at, last, &mut list)?;
    loop {
        let last = list.last().map(Article::last);
        let next = joiner(scan, end);
        let count = list.len();
        let Some(behind) = entry(scan, next, last, &mut list) else { return Some((list, end)) };
        if next == scan.skip_blank(end) {
            absorb(&mut list, count);
        }
        end = behind;
    }
}

impl Article {
    /// The place that what follows in a list continues from.
    fn last(&self) -> ActPlace {
        self.to.unwrap_or(self.from)
    }
}

/// 第二十条 before 第（一）（二）项, with nothing between, is the beginning of both and not a third.
fn absorb(list: &mut Vec<Article>, index: usize) {
    let Some(above) = index.checked_sub(1) else { return };
    let (Some(head), Some(first)) = (list.get(above), list.get(index)) else { return };
    let parent = first.from.lowest().map(|unit| first.from.above(unit));
    if head.to.is_none() && parent == Some(head.from) {
        let start = head.span.start;
        list[index].span.start = start;
        list.remove(above);
    }
}

/// The position behind 、 and its like between two articles.
fn joiner(scan: CitationScan<'_>, at: usize) -> usize {
    let at = scan.skip_blank(at);
    let behind = scan.eat_any(at, &["以及", "、", "，", ",", "和", "及", "与", "或", "；", ";"]).unwrap_or(at);
    scan.skip_blank(behind)
}

/// An article without 第 directly behind a title: 《…条例》20条, 《…》二十条第（二）项.
pub(super) fn without_ordinal(scan: CitationScan<'_>, at: usize) -> Option<(Vec<Article>, usize)> {
    let digits = numeral::read(scan.rest(at))?;
    scan.eat(at + digits.len, "条")?;
    let from = ActPlace { article: Some(1), ..ActPlace::default() };
    read(scan, at, &[Article { span: at..at, from, to: None, paragraph_word: None }])
}

/// One entry of the list: a place, a range, or several numbers before one unit.
fn entry(scan: CitationScan<'_>, at: usize, last: Option<ActPlace>, list: &mut Vec<Article>) -> Option<usize> {
    if let Some(end) = shared_unit(scan, at, last, list) {
        return Some(end);
    }
    let (from, end, paragraph_word) = place(scan, at, last)?;
    let mut article = Article { span: at..end, from, to: None, paragraph_word };
    if let Some(behind) = range_mark(scan, end)
        && let Some((to, end, _)) = place(scan, behind, Some(from))
    {
        article.to = Some(to);
        article.span.end = end;
    }
    let end = article.span.end;
    list.push(article);
    Some(end)
}

fn range_mark(scan: CitationScan<'_>, at: usize) -> Option<usize> {
    let behind = scan.eat_any(scan.skip_blank(at), &["至", "到", "——", "—", "--", "-", "–", "－", "~", "～"])?;
    Some(scan.skip_blank(behind))
}

/// A number with its unit: 第二十条, 第（一）项, （一）, 二十一条.
struct ArticleStep {
    unit: Unit,
    rung: Rung,
    end: usize,
    word: Option<Range<usize>>,
}

/// One place, at least one step deep.
fn place(scan: CitationScan<'_>, at: usize, last: Option<ActPlace>) -> Option<(ActPlace, usize, Option<Range<usize>>)> {
    let first = step(scan, at, last)?;
    let mut found = last.map(|last| last.above(first.unit)).unwrap_or_default();
    let (mut end, mut word) = (first.end, None);
    let mut next = Some(first);
    while let Some(step) = next {
        found.set(step.unit, step.rung);
        if step.unit == Unit::Paragraph {
            word = step.word;
        }
        let unit = step.unit;
        end = step.end;
        if step.unit == Unit::Article
            && let Some((value, behind)) = added(scan, end)
        {
            found.added = Some(value);
            end = behind;
        }
        next = self::step(scan, scan.skip_blank(end), Some(found))
            .filter(|next| next.unit > unit && scan.peek(end) != Some('\n'));
    }
    Some((found, end, word))
}

/// 之一 behind an article.
fn added(scan: CitationScan<'_>, at: usize) -> Option<(u16, usize)> {
    let at = scan.eat(at, "之")?;
    let found = numeral::read(scan.rest(at))?;
    Some((u16::try_from(found.value).ok()?, at + found.len))
}

fn step(scan: CitationScan<'_>, at: usize, context: Option<ActPlace>) -> Option<ArticleStep> {
    let ordinal = scan.eat(at, "第");
    let (value, bracketed, end) = count(scan, scan.skip_blank(ordinal.unwrap_or(at)))?;
    let unit_at = scan.skip_blank(end);
    let unit = UNITS.iter().find(|(word, _)| scan.rest(unit_at).starts_with(word));
    if let Some(&(word, unit)) = unit {
        // 二十一条 may follow 第二十条、 but 三项制度 is no item.
        let follows = ordinal.is_some() || bracketed && context.is_some() || context.is_some() && unit == Unit::Article;
        // 第零条 is a slip that must be seen; 0项 is none.
        if value == 0 && (ordinal.is_none() || unit != Unit::Article) {
            return None;
        }
        let behind = unit_at + word.len();
        let rung = Rung { value, bracketed, named: true };
        return follows.then_some(ArticleStep { unit, rung, end: behind, word: Some(unit_at..behind) });
    }
    let lowest = context.and_then(|context| context.lowest())?;
    let loose =
        value > 0 && bracketed && ordinal.is_none() && matches!(lowest, Unit::Article | Unit::Paragraph | Unit::Item);
    let rung = Rung { value, bracketed, named: false };
    loose.then_some(ArticleStep { unit: Unit::Item, rung, end, word: None })
}

/// A number, with brackets around it or without, and the position behind.
fn count(scan: CitationScan<'_>, at: usize) -> Option<(u16, bool, usize)> {
    let open = scan.eat_any(at, &["（", "("]);
    let digits = scan.skip_blank(open.unwrap_or(at));
    let found = numeral::read(scan.rest(digits))?;
    let value = u16::try_from(found.value).ok()?;
    let end = digits + found.len;
    match open {
        None => Some((value, false, end)),
        Some(_) => Some((value, true, scan.eat_any(scan.skip_blank(end), &["）", ")"])?)),
    }
}

/// Several numbers before one unit: 第九、十、十二条; 第（一）至（三）项; 第十九—二十一条.
fn shared_unit(scan: CitationScan<'_>, at: usize, last: Option<ActPlace>, list: &mut Vec<Article>) -> Option<usize> {
    const MOST: usize = 40;
    let mut end = scan.eat(at, "第")?;
    let mut found: Vec<(Range<usize>, u16, bool, bool)> = Vec::new();
    let mut to_last = false;
    let unit = loop {
        let begin = if found.is_empty() { at } else { end };
        let digits = scan.skip_blank(scan.eat(end, "第").unwrap_or(end));
        let (value, bracketed, behind) = count(scan, digits)?;
        found.push((begin..behind, value, bracketed, to_last));
        let next = scan.skip_blank(behind);
        if let Some(unit) = UNITS.iter().find(|(word, _)| scan.rest(next).starts_with(word)) {
            break unit;
        }
        (end, to_last) = match range_mark(scan, behind) {
            Some(behind) => (behind, true),
            None => (joiner(scan, behind), false),
        };
        // Two numbers side by side are a list only in brackets: （一）（二）.
        let beside = bracketed && matches!(scan.peek(next), Some('（' | '('));
        if found.len() == MOST || end == next && !beside {
            return None;
        }
    };
    if found.len() < 2 {
        return None;
    }
    let &(word, unit) = unit;
    let base = last.map(|last| last.above(unit)).unwrap_or_default();
    let behind = scan.skip_blank(found.last()?.0.end) + word.len();
    for (index, (span, value, bracketed, ends_range)) in found.iter().cloned().enumerate() {
        let mut place = base;
        place.set(unit, Rung { value, bracketed, named: true });
        let own = if index + 1 == found.len() { span.start..behind } else { span };
        let previous = list.last_mut().filter(|article| ends_range && index > 0 && article.to.is_none());
        if let Some(article) = previous {
            article.to = Some(place);
            article.span.end = own.end;
        } else {
            let word = (unit == Unit::Paragraph && own.end == behind).then(|| behind - word.len()..behind);
            list.push(Article { span: own, from: place, to: None, paragraph_word: word });
        }
    }
    Some(behind)
}

impl fmt::Display for ActPlace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let chinese = |value: u16| numeral::chinese(u32::from(value));
        if let Some((division, value)) = self.division {
            let word = match division {
                Division::Part => "编",
                Division::Chapter => "章",
                Division::Section => "节",
            };
            write!(f, "第{}{word}", chinese(value))?;
        }
        if let Some(article) = self.article {
            write!(f, "第{}条", chinese(article))?;
        }
        if let Some(added) = self.added {
            write!(f, "之{}", chinese(added))?;
        }
        for (rung, word) in [(self.paragraph, "款"), (self.item, "项"), (self.subitem, "目")] {
            let Some(Rung { value, bracketed, named }) = rung else { continue };
            match (bracketed, named) {
                (true, true) => write!(f, "第（{}）{word}", chinese(value))?,
                (true, false) => write!(f, "（{}）", chinese(value))?,
                (false, _) => write!(f, "第{}{word}", chinese(value))?,
            }
        }
        Ok(())
    }
}

impl fmt::Display for Article {
    /// 第十九条至第二十一条.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.from)?;
        match self.to {
            Some(to) => write!(f, "至{to}"),
            None => Ok(()),
        }
    }
}
