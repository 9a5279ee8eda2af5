//! What stands above a table: title, compiling body, day.

use std::collections::BTreeMap;
use std::ops::Range;

use catalint_core::domain::nameless::says_template;
use catalint_core::model::FieldId;

use super::Spot;
use super::value::{compact, day, one};
use crate::grid::{At, Laid, Line};

/// The top of a catalog.
#[derive(Debug, Default)]
pub(super) struct Top {
    pub(super) fields: BTreeMap<FieldId, (String, Spot)>,
    /// Whether a line says that the table is a template for others.
    pub(super) template: bool,
}

impl Top {
    /// Reads the rows of text above the head, and the paragraphs above the table.
    pub(super) fn read(laid: &Laid<'_>, grid: usize, rows: Range<usize>, above: &[Line]) -> Self {
        let cells = rows.flat_map(|row| laid.written(row).map(move |cell| (row, cell)));
        let cells = cells.map(|(row, cell)| (cell.text.as_str(), Spot::Cell(At { grid, row, column: cell.column })));
        let lines = above.iter().map(|line| (line.text.as_str(), Spot::Line(line.span)));
        let texts: Vec<(&str, Spot)> = lines.chain(cells).collect();
        let mut top = Self::default();
        let mut titles: Vec<(String, Spot)> = Vec::new();
        for (text, spot) in texts {
            let mended = one(text).text;
            top.template |= says_template(&mended);
            if !top.labelled(&mended, spot) && is_title(&mended) {
                titles.push((mended, spot));
            }
        }
        // The nearest to the table that calls itself a catalog; else the nearest.
        let named = titles.iter().rev().find(|(text, _)| text.contains("目录") || text.contains("清单"));
        if let Some((text, spot)) = named.or(titles.last()) {
            top.fields.insert(FieldId::Title, (text.clone(), *spot));
            if let Some(body) = body_of(text) {
                top.fields.entry(FieldId::Authority).or_insert((body.to_owned(), *spot));
            }
        }
        top
    }

    /// `编制单位：…`, `填报时间：…`, also two of them in one text.
    fn labelled(&mut self, text: &str, spot: Spot) -> bool {
        let mut any = false;
        let labels = [FieldId::Authority, FieldId::Updated]
            .into_iter()
            .flat_map(|id| id.spec().chinese.iter().map(move |l| (id, *l)));
        for (id, label) in labels {
            let Some(at) = text.find(label) else { continue };
            let rest = text[at + label.len()..].trim_start_matches(|c: char| c.is_whitespace());
            let Some(rest) = rest.strip_prefix(['：', ':']) else { continue };
            any = true;
            let ends = ["填报", "更新", "编制", "日期", "时间"].iter().filter_map(|mark| rest.find(mark)).min();
            let value = rest[..ends.unwrap_or(rest.len())].trim().trim_end_matches(['（', '(', '）', ')', '，', '；']);
            let value = if id == FieldId::Updated { day(rest) } else { Some(compact(value)).filter(|v| !v.is_empty()) };
            if let Some(value) = value {
                self.fields.entry(id).or_insert((value, spot));
            }
        }
        any
    }
}

fn is_title(text: &str) -> bool {
    let letters = text.chars().count();
    let marks = text.contains(['。', '；', '？', '_', '|'])
        || text.starts_with("附件")
        || text.starts_with('（')
        || text.starts_with("附表");
    (4..=60).contains(&letters) && !marks && !text.is_ascii()
}

/// The body that a title names: 静安区民政局政务公开标准目录.
pub(crate) fn body_of(title: &str) -> Option<&str> {
    const ENDS: [&str; 17] = [
        "办公室",
        "政府",
        "办事处",
        "委员会",
        "管理局",
        "局",
        "厅",
        "委",
        "院",
        "中心",
        "大队",
        "总队",
        "支队",
        "所",
        "部",
        "司",
        "署",
    ];
    let kinds = ["政务公开", "基层政务公开", "政府信息公开", "信息公开", "主动公开", "法定主动公开", "公开"];
    let at = kinds.iter().filter_map(|kind| title.find(kind)).min()?;
    let body = title[..at].trim_start_matches("附件").trim();
    // 静安区城市综合执法领域 is a field and no body.
    (ENDS.iter().any(|end| body.ends_with(end)) && body.chars().count() > 3).then_some(body)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_may_name_its_body() {
        assert_eq!(body_of("静安区民政局政务公开标准目录"), Some("静安区民政局"));
        assert_eq!(body_of("城市综合执法领域基层政务公开标准目录"), None);
        assert_eq!(body_of("静安区人民政府合作交流办公室政务公开标准目录"), Some("静安区人民政府合作交流办公室"));
    }
}
