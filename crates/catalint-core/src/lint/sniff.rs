//! Telling a catalog from other YAML without parsing it, and by its head alone.
//!
//! `items` (事项) at the top, one more key of the model, and not more foreign keys than keys of the
//! model: much YAML has `items` and `title` (schemas, menus, texts of a site), hardly any has
//! the columns of a catalog below them. A broken catalog must still be known as one, so lines are
//! looked at one by one, with full-width marks as with ASCII ones.

use crate::model::{FieldId, Scope};
use catalint_text::decode;

/// How much of a file is looked at, in bytes.
pub const HEAD_BYTES: usize = 256 << 10;

/// So many keys of the model, and no need to read on.
const PLENTY: usize = 6;

/// Whether the first bytes of a file look like a catalog's, in any encoding that is read. Give it
/// [`HEAD_BYTES`] of them, or all; more are left aside.
#[must_use]
pub fn looks_like_catalog(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(HEAD_BYTES)];
    let decoded;
    // Most files need no copy.
    let text = match simdutf8::basic::from_utf8(head) {
        Ok(text) => text,
        Err(_) => {
            decoded = decode(whole_characters(head));
            &decoded.text
        }
    };
    text_looks_like_catalog(text)
}

/// The bytes without a character that the end of the head cuts.
fn whole_characters(head: &[u8]) -> &[u8] {
    let end = match (head, std::str::from_utf8(head)) {
        (_, Ok(_)) => head.len(),
        ([0xFF, 0xFE, ..] | [0xFE, 0xFF, ..], _) => head.len() & !1,
        (_, Err(error)) if error.error_len().is_none() => error.valid_up_to(),
        // In no encoding but UTF-16 is the byte of a line break part of another character.
        _ if head.len() == HEAD_BYTES => head.iter().rposition(|&b| b == b'\n').unwrap_or(head.len()),
        _ => head.len(),
    };
    &head[..end]
}

/// The same of a text; give it no more than [`HEAD_BYTES`] of it.
#[must_use]
pub fn text_looks_like_catalog(text: &str) -> bool {
    let text = text.trim_start_matches('\u{feff}');
    let mut seen = SniffedKeys::default();
    let first = text.lines().map(str::trim).find(|line| !is_empty(line));
    if first.is_some_and(|line| line.starts_with('{')) {
        flow(text, 0, &mut seen);
    } else {
        block(text, &mut seen);
    }
    seen.verdict(text)
}

/// Blank, a comment, a directive or a mark between documents.
fn is_empty(line: &str) -> bool {
    line.is_empty() || line.starts_with(['#', '%']) || line == "---" || line == "..."
}

/// What was met at the top and in the items themselves.
#[derive(Debug, Default)]
struct SniffedKeys<'t> {
    items: bool,
    /// Whether the items are a list, as far as can be seen.
    list: bool,
    top: KeySet<'t>,
    item: KeySet<'t>,
    /// Telling fields that stand elsewhere.
    stray: Vec<FieldId>,
}

/// Each key once.
#[derive(Debug, Default)]
struct KeySet<'t> {
    known: Vec<FieldId>,
    foreign: Vec<&'t str>,
}

impl<'t> SniffedKeys<'t> {
    /// A key of the top.
    fn top(&mut self, line: &'t str) -> Option<FieldId> {
        let (id, key) = read(line)?;
        match id {
            Some(FieldId::Items) => self.items = true,
            Some(id) if id.spec().scope == Scope::Catalog => note(&mut self.top.known, id),
            // One of a broken item.
            Some(id) if self.items => note(&mut self.item.known, id),
            _ => note(&mut self.top.foreign, key),
        }
        id
    }

    /// A key of an item.
    fn item(&mut self, line: &'t str) {
        match read(line) {
            Some((Some(id), _)) if id.spec().scope == Scope::Item => note(&mut self.item.known, id),
            Some((_, key)) => note(&mut self.item.foreign, key),
            None => {}
        }
    }

    fn plenty(&self) -> bool {
        self.items && self.list && self.item.known.len() >= PLENTY && self.item.known.len() > self.item.foreign.len()
    }

