//! The tree: values, and the place of every one of them.

use std::sync::Arc;

use catalint_core::model::FieldId;
use catalint_yaml::{Kind, Node, Style, Tree, edit, parse};
use proptest::prelude::*;

use crate::syntax::{files, fixtures};

/// A document and its nodes in preorder: the text of a scalar (lists and mappings: nothing) and
/// the source under it.
struct Case {
    yaml: &'static str,
    nodes: &'static [(&'static str, &'static str)],
}

#[rustfmt::skip]
const CASES: &[Case] = &[
    Case { yaml: "a: 甲\n", nodes: &[("", "a: 甲"), ("a", "a"), ("甲", "甲")] },
    Case { yaml: "a: 甲 # 注\n# 尾\n", nodes: &[("", "a: 甲"), ("a", "a"), ("甲", "甲")] },
    Case { yaml: "a: 'it''s'\n", nodes: &[("", "a: 'it''s'"), ("a", "a"), ("it's", "'it''s'")] },
    Case { yaml: "'a b': \"甲\\n乙\\u4e2d\\\"\"\n", nodes: &[
        ("", "'a b': \"甲\\n乙\\u4e2d\\\"\""), ("a b", "'a b'"), ("甲\n乙中\"", "\"甲\\n乙\\u4e2d\\\"\"")] },
    Case { yaml: "a: \"\\U00020BB7\\ud842\\udfb7\\x41\"\n", nodes: &[
        ("", "a: \"\\U00020BB7\\ud842\\udfb7\\x41\""), ("a", "a"), ("𠮷𠮷A", "\"\\U00020BB7\\ud842\\udfb7\\x41\"")] },
    Case { yaml: "a: >\n  甲\n  乙\n\n  丙\nb: c\n", nodes: &[
        ("", "a: >\n  甲\n  乙\n\n  丙\nb: c"), ("a", "a"), ("甲 乙\n丙\n", ">\n  甲\n  乙\n\n  丙"), ("b", "b"), ("c", "c")] },
    Case { yaml: "a: |2\n    甲\n   乙\nb:\n", nodes: &[
        ("", "a: |2\n    甲\n   乙\nb:"), ("a", "a"), ("  甲\n 乙\n", "|2\n    甲\n   乙"), ("b", "b"), ("", "")] },
    Case { yaml: "a: |+\n  甲\n\nb: >- # 注\n  乙\n  丙\n", nodes: &[
        ("", "a: |+\n  甲\n\nb: >- # 注\n  乙\n  丙"), ("a", "a"), ("甲\n\n", "|+\n  甲"),
        ("b", "b"), ("乙 丙", ">- # 注\n  乙\n  丙")] },
    Case { yaml: "- |\n 甲\n- &x !!str |-\n  乙\n", nodes: &[
        ("", "|\n 甲\n- &x !!str |-\n  乙"), ("甲\n", "|\n 甲"), ("乙", "|-\n  乙")] },
    Case { yaml: "a: 甲\n  乙\n\n  丙\nb: c\n", nodes: &[
        ("", "a: 甲\n  乙\n\n  丙\nb: c"), ("a", "a"), ("甲 乙\n丙", "甲\n  乙\n\n  丙"), ("b", "b"), ("c", "c")] },
    Case { yaml: "a: \"甲\n  乙\\\n  丙\n\n  丁\"\n", nodes: &[
        ("", "a: \"甲\n  乙\\\n  丙\n\n  丁\""), ("a", "a"), ("甲 乙丙\n丁", "\"甲\n  乙\\\n  丙\n\n  丁\"")] },
    Case { yaml: "a: '甲\n  乙'\n", nodes: &[("", "a: '甲\n  乙'"), ("a", "a"), ("甲 乙", "'甲\n  乙'")] },
    Case { yaml: "a: [甲, '乙', {b: c, d}, [], {}]\n", nodes: &[
        ("", "a: [甲, '乙', {b: c, d}, [], {}]"), ("a", "a"), ("", "[甲, '乙', {b: c, d}, [], {}]"), ("甲", "甲"),
        ("乙", "'乙'"), ("", "{b: c, d}"), ("b", "b"), ("c", "c"), ("d", "d"), ("", ""), ("", "[]"), ("", "{}")] },
    Case { yaml: "a: [\n  甲, # 注\n  乙\n  ]\n", nodes: &[
        ("", "a: [\n  甲, # 注\n  乙\n  ]"), ("a", "a"), ("", "[\n  甲, # 注\n  乙\n  ]"), ("甲", "甲"), ("乙", "乙")] },
    Case { yaml: "a:\n  - b: 甲\n    c:\n    - 乙\n  - - 丙\n", nodes: &[
        ("", "a:\n  - b: 甲\n    c:\n    - 乙\n  - - 丙"), ("a", "a"), ("", "b: 甲\n    c:\n    - 乙\n  - - 丙"),
        ("", "b: 甲\n    c:\n    - 乙"), ("b", "b"), ("甲", "甲"), ("c", "c"), ("", "乙"), ("乙", "乙"),
        ("", "丙"), ("丙", "丙")] },
    Case { yaml: "a: &x 甲\nb: *x\nc: !!str 1\nd: &y [乙]\ne: *y\n", nodes: &[
        ("", "a: &x 甲\nb: *x\nc: !!str 1\nd: &y [乙]\ne: *y"), ("a", "a"), ("甲", "甲"), ("b", "b"), ("甲", "*x"),
        ("c", "c"), ("1", "1"), ("d", "d"), ("", "[乙]"), ("乙", "乙"), ("e", "e"), ("", "*y"), ("乙", "乙")] },
    Case { yaml: "a: 甲\r\nb: |\r\n  乙\r\n  丙\r\nc: 丁\r\n  戊\r\n", nodes: &[
        ("", "a: 甲\r\nb: |\r\n  乙\r\n  丙\r\nc: 丁\r\n  戊"), ("a", "a"), ("甲", "甲"), ("b", "b"),
        ("乙\n丙\n", "|\r\n  乙\r\n  丙"), ("c", "c"), ("丁 戊", "丁\r\n  戊")] },
    Case { yaml: "\u{feff}a: 甲\r  乙\r", nodes: &[("", "a: 甲\r  乙"), ("a", "a"), ("甲 乙", "甲\r  乙")] },
    Case { yaml: "--- # 注\n- 甲\n...\n", nodes: &[("", "甲"), ("甲", "甲")] },
    Case { yaml: "? a\n: 甲\n", nodes: &[("", "a\n: 甲"), ("a", "a"), ("甲", "甲")] },
    Case { yaml: "{a: 甲, \"b\":乙}", nodes: &[
        ("", "{a: 甲, \"b\":乙}"), ("a", "a"), ("甲", "甲"), ("b", "\"b\""), ("乙", "乙")] },
];

