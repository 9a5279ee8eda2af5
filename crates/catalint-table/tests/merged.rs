//! Any grid gives the same items, whatever its format, and whether what holds for several rows is a merged cell or a
//! value with blank cells below.

use std::collections::BTreeMap;
use std::fmt::Write;

use catalint_core::lint::Settings;
use catalint_core::rule::Lang;
use catalint_domain::date::Date;
use catalint_table::grid::{Cell, Grid, Row};
use catalint_table::import;
use catalint_table::publish::{ExportTarget, Published, PublishedColumn, Request, docx, export, xlsx};
use proptest::prelude::*;
use serde_json::Value;

/// Columns whose cells may hold for a whole group, each with values. A blank cell of a column that the model does not know
/// says nothing: none of these.
const SHARED: [(&str, &[&str]); 4] = [
    ("公开依据", &["《社会救助暂行办法》", "《城市居民最低生活保障条例》", "《养老机构管理办法》"]),
    ("公开时限", &["自该政府信息形成或者变更之日起20个工作日内", "自作出决定之日起10个工作日内", "每季度首月15日前"]),
    ("公开主体", &["青石县民政局", "青石县财政局", "青石镇人民政府"]),
    ("公开渠道和载体", &["■政府网站 □公示栏", "□政府网站 ■公示栏", "■政府网站 ■公示栏"]),
];

const TOPICS: [&str; 4] = ["社会救助", "养老服务", "儿童福利", "社会组织"];
const SUBTOPICS: [&str; 16] = [
    "最低生活保障",
    "特困供养",
    "临时救助",
    "医疗救助",
    "机构养老",
    "居家养老",
    "高龄津贴",
    "老年证办理",
    "孤儿认定",
    "困境儿童",
    "收养登记",
    "未保热线",
    "社团登记",
    "年度检查",
    "评估结果",
    "变更登记",
];

/// The ticks of a row.
const TICKS: [(&str, [&str; 2]); 3] =
    [("公开对象", ["全社会", "特定群体"]), ("公开方式", ["主动公开", "依申请公开"]), ("公开层级", ["县级", "乡级"])];

/// A column: its head, and its cells with the rows that each holds for.
#[derive(Debug, Clone)]
struct Filled {
    head: String,
    cells: Vec<(String, usize)>,
}

/// What a table says: rows of each topic, and for each column whether it holds for a group.
#[derive(Debug, Clone)]
struct Form {
    groups: Vec<usize>,
    /// For each of [`SHARED`]: whether a cell holds for its group; the values, by group or by row.
    shared: Vec<(bool, Vec<usize>)>,
    ticks: Vec<usize>,
    order: Vec<usize>,
    categories: bool,
}

fn form(repeats: bool) -> impl Strategy<Value = Form> {
    let groups = (2..=4usize, prop::collection::vec(1..=4usize, 0..3)).prop_map(|(first, mut rest)| {
        rest.insert(0, first);
        rest
    });
    let shared = prop::collection::vec((any::<bool>(), prop::collection::vec(0..3usize, 16)), SHARED.len());
    let ticks = prop::collection::vec(0..2usize, 3 * 16);
    let order = Just((0..SHARED.len() + TICKS.len() + 1).collect::<Vec<_>>()).prop_shuffle();
    (groups, shared, ticks, order, any::<bool>()).prop_map(move |(groups, mut shared, ticks, order, categories)| {
        for (_, values) in shared.iter_mut().filter(|(of_group, _)| *of_group && !repeats) {
            // No group has what the one above it has.
            for nth in 1..values.len() {
                values[nth] = (values[nth - 1] + 1 + values[nth] % 2) % 3;
            }
        }
        Form { groups, shared, ticks, order, categories }
    })
}

