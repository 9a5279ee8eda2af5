//! Comments of the cells of a sheet: beside those that it has, which stay as they are. A cell with a comment of somebody
//! else gets none.

use std::collections::{BTreeMap, BTreeSet};

use super::super::Placed;
use super::super::rows::MarkedRow;
use super::super::xml::{self, XmlElement, XmlWriting, elements, number};
use super::name;
use crate::mend::LeftOutWhy;
use crate::mend::atoms::Splice;
use crate::publish::lines;
use crate::read::package::{XmlStep, attribute, walk_at};
use crate::read::sheet::{RowColumn, place};
use crate::remarks::is_comment;

const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const KIND: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml";
const DRAWING_KIND: &str = "application/vnd.openxmlformats-officedocument.vmlDrawing";
const AUTHOR: &str = "catalint";
/// Width and greatest height of a comment in pixels; a line of it has so many columns of a screen and pixels.
const SIZE: (u32, u32) = (300, 480);
const LINE: (usize, usize) = (46, 16);
/// Shapes of one block of numbers.
const BLOCK: usize = 1024;
/// What a drawing has to declare for shapes of ours.
const PREFIXES: [&str; 3] = ["xmlns:v=", "xmlns:o=", "xmlns:x="];
const SHAPE_TYPE: &str = "<v:shapetype id=\"_x0000_t202\" coordsize=\"21600,21600\" o:spt=\"202\" path=\"m,l,21600r21600,l21600,xe\">\
     <v:stroke joinstyle=\"miter\"/><v:path gradientshapeok=\"t\" o:connecttype=\"rect\"/></v:shapetype>";

/// The parts of a sheet that hold its comments.
struct Parts {
    comments: Option<String>,
    drawing: Option<String>,
}

impl Parts {
    fn of(writing: &mut XmlWriting<'_>, part: &str) -> Result<Self, LeftOutWhy> {
        let relations = writing.relations(part)?;
        let find = |kind: &str| relations.iter().find(|one| one.kind.ends_with(kind)).map(|one| one.part.clone());
        Ok(Self { comments: find("/comments"), drawing: find("/vmlDrawing") })
    }
}

/// Whether a sheet has comments of an earlier time.
pub(super) fn has_own(writing: &mut XmlWriting<'_>, part: &str) -> Result<bool, LeftOutWhy> {
    let Some(comments) = Parts::of(writing, part)?.comments else { return Ok(false) };
    Ok(!Known::read(writing, &comments)?.own.is_empty())
}

/// Writes the comments; returns the number of the relation to a drawing that the sheet is to name.
pub(super) fn write(
    writing: &mut XmlWriting<'_>,
    part: &str,
    sheet: &str,
    marks: &BTreeMap<RowColumn, &MarkedRow>,
    placed: &mut Placed,
) -> Result<Option<String>, LeftOutWhy> {
    let parts = Parts::of(writing, part)?;
    let known = parts.comments.as_deref().map(|part| Known::read(writing, part)).transpose()?;
    let drawing = parts.drawing.as_deref().map(|part| writing.text(part)).transpose()?.flatten();
    let odd = drawing.as_ref().is_some_and(|text| !PREFIXES.iter().all(|prefix| text.contains(prefix)));
    let others = known.as_ref().map_or_else(BTreeSet::new, |known| known.others.clone());
    let new: Vec<(RowColumn, &str)> = marks
        .iter()
        .filter(|(at, mark)| !odd && !mark.comment.is_empty() && !others.contains(at))
        .map(|(at, mark)| (*at, mark.comment.as_str()))
        .collect();
    placed.commented += marks.keys().filter(|at| others.contains(at)).count();
    let own = known.as_ref().map_or_else(Vec::new, |known| known.own.clone());
    if new.is_empty() && own.is_empty() {
        return Ok(None);
    }
    match (known, parts.comments) {
        (Some(known), Some(part)) => known.write(writing, &part, &new)?,
        _ => {
            let name = writing.free("xl/comments", ".xml");
            let all = comments("", 0, &new);
            writing.put(
                &name,
                &format!(
                    "<comments xmlns=\"{MAIN}\"><authors><author>{AUTHOR}</author></authors><commentList>{all}</commentList></comments>"
                ),
            );
            writing.declare(&name, KIND);
            writing.relate(part, "comments", &name)?;
        }
    }
    let grid = Sizes::read(sheet)?;
    match (drawing, parts.drawing) {
        (Some(text), Some(part)) => {
            let splices = drawn_on(&text, &own, &new, &grid);
            writing.splice(&part, text, splices)?;
            Ok(None)
        }
        _ => {
            let name = writing.free("xl/drawings/vmlDrawing", ".vml");
            writing.put(&name, &drawing_of(&new, &grid));
            writing.declare_all("vml", DRAWING_KIND);
            writing.relate(part, "vmlDrawing", &name).map(Some)
        }
    }
}