fn tree(yaml: &str) -> Arc<Tree> {
    let parsed = parse(yaml, FieldId::intern);
    assert!(parsed.faults.is_empty(), "{yaml:?}: {:?}", parsed.faults);
    parsed.tree
}

#[test]
fn every_style_has_the_span_that_was_written_down() {
    for case in CASES {
        let tree = tree(case.yaml);
        let got: Vec<(&str, &str)> = tree.nodes().map(|node| (node.text(), &case.yaml[node.span().range()])).collect();
        assert_eq!(got, case.nodes, "{:?}", case.yaml);
        places_are_sound(&tree);
    }
}

#[test]
fn an_empty_value_stands_right_behind_its_mark() {
    let yaml = "a:\nb:   # 注\nc:\n  -\n  - \n  - # 注\n  - 甲\nd: {e, f: }\n";
    let tree = tree(yaml);
    let before: Vec<&str> = tree
        .nodes()
        .filter(|node| node.style() == Style::Empty)
        .map(|node| {
            assert!(node.span().is_empty() && node.kind() == Kind::Null);
            yaml[..node.span().start as usize].rsplit('\n').next().expect("a line")
        })
        .collect();
    assert_eq!(before, ["a:", "b:", "  -", "  -", "  -", "d: {e", "d: {e, f:"]);
}

#[test]
fn comments_are_kept_with_their_places() {
    let yaml = "# 头\na: 甲 # 甲注\n  # 缩进\nb: '# 不是' \nc: |\n  # 也不是\n# 尾";
    let tree = tree(yaml);
    let got: Vec<(&str, bool)> =
        tree.comments().iter().map(|comment| (&yaml[comment.span.range()], comment.own_line)).collect();
    assert_eq!(got, [("# 头", true), ("# 甲注", false), ("# 缩进", true), ("# 尾", true)]);
}

