//! Reads values of a config from the tree, and notes what does not fit.

use crate::rule::{ConfigFault, ConfigFaultKind, Expected, Localized};
use catalint_domain::chinese::edit_distance::nearest;
use catalint_domain::vocabulary::profile::Words;
use catalint_text::Span;
use catalint_yaml::{Kind, Node};

pub(super) const A_TEXT: Localized = Localized { zh: "一段文字", en: "a text" };
pub(super) const A_MAPPING: Localized =
    Localized { zh: "“名称: 值”形式的若干行", en: "lines of the form key: value" };
pub(super) const A_LIST: Localized = Localized { zh: "列表", en: "a list" };
pub(super) const TEXTS: Localized =
    Localized { zh: "一段文字，或者文字的列表", en: "a text or a list of texts" };
pub(super) const A_FLAG: Localized = Localized { zh: "true 或 false", en: "true or false" };
pub(super) const A_NUMBER: Localized = Localized { zh: "整数", en: "a whole number" };

/// Key, key node and value of a pair whose key is known.
pub(super) type ConfigPair<'a> = (&'static str, Node<'a>, Node<'a>);

/// Notes what does not fit.
#[derive(Debug, Default)]
pub(super) struct ConfigReader {
    pub(super) faults: Vec<ConfigFault>,
}

impl ConfigReader {
    pub(super) fn fault(&mut self, span: Span, kind: ConfigFaultKind) {
        self.faults.push(ConfigFault { kind, span });
    }

    /// A value that its key does not take.
    pub(super) fn unfit(&mut self, node: Node<'_>, key: &str, expected: Localized) {
        let kind = ConfigFaultKind::Value { key: key.to_owned(), expected: Expected::Words(expected), nearest: None };
        self.fault(place(node), kind);
    }

    /// The pairs of a section. An empty section is one without pairs.
    pub(super) fn section<'a>(&mut self, node: Node<'a>, key: &str, known: &[&'static str]) -> Vec<ConfigPair<'a>> {
        let mut pairs = Vec::new();
        for (name, value) in self.pairs(node, key) {
            match known.iter().find(|known| **known == name.text()) {
                Some(known) => pairs.push((*known, name, value)),
                None => {
                    let kind = ConfigFaultKind::UnknownKey {
                        key: name.text().to_owned(),
                        nearest: nearest(&name.text().to_lowercase().replace('-', "_"), known.iter().copied())
                            .map(str::to_owned),
                        known: known.join(", "),
                    };
                    self.fault(place(name), kind);
                }
            }
        }
        pairs
    }

    /// The pairs of a mapping with any keys.
    pub(super) fn pairs<'a>(&mut self, node: Node<'a>, key: &str) -> Vec<(Node<'a>, Node<'a>)> {
        match node.kind() {
            Kind::Map => node.pairs().filter(|(key, _)| key.text() != "<<").collect(),
            Kind::Null => Vec::new(),
            _ => {
                self.unfit(node, key, A_MAPPING);
                Vec::new()
            }
        }
    }

