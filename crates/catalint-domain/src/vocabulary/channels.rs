//! What a written channel (公开渠道和载体) is, by the vocabulary of a profile.

use std::ops::Range;

use crate::chinese::edit_distance;
use crate::vocabulary::profile::{Channel, ExtraChannel, Profile, Standing, find, same_word};
use crate::vocabulary::word_list::{self, KnownWord};

/// A written channel.
#[derive(Debug, Clone, Copy)]
pub enum ChannelReading<'p> {
    /// One of the profile's list.
    Listed(&'p Channel, Standing),
    /// A platform or place that the profile accepts beside its list.
    Extra(&'p ExtraChannel),
    /// A site, notice-board or place under a name of its own: 云岭县政府网站, 其他：慈善中国.
    Named {
        /// Whether it is a website or an internet platform; none where the name does not tell.
        website: Option<bool>,
        /// Whether it reaches few people.
        narrow: bool,
    },
    /// 其他, and not which.
    Unnamed,
    /// Boxes of a printed form stand in it: nothing is known.
    Form,
    /// None that is known.
    Unknown,
}

impl ChannelReading<'_> {
    /// Whether it is a website or an internet platform; none where that is not known.
    #[must_use]
    pub fn website(self) -> Option<bool> {
        match self {
            Self::Listed(channel, _) => Some(channel.website),
            Self::Extra(extra) => Some(extra.website),
            Self::Named { website, .. } => website,
            Self::Unnamed | Self::Form | Self::Unknown => None,
        }
    }

    /// Whether it is known to reach few people.
    #[must_use]
    pub fn narrow(self) -> bool {
        match self {
            Self::Listed(channel, _) => channel.narrow,
            Self::Named { narrow, .. } => narrow,
            _ => false,
        }
    }
}

/// The channels that a text names, each with its place in the text.
pub fn read<'p>(profile: &'p Profile, text: &str) -> impl Iterator<Item = (Range<usize>, ChannelReading<'p>)> {
    let known = |word: &str| match listed(profile, word) {
        Some(_) => KnownWord::Listed,
        None if named(profile, word).is_some() => KnownWord::Accepted,
        None => KnownWord::No,
    };
    word_list::words(text, known).map(move |range| {
        let word = &text[range.clone()];
        (range, read_word(profile, word))
    })
}

fn read_word<'p>(profile: &'p Profile, word: &str) -> ChannelReading<'p> {
    listed(profile, word).or_else(|| named(profile, word)).unwrap_or(ChannelReading::Unknown)
}

/// A channel by a name that the profile lists, or 其他.
fn listed<'p>(profile: &'p Profile, word: &str) -> Option<ChannelReading<'p>> {
    if let Some(name) = other(word).filter(|_| profile.other_channel) {
        return Some(if is_no_name(name) { ChannelReading::Unnamed } else { other_named(profile, name) });
    }
    if let Some((channel, standing)) = find(&profile.channels, word) {
        return Some(ChannelReading::Listed(channel, standing));
    }
    profile.extra_channels.iter().find(|extra| same_word(&extra.name, word)).map(ChannelReading::Extra)
}

/// What follows 其他.
fn other(word: &str) -> Option<&str> {
    let rest = word.strip_prefix("其他").or_else(|| word.strip_prefix("其它"))?;
    let mark =
        |c: char| c.is_whitespace() || matches!(c, '：' | ':' | '_' | '＿' | '—' | '（' | '(' | '）' | ')' | '…');
    Some(rest.trim_matches(mark))
}

/// Whether these words behind 其他 name nothing.
fn is_no_name(name: &str) -> bool {
    const EMPTY: &[&str] = &["渠道", "公开渠道", "方式", "公开方式", "载体", "形式", "途径", "媒体", "平台", "等"];
    let form = name.starts_with('请') && (name.ends_with('明') || name.ends_with('写'));
    name.is_empty() || form || EMPTY.contains(&name)
}

fn other_named<'p>(profile: &'p Profile, name: &str) -> ChannelReading<'p> {
    let known = find(&profile.channels, name).map(|(channel, _)| (channel.website, channel.narrow));
    let extra = || profile.extra_channels.iter().find(|extra| same_word(&extra.name, name));
    if let Some((website, narrow)) = known.or_else(|| extra().map(|extra| (extra.website, false))) {
        return ChannelReading::Named { website: Some(website), narrow };
    }
    named(profile, name).unwrap_or(ChannelReading::Named { website: None, narrow: false })
}

