//! Titles: which text above a table is its title, without the number that an attachment or a collection
//! gives it, and which body a title names.

use catalint_domain::chinese::script::is_han;

use super::TitlePiece;

/// Words for the kind of a catalog; what stands before the first of them is a body or a field.
const KINDS: [&str; 13] = [
    "政务公开",
    "基层政务公开",
    "政府信息公开",
    "政府信息主动公开",
    "政务信息公开",
    "政务信息主动公开",
    "信息公开",
    "信息主动公开",
    "政府公开",
    "主动公开",
    "法定主动公开",
    "依申请公开",
    "公开",
];

/// How bodies end.
const BODIES: [&str; 24] = [
    "办公室",
    "政府",
    "办事处",
    "委员会",
    "管委会",
    "管理局",
    "局",
    "厅",
    "委",
    "院",
    "中心",
    "大队",
    "总队",
    "支队",
    "所",
    "部",
    "司",
    "署",
    "站",
    "公司",
    "联合会",
    "残联",
    "妇联",
    "总工会",
];

/// The title that a text is, if it is one.
pub(super) fn title(text: &str) -> Option<String> {
    let text = inner(text.trim());
    let bare = without_number(text);
    let numbered = bare.len() < text.len();
    let text = if names_catalog(bare) { bare } else { text };
    let letters = text.chars().count();
    let marks = text.contains(['。', '；', '？', '_', '|', '：', ':']);
    // 1.《…》 and 附件 are lines of something else.
    let other = numbered && !names_catalog(bare) || is_number(text);
    let fair = (4..=60).contains(&letters) && !marks && !other && !text.is_ascii();
    fair.then(|| text.to_owned())
}

/// Of the titles above a table the nearest that calls itself a catalog, else the nearest. 主动公开基本目录 alone,
/// the name of a part, yields to one that says whose it is; the body in a line of its own belongs to it.
pub(super) fn choose(titles: Vec<TitlePiece>) -> Option<TitlePiece> {
    let named = titles.iter().rposition(|title| names_catalog(&title.text));
    let Some(at) = named else { return titles.into_iter().next_back() };
    if !KINDS.iter().any(|kind| titles[at].text.starts_with(kind)) {
        return titles.into_iter().nth(at);
    }
    let fuller = |title: &&TitlePiece| names_catalog(&title.text) && body_of(&title.text).is_some();
    if let Some(fuller) = titles[..at].iter().rev().find(fuller) {
        return Some(fuller.clone());
    }
    let body = at.checked_sub(1).map(|before| titles[before].text.as_str()).filter(|before| is_body(before));
    let text = format!("{}{}", body.unwrap_or(""), titles[at].text);
    Some(TitlePiece { text, spot: titles[at].spot })
}

/// `（2024年版）`, `（试行）`: it belongs to the title before it.
pub(super) fn is_edition(text: &str) -> bool {
    let bare = text.trim().trim_matches(['（', '）', '(', ')', '【', '】', '[', ']']);
    let year = bare.trim_end_matches(['版', '度', '年', '本']);
    let dated = year.len() < bare.len() && year.len() == 4 && year.bytes().all(|b| b.is_ascii_digit());
    dated || ["试行", "修订版", "修订", "暂行", "第二版", "第三版"].contains(&bare)
}

/// Whether a text calls itself a catalog.
fn names_catalog(text: &str) -> bool {
    let known = text.contains("目录") || text.contains("清单") || text.contains("一览表");
    known || (text.contains("公开") && text.contains("标准"))
}

/// 关于印发《…目录》的通知 is about the catalog in it.
fn inner(text: &str) -> &str {
    let Some((before, rest)) = text.split_once('《') else { return text };
    match rest.rsplit_once('》') {
        Some((name, behind)) if names_catalog(name) && (before.is_empty() || behind.contains("通知")) => name,
        _ => text,
    }
}

/// `附件2：`, `（七）`, `三、`, `第二部分 ` in front of a title.
pub(super) fn without_number(text: &str) -> &str {
    let mut rest = text;
    loop {
        let next = without_one_number(rest);
        if next.len() == rest.len() || next.is_empty() {
            return rest;
        }
        rest = next;
    }
}

fn without_one_number(text: &str) -> &str {
    let gap = |c: char| c.is_whitespace() || "：:、.．—-".contains(c);
    let digits = |text: &str| -> usize {
        text.find(|c: char| !(c.is_ascii_digit() || "一二三四五六七八九十０１２３４５６７８９".contains(c)))
            .unwrap_or(text.len())
    };
    for word in ["附件", "附表", "附录", "附", "表"] {
        let Some(rest) = text.strip_prefix(word) else { continue };
        let spaced = rest.trim_start();
        let number = digits(spaced);
        let behind = &spaced[number..];
        let behind = behind.strip_prefix('-').map_or(behind, |more| &more[digits(more)..]);
        if behind.starts_with(gap)
            || (number > 0 && behind.starts_with(is_han))
            || (word == "附件" && behind.is_empty())
        {
            return behind.trim_start_matches(gap);
        }
    }
    for (open, close) in [('（', '）'), ('(', ')'), ('【', '】'), ('[', ']')] {
        let Some((number, rest)) = text.strip_prefix(open).and_then(|rest| rest.split_once(close)) else { continue };
        let number = number.trim().trim_start_matches("附件").trim();
        if digits(number) == number.len() {
            return rest.trim_start_matches(gap);
        }
    }
    if let Some(rest) = text.strip_prefix('第') {
        let behind = &rest[digits(rest)..];
        let part = ["部分", "章", "节", "篇", "类"].iter().find_map(|part| behind.strip_prefix(part));
        return part.map_or(text, |part| part.trim_start_matches(gap));
    }
    let number = digits(text);
    let behind = &text[number..];
    let mut letters = behind.chars();
    let mark = letters.next().is_some_and(|c| "、.．：: 　".contains(c));
    let decimal = letters.next().is_some_and(|c| c.is_ascii_digit());
    if number > 0 && mark && !decimal { behind.trim_start_matches(gap) } else { text }
}

