//! Tables of catalogs: xlsx, xls, ods, docx, html, csv, markdown and pasted text, read as catalogs.
//!
//! A file becomes [`grid::Grid`]s, whatever its format; a grid is read as a catalog in one way; the
//! catalog is written as YAML and checked like any other, and findings get the cells they are about.
//! Bytes in, text out: no files, no printing.

mod annotate;
mod catalog;
mod cells;
mod error;
mod fixer;
pub mod grid;
pub mod handout;
mod import;
mod lint;
pub mod marks;
pub mod mend;
pub mod publish;
mod read;
mod reading;
mod remarks;
mod reread;
mod sniff;
mod write;
mod write_back;

pub use annotate::{Annotated, Marking, NotAnnotated, NotTicked, Placed, Ticks, annotate, is_annotated, ticks};
pub use error::Unreadable;
pub use fixer::{FixedTable, LeftOut, fix_table, fix_ticked};
pub use import::{Import, ImportedCatalog, KeyLanguage, ReadColumn, import};
pub use lint::{check, survey};
pub use read::{EXTENSIONS, TableFormat, format, is_table_name};
pub use reading::{ReadCell, ReadItem, TableReading};
pub use sniff::is_catalog;
pub use write_back::{NotCarried, WrittenBack, write_back};
