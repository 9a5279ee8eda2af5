//! One source for the schema on disk and the one that the linter runs.

use serde_json::{Map, Value, json};

use crate::domain::profile::{Profile, Term};
use crate::model::{FIELDS, FieldId, FieldSpec, Scope, Shape};

/// Which keys a schema knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Keys {
    /// `basis`
    English,
    /// 公开依据 and its variants
    Chinese,
    /// Either
    Both,
}

impl Keys {
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
            Self::Both => [field.key].into_iter().chain(chinese).collect(),
        }
    }
}

/// The schema of a catalog file (JSON Schema 2020-12).
///
/// With profiles it carries their words, with explanations, as suggestions: an editor completes
/// them, yet a word beside them is no fault of the schema. Without, it is the bare contract.
#[must_use]
pub fn catalog_schema(keys: Keys, profiles: &[&Profile]) -> Value {
    let mut top = object(Scope::Catalog, keys, profiles);
    let mut schema = Map::new();
    schema.insert("$schema".into(), json!("https://json-schema.org/draft/2020-12/schema"));
    schema.insert("title".into(), json!("政务公开标准目录 (catalint catalog)"));
    schema.insert(
        "description".into(),
        json!("一个文件就是一份政务公开标准目录；键名可用英文，也可用中文栏目名。One file is one catalog; keys may be English or Chinese."),
    );
    schema.append(&mut top);
    schema.insert("$defs".into(), json!({ "item": object(Scope::Item, keys, profiles) }));
    Value::Object(schema)
}

fn object(scope: Scope, keys: Keys, profiles: &[&Profile]) -> Map<String, Value> {
    let mut properties = Map::new();
    let mut required = Vec::new();
    let mut any_of_required = Vec::new();
    for field in FIELDS.iter().filter(|field| field.scope == scope) {
        let names = keys.of(field);
        for name in &names {
            properties.insert((*name).to_owned(), property(field, profiles, *name == names[0]));
        }
        if field.required && names.len() == 1 {
            required.push(names[0]);
        } else if field.required {
            let options: Vec<Value> = names.iter().map(|name| json!({ "required": [name] })).collect();
            any_of_required.push(json!({ "anyOf": options }));
        }
    }
    let mut object = Map::new();
    object.insert("type".into(), json!("object"));
    if scope == Scope::Item && !profiles.is_empty() {
        object.insert("defaultSnippets".into(), json!([item_snippet(keys)]));
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

fn property(field: &FieldSpec, profiles: &[&Profile], main: bool) -> Value {
    let mut out = Map::new();
    if !profiles.is_empty() {
        let title = if main { field.label.to_owned() } else { format!("{}（{}）", field.label, field.key) };
        out.insert("title".into(), json!(title));
        out.insert("description".into(), json!(format!("{}\n{}", field.about, field.about_en)));
    }
    let null = if field.required { None } else { Some("null") };
    let types = |types: &[&'static str]| -> Value {
        let all: Vec<&str> = types.iter().copied().chain(null).collect();
        if all.len() == 1 { json!(all[0]) } else { json!(all) }
    };
    let vocabulary = vocabulary(field.id, profiles);
    match field.shape {
        Shape::Text => {
            out.insert("type".into(), types(&["string"]));
            if field.required {
                out.insert("pattern".into(), json!(NOT_BLANK));
            }
            out.extend(vocabulary);
        }
        Shape::TextOrList => {
            out.insert("type".into(), types(&["string", "array"]));
            out.insert("pattern".into(), json!(NOT_BLANK));
            out.insert("minItems".into(), json!(1));
            let mut items = Map::new();
            items.insert("type".into(), json!("string"));
            items.insert("pattern".into(), json!(NOT_BLANK));
            items.extend(vocabulary);
            out.insert("items".into(), Value::Object(items));
            out.extend(list_snippet(field.id, profiles));
        }
        Shape::Number => {
            out.insert("type".into(), types(&["number", "string"]));
        }
        Shape::Date => {
            out.insert("type".into(), types(&["string"]));
            out.insert("format".into(), json!("date"));
        }
        Shape::Items => {
            out.insert("type".into(), types(&["array"]));
            out.insert("minItems".into(), json!(1));
            out.insert("items".into(), json!({ "$ref": "#/$defs/item" }));
        }
        Shape::Map => {
            out.insert("type".into(), types(&["object"]));
            out.insert("additionalProperties".into(), json!({ "type": ["string", "null"] }));
        }
    }
    Value::Object(out)
}

const NOT_BLANK: &str = "\\S";

/// The words of a field with explanations, as suggestions.
fn vocabulary(id: FieldId, profiles: &[&Profile]) -> Map<String, Value> {
    let mut words: Vec<(String, String)> = Vec::new();
    let mut add = |name: &str, about: &str, profile: &Profile| {
        if !words.iter().any(|(known, _)| known == name) {
            words.push((name.to_owned(), format!("{about}（{}）", profile.name.zh)));
        }
    };
    for profile in profiles {
        match id {
            FieldId::Profile => add(&profile.id, &profile.name.en, profile),
            FieldId::Channels => profile.channels.iter().for_each(|c| add(c.name(), &c.about.zh, profile)),
            FieldId::Levels => profile.levels.iter().for_each(|l| add(l.name(), &l.about.zh, profile)),
            FieldId::Audience => profile.audiences.iter().for_each(|a| add(a.name(), &a.about.zh, profile)),
            FieldId::Method => profile.methods.iter().for_each(|m| add(m.name(), &m.about.zh, profile)),
            _ => {}
        }
    }
    let mut out = Map::new();
    if !words.is_empty() {
        let (names, abouts): (Vec<String>, Vec<String>) = words.into_iter().unzip();
        let any = json!([{ "enum": names, "enumDescriptions": abouts, "markdownEnumDescriptions": abouts }, {}]);
        out.insert("anyOf".into(), any);
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

fn item_snippet(keys: Keys) -> Value {
    let mut body = Map::new();
    let mut stop = 0;
    for field in FIELDS.iter().filter(|f| f.scope == Scope::Item && (f.required || f.id == FieldId::Subtopic)) {
        stop += 1;
        let key = if keys == Keys::Chinese { field.label } else { field.key };
        let value = match field.id {
            FieldId::Deadline => json!(format!("${{{stop}:自该政府信息形成或者变更之日起20个工作日内}}")),
            FieldId::Audience => json!(format!("${{{stop}:全社会}}")),
            FieldId::Method => json!(format!("${{{stop}:主动公开}}")),
            FieldId::Channels => json!([format!("${{{stop}:政府网站}}")]),
            _ if field.shape == Shape::TextOrList && field.id != FieldId::Publisher => json!([format!("${stop}")]),
            _ => json!(format!("${stop}")),
        };
        body.insert(key.to_owned(), value);
    }
    json!({ "label": "公开事项", "description": "新的一项，带全部必填栏目", "body": body })
}
