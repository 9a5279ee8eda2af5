//! Reads `area`, `bodies`, `towns` and `fields`: what an area owes, and who answers for it.

use super::paths::Globs;
use super::reader::{ConfigReader, place};
use crate::register::{BodyAt, Register, RegisteredBody, RegisteredField};
use crate::rule::{ConfigFaultKind, Expected, Localized};
use catalint_domain::bodies::identity::Jurisdiction;
use catalint_domain::chinese::edit_distance::nearest;
use catalint_domain::date::Date;
use catalint_yaml::{Kind, Node};

const AN_AREA: Localized = Localized {
    zh: "一个地方的名称，如云岭县、静安区",
    en: "the name of a place, such as 云岭县 or 静安区",
};
const A_BODY: Localized =
    Localized { zh: "一个单位的名称，如县民政局", en: "the name of one body, such as 县民政局" };
const A_TOWN: Localized = Localized {
    zh: "一个乡镇或街道的名称，如青石镇、城关街道",
    en: "the name of one town or subdistrict, such as 青石镇",
};
const ONCE: Localized = Localized { zh: "每个单位只写一次", en: "each body once" };
const A_DAY: Localized = Localized { zh: "日期，如 2026-06-30", en: "a day, such as 2026-06-30" };
const WHICH_TOWNS: Localized = Localized {
    zh: "true、false，或者 towns 中的若干名称",
    en: "true, false, or names of those under `towns`",
};
const TOWNS_FIRST: Localized = Localized {
    zh: "false；要写 true，先在 towns 中列出乡镇",
    en: "false; for true, list the towns under `towns` first",
};
const A_FIELD: Localized = Localized {
    zh: "负责的单位，或者 body、reference、towns、since、not_applicable、also、files 各行",
    en: "the body that answers for it, or lines with body, reference, towns, since, not_applicable, also, files",
};

const FIELD_KEYS: [&str; 7] = ["body", "reference", "towns", "since", "not_applicable", "also", "files"];

/// What is said of a field, and where its reference is named.
pub(super) struct FieldSaid<'a> {
    pub(super) field: RegisteredField,
    pub(super) reference: Option<Node<'a>>,
}

/// The area, which must have a name of its own.
pub(super) fn area(reader: &mut ConfigReader, node: Node<'_>) -> Option<String> {
    let written = reader.text(node, "area")?;
    let named = Jurisdiction::of(written, "").filter(|area| area.name() == written);
    if named.is_none() {
        reader.unfit(node, "area", AN_AREA);
    }
    named.map(|area| area.name().to_owned())
}

/// Adds the bodies of the area.
pub(super) fn bodies(reader: &mut ConfigReader, node: Node<'_>, register: &mut Register) {
    for (body, node) in named(reader, node, "bodies", A_BODY, register) {
        if !register.add_body(body) {
            reader.unfit(node, "bodies", ONCE);
        }
    }
}

/// Adds its towns and subdistricts.
pub(super) fn towns(reader: &mut ConfigReader, node: Node<'_>, register: &mut Register) {
    for (town, node) in named(reader, node, "towns", A_TOWN, register) {
        if !town.names_towns() {
            reader.unfit(node, "towns", A_TOWN);
        } else if !register.add_town(town) {
            reader.unfit(node, "towns", ONCE);
        }
    }
}

/// A list of names, each alone or with other names of the same: `{name: 县卫生健康局, also: [县卫健局]}`.
fn named<'a>(
    reader: &mut ConfigReader,
    node: Node<'a>,
    key: &str,
    expected: Localized,
    register: &Register,
) -> Vec<(RegisteredBody, Node<'a>)> {
    let area = register.jurisdiction();
    let mut all = Vec::new();
    for entry in reader.list(node, key) {
        let (mut name, mut also) = (None, Vec::new());
        if entry.kind() == Kind::Map {
            for (key, _, value) in reader.section(entry, key, &["name", "also"]) {
                match key {
                    "name" => name = reader.text(value, key).map(|text| (text, value)),
                    _ => also = reader.strings(value, key),
                }
            }
            if name.is_none() {
                reader.missing(entry, "name");
            }
        } else {
            name = reader.text(entry, key).map(|text| (text, entry));
        }
        let Some((name, node)) = name else { continue };
        match RegisteredBody::new(name, also, area.as_ref()) {
            Some(body) => all.push((body, node)),
            None => reader.unfit(node, key, expected),
        }
    }
    all
}

