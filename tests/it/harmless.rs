//! A safe fix never does harm: on generated deadlines and bases that are sound or broken in one
//! known way, the mended text says what the sound one says, and nothing else has changed.
//!
//! What is right comes from the generator, which puts the fault in by itself, not from the rules.

use catalint_core::fix::Applicability;
use catalint_core::lint::{FixOptions, Settings, fix_text};
use catalint_core::rule::Severity;
use catalint_domain::citation::{self, Citation};
use catalint_domain::date::Date;
use catalint_domain::deadline;
use catalint_domain::law::Registry;

/// Numbers that look random and are the same in every run.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % sides as u64).expect("below the sides")
    }

    fn one<T: Copy>(&mut self, of: &[T]) -> T {
        of[self.roll(of.len())]
    }
}

/// A text, and the sound one that it may become; the same where nothing is to be mended.
struct Case {
    written: String,
    sound: String,
}

const SCOPES: &[&str] = &["", "", "", "处罚决定：", "其他信息，", "1.重大事项：", "对于许可事项，"];
/// Triggers as written and as they should be.
const TRIGGERS: &[(&str, &str)] = &[
    ("自信息形成之日起", "自信息形成之日起"),
    ("自该政府信息形成或者变更之日起", "自该政府信息形成或者变更之日起"),
    ("信息形成或变更后", "信息形成或变更后"),
    ("自收到申请之日起，", "自收到申请之日起，"),
    ("财政部门批复后", "财政部门批复后"),
    ("信息形成（变更）", "信息形成（变更）之日起"),
    ("信息形成", "信息形成之日起"),
    ("信息形成或变更之日", "信息形成或变更之日起"),
    ("自作出决定之日", "自作出决定之日起"),
    ("信息形式或变更之日起", "信息形成或变更之日起"),
    ("自规划批准", "自规划批准之日起"),
    ("", ""),
];
/// Words in between that no fix may trip over.
const GAPS: &[&str] = &["", "", "", "", "由综合科", "（遇节假日顺延）", "经审核，", "由各科室分别"];
const BOUNDS: &[&str] = &[
    "",
    "",
    "",
    "约",
    "大约",
    "至多",
    "最多",
    "不超过",
    "最迟",
    "最迟不超过",
    "力争",
    "争取",
    "原则上",
    "一般",
    "应当在",
    "控制在",
    "尽量",
];
const AMOUNTS: &[&str] = &[
    "20个工作日",
    "7个工作日",
    "二十个工作日",
    "二〇个工作日",
    "２０个工作日",
    "一个半月",
    "1个半月",
    "1.5个月",
    "半个月",
    "半年",
    "一年半",
    "百日",
    "15日至20个工作日",
    "15个或者20个工作日",
    "15个至20个工作日",
    "3-5个工作日",
    "15至20日",
    "三五个工作日",
    "两三天",
    "1年零3个月",
    "一个月零五天",
    "10余个工作日",
    "20多日",
    "数个工作日",
    "几天",
    "2.5个工作日",
    "24小时",
    "3+2个工作日",
    "若干工作日",
    "15至7个工作日",
    "100天",
    "10 个 工作日",
];
const INSIDE: &[&str] = &["内", "内", "以内", "之内", "左右", ""];
const VERBS: &[&str] = &["", "公开", "予以公开", "公示", "向社会公布", "更新", "答复"];
const TAILS: &[&str] = &[
    "",
    "",
    "。",
    "；每年元月底前汇总公开",
    "，法律、法规另有规定的，从其规定",
    "；每年上半年公开一次",
    "（2024-06-30前）",
];

fn deadline(dice: &mut Dice) -> Case {
    let (written, sound) = dice.one(TRIGGERS);
    let scope = dice.one(SCOPES);
    let rest =
        [dice.one(GAPS), dice.one(BOUNDS), dice.one(AMOUNTS), dice.one(INSIDE), dice.one(VERBS), dice.one(TAILS)];
    let rest = rest.concat();
    Case { written: [scope, written, &rest].concat(), sound: [scope, sound, &rest].concat() }
}

const TITLES: &[&str] = &[
    "《中华人民共和国政府信息公开条例》",
    "《政府信息公开条例》",
    "《中华人民共和国预算法》",
    "《预算法》",
    "《社会救助暂行办法》",
    "《某县临时救助办法》",
    "《中华人民共和国>政府信息公开条例》",
    "《中华人民共和国》政府信息公开条例》",
    "《政府信息公开条例",
    "政府信息公开条例》",
    "〈政府信息公开条例〉",
    "《<政府信息公开条例>》",
    "《中华人民共和国政府信息公开条列》",
    "《关于印发〈某县信息公开办法>的通知》",
    "中华人民共和国政府信息公开条例",
    "《国务院办公厅关于全面推进基层政务公开标准化规范化工作的指导意见》",
];
const NUMBERS: &[&str] = &[
    "",
    "",
    "（国务院令第711号）",
    "（国务院令第711）",
    "（国务院令2019年第711号）",
    "（国务院 令 第 711 号）",
    "（国务院第711号）",
    "（国办发[2019]54号）",
    "（国办发〔2019〕第54号）",
    "（国办发〔201954号）",
    "（国办发2019〕54号）",
    "（民发〔2021〕057号）",
    "（渝交计121号）",
    "(国令第711号) 号",
    "（2019年修订）",
    "（主席令第12号）",
];
const ARTICLES: &[&str] = &[
    "",
    "",
    "第二十条",
    "第二十条（二）",
    "第二十条第（一）项",
    "第十九条至第二十一条",
    "第20、21条",
    "第三十条之一",
    "第零条",
    "20条",
];
const LINKS: &[&str] = &["；", "、", "", "，", " ", "和"];
const ENDS: &[&str] = &["", "", "", "等", "及其实施细则", "，相关政策文件", "。"];

