//! `catalint fmt` over everything: the same again the second time, and what an import writes is left alone.

use catalint_core::Document;
use catalint_core::format::{LeftAlone, format};
use catalint_core::lint::{Linter, Settings};
use catalint_domain::date::Date;
use proptest::prelude::*;

use crate::syntax::files;

fn linter() -> Linter {
    Linter::new(Settings::new(Date::new(2026, 11, 30).expect("a day")))
}

fn formatted(text: &[u8]) -> Result<String, LeftAlone> {
    format(&Document::from_bytes("a.yaml", text), &linter())
}

#[test]
fn what_is_formatted_stays_so() {
    let (mut printed, mut left) = (0, Vec::new());
    for folder in ["ok", "planted", "laws", "precision", "tables", "syntax", "text", "lists"] {
        for (path, bytes) in files(folder) {
            match formatted(&bytes) {
                Ok(new) => {
                    printed += 1;
                    assert_eq!(formatted(new.as_bytes()).as_deref(), Ok(new.as_str()), "{}", path);
                }
                Err(LeftAlone::Unsafe) => left.push(path),
                Err(_) => {}
            }
        }
    }
    assert!(printed > 60, "{printed}");
    assert!(left.is_empty(), "these would not say the same: {left:#?}");
}

#[test]
fn what_an_import_writes_is_left_alone() {
    for (path, bytes) in files("tables") {
        if let Ok(new) = formatted(&bytes) {
            assert_eq!(new, String::from_utf8_lossy(&bytes), "{path}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]
    /// Whatever the text, it is left or says the same: the guard holds, and the second run changes nothing.
    #[test]
    fn texts_with_scattered_faults_are_left_or_say_the_same(
        which in 0..1000_usize,
        cuts in prop::collection::vec((0..1000_usize, prop::sample::select(vec!["", " ", "\n", "  ", "# 注\n", "- ", "\n\n", "\"", "、"])), 0..4),
    ) {
        let all = files("ok");
        let (_, bytes) = &all[which % all.len()];
        let mut text = String::from_utf8_lossy(bytes).into_owned();
        for (at, new) in cuts {
            let places: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
            if let Some(place) = places.get(at * places.len() / 1000) {
                text.insert_str(*place, new);
            }
        }
        if let Ok(new) = formatted(text.as_bytes()) {
            let again = formatted(new.as_bytes());
            prop_assert_eq!(again.as_deref(), Ok(new.as_str()));
        }
    }
}
