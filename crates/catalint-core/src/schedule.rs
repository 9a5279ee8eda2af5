//! What has to be disclosed in a year, and when: the days that items of catalogs name, those that acts set for them, and
//! those that acts set for every body.
//!
//! Deadlines are read by the deadline grammar. What has a day of the calendar is dated, with the last working day before
//! where it is a day off; what runs from an event has none in advance and is listed by its period.

use crate::model::{Catalog, FieldId, Item};
use catalint_domain::calendar::{self, UnknownYear};
use catalint_domain::date::Date;
use catalint_domain::deadline::{self, DeadlineUnit, Kind, Rhythm};
use catalint_domain::due::{in_year, is_dated};
use catalint_domain::statutory::{self, ActLimit, Duty, Names};

/// An item of a catalog, as people find it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct ScheduledItem {
    /// The file.
    pub file: String,
    /// Title of the catalog; empty where it has none.
    pub title: String,
    /// Position in the catalog, from 0.
    pub index: usize,
    /// 序号 as written; empty where there is none.
    pub no: String,
    /// 一级事项 / 二级事项 / 三级事项
    pub name: String,
}

/// Something that is to be disclosed by a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DatedDuty {
    /// The day.
    pub day: Date,
    /// The last working day before, where it is a day off.
    pub working_day_before: Option<Date>,
    /// Who discloses it.
    pub body: String,
    /// The item; none where an act sets it for every body.
    pub item: Option<ScheduledItem>,
    /// 公开时限 as written; empty where only an act names the day.
    pub deadline: String,
    /// The act that sets the day, where one does.
    pub duty: Option<&'static Duty>,
}

/// Something without a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UndatedDuty {
    /// Who discloses it.
    pub body: String,
    /// The item.
    pub item: ScheduledItem,
    /// 公开时限 as written.
    pub deadline: String,
    /// How it is read, a sentence a clause, in Chinese and English.
    pub read: Vec<(String, String)>,
    /// Whether it runs from an event, or from a rhythm below a month; else no time follows of it.
    pub has_period: bool,
}

/// The schedule of a year.
#[derive(Debug)]
pub struct Schedule {
    /// The year.
    pub year: u16,
    /// What has a day, by day, body, file and item.
    pub dated: Vec<DatedDuty>,
    /// What has none, by body, file and item.
    pub undated: Vec<UndatedDuty>,
    /// Catalogs.
    pub catalogs: usize,
    /// Items of these.
    pub items: usize,
    /// Whether the notice on holidays of the year is on record; else no day is known to be worked or not.
    pub is_known_year: bool,
}

impl Schedule {
    /// An empty schedule, with what acts set for every body.
    #[must_use]
    pub fn new(year: u16) -> Self {
        let first = Date::new(year, 1, 1);
        let is_known_year = first.is_some_and(|day| calendar::sort(day).is_ok());
        let mut schedule = Self { year, dated: Vec::new(), undated: Vec::new(), catalogs: 0, items: 0, is_known_year };
        schedule.dated =
            statutory::yearly(year).map(|(day, duty, body)| dated(day, body, None, "", Some(duty))).collect();
        schedule
    }

    /// Adds the items of a catalog.
    pub fn add(&mut self, file: &str, catalog: &Catalog) {
        self.catalogs += 1;
        let top = |id| catalog.field(id).and_then(|field| field.entries().next()).map_or("", |entry| entry.text.trim());
        let (title, authority) = (top(FieldId::Title), top(FieldId::Authority));
        for item in catalog.items() {
            self.items += 1;
            self.item(file, title, authority, item);
        }
    }

    /// Puts all into order.
    #[must_use]
    pub fn finish(mut self) -> Self {
        self.dated.sort_by(|a, b| (a.day, &a.body, &a.item).cmp(&(b.day, &b.body, &b.item)));
        self.undated.sort_by(|a, b| (&a.body, &a.item).cmp(&(&b.body, &b.item)));
        self
    }

