//! The words of all profiles together: which profile a table follows is known only when it is read.

use std::collections::HashMap;

use catalint_core::complete::word_of_profile;
use catalint_core::config::profiles::Profiles;
use catalint_core::model::{ColumnHead, FieldId};
use catalint_domain::chinese::normalize::{folded, letter};
use catalint_domain::chinese::script::is_blank;
use catalint_domain::vocabulary::channels::{self, ChannelReading};
use catalint_domain::vocabulary::profile::{Profile, Standing, Term, find};

use super::value::compact;

/// Fields whose values are options of a profile.
pub(crate) const OPTIONS: [FieldId; 4] = [FieldId::Channels, FieldId::Audience, FieldId::Method, FieldId::Levels];

pub(crate) struct Vocabulary<'p> {
    profiles: &'p Profiles,
    /// Names of channels, blanks left out, by their first two letters.
    channels: HashMap<(char, char), Vec<Vec<char>>>,
    /// Heads that a profile of one's own brings, blanks left out.
    heads: HashMap<String, FieldId>,
}

impl<'p> Vocabulary<'p> {
    pub(crate) fn new(profiles: &'p Profiles) -> Self {
        let mut by_first: HashMap<(char, char), Vec<Vec<char>>> = HashMap::new();
        for profile in profiles.iter() {
            let listed =
                profile.channels.iter().flat_map(|c| [&c.name].into_iter().chain(&c.accepted).chain(&c.synonyms));
            let extra = profile.extra_channels.iter().map(|extra| &extra.name);
            for name in listed.chain(extra).map(String::as_str).chain(["其他", "其它"]) {
                let letters: Vec<char> = folded(name).collect();
                let &[first, second, ..] = letters.as_slice() else { continue };
                let known = by_first.entry((first, second)).or_default();
                if !known.contains(&letters) {
                    known.push(letters);
                }
            }
        }
        Self { profiles, channels: by_first, heads: own_heads(profiles) }
    }

