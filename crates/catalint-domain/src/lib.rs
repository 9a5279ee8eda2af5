//! What the words of a catalog mean, and every fact that is known of them: law, deadlines, bodies, vocabularies.
//!
//! Pure functions over `&str`: no files, no places in a file, no rules. Facts are rows of `data/*.tsv`, each with its source
//! and its day.
//!
//! ```
//! use catalint_domain::date::Date;
//! use catalint_domain::deadline::{self, Kind};
//! use catalint_domain::law::{Registry, Status};
//!
//! let reading = deadline::read("自该政府信息形成或者变更之日起20个工作日内");
//! assert!(matches!(reading.clauses[0].kind, Kind::Within(_)));
//!
//! let law = Registry::builtin().by_title("中华人民共和国政府信息公开条例").expect("it is known");
//! assert_eq!(law.status_on(Date::new(2026, 11, 30).expect("a day")), Status::InForce);
//! ```

pub mod bodies;
pub mod calendar;
pub mod chinese;
pub mod citation;
pub mod date;
pub mod deadline;
pub mod due;
mod facts;
pub mod law;
pub mod statutory;
pub mod vocabulary;
