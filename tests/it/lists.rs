//! The rectification list: what it holds, and that nothing in a catalog can break it.

use std::path::{Path, PathBuf};

use catalint_core::docs::complete;
use catalint_core::lint::LawDays;
use catalint_core::lint::{Report, Settings, lint_text};
use catalint_core::rule::{Lang, Selector, Severity};
use catalint_core::rules::RULES;
use catalint_domain::date::Date;
use catalint_report::{FileList, LISTS, Occasion, Summary, View, list_format, render_list};
use proptest::prelude::*;
use roxmltree::{Document, Node, ParsingOptions};

use crate::yaml::cases;

/// Few rules, so that the lists on disk change only when the list does.
const CODES: [&str; 6] = ["BAS001", "BAS003", "BAS007", "AUD004", "PUB002", "SCH005"];

fn day() -> Date {
    Date::new(2026, 11, 1).expect("a day")
}

fn lint(name: &str, text: &str) -> Report {
    let mut options = Settings::new(day());
    options.selection.select = CODES.map(|code| Selector::parse(code, &RULES).expect("a rule")).to_vec();
    lint_text(name, text.as_bytes(), &options)
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures/lists")
}

/// Two catalogs with a body in common, and a sound one.
fn sample() -> Vec<Report> {
    let read = |name: &str| lint(name, &std::fs::read_to_string(folder().join(name)).expect("a fixture"));
    vec![read("county.yaml"), lint("sound.yaml", &complete("    topic: 社会救助\n")), read("town.yaml")]
}

fn list(name: &str, reports: &[Report], lang: Lang, least: Severity) -> String {
    let law = LawDays { as_of: day(), checked_to: Date::new(2026, 9, 30).expect("a day") };
    render_list(list_format(name).expect("there"), reports, law, View::new(lang, least))
}

/// A page read by a parser that knows nothing of its writer.
fn parsed(page: &str) -> Document<'_> {
    let options = ParsingOptions { allow_dtd: true, ..ParsingOptions::default() };
    Document::parse_with_options(page, options).unwrap_or_else(|error| panic!("{error}\n{page}"))
}

fn named<'a>(node: Node<'a, 'a>, name: &'static str) -> impl Iterator<Item = Node<'a, 'a>> {
    node.descendants().filter(move |node| node.has_tag_name(name))
}

fn text(node: Node<'_, '_>) -> String {
    node.descendants().filter(Node::is_text).filter_map(|node| node.text()).collect()
}

/// Tables of the list, not those of counts.
fn tables<'a>(page: &'a Document<'a>) -> Vec<Node<'a, 'a>> {
    named(page.root(), "table").filter(|table| table.attribute("class") == Some("list")).collect()
}

#[test]
fn the_lists_are_as_they_were_last_looked_at() {
    let version = format!("catalint {}", env!("CARGO_PKG_VERSION"));
    let mut stale = Vec::new();
    for (file, lang, least) in [
        ("zh.html", Lang::Zh, Severity::Hint),
        ("zh.md", Lang::Zh, Severity::Hint),
        ("en.html", Lang::En, Severity::Warning),
        ("en.md", Lang::En, Severity::Warning),
    ] {
        let format = if file.ends_with(".md") { "markdown" } else { "html" };
        let mut page = list(format, &sample(), lang, least).replace(&version, "catalint VERSION");
        // The style is looked at in a browser.
        if let (Some(from), Some(to)) = (page.find("<style>"), page.find("</style>")) {
            page.replace_range(from + "<style>".len()..to, "");
        }
        let path = folder().join(file);
        if std::env::var_os("UPDATE").is_some() {
            std::fs::write(path, page).expect("a writable list");
        } else if std::fs::read_to_string(path).unwrap_or_default() != page {
            stale.push(file);
        }
    }
    assert!(stale.is_empty(), "run `UPDATE=1 cargo test lists`, then look at the changes: {stale:?}");
}

#[test]
fn the_page_is_well_formed_and_says_what_its_cells_are() {
    for lang in [Lang::Zh, Lang::En] {
        let page = list("html", &sample(), lang, Severity::Hint);
        let page = parsed(&page);
        let html = page.root_element();
        assert_eq!(html.attribute("lang"), Some(if lang == Lang::Zh { "zh-CN" } else { "en" }));
        for table in tables(&page) {
            assert_eq!(named(table, "caption").count(), 1);
            let head = named(table, "thead").next().expect("a head that is repeated on each page");
            let columns = named(head, "th").filter(|cell| cell.attribute("scope") == Some("col")).count();
            assert_eq!(columns, named(table, "col").count());
            for row in named(table, "tr") {
                let cells = row.children().filter(|cell| cell.has_tag_name("td") || cell.has_tag_name("th"));
                let width: usize =
                    cells.map(|cell| cell.attribute("colspan").map_or(1, |n| n.parse().expect("a number"))).sum();
                assert_eq!(width, columns);
            }
            assert!(named(table, "th").all(|cell| cell.has_attribute("scope")));
        }
    }
}

