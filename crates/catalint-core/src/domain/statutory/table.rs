//! The rows: what acts set, with article. Facts as of September 2026; every row has been in force
//! since 2022 or before.
//!
//! A row that is wanted: an act and an article that were read, not remembered; words that no
//! other matter has. The first row that fits an item counts, so the narrower stands first.

use super::{Act, Duty, Known, Level, Limit, Matter, Medium, Phrase};
use crate::domain::date::Date;
use crate::domain::deadline::{Event, Unit};

const fn p(zh: &'static str, en: &'static str) -> Phrase {
    Phrase { zh, en }
}

const fn act(name: &'static str, title: Phrase, law: bool) -> Act {
    Act { title, name, law }
}

static REGULATION: Act = act(
    "中华人民共和国政府信息公开条例",
    p("《中华人民共和国政府信息公开条例》", "The Regulation on Open Government Information"),
    true,
);
static BUDGET: Act = act("中华人民共和国预算法", p("《中华人民共和国预算法》", "The Budget Law"), true);
static BUDGET_RULES: Act = act(
    "中华人民共和国预算法实施条例",
    p("《中华人民共和国预算法实施条例》", "The Regulation on the Implementation of the Budget Law"),
    true,
);
static PROCUREMENT: Act = act(
    "中华人民共和国政府采购法实施条例",
    p("《中华人民共和国政府采购法实施条例》", "The Regulation on the Implementation of the Government Procurement Law"),
    true,
);
static INTENT: Act = act(
    "财政部关于开展政府采购意向公开工作的通知",
    p(
        "《财政部关于开展政府采购意向公开工作的通知》（财库〔2020〕10号）",
        "The Ministry of Finance's notice 财库〔2020〕10号 on procurement intents",
    ),
    false,
);
static TENDERS: Act = act(
    "中华人民共和国招标投标法实施条例",
    p("《中华人民共和国招标投标法实施条例》", "The Regulation on the Implementation of the Tendering Law"),
    true,
);
static LAND: Act = act(
    "中华人民共和国土地管理法实施条例",
    p("《中华人民共和国土地管理法实施条例》", "The Regulation on the Implementation of the Land Administration Law"),
    true,
);
static HOUSES: Act = act(
    "国有土地上房屋征收与补偿条例",
    p("《国有土地上房屋征收与补偿条例》", "The Regulation on Taking of Houses on State-Owned Land"),
    true,
);
static PLANNING: Act =
    act("中华人民共和国城乡规划法", p("《中华人民共和国城乡规划法》", "The Urban and Rural Planning Law"), true);
static DECISIONS: Act = act(
    "重大行政决策程序暂行条例",
    p("《重大行政决策程序暂行条例》", "The Interim Regulation on Major Administrative Decisions"),
    true,
);
static SAFETY: Act = act("中华人民共和国安全生产法", p("《中华人民共和国安全生产法》", "The Work Safety Law"), true);
static MARKET: Act = act(
    "市场监督管理行政处罚信息公示规定",
    p("《市场监督管理行政处罚信息公示规定》", "The Rules on Publishing Market Regulation Penalties"),
    false,
);
static ENFORCEMENT: Act = act(
    "国务院办公厅关于全面推行行政执法公示制度执法全过程记录制度重大执法决定法制审核制度的指导意见",
    p(
        "《国务院办公厅关于全面推行行政执法公示制度执法全过程记录制度重大执法决定法制审核制度的指导意见》（国办发〔2018〕118号）",
        "The State Council General Office's guidance 国办发〔2018〕118号 on publishing enforcement",
    ),
    false,
);
static PLACE_NAMES: Act =
    act("地名管理条例", p("《地名管理条例》", "The Regulation on Administration of Place Names"), true);
static CIVIL_SERVANTS: Act =
    act("中华人民共和国公务员法", p("《中华人民共和国公务员法》", "The Civil Servants Law"), true);
