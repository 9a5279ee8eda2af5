//! The table of a profile of one's own: its columns, heads and signs, there and back.

use catalint_core::config::ConfigFiles;
use catalint_core::lint::{Settings, lint_config};
use catalint_core::rule::Lang;
use catalint_domain::date::Date;
use catalint_table::import;
use catalint_table::publish::{ExportTarget, Request, export};
use proptest::prelude::*;

struct One(String);

impl ConfigFiles for One {
    fn read(&mut self, _: &str) -> Result<Vec<u8>, String> {
        Ok(self.0.clone().into_bytes())
    }
}

/// The options under a config with these lines of a profile `lake`.
fn options(lines: &str) -> Settings {
    let linted = lint_config("catalint.yaml", &mut One(format!("profiles:\n  lake:\n{lines}"))).expect("it is there");
    assert!(linted.reports[0].findings.is_empty(), "{lines}\n{:?}", linted.reports[0].findings);
    Settings::new(Date::new(2026, 11, 1).expect("a day")).with(&linted.config, "a.yaml")
}

const CATALOG: &str = "\
title: 湖区民政局政务公开标准目录
authority: 湖区民政局
profile: lake
updated: 2026-10-01
items:
  - no: 1
    category: 民生
    topic: 社会救助
    subtopic: 低保标准
    content:
      - 保障标准
      - 调整日期
    basis:
      - 《社会救助暂行办法》第四条
    deadline: 信息形成之日起20个工作日内
    publisher: 湖区民政局
    channels: [政府网站, 湖区之声]
    audience: 全社会
    method: 主动公开
    levels: [湖级]
    note: 每季更新
    extra:
      责任科室: 救助科
  - no: 2
    category: 民生
    topic: 社会救助
    subtopic: 特困供养
    content:
      - 供养标准
    basis:
      - 《社会救助暂行办法》第十五条
    deadline: 信息形成之日起20个工作日内
    publisher: 湖区民政局
    channels: [湖区之声]
    audience: 全社会
    method: 依申请公开
    levels: [湖级]
    extra:
      责任科室: 供养科
";

const WORDS: &str = "    channels: [政府网站, {name: 湖区之声, website: false}]\n    \
    levels: [县级, {name: 湖级, ranks: town}, {name: 岛级, ranks: village, optional: true}]\n";

fn written(options: &Settings, target: ExportTarget) -> (String, Vec<u8>) {
    let exported =
        export(CATALOG.as_bytes(), Request { target, profile: None, annotate: None }, options).expect("sound");
    assert_eq!(exported.changes, [], "{target:?}");
    (String::from_utf8_lossy(&exported.bytes).into_owned(), exported.bytes)
}

fn back(name: &str, bytes: &[u8], options: &Settings) -> String {
    import(name, bytes, None, Lang::En, options).expect("a table").catalogs.remove(0).yaml
}

#[test]
fn the_table_is_as_the_profile_says_and_comes_back() {
    let form = "    headers: {topic: 事项/大类, subtopic: 事项/小类, basis: 何法所定, note: 说 明}\n    \
        columns: [basis, no, note, levels, topic, extra]\n    optional: [detail]\n    \
        boxes: {chosen: ✔, open: ◻}\n    tick: ☑\n";
    let options = options(&(WORDS.to_owned() + form));
    let (markdown, bytes) = written(&options, ExportTarget::Markdown);
    let lines: Vec<&str> = markdown.lines().filter(|line| line.starts_with('|')).collect();
    assert!(
        lines[0].starts_with(
            "| 何法所定 | 序号 | 说 明 | 公开层级/县级 | 公开层级/湖级 | 事项/大类 | 责任科室 | 类别 | 事项/小类 |"
        ),
        "{markdown}"
    );
    assert!(lines[2].contains("| ☑ |") && lines[2].contains("✔政府网站 ✔湖区之声"), "{markdown}");
    assert!(lines[3].contains("◻政府网站 ✔湖区之声") && !markdown.contains("岛级"), "{markdown}");
    for (target, name, bytes) in [
        (ExportTarget::Markdown, "t.md", bytes),
        (ExportTarget::Html, "t.html", Vec::new()),
        (ExportTarget::Xlsx, "t.xlsx", Vec::new()),
        (ExportTarget::Docx, "t.docx", Vec::new()),
        (ExportTarget::Csv, "t.csv", Vec::new()),
    ] {
        let bytes = if bytes.is_empty() { written(&options, target).1 } else { bytes };
        assert_eq!(back(name, &bytes, &options), CATALOG, "{target:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    /// However the columns are ordered, and whichever are left out where nobody fills them in.
    #[test]
    fn any_order_of_columns_comes_back(
        order in Just(vec!["no", "category", "topic", "subtopic", "detail", "content", "basis", "deadline", "publisher",
            "channels", "audience", "method", "levels", "extra", "note"]).prop_shuffle(),
        first in 0..15_usize,
        optional in prop::sample::subsequence(vec!["category", "detail", "note", "levels"], 0..4),
    ) {
        let form = format!("    columns: [{}]\n    optional: [{}]\n", order[first..].join(", "), optional.join(", "));
        let options = options(&(WORDS.to_owned() + &form));
        for (target, name) in [(ExportTarget::Html, "t.html"), (ExportTarget::Csv, "t.csv")] {
            let (text, bytes) = written(&options, target);
            prop_assert_eq!(back(name, &bytes, &options), CATALOG, "{}", text);
        }
    }
}
