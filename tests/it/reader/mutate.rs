//! Small damages to catalogs, the same on every machine: shared by the tests and the fuzz target.

/// SplitMix64.
pub(crate) struct Dice(pub(crate) u64);

impl Dice {
    pub(crate) fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((z ^ (z >> 31)) % sides.max(1) as u64) as usize
    }
}

/// What slips into catalogs, and what YAML gives a meaning.
#[rustfmt::skip]
const PIECES: &[&str] = &[
    " ", "  ", "   ", "\n", "\n\n", "\n  ", "\n    ", "\n      ", "\r\n", "\r", "\t", "\u{3000}", "\u{a0}", "\u{2028}", "\u{85}",
    ":", ": ", " : ", ":\n", "::", "：", "-", "- ", "--", "---", "---\n", "- - ", "-\n", "－", "— ", "...", "...\n", "#", " #", " # 注", "#\n", "# ",
    "[", "]", "[]", "[ ]", "{", "}", "{}", ",", ", ", ",,", ",]", "[[", "]]", "[a, [b]]", "{a: b}", "{a: b, c: d}", "[a: b]",
    "{a:b}", "{a}", "{a: }", "{a: ,b: c}", "{\"a\":b}", "{'a': b}", "[http://a.b/c]", "[\"a\";b]", "[a #b]", "[a# b]", "[-1, - 2]", "[-]", "[?a, :b]", "[a,\n b]",
    "'", "\"", "''", "\"\"", "'a'", "\"a\"", "'it''s'", "\"a\\n\\\"b\\\\\"", "\"\\u4e2d\\x41\\U00020BB7\"", "\"\\ud842\\udfb7\"", "\"\\", "\\", "\"\\0\"",
    "\"a\": b", "'a': b", "\"a\":b", "\"a\" : b", "'a\n  b'", "\"a\\\n  b\"",
    "|", ">", "|\n", ">\n", "|-\n", "|+\n", ">-\n", ">+\n", "|2\n", ">1-\n", "| # 注\n", "|\n\n", "|\n   \n", ": |\n        甲\n       乙\n", ": >\n      甲\n      乙\n\n\n       丙\n      丁\n",
    "&a ", "*a", "!", "!!str ", "!x ", "%", "%YAML 1.2\n", "@", "`", "?", "? ", "~", "null", "true", "1.10", "0x1F", "-1", "+1", ".5", "1e3", "<<", "<<: x", "=",
    "no", "a", "é", "甲", "𠮷", "a: b", "a: b: c", "a:b", "\na: b", "\n- a", "\n  - a: b\n    c: d", "topic: 甲\n", "items:\n", "basis:", "content:\n    - 甲\n", "content:\n  - 甲\n",
    "\u{feff}", "\u{fffd}", "\u{fffe}", "\0", "\u{7}", "\u{7f}", "\u{9c}", "￥", "·",
];

/// A part of a text of some hundred bytes, damaged or not.
pub(crate) fn mutant(text: &str, dice: &mut Dice) -> String {
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    let mut from = if dice.roll(3) == 0 { 0 } else { dice.roll(lines.len()) };
    let mut part = Vec::new();
    if from > 0 && dice.roll(8) > 0 {
        // An item under a key of its own.
        from = (0..from).rev().find(|&at| lines[at].starts_with("  - ")).unwrap_or(0);
        part.extend((from > 0).then(|| "items:\n".to_owned()));
    }
    let to = (from + 1 + dice.roll(30)).min(lines.len());
    part.extend(lines[from..to].iter().map(|line| (*line).to_owned()));
    for _ in 0..dice.roll(2) * usize::from(!part.is_empty()) {
        by_lines(&mut part, dice);
    }
    let mut all = part.concat();
    for _ in 0..dice.roll(3) {
        by_characters(&mut all, dice);
    }
    match dice.roll(24) {
        0 => all.replace('\n', "\r\n"),
        1 => format!("\u{feff}{all}"),
        2 => all.trim_end().to_owned(),
        _ => all,
    }
}

fn by_lines(part: &mut Vec<String>, dice: &mut Dice) {
    let at = dice.roll(part.len());
    let other = dice.roll(part.len());
    match dice.roll(7) {
        0 => drop(part.remove(at)),
        1 => part.swap(at, other),
        2 => part.insert(other, part[at].clone()),
        3 => part[at].insert_str(0, &" ".repeat(1 + dice.roll(6))),
        4 => part[at] = part[at].strip_prefix("  ").unwrap_or(&part[at]).to_owned(),
        5 => part[at] = part[at].trim_start().to_owned(),
        _ => part.insert(at, "\n".to_owned()),
    }
    if part.is_empty() {
        part.push("\n".to_owned());
    }
}

fn by_characters(all: &mut String, dice: &mut Dice) {
    let place = |all: &str, dice: &mut Dice| {
        let mut at = dice.roll(all.len() + 1);
        while !all.is_char_boundary(at) {
            at -= 1;
        }
        at
    };
    let from = place(all, dice);
    match dice.roll(4) {
        0 => {
            let mut to = (from + dice.roll(6)).min(all.len());
            while !all.is_char_boundary(to) {
                to += 1;
            }
            all.replace_range(from..to, "");
        }
        // Behind a mark of YAML, where a piece says something else.
        1 => {
            let at = all[from..].find([':', '-', '\n', ' ', ',', '[', '"']).map_or(from, |at| from + at + 1);
            all.insert_str(at, PIECES[dice.roll(PIECES.len())]);
        }
        2 => {
            let at = all[from..].find(": ").map_or(from, |at| from + at + 2);
            all.insert_str(at, PIECES[dice.roll(PIECES.len())]);
        }
        _ => all.insert_str(from, PIECES[dice.roll(PIECES.len())]),
    }
}
