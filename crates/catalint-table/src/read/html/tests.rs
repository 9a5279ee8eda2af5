//! Pages: what a browser shows of a table is read, and what it does not is said.

use super::read;
use crate::grid::{AsideKind, Cell, MAX_COLUMNS};

fn cells(html: &str) -> Vec<Vec<(usize, usize, usize, String)>> {
    let document = read(html).expect("small");
    let cell = |cell: &Cell| (cell.column, cell.columns, cell.rows, cell.text.clone());
    document.grids.iter().flat_map(|grid| &grid.rows).map(|row| row.cells.iter().map(cell).collect()).collect()
}

#[test]
fn spans_boxes_and_lines_are_read() {
    let html = "<h1>目录</h1><table><tr><td rowspan=2>甲</td><td colspan='2'>乙<br>丙</td></tr>\
                <tr><td><input type=checkbox checked> 网站 <input type=\"checkbox\"/>公报<td><font face=\"Wingdings 2\">R</font>政府&nbsp;网</table>";
    let text = |s: &str| s.to_owned();
    assert_eq!(
        cells(html),
        [
            vec![(0, 1, 2, text("甲")), (1, 2, 1, text("乙\n丙"))],
            vec![(1, 1, 1, text("☑ 网站 ☐公报")), (2, 1, 1, text("☑政府 网"))]
        ]
    );
    assert_eq!(read(html).expect("small").grids[0].above[0].text, "目录");
}

#[test]
fn paragraphs_are_lines_however_the_source_is_indented() {
    let html = "<table><tr><td>\n\t<p>甲</p>\n\t<p>乙\n丙<br>\n\t丁</p>\n</td></tr></table>";
    assert_eq!(cells(html), [vec![(0, 1, 1, "甲\n乙 丙\n丁".to_owned())]]);
}

#[test]
fn a_table_in_a_table_is_one_of_its_own_where_it_has_a_head() {
    let of = |inner: &str| -> Vec<String> {
        let html = format!("<table><tr><td>外<table>{inner}</table>面</td></tr></table>");
        cells(&html).into_iter().flatten().map(|(.., text)| text).collect()
    };
    let head = "<tr><td>一级事项</td><td>公开内容</td><td>公开依据</td></tr>";
    assert_eq!(of(head), ["外\n面", "一级事项", "公开内容", "公开依据"]);
    // A small one without a head is a part of what the cell says.
    assert_eq!(of("<tr><td>甲</td><td>乙</td></tr><tr><td>丙</td></tr>"), ["外\n甲 乙\n丙\n面"]);
}

#[test]
fn absurd_spans_are_cut() {
    let html = "<table><tr><td rowspan=99999999 colspan=99999999>甲</td></tr></table>";
    assert_eq!(cells(html), [vec![(0, MAX_COLUMNS, 1, "甲".to_owned())]]);
}

/// The cells of a page of one row, with what stands in them besides.
fn row(cells: &str) -> Vec<(String, Vec<(AsideKind, String)>)> {
    let html = format!("<table><tr>{cells}</tr></table>");
    let asides = |cell: &Cell| cell.asides.iter().map(|aside| (aside.kind, aside.text.clone())).collect();
    let row = read(&html).expect("small").grids.remove(0).rows.remove(0);
    row.cells.iter().map(|cell| (cell.text.clone(), asides(cell))).collect()
}

fn said(text: &str, asides: &[(AsideKind, &str)]) -> (String, Vec<(AsideKind, String)>) {
    (text.to_owned(), asides.iter().map(|(kind, text)| (*kind, (*text).to_owned())).collect())
}

#[test]
fn hidden_and_struck_words_are_said() {
    let cells = "<td>区住建局<span style='DISPLAY: none'>内部</span><i hidden>勿看</i></td>\
        <td><del>旧</del>新<span style='text-decoration:line-through'>废</span></td>\
        <td style='visibility:hidden'>藏<b style='visibility:visible'>露</b></td>";
    let want = [
        said("区住建局", &[(AsideKind::Hidden, "内部勿看")]),
        said("新", &[(AsideKind::Struck, "旧 废")]),
        said("露", &[(AsideKind::Hidden, "藏")]),
    ];
    assert_eq!(row(cells), want);
}

#[test]
fn styles_of_the_page_hide_too() {
    let html = "<style>.x{display:none} s.y{text-decoration:none} .z{font-family:Wingdings 2}</style>\
        <table><tr><td>甲<b class='a x'>乙</b><s class=y>丙</s><font class=z>R</font></td></tr></table>";
    let cell = read(html).expect("small").grids.remove(0).rows.remove(0).cells.remove(0);
    assert_eq!((cell.text.as_str(), cell.asides[0].text.as_str()), ("甲丙☑", "乙"));
}

#[test]
fn cells_and_rows_that_are_not_shown_take_no_place() {
    let html = "<table><tr><td rowspan=2>甲</td><td>乙</td></tr><tr style='display:none'><td>旧一</td><td>旧二</td></tr>\
        <tr><td style='display:none'>甲</td><td>丙</td></tr></table>";
    let grid = read(html).expect("small").grids.remove(0);
    let places: Vec<Vec<(usize, &str)>> =
        grid.rows.iter().map(|row| row.cells.iter().map(|cell| (cell.column, cell.text.as_str())).collect()).collect();
    assert_eq!(places, [vec![(0, "甲"), (1, "乙")], vec![(1, "丙")]]);
    assert_eq!(grid.rows[1].cells[0].asides[0].text, "旧一 旧二 甲");
}

