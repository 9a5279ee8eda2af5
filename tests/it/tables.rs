//! Tables: what is read of a file, what is said of it, and where.

use std::path::{Path, PathBuf};

use catalint_core::lint::{Settings, lint_text};
use catalint_core::rule::{Finding, Lang, Severity};
use catalint_domain::date::Date;
use catalint_table::{Import, KeyLanguage, import};
use serde_yaml::Value;

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures").join(name)
}

fn options() -> Settings {
    Settings::new(Date::new(2026, 11, 1).expect("a day"))
}

fn read(path: &Path) -> Import {
    read_with(path, Lang::Zh)
}

fn read_with(path: &Path, keys: Lang) -> Import {
    let bytes = std::fs::read(path).expect("can be read");
    let name = path.file_name().expect("a file").to_string_lossy();
    import(&name, &bytes, None, KeyLanguage { keys, comments: Lang::Zh }, &options())
        .unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

#[test]
fn the_seed_is_read_as_the_catalog_that_it_is() {
    let read = read_with(&folder("seeds/jingan-cooperation-office.txt"), Lang::En);
    let [catalog] = read.catalogs.as_slice() else { panic!("one catalog") };
    let want = std::fs::read_to_string(folder("seeds/jingan-cooperation-office.yaml")).expect("the seed");
    let want = want.split_once('\n').expect("a line for editors").1;
    let (doubt, yaml) = catalog.yaml.split_once('\n').expect("a line for the doubt");
    assert!(doubt.starts_with("# 存疑 IMP003 第5行第14列：") && doubt.contains("11项的勾选就都落在“区级”"), "{doubt}");
    assert_eq!(yaml, want);
    assert_eq!((catalog.items, catalog.rows, catalog.profile.as_deref()), (11, 11, Some("shanghai")));
    let said: Vec<(&str, &str)> =
        catalog.findings.iter().map(|d| (d.rule.code, d.cell().expect("a cell").address.as_str())).collect();
    assert_eq!(said, [("IMP003", "第5行第14列")]);
}

/// Cell by cell, read here and not by the library: what is in the table is in the catalog, and no more.
#[test]
fn every_cell_of_the_seed_is_accounted_for() {
    let path = folder("seeds/jingan-cooperation-office.txt");
    let text = std::fs::read_to_string(&path).expect("the seed");
    let catalog: Value = serde_yaml::from_str(&read_with(&path, Lang::En).catalogs[0].yaml).expect("YAML");
    let items = catalog["items"].as_sequence().expect("a list");
    let rows: Vec<Vec<&str>> = text.lines().map(|line| line.split('\t').collect()).collect();
    let rows: Vec<&Vec<&str>> = rows.iter().filter(|row| row[0].parse::<u32>().is_ok()).collect();
    assert_eq!(rows.len(), items.len());
    let words = |value: &Value| -> Vec<String> {
        match value {
            Value::Sequence(all) => all.iter().map(|v| v.as_str().expect("text").to_owned()).collect(),
            Value::Number(n) => vec![n.to_string()],
            value => vec![value.as_str().expect("text").to_owned()],
        }
    };
    for (row, item) in rows.into_iter().zip(items) {
        let mut row: Vec<String> = row.iter().map(|cell| (*cell).to_owned()).collect();
        let mut take = |column: usize| std::mem::take(&mut row[column]);
        for (column, key) in
            [(0, "no"), (1, "category"), (2, "topic"), (3, "subtopic"), (5, "basis"), (6, "deadline"), (7, "publisher")]
        {
            assert_eq!(words(&item[key]), [take(column)], "{key}");
        }
        let content = words(&item["content"]);
        let numbered: Vec<String> = content.iter().enumerate().map(|(i, text)| format!("{}. {text}", i + 1)).collect();
        assert!([numbered.join(" "), content.join(" ")].contains(&take(4)));
        let channels = take(8);
        let boxes: Vec<(bool, &str)> = channels
            .split("<input ")
            .skip(1)
            .map(|part| part.split_once('>').expect("a tag"))
            .map(|(tag, name)| (tag.starts_with("checked"), name.trim()))
            .collect();
        assert_eq!(boxes.len(), 11);
        let ticked: Vec<&str> = boxes.into_iter().filter(|(ticked, _)| *ticked).map(|(_, name)| name).collect();
        assert_eq!(words(&item["channels"]), ticked);
        for (column, key, word) in [(9, "audience", "全社会"), (11, "method", "主动公开"), (15, "levels", "街镇级")]
        {
            assert_eq!(take(column), "√");
            assert_eq!(words(&item[key]), [word]);
        }
        assert!(row.iter().all(String::is_empty), "left over: {row:?}");
    }
}

/// The tables of a folder: all that is no expectation beside one.
fn tables() -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder("tables"))
        .expect("the folder is there")
        .map(|entry| entry.expect("can be listed").path())
        .filter(|path| !path.extension().is_some_and(|e| e == "yaml" || e == "out" || e == "py"))
        .collect();
    files.sort();
    assert!(files.len() > 30);
    files
}