    /// The field that a head names: a known name, alone, with a number that some program put behind
    /// it, or with a legend.
    pub(super) fn head(&self, text: &str) -> Option<(FieldId, ColumnHead)> {
        let first = text.chars().find(|c| !c.is_whitespace() && !is_blank(*c))?;
        if self.heads.is_empty() && !FieldId::begins_head(first) {
            return None;
        }
        let name = compact(text);
        if name.chars().nth(120).is_some() {
            return None;
        }
        let known = |name: &str| {
            FieldId::from_head(name).or_else(|| self.heads.get(name).map(|&field| (field, ColumnHead::Own)))
        };
        let bare = name.trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, '*' | '＊' | ':' | '：' | '※'));
        known(&name).or_else(|| known(bare)).or_else(|| {
            let ends = name.char_indices().filter(|&(at, c)| {
                at >= 6 && matches!(c, '（' | '(' | '【' | '[' | '〔' | '“' | '"' | '：' | ':' | '在' | '注')
            });
            ends.filter_map(|(at, _)| known(&name[..at])).next_back()
        })
    }

    /// The option that a misspelt word under the head of its field stands for: one that has lost a letter,
    /// or the only one left beside the others, if they share a letter.
    pub(super) fn meant<'w>(
        &self,
        field: FieldId,
        text: &str,
        others: impl Iterator<Item = &'w str>,
    ) -> Option<&'p str> {
        let text = compact(text);
        let (names, all) = self.spellings(field);
        if text.chars().nth(1).is_some()
            && let Some(near) = all.iter().find(|word| lacks_one(&text, word))
        {
            return Some(near);
        }
        let others: Vec<&str> = others.filter_map(|other| self.option(field, other).map(|(name, _)| name)).collect();
        let &[other] = others.as_slice() else { return None };
        let two = matches!(field, FieldId::Audience | FieldId::Method) && text.chars().nth(6).is_none();
        let shared = |word: &str| word.chars().filter(|c| text.contains(*c)).count();
        let left = names.into_iter().filter(|name| *name != other && shared(name) > 0);
        left.max_by_key(|name| shared(name)).filter(|_| two)
    }

    /// The names of a field's options in all profiles, and all their spellings.
    fn spellings(&self, field: FieldId) -> (Vec<&'p str>, Vec<&'p str>) {
        fn of<'p, T: Term>(terms: &'p [T], names: &mut Vec<&'p str>, all: &mut Vec<&'p str>) {
            for term in terms {
                names.push(term.name());
                all.push(term.name());
                all.extend(term.accepted().iter().chain(term.synonyms()).map(String::as_str));
            }
        }
        let (mut names, mut all) = (Vec::new(), Vec::new());
        for profile in self.profiles.iter() {
            match field {
                FieldId::Audience => of(&profile.audiences, &mut names, &mut all),
                FieldId::Method => of(&profile.methods, &mut names, &mut all),
                FieldId::Levels => of(&profile.levels, &mut names, &mut all),
                _ => {}
            }
        }
        (names, all)
    }

    /// Length in bytes of the longest known channel with which a text begins, blanks within included.
    pub(crate) fn channel(&self, text: &str) -> Option<usize> {
        let first = letter(text.chars().next()?)?;
        let second = text.chars().skip(1).find_map(letter)?;
        let known = self.channels.get(&(first, second))?;
        known.iter().filter_map(|letters| prefix(text, letters)).max()
    }

    /// The channels that a text without boxes names: known ones as far as they go, then what the
    /// grammar of channels makes of the rest.
    pub(super) fn names(&self, text: &str) -> Vec<String> {
        let gap = |c: char| c.is_whitespace() || matches!(c, '、' | '，' | ',' | '；' | ';' | '。');
        let mut rest = text.trim_matches(gap);
        let mut names = Vec::new();
        while let Some(len) = self.channel(rest).filter(|_| !rest.starts_with("其")) {
            let behind = &rest[len..];
            let next = behind.trim_start_matches(gap);
            let joined = next.strip_prefix(['和', '与', '及', '/', '／']).map(|next| next.trim_start_matches(gap));
            let next = match joined.filter(|next| self.channel(next).is_some()) {
                Some(joined) => joined,
                None if next.len() < behind.len() || behind.is_empty() => next,
                None => break,
            };
            names.push(rest[..len].to_owned());
            rest = next;
        }
        if !rest.is_empty() {
            names.extend(self.grammar(rest));
        }
        names
    }

    fn grammar(&self, text: &str) -> Vec<String> {
        let read = |profile: &Profile| {
            let all: Vec<(std::ops::Range<usize>, ChannelReading<'_>)> = channels::read(profile, text).collect();
            let known = all.iter().filter(|(_, reading)| !matches!(reading, ChannelReading::Unknown)).count();
            (known, all.into_iter().map(|(range, _)| text[range].to_owned()).collect::<Vec<_>>())
        };
        // The profile that knows most of them cuts best.
        let best = self.profiles.iter().map(read).max_by_key(|(known, all)| (*known, all.len()));
        best.map(|(_, all)| all).unwrap_or_default()
    }

    /// The word of a profile's list that a text is, as the profile has it; a known one before a synonym.
    pub(crate) fn option(&self, field: FieldId, text: &str) -> Option<(&'p str, Standing)> {
        let found = self.profiles.iter().filter_map(|profile| word_of_profile(field, text, profile));
        found.min_by_key(|(_, standing)| *standing == Standing::Synonym)
    }

    /// Length of the longest option of a field that a text begins with.
    pub(crate) fn begins(&self, field: FieldId, text: &str) -> Option<usize> {
        if field == FieldId::Channels {
            return self.channel(text);
        }
        let ends = text.char_indices().skip(1).map(|(at, _)| at).chain([text.len()]).take(16);
        ends.filter(|&end| self.option(field, &text[..end]).is_some()).last()
    }

    /// The only field of which a text is an option.
    pub(super) fn field_of(&self, text: &str) -> Option<FieldId> {
        let mut fields = OPTIONS.into_iter().filter(|field| self.option(*field, text).is_some());
        fields.next().filter(|_| fields.next().is_none())
    }

    /// The profile whose own words a table uses most; none where it uses none.
    pub(super) fn guess<'w>(&self, words: impl Iterator<Item = (FieldId, &'w str)>) -> Option<&'p Profile> {
        let words: Vec<(FieldId, &str)> = words.collect();
        let score = |profile: &Profile| -> usize {
            let one = |(field, word): &(FieldId, &str)| {
                let standing = |name: Option<(&str, Standing)>| match name {
                    Some((name, _)) if folded(name).eq(folded(word)) => 3,
                    Some((_, Standing::Known)) => 1,
                    _ => 0,
                };
                fn named<'t, T: Term>(terms: &'t [T], word: &str) -> Option<(&'t str, Standing)> {
                    find(terms, word).map(|(term, standing)| (term.name(), standing))
                }
                match field {
                    FieldId::Channels => standing(named(&profile.channels, word)),
                    FieldId::Audience => standing(named(&profile.audiences, word)),
                    FieldId::Method => standing(named(&profile.methods, word)),
                    FieldId::Levels => standing(named(&profile.levels, word)),
                    _ => 0,
                }
            };
            words.iter().map(one).sum()
        };
        let mut best: Option<(usize, &Profile)> = None;
        for profile in self.profiles.iter() {
            let score = score(profile);
            // Of two that fit alike the first is the default.
            if score > best.map_or(0, |(best, _)| best) {
                best = Some((score, profile));
            }
        }
        best.map(|(_, profile)| profile)
    }
}

/// The heads of the profiles that the field table does not know; the parent of a topic is a head of topics.
fn own_heads(profiles: &Profiles) -> HashMap<String, FieldId> {
    let mut heads = HashMap::new();
    for (key, head) in profiles.iter().flat_map(|profile| &profile.headers) {
        let Some(field) = FieldId::from_key(key) else { continue };
        let (parent, name) = head.split_once('/').map_or((None, head.as_str()), |(parent, name)| (Some(parent), name));
        let of_topics = matches!(field, FieldId::Topic | FieldId::Subtopic | FieldId::Detail);
        let parent = parent.filter(|_| of_topics).map(|parent| (parent, FieldId::Topic));
        for (name, field) in [(name, field)].into_iter().chain(parent) {
            if FieldId::from_head(name).is_none() {
                heads.entry(compact(name)).or_insert(field);
            }
        }
    }
    heads
}

/// How many bytes of a text spell these letters, blanks within left out.
fn prefix(text: &str, letters: &[char]) -> Option<usize> {
    let mut wanted = letters.iter();
    let mut end = 0;
    for (at, c) in text.char_indices() {
        let Some(have) = letter(c) else {
            // A blank may stand within a word and not before it.
            if at == 0 || wanted.as_slice().is_empty() {
                break;
            }
            continue;
        };
        match wanted.next() {
            None => break,
            Some(&letter) if letter == have => end = at + c.len_utf8(),
            Some(_) => return None,
        }
    }
    wanted.as_slice().is_empty().then_some(end)
}

/// Whether a text is a word with one letter gone. One letter for another is no loss: 公开格式 is not 公开形式.
pub(super) fn lacks_one(text: &str, word: &str) -> bool {
    let mut rest = text.chars().peekable();
    let left = word.chars().filter(|c| rest.next_if_eq(c).is_none()).count();
    left == 1 && rest.next().is_none()
}
