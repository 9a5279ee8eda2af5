//! Catalogs as tables of offices give them: about four findings an item, in the shares in which imports of published
//! tables have them, each kind in words of our own. And catalogs drawn from a folder of such tables.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use catalint_core::lint::Settings;
use catalint_core::rule::Lang;
use catalint_domain::date::Date;
use catalint_table::KeyLanguage;

use crate::generator::{ACTS, Dice, ELEMENTS, OBJECTS, TOPICS};

/// The variable that names a folder of tables of offices.
pub(crate) const TABLES: &str = "CATALINT_BENCH_TABLES";

/// Titles with nothing beside them: most lists of bases are made of these.
const BARE: &[&str] = &[
    "《中华人民共和国政府信息公开条例》",
    "《中华人民共和国社会保险法》",
    "《中华人民共和国安全生产法》",
    "《关于全面推进政务公开工作的意见》",
    "《中华人民共和国城乡规划法》",
    "《农村五保供养工作条例》",
    "《城市居民最低生活保障条例》",
    "《国有土地上房屋征收与补偿条例》",
];
/// Not the whole title.
const SHORT: &[&str] =
    &["《政府信息公开条例》", "《城乡规划法》", "《户口登记条例》", "《固体废物污染环境防治法》", "《义务教育法》"];
/// Acts that are gone.
const GONE: &[&str] =
    &["《中华人民共和国环境保护法》", "《中华人民共和国海洋环境保护法》", "《法律援助条例》", "《社会救助暂行办法》"];
/// Acts on no record, and slips of those that are; the two blanks are a place and a matter.
const STRANGE: [(&str, &str); 6] = [
    ("《关于印发", "工作实施方案的通知》"),
    ("《", "管理暂行办法》（试行）"),
    ("《关于进 一步加强", "工作的意见》"),
    ("《关于做好", "有关事项的通知》（民发〔2018115号）"),
    ("《", "条列》"),
    ("《", "发展规划（2016-2020年）》"),
];
const VAGUE: &[&str] = &["及其实施细则等", "国家和省有关规定", "相关法律法规", "及相关规定"];
const SOUND: &[&str] = &[
    "《中华人民共和国政府信息公开条例》（国务院令第711号）第二十条",
    "《中华人民共和国预算法》第十四条",
    "《中华人民共和国老年人权益保障法》第三十条",
];
const DEADLINES: &[(&str, usize)] = &[
    ("信息形成或者变更之日起20个工作日内", 12),
    ("自该信息形成或者变更之日起20个工作日内", 12),
    ("自信息形成或变更之日起20个工作日内公开", 8),
    ("信息形成（变更）20个工作日内", 3),
    ("长期公开", 1),
    ("半年至少更新1次", 1),
    ("处罚决定：7个工作日内；其他内容：长期公开", 1),
    ("3个工作日", 1),
    ("按年公开", 1),
];
const BODIES: &[(&str, usize)] = &[
    ("云溪县民政局", 5),
    ("云溪县应急管理局", 5),
    ("青石镇人民政府", 4),
    ("县级民政部门", 5),
    ("住房和城乡建设部门", 5),
    ("办公室", 4),
    ("区市场监督管理局", 3),
    ("新园街道办事处公共服务办公室", 2),
    ("各部门", 1),
];
const CHANNELS: &[(&str, usize)] = &[
    ("[政府网站, 两微一端, 政务服务中心, 便民服务站]", 10),
    ("[政府网站, 公开查阅点]", 6),
    ("[政府门户网站, 查询点]", 1),
    ("[社区/企事业单位/村公示栏（电子屏）]", 2),
    ("[政府网站, 政府服务中心]", 1),
];

/// One of several words, each as often as it says.
fn weighed<'w>(dice: &mut Dice, words: &[(&'w str, usize)]) -> &'w str {
    let mut nth = dice.roll(words.iter().map(|(_, weight)| weight).sum());
    let found = words.iter().find(|(_, weight)| {
        let here = nth < *weight;
        nth = nth.wrapping_sub(*weight);
        here
    });
    found.map_or("", |(word, _)| word)
}

fn head(out: &mut String) {
    out.push_str("标题: 云溪县青石镇基层政务公开标准目录（2025年版）\n体例: national\n事项:\n");
}

