//! Messages as they go over a pipe: a head of lines, an empty line, JSON of so many bytes.

use std::io::{self, BufRead, Write};

use serde_json::Value;

/// The largest message in bytes: a text of the size that is read, every character escaped.
const MOST: usize = 1 << 31;

/// The next message; none at the end. What is no JSON is passed over.
///
/// # Errors
/// When the pipe breaks, or holds no messages.
pub(crate) fn read(input: &mut impl BufRead) -> io::Result<Option<Value>> {
    loop {
        let mut length = None;
        loop {
            let mut line = String::new();
            if input.read_line(&mut line)? == 0 {
                return Ok(None);
            }
            let line = line.trim_end_matches(['\r', '\n']);
            if line.is_empty() {
                break;
            }
            if let Some((name, value)) = line.split_once(':')
                && name.eq_ignore_ascii_case("content-length")
            {
                length = value.trim().parse::<usize>().ok();
            }
        }
        let length = length.filter(|&length| length <= MOST);
        let length = length.ok_or_else(|| io::Error::other("a message without a length"))?;
        let mut body = vec![0; length];
        input.read_exact(&mut body)?;
        if let Ok(message) = serde_json::from_slice(&body) {
            return Ok(Some(message));
        }
    }
}

/// Writes a message.
///
/// # Errors
/// When the pipe breaks.
pub(crate) fn write(output: &mut impl Write, message: &Value) -> io::Result<()> {
    let body = serde_json::to_vec(message)?;
    write!(output, "Content-Length: {}\r\n\r\n", body.len())?;
    output.write_all(&body)?;
    output.flush()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn messages_come_back_and_what_is_none_is_passed_over() {
        let mut pipe = Vec::new();
        let (first, last) = (json!({"method": "a", "text": "目录𠮷"}), json!({"id": 1}));
        write(&mut pipe, &first).expect("it is written");
        pipe.extend_from_slice(b"content-length: 3\r\nContent-Type: x\r\n\r\n{{{");
        write(&mut pipe, &last).expect("it is written");
        let mut input = pipe.as_slice();
        assert_eq!(read(&mut input).expect("a message"), Some(first));
        assert_eq!(read(&mut input).expect("a message"), Some(last));
        assert_eq!(read(&mut input).expect("the end"), None);
        assert!(read(&mut &b"x: 1\r\n\r\n"[..]).is_err());
    }
}
