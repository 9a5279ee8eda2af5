//! Files that mean harm, or that something has eaten: never a panic, and always an answer.
//!
//! Sizes are small by default; `HEAVY=1` runs them in full. No test looks at a clock: what is
//! not linear would simply not end.

use std::fmt::Write as _;

use catalint_core::fix::Applicability;
use catalint_core::lint::{FixOptions, Report, Settings, fix_text, lint_text};
use catalint_core::rule::{Lang, Related, Severity};
use catalint_text::Span;
use proptest::prelude::*;

use crate::syntax::{files, fixtures, options};
use crate::yaml::cases;

fn heavy() -> bool {
    std::env::var_os("HEAVY").is_some()
}

/// The full size under `HEAVY=1`, else the small one.
fn size(full: usize, small: usize) -> usize {
    if heavy() { full } else { small }
}

fn seed() -> Vec<u8> {
    std::fs::read(fixtures().join("seeds/jingan-cooperation-office.yaml")).expect("the seed")
}

/// All rules, not only those of the reader.
fn all_rules() -> Settings {
    Settings { selection: Default::default(), ..options() }
}

/// Every place of every finding is a range of the text between characters, and edits are in order.
fn places_are_sound(report: &Report) {
    let text = &report.source.text;
    let sound = |span: Span, code: &str| {
        assert!(text.get(span.range()).is_some(), "{code}: {span:?} is no range of {text:?}");
    };
    for finding in &report.findings {
        let code = finding.rule.code;
        sound(finding.span(), code);
        finding.related.iter().filter_map(Related::here).for_each(|span| sound(span, code));
        let mut end = 0;
        for edit in finding.fix.iter().flat_map(|fix| &fix.edits) {
            sound(edit.span, code);
            assert!(edit.span.start >= end, "{code}: edits out of order in {text:?}");
            end = edit.span.end;
        }
        for lang in [Lang::Zh, Lang::En] {
            assert!(!finding.message_in(lang).is_empty() && !finding.help_in(lang).is_empty());
        }
    }
}

/// Lints, looks at all places, and fixes: a second time changes nothing.
fn survives(bytes: &[u8], options: &Settings, least: Applicability) {
    let report = lint_text("hostile.yaml", bytes, options);
    places_are_sound(&report);
    let which = FixOptions { least, min_severity: Severity::Hint };
    let fixed = fix_text("hostile.yaml", bytes, options, which);
    places_are_sound(&fixed.report);
    if let Some(once) = fixed.bytes {
        let twice = fix_text("hostile.yaml", &once, options, which);
        assert!(twice.bytes.is_none(), "{:?}", String::from_utf8_lossy(&once));
    }
}

fn codes(report: &Report) -> Vec<&'static str> {
    let mut codes: Vec<_> = report.findings.iter().map(|d| d.rule.code).collect();
    codes.dedup();
    codes
}

/// What is said of a text, once its places have been looked at.
fn told(text: &str) -> Vec<&'static str> {
    let report = lint_text("hostile.yaml", text.as_bytes(), &options());
    places_are_sound(&report);
    codes(&report)
}

#[test]
fn the_seed_cut_anywhere_is_survived() {
    let seed = seed();
    for end in (0..seed.len()).step_by(size(1, 41)) {
        let report = lint_text("cut.yaml", &seed[..end], &all_rules());
        places_are_sound(&report);
        assert!(!report.findings.is_empty(), "cut at {end}: nothing said");
    }
}

#[test]
fn the_seed_without_any_one_line_is_survived() {
    let seed = String::from_utf8(seed()).expect("UTF-8");
    let lines: Vec<&str> = seed.split_inclusive('\n').collect();
    for gone in (0..lines.len()).step_by(size(1, 3)) {
        let text: String = lines.iter().enumerate().filter(|(n, _)| *n != gone).map(|(_, line)| *line).collect();
        places_are_sound(&lint_text("gone.yaml", text.as_bytes(), &all_rules()));
    }
}

#[test]
fn nesting_is_refused_and_not_followed() {
    let n = size(100_000, 20_000);
    assert_eq!(told(&"[".repeat(n)), ["SYN006"]);
    assert_eq!(told(&"{a: ".repeat(n)), ["SYN006"]);
    assert_eq!(told(&"- ".repeat(n)), ["SYN006"]);
    assert_eq!(told(&("? ".repeat(n) + "a")), ["SYN006"]);
    let deep: String = (0..300).fold(String::new(), |text, depth| text + &" ".repeat(depth) + "a:\n");
    assert_eq!(told(&deep), ["SYN006"]);
}

