//! A catalog of any texts in each format of export: written or refused; what is written is read again, and what would
//! not come back is named.
#![no_main]

mod shared;

use catalint_table::publish::{ExportTarget, Request, export};

libfuzzer_sys::fuzz_target!(|text: &str| {
    let catalog = shared::catalog(text);
    let options = shared::options();
    for (name, target, extensions) in ExportTarget::NAMED {
        let request = Request { target, profile: None, annotate: None };
        let Ok(exported) = export(catalog.as_bytes(), request, &options) else { continue };
        if name != "json" {
            let read = catalint_table::import(&format!("a.{}", extensions[0]), &exported.bytes, None, catalint_core::rule::Lang::Zh, &options);
            assert!(read.is_ok(), "{name}: {catalog}");
        }
    }
});
