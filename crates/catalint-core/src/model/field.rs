//! The field table: one row a field. Its names are spelled here and nowhere else.

use std::collections::HashMap;
use std::sync::LazyLock;

use catalint_domain::chinese::normalize::{Folded, folded, letter};

/// A field of the catalog file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
#[allow(missing_docs, reason = "the table below says what each is")]
pub enum FieldId {
    Title,
    Authority,
    Profile,
    Updated,
    Defaults,
    Items,
    No,
    Category,
    Topic,
    Subtopic,
    Detail,
    Content,
    Basis,
    Deadline,
    Publisher,
    Channels,
    Audience,
    Method,
    Levels,
    Note,
    Extra,
}

/// Where a field stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// At the top of the file.
    Catalog,
    /// In an item.
    Item,
}

/// What a field holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FieldShape {
    /// One text.
    Text,
    /// One text or a list of texts.
    TextOrList,
    /// A whole number or a text; a number is read as its source text.
    Number,
    /// A date `2023-06-30`.
    Date,
    /// What all items take that do not say it themselves.
    Defaults,
    /// The list of items.
    Items,
    /// Header: text.
    Map,
}

impl FieldShape {
    /// Whether it is a text or a list of them.
    const fn is_text(self) -> bool {
        matches!(self, Self::Text | Self::TextOrList | Self::Date)
    }
}

/// One row of the field table.
#[derive(Debug)]
pub struct FieldSpec {
    /// The field.
    pub id: FieldId,
    /// Canonical key.
    pub key: &'static str,
    /// What the column is called in Chinese; the first of [`FieldSpec::chinese`].
    pub label: &'static str,
    /// Its name in English sentences.
    pub label_en: &'static str,
    /// Chinese keys and header variants that are read as this field.
    pub chinese: &'static [&'static str],
    /// Where it stands.
    pub scope: Scope,
    /// What it holds.
    pub shape: FieldShape,
    /// Whether a catalog or item must have it.
    pub required: bool,
    /// One sentence for completion and hover, in Chinese.
    pub about: &'static str,
    /// The same in English.
    pub about_en: &'static str,
}