#[test]
fn a_long_run_of_any_character_in_any_field_is_read_to_its_end() {
    let n = size(300_000, 3_000);
    let fields =
        ["topic", "content", "basis", "deadline", "publisher", "channels", "audience", "method", "levels", "note"];
    for c in "Aa7政一（）【《》 \u{3000}，、；。.-Ａ７□√“/第号：①年日起\u{a0}\u{200b}".chars()
    {
        let run: String = std::iter::repeat_n(c, n).collect();
        let values: String = fields.iter().map(|field| format!("    {field}: \"甲{run}乙\"\n")).collect();
        let text = format!("title: 甲目录\nupdated: 2026-06-30\nitems:\n  - no: 1\n{values}");
        places_are_sound(&lint_text("run.yaml", text.as_bytes(), &all_rules()));
    }
}

#[test]
fn aliases_are_refused_past_their_limit() {
    let mut bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n".to_owned();
    for level in 1..10 {
        let uses = format!("*a{}, ", level - 1).repeat(9);
        writeln!(bomb, "a{level}: &a{level} [{uses}]").expect("a string takes all");
    }
    assert_eq!(told(&bomb), ["SYN006"]);
    // One long text, many times: the nodes are few, the text is not.
    let text = "中".repeat(size(33_000, 3_300));
    let uses = "  - *text\n".repeat(size(20_000, 4_000));
    let found = told(&format!("title: &text {text}\nitems:\n{uses}"));
    assert_eq!(found.iter().filter(|code| **code == "SYN006").count(), 1, "{found:?}");
    // Within the limit it is read, and refused as items.
    let found = told("title: &text 民政目录\nupdated: 2026-06-30\nitems:\n  - *text\n");
    assert_eq!(found, ["SCH001"]);
    // An alias of what it stands in.
    assert_eq!(told("title: 甲\nupdated: 2026-06-30\nitems: &a\n  - *a\n"), ["SYN006"]);
}

#[test]
fn long_lines_and_long_lists_are_read() {
    let n = size(50_000_000, 300_000);
    for unit in ["a", "中,", "中，", "甲 ", "\\", "'", "\u{3000}", "- ", "：", "#", "\t", "&", "*", "？", "《"] {
        let line = unit.repeat(n / unit.len());
        for text in [format!("title: {line}\n"), line.clone(), format!("items:\n  - no: 1\n    topic: {line}\n")] {
            places_are_sound(&lint_text("long.yaml", text.as_bytes(), &options()));
        }
    }
    let list = "中,".repeat(n / 40);
    told(&format!("title: 甲\nupdated: 2026-06-30\nitems:\n  - topic: 甲\n    channels: [{list}]\n"));
    let numbers = "1,".repeat(n / 20);
    assert!(told(&format!("title: 甲\nupdated: 2026-06-30\nitems: [{numbers}]\n")).contains(&"SCH001"));
    let blanks = "      -\n".repeat(n / 50) + "      - 甲\n";
    told(&format!("title: 甲\nupdated: 2026-06-30\nitems:\n  - topic: 甲\n    content:\n{blanks}"));
}

#[test]
fn many_faults_cost_no_more_than_their_number() {
    let n = size(100_000, 3_000);
    // Each line is one: keys of no field, the same key, an open quotation mark, a tab, a slip.
    let keys: String = (0..n).map(|k| format!("k{k}: 1\n")).collect();
    assert!(told(&format!("title: 甲\nitems:\n  - topic: 甲\n{keys}")).contains(&"SCH002"));
    assert!(told(&"title: 甲\n".repeat(n)).contains(&"SYN005"));
    assert!(told(&format!("title: 甲\nitems:\n{}", "  - \"topic\n".repeat(n))).contains(&"SYN002"));
    assert!(told(&format!("title: 甲\nitems:\n{}", "\t- topic: 甲\n".repeat(n))).contains(&"SYN004"));
    assert!(told(&format!("title: 甲\nitems:\n{}", "  - topic：甲\n".repeat(n))).contains(&"SYN003"));
    assert!(told(&"title：甲\n".repeat(n)).contains(&"SYN003"));
    assert!(told(&format!("title: \"\n{}", "a: \"\n".repeat(n))).contains(&"SYN002"));
    told(&"a:\n\n# 注\n".repeat(n));
    told(&"&a a: *a\n".repeat(n));
    told(&"--- a\n".repeat(n));
    told(&"\u{feff}\n".repeat(n));
    told(&"# 注\r".repeat(n));
}

#[test]
fn many_fixes_with_one_that_breaks_the_file_are_sorted_out() {
    let n = size(3_000, 150);
    let items: String = (0..n).map(|k| format!("  - no: {k}\n    topic：甲\n    note: [一, 二\n")).collect();
    let text = format!("title: 甲\nupdated: 2026-06-30\nitems:\n{items}");
    survives(text.as_bytes(), &options(), Applicability::Offer);
}