/// A field: the body that answers for it, or a mapping.
pub(super) fn field<'a>(
    reader: &mut ConfigReader,
    name: Node<'a>,
    node: Node<'a>,
    register: &mut Register,
    is_listed: bool,
) -> Option<FieldSaid<'a>> {
    let mut field = RegisteredField {
        name: name.text().trim().to_owned(),
        also: Vec::new(),
        bodies: Vec::new(),
        towns: Vec::new(),
        reference: None,
        since: None,
        not_applicable: None,
        files: Globs::default(),
    };
    let mut reference = None;
    match node.kind() {
        Kind::Map => {
            let pairs = reader.section(node, name.text(), &FIELD_KEYS);
            let has = |wanted: &str| pairs.iter().any(|(key, ..)| *key == wanted);
            if !has("body") && !has("not_applicable") {
                reader.missing(node, "body");
            }
            for (key, _, value) in pairs {
                match key {
                    "body" => field.bodies = responsible(reader, value, key, register, is_listed),
                    "reference" => reference = Some(value),
                    "towns" => field.towns = which_towns(reader, value, register),
                    "since" => field.since = day(reader, value, key),
                    "not_applicable" => field.not_applicable = reader.text(value, key).map(str::to_owned),
                    "also" => field.also = reader.strings(value, key),
                    _ => super::load::globs(reader, value, key, &mut field.files),
                }
            }
        }
        Kind::Null => {
            reader.unfit(node, name.text(), A_FIELD);
            return None;
        }
        _ => field.bodies = responsible(reader, node, name.text(), register, is_listed),
    }
    Some(FieldSaid { field, reference })
}

/// The bodies that answer for a field. Where `bodies` lists them, they are some of these.
fn responsible(
    reader: &mut ConfigReader,
    node: Node<'_>,
    key: &str,
    register: &mut Register,
    is_listed: bool,
) -> Vec<usize> {
    let area = register.jurisdiction();
    let mut found = Vec::new();
    for (written, node) in reader.texts(node, key) {
        let Some(body) = RegisteredBody::new(written, Vec::new(), area.as_ref()) else {
            reader.unfit(node, key, A_BODY);
            continue;
        };
        let at = match register.of_id(body.id()) {
            Some(BodyAt::Body(at)) => at,
            Some(BodyAt::Town(_)) => {
                reader.unfit(node, key, A_BODY);
                continue;
            }
            None if is_listed => {
                unknown(reader, node, key, register.bodies.iter().map(|body| body.name.as_str()));
                continue;
            }
            None => {
                register.add_body(body);
                register.bodies.len() - 1
            }
        };
        if !found.contains(&at) {
            found.push(at);
        }
    }
    found
}

/// The towns that answer for a field: all, none, or those that are named.
fn which_towns(reader: &mut ConfigReader, node: Node<'_>, register: &Register) -> Vec<usize> {
    if node.kind() == Kind::Bool {
        let all = node.text().eq_ignore_ascii_case("true");
        if all && register.towns.is_empty() {
            reader.unfit(node, "towns", TOWNS_FIRST);
        }
        return if all { (0..register.towns.len()).collect() } else { Vec::new() };
    }
    if !matches!(node.kind(), Kind::Seq | Kind::Str) {
        reader.unfit(node, "towns", WHICH_TOWNS);
        return Vec::new();
    }
    let mut found = Vec::new();
    for (written, node) in reader.texts(node, "towns") {
        match register.named(written) {
            Some(BodyAt::Town(at)) if !found.contains(&at) => found.push(at),
            Some(BodyAt::Town(_)) => {}
            _ => unknown(reader, node, "towns", register.towns.iter().map(|town| town.name.as_str())),
        }
    }
    found
}

/// A name that is none of those that are listed.
fn unknown<'w>(reader: &mut ConfigReader, node: Node<'_>, key: &str, known: impl Iterator<Item = &'w str>) {
    let known: Vec<&str> = known.collect();
    let nearest = nearest(node.text().trim(), known.iter().copied()).map(str::to_owned);
    let expected = Expected::OneOf(known.join(", "));
    reader.fault(place(node), ConfigFaultKind::Value { key: key.to_owned(), expected, nearest });
}

fn day(reader: &mut ConfigReader, node: Node<'_>, key: &str) -> Option<Date> {
    let day = reader.text(node, key).and_then(Date::parse);
    if day.is_none() && node.is_scalar() && !node.is_blank() {
        reader.unfit(node, key, A_DAY);
    }
    day
}