static RECRUITMENT: Act = act(
    "事业单位公开招聘人员暂行规定",
    p("《事业单位公开招聘人员暂行规定》", "The Interim Rules on Recruitment by Public Institutions"),
    false,
);
static CONSCRIPTION: Act = act("征兵工作条例", p("《征兵工作条例》", "The Conscription Regulation"), true);
static HERITAGE: Act = act(
    "中华人民共和国非物质文化遗产法",
    p("《中华人民共和国非物质文化遗产法》", "The Intangible Cultural Heritage Law"),
    true,
);
static VILLAGES: Act = act(
    "中华人民共和国村民委员会组织法",
    p("《中华人民共和国村民委员会组织法》", "The Organic Law of Villagers' Committees"),
    true,
);
static INSURANCE: Act =
    act("中华人民共和国社会保险法", p("《中华人民共和国社会保险法》", "The Social Insurance Law"), true);

/// A duty; the words that touch it come with [`Duty::said`].
const fn duty(limit: Limit, from: &'static [Event], law: &'static Act, article: Phrase, says: Phrase) -> Duty {
    Duty {
        limit,
        from,
        act: law,
        article,
        says,
        wording: "",
        firm: true,
        since: None,
        until: None,
        levels: &[],
        names: &[],
        content: &[],
    }
}

impl Duty {
    const fn wording(mut self, wording: &'static str) -> Self {
        self.wording = wording;
        self
    }

    /// The words of the last name, and those of the content, that touch it.
    const fn said(mut self, names: &'static [&'static str], content: &'static [&'static str]) -> Self {
        (self.names, self.content) = (names, content);
        self
    }

    /// The first day of the text that sets it.
    const fn since(mut self, year: u16, month: u8, day: u8) -> Self {
        self.since = Date::new(year, month, day);
        self
    }

    /// The first day of the text that no longer sets it there.
    const fn until(mut self, year: u16, month: u8, day: u8) -> Self {
        self.until = Date::new(year, month, day);
        self
    }

    /// The levels that it binds.
    const fn of(mut self, levels: &'static [Level]) -> Self {
        self.levels = levels;
        self
    }

    /// The act says “as a rule”.
    const fn usually(mut self) -> Self {
        self.firm = false;
        self
    }
}

const ANY: Known = Known { key: &[], last: &[], all: &[], with: &[], told: &[], not: &[] };

const VILLAGE: Known =
    Known { key: &["村务公开", "村级财务", "村务财务"], not: &["政策", "制度", "监督"], ..ANY };

const APPROVED: &[Event] = &[Event::Approved, Event::ApprovedByFinance, Event::ApprovedByCongress, Event::Received];
const DECIDED: &[Event] = &[Event::Decided];

/// What speaks of budgets and is none that is published by itself.
const NO_BUDGET: &[&str] = &[
    "绩效", "执行", "工程", "竣工", "项目", "评审", "编制", "管理", "制度", "办法", "政策", "规定", "村", "社区",
    "基金", "学校", "医院", "申报", "审核", "审批", "投资", "概算", "造价", "结算", "采购", "监督", "审计", "草案",
    "指南", "培训",
];
/// What speaks of decisions and is none.
const NO_DECISION: &[&str] = &[
    "流程", "程序", "指南", "依据", "清单", "裁量", "基准", "条件", "听证", "复议", "事项", "标准", "统计", "年度",
    "权力", "职责", "目录", "撤销", "事前", "法规", "政策", "制度", "案卷", "档案",
];
const NO_PURCHASE: &[&str] = &[
    "目录",
    "标准",
    "投诉",
    "质疑",
    "监督",
    "处罚",
    "政策",
    "制度",
    "法规",
    "规定",
    "办法",
    "文件",
    "代理机构",
    "专家",
    "药品",
    "指南",
    "流程",
    "验收",
    "履约",
    "履行",
];
const MARKET_WORDS: &[&str] = &[
    "市场监管",
    "市场监督",
    "市监",
    "食品",
    "药品",
    "药监",
    "工商",
    "特种设备",
    "产品质量",
    "知识产权",
    "价格",
    "广告",
    "计量",
];

