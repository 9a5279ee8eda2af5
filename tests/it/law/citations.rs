//! Every form of a basis that was seen in published catalogs, and what is read from it.

use catalint_domain::citation::{Citation, CitationForm, NumberFault, NumberKind, TitleMarks, read};

/// One citation in short: `label 【tag】 title {numbers with faults} [articles] (note) "quote"`.
/// A title without its usual marks is followed by what they are; other forms by their name.
fn sketch(text: &str, citation: &Citation<'_>) -> String {
    let at = |span: &std::ops::Range<usize>| text[span.clone()].replace('\n', "⏎");
    let mut parts: Vec<String> = Vec::new();
    parts.extend(citation.label.iter().map(at));
    parts.extend(citation.tag.as_ref().map(|tag| format!("【{}】", tag.label)));
    parts.push(match (&citation.title, citation.form) {
        (Some(title), _) if title.marks == TitleMarks::Book => format!("《{}》", title.text.replace('\n', "⏎")),
        (Some(title), _) if title.marks == TitleMarks::Absent => title.text.to_owned(),
        (Some(title), _) => format!("{}:{:?}", title.text, title.marks),
        (None, CitationForm::Vague | CitationForm::Ditto) => format!("{}:{:?}", citation.text, citation.form),
        (None, form) => format!("{form:?}"),
    });
    for number in &citation.numbers {
        let faults: String = number.faults.iter().map(|fault| format!(" {fault:?}")).collect();
        parts.push(format!("{{{}{faults}}}", number.canonical()));
    }
    parts.extend(citation.articles.iter().map(|article| format!("[{article}]")));
    parts.extend(citation.note.as_ref().map(|note| format!("({})", at(note))));
    parts.extend(citation.quote.as_ref().map(|quote| format!("\"{}\"", at(quote))));
    parts.join(" ")
}

fn assert_reads(cases: &[(&str, &[&str])]) {
    for (text, expected) in cases {
        let found: Vec<String> = read(text).iter().map(|citation| sketch(text, citation)).collect();
        assert_eq!(&found, expected, "{text}");
    }
}

#[test]
fn one_title() {
    assert_reads(&[
        ("《中华人民共和国政府信息公开条例》", &["《中华人民共和国政府信息公开条例》"]),
        ("《 预算法 》", &["《预算法》"]),
        ("根据《预算法》", &["《预算法》"]),
        ("主要依据：《预算法》", &["《预算法》"]),
        ("《预算法》的规定", &["《预算法》"]),
        ("中共中央办公厅、国务院办公厅印发的《意见》", &["《意见》"]),
        ("财政部《政府采购信息发布管理办法》（财政部令第101号）", &["《政府采购信息发布管理办法》 {财政部令第101号}"]),
        ("《住房城乡建设部 财政部关于做好工作的通知》", &["《住房城乡建设部 财政部关于做好工作的通知》"]),
        ("《关于做好工作的指导\n意见》", &["《关于做好工作的指导⏎意见》"]),
    ]);
}

#[test]
fn several_titles_however_they_are_separated() {
    let both: &[&str] = &["《预算法》", "《会计法》"];
    for between in ["", "、", "；", ";", "，", ",", "。", " ", "\n", "\u{3000}", "和", "及"] {
        assert_reads(&[(&format!("《预算法》{between}《会计法》"), both)]);
    }
    assert_reads(&[
        ("1.《预算法》2.《会计法》", &["1. 《预算法》", "2. 《会计法》"]),
        ("1、《预算法》；2、《会计法》", &["1、 《预算法》", "2、 《会计法》"]),
        ("（1）《预算法》\n（2）《会计法》", &["（1） 《预算法》", "（2） 《会计法》"]),
        ("一、《预算法》二、《会计法》", &["一、 《预算法》", "二、 《会计法》"]),
        ("①《预算法》②《会计法》", &["① 《预算法》", "② 《会计法》"]),
        ("●《预算法》●《会计法》", &["● 《预算法》", "● 《会计法》"]),
        ("1《预算法》2《会计法》", &["1 《预算法》", "2 《会计法》"]),
        ("1.2016年政务公开工作要点", &["1. 2016年政务公开工作要点"]),
    ]);
}

