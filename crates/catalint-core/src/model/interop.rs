//! A catalog as a value of `serde_yaml`, for programs that speak it (feature `serde_yaml`).

use serde_yaml::{Mapping, Number, Value};

use super::{Catalog, FieldId};
use catalint_yaml::{Kind, Node};

impl From<&Catalog> for Value {
    /// The whole document with canonical keys (公开依据 becomes `basis`); keys that the model does
    /// not know stay as they are written. Of two keys for one field the first counts.
    fn from(catalog: &Catalog) -> Self {
        catalog.tree().root().map_or(Value::Null, value)
    }
}

fn value(node: Node<'_>) -> Value {
    let text = node.text();
    match node.kind() {
        Kind::Null => Value::Null,
        Kind::Bool => Value::Bool(text.eq_ignore_ascii_case("true")),
        Kind::Int => text.parse::<i64>().map_or_else(|_| Value::String(text.to_owned()), |n| Value::Number(n.into())),
        Kind::Float => {
            text.parse::<f64>().map_or_else(|_| Value::String(text.to_owned()), |n| Value::Number(Number::from(n)))
        }
        Kind::Str => Value::String(text.to_owned()),
        Kind::Seq => Value::Sequence(node.entries().map(value).collect()),
        Kind::Map => {
            let mut map = Mapping::new();
            for (key, child) in node.pairs() {
                let name = match FieldId::from_interned(key.name()) {
                    Some(field) => field.key(),
                    None => key.text(),
                };
                let name = Value::String(name.to_owned());
                if !map.contains_key(&name) {
                    map.insert(name, value(child));
                }
            }
            Value::Mapping(map)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use catalint_yaml::parse;

    #[test]
    fn chinese_keys_come_out_canonical() {
        let parsed = parse("标题: 甲\n事项:\n  - 序号: 1\n    公开依据: [乙]\n", FieldId::intern);
        let catalog = Catalog::bind(&parsed.tree).expect("a mapping");
        let want: Value = serde_yaml::from_str("title: 甲\nitems:\n  - no: 1\n    basis: [乙]\n").expect("YAML");
        assert_eq!(Value::from(&catalog), want);
    }
}
