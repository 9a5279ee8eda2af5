//! One source for the schema on disk and the one that the linter runs.

use serde_json::{Map, Value, json};

use crate::model::{FIELDS, FieldId, FieldShape, FieldSpec, Scope};
use catalint_domain::vocabulary::profile::Profile;

/// Which keys a schema knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SchemaKeys {
    /// `basis`
    English,
    /// 公开依据 and its variants
    Chinese,
    /// Either
    Both,
    /// Either; an editor offers the English ones
    BothOfferEnglish,
    /// Either; an editor offers the Chinese ones
    BothOfferChinese,
}

impl SchemaKeys {
    /// Reads `en`, `zh`, `both`.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        match key {
            "en" => Some(Self::English),
            "zh" => Some(Self::Chinese),
            "both" => Some(Self::Both),
            _ => None,
        }
    }

    fn of(self, field: &FieldSpec) -> Vec<&'static str> {
        let chinese = field.chinese.iter().copied();
        match self {
            Self::English => vec![field.key],
            Self::Chinese => chinese.collect(),
            Self::Both | Self::BothOfferEnglish | Self::BothOfferChinese => {
                [field.key].into_iter().chain(chinese).collect()
            }
        }
    }

    /// Whether an editor offers a name of a field: the header variants of some table are understood,
    /// but nothing to begin with.
    fn offers(self, field: &FieldSpec, name: &str) -> bool {
        match self {
            Self::BothOfferEnglish => name == field.key,
            Self::BothOfferChinese => name == field.label,
            Self::English | Self::Chinese | Self::Both => name == field.key || name == field.label,
        }
    }

    /// Whether what is filled in whole has Chinese keys.
    fn fills_in_chinese(self) -> bool {
        matches!(self, Self::Chinese | Self::BothOfferChinese)
    }
}

/// The schema of a catalog file (JSON Schema 2020-12).
///
/// With profiles it carries their words, with explanations, as suggestions: an editor completes
/// them, yet a word beside them is no fault of the schema. Without, it is the bare contract.
///
/// Of the fields that an item must have, `levels` alone is not asked for: a level can be told from
/// the body. Whether it can, the linter knows.
#[must_use]
pub fn catalog_schema(keys: SchemaKeys, profiles: &[&Profile]) -> Value {
    schema(keys, profiles, false)
}

/// The schema that the linter holds catalogs to: the same, and it asks for levels, too.
#[cfg(feature = "own-schemas")]
pub(super) fn linted_schema() -> Value {
    schema(SchemaKeys::English, &[], true)
}

fn schema(keys: SchemaKeys, profiles: &[&Profile], asks_for_levels: bool) -> Value {
    let mut top = object(Scope::Catalog, keys, profiles);
    let asked = |field: &FieldSpec| field.required && (asks_for_levels || field.id != FieldId::Levels);
    let of_defaults = FieldId::OF_DEFAULTS.into_iter().map(FieldId::spec).filter(|field| asked(field));
    let needed = of_defaults.map(|field| needed_without_default(field, keys)).collect::<Vec<_>>();
    match top.get_mut("allOf").and_then(Value::as_array_mut) {
        Some(all) => all.extend(needed),
        None => drop(top.insert("allOf".into(), json!(needed))),
    }
    let mut schema = Map::new();
    schema.insert("$schema".into(), json!("https://json-schema.org/draft/2020-12/schema"));
    schema.insert("title".into(), json!("政务公开标准目录 (catalint catalog)"));
    schema.insert(
        "description".into(),
        json!("一个文件就是一份政务公开标准目录；键名可用英文，也可用中文栏目名。One file is one catalog; keys may be English or Chinese."),
    );
    schema.append(&mut top);
    if !profiles.is_empty() {
        schema.insert("defaultSnippets".into(), json!([file_snippet(keys)]));
    }
    schema.insert("$defs".into(), json!({ "item": object(Scope::Item, keys, profiles) }));
    Value::Object(schema)
}

