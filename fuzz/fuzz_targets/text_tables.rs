//! Any bytes as comma-separated, tab-separated, Markdown and pasted text: read or refused.
#![no_main]

mod shared;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    for name in ["a.csv", "a.tsv", "a.md", "a.txt"] {
        shared::table(name, bytes);
    }
});