/// A channel that is not listed but is told by its kind.
fn named<'p>(profile: &'p Profile, word: &str) -> Option<ChannelReading<'p>> {
    if word.contains(['■', '□', '☑', '☐', '☒', '√', '✓', '▲', '◆', '▄', 'þ']) {
        return Some(ChannelReading::Form);
    }
    let listing = word.contains(['、', '，', '；', ',', ';', '\n']);
    if !listing && is_site(word) {
        return Some(ChannelReading::Named { website: Some(true), narrow: false });
    }
    if is_board(word) && (!listing || only_places(word)) {
        return Some(ChannelReading::Named { website: Some(false), narrow: true });
    }
    if listing {
        return None;
    }
    if is_place(word) {
        return Some(ChannelReading::Named { website: Some(false), narrow: false });
    }
    remarked(profile, word).or_else(|| of_place(profile, word))
}

/// A site or an internet medium under its own name.
fn is_site(word: &str) -> bool {
    const ENDS: &[&str] = &[
        "网",
        "平台",
        "公众号",
        "客户端",
        "小程序",
        "微博",
        "微信",
        "视频号",
        "抖音号",
        "头条号",
        "APP",
        "app",
        "App",
    ];
    let address = ["http:", "https:", "www.", ".gov.cn"].iter().any(|mark| word.contains(mark));
    let system = word.ends_with("系统") && !word.contains("广播");
    address || system || word.contains("网站") || ENDS.iter().any(|end| word.ends_with(end))
}

/// A notice-board under its own name.
fn is_board(word: &str) -> bool {
    let bare = word.trim_end_matches([')', '）']);
    let board = ["公示栏", "公告栏", "公开栏", "宣传栏", "公示牌", "电子屏", "显示屏"];
    board.iter().any(|end| bare.ends_with(end))
}

/// Whether a board's name lists nothing but those that it is for: 社区、企事业单位/村公示栏. Of
/// 政府网站、公示栏 the first part is a channel of its own.
fn only_places(word: &str) -> bool {
    const ENDS: &[&str] = &[
        "社区", "小区", "村", "居", "组", "会", "单位", "企业", "部门", "机构", "学校", "街道", "乡", "镇", "区", "县",
        "局", "站", "所", "栏", "牌", "屏", "中心", "大厅", "窗口",
    ];
    let mut parts = word.split(['、', '，', '；', ',', ';', '\n']).map(str::trim);
    parts.next_back();
    parts.all(|part| !part.contains("网站") && ENDS.iter().any(|end| part.ends_with(end)))
}

/// A place, a line or a paper under its own name: 区民政局服务窗口, 云岭日报.
fn is_place(word: &str) -> bool {
    const ENDS: &[&str] = &[
        "窗口",
        "大厅",
        "服务厅",
        "服务中心",
        "服务站",
        "服务点",
        "档案馆",
        "图书馆",
        "热线",
        "日报",
        "晚报",
        "电视台",
        "广播电台",
        "应急广播",
    ];
    ENDS.iter().any(|end| word.strip_suffix(end).is_some_and(|before| before.chars().nth(1).is_some()))
}

/// A known channel with a remark in brackets: 两微一端（微信公众号）.
fn remarked<'p>(profile: &'p Profile, word: &str) -> Option<ChannelReading<'p>> {
    let open = word.find(['（', '('])?;
    let closed = word.ends_with(['）', ')']);
    let (channel, _) = find(&profile.channels, &word[..open]).filter(|_| closed)?;
    Some(ChannelReading::Named { website: Some(channel.website), narrow: channel.narrow })
}

/// A known channel with the name of its place in front: 云岭县政务服务中心.
fn of_place<'p>(profile: &'p Profile, word: &str) -> Option<ChannelReading<'p>> {
    let place = |name: &str| {
        const UNITS: [char; 11] = ['省', '市', '州', '区', '县', '旗', '镇', '乡', '村', '级', '局'];
        let before = word.strip_suffix(name).unwrap_or("");
        before.ends_with(UNITS) || before.ends_with("街道") || before.ends_with("政府")
    };
    let spelled = |c: &Channel| place(&c.name) || c.accepted.iter().chain(&c.synonyms).any(|name| place(name));
    let channel = profile.channels.iter().find(|c| spelled(c));
    if let Some(channel) = channel {
        return Some(ChannelReading::Named { website: Some(channel.website), narrow: channel.narrow });
    }
    let extra = profile.extra_channels.iter().find(|extra| place(&extra.name))?;
    Some(ChannelReading::Named { website: Some(extra.website), narrow: false })
}

