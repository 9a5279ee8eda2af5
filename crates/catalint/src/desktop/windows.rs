//! What only Windows can be asked.

use std::os::windows::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::Command;

use winsafe::{HPROCESSLIST, co};

/// The program that icons, folders and the desktop belong to. It has no console that a program which it starts could
/// share, so the window is for that program alone.
const DESKTOP: &str = "explorer.exe";

/// Whether this program has a window of its own, since the desktop started it.
pub(super) fn window_is_for_this_program() -> bool {
    parent().is_some_and(|name| name.eq_ignore_ascii_case(DESKTOP))
}

/// The name of the program that started this one.
fn parent() -> Option<String> {
    let mut list = HPROCESSLIST::CreateToolhelp32Snapshot(co::TH32CS::SNAPPROCESS, None).ok()?;
    let running = list.iter_processes().flatten();
    let running: Vec<_> = running.map(|one| (one.th32ProcessID, one.th32ParentProcessID, one.szExeFile())).collect();
    let this = running.iter().find(|(id, ..)| *id == std::process::id())?;
    running.iter().find(|(id, ..)| *id == this.1).map(|(.., name)| name.clone())
}

/// Has the desktop open a file with the program that the user has for its kind.
pub(super) fn open(path: &Path) -> bool {
    // By its place: a program of that name may lie in the folder of this one.
    let Some(desktop) = std::env::var_os("SystemRoot").map(|root| PathBuf::from(root).join(DESKTOP)) else {
        return false;
    };
    // Always in quotes, since commas would separate paths; a path of Windows holds none.
    let mut quoted = std::ffi::OsString::from("\"");
    quoted.push(path);
    quoted.push("\"");
    Command::new(desktop).raw_arg(quoted).spawn().is_ok()
}