    /// The entries of a list; none of an empty one.
    pub(super) fn list<'a>(&mut self, node: Node<'a>, key: &str) -> Vec<Node<'a>> {
        match node.kind() {
            Kind::Seq => node.entries().collect(),
            Kind::Null => Vec::new(),
            _ => {
                self.unfit(node, key, A_LIST);
                Vec::new()
            }
        }
    }

    /// A text that is not blank; a number or a date counts as it is written.
    pub(super) fn text<'a>(&mut self, node: Node<'a>, key: &str) -> Option<&'a str> {
        if node.is_scalar() && !node.is_blank() {
            return Some(node.text().trim());
        }
        self.unfit(node, key, A_TEXT);
        None
    }

    /// A text, or a list of texts, with their nodes.
    pub(super) fn texts<'a>(&mut self, node: Node<'a>, key: &str) -> Vec<(&'a str, Node<'a>)> {
        match node.kind() {
            Kind::Null => Vec::new(),
            Kind::Seq => node.entries().filter_map(|entry| Some((self.text(entry, key)?, entry))).collect(),
            Kind::Map => {
                self.unfit(node, key, TEXTS);
                Vec::new()
            }
            _ => self.text(node, key).map(|text| (text, node)).into_iter().collect(),
        }
    }

    /// [`ConfigReader::texts`] as strings.
    pub(super) fn strings(&mut self, node: Node<'_>, key: &str) -> Vec<String> {
        self.texts(node, key).into_iter().map(|(text, _)| text.to_owned()).collect()
    }

    /// One of some words.
    pub(super) fn word(&mut self, node: Node<'_>, key: &str, known: &[&'static str]) -> Option<&'static str> {
        let written = if node.is_scalar() { node.text().trim() } else { "" };
        if let Some(word) = known.iter().find(|word| **word == written) {
            return Some(word);
        }
        self.unknown_word(node, key, known.iter().copied());
        None
    }

    /// A word that is none of those that are known.
    pub(super) fn unknown_word<'w>(&mut self, node: Node<'_>, key: &str, known: impl Iterator<Item = &'w str>) {
        let known: Vec<&str> = known.collect();
        let nearest = nearest(node.text().trim(), known.iter().copied()).map(str::to_owned);
        let expected = Expected::OneOf(known.join(", "));
        self.fault(place(node), ConfigFaultKind::Value { key: key.to_owned(), expected, nearest });
    }

    /// A word that plainly stands for one of those that are known.
    pub(super) fn other_word(&mut self, node: Node<'_>, key: &str, known: &[&str], meant: &str) {
        let (expected, nearest) = (Expected::OneOf(known.join(", ")), Some(meant.to_owned()));
        self.fault(place(node), ConfigFaultKind::Value { key: key.to_owned(), expected, nearest });
    }

    /// `true` or `false`.
    pub(super) fn flag(&mut self, node: Node<'_>, key: &str) -> Option<bool> {
        if node.kind() == Kind::Bool {
            return Some(node.text().eq_ignore_ascii_case("true"));
        }
        self.unfit(node, key, A_FLAG);
        None
    }

    /// A whole number, not below 0.
    pub(super) fn number(&mut self, node: Node<'_>, key: &str) -> Option<usize> {
        let number = Some(node).filter(|node| node.kind() == Kind::Int).and_then(|node| node.text().parse().ok());
        if number.is_none() {
            self.unfit(node, key, A_NUMBER);
        }
        number
    }

    /// A text for people: one for both languages, or `{zh: …, en: …}`.
    pub(super) fn words(&mut self, node: Node<'_>, key: &str) -> Option<Words> {
        if node.kind() != Kind::Map {
            let text = self.text(node, key)?.to_owned();
            return Some(Words { zh: text.clone(), en: text });
        }
        let (mut zh, mut en) = (None, None);
        for (name, _, value) in self.section(node, key, &["zh", "en"]) {
            let text = self.text(value, name).map(str::to_owned);
            if name == "zh" { zh = text } else { en = text }
        }
        let (zh, en) = (zh.clone().or_else(|| en.clone())?, en.or(zh)?);
        Some(Words { zh, en })
    }

    /// Says that a key has to be there, beside another one.
    pub(super) fn lacks(&mut self, beside: Node<'_>, key: &'static str) {
        self.fault(beside.span(), ConfigFaultKind::Missing { key });
    }

    /// Says that a key has to be there.
    pub(super) fn missing(&mut self, node: Node<'_>, key: &'static str) {
        let first = node.pairs().next().map_or_else(|| node.span(), |(key, _)| key.span());
        self.fault(first, ConfigFaultKind::Missing { key });
    }
}

/// Where a person looks for a value: of an empty one, before it, where its key ends.
pub(super) fn place(node: Node<'_>) -> Span {
    let span = node.span();
    if !span.is_empty() {
        return span;
    }
    let before = &node.tree().source()[..span.start as usize];
    let line = before.rfind('\n').map_or(0, |at| at + 1);
    let lead = before[line..].len() - before[line..].trim_start_matches([' ', '-']).len();
    Span::of(line + lead..before.len().max(line + lead))
}
