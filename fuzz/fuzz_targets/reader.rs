//! Any text: the quick way of the reader reads as the complete parser does, or leaves it alone.
#![no_main]

#[path = "../../tests/it/reader/compare.rs"]
mod compare;

libfuzzer_sys::fuzz_target!(|text: &str| {
    compare::agree(text);
});
