//! Holds lists of acts, as official sources export them, against the registry of laws.
//!
//! `cargo run -p catalint-core --example law_update -- [OPTIONS] FILE…` prints one difference a line (what, title, about,
//! ours, theirs, line of the list; tabs between) and how many there are of each kind. CONTRIBUTING.md, "The registry of
//! laws", tells how it is used.

mod compare;
mod list;

use std::io::{self, Write};
use std::process::ExitCode;

use catalint_domain::law::{ActKind, Registry};
use catalint_domain::statutory::duties_of;
use catalint_text::decode;

use compare::{Difference, ReadDuty, Wanted, What, compare};
use list::Listed;

const USAGE: &str = "law_update [OPTIONS] FILE…
  FILE                 rows like data/laws/*.tsv, or a table (CSV or tabs) with a head: 标题 法律性质 文号 公布日期 施行日期 时效性
  --as-of DATE         the day on which the registry is asked; the day to which it was checked when absent
  --complete KIND      the files have all acts of this kind that are in force, such as 行政法规; repeatable
  --decrees-from N     gaps in 国务院令第N号 from this number on; 600 when absent
  --only WHAT          only contradiction, ended, new-text, read-again, missing, not-listed, fills or gap; repeatable
";

struct Asked {
    files: Vec<String>,
    only: Vec<String>,
    wanted: Wanted,
}

fn main() -> ExitCode {
    let Some(asked) = asked(std::env::args().skip(1)) else {
        let _ = io::stderr().write_all(USAGE.as_bytes());
        return ExitCode::from(2);
    };
    match run(&asked) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            let _ = writeln!(io::stderr(), "{error}");
            ExitCode::from(2)
        }
    }
}

fn asked(mut args: impl Iterator<Item = String>) -> Option<Asked> {
    let as_of = Registry::builtin().checked_to();
    let wanted = Wanted { as_of, complete: Vec::new(), decrees_from: 600, duties };
    let mut asked = Asked { files: Vec::new(), only: Vec::new(), wanted };
    while let Some(arg) = args.next() {
        match arg.as_str() {
            "--as-of" => asked.wanted.as_of = args.next()?.parse().ok()?,
            "--complete" => asked.wanted.complete.push(ActKind::of_name(&args.next()?)?),
            "--decrees-from" => asked.wanted.decrees_from = args.next()?.parse().ok()?,
            "--only" => {
                let word = args.next()?;
                What::ALL.iter().find(|what| what.word() == word)?;
                asked.only.push(word);
            }
            option if option.starts_with("--") => return None,
            _ => asked.files.push(arg),
        }
    }
    (!asked.files.is_empty()).then_some(asked)
}

/// The duties of an act, each with the day on which it was read.
fn duties(title: &str) -> Vec<ReadDuty> {
    let all = duties_of(title);
    let read = all.map(|(matter, duty)| ReadDuty {
        about: format!("{} {}", matter.id, duty.article.zh),
        read: duty.read,
        until: duty.until,
    });
    read.collect()
}

fn run(asked: &Asked) -> io::Result<()> {
    let mut acts: Vec<Listed> = Vec::new();
    for file in &asked.files {
        let read = list::read(&decode(&std::fs::read(file)?).text);
        writeln!(
            io::stderr(),
            "{file}: {} acts, {} lines not read {:?}",
            read.acts.len(),
            read.unread.len(),
            first(&read.unread)
        )?;
        acts.extend(read.acts);
    }
    let found = compare(Registry::builtin(), &acts, &asked.wanted);
    let shown = |difference: &&Difference| {
        asked.only.is_empty() || asked.only.iter().any(|word| word == difference.what.word())
    };
    let mut out = io::stdout().lock();
    for difference in found.iter().filter(shown) {
        writeln!(out, "{difference}")?;
    }
    for what in What::ALL {
        let count = found.iter().filter(|difference| difference.what == what).count();
        writeln!(io::stderr(), "{count:>6} {}", what.word())?;
    }
    Ok(())
}

/// The first lines that could not be read.
fn first(lines: &[usize]) -> &[usize] {
    &lines[..lines.len().min(10)]
}