#[test]
fn tags() {
    assert_reads(&[
        (
            "【法律】《预算法》《会计法》【部门规章及规范性文件】《通知》",
            &["【法律】 《预算法》", "【法律】 《会计法》", "【部门规章及规范性文件】 《通知》"],
        ),
        ("[行政法规]《政府信息公开条例》", &["【行政法规】 《政府信息公开条例》"]),
        (
            "法律：《预算法》；行政法规：《政府信息公开条例》",
            &["【法律】 《预算法》", "【行政法规】 《政府信息公开条例》"],
        ),
        ("【条例】\n国务院办公厅关于推进养老服务发展的意见", &["【条例】 国务院办公厅关于推进养老服务发展的意见"]),
    ]);
}

#[test]
fn titles_inside_titles_and_lost_marks() {
    assert_reads(&[
        ("《关于转发〈意见〉的通知》", &["《关于转发〈意见〉的通知》"]),
        ("《关于转发<意见>的通知》", &["《关于转发<意见>的通知》"]),
        ("《关于转发《意见》的通知》《预算法》", &["《关于转发《意见》的通知》", "《预算法》"]),
        ("《关于印发《办法的通知》", &["关于印发《办法的通知:Inner"]),
        ("《关于印发《办法的通知》《预算法》", &["关于印发《办法的通知:Inner", "《预算法》"]),
        ("《关于印发《办法》的通知", &["关于印发《办法》的通知:NoClose"]),
        ("《政府信息公开条例、《预算法》", &["政府信息公开条例:NoClose", "《预算法》"]),
        ("《政府信息公开条例《预算法》", &["政府信息公开条例:NoClose", "《预算法》"]),
        ("政府信息公开条例》、《预算法》", &["政府信息公开条例:NoOpen", "《预算法》"]),
        ("《政府信息公开条例（国务院令第711号）", &["政府信息公开条例:NoClose {国务院令第711号}"]),
        ("《政府信息公开条例第二十条", &["政府信息公开条例:NoClose [第二十条]"]),
        ("<<预算法>>、〈会计法〉", &["预算法:Other", "会计法:Other"]),
        ("《《预算法》》", &["预算法:Other"]),
    ]);
}

#[test]
fn titles_without_marks() {
    assert_reads(&[
        ("预算法、政府信息公开条例", &["预算法", "政府信息公开条例"]),
        ("预算法 政府信息公开条例", &["预算法", "政府信息公开条例"]),
        ("1.中华人民共和国预算法2.政府信息公开条例", &["1. 中华人民共和国预算法", "2. 政府信息公开条例"]),
        ("预算法第十四条", &["预算法 [第十四条]"]),
        ("关于印发基层目录的通知(苏财基层〔2019〕5号)", &["关于印发基层目录的通知 {苏财基层〔2019〕5号}"]),
        ("关于印发基层目录的通知苏财基层〔2019〕5号", &["关于印发基层目录的通知 {苏财基层〔2019〕5号}"]),
        (
            "国务院办公厅关于印发《政府信息公开信息处理费管理办法》的通知（国办函〔2020〕109号）",
            &["国务院办公厅关于印发《政府信息公开信息处理费管理办法》的通知 {国办函〔2020〕109号}"],
        ),
        (
            "民政部关于印发《办法》的通知(民发〔2016 )115号)",
            &["民政部关于印发《办法》的通知 {民发〔2016〕115号 Brackets}"],
        ),
        ("办法（试行）、预算法", &["办法（试行）", "预算法"]),
        ("工作职责", &["工作职责"]),
    ]);
}

#[test]
fn numbers_of_orders() {
    for (written, canonical) in [
        ("国务院令第711号", "{国务院令第711号}"),
        ("国务院令 第711 号", "{国务院令第711号}"),
        ("中华人民共和国国务院令第711号", "{中华人民共和国国务院令第711号}"),
        ("国令第711号", "{国令第711号}"),
        ("主席令第三十七号", "{主席令第37号}"),
        ("中华人民共和国主席令（第三十七号）", "{中华人民共和国主席令第37号}"),
        ("司法部令2017年第138号", "{司法部令2017年第138号}"),
        ("国务院令2016年第617号", "{国务院令第617号 OrderYear}"),
        ("国务院令〔2016〕第617号", "{国务院令第617号 OrderYear}"),
        ("国家发展改革委2017年第10号令", "{国家发展改革委令2017年第10号}"),
        ("2017年第10号令", "{令2017年第10号}"),
        ("国务院、中央军委令第787号", "{国务院、中央军委令第787号}"),
        ("财政部令第087号", "{财政部令第87号}"),
        // Damaged.
        ("令710号", "{令第710号 NoOrdinal}"),
        ("国务院令第711", "{国务院令第711号 NoSuffix}"),
        ("国务院第649号", "{国务院令第649号 NoOrder}"),
        ("国务院令第711号号", "{国务院令第711号 DoubledSuffix}"),
    ] {
        let (marked, alone) = (format!("《条例》 {canonical}"), format!("Number {canonical}"));
        assert_reads(&[
            (&format!("《条例》（{written}）"), &[&marked]),
            (&format!("《条例》({written})、《预算法》"), &[&marked, "《预算法》"]),
            (&format!("《条例》{written}"), &[&marked]),
            (written, &[&alone]),
        ]);
    }
}

