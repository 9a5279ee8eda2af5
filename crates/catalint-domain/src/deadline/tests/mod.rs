//! Tests of the grammar: the table of phrases, and properties on any text.

mod any;
mod note;
mod phrases;
mod places;
mod written;

use super::read;
use note::note;
use phrases::{NOT_READ, OTHERS, SURVEYED};
use written::{LEFT, WRITTEN};

#[test]
fn every_phrase_of_the_table_is_read_as_it_says() {
    let mut wrong = Vec::new();
    for (phrase, expected) in SURVEYED.iter().chain(OTHERS).chain(WRITTEN) {
        let found = note(&read(phrase), phrase);
        if found != *expected {
            wrong.push(format!("{phrase}\n   read {found}\n not   {expected}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn what_must_not_be_read_gives_no_clause() {
    for (phrase, why) in NOT_READ {
        let reading = read(phrase);
        assert!(reading.clauses.is_empty(), "{phrase} ({why}): {}", note(&reading, phrase));
        assert_eq!(reading.unread.is_empty(), phrase.is_empty(), "{phrase}");
    }
}

#[test]
fn what_is_not_understood_is_left_whole() {
    for phrase in LEFT {
        let reading = read(phrase);
        assert!(reading.clauses.is_empty(), "{phrase}: {}", note(&reading, phrase));
        let unread: Vec<&str> = reading.unread.iter().map(|part| &phrase[part.clone()]).collect();
        assert_eq!(unread, [*phrase]);
    }
}

#[test]
fn every_phrase_of_the_table_is_printed_and_read_again_the_same() {
    for (phrase, _) in SURVEYED.iter().chain(OTHERS).chain(WRITTEN) {
        assert_eq!(any::survives_printing(phrase), Ok(()));
    }
}

#[test]
fn half_width_marks_and_broken_lines_are_read_like_the_rest() {
    let text = "自信息形\n\n成或者变\n\n更之日起\n\n20个工作\n\n日内予以\n\n公开";
    assert_eq!(read(text).canonical(text), "自信息形成或者变更之日起20个工作日内公开");
}

#[test]
fn only_a_text_without_any_bound_is_vague() {
    for text in ["及时公开", "长期公开（动态调整）", "按规定公示", "重大决策作出后及时公开"]
    {
        assert!(read(text).is_vague(), "{text}");
    }
    for text in [
        "自信息形成之日起20个工作日内及时公开",
        "20个工作日内公开，并及时更新",
        "及时公开，公告期限为5个工作日",
        "同上",
        "",
    ] {
        assert!(!read(text).is_vague(), "{text}");
    }
}

#[test]
fn only_display_periods_alone_are_display_only() {
    assert!(read("公示7个工作日").is_display_only());
    assert!(!read("20个工作日内，公示7个工作日").is_display_only());
    assert!(!read("").is_display_only());
}
