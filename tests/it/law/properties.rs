//! What holds of any text.

use catalint_domain::citation::{Citation, read};
use catalint_domain::date::Date;
use catalint_domain::law::Registry;
use proptest::prelude::*;
use proptest::test_runner::RngSeed;

/// Pieces of real cells, damaged ones among them, and single characters of every sort.
fn piece() -> impl Strategy<Value = String> {
    const PIECES: &[&str] = &[
        "《",
        "》",
        "〈",
        "〉",
        "<",
        ">",
        "（",
        "）",
        "(",
        ")",
        "〔",
        "〕",
        "[",
        "]",
        "【",
        "】",
        "﹝",
        "﹞",
        "、",
        "，",
        "；",
        ";",
        "。",
        "\n",
        " ",
        "\u{3000}",
        "：",
        "第",
        "条",
        "款",
        "项",
        "目",
        "章",
        "节",
        "编",
        "之",
        "一",
        "二十",
        "（一）",
        "(二)",
        "十",
        "至",
        "号",
        "令",
        "年",
        "2019",
        "54",
        "0",
        "19",
        "２０１９",
        "711",
        "公告",
        "国务院",
        "国办发",
        "主席令",
        "中华人民共和国",
        "预算法",
        "政府信息公开条例",
        "关于印发",
        "的通知",
        "办法",
        "规定",
        "等",
        "及",
        "相关",
        "法律法规",
        "文件",
        "同上",
        "1.",
        "2、",
        "●",
        "①",
        "根据",
        "依据",
        "GB",
        "/T",
        "-",
        "—",
        "32939",
        "修订",
        "试行",
        "以下简称",
        "【法律】",
        "法律：",
        "《预算法》",
        "第二十条第（一）项",
        "（国务院令第711号）",
        "国办发〔2019〕54号",
        "财政部 民政部",
        "𠮷",
        "é",
        "\u{a0}",
        "“七五”",
        "三定",
        "中央军委",
    ];
    prop_oneof![
        8 => prop::sample::select(PIECES).prop_map(str::to_owned),
        1 => any::<char>().prop_map(String::from),
    ]
}

fn cell() -> impl Strategy<Value = String> {
    prop::collection::vec(piece(), 0..24).prop_map(|pieces| pieces.concat())
}

fn check_spans(text: &str, citation: &Citation<'_>) {
    let inside = |part: &std::ops::Range<usize>| {
        assert!(part.start <= part.end && part.end <= text.len(), "{part:?} of {text:?}");
        assert!(text.is_char_boundary(part.start) && text.is_char_boundary(part.end), "{part:?} of {text:?}");
    };
    let within = |part: &std::ops::Range<usize>| {
        inside(part);
        assert!(citation.span.start <= part.start && part.end <= citation.span.end, "{part:?} of {citation:?}");
    };
    inside(&citation.span);
    assert!(!citation.span.is_empty(), "{citation:?}");
    assert_eq!(&text[citation.span.clone()], citation.text);
    citation.label.iter().for_each(inside);
    citation.tag.iter().for_each(|tag| inside(&tag.span));
    if let Some(title) = &citation.title {
        within(&title.outer);
        within(&title.span);
        assert!(!title.text.is_empty());
        assert_eq!(&text[title.span.clone()], title.text);
    }
    for number in &citation.numbers {
        within(&number.span);
        within(&number.serial_span);
        number.year_span.iter().for_each(within);
        number.stray.iter().for_each(within);
        assert_eq!(&text[number.span.clone()], number.text);
    }
    for article in &citation.articles {
        within(&article.span);
        article.paragraph_word.iter().for_each(within);
    }
    citation.note.iter().for_each(within);
    citation.quote.iter().for_each(within);
}

proptest! {
    // A fixed seed: a change must not fail for a text that another change would have failed for too.
    #![proptest_config(ProptestConfig {
        cases: 1000,
        failure_persistence: None,
        rng_seed: RngSeed::Fixed(20_260_930),
        ..ProptestConfig::default()
    })]

    #[test]
    fn any_text_is_read_with_sound_spans(text in "\\PC{0,80}") {
        read(&text).iter().for_each(|citation| check_spans(&text, citation));
    }

    #[test]
    fn any_cell_is_read_with_sound_spans_in_order(text in cell()) {
        let found = read(&text);
        found.iter().for_each(|citation| check_spans(&text, citation));
        for pair in found.windows(2) {
            prop_assert!(pair[0].span.end <= pair[1].span.start, "{:?}", found);
        }
    }

    #[test]
    fn what_is_read_can_be_printed_and_read_again_the_same(text in cell()) {
        for citation in read(&text) {
            let printed = citation.to_string();
            let again = read(&printed);
            prop_assert!(
                again.len() == 1 && again[0].says_the_same(&citation),
                "{text:?}\nread as {citation:#?}\nprinted {printed:?}\nread as {again:#?}"
            );
        }
    }

    #[test]
    fn any_title_can_be_looked_up_and_any_number_checked(text in cell(), days in 0_u16..24_000) {
        let registry = Registry::builtin();
        let day = Date::new(1960, 1, 1).expect("a day").plus_months(days / 12);
        for citation in read(&text) {
            let Some(found) = citation.title.as_ref().and_then(|title| registry.resolve(title.text)) else { continue };
            let _ = found.law.status_on(day);
            let _ = registry.successor_on(found.law, day);
            for number in &citation.numbers {
                let _ = registry.number_fit(found.law, number, day);
            }
        }
    }
}