/// All fields in canonical order; `FIELDS[id as usize].id == id`.
#[rustfmt::skip]
pub static FIELDS: &[FieldSpec] = &[
    row(FieldId::Title, "title", "title", &["标题", "目录名称", "目录标题"], Scope::Catalog, FieldShape::Text, true,
        "目录的标题，与公布时一致，如“××区××局政务公开标准目录”。", "Title of the catalog as it is published."),
    row(FieldId::Authority, "authority", "compiling body", &["编制单位", "填报单位", "编制机关"], Scope::Catalog, FieldShape::Text, false,
        "编制本目录的单位全称。", "Full name of the body that compiled the catalog."),
    row(FieldId::Profile, "profile", "profile", &["体例"], Scope::Catalog, FieldShape::Text, false,
        "所用体例，决定渠道、对象、方式、层级的用词：shanghai、national，或配置中自定义的体例。", "Vocabulary of channels, audiences, methods and levels: shanghai, national, or one of your own."),
    row(FieldId::Updated, "updated", "date of update", &["更新日期", "更新时间", "填报时间"], Scope::Catalog, FieldShape::Date, false,
        "目录最近一次更新的日期，写作 2023-06-30。《政府信息公开条例》第十二条要求目录及时更新。", "Date of the latest update, written 2023-06-30; the Regulation, Art. 12, wants the catalog kept current."),
    row(FieldId::Defaults, "defaults", "defaults", &["统一规定"], Scope::Catalog, FieldShape::Defaults, false,
        "统一规定：各事项相同的公开依据、公开时限、公开主体、公开渠道、公开对象、公开方式、公开层级，写一次即可；事项没有这一栏的，按统一规定。", "What holds for every item that does not say it itself: basis, deadline, publisher, channels, audience, method, levels."),
    row(FieldId::Items, "items", "items", &["事项", "公开事项列表"], Scope::Catalog, FieldShape::Items, true,
        "公开事项，每项为表格中的一行。", "The items, one for each row of the table."),
    row(FieldId::No, "no", "number", &["序号", "编号"], Scope::Item, FieldShape::Number, false,
        "序号，整数，或“1.2”这样的文字。", "Number: an integer, or a text such as 1.2."),
    row(FieldId::Category, "category", "category", &["类别", "公开类别", "领域", "相应领域", "对相应领域", "事项类型"], Scope::Item, FieldShape::Text, false,
        "一级事项之上的类别，如“综合政务”“重点工作”。", "Group above the topic."),
    row(FieldId::Topic, "topic", "topic", &["一级事项", "一级目录", "公开事项"], Scope::Item, FieldShape::Text, true,
        "一级事项。", "First-level item."),
    row(FieldId::Subtopic, "subtopic", "subtopic", &["二级事项", "二级目录", "事项名称"], Scope::Item, FieldShape::Text, false,
        "二级事项。", "Second-level item."),
    row(FieldId::Detail, "detail", "detail", &["三级事项", "三级目录"], Scope::Item, FieldShape::Text, false,
        "三级事项；第四级及以下写入 extra。", "Third-level item; a fourth level goes to extra."),
    row(FieldId::Content, "content", "content", &["公开内容", "公开内容（要素）", "公开内容(要素)", "公开内容（要素）及要求", "公开内容(要素)及要求", "公开内容和标准", "公开要素", "内容标准", "内容规范", "内容要求", "事项内容"], Scope::Item, FieldShape::TextOrList, true,
        "公开的内容要素，一条一项。", "What is disclosed, one element an entry."),
    row(FieldId::Basis, "basis", "legal basis", &["公开依据", "依据"], Scope::Item, FieldShape::TextOrList, true,
        "公开依据：法律、法规、规章或文件的全称，宜带文号和条款。", "The law, regulation or document that requires disclosure; full title, with number and article."),
    row(FieldId::Deadline, "deadline", "deadline", &["公开时限", "时限"], Scope::Item, FieldShape::Text, true,
        "公开时限，如“自该政府信息形成或者变更之日起20个工作日内”。", "When it must be disclosed."),
    row(FieldId::Publisher, "publisher", "publisher", &["公开主体", "责任主体", "责任单位", "公开责任"], Scope::Item, FieldShape::TextOrList, true,
        "公开主体：负责公开的单位名称；多个单位时注明牵头单位。", "The body that discloses; where there are several, mark the lead."),
    row(FieldId::Channels, "channels", "channels", &["公开渠道", "公开渠道和载体", "公开渠道及载体", "公开形式"], Scope::Item, FieldShape::TextOrList, true,
        "公开渠道和载体，至少一种，用体例中的名称；其他渠道写作“其他：名称”。", "At least one channel, by the names of the profile; 其他：name for another."),
    row(FieldId::Audience, "audience", "audience", &["公开对象", "公开范围"], Scope::Item, FieldShape::TextOrList, true,
        "公开对象：全社会，或“特定对象：具体是谁”。", "全社会 (everyone), or 特定对象：who."),
    row(FieldId::Method, "method", "method", &["公开方式", "公开属性"], Scope::Item, FieldShape::TextOrList, true,
        "公开方式：主动公开，或依申请公开。", "主动公开 (proactive) or 依申请公开 (on request)."),
    row(FieldId::Levels, "levels", "levels", &["公开层级", "层级"], Scope::Item, FieldShape::TextOrList, true,
        "公开层级，与公开主体的级别一致。", "Level of government; it agrees with the publisher's rank."),
    row(FieldId::Note, "note", "note", &["备注"], Scope::Item, FieldShape::Text, false,
        "备注。", "Remarks."),
    row(FieldId::Extra, "extra", "extra columns", &["其他栏目"], Scope::Item, FieldShape::Map, false,
        "表中其他栏目：栏目名: 内容。", "Columns that the model does not know, header: text."),
];

