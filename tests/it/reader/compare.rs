//! The quick way of the reader against the complete one: shared by the tests and the fuzz target.

use catalint_core::model::FieldId;
use catalint_yaml::{Bail, Node, Parsed, bail_cause, parse, parse_complete};

/// Everything that can be known of a node.
fn facts(node: Node<'_>) -> impl PartialEq + std::fmt::Debug + '_ {
    let shape = (node.kind(), node.style(), node.span(), node.inner_span(), node.end_id(), node.count());
    (shape, node.text(), node.name(), node.is_verbatim(), node.is_in_flow(), node.is_aliased())
}

/// Panics unless the text is read as the complete parser alone reads it, whatever of it is read in the quick way; why not all
/// of it is.
pub(crate) fn agree(text: &str) -> Option<Bail> {
    let (quick, complete) = (parse(text, FieldId::intern), parse_complete(text, FieldId::intern));
    same(text, &quick, &complete);
    bail_cause(text, FieldId::intern)
}

fn same(text: &str, quick: &Parsed, complete: &Parsed) {
    assert_eq!(quick.faults, complete.faults, "faults of {text:?}");
    assert_eq!(quick.slips, complete.slips, "slips of {text:?}");
    for (a, b) in quick.tree.nodes().zip(complete.tree.nodes()) {
        assert_eq!(facts(a), facts(b), "node {} of {text:?}", a.id());
    }
    assert_eq!(quick.tree.len(), complete.tree.len(), "nodes of {text:?}");
    assert_eq!(quick.tree.comments(), complete.tree.comments(), "comments of {text:?}");
    assert_eq!(quick.tree.lost(), complete.tree.lost(), "lost parts of {text:?}");
}