/// What is said of a table, one finding a line: cell, code, message.
fn said(path: &Path) -> String {
    let bytes = std::fs::read(path).expect("can be read");
    let name = path.file_name().expect("a file").to_string_lossy();
    let report = catalint_table::check(&name, &bytes, &options()).expect("a table");
    let line = |d: &Finding| {
        let cell = d.cell().map_or("-", |cell| cell.address.as_str());
        format!("{cell} {} {}\n", d.rule.code, d.message_in(Lang::Zh))
    };
    // The hints of other families are about the words and have their own fixtures.
    let told = |d: &&Finding| d.severity > Severity::Hint || d.rule.family() == "IMP";
    report.findings.iter().filter(told).map(line).collect()
}

/// `NAME.yaml` is what a table is read as, catalog after catalog; `NAME.out` is what is said of it.
/// `UPDATE=1` writes both: look at the changes.
#[test]
fn tables_are_read_as_expected() {
    let mut stale = Vec::new();
    for path in tables() {
        let read = read(&path);
        let yaml: Vec<String> = read.catalogs.into_iter().map(|catalog| catalog.yaml).collect();
        for (extension, text) in [("yaml", yaml.join("---\n")), ("out", said(&path))] {
            let beside = PathBuf::from(format!("{}.{extension}", path.display()));
            if std::env::var_os("UPDATE").is_some() {
                std::fs::write(&beside, &text).expect("writable");
            } else if std::fs::read_to_string(&beside).ok().as_deref() != Some(&text) {
                stale.push(format!("{}\n{text}", beside.display()));
            }
        }
    }
    assert!(stale.is_empty(), "{}", stale.join("\n"));
}

/// What is imported is a catalog as the format wants it: nothing is said of its shape.
#[test]
fn imported_catalogs_are_sound_yaml() {
    for path in tables() {
        for catalog in read(&path).catalogs {
            let report = lint_text("x.yaml", catalog.yaml.as_bytes(), &options());
            let shape = |d: &&Finding| ["SYN", "SCH"].contains(&d.rule.family()) && d.severity == Severity::Error;
            let faults: Vec<String> =
                report.findings.iter().filter(shape).map(|d| d.message_in(Lang::Zh).into_owned()).collect();
            let allowed = |fault: &String| fault.contains("标题");
            assert!(faults.iter().all(allowed), "{}\n{}\n{faults:?}", path.display(), catalog.yaml);
            assert_eq!(report.items, catalog.items, "{}", path.display());
        }
    }
}

/// A table of which nobody can say which column is which, in words of its own.
fn more_columns_than_names(publishers: &[&str], ticks: &str) -> String {
    let head = "云岭县水务局政务公开标准目录\n序号\t一级事项\t公开内容\t公开依据\t公开时限\t公开主体\t公开渠道\t公开对象\t公开方式\t公开层级\t\t\n";
    let names = "\t\t\t\t\t\t\t\t\t县级\t乡级\t\n";
    let row = |(nth, publisher): (usize, &&str)| {
        format!(
            "{0}\t事项{0}\t要素{0}\t《中华人民共和国水法》第六条\t自信息形成之日起20个工作日内\t{publisher}\t政府网站\t全社会\t主动公开\t{ticks}\n",
            nth + 1
        )
    };
    head.to_owned() + names + &publishers.iter().enumerate().map(row).collect::<String>()
}