impl Form {
    fn columns(&self) -> Vec<Filled> {
        let rows: usize = self.groups.iter().sum();
        let each = |head: &str, text: &dyn Fn(usize) -> String| Filled {
            head: head.to_owned(),
            cells: (0..rows).map(|row| (text(row), 1)).collect(),
        };
        let grouped = |head: &str, text: &dyn Fn(usize) -> String| Filled {
            head: head.to_owned(),
            cells: self.groups.iter().enumerate().map(|(nth, &rows)| (text(nth), rows)).collect(),
        };
        let mut all = vec![each("序号", &|row| (row + 1).to_string())];
        if self.categories {
            all.push(Filled { head: "类别".to_owned(), cells: vec![("民生保障".to_owned(), rows)] });
        }
        all.push(grouped("一级事项", &|group| TOPICS[group].to_owned()));
        all.push(each("二级事项", &|row| SUBTOPICS[row].to_owned()));
        for &nth in &self.order {
            if let Some((head, values)) = SHARED.get(nth) {
                let (of_group, chosen) = &self.shared[nth];
                let text = |at: usize| values[chosen[at]].to_owned();
                all.push(if *of_group { grouped(head, &text) } else { each(head, &text) });
            } else if let Some((nth, (head, options))) = TICKS.iter().enumerate().nth(nth - SHARED.len()) {
                for (which, option) in options.iter().enumerate() {
                    let tick = |row: usize| self.ticks[nth * 16 + row] == which;
                    all.push(each(&format!("{head}/{option}"), &|row| if tick(row) { "√" } else { "" }.to_owned()));
                }
            } else {
                all.push(each("公开内容", &|row| format!("{}的办理条件", SUBTOPICS[row])));
            }
        }
        all
    }

    /// The cells of the table, row by row, the head first: nothing where a cell above holds.
    fn matrix(&self) -> Vec<Vec<Option<(String, usize)>>> {
        let columns = self.columns();
        let rows: usize = self.groups.iter().sum();
        let mut matrix = vec![columns.iter().map(|column| Some((column.head.clone(), 1))).collect::<Vec<_>>()];
        matrix.resize(rows + 1, vec![None; columns.len()]);
        for (nth, column) in columns.iter().enumerate() {
            let mut row = 1;
            for cell in &column.cells {
                matrix[row][nth] = Some(cell.clone());
                row += cell.1;
            }
        }
        matrix
    }

    fn csv(&self) -> Vec<u8> {
        let line = |row: &Vec<Option<(String, usize)>>| {
            row.iter().map(|cell| cell.as_ref().map_or("", |cell| &cell.0)).collect::<Vec<_>>().join(",")
        };
        let lines: Vec<String> = self.matrix().iter().map(line).collect();
        (lines.join("\r\n") + "\r\n").into_bytes()
    }

    fn html(&self, merged: bool) -> Vec<u8> {
        let mut out = String::from("<meta charset=utf-8><table>");
        for row in self.matrix() {
            out += "<tr>";
            for cell in row {
                match cell {
                    Some((text, rows)) if merged && rows > 1 => {
                        let _ = write!(out, "<td rowspan=\"{rows}\">{text}</td>");
                    }
                    Some((text, _)) => {
                        let _ = write!(out, "<td>{text}</td>");
                    }
                    None if merged => {}
                    None => out += "<td></td>",
                }
            }
            out += "</tr>";
        }
        (out + "</table>").into_bytes()
    }

    fn published(&self, merged: bool) -> Published {
        let matrix = self.matrix();
        let cell = |(column, (text, rows)): (usize, (String, usize))| Cell {
            rows: if merged { rows } else { 1 },
            ..Cell::new(column, text)
        };
        let row = |(nth, row): (usize, &Vec<Option<(String, usize)>>)| Row {
            number: nth + 1,
            cells: row.iter().cloned().enumerate().filter_map(|(nth, text)| Some(cell((nth, text?)))).collect(),
        };
        let column = PublishedColumn { field: None, width: 8, choices: Vec::new(), centred: false };
        Published {
            title: "青石县民政局政务公开标准目录".to_owned(),
            above: Vec::new(),
            grid: Grid { rows: matrix.iter().enumerate().map(row).collect(), ..Grid::default() },
            head_rows: 1,
            columns: vec![column; matrix[0].len()],
        }
    }

