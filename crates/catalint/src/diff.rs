//! What `--fix` would change, as a unified diff.

use std::time::Duration;

use similar::TextDiff;

use crate::terminal::Paint;

/// Beyond this the diff is coarser instead of later.
const PATIENCE: Duration = Duration::from_secs(2);

/// The changes of a file, in the form that `patch` reads. Empty where there are none.
pub(crate) fn unified(name: &str, before: &str, after: &str, paint: Paint) -> String {
    let diff = TextDiff::configure().timeout(PATIENCE).diff_lines(before, after);
    let plain = diff.unified_diff().context_radius(3).header(name, name).to_string();
    if !paint.0 {
        return plain;
    }
    plain.split_inclusive('\n').map(|line| colored(line, paint)).collect()
}

fn colored(line: &str, paint: Paint) -> String {
    let body = line.trim_end_matches(['\n', '\r']);
    let end = &line[body.len()..];
    let body = match body.as_bytes() {
        [b'-', b'-', b'-', ..] | [b'+', b'+', b'+', ..] => paint.bold(body),
        [b'-', ..] => paint.red(body),
        [b'+', ..] => paint.green(body),
        [b'@', ..] => paint.cyan(body),
        _ => body.to_owned(),
    };
    body + end
}
