//! Any bytes as a catalog in the one layout: left, or the same again the second time. The guard within holds the rest.
#![no_main]

mod shared;

use catalint_core::Document;
use catalint_core::format::format;
use catalint_core::lint::Linter;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let linter = Linter::new(shared::options());
    if let Ok(new) = format(&Document::from_bytes("fuzz.yaml", bytes), &linter) {
        let again = format(&Document::from_bytes("fuzz.yaml", new.as_bytes()), &linter);
        assert_eq!(again.as_deref(), Ok(new.as_str()));
    }
});
