//! Any bytes: checked, and mended with what is safe and with all that is offered. Nothing panics, places are ranges of
//! the text, a second time changes nothing, and a safe fix never leaves an error of another kind.
#![no_main]

mod shared;

use catalint_core::fix::Applicability::{Offer, Safe};

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let options = shared::options();
    shared::mended(bytes, &options, Safe);
    shared::mended(bytes, &options, Offer);
});
