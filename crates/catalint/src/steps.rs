//! The summary of a step that GitHub Actions shows: a file in Markdown that a step adds to.

use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use catalint_core::lint::Counts;
use catalint_report::{Summary, View};

use crate::lang::pick;
use crate::output::{OutputKind, WantedOutput};

/// GitHub refuses the summary of a step above this, in bytes.
const LARGEST: u64 = 1 << 20;

/// The file to add to, where a report is for GitHub and the run is a step of its Actions.
pub(crate) fn file(outputs: &[WantedOutput]) -> Option<PathBuf> {
    let github =
        outputs.iter().any(|wanted| matches!(wanted.kind, OutputKind::Plain(format) if format.name == "github"));
    let file = std::env::var_os("GITHUB_STEP_SUMMARY").filter(|file| github && !file.is_empty())?;
    Some(PathBuf::from(file))
}

/// The format of the summary.
pub(crate) fn kind() -> OutputKind {
    OutputKind::named("markdown").expect("a format")
}

/// Adds a report to the file of a step, or the counts alone where there is no room for it.
///
/// # Errors
/// When the world says no.
pub(crate) fn append(path: &Path, text: &str, summary: &Summary, view: View) -> io::Result<()> {
    let before = fs::metadata(path).map_or(0, |meta| meta.len());
    let short = if before + text.len() as u64 > LARGEST { Some(counts(summary, view)) } else { None };
    let text = short.as_deref().unwrap_or(text);
    OpenOptions::new().create(true).append(true).open(path)?.write_all(text.as_bytes())
}

fn counts(summary: &Summary, view: View) -> String {
    let Counts { errors, warnings, hints, fixable } = summary.counts;
    let zh = "| 文件 | 事项 | 错误 | 警告 | 提示 | 可自动修正 |";
    let en = "| Files | Items | Errors | Warnings | Hints | Mended by --fix |";
    let title = pick(view.lang, "政务公开标准目录检查结果", "Findings in disclosure catalogs");
    let numbers = [summary.files, summary.items, errors, warnings, hints, fixable].map(|n| n.to_string()).join(" | ");
    let unread = summary.unread_words(view.lang).map_or_else(String::new, |words| words + "\n\n");
    format!("### {title}\n\n{}\n|---|---|---|---|---|---|\n| {numbers} |\n\n{unread}", pick::<&str>(view.lang, zh, en))
}

#[cfg(test)]
mod tests {
    use catalint_core::rule::{Lang, Severity};

    use super::*;

    #[test]
    fn a_summary_without_room_is_a_line_of_counts() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("summary.md");
        let summary = Summary { files: 2, items: 7, ..Summary::default() };
        let view = View::new(Lang::Zh, Severity::Hint);
        append(&path, "甲\n", &summary, view).expect("it can be written");
        append(&path, &"乙".repeat(1 << 20), &summary, view).expect("it can be written");
        let text = fs::read_to_string(&path).expect("it can be read");
        assert!(text.starts_with("甲\n### 政务公开标准目录检查结果\n"), "{text}");
        assert!(text.ends_with("| 2 | 7 | 0 | 0 | 0 | 0 |\n\n") && !text.contains('乙'), "{text}");
    }
}
