//! Files of facts, `data/*.tsv`: cells with tabs between, lists split by `|`. The head of each file names its columns.
//!
//! A word that is added is a line that is added. Files are looked through when they are first asked for, and a test reads
//! each of them whole.

/// What a cell holds that has nothing to say.
const NONE: &str = "-";

/// The rows of a file, each with as many cells as it has columns.
pub(crate) fn rows<const COLUMNS: usize>(file: &'static str) -> impl Iterator<Item = [&'static str; COLUMNS]> {
    let lines = file.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    lines.map(|line| {
        let mut cells = line.split('\t');
        let row = std::array::from_fn(|_| cells.next().expect("a test reads every row"));
        debug_assert!(cells.next().is_none(), "{line}: more cells than columns");
        row
    })
}

/// The text of a cell; nothing where it has nothing to say.
pub(crate) fn text(cell: &'static str) -> &'static str {
    if cell == NONE { "" } else { cell }
}

/// The texts of a list.
pub(crate) fn list(cell: &'static str) -> Vec<&'static str> {
    text(cell).split('|').filter(|entry| !entry.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use crate::date::Date;

    /// Each file, its name and its columns; the last two say where a row comes from, and the day of that.
    const FILES: [(&str, &str, &[&str]); 7] = [
        ("abolished", crate::bodies::abolished::FILE, &["names", "successor", "year", "how", "source", "day"]),
        ("article20", crate::law::article20::FILE, &["item", "words", "with", "source", "day"]),
        ("body_names", crate::bodies::names::FILE, &["full", "short", "source", "day"]),
        ("counting", crate::due::counting::FILE, &["act", "article", "days", "zh", "en", "source", "day"]),
        ("holidays", crate::calendar::FILE, &["year", "holiday", "off", "worked", "source", "day"]),
        ("terms", crate::vocabulary::terms::FILE, &["forms", "unless before", "since", "zh", "en", "source", "day"]),
        ("typos", crate::vocabulary::typos::FILE, &["wrong", "right", "not after", "not before", "source", "day"]),
    ];

    #[test]
    fn each_file_names_its_columns_and_each_row_its_source_and_day() {
        for (name, file, columns) in FILES {
            let head = format!("\n# columns: {}\n", columns.join(", "));
            assert!(file.contains(&head), "{name} does not name its columns:{head}");
            let mut known = Vec::new();
            for (at, line) in file.lines().enumerate().filter(|(_, line)| !line.is_empty() && !line.starts_with('#')) {
                let cells: Vec<&str> = line.split('\t').collect();
                let at = at + 1;
                assert_eq!(cells.len(), columns.len(), "{name}, line {at}");
                let [.., source, day] = cells[..] else { panic!("{name}, line {at}") };
                assert!(!source.trim().is_empty() && Date::parse(day).is_some(), "{name}, line {at}: {source}, {day}");
                assert!(cells.iter().all(|cell| cell.trim() == *cell), "{name}, line {at}: blanks around a cell");
                assert!(!known.contains(&cells[..2].to_vec()), "{name}, line {at}: the row stands there already");
                known.push(cells[..2].to_vec());
            }
            assert!(!known.is_empty(), "{name}");
        }
    }
}