    /// Each file that says the same.
    fn files(&self) -> Vec<(&'static str, bool, Vec<u8>)> {
        let mut all =
            vec![("t.html", true, self.html(true)), ("t.html", false, self.html(false)), ("t.csv", false, self.csv())];
        for merged in [true, false] {
            all.push(("t.docx", merged, docx(&self.published(merged)).expect("a document")));
            all.push(("t.xlsx", merged, xlsx(&self.published(merged), None).expect("a workbook")));
        }
        all
    }

    /// What the items say, by the fields of the catalog.
    fn meant(&self) -> Vec<BTreeMap<&'static str, String>> {
        let mut items = vec![BTreeMap::new(); self.groups.iter().sum()];
        for column in self.columns() {
            let key = match column.head.as_str() {
                "类别" => "category",
                "一级事项" => "topic",
                "二级事项" => "subtopic",
                "公开依据" => "basis",
                "公开时限" => "deadline",
                "公开主体" => "publisher",
                _ => continue,
            };
            let mut row = 0;
            for (text, rows) in column.cells {
                items[row..row + rows].iter_mut().for_each(|item| drop(item.insert(key, text.clone())));
                row += rows;
            }
        }
        items
    }
}

fn options() -> Settings {
    Settings::new(Date::new(2026, 11, 1).expect("a day"))
}

/// The items that a table is read as, and how many doubts there are.
fn items(name: &str, bytes: &[u8]) -> (Vec<Value>, usize) {
    let read = import(name, bytes, None, Lang::En, &options()).expect("a table");
    let [catalog] = <[_; 1]>::try_from(read.catalogs).expect("one catalog");
    let request = Request { target: ExportTarget::Json, profile: None, annotate: None };
    let json = export(catalog.yaml.as_bytes(), request, &options()).expect("sound").bytes;
    let json: Value = serde_json::from_slice(&json).expect("JSON");
    let doubts = catalog.findings.iter().filter(|d| ["IMP004", "IMP005"].contains(&d.rule.code)).count();
    (json["items"].as_array().expect("items").clone(), doubts)
}

fn says(item: &Value, key: &str) -> Option<String> {
    match &item[key] {
        Value::String(text) => Some(text.clone()),
        Value::Array(texts) => Some(texts.iter().filter_map(Value::as_str).collect()),
        _ => None,
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    /// Where each group has values of its own, a blank cell is one with the cell above it in every format.
    #[test]
    fn merged_or_blank_below_any_format_gives_the_same_items(form in form(false)) {
        let (want, doubts) = items("t.html", &form.html(true));
        prop_assert_eq!(doubts, 0);
        let meant = form.meant();
        prop_assert_eq!(want.len(), meant.len());
        for (item, meant) in want.iter().zip(&meant) {
            for (key, text) in meant {
                let said = says(item, key);
                prop_assert_eq!(said.as_ref(), Some(text), "{}", key);
            }
        }
        for (name, merged, bytes) in form.files() {
            let (read, doubts) = items(name, &bytes);
            prop_assert_eq!(doubts, 0, "{} {}\n{}", name, merged, String::from_utf8_lossy(&form.csv()));
            prop_assert_eq!(&read, &want, "{} {}\n{}", name, merged, String::from_utf8_lossy(&form.csv()));
        }
    }

    /// Whatever groups repeat: merged cells are read as they are, and a blank one as the value above, or it is left open
    /// and said; it is never read as another value.
    #[test]
    fn a_blank_cell_is_never_read_as_another_value(form in form(true)) {
        let meant = form.meant();
        for (name, merged, bytes) in form.files() {
            let (read, doubts) = items(name, &bytes);
            prop_assert_eq!(read.len(), meant.len(), "{} {}\n{}", name, merged, String::from_utf8_lossy(&form.csv()));
            let mut open = 0;
            for (item, meant) in read.iter().zip(&meant) {
                for (key, text) in meant {
                    let said = says(item, key);
                    open += usize::from(said.is_none());
                    let kept = said.as_ref().is_none_or(|said| said == text);
                    prop_assert!(kept, "{} {} {}: {:?}\n{}", name, merged, key, said, String::from_utf8_lossy(&form.csv()));
                }
            }
            prop_assert!(open == 0 || doubts > 0 && !merged, "{} {}: {} left out\n{}", name, merged, open, String::from_utf8_lossy(&form.csv()));
        }
    }
}
