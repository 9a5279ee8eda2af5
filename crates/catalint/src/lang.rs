//! The reader's language: `--lang`, then `CATALINT_LANG`, then the config, then the locale, then
//! Chinese.

use std::ffi::OsString;

use catalint_core::rule::Lang;
use catalint_text::visible;

/// The language of this run. Looks through the raw arguments, because the help and the errors
/// of the argument parser are to be in it, too.
pub(crate) fn chosen(argv: &[OsString]) -> Chosen {
    let asked = argument(argv).as_deref().and_then(Lang::meant);
    let environment = || std::env::var("CATALINT_LANG").ok().as_deref().and_then(of);
    let locale = || sys_locale::get_locale().as_deref().and_then(of);
    match asked.or_else(environment) {
        Some(lang) => Chosen { lang, asked: true },
        None => Chosen { lang: locale().unwrap_or_default(), asked: false },
    }
}

/// The language before any config is read.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Chosen {
    pub(crate) lang: Lang,
    /// Whether somebody asked for it; else a config may.
    pub(crate) asked: bool,
}

impl Chosen {
    /// The language of the run where a config may ask for one.
    pub(crate) fn under(self, config: Option<Lang>) -> Lang {
        config.filter(|_| !self.asked).unwrap_or(self.lang)
    }
}

/// The value of the last `--lang`.
fn argument(argv: &[OsString]) -> Option<String> {
    let words: Vec<&str> = argv.iter().map(|arg| arg.to_str().unwrap_or("")).take_while(|&arg| arg != "--").collect();
    let mut found = None;
    for (at, word) in words.iter().enumerate() {
        match word.strip_prefix("--lang") {
            Some("") => found = words.get(at + 1).copied(),
            Some(value) => found = value.strip_prefix('=').or(found),
            None => {}
        }
    }
    found.map(str::to_owned)
}

/// `zh`, `zh-CN`, `zh_CN.UTF-8`; other languages, `C` and `POSIX` are none of ours.
pub(crate) fn of(name: &str) -> Option<Lang> {
    match name.split(['-', '_', '.', '@']).next()?.to_ascii_lowercase().as_str() {
        "zh" => Some(Lang::Zh),
        "en" => Some(Lang::En),
        _ => None,
    }
}

/// One of two texts.
pub(crate) fn pick<T>(lang: Lang, zh: T, en: T) -> T {
    match lang {
        Lang::Zh => zh,
        Lang::En => en,
    }
}

/// Files that are named to show which are meant.
const NAMED: usize = 3;

/// `甲、乙、丙 等5个`
pub(crate) fn shown_names(files: &[String], lang: Lang) -> String {
    let named: Vec<_> = files.iter().take(NAMED).map(|file| visible(file)).collect();
    let named = named.join(pick(lang, "、", ", "));
    match files.len() {
        all if all > NAMED => pick(lang, format!("{named} 等{all}个"), format!("{named} and {} more", all - NAMED)),
        _ => named,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_lang_before_the_double_dash_counts() {
        let of = |line: &str| argument(&line.split(' ').map(OsString::from).collect::<Vec<_>>());
        assert_eq!(of("catalint check --lang en a.yaml").as_deref(), Some("en"));
        assert_eq!(of("catalint --lang=zh check --lang=en").as_deref(), Some("en"));
        assert_eq!(of("catalint check -- --lang en"), None);
        assert_eq!(of("catalint check --language en"), None);
    }

    #[test]
    fn locales_are_read_by_their_first_part() {
        assert_eq!(super::of("en_GB.UTF-8"), Some(Lang::En));
        assert_eq!(super::of("zh-Hans-CN"), Some(Lang::Zh));
        assert_eq!(super::of("C"), None);
        assert_eq!(super::of("enx"), None);
    }
}
