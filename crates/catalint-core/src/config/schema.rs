//! The JSON Schema of `catalint.yaml`, for editors.

use serde_json::{Value, json};

use super::Tables;
use super::levels::RuleLevel;
use super::profiles::Profiles;
use crate::model::FieldId;
use catalint_domain::law::{ActKind, Law};
use catalint_domain::vocabulary::boxes::{Boxed, SIGNS, boxed};

/// The schema of the config (JSON Schema 2020-12).
#[must_use]
pub fn config_schema() -> Value {
    let profiles = Profiles::builtin();
    let names: Vec<&str> = profiles.names().collect();
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "catalint.yaml",
        "description": "catalint 的配置文件。放在仓库的顶层，对其下的目录文件起作用。\n\nThe config of catalint; it holds for the catalogs at and below its folder.",
        "type": ["object", "null"],
        "additionalProperties": false,
        "properties": {
            "extends": described(
                "在另一个配置文件的基础上修改；路径相对于本文件。",
                "Config files that this one builds on; paths are relative to this file.",
                texts(),
            ),
            "profile": described(
                "没有写明 profile 的目录按哪一种体例检查。",
                "The profile of catalogs that name none.",
                json!({ "type": "string", "examples": names }),
            ),
            "lang": described("检查结果的语言。", "Language of messages.", json!({ "enum": ["zh", "en"] })),
            "fail_on": described(
                "从哪一级起算检查不通过（退出码 1）。",
                "The severity from which on a run fails with exit code 1.",
                json!({ "enum": ["error", "warning", "hint", "never"] }),
            ),
            "docs_url": described(
                "规则说明（catalint 的 docs 文件夹）放在哪个网址下：终端中规则编号的链接和 json 的 url 以它开头，如 https://git.example.cn/catalint/。",
                "Where the folder docs of catalint can be read: links of rule codes in terminals, and url in json, begin with it, such as https://git.example.cn/catalint/.",
                json!({ "type": "string", "pattern": "^(https?|file)://[!-~]+$" }),
            ),
            "baseline": described(
                "基线文件：其中记录的问题不再报告。",
                "The file of the baseline, whose findings are held back.",
                json!({ "type": "string" }),
            ),
            "rules": { "$ref": "#/$defs/rules" },
            "files": described("检查哪些文件。", "Which files are looked at.", files()),
            "profiles": described(
                "本地区自己的体例：名称: 内容。",
                "Profiles of one's own: name to content.",
                json!({ "type": ["object", "null"], "additionalProperties": { "$ref": "#/$defs/profile" } }),
            ),
            "custom_rules": described(
                "本单位自己的规则：编号: 内容。",
                "Rules of one's own: code to content.",
                json!({
                    "type": ["object", "null"],
                    "propertyNames": { "pattern": "^[A-Z]{2,8}[0-9]{3}$" },
                    "additionalProperties": { "$ref": "#/$defs/custom_rule" }
                }),
            ),
            "schemas": described(
                "目录还须符合的 JSON Schema 文件；路径相对于本文件。",
                "JSON Schemas that catalogs have to fit; paths are relative to this file.",
                texts(),
            ),
            "reference": described(
                "参照目录：其中的事项都应当有；路径相对于本文件。",
                "Catalogs whose items have to be covered; paths are relative to this file.",
                texts(),
            ),
            "area": described(
                "本地区的名称，如云岭县；与 bodies、towns、fields 一起构成本地区的台账底册（catalint ledger）。",
                "The area, such as 云岭县; with bodies, towns and fields it is the register that `catalint ledger` goes by.",
                json!({ "type": "string" }),
            ),
            "bodies": described(
                "本级的单位；不写时为 fields 中出现的单位。",
                "The bodies of the area; those of `fields` where nothing is said.",
                names_with("also", &texts()),
            ),
            "towns": described("乡镇、街道。", "Its towns and subdistricts.", names_with("also", &texts())),
            "fields": described(
                "各领域由哪个单位负责：领域: 单位，或各行说明。",
                "Which body answers for which field: field to body, or to lines of its own.",
                json!({ "type": ["object", "null"], "additionalProperties": { "$ref": "#/$defs/field" } }),
            ),
            "react_days": described(
                "法规变动后多少个工作日内更新公开依据；本地有规定的才写（catalint impact 据此算出完成日期）。",
                "Within how many working days a legal basis follows a change of law, where the place says so (catalint impact counts the day by it).",
                json!({ "type": "integer", "minimum": 1, "maximum": 250 }),
            ),
            "laws": described(
                "补充到法规库中的法规、规章和文件：逐条写，或用 extends 引用与法规库同样格式的文件。",
                "Acts that are added to the registry of laws: rows, or files of rows under extends.",
                json!({
                    "type": ["array", "object", "null"],
                    "items": { "$ref": "#/$defs/law" },
                    "if": { "type": "object" },
                    "then": { "$ref": "#/$defs/law" }
                }),
            )
        },
        "$defs": {
            "words": {
                "oneOf": [
                    { "type": "string", "pattern": "\\S" },
                    {
                        "type": "object",
                        "additionalProperties": false,
                        "properties": { "zh": { "type": "string" }, "en": { "type": "string" } }
                    }
                ]
            },
            "level": { "enum": RuleLevel::KEYS },
            "rules": described(
                "规则编号、名称或类别: off（不检查）或级别。",
                "Code, name or family of a rule: off or a severity.",
                json!({
                    "type": ["object", "null"],
                    "additionalProperties": {
                        "oneOf": [
                            { "$ref": "#/$defs/level" },
                            {
                                "type": "object",
                                "additionalProperties": false,
                                "properties": { "severity": { "$ref": "#/$defs/level" } }
                            }
                        ]
                    }
                }),
            ),
            "profile": profile(&names),
            "custom_rule": custom_rule(),
            "field": field(),
            "law": law()
        }
    })
}