#[test]
fn kinds_are_those_of_the_core_schema() {
    let words = [
        ("~", Kind::Null),
        ("null", Kind::Null),
        ("true", Kind::Bool),
        ("False", Kind::Bool),
        ("12", Kind::Int),
        ("-1", Kind::Int),
        ("0x1F", Kind::Int),
        ("0o17", Kind::Int),
        ("1.10", Kind::Float),
        ("1e3", Kind::Float),
        (".5", Kind::Float),
        (".inf", Kind::Float),
        ("no", Kind::Str),
        ("off", Kind::Str),
        ("yes", Kind::Str),
        ("是", Kind::Str),
        ("2023-06-30", Kind::Str),
        ("1.2.3", Kind::Str),
        ("0x", Kind::Str),
        ("1:20", Kind::Str),
        ("'1'", Kind::Str),
        ("\"\"", Kind::Str),
        ("!!str 1", Kind::Str),
    ];
    for (word, kind) in words {
        let yaml = format!("a: {word}\n");
        let tree = tree(&yaml);
        assert_eq!(tree.node(2).kind(), kind, "{word}");
    }
}

#[test]
fn a_node_knows_whether_it_stands_in_brackets() {
    let yaml = "a: [b, {c: d}]\ne:\n  - f\n";
    let tree = tree(yaml);
    let flow: String = tree.nodes().filter(|node| node.is_in_flow()).map(Node::text).collect();
    assert_eq!(flow, "bcd");
}

/// Spans lie in the text, in order, and children within their parents; each character of a text
/// that is no blank has its place, and there stands that character or an escape.
fn places_are_sound(tree: &Tree) {
    let source = tree.source();
    for node in tree.nodes().filter(|node| !node.is_aliased()) {
        let span = node.span();
        assert!(source.get(span.range()).is_some(), "{span:?} is no range of the text");
        for child in node.entries().chain(node.pairs().flat_map(|(key, value)| [key, value])) {
            assert!(span.contains(child.span()), "{:?} is not in {span:?}", child.span());
        }
        if node.text().len() > 4096 {
            continue;
        }
        for (at, c) in node.text().char_indices().filter(|(_, c)| !c.is_whitespace()) {
            let part = at..at + c.len_utf8();
            let place = node.locate(part).unwrap_or_else(|| panic!("no place for {c:?} at {at} of {:?}", node.text()));
            let there = &source[place.range()];
            let escape = node.style() == Style::Double && there.starts_with('\\');
            let doubled = node.style() == Style::Single && there == "''" && c == '\'';
            assert!(there == c.to_string() || escape || doubled, "{c:?} at {there:?} in {:?}", node.text());
        }
        let whole = node.locate(0..node.text().len());
        assert!(node.is_scalar() || whole.is_none_or(|whole| span.contains(whole)));
    }
}

#[test]
fn places_of_parts_skip_what_belongs_to_the_style() {
    let yaml = "a: >\n  甲乙\n  丙丁\nb: \"戊\\\"己\"\nc: 'it''s'\nd: *x\n".replace("*x", "庚\n  辛");
    let tree = tree(&yaml);
    let value = |n: usize| tree.root().expect("a root").pairs().nth(n).expect("a pair").1;
    let there = |n: usize, part: std::ops::Range<usize>| value(n).locate(part).map(|span| &yaml[span.range()]);
    assert_eq!(there(0, 3..10), Some("乙\n  丙"), "a part may span a fold");
    assert_eq!(there(0, 6..7), Some("\n"), "the blank of a fold is the break");
    assert_eq!(there(1, 3..4), Some("\\\""));
    assert_eq!(there(2, 0..4), Some("it''s"));
    assert_eq!(there(3, 0..3), Some("庚"));
    assert_eq!(there(3, 3..4), Some("\n  "));
    assert_eq!(there(3, 4..7), Some("辛"));
    assert_eq!(there(0, 1..2), None, "within a character");
    assert_eq!(there(0, 0..99), None, "past the end");
}

