//! Any config, rules of its own among them, over a catalog: it is understood or refused, and its fixes come to an end.
#![no_main]

mod shared;

use catalint_core::config::ConfigFiles;
use catalint_core::fix::Applicability::Offer;
use catalint_core::lint::lint_config;

/// Every name is the same text.
struct One<'t>(&'t [u8]);

impl ConfigFiles for One<'_> {
    fn read(&mut self, _: &str) -> Result<Vec<u8>, String> {
        Ok(self.0.to_vec())
    }
}

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let linted = lint_config("catalint.yaml", &mut One(bytes)).expect("it can be read");
    linted.reports.iter().for_each(shared::places_are_sound);
    if linted.is_sound() {
        let options = shared::options().with(&linted.config, "a.yaml");
        shared::mended(shared::sound().as_bytes(), &options, Offer);
    }
});