/// The channel that an unknown word probably means, by its name.
#[must_use]
pub fn nearest<'p>(profile: &'p Profile, word: &str) -> Option<&'p str> {
    let spelled = |c: &'p Channel| {
        let all = std::iter::once(&c.name).chain(&c.accepted).chain(&c.synonyms);
        all.map(move |spelling| (spelling.as_str(), c.name.as_str()))
    };
    let extras = profile.extra_channels.iter().map(|extra| (extra.name.as_str(), extra.name.as_str()));
    // Of two letters, one is too much of the word.
    let long = |text: &str| text.chars().nth(2).is_some();
    let near = || edit_distance::nearest_of(word, profile.channels.iter().flat_map(spelled).chain(extras));
    long(word).then(near).flatten().or_else(|| {
        // Of several things in one text the known one does not stand for all.
        let one = !word.contains(|c: char| c.is_whitespace() || "、，；,;".contains(c));
        let within = |(spelling, _): &(&str, _)| one && long(spelling) && word.contains(spelling);
        let around = |(spelling, _): &(&str, _)| long(word) && spelling.contains(word);
        only(profile.channels.iter().flat_map(spelled).filter(within))
            .or_else(|| only(profile.channels.iter().flat_map(spelled).filter(around)))
    })
}

/// The one name that all hits stand for.
fn only<'p>(mut hits: impl Iterator<Item = (&'p str, &'p str)>) -> Option<&'p str> {
    let (_, first) = hits.next()?;
    hits.all(|(_, name)| name == first).then_some(first)
}

#[cfg(test)]
mod tests {
    use super::{ChannelReading, nearest, read};
    use crate::vocabulary::profile::{Profile, Standing};

    fn profile() -> Profile {
        let text = include_str!("../../data/profiles/national.yaml");
        serde_yaml::from_str(text).expect("a profile")
    }

    #[test]
    fn channels_are_known_by_name_synonym_kind_and_place() {
        let profile = profile();
        let kind = |text: &str| -> String {
            let letters = read(&profile, text).map(|(_, reading)| match reading {
                ChannelReading::Listed(_, Standing::Known) => 'L',
                ChannelReading::Listed(_, Standing::Synonym) => 'S',
                ChannelReading::Extra(_) => 'E',
                ChannelReading::Named { website: Some(true), .. } => 'W',
                ChannelReading::Named { narrow: true, .. } => 'B',
                ChannelReading::Named { .. } => 'N',
                ChannelReading::Unnamed => 'O',
                ChannelReading::Form => 'F',
                ChannelReading::Unknown => '?',
            });
            letters.collect()
        };
        let cases = [
            ("政府网站、两微一端", "LL"),
            ("发布会/听证会", "L"),
            ("社区/企事业单位/村公示栏 (电子屏)", "L"),
            ("政府门户网站", "S"),
            ("信用中国", "E"),
            ("政府网站、信用中国；其他：慈善中国", "LEW"),
            ("铁力市政府网站", "W"),
            ("政府网站 http://www.example.gov.cn", "W"),
            ("中山市公共信用信息管理系统", "W"),
            ("其他：慈善中国", "W"),
            ("其他 基层公共服务平台", "N"),
            ("其他:办税服务厅", "N"),
            ("其他法律服务网", "W"),
            ("其他：村民大会", "N"),
            ("其他", "O"),
            ("其他_", "O"),
            ("其他（请注明）", "O"),
            ("其它渠道", "O"),
            ("单位/村委会公示栏(电子屏)", "B"),
            ("云岭县政务服务中心", "N"),
            ("区民政局服务窗口", "N"),
            ("云岭日报", "N"),
            ("两微一端（微信公众号）", "W"),
            ("■政府网站 □政府公报", "F"),
            ("政府网站、两微一端、公示栏", "LLL"),
            ("云岭县政府网站、公告栏", "WE"),
            ("朋友圈、公示栏", "?L"),
            ("社区、村公示栏", "B"),
            ("组员微信群", "?"),
            ("政府网站、组员微信群", "L?"),
        ];
        for (text, want) in cases {
            assert_eq!(kind(text), want, "{text}");
        }
    }

    #[test]
    fn the_nearest_channel_is_named_where_there_is_one() {
        let profile = profile();
        let cases = [
            ("两微一瑞", Some("两微一端")),
            ("政府网址", Some("政府网站")),
            ("广播电视媒体", Some("广播电视")),
            ("社区、企事业单位公示板（电子屏）", Some("社区/企事业单位/村公示栏（电子屏）")),
            ("信用中囯", Some("信用中国")),
            ("组员微信群", None),
            ("会场", None),
            ("两微一端 朋友圈", None),
        ];
        for (text, want) in cases {
            assert_eq!(nearest(&profile, text), want, "{text}");
        }
    }
}
