//! Whatever an edit does to a list, its comments are still there afterwards, each beside the words that it was
//! beside before.

use super::*;
use crate::{Parsed, parse};

/// Lists with comments in some of their places.
fn lists() -> Vec<String> {
    let mut all = Vec::new();
    for entries in [&["甲", "乙丙", "甲"][..], &["乙丙", "甲"], &["甲"], &["丙", "丁", "丁", "乙丙"]] {
        // By entry: above, behind, below.
        for places in 0..1_u32 << (3 * entries.len()).min(8) {
            let has = |nth: usize, place: usize| places >> (3 * nth + place) & 1 == 1;
            let mut block = "上: 0 # 零\n表: # 表\n".to_owned();
            let mut flow = "上: 0 # 零\n表: [".to_owned();
            for (nth, entry) in entries.iter().enumerate() {
                let above = if has(nth, 0) { format!("  # {nth}上\n") } else { String::new() };
                let behind = if has(nth, 1) { format!(" # {nth}后") } else { String::new() };
                let below = if has(nth, 2) { format!("      # {nth}下\n") } else { String::new() };
                block += &format!("{above}  - {entry}{behind}\n{below}");
                let comma = if nth + 1 < entries.len() { "," } else { "" };
                flow += &format!("{above}  {entry}{comma}{behind}\n{below}");
            }
            all.push(block + "下: 1 # 末\n");
            all.push(flow + "  ]\n下: 1 # 末\n");
            all.push(format!("表: [{}] # 表\n下: 1\n", entries.join(", ")));
        }
    }
    all.sort();
    all.dedup();
    all
}

/// The words beside each comment: before it on its line, else (`下`) above it, else below it.
fn beside(text: &str) -> Vec<(String, String)> {
    let lines: Vec<(&str, Option<&str>)> = text
        .lines()
        .map(|line| line.split_once('#').map_or((line, None), |(words, said)| (words, Some(said))))
        .collect();
    let words = |line: &(&str, Option<&str>)| {
        let plain: String = line.0.chars().filter(|c| !" -,[]\"".contains(*c)).collect();
        Some(plain).filter(|plain| !plain.is_empty())
    };
    let mut found = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        let Some(said) = line.1 else { continue };
        let above = || lines[..at].iter().rev().find_map(words);
        let below = || lines[at..].iter().find_map(words);
        let owner = if words(line).is_some() {
            words(line)
        } else if said.ends_with('下') {
            above()
        } else {
            below()
        };
        found.push((said.trim().to_owned(), owner.unwrap_or_default()));
    }
    found.sort();
    found
}

fn applied(text: &str, mut edits: Vec<Edit>) -> String {
    edits.sort_by_key(|edit| edit.span);
    let mut out = text.to_owned();
    edits.iter().rev().for_each(|edit| out.replace_range(edit.span.range(), &edit.content));
    out
}

/// Every edit of a list that there is, by name.
fn edits(key: Node<'_>, list: Node<'_>) -> Vec<(&'static str, Option<Vec<Edit>>)> {
    let one = |edit: Option<Edit>| edit.map(|edit| vec![edit]);
    let mut all = vec![
        ("append", one(append_entries(list, &["新"]))),
        ("unwrap", one(unwrap_list(key, list))),
        ("replace", one(replace_with_list(list, &["新", "又"]))),
    ];
    let entries: Vec<Node<'_>> = list.entries().collect();
    for &entry in &entries {
        all.push(("remove", one(remove_entry(list, entry))));
        if entry.text() == "乙丙" {
            all.push(("split", split_entry(entry, &[0..3, 3..6])));
        }
        for &other in entries.iter().filter(|&&other| other != entry) {
            if other.text() == entry.text() {
                all.push(("merge", merge_entry(list, entry, other)));
            }
            all.push(("move", move_entry(list, entry, other)));
        }
    }
    all
}

#[test]
fn comments_stay_beside_what_they_are_about() {
    let mut made = std::collections::BTreeMap::new();
    for text in lists() {
        let Parsed { tree, faults, .. } = parse(text.as_str(), |_| 0);
        assert!(faults.is_empty(), "{text}");
        let (key, list) =
            tree.root().and_then(|root| root.pairs().find(|(key, _)| key.text() == "表")).expect("a list");
        for (name, edits) in edits(key, list) {
            let Some(edits) = edits else { continue };
            *made.entry(name).or_insert(0) += 1;
            let after = applied(&text, edits);
            assert!(parse(after.as_str(), |_| 0).faults.is_empty(), "{name}:\n{text}\n{after}");
            // A part of what it stood beside will do, and all of it as one value.
            let (was, is) = (beside(&text), beside(&after));
            let same = |((said, words), (still, now)): (&(String, String), &(String, String))| {
                said == still
                    && (words == now
                        || name == "split" && words.starts_with(now.as_str())
                        || name == "append" && now.starts_with(words.as_str())
                        || said == "表")
            };
            assert!(
                was.len() == is.len() && was.iter().zip(&is).all(same),
                "{name}:\n{text}\n{after}\n{was:?}\n{is:?}"
            );
        }
    }
    for (name, least) in
        [("append", 500), ("unwrap", 2), ("replace", 8), ("remove", 50), ("merge", 50), ("split", 9), ("move", 500)]
    {
        assert!(made.get(name).is_some_and(|&count| count >= least), "{name}: {made:?}");
    }
}

#[test]
fn the_comment_of_a_duplicate_moves_to_the_one_that_stays() {
    let merged = |text: &str| {
        let parsed = parse(text, |_| 0);
        let list = parsed.tree.root().and_then(|root| root.pairs().last()).expect("a list").1;
        let entries: Vec<Node<'_>> = list.entries().collect();
        merge_entry(list, entries[entries.len() - 1], entries[0]).map(|edits| applied(text, edits))
    };
    assert_eq!(merged("表:\n- 甲\n- 甲 # 一\n").as_deref(), Some("表:\n- 甲 # 一\n"));
    assert_eq!(merged("表:\r\n- 甲 # 一\r\n- 甲 # 二\r\n").as_deref(), Some("表:\r\n# 二\r\n- 甲 # 一\r\n"));
    assert_eq!(merged("表:\n  - 甲\n  # 一\n  - 甲  # 二\n").as_deref(), Some("表:\n  # 一\n  # 二\n  - 甲\n"));
    assert_eq!(merged("表:\n- 甲\n- 甲 # catalint: ignore[CHN005] 因故\n"), None);
    assert_eq!(merged("表: [甲, # 一\n  甲]\n"), None);
    let header = "甲: 0\n表: | # 说明\n  一\n";
    let parsed = parse(header, |_| 0);
    let value = parsed.tree.root().and_then(|root| root.pairs().last()).expect("a text").1;
    assert_eq!(replace_value(value, "二"), None);
}
