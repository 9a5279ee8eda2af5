//! What the server offers, and what it wants to be told of.

use std::path::PathBuf;

use catalint_core::config::NAME as CONFIG;
use gen_lsp_types::{
    CodeActionKind, CodeActionOptions, CompletionOptions, DiagnosticOptions, InitializeResult, RenameOptions,
    ServerCapabilities, ServerInfo, TextDocumentSyncKind, TextDocumentSyncOptions,
};
use serde_json::{Value, json};

use crate::answers::{self, Answer};
use crate::client::Client;
use crate::{actions, places};

/// The answer to `initialize`.
pub(crate) fn answer(client: &Client) -> Answer {
    let sync = TextDocumentSyncOptions {
        open_close: Some(true),
        change: Some(TextDocumentSyncKind::Incremental),
        save: Some(true.into()),
        ..TextDocumentSyncOptions::default()
    };
    let kinds = vec![CodeActionKind::QuickFix, actions::FIX_ALL, actions::ADOPT_ALL];
    let actions = CodeActionOptions {
        code_action_kinds: Some(kinds),
        resolve_provider: Some(client.resolves_edits),
        ..CodeActionOptions::default()
    };
    let asked = ["《", "[", ":", "：", " ", "-"].map(str::to_owned).to_vec();
    let pull = DiagnosticOptions {
        identifier: Some("catalint".to_owned()),
        inter_file_dependencies: true,
        workspace_diagnostics: true,
        ..DiagnosticOptions::default()
    };
    let rename = RenameOptions { prepare_provider: Some(true), ..RenameOptions::default() };
    let capabilities = ServerCapabilities {
        position_encoding: Some(client.encoding.clone()),
        text_document_sync: Some(sync.into()),
        code_action_provider: Some(actions.into()),
        hover_provider: Some(true.into()),
        completion_provider: Some(CompletionOptions {
            trigger_characters: Some(asked),
            ..CompletionOptions::default()
        }),
        document_symbol_provider: Some(true.into()),
        document_formatting_provider: Some(true.into()),
        document_range_formatting_provider: Some(true.into()),
        folding_range_provider: Some(true.into()),
        selection_range_provider: Some(true.into()),
        inlay_hint_provider: Some(true.into()),
        rename_provider: Some(rename.into()),
        diagnostic_provider: client.pulls.then(|| pull.into()),
        ..ServerCapabilities::default()
    };
    let version = Some(env!("CARGO_PKG_VERSION").to_owned());
    let info = ServerInfo { name: "catalint".to_owned(), version };
    let mut answer = answers::value(&InitializeResult { capabilities, server_info: Some(info) })?;
    answer["capabilities"]["workspace"] = json!({"workspaceFolders": {"supported": true, "changeNotifications": true}});
    Ok(answer)
}

/// The files whose changes the server wants to know: configs, catalogs, and what configs name, wherever that is.
pub(crate) fn watchers(named: &[PathBuf], anywhere: bool) -> Vec<Value> {
    let mut globs = vec![json!(format!("**/{CONFIG}")), json!("**/*.{yaml,yml}")];
    for file in named.iter().filter(|file| file.file_name().is_some_and(|name| name != CONFIG)) {
        let (Some(folder), Some(name)) = (file.parent(), file.file_name()) else { continue };
        let name = name.to_string_lossy();
        globs.push(match anywhere {
            true => json!({"baseUri": places::uri(folder), "pattern": name}),
            false => json!(format!("**/{name}")),
        });
    }
    globs.into_iter().map(|glob| json!({"globPattern": glob})).collect()
}
