//! A slip of the YAML on one line of an item is one finding, and takes no other field along: every kind of slip on
//! every line of an item, in a sound catalog and in one with a known fault below.

use std::collections::BTreeSet;

use catalint_core::docs::complete;
use catalint_core::lint::{Report, Settings, lint_text};
use catalint_core::model::{Catalog, FieldId};
use catalint_domain::date::Date;
use catalint_yaml as yaml;

/// The item that gets the slips, but for its last line.
const ITEM: &str = "  - no: 2
    topic: 社会救助
    subtopic: 临时救助
    content:
      - 申请条件
      - 办理流程
    basis:
      - 《中华人民共和国政府信息公开条例》（国务院令第711号）
    deadline: 自该政府信息形成或者变更之日起20个工作日内
    publisher: 区民政局
    channels: [政府网站, 两微一端]
    audience: 全社会
    method: 主动公开
";

/// Three items, the one in the middle with some last lines.
fn catalog(last: &str) -> String {
    let (first, third) = ("  - no: 1\n    subtopic: 最低生活保障\n", "  - no: 3\n    subtopic: 特困供养\n");
    complete(&[first, ITEM, last, third].concat())
}

/// The same with a change in the second item.
fn changed(text: &str, from: &str, to: &str) -> String {
    let at = text.find("  - no: 2").expect("the item");
    let changed = [&text[..at], &text[at..].replacen(from, to, 1)].concat();
    assert_ne!(changed, text, "{from}");
    changed
}

fn lint(text: &str) -> Report {
    lint_text("a.yaml", text.as_bytes(), &Settings::new(Date::new(2026, 11, 1).expect("a day")))
}

