//! Rules that a repository writes without code.

use std::sync::{Mutex, PoisonError};

use regex::{Regex, RegexBuilder};

use super::reader::ConfigReader;
use crate::fix::Applicability;
use crate::model::FieldId;
use crate::rule::{Check, ConfigFaultKind, Localized, Rule, Severity, Supersedes};
use catalint_domain::vocabulary::profile::Words;
use catalint_yaml::{Kind, Node};

/// The longest pattern in bytes, and the most memory that a compiled one takes. With the
/// linear-time engine no pattern runs away.
const MAX_PATTERN: usize = 4 << 10;
const MAX_COMPILED: usize = 1 << 20;

const KEYS: [&str; 14] = [
    "name",
    "field",
    "fields",
    "pattern",
    "not_pattern",
    "one_of",
    "required",
    "required_when",
    "length",
    "count",
    "message",
    "help",
    "severity",
    "fix",
];
const CODE: Localized = Localized {
    zh: "编号：二至八个大写字母加三位数字，字母不与内置规则相同，如 ORG001",
    en: "a code: two to eight capital letters that no built-in family has, and three digits, like ORG001",
};
const GONE: Localized = Localized {
    zh: "改后不再被 not_pattern 找到的文字，否则越改越长",
    en: "a text that not_pattern does not find again, or each fix would make it longer",
};
const NAME: Localized =
    Localized { zh: "小写英文单词，用连字符相连", en: "lower-case words joined by hyphens" };
const SOURCE: Localized = Localized {
    zh: "本单位的规定（见 catalint.yaml）",
    en: "A rule of this repository, in its catalint.yaml",
};

/// A rule of the repository.
#[derive(Debug, Clone)]
pub struct CustomRule {
    /// What reports and selections know of it.
    pub rule: &'static Rule,
    /// The fields that it looks at.
    pub fields: Vec<FieldId>,
    /// What it demands of them.
    pub demands: Vec<Demand>,
    /// How to mend a text that breaks it.
    pub fix: Option<CustomReplacement>,
}

/// What a [`CustomRule`] demands.
#[derive(Debug, Clone)]
pub enum Demand {
    /// Each text has a match.
    Pattern(Regex),
    /// No text has a match; the finding is the match.
    NotPattern(Regex),
    /// Each text is one of these; brackets count the same in half and full width.
    OneOf(Vec<String>),
    /// The field is there: always, or where the condition holds.
    Required(Option<Condition>),
    /// Characters of each text, from and to.
    Length(usize, usize),
    /// Texts of the field where it is there, from and to.
    Count(usize, usize),
}

/// Holds of an item where a text of a field has a match.
#[derive(Debug, Clone)]
pub struct Condition {
    /// The field.
    pub field: FieldId,
    /// The pattern.
    pub pattern: Regex,
}

/// Replaces what matches.
#[derive(Debug, Clone)]
pub struct CustomReplacement {
    /// What is replaced in a text at fault.
    pub pattern: Regex,
    /// What stands there then; `$1` is the first group.
    pub with: String,
    /// Who may apply it.
    pub applicability: Applicability,
}

/// Reads the section: code to rule.
pub(super) fn read(reader: &mut ConfigReader, node: Node<'_>, rules: &[&'static Rule]) -> Vec<CustomRule> {
    let pairs = reader.pairs(node, "custom_rules");
    pairs.into_iter().filter_map(|(code, node)| one(reader, code, node, rules)).collect()
}

