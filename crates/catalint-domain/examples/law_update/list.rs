//! Lists of acts from elsewhere: rows in the form of the project's own, or a table with a head, as the national
//! database of laws and regulations exports one.

use catalint_domain::date::Date;
use catalint_domain::law::{ActKind, LawNumber};

/// An act of a list; what the list does not say is absent.
#[derive(Debug, Clone, Default)]
pub(crate) struct Listed {
    /// From 1.
    pub(crate) line: usize,
    pub(crate) title: String,
    pub(crate) kind: Option<ActKind>,
    pub(crate) numbers: Vec<LawNumber>,
    pub(crate) standing: Standing,
    pub(crate) by: Option<String>,
    pub(crate) articles: Option<u16>,
    pub(crate) promulgated: Option<Date>,
    pub(crate) effective: Option<Date>,
    pub(crate) text_effective: Option<Date>,
    pub(crate) revised: Option<Date>,
    pub(crate) revised_effective: Option<Date>,
    /// Of tables: the day on which the act or its latest text was published. Which of the two, no table says.
    pub(crate) published: Option<Date>,
    /// Of tables: the first day of the act or of its latest text.
    pub(crate) starts: Option<Date>,
}

/// Whether an act stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Standing {
    #[default]
    Unsaid,
    InForce,
    NotYet,
    /// Since when, where the list says so.
    Ended(Option<Date>),
    /// The line is about an older text of the act.
    OlderText,
}

impl Standing {
    pub(crate) fn words(self) -> String {
        match self {
            Self::Unsaid => String::new(),
            Self::InForce => "in-force".to_owned(),
            Self::NotYet => "not-yet".to_owned(),
            Self::Ended(None) => "ended".to_owned(),
            Self::Ended(Some(on)) => format!("ended {on}"),
            Self::OlderText => "older text".to_owned(),
        }
    }
}

impl Listed {
    /// Whether it stands on a day: a row in force whose first day is still to come does not.
    pub(crate) fn standing_on(&self, day: Date) -> Standing {
        let waits = self.effective.is_some_and(|first| first > day);
        if self.standing == Standing::InForce && waits { Standing::NotYet } else { self.standing }
    }
}

/// What a file holds: acts, and the numbers of the lines that could not be read.
#[derive(Debug, Default)]
pub(crate) struct List {
    pub(crate) acts: Vec<Listed>,
    pub(crate) unread: Vec<usize>,
}

/// Reads a list, whichever of the two it is.
pub(crate) fn read(text: &str) -> List {
    let text = text.trim_start_matches('\u{feff}');
    let lines = text.lines().zip(1..).filter(|(line, _)| !line.trim().is_empty() && !line.starts_with('#'));
    let mut lines = lines.peekable();
    let head = lines.peek().and_then(|(line, _)| Head::of(line));
    if head.is_some() {
        lines.next();
    }
    let mut list = List::default();
    for (line, number) in lines {
        let act = match &head {
            Some(head) => head.act(line),
            None => row(line),
        };
        match act {
            Some(act) => list.acts.push(Listed { line: number, ..act }),
            None => list.unread.push(number),
        }
    }
    list
}

/// A row: title, kind, cells `key=value`. A cell of another key, such as one on sources, is passed over.
fn row(line: &str) -> Option<Listed> {
    let mut cells = line.split('\t');
    let title = cells.next().filter(|title| !title.is_empty())?.to_owned();
    let kind = Some(ActKind::of_name(cells.next()?)?);
    let mut act = Listed { title, kind, ..Listed::default() };
    let (mut status, mut ended) = ("", None);
    for cell in cells {
        let (key, value) = cell.split_once('=')?;
        let day = || value.parse::<Date>().ok();
        match key {
            "numbers" => act.numbers = value.split('|').map(LawNumber::of_row).collect::<Option<_>>()?,
            "promulgated" => act.promulgated = Some(day()?),
            "effective" => act.effective = Some(day()?),
            "text_effective" => act.text_effective = Some(day()?),
            "revised" => act.revised = Some(day()?),
            "revised_effective" => act.revised_effective = Some(day()?),
            "articles" => act.articles = value.parse().ok(),
            "status" => status = value,
            "ended" => ended = Some(day()?),
            "by" => act.by = Some(value.to_owned()),
            _ => {}
        }
    }
    act.standing = standing(status, ended)?;
    Some(act)
}

