//! Any JSON Schema of a repository over a catalog, both in one text: read or refused in bounded time, each fault with a
//! place.
#![no_main]

mod shared;

use std::sync::Arc;

use catalint_core::lint::lint_text;
use catalint_core::schema::OwnSchema;

libfuzzer_sys::fuzz_target!(|text: &str| {
    let sound = shared::sound();
    let (schema, catalog) = text.split_once("\n---\n").unwrap_or((text, &sound));
    let Ok(schema) = OwnSchema::read("own.json", schema) else { return };
    let mut options = shared::options();
    options.schemas = vec![Arc::new(schema)].into();
    shared::places_are_sound(&lint_text("a.yaml", catalog.as_bytes(), &options));
});