#[test]
fn the_page_loads_nothing_and_leads_nowhere_but_into_itself() {
    let page = list("html", &sample(), Lang::Zh, Severity::Hint);
    let page = parsed(&page);
    let ids: Vec<&str> = page.descendants().filter_map(|node| node.attribute("id")).collect();
    for node in page.descendants().filter(Node::is_element) {
        let name = node.tag_name().name();
        assert!(!["script", "img", "iframe", "object", "embed", "form", "base"].contains(&name), "{name}");
        for attribute in node.attributes() {
            let (name, value) = (attribute.name(), attribute.value());
            assert!(!name.starts_with("on") && !["src", "srcset", "style", "action"].contains(&name), "{name}");
            if name == "href" {
                assert!(value == "data:," || value.strip_prefix('#').is_some_and(|id| ids.contains(&id)), "{value}");
            }
        }
    }
    let style = text(named(page.root(), "style").next().expect("a style"));
    assert!(!style.contains("url(") && !style.contains("@import") && !style.contains("//"));
    let policy = named(page.root(), "meta").find(|meta| meta.has_attribute("http-equiv")).expect("a policy");
    assert!(policy.attribute("content").is_some_and(|policy| policy.starts_with("default-src 'none'")));
}

#[test]
fn words_of_a_catalog_stay_words() {
    let page = list("html", &sample(), Lang::Zh, Severity::Hint);
    let page = parsed(&page);
    let all = text(page.root());
    for words in [
        "第1项 𠮷祥里低保 | <script>alert(\"1\")</script> `a` *b*",
        "云岭县民政局（牵头）、有关部门、甲|<i>乙</i><U+200B>",
        "云岭县政务公开标准目录 <b>试行</b> & 附表 county.yaml",
    ] {
        assert!(all.contains(words), "{words}");
    }
    let markdown = list("markdown", &sample(), Lang::Zh, Severity::Hint);
    assert!(
        markdown.contains(r#"第1项 𠮷祥里低保 \| &lt;script&gt;alert("1")&lt;/script&gt; \`a\` \*b\*"#),
        "{markdown}"
    );
}

#[test]
fn every_row_of_a_markdown_table_has_the_columns_of_its_head() {
    hold_together(&list("markdown", &sample(), Lang::Zh, Severity::Hint));
}

fn hold_together(markdown: &str) {
    let width = |line: &str| line.replace(r"\\", "").replace(r"\|", "").matches('|').count();
    let mut head = None;
    for line in markdown.lines() {
        if !line.starts_with('|') {
            head = None;
            continue;
        }
        assert_eq!(width(line), *head.get_or_insert(width(line)), "{line}");
    }
}

#[test]
fn a_body_has_one_section_over_all_files_and_nobody_comes_last() {
    let page = list("html", &sample(), Lang::Zh, Severity::Warning);
    let page = parsed(&page);
    let bodies: Vec<String> = named(page.root(), "h3").map(text).collect();
    assert_eq!(
        bodies,
        [
            "云岭县民政局",
            "云岭县民政局（牵头）、有关部门、甲|<i>乙</i><U+200B>",
            "未写明公开主体的事项和整个文件的问题"
        ]
    );
    let files = |table: Node<'_, '_>| -> Vec<String> {
        named(table, "tr").filter(|row| row.attribute("class") == Some("file")).map(text).collect()
    };
    assert_eq!(files(tables(&page)[0]), ["云岭县政务公开标准目录 <b>试行</b> & 附表 county.yaml", "town.yaml"]);
    let nobody: Vec<String> = named(tables(&page)[2], "tbody").flat_map(|body| named(body, "th")).map(text).collect();
    assert_eq!(nobody[1..], ["第3项 岗位信息公开依据（第27行）", "整个文件更新日期（第1行）"]);
    let numbers: Vec<String> = tables(&page)
        .iter()
        .flat_map(|table| named(*table, "tbody"))
        .flat_map(|body| named(body, "tr"))
        .filter_map(|row| named(row, "td").next().map(text))
        .filter_map(|cell| cell.split(' ').next().map(str::to_owned))
        .collect();
    assert_eq!(numbers, ["1", "2", "3", "4", "5", "6", "7"]);
}

#[test]
fn hints_are_a_part_of_their_own_and_only_when_asked_for() {
    let chapters = |least| -> Vec<String> {
        let page = list("html", &sample(), Lang::Zh, least);
        named(parsed(&page).root(), "h2").map(text).collect()
    };
    assert_eq!(chapters(Severity::Warning), ["一、按问题汇总", "二、按公开主体汇总", "三、按目录汇总", "四、整改事项"]);
    assert_eq!(chapters(Severity::Hint)[3..], ["四、整改事项", "五、供参考的提示"]);
    for format in LISTS {
        assert_eq!(format.least, Severity::Warning);
        let page = list(format.name, &sample(), Lang::Zh, Severity::Warning);
        assert!(page.contains("另有提示2处，仅供参考，未列入本清单") && !page.contains("BAS007"), "{page}");
        let page = list(format.name, &sample(), Lang::Zh, Severity::Error);
        assert!(page.contains("另有警告5处、提示2处，未列入本清单") && !page.contains("PUB002"), "{page}");
    }
}

#[test]
fn what_is_wrong_in_several_items_is_one_row_of_each_body_and_one_line_of_the_summary() {
    // One item has a basis: what all lack is one finding of the file.
    let item = |no: usize, body: &str| {
        let basis = if no == 5 { "" } else { "    basis: []\n" };
        let whole = complete(&format!("    topic: 事项{no}\n    publisher: {body}\n{basis}"));
        let (head, item) = whole.split_once("items:\n").expect("items");
        (head.to_owned(), item.to_owned())
    };
    let bodies = ["区民政局", "区民政局", "区财政局", "区民政局", "区民政局"];
    let items: Vec<(String, String)> = bodies.iter().enumerate().map(|(nth, body)| item(nth + 1, body)).collect();
    let yaml = format!("{}items:\n{}", items[0].0, items.iter().map(|(_, item)| item.as_str()).collect::<String>());
    let report = || [lint("a.yaml", &yaml)];
    let law = LawDays { as_of: day(), checked_to: day() };
    let page = |grouped| {
        let view = View { grouped, ..View::new(Lang::Zh, Severity::Error) };
        render_list(list_format("html").expect("there"), &report(), law, view)
    };
    let rows = |page: &str, class: &str| -> Vec<String> {
        let page = parsed(page);
        let is_class = |table: &Node<'_, '_>| table.attribute("class") == Some(class);
        let tables: Vec<_> = named(page.root(), "table").filter(is_class).collect();
        let rows = tables.iter().flat_map(|table| named(*table, "tbody")).flat_map(|body| named(body, "tr"));
        rows.map(text).collect()
    };
    let grouped = page(true);
    let [problem] = rows(&grouped, "problems").try_into().expect("one problem");
    assert!(problem.starts_with("错误 BAS001没有填写公开依据") && problem.ends_with("第1–4项4"), "{problem}");
    let [civil, finance] = rows(&grouped, "list").try_into().expect("two bodies");
    assert!(civil.contains("第1–2、4项公开依据（第") && civil.contains("行），共3处"), "{civil}");
    assert!(finance.contains("第3项") && !finance.contains("共"), "{finance}");
    assert_eq!(rows(&page(false), "list").len(), 4);
}

#[test]
fn what_files_say_in_other_words_has_the_words_of_its_rule_in_the_summary() {
    let body = |name: &str, publisher: &str| {
        let mut options = Settings::new(day());
        options.selection.select = vec![Selector::parse("PUB006", &RULES).expect("a rule")];
        let yaml = complete(&format!("    topic: 社会救助\n    publisher: {publisher}\n"));
        lint_text(name, yaml.as_bytes(), &options)
    };
    let page = |second: &str| {
        let reports = [body("a.yaml", "民政部门"), body("b.yaml", second)];
        list("markdown", &reports, Lang::Zh, Severity::Warning)
    };
    let one = "| 警告 PUB006 | “民政部门”是模板里的泛称，没有改成本地单位的名称 | 2个目录、2项 | 2 |";
    assert!(page("民政部门").contains(one), "{}", page("民政部门"));
    let two = "| 警告 PUB006 | 公开主体还是模板里的话 | 2个目录、2项 | 2 |";
    assert!(page("公安机关").contains(two), "{}", page("公安机关"));
}

#[test]
fn a_clean_run_is_told_so_without_an_empty_table() {
    for format in LISTS {
        let page = |reports: &[Report], lang| list(format.name, reports, lang, Severity::Warning);
        let sound = || lint("sound.yaml", &complete("    topic: 社会救助\n"));
        let clean = page(&[sound()], Lang::Zh);
        assert!(clean.contains("没有发现需要整改的问题，请继续保持。"), "{clean}");
        assert!(!clean.contains("<table") && !clean.contains("| ---"), "{clean}");
        assert!(page(&[sound(), sound()], Lang::En).contains("Nothing has to be put right."));
        assert!(page(&[], Lang::Zh).contains("没有找到目录文件"));
        let without = [lint("hint.yaml", &complete("    basis: 《特困人员认定办法》\n"))];
        assert!(list(format.name, &without, Lang::Zh, Severity::Error).contains("没有发现“错误”一级的问题。"));
    }
    parsed(&list("html", &[], Lang::En, Severity::Hint));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(60), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_name_breaks_a_list(name in any::<String>(), body in "[<>&|`\\\\\"'\u{0}-\u{20}\u{fffe}\u{ffff}甲𠮷-]{0,9}") {
        let quoted = |text: &str| {
            let text = serde_json::to_string(text).expect("JSON");
            text.replace('\u{fffe}', "\\uFFFE").replace('\u{ffff}', "\\uFFFF")
        };
        let part = format!("    subtopic: {}\n    publisher: {}\n    basis: []\n", quoted(&name), quoted(&body));
        let report = lint("a.yaml", &complete(&part));
        let rows = report.findings.iter().filter(|found| found.severity > Severity::Hint).count();
        // YAML forbids some characters.
        prop_assume!(rows > 0);
        let page = list("html", std::slice::from_ref(&report), Lang::Zh, Severity::Warning);
        let page = parsed(&page);
        let shown: usize = tables(&page).iter().map(|table| named(*table, "b").count()).sum();
        prop_assert_eq!(shown, rows);
        hold_together(&list("markdown", &[report], Lang::Zh, Severity::Warning));
    }
}

/// Many catalogs of one county, in each of which 21 bodies have an item without basis.
fn crowd() -> Vec<Report> {
    let first = "title: 目录\nupdated: 2026-06-30\nitems:\n  - {topic: 事项, publisher: 县政府, basis: 《中华人民共和国政府信息公开条例》第二十条}\n";
    let items: String = (1..=21).map(|nth| format!("  - {{topic: 事项{nth}, publisher: 县第{nth}局}}\n")).collect();
    (0..160).map(|nth| lint(&format!("{nth}.yaml"), &(first.to_owned() + &items))).collect()
}

#[test]
fn a_list_of_many_is_cut_with_a_word_and_its_pages_have_all() {
    let reports = crowd();
    let view = View::new(Lang::Zh, Severity::Warning);
    let mut summary = Summary::default();
    reports.iter().for_each(|report| summary.add(report));
    let law = LawDays { as_of: day(), checked_to: Date::new(2026, 9, 30).expect("a day") };
    let occasion = Occasion { summary, law, view };
    let sheets: Vec<FileList> = reports.iter().map(|report| FileList::of(report, view)).collect();
    let html = list_format("html").expect("there");
    let rows = |page: &str| page.matches("☐ 已整改").count();
    let page = (html.page)(&sheets, &occasion);
    let left_out = (html.left_out)(&sheets);
    assert!(rows(&page) <= 3000 && rows(&page) > 2900, "{}", rows(&page));
    assert_eq!(rows(&page) + left_out, 160 * 21);
    assert!(
        page.contains("本清单共3360条，一页放不下") && page.contains("另有18条没有列在本页。"),
        "{}",
        &page[..3000]
    );
    // Pages have every row, and the index leads to each.
    let pages = (html.pages.expect("html has pages"))(&sheets, &occasion);
    let index = &pages[0];
    assert_eq!((index.name.as_str(), pages.len(), rows(&index.text)), ("index.html", 22, 0));
    assert_eq!(pages.iter().map(|page| rows(&page.text)).sum::<usize>(), 160 * 21);
    for page in &pages[1..] {
        assert!(index.text.contains(&format!("<a href=\"{}\">", page.name)), "{}", page.name);
        assert!(page.text.contains("<a href=\"index.html\">"), "{}", page.name);
        parsed(&page.text);
    }
    parsed(&index.text);
    // What fits is whole.
    let few = &sheets[..2];
    assert!((html.left_out)(few) == 0 && !(html.page)(few, &occasion).contains("一页放不下"));
}
