//! What the world does to a run: files that never end, other programs that write, signals.
#![cfg(unix)]

use std::fs;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use super::{Sandbox, clean, words};

fn fifo(sandbox: &Sandbox, name: &str) {
    let made = Command::new("mkfifo").arg(sandbox.path(name)).status().expect("mkfifo runs");
    assert!(made.success());
}

/// A file of so many bytes, none of which is on the disk.
fn sparse(sandbox: &Sandbox, name: &str, size: u64) {
    let file = fs::File::create(sandbox.path(name)).expect("a file");
    file.set_len(size).expect("a long file");
}

#[test]
fn what_is_no_regular_file_is_not_read() {
    let sandbox = Sandbox::with(&["a.yaml"]);
    fifo(&sandbox, "pipe.yaml");
    for line in [
        "check pipe.yaml",
        "check --fix pipe.yaml",
        "check --config pipe.yaml a.yaml",
        "check --baseline pipe.yaml a.yaml",
        "check --since pipe.yaml a.yaml",
        "import pipe.yaml",
        "init --from pipe.yaml",
        "check /dev/zero",
    ] {
        let ran = sandbox.run(line);
        assert_eq!(ran.code, Some(2), "{line}: {}", ran.err);
        assert!(ran.err.contains("普通文件"), "{line}: {}", ran.err);
    }
    sandbox.put("catalint.yaml", "extends: pipe.yaml\n");
    let ran = sandbox.run("check a.yaml");
    assert_eq!(ran.code, Some(2), "{}", ran.err);
    assert!(ran.err.contains("普通文件"), "{}", ran.err);
}

#[test]
fn no_more_is_read_than_a_limit_allows() {
    let sandbox = Sandbox::with(&["a.yaml"]);
    sparse(&sandbox, "large.xlsx", 3 << 30);
    sparse(&sandbox, "large.yaml", 3 << 30);
    for line in [
        "check large.xlsx",
        "import large.xlsx",
        "check --config large.yaml a.yaml",
        "check --baseline large.yaml a.yaml",
        "check --since large.yaml a.yaml",
    ] {
        let ran = sandbox.run(line);
        assert_eq!(ran.code, Some(2), "{line}: {}", ran.err);
        assert!(ran.err.contains("MiB"), "{line}: {}", ran.err);
    }
}

#[test]
fn a_catalog_with_a_second_name_is_left_as_it_is() {
    let sandbox = Sandbox::new();
    sandbox.put("a.yaml", clean().replace("社会救助", "'社会救助 '"));
    fs::hard_link(sandbox.path("a.yaml"), sandbox.path("b.yaml")).expect("a link");
    let ran = sandbox.run("check --fix --min-severity hint a.yaml");
    assert_eq!(ran.code, Some(2), "{}{}", ran.out, ran.err);
    assert!(ran.err.contains("硬链接"), "{}", ran.err);
    assert_eq!(sandbox.get("a.yaml"), sandbox.get("b.yaml"));
}

/// A run that has begun to write a report and waits for standard input.
fn waiting(sandbox: &Sandbox) -> Child {
    let mut command = sandbox.command(words("check - --output-format json=report.json"));
    let child = command.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("it runs");
    let until = Instant::now() + Duration::from_secs(60);
    while left(sandbox).is_empty() {
        assert!(Instant::now() < until, "it begins to write");
        std::thread::sleep(Duration::from_millis(10));
    }
    child
}

/// What is half-written.
fn left(sandbox: &Sandbox) -> Vec<PathBuf> {
    let files = fs::read_dir(sandbox.path(".")).expect("a folder").map(|entry| entry.expect("an entry").path());
    files.filter(|path| path.extension().is_some_and(|end| end == "tmp")).collect()
}

fn send(signal: &str, child: &mut Child) -> Option<i32> {
    // Waiting would close it, and the run would end by itself.
    let _input = child.stdin.take();
    let sent = Command::new("kill").args([signal, &child.id().to_string()]).status().expect("kill runs");
    assert!(sent.success());
    child.wait().expect("it ends").code()
}

#[test]
fn a_run_that_is_stopped_leaves_nothing_behind() {
    for signal in ["-INT", "-TERM"] {
        let sandbox = Sandbox::new();
        let mut child = waiting(&sandbox);
        assert_eq!(send(signal, &mut child), Some(130));
        assert!(left(&sandbox).is_empty() && !sandbox.path("report.json").exists(), "{signal}");
    }
}

#[test]
fn a_fix_that_is_stopped_leaves_each_file_whole() {
    let old = clean().replace("社会救助", "'社会救助 '");
    let sandbox = Sandbox::new();
    sandbox.put("a.yaml", &old);
    sandbox.run("check --fix --min-severity hint a.yaml");
    let new = sandbox.get("a.yaml");
    assert_ne!(old.as_bytes(), new);
    let mut stopped = 0;
    for wait in [0, 20, 50, 100, 200, 400] {
        let names: Vec<String> = (0..200).map(|n| format!("{n}.yaml")).collect();
        names.iter().for_each(|name| drop(sandbox.put(name, &old)));
        let mut command = sandbox.command(words("check --fix --min-severity hint ."));
        let mut child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("it runs");
        std::thread::sleep(Duration::from_millis(wait));
        stopped += usize::from(send("-INT", &mut child) != Some(0));
        assert!(left(&sandbox).is_empty(), "after {wait} ms");
        let is_whole = |name: &&String| [old.as_bytes(), &new].contains(&sandbox.get(name).as_slice());
        assert!(names.iter().all(|name| is_whole(&name)), "after {wait} ms");
    }
    assert!(stopped > 0, "none of the runs was stopped on its way");
}

#[test]
fn what_a_killed_run_has_left_goes_with_the_next_one() {
    let sandbox = Sandbox::with(&["a.yaml"]);
    let mut child = waiting(&sandbox);
    let mut other = waiting(&sandbox);
    assert_eq!(send("-KILL", &mut child), None);
    assert!(!left(&sandbox).is_empty());
    sandbox.run("check --fix a.yaml");
    // That of a run that is still there stays.
    assert_eq!(left(&sandbox).len(), 1);
    drop(other.stdin.take());
    other.wait().expect("it ends");
    assert!(left(&sandbox).is_empty() && sandbox.path("report.json").exists());
}
