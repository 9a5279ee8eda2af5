//! Paths as a person types them: wildcards that no shell has put names for, and what lies near a path that is not there.

use std::path::{Component, Path, PathBuf};

use catalint_domain::chinese::edit_distance::nearest_of;

use crate::discover::is_lock;
use crate::fs::{FileSystem, PathKind};

/// The paths, those with `*`, `?` or `**` replaced by what they name, in the order of names: the shells of Windows leave
/// that to programs. A path that is there, or that names nothing, stays as it is.
#[must_use]
pub fn expand(fs: &dyn FileSystem, paths: Vec<PathBuf>) -> Vec<PathBuf> {
    let of = |path: PathBuf| {
        let found = if is_pattern(&path) && !fs.exists(&path) { named_by(fs, &path) } else { Vec::new() };
        if found.is_empty() { vec![path] } else { found }
    };
    paths.into_iter().flat_map(of).collect()
}

/// Whether a path has wildcards.
#[must_use]
pub fn is_pattern(path: &Path) -> bool {
    path.components().any(|part| matches!(part, Component::Normal(name) if has_wildcard(&name.to_string_lossy())))
}

fn has_wildcard(name: &str) -> bool {
    name.contains(['*', '?'])
}

fn named_by(fs: &dyn FileSystem, pattern: &Path) -> Vec<PathBuf> {
    let mut found = vec![PathBuf::new()];
    let mut parts = pattern.components().peekable();
    while let Some(part) = parts.next() {
        let written = part.as_os_str().to_string_lossy();
        let is_last = parts.peek().is_none();
        found = match part {
            Component::Normal(_) if written == "**" => found.iter().flat_map(|folder| folders(fs, folder)).collect(),
            Component::Normal(_) if has_wildcard(&written) => {
                found.iter().flat_map(|folder| children(fs, folder, &written, is_last)).collect()
            }
            part => found.into_iter().map(|folder| folder.join(part)).collect(),
        };
    }
    found.retain(|path| fs.exists(path));
    found.sort();
    found.dedup();
    found
}

/// Whether a name is one of a pattern's: `*` stands for any letters, `?` for one, and nothing else for anything but itself.
fn fits(pattern: &str, name: &str) -> bool {
    let letters = |text: &str| -> Vec<char> {
        if cfg!(windows) { text.to_lowercase().chars().collect() } else { text.chars().collect() }
    };
    let (pattern, name) = (letters(pattern), letters(name));
    let (mut at, mut seen) = (0, 0);
    // Where the last `*` stands, and what it has taken in so far.
    let mut star: Option<(usize, usize)> = None;
    while seen < name.len() {
        match pattern.get(at) {
            Some('*') => {
                star = Some((at, seen));
                at += 1;
            }
            Some(&c) if c == '?' || c == name[seen] => (at, seen) = (at + 1, seen + 1),
            _ => {
                let Some((before, taken)) = star else { return false };
                star = Some((before, taken + 1));
                (at, seen) = (before + 1, taken + 1);
            }
        }
    }
    pattern[at..].iter().all(|c| *c == '*')
}

/// What in a folder a pattern names; hidden ones only where it says so, files only where it ends.
fn children(fs: &dyn FileSystem, folder: &Path, pattern: &str, is_last: bool) -> Vec<PathBuf> {
    let entries = fs.entries(here(folder)).unwrap_or_default().into_iter();
    let found = entries.filter(|entry| {
        let shown = !entry.hidden || pattern.starts_with('.');
        shown && (is_last || entry.kind != PathKind::File) && fits(pattern, &entry.name.to_string_lossy())
    });
    found.map(|entry| folder.join(entry.name)).collect()
}

/// A folder and all below it, hidden ones left out, links not followed.
fn folders(fs: &dyn FileSystem, folder: &Path) -> Vec<PathBuf> {
    let (mut all, mut next) = (Vec::new(), vec![folder.to_path_buf()]);
    while let Some(folder) = next.pop() {
        let entries = fs.entries(here(&folder)).unwrap_or_default().into_iter();
        let below = entries.filter(|entry| entry.kind == PathKind::Folder && !entry.hidden);
        next.extend(below.map(|entry| folder.join(entry.name)));
        all.push(folder);
    }
    all
}

/// A folder that can be asked for.
fn here(folder: &Path) -> &Path {
    if folder.as_os_str().is_empty() { Path::new(".") } else { folder }
}