fn described(zh: &str, en: &str, mut schema: Value) -> Value {
    schema["description"] = Value::String(format!("{zh}\n\n{en}"));
    schema
}

fn texts() -> Value {
    json!({ "type": ["string", "array", "null"], "items": { "type": "string" } })
}

/// A list of names, each alone or with one thing more that is said of it.
fn names_with(key: &str, value: &Value) -> Value {
    json!({
        "type": ["array", "null"],
        "items": {
            "oneOf": [
                { "type": "string" },
                {
                    "type": "object",
                    "additionalProperties": false,
                    "required": ["name"],
                    "properties": { "name": { "type": "string" }, key: value }
                }
            ]
        }
    })
}

fn field() -> Value {
    let bodies = json!({ "type": ["string", "array"], "items": { "type": "string" } });
    json!({
        "if": { "type": "object" },
        "then": {
            "type": "object",
            "additionalProperties": false,
            "anyOf": [{ "required": ["body"] }, { "required": ["not_applicable"] }],
            "properties": {
                "body": described("负责的单位。", "The body that answers for it.", bodies.clone()),
                "reference": described(
                    "参照目录：其中的事项都应当有；路径相对于本文件。",
                    "The catalog whose items have to be covered; the path is relative to this file.",
                    json!({ "type": "string" }),
                ),
                "towns": described(
                    "乡镇是否也要编制：true、false，或者若干乡镇。",
                    "Whether towns answer for it, too: true, false, or some of them.",
                    json!({ "type": ["boolean", "string", "array"], "items": { "type": "string" } }),
                ),
                "since": described(
                    "从哪一天起应当有目录。",
                    "The day from which on a catalog is owed.",
                    json!({ "type": "string", "format": "date" }),
                ),
                "not_applicable": described(
                    "本地区不适用的理由。",
                    "Why the area owes none.",
                    json!({ "type": "string", "pattern": "\\S" }),
                ),
                "also": described("标题中的其他说法。", "Other names of it in titles.", texts()),
                "files": described(
                    "不论标题怎么写都属于本领域的文件，写法与 .gitignore 相同。",
                    "Files that are of the field, whatever their titles say: patterns as in .gitignore.",
                    texts(),
                )
            }
        },
        "else": bodies
    })
}