    fn verdict(&self, text: &str) -> bool {
        let (top, item) = (&self.top, &self.item);
        if self.plenty() || !self.items {
            // Where `items` itself is broken, its columns tell.
            return self.plenty() || self.stray.len() >= 4 && self.stray.len() > top.foreign.len();
        }
        // A title is what half of the world has.
        let own = top.known.iter().filter(|&&id| id != FieldId::Title).count() + item.known.len();
        let ours = item.known.len() >= item.foreign.len() && own >= top.foreign.len() + item.foreign.len();
        // A lone item without its dash is a catalog, a map of texts is none; and what a
        // catalog says is said in Chinese.
        let telling = item.known.iter().filter(|&&id| is_telling(id)).count();
        let needed = match (self.list, text.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c))) {
            (false, _) => 2,
            (true, false) => 1,
            (true, true) => 0,
        };
        ours && telling >= needed && !(top.known.is_empty() && item.known.is_empty())
    }
}

fn note<T: PartialEq>(all: &mut Vec<T>, one: T) {
    if all.len() < 64 && !all.contains(&one) {
        all.push(one);
    }
}

/// Columns that other lists of things hardly have; `note`, `content`, `category` and the like they have.
fn is_telling(id: FieldId) -> bool {
    use FieldId::{Audience, Basis, Channels, Deadline, Levels, Publisher, Subtopic, Topic};
    matches!(id, Topic | Subtopic | Basis | Deadline | Publisher | Channels | Audience | Levels)
}

/// The key that a line begins with: a field's, whatever its colon; another's in front of an ASCII one.
fn read(line: &str) -> Option<(Option<FieldId>, &str)> {
    let colon = line.find([':', '：'])?;
    let key = line[..colon].trim_matches([' ', '"', '\'', '\t', '“', '”']);
    match FieldId::from_key(key) {
        Some(id) => Some((Some(id), key)),
        None => (line[colon..].starts_with(": ") || line.ends_with(':')).then_some((None, key)),
    }
}

/// A line ends at `\n` or `\r`; between `\r\n` there is an empty one.
fn lines(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = Some(text);
    std::iter::from_fn(move || {
        let all = rest?;
        let end = memchr::memchr2(b'\n', b'\r', all.as_bytes());
        rest = end.map(|end| &all[end + 1..]);
        Some(&all[..end.unwrap_or(all.len())])
    })
}

fn block<'t>(text: &'t str, seen: &mut SniffedKeys<'t>) {
    let blank = [' ', '\t', '\u{3000}'];
    let dash = ['-', '－', ' ', '\t', '\u{3000}'];
    // Columns, in characters, of the top's keys and of the items'; the latter is a guess until a dash is met.
    let (mut top, mut of_items): (Option<usize>, Option<(usize, bool)>) = (None, None);
    let mut within = false;
    for line in lines(text) {
        let body = line.trim_start_matches(blank);
        if is_empty(body.trim_end()) {
            continue;
        }
        let entry = body.trim_start_matches(dash);
        let listed = entry.len() < body.len();
        let column = |rest: &str| line[..line.len() - rest.len()].chars().count();
        if column(body) <= *top.get_or_insert(column(body)) && !listed {
            within = seen.top(body) == Some(FieldId::Items);
            if within {
                let value = body.trim_start_matches(|c| !matches!(c, ':' | '：')).trim_start_matches([':', '：', ' ']);
                seen.list = value.is_empty() || ["[", "~", "null", "#"].iter().any(|start| value.starts_with(start));
                of_items = None;
            }
        } else if within {
            let at = column(entry);
            if listed && of_items.is_none_or(|(guess, firm)| !firm && column(body) <= guess) {
                of_items = Some((at, true));
                seen.list = true;
            } else if of_items.is_none() {
                seen.list = false;
            }
            if at <= of_items.get_or_insert((at, false)).0 + 1 {
                if entry.starts_with('{') { flow(entry, 2, seen) } else { seen.item(entry) }
            }
        } else if let Some((Some(id), _)) = read(entry).filter(|(id, _)| id.is_some_and(is_telling)) {
            note(&mut seen.stray, id);
        }
        if seen.plenty() {
            return;
        }
    }
}

