//! What was read when the quick way ends: of a list at the top, the entries before the one where it ended.

use super::super::tree::{Kind, NodeId, TextAt, Tree};
use super::{COMMENTS, FastReader, u32_of};

/// Entries of a list that the complete parser need not read again: it goes on at one that begins in the same column.
pub(in super::super) struct ItemsRead {
    /// All that stands before that entry; the list, and the mapping at the top, are not at their end.
    pub(in super::super) tree: Tree,
    /// The list.
    pub(in super::super) list: NodeId,
    /// Where its first entry begins, the blanks before its dash included.
    pub(in super::super) first: u32,
    /// Where the next one begins.
    pub(in super::super) next: u32,
}

impl FastReader<'_> {
    /// The entries up to the one before that in which something must be read by the complete parser: whatever it says of
    /// that one, it says so when it comes from the one before. None where there are none.
    pub(super) fn items_read(mut self) -> Option<ItemsRead> {
        let list = self.list?;
        // The complete parser has a limit.
        if self.tree.comments.len() > COMMENTS {
            return None;
        }
        let odd = self.marks.odd_before(self.at).unwrap_or(self.bytes.len());
        let entries: Vec<NodeId> = self.entries(list).take_while(|&id| self.start_of(id) <= odd).collect();
        let [first, .., next, _] = entries[..] else { return None };
        let (first, next, at) = (self.line_of(first)?, next, self.line_of(next)?);
        self.cut(next, at);
        let top = &mut self.tree.nodes;
        (top[0].link, top[list as usize].link) = (0, 0);
        Some(ItemsRead { tree: self.tree, list, first: u32_of(first), next: u32_of(at) })
    }

    /// The entries of a list, the last of which may not be at its end.
    fn entries(&self, list: NodeId) -> impl Iterator<Item = NodeId> {
        let nodes = &self.tree.nodes;
        let end = match nodes[list as usize].link {
            0 => self.next_id(),
            end => end,
        };
        let mut next = list + 1;
        std::iter::from_fn(move || {
            let id = next;
            let raw = nodes.get(id as usize).filter(|_| id < end)?;
            let is_open = matches!(raw.kind, Kind::Seq | Kind::Map) && raw.link == 0;
            next = match raw.kind {
                _ if is_open => end,
                Kind::Seq | Kind::Map => raw.link,
                _ => id + 1,
            };
            Some(id)
        })
    }

    fn start_of(&self, id: NodeId) -> usize {
        self.tree.nodes[id as usize].span.start as usize
    }

    /// Where the line of an entry begins that is a mapping; none where its dash stands on another. The dash before an entry
    /// that is a list may be that of the list.
    fn line_of(&self, id: NodeId) -> Option<usize> {
        if self.tree.nodes[id as usize].kind != Kind::Map {
            return None;
        }
        let start = self.start_of(id);
        let before = self.text[..start].trim_end_matches(' ').strip_suffix('-')?.trim_end_matches(' ');
        before.ends_with('\n').then_some(before.len())
    }

    /// Leaves out all nodes from `id` on, and what stands at or behind `at`.
    fn cut(&mut self, id: NodeId, at: usize) {
        let tree = &mut self.tree;
        tree.nodes.truncate(id as usize);
        let text = tree.nodes.iter().rev().find(|raw| !matches!(raw.kind, Kind::Seq | Kind::Map) && raw.link > 0);
        tree.texts.truncate(text.map_or(0, |raw| raw.link as usize));
        let side = tree.texts.iter().rev().find_map(|text| match text {
            TextAt::Side(span) => Some(span.end as usize),
            TextAt::Source(_) => None,
        });
        tree.side.truncate(side.unwrap_or(0));
        let comments = tree.comments.partition_point(|comment| (comment.span.start as usize) < at);
        tree.comments.truncate(comments);
    }
}

#[cfg(test)]
mod tests {
    use crate::parse::{parse, parse_complete};

    #[test]
    fn lists_whose_entries_are_lists_are_read_again_from_the_beginning() {
        let text = "root:\n  -\n    - 1\n    - |-\n      二\n  -\n    - 2\n    -\n      甲: 3\n    - 丙\n  - {\"丁\": \"\", }\n";
        let (quick, complete) = (parse(text, |_| 0), parse_complete(text, |_| 0));
        assert_eq!((&quick.faults, &complete.faults), (&Vec::new(), &Vec::new()));
        let nodes = |parsed: &crate::Parsed| format!("{:?}", parsed.tree.root().map(|root| root.span()));
        assert_eq!(nodes(&quick), nodes(&complete));
    }
}
