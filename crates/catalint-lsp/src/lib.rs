//! A language server: what `catalint check` finds, while one writes; fixes, completion, hover.
//!
//! One thread reads messages, one answers them, one checks texts. A text is read and checked whole after each change, which
//! takes milliseconds; changes that wait together are checked once, and what was found in an old version is dropped. Files
//! are asked for through a [`catalint_workspace::FileSystem`] on which the open texts lie, so that a config that is not saved
//! counts as well.
//!
//! The messages are framed here: the crates that do it can open sockets, and nothing in this program can.

mod actions;
mod answers;
mod capabilities;
mod checker;
mod client;
mod completion;
mod edits;
mod findings;
mod folder;
mod folding;
mod formatting;
mod hints;
mod hover;
mod overlay;
mod places;
mod rename;
mod requests;
mod selection;
mod server;
mod symbols;
mod texts;
mod transport;
mod worker;

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
    let Ok(server) = server::Server::new(output, settings, tell.clone()) else { return false };
    std::thread::spawn(move || {
        let mut input = BufReader::new(input);
        while let Ok(Some(message)) = transport::read(&mut input) {
            if tell.send(server::ServerEvent::Message(message)).is_err() {
                return;
            }
        }
        let _ = tell.send(server::ServerEvent::Closed);
    });
    server.run(&told)
}