#[test]
fn columns_that_are_more_than_their_names_come_first_and_hold_back_what_hangs_on_them() {
    let said = |text: &str| {
        let report = catalint_table::check("目录.tsv", text.as_bytes(), &options()).expect("a table");
        let found = report.findings.iter().map(|d| (d.rule.code, d.message_in(Lang::Zh).into_owned()));
        (found.collect::<Vec<_>>(), report.unread)
    };
    let (found, unread) = said(&more_columns_than_names(&["云岭县水务局", "云岭县水利站"], "\t√\t"));
    assert_eq!(found[0].0, "IMP003");
    assert!(found[0].1.contains("如果没有名称的是第1栏，2项的勾选就都落在“县级”"), "{}", found[0].1);
    assert!(!found.iter().any(|(code, _)| code.starts_with("LVL")), "{found:?}");
    assert_eq!(unread, 2);
    // Publishers of two ranks under one tick: no reading agrees with both.
    let (found, _) = said(&more_columns_than_names(&["云岭县水务局", "青石镇人民政府"], "\t√\t"));
    assert!(found[0].0 == "IMP003" && !found[0].1.contains("如果"), "{}", found[0].1);
    // As a catalog file, it is for a person to say; the doubt stands on top.
    let table = more_columns_than_names(&["云岭县水务局", "云岭县水利站"], "\t√\t");
    let written = KeyLanguage { keys: Lang::Zh, comments: Lang::En };
    let read = import("目录.tsv", table.as_bytes(), None, written, &options()).expect("a table");
    assert!(read.catalogs[0].yaml.starts_with("# Doubt IMP003 "), "{}", read.catalogs[0].yaml);
    let report = lint_text("目录.yaml", read.catalogs[0].yaml.as_bytes(), &options());
    assert_eq!(report.findings.iter().filter(|d| d.rule.code == "LVL003").count(), 2);
}

#[test]
fn a_doubt_stands_above_what_it_is_about_and_the_field_is_missing_there() {
    let text = std::fs::read_to_string(folder("tables/boxes.md")).expect("a table");
    let written = KeyLanguage { keys: Lang::En, comments: Lang::Zh };
    let read = import("boxes.md", text.as_bytes(), None, written, &options()).expect("a table");
    let yaml = &read.catalogs[0].yaml;
    let lines: Vec<&str> = yaml.lines().collect();
    let at = lines.iter().position(|line| line.contains("县档案馆")).expect("the doubt");
    assert!(
        lines[at].starts_with("    # 存疑 IMP004 第11行第8列：") && lines[at + 2] == "    channels: [政府网站]",
        "{yaml}"
    );
    // What could not be read at all has its comment where it would stand.
    let at = lines.iter().position(|line| line.contains("第13行第10列")).expect("the doubt");
    assert!(lines[at + 2].starts_with("    levels:"), "{yaml}");
    let found = lint_text("目录.yaml", yaml.as_bytes(), &options());
    let missing = |code| found.findings.iter().filter(|d| d.rule.code == code).count();
    assert_eq!((missing("AUD001"), missing("MTH001")), (1, 1));
    let table = catalint_table::check("boxes.md", text.as_bytes(), &options()).expect("a table");
    assert!(!table.findings.iter().any(|d| ["AUD001", "MTH001"].contains(&d.rule.code)));
    assert_eq!(table.unread, 3);
}

#[test]
fn what_is_written_can_be_read_again() {
    let head = "序号,一级事项,公开内容,公开依据,公开时限,公开主体,公开渠道,<<,甲\u{ffff}列,--- 乙\n";
    let row =
        "1,事项：甲 # 乙,\"- 甲\u{fffe}\n! 乙\",《中华人民共和国水法》,长期,\"[县水务局]\",政府网站,~,\u{ffff},null\n";
    let written = KeyLanguage { keys: Lang::Zh, comments: Lang::Zh };
    let read = import("甲.csv", (head.to_owned() + row).as_bytes(), None, written, &options()).expect("a table");
    let report = lint_text("甲.yaml", read.catalogs[0].yaml.as_bytes(), &options());
    assert!(!report.partial, "{}", read.catalogs[0].yaml);
    assert!(!report.findings.iter().any(|d| ["SYN", "SCH001"].iter().any(|code| d.rule.code.starts_with(code))));
}