fn object(scope: Scope, keys: SchemaKeys, profiles: &[&Profile]) -> Map<String, Value> {
    let mut properties = Map::new();
    let mut required = Vec::new();
    let mut any_of_required = Vec::new();
    for field in FIELDS.iter().filter(|field| field.scope == scope) {
        let names = keys.of(field);
        for name in &names {
            properties.insert((*name).to_owned(), property(field, profiles, keys, name));
        }
        // What `defaults` may give is asked for at the top.
        let asked = field.required && !field.id.has_default();
        if asked && names.len() == 1 {
            required.push(names[0]);
        } else if asked {
            any_of_required.push(one_of(&names));
        }
    }
    let mut object = Map::new();
    object.insert("type".into(), json!("object"));
    if scope == Scope::Item && !profiles.is_empty() {
        let languages: &[SchemaKeys] =
            if keys == SchemaKeys::Both { &[SchemaKeys::English, SchemaKeys::Chinese] } else { &[keys] };
        let snippets: Vec<Value> = languages.iter().map(|&keys| item_snippet(keys)).collect();
        object.insert("defaultSnippets".into(), json!(snippets));
    }
    object.insert("properties".into(), Value::Object(properties));
    if !required.is_empty() {
        object.insert("required".into(), json!(required));
    }
    if !any_of_required.is_empty() {
        object.insert("allOf".into(), json!(any_of_required));
    }
    object.insert("additionalProperties".into(), json!(false));
    object
}

/// One of these keys.
fn one_of(names: &[&str]) -> Value {
    let options: Vec<Value> = names.iter().map(|name| json!({ "required": [name] })).collect();
    json!({ "anyOf": options })
}

/// Every item has the field, unless `defaults` gives it.
fn needed_without_default(field: &FieldSpec, keys: SchemaKeys) -> Value {
    let is_text = json!({ "type": ["string", "array", "number", "boolean", "object"], "pattern": NOT_BLANK });
    let mut is_given = is_text.clone();
    is_given["contains"] = is_text;
    let given = |key: &str, value: &Value| json!({ "type": "object", "required": [key], "properties": { key: value } });
    let any = |names: Vec<&'static str>, value: &Value| {
        let mut all: Vec<Value> = names.iter().map(|name| given(name, value)).collect();
        if all.len() == 1 { all.remove(0) } else { json!({ "anyOf": all }) }
    };
    let names = keys.of(field);
    let by_default = any(keys.of(FieldId::Defaults.spec()), &any(names.clone(), &is_given));
    let needed = if names.len() == 1 { json!({ "required": names }) } else { one_of(&names) };
    // The list is a property already: an editor is not to offer it once more for the sake of this condition.
    let items = keys.of(FieldId::Items.spec());
    let items: Map<String, Value> =
        items.iter().map(|key| ((*key).to_owned(), json!({ "items": needed, "doNotSuggest": true }))).collect();
    json!({ "if": { "not": by_default }, "then": { "properties": items } })
}

/// The fields that `defaults` may give.
fn defaults(keys: SchemaKeys, profiles: &[&Profile]) -> Map<String, Value> {
    let mut properties = Map::new();
    for field in FieldId::OF_DEFAULTS.into_iter().map(FieldId::spec) {
        for name in keys.of(field) {
            properties.insert(name.to_owned(), property(field, profiles, keys, name));
        }
    }
    Map::from_iter([
        ("properties".to_owned(), Value::Object(properties)),
        ("additionalProperties".to_owned(), json!(false)),
    ])
}

