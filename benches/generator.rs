//! Makes catalogs for the benchmarks: like real ones, the same on every machine.
//!
//! Thirteen fields an item, Chinese words from lists long enough that texts differ, some
//! comments, quoted texts and block scalars. A share of the items has a defect.

use std::fmt::Write as _;

/// What to make.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Shape {
    /// Number of items.
    pub(crate) items: usize,
    /// One item in this many has a defect; 0 for none.
    pub(crate) defect_every: usize,
    /// Changes the words, not the shape.
    pub(crate) seed: u64,
}

/// SplitMix64: a few lines, no dependency, the same everywhere.
pub(crate) struct Dice(pub(crate) u64);

impl Dice {
    pub(crate) fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((z ^ (z >> 31)) % sides as u64) as usize
    }

    pub(crate) fn pick<'a>(&mut self, words: &[&'a str]) -> &'a str {
        words[self.roll(words.len())]
    }
}

pub(crate) const TOPICS: &[&str] = &[
    "社会救助",
    "养老服务",
    "公共法律服务",
    "安全生产",
    "财政预决算",
    "就业服务",
    "社会保险",
    "义务教育",
    "医疗卫生",
    "生态环境",
    "公共文化服务",
    "保障性住房",
    "农村危房改造",
    "涉农补贴",
    "户籍管理",
    "市政服务",
    "食品药品监管",
    "城市综合执法",
];
pub(crate) const ACTS: &[&str] =
    &["受理", "审核", "评估", "发放", "认定", "备案", "登记", "培训", "监督检查", "公示", "指导", "救济"];
pub(crate) const OBJECTS: &[&str] = &[
    "低保对象",
    "特困人员",
    "高龄老人",
    "困难家庭",
    "用人单位",
    "失业人员",
    "中小学校",
    "医疗机构",
    "生产经营单位",
    "村民小组",
    "残疾人",
    "退役军人",
    "专业合作社",
    "家庭农场",
    "社会组织",
    "建设项目",
    "公共场所",
    "环境监测站点",
];
pub(crate) const ELEMENTS: &[&str] = &[
    "申请条件",
    "办理流程",
    "所需材料",
    "办理时限",
    "办理地点",
    "咨询电话",
    "监督电话",
    "救助标准",
    "补贴标准",
    "政策依据",
    "实施范围",
    "审批结果",
    "年度计划",
    "资金使用情况",
    "检查结果",
    "责任科室",
    "服务指南",
    "机构名单",
];
const BASES: &[&str] = &[
    "《中华人民共和国政府信息公开条例》（国务院令第711号）第二十条",
    "《中华人民共和国预算法》第十四条",
    "《中华人民共和国安全生产法》第七十八条",
    "《中华人民共和国就业促进法》第三十五条",
    "《中华人民共和国老年人权益保障法》第三十条",
    "《中华人民共和国义务教育法》第二十二条",
    "《中华人民共和国社会保险法》第七十四条",
    "《国务院办公厅关于全面推进基层政务公开标准化规范化工作的指导意见》（国办发〔2019〕54号）",
];
const DEADLINES: &[&str] = &[
    "自该政府信息形成或者变更之日起20个工作日内",
    "信息形成或者变更之日起20个工作日内公开",
    "自制定或获取信息之日起10个工作日内",
    "自作出行政决定之日起7个工作日内公示",
    "每年1月31日前",
    "每季度第一个月15日前",
];
const CHANNELS: &[&str] =
    &["政府网站", "政府网站, 两微一端", "政府网站, 政务服务中心", "政府网站, 便民服务站, 两微一端"];
const BODIES: &[&str] =
    &["民政局", "财政局", "教育局", "应急管理局", "农业农村局", "卫生健康委员会", "司法局", "生态环境局"];

/// The text of a catalog.
#[must_use]
pub(crate) fn catalog(shape: Shape) -> String {
    let mut dice = Dice(shape.seed);
    let mut out = String::with_capacity(shape.items * 720 + 256);
    out.push_str("title: 云岭县政务公开标准目录\nauthority: 云岭县人民政府办公室\nprofile: national\nupdated: 2026-06-30\nitems:\n");
    for n in 1..=shape.items {
        item(&mut out, n, &mut dice, shape.defect_every > 0 && n % shape.defect_every == 0);
    }
    out
}

fn item(out: &mut String, n: usize, dice: &mut Dice, faulty: bool) {
    let topic = TOPICS[n / 40 % TOPICS.len()];
    // No two of 216 neighbours are called the same.
    let object = OBJECTS[n % OBJECTS.len()];
    let act = ACTS[n / OBJECTS.len() % ACTS.len()];
    let fault = if faulty { 1 + dice.roll(6) } else { 0 };
    if dice.roll(20) == 0 {
        let _ = writeln!(out, "  # {topic}，由业务科室核对");
    }
    let _ = writeln!(out, "  - no: {n}");
    let _ = writeln!(out, "    category: 第{}批", n / 400 + 1);
    let _ = writeln!(out, "    topic: {topic}（{}）", n / 40 + 1);
    let quote = if dice.roll(20) == 0 { "\"" } else { "" };
    let _ = writeln!(out, "    subtopic: {quote}{object}{act}{quote}");
    content(out, n, dice, fault);
    let basis = if fault == 1 { "" } else { dice.pick(BASES) };
    let _ = writeln!(out, "    basis:\n      - {basis}");
    let deadline = if fault == 2 { "无" } else { dice.pick(DEADLINES) };
    let _ = writeln!(out, "    deadline: {deadline}");
    let body = dice.pick(BODIES);
    let _ = writeln!(out, "    publisher: {}{body}", if fault == 3 { "云岭县有关部门、" } else { "云岭县" });
    let channels = if fault == 4 { "政府网站, 政府网站" } else { dice.pick(CHANNELS) };
    let _ = writeln!(out, "    channels: [{channels}]");
    let _ = writeln!(out, "    audience: 全社会\n    method: 主动公开");
    let _ = writeln!(out, "    levels: [{}]", if fault == 5 { "乡级" } else { "县级" });
}

fn content(out: &mut String, n: usize, dice: &mut Dice, fault: usize) {
    let first = dice.roll(ELEMENTS.len());
    let object = dice.pick(OBJECTS);
    let act = dice.pick(ACTS);
    let element = |i: usize| ELEMENTS[(first + i) % ELEMENTS.len()];
    if dice.roll(20) == 0 {
        let _ = writeln!(out, "    content: |");
        for i in 0..3 {
            let _ = writeln!(out, "      {}. {object}{act}{}", i + 1, element(i));
        }
        return;
    }
    let _ = writeln!(out, "    content:");
    for i in 0..3 {
        let tail = if fault == 6 && i == 2 { "等" } else { "" };
        let year = if n.is_multiple_of(50) { "2026年" } else { "" };
        let _ = writeln!(out, "      - {year}{object}{act}{}{tail}", element(i));
    }
}
