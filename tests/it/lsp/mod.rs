//! The language server over a pipe: what an editor sends, and what it is told.

mod edits;
mod features;
mod folder;
mod session;

use std::io::{Cursor, Read, Write};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread::JoinHandle;
use std::time::Duration;

use catalint_core::Source;
use catalint_core::lint::Settings;
use catalint_core::rule::Lang;
use catalint_domain::date::Date;
use catalint_lsp::{ServerSettings, serve};
use catalint_text::{ColumnUnit, LineColumn};
use catalint_workspace::config_store::Origin;
use catalint_workspace::{Memory, SharedFiles};
use serde_json::{Value, json};

const URI: &str = "file:///office/%E7%9B%AE%E5%BD%95.yaml";
const ENCODINGS: [(&str, ColumnUnit); 3] =
    [("utf-8", ColumnUnit::Byte), ("utf-16", ColumnUnit::Utf16), ("utf-32", ColumnUnit::Char)];

fn options() -> Settings {
    Settings::new(Date::new(2026, 11, 30).expect("a day"))
}

fn settings(fs: SharedFiles) -> ServerSettings {
    ServerSettings { fs, base: options(), origin: Origin::Nearest, lang: Some(Lang::Zh) }
}

fn office() -> Memory {
    Memory::new("/office")
}

fn framed(message: &Value) -> Vec<u8> {
    let body = message.to_string();
    format!("Content-Length: {}\r\n\r\n{body}", body.len()).into_bytes()
}

/// The first message of some bytes, and how many of them it takes.
fn message(bytes: &[u8]) -> Option<(Value, usize)> {
    let head = bytes.windows(4).position(|four| four == b"\r\n\r\n")?;
    let length = std::str::from_utf8(&bytes[..head]).expect("ASCII").strip_prefix("Content-Length: ");
    let length: usize = length.expect("a length").parse().expect("a number");
    let body = bytes.get(head + 4..head + 4 + length)?;
    Some((serde_json::from_slice(body).expect("JSON"), head + 4 + length))
}

/// All that the server writes to these messages, sent at once, and whether it ended as it should.
fn talk(fs: Memory, messages: &[Value]) -> (Vec<Value>, bool) {
    let input: Vec<u8> = messages.iter().flat_map(framed).collect();
    let mut output = Vec::new();
    let sound = serve(Cursor::new(input), &mut output, settings(Arc::new(fs)));
    let (mut told, mut rest) = (Vec::new(), output.as_slice());
    while let Some((value, length)) = message(rest) {
        told.push(value);
        rest = &rest[length..];
    }
    assert!(rest.is_empty());
    (told, sound)
}

/// The params of `initialize` of an editor with some abilities.
fn abilities(encoding: &str, more: Value) -> Value {
    let mut capabilities = json!({"general": {"positionEncodings": [encoding]}, "textDocument": {}, "workspace": {}});
    for (name, value) in more.as_object().expect("a map") {
        capabilities[name] = value.clone();
    }
    json!({"processId": null, "rootUri": "file:///office", "capabilities": capabilities})
}

fn pulls() -> Value {
    json!({"textDocument": {"diagnostic": {}}})
}

fn initialize(encoding: &str, pull: bool) -> Value {
    request(0, "initialize", abilities(encoding, if pull { pulls() } else { json!({}) }))
}

fn request(id: usize, method: &str, params: Value) -> Value {
    json!({"jsonrpc": "2.0", "id": id, "method": method, "params": params})
}

fn notification(method: &str, params: Value) -> Value {
    json!({"jsonrpc": "2.0", "method": method, "params": params})
}

fn open(uri: &str, text: &str) -> Value {
    let document = json!({"uri": uri, "languageId": "yaml", "version": 1, "text": text});
    notification("textDocument/didOpen", json!({"textDocument": document}))
}

fn end() -> [Value; 2] {
    [request(99, "shutdown", Value::Null), notification("exit", Value::Null)]
}

fn answer(told: &[Value], id: usize) -> &Value {
    &told.iter().find(|message| message["id"] == id).expect("an answer")["result"]
}

/// A place of a text. The byte-order mark counts for editors, and in no column of ours.
fn place(text: &str, offset: usize, unit: ColumnUnit) -> Value {
    let source = Source::from_text("", text);
    let LineColumn { line, column } = source.line_column(offset as u32, unit);
    let marked = line == 1 && text.starts_with('\u{feff}') && offset > 0;
    let mark = if !marked {
        0
    } else if unit == ColumnUnit::Byte {
        3
    } else {
        1
    };
    json!({"line": line - 1, "character": column - 1 + mark})
}

fn range(text: &str, from: usize, to: usize, unit: ColumnUnit) -> Value {
    json!({"start": place(text, from, unit), "end": place(text, to, unit)})
}

/// The offset of a place of the protocol, counted by hand: lines end with `\n`, `\r\n` or `\r`.
fn offset(text: &str, at: &Value, unit: ColumnUnit) -> usize {
    let of = |name: &str| at[name].as_u64().expect("a number") as usize;
    let mut start = 0;
    for _ in 0..of("line") {
        let end = start + text[start..].find(['\n', '\r']).expect("so many lines");
        start = end + if text[end..].starts_with("\r\n") { 2 } else { 1 };
    }
    let mut left = of("character");
    for (at, c) in text[start..].char_indices() {
        let width = match unit {
            ColumnUnit::Byte => c.len_utf8(),
            ColumnUnit::Utf16 => c.len_utf16(),
            ColumnUnit::Char => 1,
        };
        if left < width || c == '\n' || c == '\r' {
            return start + at;
        }
        left -= width;
    }
    text.len()
}

