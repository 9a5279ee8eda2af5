//! A catalog whose fields are any texts, one a line: rules and both fixes over what they look at most.
#![no_main]

mod shared;

use catalint_core::fix::Applicability::{Offer, Safe};

libfuzzer_sys::fuzz_target!(|text: &str| {
    let catalog = shared::catalog(text);
    let options = shared::options();
    shared::mended(catalog.as_bytes(), &options, Safe);
    shared::mended(catalog.as_bytes(), &options, Offer);
});
