//! What the output goes to: width, colours.

use std::io::IsTerminal;

/// `--color`
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Color {
    /// On a terminal, unless `NO_COLOR` is set.
    Auto,
    Always,
    Never,
}

/// A place to write to.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Terminal {
    /// Whether somebody may be looking.
    pub(crate) interactive: bool,
    pub(crate) paint: Paint,
    /// Whether it takes links (OSC 8).
    pub(crate) links: bool,
    /// Columns.
    pub(crate) width: usize,
}

/// Columns where the output goes to a file or a pipe.
const WIDTH_OF_A_FILE: usize = 100;

/// Makes old Windows consoles understand colours. Elsewhere nothing.
pub(crate) fn prepare() {
    let _ = anstyle_query::windows::enable_ansi_colors();
}

impl Terminal {
    /// Standard output.
    pub(crate) fn stdout(color: Color) -> Self {
        let size = terminal_size::terminal_size_of(std::io::stdout());
        Self::new(color, std::io::stdout().is_terminal(), size)
    }

    /// Standard error.
    pub(crate) fn stderr(color: Color) -> Self {
        let size = terminal_size::terminal_size_of(std::io::stderr());
        Self::new(color, std::io::stderr().is_terminal(), size)
    }

    /// A file.
    pub(crate) const fn file() -> Self {
        Self { interactive: false, paint: Paint(false), links: false, width: WIDTH_OF_A_FILE }
    }

    fn new(color: Color, interactive: bool, size: Option<(terminal_size::Width, terminal_size::Height)>) -> Self {
        let able = interactive && !anstyle_query::no_color() && anstyle_query::term_supports_color();
        let paint = Paint(match color {
            Color::Auto => able,
            Color::Always => true,
            Color::Never => false,
        });
        // `COLUMNS` speaks for those who pipe into a pager.
        let told = || std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
        let width = size.map(|(width, _)| usize::from(width.0)).or_else(told).unwrap_or(WIDTH_OF_A_FILE);
        let links = color != Color::Never && takes_links(interactive, |name| std::env::var(name).ok());
        Self { interactive, paint, links, width: width.clamp(40, 200) }
    }

    /// A text that leads to an address, where the terminal can do that.
    pub(crate) fn link(self, address: Option<&str>, text: &str) -> String {
        match address.filter(|_| self.links) {
            Some(address) => format!("\u{1b}]8;;{address}\u{1b}\\{text}\u{1b}]8;;\u{1b}\\"),
            None => text.to_owned(),
        }
    }
}

/// Whether links can be shown: `FORCE_HYPERLINK` decides where it is set, as in other programs; else terminals that are
/// known to show them. The others might print the address.
fn takes_links(interactive: bool, set: impl Fn(&str) -> Option<String>) -> bool {
    if let Some(forced) = set("FORCE_HYPERLINK") {
        return forced != "0" && forced != "false";
    }
    let term = set("TERM").unwrap_or_default();
    if !interactive || term == "dumb" {
        return false;
    }
    let named = |name: &str, known: &[&str]| set(name).is_some_and(|value| known.contains(&value.as_str()));
    set("DOMTERM").is_some()
        || set("WT_SESSION").is_some()
        || set("KONSOLE_VERSION").is_some()
        || set("VTE_VERSION").and_then(|version| version.parse::<u32>().ok()).is_some_and(|version| version >= 5000)
        || named("TERM_PROGRAM", &["iTerm.app", "WezTerm", "vscode", "ghostty", "zed", "Hyper", "terminology"])
        || named("COLORTERM", &["xfce4-terminal"])
        || ["xterm-kitty", "alacritty", "xterm-ghostty", "foot"].contains(&term.as_str())
}

/// Colours, if any.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Paint(pub(crate) bool);

impl Paint {
    pub(crate) fn bold(self, text: &str) -> String {
        self.with("1", text)
    }

    pub(crate) fn dim(self, text: &str) -> String {
        self.with("2", text)
    }

    pub(crate) fn red(self, text: &str) -> String {
        self.with("31", text)
    }

    pub(crate) fn green(self, text: &str) -> String {
        self.with("32", text)
    }

    pub(crate) fn yellow(self, text: &str) -> String {
        self.with("33", text)
    }

    pub(crate) fn cyan(self, text: &str) -> String {
        self.with("36", text)
    }

    fn with(self, code: &str, text: &str) -> String {
        if self.0 { format!("\u{1b}[{code}m{text}\u{1b}[0m") } else { text.to_owned() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_are_for_terminals_that_are_known_to_show_them() {
        let takes = |interactive, set: &[(&str, &str)]| {
            takes_links(interactive, |name| {
                set.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned())
            })
        };
        assert!(takes(true, &[("TERM", "xterm-256color"), ("VTE_VERSION", "7003")]));
        assert!(takes(true, &[("TERM", "xterm-kitty")]) && takes(true, &[("TERM_PROGRAM", "vscode")]));
        assert!(!takes(true, &[("TERM", "xterm-256color")]) && !takes(true, &[("VTE_VERSION", "4205")]));
        assert!(!takes(true, &[("TERM", "dumb"), ("WT_SESSION", "1")]));
        // Not into a pipe, unless somebody says so.
        assert!(!takes(false, &[("WT_SESSION", "1")]) && takes(false, &[("FORCE_HYPERLINK", "1")]));
        assert!(!takes(true, &[("WT_SESSION", "1"), ("FORCE_HYPERLINK", "0")]));
    }

    #[test]
    fn a_link_is_a_text_where_there_is_none() {
        let terminal = Terminal { links: true, ..Terminal::file() };
        let linked = terminal.link(Some("https://a.cn/BAS001.md"), "BAS001");
        assert_eq!(linked, "\u{1b}]8;;https://a.cn/BAS001.md\u{1b}\\BAS001\u{1b}]8;;\u{1b}\\");
        assert_eq!(terminal.link(None, "BAS001"), "BAS001");
        assert_eq!(Terminal::file().link(Some("https://a.cn/"), "BAS001"), "BAS001");
    }
}