fn property(field: &FieldSpec, profiles: &[&Profile], keys: SchemaKeys, name: &str) -> Value {
    let mut out = Map::new();
    if !profiles.is_empty() {
        let other = name != field.key && name != field.label;
        let title = if other { format!("{}（{}）", field.label, field.key) } else { field.label.to_owned() };
        out.insert("title".into(), json!(title));
        out.insert("description".into(), json!(format!("{}\n\n{}", field.about, field.about_en)));
        if !keys.offers(field, name) {
            out.insert("doNotSuggest".into(), json!(true));
        }
    }
    let null = if field.required { None } else { Some("null") };
    let types = |types: &[&'static str]| -> Value {
        let all: Vec<&str> = types.iter().copied().chain(null).collect();
        if all.len() == 1 { json!(all[0]) } else { json!(all) }
    };
    match field.shape {
        FieldShape::Text => {
            out.insert("type".into(), types(&["string"]));
            if field.required {
                out.insert("pattern".into(), json!(NOT_BLANK));
            }
            out.extend(vocabulary(field.id, profiles));
        }
        FieldShape::TextOrList => text_or_list(field, profiles, &mut out),
        FieldShape::Number => {
            out.insert("type".into(), types(&["number", "string"]));
        }
        FieldShape::Date => {
            out.insert("type".into(), types(&["string"]));
            out.insert("format".into(), json!("date"));
            if !profiles.is_empty() {
                let today = "$CURRENT_YEAR-$CURRENT_MONTH-$CURRENT_DATE";
                out.insert("defaultSnippets".into(), json!([{ "label": "今天 today", "body": today }]));
            }
        }
        FieldShape::Defaults => {
            out.insert("type".into(), types(&["object"]));
            out.extend(defaults(keys, profiles));
        }
        FieldShape::Items => {
            out.insert("type".into(), types(&["array"]));
            out.insert("minItems".into(), json!(1));
            out.insert("items".into(), json!({ "$ref": "#/$defs/item" }));
        }
        FieldShape::Map => {
            out.insert("type".into(), types(&["object"]));
            out.insert("additionalProperties".into(), json!({ "type": ["string", "null"] }));
        }
    }
    Value::Object(out)
}

/// A text, or a list of texts. For editors, the form that is usual comes first: they offer a
/// list wherever they see `items`, and most bodies, audiences and methods are one.
fn text_or_list(field: &FieldSpec, profiles: &[&Profile], out: &mut Map<String, Value>) {
    let mut entry = Map::new();
    entry.insert("type".into(), json!("string"));
    entry.insert("pattern".into(), json!(NOT_BLANK));
    entry.extend(vocabulary(field.id, profiles));
    let usually_one = matches!(field.id, FieldId::Publisher | FieldId::Audience | FieldId::Method);
    if usually_one && !profiles.is_empty() {
        out.insert("anyOf".into(), json!([entry, { "type": "array", "minItems": 1, "items": entry }]));
        return;
    }
    out.insert("type".into(), json!(["string", "array"]));
    out.insert("pattern".into(), json!(NOT_BLANK));
    out.insert("minItems".into(), json!(1));
    // The words may stand alone as well.
    out.extend(vocabulary(field.id, profiles));
    out.insert("items".into(), Value::Object(entry));
    out.extend(list_snippet(field.id, profiles));
}

const NOT_BLANK: &str = "\\S";

/// A word, what it says, and the profiles that have it.
type SchemaWord<'p> = (&'p str, &'p str, Vec<&'p str>);

/// The words of a field with explanations, as suggestions.
fn vocabulary(id: FieldId, profiles: &[&Profile]) -> Map<String, Value> {
    let mut words: Vec<SchemaWord<'_>> = Vec::new();
    for profile in profiles {
        let of = profile.name.zh.as_str();
        let mut add = |name, about| match words.iter_mut().find(|(known, ..)| *known == name) {
            Some((_, _, profiles)) => profiles.push(of),
            None => words.push((name, about, vec![of])),
        };
        match id {
            FieldId::Profile => add(&profile.id, &profile.name.en),
            FieldId::Channels => profile.channels.iter().for_each(|c| add(&c.name, &c.about.zh)),
            FieldId::Levels => profile.levels.iter().for_each(|l| add(&l.name, &l.about.zh)),
            FieldId::Audience => profile.audiences.iter().for_each(|a| add(&a.name, &a.about.zh)),
            FieldId::Method => profile.methods.iter().for_each(|m| add(&m.name, &m.about.zh)),
            _ => {}
        }
    }
    let mut out = Map::new();
    if !words.is_empty() {
        let about: Vec<String> = words.iter().map(|(_, about, of)| format!("{about}（{}）", of.join("、"))).collect();
        let names: Vec<&str> = words.iter().map(|(name, ..)| *name).collect();
        out.insert("anyOf".into(), json!([{ "enum": names, "enumDescriptions": about }, {}]));
    }
    out
}