/// The same for a file in braces: keys of the first level, and of the third, `{items: [{…`; or for what stands so many
/// levels deep in one.
fn flow<'t>(text: &'t str, outer: usize, seen: &mut SniffedKeys<'t>) {
    let (mut depth, mut quote) = (outer, None);
    let mut starts = false;
    for (at, c) in text.char_indices() {
        if let Some(open) = quote {
            quote = quote.filter(|_| c != open);
            continue;
        }
        if starts && !c.is_whitespace() {
            starts = false;
            let end = text[at..].find([',', '{', '}', '[', ']', '\n']).map_or(text.len(), |end| at + end);
            match depth {
                1 => drop(seen.top(&text[at..end])),
                3 => seen.item(&text[at..end]),
                _ => {}
            }
        }
        match c {
            '"' | '\'' => quote = Some(c),
            '{' | '[' => {
                depth += 1;
                seen.list |= c == '[' && seen.items && depth == 2;
            }
            '}' | ']' => depth = depth.saturating_sub(1),
            _ => {}
        }
        starts |= matches!(c, '{' | ',');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn looks(text: &str) -> bool {
        looks_like_catalog(text.as_bytes())
    }

    #[test]
    fn items_and_one_more_key_make_a_catalog() {
        for text in [
            "title: 目录\nitems: []\n",
            "title: 目录\nitems:\n",
            "items:\n  - basis: 甲\n",
            "事项:\n- 公开依据: 甲\n标题: 目录\n",
            "\u{feff}---\n# 注\n\"title\" : 目录\n'items':\n  - no: 1\n    topic: 甲\n",
            "标题：目录\n事项：\n　－ 一级事项：甲\n",
            "  title: 目录\n  items:\n    - topic: 甲\n",
            "title: 目录\nitems:\n\t- no: 1\n\t\ttopic: 甲\n",
            "title: 目录\r\rauthority: 局\ritems:\r  -no: 1\r    topic: 甲\r",
            "title: 目录\nitems:\n  no: 1\n  topic: 甲\n  basis: 乙\n",
            "title: 目录\nitems:\n    no: 1\n    topic: 甲\n  - no: 2\n    topic: 乙\n",
            "{title: 目录, items: [{topic: 甲}]}",
            "{\n  \"title\": \"目录\",\n  \"items\": [\n    {\"no\": 1, \"topic\": \"甲\"}\n  ]\n}\n",
            "title: List\nitems:\n  - topic: Budget\n",
            "title: 目录\nitems:\n  - {no: 1, topic: 甲, levels: 县级}\n",
            "items:\n- {\"topic\": \"甲\", \"levels\": [\"县级\"]}\n",
            "title: 目录\nitems:\n  - {no: 1,\n     topic: 甲}\n",
            "title: 目录\nitmes:\n  - topic: 甲\n    basis: 乙\n    deadline: 丙\n    levels: 丁\n",
            "title: 目录\nitems:\n  - 序号: 1\n    类别: 甲\n    责任科室: 乙\n",
        ] {
            assert!(looks(text), "{text}");
        }
    }

    #[test]
    fn other_lists_of_things_are_none() {
        for text in [
            "",
            "title: 目录\n",
            "items:\n  - 甲\n",
            "title: 商品\ntype: array\nitems:\n  type: object\n  required:\n    - note\n  properties:\n    note:\n      type: string\n",
            "title: 列表\nitems:\n  $ref: '#/x'\n",
            "title: 首页\nitems:\n  home: 主页\n  content: 内容\n",
            "title: 首页\nitems: 事项\nsave: 保存\n",
            "title: 菜单\nitems:\n  - title: 主页\n    url: /\n",
            "title: 菜单\nitems:\n  - {title: 主页, url: /, note: 甲}\n",
            "title: 常见问题\nitems:\n  - question: 怎样\n    answer: 这样\n    category: 办事\n",
            "title: Menu\nitems:\n  - category: Drinks\n    note: cold\n",
            "apiVersion: v1\nkind: List\nitems:\n- apiVersion: v1\n  kind: ConfigMap\n  metadata:\n    name: 甲\n  data:\n    content: 乙\n    basis: 丙\n    levels: 丁\n",
            "- title: 甲\n  items:\n    - topic: 乙\n",
            "services:\n  items:\n    - content: 甲\n",
            "{\"title\": \"甲\", \"list\": {\"items\": [{\"topic\": \"乙\"}]}}",
            "{\"title\": \"甲\", \"items\": [{\"name\": \"乙\", \"url\": \"/\"}]}",
        ] {
            assert!(!looks(text), "{text}");
        }
    }

    #[test]
    fn a_character_cut_by_the_end_of_the_head_does_not_matter() {
        let head = "title: 目录\nitems:\n  - topic: 甲\n    note: ";
        for shift in 0..4 {
            let text = format!("{head}{}{}", " ".repeat(shift), "政务公开".repeat(HEAD_BYTES / 8));
            assert!(looks(&text));
            let (gb, _, _) = encoding_rs::GB18030.encode(&text);
            assert!(looks_like_catalog(&gb), "GB18030, {shift}");
            let utf16: Vec<u8> = format!("\u{feff}{text}").encode_utf16().flat_map(u16::to_be_bytes).collect();
            assert!(looks_like_catalog(&utf16), "UTF-16, {shift}");
        }
    }
}