/// A path that is there and may be meant by one that is not: one part of it has another name, which differs in a letter or
/// two, in its end (`.xls` and `.xlsx`), or in blanks and the width of letters.
#[must_use]
pub fn near(fs: &dyn FileSystem, path: &Path) -> Option<PathBuf> {
    let is_missing = |part: &&Path| !part.as_os_str().is_empty() && !fs.exists(part);
    let missing = path.ancestors().take_while(is_missing).last()?;
    let folder = missing.parent()?;
    let written = missing.file_name()?.to_string_lossy().into_owned();
    let entries = fs.entries(here(folder)).ok()?.into_iter();
    let shown = entries.filter(|entry| !entry.hidden && !is_lock(Path::new(&entry.name)));
    let mut names: Vec<String> = shown.map(|entry| entry.name.to_string_lossy().into_owned()).collect();
    names.sort();
    let plain = plain(&written);
    let stem = stem(&plain);
    let of = |name: &String| self::stem(&self::plain(name)).to_owned();
    let kin: Vec<&String> = names.iter().filter(|name| of(name) == stem).collect();
    let found = match kin.as_slice() {
        // The end of a name says little of which is meant.
        [] => {
            let stems: Vec<(String, &String)> = names.iter().map(|name| (of(name), name)).collect();
            nearest_of(stem, stems.iter().map(|(stem, name)| (stem.as_str(), *name)))?
        }
        [only] => *only,
        kin => nearest_of(&plain, kin.iter().map(|name| (name.as_str(), *name)))?,
    };
    let there = folder.join(found);
    // The rest may be right as it is.
    let whole =
        path.strip_prefix(missing).ok().filter(|rest| !rest.as_os_str().is_empty()).map(|rest| there.join(rest));
    Some(whole.filter(|whole| fs.exists(whole)).unwrap_or(there))
}

fn stem(name: &str) -> &str {
    name.rsplit_once('.').map_or(name, |(stem, _)| if stem.is_empty() { name } else { stem })
}

/// A name in letters of one width and size, without blanks.
fn plain(name: &str) -> String {
    let narrow = |c: char| match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        '。' => '.',
        c => c,
    };
    name.chars().filter(|c| !c.is_whitespace()).map(narrow).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::memory::Memory;

    fn office() -> Memory {
        Memory::new("/office")
            .file("目录.xlsx", "")
            .file("目录[1].xlsx", "")
            .file(".旧.xlsx", "")
            .file("民政/甲.docx", "")
            .file("民政/街道/乙.xlsx", "")
            .file("教育/丙.xlsx", "")
    }

    fn names(pattern: &str) -> Vec<String> {
        let found = expand(&office(), vec![pattern.into()]);
        found.iter().map(|path| path.display().to_string()).collect()
    }

    #[test]
    fn a_star_stands_for_any_letters_and_a_question_mark_for_one() {
        let yes =
            [("*", "目录"), ("*录*", "目录"), ("目?", "目录"), ("*.x*x", "a.b.xlsx"), ("**a", "ba"), ("[a]", "[a]")];
        let no = [("?", "目录"), ("*.xls", "目录.xlsx"), ("目", "目录"), ("[a]", "a"), ("a*b", "ab c")];
        assert!(yes.iter().all(|(pattern, name)| fits(pattern, name)));
        assert!(!no.iter().any(|(pattern, name)| fits(pattern, name)));
    }

    #[test]
    fn wildcards_name_what_is_there() {
        assert_eq!(names("*.xlsx"), ["目录.xlsx", "目录[1].xlsx"]);
        assert_eq!(names("目录[?].xlsx"), ["目录[1].xlsx"]);
        assert_eq!(names("目录[1].xlsx"), ["目录[1].xlsx"]);
        assert_eq!(names("*/?.xlsx"), ["教育/丙.xlsx"]);
        assert_eq!(names("./民政/*"), ["./民政/甲.docx", "./民政/街道"]);
        assert_eq!(names("**/*.xlsx"), ["教育/丙.xlsx", "民政/街道/乙.xlsx", "目录.xlsx", "目录[1].xlsx"]);
        assert_eq!(names("/office/*/甲.docx"), ["/office/民政/甲.docx"]);
        assert_eq!(names("*.xlxs"), ["*.xlxs"], "what names nothing stays, and is told as it was written");
        assert_eq!(names(".*.xlsx"), [".旧.xlsx"]);
    }

    #[test]
    fn what_lies_near_a_wrong_path_is_found() {
        let near = |path: &str| super::near(&office(), Path::new(path)).map(|path| path.display().to_string());
        assert_eq!(near("目录.xlxs").as_deref(), Some("目录.xlsx"));
        assert_eq!(near("目录.XLSX").as_deref(), Some("目录.xlsx"));
        assert_eq!(near("目录．ｘｌｓｘ").as_deref(), Some("目录.xlsx"));
        assert_eq!(near("民政/甲").as_deref(), Some("民政/甲.docx"));
        assert_eq!(near("民政/甲.pdf").as_deref(), Some("民政/甲.docx"));
        assert_eq!(near("民政局/甲.docx").as_deref(), Some("民政/甲.docx"));
        assert_eq!(near("没有.xlsx"), None, "the end alone is no likeness");
        assert_eq!(near("完全不同的名字.xlsx"), None);
        assert_eq!(near("教育/没有/也没有"), None);
        assert_eq!(near("目录.xlsx"), None, "it is there");
    }
}