/// Code and place of what is said, that of the reader aside, and how often the reader speaks.
fn told(text: &str) -> (BTreeSet<(&'static str, String)>, usize) {
    let report = lint(text);
    let (syntax, others): (Vec<_>, Vec<_>) = report.findings.iter().partition(|d| d.rule.code.starts_with("SYN"));
    (others.iter().map(|d| (d.rule.code, d.pointer.clone())).collect(), syntax.len())
}

/// A line with each slip that it can have.
fn slips(line: &str) -> Vec<(&'static str, String)> {
    let body = line.trim_start_matches(' ');
    let (indent, dash) = (&line[..line.len() - body.len()], if body.starts_with("- ") { "- " } else { "" });
    let inner = &body[dash.len()..];
    let mut all: Vec<(&str, String)> = vec![
        ("one column in", format!(" {line}")),
        ("two columns in", format!("  {line}")),
        ("one column out", line[1..].to_owned()),
        ("two columns out", line[2..].to_owned()),
        ("at the left edge", body.to_owned()),
        ("a tab", format!("\t{body}")),
        ("a tab behind blanks", format!("  \t{body}")),
        ("wide blanks", format!("{}{body}", "\u{3000}".repeat(indent.len() / 2))),
        ("no-break spaces", format!("{}{body}", "\u{a0}".repeat(indent.len()))),
    ];
    let mut add = |kind, text: String| all.push((kind, format!("{indent}{dash}{text}")));
    if let Some((key, value)) = inner.split_once(": ") {
        add("a quotation mark open", format!("{key}: \"{value}"));
        add("words behind a mark", format!("{key}: \"甲\"乙"));
        add("a bracket open", format!("{key}: [甲"));
        add("a bracket too many", format!("{key}: [甲]]"));
        add("another bracket", format!("{key}: [甲}}"));
        add("no comma", format!("{key}: [\"甲\" \"乙\"]"));
        add("no colon", format!("{key} {value}"));
        add("a wide colon", format!("{key}：{value}"));
        add("no blank", format!("{key}:{value}"));
        add("two colons", format!("{key}: 甲: 乙"));
        add("a list on the line", format!("{key}: - 甲"));
        add("an at sign", format!("{key}: @甲"));
        add("a bell", format!("{key}: 甲\u{7}乙"));
        add("an escape", format!("{key}: \"甲\\q\""));
        add("a block header", format!("{key}: |甲"));
        add("an alias", format!("{key}: *甲"));
        add("an anchor", format!("{key}: & 甲"));
        add("a comment", format!("{key}: \"甲\"#乙"));
        if value.starts_with('[') {
            add("wide brackets", format!("{key}: 【甲】"));
        }
        add("a wide comma", format!("{key}: [\"甲\"，\"乙\"]"));
        add("a no-break space", format!("{key}:\u{a0}{value}"));
    } else if let Some(key) = inner.strip_suffix(':') {
        add("no colon", key.to_owned());
        add("a wide colon", format!("{key}："));
        add("a quotation mark open", format!("{key}: \""));
    } else {
        add("a quotation mark open", format!("\"{inner}"));
        add("words behind a mark", "\"甲\"乙".to_owned());
        add("an at sign", "@甲".to_owned());
        add("a bell", "甲\u{7}".to_owned());
        all.push(("a wide dash", format!("{indent}－{inner}")));
        all.push(("no blank", format!("{indent}-{inner}")));
    }
    all
}

/// Calls `judge` with each slip on each line of the second item but the last `spared`.
fn each(text: &str, spared: usize, mut judge: impl FnMut(&str, &str)) {
    let lines: Vec<&str> = text.lines().collect();
    let starts: Vec<usize> = (0..lines.len()).filter(|&at| lines[at].starts_with("  - ")).collect();
    let mut seen = 0;
    for at in starts[1]..starts[2] - spared {
        for (kind, slip) in slips(lines[at]) {
            let mut slipped = lines.clone();
            slipped[at] = &slip;
            judge(&format!("{kind} in “{}”", lines[at].trim()), &(slipped.join("\n") + "\n"));
            seen += 1;
        }
    }
    assert!(seen > 200, "{seen}");
}

#[test]
fn a_slip_in_a_sound_item_is_one_finding_and_no_other_arises() {
    let text = catalog("    levels: [区级]\n");
    assert_eq!(told(&text), (BTreeSet::new(), 0), "{text}");
    let mut wrong = Vec::new();
    each(&text, 0, |what, slipped| {
        let (others, syntax) = told(slipped);
        // A list with one entry may stand further in.
        if syntax > 1 || !others.is_empty() {
            wrong.push(format!("{what}: {syntax} {others:?}"));
        }
    });
    assert_eq!(wrong, [""; 0]);
}

#[test]
fn a_fault_below_a_slip_is_found() {
    for (last, code, field) in [
        ("    levels: [部门级]\n", "LVL002", "levels/0"),
        ("    levels: [区级]\n    note: 每季更新,按月核对\n", "TXT001", "note"),
        ("    levels: [区级]\n    公开格式: 电子\n", "SCH002", "公开格式"),
    ] {
        let text = catalog(last);
        let known = BTreeSet::from([(code, format!("/items/1/{field}"))]);
        assert_eq!(told(&text), (known.clone(), 0), "{text}");
        let mut wrong = Vec::new();
        each(&text, 1, |what, slipped| {
            let (others, syntax) = told(slipped);
            // An unknown key right below what can't be read may be a text that goes on.
            let doubtful = code == "SCH002" && syntax > 0 && others.is_empty();
            if syntax > 1 || others != known && !doubtful {
                wrong.push(format!("{what}: {syntax} {others:?}"));
            }
        });
        assert_eq!(wrong, [""; 0]);
    }
}

#[test]
fn a_fault_above_a_slip_is_found() {
    let text = changed(&catalog("    levels: [区级]\n"), "subtopic: 临时救助", "subtopic: 救助条列");
    let known = BTreeSet::from([("TXT006", "/items/1/subtopic".to_owned())]);
    assert_eq!(told(&text), (known.clone(), 0), "{text}");
    let lines: Vec<&str> = text.lines().collect();
    let from = lines.iter().position(|line| line.contains("条列")).expect("the fault") + 2;
    let to = lines.iter().rposition(|line| line.starts_with("  - ")).expect("an item");
    let mut wrong = Vec::new();
    for at in from..to {
        for (kind, slip) in slips(lines[at]) {
            let mut slipped = lines.clone();
            slipped[at] = &slip;
            let others = told(&(slipped.join("\n") + "\n")).0;
            if others != known {
                wrong.push(format!("{kind} in {}: {others:?}", lines[at]));
            }
        }
    }
    assert_eq!(wrong, [""; 0]);
}

/// The fields of the second item that are read, and those that nobody knows of.
fn fields(text: &str) -> (Vec<FieldId>, Vec<FieldId>) {
    let parsed = yaml::parse(text, FieldId::intern);
    let catalog = Catalog::bind(&parsed.tree).expect("a catalog");
    let item = catalog.item(1);
    let read = FieldId::of_item().filter(|&id| item.own(id).is_some()).collect();
    (read, FieldId::of_item().filter(|&id| item.is_unread(id)).collect())
}

#[test]
fn what_is_left_out_is_what_the_broken_part_may_hold() {
    let text = catalog("    levels: [区级]\n");
    let (all, none) = fields(&text);
    assert_eq!(none, []);
    let without = |lost: &[FieldId]| all.iter().copied().filter(|id| !lost.contains(id)).collect::<Vec<_>>();
    for (from, to, lost) in [
        ("method: 主动公开", "method: \"主动公开", &[FieldId::Method][..]),
        ("subtopic: 临时救助", "subtopic 临时救助", &[FieldId::Subtopic]),
        ("全社会\n    method: 主动公开", "全社会 method: 主动公开", &[FieldId::Audience, FieldId::Method]),
        ("      - 办理流程", "    \t- 办理流程", &[FieldId::Content]),
        ("    publisher: 区民政局", "publisher: 区民政局", &[]),
        ("    subtopic: 临时救助", "      subtopic: 临时救助", &[]),
    ] {
        let slipped = changed(&text, from, to);
        assert_eq!(fields(&slipped), (without(lost), lost.to_vec()), "{slipped}");
    }
    // Nobody knows what this line was to be.
    let slipped = text.replacen("    subtopic: 临时救助", "    临时救助", 1);
    assert_eq!(
        fields(&slipped).1,
        [FieldId::Category, FieldId::Subtopic, FieldId::Detail, FieldId::Note, FieldId::Extra]
    );
}

#[test]
fn what_nobody_can_read_is_neither_missing_nor_told_from_elsewhere() {
    // No item states a level, and the part that is lost may.
    let text = catalog("").replace("    levels: [区级]\n", "");
    for (from, to, says) in [
        ("    method: 主动公开\n", "    method: 主动公开\n    levels: \"区级\n", true),
        ("    audience: 全社会", "    audience: \"全社会", false),
    ] {
        let slipped = changed(&text, from, to);
        let (others, syntax) = told(&slipped);
        assert_eq!(syntax, 1, "{slipped}");
        assert!(others.iter().all(|(code, _)| *code == "LVL004"), "{others:?}");
        assert_eq!(others.is_empty(), says, "{others:?}\n{slipped}");
    }
}

#[test]
fn items_are_held_against_each_other_where_they_were_read_whole() {
    // 同上 and the same name twice, in items that are sound.
    let text = complete(
        "  - no: 1\n    subtopic: 临时救助\n  - no: 2\n    subtopic: 特困供养\n  - no: 3\n    subtopic: 医疗救助\n    publisher: 同上\n",
    );
    let known = BTreeSet::from([("VAL002", "/items/2/publisher".to_owned())]);
    assert_eq!(told(&text), (known.clone(), 0), "{text}");
    let slipped = text.replacen("    subtopic: 临时救助", "    subtopic: \"临时救助", 1);
    assert_eq!(told(&slipped), (known, 1), "{slipped}");
}