/// Whether the tree holds what serde_yaml reads.
pub(crate) fn agree(node: Node<'_>, value: &serde_yaml::Value) -> bool {
    use serde_yaml::Value;
    match (node.kind(), value) {
        (Kind::Null, Value::Null) => true,
        (Kind::Bool, Value::Bool(value)) => node.text().eq_ignore_ascii_case(&value.to_string()),
        (Kind::Int | Kind::Float, Value::Number(value)) => node.text().parse().ok() == value.as_f64(),
        (Kind::Str, Value::String(value)) => node.text() == value,
        (Kind::Seq, Value::Sequence(values)) => {
            node.count() == values.len() && node.entries().zip(values).all(|(node, value)| agree(node, value))
        }
        (Kind::Map, Value::Mapping(values)) => {
            let same =
                |((key, value), (other, wanted)): ((Node<'_>, Node<'_>), _)| agree(key, other) && agree(value, wanted);
            node.count() == values.len() && node.pairs().zip(values).all(same)
        }
        _ => false,
    }
}

#[test]
fn values_are_those_of_serde_yaml_on_all_fixtures() {
    let mut compared = 0;
    for (name, bytes) in ["ok", "planted", "seeds", "syntax", "text"].into_iter().flat_map(files) {
        let Ok(text) = String::from_utf8(bytes) else { continue };
        let parsed = parse(text.as_str(), FieldId::intern);
        places_are_sound(&parsed.tree);
        // YAML 1.1, and so serde_yaml, breaks lines at U+2028; YAML 1.2 does not.
        if text.contains('\u{2028}') {
            continue;
        }
        // Broken for us (or mended), a duplicate key or a byte-order mark for it.
        let Ok(value) = serde_yaml::from_str::<serde_yaml::Value>(&text) else { continue };
        let Some(root) = parsed.tree.root().filter(|_| parsed.faults.is_empty() && parsed.slips.is_empty()) else {
            continue;
        };
        assert!(agree(root, &value), "{name}");
        compared += 1;
    }
    assert!(compared > 20, "{compared} under {}", fixtures().display());
}

/// Cases of a property: few by default, `PROPTEST_CASES` of them on demand.
pub(crate) fn cases(few: u32) -> u32 {
    std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(few)
}

/// A document with the styles to write it in.
#[derive(Debug, Clone)]
enum Doc {
    Text(String, u8),
    Int(i32),
    Seq(Vec<Doc>, bool),
    Map(Vec<(String, Doc)>, bool),
}

fn docs() -> impl Strategy<Value = Doc> {
    let text = proptest::string::string_regex("[中文目录ab1'\"\\\\:#,\\[\\]{}\\-𠮷é，： \n]{0,12}").expect("a pattern");
    let leaf = prop_oneof![
        (text, any::<u8>()).prop_map(|(text, style)| Doc::Text(text, style)),
        any::<i32>().prop_map(Doc::Int),
    ];
    leaf.prop_recursive(4, 40, 5, |inner| {
        let key = proptest::string::string_regex("[中文a-z]{1,5}").expect("a pattern");
        prop_oneof![
            (proptest::collection::vec(inner.clone(), 1..5), any::<bool>()).prop_map(|(all, flow)| Doc::Seq(all, flow)),
            (proptest::collection::btree_map(key, inner, 1..5), any::<bool>())
                .prop_map(|(all, flow)| Doc::Map(all.into_iter().collect(), flow)),
        ]
    })
}

/// Writes a document behind a dash or colon; `indent` is that of the line.
fn write(doc: &Doc, indent: usize, flow: bool, out: &mut String) {
    let inner = indent + 2;
    let pad = " ".repeat(inner);
    match doc {
        Doc::Int(n) => *out += &format!(" {n}"),
        Doc::Text(text, style) => *out += &scalar(text, *style, inner, flow),
        Doc::Seq(all, as_flow) if flow || *as_flow => {
            *out += " [";
            for one in all {
                write(one, indent, true, out);
                *out += ",";
            }
            *out += "]";
        }
        Doc::Map(all, as_flow) if flow || *as_flow => {
            *out += " {";
            for (key, value) in all {
                *out += &format!("\"{key}\":");
                write(value, indent, true, out);
                *out += ", ";
            }
            *out += "}";
        }
        Doc::Seq(all, _) => {
            for one in all {
                *out += &format!("\n{pad}-");
                write(one, inner, false, out);
            }
        }
        Doc::Map(all, _) => {
            for (key, value) in all {
                *out += &format!("\n{pad}{key}:");
                write(value, inner, false, out);
            }
        }
    }
}

