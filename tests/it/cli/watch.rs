//! `check --watch`.

use std::fs;
use std::io::{BufRead, BufReader};
use std::process::{Child, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::{Duration, Instant};

use super::{Sandbox, clean, faulty};

/// A watch that runs, with the lines that it prints.
struct Watch {
    child: Child,
    lines: Receiver<String>,
}

const READY: &str = "等待文件改动，按 Ctrl-C 结束";

impl Watch {
    fn start(sandbox: &Sandbox, args: &[&str]) -> Self {
        let args = ["check", "--watch", "--as-of", "2026-11-01", "--output-format", "concise"].iter().chain(args);
        let mut command = sandbox.command(args);
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("it runs");
        let (send, lines) = channel();
        let (out, err) = (child.stdout.take().expect("a pipe"), child.stderr.take().expect("a pipe"));
        let to = send.clone();
        thread::spawn(move || BufReader::new(out).lines().for_each(|line| drop(to.send(line.expect("UTF-8")))));
        thread::spawn(move || BufReader::new(err).lines().for_each(|line| drop(send.send(line.expect("UTF-8")))));
        Self { child, lines }
    }

    /// What is said in one round. Findings and the rest come through two pipes.
    fn round(&self) -> Vec<String> {
        let mut said = Vec::new();
        let until = Instant::now() + Duration::from_secs(60);
        while said.last().is_none_or(|line| line != READY) {
            let left = until.saturating_duration_since(Instant::now());
            said.push(self.lines.recv_timeout(left).unwrap_or_else(|_| panic!("no end: {said:?}")));
        }
        said.extend(self.lines.recv_timeout(Duration::from_millis(100)));
        said
    }

    #[cfg(unix)]
    fn end(mut self, signal: &str) -> Option<i32> {
        let id = self.child.id().to_string();
        let sent = std::process::Command::new("kill").args([signal, &id]).status().expect("it runs");
        assert!(sent.success());
        self.child.wait().expect("it ends").code()
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn has(said: &[String], part: &str) -> bool {
    said.iter().any(|line| line.contains(part))
}

#[cfg(unix)]
#[test]
fn a_watch_sees_changed_new_and_deleted_files_and_ends_when_told() {
    let sandbox = Sandbox::with(&["目录/a.yaml"]);
    let watch = Watch::start(&sandbox, &["目录"]);
    let said = watch.round();
    assert!(has(&said, "目录/a.yaml:7:5: error BAS001"), "{said:?}");
    assert!(!has(&said, "\u{1b}"), "nothing is cleared in a pipe: {said:?}");
    sandbox.put("目录/a.yaml", clean());
    let said = watch.round();
    assert!(has(&said, "有改动：目录/a.yaml") && has(&said, "检查了1个文件、1项：没有发现问题"), "{said:?}");
    sandbox.put("目录/新/b.yaml", faulty());
    let said = watch.round();
    assert!(has(&said, "有改动：目录/新/b.yaml") && has(&said, "目录/新/b.yaml:7:5"), "{said:?}");
    sandbox.put("目录/别的.txt", "无关");
    fs::remove_file(sandbox.path("目录/新/b.yaml")).expect("a file");
    fs::remove_file(sandbox.path("目录/a.yaml")).expect("a file");
    let said = watch.round();
    assert!(has(&said, "没有找到目录文件"), "{said:?}");
    sandbox.put("目录/a.yaml", faulty());
    assert!(has(&watch.round(), "目录/a.yaml:7:5: error BAS001"));
    assert_eq!(watch.end("-INT"), Some(0));
}

#[cfg(unix)]
#[test]
fn a_watch_of_named_files_looks_at_no_other_and_what_it_mends_is_no_change() {
    let sandbox = Sandbox::with(&["a.yaml", "b.yaml"]);
    let watch = Watch::start(&sandbox, &["--fix", "a.yaml", "没有.yaml"]);
    assert!(has(&watch.round(), "找不到文件或文件夹：没有.yaml"));
    sandbox.put("b.yaml", clean());
    sandbox.put("a.yaml", clean().replace("title:", "title："));
    let said = watch.round();
    assert!(has(&said, "有改动：a.yaml") && has(&said, "已修正1处"), "{said:?}");
    assert_eq!(sandbox.get("a.yaml"), clean().into_bytes());
    let quiet = watch.lines.recv_timeout(Duration::from_millis(1500));
    assert!(quiet.is_err(), "{quiet:?}");
    assert_eq!(watch.end("-TERM"), Some(0));
}

#[test]
fn standard_input_can_not_be_watched() {
    let ran = Sandbox::new().run("check --watch -");
    assert!(ran.code == Some(2) && ran.err.starts_with("错误：--watch 不能用于标准输入"), "{}", ran.err);
}