#[test]
fn numbers_of_documents() {
    for (written, canonical) in [
        ("国办发〔2019〕54号", "{国办发〔2019〕54号}"),
        ("发改办法规〔2019〕752号", "{发改办法规〔2019〕752号}"),
        ("国办发﹝2019﹞54号", "{国办发〔2019〕54号 Brackets}"),
        ("国办发﹞2019﹝54号", "{国办发〔2019〕54号 Brackets}"),
        ("国办发[2019]54号", "{国办发〔2019〕54号 Brackets}"),
        ("国办发［2019］54号", "{国办发〔2019〕54号 Brackets}"),
        ("国办发(2019)54号", "{国办发〔2019〕54号 Brackets}"),
        ("国办发（2019）54号", "{国办发〔2019〕54号 Brackets}"),
        ("国办发【2019】54号", "{国办发〔2019〕54号 Brackets}"),
        ("国办发〔2019)54号", "{国办发〔2019〕54号 Brackets}"),
        ("国办发〔2019年〕54号", "{国办发〔2019〕54号}"),
        ("国办发〔２０１９〕５４号", "{国办发〔2019〕54号}"),
        ("国办发〔2019〕8 4 号", "{国办发〔2019〕84号}"),
        ("国办发〔2019〕第54号", "{国办发〔2019〕54号 Ordinal}"),
        ("国办发〔2019〕054号", "{国办发〔2019〕54号 LeadingZeros}"),
        ("国办发〔19〕54号", "{国办发〔2019〕54号 ShortYear}"),
        ("国办发〔2019〕54号号", "{国办发〔2019〕54号 DoubledSuffix}"),
        // Damaged.
        ("国办发〔201680号", "{国办发〔2016〕80号 Brackets Fused}"),
        ("国办发〔201744号", "{国办发〔2017〕44号 Brackets Fused}"),
        ("国办发201944号", "{国办发〔2019〕44号 Brackets Fused}"),
        ("国办发〔2016)115号", "{国办发〔2016〕115号 Brackets}"),
        ("国办发2019〕54号", "{国办发〔2019〕54号 Brackets}"),
        ("国办发2019年54号", "{国办发〔2019〕54号 Brackets}"),
        ("国办发〔2019〕54", "{国办发〔2019〕54号 NoSuffix}"),
        ("渝交计121号", "{渝交计121号 NoYear}"),
    ] {
        let (marked, alone) = (format!("《意见》 {canonical}"), format!("Number {canonical}"));
        assert_reads(&[
            (&format!("《意见》（{written}）"), &[&marked]),
            (&format!("《意见》({written})；《预算法》"), &[&marked, "《预算法》"]),
            (&format!("《意见》{written}"), &[&marked]),
            (&format!("{written}《意见》"), &[&marked]),
            (written, &[&alone]),
        ]);
    }
    assert_reads(&[
        ("（2007)78号", &["Number {〔2007〕78号 Brackets}"]),
        ("《意见》(辽政办发(2014)74号、《通知》", &["《意见》 {辽政办发〔2014〕74号 Brackets}", "《通知》"]),
        ("《意见》(民发〔2018)23号〕", &["《意见》 {民发〔2018〕23号 Brackets}"]),
        ("《意见》（沪府办〔2019〕1号、国办发〔2019〕54号）", &["《意见》 {沪府办〔2019〕1号} {国办发〔2019〕54号}"]),
    ]);
}

#[test]
fn other_numbers() {
    assert_reads(&[
        ("《通告》（公告2009年第1号）", &["《通告》 {公告2009年第1号}"]),
        ("《办法》（国家税务总局公告2016年第34号）", &["《办法》 {国家税务总局公告2016年第34号}"]),
        ("《规范》（GB T 32939—2016）", &["《规范》 {GB/T 32939-2016}"]),
        ("《标准》(GB 5749-2006)", &["《标准》 {GB 5749-2006}"]),
        ("GB/T 1.1-2020", &["Number {GB/T 1.1-2020}"]),
        ("DB31/T 1234-2020", &["Number {DB31/T 1234-2020}"]),
    ]);
}

