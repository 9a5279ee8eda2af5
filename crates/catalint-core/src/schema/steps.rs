//! How often a schema would have one value looked at: references that double each other must not run for ever.

use std::collections::HashMap;

use serde_json::{Map, Value};

use catalint_yaml::MAX_DEPTH;

/// One value is looked at so often at most.
const MOST: u64 = 100_000;

/// Keywords whose schemas look at the same value.
const SAME: [&str; 11] =
    ["allOf", "anyOf", "oneOf", "not", "if", "then", "else", "dependentSchemas", "dependencies", "$ref", "$dynamicRef"];

/// Keywords whose schemas look at values below it, all of them at each.
const BELOW: [&str; 10] = [
    "patternProperties",
    "additionalProperties",
    "unevaluatedProperties",
    "propertyNames",
    "items",
    "prefixItems",
    "additionalItems",
    "unevaluatedItems",
    "contains",
    "contentSchema",
];

/// Refuses a schema that would take too long.
///
/// # Errors
/// Why, in English.
pub(super) fn check(schema: &Value) -> Result<(), String> {
    let mut steps = Steps { schema, ids: HashMap::new(), known: HashMap::new(), open: Vec::new(), deep: 0 };
    steps.name(schema, 0);
    // By depth, so that what lies below is known: nothing here goes deeper than the schema itself.
    for depth in 0..=MAX_DEPTH {
        if steps.of(schema, depth)? > MOST {
            return Err(format!("one value would be looked at more than {MOST} times"));
        }
    }
    Ok(())
}

struct Steps<'v> {
    schema: &'v Value,
    /// Schemas by the names that they give themselves.
    ids: HashMap<&'v str, Vec<&'v Value>>,
    /// By schema and depth of the values that it looks at.
    known: HashMap<(usize, usize), u64>,
    /// Schemas that look at the same value now.
    open: Vec<usize>,
    /// Calls within each other.
    deep: usize,
}

/// So many schemas may lead to each other.
const MAX_CALLS: usize = 500;

impl<'v> Steps<'v> {
    fn name(&mut self, value: &'v Value, depth: usize) {
        let below: Vec<&Value> = match value {
            Value::Object(map) => {
                for key in ["$id", "id", "$anchor", "$dynamicAnchor"] {
                    if let Some(name) = map.get(key).and_then(Value::as_str) {
                        self.ids.entry(last(name)).or_default().push(value);
                    }
                }
                map.values().collect()
            }
            Value::Array(list) => list.iter().collect(),
            _ => return,
        };
        if depth < 4 * MAX_DEPTH {
            below.into_iter().for_each(|value| self.name(value, depth + 1));
        }
    }

    /// How often a schema and all that it refers to looks at one value of those `depth` levels below.
    fn of(&mut self, schema: &'v Value, depth: usize) -> Result<u64, String> {
        let Value::Object(map) = schema else { return Ok(1) };
        let id = std::ptr::from_ref(schema).addr();
        if let Some(&known) = self.known.get(&(id, depth)) {
            return Ok(known);
        }
        if self.open.contains(&id) {
            return Err("it refers to itself without end".to_owned());
        }
        if self.deep >= MAX_CALLS {
            return Err(format!("more than {MAX_CALLS} schemas refer to each other in a row"));
        }
        self.deep += 1;
        self.open.push(id);
        let mut count = 1_u64;
        for (key, value) in map {
            if SAME.contains(&key.as_str()) {
                for one in self.targets(key, value) {
                    count = count.saturating_add(self.of(one, depth)?);
                }
            }
        }
        self.open.pop();
        if let Some(depth) = depth.checked_sub(1) {
            count = count.saturating_add(self.below(map, depth)?);
        }
        self.deep -= 1;
        self.known.insert((id, depth), count);
        Ok(count)
    }

    fn below(&mut self, map: &'v Map<String, Value>, depth: usize) -> Result<u64, String> {
        // Another value is no longer the one that schemas are open for.
        let open = std::mem::take(&mut self.open);
        let mut count = 0_u64;
        for key in BELOW {
            for one in map.get(key).map_or_else(Vec::new, |value| self.targets(key, value)) {
                count = count.saturating_add(self.of(one, depth)?);
            }
        }
        // Of the properties by name, one.
        let mut most = 0;
        for one in map.get("properties").and_then(Value::as_object).into_iter().flat_map(Map::values) {
            most = most.max(self.of(one, depth)?);
        }
        self.open = open;
        Ok(count.saturating_add(most))
    }