#[test]
fn nothing_and_nearly_nothing_are_files_too() {
    for text in [
        "",
        "\n",
        "\u{feff}",
        "\u{feff}\n",
        "# 注",
        "---",
        "---\n...\n",
        "~",
        "\"\"",
        " ",
        "\t",
        "%YAML 1.2\n---\n",
        "\"\"【:\ntitle",
    ] {
        let said = told(text);
        assert!(!said.is_empty(), "{text:?}: nothing said");
    }
    assert_eq!(told(""), ["SYN007"]);
    assert_eq!(told("# 只有注释\n"), ["SYN007"]);
}

#[test]
fn bytes_that_are_no_text_are_a_finding() {
    let big5: &[u8] = b"\xbc\xd0\xc3D: \xa5\xc1\xacF\xa7\xbd\n\xa8\xc6\xb6\xb5: \xa4\xbd\xb6}\n"; // 標題: 民政局, 事項: 公開
    let cases: [(&str, &[u8]); 9] = [
        ("NUL", b"title: a\0b\n"),
        ("all NUL", &[0; 64]),
        ("all 0xFF", &[0xFF; 64]),
        ("UTF-16 with a mark", b"\xff\xfea\0:\0 \0b\0\n\0"),
        ("UTF-16 without", b"t\0i\0t\0l\0e\0:\0 \x00\x2d\x4e\n\0"),
        ("half a pair in UTF-16", b"\xfe\xff\xd8\x42\0a"),
        ("Big5", big5),
        ("a cut character", b"title: \xe6\xa0"),
        ("GB18030", b"\xb1\xea\xcc\xe2: \xc3\xf1\xd5\xfe\xbe\xd6\xb9\xab\xbf\xaa\n"), // 标题: 民政局公开
    ];
    for (name, bytes) in cases {
        let report = lint_text(name, bytes, &options());
        places_are_sound(&report);
        let found = codes(&report);
        assert!(found.iter().any(|code| code.starts_with("SYN")), "{name}: {found:?}");
    }
    // What can be decoded is named.
    for (name, bytes) in [cases[3], cases[8]] {
        assert!(codes(&lint_text(name, bytes, &options())).contains(&"SYN001"), "{name}");
    }
}

/// Pieces that catalogs and their breakages are made of.
fn pieces() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => proptest::sample::select(vec![
            "title", "标题", "items", "事项", "updated", "profile", "topic", "一级事项", "content", "basis", "channels",
            "levels", "extra", "no", "note", "备注", ":", ": ", "：", "- ", "-", "－", "\n", "\n  - ", "\n    ", "\n      - ",
            "[", "]", "{", "}", "【", "】", ",", "，", "\"", "'", "“", "”", "|\n", ">-\n", "# ", "#", "\t", "\u{3000}", " ",
            "&a ", "*a", "!!str ", "!x ", "<<", "---\n", "...\n", "%", "@", "\\", "? ", "~", "1.10", "true", "2026-06-30",
            "2026年6月30日", "shanghai", "政府网站", "区级", "《预算法》", "\r\n", "\r", "\u{feff}", "\u{2028}", "\0", "\u{7}", "𠮷", "🙂",
        ]).prop_map(str::to_owned),
        1 => any::<char>().prop_map(String::from),
    ];
    proptest::collection::vec(piece, 0..60).prop_map(|all| all.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(150), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_are_survived(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        survives(&bytes, &all_rules(), Applicability::Offer);
    }

    #[test]
    fn any_text_of_catalog_pieces_is_survived(text in pieces()) {
        survives(text.as_bytes(), &all_rules(), Applicability::Offer);
        survives(text.as_bytes(), &all_rules(), Applicability::Safe);
    }

    #[test]
    fn a_catalog_with_pieces_thrown_in_is_survived(
        which in any::<prop::sample::Index>(),
        cuts in proptest::collection::vec((any::<prop::sample::Index>(), 0usize..40, pieces()), 1..4),
    ) {
        let all = files("syntax");
        let (_, bytes) = which.get(&all);
        let mut text = String::from_utf8(bytes.clone()).expect("UTF-8");
        for (at, gone, new) in cuts {
            let places: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
            let from = at.index(places.len());
            let to = (from + gone).min(places.len() - 1);
            text.replace_range(places[from]..places[to], &new);
        }
        survives(text.as_bytes(), &all_rules(), Applicability::Offer);
    }

    #[test]
    fn a_catalog_with_bytes_thrown_in_is_survived(
        cuts in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6),
    ) {
        let mut bytes = seed()[..1200].to_vec();
        for (at, new) in cuts {
            let at = at.index(bytes.len());
            bytes[at] = new;
        }
        survives(&bytes, &all_rules(), Applicability::Safe);
    }
}