fn one(reader: &mut ConfigReader, code: Node<'_>, node: Node<'_>, rules: &[&'static Rule]) -> Option<CustomRule> {
    let known = |rule: &&&Rule| rule.family() == code.text().trim_end_matches(|c: char| c.is_ascii_digit());
    if !is_code(code.text()) || rules.iter().any(|rule| known(&rule)) {
        reader.unfit(code, "custom_rules", CODE);
        return None;
    }
    let (mut facts, mut fields, mut demands, mut fix) = (RuleFacts::default(), Vec::new(), Vec::new(), None);
    for (key, _, value) in reader.section(node, code.text(), &KEYS) {
        match key {
            "name" => facts.name = name(reader, value),
            "message" => facts.message = reader.words(value, key),
            "help" => facts.help = reader.words(value, key),
            "severity" => {
                let word = reader.word(value, key, &["error", "warning", "hint"]);
                facts.severity = word.and_then(Severity::from_key);
            }
            "field" | "fields" => fields.extend(fields_of(reader, value, key)),
            "fix" => fix = Some(value),
            _ => demands.extend(demand(reader, key, value)),
        }
    }
    if fields.is_empty() && !reader.faults.iter().any(|fault| fault.span.start >= node.span().start) {
        reader.missing(node, "field");
    }
    if demands.is_empty() && !reader.faults.iter().any(|fault| fault.span.start >= node.span().start) {
        reader.missing(node, "pattern");
    }
    let Some(message) = facts.message.take() else {
        reader.missing(node, "message");
        return None;
    };
    let fix = fix.and_then(|node| replacement(reader, node, &demands));
    let rule = facts.rule(code.text(), message, fix.as_ref().map(|fix| fix.applicability));
    Some(CustomRule { rule, fields, demands, fix })
}

fn is_code(code: &str) -> bool {
    let letters = code.trim_end_matches(|c: char| c.is_ascii_digit());
    (2..=8).contains(&letters.len())
        && letters.bytes().all(|b| b.is_ascii_uppercase())
        && letters != "ALL"
        && code.len() == letters.len() + 3
}

fn name(reader: &mut ConfigReader, node: Node<'_>) -> Option<String> {
    let name = reader.text(node, "name")?;
    let fits = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    if name.chars().all(fits) && name.starts_with(|c: char| c.is_ascii_lowercase()) {
        return Some(name.to_owned());
    }
    reader.unfit(node, "name", NAME);
    None
}

fn fields_of(reader: &mut ConfigReader, node: Node<'_>, key: &str) -> Vec<FieldId> {
    let texts = reader.texts(node, key);
    texts.into_iter().filter_map(|(written, node)| field(reader, written, node, key)).collect()
}

fn field(reader: &mut ConfigReader, written: &str, node: Node<'_>, key: &str) -> Option<FieldId> {
    let found = FieldId::from_key(written).filter(|field| !matches!(field, FieldId::Items | FieldId::Extra));
    if found.is_none() {
        let known = FieldId::of_item().filter(|field| *field != FieldId::Extra).map(FieldId::key);
        reader.unknown_word(node, key, known);
    }
    found
}

fn demand(reader: &mut ConfigReader, key: &str, value: Node<'_>) -> Option<Demand> {
    match key {
        "pattern" => pattern(reader, value, key).map(Demand::Pattern),
        "not_pattern" => pattern(reader, value, key).map(Demand::NotPattern),
        "one_of" => Some(Demand::OneOf(reader.strings(value, key))),
        "required" => reader.flag(value, key).filter(|flag| *flag).map(|_| Demand::Required(None)),
        "required_when" => condition(reader, value).map(|when| Demand::Required(Some(when))),
        "length" => range(reader, value, key).map(|(min, max)| Demand::Length(min, max)),
        _ => range(reader, value, key).map(|(min, max)| Demand::Count(min, max)),
    }
}

fn pattern(reader: &mut ConfigReader, node: Node<'_>, key: &str) -> Option<Regex> {
    let text = reader.text(node, key)?;
    let built = if text.len() > MAX_PATTERN {
        Err(format!("longer than {MAX_PATTERN} bytes"))
    } else {
        RegexBuilder::new(text).size_limit(MAX_COMPILED).build().map_err(|error| reason(&error))
    };
    built.map_err(|reason| reader.fault(node.span(), ConfigFaultKind::Pattern(reason))).ok()
}

/// The engine's words without its drawing of the pattern.
fn reason(error: &regex::Error) -> String {
    let words = error.to_string();
    words.lines().last().unwrap_or_default().trim_start_matches("error: ").trim_end_matches('.').to_owned()
}

fn condition(reader: &mut ConfigReader, node: Node<'_>) -> Option<Condition> {
    let (mut of, mut found) = (None, None);
    for (key, _, value) in reader.section(node, "required_when", &["field", "pattern"]) {
        match key {
            "field" => of = reader.text(value, key).and_then(|written| field(reader, written, value, key)),
            _ => found = pattern(reader, value, key),
        }
    }
    if node.kind() == Kind::Map && node.pairs().count() < 2 {
        reader.missing(node, if of.is_none() { "field" } else { "pattern" });
    }
    Some(Condition { field: of?, pattern: found? })
}

fn range(reader: &mut ConfigReader, node: Node<'_>, key: &str) -> Option<(usize, usize)> {
    let (mut min, mut max) = (0, usize::MAX);
    for (name, _, value) in reader.section(node, key, &["min", "max"]) {
        let number = reader.number(value, name)?;
        if name == "min" { min = number } else { max = number }
    }
    Some((min, max))
}

/// `fix: 文字` replaces what `not_pattern` forbids; the long form says what, and how sure it is.
fn replacement(reader: &mut ConfigReader, node: Node<'_>, demands: &[Demand]) -> Option<CustomReplacement> {
    let forbidden = demands.iter().find_map(|demand| match demand {
        Demand::NotPattern(pattern) => Some(pattern.clone()),
        _ => None,
    });
    let (mut replace, mut with, mut applicability) = (forbidden.clone(), None, Applicability::Offer);
    if node.kind() == Kind::Map {
        for (key, _, value) in reader.section(node, "fix", &["replace", "with", "safe"]) {
            match key {
                "replace" => replace = pattern(reader, value, key),
                "with" => with = value.is_scalar().then(|| value.text().to_owned()),
                _ if reader.flag(value, key) == Some(true) => applicability = Applicability::Safe,
                _ => {}
            }
        }
    } else {
        with = node.is_scalar().then(|| node.text().to_owned());
    }
    let own = replace.as_ref().map(Regex::as_str) != forbidden.as_ref().map(Regex::as_str);
    if let (Some(pattern), Some(new)) = (forbidden.filter(|_| !own), &with)
        && found_again(&pattern, new)
    {
        let place = node.pairs().find(|(key, _)| key.text() == "with").map_or(node, |(_, value)| value);
        reader.unfit(place, "fix", GONE);
        return None;
    }
    if replace.is_none() {
        reader.missing(node, "replace");
    } else if with.is_none() {
        reader.missing(node, "with");
    }
    Some(CustomReplacement { pattern: replace?, with: with?, applicability })
}

/// Whether it can be seen that a text put in place of what a pattern finds is found again.
fn found_again(pattern: &Regex, new: &str) -> bool {
    // Whether a match at an edge is one in the middle, too, is not known before.
    let edges = pattern.as_str().contains(['^', '$'])
        || ["\\b", "\\B", "\\A", "\\z"].iter().any(|edge| pattern.as_str().contains(edge));
    let whole = ["$0", "${0}"].iter().any(|group| new.contains(group));
    !edges && (whole || !new.contains('$') && pattern.find(new).is_some_and(|found| !found.is_empty()))
}

/// What a rule says of itself.
#[derive(Default)]
struct RuleFacts {
    name: Option<String>,
    message: Option<Words>,
    help: Option<Words>,
    severity: Option<Severity>,
}

impl RuleFacts {
    /// The rule, kept for the life of the program: the same facts give the same one.
    fn rule(self, code: &str, message: Words, fix: Option<Applicability>) -> &'static Rule {
        static KEPT: Mutex<Vec<&'static Rule>> = Mutex::new(Vec::new());
        let help = self.help.unwrap_or_else(|| Words {
            zh: "按本单位的规定修改。".to_owned(),
            en: "Change it as the repository's rule demands.".to_owned(),
        });
        let name = self.name.unwrap_or_else(|| code.to_lowercase());
        let severity = self.severity.unwrap_or(Severity::Warning);
        let fixes: &'static [Applicability] = match fix {
            None => &[],
            Some(Applicability::Offer) => &[Applicability::Offer],
            Some(Applicability::Safe) => &[Applicability::Safe],
        };
        let mut kept = KEPT.lock().unwrap_or_else(PoisonError::into_inner);
        let same = |rule: &&&'static Rule| {
            let words = |a: &Localized, b: &Words| a.zh == b.zh && a.en == b.en;
            rule.code == code
                && rule.name == name
                && rule.severity == severity
                && rule.fixes == fixes
                && words(&rule.messages[0], &message)
                && words(&rule.help, &help)
        };
        if let Some(rule) = kept.iter().find(|rule| same(rule)) {
            return rule;
        }
        let words = localized(&message);
        let rule = Box::leak(Box::new(Rule {
            code: leak(code),
            name: leak(&name),
            severity,
            fixes,
            summary: localized(&title(&message)),
            messages: Box::leak(Box::new([words])),
            help: localized(&help),
            why: SOURCE,
            law: &[],
            source: SOURCE,
            wrong: &[],
            right: &[],
            supersedes: Supersedes::Nothing,
            check: Check::External,
        }));
        kept.push(rule);
        rule
    }
}

/// The message for lists of rules: on one line, with dots for what a finding fills in.
fn title(message: &Words) -> Words {
    let line = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ").replace("{value}", "…");
    Words { zh: line(&message.zh), en: line(&message.en) }
}

fn localized(words: &Words) -> Localized {
    Localized { zh: leak(&words.zh), en: leak(&words.en) }
}

fn leak(text: &str) -> &'static str {
    Box::leak(Box::from(text))
}