    /// The schemas under a keyword.
    fn targets(&self, key: &str, value: &'v Value) -> Vec<&'v Value> {
        match (key, value) {
            ("$ref" | "$dynamicRef", Value::String(to)) => self.referred(to),
            ("$ref" | "$dynamicRef", _) => Vec::new(),
            (_, Value::Array(list)) => list.iter().collect(),
            ("dependentSchemas" | "dependencies" | "patternProperties", Value::Object(map)) => map.values().collect(),
            (_, value) => vec![value],
        }
    }

    /// What a reference may mean.
    fn referred(&self, to: &str) -> Vec<&'v Value> {
        let (base, fragment) = to.split_once('#').unwrap_or((to, ""));
        let bases = match base {
            "" => vec![self.schema],
            base => self.ids.get(last(base)).cloned().unwrap_or_default(),
        };
        match fragment {
            "" => bases,
            pointer if pointer.starts_with('/') => {
                bases.iter().filter_map(|base| base.pointer(&plain(pointer))).collect()
            }
            name => self.ids.get(name).cloned().unwrap_or_default(),
        }
    }
}

/// The last part of a name.
fn last(name: &str) -> &str {
    let name = name.trim_end_matches(['#', '/']);
    name.rsplit(['/', ':', '#']).next().unwrap_or(name)
}

/// A pointer without percent signs.
fn plain(pointer: &str) -> String {
    let mut bytes = Vec::with_capacity(pointer.len());
    let mut rest = pointer.as_bytes();
    while let Some((&first, after)) = rest.split_first() {
        let hex = after.get(..2).and_then(|two| std::str::from_utf8(two).ok());
        match hex.filter(|_| first == b'%').and_then(|hex| u8::from_str_radix(hex, 16).ok()) {
            Some(byte) => {
                bytes.push(byte);
                rest = &after[2..];
            }
            None => {
                bytes.push(first);
                rest = after;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<(), String> {
        check(&serde_json::from_str(text).expect("JSON"))
    }

    /// Thirty schemas, each made of the one before by `twice`.
    fn tower(twice: &str) -> String {
        let floors: String =
            (1..30).map(|n| format!(r##", "a{n}": {}"##, twice.replace("%", &format!("#/$defs/a{}", n - 1)))).collect();
        format!(r##"{{"$ref": "#/$defs/a29", "$defs": {{"a0": {{"type": "object"}}{floors}}}}}"##)
    }

    #[test]
    fn references_that_double_each_other_are_refused_however_they_do() {
        for twice in [
            r#"{"anyOf": [{"$ref": "%"}, {"$ref": "%"}]}"#,
            r#"{"if": {"$ref": "%"}, "then": {"$ref": "%"}}"#,
            r#"{"$ref": "%", "not": {"not": {"$ref": "%"}}}"#,
            r#"{"properties": {"x": {"allOf": [{"$ref": "%"}, {"$ref": "%"}]}}}"#,
            r#"{"items": {"oneOf": [{"$ref": "%"}, {"$ref": "%"}]}}"#,
        ] {
            assert!(read(&tower(twice)).is_err(), "{twice}");
        }
        let own = r##"{"properties": {"x": {"allOf": [{"$ref": "#"}, {"$ref": "#"}]}}}"##;
        assert!(read(own).is_err());
        let by_name = tower(r#"{"allOf": [{"$ref": "%"}, {"$ref": "%"}]}"#)
            .replace("#/$defs/", "#")
            .replace(r#": {"allOf""#, r#": {"$anchor": "?", "allOf""#);
        let by_name = (1..30).fold(by_name, |text, n| text.replacen('?', &format!("a{n}"), 1));
        assert!(read(&by_name).is_err());
        assert!(read(r##"{"$ref": "#"}"##).is_err());
    }

    #[test]
    fn schemas_as_they_are_written_pass() {
        for text in [
            r##"{"properties": {"children": {"items": {"$ref": "#"}}, "parts": {"items": {"$ref": "#"}}}}"##,
            r##"{"type": "object", "$defs": {"t": {"type": "string"}}, "properties": {"a": {"$ref": "#/$defs/t"}, "b": {"$ref": "#/$defs/t"}}}"##,
            "true",
        ] {
            assert_eq!(read(text), Ok(()), "{text}");
        }
        assert_eq!(read(&tower(r#"{"properties": {"x": {"$ref": "%"}, "y": {"$ref": "%"}}}"#)), Ok(()));
    }
}