#[test]
fn a_table_that_waits_to_be_shown_is_read() {
    let html = "<div style='display:none'>丙<table><tr><td>甲</td></tr></table></div>";
    let document = read(html).expect("small");
    assert_eq!((document.grids[0].rows[0].cells[0].text.as_str(), document.grids[0].above.len()), ("甲", 0));
}

#[test]
fn a_row_span_of_nought_reaches_to_the_end_of_its_group() {
    let html = "<table><tbody><tr><td rowspan=0>甲</td><td>1</td></tr><tr><td>2</td></tr></tbody>\
        <tbody><tr><td>乙</td><td>3</td></tr></tbody></table>";
    assert_eq!(cells(html)[0][0], (0, 1, 2, "甲".to_owned()));
    assert_eq!(cells(html)[2][1], (1, 1, 1, "3".to_owned()));
}

#[test]
fn a_foot_comes_last_and_a_head_first() {
    let html = "<table><tfoot><tr><td>注</td></tr></tfoot><tbody><tr><td rowspan=2>甲</td></tr><tr><td>乙</td></tr></tbody><thead><tr><td>头</td></tr></thead></table>";
    let grid = read(html).expect("small").grids.remove(0);
    let texts: Vec<(usize, &str)> = grid.rows.iter().map(|row| (row.number, row.cells[0].text.as_str())).collect();
    assert_eq!(texts, [(1, "头"), (2, "甲"), (3, "乙"), (4, "注")]);
}

#[test]
fn forms_hold_values_and_prompts() {
    let cells = "<td><input value='区教育局'></td><td><input placeholder='请填写'></td>\
        <td><select><option value=''>请选择</option><option selected>县级</option><option>市级</option></select></td>\
        <td><select><option value=''>--</option><option>市级</option></select></td><td><textarea> 名单 </textarea><input type=hidden value=9></td>";
    let want = [
        said("区教育局", &[]),
        said("", &[(AsideKind::Prompt, "请填写")]),
        said("县级", &[]),
        said("", &[(AsideKind::Prompt, "--")]),
        said("名单", &[]),
    ];
    assert_eq!(row(cells), want);
}

#[test]
fn pictures_are_said_and_what_is_no_text_is_none() {
    let cells = "<td>甲<img src=a.png alt='对勾'></td><td><svg><title>图</title><text>字</text></svg></td><td><img width=1 height=1>乙</td>\
        <td><iframe src=b></iframe></td><td>丙<script>1</script><template>2</template><ruby>圳<rp>(</rp><rt>zhen</rt></ruby>&shy;</td>";
    let want = [
        said("甲\u{fffc}", &[(AsideKind::Picture, "对勾")]),
        said("\u{fffc}", &[(AsideKind::Picture, "图字")]),
        said("乙", &[]),
        said("\u{fffc}", &[(AsideKind::Object, "")]),
        said("丙圳", &[]),
    ];
    assert_eq!(row(cells), want);
}

/// Whatever words stand in a cell, they are read, or it is said that they were not.
#[test]
fn no_word_is_lost_in_silence() {
    const AROUND: [&str; 18] = [
        "{}",
        "<b><i>{}</i></b>",
        "<p>{}</p>",
        "<del>{}</del>",
        "<span style='display:none'>{}</span>",
        "<span style='visibility:hidden'>{}</span>",
        "<div hidden><p>{}</p></div>",
        "<input value='{}'>",
        "<input placeholder='{}'>",
        "<select><option>{}</option></select>",
        "<textarea>{}</textarea>",
        "<img src=a alt='{}'>",
        "<svg><text>{}</text></svg>",
        "<ul><li>{}</ul>",
        "<table><tr><td>{}</td></tr></table>",
        "<table style='display:none'><tr><td>{}</td></tr></table>",
        "<new-part>{}</new-part>",
        "<details><summary>{}</summary></details>",
    ];
    let mut seed = 3_u64;
    let mut random = |below: usize| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(seed >> 33).expect("31 bits") % below
    };
    for nth in 0..300 {
        let mut words = Vec::new();
        let mut rows = String::new();
        for _ in 0..=random(3) {
            rows += ["<tr>", "<tr style='display:none'>", "<tbody><tr>"][random(3)];
            for _ in 0..=random(3) {
                rows += ["<td>", "<td hidden>", "<td rowspan=0>", "<td colspan=3>"][random(4)];
                for _ in 0..=random(3) {
                    let word = format!("词{nth}号{}末", words.len());
                    rows += &AROUND[random(AROUND.len())].replace("{}", &word);
                    words.push(word);
                }
                rows += "</td>";
            }
            rows += "</tr>";
        }
        // One that is seen, so that there is a cell to say it of.
        let document = read(&format!("<table>{rows}<tr><td>甲</td></tr></table>")).expect("small");
        let cells: Vec<&Cell> = document.grids.iter().flat_map(|grid| &grid.rows).flat_map(|row| &row.cells).collect();
        for word in words {
            let said = |cell: &&Cell| cell.text.contains(&word) || cell.asides.iter().any(|a| a.text.contains(&word));
            assert!(cells.iter().any(said), "{word}: {rows}\n{document:#?}");
        }
    }
}