fn standing(word: &str, ended: Option<Date>) -> Option<Standing> {
    Some(match word.trim() {
        "" => Standing::Unsaid,
        "in-force" | "有效" | "现行有效" => Standing::InForce,
        "not-yet" | "尚未生效" | "尚未施行" => Standing::NotYet,
        "repealed" | "superseded" | "gone" | "已废止" | "废止" | "失效" | "已失效" => Standing::Ended(ended),
        "已修改" | "已被修改" => Standing::OlderText,
        _ => return None,
    })
}

/// What a column of a table tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Column {
    Title,
    Kind,
    Number,
    Published,
    Starts,
    Ended,
    Status,
    Other,
}

impl Column {
    fn of(head: &str) -> Self {
        match head.trim().to_lowercase().as_str() {
            "标题" | "名称" | "法规名称" | "法律名称" | "title" => Self::Title,
            "类别" | "法律性质" | "效力级别" | "效力位阶" | "kind" | "type" => Self::Kind,
            "文号" | "发文字号" | "令号" | "公布令号" | "number" => Self::Number,
            "公布日期" | "发布日期" | "公布时间" | "published" | "publish" => Self::Published,
            "施行日期" | "生效日期" | "实施日期" | "effective" | "expiry" => Self::Starts,
            "失效日期" | "废止日期" | "ended" => Self::Ended,
            "时效性" | "状态" | "效力状态" | "status" => Self::Status,
            _ => Self::Other,
        }
    }
}

/// The head of a table.
#[derive(Debug)]
struct Head {
    separator: char,
    columns: Vec<Column>,
}

impl Head {
    fn of(line: &str) -> Option<Self> {
        let separator = if line.contains('\t') { '\t' } else { ',' };
        let columns: Vec<Column> = cells(line, separator)?.iter().map(|head| Column::of(head)).collect();
        let known = columns.iter().filter(|column| **column != Column::Other).count();
        (columns.contains(&Column::Title) && known > 1).then_some(Self { separator, columns })
    }

    fn act(&self, line: &str) -> Option<Listed> {
        let cells = cells(line, self.separator)?;
        let mut act = Listed::default();
        let (mut status, mut ended) = ("", None);
        for (column, cell) in self.columns.iter().zip(&cells) {
            let cell = cell.trim();
            if cell.is_empty() {
                continue;
            }
            match column {
                Column::Title => act.title = cell.trim_matches(['《', '》']).to_owned(),
                Column::Kind => act.kind = ActKind::of_name(cell),
                Column::Number => act.numbers = vec![LawNumber::of_row(cell)?],
                Column::Published => act.published = Some(day(cell)?),
                Column::Starts => act.starts = Some(day(cell)?),
                Column::Ended => ended = Some(day(cell)?),
                Column::Status => status = cell,
                Column::Other => {}
            }
        }
        act.standing = standing(status, ended)?;
        (!act.title.is_empty()).then_some(act)
    }
}

/// `2026-06-30`, `2026/6/30`, `2026.6.30`, `2026年6月30日`, a time behind it passed over.
fn day(written: &str) -> Option<Date> {
    let written = written.split([' ', 'T']).next()?;
    let parts: Vec<u16> = written
        .split(['-', '/', '.', '年', '月', '日'])
        .filter(|part| !part.is_empty())
        .map(|part| part.parse().ok())
        .collect::<Option<_>>()?;
    let &[year, month, day] = parts.as_slice() else { return None };
    Date::new(year, u8::try_from(month).ok()?, u8::try_from(day).ok()?)
}

/// The cells of a line; one in quotes may hold the separator, and a quote written twice. `None` where a quote is open
/// at the end.
fn cells(line: &str, separator: char) -> Option<Vec<String>> {
    let mut cells = vec![String::new()];
    let mut quoted = false;
    let mut chars = line.chars().peekable();
    while let Some(c) = chars.next() {
        match (c, quoted, chars.peek()) {
            ('"', true, Some('"')) => {
                chars.next();
                cells.last_mut()?.push('"');
            }
            ('"', _, _) => quoted = !quoted,
            (c, false, _) if c == separator => cells.push(String::new()),
            (c, ..) => cells.last_mut()?.push(c),
        }
    }
    (!quoted).then_some(cells)
}
