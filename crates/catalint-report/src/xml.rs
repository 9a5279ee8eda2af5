//! Text in XML.

use std::borrow::Cow;

use catalint_text::push_hidden;

/// The text as it may stand in an attribute or between tags of XML 1.0. Characters that XML can
/// not hold are spelled out; line breaks and tabs survive in attributes.
pub(super) fn escape(text: &str) -> Cow<'_, str> {
    let plain =
        |c: char| !matches!(c, '<' | '>' | '&' | '"' | '\'') && !c.is_control() && c < '\u{fffe}' || c > '\u{ffff}';
    if text.chars().all(plain) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        match c {
            '<' => out += "&lt;",
            '>' => out += "&gt;",
            '&' => out += "&amp;",
            '"' => out += "&quot;",
            '\'' => out += "&apos;",
            '\t' => out += "&#9;",
            '\n' => out += "&#10;",
            '\r' => out += "&#13;",
            c if plain(c) => out.push(c),
            c => {
                let mut shown = String::new();
                push_hidden(&mut shown, c);
                out += &escape(&shown);
            }
        }
    }
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::escape;

    #[test]
    fn what_xml_can_not_hold_is_spelled_out() {
        assert_eq!(escape("低保 𠮷 a"), "低保 𠮷 a");
        assert_eq!(escape("<a b=\"c\" d='e'>&"), "&lt;a b=&quot;c&quot; d=&apos;e&apos;&gt;&amp;");
        assert_eq!(escape("a\r\n\tb"), "a&#13;&#10;&#9;b");
        assert_eq!(escape("\u{8}\u{85}\u{fffe}"), "&lt;U+0008&gt;&lt;U+0085&gt;&lt;U+FFFE&gt;");
        assert_eq!(escape("\u{fffd}\u{1fffe}"), "\u{fffd}\u{1fffe}");
    }
}
