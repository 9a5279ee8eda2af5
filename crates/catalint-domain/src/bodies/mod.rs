//! The bodies that a text names: 区政府办公室（区政府合作交流办）、区财政局.

pub mod abolished;
pub mod identity;
pub mod nameless;
pub mod names;
pub mod rank;

use std::ops::Range;

use rank::{Rank, rank_of};

/// One body of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Body<'t> {
    /// Its place in the text, brackets behind the name included, blanks around it not.
    pub range: Range<usize>,
    /// The name alone.
    pub name: &'t str,
}

impl Body<'_> {
    /// Place of the name alone.
    #[must_use]
    pub fn name_range(&self) -> Range<usize> {
        self.range.start..self.range.start + self.name.len()
    }

    /// Rank that the name tells.
    #[must_use]
    pub fn rank(&self) -> Option<Rank> {
        rank_of(self.name)
    }

    /// Whether the name ends as names of bodies do.
    #[must_use]
    pub fn is_organ(&self) -> bool {
        is_organ(self.name)
    }
}

/// The bodies in the order of the text. Brackets belong to the body before them; 和, 与, 及 and
/// blanks, which stand within names too, part two bodies only where both sides look like one.
pub fn bodies(text: &str) -> impl Iterator<Item = Body<'_>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        while at < text.len() {
            let (end, next) = next_cut(text, at);
            let (start, part) = (at, &text[at..end]);
            at = next;
            let start = start + (part.len() - part.trim_start().len());
            let part = part.trim();
            if !part.is_empty() {
                return Some(Body { range: start..start + part.len(), name: without_brackets(part) });
            }
        }
        None
    })
}

/// End of the part that begins at `from`, and start of the next one.
fn next_cut(text: &str, from: usize) -> (usize, usize) {
    let mut depth = 0_u32;
    for (i, c) in text[from..].char_indices() {
        let (at, next) = (from + i, from + i + c.len_utf8());
        match c {
            '（' | '(' => depth += 1,
            '）' | ')' => depth = depth.saturating_sub(1),
            _ if depth > 0 => {}
            '、' | '；' | ';' | '，' | ',' | '/' | '／' | '\n' | '\r' => return (at, next),
            '和' | '与' | '及' if joins(&text[from..at], &text[next..]) => return (at, next),
            '以' if text[next..].starts_with('及') => {
                let next = next + '及'.len_utf8();
                if joins(&text[from..at], &text[next..]) {
                    return (at, next);
                }
            }
            c if c.is_whitespace() && joins(&text[from..at], &text[next..]) => return (at, next),
            _ => {}
        }
    }
    (text.len(), text.len())
}

/// Bytes beyond which a text in front of 和 is no name.
const LONGEST_NAME: usize = 300;

/// Whether a word between two texts joins two bodies: 县民政局和县财政局, but not
/// 人力资源和社会保障局.
fn joins(before: &str, after: &str) -> bool {
    const STARTS: &[&str] =
        &["区", "县", "省", "州", "旗", "镇", "乡", "街道", "各", "村", "社区", "本", "有关", "相关", "其他"];
    if before.len() > LONGEST_NAME || !is_organ(without_brackets(before.trim())) {
        return false;
    }
    let after = after.trim_start();
    let city = after.starts_with('市') && !after.starts_with("市场");
    let same = before.trim_start().chars().take(2).eq(after.chars().take(2));
    city || same || STARTS.iter().any(|start| after.starts_with(start))
}

/// Whether a name ends as names of bodies do.
fn is_organ(name: &str) -> bool {
    const ENDS: &[&str] = &[
        "局", "委", "办", "厅", "政府", "室", "会", "中心", "院", "所", "队", "处", "站", "部", "署", "校", "馆",
        "公司", "社", "部门", "单位", "机构", "联", "街道", "镇", "乡", "科", "股", "企业",
    ];
    ENDS.iter().any(|end| name.ends_with(end))
}

/// A name without the brackets behind it.
fn without_brackets(part: &str) -> &str {
    let mut name = part;
    while name.ends_with(['）', ')']) {
        let Some(open) = last_open(name) else { break };
        let rest = name[..open].trim_end();
        if rest.is_empty() {
            break;
        }
        name = rest;
    }
    name
}

/// Where the bracket that a text ends with was opened.
fn last_open(text: &str) -> Option<usize> {
    let mut depth = 0_u32;
    for (at, c) in text.char_indices().rev() {
        match c {
            '）' | ')' => depth += 1,
            '（' | '(' => depth = depth.checked_sub(1)?,
            _ => {}
        }
        if depth == 0 {
            return Some(at);
        }
    }
    None
}