/// The comments that a sheet has.
struct Known {
    text: String,
    all: Vec<XmlElement>,
    /// The number of our author, if there is one, and that of a new one.
    author: Option<usize>,
    authors: usize,
    /// The cells with comments of ours, and of others.
    own: Vec<RowColumn>,
    others: BTreeSet<RowColumn>,
}

impl Known {
    fn read(writing: &mut XmlWriting<'_>, part: &str) -> Result<Self, LeftOutWhy> {
        let text = writing.text(part)?.ok_or(LeftOutWhy::Package)?;
        let wanted = |depth, name: &str| depth == 0 || matches!(name, "authors" | "author" | "commentList" | "comment");
        let all = elements(&text, &["ref", "authorId"], wanted)?;
        let authors: Vec<&XmlElement> = all.iter().filter(|element| element.name == "author").collect();
        let author = authors.iter().position(|author| text[author.tag.end..author.end.start].trim() == AUTHOR);
        let authors = authors.len();
        let mut known = Self { author, authors, own: Vec::new(), others: BTreeSet::new(), all, text };
        for comment in known.all.iter().filter(|element| element.name == "comment") {
            let Some(at) = comment.values[0].as_deref().and_then(place) else { continue };
            if known.is_own(comment) {
                known.own.push(at);
            } else {
                known.others.insert(at);
            }
        }
        Ok(known)
    }

    fn is_own(&self, comment: &XmlElement) -> bool {
        let author = comment.values[1].as_deref().and_then(|n| n.parse::<usize>().ok());
        author.is_some() && author == self.author || is_comment(&words(&self.text[comment.whole()]))
    }

    fn write(self, writing: &mut XmlWriting<'_>, part: &str, new: &[(RowColumn, &str)]) -> Result<(), LeftOutWhy> {
        let mut splices: Vec<Splice> = self
            .all
            .iter()
            .filter(|element| element.name == "comment" && self.is_own(element))
            .map(|element| Splice { range: element.whole(), new: String::new() })
            .collect();
        let find = |name: &str| self.all.iter().find(|element| element.name == name).ok_or(LeftOutWhy::Package);
        let prefix = xml::prefix(&self.text, &self.all[0]);
        if self.author.is_none() {
            let author = format!("<{prefix}author>{AUTHOR}</{prefix}author>");
            splices.push(find("authors")?.appended(&self.text, &author));
        }
        let all = comments(&prefix, self.author.unwrap_or(self.authors), new);
        splices.push(find("commentList")?.appended(&self.text, &all));
        writing.splice(part, self.text, splices)
    }
}

/// What stands between tags.
fn words(xml: &str) -> String {
    xml.split('<').filter_map(|part| part.split_once('>')).map(|(_, text)| text).collect()
}

/// Comments as they are written.
fn comments(prefix: &str, author: usize, new: &[(RowColumn, &str)]) -> String {
    let comment = |(at, text): &(RowColumn, &str)| {
        format!(
            "<{{}}comment ref=\"{}\" authorId=\"{author}\"><{{}}text><{{}}r><{{}}rPr><{{}}sz val=\"9\"/><{{}}rFont val=\"宋体\"/>\
             <{{}}charset val=\"134\"/></{{}}rPr><{{}}t xml:space=\"preserve\">",
            name(*at)
        )
        .replace("{}", prefix)
            + &xml::escaped(text)
            + &"</{}t></{}r></{}text></{}comment>".replace("{}", prefix)
    };
    new.iter().map(comment).collect()
}

