//! Catalogs as they are published, of the four families of templates that most of them follow.
//!
//! Unlike those of `generator`, their texts hardly repeat: names of topics, elements and places are
//! put together from parts, so that nothing that remembers texts is flattered.

use std::fmt::Write as _;

use crate::generator::{ACTS, Dice, ELEMENTS, OBJECTS, Shape, TOPICS};

/// A family of templates.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Family {
    /// Simplified compilations of counties: cells are single texts, some titles of acts are short.
    Compilation,
    /// The ministries' own form: lists, acts with their numbers, all channels that are ticked.
    Ministry,
    /// Shanghai: Chinese keys, categories, numbered elements, no numbers of items.
    Shanghai,
    /// Basic catalogs of towns and villages: few words, one channel, columns of their own.
    Basic,
}

impl Family {
    pub(crate) const ALL: [Self; 4] = [Self::Compilation, Self::Ministry, Self::Shanghai, Self::Basic];
}

/// Parts of the names of places: two make a name, so there are 1,600 of them.
const SYLLABLES: [&str; 40] = [
    "安", "柏", "长", "东", "丰", "高", "河", "和", "红", "金", "康", "兰", "龙", "梅", "明", "南", "宁", "平", "清",
    "仁", "荣", "瑞", "山", "石", "松", "太", "桃", "天", "田", "望", "文", "西", "溪", "兴", "阳", "永", "玉", "源",
    "云", "竹",
];
const BODIES: [(&str, &str); 6] = [
    ("民政局", "养老服务科"),
    ("财政局", "预算科"),
    ("教育局", "基础教育科"),
    ("应急管理局", "综合协调科"),
    ("农业农村局", "农村经济科"),
    ("司法局", "公共法律服务科"),
];
const SHORT_ACTS: [&str; 5] = [
    "《政府信息公开条例》",
    "《中华人民共和国预算法》",
    "《中华人民共和国安全生产法》",
    "《义务教育法》",
    "《中华人民共和国法律援助法》",
];
const NUMBERED_ACTS: [&str; 5] = [
    "《中华人民共和国政府信息公开条例》（国务院令第711号）",
    "《国务院办公厅关于全面推进基层政务公开标准化规范化工作的指导意见》（国办发〔2019〕54号）",
    "《国有土地上房屋征收与补偿条例》（国务院令第590号）",
    "《企业投资项目核准和备案管理条例》（国务院令第673号）",
    "《残疾人就业条例》（国务院令第488号）",
];
const LONG_ACTS: [&str; 5] = [
    "《中华人民共和国政府信息公开条例》",
    "《上海市政府信息公开规定》",
    "《中华人民共和国预算法》",
    "《中华人民共和国城乡规划法》",
    "《中华人民共和国安全生产法》",
];
const TRIGGERS: [&str; 6] = ["制定或获取", "形成或者变更", "形成或变更", "制作或获取", "产生或变更", "形成"];

/// The text of a catalog of a family. Without defects it has hints on titles of acts, nothing worse.
#[must_use]
pub(crate) fn catalog(family: Family, shape: Shape) -> String {
    let mut dice = Dice(shape.seed ^ 0xCA7A_106E);
    let mut out = String::with_capacity(shape.items * 900 + 256);
    let place = name(shape.seed as usize);
    let body = BODIES[shape.seed as usize % BODIES.len()].0;
    match family {
        Family::Shanghai => {
            let _ = writeln!(out, "标题: {place}区{body}政务公开标准目录\n编制单位: {place}区{body}");
            out.push_str("体例: shanghai\n更新日期: 2026-04-15\n事项:\n");
        }
        Family::Basic => {
            let _ = writeln!(out, "title: {place}镇人民政府政府信息主动公开基本目录\nauthority: {place}镇人民政府");
            out.push_str("profile: national\nupdated: 2026-03-11\nitems:\n");
        }
        Family::Compilation | Family::Ministry => {
            let _ = writeln!(out, "# {place}县，由业务科室逐项核对");
            let _ = writeln!(out, "title: {place}县基层政务公开标准目录\nauthority: {place}县{body}");
            out.push_str("profile: national\nupdated: 2026-05-28\nitems:\n");
        }
    }
    for n in 1..=shape.items {
        let faulty = shape.defect_every > 0 && n % shape.defect_every == 0;
        let fault = faulty.then(|| dice.roll(FAULTS));
        let item = Item { n, place: &place, fault, body: BODIES[dice.roll(BODIES.len())] };
        match family {
            Family::Compilation => item.compilation(&mut out, &mut dice),
            Family::Ministry => item.ministry(&mut out, &mut dice),
            Family::Shanghai => item.shanghai(&mut out, &mut dice),
            Family::Basic => item.basic(&mut out, &mut dice),
        }
    }
    out
}