fn files() -> Value {
    let paths = described(
        "路径样式，写法与 .gitignore 相同，相对于配置文件所在的文件夹。",
        "Patterns as in .gitignore, relative to the folder of the config.",
        texts(),
    );
    json!({
        "type": ["object", "null"],
        "additionalProperties": false,
        "properties": {
            "include": paths,
            "exclude": paths,
            "tables": described(
                "文件夹里的表格是否作为目录检查：auto 看办公软件的表格（xlsx、xls、et、ods、docx、doc、wps、csv、tsv），on 连网页和文本也看，off 只看 YAML。都按表头认目录，不是目录的不检查。",
                "Whether tables of folders are looked at: auto those of office programs, on pages and texts as well, off none. A table is taken as a catalog where a row of heads says so.",
                json!({ "enum": Tables::KEYS }),
            ),
            "overrides": {
                "type": ["array", "null"],
                "items": {
                    "type": "object",
                    "additionalProperties": false,
                    "required": ["paths"],
                    "properties": {
                        "paths": paths,
                        "rules": { "$ref": "#/$defs/rules" },
                        "profile": { "type": "string" }
                    }
                }
            }
        }
    })
}

fn profile(names: &[&str]) -> Value {
    let entries = |own: Value| {
        let mut properties = json!({
            "name": { "type": "string" },
            "about": { "$ref": "#/$defs/words" },
            "accepted": texts(),
            "synonyms": texts()
        });
        for (key, schema) in own.as_object().into_iter().flatten() {
            properties[key] = schema.clone();
        }
        json!({
            "type": ["array", "null"],
            "items": {
                "oneOf": [
                    { "type": "string" },
                    { "type": "object", "additionalProperties": false, "required": ["name"], "properties": properties }
                ]
            }
        })
    };
    let flag = json!({ "type": "boolean" });
    let keys = |known: &dyn Fn(FieldId) -> bool| {
        let keys: Vec<&str> = FieldId::of_item().filter(|field| known(*field)).map(FieldId::key).collect();
        let one = json!({ "type": "string", "examples": keys });
        json!({ "type": ["string", "array", "null"], "items": one })
    };
    let signs = |wanted| -> Vec<char> { SIGNS.chars().filter(|sign| boxed(*sign) == Some(wanted)).collect() };
    let (chosen, open) = (signs(Boxed::Chosen), signs(Boxed::Open));
    json!({
        "type": ["object", "null"],
        "additionalProperties": false,
        "properties": {
            "extends": { "type": "string", "examples": names },
            "name": { "$ref": "#/$defs/words" },
            "channels": entries(json!({ "website": flag, "narrow": flag })),
            "extra_channels": names_with("website", &flag),
            "other_channel": flag,
            "levels": entries(json!({
                "ranks": {
                    "type": ["string", "array"],
                    "items": { "enum": ["village", "town", "county", "city", "province"] }
                },
                "optional": described(
                    "公布的表格没有这一层级的栏，有事项用到时才加。",
                    "The published table has a column for it only where an item does.",
                    flag.clone(),
                )
            })),
            "audiences": entries(json!({ "everyone": flag, "bare": flag })),
            "methods": entries(json!({ "proactive": flag })),
            "headers": described(
                "公布的表格各栏的表头；两级表头用“/”隔开。",
                "Heads of the published table; a / parts those of two rows.",
                json!({ "type": ["object", "null"], "additionalProperties": { "type": "string" } }),
            ),
            "columns": described(
                "公布的表格各栏的顺序；没有写到的排在后面。extra 是其他栏目的位置。",
                "The order of columns of the published table; the others follow. extra is where columns of extra stand.",
                keys(&|_| true),
            ),
            "optional": described(
                "公布的表格中，有事项填写时才有的栏。",
                "Columns that the published table has only where an item does.",
                keys(&|field| !matches!(field, FieldId::No | FieldId::Extra)),
            ),
            "boxes": described(
                "公布的表格中，渠道前面的勾选框。",
                "The boxes before the channels of the published table.",
                json!({
                    "type": ["object", "null"],
                    "additionalProperties": false,
                    "properties": { "chosen": { "enum": chosen }, "open": { "enum": open } }
                }),
            ),
            "tick": described(
                "公布的表格中，公开对象、公开方式、公开层级各栏的勾。",
                "The tick in the columns of audiences, methods and levels of the published table.",
                json!({ "enum": chosen }),
            ),
            "rules": { "type": ["object", "null"], "additionalProperties": { "$ref": "#/$defs/level" } }
        }
    })
}

