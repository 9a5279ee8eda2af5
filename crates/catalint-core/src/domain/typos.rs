//! Misspellings of which there is no doubt: words that do not exist, with the word that is meant.
//!
//! A pair belongs here only if the wrong letters can't be right in any sentence, contexts that
//! `not_after` and `not_before` name aside. Sources: confusions of like letters and of like
//! sounds seen in published catalogs and in scans of them; 《第一批异形词整理表》 (2001) for 部分, 成分.

use std::ops::Range;
use std::sync::LazyLock;

use super::script::{after, before};

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

const fn typo(wrong: &'static str, right: &'static str) -> Typo {
    Typo { wrong, right, not_after: "", not_before: "" }
}

/// Behind these 条 counts or names articles, so that 条列 is two words.
const ARTICLES: &str = "逐分每各本该此这两几数第款〇零一二三四五六七八九十百千0123456789０１２３４５６７８９";

/// The pairs.
#[rustfmt::skip]
static TYPOS: &[Typo] = &[
    Typo { not_after: ARTICLES, not_before: "出举明入示为支席有在于队表项清", ..typo("条列", "条例") },
    // 己 已
    Typo { not_after: "自知异利克", ..typo("己经", "已经") },
    Typo { not_after: "自知异利", ..typo("己公开", "已公开") },
    Typo { not_after: "自知异利", ..typo("己批准", "已批准") },
    Typo { not_after: "自知异利", ..typo("己办理", "已办理") },
    Typo { not_after: "自知异利", ..typo("己登记", "已登记") },
    Typo { not_after: "自知异利", ..typo("己建成", "已建成") },
    Typo { not_after: "自知异利", ..typo("己完成", "已完成") },
    Typo { not_after: "自知异利", ..typo("己取得", "已取得") },
    typo("自已的", "自己的"),
    // 份 分
    Typo { not_before: "额数量子制", ..typo("部份", "部分") },
    Typo { not_before: "额数量子制", ..typo("成份", "成分") },
    Typo { not_after: "本自全", ..typo("身分证", "身份证") },
    // one letter for another of like shape, mostly from scans
    typo("査", "查"),
    typo("岀", "出"),
    typo("亊", "事"),
    typo("公幵", "公开"),
    typo("釆购", "采购"),
    typo("工作曰", "工作日"),
    typo("之曰起", "之日起"),
    typo("依电请", "依申请"),
    Typo { not_after: "来致打去用充停供断送家发", ..typo("电请人", "申请人") },
    Typo { not_after: "来致打去用充停供断送家发", ..typo("电请表", "申请表") },
    typo("电请材料", "申请材料"),
    typo("电请条件", "申请条件"),
    Typo { not_before: "河安南北海阳滨上扬水", ..typo("标淮", "标准") },
    Typo { not_before: "河安南北海阳滨上扬水", ..typo("批淮", "批准") },
    typo("招骋", "招聘"),
    typo("峻工验收", "竣工验收"),
    Typo { not_after: "打曲转骨", ..typo("折迁", "拆迁") },
    typo("幅射", "辐射"),
    typo("诉颂", "诉讼"),
    // one letter for another of like sound
    Typo { not_before: "修机配备载卸饰运", ..typo("按装", "安装") },
    Typo { not_before: "名放序列队水污班查期号次位行", ..typo("按排", "安排") },
    Typo { not_after: "公发颁宣分", not_before: "名", ..typo("布署", "部署") },
    Typo { not_before: "望待盼", ..typo("过度期", "过渡期") },
    Typo { not_before: "望待", ..typo("公式期", "公示期") },
    typo("公式栏", "公示栏"),
    typo("证求意见", "征求意见"),
    typo("坐谈会", "座谈会"),
    Typo { not_before: "录", ..typo("招聘启示", "招聘启事") },
    typo("行政复义", "行政复议"),
    typo("登陆网站", "登录网站"),
    typo("登陆系统", "登录系统"),
    typo("登陆平台", "登录平台"),
    typo("保障对像", "保障对象"),
    typo("服务对像", "服务对象"),
    typo("救助对像", "救助对象"),
    typo("补贴对像", "补贴对象"),
    typo("公开对像", "公开对象"),
    typo("特定对像", "特定对象"),
    typo("适用对像", "适用对象"),
];

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
