//! Answers requests from standard input, each behind its length in four bytes (little endian), in the same form.
//!
//!     cargo run --example answers < requests > answers

use std::io::{self, Read, Write};

use catalint_session::PageSession;

fn main() -> io::Result<()> {
    let (mut input, mut output) = (io::stdin().lock(), io::stdout().lock());
    let mut session = PageSession::new();
    let mut length = [0; 4];
    while input.read_exact(&mut length).is_ok() {
        let mut request = vec![0; u32::from_le_bytes(length) as usize];
        input.read_exact(&mut request)?;
        let answer = session.call(&request);
        let length = u32::try_from(answer.len()).map_err(io::Error::other)?;
        output.write_all(&length.to_le_bytes())?;
        output.write_all(&answer)?;
    }
    output.flush()
}
