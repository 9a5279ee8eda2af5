//! Any bytes as an old workbook: read or refused.
#![no_main]

mod shared;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| shared::table("a.xls", bytes));
