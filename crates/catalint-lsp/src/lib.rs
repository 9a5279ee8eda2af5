//! A language server: what `catalint check` finds, while one writes; fixes, completion, hover.
//!
//! One thread reads messages, one answers them in order. A text is read and checked whole after each change, which takes
//! milliseconds; changes that wait together are checked once. Files are asked for through a [`catalint_workspace::FileSystem`] on which the open
//! texts lie, so that a config that is not saved counts as well.
//!
//! The messages are framed here: the crates that do it can open sockets, and nothing in this program can.

mod actions;
mod completion;
mod findings;
mod hover;
mod overlay;
mod places;
mod server;
mod symbols;
mod transport;

use std::io::{BufReader, Read, Write};
use std::sync::mpsc;

use catalint_core::lint::Settings;
use catalint_core::rule::Lang;
use catalint_workspace::SharedFiles;
use catalint_workspace::config_store::Origin;

/// What a server begins with.
#[derive(Debug)]
pub struct ServerSettings {
    /// Where files are that no editor has open.
    pub fs: SharedFiles,
    /// The settings of all files, before any config.
    pub base: Settings,
    /// Where configs come from.
    pub origin: Origin,
    /// The language of those who read it; none where the config or the editor may say.
    pub lang: Option<Lang>,
}

/// Serves until the editor says `exit` or hangs up. True if it said `shutdown` first, as it should.
pub fn serve(input: impl Read + Send + 'static, output: impl Write, settings: ServerSettings) -> bool {
    let (tell, told) = mpsc::channel();
    std::thread::spawn(move || {
        let mut input = BufReader::new(input);
        while let Ok(Some(message)) = transport::read(&mut input) {
            if tell.send(message).is_err() {
                break;
            }
        }
    });
    server::Server::new(output, settings).run(&told)
}
