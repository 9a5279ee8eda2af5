//! The program `catalint`; all of it is in the library beside it.

use std::process::ExitCode;

fn main() -> ExitCode {
    catalint::run(std::env::args_os().collect())
}
