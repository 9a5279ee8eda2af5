//! What is done where the program is told to stop (Ctrl-C, SIGTERM).

use catalint_workspace::disk::write;

/// Has half-written files removed where the program is told to stop, from the first file that is written on.
pub(crate) fn clean_up() {
    write::before_first(|| {
        // Where a handler cannot be had, or there is one that lets files be finished, the next run removes what is left.
        let _ = ctrlc::set_handler(end);
    });
}

#[expect(clippy::disallowed_methods, reason = "who stops a run waits for nothing")]
fn end() {
    // Held until the end, so that no other thread begins or finishes a file.
    let _held = write::abandon_all();
    std::process::exit(130);
}