/// A drawing with the boxes of comments.
fn drawing_of(new: &[(RowColumn, &str)], sizes: &Sizes) -> String {
    let blocks: Vec<String> = (0..new.len() / BLOCK + 1).map(|nth| (nth + 1).to_string()).collect();
    format!(
        "<xml xmlns:v=\"urn:schemas-microsoft-com:vml\" xmlns:o=\"urn:schemas-microsoft-com:office:office\" \
         xmlns:x=\"urn:schemas-microsoft-com:office:excel\"><o:shapelayout v:ext=\"edit\"><o:idmap v:ext=\"edit\" \
         data=\"{}\"/></o:shapelayout>{SHAPE_TYPE}{}</xml>",
        blocks.join(","),
        shapes(new, BLOCK + 1, sizes)
    )
}

/// Changes of a drawing that is there: boxes of an earlier time go, and new ones come behind the others. It need not be
/// good XML: old programs write `<br>` into it.
fn drawn_on(text: &str, own: &[RowColumn], new: &[(RowColumn, &str)], sizes: &Sizes) -> Vec<Splice> {
    let mut splices = Vec::new();
    let mut at = 0;
    while let Some(begin) = text[at..].find("<v:shape ").map(|found| at + found) {
        let end = text[begin..].find("</v:shape>").map_or(text.len(), |found| begin + found + "</v:shape>".len());
        let shape = &text[begin..end];
        let value = |tag: &str| -> Option<u32> {
            let from = shape.find(&format!("<x:{tag}>"))? + tag.len() + 4;
            shape[from..].split('<').next()?.trim().parse().ok()
        };
        let is_note = shape.contains("ObjectType=\"Note\"");
        if is_note && value("Row").zip(value("Column")).is_some_and(|place| own.contains(&place)) {
            splices.push(Splice { range: begin..end, new: String::new() });
        }
        at = end;
    }
    let has_type = text.contains("id=\"_x0000_t202\"");
    let stays = |(at, _): &(usize, usize)| splices.iter().all(|splice: &Splice| !splice.range.contains(at));
    let last = numbers(text).filter(stays).map(|(_, number)| number).max().unwrap_or(BLOCK);
    let added = (if has_type { "" } else { SHAPE_TYPE }).to_owned() + &shapes(new, last + 1, sizes);
    let end = text.rfind("</xml").unwrap_or(text.len());
    if !new.is_empty() {
        splices.push(Splice { range: end..end, new: added });
    }
    splices
}

/// The numbers of shapes, and where they stand.
fn numbers(text: &str) -> impl Iterator<Item = (usize, usize)> {
    let digits = |text: &str| text.chars().take_while(char::is_ascii_digit).collect::<String>();
    let number = move |(at, begin): (usize, &str)| Some((at, digits(&text[at + begin.len()..]).parse().ok()?));
    text.match_indices("\"_x0000_s").filter_map(number)
}

fn shapes(new: &[(RowColumn, &str)], first: usize, sizes: &Sizes) -> String {
    let shape = |(nth, (at, text)): (usize, &(RowColumn, &str))| {
        let (row, column) = *at;
        let height = u32::try_from(lines(text, LINE.0) * LINE.1 + 14).unwrap_or(SIZE.1).min(SIZE.1);
        let anchor = sizes.anchor(*at, (SIZE.0, height));
        format!(
            "<v:shape id=\"_x0000_s{}\" type=\"#_x0000_t202\" style=\"position:absolute;margin-left:60pt;margin-top:2pt;\
             width:{}pt;height:{}pt;z-index:{};visibility:hidden\" fillcolor=\"#ffffe1\" o:insetmode=\"auto\">\
             <v:fill color2=\"#ffffe1\"/><v:shadow on=\"t\" color=\"black\" obscured=\"t\"/><v:path o:connecttype=\"none\"/>\
             <v:textbox style=\"mso-direction-alt:auto\"><div style=\"text-align:left\"></div></v:textbox>\
             <x:ClientData ObjectType=\"Note\"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor>{anchor}</x:Anchor>\
             <x:AutoFill>False</x:AutoFill><x:Row>{row}</x:Row><x:Column>{column}</x:Column></x:ClientData></v:shape>",
            first + nth,
            SIZE.0 * 3 / 4,
            height * 3 / 4,
            nth + 1,
        )
    };
    new.iter().enumerate().map(shape).collect()
}

