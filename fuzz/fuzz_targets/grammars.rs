//! Any text as a deadline, a citation, a numbered list: places lie on characters, and in order.
#![no_main]

use catalint_domain::chinese::numbering;
use catalint_domain::{citation, deadline};

libfuzzer_sys::fuzz_target!(|text: &str| {
    let mut end = 0;
    for citation in citation::read(text) {
        assert!(citation.span.start >= end && text.get(citation.span.clone()).is_some(), "{text:?}");
        end = citation.span.end;
    }
    let _ = deadline::read(text);
    let parts = numbering::split(text);
    assert!(parts.iter().all(|part| text.get(part.range.clone()).is_some()), "{text:?}");
});