static PROCUREMENT_MEDIA: Medium = Medium {
    name: p("省级以上人民政府财政部门指定的媒体", "the media named by the provincial or higher finance department"),
    words: &["政府采购", "采购网", "指定媒体", "指定媒介"],
    wording: "中国政府采购网",
    act: &PROCUREMENT,
    article: p("第四十三条、第五十条", ", Art. 43 and 50"),
};
static VILLAGE_BOARD: Medium = Medium {
    name: p(
        "拟征收土地所在的乡（镇）和村、村民小组范围内",
        "the township, village and village group where the land lies",
    ),
    words: &["公示栏", "公告栏", "公开栏", "信息栏", "村", "入户", "现场", "张贴"],
    wording: "社区/企事业单位/村公示栏（电子屏）",
    act: &LAND,
    article: p("第二十六条、第二十八条、第三十一条", ", Art. 26, 28 and 31"),
};

/// What the Regulation sets for everything that is published and has no row of its own.
pub static PROACTIVE: Duty = duty(
    Limit::Within(20, Unit::WorkingDay),
    &[Event::FormedOrChanged, Event::Formed, Event::Changed, Event::MadeOrObtained],
    &REGULATION,
    p("第二十六条", ", Art. 26"),
    p(
        "政府信息自形成或者变更之日起20个工作日内公开",
        "information is published within 20 working days of being formed or changed",
    ),
)
.wording("自该政府信息形成或者变更之日起20个工作日内公开");

/// What it sets for answers to applications.
pub static ON_REQUEST: Duty = duty(
    Limit::Within(20, Unit::WorkingDay),
    &[Event::RequestReceived],
    &REGULATION,
    p("第三十三条", ", Art. 33"),
    p("自收到申请之日起20个工作日内答复", "an application is answered within 20 working days of its receipt"),
)
.wording("自收到申请之日起20个工作日内答复");

