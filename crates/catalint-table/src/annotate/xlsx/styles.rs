//! Looks that are added to a workbook: formats behind those that it has, and nothing else.

use catalint_core::rule::Severity;

use super::super::xml::{self, XmlWriting, elements};
use crate::mend::LeftOutWhy;
use crate::mend::atoms::Splice;
use crate::remarks::colour;

const PART: &str = "xl/styles.xml";

/// The list of looks that hang on conditions, or that of the looks of cells.
#[derive(Debug, Default)]
struct Looks {
    known: Vec<String>,
    added: Vec<String>,
}

impl Looks {
    /// The number of a look, which is added where there is none.
    fn number(&mut self, look: String) -> usize {
        let find = |all: &[String]| all.iter().position(|known| *known == look);
        if let Some(nth) = find(&self.known) {
            return nth;
        }
        let nth = find(&self.added).unwrap_or_else(|| {
            self.added.push(look.clone());
            self.added.len() - 1
        });
        self.known.len() + nth
    }
}

/// The looks of a workbook.
#[derive(Debug)]
pub(super) struct AnnotateStyles {
    text: String,
    prefix: String,
    conditional: Looks,
    cells: Looks,
}

impl AnnotateStyles {
    pub(super) fn read(writing: &mut XmlWriting<'_>) -> Result<Self, LeftOutWhy> {
        let text = writing.text(PART)?.ok_or(LeftOutWhy::Package)?;
        let mut styles = Self { text, prefix: String::new(), conditional: Looks::default(), cells: Looks::default() };
        let all = elements(&styles.text, &[], |depth, name| depth < 2 || depth == 2 && matches!(name, "dxf" | "xf"))?;
        styles.prefix = xml::prefix(&styles.text, &all[0]);
        let mut within = "";
        for element in &all {
            let look = || styles.text[element.whole()].to_owned();
            match (within, element.name.as_str()) {
                ("dxfs", "dxf") => styles.conditional.known.push(look()),
                ("cellXfs", "xf") => styles.cells.known.push(look()),
                (_, "dxf" | "xf") => {}
                (_, name) => within = name,
            }
        }
        Ok(styles)
    }

    /// The colour of a severity.
    pub(super) fn severity(&mut self, severity: Severity) -> usize {
        self.dxf("", &format!("{:06X}", colour(severity)), "")
    }

    /// The same with lines around.
    pub(super) fn framed(&mut self, severity: Severity) -> usize {
        self.dxf("", &format!("{:06X}", colour(severity)), LINES)
    }

    /// Bold, on grey, with lines around.
    pub(super) fn head(&mut self) -> usize {
        self.dxf("<{}font><{}b/></{}font>", "F2F2F2", LINES)
    }

    /// Lines around.
    pub(super) fn lines(&mut self) -> usize {
        self.dxf("", "", LINES)
    }

    fn dxf(&mut self, font: &str, fill: &str, lines: &str) -> usize {
        let fill = if fill.is_empty() {
            String::new()
        } else {
            format!(
                "<{{}}fill><{{}}patternFill patternType=\"solid\"><{{}}fgColor rgb=\"FF{fill}\"/><{{}}bgColor rgb=\"FF{fill}\"/></{{}}patternFill></{{}}fill>"
            )
        };
        let look = format!("<{{}}dxf>{font}{fill}{lines}</{{}}dxf>").replace("{}", &self.prefix);
        self.conditional.number(look)
    }

    /// A cell of the list: its text as text, over several lines.
    pub(super) fn cell(&mut self, centred: bool) -> usize {
        let across = if centred { "center" } else { "left" };
        let look = format!(
            "<{{}}xf numFmtId=\"49\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\" applyNumberFormat=\"1\" \
             applyAlignment=\"1\"><{{}}alignment horizontal=\"{across}\" vertical=\"center\" wrapText=\"1\"/></{{}}xf>"
        );
        self.cells.number(look.replace("{}", &self.prefix))
    }

    pub(super) fn write(self, writing: &mut XmlWriting<'_>) -> Result<(), LeftOutWhy> {
        let all = elements(&self.text, &[], |depth, _| depth < 2)?;
        let mut splices: Vec<Splice> = Vec::new();
        for (name, looks) in [("cellXfs", &self.cells), ("dxfs", &self.conditional)] {
            if looks.added.is_empty() {
                continue;
            }
            let (new, count) = (looks.added.concat(), looks.known.len() + looks.added.len());
            match all.iter().find(|element| element.name == name) {
                Some(list) => {
                    splices.push(list.appended(&self.text, &new));
                    splices.extend(list.counted(&self.text, count));
                }
                None => {
                    let behind = all.iter().skip(1).rfind(|element| BEFORE.contains(&element.name.as_str()));
                    let at = behind.map_or(all[0].end.start, |element| element.end.end);
                    let prefix = &self.prefix;
                    let new = format!("<{prefix}{name} count=\"{count}\">{new}</{prefix}{name}>");
                    splices.push(Splice { range: at..at, new });
                }
            }
        }
        if splices.is_empty() { Ok(()) } else { writing.splice(PART, self.text, splices) }
    }
}

/// What stands before the looks that hang on conditions.
const BEFORE: &[&str] = &["numFmts", "fonts", "fills", "borders", "cellStyleXfs", "cellXfs", "cellStyles"];

const LINES: &str = "<{}border><{}left style=\"thin\"><{}color auto=\"1\"/></{}left><{}right style=\"thin\"><{}color auto=\"1\"/>\
     </{}right><{}top style=\"thin\"><{}color auto=\"1\"/></{}top><{}bottom style=\"thin\"><{}color auto=\"1\"/></{}bottom></{}border>";