fn custom_rule() -> Value {
    let fields: Vec<&str> = FieldId::of_item().filter(|field| *field != FieldId::Extra).map(FieldId::key).collect();
    let field = json!({ "type": "string", "examples": fields });
    let fields = json!({ "type": ["string", "array"], "items": field });
    let pattern = json!({ "type": "string", "maxLength": 4096 });
    let number = json!({ "type": "integer", "minimum": 0 });
    let range = json!({
        "type": "object",
        "additionalProperties": false,
        "properties": { "min": number, "max": number }
    });
    json!({
        "type": "object",
        "additionalProperties": false,
        "required": ["message"],
        "anyOf": [{ "required": ["field"] }, { "required": ["fields"] }],
        "properties": {
            "name": { "type": "string", "pattern": "^[a-z][a-z0-9-]*$" },
            "field": fields,
            "fields": fields,
            "pattern": pattern,
            "not_pattern": pattern,
            "one_of": texts(),
            "required": { "type": "boolean" },
            "required_when": {
                "type": "object",
                "additionalProperties": false,
                "required": ["field", "pattern"],
                "properties": { "field": field, "pattern": pattern }
            },
            "length": range,
            "count": range,
            "message": { "$ref": "#/$defs/words" },
            "help": { "$ref": "#/$defs/words" },
            "severity": { "enum": ["error", "warning", "hint"] },
            "fix": {
                "oneOf": [
                    { "type": "string" },
                    {
                        "type": "object",
                        "additionalProperties": false,
                        "required": ["with"],
                        "properties": {
                            "replace": pattern,
                            "with": { "type": "string" },
                            "safe": { "type": "boolean" }
                        }
                    }
                ]
            }
        }
    })
}

fn law() -> Value {
    let mut properties = json!({
        "title": { "type": "string" },
        "kind": { "enum": ActKind::ALL.map(ActKind::name) }
    });
    for key in Law::cell_keys() {
        properties[key] = match key {
            "status" => json!({ "enum": ["in-force", "repealed", "superseded", "gone"] }),
            "confidence" => json!({ "enum": ["verified", "sure", "doubtful"] }),
            "articles" => json!({ "type": ["integer", "string"] }),
            "promulgated" | "effective" | "text_effective" | "revised" | "revised_effective" | "ended" => {
                json!({ "type": "string", "format": "date" })
            }
            "aliases" | "misspellings" | "numbers" | "items" | "recalled" | "source" => texts(),
            _ => json!({ "type": "string" }),
        };
    }
    let files = described(
        "与法规库同样格式的文件（制表符分隔）；路径相对于本文件。",
        "Files with the columns of the registry's own, tab-separated; paths are relative to this file.",
        texts(),
    );
    json!({
        "type": "object",
        "if": { "required": ["extends"] },
        "then": { "additionalProperties": false, "properties": { "extends": files } },
        "else": {
            "additionalProperties": false,
            "required": ["title", "kind"],
            "properties": properties
        }
    })
}