    fn item(&mut self, file: &str, title: &str, authority: &str, item: Item<'_>) {
        let body = body_of(item, authority);
        let scheduled = ScheduledItem {
            file: file.to_owned(),
            title: title.to_owned(),
            index: item.index(),
            no: item.no().to_owned(),
            name: name_of(item),
        };
        let mut days: Vec<Date> = Vec::new();
        for entry in item.entries(FieldId::Deadline) {
            let text = entry.text.trim();
            let reading = deadline::read(text);
            let mut undated = reading.clauses.is_empty();
            for clause in &reading.clauses {
                match in_year(&clause.kind, self.year) {
                    Ok(found) if is_dated(&clause.kind) => {
                        days.extend(&found);
                        let row = |day: Date| dated(day, &body, Some(&scheduled), text, None);
                        self.dated.extend(found.into_iter().map(row));
                    }
                    // The day can't be counted in a year whose notice is not on record.
                    Ok(_) | Err(UnknownYear(_)) => undated |= !matches!(clause.kind, Kind::Extension(_)),
                }
            }
            if undated {
                let read = reading.words_zh(text).into_iter().zip(reading.words_en(text)).collect();
                let has_period = reading.clauses.iter().any(|clause| {
                    !matches!(clause.kind, Kind::Vague(_) | Kind::Ditto | Kind::Together(_)) && !is_dated(&clause.kind)
                });
                let (body, item) = (body.clone(), scheduled.clone());
                self.undated.push(UndatedDuty { body, item, deadline: text.to_owned(), read, has_period });
            }
        }
        self.statutory(&body, &scheduled, item, &days);
    }

    /// The days that an act sets for an item; the act of a day that the item names itself stands beside that.
    fn statutory(&mut self, body: &str, scheduled: &ScheduledItem, item: Item<'_>, own: &[Date]) {
        let names = Names {
            category: item.text(FieldId::Category),
            topic: item.text(FieldId::Topic),
            subtopic: item.text(FieldId::Subtopic),
            detail: item.text(FieldId::Detail),
            publisher: body,
        };
        let content = item.entries(FieldId::Content).map(|entry| entry.text);
        let Some(day) = Date::new(self.year, 1, 1) else { return };
        let Some(found) = statutory::find(&names, content, day) else { return };
        for duty in found.duties().filter(|duty| duty.is_sure() && statutory::binds_by_day(duty, body)) {
            for day in days_of(duty, self.year) {
                if own.contains(&day) {
                    let same = |row: &&mut DatedDuty| row.day == day && row.item.as_ref() == Some(scheduled);
                    self.dated.iter_mut().filter(same).for_each(|row| row.duty = Some(duty));
                } else if !own.iter().any(|own| own <= &day && matches!(duty.limit, ActLimit::By(..))) {
                    self.dated.push(dated(day, body, Some(scheduled), "", Some(duty)));
                }
            }
        }
    }
}

fn dated(
    day: Date,
    body: &str,
    item: Option<&ScheduledItem>,
    deadline: &str,
    duty: Option<&'static Duty>,
) -> DatedDuty {
    let before = calendar::last_working_day(day).ok().filter(|before| *before != day);
    DatedDuty {
        day,
        working_day_before: before,
        body: body.to_owned(),
        item: item.cloned(),
        deadline: deadline.to_owned(),
        duty,
    }
}

/// The days of a year that an act sets.
fn days_of(duty: &Duty, year: u16) -> Vec<Date> {
    match duty.limit {
        ActLimit::By(month, day) => Date::new(year, month, day).into_iter().collect(),
        ActLimit::Every(every, unit @ (DeadlineUnit::Month | DeadlineUnit::Quarter | DeadlineUnit::Year)) => {
            let rhythm = Rhythm { every, unit, times: 1, at_least: true, day: None };
            in_year(&Kind::Recurring(rhythm), year).unwrap_or_default()
        }
        _ => Vec::new(),
    }
}

/// Who discloses an item: its publishers, else who compiled the catalog; empty where nobody is named.
#[must_use]
pub fn body_of(item: Item<'_>, authority: &str) -> String {
    let all: Vec<&str> = item.entries(FieldId::Publisher).map(|entry| entry.text.trim()).collect();
    if all.is_empty() { authority.to_owned() } else { all.join("、") }
}

/// The names of an item from the topic down, with slashes between.
#[must_use]
pub fn name_of(item: Item<'_>) -> String {
    let names = [FieldId::Topic, FieldId::Subtopic, FieldId::Detail].map(|id| item.text(id));
    let mut all: Vec<&str> = names.into_iter().filter(|name| !name.is_empty()).collect();
    all.dedup();
    all.join(" / ")
}
