//! The comments of a document: beside those that it has, which stay as they are.

use super::super::xml::{self, XmlWriting, elements};
use super::Own;
use crate::mend::LeftOutWhy;
use crate::mend::atoms::Splice;

const MAIN: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const KIND: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml";
const AUTHOR: &str = "catalint";

#[derive(Debug, Default)]
pub(super) struct DocxComments {
    part: Option<(String, String)>,
    /// Numbers of those of an earlier time.
    pub(super) own: Own,
    next: u32,
    added: Vec<(u32, String)>,
}

impl DocxComments {
    pub(super) fn read(writing: &mut XmlWriting<'_>) -> Result<Self, LeftOutWhy> {
        let relations = writing.relations(super::PART)?;
        let Some(part) = relations.into_iter().find(|one| one.kind.ends_with("/comments")) else {
            return Ok(Self::default());
        };
        let text = writing.text(&part.part)?.ok_or(LeftOutWhy::Package)?;
        let mut comments = Self::default();
        for comment in elements(&text, &["id", "author"], |depth, _| depth < 2)?.into_iter().skip(1) {
            let Some(id) = comment.values[0].clone() else { continue };
            if comment.values[1].as_deref() == Some(AUTHOR) {
                comments.own.insert(id);
                continue;
            }
            comments.next = comments.next.max(id.trim().parse::<u32>().map_or(0, |id| id.saturating_add(1)));
        }
        comments.part = Some((part.part, text));
        Ok(comments)
    }

    /// The number of a new comment.
    pub(super) fn add(&mut self, text: &str) -> u32 {
        self.added.push((self.next, text.to_owned()));
        self.next += 1;
        self.next - 1
    }

    pub(super) fn write(self, writing: &mut XmlWriting<'_>) -> Result<(), LeftOutWhy> {
        let new = |prefix: &str| -> String {
            self.added.iter().map(|(id, text)| comment(*id, text).replace("{}", prefix)).collect()
        };
        let Some((part, text)) = self.part else {
            if self.added.is_empty() {
                return Ok(());
            }
            let name = writing.free("word/comments", ".xml");
            writing.put(&name, &format!("<w:comments xmlns:w=\"{MAIN}\">{}</w:comments>", new("w:")));
            writing.declare(&name, KIND);
            return writing.relate(super::PART, "comments", &name).map(drop);
        };
        let all = elements(&text, &["id"], |depth, _| depth < 2)?;
        let is_own = |id: &Option<String>| id.as_ref().is_some_and(|id| self.own.contains(id));
        let gone = all.iter().skip(1).filter(|comment| is_own(&comment.values[0]));
        let mut splices: Vec<Splice> =
            gone.map(|comment| Splice { range: comment.whole(), new: String::new() }).collect();
        splices.push(all[0].appended(&text, &new(&xml::prefix(&text, &all[0]))));
        writing.splice(&part, text, splices)
    }
}

/// A comment as it is written, with `{}` for the prefix; a paragraph a line.
fn comment(id: u32, text: &str) -> String {
    let paragraph = |line: &str| {
        format!(
            "<{{}}p><{{}}r><{{}}rPr><{{}}rFonts {{}}hint=\"eastAsia\"/><{{}}sz {{}}val=\"18\"/></{{}}rPr>\
             <{{}}t xml:space=\"preserve\">{}</{{}}t></{{}}r></{{}}p>",
            xml::escaped(line).replace("{}", "{&#125;")
        )
    };
    let paragraphs: String = text.split('\n').map(paragraph).collect();
    format!("<{{}}comment {{}}id=\"{id}\" {{}}author=\"{AUTHOR}\" {{}}initials=\"{AUTHOR}\">{paragraphs}</{{}}comment>")
}