/// A text in a style that can hold it.
fn scalar(text: &str, style: u8, indent: usize, flow: bool) -> String {
    let plain = text.starts_with(|c: char| c.is_alphabetic())
        && text.chars().all(|c| c.is_alphanumeric() || "，： ".contains(c))
        && !text.ends_with(' ');
    let words = !text.contains('\n') && !text.contains("  ") && !text.starts_with(' ') && !text.ends_with(' ');
    let pad = " ".repeat(indent);
    let lines = text.strip_suffix('\n').unwrap_or(text);
    let block = !flow && !lines.is_empty() && lines.split('\n').all(|line| !line.trim().is_empty());
    let block = block && lines.split('\n').all(|line| !line.starts_with(' '));
    let chomp = if text.ends_with('\n') { "" } else { "-" };
    match style % 7 {
        0 if plain => format!(" {text}"),
        1 if plain && words && !flow => format!(" {}", text.replace(' ', &format!("\n{pad}"))),
        2 if !text.contains('\n') => format!(" '{}'", text.replace('\'', "''")),
        3 if words && !text.contains(['\\', '"']) => format!(" \"{}\"", text.replace(' ', &format!("\n{pad}"))),
        4 if block => format!(" |{chomp}\n{pad}{}", lines.replace('\n', &format!("\n{pad}"))),
        5 if block && words => format!(" >{chomp}\n{pad}{}", lines.replace(' ', &format!("\n{pad}"))),
        _ => {
            let escaped = text.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n");
            format!(" \"{}\"", escaped.replace('文', "\\u6587").replace('𠮷', "\\U00020BB7"))
        }
    }
}

fn same(node: Node<'_>, doc: &Doc) -> bool {
    match doc {
        Doc::Text(text, _) => node.kind() == Kind::Str && node.text() == text,
        Doc::Int(n) => node.kind() == Kind::Int && node.text() == n.to_string(),
        Doc::Seq(all, _) => node.count() == all.len() && node.entries().zip(all).all(|(node, doc)| same(node, doc)),
        Doc::Map(all, _) => {
            let pair = |((key, value), (name, doc)): ((Node<'_>, Node<'_>), &(String, Doc))| {
                key.text() == name && same(value, doc)
            };
            node.count() == all.len() && node.pairs().zip(all).all(pair)
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(200), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn made_documents_are_read_as_they_were_made(doc in docs()) {
        let mut yaml = "root:".to_owned();
        write(&doc, 0, false, &mut yaml);
        yaml.push('\n');
        let tree = tree(&yaml);
        let root = tree.root().expect("a root").pairs().next().expect("a pair").1;
        prop_assert!(same(root, &doc), "{yaml}");
        places_are_sound(&tree);
        let value: serde_yaml::Value = serde_yaml::from_str(&yaml).expect("well-formed");
        prop_assert!(agree(tree.root().expect("a root"), &value), "{yaml}");
    }

    #[test]
    fn a_replaced_part_or_value_is_what_stands_there_afterwards(doc in docs(), new in "[中a: #'\"\\\\,\\[\\]-]{1,6}", at in any::<prop::sample::Index>()) {
        let mut yaml = "root:".to_owned();
        write(&doc, 0, false, &mut yaml);
        yaml.push('\n');
        let tree = tree(&yaml);
        let texts: Vec<Node<'_>> = tree.nodes().skip(2).filter(|n| n.kind() == Kind::Str && !n.text().is_empty()).collect();
        if texts.is_empty() {
            return Ok(());
        }
        let node = *at.get(&texts);
        let chars: Vec<usize> = node.text().char_indices().map(|(at, _)| at).collect();
        let start = *at.get(&chars);
        let end = start + node.text()[start..].chars().next().map_or(0, char::len_utf8);
        let whole = format!("{}{new}{}", &node.text()[..start], &node.text()[end..]);
        for (edit, want) in [(edit::replace_part(node, start..end, &new), &whole), (edit::replace_value(node, &new), &new)] {
            let Some(edit) = edit else { continue };
            let mended = format!("{}{}{}", &yaml[..edit.span.start as usize], edit.content, &yaml[edit.span.end as usize..]);
            let again = parse(mended.as_str(), FieldId::intern);
            prop_assert!(again.faults.is_empty(), "{mended}\n{:?}", again.faults);
            let now = again.tree.node(node.id());
            prop_assert_eq!(now.text(), want.as_str(), "{} became {}", yaml, mended);
            prop_assert_eq!(again.tree.len(), tree.len());
        }
    }
}
