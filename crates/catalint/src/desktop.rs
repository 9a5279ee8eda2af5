//! Started from the desktop of Windows: files or folders dropped on the program's icon, or nothing but a double click.
//!
//! Windows opens a window for the program alone, which goes when it ends. So what is dropped is checked, one list of all
//! of it is written beside it and opened, and the window stays until a key. What only the system knows is in
//! `desktop/windows.rs`; all else runs, and is tested, anywhere.

#[cfg(not(windows))]
#[path = "desktop/elsewhere.rs"]
mod system;
#[cfg(windows)]
#[path = "desktop/windows.rs"]
mod system;

use std::ffi::OsString;
use std::fs::{self, OpenOptions};
use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use catalint_text::visible;

/// How the desktop started the program.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum DesktopStart {
    /// By a double click.
    Alone,
    /// With files and folders that were dropped on it.
    With(Vec<PathBuf>),
}

/// How the desktop started the program with these arguments; none where it did not, and all is as ever.
pub(crate) fn start(argv: &[OsString]) -> Option<DesktopStart> {
    start_where(argv, || {
        io::stdin().is_terminal() && io::stderr().is_terminal() && system::window_is_for_this_program()
    })
}

/// No command of ours is an absolute path: what a person types is never taken for what the desktop passes on. The
/// system is asked only where the arguments may come from it.
fn start_where(argv: &[OsString], own_window: impl FnOnce() -> bool) -> Option<DesktopStart> {
    let paths: Vec<PathBuf> = argv.iter().skip(1).map(PathBuf::from).collect();
    let dropped = paths.iter().all(|path| path.is_absolute() && path.exists());
    if !dropped || !own_window() {
        return None;
    }
    Some(if paths.is_empty() { DesktopStart::Alone } else { DesktopStart::With(paths) })
}

/// Does what the desktop asks for, and keeps the window until a key.
pub(crate) fn run(start: &DesktopStart) -> ExitCode {
    let code = match start {
        DesktopStart::Alone => {
            say(HOW_TO);
            ExitCode::SUCCESS
        }
        DesktopStart::With(paths) => {
            // Names in the list start where the list is.
            let _ = std::env::set_current_dir(beside(paths));
            check(paths, &spare_folders(), system::open)
        }
    };
    say("\n按回车键关闭这个窗口。");
    let _ = io::stdin().read_line(&mut String::new());
    code
}

const HOW_TO: &str = "\
catalint：检查政务公开标准目录

用法：
  1. 把目录文件（xlsx、docx、xls、ods、csv、html、yaml 等）或者放这些文件的文件夹，用鼠标拖到
     catalint.exe 的图标上再松开。可以一次拖几个。
  2. 检查完会打开“检查结果.html”，放在被检查的文件旁边：逐项写明有什么问题、依据是什么、怎样改。
     可以打印。

不联网，不改动被检查的文件。doc、wps、et、pdf 请先另存为 docx 或 xlsx。

会用命令行的：在本文件夹窗口的地址栏输入 cmd 并回车，再输入 catalint --help。";

/// The name of the list, without `.html`.
const LIST: &str = "检查结果";

/// So many lists are kept side by side before another place is looked for.
const MOST_LISTS: usize = 999;

/// Checks what was dropped and writes the list.
fn check(paths: &[PathBuf], spares: &[PathBuf], open: fn(&Path) -> bool) -> ExitCode {
    let folder = beside(paths);
    let list = reserve(folder).or_else(|why| spares.iter().find_map(|spare| reserve(spare).ok()).ok_or(why));
    let list = match list {
        Ok(list) => list,
        Err(why) => {
            say(&format!("错误：没有一个文件夹可以写入检查结果：{}", visible(&why.to_string())));
            return ExitCode::from(2);
        }
    };
    say("正在检查，请稍候。不联网，不改动被检查的文件。");
    let code = crate::run(command(&list, paths));
    if fs::metadata(&list).is_ok_and(|about| about.len() == 0) {
        // The run ended before it began, and has said why.
        let _ = fs::remove_file(&list);
        return code;
    }
    let place = visible(&list.display().to_string()).into_owned();
    if list.parent() != Some(folder) {
        say(&format!("被检查的文件所在的文件夹不能写入，检查结果放在别处：{place}"));
    }
    say(&match open(&list) {
        true => "检查结果已经打开。".to_owned(),
        false => format!("检查结果没能自动打开，请双击这个文件：{place}"),
    });
    code
}

/// The same as a person would type. Without colours: an old window would show their codes.
fn command(list: &Path, paths: &[PathBuf]) -> Vec<OsString> {
    let mut format = OsString::from("html=");
    format.push(list);
    let words = ["catalint", "check", "--lang", "zh", "--color", "never", "--output-format"].map(OsString::from);
    let paths = paths.iter().map(|path| path.clone().into_os_string());
    words.into_iter().chain([format, OsString::from("--")]).chain(paths).collect()
}

/// The folder that holds what was dropped: all of it comes from one window.
fn beside(paths: &[PathBuf]) -> &Path {
    let first = paths.first().map_or(Path::new("."), PathBuf::as_path);
    first.parent().unwrap_or(first)
}

/// Takes the first free name of a list in a folder, so that nothing is ever overwritten.
fn reserve(folder: &Path) -> io::Result<PathBuf> {
    // The name is passed on as an argument, which is Unicode.
    if folder.to_str().is_none() {
        return Err(io::ErrorKind::InvalidFilename.into());
    }
    for nth in 1..=MOST_LISTS {
        let name = if nth == 1 { format!("{LIST}.html") } else { format!("{LIST}-{nth}.html") };
        let path = folder.join(name);
        match OpenOptions::new().write(true).create_new(true).open(&path) {
            Ok(_) => return Ok(path),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err(error),
        }
    }
    Err(io::ErrorKind::AlreadyExists.into())
}

/// Folders of the user, for lists that can't lie where they belong.
fn spare_folders() -> Vec<PathBuf> {
    let home = std::env::home_dir();
    let of_home = home.iter().flat_map(|home| [home.join("Desktop"), home.join("Documents"), home.clone()]);
    of_home.chain([std::env::temp_dir()]).collect()
}

/// A console of Windows gets it as UTF-16, whatever its code page.
fn say(text: &str) {
    let _ = writeln!(io::stderr().lock(), "{text}");
}

#[cfg(test)]
mod tests;
