//! What a plain scalar means in the core schema of YAML 1.2 (section 10.3.2).

use super::Kind;

/// The kind of an unquoted scalar. Words such as `no`, `off` and `是` are text.
pub(super) fn plain(text: &str) -> Kind {
    match text {
        "" | "~" | "null" | "Null" | "NULL" => return Kind::Null,
        "true" | "True" | "TRUE" | "false" | "False" | "FALSE" => return Kind::Bool,
        _ => {}
    }
    match text.as_bytes()[0] {
        b'0'..=b'9' | b'+' | b'-' | b'.' => number(text),
        _ => Kind::Str,
    }
}

fn number(text: &str) -> Kind {
    let digits = |s: &str| !s.is_empty() && s.bytes().all(|b| b.is_ascii_digit());
    if let Some(hex) = text.strip_prefix("0x") {
        let all = !hex.is_empty() && hex.bytes().all(|b| b.is_ascii_hexdigit());
        return if all { Kind::Int } else { Kind::Str };
    }
    if let Some(octal) = text.strip_prefix("0o") {
        let all = !octal.is_empty() && octal.bytes().all(|b| (b'0'..=b'7').contains(&b));
        return if all { Kind::Int } else { Kind::Str };
    }
    let unsigned = text.strip_prefix(['+', '-']).unwrap_or(text);
    if digits(unsigned) {
        return Kind::Int;
    }
    if matches!(unsigned, ".inf" | ".Inf" | ".INF") || matches!(text, ".nan" | ".NaN" | ".NAN") {
        return Kind::Float;
    }
    let (mantissa, exponent) = match unsigned.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, Some(exponent)),
        None => (unsigned, None),
    };
    let whole_exponent = exponent.is_none_or(|e| digits(e.strip_prefix(['+', '-']).unwrap_or(e)));
    let fraction = match mantissa.split_once('.') {
        Some((whole, part)) => {
            (digits(whole) && (part.is_empty() || digits(part))) || (whole.is_empty() && digits(part))
        }
        None => exponent.is_some() && digits(mantissa),
    };
    if whole_exponent && fraction { Kind::Float } else { Kind::Str }
}