/// A text with some edits.
fn with_edits(text: &str, edits: &Value, unit: ColumnUnit) -> String {
    let mut edits: Vec<(usize, usize, &str)> = edits
        .as_array()
        .expect("edits")
        .iter()
        .map(|edit| {
            let at = |end: &str| offset(text, &edit["range"][end], unit);
            (at("start"), at("end"), edit["newText"].as_str().expect("a text"))
        })
        .collect();
    edits.sort_by_key(|(start, end, _)| (*start, *end));
    let mut out = text.to_owned();
    for (start, end, new) in edits.into_iter().rev() {
        out.replace_range(start..end, new);
    }
    out
}

/// A text with the edits of a `WorkspaceEdit` for its first version.
fn edited(text: &str, edit: &Value, unit: ColumnUnit) -> String {
    let change = &edit["documentChanges"][0];
    assert_eq!(change["textDocument"]["version"], 1);
    with_edits(text, &change["edits"], unit)
}

fn codes(findings: &Value) -> Vec<&str> {
    findings.as_array().expect("a list").iter().filter_map(|found| found["code"].as_str()).collect()
}

/// An editor that waits for answers.
struct Editor {
    send: Option<Sender<Vec<u8>>>,
    told: Receiver<Value>,
    /// What was told and nobody has asked about yet.
    heard: Vec<Value>,
    asked: usize,
    server: Option<JoinHandle<bool>>,
}

/// What is written, as it comes.
struct Input(Receiver<Vec<u8>>, Vec<u8>);

impl Read for Input {
    fn read(&mut self, into: &mut [u8]) -> std::io::Result<usize> {
        while self.1.is_empty() {
            let Ok(more) = self.0.recv() else { return Ok(0) };
            self.1 = more;
        }
        let length = into.len().min(self.1.len());
        into[..length].copy_from_slice(&self.1[..length]);
        self.1.drain(..length);
        Ok(length)
    }
}

struct Output(Sender<Value>, Vec<u8>);

impl Write for Output {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.1.extend_from_slice(bytes);
        while let Some((value, length)) = message(&self.1) {
            self.1.drain(..length);
            let _ = self.0.send(value);
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

impl Editor {
    /// An editor with some abilities that has the folder /office open.
    fn new(fs: impl catalint_workspace::FileSystem + 'static, more: Value) -> Self {
        let (send, receive) = channel();
        let (tell, told) = channel();
        let fs: SharedFiles = Arc::new(fs);
        let server =
            std::thread::spawn(move || serve(Input(receive, Vec::new()), Output(tell, Vec::new()), settings(fs)));
        let mut editor = Self { send: Some(send), told, heard: Vec::new(), asked: 0, server: Some(server) };
        editor.ask("initialize", abilities("utf-16", more));
        editor.tell("initialized", json!({}));
        editor
    }

    fn send(&self, message: &Value) {
        self.send.as_ref().expect("not at the end").send(framed(message)).expect("it listens");
    }

    fn tell(&self, method: &str, params: Value) {
        self.send(&notification(method, params));
    }

    fn open(&self, uri: &str, text: &str) {
        self.send(&open(uri, text));
    }

    fn change(&self, uri: &str, version: i32, text: &str) {
        let document = json!({"uri": uri, "version": version});
        self.tell("textDocument/didChange", json!({"textDocument": document, "contentChanges": [{"text": text}]}));
    }

    /// The next message that is wanted; what comes before it is kept.
    fn wait(&mut self, wanted: impl Fn(&Value) -> bool) -> Value {
        if let Some(at) = self.heard.iter().position(&wanted) {
            return self.heard.remove(at);
        }
        loop {
            let message = self.told.recv_timeout(Duration::from_secs(120)).expect("a message");
            if wanted(&message) {
                return message;
            }
            self.heard.push(message);
        }
    }

    /// The whole answer to a request.
    fn response(&mut self, method: &str, params: Value) -> Value {
        self.asked += 1;
        let id = self.asked;
        self.send(&request(id, method, params));
        self.wait(|message| message["id"] == id && message.get("method").is_none())
    }

    fn ask(&mut self, method: &str, params: Value) -> Value {
        let response = self.response(method, params);
        assert!(response.get("error").is_none(), "{response}");
        response["result"].clone()
    }

    /// What is found in an open text, when it asks.
    fn pull(&mut self, uri: &str) -> Value {
        self.ask("textDocument/diagnostic", json!({"textDocument": {"uri": uri}}))["items"].clone()
    }

    /// What it is told of a version of a text.
    fn published(&mut self, uri: &str, version: i32) -> Value {
        let told = self.wait(|message| {
            let params = &message["params"];
            message["method"] == "textDocument/publishDiagnostics"
                && params["uri"] == uri
                && params["version"] == version
        });
        told["params"]["diagnostics"].clone()
    }

    /// Ends the session; whether it ended as it should.
    fn end(mut self) -> bool {
        self.ask("shutdown", Value::Null);
        self.tell("exit", Value::Null);
        self.send = None;
        self.server.take().expect("it runs").join().expect("no panic")
    }
}
