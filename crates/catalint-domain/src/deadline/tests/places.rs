//! The places that rules point at and mend.

use super::super::{Clause, DeadlineNumeral, Kind, Period, Trigger, read};

fn first(text: &str) -> Clause {
    read(text).clauses.into_iter().next().expect("one clause")
}

fn limit(text: &str) -> Period {
    match first(text).kind {
        Kind::Within(period) => period,
        other => panic!("{text}: {other:?}"),
    }
}

fn trigger(text: &str) -> Trigger {
    first(text).trigger.expect("a trigger")
}

/// The text after the trigger's cure.
fn mended(text: &str) -> String {
    let repair = trigger(text).repair.expect("a cure");
    format!("{}{}{}", &text[..repair.range.start], repair.text, &text[repair.range.end..])
}

#[test]
fn a_period_knows_its_amount_and_its_unit_with_the_measure_word() {
    let text = "自信息形成之日起 20 个工作日内公开";
    let period = limit(text);
    assert_eq!(&text[period.range], "20 个工作日");
    assert_eq!(&text[period.amount_range], "20");
    assert_eq!(&text[period.unit_range], "个工作日");
    assert_eq!(&"批准后20日内"[limit("批准后20日内").unit_range], "日");
}

#[test]
fn the_style_of_a_number_is_kept() {
    assert_eq!(limit("20个工作日").numeral, DeadlineNumeral::Arabic);
    assert_eq!(limit("２０个工作日").numeral, DeadlineNumeral::FullWidth);
    assert_eq!(limit("2０个工作日").numeral, DeadlineNumeral::FullWidth);
    assert_eq!(limit("二十个工作日").numeral, DeadlineNumeral::Chinese);
    assert_eq!(limit("半年内").numeral, DeadlineNumeral::Word);
}

#[test]
fn a_trigger_knows_its_event_and_its_whole() {
    let text = "其中行政许可事项应自作出决定之日起7个工作日内公示";
    let found = trigger(text);
    assert_eq!(&text[found.range], "应自作出决定之日起");
    assert_eq!(&text[found.event], "作出决定");
    assert_eq!(&text[first(text).scope.expect("a scope")], "行政许可事项");
}

#[test]
fn the_cure_of_a_malformed_trigger_gives_the_sound_text() {
    for (text, sound) in [
        ("信息形成（变更）20个工作日内", "信息形成（变更）之日起20个工作日内"),
        ("信息形成20个工作日内公开", "信息形成之日起20个工作日内公开"),
        ("信息获取（形成变更）20个工作日内", "信息获取（形成变更）之日起20个工作日内"),
        ("信息形成个20个工作日内公开", "信息形成之日起20个工作日内公开"),
        ("信息形式或变更之日起20个工作日内", "信息形成或变更之日起20个工作日内"),
        ("信息形成之日20个工作日内", "信息形成之日起20个工作日内"),
        ("信息形成之起20个工作日内", "信息形成之日起20个工作日内"),
        ("信息形成 20个工作日内", "信息形成之日起 20个工作日内"),
    ] {
        assert_eq!(mended(text), sound);
        assert_eq!(trigger(sound).repair, None);
    }
}

#[test]
fn a_sound_trigger_has_no_cure() {
    for text in ["信息形成后，20个工作日内公开", "自批准起20日内", "文件印发当日公开", "20个工作日（自信息形成之日起）"]
    {
        assert_eq!(trigger(text).repair, None, "{text}");
    }
}

#[test]
fn glued_deadlines_are_told_from_separated_ones() {
    let glued = |text: &str| read(text).clauses.iter().map(|c| c.glued).collect::<Vec<_>>();
    assert_eq!(glued("信息形成之日起20个工作日内公开自收到申请之日起15个工作日内答复"), [false, true]);
    for text in [
        "信息形成之日起20个工作日内公开；自收到申请之日起15个工作日内答复",
        "信息形成之日起20个工作日内公开\n自收到申请之日起15个工作日内答复",
        "10个工作日内公示7个工作日",
        "七月下旬和十一月中旬",
        "长期公开（动态调整）",
    ] {
        assert_eq!(glued(text), [false, false], "{text}");
    }
}

#[test]
fn a_vague_word_is_marked_with_what_belongs_to_it() {
    for (text, word) in [("及时公开", "及时"), ("按进展情况及时公开", "按进展情况及时"), ("信息长期公开", "长期")]
    {
        let Kind::Vague(vague) = first(text).kind else { panic!("{text}") };
        assert_eq!(&text[vague.word], word);
    }
}

#[test]
fn a_reservation_is_marked_whole() {
    let text = "20个工作日内公开，法律、法规另有规定的，从其规定。";
    assert_eq!(&text[read(text).exception.expect("there")], "法律、法规另有规定的，从其规定");
    let text = "除法律、法规另有规定外，20个工作日内公开";
    assert_eq!(&text[read(text).exception.expect("there")], "除法律、法规另有规定外");
}

#[test]
fn people_are_told_what_was_read() {
    let text = "信息形成（变更）20个工作日内；法规另有规定的除外；其他";
    let reading = read(text);
    assert_eq!(
        reading.words_zh(text),
        [
            "限期：从“信息形成（变更）”（信息形成或者变更）起算，原文缺“之日起”，20个工作日以内公开。",
            "保留条款：“法规另有规定的除外”，不是期限。",
            "未读出：“其他”。",
        ]
    );
    assert_eq!(
        reading.words_en(text),
        [
            "Publish within 20 working days, counted from the day the information is formed or changed \
             (“信息形成（变更）”, 之日起 is lost).",
            "Reservation: “法规另有规定的除外”; it is no deadline.",
            "Not read: “其他”.",
        ]
    );
}