/// Heads of columns that name a field in tables and are no keys, and heads that stand for a field
/// where no column of its own is there. What stands here goes before the keys of [`FIELDS`]; the
/// levels of items, 一级事项 to 六级栏目, are read by their number.
#[rustfmt::skip]
static TABLE_HEADS: &[(FieldId, ColumnHead, &[&str])] = &[
    (FieldId::Topic, ColumnHead::Own, &["一级", "公开类别及事项", "公开事项及类别", "公开类别和事项", "公开事项目录"]),
    (FieldId::Topic, ColumnHead::Name, &[
        "事项", "事项名称", "事项类别", "事项类型", "事项分类", "公开事项名称", "公开事项类别", "公开事项类型", "公开事项分类", "公开项目",
        "公开项目名称", "项目名称", "业务事项", "业务类别", "业务名称", "工作事项", "职责事项", "主动公开事项", "信息类别", "信息类型",
        "信息分类", "信息名称", "信息事项", "信息项目", "公开信息", "公开信息类别", "公开信息名称", "政府信息名称", "主题", "主题名称",
        "公开主题", "栏目", "栏目名称", "公开栏目", "类目", "类目名称", "公开目录", "目录", "目录类别",
    ]),
    (FieldId::Subtopic, ColumnHead::Own, &["二级"]),
    (FieldId::Detail, ColumnHead::Own, &["三级"]),
    (FieldId::Content, ColumnHead::Own, &["公开内容及要求", "公开内容要素", "公开内容及标准", "公开内容和要求", "公开的内容", "公开具体内容"]),
    (FieldId::Content, ColumnHead::StandIn, &[
        "内容", "具体内容", "主要内容", "信息内容", "公开要素", "内容要素", "内容标准", "内容规范", "内容要求", "公开标准", "公开内容和标准", "事项内容", "条款内容",
    ]),
    (FieldId::Basis, ColumnHead::Own, &["公开的依据", "法定依据"]),
    (FieldId::Basis, ColumnHead::StandIn, &["依据", "法律依据", "政策依据", "设定依据", "法律法规依据", "依据名称"]),
    (FieldId::Deadline, ColumnHead::Own, &["公开期限", "公开的时限"]),
    (FieldId::Deadline, ColumnHead::StandIn, &["时限", "更新频次", "更新频率", "更新周期", "更新时限", "公开频次", "公开频率", "公开时间", "公开期限要求"]),
    (FieldId::Publisher, ColumnHead::Own, &["公开单位", "公开责任主体", "公开责任单位"]),
    (FieldId::Publisher, ColumnHead::StandIn, &[
        "责任主体", "责任单位", "公开责任", "责任科室", "责任科室（单位）", "责任单位（科室）", "责任部门", "责任处室", "责任股室", "责任机构",
        "公开部门", "公开机构", "公开机关", "发布机构", "承办单位", "承办科室", "承办部门", "实施主体", "牵头单位",
    ]),
    (FieldId::Channels, ColumnHead::Own, &["公开渠道、载体", "公开渠道载体", "公开渠道与载体", "公开载体和渠道", "公开载体及渠道", "公开渠道（载体）"]),
    (FieldId::Channels, ColumnHead::StandIn, &["公开形式", "公开载体", "公开平台", "公开位置", "发布渠道", "发布平台", "公开途径", "渠道", "渠道和载体"]),
    (FieldId::Audience, ColumnHead::StandIn, &["公开范围", "对象"]),
    (FieldId::Method, ColumnHead::Own, &["公开类型"]),
    (FieldId::Levels, ColumnHead::Own, &["公开级别"]),
    (FieldId::Levels, ColumnHead::StandIn, &["层级"]),
    (FieldId::Note, ColumnHead::Own, &["说明", "注"]),
];

/// What levels of items are called: 一级事项, 二级栏目, 第三级.
const LEVELS: [&str; 13] =
    ["", "事项", "公开事项", "目录", "公开目录", "栏目", "类目", "分类", "类别", "指标", "标题", "主题", "名称"];

/// The level of items that a head names by its number, before the word or behind it: 一级事项, 公开事项（一级）. Those below the
/// third have no field of their own.
fn level(head: &str) -> Option<(FieldId, ColumnHead)> {
    let name: String = folded(head).collect();
    let (before, behind) = name.split_once('级')?;
    let number = before.char_indices().next_back()?.0;
    let (kind, number) = before.split_at(number);
    let number = ["一", "二", "三", "四", "五", "六", "七", "八"].iter().position(|n| *n == number);
    let number = number.or_else(|| number_of(&before[kind.len()..]))?;
    let kind = kind.strip_suffix('第').unwrap_or(kind);
    let known = match kind.trim_end_matches(['(', '（']) {
        "" => LEVELS.contains(&behind.split(['(', '（']).next().unwrap_or("")),
        kind => LEVELS.contains(&kind) && behind.trim_start_matches([')', '）']).is_empty(),
    };
    let field = [FieldId::Topic, FieldId::Subtopic, FieldId::Detail].get(number).copied();
    known.then_some((field.unwrap_or(FieldId::Extra), ColumnHead::Own))
}

fn number_of(text: &str) -> Option<usize> {
    text.parse::<usize>().ok()?.checked_sub(1).filter(|level| *level < 8)
}

/// How the head of a column names its field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ColumnHead {
    /// By a name of the field.
    Own,
    /// By a word that names it where no other column does.
    StandIn,
    /// By a word for items of any level: the columns of such words are topic, subtopic, detail in order.
    Name,
}

#[expect(clippy::too_many_arguments, reason = "one row of a table, each cell once")]
const fn row(
    id: FieldId,
    key: &'static str,
    label_en: &'static str,
    chinese: &'static [&'static str],
    scope: Scope,
    shape: FieldShape,
    required: bool,
    about: &'static str,
    about_en: &'static str,
) -> FieldSpec {
    FieldSpec { id, key, label: chinese[0], label_en, chinese, scope, shape, required, about, about_en }
}

/// The table once more, so that nobody goes through it for every item.
const OF_ITEM: [FieldId; FieldId::Extra as usize - FieldId::No as usize + 1] = {
    let mut fields = [FieldId::No; _];
    let (mut at, mut found) = (0, 0);
    while at < FIELDS.len() {
        if matches!(FIELDS[at].scope, Scope::Item) {
            fields[found] = FIELDS[at].id;
            found += 1;
        }
        at += 1;
    }
    assert!(found == fields.len());
    fields
};