#[test]
fn a_second_suffix_behind_the_bracket_is_named() {
    let text = "《政府信息公开条例》(国令第711号) 号、《预算法》";
    assert_reads(&[(text, &["《政府信息公开条例》 {国令第711号 DoubledSuffix}", "《预算法》"])]);
    let number = &read(text)[0].numbers[0];
    assert_eq!(number.stray.as_ref().map(|stray| &text[stray.clone()]), Some("号"));
}

#[test]
fn versions_and_notes() {
    assert_reads(&[
        ("《预算法》（2018年修正）", &["《预算法》 (2018年修正)"]),
        ("《预算法（2018年修正）》", &["《预算法》 (2018年修正)"]),
        ("《条例（国务院令第711号）》", &["《条例》 {国务院令第711号}"]),
        ("《办法（试行）》", &["《办法（试行）》"]),
        ("《宪法修正案（2018年）》", &["《宪法修正案（2018年）》"]),
        (
            "《条例》（2007年4月5日中华人民共和国国务院令第492号公布 2019年4月3日中华人民共和国国务院令第711号修订）",
            &["《条例》 {中华人民共和国国务院令第492号} {中华人民共和国国务院令第711号}"],
        ),
        ("《政府信息公开条例》（以下简称《条例》）第三条", &["《政府信息公开条例》 [第三条] (以下简称《条例》)"]),
        ("《条例》(主席令第41号2015\n\n12月27日修正)", &["《条例》 {主席令第41号}"]),
        ("《通知》（住房城乡建设部 财政部 建保〔2019〕1号）", &["《通知》 {建保〔2019〕1号}"]),
    ]);
}

#[test]
fn articles() {
    for (written, read) in [
        ("第二十条", "[第二十条]"),
        ("第20条", "[第二十条]"),
        ("第一千二百四十二条", "[第一千二百四十二条]"),
        ("第二十条第（一）项", "[第二十条第（一）项]"),
        ("第二十条第(一)项", "[第二十条第（一）项]"),
        ("第二十条第一款第（三）项", "[第二十条第一款第（三）项]"),
        ("第二十条第（一）款", "[第二十条第（一）款]"),
        ("第二款", "[第二款]"),
        ("第二十条(二)", "[第二十条（二）]"),
        ("第二十条之一", "[第二十条之一]"),
        ("第十九条至第二十一条", "[第十九条至第二十一条]"),
        ("第十九条至二十一条", "[第十九条至第二十一条]"),
        ("第十九—二十一条", "[第十九条至第二十一条]"),
        ("第19-21条", "[第十九条至第二十一条]"),
        ("第十九条、第二十条", "[第十九条] [第二十条]"),
        ("第十九条和第二十条", "[第十九条] [第二十条]"),
        ("第十九条第二十条", "[第十九条] [第二十条]"),
        ("第九、十、十二条", "[第九条] [第十条] [第十二条]"),
        ("第二十条第（一）、（二）项", "[第二十条第（一）项] [第二十条第（二）项]"),
        ("第二十条第（一）（二）项", "[第二十条第（一）项] [第二十条第（二）项]"),
        ("第二十条第（一）项、第（二）项", "[第二十条第（一）项] [第二十条第（二）项]"),
        ("第二十条第（一）至（三）项", "[第二十条第（一）项至第二十条第（三）项]"),
        ("第20条第1、2项", "[第二十条第一项] [第二十条第二项]"),
        ("第三章第二十条", "[第三章第二十条]"),
        ("第三章", "[第三章]"),
    ] {
        let marked = format!("《条例》 {read}");
        let numbered = format!("《条例》 {{国务院令第711号}} {read}");
        assert_reads(&[
            (&format!("《条例》{written}"), &[&marked]),
            (&format!("《条例》 {written}规定"), &[&marked]),
            (&format!("《条例》、{written}"), &[&marked]),
            (&format!("《条例》中的{written}；《预算法》"), &[&marked, "《预算法》"]),
            (&format!("《条例》（国务院令第711号）{written}"), &[&numbered]),
            (&format!("《条例》（{written}）"), &[&marked]),
            (written, &[&format!("Articles {read}")]),
        ]);
    }
}

