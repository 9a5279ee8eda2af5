//! Misspellings of which there is no doubt (`data/typos.tsv`): words that do not exist, with the word that is meant.

use std::ops::Range;
use std::sync::LazyLock;

use crate::chinese::script::{after, before};
use crate::facts;

/// A wrong word.
#[derive(Debug)]
pub struct Typo {
    /// As it is found.
    pub wrong: &'static str,
    /// As it should be.
    pub right: &'static str,
    /// Characters in front of it with which the letters are right: 逐条列出.
    pub not_after: &'static str,
    /// Characters behind it with which they are.
    pub not_before: &'static str,
}

/// The pairs, one a line.
pub(crate) const FILE: &str = include_str!("../../data/typos.tsv");

static TYPOS: LazyLock<Vec<Typo>> = LazyLock::new(|| {
    let read = |[wrong, right, not_after, not_before, _, _]: [&'static str; 6]| {
        let (not_after, not_before) = (facts::text(not_after), facts::text(not_before));
        Typo { wrong, right, not_after, not_before }
    };
    facts::rows(FILE).map(read).collect()
});

/// The pairs by their first letter.
static BY_FIRST: LazyLock<Vec<(char, &'static Typo)>> = LazyLock::new(|| {
    let mut all: Vec<_> = TYPOS.iter().filter_map(|typo| Some((typo.wrong.chars().next()?, typo))).collect();
    all.sort_by_key(|(first, _)| *first);
    all
});

/// The radicals of the Kangxi dictionary, which Unicode has a second time from U+2F00 on. Text
/// copied from a PDF holds them in the place of the letters that they look like.
const RADICALS: &str = "一丨丶丿乙亅二亠人儿入八冂冖冫几凵刀力勹匕匚匸十卜卩厂厶又口囗土士夂夊夕大女子宀寸小尢尸屮山巛工己巾干幺广廴廾弋弓彐彡彳心戈戶手支攴文斗斤方无日曰月木欠止歹殳毋比毛氏气水火爪父爻爿片牙牛犬玄玉瓜瓦甘生用田疋疒癶白皮皿目矛矢石示禸禾穴立竹米糸缶网羊羽老而耒耳聿肉臣自至臼舌舛舟艮色艸虍虫血行衣襾見角言谷豆豕豸貝赤走足身車辛辰辵邑酉釆里金長門阜隶隹雨靑非面革韋韭音頁風飛食首香馬骨高髟鬥鬯鬲鬼魚鳥鹵鹿麥麻黃黍黑黹黽鼎鼓鼠鼻齊齒龍龜龠";

/// All wrong words.
pub(super) fn words() -> impl Iterator<Item = &'static str> {
    TYPOS.iter().map(|typo| typo.wrong)
}

/// A misspelling in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Misspelling {
    /// Where it begins.
    pub at: usize,
    /// The letters found.
    pub wrong: &'static str,
    /// The letters meant.
    pub right: &'static str,
}

impl Misspelling {
    /// Its range in the text.
    #[must_use]
    pub fn range(&self) -> Range<usize> {
        self.at..self.at + self.wrong.len()
    }
}

/// The misspellings of a text, in its order.
pub fn misspellings(text: &str) -> impl Iterator<Item = Misspelling> + '_ {
    let mut end = 0;
    text.char_indices().filter_map(move |(at, c)| {
        if at < end || c.is_ascii() {
            return None;
        }
        let from = BY_FIRST.partition_point(|(first, _)| *first < c);
        let same = BY_FIRST[from..].iter().take_while(|(first, _)| *first == c);
        let typo = same.map(|(_, typo)| *typo).find(|typo| fits(text, at, typo))?;
        end = at + typo.wrong.len();
        Some(Misspelling { at, wrong: typo.wrong, right: typo.right })
    })
}

fn fits(text: &str, at: usize, typo: &Typo) -> bool {
    text[at..].starts_with(typo.wrong)
        && !before(text, at).is_some_and(|c| typo.not_after.contains(c))
        && !after(text, at + typo.wrong.len()).is_some_and(|c| typo.not_before.contains(c))
}

/// The radicals in a text that stand for letters, with those letters.
pub fn radicals(text: &str) -> impl Iterator<Item = (usize, char, char)> + '_ {
    text.char_indices().filter_map(|(at, c)| {
        let nth = (c as u32).checked_sub(0x2F00).filter(|nth| *nth < 214)?;
        Some((at, c, RADICALS.chars().nth(nth as usize)?))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<&str> {
        misspellings(text).map(|m| m.right).collect()
    }

    #[test]
    fn listed_pairs_are_found() {
        assert_eq!(found("补贴管理条列"), ["条例"]);
        assert_eq!(found("《信访条列》第五条"), ["条例"]);
        assert_eq!(found("公开査阅点"), ["查"]);
        assert_eq!(found("己经批淮的部份"), ["已经", "批准", "部分"]);
        assert_eq!(found("20个工作曰内按装完毕"), ["工作日", "安装"]);
    }

    #[test]
    fn every_pair_differs_in_letters_and_not_in_length_and_is_found() {
        for typo in TYPOS.iter() {
            assert_eq!(typo.wrong.chars().count(), typo.right.chars().count(), "{}", typo.wrong);
            assert_eq!(found(typo.wrong), [typo.right], "{}", typo.wrong);
        }
    }

    #[test]
    fn the_same_letters_in_other_words_are_right() {
        for text in [
            "逐条列出办理事项",
            "第二十条列举的信息",
            "条列明的材料",
            "自己经营的场所",
            "自己公开",
            "内部份额",
            "按装机容量",
            "按排放量收费",
            "公布署名文件",
            "请来电请人记录",
            "目标淮河流域",
            "查阅点",
        ] {
            assert_eq!(found(text), [] as [&str; 0], "{text}");
        }
    }

    #[test]
    fn radicals_are_letters_of_the_same_look() {
        assert_eq!(RADICALS.chars().count(), 214);
        let all: Vec<_> = radicals("⼯作⽇内").map(|(_, _, letter)| letter).collect();
        assert_eq!(all, ['工', '日']);
    }
}
