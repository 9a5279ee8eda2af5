//! What a form says of itself in its hidden column, and how that is read when it comes back.

/// The head of the column of codes.
pub(crate) const CODE_HEAD: &str = "填报编码";

const GAP: char = '|';

/// The code of a row: `社会救助|县民政局|003/013|2/5` is item 3 of the 13 of the list, and the second of the five of this form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct FormCode {
    pub(crate) field: String,
    pub(crate) body: String,
    /// Position in the list, from 1.
    pub(crate) nth: usize,
    /// Items of the list.
    pub(crate) list: usize,
    /// Position in the form, from 1.
    pub(crate) row: usize,
    /// Items of the form.
    pub(crate) rows: usize,
}

impl FormCode {
    pub(crate) fn written(&self) -> String {
        let Self { field, body, nth, list, row, rows } = self;
        let name = |text: &str| text.replace(GAP, " ");
        format!("{}{GAP}{}{GAP}{nth:03}/{list:03}{GAP}{row}/{rows}", name(field), name(body))
    }

    pub(crate) fn read(text: &str) -> Option<Self> {
        let parts: Vec<&str> = text.trim().split(GAP).map(str::trim).collect();
        let [field, body, item, row] = parts[..] else { return None };
        let of = |text: &str| -> Option<(usize, usize)> {
            let (nth, of) = text.split_once('/')?;
            let (nth, of) = (nth.parse().ok()?, of.parse().ok()?);
            (1..=of).contains(&nth).then_some((nth, of))
        };
        let ((nth, list), (row, rows)) = (of(item)?, of(row)?);
        let named = !field.is_empty() && !body.is_empty();
        named.then(|| Self { field: field.to_owned(), body: body.to_owned(), nth, list, row, rows })
    }
}

/// The heads of a form as one text, for its hidden column.
pub(super) fn written_heads<'a>(heads: impl Iterator<Item = &'a str>) -> String {
    let heads = heads.map(|head| head.replace(GAP, " "));
    std::iter::once(CODE_HEAD.to_owned()).chain(heads).collect::<Vec<_>>().join("|")
}

/// The heads that a form was made with, where a text tells them.
pub(crate) fn form_heads(text: &str) -> Option<Vec<String>> {
    let rest = text.trim().strip_prefix(CODE_HEAD)?.strip_prefix(GAP)?;
    Some(rest.split(GAP).map(str::to_owned).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_read_whole_or_not_at_all() {
        let code = FormCode::read("社会救助|县民政局|003/013|2/5").expect("a code");
        assert_eq!((code.field.as_str(), code.body.as_str()), ("社会救助", "县民政局"));
        assert_eq!((code.nth, code.list, code.row, code.rows), (3, 13, 2, 5));
        assert_eq!(FormCode::read(&code.written()), Some(code.clone()));
        let odd = FormCode { field: "城市|综合".to_owned(), ..code };
        assert_eq!(FormCode::read(&odd.written()).map(|code| code.field), Some("城市 综合".to_owned()));
        for code in [
            "",
            "社会救助",
            "社会救助|县民政局|014/013|2/5",
            "社会救助|县民政局|0/013|2/5",
            "|县民政局|001/002|1/1",
            "社会救助||001/002|1/1",
            "社会救助|县民政局|001|1/1",
            "社会救助|县民政局|001/002|1/1|1",
        ] {
            assert_eq!(FormCode::read(code), None, "{code}");
        }
    }

    #[test]
    fn heads_are_kept_as_one_text() {
        let text = written_heads(["一级事项", "政府网站"].into_iter());
        assert_eq!(form_heads(&text), Some(vec!["一级事项".to_owned(), "政府网站".to_owned()]));
        assert_eq!((form_heads("填报编码"), form_heads("填报说明：黄色")), (None, None));
    }
}