/// All matters.
#[rustfmt::skip]
pub static MATTERS: &[Matter] = &[
    // 预算法 14, 预算法实施条例 6: calendar days, since the Law has no counting clause
    Matter {
        id: "budget-department-unit", name: p("部门和单位预算、决算", "budgets and accounts of departments and units"),
        basis: (&BUDGET, p("第十四条", ", Art. 14")), medium: None,
        known: Known { key: &["预算", "决算"], last: &["预算", "决算"], all: &["部门", "单位"], not: NO_BUDGET, ..ANY },
        duties: &[duty(Limit::Within(20, Unit::Day), APPROVED, &BUDGET, p("第十四条第二款", ", Art. 14(2)"),
            p("部门预算、决算在财政部门批复后20日内公开（按日历日计算）", "department budgets and accounts are published within 20 calendar days of approval by the finance department"))
            .wording("自批复之日起20日内公开")],
    },
    Matter {
        id: "budget-unit", name: p("单位预算、决算", "budgets and accounts of units"),
        basis: (&BUDGET_RULES, p("第六条", ", Art. 6")), medium: None,
        known: Known { key: &["预算", "决算"], last: &["预算", "决算"], all: &["单位"], not: NO_BUDGET, ..ANY },
        duties: &[duty(Limit::Within(20, Unit::Day), APPROVED, &BUDGET_RULES, p("第六条第四款", ", Art. 6(4)"),
            p("单位预算、决算在主管部门批复后20日内公开（按日历日计算）", "unit budgets and accounts are published within 20 calendar days of approval by the department in charge"))
            .wording("自主管部门批复之日起20日内公开")],
    },
    Matter {
        id: "budget-department", name: p("部门预算、决算", "budgets and accounts of departments"),
        basis: (&BUDGET, p("第十四条", ", Art. 14")), medium: None,
        known: Known { key: &["预算", "决算"], last: &["预算", "决算"], all: &["部门"], not: NO_BUDGET, ..ANY },
        duties: &[duty(Limit::Within(20, Unit::Day), APPROVED, &BUDGET, p("第十四条第二款", ", Art. 14(2)"),
            p("部门预算、决算在财政部门批复后20日内公开（按日历日计算）", "department budgets and accounts are published within 20 calendar days of approval by the finance department"))
            .wording("自本级政府财政部门批复之日起20日内公开")],
    },
    Matter {
        id: "budget-government", name: p("政府预算、决算", "budgets and accounts of a government"),
        basis: (&BUDGET, p("第十四条", ", Art. 14")), medium: None,
        known: Known { key: &["预算", "决算"], last: &["预算", "决算"], all: &["政府"], not: NO_BUDGET, ..ANY },
        duties: &[duty(Limit::Within(20, Unit::Day), APPROVED, &BUDGET, p("第十四条第一款", ", Art. 14(1)"),
            p("政府预算、决算在本级人民代表大会或者其常务委员会批准后20日内公开（按日历日计算）", "government budgets and accounts are published within 20 calendar days of approval by the people's congress or its standing committee"))
            .wording("自本级人民代表大会或者其常务委员会批准之日起20日内公开")],
    },
    Matter {
        id: "budget", name: p("预算、决算", "budgets and accounts"),
        basis: (&BUDGET, p("第十四条", ", Art. 14")), medium: None,
        known: Known { key: &["预算", "决算"], last: &["预算", "决算"], not: NO_BUDGET, ..ANY },
        duties: &[duty(Limit::Within(20, Unit::Day), APPROVED, &BUDGET, p("第十四条", ", Art. 14"),
            p("预算、决算在批准或者批复后20日内公开（按日历日计算）", "budgets and accounts are published within 20 calendar days of approval"))
            .wording("自批准之日起20日内公开")],
    },
    // 政府采购法实施条例 38, 43, 50; 财库〔2020〕10号
    Matter {
        id: "procurement", name: p("政府采购", "government procurement"),
        basis: (&PROCUREMENT, p("第四十三条、第五十条", ", Art. 43 and 50")), medium: Some(&PROCUREMENT_MEDIA),
        known: Known { key: &["政府采购", "采购"], with: &["政府采购"], not: NO_PURCHASE, ..ANY },
        duties: &[
            duty(Limit::Within(2, Unit::WorkingDay), &[Event::Determined], &PROCUREMENT, p("第四十三条", ", Art. 43"),
                p("中标、成交结果在确定之日起2个工作日内公告", "the winner is announced within 2 working days of being determined"))
                .wording("中标、成交结果自确定之日起2个工作日内公告")
                .said(&["结果", "中标", "成交"], &["结果公告", "结果公示", "中标公告", "成交公告", "中标结果", "成交结果", "采购结果", "中标（成交）"]),
            duty(Limit::Within(2, Unit::WorkingDay), &[Event::Signed], &PROCUREMENT, p("第五十条", ", Art. 50"),
                p("采购合同在签订之日起2个工作日内公告", "the contract is announced within 2 working days of being signed"))
                .wording("采购合同自签订之日起2个工作日内公告")
                .said(&["合同"], &["合同公告", "合同公示", "合同公开"]),
            duty(Limit::Display(5, Unit::WorkingDay), &[], &PROCUREMENT, p("第三十八条", ", Art. 38"),
                p("单一来源采购公示不少于5个工作日", "a single-source purchase is displayed for at least 5 working days"))
                .wording("公示期不少于5个工作日")
                .said(&["单一来源"], &["单一来源"]),
            duty(Limit::Lead(30, Unit::Day), &[], &INTENT, p("", ""),
                p("采购意向一般在采购活动开始前30日公开", "an intent is as a rule published 30 days before the procurement begins"))
                .wording("采购活动开始前30日公开")
                .said(&["意向"], &["采购意向"]).usually(),
        ],
    },
    // 招标投标法实施条例 54
    Matter {
        id: "tender-candidates", name: p("中标候选人公示", "candidates for a tender"),
        basis: (&TENDERS, p("第五十四条", ", Art. 54")), medium: None,
        known: Known { key: &["中标候选人"], not: &["目录", "流程", "制度"], ..ANY },
        duties: &[
            duty(Limit::Within(3, Unit::Day), &[Event::Received], &TENDERS, p("第五十四条", ", Art. 54"),
                p("中标候选人在收到评标报告之日起3日内公示", "candidates are displayed within 3 days of receiving the evaluation report"))
                .wording("自收到评标报告之日起3日内公示"),
            duty(Limit::Display(3, Unit::Day), &[], &TENDERS, p("第五十四条", ", Art. 54"),
                p("中标候选人公示不少于3日", "candidates are displayed for at least 3 days"))
                .wording("公示期不少于3日"),
        ],
    },
    // 土地管理法实施条例 26, 28, 31
    Matter {
        id: "land-notice", name: p("征收土地预公告", "pre-notice of a taking of land"),
        basis: (&LAND, p("第二十六条", ", Art. 26")), medium: Some(&VILLAGE_BOARD),
        known: Known { key: &["土地预公告", "土地征收预公告", "征地预公告", "征收预公告", "拟征收土地公告", "拟征地公告"], ..ANY },
        duties: &[duty(Limit::Display(10, Unit::WorkingDay), &[], &LAND, p("第二十六条", ", Art. 26"),
            p("征收土地预公告的时间不少于10个工作日", "the pre-notice stays up for at least 10 working days"))
            .wording("公告时间不少于10个工作日")],
    },
    Matter {
        id: "land-compensation", name: p("征地补偿安置公告", "notice of compensation for land"),
        basis: (&LAND, p("第二十八条", ", Art. 28")), medium: Some(&VILLAGE_BOARD),
        known: Known {
            key: &["征地补偿安置", "土地征收补偿安置", "补偿安置方案公告", "补偿安置公告"], last: &["公告", "方案"],
            not: &["登记", "听证", "费用", "支付", "批准", "房屋", "拆迁", "水库", "移民"], ..ANY
        },
        duties: &[duty(Limit::Display(30, Unit::Day), &[], &LAND, p("第二十八条", ", Art. 28"),
            p("征地补偿安置方案公告的时间不少于30日", "the compensation plan is announced for at least 30 days"))
            .wording("公告时间不少于30日")],
    },
    Matter {
        id: "land-approved", name: p("征收土地公告", "notice of a taking of land"),
        basis: (&LAND, p("第三十一条", ", Art. 31")), medium: Some(&VILLAGE_BOARD),
        known: Known {
            key: &["征收土地公告", "土地征收公告", "征地公告", "征地批后公告"],
            not: &["预公告", "拟", "补偿", "安置", "听证", "登记", "调查"], ..ANY
        },
        duties: &[duty(Limit::Within(15, Unit::WorkingDay), APPROVED, &LAND, p("第三十一条", ", Art. 31"),
            p("征收土地申请依法批准后，自收到批准文件之日起15个工作日内公告", "the taking is announced within 15 working days of receiving its approval"))
            .wording("自收到批准文件之日起15个工作日内公告")],
    },
    // 国有土地上房屋征收与补偿条例 10, 13
    Matter {
        id: "house-plan", name: p("房屋征收补偿方案征求意见", "comment on compensation for houses"),
        basis: (&HOUSES, p("第十条", ", Art. 10")), medium: None,
        known: Known { key: &["房屋征收"], last: &["征求意见", "征求公众意见", "意见征集"], ..ANY },
        duties: &[duty(Limit::Display(30, Unit::Day), &[], &HOUSES, p("第十条", ", Art. 10"),
            p("房屋征收补偿方案征求意见不少于30日", "the compensation plan is open to comment for at least 30 days"))
            .wording("征求意见期限不少于30日")],
    },
    Matter {
        id: "house-decision", name: p("房屋征收决定", "decision to take houses"),
        basis: (&HOUSES, p("第十三条", ", Art. 13")), medium: None,
        known: Known { key: &["房屋征收决定"], not: &["听证", "复议", "依据"], ..ANY },
        duties: &[duty(Limit::Unnumbered, &[], &HOUSES, p("第十三条", ", Art. 13"),
            p("房屋征收决定作出后及时公告", "the decision is announced promptly"))
            .wording("房屋征收决定作出后及时公告")],
    },
    // 城乡规划法 8, 26
    Matter {
        id: "plan-draft", name: p("城乡规划草案公告", "draft of an urban or rural plan"),
        basis: (&PLANNING, p("第二十六条", ", Art. 26")), medium: None,
        known: Known {
            key: &["规划草案", "规划批前"], with: &["城乡规划", "国土空间", "控制性", "总体规划", "详细规划", "村庄规划"],
            not: &["工程", "设计方案", "项目", "许可"], ..ANY
        },
        duties: &[duty(Limit::Display(30, Unit::Day), &[], &PLANNING, p("第二十六条", ", Art. 26"),
            p("规划报送审批前，草案公告的时间不少于30日", "a draft plan is announced for at least 30 days before it is sent for approval"))
            .wording("公告时间不少于30日")],
    },
    Matter {
        id: "plan-approved", name: p("经批准的城乡规划", "approved urban or rural plans"),
        basis: (&PLANNING, p("第八条", ", Art. 8")), medium: None,
        known: Known {
            key: &["城乡规划", "总体规划", "详细规划", "村庄规划"], last: &["规划"],
            not: &["草案", "批前", "工程", "设计方案", "项目", "许可", "政策", "法规", "处罚", "修改"], ..ANY
        },
        duties: &[duty(Limit::Unnumbered, &[], &PLANNING, p("第八条", ", Art. 8"),
            p("经依法批准的城乡规划及时公布", "approved plans are published promptly"))
            .wording("规划批准后及时公布")],
    },
    // 重大行政决策程序暂行条例 15
    Matter {
        id: "major-decision", name: p("重大行政决策征求意见", "comment on major decisions"),
        basis: (&DECISIONS, p("第十五条", ", Art. 15")), medium: None,
        known: Known { key: &["重大行政决策", "重大决策"], last: &["草案", "征求意见", "意见征集", "预公开"], not: &["目录", "制度", "结果", "采纳"], ..ANY },
        duties: &[duty(Limit::Display(30, Unit::Day), &[], &DECISIONS, p("第十五条", ", Art. 15"),
            p("公开征求意见的期限一般不少于30日", "the public is consulted for 30 days at least, as a rule"))
            .wording("征求意见期限不少于30日").usually()],
    },
    // 安全生产法 78; 市场监督管理行政处罚信息公示规定 9; 国办发〔2018〕118号
    Matter {
        id: "penalty-safety", name: p("安全生产行政处罚决定", "work-safety penalties"),
        basis: (&SAFETY, p("第七十八条", ", Art. 78")), medium: None,
        known: Known { key: &["处罚"], with: &["安全生产"], not: NO_DECISION, ..ANY },
        duties: &[duty(Limit::Within(7, Unit::WorkingDay), DECIDED, &SAFETY, p("第七十八条", ", Art. 78"),
            p("处罚决定作出后7个工作日内公开", "penalties are published within 7 working days of the decision"))
            .wording("处罚决定自作出之日起7个工作日内公开")
            .said(&["决定", "结果", "处罚信息"], &["处罚决定书", "处罚决定信息", "处罚结果"])],
    },
    Matter {
        id: "penalty-market", name: p("市场监管行政处罚决定", "market-regulation penalties"),
        basis: (&MARKET, p("第九条", ", Art. 9")), medium: None,
        known: Known { key: &["处罚"], with: MARKET_WORDS, not: NO_DECISION, ..ANY },
        duties: &[duty(Limit::Within(20, Unit::WorkingDay), DECIDED, &MARKET, p("第九条", ", Art. 9"),
            p("处罚信息在决定作出之日起20个工作日内公示", "penalties are published within 20 working days of the decision"))
            .wording("处罚决定自作出之日起20个工作日内公开")
            .said(&["决定", "结果", "处罚信息"], &["处罚决定书", "处罚决定信息", "处罚结果"])],
    },
    Matter {
        id: "penalty", name: p("行政处罚决定", "penalties"),
        basis: (&ENFORCEMENT, p("", "")), medium: None,
        known: Known { key: &["处罚", "双公示"], not: NO_DECISION, ..ANY },
        duties: &[duty(Limit::Within(7, Unit::WorkingDay), DECIDED, &ENFORCEMENT, p("", ""),
            p("行政许可、行政处罚的执法决定信息自决定作出之日起7个工作日内公开", "licence and penalty decisions are published within 7 working days"))
            .wording("处罚决定自作出之日起7个工作日内公开")
            .said(&["决定", "结果", "处罚信息", "双公示"], &["处罚决定", "处罚结果"])],
    },
    Matter {
        id: "licence", name: p("行政许可决定", "licences"),
        basis: (&ENFORCEMENT, p("", "")), medium: None,
        known: Known { key: &["行政许可"], not: NO_DECISION, ..ANY },
        duties: &[duty(Limit::Within(7, Unit::WorkingDay), DECIDED, &ENFORCEMENT, p("", ""),
            p("行政许可、行政处罚的执法决定信息自决定作出之日起7个工作日内公开", "licence and penalty decisions are published within 7 working days"))
            .wording("许可决定自作出之日起7个工作日内公开")
            .said(&["决定", "结果"], &["许可决定", "许可结果", "审批决定", "批复"])],
    },
    // 政府信息公开条例 49
    Matter {
        id: "annual-report", name: p("政府信息公开工作年度报告", "annual report on open government information"),
        basis: (&REGULATION, p("第四十九条", ", Art. 49")), medium: None,
        known: Known {
            key: &["年度报告", "年报"], last: &["年度报告", "年报"], with: &["信息公开", "公开年报"],
            told: &["信息公开年度报告", "信息公开工作年度报告", "信息公开年报", "信息公开工作年报"],
            not: &["法治", "统计", "企业", "财务", "决算", "审计", "部门工作", "报表"], ..ANY
        },
        duties: &[
            duty(Limit::By(1, 31), &[], &REGULATION, p("第四十九条", ", Art. 49"),
                p("县级以上人民政府部门在每年1月31日前公布上一年度报告", "departments publish their report by 31 January"))
                .wording("每年1月31日前公开"),
            duty(Limit::By(3, 31), &[], &REGULATION, p("第四十九条", ", Art. 49"),
                p("县级以上地方人民政府的年度报告在每年3月31日前公布", "the report of a government is published by 31 March"))
                .wording("每年3月31日前公开"),
        ],
    },
    // 地名管理条例 14
    Matter {
        id: "place-names", name: p("地名命名、更名公告", "approved place names"),
        basis: (&PLACE_NAMES, p("第十四条", ", Art. 14")), medium: None,
        known: Known {
            key: &["地名"], last: &["命名", "更名", "公告", "批准"],
            not: &["文化", "普查", "地名志", "申请", "流程", "指南", "条件", "办法", "规定", "政策"], ..ANY
        },
        duties: &[duty(Limit::Within(15, Unit::Day), APPROVED, &PLACE_NAMES, p("第十四条", ", Art. 14"),
            p("标准地名自批准或者备案之日起15日内公告", "place names are announced within 15 days of approval or filing"))
            .wording("自批准之日起15日内公告")],
    },
    // display periods of other laws
    Matter {
        id: "civil-servants", name: p("拟录用公务员公示", "appointees to the civil service"),
        basis: (&CIVIL_SERVANTS, p("第三十二条", ", Art. 32")), medium: None,
        known: Known { key: &["公务员"], last: &["拟录用", "录用公示", "录用人员公示"], ..ANY },
        duties: &[duty(Limit::Display(5, Unit::WorkingDay), &[], &CIVIL_SERVANTS, p("第三十二条", ", Art. 32"),
            p("拟录用人员名单公示不少于5个工作日", "appointees are displayed for at least 5 working days"))
            .wording("公示期不少于5个工作日")],
    },
    Matter {
        id: "institution-staff", name: p("事业单位拟聘人员公示", "appointees of public institutions"),
        basis: (&RECRUITMENT, p("", "")), medium: None,
        known: Known { key: &["事业单位"], last: &["拟聘", "聘用公示", "招聘公示"], ..ANY },
        duties: &[duty(Limit::Display(7, Unit::Day), &[], &RECRUITMENT, p("", ""),
            p("拟聘人员名单一般公示7至15日", "appointees are as a rule displayed for 7 to 15 days"))
            .wording("公示期不少于7日").usually()],
    },
    Matter {
        id: "conscripts", name: p("拟批准服役人员公示", "conscripts"),
        basis: (&CONSCRIPTION, p("第三十条", ", Art. 30")), medium: None,
        known: Known { key: &["征兵", "应征", "定兵"], last: &["公示"], ..ANY },
        duties: &[duty(Limit::Display(5, Unit::WorkingDay), &[], &CONSCRIPTION, p("第三十条", ", Art. 30"),
            p("拟批准服现役人员名单公示不少于5个工作日", "the list is displayed for at least 5 working days"))
            .wording("公示期不少于5个工作日")],
    },
    Matter {
        id: "heritage-list", name: p("非物质文化遗产名录公示", "lists of intangible heritage"),
        basis: (&HERITAGE, p("第二十三条", ", Art. 23")), medium: None,
        known: Known { key: &["非物质文化遗产", "非遗"], last: &["公示"], not: &["传承人", "资金"], ..ANY },
        duties: &[duty(Limit::Display(20, Unit::Day), &[], &HERITAGE, p("第二十三条", ", Art. 23"),
            p("拟列入名录的项目公示不少于20日", "items proposed for the list are displayed for at least 20 days"))
            .wording("公示期不少于20日")
            // What other lists are and how they are made is for the provinces to say (Art. 11).
            .of(&[Level::Nation])],
    },
    // a rhythm, or no number
    Matter {
        id: "village-affairs", name: p("村务公开", "village affairs"),
        basis: (&VILLAGES, p("第三十五条", ", Art. 35")), medium: None,
        known: VILLAGE,
        duties: &[
            duty(Limit::Every(1, Unit::Quarter), &[], &VILLAGES, p("第三十五条", ", Art. 35"),
                p("一般事项至少每季度公布一次", "ordinary matters are published once a quarter at least"))
                .wording("每季度至少公布一次").since(2026, 1, 1),
            duty(Limit::Display(15, Unit::Day), &[], &VILLAGES, p("第三十五条", ", Art. 35"),
                p("村务公布的期限不少于15日", "village affairs stay on display for at least 15 days"))
                .wording("公布期限不少于15日").said(VILLAGE.key, &[]).since(2026, 1, 1),
        ],
    },
    Matter {
        id: "village-affairs-2010", name: p("村务公开", "village affairs"),
        basis: (&VILLAGES, p("第三十条", ", Art. 30")), medium: None,
        known: VILLAGE,
        duties: &[duty(Limit::Every(1, Unit::Quarter), &[], &VILLAGES, p("第三十条", ", Art. 30"),
            p("一般事项至少每季度公布一次", "ordinary matters are published once a quarter at least"))
            .wording("每季度至少公布一次").since(2010, 10, 28).until(2026, 1, 1)],
    },
    Matter {
        id: "accident-report", name: p("生产安全事故调查报告", "reports on work accidents"),
        basis: (&SAFETY, p("第八十六条", ", Art. 86")), medium: None,
        known: Known { key: &["事故调查报告"], not: &["程序", "办法", "制度"], ..ANY },
        duties: &[duty(Limit::Unnumbered, &[], &SAFETY, p("第八十六条", ", Art. 86"),
            p("事故调查报告依法及时向社会公布", "the report is published promptly"))
            .wording("事故调查报告批复后及时公布")],
    },
    Matter {
        id: "insurance-fund", name: p("社会保险基金收支情况", "the funds of social insurance"),
        basis: (&INSURANCE, p("第七十条", ", Art. 70")), medium: None,
        known: Known { key: &["社会保险基金", "社保基金"], not: &["预算", "决算", "举报", "监督", "制度", "政策"], ..ANY },
        duties: &[duty(Limit::Unnumbered, &[], &INSURANCE, p("第七十条", ", Art. 70"),
            p("社会保险基金的收支、结余和收益情况定期公布", "income, expense, balance and returns are published at intervals"))
            .wording("定期公布")],
    },
];
