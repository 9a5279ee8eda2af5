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
        Self { interactive: false, paint: Paint(false), width: WIDTH_OF_A_FILE }
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
        Self { interactive, paint, width: width.clamp(40, 200) }
    }
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