const TEXTS: [FieldId; count_of_texts()] = {
    let mut fields = [FieldId::Title; _];
    let (mut at, mut found) = (0, 0);
    while at < FIELDS.len() {
        if FIELDS[at].shape.is_text() {
            fields[found] = FIELDS[at].id;
            found += 1;
        }
        at += 1;
    }
    fields
};

const fn count_of_texts() -> usize {
    let (mut at, mut found) = (0, 0);
    while at < FIELDS.len() {
        found += FIELDS[at].shape.is_text() as usize;
        at += 1;
    }
    found
}

static BY_KEY: LazyLock<HashMap<&'static str, FieldId>> = LazyLock::new(|| {
    FIELDS.iter().flat_map(|f| f.chinese.iter().copied().chain([f.key]).map(|key| (key, f.id))).collect()
});

static BY_HEAD: LazyLock<HashMap<Folded<'static>, (FieldId, ColumnHead)>> = LazyLock::new(|| {
    let more = TABLE_HEADS.iter().flat_map(|&(id, head, words)| words.iter().map(move |word| (*word, (id, head))));
    let items = FIELDS.iter().filter(|f| f.scope == Scope::Item);
    let keys = items.flat_map(|f| f.chinese.iter().map(|word| (*word, (f.id, ColumnHead::Own))));
    // Of two rows with one word the first counts.
    let mut heads = HashMap::new();
    for (word, found) in more.chain(keys) {
        heads.entry(Folded(word)).or_insert(found);
    }
    heads
});

static HEAD_LETTERS: LazyLock<Vec<char>> = LazyLock::new(|| {
    let mut letters: Vec<char> = BY_HEAD.keys().filter_map(|head| folded(head.0).next()).collect();
    letters.extend("第一二三四五六七八12345678".chars());
    letters.extend(LEVELS.iter().filter_map(|word| word.chars().next()));
    letters.sort_unstable();
    letters.dedup();
    letters
});

impl FieldId {
    /// The field of an item that the head of a column names; blanks count for nothing.
    #[must_use]
    pub fn from_head(head: &str) -> Option<(Self, ColumnHead)> {
        BY_HEAD.get(&Folded(head)).copied().or_else(|| level(head))
    }

    /// Whether a head that [`FieldId::from_head`] knows begins with this letter: most cells of a table are
    /// told from heads by it.
    #[must_use]
    pub fn begins_head(first: char) -> bool {
        letter(first).is_some_and(|first| HEAD_LETTERS.binary_search(&first).is_ok())
    }

    /// All heads that [`FieldId::from_head`] knows by a name of the field.
    pub fn heads() -> impl Iterator<Item = (&'static str, Self)> {
        let own = FIELDS.iter().filter(|f| f.scope == Scope::Item);
        own.flat_map(|f| f.chinese.iter().map(|word| (*word, f.id)))
    }

    /// The fields that `defaults` may give, in canonical order.
    pub const OF_DEFAULTS: [Self; 7] =
        [Self::Basis, Self::Deadline, Self::Publisher, Self::Channels, Self::Audience, Self::Method, Self::Levels];

    /// Whether `defaults` may give the field.
    #[must_use]
    pub fn has_default(self) -> bool {
        Self::OF_DEFAULTS.contains(&self)
    }

    /// Number of fields.
    pub const COUNT: usize = FIELDS.len();

    /// The fields that hold texts, at the top and of items.
    pub const TEXTS: &'static [Self] = &TEXTS;

    /// The row of the field table.
    #[inline]
    #[must_use]
    pub fn spec(self) -> &'static FieldSpec {
        &FIELDS[self as usize]
    }

    /// The canonical key, such as `basis`.
    #[must_use]
    pub fn key(self) -> &'static str {
        self.spec().key
    }

    /// The field that a key names, in English or Chinese.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        BY_KEY.get(key.trim()).copied()
    }

    /// The fields of an item, in canonical order.
    pub const OF_ITEM: &'static [Self] = &OF_ITEM;

    /// The same, one by one.
    pub fn of_item() -> impl Iterator<Item = Self> {
        OF_ITEM.into_iter()
    }

    /// The fields at the top of a file, in canonical order.
    pub fn of_top() -> impl Iterator<Item = Self> {
        FIELDS.iter().filter(|field| field.scope == Scope::Catalog).map(|field| field.id)
    }

    /// The number under which the reader stores a key of this field; 0 is no field.
    #[must_use]
    pub fn intern(key: &str) -> u8 {
        Self::from_key(key).map_or(0, |id| id as u8 + 1)
    }

    /// The field behind a number of [`FieldId::intern`].
    #[inline]
    #[must_use]
    pub fn from_interned(name: u8) -> Option<Self> {
        FIELDS.get(usize::from(name).checked_sub(1)?).map(|f| f.id)
    }
}
