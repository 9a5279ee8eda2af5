//! A citation as text in its regular form.

use std::fmt;

use super::text::{ends_as_title, is_balanced, is_blank, is_close_mark, is_open_mark};
use super::{Article, Citation, CitationForm, Number, Title, TitleMarks};

impl fmt::Display for Citation<'_> {
    /// Tag, title in marks, numbers in brackets, articles: 【法律】《预算法》（主席令第22号）第十四条.
    /// Reading it again gives a citation that [says the same](Citation::says_the_same).
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(tag) = &self.tag {
            write!(f, "【{}】", tag.label)?;
        }
        let mut numbers = self.numbers.as_slice();
        match self.form {
            CitationForm::Marked | CitationForm::Bare => {
                if let Some(title) = &self.title {
                    write!(f, "{title}")?;
                }
            }
            CitationForm::Number => {
                if let Some((first, others)) = numbers.split_first() {
                    f.write_str(&first.canonical())?;
                    numbers = others;
                }
            }
            CitationForm::Articles => write_articles(f, &self.articles)?,
            CitationForm::Vague | CitationForm::Ditto => return f.write_str(self.text),
        }
        if !numbers.is_empty() {
            let all: Vec<String> = numbers.iter().map(Number::canonical).collect();
            write!(f, "（{}）", all.join("、"))?;
        }
        // Behind words that are no title, articles would be read as part of them.
        let apart = self.form == CitationForm::Bare
            && !self.articles.is_empty()
            && !self.title.as_ref().is_some_and(|title| ends_as_title(title.text));
        match self.form {
            CitationForm::Articles => Ok(()),
            _ if apart && numbers.is_empty() => {
                f.write_str("（")?;
                write_articles(f, &self.articles)?;
                f.write_str("）")
            }
            _ => write_articles(f, &self.articles),
        }
    }
}

fn write_articles(f: &mut fmt::Formatter<'_>, articles: &[Article]) -> fmt::Result {
    let articles: Vec<String> = articles.iter().map(ToString::to_string).collect();
    f.write_str(&articles.join("、"))
}

impl fmt::Display for Title<'_> {
    /// In 《》, inner titles in 〈〉; one without marks as its bare words.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.marks == TitleMarks::Absent {
            return f.write_str(self.text);
        }
        if !is_balanced(self.text) {
            return write!(f, "《{}》", self.folded());
        }
        f.write_str("《")?;
        for c in self.text.chars() {
            match c {
                '\n' | '\r' => {}
                c if is_open_mark(c) => f.write_str("〈")?,
                c if is_close_mark(c) => f.write_str("〉")?,
                c if is_blank(c) => f.write_str(" ")?,
                c => write!(f, "{c}")?,
            }
        }
        f.write_str("》")
    }
}