fn list_snippet(id: FieldId, profiles: &[&Profile]) -> Map<String, Value> {
    let first = |name: Option<&str>| name.map(|name| json!([{ "label": format!("[{name}]"), "body": [name] }]));
    let profile = profiles.first();
    let snippet = match id {
        FieldId::Channels => first(profile.and_then(|p| p.channels.first()).map(|c| c.name.as_str())),
        FieldId::Basis if profile.is_some() => Some(json!([{
            "label": "《中华人民共和国政府信息公开条例》（国务院令第711号）",
            "body": ["《中华人民共和国政府信息公开条例》（国务院令第711号）第${1:二十条}"],
        }])),
        _ => None,
    };
    snippet.map(|snippet| Map::from_iter([("defaultSnippets".to_owned(), snippet)])).unwrap_or_default()
}

/// A new file: its top and one item.
fn file_snippet(keys: SchemaKeys) -> Value {
    let key = |id: FieldId| if keys.fills_in_chinese() { id.spec().label } else { id.key() };
    let mut body = Map::new();
    for (id, value) in [
        (FieldId::Title, "${1:××区××局政务公开标准目录}"),
        (FieldId::Authority, "${2:××区××局}"),
        (FieldId::Profile, "${3:national}"),
        (FieldId::Updated, "$CURRENT_YEAR-$CURRENT_MONTH-$CURRENT_DATE"),
    ] {
        body.insert(key(id).to_owned(), json!(value));
    }
    body.insert(key(FieldId::Items).to_owned(), json!([item_body(keys, 4)]));
    json!({ "label": "政务公开标准目录", "description": "新的目录，含一项。A new catalog with one item.", "body": body })
}

fn item_snippet(keys: SchemaKeys) -> Value {
    let (label, description) = match keys {
        SchemaKeys::Chinese | SchemaKeys::BothOfferChinese => {
            ("公开事项（中文栏目名）", "新的一项，带全部必填栏目，栏目名用中文。")
        }
        _ => ("公开事项", "新的一项，带全部必填栏目。A new item with all required fields."),
    };
    json!({ "label": label, "description": description, "body": item_body(keys, 1) })
}

/// The required fields of an item, with stops from `first` on.
fn item_body(keys: SchemaKeys, first: usize) -> Value {
    let mut body = Map::new();
    let fields = FIELDS.iter().filter(|f| f.scope == Scope::Item && (f.required || f.id == FieldId::Subtopic));
    for (stop, field) in (first..).zip(fields) {
        let key = if keys.fills_in_chinese() { field.label } else { field.key };
        let value = match field.id {
            FieldId::Deadline => json!(format!("${{{stop}:自该政府信息形成或者变更之日起20个工作日内}}")),
            FieldId::Audience => json!(format!("${{{stop}:全社会}}")),
            FieldId::Method => json!(format!("${{{stop}:主动公开}}")),
            FieldId::Channels => json!([format!("${{{stop}:政府网站}}")]),
            _ if field.shape == FieldShape::TextOrList && field.id != FieldId::Publisher => json!([format!("${stop}")]),
            _ => json!(format!("${stop}")),
        };
        body.insert(key.to_owned(), value);
    }
    Value::Object(body)
}
