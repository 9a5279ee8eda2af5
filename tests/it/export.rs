//! Tables that are written: each format, letter by letter, and that they are read as the same catalog.

use std::path::{Path, PathBuf};

use catalint_core::lint::Settings;
use catalint_core::rule::Lang;
use catalint_domain::date::Date;
use catalint_table::publish::{ExportTarget, Request, export};
use catalint_table::{KeyLanguage, import};

fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures")
}

/// `fixtures/export/NAME.FORMAT` is what `NAME.yaml` is written as, the seed included.
/// `UPDATE=1` writes them: look at the changes.
#[test]
fn catalogs_are_written_as_expected() {
    let options = Settings::new(Date::new(2026, 11, 1).expect("a day"));
    let mut stale = Vec::new();
    for (from, name) in [("seeds", "jingan-cooperation-office"), ("export", "village-works")] {
        let yaml = std::fs::read(fixtures().join(from).join(name).with_extension("yaml")).expect("a catalog");
        let mut read = Vec::new();
        for (format, target, extensions) in ExportTarget::NAMED {
            let written = export(&yaml, Request { target, profile: None, annotate: None }, &options).expect("sound");
            assert_eq!(written.changes, [], "{name} {format}");
            let file = format!("{name}.{}", if format == "markdown" { "md" } else { extensions[0] });
            let path = fixtures().join("export").join(&file);
            // Those of office programs are held by what is read of them.
            let kept = target.is_text();
            if kept && std::env::var_os("UPDATE").is_some() {
                std::fs::write(&path, &written.bytes).expect("can be written");
            } else if kept && std::fs::read(&path).ok().as_ref() != Some(&written.bytes) {
                stale.push(file.clone());
            }
            if target != ExportTarget::Json {
                let back =
                    import(&file, &written.bytes, None, KeyLanguage { keys: Lang::En, comments: Lang::Zh }, &options)
                        .expect("a table");
                read.push(back.catalogs.into_iter().next().expect("a catalog").yaml);
            }
        }
        assert!(read.windows(2).all(|two| two[0] == two[1]), "{read:?}");
        if from == "seeds" {
            let yaml = String::from_utf8(yaml).expect("UTF-8");
            assert_eq!(yaml.split_once('\n').expect("a line for editors").1, read[0]);
        }
    }
    assert!(stale.is_empty(), "UPDATE=1 writes what differs: {stale:?}");
}