/// A catalog of so many items, about four findings in each.
#[must_use]
pub(crate) fn faulty(items: usize) -> String {
    let mut dice = Dice(0xFA_017);
    let mut out = String::with_capacity(items * 720 + 256);
    head(&mut out);
    for n in 1..=items {
        let topic = TOPICS[n / 8 % TOPICS.len()];
        let _ = writeln!(out, "  - 序号: {}", if n % 160 == 0 { n + 1 } else { n });
        let _ =
            writeln!(out, "    类别: {topic}\n    一级事项: {topic}{}", ["信息", "政策文件", "行政许可"][n / 8 % 3]);
        // Tables that were put together repeat items.
        let which = if dice.roll(3) == 0 { n - n % 2 } else { n };
        let object = OBJECTS[which % OBJECTS.len()];
        let matter = format!("{object}{}", ACTS[which / OBJECTS.len() % ACTS.len()]);
        let _ = writeln!(out, "    二级事项: {matter}{}", which / 216 % 97 + 1);
        content(&mut out, &mut dice, object);
        basis(&mut out, &mut dice, &matter);
        let _ = writeln!(out, "    公开时限: {}", weighed(&mut dice, DEADLINES));
        let _ = writeln!(out, "    公开主体: {}", weighed(&mut dice, BODIES));
        let _ = writeln!(out, "    公开渠道: {}", weighed(&mut dice, CHANNELS));
        out.push_str("    公开对象: 全社会\n    公开方式: 主动\n");
        let _ = writeln!(out, "    公开层级: {}", ["[县级, 乡、村级]", "[县级]", "[村级]"][dice.roll(12).min(2)]);
    }
    out
}

fn content(out: &mut String, dice: &mut Dice, object: &str) {
    out.push_str("    公开内容:\n      - ");
    let (first, count) = (dice.roll(ELEMENTS.len()), 3 + dice.roll(5));
    let style = dice.roll(12);
    for nth in 0..count {
        let element = ELEMENTS[(first + nth) % ELEMENTS.len()];
        let _ = match style {
            // The breaks of the lines are lost.
            0 => write!(out, "{}.{object}{element}", nth + 1),
            1 => write!(out, "{object}{element}：《{}管理办法》（试 行）；", dice.pick(OBJECTS)),
            _ => write!(out, "{}{object}{element}", if nth == 0 { "" } else { "、" }),
        };
    }
    out.push_str(["", "", "", "", "", "", "", "", "等", "等", "等信息", "。"][dice.roll(12)]);
    out.push('\n');
}

fn basis(out: &mut String, dice: &mut Dice, matter: &str) {
    out.push_str("    公开依据:\n");
    for _ in 0..2 + dice.roll(3) {
        let _ = match dice.roll(40) {
            0..14 => writeln!(out, "      - {}", dice.pick(BARE)),
            14..19 => writeln!(out, "      - {}", dice.pick(SHORT)),
            19..22 => writeln!(out, "      - {}", dice.pick(GONE)),
            22..29 => {
                let (open, end) = STRANGE[dice.roll(STRANGE.len())];
                writeln!(out, "      - {open}{matter}{}{end}", dice.pick(ELEMENTS))
            }
            29..32 => writeln!(out, "      - {}{}", dice.pick(BARE), dice.pick(VAGUE)),
            _ => writeln!(out, "      - {}", dice.pick(SOUND)),
        };
    }
}

/// A catalog of so many items, drawn from those that the tables and catalogs of a folder hold.
///
/// # Panics
/// Where the folder can't be read or holds no items.
#[must_use]
pub(crate) fn drawn(folder: &Path, items: usize) -> String {
    let mut pool: Vec<String> = Vec::new();
    let mut files: Vec<_> = fs::read_dir(folder).expect("a folder").map(|file| file.expect("a file").path()).collect();
    files.sort();
    for file in files {
        let name = file.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
        let text = if name.ends_with(".yaml") { fs::read_to_string(&file).ok() } else { imported(&name, &file) };
        pool.extend(text.iter().flat_map(|text| items_of(text)));
    }
    assert!(!pool.is_empty(), "{} holds no items", folder.display());
    let mut dice = Dice(0xD7A3);
    let mut out = String::new();
    head(&mut out);
    (0..items).for_each(|_| out.push_str(&pool[dice.roll(pool.len())]));
    out
}

/// The YAML of a table; none where it is no table that can be read.
fn imported(name: &str, file: &Path) -> Option<String> {
    let bytes = fs::read(file).ok()?;
    let options = Settings::new(Date::new(2026, 11, 1)?);
    let written = KeyLanguage { keys: Lang::Zh, comments: Lang::Zh };
    let read = catalint_table::import(name, &bytes, None, written, &options).ok()?;
    Some(read.catalogs.into_iter().map(|catalog| catalog.yaml).collect())
}

/// The items of a catalog as `import` writes it, each as its lines.
fn items_of(text: &str) -> Vec<String> {
    let mut items: Vec<String> = Vec::new();
    let mut within = false;
    for line in text.split_inclusive('\n') {
        match line.starts_with("  - ") {
            true if within => items.push(line.to_owned()),
            _ if !line.starts_with(' ') => within = line.starts_with("事项:") || line.starts_with("items:"),
            _ => items.last_mut().filter(|_| within).into_iter().for_each(|item| item.push_str(line)),
        }
    }
    items
}