/// Widths and heights of the cells of a sheet in pixels.
#[derive(Debug)]
struct Sizes {
    column: u32,
    row: u32,
    /// First and last column from 0, with the width.
    columns: Vec<(u32, u32, u32)>,
    rows: BTreeMap<u32, u32>,
}

impl Sizes {
    fn read(sheet: &str) -> Result<Self, LeftOutWhy> {
        let mut sizes = Self { column: 64, row: 20, columns: Vec::new(), rows: BTreeMap::new() };
        let mut at = 0_u32;
        let pixels = |value: f64| value.clamp(0.0, 4000.0).round() as u32;
        let read = walk_at(sheet, |step, _| {
            let XmlStep::Open(name, element) = step else { return Ok(()) };
            match name {
                "sheetFormatPr" => {
                    sizes.column = number(element, "defaultColWidth").map_or(64, |width| pixels(width * 7.0 + 5.0));
                    sizes.row = number(element, "defaultRowHeight").map_or(20, |height| pixels(height * 4.0 / 3.0));
                }
                "col" => {
                    let hidden = attribute(element, "hidden").is_some_and(|on| on == "1" || on == "true");
                    let width = if hidden { 0.0 } else { number(element, "width").unwrap_or(8.43) * 7.0 + 5.0 };
                    if let Some((first, last)) = number(element, "min").zip(number(element, "max")) {
                        sizes.columns.push((
                            pixels(first).max(1) - 1,
                            last.clamp(1.0, 16_384.0) as u32 - 1,
                            pixels(width),
                        ));
                    }
                }
                "row" => {
                    let number_of = attribute(element, "r").and_then(|n| n.trim().parse::<u32>().ok());
                    at = number_of.unwrap_or(at.saturating_add(1)).max(1);
                    if let Some(height) = number(element, "ht") {
                        sizes.rows.insert(at - 1, pixels(height * 4.0 / 3.0));
                    }
                }
                _ => {}
            }
            Ok(())
        });
        read.map_err(|_| LeftOutWhy::Package).map(|()| sizes)
    }

    fn width(&self, column: u32) -> u32 {
        let found = self.columns.iter().find(|(first, last, _)| (*first..=*last).contains(&column));
        found.map_or(self.column, |(.., width)| *width)
    }

    fn height(&self, row: u32) -> u32 {
        self.rows.get(&row).copied().unwrap_or(self.row)
    }

    /// Where a box of a size stands beside a cell: column, pixels in it, row, pixels in it, for both corners.
    fn anchor(&self, (row, column): RowColumn, (width, height): (u32, u32)) -> String {
        let across = far(column + 1, 12 + width, |column| self.width(column));
        let down = far(row, 4 + height, |row| self.height(row));
        format!("{}, 12, {row}, 4, {}, {}, {}, {}", column + 1, across.0, across.1, down.0, down.1)
    }
}

/// The row or column that lies so many pixels behind the start of another, and pixels within it.
fn far(from: u32, mut pixels: u32, size: impl Fn(u32) -> u32) -> (u32, u32) {
    let mut at = from;
    // Hidden ones have no size; there is an end to them.
    while at < from + 2000 {
        let here = size(at);
        if pixels < here {
            break;
        }
        pixels -= here;
        at += 1;
    }
    (at, pixels.min(size(at)))
}