/// The part of a body that names nobody: 等 at its end, 有关部门, 各单位. Ranges are of the text
/// that the body is from.
#[must_use]
pub fn vague(text: &str, body: &Body<'_>) -> Option<Range<usize>> {
    let name = body.name_range();
    let found = open_end(&text[name.clone()]).or_else(|| nobody(&text[name.clone()]))?;
    Some(name.start + found.start..name.start + found.end)
}

/// 等, with what follows it, where the list of bodies goes on unnamed.
fn open_end(name: &str) -> Option<Range<usize>> {
    const MORE: &[&str] = &["单位", "部门", "机构", "机关", "有关", "相关", "多", "各", "职能"];
    let open = |at: usize| {
        let rest = name[at + '等'.len_utf8()..].trim_start();
        let word = name[..at].ends_with(['高', '中', '初', '平', '同', '上', '下', '何', '均', '相', '劣', '优', '特']);
        let count = rest.starts_with(|c: char| c.is_ascii_digit() || "一二三四五六七八九十几数两".contains(c));
        !word && (rest.is_empty() || count || MORE.iter().any(|start| rest.starts_with(start)))
    };
    name.match_indices('等').map(|(at, _)| at).find(|&at| open(at)).map(|at| at..name.len())
}

/// 有关部门, 各相关单位, 其他部门和单位 at the end of a name.
fn nobody(name: &str) -> Option<Range<usize>> {
    const NOUNS: &[&str] = &["部门", "单位", "机构", "科室", "处室", "股室", "机关", "和", "及", "与"];
    const KINDS: &[&str] = &["职能", "责任", "业务", "主管", "直属", "下属", "所属", "内设", "成员", "专业", "涉及"];
    const WHICH: &[&str] = &["各", "有关", "相关", "其他", "其它"];
    let bare = strip_all(name, NOUNS);
    if bare.len() == name.len() || name.ends_with(['和', '及', '与']) {
        return None;
    }
    let kind = strip_all(bare, KINDS);
    let who = strip_all(kind, WHICH);
    (who.len() < kind.len()).then_some(who.len()..name.len())
}

fn strip_all<'t>(mut text: &'t str, ends: &[&str]) -> &'t str {
    while let Some(rest) = ends.iter().find_map(|end| text.strip_suffix(end)) {
        text = rest;
    }
    text
}

#[cfg(test)]
mod tests {
    use super::{bodies, vague};

    #[test]
    fn a_text_is_parted_between_bodies_only() {
        let cases: &[(&str, &[&str])] = &[
            ("区政府办公室（区政府合作交流办）", &["区政府办公室"]),
            (
                "区政府办公室（区政府合作交流办）、区人力资源和社会保障局等",
                &["区政府办公室", "区人力资源和社会保障局等"],
            ),
            ("云岭县民政局（牵头）、各乡镇人民政府", &["云岭县民政局", "各乡镇人民政府"]),
            ("县民政局和县财政局", &["县民政局", "县财政局"]),
            ("云岭县民政局与云岭县财政局", &["云岭县民政局", "云岭县财政局"]),
            ("区民政局以及各街道办事处", &["区民政局", "各街道办事处"]),
            ("县发展和改革委员会", &["县发展和改革委员会"]),
            ("县民政局 县财政局", &["县民政局", "县财政局"]),
            ("街道 办事处", &["街道 办事处"]),
            ("区教育局及其所属学校", &["区教育局及其所属学校"]),
            ("县(区、市)人民政府及相关部门", &["县(区、市)人民政府", "相关部门"]),
            ("区就业工作领导小组（区人社局、区财政局）", &["区就业工作领导小组"]),
            ("、，", &[]),
        ];
        for (text, want) in cases {
            let names: Vec<&str> = bodies(text).map(|body| body.name).collect();
            assert_eq!(names, *want, "{text}");
        }
    }

    #[test]
    fn words_that_name_nobody_are_found() {
        let said = |text: &str| {
            let found: Vec<String> =
                bodies(text).filter_map(|body| vague(text, &body)).map(|range| text[range].to_owned()).collect();
            found.join("|")
        };
        let cases = [
            ("区政府办公室、区人力资源和社会保障局等", "等"),
            ("县民政局、县财政局等有关部门", "等有关部门"),
            ("县民政局等5个部门", "等5个部门"),
            ("青石镇人民政府（牵头）、有关部门", "有关部门"),
            ("各单位", "各单位"),
            ("县直各有关职能部门", "各有关职能部门"),
            ("办公室，各相关科室", "各相关科室"),
            ("各部门和单位", "各部门和单位"),
            ("各乡镇人民政府", ""),
            ("各街道办事处", ""),
            ("区男女平等工作委员会办公室", ""),
            ("等级评定委员会", ""),
            ("县高等教育招生委员会", ""),
            ("房屋征收部门", ""),
            ("相关审批部门", ""),
            ("县单位", ""),
        ];
        for (text, want) in cases {
            assert_eq!(said(text), want, "{text}");
        }
    }
}