/// Whether nothing but a number is there: 附件1.
fn is_number(text: &str) -> bool {
    let rest = without_number(text);
    rest.is_empty() || rest.starts_with("附件") && rest.chars().count() < 6
}

/// Whether a title is that of a list of what a body discloses by itself: 主动公开基本目录, 信息主动公开全清单.
pub(in crate::catalog) fn lists_disclosed(title: &str) -> bool {
    let behind = title.split_once("主动公开").map_or("", |(_, behind)| behind);
    title.contains("全清单") || behind.contains("目录") || behind.contains("清单")
}

/// The body that a title names, as it is written there: 静安区民政局政务公开标准目录.
pub(crate) fn body_of(title: &str) -> Option<String> {
    let at = KINDS.iter().filter_map(|kind| title.find(kind)).min()?;
    let body = without_number(title[..at].trim()).trim();
    // 静安区人民政府信息公开目录: one 政府 stands for two.
    let governs = body.ends_with("人民") && title[at..].starts_with("政府");
    let body = if governs { format!("{body}政府") } else { body.to_owned() };
    // 静安区城市综合执法领域 is a field and no body.
    is_body(&body).then_some(body)
}

fn is_body(text: &str) -> bool {
    let letters = text.chars().count();
    (4..=30).contains(&letters) && BODIES.iter().any(|end| text.ends_with(end)) && !text.contains(['《', '：', '，'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_may_name_its_body() {
        let cases = [
            ("静安区民政局政务公开标准目录", Some("静安区民政局")),
            ("云岭县民政局基层政务公开标准目录", Some("云岭县民政局")),
            ("静安区人民政府合作交流办公室政务公开标准目录", Some("静安区人民政府合作交流办公室")),
            ("云岭县人民政府信息公开目录", Some("云岭县人民政府")),
            ("云岭县教育局政府公开标准化目录（2024）", Some("云岭县教育局")),
            ("云岭县医疗保障局信息主动公开全清单", Some("云岭县医疗保障局")),
            ("云岭县政府信息公开目录", None),
            ("白石镇基层政务公开标准目录", None),
            ("城市综合执法领域基层政务公开标准目录", None),
            ("白石镇社会救助领域基层政务公开标准目录", None),
        ];
        for (title, want) in cases {
            assert_eq!(body_of(title).as_deref(), want, "{title}");
        }
    }

    #[test]
    fn numbers_in_front_of_a_title_are_none_of_it() {
        let plain = "养老服务领域基层政务公开标准目录";
        for number in [
            "（七）",
            "(7)",
            "附件2：",
            "附件2 ",
            "附件2",
            "附件：",
            "附件 2-1 ",
            "七、",
            "7.",
            "（附件3）",
            "附表1 ",
            "第二部分 ",
        ] {
            assert_eq!(title(&format!("{number}{plain}")).as_deref(), Some(plain), "{number}");
        }
        for other in
            ["附件", "附件1", "附件 1：", "1.《中华人民共和国环境保护法》", "一、主要依据", "文 号：无", "2024"]
        {
            assert_eq!(title(other), None, "{other}");
        }
        assert_eq!(title("关于印发《云岭县政务公开目录》的通知").as_deref(), Some("云岭县政务公开目录"));
        assert_eq!(title("12345热线领域政务公开目录").as_deref(), Some("12345热线领域政务公开目录"));
        assert_eq!(title("十四五规划公开目录").as_deref(), Some("十四五规划公开目录"));
    }

    #[test]
    fn of_several_titles_the_nearest_catalog_is_taken() {
        let chosen = |texts: &[&str]| {
            let piece =
                |text: &&str| TitlePiece { text: (*text).to_owned(), spot: crate::catalog::DraftSpot::Line(None) };
            choose(texts.iter().map(piece).collect()).map(|title| title.text)
        };
        let cases: &[(&[&str], &str)] = &[
            (&["云岭县基层政务公开标准目录", "养老服务领域基层政务公开标准目录"], "养老服务领域基层政务公开标准目录"),
            (
                &["云岭县水务局主动公开基本目录（2025年版）", "主动公开基本目录"],
                "云岭县水务局主动公开基本目录（2025年版）",
            ),
            (&["云岭县水务局", "政务公开标准目录"], "云岭县水务局政务公开标准目录"),
            (&["政府信息主动公开全清单（2024年版）"], "政府信息主动公开全清单（2024年版）"),
            (&["某页", "另一页"], "另一页"),
        ];
        for (texts, want) in cases {
            assert_eq!(chosen(texts).as_deref(), Some(*want), "{texts:?}");
        }
    }
}