/// Kinds of defects: no basis, a vague deadline, a publisher nobody can ask, a channel twice,
/// no level, an element named by 等 alone.
const FAULTS: usize = 6;

struct Item<'a> {
    n: usize,
    place: &'a str,
    fault: Option<usize>,
    body: (&'a str, &'a str),
}

impl Item<'_> {
    /// Twelve items a topic; no two topics are called the same.
    fn topic(&self) -> String {
        let group = self.n / 12;
        format!("{}{}", name(group + group / 1600), TOPICS[group % TOPICS.len()])
    }

    fn subtopic(&self, dice: &mut Dice) -> String {
        format!("{}{}{}", name(self.n), dice.pick(OBJECTS), dice.pick(ACTS))
    }

    fn elements(&self, dice: &mut Dice, count: usize) -> Vec<String> {
        let first = dice.roll(ELEMENTS.len());
        let mut all: Vec<String> = (0..count)
            .map(|i| {
                format!("{}{}{}", name(dice.roll(1600)), dice.pick(OBJECTS), ELEMENTS[(first + i) % ELEMENTS.len()])
            })
            .collect();
        if self.fault == Some(5) {
            all.push("等".to_owned());
        }
        all
    }

    fn deadline(&self, dice: &mut Dice) -> String {
        if self.fault == Some(1) {
            return "及时公开".to_owned();
        }
        let days = ["20", "10", "7", "15"][dice.roll(4)];
        match dice.roll(8) {
            0 => format!("每年{}月{}日前", 1 + dice.roll(12), 1 + dice.roll(28)),
            1 => format!("自{}{}结果确定之日起{days}个工作日内", dice.pick(OBJECTS), dice.pick(ACTS)),
            _ => format!("自信息{}之日起{days}个工作日内", dice.pick(&TRIGGERS)),
        }
    }

    /// Between marks of a flow list, in which the texts need no quotes.
    fn channels(&self, all: &[&str]) -> String {
        let mut all = all.to_vec();
        if self.fault == Some(3) {
            all.push(all[0]);
        }
        all.join(", ")
    }

    fn publisher(&self, rest: &str) -> String {
        let vague = if self.fault == Some(2) { "有关部门、" } else { "" };
        format!("{vague}{}{rest}{}", self.place, self.body.0)
    }

    fn compilation(&self, out: &mut String, dice: &mut Dice) {
        let _ = writeln!(out, "  - no: {}\n    topic: {}\n    subtopic: {}", self.n, self.topic(), self.subtopic(dice));
        let count = 4 + dice.roll(4);
        let _ = writeln!(out, "    content: {}", self.elements(dice, count).join("、"));
        if self.fault != Some(0) {
            let first = dice.roll(SHORT_ACTS.len());
            let acts = [SHORT_ACTS[first], SHORT_ACTS[(first + 1) % SHORT_ACTS.len()]];
            let _ = writeln!(out, "    basis: {}", acts.concat());
        }
        let _ = writeln!(out, "    deadline: {}\n    publisher: {}", self.deadline(dice), self.publisher("县"));
        let channels = self.channels(&["政府网站", "两微一端", "政务服务中心", "便民服务站"][..2 + dice.roll(3)]);
        let _ = writeln!(out, "    channels: [{channels}]\n    audience: 全社会\n    method: 主动");
        if self.fault != Some(4) {
            out.push_str("    levels: [县级, 乡、村级]\n");
        }
    }

    fn ministry(&self, out: &mut String, dice: &mut Dice) {
        if dice.roll(20) == 0 {
            out.push_str("  # 与主管部门核对过\n\n");
        }
        let quote = if dice.roll(20) == 0 { "\"" } else { "" };
        let _ = writeln!(out, "  - no: {}\n    topic: {}", self.n, self.topic());
        let _ = writeln!(out, "    subtopic: {quote}{}{quote}\n    content:", self.subtopic(dice));
        let count = 3 + dice.roll(4);
        for element in self.elements(dice, count) {
            let _ = writeln!(out, "      - {element}");
        }
        if self.fault != Some(0) {
            let first = dice.roll(NUMBERED_ACTS.len());
            let (one, other) = (NUMBERED_ACTS[first], NUMBERED_ACTS[(first + 1) % NUMBERED_ACTS.len()]);
            let _ = writeln!(out, "    basis:\n      - {one}\n      - {other}");
        }
        let asked = dice.roll(6) == 0;
        let on_request = "自收到申请之日起20个工作日内";
        let deadline = if asked { on_request.to_owned() } else { self.deadline(dice) };
        let _ = writeln!(out, "    deadline: {deadline}\n    publisher: {}", self.publisher("县"));
        let all = ["政府网站", "公开查阅点", "政务服务中心", "政府公报", "两微一端", "广播电视", "纸质媒体"];
        let channels = self.channels(&all[..3 + dice.roll(5)]);
        let _ = writeln!(out, "    channels: [{channels}]");
        let (audience, method) =
            if asked { ("特定群体：项目单位", "依申请") } else { ("全社会", "主动") };
        let _ = writeln!(out, "    audience: {audience}\n    method: {method}");
        if self.fault != Some(4) {
            let _ = writeln!(out, "    levels: [县级{}]", if dice.roll(3) == 0 { ", 乡级" } else { "" });
        }
    }

    fn shanghai(&self, out: &mut String, dice: &mut Dice) {
        let _ = writeln!(out, "  - 类别: 第{}类", self.n / 120 + 1);
        let _ = writeln!(out, "    一级事项: {}\n    二级事项: {}", self.topic(), self.subtopic(dice));
        let count = 3 + dice.roll(4);
        let elements = self.elements(dice, count);
        let numbered = elements.iter().enumerate().map(|(i, element)| format!("{}. {element}", i + 1));
        let numbered: Vec<String> = numbered.collect();
        if dice.roll(3) == 0 {
            let _ = writeln!(out, "    公开内容（要素）: |\n      {}", numbered.join("\n      "));
        } else {
            let _ = writeln!(out, "    公开内容（要素）: {}", numbered.join(" "));
        }
        if self.fault != Some(0) {
            let first = dice.roll(LONG_ACTS.len());
            let (one, other) = (LONG_ACTS[first], LONG_ACTS[(first + 1) % LONG_ACTS.len()]);
            let _ = writeln!(out, "    公开依据:\n      - {one}\n      - {other}");
        }
        let _ = writeln!(out, "    公开时限: {}\n    公开主体: {}", self.deadline(dice), self.publisher("区"));
        let channels = self.channels(&["政府网站", "公开查询点", "两微一端", "政务服务中心"][..1 + dice.roll(4)]);
        let _ = writeln!(out, "    公开渠道和载体: [{channels}]\n    公开对象: 全社会\n    公开方式: 主动公开");
        if self.fault != Some(4) {
            out.push_str("    公开层级: [区级]\n");
        }
    }

    fn basic(&self, out: &mut String, dice: &mut Dice) {
        let _ = writeln!(out, "  - topic: {}\n    subtopic: {}", self.topic(), self.subtopic(dice));
        let _ = writeln!(out, "    content: {}", self.elements(dice, 3).join("、"));
        if self.fault != Some(0) {
            out.push_str("    basis: 《中华人民共和国政府信息公开条例》\n");
        }
        let _ = writeln!(out, "    deadline: {}", self.deadline(dice));
        let (place, kind) = if self.fault == Some(2) { ("", "有关部门") } else { (self.place, "镇人民政府") };
        let _ = writeln!(out, "    publisher: {place}{kind}");
        let channels = if self.fault == Some(3) { "[政府网站, 政府网站]" } else { "政府网站" };
        let _ = writeln!(out, "    channels: {channels}\n    audience: 全社会\n    method: 主动公开");
        if self.fault != Some(4) {
            out.push_str("    levels: 乡级\n");
        }
        let _ = writeln!(out, "    extra: {{责任科室: {}, 网址: {}栏目}}", self.body.1, name(self.n * 7));
    }
}

/// The name of a place; 1,600 of them, then they repeat.
fn name(nth: usize) -> String {
    let count = SYLLABLES.len();
    format!("{}{}", SYLLABLES[nth / count % count], SYLLABLES[nth % count])
}
