//! How elements of a page look: hidden, struck, in a font of signs. By their own words, and by plain rules
//! of the page's styles; of those with conditions nothing is known here.

use std::collections::HashMap;

use scraper::node::Element;

use super::super::symbols::{Font, font};

/// Rules of one page that are kept.
const MAX_RULES: usize = 20_000;

/// How the text of an element looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct ElementLook {
    pub(super) font: Option<Font>,
    pub(super) struck: bool,
    /// Not there at all: what follows takes its place.
    pub(super) gone: bool,
    /// Its place is kept.
    pub(super) unseen: bool,
}

/// What a style says, as far as it says something.
#[derive(Debug, Clone, Copy, Default)]
struct StyleSaid {
    font: Option<Option<Font>>,
    struck: Option<bool>,
    gone: Option<bool>,
    unseen: Option<bool>,
}

impl StyleSaid {
    fn of(style: &str) -> Self {
        let mut said = Self::default();
        for part in style.split(';') {
            let Some((name, value)) = part.split_once(':') else { continue };
            let value = value.to_ascii_lowercase();
            let value = value.trim().trim_end_matches("!important").trim();
            match name.trim().to_ascii_lowercase().as_str() {
                "font-family" | "font" if value.contains("dings") || name.trim().len() > 4 => {
                    said.font = Some(value.split(',').find_map(|name| font(name.trim_matches(['"', '\'', ' ']))));
                }
                "text-decoration" | "text-decoration-line" => said.struck = Some(value.contains("line-through")),
                "display" => said.gone = Some(value == "none"),
                "mso-hide" => said.gone = Some(value == "all"),
                "visibility" => said.unseen = Some(value == "hidden" || value == "collapse"),
                _ => {}
            }
        }
        said
    }

    fn with(self, later: Self) -> Self {
        Self {
            font: later.font.or(self.font),
            struck: later.struck.or(self.struck),
            gone: later.gone.or(self.gone),
            unseen: later.unseen.or(self.unseen),
        }
    }
}

/// The rules of a page whose selectors are a name, a class or an id alone.
#[derive(Debug, Default)]
pub(super) struct PageRules {
    by_selector: HashMap<String, StyleSaid>,
}

impl PageRules {
    /// Takes in the text of a style element.
    pub(super) fn add(&mut self, css: &str) {
        let css = without_comments(css);
        let mut rest = css.as_str();
        while let Some((selectors, behind)) = rest.split_once('{') {
            let selectors = selectors.rsplit(['}', ';']).next().unwrap_or("").trim();
            if selectors.starts_with('@') {
                // What holds on paper or on small screens.
                rest = behind_block(behind);
                continue;
            }
            let (body, after) = behind.split_once('}').unwrap_or((behind, ""));
            let said = StyleSaid::of(body);
            for selector in selectors.split(',').map(str::trim).filter(|selector| is_plain(selector)) {
                if self.by_selector.len() < MAX_RULES {
                    let known = self.by_selector.entry(selector.to_owned()).or_default();
                    *known = known.with(said);
                }
            }
            rest = after;
        }
    }

    /// How an element looks within another.
    pub(super) fn look(&self, element: &Element, around: ElementLook) -> ElementLook {
        let mut said = StyleSaid::default();
        if !self.by_selector.is_empty() {
            let mut take = |selector: &str| {
                if let Some(more) = self.by_selector.get(selector) {
                    said = said.with(*more);
                }
            };
            take(element.name());
            for class in element.classes() {
                take(&format!(".{class}"));
                take(&format!("{}.{class}", element.name()));
            }
            if let Some(id) = element.id() {
                take(&format!("#{id}"));
            }
        }
        if let Some(face) = element.attr("face") {
            said.font = Some(font(face));
        }
        if let Some(style) = element.attr("style") {
            said = said.with(StyleSaid::of(style));
        }
        let struck = matches!(element.name(), "s" | "del" | "strike");
        ElementLook {
            font: said.font.unwrap_or(around.font),
            struck: around.struck || said.struck.unwrap_or(struck),
            gone: around.gone || said.gone.unwrap_or(element.attr("hidden").is_some()),
            unseen: said.unseen.unwrap_or(around.unseen),
        }
    }
}

/// `td`, `.hidden`, `td.hidden`, `#a`: what follows is asked of the element alone.
fn is_plain(selector: &str) -> bool {
    let plain = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | '#');
    !selector.is_empty() && selector.chars().all(plain) && selector.matches(['.', '#']).count() < 2
}

fn without_comments(css: &str) -> String {
    let css = css.replace("<!--", "").replace("-->", "");
    let mut out = String::with_capacity(css.len());
    let mut rest = css.as_str();
    while let Some((before, inner)) = rest.split_once("/*") {
        out += before;
        rest = inner.split_once("*/").map_or("", |(_, after)| after);
    }
    out + rest
}

/// What stands behind a block whose beginning was read.
fn behind_block(text: &str) -> &str {
    let mut depth = 1;
    for (at, c) in text.char_indices() {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return &text[at + 1..];
        }
    }
    ""
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_rules_count_and_those_with_conditions_do_not() {
        let mut rules = PageRules::default();
        rules.add("/* .a{} */ .a, td.b { color: red; display : NONE !important } @media print { .c { display: none } } .d .e{display:none} .f{text-decoration:underline line-through}");
        let of = |selector: &str| rules.by_selector.get(selector).copied().unwrap_or_default();
        assert_eq!(
            (of(".a").gone, of("td.b").gone, of(".c").gone, of(".e").gone),
            (Some(true), Some(true), None, None)
        );
        assert_eq!(of(".f").struck, Some(true));
        rules.add(".a{display:block}");
        assert_eq!(rules.by_selector[".a"].gone, Some(false));
        for odd in ["", "{", "}", "@media{", "a{b", "/*", ".a{{{{", "@@@{}{}"] {
            rules.add(odd);
        }
    }
}
