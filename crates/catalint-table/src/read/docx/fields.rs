//! Fields of a document: what they say where it is not written out behind them.

use super::super::symbols::{font, sign};
use crate::grid::AsideKind;

/// A field that is open.
#[derive(Debug, Default)]
pub(super) struct OpenField {
    /// Whether its result has begun.
    pub(super) result: bool,
    /// Whether it had one.
    pub(super) has_result: bool,
    /// Whether what it says was told already: a box, a choice.
    pub(super) told: bool,
    pub(super) instruction: String,
}

/// What a field without a result says.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum FieldSays {
    Nothing,
    Words(String),
    Aside(AsideKind, String),
}

/// What a field says by its instruction alone.
pub(super) fn says(instruction: &str) -> FieldSays {
    let instruction = instruction.trim();
    let (name, rest) = instruction.split_once(char::is_whitespace).unwrap_or((instruction, ""));
    let aside = |kind| FieldSays::Aside(kind, instruction.to_owned());
    match name.to_ascii_uppercase().as_str() {
        "" | "XE" | "TC" | "TA" | "RD" | "PRIVATE" | "ASK" | "SET" | "ADVANCE" | "HYPERLINK" | "TOC" | "INDEX"
        | "BOOKMARK" | "ADDIN" | "FORMCHECKBOX" | "FORMDROPDOWN" | "FORMTEXT" | "CONTROL" => FieldSays::Nothing,
        "EQ" => enclosed(rest).map_or_else(|| aside(AsideKind::Unknown), FieldSays::Words),
        "SYMBOL" => symbol(rest).map_or_else(|| aside(AsideKind::Unknown), FieldSays::Words),
        "MACROBUTTON" | "GOTOBUTTON" => {
            let text = rest.trim().split_once(char::is_whitespace).map_or("", |(_, text)| text);
            FieldSays::Aside(AsideKind::Prompt, text.trim().to_owned())
        }
        "AUTONUM" | "AUTONUMLGL" | "AUTONUMOUT" | "LISTNUM" => aside(AsideKind::Number),
        "INCLUDEPICTURE" => FieldSays::Aside(AsideKind::Picture, rest.trim().to_owned()),
        "EMBED" | "LINK" | "BARCODE" | "DISPLAYBARCODE" => aside(AsideKind::Object),
        _ => aside(AsideKind::Formula),
    }
}

/// `\o\ac(○,√)`: a sign within a ring or box.
fn enclosed(switches: &str) -> Option<String> {
    let inner = switches.trim().strip_prefix("\\o").or_else(|| switches.trim().strip_prefix("\\O"))?;
    let (_, inner) = inner.split_once('(')?;
    let (outer, inner) = inner.trim_end().strip_suffix(')')?.split_once([',', ';', '，'])?;
    let (outer, inner) = (outer.trim(), inner.trim());
    let is_box = |text: &str| matches!(text, "□" | "☐" | "○" | "◯" | "〇" | "△" | "◇" | "▢");
    let (around, within) = if is_box(outer) { (outer, inner) } else { (inner, outer) };
    if !is_box(around) || within.is_empty() || within.contains('(') {
        return None;
    }
    let ticked = matches!(within, "√" | "✓" | "✔" | "×" | "■" | "●");
    Some(if ticked { "☑".to_owned() } else { within.to_owned() })
}

/// `254 \f "Wingdings" \s 12`
fn symbol(rest: &str) -> Option<String> {
    let code = rest.split_whitespace().next()?;
    let letter = match code.strip_prefix("0x") {
        Some(hex) => u32::from_str_radix(hex, 16).ok()?,
        None => code.parse().ok()?,
    };
    let letter = char::from_u32(letter)?;
    let named = rest.split("\\f").nth(1).map(|name| name.trim_start().trim_start_matches('"'));
    let named = named.and_then(|name| name.split(['"', '\\']).next());
    Some(named.and_then(font).map_or(letter, |font| sign(font, letter)).to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_without_a_result_says_something_or_is_said() {
        let words = |text: &str| FieldSays::Words(text.to_owned());
        assert_eq!(says(" EQ \\o\\ac(○,√)"), words("☑"));
        assert_eq!(says("eq \\o\\ac(○,1)"), words("1"));
        assert_eq!(says("SYMBOL 254 \\f \"Wingdings\" \\s 12"), words("☑"));
        assert_eq!(says("MACROBUTTON NoMacro [请填写]"), FieldSays::Aside(AsideKind::Prompt, "[请填写]".to_owned()));
        assert_eq!(says("XE \"甲\""), FieldSays::Nothing);
        assert_eq!(says("EQ \\f(1,2)"), FieldSays::Aside(AsideKind::Unknown, "EQ \\f(1,2)".to_owned()));
        assert_eq!(says("SEQ 表"), FieldSays::Aside(AsideKind::Formula, "SEQ 表".to_owned()));
    }
}
