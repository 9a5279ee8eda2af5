//! `catalint lsp`: the language server on standard input and output.

use std::process::ExitCode;

use catalint_core::lint::Settings;
use catalint_domain::date::Date;
use catalint_lsp::{ServerSettings, serve};
use catalint_workspace::Disk;
use catalint_workspace::config_store::Origin;

use crate::check::share;
use crate::lang::Chosen;

/// Serves until the editor ends it: 0 after `shutdown`, else 1, as the protocol wants.
pub(crate) fn run(as_of: Date, origin: Origin, chosen: Chosen) -> ExitCode {
    let lang = chosen.asked.then_some(chosen.lang);
    let base = Settings { parallelism: share(None), ..Settings::new(as_of) };
    let settings = ServerSettings { fs: Disk::files(), base, origin, lang };
    match serve(std::io::stdin(), std::io::stdout(), settings) {
        true => ExitCode::SUCCESS,
        false => ExitCode::from(1),
    }
}
