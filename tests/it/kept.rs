//! What safe fixes of contents and channels leave: the same elements and the same channels but for the fault, and
//! every comment. What is right comes from the generator, which puts the fault in by itself.

use std::collections::BTreeSet;

use catalint_core::docs::complete;
use catalint_core::fix::Applicability;
use catalint_core::lint::{FixOptions, Settings, fix_text, lint_text};
use catalint_core::model::{Catalog, FieldId, elements};
use catalint_core::rule::Severity;
use catalint_domain::date::Date;
use catalint_domain::vocabulary::profile::find;
use catalint_yaml as yaml;
use proptest::prelude::*;

use crate::yaml::cases;

const ELEMENTS: [&str; 10] = [
    "申请条件",
    "办理流程",
    "救助标准",
    "资金安排",
    "受理窗口",
    "监督电话",
    "名单公示",
    "年度报告",
    "政策解读",
    "样表",
];

/// How a value is written.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Shape {
    List,
    Brackets,
    Line,
    Block,
}

fn shape() -> impl Strategy<Value = Shape> {
    prop::sample::select(vec![Shape::List, Shape::Brackets, Shape::Line, Shape::Block])
}

fn options() -> Settings {
    Settings::new(Date::new(2026, 11, 1).expect("a day"))
}

/// Writes the parts of a field, each with the comment beside it and the one above it, where the shape has room.
fn written(key: &str, parts: &[String], shape: Shape, comments: &[(bool, bool)], between: &str) -> String {
    match shape {
        Shape::List => parts.iter().enumerate().fold(format!("    {key}:\n"), |mut out, (nth, part)| {
            let (above, beside) = comments.get(nth).copied().unwrap_or_default();
            out += &if above { format!("      # 上{nth}\n") } else { String::new() };
            out += &format!("      - {part}");
            out + &if beside { format!(" # 旁{nth}\n") } else { "\n".to_owned() }
        }),
        Shape::Brackets => {
            let beside = comments.first().is_some_and(|(_, beside)| *beside);
            format!("    {key}: [{}]{}\n", parts.join(", "), if beside { " # 旁0" } else { "" })
        }
        Shape::Line => format!("    {key}: {}\n", parts.join(between)),
        Shape::Block => format!("    {key}: |\n      {}\n", parts.join("\n      ")),
    }
}

/// The text after all safe fixes of some rules.
fn mended(text: &str, families: &[&str]) -> String {
    let mut options = options();
    options.selection.select = families
        .iter()
        .map(|code| catalint_core::rule::Selector::parse(code, &catalint_core::rules::RULES).expect("a rule"))
        .collect();
    let which = FixOptions { least: Applicability::Safe, min_severity: Severity::Hint };
    let fixed = fix_text("a.yaml", text.as_bytes(), &options, which);
    fixed.bytes.map_or(text.to_owned(), |bytes| String::from_utf8(bytes).expect("UTF-8 stays UTF-8"))
}

/// The comments of a file in order.
fn comments(text: &str) -> Vec<String> {
    let mut all: Vec<String> = yaml::parse(text, FieldId::intern)
        .tree
        .comments()
        .iter()
        .map(|comment| text[comment.span.range()].to_owned())
        .collect();
    all.sort();
    all
}

/// The elements of the content, as the reader tells them apart, without numbers.
fn contents(text: &str) -> Vec<String> {
    let parsed = yaml::parse(text, FieldId::intern);
    assert!(parsed.faults.is_empty() && parsed.slips.is_empty(), "{text}");
    let catalog = Catalog::bind(&parsed.tree).expect("a catalog");
    elements(catalog.item(0)).iter().map(|element| element.text().trim_end_matches(['；', '。']).to_owned()).collect()
}

/// The channels, by the names of the profile.
fn channels(text: &str) -> Vec<String> {
    let parsed = yaml::parse(text, FieldId::intern);
    assert!(parsed.faults.is_empty() && parsed.slips.is_empty(), "{text}");
    let catalog = Catalog::bind(&parsed.tree).expect("a catalog");
    let options = options();
    let profile = options.profiles.get_or_default(Some("shanghai"));
    let words = catalog.item(0).entries(FieldId::Channels).flat_map(|entry| entry.text.split(['、', '；', '\n']));
    let words = words.map(str::trim).filter(|word| !word.is_empty());
    words.map(|word| find(&profile.channels, word).map_or(word, |(term, _)| &term.name).to_owned()).collect()
}

/// The numbers of some elements, of which one may be wrong.
#[derive(Debug, Clone)]
struct Numbers {
    style: usize,
    /// The element before which numbers jump, and the wrong number there.
    jump: Option<(usize, usize)>,
    /// The element written in another style.
    other: Option<usize>,
    /// The element glued to the one before it.
    glued: Option<usize>,
}

const STYLES: [fn(usize) -> String; 3] = [|n| format!("{n}. "), |n| format!("{n}、"), |n| format!("（{n}）")];

fn numbers() -> impl Strategy<Value = Option<Numbers>> {
    let jump = prop::option::of((1..6usize, 1..9usize));
    let one = prop::option::of(1..6usize);
    // A number in another style behind a jump may as well be that of a list within an element: nobody can tell.
    let other = |jump: Option<_>, other: Option<usize>| other.filter(|_| jump.is_none());
    prop::option::of((0..3usize, jump, one.clone(), one).prop_map(move |(style, jump, one, glued)| Numbers {
        style,
        jump,
        other: other(jump, one),
        glued,
    }))
}

