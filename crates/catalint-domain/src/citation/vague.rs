//! Words that name no act.

use super::text::{CitationScan, ends_as_title};

/// Words that say what kind of thing the basis is. One of them makes a phrase a basis, if a
/// vague one. Longer words stand before shorter ones that they begin with.
#[rustfmt::skip]
const HEADS: &[&str] = &[
    "规范性文件", "法律法规", "法规规章", "政策法规", "信息公开规定", "政务公开规定", "规章制度",
    "管理规定", "政策文件", "法律", "法规", "规章", "规定", "政策", "文件", "制度", "要求", "精神",
    "方案", "规划", "规范", "办法", "标准", "通知", "意见", "条例", "细则", "依据", "法",
];

/// Words around them that add nothing.
#[rustfmt::skip]
const FILLERS: &[&str] = &[
    "各有关", "国家有关", "国务院有关", "地方性", "规范性", "行政性", "政策性", "以及", "相关", "有关",
    "其他", "其它", "上级", "上位", "各级", "各地", "各省", "各市", "各类", "各项", "本市", "本级",
    "本地", "本省", "本区", "国家", "地方", "部门", "部委", "行政", "法定", "配套", "现行", "具体",
    "等等", "相应", "涉及", "按照", "依据", "根据", "依照", "参照", "按", "依", "据", "等", "及", "和",
    "与", "或", "的", "中", "之", "之类", "三定", "普法", "七五", "八五", "工作", "内部", "行业",
    "主管", "其", "实施", "下发", "印发", "出台", "省", "市", "区", "县", "镇", "乡", "级", "“", "”", "\"", "、",
    "，", ",", "/", "／", "…", " ", "\u{3000}", "\n",
];

/// Words that lead to a basis and are none.
#[rustfmt::skip]
const LEADS: &[&str] = &[
    "主要依据", "法律依据", "政策依据", "公开依据", "法定依据", "依据为", "根据", "依据", "按照",
    "依照", "参照", "遵照", "参见", "详见",
];

/// Words that point at the row above.
const DITTOS: &[&str] =
    &["同上", "同前", "同左", "同上款", "同上项", "同上条", "〃", "″", "\"", "以上", "同上一项", "同上一行"];

/// Whether the text consists only of words that name no act: 相关法律法规, 等.
pub(super) fn is_vague(text: &str) -> bool {
    let scan = CitationScan::new(text);
    let (mut at, mut head) = (0, false);
    while at < scan.end {
        if let Some(end) = scan.eat_any(at, HEADS) {
            head = true;
            at = end;
        } else if let Some(end) = scan.eat_any(at, FILLERS) {
            at = end;
        } else {
            return false;
        }
    }
    // 《土地管理法》及其实施条例: there is one such act. 法 alone ends many a title that a blank has torn apart.
    (head && !text.contains("其实施条例") && text != "法") || text == "等" || text == "等等"
}

/// Whether the text begins with words that lead to further, unnamed acts: 等, 及相关规定.
pub(super) fn is_vague_start(text: &str) -> bool {
    ["等", "及", "以及", "和", "与", "、"].iter().any(|word| text.starts_with(word))
}

/// Whether the text is 同上 or another word for the row above.
pub(super) fn is_ditto(text: &str) -> bool {
    DITTOS.contains(&text)
}

/// Whether the words are the name of a body and not of an act.
pub(super) fn is_body(text: &str) -> bool {
    const ENDS: [&str; 14] =
        ["厅", "部", "委", "局", "署", "院", "办", "会", "政府", "办公室", "中央", "部门", "主席", "总局"];
    ENDS.iter().any(|end| text.ends_with(end)) && !ends_as_title(text)
}

/// The position behind the words at `at` that lead to a basis, such as 根据 and 主要依据：.
pub(super) fn skip_lead(scan: CitationScan<'_>, at: usize) -> usize {
    let mut at = scan.skip_blank(at);
    while let Some(end) = scan.eat_any(at, LEADS) {
        at = scan.skip(scan.skip_blank(end), |c| matches!(c, '：' | ':' | ' '));
    }
    at
}

/// Where a vague tail begins behind a title: 等相关规定 of 预算法等相关规定.
pub(super) fn tail_of(text: &str) -> Option<usize> {
    text.char_indices()
        .filter(|&(at, c)| at > 0 && matches!(c, '等' | '及' | '以' | '和' | '与'))
        .take(8)
        .map(|(at, _)| at)
        .find(|&at| ends_as_title(&text[..at]) && text[..at].contains(char::is_alphabetic) && is_vague(&text[at..]))
}

/// The position behind words that only close a citation: 的有关规定, 号文, 精神.
pub(super) fn skip_closing(scan: CitationScan<'_>, at: usize) -> Option<usize> {
    #[rustfmt::skip]
    const CLOSINGS: &[&str] = &[
        "的有关规定", "的相关规定", "的有关要求", "的相关要求", "中的规定", "有关规定", "相关规定",
        "有关要求", "相关要求", "的规定", "的要求", "文件精神", "文件要求", "文件规定", "规定", "要求",
        "精神", "文件", "号文", "文",
    ];
    let end = scan.eat_any(scan.skip_blank(at), CLOSINGS)?;
    let next = scan.peek(end);
    next.is_none_or(|c| {
        super::text::is_separator(c) || super::text::is_blank(c) || matches!(c, '《' | '（' | '(' | '【')
    })
    .then_some(end)
}