fn basis(dice: &mut Dice) -> Case {
    let mut one = || [dice.one(TITLES), dice.one(NUMBERS), dice.one(ARTICLES)].concat();
    let (first, second) = (one(), one());
    let written = match dice.roll(3) {
        0 => [first.as_str(), dice.one(ENDS)].concat(),
        _ => [first.as_str(), dice.one(LINKS), second.as_str(), dice.one(ENDS)].concat(),
    };
    Case { sound: written.clone(), written }
}

/// One catalog with all the cases, mended by every safe fix; the texts of the field afterwards.
fn mended(cases: &[Case], field: &str) -> Vec<String> {
    let mut text = "title: 静安区民政局政务公开标准目录\nprofile: shanghai\nupdated: 2026-06-30\nitems:\n".to_owned();
    for (i, case) in cases.iter().enumerate() {
        let fields = [
            ("basis", "《中华人民共和国政府信息公开条例》（国务院令第711号）第二十条"),
            ("deadline", "自信息形成之日起5个工作日内公开"),
        ];
        text += &format!("  - topic: 事项{i}\n    content: [内容{i}]\n");
        for (name, usual) in fields {
            let value = if name == field { case.written.as_str() } else { usual };
            text += &format!("    {name}: \"{value}\"\n");
        }
        text += "    publisher: 区民政局\n    channels: [政府网站]\n    audience: 全社会\n    method: 主动公开\n    levels: [区级]\n";
    }
    let options = Settings::new(Date::new(2026, 11, 1).expect("a day"));
    let which = FixOptions { least: Applicability::Safe, min_severity: Severity::Hint };
    let fixed = fix_text("a.yaml", text.as_bytes(), &options, which);
    let text = fixed.bytes.map_or(text, |bytes| String::from_utf8(bytes).expect("UTF-8 stays UTF-8"));
    let mark = format!("    {field}: ");
    text.lines().filter_map(|line| line.strip_prefix(&mark)).map(|value| value.trim_matches('"').to_owned()).collect()
}

fn said(text: &str) -> String {
    let reading = deadline::read(text);
    let unread: Vec<String> =
        reading.unread.iter().map(|part| text[part.clone()].chars().filter(|c| !c.is_whitespace()).collect()).collect();
    format!("{} ?{unread:?}", reading.canonical(text))
}

#[test]
fn a_deadline_says_the_same_after_every_safe_fix() {
    let mut dice = Dice(0x9e37_79b9_7f4a_7c15);
    let cases: Vec<Case> = (0..1_500).map(|_| deadline(&mut dice)).collect();
    let mut wrong = Vec::new();
    let mut changed = 0;
    for chunk in cases.chunks(100) {
        for (case, after) in chunk.iter().zip(mended(chunk, "deadline")) {
            let count = |text: &str| text.matches("之日起").count();
            changed += usize::from(after != case.written);
            // Unmended, it stays as it was; mended, it is the sound one.
            let kept = said(&after) == said(&case.written) && count(&after) == count(&case.written);
            let right = said(&after) == said(&case.sound) && count(&after) == count(&case.sound);
            if !kept && !right {
                wrong.push(format!("{}\n  became {after}\n  not    {}", case.written, case.sound));
            }
        }
    }
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), cases.len(), wrong.join("\n"));
    assert!(changed > 100, "only {changed} were changed: the fixes do nothing");
}

/// What a basis cites: the acts by their full titles, the numbers and the articles.
fn cited(text: &str) -> Vec<String> {
    let registry = Registry::builtin();
    let one = |citation: &Citation<'_>| {
        let title = citation.title.as_ref().map(|title| {
            registry.find(title.text).map_or_else(|| title.folded().into_owned(), |found| found.law.title.to_string())
        });
        let articles: Vec<String> = citation.articles.iter().map(ToString::to_string).collect();
        format!("{:?} {}", title.unwrap_or_else(|| citation.text.to_owned()), articles.join("、"))
    };
    citation::read(text).iter().map(one).collect()
}

#[test]
fn a_basis_cites_the_same_after_every_safe_fix() {
    let mut dice = Dice(0x2545_f491_4f6c_dd1d);
    let cases: Vec<Case> = (0..1_500).map(|_| basis(&mut dice)).collect();
    let mut wrong = Vec::new();
    for chunk in cases.chunks(100) {
        for (case, after) in chunk.iter().zip(mended(chunk, "basis")) {
            let country = |text: &str| text.matches("中华人民共和国").count();
            // A full title in place of a short one adds one word for each act at most.
            let doubled =
                country(&after) > country(&case.written) + cited(&case.written).len() || after.contains("共和国>中华");
            if cited(&after) != cited(&case.written) || doubled {
                wrong.push(format!(
                    "{}\n  became {after}\n  {:?}\n  {:?}",
                    case.written,
                    cited(&case.written),
                    cited(&after)
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), cases.len(), wrong.join("\n"));
}
