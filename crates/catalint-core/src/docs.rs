//! Whole catalogs from the examples of rules, and what the linter says about them.

mod example;

use crate::model::FieldId;
use catalint_text::{Encoding, encode};

pub use example::{Example, example, split};

/// The top of the sound catalog that examples are completed with.
const TOP: &[(FieldId, &str)] = &[
    (FieldId::Title, "title: 静安区民政局政务公开标准目录\n"),
    (FieldId::Authority, "authority: 静安区民政局\n"),
    (FieldId::Profile, "profile: shanghai\n"),
    (FieldId::Updated, "updated: 2026-06-30\n"),
];

/// Its item.
const ITEM: &[(FieldId, &str)] = &[
    (FieldId::Topic, "    topic: 社会救助\n"),
    (FieldId::Subtopic, "    subtopic: 最低生活保障\n"),
    (FieldId::Content, "    content:\n      - 申请条件\n      - 办理流程\n"),
    (FieldId::Basis, "    basis:\n      - 《中华人民共和国政府信息公开条例》（国务院令第711号）\n"),
    (FieldId::Deadline, "    deadline: 自该政府信息形成或者变更之日起20个工作日内\n"),
    (FieldId::Publisher, "    publisher: 区民政局\n"),
    (FieldId::Channels, "    channels: [政府网站]\n"),
    (FieldId::Audience, "    audience: 全社会\n"),
    (FieldId::Method, "    method: 主动公开\n"),
    (FieldId::Levels, "    levels: [区级]\n"),
];

/// Whether an example is a Markdown table, which the stage that reads tables looks at.
#[must_use]
pub fn is_table(example: &str) -> bool {
    example.lines().any(|line| line.starts_with('|'))
}

/// A whole catalog from a part of one. What the part does not have is filled up with sound values.
///
/// A part is one of: lines of an item, indented by four blanks; some items, each beginning with
/// `  - `; lines of the top, not indented, `defaults` among them; a whole file, which has a line `items:` or `事项:`
/// (also with a full-width colon), or begins with `---`, and stays as it is.
#[must_use]
pub fn complete(part: &str) -> String {
    let whole =
        part.lines().any(|line| line.starts_with("items") || line.starts_with("事项")) || part.starts_with("---");
    if whole || part.is_empty() || is_table(part) {
        return part.to_owned();
    }
    if part.starts_with("  - ") {
        let mut out = top("") + "items:\n";
        for item in part.split_inclusive('\n').fold(Vec::<String>::new(), grouped) {
            out += &item;
            out += &missing(ITEM, &item, 4);
        }
        return out;
    }
    if let Some(first) = part.strip_prefix("    ") {
        return top("") + "items:\n  - " + first + &missing(ITEM, part, 4);
    }
    // What `defaults` gives stands indented by two.
    let given = |id: FieldId| id.has_default() && has(part, id, 2);
    let item: String = ITEM.iter().filter(|(id, _)| !given(*id)).map(|(_, lines)| *lines).collect();
    top(part) + "items:\n  - " + item.trim_start()
}

/// Lines into items: a line with a dash begins the next one.
fn grouped(mut items: Vec<String>, line: &str) -> Vec<String> {
    match items.last_mut() {
        Some(last) if !line.starts_with("  - ") => last.push_str(line),
        _ => items.push(line.to_owned()),
    }
    items
}

fn top(part: &str) -> String {
    part.to_owned() + &missing(TOP, part, 0)
}

/// The bytes of an example: in the encoding that its first line names, if it is a comment
/// `# encoding: GB18030`, else in UTF-8.
#[must_use]
pub fn bytes(text: &str) -> Vec<u8> {
    let named = text.lines().next().and_then(|line| line.strip_prefix("# encoding: "));
    let all = [Encoding::Gb18030, Encoding::Utf16Le, Encoding::Utf16Be];
    let Some(encoding) = all.into_iter().find(|encoding| named == Some(encoding.name())) else {
        return text.as_bytes().to_vec();
    };
    let mark = if encoding == Encoding::Gb18030 { "" } else { "\u{feff}" };
    encode(&format!("{mark}{text}"), encoding)
}

/// The lines of the fields that `part` does not have at this indentation.
fn missing(fields: &[(FieldId, &str)], part: &str, indent: usize) -> String {
    fields.iter().filter(|(id, _)| !has(part, *id, indent)).map(|(_, lines)| *lines).collect()
}

/// Whether a part has a field at an indentation.
fn has(part: &str, id: FieldId, indent: usize) -> bool {
    part.lines().any(|line| {
        let body = line.strip_prefix("  - ").map_or_else(|| line.get(indent..), Some).unwrap_or("");
        let lead = line.len() - line.trim_start_matches([' ', '-']).len();
        let key = body.split([':', '：']).next().unwrap_or("").trim_matches(['"', '\'', ' ']);
        lead == indent && FieldId::from_key(key) == Some(id)
    })
}
