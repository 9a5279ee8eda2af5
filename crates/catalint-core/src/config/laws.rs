//! Acts that a repository adds to the registry: rows in the form of `data/laws`, as YAML.

use super::reader::ConfigReader;
use crate::rule::{ConfigFaultKind, Localized};
use catalint_domain::law::{ActKind, BadLawRow, DataProblem, Law, Unsound};
use catalint_yaml::{Kind as NodeKind, Node};

const FORM: Localized = Localized {
    zh: "与法规库相同的写法：日期如 2026-06-30，status 为 in-force、repealed、superseded 或 gone，文号如 2019-04-03 国务院令第711号 修订，source 如 text 2026-06-30（text、register、page、recalled）",
    en: "the form of the registry: days like 2026-06-30, status in-force, repealed, superseded or gone, numbers like 2019-04-03 国务院令第711号 修订, source like text 2026-06-30 (text, register, page, recalled)",
};
const END: Localized = Localized {
    zh: "status 与 ended 相配：废止（repealed）、被取代（superseded）的要有 ended 日期，现行的（in-force）和失效日期不明的（gone）没有",
    en: "status and ended that go together: repealed and superseded have the day ended, in-force and gone have none",
};

/// A row and the node it was read from.
pub(super) type LawRow = (Law, usize);

/// What is added: a list, or one entry alone.
fn entries<'a>(reader: &mut ConfigReader, node: Node<'a>) -> Vec<Node<'a>> {
    if node.kind() == NodeKind::Map { vec![node] } else { reader.list(node, "laws") }
}

/// Whether an entry names files of rows and is none itself.
fn names_files(entry: Node<'_>) -> bool {
    entry.kind() == NodeKind::Map && entry.pairs().any(|(key, _)| key.text() == EXTENDS)
}

const EXTENDS: &str = "extends";

/// The files of rows that are named, with their nodes.
pub(super) fn files<'a>(reader: &mut ConfigReader, node: Node<'a>) -> Vec<(&'a str, Node<'a>)> {
    let mut files = Vec::new();
    for entry in entries(reader, node).into_iter().filter(|entry| names_files(*entry)) {
        for (key, _, value) in reader.section(entry, "laws", &[EXTENDS]) {
            files.extend(reader.texts(value, key));
        }
    }
    files
}

/// Reads the rows of a list; beside each the position of its entry. What is wrong with the list itself is noted by
/// [`files`].
pub(super) fn read(reader: &mut ConfigReader, node: Node<'_>) -> Vec<LawRow> {
    let rows = entries(&mut ConfigReader::default(), node).into_iter().enumerate();
    rows.filter(|(_, entry)| !names_files(*entry)).filter_map(|(nth, entry)| Some((row(reader, entry)?, nth))).collect()
}

fn row(reader: &mut ConfigReader, entry: Node<'_>) -> Option<Law> {
    let keys: Vec<&'static str> = ["title", "kind"].into_iter().chain(Law::cell_keys()).collect();
    let (mut title, mut kind, mut cells, mut nodes) = (None, None, Vec::new(), Vec::new());
    for (key, _, value) in reader.section(entry, "laws", &keys) {
        match key {
            "title" => title = reader.text(value, key).map(|title| title.trim_matches(['《', '》'])),
            "kind" => kind = reader.word(value, key, &ActKind::ALL.map(ActKind::name)).and_then(ActKind::of_name),
            _ if value.kind() == NodeKind::Null => {}
            key => {
                let texts = reader.strings(value, key);
                if texts.iter().any(|text| text.contains(['|', '\t', '\n'])) {
                    reader.unfit(value, key, FORM);
                    continue;
                }
                cells.push((key, texts.join("|")));
                nodes.push(value);
            }
        }
    }
    if title.is_none() {
        reader.missing(entry, "title");
    }
    if kind.is_none() {
        reader.missing(entry, "kind");
    }
    let cells: Vec<(&str, &str)> = cells.iter().map(|(key, value)| (*key, value.as_str())).collect();
    match Law::of_cells(title?, kind?, &cells) {
        Ok(law) => Some(law),
        Err(BadLawRow::Cell(nth)) => {
            reader.unfit(nodes[nth], cells[nth].0, FORM);
            None
        }
        Err(BadLawRow::End) => {
            reader.unfit(entry.pairs().next().map_or(entry, |(key, _)| key), "laws", END);
            None
        }
    }
}

/// Says of which rows something is unsound: they contradict themselves or the registry that they were added to.
pub(super) fn judge(reader: &mut ConfigReader, node: Node<'_>, rows: &[LawRow], unsound: &[Unsound]) {
    let entries = entries(&mut ConfigReader::default(), node);
    for unsound in unsound {
        let Some((_, nth)) = rows.iter().rfind(|(law, _)| law.title == unsound.title) else { continue };
        let problem = words(&unsound.problem);
        let place = entries[*nth].pairs().next().map_or(entries[*nth].span(), |(key, _)| key.span());
        reader.fault(place, ConfigFaultKind::Law { title: unsound.title.clone(), problem });
    }
}

/// What is wrong with a row, for people.
pub(super) const fn words(problem: &DataProblem) -> Localized {
    match problem {
        DataProblem::TitleTwice => Localized { zh: "同一名称出现了两次", en: "its title stands twice" },
        DataProblem::DatesOutOfOrder(..) => Localized { zh: "日期的先后不对", en: "its days are out of order" },
        DataProblem::NoSuccessor(_) => {
            Localized { zh: "by 所写的文件不在法规库中", en: "the act under by is in no row" }
        }
        DataProblem::SuccessorCircle => Localized { zh: "最终由自己取代自己", en: "it succeeds itself" },
        DataProblem::NameOfTwo(..) => Localized {
            zh: "名称或别称与另一部现行文件相同",
            en: "one of its names is that of another act in force",
        },
        DataProblem::DaysOfTwoRevisions => Localized {
            zh: "revised 与 revised_effective 相隔两年以上，不像是同一次修改",
            en: "revised and revised_effective lie more than two years apart, and are hardly of one revision",
        },
        DataProblem::NotSeen => Localized {
            zh: "source 只有 recalled（凭记忆），confidence 却不是 sure 或 doubtful",
            en: "its only source is recalled, but its confidence is neither sure nor doubtful",
        },
        DataProblem::BadNumber(_) => Localized { zh: "文号不规范", en: "a number is not in its regular form" },
    }
}
