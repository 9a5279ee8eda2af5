//! Writes generated catalogs to a folder, so that whole processes can be timed over them:
//!
//! ```text
//! cargo run --release -p catalint --example generate -- FOLDER [--files N] [--items N]
//!     [--defects PERCENT] [--family compilation|ministry|shanghai|basic|bench|faulty|drawn|mixed]
//! ```
//!
//! `bench` are the catalogs of `cargo bench`; `faulty` has about four findings an item, as tables of offices have; `drawn`
//! are items of the tables in the folder that `CATALINT_BENCH_TABLES` names; `mixed` takes the first four in turn, file by file.
//! The same arguments write the same files on every machine.

#![expect(clippy::print_stdout, reason = "a program for the command line")]

mod families;
mod faulty;
mod generator;

use std::path::PathBuf;
use std::{env, fs};

use families::Family;
use generator::Shape;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let (mut folder, mut family) = (None, "mixed".to_owned());
    let (mut files, mut items, mut defects) = (1_u64, 1_000_usize, 5_usize);
    let mut args = env::args().skip(1);
    while let Some(arg) = args.next() {
        let mut value = || args.next().ok_or_else(|| format!("{arg} needs a value"));
        match arg.as_str() {
            "--files" => files = value()?.parse()?,
            "--items" => items = value()?.parse()?,
            "--defects" => defects = value()?.parse()?,
            "--family" => family = value()?,
            _ if folder.is_none() && !arg.starts_with('-') => folder = Some(PathBuf::from(&arg)),
            _ => return Err(format!("{arg}: see the head of benches/generate.rs").into()),
        }
    }
    let folder = folder.ok_or("which folder? see the head of benches/generate.rs")?;
    fs::create_dir_all(&folder)?;
    let mut bytes = 0;
    for seed in 1..=files {
        let text = make(&family, Shape { items, defect_every: 100_usize.checked_div(defects).unwrap_or(0), seed })?;
        bytes += text.len();
        fs::write(folder.join(format!("{seed:06}.yaml")), text)?;
    }
    println!("{files} files, {items} items each, {bytes} bytes");
    Ok(())
}

fn make(family: &str, shape: Shape) -> Result<String, String> {
    let family = match family {
        "bench" => return Ok(generator::catalog(shape)),
        "faulty" => return Ok(faulty::faulty(shape.items)),
        "drawn" => {
            let folder = env::var_os(faulty::TABLES).ok_or_else(|| format!("{} is not set", faulty::TABLES))?;
            return Ok(faulty::drawn(folder.as_ref(), shape.items));
        }
        "mixed" => Family::ALL[shape.seed as usize % Family::ALL.len()],
        "compilation" => Family::Compilation,
        "ministry" => Family::Ministry,
        "shanghai" => Family::Shanghai,
        "basic" => Family::Basic,
        other => return Err(format!("{other}: no such family")),
    };
    Ok(families::catalog(family, shape))
}
