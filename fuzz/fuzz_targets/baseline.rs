//! Any baseline: read or refused; what is read is written and read again as the same.
#![no_main]

use catalint_core::lint::baseline::Baseline;

libfuzzer_sys::fuzz_target!(|text: &str| {
    let Ok(baseline) = Baseline::parse(text) else { return };
    let written = baseline.format();
    let again = Baseline::parse(&written).expect("what was written can be read");
    assert_eq!(again.format(), written);
    assert_eq!(again.count(), baseline.count());
});