impl Numbers {
    fn of(&self, nth: usize) -> String {
        let number = match self.jump {
            Some((at, wrong)) if nth == at => wrong,
            _ => nth + 1,
        };
        let style = if self.other == Some(nth) { (self.style + 1) % 3 } else { self.style };
        STYLES[style](number)
    }
}

fn without_doubles(all: &[&str]) -> Vec<String> {
    let mut left: Vec<String> = Vec::new();
    for one in all {
        if !left.iter().any(|known| known == one) {
            left.push((*one).to_owned());
        }
    }
    left
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(300), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_content_says_the_same_after_every_safe_fix(
        chosen in prop::collection::vec(0..ELEMENTS.len(), 2..7),
        shape in shape(),
        numbers in numbers(),
        beside in prop::collection::vec(any::<(bool, bool)>(), 7),
    ) {
        let words: Vec<&str> = chosen.iter().map(|&nth| ELEMENTS[nth]).collect();
        let mut parts: Vec<String> = Vec::new();
        for (nth, word) in words.iter().enumerate() {
            let number = numbers.as_ref().map_or_else(String::new, |numbers| numbers.of(nth));
            match parts.last_mut() {
                Some(last) if numbers.as_ref().is_some_and(|numbers| numbers.glued == Some(nth)) => *last += &format!("{number}{word}"),
                _ => parts.push(number + word),
            }
        }
        let between = if numbers.is_some() { " " } else { "；" };
        let text = complete(&format!("    subtopic: 医疗救助\n{}", written("content", &parts, shape, &beside, between)));
        let after = mended(&text, &["CNT"]);
        prop_assert_eq!(comments(&after), comments(&text), "{}\n{}", text, after);
        let (was, is) = (contents(&text), contents(&after));
        // As it was read, or as the generator meant it; doubles may have gone.
        let of = |all: &[String]| without_doubles(&all.iter().map(String::as_str).collect::<Vec<_>>());
        let kept = of(&is) == of(&was) || of(&is) == without_doubles(&words);
        prop_assert!(kept, "{}\n{}\n{:?}\n{:?}", text, after, was, is);
        // Once more changes nothing.
        prop_assert_eq!(mended(&after, &["CNT"]), after);
    }

    #[test]
    fn channels_are_the_same_after_every_safe_fix(
        chosen in prop::collection::vec(0..9usize, 1..6),
        shape in shape(),
        beside in prop::collection::vec(any::<(bool, bool)>(), 6),
    ) {
        const CHANNELS: [&str; 9] = [
            "政府网站", "政府门户网站", "两微一端", "政府公报", "发布会/听证会", "发布会／听证会", "广播电视",
            "静安区政府网站", "其他：政府采购网",
        ];
        let parts: Vec<String> = chosen.iter().map(|&nth| CHANNELS[nth].to_owned()).collect();
        let text = complete(&written("channels", &parts, shape, &beside, "、"));
        let after = mended(&text, &["CHN"]);
        prop_assert_eq!(comments(&after), comments(&text), "{}\n{}", text, after);
        let (was, is) = (channels(&text), channels(&after));
        let of = |all: &[String]| without_doubles(&all.iter().map(String::as_str).collect::<Vec<_>>());
        // Of two names for one channel the first may go.
        let set = |all: &[String]| all.iter().cloned().collect::<BTreeSet<_>>();
        prop_assert_eq!(set(&is), set(&was), "{}\n{}", text, after);
        // What could be mended was: in a list without comments nothing stands twice.
        let other = parts.iter().any(|part| part.starts_with("其他"));
        if comments(&text).is_empty() && shape != Shape::Block && !other {
            prop_assert_eq!(&of(&is), &is, "{}\n{}", text, after);
        }
        prop_assert_eq!(mended(&after, &["CHN"]), after);
    }
}

/// The generator reaches every fix: a test that changes nothing holds nothing.
#[test]
fn each_fix_of_contents_and_channels_is_made() {
    for (part, code, says) in [
        ("    content:\n      - 申请条件 # 旁0\n      - 样表 # 旁1\n      - 样表\n", "CNT006", "# 旁1"),
        (
            "    content:\n      - 1. 申请条件\n      # 上1\n      - 3. 样表 # 旁1\n",
            "CNT004",
            "      # 上1\n      - 2. 样表 # 旁1\n",
        ),
        ("    content: 1. 申请条件 2. 样表3. 年度报告\n", "CNT005", "样表 3. 年"),
        ("    content: 1. 申请条件 2、样表 3. 年度报告\n", "CNT008", "2.样表"),
        (
            "    channels:\n      - 政府网站 # 旁0\n      - 两微一端\n      - 政府网站\n",
            "CHN005",
            "政府网站 # 旁0\n      - 两微一端\n    ",
        ),
        ("    channels:\n      - 政府门户网站 # 旁0\n      - 两微一端\n", "CHN002", "- 政府网站 # 旁0\n"),
    ] {
        let text = complete(part);
        let report = lint_text("a.yaml", text.as_bytes(), &options());
        assert!(report.findings.iter().any(|d| d.rule.code == code), "{code}\n{text}");
        let after = mended(&text, &[code]);
        assert!(after.contains(says), "{code}\n{after}");
        assert_eq!(comments(&after), comments(&text), "{after}");
    }
}