#[test]
fn a_paragraph_that_may_be_an_item_has_its_place() {
    let text = "《政府信息公开条例》第二十条第（一）款、第七款";
    let citation = &read(text)[0];
    let words: Vec<_> = citation.articles.iter().filter_map(|article| article.paragraph_word.clone()).collect();
    assert_eq!(words.iter().map(|word| &text[word.clone()]).collect::<Vec<_>>(), ["款", "款"]);
    let rung = citation.articles[0].from.paragraph.expect("a paragraph");
    assert!(rung.bracketed && rung.named && rung.value == 1);
    assert_eq!(citation.articles[1].from.article, Some(20));
}

#[test]
fn pasted_words_of_the_act() {
    assert_reads(&[
        (
            "《条例》第二十条：行政机关应当主动公开下列信息：（一）法规；（二）机关职能。《预算法》第十四条",
            &[
                "《条例》 [第二十条] \"行政机关应当主动公开下列信息：（一）法规；（二）机关职能。\"",
                "《预算法》 [第十四条]",
            ],
        ),
        (
            "《条例》第二十条 行政机关应当依照本条例第十九条的规定，主动公开本行政机关的政府信息\n2.《预算法》",
            &[
                "《条例》 [第二十条] \"行政机关应当依照本条例第十九条的规定，主动公开本行政机关的政府信息\"",
                "2. 《预算法》",
            ],
        ),
    ]);
}

#[test]
fn words_that_name_no_act() {
    for text in [
        "相关法律法规",
        "相关法律、法规、规章",
        "相关政策文件",
        "有关规定",
        "信息公开规定",
        "各地配套政策法规",
        "各地相关政策法规文件",
        "三定方案",
        "“三定”规定",
        "各省“七五”普法规划",
        "法律法规",
        "国家有关规定",
        "规范性文件",
        "等",
    ] {
        assert_reads(&[(text, &[&format!("{text}:Vague")])]);
    }
    for tail in
        ["等", "等法律法规和文件规定", "及相关规定", "及各地相关政策法规文件", "等相关政策文件", "以及有关法律法规"]
    {
        let vague = format!("{tail}:Vague");
        assert_reads(&[
            (&format!("《预算法》{tail}"), &["《预算法》", &vague]),
            (&format!("《预算法》（主席令第22号）{tail}"), &["《预算法》 {主席令第22号}", &vague]),
            (&format!("预算法{tail}"), &["预算法", &vague]),
        ]);
    }
    // With a number it is a document.
    assert_reads(&[("实施方案（国办发〔2019〕54号）", &["实施方案 {国办发〔2019〕54号}"])]);
}

#[test]
fn words_for_the_row_above() {
    assert_reads(&[("同上", &["同上:Ditto"]), ("〃", &["〃:Ditto"]), ("同前", &["同前:Ditto"])]);
}

#[test]
fn nothing_is_read_from_nothing() {
    for text in ["", " ", "/", "-", "—", "、；", "《》", "（）", "1.", "\n"] {
        assert_reads(&[(text, &[])]);
    }
}

#[test]
fn what_a_rule_needs_of_a_number_has_its_place() {
    let text = "《意见》（国办发[2019]第054号）";
    let number = &read(text)[0].numbers[0];
    assert_eq!(number.kind, NumberKind::Document);
    assert_eq!(number.text, "国办发[2019]第054号");
    assert_eq!((number.organ, number.year, number.serial), ("国办发", Some(2019), 54));
    assert_eq!(number.year_span.as_ref().map(|year| &text[year.clone()]), Some("[2019]"));
    assert_eq!(&text[number.serial_span.clone()], "054");
    assert_eq!(number.faults, [NumberFault::Brackets, NumberFault::Ordinal, NumberFault::LeadingZeros]);
    assert_eq!(number.canonical(), "国办发〔2019〕54号");
}

#[test]
fn what_stands_between_two_citations_is_what_separates_them() {
    let text = "《预算法》、《会计法》";
    let found = read(text);
    assert_eq!(&text[found[0].span.end..found[1].span.start], "、");
}

#[test]
fn long_texts_take_time_in_proportion() {
    for piece in ["《", "〈", "<", "（", "第", "第（", "第一、", "预算法、", "《〈", "1.", "零", "国务院令第", "9"]
    {
        let text = piece.repeat(12_000 / piece.len());
        assert!(read(&text).len() <= text.len());
    }
}
